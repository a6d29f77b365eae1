"""The lines of a report's own rows, by the kind of their targets.

Rule 1: a row is decided only by a number, a date or a word that its own cells state; words of praise decide nothing.
Rule 2: what is not decided lies between a lowest and a highest, and says why.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from perfeval.findings import Text
from perfeval.model import Form, IndicatorRow
from perfeval.quantities import Comparator, Quantity, Target, short, tidy
from perfeval.ruling import (
    NAME_IS_NIL,
    NO_FACTS,
    Award,
    Direct,
    Facts,
    Proportional,
    RowKind,
    RowMethod,
    RowScoring,
    authority,
)
from perfeval.ruling.form_rules import cite_row, row_id
from perfeval.scores.score import LineState, ScoreLine

ROLES = ("points", "score", "target", "actual")


def row_line(row: IndicatorRow, form: Form, rows: RowScoring, facts: Facts = NO_FACTS) -> ScoreLine | None:
    """The line of a row; None for a sub-row, or a row without points that could be read.

    What a re-check takes off it, once a person has entered it (`3/vague`), bounds what is left.
    """
    made = _line(row, form, rows)
    if made is None or not facts:
        return made
    for deduction in rows.deductions:
        if facts.get(f"{row.order}/{deduction.id}"):
            most = made.points * (1 - deduction.share)
            said = deduction.text()
            made = evolve(
                made, lowest=min(made.lowest, most), highest=min(made.highest, most), trace=(*made.trace, said),
                why=Text(f"{made.why.zh}；{said.zh}".strip("；"), f"{made.why.en}; {said.en}".strip("; ")),
            )  # fmt: skip
    return made


def _line(row: IndicatorRow, form: Form, rows: RowScoring) -> ScoreLine | None:
    points = row.points.quantity.number if row.points is not None and row.points.quantity is not None else None
    if row.is_part or points is None:
        return None
    section = form.heads[row.head].label if row.head is not None and row.head < len(form.heads) else ""
    nothing = ScoreLine(
        f"row {row.order}", Text(row.label, row.label), points, Fraction(0), points, LineState.JUDGED, section,
        row.score.quantity.number if row.score is not None and row.score.quantity is not None else None,
        figures=cite_row(form, row, ROLES), row=row_id(form, row),
    )  # fmt: skip
    if NAME_IS_NIL.test(row, form):
        why = Text(
            "指标名称为“无”，如何计分须由人核定", "the indicator is named 无: a person decides what that is worth"
        )
        where = row.level2 or row.level1
        return evolve(nothing, why=why, unnamed=True, label=Text(f"{where}“{row.name}”", f"{where}: {row.name!r}"))
    return _by_target(row, rows, nothing)


def _undecided(nothing: ScoreLine, zh: str, en: str, method: RowMethod | None = None) -> ScoreLine:
    return _by_method(evolve(nothing, why=Text(zh, en)), method)


def _by_method(line: ScoreLine, method: RowMethod | None) -> ScoreLine:
    if method is None:
        return line
    kind = method.kind.text
    return evolve(
        line, rests_on=authority(method.basis, method.standing), standing=method.standing,
        rule=f"row {method.kind.value}",
        trace=(
            *line.trace,
            Text(f"计分：{kind.zh}，{method.scoring.text().zh}", f"scoring: {kind.en}, {method.scoring.text().en}"),
        ),
    )  # fmt: skip


def _by_target(row: IndicatorRow, rows: RowScoring, nothing: ScoreLine) -> ScoreLine:
    target, actual = row.target, row.actual
    if row.has_parts:
        return _undecided(nothing, "指标值列在下列各分项中", "its values stand in the rows below it")
    if target is None or actual is None or target.nil is not None or actual.nil is not None:
        return _undecided(nothing, "指标值或完成值空白", "target or actual is blank")
    nothing = evolve(
        nothing, trace=(Text(f"指标值“{target.printed}”，完成值“{actual.printed}”", f"target {target.printed!r}, actual {actual.printed!r}"),)
    )  # fmt: skip
    for one in (target, actual):
        if one.unread or (one.date is not None and one.date.problem):
            what = "日期" if one.date is not None else "数值"
            return _undecided(nothing, f"{what}“{one.printed}”无法确认", f"{one.printed!r} cannot be read")
    if target.quantity is not None:
        return _number(target, target.quantity, actual, rows, nothing)
    if target.date is not None:
        return _deadline(target, actual, rows, nothing)
    return _words(target, actual, rows, nothing)


def _number(target: Target, aim: Quantity, actual: Target, rows: RowScoring, nothing: ScoreLine) -> ScoreLine:
    got = actual.quantity
    if got is None:
        return _undecided(nothing, f"完成值“{actual.printed}”不是数", f"the actual {actual.printed!r} is no number")
    if actual.comparator not in (None, Comparator.EQUAL):
        if tidy(actual.printed) == tidy(target.printed):
            return _undecided(
                nothing, "完成值照抄指标值，没有实际数", "the actual repeats the target and is no measurement"
            )
        return _undecided(
            nothing, f"完成值“{actual.printed}”是范围，不是实际数", f"the actual {actual.printed!r} is a range"
        )
    if aim.approximate or got.approximate:
        return _undecided(nothing, "指标值或完成值是约数", "target or actual is approximate")
    pair = comparable_pair(aim, got)
    if pair is None:
        return _undecided(nothing, "指标值与完成值单位不同", "target and actual have different units")
    return _proportion(target.comparator, *pair, rows, nothing)


def comparable_pair(aim: Quantity, got: Quantity) -> tuple[Fraction, Fraction] | None:
    """Both in one unit; a unit printed in only one of the two cells is the other's, too."""
    unit = aim.unit or got.unit
    one, two = aim.within(unit), got.within(unit)
    return (one.value, two.value) if one.dimension == two.dimension else None


#: The directions a comparator may mean. Without one, or with =, it is not said which side costs points.
_DIRECTIONS = {
    Comparator.AT_LEAST: (RowKind.FORWARD,),
    Comparator.MORE: (RowKind.FORWARD,),
    Comparator.AT_MOST: (RowKind.REVERSE,),
    Comparator.LESS: (RowKind.REVERSE,),
}


def _proportion(
    comparator: Comparator | None, aim: Fraction, got: Fraction, rows: RowScoring, nothing: ScoreLine
) -> ScoreLine:  # fmt: skip
    said = _DIRECTIONS.get(comparator) if comparator is not None else None
    kinds = said or (RowKind.FORWARD, RowKind.REVERSE)
    awards: list[Award] = []
    used: RowMethod | None = None
    for kind in kinds:
        method = rows.method(kind)
        if method is None or not isinstance(method.scoring, Proportional):
            return _undecided(
                nothing, f"{kind.text.zh}如何计分未规定", f"nothing says how {kind.text.en} rows are scored"
            )
        used = used or method
        found = method.scoring.against(got, aim, nothing.points)
        if not found:
            return _undecided(
                nothing,
                "指标值为0或为负，不能按比例计分",
                "a target of zero or below is no base for a proportion",
                method,
            )
        awards += found
    ends = [a.points for a in awards]
    line = _by_method(evolve(nothing, lowest=min(ends), highest=max(ends), state=LineState.DECIDED), used)
    line = evolve(line, trace=(*line.trace, _points_line(ends)))
    if min(ends) == max(ends):
        return line
    sign = comparator.value if comparator is not None else "无比较符"
    return evolve(
        line, state=LineState.BETWEEN,
        why=Text(
            f"指标值（{sign}）未说明高低何者为优", f"the target ({comparator.value if comparator else 'no comparator'}) does not say which side is better"
        ),
    )  # fmt: skip


def _points_line(ends: list[Fraction]) -> Text:
    shown = "～".join(short(e) for e in dict.fromkeys((min(ends), max(ends))))
    return Text(f"得 {shown} 分", f"{shown} points")


def _deadline(target: Target, actual: Target, rows: RowScoring, nothing: ScoreLine) -> ScoreLine:
    method = rows.method(RowKind.DEADLINE)
    if method is None or not isinstance(method.scoring, Direct):
        return _undecided(nothing, "时限指标如何计分未规定", "nothing says how deadlines are scored")
    met = actual.date.not_after(target.date) if actual.date is not None and target.date is not None else None
    if met is None:
        return _undecided(
            nothing,
            f"完成值“{actual.printed}”与时限不能比较",
            f"{actual.printed!r} cannot be held against the deadline",
            method,
        )
    return _given(method, method.scoring, met, nothing)


def _given(method: RowMethod, scoring: Direct, met: bool, nothing: ScoreLine) -> ScoreLine:
    points = scoring.given(met, nothing.points)[0].points
    line = _by_method(evolve(nothing, lowest=points, highest=points, state=LineState.DECIDED), method)
    return evolve(line, trace=(*line.trace, _points_line([points])))


def _words(target: Target, actual: Target, rows: RowScoring, nothing: ScoreLine) -> ScoreLine:
    said = tidy(actual.words or actual.printed).rstrip("。.")
    direct = rows.method(RowKind.YES_NO)
    asked = tidy(target.words or target.printed).rstrip("。.")
    if (
        direct is not None
        and isinstance(direct.scoring, Direct)
        and asked in rows.yes
        and said in (*rows.yes, *rows.no)
    ):
        return _given(direct, direct.scoring, said in rows.yes, nothing)
    tiers, tiered = rows.tiers, rows.method(RowKind.TIERED)
    if tiers is not None and (tier := tiers.stated(said)) is not None:
        low, high = tiers.within(tier, nothing.points)
        line = _by_method(evolve(nothing, lowest=low, highest=high, state=LineState.BETWEEN), tiered)
        return evolve(
            line, trace=(*line.trace, _points_line([low, high])),
            why=Text(f"“{tier.label}”一档之内由人评定", f"within the tier {tier.label} a person chooses"),
        )  # fmt: skip
    if target.comparator is not None and target.words:
        return _undecided(nothing, f"指标值“{target.printed}”没有数", f"the target {target.printed!r} has no number")
    if said == asked:
        return _undecided(
            nothing,
            f"完成值照抄指标值“{target.printed}”，未说明达成档次",
            f"the actual repeats the target {target.printed!r}",
            tiered,
        )
    return _undecided(nothing, "定性指标，未说明达成档次", "qualitative, and no tier is stated", tiered)


__all__ = ["comparable_pair", "row_line"]
