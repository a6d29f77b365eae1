"""Indicator rows that are doubtful by their own cells, and what practice would ask of them.

What speaks by default follows from the cells alone. What rests on practice (a threshold, a keyword, a habit) is in the
profile `strict`; it asks or gives notice, and decides nothing.
"""

from __future__ import annotations

import re
from fractions import Fraction

from perfeval.rules.national.frameworks import FORM
from perfeval.rules.national.lexicon.indicators import VAGUE
from perfeval.ruling import (
    NO_REASON,
    POINTS_LOST,
    SCORE_FULL,
    TARGET_MET,
    AnyRule,
    Basis,
    Condition,
    Form,
    IndicatorRow,
    Profile,
    RowRule,
    Severity,
    Standing,
    Text,
    far_above,
    tidy,
)

STRICT = Profile.STRICT


def share_of(row: IndicatorRow, form: Form) -> Fraction | None:
    """The share of its points a row scores."""
    points = row.points.quantity if row.points is not None else None
    score = row.score.quantity if row.score is not None else None
    return score.number / points.number if points is not None and score is not None and points.number > 0 else None


# --- rows: what their own cells say ---------------------------------------------------------------------------------

_PLACEHOLDER = re.compile(r"[*＊]{2,}|[xX×]{2,}|[〇○]{2,}|请(?:填写|输入)|此处填|[(（](?:填写|示例|例如)")
#: Tier words of published forms, with the shares all of those forms admit.
TIERS = (
    (re.compile(r"部分达成|部分实现"), Fraction(1, 2), Fraction(4, 5)),
    (re.compile(r"未达成|未实现|实现目标程度较低"), Fraction(0), Fraction(3, 5)),
    (re.compile(r"达成年度指标|达成预期指标|基本达成"), Fraction(4, 5), Fraction(1)),
)
#: Which level 2 a name belongs to; nobody's law.
_BELONGS = (
    (re.compile(r"(?:及时率|及时性|按时完成率|完成时间|完成时限)$"), "时效"),
    (re.compile(r"满意(?:度|率)"), "满意"),
    (re.compile(r"^(?:项目|预算)?资金(?:支付|支出|使用|执行|拨付)(?:率|进度)$"), ""),
)


def _reason_given(row: IndicatorRow, form: Form) -> bool:
    return row.reason is not None and NO_REASON.test(row, form) is False


def _not_a_blank_reason(row: IndicatorRow, form: Form) -> bool:
    return NO_REASON.test(row, form) is not True


def _placeholder(row: IndicatorRow, form: Form) -> bool:
    return any(_PLACEHOLDER.search(text) for text in (row.name, *_texts(row)))


def _unit_is_none(row: IndicatorRow, form: Form) -> bool:
    return any(re.search(r"\d百分比", tidy(text)) for text in _texts(row))


def _vague(row: IndicatorRow, form: Form) -> bool:
    return row.target is not None and row.target.words in VAGUE.forms


def _satisfaction(row: IndicatorRow, form: Form) -> bool:
    return "满意" in tidy(row.name) and row.actual is not None and row.actual.quantity is not None


def _above_all(row: IndicatorRow, form: Form) -> bool:
    rates = [t.quantity for t in (row.target, row.actual) if t is not None and t.quantity is not None]
    return "满意" in tidy(row.name) and any(q.dimension == "rate" and q.value > 1 for q in rates)


def _texts(row: IndicatorRow) -> tuple[str, ...]:
    return tuple(entry.text for entry in (row.target_entry, row.actual_entry) if entry is not None)


def _odd_sign(row: IndicatorRow, form: Form) -> bool:
    if row.target is None or row.target.comparator is None or row.target.quantity is None:
        return False
    sign = row.target.comparator.value
    if "满意" in tidy(row.name) and "不满意" not in tidy(row.name):
        return sign in "≤<"
    return (
        "成本" in tidy(row.level2)
        and row.target.quantity.dimension == "money"
        and sign in "≥>"
        and "节约" not in tidy(row.name)
    )


def _outside_tier(row: IndicatorRow, form: Form) -> bool | None:
    share = share_of(row, form)
    if row.actual is None or share is None:
        return None
    for words, low, high in TIERS:
        if words.search(row.actual.words):
            return not low <= share <= high
    return None


def _elsewhere(row: IndicatorRow, form: Form) -> bool:
    name = re.sub(r"[(（].*[)）]$", "", tidy(row.name))
    level = tidy(row.level2)
    for words, belongs in _BELONGS:
        if level and words.search(name):
            return not belongs or belongs not in level + tidy(row.level1)
    return False


REASON_GIVEN = Condition(Text("偏差原因栏已填写", "a reason is given"), _reason_given)
#: The row rule for a blank reason already speaks of these.
NOT_A_BLANK_REASON = Condition(Text("偏差原因栏并非空白", "the reason column is not blank"), _not_a_blank_reason)
PLACEHOLDER = Condition(Text("留有表样文字", "the form's own words were left"), _placeholder)
UNIT_IS_NONE = Condition(Text("单位写作“百分比”", "百分比 as a unit"), _unit_is_none)
NO_STANDARD = Condition(Text("指标值无衡量标准", "a target without a standard"), _vague)
SATISFACTION = Condition(Text("满意度指标", "satisfaction"), _satisfaction)
#: A word for satisfaction or money under a sign that would reward less of the one, or more of the other.
ODD_SIGN = Condition(Text("比较方向与指标相反", "a sign that points the wrong way"), _odd_sign)
ABOVE_ALL = Condition(Text("满意度超过100%", "more than everybody satisfied"), _above_all)
#: A habit of reviewers, nobody's rule; a place whose notice names another share replaces the two rules below.
FAR_ABOVE = far_above("130%")
OUTSIDE_TIER = Condition(Text("得分不在所填档次之内", "a score outside the tier that is named"), _outside_tier)
ELSEWHERE = Condition(Text("与所列二级指标不符", "another level 2 is meant"), _elsewhere)

_CELLS = ("points", "score", "target", "actual")
ROW_RULES: tuple[AnyRule, ...] = (
    RowRule(
        id="points-lost-though-met", when=(TARGET_MET, POINTS_LOST, NOT_A_BLANK_REASON), severity=Severity.WARNING, category="D-31",
        label=Text("已达指标而扣分", "points lost though the target is met"),
        message=Text("“{name}”指标值{target}，完成值{actual}，已达到而{points}分得{score}。请说明。",
                     "{name}: target {target}, actual {actual}, met, and yet {score} of {points}."),
        cites=(*_CELLS, "reason"), standing=Standing.ATTESTED, basis=FORM,
        innocent=Text("原因栏所述事项另行扣分", "what the reason names costs points by itself"),
    ),
    RowRule(
        id="unit-is-no-unit", when=(UNIT_IS_NONE,), severity=Severity.NOTICE, category="D-36", cites=("target", "actual"),
        label=Text("计量单位不当", "a unit that is none"),
        message=Text("“{name}”指标值“{target}”以“百分比”为单位，宜写作%", "{name}: 百分比 is no unit in {target!r}; % would say it"),
    ),
    RowRule(
id="placeholder-left", when=(PLACEHOLDER,), severity=Severity.NOTICE, one_line=True, category="D-42", cites=("target", "actual"),
        label=Text("留有表样文字", "words of the form left in"),
        message=Text("“{name}”等 {count} 项指标留有表样中的占位文字，宜改为实际内容", "{count} indicators, {name!r} among them, still hold a placeholder of the form"),
    ),
    RowRule(
        id="odd-direction", when=(ODD_SIGN,), severity=Severity.NOTICE, question=True, category="D-54", cites=("target", "actual"),
        label=Text("比较方向", "direction of a target"),
        message=Text("“{name}”指标值为“{target}”，方向是否写反", "{name}: target {target!r}; is the sign the wrong way round?"),
        innocent=Text("当地另有约定", "the place means it so"),
    ),
    RowRule(
        id="satisfaction-above-all", when=(ABOVE_ALL,), severity=Severity.WARNING, category="D-22", cites=("target", "actual"),
        label=Text("满意度超过100%", "satisfaction above 100 %"),
        message=Text("“{name}”指标值“{target}”，完成值“{actual}”：满意度不超过100%。请说明。", "{name}: target {target!r}, actual {actual!r}; satisfaction is 100 % at most."),
        innocent=Text("所填为得分或其他比率", "another rate or a score is meant"),
    ),
    RowRule(
        id="score-outside-tier", when=(OUTSIDE_TIER,), severity=Severity.WARNING, category="D-58", cites=_CELLS,
        label=Text("得分与所填档次不符", "a score outside its tier"),
        message=Text("“{name}”完成情况填“{actual}”，{points}分得{score}，不在该档分值区间。请说明。",
                     "{name}: {actual!r} is filled in, and {score} of {points} points is outside that tier."),
        standing=Standing.ATTESTED, basis=Basis(document="自评表填表说明", article="定性指标分三档"),
        innocent=Text("当地另有分档标准", "the place has tiers of its own"),
    ),
    RowRule(
        id="reason-though-full", when=(TARGET_MET, SCORE_FULL, REASON_GIVEN), severity=Severity.NOTICE, profile=STRICT, category="D-32", cites=(*_CELLS, "reason"),
        label=Text("未扣分而填写偏差原因", "a reason though nothing was lost"),
        message=Text("“{name}”已达指标并得满分，偏差原因栏仍有文字", "{name} is met with full marks, and yet a reason is given"),
    ),
    RowRule(
        id="vague-full-marks", when=(NO_STANDARD, SCORE_FULL), severity=Severity.NOTICE, question=True, profile=STRICT, one_line=True, category="D-38", cites=_CELLS,
        label=Text("定性指标满分的依据", "what full marks rest on"),
        message=Text("{rows}的指标值无衡量标准而得满分（{points}分），请附评分依据", "{count} rows without a standard have full marks ({rows}, {points} points); what do they rest on?"),
    ),
    RowRule(
        id="satisfaction-evidence", when=(SATISFACTION, SCORE_FULL), severity=Severity.NOTICE, question=True, profile=STRICT, one_line=True, category="D-22", cites=_CELLS,
        label=Text("满意度依据", "what satisfaction rests on"),
        message=Text("{rows}得满分（{points}分），请注明调查对象、样本数和时间", "{rows} have full marks ({points} points); who was asked, how many, and when?"),
    ),
    RowRule(
        id="far-above-target", when=(FAR_ABOVE, SCORE_FULL, NOT_A_BLANK_REASON), severity=Severity.NOTICE, question=True, profile=STRICT, category="D-53", cites=(*_CELLS, "reason"),
        label=Text("完成值远超指标值", "far above the target"), standing=Standing.UNCONFIRMED,
        message=Text("“{name}”指标值{target}，完成值{actual}，超过130%，请核对所填原因是否说明指标设置偏低", "{name}: target {target}, actual {actual}; does the reason say why the target was so low?"),
    ),
    RowRule(
        id="far-above-without-reason", when=(FAR_ABOVE, SCORE_FULL, NO_REASON), severity=Severity.NOTICE, question=True, profile=STRICT, category="D-53", cites=_CELLS,
        label=Text("完成值远超指标值而未说明", "far above the target without a word"), standing=Standing.UNCONFIRMED,
        message=Text("“{name}”指标值{target}，完成值{actual}，超过130%，原因栏空白，请说明", "{name}: target {target}, actual {actual}, over 130 %, and the reason is blank"),
    ),
    RowRule(
        id="under-another-head", when=(ELSEWHERE,), severity=Severity.NOTICE, question=True, profile=STRICT, category="D-51", cites=("points", "score", "target"),
        label=Text("指标归类", "where an indicator belongs"), standing=Standing.UNCONFIRMED,
        message=Text("“{name}”列于“{level2}”，是否归类有误，或属支付情况而非产出", "{name} stands under {level2}; does it belong there, or is it about paying?"),
    ),
)  # fmt: skip
