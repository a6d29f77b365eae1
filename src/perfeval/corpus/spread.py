"""How far a value lies from those of its peers, in exact fractions: the median, and the median distance from it.

Rule 1: below eight values nothing is said.
Rule 2: where more than half of them are equal there is no distance to measure by; then it is counted how many are equal,
and only what hardly anybody else does is noticed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from perfeval.errors import ModelError

#: So many peers are needed.
FEWEST = 8
#: The score that makes a median distance one of a normal spread, and the line above which a value is far (Iglewicz and
#: Hoaglin, 1993).
TO_NORMAL, FAR = Fraction(6745, 10000), Fraction(7, 2)
#: Where most are equal, what at most one in so many does is noticed.
ONE_IN = 10


@frozen
class Spread:
    """The middle of some values, and how far they lie from it.

    Attributes
    ----------
    n
        How many there are.
    median
        The middle one.
    mad
        The median of the distances from it.
    mode, equal
        The commonest value, and how many have it.
    """

    n: int
    median: Fraction
    mad: Fraction
    mode: Fraction
    equal: int

    @classmethod
    def of(cls, values: Sequence[Fraction]) -> Spread:
        """The spread of some values.

        >>> Spread.of([Fraction(n) for n in (1, 2, 4, 8)]).median
        Fraction(3, 1)

        Raises
        ------
        ModelError
            If there is none.
        """
        if not values:
            raise ModelError("没有可比较的数值。", "There is no value to compare.")
        middle = median(values)
        counts = Counter(values)
        mode, equal = max(counts.items(), key=lambda pair: (pair[1], -abs(pair[0] - middle), pair[0]))
        return cls(len(values), middle, median([abs(v - middle) for v in values]), mode, equal)

    def z(self, value: Fraction) -> Fraction | None:
        """The modified z-score of a value; None where more than half of the values are equal, and nothing can be divided by."""
        return None if not self.mad else TO_NORMAL * (value - self.median) / self.mad

    def is_far(self, value: Fraction) -> bool:
        """Whether a value lies so far from the others that somebody should look."""
        if self.n < FEWEST:
            return False
        score = self.z(value)
        if score is not None:
            return abs(score) > FAR
        return value != self.mode and self.n - self.equal <= max(1, self.n // ONE_IN)


def median(values: Sequence[Fraction]) -> Fraction:
    """The middle value, or what lies halfway between the two in the middle."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


__all__ = ["FAR", "FEWEST", "Spread", "median"]
