"""Yueyang (岳阳市): its indicator sheet for whole-department expenditure, as far as a published one shows it.

Basis: a score sheet of a unit of the city's roads (部门整体支出绩效评价指标表). It prints no year, so the framework holds
in every year, is never the default, and is chosen by name. The city inherits everything else from Hunan.
"""

from __future__ import annotations

from perfeval.hookspecs import hookimpl
from perfeval.ruling import (
    ACTUAL,
    ORIGINAL,
    AnyFormula,
    BandsScore,
    Basis,
    Change,
    Checklist,
    Empty,
    Framework,
    Indicator,
    Measure,
    Pack,
    Rate,
    Ref,
    Section,
    Standing,
    Steps,
    Text,
    formulas,
)

SHEET = Basis(document="岳阳市部门整体支出绩效评价指标表（市直单位公开版）", seen_at="430600")

#: 每超过一个百分点: what a part of a point costs is not laid down, so both readings are shown.
EACH_POINT = ("floor", "linear")

#: 有结余但不超过上年: this year's carry-over is at most half of both years' together. Nothing on either side is no carry-over.
CARRY_OVER = Measure(
    "carry-over", "资金结余", formula=Rate("carry-out", ("carry-out", Ref("carry-out", year=-1))),
    definition=Text(
        "本年年末结余÷（本年与上年年末结余之和）：0为无结余，不超过50%为不多于上年",
        "what is carried on this year over both years' together: 0 is none, up to 50 % is no more than last year",
    ),
)  # fmt: skip


def _unseen(id: str, label: str, points: int, section: str) -> Indicator:  # noqa: A002
    return Indicator(
        id, label, points=points, section=section, english="rows that were not seen", standing=Standing.UNCONFIRMED,
        scoring=Checklist(why=Text("公开的指标表在此处不全，计分规则未见", "the published sheet is not whole here; its rules were not seen")),
    )  # fmt: skip


FRAMEWORK = Framework(
    "yueyang", "岳阳市部门整体支出绩效评价指标", english="Yueyang, whole-department indicators",
    sections=(Section("input", "投入", 15), Section("process", "过程", 40), Section("output", "产出与效果", 45)),
    indicators=(
        formulas.STAFF_CONTROL.worth(5, section="input", scoring=Steps(per="1%", deduct="0.5", rounding=EACH_POINT, full=5), basis=SHEET),
        formulas.THREE_PUBLIC_CHANGE.worth(
            5, section="input", scoring=Steps(per="1%", deduct="0.5", limit=0, rounding=EACH_POINT, full=5), basis=SHEET,
            formula=AnyFormula(
                Change(Ref("three-public", stage=ORIGINAL), Ref("three-public", year=-1, stage=ORIGINAL)),
                Change(Ref("three-public", stage=ACTUAL), Ref("three-public", year=-1, stage=ACTUAL)),
            ),
        ),
        formulas.KEY_SPENDING.worth(
            5, section="input", scoring=BandsScore(at_least=(("90%", 5), ("80%", 4), ("70%", 3), ("60%", 2))), basis=SHEET
        ),
        formulas.ADJUSTMENT.worth(
            3, section="process", scoring=BandsScore(at_most=((0, 3), ("10%", 2), ("20%", 1), ("30%", "0.5"))), basis=SHEET
        ),
        Indicator(
            "progress", "支付进度", points=3, section="process", basis=SHEET,
            scoring=Checklist(items=("专项资金春节前下达一半", "6月底前全部下达"), deduct="0.5"),
        ),
        CARRY_OVER.worth(3, section="process", scoring=BandsScore(at_most=((0, 3), ("50%", 2))), empty=Empty.FULL, basis=SHEET),
        formulas.THREE_PUBLIC_CONTROL.worth(
            6, section="process", scoring=Steps(per="1%", deduct=1, rounding=EACH_POINT, full=6), basis=SHEET
        ),
        formulas.RULES_SOUND.worth(3, section="process", basis=SHEET),
        formulas.SPENDING_COMPLIANT.worth(3, section="process", scoring=Checklist(deduct=1), basis=SHEET),
        _unseen("management-rest", "预算管理：其余各项（公开等）", 9, "process"),
        _unseen("assets-rest", "资产管理各项", 10, "process"),
        _unseen("output-rest", "产出与效果各项", 45, "output"),
    ),
    basis=SHEET,
    note=Text(
        "公开的指标表未印年度，且只见到投入与过程的大部分，其余合并列示，不定分",
        "the published sheet prints no year and was seen only in part; the rest is one open line each",
    ),
)  # fmt: skip

PACK = Pack(
    id="yueyang", code="430600", label="岳阳市", frameworks=(FRAMEWORK,), basis=SHEET,
)  # fmt: skip


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """Yueyang's pack."""
    return [PACK]
