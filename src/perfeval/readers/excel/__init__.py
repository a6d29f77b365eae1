"""Excel workbooks (.xlsx): every cell as the text a person sees in it; formulas are never run.

Rule 1: a sheet's rows become tables where blank rows part them; single cells over a table are its titles.
Rule 2: decoration never stands in the way: a workbook refused for a colour is read without its colours, and says so.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO
from typing import Any

from openpyxl.reader.excel import ExcelReader

from perfeval.document import Document
from perfeval.readers import guard
from perfeval.readers.excel.cells import sheet_of
from perfeval.readers.excel.grid import Sheet
from perfeval.readers.excel.plain import undecorated
from perfeval.readers.excel.watch import Watch
from perfeval.readers.guard import Draft
from perfeval.readers.guard.strict import transitional

#: Names that Excel and WPS give by themselves say nothing, so they are no title.
_UNNAMED = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.I)


def read_xlsx(data: bytes, source: str) -> Document:
    """An Excel workbook.

    Raises
    ------
    UnreadableError
        If it is no .xlsx, or damaged, or holds what a report does not.
    """
    guard.expect(data, source, "xlsx")
    watch = Watch(source)
    names = guard.check_package(data, source, watch.visit)
    if watch.is_doubled or watch.sheets > len(names):
        raise guard.unreadable(
            source,
            "几个工作表指向同一部件，文件已损坏；请用 Excel 或 WPS 打开，另存为 .xlsx 后重试。",
            "several sheets are one and the same part, the file is damaged; open it in Excel or WPS and save it as .xlsx.",
        )
    data = transitional(data)
    draft = Draft(source)
    with (
        guard.opening(
            source, "请用 Excel 或 WPS 打开，另存为 .xlsx 后重试", "open it in Excel or WPS and save it as .xlsx"
        ),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        reader = _opened(data, draft, plain=watch.is_overlong)
        book = reader.wb
        if len(book.sheetnames) < watch.sheets:
            raise ValueError(f"{watch.sheets - len(book.sheetnames)} sheets are missing")
        parts = [r.target for _, r in reader.parser.find_sheets() if r.target in names and "chartsheet" not in r.Type]
        sheets = [
            sheet_of(sheet, watch.formulas.get(part, set()), draft)
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


def _opened(data: bytes, draft: Draft, *, plain: bool) -> Any:
    """The workbook as openpyxl reads it; without its decoration if that is asked, or is what openpyxl refuses."""
    if not plain:
        with suppress(ValueError, TypeError, KeyError, AttributeError, IndexError):
            return _read(data)
    reader = _read(undecorated(data))
    draft.note(
        "工作簿的样式（颜色、字体、图形等）不合规范，已不计样式读取。",
        "The workbook's decoration (colours, fonts, drawings) is not to the standard; it was read without it.",
    )
    return reader


def _read(data: bytes) -> Any:
    reader = ExcelReader(BytesIO(data), data_only=True, keep_links=False, rich_text=True)
    reader.read()
    return reader


def _write(sheets: Sequence[Sheet], draft: Draft) -> None:
    """The sheets one after another, each under its name.

    A title that stands on several sheets is the workbook's and comes before the sheet's name; the name of the only
    sheet says nothing where that has a title of its own.
    """
    filled = [sheet for sheet in sheets if sheet.cells]
    heads = Counter(sheet.head for sheet in filled)
    for sheet in filled:
        own = sheet
        if sheet.head and heads[sheet.head] > 1:
            draft.paragraph(sheet.head, part=sheet.name, line=min(sheet.cells))
            own = sheet.without_head()
        if not _UNNAMED.fullmatch(sheet.name.strip()) and not (len(filled) == 1 and sheet.head):
            draft.paragraph(sheet.name, part=sheet.name)
        own.write(draft)


__all__ = ["read_xlsx"]
