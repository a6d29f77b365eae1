"""How precisely the numbers of a table are meant, where their column says more than their own digits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set

from attrs import evolve

from perfeval.document import Place
from perfeval.model import Statement
from perfeval.quantities import RATE, Quantity, exact_among

#: More decimals come of a formula, beside which a total may well have been rounded.
MOST_TYPED = 4


def precise(statements: Sequence[Statement], whole: Set[Place] = frozenset()) -> list[Statement]:
    """The same statements, their numbers as precise as their column says.

    Whole numbers of a column of which at least half has decimals stand for themselves. Stored numbers that no format
    has cut, those at the places `whole`, are as precise as the finest of them in their column that a person typed.
    """
    made = list(statements)
    columns: dict[tuple[str, str], list[tuple[int, Quantity]]] = defaultdict(list)
    for index, statement in enumerate(made):
        if isinstance(statement.reading, Quantity) and statement.reading.dimension != RATE:
            columns[statement.block, statement.column].append((index, statement.reading))
    for column in columns.values():
        typed = [n.places for index, n in column if made[index].place in whole and n.places <= MOST_TYPED]
        finest = max(typed, default=0)
        for at, (index, number) in enumerate(column):
            if made[index].place in whole and number.places < finest:
                column[at] = (index, evolve(number, places=finest))
                made[index] = evolve(made[index], reading=column[at][1])
        if not exact_among([number for _, number in column]):
            continue
        for index, number in column:
            if number.places == 0:
                made[index] = evolve(made[index], reading=number.as_exact())
    return made
