"""What any file becomes: paragraphs, and tables as rows of cells in source order, each with a place.

Rule 1: nothing is interpreted here; a cell is its text.
Rule 2: a row mark may be missing (two rows run together) and a grid column may be unknown, because text dumps
lose both; whoever reads tables has to live with that.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen


@frozen(order=True)
class Place:
    """Where something stands. All counts start at one; a part that the format does not have is None or empty.

    Attributes
    ----------
    file
        The file's name as the user gave it.
    part
        A sheet, or the title a table stands under.
    page, line
        Page of a paged format; line of a text.
    table, row, cell
        Running number of the table in the file, of the row in the table, of the cell in the row. Rows of a sheet have
        the sheet's own numbers.
    """

    file: str = ""
    part: str = ""
    page: int | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None


@frozen
class Paragraph:
    """A piece of running text."""

    text: str
    place: Place = Place()


@frozen
class Cell:
    """One cell; `column` is its zero-based grid column where the format knows it, `width` the columns it spans.

    `whole` marks a stored number that no format has cut: 81.5 in a workbook is 81.50 where its column has two decimals.
    """

    text: str
    place: Place = Place()
    column: int | None = None
    width: int = 1
    whole: bool = False


@frozen
class Row:
    """The cells of one row, in source order."""

    cells: tuple[Cell, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells' texts."""
        return tuple(cell.text for cell in self.cells)


@frozen
class Table:
    """A table: its rows, as the file has them."""

    rows: tuple[Row, ...]
    place: Place = Place()


Block = Paragraph | Table


@frozen
class Document:
    """A file that has been read: its blocks in source order, and what the reader has to say about the reading.

    `notes` are pairs (zh, en).
    """

    source: str
    blocks: tuple[Block, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()

    def paragraphs(self) -> Iterator[Paragraph]:
        """The running text."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def tables(self) -> Iterator[Table]:
        """The tables."""
        return (block for block in self.blocks if isinstance(block, Table))
