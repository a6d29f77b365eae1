"""What goes wrong in the rows of a self-evaluation form, apart from its sums: one report for each such slip."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from attrs import evolve

from perfeval.model import Entry, Form, Head, IndicatorRow, Recheck, Report, entry, target
from perfeval.quantities import POINT, plain

Change = Callable[[IndicatorRow], IndicatorRow]


def _told(row: IndicatorRow, asked: str, done: str) -> IndicatorRow:
    """The row with another target and another actual."""
    one, other = row.target_entry, row.actual_entry
    return evolve(
        row, target=target(asked), actual=target(done),
        target_entry=entry(asked, one.place) if one is not None else None,
        actual_entry=entry(done, other.place) if other is not None else None,
    )  # fmt: skip


def _less(cell: Entry | None) -> Entry | None:
    if cell is None or cell.quantity is None:
        return cell
    return entry(plain(cell.quantity.number / 2, 2), cell.place, POINT, cell.column)


def _lost(row: IndicatorRow, reason: str) -> IndicatorRow:
    cell = row.reason
    return evolve(row, score=_less(row.score), reason=entry(reason, cell.place) if cell is not None else None)


def _named(row: IndicatorRow, name: str, asked: str, done: str) -> IndicatorRow:
    return evolve(_told(row, asked, done), name=name)


def _explained(row: IndicatorRow, reason: str) -> IndicatorRow:
    cell = row.reason
    return evolve(row, reason=entry(reason, cell.place) if cell is not None else None)


CHANGES: tuple[Change, ...] = (
    lambda row: _told(row, "≥10个", "1个"),  # a missed target, full marks
    lambda row: _told(row, "≥10个", ""),  # no actual
    lambda row: _told(row, "2023年2月30日前", "2023年2月28日"),  # a date there is none
    lambda row: _told(row, "≥良好", "良好"),  # a comparator without a number
    lambda row: _told(row, "优", "优"),
    lambda row: evolve(row, name="无"),
    lambda row: evolve(row, head=None),  # outside every block
    lambda row: _lost(row, ""),  # points lost, and no reason
    lambda row: _lost(row, "部分工作跨年实施"),
    lambda row: _lost(_told(row, "≥10个", "1个"), ""),
    lambda row: _explained(_told(row, "≥10个", "20个"), ""),  # far above the target
    lambda row: _explained(_told(row, "≥10个", "20个"), "需求增加"),
    lambda row: _named(row, "群众满意度", "≤90%", "105%"),  # nobody is more than satisfied
    lambda row: _named(row, "群众满意度", "≥90%", "95%"),
    lambda row: _named(row, "救助人数（≥**人）", "≥5人", "6人"),  # words of the form left in
    lambda row: _named(row, "合格率", "≥100百分比", "100"),
    lambda row: _named(row, "资金支付率", "≥95%", "96%"),  # money paid is no output
    lambda row: _told(row, "达成", "部分达成"),  # full marks in a lower tier
    lambda row: _told(row, "效果明显", "效果明显"),
)


def _rechecked(form: Form, off: int, total: int, remark: str) -> Form:
    """The form as a reviewer filled it in: so much less for the first row, so much more in the total."""

    def beside(row: IndicatorRow, less: int) -> IndicatorRow:
        if row.points is None or row.points.quantity is None:
            return row
        place = row.points.place
        score = entry(plain(row.points.quantity.number - less, 2), place, POINT)
        return evolve(row, recheck=Recheck(None, score, None, entry(remark if less else "", place)))

    first, *rest = form.rows
    rows = (beside(first, off), *(beside(r, 0) for r in rest))
    scores = [r.recheck.score for r in rows if r.recheck is not None and not r.is_part]
    came_to = sum((s.quantity.number for s in scores if s is not None and s.quantity is not None), Fraction(total))
    bare = evolve(form, rows=rows, execution_points=None, execution_score=None)
    return evolve(bare, total_recheck=entry(plain(came_to, 2), form.place, POINT))


def _execution(form: Form, rule: str) -> Form:
    """The execution rate's score is not what its rate gives."""
    return evolve(form, execution_score=_less(form.execution_score), execution_rule=rule)


def _heavier(head: Head) -> Head:
    points = head.points
    if points is None or points.quantity is None:
        return head
    return evolve(head, points=entry(plain(points.quantity.number + 5, 0), points.place, POINT))


def with_form_slips(report: Report) -> list[Report]:
    """Reports with one slip each in a row of their first form, or in all its rows alike; none for a report without."""
    if not report.forms or not report.forms[0].rows:
        return []
    form, *others = report.forms
    made = []
    for change in CHANGES:
        first, *rest = form.rows
        made.append(evolve(form, rows=(change(first), *rest)))
        made.append(evolve(form, rows=tuple(change(r) for r in form.rows)))
    if form.execution_points is not None and form.execution_points.quantity is not None:
        points = form.execution_points.quantity.number
        made += [_execution(form, ""), _execution(form, f"{plain(points, 0)}分*执行率")]
        more = entry(plain(points + 5, 0), form.execution_points.place, POINT)
        made.append(evolve(form, execution_points=more))
    made += [_rechecked(form, 0, 1, ""), _rechecked(form, -1, 0, ""), _rechecked(form, 1, 0, "扣90%")]
    for at, head in enumerate(form.heads):
        made.append(evolve(form, heads=(*form.heads[:at], _heavier(head), *form.heads[at + 1 :])))
    return [evolve(report, forms=(one, *others)) for one in made]


__all__ = ["with_form_slips"]
