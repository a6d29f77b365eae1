"""What the tests of papers are made from: the example report judged, as a Word file, as a workbook, and as a folder."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import openpyxl

import perfeval
from perfeval.document import Document, Paragraph
from perfeval.evaluation import Evaluation
from perfeval.readers.text import read_text

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "report.txt"


@cache
def example() -> Evaluation:
    """The example, judged."""
    return perfeval.evaluate(perfeval.read(EXAMPLE))


@cache
def document() -> Document:
    """The example as a document."""
    found = read_text(EXAMPLE.read_bytes(), "report.txt")
    assert isinstance(found, Document)
    return found


def saved(made: object) -> bytes:
    """A python-docx document or an openpyxl workbook as the bytes of its file."""
    buffer = BytesIO()
    made.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


@cache
def word_file() -> bytes:
    """The example as a Word file."""
    made = docx.Document()
    for block in document().blocks:
        if isinstance(block, Paragraph):
            made.add_paragraph(block.text)
            continue
        width = max(len(row.cells) for row in block.rows)
        table = made.add_table(len(block.rows), width)
        for r, row in enumerate(block.rows):
            for c, text in enumerate(row.texts):
                table.cell(r, c).text = text
    return saved(made)


@cache
def excel_file() -> bytes:
    """The example as a workbook: each table on a sheet of its own under the text before it."""
    book = openpyxl.Workbook()
    sheet = book.active
    for block in document().blocks:
        if isinstance(block, Paragraph):
            sheet.append([block.text])
            continue
        for row in block.rows:
            sheet.append(list(row.texts))
        sheet = book.create_sheet()
    return saved(book)
