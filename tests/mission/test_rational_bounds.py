"""Roots, logarithms and exponentials between two fractions, and numbers as they are handed over."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval.quantities.bounds import WIDTH, Interval, exponential, logarithm, root
from perfeval.quantities.handed import handed

above_zero = st.fractions(min_value=Fraction(1, 10**9), max_value=10**9, max_denominator=10**9)


@given(above_zero, st.integers(2, 9))
def test_root_is_enclosed(value: Fraction, degree: int) -> None:
    """The ends of a root, raised to its power, enclose the number, and lie no further apart than the named width."""
    found = root(value, degree)

    assert found.low**degree <= value <= found.high**degree
    assert 0 <= found.width <= WIDTH


@given(above_zero)
def test_root_of_a_power_is_exact(value: Fraction) -> None:
    """The root of what is a power is a fraction, and is that fraction."""
    assert root(value**3, 3) == Interval.of(value)


@given(above_zero)
def test_logarithm_is_enclosed(value: Fraction) -> None:
    """The ends of a logarithm lie around what the machine's own logarithm says, to its precision."""
    found = logarithm(value)

    assert 0 <= found.width <= WIDTH
    assert float(found.middle) == pytest.approx(math.log(value), rel=1e-13, abs=1e-13)


@given(above_zero, above_zero)
def test_logarithm_of_a_product(one: Fraction, other: Fraction) -> None:
    """ln xy = ln x + ln y, so that the two enclosures meet."""
    whole, parts = logarithm(one * other), logarithm(one) + logarithm(other)

    assert whole.low <= parts.high
    assert parts.low <= whole.high


@given(st.fractions(min_value=-200, max_value=20, max_denominator=10**6))
def test_exponential_is_enclosed(value: Fraction) -> None:
    """e to a power lies between its ends, which are no further apart than the named width where it is at most 1."""
    found = exponential(value)

    assert float(found.middle) == pytest.approx(math.exp(value), rel=1e-12, abs=1e-18)
    assert value > 0 or 0 <= found.width <= WIDTH


@pytest.mark.parametrize("call", [
    lambda: root(Fraction(-1), 2), lambda: root(Fraction(2), 0), lambda: logarithm(Fraction(0)), lambda: logarithm(Fraction(-3)),
])  # fmt: skip
def test_what_has_no_value_is_refused(call) -> None:
    """There is no even root below zero and no logarithm of zero."""
    with pytest.raises(ValueError, match="no "):
        call()


def test_division_by_what_may_be_zero() -> None:
    """Nothing is divided by a number that may be zero."""
    with pytest.raises(ZeroDivisionError):
        Interval.of(1) / Interval(Fraction(-1), Fraction(1))


@pytest.mark.parametrize(("value", "number"), [
    (3, 3), ("3", 3), (" 3.50 ", Fraction(7, 2)), ("1/3", Fraction(1, 3)), ("95%", Fraction(19, 20)), ("-2", -2),
    (Fraction(1, 7), Fraction(1, 7)),
    (0.5, None), (True, None), (None, None), ("", None), ("三", None), ("1e9", None), ("1/0", None), ("1//2", None),
    ("nan", None), ("inf", None), ("1_000", None), ("9" * 40, None), ([3], None),
])  # fmt: skip
def test_numbers_handed_over(value: object, number: Fraction | None) -> None:
    """An exact number is taken; a binary fraction, a word, and digits without end are not."""
    assert handed(value) == number
