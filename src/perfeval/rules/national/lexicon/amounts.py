"""The words of tables of amounts: their total rows, their parts, and heads that say how a column is meant."""

from __future__ import annotations

from itertools import product

from perfeval.ruling import Word, WordKind

AMOUNT_WORDS = (
    Word(
        kind=WordKind.SUM_ROW, source="部门决算公开表；自评表资金情况",
        forms=("合计", "总计", "支出合计", "本年支出合计", "本年收入合计", "金额合计", "金额总计", "资金合计", "资金总计"),
    ),
    Word(kind=WordKind.SUM_ENDING, forms=("小计", "合计"), source="项目支出小计"),
    Word(kind=WordKind.PART_ROW, forms="其中", source="其中：公务用车购置"),
    Word(kind=WordKind.WHOLE_COLUMN, forms=("小计", "合计", "金额"), source="部门决算公开表：基本支出下设小计、人员经费、公用经费"),
    Word(kind=WordKind.NUMBERING_ROW, forms=("栏次", "行次", "栏目"), source="部门决算公开表"),
    Word(kind=WordKind.CLASS_DEPTH, forms=("类", "款", "项"), source="部门决算公开表：科目编码下设类、款、项"),
    Word(kind=WordKind.DATED_HEAD, forms=("预算", "决算", "执行", "实际"), source="上年决算数；本年预算数"),
    Word(kind=WordKind.RATE_BASE, value="original", forms="年初", source="执行率（全年执行数/年初预算数）"),
    Word(kind=WordKind.RATE_BASE, value="arrived", forms="到位", source="执行率（支出数/到位数）"),
    Word(
        kind=WordKind.SHARE, source="占总支出的45.20%",
        forms=tuple(
            "".join(parts) for parts in product(("占", "占比", "占总额", "占总支出"), ("", "的", "为", "达", "达到"))
        ),
    ),
)  # fmt: skip
