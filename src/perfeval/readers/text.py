"""Plain text, in the two shapes that word processors and copy-and-paste leave behind.

*One cell a line*: each cell stands behind a tab on a line of its own, a blank line ends the row; a line without a
tab goes on with the cell above it. *One row a line*: the cells of a row stand on one line, with tabs between them;
a cell with a line break in it is put together again where the widths of the neighbouring rows tell.
Anything else is running text. A blank line, or a line that says 附件 or 附表, ends a table.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

from perfeval.document import Block, Cell, Document, Paragraph, Place, Row, Table, first_words
from perfeval.errors import UnreadableError
from perfeval.readers.guard import limits

#: Larger files are refused: no report in text form comes near, and every later step is bounded by it.
LARGEST = 10 * 1024 * 1024
LONGEST_LINE = 1_000_000
#: A cell is put together from at most so many lines, none longer than this.
LONGEST_CELL = 10
SHORT_LINE = 14

_ANNEX = re.compile(r"\s{0,20}附\s{0,4}[件表]\s{0,4}[\d一二三四五六七八九十]{0,4}\s{0,4}[:：]?\s{0,20}")
_NEITHER = ("既不是 UTF-8 也不是 GB18030", "neither UTF-8 nor GB18030")
_CELL = re.compile(r"(?<![ \u3000\xa0])[ \u3000\xa0]*+\t")


def decode(data: bytes, source: str) -> str:
    """The text of a file: UTF-8 with or without mark, UTF-16 with mark, or GB18030.

    Raises
    ------
    UnreadableError
        If it is too large, empty, binary, or in no encoding of the field.
    """
    if len(data) > LARGEST:
        raise UnreadableError(
            f"{source}：文件 {len(data) // 2**20} MB，超过上限 {LARGEST // 2**20} MB；请只保留报告本身后重试。",
            f"{source}: {len(data) // 2**20} MB is over the limit of {LARGEST // 2**20} MB; keep only the report.",
        )
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif b"\x00" in data[:4096]:
        raise UnreadableError(
            f"{source}：这是二进制文件，不是文本；请在原程序中另存为 .txt（UTF-8）后重试。",
            f"{source}: this is a binary file, not text; save it as .txt (UTF-8) in the program it comes from.",
        )
    else:
        encodings = ["utf-8-sig", "gb18030"]
    faults: list[UnicodeDecodeError] = []
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            faults.append(error)
            continue
        break
    else:
        # Of two encodings the one that got further is the one that was meant.
        fault = max(faults, key=lambda error: error.start)
        line = data[: fault.start].decode(encodings[faults.index(fault)], "ignore").count("\n") + 1
        zh, en = ("UTF-16 文本已损坏", "broken UTF-16") if len(encodings) == 1 else _NEITHER
        raise UnreadableError(
            f"{source} 第{line}行：{zh}（第{fault.start + 1}字节）；请另存为 UTF-8 文本后重试。",
            f"{source} line {line}: {en} (byte {fault.start + 1}); save it as UTF-8 text.",
        )
    if not text.strip():
        raise UnreadableError(
            f"{source}：文件是空的；请确认另存时选对了文件。",
            f"{source}: the file is empty; check that the right one was saved.",
        )
    odd = sum(1 for c in text if c < " " and c not in "\t\n\r\f\v")
    if odd * 50 > len(text):
        raise UnreadableError(
            f"{source}：文件内容不是文本（控制字符 {odd} 个）；请在原程序中另存为 .txt（UTF-8）后重试。",
            f"{source}: the content is not text ({odd} control characters); save it as .txt (UTF-8).",
        )
    return text


def read_text(data: bytes, source: str) -> Document:
    """A text file as a document.

    Raises
    ------
    UnreadableError
        If it cannot be decoded or a line is absurdly long.
    """
    text = decode(data, source).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > limits.CHARACTERS:
        raise UnreadableError(
            f"{source}：文字多于 {limits.CHARACTERS} 个字符，不像报告；请只保留报告本身后重试。",
            f"{source}: over the limit of {limits.CHARACTERS} characters, which no report has; keep only the report.",
        )
    lines = text.split("\n")
    rows = sum("\t" in line for line in lines)
    for many, limit, zh, en in (
        (text.count("\t"), limits.CELLS, "单元格", "cells"),
        (rows, limits.ROWS, "行", "rows"),
    ):
        if many > limit:
            raise UnreadableError(
                f"{source}：表格超过上限（{zh}多于 {limit}），不像报告；请删去无关的表和空白区域后重试。",
                f"{source}: over the limit of {limit} {en}, which no report has; remove other tables and blank areas.",
            )
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise UnreadableError(
                f"{source} 第{number}行：一行有 {len(line)} 个字符，超过上限 {LONGEST_LINE}；请检查文件是否损坏。",
                f"{source} line {number}: {len(line)} characters in one line, over the limit of {LONGEST_LINE}; "
                "the file may be damaged.",
            )
    inner = sum(1 for line in lines if "\t" in line.strip(" \t\u3000"))
    outer = sum(1 for line in lines if _CELL.match(line))
    blocks = _rows(lines, source) if inner * 4 > outer else _cells(lines, source)
    notes: tuple[tuple[str, str], ...] = ()
    if not any(isinstance(block, Table) for block in blocks):
        notes = (("文中没有表格，按文字段落读取。", "No table in the text; it was read as running prose."),)
    return Document(source, tuple(blocks), notes)


def _paragraph(text: str, number: int, source: str) -> Paragraph:
    return Paragraph(text.strip(), Place(file=source, line=number, begins=first_words(text.strip())))


def _table(rows: list[list[tuple[str, int]]], number: int, source: str, *, grid: bool) -> Table:
    made = []
    for r, cells in enumerate(rows, 1):
        made.append(
            Row(
                tuple(
                    Cell(text, Place(file=source, line=line, table=number, row=r, cell=c + 1), c if grid else None)
                    for c, (text, line) in enumerate(cells)
                )
            )
        )
    first = rows[0][0][1]
    return Table(tuple(made), Place(file=source, line=first, table=number))


def _cells(lines: list[str], source: str) -> list[Block]:
    """One cell a line."""
    blocks: list[Block] = []
    rows: list[list[tuple[str, int]]] = []
    row: list[tuple[list[str], int]] = []  # the lines of each cell
    tables = 0

    def end_row() -> None:
        nonlocal row
        if row:
            rows.append([("\n".join(cell), start) for cell, start in row])
            row = []

    def end_table() -> None:
        nonlocal rows, tables
        end_row()
        if rows:
            tables += 1
            blocks.append(_table(rows, tables, source, grid=False))
            rows = []

    for number, line in enumerate(lines, 1):
        mark = _CELL.match(line)
        if mark:
            row.append(([line[mark.end() :]], number))
        elif not line.strip():
            end_row()
        elif row and not _ANNEX.fullmatch(line):
            row[-1][0].append(line)
        else:
            end_table()
            blocks.append(_paragraph(line, number, source))
    end_table()
    return blocks


def _rows(lines: list[str], source: str) -> list[Block]:
    """One row a line."""
    blocks: list[Block] = []
    group: list[tuple[str, int]] = []
    tables = 0

    def end_table() -> None:
        nonlocal group, tables
        if group:
            rows = _joined(group)
            tables += 1
            blocks.append(_table(rows, tables, source, grid=True))
            group = []

    for number, line in enumerate(lines, 1):
        if "\t" in line:
            group.append((line, number))
        elif not line.strip():
            end_table()
        elif group and _goes_on(lines, number):
            group.append((line, number))  # perhaps a piece of a cell with line breaks
        else:
            end_table()
            blocks.append(_paragraph(line, number, source))
    end_table()
    return blocks


def _goes_on(lines: list[str], number: int) -> bool:
    """Whether short lines without tabs lead on to a row: pieces of one cell (产 / 出 / 指 / 标), not the next title."""
    for line in lines[number - 1 : number + LONGEST_CELL]:
        if "\t" in line:
            return True
        if not line.strip() or len(line) > SHORT_LINE or _ANNEX.fullmatch(line) or line.rstrip("）)").endswith("表"):
            return False
    return False


def _joined(group: list[tuple[str, int]]) -> list[list[tuple[str, int]]]:
    """Rows put together again where a cell held a line break: the pieces then add up to the table's width."""
    pieces = [[(text, number) for text in line.split("\t")] for line, number in group]
    width = Counter(len(piece) for piece in pieces).most_common(1)[0][0]
    rows: list[list[tuple[str, int]]] = []
    waiting: list[list[tuple[str, int]]] = []
    reach = 0
    for piece in pieces:
        reach = reach + len(piece) - 1 if waiting else len(piece)
        if waiting and reach > width:  # they do not add up, so they were rows of their own
            rows.extend(waiting)
            waiting, reach = [], len(piece)
        waiting.append(piece)
        if reach >= width or len(pieces) <= 2:
            rows.append(_glued(waiting))
            waiting = []
    return rows + waiting


def _glued(pieces: list[list[tuple[str, int]]]) -> list[tuple[str, int]]:
    """The last cell of each piece goes on as the first of the next."""
    row = list(pieces[0])
    for piece in pieces[1:]:
        text, number = row[-1]
        row[-1] = (f"{text}\n{piece[0][0]}", number)
        row.extend(piece[1:])
    return row
