"""What a document says of its own figures, as relations over the statements it says it of."""

from __future__ import annotations

from collections.abc import Mapping

from perfeval.model import Statement
from perfeval.model.claims import Reading, Shape
from perfeval.quantities import Nil, Quantity
from perfeval.relations.operands import operand_of
from perfeval.relations.relation import Relation


def relation_of(reading: Reading, statements: Mapping[int, Statement]) -> Relation | None:
    """One way a claim may be meant, over statements by their order; None where one is not there or decides nothing.

    What cannot be read, and what is only roughly so many, decides nothing. A blank cell counts as zero in a sum and
    decides nothing elsewhere.
    """
    found = [statements.get(order) for order in reading.orders]
    if any(s is None or not _may_decide(s, reading.shape) for s in found):
        return None
    made = {s.order: operand_of(s) for s in found if s is not None}
    terms = tuple((c, made[order]) for c, order in reading.terms)
    bottom = tuple((c, made[order]) for c, order in reading.bottom)
    listed = reading.shape is Shape.LIMIT and len(terms) > 1  # the whole stands last
    return Relation(terms, constant=reading.constant, shape=reading.shape, bottom=bottom, total=0, listed=listed)


def _may_decide(statement: Statement, shape: Shape) -> bool:
    reading = statement.reading
    if isinstance(reading, Quantity):
        return not reading.approximate
    return isinstance(reading, Nil) and shape is Shape.SUM
