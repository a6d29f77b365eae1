"""Hunan: the words and forms of the annexes to its whole-department self-evaluation reports, and its frameworks by year.

Basis: annex 1 (基础数据表) and annex 2 (整体支出绩效自评表) as published by units of the province for fiscal years 2018
and 2023; the indicator table (部门整体支出绩效评价指标表) as published for fiscal years 2015,
2017 and, of one department, 2018. What the columns of the base data table mean is declared here, because the form does
not print it.

Generation A scores the base data table by indicators of the province's own; the published copies of its table break off
before the end, so the rows behind that are marked unconfirmed. Generation B is the national kind of form with the same
base data table as an annex.
"""

from __future__ import annotations

from perfeval.hookspecs import hookimpl
from perfeval.ruling import (
    ACTUAL,
    EACH,
    FILL,
    FINAL,
    LEFT,
    ORIGINAL,
    STOCK,
    UP,
    AnyFormula,
    BandsScore,
    Basis,
    Blank,
    BlankTable,
    Change,
    Checklist,
    Column,
    Empty,
    Framework,
    Indicator,
    Layout,
    LineItem,
    Measure,
    Pack,
    Profile,
    Proportional,
    Rate,
    RatioOf,
    Ref,
    Role,
    RowItem,
    Section,
    Standing,
    Stated,
    Steps,
    Text,
    Utilisation,
    formulas,
)

LINE_ITEMS = (
    LineItem("operating.office", "办公费", ("办公经费",), parent="operating"),
    LineItem("operating.utilities-travel", "水费、电费、差旅费", ("水费电费差旅费",), parent="operating"),
    LineItem("operating.meetings-training", "会议费、培训费", ("会议费培训费",), parent="operating"),
    LineItem("buildings.area-approved", "批复规模"),
    LineItem("buildings.area", "实际规模"),
    LineItem("buildings.investment-budget", "预算投资"),
    LineItem("buildings.investment", "实际投资"),
    LineItem("additions", "本年追加预算"),
    LineItem("key-tasks.score", "重点工作考核得分"),
)

STAFF = Layout(
    id="hunan-base-staff", label="基础数据表·财政供养人员情况", home="430000", fund="all",
    anchors=(("编制数",), ("控制率",)),
    columns=(
        Column(Role.LABEL, ("财政供养人员情况",)),
        Column(Role.AMOUNT, ("编制数", "核定编制数", "编制人数"), item="staff.posts", stage=STOCK, unit="人"),
        Column(Role.AMOUNT, ("实际在职人数", "在职人数", "年末在职人数", "实有人数", "实有数", "在编人数"), item="staff.in-post", stage=STOCK, unit="人"),
        Column(Role.RATE, ("控制率",), item="staff.in-post", rate="control-rate"),
    ),
)  # fmt: skip

MONEY = Layout(
    id="hunan-base-money", label="基础数据表·经费控制情况", home="430000", fund="all", unit="万元",
    anchors=(("经费控制情况",), ("决算数",), ("预算数",)),
    columns=(
        Column(Role.LABEL, ("经费控制情况",)),
        Column(Role.AMOUNT, ("决算数",), stage=ACTUAL),
        Column(Role.AMOUNT, ("预算数",), stage=ORIGINAL, declared=True),
    ),
    rows=(
        RowItem(("部门基本支出预算调整",), "basic", ((ACTUAL, FINAL),)),
        RowItem(("部门整体支出预算调整",), "total", ((ACTUAL, FINAL),)),
    ),
    items=("three-public", "project", "operating", "procurement"),
)  # fmt: skip

BUILDINGS = Layout(
    id="hunan-base-buildings", label="基础数据表·楼堂馆所控制情况", home="430000", fund="all", unit="万元",
    anchors=(("批复规模",), ("实际规模",)),
    columns=(
        Column(Role.LABEL, ("楼堂馆所控制情况",)),
        Column(Role.AMOUNT, ("批复规模",), item="buildings.area-approved", stage=STOCK, unit="㎡"),
        Column(Role.AMOUNT, ("实际规模",), item="buildings.area", stage=STOCK, unit="㎡"),
        Column(Role.RATE, ("规模控制率",), item="buildings.area", rate="control-rate"),
        Column(Role.AMOUNT, ("预算投资",), item="buildings.investment-budget", stage=STOCK, unit="万元"),
        Column(Role.AMOUNT, ("实际投资",), item="buildings.investment", stage=STOCK, unit="万元"),
        Column(Role.RATE, ("投资概算控制率",), item="buildings.investment", rate="control-rate"),
    ),
)  # fmt: skip

RULES = (
    RatioOf(
        id="building-area-control", profile=Profile.MINIMAL, stated="buildings.area:control-rate", of="buildings.area", to="buildings.area-approved",
        label=Text("楼堂馆所规模控制率", "control rate of building area"), category="D-10",
    ),
    RatioOf(
        id="building-investment-control", profile=Profile.MINIMAL, stated="buildings.investment:control-rate", of="buildings.investment", to="buildings.investment-budget",
        label=Text("楼堂馆所投资概算控制率", "control rate of building investment"), category="D-10",
    ),
)  # fmt: skip


def _money(*rows: str) -> tuple[tuple[str, ...], ...]:
    """Rows of the block of expenses: last year's final, this year's budget and final."""
    return tuple((row, LEFT, FILL, LEFT, FILL, LEFT, FILL) for row in rows)


BASE_DATA = Blank(
    id="hunan-base-data", label="湖南省部门整体支出绩效评价基础数据表", home="430000", source="附件1",
    above=("附件1", "{entity}部门整体支出绩效评价基础数据表", "填报单位：{entity}"),
    tables=BlankTable((
        ("财政供养人员情况", "编制数", LEFT, "{year}年实际在职人数", LEFT, "控制率", LEFT),
        (UP, FILL, LEFT, FILL, LEFT, FILL, LEFT),
        ("经费控制情况", LEFT, "{last}年决算数", LEFT, "{year}年预算数", LEFT, "{year}年决算数"),
        *_money("三公经费", "1.公务用车购置和维护经费", "其中：公车购置", "公车运行维护", "2.出国经费", "3.公务接待", "项目支出", EACH, "公用经费",
                "其中：办公费", "水费、电费、差旅费", "会议费、培训费", "政府采购金额", "部门基本支出预算调整"),
        ("楼堂馆所控制情况", "批复规模（㎡）", "实际规模（㎡）", "规模控制率", "预算投资（万元）", "实际投资（万元）", "投资概算控制率"),
        (UP, FILL, FILL, FILL, FILL, FILL, FILL),
        ("厉行节约保障措施", "", LEFT, LEFT, LEFT, LEFT, LEFT),
    )),
)  # fmt: skip

SELF_EVALUATION = Blank(
    id="hunan-self-evaluation", label="湖南省部门整体支出绩效自评表", home="430000", source="附件2",
    above=("附件2", "{entity}整体支出绩效自评表", "（{year}年度）"),
    tables=BlankTable((
        ("预算单位名称", "{entity}", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT),
        ("年度预算申请（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
        (UP, "年度资金总额", FILL, FILL, FILL, "{execution_points}", "{execution_rate}", "{execution_score}"),
        ("年度总体目标", "预期目标", LEFT, LEFT, "实际完成情况", LEFT, LEFT, LEFT),
        (UP, "", LEFT, LEFT, "", LEFT, LEFT, LEFT),
    ), indicators=("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"), total="总分"),
)  # fmt: skip

VOCABULARY = Pack(
    id="hunan-forms", code="430000", label="湖南省表式", line_items=LINE_ITEMS, layouts=(STAFF, MONEY, BUILDINGS), rules=RULES,
    blanks=(BASE_DATA, SELF_EVALUATION),
)  # fmt: skip

# --- generation A: the province's own indicators, scored from the base data table ------------------------------------

TABLE_2017 = Basis(
    document="湖南省部门整体支出绩效评价指标表（2017年度公开版）", seen_at="430000", seen_year=2017, covers="430000"
)
PRACTICE = Standing.UNCONFIRMED

#: 每超过一个百分点: what a part of a point costs is laid down nowhere, so both readings are shown.
EACH_POINT = ("floor", "linear")
_AVAILABLE = (Ref("carry-in"), Ref("total", stage=ORIGINAL), Ref("additions"))


def _per_point(deduct: str, *, limit: str = "100%", full: int) -> Steps:
    """So much off for each percentage point above the limit."""
    return Steps(per="1%", deduct=deduct, limit=limit, rounding=EACH_POINT, full=full)


def _per_five(full: int, side: str = "above") -> Steps:
    """Two points off for every five percentage points; published self-checks count whole fives only."""
    return Steps(per="5%", deduct=2, side=side, rounding="floor", full=full)


_AREA = Measure("buildings-area", "新建楼堂馆所面积控制率", formula=Rate("buildings.area", "buildings.area-approved"),
                definition=Text("只计当年完工的项目", "only what was finished in the year"))  # fmt: skip
_INVESTMENT = Measure("buildings-investment", "新建楼堂馆所投资概算控制率", formula=Rate("buildings.investment", "buildings.investment-budget"),
                      definition=Text("只计当年完工的项目", "only what was finished in the year"))  # fmt: skip


def _attested(measure: Measure, points: int, section: str, **more: object) -> Indicator:
    return measure.worth(points, section=section, basis=TABLE_2017, **more)  # type: ignore[arg-type]


def _practice(measure: Measure, points: int, section: str, **more: object) -> Indicator:
    return measure.worth(points, section=section, standing=PRACTICE, **more)  # type: ignore[arg-type]


GENERATION_A = Framework(
    "hunan-2017", "湖南部门整体支出绩效评价指标（2017）",
    english="Hunan, whole-department indicators of 2017",
    sections=(Section("input", "投入", 10), Section("process", "过程", 60), Section("output", "产出及效率", 30)),
    indicators=(
        _attested(formulas.STAFF_CONTROL, 5, "input", scoring=_per_point("0.5", full=5)),
        _attested(formulas.THREE_PUBLIC_CHANGE, 5, "input", scoring=_per_point("0.5", limit="0", full=5)),
        _attested(
            formulas.USE_OF_FUNDS, 5, "process", id="completion", label="预算完成率", scoring=_per_five(5, "below"),
            # 预算完成数 is what was available less what was left, or what was spent: they differ where money was taken back.
            formula=AnyFormula(Utilisation(_AVAILABLE, Ref("carry-out")), Rate(Ref("total", stage=ACTUAL), _AVAILABLE)),
        ),
        _attested(formulas.ADDITIONS, 5, "process", scoring=BandsScore(at_most=((0, 5), ("10%", 4), ("20%", 3), ("30%", 2)))),
        _attested(_AREA, 5, "process", scoring=_per_five(5), empty=Empty.FULL),
        _practice(_INVESTMENT, 5, "process", scoring=_per_five(5), empty=Empty.FULL),
        _practice(formulas.OPERATING_CONTROL, 8, "process", scoring=_per_point("1", full=8)),
        _practice(formulas.THREE_PUBLIC_CONTROL, 7, "process", scoring=_per_point("1", full=7)),
        _practice(formulas.PROCUREMENT, 6, "process", scoring=_per_five(6, "both")),
        _practice(formulas.RULES_SOUND, 8, "process", scoring=Checklist(items=(("已制定管理制度", 2), ("制度合法、合规、完整", 2), ("制度得到执行", 2), ("相关资料齐全", 2)))),
        _practice(formulas.SPENDING_COMPLIANT, 6, "process", scoring=Checklist(deduct=1)),
        _practice(formulas.DISCLOSURE, 5, "process", scoring=Checklist()),
        _practice(Measure("key-tasks", "重点工作实际完成率", formula=Stated(Ref("key-tasks.score"), 50)), 8, "output", scoring=Proportional(full=8)),
        _practice(Measure("effects", "经济效益、社会效益"), 10, "output", scoring=Checklist()),
        _practice(Measure("efficiency", "行政效能"), 6, "output", scoring=Checklist()),
        _practice(formulas.SATISFACTION, 6, "output", scoring=BandsScore(at_least=(("90%", 6), ("80%", 4), ("70%", 2)))),
    ),
    basis=TABLE_2017,
    note=Text(
        "公开的指标表在“公用经费控制率”之前中断，其后各项按通行做法（未核实）",
        "the published table breaks off before 公用经费控制率; what follows is common practice, not confirmed",
    ),
)  # fmt: skip

# --- generation A, other editions: what of them was published, and one lump for the rest ------------------------------

TABLE_2015 = Basis(
    document="湖南省部门整体支出绩效评价指标表（2015年度，省级部门公开版）",
    seen_at="430000",
    seen_year=2015,
    covers="430000",
)
TABLE_2018 = Basis(document="湖南省某部门整体支出绩效评价指标表（2018年度公开版）", seen_at="430000", seen_year=2018)


def _unseen(id: str, label: str, points: int, section: str) -> Indicator:  # noqa: A002
    """The rows behind the end of a published copy: their points are known from the sums, their rules are not."""
    return Indicator(
        id, label, points=points, section=section, english="rows that were not seen", standing=PRACTICE,
        scoring=Checklist(why=Text("公开的指标表在此之前中断，计分规则未见", "the published table breaks off; its rules were not seen")),
    )  # fmt: skip


#: 总额 is said, but not whether of budgets or of what was spent.
_CHANGE_OF_TOTALS = AnyFormula(
    Change(Ref("three-public", stage=ACTUAL), Ref("three-public", year=-1, stage=ACTUAL)),
    Change(Ref("three-public", stage=ORIGINAL), Ref("three-public", year=-1, stage=ORIGINAL)),
)


def _edition(
    name: str, label: str, english: str, sections: tuple[int, int, int], indicators: tuple[Indicator, ...], basis: Basis
) -> Framework:
    """One edition of generation A."""
    blocks = (("input", "投入"), ("process", "过程"), ("output", "产出及效率"))
    return Framework(
        name, label, english=english, indicators=indicators, basis=basis,
        sections=tuple(Section(*block, points) for block, points in zip(blocks, sections, strict=True)),
        note=Text(
            "公开的指标表未到表尾，其余各项合并列示，不定分", "the published table does not reach its end; what follows is one open line"
        ),
    )  # fmt: skip


EDITION_2015 = _edition(
    "hunan-2015", "湖南部门整体支出绩效评价指标（2015）", "Hunan, whole-department indicators of 2015", (13, 64, 23),
    (
        formulas.STAFF_CONTROL.worth(5, section="input", scoring=_per_point("0.5", full=5), basis=TABLE_2015),
        formulas.THREE_PUBLIC_CHANGE.worth(
            8, section="input", scoring=_per_point("0.8", limit="0", full=8), formula=_CHANGE_OF_TOTALS, basis=TABLE_2015
        ),
        formulas.COMPLETION.worth(5, section="process", scoring=_per_five(5, "below"), basis=TABLE_2015),
        _unseen("process-rest", "过程：其余各项", 59, "process"),
        _unseen("output-rest", "产出及效率各项", 23, "output"),
    ),
    TABLE_2015,
)  # fmt: skip

EDITION_2018 = _edition(
    "hunan-2018-department", "湖南某部门整体支出绩效评价指标（2018）", "Hunan, one department's indicators of 2018", (16, 58, 26),
    (
        formulas.STAFF_CONTROL.worth(8, section="input", scoring=_per_point("0.5", full=8), basis=TABLE_2018),
        formulas.THREE_PUBLIC_CHANGE.worth(8, section="input", scoring=_per_point("0.8", limit="0", full=8), basis=TABLE_2018),
        formulas.USE_OF_FUNDS.worth(
            8, section="process", id="completion", label="预算完成率", scoring=_per_five(8, "below"), basis=TABLE_2018,
            formula=AnyFormula(Utilisation(_AVAILABLE, Ref("carry-out")), Rate(Ref("total", stage=ACTUAL), _AVAILABLE)),
        ),
        formulas.ADDITIONS.worth(
            8, section="process", scoring=BandsScore(at_most=((0, 8), ("10%", 6), ("20%", 4), ("30%", 2))), basis=TABLE_2018
        ),
        _unseen("process-rest", "过程：其余各项", 42, "process"),
        _unseen("output-rest", "产出及效率各项", 26, "output"),
    ),
    TABLE_2018,
)  # fmt: skip

HUNAN_2015 = Pack(
    id="hunan-2015", code="430000", label="湖南省整体支出指标（2015年度起）", since=2015, until=2016, frameworks=(EDITION_2015,), basis=TABLE_2015,
)  # fmt: skip

HUNAN_2018 = Pack(
    id="hunan-2018", code="430000", label="湖南某部门整体支出指标（2018年度）", since=2018, until=2018, frameworks=(EDITION_2018,), basis=TABLE_2018,
)  # fmt: skip

HUNAN_2017 = Pack(
    id="hunan-2017", code="430000", label="湖南省整体支出指标（2017年度起）", since=2017, until=2019,
    frameworks=(GENERATION_A,), basis=TABLE_2017,
)  # fmt: skip

# --- generation B: the form of 10 + 50 + 30 + 10 ----------------------------------------------------------------------

FORM_B = Basis(
    document="湖南省部门整体支出绩效自评表（公开表式）",
    article="附件2",
    seen_at="431200",
    seen_year=2023,
    covers="430000",
)

GENERATION_B = formulas.usual_form(
    "hunan-2023", "湖南整体支出绩效自评表（10+50+30+10）", "Hunan, whole-department form 10 + 50 + 30 + 10", FORM_B,
    execution=formulas.EXECUTION.worth(10, section="execution", scoring=Proportional(full=10), standing=PRACTICE),
    bands=formulas.FOUR_GRADES, default=True,
)  # fmt: skip

HUNAN_2023 = Pack(
    id="hunan-2023", code="430000", label="湖南省整体支出自评表（2020年度起）", since=2020, frameworks=(GENERATION_B,), basis=FORM_B,
)  # fmt: skip


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """Hunan's packs."""
    return [VOCABULARY, HUNAN_2015, HUNAN_2017, HUNAN_2018, HUNAN_2023]
