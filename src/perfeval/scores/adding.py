"""Several units' forms put together as one department's, by the way its place lays down: first added, then scored.

Rule 1: a row is added only over the units that state it, and only where all of them state a number of one kind.
Rule 2: what cannot be added (words, dates, a unit without money behind its rate, a row that one form states twice) is left
blank, so that it stays open.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve

from perfeval.errors import ModelError
from perfeval.model import ACTUAL, FINAL, ORIGINAL, Entry, Form, IndicatorRow, Report, Statement, entry, target
from perfeval.quantities import RATE, Quantity, Target, short
from perfeval.ruling import MoneyWeighted

Key = tuple[str, str, str]


def added(reports: Sequence[Report], adding: MoneyWeighted, *, entity: str = "") -> Report:
    """The report of a department from those of its units, each with one form.

    The money behind a rate is what the unit had to spend: its final budget.

    Parameters
    ----------
    entity
        The department's name.

    Raises
    ------
    ModelError
        If there is none, one has no form, or two are about different years.
    """
    forms = [next((f for f in r.forms if f.rows), None) for r in reports]
    years = {r.year for r in reports}
    if not reports or any(f is None for f in forms) or len(years) > 1:
        raise ModelError(
            "汇总需要同一年度、各有一张自评表的报告。", "To add units up, each needs a form, and all the same year."
        )
    whole = [f for f in forms if f is not None]
    first = evolve(reports[0], entity=entity or reports[0].entity)
    money = [_money(r, adding) for r in reports]
    rows = tuple(_row(row, whole, money, adding) for row in whole[0].rows)
    blank = entry("")
    form = evolve(
        whole[0], rows=rows, total_score=None, grade=None, execution_score=None if whole[0].execution_score is None else blank, execution_rate=None,
    )  # fmt: skip
    return evolve(first, statements=tuple(_totals(reports, first, adding)), forms=(form,))


def _money(report: Report, adding: MoneyWeighted) -> Fraction | None:
    found = report.figure(adding.money, report.year, FINAL).quantity
    return found.value if found is not None else None


def _totals(reports: Sequence[Report], first: Report, adding: MoneyWeighted) -> list[Statement]:
    """The year's totals of all units, where every one of them states it."""
    made: list[Statement] = []
    for stage in (ORIGINAL, FINAL, ACTUAL):
        figures = [r.figure(adding.money, r.year, stage) for r in reports]
        quantities = [f.quantity for f in figures if f.quantity is not None]
        if len(quantities) < len(reports):
            continue
        one = figures[0].statements[0]
        name = evolve(one.name, entity=evolve(one.name.entity, value=first.entity or one.name.entity.value))
        value = sum((q.value for q in quantities), Fraction(0))
        made.append(evolve(one, name=name, reading=_same_unit(quantities[0], value), order=len(made)))
    return made


def _same_unit(like: Quantity, value: Fraction) -> Quantity:
    """A value in base units as a quantity in the unit of another."""
    number = value / like.unit.scale if like.unit is not None else value
    return evolve(like, number=number, printed=short(number, 6))


def _row(
    row: IndicatorRow, forms: Sequence[Form], money: Sequence[Fraction | None], adding: MoneyWeighted
) -> IndicatorRow:
    """A row over all units that state it."""
    stated = [
        (other, m) for form, m in zip(forms, money, strict=True) for other in form.rows if _key(other) == _key(row)
    ]  # fmt: skip
    if any(sum(_key(other) == _key(row) for other in form.rows) > 1 for form in forms):
        stated = []  # which of them is which row elsewhere, nothing says
    aims = _together([(r.target, m) for r, m in stated], adding)
    done = _together([(r.actual, m) for r, m in stated], adding)
    return evolve(
        row, target=aims, actual=done, score=None if row.score is None else entry("", row.place),
        target_entry=_entry(aims, row.target_entry), actual_entry=_entry(done, row.actual_entry),
    )  # fmt: skip


def _key(row: IndicatorRow) -> Key:
    return row.level1, row.level2, row.name


def _entry(made: Target, like: Entry | None) -> Entry | None:
    return None if like is None else entry(made.printed, like.place)


def _together(several: Sequence[tuple[Target | None, Fraction | None]], adding: MoneyWeighted) -> Target:
    """The targets, or what was reached, of several units as one; blank where they cannot be added."""
    found = [(t, t.quantity, m) for t, m in several if t is not None and t.quantity is not None]
    first = found[0][0] if found else None
    alike = first is not None and len(found) == len(several) and all(
        t.comparator is first.comparator and q.dimension == found[0][1].dimension and not q.approximate for t, q, _ in found
    )  # fmt: skip
    if first is None or not alike:
        return target("")
    rate = found[0][1].dimension == RATE
    if rate and any(m is None for _, _, m in found):
        return target("")
    value = adding.together([(q.value, m or Fraction(0)) for _, q, m in found], rate=rate)
    if value is None:
        return target("")
    quantity = _same_unit(found[0][1], value)
    sign = first.comparator.value if first.comparator is not None else ""
    unit = quantity.unit.symbol if quantity.unit is not None else ""
    return evolve(target(f"{sign}{quantity.printed}{unit}"), quantity=quantity)


__all__ = ["added"]
