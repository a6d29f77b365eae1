"""The end of a batch: a table of its reports, what is found most often among them, and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from perfeval.findings import Text
from perfeval.quantities import short
from perfeval.renderers.layout import padded, width
from perfeval.renderers.wording import either, say
from perfeval.summary import Batch, BatchRow, Group

COLUMNS = (
    Text("文件", "file"), Text("单位", "unit"), Text("自评", "declared"), Text("逐项相加", "tallied"), Group.CORRECT.text,
    Group.EXPLAIN.text, Group.ASK.text, Text("未识别", "not read"),
)  # fmt: skip
#: Columns from this one on hold numbers.
FIRST_NUMBER = 2
#: A file or a unit with a longer name is shown by its end, or its beginning; JSON has it whole.
WIDEST = 40


def _score(score: Fraction | None, of: Fraction | None) -> str:
    if score is None:
        return "—"
    return f"{short(score)}/{short(of)}" if of is not None else short(score)


def _end(text: str) -> str:
    """A path, or its end behind an ellipsis: the file's own name is what tells it from others."""
    if width(text) <= WIDEST:
        return text
    while width(text) > WIDEST - 1:
        text = text[1:]
    return f"…{text}"


def _begin(text: str) -> str:
    if width(text) <= WIDEST:
        return text
    while width(text) > WIDEST - 1:
        text = text[:-1]
    return f"{text}…"


def _cells(row: BatchRow) -> tuple[str, ...]:
    counts = (str(row.count(group)) for group in (Group.CORRECT, Group.EXPLAIN, Group.ASK))
    declared, tallied = _score(row.declared, row.declared_of), _score(row.tallied, row.tallied_of)
    return (_end(row.path), _begin(row.entity), declared, tallied, *counts, str(row.unread))


def closing_lines(batch: Batch, unread: Sequence[Text], lang: str) -> list[tuple[str, int]]:
    """The table, most to correct first; the commonest findings; the files and folders that could not be read."""
    count = len(batch.rows)
    lines = [(either(f"汇总  {count} 份报告，按更正项数排列", f"All {count} reports, most to correct first", lang), 0)]
    table = [tuple(say(column, lang) for column in COLUMNS), *(_cells(row) for row in batch.rows)]
    widths = [max(width(row[at]) for row in table) for at in range(len(COLUMNS))]
    for row in table:
        cells = (padded(cell, widths[at], right=at >= FIRST_NUMBER) for at, cell in enumerate(row))
        lines.append(("  ".join(cells).rstrip(), 4))
    if batch.commonest:
        head = either("最常见  ", "Commonest  ", lang)
        said = (either(f"{say(t, lang)} {n} 份", f"{say(t, lang)} in {n}", lang) for _, t, n in batch.commonest)
        lines.append((head + either("；", "; ", lang).join(said), 8))
    if unread:
        lines.append((either(f"未能读取 {len(unread)} 个", f"{len(unread)} could not be read", lang), 0))
        lines += [(f"   {say(one, lang)}", 6) for one in unread]
    return lines


__all__ = ["COLUMNS", "closing_lines"]
