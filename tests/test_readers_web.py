"""Web pages and delimited tables: what a browser or a spreadsheet shows is what is read."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import perfeval
from perfeval.document import Document, Paragraph, Table
from perfeval.errors import UnreadableError
from perfeval.readers.csv_table import read_csv, separator
from perfeval.readers.webpage import read_html


def texts(document: Document) -> list[str | list[tuple[str, ...]]]:
    """A document in short: the text of a paragraph, the rows of a table."""
    return [
        block.text if isinstance(block, Paragraph) else [row.texts for row in block.rows] for block in document.blocks
    ]


def grid(table: Table) -> list[list[tuple[str, int | None, int]]]:
    """Text, column and width of every cell."""
    return [[(cell.text, cell.column, cell.width) for cell in row.cells] for row in table.rows]


def page(content: str, head: str = "") -> Document:
    """A web page with this content, read."""
    return read_html(f"<html><head>{head}</head><body>{content}</body></html>".encode(), "a.html")


def english(document: Document) -> str:
    """All notes of a reading."""
    return " ".join(en for _, en in document.notes)


# --- web pages ------------------------------------------------------------------------------------------------------


def test_html_blocks_become_paragraphs() -> None:
    """The title, headings, paragraphs, list items and lines of a page are paragraphs in order; blanks are folded."""
    document = page(
        "<h2>标题</h2><p>第一  段\n 金额 <b>341</b>.42 万元</p><ul><li>甲<li>乙</ul><div>丙<br>丁</div>尾",
        "<title>网页 标题</title>",
    )

    assert texts(document) == ["网页 标题", "标题", "第一 段金额 341.42 万元", "甲", "乙", "丙", "丁", "尾"]


def test_html_title_of_a_page_with_a_heading_names_the_site() -> None:
    """Where a page has a heading of the first level, its <title> is the site's and no line of the text."""
    head = "<title>某县人民政府门户网站</title>"

    assert texts(page("<h1>某局2023年度部门决算</h1><p>文</p>", head)) == ["某局2023年度部门决算", "文"]
    assert texts(page("<h2>某局2023年度部门决算</h2>", head)) == ["某县人民政府门户网站", "某局2023年度部门决算"]


def test_html_source_line_breaks_do_not_cut_chinese() -> None:
    """A line break of the source between two Chinese characters is none; anywhere else it is a blank."""
    assert texts(page("<p>政府\n  采购\nabc\ndef</p>")) == ["政府采购 abc def"]


def test_html_keeps_the_lines_of_preformatted_text() -> None:
    """Preformatted text keeps its lines."""
    assert texts(page("<pre>一\n二</pre>三")) == ["一", "二", "三"]


def test_html_entities_are_decoded_once() -> None:
    """Entities are decoded once: what was escaped twice shows as the browser shows it."""
    assert texts(page("<p>&ge;95&#37; &amp;lt; &#x4e07;元 &nbsp;</p>")) == ["≥95% &lt; 万元"]


def test_html_tables_lie_on_their_grid() -> None:
    """Cells that span columns are one cell, those that span rows go on as empty cells, in their columns."""
    table = ("<table><tr><td rowspan=2 colspan=2>A</td><td>C</td><td rowspan='2'>D</td></tr><tr><td>E</td></tr>"
             "<tr><td>F</td><td colspan=2>G</td><td>H</td></tr></table>")  # fmt: skip

    assert grid(next(page(table).tables())) == [
        [("A", 0, 2), ("C", 2, 1), ("D", 3, 1)],
        [("", 0, 2), ("E", 2, 1), ("", 3, 1)],
        [("F", 0, 1), ("G", 1, 2), ("H", 3, 1)],
    ]


@pytest.mark.parametrize(
    ("spans", "laid"),
    [
        ("rowspan=0", [[("A", 0, 1), ("B", 1, 1)], [("", 0, 1), ("C", 1, 1)]]),
        ("rowspan=99", [[("A", 0, 1), ("B", 1, 1)], [("", 0, 1), ("C", 1, 1)]]),
        ("rowspan=x colspan=-3", [[("A", 0, 1), ("B", 1, 1)], [("C", 0, 1)]]),
        ("colspan=0", [[("A", 0, 1), ("B", 1, 1)], [("C", 0, 1)]]),
    ],
)
def test_html_odd_spans(spans: str, laid: list[list[tuple[str, int, int]]]) -> None:
    """Spans that are zero, too large or no number mean what they mean to a browser."""
    assert grid(next(page(f"<table><tr><td {spans}>A<td>B<tr><td>C</table>").tables())) == laid


def test_html_cells_keep_their_lines() -> None:
    """Line breaks and paragraphs in a cell are lines of its text; end tags may be missing, head and body rows count alike."""
    table = ("<table><thead><tr><th>项目<th>内容</thead><tbody><tr><td>按收入性质分<br/>（万元）<td><p>财政：3</p><p>其他：4</p>"
             "<tfoot><tr><td>合计<td>7</table>")  # fmt: skip

    assert texts(page(table)) == [[("项目", "内容"), ("按收入性质分\n（万元）", "财政：3\n其他：4"), ("合计", "7")]]


def test_html_table_in_a_cell_becomes_text() -> None:
    """A small table in a cell of a larger one is the cell's text."""
    inner = "<table><tr><td>内<td>1<tr><td>外<td>2</table>"
    row = "".join(f"<td>c{i}" for i in range(5))

    assert texts(page(f"<table><tr>{row}<td>{inner}</table>")) == [[("c0", "c1", "c2", "c3", "c4", "内 1\n外 2")]]


def test_html_layout_tables_give_way() -> None:
    """A table that only places an article or a larger table is no table; what it frames is read in order."""
    inner = "<table><tr><td>项目<td>金额<tr><td>合计<td>3</table>"
    framed = f"<table><tr><td>栏目<td><h1>标题</h1>{inner}<p>说明</p></table>"
    article = "<table><tr><td>栏目<td><p>一</p><p>二</p><p>三</p><p>四</p></table>"

    assert texts(page(f"<table><tr><td>{framed}</table>")) == [
        "栏目",
        "标题",
        [("项目", "金额"), ("合计", "3")],
        "说明",
    ]
    assert texts(page(article)) == ["栏目", "一", "二", "三", "四"]


def test_html_caption_stands_over_its_table() -> None:
    """A caption, and text astray between rows, stand before their table."""
    assert texts(page("<table><caption>表一</caption><tr><td>a<td>b</tr></table>")) == ["表一", [("a", "b")]]


def test_html_leaves_out_what_nobody_sees() -> None:
    """Scripts, styles, templates, navigation and hidden parts are left out; what was dropped is said."""
    document = page(
        "<nav>首页</nav><script>var a='<p>1</p>'</script><style>p{}</style><template><p>2</p></template><div style='DISPLAY: none'>"
        "<div>3</div></div><!-- 4 --><![if !supportLists]>一<![endif]><ul><li><a href='#'>公开</a><li><a href='#'>互动</a></ul><p>正文<a href='#'>链接</a></p>"
    )

    assert texts(document) == ["一", "正文链接"]
    assert "2 lines of nothing but links" in english(document)
    assert "1 hidden parts" in english(document)


def test_html_bookmarks_are_no_links() -> None:
    """An anchor without a target marks a place; its text is read."""
    assert texts(page("<h2><a name='_Toc1'>一、概况</a></h2>")) == ["一、概况"]


def test_html_fields_show_their_values() -> None:
    """What a form field is filled with is text; buttons, choices and hidden fields are not."""
    document = page(
        "<table><tr><td>预算<td><input value='341.42'><input type=hidden value=9><tr><td>实际<td><input type=text value=316.04></table>"
    )

    assert texts(document) == [[("预算", "341.42"), ("实际", "316.04")]]


def test_html_part_that_never_ends_is_said() -> None:
    """A hidden part that is never closed hides the rest of the page, as in a browser, and a note says so."""
    assert "<div> is never closed" in english(page("<p>正文</p><div hidden>后文"))


@pytest.mark.parametrize(
    ("encoding", "head"),
    [("utf-8", ""), ("utf-8-sig", ""), ("gb18030", "<meta charset=gb2312>"), ("gbk", "<meta http-equiv=Content-Type content='text/html; charset=gbk'>"),
     ("gb18030", ""), ("utf-8", "<meta charset=gb2312>"), ("utf-16", ""), ("big5hkscs", "<meta charset=big5>")],
)  # fmt: skip
def test_html_encodings(encoding: str, head: str) -> None:
    """A page is decoded by its mark, as UTF-8, by what it says of itself, or as GB18030, whatever it wrongly says."""
    said = "預算執行率" if encoding.startswith("big5") else "预算执行率"
    data = f"<html><head>{head}</head><body><p>{said}</p></body></html>".encode(encoding)

    assert texts(read_html(data, "a.html")) == [said]


def test_html_short_pages_of_the_field_are_no_greek() -> None:
    """Two GBK characters that would also pass for UTF-8 are read as the page says."""
    assert texts(read_html("<meta charset=gbk><p>联通</p>".encode("gbk"), "a.html")) == ["联通"]


def test_html_neither_encoding() -> None:
    """Bytes in no encoding of the field are refused with their line."""
    with pytest.raises(UnreadableError, match="line 2: neither"):
        read_html(b"<html>\n<p>\xff\xff</p>", "a.html")


# --- delimited tables -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_csv_separators(mark: str) -> None:
    """Commas, tabs and semicolons part cells, whichever the lines agree on; quoted ones do not."""
    data = mark.join(["项目", "金额"]) + "\n" + mark.join(["合计", '"1,548.45"']) + "\n"
    table = next(read_csv(data.encode(), "a.csv").tables())

    assert grid(table) == [[("项目", 0, 1), ("金额", 1, 1)], [("合计", 0, 1), ("1,548.45", 1, 1)]]


def test_csv_blank_lines_and_single_cells() -> None:
    """Blank lines part tables, single cells are paragraphs, and every block knows its line."""
    data = "自评表,,\n单位：万元,,\n项目,金额,\n合计,3,\n,,\n续表\n甲,乙,丙\n说明\n丁,戊,己\n"
    document = read_csv(data.encode("gb18030"), "a.csv")

    assert texts(document) == [
        "自评表", "单位：万元", [("项目", "金额", ""), ("合计", "3", "")], "续表", [("甲", "乙", "丙")], "说明", [("丁", "戊", "己")],
    ]  # fmt: skip
    assert [block.place.line for block in document.blocks] == [1, 2, 3, 6, 7, 8, 9]


def test_csv_with_a_tag_in_a_cell_is_no_page() -> None:
    """A stray tag in a cell does not make a table a web page, and a page may begin with text."""
    assert texts(read_csv("项目,内容\n合计,甲<br>乙\n".encode(), "a.csv")) == [[("项目", "内容"), ("合计", "甲<br>乙")]]
    assert texts(read_html("标题<p>正文".encode(), "a.html")) == ["标题", "正文"]


def test_csv_quoted_line_breaks_count_as_lines() -> None:
    """A quoted cell may hold line breaks; the lines after it keep their numbers."""
    document = read_csv('项目,"金额\n（万元）"\n合计,3\n'.encode(), "a.csv")
    (table,) = document.tables()

    assert table.rows[0].texts == ("项目", "金额\n（万元）")
    assert table.rows[1].cells[0].place.line == 3


def test_csv_quotation_marks_that_are_no_quotes() -> None:
    """Where quotation marks are not paired, cells are read as they stand and a note says so."""
    document = read_csv('项目,金额\n"三公"经费,3\n"其他,4\n'.encode(), "a.csv")

    assert texts(document) == [[("项目", "金额"), ('"三公"经费', "3"), ('"其他', "4")]]
    assert "not paired" in english(document)


@given(
    st.lists(st.lists(st.sampled_from("甲乙丙12.%"), min_size=2, max_size=2), min_size=1, max_size=5),
    st.sampled_from(",\t;"),
)
def test_csv_reads_back_what_was_written(rows: list[list[str]], mark: str) -> None:
    """Any table of filled cells reads back cell by cell."""
    data = codecs.BOM_UTF8 + "\r\n".join(mark.join(row) for row in rows).encode()

    assert texts(read_csv(data, "a.csv")) == [[tuple(row) for row in rows]]


def test_csv_ties_go_to_the_comma() -> None:
    """Where lines agree as much on two marks, the likelier one parts the cells."""
    assert separator("a,b;c\nd,e;f") == ","
    assert separator("") == ","


def test_the_front_door_reads_web_pages_and_tables(tmp_path: Path) -> None:
    """A page and a delimited table come through the front door without any extra."""
    title = "怀化市档案馆2023年部门整体支出绩效自评报告"
    (tmp_path / "a.csv").write_text(f"{title}\n项目,金额\n合计,3.00\n", encoding="utf-8")
    (tmp_path / "a.html").write_text(
        f"<p>{title}</p><table><tr><td>项目<td>金额<tr><td>合计<td>3.00</table>", encoding="utf-8"
    )

    for name in ("a.csv", "a.html"):
        report = perfeval.read(tmp_path / name)
        assert (report.source, report.year) == (name, 2023)
