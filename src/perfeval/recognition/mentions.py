"""The numbers of a sentence, each with what its clause says of it; the words that make one a change, a share or a rate."""

from __future__ import annotations

import re
from enum import Enum

from attrs import evolve, frozen

from perfeval.model import Part
from perfeval.quantities import Quantity, exact_among

BASE = re.compile(
    r"同比(?!例)|(?:较|比|与|同)(?:(?P<year>(?:19|20)\d{2})年度?|(?P<plan>年初预算数?|全年预算数?|调整预算数?)|上年度?|上一年度?|去年)(?P<what>同期|决算数?|预算数?|年初预算数?|执行数|支出)?(?:同期)?(?:相比)?"
)
LAST = re.compile(r"上年度?|上一年度?|去年")
COMPLETION = re.compile(
    r"(?:完成|为|占|达到?)?(?P<base>年初预算数?|全年预算数?|调整预算数?|调整后预算数?|预算数?)的(?:比例为?)?$|(?:完成率|执行率|支出率|支付率|支出进度|支付进度|执行进度)(?:为|达|达到|是)?$"
)
ARRIVAL = re.compile(r"到位率(?:为|达|达到|是)?$")
#: What stands before an amount that only says what a share is of, and what follows it.
BEFORE_WHOLE = re.compile(r"^(?:占|为|完成|达到?|是|相当于)")
OF_WHOLE = re.compile(r"的(?:比[例重](?:为|达)?)?")
SHARE = re.compile(r"(?:占比[重例]?|所占比[重例]|占)(?P<of>[^,]*?)(?:的)?(?:比[重例])?为?$")
UP = ("增加", "增长", "上升", "提高", "多支出", "增支", "增收")
DOWN = ("减少", "下降", "降低", "减支", "压减", "减收", "节约", "回落")
#: A budget that was cut in the course of the year (年中调减): no new line, and no change against another year.
TAKEN_BACK = re.compile(r"调减|收回|年中压减|压减预算|核减")
RATE_WORDS = re.compile(r"(?:变动率|增长率|增幅|降幅)(?:为|达|:)?$")


class Kind(Enum):
    """What a number in a sentence is."""

    AMOUNT = "amount"
    CHANGE = "change"
    GROWTH = "growth"
    SHARE = "share"
    COMPLETION = "completion"
    ARRIVAL = "arrival"
    WHOLE = "whole"  # what a share is of: 占预算200万元的90%
    PROPORTION = "proportion"  # the share behind it
    OVER = "over"
    BASE = "base"
    COUNT = "count"


@frozen
class Mention:
    """One number with what its clause says of it.

    `label` is the bare words before it, `item` the line item they mean (or a free name), `within` marks a part of the
    amount before 其中; `base` is the year a change is counted from (0: last year).
    """

    kind: Kind
    quantity: Quantity
    label: str
    item: str
    year: Part
    stage: Part
    fund: Part
    words: str
    start: int
    sentence: int
    within: bool = False
    base: str = ""
    open_list: bool = False
    named: bool = False
    nested: bool = False
    group: int = 0
    under: int = -1


def of_earlier_year(one: Mention, other: Mention | None) -> bool:
    """Whether an amount is that of an earlier year of the amount its sentence has just named."""
    if other is None or one.kind is not Kind.AMOUNT or other.kind is not Kind.AMOUNT:
        return False
    years = one.year.value, other.year.value
    same = one.item == other.item and one.sentence == other.sentence
    return same and all(isinstance(y, int) for y in years) and years[0] < years[1]  # type: ignore[operator]


def sign_of(words: str) -> int:
    """+1 for a rise, −1 for a fall, 0 where the words say neither or both."""
    tail = words[-24:]
    up = max((tail.rfind(w) for w in UP), default=-1)
    down = max((tail.rfind(w) for w in DOWN), default=-1)
    if up < 0 and down < 0:
        return 0
    return 1 if up > down else -1


def exact_in_list(mentions: list[Mention]) -> list[Mention]:
    """Whole numbers among decimals stand for themselves."""
    money = [m.quantity for m in mentions if m.kind in (Kind.AMOUNT, Kind.CHANGE)]
    if not exact_among(money):
        return mentions
    return [
        evolve(m, quantity=m.quantity.as_exact())
        if m.kind in (Kind.AMOUNT, Kind.CHANGE) and m.quantity.places == 0
        else m
        for m in mentions
    ]
