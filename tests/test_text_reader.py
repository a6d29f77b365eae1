"""The text reader: two shapes of tables, every encoding of the field, and what is no report."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval.document import Block, Document, Paragraph, Place, Table
from perfeval.errors import UnreadableError
from perfeval.readers import text as text_reader
from perfeval.readers.text import decode, read_text

TITLE = "2023年度部门整体支出绩效自评表"
Texts = tuple[str, ...]


def read(text: str) -> Document:
    return read_text(text.encode(), "report.txt")


def shape(block: Block) -> str | list[Texts]:
    """A paragraph as its text, a table as the texts of its rows."""
    return block.text if isinstance(block, Paragraph) else [row.texts for row in block.rows]


def blocks(text: str) -> list[str | list[Texts]]:
    return [shape(block) for block in read(text).blocks]


def one_cell_a_line(rows: Sequence[Sequence[str]]) -> str:
    """Each cell behind a tab on a line of its own, a blank line behind each row."""
    return "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in rows)


def one_row_a_line(rows: Sequence[Sequence[str]]) -> str:
    """The cells of a row on one line with tabs between them."""
    return "".join("\t".join(row) + "\n" for row in rows)


# Cells hold no tab and no line break of their own; words never begin a new annex.
words = st.text("预算数决年初全执行率0123456789.,%万元（）—/", min_size=1, max_size=6)
cells = st.one_of(words, st.sampled_from(["", "0.00", "——", "341.42", "≥95%", " 无 "]))


@st.composite
def tables(draw: st.DrawFn, cell: st.SearchStrategy[str] = cells) -> list[list[str]]:
    """A table whose rows begin and end with a word, as rows with a label and a remark do."""
    width = draw(st.integers(2, 6))
    inner = st.lists(cell, min_size=width - 2, max_size=width - 2)
    row = st.tuples(words, inner, words).map(lambda parts: [parts[0], *parts[1], parts[2]])
    return draw(st.lists(row, min_size=1, max_size=8))


@st.composite
def broken_tables(draw: st.DrawFn) -> list[list[str]]:
    """A table in which one row in three has a line break in one of its inner cells."""
    width = draw(st.integers(3, 6))
    whole = st.lists(words, min_size=width, max_size=width)
    rows: list[list[str]] = []
    for _ in range(draw(st.integers(1, 3))):
        rows += draw(st.lists(whole, min_size=2, max_size=3))
        broken = draw(whole)
        broken[draw(st.integers(1, width - 2))] = "\n".join(draw(st.lists(words, min_size=2, max_size=3)))
        rows.append(broken)
    return rows


class TestOneCellALine:
    def test_a_blank_line_ends_a_row(self) -> None:
        """Cells stand behind tabs, a blank line ends the row, and a line without a tab behind it ends the table."""
        text = f"{TITLE}\n\t项目\n\t金额\n\n\t基本支出\n\t341.42\n\n以上属实。\n"
        assert blocks(text) == [TITLE, [("项目", "金额"), ("基本支出", "341.42")], "以上属实。"]

    def test_a_line_without_tab_goes_on_with_the_cell_above(self) -> None:
        """A cell may run over several lines, which stay apart in it."""
        text = "\t目标\n\t保障运转，\n完成任务，\n按时公开\n\t95%\n\n\t甲\n\t乙\n\t丙\n"
        assert blocks(text) == [[("目标", "保障运转，\n完成任务，\n按时公开", "95%"), ("甲", "乙", "丙")]]

    @pytest.mark.parametrize("annex", ["附件1", "附件２", "附表", " 附 件 二 ：", "附表3:", "附件十二"])
    def test_an_annex_line_ends_the_table(self, annex: str) -> None:
        """A line that says 附件 or 附表 ends a table even where no blank line stands before it."""
        assert blocks(f"\t甲\n\t乙\n{annex}\n\t丙\n") == [[("甲", "乙")], annex.strip(), [("丙",)]]

    @pytest.mark.parametrize("line", ["附件1所列项目", "见附件1", "附注"])
    def test_a_line_that_says_more_is_no_annex_line(self, line: str) -> None:
        """A line that only mentions an annex goes on with its cell."""
        assert blocks(f"\t甲\n\t乙\n{line}\n") == [[("甲", f"乙\n{line}")]]

    def test_blank_cells_are_cells(self) -> None:
        """A tab with nothing behind it is an empty cell, and blanks around a cell's text stay."""
        assert blocks("\t甲\n\t\n\t\n\n\t\n\t 乙 \n\t丙\n") == [[("甲", "", ""), ("", " 乙 ", "丙")]]

    def test_blanks_may_stand_before_the_tab(self) -> None:
        """Blanks of any width before the tab do not count."""
        assert blocks("\t甲\n \t乙\n\u3000\t丙\n\xa0 \t丁\n") == [[("甲", "乙", "丙", "丁")]]

    def test_several_blank_lines_are_one(self) -> None:
        """A table ends with running text, not with the number of blank lines."""
        assert blocks("\t甲\n\n\n \n\t乙\n\n文字\n\n\t丙\n") == [[("甲",), ("乙",)], "文字", [("丙",)]]

    def test_places(self) -> None:
        """Every cell knows its line, table, row and number, and no grid column."""
        document = read("标题\n\t甲\n\t乙\n续行\n\n\t丙\n\n文字\n\t丁\n")
        one, two = document.tables()
        assert [cell.place for row in one.rows for cell in row.cells] == [
            Place(file="report.txt", line=2, table=1, row=1, cell=1),
            Place(file="report.txt", line=3, table=1, row=1, cell=2),
            Place(file="report.txt", line=6, table=1, row=2, cell=1),
        ]
        assert one.place == Place(file="report.txt", line=2, table=1)
        assert two.place == Place(file="report.txt", line=9, table=2)
        assert [p.place.line for p in document.paragraphs()] == [1, 8]
        assert {cell.column for table in (one, two) for row in table.rows for cell in row.cells} == {None}


class TestOneRowALine:
    def test_tabs_part_the_cells(self) -> None:
        """A line is a row, tabs part its cells, and a blank line or a line without a tab ends the table."""
        text = f"{TITLE}\n项目\t金额\n基本支出\t341.42\n\n甲\t乙\n以上属实。\n完。\n"
        assert blocks(text) == [TITLE, [("项目", "金额"), ("基本支出", "341.42")], [("甲", "乙")], "以上属实。", "完。"]

    def test_blank_cells_are_cells(self) -> None:
        """Nothing between two tabs, before the first or behind the last is an empty cell."""
        assert blocks("甲\t乙\t丙\n\t乙\t\n甲\t\t丙\n") == [[("甲", "乙", "丙"), ("", "乙", ""), ("甲", "", "丙")]]

    def test_a_broken_cell_is_put_together_where_the_widths_tell(self) -> None:
        """Pieces of a row that add up to the width of its neighbours are one row with a line break in a cell."""
        text = "一\t二\t三\t四\n甲\t上半，\n中段，\n下半\t丙\t丁\n五\t六\t七\t八\n九\t十\t百\t千\n"
        assert blocks(text) == [
            [
                ("一", "二", "三", "四"),
                ("甲", "上半，\n中段，\n下半", "丙", "丁"),
                ("五", "六", "七", "八"),
                ("九", "十", "百", "千"),
            ]
        ]

    def test_two_broken_cells_in_one_row(self) -> None:
        """Several cells of one row may be broken."""
        text = "一\t二\t三\t四\n甲\t乙一\n乙二\t丙一\n丙二\t丁\n五\t六\t七\t八\n五\t六\t七\t八\n五\t六\t七\t八\n"
        assert blocks(text)[0][1] == ("甲", "乙一\n乙二", "丙一\n丙二", "丁")

    def test_short_rows_that_do_not_add_up_stay_rows(self) -> None:
        """Rows shorter than the table are left alone unless together they are exactly one row."""
        text = "一\t二\t三\t四\t五\n备注\t甲\n说明\t乙\n一\t二\t三\t四\t五\n一\t二\t三\t四\t五\n其他\t丙\n"
        assert blocks(text) == [
            [
                ("一", "二", "三", "四", "五"),
                ("备注", "甲"),
                ("说明", "乙"),
                ("一", "二", "三", "四", "五"),
                ("一", "二", "三", "四", "五"),
                ("其他", "丙"),
            ]
        ]

    def test_two_rows_tell_no_width(self) -> None:
        """A table of two lines has no neighbours to measure by, so both stay as they are."""
        assert blocks("甲\t乙\t丙\n丁\t戊\n") == [[("甲", "乙", "丙"), ("丁", "戊")]]
        assert blocks("丁\t戊\n甲\t乙\t丙\n") == [[("丁", "戊"), ("甲", "乙", "丙")]]

    def test_an_annex_line_ends_the_table(self) -> None:
        """An annex line between two tables belongs to neither."""
        assert blocks("甲\t乙\n丙\t丁\n附件2\n戊\t己\n") == [[("甲", "乙"), ("丙", "丁")], "附件2", [("戊", "己")]]

    def test_places(self) -> None:
        """Every cell knows the line it begins on, its table, row and number, and its grid column."""
        document = read("标题\n一\t二\t三\n甲\t乙\n乙\t丙\n一\t二\t三\n\n四\t五\n")
        one, two = document.tables()
        assert [(cell.place.line, cell.place.row, cell.place.cell, cell.column) for cell in one.rows[1].cells] == [
            (3, 2, 1, 0),
            (3, 2, 2, 1),
            (4, 2, 3, 2),
        ]
        assert one.place == Place(file="report.txt", line=2, table=1)
        assert two.rows[0].cells[1].place == Place(file="report.txt", line=7, table=2, row=1, cell=2)
        assert next(document.paragraphs()).place == Place(file="report.txt", line=1)


class TestBothShapes:
    @given(tables())
    def test_a_table_reads_back_from_either(self, rows: list[list[str]]) -> None:
        """“In the two shapes that word processors and copy-and-paste leave behind” one table is the same table."""
        wanted = [tuple(row) for row in rows]
        assert blocks(f"{TITLE}\n{one_cell_a_line(rows)}") == [TITLE, wanted]
        assert blocks(f"{TITLE}\n{one_row_a_line(rows)}") == [TITLE, wanted]

    @given(broken_tables())
    def test_a_table_with_line_breaks_reads_back_from_either(self, rows: list[list[str]]) -> None:
        """“Put together again where the widths of the neighbouring rows tell”: inner line breaks survive both shapes."""
        wanted = [tuple(row) for row in rows]
        assert blocks(f"{TITLE}\n{one_cell_a_line(rows)}") == [TITLE, wanted]
        assert blocks(f"{TITLE}\n{one_row_a_line(rows)}") == [TITLE, wanted]

    @given(st.lists(tables(words), min_size=2, max_size=3))
    def test_tables_stay_apart(self, several: list[list[list[str]]]) -> None:
        """“A blank line, or a line that says 附件 or 附表, ends a table”: annexes in a row stay tables of their own."""
        wanted: list[str | list[Texts]] = []
        by_cell = by_row = ""
        for number, rows in enumerate(several, 1):
            wanted += [f"附件{number}", [tuple(row) for row in rows]]
            by_cell += f"附件{number}\n{one_cell_a_line(rows)}"
            by_row += f"附件{number}\n{one_row_a_line(rows)}"
        assert blocks(by_cell) == wanted
        assert blocks(by_row) == wanted

    @given(st.text("甲1. \t\n\r\u3000附件", max_size=60))
    def test_any_text_reads(self, text: str) -> None:
        """No arrangement of tabs, blanks and line breaks around a word fails, and every place is in the file."""
        document = read(text + "\n甲")
        lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 2
        for block in document.blocks:
            rows = block.rows if isinstance(block, Table) else ()
            assert not isinstance(block, Table) or (rows and all(row.cells for row in rows))
            places = [block.place, *(cell.place for row in rows for cell in row.cells)]
            assert all(place.line is not None and 1 <= place.line <= lines for place in places)

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_every_line_end(self, end: str) -> None:
        """Line ends of every system count alike."""
        for text in ("标题\n\t甲\n\t乙\n续\n\n\t丙\n", "标题\n甲\t乙\n丙\t丁\n"):
            assert read(text.replace("\n", end)) == read(text)


class TestProse:
    def test_running_text_is_paragraphs_with_a_note(self) -> None:
        """A text without any table is read as its lines, and a note says so in both languages."""
        document = read("  一、基本情况  \n\n我单位编制19人。\n")
        assert [shape(block) for block in document.blocks] == ["一、基本情况", "我单位编制19人。"]
        assert [block.place.line for block in document.blocks] == [1, 3]
        assert document.notes == (
            ("文中没有表格，按文字段落读取。", "No table in the text; it was read as running prose."),
        )

    def test_a_text_with_a_table_has_no_note(self) -> None:
        """Where there is a table there is nothing to say."""
        assert read("甲\t乙\n").notes == ()
        assert read("甲\t乙\n").source == "report.txt"


class TestEncodings:
    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-16-be-bom", "gb18030", "gbk"]
    )
    @pytest.mark.parametrize("text", ["标题\n\t执行率\n\t≥95％\n\n\t甲\n\t①\n", "标题\n甲\t乙\n一万元\t二\n"])
    def test_every_encoding_of_the_field(self, encoding: str, text: str) -> None:
        """UTF-8 with or without mark, UTF-16 of both orders with mark, and GB18030 give the same document."""
        if encoding == "utf-16-le-bom":
            data = b"\xff\xfe" + text.encode("utf-16-le")
        elif encoding == "utf-16-be-bom":
            data = b"\xfe\xff" + text.encode("utf-16-be")
        else:
            data = text.encode(encoding)
        assert read_text(data, "report.txt") == read(text)

    def test_rare_characters_of_gb18030(self) -> None:
        """Characters outside GBK, as names of people and places have them, are read from GB18030."""
        assert decode("镕㙟𠮷村\n".encode("gb18030"), "f") == "镕㙟𠮷村\n"

    @pytest.mark.parametrize("good", ["第一行\n", "第一行中文，上海\n", "abc\n"])
    @pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
    def test_broken_bytes_are_named_with_their_line(self, good: str, encoding: str) -> None:
        """A file in neither encoding is refused with the line and byte where the likelier one ends."""
        data = good.encode(encoding) * 10 + b"abc\xff\xff\n" + good.encode(encoding)
        with pytest.raises(UnreadableError) as caught:
            read_text(data, "report.txt")
        byte = len(good.encode(encoding)) * 10 + 3 + 1
        assert "report.txt 第11行" in caught.value.zh
        assert f"（第{byte}字节）" in caught.value.zh
        assert f"report.txt line 11: neither UTF-8 nor GB18030 (byte {byte})" in caught.value.en

    @pytest.mark.parametrize("tail", [b"\x00", b"\x00\xd8\x41\x00"])
    def test_broken_utf_16_is_named_with_its_line(self, tail: bytes) -> None:
        """A damaged UTF-16 file is refused with its line, though bytes of 上 look like line ends."""
        with pytest.raises(UnreadableError) as caught:
            read_text(b"\xff\xfe" + "上上上\n上\n".encode("utf-16-le") + tail, "report.txt")
        assert "report.txt 第3行：UTF-16" in caught.value.zh
        assert "report.txt line 3: broken UTF-16 (byte 15)" in caught.value.en


class TestRefused:
    @pytest.mark.parametrize(
        "data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n", b"\xff\xfe", b"\xfe\xff", "\u3000\n".encode()]
    )
    def test_an_empty_file(self, data: bytes) -> None:
        """A file of nothing, of blanks or of an encoding mark only is empty."""
        with pytest.raises(UnreadableError, match=r"文件是空的.*is empty"):
            read_text(data, "report.txt")

    @pytest.mark.parametrize(
        "data",
        [
            b"PK\x03\x04\x14\x00\x06\x00\x08\x00",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00",
            "无标记".encode("utf-16-le") + b"a\x00",
            b"\x01\x02\x03\x04" * 20,
            b"%\x01" * 30,
        ],
    )
    def test_a_binary_file(self, data: bytes) -> None:
        """Bytes that are no text are refused with what to do."""
        with pytest.raises(UnreadableError, match=r"report\.txt.*另存为 \.txt（UTF-8）"):
            read_text(data, "report.txt")

    def test_a_few_odd_characters_are_no_binary_file(self) -> None:
        """A stray control character in a long text does no harm, and page breaks never do."""
        assert len(read("绩效自评\x07" + "报告" * 30 + "\n").blocks) == 1
        assert len(read("绩\x0c效\x0b\x0c\n").blocks) == 1

    def test_the_share_of_odd_characters_decides(self) -> None:
        """One control character in fifty is borne, and one more is not."""
        assert decode(b"\x01" + b"a" * 49, "f")
        with pytest.raises(UnreadableError, match="控制字符 1 个"):
            decode(b"\x01" + b"a" * 48, "f")

    def test_an_absurdly_large_file(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A file over the limit is refused before anything is read, and one at the limit is not."""
        monkeypatch.setattr(text_reader, "LARGEST", 3 * 2**20)
        at_limit = b"a\n" * (3 * 2**19)
        assert len(decode(at_limit, "report.txt")) == len(at_limit)
        with pytest.raises(UnreadableError, match=r"report\.txt：文件 3 MB，超过上限 3 MB.*keep only the report"):
            decode(at_limit + b"\x00", "report.txt")

    def test_an_absurdly_long_line(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A line over the limit is refused with its number and length, and one at the limit is not."""
        monkeypatch.setattr(text_reader, "LONGEST_LINE", 10)
        assert len(read("甲\n" + "a" * 10 + "\n").blocks) == 2
        with pytest.raises(UnreadableError, match=r"report\.txt 第2行：一行有 11 个字符，超过上限 10.*line 2: 11 char"):
            read("甲\n" + "a" * 11 + "\n")

    def test_the_limits_leave_room_for_reports(self) -> None:
        """The limits are far above any report in text form."""
        assert text_reader.LARGEST >= 10 * 2**20
        assert text_reader.LONGEST_LINE >= 10**5


@pytest.mark.parametrize(
    "text",
    [
        "\t甲\n" + "一行文字没有表格\n" * 200_000,
        "甲\t乙\t丙\n" * 3 + "甲\n乙\t丙\n" * 20_000,
        "甲\t乙\t丙\t丁\n" * 3 + "甲\t乙\n" * 20_000,
        "\t" * 40_000 + "\n甲\t乙\n",
    ],
    ids=["endless cell", "broken rows", "short rows", "wide row"],
)
def test_reading_takes_time_in_proportion(text: str) -> None:
    """An endless cell, broken rows, short rows and a very wide row are read in a moment."""
    start = time.perf_counter()
    read(text)
    assert time.perf_counter() - start < 5
