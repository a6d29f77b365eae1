"""A table as cells on a grid, each marked once: a number, nothing, words, or something nobody can read.

Rule 1: a cell that is not blank and is no number is never taken for zero.
Rule 2: a mark that hides a figure (x, .., **) is no nil: what it stands beside is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import Enum

from attrs import evolve, frozen

from perfeval.document import Cell, Place, Row
from perfeval.quantities import Nil, Quantity, Unread, read, tidy

_MASKED = re.compile(r"[xX×#•*.…]{1,6}")


class Mark(Enum):
    """What a cell is, before anybody asks what it means."""

    NUMBER = "number"
    NIL = "nil"  # blank, a dash or 无: zero in a sum
    WORDS = "words"
    VOID = "void"  # unread, or hidden on purpose


@frozen(eq=False)
class GridCell:
    """One cell: its text, its mark, its number if it is one, and the columns it spans."""

    text: str
    mark: Mark
    quantity: Quantity | None = None
    place: Place = Place()
    width: int = 1

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed in it."""
        return not self.text.strip()


GridRow = Mapping[int, GridCell]
Grid = Sequence[GridRow]


def marked(text: str, place: Place = Place(), width: int = 1) -> GridCell:  # noqa: B008 - frozen
    """A cell by its print."""
    reading = read(text)
    if isinstance(reading, Quantity):
        mark = Mark.VOID if reading.approximate else Mark.NUMBER
        return GridCell(text, mark, reading, place, width)
    if isinstance(reading, Nil):
        return GridCell(text, Mark.NIL, None, place, width)
    hidden = isinstance(reading, Unread) or _MASKED.fullmatch(tidy(text)) is not None
    return GridCell(text, Mark.VOID if hidden else Mark.WORDS, None, place, width)


def grid_of(
    rows: Sequence[Row], known: Callable[[Cell], Quantity | None] = lambda _: None
) -> list[dict[int, GridCell]]:
    """The cells of rows by their column; `known` gives the quantity of a cell that is already a statement."""
    made = []
    for row in rows:
        cells: dict[int, GridCell] = {}
        for number, cell in enumerate(row.cells):
            said = known(cell)
            own = marked(cell.text, cell.place, cell.width)
            column = cell.column if cell.column is not None else number
            cells[column] = own if said is None or own.mark is not Mark.NUMBER else evolve(own, quantity=said)
        made.append(cells)
    return made
