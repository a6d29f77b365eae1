"""Dates and deadlines as reports write them, with what is wrong in them kept."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

from attrs import frozen

from perfeval.quantities.numbers import tidy

_DATE = re.compile(
    r"(?:(?P<year>\d{1,5})年(?:度)?)?(?:(?P<month>\d{1,3})月(?:份)?)?(?:(?P<day>\d{1,3})[日号]|(?P<end>底|末))?"
    r"(?P<before>之?前|以前|前后)?(?:完成|完工|到位|公开|提交|验收|支付|拨付)?"
)
_NUMERIC = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")


@frozen
class Date:
    """A day, a month or a year as printed; `problem` says why it is no real date, or is empty.

    `before` marks a deadline (2023年12月31日前).
    """

    year: int | None
    month: int | None
    day: int | None
    before: bool = False
    problem: str = ""
    printed: str = ""

    @property
    def last(self) -> tuple[int | None, int, int]:
        """Year, month and day of its last moment, for comparing two dates of equal knowledge."""
        month = self.month or 12
        return self.year, month, self.day or (monthrange(self.year or 2024, month)[1])

    def not_after(self, deadline: Date) -> bool | None:
        """Whether this date keeps a deadline; None when either cannot be read or they cannot be compared."""
        if self.problem or deadline.problem or (self.month is None and deadline.month is not None):
            return None
        mine, limit = self.last, deadline.last
        if (mine[0] is None) != (limit[0] is None):
            return None
        if mine[0] is not None and limit[0] is not None and mine[0] != limit[0]:
            return mine[0] < limit[0]
        if deadline.day is None and deadline.before and mine[1] == limit[1]:
            return None  # 9月前 against 9月: before the month, or within it?
        return mine[1:] <= limit[1:]


@lru_cache(maxsize=4096)
def read_date(text: str) -> Date | None:
    """The date a whole text states, None if it states none. A year alone (2023年) is a date, a bare number is not.

    >>> read_date("202年12月31日前").problem
    'year'
    >>> read_date("2023年12月31日前").last
    (2023, 12, 31)
    """
    if len(text) > 40:
        return None
    plain = tidy(text)
    match = _DATE.fullmatch(plain) or _NUMERIC.fullmatch(plain)
    if match is None or not plain:
        return None
    parts = match.groupdict()
    year, month, day = (int(parts[k]) if parts.get(k) else None for k in ("year", "month", "day"))
    if year is None and month is None:
        return None
    problem = ""
    if year is not None and not (len(parts["year"]) == 4 and 1949 <= year <= 2099):
        problem = "year"
    elif month is not None and not 1 <= month <= 12:
        problem = "month"
    elif day is not None and (month is None or not 1 <= day <= monthrange(year or 2024, month)[1]):
        problem = "day"
    return Date(year, month, day, bool(parts.get("before")), problem, text.strip())
