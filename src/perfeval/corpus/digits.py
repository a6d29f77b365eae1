"""First digits of many amounts against Benford's law, by the lines of Nigrini (2012).

Rule 1: below three thousand amounts nothing is said: by chance alone, honest ones lie past the outermost line.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from perfeval.findings import Text

#: So many amounts are needed.
FEWEST_AMOUNTS = 3000
#: log10(1 + 1/d) for d = 1 … 9, to twelve places: each is off by less than 10^-12.
EXPECTED = tuple(
    Fraction(n, 10**12)
    for n in (
        301029995664, 176091259056, 124938736608, 96910013008, 79181246048, 66946789631, 57991946978, 51152522447, 45757490561,
    )
)  # fmt: skip
#: Mean distances up to which first digits conform closely, acceptably, and just so.
CLOSE, ACCEPTABLE, MARGINAL = Fraction(6, 1000), Fraction(12, 1000), Fraction(15, 1000)


@frozen
class Digits:
    """First digits of amounts.

    Attributes
    ----------
    counts
        How many begin with 1, 2, … 9.
    """

    counts: tuple[int, ...]

    @property
    def n(self) -> int:
        """How many amounts there are."""
        return sum(self.counts)

    @property
    def undefined(self) -> Text:
        """Why nothing can be said; empty where something can."""
        if self.n >= FEWEST_AMOUNTS:
            return Text()
        return Text(
            f"金额只有 {self.n} 个，不足 {FEWEST_AMOUNTS} 个；数量少时，真实的金额也会偏离，不作首位数字比较",
            f"there are {self.n} amounts and not {FEWEST_AMOUNTS}; with so few, honest amounts lie off by chance alone",
        )

    @property
    def distance(self) -> Fraction | None:
        """The mean distance of the shares from those expected; None below three thousand amounts."""
        return None if self.undefined else distance(self.counts)

    @property
    def conforms(self) -> bool | None:
        """Whether they lie within the outermost line; None where nothing can be said."""
        return None if self.distance is None else self.distance <= MARGINAL


def distance(counts: Sequence[int]) -> Fraction:
    """The mean distance of the shares of nine counts from those of Benford's law."""
    n = sum(counts)
    return sum((abs(Fraction(c, n) - e) for c, e in zip(counts, EXPECTED, strict=True)), Fraction(0)) / 9


__all__ = ["ACCEPTABLE", "CLOSE", "EXPECTED", "FEWEST_AMOUNTS", "MARGINAL", "Digits", "distance"]
