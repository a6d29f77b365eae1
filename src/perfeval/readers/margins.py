"""What stands in the margins of pages: numbers of pages, which are no figures of anything."""

from __future__ import annotations

import re

_NUMBERED = re.compile(
    r"[-—–―－·\s]{0,20}(?:第?\s{0,4}\d{1,3}\s{0,4}页?)(?:\s{0,4}[/，,共]\s{0,4}共?\s{0,4}\d{1,3}\s{0,4}页?)?[-—–―－·\s]{0,20}"
)


def is_page_number(text: str) -> bool:
    """Whether a line says nothing but which page it is, and of how many.

    >>> is_page_number("— 3 —"), is_page_number("第3页 共12页"), is_page_number("单位：万元")
    (True, True, False)
    """
    return _NUMBERED.fullmatch(text) is not None
