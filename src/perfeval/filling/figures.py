"""A figure as it is printed in a cell: in the cell's unit, with no digit lost, and a rate that is not stated computed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from perfeval.model import FigureName, Report, Stage, Statement
from perfeval.quantities import RATE, Quantity, percent, plain
from perfeval.resolution import Rulebook
from perfeval.ruling.items import AnyOf, Ref, options, ref

#: A cell: its table, row and column, counted from nought.
Place = tuple[int, int, int]
#: No amount is printed with more decimals.
MOST_PLACES = 6


def figure_text(quantity: Quantity, meant: Statement) -> str:
    """A number as it is printed in the cell that means it."""
    if meant.name.item.rate or quantity.dimension == RATE:
        number = quantity.number if quantity.dimension == RATE else quantity.number * 100
        return plain(number, quantity.places) + "%"
    unit = meant.quantity.unit if meant.quantity is not None else None
    if unit is None or quantity.unit is None or unit.dimension != quantity.unit.dimension:
        return plain(quantity.number, quantity.places)
    number = quantity.value / unit.scale
    return plain(number, max(_places(number), quantity.places if unit == quantity.unit else 0))


def _places(number: Fraction) -> int:
    """How many decimals it takes to print a number without loss; two more where it does not end."""
    return next((p for p in range(MOST_PLACES + 1) if (number * 10**p).denominator == 1), MOST_PLACES)


def rate_of(meant: Statement, report: Report, book: Rulebook) -> str:
    """A rate that the report does not state, by the rule that says what it is; nothing where its figures are not known."""
    rate = meant.name.item.rate
    if not rate:
        return ""
    for force in book.in_order:
        rule = force.rule
        if getattr(rule, "stated", "") not in (meant.name.item.text, f"*:{rate}"):
            continue
        top = ref(rule.of).of(meant.name)  # type: ignore[union-attr]
        above = _number(top, report) if top is not None else None
        below = next((n for name in _bases(rule.to, meant.name) if (n := _number(name, report))), None)  # type: ignore[union-attr]
        if above is not None and below:
            return percent(above / below)
    return ""


def _bases(to: object, anchor: FigureName) -> Iterator[FigureName]:
    """The names of what a rate is taken of, where the rule names them one by one."""
    if isinstance(to, (str, Ref, AnyOf)):
        yield from options(to, anchor)


def _number(name: FigureName, report: Report) -> Fraction | None:
    stage, year = name.stage.value, name.year.value
    if not isinstance(stage, Stage) or not isinstance(year, int):
        return None
    quantity = report.figure(name.item, year, stage, str(name.fund.value)).quantity
    return None if quantity is None or quantity.approximate else quantity.value


__all__ = ["Place", "figure_text", "rate_of"]
