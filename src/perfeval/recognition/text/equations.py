"""Equations printed in running text (25÷500×100%=5%): what stands on the left comes to what stands on the right.

Rule 1: an equation is read from the left to the right, from an expression of at least two numbers to one number.
Rule 2: words may stand before a number and name it; a side in which words stand for a number (调整数÷预算数) is no side.
Rule 3: what is no sum and no quotient of sums claims nothing, nor does what adds up different things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from attrs import define, evolve, field, frozen

from perfeval.quantities import RATE, Quantity, read
from perfeval.recognition.text.tokens import units
from perfeval.ruling.lexicon import Lexicon

#: What parts a sentence inside which an equation stands; a comma inside a number parts nothing.
_CLAUSE = re.compile(r"[;。:!?\n]|,(?!\d{3}(?!\d))")
_EQUALS = re.compile(r"[=≈]")
_PERCENT_FACTOR = re.compile(r"[×*]100%?$")
_WORDS = r"[^\d\s=≈()+\-*×÷/%,]{0,20}"
#: No expression of a report has more numbers, or brackets deeper than that.
MOST_NUMBERS, DEEPEST = 12, 4


@frozen
class Number:
    """A number of an equation: what it says and where it stands in its text."""

    quantity: Quantity
    start: int


#: Numbers with their coefficients.
Sum = tuple[tuple[Fraction, Number], ...]


@frozen
class Equation:
    """One number that is said to be a sum, or a sum divided by another; `span` is where it stands."""

    result: Number
    top: Sum
    bottom: Sum
    span: tuple[int, int]

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Its numbers, the result first."""
        return (self.result, *(n for _, n in (*self.top, *self.bottom)))


@lru_cache(maxsize=8)
def _token(lexicon: Lexicon) -> re.Pattern[str]:
    unit = "|".join(map(re.escape, sorted(units(lexicon).words, key=len, reverse=True)))
    return re.compile(
        rf"{_WORDS}(?P<number>\d{{1,15}}(?:,\d{{3}})*(?:\.\d{{1,10}})?(?:{unit})?)|(?P<operator>[()+\-*×÷/])"
    )


def equations(text: str, lexicon: Lexicon) -> Iterator[Equation]:
    """The equations of a tidied text."""
    if not _EQUALS.search(text):
        return
    begin = 0
    for end in (*(m.start() for m in _CLAUSE.finditer(text)), len(text)):
        yield from _of_clause(text, begin, end, lexicon)
        begin = end + 1


def _of_clause(text: str, begin: int, end: int, lexicon: Lexicon) -> Iterator[Equation]:
    """Every expression of a clause with the next single number behind it."""
    marks = [m.start() for m in _EQUALS.finditer(text, begin, end)]
    sides = list(zip([begin, *(m + 1 for m in marks)], [*marks, end], strict=True))
    for at, (start, stop) in enumerate(sides[:-1]):
        left = _expression(text, start, stop, lexicon)
        found = next((n for side in sides[at + 1 :] if (n := _alone(text, side, lexicon)) is not None), None)
        if left is not None and found is not None:
            made = _made(left, found, (start, end))
            if made is not None:
                yield made


def _alone(text: str, side: tuple[int, int], lexicon: Lexicon) -> Number | None:
    """The number that a side begins with, if it is no expression."""
    match = _token(lexicon).match(text, *side)
    if match is None or not match["number"] or match.start() != match.start("number"):
        return None
    behind = text[match.end() : match.end() + 1]
    return _number(match) if match.end() >= side[1] or behind not in "()+-*×÷/" else None


def _number(match: re.Match[str]) -> Number | None:
    reading = read(match["number"])
    exact = isinstance(reading, Quantity) and not reading.approximate
    return Number(reading, match.start("number")) if exact and isinstance(reading, Quantity) else None


# --- expressions ----------------------------------------------------------------------------------------------------


@frozen
class _Value:
    """A sum, maybe divided by another, or one number times another."""

    top: Sum
    bottom: Sum = ()
    factor: Number | None = None

    @property
    def lone(self) -> Number | None:
        """The number, if it is one and nothing else."""
        return self.top[0][1] if len(self.top) == 1 and self.top[0][0] == 1 and not self.is_more else None

    @property
    def is_more(self) -> bool:
        """Whether it is more than a sum."""
        return bool(self.bottom) or self.factor is not None

    def times(self, by: Fraction) -> _Value:
        """The same, so many times."""
        return _Value(tuple((c * by, n) for c, n in self.top), self.bottom)


class _NoSum(Exception):  # noqa: N818 - it ends the reading of one expression and is seen by nobody
    """An expression is no sum and no quotient of sums."""


@define
class _Parser:
    """Reads one expression by recursive descent."""

    tokens: Sequence[str | Number]
    at: int = 0
    depth: int = 0
    numbers: list[Number] = field(factory=list)

    def whole(self) -> _Value:
        value = self._sum()
        if self.at < len(self.tokens):
            raise _NoSum
        return value

    def _next(self, *operators: str) -> str | None:
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        if isinstance(token, str) and token in operators:
            self.at += 1
            return token
        return None

    def _sum(self) -> _Value:
        value = self._product()
        while (sign := self._next("+", "-")) is not None:
            other = self._product()
            if value.is_more or other.is_more:
                raise _NoSum
            value = _Value((*value.top, *other.times(Fraction(1 if sign == "+" else -1)).top))
        return value

    def _product(self) -> _Value:
        value = self._factor()
        while (sign := self._next("×", "*", "÷", "/")) is not None:
            other = self._factor()
            value = self._divided(value, other) if sign in "÷/" else self._multiplied(value, other)
        return value

    @staticmethod
    def _divided(value: _Value, other: _Value) -> _Value:
        if value.is_more or other.is_more:
            raise _NoSum
        return _Value(value.top, other.top)

    @staticmethod
    def _multiplied(value: _Value, other: _Value) -> _Value:
        """A quotient times a number (90÷100×10), or a number times another; other products are no quotients of sums."""
        for one, by in ((value, other.lone), (other, value.lone)):
            if one.bottom and by is not None:
                return one.times(by.quantity.value)
        if value.lone is not None and other.lone is not None:
            return _Value(value.top, factor=other.lone)
        raise _NoSum

    def _factor(self) -> _Value:
        if self._next("("):
            self.depth += 1
            if self.depth > DEEPEST:
                raise _NoSum
            value = self._sum()
            if not self._next(")"):
                raise _NoSum
            self.depth -= 1
            return value
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        if not isinstance(token, Number):
            raise _NoSum
        self.at += 1
        return _Value(((Fraction(1), token),))


def _expression(text: str, start: int, stop: int, lexicon: Lexicon) -> _Value | None:
    """A side as a sum or a quotient, None where it is neither."""
    factor = _PERCENT_FACTOR.search(text[start:stop])
    stop = start + factor.start() if factor is not None else stop
    tokens: list[str | Number] = []
    while start < stop:
        match = _token(lexicon).match(text, start, stop)
        found = None if match is None else match["operator"] or _number(match)
        if match is None or found is None or len(tokens) > 4 * MOST_NUMBERS:
            return None
        tokens.append(found)
        start = match.end()
    try:
        value = _Parser(tokens).whole()
    except _NoSum:
        return None
    return value if 1 < len(value.top) + len(value.bottom) + (value.factor is not None) <= MOST_NUMBERS else None


def _made(value: _Value, result: Number, span: tuple[int, int]) -> Equation | None:
    """The equation, with the one unit it prints for all of its numbers; None where it adds up different things."""
    top, bottom, held = value.top, value.bottom, result.quantity
    if value.factor is not None:  # 10×92.3%=9.23: the factor is the quotient of the others
        first, by = evolve(top[0][1], quantity=top[0][1].quantity.within(held.unit)), value.factor
        alike = first.quantity.dimension == held.dimension and by.quantity.dimension in (RATE, None)
        return Equation(by, ((Fraction(1), result),), ((Fraction(1), first),), span) if alike else None
    if not bottom:
        found = {q.unit for q in (held, *(n.quantity for _, n in top)) if q.unit is not None}
        if len({u.dimension for u in found}) > 1:
            return None
        unit = held.unit or next(iter(found), None)
        top = tuple((c, evolve(n, quantity=n.quantity.within(unit))) for c, n in top)
        return Equation(evolve(result, quantity=held.within(unit)), top, (), span)
    over, under = ({n.quantity.dimension for _, n in part} for part in (top, bottom))
    if len(over) > 1 or len(under) > 1:
        return None
    pure = held.unit is None or held.dimension == RATE
    return Equation(result, top, bottom, span) if over == under and pure else None
