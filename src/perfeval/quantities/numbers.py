"""Exact quantities that remember how precisely they were printed.

Rule 1: a number is a `Fraction`, its precision the digits that were printed; nothing is a binary fraction.
Rule 2: what cannot be read as one number stays text (`Unread`), with its possible readings, and is used by nobody.
Rule 3: this room does not know a line item.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction
from functools import cached_property

from attrs import evolve, frozen

from perfeval.quantities.units import POINTS, Unit


class Nil(Enum):
    """Three cells without a number, which are three different statements (0.00 is the fourth, a `Quantity`)."""

    BLANK = "blank"  # nothing was written: not filled in, or nothing to fill in
    DASH = "dash"  # ——, /, 不适用: the column does not apply
    NONE = "none"  # 无: said to be absent


@frozen
class Quantity:
    """One printed number: its value, its unit and how precisely it was printed.

    Attributes
    ----------
    number
        The number as printed, in its own unit.
    unit
        Its unit, or None where none is printed or declared; such numbers only compare with each other.
    places
        Digits printed after the decimal point; 30.5 keeps one even under a column of two.
    exact
        The print stands for itself alone: counts, points, and whole numbers among decimals.
    approximate
        余, 多, 近, 约 or 左右 stood beside it: the number decides nothing.
    printed
        The characters of the source.
    """

    number: Fraction
    unit: Unit | None = None
    places: int = 0
    exact: bool = False
    approximate: bool = False
    printed: str = ""

    @property
    def dimension(self) -> str | None:
        """What is measured; None without a unit."""
        return self.unit.dimension if self.unit else None

    @cached_property
    def value(self) -> Fraction:
        """The number in base units (yuan for money, 1 for 100 %)."""
        return self.number * self.unit.scale if self.unit else self.number

    @cached_property
    def step(self) -> Fraction:
        """What one unit in the last printed place is worth, in base units."""
        scale = self.unit.scale if self.unit else Fraction(1)
        return scale / Fraction(10**self.places)

    @cached_property
    def half(self) -> Fraction:
        """Half the last printed place: how far the true value may lie from the print. Zero when exact."""
        return Fraction(0) if self.exact else self.step / 2

    @property
    def interval(self) -> tuple[Fraction, Fraction]:
        """The true values this print may stand for, ends included, in base units."""
        return self.value - self.half, self.value + self.half

    def agrees_with(self, other: Quantity) -> bool:
        """Whether two prints of *one* figure agree: equal at equal precision, else within half the coarser step.

        This is stricter than two terms of a sum, because no adding has gone on.
        """
        if self.dimension != other.dimension:
            return False
        if self.step == other.step:
            return self.value == other.value
        coarser = max(self.step, other.step)
        return abs(self.value - other.value) * 2 <= coarser

    def as_rate(self) -> tuple[Quantity, ...]:
        """What a printed rate may mean: without a percent sign it is a plain fraction or so many percent."""
        if self.unit is not None:
            return (self,)
        return (self, evolve(self, number=self.number / 100, places=self.places + 2))

    def as_exact(self) -> Quantity:
        """The same print, standing for itself alone."""
        return evolve(self, exact=True)

    def within(self, unit: Unit | None) -> Quantity:
        """The same print read in a unit, if it has none of its own."""
        if self.unit is not None:
            return self
        return evolve(self, unit=unit, exact=self.exact or stands_alone(unit, self.places))

    def __str__(self) -> str:
        sign = "约" if self.approximate else ""
        return f"{sign}{plain(self.number, self.places)}{self.unit.symbol if self.unit else ''}"


def stands_alone(unit: Unit | None, places: int) -> bool:
    """Whether a print in this unit is exact by itself: points, and whole counts of one (3万人 is rounded)."""
    if unit is None:
        return False
    return unit.dimension == POINTS or (unit.is_count and places == 0 and unit.scale == 1)


@frozen
class Unread:
    """A cell that should hold one number and does not, kept as printed.

    Attributes
    ----------
    printed
        The characters of the cell.
    readings
        The numbers it may have meant; nothing uses them unless an identity decides.
    slip
        Nobody meant to print it so: a run of digits that is no number (0.7531.13), a number that begins with 0 (01万元).
    """

    printed: str
    readings: tuple[Quantity, ...] = ()
    slip: bool = False


@frozen
class Words:
    """A cell that says something in words."""

    printed: str


Reading = Quantity | Nil | Unread | Words


def plain(number: Fraction, places: int) -> str:
    """A number with so many decimals, rounded half away from zero, without thousands separators.

    >>> plain(Fraction(17, 19) * 100, 2)
    '89.47'
    """
    scaled = abs(number) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = str(whole).rjust(places + 1, "0")
    body = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{body}" if number < 0 and whole else body


def short(number: Fraction, places: int = 2) -> str:
    """A number with as few decimals as say it exactly, and at most `places`.

    >>> short(Fraction(110)), short(Fraction("0.5")), short(Fraction(1, 3))
    ('110', '0.5', '0.33')
    """
    for few in range(places):
        if (number * 10**few).denominator == 1:
            return plain(number, few)
    return plain(number, places)


def percent(rate: Fraction, places: int = 2) -> str:
    """A rate as a printed percent: `percent(Fraction(17, 19))` is `'89.47%'`."""
    return f"{plain(rate * 100, places)}%"


def is_one_slip(printed: Quantity, meant: Fraction) -> bool:
    """Whether a print is one slip of the hand away from a number in its own unit.

    A slip is one digit that is wrong, missing or too many, two neighbours that changed places, or a point that moved.

    >>> is_one_slip(quantity("4378人"), Fraction(4278)), is_one_slip(quantity("278.80"), Fraction("287.80"))
    (True, True)
    """
    one, other = plain(abs(printed.number), printed.places), plain(abs(meant), printed.places)
    if one == other:
        return False
    if one.replace(".", "").strip("0") == other.replace(".", "").strip("0"):
        return True
    a, b = one.replace(".", ""), other.replace(".", "")
    if len(a) == len(b):
        wrong = [n for n in range(len(a)) if a[n] != b[n]]
        swapped = (
            len(wrong) == 2 and wrong[1] - wrong[0] == 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        )
        return len(wrong) == 1 or swapped
    short, long = sorted((a, b), key=len)
    return len(long) - len(short) == 1 and any(long[:n] + long[n + 1 :] == short for n in range(len(long)))


def exact_among(column: Iterable[Quantity]) -> bool:
    """Whether whole numbers of this column or list stand for themselves: at least half of it has decimals."""
    numbers = list(column)
    return bool(numbers) and 2 * sum(q.places > 0 for q in numbers) >= len(numbers)


def stated_rate_fits(stated: Quantity, lowest: Fraction, highest: Fraction) -> bool:
    """Whether a printed rate may stand for some true rate in [lowest, highest], rounded or cut.

    A cut print keeps its digits and drops the rest, toward zero, so the true rate lies beyond it, by less than one
    unit of its last digit.
    """
    low, high = stated.interval
    if stated.exact:
        return lowest <= high and low <= highest
    below = lowest < stated.value + stated.step if stated.value >= 0 else lowest <= high
    above = highest > stated.value - stated.step if stated.value <= 0 else highest >= low
    return below and above


def quotient(top: tuple[Fraction, Fraction], bottom: tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction] | None:
    """The interval of top / bottom for every sign; None when the bottom may be zero."""
    if bottom[0] <= 0 <= bottom[1]:
        return None
    corners = [t / b for t in top for b in bottom]
    return min(corners), max(corners)
