"""Web pages (.html), with nothing but the standard library: no script runs, nothing is fetched.

Rule 1: what a person sees is read; scripts, hidden parts and navigation are left out, and the reading says so.
Rule 2: cells are laid on the grid that rowspan and colspan make; a table in a cell becomes the cell's text, unless
the outer table is no more than its frame, as the layout tables of older sites are.
"""

from __future__ import annotations

import re

from attrs import define

from perfeval.document import Document
from perfeval.readers import guard
from perfeval.readers.guard import STRUCK, Draft, Laid, LaidRow, limits
from perfeval.readers.text import decode
from perfeval.readers.webpage.tree import BLANKS, Cell, Content, Page, Table

#: A tag, comment or script that is not closed within so many characters is damage; pictures may lie inside tags.
LONGEST_TAG = 8 * 1024 * 1024
#: What may be left of one at the end of the page: the parser's time grows with its square.
LONGEST_REST = 4096
#: A cell of so many lines, among a few cells, holds an article and no figure.
ARTICLE = 12

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_SEPARATORS = " \t\xa0\u3000|｜>»·/,，、-—"


def read_html(data: bytes, source: str) -> Document:
    """A web page.

    Raises
    ------
    UnreadableError
        If it is no web page, in no known encoding, or damaged.
    """
    guard.expect(data, source, "html", *(["text"] if guard.MARKUP.search(data) else []))
    text = _decoded(data, source)
    page = Page(source)
    with guard.opening(source, "请用浏览器打开，另存为 .html 后重试", "open it in a browser and save it as .html"):
        _feed(page, text, source)
        draft = Draft(source)
        title = " ".join("".join(page.title).split())
        if title and not page.headed:  # where the page has a heading of its own, <title> names the site
            draft.paragraph(title)
        reader = _Reader(draft)
        reader.blocks(page.root)
    if reader.links:
        draft.note(
            f"网页导航等纯链接文字 {reader.links} 处未计入。",
            f"{reader.links} lines of nothing but links (navigation) were left out.",
        )
    if page.hidden:
        draft.note(
            f"网页中隐藏的内容 {page.hidden} 处未计入。", f"{page.hidden} hidden parts of the page were left out."
        )
    if page.struck:
        draft.note(f"划去的文字 {page.struck} 处未计入。", f"{page.struck} pieces of struck-out text were left out.")
    if page.skipping:
        draft.note(
            f"网页的 <{page.skipping}> 没有结束，其后的内容未读取；请用浏览器打开后另存为 .html。",
            f"<{page.skipping}> is never closed and what follows was not read; open it in a browser and save it again.",
        )
    return draft.document()


def _decoded(data: bytes, source: str) -> str:
    """The page's text, by its mark, then UTF-8, then what the page says of itself, then GB18030."""
    said = _CHARSET.search(data[:4096])
    charset = said[1].decode("ascii").lower() if said else ""
    if charset.startswith("big5"):
        try:
            return data.decode("big5hkscs")
        except UnicodeDecodeError:
            pass
    text = decode(data, source)
    if charset in ("gb2312", "gbk", "gb18030") and not text.isascii() and max(text) < "\u0800":
        try:
            return data.decode("gb18030")  # a few pairs of GBK bytes also pass for UTF-8, but not for Chinese
        except UnicodeDecodeError:
            pass
    return text


def _feed(page: Page, text: str, source: str) -> None:
    """The page, piece by piece, so that a tag that never ends cannot hold everything up."""
    start, size = 0, 1 << 16
    while start < len(text):
        page.feed(text[start : start + size])
        start += size
        if len(page.rawdata) > LONGEST_TAG:
            break
        size = max(1 << 16, len(page.rawdata))
    if len(page.rawdata) > LONGEST_REST:
        raise guard.unreadable(
            source,
            "网页不完整：有标签或脚本没有结束；请用浏览器重新打开并另存为 .html。",
            "the page is incomplete, a tag or script is never closed; open it in a browser and save it again.",
        )
    page.close()


@define
class _Reader:
    draft: Draft
    links: int = 0
    lines: int = 0

    def blocks(self, content: Content) -> None:
        """Everything in a page or a frame, in source order."""
        waiting: list[tuple[str, bool]] = []
        for part in content.parts:
            if isinstance(part, Table):
                self.text(waiting)
                waiting = []
                self.table(part)
            else:
                waiting.append(part)
        self.text(waiting)

    def text(self, parts: list[tuple[str, bool]]) -> None:
        """Running text; lines of nothing but links are counted and left out."""
        line: list[tuple[str, bool]] = []
        for text, linked in [*parts, ("\n", False)]:
            pieces = text.split("\n")
            line.append((pieces[0], linked))
            for piece in pieces[1:]:
                self.line(line)
                line = [(piece, linked)]

    def line(self, line: list[tuple[str, bool]]) -> None:
        said = BLANKS.sub(" ", "".join(text for text, _ in line)).strip()
        if not said:
            return
        free = "".join(text for text, linked in line if not linked).strip(_SEPARATORS)
        if not free and any(linked and text.strip(_SEPARATORS) for text, linked in line):
            self.links += 1
            return
        self.lines += 1
        self.draft.paragraph(said, line=self.lines)

    def table(self, table: Table) -> None:
        """A table, or what it frames."""
        self.blocks(table.caption)
        if self.is_frame(table):
            for cell in table.cells():
                self.blocks(cell)
            return
        rows = self.rows(table)
        if any(cell.text for row in rows for cell in row.cells):
            self.draft.table(rows)

    def is_frame(self, table: Table) -> bool:
        """Whether a table only places what stands in it: a larger table, one column, or an article among a few cells."""
        cells = list(table.cells())
        nested = [_size(part) for cell in cells for part in cell.parts if isinstance(part, Table)]
        if nested:
            return guard.is_frame(len(cells), max(nested))
        if all(len(row) < 2 for row in table.rows):
            return True
        filled = sum(1 for row in table.rows if row)
        return len(cells) <= limits.FRAME and any(
            self.cell_text(cell).count("\n") >= (ARTICLE if filled > 1 else 3) for cell in cells
        )

    def rows(self, table: Table) -> list[LaidRow]:
        """The rows of a table on its grid."""
        made: list[LaidRow] = []
        total = 0
        hanging: list[tuple[int, int, int]] = []  # column, width and rows left of cells that reach down from above
        for row in table.rows:
            cells = [Laid("", column, width) for column, width, _ in hanging]
            below = [(column, width, left - 1) for column, width, left in hanging if left > 1]
            column = index = 0
            for cell in row:
                while index < len(hanging) and hanging[index][0] <= column:
                    column = max(column, hanging[index][0] + hanging[index][1])
                    index += 1
                room = hanging[index][0] - column if index < len(hanging) else cell.across
                width = max(min(cell.across, room), 1)
                cells.append(Laid(self.cell_text(cell), column, width))
                if cell.down > 1:
                    below.append((column, width, cell.down - 1))
                column += width
            hanging = sorted(below)
            total += len(cells)
            if total > limits.CELLS:
                self.draft.grow(cells=total)  # refuses before more is laid out
            made.append(LaidRow(tuple(sorted(cells, key=lambda c: c.column))))
        return made

    def cell_text(self, cell: Content) -> str:
        """All that stands in a cell, a line for each of its lines and each row of a table in it."""
        bits: list[str] = []
        for part in cell.parts:
            if isinstance(part, Table):
                bits.append("\n" + self.cell_text(part.caption))
                bits += ("\n" + " ".join(t for inner in row if (t := self.cell_text(inner))) for row in part.rows)
                bits.append("\n")
            else:
                bits.append(part[0])
        lines = (BLANKS.sub(" ", line).strip() for line in "".join(bits).split("\n"))
        text = "\n".join(line for line in lines if line)
        return STRUCK if not text and isinstance(cell, Cell) and cell.struck else text


def _size(table: Table) -> int:
    """The cells of a table, those of the tables in it included."""
    return sum(1 + sum(_size(p) for p in cell.parts if isinstance(p, Table)) for cell in table.cells())


__all__ = ["read_html"]
