"""Things that running text counts: 接收档案1012卷17735件. They are what an indicator could have measured."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from perfeval.document import Document, Paragraph, Place
from perfeval.quantities import Quantity, quantity
from perfeval.ruling import Lexicon, WordKind

_CLAUSE = re.compile(r"[^，,。；;：:！!？?\n（）()]+")
#: Smaller numbers count nothing worth an indicator: 3项工作, 2个中心.
LEAST = 10
#: What a clause about staff speaks of: posts, people in them, and others on the pay list.
STAFF = ("posts", "in-post", "other")
#: So much of a clause before its number is quoted.
QUOTED = 24


@frozen
class Count:
    """One thing that is counted in running text.

    Attributes
    ----------
    quantity
        How many, with its unit.
    printed
        The number as it stands there.
    clause
        The words up to it, at most so many.
    place
        Where the paragraph stands.
    """

    quantity: Quantity
    printed: str
    clause: str
    place: Place


def counts(document: Document, lexicon: Lexicon) -> tuple[Count, ...]:
    """Everything the paragraphs of a document count, without staff and posts, in their order and each of them once."""
    found: dict[tuple[str, str], Count] = {}
    for block in document.blocks:
        if isinstance(block, Paragraph):
            for one in _of(block, lexicon):
                found.setdefault((one.printed, one.clause), one)
    return tuple(found.values())


def _of(paragraph: Paragraph, lexicon: Lexicon) -> Iterator[Count]:
    number = re.compile(rf"(?<![\d.第〔\[A-Za-z])\d{{2,15}}(?:\.\d{{1,6}})?{lexicon.pattern(WordKind.COUNTED)}")
    for clause in _CLAUSE.finditer(paragraph.text):
        if any(lexicon.within(WordKind.STAGE, clause[0], value) for value in STAFF):
            continue
        for match in number.finditer(clause[0]):
            reading = quantity_or_none(match[0])
            if reading is not None and reading.value >= LEAST:
                yield Count(reading, match[0], clause[0][: match.end()].strip()[-QUOTED:], paragraph.place)


def quantity_or_none(text: str) -> Quantity | None:
    """A number with its unit; None where it is none."""
    try:
        return quantity(text)
    except ValueError:
        return None


__all__ = ["LEAST", "QUOTED", "Count", "counts"]
