"""The form for 衔接资金 (money that links poverty relief with rural revival), as two counties printed it.

Basis: forms of Zhongjiang (中江县) of fiscal year 2022 and Xiaoxian (萧县) of 2023. The money has no original budget, only what was
allotted, what was spent and their rate; the points of the level-1 heads are printed as uniform: output 50, benefit 30, satisfaction
10, execution 10. Core rows are starred, and rows below them carry no points of their own.
"""

from __future__ import annotations

from perfeval.hookspecs import hookimpl
from perfeval.ruling import Basis, Framework, Pack, RowKind, RowScoring, Text, formulas

ZHONGJIANG = Basis(
    document="衔接资金项目绩效自评表（中江县公开表式）", article="一级指标分值统一设置；定性指标100—80、80—60、60—0", seen_at="510623", seen_year=2022,
    notice=True, address="chacewang.com/newsdetail/news242266",
)  # fmt: skip
XIAOXIAN = Basis(
    document="衔接资金项目绩效自评表（萧县公开表式）", seen_at="341322", seen_year=2023, address="ahxx.gov.cn 158998981"
)  # fmt: skip


def _framework(name: str, label: str, english: str, basis: Basis, rows: RowScoring) -> Framework:
    return formulas.usual_form(
        name, label, english, basis, rows=rows, default=True,
        note=Text("表内只有全年预算数与执行数，无年初预算数；“其中”各行不设分值", "no original budget is asked for; rows under a row carry no points"),
    )  # fmt: skip


PACKS = (
    Pack(
        id="zhongjiang-2022", code="510623", label="中江县衔接资金项目自评表（2022年度）", since=2022, until=2022, basis=ZHONGJIANG,
        frameworks=(_framework("linking-funds-zhongjiang-2022", "衔接资金项目绩效自评表（中江，10+50+30+10）", "linking funds, Zhongjiang", ZHONGJIANG, formulas.row_scoring(seen={RowKind.TIERED: ZHONGJIANG})),),
    ),
    Pack(
        id="xiaoxian-2023", code="341322", label="萧县衔接资金项目自评表（2023年度）", since=2023, until=2023, basis=XIAOXIAN,
        frameworks=(_framework("linking-funds-xiaoxian-2023", "衔接资金项目绩效自评表（萧县，10+50+30+10）", "linking funds, Xiaoxian", XIAOXIAN, formulas.row_scoring()),),
    ),
)  # fmt: skip


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """The packs of the two counties."""
    return list(PACKS)
