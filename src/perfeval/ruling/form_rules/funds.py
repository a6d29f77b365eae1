"""Rules over a self-evaluation form that only some places have: its funds block, and the weights of its blocks.

What they hold a form to was printed by forms of those places; where a form has no such cell they say nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import field, frozen

from perfeval.errors import PackError
from perfeval.findings import Cited, Text
from perfeval.model import ALL_FUNDS, FINAL, ORIGINAL, Form, Item, Report, Statement
from perfeval.quantities import MONEY, short
from perfeval.relations import cite
from perfeval.ruling.base import Problem, RuleHeader, Skipped
from perfeval.ruling.form_rules.rows import is_blank_reason
from perfeval.ruling.form_rules.totals import EXECUTION, cell
from perfeval.ruling.items import names_items
from perfeval.ruling.scoring import Exact, exact, exact_or_none, percents


def _of_block(report: Report, form: Form, line: str) -> list[Statement]:
    """The amounts of a line in the table of a form's funds block."""
    cells = (form.execution_points, form.execution_rate, form.execution_score)
    tables = {(c.place.file, c.place.part, c.place.table) for c in cells if c is not None}
    meant = Item.parse(line)
    return [
        s for s in report.statements
        if s.name.item == meant and s.name.fund.value == ALL_FUNDS and s.quantity is not None
        and (s.place.file, s.place.part, s.place.table) in tables
    ]  # fmt: skip


def _cells(form: Form, *roles: str) -> tuple[Cited, ...]:
    found = {"points": form.execution_points, "rate": form.execution_rate, "reason": form.execution_reason}
    return tuple(
        cell(form, entry, role, EXECUTION.zh, f"{form.id} execution").cited
        for role, entry in found.items() if role in roles and entry is not None
    )  # fmt: skip


@frozen
class ExecutionPoints(RuleHeader):
    """The execution rate carries the points that the place's form gives it.

    Attributes
    ----------
    points
        The points of the place's form.
    """

    id: str
    points: Fraction = field(converter=exact)

    def problems(self, report: Report) -> Iterator[Problem | Skipped]:
        """Forms that print other points."""
        for form in report.forms:
            entry = form.execution_points
            if entry is None or entry.quantity is None or entry.quantity.number == self.points:
                continue
            due = short(self.points)
            yield Problem(
                Text(
                    f"预算执行率分值 {entry.quantity.printed}，本地表式为 {due}。请核实所用表式。",
                    f"The execution rate carries {entry.quantity.printed} points; in this place's form it is {due}.",
                ),
                _cells(form, "points"), stated=entry.quantity.printed, expected=due,
                difference=short(entry.quantity.number - self.points), rows=(f"{form.id} execution",),
            )  # fmt: skip

    def formula(self) -> Text:
        """points of the execution rate = …."""
        return Text(f"预算执行率分值 = {short(self.points)}", f"points of the execution rate = {short(self.points)}")


@frozen
class ReasonNeeded(RuleHeader):
    """The funds block gives a reason where the rate is below a threshold, or the budget was changed in the year.

    Speaks only of forms that have a reason column in their funds block.

    Parameters
    ----------
    below
        The rate below which a reason is due.
    changed
        The line of which every change of the budget in the year needs a reason.

    Raises
    ------
    PackError
        If neither is given, or both are.
    """

    id: str
    below: Fraction | None = field(default=None, converter=exact_or_none)
    changed: str = field(default="", validator=names_items)

    def __attrs_post_init__(self) -> None:
        """One thing calls for the reason."""
        if (self.below is None) is not bool(self.changed):
            raise PackError(
                f"规则“{self.id}”应写明 below 或 changed 之一：低于何值，或哪一科目的预算调整。",
                f"{self.id!r} needs either below or changed: a rate, or the line whose budget was changed.",
            )

    def problems(self, report: Report) -> Iterator[Problem | Skipped]:
        """Forms whose reason is due and blank."""
        for form in report.forms:
            if form.execution_reason is None or not is_blank_reason(form.execution_reason):
                continue
            found = self._low(form) if self.below is not None else self._moved(report, form)
            if found is not None:
                yield found

    def _low(self, form: Form) -> Problem | None:
        rate = form.execution_rate.quantity if form.execution_rate is not None else None
        assert self.below is not None
        if rate is None or not all(reading < self.below for reading in (q.value for q in rate.as_rate())):
            return None
        return Problem(
            Text(
                f"预算执行率 {rate.printed}，低于{percents(self.below)}，原因栏空白。请说明原因。",
                f"The execution rate is {rate.printed}, below {percents(self.below)}, and the reason is blank. Please explain.",
            ),
            _cells(form, "rate", "reason"), stated=rate.printed, rows=(f"{form.id} execution",),
        )  # fmt: skip

    def _moved(self, report: Report, form: Form) -> Problem | None:
        amounts = {s.name.stage.value: s for s in _of_block(report, form, self.changed)}
        before, after = amounts.get(ORIGINAL), amounts.get(FINAL)
        if before is None or after is None or before.quantity is None or after.quantity is None:
            return None
        if before.quantity.agrees_with(after.quantity):
            return None
        return Problem(
            Text(
                f"年初预算 {before.printed} 调整为 {after.printed}，原因栏空白。请说明调整原因。",
                f"The opening budget {before.printed} became {after.printed}, and the reason is blank. Please explain.",
            ),
            (cite(before), cite(after), *_cells(form, "reason")), rows=(f"{form.id} execution",),
        )  # fmt: skip

    def formula(self) -> Text:
        """When a reason is due."""
        if self.below is not None:
            limit = percents(self.below)
            return Text(f"执行率 < {limit} 应说明原因", f"a rate below {limit} needs a reason")
        return Text("年初预算 ≠ 调整后预算 应说明原因", "a budget that was changed in the year needs a reason")


@frozen
class FundsUnit(RuleHeader):
    """The funds block is in the unit of money that the place's form uses.

    Attributes
    ----------
    unit
        The unit as printed: 元, 万元.
    line
        The line of the block whose amounts are looked at.
    """

    id: str
    unit: str
    line: str = field(validator=names_items)

    def problems(self, report: Report) -> Iterator[Problem | Skipped]:
        """Forms that are in another unit."""
        for form in report.forms:
            other = [
                s for s in _of_block(report, form, self.line)
                if s.quantity is not None and s.quantity.unit is not None and s.quantity.unit.dimension == MONEY
                and s.quantity.unit.symbol != self.unit
            ]  # fmt: skip
            if other:
                first = other[0]
                assert first.quantity is not None
                assert first.quantity.unit is not None
                said = first.quantity.unit.symbol
                yield Problem(
                    Text(
                        f"资金按“{said}”列示（{first.printed}），本地表式以“{self.unit}”为单位。请核实单位。",
                        f"The funds are in {said} ({first.printed}); this place's form is in {self.unit}.",
                    ),
                    tuple(cite(s) for s in other), stated=said, expected=self.unit, rows=(f"{form.id} execution",),
                )  # fmt: skip

    def formula(self) -> Text:
        """The unit."""
        return Text(f"资金单位 = {self.unit}", f"money in {self.unit}")


def _weights(pairs: Iterable[tuple[str, Exact]]) -> tuple[tuple[str, Fraction], ...]:
    return tuple((word, exact(points)) for word, points in pairs)


@frozen
class BlockWeights(RuleHeader):
    """The level-1 blocks carry the points of the place's form, as far as their heads print any.

    Attributes
    ----------
    weights
        Pairs of a word of the head (产出) and its points. Blocks that no word fits are not looked at.
    """

    id: str
    weights: tuple[tuple[str, Fraction], ...] = field(converter=_weights)

    @property
    def needs_a_notice(self) -> bool:
        """Other weights are no breach of what one unit printed."""
        return True

    def problems(self, report: Report) -> Iterator[Problem | Skipped]:
        """Forms with other weights, one line for each form."""
        for form in report.forms:
            other = [
                (head, points, due) for head in form.heads if (points := head.points) is not None
                for word, due in self.weights
                if word in head.label and points.quantity is not None and points.quantity.number != due
            ]  # fmt: skip
            if other:
                zh = "、".join(f"{h.label}（本地表式{short(due)}分）" for h, _, due in other)
                en = ", ".join(f"{h.label} ({short(due)} in this place's form)" for h, _, due in other)
                yield Problem(
                    Text(f"一级指标分值与本地表式不同：{zh}。请说明。", f"Blocks with other points: {en}. Please explain."),
                    tuple(
                        cell(form, points, "points", head.label, f"{form.id} head {form.heads.index(head)}").cited
                        for head, points, _ in other
                    ),
                    rows=tuple(f"{form.id} head {form.heads.index(head)}" for head, _, _ in other),
                )  # fmt: skip

    def formula(self) -> Text:
        """The points of each block."""
        said = "，".join(f"{word} {short(points)}" for word, points in self.weights)
        return Text(f"一级指标分值：{said}", f"points of the blocks: {said}")


__all__ = ["BlockWeights", "FundsUnit", "ReasonNeeded"]
