"""What was checked, kept with its numbers: whoever looks for the wrong figure asks the very relations that were tried."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

from attrs import frozen

from perfeval.findings import Severity
from perfeval.quantities import Quantity
from perfeval.relations import Operand, Relation, Shape


@frozen
class Checked:
    """A relation that was tried, held or broken.

    Attributes
    ----------
    rule
        The id of the rule that asked for it.
    severity
        How loud a breach of it is.
    relation
        The relation, with those that may hold in its place; it is the one that holds, or else the one that was reported.
    across
        Whether its figures were taken from several blocks.
    beside
        Figures shown with a breach for comparison; they decide nothing.
    finding
        The fingerprint of the finding it caused, if it has one of its own.
    words
        The words of the text that it does not bear out, if it is the words that say so.
    """

    rule: str
    severity: Severity
    relation: Relation
    across: bool = False
    beside: tuple[Operand, ...] = ()
    finding: str | None = None
    words: str = ""

    @property
    def holds(self) -> bool:
        """Whether it holds as printed."""
        return self.relation.holds

    @property
    def same(self) -> bool:
        """Whether these are two prints of one figure."""
        return self.relation.shape is Shape.SAME

    @cached_property
    def options(self) -> tuple[Relation, ...]:
        """The relations of which one has to hold, each once, the reported one first; of a rate without a base nothing is asked."""
        first, *others = self.relation.options
        seen, made = {_content(first)}, [first]
        for one in others:
            content = _content(one)
            if content not in seen and one.outcome is not None:
                seen.add(content)
                made.append(one)
        return tuple(made)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every cell in it."""
        return frozenset(key for option in self.options for key in option.keys)

    def distance(self, changed: Mapping[str, Quantity]) -> Fraction | None:
        """How far it is from holding exactly once cells are printed otherwise; None if it would be broken."""
        found = [d for option in self.options if (d := option.distance(changed)) is not None]
        return min(found, default=None)


def _content(relation: Relation) -> tuple[object, ...]:
    """What makes two relations one: their cells and how they hang together."""
    terms = tuple((c, o.key) for c, o in relation.terms)
    return relation.shape, terms, tuple((c, o.key) for c, o in relation.bottom), relation.constant
