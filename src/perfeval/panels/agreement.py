"""Kendall's W: how far several judges put the same things in the same order, with ties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate

from attrs import frozen

from perfeval.errors import ModelError
from perfeval.findings import Text
from perfeval.panels.marks import number
from perfeval.panels.tails import chance
from perfeval.quantities.bounds import Interval


@frozen
class Kendall:
    """How far judges agree on an order: W from 0 (not at all) to 1 (all alike).

    Attributes
    ----------
    w
        The coefficient, corrected for ties; None where it is not defined, and `undefined` says why.
    uncorrected
        The same without the correction.
    s
        S, the sum of squares of the rank sums about their mean.
    ties
        ΣT, the sum of t³ − t over all groups of equal marks.
    judges, things
        m and n.
    """

    w: Fraction | None
    uncorrected: Fraction | None
    s: Fraction
    ties: int
    judges: int
    things: int
    undefined: Text = Text()

    @property
    def df(self) -> int:
        """The degrees of freedom of χ²: n − 1."""
        return self.things - 1

    @property
    def chi2(self) -> Fraction | None:
        """χ² = m(n − 1)W, good enough from about 8 things on."""
        return None if self.w is None else self.judges * self.df * self.w

    @property
    def p(self) -> Interval | None:
        """How likely so much agreement is by chance, by χ², between bounds; None where W is not defined."""
        return None if self.chi2 is None else chance(self.chi2, self.df)


def ranks(marks: Sequence[Fraction]) -> list[Fraction]:
    """The ranks of marks from 1 for the lowest; equal marks share the mean of theirs.

    >>> [str(rank) for rank in ranks((90, 85, 90))]
    ['5/2', '1', '5/2']
    """
    counts = Counter(marks)
    below = dict(zip(ordered := sorted(counts), accumulate((counts[m] for m in ordered), initial=0), strict=False))
    return [Fraction(2 * below[mark] + counts[mark] + 1, 2) for mark in marks]


def kendall(judges: Sequence[Sequence[object]]) -> Kendall:
    """Kendall's coefficient of concordance: W = 12S / (m²(n³ − n) − mΣT).

    Parameters
    ----------
    judges
        One row a judge: marks or ranks of the same things in one order.

    Raises
    ------
    ModelError
        If a row is shorter than another, or a mark is no exact number.

    >>> kendall([(1, 2, 3), (1, 2, 3), (3, 2, 1)]).w
    Fraction(1, 9)
    """
    rows = [[number(mark, f"#{n}") for mark in row] for n, row in enumerate(judges, 1)]
    m, n = len(rows), len(rows[0]) if rows else 0
    uneven = next((place for place, row in enumerate(rows, 1) if len(row) != n), None)
    if uneven is not None:
        raise ModelError(
            f"第 {uneven} 位评判人给了 {len(rows[uneven - 1])} 个分，第 1 位给了 {n} 个；须人人评全。",
            f"Judge {uneven} gives {len(rows[uneven - 1])} marks, the first {n}; all have to mark everything.",
        )
    ranked = [ranks(row) for row in rows]
    sums = [sum(column, Fraction(0)) for column in zip(*ranked, strict=True)]
    s = sum((r**2 for r in sums), Fraction(0)) - (sum(sums, Fraction(0)) ** 2 / n if n else 0)
    ties = sum(t**3 - t for row in rows for t in Counter(row).values())
    without = Fraction(m**2 * (n**3 - n))
    why = _why_not(m, n, without - m * ties)
    if why:
        return Kendall(None, None, s, ties, m, n, why)
    return Kendall(12 * s / (without - m * ties), 12 * s / without, s, ties, m, n)


def _why_not(judges: int, things: int, divisor: Fraction) -> Text:
    if judges < 2:
        return Text("不足 2 人，谈不上一致", "with fewer than 2 judges there is nothing to agree on")
    if things < 2:
        return Text("不足 2 项，排不出次序", "fewer than 2 things have no order")
    if not divisor:
        return Text(
            "每位都给各项打了相同的分，没有次序可比", "every judge marks all things alike; there is no order to compare"
        )
    return Text()


__all__ = ["Kendall", "kendall", "ranks"]
