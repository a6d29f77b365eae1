"""Scores as text and as plain data: the line on the first screen, the page of `perfeval score`, and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from perfeval.evaluation import Evaluation
from perfeval.findings import Text
from perfeval.quantities import short
from perfeval.renderers.wording import exact_text, in_both, say, span, value_text
from perfeval.ruling import NilRow
from perfeval.scores import HUNDRED, LineState, Score, ScoreLine, Treatment, out_of_hundred, score_text

#: So many forms get their line on the first screen.
MOST_FORMS = 4

STATES = {
    LineState.DECIDED: Text("", ""), LineState.BETWEEN: Text("待定", "open"), LineState.JUDGED: Text("待人判断", "for a person"),
    LineState.NOT_RUN: Text("未能计算", "not run"),
}  # fmt: skip

COUNTED = {
    LineState.BETWEEN: Text("有几种读法", "with several readings"), LineState.JUDGED: Text("须人判断", "for a person"),
    LineState.NOT_RUN: Text("缺数据", "without data"),
}  # fmt: skip


def _grade(treatment: Treatment, lang: str) -> str:
    band = treatment.grades[0] if treatment.grades and treatment.printed is not None else None
    return f" {say(band.text, lang)}" if band is not None else ""


def _declared(score: Score, lang: str) -> str:
    zh = lang == "zh"
    head = "自评" if zh else "declared"
    if score.declared is None:
        return f"{head} {'未列总分' if zh else 'no total'}"
    of = f"/{short(score.declared_of)}" if score.declared_of is not None else ""
    return f"{head} {short(score.declared)}{of}"


def _tallied(score: Score, lang: str) -> str:
    zh = lang == "zh"
    head = "逐项相加" if zh else "tallied"
    if score.tallied is None or score.tallied_of is None:
        why = say(score.why_not_tallied, lang)
        return f"{head} —（{why}）" if zh else f"{head} - ({why})"
    kept = score.treatment(NilRow.KEPT)
    grade = _grade(kept, lang) if kept is not None else ""
    text = f"{head} {short(score.tallied)}/{short(score.tallied_of)}"
    if score.tallied_of == HUNDRED:
        return text + grade
    share = short(out_of_hundred(score.tallied, score.tallied_of))
    return text + (f"（折百{share}{grade}）" if zh else f" ({share} of 100{grade})")


def _recomputed(score: Score, lang: str) -> str:
    zh = lang == "zh"
    if score.lowest is None or score.highest is None or score.of is None:
        return f"未复算：{score.why_not_recomputed.zh}" if zh else f"not recomputed: {score.why_not_recomputed.en}"
    ends = f"{span(score.lowest, score.highest)}/{short(score.of)}"
    counts = [(s, sum(w.state is s for w in score.lines)) for s in COUNTED]
    said = [f"{n} 项{COUNTED[s].zh}" if zh else f"{n} {COUNTED[s].en}" for s, n in counts if n]
    if zh:
        return f"复算 {ends}" + (f"（{'、'.join(said)}）" if said else "")
    return f"recomputed {ends}" + (f" ({', '.join(said)})" if said else "")


def _panel(score: Score, lang: str) -> list[str]:
    """What a panel of experts gave, beside the other scores."""
    if score.panel is None or score.panel_of is None:
        return []
    return [f"{'专家' if lang == 'zh' else 'panel'} {score_text(score.panel, score.panel_of)}"]


def _treatments(score: Score, lang: str) -> str:
    shown = []
    for treatment in score.treatments:
        if treatment.kind is NilRow.KEPT or treatment.printed is None:
            continue
        label = say(treatment.kind.text, lang)
        shown.append(f"{label} {score_text(treatment.printed, treatment.of)}{_grade(treatment, lang)}")
    if not shown:
        return ""
    if lang == "zh":
        return f"{score.unnamed} 项“无”{'；'.join(shown)}"
    return f"{score.unnamed} rows named 无 {'; '.join(shown)}"


def summary(score: Score, lang: str = "zh", *, open_too: bool = True) -> list[str]:
    """What a reviewer wants to know of a score in two lines: the three scores, the treatments, the grade, the standing.

    Parameters
    ----------
    open_too
        Whether a recomputed score is said that lies between two ends: on a first screen it tells nobody anything.
    """
    zh = lang == "zh"
    head = "得分" if zh else "Score "
    parts = [_declared(score, lang), _tallied(score, lang)] if score.form else []
    if score.framework is not None and not score.form:
        parts.append(f"{score.framework.label}" if zh else score.framework.name.en)
    if score.form and score.framework is None and not score.unnamed:
        return [f"{head}  {' ｜ '.join([*parts, *_panel(score, lang)])}"]
    if open_too or not score.form or score.lowest == score.highest:
        parts.append(_recomputed(score, lang))
    parts += _panel(score, lang)
    treatments = _treatments(score, lang)
    lines = [f"{head}  {' ｜ '.join([*parts, treatments] if treatments else parts)}"]
    if score.framework is not None:
        grade = (
            f"{'等级' if zh else 'grade'} {say(score.grade.text, lang)}" if score.grade is not None
            else say(score.why_no_grade, lang)
        )  # fmt: skip
        basis = _basis(score, lang)
        lines.append(f"      {grade}{'；' if zh else '; '}{basis}")
    return lines


def _basis(score: Score, lang: str) -> str:
    assert score.framework is not None
    name = score.framework.label if lang == "zh" else score.framework.name.en
    standing = score.standing.zh if lang == "zh" else score.standing.value
    if lang == "zh":
        more = f"，{score.unconfirmed} 条未核实" if score.unconfirmed else ""
        return f"依据：{name}（{standing}{more}）"
    more = f", {score.unconfirmed} rules by common practice, not confirmed" if score.unconfirmed else ""
    return f"by {name} ({standing}{more})"


def summaries(evaluation: Evaluation, lang: str) -> list[str]:
    """The lines of all scores, as many as a first screen bears."""
    shown = evaluation.scores if len(evaluation.scores) <= MOST_FORMS else evaluation.scores[:MOST_FORMS]
    lines = []
    for score in shown:
        made = summary(score, lang, open_too=False)
        if len(evaluation.scores) > 1 and score.form:
            made[0] += f"  〔{score.title[:24]}〕"
        lines += made
    more = len(evaluation.scores) - len(shown)
    if more:
        lines.append(
            f"      … 另有 {more} 张表（perfeval score）"
            if lang == "zh"
            else f"      … {more} more forms (perfeval score)"
        )
    return lines


# --- the page of `perfeval score` -----------------------------------------------------------------------------------


def _line(line: ScoreLine, lang: str, *, trace: bool) -> list[str]:
    zh = lang == "zh"
    printed = (
        "" if line.printed is None else (f"  表列 {short(line.printed)}" if zh else f"  printed {short(line.printed)}")
    )
    off = ""
    if line.fits is False:
        off = "  （表列与复算不同）" if zh else "  (printed differs)"
    state = say(STATES[line.state], lang)
    if line.points:
        amount = f"{span(line.lowest, line.highest)}/{short(line.points)}"
    else:  # an indicator without points has a value, a deduction has points below zero
        amount = " | ".join(value_text(v) for v in line.values) or (short(line.lowest) if line.lowest else "—")
    lines = [
        f"  {say(line.label, lang)}  {amount}{printed}"
        + (
            f"  {state}：{say(line.why, lang)}"
            if zh and state
            else f"  {state}: {say(line.why, lang)}"
            if state
            else ""
        )
        + off
    ]
    if trace:
        lines += [f"      {say(step, lang)}" for step in line.trace]
        if line.rests_on:
            lines.append(f"      {'依据：' if zh else 'rests on: '}{say(line.rests_on, lang)}")
    return lines


_NO_FORM = Text(
    "没有可计分的自评表，也没有可由数据计算的指标体系",
    "No form to score, and no framework that is computed from figures",
)
_WITHOUT_POINTS = Text(
    "自评表不设分值（各行没有分值与得分），不计分",
    "The form has no points: no row has points or a score, so nothing is scored",
)


def _page(evaluation: Evaluation, lang: str, *, trace: bool) -> list[str]:
    report = evaluation.report
    lines = [report.title or report.entity or report.source]
    if not evaluation.scores:
        lines.append(say(_WITHOUT_POINTS if any(form.rows for form in report.forms) else _NO_FORM, lang))
    for score in evaluation.scores:
        lines.append("")
        lines.append(score.title if score.form else say(score.framework.name, lang) if score.framework else score.title)
        lines += summary(score, lang)
        lines += [f"      {say(note, lang)}" for note in score.notes]
        section = None
        for line in score.lines:
            if line.section != section and score.framework is not None:
                section = line.section
                names = {s.id: s.label for s in score.framework.sections}
                lines.append(f" {names.get(section, section)}" if section else " —")
            lines += _line(line, lang, trace=trace)
        for treatment in score.treatments:
            lines.append(_treatment_line(treatment, lang))
    return lines


def _treatment_line(treatment: Treatment, lang: str) -> str:
    zh = lang == "zh"
    bits = []
    if treatment.printed is not None:
        bits.append(f"{score_text(treatment.printed, treatment.of)}{_grade(treatment, lang)}")
    if treatment.lowest is not None and treatment.highest is not None:
        grades = [g for g in treatment.grades[-2:] if g is not None]
        ends = f" {'～'.join(dict.fromkeys(say(g.text, lang) for g in grades))}" if grades else ""
        low, high = out_of_hundred(treatment.lowest, treatment.of), out_of_hundred(treatment.highest, treatment.of)
        bits.append(f"{'复算折百' if zh else 'recomputed, of 100:'} {span(low, high)}{ends}")
    head = f" “无”{treatment.kind.text.zh}" if zh else f" rows named 无 {treatment.kind.text.en}"
    return f"{head}：{'；'.join(bits)}" if zh else f"{head}: {'; '.join(bits)}"


def render_scores(evaluations: Sequence[Evaluation], lang: str = "zh", *, trace: bool = False) -> str:
    """Every score with its lines; with `trace` every step of every line."""
    return "\n\n".join("\n".join(_page(e, lang, trace=trace)) for e in evaluations) + "\n"


# --- plain data -----------------------------------------------------------------------------------------------------


def _line_content(line: ScoreLine) -> dict[str, Any]:
    return {
        "id": line.id, "label": in_both(line.label), "section": line.section, "points": exact_text(line.points),
        "lowest": exact_text(line.lowest), "highest": exact_text(line.highest), "printed": exact_text(line.printed),
        "state": line.state.value, "why": in_both(line.why), "rests_on": in_both(line.rests_on),
        "standing": line.standing.value, "trace": [in_both(t) for t in line.trace],
    }  # fmt: skip


def score_content(score: Score) -> dict[str, Any]:
    """One score as plain data; numbers are exact texts."""
    return {
        "title": score.title, "form": score.form or None, "framework": score.framework.id if score.framework else None,
        "declared": exact_text(score.declared), "declared_of": exact_text(score.declared_of),
        **({} if score.panel is None else {"panel": exact_text(score.panel), "panel_of": exact_text(score.panel_of)}),
        "tallied": exact_text(score.tallied), "tallied_of": exact_text(score.tallied_of),
        "why_not_tallied": in_both(score.why_not_tallied),
        "lowest": exact_text(score.lowest), "highest": exact_text(score.highest), "of": exact_text(score.of),
        "why_not_recomputed": in_both(score.why_not_recomputed), "lines": [_line_content(w) for w in score.lines],
        "unnamed_rows": score.unnamed,
        "treatments": [
            {
                "kind": t.kind.value, "label": in_both(t.kind.text), "score": exact_text(t.printed), "lowest": exact_text(t.lowest),
                "highest": exact_text(t.highest), "of": exact_text(t.of), "grades": [g.label if g else None for g in t.grades],
            }
            for t in score.treatments
        ],
        "grade": score.grade.label if score.grade is not None else None, "why_no_grade": in_both(score.why_no_grade),
        "printed_grade": score.printed_grade, "rests_on": in_both(score.rests_on), "standing": score.standing.value,
        "unconfirmed_rules": score.unconfirmed, "notes": [in_both(n) for n in score.notes],
    }  # fmt: skip
