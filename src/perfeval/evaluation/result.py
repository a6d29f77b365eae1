"""What comes of judging a report: findings, what holds, what was not run, the scores."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import evolve, field, frozen

from perfeval.evaluation.accepted import set_aside
from perfeval.evaluation.checked import Checked
from perfeval.findings import Acceptance, Accepted, Cited, Finding, Severity, Text
from perfeval.model import Report
from perfeval.resolution import Rulebook
from perfeval.ruling import Profile
from perfeval.scores import Score


@frozen
class Held:
    """A relation that was checked and holds: exactly, or within rounding."""

    rule: str
    label: Text
    arithmetic: str
    rounding: bool
    figures: tuple[Cited, ...] = ()


@frozen
class Unrun:
    """A rule that was not run somewhere, and for lack of what."""

    rule: str
    label: Text
    why: Text
    figures: tuple[Cited, ...] = ()


@frozen
class Evaluation:
    """One report under one rulebook."""

    report: Report
    rulebook: Rulebook = field(repr=False)
    findings: tuple[Finding, ...] = ()
    held: tuple[Held, ...] = ()
    not_run: tuple[Unrun, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()
    quarantined: tuple[tuple[str, str, str], ...] = ()
    scores: tuple[Score, ...] = ()
    framework: str | None = None
    checked: tuple[Checked, ...] = field(default=(), repr=False)
    accepted: tuple[Accepted, ...] = ()
    profile: Profile = Profile.DEFAULT
    #: Where last year's figures were taken from; empty for nowhere.
    previous: str = ""

    def accepting(self, acceptances: Iterable[Acceptance], on: date) -> Evaluation:
        """The evaluation without the findings a person has accepted on that day; `accepted` says which and why."""
        left, accepted = set_aside(self.findings, acceptances, on)
        return evolve(self, findings=left, accepted=(*self.accepted, *accepted))

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of one severity that are their own root."""
        return tuple(f for f in self.findings if f.severity is severity and f.root is None)

    def members(self, finding: Finding) -> tuple[Finding, ...]:
        """The findings that share a root with this one."""
        return tuple(f for f in self.findings if f.root == finding.fingerprint)

    @property
    def has_errors(self) -> bool:
        """Whether anything has to be corrected."""
        return any(f.severity is Severity.ERROR for f in self.findings)
