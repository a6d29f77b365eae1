"""Files of every format, as large as asked: one table under a title, its first column merged over five rows at a time."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO

import docx
import openpyxl
from docx.oxml.ns import nsdecls

TITLE = "怀化市某单位2023年度部门决算公开表"
UNIT = "单位：万元"
COLUMNS = 10
#: Rows that one cell of the first column covers.
BLOCK = 5
HEADER = ("部门", "项目", "年初预算数", "全年预算数", "全年执行数", "基本支出", "项目支出", "分值", "执行率", "得分")

Rows = list[list[str]]


def rows(cells: int) -> Rows:
    """A table of so many cells; the first cell of each block of rows is filled, those under it belong to it."""
    made = [list(HEADER)]
    for n in range(1, max(2, cells // COLUMNS)):
        first = f"第{n // BLOCK + 1}部门" if (n - 1) % BLOCK == 0 else ""
        money = [f"{(n * k) % 1000}.{(n + k) % 100:02d}" for k in range(3, 8)]
        made.append([first, f"{n}.第{n}个项目", *money, "10", f"{n % 100}.00%", "10"])
    return made


def as_txt(table: Rows) -> bytes:
    """One row a line, cells behind tabs."""
    return "\n".join([TITLE, UNIT, *("\t" + "\t".join(row) for row in table)]).encode()


def as_csv(table: Rows) -> bytes:
    """Cells behind commas."""
    return "\n".join([TITLE, UNIT, *(",".join(row) for row in table)]).encode()


def as_json(table: Rows) -> bytes:
    """A figure for each number of the table."""
    figures = [
        {
            "item": "total",
            "label": row[1],
            "year": 2023,
            "stage": stage,
            "printed": cell,
            "unit": "万元",
            "order": order,
        }
        for order, row in enumerate(table[1:])
        for stage, cell in zip(("original", "final", "actual"), row[2:5], strict=True)
    ]
    return json.dumps({"schema": "perfeval/report/1", "entity": "某单位", "year": 2023, "figures": figures}).encode()


def heights(table: Rows) -> Iterator[tuple[list[str], int]]:
    """Each row, and how many rows its first cell covers: none where the one above covers it."""
    for n, row in enumerate(table):
        if not n:
            yield row, 1
        elif (n - 1) % BLOCK:
            yield row, 0
        else:
            yield row, min(BLOCK, len(table) - n)


def as_html(table: Rows) -> bytes:
    """A page with a rowspan for each block."""
    made = [f"<html><head><meta charset=utf-8></head><body><p>{TITLE}</p><p>{UNIT}</p><table>"]
    for row, height in heights(table):
        first = f"<td rowspan={height}>{row[0]}</td>" if height else ""
        made.append(f"<tr>{first}{''.join(f'<td>{cell}</td>' for cell in row[1:])}</tr>")
    return "\n".join([*made, "</table></body></html>"]).encode()


def packed(like: bytes, part: str, content: bytes) -> bytes:
    """A packed file with another content in one of its parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(like)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, content if entry.filename == part else old.read(entry))
    return buffer.getvalue()


def as_docx(table: Rows) -> bytes:
    """A Word file with a vertical merge for each block; the markup is written here, which python-docx does slowly."""
    buffer = BytesIO()
    docx.Document().save(buffer)

    def paragraph(text: str) -> str:
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    made = [f"<w:document {nsdecls('w')}><w:body>", paragraph(TITLE), paragraph(UNIT), "<w:tbl><w:tblPr/><w:tblGrid/>"]
    for row, height in heights(table):
        merge = {0: "<w:vMerge/>", 1: ""}.get(height, '<w:vMerge w:val="restart"/>')
        made.append(f"<w:tr>{cell(row[0], merge)}{''.join(map(cell, row[1:]))}</w:tr>")
    made.append("</w:tbl><w:sectPr/></w:body></w:document>")
    return packed(buffer.getvalue(), "word/document.xml", "".join(made).encode())


def as_xlsx(table: Rows) -> bytes:
    """A workbook with a merged range for each block; numbers are numbers."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([TITLE])
    sheet.append([UNIT])
    for number, (row, height) in enumerate(heights(table), 3):
        sheet.append([row[0], row[1], *row[2:]] if number == 3 else [row[0], row[1], *map(number_of, row[2:])])
        if height > 1:
            sheet.merge_cells(start_row=number, end_row=number + height - 1, start_column=1, end_column=1)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def number_of(text: str) -> object:
    """A printed number as a workbook stores it."""
    return text if "%" in text else float(text)


#: Points: a page that holds fifty rows of ten cells.
PAGE = (842, 1000)
ROW, COLUMN, MARGIN, LINES = 18, 76, 40, 50


def as_pdf(table: Rows) -> bytes:
    """Ruled pages of fifty rows; a font that every viewer has, so the words are in Latin letters."""
    pages = [table[start : start + LINES] for start in range(0, len(table), LINES)]
    return pdf([page_of(page) for page in pages])


def page_of(page: Sequence[Sequence[str]]) -> bytes:
    """The drawing of one page: a box around each cell, its text in it."""
    made = ["0.5 w"]
    for r, row in enumerate(page):
        top = PAGE[1] - MARGIN - ROW * r
        for c, text in enumerate(row):
            plain = text.encode("ascii", "ignore").decode() or "x"
            left = MARGIN + COLUMN * c
            made.append(f"{left} {top - ROW} {COLUMN} {ROW} re S")
            made.append(f"BT /F 9 Tf {left + 4} {top - ROW + 5} Td ({plain}) Tj ET")
    return "\n".join(made).encode()


def pdf(pages: Sequence[bytes]) -> bytes:
    """A PDF of pages that are drawn like this, with its table of objects."""
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Font<</F 3 0 R>>>>",
    ]
    for n, page in enumerate(pages):
        box = f"[0 0 {PAGE[0]} {PAGE[1]}]"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox{box}/Contents {6 + 2 * n} 0 R/Resources 4 0 R>>".encode())
        objects.append(b"<</Length %d>>\nstream\n%s\nendstream" % (len(page), page))
    made = bytearray(b"%PDF-1.4\n")
    starts = []
    for number, content in enumerate(objects, 1):
        starts.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    made += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    made += b"trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(made) - len(table))
    return bytes(made)


MAKERS: dict[str, Callable[[Rows], bytes]] = {
    "txt": as_txt, "json": as_json, "csv": as_csv, "html": as_html, "docx": as_docx, "xlsx": as_xlsx, "pdf": as_pdf,
}  # fmt: skip
