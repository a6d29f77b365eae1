"""Three scores with three names: declared (the printed total), tallied (the printed rows added up), and recomputed.

Recomputed is a lowest and a highest score, with every line that is not decided and why. What a row named 无 is worth is
not for a program: each treatment is named and its effect shown. A grade is named only if it is the same at both ends
of every treatment. Nothing here is a finding; what contradicts is said by the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import evolve, frozen

from perfeval.evaluation.rows import row_worth
from perfeval.evaluation.worth import Figures, State, Worth, indicator_worth, rate_worth
from perfeval.findings import Standing, Text
from perfeval.model import Entry, Form, IndicatorRow, Report
from perfeval.quantities import short
from perfeval.resolution import FrameworkInForce, Rulebook
from perfeval.ruling import NAME_IS_NIL, Framework, GradeBand, Indicator, NilRow, RowScoring, authority

HUNDRED = Fraction(100)


@frozen
class Treatment:
    """One way to treat the rows named 无, and what it does.

    `printed` is what the printed scores come to, `lowest` and `highest` what was recomputed, `of` what they are out of;
    the grades belong to those three.
    """

    kind: NilRow
    printed: Fraction | None
    lowest: Fraction | None
    highest: Fraction | None
    of: Fraction
    grades: tuple[GradeBand | None, ...] = ()

    @property
    def ends(self) -> tuple[Fraction, ...]:
        """The scores it can come to."""
        return tuple(e for e in (self.printed, self.lowest, self.highest) if e is not None)


@frozen
class Score:
    """The scores of one form, or of one framework that is computed from the report's figures.

    Attributes
    ----------
    form
        The id of the form; empty for a framework computed from figures.
    declared, tallied, lowest, highest
        None where there is none; `why_not_tallied` and `why_not_recomputed` say why.
    worths
        The recomputed lines: the execution rate, indicators, rows.
    unnamed
        How many rows are named 无; their treatments follow.
    grade
        Named only if it is the same at both ends of every treatment; `why_no_grade` says why not.
    rests_on, standing, unconfirmed
        What the framework rests on, and how many of the lines rest on a rule that is not confirmed.
    """

    title: str
    form: str = ""
    framework: Framework | None = None
    declared: Fraction | None = None
    declared_of: Fraction | None = None
    tallied: Fraction | None = None
    tallied_of: Fraction | None = None
    why_not_tallied: Text = Text()
    worths: tuple[Worth, ...] = ()
    lowest: Fraction | None = None
    highest: Fraction | None = None
    of: Fraction | None = None
    why_not_recomputed: Text = Text()
    unnamed: int = 0
    treatments: tuple[Treatment, ...] = ()
    grade: GradeBand | None = None
    why_no_grade: Text = Text()
    printed_grade: str = ""
    rests_on: Text = Text()
    standing: Standing = Standing.ARITHMETIC
    unconfirmed: int = 0
    notes: tuple[Text, ...] = ()

    @property
    def undecided(self) -> tuple[Worth, ...]:
        """The lines that are not decided."""
        return tuple(w for w in self.worths if w.state is not State.DECIDED)

    def treatment(self, kind: NilRow) -> Treatment | None:
        """One of the treatments."""
        return next((t for t in self.treatments if t.kind is kind), None)


def of_hundred(score: Fraction, out_of: Fraction) -> Fraction:
    """A score out of something, as a score out of a hundred."""
    return score * HUNDRED / out_of if out_of else Fraction(0)


def scores(report: Report, rulebook: Rulebook, name: str | None = None) -> tuple[Score, ...]:
    """The scores of a report's forms, and of the framework where it is computed from figures.

    Raises
    ------
    UnknownNameError
        If a framework is named that the place does not have.
    """
    chosen = rulebook.framework(name)
    forms = [f for f in report.forms if any(r.points is not None or r.score is not None for r in f.rows)]
    made = [_of_form(form, report, rulebook, chosen) for form in forms]
    if chosen is not None and chosen.framework.rows is None:
        made.append(_of_figures(report, rulebook, chosen))
    return tuple(made)


def why_not(rulebook: Rulebook, report: Report, made: tuple[Score, ...]) -> Text:
    """Why nothing was recomputed, empty where something was."""
    if any(s.lowest is not None for s in made):
        return Text()
    first = next((s.why_not_recomputed for s in made if s.why_not_recomputed), None)
    return first or _no_framework(rulebook)


def _no_framework(rulebook: Rulebook) -> Text:
    names = "、".join(rulebook.framework_names)
    when = "" if rulebook.year is None else f" {rulebook.year} 年"
    return Text(
        f"{rulebook.code}{when}没有默认的指标体系" + (f"；可用 --framework 指定：{names}" if names else ""),
        f"{rulebook.code} has no default framework{f' for {rulebook.year}' if rulebook.year else ''}"
        + (f"; --framework may name one of {', '.join(rulebook.framework_names)}" if names else ""),
    )


# --- a form ---------------------------------------------------------------------------------------------------------


@frozen
class _Printed:
    """What one line of a form prints: its points and its score; None where a cell is blank or cannot be read."""

    label: str
    points: Fraction | None
    score: Fraction | None
    unnamed: bool = False


def _number(entry: Entry | None) -> Fraction | None:
    return entry.quantity.number if entry is not None and entry.quantity is not None else None


def _printed(form: Form, *, execution: bool) -> Iterator[_Printed]:
    """The lines of a form that count, the execution rate once."""
    cells = [c for c in (form.execution_points, form.execution_score) if c is not None and not c.is_nil]
    if execution and cells:
        yield _Printed("预算执行率", _number(form.execution_points), _number(form.execution_score))
    for row in form.rows:
        if row.is_part or (row.points is None and (row.score is None or row.score.is_nil)):
            continue  # a sub-row's points are its parent's
        yield _Printed(row.label, _number(row.points), _number(row.score), _is_unnamed(row, form))


def _is_unnamed(row: IndicatorRow, form: Form) -> bool:
    return bool(NAME_IS_NIL.test(row, form)) and bool(_number(row.points))


def _of_form(form: Form, report: Report, rulebook: Rulebook, chosen: FrameworkInForce | None) -> Score:
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
            score, tallied=_sum(line.score for line in lines), tallied_of=_sum(line.points for line in lines)
        )
    if framework is None:
        return _graded(evolve(score, why_not_recomputed=_no_framework(rulebook)), lines, None)
    if framework.rows is None:
        why = Text(f"“{framework.label}”不按表内指标计分", f"{framework.id} does not judge the rows of this form")
        return evolve(score, why_not_recomputed=why)
    assert chosen is not None
    score = _with_framework(score, chosen)
    if not form.complete:
        zh, en = form.why_incomplete
        score = evolve(score, why_not_recomputed=Text(zh or "表格不全", en or "the table is not whole"))
    else:
        score = _recomputed(score, tuple(_worths(form, framework, framework.rows, report, rulebook.labels)))
    return _graded(score, lines, framework)


def _with_framework(score: Score, chosen: FrameworkInForce) -> Score:
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
    return evolve(
        score, framework=framework, rests_on=authority(framework.basis, framework.standing), standing=framework.standing,
        notes=tuple(notes),
    )  # fmt: skip


def _sum(numbers: Iterator[Fraction | None] | list[Fraction | None]) -> Fraction:
    return sum((n for n in numbers if n is not None), Fraction(0))


def _why_not_tallied(form: Form, lines: list[_Printed]) -> Text:
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


def _worths(
    form: Form, framework: Framework, rows: RowScoring, report: Report, labels: Mapping[str, str]
) -> Iterator[Worth]:  # fmt: skip
    """The recomputed lines of a form: what the framework brings along, and the form's own rows."""
    one_form = len(report.forms) == 1
    figures = Figures(report, labels, None if one_form else form)
    execution = framework.indicator(framework.execution)
    for indicator in framework.indicators:
        if indicator is not execution:
            yield indicator_worth(indicator, figures)
    printed = form.execution_points is not None or form.execution_score is not None
    if execution is not None and framework.includes_execution and printed:
        points = _number(form.execution_points) or execution.points
        yield evolve(_execution(form, execution, figures, points), printed=_number(form.execution_score))
    for row in form.rows:
        made = row_worth(row, form, rows)
        if made is None:
            continue
        if row.is_execution and execution is not None:
            own = _execution(form, execution, figures, made.points)
            if own.state is not State.NOT_RUN:
                made = evolve(own, label=made.label, section=made.section, printed=made.printed, row=made.row)
        yield made


def _execution(form: Form, indicator: Indicator, figures: Figures, points: Fraction) -> Worth:
    """The execution rate's worth: from the figures, or from the printed rate where they are not there."""
    worth = indicator_worth(evolve(indicator, points=points), figures)
    rate = form.execution_rate.quantity if form.execution_rate is not None else None
    return rate_worth(indicator, rate, points) if worth.state is State.NOT_RUN and rate is not None else worth


def _recomputed(score: Score, worths: tuple[Worth, ...]) -> Score:
    if not worths:
        return evolve(score, why_not_recomputed=Text("没有可复算的指标", "there is nothing to recompute"))
    worths = _moved(worths)
    unconfirmed = len({w.rule for w in worths if w.standing is Standing.UNCONFIRMED})
    return evolve(
        score, worths=worths, lowest=_sum([w.lowest for w in worths]), highest=_sum([w.highest for w in worths]),
        of=_sum([w.points for w in worths]), unconfirmed=unconfirmed,
    )  # fmt: skip


def _moved(worths: tuple[Worth, ...]) -> tuple[Worth, ...]:
    """The lines with the points of empty ones moved to the others of their section, or of all, in proportion."""
    if not any(w.moved for w in worths):
        return worths
    made = list(worths)
    for empty in [w for w in worths if w.moved]:
        others = [i for i, w in enumerate(made) if not w.moved and w.section == empty.section]
        others = others or [i for i, w in enumerate(made) if not w.moved]
        there = _sum([made[i].points for i in others])
        if not there:
            continue
        factor = 1 + empty.points / there
        for i in others:
            w = made[i]
            made[i] = evolve(w, points=w.points * factor, lowest=w.lowest * factor, highest=w.highest * factor)
    return tuple(evolve(w, points=Fraction(0)) if w.moved else w for w in made)


# --- a framework computed from figures ------------------------------------------------------------------------------


def _of_figures(report: Report, rulebook: Rulebook, chosen: FrameworkInForce) -> Score:
    framework = chosen.framework
    figures = Figures(report, rulebook.labels)
    score = _with_framework(Score(report.title or report.source), chosen)
    score = _recomputed(score, tuple(indicator_worth(i, figures) for i in framework.indicators))
    return _graded(score, [], framework)


# --- treatments and grade -------------------------------------------------------------------------------------------


def _graded(score: Score, lines: list[_Printed], framework: Framework | None) -> Score:
    """The treatments of rows named 无, and the grade, if every end of every treatment agrees on one."""
    kinds: tuple[NilRow, ...] = (NilRow.KEPT,)
    if score.unnamed:
        kinds = framework.rows.nil_rows if framework is not None and framework.rows is not None else tuple(NilRow)
    treatments = tuple(t for k in kinds if (t := _treatment(k, score, lines, framework)) is not None)
    score = evolve(score, treatments=treatments if score.unnamed else ())
    if framework is None or not framework.bands:
        why = Text("没有载明等级标准", "no grades are laid down") if framework is not None else score.why_not_recomputed
        return evolve(score, why_no_grade=why)
    if framework.standing is Standing.UNCONFIRMED:
        return evolve(
            score, why_no_grade=Text("体系未核实，不定等级", "the framework is not confirmed, so no grade is named")
        )
    grades = [g for t in treatments for g in t.grades]
    if grades and grades[0] is not None and all(g == grades[0] for g in grades) and score.lowest is not None:
        return evolve(score, grade=grades[0])
    return evolve(score, why_no_grade=_why_no_grade(score, treatments, framework))


def _treatment(
    kind: NilRow, score: Score, lines: list[_Printed], framework: Framework | None
) -> Treatment | None:  # fmt: skip
    kept = [line for line in lines if not (line.unnamed and kind is NilRow.REMOVED)]
    printed = None
    if score.tallied is not None:
        printed = _sum([Fraction(0) if line.unnamed and kind is NilRow.ZERO else line.score for line in kept])
    worths = [w for w in score.worths if not (w.unnamed and kind is NilRow.REMOVED)]
    lowest = highest = None
    if score.lowest is not None:
        ends = [_ends(w, kind) for w in worths]
        lowest, highest = _sum([e[0] for e in ends]), _sum([e[1] for e in ends])
    of = _sum([line.points for line in kept]) if score.tallied is not None else _sum([w.points for w in worths])
    if not of:
        return None
    made = Treatment(kind, printed, lowest, highest, of)
    if framework is None or framework.standing is Standing.UNCONFIRMED or not framework.bands:
        return made
    return evolve(made, grades=tuple(framework.grade(of_hundred(e, of)) for e in made.ends))


def _ends(worth: Worth, kind: NilRow) -> tuple[Fraction, Fraction]:
    if not worth.unnamed:
        return worth.lowest, worth.highest
    if kind is NilRow.ZERO:
        return Fraction(0), Fraction(0)
    return (worth.printed, worth.printed) if worth.printed is not None else (worth.lowest, worth.highest)


def _why_no_grade(score: Score, treatments: tuple[Treatment, ...], framework: Framework) -> Text:
    first = {t.grades[0] for t in treatments if t.grades}
    if score.unnamed and len(first) > 1:
        return Text(
            "等级取决于“无”指标如何处理，须人工核定",
            "the grade depends on what the rows named 无 are worth; a person decides that",
        )
    if score.lowest is None or score.highest is None or score.of is None:
        return score.why_not_recomputed or Text("未能复算", "it could not be recomputed")
    low = framework.grade(of_hundred(score.lowest, score.of))
    high = framework.grade(of_hundred(score.highest, score.of))
    ends = f"{low.label if low else '—'}～{high.label if high else '—'}"
    return Text(
        f"有 {len(score.undecided)} 项待定，等级在{ends}之间，须人工核定",
        f"{len(score.undecided)} lines are not decided; the grade lies between {low.text.en if low else '-'} and {high.text.en if high else '-'}",
    )


def score_text(score: Fraction, out_of: Fraction | None) -> str:
    """`108/110=98.18`; a score out of a hundred needs no second number."""
    if out_of is None:
        return short(score)
    text = f"{short(score)}/{short(out_of)}"
    return text if out_of == HUNDRED else f"{text}={short(of_hundred(score, out_of))}"


__all__ = ["Score", "State", "Treatment", "Worth", "of_hundred", "score_text", "scores", "why_not"]
