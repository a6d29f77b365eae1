"""The cells of a sheet as a person sees them, and what is to be said of those whose print is not all there is."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from attrs import define, field
from openpyxl.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from perfeval.quantities.spelling import raised
from perfeval.readers.excel.grid import Filled, Merge, Sheet
from perfeval.readers.guard import HIDDEN, STRUCK, Draft
from perfeval.readers.number_formats import Seen, seen

#: Notes name so many cells.
NAMED = 8

#: Cells of which something is said: Chinese and English, with room for the sheet's name and the cells.
_HIDDEN = (
    "工作表“{}”中 {} 的数字被单元格格式隐藏，未读取。",
    "Sheet {!r}: the numbers in {} are hidden by their format and were not read.",
)
_OTHERWISE = (
    "工作表“{}”中 {} 的数字格式（分数、科学计数等）未照样显示，按存储的数值读取。",
    "Sheet {!r}: the formats of {} (fractions, powers of ten and the like) are not written here; the stored numbers were read.",
)
_STRUCK = (
    "工作表“{}”中 {} 有划去的内容，未计入。",
    "Sheet {!r}: what is struck out in {} was left out.",
)
_UNCOMPUTED = (
    "工作表“{}”中 {} 是公式，文件里没有存结果，按空白读取；请用 Excel 打开并保存后重试。",
    "Sheet {!r}: {} hold formulas without a stored result and were read as blank; open it in Excel and save it.",
)
_ERRORS = (
    "工作表“{}”中 {} 是公式错误值，未能读作数。",
    "Sheet {!r}: {} are errors of formulas, and no numbers.",
)


@define
class _Said:
    """Cells of a sheet of which something is to be said."""

    cells: dict[tuple[str, str], list[str]] = field(factory=lambda: defaultdict(list))

    def of(self, what: tuple[str, str], cell: str) -> None:
        self.cells[what].append(cell)

    def say(self, name: str, draft: Draft) -> None:
        for (zh, en), cells in self.cells.items():
            draft.note(zh.format(name, _listed(cells, "zh")), en.format(name, _listed(cells, "en")))


def sheet_of(sheet: Any, formulas: set[tuple[int, int]], draft: Draft) -> Sheet:
    """A sheet of openpyxl, its cells as they are seen."""
    name = str(sheet.title)
    cells: dict[int, dict[int, Filled]] = defaultdict(dict)
    said = _Said()
    for (row, column), cell in sorted(sheet._cells.items()):  # the filled cells only; the public ways unfold the sheet
        if isinstance(cell, MergedCell):
            continue
        if cell.value is None:
            if (row, column) in formulas:
                said.of(_UNCOMPUTED, f"{get_column_letter(column)}{row}")
            continue
        found = _seen(cell, said)
        if found.text.strip():
            cells[row][column] = Filled(found.text, found.whole)
    said.say(name, draft)
    _say_hidden(sheet, name, draft)
    merges: dict[int, list[Merge]] = defaultdict(list)
    for m in sheet.merged_cells.ranges:
        for row in range(m.min_row, m.max_row + 1):
            merges[row].append(Merge(m.min_row, m.min_col, m.max_row, m.max_col))
    return Sheet(name, dict(cells), dict(merges))


def _seen(cell: Any, said: _Said) -> Seen:
    """What a person sees in a cell, and what is to be said of it."""
    value, place = cell.value, str(cell.coordinate)
    if cell.has_style and cell.font is not None and cell.font.strike:
        said.of(_STRUCK, place)
        return Seen("" if isinstance(value, str) else STRUCK)  # a number that was there is none that never was
    if isinstance(value, CellRichText):
        return Seen(_rich(value, place, said))
    if isinstance(value, str):
        if cell.data_type == "e":
            said.of(_ERRORS, place)
        return Seen(_written(value))
    found = seen(value, str(cell.number_format))
    if not found.text.strip() and value != 0:
        said.of(_HIDDEN, place)
        return Seen(HIDDEN)
    if not found.as_shown:
        said.of(_OTHERWISE, place)
    return found


def _rich(value: CellRichText, place: str, said: _Said) -> str:
    """A text of several looks: struck-out pieces are no part of it, raised ones do not stand on the line."""
    bits = []
    for piece in value:
        if not isinstance(piece, TextBlock):
            bits.append(_written(str(piece)))
        elif piece.font is not None and piece.font.strike:
            said.of(_STRUCK, place)
        else:
            text, align = _written(str(piece.text)), piece.font.vertAlign if piece.font is not None else None
            off = align in ("superscript", "subscript")
            bits.append(raised(text, lowered=align == "subscript") if off else text)
    return "".join(bits)


def _written(text: str) -> str:
    """A text of the file format, whose control characters are written as _x000D_."""
    return unescape(text).replace("\r\n", "\n").replace("\r", "\n") if "_x" in text else text


def _say_hidden(sheet: Any, name: str, draft: Draft) -> None:
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
