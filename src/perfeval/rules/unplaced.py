"""Sheets whose place is not known: they stand with the nation's code, are no default anywhere, and are chosen by name.

Basis: a score sheet of budget management that prints neither place nor year, with alternatives that share one weight;
and a prefecture's plan of 2012, which has grades and consequences for the budget of its own.
"""

from __future__ import annotations

from perfeval.hookspecs import hookimpl
from perfeval.ruling import (
    Basis,
    Chosen,
    Consequence,
    Fact,
    Framework,
    GradeBand,
    Indicator,
    LineItem,
    Option,
    Pack,
    Proportional,
    Section,
    Standing,
    Stated,
    Text,
    formulas,
)

# --- either or ------------------------------------------------------------------------------------------------------

SHEET = Basis(
    document="预算管理绩效评分表（地区、年度未载，公开文本）",
    article="结转结余率=结转结余总额÷本年一般公共预算支出完成数",
    address="wanglu.net t13-461855",
)

_SHARE = Proportional(reverse=True, goal="9%")
#: Towards a goal below zero no proportion is laid down: what reaches it is full, anything else stays open.
_CHANGE = Proportional(reverse=True, goal="-30%")


def _either(id: str, label: str, points: int, share: Option, change: Option) -> Indicator:  # noqa: A002
    return Indicator(id, label, points=points, section="spending", scoring=Chosen((share, change)), basis=SHEET)


EITHER_OR = Framework(
    "either-or", "预算管理评分表（二选一指标）", english="budget management sheet with alternatives", total=60,
    sections=(Section("spending", "一般公共预算支出管理", 60),),
    indicators=(
        formulas.COMPLETION.worth(20, section="spending", scoring=Proportional(full=20), basis=SHEET),
        _either("carry-over", "结转结余率或结转结余变动率", 20,
                Option("结转结余率", formulas.CARRY_OVER_OF_SPENT.formula, _SHARE), Option("结转结余变动率", formulas.CARRY_OVER_CHANGE.formula, _CHANGE)),
        _either("payables", "应付账款率或应付账款变动率", 10,
                Option("应付账款率", Stated("payables-rate"), _SHARE), Option("应付账款变动率", Stated("payables-change"), _CHANGE)),
        _either("receivables", "应收账款率或应收账款变动率", 10,
                Option("应收账款率", Stated("receivables-rate"), _SHARE), Option("应收账款变动率", Stated("receivables-change"), _CHANGE)),
    ),
    basis=SHEET,
    note=Text("只见到支出管理60分；地区与年度未载", "only the 60 points for spending were seen; neither place nor year is printed"),
)  # fmt: skip

SHEETS = Pack(
    id="unplaced-sheets", code="000000", label="地区不明的评分表", basis=SHEET, frameworks=(EITHER_OR,),
    line_items=(
        LineItem("payables-rate", "应付账款率"), LineItem("payables-change", "应付账款变动率"),
        LineItem("receivables-rate", "应收账款率"), LineItem("receivables-change", "应收账款变动率"),
    ),
)  # fmt: skip

# --- a prefecture of 2012 -------------------------------------------------------------------------------------------

PLAN = Basis(document="某地级市预算绩效管理工作方案（2012年，公开文本）")

PREFECTURE = Framework(
    "prefecture-2012", "某地级市项目绩效评价（2012）", english="a prefecture's project evaluation of 2012",
    sections=(Section("rows", "评价指标", 100, by_rows=True),),
    indicators=(formulas.EXECUTION.worth(10, section="rows", scoring=Proportional(), standing=Standing.UNCONFIRMED),),
    rows=formulas.row_scoring(),
    bands=(
        GradeBand("excellent", "优", 90), GradeBand("good", "良", 70), GradeBand("pass", "合格", 60, "pass"), GradeBand("fail", "不合格", 0, "fail"),
    ),
    facts=(Fact("years-before", "此前连续不合格的年数", english="years failed running before this one", basis=PLAN),),
    consequences=(
        Consequence("cut-15", Text("不合格，该项目预算压减15%", "failed: the project's budget is cut by 15 %"), grades=["fail"], cut="15%"),
        Consequence("cut-40", Text("连续两年不合格，该项目预算压减40%", "failed two years running: cut by 40 %"), grades=["fail"], years=2, cut="40%"),
        Consequence("ended", Text("连续三年不合格，取消该项目", "failed three years running: the project is ended"), grades=["fail"], years=3, cut=1),
    ),
    basis=PLAN,
    note=Text("只见到等级与结果应用；地名未载", "only its grades and consequences were seen; the place is not named"),
)  # fmt: skip

PLAN_2012 = Pack(
    id="prefecture-2012", code="000000", label="某地级市（2012年）", since=2012, until=2012, frameworks=(PREFECTURE,), basis=PLAN,
)  # fmt: skip


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """The sheets without a place."""
    return [SHEETS, PLAN_2012]
