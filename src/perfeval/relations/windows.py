"""A relation as rows about the changes of its figures, and between which values one of them must lie for it to hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from perfeval.model.claims import Shape
from perfeval.relations.relation import Relation, Term
from perfeval.relations.rows import Bound, Rate, Row, row

NONE = Fraction(0)
Terms = tuple[Term, ...]


def rows(relation: Relation, index: Mapping[str, int]) -> Iterator[tuple[tuple[Row, ...], tuple[Rate, ...]]]:
    """A relation as rows about the changes of its figures: one choice for each way a rate may be read.

    A rate whose base may be zero by rounding binds nothing.
    """
    if relation.shape is Shape.RATE:
        yield from _rates(relation, index)
    elif relation.shape is Shape.RANGE:
        yield tuple(_share(relation, index)), ()
    else:
        yield (_linear(relation, index),), ()


def _rates(relation: Relation, index: Mapping[str, int]) -> Iterator[tuple[tuple[Row, ...], tuple[Rate, ...]]]:
    (_, stated), *above = relation.terms
    top, offset = above, NONE
    if len(relation.bottom) == 1:  # a change on the year before: the base stands above and below the line
        ((worth, base),) = relation.bottom
        for position, (c, operand) in enumerate(above):
            if operand.number is base.number and c * worth < 0:
                offset = c / worth
                top = [*above[:position], *above[position + 1 :]]
                break
    over, over_half = _value_and_half(tuple(top))
    under, under_half = _value_and_half(relation.bottom)
    if abs(under) <= under_half:
        yield (), ()
        return
    sides = (1, -1) if under > 0 else (-1, 1)
    for reading, worth in zip(stated.number.as_rate(), (Fraction(1), Fraction(1, 100)), strict=False):
        # where the signs do not go together, the base itself may have the wrong one
        several = sides if over * under * (reading.value - offset) <= 0 else sides[:1]
        for side in several:
            yield (), (
                Rate(
                    index[stated.key], worth, reading.value, NONE if reading.exact else reading.step, _sum(tuple(top), index),
                    _sum(relation.bottom, index), over, under, over_half, under_half, offset, side,
                ),
            )  # fmt: skip


def _share(relation: Relation, index: Mapping[str, int]) -> Iterator[Row]:
    """part − below · base ≥ 0, part − above · base ≤ 0."""
    (_, part), (_, base) = relation.terms
    for end, is_low in ((relation.within.below, True), (relation.within.above, False)):
        if end is not None:
            left = part.number.value - end * base.number.value
            bound = (-left, False)
            terms = _sum(((Fraction(1), part), (-end, base)), index)
            yield row(terms, bound if is_low else None, None if is_low else bound)


def _linear(relation: Relation, index: Mapping[str, int]) -> Row:
    outcome = relation.outcome
    assert outcome is not None
    low = None if relation.at_most else (-outcome.slack - outcome.residual, False)
    return row(_sum(relation.terms, index), low, (outcome.slack - outcome.residual, False))


def _sum(terms: Terms, index: Mapping[str, int]) -> dict[int, Fraction]:
    found: dict[int, Fraction] = {}
    for coefficient, operand in terms:
        if operand.states_number and operand.key:
            figure = index[operand.key]
            found[figure] = found.get(figure, NONE) + coefficient
    return found


def _value_and_half(terms: Terms) -> tuple[Fraction, Fraction]:
    """What terms come to as printed, and how far rounding may have moved that."""
    value = half = NONE
    for coefficient, operand in terms:
        value += coefficient * operand.number.value
        half += abs(coefficient) * operand.number.half
    return value, half


@frozen
class Window:
    """Between which values a cell lies if a relation holds and all else stays as printed, in base units.

    It is that of the precision the cell is printed with; for another one it reaches at most `reach` units of the last
    printed place further.
    """

    low: Fraction | None
    high: Fraction | None
    reach: Fraction = Fraction(1)


def window(relation: Relation, key: str) -> Window | None:
    """The window of a cell; None where nothing can be said."""
    if (
        relation.shape is Shape.SAME
    ):  # at another precision two prints of one figure may lie half the coarser step apart
        other = next(o.number for _, o in relation.terms if o.key != key)
        return Window(other.value - other.step / 2, other.value + other.step / 2)
    if relation.shape in (Shape.SUM, Shape.LIMIT):
        return _of_sum(relation, key)
    index = {other: number for number, other in enumerate(sorted(relation.keys))}
    figure = index[key]
    value = next(o.number.value for o in relation.operands if o.key == key)
    reach = Fraction(1)
    spans: list[tuple[Fraction | None, Fraction | None]] = []
    for linear_rows, rates in rows(relation, index):
        if not linear_rows and not rates:
            return None
        reach = max((reach, *(_leverage(rate, figure) for rate in rates)))
        near = [*linear_rows]
        for rate in rates:
            near += [rate.alone()] if rate.figure == figure else list(rate.rows())
        spans.append(_meet(_ends(one, figure) for one in near if figure in one.terms))
    low, high = _hull(spans)
    return Window(None if low is None else value + low, None if high is None else value + high, reach)


def _of_sum(relation: Relation, key: str) -> Window | None:
    """What is left over, solved for one cell."""
    outcome = relation.outcome
    coefficient, quantity = relation.by_key[key]
    if outcome is None or not coefficient:
        return None
    middle, half = quantity.value - outcome.residual / coefficient, outcome.slack / abs(coefficient)
    if relation.at_most:
        return Window(None, middle + half) if coefficient > 0 else Window(middle - half, None)
    return Window(middle - half, middle + half)


Span = tuple[Fraction | None, Fraction | None]


def _meet(spans: Iterator[Span]) -> Span:
    """What lies in all of some spans."""
    every = list(spans)
    lows = [low for low, _ in every if low is not None]
    highs = [high for _, high in every if high is not None]
    return max(lows, default=None), min(highs, default=None)


def _hull(spans: list[Span]) -> Span:
    """What reaches around all of some spans."""
    lows, highs = [low for low, _ in spans], [high for _, high in spans]
    low = None if not lows or None in lows else min(one for one in lows if one is not None)
    high = None if not highs or None in highs else max(one for one in highs if one is not None)
    return low, high


def _leverage(rate: Rate, figure: int) -> Fraction:
    """How much more than its own rounding a figure above and below the line may be off by; zero for any other."""
    if figure not in rate.top or figure not in rate.bottom:
        return NONE
    above, below = rate.top[figure], rate.bottom[figure]
    most = NONE
    for end, _ in (rate.lowest(rate.printed), rate.highest(rate.printed)):
        times = end - rate.offset
        if above != times * below:
            most = max(most, (abs(above) + abs(times * below)) / abs(above - times * below))
    return most


def _ends(one: Row, figure: int) -> Span:
    coefficient = one.terms[figure]
    low = None if one.low is None else Fraction(one.low, coefficient)
    high = None if one.high is None else Fraction(one.high, coefficient)
    return (low, high) if coefficient > 0 else (high, low)


__all__ = ["Bound", "Window", "rows", "window"]
