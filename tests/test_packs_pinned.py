"""What the bundled packs make of one unit's year is fixed for ever: the same figures, place by place and year by year.

The unit and its form are written out below, then one line for each place, year and framework. A change of a line is a
change of what is said about somebody's report: it goes into the changelog with the years and places it moves.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.figures import built

import perfeval
from perfeval import ACTUAL, FINAL, ORIGINAL, Report
from perfeval.comparison import Choice, Under, compare
from perfeval.comparison.places import NOT_CONFIRMED
from perfeval.document import Place
from perfeval.errors import ModelError
from perfeval.evaluation import evaluate
from perfeval.model import Entry, Form, Head, IndicatorRow, entry, target, together
from perfeval.plugins import installed
from perfeval.quantities import POINT, short
from perfeval.resolution import FIRST_YEAR, LAST_YEAR
from perfeval.ruling import Chosen, Framework, MoneyWeighted, Stage
from perfeval.scores import Score, added

# --- the unit -------------------------------------------------------------------------------------------------------

#: 科目, 年度（0为本年，-1为上年）, 阶段, 金额（万元）或人数
BOOKS = """
total                 0  original  1000.00
total                 0  final     1100.00
total                 0  actual     990.00
additions             0  -          100.00
adjustments           0  -          120.00
carry-in              0  -           20.00
carry-out             0  -           30.00
carry-out            -1  -           40.00
three-public          0  original    10.20
three-public         -1  original    10.00
three-public          0  actual      10.50
three-public         -1  actual      10.00
operating             0  original    50.00
operating             0  actual      51.50
procurement           0  original    30.00
procurement           0  actual      31.80
project               0  original   400.00
project.key           0  original   340.00
buildings.area        0  -            0
buildings.area-approved 0  -          0
buildings.investment  0  -            0
buildings.investment-budget 0  -      0
staff.posts           0  -          100
staff.in-post         0  -          103
key-tasks.score       0  -           45
"""
STAGES: dict[str, Stage] = {"original": ORIGINAL, "final": FINAL, "actual": ACTUAL}
COUNTS = {
    "staff.posts": "人",
    "staff.in-post": "人",
    "key-tasks.score": "分",
    "buildings.area": "㎡",
    "buildings.area-approved": "㎡",
}

#: 一级指标, 二级指标, 指标值, 完成值, 分值, 表印得分
ROWS = """
产出指标   数量指标       ≥100件   90件      20  18
产出指标   质量指标       ≥98%     98%       10  10
产出指标   时效指标       ≤20天    25天      10  8
产出指标   成本指标       ≤50万元  40万元    10  10
效益指标   社会效益指标   提升     部分达成  30  20
满意度指标 服务对象满意度 ≥95%     90.25%    10  9.5
"""


def books(year: int) -> Report:
    """The unit's figures of a year."""
    parts = []
    for line in BOOKS.strip().splitlines():
        item, back, stage, amount = line.split()
        name = (item, year + int(back)) if stage == "-" else (item, year + int(back), STAGES[stage])
        parts.append(built({name: amount}, entity="某单位", year=year, unit=COUNTS.get(item, "万元")))  # type: ignore[dict-item]
    return together(parts)


def form() -> Form:
    """The unit's form: ten points for the execution rate, and its rows."""
    place = Place("form")
    rows, heads = [], []
    for order, line in enumerate(ROWS.strip().splitlines(), 1):
        level1, level2, aim, done, points, got = line.split()
        if not heads or heads[-1].label != level1:
            heads.append(Head(level1, None, place))
        at = Place("form", row=order)
        rows.append(
            IndicatorRow(
                order, level1, level2, f"{level2}{order}", at, target(aim), target(done), entry(points, at, POINT), entry(got, at, POINT),
                entry("", at), len(heads) - 1, target_entry=entry(aim, at), actual_entry=entry(done, at),
            )
        )  # fmt: skip
    return Form(
        "form1", "自评表", tuple(rows), tuple(heads), execution_points=entry("10", place, POINT), execution_score=entry("9", place, POINT),
        total_points=entry("100", place, POINT), total_score=entry("84.5", place, POINT), place=place,
    )  # fmt: skip


def unit(year: int) -> Report:
    """The unit's report of a year: figures and form."""
    return evolve(books(year), forms=(form(),))


def scored(code: str, year: int, framework: str, **facts: int) -> Score:
    """The unit's score by a framework of a place and year."""
    made = evaluate(unit(year), perfeval.rulebook(code, year), framework, strict=True, facts=facts)
    return next(s for s in made.scores if s.framework is not None)


def span(low: Fraction, high: Fraction) -> str:
    """One number, or a lowest and a highest."""
    return short(low) if low == high else f"{short(low)}～{short(high)}"


def shown(score: Score) -> str:
    """A score as the table writes it: lowest to highest out of what, and the grade."""
    if score.lowest is None or score.highest is None or score.of is None:
        return "—"
    grade = score.grade.label if score.grade is not None else "—"
    return f"{span(score.lowest, score.highest)}/{short(score.of)} {grade}"


def weighted(code: str, year: int, framework: str) -> Under:
    """The same with the form's blocks at the place's own points."""
    choice = Choice(perfeval.rulebook(code, year), framework)
    return compare(unit(year), [choice]).places[0]


# --- the lines ------------------------------------------------------------------------------------------------------

#: 地区 | 年度 | 指标体系 | 按表印分值的得分与等级 | 按本地分值折算的得分
PINNED = """
000000 | 2019 | either-or               | 19.8～59.8/60 —          | 19.8～59.8/60
000000 | 2023 | either-or               | 19.8～59.8/60 —          | 19.8～59.8/60
000000 | 2013 | national-2013           | —                       | —
000000 | 2023 | national-2013           | —                       | —
000000 | 2020 | national-2020           | 82.5～88.5/100 良         | 82.5～88.5/100
000000 | 2021 | national-2020           | 82.5～88.5/100 良         | 82.5～88.5/100
000000 | 2023 | national-2020           | 82.5～88.5/100 良         | 82.5～88.5/100
000000 | 2021 | national-2021           | 79.5～88.5/100 —         | 79.5～88.5/100
000000 | 2023 | national-2021           | 79.5～88.5/100 —         | 79.5～88.5/100
000000 | 2021 | national-2021-cost      | 79.5～88.5/100 —         | 84.5～90.5/100
000000 | 2023 | national-2021-cost      | 79.5～88.5/100 —         | 84.5～90.5/100
000000 | 2012 | prefecture-2012         | 82.5～88.5/100 良         | 82.5～88.5/100
310107 | 2022 | putuo-2022              | 82.5～88.5/100 —         | 82.5～88.5/100
310107 | 2023 | putuo-2022              | 82.5～88.5/100 —         | 82.5～88.5/100
410000 | 2023 | henan-2023              | 73.5～79.5/90 —          | 56.75～91.75/100
420000 | 2020 | hubei-2020              | 79.5～88.5/100 —         | 80.67～88.67/100
420000 | 2023 | hubei-2020              | 79.5～88.5/100 —         | 80.67～88.67/100
430000 | 2015 | hunan-2015              | 12.5～96.9/100 —         | 12.5～96.9/100
430000 | 2016 | hunan-2015              | 12.5～96.9/100 —         | 12.5～96.9/100
430000 | 2017 | hunan-2017              | 42.76～88.7/100 —        | 42.76～88.7/100
430000 | 2018 | hunan-2017              | 42.76～88.7/100 —        | 42.76～88.7/100
430000 | 2019 | hunan-2017              | 42.76～88.7/100 —        | 42.76～88.7/100
430000 | 2018 | hunan-2018-department   | 22.9～94.9/100 —         | 22.9～94.9/100
430000 | 2020 | hunan-2023              | 82.5～88.5/100 良         | 82.5～88.5/100
430000 | 2021 | hunan-2023              | 82.5～88.5/100 良         | 82.5～88.5/100
430000 | 2023 | hunan-2023              | 82.5～88.5/100 良         | 82.5～88.5/100
430600 | 2018 | yueyang                 | 16.06～91.5/100 —        | 16.06～91.5/100
430600 | 2023 | yueyang                 | 16.06～91.5/100 —        | 16.06～91.5/100
431200 | 2021 | hunan-2023              | 82.5～88.5/100 良         | 82.5～88.5/100
431200 | 2023 | hunan-2023              | 82.5～88.5/100 良         | 82.5～88.5/100
510000 | 2017 | sichuan-2017-department | 0～100/100 —             | 0～100/100
510000 | 2017 | sichuan-2017-project    | 0～100/100 —             | 0～100/100
510000 | 2023 | sichuan-2023            | 82.5～88.5/100 —         | 82.5～88.5/100
110108 | 2019 | haidian-2016            | 83.4～89.4/100 —         | 83.4～89.4/100
110108 | 2016 | haidian-2016            | 83.4～89.4/100 —         | 83.4～89.4/100
341300 | 2022 | suzhou-2022             | 82.5～88.5/100 —         | 82.8～88.8/100
341322 | 2023 | linking-funds-xiaoxian-2023 | 82.5～88.5/100 —         | 82.5～88.5/100
341702 | 2022 | guichi-2022             | 82.5～88.5/100 —         | 82.5～88.5/100
460000 | 2019 | hainan-2019             | 0～100/100 —             | 0～100/100
500000 | 2021 | chongqing-2021          | 82.5～88.5/100 —         | 58～92/100
510000 | 2024 | sichuan-2023            | 82.5～88.5/100 —         | 82.5～88.5/100
510000 | 2025 | sichuan-2023            | 82.5～88.5/100 —         | 82.5～88.5/100
510117 | 2025 | sichuan-recheck         | 82.5～88.5/100 —         | 82.5～88.5/100
510623 | 2022 | linking-funds-zhongjiang-2022 | 82.5～88.5/100 —         | 82.5～88.5/100
530702 | 2020 | lijiang-2020            | 82.5～88.5/100 —         | 82.5～88.5/100
430423 | 2020 | hengshan-2020           | —                       | —
"""


def lines() -> list[tuple[str, int, str, str, str]]:
    """The pinned lines: place, year, framework, score by the form's points, score by the place's."""
    found = []
    for line in PINNED.strip().splitlines():
        code, year, framework, as_printed, as_weighted = (cell.strip() for cell in line.split("|"))
        found.append((code, int(year), framework, as_printed, as_weighted))
    return found


def given_by(code: str, year: int, framework: str) -> tuple[str, str]:
    """What a place and year makes of the unit's figures: by the form's points, and by its own."""
    (sheet,) = weighted(code, year, framework).sheets
    low, high = sheet.lowest, sheet.highest
    own = f"{span(low, high)}/{short(sheet.of)}" if low is not None and high is not None else "—"
    return shown(scored(code, year, framework)), own


@pytest.mark.parametrize(("code", "year", "framework", "as_printed", "as_weighted"), lines())
def test_pinned(code: str, year: int, framework: str, as_printed: str, as_weighted: str) -> None:
    """A place and year makes of the unit's figures what it always made of them."""
    assert given_by(code, year, framework) == (as_printed, as_weighted)


def test_every_framework_is_pinned() -> None:
    """Every bundled framework has a line in its first year, in its last, or in one that is still open, in 2023 or later."""
    there = {(code, year, name) for code, year, name, *_ in lines()}
    every = {
        (p.pack.code, year, f.id)
        for p in installed().packs if p.origin == "perfeval" for f in p.pack.frameworks if isinstance(f, Framework)
        for year in (p.pack.since or p.pack.until or 2023, p.pack.until or max(p.pack.since or 0, 2023))
    }  # fmt: skip
    missing = [" | ".join((one[0], str(one[1]), one[2], *given_by(*one))) for one in sorted(every - there)]

    assert missing == []  # lines to add, each once it has been worked out by hand


#: 体系/指标 = 比率 → 得分. What a person can work out from the figures above with a pencil.
SHEETS = """
hunan-2015/staff-control             103           3.5
hunan-2015/three-public-change       5,2           4～6.4
hunan-2015/completion                99            5
hunan-2017/staff-control             103           3.5
hunan-2017/three-public-change       2             4
hunan-2017/completion                97.32,88.39   1～5
hunan-2017/additions                 10            4
hunan-2017/operating-control         103           5
hunan-2017/three-public-control      102.94        4.06～5
hunan-2017/procurement               106           4
hunan-2017/key-tasks                 90            7.2
hunan-2018-department/staff-control  103           6.5
hunan-2018-department/three-public-change 2        6.4
hunan-2018-department/completion     97.32,88.39   4～8
hunan-2018-department/additions      10            6
yueyang/staff-control                103           3.5
yueyang/three-public-change          2,5           2.5～4
yueyang/key-spending                 85            4
yueyang/adjustment                   12            1
yueyang/carry-over                   42.86         2
yueyang/three-public-control         102.94        3.06～4
either-or/completion                 99            19.8
"""
YEAR_OF = {"hunan-2015": ("430000", 2015), "hunan-2017": ("430000", 2017), "hunan-2018-department": ("430000", 2018)}


@pytest.mark.parametrize("line", SHEETS.strip().splitlines(), ids=lambda line: line.split()[0])
def test_sheets(line: str) -> None:
    """Each indicator of the sheets has the rate and the points that its published rule gives."""
    name, rates, points = line.split()
    framework, _, indicator = name.partition("/")
    code, year = YEAR_OF.get(framework, ("430600", 2018))
    worth = next(w for w in scored(code, year, framework).lines if w.id == indicator)

    assert ",".join(short(v * 100, 2) for v in worth.values) == rates
    assert span(worth.lowest, worth.highest) == points


@pytest.mark.parametrize(("before", "budget", "change", "additions", "opening", "control"), [
    ("32.00", "63.46", 0, "767.86", "1922.76", 0),
])  # fmt: skip
def test_a_published_score_sheet(
    before: str, budget: str, change: int, additions: str, opening: str, control: int
) -> None:
    """The figures of a sheet published for 2018 come to the points it prints: 63.46 after 32 is none, 39.94 % more is none."""
    figures = {
        ("three-public", 2017, ORIGINAL): before, ("three-public", 2018, ORIGINAL): budget, ("additions", 2018): additions,
        ("total", 2018, ORIGINAL): opening,
    }  # fmt: skip
    report = built(figures, year=2018)
    made = evaluate(report, perfeval.rulebook("430000", 2018), "hunan-2018-department", strict=True)
    worths = {w.id: w for w in made.scores[0].lines}

    assert (worths["three-public-change"].lowest, worths["three-public-change"].highest) == (change, change)
    assert (worths["additions"].lowest, worths["additions"].highest) == (control, control)


@pytest.mark.parametrize(("budget", "spent", "points"), [("250000", "215457.6", "8.62"), ("100", "45.17", "4.52")])
def test_shanghai_as_published(budget: str, spent: str, points: str) -> None:
    """Two published execution scores of Shanghai: 215 457.6 of 250 000 yuan is 8.62, 45.17 % is 4.52."""
    report = built({("total", 2022, FINAL): budget, ("total", 2022, ACTUAL): spent}, unit="元")
    (sheet,) = compare(report, [Choice(perfeval.rulebook("310107", 2022), "putuo-2022")]).places[0].sheets

    assert span(sheet.parts[0].lowest, sheet.parts[0].highest) == points


# --- what sets a place apart from its parent ---------------------------------------------------------------------------


def rules_of(code: str, report: Report) -> set[str]:
    """The rules that speak about a report in a place."""
    return {f.rule for f in evaluate(report, perfeval.rulebook(code, report.year), strict=True).findings}


def with_form(**changes: object) -> Report:
    """The unit's report of 2023 with another form."""
    return evolve(unit(2023), forms=(evolve(form(), **changes),))  # type: ignore[arg-type]


def reading(text: str) -> Entry:
    """A cell of the funds block."""
    return entry(text, Place("form"))


def heads(*points: str) -> tuple[Head, ...]:
    """The form's blocks with points in their heads."""
    return tuple(
        Head(h.label, entry(p, Place("form"), POINT), h.place) for h, p in zip(form().heads, points, strict=True)
    )


def in_one_table(report: Report) -> Report:
    """The report with its amounts in the table of its form, as a funds block has them."""
    moved = [evolve(s, place=Place("form", row=s.order)) for s in report.statements]
    return evolve(report, statements=tuple(moved))


@pytest.mark.parametrize(("code", "rule", "speaks", "silent"), [
    ("420000", "hubei-execution-points", unit(2023), with_form(execution_points=entry("20", Place("form"), POINT))),
    ("410000", "henan-block-weights", with_form(heads=heads("50", "30", "10")), with_form(heads=heads("30", "25", "5"))),
    ("310107", "putuo-money-in-yuan", in_one_table(unit(2023)),
     in_one_table(evolve(unit(2023), statements=built({("total", 2023, FINAL): "10"}, unit="元").statements))),
    ("510000", "sichuan-low-execution", with_form(execution_rate=reading("89.99%"), execution_reason=reading("")),
     with_form(execution_rate=reading("90.00%"), execution_reason=reading(""))),
    ("510000", "sichuan-low-execution", with_form(execution_rate=reading("45%"), execution_reason=reading("（100字以内）")),
     with_form(execution_rate=reading("45%"), execution_reason=reading("项目延期"))),
    ("510000", "sichuan-adjusted-budget", in_one_table(with_form(execution_reason=reading(""))),
     in_one_table(with_form(execution_reason=reading("追加人员经费")))),
    ("510000", "sichuan-adjusted-budget", in_one_table(with_form(execution_reason=reading(""))), in_one_table(with_form())),
])  # fmt: skip
def test_findings_of_a_place(code: str, rule: str, speaks: Report, silent: Report) -> None:
    """A place asks what its own form asks, where the form gives cause, and the nation does not ask it."""
    assert rule in rules_of(code, speaks)
    assert rule not in rules_of(code, silent)
    assert rule not in rules_of("000000", speaks)


@pytest.mark.parametrize(("one", "other"), [
    (("430000", 2015, "hunan-2015"), ("430000", 2017, "hunan-2017")), (("430000", 2018, "hunan-2018-department"), ("430000", 2018, "hunan-2017")),
    (("430600", 2018, "yueyang"), ("430000", 2018, "hunan-2017")), (("420000", 2023, "hubei-2020"), ("000000", 2023, "national-2020")),
    (("410000", 2023, "henan-2023"), ("000000", 2023, "national-2020")), (("000000", 2021, "national-2021"), ("000000", 2021, "national-2020")),
    (("510000", 2017, "sichuan-2017-department"), ("000000", 2017, "national-2013")), (("000000", 2023, "either-or"), ("000000", 2023, "national-2013")),
    (("510000", 2017, "sichuan-2017-project"), ("510000", 2017, "sichuan-2017-department")),
])  # fmt: skip
def test_scores_of_a_place(one: tuple[str, int, str], other: tuple[str, int, str]) -> None:
    """The same figures come to other points, or to other open lines, than under the parent."""
    (here,), (there,) = weighted(*one).sheets, weighted(*other).sheets
    lines_of = [[(p.id, p.points, p.lowest, p.highest) for p in u.parts] for u in (here, there)]

    assert lines_of[0] != lines_of[1]
    assert (here.lowest, here.highest, here.of) != (there.lowest, there.highest, there.of) or here.why_no_grade != there.why_no_grade or (
        len(here.parts) != len(there.parts)
    )  # fmt: skip


def test_hubei_weighs_its_goals() -> None:
    """In Hubei 90 % of the money is 18 of 20, and the rows are worth 80 instead of 90."""
    (sheet,) = weighted("420000", 2023, "hubei-2020").sheets

    assert [(p.id, p.points) for p in sheet.parts] == [("execution", 20), ("goals", 80)]
    assert sheet.parts[0].lowest == 18


def test_a_goal_counts_by_its_weight() -> None:
    """A goal of 60 whose only row is scored out of 20 counts 60: two goals of 60 and 20 with 90 % and all are 74."""
    place, whole = Place("form"), form()
    goals = (
        Head("年度绩效目标1", entry("60", place, POINT), place),
        Head("年度绩效目标2", entry("20", place, POINT), place),
    )
    rows = tuple(evolve(row, head=at) for at, row in enumerate(whole.rows[:2]))
    report = evolve(
        unit(2023), forms=(evolve(whole, rows=rows, heads=goals, execution_points=entry("20", place, POINT)),)
    )
    hubei = evaluate(report, perfeval.rulebook("420000", 2023), "hubei-2020").scores[0]
    nation = evaluate(report, perfeval.rulebook("000000", 2023), "national-2020").scores[0]

    assert (hubei.lowest, hubei.of) == (18 + 54 + 20, 100)
    assert (nation.lowest, nation.of) == (18 + 18 + 10, 50)


def test_a_form_that_was_seen_is_attested_where_the_nation_is_not() -> None:
    """The weights of Guichi's form were seen, so its score does not carry the mark that the nation's carries."""
    here, there = weighted("341702", 2022, "guichi-2022"), weighted("000000", 2022, "national-2021")

    assert (here.unconfirmed, there.unconfirmed) == (False, True)
    assert NOT_CONFIRMED in there.notes
    assert NOT_CONFIRMED not in here.notes


@pytest.mark.parametrize(("before", "words"), [(0, "压减15%"), (1, "压减40%"), (2, "取消该项目"), (7, "取消该项目")])
def test_consequences_of_2012(before: int, words: str) -> None:
    """Below the line the prefecture cuts the budget, more the longer it lasts; the years before are entered by a person."""
    poor = evolve(form(), rows=tuple(evolve(r, actual=target("1件"), actual_entry=reading("1件"), target=target("≥100件"),
                                           score=entry("0", r.place, POINT)) for r in form().rows))  # fmt: skip
    report = evolve(unit(2012), forms=(poor,))
    score = evaluate(
        report, perfeval.rulebook("000000", 2012), "prefecture-2012", facts={"years-before": before}
    ).scores[0]

    assert score.grade is not None
    assert score.grade.label == "不合格"
    assert any(words in n.zh for n in score.notes)


def test_grades_of_2012() -> None:
    """What is 良 from 70 in the prefecture is 良 only from 80 by the four grades, and 合格 is a grade of its own."""
    whole = perfeval.rulebook("000000", 2012).framework("prefecture-2012")
    assert whole is not None

    assert [whole.framework.grade(Fraction(s)).label for s in (90, 89, 70, 69, 60, 59)] == [
        "优",
        "良",
        "良",
        "合格",
        "合格",
        "不合格",
    ]  # type: ignore[union-attr]


def test_a_re_check_takes_off_what_a_person_enters() -> None:
    """Each deduction takes its share of one row's points, and only of that row."""
    plain = scored("510117", 2025, "sichuan-recheck")
    checked = scored("510117", 2025, "sichuan-recheck", **{"1/no-evidence": 1, "2/vague": 1})

    found = {w.id: w.highest for w in checked.lines}
    assert (found["row 1"], found["row 2"]) == (0, 4)
    assert plain.highest is not None
    assert checked.highest == plain.highest - 18 - 6


def test_breaches_a_person_counts() -> None:
    """Two breaches counted by a person cost Yueyang's unit two of three points; half a point for each late payment."""
    score = scored("430600", 2018, "yueyang", **{"spending-compliant": 2, "progress": 1})
    found = {w.id: (w.lowest, w.highest) for w in score.lines}

    assert found["spending-compliant"] == (1, 1)
    assert found["progress"] == (Fraction("2.5"), Fraction("2.5"))


@pytest.mark.parametrize(
    ("carry", "last", "points"), [("0", "40", 3), ("40", "40", 2), ("40.01", "40", 0), ("5", "0", 0), ("0", "0", 3)]
)
def test_carry_over_in_yueyang(carry: str, last: str, points: int) -> None:
    """Nothing carried on is three points, no more than last year two, more than last year none."""
    report = built({("carry-out", 2018): carry, ("carry-out", 2017): last}, year=2018)
    score = evaluate(report, perfeval.rulebook("430600", 2018), "yueyang").scores[0]
    worth = next(w for w in score.lines if w.id == "carry-over")

    assert (worth.lowest, worth.highest) == (points, points)


@pytest.mark.parametrize("choice", ["share", "change"])
def test_either_or(choice: str) -> None:
    """One of two measures is scored; which one was chosen is not said, so the score lies between them."""
    figures = {("carry-out", 2023): "5", ("carry-out", 2022): "10", ("total", 2023, ACTUAL): "100"}
    if choice == "share":
        del figures["carry-out", 2022]
    score = evaluate(built(figures, year=2023), perfeval.rulebook("000000", 2023), "either-or").scores[0]
    worth = next(w for w in score.lines if w.id == "carry-over")

    assert worth.highest == 20
    assert (worth.lowest == 20) is (choice == "change")


def test_the_sheets_own_base() -> None:
    """结转结余率 of the sheet has what was spent below it: 9 of 80 spent, not of a budget of 100, is 16 of 20 points."""
    whole = perfeval.rulebook("000000", 2023).framework("either-or")
    assert whole is not None
    scoring = next(i for i in whole.framework.indicators if i.id == "carry-over").scoring
    assert isinstance(scoring, Chosen)
    share = scoring.options[0]
    spent = {"carry-out": Fraction(9), "total": Fraction(80)}

    assert share.formula is not None
    assert [(r.item, r.stage) for r in share.formula.refs()] == [("carry-out", None), ("total", ACTUAL)]
    rate = share.formula.compute(lambda ref: spent[ref.item])
    assert rate is not None
    assert [award.points for award in share.scoring.awards(rate, Fraction(20))] == [16]


# --- for ever -------------------------------------------------------------------------------------------------------

DEFAULTS = {"430000": {range(2020, LAST_YEAR + 1): "hunan-2023"}}


@pytest.mark.parametrize("code", ["000000", "310000", "340000", "410000", "420000", "430000", "510000"])
def test_defaults_are_fixed(code: str) -> None:
    """Only Hunan has a default framework, from 2020 on; every other place is scored by what the user names."""
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        due = next((name for years, name in DEFAULTS.get(code, {}).items() if year in years), None)
        assert perfeval.rulebook(code, year).default == due


@pytest.mark.parametrize(("code", "year", "due"), [
    ("000000", 2019, None), ("000000", 2020, "national-2020"), ("000000", 2030, "national-2020"),
    ("320000", 2023, "national-2020"),  # no framework of its own
    ("430000", 2023, "hunan-2023"), ("430000", 2019, None),  # nearer, and a default
    ("510000", 2025, None), ("310107", 2023, None),  # frameworks of their own, and none of them a default: the user says which
])  # fmt: skip
def test_the_default_of_project_forms(code: str, year: int, due: str | None) -> None:
    """The form of a project is judged by the nation's from 2020 on, where no nearer place has a framework of its own."""
    assert perfeval.rulebook(code, year).project_default == due


def test_a_year_keeps_its_rules() -> None:
    """A report of 2016 asks for the sheet of 2015, one of 2018 for that of 2017, and a later sheet is only compared."""
    here = {year: perfeval.rulebook("430000", year) for year in (2016, 2018, 2023)}

    assert {n for n in here[2016].frameworks if n.startswith("hunan")} == {"hunan-2015"}
    assert {n for n in here[2018].frameworks if n.startswith("hunan")} == {"hunan-2017", "hunan-2018-department"}
    assert {n for n in here[2023].frameworks if n.startswith("hunan")} == {"hunan-2023"}
    later = here[2016].framework("hunan-2017")
    assert later is not None
    assert later.year == 2017


# --- several units of one department -----------------------------------------------------------------------------------


def small_unit(name: str, budget: str, spent: str, cases: str, satisfaction: str) -> Report:
    """A unit with two rows: cases of 100, and satisfaction of 90 %."""
    place, whole = Place("form"), form()
    rows = tuple(
        evolve(row, target=target(aim), actual=target(done), target_entry=reading(aim), actual_entry=reading(done))
        for row, aim, done in ((whole.rows[0], "≥100件", cases), (whole.rows[5], "≥90%", satisfaction))
    )
    figures = {("total", 2023, FINAL): budget, ("total", 2023, ACTUAL): spent}
    made = evolve(whole, rows=rows, execution_points=entry("20", place, POINT), execution_score=None)
    return built(figures, entity=name, year=2023, forms=[made])


def test_units_are_added_before_they_are_scored() -> None:
    """Cases are summed, satisfaction is averaged by money, and the sum is scored: not the mean of two scores."""
    whole = perfeval.rulebook("420000", 2023).framework("hubei-2020")
    assert whole is not None
    assert whole.framework.adding is not None
    units = [small_unit("甲", "300", "300", "50件", "90%"), small_unit("乙", "100", "60", "170件", "54%")]
    department = added(units, whole.framework.adding, entity="某厅")
    score = evaluate(department, perfeval.rulebook("420000", 2023), "hubei-2020", strict=True).scores[0]
    found = {w.id: (w.lowest, w.highest) for w in score.lines}

    assert found["execution"] == (18, 18)  # 360 of 400
    assert found["row 1"] == (20, 20)  # 220 of 200 cases, though one unit has half of its own
    assert found["row 6"] == (9, 9)  # (90 % × 300 + 54 % × 100) ÷ 400 = 81 %, of 90 %
    assert department.entity == "某厅"


@pytest.mark.parametrize("done", ["已完成", "约50件", "50%"])
def test_what_cannot_be_added_stays_open(done: str) -> None:
    """A row that one unit states in words, about or in another unit is open for the department."""
    units = [small_unit("甲", "300", "300", "50件", "90%"), small_unit("乙", "100", "60", done, "54%")]
    score = evaluate(added(units, MoneyWeighted("total")), perfeval.rulebook("420000", 2023), "hubei-2020").scores[0]

    assert {w.id: (w.lowest, w.highest) for w in score.lines}["row 1"] == (0, 20)


@given(parts=st.lists(st.tuples(st.integers(1, 500), st.integers(0, 100)), min_size=1, max_size=5))
def test_a_department_lies_between_its_units(parts: list[tuple[int, int]]) -> None:
    """The department's rate lies between the lowest and the highest of its units, and one unit alone is itself."""
    units = [small_unit(str(n), str(m), str(m), "100件", f"{v}%") for n, (m, v) in enumerate(parts)]
    row = added(units, MoneyWeighted("total")).forms[0].rows[1]

    assert row.actual is not None
    assert row.actual.quantity is not None
    assert min(v for _, v in parts) <= row.actual.quantity.number <= max(v for _, v in parts)


def test_units_that_cannot_be_added() -> None:
    """Units of different years, or without a form, are refused."""
    one = small_unit("甲", "300", "300", "50件", "90%")
    for units in ([], [one, evolve(one, year=2022)], [one, evolve(one, forms=())]):
        with pytest.raises(ModelError):
            added(units, MoneyWeighted("total"))


@given(
    goals=st.lists(st.tuples(st.integers(1, 60), st.lists(st.integers(1, 40), min_size=1, max_size=3)), min_size=1, max_size=4),
    factor=st.integers(1, 7),
)  # fmt: skip
def test_goals_weigh_what_their_heads_say(goals: list[tuple[int, list[int]]], factor: int) -> None:
    """Whatever points the rows of a goal carry, it counts by its weight: multiplying them all changes no score."""
    place = Place("form")
    one_row = form().rows[0]

    def department(times: int) -> Score:
        heads = tuple(Head(f"年度绩效目标{n}", entry(str(w), place, POINT), place) for n, (w, _) in enumerate(goals))
        rows = tuple(
            evolve(one_row, order=n, head=at, points=entry(str(points * times), place, POINT))
            for n, (at, points) in enumerate((at, p) for at, (_, several) in enumerate(goals) for p in several)
        )
        whole = evolve(form(), rows=rows, heads=heads, execution_points=entry("20", place, POINT))
        return evaluate(evolve(unit(2023), forms=(whole,)), HUBEI, "hubei-2020").scores[0]

    plain, scaled = department(1), department(factor)

    assert plain.of == scaled.of == 20 + sum(w for w, _ in goals)
    assert plain.lowest == plain.highest == scaled.lowest == 18 + sum(w for w, _ in goals) * Fraction(9, 10)


HUBEI = perfeval.rulebook("420000", 2023)
