"""What all sheets of the working paper share: how a cell is written, how it looks, which cells are a person's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import define, field, frozen
from xlsxwriter.utility import xl_rowcol_to_cell

from perfeval.renderers.kept import Kept, digest
from perfeval.renderers.layout import width
from perfeval.renderers.voices import Voice
from perfeval.renderers.workbook.kept import SHEET, WHOSE

#: Characters with which a text would become a formula where it is typed in or read as CSV.
STARTERS = ("=", "+", "-", "@", "\t", "\r")
#: No cell of Excel holds more.
LONGEST = 32000
#: Sizes of paper, as Excel counts them.
A3, A4 = 8, 9
#: The height of a line of text, in points, and the highest row there can be.
LINE, HIGHEST = 14, 400
#: A name of a sheet is no longer, and has none of these.
LONGEST_NAME = 31
_NO_NAME = re.compile(r"[\[\]:*?/\\']")

LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"},
    "plain": {},
    "note": {"font_color": "#444444", "text_wrap": True, "valign": "top"},
    "head": {"bold": True, "bg_color": "#DDE6F0", "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"},
    "text": {"border": 1, "text_wrap": True, "valign": "top"},
    "quoted": {"border": 1, "text_wrap": True, "valign": "top", "quote_prefix": True},
    "number": {"border": 1, "valign": "top", "align": "right"},
    "own": {"border": 1, "text_wrap": True, "valign": "top", "bg_color": "#FFF9E5"},
    "small": {"border": 1, "valign": "top", "font_size": 8, "font_color": "#777777"},
    "own number": {"border": 1, "valign": "top", "align": "right", "bg_color": "#FFF9E5"},
    "sum": {"border": 1, "valign": "top", "align": "right", "bold": True, "bg_color": "#EEF2F6"},
    "sum text": {"border": 1, "valign": "top", "text_wrap": True, "bold": True, "bg_color": "#EEF2F6"},
}  # fmt: skip


@frozen
class Column:
    """A column of a sheet: its header in both languages, its width in characters, and whether a person writes in it."""

    zh: str
    en: str
    width: int
    own: bool = False


@define
class Book:
    """The workbook being written, its voice, and what a person wrote in an earlier one."""

    file: Any
    voice: Voice
    kept: Kept
    marks: list[tuple[str, str, str, str]] = field(factory=list)
    _looks: dict[str, Any] = field(factory=dict)
    _names: set[str] = field(factory=set)

    def look(self, name: str, places: int | None = None) -> Any:
        """A look by its name; of a number with so many decimals."""
        key = name if places is None else f"{name} {places}"
        if key not in self._looks:
            shown = {} if places is None else {"num_format": "0" + ("." + "0" * places if places else "")}
            self._looks[key] = self.file.add_format({"font_name": "宋体", "font_size": 10, **LOOKS[name], **shown})
        return self._looks[key]

    def sheet(self, name: str, columns: Sequence[Column], *, paper: int = A4, landscape: bool = True) -> Any:
        """A sheet with columns of these widths, set up to be printed as wide as the page."""
        base = _NO_NAME.sub("", self.voice(name)).strip()[:LONGEST_NAME] or "表"
        chosen, count = base, 2
        while chosen.casefold() in self._names:
            chosen, count = f"{base[: LONGEST_NAME - 4]} {count}", count + 1
        self._names.add(chosen.casefold())
        sheet = self.file.add_worksheet(chosen)
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
        sheet.set_paper(paper)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)  # float: inches, which are no money
        sheet.set_footer("&C&P / &N")
        if landscape:
            sheet.set_landscape()
        return sheet

    def write(self, sheet: Any, row: int, column: int, text: str, look: str = "text") -> None:
        """A text as a text, whatever it begins with."""
        shown = text if len(text) <= LONGEST else text[:LONGEST] + "…"
        name = "quoted" if look == "text" and shown.startswith(STARTERS) else look
        sheet.write_string(row, column, shown, self.look(name))

    def head(self, sheet: Any, row: int, columns: Sequence[Column]) -> None:
        """The header row, which is repeated on every page and stays in sight."""
        for number, column in enumerate(columns):
            self.write(sheet, row, number, self.voice.either(column.zh, column.en), "head")
        sheet.set_row(row, 2 * LINE + 4)
        sheet.repeat_rows(row)
        sheet.freeze_panes(row + 1, 0)

    def number(
        self, sheet: Any, row: int, column: int, number: Fraction | int, places: int, look: str = "number"
    ) -> None:
        """A number with the decimals it is printed with."""
        sheet.write_number(row, column, number, self.look(look, places))

    def own(self, sheet: Any, row: int, column: int, key: str, what: str, made: str = "") -> str:
        """A cell in which a person writes: what was written in an earlier copy, or else what the machine proposes."""
        self.marks.append((key, what, xl_rowcol_to_cell(row, column), f"{digest(made)}|{sheet.get_name()}"))
        text = self.kept.text(key, what, made)
        if text:
            sheet.write_string(row, column, text[:LONGEST], self.look("own"))
        else:
            sheet.write_blank(row, column, None, self.look("own"))
        return text

    def fit(self, sheet: Any, row: int, columns: Sequence[Column], texts: Mapping[int, str]) -> None:
        """Make a row as high as its longest text: not every program does so when it opens the file."""
        lines = max((_lines(text, columns[column].width) for column, text in texts.items()), default=1)
        sheet.set_row(row, min(LINE * lines + 2, HIGHEST))

    def total(self, sheet: Any, row: int, column: int, formula: str, value: Fraction | int, places: int = 0) -> None:
        """A formula, and what it comes to now, for programs that do not compute on opening."""
        now = int(value) if value == int(value) else float(value)  # float: what is shown until the formula is computed
        sheet.write_formula(row, column, formula, self.look("sum", places), now)

    def write_marks(self) -> None:
        """The hidden sheet that says which cells are a person's, and what the machine wrote there."""
        sheet = self.file.add_worksheet(SHEET)
        sheet.write_string(0, 0, WHOSE)
        for number, mark in enumerate(self.marks, 1):
            for column, text in enumerate(mark):
                sheet.write_string(number, column, text)
        sheet.very_hidden()

    def title(self, sheet: Any, text: str, columns: int) -> None:
        """The title over all columns."""
        sheet.merge_range(0, 0, 0, max(columns - 1, 1), "", self.look("title"))
        self.write(sheet, 0, 0, self.voice(text), "title")
        sheet.set_row(0, 28)


def _lines(text: str, columns: int) -> int:
    """How many lines a text takes in a column of so many characters."""
    return sum(max(1, -(-width(line) // max(columns - 1, 1))) for line in text.split("\n"))


def cell(row: int, column: int) -> str:
    """The name of a cell: G21."""
    return str(xl_rowcol_to_cell(row, column))


__all__ = ["A3", "Book", "Column", "cell"]
