"""What a person wrote in an earlier working paper, found again by the id of its row, wherever the row stands now.

A hidden sheet names each cell that is a person's, with a digest of what the machine wrote there: what differs from it is
the person's. A row that the hidden sheet names and the findings no longer show was taken out by the person.
"""

from __future__ import annotations

import warnings
import zipfile
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from perfeval.errors import UnreadableError
from perfeval.renderers.kept import Kept, digest

#: The hidden sheet; the word in its first cell says whose it is.
SHEET, WHOSE = "_perfeval", "perfeval/working-paper/1"
#: What is noted of a finding's own row, in which its id stands.
ROW = "id"


def kept_of(data: bytes) -> Kept:
    """What a person wrote in a working paper.

    Raises
    ------
    UnreadableError
        If it is no workbook that perfeval wrote.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(data))
        marks = list(book[SHEET].iter_rows(values_only=True))
        is_ours = bool(marks) and marks[0][0] == WHOSE
    except (KeyError, ValueError, OSError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        raise _foreign() from error
    if not is_ours:
        raise _foreign()
    return _compared(book, [tuple(map(str, row[:4])) for row in marks[1:]])


def _compared(book: Any, marks: list[tuple[str, ...]]) -> Kept:
    """What differs from what the machine wrote; rows may have been moved, sorted or deleted since."""
    there = _rows(book)
    words: dict[tuple[str, str], str] = {}
    removed = set()
    for key, what, address, made in marks:
        before, _, sheet = made.partition("|")
        row = there.get((sheet, key))
        if what == ROW:
            removed |= {key} if row is None else set()
        elif row is not None:
            column = "".join(c for c in address if c.isalpha())
            value = book[sheet][f"{column}{row}"].value
            text = "" if value is None else str(value)
            if digest(text) != before:
                words[key, what] = text
    return Kept(words, frozenset(removed))


def _rows(book: Any) -> dict[tuple[str, str], int]:
    """Where the row of each id stands in each sheet now; an id may stand in any column."""
    return {
        (sheet.title, cell.value): cell.row
        for sheet in book.worksheets if sheet.title != SHEET
        for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)
    }  # fmt: skip


def _foreign() -> UnreadableError:
    return UnreadableError(
        "要更新的工作簿不是 perfeval 生成的底稿，或已损坏；请换一个文件名，或加 --force 重写。",
        "The workbook to be renewed is no working paper of perfeval, or damaged; choose another name, or say --force.",
    )


__all__ = ["ROW", "SHEET", "WHOSE", "kept_of"]
