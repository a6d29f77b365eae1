"""Five places known only by general knowledge: Guangdong, Shenzhen, Beijing, Yunnan and Zhejiang.

No document of theirs was read, so everything is `Standing.UNCONFIRMED`: perfeval compares by it, names no grade, quotes
no document, and never takes it by default. Whoever reads a notice of one of them makes a pack of its own of it.
"""

from perfeval.hookspecs import hookimpl
from perfeval.ruling import (
    ACTUAL,
    FINAL,
    BandsScore,
    Checklist,
    Empty,
    Fact,
    Framework,
    GradeBand,
    Indicator,
    LineItem,
    Pack,
    Proportional,
    Rate,
    Ref,
    Section,
    Standing,
    Stated,
    Text,
    TimeProgress,
    formulas,
)

UNCONFIRMED = Standing.UNCONFIRMED

FIVE_GRADES = (
    GradeBand("excellent", "优", 90),
    GradeBand("good", "良", 80),
    GradeBand("fair", "中", 70),
    GradeBand("low", "低", 60),
    GradeBand("poor", "差", 0),
)

#: What caps a grade is entered by a person (`--fact audit-finding`). No word of a report is looked for.
VETOES = (
    Fact("audit-finding", "审计、纪检发现重大问题", caps="good", english="grave audit finding", standing=UNCONFIRMED),
    Fact("false-data", "虚报数据或挪用资金", caps="poor", english="false data or diverted money", standing=UNCONFIRMED),
)


def judged(slug, label, points, section, english=""):
    """A line whose rules are not known, or that papers decide."""
    why = Text("细则未核实，由人判断", "its rules are not confirmed: for a person")
    return Indicator(
        slug, label, points=points, section=section, english=english, scoring=Checklist(why=why), standing=UNCONFIRMED
    )


def framework(slug, label, english, sections, indicators, **more):
    """A framework of one of the places."""
    return Framework(
        slug,
        label,
        english=english,
        sections=[Section(name, words, points) for name, words, points in sections],
        indicators=indicators,
        standing=UNCONFIRMED,
        **more,
    )


# --- Guangdong ------------------------------------------------------------------------------------------------------

GUANGDONG = framework(
    "guangdong-department",
    "广东部门整体绩效自评（50+50）",
    "Guangdong, 50 + 50",
    [("effect", "履职效能", 50), ("efficiency", "管理效率", 50)],
    [judged("effect", "整体效能与专项效能", 50, "effect"), judged("efficiency", "管理效率各项", 50, "efficiency")],
    bands=FIVE_GRADES,
    facts=[
        *VETOES,
        Fact("complaint", "采购投诉成立", deducts=1, english="an upheld procurement complaint", standing=UNCONFIRMED),
    ],
)

# --- Shenzhen -------------------------------------------------------------------------------------------------------

QUARTERS = tuple(
    LineItem(f"total.paid-by-{n}", f"截至{label}累计支出")
    for n, label in enumerate(("一季度末", "二季度末", "三季度末"), 1)
)
CONTRACT = LineItem("staff.contract", "编外人员数")

#: What was paid by the end of each quarter against a quarter, a half, three quarters and all of the year's budget.
PROGRESS = TimeProgress(
    spent=[*(item.id for item in QUARTERS), Ref("total", stage=ACTUAL)],
    budget=Ref("total", stage=FINAL),
    due=["25%", "50%", "75%", "100%"],
)

SHENZHEN = framework(
    "shenzhen-department",
    "深圳部门整体支出绩效评价（20+20+60）",
    "Shenzhen, 20 + 20 + 60",
    [("decision", "部门决策", 20), ("management", "部门管理", 20), ("performance", "部门绩效", 60)],
    [
        judged("decision", "部门决策各项", 20, "decision"),
        Indicator(
            "contract-staff",
            "编外人员控制率",
            points=1,
            section="management",
            formula=Rate("staff.contract", "staff.in-post"),
            scoring=BandsScore(at_most=(("5%", 1), ("10%", "0.5"))),
            empty=Empty.FULL,
            standing=UNCONFIRMED,
        ),
        judged("management-rest", "部门管理其余各项", 19, "management"),
        Indicator(
            "execution",
            "预算执行率（按季序时）",
            points=6,
            section="performance",
            formula=PROGRESS,
            scoring=Proportional(full=6),
            english="execution against time, by quarters",
            standing=UNCONFIRMED,
        ),
        Indicator(
            "satisfaction",
            "公众满意度",
            points=6,
            section="performance",
            formula=Stated("satisfaction"),
            scoring=Proportional(goal="95%"),
            standing=UNCONFIRMED,
        ),
        judged("performance-rest", "经济性、效率性、效果性、公平性其余各项", 48, "performance"),
    ],
    bands=formulas.FOUR_GRADES,
    facts=VETOES,
)

# --- Beijing, Yunnan, Zhejiang --------------------------------------------------------------------------------------

BEIJING = framework(
    "beijing-department",
    "北京部门整体绩效评价（20+60+20）",
    "Beijing, 20 + 60 + 20",
    [("execution", "预算执行", 20), ("goals", "整体绩效目标实现", 60), ("management", "预算管理", 20)],
    [
        formulas.EXECUTION.worth(20, section="execution", scoring=Proportional(full=20), standing=UNCONFIRMED),
        judged("goals", "整体绩效目标实现各项", 60, "goals"),
        judged("management", "预算管理各项", 20, "management"),
    ],
    bands=formulas.FOUR_GRADES,
    facts=VETOES,
)

YUNNAN = Framework(
    "yunnan-form",
    "云南绩效自评表（10+50+30+10）",
    english="Yunnan, form 10 + 50 + 30 + 10",
    sections=[
        Section("execution", "预算执行率", 10),
        Section("output", "产出指标", 50, by_rows=True),
        Section("benefit", "效益指标", 30, by_rows=True),
        Section("satisfaction", "满意度指标", 10, by_rows=True),
    ],
    indicators=[formulas.EXECUTION.worth(10, section="execution", scoring=Proportional(), standing=UNCONFIRMED)],
    rows=formulas.row_scoring(),
    bands=formulas.FOUR_GRADES,
    standing=UNCONFIRMED,
)

ZHEJIANG = framework(
    "zhejiang-department",
    "浙江部门整体绩效评价（60+40）",
    "Zhejiang, 60 + 40",
    [("effect", "履职（产出与效果）", 60), ("management", "预算管理", 40)],
    [judged("effect", "履职各项", 60, "effect"), judged("management", "预算管理各项", 40, "management")],
)


def pack(slug, code, label, *frameworks, **more):
    """The pack of one of the places."""
    return Pack(id=slug, code=code, label=label, frameworks=frameworks, standing=UNCONFIRMED, **more)


PACKS = (
    pack("guangdong", "440000", "广东省（未核实）", GUANGDONG),
    pack("shenzhen", "440300", "深圳市（未核实）", SHENZHEN, line_items=[*QUARTERS, CONTRACT]),
    pack("beijing", "110000", "北京市（未核实）", BEIJING),
    pack("yunnan", "530000", "云南省（未核实）", YUNNAN),
    pack("zhejiang", "330000", "浙江省（未核实）", ZHEJIANG),
)


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """The packs of the five places."""
    return list(PACKS)
