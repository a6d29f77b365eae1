"""The page of one report: whose it is, what there is to do, what holds, what could not be checked, what was applied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from attrs import field, frozen

from perfeval.evaluation import Evaluation, Held, Unrun
from perfeval.findings import Text
from perfeval.quantities import MONEY
from perfeval.summary.folding import matters_of
from perfeval.summary.heads import Applied, Head, applied_to, head_of
from perfeval.summary.matters import Group, Matter


@frozen
class Holding:
    """What holds of one rule: its label, how often, how often within rounding only, and the relations."""

    label: Text
    relations: tuple[Held, ...]

    @property
    def count(self) -> int:
        """How many relations of the rule were checked and hold."""
        return len(self.relations)

    @property
    def is_telling(self) -> bool:
        """Whether its label says what holds: one that names a breach (得分超过分值) would say the opposite."""
        return not any(h.label != self.label and " ≤ " in h.arithmetic for h in self.relations)

    @property
    def within_rounding(self) -> int:
        """How many of them hold within rounding only."""
        return sum(held.rounding for held in self.relations)


@frozen
class Unchecked:
    """What could not be checked for one reason: the labels of the rules, and the reason."""

    labels: tuple[Text, ...]
    why: Text
    relations: tuple[Unrun, ...]


@frozen
class Summary:
    """What a person is told of one report."""

    evaluation: Evaluation = field(repr=False)
    head: Head
    applied: Applied
    matters: tuple[Matter, ...] = field(repr=False)
    holding: tuple[Holding, ...] = field(repr=False)
    unchecked: tuple[Unchecked, ...] = field(repr=False)

    @property
    def money_unit(self) -> str:
        """The unit most of its amounts are printed in; empty where there is no money."""
        quantities = (s.quantity for s in self.evaluation.report.statements)
        units = Counter(
            q.unit.symbol for q in quantities if q is not None and q.unit is not None and q.dimension == MONEY
        )
        return units.most_common(1)[0][0] if units else ""

    def of(self, group: Group) -> tuple[Matter, ...]:
        """The matters of one group."""
        return tuple(m for m in self.matters if m.group is group)

    @cached_property
    def counts(self) -> Mapping[Group, int]:
        """How many matters each group has."""
        return {group: len(self.of(group)) for group in Group}

    def matter(self, number: int) -> Matter | None:
        """A matter by its number on the page; None where there is none."""
        return self.matters[number - 1] if 1 <= number <= len(self.matters) else None


def summary_of(evaluation: Evaluation) -> Summary:
    """The page of a report."""
    return Summary(
        evaluation,
        head_of(evaluation),
        applied_to(evaluation),
        matters_of(evaluation),
        _holding(evaluation),
        _unchecked(evaluation),
    )


def _holding(evaluation: Evaluation) -> tuple[Holding, ...]:
    """What holds, by rule: under the label of the rule, and not under that of the first figure it was asked of."""
    by_rule: dict[str, list[Held]] = {}
    for held in evaluation.held:
        by_rule.setdefault(held.rule, []).append(held)
    return tuple(
        Holding(_label(rule, several[0].label, evaluation), tuple(several)) for rule, several in by_rule.items()
    )


def _label(rule: str, otherwise: Text, evaluation: Evaluation) -> Text:
    return evaluation.rulebook.label_of(rule) or otherwise


def _unchecked(evaluation: Evaluation) -> tuple[Unchecked, ...]:
    """What could not be checked, by the reason."""
    by_reason: dict[str, list[Unrun]] = {}
    for one in evaluation.not_run:
        by_reason.setdefault(one.why.zh, []).append(one)
    return tuple(
        Unchecked(tuple(dict.fromkeys(u.label for u in several)), several[0].why, tuple(several))
        for several in by_reason.values()
    )


__all__ = ["Holding", "Summary", "Unchecked", "summary_of"]
