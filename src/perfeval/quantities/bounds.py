"""Roots, logarithms and exponentials: no fraction says them, so two fractions enclose them, `WIDTH` or less apart.

Rule 1: the true value lies between `low` and `high`, ends included; every rounding goes outward.
Rule 2: what is a fraction is that fraction: √(9/4) and ln 1 have ends that are equal.
Rule 3: a comparison that the ends do not decide is undecided (None), never guessed.
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from attrs import frozen

#: Digits kept behind the point, and how far the ends of one root or logarithm lie apart at most.
PLACES = 24
WIDTH = Fraction(1, 10**18)
_SCALE = 10**PLACES


@frozen
class Interval:
    """A number known to lie between two fractions, ends included.

    Attributes
    ----------
    low, high
        The ends; equal where the number is known exactly.
    """

    low: Fraction
    high: Fraction

    @classmethod
    def of(cls, value: Interval | Fraction | int) -> Interval:
        """A number known exactly, or what is an interval already."""
        return value if isinstance(value, Interval) else cls(Fraction(value), Fraction(value))

    @property
    def width(self) -> Fraction:
        """How far its ends lie apart; 0 for a number known exactly."""
        return self.high - self.low

    @property
    def middle(self) -> Fraction:
        """The fraction half way between its ends."""
        return (self.low + self.high) / 2

    def __contains__(self, value: Fraction | int) -> bool:
        return self.low <= value <= self.high

    def below(self, limit: Fraction | int) -> bool | None:
        """Whether the number is below a limit: proved, disproved, or None where the ends do not decide.

        >>> [Interval(Fraction(1), Fraction(2)).below(n) for n in (3, 1, 2)]
        [True, False, None]
        """
        if self.high < limit:
            return True
        return False if self.low >= limit else None

    def __add__(self, other: Interval | Fraction | int) -> Interval:
        other = Interval.of(other)
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval | Fraction | int) -> Interval:
        other = Interval.of(other)
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval | Fraction | int) -> Interval:
        other = Interval.of(other)
        ends = [one * two for one in (self.low, self.high) for two in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval | Fraction | int) -> Interval:
        other = Interval.of(other)
        if 0 in other:
            raise ZeroDivisionError("the divisor may be zero")
        return self * Interval(1 / other.high, 1 / other.low)

    def rounded(self, places: int = PLACES) -> Interval:
        """The same with ends of so many decimals, rounded outward, so that long sums stay short."""
        scale = 10**places
        low, high = self.low * scale, self.high * scale
        return Interval(
            Fraction(low.numerator // low.denominator, scale), Fraction(-(-high.numerator // high.denominator), scale)
        )


def total(parts: list[Interval]) -> Interval:
    """The sum of several; 0 for none.

    >>> total([]) == Interval.of(0)
    True
    """
    return sum(parts, Interval.of(0))


def root(value: Fraction, degree: int) -> Interval:
    """The root of a number that is not negative, such as the cube root for a degree of 3.

    >>> root(Fraction(8, 27), 3)
    Interval(low=Fraction(2, 3), high=Fraction(2, 3))

    Raises
    ------
    ValueError
        If the number is negative or the degree is not at least 1.
    """
    if value < 0 or degree < 1:
        raise ValueError(f"no root of degree {degree} of {value}")
    exact = Fraction(_whole_root(value.numerator, degree), _whole_root(value.denominator, degree))
    if exact**degree == value:
        return Interval.of(exact)
    # a small number keeps as many telling digits as a large one
    more = max(0, len(str(value.denominator)) - len(str(value.numerator))) // degree + 1
    scale = _SCALE * 10**more
    low = _whole_root(value.numerator * scale**degree // value.denominator, degree)
    return Interval(Fraction(low, scale), Fraction(low + 1, scale))


def _whole_root(number: int, degree: int) -> int:
    """The largest whole number whose power is not above a number."""
    if degree == 2:
        return isqrt(number)
    low, high = 0, 1 << (number.bit_length() // degree + 1)
    while high - low > 1:
        half = (low + high) // 2
        low, high = (half, high) if half**degree <= number else (low, half)
    return low


def logarithm(value: Fraction) -> Interval:
    """The natural logarithm of a number above zero.

    >>> logarithm(Fraction(1))
    Interval(low=Fraction(0, 1), high=Fraction(0, 1))

    Raises
    ------
    ValueError
        If the number is not above zero.
    """
    if value <= 0:
        raise ValueError(f"no logarithm of {value}")
    # value = 2^twos × rest, so that the series of the rest is short
    twos = value.numerator.bit_length() - value.denominator.bit_length()
    rest = value / Fraction(2) ** twos
    made = _half_log(rest) * 2
    return (made + _half_log(Fraction(2)) * (2 * twos)).rounded() if twos else made


def _half_log(value: Fraction) -> Interval:
    """Half the logarithm, as z + z³/3 + z⁵/5 + … with z = (value − 1) / (value + 1)."""
    z = (value - 1) / (value + 1)
    if not z:
        return Interval.of(0)
    near = Interval.of(abs(z)).rounded()
    power, square, made, n = near, (near * near).rounded(), Interval.of(0), 1
    while power.high * _SCALE > 1:
        made += power / n
        power, n = (power * square).rounded(), n + 2
    # what is left out is less than a geometric series
    made = Interval(made.low, made.high + power.high / (1 - square.high)).rounded()
    return made if z > 0 else made * -1


def exponential(value: Fraction) -> Interval:
    """e to the power of a number; for one above zero the ends may lie further apart than `WIDTH`.

    >>> exponential(Fraction(0))
    Interval(low=Fraction(1, 1), high=Fraction(1, 1))
    """
    if not value:
        return Interval.of(1)
    halvings = max(0, abs(value).__ceil__().bit_length())
    small = Interval.of(abs(value) / 2**halvings).rounded(PLACES + halvings)
    term, made, n = Interval.of(1), Interval.of(0), 0
    while term.high * _SCALE * 10**halvings > 1:
        made += term
        n += 1
        term = (term * small / n).rounded(PLACES + 2 * halvings)
    made = Interval(made.low, made.high + 2 * term.high)
    for _ in range(halvings):
        made = (made * made).rounded(PLACES + 2 * halvings)
    return made if value > 0 else (Interval.of(1) / made).rounded()


__all__ = ["WIDTH", "Interval", "exponential", "logarithm", "root", "total"]
