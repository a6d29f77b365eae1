"""Shanghai (上海市): the national split of points, a linear execution score, and money in yuan.

Basis: project forms (项目支出绩效自评表) of a unit of Putuo district, published for fiscal year 2022: 86.18 % of the money is
8.62 of 10 points, 45.17 % is 4.52. How rows are scored is not printed, and no grades are.
"""

from __future__ import annotations

from perfeval.hookspecs import hookimpl
from perfeval.ruling import (
    Basis,
    FundsUnit,
    Pack,
    Severity,
    Standing,
    Text,
    formulas,
)

FORM = Basis(document="上海市普陀区项目支出绩效自评表（2022年度公开表式）", seen_at="310107", seen_year=2022)

FRAMEWORK = formulas.usual_form(
    "putuo-2022",
    "普陀区项目支出绩效自评表（10+50+30+10，元）",
    "Putuo (Shanghai), project form 10 + 50 + 30 + 10 in yuan",
    FORM,
)

PACK = Pack(
    id="putuo-2022", code="310107", label="上海市普陀区项目支出自评表（2022年度起）", since=2022, frameworks=(FRAMEWORK,), basis=FORM,
    rules=(
        FundsUnit(
            id="putuo-money-in-yuan", unit="元", line="total", label=Text("资金单位", "unit of money"), severity=Severity.NOTICE, question=True, category="D-48",
            basis=FORM, standing=Standing.ATTESTED, innocent=Text("本表另以万元列示", "this form is in 万元 and says so"),
        ),
    ),
)  # fmt: skip


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """Shanghai's pack."""
    return [PACK]
