"""Grades, several units as one, and why there is no score."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.figures import built as as_built
from tests.scoring import (
    NOWHERE,
    WHOLE,
    F,
    bare,
    built,
    by_own,
    cells,
    form,
    form_report,
    framework,
    indicator,
    own_rows,
    row,
    scored,
    spent,
    with_nothing,
)

import perfeval
from perfeval import ACTUAL, FINAL, ORIGINAL, Report
from perfeval.document import Place
from perfeval.errors import ModelError
from perfeval.model import Form, IndicatorRow, entry, target
from perfeval.quantities import POINT
from perfeval.renderers.scores import summary
from perfeval.ruling import GradeBand, MoneyWeighted, NilRow, RowScoring, Standing, Text, formulas
from perfeval.scores import added, scores, why_not_recomputed

# --- grades -----------------------------------------------------------------------------------------------------------


@given(share=st.integers(0, 10_000))
def test_every_score_has_one_grade(share: int) -> None:
    """No score falls between two grades: 89.995 is below 90 and nothing else."""
    own = framework(indicator(), bands=formulas.FOUR_GRADES)
    band = own.grade(F(share) / 100)

    assert band is not None
    assert band.at_least <= F(share) / 100
    assert all(b.at_least > F(share) / 100 for b in own.bands if b.at_least > band.at_least)


@pytest.mark.parametrize(("actual", "grade"), [
    ("100.00", "优"), ("90.00", "优"), ("89.99", "良"), ("80.00", "良"), ("79.99", "中"), ("60.00", "中"), ("59.99", "差"), ("0.00", "差"),
])  # fmt: skip
def test_every_grade_is_hit(actual: str, grade: str) -> None:
    """The lower end of each grade belongs to it, and every grade is reached."""
    score = scored(spent(actual, "100.00"), framework(indicator(), bands=formulas.FOUR_GRADES))

    assert score.grade is not None
    assert score.grade.label == grade


def test_a_grade_needs_both_ends() -> None:
    """Where the lowest and the highest score have different grades none is named; where they agree it is."""
    report = built(("project", 2023, ACTUAL, "80"), ("project", 2023, ACTUAL, "90"), ("project", 2023, ORIGINAL, "100"))
    apart = scored(report, framework(indicator(), bands=formulas.FOUR_GRADES))
    alike = scored(report, framework(indicator(), bands=[GradeBand("fine", "好", 75), GradeBand("poor", "差", 0)]))

    assert apart.grade is None
    assert "良～优" in apart.why_no_grade.zh
    assert alike.grade is not None
    assert alike.grade.id == "fine"


def test_an_unconfirmed_framework_names_no_grade() -> None:
    """A framework nobody confirmed computes and compares, says so, and names no grade."""
    score = scored(
        spent("80", "100"), framework(indicator(), bands=formulas.FOUR_GRADES, standing=Standing.UNCONFIRMED)
    )

    assert score.lowest == 8
    assert score.grade is None
    assert "未核实口径，仅供比较" in [n.zh for n in score.notes]
    assert "按通行做法（未核实）" in "".join(summary(score))


# --- why there is no score --------------------------------------------------------------------------------------------


def test_why_nothing_was_recomputed() -> None:
    """A form's own reason is given, else that the place has no framework; where something was recomputed there is none."""
    whole = form(row(1, "≥90个", "95个", "90", "90"), **WHOLE)
    cut = evolve(whole, complete=False, why_incomplete=("表格未完", "cut"))
    hunan, nation = perfeval.rulebook("430000", 2023), perfeval.rulebook("000000", 2023)
    reports = [form_report(f) for f in (whole, cut)]

    assert why_not_recomputed(hunan, reports[0], scores(reports[0], hunan)) == Text()
    assert why_not_recomputed(hunan, reports[1], scores(reports[1], hunan)).zh == "表格未完"
    assert why_not_recomputed(nation, reports[0], ()).zh.startswith("全国（000000）2023 年没有默认的指标体系；可用")
    assert why_not_recomputed(evolve(nation, year=None), reports[0], ()).zh.startswith(
        "全国（000000）没有默认的指标体系"
    )


@pytest.mark.parametrize(("one", "zh", "en"), [
    (form(row(1, "≥1个", "1个", score=""), **WHOLE), "“某事”未填得分或不可读", "'某事' has no score that can be read"),
    (form(row(1, "≥1个", "1个", points="若干"), **WHOLE), "“某事”未填分值或不可读", "'某事' has no points that can be read"),
    (form(row(1, "≥1个", "1个"), complete=False, **WHOLE), "表格不全", "the table is not whole"),
    (form(row(1, "≥1个", "1个"), complete=False, why_incomplete=("表格未完", "cut"), **WHOLE), "表格未完", "cut"),
    (form(evolve(row(1, "≥1个", "1个", score=""), points=None)), "表内没有分值", "the form has no points"),
    (form(row(1, "≥1个", "1个"), **WHOLE), "", ""),
])  # fmt: skip
def test_why_a_form_is_not_tallied(one: Form, zh: str, en: str) -> None:
    """A form with a blank score, points nobody can read, missing rows or no points is not tallied, and says why."""
    (made,) = by_own(own_rows(), one)

    assert (made.why_not_tallied.zh, made.why_not_tallied.en) == (zh, en)
    assert (made.tallied is None) is bool(zh)
    assert one.complete or (made.why_not_recomputed.zh, made.why_not_recomputed.en) == (zh, en)


@pytest.mark.parametrize(
    ("points", "score", "lines"), [(None, None, 1), ("10", None, 2), (None, "9", 2), ("——", None, 1), ("——", "——", 1)]
)
def test_the_execution_rate_is_a_line_where_it_is_printed(points: str | None, score: str | None, lines: int) -> None:
    """The execution rate is one line of the tally where its points or its score are filled in."""
    cells = {"execution_points": points, "execution_score": score}
    more = {k: entry(v, Place("form"), POINT) for k, v in cells.items() if v is not None}
    (made,) = by_own(own_rows(), bare(row(1, "≥1个", "1个", "90", "90"), **more))

    assert (made.tallied_of == 90) is (lines == 1)
    assert bool(made.why_not_tallied) is (lines == 2)


def test_a_row_of_scores_alone_is_a_line() -> None:
    """A row without a cell for points is a line if it has a score, and then the form cannot be tallied."""
    rows = [evolve(row(n, "≥1个", "1个", "10", text), points=None) for n, text in ((2, ""), (3, "5"))]
    blank, scored_row = (by_own(own_rows(), bare(row(1, "≥1个", "1个", "90", "90"), r))[0] for r in rows)
    none = by_own(own_rows(), bare(row(1, "≥1个", "1个", "90", "90"), evolve(rows[0], score=None)))[0]

    assert [(s.tallied, s.tallied_of) for s in (blank, scored_row, none)] == [(90, 90), (None, None), (90, 90)]
    assert "未填分值" in scored_row.why_not_tallied.zh


def test_a_form_is_called_by_its_title() -> None:
    """A score is called by its form's title, else by its id; a printed grade is kept as it is printed."""
    titled = bare(row(1, "≥1个", "1个"), grade=entry(" 优 ", Place("form")))
    scored_forms = [by_own(own_rows(), f)[0] for f in (titled, evolve(titled, title="", grade=None))]

    assert [(s.title, s.printed_grade) for s in scored_forms] == [("自评表", "优"), ("form1", "")]


def test_a_form_without_points_or_scores_is_not_scored() -> None:
    """A form none of whose rows has a cell for points or a score has no score; one such cell is enough."""
    one = row(1, "≥1个", "1个")
    forms = [bare(evolve(one, points=p, score=s)) for p in (one.points, None) for s in (one.score, None)]

    assert [len(by_own(own_rows(), f)) for f in forms] == [1, 1, 1, 0]


# --- several units as one ---------------------------------------------------------------------------------------------


def unit_of(
    budget: str | None, *rows: IndicatorRow, spent: str | None = "1.00", name: str = "甲", **more: object
) -> Report:
    """A unit that could spend so many 万元, with these rows."""
    figures = {("total", 2023, stage): text for stage, text in ((FINAL, budget), (ACTUAL, spent)) if text is not None}
    return as_built(figures, entity=name, year=2023, forms=[form(*rows, **more)])


@given(several=st.lists(st.tuples(st.integers(1, 500), st.integers(0, 90), st.integers(0, 90)), min_size=1, max_size=4))
def test_counts_are_summed_and_rates_averaged_by_money(several: list[tuple[int, int, int]]) -> None:
    """A department has the sum of what its units count and of their money, and their rates by the money behind each."""
    units = [
        unit_of(f"{m}.00", row(1, f"≥{n}件", f"{n + 1}件"), row(2, f"≤{v}%", f"{v}%", name="率"), name=f"{i}") for i, (m, n, v) in enumerate(several)
    ]  # fmt: skip
    department = added(units, MoneyWeighted("total"), entity="某厅")
    count, rate = department.forms[0].rows
    money = sum(m for m, _, _ in several)
    whole = department.figure("total", 2023, FINAL)

    assert cells(department)[0] == (f"≥{sum(n for _, n, _ in several)}件", f"{sum(n + 1 for _, n, _ in several)}件")
    assert [t.quantity.value for t in (rate.target, rate.actual) if t and t.quantity] == [
        F(sum(m * v for m, _, v in several)) / money / 100
    ] * 2
    assert count.target is not None
    assert whole.quantity is not None
    assert (whole.quantity.value, whole.quantity.number) == (money * 10**4, money)
    assert (department.entity, whole.statements[0].name.entity.value) == ("某厅", "某厅")


def test_rows_are_added_over_the_units_that_state_them() -> None:
    """A row is one with those of its name and levels in other units; one that nobody else states is the unit's own."""
    one = row(1, "≥5件", "6件")
    others = [evolve(one, level1="效益"), evolve(one, level2="质量"), evolve(one, name="别事"), one]

    assert [cells(added([unit_of("1.00", one), unit_of("1.00", other)], MoneyWeighted("total"))) for other in others] == [
        [("≥5件", "6件")], [("≥5件", "6件")], [("≥5件", "6件")], [("≥10件", "12件")],
    ]  # fmt: skip


@pytest.mark.parametrize(("aim", "sum_"), [
    ("≥5件", "≥10件"), ("≤5件", ""), ("5件", ""), ("≥5人", ""), ("≥5%", ""), ("≥约5件", ""), ("很好", ""), ("", ""), (None, ""),
])  # fmt: skip
def test_what_does_not_add_up_is_left_blank(aim: str | None, sum_: str) -> None:
    """Aims of another direction or kind, rough ones, words and blanks leave the department's cell blank."""
    rows = [row(1, "≥5件", "6件"), evolve(row(1, aim or "", "6件"), target=None if aim is None else target(aim))]

    for pair in (rows, rows[::-1]):
        assert cells(added([unit_of("1.00", r) for r in pair], MoneyWeighted("total"))) == [(sum_, "12件")]


def test_a_rate_without_money_is_left_blank() -> None:
    """The rate of a unit whose money nobody states cannot be averaged; what it counts can be added."""
    rows = row(1, "≥5件", "6件"), row(2, "≥50%", "60%", name="率")

    assert cells(added([unit_of("1.00", *rows), unit_of(None, *rows)], MoneyWeighted("total"))) == [
        ("≥10件", "12件"),
        ("", ""),
    ]
    assert cells(added([unit_of("0.00", *rows), unit_of("0.00", *rows)], MoneyWeighted("total"))) == [
        ("≥10件", "12件"),
        ("", ""),
    ]


def test_totals_that_one_unit_lacks_are_nobodys() -> None:
    """A department has a total only where every unit states it, in the unit of the first and in its own name."""
    one = row(1, "≥5件", "6件")
    whole = added([unit_of("1.00", one), unit_of("2.50", one, spent=None, name="乙")], MoneyWeighted("total"))

    assert [(s.name.stage.value, s.printed, s.order) for s in whole.statements] == [(FINAL, "3.5", 0)]
    assert whole.entity == "甲"
    assert (
        added([unit_of("1.00", one), unit_of("2.00", one)], MoneyWeighted("total"))
        .figure("total", 2023, ACTUAL)
        .quantity
        is not None
    )


def test_what_a_department_has_not_scored_yet() -> None:
    """No score, total or grade of the first unit is taken for the department's; a cell it has is blank, one it lacks is not there."""
    one = row(1, "≥5件", "6件")
    lacking = evolve(one, score=None, target_entry=None, actual_entry=None)
    full = added([unit_of("1.00", one, **WHOLE, grade=entry("优", NOWHERE))], MoneyWeighted("total")).forms[0]
    bare_one = added([unit_of("1.00", lacking)], MoneyWeighted("total")).forms[0]
    made, less = full.rows[0], bare_one.rows[0]

    assert (full.total_score, full.grade, full.execution_rate, bare_one.execution_score) == (None, None, None, None)
    assert [e is not None and e.is_nil for e in (full.execution_score, made.score)] == [True, True]
    assert [e.text for e in (made.target_entry, made.actual_entry) if e] == ["≥5件", "6件"]
    assert (less.score, less.target_entry, less.actual_entry) == (None, None, None)


def test_reports_that_are_no_department() -> None:
    """Nothing, a report without rows, and reports of two years are refused; a form without rows beside one with is passed over."""
    one = unit_of("1.00", row(1, "≥5件", "6件"))
    for several in ([], [unit_of("1.00")], [one, unit_of("1.00")], [one, evolve(one, year=2022)]):
        with pytest.raises(ModelError):
            added(several, MoneyWeighted("total"))

    assert cells(added([evolve(one, forms=(form(), *one.forms))], MoneyWeighted("total"))) == [("≥5件", "6件")]


def test_a_place_may_know_fewer_treatments() -> None:
    """Rows named 无 are treated in every way, or in those that the framework of the place knows."""
    some = RowScoring(methods=formulas.row_scoring().methods, nil_rows=(NilRow.KEPT, NilRow.REMOVED))
    made = with_nothing(10, "10")
    nobody = scores(form_report(made), perfeval.rulebook("000000", 2023))[0]

    assert [t.kind for t in by_own(own_rows(rows=some), made)[0].treatments] == [NilRow.KEPT, NilRow.REMOVED]
    assert [t.kind for t in nobody.treatments] == list(NilRow)
    assert [(t.printed, t.lowest, t.of) for t in nobody.treatments] == [
        (100, None, 100),
        (90, None, 100),
        (90, None, 90),
    ]
