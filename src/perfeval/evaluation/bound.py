"""A relation with the statements it was tried on, and how it came out."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from perfeval.findings import Severity, Text
from perfeval.model import Statement
from perfeval.quantities import Quantity
from perfeval.relations.arithmetic import Outcome, comparable, linear, ratio
from perfeval.ruling import Band, FigureRule, Linear, OneValue, Ratio


@frozen
class Bound:
    """A schema with its statements: coefficient and statement, zero for one that is blank or absent by right."""

    schema: Linear | Ratio
    terms: tuple[tuple[Fraction, Statement], ...]
    bottom: tuple[tuple[Fraction, Statement], ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement in it."""
        return tuple(s for _, s in (*self.terms, *self.bottom))


@frozen
class Tried:
    """A rule tried somewhere: what it was bound to and how it came out.

    `across` marks a comparison over blocks, `zero_base` a rate whose base is zero.
    """

    rule: FigureRule | Band | OneValue
    bound: Bound
    outcome: Outcome | None
    across: bool = False
    severity: Severity = Severity.ERROR
    others: tuple[Bound, ...] = ()
    band: str = ""
    beside: tuple[Statement, ...] = ()


@frozen
class NotRun:
    """A rule that could not be tried, and for lack of what."""

    rule: str
    why: Text
    statements: tuple[Statement, ...] = ()


def unreadable(rule: str, statement: Statement) -> NotRun:
    """A rule that hangs on a cell nobody can read."""
    text = statement.printed.strip()
    return NotRun(
        rule,
        Text(f"“{statement.label}”的“{text}”不能读作一个数", f"{statement.label}: {text!r} is not one number"),
        (statement,),
    )


def base_is_zero(bound: Bound) -> bool:
    """Whether a rate has no base because its base adds up to zero."""
    return bool(bound.bottom) and sum((c * s.quantity.value for c, s in bound.bottom if s.quantity), Fraction(0)) == 0


def loudness(rule: object) -> Severity:
    """How loud a rule is declared; an error where it declares nothing."""
    severity = getattr(rule, "severity", Severity.ERROR)
    return severity if isinstance(severity, Severity) else Severity.ERROR


def numbers(terms: tuple[tuple[Fraction, Statement], ...]) -> list[tuple[Fraction, Quantity]]:
    """The quantities of bound terms, nil ones as zero in the unit of the others."""
    unit = next((s.quantity.unit for _, s in terms if s.quantity is not None), None)
    zero = Quantity(Fraction(0), unit, exact=True)
    return [(c, s.quantity if s.quantity is not None else zero) for c, s in terms]


def decide(bound: Bound) -> Outcome | None:
    """How bound terms come out; None when they cannot be compared, or a rate has no base."""
    if isinstance(bound.schema, Ratio):
        stated, *top = bound.terms
        if stated[1].quantity is None:
            return None
        over, under = numbers(tuple(top)), numbers(bound.bottom)
        if not comparable([*over, *under]):
            return None
        return ratio(stated[1].quantity, over, under)
    terms = numbers(bound.terms)
    if not comparable(terms):
        return None
    return linear(terms, at_most=bound.schema.at_most)
