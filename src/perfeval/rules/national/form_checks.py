"""Checks of whole forms that data cannot say. What rests on a habit of practice is in the profile `strict`, and asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from perfeval.rules.national.figure_checks import digits
from perfeval.rules.national.frameworks import FORM, GRADES
from perfeval.rules.national.lexicon import LEXICON
from perfeval.rules.national.lexicon.indicators import VAGUE
from perfeval.rules.national.row_rules import STRICT, share_of
from perfeval.ruling import (
    ACTUAL,
    FINAL,
    ORIGINAL,
    WORDED_NUMBER,
    AnyRule,
    Cited,
    Form,
    IndicatorRow,
    Lexicon,
    Problem,
    Report,
    Severity,
    Skipped,
    Standing,
    Statement,
    Text,
    check,
    cite,
    cite_cell,
    counts,
    short,
    telling,
    tidy,
)

#: Names that say how much without saying of what.
NAMES_WITHOUT_SUBJECT = frozenset({
    "质量达标完成率", "质量达标率", "及时完成情况", "完成情况", "完成率", "完成及时率", "及时率", "工作完成率", "任务完成率", "合格率", "达标率",
})  # fmt: skip


#: The nation's words, for what running text counts; and so many counts are offered for a form.
WORDS = Lexicon(LEXICON)
MOST_OFFERED = 3
#: At least so many rows, and this share of them copied, before a copied column is worth a word.
ROWS_TO_COMPARE, SHARE_COPIED = 5, Fraction(4, 5)


def _entries(form: Form, rows: list[IndicatorRow]) -> tuple[Cited, ...]:
    return tuple(cite_cell(form, "target", row.label, row.target_entry) for row in rows if row.target_entry is not None)


@check(
    "copied-actuals",
    Text("完成值照抄指标值", "actuals that repeat their targets"),
    severity=Severity.NOTICE,
    category="D-34",
)
def copied_actuals(report: Report) -> Iterator[Problem | Skipped]:
    """An actual is measured, not copied: where nearly all rows repeat their target, the measuring may be missing."""
    for form in report.forms:
        rows = [
            r
            for r in form.rows
            if r.target_entry and r.actual_entry and not r.target_entry.is_nil and not r.actual_entry.is_nil
        ]
        copied = [
            r
            for r in rows
            if r.target_entry and r.actual_entry and tidy(r.target_entry.text) == tidy(r.actual_entry.text)
        ]
        if len(rows) >= ROWS_TO_COMPARE and Fraction(len(copied), len(rows)) >= SHARE_COPIED:
            yield Problem(
                Text(
                    f"{len(rows)} 项指标中 {len(copied)} 项的完成值与指标值文字相同，宜填实际完成数",
                    f"{len(copied)} of {len(rows)} actuals repeat the text of their targets",
                ),
                _entries(form, copied[:5]),
            )


@check(
    "unmeasurable",
    Text("指标不可衡量", "indicators that cannot be measured"),
    severity=Severity.NOTICE,
    category="D-35",
)
def unmeasurable(report: Report) -> Iterator[Problem | Skipped]:
    """A target has a number or a standard, and a name says of what."""
    for form in report.forms:
        vague = [r for r in form.rows if r.target is not None and r.target.words in VAGUE.forms]
        nameless = [r for r in form.rows if tidy(r.name) in NAMES_WITHOUT_SUBJECT]
        odd = [
            r for r in form.rows
            if r.target is not None and r.target.quantity is not None and r.target.quantity.dimension == "次" and re.search(r"工作|任务", tidy(r.name))
        ]  # fmt: skip
        parts_zh, parts_en = [], []
        for rows, zh, en in (
            (vague, "指标值无衡量标准", "targets without a standard"), (nameless, "名称未说明对象", "names without a subject"), (odd, "单位“次”与工作任务不符", "a count of times for tasks"),
        ):  # fmt: skip
            if rows:
                names = "、".join(f"“{r.label}”" for r in rows[:6])
                parts_zh.append(f"{zh}：{names}")
                parts_en.append(f"{en}: {names}")
        if parts_zh:
            yield Problem(
                Text("；".join(parts_zh), "; ".join(parts_en)), _entries(form, [*vague, *nameless, *odd][:8]),
                suggestions=_offered(report, form) if vague else (),
            )  # fmt: skip


def _offered(report: Report, form: Form) -> tuple[Text, ...]:
    """What the report itself counts and no row uses, where its words have something in common with the rows."""
    stated = [t.quantity for r in form.rows for t in (r.target, r.actual) if t is not None and t.quantity is not None]
    free = [c for c in counts(report.text, WORDS) if c.quantity.value not in {q.value for q in stated}]
    found = telling((tidy(r.name) for r in form.rows), free)[:MOST_OFFERED]
    if not found:
        return ()
    zh, en = (
        "、".join(f"{c.printed}（“…{c.clause}”）" for c in found),
        ", ".join(f"{c.printed} (…{c.clause})" for c in found),
    )
    return (Text(f"改用报告中已有的实绩：{zh}", f"figures the report has already: {en}"),)


@check(
    "number-in-words", Text("定量未填数", "a quantity in words"), severity=Severity.WARNING, category="D-37", standing=Standing.ATTESTED, basis=FORM,
    innocent=Text("数字在他处已列明", "the number is stated elsewhere"),
)  # fmt: skip
def number_in_words(report: Report) -> Iterator[Problem | Skipped]:
    """A comparator asks for a number."""
    for form in report.forms:
        for row in form.rows:
            if not WORDED_NUMBER.test(row, form) or row.target is None:
                continue
            known = _known_number(report, row.name)
            yield Problem(
                Text(
                    f"“{row.label}”{_in_words(row)}{known[0]}。请说明。",
                    f"{row.name}: target {row.target.printed!r} and actual {row.actual.printed if row.actual else ''!r} hold no number{known[1]}.",
                ),
                (*_entries(form, [row]), *(cite(s) for s in known[2])),
            )


def _in_words(row: IndicatorRow) -> str:
    """Target and actual of a row in words, said once where they are the same."""
    target, actual = row.target.printed if row.target else "", row.actual.printed if row.actual else ""
    if tidy(target) == tidy(actual):
        return f"指标值、完成值均无数字（“{target}”）"
    return f"指标值、完成值均无数字（“{target}”、“{actual}”）"


def _known_number(report: Report, name: str) -> tuple[str, str, tuple[Statement, ...]]:
    """The budget and what was spent of the line an indicator is about, if the report states both elsewhere."""
    if "三公" not in tidy(name):
        return "", "", ()
    budget, spent = (report.figure("three-public", stage=stage) for stage in (ORIGINAL, ACTUAL))
    if budget.quantity is None or spent.quantity is None or budget.quantity.value == 0:
        return "", "", ()
    line = f"{digits(spent.quantity)} ≤ {digits(budget.quantity)}"
    if spent.quantity.value > budget.quantity.value:
        line = line.replace("≤", ">")
    return (
        f"，可填{line}",
        f"; the report states it elsewhere: {line}",
        (spent.statements[0], budget.statements[0]),
    )


@check(
    "grade-outside-band", Text("等级与得分不符", "a grade outside its band"), severity=Severity.WARNING, category="D-05", standing=Standing.ATTESTED,
    basis=GRADES, innocent=Text("当地另有分档标准", "the place has bands of its own"),
)  # fmt: skip
def grade_outside_band(report: Report) -> Iterator[Problem | Skipped]:
    """A printed grade is the one its total score falls into: 优 from 90, 良 from 80, 中 from 60, 差 below."""
    lowest = {"优": 90, "优秀": 90, "良": 80, "良好": 80, "中": 60, "差": 0}
    highest = {"良": 90, "良好": 90, "中": 80, "差": 60}
    for form in report.forms:
        if form.grade is None or form.total_score is None or form.total_score.quantity is None:
            continue
        full = form.total_points.quantity.number if form.total_points and form.total_points.quantity else Fraction(100)
        word = tidy(form.grade.text)
        if word not in lowest or not full:
            continue
        share = form.total_score.quantity.number * 100 / full
        if share < lowest[word] or share >= highest.get(word, 10**6):
            yield Problem(
                Text(
                    f"总得分{form.total_score.text.strip()}（折百{short(share)}），等级填“{word}”：优90、良80、中60分起。请说明。",
                    f"The total of {form.total_score.text.strip()} ({short(share)} of 100) is graded {word}; 优 begins at 90, 良 at 80, 中 at 60.",
                ),
                (cite_cell(form, "score", "总分", form.total_score), cite_cell(form, "grade", "等级", form.grade)),
                stated=word, rows=(f"{form.id} total",),
            )  # fmt: skip


@check(
    "indicator-twice", Text("指标重复", "an indicator twice"), severity=Severity.WARNING, category="D-52", standing=Standing.ATTESTED, basis=FORM,
    innocent=Text("两行所指对象不同而未写明", "the rows are about different things and do not say so"),
)  # fmt: skip
def indicator_twice(report: Report) -> Iterator[Problem | Skipped]:
    """No two rows of a form with points of their own have one name and one target."""
    for form in report.forms:
        seen: dict[tuple[str, str], IndicatorRow] = {}
        for row in form.rows:
            if (
                row.is_part
                or row.is_execution
                or len(tidy(row.name)) < 3
                or row.target_entry is None
                or row.points is None
                or row.points.quantity is None
            ):
                continue
            key = (tidy(row.name), tidy(row.target_entry.text))
            first = seen.setdefault(key, row)
            if first is not row and first.points is not None:
                yield Problem(
                    Text(
                        f"“{row.name}”（指标值“{row.target_entry.text.strip()}”）列了两次：{first.level2 or first.level1}、{row.level2 or row.level1}，"
                        f"分值{first.points.text.strip()}与{row.points.text.strip()}。请说明。",
                        f"{row.name} (target {row.target_entry.text.strip()!r}) stands twice, under {first.level2 or first.level1} and "
                        f"{row.level2 or row.level1}, with {first.points.text.strip()} and {row.points.text.strip()} points.",
                    ),
                    (cite_cell(form, "points", first.label, first.points), cite_cell(form, "points", row.label, row.points)),
                )  # fmt: skip


@check("rate-left-blank", Text("执行率未填", "the execution rate is blank"), severity=Severity.NOTICE, category="D-70")
def rate_left_blank(report: Report) -> Iterator[Problem | Skipped]:
    """A form with both amounts and the points of execution has the rate, too."""
    final, spent = (report.figure("total", stage=stage) for stage in (FINAL, ACTUAL))
    if final.quantity is None or spent.quantity is None or final.quantity.value == 0:
        return
    for form in report.forms:
        points, rate = form.execution_points, form.execution_rate
        if points is not None and points.quantity is not None and rate is not None and rate.is_nil:
            worth = short(spent.quantity.value * 100 / final.quantity.value)
            yield Problem(
                Text(
                    f"全年预算数{final.statements[0].printed.strip()}、全年执行数{spent.statements[0].printed.strip()}与分值均已填，执行率栏空白（应约为{worth}%）",
                    f"final budget {final.statements[0].printed.strip()}, actual {spent.statements[0].printed.strip()} and points are there, the rate "
                    f"is blank (about {worth} %)",
                ),
                (cite(final.statements[0]), cite(spent.statements[0]), cite_cell(form, "rate", "执行率", rate)),
            )  # fmt: skip


@check(
    "low-execution-full-output", Text("执行率低而产出满分", "little spent and everything done"), severity=Severity.NOTICE, question=True, profile=STRICT,
    category="D-45", innocent=Text("尾款未到支付时间，或节约", "what is left is not due yet, or was saved"),
)  # fmt: skip
def low_execution_full_output(report: Report) -> Iterator[Problem | Skipped]:
    """Where less than 60 % was spent, the output is hardly complete."""
    for form in report.forms:
        rate = form.execution_rate.quantity if form.execution_rate is not None else None
        shares = [s for row in form.rows if "产出" in tidy(row.level1) and (s := share_of(row, form)) is not None]
        if (
            rate is None
            or rate.number == 0  # a default of the form, more often than a rate
            or form.execution_rate is None
            or len(shares) < 3
            or not all(r.value < Fraction(3, 5) for r in rate.as_rate())
        ):
            continue
        if sum(shares, Fraction(0)) / len(shares) >= Fraction(19, 20):
            yield Problem(
                Text(
                    f"执行率{form.execution_rate.text.strip()}，产出指标{len(shares)}项平均得分率{short(sum(shares, Fraction(0)) * 100 / len(shares))}%，请说明",
                    f"The execution rate is {form.execution_rate.text.strip()}, and the {len(shares)} output rows score "
                    f"{short(sum(shares, Fraction(0)) * 100 / len(shares))} % on average",
                ),
                (cite_cell(form, "rate", "执行率", form.execution_rate),),
            )  # fmt: skip


@check(
    "equal-points",
    Text("分值平均分配", "points dealt out evenly"),
    severity=Severity.NOTICE,
    profile=STRICT,
    category="D-55",
)
def equal_points(report: Report) -> Iterator[Problem | Skipped]:
    """Points are set by importance: six rows or more that all carry the same were hardly weighed."""
    for form in report.forms:
        points = [
            row.points
            for row in form.rows
            if row.points is not None and row.points.quantity is not None and not row.is_part and not row.is_execution
        ]
        if len(points) >= 6 and len({p.quantity.number for p in points if p.quantity}) == 1:
            yield Problem(
                Text(f"{len(points)}项指标分值均为{points[0].text.strip()}分，宜按重要性设置", f"all {len(points)} indicators carry {points[0].text.strip()} points"),
                (cite_cell(form, "points", "分值", points[0]),),
            )  # fmt: skip


@check(
    "target-of-another-year", Text("指标值所写年度", "the year of a target"), severity=Severity.NOTICE, question=True, profile=STRICT, category="D-57",
    innocent=Text("跨年度项目", "the project runs over several years"),
)  # fmt: skip
def target_of_another_year(report: Report) -> Iterator[Problem | Skipped]:
    """A deadline before the evaluated year may have been copied from an earlier form."""
    for form in report.forms:
        for row in form.rows:
            date = row.target.date if row.target is not None else None
            if date is None or date.year is None or date.problem or report.year is None or row.target_entry is None:
                continue
            if date.year < report.year:
                yield Problem(
                    Text(f"“{row.label}”指标值“{row.target_entry.text.strip()}”早于{report.year}年度，是否沿用以前年度指标", f"{row.label}: the target {row.target_entry.text.strip()!r} lies before {report.year}; was it copied?"),
                    (cite_cell(form, "target", row.label, row.target_entry),),
                )  # fmt: skip


FORM_CHECKS: tuple[AnyRule, ...] = (
    copied_actuals,
    unmeasurable,
    number_in_words,
    grade_outside_band,
    indicator_twice,
    rate_left_blank,
    low_execution_full_output,
    equal_points,
    target_of_another_year,
)
