"""Sichuan (四川省): two tables of 2017, the current project form of 10 + 90, and how one re-check takes points off.

Basis: the tables (部门整体支出绩效评价指标、项目支出绩效评价指标) as published by units for fiscal year 2017, whose rows are
judged from papers; the project form 510000_0013zp as published for fiscal year 2023. The form asks for a reason where
less than 90 % was spent, and for every change of the budget in the year. The re-check is practice and not confirmed.
"""

from __future__ import annotations

from perfeval.hookspecs import hookimpl
from perfeval.ruling import (
    Basis,
    Checklist,
    Chosen,
    Deduction,
    Framework,
    Indicator,
    Option,
    Pack,
    Progress,
    Proportional,
    ReasonNeeded,
    RowScoring,
    Section,
    Severity,
    Standing,
    Text,
    formulas,
)

PAPERS = Checklist()

# --- 2017 -----------------------------------------------------------------------------------------------------------

TABLES_2017 = Basis(
    document="四川省财政支出绩效评价指标体系（2017年度公开版）",
    seen_at="511700",
    seen_year=2017,
    covers="510000",
    notice=True,
    address="nyj.dazhou.gov.cn/xxgk-show-16453",
)


def _judged(section: str, *rows: tuple[str, str, int] | tuple[str, str, int, str]) -> tuple[Indicator, ...]:
    """Rows that papers decide; behind the points, how the table splits them further."""
    return tuple(
        Indicator(
            slug, label, points=points, section=section, scoring=PAPERS, basis=TABLES_2017,
            definition=Text(f"表内分值{split[0]}", f"split into {split[0]} in the table") if split else Text(),
        )
        for slug, label, points, *split in rows
    )  # fmt: skip


DEPARTMENT = Framework(
    "sichuan-2017-department", "四川部门整体支出绩效评价指标（2017）", english="Sichuan, whole-department indicators of 2017",
    sections=(Section("decision", "部门决策", 25), Section("management", "综合管理", 30), Section("performance", "部门绩效", 45)),
    indicators=(
        *_judged("decision", ("relevance", "目标任务相关性", 5), ("clarity", "目标任务明确性", 5), ("reasonableness", "目标任务合理性", 5),
                 ("estimates", "预算编制测算依据", 5), ("goal-management", "预算编制目标管理", 5)),
        *_judged("management", ("allocation-time", "专项资金分配时限", 2, "1+1"), ("mid-term", "中期评估", 2), ("monitoring", "绩效监控", 5, "2+3"),
                 ("non-tax", "非税收入", 2, "1+1"), ("assets", "资产管理", 6, "2+2+2"), ("internal-control", "内部控制", 2), ("disclosure", "信息公开", 6, "2+2+2"),
                 ("evaluation", "绩效评价", 5, "2+3")),
        *_judged("performance", ("achievement", "履职成效", 20), ("sustainability", "可持续发展能力", 15, "5+5+5"),
                 ("satisfaction-partners", "协作部门满意度", 3), ("satisfaction-managed", "管理对象满意度", 3), ("satisfaction-public", "社会公众满意度", 4)),
    ),
    basis=TABLES_2017,
)  # fmt: skip

PROJECT = Framework(
    "sichuan-2017-project", "四川项目支出绩效评价指标（2017）", english="Sichuan, project indicators of 2017",
    sections=(Section("decision", "项目决策", 20), Section("management", "项目管理", 10), Section("performance", "项目绩效", 70)),
    indicators=(
        *_judged("decision", ("necessity", "必要性", 5), ("feasibility", "可行性", 5), ("clarity", "明确性", 5), ("reasonableness", "合理性", 5)),
        *_judged("management", ("allocation", "资金分配", 3), ("use", "资金使用", 4), ("norms", "执行规范", 3)),
        *_judged("performance", ("done-quantity", "完成数量", 5), ("done-quality", "完成质量", 5), ("done-time", "完成时效", 5), ("done-cost", "完成成本", 5)),
        Indicator(
            "effect", "项目效益（可选项）", points=40, section="performance", english="effect, one chosen", basis=TABLES_2017,
            scoring=Chosen(tuple(Option(label, None, PAPERS) for label in ("经济效益", "社会效益", "生态效益", "可持续效益", "公平效率", "使用效率"))),
        ),
        *_judged("performance", ("satisfaction", "满意度", 10)),
    ),
    basis=TABLES_2017,
)  # fmt: skip

SICHUAN_2017 = Pack(
    id="sichuan-2017", code="510000", label="四川省支出绩效评价指标（2017年度）", since=2017, until=2017, frameworks=(DEPARTMENT, PROJECT),
    basis=TABLES_2017,
)  # fmt: skip

# --- the current form -----------------------------------------------------------------------------------------------

FORM = Basis(
    document="四川省部门预算项目支出绩效自评表（510000_0013zp，公开表式）",
    seen_at="510923",
    seen_year=2023,
    covers="510000",
    notice=True,
)
#: What the province issued since, known by its numbers; none of it was read.
NEWER = (
    "川财绩〔2025〕5号（评价管理办法）",
    "川财绩〔2025〕8号（目标管理办法）",
    "川财绩〔2025〕10号（部门预算绩效运行监控管理办法）",
    "川财绩〔2025〕12号（评估管理办法）",
)
SECTIONS = (Section("execution", "预算执行情况", 10), Section("indicators", "绩效指标", 90, by_rows=True))
EXECUTION = formulas.EXECUTION.worth(
    10, section="execution", scoring=Proportional(full=10), standing=Standing.UNCONFIRMED
)

CURRENT = Framework(
    "sichuan-2023", "四川部门预算项目支出绩效自评表（10+90）", english="Sichuan, project form 10 + 90", sections=SECTIONS, indicators=(EXECUTION,),
    rows=formulas.row_scoring(), basis=FORM,
    note=Text("90分在各指标间自行分配", "the unit splits the 90 points over its indicators"),
)  # fmt: skip


def _reason(id: str, label: Text, category: str, *, below: str | None = None, changed: str = "") -> ReasonNeeded:  # noqa: A002
    return ReasonNeeded(
        id=id, label=label, severity=Severity.NOTICE, question=True, category=category, basis=FORM, standing=Standing.ATTESTED,
        innocent=Text("原因写在报告的其他部分", "the reason stands elsewhere in the report"), below=below, changed=changed,
    )  # fmt: skip


RULES = (
    _reason(
        "sichuan-low-execution",
        Text("执行率低于90%未说明原因", "spent less than 90 % without a reason"),
        "D-44",
        below="90%",
    ),
    _reason(
        "sichuan-adjusted-budget",
        Text("调整预算未说明原因", "a changed budget without a reason"),
        "D-46",
        changed="total",
    ),
)

#: How far spending should be in the course of the year, as a firm sums up a notice that nobody here has read.
PROGRESS = Progress(
    "sichuan-progress", label=Text("支出进度与绩效目标双监控", "spending and goals in the year"),
    due=((4, "25%"), (6, "40%"), (8, "60%"), (10, "80%")), gap="10%", basis=Basis(document=NEWER[2]), standing=Standing.UNCONFIRMED,
)  # fmt: skip

SICHUAN_2023 = Pack(
    id="sichuan-2023", code="510000", label="四川省项目支出自评表（2023、2024年度）", since=2023, until=2024, frameworks=(CURRENT,), basis=FORM,
    rules=RULES,
)  # fmt: skip

#: The same form since the province wrote its rules anew: nobody here has read whether it still holds.
SICHUAN_2025 = Pack(
    id="sichuan-2025", code="510000", label="四川省项目支出自评表（2025年度起，新文件未见原文）", since=2025, frameworks=(CURRENT,), basis=FORM,
    rules=RULES, newer=NEWER, progress=PROGRESS,
)  # fmt: skip

# --- a re-check -----------------------------------------------------------------------------------------------------

RECHECK = Framework(
    "sichuan-recheck", "项目自评复核口径（10+90）", english="re-check of a project form 10 + 90", sections=SECTIONS, indicators=(EXECUTION,),
    rows=RowScoring(
        methods=formulas.row_scoring().methods,
        yes=formulas.YES,
        no=formulas.NO,
        deductions=(
            Deduction("no-evidence", Text("无佐证资料", "no evidence"), 1),
            Deduction("unrelated", Text("指标与项目无关", "not related to the project"), 1),
            Deduction("empty", Text("定性指标无法考核（空话）", "a qualitative indicator that cannot be checked"), 1),
            Deduction("vague", Text("定性指标表述模糊", "a vague qualitative indicator"), "60%"),
            Deduction("off-form", Text("定性指标表述略欠规范", "a qualitative indicator slightly off form"), "30%"),
            Deduction("no-survey", Text("满意度无调查资料", "satisfaction without survey papers"), 1),
            Deduction("one-late", Text("多项任务中一项逾期", "one of several tasks late"), "30%"),
            Deduction("twice", Text("产出与效益中指标重复", "the same indicator under output and benefit"), 1),
            Deduction("misplaced", Text("三级指标与二级指标不符", "level 3 does not fit level 2"), 1),
            Deduction("payment", Text("以资金支付作为产出", "money paid, counted as an output"), 1),
        ),
    ),
    standing=Standing.UNCONFIRMED,
    note=Text(
        "复核人逐项录入（--fact 行号/扣分项）；完成值超过130%不扣分", "entered row by row (--fact row/deduction); more than 130 % costs nothing"
    ),
)  # fmt: skip

SICHUAN_RECHECK = Pack(
    id="sichuan-recheck", code="510117", label="成都市郫都区项目自评复核口径", since=2025, standing=Standing.UNCONFIRMED, frameworks=(RECHECK,),
)  # fmt: skip


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """Sichuan's packs."""
    return [SICHUAN_2017, SICHUAN_2023, SICHUAN_2025, SICHUAN_RECHECK]
