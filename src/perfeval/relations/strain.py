"""A relation as one changed cell, or one row taken out, would move it."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from perfeval.model.claims import Shape
from perfeval.relations.relation import Relation
from perfeval.relations.saying import value_of

NONE = Fraction(0)


@frozen
class Strain:
    """A relation as roots see it: what is left over, what may be, and what each cell and row adds to it.

    `finding` is the position of the finding it caused, None for a relation that holds.
    """

    residual: Fraction
    slack: Fraction
    at_most: bool
    cells: tuple[tuple[str, Fraction, Fraction], ...]  # cell key, coefficient, value
    rows: tuple[tuple[str, Fraction], ...]  # row id, what it adds to the residual
    finding: int | None = None

    def without(self, row: str) -> bool:
        """Whether the relation holds once a row is taken out."""
        added = sum((amount for name, amount in self.rows if name == row), NONE)
        left = self.residual - added
        return left <= self.slack if self.at_most else abs(left) <= self.slack

    def value_for(self, cell: str) -> tuple[Fraction | None, Fraction | None]:
        """The lowest and the highest value of one of its cells with which the relation holds; a limit has one of them."""
        coefficient, value = next((c, v) for key, c, v in self.cells if key == cell)
        middle = value - self.residual / coefficient
        half = self.slack / abs(coefficient)
        if not self.at_most:
            return middle - half, middle + half
        return (None, middle + half) if coefficient > 0 else (middle - half, None)


def strain_of(relation: Relation, finding: int | None = None) -> Strain:
    """A relation that was decided, as roots see it."""
    outcome = relation.outcome
    assert outcome is not None
    if relation.shape is Shape.RATE:
        return _of_rate(relation, finding)
    cells = tuple((o.key, c, o.number.value) for c, o in relation.terms)
    rows = tuple((o.row, c * o.number.value) for c, o in relation.terms if _may_be_taken_out(o.row))
    return Strain(outcome.residual, outcome.slack, relation.at_most, cells, rows, finding)


def _may_be_taken_out(row: str) -> bool:
    """Whether it is a row of its own: a total or the head of a block is none."""
    return bool(row) and not row.endswith(" total") and " head " not in row


def _of_rate(relation: Relation, finding: int | None) -> Strain:
    """stated · bottom − top = 0, linear in each cell while the others stand."""
    (_, stated), *top = relation.terms
    rate = stated.number.value
    under, over = value_of(relation.bottom), value_of(tuple(top))
    weights: dict[str, list[Fraction]] = {stated.key: [under, rate]}
    for coefficient, operand in (*((-c, o) for c, o in top), *((c * rate, o) for c, o in relation.bottom)):
        cell = weights.setdefault(operand.key, [NONE, operand.number.value])
        cell[0] += coefficient
    cells = tuple((key, weight, value) for key, (weight, value) in weights.items())
    return Strain(rate * under - over, stated.number.step * abs(under), False, cells, (), finding)
