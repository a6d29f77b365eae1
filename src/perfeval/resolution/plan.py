"""The rules of a book by what they look at: asked once, so that no report is looked through for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from perfeval.boundary import guarded
from perfeval.ruling import AnyRule, FigureRule, Profile, RuleHeader, header_of
from perfeval.ruling.base import Calls, RuleKind, is_figure_rule, kind_of

#: What comes behind all others, and in which order.
LAST: Mapping[RuleKind | None, int] = {RuleKind.FIGURE: 1, RuleKind.CLAIM: 2}


@frozen
class Planned:
    """A rule that applies, with what is asked of it once for all reports.

    Attributes
    ----------
    rule
        The rule.
    by
        The full name of the pack that set it.
    kind
        What kind of rule it is.
    header
        Its head.
    calls
        Which items call for it, of a rule over named figures.
    fault
        What it raised when it was asked.
    """

    rule: AnyRule
    by: str
    kind: RuleKind | None
    header: RuleHeader
    calls: Calls = Calls()
    fault: BaseException | None = None

    @classmethod
    def of(cls, rule: AnyRule, by: str) -> Planned:
        """A rule, asked what calls for it."""
        kind, header = kind_of(rule), header_of(rule)
        if not is_figure_rule(rule):
            return cls(rule, by, kind, header)
        # what it raises is told of where the rule is run
        return guarded(
            lambda: cls(rule, by, kind, header, Calls.of(rule.anchors())),
            lambda error: cls(rule, by, kind, header, fault=error),
        )


@frozen
class Plan:
    """The rules of a book, planned.

    Attributes
    ----------
    every
        The rules in the order in which they are run, each sort by id: those over what the report says of its own figures
        last, which do not say again what a rule that names the figures has said, and before them those over named figures.
    sums
        By item, the rules whose named parts stand in for it where a block does not state it.
    """

    every: tuple[Planned, ...]
    sums: Mapping[str, tuple[FigureRule, ...]]
    _speaking: dict[Profile, tuple[Planned, ...]] = field(factory=dict, init=False, eq=False, repr=False)

    @classmethod
    def of(cls, rules: Iterable[tuple[AnyRule, str]]) -> Plan:
        """A plan of these rules, each with the name of its pack."""
        every = sorted((Planned.of(rule, by) for rule, by in rules), key=lambda p: LAST.get(p.kind, 0))
        sums: dict[str, list[FigureRule]] = {}
        for one in every:
            rule, item = one.rule, one.header.stands_in_for
            # parts are looked for by the same sums whatever is to be said, so that a wider profile never says less
            if item and is_figure_rule(rule) and Profile.DEFAULT.covers(one.header):
                sums.setdefault(item, []).append(rule)
        return cls(tuple(every), {item: tuple(several) for item, several in sums.items()})

    def speaking(self, profile: Profile) -> tuple[Planned, ...]:
        """The rules that speak in a profile."""
        if profile not in self._speaking:
            self._speaking[profile] = tuple(p for p in self.every if profile.covers(p.header))
        return self._speaking[profile]
