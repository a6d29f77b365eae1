"""Automatic numbers: the lists a Word document defines, and the number each paragraph gets."""

from __future__ import annotations

from typing import Any

from attrs import define, field, frozen
from docx.opc.constants import RELATIONSHIP_TYPE

from perfeval.quantities.numerals import print_numeral
from perfeval.readers.word.elements import is_on, qn, value_of, whole

_P_PR = qn("w:pPr")


@frozen
class _Level:
    text: str
    shape: str
    start: int
    legal: bool
    keeps: bool
    style: str


@frozen
class _List:
    """A list in use: the counters it shares with others, and the starts it sets for itself."""

    shared: str
    starts: dict[int, int]
    levels: dict[int, _Level]


@frozen
class _Style:
    based: str
    number: str | None
    level: str | None


@define
class Numbering:
    """The lists a document defines, and how far each has counted."""

    lists: dict[str, _List] = field(factory=dict)
    styles: dict[str, _Style] = field(factory=dict)
    #: What styles were found to bring, so that a chain of many is followed once.
    known: dict[str, tuple[str | None, str | None]] = field(factory=dict, init=False)
    default: str = ""
    counts: dict[str, dict[int, int]] = field(factory=dict)
    begun: set[str] = field(factory=set)

    def label(self, paragraph: Any) -> str:
        """The number in front of a paragraph, and count it; "" for none and for bullets."""
        number, index = self._place(paragraph)
        found = self.lists.get(number) if number is not None else None
        level = found.levels.get(index) if found is not None else None
        if number is None or found is None or level is None:
            return ""
        counts = self._counted(number, found, index)
        if level.shape in ("bullet", "none"):
            return ""
        text = level.text
        for i, other in found.levels.items():
            if f"%{i + 1}" in text:
                shape = "decimal" if level.legal else other.shape
                text = text.replace(f"%{i + 1}", _numeral(counts.setdefault(i, other.start), shape))
        return text

    def _place(self, paragraph: Any) -> tuple[str | None, int]:
        """The list and the level of a paragraph: its own, or those of its style."""
        properties = paragraph.find(_P_PR)
        own_style, own_number, own_depth = (
            value_of(properties, *path) if properties is not None else None
            for path in (("w:pStyle",), ("w:numPr", "w:numId"), ("w:numPr", "w:ilvl"))
        )
        style = own_style or self.default
        number, depth = self._of_style(style)
        number = own_number if own_number is not None else number
        levels = self.lists[number].levels if number in self.lists else {}
        by_style = next((i for i, level in levels.items() if style and level.style == style), None)
        return number, whole(own_depth, by_style if by_style is not None else whole(depth, 0))

    def _counted(self, number: str, found: _List, index: int) -> dict[int, int]:
        """The counters of a list once this level has counted one more and those below it begin anew."""
        counts = self.counts.setdefault(found.shared, {})
        if number not in self.begun:
            self.begun.add(number)
            counts.update((i, start - 1) for i, start in found.starts.items())
        counts[index] = counts.get(index, found.levels[index].start - 1) + 1
        for deeper in [i for i in counts if i > index and not (i in found.levels and found.levels[i].keeps)]:
            del counts[deeper]
        return counts

    def _of_style(self, style: str) -> tuple[str | None, str | None]:
        """The list and level that a style, or one it is based on, brings with it."""
        passed: list[str] = []
        found: tuple[str | None, str | None] = (None, None)
        while style in self.styles and style not in self.known:
            known = self.styles[style]
            # a style that is based on itself brings nothing
            self.known[style] = (known.number, known.level) if known.number is not None else (None, None)
            passed.append(style)
            if known.number is not None:
                break
            style = known.based
        found = self.known.get(style, found)
        self.known.update(dict.fromkeys(passed, found))
        return found


def numbering_of(opened: Any) -> Numbering:
    """The lists of an opened document, its styles with the lists they bring, and nothing counted yet."""
    made = Numbering()
    for style in opened.styles.element.iter(qn("w:style")):
        name = str(style.get(qn("w:styleId"), ""))
        numbers = [value_of(style, "w:pPr", "w:numPr", key) for key in ("w:numId", "w:ilvl")]
        made.styles[name] = _Style(value_of(style, "w:basedOn") or "", numbers[0], numbers[1])
        if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true"):
            made.default = name
    try:
        root: Any = opened.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:
        return made
    shared = {str(a.get(qn("w:abstractNumId"))): a for a in root.iter(qn("w:abstractNum"))}
    numbers_of = {str(n.get(qn("w:numId"))): value_of(n, "w:abstractNumId") or "" for n in root.iter(qn("w:num"))}
    for number in root.iter(qn("w:num")):
        key = value_of(number, "w:abstractNumId") or ""
        link = value_of(shared[key], "w:numStyleLink") if key in shared else None
        if link and link in made.styles:
            key = numbers_of.get(made.styles[link].number or "", key)
        if key in shared:
            made.lists[str(number.get(qn("w:numId")))] = _list(key, shared[key], number)
    return made


def _list(key: str, base: Any, number: Any) -> _List:
    """A list in use: the levels of what it shares, and what it says otherwise for itself."""
    levels = {whole(v.get(qn("w:ilvl")), 0): _level(v) for v in base.iter(qn("w:lvl"))}
    starts: dict[int, int] = {}
    for override in number.iter(qn("w:lvlOverride")):
        index = whole(override.get(qn("w:ilvl")), 0)
        own = override.find(qn("w:lvl"))
        if own is not None:
            levels[index] = _level(own)
        start = value_of(override, "w:startOverride")
        if start is not None:
            starts[index] = whole(start, 1)
    return _List(key, starts, levels)


def _level(level: Any) -> _Level:
    return _Level(
        (value_of(level, "w:lvlText") or "")[:40], value_of(level, "w:numFmt") or "decimal", whole(value_of(level, "w:start"), 1),
        is_on(level, "w:isLgl"), value_of(level, "w:lvlRestart") == "0", value_of(level, "w:pStyle") or "",
    )  # fmt: skip


_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _numeral(number: int, shape: str) -> str:
    """A counter as its list prints it; a shape that is not known prints digits."""
    if not 0 < number < 10**4:
        return str(number)
    if shape in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
                 "taiwaneseCountingThousand", "japaneseDigitalTenThousand", "ideographDigital"):  # fmt: skip
        return print_numeral(number)
    if shape in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        said = print_numeral(number).translate(_FORMAL)
        return f"壹{said}" if said.startswith("拾") else said
    if shape in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and number <= 20:
        return chr(ord("①") + number - 1)
    if shape in ("decimalFullWidth", "decimalFullWidth2"):
        return str(number).translate({ord(c): ord(c) - ord("0") + ord("０") for c in "0123456789"})
    if shape == "decimalZero":
        return str(number).rjust(2, "0")
    if shape == "ideographTraditional" and number <= 10:
        return "甲乙丙丁戊己庚辛壬癸"[number - 1]
    if shape in ("upperLetter", "lowerLetter"):
        said = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(number - 1) % 26] * ((number - 1) // 26 + 1)
        return said if shape == "upperLetter" else said.lower()
    if shape in ("upperRoman", "lowerRoman"):
        said = ""
        for value, letters in _ROMAN:
            said += letters * (number // value)
            number %= value
        return said if shape == "upperRoman" else said.lower()
    return str(number)
