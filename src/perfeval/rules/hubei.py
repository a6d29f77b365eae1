"""Hubei (湖北省): its project form of 20 + 80, with the year's goals as a level, and how several units are put together.

Basis: project self-evaluation forms (项目支出绩效自评表) published for fiscal year 2020, whose notes print how rows are
scored. The execution rate carries 20 points; 80 are split over the year's goals, each with rows of its own. No grades
were seen, so none is named.
"""

from __future__ import annotations

from perfeval.hookspecs import hookimpl
from perfeval.ruling import (
    Basis,
    Direct,
    ExecutionPoints,
    Framework,
    MoneyWeighted,
    Pack,
    Proportional,
    RowKind,
    RowMethod,
    RowScoring,
    Section,
    Severity,
    Standing,
    Text,
    formulas,
)

FORM = Basis(
    document="湖北省项目支出绩效自评表（2020年度公开表式）",
    article="填表说明",
    seen_at="420000",
    seen_year=2020,
    covers="420000",
    notice=True,
)
SEEN = Standing.ATTESTED

ROWS = RowScoring(
    methods=(
        RowMethod(RowKind.FORWARD, Proportional(), basis=FORM, standing=SEEN),
        RowMethod(RowKind.REVERSE, Proportional(reverse=True), basis=FORM, standing=SEEN),
        RowMethod(RowKind.DEADLINE, Direct()),
        RowMethod(RowKind.YES_NO, Direct()),
        RowMethod(RowKind.TIERED, formulas.TIERS_50, basis=FORM, standing=SEEN),
    ),
    yes=formulas.YES,
    no=formulas.NO,
)

FRAMEWORK = Framework(
    "hubei-2020", "湖北项目支出绩效自评表（20+80）", english="Hubei, project form 20 + 80",
    sections=(Section("execution", "预算执行情况", 20), Section("goals", "年度绩效目标", 80, by_rows=True, goals=True)),
    indicators=(formulas.EXECUTION.worth(20, section="execution", scoring=Proportional(full=20), basis=FORM),),
    rows=ROWS, adding=MoneyWeighted("total"), basis=FORM,
    note=Text(
        "预算数为调整后财政资金（含上年结转），执行数为资金使用单位实际支付数",
        "the budget is the adjusted fiscal money with last year's carry-over; executed is what the using unit really paid",
    ),
)  # fmt: skip

PACK = Pack(
    id="hubei-2020", code="420000", label="湖北省项目支出自评表（2020年度起）", since=2020, frameworks=(FRAMEWORK,), basis=FORM,
    rules=(
        ExecutionPoints(
            id="hubei-execution-points", points=20, label=Text("预算执行率分值", "points of the execution rate"), severity=Severity.NOTICE,
            question=True, category="D-55", basis=FORM, standing=SEEN,
            innocent=Text("采用了国家统一表式", "the national form was used"),
        ),
    ),
)  # fmt: skip


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """Hubei's pack."""
    return [PACK]
