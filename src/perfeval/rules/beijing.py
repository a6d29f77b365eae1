"""Beijing (北京市): a project form of Haidian district of fiscal year 2016, whose execution rate has the opening budget below it.

Basis: the form (项目支出绩效自评表) of a unit of the district, which prints its rules: the execution rate times ten, ten at the
most, over the budget of the beginning of the year; a target that is met has full points, one that is missed its share.
"""

from __future__ import annotations

from perfeval.hookspecs import hookimpl
from perfeval.ruling import Basis, Pack, Proportional, RowKind, Text, formulas

FORM = Basis(
    document="北京市海淀区项目支出绩效自评表（2016年度公开表式）", article="填表说明", seen_at="110108", seen_year=2016, notice=True,
    address="wenku365 s-60761775",
)  # fmt: skip

FRAMEWORK = formulas.usual_form(
    "haidian-2016", "海淀项目支出绩效自评表（10+50+30+10，执行率按年初预算）", "Haidian, project form 10 + 50 + 30 + 10 on the opening budget", FORM,
    execution=formulas.EXECUTION_OPENING.worth(10, section="execution", id="execution", scoring=Proportional(full=10), basis=FORM),
    rows=formulas.row_scoring(seen={RowKind.FORWARD: FORM, RowKind.REVERSE: FORM}),
    default=True,
    note=Text("执行率=全年执行数÷年初预算数，得分不超过10分", "executed over the opening budget; ten points at the most"),
)  # fmt: skip

PACK = Pack(
    id="haidian-2016", code="110108", label="北京市海淀区项目支出自评表（2016—2019年度）", since=2016, until=2019, frameworks=(FRAMEWORK,),
    basis=FORM,
)  # fmt: skip


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """The pack of Haidian."""
    return [PACK]
