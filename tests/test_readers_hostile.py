"""Files that are not what they say, or mean harm: each ends in one sentence that says what to do, in bounded time."""

from __future__ import annotations

import json
import re
import socket
import struct
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from tests.pace import PATIENT, share

import perfeval
from perfeval.__main__ import main
from perfeval.document import Document
from perfeval.errors import UnreadableError
from perfeval.readers import REFUSED, UNREAD, perfeval_readers, portable, refusal
from perfeval.readers.csv_table import read_csv
from perfeval.readers.excel import grid, read_xlsx
from perfeval.readers.guard import KINDS, kind_of, limits
from perfeval.readers.number_formats import shown
from perfeval.readers.portable import read_pdf, take_apart
from perfeval.readers.report_json import read_json
from perfeval.readers.webpage import read_html
from perfeval.readers.word import read_docx
from perfeval.recognition import text as running_text

Read = Callable[[bytes, str], Document]
#: Seconds that nothing here may take; slow machines take their time.
PATIENCE = 30


def make_word() -> bytes:
    """A small Word file."""
    made = docx.Document()
    made.add_paragraph("甲单位2023年自评报告")
    table = made.add_table(2, 2)
    for index, text in enumerate(("项目", "金额", "合计", "341.42")):
        table.cell(index // 2, index % 2).text = text
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def make_excel() -> bytes:
    """A small workbook."""
    book = openpyxl.Workbook()
    for row in (["项目", "金额"], ["合计", 341.42]):
        book.active.append(row)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def make_pdf() -> bytes:
    """The smallest PDF with a line of text."""
    return (
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>\nendobj\n"
        b"4 0 obj\n<</Length 43>>\nstream\nBT /F 12 Tf 50 200 Td (total 341.42) Tj ET\nendstream\nendobj\n"
        b"5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\ntrailer\n<</Root 1 0 R/Size 6>>\n%%EOF\n"
    )


WORD, EXCEL, PDF = make_word(), make_excel(), make_pdf()
HTML = "<html><body><p>报告</p><table><tr><td>项目<td>金额<tr><td>合计<td>341.42</table></body></html>".encode()
TEXT = "项目,金额\n合计,341.42\n".encode()
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
GOOD: dict[str, tuple[Read, bytes]] = {
    ".docx": (read_docx, WORD), ".xlsx": (read_xlsx, EXCEL), ".pdf": (read_pdf, PDF), ".html": (read_html, HTML), ".csv": (read_csv, TEXT),
}  # fmt: skip
every_format = pytest.mark.parametrize("ending", GOOD)
office = pytest.mark.parametrize(
    ("read", "data", "part"), [(read_docx, WORD, "word/document.xml"), (read_xlsx, EXCEL, "xl/worksheets/sheet1.xml")]
)


def repacked(
    data: bytes,
    change: Callable[[str, bytes], bytes] = lambda name, content: content,
    more: dict[str, bytes] | None = None,
) -> bytes:
    """A packed file with its parts changed, and more of them."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, change(entry.filename, old.read(entry)))
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return buffer.getvalue()


def refused(read: Read, data: bytes, *said: str) -> UnreadableError:
    """The refusal of a file, which must say all of this, name its file and come in time."""
    start = time.monotonic()
    with pytest.raises(UnreadableError) as caught:
        read(data, "报告.bin")
    assert time.monotonic() - start < PATIENCE
    error = caught.value
    assert error.zh.startswith("报告.bin")
    assert error.en.startswith("报告.bin")
    assert [one for one in said if one not in error.zh + error.en] == []
    return error


# --- good files, for comparison -------------------------------------------------------------------------------------


@every_format
def test_the_files_that_are_spoilt_here_are_good(ending: str) -> None:
    """The file that every other test spoils is read."""
    read, data = GOOD[ending]

    assert "341.42" in str(read(data, f"a{ending}").blocks)


# --- not what they say ----------------------------------------------------------------------------------------------

SAMPLES = {
    "docx": WORD, "xlsx": EXCEL, "pdf": PDF, "html": HTML, "text": TEXT, "empty": b" \n", "broken": WORD[: len(WORD) // 2],
    "ole": OLD, "doc": OLD + "WordDocument".encode("utf-16-le"), "xls": OLD + "Workbook".encode("utf-16-le"),
    "locked": OLD + "EncryptedPackage".encode("utf-16-le"), "rtf": b"{\\rtf1 x}", "picture": b"\x89PNG\r\n\x1a\n" + bytes(9),
    "archive": b"Rar!\x1a\x07" + bytes(9), "binary": b"\x01\x00\x02" + bytes(range(256)),
    "mht": b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>", "xlsb": repacked(EXCEL, more={"xl/workbook.bin": b""}),
}  # fmt: skip


@pytest.mark.parametrize("kind", SAMPLES)
def test_kinds_are_told_by_their_bytes(kind: str) -> None:
    """Every kind of file is told by its bytes."""
    assert kind_of(SAMPLES[kind]) == kind


@pytest.mark.parametrize(
    ("ending", "kind"), [(ending, kind) for ending, (_, good) in GOOD.items() for kind in SAMPLES if kind != kind_of(good)]
)  # fmt: skip
def test_wrong_content_is_named(ending: str, kind: str) -> None:
    """A file that is not what its ending says is refused with what it is and what to do, whichever reader gets it."""
    read, _ = GOOD[ending]

    refused(read, SAMPLES[kind], KINDS[kind].zh, KINDS[kind].en, KINDS[kind].do_zh, KINDS[kind].do_en)


@pytest.mark.parametrize("name", ["other.zip", "mimetype", "ppt/presentation.xml", "OFD.xml"])
def test_other_packed_files(name: str) -> None:
    """Other packed files are no Word files, and are called what they are."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, b"application/vnd.oasis.opendocument.text" if name == "mimetype" else b"")
    kinds = {"other.zip": "archive", "mimetype": "odt", "ppt/presentation.xml": "pptx", "OFD.xml": "ofd"}

    refused(read_docx, buffer.getvalue(), KINDS[kinds[name]].zh)


@pytest.mark.parametrize(
    ("data", "ending", "said"),
    [(HTML, ".xls", "网页"), (HTML, ".doc", ".html"), (WORD, ".doc", ".docx"), (EXCEL, ".et", ".xlsx"), (EXCEL, ".xlsm", "宏"), (WORD, ".docm", "宏"),
     (b"\x01\x00\x02\x03", ".wps", ".docx"), (OLD, ".xls", ".xlsx"), (b"\x89PNG\r\n", ".docx", "OCR"), (b"\xff\xd8\xff\xe0", ".jpg", "OCR")],
)  # fmt: skip
def test_endings_nobody_reads(data: bytes, ending: str, said: str) -> None:
    """Old formats, macro files and pictures are refused by their bytes and endings, with the way out."""
    found = refusal(data, ending)

    assert found is not None
    assert said in found[0]


def test_refusal_leaves_readable_files_alone() -> None:
    """No readable format and no format of a plugin is refused."""
    assert [refusal(data, ending) for ending, (_, data) in GOOD.items()] == [None] * len(GOOD)
    assert refusal(b"anything", ".other") is None
    assert not {suffix for reader in perfeval_readers() for suffix in reader.suffixes} & set(UNREAD)


@pytest.mark.parametrize("mark", [row[0] for row in REFUSED])
def test_the_front_door_refuses_by_bytes(mark: bytes, tmp_path: Path) -> None:
    """What is refused by its bytes is refused whatever it is called."""
    (tmp_path / "报告.docx").write_bytes(mark + bytes(100))

    with pytest.raises(UnreadableError, match=r"报告\.docx"):
        perfeval.read(tmp_path / "报告.docx")


@every_format
def test_too_large(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file over the limit is not opened."""
    monkeypatch.setattr(limits, "LARGEST", 10)

    refused(GOOD[ending][0], GOOD[ending][1], "over the limit")


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
@pytest.mark.parametrize("kept", [1, 3, 5, 50, 90, 99])
def test_cut_off_packages(ending: str, kept: int) -> None:
    """A download that stopped is called incomplete."""
    read, data = GOOD[ending]

    refused(read, data[: max(len(data) * kept // 100, 5)], "不完整")


def test_cut_off_pdf() -> None:
    """A PDF cut in the middle is a document or a refusal, never anything else."""
    for kept in range(20, len(PDF), 40):
        ends_well(read_pdf, PDF[:kept])


# --- harmful packages -----------------------------------------------------------------------------------------------


@office
def test_zip_bomb(read: Read, data: bytes, part: str) -> None:
    """A small file that unpacks to hundreds of times its size is refused before it is unpacked."""
    bomb = repacked(data, lambda name, old: old + b" " * (48 << 20) if name == part else old)
    assert len(bomb) < 1 << 20

    refused(read, bomb, "压缩比", "unpacks to")


@office
def test_zip_that_lies_about_its_sizes(read: Read, data: bytes, part: str) -> None:
    """A part that unpacks to more than its directory says is damage."""
    bomb = bytearray(repacked(data, lambda name, old: old + b" " * (24 << 20) if name == part else old))
    for mark, size_at, name_at in ((b"PK\x01\x02", 24, 46), (b"PK\x03\x04", 22, 30)):
        at = -1
        while (at := bomb.find(mark, at + 1)) >= 0:
            if bomb[at + name_at :].startswith(part.encode()):
                bomb[at + size_at : at + size_at + 4] = struct.pack("<I", 5000)

    refused(read, bytes(bomb), "已损坏")


@office
def test_zip_with_too_many_parts(read: Read, data: bytes, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of more parts than any report is refused."""
    monkeypatch.setattr(limits, "ENTRIES", 3)

    refused(read, data, "部件超过 3 个")


ENTITIES = (
    "<!DOCTYPE r [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 12)) + "]>"
)


@office
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_bomb(read: Read, data: bytes, part: str, encoding: str) -> None:
    """A part that declares entities is refused, in whatever encoding it hides them."""

    def spoil(name: str, old: bytes) -> bytes:
        if name != part:
            return old
        inner = re.sub(r"<\?xml.*?\?>", "", old.decode())
        return f"<?xml version='1.0' encoding='{encoding}'?>{ENTITIES}{inner}".encode(encoding)

    refused(read, repacked(data, spoil), "DTD")


@office
def test_external_entity(read: Read, data: bytes, part: str, tmp_path: Path) -> None:
    """A part that points to a file of the machine is refused, and the file is not read."""
    secret = tmp_path / "secret.txt"
    secret.write_text("天机", encoding="utf-8")
    declared = f"<!DOCTYPE r [<!ENTITY x SYSTEM '{secret.as_uri()}'>]>".encode()
    spoilt = repacked(data, lambda name, old: declared + re.sub(rb"<\?xml.*?\?>", b"", old) if name == part else old)

    assert "天机" not in str(refused(read, spoilt, "DTD"))


@office
def test_deep_xml(read: Read, data: bytes, part: str) -> None:
    """A part nested deeper than any document is refused."""
    deep = b"<a>" * 100_000 + b"</a>" * 100_000

    refused(read, repacked(data, more={"word/deep.xml": deep}), "过深")


@office
def test_broken_xml(read: Read, data: bytes, part: str) -> None:
    """A part that is not well-formed is named with its line; one that nobody reads does no harm."""
    refused(read, repacked(data, lambda name, old: old[:-9] if name == part else old), part)

    assert "341.42" in str(read(repacked(data, more={"customXml/item9.xml": b"<a>"}), "a").blocks)


@office
@pytest.mark.parametrize("name", ["word/vbaProject.bin", "xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_macros(read: Read, data: bytes, part: str, name: str) -> None:
    """A file with macros is refused with the way out."""
    refused(read, repacked(data, more={name: b"<x/>"}), "宏", "without macros")


@office
def test_encrypted_parts(read: Read, data: bytes, part: str) -> None:
    """A packed file with a password is refused."""
    locked = bytearray(data)
    for mark, at_flag in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = -1
        while (at := locked.find(mark, at + 1)) >= 0:
            locked[at + at_flag] |= 1

    refused(read, bytes(locked), "密码")


@office
def test_odd_compression(read: Read, data: bytes, part: str) -> None:
    """A packing that Office does not use is refused."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry))

    refused(read, buffer.getvalue(), "压缩方式")


@office
def test_missing_parts(read: Read, data: bytes, part: str) -> None:
    """A package without its main part is damage, said in one sentence."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            if entry.filename != part:
                new.writestr(entry.filename, old.read(entry))

    refused(read, buffer.getvalue(), "已损坏")


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Links to the network in a Word file, a workbook or a page are never followed."""

    def connected(*_: object, **__: object) -> None:
        raise AssertionError("a reader went out")

    monkeypatch.setattr(socket, "socket", connected)
    monkeypatch.setattr(socket, "create_connection", connected)
    link = (b"<Relationship Id='rId99' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/image' "
            b"Target='http://192.0.2.1/a.png' TargetMode='External'/></Relationships>")  # fmt: skip

    def spoil(name: str, old: bytes) -> bytes:
        return (
            old.replace(b"</Relationships>", link) if name.endswith(("document.xml.rels", "workbook.xml.rels")) else old
        )

    assert "341.42" in str(read_docx(repacked(WORD, spoil), "a.docx").blocks)
    assert "341.42" in str(read_xlsx(repacked(EXCEL, spoil), "a.xlsx").blocks)
    head = b"<link rel=stylesheet href='http://192.0.2.1/a.css'><img src='http://192.0.2.1/a.png'><iframe src='http://192.0.2.1/'></iframe>"
    assert "341.42" in str(read_html(head + HTML, "a.html").blocks)


# --- too much of everything -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [ending for ending in GOOD if ending != ".pdf"])
def test_too_many_cells(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """More cells than the limit are refused in every format."""
    monkeypatch.setattr(limits, "CELLS", 3)

    refused(GOOD[ending][0], GOOD[ending][1], "上限")


@pytest.mark.parametrize(
    ("ending", "limit", "most"), [(ending, "CHARACTERS", 4) for ending in GOOD] + [(ending, "ROWS", 1) for ending in GOOD if ending != ".pdf"]
)  # fmt: skip
def test_too_many_rows_or_characters(ending: str, limit: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows or characters than the limit are refused."""
    monkeypatch.setattr(limits, limit, most)

    refused(GOOD[ending][0], GOOD[ending][1], "上限")


@pytest.mark.parametrize(
    "markup",
    [b"<mergeCells count='1'><mergeCell ref='A1:XFD1048576'/></mergeCells>", b"<hyperlinks><hyperlink ref='A1:XFD1048576'/></hyperlinks>",
     b"<mergeCells><mergeCell ref='" + b"A" * 5000 + b"'/></mergeCells>"],
)  # fmt: skip
def test_ranges_that_would_unfold_a_sheet(markup: bytes) -> None:
    """A merged or linked range over a whole sheet is refused before a cell of it is made."""
    refused(
        read_xlsx,
        repacked(EXCEL, lambda name, old: old.replace(b"</sheetData>", b"</sheetData>" + markup)),
        "单元格多于",
    )


def far_apart(rows: int, step: int, last: int = 16384) -> bytes:
    """A workbook whose rows reach to the last column a sheet can have, or a nearer one, with a cell every so many columns."""
    made = b"".join(
        b"<row r='%d'>" % n
        + b"".join(b"<c r='%s%d'><v>1</v></c>" % (get_column_letter(c).encode(), n) for c in range(1, last + 1, step))
        + b"</row>"
        for n in range(1, rows + 1)
    )
    filled = b"<sheetData>" + made + b"</sheetData>"
    return repacked(EXCEL, lambda name, old: re.sub(rb"<sheetData>.*</sheetData>", filled, old))


def test_cells_far_apart() -> None:
    """The columns without anything in them between filled cells far apart are not laid out, and keep their place."""
    (table,) = read_xlsx(far_apart(200, 999, last=1000), "a.xlsx").tables()

    assert {tuple(cell.column for cell in row.cells) for row in table.rows} == {(0, 999)}
    refused(read_xlsx, far_apart(200, 16383), "表格有 16384 列")


def test_cells_over_a_whole_sheet() -> None:
    """Rows that fill a sheet with a cell here and there are refused before the cells between are laid out."""
    refused(read_xlsx, far_apart(100, 30), "单元格多于")


@pytest.mark.parametrize("inside", ["tables", "boxes"])
def test_deep_tables_in_word(inside: str) -> None:
    """Tables and text boxes nested too deeply are refused, though the markup is within its limit."""
    opened, closed = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    if inside == "boxes":
        opened, closed = (
            "<w:p><w:r><w:txbxContent><w:tbl><w:tr><w:tc>",
            "</w:tc></w:tr></w:tbl></w:txbxContent></w:r></w:p>",
        )
    deep = (opened * 24 + closed * 24).encode()

    refused(
        read_docx,
        repacked(
            WORD,
            lambda name, old: old.replace(b"<w:sectPr", deep + b"<w:sectPr", 1) if name == "word/document.xml" else old,
        ),
        "嵌套",
    )


def test_deep_tables_in_pages() -> None:
    """Tables of a page nested too deeply are refused."""
    refused(read_html, b"<table><tr><td>" * 30 + b"x", "嵌套")


MANY = 200_000


@pytest.mark.parametrize(
    "text",
    ["<" * MANY, "<a " * MANY, "<!--" * MANY, "<a b='" * MANY, "<a " + 'b="c" ' * MANY, "&" * MANY, "<td>" * MANY, "<div>" * MANY, "<script>" * MANY,
     "</" * MANY, "<?" * MANY, "<![x" * MANY, "<![CDATA[" * MANY, "&#x" * MANY, "<p style='" + "display:" * MANY + "'>", "中 \n" * MANY,
     "<table><tr>" + "<td rowspan=65534>x" * 500 + "<tr>" * 9000, "<table><tr>" + "<td colspan=1000>x" * 9000, "<title>" * MANY],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_markup_without_end(text: str) -> None:
    """Markup that never closes, repeats without end or spans everything ends in time."""
    start = time.monotonic()
    ends_well(read_html, f"<html><p>1</p>{text}".encode())
    assert time.monotonic() - start < PATIENCE


def test_half_a_tag_at_the_end() -> None:
    """A page cut off within a long tag is called incomplete."""
    refused(read_html, HTML + b"<a title='" + b"x" * 5000, "不完整")


def test_csv_cell_without_end() -> None:
    """A quotation that never ends does not swallow the table."""
    document = read_csv(b'a,b\n1,"' + b"x,\n" * 60_000, "a.csv")

    assert "引号不成对" in str(document.notes)


# --- PDF in its own process -----------------------------------------------------------------------------------------


def test_pdf_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF that takes longer than the limit is given up, with what to do."""
    monkeypatch.setattr(portable, "SECONDS", 0.01)

    refused(read_pdf, PDF, "超过上限")


def test_pdf_whose_process_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that ends without an answer is one sentence."""
    monkeypatch.setattr(
        portable.sys, "executable", "/bin/false" if Path("/bin/false").exists() else portable.sys.executable
    )
    monkeypatch.setattr(portable.json, "loads", lambda _: (_ for _ in ()).throw(ValueError("no")))

    refused(read_pdf, PDF, "没有完成")


def test_pdf_without_a_python_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside a program without a Python of its own the file is read in place."""
    monkeypatch.setattr(portable.sys, "executable", "")

    assert "341.42" in str(read_pdf(PDF, "a.pdf").blocks)


def test_pdf_limits_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many pages or characters are refused, and a page of too many rules is read as text with a note."""
    monkeypatch.setattr(portable.pages, "PAGES", 0)
    refused(take_apart, PDF, "页")
    monkeypatch.setattr(portable.pages, "PAGES", 1)
    monkeypatch.setattr(portable.pages, "RULES", -1)
    assert "线条过多" in str(take_apart(PDF, "a.pdf")["notes"])
    monkeypatch.setattr(limits, "CHARACTERS", 3)
    refused(take_apart, PDF, "超过上限 3 字")


def test_pdf_with_a_password() -> None:
    """A PDF that needs a password is refused with what to do."""
    locked = PDF.replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
        + b"11" * 32
        + b">/U<"
        + b"22" * 32
        + b">>>",
    )

    refused(read_pdf, locked, "密码")


def test_pdf_of_garbled_fonts() -> None:
    """A PDF whose characters have no meaning is refused, not read as figures."""
    inner = (b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
             b"/FontDescriptor<</Type/FontDescriptor/FontName/X>>>>")  # fmt: skip
    font = b"/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[" + inner + b"]"
    garbled = PDF.replace(b"/Subtype/Type1/BaseFont/Helvetica", font)

    refused(read_pdf, garbled, "乱码")


# --- what a fuzz run brought to light -------------------------------------------------------------------------------


def test_word_without_a_body() -> None:
    """A Word file whose main part has no body is refused in perfeval's own words, not in those of an exception."""

    def other(name: str, old: bytes) -> bytes:
        return re.sub(rb"(</?)w:body\b", rb"\1w:other", old) if name == "word/document.xml" else old

    error = refused(read_docx, repacked(WORD, other), "没有 Word 的正文", "no body")
    assert "Error" not in error.en


@office
@pytest.mark.parametrize("name", ["utb-8", "utf-7", "cp65001", "idna"])
def test_parts_in_an_encoding_nobody_knows(read: Read, data: bytes, part: str, name: str) -> None:
    """A part that claims an encoding XML does not have, or nobody has, is refused with its name."""
    head = f"<?xml version='1.0' encoding='{name}'?>".encode()

    refused(read, repacked(data, lambda at, old: head + old.partition(b"?>")[2] if at == part else old), part)


def test_csv_cell_over_every_limit() -> None:
    """A cell larger than any is refused by name, with its quotation marks paired or not."""
    for mark in (b"", b'"'):
        refused(read_csv, b"a,b\n1," + mark + b"x" * 200_000, "超过 131072 个字符", "no table has")


def test_links_that_would_be_looked_through_for_each_other() -> None:
    """Many links, or links into many merged ranges, cost their number squared and are refused."""
    links = b"".join(b"<hyperlink ref='A%d'/>" % n for n in range(1, 4000))
    markup = b"</sheetData><hyperlinks>" + links + b"</hyperlinks>"

    refused(read_xlsx, repacked(EXCEL, lambda name, old: old.replace(b"</sheetData>", markup)), "超链接过多")


def test_sheets_of_one_part() -> None:
    """A workbook that lists the same sheet again and again is refused before it is unfolded as often."""

    def again(name: str, old: bytes) -> bytes:
        return re.sub(rb"<sheet .*?/>", lambda found: found[0] * 500, old) if name == "xl/workbook.xml" else old

    refused(read_xlsx, repacked(EXCEL, again), "同一部件", "one and the same part")


def test_merged_ranges_over_a_whole_row() -> None:
    """A merged range reaches a little beyond the last filled column and no farther."""
    markup = b"</sheetData><mergeCells><mergeCell ref='A2:XFD2'/></mergeCells>"
    (table,) = read_xlsx(repacked(EXCEL, lambda name, old: old.replace(b"</sheetData>", markup)), "a.xlsx").tables()

    assert max(cell.width for row in table.rows for cell in row.cells) == 2 + grid.WIDEST_GAP


def test_formulas_are_found_where_rows_and_cells_have_no_references() -> None:
    """A formula without a result is named by its place also where the file leaves the references out."""
    rows = b"<sheetData><row><c><v>1</v></c></row><row><c><v>2</v></c><c><f>A1+A2</f></c></row></sheetData>"
    document = read_xlsx(repacked(EXCEL, lambda name, old: re.sub(rb"<sheetData>.*</sheetData>", rows, old)), "a.xlsx")

    assert "B2 hold formulas" in document.notes[0][1]


@pytest.mark.parametrize(
    "changed",
    [{"jurisdiction": "zzz"}, {"jurisdiction": 430000}, {"year": 9999}, {"year": "2023"}, {"year": True}, {"entity": ["x"]}, {"source": 1},
     {"figures": {}}, {"layouts": "x"}, {"notes": [{"kind": 1, "zh": "", "en": ""}]},
     {"entity": "\ud800"}, {"forms": [{"id": "a", "rows": [{"order": 1, "head": "x"}]}]}, {"forms": [{"id": "a", "rows": [{"order": 1, "head": -1}]}]}],
    ids=ascii,
)  # fmt: skip
def test_json_of_other_kinds(changed: dict[str, object]) -> None:
    """A value of another kind, a place or a year that cannot be, is refused with the file's name."""
    figure = {"item": "total", "year": 2023, "stage": "actual", "printed": "316.04", "unit": "万元"}
    content = {"schema": "perfeval/report/1", "entity": "某单位", "year": 2023, "figures": [figure]}
    assert read_json(json.dumps(content).encode(), "a.json").statements

    refused(read_json, json.dumps(content | changed).encode(), "中有一项不合要求")


@pytest.mark.parametrize(
    "changed", [{"schema": "x" * 9000}, {"schema": [1] * 9000}, {"figures": [{"item": "total", "year": "9" * 9000}]}, {"entity": ["x"] * 9000}],
    ids=["schema", "list", "year", "entity"],
)  # fmt: skip
def test_json_is_quoted_in_short(changed: dict[str, object]) -> None:
    """However large what does not fit is, the refusal stays one sentence."""
    content = {"schema": "perfeval/report/1", "entity": "某单位", "year": 2023, "figures": []}

    assert len(refused(read_json, json.dumps(content | changed).encode()).zh) < 400


def test_pdf_text_printed_twice_is_read_once() -> None:
    """Bold that is faked by printing the same again a hair's breadth away is read once; the same elsewhere is not."""
    words = b"BT /F 12 Tf 50 200 Td (total 341.42) Tj ET\n"
    again = words + words.replace(b"50 200", b"50.4 200.3") + words.replace(b"50 200", b"50 150")
    stream = b"<</Length %d>>\nstream\n%sendstream" % (len(again), again)
    twice = re.sub(rb"<</Length 43>>.*?endstream", lambda _: stream, PDF, flags=re.S)

    assert [item["text"] for item in take_apart(twice, "a.pdf")["items"]] == ["total 341.42", "total 341.42"]


def test_pdf_page_of_crossing_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page whose rules cross in more places than any table's is read as text, with a note."""
    monkeypatch.setattr(portable.pages, "CROSSINGS", -1)

    assert "线条过多" in str(take_apart(PDF, "a.pdf")["notes"])


# float: numbers as a workbook stores them
@given(cents=st.integers(-(10**9), 10**9), places=st.integers(0, 5))
def test_the_short_way_to_a_number_is_the_long_one(cents: int, places: int) -> None:
    """A number without a format is shown by the short way as by the long one."""
    value = cents / 10**places

    assert shown(value, "General") == shown(value, "general")


# --- a folder of other people's files -------------------------------------------------------------------------------

HONEST = "某单位2023年绩效自评报告\n全年支出316.04万元，其中项目支出37.72万元。\n"


def spoilt(folder: Path) -> list[str]:
    """A folder with good files in it and below it, among bad ones of every kind; the names of the bad ones."""
    bad = {
        "1.docx": b"no package",
        "2.xlsx": EXCEL[:-40],
        "3.pdf": b"%PDF-1.4\n",
        "4.doc": OLD,
        "5.json": b"{",
        "6.txt": b"",
        "7.xyz": b"x",
    }
    for name, data in bad.items():
        (folder / name).write_bytes(data)
    (folder / "below").mkdir()
    for good in ("0.txt", "9.txt", "below/8.txt"):
        (folder / good).write_text(HONEST, encoding="utf-8")
    for passed_over in ("~$1.docx", ".hidden"):
        (folder / passed_over).write_bytes(b"x")
    return list(bad)


@pytest.mark.parametrize("command", ["check", "read", "score"])
def test_a_folder_goes_on_after_bad_files(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    """A folder with bad files in it ends with 2, has listed each of them, and has done the others."""
    bad = spoilt(tmp_path)

    code = main([command, str(tmp_path), "--format", "json"])
    out, err = capsys.readouterr()
    made = json.loads(out)
    done = made["evaluations"] if command == "check" else made

    assert code == 2
    assert sorted(one["source"] for one in done) == ["0.txt", "8.txt", "9.txt"]
    assert [name for name in bad if name not in err] == []
    assert [name for name in ("~$1.docx", ".hidden", "0.txt", "8.txt", "9.txt") if name in err] == []


def test_a_folder_of_one_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--together` the files of a folder are one report."""
    for name in ("1.txt", "2.txt"):
        (tmp_path / name).write_text(HONEST, encoding="utf-8")

    main(["check", str(tmp_path), "--together", "--format", "json"])

    assert [one["source"] for one in json.loads(capsys.readouterr().out)["evaluations"]] == ["1.txt + 2.txt"]


def test_a_folder_without_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without files in it is said to be that."""
    assert main(["check", str(tmp_path)]) == 2
    assert "no file in the folder" in capsys.readouterr().err


# --- whatever else --------------------------------------------------------------------------------------------------


def ends_well(read: Read, data: bytes) -> None:
    """A reader makes a document, or says in its own words why not."""
    found: object
    try:
        found = read(data, "a")
    except UnreadableError as error:
        found = error
    assert isinstance(found, (Document, dict)) or (isinstance(found, UnreadableError) and found.zh and found.en)


HEADS = [
    b"",
    b"PK\x03\x04",
    b"%PDF-1.7\n",
    b"<html>",
    b"\xd0\xcf\x11\xe0",
    b"a,b\n",
    WORD[:200],
    EXCEL[:200],
    b"\xff\xfe",
    b"\xef\xbb\xbf",
]
slow = settings(PATIENT, max_examples=share(2))


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".html", ".csv"])
@PATIENT
@given(head=st.sampled_from(HEADS), rest=st.binary(max_size=300))
def test_random_bytes(ending: str, head: bytes, rest: bytes) -> None:
    """Random bytes behind any beginning are a document or a refusal."""
    ends_well(GOOD[ending][0], head + rest)


@slow
@given(rest=st.binary(max_size=300))
def test_random_bytes_as_pdf(rest: bytes) -> None:
    """Random bytes that begin as a PDF are a document or a refusal."""
    ends_well(read_pdf, b"%PDF-1.4\n" + rest)


changes = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=4)), min_size=1, max_size=8
)


def changed(data: bytes, where: list[tuple[float, bytes]]) -> bytes:
    """A file with some bytes overwritten."""
    made = bytearray(data)
    for at, new in where:
        start = int(at * len(made))
        made[start : start + len(new)] = new
    return bytes(made)


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".html", ".csv"])
@PATIENT
@given(where=changes)
def test_damaged_files(ending: str, where: list[tuple[float, bytes]]) -> None:
    """A good file with bytes overwritten is a document or a refusal."""
    read, data = GOOD[ending]
    ends_well(read, changed(data, where))


@office
@PATIENT
@given(where=changes)
def test_damaged_parts(read: Read, data: bytes, part: str, where: list[tuple[float, bytes]]) -> None:
    """A good package with a damaged part is a document or a refusal."""
    ends_well(read, repacked(data, lambda name, old: changed(old, where) if name == part else old))


TAGS = ["<w:tc>", "</w:tc>", "<w:tr>", "</w:tr>", "<w:p>", "</w:p>", "<w:gridSpan w:val='-5'/>", "<w:gridSpan w:val='x'/>", "<w:vMerge/>", "<w:tbl>", "</w:tbl>",
        "<w:r><w:t>1</w:t></w:r>", "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", "<w:tcPr>", "</w:tcPr>", "<w:trPr><w:gridBefore w:val='99999'/></w:trPr>",
        "<w:numPr><w:numId w:val='1'/></w:numPr>"]  # fmt: skip


@PATIENT
@given(st.lists(st.sampled_from(TAGS), max_size=25))
def test_odd_markup_in_word(tags: list[str]) -> None:
    """Any arrangement of Word's elements is a document or a refusal."""
    made = "".join(tags).encode()
    ends_well(
        read_docx,
        repacked(
            WORD,
            lambda name, old: old.replace(b"<w:sectPr", made + b"<w:sectPr", 1) if name == "word/document.xml" else old,
        ),
    )


CELLS = ["<c r='A1'><v>1</v></c>", "<c r='B1' t='s'><v>99</v></c>", "<c t='b'><v>x</v></c>", "<c r='C1' s='9'><v>1e999</v></c>", "<c r='ZZZZ1'/>", "<c r='D1' t='d'><v>2023</v></c>",
         "<c r='E1' t='inlineStr'><is><t>x</t></is></c>", "<c r='F1'><f>1/0</f></c>", "<c r='G1' t='e'><v>#DIV/0!</v></c>", "<c r='H1'><v>nan</v></c>", "<c r='A0'><v>1</v></c>"]  # fmt: skip


@PATIENT
@given(st.lists(st.sampled_from(CELLS), max_size=6), st.sampled_from(["1", "0", "-1", "x", "2.5", "1048577"]))
def test_odd_cells_in_excel(cells: list[str], row: str) -> None:
    """Any cells in any row are a document or a refusal."""
    made = f"<sheetData><row r='{row}'>{''.join(cells)}</row></sheetData>".encode()
    ends_well(read_xlsx, repacked(EXCEL, lambda name, old: re.sub(rb"<sheetData>.*</sheetData>", made, old)))


@PATIENT
@given(
    st.text(alphabet='0#?.,%;"[]@GeneralE+-/_*\\ymdhs<>=1(）万元', max_size=30),
    st.floats(allow_nan=True, allow_infinity=True),
)
def test_any_number_format(form: str, value: float) -> None:
    """Any number under any format is a text."""
    assert isinstance(shown(value, form), str)


ELEMENTS = ["<table>", "</table>", "<tr>", "<td>", "<td rowspan=3>", "<td colspan=2 rowspan=2>", "</td>", "<p>", "</p>", "x", "<a href=#>", "</a>", "<br>", "<pre>", "</pre>",
            "<caption>", "<div hidden>", "</div>", "<title>", "<input value=1>", "<script>", "</script>", "<![if x]>", "<!", "&lt;", "</tr>", "<nav>", "</nav>"]  # fmt: skip


@PATIENT
@given(st.lists(st.sampled_from(ELEMENTS), max_size=40))
def test_odd_markup_in_pages(elements: list[str]) -> None:
    """Any arrangement of a page's elements is a document or a refusal."""
    ends_well(read_html, f"<html>{''.join(elements)}".encode())


@PATIENT
@given(where=changes)
def test_damaged_pdf(where: list[tuple[float, bytes]]) -> None:
    """A good PDF with bytes overwritten is taken apart or refused."""
    ends_well(take_apart, changed(PDF, where))  # type: ignore[arg-type]


def test_text_of_nothing_but_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text with more figures than any report is refused before they are looked at one by one."""
    monkeypatch.setattr(running_text, "MOST_FIGURES", 1000)
    path = tmp_path / "figures.txt"
    path.write_text("增长100%、" * 1200, encoding="utf-8")

    with pytest.raises(UnreadableError, match=r"figures\.txt: over 1000 figures"):
        perfeval.read(path)


@pytest.mark.parametrize(
    "text", ["9" * 40_000, "2023年" * 9_000, "（" * 40_000, "1," * 20_000, "等" * 40_000], ids=lambda text: text[:5]
)
def test_long_runs_in_a_text_and_in_a_cell(text: str, tmp_path: Path) -> None:
    """A run of one thing, without end, is read in a time that does not grow with its square."""
    path = tmp_path / "runs.txt"
    path.write_text(f"某单位2023年报告，支出1.00万元。\n{text}\n项目\t金额\n{text}\t1.00\n", encoding="utf-8")
    start = time.process_time()

    assert perfeval.read(path).statements
    assert time.process_time() - start < PATIENCE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declarations_in_parts_that_nobody_parses(encoding: str) -> None:
    """A declaration is refused wherever it stands, in a part that no library parses, too."""
    part = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)

    refused(read_docx, repacked(WORD, more={"word/theme/theme9.xml": part}), "DTD")
