"""Checks of figures and of whole forms that are functions: what by default follows from the cells, and what practice asks.

What rests on practice (a threshold, a habit) is in the profile `strict`; it asks or gives notice, and decides nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from perfeval.rules.national.frameworks import FORM
from perfeval.rules.national.row_checks import ROW_RULES, STRICT, share_of
from perfeval.ruling import (
    ACTUAL,
    FINAL,
    ORIGINAL,
    AnyRule,
    Band,
    Cited,
    IndicatorRow,
    Nil,
    Problem,
    ReasonNeeded,
    Ref,
    Report,
    Severity,
    Skipped,
    Standing,
    Statement,
    Text,
    check,
    cite,
    short,
    tidy,
)

#: So many slips of running text are shown.
MOST_SLIPS = 5

# --- figures --------------------------------------------------------------------------------------------------------


@check(
    "category-above-posts", Text("分类人数超过编制", "a category above its posts"), severity=Severity.NOTICE, question=True, category="D-12",
    innocent=Text("编制在类别之间调剂使用，或年末人员已划转", "posts are lent between categories, or people moved at the end of the year"),
)  # fmt: skip
def category_above_posts(report: Report) -> Iterator[Problem | Skipped]:
    """People in post of a category (行政, 事业, …) do not exceed the posts of that category in the same place."""
    posts = {
        (s.block, s.name.item.free): s
        for s in report.statements
        if s.name.item.base == "staff.posts"
        and s.name.item.free
        and s.quantity is not None
        and s.name.year.value == report.own_year
    }
    for people in report.statements:
        kind = people.name.item.free
        if people.name.item.base != "staff.in-post" or not kind or people.quantity is None:
            continue
        allowed = posts.get((people.block, kind)) or next((s for (_, k), s in posts.items() if k == kind), None)
        if allowed is None or allowed.quantity is None or people.name.year.value != report.own_year:
            continue
        if people.quantity.dimension != "人" or allowed.quantity.dimension != "人":
            continue  # rows of a table of money that are only called after people
        if people.quantity.value > allowed.quantity.value:
            yield Problem(
                Text(
                    f"{'/'.join(kind)}编制{allowed.printed.strip()}，实有{people.printed.strip()}，超出{short(people.quantity.value - allowed.quantity.value)}人。请说明。",
                    f"{'/'.join(kind)}: {allowed.printed.strip()} posts, {people.printed.strip()} in post.",
                ),
                (cite(people), cite(allowed)), stated=people.printed.strip(), expected=allowed.printed.strip(),
            )  # fmt: skip


@check(
    "actual-as-opening", Text("疑将决算数写作年初数", "an actual given as the opening budget"), severity=Severity.NOTICE, question=True, category="D-19",
    innocent=Text("年初数与决算数恰好相同", "the opening budget happens to equal what was spent"),
)  # fmt: skip
def actual_as_opening(report: Report) -> Iterator[Problem | Skipped]:
    """Of two opening budgets that differ, one is exactly what was spent."""
    by_item: dict[tuple[object, ...], dict[object, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for s in report.statements:
        name = s.name
        if s.quantity is not None and name.is_bound and not name.is_role and name.stage.value in (ORIGINAL, ACTUAL):
            by_item[name.entity.value, name.item, name.year.value, name.fund.value][name.stage.value].append(s)
    for stages in by_item.values():
        spent = stages[ACTUAL]
        values = {s.quantity.value for s in stages[ORIGINAL] if s.quantity}
        seen: set[Fraction] = set()
        for opening in stages[ORIGINAL] if len(values) > 1 else ():
            same = next(
                (s for s in spent if s.quantity and opening.quantity and s.quantity.value == opening.quantity.value),
                None,
            )
            other = next(
                (
                    s
                    for s in stages[ORIGINAL]
                    if s.quantity and opening.quantity and not s.quantity.agrees_with(opening.quantity)
                ),
                None,
            )
            if same is None or other is None or opening.quantity is None or opening.quantity.value in (0, *seen):
                continue
            seen.add(opening.quantity.value)
            yield Problem(
                Text(
                    f"“{opening.label}”年初数一处为{opening.printed.strip()}，与决算数相同，另一处为{other.printed.strip()}，是否将决算数写作年初数",
                    f"{opening.label}: one opening budget is {opening.printed.strip()}, which is what was spent; another is {other.printed.strip()}",
                ),
                (cite(opening), cite(same), cite(other)),
            )  # fmt: skip


@check(
    "ten-thousand-apart", Text("疑为万元与元混用", "元 and 万元 may be mixed up"), severity=Severity.WARNING, category="D-48",
    innocent=Text("两数恰好相差一万倍", "the amounts happen to be ten thousand apart"),
)  # fmt: skip
def ten_thousand_apart(report: Report) -> Iterator[Problem | Skipped]:
    """Budget and actual of one line of a table are not exactly ten thousand times apart."""
    lines: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for s in report.statements:
        if s.quantity is not None and s.quantity.dimension == "money" and s.quantity.value > 0 and not s.name.is_role:
            lines[s.block, s.name.entity.value, s.name.item, s.name.year.value, s.name.fund.value].append(s)
    for several in lines.values():
        low, high = min(several, key=_worth), max(several, key=_worth)
        if _worth(high) == 10_000 * _worth(low):
            yield Problem(
                Text(
                    f"“{high.label}”同一行印{high.printed.strip()}与{low.printed.strip()}，恰差一万倍，疑为元与万元混用。请说明。",
                    f"{high.label}: one row prints {high.printed.strip()} and {low.printed.strip()}, exactly ten thousand apart.",
                ),
                (cite(high), cite(low)), stated=high.printed.strip(), expected=low.printed.strip(),
            )  # fmt: skip


def _worth(statement: Statement) -> Fraction:
    return statement.quantity.value if statement.quantity is not None else Fraction(0)


@check(
    "final-equals-spent", Text("全年预算数与执行数完全一致", "final budgets that equal what was spent"), severity=Severity.NOTICE, category="D-26",
    profile=STRICT, innocent=Text("预算按实际支出调整到位", "budgets were adjusted to what was spent"),
)  # fmt: skip
def final_equals_spent(report: Report) -> Iterator[Problem | Skipped]:
    """A final budget that was changed in the year and equals what was spent in every row makes 100 % by construction."""
    rows = []
    for item in dict.fromkeys(s.name.item for s in report.statements if not s.name.is_role and not s.name.item.rate):
        final, spent = (report.figure(item, stage=stage) for stage in (FINAL, ACTUAL))
        if final.quantity is not None and spent.quantity is not None:
            rows.append((final, spent))
    total, opening = report.figure("total", stage=FINAL), report.figure("total", stage=ORIGINAL)
    if not rows or total.quantity is None or opening.quantity is None or opening.quantity.agrees_with(total.quantity):
        return
    if all(f.quantity and s.quantity and f.quantity.value == s.quantity.value for f, s in rows):
        yield Problem(
            Text(
                f"年初预算{opening.statements[0].printed.strip()}调整为{total.statements[0].printed.strip()}，与执行数逐项相同（{len(rows)}项），执行率100%由此而来",
                f"The opening budget {opening.statements[0].printed.strip()} became {total.statements[0].printed.strip()}, which is what was spent in all "
                f"{len(rows)} lines; so the rate is 100 %",
            ),
            tuple(cite(f.statements[0]) for f, _ in rows[:3]),
        )  # fmt: skip


@check(
    "blank-among-zeros", Text("空白与0.00混用", "blanks among zeros"), severity=Severity.NOTICE, category="D-43", profile=STRICT,
    innocent=Text("空白表示不适用", "a blank means not applicable"),
)  # fmt: skip
def blank_among_zeros(report: Report) -> Iterator[Problem | Skipped]:
    """A column that prints zeros leaves no amount blank."""
    columns: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for s in report.statements:
        if s.column:
            columns[s.block, s.column].append(s)
    found: dict[str, dict[str, Statement]] = defaultdict(dict)
    for (block, _), several in columns.items():
        if any(s.quantity is not None and s.quantity.value == 0 for s in several):
            found[block] |= {s.label: s for s in several if s.reading is Nil.BLANK}
    for rows in found.values():
        if rows:
            names = "、".join(f"“{label}”" for label in list(rows)[:4])
            yield Problem(
                Text(
                    f"同一栏既有0又有空白：{names}未填，宜填0.00或“不适用”",
                    f"a column prints zeros, and {names} is blank",
                ),
                tuple(cite(s) for s in list(rows.values())[:4]),
            )


# --- forms ----------------------------------------------------------------------------------------------------------


def _cell(role: str, label: str, entry: object) -> Cited:
    return Cited(role, label, entry.text.strip(), entry.place)  # type: ignore[attr-defined]


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
                    (_cell("points", first.label, first.points), _cell("points", row.label, row.points)),
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
                (cite(final.statements[0]), cite(spent.statements[0]), _cell("rate", "执行率", rate)),
            )  # fmt: skip


@check(
    "low-execution-full-output", Text("执行率低而产出满分", "little spent and everything done"), severity=Severity.NOTICE, question=True, profile=STRICT,
    category="D-45", innocent=Text("尾款未到支付时间，或节约", "what is left is not due yet, or was saved"),
)  # fmt: skip
def low_execution_full_output(report: Report) -> Iterator[Problem | Skipped]:
    """Where less than 60 % was spent, the output is hardly complete."""
    for form in report.forms:
        rate = form.execution_rate.quantity if form.execution_rate is not None else None
        shares = [s for row in form.rows if "产出" in row.level1 and (s := share_of(row, form)) is not None]
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
                (_cell("rate", "执行率", form.execution_rate),),
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
                (_cell("points", "分值", points[0]),),
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
                    (_cell("target", row.label, row.target_entry),),
                )  # fmt: skip


@check("slips-in-text", Text("文字笔误", "slips in running text"), severity=Severity.NOTICE, category="D-42")
def slips_in_text(report: Report) -> Iterator[Problem | Skipped]:
    """A year has four digits, and a share has a percent sign where its neighbours have one."""
    notes = [note for note in report.notes if note.kind == "text-slip"]
    if notes:
        yield Problem(
            Text(
                "；".join(dict.fromkeys(n.zh for n in notes[:MOST_SLIPS])) + "，请核对。",
                "; ".join(dict.fromkeys(n.en for n in notes[:MOST_SLIPS])) + ".",
            ),
            tuple(Cited("text", "文字", note.printed, note.place) for note in notes[:MOST_SLIPS]),
        )


MORE_RULES: tuple[AnyRule, ...] = (
    *ROW_RULES,
    slips_in_text,
    category_above_posts,
    actual_as_opening,
    ten_thousand_apart,
    final_equals_spent,
    blank_among_zeros,
    indicator_twice,
    rate_left_blank,
    low_execution_full_output,
    equal_points,
    target_of_another_year,
    ReasonNeeded(
        id="low-execution-without-reason", below="90%", severity=Severity.NOTICE, question=True, profile=STRICT, category="D-44", standing=Standing.UNCONFIRMED,
        label=Text("执行率低于90%而未说明原因", "less than 90 % spent, and no reason"), innocent=Text("原因写在报告的其他部分", "the reason stands elsewhere"),
    ),
    Band(
        id="large-adjustment", items=("total",), of=Ref(stage=FINAL), to=Ref(stage=ORIGINAL), below=Fraction(7, 10), above=Fraction(13, 10),
        label=Text("年中调整幅度较大", "a large adjustment in the year"), question=True, profile=STRICT, category="D-46",
    ),
)  # fmt: skip
