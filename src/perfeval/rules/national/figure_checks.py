"""Checks of figures that data cannot say. What rests on a habit of practice is in the profile `strict`, and asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from perfeval.rules.national.row_rules import STRICT
from perfeval.ruling import (
    ACTUAL,
    FINAL,
    ORIGINAL,
    AnyRule,
    Item,
    Nil,
    Problem,
    Quantity,
    Report,
    Severity,
    Skipped,
    Statement,
    Text,
    check,
    cite,
    plain,
    short,
)

#: The line that the tables of expenditure list class by class.
SPENT = Item("expenditure")
#: Where the year's revenue comes from beside the general budget.
OTHER_SOURCES = ("fund", "state-capital", "superior", "service", "business", "affiliated", "other")


def _classes(report: Report, fund: str) -> list[Statement]:
    """What the table of a fund's expenditure says was spent, class by class."""
    listed = [
        s
        for s in report.statements
        if s.name.item.code and s.name.item.unclassed == SPENT and s.name.fund.value == fund
    ]
    block = next((s.block for s in listed if len(s.name.item.code) == 7), "")
    return [s for s in listed if s.quantity is not None and s.name.stage.value is ACTUAL and s.block == block]


def _shifted(report: Report) -> Problem | None:
    """Whether the figures of the general-budget table stand some rows away from their labels.

    The amounts of the table of all funds are then found again, in order, beside later labels.
    """
    rows = {fund: _classes(report, fund) for fund in ("general", "all")}
    amounts = [s.quantity.value for s in rows["all"] if s.quantity]
    codes = [s.name.item for s in rows["all"]]
    for away in range(1, 6):
        first, run = None, 0
        for one in rows["general"]:
            at = codes.index(one.name.item) if one.name.item in codes else -1
            there = at >= 0 and at + away < len(amounts) and one.quantity is not None
            moved = there and one.quantity is not None and one.quantity.value == amounts[at + away]
            if moved and (at < 0 or amounts[at] != amounts[at + away]):
                first, run = first or one, run + 1
        if first is not None and run >= 5 and 2 * run >= len(rows["general"]):
            code = first.name.item.code
            return Problem(
                Text(
                    f"一般公共预算支出决算表自“{code} {first.label}”起，科目与金额疑错位{away}行：该行列{first.printed}，"
                    f"与支出决算表下移{away}行处相同，连续{run}行如此。请核实。",
                    f"From {code} {first.label} on, labels and amounts of the general-budget table seem to be {away} rows apart: it prints "
                    f"{first.printed}, which the table of all funds has {away} rows further down; {run} rows agree so.",
                ),
                (cite(first),), stated=code, expected=str(away), group="books", weight=10**12,
            )  # fmt: skip
    return None


@check(
    "general-book",
    Text("一般公共预算支出表与支出决算表", "the general-budget table against the table of all funds"),
    severity=Severity.WARNING,
    category="D-50",
    innocent=Text("差额由其他资金列支", "the difference was paid from other funds"),
)
def general_book(report: Report) -> Iterator[Problem | Skipped]:
    """Where other funds cannot explain the difference, both tables state the same class by class."""
    stated = {
        (s.name.item.text, s.name.fund.value): s
        for s in report.statements
        if s.quantity is not None and s.name.year.value == report.own_year and s.name.stage.value is ACTUAL
    }
    pairs = [
        (stated[item, "general"], stated[item, "all"])
        for item, fund in stated
        if fund == "general" and item.startswith("expenditure") and (item, "all") in stated
    ]
    if not _unexplained(stated, pairs):
        return
    shift = _shifted(report)
    if shift:
        yield shift
    for one, other in pairs:
        if one.quantity and other.quantity and not one.quantity.agrees_with(other.quantity):
            yield Problem(
                Text(
                    f"“{one.label}”一般公共预算支出决算表为{one.printed}，支出决算表为{other.printed}；两表合计之差已超出其他资金可解释的范围。请说明。",
                    f"{one.label}: {one.printed} in the general-budget table, {other.printed} in the table of all funds; the totals "
                    "differ by more than other funds can explain.",
                ),
                (cite(one), cite(other)),
                stated=one.printed,
                expected=other.printed,
                group="books",
                weight=int(abs(one.quantity.value - other.quantity.value)),
            )


#: Statements of what was spent and received, by item and fund.
_Stated = Mapping[tuple[str, Any], Statement]


def _amount(stated: _Stated, item: str, fund: str = "all") -> Fraction | None:
    found = stated.get((item, fund))
    return found.quantity.value if found is not None and found.quantity is not None else None


def _unexplained(stated: _Stated, pairs: Sequence[tuple[Statement, Statement]]) -> bool:
    """Whether the general budget spent more than all funds, or less than the other funds can explain."""
    total, general = _amount(stated, "expenditure"), _amount(stated, "expenditure", "general")
    others = _paid_by_others(stated)
    if total is None or general is None or others is None:
        return False
    quantities = [s.quantity for pair in pairs for s in pair if s.quantity is not None]
    slack = sum((q.half for q in quantities), Fraction(0))
    return total - general > others + slack or general > total + slack


def _paid_by_others(stated: _Stated) -> Fraction | None:
    """What other funds could pay at most; None where not every source of the year's revenue was read."""
    received = _amount(stated, "revenue")
    sources = {k: _amount(stated, f"revenue.{k}") or Fraction(0) for k in ("general", *OTHER_SOURCES)}
    if received is None or sum(sources.values(), Fraction(0)) != received:
        return None
    left_over = [_amount(stated, item) or Fraction(0) for item in ("carry-in", "balance-used")]
    return received - sources["general"] + sum(left_over, Fraction(0))


@check(
    "budget-bridge", Text("预算调整", "from the opening to the final budget"), severity=Severity.WARNING, category="D-25",
    innocent=Text("年末收回或调减未在文中写明", "what was cut or taken back is not told in the text"),
)  # fmt: skip
def budget_bridge(report: Report) -> Iterator[Problem | Skipped]:
    """Where the text names additions to the budget, opening budget and additions give the final budget."""
    added = {
        s.name.item: s
        for s in report.statements
        if s.name.item.base == "total.addition" and s.quantity is not None and s.name.year.value == report.own_year
    }
    opening, final = (report.figure("total", stage=stage) for stage in (ORIGINAL, FINAL))
    if not added or opening.quantity is None or final.quantity is None:
        return
    known = [s.quantity for s in added.values() if s.quantity is not None]
    rest = opening.quantity.value + sum((q.value for q in known), Fraction(0)) - final.quantity.value
    slack = opening.quantity.half + final.quantity.half + sum((q.half for q in known), Fraction(0))
    if abs(rest) <= slack:
        return
    unit = opening.quantity.unit
    scale = unit.scale if unit else Fraction(1)
    money = unit.symbol if unit else ""
    places = max(q.places for q in (opening.quantity, final.quantity, *known))
    listed = "".join(f"+{digits(q)}" for q in known)
    line = f"{digits(opening.quantity)}{listed}-{digits(final.quantity)}={plain(rest / scale, places)}{money}"
    parts_zh, parts_en = _where_it_went(report, scale)
    yield Problem(
        Text(
            f"文中所列增减不足以说明：{line}{parts_zh}。请说明。",
            f"The opening budget {digits(opening.quantity)} became {digits(final.quantity)}; what the text names does not explain it: "
            f"{line}{parts_en}. Please explain.",
        ),
        tuple(cite(s) for s in (opening.statements[0], final.statements[0], *added.values())),
        stated=digits(final.quantity), difference=short(rest / scale), weight=int(abs(rest)),
    )  # fmt: skip


def digits(quantity: Quantity) -> str:
    """A quantity's number as it was printed, without its unit."""
    return plain(quantity.number, quantity.places)


def _where_it_went(report: Report, scale: Fraction) -> tuple[str, str]:
    """How basic expenditure and its two halves moved, as far as both stages are stated; personnel is worked out."""
    before = {item: report.figure(item, stage=ORIGINAL).quantity for item in ("basic", "personnel", "operating")}
    basic, operating = report.figure("basic", stage=FINAL).quantity, report.figure("operating", stage=ACTUAL).quantity
    personnel = basic.value - operating.value if basic is not None and operating is not None else None
    moves = (
        ("基本支出", "basic", before["basic"], basic.value if basic is not None else None),
        ("人员推算", "personnel, worked out,", before["personnel"], personnel),
        ("公用", "operating", before["operating"], operating.value if operating is not None else None),
    )
    said = [
        (zh, en, _moved(start, value, scale))
        for zh, en, start, value in moves
        if start is not None and value is not None
    ]
    if not said:
        return "", ""
    return "；" + "，".join(f"{zh}{by}" for zh, _, by in said), "; " + ", ".join(f"{en} {by}" for _, en, by in said)


def _moved(start: Quantity, value: Fraction, scale: Fraction) -> str:
    """By how much an amount moved, with its sign."""
    by = plain((value - start.value) / scale, max(start.places, 2))
    return by if by.startswith("-") else f"+{by}"


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
        if s.quantity is not None and name.is_bound and name.stage.value in (ORIGINAL, ACTUAL):
            by_item[name.entity.value, name.item, name.year.value, name.fund.value][name.stage.value].append(s)
    for stages in by_item.values():
        for opening, same, other in _given_as_opening(stages[ORIGINAL], stages[ACTUAL]):
            yield Problem(
                Text(
                    f"“{opening.label}”年初数{opening.printed.strip()}与决算数相同（另一处年初数为{other.printed.strip()}），是否误写",
                    f"{opening.label}: one opening budget is {opening.printed.strip()}, which is what was spent; another is {other.printed.strip()}",
                ),
                (cite(opening), cite(same), cite(other)),
            )  # fmt: skip


def _given_as_opening(
    openings: Sequence[Statement], spent: Sequence[Statement]
) -> Iterator[tuple[Statement, Statement, Statement]]:
    """Opening budgets, each amount once, that equal what was spent and not another opening budget: all three."""
    values = [(o, o.quantity) for o in openings if o.quantity is not None]
    seen = {Fraction(0)}
    for opening, amount in values:
        same = next((s for s in spent if s.quantity is not None and s.quantity.value == amount.value), None)
        other = next((o for o, quantity in values if not quantity.agrees_with(amount)), None)
        if same is not None and other is not None and amount.value not in seen:
            seen.add(amount.value)
            yield opening, same, other


@check(
    "ten-thousand-apart", Text("疑为万元与元混用", "元 and 万元 may be mixed up"), severity=Severity.WARNING, category="D-48",
    innocent=Text("两数恰好相差一万倍", "the amounts happen to be ten thousand apart"),
)  # fmt: skip
def ten_thousand_apart(report: Report) -> Iterator[Problem | Skipped]:
    """Budget and actual of one line of a table are not exactly ten thousand times apart."""
    lines: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for s in report.statements:
        if s.quantity is not None and s.quantity.dimension == "money" and s.quantity.value > 0:
            lines[s.block, s.name.entity.value, s.name.item, s.name.year.value, s.name.fund.value].append(s)
    for several in lines.values():
        low, high = min(several, key=_value), max(several, key=_value)
        if _value(high) == 10_000 * _value(low):
            yield Problem(
                Text(
                    f"“{high.label}”同一行列{high.printed.strip()}与{low.printed.strip()}，恰差一万倍，疑为元与万元混用。请说明。",
                    f"{high.label}: one row prints {high.printed.strip()} and {low.printed.strip()}, exactly ten thousand apart.",
                ),
                (cite(high), cite(low)), stated=high.printed.strip(), expected=low.printed.strip(),
            )  # fmt: skip


def _value(statement: Statement) -> Fraction:
    return statement.quantity.value if statement.quantity is not None else Fraction(0)


@check(
    "final-equals-spent", Text("全年预算数与执行数完全一致", "final budgets that equal what was spent"), severity=Severity.NOTICE, category="D-26",
    profile=STRICT, innocent=Text("预算按实际支出调整到位", "budgets were adjusted to what was spent"),
)  # fmt: skip
def final_equals_spent(report: Report) -> Iterator[Problem | Skipped]:
    """A final budget that was changed in the year and equals what was spent in every row makes 100 % by construction."""
    rows = []
    for item in dict.fromkeys(s.name.item for s in report.statements if not s.name.item.rate):
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


FIGURE_CHECKS: tuple[AnyRule, ...] = (
    general_book,
    budget_bridge,
    category_above_posts,
    actual_as_opening,
    ten_thousand_apart,
    final_equals_spent,
    blank_among_zeros,
)
