"""Does a relation hold, given how precisely its figures were printed? Integers and fractions, nothing else.

Rule 1: slack is half the last printed place of every rounded term, and nothing more.
Rule 2: a printed rate may be rounded or cut; it is tested sign by sign, never by cross-multiplication.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from fractions import Fraction

from attrs import frozen

from perfeval.quantities import Quantity, quotient, stated_rate_fits

Terms = Sequence[tuple[Fraction, Quantity]]


class Verdict(Enum):
    """How a relation came out."""

    EXACT = "exact"
    ROUNDING = "rounding"
    BROKEN = "broken"

    @property
    def holds(self) -> bool:
        """Whether nothing contradicts."""
        return self is not Verdict.BROKEN


@frozen
class Outcome:
    """A verdict with its arithmetic, in base units: what is left over, and how much may be."""

    verdict: Verdict
    residual: Fraction
    slack: Fraction
    expected: Fraction | None = None


def comparable(terms: Terms) -> bool:
    """Whether all terms measure the same thing; numbers without a unit only compare with each other."""
    return len({quantity.dimension for _, quantity in terms}) <= 1


def _added(pairs: Iterable[tuple[Fraction, Fraction]]) -> Fraction:
    """Σ coefficient · value. Amounts are nearly always whole yuan or cents: whole numbers are added as such."""
    whole, rest = 0, Fraction(0)
    for c, v in pairs:
        if c.denominator == 1 == v.denominator:
            whole += c.numerator * v.numerator
        else:
            rest += c * v
    return whole + rest


def linear(terms: Terms, *, at_most: bool = False, constant: Fraction = Fraction(0)) -> Outcome:
    """Σ coefficient · term = constant, or ≤ constant."""
    residual = _added((c, q.value) for c, q in terms) - constant
    slack = _added((abs(c), q.half) for c, q in terms)
    if residual <= 0 if at_most else residual == 0:
        verdict = Verdict.EXACT
    elif abs(residual) <= slack:
        verdict = Verdict.ROUNDING
    else:
        verdict = Verdict.BROKEN
    return Outcome(verdict, residual, slack)


def same(one: Quantity, other: Quantity) -> Outcome:
    """Two prints of one figure: equal at equal precision, else at most half the coarser step apart."""
    apart = one.value - other.value
    agreed = Verdict.ROUNDING if apart else Verdict.EXACT
    verdict = agreed if one.agrees_with(other) else Verdict.BROKEN
    slack = max(one.step, other.step) / 2 if one.step != other.step else Fraction(0)
    return Outcome(verdict, apart, slack)


def interval(terms: Terms) -> tuple[Fraction, Fraction]:
    """The true values a combination of prints may stand for."""
    middle = _added((c, q.value) for c, q in terms)
    half = _added((abs(c), q.half) for c, q in terms)
    return middle - half, middle + half


def ratio(stated: Quantity, top: Terms, bottom: Terms) -> Outcome | None:
    """stated = Σ top / Σ bottom; None when the bottom is zero, because then there is no rate.

    A rate printed without a percent sign may be percent or a plain fraction: it holds if either reading does.
    A change is (now − before) / before: `before` stands above and below, so both ends are taken together.
    """
    over, under = (_added((c, q.value) for c, q in terms) for terms in (top, bottom))
    if under == 0:
        return None
    exact = over / under
    span = _range(top, bottom)
    readings = stated.as_rate()
    for reading in readings:
        if reading.value == exact:
            return Outcome(Verdict.EXACT, Fraction(0), reading.half, exact)
    for reading in readings:
        if span is None or stated_rate_fits(reading, *span):
            return Outcome(Verdict.ROUNDING, reading.value - exact, reading.half, exact)
    best = min(readings, key=lambda r: abs(r.value - exact))
    return Outcome(Verdict.BROKEN, best.value - exact, best.half, exact)


def _range(top: Terms, bottom: Terms) -> tuple[Fraction, Fraction] | None:
    """The interval of the true quotient; for (now − before) / before that of now / before, less one.

    Which term of a change is `before` its minus tells: two figures that print alike may be one object.
    """
    if len(bottom) == 1:
        ((worth, base),) = bottom
        for index, (c, q) in enumerate(top):
            if q is base and c * worth < 0:
                found = quotient(interval([*top[:index], *top[index + 1 :]]), interval(bottom))
                return (found[0] + c / worth, found[1] + c / worth) if found else None
    return quotient(interval(top), interval(bottom))
