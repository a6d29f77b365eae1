"""Lines with the same amounts, rate and points whose scores are not the same: somebody may be asked why."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.recognition.tables.grammar.instances import CellClaim, CellReading
from perfeval.recognition.tables.grammar.lines import Line, LineKind
from perfeval.recognition.tables.grammar.schemas import Kind
from perfeval.recognition.tables.grammar.sheet import Sheet
from perfeval.recognition.tables.grammar.words import TableWords

#: So many amounts that are not zero make two lines the same.
LEAST_AMOUNTS = 2
#: What is asked, in tenths of a bit: a question and no more.
ASKED = 40


def scored_twice(sheet: Sheet, words: TableWords) -> Iterator[CellClaim]:
    """The scores of lines that are otherwise the same, each held to the first of them."""
    axis = sheet.lines.measures
    measured = [line for line in sheet.lines.along(axis) if line.kind is not LineKind.BESIDE]
    scores = [line for line in measured if line.kind is LineKind.POINTS and "score" in words.role(line.head)]
    if len(scores) != 1:
        return
    rest = [line for line in measured if line is not scores[0]]
    figures = sheet.on(axis, scores[0].index)
    first: dict[tuple[tuple[int, int], ...], int] = {}
    for line in sheet.instances(axis):
        key = _figures(sheet, rest, line.index)
        if line.index not in figures or key is None:
            continue
        known = first.setdefault(key, line.index)
        if known != line.index:
            terms = ((1, figures[known].cell), (1, figures[line.index].cell))
            same = figures[known].value == figures[line.index].value
            yield CellClaim(Kind.SCORE, (CellReading(Kind.SCORE, terms),), frozenset({"same"}), ASKED, same)


def _figures(sheet: Sheet, lines: list[Line], across: int) -> tuple[tuple[int, int], ...] | None:
    """The figures of a line beside its score; None where they are too few to make it the same as another."""
    found = [(line, f.value) for line in lines if (f := sheet.on(line.axis, line.index).get(across)) is not None]
    if sum(line.kind is LineKind.AMOUNT and value != 0 for line, value in found) < LEAST_AMOUNTS:
        return None
    return tuple((line.index, value) for line, value in found)
