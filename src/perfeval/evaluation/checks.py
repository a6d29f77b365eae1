"""What row rules and free checks find themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from perfeval.errors import PackError
from perfeval.evaluation.draft import ON_THE_FORM, Draft, basis_of
from perfeval.evaluation.result import Unrun
from perfeval.findings import Cited, Finding, Severity, Suggestion, Text
from perfeval.model import Report, Subject
from perfeval.ruling import CheckRule, Problem, RuleHeader, Skipped

#: A rule that finds more than this in one report does not look at it.
MOST_PROBLEMS = 10_000


def take_problems(rule: CheckRule, header: RuleHeader, draft: Draft) -> None:
    """Take what a row rule or free check finds; notices of one rule about one project, or the unit, become one."""
    said = list(islice(rule.problems(draft.report), MOST_PROBLEMS + 1))  # whole before anything is taken of it
    if len(said) > MOST_PROBLEMS:
        raise PackError(
            f"{rule.id} 提出的问题多于 {MOST_PROBLEMS} 个，未采用。",
            f"{rule.id} finds more than {MOST_PROBLEMS} problems; none was taken.",
        )
    for one in said:
        _check_said(rule.id, one)
    skipped = [one for one in said if isinstance(one, Skipped)]  # no problem: why it could not be looked for
    draft.not_run += [Unrun(rule.id, header.label, one.why, one.figures) for one in skipped]
    found = [one for one in said if isinstance(one, Problem)]
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


def _check_said(rule: str, said: object) -> None:
    """Whether what a rule found is a problem through and through; nothing else may reach the findings.

    Raises
    ------
    PackError
        With the part that is something else.
    """
    if isinstance(said, Skipped):  # has parts of its own
        parts: tuple[tuple[str, object, type], ...] = (("why", said.why, Text), *_each("figures", said.figures, Cited))
    elif isinstance(said, Problem):
        parts = (
            ("message", said.message, Text), *_each("figures", said.figures, Cited), ("stated", said.stated, str),
            ("expected", said.expected, str), ("difference", said.difference, str),
            ("severity", said.severity or Severity.NOTICE, Severity), *_each("suggestions", said.suggestions, Text),
            *_each("rows", said.rows, str), ("weight", said.weight, int), ("group", said.group, str),
        )  # fmt: skip
    else:
        parts = (("problems", said, Problem),)
    for name, part, kind in parts:
        if not isinstance(part, kind):
            raise PackError(
                f"{rule} 的 {name} 应为 {kind.__name__}，得到 {part!r}。",
                f"{name} of {rule} has to be {kind.__name__}, not {part!r}.",
            )


def _each(name: str, parts: object, kind: type) -> tuple[tuple[str, object, type], ...]:
    """A field that holds several, as its parts; as it is where it is no tuple."""
    return tuple((name, part, kind) for part in parts) if isinstance(parts, tuple) else ((name, parts, tuple),)


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
