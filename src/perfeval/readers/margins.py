"""What stands in the margins of pages: numbers of pages, which are no figures of anything."""

from __future__ import annotations

import re

_NUMBERED = re.compile(r"[-—–―－·\s]*(?:第?\s*\d{1,3}\s*页?)(?:\s*[/，,共]\s*共?\s*\d{1,3}\s*页?)?[-—–―－·\s]*")


def is_page_number(text: str) -> bool:
    """Whether a line says nothing but which page it is, and of how many.

    >>> is_page_number("— 3 —"), is_page_number("第3页 共12页"), is_page_number("单位：万元")
    (True, True, False)
    """
    return _NUMBERED.fullmatch(text) is not None
