"""Three scores with three names: declared (the printed total), tallied (the printed rows added up), and recomputed.

Recomputed is a lowest and a highest score, with every line that is not decided and why. What a row named 无 is worth is
not for a program: each treatment is named and its effect shown. A grade is named only if it is the same at both ends
of every treatment. Nothing here is a finding; what contradicts is said by the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve

from perfeval.errors import UnknownNameError
from perfeval.findings import Standing, Text
from perfeval.jurisdictions import called
from perfeval.model import Entry, Form, IndicatorRow, Report
from perfeval.quantities import short
from perfeval.resolution import FrameworkInForce, Rulebook
from perfeval.ruling import NAME_IS_NIL, NO_FACTS, Checklist, Facts, Framework, Indicator, RowScoring, authority
from perfeval.scores.grades import graded, total
from perfeval.scores.indicators import Figures, State, Worth, indicator_worth, rate_worth
from perfeval.scores.rows import row_worth
from perfeval.scores.score import Printed, Score, Treatment, of_hundred, score_text


def scores(report: Report, rulebook: Rulebook, name: str | None = None, facts: Facts = NO_FACTS) -> tuple[Score, ...]:
    """The scores of a report's forms, and of the framework where it is computed from figures.

    `facts` are what a person established, by the ids the framework gives them, and how often.

    Raises
    ------
    UnknownNameError
        If a framework is named that the place does not have, or a fact that the framework does not ask for.
    """
    chosen = rulebook.framework(name)
    if facts:
        _check_facts(facts, chosen.framework if chosen is not None else None, report)
    forms = [f for f in report.forms if any(r.points is not None or r.score is not None for r in f.rows)]
    made = [_of_form(form, report, rulebook, chosen, facts) for form in forms]
    if chosen is not None and chosen.framework.rows is None:
        made.append(_of_figures(report, rulebook, chosen, facts))
    return tuple(made)


def facts_of(framework: Framework) -> dict[str, Text]:
    """What a person may enter for a framework: its facts, and the checklists whose breaches have a price."""
    asked = {f.id: f.name for f in framework.facts}
    for indicator in framework.indicators:
        if isinstance(indicator.scoring, Checklist) and indicator.scoring.deduct is not None:
            asked[indicator.id] = Text(f"{indicator.label}：不符项数", f"{indicator.name.en}: breaches")
    return asked


def _check_facts(facts: Facts, framework: Framework | None, report: Report) -> None:
    known = set(facts_of(framework)) if framework is not None else set()
    rows = framework.rows if framework is not None else None
    for form in report.forms if rows is not None else ():
        known |= {f"{row.order}/{d.id}" for row in form.rows for d in (rows.deductions if rows else ())}
    strange = sorted(set(facts) - known)
    if strange:
        name = framework.id if framework is not None else "—"
        there = "、".join(sorted(known)[:12]) or "（无）"
        raise UnknownNameError(
            f"指标体系“{name}”不需要录入“{strange[0]}”；可录入：{there}。",
            f"The framework {name!r} asks for no fact {strange[0]!r}; it takes {', '.join(sorted(known)[:12]) or 'none'}.",
        )


def why_not(rulebook: Rulebook, report: Report, made: tuple[Score, ...]) -> Text:
    """Why nothing was recomputed, empty where something was."""
    if any(s.lowest is not None for s in made):
        return Text()
    first = next((s.why_not_recomputed for s in made if s.why_not_recomputed), None)
    return first or _no_framework(rulebook)


def _no_framework(rulebook: Rulebook) -> Text:
    there = sorted(rulebook.frameworks)
    names = "、".join(there)
    when = "" if rulebook.year is None else f" {rulebook.year} 年"
    return Text(
        f"{called(rulebook.code)}{when.lstrip()}没有默认的指标体系"
        + (f"；可用 --framework 指定：{names}" if names else ""),
        f"{called(rulebook.code)} has no default framework{f' for {rulebook.year}' if rulebook.year else ''}"
        + (f"; --framework may name one of {', '.join(there)}" if names else ""),
    )


# --- a form ---------------------------------------------------------------------------------------------------------


def _number(entry: Entry | None) -> Fraction | None:
    return entry.quantity.number if entry is not None and entry.quantity is not None else None


def _printed(form: Form, *, execution: bool) -> Iterator[Printed]:
    """The lines of a form that count, the execution rate once."""
    cells = [c for c in (form.execution_points, form.execution_score) if c is not None and not c.is_nil]
    if execution and cells:
        yield Printed("预算执行率", _number(form.execution_points), _number(form.execution_score))
    for row in form.rows:
        if row.is_part or (row.points is None and (row.score is None or row.score.is_nil)):
            continue  # a sub-row's points are its parent's
        yield Printed(row.label, _number(row.points), _number(row.score), _is_unnamed(row, form))


def _is_unnamed(row: IndicatorRow, form: Form) -> bool:
    return bool(NAME_IS_NIL.test(row, form)) and bool(_number(row.points))


def _of_form(
    form: Form, report: Report, rulebook: Rulebook, chosen: FrameworkInForce | None, facts: Facts
) -> Score:  # fmt: skip
    framework = chosen.framework if chosen is not None else None
    counts = framework.includes_execution if framework is not None else True
    lines = list(_printed(form, execution=counts))
    score = Score(
        form.title or form.id, form.id,
        declared=_number(form.total_score), declared_of=_number(form.total_points),
        printed_grade=form.grade.text.strip() if form.grade is not None else "",
        unnamed=sum(line.unnamed for line in lines),
    )  # fmt: skip
    why = _why_not_tallied(form, lines)
    if why:
        score = evolve(score, why_not_tallied=why)
    else:
        score = evolve(
            score, tallied=total(line.score for line in lines), tallied_of=total(line.points for line in lines)
        )
    if framework is None:
        return graded(evolve(score, why_not_recomputed=_no_framework(rulebook)), lines, None)
    if framework.rows is None:
        why = Text(f"“{framework.label}”不按表内指标计分", f"{framework.id} does not judge the rows of this form")
        return evolve(score, why_not_recomputed=why)
    assert chosen is not None
    score = _with_framework(score, chosen, facts)
    if not form.complete:
        zh, en = form.why_incomplete
        score = evolve(score, why_not_recomputed=Text(zh or "表格不全", en or "the table is not whole"))
    else:
        lines_of = tuple(worths_of(form, framework, framework.rows, report, rulebook.labels, facts))
        score = _recomputed(score, lines_of, framework, facts)
    return graded(score, lines, framework, facts)


def _with_framework(score: Score, chosen: FrameworkInForce, facts: Facts) -> Score:
    framework = chosen.framework
    notes = [framework.note] if framework.note else []
    if chosen.year is not None:
        pack = chosen.by.pack
        years = f"{pack.since or ''}—{pack.until or ''}"
        notes.append(
            Text(
                f"“{framework.label}”适用于 {years} 年度，不是本年度的体系，仅供对照",
                f"{framework.id} holds in {years}, not in this year: for comparison only",
            )
        )
    if framework.standing is Standing.UNCONFIRMED:
        notes.append(Text("未核实口径，仅供比较", "not confirmed: for comparison only"))
    open_facts = [f.name for f in framework.facts if f.id not in facts]
    if open_facts:
        zh, en = "、".join(n.zh for n in open_facts), ", ".join(n.en for n in open_facts)
        notes.append(
            Text(f"须由人认定、未录入的事项按没有计：{zh}", f"not entered by a person, so taken as absent: {en}")
        )
    return evolve(
        score, framework=framework, rests_on=authority(framework.basis, framework.standing), standing=framework.standing,
        notes=tuple(notes),
    )  # fmt: skip


def _why_not_tallied(form: Form, lines: Sequence[Printed]) -> Text:
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


def worths_of(
    form: Form, framework: Framework, rows: RowScoring, report: Report, labels: Mapping[str, str],
    facts: Facts = NO_FACTS,
) -> Iterator[Worth]:  # fmt: skip
    """The recomputed lines of a form: what the framework brings along, and the form's own rows.

    What the framework brings along is left out where the form's own lines reach the full marks without it.
    """
    one_form = len(report.forms) == 1
    figures = Figures(report, labels, None if one_form else form, facts)
    execution = framework.indicator(framework.execution)
    lacking = framework.total - total(line.points for line in _printed(form, execution=framework.includes_execution))
    for indicator in framework.indicators:
        if indicator is not execution and lacking > 0:
            yield indicator_worth(indicator, figures)
    printed = form.execution_points is not None or form.execution_score is not None
    if execution is not None and framework.includes_execution and printed:
        points = _number(form.execution_points) or execution.points
        yield evolve(execution_worth(form, execution, figures, points), printed=_number(form.execution_score))
    weights = _goal_weights(form, framework)
    for row in form.rows:
        made = row_worth(row, form, rows, facts)
        if made is None:
            continue
        if row.is_execution and execution is not None:
            own = execution_worth(form, execution, figures, made.points)
            if own.state is not State.NOT_RUN:
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
        inside = total(_number(r.points) for r in form.rows if r.head == position and not r.is_part)
        weight = _number(head.points)
        if weight and inside:
            found[position] = weight / inside
    return found


def execution_worth(form: Form, indicator: Indicator, figures: Figures, points: Fraction) -> Worth:
    """The execution rate's worth: from the figures, or from the printed rate where they are not there."""
    worth = indicator_worth(evolve(indicator, points=points), figures)
    rate = form.execution_rate.quantity if form.execution_rate is not None else None
    return rate_worth(indicator, rate, points) if worth.state is State.NOT_RUN and rate is not None else worth


def _recomputed(score: Score, worths: tuple[Worth, ...], framework: Framework, facts: Facts) -> Score:
    if not worths:
        return evolve(score, why_not_recomputed=Text("没有可复算的指标", "there is nothing to recompute"))
    if framework.total == 0:
        why = Text("参考框架未规定分值，只列数值", "a reference framework without points: its values are listed")
        return evolve(score, worths=worths, why_not_recomputed=why)
    worths = (*_moved(worths), *_deducted(framework, facts))
    unconfirmed = len({w.rule for w in worths if w.standing is Standing.UNCONFIRMED})
    return evolve(
        score, worths=worths, lowest=total(w.lowest for w in worths), highest=total(w.highest for w in worths),
        of=total(w.points for w in worths), unconfirmed=unconfirmed,
    )  # fmt: skip


def _deducted(framework: Framework, facts: Facts) -> Iterator[Worth]:
    """The points that facts a person entered take off, up to the most that they may."""
    left = framework.most_deducted
    for fact in framework.facts:
        cost = fact.cost(facts.get(fact.id, 0))
        if left is not None:
            cost = min(cost, left)
            left -= cost
        if cost:
            yield Worth(
                fact.id, fact.name, Fraction(0), -cost, -cost, rests_on=authority(fact.basis, fact.standing),
                standing=fact.standing, rule=fact.id,
                trace=(Text(f"人工录入 {facts[fact.id]} 次，{fact.text().zh}", f"entered {facts[fact.id]} times; {fact.text().en}"),),
            )  # fmt: skip


def _moved(worths: tuple[Worth, ...]) -> tuple[Worth, ...]:
    """The lines with the points of empty ones moved to the others of their section, or of all, in proportion."""
    if not any(w.moved for w in worths):
        return worths
    made = list(worths)
    for empty in [w for w in worths if w.moved]:
        others = [i for i, w in enumerate(made) if not w.moved and w.section == empty.section]
        others = others or [i for i, w in enumerate(made) if not w.moved]
        there = total(made[i].points for i in others)
        if not there:
            continue
        factor = 1 + empty.points / there
        for i in others:
            w = made[i]
            made[i] = evolve(w, points=w.points * factor, lowest=w.lowest * factor, highest=w.highest * factor)
    return tuple(evolve(w, points=Fraction(0)) if w.moved else w for w in made)


# --- a framework computed from figures ------------------------------------------------------------------------------


def _of_figures(report: Report, rulebook: Rulebook, chosen: FrameworkInForce, facts: Facts) -> Score:
    framework = chosen.framework
    figures = Figures(report, rulebook.labels, facts=facts)
    score = _with_framework(Score(report.title or report.source), chosen, facts)
    score = _recomputed(score, tuple(indicator_worth(i, figures) for i in framework.indicators), framework, facts)
    return graded(score, [], framework, facts)


__all__ = [
    "Score",
    "State",
    "Treatment",
    "Worth",
    "facts_of",
    "of_hundred",
    "score_text",
    "scores",
    "why_not",
    "worths_of",
]
