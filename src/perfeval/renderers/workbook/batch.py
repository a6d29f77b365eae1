"""The sheet of the batch: one row a report, those with most to correct first, then the commonest findings."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from perfeval.quantities import short
from perfeval.renderers.workbook.sheets import Book, Column
from perfeval.renderers.workbook.standing import NOTE
from perfeval.summary import BatchRow, Group, Summary, batch_of, batch_row

COLUMNS = (
    Column("序号", "no.", 6), Column("文件", "file", 34), Column("单位", "unit", 26), Column("自评得分", "declared", 10),
    Column("逐项相加", "tallied", 12), Column("更正", "to correct", 8), Column("说明", "to explain", 8), Column("提问", "questions", 8),
    Column("提示", "notices", 8), Column("未识别数", "not understood", 10), Column("人工复核结论", "a person's conclusion", 22, own=True),
)  # fmt: skip
_GROUPS = (Group.CORRECT, Group.EXPLAIN, Group.ASK, Group.NOTICE)


def write_batch(book: Book, pages: Sequence[Summary]) -> None:
    """The sheet."""
    voice = book.voice
    batch = batch_of(batch_row(page) for page in pages)
    sheet = book.sheet(voice.either("汇总", "batch"), COLUMNS)
    book.title(
        sheet, voice.either("预算绩效自评审核底稿", "Working paper: budget performance self-evaluations"), len(COLUMNS)
    )
    sheet.merge_range(1, 0, 1, len(COLUMNS) - 1, "", book.look("note"))
    book.write(sheet, 1, 0, voice(NOTE), "note")
    book.head(sheet, 2, COLUMNS)
    for number, row in enumerate(batch.rows, 1):
        at = number + 2
        sheet.write_number(at, 0, number, book.look("number", 0))
        book.write(sheet, at, 1, voice(row.path))
        book.write(sheet, at, 2, voice(row.entity))
        book.write(sheet, at, 3, _of(row.declared, row.declared_of), "number")
        book.write(sheet, at, 4, _of(row.tallied, row.tallied_of), "number")
        for column, group in enumerate(_GROUPS, 5):
            sheet.write_number(at, column, row.count(group), book.look("number", 0))
        sheet.write_number(at, 9, row.unread, book.look("number", 0))
        said = book.own(sheet, at, 10, row.path, "conclusion")
        book.fit(sheet, at, COLUMNS, {1: row.path, 2: row.entity, 10: said})
    last = len(batch.rows) + 2
    if len(batch.rows) > 1:
        _totals(book, sheet, last + 1, batch.rows)
    sheet.autofilter(2, 0, last, len(COLUMNS) - 1)
    at = last + 3
    if batch.commonest:
        book.write(sheet, at, 1, voice.either("常见问题（涉及报告数）", "Commonest findings (reports)"), "head")
        for line, (group, title, count) in enumerate(batch.commonest, at + 1):
            book.write(sheet, line, 1, f"{voice(group.text)} {voice(title)}")
            sheet.write_number(line, 2, count, book.look("number", 0))


def _totals(book: Book, sheet: Any, at: int, rows: Sequence[BatchRow]) -> None:
    """The sums of what was counted, as formulas."""
    sums = [*(sum(row.count(group) for row in rows) for group in _GROUPS), sum(row.unread for row in rows)]
    for column in range(5):
        book.write(sheet, at, column, book.voice.either("合计", "sum") if column == 1 else "", "sum text")
    for column in range(5, 10):
        letter = "ABCDEFGHIJK"[column]
        book.total(sheet, at, column, f"=SUM({letter}4:{letter}{at})", sums[column - 5])
    book.write(sheet, at, 10, "", "sum text")


def _of(score: Fraction | None, of: Fraction | None) -> str:
    if score is None:
        return "—"
    return short(score) if of is None else f"{short(score)}/{short(of)}"


__all__ = ["write_batch"]
