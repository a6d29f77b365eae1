"""Anhui (安徽省): two project forms that differ, each where it was seen; of the province as a whole nothing is known.

Basis: a project form (项目支出绩效自评表) of a township of Guichi in Chizhou, published for fiscal year 2022, with the heads
50, 30 and 10; and the news of Suzhou's notice for the same year, which gives 40, 30 and 20 and asks for a reason where more
than half above the target was reached. One form of one town describes; it asks nobody for its weights.
"""

from __future__ import annotations

from perfeval.hookspecs import hookimpl
from perfeval.ruling import (
    NO_REASON,
    Basis,
    BlockWeights,
    Pack,
    RowRule,
    Severity,
    Standing,
    Text,
    far_above,
    formulas,
)

# --- Chizhou: a township's form ---------------------------------------------------------------------------------------

FORM = Basis(document="项目支出绩效自评表（池州市贵池区某镇公开表式）", seen_at="341702", seen_year=2022)

GUICHI = Pack(
    id="guichi-2022", code="341702", label="池州市贵池区项目支出自评表（2022年度）", since=2022, until=2022, basis=FORM,
    frameworks=(
        formulas.usual_form(
            "guichi-2022", "贵池区项目支出绩效自评表（10+50+30+10）", "Guichi, project form 10 + 50 + 30 + 10", FORM
        ),
    ),
)  # fmt: skip

# --- Suzhou: a notice -------------------------------------------------------------------------------------------------

NEWS = Basis(
    document="宿州市2022年度项目支出绩效自评工作（拂晓报2023年3月1日）", article="指标分值与偏差说明", seen_at="341300", seen_year=2022,
    covers="341300", annual=True, notice=True, address="ccts028.com/xw/content/2023-03/01/content_20132.html",
)  # fmt: skip
BLOCKS = {"output": 40, "benefit": 30, "satisfaction": 20}

SUZHOU = Pack(
    id="suzhou-2022", code="341300", label="宿州市项目支出绩效自评（2022年度）", since=2022, until=2022, basis=NEWS,
    frameworks=(
        formulas.usual_form(
            "suzhou-2022", "宿州项目支出绩效自评（10+40+30+20）", "Suzhou (Anhui), project form 10 + 40 + 30 + 20", NEWS,
            parts=BLOCKS, default=True,
            note=Text("得分由系统按填报值计算", "the system computes the scores from what is filled in"),
        ),
    ),
    rules=(
        BlockWeights(
            id="suzhou-block-weights", weights=formulas.block_weights(**BLOCKS), label=Text("一级指标分值（宿州）", "points of the blocks (Suzhou)"),
            severity=Severity.NOTICE, question=True, category="D-55", basis=NEWS, standing=Standing.ATTESTED,
            innocent=Text("特殊项目另有规定", "other weights hold for special projects"),
        ),
        RowRule(
            id="far-above-without-reason", when=(far_above("150%"), NO_REASON), severity=Severity.NOTICE, question=True, category="D-53",
            cites=("points", "score", "target", "actual"), label=Text("完成值超出指标值50%以上未说明", "half above the target without a word"),
            message=Text("“{name}”指标值{target}，完成值{actual}，超出50%以上，原因栏空白，请说明",
                         "{name}: target {target}, actual {actual}, more than half above it, and the reason is blank"),
            basis=NEWS, standing=Standing.ATTESTED, innocent=Text("原因写在报告的其他部分", "the reason stands elsewhere in the report"),
        ),
    ),
)  # fmt: skip


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """The packs of two places of Anhui."""
    return [GUICHI, SUZHOU]
