"""Yunnan (云南省): a project form of Lijiang of fiscal year 2020 with the national split of points.

Basis: the form of a unit of Gucheng district: execution 10, output 10 + 20 + 20, benefit 30, satisfaction 10, with columns for
the nature and the unit of a target. How rows are scored is not printed.
"""

from __future__ import annotations

from perfeval.hookspecs import hookimpl
from perfeval.ruling import Basis, Pack, formulas

FORM = Basis(
    document="丽江市古城区项目支出绩效自评表（2020年度公开表式）", seen_at="530702", seen_year=2020, address="jjiadianqingjie.com.cn 13241"
)  # fmt: skip

PACK = Pack(
    id="lijiang-2020", code="530702", label="丽江市古城区项目支出自评表（2020年度）", since=2020, until=2020, basis=FORM,
    frameworks=(
        formulas.usual_form(
            "lijiang-2020", "古城区项目支出绩效自评表（10+50+30+10）", "Gucheng (Lijiang), project form 10 + 50 + 30 + 10", FORM, default=True
        ),
    ),
)  # fmt: skip


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """The pack of Lijiang's Gucheng district."""
    return [PACK]
