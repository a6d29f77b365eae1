"""The scores of a report: one for each of its forms, and one for a framework that is computed from its figures."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from perfeval.errors import UnknownNameError
from perfeval.findings import Standing, Text
from perfeval.jurisdictions import called
from perfeval.model import Form, Report
from perfeval.resolution import FrameworkInForce, Rulebook
from perfeval.ruling import NO_FACTS, Checklist, Facts, Framework, authority
from perfeval.scores.figures import Figures
from perfeval.scores.forms import lines_of_form, number_in, printed_lines, why_not_tallied
from perfeval.scores.grades import graded, total
from perfeval.scores.indicators import indicator_line
from perfeval.scores.recomputed import recomputed
from perfeval.scores.score import Score


def scores(report: Report, rulebook: Rulebook, name: str | None = None, facts: Facts = NO_FACTS) -> tuple[Score, ...]:
    """The scores of a report's forms, and of the framework where it is computed from figures.

    `facts` are what a person established, by the ids the framework gives them, and how often.

    Raises
    ------
    UnknownNameError
        If a framework is named that the place does not have, or a fact that the framework does not ask for.
    """
    chosen = rulebook.framework(name)
    forms = [(f, framework_of(f, rulebook, name)) for f in report.forms if _scored(f)]
    if facts:
        _check_facts(facts, report, [chosen, *(own for _, own in forms)])
    made = [_of_form(form, report, rulebook, own, facts) for form, own in forms]
    if chosen is not None and chosen.framework.rows is None:
        made.append(_of_figures(report, rulebook, chosen, facts))
    return tuple(made)


def framework_of(form: Form, rulebook: Rulebook, name: str | None = None) -> FrameworkInForce | None:
    """The framework that judges a form: the one that is named, else the default of what the form is about.

    Raises
    ------
    UnknownNameError
        If a framework is named that the place does not have.
    """
    return rulebook.framework(name, project=form.subject is not None and bool(form.subject.project))


def _scored(form: Form) -> bool:
    """Whether anything in it carries points or a score."""
    return any(r.points is not None or r.score is not None for r in form.rows)


def facts_of(framework: Framework) -> dict[str, Text]:
    """What a person may enter for a framework: its facts, and the checklists whose breaches have a price."""
    asked = {f.id: f.name for f in framework.facts}
    for indicator in framework.indicators:
        if isinstance(indicator.scoring, Checklist) and indicator.scoring.deduct is not None:
            asked[indicator.id] = Text(f"{indicator.label}：不符项数", f"{indicator.name.en}: breaches")
    return asked


def _check_facts(facts: Facts, report: Report, chosen: Iterable[FrameworkInForce | None]) -> None:
    frameworks = {one.framework.id: one.framework for one in chosen if one is not None}
    known: set[str] = set()
    for framework in frameworks.values():
        deductions = framework.rows.deductions if framework.rows is not None else ()
        known |= set(facts_of(framework))
        known |= {f"{row.order}/{d.id}" for form in report.forms for row in form.rows for d in deductions}
    strange = sorted(set(facts) - known)
    if strange:
        name = "、".join(frameworks) or "—"
        there = "、".join(sorted(known)[:12]) or "（无）"
        raise UnknownNameError(
            f"指标体系“{name}”不需要录入“{strange[0]}”；可录入：{there}。",
            f"The framework {name!r} asks for no fact {strange[0]!r}; it takes {', '.join(sorted(known)[:12]) or 'none'}.",
        )


def why_not_recomputed(rulebook: Rulebook, report: Report, made: tuple[Score, ...]) -> Text:
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


def _of_form(
    form: Form, report: Report, rulebook: Rulebook, chosen: FrameworkInForce | None, facts: Facts
) -> Score:  # fmt: skip
    framework = chosen.framework if chosen is not None else None
    counts = framework.includes_execution if framework is not None else True
    lines = list(printed_lines(form, execution=counts))
    score = Score(
        form.title or form.id, form.id,
        declared=number_in(form.total_score), declared_of=number_in(form.total_points),
        printed_grade=form.grade.text.strip() if form.grade is not None else "",
        unnamed=sum(line.unnamed for line in lines),
    )  # fmt: skip
    why = why_not_tallied(form, lines)
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
        lines_of = tuple(lines_of_form(form, framework, framework.rows, report, rulebook.labels, facts))
        score = recomputed(score, lines_of, framework, facts)
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


def _of_figures(report: Report, rulebook: Rulebook, chosen: FrameworkInForce, facts: Facts) -> Score:
    framework = chosen.framework
    figures = Figures(report, rulebook.labels, facts=facts)
    score = _with_framework(Score(report.title or report.source), chosen, facts)
    score = recomputed(score, tuple(indicator_line(i, figures) for i in framework.indicators), framework, facts)
    return graded(score, [], framework, facts)


__all__ = ["facts_of", "scores", "why_not_recomputed"]
