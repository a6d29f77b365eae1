"""How often a schema holds: each line across is one vote, and a telling one says how much it tells.

Rule 1: a relation holds if the intervals of its printed figures overlap; a printed rate may be rounded or cut.
Rule 2: rates, points and averages are no instance of a sum.
Rule 3: figures that repeat themselves count once.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from attrs import frozen

from perfeval.quantities import RATE
from perfeval.recognition.tables.grammar.lines import LineKind
from perfeval.recognition.tables.grammar.schemas import Kind, Schema
from perfeval.recognition.tables.grammar.sheet import Across, Figure, Sheet

#: No instance tells more than this, in tenths of a bit.
MOST_TOLD = 120
#: What an instance tells that could hardly have failed: one part, 0 of 0, the whole of itself.
LITTLE = 3
ONE_PART = 10


class Vote(Enum):
    """How an instance came out."""

    HOLDS = "holds"
    BREAKS = "breaks"


@frozen(eq=False)
class Instance:
    """A schema in one line across.

    Attributes
    ----------
    across
        The line across.
    vote
        Whether it holds.
    told
        How much a hold tells, in tenths of a bit.
    telling
        Whether it could have failed.
    residual, slack
        What is left over and how much may be, of a sum, times the scale.
    """

    across: int
    vote: Vote
    told: int = 0
    telling: bool = False
    residual: int = 0
    slack: int = 0

    @property
    def holds(self) -> bool:
        """Whether nothing contradicts."""
        return self.vote is Vote.HOLDS


def tenths(top: int, bottom: int) -> int:
    """Ten times the binary logarithm of a quotient, rounded as every machine rounds it.

    >>> tenths(1024, 1), tenths(1, 1024)
    (100, -100)
    """
    return int(top**10).bit_length() - int(bottom**10).bit_length()


def instances(sheet: Sheet, schema: Schema, most: int = 0) -> list[Instance]:
    """A schema in every line across that states enough of it, or in the first so many; void ones are left out."""
    if sheet.is_disabled(schema.axis, schema.target) or any(
        sheet.is_disabled(schema.axis, line) for _, line in (*schema.terms, *schema.bottom)
    ):
        return []
    judge = _Linear(sheet, schema) if schema.is_linear else _Quotient(sheet, schema)
    found = []
    seen: set[tuple[int, ...]] = set()
    for line in sheet.instances(schema.axis):
        if not judge.admits(line.kind, line.index):
            continue
        made = judge.instance(line.index)
        if made is None or (line.kind is LineKind.RATE and not made.holds):
            continue  # shares may add up to 100 %; that other rates do not is nothing to say
        vector = judge.vector
        if vector in seen:
            made = Instance(made.across, made.vote, 0, False, made.residual, made.slack)
        seen.add(vector)
        found.append(made)
        if len(found) == most:
            break
    return found


class _Linear:
    """A sum or difference in one line across after another."""

    def __init__(self, sheet: Sheet, schema: Schema) -> None:
        self.sheet, self.axis = sheet, schema.axis
        self.target = sheet.on(schema.axis, schema.target)
        self.parts = [(c, line, sheet.on(schema.axis, line)) for c, line in schema.terms]
        self.schema = schema
        self.less = tenths(max(schema.tried, 1), 1) // 2
        self.vector: tuple[int, ...] = ()

    def admits(self, kind: LineKind, across: int) -> bool:
        """Whether a line across may be an instance."""
        if kind is LineKind.AMOUNT:
            return True
        own = self.target.get(across)
        shares = kind is LineKind.RATE and self.schema.kind is Kind.SUM
        return shares and own is not None and own.cell.quantity is not None and own.cell.quantity.number == 100

    def instance(self, across: int) -> Instance | None:
        """The relation in a line across; None where it is void."""
        own = self.target.get(across)
        if own is None:
            return None
        value, half, filled, nonzero = own.value, own.half, 0, 0
        vector = [own.value]
        for coefficient, line, figures in self.parts:
            figure = figures.get(across)
            if figure is None:
                if self.sheet.is_void(self.axis, line, across) or self.schema.kind is not Kind.SUM:
                    return None
                vector.append(0)
                continue
            if figure.dimension != own.dimension:
                return None
            filled += 1
            nonzero += figure.value != 0
            value -= coefficient * figure.value
            half += figure.half
            vector.append(figure.value)
        if not filled:
            return None
        self.vector = tuple(vector)
        if abs(value) > half:
            return Instance(across, Vote.BREAKS, 0, nonzero > 1, value, half)
        return Instance(across, Vote.HOLDS, self._told(own, half, nonzero), nonzero > 1, value, half)

    def _told(self, own: Figure, half: int, nonzero: int) -> int:
        if not own.value or not nonzero:
            return LITTLE
        width = 2 * half or own.step
        told = max(min(tenths(abs(own.value), width), MOST_TOLD) - self.less, 0)
        return told if nonzero > 1 else min(told, ONE_PART)


class _Quotient:
    """A rate, a change or a share in one line across after another."""

    def __init__(self, sheet: Sheet, schema: Schema) -> None:
        self.sheet, self.schema = sheet, schema
        self.target = sheet.on(schema.axis, schema.target)
        self.top = [(c, sheet.on(schema.axis, line)) for c, line in schema.terms]
        self.bottom = [(c, sheet.on(schema.axis, line)) for c, line in schema.bottom]
        self.less = 7 * tenths(max(schema.tried, 1), 1) // 10
        self.vector: tuple[int, ...] = ()

    def admits(self, kind: LineKind, across: int) -> bool:
        """Whether a line across may be an instance."""
        return kind in (LineKind.AMOUNT, LineKind.OTHER)

    def instance(self, across: int) -> Instance | None:
        """The relation in a line across; None where it is void."""
        own = self.target.get(across)
        below = across if self.schema.base is None else self.schema.base
        top, bottom = _sum(self.top, across), _sum(self.bottom, below)
        if own is None or top is None or bottom is None or top[2] != bottom[2]:
            return None
        if len(bottom) and bottom[0] - bottom[1] <= 0 <= bottom[0] + bottom[1]:
            return None
        change = self.schema.kind is Kind.CHANGE
        self.vector = (own.value, top[0], bottom[0])
        told = _fits(own, top[:2], bottom[:2], self.sheet.scale, change=change)
        plain = not top[0] or top[0] == bottom[0]
        if told is None:
            return Instance(across, Vote.BREAKS, 0, True)
        if plain:
            return Instance(across, Vote.HOLDS, LITTLE, False)
        return Instance(across, Vote.HOLDS, max(told - self.less, 0), True)


def _sum(terms: Sequence[tuple[int, Across]], across: int) -> tuple[int, int, str | None] | None:
    """What terms add up to in a line across, with their slack and what they measure; None where one is missing."""
    value = half = 0
    dimension: str | None = None
    for turn, (coefficient, figures) in enumerate(terms):
        figure = figures.get(across)
        if figure is None or (turn and figure.dimension != dimension):
            return None
        dimension = figure.dimension
        value += coefficient * figure.value
        half += figure.half
    return value, half, dimension


#: A quotient as two whole numbers, the lower one above zero.
Quotient = tuple[int, int]


def _fits(own: Figure, top: tuple[int, int], bottom: tuple[int, int], scale: int, *, change: bool) -> int | None:
    """How much it tells that a printed rate is a quotient, less one for a change; None where it is not.

    A rate without a percent sign may be a fraction or so many percent.
    """
    lowest, highest = _span(top, bottom)
    for one in (scale,) if own.dimension == RATE else (scale, 100 * scale):
        if _may_be(own, one if change else 0, one, lowest, highest):
            return min(tenths(max(abs(own.value), 1), max(own.step + own.step // 2, 1)), MOST_TOLD)
    return None


def _span(top: tuple[int, int], bottom: tuple[int, int]) -> tuple[Quotient, Quotient]:
    """The least and the greatest true quotient of two numbers with their slack; the lower one is not zero."""
    sign = 1 if bottom[0] > 0 else -1
    under, slack = abs(bottom[0]), bottom[1]
    low, high = sign * top[0] - top[1], sign * top[0] + top[1]
    return (low, under + slack if low >= 0 else under - slack), (high, under - slack if high >= 0 else under + slack)


def _may_be(own: Figure, base: int, one: int, lowest: Quotient, highest: Quotient) -> bool:
    """Whether a printed rate may stand for some true one: rounded, or its further digits dropped toward zero."""
    stated, half, step = own.value + base, own.half, own.step if own.half else 0
    if own.value >= 0:
        below = lowest[0] * one < (stated + step) * lowest[1] or lowest[0] * one <= (stated + half) * lowest[1]
    else:
        below = lowest[0] * one <= (stated + half) * lowest[1]
    if own.value <= 0:
        above = highest[0] * one > (stated - step) * highest[1] or highest[0] * one >= (stated - half) * highest[1]
    else:
        above = highest[0] * one >= (stated - half) * highest[1]
    return below and above
