"""Packed files (.docx, .xlsx) that come out the same whenever they are made."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO

#: The first day a packed file can name.
FIRST = date(1980, 1, 1)
#: What programs write of themselves into a file: when it was made and changed.
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def settled_package(data: bytes, on: date | None = None) -> bytes:
    """A packed file that names one day, and no clock, wherever it says when it was made.

    Parameters
    ----------
    on
        The day; None for the first there can be.
    """
    day = max(on or FIRST, FIRST)
    moment = f"{day.isoformat()}T00:00:00Z".encode()
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "docProps/core.xml":
                part = _MOMENT.sub(rb"\g<1>" + moment + rb"\g<2>", part)
            fixed = zipfile.ZipInfo(entry.filename, (day.year, day.month, day.day, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, part)
    return made.getvalue()


__all__ = ["FIRST", "settled_package"]
