"""An amount as a program holds it, as the number it would be in print."""

from __future__ import annotations

from fractions import Fraction
from operator import index
from typing import SupportsIndex

from attrs import evolve

from perfeval.building.where import At
from perfeval.model import DecimalLike
from perfeval.quantities import Nil, Quantity, Unit, read


def reading_of(value: object, unit: Unit | None, at: At) -> Quantity | Nil:
    """One number, with the digits it is written with; in a unit, where it has none of its own.

    Raises
    ------
    PackError, ModelError
        If it is not one number, or has no digits of its own.
    """
    if isinstance(value, Quantity):
        return (value if value.printed else evolve(value, printed=str(value))).within(unit)
    text = _printed(value, at)
    found = read(text)
    if isinstance(found, Quantity):
        return found.within(unit)
    if isinstance(found, Nil):
        return found
    raise at.fault(f"“{text}”不是一个数", f"{text!r} is not one number")


def _printed(value: object, at: At) -> str:
    """An amount as it would be printed."""
    if isinstance(value, bool) or value is None:
        raise at.fault(
            f"应为一个数，得到 {value!r}；没有数据的请不要列入", f"a number is needed, not {value!r}; leave out what is not stated"
        )  # fmt: skip
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        text = float.__repr__(value)
        raise at.fault(
            f"{text} 是二进制小数，看不出原来印了几位；请写成文本，如 {text!r}（按原样保留末尾的零）",
            f"{text} is a binary fraction, which does not say how many digits were printed; "
            f"write a text such as {text!r}, with the zeros that stand in print",
        )
    if isinstance(value, Fraction):
        return _of_fraction(value, at)
    if isinstance(value, SupportsIndex):
        return str(index(value))
    if isinstance(value, DecimalLike):
        return _of_decimal(value, at)
    raise at.fault(
        f"应为文本、整数、Decimal、Fraction 或 Quantity，得到 {type(value).__name__}",
        f"a text, a whole number, a Decimal, a Fraction or a Quantity is needed, not a {type(value).__name__}",
    )


def _of_decimal(value: DecimalLike, at: At) -> str:
    """The digits a decimal number keeps, its last zeros among them."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise at.fault(f"“{value}”不是一个数", f"{value} is not one number")
    text = "".join(map(str, digits))
    return ("-" if sign else "") + _pointed(text, exponent)


def _pointed(digits: str, exponent: int) -> str:
    if exponent >= 0:
        return digits + "0" * exponent
    padded = digits.rjust(1 - exponent, "0")
    return f"{padded[:exponent]}.{padded[exponent:]}"


def _of_fraction(value: Fraction, at: At) -> str:
    """A fraction that ends as a decimal number, with no more digits than it needs."""
    rest, places = value.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest, count = rest // prime, count + 1
        places = max(places, count)
    if rest != 1:
        raise at.fault(
            f"{value} 写不成有限小数；请写出报告所印的数字", f"{value} does not end in decimal digits; write the number that is printed"
        )  # fmt: skip
    whole = abs(value.numerator) * 10**places // value.denominator
    return ("-" if value < 0 else "") + _pointed(str(whole), -places)
