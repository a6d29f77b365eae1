"""Dates and deadlines as reports write them, with what is wrong in them kept."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

from attrs import frozen

from perfeval.quantities.spelling import tidy

_DATE = re.compile(
    r"(?:(?P<year>\d{1,5})年(?:度)?)?(?:(?P<month>\d{1,3})月(?:份)?)?(?:(?P<day>\d{1,3})[日号]|(?P<end>底|末))?"
    r"(?P<before>之?前|以前)?(?:完成|完工|到位|公开|提交|验收|支付|拨付)?"
)
_NUMERIC = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")


@frozen
class Date:
    """A day, a month or a year as printed; `problem` says why it is no real date, or is empty.

    `before` marks a deadline (2023年12月31日前). 月底 and 年末 are the last day of theirs.
    """

    year: int | None
    month: int | None
    day: int | None
    before: bool = False
    problem: str = ""
    printed: str = ""

    @property
    def first(self) -> tuple[int | None, int, int]:
        """Year, month and day of its first moment."""
        return self.year, self.month or 1, self.day or 1

    @property
    def last(self) -> tuple[int | None, int, int]:
        """Year, month and day of its last moment."""
        month = self.month or 12
        return self.year, month, self.day or _days_of(self.year, month)

    def not_after(self, deadline: Date) -> bool | None:
        """Whether this date keeps a deadline; None when either cannot be read or they do not decide it.

        Undecided is a date that only begins in time (12月 under 12月15日), and one inside a month or year that the
        deadline names as 前: before 9月, or within it?
        """
        if self.problem or deadline.problem or (self.year is None) != (deadline.year is None):
            return None
        start, end, limit = _ordered(self.first), _ordered(self.last), _ordered(deadline.last)
        if deadline.before and deadline.day is None:
            if end < _ordered(deadline.first):
                return True
        elif end <= limit:
            return True
        return False if start > limit and not self.before else None


def _days_of(year: int | None, month: int) -> int:
    """How many days a month has; February has 29 where no year is named."""
    return monthrange(year or 2024, month)[1]


def _problem(year: str | None, month: int | None, day: int | None) -> str:
    """Which part of a date no calendar has; "" where all of them are real."""
    if year is not None and not (len(year) == 4 and 1949 <= int(year) <= 2099):
        return "year"
    if month is not None and not 1 <= month <= 12:
        return "month"
    if day is None or (month is not None and 1 <= day <= _days_of(int(year or 0), month)):
        return ""
    return "day"


def _ordered(moment: tuple[int | None, int, int]) -> tuple[int, int, int]:
    return moment[0] or 0, moment[1], moment[2]


@lru_cache(maxsize=4096)
def read_date(text: str) -> Date | None:
    """The date a whole text states, None if it states none.

    A year alone (2023年) is a date; a bare number and a span of time (5年) are not.

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
    if month is None and len(parts["year"] or "") < 3:
        return None
    problem = _problem(parts["year"], month, day)
    if parts.get("end") and not problem:
        month = month or 12
        day = _days_of(year, month)
    return Date(year, month, day, bool(parts.get("before")), problem, text.strip())
