"""Rows of texts as a table whose cells may reach over several columns and rows."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from perfeval.document import Cell, Place, Row, Table
from perfeval.ruling.blanks import LEFT, UP


@frozen
class Box:
    """A cell of a grid: where it begins, how far it reaches, and what stands in it."""

    row: int
    column: int
    text: str
    wide: int = 1
    high: int = 1


@frozen
class Grid:
    """A table of so many rows and columns."""

    rows: int
    columns: int
    boxes: tuple[Box, ...]

    def table(self, number: int, source: str) -> Table:
        """The table as it is read: a cell that reaches down goes on as an empty one."""
        lines: list[list[Cell]] = [[] for _ in range(self.rows)]
        for box in sorted(self.boxes, key=lambda b: b.column):
            for down in range(box.high):
                cells = lines[box.row + down]
                place = Place(source, table=number, row=box.row + down + 1, cell=len(cells) + 1)
                cells.append(Cell(box.text if not down else "", place, box.column, box.wide))
        return Table(tuple(Row(tuple(cells)) for cells in lines), Place(source, table=number))


def grid_of(lines: Sequence[Sequence[str]]) -> Grid:
    """The grid of rows in which `LEFT` and `UP` say which cell goes on."""
    width = max((len(line) for line in lines), default=0)
    full = [[*line, *[""] * (width - len(line))] for line in lines]
    boxes = []
    for row, line in enumerate(full):
        for column, text in enumerate(line):
            if text in (LEFT, UP):
                continue
            wide = _reach([line[c] for c in range(column + 1, width)], LEFT)
            high = _reach([full[r][column] for r in range(row + 1, len(full))], UP)
            boxes.append(Box(row, column, text, wide, high))
    return Grid(len(full), width, tuple(boxes))


def _reach(behind: Sequence[str], mark: str) -> int:
    """One, and one for each of the cells behind that goes on."""
    return next((n for n, text in enumerate(behind, 1) if text != mark), len(behind) + 1)


__all__ = ["Box", "Grid", "grid_of"]
