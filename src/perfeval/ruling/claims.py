"""Rules over what a document says of its own figures: how loud a breach of it is, by what speaks for its being meant so.

Which figures a sentence or a table ties together, and in which ways it may be meant, is read; that none of these ways
holds is found by the engine; how much is then said is written here, so that a pack can change it.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Protocol, runtime_checkable

from attrs import field, frozen

from perfeval.findings import Severity, Text
from perfeval.model.claims import Claim, Shape
from perfeval.quantities import is_one_slip
from perfeval.relations import Relation
from perfeval.relations.loudness import NEARLY, loudness
from perfeval.ruling.base import RuleHeader

#: Rounded to whole units, a sum may be off by so many of them.
WHOLE_UNITS, ONE_UNIT = 2, 1
#: A sum that is off by no more than one part in so many is near.
NEAR = 33


@runtime_checkable
class ClaimRule(Protocol):
    """A rule over one kind of claim; its id is the kind."""

    @property
    def id(self) -> str:
        """The kind of claim it is about."""
        ...

    def weigh(self, claim: Claim, broken: Relation) -> Severity | None:
        """How loud a claim is that holds in none of the ways it may be meant; None for not at all."""
        ...

    def formula(self) -> Text:
        """The rule as one line."""
        ...


def _words(words: str | Iterable[str]) -> frozenset[str]:
    return frozenset((words,) if isinstance(words, str) else words)


@frozen(kw_only=True)
class _Said(RuleHeader):
    """What rules over claims have in common: they are about words, which no figures made up can have."""

    id: str
    says: Text

    @property
    def beyond_figures(self) -> bool:
        """It looks at what the document says."""
        return True

    def formula(self) -> Text:
        """What is claimed."""
        return self.says


@frozen(kw_only=True)
class SentenceClaim(_Said):
    """What a sentence says of its figures.

    With neither strong nor weak evidence named, every breach is as loud as the rule. Else a breach is as loud as the rule
    only on one strong or two weak signs, a warning on one weak sign, and without any a notice.

    Parameters
    ----------
    id
        The kind of claim.
    says
        What is claimed, as one line.
    strong
        Signs of which one is enough.
    weak
        Signs of which it takes two.
    against
        Signs that take all others away.
    needs
        Signs of which one is needed to say anything at all.
    """

    strong: frozenset[str] = field(default=(), converter=_words)
    weak: frozenset[str] = field(default=(), converter=_words)
    against: frozenset[str] = field(default=(), converter=_words)
    needs: frozenset[str] = field(default=(), converter=_words)

    def weigh(self, claim: Claim, broken: Relation) -> Severity | None:
        """As loud as what speaks for it; what rounding to whole units explains is a notice."""
        if _is_of_whole_units(broken):
            return Severity.NOTICE
        signs = claim.evidence | signs_of(broken)
        if self.needs and not signs & self.needs:
            return None
        if not (self.strong or self.weak):
            return self.severity
        if signs & self.against:
            return Severity.NOTICE
        weak = len(signs & self.weak)
        if signs & self.strong or weak > 1:
            return self.severity
        return _quieter(self.severity, Severity.WARNING if weak else Severity.NOTICE)


@frozen(kw_only=True)
class TableClaim(_Said):
    """What the lines of a table say of each other, believed because it holds elsewhere in the table.

    Parameters
    ----------
    id
        The kind of claim.
    says
        What is claimed, as one line.
    """

    def weigh(self, claim: Claim, broken: Relation) -> Severity | None:
        """As loud as it is sure, and never louder than the rule; little more than rounding is never an error."""
        outcome = broken.outcome
        nearly = outcome is not None and abs(outcome.residual) <= NEARLY * outcome.slack
        loud = loudness(claim.bits, claim.evidence, nearly=nearly)
        return None if loud is None else _quieter(self.severity, loud)


def signs_of(broken: Relation) -> frozenset[str]:
    """What the figures of a breach say themselves: parts that are over their whole, figures that a slip of the hand parts."""
    outcome, held = broken.outcome, broken.terms[0][1].quantity
    if outcome is None or held is None or broken.shape not in (Shape.SUM, Shape.SAME):
        return frozenset()
    off = abs(outcome.residual)
    parts = [(c, o.number.value) for c, o in broken.terms[1:]]
    found = set()
    if broken.shape is Shape.SUM and outcome.residual < 0 and all(c < 0 <= value for c, value in parts):
        found.add("over")
    wanted = (held.value - outcome.residual) / (held.unit.scale if held.unit is not None else 1)
    if (broken.shape is Shape.SUM and off * NEAR <= abs(held.value)) or is_one_slip(held, wanted):
        found.add("near")
    return frozenset(found)


def _quieter(one: Severity, other: Severity) -> Severity:
    return max(one, other, key=lambda severity: severity.rank)


def _is_of_whole_units(relation: Relation) -> bool:
    """Whether a sum may be off by rounding to whole units alone, though every whole number stands for itself."""
    outcome = relation.outcome
    if outcome is None or relation.shape is not Shape.SUM:
        return False
    numbers = [o.number for o in relation.operands if o.states_number]
    units = {q.unit for q in numbers}
    if len(units) > 1 or any(q.unit is not None and q.unit.is_count for q in numbers):
        return False
    whole = [q.places == 0 for q in numbers]
    unit = next(iter(units), None)
    off = abs(outcome.residual) / (unit.scale if unit is not None else Fraction(1))
    if all(whole):
        return off <= WHOLE_UNITS and len(numbers) > 2
    return whole[0] and off <= ONE_UNIT


__all__ = ["ClaimRule", "SentenceClaim", "TableClaim"]
