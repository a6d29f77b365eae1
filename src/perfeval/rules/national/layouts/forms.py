"""The self-evaluation forms: funds block, indicator table, goals. Header words are those seen in published forms."""

from __future__ import annotations

from perfeval.ruling import (
    ACTUAL,
    ARRIVED,
    FINAL,
    ORIGINAL,
    Column,
    Layout,
    Role,
    RowItem,
)

ORIGINAL_WORDS = ("年初预算数", "年初预算", "年初预算金额", "年初预算额", "年初批复预算数", "年初批复数", "年初安排数")
FINAL_WORDS = (
    "全年预算数", "全年预算", "调整后预算数", "调整预算", "调整预算数", "全年调整预算数", "调整后预算", "预算数", "全年预算金额", "预算金额", "年度预算数", "预算安排数",
    "调整后全年预算数", "全年预算额", "实际预算数",
)  # fmt: skip
ACTUAL_WORDS = (
    "全年执行数", "预算执行数", "执行数", "实际支出", "实际支出数", "支出决算", "决算数", "全年支出数", "实际执行数", "全年执行", "支出数", "全年实际支出数", "执行金额",
    "资金执行数", "全年决算数", "实际完成数",
)  # fmt: skip
RATE_WORDS = ("执行率", "预算执行率", "执行率%", "预算执行率%", "全年执行率", "资金执行率", "执行比例", "执行率B/A")
POINTS_WORDS = (
    "分值",
    "权重",
    "指标权重",
    "参考分值",
    "执行率权重",
    "标准分",
    "标准分值",
    "指标分值",
    "权重分值",
    "满分",
    "权重分",
    "分值权重",
    "指标权重分",
    "标准分数",
    "应得分",
    "基准分",
    "配分",
    "满分值",
)
SCORE_WORDS = (
    "得分",
    "指标得分",
    "自评分",
    "自评得分",
    "单项指标得分",
    "执行率得分",
    "实际得分",
    "评分",
    "自评分数",
    "评价得分",
    "考评得分",
    "实得分",
    "评价分",
    "自评分值",
    "自评打分",
    "评定得分",
    "单项得分",
    "得分情况",
    "自评评分",
)
REASON_WORDS = (
    "偏差原因分析及改进措施", "未完成原因及拟采取的改进措施", "未完成原因和改进措施", "未完成原因分析", "偏差原因", "说明", "偏差原因及改进措施", "未完成原因", "备注", "扣分原因",
    "偏差原因分析", "偏差原因分析与改进措施", "原因", "偏差情况说明", "未完成原因及改进措施", "扣分原因和其他说明", "偏差原因分析及改进", "偏差大或目标未完成原因分析", "原因分析",
    "完成情况说明", "偏差原因分析改进措施", "未完成原因分析及改进措施", "偏离原因分析及改进措施", "未完成原因及拟采取措施",
)  # fmt: skip

#: What a reviewer adds to a form; the column behind it, 备注, is then the reviewer's, too.
RECHECK = (
    Column(Role.RECHECK_ACTUAL, ("复核完成值", "复核实际完成值", "复核值", "复核完成情况", "复核实际值")),
    Column(Role.RECHECK_SCORE, ("复核得分", "复核评分", "复核分数")),
    Column(Role.RECHECK_DEDUCTION, ("复核扣分",)),
    Column(
        Role.RECHECK_REMARK,
        ("复核意见", "复核说明", "复核备注", "复核扣分原因", "复核依据", "扣分依据", "复核情况", "复核情况说明"),
    ),
)

TARGET_WORDS = (
    "年度指标值", "指标值", "目标值", "年初目标值", "预期指标值", "全年目标值", "年度目标值", "绩效目标值", "计划指标值",
    "年初指标值", "预期值", "计划完成值", "年初设定指标值", "年度指标值A",
    "绩效指标值", "年度绩效指标值", "全年指标值", "年度预期值", "预期目标值", "年度计划值", "计划值", "指标目标值", "目标指标值", "设定指标值", "年初设定值", "年初目标",
)  # fmt: skip

FUNDS = Layout(
    id="funds-block", label="自评表资金情况",
    anchors=(FINAL_WORDS + ORIGINAL_WORDS, ACTUAL_WORDS, RATE_WORDS + POINTS_WORDS),
    rows=(RowItem(("合计", "总计", "资金合计", "小计", "年度资金合计"), "total"),),
    columns=(
        Column(Role.AMOUNT, ORIGINAL_WORDS, stage=ORIGINAL),
        Column(Role.AMOUNT, FINAL_WORDS, stage=FINAL),
        Column(Role.AMOUNT, ACTUAL_WORDS, stage=ACTUAL),
        Column(Role.AMOUNT, ("到位数", "实际到位数", "资金到位数", "到位资金", "实际到位资金", "实际到位"), stage=ARRIVED),
        Column(Role.OTHER, ("到位率", "资金到位率", "结余", "资金结余", "调整数", "预算调整数")),
        Column(Role.POINTS, POINTS_WORDS),
        Column(Role.RATE, RATE_WORDS, rate="execution-rate"),
        Column(Role.SCORE, SCORE_WORDS),
        Column(Role.REASON, REASON_WORDS),
        *RECHECK,
    ),
    without=("收入",), under="total", items=("total",), fund="all", funds=True, source="财预〔2020〕10号附件1及各地同类表式",
)  # fmt: skip

#: Revenue and expenditure side by side in a self-evaluation form.
BOTH_SIDES = Layout(
    id="both-sides", label="自评表收支情况", anchors=(("收入",), ("支出",), FINAL_WORDS + ORIGINAL_WORDS, ACTUAL_WORDS),
    columns=(
        Column(Role.LABEL, ("收入", "支出")), Column(Role.AMOUNT, ORIGINAL_WORDS, stage=ORIGINAL), Column(Role.AMOUNT, FINAL_WORDS, stage=FINAL),
        Column(Role.AMOUNT, ACTUAL_WORDS, stage=ACTUAL), Column(Role.RATE, RATE_WORDS, rate="execution-rate"),
    ),
    rows=(RowItem(("合计", "总计"), "revenue", panel=0), RowItem(("合计", "总计"), "expenditure", panel=1)),
    items=("revenue", "basic", "project"), panels=("revenue", "expenditure"), fund="all", source="各地部门整体支出绩效自评表",
)  # fmt: skip

INDICATORS = Layout(
    id="indicator-table", label="自评表绩效指标",
    anchors=(
        ("二级指标", "三级指标", "一级指标", "绩效指标", "指标名称", "考核指标"),
        TARGET_WORDS,
    ),
    columns=(
        Column(Role.LEVEL1, ("一级指标", "指标类型", "指标类别")),
        Column(Role.LEVEL2, ("二级指标",)),
        Column(Role.NAME, ("三级指标", "指标名称", "指标内容", "绩效指标", "考核指标", "指标", "四级指标", "具体指标")),
        Column(Role.SIGN, ("指标性质", "符号", "计算符号", "指标符号", "运算符号", "性质", "比较符")),
        Column(Role.TARGET, TARGET_WORDS),
        Column(Role.UNIT, ("度量单位", "计量单位", "单位", "指标单位")),
        Column(Role.ACTUAL, ("实际完成值", "全年实际值", "全年完成值", "完成值", "单项指标实际完成值", "实际值", "全年实际完成值", "完成情况", "实际完成情况", "年度完成值", "实际完成指标值", "自评完成值", "全年完成情况", "实际完成", "年末完成值", "实际完成值B", "年度实际值", "年度实际完成值", "全年实际完成情况", "实际完成数", "绩效完成值", "实际达成值", "实际实现值", "实现值", "年度完成情况", "指标完成值", "指标实际值", "实际完成结果", "完成结果")),
        Column(Role.POINTS, POINTS_WORDS),
        Column(Role.SCORE, SCORE_WORDS),
        Column(Role.REASON, REASON_WORDS),
        *RECHECK,
        Column(Role.OTHER, ("是否核心指标", "得分系数", "复核分", "指标解释", "评分标准", "绩效标准", "指标说明", "评价标准", "佐证材料", "偏差", "偏差率", "完成率", "完成比例", "数据来源", "指标方向性", "指标完成率", "扣分", "得分率", "扣分分值", "完成进度")),
    ),
    indicators=True, source="财预〔2020〕10号附件1及各地同类表式",
)  # fmt: skip

_FIRST_LEVEL = ("一级指标", "评价指标", "评价内容", "指标类别", "考评内容")

SCORE_SHEET = Layout(
    id="score-sheet", label="部门整体支出绩效评价指标表",
    anchors=(("二级指标", "三级指标", "四级指标"), POINTS_WORDS, SCORE_WORDS),
    without=TARGET_WORDS, columns=INDICATORS.columns, indicators=True, source="各地部门整体支出绩效评价指标体系",
)  # fmt: skip

SCORE_SUMMARY = Layout(
    id="score-summary", label="绩效评价得分汇总表",
    anchors=(_FIRST_LEVEL, POINTS_WORDS, SCORE_WORDS), without=("二级指标", "三级指标", *TARGET_WORDS),
    columns=(
        Column(Role.NAME, _FIRST_LEVEL), Column(Role.POINTS, POINTS_WORDS), Column(Role.SCORE, SCORE_WORDS),
        Column(Role.OTHER, ("得分率", "扣分", "序号")), Column(Role.REASON, REASON_WORDS), *RECHECK,
    ),
    indicators=True, source="各地绩效评价报告",
)  # fmt: skip

_GOAL_WORDS = ("预期目标", "总体目标", "年度目标", "年初设定目标", "年初绩效目标", "预期目标情况")
_DONE_WORDS = ("实际完成情况", "全年实际完成情况", "目标实际完成情况", "完成情况", "年度总体目标完成情况综述")

GOALS = Layout(
    id="goals", prose=True, label="年度总体目标",
    anchors=(_GOAL_WORDS, _DONE_WORDS),
    columns=(
        Column(Role.OTHER, _GOAL_WORDS),
        Column(Role.OTHER, _DONE_WORDS),
        Column(Role.LABEL, ("年度总体目标", "总体目标完成情况", "年度绩效目标", "总体目标", "年度总体绩效目标", "年度目标")),
    ),
)  # fmt: skip
