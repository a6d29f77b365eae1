"""Chongqing (重庆市): its whole-department form of fiscal year 2021, with the common indicators and adjusted targets.

Basis: the form (部门整体绩效自评表) of a unit of the city, published for fiscal year 2021: the execution rate carries 10 points,
fourteen common indicators 30, the unit's own tasks the rest. Beside each target stands an adjusted one, and a coefficient
of the score. How the common indicators are scored is not printed.
"""

from __future__ import annotations

from attrs import evolve

from perfeval.hookspecs import hookimpl
from perfeval.ruling import Basis, Checklist, Framework, Indicator, Measure, Pack, Proportional, Section, Text, formulas

FORM = Basis(
    document="重庆市部门整体绩效自评表（2021年度公开表式）", seen_at="500000", seen_year=2021, address="yzwku.com 98587"
)
_NOT_PRINTED = Checklist(why=Text("表中未印计分规则", "the form prints no rule of scoring"))


def _common(*rows: tuple[Measure, int]) -> tuple[Indicator, ...]:
    """The common indicators with the form's points; the form prints a coefficient and not how it comes about."""
    return tuple(
        evolve(m.worth(points, section="common", scoring=_NOT_PRINTED, basis=FORM), formula=None) for m, points in rows
    )


FRAMEWORK = Framework(
    "chongqing-2021", "重庆部门整体绩效自评表（10+30+60）", english="Chongqing, whole-department form 10 + 30 + 60",
    sections=(Section("execution", "预算执行率", 10), Section("common", "共性指标", 30), Section("tasks", "部门职责与任务", 60, by_rows=True)),
    indicators=(
        formulas.EXECUTION.worth(10, section="execution", scoring=Proportional(full=10), basis=FORM),
        *_common(
            (formulas.STAFF_CONTROL, 2), (formulas.THREE_PUBLIC_CHANGE, 2), (formulas.DATA_SOUND, 1), (formulas.COMPLETION, 2), (formulas.ADJUSTMENT, 2),
            (formulas.CARRY_OVER, 2), (formulas.OPERATING_CONTROL, 2), (formulas.THREE_PUBLIC_CONTROL, 2), (formulas.PROCUREMENT, 2),
            (formulas.RULES_SOUND, 3), (formulas.SPENDING_COMPLIANT, 5), (formulas.DISCLOSURE, 1), (formulas.ASSETS_SAFE, 2), (formulas.ASSETS_IN_USE, 2),
        ),
    ),
    rows=formulas.row_scoring(), default=True, basis=FORM,
    note=Text("指标有调整指标值与得分系数；共性指标的计分规则表内未印", "targets may be adjusted; how the common indicators are scored is not printed"),
)  # fmt: skip

PACK = Pack(
    id="chongqing-2021", code="500000", label="重庆市部门整体绩效自评表（2021年度）", since=2021, until=2021, frameworks=(FRAMEWORK,), basis=FORM,
)  # fmt: skip


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """Chongqing's pack."""
    return [PACK]
