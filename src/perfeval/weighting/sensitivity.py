"""Whether the order of two units survives other weights.

The weights may each move by so many points and still add up to their total. The difference of two units is linear in
them, so its least and greatest value are found by giving as much weight as there is to where it counts most: exactly, by
sorting. The order is certain if both have one sign.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations

from attrs import frozen

from perfeval.errors import ModelError
from perfeval.quantities.handed import handed


@frozen
class Order:
    """Two units, and how their difference moves with the weights.

    Attributes
    ----------
    one, other
        The units, the one with the higher score first.
    difference
        By how many points it is higher, with the weights as given.
    lowest, highest
        The least and the greatest difference that any weights allowed give.
    """

    one: str
    other: str
    difference: Fraction
    lowest: Fraction
    highest: Fraction

    @property
    def certain(self) -> bool:
        """Whether the first is ahead, or both are equal, whatever the weights."""
        return self.lowest > 0 or self.lowest == self.highest == 0


def _number(value: object, zh: str, en: str) -> Fraction:
    found = handed(value)
    if found is None or found < 0:
        raise ModelError(
            f"{zh} {value!r} 应为不小于 0 的精确的数。", f"{en} has to be an exact number of 0 or more, not {value!r}."
        )
    return found


def sensitivity(
    points: Mapping[str, Fraction], units: Mapping[str, Mapping[str, object]], within: object
) -> tuple[Order, ...]:
    """The order of every two units, and whether it holds for all weights near those given.

    Parameters
    ----------
    points
        The weight of each indicator in points; their sum is kept.
    units
        Of each unit, which share of an indicator's points it reaches, from 0 to 1 ("95%", "0.95").
    within
        So many points each weight may be higher or lower; none falls below 0.

    Raises
    ------
    ModelError
        If a unit has no share for an indicator, has one for another, or a share is not from 0 to 1.
    """
    give = _number(within, "权重的变动幅度", "What a weight may move by")
    if len(units) < 2:
        raise ModelError("至少要有两个单位才能比较次序。", "An order needs two units at least.")
    rates = {unit: _rates(unit, shares, points) for unit, shares in units.items()}
    made = []
    for one, other in combinations(rates, 2):
        apart = {name: rates[one][name] - rates[other][name] for name in points}
        difference = sum((points[name] * apart[name] for name in points), Fraction(0))
        if difference < 0:
            one, other, difference = other, one, -difference
            apart = {name: -value for name, value in apart.items()}
        lowest = _least(points, apart, give)
        highest = -_least(points, {name: -value for name, value in apart.items()}, give)
        made.append(Order(one, other, difference, lowest, highest))
    return tuple(made)


def _rates(unit: str, shares: Mapping[str, object], points: Mapping[str, Fraction]) -> dict[str, Fraction]:
    for name in shares:
        if name not in points:
            raise ModelError(
                f"“{unit}”的“{name}”不是所列指标；有：{'、'.join(points)}。",
                f"{unit!r} has a share for {name!r}, which is no indicator; there are {', '.join(points)}.",
            )
    missing = next((name for name in points if name not in shares), None)
    if missing is not None:
        raise ModelError(f"“{unit}”缺少“{missing}”的得分率。", f"{unit!r} has no share for {missing!r}.")
    made = {name: _number(shares[name], f"“{unit}”的“{name}”得分率", f"{unit}'s share of {name}") for name in points}
    high = next((name for name, share in made.items() if share > 1), None)
    if high is not None:
        raise ModelError(
            f'“{unit}”的“{high}”得分率超过 100%；请写成 0～1 的数，如 "95%"。',
            f"{unit!r} reaches more than all points of {high!r}; write a share from 0 to 1, such as '95%'.",
        )
    return made


def _least(points: Mapping[str, Fraction], apart: Mapping[str, Fraction], give: Fraction) -> Fraction:
    """The least sum of weight times difference that weights near those given can have."""
    lows = {name: max(Fraction(0), weight - give) for name, weight in points.items()}
    left = sum(points.values(), Fraction(0)) - sum(lows.values(), Fraction(0))
    made = sum((lows[name] * apart[name] for name in points), Fraction(0))
    for name in sorted(points, key=lambda name: apart[name]):
        more = min(left, points[name] + give - lows[name])
        made, left = made + more * apart[name], left - more
    return made


__all__ = ["Order", "sensitivity"]
