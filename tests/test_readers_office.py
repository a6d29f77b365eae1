"""Word, Excel and PDF files: what a person sees in them is what is read, each cell on its grid column."""

from __future__ import annotations

import datetime
import importlib
import sys
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO

import docx
import openpyxl
import pytest
from attrs import frozen
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from hypothesis import given
from hypothesis import strategies as st

from perfeval.document import Document, Paragraph, Table
from perfeval.errors import MissingExtraError, UnreadableError
from perfeval.readers import later, perfeval_readers
from perfeval.readers.excel import read_xlsx
from perfeval.readers.guard import limits
from perfeval.readers.number_formats import shown
from perfeval.readers.portable import read_pdf
from perfeval.readers.text import read_text
from perfeval.readers.webpage import read_html
from perfeval.readers.word import read_docx

Span = tuple[int, int, int, int]


def texts(document: Document) -> list[str | list[tuple[str, ...]]]:
    """A document in short: the text of a paragraph, the rows of a table."""
    return [
        block.text if isinstance(block, Paragraph) else [row.texts for row in block.rows] for block in document.blocks
    ]


def grid(table: Table) -> list[list[tuple[str, int | None, int]]]:
    """Text, column and width of every cell."""
    return [[(cell.text, cell.column, cell.width) for cell in row.cells] for row in table.rows]


def only_table(document: Document) -> Table:
    """The one table of a document."""
    (table,) = document.tables()
    return table


def english(document: Document) -> str:
    """All notes of a reading."""
    return " ".join(en for _, en in document.notes)


# --- makers ---------------------------------------------------------------------------------------------------------


def saved(document: object) -> bytes:
    """A python-docx document or an openpyxl workbook as the bytes of its file."""
    buffer = BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def fill(table: object, rows: Sequence[Sequence[str]], merges: Sequence[Span] = ()) -> None:
    """Merge cells of a python-docx table and write their texts."""
    for top, left, bottom, right in merges:
        table.cell(top, left).merge(table.cell(bottom, right))  # type: ignore[attr-defined]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text:
                table.cell(r, c).text = text  # type: ignore[attr-defined]


def word(*blocks: str | Sequence[Sequence[str]], merges: Sequence[Span] = ()) -> bytes:
    """A Word file of paragraphs and tables."""
    made = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            made.add_paragraph(block)
        else:
            fill(made.add_table(len(block), len(block[0])), block, merges)
    return saved(made)


def body(xml: str) -> bytes:
    """A Word file with this markup in its body."""
    made = docx.Document()
    wrapped = parse_xml(f"<w:body {nsdecls('w', 'wp', 'a')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
                        f" xmlns:v='urn:schemas-microsoft-com:vml'>{xml}</w:body>")  # fmt: skip
    for element in reversed(list(wrapped)):
        made.element.body.insert(0, element)
    return saved(made)


def run(text: str) -> str:
    """A paragraph's markup."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    """A table cell's markup."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else run(text)}</w:tc>"


def excel(rows: Sequence[Sequence[object]], merges: Sequence[str] = (), title: str = "Sheet1") -> openpyxl.Workbook:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    return book


SIZE = 10
PAD = 5.5


@frozen
class Ink:
    """Something on a PDF page, in points from its top left corner: a text, or a line to (right, bottom).

    A text may have a size, a gray (1 is white), and be turned by a few degrees.
    """

    left: float
    top: float
    text: str = ""
    right: float = 0
    bottom: float = 0
    size: float = SIZE
    gray: float = 0
    askew: bool = False


def box(left: float, top: float, right: float, bottom: float) -> list[Ink]:
    """The four rules of a cell."""
    return [
        Ink(left, top, "", right, top), Ink(left, bottom, "", right, bottom), Ink(left, top, "", left, bottom),
        Ink(right, top, "", right, bottom),
    ]  # fmt: skip


def ruled(
    left: float,
    top: float,
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    high: float = 20,
    *,
    sides: bool = True,
) -> list[Ink]:
    """A table with rules; a text of several lines stands on several; without sides its outer upright rules are missing."""
    xs = [left + sum(widths[:i]) for i in range(len(widths) + 1)]
    made: list[Ink] = []
    for r, row in enumerate(rows):
        y = top + r * high
        for c, text in enumerate(row):
            rules = box(xs[c], y, xs[c + 1], y + high)
            made += [i for i in rules if sides or i.left != i.right or i.left not in (xs[0], xs[-1])]
            made += [Ink(xs[c] + PAD, y + 3 + n * (SIZE + 2), line) for n, line in enumerate(text.split("\n"))]
    return made


def pdf(*pages: Sequence[Ink], images: bool = False, size: tuple[int, int] = (600, 800)) -> bytes:
    """A PDF file whose text is in a font that every viewer brings: ideographs are ten points wide, Latin letters five."""
    objects: list[bytes] = []

    def add(content: str, stream: bytes | None = None) -> int:
        made = content.encode()
        if stream is not None:
            made = f"<< {content} /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream"
        objects.append(made)
        return len(objects)

    info = add("<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>")
    box_of = add(
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
    )
    inner = add(
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo {info} 0 R /FontDescriptor {box_of} 0 R /DW 1000 /W [1 95 500] >>"
    )
    font = add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [{inner} 0 R] >>"
    )
    picture = add(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", b"\x80"
    )
    tree = len(objects) + 2 * len(pages) + 1
    kids = []
    for page in pages:
        drawn = [f"q {size[0]} 0 0 {size[1]} 0 0 cm /Im Do Q"] if images else []
        for ink in page:
            if ink.text:
                drawn.append(
                    f"BT {ink.gray} g /F {ink.size} Tf {'0.9 0.4 -0.4 0.9' if ink.askew else '1 0 0 1'} {ink.left} "
                    f"{size[1] - ink.top - ink.size * 0.88:.2f} Tm <{ink.text.encode('utf-16-be').hex()}> Tj ET 0 g"
                )
            elif ink.right or ink.bottom:
                drawn.append(f"{ink.left} {size[1] - ink.top} m {ink.right} {size[1] - ink.bottom} l S")
        content = add("", "\n".join(drawn).encode())
        kids.append(add(f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {size[0]} {size[1]}] /Contents {content} 0 R "
                        f"/Resources << /Font << /F {font} 0 R >> /XObject << /Im {picture} 0 R >> >> >>"))  # fmt: skip
    assert add(f"<< /Type /Pages /Kids [{' '.join(f'{k} 0 R' for k in kids)}] /Count {len(kids)} >>") == tree
    root = add(f"<< /Type /Catalog /Pages {tree} 0 R >>")
    out = b"%PDF-1.4\n"
    places = []
    for number, content_of in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content_of + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{p:010d} 00000 n \n".encode() for p in places)
    return out + f"trailer\n<< /Size {len(objects) + 1} /Root {root} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


# --- Word -----------------------------------------------------------------------------------------------------------


def test_word_keeps_the_order_of_paragraphs_and_tables() -> None:
    """Paragraphs and tables of a Word file come in the order of the file, blank paragraphs left out."""
    document = read_docx(word("甲单位报告", [["项目", "金额"], ["合计", "3.50"]], "", "说明", [["一", "二"]]), "a.docx")

    assert texts(document) == ["甲单位报告", [("项目", "金额"), ("合计", "3.50")], "说明", [("一", "二")]]
    first, second = document.tables()
    assert (first.place.table, second.place.table) == (1, 2)
    assert first.rows[1].cells[1].place.row == 2
    assert first.rows[1].cells[1].place.cell == 2
    assert first.rows[1].cells[1].place.file == "a.docx"


def test_word_merges_both_ways() -> None:
    """A cell merged sideways is one cell of its width; one merged downwards goes on as an empty cell at its column."""
    data = word(
        [["A", "", "C", "D"], ["", "", "E", ""], ["F", "G", "", "H"]], merges=[(0, 0, 1, 1), (0, 3, 1, 3), (2, 1, 2, 2)]
    )

    assert grid(only_table(read_docx(data, "a.docx"))) == [
        [("A", 0, 2), ("C", 2, 1), ("D", 3, 1)],
        [("", 0, 2), ("E", 2, 1), ("", 3, 1)],
        [("F", 0, 1), ("G", 1, 2), ("H", 3, 1)],
    ]


def test_word_rows_may_begin_later_on_the_grid() -> None:
    """A row that leaves out grid columns before its first cell keeps its cells in their columns."""
    xml = ("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
           f"<w:tr>{cell('a')}{cell('b')}</w:tr><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell('c')}</w:tr></w:tbl>")  # fmt: skip

    assert grid(only_table(read_docx(body(xml), "a.docx")))[1] == [("c", 1, 1)]


def test_word_old_sideways_merge() -> None:
    """Cells merged in the way of old Word files are one cell as well."""
    first, second = cell("ab", "<w:hMerge w:val='restart'/>"), cell("", "<w:hMerge/>")
    xml = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{first}{second}{cell('c')}</w:tr></w:tbl>"

    assert grid(only_table(read_docx(body(xml), "a.docx"))) == [[("ab", 0, 2), ("c", 2, 1)]]


def test_word_reads_inside_content_controls() -> None:
    """Paragraphs, rows and cells inside content controls are read where they stand."""
    held = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    row = f"<w:tr>{cell('a')}{held.format(cell('b'))}</w:tr>"
    xml = held.format(run("前")) + f"<w:tbl><w:tblPr/><w:tblGrid/>{held.format(row)}</w:tbl>" + run("后")

    assert texts(read_docx(body(xml), "a.docx")) == ["前", [("a", "b")], "后"]


def test_word_leaves_out_what_nobody_sees() -> None:
    """Deleted and hidden text is left out; inserted text, breaks, tabs and hyphens are kept."""
    broken = cell("<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r></w:p>")
    xml = ("<w:p><w:r><w:t>合计</w:t></w:r><w:del><w:r><w:delText>1</w:delText></w:r></w:del><w:ins><w:r><w:t>2</w:t></w:r></w:ins>"
           "<w:r><w:rPr><w:vanish/></w:rPr><w:t>3</w:t></w:r><w:r><w:noBreakHyphen/><w:t>4</w:t></w:r></w:p>"
           f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr><w:del/></w:trPr>{cell('x')}{cell('y')}</w:tr>"
           f"<w:tr>{cell('甲')}{broken}</w:tr></w:tbl>")  # fmt: skip

    assert texts(read_docx(body(xml), "a.docx")) == ["合计2-4", [("甲", "上\n下")]]


@pytest.mark.parametrize("wrapped", [True, False])
def test_word_text_boxes_come_once(wrapped: bool) -> None:
    """A text box is read behind the paragraph it hangs on, once, though the file holds it in two forms."""
    pict = f"<w:pict><v:shape><v:textbox><w:txbxContent>{run('框内')}</w:txbxContent></v:textbox></v:shape></w:pict>"
    shape = f"<mc:AlternateContent><mc:Choice Requires='wps'>{pict}</mc:Choice><mc:Fallback>{pict}</mc:Fallback></mc:AlternateContent>"
    xml = f"<w:p><w:r><w:t>正文</w:t></w:r><w:r>{shape if wrapped else pict}</w:r></w:p>"

    assert texts(read_docx(body(xml), "a.docx")) == ["正文", "框内"]


def nested(outer: int) -> bytes:
    """A table of so many cells, the last of which holds a table of two rows."""
    made = docx.Document()
    table = made.add_table(1, outer)
    fill(table, [[f"c{i}" for i in range(outer - 1)] + [""]])
    fill(table.cell(0, outer - 1).add_table(2, 2), [["内", "1"], ["外", "2"]])
    return saved(made)


def test_word_table_in_a_cell_becomes_text() -> None:
    """A small table in a cell is the cell's text, one line for each of its rows."""
    assert texts(read_docx(nested(5), "a.docx")) == [[("c0", "c1", "c2", "c3", "内 1\n外 2")]]


def test_word_frame_around_a_table_is_not_the_table() -> None:
    """A table that only frames a larger one gives way to it."""
    assert texts(read_docx(nested(2), "a.docx")) == ["c0", [("内", "1"), ("外", "2")]]


def levels(*shapes: tuple[str, str]) -> str:
    """Levels of a list: number format and text of each."""
    return "".join(
        f"<w:lvl w:ilvl='{i}'><w:start w:val='1'/><w:numFmt w:val='{shape}'/><w:lvlText w:val='{text}'/></w:lvl>"
        for i, (shape, text) in enumerate(shapes)
    )


def numbered(
    shapes: Sequence[tuple[str, str]], items: Sequence[tuple[int, str]], *, second: Sequence[int] = ()
) -> bytes:
    """A Word file of numbered paragraphs (level, text); the items at `second` belong to a list that starts anew."""
    made = docx.Document()
    root = made.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    root.append(parse_xml(f"<w:abstractNum {nsdecls('w')} w:abstractNumId='7'>{levels(*shapes)}</w:abstractNum>"))
    root.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='1'><w:abstractNumId w:val='7'/></w:num>"))
    root.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='2'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'>"
                          "<w:startOverride w:val='1'/></w:lvlOverride></w:num>"))  # fmt: skip
    for index, (level, text) in enumerate(items):
        properties = made.add_paragraph(text)._p.get_or_add_pPr()
        number = 2 if index in second else 1
        properties.append(
            parse_xml(f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>")
        )
    return saved(made)


def test_word_writes_automatic_numbers_out() -> None:
    """Automatic numbers stand before their paragraphs as the lists define them, and deeper levels start again."""
    shapes = [
        ("chineseCounting", "%1、"),
        ("chineseCountingThousand", "（%2）"),
        ("decimal", "%3."),
        ("decimal", "%1.%4"),
    ]
    items = [(0, "概况"), (1, "机构"), (1, "人员"), (2, "编制"), (2, "实有"), (0, "情况"), (1, "收入"), (3, "其他")]

    assert texts(read_docx(numbered(shapes, items), "a.docx")) == [
        "一、概况", "（一）机构", "（二）人员", "1.编制", "2.实有", "二、情况", "（一）收入", "二.1其他",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("shape", "said"),
    [("bullet", ""), ("none", ""), ("upperRoman", "XI"), ("lowerLetter", "k"), ("decimalEnclosedCircleChinese", "⑪"), ("decimalZero", "11"),
     ("japaneseCounting", "十一"), ("chineseLegalSimplified", "壹拾壹"), ("decimalFullWidth", "１１"), ("unheardOf", "11")],
)  # fmt: skip
def test_word_shapes_of_numbers(shape: str, said: str) -> None:
    """Every shape of number prints as in Word; bullets and numbers without a shape print nothing."""
    items = [(0, f"项{i}") for i in range(11)]

    assert texts(read_docx(numbered([(shape, "%1")], items), "a.docx"))[-1] == f"{said}项10"


def test_word_list_that_starts_anew() -> None:
    """A list that overrides its start counts from there, and goes on counting."""
    data = numbered([("decimal", "%1、")], [(0, "a"), (0, "b"), (0, "c"), (0, "d")], second=(2, 3))

    assert texts(read_docx(data, "a.docx")) == ["1、a", "2、b", "1、c", "2、d"]


def test_word_number_never_runs_into_a_figure() -> None:
    """A number that ends in a point is left out before a digit, because `1.` and `2023` would read as 1.2023."""
    assert texts(read_docx(numbered([("decimal", "%1.")], [(0, "2023年"), (0, "上年")]), "a.docx")) == [
        "2023年",
        "2.上年",
    ]


def test_word_numbers_come_with_styles_too() -> None:
    """A paragraph whose style belongs to a list is numbered by it."""
    made = docx.Document(BytesIO(numbered([("decimal", "%1、")], [(0, "a")])))
    style = made.styles["List Number"].element.get_or_add_pPr()
    for old in style.findall(qn("w:numPr")):
        style.remove(old)
    style.append(parse_xml(f"<w:numPr {nsdecls('w')}><w:numId w:val='1'/></w:numPr>"))
    made.add_paragraph("b", style="List Number")

    assert texts(read_docx(saved(made), "a.docx")) == ["1、a", "2、b"]


def test_word_says_what_it_did_not_read() -> None:
    """An embedded sheet is not read, and the reading says so."""
    made = docx.Document(BytesIO(word("正文")))
    data = saved(made)
    with_sheet = add_part(data, "word/embeddings/sheet.xlsx", b"PK")

    assert "1 embedded objects" in english(read_docx(with_sheet, "a.docx"))


def add_part(data: bytes, name: str, content: bytes) -> bytes:
    """A packed file with one more part."""
    buffer = BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


# --- Excel ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "form", "seen"),
    [
        (341.42000000000002, "General", "341.42"), (0.1 + 0.2, "General", "0.3"), (1 / 3, "General", "0.333333333"),
        (100, "General", "100"), (123456789012, "General", "123456789012"), (2.9999999999999, "General", "3"),
        (1e300, "General", "1E+300"), (-0.0, "General", "0"), (5.68e-14, "General", "0.0000000000000568"),
        (0.8947368421052632, "0.00%", "89.47%"), (17 / 19, "0%", "89%"), (100, '0"%"', "100%"), (0.125, "0.0%", "12.5%"),
        (1548.447, "#,##0.00", "1,548.45"), (1234567, "#,##0", "1,234,567"), (1.005, "0.00", "1.01"), (2.5, "0", "3"),
        (-1548.447, "#,##0.00_);(#,##0.00)", "-1,548.45"), (-44.5, '"¥"#,##0.00;[Red]\\-"¥"#,##0.00', "-¥44.50"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"), (-3, '_ * #,##0.00_ ;_ * -#,##0.00_ ', "-3.00"),
        (0.75, "# ?/?", "0.75"), (2.5, "# ??/??", "2.5"), (12345678, '0.00,,"百万"', "12.35百万"), (5, "000", "005"),
        (12.5, 'General"万元"', "12.5万元"), (341.42, '0.00"万元"', "341.42万元"), (12.3, "[$¥-804]#,##0.00", "¥12.30"),
        (5, "[>=100]0.0;0.00", "5.00"), (200, "[>=100]0.0;0.00", "200.0"), (5, "0.##", "5"), (5.1, "0.##", "5.1"),
        (3.5, "@", "3.5"), (2.5e10, "0.00E+00", "25000000000"), (7, ";;;", ""), ("2023", "0.00", "2023"), (True, "General", "TRUE"),
    ],
)  # fmt: skip
def test_excel_numbers_as_seen(value: object, form: str, seen: str) -> None:
    """A stored number is the text its format shows, free of binary noise, rounded half away from zero."""
    assert shown(value, form).startswith(seen) if value == 5.68e-14 else shown(value, form) == seen


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_excel_two_decimals_are_exact(hundredths: int, more: int) -> None:
    """An amount typed with two decimals is read with just these digits, whatever its binary fraction is."""
    sign = "-" if hundredths < 0 else ""
    printed = f"{sign}{abs(hundredths) // 100}.{abs(hundredths) % 100:02d}"

    assert shown(float(printed), "0." + "0" * (2 + more)) == (
        printed + "0" * more if hundredths else "0." + "0" * (2 + more)
    )


@pytest.mark.parametrize(
    ("form", "seen"),
    [('yyyy"年"m"月"d"日"', "2023年12月31日"), ("yyyy/m/d", "2023年12月31日"), ("mm-dd-yy", "2023年12月31日"), ('yyyy"年"m"月"', "2023年12月"),
     ("m/d", "12月31日"), ("yyyy", "2023年"), ("yyyy-mm-dd hh:mm", "2023年12月31日 08:30")],
)  # fmt: skip
def test_excel_dates(form: str, seen: str) -> None:
    """A date is written as Chinese writes it, with the parts its format shows."""
    book = excel([["日期", "x"]])
    book.active["A2"] = datetime.datetime(2023, 12, 31, 8, 30)
    book.active["A2"].number_format = form
    book.active["B2"] = "y"

    assert only_table(read_xlsx(saved(book), "a.xlsx")).rows[1].texts == (seen, "y")


def test_excel_cells_through_a_file() -> None:
    """Formats reach their cells: amounts, percents and counts of a file read as they look."""
    book = excel([["项目", "预算", "执行率", "人数"], ["合计", 341.42000000000002, 0.9256, 19]])
    for name, form in (("B2", "#,##0.00"), ("C2", "0.00%"), ("D2", "0")):
        book.active[name].number_format = form

    assert only_table(read_xlsx(saved(book), "a.xlsx")).rows[1].texts == ("合计", "341.42", "92.56%", "19")


def test_excel_merges_both_ways() -> None:
    """Merged ranges are one cell sideways and go on as empty cells downwards, at the sheet's own columns."""
    rows = [["A", None, "C", "D"], [None, None, "E", None], ["F", "G", None, "H"]]

    assert grid(only_table(read_xlsx(saved(excel(rows, ["A1:B2", "D1:D2", "B3:C3"])), "a.xlsx"))) == [
        [("A", 0, 2), ("C", 2, 1), ("D", 3, 1)],
        [("", 0, 2), ("E", 2, 1), ("", 3, 1)],
        [("F", 0, 1), ("G", 1, 2), ("H", 3, 1)],
    ]


def test_excel_row_covered_by_merges_does_not_part_a_table() -> None:
    """A row that holds nothing but the lower ends of merged cells belongs to their table."""
    data = saved(excel([["A", "B"], [None, None], ["C", "D"]], ["A1:A2", "B1:B2"]))

    assert texts(read_xlsx(data, "a.xlsx")) == [[("A", "B"), ("", ""), ("C", "D")]]


def test_excel_blank_rows_part_tables_and_single_cells_are_titles() -> None:
    """Titles over a table, and tables parted by blank rows, come in order, each with its sheet and row."""
    rows: list[list[object]] = [
        ["自评表（2023年度）"], [None, "单位：万元"], ["项目", "金额"], ["合计", "3"], [], ["续"], ["甲", "乙"], ["1", "2"], [], ["注：略"],
    ]  # fmt: skip
    document = read_xlsx(saved(excel(rows, ["A1:B1"], title="附件1")), "a.xlsx")

    assert texts(document) == [
        "自评表（2023年度）", "单位：万元", [("项目", "金额"), ("合计", "3")], "续", [("甲", "乙"), ("1", "2")], "注：略",
    ]  # fmt: skip
    assert {block.place.part for block in document.blocks} == {"附件1"}
    assert [block.place.line for block in document.blocks] == [1, 2, 3, 6, 7, 10]


def test_excel_title_of_the_workbook_comes_before_the_names_of_its_sheets() -> None:
    """A title repeated on every sheet is the workbook's; behind it comes the name that tells the sheets apart."""
    book = excel([["甲单位决算"], ["单位：元"], ["a", "b"]], title="收入表")
    for row in (["甲单位决算"], ["单位：万元"], ["c", "d"]):
        book["支出表"].append(row) if "支出表" in book.sheetnames else book.create_sheet("支出表").append(row)
    book.create_sheet("空表")
    document = read_xlsx(saved(book), "a.xlsx")

    assert texts(document) == [
        "甲单位决算",
        "收入表",
        "单位：元",
        [("a", "b")],
        "甲单位决算",
        "支出表",
        "单位：万元",
        [("c", "d")],
    ]
    assert [block.place.part for block in document.blocks] == ["收入表"] * 4 + ["支出表"] * 4


def test_excel_name_of_the_only_sheet() -> None:
    """The only sheet's name is said where nothing else heads its table, and names that programs give never are."""
    rows = [["a", "b"], ["c", "d"]]

    assert texts(read_xlsx(saved(excel(rows, title="自评表")), "a.xlsx")) == ["自评表", [("a", "b"), ("c", "d")]]
    assert texts(read_xlsx(saved(excel(rows, title="Sheet1")), "a.xlsx")) == [[("a", "b"), ("c", "d")]]
    assert texts(read_xlsx(saved(excel([["标题"], *rows], title="自评表")), "a.xlsx")) == [
        "标题",
        [("a", "b"), ("c", "d")],
    ]


def test_excel_first_row_with_an_empty_box_is_no_title() -> None:
    """A label beside an empty merged box is a row of the form that was not filled in, not a title over it."""
    rows = [["项目名称", None, None], ["项目", "预算", "决算"]]

    assert texts(read_xlsx(saved(excel(rows, ["B1:C1"])), "a.xlsx")) == [[("项目名称", ""), ("项目", "预算", "决算")]]


def test_excel_tables_side_by_side_are_one_grid() -> None:
    """Two tables beside each other are one table with the empty column between them."""
    rows = [["收入", "金额", None, "支出", "金额"], ["拨款", 3, None, "基本", 2], ["合计", 3, None, None, None]]

    table = only_table(read_xlsx(saved(excel(rows)), "a.xlsx"))
    assert [row.texts for row in table.rows] == [
        ("收入", "金额", "", "支出", "金额"), ("拨款", "3", "", "基本", "2"), ("合计", "3", "", "", ""),
    ]  # fmt: skip
    assert [cell.column for cell in table.rows[0].cells] == [0, 1, 2, 3, 4]


def test_excel_stray_cell_far_away_costs_nothing() -> None:
    """A forgotten cell at the end of a sheet does not unfold the sheet."""
    book = excel([["项目", "金额"], ["合计", 3]])
    book.active["A1048576"] = "x"

    assert texts(read_xlsx(saved(book), "a.xlsx")) == [[("项目", "金额"), ("合计", "3")], "x"]


def test_excel_formula_without_a_result_is_blank_and_named() -> None:
    """A formula is never run: without a stored result its cell is blank and a note names it."""
    book = excel([["项目", "金额"], ["合计", "=SUM(B3:B4)"], ["甲", 1]], title="表一")
    document = read_xlsx(saved(book), "a.xlsx")

    assert only_table(document).rows[1].texts == ("合计", "")
    assert "Sheet '表一': B2 hold formulas" in english(document)


def test_excel_notes_what_is_hidden() -> None:
    """Hidden sheets, rows and columns are read, hidden numbers are not, and each is said."""
    book = excel([["项目", "金额"], ["合计", 3]], title="明")
    book.active["B2"].number_format = ";;;"
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    hidden = book.create_sheet("暗")
    hidden.append(["a", "b"])
    hidden.sheet_state = "hidden"
    document = read_xlsx(saved(book), "a.xlsx")

    assert texts(document) == ["明", [("项目", "金额"), ("合计", "（已隐藏）")], "暗", [("a", "b")]]
    said = english(document)
    assert "Sheet '暗' is hidden" in said
    assert "hidden rows or columns (2, B)" in said
    assert "numbers in B2 are hidden" in said


def test_excel_text_stays_text() -> None:
    """Text cells keep their characters: codes with leading zeros, operators, line breaks."""
    book = excel([["代码", "目标"], ["0201", "≥95%\n（含）"]])

    assert only_table(read_xlsx(saved(book), "a.xlsx")).rows[1].texts == ("0201", "≥95%\n（含）")


# --- PDF ------------------------------------------------------------------------------------------------------------


def test_pdf_lines_and_tables_in_order() -> None:
    """Lines outside tables are paragraphs, rules make tables, and everything knows its page."""
    page = [
        Ink(50, 40, "甲单位报告"),
        *ruled(50, 80, [100, 60], [["项目", "金额"], ["合计", "3.50"]]),
        Ink(50, 160, "说明。"),
    ]
    document = read_pdf(pdf(page, [Ink(50, 40, "第二页")]), "a.pdf")

    assert texts(document) == ["甲单位报告", [("项目", "金额"), ("合计", "3.50")], "说明。", "第二页"]
    assert [block.place.page for block in document.blocks] == [1, 1, 1, 2]
    assert only_table(document).rows[0].cells[0].place.page == 1


def test_pdf_merges_both_ways() -> None:
    """Cells that rules leave undivided span the grid as drawn."""
    page = [
        *box(50, 50, 150, 90), *box(150, 50, 200, 70), *box(150, 70, 200, 90), *box(50, 90, 100, 110), *box(100, 90, 200, 110),
        Ink(55, 55, "A"), Ink(155, 53, "B"), Ink(155, 73, "C"), Ink(55, 93, "D"), Ink(105, 93, "E"),
    ]  # fmt: skip

    assert grid(only_table(read_pdf(pdf(page), "a.pdf"))) == [
        [("A", 0, 2), ("B", 2, 1)],
        [("", 0, 2), ("C", 2, 1)],
        [("D", 0, 1), ("E", 1, 2)],
    ]


def test_pdf_table_goes_on_over_the_page() -> None:
    """A table at the foot of a page goes on in the next; a header repeated there is dropped, and a note says so."""
    widths = [100, 60]
    first = ruled(50, 700, widths, [["项目", "金额"], ["甲", "1"]])
    second = ruled(50, 50, widths, [["项目", "金额"], ["乙", "2"]])
    number = [Ink(290, 770, "- 1 -")]
    document = read_pdf(pdf([*first, *number], second), "a.pdf")

    table = only_table(document)
    assert [row.texts for row in table.rows] == [("项目", "金额"), ("甲", "1"), ("乙", "2")]
    assert [row.cells[0].place.page for row in table.rows] == [1, 1, 2]
    assert "Page 2 repeats the table's header" in english(document)
    assert "1 page numbers were left out" in english(document)


def test_pdf_tables_apart_stay_apart() -> None:
    """A table under a title of its own on the next page is another table."""
    widths = [100, 60]
    first = ruled(50, 700, widths, [["项目", "金额"], ["甲", "1"]])
    second = [Ink(50, 30, "另一张表"), *ruled(50, 50, widths, [["名称", "数量"], ["乙", "2"]])]

    assert [len(t.rows) for t in read_pdf(pdf(first, second), "a.pdf").tables()] == [2, 2]


def test_pdf_row_cut_by_the_page_is_put_together() -> None:
    """What a page break cut off a row's label is put back behind it, and a note says so."""
    widths = [51, 80]
    first = ruled(50, 700, widths, [["项目", "金额"], ["社会保障", "10.82"]])
    second = ruled(50, 50, widths, [["支出", ""], ["合计", "10.82"]])
    document = read_pdf(pdf(first, second), "a.pdf")

    assert [row.texts for row in only_table(document).rows] == [
        ("项目", "金额"),
        ("社会保障支出", "10.82"),
        ("合计", "10.82"),
    ]
    assert "Page 2 begins with the rest of a row" in english(document)


def test_pdf_full_lines_go_on() -> None:
    """A number or word that only broke because its cell is narrow is one again; a break that was meant stays."""
    rows = [["17,130.\n42", "人员：3\n公用：4"]]

    assert texts(read_pdf(pdf(ruled(50, 50, [50, 200], rows, 30)), "a.pdf")) == [[("17,130.42", "人员：3\n公用：4")]]


def test_pdf_sentences_go_on_over_lines() -> None:
    """Full lines of running text are one paragraph; a line that ends early or begins an item is the end of one."""
    page = [
        Ink(70, 40, "一" * 47 + "34"), Ink(50, 54, "1.42万元。"), Ink(70, 68, "（一）下一段" + "，" * 22), Ink(50, 82, "二" * 50), Ink(50, 96, "尾"),
    ]  # fmt: skip

    assert texts(read_pdf(pdf(page), "a.pdf")) == [
        "一" * 47 + "341.42万元。",
        "（一）下一段" + "，" * 22,
        "二" * 50 + "尾",
    ]


def test_pdf_table_of_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """More cells or rows than the limits are refused in a PDF as everywhere."""
    data = pdf(ruled(50, 50, [50, 50], [["a", "b"], ["c", "d"]]))
    for limit in ("CELLS", "ROWS"):
        with monkeypatch.context() as patch:
            patch.setattr(limits, limit, 1)
            with pytest.raises(UnreadableError, match="over the limit of 1"):
                read_pdf(data, "a.pdf")


def test_pdf_bold_faked_by_printing_twice_is_read_once() -> None:
    """Characters printed twice on the same spot are one."""
    assert texts(read_pdf(pdf([Ink(50, 40, "合计341.42"), Ink(50.3, 40, "合计341.42")]), "a.pdf")) == ["合计341.42"]


def test_pdf_shows_what_a_person_sees() -> None:
    """White text, a watermark across or behind the text, and what lies outside the page are no text, and are counted."""
    lines = [Ink(50, 40 + 20 * n, f"第{n}项支出341.42万元") for n in range(4)]
    unseen = [
        Ink(50, 140, "999", gray=1), Ink(100, 60, "内部", askew=True), Ink(200, 60, "草稿", size=60, gray=0.85), Ink(50, 900, "裁切"),
    ]  # fmt: skip
    document = read_pdf(pdf([*lines, *unseen]), "a.pdf")
    assert texts(document) == [ink.text for ink in lines]
    assert "9 characters nobody sees" in english(document)


def test_pdf_raised_numbers_are_marks() -> None:
    """A small number above the line refers to a note."""
    page = [Ink(50, 40, "支出81.00"), Ink(95, 39, "1", size=5), Ink(110, 40, "万元")]
    assert texts(read_pdf(pdf(page), "a.pdf")) == ["支出81.00¹  万元"]


def test_pdf_two_numbers_in_a_cell_stay_two() -> None:
    """In a cell that a number just fills, 15 over 15 are two numbers, and the rest of a longer one goes on."""
    rows = [["项目", "分值"], ["甲", "15\n15"], ["乙", "9,800.3\n6"]]
    (table,) = read_pdf(pdf(ruled(50, 40, [60, 23], rows[:2], 40)), "a.pdf").tables()
    assert table.rows[1].texts == ("甲", "15\n15")
    (table,) = read_pdf(pdf(ruled(50, 40, [60, 44], rows[::2], 40)), "a.pdf").tables()
    assert table.rows[1].texts == ("乙", "9,800.36")


def test_pdf_tables_open_at_the_sides() -> None:
    """A table without its outer upright rules keeps its outer columns."""
    rows = [["项目", "预算", "决算"], ["甲", "1", "2"], ["乙", "3", "4"]]

    assert texts(read_pdf(pdf(ruled(50, 50, [90, 60, 60], rows, sides=False)), "a.pdf")) == [[tuple(r) for r in rows]]


def test_pdf_scan_is_refused() -> None:
    """A file of pictures without a text layer is called a scan, with what to do."""
    with pytest.raises(UnreadableError, match=r"扫描件.*OCR"):
        read_pdf(pdf([], [], images=True), "a.pdf")


def test_pdf_says_which_pages_are_pictures() -> None:
    """A page without text among others, and text recognised over a picture, are noted by page."""
    document = read_pdf(pdf([Ink(50, 40, "合计341.42")], [], images=True), "a.pdf")

    assert "Page 1 is a picture with recognised text" in english(document)
    assert "Page 2 has no text" in english(document)


# --- the same table in every format ---------------------------------------------------------------------------------


@frozen
class Form:
    """A made-up table: texts on a grid, and the ranges that are merged (top, left, bottom, right)."""

    rows: list[list[str]]
    merges: list[Span]

    @property
    def laid(self) -> list[list[tuple[str, int, int]]]:
        """What a reader that knows the grid reads: text, column, width."""
        made = []
        for r, row in enumerate(self.rows):
            cells = []
            c = 0
            while c < len(row):
                span = next((m for m in self.merges if m[0] <= r <= m[2] and m[1] == c), None)
                width = span[3] - span[1] + 1 if span else 1
                cells.append((row[c], c, width))
                c += width
            made.append(cells)
        return made


WORDS = st.text("合计项目支出万元甲乙丙0123456789.%≥", min_size=1, max_size=6)


@st.composite
def forms(draw: Callable[[st.SearchStrategy[int]], int]) -> Form:
    """Tables of two to five rows and three to five columns with some merged ranges, none over all columns."""
    high, wide = draw(st.integers(2, 5)), draw(st.integers(3, 5))
    merges: list[Span] = []
    taken: set[tuple[int, int]] = set()
    for _ in range(draw(st.integers(0, 3))):
        top, left = draw(st.integers(0, high - 1)), draw(st.integers(0, wide - 1))
        bottom, right = draw(st.integers(top, min(top + 2, high - 1))), draw(st.integers(left, min(left + 1, wide - 1)))
        covered = {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
        widths = [sum((r, c) in taken | covered for c in range(wide)) for r in range(high)]
        if len(covered) > 1 and not covered & taken and max(widths) < wide:
            merges.append((top, left, bottom, right))
            taken |= covered
    starts = {(m[0], m[1]) for m in merges}
    rows = [["" if (r, c) in taken - starts else draw(WORDS) for c in range(wide)] for r in range(high)]  # type: ignore[arg-type,misc]
    return Form(rows, merges)


def as_word(form: Form) -> Document:
    """The form through a Word file."""
    return read_docx(word(form.rows, merges=form.merges), "a.docx")


def as_excel(form: Form) -> Document:
    """The form through a workbook."""
    book = excel([[text or None for text in row] for row in form.rows])
    for top, left, bottom, right in form.merges:
        book.active.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    return read_xlsx(saved(book), "a.xlsx")


def as_html(form: Form) -> Document:
    """The form through a web page."""
    out = "<html><body><table>"
    for r, row in enumerate(form.rows):
        out += "<tr>"
        for c, text in enumerate(row):
            span = next((m for m in form.merges if m[0] <= r <= m[2] and m[1] <= c <= m[3]), None)
            if span is None:
                out += f"<td>{text}</td>"
            elif (r, c) == span[:2]:
                out += f"<td rowspan={span[2] - r + 1} colspan={span[3] - c + 1}>{text}</td>"
        out += "</tr>"
    return read_html((out + "</table></body></html>").encode(), "a.html")


def as_cells(form: Form) -> Document:
    """The form as text, one cell a line."""
    return read_text("\n\n".join("\n".join(f"\t{text}" for text in row) for row in form.rows).encode(), "a.txt")


def as_rows(form: Form) -> Document:
    """The form as text, one row a line."""
    return read_text("\n".join("\t".join(row) for row in form.rows).encode(), "a.txt")


@given(forms())
def test_a_table_reads_the_same_from_every_format(form: Form) -> None:
    """One table written as Word, Excel, web page and both shapes of text reads back with the same texts in every row."""
    said = [[text for text in row if text] for row in form.rows]
    for read in (as_word, as_excel, as_html, as_cells, as_rows):
        table = only_table(read(form))
        assert [[text.strip() for text in row.texts if text.strip()] for row in table.rows] == said, read.__name__


@given(forms())
def test_a_table_lies_on_the_same_grid_in_every_format_that_has_one(form: Form) -> None:
    """Word, Excel and web page give every cell the same column and width."""
    for read in (as_word, as_excel, as_html):
        assert grid(only_table(read(form))) == form.laid, read.__name__


# --- extras ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("library", "ending", "extra"), [("docx", ".docx", "office"), ("openpyxl", ".xlsx", "office"), ("pdfplumber", ".pdf", "pdf")]
)  # fmt: skip
def test_a_missing_library_is_one_sentence(
    library: str, ending: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its library a reader names the one command that installs it."""
    reader = next(r for r in perfeval_readers() if ending in r.suffixes)
    for name in [n for n in sys.modules if n.partition(".")[0] == library or n.startswith("perfeval.readers.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)

    with pytest.raises(MissingExtraError, match=rf'pip install "perfeval\[{extra}\]"'):
        reader.read(b"", f"a{ending}")


def test_a_broken_reader_is_no_missing_extra() -> None:
    """A module of perfeval itself that cannot be imported is not blamed on an extra."""
    with pytest.raises(ModuleNotFoundError):
        later("perfeval.readers.nowhere", "read", "office")(b"", "a")


def test_every_reader_is_registered() -> None:
    """Every format has a reader for its endings, and none of them loads its library beforehand."""
    endings = {suffix for reader in perfeval_readers() for suffix in reader.suffixes}

    assert {".txt", ".json", ".docx", ".xlsx", ".html", ".htm", ".csv", ".pdf"} <= endings
    assert importlib.import_module("perfeval.readers").__name__ == "perfeval.readers"


def test_sizes_do_not_matter() -> None:
    """The size of letters does not change what is read."""
    made = docx.Document(BytesIO(word("合计341.42")))
    made.paragraphs[0].runs[0].font.size = Pt(5)

    assert texts(read_docx(saved(made), "a.docx")) == ["合计341.42"]
