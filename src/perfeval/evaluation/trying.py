"""Every relation a rule holds a report to, whatever kind of rule it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import cast

from perfeval.boundary import guarded
from perfeval.evaluation.binding import FigureBinder, loudness
from perfeval.evaluation.checked import Checked
from perfeval.evaluation.claims import claimed
from perfeval.model import Report
from perfeval.resolution import Rulebook
from perfeval.resolution.plan import Planned
from perfeval.ruling import ClaimRule, FigureRule, Figures, FormRule, Relation, ReportRule, RuleHeader, Skipped
from perfeval.ruling.base import RuleKind, without_skipped
from perfeval.ruling.figures import Last


def binder_of(report: Report, rulebook: Rulebook, last: Last = Last()) -> FigureBinder:  # noqa: B008 - frozen
    """What binds the rules of a book to a report."""
    return FigureBinder(Figures(report, last), rulebook.plan.sums, rulebook.labels)


def tried(planned: Planned, binder: FigureBinder) -> Iterator[Checked | Skipped]:
    """Every relation a rule holds a report to, and why others could not be tried."""
    if planned.fault is not None:
        raise planned.fault
    return _TRIES[planned.kind](planned, binder) if planned.kind in _TRIES else iter(())


def _try_figures(planned: Planned, binder: FigureBinder) -> Iterator[Checked | Skipped]:
    return binder.bind(cast(FigureRule, planned.rule), planned.header, planned.calls)


def _try_form(planned: Planned, binder: FigureBinder) -> Iterator[Checked | Skipped]:
    rule = cast(FormRule, planned.rule)
    for form in binder.figures.report.forms:
        yield from (_checked(found, rule.id, planned.header) for found in rule.relations(form))


def _try_report(planned: Planned, binder: FigureBinder) -> Iterator[Checked | Skipped]:
    rule = cast(ReportRule, planned.rule)
    return (_checked(found, rule.id, planned.header) for found in rule.bind(binder.figures))


def _try_claims(planned: Planned, binder: FigureBinder) -> Iterator[Checked | Skipped]:
    return claimed(cast(ClaimRule, planned.rule), binder.figures.report)


#: How each kind of rule is held to a report; checks give no relations.
_TRIES: Mapping[RuleKind | None, Callable[[Planned, FigureBinder], Iterator[Checked | Skipped]]] = {
    RuleKind.FIGURE: _try_figures, RuleKind.FORM: _try_form, RuleKind.REPORT: _try_report, RuleKind.CLAIM: _try_claims,
}  # fmt: skip


def _checked(found: Relation | Skipped, rule: str, header: RuleHeader) -> Checked | Skipped:
    if isinstance(found, Skipped):  # no relation: why there is none
        return found
    across = len({s.block for s in found.statements}) > 1
    return Checked(rule, loudness(header, found) if across else header.severity, found, across)


def checked(planned: Planned, binder: FigureBinder) -> list[Checked]:
    """The relations alone; none of a rule that fails inside itself, which is named where the report is evaluated."""
    return guarded(lambda: without_skipped(tried(planned, binder)), lambda _: [])
