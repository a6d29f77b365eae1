"""What a self-evaluation form asks of itself: points and scores that add up, blocks, a re-check beside, rows with a value.

A new rule on the rows of a form is one `RowRule` here if the national form asks for it, in `row_rules` if practice does.
"""

from __future__ import annotations

from perfeval.rules.national.frameworks import FORM
from perfeval.ruling import (
    HAS_POINTS,
    NAME_IS_NIL,
    NO_REASON,
    NO_VALUE,
    OUTSIDE_BLOCKS,
    POINTS_LOST,
    SCORE_FULL,
    TARGET_MISSED,
    UNREAL_DATE,
    AnyRule,
    Basis,
    BlockPoints,
    ExecutionScore,
    PointsTotal,
    Profile,
    RecheckDeviation,
    RecheckRemarks,
    RecheckTotal,
    RecheckWithinPoints,
    RemarkWords,
    RowRule,
    ScoreTotal,
    ScoreWithinPoints,
    Severity,
    Standing,
    Text,
)

#: What the printed figures of a form or table decide among themselves.
MINIMAL = Profile.MINIMAL


#: Where the head of a form itself prints how the execution rate is scored (得分（20分*执行率）).
STATED_BY_THE_FORM = Basis(document="自评表", article="表头所印计分方法")


#: How reviewers say what they took off, and that a figure has no evidence.
REMARK_WORDS = RemarkWords(
    off=("扣", "扣减", "扣除", "扣分"), of=("该项", "本项", "此项", "分值", "权重", "得分", "的"), due=("应",), each=("每",),
    missing=("无", "没有", "未提供", "未附", "未见", "缺乏", "缺少"), any=("任何", "相关", "有效", "有关"),
    evidence=("佐证", "证明", "支撑", "印证", "调查", "问卷"), papers=("材料", "资料"), gone=("缺失", "未提供", "未见"),
)  # fmt: skip

FORM_RULES: tuple[AnyRule, ...] = (
    # structure of a self-evaluation form
    PointsTotal(id="points-total", profile=MINIMAL, label=Text("分值合计", "sum of points"), category="D-01", standing=Standing.ATTESTED, basis=FORM),
    ScoreTotal(id="score-total", profile=MINIMAL, label=Text("得分合计", "sum of scores"), category="D-03", standing=Standing.ATTESTED, basis=FORM),
    BlockPoints(id="block-points", profile=MINIMAL, label=Text("一级指标分值", "points of a block"), category="D-02", standing=Standing.ATTESTED, basis=FORM),
    ScoreWithinPoints(id="score-within-points", profile=MINIMAL, label=Text("得分超过分值", "score above points"), category="D-04", standing=Standing.ATTESTED, basis=FORM),
    ExecutionScore(id="execution-score", profile=MINIMAL, label=Text("执行率得分", "execution score"), category="D-06", standing=Standing.ATTESTED, basis=STATED_BY_THE_FORM),
    ExecutionScore(id="execution-score-practice", where_stated=False, severity=Severity.NOTICE, label=Text("执行率得分（按通行做法）", "execution score (by practice)"),
                   category="D-06", standing=Standing.UNCONFIRMED),
    # a reviewer's column beside the unit's own
    RecheckTotal(id="recheck-total", profile=MINIMAL, category="D-03", label=Text("复核得分合计", "sum of re-checked scores")),
    RecheckWithinPoints(id="recheck-within-points", profile=MINIMAL, category="D-04", label=Text("复核得分超过分值", "re-checked score above points")),
    RecheckDeviation(
        id="recheck-deviation", category="D-60", label=Text("复核与自评的偏差", "re-check against self-evaluation"), severity=Severity.NOTICE, standing=Standing.UNCONFIRMED,
    ),
    RecheckRemarks(
        id="recheck-remarks", words=REMARK_WORDS, category="D-64", label=Text("复核备注与扣分不符", "a reviewer's remark and what was taken off"), severity=Severity.NOTICE, question=True,
        standing=Standing.UNCONFIRMED, innocent=Text("备注所述以别的分值为准，或佐证已另行提供", "the remark is about other points, or evidence came later"),
    ),
    RowRule(
        id="row-outside-blocks", when=(OUTSIDE_BLOCKS,), severity=Severity.WARNING, structural=True, category="D-68",
        label=Text("指标归属", "a row outside every block"),
        message=Text("“{name}”{points}分不属任何一级指标（其他一级指标均标注分值）。请核实归属。",
                     "{name} ({level2}), {points} points, stands outside every level-1 block, while the other heads print their points."),
        cites=("points", "score"), standing=Standing.ATTESTED, basis=FORM,
        innocent=Text("合并单元格在转换中丢失", "a merged cell was lost in conversion"),
    ),
    RowRule(
        id="unnamed-indicator", when=(NAME_IS_NIL, HAS_POINTS), one_line=True, category="D-30",
        label=Text("“无”指标计分", "points for an indicator named 无"),
        message=Text("{rows}名称填“无”，共{points}分，得{score}分。请核实更正。", "{count} rows named 无 ({rows}) carry {points} points and score {score}. Please correct."),
        cites=("points", "score"), standing=Standing.ATTESTED, basis=FORM,
        innocent=Text("表式要求保留该行，则分值应为0或调整至其他指标", "if the form requires the row, its points belong elsewhere"),
    ),
    RowRule(
        id="loss-without-reason", when=(POINTS_LOST, NO_REASON), severity=Severity.WARNING, category="D-32",
        label=Text("扣分未说明原因", "points lost without a reason"),
        message=Text("{called}分值{points}分、得分{score}分，未说明扣分原因（指标值“{target}”，完成值“{actual}”）。请说明。",
                     "{name} ({level2}): {score} of {points} points, and the reason column is blank (target {target!r}, actual {actual!r})."),
        cites=("points", "score", "target", "actual"), standing=Standing.ATTESTED, basis=FORM,
        innocent=Text("原因写在报告正文或表后", "the reason stands in the text, or below the form"),
    ),
    RowRule(
        id="full-marks-for-missed-target", when=(TARGET_MISSED, SCORE_FULL), severity=Severity.WARNING, category="D-07",
        label=Text("未达指标值得满分", "full marks for a missed target"),
        message=Text("“{name}”指标值{target}，完成值{actual}，未达到而得满分（{score}/{points}）。请说明。",
                     "{name}: target {target}, actual {actual}, missed and yet full marks ({score} of {points})."),
        cites=("target", "actual", "points", "score"), standing=Standing.ATTESTED, basis=FORM,
        innocent=Text("原因栏所述客观原因经认可不扣分", "a reason accepted by the reviewer"),
    ),
    RowRule(
        id="points-without-value", when=(NO_VALUE, SCORE_FULL), severity=Severity.WARNING, category="D-67",
        label=Text("无完成值而得分", "points without a value"),
        message=Text("“{name}”得{score}分，指标值或完成值空白（指标值“{target}”，完成值“{actual}”）。请说明。",
                     "{name} scores {score}, but target or actual is blank (target {target!r}, actual {actual!r})."),
        cites=("points", "score", "target"), standing=Standing.ATTESTED, basis=FORM,
        innocent=Text("完成值写在其他列或附件", "the value stands in another column, or in an annex"),
    ),
    RowRule(
        id="unreal-date", when=(UNREAL_DATE,), severity=Severity.WARNING, category="D-21",
        label=Text("日期残缺", "a date that does not exist"),
        message=Text("“{name}”指标值“{target}”，完成值“{actual}”，日期不存在。请核实更正。", "{name}: a date that does not exist (target {target!r}, actual {actual!r})."),
        cites=("target", "actual"),
        innocent=Text("录入或转换时漏字", "a digit was lost in typing or conversion"),
    ),
)  # fmt: skip
