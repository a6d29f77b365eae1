"""A self-evaluation form written down as the rows of a table, so that recognition reads the same form out of them.

A column is there if some row has a cell in it; a cell that a row does not have is blank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import frozen

from perfeval.model import Entry, Form, Head, IndicatorRow, Recheck
from perfeval.ruling import Role, WordKind
from perfeval.vocabulary import Vocabulary

Line = tuple[str, ...]

#: The line of a funds block with the execution rate's points and score.
FUNDS_TOTAL = "年度资金总额"
FUNDS_LABEL = "年度资金（万元）"
TOTAL = "总分"
#: What stands where reasons are given once for the whole form, below its rows.
COMMON_REASON = ("偏差原因分析及改进措施", "详见自评报告正文")
CUT = "（表格未完，续表略）"


@frozen
class Column:
    """A column of an indicator table: its header, its cell in a row, and its cell in the total's line."""

    role: Role
    header: str
    of: Callable[[IndicatorRow], str]
    total: str = ""


def said(entry: Entry | None) -> str:
    """The characters of a cell; none for one that is not there."""
    return "" if entry is None else entry.text


def header_word(words: Vocabulary, role: Role) -> str:
    """What the known indicator tables call a column of this role."""
    return next(c.words[0] for layout in words.layouts if layout.indicators for c in layout.columns if c.role is role)


def _parts(row: IndicatorRow) -> tuple[str, str]:
    """The sign and the unit a target has in columns of their own."""
    return row.target.parts[1:] if row.target is not None else ("", "")


def _again(entry: Callable[[Recheck], Entry | None]) -> Callable[[IndicatorRow], Entry | None]:
    return lambda row: None if row.recheck is None else entry(row.recheck)


def columns_of(form: Form, words: Vocabulary) -> list[Column]:
    """The value columns of a form, those that its rows or its total have a cell in."""
    made: list[Column] = []

    def add(
        role: Role, of: Callable[[IndicatorRow], Entry | None], total: Entry | None = None, header: str = ""
    ) -> None:
        if total is not None or any(of(row) is not None for row in form.rows):
            made.append(Column(role, header or header_word(words, role), lambda row: said(of(row)), said(total)))

    if any(_parts(row)[0] for row in form.rows):
        made.append(Column(Role.SIGN, header_word(words, Role.SIGN), lambda row: _parts(row)[0]))
    add(Role.TARGET, lambda row: row.target_entry)
    if any(_parts(row)[1] for row in form.rows):
        made.append(Column(Role.UNIT, header_word(words, Role.UNIT), lambda row: _parts(row)[1]))
    add(Role.ACTUAL, lambda row: row.actual_entry)
    add(Role.POINTS, lambda row: row.points, form.total_points)
    add(Role.SCORE, lambda row: row.score, form.total_score)
    if form.has_reasons or any(row.reason is not None for row in form.rows):
        asked = header_word(words, Role.REASON) if form.has_reasons else "备注"
        made.append(Column(Role.REASON, asked, lambda row: said(row.reason)))
    add(Role.RECHECK_ACTUAL, _again(lambda r: r.actual))
    add(Role.RECHECK_SCORE, _again(lambda r: r.score), form.total_recheck)
    add(Role.RECHECK_DEDUCTION, _again(lambda r: r.deduction))
    add(Role.RECHECK_REMARK, _again(lambda r: r.remark))
    return made


def indicator_rows(form: Form, words: Vocabulary) -> Iterator[Line]:
    """The header, the rows under their blocks, the total, and what stands below it."""
    columns = columns_of(form, words)
    deep = any(row.level2 for row in form.rows)
    blank = ("", "") if deep else ("",)
    yield ("一级指标", *(("二级指标", "三级指标") if deep else ("指标名称",)), *(c.header for c in columns))
    yield from _rows(form, columns, blank, words)
    totals = (form.total_points, form.total_score, form.total_recheck, form.grade)
    if any(entry is not None for entry in totals):
        yield (TOTAL, said(form.grade), *blank[1:], *(c.total for c in columns))
    if form.has_reasons and any(row.reason is None for row in form.rows):
        name, text = COMMON_REASON
        yield ("", *blank[1:], name, *(text if c.role is Role.REASON else "" for c in columns))


def _rows(form: Form, columns: Sequence[Column], blank: Line, words: Vocabulary) -> Iterator[Line]:
    """The rows, each block's label in its first row only, as in one merged cell down the block."""
    heads = [_head(head) for head in form.heads]
    done, above = 0, -1
    nothing = ("",) * len(columns)
    for row in form.rows:
        at = row.head if row.head is not None else _lost(form, row, done)
        level = ""
        if at is None:
            level = row.level2 if done and words.lexicon.has(WordKind.LEVEL, row.level2) else ""
            above = -1
        elif at != above:
            for head in heads[done:at]:
                yield (head, *blank, *nothing)
            level, done, above = heads[at], at + 1, at
        yield (level, *((row.level2,) if len(blank) > 1 else ()), row.name, *(c.of(row) for c in columns))
    for head in heads[done:]:
        yield (head, *blank, *nothing)


def _head(head: Head) -> str:
    return head.label if head.points is None else f"{head.label}（{head.points.text.removesuffix('分')}分）"


def _lost(form: Form, row: IndicatorRow, done: int) -> int | None:
    """The head a row outside every block stands under: one without points, or none."""
    return next(
        (n for n, h in enumerate(form.heads) if n >= done - 1 and h.points is None and h.label == row.level1), None
    )


# --- the funds block ------------------------------------------------------------------------------------------------


@frozen
class FundsColumn:
    """A column of a funds block: its role, its header, and the execution rate's cell in it."""

    role: Role
    header: str
    cell: str = ""


def has_execution(form: Form) -> bool:
    """Whether a form prints anything of the execution rate beside its funds."""
    own = (
        form.execution_points,
        form.execution_score,
        form.execution_rate,
        form.execution_reason,
        form.execution_recheck,
    )
    return any(entry is not None for entry in own) or bool(form.execution_rule)


def funds_columns(form: Form, words: Vocabulary) -> list[FundsColumn]:
    """The columns of a form's funds block: amounts, then points, rate, score and what else there is of the execution."""
    layout = next(one for one in words.layouts if one.funds)
    called = {c.role: c.words[0] for c in reversed(layout.columns)}
    made = [FundsColumn(c.role, c.words[0]) for c in layout.columns if c.role is Role.AMOUNT]
    rate = form.execution_rate
    is_bare = rate is not None and rate.quantity is not None and "%" not in rate.text and "％" not in rate.text
    percent = is_bare and rate is not None and rate.quantity is not None and rate.quantity.unit is not None
    rule = f"（{form.execution_rule}）" if form.execution_rule else ""
    made.append(FundsColumn(Role.POINTS, called[Role.POINTS], said(form.execution_points)))
    made.append(FundsColumn(Role.RATE, called[Role.RATE] + ("（%）" if percent else ""), said(rate)))
    made.append(FundsColumn(Role.SCORE, called[Role.SCORE] + rule, said(form.execution_score)))
    if form.execution_reason is not None:
        made.append(FundsColumn(Role.REASON, called[Role.REASON], said(form.execution_reason)))
    if form.execution_recheck is not None:
        made.append(FundsColumn(Role.RECHECK_SCORE, called[Role.RECHECK_SCORE], said(form.execution_recheck)))
    return made


def funds_rows(form: Form, words: Vocabulary, amounts: Sequence[tuple[str, Mapping[int, str]]]) -> Iterator[Line]:
    """The funds block of a form; `amounts` are its lines with their prints by column.

    Its total's line is there in any case: that is where the execution rate has its points and its score.
    """
    columns = funds_columns(form, words)
    yield (FUNDS_LABEL, *(c.header for c in columns))
    if all(label != FUNDS_TOTAL for label, _ in amounts):
        yield (FUNDS_TOTAL, *(c.cell for c in columns))
    for label, cells in amounts:
        yield (label, *(cells.get(n, c.cell if label == FUNDS_TOTAL else "") for n, c in enumerate(columns)))


__all__ = [
    "CUT",
    "FUNDS_LABEL",
    "FUNDS_TOTAL",
    "funds_columns",
    "funds_rows",
    "has_execution",
    "indicator_rows",
    "said",
]
