"""The sheet of the findings: fact, judgement and request in columns of their own, a row for each matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from perfeval.renderers.voices import Told
from perfeval.renderers.workbook.kept import ROW
from perfeval.renderers.workbook.sheets import A3, Book, Column, cell
from perfeval.summary import Group

COLUMNS = (
    Column("序号", "no.", 5), Column("类别", "kind", 6), Column("单位", "unit", 14), Column("问题", "matter", 18),
    Column("位置", "place", 20), Column("原文引用", "quoted", 24), Column("事实与核算过程", "facts and arithmetic", 46),
    Column("线索与可能的原因", "clues, and what would make it right", 26), Column("依据", "rests on", 16),
    Column("复核判断", "judgement", 9, own=True), Column("判断理由", "reason", 14, own=True),
    Column("修改或补充材料要求", "request", 18, own=True), Column("回复期限", "answer by", 10, own=True),
    Column("单位回复", "the unit's reply", 18, own=True), Column("佐证编号", "evidence no.", 9, own=True),
    Column("编号", "id", 13),
)  # fmt: skip
#: What a person may judge.
JUDGEMENTS = (("采纳", "accepted"), ("不采纳", "rejected"), ("需补证", "needs evidence"))
_JUDGED, _REQUEST, _ID = 9, 11, 15
HEAD = 2


def write_findings(book: Book, matters: Sequence[Told]) -> None:
    """The sheet; what a person took out of an earlier copy is left out and counted."""
    voice = book.voice
    sheet = book.sheet(voice.either("问题", "findings"), COLUMNS, paper=A3)
    book.title(sheet, voice.either("问题清单", "Findings"), len(COLUMNS))
    shown = [one for one in matters if one.key not in book.kept.removed]
    left_out = len(matters) - len(shown)
    note = voice.either(
        "浅黄色各栏由复核人填写，更新底稿（--update）时按编号保留；删去一行，以后也不再列出。",
        "The yellow columns are a person's and are kept by id when the paper is renewed (--update); a row taken out stays out.",
    )
    if left_out:
        note += voice.either(f"复核人已删去 {left_out} 项。", f" Taken out so far: {left_out}.")
    sheet.merge_range(1, 0, 1, len(COLUMNS) - 1, "", book.look("note"))
    book.write(sheet, 1, 0, note, "note")
    book.head(sheet, HEAD, COLUMNS)
    judged = [_row(book, sheet, at, one) for at, one in enumerate(shown, HEAD + 1)]
    for key in sorted(one.key for one in matters if one.key in book.kept.removed):
        book.marks.append((key, ROW, "", f"|{sheet.get_name()}"))
    last = HEAD + max(len(shown), 1)
    choices = [voice.either(*words) for words in JUDGEMENTS]
    sheet.data_validation(
        HEAD + 1, _JUDGED, last, _JUDGED,
        {"validate": "list", "source": choices, "error_title": voice.either("复核判断", "judgement"),
         "error_message": voice.either(f"请从 {'、'.join(choices)} 中选择。", f"Choose one of {', '.join(choices)}.")},
    )  # fmt: skip
    sheet.autofilter(HEAD, 0, last, len(COLUMNS) - 1)
    _counts(book, sheet, last + 2, cell(HEAD + 1, _JUDGED) + ":" + cell(last, _JUDGED), judged)


def _row(book: Book, sheet: Any, at: int, one: Told) -> str:
    """One matter; what was judged of it."""
    voice, matter = book.voice, one.matter
    facts = (
        f"{matter.number}", voice(matter.group.text), voice(one.page.head.entity or one.page.head.path), voice(matter.title),
        voice(matter.where), voice.quotes(matter), voice(matter.arithmetic), _clues(book, one), voice.sources(matter),
    )  # fmt: skip
    for column, text in enumerate(facts):
        book.write(sheet, at, column, text)
    request = "" if matter.group is Group.NOTICE else voice(matter.request)
    shown = dict(enumerate(facts))
    for column in range(_JUDGED, _ID):
        shown[column] = book.own(sheet, at, column, one.key, COLUMNS[column].en, request if column == _REQUEST else "")
    book.write(sheet, at, _ID, one.key, "small")
    book.fit(sheet, at, COLUMNS, shown)
    book.marks.append((one.key, ROW, cell(at, _ID), f"|{sheet.get_name()}"))
    return shown[_JUDGED]


def _clues(book: Book, one: Told) -> str:
    voice, matter = book.voice, one.matter
    lines = [voice(hint) for hint in matter.hints]
    if matter.innocent:
        lines.append(voice.either("可能：", "may be right if: ") + voice(matter.innocent))
    return "\n".join(lines)


def _counts(book: Book, sheet: Any, at: int, cells: str, judged: Sequence[str]) -> None:
    """How many were judged in which way, as formulas."""
    for line, words in enumerate((*JUDGEMENTS, ("未判断", "not judged")), at):
        word = book.voice.either(*words)
        book.write(sheet, line, _JUDGED - 1, word, "sum text")
        counted = f"=COUNTIF({cells},)" if line == at + len(JUDGEMENTS) else f'=COUNTIF({cells},"{word}")'
        book.total(
            sheet, line, _JUDGED, counted, judged.count(word) if line < at + len(JUDGEMENTS) else judged.count("")
        )


__all__ = ["write_findings"]
