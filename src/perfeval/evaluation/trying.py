"""Every relation a rule holds a report to, whatever kind of rule it is."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.evaluation.binding import FigureBinder, loudness
from perfeval.evaluation.checked import Checked
from perfeval.evaluation.claims import claimed
from perfeval.model import Report
from perfeval.resolution import Rulebook
from perfeval.resolution.books import Planned
from perfeval.ruling import Figures, Relation, RuleHeader, Skipped
from perfeval.ruling.base import is_figure_rule, is_form_rule, without_skipped
from perfeval.ruling.claims import is_claim_rule
from perfeval.ruling.figures import Last, is_report_rule


def binder_of(report: Report, rulebook: Rulebook, last: Last = Last()) -> FigureBinder:  # noqa: B008 - frozen
    """What binds the rules of a book to a report."""
    return FigureBinder(Figures(report, last), rulebook.plan.sums, rulebook.labels)


def tried(planned: Planned, binder: FigureBinder) -> Iterator[Checked | Skipped]:
    """Every relation a rule holds a report to, and why others could not be tried."""
    rule, header = planned.force.rule, planned.header
    if planned.fault is not None:
        raise planned.fault
    if is_figure_rule(rule):
        yield from binder.bind(rule, header, planned.calls)
    if is_form_rule(rule):
        for form in binder.figures.report.forms:
            yield from (_checked(found, rule.id, header) for found in rule.relations(form))
    if is_claim_rule(rule):
        yield from claimed(rule, binder.figures.report)
    if is_report_rule(rule):
        yield from (_checked(found, rule.id, header) for found in rule.bind(binder.figures))


def _checked(found: Relation | Skipped, rule: str, header: RuleHeader) -> Checked | Skipped:
    if isinstance(found, Skipped):  # no relation: why there is none
        return found
    across = len({s.block for s in found.statements}) > 1
    return Checked(rule, loudness(header, found) if across else header.severity, found, across)


def checked(planned: Planned, binder: FigureBinder) -> list[Checked]:
    """The relations alone; none of a rule that fails inside itself, which is named where the report is evaluated."""
    try:
        return without_skipped(tried(planned, binder))
    except Exception:
        return []
