"""Units of measure: what they measure, and what one of each is worth."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from attrs import frozen

from perfeval.quantities.spelling import tidy

MONEY = "money"
RATE = "rate"
POINTS = "points"
AREA = "area"


@frozen
class Unit:
    """A unit of measure: what it measures and how many base units it is worth.

    Base units are yuan for money, one (100 %) for rates, and the unit itself for counts, points and areas.
    A count's dimension is its own word: 人 and 项 never compare.
    """

    symbol: str
    dimension: str
    scale: Fraction = Fraction(1)

    @property
    def is_count(self) -> bool:
        """Whether the unit counts things, so that a printed number is exact."""
        return self.dimension not in (MONEY, RATE, POINTS, AREA)


def _unit_table() -> dict[str, Unit]:
    table: dict[str, Unit] = {}
    money = {"元": 1, "百元": 100, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "千万元": 10**7, "亿元": 10**8}
    for symbol, scale in money.items():
        table[symbol] = Unit(symbol, MONEY, Fraction(scale))
    for symbol in ("百万", "千万", "万", "亿"):  # alone they are money words of the field
        table[symbol] = table[symbol + "元"]
    for symbol, same in (("人民币元", "元"), ("圆", "元")):
        table[symbol] = table[same]
    percent = Unit("%", RATE, Fraction(1, 100))
    for symbol in ("%", "百分比", "%(百分比)", "百分点", "个百分点", "百分之"):
        table[symbol] = percent
    table["‰"] = Unit("‰", RATE, Fraction(1, 1000))
    table["分"] = Unit("分", POINTS)
    square_metre = Unit("㎡", AREA)
    for symbol in ("㎡", "m2", "平方米", "平米"):
        table[symbol] = square_metre
    table["亩"] = Unit("亩", AREA, Fraction(2000, 3))
    return table


UNITS = _unit_table()
YUAN = UNITS["元"]
WAN_YUAN = UNITS["万元"]
YI_YUAN = UNITS["亿元"]
PERCENT = UNITS["%"]
POINT = UNITS["分"]
SQUARE_METRE = UNITS["㎡"]

MULTIPLIERS = {"百万": 10**6, "千万": 10**7, "百": 100, "千": 10**3, "万": 10**4, "亿": 10**8}


@lru_cache(maxsize=2048)
def unit_named(word: str) -> Unit | None:
    """The unit a word names, or None for no word; any unknown word counts things (人, 项, 元/人·月).

    >>> unit_named("万人")
    Unit(symbol='万人', dimension='人', scale=Fraction(10000, 1))
    """
    symbol = tidy(word).strip("()[]").replace("*", "·")
    if symbol.count("(") > symbol.count(")"):
        symbol += ")"  # 件(套) keeps its bracket
    if not symbol:
        return None
    if symbol in UNITS:
        return UNITS[symbol]
    for times, worth in MULTIPLIERS.items():
        if symbol.startswith(times) and symbol != times:
            base = symbol.removeprefix(times)
            one = UNITS.get(base) or Unit(base, base)
            return Unit(times + one.symbol, one.dimension, one.scale * worth)
    return Unit(symbol, symbol)
