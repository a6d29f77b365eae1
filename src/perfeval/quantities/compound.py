"""One amount written with several multipliers (1亿3000万元, 130万零5000元), or in Chinese numerals (两千万元)."""

from __future__ import annotations

import re
from fractions import Fraction

from perfeval.errors import QuantityError
from perfeval.quantities.numbers import Quantity, Unread, stands_alone
from perfeval.quantities.numerals import parse_numeral
from perfeval.quantities.units import MULTIPLIERS, unit_named

#: A cell longer than this is running text, never a number; it also bounds the work any one cell can cause.
LONGEST_NUMBER = 60

_TERM = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[余多]?(?:百万|千万|百|千|万|亿)"
#: An amount of several terms as running text holds it, up to its unit.
COMPOUND = rf"{_TERM}(?:[零〇]?{_TERM})*(?:[零〇]?\d+(?:\.\d+)?)?"
_COMPOUND = re.compile(
    rf"(?<![\d,.])(?P<about>约|大约|近|将近|超过|超)?(?P<sign>[-+])?[¥￥]?(?P<terms>{_TERM}[零〇]?(?:{_TERM}[零〇]?)*(?:\d+(?:\.\d+)?)?[余多]?)"
    r"(?P<unit>元|圆|人民币元|人|个|户|亩|平方米|㎡|m2)?(?P<behind>左右|上下|余|多)?整?[.。]?"
)
_PIECE = re.compile(r"[零〇]?(?P<number>[\d,]+(?:\.\d+)?)(?P<about>[余多]?)(?P<times>百万|千万|百|千|万|亿)?")
_NUMERAL = re.compile(
    r"(?P<numeral>[一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾][〇零一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟万萬亿億]+)(?P<unit>元|圆)?整?"
)


def compound(plain: str) -> Quantity | Unread | None:
    """The amount that several terms make, in the unit of the last of them; None where the text is not of several.

    Terms that do not descend (3000万1亿元), or overlap (1万20000元), leave it unread.

    >>> str(compound("1亿3000万元")), str(compound("130万零5000元"))
    ('13000万元', '1305000元')
    """
    match = _COMPOUND.fullmatch(plain)
    if match is None:
        return None
    pieces = [(p["number"].replace(",", ""), p["times"] or "") for p in _PIECE.finditer(match["terms"])]
    if len(pieces) < 2:
        return None
    worth = [MULTIPLIERS[times] if times else 1 for _, times in pieces]
    numbers = [Fraction(number) for number, _ in pieces]
    unit = match["unit"] or ("" if pieces[-1][1] == "" else "元")
    fits = all(
        below < above and number * below < above
        for above, below, number in zip(worth, worth[1:], numbers[1:], strict=False)
    )
    if not fits or not unit or any("." in number for number, _ in pieces[:-1]):
        return Unread(plain)
    last, times = pieces[-1]
    total = sum((n * w for n, w in zip(numbers, worth, strict=True)), Fraction(0)) / worth[-1]
    measured, places = unit_named(times + unit), len(last.partition(".")[2])
    about = bool(match["about"] or match["behind"] or re.search("[余多]", match["terms"]))
    sign = -1 if match["sign"] == "-" else 1
    return Quantity(sign * total, measured, places, stands_alone(measured, places), about, plain)


def numeral(plain: str) -> Quantity | None:
    """An amount in Chinese numerals that ends in 万, 亿 or 元; None where the text is none (三公, 一般).

    >>> str(numeral("两千万")), numeral("十百万"), numeral("三元")
    ('2000万元', None, None)
    """
    match = _NUMERAL.fullmatch(plain) if len(plain) <= LONGEST_NUMBER else None
    if match is None or not (match["unit"] or match["numeral"][-1] in "万萬亿億"):
        return None
    try:
        total = Fraction(parse_numeral(match["numeral"]))
    except QuantityError:
        return None
    last = match["numeral"][-1]
    times = "亿" if last in "亿億" else "万" if last in "万萬" else ""
    unit = unit_named(times + "元")
    return Quantity(total / MULTIPLIERS[times] if times else total, unit, printed=plain)
