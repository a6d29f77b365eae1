"""Thresholds: nobody's law, something to ask."""

from __future__ import annotations

from fractions import Fraction

from perfeval.rules.national.row_rules import STRICT
from perfeval.ruling import ACTUAL, FINAL, ORIGINAL, AnyRule, Band, ReasonNeeded, Ref, Severity, Standing, Text

THRESHOLDS: tuple[AnyRule, ...] = (
    Band(id="spent-on-zero-budget", items=("three-public", "three-public.*", "operating", "operating.*", "procurement"),
         of=Ref(stage=ACTUAL), to=Ref(stage=ORIGINAL), on_zero=True, label=Text("预算为0而有支出", "spent on a zero budget"), category="D-27"),
    Band(id="execution-far-off", items=("three-public", "three-public.*", "operating.*", "procurement"),
         of=Ref(stage=ACTUAL), to=Ref(stage=ORIGINAL), below=Fraction(1, 2), above=Fraction(3, 2), label=Text("执行与预算相差较大", "execution far from budget"), category="D-27"),
    Band(id="three-public-rose", items=("three-public",), of=Ref(stage=ACTUAL), to=Ref(year=-1, stage=ACTUAL), above=Fraction(11, 10),
         label=Text("“三公”经费决算上升", "three-public finals rose"), question=True, category="D-24"),
    ReasonNeeded(
        id="low-execution-without-reason", below="90%", severity=Severity.NOTICE, question=True, profile=STRICT, category="D-44", standing=Standing.UNCONFIRMED,
        label=Text("执行率低于90%而未说明原因", "less than 90 % spent, and no reason"), innocent=Text("原因写在报告的其他部分", "the reason stands elsewhere"),
    ),
    Band(
        id="large-adjustment", items=("total",), of=Ref(stage=FINAL), to=Ref(stage=ORIGINAL), below=Fraction(7, 10), above=Fraction(13, 10),
        label=Text("年中调整幅度较大", "a large adjustment in the year"), question=True, profile=STRICT, category="D-46",
    ),
)  # fmt: skip
