"""What comes of judging a report: findings, what holds, what was not run, the scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from importlib import import_module

from attrs import evolve, field, frozen

from perfeval.errors import UnknownNameError
from perfeval.evaluation.accepted import left_over, set_aside
from perfeval.evaluation.checked import Checked
from perfeval.findings import Acceptance, Accepted, Cited, Finding, Severity, Text
from perfeval.model import Report
from perfeval.relations import Relation, Shape, Verdict, saying
from perfeval.resolution import Rulebook
from perfeval.ruling import Profile
from perfeval.scores import Score


@frozen
class Held:
    """A relation that was checked and holds: exactly, or within rounding.

    Most of what a report says holds, and most of that is never looked at: it is put into words when somebody asks.
    """

    rule: str
    label: Text
    relation: Relation = field(repr=False)

    @property
    def rounding(self) -> bool:
        """Whether it holds within rounding only; the rounding of a rate is no difference between two amounts."""
        outcome = self.relation.outcome
        return outcome is not None and outcome.verdict is Verdict.ROUNDING and self.relation.shape is not Shape.RATE

    @cached_property
    def arithmetic(self) -> str:
        """What was added up or divided, as text."""
        return saying.arithmetic(self.relation)

    @cached_property
    def figures(self) -> tuple[Cited, ...]:
        """Every figure in it."""
        return tuple(o.cited for o in self.relation.operands)


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
    #: The day it was made; None where nobody says it, so that the same report gives the same bytes.
    on: date | None = None
    #: Rules that were not asked, the reason why, and how much they would have found.
    ignored: tuple[tuple[str, str, int], ...] = ()

    def accepting(self, acceptances: Iterable[Acceptance], on: date) -> Evaluation:
        """The evaluation without the findings a person has accepted on that day; `accepted` says which and why."""
        left, accepted = set_aside(self.findings, acceptances, on)
        return evolve(self, findings=left, accepted=(*self.accepted, *accepted))

    def ignoring(self, reasons: Mapping[str, str]) -> Evaluation:
        """The evaluation without what some rules found; `ignored` says which rules, why, and how much.

        Parameters
        ----------
        reasons
            Ids of rules, each with the reason why it is not asked.
        """
        gone = {f.fingerprint for f in self.findings if f.rule in reasons}
        counted = Counter(f.rule for f in self.findings if f.rule in reasons)
        said = tuple((rule, reason, counted[rule]) for rule, reason in reasons.items() if counted[rule])
        return evolve(self, findings=left_over(self.findings, gone), ignored=(*self.ignored, *said))

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of one severity that are their own root."""
        return tuple(f for f in self.findings if f.severity is severity and f.root is None)

    def members(self, finding: Finding) -> tuple[Finding, ...]:
        """The findings that share a root with this one."""
        return tuple(f for f in self.findings if f.root == finding.fingerprint)

    def score(self, framework: str | None = None) -> Score:
        """The score of the report; of a report with several forms, or several scores, use `scores`.

        Parameters
        ----------
        framework
            The id of the framework it was scored by; None for whichever it was.

        Raises
        ------
        UnknownNameError
            If there is none, or more than one.
        """
        found = [
            s for s in self.scores if framework is None or (s.framework is not None and s.framework.id == framework)
        ]
        if len(found) == 1:
            return found[0]
        there = [f"{s.title}（{s.framework.id if s.framework is not None else '—'}）" for s in self.scores]
        asked_zh, asked_en = (f"按“{framework}”的", f" by {framework!r}") if framework is not None else ("", "")
        raise UnknownNameError(
            f"{asked_zh}得分有 {len(found)} 个，应为 1 个；有：{'、'.join(there) or '（无）'}；请在 scores 中选取。",
            f"There are {len(found)} scores{asked_en}, not one; there are {', '.join(there) or 'none'}: choose from scores.",
        )

    def to_json(self) -> str:
        """The evaluation as JSON text, by the schema `perfeval/evaluation/1`; both languages are in it."""
        made: str = import_module("perfeval.api").render(self, "json")
        return made

    def __repr__(self) -> str:
        loud = ", ".join(f"{len(self.of(s))} {s.value}s" for s in Severity)
        return f"<Evaluation of {self.report!r}: {loud}>"

    @property
    def has_errors(self) -> bool:
        """Whether anything has to be corrected."""
        return any(f.severity is Severity.ERROR for f in self.findings)
