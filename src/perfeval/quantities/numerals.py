"""Chinese numerals: 二十一 and 贰拾壹 are 21."""

from __future__ import annotations

import re

from perfeval.errors import QuantityError

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
_DIGITS |= {"两": 2, "○": 0, "貳": 2, "參": 3, "陸": 6}
_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}


def parse_numeral(text: str) -> int:
    """The whole number a Chinese numeral writes.

    What speech shortens is refused: 两百五 may be 250 or 205, and 十百 is nothing.

    Raises
    ------
    QuantityError
        If a character is no numeral, the numeral is not built as numerals are, or the text is empty.

    >>> parse_numeral("二十一"), parse_numeral("一百零五"), parse_numeral("二〇二三"), parse_numeral("叁万贰仟")
    (21, 105, 2023, 32000)
    """
    number = _by_digits(text) if text and all(c in _DIGITS for c in text) else _by_places(text)
    if number is None:
        raise QuantityError(
            f"“{text}”不是中文数字；应如“二十一”或“贰拾壹”。",
            f"{text!r} is not a Chinese numeral; expected one like 二十一.",
        )
    return number


def _by_digits(text: str) -> int:
    return int("".join(str(_DIGITS[c]) for c in text))


def _by_places(text: str) -> int | None:
    """A numeral with places: sections of four that 万 and 亿 close, each larger than the next; None where it is none."""
    total, rest, closed = 0, text, 0
    for myriad in sorted(set(_MYRIADS.values()), reverse=True):
        at = max((rest.rfind(c) for c, worth in _MYRIADS.items() if worth == myriad), default=-1)
        if at < 0:
            continue
        high = _by_places(rest[:at]) if myriad > 10**4 else _section(rest[:at])
        if not high:
            return None
        total, rest, closed = total + high * myriad, rest[at + 1 :], myriad
    if closed and not rest:
        return total
    low = _section(rest, below=closed > 0)
    return None if low is None else total + low


_DIGIT = f"[{''.join(c for c, worth in _DIGITS.items() if worth)}]"
_ZERO = f"[{''.join(c for c, worth in _DIGITS.items() if not worth)}]"
_SECTION = re.compile(
    rf"(?:(?P<thousands>{_DIGIT})[千仟])?(?:{_ZERO}?(?P<hundreds>{_DIGIT})[百佰])?(?:{_ZERO}?(?P<tens>{_DIGIT})?(?P<ten>[十拾]))?"
    rf"(?:(?P<gap>{_ZERO})?(?P<ones>{_DIGIT}))?"
)


def _section(text: str, *, below: bool = False) -> int | None:
    """The number below 10,000 a piece of a numeral writes; `below`: more of it stands before, so a lone digit needs its 零."""
    match = _SECTION.fullmatch(text)
    if match is None or not text:
        return None
    higher = below or match["thousands"] or match["hundreds"]
    if match["ones"] and not match["ten"] and bool(higher) is not bool(match["gap"]):
        return None  # 两百五: 205 or 250
    digits = (match["thousands"], match["hundreds"], match["tens"] or ("一" if match["ten"] else None), match["ones"])
    return sum(_DIGITS[c] * worth for c, worth in zip(digits, (1000, 100, 10, 1), strict=True) if c)


def print_numeral(number: int) -> str:
    """A whole number from 0 to 99,999,999 as a Chinese numeral; the inverse of `parse_numeral`.

    Raises
    ------
    QuantityError
        If the number is out of range.

    >>> print_numeral(21), print_numeral(105), print_numeral(32000)
    ('二十一', '一百零五', '三万二千')
    """
    if not 0 <= number < 10**8:
        raise QuantityError(f"{number} 超出 0 至 99999999。", f"{number} is outside 0 to 99,999,999.")
    high, low = divmod(number, 10**4)
    if not high:
        return _below_myriad(low)
    gap = "零" if low and low < 1000 else ""
    return _below_myriad(high) + "万" + (gap + _below_myriad(low, full=True) if low else "")


def _below_myriad(number: int, *, full: bool = False) -> str:
    if number == 0:
        return "零"
    words, pending = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            words += ("零" if pending and words else "") + "〇一二三四五六七八九"[digit] + name
            pending = False
        elif words:
            pending = True
    return words.removeprefix("一") if words.startswith("一十") and not full else words
