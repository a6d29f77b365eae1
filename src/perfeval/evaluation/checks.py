"""What row rules and free checks find themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from perfeval.evaluation.draft import ON_THE_FORM, Draft, basis_of
from perfeval.evaluation.result import Unrun
from perfeval.findings import Finding, Severity, Suggestion, Text
from perfeval.model import Report, Subject
from perfeval.ruling import CheckRule, Problem, RuleHeader, Skipped


def take_problems(rule: CheckRule, header: RuleHeader, draft: Draft) -> None:
    """Take what a row rule or free check finds; notices of one rule about one project, or the unit, become one."""
    found: list[Problem] = []
    for problem in rule.problems(draft.report):
        if isinstance(problem, Skipped):  # no problem: why it could not be looked for
            draft.not_run.append(Unrun(rule.id, header.label, problem.why, problem.figures))
        else:
            found.append(problem)
    if header.severity is Severity.NOTICE and len(found) > 1:
        found = [_joined(alike) for alike in _by_subject(found, draft.report)]
    for problem in found:
        position = draft.add(
            Finding(
                rule=rule.id, severity=problem.severity or header.severity, message=problem.message, figures=problem.figures,
                stated=problem.stated, expected=problem.expected, difference=problem.difference,
                weight=problem.weight or (ON_THE_FORM if problem.rows else 0),
                suggestions=tuple(Suggestion(t) for t in problem.suggestions), **basis_of(header),
            )
        )  # fmt: skip
        if problem.rows and header.is_structural:
            draft.structural.append((position, problem.rows))
        if problem.group:
            draft.groups.setdefault(f"{rule.id} {problem.group}", []).append(position)


def _by_subject(found: Iterable[Problem], report: Report) -> Iterator[list[Problem]]:
    """Problems by what their figures are about: what one project is asked is no question to another."""
    subjects = {form.id: form.subject for form in report.forms}
    alike: dict[frozenset[Subject | None], list[Problem]] = defaultdict(list)
    for problem in found:
        alike[frozenset(subjects.get(f.form, report.subject) for f in problem.figures)].append(problem)
    yield from alike.values()


def _joined(found: Sequence[Problem]) -> Problem:
    if len(found) == 1:
        return found[0]
    return Problem(
        Text(
            "；".join(p.message.zh.rstrip("。") for p in found) + "。",
            "; ".join(p.message.en.rstrip(".") for p in found) + ".",
        ),
        tuple(f for p in found for f in p.figures),
        rows=tuple(r for p in found for r in p.rows),
    )
