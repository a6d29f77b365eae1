"""A filled form as a workbook; a number that stands alone in a cell is a number, with the decimals that are printed."""

from __future__ import annotations

import re
from fractions import Fraction
from io import BytesIO
from typing import Any

import xlsxwriter

from perfeval.boundary.packages import settled_package
from perfeval.filling.forms import Filled
from perfeval.filling.grids import Box

_NUMBER = re.compile(r"-?\d{1,12}(?:\.(\d{1,6}))?")
WIDTH = 14


def form_file(filled: Filled) -> bytes:
    """The form on one sheet, its title over all columns."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    sheet = book.add_worksheet("表")
    width = max((grid.columns for grid in filled.grids), default=1)
    sheet.set_column(0, width - 1, WIDTH)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for row, line in enumerate(filled.above):
        centred = line == max(filled.above, key=len)
        sheet.write_string(row, 0, line, book.add_format({"bold": centred, "font_size": 14 if centred else 10}))
    at = len(filled.above)
    for grid in filled.grids:
        for box in grid.boxes:
            _write(book, sheet, box, at)
        at += grid.rows + 1
    book.close()
    return settled_package(buffer.getvalue())


def _write(book: Any, sheet: Any, box: Box, at: int) -> None:
    look = {
        "border": 1,
        "text_wrap": True,
        "valign": "vcenter",
        "align": "center" if len(box.text) < WIDTH else "left",
        "font_size": 10,
    }
    number = _NUMBER.fullmatch(box.text)
    if number:
        look["num_format"] = "0" + ("." + "0" * len(number[1]) if number[1] else "")
    made = book.add_format(look)
    row, column = at + box.row, box.column
    if box.wide > 1 or box.high > 1:
        sheet.merge_range(row, column, row + box.high - 1, column + box.wide - 1, "", made)
    if number:
        sheet.write_number(row, column, Fraction(box.text), made)
    elif box.text:
        sheet.write_string(row, column, box.text, made)
    else:
        sheet.write_blank(row, column, None, made)


__all__ = ["form_file"]
