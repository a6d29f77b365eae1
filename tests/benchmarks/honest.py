"""Small honest files of every format, with what real ones have in them: the stock that the fuzz run damages."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.benchmarks.makers import MAKERS, page_of, pdf, rows

from perfeval.document import Document, Paragraph
from perfeval.plugins import installed
from perfeval.readers.report_json import write_json
from perfeval.readers.text import read_text
from perfeval.recognition import recognise

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "report.txt"


def example() -> Document:
    """The report of the documentation."""
    return read_text(EXAMPLE.read_bytes(), "report.txt")


def saved(document: object) -> bytes:
    """A document of python-docx or openpyxl as the bytes of its file."""
    buffer = BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def word_example() -> bytes:
    """The report as a Word file."""
    made = docx.Document()
    for block in example().blocks:
        if isinstance(block, Paragraph):
            made.add_paragraph(block.text)
            continue
        table = made.add_table(len(block.rows), max(len(row.cells) for row in block.rows))
        for row, texts in zip(table._tbl.tr_lst, block.rows, strict=True):
            for cell, text in zip(row.tc_lst, texts.texts, strict=False):
                cell.p_lst[0].add_r().text = text
    return saved(made)


def word_features() -> bytes:
    """A Word file with merges, lists, a text box, a table in a table, content controls and tracked changes."""

    def run(text: str) -> str:
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else run(text)}</w:tc>"

    starts, goes_on, two = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    inner = f"<w:tbl><w:tr>{cell('1')}{cell('2')}</w:tr></w:tbl><w:p/>"
    markup = (
        run("某单位2023年度项目支出绩效自评表")
        + '<w:p><w:pPr><w:pStyle w:val="ListNumber"/></w:pPr><w:r><w:t>项目资金</w:t></w:r></w:p>'
        + f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent>{run('单位：万元')}</w:txbxContent></mc:Choice>"
        "<mc:Fallback/></mc:AlternateContent></w:r></w:p>"
        + '<w:p><w:ins w:id="1"><w:r><w:t>增加5.00万元</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>6</w:delText></w:r></w:del></w:p>'
        + "<w:tbl><w:tblPr/><w:tblGrid/>"
        + f"<w:tr>{cell('项目资金')}{cell('年初预算数')}{cell('全年预算数')}{cell('全年执行数')}{cell('分值')}{cell('执行率')}{cell('得分')}</w:tr>"
        + f"<w:tr>{cell('年度资金总额', starts)}{cell('10.00')}{cell('12.00')}{cell('11.50')}{cell('10')}{cell('95.83%')}{cell('9.58')}</w:tr>"
        + f"<w:tr>{cell('', goes_on)}{cell('其中：财政拨款', two)}{cell('11.50')}{cell(inner)}{cell('—')}{cell('—')}</w:tr>"
        + f"<w:sdt><w:sdtContent><w:tr>{cell('总分')}{cell('')}{cell('')}{cell('')}{cell('100')}{cell('')}{cell('98')}</w:tr></w:sdtContent></w:sdt>"
        + "</w:tbl>"
    )
    made = docx.Document()
    names = nsdecls("w", "wp", "a") + " xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    for element in reversed(list(parse_xml(f"<w:body {names}>{markup}</w:body>"))):
        made.element.body.insert(0, element)
    made.add_paragraph("一、概况", style="List Number")
    return saved(made)


def excel_example() -> bytes:
    """The report as a workbook, a sheet for each table."""
    made = openpyxl.Workbook()
    sheet = made.active
    for block in example().blocks:
        if isinstance(block, Paragraph):
            sheet.append([block.text])
        else:
            sheet = made.create_sheet()
            for row in block.rows:
                sheet.append(list(row.texts))
    return saved(made)


def excel_features() -> bytes:
    """A workbook with formulas, formats, dates, merges, a link, hidden rows and a hidden sheet."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "自评表"
    for row in (
        ["某单位2023年度项目支出绩效自评表"], ["项目资金", "年初预算数", "全年预算数", "全年执行数", "执行率"],
        ["年度资金总额", 10, 12.5, 341.42000000000002, 0.8947], ["其中：财政拨款", 10, "=B4+1", None, True],
        ["日期", datetime.date(2023, 12, 31), datetime.time(8, 30), 1e21, -0.5], ["总分", 100, 98.5, "", "1,234.50"],
    ):  # fmt: skip
        sheet.append(row)
    for at, form in (("B3", "#,##0.00"), ("E3", "0.00%"), ("C3", "0.0_ "), ("D5", "0.00E+00"), ("E5", "0;(0);;@")):
        sheet[at].number_format = form
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("A3:A4")
    sheet["A6"].hyperlink = "http://192.0.2.1/"
    sheet.row_dimensions[5].hidden = True
    other = made.create_sheet("附表")
    other.append(["编码", "科目", "决算数"])
    for code in ("201", "20101", "2010101"):
        other.append([code, "一般公共服务", 1.5])
    other.sheet_state = "hidden"
    return saved(made)


def page_example() -> bytes:
    """The report as a web page."""
    made = ["<html><head><meta charset=utf-8><title>报告</title></head><body>"]
    for block in example().blocks:
        if isinstance(block, Paragraph):
            made.append(f"<p>{block.text}</p>")
        else:
            made.append("<table>")
            made += ("<tr>" + "".join(f"<td>{text}</td>" for text in row.texts) + "</tr>" for row in block.rows)
            made.append("</table>")
    return "\n".join([*made, "</body></html>"]).encode()


def page_features() -> bytes:
    """A page with spans, a table in a table, hidden parts, links, a script, in GB18030."""
    return (
        "<!DOCTYPE html><html><head><meta charset=gb2312><style>p{color:red}</style><script>var a='<td>';</script></head><body>"
        "<nav><a href='/'>首页</a></nav><div style='display:none'>隐藏</div><table><tr><td><h1>某单位2023年度项目支出绩效自评表</h1>"
        "<table border=1><caption>单位：万元</caption><tr><th rowspan=2>项目资金<th>年初预算数<th>全年预算数<th>全年执行数<th>执行率"
        "<tr><td>10.00<td>12.00<td>11.50<td>95.83%<tr><td colspan=2>总分<td>100&nbsp;<td><pre>98\n分</pre><td><input value=9.58></table>"
        "</td></tr></table><p>较上年减少1.12万元，<br>下降21.25%。</p></body></html>"
    ).encode("gb18030")


def delimited_example() -> bytes:
    """The report as rows behind commas."""
    made = []
    for block in example().blocks:
        if isinstance(block, Paragraph):
            made.append(f'"{block.text}"')
        else:
            made.append("")
            made += (
                ",".join(f'"{text}"' if "\n" in text or "," in text else text for text in row.texts)
                for row in block.rows
            )
    return "\n".join(made).encode("gb18030")


def json_example() -> bytes:
    """The report as perfeval writes it."""
    return write_json(recognise(example(), installed().words)).encode()


def pdf_features() -> bytes:
    """Two ruled pages, running text, and a rule across."""
    table = rows(600)
    text = b"\nBT /F 11 Tf 60 30 Td (total 341.42, less 1.12 than before) Tj ET\n40 20 m 700 20 l S"
    return pdf([page_of(table[:40]) + text, page_of([table[0], *table[40:]])])


@cache
def small(kind: str) -> bytes:
    """A small table in one format."""
    return MAKERS[kind](rows(120))


#: Makers of the honest files of each format.
HONEST: dict[str, Callable[[], tuple[bytes, ...]]] = {
    "txt": cache(lambda: (EXAMPLE.read_bytes(), small("txt"))),
    "csv": cache(lambda: (delimited_example(), small("csv"))),
    "json": cache(lambda: (json_example(), small("json"))),
    "html": cache(lambda: (page_example(), page_features(), small("html"))),
    "docx": cache(lambda: (word_example(), word_features(), small("docx"))),
    "xlsx": cache(lambda: (excel_example(), excel_features(), small("xlsx"))),
    "pdf": cache(lambda: (pdf_features(), small("pdf"))),
}
