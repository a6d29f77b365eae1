"""Which numbers of a document's tables were bound to a name, and which nobody could place."""

from __future__ import annotations

from attrs import define, field

from perfeval.document import Cell, Document, Place
from perfeval.model import Coverage, Entry
from perfeval.quantities import Quantity, read

#: Table, row and cell of a header cell.
HeaderPlace = tuple[int | None, int | None, int | None]


@define
class Accounted:
    """The places that are accounted for: bound to a full name, stated with a part left open, labels, header cells."""

    bound: set[Place] = field(factory=set)
    opened: set[Place] = field(factory=set)
    labels: set[Place] = field(factory=set)
    headers: set[HeaderPlace] = field(factory=set)

    def is_words(self, cell: Cell) -> bool:
        """Whether a cell is part of a header or a label, whatever number stands in it."""
        place = cell.place
        return (place.table, place.row, place.cell) in self.headers or place in self.labels


def coverage_of(document: Document, accounted: Accounted) -> tuple[Coverage, list[Entry]]:
    """How many numeric cells were bound, and those nobody could place."""
    numeric = taken = half = 0
    lost = []
    for cell in (c for table in document.tables() for row in table.rows for c in row.cells):
        reading = read(cell.text)
        if accounted.is_words(cell) or not isinstance(reading, Quantity):
            continue
        numeric += 1
        if cell.place in accounted.bound:
            taken += 1
        elif cell.place in accounted.opened:
            half += 1
        else:
            lost.append(Entry(cell.text, reading, cell.place))
    return Coverage(numeric, taken, half, numeric - taken - half), lost
