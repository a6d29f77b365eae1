"""Edits out of an evaluation: every identity that was checked, with the statements it binds, broken or held.

An edit is a relation whose breach is an error or asks for an explanation: sums, equal amounts, rates, two prints of one
figure, points and scores, parts that may not exceed their whole. What only compares one amount with another, as a budget
with what was spent, is a question about the money and not about the print, and is left out unless its breach is an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from attrs import evolve, field, frozen

from perfeval.editing.rows import Rate, Row, row
from perfeval.evaluation import Checked, Evaluation, plain_terms
from perfeval.evaluation.bound import Bound, base_is_zero
from perfeval.findings import Cited, Severity
from perfeval.model import Statement
from perfeval.quantities import Quantity
from perfeval.relations.arithmetic import Outcome, linear, ratio
from perfeval.ruling import Linear, Operand, Ratio, Relation, cite

Term = tuple[Fraction, str, Quantity]


@frozen
class Cell:
    """One statement that may be wrong: a figure stated in one place, or a cell of a form.

    `statement` is None for a cell of a form, which has its `operand` instead.
    """

    key: str
    quantity: Quantity
    statement: Statement | None = None
    operand: Operand | None = None

    @cached_property
    def cited(self) -> Cited:
        """The cell as a finding quotes it."""
        if self.operand is not None:
            return self.operand.cited
        assert self.statement is not None
        return cite(self.statement)


@frozen
class Equation:
    """One relation over cells: Σ coefficient · cell = constant, or ≤; a rate, where `stated` is given; or two prints
    of one figure, which may lie `gap` apart.
    """

    terms: tuple[Term, ...]
    at_most: bool = False
    constant: Fraction = Fraction(0)
    stated: tuple[str, Quantity] | None = None
    bottom: tuple[Term, ...] = ()
    gap: Fraction | None = None
    #: How it came out as printed, where the evaluation has worked it out already.
    outcome: Outcome | None = field(default=None, eq=False)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every cell in it."""
        own = (self.stated[0],) if self.stated else ()
        return (*own, *(key for _, key, _ in (*self.terms, *self.bottom)))

    def distance(self, changed: Mapping[str, Quantity]) -> Fraction | None:
        """How far it is from holding exactly once cells are printed otherwise, by the very checks; None if it is broken.

        A rate never holds exactly, so its distance is zero.
        """
        terms = [(c, changed.get(key, q)) for c, key, q in self.terms]
        if self.gap is not None:
            one, other = terms[0][1], terms[1][1]
            return abs(one.value - other.value) if one.agrees_with(other) else None
        if self.stated is None:
            outcome = linear(terms, at_most=self.at_most, constant=self.constant)
            if not outcome.verdict.holds:
                return None
            return Fraction(0) if self.at_most else abs(outcome.residual)
        stated = changed.get(self.stated[0], self.stated[1])
        bottom = [(c, key, changed.get(key, q)) for c, key, q in self.bottom]
        base, half = _value_and_half(bottom)
        if abs(base) <= half and any(key in changed for _, key, _ in bottom):
            return None  # a base that may be zero mends nothing: nothing would be asked any more
        tried = ratio(stated, terms, [(c, q) for c, _, q in bottom])
        return Fraction(0) if tried is not None and tried.verdict.holds else None


@frozen
class Edit:
    """An identity that was checked: equations of which one has to hold, the reported one first."""

    checked: Checked
    equations: tuple[Equation, ...]

    @property
    def holds(self) -> bool:
        """Whether it holds as printed."""
        return self.checked.holds

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every cell in it."""
        return frozenset(key for equation in self.equations for key in equation.keys)

    def distance(self, changed: Mapping[str, Quantity]) -> Fraction | None:
        """The least distance of its equations; None if none of them holds."""
        found = [d for equation in self.equations if (d := equation.distance(changed)) is not None]
        return min(found, default=None)


def is_edit(checked: Checked) -> bool:
    """Whether a relation says something about how figures are printed."""
    if checked.severity is Severity.ERROR:
        return True
    return checked.severity is Severity.WARNING and not any(_compares(option) for option in checked.options)


def _compares(option: Bound | Relation) -> bool:
    """Whether it only holds one amount against another; that a part may not exceed its whole says more."""
    if isinstance(option, Relation):
        return option.at_most
    return isinstance(option.schema, Linear) and option.schema.at_most and not option.schema.one_block


def edits(evaluation: Evaluation) -> tuple[tuple[Edit, ...], dict[str, Cell]]:
    """Every edit of an evaluation, in the order of its rules, and the cells they bind."""
    cells: dict[str, Cell] = {}
    made = tuple(Edit(checked, _equations(checked, cells)) for checked in evaluation.checked if is_edit(checked))
    return made, cells


def _equations(checked: Checked, cells: dict[str, Cell]) -> tuple[Equation, ...]:
    first, *others = checked.options
    made = [evolve(_equation(checked, first, cells), outcome=checked.outcome)]
    for option in others:
        equation = _equation(checked, option, cells)
        if _has_base(option) and equation not in made:
            made.append(equation)
    return tuple(made)


def _has_base(option: Bound | Relation) -> bool:
    """Whether it can be tried at all: of a rate whose base is zero nothing is asked."""
    return not (isinstance(option, Bound) and isinstance(option.schema, Ratio) and base_is_zero(option))


def _equation(checked: Checked, option: Bound | Relation, cells: dict[str, Cell]) -> Equation:
    if isinstance(option, Relation):
        return _of_form(option, cells)
    terms = _bound_terms(option.terms, cells)
    if isinstance(option.schema, Linear):
        return Equation(terms, option.schema.at_most, gap=checked.outcome.slack if checked.same else None)
    _, key, quantity = terms[0]
    return Equation(terms[1:], stated=(key, quantity), bottom=_bound_terms(option.bottom, cells))


def statement_key(statement: Statement) -> str:
    """The key of a statement's cell, as findings cite it."""
    return f"statement {statement.order}"


def statement_keys(option: Bound | Relation) -> tuple[str, ...]:
    """The keys of a relation's statements; those of a form have none."""
    return tuple(statement_key(s) for s in option.statements) if isinstance(option, Bound) else ()


def _bound_terms(terms: Sequence[tuple[Fraction, Statement]], cells: dict[str, Cell]) -> tuple[Term, ...]:
    """The numbers of bound statements; a nil cell states no number that could be misprinted, and counts as zero."""
    made = []
    for coefficient, statement in terms:
        if statement.quantity is None:
            continue
        key = statement_key(statement)
        if key not in cells:
            cells[key] = Cell(key, statement.quantity, statement)
        made.append((coefficient, key, statement.quantity))
    return tuple(made)


def _of_form(relation: Relation, cells: dict[str, Cell]) -> Equation:
    plain = plain_terms(relation)
    assert plain is not None  # only what could be decided is kept
    terms = []
    for (coefficient, quantity), (_, operand) in zip(plain, relation.terms, strict=True):
        if operand.key and (quantity.number or quantity.printed):  # a nil cell counts as zero, and states no number
            cells.setdefault(operand.key, Cell(operand.key, quantity, operand=operand))
            terms.append((coefficient, operand.key, quantity))
    return Equation(tuple(terms), relation.at_most, relation.constant)


# --- as rows --------------------------------------------------------------------------------------------------------


def rows(equation: Equation, index: Mapping[str, int]) -> Iterator[tuple[tuple[Row, ...], tuple[Rate, ...]]]:
    """An equation as rows about the changes of its figures: one choice for each way a rate may be read.

    A rate whose base may be zero by rounding binds nothing.
    """
    if equation.stated is None:
        yield (_linear(equation, index),), ()
        return
    key, stated = equation.stated
    terms = [(c, q) for c, _, q in equation.terms]
    top, offset = list(equation.terms), Fraction(0)
    if len(equation.bottom) == 1:  # a change on the year before: the base stands above and below the line
        ((worth, _, base),) = equation.bottom
        for position, (c, q) in enumerate(terms):
            if q is base and c * worth < 0:
                offset = c / worth
                del top[position]
                break
    over, over_half = _value_and_half(top)
    under, under_half = _value_and_half(equation.bottom)
    if abs(under) <= under_half:
        yield (), ()
        return
    sides = (1, -1) if under > 0 else (-1, 1)
    for reading, worth in zip(stated.as_rate(), (Fraction(1), Fraction(1, 100)), strict=False):
        # where the signs do not go together, the base itself may have the wrong one
        several = sides if over * under * (reading.value - offset) <= 0 else sides[:1]
        for side in several:
            yield (), (
                Rate(
                    index[key], worth, reading.value, Fraction(0) if reading.exact else reading.step, _sum(top, index),
                    _sum(equation.bottom, index), over, under, over_half, under_half, offset, side,
                ),
            )  # fmt: skip


@frozen
class Window:
    """Between which values a cell lies if an equation holds and all else stays as printed, in base units.

    It is that of the precision the cell is printed with; for another one it reaches at most `reach` units of the last
    printed place further.
    """

    low: Fraction | None
    high: Fraction | None
    reach: Fraction = Fraction(1)


def window(equation: Equation, key: str) -> Window | None:
    """The window of a cell; None where nothing can be said."""
    if equation.gap is not None:  # at another precision two prints of one figure may lie half the coarser step apart
        other = next(q for _, k, q in equation.terms if k != key)
        return Window(other.value - other.step / 2, other.value + other.step / 2)
    index = {other: number for number, other in enumerate(dict.fromkeys(equation.keys))}
    figure = index[key]
    quantity = next(q for k, q in _all(equation) if k == key)
    reach = Fraction(1)
    low: Fraction | None = None
    high: Fraction | None = None
    for number, (linear_rows, rates) in enumerate(rows(equation, index)):
        if not linear_rows and not rates:
            return None
        reach = max((reach, *(_leverage(rate, figure) for rate in rates)))
        near = [*linear_rows]
        for rate in rates:
            near += [rate.alone()] if rate.figure == figure else list(rate.rows())
        ends = [_ends(one, figure) for one in near if figure in one.terms]
        lows = [end for end, _ in ends if end is not None]
        highs = [end for _, end in ends if end is not None]
        lowest, highest = max(lows, default=None), min(highs, default=None)
        if number:
            low = None if low is None or lowest is None else min(low, lowest)
            high = None if high is None or highest is None else max(high, highest)
        else:
            low, high = lowest, highest
    value = quantity.value
    return Window(None if low is None else value + low, None if high is None else value + high, reach)


def _leverage(rate: Rate, figure: int) -> Fraction:
    """How much more than its own rounding a figure above and below the line may be off by; zero for any other."""
    if figure not in rate.top or figure not in rate.bottom:
        return Fraction(0)
    above, below = rate.top[figure], rate.bottom[figure]
    most = Fraction(0)
    for end, _ in (rate.lowest(rate.printed), rate.highest(rate.printed)):
        times = end - rate.offset
        if above != times * below:
            most = max(most, (abs(above) + abs(times * below)) / abs(above - times * below))
    return most


def _ends(one: Row, figure: int) -> tuple[Fraction | None, Fraction | None]:
    coefficient = one.terms[figure]
    low = None if one.low is None else Fraction(one.low, coefficient)
    high = None if one.high is None else Fraction(one.high, coefficient)
    return (low, high) if coefficient > 0 else (high, low)


def _all(equation: Equation) -> Iterator[tuple[str, Quantity]]:
    if equation.stated is not None:
        yield equation.stated
    yield from ((key, q) for _, key, q in (*equation.terms, *equation.bottom))


def _linear(equation: Equation, index: Mapping[str, int]) -> Row:
    if equation.outcome is not None:
        left, slack = equation.outcome.residual, equation.outcome.slack
    else:
        left, slack = _value_and_half(equation.terms)
        left -= equation.constant
        slack = slack if equation.gap is None else equation.gap
    low = None if equation.at_most else (-slack - left, False)
    return row(_sum(equation.terms, index), low, (slack - left, False))


def _sum(terms: Sequence[Term], index: Mapping[str, int]) -> dict[int, Fraction]:
    found: dict[int, Fraction] = {}
    for coefficient, key, _ in terms:
        found[index[key]] = found.get(index[key], Fraction(0)) + coefficient
    return found


def _value_and_half(terms: Sequence[Term]) -> tuple[Fraction, Fraction]:
    """What terms come to as printed, and how far rounding may have moved that."""
    value = half = Fraction(0)
    for coefficient, _, quantity in terms:
        value += coefficient * quantity.value
        half += abs(coefficient) * quantity.half
    return value, half
