"""A change of one field of a farther rule, or of one indicator's points, without writing it anew."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, TypeVar

from attrs import Attribute, evolve, field, frozen, has

from perfeval.errors import PackError
from perfeval.findings import Severity, Standing, Text
from perfeval.ruling.base import HEADER, Profile
from perfeval.ruling.basis import NO_BASIS, Basis
from perfeval.ruling.fields import holds
from perfeval.ruling.scoring import exact_or_none

R = TypeVar("R")
#: What may be changed of a rule; of an indicator its points.
OF_RULES = ("severity", "profile", "label", "innocent", "question")


def _whole(of: RulePatch, _: Attribute[Any], points: Fraction | None) -> None:
    """Make sure that it changes something, and what it names has it."""
    changed = [name for name in OF_RULES if getattr(of, name) is not None]
    if of.is_of_indicator != (points is not None) or bool(changed) == of.is_of_indicator:
        raise PackError(
            f"RulePatch “{of.rule}”：对规则可改 {'、'.join(OF_RULES)}；对指标写作 指标体系/指标，只改 points。",
            f"RulePatch {of.rule!r}: of a rule it changes {', '.join(OF_RULES)}; of an indicator (framework/indicator) its points.",
        )
    for name in changed:
        if not isinstance(getattr(of, name), HEADER[name]):
            raise PackError(
                f"RulePatch “{of.rule}”的 {name} 应为 {HEADER[name].__name__}，得到 {getattr(of, name)!r}。",
                f"{name} of RulePatch {of.rule!r} has to be a {HEADER[name].__name__}, not {getattr(of, name)!r}.",
            )


@frozen
class RulePatch:
    """What a nearer pack changes in a farther rule; what it does not name stays as it is.

    ::

        RulePatch("execution-rate", severity=Severity.WARNING, basis=NOTICE)
        RulePatch("hunan-2023/three-public-control", points="5")

    Attributes
    ----------
    rule
        The id of the rule; of an indicator, that of its framework before a slash.
    severity, profile, label, innocent, question
        New ones, for a rule.
    points
        New ones, for an indicator; its framework has to add up afterwards.
    basis
        The document the change rests on.
    standing
        What is known of the change.
    """

    rule: str = field(validator=holds(str))
    severity: Severity | None = field(default=None, kw_only=True)
    profile: Profile | None = field(default=None, kw_only=True)
    label: Text | None = field(default=None, kw_only=True)
    innocent: Text | None = field(default=None, kw_only=True)
    question: bool | None = field(default=None, kw_only=True)
    points: Fraction | None = field(default=None, converter=exact_or_none, validator=_whole, kw_only=True)
    basis: Basis = field(default=NO_BASIS, validator=holds(Basis), kw_only=True)
    standing: Standing = field(default=Standing.ATTESTED, validator=holds(Standing), kw_only=True)

    @property
    def is_of_indicator(self) -> bool:
        """Whether it names an indicator of a framework."""
        return "/" in self.rule

    def patched(self, rule: R) -> R:
        """The rule with the change.

        Raises
        ------
        PackError
            If it is no attrs class, or has no such field, so that nobody can change it.
        """
        changes: dict[str, Any] = {n: v for n in OF_RULES if (v := getattr(self, n)) is not None}
        missing = [n for n in changes if not has(type(rule)) or not hasattr(rule, n)]
        if missing:
            raise PackError(
                f"规则“{self.rule}”没有可改的 {missing[0]}；请在本包写出整条规则。",
                f"The rule {self.rule!r} has no field {missing[0]} to be changed; set the whole rule in your pack.",
            )
        return evolve(rule, **changes)  # type: ignore[misc] # that it is of attrs was asked for above


__all__ = ["OF_RULES", "RulePatch"]
