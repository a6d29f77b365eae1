"""Anhui (安徽省): the national split of points, seen with the heads 50, 30 and 10.

Basis: a project form (项目支出绩效自评表) of a township of Chizhou, published for fiscal year 2022. What sets it apart from
the national form is that its weights were seen here; the scoring of rows was not, and no grades were.
"""

from __future__ import annotations

from perfeval.hookspecs import hookimpl
from perfeval.ruling import (
    Basis,
    BlockWeights,
    Framework,
    Pack,
    Proportional,
    Severity,
    Standing,
    Text,
    formulas,
)

FORM = Basis(document="安徽省项目支出绩效自评表（2022年度公开表式）")
BLOCKS = {"output": 50, "benefit": 30, "satisfaction": 10}

FRAMEWORK = Framework(
    "anhui-2022", "安徽项目支出绩效自评表（10+50+30+10）", english="Anhui, project form 10 + 50 + 30 + 10",
    sections=formulas.form_sections(execution=10, **BLOCKS),
    indicators=(
        formulas.EXECUTION.worth(10, section="execution", scoring=Proportional(full=10), standing=Standing.UNCONFIRMED),
    ),
    rows=formulas.row_scoring(), basis=FORM,
)  # fmt: skip

PACK = Pack(
    id="anhui-2022", code="340000", label="安徽省项目支出自评表（2022年度起）", since=2022, frameworks=(FRAMEWORK,), basis=FORM,
    rules=(
        BlockWeights(
            id="anhui-block-weights", weights=formulas.block_weights(**BLOCKS), label=Text("一级指标分值（安徽）", "points of the blocks (Anhui)"), severity=Severity.NOTICE,
            question=True, category="D-55", basis=FORM, standing=Standing.ATTESTED,
            innocent=Text("特殊情况下一级指标分值可以调整", "the points of the blocks may be moved in special cases"),
        ),
    ),
)  # fmt: skip


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """Anhui's pack."""
    return [PACK]
