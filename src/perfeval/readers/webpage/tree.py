"""The tree a web page makes: contents, tables and cells, as a browser would show them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from attrs import define, field

from perfeval.quantities.spelling import raised
from perfeval.readers import guard
from perfeval.readers.guard import Draft, limits

#: The most columns and rows one cell may span: the limits of HTML itself.
WIDEST = 1000
TALLEST = 65534

_WRAPPED = re.compile(r"(?<=[\u2e80-\uffef])[ \t\r\f]*\n[ \t\r\n\f]*(?=[\u2e80-\uffef])")
BLANKS = re.compile(r"[ \t\r\n\f]+")

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main",
    "ol", "p", "pre", "section", "summary", "ul",
})  # fmt: skip
_SKIPPED = frozenset({
    "script", "style", "template", "noscript", "nav", "select", "button", "svg", "iframe", "object", "audio", "video",
    "canvas", "map",
})  # fmt: skip
#: Elements whose end tag is never left out, so that a hidden one ends where it says.
_HIDEABLE = frozenset({
    "div", "span", "section", "article", "ul", "ol", "table", "form", "font", "a", "b", "strong", "em", "h1", "h2",
    "h3", "h4", "h5", "h6",
})  # fmt: skip
_STRUCK = frozenset({"del", "s", "strike"})
_THROUGH = re.compile(r"text-decoration[^;]*:[^;]*line-through", re.I)
#: Text off the line: raised 1, lowered -1.
_OFF = {"sup": 1, "sub": -1}
_ALIGNED = re.compile(r"vertical-align\s*:\s*(?P<off>super|sub)\b", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)


@define
class Content:
    """What stands in a page, a frame or a cell: texts (with whether they are links), line ends, and tables."""

    parts: list[tuple[str, bool] | Table] = field(factory=list)


@define
class Cell(Content):
    """A cell, and the rows and columns it spans."""

    down: int = 1
    across: int = 1
    struck: bool = False


@define
class Table:
    """A table; `cell` is the one that is open."""

    rows: list[list[Cell]] = field(factory=list)
    caption: Content = field(factory=Content)
    cell: Cell | None = None

    def cells(self) -> Iterator[Cell]:
        """Its cells, row by row."""
        return (cell for row in self.rows for cell in row)


def _span(said: str | None, most: int) -> int:
    found = re.match(r"\s*(\d{1,9})", said or "")
    return min(int(found[1]), most) if found else 1


class Page(HTMLParser):
    """Builds the tree of content and tables, forgiving what browsers forgive."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.source = source
        self.root = Content()
        self.title: list[str] = []
        self.headed = False
        self.tables: list[Table] = []
        self.skipping = ""
        self.hidden = 0
        self.struck = 0
        self._off: list[
            tuple[str, int]
        ] = []  # open elements that are raised or lowered, and those of the same name in them
        self._skip_depth = 0
        self._in_title = False
        self._links = 0
        self._pre = 0
        self._counted = Draft(source)

    @property
    def _here(self) -> Content:
        """Where text goes now."""
        if not self.tables:
            return self.root
        return self.tables[-1].cell or self.tables[-1].caption

    def _break(self) -> None:
        self._here.parts.append(("\n", False))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open what the tag opens; what nobody sees is skipped up to its end."""
        if self.skipping:
            self._skip_depth += tag == self.skipping
            return
        self._in_title = False
        said = dict(attrs)
        struck = self.struck
        if self._is_left_out(tag, said):
            if self.struck > struck and self.tables and self.tables[-1].cell is not None:
                self.tables[-1].cell.struck = True
            self.skipping, self._skip_depth = tag, 1
            return
        self._lift(tag, said.get("style") or "")
        self.headed = self.headed or tag == "h1"
        if tag == "title":
            self._in_title = True
        elif tag == "table":
            self._open_table()
        elif tag in ("tr", "td", "th"):
            self._open_cell(tag, said)
        elif tag == "a" and said.get("href") is not None:
            self._links += 1
        elif tag == "br":
            self._break()
        elif tag == "input" and (said.get("type") or "text").lower() in ("text", "number"):
            self._here.parts.append((said.get("value") or "", False))
        elif tag in _BLOCKS or tag == "caption":
            self._break()
            self._pre += tag == "pre"

    def _is_left_out(self, tag: str, said: dict[str, str | None]) -> bool:
        """Whether nothing of an element is seen, or all of it is struck out."""
        style = said.get("style") or ""
        hidden = tag in _HIDEABLE and ("hidden" in said or bool(_HIDDEN.search(style)))
        struck = tag in _STRUCK or (tag in _HIDEABLE and bool(_THROUGH.search(style)))
        self.hidden += hidden
        self.struck += struck and not hidden
        return hidden or struck or tag in _SKIPPED

    def _lift(self, tag: str, style: str) -> None:
        """Take note of what is raised or lowered, until its end."""
        said = _ALIGNED.search(style) if tag in _HIDEABLE else None
        off = _OFF.get(f"{said['off'][:3].lower()}" if said is not None else tag)
        if off is not None:
            self._off.append((tag, off))
        elif any(tag == name for name, _ in self._off):
            self._off.append((tag, self._off[-1][1]))

    def _lower(self, tag: str) -> None:
        at = next((n for n in reversed(range(len(self._off))) if self._off[n][0] == tag), None)
        if at is not None:
            del self._off[at:]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that ends where it begins."""
        if tag in ("br", "hr", "input"):
            self.handle_starttag(tag, attrs)
        elif tag in ("td", "th"):
            self.handle_starttag(tag, attrs)
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what the tag closes."""
        if self.skipping:
            self._skip_depth -= tag == self.skipping
            if not self._skip_depth:
                self.skipping = ""
            return
        self._lower(tag)
        if tag == "title":
            self._in_title = False
        elif tag == "table" and self.tables:
            self.tables.pop()
            self._links = 0
        elif tag in ("tr", "td", "th") and self.tables:
            self.tables[-1].cell = None
        elif tag == "a":
            self._links = max(self._links - 1, 0)
        elif tag in _BLOCKS or tag in ("caption", "br"):
            self._break()
            self._pre = max(self._pre - (tag == "pre"), 0)

    def handle_data(self, data: str) -> None:
        """Text, where it is seen."""
        if self.skipping:
            return
        if self._in_title:
            self.title.append(data)
            return
        if not self._pre:
            data = BLANKS.sub(" ", _WRAPPED.sub("", data))
        if self._off:
            data = raised(data, lowered=self._off[-1][1] < 0)
        self._here.parts.append((data, self._links > 0))

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """The same as a browser: a marked section of no known kind is a comment."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def _open_table(self) -> None:
        if len(self.tables) >= limits.NESTED:
            raise guard.unreadable(
                self.source,
                f"网页的表格嵌套超过 {limits.NESTED} 层；请把报告表格复制到 Word 后重试。",
                f"tables of the page are nested more than {limits.NESTED} deep; copy the report's tables into Word.",
            )
        table = Table()
        self._here.parts.append(table)
        self.tables.append(table)

    def _open_cell(self, tag: str, said: dict[str, str | None]) -> None:
        if not self.tables:
            self._break()  # a cell without a table is text
            return
        table = self.tables[-1]
        table.cell = None
        self._links = 0
        self._off.clear()
        if tag == "tr":
            table.rows.append([])
            return
        if not table.rows:
            table.rows.append([])
        self._counted.grow(cells=1)
        down = _span(said.get("rowspan"), TALLEST) or TALLEST  # 0 goes to the end
        table.cell = Cell(down=down, across=max(_span(said.get("colspan"), WIDEST), 1))
        table.rows[-1].append(table.cell)
