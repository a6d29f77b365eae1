"""The funds block of a self-evaluation form, filled in every way that a rule of some place may object to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from attrs import evolve

from perfeval.model import ACTUAL, ALL_FUNDS, FINAL, ORIGINAL, FigureName, Form, Report, Statement, entry, printed
from perfeval.quantities import Quantity, read, unit_named
from perfeval.ruling.formulas import EXECUTION_RATE
from perfeval.testing.making.content import UNIT, YEAR

UNITS = ("元", "千元", "万元", "亿元")
REASONS = ("", "部分款项跨年支付")
#: The opening budget, the final one, what was spent, and the rate that is printed.
FUNDS = (
    ("100.00", "100.00", "100.00", "100%"),
    ("100.00", "120.00", "120.00", "100%"),
    ("100.00", "100.00", "10.00", "10%"),
)


def with_funds(report: Report) -> Iterator[Report]:
    """Reports whose first form has a funds block: in every unit, as planned, changed or hardly spent, with a reason or none."""
    if not report.forms:
        return
    form, *others = report.forms
    for unit, reason, amounts in product(UNITS, REASONS, FUNDS):
        made = _filled(form, reason, amounts[-1])
        yield evolve(
            report, forms=(made, *others), statements=tuple(_block(report, made, unit, amounts[:-1]))
        )  # fmt: skip


def _filled(form: Form, reason: str, rate: str) -> Form:
    place = form.place
    return evolve(form, execution_rate=entry(rate, place), execution_reason=entry(reason, place))


def _block(report: Report, form: Form, unit: str, amounts: tuple[str, ...]) -> Iterator[Statement]:
    for order, (stage, text) in enumerate(zip((ORIGINAL, FINAL, ACTUAL), amounts, strict=True)):
        reading = read(text)
        assert isinstance(reading, Quantity)
        name = FigureName(
            printed(report.entity or UNIT),
            EXECUTION_RATE.of[0].item or "",
            printed(report.year or YEAR),
            printed(stage),
            printed(ALL_FUNDS),
        )
        yield Statement(
            name, "年度资金总额", reading.within(unit_named(unit)), evolve(form.place, row=1, cell=order + 1), "funds", order=order
        )  # fmt: skip


__all__ = ["with_funds"]
