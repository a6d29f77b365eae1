"""A report while it is being judged."""

from __future__ import annotations

from typing import Any

from attrs import define, field

from perfeval.evaluation.checked import Checked
from perfeval.evaluation.result import Held, Unrun
from perfeval.findings import Finding, Standing
from perfeval.model import Report
from perfeval.relations.strain import Strain
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
    profile: Profile = Profile.DEFAULT

    def add(self, finding: Finding) -> int:
        """Take a finding; its position."""
        self.findings.append(finding)
        return len(self.findings) - 1


def basis_of(header: RuleHeader) -> dict[str, Any]:
    """What a finding takes from the head of its rule."""
    law = "" if header.standing is Standing.UNCONFIRMED else str(header.basis)  # nothing unconfirmed is printed as law
    return {
        "innocent": header.innocent, "basis": law, "standing": header.standing, "category": header.category,
        "question": header.question,
    }  # fmt: skip
