"""What a sentence or a table says about its own figures: relations the document itself states, as data.

A document that prints 决算12.50万元，其中车辆8.00万元，接待4.50万元 *claims* that two figures make up a third. What it claims is
kept beside the figures; whether it is so is judged later. Where the words leave several readings, all are kept, the
preferred one first, and a claim is only broken if every one of them is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from fractions import Fraction

from attrs import evolve, frozen

#: A coefficient and the `order` of a statement.
Term = tuple[Fraction, int]


class Shape(Enum):
    """How the figures of a reading hang together."""

    SUM = "sum"  # Σ coefficient · figure = constant; the figure the rest is held to comes first
    LIMIT = "limit"  # Σ coefficient · figure ≤ constant
    RATE = "rate"  # the first term = Σ of the others ÷ Σ bottom
    SAME = "same"  # two prints of one figure
    RANGE = "range"  # the first over the second, as a share, lies in a range


@frozen
class Reading:
    """One way a claim may be meant.

    Attributes
    ----------
    shape
        How its figures hang together.
    terms
        Coefficients and statements, by their order in the report; of a rate the rate itself first, then what stands above
        the line.
    bottom
        What stands below the line of a rate.
    constant
        What the sum comes to.
    """

    shape: Shape
    terms: tuple[Term, ...]
    bottom: tuple[Term, ...] = ()
    constant: Fraction = Fraction(0)

    @property
    def orders(self) -> Iterator[int]:
        """The statements in it."""
        return (order for _, order in (*self.terms, *self.bottom))

    def moved(self, by: int) -> Reading:
        """The reading of the same statements where they stand further behind."""
        return self.placed({order: order + by for order in self.orders})

    def placed(self, places: Mapping[int, int]) -> Reading:
        """The reading of the same statements under other orders."""
        return evolve(
            self,
            terms=tuple((c, places[o]) for c, o in self.terms),
            bottom=tuple((c, places[o]) for c, o in self.bottom),
        )


@frozen
class Claim:
    """What one place of the document says of its own figures.

    Attributes
    ----------
    kind
        Which kind of claim it is (`text.list`, `table.sum`); the rule of that id says how loud a breach is.
    readings
        The ways it may be meant, the preferred one first. It is broken only if every one is.
    evidence
        Why the words are taken to say so (`words`, `set`, `shares`, `column`, …): a breach is as sure as its evidence.
    bits
        Of a relation that is believed because it holds elsewhere in its table: how much speaks for it without this
        instance, in tenths of a bit.
    words
        The words of the text that say so, where it is the words that may be wrong (决算数等于预算数).
    """

    kind: str
    readings: tuple[Reading, ...]
    evidence: frozenset[str] = frozenset()
    bits: int = 0
    words: str = ""

    def moved(self, by: int) -> Claim:
        """The claim about the same statements where they stand further behind."""
        return evolve(self, readings=tuple(reading.moved(by) for reading in self.readings))

    def placed(self, places: Mapping[int, int]) -> Claim:
        """The claim about the same statements under other orders."""
        return evolve(self, readings=tuple(reading.placed(places) for reading in self.readings))
