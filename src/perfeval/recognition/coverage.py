"""Which numbers of a document's tables were bound to a name, and which nobody could place."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field

from perfeval.document import Cell, Document, Place
from perfeval.model import Coverage, Entry, Form, Statement
from perfeval.quantities import Quantity, Unread, read
from perfeval.recognition.tables.unread import has_digit

#: Table, row and cell of a header cell.
HeaderPlace = tuple[int | None, int | None, int | None]


@define
class Accounted:
    """The places that are accounted for: bound to a full name, stated with a part left open, labels, header cells.

    `unread` are those where a number should stand and none can be read.
    """

    bound: set[Place] = field(factory=set)
    opened: set[Place] = field(factory=set)
    labels: set[Place] = field(factory=set)
    headers: set[HeaderPlace] = field(factory=set)
    unread: set[Place] = field(factory=set)

    def is_words(self, cell: Cell) -> bool:
        """Whether a cell is part of a header or a label, whatever number stands in it."""
        place = cell.place
        return (place.table, place.row, place.cell) in self.headers or place in self.labels


def unread_places(statements: Iterable[Statement], forms: Iterable[Form]) -> set[Place]:
    """Where a figure, or points or a score of a form, cannot be read."""
    found = {s.place for s in statements if isinstance(s.reading, Unread)}
    for form in forms:
        beside = [e for row in form.rows if row.recheck for e in (row.recheck.score, row.recheck.deduction)]
        entries = [e for row in form.rows for e in (row.points, row.score)]
        entries += [form.total_points, form.total_score, form.total_recheck]
        entries += [form.execution_points, form.execution_score, form.execution_recheck]
        found |= {e.place for e in (*entries, *beside) if e is not None and isinstance(e.reading, Unread)}
    return found


def coverage_of(document: Document, accounted: Accounted) -> tuple[Coverage, list[Entry]]:
    """How many numeric cells were bound, and those nobody could place."""
    numeric = taken = half = unread = 0
    lost = []
    for cell in (c for table in document.tables() for row in table.rows for c in row.cells):
        reading = read(cell.text)
        illegible = isinstance(reading, Unread) or (cell.place in accounted.unread and has_digit(cell.text))
        if accounted.is_words(cell) or not (isinstance(reading, Quantity) or illegible):
            continue
        numeric += 1
        if illegible and (cell.place in accounted.unread or cell.place not in accounted.bound):
            unread += 1
        elif cell.place in accounted.bound:
            taken += 1
        elif cell.place in accounted.opened:
            half += 1
        else:
            lost.append(Entry(cell.text, reading, cell.place))
    return Coverage(numeric, taken, half, numeric - taken - half - unread, unread), lost
