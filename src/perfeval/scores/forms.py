"""The lines of a form: as it prints them, and recomputed by a framework that judges its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve

from perfeval.findings import Text
from perfeval.model import Entry, Form, IndicatorRow, Report
from perfeval.quantities import short
from perfeval.ruling import NAME_IS_NIL, NO_FACTS, Facts, Framework, Indicator, RowScoring
from perfeval.scores.figures import Figures
from perfeval.scores.grades import total
from perfeval.scores.indicators import indicator_line, line_by_printed_rate
from perfeval.scores.rows import row_line
from perfeval.scores.score import LineState, PrintedLine, ScoreLine


def number_in(entry: Entry | None) -> Fraction | None:
    """The number a cell states, None where there is no cell or no number."""
    return entry.quantity.number if entry is not None and entry.quantity is not None else None


def printed_lines(form: Form, *, execution: bool) -> Iterator[PrintedLine]:
    """The lines of a form that count, the execution rate once."""
    cells = [c for c in (form.execution_points, form.execution_score) if c is not None and not c.is_nil]
    if execution and cells:
        yield PrintedLine("预算执行率", number_in(form.execution_points), number_in(form.execution_score))
    for row in form.rows:
        if row.is_part or (row.points is None and (row.score is None or row.score.is_nil)):
            continue  # a sub-row's points are its parent's
        yield PrintedLine(row.label, number_in(row.points), number_in(row.score), _is_unnamed(row, form))


def _is_unnamed(row: IndicatorRow, form: Form) -> bool:
    return bool(NAME_IS_NIL.test(row, form)) and bool(number_in(row.points))


def why_not_tallied(form: Form, lines: Sequence[PrintedLine]) -> Text:
    """Why the printed rows cannot be added up; empty if they can."""
    if not form.complete:
        zh, en = form.why_incomplete
        return Text(zh or "表格不全", en or "the table is not whole")
    blank = next((line for line in lines if line.score is None), None)
    if blank is not None:
        return Text(f"“{blank.label}”未填得分或不可读", f"{blank.label!r} has no score that can be read")
    blank = next((line for line in lines if line.points is None), None)
    if blank is not None:
        return Text(f"“{blank.label}”未填分值或不可读", f"{blank.label!r} has no points that can be read")
    return Text() if lines else Text("表内没有分值", "the form has no points")


def lines_of_form(
    form: Form, framework: Framework, rows: RowScoring, report: Report, labels: Mapping[str, str],
    facts: Facts = NO_FACTS,
) -> Iterator[ScoreLine]:  # fmt: skip
    """The recomputed lines of a form: what the framework brings along, and the form's own rows.

    What the framework brings along is left out where the form's own lines reach the full marks without it.
    """
    one_form = len(report.forms) == 1
    figures = Figures(report, labels, None if one_form else form, facts)
    execution = framework.indicator(framework.execution)
    lacking = framework.total - total(
        line.points for line in printed_lines(form, execution=framework.includes_execution)
    )
    for indicator in framework.indicators:
        if indicator is not execution and lacking > 0:
            yield indicator_line(indicator, figures)
    printed = form.execution_points is not None or form.execution_score is not None
    if execution is not None and framework.includes_execution and printed:
        points = number_in(form.execution_points) or execution.points
        yield evolve(execution_line(form, execution, figures, points), printed=number_in(form.execution_score))
    weights = _goal_weights(form, framework)
    for row in form.rows:
        made = row_line(row, form, rows, facts)
        if made is None:
            continue
        if row.is_execution and execution is not None:
            own = execution_line(form, execution, figures, made.points)
            if own.state is not LineState.NOT_RUN:
                made = evolve(own, label=made.label, section=made.section, printed=made.printed, row=made.row)
        factor = weights.get(row.head, Fraction(1))
        if factor != 1:
            made = evolve(
                made, points=made.points * factor, lowest=made.lowest * factor, highest=made.highest * factor,
                trace=(*made.trace, Text(f"按目标权重折算 ×{short(factor, 4)}", f"by the goal's weight ×{short(factor, 4)}")),
            )  # fmt: skip
        yield made


def _goal_weights(form: Form, framework: Framework) -> dict[int | None, Fraction]:
    """By what the rows of each goal are multiplied, so that the goal counts by the weight its head prints."""
    if not any(s.goals for s in framework.sections):
        return {}
    found: dict[int | None, Fraction] = {}
    for position, head in enumerate(form.heads):
        inside = total(number_in(r.points) for r in form.rows if r.head == position and not r.is_part)
        weight = number_in(head.points)
        if weight and inside:
            found[position] = weight / inside
    return found


def execution_line(form: Form, indicator: Indicator, figures: Figures, points: Fraction) -> ScoreLine:
    """The line of the execution rate: from the figures, or from the printed rate where they are not there."""
    line = indicator_line(evolve(indicator, points=points), figures)
    rate = form.execution_rate.quantity if form.execution_rate is not None else None
    return (
        line_by_printed_rate(indicator, rate, points) if line.state is LineState.NOT_RUN and rate is not None else line
    )


__all__ = ["execution_line", "lines_of_form", "number_in", "printed_lines", "why_not_tallied"]
