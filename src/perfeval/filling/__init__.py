"""Forms of a place filled in from a report, so that a unit begins with its data and gets a form that passes its own check.

Rule 1: which figure a cell is for is read off the form itself: every cell is filled with a number of its own, the form is
recognised, and what the number was taken for is what belongs there. So a filled form says what the report says.
Rule 2: a figure the report states twice and differently is left blank, and said; nothing is guessed.
Rule 3: a rate, and the total of points and scores, are computed where the report does not state them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from perfeval.boundary.extras import loaded
from perfeval.errors import UsageError
from perfeval.filling.forms import Filled, fill

#: The formats a form is written in, and the module that writes it.
WRITERS = {".docx": "perfeval.filling.word", ".xlsx": "perfeval.filling.excel"}


def written(filled: Filled, name: str) -> bytes:
    """A filled form as a file of the kind its name says.

    Raises
    ------
    UsageError
        If forms are not written in this format.
    MissingExtraError
        If the library that writes it is not installed.
    """
    module = WRITERS.get(PurePath(name).suffix.lower())
    if module is None:
        raise UsageError(
            f"{name}：表可写为 {'、'.join(WRITERS)}。", f"{name}: forms are written as {', '.join(WRITERS)}."
        )
    library = loaded(module, "office", f"{name}：写这种文件", f"{name}: this kind of file needs")
    write: Callable[[Filled], bytes] = library.form_file
    return write(filled)


__all__ = ["WRITERS", "Filled", "fill", "written"]
