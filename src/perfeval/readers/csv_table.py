"""Tables as text (.csv, .tsv): one row a line, cells parted by commas, tabs or semicolons.

Rule: a blank line ends a table; a line with one cell alone over a table, or between tables, is running text.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Literal

from perfeval.document import Document
from perfeval.readers import guard
from perfeval.readers.guard import Draft, LaidRow, laid
from perfeval.readers.text import decode

_AS_IT_IS = re.compile(r'="(?P<said>.*)"', re.S)
#: The head of an amount parted at its thousands, and what follows it.
_HEAD = re.compile(r"-?[1-9]\d{0,2}")
_REST = re.compile(r"\d{3}(?:\.\d+)?")
#: What may part cells, the likelier first.
SEPARATORS = ",\t;"


def read_csv(data: bytes, source: str) -> Document:
    """A table as text.

    Raises
    ------
    UnreadableError
        If it is something else, in no known encoding, or larger than any report.
    """
    guard.expect(data, source, "text")
    text = decode(data, source).replace("\r\n", "\n").replace("\r", "\n")
    mark = separator(text)
    draft = Draft(source)
    with guard.opening(
        source, "请检查引号是否成对，或另存为 .xlsx 后重试", "check the quotation marks, or save it as .xlsx"
    ):
        try:
            lines = list(_lines(text, mark, csv.QUOTE_MINIMAL))
        except csv.Error:
            lines = _unquoted(text, mark, source)
            draft.note(
                "引号不成对，按原样读取；如单元格里有分隔符，请另存为 .xlsx。",
                "Quotation marks are not paired and were read as they stand; if cells hold separators, save it as .xlsx.",
            )
    if mark == ",":
        lines = _with_thousands(lines, draft)
    rows: list[LaidRow] = []
    for number, cells in lines:
        filled = [cell for cell in cells if cell]
        alone = len(cells) == 1 or (not rows and len(filled) == 1)
        if filled and not alone:
            rows.append(laid(cells, number))
            continue
        draft.table(rows)
        rows = []
        if filled:
            draft.paragraph(filled[0], line=number)
    draft.table(rows)
    return draft.document()


def _unquoted(text: str, mark: str, source: str) -> list[tuple[int, list[str]]]:
    """The lines with their quotation marks taken as they stand."""
    try:
        return list(_lines(text, mark, csv.QUOTE_NONE))
    except csv.Error as error:
        most = csv.field_size_limit()
        raise guard.unreadable(
            source,
            f"有单元格超过 {most} 个字符，不像表格；请检查分隔符和引号，或另存为 .xlsx 后重试。",
            f"a cell has more than {most} characters, which no table has; check separators and quotation marks, or save it "
            "as .xlsx.",
        ) from error


def _lines(text: str, mark: str, quoting: Literal[0, 3]) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line, with the line's number; a quoted cell may go over several."""
    reader = csv.reader(StringIO(text), delimiter=mark, quoting=quoting, strict=True)
    before = 0
    for cells in reader:
        yield before + 1, [_kept(cell.strip()) for cell in cells]
        before = reader.line_num


def _kept(cell: str) -> str:
    """A cell whose value Excel was told to keep as it is: ="71.00" is 71.00."""
    found = _AS_IT_IS.fullmatch(cell)
    return found["said"].replace('""', '"') if found is not None else cell


def _with_thousands(lines: Sequence[tuple[int, list[str]]], draft: Draft) -> list[tuple[int, list[str]]]:
    """The lines with amounts put together again whose thousands were parted as cells were (1,234.00 without quotation marks).

    A line with more cells than any that has no such neighbours, as its header, has lost its columns. Where one way alone to
    join neighbours gives it that width, it is taken; where there are several, none of its numbers is read.
    """
    width = max((len(cells) for _, cells in lines if not _parted(cells)), default=0)
    made, joined, lost = [], [], []
    for number, cells in lines:
        over = len(cells) - width
        pairs = _parted(cells)
        if not width or over <= 0 or len(pairs) < over:
            made.append((number, cells))
        elif len(pairs) == over:
            joined.append(str(number))
            made.append((number, _joined(cells, pairs)))
        else:
            lost.append(str(number))
            first = pairs[0]
            made.append((number, [*cells[:first], *[",".join(cells[first:])] * (width - first)]))
    if joined:
        draft.note(
            f"第{'、'.join(joined[:8])}行的千分位逗号未加引号，已按列数接回；请核对。",
            f"Lines {', '.join(joined[:8])}: thousands without quotation marks were put together by the width of the table; check them.",
        )
    if lost:
        draft.note(
            f"第{'、'.join(lost[:8])}行的千分位逗号未加引号，数字无法分列，未读取；请加引号或另存为 .xlsx。",
            f"Lines {', '.join(lost[:8])}: thousands without quotation marks part its columns and its numbers were not read; "
            "quote them or save it as .xlsx.",
        )
    return made


def _parted(cells: Sequence[str]) -> list[int]:
    """Where a cell and the next may be one amount, parted at its thousands."""
    return [n for n in range(len(cells) - 1) if _HEAD.fullmatch(cells[n]) and _REST.fullmatch(cells[n + 1])]


def _joined(cells: Sequence[str], pairs: Sequence[int]) -> list[str]:
    made: list[str] = []
    for n, cell in enumerate(cells):
        if n - 1 in pairs:
            made[-1] += f",{cell}"
        else:
            made.append(cell)
    return made


def separator(text: str) -> str:
    """What parts the cells: that which the most lines have equally often; on a tie the likelier.

    >>> separator("项目;预算\\n合计;1,548.45\\n其中;20")
    ';'
    """
    bare = re.sub(r'"[^"]*"', "", text[:1_000_000])
    lines = [line for line in bare.split("\n") if line.strip()]

    def agreement(mark: str) -> int:
        counts = Counter(line.count(mark) for line in lines)
        counts.pop(0, None)
        return max(counts.values(), default=0)

    return max(SEPARATORS, key=agreement)
