"""Which figure each cell of a form is for: the form is filled with numbers that occur nowhere else, and recognised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from perfeval.document import Block, Document, Paragraph
from perfeval.errors import UnreadableError
from perfeval.filling.figures import Place
from perfeval.filling.grids import grid_of
from perfeval.model import Statement
from perfeval.quantities import plain
from perfeval.recognition import recognise
from perfeval.ruling.blanks import FILL
from perfeval.vocabulary import Vocabulary

SOURCE = "form"
#: The first number, and the distance of one from the next: no two of them differ by rounding, or look like a year.
FIRST, APART = 3_000_001, 1_013


def meanings(
    above: Sequence[str], tables: Sequence[Sequence[tuple[str, ...]]], words: Vocabulary
) -> Mapping[Place, Statement]:
    """What each cell that is to be filled states, by table, row and column."""
    numbers: dict[Fraction, Place] = {}
    grids = []
    for table, lines in enumerate(tables):
        made = []
        for row, line in enumerate(lines):
            cells = list(line)
            for column, text in enumerate(line):
                if FILL in text:
                    number = Fraction(FIRST + APART * len(numbers), 100)
                    numbers[number] = (table, row, column)
                    cells[column] = text.replace(FILL, plain(number, 2))
                elif text.startswith("{"):
                    cells[column] = ""
            made.append(tuple(cells))
        grids.append(grid_of(made))
    blocks: tuple[Block, ...] = (
        *map(Paragraph, above),
        *(grid.table(number, SOURCE) for number, grid in enumerate(grids, 1)),
    )
    try:
        read = recognise(Document(SOURCE, blocks), words)
    except UnreadableError:
        return {}
    found: dict[Place, Statement] = {}
    for statement in read.statements:
        said = statement.quantity.number if statement.quantity is not None else None
        if said in numbers and statement.name.is_bound:
            found.setdefault(numbers[said], statement)
    return found


__all__ = ["meanings"]
