"""Two-sided rows over figures, and how a figure is taken out of them (Fourier and Motzkin), in whole numbers.

Everything is written about *changes*: every figure's change is zero as printed, so a row is broken as printed exactly
when zero lies outside its bounds.
A figure is a number here (its index); what it is called is the business of `edits`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations
from math import lcm

from attrs import define, frozen

#: A bound: a number and whether it is itself left out. None for no bound.
Bound = tuple[Fraction, bool]
NOTHING: frozenset[int] = frozenset()


@define
class Row:
    """low ≤ Σ coefficient · change ≤ high, valid as long as the figures it `rests` on stay as printed."""

    terms: dict[int, int]
    low: int | None
    low_open: bool
    high: int | None
    high_open: bool
    rests: frozenset[int] = NOTHING

    @property
    def broken(self) -> bool:
        """Whether it is broken as printed."""
        if self.low is not None and (self.low > 0 or (self.low == 0 and self.low_open)):
            return True
        return self.high is not None and (self.high < 0 or (self.high == 0 and self.high_open))

    @property
    def figures(self) -> frozenset[int]:
        """The figures of which one must change if it is broken."""
        return self.rests.union(self.terms) if self.rests else frozenset(self.terms)


def row(
    terms: Mapping[int, Fraction], low: Bound | None, high: Bound | None, rests: frozenset[int] = NOTHING
) -> Row:  # fmt: skip
    """A row in whole numbers."""
    scale = lcm(
        *(f.denominator for f in terms.values()), low[0].denominator if low else 1, high[0].denominator if high else 1
    )
    return Row(
        {figure: int(f * scale) for figure, f in terms.items() if f},
        int(low[0] * scale) if low else None, bool(low and low[1]),
        int(high[0] * scale) if high else None, bool(high and high[1]), rests,
    )  # fmt: skip


@frozen
class Rate:
    """A printed rate beside the figures it is a rate of: stated ≈ top / bottom + offset, rounded or cut.

    Attributes
    ----------
    figure
        The stated rate; `worth` is what one of its units means as a rate (1, or 1/100 for a percent without its sign),
        `printed` that rate, `step` the worth of its last printed place, zero for a rate that stands for itself.
    top, bottom
        Coefficients of the figures; `over` and `under` are what they come to as printed, `over_half` and `under_half`
        how far rounding may have moved that.
    """

    figure: int
    worth: Fraction
    printed: Fraction
    step: Fraction
    top: Mapping[int, Fraction]
    bottom: Mapping[int, Fraction]
    over: Fraction
    under: Fraction
    over_half: Fraction
    under_half: Fraction
    offset: Fraction = Fraction(0)
    #: On which side of zero the base lies, 1 or -1: the side it is printed on, or the other.
    side: int = 1

    @property
    def figures(self) -> frozenset[int]:
        """The figures it is a rate of."""
        return frozenset((*self.top, *self.bottom))

    def highest(self, printed: Fraction) -> Bound:
        """The highest true rate a print may stand for: rounded, or cut toward zero."""
        return (printed + self.step, bool(self.step)) if printed >= 0 else (printed + self.step / 2, False)

    def lowest(self, printed: Fraction) -> Bound:
        """The lowest true rate a print may stand for."""
        return (printed - self.step, bool(self.step)) if printed <= 0 else (printed - self.step / 2, False)

    def rows(self) -> Iterator[Row]:
        """Linear rows while the stated rate stays as printed, and one that keeps the base on its side of zero."""
        rests = frozenset((self.figure,))
        yield from self.between(self.lowest(self.printed), self.highest(self.printed), rests)
        yield row(
            {f: self.side * c for f, c in self.bottom.items()}, (self.under_half - self.side * self.under, True), None
        )

    def between(self, low: Bound | None, high: Bound | None, rests: frozenset[int]) -> Iterator[Row]:
        """Linear rows that keep top / bottom between two true rates."""
        for bound, is_low in ((low, True), (high, False)):
            if bound is None:
                continue
            times = bound[0] - self.offset
            terms = dict(self.top)
            for figure, c in self.bottom.items():
                terms[figure] = terms.get(figure, Fraction(0)) - times * c
            left = self.over - times * self.under
            slack = self.over_half + abs(times) * self.under_half
            if is_low == (self.side > 0):
                yield row(terms, (-slack - left, bound[1]), None, rests)
            else:
                yield row(terms, None, (slack - left, bound[1]), rests)

    def alone(self) -> Row:
        """What the stated rate may be changed to while its figures stay as printed."""
        ends = [(self.over + a * self.over_half) / (self.under + b * self.under_half) for a in (-1, 1) for b in (-1, 1)]
        low, high = min(ends) + self.offset, max(ends) + self.offset
        half = self.step / 2
        if low >= self.step:
            bottom: Bound = (low - self.step, bool(self.step))
        else:
            bottom = (min(low - half, Fraction(0)) if low < half else Fraction(0), False)
        if high <= -self.step:
            top: Bound = (high + self.step, bool(self.step))
        else:
            top = (max(high + half, Fraction(0)) if high > -half else Fraction(0), False)
        own = frozenset((self.figure,))
        return row(
            {self.figure: self.worth}, (bottom[0] - self.printed, bottom[1]), (top[0] - self.printed, top[1]),
            self.figures - own,
        )  # fmt: skip


def without(rows: Iterable[Row], figure: int, *, last: bool) -> list[Row]:
    """The rows once a figure may be anything: every two rows it stands in are joined into one without it.

    With `last` only what is broken is wanted.
    """
    kept: list[Row] = []
    mine: list[tuple[int, Row]] = []
    for one in rows:
        coefficient = one.terms.get(figure)
        if coefficient is None:
            if not last or one.broken:
                kept.append(one)
        else:
            mine.append((coefficient, one))
    for (a, first), (b, second) in combinations(mine, 2):
        joined = _joined(figure, a, first, b, second, last=last)
        if joined is not None:
            kept.append(joined)
    return kept


def _side(one: Row, times: int) -> tuple[int | None, bool, int | None, bool]:
    if times > 0:
        low = None if one.low is None else one.low * times
        high = None if one.high is None else one.high * times
        return low, one.low_open, high, one.high_open
    low = None if one.high is None else one.high * times
    high = None if one.low is None else one.low * times
    return low, one.high_open, high, one.low_open


def _joined(figure: int, a: int, first: Row, b: int, second: Row, *, last: bool) -> Row | None:
    """The difference of two rows, scaled so that the figure falls out."""
    common = lcm(a, b)
    m, n = common // a, common // b
    low, low_open, high, high_open = _side(first, m)
    other_low, other_low_open, other_high, other_high_open = _side(second, n)
    lowest = None if low is None or other_high is None else low - other_high
    highest = None if high is None or other_low is None else high - other_low
    if lowest is None and highest is None:
        return None
    made = Row(
        {}, lowest, low_open or other_high_open, highest, high_open or other_low_open, first.rests | second.rests
    )
    if last and not made.broken:
        return None
    terms = {f: c * m for f, c in first.terms.items() if f != figure}
    for f, c in second.terms.items():
        if f != figure:
            left = terms.get(f, 0) - c * n
            if left:
                terms[f] = left
            else:
                del terms[f]
    made.terms = terms
    return made
