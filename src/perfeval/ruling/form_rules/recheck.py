"""Rules over a re-check (复核): the reviewer's own sums, how far they are from the self-evaluation, and their remarks.

A form without a column for re-checked scores is not looked at. What the form itself asks for, that scores add up and
stay within their points, is held like every other sum of a form; the rest is asked, because by which yardstick a
reviewer deducts is not laid down in any document that was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from perfeval.findings import Cited, Text
from perfeval.model import Entry, Form, IndicatorRow, Report
from perfeval.quantities import Quantity, short
from perfeval.relations import ONE, Operand, Relation
from perfeval.ruling.base import Problem, RuleHeader, Skipped
from perfeval.ruling.form_rules.totals import EXECUTION, cell, row_id, total_cell

WHAT = Text("复核得分合计", "sum of re-checked scores")
_NOUGHT = Fraction(0)


def is_rechecked(form: Form) -> bool:
    """Whether a reviewer's scores stand beside those of the unit."""
    return any(_score(row) is not None for row in form.rows)


def _score(row: IndicatorRow) -> Quantity | None:
    entry = row.recheck.score if row.recheck is not None else None
    return entry.quantity if entry is not None else None


def _counted(form: Form) -> Iterator[tuple[Operand, IndicatorRow | None]]:
    """The re-checked scores that add up: every row but sub-rows, and the execution rate once."""
    if form.execution_recheck is not None and not form.execution_recheck.is_nil:
        yield cell(form, form.execution_recheck, "re-checked", EXECUTION.zh, f"{form.id} execution"), None
    for row in form.rows:
        if not row.is_part and row.recheck is not None and row.recheck.score is not None:
            yield cell(form, row.recheck.score, "re-checked", row.label, row_id(form, row)), row


@frozen
class RecheckTotal(RuleHeader):
    """All re-checked scores of a form, execution included, add up to the reviewer's printed total."""

    id: str

    def relations(self, form: Form) -> Iterator[Relation | Skipped]:
        """Σ re-checked scores = the reviewer's total."""
        if form.total_recheck is None or form.total_recheck.quantity is None or not is_rechecked(form):
            return
        if not form.complete:
            zh, en = form.why_incomplete
            yield Skipped(Text(f"{WHAT.zh}：{zh}", f"{WHAT.en}: {en}"))
            return
        scores = list(_counted(form))
        blank = next((o for o, row in scores if row is not None and _score(row) is None), None)
        beside = form.execution_points is not None and form.execution_points.quantity is not None
        if blank is not None or (beside and not any(row is None for _, row in scores)):
            where = blank.cited.label if blank is not None else EXECUTION.zh
            yield Skipped(Text(f"{WHAT.zh}：“{where}”未填复核得分", f"{WHAT.en}: {where!r} has no re-checked score"))
            return
        operands = [operand for operand, _ in scores]
        total = total_cell(form, form.total_recheck, "re-checked", operands)
        yield Relation((*((ONE, o) for o in operands), (-ONE, total)), what=WHAT)

    def formula(self) -> Text:
        """Σ re-checked scores = the reviewer's total."""
        return Text(
            "各项复核得分之和（含执行率）= 复核总分", "Σ re-checked scores (execution rate included) = their total"
        )


@frozen
class RecheckWithinPoints(RuleHeader):
    """No re-checked score exceeds its points."""

    id: str

    def relations(self, form: Form) -> Iterator[Relation | Skipped]:
        """re-checked score ≤ points, row by row."""
        several: list[tuple[str, Entry | None, Entry | None, str]] = [
            (row.label, row.points, row.recheck.score if row.recheck is not None else None, row_id(form, row))
            for row in form.rows
        ]
        several.append((EXECUTION.zh, form.execution_points, form.execution_recheck, f"{form.id} execution"))
        several.append(("总分", form.total_points, form.total_recheck, f"{form.id} total"))
        for label, points, score, row in several:
            if points is not None and score is not None and points.quantity is not None and score.quantity is not None:
                yield Relation(
                    ((ONE, cell(form, score, "re-checked", label, row)), (-ONE, cell(form, points, "points", label, row))),
                    at_most=True, what=Text(f"“{label}”复核得分", f"re-checked score of {label!r}"),
                )  # fmt: skip

    def formula(self) -> Text:
        """re-checked score ≤ points."""
        return Text("复核得分 ≤ 分值", "re-checked score ≤ points")


def _pairs(form: Form) -> Iterator[tuple[str, Quantity, Quantity, tuple[Cited, ...], str]]:
    """Each row with both scores: its label, the unit's, the reviewer's, both cells, and which row it is."""
    several = [
        (r.label, r.score, r.recheck.score, row_id(form, r))
        for r in form.rows
        if r.recheck is not None and not r.is_part
    ]
    several.append((EXECUTION.zh, form.execution_score, form.execution_recheck, f"{form.id} execution"))
    for label, own, other, row in several:
        if own is not None and other is not None and own.quantity is not None and other.quantity is not None:
            cells = cell(form, own, "score", label, row).cited, cell(form, other, "re-checked", label, row).cited
            yield label, own.quantity, other.quantity, cells, row


def _signed(number: Fraction) -> str:
    return f"{'+' if number > 0 else ''}{short(number)}"


@frozen
class RecheckDeviation(RuleHeader):
    """How far a re-check is from the self-evaluation: one line for each form, with every row that differs.

    The deviation is the re-checked score less the unit's own, in points; its rate is taken of the unit's own score.
    Both totals are those of the rows that have both scores, so that a printed total that is wrong moves nothing.
    """

    id: str

    def problems(self, report: Report) -> Iterator[Problem | Skipped]:
        """Forms whose re-check came to other scores."""
        for form in report.forms:
            pairs = list(_pairs(form))
            other = [p for p in pairs if p[1].number != p[2].number]
            if not other:
                continue
            own = sum((p[1].number for p in pairs), _NOUGHT)
            found = sum((p[2].number for p in pairs), _NOUGHT)
            rate = f"{_signed((found - own) * 100 / own)}%" if own else "—"
            rows_zh = "、".join(f"{p[0]} {short(p[1].number)}→{short(p[2].number)}" for p in other)
            yield Problem(
                Text(
                    f"复核与自评有 {len(other)} 项不同：{rows_zh}；{len(pairs)} 项合计 {short(own)}→{short(found)}，"
                    f"偏差 {_signed(found - own)}（偏差率 {rate}）。",
                    f"The re-check differs in {len(other)} of {len(pairs)} rows: {rows_zh.replace('、', ', ')}; in total "
                    f"{short(own)} → {short(found)}, a deviation of {_signed(found - own)} (rate {rate}).",
                ),
                tuple(c for p in other for c in p[3]), stated=short(own), expected=short(found), difference=_signed(found - own),
                rows=tuple(p[4] for p in other),
            )  # fmt: skip

    def formula(self) -> Text:
        """deviation = re-checked − own score."""
        return Text(
            "偏差 = 复核得分 − 自评得分；偏差率 = 偏差 ÷ 自评得分",
            "deviation = re-checked − own score; its rate is of the own score",
        )


__all__ = ["RecheckDeviation", "RecheckTotal", "RecheckWithinPoints", "is_rechecked"]
