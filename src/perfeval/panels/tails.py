"""How likely a χ² of so much or more is by chance, between rational bounds."""

from __future__ import annotations

from fractions import Fraction

from perfeval.quantities.bounds import Interval, exponential, root

#: Digits kept behind the point in sums of many terms.
_PLACES = 40
#: More than what all digits cut off from those terms can come to.
_CUT = Fraction(1, 10**30)


def chance(chi2: Fraction, df: int) -> Interval:
    """The probability that χ² with `df` degrees of freedom is `chi2` or more.

    For an even number of degrees it is e⁻ʰ Σ hⁱ/i! with h = χ²/2; for an odd one erfc √h and a sum of half steps.

    Raises
    ------
    ValueError
        If χ² is negative or there is no degree of freedom.
    """
    if chi2 < 0 or df < 1:
        raise ValueError(f"no χ² of {chi2} with {df} degrees of freedom")
    half = chi2 / 2
    if not half:
        return Interval.of(1)
    decay = Interval.of(1) / exponential(half)
    made = decay * _steps(half, df // 2) if df % 2 == 0 else _odd(half, df, decay)
    return Interval(max(Fraction(0), made.low - _CUT), min(Fraction(1), made.high + _CUT)).rounded()


def _steps(half: Fraction, terms: int) -> Fraction:
    """1 + h + h²/2! + …, so many terms."""
    term, made = Fraction(1), Fraction(0)
    for n in range(1, terms + 1):
        made += term
        term = _cut(term * half / n)
    return made


def _odd(half: Fraction, df: int, decay: Interval) -> Interval:
    """erfc √h + e⁻ʰ/√(πh) Σ (2h)ⁱ/(2i − 1)!!, where erf √h = 2 e⁻ʰ √(h/π) Σ (2h)ⁿ/(2n + 1)!!."""
    pi = _pi()
    over_pi = Interval(root(half / pi.high, 2).low, root(half / pi.low, 2).high)
    term, series, n = Fraction(1), Fraction(0), 0
    while n < 2 * half or term * 10**_PLACES > 1:
        series += term
        n += 1
        term = _cut(term * 2 * half / (2 * n + 1))
    below = decay * over_pi * Interval(2 * series, 2 * series + 2 * term * (n + 2))
    term, steps = Fraction(1), Fraction(0)
    for i in range(1, (df - 1) // 2 + 1):
        term = _cut(term * 2 * half / (2 * i - 1))
        steps += term
    return Interval.of(1) - below + decay * over_pi * (steps / half)


def _cut(term: Fraction) -> Fraction:
    """A term of a sum with few digits; what is cut off is far below what the sum is rounded to."""
    scale = 10 ** (_PLACES + 20)
    return Fraction(term.numerator * scale // term.denominator, scale)


def _pi() -> Interval:
    """π = 16 arctan 1/5 − 4 arctan 1/239 (Machin)."""
    return (_arctan(5) * 16 - _arctan(239) * 4).rounded(_PLACES)


def _arctan(one_over: int) -> Interval:
    """arctan of one over a number: an alternating series lies between each two of its partial sums."""
    power, n, made = Fraction(1, one_over), 0, Fraction(0)
    while True:
        before, made = made, made + power / (2 * n + 1) * (-1) ** n
        power, n = power / one_over**2, n + 1
        if abs(made - before) * 10 ** (_PLACES + 2) < 1:
            return Interval(min(before, made), max(before, made))


__all__ = ["chance"]
