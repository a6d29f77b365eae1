"""What a person sees in a cell of a workbook: its stored value under its number format.

Rule: a stored number is the shortest decimal that names it, rounded to the fifteen digits Excel keeps, then shown by
its format; nothing here computes in binary fractions.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import lru_cache

from attrs import frozen

from perfeval.quantities.numbers import plain, short

#: Excel keeps so many digits of a number, and shows so many characters of one without a format.
DIGITS = 15
GENERAL = 11

#: A number that stands in a cell as it is written, if there is room for it.
_AS_WRITTEN = re.compile(r"-?(?:[1-9]\d*(?:\.0)?|(?:0|[1-9]\d*)\.\d*[1-9])")


def shown(value: object, form: str) -> str:
    """The text of a value under a number format.

    >>> shown(341.42000000000002, "General"), shown(0.8947368421, "0.00%"), shown(1548.447, "#,##0.00")
    ('341.42', '89.47%', '1,548.45')
    >>> shown(0.1 + 0.2, "General"), shown(100, '0"%"'), shown(0.75, "# ?/?")
    ('0.3', '100%', '0.75')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date | time | timedelta):
        return _date_text(value, form)
    if isinstance(value, int | float):  # float: the file stores binary fractions; only their shortest decimal is used
        return _number_text(repr(value), form)
    return str(value)


def _number_text(written: str, form: str) -> str:
    if form == "General" and len(written) <= GENERAL and _AS_WRITTEN.fullmatch(written):
        return written.removesuffix(".0")  # what everything below comes to, for most cells there are
    if not re.fullmatch(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", written):
        return written  # inf and nan, which Excel cannot store
    if len(written) > 400:
        return written
    number = Fraction(written)
    if len(written) > DIGITS:
        number = _kept(number)
    sections = _sections(form or "General")
    section = _section_for(number, sections)
    # a section for negative numbers of its own carries its own sign
    sign = "-" if number < 0 and not section.signed else ""
    text = section.show(abs(number))
    if number < 0 and re.fullmatch(r"\(.*\)", text, re.S):
        text = f"-{text[1:-1]}"  # the bookkeeper's way to write the same sign
    if sign and re.search(r"[1-9]", text):
        return sign + text
    return text


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


@frozen
class _Section:
    """One part of a number format: what stands before and behind the digits, and how they are written."""

    kind: str = "general"  # general, digits, text
    before: str = ""
    behind: str = ""
    places: int = 0
    least: int = 0
    whole: int = 1
    thousands: bool = False
    scale: Fraction = Fraction(1)
    signed: bool = False
    condition: tuple[str, Fraction] | None = None

    def show(self, number: Fraction) -> str:
        if self.kind == "text":
            return self.before + self.behind
        if self.kind == "general":
            return self.before + _general(number) + self.behind
        digits = plain(number * self.scale, self.places)
        whole, _, decimals = digits.partition(".")
        while len(decimals) > self.least and decimals.endswith("0"):
            decimals = decimals[:-1]
        if whole == "0" and not self.whole:
            whole = ""
        whole = whole.rjust(self.whole, "0")
        if self.thousands:
            whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", whole)
        return self.before + whole + ("." + decimals if decimals else "") + self.behind


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


_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<general>General)|(?P<exponent>E[+-])'
    r"|(?P<digits>[0#?,.]+)|(?P<percent>%)|(?P<slash>/)|(?P<at>@)|(?P<other>.)",
    re.I | re.S,
)


@lru_cache(maxsize=512)
def _sections(form: str) -> tuple[_Section, ...]:
    parts: list[str] = [""]
    for token in _TOKEN.finditer(form[:255]):
        if token["other"] == ";":
            parts.append("")
        else:
            parts[-1] += token[0]
    return tuple(_section(part, second=i == 1) for i, part in enumerate(parts[:4]))


def _section(part: str, *, second: bool) -> _Section:
    before, behind, pattern = "", "", ""
    condition = None
    percent = fraction = general = scientific = False
    for token in _TOKEN.finditer(part):
        literal = token["quoted"] or token["escaped"] or ""
        if token["bracket"] is not None:
            found = re.fullmatch(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)", token["bracket"])
            if found:
                condition = (found[1], Fraction(found[2]))
            elif token["bracket"].startswith("$"):
                literal = token["bracket"][1:].split("-")[0]
        elif token["general"]:
            general = True
        elif token["exponent"]:
            scientific = True
        elif token["percent"]:
            percent = True
            literal = "%"
        elif token["digits"] and not scientific:
            pattern += token["digits"] if not behind.strip() or not pattern else ""
        elif token["slash"] and pattern:
            fraction = True
        elif token["other"] and token["other"] != " ":
            literal = token["other"]
        if literal and (pattern or general):
            behind += literal
        else:
            before += literal
    signed = (second and condition is None) or "-" in before or "(" in before
    if general or fraction or scientific or (not pattern and not before and not behind and part.strip() == "@"):
        return _Section("general", before, "" if fraction else behind, signed=signed, condition=condition)
    if not re.search(r"[0#?]", pattern):
        return _Section("text", before, behind, signed=True, condition=condition)
    whole, _, decimals = pattern.partition(".")
    trailing = len(pattern) - len(pattern.rstrip(","))
    scale = Fraction(100 if percent else 1, 1000**trailing)
    return _Section(
        "digits", before, behind, sum(c in "0#?" for c in decimals), max((i + 1 for i, c in enumerate(_digits(decimals)) if c == "0"), default=0),
        sum(c == "0" for c in whole), "," in whole.rstrip(","), scale, signed, condition,
    )  # fmt: skip


def _digits(pattern: str) -> str:
    return "".join(c for c in pattern if c in "0#?")


def _section_for(number: Fraction, sections: tuple[_Section, ...]) -> _Section:
    for section in sections:
        if section.condition is not None and _holds(number, *section.condition):
            return section
    plain_ones = [s for s in sections if s.condition is None]
    if len(plain_ones) < len(sections):
        return plain_ones[-1] if plain_ones else sections[-1]
    numeric = sections[:3]
    if number < 0 and len(numeric) > 1:
        return numeric[1]
    if not number and len(numeric) > 2:
        return numeric[2]
    return numeric[0]


def _holds(number: Fraction, sign: str, limit: Fraction) -> bool:
    return {
        "<": number < limit, ">": number > limit, "<=": number <= limit, ">=": number >= limit, "=": number == limit,
        "<>": number != limit,
    }[sign]  # fmt: skip


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
