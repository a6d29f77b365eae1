"""What a report under a book may state, and which relations hold among it: asked of the engine, on a report of dummies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import frozen

from perfeval.document import Place
from perfeval.evaluation import binder_of, checked
from perfeval.model import FigureName, NameKey, Report, Statement
from perfeval.quantities import PERCENT, WAN_YUAN, Quantity, plain
from perfeval.resolution import Rulebook
from perfeval.ruling import FigureRule, Operand, Relation, Rows, Shape
from perfeval.testing.making.discovery import (
    TABLE,
    UNIT,
    YEAR,
    Discovery,
    Line,
    figure_rules,
    report_rules,
    wanted,
)


@frozen
class Option:
    """A relation over figures: Σ coefficient · figure = 0 or ≤ 0, or the printed rate `stated` = Σ top / Σ bottom.

    `exact` marks one that rounding does not excuse: the share of a band.
    """

    terms: tuple[tuple[Fraction, NameKey], ...] = ()
    at_most: bool = False
    stated: NameKey | None = None
    bottom: tuple[tuple[Fraction, NameKey], ...] = ()
    optional: frozenset[NameKey] = frozenset()
    exact: bool = False

    @property
    def keys(self) -> tuple[NameKey, ...]:
        """Every figure in it."""
        own = () if self.stated is None else (self.stated,)
        return (*own, *(k for _, k in self.terms), *(k for _, k in self.bottom))


@frozen
class Requirement:
    """What a rule requires somewhere: one of these relations."""

    rule: str
    options: tuple[Option, ...]


@frozen
class Content:
    """The figures a report may state, and what is required of them."""

    lines: tuple[Line, ...]
    requirements: tuple[Requirement, ...]
    year: int = YEAR


def dummy(lines: Iterable[Line]) -> Report:
    """A report that states the figures, each with a number that fits nothing."""
    values: dict[NameKey, Quantity] = {}
    made = []
    for order, line in enumerate(lines):
        key = line.name.key
        if key not in values:
            number = Fraction(10**7 + (len(values) * 7919 + 104729) ** 2 % 999_983, 100)
            values[key] = Quantity(number, WAN_YUAN, 2, printed=plain(number, 2))
        made.append(
            Statement(
                line.name,
                line.name.item.text,
                values[key],
                Place("表", line.block, row=order + 1),
                line.block,
                "",
                line.parent,
                order,
            )
        )
    return Report(source="表", entity=UNIT, year=YEAR, statements=tuple(made))


def _one_row(anchor: FigureName) -> tuple[FigureName, ...]:
    row = anchor.moved(anchor.item.row("1"))
    return (row,) if row is not None else ()


def _rates(lines: Iterable[Line], rules: list[FigureRule]) -> frozenset[NameKey]:
    """The figures that some rule reads as a rate."""
    found = set()
    for line in lines:
        for rule in rules:
            if wanted(rule, line.name.item):
                rows = Rows(_one_row, lambda _: ())
                for schema in rule.schemas(line.name, rows):
                    found |= {o.terms[0][1].key for o in schema.options if o.shape is Shape.RATE}
    return frozenset(found)


def required(lines: tuple[Line, ...], book: Rulebook, rules: list[FigureRule]) -> tuple[Requirement, ...]:
    """What the engine will hold such a report to: it is asked, on a report whose figures fit nothing."""
    report = dummy(lines)
    rates = _rates(lines, rules)
    report = Report(
        source=report.source, entity=report.entity, year=report.year,
        statements=tuple(_as_rate(s) if s.name.key in rates else s for s in report.statements),
    )  # fmt: skip
    binder = binder_of(report, book)
    planned = {one.rule.id: one for one in book.plan.every}
    made: list[Requirement] = []
    for rule in rules:
        for one in checked(planned[rule.id], binder):
            made.append(Requirement(rule.id, tuple(map(_option, one.relation.options))))
    for other in report_rules(book):
        for one in checked(planned[other.id], binder):
            made += [Requirement(other.id, (option,)) for option in _limits(one.relation)]
    return tuple(dict.fromkeys(made))


def _as_rate(statement: Statement) -> Statement:
    number = Fraction(98765432 + statement.order, 100)
    rate = Quantity(number, PERCENT, 2, printed=f"{plain(number, 2)}%")
    return Statement(
        statement.name, statement.label, rate, statement.place, statement.block, "", statement.parent, statement.order
    )


def _option(relation: Relation) -> Option:
    """A relation over the figures of a report, as one over their names."""
    terms, bottom = _named(relation.terms), _named(relation.bottom)
    if relation.shape is Shape.RATE:
        return Option(terms[1:], stated=terms[0][1], bottom=bottom)
    optional = frozenset(
        o.statement.name.key for _, o in relation.terms if o.statement is not None and o.key in relation.optional
    )
    return Option(terms, relation.at_most, optional=optional)


def _named(terms: tuple[tuple[Fraction, Operand], ...]) -> tuple[tuple[Fraction, NameKey], ...]:
    return tuple((c, o.statement.name.key) for c, o in terms if o.statement is not None)


def _limits(relation: Relation) -> Iterator[Option]:
    """What keeps a share in its range; two prints of one figure ask nothing of its number."""
    if relation.shape is not Shape.RANGE:
        return
    within, one = relation.within, Fraction(1)
    (_, part), (_, base) = _named(relation.terms)
    if within.below is not None:
        yield Option(((within.below, base), (-one, part)), at_most=True, exact=True)
    if within.above is not None:
        yield Option(((one, part), (-within.above, base)), at_most=True, exact=True)
    if within.on_zero:  # nothing is spent on a zero budget: no more than a thousand times the budget
        yield Option(((one, part), (Fraction(-1000), base)), at_most=True, exact=True)


def content(book: Rulebook, *, one_table: bool = False) -> Content:
    """What a report under a book may state, and what is required of it; `one_table`: each figure once, side by side."""
    rules = figure_rules(book)
    when = book.year or YEAR
    lines = Discovery(book, rules, when).run()
    if one_table:
        lines = tuple({line.name.key: Line(line.name, TABLE, line.parent) for line in reversed(lines)}.values())[::-1]
    return Content(lines, required(lines, book, rules), when)


__all__ = [
    "UNIT",
    "YEAR",
    "Content",
    "Line",
    "Option",
    "Requirement",
    "content",
    "figure_rules",
    "required",
]
