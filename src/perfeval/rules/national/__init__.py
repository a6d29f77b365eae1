"""The nation: vocabulary of the field, the arithmetic that holds everywhere, and what the national forms ask for.

Basis of the form layouts: 财预〔2020〕10号 annex 1 as printed in published self-evaluations; classification codes
as printed in published final accounts (部门预算支出经济分类科目, 支出功能分类科目).
"""

from __future__ import annotations

from fractions import Fraction

from perfeval.hookspecs import hookimpl
from perfeval.rules.national.accounts import ACCOUNTS
from perfeval.rules.national.checks import (
    BASIC_AND_THREE_PUBLIC,
    budget_bridge,
    copied_actuals,
    general_book,
    grade_outside_band,
    number_in_words,
    personal_data,
    unmeasurable,
    unread_cell,
)
from perfeval.rules.national.claims import CLAIM_RULES
from perfeval.rules.national.forms import BOTH_SIDES, FUNDS, GOALS, INDICATORS, SCORE_SHEET, SCORE_SUMMARY
from perfeval.rules.national.frameworks import FORM, FRAMEWORKS
from perfeval.rules.national.lexicon import LEXICON
from perfeval.rules.national.more_checks import MORE_RULES
from perfeval.rules.national.sentences import SENTENCE_RULES
from perfeval.rules.national.words import CLASS_ITEMS, ECONOMY_ITEMS, LINE_ITEMS
from perfeval.ruling import (
    ACTUAL,
    ARRIVED,
    FINAL,
    HAS_POINTS,
    NAME_IS_NIL,
    NO_REASON,
    NO_VALUE,
    ORIGINAL,
    OUTSIDE_BLOCKS,
    POINTS_LOST,
    SCORE_FULL,
    TARGET_MISSED,
    UNREAL_DATE,
    AnyOf,
    AnyRule,
    AtMost,
    Band,
    Basis,
    BlockPoints,
    ChangeOf,
    EqualTo,
    ExecutionScore,
    GrowthOf,
    LastYearValue,
    OneValue,
    Pack,
    PartOf,
    PointsTotal,
    Profile,
    RatioOf,
    RecheckDeviation,
    RecheckRemarks,
    RecheckTotal,
    RecheckWithinPoints,
    Ref,
    RowRule,
    RowsUnder,
    ScoreTotal,
    ScoreWithinPoints,
    Severity,
    Standing,
    SumOf,
    Text,
    TreeSum,
)

#: Where the head of a form itself prints how the execution rate is scored (得分（20分*执行率）).
STATED_BY_THE_FORM = Basis(document="自评表", article="表头所印计分方法")

#: What the printed figures of a form or table decide among themselves.
MINIMAL = Profile.MINIMAL

RULES: tuple[AnyRule, ...] = (
    # arithmetic of budgets
    SumOf(
        id="funds-total", profile=MINIMAL, total="total", parts=RowsUnder("total"), closed_by=("total.other", "total.unit"),
        label=Text("年度资金总额", "total of the year's funds"), category="D-08",
        innocent=Text("系统默认值未改，或“其中”未列全", "a system default left unchanged, or a list that is not complete"),
    ),
    SumOf(id="by-source", profile=MINIMAL, total="total.by-source", parts=RowsUnder("total.by-source"), label=Text("按收入性质分", "by source"), category="D-50"),
    SumOf(id="by-nature", profile=MINIMAL, total="total.by-nature", parts=RowsUnder("total.by-nature"), label=Text("按支出性质分", "by nature"), category="D-50"),
    EqualTo(id="source-equals-nature", profile=MINIMAL, one="total.by-source", other="total.by-nature", label=Text("按收入性质分与按支出性质分", "by source and by nature"), category="D-50"),
    SumOf(id="total-by-nature", profile=MINIMAL, total="total", parts=("basic", "project"), label=Text("资金总额 = 基本支出 + 项目支出", "total = basic + project"), category="D-50",
          innocent=Text("年初数是否含上年结转，各表口径可能不同", "tables may differ in counting the carry-over as opening budget")),
    SumOf(
        id="three-public-parts", profile=MINIMAL, total="three-public",
        parts=("three-public.abroad", "three-public.vehicles", "three-public.hospitality"), label=Text("“三公”经费", "three-public"), category="D-50",
    ),
    SumOf(
        id="vehicle-parts", profile=MINIMAL, total="three-public.vehicles",
        parts=("three-public.vehicles.purchase", "three-public.vehicles.running"), label=Text("公务用车", "official vehicles"), category="D-50",
    ),
    SumOf(
        id="hospitality-parts", profile=MINIMAL, total="three-public.hospitality", parts=("three-public.hospitality.domestic", "three-public.hospitality.foreign"),
        label=Text("公务接待费", "hospitality"), category="D-50",
    ),
    SumOf(id="running-parts", profile=MINIMAL, total="running", parts=("running.offices", "running.institutions"), label=Text("机关运行经费", "running costs of offices"), category="D-50"),
    SumOf(
        id="procurement-parts", profile=MINIMAL, total="procurement", parts=("procurement.goods", "procurement.works", "procurement.services"),
        label=Text("政府采购支出合计", "procurement"), category="D-50",
    ),
    SumOf(id="project-rows", profile=MINIMAL, total="project", parts=RowsUnder("project"), label=Text("项目支出 = 所列项目", "project expenditure = listed projects"), category="D-50"),
    PartOf(id="operating-listed", profile=MINIMAL, whole="operating", parts=RowsUnder("operating"), label=Text("公用经费所列", "operating costs listed"), category="D-50"),
    RatioOf(
        id="execution-rate-on-opening", profile=MINIMAL, stated="*:execution-rate-original", of=Ref(stage=ACTUAL), to=Ref(stage=ORIGINAL),
        label=Text("执行率（表头注明以年初预算为分母）", "execution rate on the opening budget, as the head says"), category="D-09",
    ),
    RatioOf(
        id="execution-rate-on-arrived", profile=MINIMAL, stated="*:execution-rate-arrived", of=Ref(stage=ACTUAL), to=Ref(stage=ARRIVED),
        label=Text("执行率（表头注明以到位资金为分母）", "execution rate on arrived money, as the head says"), category="D-09",
    ),
    RatioOf(
        id="execution-rate", profile=MINIMAL, stated="*:execution-rate", of=Ref(stage=ACTUAL), to=AnyOf(Ref(stage=FINAL), Ref(stage=ARRIVED), stated_only=True),
        label=Text("预算执行率", "execution rate"), category="D-09",
    ),
    RatioOf(id="staff-control-rate", profile=MINIMAL, stated="staff.in-post:control-rate", of="staff.in-post", to="staff.posts",
            label=Text("财政供养人员控制率", "staff control rate"), category="D-10",
            innocent=Text("“100%”或意为“未超编”，但该栏为计算所得比率", "100 % may be meant as “within the limit”; the column is a computed rate")),
    *(
        SumOf(id=f"{slug}-listed", profile=MINIMAL, total=item, parts=RowsUnder(item), label=Text(zh, en), category="D-50")
        for slug, item, zh, en in (("posts", "staff.posts", "编制数合计", "posts in all"), ("people", "staff.in-post", "实有人数合计", "people in post in all"))
    ),
    OneValue(id="one-value", label=Text("同一数据", "one figure"), category="D-11"),
    AtMost(id="executed-within-final", lesser=Ref("total", stage=ACTUAL), greater=Ref("total", stage=FINAL),
           label=Text("全年执行数超过全年预算数", "executed above the final budget"), category="D-29",
           innocent=Text("动用单位自有资金，或全年预算数未更新", "own funds were used, or the final budget was not updated")),
    AtMost(id="operating-within-budget", lesser=Ref("operating", stage=ACTUAL), greater=Ref("operating", stage=ORIGINAL),
           beside=(Ref("operating", year=-1, stage=ACTUAL),), label=Text("公用经费超预算", "operating costs above budget"), category="D-17",
           innocent=Text("年初预算口径较窄，年中调整数未列", "the opening budget is the narrow one; the adjusted budget is not shown")),
    AtMost(id="running-within-operating", lesser=Ref("running", stage=ACTUAL), greater=Ref("operating", stage=ACTUAL), severity=Severity.NOTICE, question=True,
           label=Text("机关运行经费超过公用经费", "running costs of offices above operating costs"), category="D-50",
           innocent=Text("两处单位范围或资金范围不同", "the two are of other units or funds")),
    AtMost(id="three-public-within-budget", lesser=Ref("three-public", stage=ACTUAL), greater=Ref("three-public", stage=ORIGINAL),
           label=Text("“三公”经费超预算", "three-public above budget"), category="D-17",
           innocent=Text("经批准追加", "an approved addition")),
    # final accounts
    SumOf(id="revenue-listed", profile=MINIMAL, total="revenue", parts=RowsUnder("revenue"), or_known=True, label=Text("本年收入合计", "revenue of the year"), category="D-50"),
    SumOf(id="expenditure-listed", profile=MINIMAL, total="expenditure", parts=RowsUnder("expenditure"), or_known=True, label=Text("本年支出合计", "expenditure of the year"), category="D-50"),
    SumOf(id="carry-in-listed", profile=MINIMAL, total="carry-in", parts=RowsUnder("carry-in"), label=Text("年初结转和结余", "carried in"), category="D-50"),
    SumOf(
        id="books-of-appropriation", profile=MINIMAL, total="expenditure", fund="appropriation", per_code=True,
        parts=(Ref("expenditure", fund="general"),), optional=(Ref("expenditure", fund="fund"), Ref("expenditure", fund="state-capital")),
        label=Text("财政拨款支出 = 三本预算之和", "appropriations = the three books"), category="D-50",
    ),
    *(
        SumOf(
            id=f"balance-of-{fund}", profile=MINIMAL, total="carry-out", fund=fund, per_code=True, parts=("carry-in", "revenue"), less=("expenditure",),
            label=Text(f"{zh}：年初结转 + 本年收入 − 本年支出 = 年末结转", f"{fund}: carried in + received − spent = carried on"), category="D-50",
        )
        for fund, zh in (("general", "一般公共预算"), ("fund", "政府性基金"), ("state-capital", "国有资本经营预算"), ("appropriation", "财政拨款"))
    ),
    SumOf(per_code=True, id="revenue-columns", profile=MINIMAL, total="revenue",
          parts=("revenue.appropriation", "revenue.service", "revenue.other"), optional=("revenue.superior", "revenue.business", "revenue.affiliated"),
          label=Text("本年收入合计（行）", "revenue by kind, in the row"), category="D-50"),
    SumOf(per_code=True, id="expenditure-columns", profile=MINIMAL, total="expenditure", parts=("basic", "project"), optional=("remitted-up", "business", "subsidies-down"),
          label=Text("本年支出合计 = 基本 + 项目 + 其他", "expenditure by nature, in the row"), category="D-50"),
    TreeSum(id="function-tree", profile=MINIMAL, items=("expenditure", "basic", "personnel", "operating", "project", "revenue", "revenue.appropriation", "carry-in", "carry-out"), digits=(3, 5, 7), label=Text("功能分类逐级合计", "functional tree"), category="D-50"),
    SumOf(id="personnel-classes", profile=MINIMAL, total="personnel", parts=("basic@301",), optional=("basic@303",), or_by_class=True, label=Text("人员经费 = 301 + 303", "personnel = 301 + 303"), category="D-50"),
    SumOf(id="operating-classes", profile=MINIMAL, total="operating", parts=("basic@302",), optional=("basic@307", "basic@309", "basic@310", "basic@312", "basic@399"), or_by_class=True,
          label=Text("公用经费 = 302 + 310 等", "operating = 302 + 310 and others"), category="D-50"),
    AtMost(
        id="general-within-all", profile=MINIMAL,
        lesser=Ref("expenditure", fund="general"),
        greater=Ref("expenditure", fund="all"),
        severity=Severity.ERROR,
        label=Text("一般公共预算支出超过全部支出", "general-budget expenditure above all expenditure"),
        category="D-50",
    ),
    AtMost(
        id="general-spent-within-revenue", profile=MINIMAL,
        lesser=Ref("expenditure", fund="general"),
        greater=(Ref("revenue.general", fund="all"), Ref("carry-in", fund="all")),
        severity=Severity.ERROR,
        label=Text("一般公共预算支出超过其收入与年初结转", "general-budget expenditure above its revenue and carry-over"),
        category="D-50",
    ),
    AtMost(
        id="general-revenue-within-spent", profile=MINIMAL,
        lesser=Ref("revenue.general", fund="all"),
        greater=(Ref("expenditure", fund="general"), Ref("carry-out", fund="all")),
        severity=Severity.ERROR,
        label=Text("一般公共预算收入超过其支出与年末结转", "general-budget revenue above its expenditure and what is carried on"),
        category="D-50",
    ),
    SumOf(
        id="revenue-side", profile=MINIMAL, total="revenue-side", parts=("revenue", "carry-in"), optional=("balance-used",),
        label=Text("收入总计 = 本年收入 + 年初结转等", "revenue side = revenue + carry-over"), category="D-50",
    ),
    SumOf(
        id="expenditure-side", profile=MINIMAL, total="expenditure-side", parts=("expenditure", "carry-out"), optional=("balance-distributed",),
        label=Text("支出总计 = 本年支出 + 年末结转等", "expenditure side = expenditure + what is carried on"), category="D-50",
    ),
    EqualTo(id="two-sides", profile=MINIMAL, one="revenue-side", other="expenditure-side", label=Text("收支总计相等", "both sides are equal"), category="D-50"),
    SumOf(
        id="general-basic", profile=MINIMAL, total="basic", parts=("personnel", "operating"), per_code=True,
        label=Text("基本支出 = 人员经费 + 公用经费", "basic = personnel + operating"), category="D-50",
    ),
    general_book,
    *SENTENCE_RULES,
    *CLAIM_RULES,
    GrowthOf(id="growth", stated="*:growth", change="*:change", now="*", label=Text("增减百分比（对照他处数据）", "rate of growth, with figures stated elsewhere"),
             category="D-24", severity=Severity.WARNING,
             innocent=Text("比较的口径未写明", "the base of the comparison is not named")),
    # last year's report beside this one
    LastYearValue(
        id="as-last-year-said", severity=Severity.WARNING, label=Text("上年数据与上年报告", "the year before, as last year's report has it"), category="D-14",
        innocent=Text("上年数据经决算批复或审计调整", "last year's figures were adjusted when the accounts were approved or audited"),
    ),
    EqualTo(
        id="carried-over", one="carry-in", other=Ref("carry-out", year=-1), at=ACTUAL, severity=Severity.WARNING, category="D-49",
        label=Text("年初结转和结余 = 上年年末结转和结余", "carried in = carried on the year before"),
        innocent=Text("以前年度会计差错更正，或结转资金被收回、调剂", "errors of earlier years were corrected, or carried money was taken back"),
    ),
    *(
        ChangeOf(
            id=f"{slug}-on-last-year", stated=f"*:{part}", of=Ref(), amount=amount, severity=Severity.NOTICE, question=True, category="D-24",
            base=AnyOf(Ref(year=-1, stage=ORIGINAL), Ref(year=-1, stage=ACTUAL)),
            label=Text(f"较上年{zh}与上年数据", f"{en} on last year's figures"),
            innocent=Text("比较的口径与上年报告不同", "the comparison is of another scope than last year's report"),
        )
        for slug, part, amount, zh, en in (("change", "change", True, "增减额", "change"), ("growth", "growth", False, "增减百分比", "growth"))
    ),
    budget_bridge,
    personal_data,
    copied_actuals,
    unmeasurable,
    number_in_words,
    grade_outside_band,
    *(
        AtMost(
            id=f"basic-{slug}-within-three-public", lesser=Ref(f"basic@{code}", stage=ACTUAL), greater=Ref(item, stage=ACTUAL),
            label=Text(f"基本支出所列{label}超过“三公”经费该项", f"{slug} inside basic expenditure above the three-public item"), category="D-15",
            innocent=Text("两处口径或资金范围不同", "the two places cover different funds"),
        )
        for slug, code, item, label in BASIC_AND_THREE_PUBLIC
    ),
    *(
        AtMost(
            id=f"general-basic-{slug}-within-three-public", lesser=Ref(f"basic@{code}", stage=ACTUAL, fund="general"),
            greater=Ref(item, stage=ACTUAL, fund="all"), category="D-15",
            label=Text(f"基本支出表所列{label}超过“三公”经费表该项", f"{slug} in the table of basic expenditure above the three-public table"),
            innocent=Text("两表资金范围或列报口径不同", "the two tables cover different funds, or list the item by different rules"),
        )
        for slug, code, item, label in BASIC_AND_THREE_PUBLIC
    ),
    *(
        EqualTo(
            id=f"basic-{slug}-and-three-public", one=f"basic@{code}", other=item, severity=Severity.NOTICE, question=True,
            label=Text(f"{label}：基本支出与“三公”经费之差是否由项目支出列支", f"{slug}: was the rest paid from project expenditure?"), category="D-15",
            innocent=Text("差额由项目支出列支", "the rest was paid from project expenditure"),
        )
        for slug, code, item, label in BASIC_AND_THREE_PUBLIC
    ),
    EqualTo(
        id="sides-move-together",
        one="expenditure:change",
        other="revenue:change",
        at=ORIGINAL,
        label=Text("收支同口径增减", "both sides change alike"),
        category="D-16",
    ),
    SumOf(
        id="sides-of-the-budget", total="expenditure", parts=("revenue",), optional=("carry-in", "balance-used"), at=ORIGINAL,
        label=Text("收入预算与支出预算", "revenue and expenditure budget"), category="D-50", severity=Severity.NOTICE,
    ),
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
        id="recheck-remarks", category="D-64", label=Text("复核备注与扣分不符", "a reviewer's remark and what was taken off"), severity=Severity.NOTICE, question=True,
        standing=Standing.UNCONFIRMED, innocent=Text("备注所述以别的分值为准，或佐证已另行提供", "the remark is about other points, or evidence came later"),
    ),
    RowRule(
        id="row-outside-blocks", when=(OUTSIDE_BLOCKS,), severity=Severity.WARNING, structural=True, category="D-68",
        label=Text("指标不属任何一级指标", "a row outside every block"),
        message=Text("“{name}”（{level2}）{points}分不属任何一级指标，其他一级指标均标注分值。请核实归属。",
                     "{name} ({level2}), {points} points, stands outside every level-1 block, while the other heads print their points."),
        cites=("points", "score"), standing=Standing.ATTESTED, basis=FORM,
        innocent=Text("合并单元格在转换中丢失", "a merged cell was lost in conversion"),
    ),
    RowRule(
        id="unnamed-indicator", when=(NAME_IS_NIL, HAS_POINTS), one_line=True, category="D-30",
        label=Text("“无”指标计分", "points for an indicator named 无"),
        message=Text("{rows}名称为“无”，分值共{points}，得{score}。请核实更正。", "{count} rows named 无 ({rows}) carry {points} points and score {score}. Please correct."),
        cites=("points", "score"), standing=Standing.ATTESTED, basis=FORM,
        innocent=Text("表式要求保留该行，则分值应为0或调整至其他指标", "if the form requires the row, its points belong elsewhere"),
    ),
    RowRule(
        id="loss-without-reason", when=(POINTS_LOST, NO_REASON), severity=Severity.WARNING, category="D-32",
        label=Text("扣分未说明原因", "points lost without a reason"),
        message=Text("“{name}”（{level2}）{points}分得{score}，偏差原因栏空白（指标值“{target}”，完成值“{actual}”）。请说明。",
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
        message=Text("“{name}”日期不存在：指标值“{target}”，完成值“{actual}”。请核实。", "{name}: a date that does not exist (target {target!r}, actual {actual!r})."),
        cites=("target", "actual"),
        innocent=Text("录入或转换时漏字", "a digit was lost in typing or conversion"),
    ),
    unread_cell,
    # thresholds: nobody's law, something to ask
    Band(id="spent-on-zero-budget", items=("three-public", "three-public.*", "operating", "operating.*", "procurement"),
         of=Ref(stage=ACTUAL), to=Ref(stage=ORIGINAL), on_zero=True, label=Text("预算为0而有支出", "spent on a zero budget"), category="D-27"),
    Band(id="execution-far-off", items=("three-public", "three-public.*", "operating.*", "procurement"),
         of=Ref(stage=ACTUAL), to=Ref(stage=ORIGINAL), below=Fraction(1, 2), above=Fraction(3, 2), label=Text("执行与预算相差较大", "execution far from budget"), category="D-27"),
    Band(id="three-public-rose", items=("three-public",), of=Ref(stage=ACTUAL), to=Ref(year=-1, stage=ACTUAL), above=Fraction(11, 10),
         label=Text("“三公”经费决算上升", "three-public finals rose"), question=True, category="D-24"),
    *MORE_RULES,
)  # fmt: skip

PACK = Pack(
    id="national", code="000000", label="全国通用", line_items=LINE_ITEMS + CLASS_ITEMS + ECONOMY_ITEMS,
    layouts=(FUNDS, BOTH_SIDES, INDICATORS, SCORE_SHEET, SCORE_SUMMARY, GOALS, *ACCOUNTS), rules=RULES, lexicon=LEXICON,
)  # fmt: skip


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """The nation's packs."""
    return [PACK, *FRAMEWORKS]
