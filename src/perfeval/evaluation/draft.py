"""A report while it is being judged."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field

from perfeval.evaluation.checked import Checked
from perfeval.evaluation.earlier import Before
from perfeval.evaluation.judged import Held, Unrun
from perfeval.evaluation.roots import Strain
from perfeval.findings import Finding, Standing
from perfeval.model import NameKey, Report, Statement
from perfeval.resolution import InForce
from perfeval.ruling import Profile, RuleHeader

#: What touches a form's totals, or one of its rows, comes before any amount of money.
ON_THE_SCORE, ON_THE_FORM = 10**15, 10**14
#: What stands behind a rule's id where its rate has no base.
ZERO_BASE = ":zero-base"


@define
class Draft:
    """Findings and relations while a report is being evaluated."""

    report: Report
    findings: list[Finding] = field(factory=list)
    strains: list[Strain] = field(factory=list)
    held: list[Held] = field(factory=list)
    not_run: list[Unrun] = field(factory=list)
    structural: list[tuple[int, tuple[str, ...]]] = field(factory=list)
    faults: list[tuple[str, str]] = field(factory=list)
    groups: dict[str, list[int]] = field(factory=dict)
    checked: list[tuple[Checked, int | None]] = field(factory=list)
    last: Before = Before()
    profile: Profile = Profile.DEFAULT

    @property
    def missing(self) -> Mapping[NameKey, tuple[Statement, ...]]:
        """What last year's report states and this one does not."""
        return self.last.lacking_in(self.report)

    def add(self, finding: Finding) -> int:
        """Take a finding; its position."""
        self.findings.append(finding)
        return len(self.findings) - 1


def header(force: InForce) -> dict[str, object]:
    """What a finding takes from the head of its rule."""
    rule = force.rule
    if not isinstance(rule, RuleHeader):
        return {}
    law = "" if rule.standing is Standing.UNCONFIRMED else str(rule.basis)  # nothing unconfirmed is printed as law
    return {
        "innocent": rule.innocent, "basis": law, "standing": rule.standing, "category": rule.category,
        "question": rule.question,
    }  # fmt: skip
