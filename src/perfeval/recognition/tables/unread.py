"""Cells of a column of numbers that hold none: what is said of them, and what is no part of the numbers at all."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.document import Cell, Place
from perfeval.findings import Text
from perfeval.model import Note
from perfeval.quantities import Reading, Unread, Words, read, tidy
from perfeval.recognition.tables.sections import Section

#: Words longer than this say something of the row; shorter ones stand where a number should.
LONGEST_STAND_IN = 30


def is_remark(cell: Cell, reading: Reading, section: Section) -> bool:
    """Whether a cell without a number is no part of the row's numbers: a sentence, or words merged over several columns."""
    if not isinstance(reading, Unread) or not isinstance(read(cell.text), Words):
        return False
    over = range(cell.column, cell.column + cell.width) if cell.column is not None and section.grid else ()
    merged = sum(h.position in over and h.column is not None for h in section.header) > 1
    return merged or len(tidy(cell.text)) > LONGEST_STAND_IN


def has_digit(text: str) -> bool:
    """Whether a person sees a number in a text."""
    return any(c.isdigit() for c in text)


def unread_note(reading: Reading, zh: str, en: str, place: Place) -> Iterator[Note]:
    """What to say of a cell that nobody can read; only a slip of the hand is something to correct."""
    if not isinstance(reading, Unread):
        return
    said = reading.printed.strip()
    if reading.slip:
        yield Note("unread", f"{zh}：“{said}”不是一个数", f"{en}: {said!r} is not one number", place, reading.printed)
        return
    listed = "、".join(str(r) for r in reading.readings)
    may = Text(f"（可读作{listed}）", f" (it may be {listed.replace('、', ', ')})") if listed else Text()
    yield Note(
        "unread-part", f"{zh}“{said}”未能读作一个数{may.zh}，涉及它的核对未做",
        f"{en}: {said!r} could not be read as one number{may.en}; nothing that involves it was checked", place, reading.printed,
    )  # fmt: skip
