"""What data cannot say: the checks that are functions. At most one bundled rule in five is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from perfeval.rules.national.frameworks import FORM
from perfeval.ruling import (
    ACTUAL,
    FINAL,
    ORIGINAL,
    WORDED_NUMBER,
    Basis,
    Cited,
    Form,
    IndicatorRow,
    Item,
    Problem,
    Quantity,
    Report,
    Severity,
    Skipped,
    Standing,
    Statement,
    Text,
    Unread,
    check,
    cite,
    percent,
    plain,
    short,
    tidy,
)

#: The line that the tables of expenditure list class by class.
SPENT = Item("expenditure")


@check(
    "unread-cell", Text("单元格不可读", "a cell cannot be read"), severity=Severity.ERROR, category="D-20",
    innocent=Text("合并单元格的两行内容被连写", "two lines of a merged cell run together"),
)  # fmt: skip
def unread_cell(report: Report) -> Iterator[Problem | Skipped]:
    """A money cell is one number."""
    for note in report.notes:
        if note.kind != "unread":
            continue
        found = next((s for s in report.statements if s.place == note.place), None)
        readings = found.reading.readings if found is not None and isinstance(found.reading, Unread) else ()
        listed = "与".join(str(r) for r in readings)
        hint = (
            Text(f"，可拆为{listed}，均未采用", f"; it may be {' or '.join(str(r) for r in readings)}, neither is used")
            if listed
            else Text("，未采用", "; it is not used")
        )
        yield Problem(
            Text(f"{note.zh}{hint.zh}。请核实更正。", f"{note.en}{hint.en}. Please verify and correct."),
            (cite(found) if found is not None else Cited("", note.printed, note.printed, note.place),), stated=note.printed.strip(),
            suggestions=tuple(Text(f"读作{r}", f"read as {r}") for r in readings),
        )  # fmt: skip
    for form in report.forms:
        for row in form.rows:
            for entry in (row.points, row.score):
                if entry is not None and isinstance(entry.reading, Unread):
                    yield Skipped(
                        Text(
                            f"“{row.label}”{entry.column}“{entry.text.strip()}”不能读作一个数",
                            f"{row.label}: {entry.text.strip()!r} is not one number",
                        )
                    )


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
                    f"一般公共预算支出决算表自“{code} {first.label}”起，科目与金额疑错位{away}行：该行印{first.printed}，"
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

    def worth(item: str, fund: str = "all") -> Fraction | None:
        found = stated.get((item, fund))
        return found.quantity.value if found and found.quantity else None

    total, general, received = worth("expenditure"), worth("expenditure", "general"), worth("revenue")
    if total is None or general is None or received is None:
        return
    others = [
        worth(f"revenue.{k}") or Fraction(0)
        for k in ("fund", "state-capital", "superior", "service", "business", "affiliated", "other")
    ]
    if (worth("revenue.general") or Fraction(0)) + sum(others, Fraction(0)) != received:
        return  # not every source of the year's revenue was read: nobody knows what else could pay
    room = sum(others, Fraction(0)) + (worth("carry-in") or Fraction(0)) + (worth("balance-used") or Fraction(0))
    pairs = [
        (stated[item, "general"], stated[item, "all"])
        for item, fund in stated
        if fund == "general" and item.startswith("expenditure") and (item, "all") in stated
    ]
    slack = sum(
        (one.quantity.half + other.quantity.half for one, other in pairs if one.quantity and other.quantity),
        Fraction(0),
    )
    if total - general <= room + slack and general <= total + slack:
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


@check("personal-data", Text("个人信息", "personal data"), severity=Severity.NOTICE, category="D-62")
def personal_data(report: Report) -> Iterator[Problem | Skipped]:
    """A file that will be published holds no mobile, identity or card numbers and no names of clerks."""
    notes = [note for note in report.notes if note.kind == "personal"]
    kinds = dict.fromkeys((note.zh, note.en) for note in notes)
    if kinds:
        yield Problem(
            Text(
                f"文中有{'、'.join(zh for zh, _ in kinds)}（{len(notes)} 处），公开前请隐去；本程序的输出均已遮盖。",
                f"The file holds {', '.join(en for _, en in kinds)} ({len(notes)} places); cover them before it is published. "
                "Everything printed here is masked.",
            ),
            tuple(Cited("personal-data", note.zh, "", note.place) for note in notes[:5]),
        )


#: Words that set no standard by themselves; a target of these alone cannot be measured.
VAGUE_TARGETS = frozenset({
    "效果明显", "明显", "显著", "效果显著", "良好", "效果良好", "有效", "有效提升", "有所提升", "逐步提升", "不断提升", "明显提升", "显著提升", "提高",
    "有所提高", "明显提高", "好", "较好", "高", "较高", "是", "有效保障", "持续", "长期", "好坏", "有效改善", "明显改善", "不断完善", "进一步提升",
})  # fmt: skip
#: Names that say how much without saying of what.
NAMES_WITHOUT_SUBJECT = frozenset({
    "质量达标完成率", "质量达标率", "及时完成情况", "完成情况", "完成率", "完成及时率", "及时率", "工作完成率", "任务完成率", "合格率", "达标率",
})  # fmt: skip
#: At least so many rows, and this share of them copied, before a copied column is worth a word.
ROWS_TO_COMPARE, SHARE_COPIED = 5, Fraction(4, 5)


def _entries(form: Form, rows: list[IndicatorRow]) -> tuple[Cited, ...]:
    return tuple(
        Cited("target", row.label, row.target_entry.text.strip(), row.target_entry.place)
        for row in rows
        if row.target_entry is not None
    )


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
        vague = [r for r in form.rows if r.target is not None and r.target.words in VAGUE_TARGETS]
        nameless = [r for r in form.rows if tidy(r.name) in NAMES_WITHOUT_SUBJECT]
        odd = [
            r for r in form.rows
            if r.target is not None and r.target.quantity is not None and r.target.quantity.dimension == "次" and re.search(r"工作|任务", r.name)
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
            yield Problem(Text("；".join(parts_zh), "; ".join(parts_en)), _entries(form, [*vague, *nameless, *odd][:8]))


@check(
    "number-in-words", Text("定量指标未填数字", "a quantity in words"), severity=Severity.WARNING, category="D-37", standing=Standing.ATTESTED, basis=FORM,
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
                    f"指标“{row.label}”的指标值“{row.target.printed}”，完成值“{row.actual.printed if row.actual else ''}”，均无数字{known[0]}。请说明。",
                    f"{row.name}: target {row.target.printed!r} and actual {row.actual.printed if row.actual else ''!r} hold no number{known[1]}.",
                ),
                (*_entries(form, [row]), *(cite(s) for s in known[2])),
            )


def _known_number(report: Report, name: str) -> tuple[str, str, tuple[Statement, ...]]:
    """The budget and what was spent of the line an indicator is about, if the report states both elsewhere."""
    if "三公" not in name:
        return "", "", ()
    budget, spent = (report.figure("three-public", stage=stage) for stage in (ORIGINAL, ACTUAL))
    if budget.quantity is None or spent.quantity is None or budget.quantity.value == 0:
        return "", "", ()
    line = f"{_digits(spent.quantity)} ≤ {_digits(budget.quantity)}（{percent(spent.quantity.value / budget.quantity.value)}）"
    if spent.quantity.value > budget.quantity.value:
        line = line.replace("≤", ">")
    return (
        f"；报告中另有数可填：{line}",
        f"; the report states it elsewhere: {line}",
        (spent.statements[0], budget.statements[0]),
    )


@check(
    "grade-outside-band", Text("等级与得分不符", "a grade outside its band"), severity=Severity.WARNING, category="D-05", standing=Standing.ATTESTED,
    basis=Basis(document="财预〔2020〕10号", article="绩效评价结果分四档"), innocent=Text("当地另有分档标准", "the place has bands of its own"),
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
                    f"总得分{form.total_score.text.strip()}（折百{short(share)}），等级印“{word}”：优90、良80、中60分起。请说明。",
                    f"The total of {form.total_score.text.strip()} ({short(share)} of 100) is graded {word}; 优 begins at 90, 良 at 80, 中 at 60.",
                ),
                (Cited("score", "总分", form.total_score.text.strip(), form.total_score.place), Cited("grade", "等级", word, form.grade.place)),
                stated=word, rows=(f"{form.id} total",),
            )  # fmt: skip


#: Economic classes that are also three-public items; three-public covers basic and project expenditure.
BASIC_AND_THREE_PUBLIC = (
    ("abroad", "30212", "three-public.abroad", "因公出国（境）费"),
    ("hospitality", "30217", "three-public.hospitality", "公务接待费"),
    ("running", "30231", "three-public.vehicles.running", "公务用车运行维护费"),
    ("purchase", "31013", "three-public.vehicles.purchase", "公务用车购置费"),
)


@check(
    "budget-bridge", Text("年初预算到全年预算", "from the opening to the final budget"), severity=Severity.WARNING, category="D-25",
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
    listed = "".join(f"+{q.number}" if q.number.denominator == 1 else f"+{_digits(q)}" for q in known)
    line = f"{_digits(opening.quantity)}{listed}−{_digits(final.quantity)}={short(rest / scale)}"
    parts_zh, parts_en = _where_it_went(report, scale)
    yield Problem(
        Text(
            f"年初预算{_digits(opening.quantity)}调整为全年预算{_digits(final.quantity)}，文中列明的增减不足以说明：{line}{parts_zh}。请说明。",
            f"The opening budget {_digits(opening.quantity)} became {_digits(final.quantity)}; what the text names does not explain it: "
            f"{line}{parts_en}. Please explain.",
        ),
        tuple(cite(s) for s in (opening.statements[0], final.statements[0], *added.values())),
        stated=_digits(final.quantity), difference=short(rest / scale), weight=int(abs(rest)),
    )  # fmt: skip


def _digits(quantity: Quantity) -> str:
    return plain(quantity.number, quantity.places)


def _where_it_went(report: Report, scale: Fraction) -> tuple[str, str]:
    """How basic expenditure and its two halves moved, as far as both stages are stated."""
    moves = []
    for item, zh, en in (
        ("basic", "基本支出", "basic"),
        ("personnel", "人员", "personnel"),
        ("operating", "公用", "operating"),
    ):
        start = report.figure(item, stage=ORIGINAL).quantity
        basic, operating = (
            report.figure(i, stage=FINAL if i == "basic" else ACTUAL).quantity for i in ("basic", "operating")
        )
        end = {"basic": basic, "operating": operating}.get(item)
        value = (
            end.value
            if end
            else (basic.value - operating.value if item == "personnel" and basic and operating else None)
        )
        if start is not None and value is not None:
            moves.append((zh, en, short((value - start.value) / scale)))
    if not moves:
        return "", ""
    zh = "，".join(f"{name}{amount if amount[0] == '-' else '+' + amount}" for name, _, amount in moves)
    en = ", ".join(f"{name} {amount}" for _, name, amount in moves)
    return f"；其中{zh}", f"; {en}"
