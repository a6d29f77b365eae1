"""Henan (河南省): the weights of its indicators for fiscal year 2023, with a cost branch, and 30 points that were not seen.

Basis: 豫财效〔2024〕1号, as quoted in a university's notice: cost 10, output 30, benefit 25, satisfaction 5. What the other
30 points are for was not in the part that could be read, so they are one open line. No grades were seen.
"""

from __future__ import annotations

from perfeval.hookspecs import hookimpl
from perfeval.ruling import (
    Basis,
    BlockWeights,
    Checklist,
    Framework,
    Indicator,
    Pack,
    Section,
    Severity,
    Standing,
    Text,
    formulas,
)

NOTICE = Basis(
    document="豫财效〔2024〕1号",
    article="指标分值（据高校转发通知）",
    seen_at="410000",
    seen_year=2023,
    covers="410000",
    notice=True,
    annual=True,
)
BLOCKS = {"cost": 10, "output": 30, "benefit": 25, "satisfaction": 5}

FRAMEWORK = Framework(
    "henan-2023", "河南项目支出绩效自评（30+10+30+25+5）", english="Henan, 30 + 10 + 30 + 25 + 5",
    sections=(Section("rest", "其余部分", 30), *formulas.form_sections(**BLOCKS)),
    indicators=(
        Indicator(
            "rest", "其余部分（未见原文）", points=30, section="rest", english="the part that was not seen", standing=Standing.UNCONFIRMED,
            scoring=Checklist(why=Text("通知中未见这30分的内容", "what these 30 points are for was not seen")),
        ),
    ),
    rows=formulas.row_scoring(), basis=NOTICE,
    note=Text("资金由系统提取，不由单位填报", "the system fills in the money, not the unit"),
)  # fmt: skip

PACK = Pack(
    id="henan-2023", code="410000", label="河南省绩效自评（2023年度）", since=2023, until=2023, frameworks=(FRAMEWORK,), basis=NOTICE,
    rules=(
        BlockWeights(
            id="henan-block-weights", weights=formulas.block_weights(**BLOCKS), label=Text("一级指标分值（河南）", "points of the blocks (Henan)"), severity=Severity.NOTICE,
            question=True, category="D-55", basis=NOTICE, standing=Standing.ATTESTED,
            innocent=Text(
                "具体分值以系统内导出指标为准；部门整体支出或特殊项目另有规定",
                "the points exported from the system count; other weights hold for whole departments or special projects",
            ),
        ),
    ),
)  # fmt: skip


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """Henan's pack."""
    return [PACK]
