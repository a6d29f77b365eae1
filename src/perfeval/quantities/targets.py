"""Targets and actuals of an indicator: a comparator and a number, a deadline, or words."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from attrs import frozen

from perfeval.quantities.dates import Date, read_date
from perfeval.quantities.numbers import Nil, Quantity, Unread
from perfeval.quantities.reading import read
from perfeval.quantities.spelling import tidy
from perfeval.quantities.units import RATE, unit_named


class Comparator(Enum):
    """How an actual has to stand to its target."""

    AT_LEAST = "≥"
    AT_MOST = "≤"
    MORE = ">"
    LESS = "<"
    EQUAL = "="


_PREFIXES: tuple[tuple[str, Comparator], ...] = (
    (">=", Comparator.AT_LEAST), ("=>", Comparator.AT_LEAST), ("≥", Comparator.AT_LEAST),
    ("<=", Comparator.AT_MOST), ("=<", Comparator.AT_MOST), ("≤", Comparator.AT_MOST),
    (">", Comparator.MORE), ("<", Comparator.LESS), ("=", Comparator.EQUAL),
    ("大于等于", Comparator.AT_LEAST), ("大于或等于", Comparator.AT_LEAST), ("不少于", Comparator.AT_LEAST),
    ("不低于", Comparator.AT_LEAST), ("不小于", Comparator.AT_LEAST), ("至少", Comparator.AT_LEAST),
    ("小于等于", Comparator.AT_MOST), ("小于或等于", Comparator.AT_MOST), ("不超过", Comparator.AT_MOST),
    ("不大于", Comparator.AT_MOST), ("不高于", Comparator.AT_MOST), ("不多于", Comparator.AT_MOST),
    ("控制在", Comparator.AT_MOST), ("大于", Comparator.MORE), ("高于", Comparator.MORE), ("超过", Comparator.MORE),
    ("小于", Comparator.LESS), ("低于", Comparator.LESS), ("少于", Comparator.LESS), ("等于", Comparator.EQUAL),
)  # fmt: skip
_SUFFIXES: tuple[tuple[str, Comparator], ...] = (
    ("及以上", Comparator.AT_LEAST), ("以上", Comparator.AT_LEAST), ("及以下", Comparator.AT_MOST),
    ("以下", Comparator.AT_MOST), ("以内", Comparator.AT_MOST), ("之内", Comparator.AT_MOST),
)  # fmt: skip
_ALONE = dict(_PREFIXES)


@frozen
class Target:
    """What an indicator row asks for, or reports: its comparator and number, its date, or its words.

    `printed` is the cell; exactly one of `quantity`, `date` and `words` speaks, or none when the cell is nil.
    """

    printed: str
    comparator: Comparator | None = None
    quantity: Quantity | None = None
    date: Date | None = None
    words: str = ""
    nil: Nil | None = None
    unread: bool = False
    #: The cells it was read from: text, comparator, unit.
    parts: tuple[str, str, str] = ("", "", "")


@lru_cache(maxsize=4096)
def read_target(text: str, comparator: str = "", unit: str = "") -> Target:
    """What a target or actual cell states; `comparator` and `unit` are neighbouring cells of their own, if any.

    >>> read_target(">=4754人").comparator, str(read_target(">=4754人").quantity)
    (<Comparator.AT_LEAST: '≥'>, '4754人')
    >>> read_target("≤财政预算指标控制数").words
    '财政预算指标控制数'
    """
    printed = comparator.strip() + text.strip() + ("" if text.strip().endswith(unit.strip()) else unit.strip())
    parts = (text, comparator, unit)
    plain = tidy(text)
    sign = _ALONE.get(tidy(comparator))
    for prefix, meaning in _PREFIXES:
        if plain.startswith(prefix) and plain != prefix:
            plain, sign = plain[len(prefix) :], sign or meaning
            break
    reading = read(plain)
    if not isinstance(reading, Quantity):
        for suffix, meaning in _SUFFIXES:
            if plain.endswith(suffix) and isinstance(read(plain[: -len(suffix)]), Quantity):
                plain, sign = plain[: -len(suffix)], sign or meaning
                reading = read(plain)
                break
    elif reading.unit is not None:
        for suffix, meaning in _SUFFIXES:
            if reading.unit.symbol.endswith(suffix):
                plain, sign = plain.removesuffix(suffix), sign or meaning
                reading = read(plain)
                break
    if isinstance(reading, Quantity):
        return Target(printed, sign, reading.within(unit_named(unit)), parts=parts)
    if isinstance(reading, Nil):
        return Target(printed, sign, nil=reading, parts=parts)
    date = read_date(plain)
    if date is not None:
        return Target(printed, sign, date=date, unread=bool(date.problem), parts=parts)
    return Target(printed, sign, words=plain, unread=isinstance(reading, Unread), parts=parts)


def _comparable(target: Quantity, actual: Quantity) -> tuple[Quantity, Quantity] | None:
    """Both in one unit: a unit printed in only one of the two cells is the other's, too."""
    if (
        target.dimension == RATE
        and actual.unit is None
        and actual.places
        and abs(actual.number) <= 1 < abs(target.number)
    ):
        return None  # ≥95% against 0.96: a share, or not a hundredth of it?
    if target.unit is None or actual.unit is None:
        unit = target.unit or actual.unit
        return target.within(unit), actual.within(unit)
    if target.dimension == actual.dimension:
        return target, actual
    one, other = (re.split(r"[/·]", unit.symbol) for unit in (target.unit, actual.unit))
    if all(a == b for a, b in zip(one, other, strict=False)):
        # 元/户 under 元/户·年: the same words, one of them shortened
        return target, Quantity(actual.number, target.unit, actual.places, actual.exact, actual.approximate)
    return None


def is_met(target: Target, actual: Target) -> bool | None:
    """Whether an actual meets its target; None when the two cells do not decide it.

    Undecided: words, unread cells, different units, a number without a comparator that differs, and an actual
    that merely repeats the target with its comparator or its 前 (it is no measurement).
    """
    if target.unread or actual.unread or actual.comparator not in (None, Comparator.EQUAL):
        return None
    if target.date is not None and actual.date is not None:
        repeated = actual.date.before and actual.date.last == target.date.last
        if repeated or target.comparator not in (None, Comparator.AT_MOST, Comparator.EQUAL):
            return None
        return actual.date.not_after(target.date)
    if target.quantity is None or actual.quantity is None:
        return None
    pair = _comparable(target.quantity, actual.quantity)
    if pair is None or pair[0].approximate or pair[1].approximate:
        return None
    aim, got = pair[0].value, pair[1].value
    if target.comparator is None:
        return True if aim == got else None
    meets: dict[Comparator, bool] = {
        Comparator.AT_LEAST: got >= aim,
        Comparator.AT_MOST: got <= aim,
        Comparator.MORE: got > aim,
        Comparator.LESS: got < aim,
        Comparator.EQUAL: got == aim,
    }
    return meets[target.comparator]
