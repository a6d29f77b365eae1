"""Chinese numerals: 二十一 and 贰拾壹 are 21."""

from __future__ import annotations

from perfeval.errors import QuantityError

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
_DIGITS |= {"两": 2, "○": 0, "貳": 2, "參": 3, "陸": 6}
_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}


def parse_numeral(text: str) -> int:
    """The whole number a Chinese numeral writes.

    Raises
    ------
    QuantityError
        If a character is no numeral, or the text is empty.

    >>> parse_numeral("二十一"), parse_numeral("一百零五"), parse_numeral("二〇二三"), parse_numeral("叁万贰仟")
    (21, 105, 2023, 32000)
    """
    if text and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _PLACES:
            section += (digit or 1) * _PLACES[c]
            digit = 0
        elif c in _MYRIADS:
            total = (
                (total + section + digit) * _MYRIADS[c] if _MYRIADS[c] > 10**4 else total + (section + digit) * 10**4
            )
            section = digit = 0
        else:
            break
    else:
        if text:
            return total + section + digit
    raise QuantityError(
        f"“{text}”不是中文数字；应如“二十一”或“贰拾壹”。",
        f"{text!r} is not a Chinese numeral; expected one like 二十一.",
    )


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
