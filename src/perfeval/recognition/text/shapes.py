"""How the claims of sentences are written down: sums, limits, rates and equal figures over the orders of mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from perfeval.model.claims import Claim, Reading, Shape, Term
from perfeval.recognition.text.frames import Mention
from perfeval.recognition.text.said import Role

ONE = Fraction(1)
#: A claim has no more readings: what may mean so much says nothing.
MOST_READINGS = 40

#: A coefficient and a figure.
Part = tuple[int | Fraction, Mention]


def _terms(parts: Iterable[Part]) -> tuple[Term, ...]:
    return tuple((Fraction(c), m.order) for c, m in parts)


def total(whole: Mention, parts: Sequence[Mention | Part]) -> Reading:
    """The whole is the sum of the parts, each with its sign."""
    signed = [p if isinstance(p, tuple) else (1, p) for p in parts]
    return Reading(Shape.SUM, _terms([(1, whole), *((-c, m) for c, m in signed)]))


def limit(whole: Mention, parts: Sequence[Mention]) -> Reading:
    """The parts come to no more than the whole."""
    return Reading(Shape.LIMIT, _terms([*((1, m) for m in parts), (-1, whole)]))


def rate(stated: Mention, top: Sequence[Part], bottom: Sequence[Part]) -> Reading:
    """The rate is what stands above divided by what stands below."""
    return Reading(Shape.RATE, _terms([(1, stated), *top]), _terms(bottom))


def same(one: Mention, other: Mention) -> Reading:
    """Two prints of one figure."""
    return Reading(Shape.SAME, _terms([(1, one), (1, other)]))


def claim(kind: str, readings: Iterable[Reading], *evidence: str, words: str = "") -> Iterator[Claim]:
    """One claim with these readings, each once; none where there is no reading, or too many. `words` are those that say so."""
    made = tuple(dict.fromkeys(readings))
    if 0 < len(made) <= MOST_READINGS:
        yield Claim(f"text.{kind}", made, frozenset(e for e in evidence if e), words=words)


def like(one: Mention, others: Iterable[Mention]) -> list[Mention]:
    """The exact amounts among some figures that measure what another measures."""
    return [
        m for m in others
        if m is not one and m.is_sure and m.role in (Role.LEVEL, Role.BASE) and m.quantity.dimension == one.quantity.dimension
    ]  # fmt: skip
