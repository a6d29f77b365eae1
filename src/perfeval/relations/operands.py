"""One number in a relation: a figure stated somewhere, or a cell of a form."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from attrs import evolve, field, frozen

from perfeval.document import Place
from perfeval.findings import Cited
from perfeval.model import Statement
from perfeval.quantities import POINTS, Quantity

#: The order of what another report states begins here, so that no cell of the report at hand is mistaken for it.
FROM_ANOTHER = 10**9

NOTHING = Quantity(Fraction(0), exact=True)


@frozen
class Operand:
    """One number in a relation.

    Attributes
    ----------
    quantity
        The number; None where the cell of a form cannot be read, or a statement is blank.
    cited
        The cell as a finding quotes it; a statement is quoted by itself.
    row
        The row of a form it is in, so that one can ask what dropping the row would do.
    statement
        The statement, where it is one and no cell of a form.
    """

    quantity: Quantity | None
    _cited: Cited | None = field(default=None, alias="cited")
    row: str = ""
    statement: Statement | None = None

    @cached_property
    def cited(self) -> Cited:
        """The cell as a finding quotes it."""
        if self._cited is not None:
            return self._cited
        assert self.statement is not None
        return cite(self.statement)

    @cached_property
    def key(self) -> str:
        """Which cell it is."""
        return self.cited.key if self.statement is None else statement_key(self.statement)

    @cached_property
    def number(self) -> Quantity:
        """The number it counts for: points are plain numbers, and a cell that states none counts as nothing."""
        return NOTHING if self.quantity is None else counted(self.quantity)

    @property
    def label(self) -> str:
        """What it is called where it stands."""
        return self.cited.label if self.statement is None else self.statement.label

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.cited.place if self.statement is None else self.statement.place

    @property
    def printed(self) -> str:
        """The characters of the source, without blanks around them."""
        return (self.cited.printed if self.statement is None else self.statement.printed).strip()

    @property
    def is_unread(self) -> bool:
        """Whether it is a cell that should hold one number and does not."""
        return self.quantity is None and self.statement is None

    @property
    def states_number(self) -> bool:
        """Whether a number stands there that could be misprinted; a cell that is blank or struck out states none."""
        if self.quantity is None or self.statement is not None:
            return self.quantity is not None
        return bool(self.quantity.number or self.quantity.printed)

    @property
    def is_from_before(self) -> bool:
        """Whether it stands in last year's report."""
        return self.statement is not None and self.statement.order >= FROM_ANOTHER


def counted(quantity: Quantity) -> Quantity:
    """A number as it counts in a relation: points are plain numbers."""
    return evolve(quantity, unit=None) if quantity.dimension == POINTS else quantity


def statement_key(statement: Statement) -> str:
    """The key of a statement's cell, as findings cite it."""
    return f"statement {statement.order}"


def operand_of(statement: Statement) -> Operand:
    """A statement as an operand."""
    return Operand(statement.quantity, statement=statement)


def cite(statement: Statement) -> Cited:
    """A statement as a finding quotes it."""
    name = statement.name
    quantity = statement.quantity
    return Cited(
        item=name.item.text,
        label=statement.label,
        printed=statement.printed,
        place=statement.place,
        entity="" if name.entity.is_open else str(name.entity.value),
        year="" if name.year.is_open else str(name.year.value),
        stage="" if name.stage.is_open else getattr(name.stage.value, "value", str(name.stage.value)),
        fund="" if name.fund.is_open else str(name.fund.value),
        unit=quantity.unit.symbol if quantity and quantity.unit else "",
        key=statement_key(statement),
        form=statement.form,
        is_named=name.is_bound,
        column=statement.heading,
    )
