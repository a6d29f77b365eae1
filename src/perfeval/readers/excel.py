"""Excel workbooks (.xlsx): every cell as the text a person sees in it; formulas are never run.

Rule: a sheet's rows become tables where blank rows part them; single cells over a table are its titles.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

from attrs import define, field, frozen
from openpyxl.cell import MergedCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter

from perfeval.document import Document
from perfeval.readers import guard
from perfeval.readers.guard import Draft, Laid, LaidRow, limits
from perfeval.readers.number_formats import shown

#: Names that Excel and WPS give by themselves say nothing, so they are no title.
_UNNAMED = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.I)
#: Notes name so many cells.
NAMED = 8
#: So many columns without anything in them are left out, and keep their place on the grid; nor does a merged range reach
#: farther beyond the last that has something.
WIDEST_GAP = 40
#: Links times links and merged ranges: openpyxl looks at every other one for each of them.
LINKED = 10**7

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_RANGE = re.compile(rf"{_REFERENCE.pattern}(?::{_REFERENCE.pattern})?")


def read_xlsx(data: bytes, source: str) -> Document:
    """An Excel workbook.

    Raises
    ------
    UnreadableError
        If it is no .xlsx, or damaged, or holds what a report does not.
    """
    guard.expect(data, source, "xlsx")
    watch = _Watch(source)
    names = guard.check_package(data, source, watch.visit)
    if watch.is_doubled or watch.sheets > len(names):
        raise guard.unreadable(
            source,
            "几个工作表指向同一部件，文件已损坏；请用 Excel 或 WPS 打开，另存为 .xlsx 后重试。",
            "several sheets are one and the same part, the file is damaged; open it in Excel or WPS and save it as .xlsx.",
        )
    draft = Draft(source)
    with (
        guard.opening(
            source, "请用 Excel 或 WPS 打开，另存为 .xlsx 后重试", "open it in Excel or WPS and save it as .xlsx"
        ),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        reader = ExcelReader(BytesIO(data), data_only=True, keep_links=False)
        reader.read()
        book = reader.wb
        if len(book.sheetnames) < watch.sheets:
            raise ValueError(f"{watch.sheets - len(book.sheetnames)} sheets are missing")
        parts = [r.target for _, r in reader.parser.find_sheets() if r.target in names and "chartsheet" not in r.Type]
        sheets = [
            _sheet(sheet, _uncomputed(sheet, watch.formulas.get(part, set())), draft)
            for sheet, part in zip(book.worksheets, parts, strict=True)
        ]
        _write(sheets, draft)
    embedded = sum(1 for name in names if name.startswith("xl/embeddings/"))
    if embedded:
        draft.note(
            f"工作簿中嵌入了 {embedded} 个对象，其中的内容未读取。",
            f"{embedded} embedded objects in the workbook were not read.",
        )
    return draft.document()


@define
class _Watch:
    """Counts what openpyxl would unfold before it does, and remembers which cells are formulas."""

    source: str
    cells: int = 0
    area: int = 0
    sheets: int = 0
    links: int = 0
    merges: int = 0
    formulas: dict[str, set[tuple[int, int]]] = field(factory=dict)
    _targets: set[str] = field(factory=set)
    _row: int = 0
    _column: int = 0

    @property
    def is_doubled(self) -> bool:
        """Whether sheets share a part, so that a small file would unfold as often as it says."""
        return self.sheets > len(self._targets)

    def visit(self, part: str, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self.cells += 1
            found = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = _letters(found[1]) if found else self._column + 1
            self._row = int(found[2]) if found else self._row
        elif tag == "row":
            number = attributes.get("r", "")
            self._row, self._column = int(number) if number.isdecimal() and len(number) < 8 else self._row + 1, 0
        elif tag == "f":
            self.formulas.setdefault(part, set()).add((self._row, self._column))
        elif tag == "sheet" and "sheetId" in attributes:
            self.sheets += 1
            self._targets.update(value for name, value in attributes.items() if name.rpartition(" ")[2] == "id")
        elif tag in ("mergeCell", "hyperlink"):
            self.area += _area(attributes.get("ref", ""))
            self.merges += tag == "mergeCell"
            self.links += tag == "hyperlink"
        else:
            return
        if self.cells > limits.CELLS or self.area > limits.CELLS:
            raise guard.unreadable(
                self.source,
                f"表格超过上限（单元格多于 {limits.CELLS}），不像报告；请删去无关的表和空白区域后重试。",
                f"over the limit of {limits.CELLS} cells, which no report has; remove other tables and blank areas.",
            )
        if self.links * (self.links + self.merges) > LINKED:
            raise guard.unreadable(
                self.source,
                f"超链接过多（{self.links} 个以上），不像报告；请清除超链接后重试。",
                f"over {self.links} hyperlinks, which no report has; clear the hyperlinks and try again.",
            )


def _area(reference: str) -> int:
    """How many cells a range such as A1:H20 has; 1 for anything else."""
    found = _RANGE.fullmatch(reference.strip())
    if found is None:
        return 1 if len(reference) < 40 else limits.CELLS + 1
    if found[3] is None:
        return 1
    return (abs(_letters(found[3]) - _letters(found[1])) + 1) * (abs(int(found[4]) - int(found[2])) + 1)


def _letters(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _uncomputed(sheet: Any, formulas: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Formulas of a sheet without a stored result."""
    return {at for at in formulas if at in sheet._cells and sheet._cells[at].value is None}


# --- one sheet ------------------------------------------------------------------------------------------------------


@frozen
class _Merge:
    top: int
    left: int
    bottom: int
    right: int


@frozen
class _Sheet:
    """The filled cells of a sheet by row and column, and the merged ranges that cover a row."""

    name: str
    texts: dict[int, dict[int, str]]
    merges: dict[int, list[_Merge]]

    @property
    def head(self) -> str:
        """What its first filled row says, if that is one cell alone."""
        first = min(self.texts)
        return next(iter(self.texts[first].values())) if _is_title(first, self.texts, self.merges) else ""


def _sheet(sheet: Any, unknown: set[tuple[int, int]], draft: Draft) -> _Sheet:
    name = str(sheet.title)
    texts: dict[int, dict[int, str]] = defaultdict(dict)
    unseen: list[str] = []
    for (row, column), cell in sorted(sheet._cells.items()):  # the filled cells only; the public ways unfold the sheet
        value = cell.value
        if value is None or isinstance(cell, MergedCell):
            continue
        text = shown(value, str(cell.number_format))
        if text.strip():
            texts[row][column] = text
        elif value not in ("", 0) and not isinstance(value, str):
            unseen.append(str(cell.coordinate))
    _notes(sheet, name, unknown, unseen, draft)
    merges: dict[int, list[_Merge]] = defaultdict(list)
    for m in sheet.merged_cells.ranges:
        for row in range(m.min_row, m.max_row + 1):
            merges[row].append(_Merge(m.min_row, m.min_col, m.max_row, m.max_col))
    return _Sheet(name, dict(texts), dict(merges))


def _write(sheets: list[_Sheet], draft: Draft) -> None:
    """The sheets one after another, each under its name.

    A title that stands on several sheets is the workbook's and comes before the sheet's name; the name of the only
    sheet says nothing where that has a title of its own.
    """
    filled = [sheet for sheet in sheets if sheet.texts]
    heads = Counter(sheet.head for sheet in filled)
    for sheet in filled:
        texts = dict(sheet.texts)
        if sheet.head and heads[sheet.head] > 1:
            first = min(texts)
            draft.paragraph(sheet.head, part=sheet.name, line=first)
            del texts[first]
        if not _UNNAMED.fullmatch(sheet.name.strip()) and not (len(filled) == 1 and sheet.head):
            draft.paragraph(sheet.name, part=sheet.name)
        for block in _blocks(texts, sheet.merges):
            _read_block(block, texts, sheet.merges, sheet.name, draft)


def _notes(sheet: Any, name: str, unknown: set[tuple[int, int]], unseen: list[str], draft: Draft) -> None:
    if unknown:
        cells = [f"{get_column_letter(c)}{r}" for r, c in sorted(unknown)]
        draft.note(
            f"工作表“{name}”中 {_listed(cells, 'zh')} 是公式，文件里没有存结果，按空白读取；请用 Excel 打开并保存后重试。",
            f"Sheet {name!r}: {_listed(cells, 'en')} hold formulas without a stored result and were read as blank; "
            "open it in Excel and save it.",
        )
    if unseen:
        draft.note(
            f"工作表“{name}”中 {_listed(unseen, 'zh')} 的数字被单元格格式隐藏，按空白读取。",
            f"Sheet {name!r}: the numbers in {_listed(unseen, 'en')} are hidden by their format and were read as blank.",
        )
    if sheet.sheet_state != "visible":
        draft.note(f"工作表“{name}”是隐藏的，已一并读取。", f"Sheet {name!r} is hidden; it was read as well.")
    rows = [str(r) for r, d in sorted(sheet.row_dimensions.items()) if d.hidden]
    columns = [str(c) for c, d in sorted(sheet.column_dimensions.items()) if d.hidden]
    if rows or columns:
        draft.note(
            f"工作表“{name}”有隐藏的行或列（{_listed(rows + columns, 'zh')}），已一并读取。",
            f"Sheet {name!r} has hidden rows or columns ({_listed(rows + columns, 'en')}); they were read as well.",
        )


def _listed(names: list[str], lang: str) -> str:
    comma = "、" if lang == "zh" else ", "
    more = f" 等 {len(names)} 处" if lang == "zh" else f" and {len(names) - NAMED} more"
    return comma.join(names[:NAMED]) + (more if len(names) > NAMED else "")


def _blocks(texts: dict[int, dict[int, str]], merges: dict[int, list[_Merge]]) -> Iterator[list[int]]:
    """Runs of rows without a blank one between them; a cell merged downwards fills every row it covers."""
    filled = set(texts) | {row for row, over in merges.items() if any(m.left in texts.get(m.top, {}) for m in over)}
    run: list[int] = []
    for row in sorted(filled):
        if run and row != run[-1] + 1:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _read_block(
    rows: list[int], texts: dict[int, dict[int, str]], merges: dict[int, list[_Merge]], name: str, draft: Draft
) -> None:
    titles = 0
    while titles < len(rows) and _is_title(rows[titles], texts, merges):
        for text in texts[rows[titles]].values():
            draft.paragraph(text, part=name, line=rows[titles])
        titles += 1
    rows = rows[titles:]
    if not rows:
        return
    starting = [m for row in rows for m in merges.get(row, ()) if m.top == row and m.left in texts.get(row, {})]
    filled = {c for row in rows for c in texts.get(row, {})}
    left, last = min(filled), max(filled)
    right = max(last, min(max((m.right for m in starting), default=last), last + WIDEST_GAP))
    ends = {before + 1: after for before, after in pairwise(sorted({*filled, right})) if after - before > WIDEST_GAP}
    width_laid = right - left + 1 - sum(after - start for start, after in ends.items())
    if width_laid * len(rows) > limits.CELLS:
        draft.grow(cells=width_laid * len(rows))  # refuses before anything is laid out
    made = []
    for row in rows:
        starts = {max(m.left, left): m for m in merges.get(row, ()) if m.right >= left and m.left <= right}
        cells: list[Laid] = []
        column = left
        while column <= right:
            if column in ends and column not in starts:
                column = ends[column]
            over = starts.get(column)
            width = min(over.right, right) - column + 1 if over is not None else 1
            text = texts.get(row, {}).get(column, "") if over is None or over.top == row else ""
            cells.append(Laid(text, column - 1, width))
            column += width
        made.append(LaidRow(tuple(cells), None, row, row))
    draft.table(made, part=name)


def _is_title(row: int, texts: dict[int, dict[int, str]], merges: dict[int, list[_Merge]]) -> bool:
    """Whether a row is one cell alone: not merged downwards, and no empty box beside it that waits to be filled in."""
    if len(texts.get(row, {})) != 1:
        return False
    column = next(iter(texts[row]))
    return all(m.left == column and m.top == m.bottom for m in merges.get(row, ()))
