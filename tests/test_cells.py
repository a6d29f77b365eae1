"""What a cell holds, whichever file it stands in: what a person sees, a number or said to be none."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from fractions import Fraction
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

import perfeval
from perfeval.document import Document, Paragraph
from perfeval.findings import Severity
from perfeval.quantities import Nil, Quantity, Unread, Words, amount, plain, read
from perfeval.readers.csv_table import read_csv
from perfeval.readers.excel import read_xlsx
from perfeval.readers.webpage import read_html
from perfeval.readers.word import read_docx

F = Fraction


def saved(made: Any) -> bytes:
    """A document or workbook as the bytes of its file."""
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def texts(document: Document) -> list[str]:
    """The texts of all cells."""
    return [cell.text for table in document.tables() for row in table.rows for cell in row.cells]


def said(document: Document) -> str:
    """All notes of a reading in English."""
    return " ".join(en for _, en in document.notes)


# --- one amount, however it is written ------------------------------------------------------------------------------

MARKS = ("", "*", "①", "注1", "[1]", "〔2〕", "¹", "⁽¹⁾", "†", "（注1）", " ②")
SIGNS = ("-", "−", "－", "–", "—", "‑", "﹣", "‒")
SEEN_NOT = ("", "\u200b", "\u00ad", "\u200e", "\ufeff", "\u2060")
BLANKS = ("", " ", "\u3000", "\u00a0", "\u2009")


def thousands(digits: str, mark: str) -> str:
    """Digits in threes."""
    whole, point, rest = digits.partition(".")
    threes = f"{int(whole):,}".replace(",", mark)
    return threes + point + rest


@st.composite
def written(draw: st.DrawFn) -> tuple[Fraction, str]:
    """An amount of two decimals, and one of the many ways to write it."""
    cents = draw(st.integers(0, 10**11))
    digits = plain(F(cents, 100), 2)
    digits = draw(st.sampled_from((digits, *(thousands(digits, m) for m in (",", "，", "\u2009", "\u00a0", " ")))))
    if draw(st.booleans()):
        digits = digits.translate({ord(c): ord(c) - ord("0") + ord("０") for c in "0123456789"}).replace(".", "．")
    negative = draw(st.booleans())
    sign = draw(st.sampled_from(SIGNS)) if negative else draw(st.sampled_from(("", "+")))
    around = draw(st.sampled_from(BLANKS)), draw(st.sampled_from(SEEN_NOT))
    unit = draw(st.sampled_from(("", "万元", " 万元", "元")))
    text = f"{around[0]}{sign}{around[0]}{draw(st.sampled_from(('', '¥', '￥')))}{around[1]}{digits}{unit}{draw(st.sampled_from(MARKS))}{around[0]}"
    return F(-cents if negative else cents, 100), text


@given(written())
def test_one_amount_is_read_or_said_to_be_unread(drawn: tuple[Fraction, str]) -> None:
    """“Gives the amount or Unread, never another amount”: units, signs, blanks, full width, raised marks."""
    number, text = drawn
    found = amount(text)
    assert isinstance(found, (Quantity, Unread))
    if isinstance(found, Quantity):
        assert found.number == number
        assert found.places == 2
        assert found.printed == text.strip()


@given(st.integers(1, 9999), st.integers(1, 9999), st.sampled_from(("亿", "万")), st.booleans())
def test_several_units_are_one_number(high: int, low: int, unit: str, zero: bool) -> None:
    """“1亿3000万元, 130万零5000元”: what the terms are worth together, in the unit of the last."""
    below = "万元" if unit == "亿" else "元"
    found = amount(f"{high}{unit}{'零' if zero else ''}{low}{below}")
    assert isinstance(found, Quantity)
    assert found.value == (high * 10**8 + low * 10**4 if unit == "亿" else high * 10**4 + low)


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(("\n", "\t", " ", "  ", "\r\n", " \n ")))
def test_two_values_stay_two(one: int, other: int, between: str) -> None:
    """“Two values in one cell stay two”: whole numbers parted by a blank or line end are no number, and both are listed."""
    text = f"{one}{between}{other}"
    assert amount(text) == Unread(text, tuple(Quantity(F(n), printed=str(n)) for n in (one, other)))


@given(st.decimals(0, 10**6, places=2), st.sampled_from("△▲"), st.booleans())
def test_an_open_sign_gives_both_readings(number: object, mark: str, bracket: bool) -> None:
    """△20.00 and （20.00） are a minus in a table of changes and a mark elsewhere: unread, with both readings."""
    found = amount(f"（{number}）" if bracket else f"{mark}{number}")
    assert isinstance(found, Unread)
    assert [q.number for q in found.readings] == [-F(str(number)), F(str(number))]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("两千万", 2000), ("1亿零50万元", 10050), ("1万8千元", 18), ("1.3千万元", F("1.3")), ("20.00-", -20), ("81。00", 81), ("1’234.00", 1234),
        ("95. 10%", F("95.1")), ("100万元①", 100), ("约100余万元", 100), ("¥-20", -20), ("-¥20", -20), ("一亿三千万元", 13000), ("贰拾万元整", 20),
        ("1,234.00 元", 1234), ("100m²", 100), ("81²万元", 81),
    ],
)  # fmt: skip
def test_ways_of_writing(text: str, number: Fraction) -> None:
    """Amounts as reports write them, each one number."""
    found = amount(text)
    assert isinstance(found, Quantity)
    assert found.number == number


@pytest.mark.parametrize(
    "text",
    ["见附注", "待定", "#REF!", "#DIV/0!", "1万20000元", "3万5", "3000万1亿元", "1.5亿3000万元", "10⁴元", "81.00(1)", "1O0.00", "△见附注", "--5",
     "81.00?", "80-100", "80～100", "1.08E+06", "81.00/27.00", "(见附注)", "+-5", "1 234 5", "341.\n42", "12,34.00", "1.234,00"],
)  # fmt: skip
def test_what_is_no_number_is_unread(text: str) -> None:
    """“A cell in an amount column that holds anything but a number or a nil is unread”, kept as printed."""
    found = amount(text)
    assert isinstance(found, Unread)
    assert found.printed == text


@pytest.mark.parametrize(
    "text", ["①", "①办公费", "1、公务接待", "三公", "三元", "一般公共预算", "千万", "两百五", "十百万"]
)
def test_words_stay_words(text: str) -> None:
    """Labels, ordinals and what speech shortens are no numbers."""
    assert read(text) == Words(text)


@pytest.mark.parametrize("text", ["—", "——①", "/", "无", "－", "", " \u200b", "不适用", "---"])
def test_nils_stay_nils(text: str) -> None:
    """A nil is one with a mark behind it, too."""
    assert isinstance(amount(text), Nil)


# --- Word -----------------------------------------------------------------------------------------------------------


def word_cell(*runs: str) -> str:
    """What is read of a cell with these runs, given as XML; plain text stands for a run without a look."""
    made = docx.Document()
    cell = made.add_table(1, 2).cell(0, 1)
    for run in runs:
        xml = run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>"
        cell.paragraphs[0]._p.append(parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1)))
    return texts(read_docx(saved(made), "a.docx"))[1]


def looking(look: str, text: str) -> str:
    """A run with a look."""
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("runs", "seen"),
    [
        ((looking("<w:strike/>", "71.00"), "81.00"), "81.00"), ((looking("<w:dstrike/>", "71.00"), "81.00"), "81.00"),
        ((looking("<w:strike w:val='0'/>", "71.00"),), "71.00"), ((looking("<w:strike/>", "71.00"),), "（已划去）"), (("81", looking("<w:vertAlign w:val='superscript'/>", "1")), "81¹"),
        (("CO", looking("<w:vertAlign w:val='subscript'/>", "2")), "CO₂"), (("81", looking("<w:position w:val='8'/>", "1")), "81¹"),
        (("81", looking("<w:position w:val='1'/>", "1")), "811"), ((looking("<w:vanish/>", "9"), "81"), "81"),
        (("<w:ins><w:r><w:t>8</w:t></w:r></w:ins>", "<w:del><w:r><w:delText>7</w:delText></w:r></w:del>", "1"), "81"),
        (("81.00", looking("<w:vertAlign w:val='superscript'/>", "[1]")), "81.00[¹]"),
    ],
)  # fmt: skip
def test_word_cells_as_seen(runs: tuple[str, ...], seen: str) -> None:
    """Struck-out, deleted and hidden text is out, and raised or lowered text does not stand on the line."""
    assert word_cell(*runs) == seen


def test_word_looks_come_with_styles() -> None:
    """A run is struck out or raised by its style, or one that is based on, and a run may say otherwise."""
    made = docx.Document()
    base = made.styles.add_style("Struck", 2)
    base.font.strike = True
    made.styles.add_style("Likewise", 2).base_style = base
    paragraph = made.add_paragraph("81")
    paragraph.add_run("71", style="Likewise")
    paragraph.add_run("5", style="Likewise").font.strike = False
    document = read_docx(saved(made), "a.docx")
    assert [p.text for p in document.paragraphs()] == ["815"]
    assert "1 pieces of struck-out text" in said(document)


def test_word_page_headers_are_text() -> None:
    """What stands in the head or foot of the pages is read once, a page number is not; it leads where nothing else does."""
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "单位：万元"
    made.sections[0].footer.paragraphs[0].text = "— 1 —"
    made.add_table(1, 2).cell(0, 0).text = "5"
    assert isinstance(read_docx(saved(made), "a.docx").blocks[0], Paragraph)
    made.paragraphs[0].insert_paragraph_before("标题") if made.paragraphs else made.add_paragraph("末行")
    body = made.element.body
    body.insert(0, parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>标题</w:t></w:r></w:p>"))
    paragraphs = [p.text for p in read_docx(saved(made), "a.docx").paragraphs()]
    assert paragraphs[0] == "标题"
    assert paragraphs[-1] == "单位：万元"
    assert not any("1" in text for text in paragraphs)


# --- web pages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        ("81<sup>1</sup>", "81¹"), ("m<sup>2</sup>", "m²"), ("CO<sub>2</sub>", "CO₂"), ("<del>71.00</del>81.00", "81.00"), ("<s>7</s>8", "8"),
        ("<strike>7</strike>8", "8"), ("<s>71.00</s>", "（已划去）"), ("<span style='text-decoration: line-through'>7</span>8", "8"),
        ("81<span style='vertical-align:super'>2<span>3</span></span>4", "81²³4"), ("81<sup>1", "81¹"), ("<ins>81</ins>", "81"),
    ],
)  # fmt: skip
def test_web_cells_as_seen(markup: str, seen: str) -> None:
    """Struck-out text is out, and raised text does not stand on the line, nor reach into the next cell."""
    page = f"<html><body><table><tr><td>项目</td><td>{markup}</td><td>9</td></tr></table></body></html>"
    assert texts(read_html(page.encode(), "a.html")) == ["项目", seen, "9"]


# --- Excel ----------------------------------------------------------------------------------------------------------


def excel_cells(change: Callable[[Any], None]) -> Document:
    """A sheet with a label and what is put beside it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["B1"] = "项目", "决算"
    sheet["A2"] = "会议费"
    change(sheet)
    return read_xlsx(saved(book), "a.xlsx")


def test_excel_cells_as_seen() -> None:
    """Struck-out cells and pieces are out and named, raised pieces are apart, _x000D_ is a line end, errors are named."""

    def change(sheet: Any) -> None:
        sheet["B2"] = CellRichText(TextBlock(InlineFont(strike=True), "71.00"), TextBlock(InlineFont(), "81.00"))
        sheet["C2"] = CellRichText("81", TextBlock(InlineFont(vertAlign="superscript"), "1"))
        sheet["D2"] = 71
        sheet["D2"].font = Font(strike=True)
        sheet["E2"] = "会议费_x000D_"
        sheet["F2"] = "#REF!"
        sheet["F2"].data_type = "e"
        sheet["G2"] = 0.75
        sheet["G2"].number_format = "# ?/?"

    document = excel_cells(change)
    assert texts(document)[7:] == ["会议费", "81.00", "81¹", "（已划去）", "会议费\n", "#REF!", "0.75"]
    for word in ("struck out in B2, D2", "F2 are errors of formulas", "formats of G2"):
        assert word in said(document)


def rewritten(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A packed file with one part, or all whose names begin so, changed."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name.startswith(part) else old.read(name))
    return made.getvalue()


def formatted_workbook() -> bytes:
    """A workbook with a font, a number format and a struck-out cell."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["项目", "决算", "说明"])
    sheet.append(["会议费", 1548.447, "旧"])
    sheet["B2"].number_format = "#,##0.00"
    sheet["B2"].font = Font(color="FF112233", family=2)
    sheet["C2"].font = Font(strike=True)
    return saved(book)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"FF112233", b"#1122GG"),
        (b'<family val="2"', b'<family val="99"'),
        (b"</fonts>", b"<font><u val='wavy'/></font></fonts>"),
    ],
)
def test_decoration_is_no_reason_to_refuse(old: bytes, new: bytes) -> None:
    """“Files openpyxl refuses for a colour or font are read without styles”: number formats and struck-out cells stay."""
    data = rewritten(formatted_workbook(), "xl/styles.xml", lambda part: part.replace(old, new))
    document = read_xlsx(data, "a.xlsx")
    assert texts(document) == ["项目", "决算", "说明", "会议费", "1,548.45", ""]
    assert "decoration" in said(document)


STRICT = (
    (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
    (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
    (b"http://schemas.openxmlformats.org/drawingml/2006/main", b"http://purl.oclc.org/ooxml/drawingml/main"),
)  # fmt: skip


def as_strict(part: bytes) -> bytes:
    """A part under the names of strict Open XML."""
    for known, strict in STRICT:
        part = part.replace(known, strict)
    return part


def test_strict_open_xml_is_read() -> None:
    """A workbook and a document saved as strict Open XML are read as the others are."""
    workbook = rewritten(formatted_workbook(), "", as_strict)
    assert b"purl.oclc.org" in zipfile.ZipFile(BytesIO(workbook)).read("xl/workbook.xml")
    assert texts(read_xlsx(workbook, "a.xlsx")) == ["项目", "决算", "说明", "会议费", "1,548.45", ""]
    made = docx.Document()
    made.add_paragraph("正文81.00万元")
    assert [p.text for p in read_docx(rewritten(saved(made), "", as_strict), "a.docx").paragraphs()] == [
        "正文81.00万元"
    ]


# --- delimited tables -----------------------------------------------------------------------------------------------


def test_values_kept_from_excel() -> None:
    """="71.00" in a CSV file is 71.00, however its fields are quoted."""
    data = '="项目",="决算"\n="会议费","=""71.00"""\n'.encode()
    assert texts(read_csv(data, "a.csv")) == ["项目", "决算", "会议费", "71.00"]


@pytest.mark.parametrize(
    ("line", "cells", "note"),
    [
        ("会议费,1,234.00,5.00", ["会议费", "1,234.00", "5.00"], "put together"), ("会议费,1,234.00,2,345.00", ["会议费", "1,234.00", "2,345.00"], "put together"),
        ("会议费,1,234,567", ["会议费", "1,234,567", "1,234,567"], "were not read"), ('会议费,"1,234.00",5.00', ["会议费", "1,234.00", "5.00"], ""),
    ],
)  # fmt: skip
def test_thousands_that_break_a_row_are_noticed(line: str, cells: list[str], note: str) -> None:
    """“Unquoted thousands that break a CSV row noticed”: put together where one way alone fits, else no number of it is read."""
    document = read_csv(f"项目,预算,决算\n合计,10.00,9.00\n培训费,2.00,1.00\n{line}\n".encode(), "a.csv")
    assert texts(document)[9:] == cells
    assert (note in said(document)) if note else not document.notes


# --- what follows from a cell that nobody can read ------------------------------------------------------------------

HEADER = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
ROWS = [
    ["", "合计", "100.00", "70.00", "30.00"], ["205", "教育支出", "60.00", "40.00", "20.00"], ["20501", "教育管理事务", "60.00", "40.00", "20.00"],
    ["208", "社会保障和就业支出", "40.00", "30.00", "10.00"], ["20805", "行政事业单位养老支出", "40.00", "30.00", "10.00"],
]  # fmt: skip


def page(rows: list[list[str]]) -> bytes:
    """A table of expenditure as a web page."""
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in [HEADER, *rows])
    head = "<p>青石县某局2023年度部门决算</p><p>支出决算表</p><p>单位：万元</p>"
    return f"<html><meta charset='utf-8'><body>{head}<table>{lines}</table></body></html>".encode()


@given(
    st.integers(0, len(ROWS) - 1), st.integers(2, 4), st.sampled_from((*MARKS, "△", "▲", "（", "见附注", "待定", "?", "#", "↑", "\u200b")), st.booleans()
)  # fmt: skip
def test_a_mark_never_makes_an_error(tmp_path_factory: Any, row: int, column: int, mark: str, before: bool) -> None:
    """“Inserting a mark into any cell of an honest table never makes an error”."""
    rows = [list(r) for r in ROWS]
    cell = rows[row][column]
    rows[row][column] = f"（{cell}）" if mark == "（" else f"{mark}{cell}" if before else f"{cell}{mark}"
    path = tmp_path_factory.mktemp("mark") / "a.html"
    path.write_bytes(page(rows))
    evaluation = perfeval.evaluate(perfeval.read(path))
    assert [f.message.zh for f in evaluation.findings if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize("cell", ["见附注", "待定", "△40.00", "40.00?", "#REF!", "20.00\n20.00"])
def test_an_unread_part_is_never_an_absent_part(tmp_path: Any, cell: str) -> None:
    """Every relation over an unread cell is not run, and names the cell."""
    rows = [list(r) for r in ROWS]
    rows[3][2] = cell
    path = tmp_path / "a.html"
    path.write_bytes(page(rows).replace(b"\n", b"<br>"))
    evaluation = perfeval.evaluate(perfeval.read(path))
    assert not [f for f in evaluation.findings if f.severity is Severity.ERROR]
    assert any(cell in n.why.zh for n in evaluation.not_run)
    assert any(cell in n.zh for n in evaluation.report.notes)


def test_unread_numbers_are_counted(tmp_path: Any) -> None:
    """Coverage counts what a person sees: a number nobody can read is one, words are none."""
    rows = [list(r) for r in ROWS]
    rows[3][2], rows[4][2] = "40.00?", "见附注"
    path = tmp_path / "a.html"
    path.write_bytes(page(rows))
    coverage = perfeval.read(path).coverage
    assert (coverage.numeric, coverage.unread) == (14, 1)
    assert coverage.bound + coverage.open + coverage.unmapped + coverage.unread == coverage.numeric


# --- amounts that cannot be -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("政府性基金拨款支出预算0万元，比2025年预算增加43.84万元。", True), ("会议费支出1.20万元，较上年增加1.30万元。", True),
        ("会议费支出1.20万元，较上年增加1.20万元。", False), ("会议费支出1.20万元，较上年减少1.30万元。", False), ("培训费支出约1万元，同比增加2万元。", False),
        ("支出5万元，其中会议费比上年增加9万元。", False), ("支出0万元，比上年增加0万元。", False), ("支出1万元，比上年增加1.4万元。", False),
        ("支出1亿3000万元，同比增加8000万元。", False), ("支出8000元，比上年增长1.0万元。", True), ("支出8000元，比上年增长1万元。", False), ("支出1.20万元，比上年增加10%。", False),
    ],
)  # fmt: skip
def test_an_impossible_base_is_asked_about(tmp_path: Any, sentence: str, asked: bool) -> None:
    """“An impossible base (0万元 and 43.84 more than last year) is said”, and nothing that rounding or the words leave open."""
    path = tmp_path / "a.txt"
    path.write_text(f"青石县某局2026年度部门预算\n{sentence}\n", encoding="utf-8")
    found = [f for f in perfeval.evaluate(perfeval.read(path)).findings if f.rule == "impossible-base"]
    assert [(f.severity, f.question) for f in found] == [(Severity.NOTICE, True)] * asked


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("第二部分 某市某区XX局2024年度部门决算表", "XX局"),
        ("与上年相比，增加（减少）5万元。", "增加（减少）"),
        ("公务接待费2万元，与上年持平，主要原因是。", "主要原因是"),
        ("第三部分 某局2023年度部门决算情况说明", "第三部分 某局2023年度部门决算情况说明"),
        ("型号XXL的工作服12套，主要原因是更换。", None),
        ("与2023年度决算相比持平。", None),
    ],
)
def test_what_a_template_left_is_named(tmp_path: Any, text: str, printed: str | None) -> None:
    """“Placeholders, template choices, reasons that nobody gave, and headings of another year are named”, and nothing else."""
    path = tmp_path / "报告.txt"
    path.write_text(f"某局2024年度部门决算公开\n{text}\n支出合计10.00万元。\n", encoding="utf-8")
    found = [f for f in perfeval.evaluate(perfeval.read(path)).findings if f.rule == "left-over"]

    assert [c.printed for f in found for c in f.figures] == ([] if printed is None else [printed])


@pytest.mark.parametrize(("note", "asked"), [("注：本表为空表。", True), ("注：金额含结转。", False)])
def test_a_note_that_denies_its_table(tmp_path: Any, note: str, asked: bool) -> None:
    """“A note that says its table is empty, above figures, is asked about”, another note is not."""
    path = tmp_path / "表.html"
    table = "<table><tr><td>项目</td><td>金额</td></tr><tr><td>接待费</td><td>1.35</td></tr></table>"
    path.write_text(f"<p>某局2024年度部门决算</p>{table}<p>{note}</p>", encoding="utf-8")

    assert any(f.rule == "denied-table" for f in perfeval.evaluate(perfeval.read(path)).findings) is asked
