"""Rows that have lost cells at their beginning, put back under their columns: a merged label that was never repeated.

Rule: a row is moved only where it does not fit as it stands and exactly one move fits; where none or several do,
nothing in it is judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableSequence, Sequence

from attrs import evolve

from perfeval.recognition.tables.grammar.grid import GridCell, GridRow, Mark

#: Of so many rows one has to be whole, for the others to be held to it.
WHOLE_ROWS = 3


def align(grid: MutableSequence[GridRow], rows: Sequence[int]) -> None:
    """Put the rows of one table under their columns, in place."""
    widths = {i: max(grid[i], default=-1) + 1 for i in rows}
    width = max(widths.values(), default=0)
    whole = [i for i in rows if widths[i] == width]
    if len(whole) == len(rows) or WHOLE_ROWS * len(whole) < len(rows):
        return
    kinds = _kinds(grid[i] for i in whole)
    for index in rows:
        if widths[index] < width and not _fits(grid[index], kinds, 0):
            moves = [n for n in range(1, width - widths[index] + 1) if _fits(grid[index], kinds, n)]
            grid[index] = _moved(grid[index], moves[0]) if len(moves) == 1 else _unread(grid[index])


def _kinds(rows: Iterable[GridRow]) -> dict[int, Mark]:
    """The columns that hold numbers in most rows, and those that hold words."""
    count: dict[int, int] = {}
    for row in rows:
        for column, cell in row.items():
            count[column] = count.get(column, 0) + (cell.mark is Mark.NUMBER) - (cell.mark is Mark.WORDS)
    return {c: Mark.NUMBER if n > 0 else Mark.WORDS for c, n in count.items() if n}


def _fits(row: GridRow, kinds: Mapping[int, Mark], by: int) -> bool:
    """Whether a row that is moved has no number where words stand, and no words where numbers do."""
    known = {Mark.NUMBER, Mark.WORDS}
    return all(cell.mark not in known or kinds.get(c + by, cell.mark) is cell.mark for c, cell in row.items())


def _moved(row: GridRow, by: int) -> dict[int, GridCell]:
    return {c + by: cell for c, cell in row.items()}


def _unread(row: GridRow) -> dict[int, GridCell]:
    """A row of which nobody knows what stands where: its figures are hidden."""
    return {c: evolve(cell, mark=Mark.VOID) if cell.mark is Mark.NUMBER else cell for c, cell in row.items()}
