"""How papers say things: in one language, personal data covered, nothing in a text that steers whoever shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from perfeval.boundary import printable
from perfeval.evaluation import Evaluation
from perfeval.findings import Standing, Text
from perfeval.privacy import masked
from perfeval.renderers.masking import figures_judged
from perfeval.renderers.wording import either, say
from perfeval.summary import Matter, Summary, summary_of

#: So many figures of a matter are quoted.
MOST_QUOTES = 12


@frozen
class Voice:
    """The language of a paper, and the long numbers in it that are figures and no personal data."""

    lang: str
    figures: frozenset[str] = frozenset()

    def __call__(self, text: Text | str) -> str:
        """A text as it may be written."""
        return masked(printable(text if isinstance(text, str) else say(text, self.lang)), self.figures)

    def either(self, zh: str, en: str) -> str:
        """The paper's own words in its language."""
        return either(zh, en, self.lang)

    def sources(self, matter: Matter) -> str:
        """The document a matter rests on, if it is one that was seen; else what it rests on instead."""
        if matter.standing is Standing.UNCONFIRMED:
            return self.either("按通行做法（未核实）", "by common practice (not confirmed)")
        if matter.basis:
            return self(matter.basis)
        return self.either("算术关系", "arithmetic") if matter.standing is Standing.ARITHMETIC else ""

    def quotes(self, matter: Matter) -> str:
        """What a matter quotes, as printed, one line a figure; of many the first few."""
        lines = list(
            dict.fromkeys(
                self(f"{s.label} {s.printed}{_unit(s.printed, s.unit)}".strip()) for s in matter.spots if s.printed
            )
        )
        more = len(lines) - MOST_QUOTES
        if more > 0:
            lines[MOST_QUOTES:] = [self.either(f"…… 另有 {more} 处", f"… and {more} more")]
        return "\n".join(lines)


def _unit(printed: str, unit: str) -> str:
    """The unit behind a print that has none of its own."""
    return "" if not unit or printed.endswith((unit, "%", "％")) else unit


@frozen
class Told:
    """A matter in a paper: the page it is of, and a key that no other matter of the paper has."""

    page: Summary
    matter: Matter
    key: str


def told(pages: Iterable[Summary]) -> tuple[Told, ...]:
    """Every matter of several pages; where two have one id, the later ones are counted: `0a1b…-2`."""
    seen: dict[str, int] = {}
    made = []
    for page in pages:
        for matter in page.matters:
            seen[matter.id] = count = seen.get(matter.id, 0) + 1
            made.append(Told(page, matter, matter.id if count == 1 else f"{matter.id}-{count}"))
    return tuple(made)


def pages_of(evaluations: Sequence[Evaluation], lang: str) -> tuple[tuple[Summary, ...], Voice]:
    """The pages of several reports, and the voice to write them in."""
    return tuple(summary_of(e) for e in evaluations), Voice(lang, figures_judged(evaluations))


__all__ = ["Told", "Voice", "pages_of", "told"]
