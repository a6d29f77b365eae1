"""A relation in figures: its arithmetic, what is printed, what is due, and what lies between, as exact texts."""

from __future__ import annotations

from fractions import Fraction

from perfeval.model.claims import Shape
from perfeval.quantities import RATE, Quantity, Unit, percent, plain, short
from perfeval.relations.operands import Operand
from perfeval.relations.relation import Relation, Term

NONE = Fraction(0)
Terms = tuple[Term, ...]


def unit_of(terms: Terms) -> Unit | None:
    """The unit the first of some numbers is printed in."""
    return next((o.number.unit for _, o in terms if o.quantity is not None and o.number.unit), None)


def _places(terms: Terms) -> int:
    return max((o.number.places for _, o in terms if o.quantity is not None), default=0)


def value_of(terms: Terms) -> Fraction:
    """What terms come to as printed, in base units."""
    return sum((c * o.number.value for c, o in terms), NONE)


def in_unit(value: Fraction, unit: Unit | None, places: int) -> str:
    """A base value in a unit's own numbers."""
    number = value / unit.scale if unit else value
    return short(number, max(places, 2)) if unit is None or unit.dimension != RATE else plain(number, max(places, 2))


def shown(quantity: Quantity | None) -> str:
    """A quantity as printed, without its unit's word where that is money."""
    if quantity is None:
        return "0"
    sign = "%" if quantity.dimension == RATE and quantity.unit and quantity.unit.symbol == "%" else ""
    return plain(quantity.number, quantity.places) + sign


def _written(operand: Operand) -> str:
    """A number in a sum: an amount as it is printed, points without noughts behind them."""
    return short(operand.number.number) if operand.statement is None else shown(operand.quantity)


def _sum(terms: Terms, into: Unit | None = None) -> str:
    """Terms as they are printed; all of them in one unit where they are printed in several."""
    terms = tuple((c, o) for c, o in terms if o.quantity is not None)
    units = {o.number.unit for _, o in terms}
    several = len(units) > 1 or (into is not None and bool(units - {into}))
    unit = into or unit_of(terms)
    parts: list[str] = []
    for coefficient, operand in terms:
        sign = "-" if coefficient < 0 else "+"
        number = short(operand.number.value / unit.scale, 6) if several and unit else _written(operand)
        if number.startswith("-") and (parts or sign == "-"):
            number = f"({number})"
        parts.append((sign if parts or sign == "-" else "") + number)
    return "".join(parts) or "0"


def _due(relation: Relation) -> Terms:
    """What makes up the total, less what is taken off."""
    if relation.is_own_total:
        return relation.terms
    total = relation.total % len(relation.terms)
    by = relation.terms[total][0]
    return tuple((-c / by, o) for position, (c, o) in enumerate(relation.terms) if position != total)


def _sides(relation: Relation) -> tuple[Terms, Terms]:
    """What is held to a limit, and the limit."""
    lesser = tuple((c, o) for c, o in relation.terms if c > 0)
    return lesser, tuple((-c, o) for c, o in relation.terms if c < 0)


def arithmetic(relation: Relation) -> str:
    """The relation in figures: `2.37+0.07=2.44`, `17÷19=89.47%`, `5.00 ≤ 6.00`."""
    outcome = relation.outcome
    unit, places = unit_of(relation.terms), _places(relation.terms)
    if relation.shape is Shape.RATE:
        stated, *top = relation.terms
        one = unit_of((*top, *relation.bottom))
        below = unit_of(relation.bottom)
        alike = one is None or below is None or one.dimension == below.dimension
        over, under = _sum(tuple(top), one), _sum(relation.bottom, one)
        if not alike:  # 486万元÷4860人
            over, under = ("+".join(o.printed for _, o in terms) for terms in (top, relation.bottom))
        over = f"({over})" if len(top) > 1 else over
        under = f"({under})" if len(relation.bottom) > 1 else under
        due = outcome.expected if outcome is not None and outcome.expected is not None else NONE
        return f"{over}÷{under}={_quotient(relation, due, max(_places((stated,)), 2))}"
    if relation.at_most or relation.shape is Shape.RANGE:
        lesser, limit = _sides(relation)
        left = f"={in_unit(value_of(lesser), unit, places)}" if len(lesser) > 1 else ""
        right = "+".join([*([_sum(limit, unit)] if limit else []), *_constant(relation, unit, places)])
        return f"{_sum(lesser, unit)}{left} {'≤' if relation.holds else '>'} {right}"
    due_terms = _due(relation)
    if len(due_terms) == 1 and due_terms[0][0] == 1:  # a sum of one is said once
        return _sum(due_terms, unit)
    return f"{_sum(due_terms, unit)}={in_unit(value_of(due_terms), unit, places)}"


def _quotient(relation: Relation, value: Fraction, places: int) -> str:
    """A quotient as its print is: in percent, or in the unit of what each costs (1000元), or so many times (1.5倍)."""
    unit = relation.terms[0][1].number.unit
    if unit is not None and unit.dimension != RATE:
        return in_unit(value, unit, places)
    return percent(value, places)


def _constant(relation: Relation, unit: Unit | None, places: int) -> list[str]:
    return [in_unit(relation.constant, unit, places)] if relation.constant else []


def stated(relation: Relation) -> str:
    """The print that is held against the arithmetic."""
    held = relation.held
    return short(relation.constant) if held is None else held.printed


def expected(relation: Relation) -> str:
    """What the arithmetic gives for it."""
    outcome = relation.outcome
    assert outcome is not None
    unit, places = unit_of(relation.terms), _places(relation.terms)
    if relation.shape is Shape.RATE:
        return _quotient(relation, outcome.expected or NONE, max(_places(relation.terms[:1]), 2))
    if relation.listed:  # the whole stands last; its parts are due
        return in_unit(value_of(_sides(relation)[0]), unit, places)
    if relation.is_own_total:
        return in_unit(value_of(relation.terms), unit, places)
    if relation.shape is Shape.SAME and relation.terms[1][1].is_from_before:  # another document is quoted as it stands
        return relation.terms[1][1].printed
    lesser, limit = _sides(relation)
    if relation.at_most and len(lesser) > 1:
        return in_unit(value_of(limit) + relation.constant, unit, places)
    coefficient, operand = relation.terms[relation.total if relation.shape is Shape.SUM else 0]
    return in_unit(operand.number.value - outcome.residual / coefficient, unit, places)


def difference(relation: Relation) -> str:
    """By how much they differ, stated less expected."""
    outcome = relation.outcome
    assert outcome is not None
    unit, places = unit_of(relation.terms), _places(relation.terms)
    if relation.shape is Shape.RATE:
        held = relation.terms[0][1].number.unit
        is_rate = held is None or held.dimension == RATE
        return f"{short(outcome.residual * 100, 2)}%" if is_rate else in_unit(outcome.residual, held, 2)
    if relation.shape is not Shape.SUM:
        return in_unit(outcome.residual, unit, places)
    by = Fraction(-1) if relation.is_own_total else relation.terms[relation.total][0]
    return in_unit(outcome.residual / by, unit, places)


def slack(relation: Relation) -> str:
    """How much rounding alone may do."""
    outcome = relation.outcome
    assert outcome is not None
    if relation.shape is Shape.RATE:
        return f"{short(outcome.slack * 100, 6)}%"
    unit = unit_of(relation.terms)
    return short(outcome.slack / unit.scale if unit else outcome.slack, 6)


__all__ = ["arithmetic", "difference", "expected", "in_unit", "shown", "slack", "stated", "unit_of", "value_of"]
