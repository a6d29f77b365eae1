"""Comments in a workbook, at the very cell that is meant; several at one cell are one comment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.comments import Comment

from perfeval.annotating.remarks import Remark
from perfeval.boundary.packages import settled_package
from perfeval.document import Place, Table
from perfeval.readers.excel import read_xlsx
from perfeval.readers.guard import transitional

AUTHOR = "perfeval"
#: The size of a comment's box, in points: wide enough for a sentence, and a line for every so many characters.
WIDTH, LINE, PER_LINE = 360, 18, 26

Cell = tuple[str, int, int]
Numbers = tuple[int | None, int | None, int | None]


def with_comments(data: bytes, name: str, remarks: Sequence[Remark]) -> bytes:
    """The workbook with a comment for each cell that something is said of."""
    cells = _cells(data, name)
    book = openpyxl.load_workbook(BytesIO(transitional(data)), rich_text=True, keep_links=False)
    said: dict[Cell, list[str]] = {}
    beginning = (book.worksheets[0].title, 1, 1)
    for remark in remarks:
        cell = _cell(remark.place, cells, book) if remark.place is not None else None
        said.setdefault(cell or beginning, []).append(remark.text)
    for (sheet, row, column), texts in said.items():
        cell = _own(book[sheet], row, column)
        before = [cell.comment.text] if cell.comment is not None else []
        cell.comment = _comment("\n\n".join([*before, *texts]))
    buffer = BytesIO()
    book.save(buffer)
    return settled_package(buffer.getvalue())


def _cells(data: bytes, name: str) -> Mapping[Numbers, Cell]:
    """Sheet, row and column of every place of a table."""
    tables = (block for block in read_xlsx(data, name).blocks if isinstance(block, Table))
    return {
        _numbers(cell.place): (cell.place.part, cell.place.row or 1, (cell.column or 0) + 1)
        for table in tables for row in table.rows for cell in row.cells
    }  # fmt: skip


def _numbers(place: Place) -> Numbers:
    """A cell by its table, row and number; what was recognised may call its table otherwise than the workbook does."""
    return place.table, place.row, place.cell


def _cell(place: Place, cells: Mapping[Numbers, Cell], book: Any) -> Cell | None:
    """The cell of a place: that of its table, that of a row, or the one that is alone in its line over a table."""
    if _numbers(place) in cells:
        return cells[_numbers(place)]
    row = place.row or place.line
    if place.part not in book.sheetnames or row is None:
        return None
    column = next((c.column for c in next(book[place.part].iter_rows(row, row)) if c.value is not None), 1)
    return place.part, row, column


def _own(sheet: Any, row: int, column: int) -> Any:
    """The cell itself, or the first of the merged range it lies in: no other can hold a comment."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet.cell(row, column)


def _comment(text: str) -> Comment:
    made = Comment(text, AUTHOR)
    made.width = WIDTH
    made.height = LINE * (2 + sum(1 + len(line) // PER_LINE for line in text.split("\n")))
    return made


__all__ = ["with_comments"]
