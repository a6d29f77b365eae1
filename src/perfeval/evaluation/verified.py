"""What a later run may say of an earlier one: which problems were found, and which were looked for and were not there.

Rule 1: a problem was looked for only if the very relation it was about was tried again and held, or if the check that
found it ran again over what it was about.
Rule 2: whose it is, is said beside, so that a unit or project that was given another name can be followed.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from attrs import frozen

from perfeval.evaluation.identity import UNIT, Names
from perfeval.evaluation.result import Evaluation
from perfeval.evaluation.taking import known_by
from perfeval.findings import Cited, Finding, fingerprint
from perfeval.model import Report
from perfeval.ruling.base import RuleKind

#: So many characters name a thing that a report states.
SHORT = 8
_YEAR_MARK = re.compile("\x1f([+-]\\d+)\x1f")


@frozen(order=True)
class About:
    """What of a unit something is about.

    Attributes
    ----------
    project
        The project's code or name, as fingerprints know it; empty for the unit as a whole.
    kind
        The kind of form it stands in; empty outside all forms.
    """

    project: str = ""
    kind: str = ""


@frozen
class Mark:
    """How something that a rule was asked is known in every year, but for whose it is.

    Attributes
    ----------
    rule
        The rule's id.
    about
        What of the unit it is about.
    stem
        A hash of the rule, the names of the figures and the ordinal.
    """

    rule: str
    about: tuple[About, ...]
    stem: str


@frozen
class Seen:
    """A finding with its mark.

    Attributes
    ----------
    finding
        The finding.
    mark
        How it is known.
    names
        What it is about of all that its report states, hashed.
    """

    finding: Finding
    mark: Mark
    names: frozenset[str]


@frozen
class Verified:
    """What one evaluation says to a ledger.

    Attributes
    ----------
    unit
        Whose it is, as fingerprints know it.
    covered
        All that the report is about.
    found
        What was found, those that were accepted with the others.
    held
        What was tried and holds.
    looked
        The checks that ran, each with the hashed names of what it left out.
    names
        The hashed names of all rows and figures of the report.
    """

    unit: str
    covered: frozenset[About]
    found: tuple[Seen, ...]
    held: frozenset[Mark]
    looked: Mapping[str, frozenset[str]]
    names: frozenset[str]


_Key = tuple[str, frozenset[str | None], frozenset[str]]


def verified(evaluation: Evaluation) -> Verified:
    """What an evaluation found, and what it looked for and did not find."""
    report = evaluation.report
    names = Names(report)
    stated = frozenset(map(_short, _stated(report, names)))
    alike: dict[_Key, list[Finding]] = defaultdict(list)
    for finding in _every(evaluation):
        alike[_key(finding.rule, finding.figures, finding.about, names)].append(finding)
    found: list[Seen] = []
    taken: dict[_Key, set[int]] = {}
    for key, several in alike.items():
        numbered = [(_ordinal(key, names, finding, len(several)), finding) for finding in several]
        taken[key] = {number for number, _ in numbered}
        found += [Seen(f, _mark(key, n), _told(f, names) & stated) for n, f in numbered if f.identified]
    covered = {names.whole, *names.forms.values()}
    return Verified(
        _plain(names.entity), frozenset(_about(one) for one in covered if one is not None), tuple(found),
        frozenset(_held(evaluation, names, taken)), _looked(evaluation, names), stated,
    )  # fmt: skip


def _every(evaluation: Evaluation) -> list[Finding]:
    """What was found, and what a person has accepted of it."""
    aside = [one.finding for one in evaluation.accepted if one.finding is not None]
    return list({one.fingerprint: one for one in (*evaluation.findings, *aside)}.values())


def _key(rule: str, figures: tuple[Cited, ...], about: tuple[Cited, ...] | None, names: Names) -> _Key:
    return rule, frozenset(names.subjects(figures)), names.figures(figures if about is None else about)


def _ordinal(key: _Key, names: Names, finding: Finding, most: int) -> int:
    """Which of several that all else is the same of a finding is: the number its fingerprint was made with."""
    rule, subjects, figures = key
    said = {"?" if one is None else one for one in subjects}
    made = (n for n in range(most) if fingerprint(rule, names.entity, said, figures, n) == finding.fingerprint)
    return next(made, 0)


def _mark(key: _Key, ordinal: int) -> Mark:
    rule, subjects, figures = key
    about = tuple(sorted(_about(one) for one in subjects if one is not None))
    return Mark(rule, about, fingerprint(rule, "", (), figures, ordinal))


def _held(evaluation: Evaluation, names: Names, taken: Mapping[_Key, set[int]]) -> Iterator[Mark]:
    """The marks of what was tried and holds, as if each were a finding that nobody made."""
    several: dict[_Key, int] = defaultdict(int)
    for one in evaluation.checked:
        if one.finding is None and one.holds:
            cited = tuple(o.cited for o in one.relation.operands if o.statement is not None or o.cited.printed)
            key = _key(one.rule, cited, known_by(one.relation), names)
            several[key] += None not in key[1] and bool(names.entity)
    for key, number in several.items():
        broken = taken.get(key, set())
        yield from (_mark(key, n) for n in range(number + len(broken)) if n not in broken)


def _looked(evaluation: Evaluation, names: Names) -> dict[str, frozenset[str]]:
    """The checks that ran through; of those that left something out, what."""
    failed = {name.rpartition("/")[2] for name, _ in evaluation.faults}
    plan = evaluation.rulebook.plan.speaking(evaluation.profile)
    ran = {one.rule.id for one in plan if one.kind is RuleKind.CHECK} - failed
    ran -= {one.rule for one in evaluation.not_run if not one.figures}
    left: dict[str, set[str]] = {rule: set() for rule in ran}
    for one in evaluation.not_run:
        if one.rule in left:
            left[one.rule] |= {_short(_token(figure, names)) for figure in one.figures}
    return {rule: frozenset(out) for rule, out in left.items()}


def _stated(report: Report, names: Names) -> Iterator[str]:
    """What all rows and figures of a report are called."""
    for form in report.forms:
        for row in form.rows:
            yield from (names.typed(word) for word in (row.name, row.level2, row.level1) if word)
    for item, label in {(s.name.item.text, s.label) for s in report.statements}:
        yield names.typed(item)
        yield names.typed(label)


def _told(finding: Finding, names: Names) -> frozenset[str]:
    about = finding.figures if finding.about is None else finding.about
    return frozenset(_short(_token(figure, names)) for figure in about)


def _token(figure: Cited, names: Names) -> str:
    return names.typed(figure.item if figure.is_named else figure.label)


def _short(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()[:SHORT]


def _about(subject: str) -> About:
    """What a finding is about, from how its fingerprint says it."""
    head, _, rest = subject.partition("\x1e")
    project, _, kind = rest.rpartition("\x1e")
    return About(_plain(project), kind) if head != UNIT else About("", rest)


def _plain(name: str) -> str:
    """A code or name as a person can read it, years of the report's own counted from it: 〔+0〕年."""
    return _YEAR_MARK.sub(r"〔\1〕", name).replace("\x1e", " ").replace("\x1f", ".")


__all__ = ["About", "Mark", "Seen", "Verified", "verified"]
