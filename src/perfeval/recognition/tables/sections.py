"""Which part of a table is which form: rows laid under the header they belong to.

Rule: where the grid is unknown, a row as long as its header is read from the left, any other from the right,
because merged labels shrink on the left and figures stand on the right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field

from perfeval.document import Cell, Row, Table
from perfeval.quantities import Quantity, Unread, Words, read, tidy
from perfeval.recognition.labels import names_project
from perfeval.recognition.tables.headers import (
    Head,
    HeaderCell,
    apart,
    best_layout,
    find_head,
    goes_on,
    two_rows,
)
from perfeval.recognition.tables.stacks import DEEPEST, is_numbering
from perfeval.ruling import Layout, Lexicon, Role
from perfeval.vocabulary import Vocabulary


@define
class Section:
    """A stretch of a table under one header.

    `title` is the text the table stands under, `lexicon` the words it is read with.
    """

    id: str
    layout: Layout
    header: list[HeaderCell]
    width: int
    grid: bool
    title: str
    number: int
    lexicon: Lexicon
    rows: list[Row] = field(factory=list)
    header_places: set[tuple[int | None, int | None]] = field(factory=set)
    short: list[Row] = field(factory=list)

    def columns(self, *roles: Role) -> list[HeaderCell]:
        """The header cells with one of these roles."""
        return [h for h in self.header if h.column is not None and h.column.role in roles]

    @property
    def first_value(self) -> int:
        """Position of the first column that is no label, code or level."""
        labels = {Role.LABEL, Role.CODE, Role.LEVEL1, Role.LEVEL2, Role.NAME}
        found = [h.position for h in self.header if h.column is not None and h.column.role not in labels]
        return min(found, default=self.width)

    def under(self, row: Row) -> dict[int, Cell]:
        """The cells of a row by the header position they stand under."""
        if self.grid and all(c.column is not None for c in row.cells):
            shift = self._off_the_grid(row)
            if not shift:
                return {c.column: c for c in row.cells if c.column is not None}
        else:
            shift = self.width - len(row.cells)
        return {i + shift: c for i, c in enumerate(row.cells) if i + shift < self.width}

    def _off_the_grid(self, row: Row) -> int:
        """How many columns a row of a grid stands too far left: its page had fewer, or its label has no header (−1).

        The first shows where a number stands under the name, words before it, and nothing at the end; the second where
        words stand under the first amount.
        """
        if any(c.column != n for n, c in enumerate(row.cells)):
            return 0  # cells merged across columns know where they stand
        at = next((h.position for h in self.columns(Role.LABEL)), None)
        if at is None:
            first = self.header[0].column
            more = len(row.cells) - self.width
            bare = first is not None and first.role is Role.AMOUNT and self.header[0].position == 0
            return -more if more > 0 and bare and all(isinstance(read(c.text), Words) for c in row.cells[:more]) else 0
        if at >= len(row.cells) or not isinstance(read(row.cells[at].text), Quantity):
            return 0
        last = max(n for n, c in enumerate(row.cells) if c.text.strip())
        blank = self.width - 1 - last
        for lost in range(1, min(at, blank) + 1):
            if isinstance(read(row.cells[at - lost].text), Words):
                return lost
        return 0

    def is_short(self, row: Row) -> bool:
        """Whether a row has fewer cells than it has columns to fill, so that nobody knows which is which.

        Label columns may have been merged into one: that shrinks a row on the left and hides nothing.
        """
        if self.grid:
            return False
        extra = len(row.cells) - self.width
        if extra > 0:  # labels the header merged and the row did not: they stand on the left and are no numbers
            return any(isinstance(read(c.text), (Quantity, Unread)) for c in row.cells[: extra + self.first_value])
        return -extra > max(0, self.first_value - 1)


@define
class Loose:
    """A row under no header: project name, unit, sign-off."""

    row: Row
    number: int


def sections(table: Table, words: Vocabulary, number: int, title: str) -> Iterator[Section | Loose]:
    """The sections of a table, with the rows that stand under no header between them."""
    yield from _Cutter(words, number, title, all(c.column is not None for row in table.rows for c in row.cells)).cut(
        table
    )


@define
class _Cutter:
    """A table while it is being cut into sections; `grid` says that every cell knows its column."""

    words: Vocabulary
    number: int
    title: str
    grid: bool
    current: Section | None = None
    made: int = 0

    def cut(self, table: Table) -> Iterator[Section | Loose]:
        """The sections of the table, and its loose rows."""
        rows = [piece for row in table.rows for piece in apart(row, self.words)]
        position = 0
        while position < len(rows):
            row = rows[position]
            if is_numbering(row, self.words.lexicon):
                self._pass_over((row,))
                position += 1
                continue
            head = find_head(rows[position : position + DEEPEST], self.words, self.title, grid=self.grid)
            if head is None:
                yield from self._laid(row)
                position += 1
                continue
            following = rows[position + len(head.rows) :]
            position += len(head.rows)
            if self.current is not None and _is_repeated(head, self.current, following):
                self._pass_over(head.rows)
                continue
            yield from self._end()
            position += self._begin(head, following)
        yield from self._end()

    def _pass_over(self, rows: Sequence[Row]) -> None:
        """Rows that hold words of the header, and no figures."""
        if self.current is not None:
            self.current.header_places |= _places(rows)

    def _laid(self, row: Row) -> Iterator[Section | Loose]:
        """A row under the header at hand; a project's name ends its section, because the next form of the sheet begins."""
        first = next((c.text for c in row.cells if c.text.strip()), "")
        if self.current is not None and names_project(first, self.words.lexicon):
            yield from self._end()
        if self.current is None:
            yield Loose(row, self.number)
        else:
            self.current.rows.append(row)

    def _end(self) -> Iterator[Section]:
        if self.current is not None:
            yield self.current
            self.current = None

    def _begin(self, head: Head, following: Sequence[Row]) -> int:
        """The section a header opens, and how many more rows below it go on with the header: one or none."""
        self.made += 1
        self.current = _begun(head, f"t{self.number}.{self.made}", self)
        below = following[0] if following and len(head.rows) == 1 else None
        lexicon = self.words.lexicon
        if (
            below is None
            or best_layout(below, self.words, self.title) is not None
            or not goes_on(below, head.layout, lexicon)
        ):
            return 0
        self.current.header = two_rows(head.cells, below, head.layout, lexicon, grid=self.grid)
        self.current.width = len(below.cells)
        self._pass_over((below,))
        return 1


def _places(rows: Sequence[Row]) -> set[tuple[int | None, int | None]]:
    return {(c.place.row, c.place.cell) for row in rows for c in row.cells}


def _is_repeated(head: Head, current: Section, following: Sequence[Row]) -> bool:
    """Whether a header is that of the table at hand once more, on its next page: the same words, and the classes go on."""
    words = [(h.position, h.heading.words) for h in head.cells]
    if head.layout is not current.layout or words != [(h.position, h.heading.words) for h in current.header]:
        return False
    last = next((code for row in reversed(current.rows) if (code := _class_of(row))), "")
    after = next((code for row in following[:DEEPEST] if (code := _class_of(row))), "")
    return bool(last) and last < after


def _class_of(row: Row) -> str:
    """The code a row begins with, put together where class, group and item have cells of their own."""
    texts = [tidy(c.text) for c in row.cells[:3]]
    return "".join(text for text in texts if text.isdecimal() and len(text) in (2, 3, 5, 7))


def _begun(head: Head, id: str, table: _Cutter) -> Section:  # noqa: A002
    """The section a header opens, with no rows yet."""
    rows, cells = max(len(row.cells) for row in head.rows), len(head.cells)
    width = max(len(head.rows[0].cells), cells) if head.layout.sequence else rows
    return Section(
        id, head.layout, head.cells, width, table.grid, table.title, table.number, table.words.lexicon,
        header_places=_places(head.rows),
    )  # fmt: skip


__all__ = ["Loose", "Section", "sections"]
