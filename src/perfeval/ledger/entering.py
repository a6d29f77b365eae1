"""What an evaluation brings into a ledger: lines for what it found, and a record of what it looked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from perfeval.errors import ModelError, UnknownNameError
from perfeval.evaluation import Evaluation
from perfeval.evaluation.verified import Seen, Verified, verified
from perfeval.findings import Severity, Text
from perfeval.ledger.entries import Entry, Found, Measure, Origin, Problem, Run
from perfeval.privacy import masked
from perfeval.renderers.masking import figures_judged

#: So many unidentified findings are named in a refusal.
MOST_NAMED = 3


@frozen
class Taken:
    """What a ledger keeps of an evaluation, which itself may be let go.

    Attributes
    ----------
    run
        What was found, and what was looked for.
    entries
        A line for each finding that gets one.
    """

    run: Run
    entries: tuple[Entry, ...]


def taken(evaluation: Evaluation, on: date, origin: Origin, least: Severity, *, identified_only: bool = False) -> Taken:
    """What a ledger keeps of an evaluation.

    Raises
    ------
    ModelError
        If the report does not say whose it is or of which year, or a finding cannot be told from another unit's.
    """
    said = verified(evaluation)
    _check_known(evaluation, said, least, identified_only=identified_only)
    run = _run(evaluation, said, on, origin)
    return Taken(run, tuple(_entries(evaluation, said, run, least)))


def origin_of(name: Origin | str) -> Origin:
    """An origin by its name.

    Raises
    ------
    UnknownNameError
        If there is none of that name.
    """
    try:
        return Origin(name)
    except ValueError as error:
        names = [one.value for one in Origin]
        raise UnknownNameError(
            f"没有“{name}”来源；有 {'、'.join(names)}。", f"There is no origin {name!r}; there are {', '.join(names)}."
        ) from error


def _check_known(evaluation: Evaluation, said: Verified, least: Severity, *, identified_only: bool) -> None:
    """Make sure that what a report says can be told from what any other says.

    Raises
    ------
    ModelError
        If it does not say whose it is or of which year, or a finding of it does not say which project it is about.
    """
    report = evaluation.report
    source = report.source or report.title or "?"
    if not said.unit:
        raise ModelError(
            f"{source}：未载明单位，不能登入台账；请先在报告中填写单位名称。",
            f"{source}: it does not say which unit it is of, so nothing of it can be entered; write the name into the report first.",
        )
    if report.year is None:
        raise ModelError(
            f"{source}：未载明年度，不能登入台账；请填写年度，或用 --year 指明。",
            f"{source}: it does not say its fiscal year, so nothing of it can be entered; write it there, or say --year.",
        )
    unknown = [f for f in evaluation.findings if f.root is None and _is_loud(f.severity, least) and not f.identified]
    if unknown and not identified_only:
        zh = "；".join(f.message.zh[:40] for f in unknown[:MOST_NAMED])
        en = "; ".join(f.message.en[:60] for f in unknown[:MOST_NAMED])
        raise ModelError(
            f"{source}：有 {len(unknown)} 个问题未载明属于哪个项目（{zh}），来年无从辨认，未登入台账；请先在报告中填写项目名称，"
            "或只登记其余问题（--identified-only）。",
            f"{source}: {len(unknown)} findings do not say which project they are about ({en}), so nobody could tell them again "
            "next year; write the project's name into the report first, or enter the others alone (--identified-only).",
        )


def _is_loud(severity: Severity, least: Severity) -> bool:
    return severity.rank <= least.rank


def _run(evaluation: Evaluation, said: Verified, on: date, origin: Origin) -> Run:
    """What an evaluation says, as a ledger keeps it."""
    report = evaluation.report
    assert report.year is not None
    return Run(
        said.unit, report.entity or said.unit, report.year, on, origin=origin, source=report.source, covered=said.covered,
        found=frozenset(Found(s.mark.rule, s.mark.about, s.mark.stem, s.names) for s in said.found),
        held=frozenset((mark.about, mark.stem) for mark in said.held), checks=frozenset(said.looked.items()), names=said.names,
    )  # fmt: skip


def _entries(evaluation: Evaluation, said: Verified, run: Run, least: Severity) -> Iterable[Entry]:
    """A line for every finding that is loud enough, is mended by no other's remedy, and was not accepted."""
    own = {f.fingerprint for f in evaluation.findings if f.root is None and _is_loud(f.severity, least)}
    figures = figures_judged([evaluation])
    return [Entry(_problem(seen, run, figures)) for seen in said.found if seen.finding.fingerprint in own]


def _problem(seen: Seen, run: Run, figures: frozenset[str]) -> Problem:
    """A finding as a line, without personal data."""
    finding = seen.finding
    message = Text(masked(finding.message.zh, figures), masked(finding.message.en, figures))
    return Problem(
        finding.fingerprint, finding.rule, run.unit, seen.mark.about, seen.mark.stem, name=run.name, year=run.year, on=run.on,
        origin=run.origin, source=run.source, severity=finding.severity, said=message, amount=finding.difference,
        basis=finding.basis, names=seen.names,
    )  # fmt: skip


def check_due(problem: Problem, measure: Measure) -> None:
    """Make sure that a measure is not due before its problem was found.

    Raises
    ------
    ModelError
        If it is.
    """
    if measure.due is not None and measure.due < problem.on:
        raise ModelError(
            f"整改期限 {measure.due} 早于发现日期 {problem.on}（{problem.fingerprint}“{measure.text}”）；请改正其一。",
            f"The measure {measure.text!r} is due on {measure.due}, before its problem {problem.fingerprint} was found on "
            f"{problem.on}; correct one of them.",
        )


__all__ = ["Taken", "check_due", "origin_of", "taken"]
