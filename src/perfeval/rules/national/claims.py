"""What sentences and tables say of their own figures: how loud a breach of it is. Arithmetic; no law is claimed."""

from __future__ import annotations

from perfeval.ruling import AnyRule, Profile, SentenceClaim, Severity, TableClaim, Text

_SENTENCE_INNOCENT = Text("文中所指或为另一口径的数据", "the sentence may speak of figures of another definition")
_TABLE_INNOCENT = Text("该行或列或另有口径", "the row or column may be defined otherwise")


def _said(kind: str, zh: str, en: str, says: str, category: str, severity: Severity = Severity.ERROR) -> SentenceClaim:
    """A claim that its words make plain."""
    return SentenceClaim(
        id=f"text.{kind}", label=Text(zh, en), says=Text(says, en), severity=severity, category=category, innocent=_SENTENCE_INNOCENT,
    )  # fmt: skip


def _listed(kind: str, zh: str, en: str, says: str, severity: Severity = Severity.ERROR) -> SentenceClaim:
    """A list, which need not be complete: it accuses only where something says that it is."""
    return SentenceClaim(
        id=f"text.{kind}", label=Text(zh, en), says=Text(says, en), severity=severity, innocent=_SENTENCE_INNOCENT,
        category="D-50", strong=("over", "words", "set", "shares", "column"), weak=("zeros", "rest", "near", "numbered"), against="miscounted",
    )  # fmt: skip


def _believed(kind: str, zh: str, en: str, says: str) -> TableClaim:
    """What the lines of a table say of each other."""
    return TableClaim(
        id=f"table.{kind}", label=Text(zh, en), says=Text(says, en), innocent=_TABLE_INNOCENT,
        category="D-50", profile=Profile.MINIMAL,
    )  # fmt: skip


CLAIM_RULES: tuple[AnyRule, ...] = (
    _listed("paragraphs", "分段列举之和", "the parts several paragraphs list", "总数 = 各段所列之和", Severity.WARNING),
    _said("open-list", "文中部分列举", "some of the parts, in a sentence", "所列各项之和 ≤ 总数", "D-50"),
    _listed("list", "文中所列各项之和", "the parts a sentence lists", "总数 = 所列各项之和"),
    SentenceClaim(
        id="text.total",
        label=Text("文中合计", "a total behind its parts"),
        says=Text("合计 = 前列各项之和", "total = parts before it"),
        severity=Severity.WARNING,
        innocent=_SENTENCE_INNOCENT,
        strong="words",
        weak="near",
        category="D-50",
    ),
    SentenceClaim(
        id="text.counts",
        label=Text("文中所列数量之和", "the counts a sentence lists"),
        says=Text("总数 = 所列各项之和", "total = sum of the listed"),
        severity=Severity.WARNING,
        innocent=Text("同一对象可能按几种口径分别统计", "one thing may be counted under several kinds"),
        weak="near",
        needs=("near", "over"),
        category="D-50",
    ),
    SentenceClaim(
        id="text.twice",
        label=Text("同一语句两次出现", "one phrase printed twice"),
        says=Text("两数相等", "the same figure"),
        severity=Severity.WARNING,
        innocent=Text("两处所指不是同一数据", "the two speak of different figures"),
        needs="near",
        category="D-11",
    ),
    _said(
        "table",
        "文中预算数与表列预算数",
        "a budget in the text and in the tables",
        "文中数 = 表中数",
        "D-13",
        Severity.WARNING,
    ),
    _said(
        "form",
        "文中数与自评表",
        "a figure of the text and of a self-evaluation form",
        "文中数 = 表中数",
        "D-13",
        Severity.WARNING,
    ),
    _said(
        "class-spent",
        "文中科目决算数与表列金额",
        "a class's final amount in the text and in the tables",
        "文中数 = 表中数",
        "D-13",
        Severity.WARNING,
    ),
    _said(
        "class-budgeted",
        "文中科目预算数与表列金额",
        "a class's budget in the text and in the tables",
        "文中数 = 表中数",
        "D-13",
        Severity.WARNING,
    ),
    _said(
        "class-within",
        "文中科目数与全部资金的表列金额",
        "a class's amount in the text and that of all funds in the tables",
        "文中数 ≤ 表中数",
        "D-13",
        Severity.WARNING,
    ),
    _said("rate", "文中比率", "a rate in a sentence", "比率 = 甲 ÷ 乙", "D-09"),
    _said("completion", "文中完成率", "how much was carried out, in a sentence", "完成率 = 完成数 ÷ 预算数", "D-09"),
    _said("growth", "文中增减率", "a rate of growth in a sentence", "增减率 = 增减额 ÷ 基数", "D-09"),
    _said("change", "文中增减额", "a change in a sentence", "增减额 = 本期 − 基期", "D-09"),
    _said("share", "文中占比", "a share in a sentence", "占比 = 部分 ÷ 总数", "D-09"),
    _said("each", "文中人均、户均", "what each of so many costs", "均值 = 总额 ÷ 数量", "D-09", Severity.NOTICE),
    _said("equation", "文中算式", "an equation a sentence prints", "左边算得 = 右边所印", "D-09"),
    _said("percent", "文中百分之几", "so many percent of a figure", "甲的百分之几 = 乙", "D-09"),
    _said("over", "文中超出额", "by how much one figure is over another", "超出额 = 甲 − 乙", "D-09"),
    _said("left", "文中结转结余", "what was left, in a sentence", "结转结余 = 资金 − 使用", "D-49", Severity.WARNING),
    _said(
        "bridge",
        "文中预算调整",
        "a budget that was moved, in a sentence",
        "调整后 = 调整前 ± 调整额",
        "D-25",
        Severity.WARNING,
    ),
    _said("lead", "段首数", "the figure a paragraph begins with", "段首数 = 段内所列之一", "D-11"),
    _said("same", "文中同一数", "two figures said to be one", "两数相等", "D-16", Severity.WARNING),
    _said("order", "文中大小", "one figure said to be within another", "甲 ≤ 乙", "D-16", Severity.WARNING),
    _believed("sum", "表内各项之和", "the parts of a total in a table", "总数 = 各项之和"),
    _believed("difference", "表内差额", "a difference in a table", "差额 = 甲 − 乙"),
    _believed("rate", "表内比率", "a rate in a table", "比率 = 甲 ÷ 乙"),
    _believed("change", "表内增减率", "a rate of change in a table", "增减率 = 本期 ÷ 基期 − 1"),
    _believed("share", "表内占比", "a share in a table", "占比 = 部分 ÷ 总数"),
    _believed("score", "同额得分", "scores of lines with the same figures", "金额、比率、分值相同的各行，得分相同"),
    _believed("equation", "格内算式", "an equation a cell prints", "左边算得 = 右边所印"),
    _believed("formula", "表内列式", "a formula a table prints", "表头所印算式"),
)
