"""The document that a reader makes, counted as it grows."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field, frozen

from perfeval.document import Block, Cell, Document, Paragraph, Place, Row, Table, first_words
from perfeval.readers.guard import limits
from perfeval.readers.guard.refusals import unreadable

#: What stands in a cell of which nothing is seen, but something was there: a reader of numbers takes neither for a blank.
HIDDEN, STRUCK = "（已隐藏）", "（已划去）"


@frozen
class Laid:
    """A cell on its grid: its text, its zero-based column, the columns it spans, and whether it is a whole stored number;
    `origin` is what it was read from, for whoever marks the source.
    """

    text: str
    column: int
    width: int = 1
    whole: bool = False
    origin: object = None


@frozen
class LaidRow:
    """A row of laid cells, and where it stands in the source; `number` is its own number there, where it has one."""

    cells: tuple[Laid, ...]
    page: int | None = None
    line: int | None = None
    number: int | None = None


def _address(row: LaidRow, cell: Laid) -> str:
    """What a cell of a sheet is called there: G21; nothing where rows have no numbers of their own."""
    if row.number is None:
        return ""
    letters, column = "", cell.column + 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row.number}"


@define
class Draft:
    """A document in the making, counted as it grows; with `origins`, what stands at each place is kept there."""

    source: str
    blocks: list[Block] = field(factory=list)
    notes: list[tuple[str, str]] = field(factory=list)
    tables: int = 0
    cells: int = 0
    rows: int = 0
    characters: int = 0
    origins: dict[Place, object] | None = None

    def grow(self, *, cells: int = 0, rows: int = 0, characters: int = 0) -> None:
        """Count what is about to be added.

        Raises
        ------
        UnreadableError
            If the document becomes larger than any report.
        """
        self.cells += cells
        self.rows += rows
        self.characters += characters
        if self.cells <= limits.CELLS and self.rows <= limits.ROWS and self.characters <= limits.CHARACTERS:
            return
        for many, limit, zh, en in (
            (self.cells, limits.CELLS, "单元格", "cells"), (self.rows, limits.ROWS, "行", "lines"), (self.characters, limits.CHARACTERS, "字符", "characters"),
        ):  # fmt: skip
            if many > limit:
                raise unreadable(
                    self.source,
                    f"表格超过上限（{zh}多于 {limit}），不像报告；请删去无关的表和空白区域后重试。",
                    f"over the limit of {limit} {en}, which no report has; remove other tables and blank areas.",
                )

    def paragraph(
        self, text: str, *, part: str = "", page: int | None = None, line: int | None = None, origin: object = None
    ) -> None:
        """Running text; each line of it is a paragraph, blank ones are none."""
        if self.origins is not None and origin is not None:
            self.origins[Place(self.source, part, page, line)] = origin
        for piece in text.split("\n"):
            said = piece.strip()
            if said:
                self.grow(rows=1, characters=len(said))
                self.blocks.append(Paragraph(said, Place(self.source, part, page, line, begins=first_words(said))))

    def table(self, rows: Sequence[LaidRow], *, part: str = "") -> None:
        """A table; rows without any cell are left out."""
        rows = [row for row in rows if row.cells]
        if not rows:
            return
        columns = max(cell.column + cell.width for row in rows for cell in row.cells)
        if columns > limits.COLUMNS:
            raise unreadable(
                self.source,
                f"表格有 {columns} 列，超过上限 {limits.COLUMNS} 列，不像报告；请删去无关的列后重试。",
                f"a table of {columns} columns is over the limit of {limits.COLUMNS}, which no report has; remove other columns.",
            )
        self.grow(
            cells=sum(len(row.cells) for row in rows), rows=len(rows),
            characters=sum(len(cell.text) for row in rows for cell in row.cells),
        )  # fmt: skip
        self.tables += 1
        made = []
        for count, row in enumerate(rows, 1):
            r = row.number or count
            made.append(
                Row(
                    tuple(
                        Cell(
                            cell.text, Place(self.source, part, row.page, row.line, self.tables, r, c, _address(row, cell)), cell.column, cell.width, cell.whole
                        )
                        for c, cell in enumerate(row.cells, 1)
                    )
                )
            )  # fmt: skip
        if self.origins is not None:
            pairs = (
                (cell, laid)
                for own, row in zip(made, rows, strict=True)
                for cell, laid in zip(own.cells, row.cells, strict=True)
            )
            self.origins |= {cell.place: laid.origin for cell, laid in pairs if laid.origin is not None}
        first = Place(self.source, part, rows[0].page, rows[0].line, self.tables)
        self.blocks.append(Table(tuple(made), first))

    def note(self, zh: str, en: str) -> None:
        """Something to say about the reading; the same is said once."""
        if (zh, en) not in self.notes:
            self.notes.append((zh, en))

    def document(self) -> Document:
        """The document.

        Raises
        ------
        UnreadableError
            If nothing at all was read.
        """
        if not self.blocks:
            raise unreadable(
                self.source,
                "文件里没有任何文字或表格；请确认选对了文件，图片和扫描件请先转成文字。",
                "there is no text and no table in it; check that it is the right file, pictures have to become text first.",
            )
        if not self.tables:
            self.note("文中没有表格，按文字段落读取。", "No table in the text; it was read as running prose.")
        return Document(self.source, tuple(self.blocks), tuple(self.notes))


def laid(texts: Sequence[str], line: int | None = None) -> LaidRow:
    """A row without merged cells."""
    return LaidRow(tuple(Laid(text, column) for column, text in enumerate(texts)), None, line)


def is_frame(own: int, nested: int) -> bool:
    """Whether a table of so many cells only frames another of so many: then the inner one is the table."""
    return nested >= own * (1 if own <= limits.FRAME else 2)
