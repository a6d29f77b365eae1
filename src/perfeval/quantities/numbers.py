"""Exact quantities that remember how precisely they were printed.

Rule 1: a number is a `Fraction`, its precision the digits that were printed; nothing is a binary fraction.
Rule 2: what cannot be read as one number stays text (`Unread`), with its possible readings, and is used by nobody.
Rule 3: this room does not know a line item.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from attrs import evolve, frozen

from perfeval.errors import QuantityError
from perfeval.quantities.spelling import tidy
from perfeval.quantities.units import (
    AREA,
    MONEY,
    PERCENT,
    POINT,
    POINTS,
    RATE,
    SQUARE_METRE,
    UNITS,
    WAN_YUAN,
    YI_YUAN,
    YUAN,
    Unit,
    unit_named,
)

#: A cell longer than this is running text, never a number; it also bounds the work any one cell can cause.
LONGEST_NUMBER = 60


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

    @property
    def value(self) -> Fraction:
        """The number in base units (yuan for money, 1 for 100 %)."""
        return self.number * self.unit.scale if self.unit else self.number

    @property
    def step(self) -> Fraction:
        """What one unit in the last printed place is worth, in base units."""
        scale = self.unit.scale if self.unit else Fraction(1)
        return scale / Fraction(10**self.places)

    @property
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
        return evolve(self, unit=unit, exact=self.exact or _stands_alone(unit, self.places))

    def __str__(self) -> str:
        sign = "约" if self.approximate else ""
        return f"{sign}{plain(self.number, self.places)}{self.unit.symbol if self.unit else ''}"


def _stands_alone(unit: Unit | None, places: int) -> bool:
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
    """

    printed: str
    readings: tuple[Quantity, ...] = ()


@frozen
class Words:
    """A cell that says something in words."""

    printed: str


Reading = Quantity | Nil | Unread | Words


_DASHES = frozenset(
    {"-", "--", "---", "—", "——", "———", "/", "//", "\\", "―", "――", "_", "*", "不适用", "...", "......"}
)
_NONES = frozenset({"无", "无。", "没有"})

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_WHOLE_CELL = re.compile(
    rf"(?P<before>约|大约|近|将近|超过|超)?(?P<sign>[-+])?[¥￥]?(?P<number>{_NUMBER})"
    r"(?P<among>余|多|来)?(?P<times>百万|千万|百|千|万|亿)?(?P<after>余|多)?"
    r"(?P<unit>[^\d.,，。+\-]*?(?:m2)?[^\d.,，。+\-]*?)(?P<about>左右|上下|余|多)?[.。]?"
)
_UNIT_START = re.compile(r"[(\[]*(?:[^\W\d_]|[%‰°])")
_RUN = re.compile(r"[\d.,]+%?")
_DOTTED_DATE = re.compile(r"(?:19|20)\d\d\.(?:1[0-2]|0?[1-9])\.(?:3[01]|[12]\d|0?[1-9])\.?")
#: Digits that NFKC would put on the line: ① is a mark and 5² no 52; only m² is a unit.
_RAISED = re.compile(r"(?<![mM])[⁰¹²³⁴-⁹₀-₉]|[①-⒛]")


@lru_cache(maxsize=16384)
def read(text: str) -> Reading:
    """What one cell or one phrase says: a number with its unit, one of the nils, an unreadable run, or words.

    >>> read("1,548.447万元").value
    Fraction(15484470, 1)
    >>> read("——"), read("无"), read("")
    (<Nil.DASH: 'dash'>, <Nil.NONE: 'none'>, <Nil.BLANK: 'blank'>)
    >>> [str(q) for q in read("0.7531.13").readings]
    ['0.75', '31.13']
    """
    if len(text) > LONGEST_NUMBER:
        return Words(text)
    if _RAISED.search(text):
        return Words(text)
    plain_text = tidy(text)
    if not plain_text:
        return Nil.BLANK
    if plain_text in _DASHES:
        return Nil.DASH
    if plain_text in _NONES:
        return Nil.NONE
    match = _WHOLE_CELL.fullmatch(plain_text)
    if match is not None:
        return _quantity(match, text) or Words(text)
    if _DOTTED_DATE.fullmatch(plain_text):
        return Words(text)
    if _RUN.fullmatch(plain_text) and any(c.isdigit() for c in plain_text):
        return Unread(text, _apart(plain_text))
    return Words(text)


def _quantity(match: re.Match[str], printed: str) -> Quantity | Unread | None:
    digits = match["number"].replace(",", "")
    word = match["unit"]
    if word and (word[0] in "年月日号时届第" or len(word) > 12 or not _UNIT_START.match(word)):
        return None  # a date or an ordinal is not a figure, and neither is a label with its number (1、公务接待)
    symbol = (match["times"] or "") + word
    if symbol in ("百", "千"):
        return None
    sign = "-" if match["sign"] == "-" else ""
    whole, point, rest = digits.partition(".")
    if whole[1:] and whole[0] == "0":
        # 01万元 has lost its point (0.1) or gained a zero (1): two readings, so none.
        gained = _bare(sign + (whole.lstrip("0") or "0") + point + rest)
        return Unread(printed, (gained,) if point else (_bare(f"{sign}0.{whole[1:]}"), gained))
    unit = unit_named(symbol)
    number, places = Fraction(f"{sign}{whole}{point}{rest}"), len(rest)
    about = any(match[g] for g in ("before", "among", "after", "about"))
    return Quantity(number, unit, places, _stands_alone(unit, places), about, printed.strip())


def _bare(digits: str) -> Quantity:
    return Quantity(Fraction(digits), None, len(digits.partition(".")[2]), printed=digits)


def _apart(run: str) -> tuple[Quantity, ...]:
    """The numbers of a run that several cells were glued into, where one cut gives all of them two decimals, or one.

    A piece like 032.07 shows that the cut is wrong.
    """
    for places in (2, 1):
        pieces = re.findall(rf"(?:0|[1-9]\d*)\.\d{{{places}}}", run)
        if "".join(pieces) == run:
            return tuple(_bare(piece) for piece in pieces)
    return ()


def quantity(text: str, unit: Unit | str | None = None) -> Quantity:
    """A text that must be one number.

    Raises
    ------
    QuantityError
        If it is nil, words, or more than one number.
    """
    found = read(text)
    if not isinstance(found, Quantity):
        raise QuantityError(
            f"“{text}”不是一个数；应为一个数字，可带一个单位，如 341.42万元。",
            f"{text!r} is not one number; expected digits with at most one unit, such as 341.42万元.",
        )
    return found.within(unit_named(unit) if isinstance(unit, str) else unit)


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


__all__ = [
    "AREA", "LONGEST_NUMBER", "MONEY", "PERCENT", "POINT", "POINTS", "RATE", "SQUARE_METRE", "UNITS", "WAN_YUAN", "YI_YUAN", "YUAN", "Nil", "Quantity", "Reading", "Unit", "Unread", "Words", "exact_among", "percent", "plain", "quantity", "quotient", "read", "short", "stated_rate_fits", "tidy", "unit_named",
]  # fmt: skip
