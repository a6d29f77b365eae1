"""What the figures of a line are, by its words and its percent signs, and what formulas may call it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from perfeval.quantities import RATE, tidy
from perfeval.recognition.tables.grammar.grid import GridCell
from perfeval.recognition.tables.grammar.lines import LineKind
from perfeval.recognition.tables.grammar.marks import counter
from perfeval.recognition.tables.grammar.words import TableWords

_KINDS = {
    "code": LineKind.AMOUNT,
    "rate": LineKind.RATE,
    "points": LineKind.POINTS,
    "other": LineKind.OTHER,
    "amount": LineKind.AMOUNT,
    "count": LineKind.AMOUNT,
}


def kind_of(path: tuple[str, ...], cells: Sequence[GridCell], words: TableWords, *, by_words: bool) -> LineKind:
    """What the figures of a line are: by its own words, then by those above, then by their percent signs."""
    numbers = [c.quantity for c in cells if c.quantity is not None]
    percents = sum(q.dimension == RATE for q in numbers)
    if by_words:
        for text in reversed(path):
            found = words.line_kind(text)
            if found:
                return _KINDS[found]
            if words.role(text):
                return LineKind.AMOUNT
        if 2 * percents > len(numbers):
            return LineKind.RATE
        return LineKind.AMOUNT
    return LineKind.RATE if numbers and percents == len(numbers) else LineKind.AMOUNT


def names_amount(path: tuple[str, ...], words: TableWords) -> bool:
    """Whether the words of a line say that its figures are amounts, or counts."""
    summed = {"amount", "count"}
    return any(words.role(text) or words.total(text) or words.line_kind(text) in summed for text in path)


def names_of(text: str, counters: Sequence[str]) -> frozenset[str]:
    """What formulas may call a line: the letter or number in its head, and its counter."""
    found = {tidy(c).split("=")[0].strip("()[]") for c in counters if counter(c) is not None}
    circled = re.search(r"[①-⑳]", text)
    if circled:
        found.add(circled.group())
    match = re.search(r"[(\[]([A-Z]|\d{1,2})[)\]]|(?<![A-Z])([A-Z])=|[(\[]([A-Z])=", tidy(text).upper())
    if match:
        found.add(next(g for g in match.groups() if g))
    return frozenset(found)
