"""The relations that hold in one report: which cells each ties together, and whether another print would break it.

Both kinds of rules are asked through their protocols; the engine finds the cells, exactly as when a report is judged.
"""

from __future__ import annotations

from attrs import evolve, frozen

from perfeval.document import Place
from perfeval.evaluation import Checked, binder_of, checked
from perfeval.model import Entry, Form, Report, Statement
from perfeval.quantities import Quantity, read
from perfeval.relations import Operand as Cell
from perfeval.relations import Relation, Shape
from perfeval.resolution import Rulebook

#: An equality or a printed rate decides figures; the others only hold them within limits.
DECIDING = (Shape.SUM, Shape.RATE)


@frozen
class Tie:
    """A relation that a rule holds some cells to, with those that would do in its place."""

    rule: str
    options: tuple[Relation, ...]

    @property
    def kind(self) -> Shape:
        """How its figures hang together."""
        return self.options[0].shape

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells it ties that state a number."""
        every = {o.key: o for option in self.options for o in option.operands if o.states_number}
        return tuple(every.values())

    def breaks(self, cell: Cell, quantity: Quantity) -> bool:
        """Whether the relation fails, beyond rounding, if a cell prints something else."""
        return all(_fails(option, cell, quantity) for option in self.options)


def _fails(option: Relation, cell: Cell, quantity: Quantity) -> bool:
    printed = quantity.as_exact() if option.of_form else quantity
    outcome = option.decided({o.key: printed for o in option.operands if o.place == cell.place})
    return outcome is not None and not outcome.verdict.holds


def _tie(one: Checked) -> Tie | None:
    made = Tie(one.rule, one.relation.options if not one.relation.of_form else (one.relation,))
    return made if one.relation.outcome is not None and made.cells else None


def ties(report: Report, book: Rulebook) -> list[Tie]:
    """Every relation the rules of a book hold a report to, with the cells it ties."""
    binder = binder_of(report, book)
    every = (one for planned in book.plan.every for one in checked(planned, binder))
    return [made for one in every if (made := _tie(one)) is not None]


# --- a cell with another text ---------------------------------------------------------------------------------------


def rewritten(report: Report, place: Place, text: str) -> Report:
    """The report with another print in one cell, read as a reader would read it."""
    made = tuple(_restated(s, text) if s.place == place else s for s in report.statements)
    return evolve(report, statements=made, forms=tuple(_reentered(f, place, text) for f in report.forms))


def _restated(statement: Statement, text: str) -> Statement:
    reading = read(text)
    if isinstance(reading, Quantity):
        before = statement.quantity
        unit = before.unit if before is not None else None
        reading = reading.within(unit)
        if unit is None and before is not None and before.exact:
            reading = reading.as_exact()
    return evolve(statement, reading=reading)


def _entered(entry: Entry | None, place: Place, text: str) -> Entry | None:
    if entry is None or entry.place != place:
        return entry
    reading = read(text)
    if isinstance(reading, Quantity):
        reading = reading.within(entry.quantity.unit if entry.quantity is not None else None)
    return evolve(entry, text=text, reading=reading)


def _reentered(form: Form, place: Place, text: str) -> Form:
    rows = tuple(
        evolve(
            r, points=_entered(r.points, place, text), score=_entered(r.score, place, text),
            recheck=r.recheck and evolve(r.recheck, score=_entered(r.recheck.score, place, text)),
        ) for r in form.rows
    )  # fmt: skip
    heads = tuple(evolve(h, points=_entered(h.points, place, text)) for h in form.heads)
    return evolve(
        form, rows=rows, heads=heads,
        total_points=_entered(form.total_points, place, text), total_score=_entered(form.total_score, place, text),
        execution_points=_entered(form.execution_points, place, text),
        execution_score=_entered(form.execution_score, place, text),
        execution_rate=_entered(form.execution_rate, place, text),
        total_recheck=_entered(form.total_recheck, place, text),
        execution_recheck=_entered(form.execution_recheck, place, text),
    )  # fmt: skip


__all__ = ["DECIDING", "Cell", "Tie", "rewritten", "ties"]
