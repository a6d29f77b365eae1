"""A relation over numbers: a sum, a limit, a rate, two prints of one figure, a share in a range.

Whatever states a relation, a rule over figures, a rule over the cells of a form, or the document itself, it ends here,
and is decided, shown, located and broken by the same few lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

from attrs import frozen

from perfeval.findings import Text
from perfeval.model import Statement
from perfeval.model.claims import Shape
from perfeval.quantities import Quantity
from perfeval.relations.arithmetic import Outcome, Verdict, comparable, linear, ratio, same
from perfeval.relations.operands import Operand, counted
from perfeval.relations.schemas import Range

Term = tuple[Fraction, Operand]
NONE = Fraction(0)


@frozen(init=False)
class Relation:
    """A relation over numbers: Σ coefficient · number = constant, or one of the other shapes.

    Attributes
    ----------
    terms
        Pairs of a coefficient and a number; of a rate the rate itself, then what stands above the line.
    at_most
        Short for the shape of a limit: the sum is no more than the constant.
    shape
        How they hang together.
    bottom
        What stands below the line of a rate.
    constant
        What the sum comes to, or is limited to, for a total that is fixed without being printed.
    constant_label
        What the constant is called (满分100).
    instead
        Relations of which one may hold in its place.
    what
        What is related, as a finding says it; the rule's label where it is empty. Of one that may hold instead: what that
        would mean.
    if_short
        What would explain terms that fall short, where more of them may stand elsewhere; a shortfall is then a
        warning.
    total
        The position of the total among the terms of a sum.
    listed
        The terms of a limit are the rows of one list, and their whole stands last.
    equal
        The two figures of a sum are one amount.
    within
        The range of a share.
    optional
        The keys of terms that would count as zero if they were not stated.
    """

    terms: tuple[Term, ...]
    shape: Shape
    bottom: tuple[Term, ...]
    constant: Fraction
    constant_label: Text
    instead: tuple[Relation, ...]
    what: Text
    if_short: Text
    total: int
    listed: bool
    equal: bool
    within: Range
    optional: frozenset[str]

    def __init__(
        self, terms: tuple[Term, ...], at_most: bool = False, constant: Fraction = NONE, constant_label: Text = Text(),  # noqa: B008 - frozen
        instead: tuple[Relation, ...] = (), what: Text = Text(), if_short: Text = Text(), *, shape: Shape | None = None,  # noqa: B008 - frozen
        bottom: tuple[Term, ...] = (), total: int = -1, listed: bool = False, equal: bool = False, within: Range = Range(),  # noqa: B008 - frozen
        optional: frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        """A sum whose total stands last, or a limit (`at_most`) whose limit does; another shape by its name."""
        made = shape or (Shape.LIMIT if at_most else Shape.SUM)
        self.__attrs_init__(
            terms,
            made,
            bottom,
            constant,
            constant_label,
            instead,
            what,
            if_short,
            total,
            listed,
            equal,
            within,
            optional,
        )

    # --- what it is made of

    @property
    def options(self) -> tuple[Relation, ...]:
        """The relations of which one has to hold, itself first."""
        return (self, *self.instead)

    @property
    def operands(self) -> tuple[Operand, ...]:
        """Every number in it."""
        return tuple(operand for _, operand in (*self.terms, *self.bottom))

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement in it; a form's relations have none."""
        return tuple(o.statement for o in self.operands if o.statement is not None)

    @property
    def of_form(self) -> bool:
        """Whether it is about the cells of a form."""
        return all(o.statement is None for o in self.operands)

    @property
    def at_most(self) -> bool:
        """Whether it is a limit."""
        return self.shape is Shape.LIMIT

    @property
    def compares(self) -> bool:
        """Whether it only holds one amount against another; that a part may not exceed its whole says more."""
        return self.shape is Shape.RANGE or (self.at_most and not self.listed)

    @property
    def is_own_total(self) -> bool:
        """Whether the total of its sum is fixed without being printed."""
        return bool(self.constant_label)

    @property
    def first(self) -> Operand:
        """The number it begins with: the total of a sum over figures, a rate, what is held to a limit."""
        return self.terms[0][1]

    @property
    def held(self) -> Operand | None:
        """The print that is held against the arithmetic; None where the total is printed nowhere."""
        if self.shape is Shape.SUM:
            return None if self.is_own_total else self.terms[self.total][1]
        return self.terms[-1][1] if self.listed else self.terms[0][1]

    @cached_property
    def by_key(self) -> Mapping[str, tuple[Fraction, Quantity]]:
        """Coefficient and number of every cell above the line that states a number."""
        found: dict[str, tuple[Fraction, Quantity]] = {}
        for coefficient, operand in self.terms:
            if operand.states_number and operand.key:
                before = found.get(operand.key, (NONE, operand.number))[0]
                found[operand.key] = (before + coefficient, operand.number)
        return found

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every cell in it that states a number."""
        return frozenset((*self.by_key, *(o.key for _, o in self.bottom if o.states_number and o.key)))

    # --- how it comes out

    @property
    def unread(self) -> Operand | None:
        """The first cell that should hold one number and does not; with one nothing can be tried."""
        return next((o for o in self.operands if o.is_unread), None)

    @property
    def base_is_zero(self) -> bool:
        """Whether a rate has no base because its base adds up to zero."""
        return bool(self.bottom) and sum((c * o.number.value for c, o in self.bottom), NONE) == 0

    @cached_property
    def outcome(self) -> Outcome | None:
        """How it comes out as printed; None where it cannot be read or compared, or a rate or share has no base."""
        return None if self.unread is not None else self._decided({})

    @property
    def holds(self) -> bool:
        """Whether it was decided, and nothing contradicts it."""
        return self.outcome is not None and self.outcome.verdict.holds

    def decided(self, changed: Mapping[str, Quantity]) -> Outcome | None:
        """How it comes out once cells are printed otherwise, by their keys."""
        return self._decided(changed)

    def _decided(self, changed: Mapping[str, Quantity]) -> Outcome | None:
        terms, bottom = self._numbers(self.terms, changed), self._numbers(self.bottom, changed)
        if self.shape is Shape.RATE:
            stated, *top = terms
            alike = comparable([*top, *bottom]) or (
                comparable([stated, *top]) and comparable(bottom)
            )  # what each costs
            if self.terms[0][1].quantity is None or not alike:
                return None
            return ratio(stated[1], top, bottom)
        if not comparable(terms):
            return None
        if self.shape is Shape.SAME:
            return same(terms[0][1], terms[1][1])
        if self.shape is Shape.RANGE:
            return _share(self.within, terms[0][1], terms[1][1])
        return linear(terms, at_most=self.at_most, constant=self.constant)

    @staticmethod
    def _numbers(terms: tuple[Term, ...], changed: Mapping[str, Quantity]) -> list[tuple[Fraction, Quantity]]:
        """The numbers of terms, those that state none as zero in the unit of the others."""
        made = (
            [(c, counted(changed[o.key]) if o.key in changed else o.number) for c, o in terms]
            if changed
            else [(c, o.number) for c, o in terms]
        )
        unit = next((q.unit for (_, q), (_, o) in zip(made, terms, strict=True) if o.states_number), None)
        if unit is None:
            return made
        zero = Quantity(NONE, unit, exact=True)
        return [(c, q if o.states_number else zero) for (c, q), (_, o) in zip(made, terms, strict=True)]

    def distance(self, changed: Mapping[str, Quantity]) -> Fraction | None:
        """How far it is from holding exactly once cells are printed otherwise, by the very checks; None if it is broken.

        A rate never holds exactly, so its distance is zero; so is that of a limit or a range.
        """
        if self.shape in (Shape.SUM, Shape.LIMIT):
            return self._moved(changed)
        if self.shape is Shape.RATE and any(o.key in changed for _, o in self.bottom):
            bottom = self._numbers(self.bottom, changed)
            base = sum((c * q.value for c, q in bottom), NONE)
            if abs(base) <= sum((abs(c) * q.half for c, q in bottom), NONE):
                return None  # a base that may be zero mends nothing: nothing would be asked any more
        tried = self._decided(changed)
        if tried is None or not tried.verdict.holds:
            return None
        return abs(tried.residual) if self.shape is Shape.SAME else NONE

    def _moved(self, changed: Mapping[str, Quantity]) -> Fraction | None:
        """The distance of a sum or limit, from how it came out and what the changed cells add to that."""
        before = self.outcome
        if before is None:
            return None
        residual, slack = before.residual, before.slack
        for key, quantity in changed.items():
            found = self.by_key.get(key)
            if found is not None:
                coefficient, old = found
                residual += coefficient * (quantity.value - old.value)
                slack += abs(coefficient) * (quantity.half - old.half)
        if self.at_most:
            return NONE if residual <= slack else None
        return abs(residual) if abs(residual) <= slack else None


def _share(within: Range, part: Quantity, base: Quantity) -> Outcome | None:
    """Whether a share lies in its range; None over a base of zero, unless that is to be said."""
    if base.value == 0:
        return Outcome(Verdict.BROKEN, part.value, NONE) if within.on_zero and part.value > 0 else None
    share = part.value / base.value
    outside = (within.below is not None and share < within.below) or (within.above is not None and share > within.above)
    return Outcome(Verdict.BROKEN if outside else Verdict.EXACT, part.value - base.value, NONE, share)
