"""The principal eigenvector of a positive matrix between rational bounds.

Rule 1 (Collatz and Wielandt): for any positive w, min (Aw)ᵢ/wᵢ ≤ λ ≤ max (Aw)ᵢ/wᵢ.
Rule 2 (Birkhoff and Hopf): A draws all vectors together, so that the distance of w from Aw bounds its distance from the
eigenvector: in Hilbert's metric by (√M + 1)/2 times as much, where M is the largest aᵢₖaⱼₗ/aⱼₖaᵢₗ.
Both hold for every matrix between two others entry by entry, and so for judgements that are roots.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt

from attrs import frozen

from perfeval.quantities.bounds import Interval

#: How far the ends of the eigenvalue lie apart, as a share of it; and so many steps are made to get there.
WIDTH = Fraction(1, 10**14)
MOST_STEPS = 2000
_SCALE = 10**30

Matrix = Sequence[Sequence[Interval]]
Vector = tuple[Fraction, ...]


@frozen
class Principal:
    """What is known of the largest eigenvalue of a matrix and its eigenvector.

    Attributes
    ----------
    shares
        The eigenvector, adding up to 1 exactly.
    width
        No share is further than this from its true value; 0 where they are exact.
    largest
        The eigenvalue.
    """

    shares: Vector
    width: Fraction
    largest: Interval


def principal(matrix: Matrix) -> Principal:
    """The largest eigenvalue of a matrix of numbers above zero, and its eigenvector.

    Judgements that fit together exactly give exact fractions: their weights are any column's.
    """
    first = tuple(row[0].middle for row in matrix)
    ends, _ = _step(matrix, first)
    if not ends.width:
        return Principal(_normal(first), Fraction(0), ends)
    shares: Vector = tuple(Fraction(1, len(matrix)) for _ in matrix)
    for _ in range(MOST_STEPS):
        ends, after = _step(matrix, shares)
        if ends.width <= WIDTH * ends.low:
            break
        shares = _cut(after)
    slack = ends.high / ends.low - 1
    apart = slack * (_root_of_spread(matrix) + 1) / 2
    # |t − s| ≤ s(eᵈ − 1) ≤ 2d for d ≤ 1; beyond that nothing is known of a share but that it is one
    width = Interval.of(min(2 * apart, Fraction(1))).rounded().high
    return Principal(_normal(shares), width, ends.rounded())


def _step(matrix: Matrix, vector: Vector) -> tuple[Interval, Vector]:
    """The bounds of the eigenvalue by a vector, and the next vector."""
    exact = all(not entry.width for row in matrix for entry in row)
    lows = tuple(sum((e.low * v for e, v in zip(row, vector, strict=True)), Fraction(0)) for row in matrix)
    highs = lows
    if not exact:
        highs = tuple(sum((e.high * v for e, v in zip(row, vector, strict=True)), Fraction(0)) for row in matrix)
    low = min(after / before for after, before in zip(lows, vector, strict=True))
    high = max(after / before for after, before in zip(highs, vector, strict=True))
    return Interval(low, high), tuple((a + b) / 2 for a, b in zip(lows, highs, strict=True))


def _normal(vector: Vector) -> Vector:
    whole = sum(vector, Fraction(0))
    return tuple(part / whole for part in vector)


def _cut(vector: Vector) -> Vector:
    """A vector with few digits, near enough for the next step; its errors are seen by that step's bounds."""
    whole = sum(vector, Fraction(0))
    return tuple(Fraction(max(1, part * _SCALE // whole), _SCALE) for part in vector)


def _root_of_spread(matrix: Matrix) -> int:
    """√M, rounded up."""
    most = Fraction(1)
    for one in matrix:
        for other in matrix:
            highest = max(a.high / b.low for a, b in zip(one, other, strict=True))
            lowest = min(a.low / b.high for a, b in zip(one, other, strict=True))
            most = max(most, highest / lowest)
    return isqrt(-(-most.numerator // most.denominator)) + 1


__all__ = ["WIDTH", "Matrix", "Principal", "principal"]
