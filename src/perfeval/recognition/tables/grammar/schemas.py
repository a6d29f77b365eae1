"""What a table may say of its lines: one schema holds in every line across, or it does not hold.

A schema is only a proposal. Votes say how often it holds; beliefs say how much speaks for it.
"""

from __future__ import annotations

from enum import Enum

from attrs import frozen

from perfeval.recognition.tables.grammar.lines import Axis

#: A coefficient and the number of a line.
Term = tuple[int, int]


class Kind(Enum):
    """What a schema says."""

    SUM = "sum"
    DIFFERENCE = "difference"
    RATE = "rate"
    CHANGE = "change"
    SHARE = "share"
    FORMULA = "formula"
    SCORE = "score"  # two lines that are otherwise the same are scored alike


class Cue(Enum):
    """Why a schema is proposed; what each is worth before any figure is looked at is in `PRIORS`."""

    FORMULA = "formula"  # the table prints it
    CODE = "code"
    RATE_WORDS = "rate-words"
    TOTAL = "total"
    PATH = "path"
    SUB = "sub"
    GROUP = "group"
    NUMBER = "number"
    NUMBER_PLAIN = "number-plain"  # numbered lines under one without a number
    WITHIN = "within"
    ALIKE = "alike"  # lines of one name in several groups, and the first or last of them
    DIFFERENCE = "difference"
    SHARE = "share"
    RATE_SIGN = "rate-sign"  # a rate by its percent signs, of whichever lines the figures say
    STRIDE = "stride"  # columns up to the next total
    ARITH = "arith"  # nothing but the figures
    WORDLESS = "wordless"


#: Tenths of a bit that speak for a schema before any figure is looked at.
PRIORS = {
    Cue.FORMULA: 120, Cue.CODE: 60, Cue.RATE_WORDS: 60, Cue.TOTAL: 50, Cue.PATH: 50, Cue.SUB: 40, Cue.GROUP: 40,
    Cue.NUMBER: 30, Cue.NUMBER_PLAIN: 20, Cue.WITHIN: 10, Cue.ALIKE: 0, Cue.DIFFERENCE: 30, Cue.SHARE: 30, Cue.RATE_SIGN: 10,
    Cue.STRIDE: -20, Cue.ARITH: -80, Cue.WORDLESS: -100,
}  # fmt: skip

#: Cues without a word: what they find is asked about, never said.
QUIET = frozenset({Cue.ARITH, Cue.WORDLESS})


@frozen
class Schema:
    """One relation between lines of an axis.

    Attributes
    ----------
    kind
        What it says: the target is the sum of `terms`, or `terms` divided by `bottom`.
    axis, target
        The axis its lines run along, and the line it is about.
    terms
        What is added up, or stands above the line.
    bottom
        What stands below the line of a rate.
    base
        Of a share: the line across in which the whole stands.
    cue
        Why it is proposed.
    extra
        Tenths of a bit beyond what the cue is worth by itself.
    open_end
        Its list may go on or end before.
    tried
        Among how many proposals for its target it was chosen.
    reaches_end
        It takes in the first or last line of its axis: of a table that is cut off it says nothing.
    """

    kind: Kind
    axis: Axis
    target: int
    terms: tuple[Term, ...]
    bottom: tuple[Term, ...] = ()
    base: int | None = None
    cue: Cue = Cue.ARITH
    extra: int = 0
    open_end: bool = False
    tried: int = 1
    reaches_end: bool = False

    @property
    def prior(self) -> int:
        """What speaks for it before any figure is looked at, in tenths of a bit."""
        return PRIORS[self.cue] + self.extra

    @property
    def is_linear(self) -> bool:
        """Whether it adds up, and divides nothing."""
        return not self.bottom

    @property
    def relation(self) -> object:
        """What makes two schemas one relation, whichever line each is about."""
        if not self.is_linear:
            return self.says
        signed = ((-1, self.target), *self.terms)
        sign = min(signed, key=lambda term: term[1])[0]
        return self.axis, frozenset((c * sign, n) for c, n in signed)

    @property
    def says(self) -> tuple[object, ...]:
        """What makes two proposals the same relation."""
        return (self.axis, self.target, frozenset(self.terms), frozenset(self.bottom), self.base)


def total(axis: Axis, target: int, parts: tuple[int, ...], cue: Cue) -> Schema:
    """A sum of parts."""
    return Schema(Kind.SUM, axis, target, tuple((1, p) for p in parts), cue=cue)
