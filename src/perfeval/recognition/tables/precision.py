"""How precisely the numbers of a table are meant, where their column says more than their own digits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from attrs import evolve

from perfeval.model import Statement
from perfeval.quantities import RATE, Quantity, exact_among


def precise(statements: Sequence[Statement]) -> list[Statement]:
    """The same statements; whole numbers of a column of which at least half has decimals stand for themselves."""
    made = list(statements)
    columns: dict[tuple[str, str], list[tuple[int, Quantity]]] = defaultdict(list)
    for index, statement in enumerate(made):
        if isinstance(statement.reading, Quantity) and statement.reading.dimension != RATE:
            columns[statement.block, statement.column].append((index, statement.reading))
    for column in columns.values():
        if not exact_among([number for _, number in column]):
            continue
        for index, number in column:
            if number.places == 0:
                made[index] = evolve(made[index], reading=number.as_exact())
    return made
