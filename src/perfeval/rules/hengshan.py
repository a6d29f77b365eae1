"""Hengshan (衡山县, Hunan): a form for special funds of the county whose rows carry no points, so that nothing is scored.

Basis: the form (县级专项资金绩效目标自评表) of a unit of the county of fiscal year 2020: budget, spending and their rate, and
targets with what was reached.
"""

from __future__ import annotations

from perfeval.hookspecs import hookimpl
from perfeval.ruling import Basis, Framework, Pack, Section, Text, Unweighted, formulas

FORM = Basis(
    document="衡山县县级专项资金绩效目标自评表（2020年度公开表式）", seen_at="430423", seen_year=2020, address="taowenge p-72820237"
)  # fmt: skip

PACK = Pack(
    id="hengshan-2020", code="430423", label="衡山县县级专项资金自评表（2020年度，不设分值）", since=2020, until=2020, basis=FORM,
    frameworks=(
        Framework(
            "hengshan-2020", "衡山县级专项资金自评表（不设分值）", english="Hengshan, form of special funds, without points", total=0,
            sections=(Section("execution", "预算执行率", 0),), default=True, of_projects=True, basis=FORM,
            indicators=(formulas.EXECUTION.worth(0, section="execution", scoring=Unweighted(), basis=FORM),),
            note=Text("表式只填资金与指标值，不设分值，不计分", "the form has money and targets only, and no points: nothing is scored"),
        ),
    ),
)  # fmt: skip


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """The pack of Hengshan."""
    return [PACK]
