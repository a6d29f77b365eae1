"""What any file becomes: paragraphs, and tables as rows of cells in source order, each with a place.

Rule 1: nothing is interpreted here; a cell is its text.
Rule 2: a row mark may be missing (two rows run together) and a grid column may be unknown, because text dumps
lose both; whoever reads tables has to live with that.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen


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
    address
        What a cell of a sheet is called there: G21.
    annex
        The mark above the table: 附件2.
    begins
        The first words of the sentence or paragraph.

    The last three are for people. They say what the numbers say already, so two places with the same numbers are one.
    """

    file: str = ""
    part: str = ""
    page: int | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    address: str = field(default="", eq=False)
    annex: str = field(default="", eq=False)
    begins: str = field(default="", eq=False)


#: So many characters of a sentence are enough to find it by.
FIRST_WORDS = 10


def first_words(text: str, start: int = 0) -> str:
    """The first words of the sentence of a text that a position lies in, for whoever looks for it.

    >>> first_words("总额10万元。其中办公费5万元，会议费3万元。", 18)
    '其中办公费5万元，会议费3万元'
    """
    begin = max((text.rfind(mark, 0, start) for mark in "。；;！!？?\n"), default=-1) + 1
    sentence = text[begin : begin + 10 * FIRST_WORDS].strip()
    for mark in "。；;！!？?\n":
        sentence = sentence.split(mark)[0]
    return sentence if len(sentence) <= FIRST_WORDS else sentence[:FIRST_WORDS].rstrip("，,、:：") + "…"


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

    @property
    def text(self) -> str:
        """All that stands in it, a line for each paragraph and row, a tab between cells."""
        lines = []
        for block in self.blocks:
            if isinstance(block, Table):
                lines += ["\t".join(row.texts) for row in block.rows]
            elif isinstance(block, Paragraph):
                lines.append(block.text)
        return "\n".join(lines)

    def paragraphs(self) -> Iterator[Paragraph]:
        """The running text."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def tables(self) -> Iterator[Table]:
        """The tables."""
        return (block for block in self.blocks if isinstance(block, Table))
