"""Findings that a person has accepted are set aside: with a reason, until a day, by fingerprint, and nothing else with them.

Rule 1: what is accepted is one finding; findings that shared its root stay, the loudest of them as their new root.
Rule 2: an acceptance whose day is past sets nothing aside, and is said; so is one that is about no finding, and one
about a finding of which nobody can say whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import evolve

from perfeval.findings import Acceptance, AcceptanceState, Accepted, Finding


def set_aside(
    findings: Sequence[Finding], acceptances: Iterable[Acceptance], on: date
) -> tuple[tuple[Finding, ...], tuple[Accepted, ...]]:  # fmt: skip
    """The findings that are left on a day, and what became of every acceptance.

    Of several acceptances of one finding the last to end counts.
    """
    latest: dict[str, Acceptance] = {}
    for one in acceptances:
        if one.fingerprint not in latest or latest[one.fingerprint].until <= one.until:
            latest[one.fingerprint] = one
    by_fingerprint = {f.fingerprint: f for f in findings}
    accepted = []
    for one in latest.values():
        found = by_fingerprint.get(one.fingerprint)
        if found is None:
            state = AcceptanceState.UNMATCHED
        elif not found.identified:
            state = AcceptanceState.UNIDENTIFIED
        else:
            state = AcceptanceState.IN_FORCE if on <= one.until else AcceptanceState.EXPIRED
        accepted.append(Accepted(one, state, found))
    gone = {a.acceptance.fingerprint for a in accepted if a.state is AcceptanceState.IN_FORCE}
    return left_over(findings, gone), tuple(accepted)


def left_over(findings: Sequence[Finding], gone: set[str]) -> tuple[Finding, ...]:
    """What is left once some are gone; where a root is, under the loudest of its members."""
    left = [f for f in findings if f.fingerprint not in gone]
    heads: dict[str, str] = {}
    for finding in sorted(left, key=lambda f: f.severity.rank):
        if finding.root in gone:
            heads.setdefault(str(finding.root), finding.fingerprint)
    made = []
    for finding in left:
        head = heads.get(finding.root or "")
        made.append(finding if head is None else evolve(finding, root=None if head == finding.fingerprint else head))
    return tuple(made)


__all__ = ["left_over", "set_aside"]
