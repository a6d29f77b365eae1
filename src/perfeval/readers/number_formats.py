"""What a person sees in a cell of a workbook: its stored value under its number format.

Rule 1: a stored number is the shortest decimal that names it, rounded to the fifteen digits Excel keeps, then shown by
its format; nothing here computes in binary fractions.
Rule 2: the sign is the stored one, whether the format shows it as a minus, in brackets, in red or not at all.
Rule 3: what is shown and what is stored agree in their digits, or the cell is noted and its stored number is read.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import lru_cache

from attrs import frozen

from perfeval.quantities import Nil, Unread, amount, short
from perfeval.readers.format_codes import Kind, Section, section_for, sections_of, signs_itself

#: Excel keeps so many digits of a number, and shows so many characters of one without a format.
DIGITS = 15
GENERAL = 11

#: A number that stands in a cell as it is written, if there is room for it.
_AS_WRITTEN = re.compile(r"-?(?:[1-9]\d*(?:\.0)?|(?:0|[1-9]\d*)\.\d*[1-9])")
#: A digit that is no digit of the number: 0"00" shows 300 for 3. That of a unit (m2) is no harm.
_LITERAL_DIGIT = re.compile(r"(?<![A-Za-z])\d")
#: A format may show a number in thousands, in 万 or in 亿, so its digits are compared at any of these powers of ten.
_POWERS = range(-12, 13)


@frozen
class Seen:
    """A cell as a person sees it.

    Attributes
    ----------
    text
        What it says.
    as_shown
        False where its format shows it in a way that is not written here, so that the text is the stored number.
    whole
        It is a number that no format cuts: its digits are all there are.
    """

    text: str
    as_shown: bool = True
    whole: bool = False


def shown(value: object, form: str) -> str:
    """The text of a value under a number format.

    >>> shown(341.42000000000002, "General"), shown(0.8947368421, "0.00%"), shown(1548.447, "#,##0.00")
    ('341.42', '89.47%', '1,548.45')
    >>> shown(0.1 + 0.2, "General"), shown(100, '0"%"'), shown(1080000, '0!.0,"万元"')
    ('0.3', '100%', '108.0万元')
    """
    return seen(value, form).text


def seen(value: object, form: str) -> Seen:
    """A value under a number format.

    >>> seen(0.75, "# ?/?"), seen(-20, "0.00;[Red]0.00").text
    (Seen(text='0.75', as_shown=False, whole=False), '-20.00')
    """
    if isinstance(value, str):
        return Seen(value)
    if isinstance(value, bool):
        return Seen("TRUE" if value else "FALSE")
    if isinstance(value, datetime | date | time | timedelta):
        return Seen(_date_text(value, form))
    if isinstance(value, int | float):  # float: the file stores binary fractions; only their shortest decimal is used
        return _number(repr(value), form or "General")
    return Seen(str(value))


def _number(written: str, form: str) -> Seen:
    if form == "General" and len(written) <= GENERAL and _AS_WRITTEN.fullmatch(written):
        return Seen(written.removesuffix(".0"), whole=True)  # what everything below comes to, for most cells there are
    if not re.fullmatch(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", written) or len(written) > 400:
        return Seen(written)  # inf and nan, which Excel cannot store
    number = Fraction(written)
    if len(written) > DIGITS:
        number = _kept(number)
    sections = sections_of(form)
    section = section_for(number, sections)
    general = _general(abs(number))
    stored = f"-{general}" if number < 0 else general
    if section.kind is Kind.OTHER or _LITERAL_DIGIT.search(section.literals):
        return Seen(stored, as_shown=False)
    text = _written(number, section, sections, general)
    if not _agree(text, number):
        return Seen(stored, as_shown=False)
    return Seen(text, whole=section.kind is Kind.GENERAL and not section.literals and len(general) <= GENERAL)


def _written(number: Fraction, section: Section, sections: tuple[Section, ...], general: str) -> str:
    own = number < 0 and signs_itself(section, sections)
    if own and section.kind in (Kind.DIGITS, Kind.GENERAL):
        section = section.without_sign()
    text = section.write(abs(number), general)
    signed = number < 0 and (own or section.kind is not Kind.WORDS) and bool(re.search(r"[1-9]", text))
    return f"-{text.strip()}" if signed else text.strip()


def _agree(text: str, number: Fraction) -> bool:
    """Whether a text has the digits of a number, rounded or cut to its own places, whatever power of ten it shows.

    A format that shows words says nothing against it; one that shows a nil for a number does, unless it hides it.
    """
    reading = amount(text.strip())
    if isinstance(reading, Unread):
        padded = text.strip().isdecimal()  # 005: a code, or the number of a row
        return padded or not (reading.readings or reading.slip)
    if isinstance(reading, Nil):
        return not number or reading is Nil.BLANK
    if not reading.number or not number:
        return True
    step = Fraction(1, 10**reading.places)
    return any(abs(reading.number - number * Fraction(10) ** power) < step for power in _POWERS)


def _kept(number: Fraction) -> Fraction:
    """A number rounded to the digits Excel keeps."""
    if not number:
        return number
    whole = abs(number.numerator) // number.denominator
    if whole:
        places = DIGITS - len(str(whole))
    else:
        zeros = len(str(number.denominator // abs(number.numerator))) - 1
        places = DIGITS + zeros
    scale = Fraction(10) ** places
    scaled = abs(number) * scale
    rounded = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    kept = Fraction(rounded) / scale
    return -kept if number < 0 else kept


@lru_cache(maxsize=4096)
def _general(number: Fraction) -> str:
    """A number without a format: its digits, at most as many as the cell of a person's screen holds."""
    if number and not Fraction(1, 10**20) <= number < 10**21:
        power = len(str(number.numerator)) - len(str(number.denominator))
        power -= number < Fraction(10) ** power
        return f"{short(number / Fraction(10) ** power, 5)}E{'+' if power >= 0 else '-'}{abs(power)}"
    whole = str(number.numerator // number.denominator)
    room = max(GENERAL - len(whole) - 1, 0)
    seen = short(number, room)
    if len(seen) - len(whole) > room:
        seen = seen.rstrip("0").rstrip(".")
    return seen if seen.strip("0.") or not number else short(number, 36)


def _date_text(value: datetime | date | time | timedelta, form: str) -> str:
    """A date as Chinese prints it, with the parts its format shows."""
    if isinstance(value, timedelta):
        minutes = value // timedelta(minutes=1)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(value, time):
        return value.strftime("%H:%M:%S" if value.second else "%H:%M")
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", form.lower())
    clock = bool(re.search(r"[hs]", bare))
    year = "y" in bare or "e" in bare or not re.search(r"[ymd]", bare)
    month = bool(re.search(r"m", re.sub(r"h+:?m+|m+:?s+", "", bare))) or not re.search(r"[ymd]", bare)
    day = "d" in bare or not re.search(r"[ymd]", bare)
    text = ""
    if year:
        text += f"{value.year}年"
    if month:
        text += f"{value.month}月"
    if day and (month or not year):
        text += f"{value.day}日"
    if isinstance(value, datetime) and clock and (value.hour or value.minute or value.second):
        text += f" {value.hour:02d}:{value.minute:02d}"
    return text.strip()
