"""The sheet of what stands behind the paper: what was applied, what was checked and holds, what could not be checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perfeval.findings import Text
from perfeval.renderers.workbook.sheets import Book, Column
from perfeval.summary import Summary

#: What stands on every sheet with scores.
NOTE = Text(
    "机器初核，供人工复核；未经人工确认，本表得分与问题不得作为结论使用或流转。",
    "A machine's first check, for a person to review: no score and no finding here is a conclusion until a person confirms it.",
)

COLUMNS = (Column("项目", "what", 20), Column("内容", "content", 110))


def write_standing(book: Book, pages: Sequence[Summary]) -> None:
    """The sheet."""
    sheet = book.sheet(book.voice.either("核对范围", "what was checked"), COLUMNS, landscape=False)
    book.title(sheet, book.voice.either("核对范围与依据", "What was checked, and by what"), len(COLUMNS))
    book.head(sheet, 1, COLUMNS)
    rows = [row for page in pages for row in _rows(book, page)]
    for at, (what, content, look) in enumerate(rows, 2):
        book.write(sheet, at, 0, what, look)
        book.write(sheet, at, 1, content, look)
        book.fit(sheet, at, COLUMNS, {0: what, 1: content})


def _rows(book: Book, page: Summary) -> Iterator[tuple[str, str, str]]:
    voice, applied = book.voice, page.applied
    yield voice.either("报告", "report"), voice(page.head.line), "head"
    yield voice.either("适用地区", "place"), voice(applied.place), "text"
    yield voice.either("适用年度", "year"), voice(applied.year), "text"
    yield voice.either("规则包", "packs"), "、".join(applied.packs), "text"
    yield voice.either("程序版本", "version"), f"perfeval {applied.version}", "text"
    for path, digest in applied.files:
        yield voice.either("文件 SHA-256", "SHA-256"), f"{voice(path)}\n{digest}", "text"
    if applied.on is not None:
        yield voice.either("核对日期", "day"), applied.on.isoformat(), "text"
    for note in page.evaluation.report.notes:
        yield voice.either("读取说明", "reading"), voice(note.zh if voice.lang == "zh" else note.en or note.zh), "text"
    for one in page.unchecked:
        yield voice.either("未能核对", "not checked"), f"{'、'.join(map(voice, one.labels))}：{voice(one.why)}", "text"
    for holding in page.holding:
        shown = "；".join(dict.fromkeys(voice(held.arithmetic) for held in holding.relations))
        rounding = holding.within_rounding
        tail = voice.either(f"（其中尾差 {rounding}）", f" ({rounding} within rounding)") if rounding else ""
        yield voice.either("核对一致", "holds"), f"{voice(holding.label)} {holding.count}{tail}：{shown}", "text"


__all__ = ["write_standing"]
