"""Weights as points that a form can print: by the largest remainder, in a unit, adding up exactly.

Rule 1 (quota): no part is a whole unit or more away from its exact share.
Rule 2: of two parts the heavier never gets fewer points.
Rule 3: where equal remainders meet the last unit, the order given decides, and the tie is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import frozen

from perfeval.errors import ModelError
from perfeval.quantities import short
from perfeval.quantities.handed import handed

#: So many units are shared out at most; a form has a hundred points.
MOST_UNITS = 10**9


@frozen
class Tie:
    """Parts whose remainders are equal, of which only some got one more unit, the first of them.

    Attributes
    ----------
    parts
        Their names, or their positions from 0 where they have none.
    units
        How many of them got one more unit.
    """

    parts: tuple[str | int, ...]
    units: int


class Points(tuple[Fraction, ...]):
    """Points, part by part, with the ties behind them."""

    ties: tuple[Tie, ...]

    def __new__(cls, parts: Iterable[Fraction], ties: tuple[Tie, ...] = ()) -> Points:
        """Points with the ties behind them."""
        made = super().__new__(cls, parts)
        made.ties = ties
        return made

    def __getnewargs__(self) -> tuple[tuple[Fraction, ...], tuple[Tie, ...]]:
        return tuple(self), self.ties


def _positive(value: object, zh: str, en: str) -> Fraction:
    found = handed(value)
    if found is None:
        raise ModelError(
            f'{zh} {value!r} 不是精确的数；请写成整数、文本（"0.5"）或 Fraction。',
            f"The {en}, {value!r}, is no exact number; write an int, a text ('0.5') or a Fraction.",
        )
    if found <= 0:
        raise ModelError(f"{zh}应大于 0，得到 {short(found)}。", f"The {en} has to be above 0, not {short(found)}.")
    return found


def points(
    shares: Sequence[object], total: object = 100, unit: object = 1, *, names: Sequence[str] = (), width: Fraction = Fraction(0)
) -> Points:  # fmt: skip
    """Shares of a total in whole units, by the largest remainder (Hamilton, Hare and Niemeyer).

    Parameters
    ----------
    shares
        How much each part counts: weights, votes or any numbers that are not negative. Only their ratios matter.
    total
        What the points add up to, a multiple of the unit.
    unit
        What points are given in: 1, "0.5" or "0.1".
    names
        What the parts are called, for ties.
    width
        How far a share of the whole may be from its true value: remainders that are no further apart are equal.

    Raises
    ------
    ModelError
        If the total is no multiple of the unit, or a share is negative or no exact number, or all are zero.

    >>> [str(p) for p in points((47000, 16000, 15800, 12000, 6100, 3100), 10)]
    ['5', '2', '1', '1', '1', '0']
    >>> points((1, 1, 1)).ties
    (Tie(parts=(0, 1, 2), units=1),)
    """
    whole, step = _positive(total, "总分", "total of points"), _positive(unit, "计分单位", "unit of points")
    units = whole / step
    if units.denominator != 1 or units > MOST_UNITS:
        raise ModelError(
            f"总分 {short(whole, 6)} 不是计分单位 {short(step, 6)} 的整数倍（至多 {MOST_UNITS} 倍）。",
            f"The total of {short(whole, 6)} is no multiple of the unit of {short(step, 6)} (at most {MOST_UNITS} units).",
        )
    quotas = _quotas(shares, units)
    if names and len(names) != len(quotas):
        raise ModelError(
            f"有 {len(quotas)} 个权重，却有 {len(names)} 个名称。",
            f"There are {len(quotas)} shares and {len(names)} names.",
        )
    floors = [quota.numerator // quota.denominator for quota in quotas]
    left = int(units) - sum(floors)
    rest = [quota - floor for quota, floor in zip(quotas, floors, strict=True)]
    order = sorted(range(len(rest)), key=lambda n: (-rest[n], n))
    for n in order[:left]:
        floors[n] += 1
    called: Sequence[str | int] = names or range(len(rest))
    return Points((floor * step for floor in floors), _ties(rest, order, left, called, 2 * width * units))


def _quotas(shares: Sequence[object], units: Fraction) -> list[Fraction]:
    found = [handed(share) for share in shares]
    for share, number in zip(shares, found, strict=True):
        if number is None or number < 0:
            raise ModelError(
                f"权重 {share!r} 应为不小于 0 的精确的数。", f"A share is an exact number of 0 or more, not {share!r}."
            )
    numbers = [number for number in found if number is not None]
    whole = sum(numbers, Fraction(0))
    if not whole:
        raise ModelError("权重全为 0，分值无从分配。", "All shares are 0; there is nothing to share the points out by.")
    return [number * units / whole for number in numbers]


def _ties(
    rest: Sequence[Fraction], order: Sequence[int], left: int, called: Sequence[str | int], apart: Fraction
) -> tuple[Tie, ...]:
    """The parts among which the last unit was given by their order alone."""
    if not 0 < left < len(order):
        return ()
    last, next_one = rest[order[left - 1]], rest[order[left]]
    if last - next_one > apart:
        return ()
    equal = [n for n in range(len(rest)) if next_one - apart <= rest[n] <= last + apart]
    return (Tie(tuple(called[n] for n in equal), sum(n in order[:left] for n in equal)),)


__all__ = ["MOST_UNITS", "Points", "Tie", "points"]
