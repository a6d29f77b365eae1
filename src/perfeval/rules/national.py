"""The nation: vocabulary of the field, the arithmetic that holds everywhere, and what the national forms ask for.

Basis of the form layouts: 财预〔2020〕10号 annex 1 as printed in published self-evaluations; classification codes
as printed in published final accounts (部门预算支出经济分类科目, 支出功能分类科目).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from perfeval.hookspecs import hookimpl
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
    WORDED_NUMBER,
    AnyOf,
    AnyRule,
    AtMost,
    Band,
    Basis,
    BlockPoints,
    ChangeOf,
    Cited,
    Column,
    EqualTo,
    ExecutionScore,
    Form,
    Framework,
    GrowthOf,
    IndicatorRow,
    Layout,
    LineItem,
    OneValue,
    Pack,
    PartOf,
    PointsTotal,
    Problem,
    Proportional,
    Quantity,
    RatioOf,
    Ref,
    Report,
    Role,
    RowItem,
    RowRule,
    RowScoring,
    RowsUnder,
    ScoreTotal,
    ScoreWithinPoints,
    Section,
    Severity,
    Skipped,
    Standing,
    Statement,
    SumOf,
    Text,
    TreeSum,
    Unread,
    check,
    cite,
    formulas,
    percent,
    plain,
    short,
    tidy,
)

FORM = Basis(document="财预〔2020〕10号", article="附件1 项目支出绩效自评表")

# --- vocabulary -----------------------------------------------------------------------------------------------------

LINE_ITEMS = (
    LineItem(
        "total",
        "年度资金总额",
        (
            "年度总金额",
            "总额",
            "年度财政资金总额",
            "资金总额",
            "全年资金总额",
            "项目资金总额",
            "年度资金总额合计",
            "全年支出",
        ),
        free_rows=True,
    ),
    LineItem(
        "total.fiscal",
        "当年财政拨款",
        ("本年财政拨款", "财政拨款", "财政资金", "当年财政资金", "本年财政资金", "本年度财政拨款", "年度财政拨款"),
        parent="total",
    ),
    LineItem(
        "total.carry-over", "上年结转资金", ("上年结转", "上年结转结余资金", "上年结余资金", "结转资金"), parent="total"
    ),
    LineItem("total.fiscal-account", "财政专户管理资金", ("财政专户资金",), parent="total"),
    LineItem("total.unit", "单位资金", ("单位自有资金", "自有资金"), parent="total"),
    LineItem("total.other", "其他资金", ("其它资金",), parent="total"),
    LineItem("total.addition", "本年追加预算", ("追加预算", "年中追加预算", "本年追加")),
    LineItem("total.by-source", "按收入性质分", free_rows=True),
    LineItem("total.by-nature", "按支出性质分", free_rows=True),
    LineItem("basic", "基本支出"),
    LineItem("project", "项目支出", free_rows=True),
    LineItem("personnel", "人员经费", ("人员支出", "人员经费合计")),
    LineItem("operating", "公用经费", ("公用支出", "公用经费合计", "日常公用经费")),
    LineItem("three-public", "“三公”经费", ("三公经费", "三公经费支出", "“三公”经费支出", "三公经费合计")),
    LineItem(
        "three-public.vehicles",
        "公务用车购置及运行维护费",
        (
            "公务用车购置和维护经费",
            "公务用车购置及运行费",
            "公务用车购置及运行维护",
            "公务用车购置和运行维护费",
            "公务用车费",
            "公务用车购置及运行维护经费",
        ),
        parent="three-public",
    ),
    LineItem(
        "three-public.vehicles.purchase",
        "公务用车购置费",
        ("公车购置", "公务用车购置", "公务用车购置支出"),
        parent="three-public.vehicles",
    ),
    LineItem(
        "three-public.vehicles.running",
        "公务用车运行维护费",
        ("公车运行维护", "公务用车运行费", "公务用车维护费", "公务用车运行维护", "公车运行维护费", "公务用车运行"),
        parent="three-public.vehicles",
    ),
    LineItem(
        "three-public.abroad",
        "因公出国（境）费",
        (
            "出国经费",
            "因公出国（境）费用",
            "因公出国（境）经费",
            "因公出国（境）支出",
            "因公出国境费",
            "因公出国费",
            "因公出国（境）",
        ),
        parent="three-public",
    ),
    LineItem(
        "three-public.hospitality",
        "公务接待费",
        ("公务接待", "公务接待经费", "接待费", "公务接待支出"),
        parent="three-public",
    ),
    LineItem("procurement", "政府采购金额", ("政府采购", "政府采购支出", "政府采购总额")),
    LineItem("staff.posts", "编制数", ("编制人数", "核定编制")),
    LineItem("staff.in-post", "实际在职人数", ("在职人数", "实有人数", "实有在职人数")),
    # final accounts
    LineItem("total:completion-rate", "预算完成率"),
    LineItem("three-public:change-rate", "三公经费变动率", ("“三公”经费变动率",)),
    LineItem("staff.in-post:control-rate", "在职人员控制率", ("财政供养人员控制率",)),
    LineItem("revenue", "本年收入合计", ("收入预算", "本年收入", "收入合计", "收入"), all_funds=True),
    LineItem("revenue.general", "一般公共预算财政拨款收入", parent="revenue"),
    LineItem("revenue.fund", "政府性基金预算财政拨款收入", parent="revenue"),
    LineItem("revenue.state-capital", "国有资本经营预算财政拨款收入", parent="revenue"),
    LineItem("revenue.superior", "上级补助收入", parent="revenue"),
    LineItem("revenue.service", "事业收入", parent="revenue"),
    LineItem("revenue.business", "经营收入", parent="revenue"),
    LineItem("revenue.affiliated", "附属单位上缴收入", parent="revenue"),
    LineItem("revenue.other", "其他收入", parent="revenue"),
    LineItem("expenditure", "本年支出合计", ("支出合计", "支出预算", "本年支出", "支出"), all_funds=True),
    LineItem("balance-used", "使用非财政拨款结余（含专用结余）", ("使用非财政拨款结余", "用事业基金弥补收支差额")),
    LineItem("carry-in", "年初结转和结余", ("年初结转结余", "上年结转和结余", "年初结余"), stage=ACTUAL),
    LineItem("carry-out", "年末结转和结余", ("年末结转结余", "年末结余"), stage=ACTUAL),
    LineItem("balance-distributed", "结余分配"),
    LineItem("revenue-side", "收入总计", ("收入决算总计", "收入总额"), all_funds=True, stage=ACTUAL),
    LineItem("expenditure-side", "支出总计", ("支出决算总计", "支出总额"), all_funds=True, stage=ACTUAL),
)

#: Economic classes of the department view, as printed in published accounts; editions differ by year in few lines.
ECONOMY = {
    "301": "工资福利支出", "30101": "基本工资", "30102": "津贴补贴", "30103": "奖金", "30106": "伙食补助费", "30107": "绩效工资",
    "30108": "机关事业单位基本养老保险缴费", "30109": "职业年金缴费", "30110": "职工基本医疗保险缴费", "30111": "公务员医疗补助缴费",
    "30112": "其他社会保障缴费", "30113": "住房公积金", "30114": "医疗费", "30199": "其他工资福利支出",
    "302": "商品和服务支出", "30201": "办公费", "30202": "印刷费", "30203": "咨询费", "30204": "手续费", "30205": "水费", "30206": "电费",
    "30207": "邮电费", "30208": "取暖费", "30209": "物业管理费", "30211": "差旅费", "30212": "因公出国（境）费用", "30213": "维修（护）费",
    "30214": "租赁费", "30215": "会议费", "30216": "培训费", "30217": "公务接待费", "30218": "专用材料费", "30224": "被装购置费",
    "30225": "专用燃料费", "30226": "劳务费", "30227": "委托业务费", "30228": "工会经费", "30229": "福利费", "30231": "公务用车运行维护费",
    "30239": "其他交通费用", "30240": "税金及附加费用", "30299": "其他商品和服务支出",
    "303": "对个人和家庭的补助", "30301": "离休费", "30302": "退休费", "30303": "退职（役）费", "30304": "抚恤金", "30305": "生活补助",
    "30306": "救济费", "30307": "医疗费补助", "30308": "助学金", "30309": "奖励金", "30310": "个人农业生产补贴", "30399": "其他对个人和家庭的补助",
    "307": "债务利息及费用支出", "310": "资本性支出", "31002": "办公设备购置", "31003": "专用设备购置", "31013": "公务用车购置",
    "31022": "无形资产购置", "312": "对企业补助", "399": "其他支出",
}  # fmt: skip

ECONOMY_ITEMS = tuple(LineItem(f"basic@{code}", label, parent="basic") for code, label in ECONOMY.items())

#: Functional classes by the order of the published 总表; labels as printed there.
FUNCTIONS = {
    "201": "一般公共服务支出", "202": "外交支出", "203": "国防支出", "204": "公共安全支出", "205": "教育支出", "206": "科学技术支出",
    "207": "文化旅游体育与传媒支出", "208": "社会保障和就业支出", "209": "社会保险基金支出", "210": "卫生健康支出", "211": "节能环保支出",
    "212": "城乡社区支出", "213": "农林水支出", "214": "交通运输支出", "215": "资源勘探工业信息等支出", "216": "商业服务业等支出",
    "217": "金融支出", "219": "援助其他地区支出", "220": "自然资源海洋气象等支出", "221": "住房保障支出", "222": "粮油物资储备支出",
    "223": "国有资本经营预算支出", "224": "灾害防治及应急管理支出", "229": "其他支出", "231": "债务还本支出", "232": "债务付息支出",
    "233": "债务发行费用支出", "234": "抗疫特别国债安排的支出",
}  # fmt: skip

CLASS_ITEMS = tuple(LineItem(f"expenditure@{code}", label, parent="expenditure") for code, label in FUNCTIONS.items())

# --- forms ----------------------------------------------------------------------------------------------------------

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
)
SCORE_WORDS = ("得分", "指标得分", "自评分", "自评得分", "单项指标得分", "执行率得分", "实际得分", "评分", "自评分数")
REASON_WORDS = (
    "偏差原因分析及改进措施", "未完成原因及拟采取的改进措施", "未完成原因和改进措施", "未完成原因分析", "偏差原因", "说明", "偏差原因及改进措施", "未完成原因", "备注", "扣分原因",
    "偏差原因分析", "偏差原因分析与改进措施", "原因", "偏差情况说明", "未完成原因及改进措施", "扣分原因和其他说明", "偏差原因分析及改进", "偏差大或目标未完成原因分析", "原因分析",
    "完成情况说明", "偏差原因分析改进措施", "未完成原因分析及改进措施", "偏离原因分析及改进措施", "未完成原因及拟采取措施",
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
        Column(Role.RATE, RATE_WORDS, suffix=":execution-rate"),
        Column(Role.SCORE, SCORE_WORDS),
        Column(Role.REASON, REASON_WORDS),
    ),
    under="total", items=("total",), fund="all", funds=True, source="财预〔2020〕10号附件1及各地同类表式",
)  # fmt: skip

INDICATORS = Layout(
    id="indicator-table", label="自评表绩效指标",
    anchors=(
        ("二级指标", "三级指标", "一级指标", "绩效指标", "指标名称", "考核指标"),
        ("年度指标值", "指标值", "目标值", "年初目标值", "预期指标值", "全年目标值", "年度目标值", "绩效目标值", "计划指标值", "年初指标值", "预期值", "计划完成值", "年初设定指标值", "年度指标值A"),
    ),
    columns=(
        Column(Role.LEVEL1, ("一级指标", "指标类型", "指标类别")),
        Column(Role.LEVEL2, ("二级指标",)),
        Column(Role.NAME, ("三级指标", "指标名称", "指标内容", "绩效指标", "考核指标", "指标", "四级指标", "具体指标")),
        Column(Role.SIGN, ("指标性质", "符号", "计算符号", "指标符号", "运算符号", "性质", "比较符")),
        Column(Role.TARGET, ("年度指标值", "指标值", "目标值", "年初目标值", "预期指标值", "全年目标值", "年度目标值", "绩效目标值", "计划指标值", "年初指标值", "预期值", "计划完成值", "年初设定指标值", "年度指标值A")),
        Column(Role.UNIT, ("度量单位", "计量单位", "单位", "指标单位")),
        Column(Role.ACTUAL, ("实际完成值", "全年实际值", "全年完成值", "完成值", "单项指标实际完成值", "实际值", "全年实际完成值", "完成情况", "实际完成情况", "年度完成值", "实际完成指标值", "自评完成值", "全年完成情况", "实际完成", "年末完成值", "实际完成值B")),
        Column(Role.POINTS, POINTS_WORDS),
        Column(Role.SCORE, SCORE_WORDS),
        Column(Role.REASON, REASON_WORDS),
        Column(Role.OTHER, ("是否核心指标", "得分系数", "复核分", "指标解释", "评分标准", "绩效标准", "指标说明", "评价标准", "佐证材料", "复核得分", "复核完成值", "偏差", "偏差率", "完成率", "完成比例", "数据来源", "指标方向性", "指标完成率", "扣分", "复核扣分", "得分率", "扣分分值", "完成进度")),
    ),
    indicators=True, source="财预〔2020〕10号附件1及各地同类表式",
)  # fmt: skip

SCORE_SHEET = Layout(
    id="score-sheet", label="部门整体支出绩效评价指标表",
    anchors=(("二级指标", "三级指标", "四级指标"), POINTS_WORDS, SCORE_WORDS),
    columns=INDICATORS.columns, indicators=True, source="各地部门整体支出绩效评价指标体系",
)  # fmt: skip

GOALS = Layout(
    id="goals", prose=True, label="年度总体目标",
    anchors=(("预期目标", "总体目标", "年度目标", "年初设定目标", "年初绩效目标", "预期目标情况"), ("实际完成情况", "全年实际完成情况", "目标实际完成情况", "完成情况", "年度总体目标完成情况综述")),
    columns=(
        Column(Role.OTHER, ("预期目标", "总体目标", "年度目标", "年初设定目标", "年初绩效目标", "预期目标情况")),
        Column(Role.OTHER, ("实际完成情况", "全年实际完成情况", "目标实际完成情况", "完成情况", "年度总体目标完成情况综述")),
        Column(Role.LABEL, ("年度总体目标", "总体目标完成情况", "年度绩效目标", "总体目标", "年度总体绩效目标", "年度目标")),
    ),
)  # fmt: skip

CODE_WORDS = (
    "功能分类科目编码", "科目编码", "支出功能分类科目编码", "经济分类科目编码", "支出经济分类科目编码", "编码", "科目代码", "功能分类科目代码",
    "支出功能分类科目代码", "经济分类科目代码", "支出经济分类科目代码",
)  # fmt: skip
_CODES = Column(Role.CODE, CODE_WORDS)
_NAMES = Column(Role.LABEL, ("科目名称", "项目", "名称", "收入", "支出"))


def _by_function(id: str, label: str, titles: tuple[str, ...], fund: str) -> Layout:  # noqa: A002
    """An expenditure table by functional class: total, basic, project and the rest, for one fund scope."""
    return Layout(
        id=id, label=label, titles=titles, anchors=(("本年支出合计", "合计", "本年支出", "支出合计"), ("项目", "科目名称")),
        columns=(
            _CODES, _NAMES,
            Column(Role.AMOUNT, ("本年支出合计", "合计", "本年支出", "小计", "支出合计"), item="expenditure", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("基本支出",), item="basic", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("项目支出",), item="project", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("上缴上级支出",), item="remitted-up", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("经营支出",), item="business", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("对附属单位补助支出",), item="subsidies-down", stage=ACTUAL, declared=True),
        ),
        fund=fund, source="部门决算公开表",
    )  # fmt: skip


def _book(id: str, label: str, titles: tuple[str, ...], fund: str) -> Layout:  # noqa: A002
    """The table of one book that carries its own balance: carried in, received, spent, carried on."""
    return Layout(
        id=id, label=label, titles=titles, anchors=(("本年收入",), ("本年支出", "本年支出合计")),
        columns=(
            _CODES, _NAMES,
            Column(Role.AMOUNT, ("年初结转和结余", "年初结转结余"), item="carry-in", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("本年收入",), item="revenue", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("本年支出", "小计", "本年支出合计"), item="expenditure", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("基本支出",), item="basic", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("项目支出",), item="project", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("年末结转和结余", "年末结转结余"), item="carry-out", stage=ACTUAL, declared=True),
        ),
        fund=fund, source="部门决算公开表",
    )  # fmt: skip


_BOOK_COLUMNS = (
    Column(Role.AMOUNT, ("合计", "小计"), stage=ACTUAL, declared=True, fund="appropriation"),
    Column(Role.AMOUNT, ("一般公共预算财政拨款",), stage=ACTUAL, declared=True, fund="general"),
    Column(Role.AMOUNT, ("政府性基金预算财政拨款",), stage=ACTUAL, declared=True, fund="fund"),
    Column(Role.AMOUNT, ("国有资本经营预算财政拨款",), stage=ACTUAL, declared=True, fund="state-capital"),
)

MORE_ACCOUNTS = (
    Layout(
        id="accounts-appropriation", label="财政拨款收入支出决算总表", titles=("财政拨款收入支出决算总表", "财政拨款收支决算总表", "财政拨款收支总表"),
        anchors=(("项目",), ("金额", "决算数"), ("合计", "小计")),
        columns=(
            _NAMES, Column(Role.OTHER, ("行次",)), Column(Role.AMOUNT, ("金额", "决算数"), stage=ACTUAL, fund="appropriation"), *_BOOK_COLUMNS,
        ),
        rows=(
            RowItem(("一般公共预算财政拨款",), "revenue.general", panel=0), RowItem(("政府性基金预算财政拨款",), "revenue.fund", panel=0),
            RowItem(("国有资本经营预算财政拨款",), "revenue.state-capital", panel=0),
            RowItem(("年初财政拨款结转和结余",), "carry-in", panel=0), RowItem(("年末财政拨款结转和结余",), "carry-out", panel=1),
            RowItem(("总计",), "revenue-side", panel=0), RowItem(("总计",), "expenditure-side", panel=1),
        ),
        items=("revenue", "expenditure", "carry-in", "carry-out"), source="部门决算公开04表",
    ),
    _book("accounts-fund", "政府性基金预算财政拨款收入支出决算表", ("政府性基金预算财政拨款收入支出决算表", "政府性基金预算财政拨款收入支出表", "政府性基金预算财政拨款支出决算表", "政府性基金预算支出决算表"), "fund"),
    _book("accounts-state-capital", "国有资本经营预算财政拨款收入支出决算表",
          ("国有资本经营预算财政拨款收入支出决算表", "国有资本经营预算财政拨款支出决算表", "国有资本经营预算财政拨款收入支出表", "国有资本经营预算支出决算表"), "state-capital"),
    Layout(
        id="accounts-three-public", label="财政拨款“三公”经费支出决算表", titles=("“三公”经费支出决算表", "三公经费支出决算表", "“三公”经费支出表", "“三公”经费支出预决算表", "“三公”经费", "三公经费", "三公表"),
        anchors=(("预算数",), ("决算数",)),
        columns=(Column(Role.AMOUNT, ("预算数",), stage=FINAL, declared=True), Column(Role.AMOUNT, ("决算数",), stage=ACTUAL)),
        sequence=(
            "three-public", "three-public.abroad", "three-public.vehicles", "three-public.vehicles.purchase", "three-public.vehicles.running",
            "three-public.hospitality",
        ),
        fund="all", source="部门决算公开三公经费表",
    ),
)  # fmt: skip


ACCOUNTS = (
    Layout(
        id="accounts-summary", label="收入支出决算总表", titles=("收入支出决算总表", "收支决算总表", "收入支出总表"),
        anchors=(("项目",), ("决算数", "金额", "本年决算数")),
        columns=(_NAMES, Column(Role.AMOUNT, ("决算数", "金额", "本年决算数"), stage=ACTUAL), Column(Role.OTHER, ("行次",))),
        rows=(RowItem(("总计",), "revenue-side", panel=0), RowItem(("总计",), "expenditure-side", panel=1)),
        items=("revenue", "expenditure", "carry-in", "carry-out", "balance-used", "balance-distributed"),
        fund="all", source="部门决算公开01表",
    ),
    _by_function("accounts-expenditure", "支出决算表", ("支出决算表",), "all"),
    _by_function("accounts-general", "一般公共预算财政拨款支出决算表", ("一般公共预算财政拨款支出决算表", "一般公共预算财政拨款支出表"), "general"),
    *MORE_ACCOUNTS,
    Layout(
        id="accounts-income", label="收入决算表", titles=("收入决算表",),
        anchors=(("本年收入合计",), ("财政拨款收入",)),
        columns=(
            _CODES, _NAMES,
            Column(Role.AMOUNT, ("本年收入合计",), item="revenue", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("财政拨款收入",), item="revenue.appropriation", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("上级补助收入",), item="revenue.superior", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("事业收入",), item="revenue.service", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("经营收入",), item="revenue.business", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("附属单位上缴收入",), item="revenue.affiliated", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("其他收入",), item="revenue.other", stage=ACTUAL, declared=True),
        ),
        fund="all", source="部门决算公开02表",
    ),
    Layout(
        id="accounts-basic", label="一般公共预算财政拨款基本支出决算表", titles=("基本支出决算表", "基本支出决算明细表", "一般公共预算财政拨款基本支出决算表", "一般公共预算财政拨款基本支出决算明细表", "基本支出表"),
        anchors=(CODE_WORDS, ("科目名称",), ("决算数", "金额")),
        columns=(_CODES, _NAMES, Column(Role.AMOUNT, ("决算数", "金额"), item="basic", stage=ACTUAL)),
        rows=(
            RowItem(("人员经费合计",), "personnel"), RowItem(("公用经费合计",), "operating"),
        ),
        fund="general", source="部门决算公开06表",
    ),
)  # fmt: skip

# --- rules ----------------------------------------------------------------------------------------------------------


@check(
    "unread-cell", Text("单元格不可读", "a cell cannot be read"), severity=Severity.ERROR, category="D-20",
    innocent=Text("合并单元格的两行内容被连写", "two lines of a merged cell run together"),
)  # fmt: skip
def unread_cell(report: Report) -> Iterator[Problem | Skipped]:
    """A money cell is one number."""
    for note in report.notes:
        if note.kind != "unread":
            continue
        found = next(s for s in report.statements if s.place == note.place)
        readings = found.reading.readings if isinstance(found.reading, Unread) else ()
        listed = "与".join(str(r) for r in readings)
        hint = (
            Text(f"，可拆为{listed}，均未采用", f"; it may be {' or '.join(str(r) for r in readings)}, neither is used")
            if listed
            else Text("，未采用", "; it is not used")
        )
        yield Problem(
            Text(f"{note.zh}{hint.zh}。请核实更正。", f"{note.en}{hint.en}. Please verify and correct."),
            (cite(found),), stated=found.printed.strip(),
            suggestions=tuple(Text(f"读作{r}", f"read as {r}") for r in readings),
        )  # fmt: skip
    for form in report.forms:
        for row in form.rows:
            for entry in (row.points, row.score):
                if entry is not None and isinstance(entry.reading, Unread):
                    yield Skipped(
                        Text(
                            f"“{row.label}”{entry.column}“{entry.text.strip()}”不能读作一个数",
                            f"{row.label}: {entry.text.strip()!r} is not one number",
                        )
                    )


def _shifted(report: Report) -> Problem | None:
    """Whether the figures of the general-budget table stand some rows away from their labels.

    The amounts of the table of all funds are then found again, in order, beside later labels.
    """
    rows = {
        fund: [
            s for s in report.statements
            if s.name.item.startswith("expenditure@") and s.name.fund.value == fund and s.quantity is not None and s.name.stage.value is ACTUAL
            and s.block == next(
                (o.block for o in report.statements if o.name.item.startswith("expenditure@") and len(o.name.item) == 19 and o.name.fund.value == fund), ""
            )
        ]
        for fund in ("general", "all")
    }  # fmt: skip
    amounts = [s.quantity.value for s in rows["all"] if s.quantity]
    codes = [s.name.item for s in rows["all"]]
    for away in range(1, 6):
        first, run = None, 0
        for one in rows["general"]:
            at = codes.index(one.name.item) if one.name.item in codes else -1
            moved = (
                at >= 0
                and at + away < len(amounts)
                and one.quantity is not None
                and one.quantity.value == amounts[at + away]
            )
            if moved and (at < 0 or amounts[at] != amounts[at + away]):
                first, run = first or one, run + 1
        if first is not None and run >= 5 and 2 * run >= len(rows["general"]):
            code = first.name.item.partition("@")[2]
            return Problem(
                Text(
                    f"一般公共预算支出决算表自“{code} {first.label}”起，科目与金额疑错位{away}行：该行印{first.printed}，"
                    f"与支出决算表下移{away}行处相同，连续{run}行如此。请核实。",
                    f"From {code} {first.label} on, labels and amounts of the general-budget table seem to be {away} rows apart: it prints "
                    f"{first.printed}, which the table of all funds has {away} rows further down; {run} rows agree so.",
                ),
                (cite(first),), stated=code, expected=str(away), group="books", weight=10**12,
            )  # fmt: skip
    return None


@check(
    "general-book",
    Text("一般公共预算支出表与支出决算表", "the general-budget table against the table of all funds"),
    severity=Severity.WARNING,
    category="D-50",
    innocent=Text("差额由其他资金列支", "the difference was paid from other funds"),
)
def general_book(report: Report) -> Iterator[Problem | Skipped]:
    """Where other funds cannot explain the difference, both tables state the same class by class."""
    stated = {
        (s.name.item, s.name.fund.value): s
        for s in report.statements
        if s.quantity is not None and s.name.year.value == report.own_year and s.name.stage.value is ACTUAL
    }

    def worth(item: str, fund: str = "all") -> Fraction | None:
        found = stated.get((item, fund))
        return found.quantity.value if found and found.quantity else None

    total, general, received = worth("expenditure"), worth("expenditure", "general"), worth("revenue")
    if total is None or general is None or received is None:
        return
    others = [
        worth(f"revenue.{k}") or Fraction(0)
        for k in ("fund", "state-capital", "superior", "service", "business", "affiliated", "other")
    ]
    if (worth("revenue.general") or Fraction(0)) + sum(others, Fraction(0)) != received:
        return  # not every source of the year's revenue was read: nobody knows what else could pay
    room = sum(others, Fraction(0)) + (worth("carry-in") or Fraction(0)) + (worth("balance-used") or Fraction(0))
    pairs = [
        (stated[item, "general"], stated[item, "all"])
        for item, fund in stated
        if fund == "general" and item.startswith("expenditure") and (item, "all") in stated
    ]
    slack = sum(
        (one.quantity.half + other.quantity.half for one, other in pairs if one.quantity and other.quantity),
        Fraction(0),
    )
    if total - general <= room + slack and general <= total + slack:
        return
    shift = _shifted(report)
    if shift:
        yield shift
    for one, other in pairs:
        if one.quantity and other.quantity and not one.quantity.agrees_with(other.quantity):
            yield Problem(
                Text(
                    f"“{one.label}”一般公共预算支出决算表为{one.printed}，支出决算表为{other.printed}；两表合计之差已超出其他资金可解释的范围。请说明。",
                    f"{one.label}: {one.printed} in the general-budget table, {other.printed} in the table of all funds; the totals "
                    "differ by more than other funds can explain.",
                ),
                (cite(one), cite(other)),
                stated=one.printed,
                expected=other.printed,
                group="books",
                weight=int(abs(one.quantity.value - other.quantity.value)),
            )


@check("personal-data", Text("个人信息", "personal data"), severity=Severity.NOTICE, category="D-62")
def personal_data(report: Report) -> Iterator[Problem | Skipped]:
    """A file that will be published holds no mobile, identity or card numbers and no names of clerks."""
    notes = [note for note in report.notes if note.kind == "personal"]
    kinds = dict.fromkeys((note.zh, note.en) for note in notes)
    if kinds:
        yield Problem(
            Text(
                f"文中有{'、'.join(zh for zh, _ in kinds)}（{len(notes)} 处），公开前请隐去；本程序的输出均已遮盖。",
                f"The file holds {', '.join(en for _, en in kinds)} ({len(notes)} places); cover them before it is published. "
                "Everything printed here is masked.",
            ),
            tuple(Cited("personal-data", note.zh, "", note.place) for note in notes[:5]),
        )


#: Words that set no standard by themselves; a target of these alone cannot be measured.
VAGUE_TARGETS = frozenset({
    "效果明显", "明显", "显著", "效果显著", "良好", "效果良好", "有效", "有效提升", "有所提升", "逐步提升", "不断提升", "明显提升", "显著提升", "提高",
    "有所提高", "明显提高", "好", "较好", "高", "较高", "是", "有效保障", "持续", "长期", "好坏", "有效改善", "明显改善", "不断完善", "进一步提升",
})  # fmt: skip
#: Names that say how much without saying of what.
NAMES_WITHOUT_SUBJECT = frozenset({
    "质量达标完成率", "质量达标率", "及时完成情况", "完成情况", "完成率", "完成及时率", "及时率", "工作完成率", "任务完成率", "合格率", "达标率",
})  # fmt: skip
#: At least so many rows, and this share of them copied, before a copied column is worth a word.
ROWS_TO_COMPARE, SHARE_COPIED = 5, Fraction(4, 5)


def _entries(form: Form, rows: list[IndicatorRow]) -> tuple[Cited, ...]:
    return tuple(
        Cited("target", row.label, row.target_entry.text.strip(), row.target_entry.place)
        for row in rows
        if row.target_entry is not None
    )


@check(
    "copied-actuals",
    Text("完成值照抄指标值", "actuals that repeat their targets"),
    severity=Severity.NOTICE,
    category="D-34",
)
def copied_actuals(report: Report) -> Iterator[Problem | Skipped]:
    """An actual is measured, not copied: where nearly all rows repeat their target, the measuring may be missing."""
    for form in report.forms:
        rows = [
            r
            for r in form.rows
            if r.target_entry and r.actual_entry and not r.target_entry.is_nil and not r.actual_entry.is_nil
        ]
        copied = [
            r
            for r in rows
            if r.target_entry and r.actual_entry and tidy(r.target_entry.text) == tidy(r.actual_entry.text)
        ]
        if len(rows) >= ROWS_TO_COMPARE and Fraction(len(copied), len(rows)) >= SHARE_COPIED:
            yield Problem(
                Text(
                    f"{len(rows)} 项指标中 {len(copied)} 项的完成值与指标值文字相同，宜填实际完成数",
                    f"{len(copied)} of {len(rows)} actuals repeat the text of their targets",
                ),
                _entries(form, copied[:5]),
            )


@check(
    "unmeasurable",
    Text("指标不可衡量", "indicators that cannot be measured"),
    severity=Severity.NOTICE,
    category="D-35",
)
def unmeasurable(report: Report) -> Iterator[Problem | Skipped]:
    """A target has a number or a standard, and a name says of what."""
    for form in report.forms:
        vague = [r for r in form.rows if r.target is not None and r.target.words in VAGUE_TARGETS]
        nameless = [r for r in form.rows if tidy(r.name) in NAMES_WITHOUT_SUBJECT]
        odd = [
            r for r in form.rows
            if r.target is not None and r.target.quantity is not None and r.target.quantity.dimension == "次" and re.search(r"工作|任务", r.name)
        ]  # fmt: skip
        parts_zh, parts_en = [], []
        for rows, zh, en in (
            (vague, "指标值无衡量标准", "targets without a standard"), (nameless, "名称未说明对象", "names without a subject"), (odd, "单位“次”与工作任务不符", "a count of times for tasks"),
        ):  # fmt: skip
            if rows:
                names = "、".join(f"“{r.label}”" for r in rows[:6])
                parts_zh.append(f"{zh}：{names}")
                parts_en.append(f"{en}: {names}")
        if parts_zh:
            yield Problem(Text("；".join(parts_zh), "; ".join(parts_en)), _entries(form, [*vague, *nameless, *odd][:8]))


@check(
    "number-in-words", Text("定量指标未填数字", "a quantity in words"), severity=Severity.WARNING, category="D-37", standing=Standing.ATTESTED,
    innocent=Text("数字在他处已列明", "the number is stated elsewhere"),
)  # fmt: skip
def number_in_words(report: Report) -> Iterator[Problem | Skipped]:
    """A comparator asks for a number."""
    for form in report.forms:
        for row in form.rows:
            if not WORDED_NUMBER.test(row, form) or row.target is None:
                continue
            known = _known_number(report, row.name)
            yield Problem(
                Text(
                    f"指标“{row.label}”的指标值“{row.target.printed}”，完成值“{row.actual.printed if row.actual else ''}”，均无数字{known[0]}。请说明。",
                    f"{row.name}: target {row.target.printed!r} and actual {row.actual.printed if row.actual else ''!r} hold no number{known[1]}.",
                ),
                (*_entries(form, [row]), *(cite(s) for s in known[2])),
            )


def _known_number(report: Report, name: str) -> tuple[str, str, tuple[Statement, ...]]:
    """The budget and what was spent of the line an indicator is about, if the report states both elsewhere."""
    if "三公" not in name:
        return "", "", ()
    budget, spent = (report.figure("three-public", stage=stage) for stage in (ORIGINAL, ACTUAL))
    if budget.quantity is None or spent.quantity is None or budget.quantity.value == 0:
        return "", "", ()
    line = f"{_digits(spent.quantity)} ≤ {_digits(budget.quantity)}（{percent(spent.quantity.value / budget.quantity.value)}）"
    if spent.quantity.value > budget.quantity.value:
        line = line.replace("≤", ">")
    return (
        f"；报告中另有数可填：{line}",
        f"; the report states it elsewhere: {line}",
        (spent.statements[0], budget.statements[0]),
    )


@check(
    "grade-outside-band", Text("等级与得分不符", "a grade outside its band"), severity=Severity.WARNING, category="D-05", standing=Standing.ATTESTED,
    basis=Basis(document="财预〔2020〕10号", article="绩效评价结果分四档"), innocent=Text("当地另有分档标准", "the place has bands of its own"),
)  # fmt: skip
def grade_outside_band(report: Report) -> Iterator[Problem | Skipped]:
    """A printed grade is the one its total score falls into: 优 from 90, 良 from 80, 中 from 60, 差 below."""
    lowest = {"优": 90, "优秀": 90, "良": 80, "良好": 80, "中": 60, "差": 0}
    highest = {"良": 90, "良好": 90, "中": 80, "差": 60}
    for form in report.forms:
        if form.grade is None or form.total_score is None or form.total_score.quantity is None:
            continue
        full = form.total_points.quantity.number if form.total_points and form.total_points.quantity else Fraction(100)
        word = tidy(form.grade.text)
        if word not in lowest or not full:
            continue
        share = form.total_score.quantity.number * 100 / full
        if share < lowest[word] or share >= highest.get(word, 10**6):
            yield Problem(
                Text(
                    f"总得分{form.total_score.text.strip()}（折百{short(share)}），等级印“{word}”：优90、良80、中60分起。请说明。",
                    f"The total of {form.total_score.text.strip()} ({short(share)} of 100) is graded {word}; 优 begins at 90, 良 at 80, 中 at 60.",
                ),
                (Cited("score", "总分", form.total_score.text.strip(), form.total_score.place), Cited("grade", "等级", word, form.grade.place)),
                stated=word, rows=(f"{form.id} total",),
            )  # fmt: skip


#: Economic classes that are also three-public items; three-public covers basic and project expenditure.
BASIC_AND_THREE_PUBLIC = (
    ("abroad", "30212", "three-public.abroad", "因公出国（境）费"),
    ("hospitality", "30217", "three-public.hospitality", "公务接待费"),
    ("running", "30231", "three-public.vehicles.running", "公务用车运行维护费"),
)


@check(
    "budget-bridge", Text("年初预算到全年预算", "from the opening to the final budget"), severity=Severity.WARNING, category="D-25",
    innocent=Text("年末收回或调减未在文中写明", "what was cut or taken back is not told in the text"),
)  # fmt: skip
def budget_bridge(report: Report) -> Iterator[Problem | Skipped]:
    """Where the text names additions to the budget, opening budget and additions give the final budget."""
    added = {
        s.name.item: s
        for s in report.statements
        if s.name.item.split("/")[0] == "total.addition"
        and s.quantity is not None
        and s.name.year.value == report.own_year
    }
    opening, final = (report.figure("total", stage=stage) for stage in (ORIGINAL, FINAL))
    if not added or opening.quantity is None or final.quantity is None:
        return
    known = [s.quantity for s in added.values() if s.quantity is not None]
    rest = opening.quantity.value + sum((q.value for q in known), Fraction(0)) - final.quantity.value
    slack = opening.quantity.half + final.quantity.half + sum((q.half for q in known), Fraction(0))
    if abs(rest) <= slack:
        return
    unit = opening.quantity.unit
    scale = unit.scale if unit else Fraction(1)
    listed = "".join(f"+{q.number}" if q.number.denominator == 1 else f"+{_digits(q)}" for q in known)
    line = f"{_digits(opening.quantity)}{listed}−{_digits(final.quantity)}={short(rest / scale)}"
    parts_zh, parts_en = _where_it_went(report, scale)
    yield Problem(
        Text(
            f"年初预算{_digits(opening.quantity)}调整为全年预算{_digits(final.quantity)}，文中列明的增减不足以说明：{line}{parts_zh}。请说明。",
            f"The opening budget {_digits(opening.quantity)} became {_digits(final.quantity)}; what the text names does not explain it: "
            f"{line}{parts_en}. Please explain.",
        ),
        tuple(cite(s) for s in (opening.statements[0], final.statements[0], *added.values())),
        stated=_digits(final.quantity), difference=short(rest / scale), weight=int(abs(rest)),
    )  # fmt: skip


def _digits(quantity: Quantity) -> str:
    return plain(quantity.number, quantity.places)


def _where_it_went(report: Report, scale: Fraction) -> tuple[str, str]:
    """How basic expenditure and its two halves moved, as far as both stages are stated."""
    moves = []
    for item, zh, en in (
        ("basic", "基本支出", "basic"),
        ("personnel", "人员", "personnel"),
        ("operating", "公用", "operating"),
    ):
        start = report.figure(item, stage=ORIGINAL).quantity
        basic, operating = (
            report.figure(i, stage=FINAL if i == "basic" else ACTUAL).quantity for i in ("basic", "operating")
        )
        end = {"basic": basic, "operating": operating}.get(item)
        value = (
            end.value
            if end
            else (basic.value - operating.value if item == "personnel" and basic and operating else None)
        )
        if start is not None and value is not None:
            moves.append((zh, en, short((value - start.value) / scale)))
    if not moves:
        return "", ""
    zh = "，".join(f"{name}{amount if amount[0] == '-' else '+' + amount}" for name, _, amount in moves)
    en = ", ".join(f"{name} {amount}" for _, name, amount in moves)
    return f"；其中{zh}", f"; {en}"


RULES: tuple[AnyRule, ...] = (
    # arithmetic of budgets
    SumOf(
        id="funds-total", total="total", parts=RowsUnder("total"), closed_by=("total.other", "total.unit"),
        label=Text("年度资金总额", "total of the year's funds"), category="D-08",
        innocent=Text("系统默认值未改，或“其中”未列全", "a system default left unchanged, or a list that is not complete"),
    ),
    SumOf(id="by-source", total="total.by-source", parts=RowsUnder("total.by-source"), label=Text("按收入性质分", "by source"), category="D-50"),
    SumOf(id="by-nature", total="total.by-nature", parts=RowsUnder("total.by-nature"), label=Text("按支出性质分", "by nature"), category="D-50"),
    EqualTo(id="source-equals-nature", one="total.by-source", other="total.by-nature", label=Text("按收入性质分与按支出性质分", "by source and by nature"), category="D-50"),
    SumOf(id="total-by-nature", total="total", parts=("basic", "project"), label=Text("资金总额 = 基本支出 + 项目支出", "total = basic + project"), category="D-50",
          innocent=Text("年初数是否含上年结转，各表口径可能不同", "tables may differ in counting the carry-over as opening budget")),
    SumOf(
        id="three-public-parts", total="three-public",
        parts=("three-public.abroad", "three-public.vehicles", "three-public.hospitality"), label=Text("“三公”经费", "three-public"), category="D-50",
    ),
    SumOf(
        id="vehicle-parts", total="three-public.vehicles",
        parts=("three-public.vehicles.purchase", "three-public.vehicles.running"), label=Text("公务用车", "official vehicles"), category="D-50",
    ),
    SumOf(id="project-rows", total="project", parts=RowsUnder("project"), label=Text("项目支出 = 所列项目", "project expenditure = listed projects"), category="D-50"),
    PartOf(id="operating-listed", whole="operating", parts=RowsUnder("operating"), label=Text("公用经费所列", "operating costs listed"), category="D-50"),
    RatioOf(
        id="execution-rate-on-opening", stated="*:execution-rate-original", of=Ref(stage=ACTUAL), to=Ref(stage=ORIGINAL),
        label=Text("执行率（表头注明以年初预算为分母）", "execution rate on the opening budget, as the head says"), category="D-09",
    ),
    RatioOf(
        id="execution-rate-on-arrived", stated="*:execution-rate-arrived", of=Ref(stage=ACTUAL), to=Ref(stage=ARRIVED),
        label=Text("执行率（表头注明以到位资金为分母）", "execution rate on arrived money, as the head says"), category="D-09",
    ),
    RatioOf(
        id="execution-rate", stated="*:execution-rate", of=Ref(stage=ACTUAL), to=AnyOf(Ref(stage=FINAL), Ref(stage=ARRIVED), stated_only=True),
        label=Text("预算执行率", "execution rate"), category="D-09",
    ),
    RatioOf(id="staff-control-rate", stated="staff.in-post:control-rate", of="staff.in-post", to="staff.posts",
            label=Text("财政供养人员控制率", "staff control rate"), category="D-10",
            innocent=Text("“100%”或意为“未超编”，但该栏为计算所得比率", "100 % may be meant as “within the limit”; the column is a computed rate")),
    OneValue(id="one-value", label=Text("同一数据", "one figure"), category="D-11"),
    AtMost(id="executed-within-final", lesser=Ref("total", stage=ACTUAL), greater=Ref("total", stage=FINAL),
           label=Text("全年执行数超过全年预算数", "executed above the final budget"), category="D-29",
           innocent=Text("动用单位自有资金，或全年预算数未更新", "own funds were used, or the final budget was not updated")),
    AtMost(id="operating-within-budget", lesser=Ref("operating", stage=ACTUAL), greater=Ref("operating", stage=ORIGINAL),
           beside=(Ref("operating", year=-1, stage=ACTUAL),), label=Text("公用经费超预算", "operating costs above budget"), category="D-17",
           innocent=Text("年初预算口径较窄，年中调整数未列", "the opening budget is the narrow one; the adjusted budget is not shown")),
    AtMost(id="three-public-within-budget", lesser=Ref("three-public", stage=ACTUAL), greater=Ref("three-public", stage=ORIGINAL),
           label=Text("“三公”经费超预算", "three-public above budget"), category="D-17",
           innocent=Text("经批准追加", "an approved addition")),
    # final accounts
    SumOf(id="revenue-parts", total="revenue",
          parts=("revenue.general", "revenue.fund", "revenue.state-capital", "revenue.superior", "revenue.service", "revenue.business", "revenue.affiliated", "revenue.other"),
          label=Text("本年收入合计", "revenue of the year"), category="D-50"),
    SumOf(
        id="books-of-appropriation", total="expenditure", fund="appropriation", per_code=True,
        parts=(Ref("expenditure", fund="general"),), optional=(Ref("expenditure", fund="fund"), Ref("expenditure", fund="state-capital")),
        label=Text("财政拨款支出 = 三本预算之和", "appropriations = the three books"), category="D-50",
    ),
    *(
        SumOf(
            id=f"balance-of-{fund}", total="carry-out", fund=fund, per_code=True, parts=("carry-in", "revenue"), less=("expenditure",),
            label=Text(f"{zh}：年初结转 + 本年收入 − 本年支出 = 年末结转", f"{fund}: carried in + received − spent = carried on"), category="D-50",
        )
        for fund, zh in (("fund", "政府性基金"), ("state-capital", "国有资本经营预算"))
    ),
    SumOf(per_code=True, id="revenue-columns", total="revenue",
          parts=("revenue.appropriation", "revenue.superior", "revenue.service", "revenue.business", "revenue.affiliated", "revenue.other"),
          label=Text("本年收入合计（行）", "revenue by kind, in the row"), category="D-50"),
    SumOf(per_code=True, id="expenditure-columns", total="expenditure", parts=("basic", "project"), optional=("remitted-up", "business", "subsidies-down"),
          label=Text("本年支出合计 = 基本 + 项目 + 其他", "expenditure by nature, in the row"), category="D-50"),
    TreeSum(id="function-tree", items=("expenditure", "basic", "project", "revenue", "revenue.appropriation"), digits=(3, 5, 7), label=Text("功能分类逐级合计", "functional tree"), category="D-50"),
    SumOf(id="personnel-classes", total="personnel", parts=("basic@301",), optional=("basic@303",), label=Text("人员经费 = 301 + 303", "personnel = 301 + 303"), category="D-50"),
    SumOf(id="operating-classes", total="operating", parts=("basic@302",), optional=("basic@307", "basic@309", "basic@310", "basic@312", "basic@399"),
          label=Text("公用经费 = 302 + 310 等", "operating = 302 + 310 and others"), category="D-50"),
    AtMost(
        id="general-within-all",
        lesser=Ref("expenditure", fund="general"),
        greater=Ref("expenditure", fund="all"),
        severity=Severity.ERROR,
        label=Text("一般公共预算支出超过全部支出", "general-budget expenditure above all expenditure"),
        category="D-50",
    ),
    AtMost(
        id="general-spent-within-revenue",
        lesser=Ref("expenditure", fund="general"),
        greater=(Ref("revenue.general", fund="all"), Ref("carry-in", fund="all")),
        severity=Severity.ERROR,
        label=Text("一般公共预算支出超过其收入与年初结转", "general-budget expenditure above its revenue and carry-over"),
        category="D-50",
    ),
    AtMost(
        id="general-revenue-within-spent",
        lesser=Ref("revenue.general", fund="all"),
        greater=(Ref("expenditure", fund="general"), Ref("carry-out", fund="all")),
        severity=Severity.ERROR,
        label=Text("一般公共预算收入超过其支出与年末结转", "general-budget revenue above its expenditure and what is carried on"),
        category="D-50",
    ),
    SumOf(
        id="revenue-side", total="revenue-side", parts=("revenue", "carry-in"), optional=("balance-used",),
        label=Text("收入总计 = 本年收入 + 年初结转等", "revenue side = revenue + carry-over"), category="D-50",
    ),
    SumOf(
        id="expenditure-side", total="expenditure-side", parts=("expenditure", "carry-out"), optional=("balance-distributed",),
        label=Text("支出总计 = 本年支出 + 年末结转等", "expenditure side = expenditure + what is carried on"), category="D-50",
    ),
    EqualTo(id="two-sides", one="revenue-side", other="expenditure-side", label=Text("收支总计相等", "both sides are equal"), category="D-50"),
    SumOf(
        id="general-basic", total="basic", parts=("personnel", "operating"),
        label=Text("基本支出 = 人员经费 + 公用经费", "basic = personnel + operating"), category="D-50",
    ),
    general_book,
    # the arithmetic of one sentence
    SumOf(id="sentence-list", total="*#list", parts=RowsUnder("*#list"), prefixes=True, label=Text("句中列举之和", "a list in a sentence"), category="D-50"),
    PartOf(id="sentence-open-list", whole="*#open-list", parts=RowsUnder("*#open-list"), label=Text("句中部分列举", "an open list in a sentence"), category="D-50"),
    GrowthOf(id="sentence-growth", stated="*#growth", change="*#growth/change", now=RowsUnder("*#growth"), label=Text("增减百分比", "rate of growth"), category="D-09"),
    RatioOf(id="sentence-growth-on-base", stated="*#growth-on-base", of="*#change", to="*#base", label=Text("增减百分比", "rate of growth"), category="D-09"),
    ChangeOf(id="sentence-change-rate", stated="*#change-rate", of="*#now", base="*#before", label=Text("变动率", "rate of change"), category="D-09"),
    RatioOf(id="sentence-completion", stated="*#completion", of="*#actual", to="*#budget", label=Text("完成预算百分比", "completion of the budget"), category="D-09"),
    GrowthOf(id="sentence-completion-over", stated="*#completion-over", change="*#over", now="*#actual", whole=True, or_base="*#over-base",
             label=Text("完成预算百分比与决算预算差额", "completion against the stated difference"), category="D-09"),
    RatioOf(id="sentence-share", stated="*#share", of="*#part", to="*#whole", label=Text("所占比重", "share"), category="D-09"),
    GrowthOf(id="growth", stated="*:growth", change="*:change", now="*", label=Text("增减百分比（对照他处数据）", "rate of growth, with figures stated elsewhere"),
             category="D-24", severity=Severity.WARNING,
             innocent=Text("比较的口径未写明", "the base of the comparison is not named")),
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
        label=Text("收支同口径增减", "both sides change alike"),
        category="D-16",
    ),
    EqualTo(
        id="sides-of-the-budget",
        one="expenditure",
        other="revenue",
        at=ORIGINAL,
        label=Text("收入预算与支出预算", "revenue and expenditure budget"),
        category="D-50",
        severity=Severity.NOTICE,
    ),
    # structure of a self-evaluation form
    PointsTotal(id="points-total", label=Text("分值合计", "sum of points"), category="D-01", standing=Standing.ATTESTED, basis=FORM),
    ScoreTotal(id="score-total", label=Text("得分合计", "sum of scores"), category="D-03", standing=Standing.ATTESTED, basis=FORM),
    BlockPoints(id="block-points", label=Text("一级指标分值", "points of a block"), category="D-02", standing=Standing.ATTESTED, basis=FORM),
    ScoreWithinPoints(id="score-within-points", label=Text("得分超过分值", "score above points"), category="D-04", standing=Standing.ATTESTED, basis=FORM),
    ExecutionScore(id="execution-score", label=Text("执行率得分", "execution score"), category="D-06", standing=Standing.ATTESTED),
    ExecutionScore(id="execution-score-practice", where_stated=False, severity=Severity.NOTICE, label=Text("执行率得分（按通行做法）", "execution score (by practice)"),
                   category="D-06", standing=Standing.UNCONFIRMED),
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
    ),
    RowRule(
        id="unreal-date", when=(UNREAL_DATE,), severity=Severity.WARNING, category="D-21",
        label=Text("日期残缺", "a date that does not exist"),
        message=Text("“{name}”日期不存在：指标值“{target}”，完成值“{actual}”。请核实。", "{name}: a date that does not exist (target {target!r}, actual {actual!r})."),
        cites=("target", "actual"),
    ),
    unread_cell,
    # thresholds: nobody's law, something to ask
    Band(id="spent-on-zero-budget", items=("three-public", "three-public.*", "operating", "operating.*", "procurement"),
         of=Ref(stage=ACTUAL), to=Ref(stage=ORIGINAL), on_zero=True, label=Text("预算为0而有支出", "spent on a zero budget"), category="D-27"),
    Band(id="execution-far-off", items=("three-public", "three-public.*", "operating.*", "procurement"),
         of=Ref(stage=ACTUAL), to=Ref(stage=ORIGINAL), below=Fraction(1, 2), above=Fraction(3, 2), label=Text("执行与预算相差较大", "execution far from budget"), category="D-27"),
    Band(id="three-public-rose", items=("three-public",), of=Ref(stage=ACTUAL), to=Ref(year=-1, stage=ACTUAL), above=Fraction(11, 10),
         label=Text("“三公”经费决算上升", "three-public finals rose"), question=True, category="D-24"),
)  # fmt: skip

PACK = Pack(
    id="national", code="000000", label="全国通用", line_items=LINE_ITEMS + CLASS_ITEMS + ECONOMY_ITEMS,
    layouts=(FUNDS, INDICATORS, SCORE_SHEET, GOALS, *ACCOUNTS), rules=RULES,
)  # fmt: skip


# --- frameworks -----------------------------------------------------------------------------------------------------

#: What the common indicators of whole departments are about, where no form prints it; `perfeval.ruling.formulas` has
#: the indicators. They carry no points nationally, so they are no framework.
MEASURED = Pack(
    id="national-measures", code="000000", label="共性指标用数",
    line_items=(
        LineItem("project.key", "重点项目支出合计", parent="project"),
        LineItem("adjustments", "预算调整数绝对值合计"),
        LineItem("payment-progress", "实际支付进度"), LineItem("payment-progress.planned", "既定支付进度"),
        LineItem("assets", "全部固定资产总额"), LineItem("assets.in-use", "在用固定资产总额", parent="assets"),
        LineItem("tasks", "计划工作数"), LineItem("tasks.done", "实际完成工作数"), LineItem("tasks.on-time", "及时完成工作数"),
        LineItem("tasks.sound", "质量达标工作数"),
        LineItem("key-tasks", "交办重点工作数"), LineItem("key-tasks.done", "办结重点工作数"),
        LineItem("satisfaction", "社会公众或服务对象满意度"),
    ),
)  # fmt: skip


def _form(id: str, label: str, english: str, sections: tuple[Section, ...], rows: RowScoring) -> Framework:  # noqa: A002
    """A self-evaluation form: the execution rate's ten points, the rest by the form's own rows.

    The weights, bands and layout were seen in published forms; how rows are scored was not read in the official text.
    So the whole is unconfirmed: it is never chosen by default and names no grade.
    """
    return Framework(
        id, label, english=english, sections=(Section("execution", "预算执行率", 10), *sections),
        indicators=(
            formulas.EXECUTION.worth(10, section="execution", scoring=Proportional(full=10), standing=Standing.UNCONFIRMED),
        ),
        rows=rows, bands=formulas.FOUR_GRADES, basis=FORM, standing=Standing.UNCONFIRMED,
    )  # fmt: skip


SELF_EVALUATION = Pack(
    id="national-2020", code="000000", label="项目支出绩效自评（2020年起）", since=2020, standing=Standing.UNCONFIRMED,
    frameworks=(
        _form(
            "national-2020", "项目支出绩效自评表（10+50+30+10）", "project self-evaluation form, 10 + 50 + 30 + 10",
            (
                Section("output", "产出指标", 50, by_rows=True), Section("benefit", "效益指标", 30, by_rows=True),
                Section("satisfaction", "满意度指标", 10, by_rows=True),
            ),
            formulas.row_scoring(),
        ),
    ),
)  # fmt: skip

COST_BRANCH = Pack(
    id="national-2021", code="000000", label="项目支出绩效自评（含成本指标，2021年起）", since=2021, standing=Standing.UNCONFIRMED,
    frameworks=(
        _form(
            "national-2021-cost", "项目支出绩效自评表（含成本指标 10+20+40+20+10）",
            "project self-evaluation form with a cost branch, 10 + 20 + 40 + 20 + 10",
            (
                Section("cost", "成本指标", 20, by_rows=True), Section("output", "产出指标", 40, by_rows=True),
                Section("benefit", "效益指标", 20, by_rows=True), Section("satisfaction", "满意度指标", 10, by_rows=True),
            ),
            formulas.row_scoring(formulas.TIERS_50),
        ),
    ),
)  # fmt: skip


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """The nation's packs."""
    return [PACK, MEASURED, SELF_EVALUATION, COST_BRANCH]
