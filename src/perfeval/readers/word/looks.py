"""How a run of a Word document looks: hidden, struck out, raised or lowered, by itself or by its styles."""

from __future__ import annotations

from typing import Any

from attrs import define, field, frozen

from perfeval.readers.word.elements import is_on, qn, value_of, whole

_R_PR, _P_PR = qn("w:rPr"), qn("w:pPr")
_GONE = ("w:vanish", "w:webHidden", "w:specVanish")
_STRUCK = ("w:strike", "w:dstrike")
#: Half points above or below the line from which text is no longer on it.
OFF_THE_LINE = 4


@frozen
class Look:
    """What is said of a run; None where nothing is, so that a style may say it."""

    hidden: bool | None = None
    struck: bool | None = None
    height: int | None = None

    def or_else(self, other: Look) -> Look:
        """This look, completed by another."""
        return Look(
            other.hidden if self.hidden is None else self.hidden,
            other.struck if self.struck is None else self.struck,
            other.height if self.height is None else self.height,
        )


def _switch(properties: Any, names: tuple[str, ...]) -> bool | None:
    said = [is_on(properties, name) for name in names if properties.find(qn(name)) is not None]
    return any(said) if said else None


def _height(properties: Any) -> int | None:
    """1 for raised, -1 for lowered, 0 for on the line."""
    align = value_of(properties, "w:vertAlign")
    if align is not None:
        return {"superscript": 1, "subscript": -1}.get(align, 0)
    position = value_of(properties, "w:position")
    if position is None:
        return None
    by = whole(position, 0)
    return 0 if abs(by) < OFF_THE_LINE else 1 if by > 0 else -1


def _said(properties: Any) -> Look:
    if properties is None:
        return Look()
    return Look(_switch(properties, _GONE), _switch(properties, _STRUCK), _height(properties))


@define
class Looks:
    """The looks that the styles of a document give, and those of its runs."""

    styles: dict[str, tuple[str, Look]] = field(factory=dict)
    _whole: dict[str, Look] = field(factory=dict)

    def of(self, run: Any, paragraph: Any = None) -> Look:
        """How a run looks: what it says itself, then its own style, then that of its paragraph."""
        properties = run.find(_R_PR)
        look = _said(properties)
        for style in (_style_of(properties, "w:rStyle"), _paragraph_style(paragraph)):
            look = look.or_else(self._of_style(style)) if style else look
        return look

    def _of_style(self, name: str) -> Look:
        chain: dict[str, None] = {}  # in order, and asked for each name at once
        while name in self.styles and name not in chain and name not in self._whole:
            chain[name] = None
            name = self.styles[name][0]
        look = self._whole.get(name, Look())
        for style in reversed(chain):
            look = self._whole[style] = self.styles[style][1].or_else(look)
        return look


def _style_of(properties: Any, name: str) -> str:
    return (value_of(properties, name) or "") if properties is not None else ""


def _paragraph_style(paragraph: Any) -> str:
    return _style_of(paragraph.find(_P_PR), "w:pStyle") if paragraph is not None else ""


def looks_of(opened: Any) -> Looks:
    """The looks that the styles of an opened document give."""
    made = Looks()
    for style in opened.styles.element.iter(qn("w:style")):
        name = str(style.get(qn("w:styleId"), ""))
        made.styles[name] = value_of(style, "w:basedOn") or "", _said(style.find(_R_PR))
    return made
