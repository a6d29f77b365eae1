"""The arithmetic of one sentence, and of a table whose rows and columns have no names.

Recognition says what each number is to the others (`SentenceRole`); these rules say what must then hold.
"""

from __future__ import annotations

from perfeval.ruling import (
    ANY_BASE,
    AnyRule,
    AtMost,
    ChangeOf,
    EqualTo,
    GrowthOf,
    Item,
    PartOf,
    Profile,
    RatioOf,
    RowsUnder,
    Severity,
    SumOf,
    Text,
)
from perfeval.ruling import SentenceRole as R

MINIMAL = Profile.MINIMAL


def playing(role: R, which: str = "") -> str:
    """Whatever plays a role in the sentence or table at hand."""
    return str(Item(ANY_BASE).playing(role, which))


SENTENCE_RULES: tuple[AnyRule, ...] = (
    SumOf(id="sentence-list", total=playing(R.LIST), parts=RowsUnder(playing(R.LIST)), prefixes=True, label=Text("句中列举之和", "a list in a sentence"), category="D-50"),
    RatioOf(id="table-rate", profile=MINIMAL, stated=playing(R.COLUMN_RATE), of=playing(R.COLUMN_TOP), to=playing(R.COLUMN_BOTTOM), label=Text("表中比率", "a rate of the table"), category="D-09"),
    SumOf(id="table-change", profile=MINIMAL, total=playing(R.COLUMN_AFTER), parts=(playing(R.COLUMN_BEFORE), playing(R.COLUMN_CHANGE)), label=Text("表中增减额", "a change of the table"), category="D-09"),
    ChangeOf(id="table-change-rate", profile=MINIMAL, stated=playing(R.COLUMN_CHANGE_RATE), of=playing(R.COLUMN_NOW), base=playing(R.COLUMN_THEN), label=Text("表中增减率", "a rate of change of the table"), category="D-09"),
    SumOf(id="table-column", profile=MINIMAL, total=playing(R.COLUMN), parts=RowsUnder(playing(R.COLUMN)), label=Text("合计行", "total row"), category="D-50"),
    SumOf(
        id="paragraph-list", total=playing(R.ITEMS), parts=RowsUnder(playing(R.ITEMS)), prefixes=True, severity=Severity.WARNING,
        label=Text("分段列举之和", "a list over several paragraphs"), category="D-50",
        innocent=Text("各段未列全", "the paragraphs do not list everything"),
    ),
    PartOf(id="sentence-open-list", whole=playing(R.OPEN_LIST), parts=RowsUnder(playing(R.OPEN_LIST)), label=Text("句中部分列举", "an open list in a sentence"), category="D-50"),
    GrowthOf(id="sentence-growth", stated=playing(R.GROWTH), change=playing(R.GROWTH, "change"), now=RowsUnder(playing(R.GROWTH)), label=Text("增减百分比", "rate of growth"), category="D-09"),
    RatioOf(id="sentence-growth-on-base", stated=playing(R.GROWTH_ON_BASE), of=playing(R.CHANGE), to=playing(R.BASE), label=Text("增减百分比", "rate of growth"), category="D-09"),
    SumOf(id="sentence-change", total=playing(R.AFTER), parts=(playing(R.EARLIER), playing(R.MOVE)), label=Text("增减额", "stated change"), category="D-09"),
    ChangeOf(id="sentence-change-rate", stated=playing(R.CHANGE_RATE), of=playing(R.NOW), base=playing(R.BEFORE), label=Text("变动率", "rate of change"), category="D-09"),
    RatioOf(id="sentence-completion", stated=playing(R.COMPLETION), of=playing(R.ACTUAL), to=playing(R.BUDGET), label=Text("完成预算百分比", "completion of the budget"), category="D-09"),
    GrowthOf(id="sentence-completion-over", stated=playing(R.COMPLETION_OVER), change=playing(R.OVER), now=playing(R.ACTUAL), whole=True, or_base=playing(R.OVER_BASE),
             label=Text("完成预算百分比与决算预算差额", "completion against the stated difference"), category="D-09"),
    RatioOf(id="sentence-rate", stated=playing(R.RATE), of=playing(R.PART), to=RowsUnder(playing(R.RATE)), label=Text("占比、执行率或到位率", "a share, or rate of execution or arrival"), category="D-09"),
    AtMost(id="sentence-order", lesser=playing(R.LESSER), greater=playing(R.GREATER), label=Text("决算数与预算数的大小", "which of two amounts is larger"), category="D-16",
           innocent=Text("所比的预算数不同", "another budget is meant")),
    SumOf(id="sentence-left-over", total=playing(R.GIVEN), parts=(playing(R.SPENT), playing(R.LEFT_OVER)), severity=Severity.WARNING, category="D-49",
          label=Text("结余 = 到位（预算）− 支出", "what was left over = given − spent"), innocent=Text("另有资金收回、调剂或上年结转", "money was taken back, moved, or carried in")),
    EqualTo(id="sentence-same", one=playing(R.SPENT_AS), other=playing(R.BUDGETED_AS), severity=Severity.WARNING, label=Text("决算数等于预算数", "spent as budgeted"), category="D-16",
            innocent=Text("所比的预算数不同", "another budget is meant")),
    SumOf(id="sentence-bridge", total=playing(R.FINAL), parts=(playing(R.OPENING), playing(R.ADDED)), severity=Severity.WARNING, category="D-25",
          label=Text("年初预算与追加之和", "opening budget and additions"), innocent=Text("另有调整未在句中写明", "the sentence does not tell of every change")),
    EqualTo(
        id="class-said-twice", one=playing(R.CLASS_SAID), other=RowsUnder(playing(R.CLASS_SAID)), category="D-11",
        label=Text("科目名后金额与句中决算数", "the amount behind a class and the final amount of its sentence"),
    ),
    *(
        EqualTo(
            id=f"class-{slug}-in-text", one=playing(role), other=RowsUnder(playing(role)), severity=Severity.WARNING, category="D-13",
            label=Text(f"文中科目{zh}与表列金额", f"a class's {en} in the text and in the tables"),
            innocent=Text("文中与表格的口径或资金范围不同", "the text and the tables cover different funds"),
        )
        for slug, role, zh, en in (
            ("spent", R.CLASS_SPENT, "决算数", "final amount"), ("budgeted", R.CLASS_BUDGETED, "预算数", "budget"),
        )
    ),
    RatioOf(id="sentence-share", stated=playing(R.SHARE), of=playing(R.PART), to=RowsUnder(playing(R.SHARE)), label=Text("所占比重", "share"), category="D-09"),
)  # fmt: skip
