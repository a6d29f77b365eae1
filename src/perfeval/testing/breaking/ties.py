"""The relations that hold in one report: which cells each ties together, and whether another print would break it.

Both kinds of rules are asked through their protocols; the engine finds the cells, exactly as when a report is judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve, frozen

from perfeval.document import Place
from perfeval.evaluation.bound import Bound, Tried, decide
from perfeval.evaluation.index import blocks
from perfeval.evaluation.values import bands, one_value
from perfeval.model import Entry, Form, Report, Statement
from perfeval.quantities import Quantity, read
from perfeval.relations.arithmetic import Outcome, comparable, linear
from perfeval.resolution import Rulebook
from perfeval.ruling import Band, FormRule, Linear, OneValue, Ratio, Relation
from perfeval.testing.making.content import figure_rules, tried_by

#: What a tie is: an equality or a printed rate decides figures; the others only hold them within limits.
EQUALITY, RATE, LIMIT, SAME, SHARE = "equality", "rate", "limit", "same", "share"
DECIDING = (EQUALITY, RATE)


@frozen
class Cell:
    """A figure where it stands: a statement of a report, or a number in a form."""

    place: Place
    printed: str
    label: str
    quantity: Quantity
    statement: Statement | None = None


@frozen
class Tie:
    """A relation that a rule holds some cells to. `alternatives` are other relations that would do."""

    rule: str
    kind: str
    cells: tuple[Cell, ...]
    bound: Bound | None = None
    relation: Relation | None = None
    alternatives: tuple[Bound, ...] = ()
    band: Band | None = None

    def breaks(self, cell: Cell, quantity: Quantity) -> bool:
        """Whether the relation fails, beyond rounding, if a cell prints something else."""
        if self.band is not None and self.bound is not None:
            return _outside(self.band, _with(self.bound, cell, quantity))
        if self.kind == SAME:
            others = [c.quantity for c in self.cells if c.place != cell.place]
            return any(not quantity.agrees_with(other) for other in others)
        if self.bound is not None:
            return all(_fails(decide(_with(b, cell, quantity))) for b in (self.bound, *self.alternatives))
        assert self.relation is not None
        terms = [
            (c, quantity.as_exact() if o.cited.place == cell.place else o.quantity) for c, o in self.relation.terms
        ]
        known = [(c, evolve(q, unit=None)) for c, q in terms if q is not None]
        return len(known) == len(terms) and _fails(
            linear(known, at_most=self.relation.at_most, constant=self.relation.constant)
        )


def _fails(outcome: Outcome | None) -> bool:
    return outcome is not None and not outcome.verdict.holds


def _with(bound: Bound, cell: Cell, quantity: Quantity) -> Bound:
    def moved(terms: tuple[tuple[Fraction, Statement], ...]) -> tuple[tuple[Fraction, Statement], ...]:
        return tuple((c, evolve(s, reading=quantity) if s.place == cell.place else s) for c, s in terms)

    return evolve(bound, terms=moved(bound.terms), bottom=moved(bound.bottom))


def _outside(band: Band, bound: Bound) -> bool:
    (_, part), (_, base) = bound.terms
    if (
        part.quantity is None
        or base.quantity is None
        or not comparable([(Fraction(1), part.quantity), (Fraction(1), base.quantity)])
    ):
        return False
    if base.quantity.value == 0:
        return band.on_zero and part.quantity.value > 0
    share = part.quantity.value / base.quantity.value
    return (band.below is not None and share < band.below) or (band.above is not None and share > band.above)


def _cell(statement: Statement) -> Cell | None:
    if statement.quantity is None:
        return None
    return Cell(statement.place, statement.printed, statement.label, statement.quantity, statement)


def _tie(rule: str, tried: Tried, kind: str | None = None, band: Band | None = None) -> Tie | None:
    bound = tried.bound
    cells = tuple(dict.fromkeys(c for b in (bound, *tried.others) for s in b.statements if (c := _cell(s)) is not None))
    if kind is None:
        kind = RATE if isinstance(bound.schema, Ratio) else LIMIT if bound.schema.at_most else EQUALITY
    return Tie(rule, kind, cells, bound, alternatives=tried.others, band=band) if cells else None


def ties(report: Report, book: Rulebook) -> list[Tie]:
    """Every relation the rules of a book hold a report to, with the cells it ties."""
    made: list[Tie | None] = []
    rules = figure_rules(book)
    for rule in rules:
        made += [_tie(rule.id, t) for t in tried_by(rule, report, rules, book) if t.outcome is not None]
    for force in book.in_order:
        own = force.rule
        if isinstance(own, OneValue):
            made += [_tie(own.id, t, SAME) for t in one_value(report, own)]
        elif isinstance(own, Band):
            made += [_tie(own.id, t, SHARE, own) for t in bands(report, own, blocks(report)) if isinstance(t, Tried)]
        elif isinstance(own, FormRule):
            made += [_form_tie(own.id, relation) for form in report.forms for relation in _relations(own, form)]
    return [t for t in made if t is not None]


def _relations(rule: FormRule, form: Form) -> Iterator[Relation]:
    try:
        yield from [r for r in rule.relations(form) if isinstance(r, Relation)]
    except Exception:  # its own fault, which the evaluation names
        return


def _form_tie(rule: str, relation: Relation) -> Tie | None:
    cells = tuple(
        Cell(o.cited.place, o.cited.printed, o.cited.label, o.quantity)
        for _, o in relation.terms
        if o.quantity is not None
    )
    return Tie(rule, LIMIT if relation.at_most else EQUALITY, cells, relation=relation) if cells else None


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


__all__ = ["DECIDING", "EQUALITY", "LIMIT", "RATE", "SAME", "SHARE", "Cell", "Linear", "Tie", "rewritten", "ties"]
