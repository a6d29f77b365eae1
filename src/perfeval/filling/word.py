"""A filled form as a Word document."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from perfeval.boundary.packages import settled_package
from perfeval.filling.forms import Filled
from perfeval.filling.grids import Grid

FONT, TITLE, TEXT = "宋体", 16, 10
#: A text of fewer characters stands in the middle of its cell.
SHORT = 12


def form_file(filled: Filled) -> bytes:
    """The form on A4, its title in the middle."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    for line in filled.above:
        paragraph = document.add_paragraph()
        centred = line == max(filled.above, key=len)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
        _run(paragraph, line, TITLE if centred else TEXT)
    for number, grid in enumerate(filled.grids):
        if number:
            document.add_paragraph()
        _table(document, grid)
    buffer = BytesIO()
    document.save(buffer)
    return settled_package(buffer.getvalue())


def _table(document: Any, grid: Grid) -> None:
    table = document.add_table(grid.rows, grid.columns)
    table.style = "Table Grid"
    for box in grid.boxes:
        cell = table.cell(box.row, box.column)
        if box.wide > 1 or box.high > 1:
            cell = cell.merge(table.cell(box.row + box.high - 1, box.column + box.wide - 1))
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        for paragraph in cell.paragraphs[1:]:  # a merged cell keeps an empty paragraph of each
            paragraph._p.getparent().remove(paragraph._p)
        for number, line in enumerate(box.text.split("\n")):
            paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            if len(box.text) < SHORT:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _run(paragraph, line, TEXT)


def _run(paragraph: Any, text: str, size: int) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.name = FONT
    fonts = run._r.get_or_add_rPr().find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        run._r.get_or_add_rPr().append(fonts)
    fonts.set(qn("w:eastAsia"), FONT)


__all__ = ["form_file"]
