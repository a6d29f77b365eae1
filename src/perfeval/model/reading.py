"""How a report was read: from what its place and year were taken, what was not understood, how much was bound."""

from __future__ import annotations

from attrs import frozen

from perfeval.document import Place

#: The source of evidence that is only the name of the file: what it says is declared, and not printed.
FILE_NAME = "文件名"


@frozen
class SourceFile:
    """A file a report was read from: its path as it was given, and the SHA-256 of what stood in it."""

    path: str
    sha256: str


@frozen
class Evidence:
    """From what a report's entity, year or jurisdiction was taken."""

    what: str
    value: str
    source: str
    place: Place = Place()


@frozen
class Note:
    """Something about the reading a person should know: an unread cell, a row cut short, a table not recognised."""

    kind: str
    zh: str
    en: str
    place: Place = Place()
    printed: str = ""


@frozen
class Coverage:
    """How many numeric table cells were bound to a full name or an indicator row.

    A numeric cell is a table cell outside header rows whose text is one number with or without a unit, or one in a
    column of numbers that holds a digit and cannot be read; `unread` counts the latter.
    """

    numeric: int = 0
    bound: int = 0
    open: int = 0
    unmapped: int = 0
    unread: int = 0

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(
            self.numeric + other.numeric,
            self.bound + other.bound,
            self.open + other.open,
            self.unmapped + other.unmapped,
            self.unread + other.unread,
        )
