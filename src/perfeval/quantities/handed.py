"""One exact number as a program or a person hands it over, outside any report."""

from __future__ import annotations

import re
from fractions import Fraction

#: Digits before and behind the point: enough for any amount, and too few to keep a machine busy.
_WRITTEN = re.compile(r"-?\d{1,18}(?:\.\d{1,18})?(?:/0*[1-9]\d{0,17})?%?")


def handed(value: object) -> Fraction | None:
    """The number that is meant: a whole number, a fraction, or a text (`"0.5"`, `"1/3"`, `"40%"`); None where it is none.

    A binary fraction (0.1) is none, because it is not the number it looks like; neither are `True` and `"1e9"`.

    >>> handed("1/3"), handed("40%"), handed(7), handed("七"), handed("1e9")
    (Fraction(1, 3), Fraction(2, 5), Fraction(7, 1), None, None)
    """
    if isinstance(value, bool) or not isinstance(value, (int, str, Fraction)):
        return None
    if not isinstance(value, str):
        return Fraction(value)
    text = value.strip()
    if not _WRITTEN.fullmatch(text):
        return None
    top, _, bottom = text.removesuffix("%").partition("/")
    made = Fraction(top) / Fraction(bottom or 1)
    return made / 100 if text.endswith("%") else made


__all__ = ["handed"]
