"""Scores: declared, tallied and recomputed; what is not decided and why; and when a grade may be named."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

import perfeval
from perfeval import ACTUAL, FINAL, ORIGINAL, Report
from perfeval.__main__ import main
from perfeval.document import Place
from perfeval.errors import PackError, UnknownNameError
from perfeval.evaluation import evaluate
from perfeval.evaluation.rows import row_worth
from perfeval.evaluation.scores import Score, State, of_hundred, scores
from perfeval.evaluation.worth import Figures, Worth, indicator_worth
from perfeval.model import Form, Head, IndicatorRow, entry, target, together
from perfeval.quantities import POINT
from perfeval.renderers.scores import exact_text, summary
from perfeval.resolution import Installed, Rulebook, resolve
from perfeval.ruling import (
    STOCK,
    AnyFormula,
    Award,
    BandsScore,
    Better,
    Change,
    Checklist,
    Chosen,
    Direct,
    Empty,
    Framework,
    GradeBand,
    Indicator,
    LinearScore,
    LineItem,
    NilRow,
    Option,
    Pack,
    Proportional,
    Rate,
    Ref,
    RowKind,
    RowMethod,
    RowScoring,
    Scoring,
    Section,
    Standing,
    Stated,
    Steps,
    Text,
    Tier,
    Tiers,
    Utilisation,
    formulas,
)

EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt"
UNIT = "某单位"


def F(text: str | int) -> Fraction:
    """An exact number."""
    return Fraction(text)


# --- the example report ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def report() -> Report:
    return perfeval.read(EXAMPLE)


@pytest.fixture(scope="module")
def book(report: Report) -> Rulebook:
    return perfeval.rulebook(report.jurisdiction or "", report.year)


@pytest.fixture(scope="module")
def form_score(report: Report, book: Rulebook) -> Score:
    (score,) = scores(report, book)
    return score


def test_three_scores(form_score: Score) -> None:
    """Declared is the printed total, tallied the printed rows added up, and they are kept apart."""
    assert (form_score.declared, form_score.declared_of) == (98, 100)
    assert (form_score.tallied, form_score.tallied_of) == (108, 110)
    assert round(of_hundred(F(108), F(110)), 2) == Fraction("98.18")
    assert form_score.framework is not None
    assert form_score.framework.id == "hunan-2023"


@pytest.mark.parametrize(("kind", "scored", "of", "grade"), [
    (NilRow.KEPT, 108, 110, "优"), (NilRow.ZERO, 90, 110, "良"), (NilRow.REMOVED, 90, 90, "优"),
])  # fmt: skip
def test_treatments(form_score: Score, kind: NilRow, scored: int, of: int, grade: str) -> None:
    """Each way to treat the rows named 无 is named, with what the printed scores then come to and its grade."""
    found = form_score.treatment(kind)

    assert found is not None
    assert (found.printed, found.of) == (scored, of)
    assert found.grades[0] is not None
    assert found.grades[0].label == grade


def test_no_grade_and_why(form_score: Score) -> None:
    """Where the treatments lead to different grades none is named, and the reason says so."""
    assert form_score.grade is None
    assert "“无”" in form_score.why_no_grade.zh
    assert "无" in form_score.why_no_grade.en


def test_lines_of_the_form(form_score: Score) -> None:
    """Every row is decided or lies between a lowest and a highest, and says why."""
    found = {w.label.zh: (w.lowest, w.highest, w.state) for w in form_score.worths}
    undecided = {w.label.zh: w.why.zh for w in form_score.undecided}

    assert found["预算执行率"] == (10, 10, State.DECIDED)
    assert found["重点工作完成数"] == (15, 15, State.DECIDED)
    assert found["社会公众满意度"] == (10, 10, State.DECIDED)
    assert "202年12月31日前" in undecided["及时完成情况"]
    assert "没有数" in undecided["“三公经费”控制率"]
    assert "“无”" in undecided["经济效益指标“无”"]
    assert len(undecided) == 6
    assert (form_score.lowest, form_score.highest, form_score.of) == (50, 110, 110)


def test_standing_is_printed(form_score: Score) -> None:
    """A score that rests on rules nobody confirmed says how many, wherever it is shown."""
    assert form_score.unconfirmed == 3
    assert "3 条按通行做法（未核实）" in "".join(summary(form_score))
    assert "3 rules by common practice, not confirmed" in "".join(summary(form_score, "en"))


def test_score_line_of_the_first_screen(report: Report, book: Rulebook) -> None:
    """The first screen has the scores, the treatments and what they do to the grade."""
    lines = [x for x in str(perfeval.render(evaluate(report, book))).splitlines() if x.startswith("得分")]

    assert len(lines) == 1
    for words in ("自评 98/100", "108/110（折百98.18 优）", "记0分 90/110=81.82 良", "剔除其分值 90/90=100 优"):
        assert words in lines[0]


# --- Hunan's own indicators -----------------------------------------------------------------------------------------

MISSING = {
    "schema": "perfeval/report/1", "entity": "怀化市某单位", "year": 2023,
    "figures": [
        {"item": "three-public", "year": 2022, "stage": "original", "printed": "5.27", "unit": "万元"},
        {"item": "carry-in", "year": 2023, "printed": "2.22", "unit": "万元"},
        {"item": "additions", "year": 2023, "printed": "5.00", "unit": "万元"},
        {"item": "carry-out", "year": 2023, "printed": "0.00", "unit": "万元"},
    ],
}  # fmt: skip


def by_id(score: Score) -> dict[str, Worth]:
    """The lines of a score."""
    return {w.id: w for w in score.worths}


def of_2017(report: Report, book: Rulebook) -> Score:
    """The score by Hunan's indicators of 2017."""
    return next(s for s in scores(report, book, "hunan-2017") if not s.form)


@pytest.fixture(scope="module")
def alone(report: Report, book: Rulebook) -> Score:
    return of_2017(report, book)


@pytest.mark.parametrize(("indicator", "points", "full"), [
    ("staff-control", 5, 5), ("buildings-area", 5, 5), ("buildings-investment", 5, 5), ("operating-control", 0, 8),
    ("three-public-control", 7, 7),
])  # fmt: skip
def test_2017_from_the_tables_alone(alone: Score, indicator: str, points: int, full: int) -> None:
    """What the tables state decides these indicators."""
    worth = by_id(alone)[indicator]

    assert (worth.lowest, worth.highest, worth.points, worth.state) == (points, points, full, State.DECIDED)


def test_2017_a_cell_with_two_readings(alone: Score) -> None:
    """A cell that may be two numbers leaves its indicator open, with what each of them gives."""
    worth = by_id(alone)["procurement"]

    assert (worth.lowest, worth.highest, worth.state) == (0, 6, State.BETWEEN)
    for words in ("0.7531.13", "0.75、31.13", "100.00% → 6", "2.41% → 0"):
        assert words in worth.why.zh


@pytest.mark.parametrize(("indicator", "missing"), [
    ("three-public-change", "2022年年初预算"), ("completion", "本年追加预算"), ("completion", "年末结转和结余"),
    ("additions", "本年追加预算"),
])  # fmt: skip
def test_2017_not_run(alone: Score, indicator: str, missing: str) -> None:
    """An indicator without its figures is not run, and names the figure that is missing."""
    worth = by_id(alone)[indicator]

    assert worth.state is State.NOT_RUN
    assert f"缺{missing}" in worth.why.zh.replace("“三公”经费（", "").replace("）", "")
    assert (worth.lowest, worth.highest) == (0, worth.points)


def test_2017_lowest_and_highest(alone: Score) -> None:
    """The lowest score is what is decided, the highest adds everything that is not."""
    assert (alone.lowest, alone.highest, alone.of) == (22, 92, 100)
    assert alone.lowest == sum(w.lowest for w in alone.worths)
    assert alone.grade is None
    assert "等级标准" in alone.why_no_grade.zh


def test_2017_is_for_comparison(alone: Score) -> None:
    """A framework of other years says that it is not this year's, and that parts of it are not confirmed."""
    notes = "".join(n.zh for n in alone.notes)

    assert "2017—2019" in notes
    assert "未核实" in notes
    assert alone.unconfirmed == 11


@pytest.fixture
def with_missing(report: Report, tmp_path: Path) -> Report:
    file = tmp_path / "figures.json"
    file.write_text(json.dumps(MISSING | {"entity": report.entity}, ensure_ascii=False), encoding="utf-8")
    return together([report, perfeval.read(file)])


def test_2017_with_the_missing_figures(with_missing: Report, book: Rulebook) -> None:
    """Given the missing figures in a second file, the three indicators are run, one of them with both readings."""
    found = by_id(of_2017(with_missing, book))

    assert (found["three-public-change"].lowest, found["three-public-change"].highest) == (5, 5)
    assert (found["additions"].lowest, found["additions"].highest) == (4, 4)
    assert (found["completion"].lowest, found["completion"].highest) == (3, 5)
    assert "90.65% → 3" in found["completion"].why.zh
    assert "100.00% → 5" in found["completion"].why.zh
    assert (of_2017(with_missing, book).lowest, of_2017(with_missing, book).highest) == (34, 91)


def test_figures_of_another_unit_are_not_taken(report: Report, book: Rulebook, tmp_path: Path) -> None:
    """A figure of a unit of another name is not the report's own, and the reason says where it is."""
    file = tmp_path / "figures.json"
    file.write_text(json.dumps(MISSING | {"entity": "别的单位"}, ensure_ascii=False), encoding="utf-8")
    worth = by_id(of_2017(together([report, perfeval.read(file)]), book))["additions"]

    assert worth.state is State.NOT_RUN
    assert "别的单位" in worth.why.zh


# --- scoring methods ------------------------------------------------------------------------------------------------


def points_of(scoring: Scoring, value: str, points: int = 10) -> tuple[Fraction, ...]:
    """The points a method gives for a value."""
    return tuple(a.points for a in scoring.awards(F(value), F(points)))


CONTROL = BandsScore(at_most=((0, 5), ("10%", 4), ("20%", 3), ("30%", 2)))
SATISFACTION = BandsScore(at_least=(("90%", 6), ("80%", 4), ("70%", 2)))


@pytest.mark.parametrize(("scoring", "value", "expected"), [
    (Proportional(), "0.98", ["9.8"]), (Proportional(), "1", [10]), (Proportional(), "1.3", [10]), (Proportional(), "-1", [0]),
    (Proportional(cap="120%"), "1.3", [12]), (Proportional(goal=50), "40", [8]), (Proportional(zero_below="60%"), "0.59", [0]),
    (Proportional(zero_below="60%"), "0.6", [6]), (Proportional(reverse=True), "2", [5]), (Proportional(reverse=True), "0.5", [10]),
    (Proportional(reverse=True), "0", [10]), (Proportional(reverse=True, goal=0), "1", []), (Proportional(reverse=True, goal=0), "0", [10]),
    (Proportional(goal=0), "1", [10]), (Proportional(goal="-5%"), "-0.1", []),
    (LinearScore(), "0.8618", ["8.618"]), (LinearScore(zero_at="60%"), "0.8", [5]), (LinearScore(zero_below="60%"), "0.59", [0]),
    (LinearScore(full_at="9%", zero_at="29%"), "0.19", [5]), (LinearScore(full_at="-30%", zero_at="0"), "-0.4", [10]),
    (Steps(per="1%", deduct="0.5"), "1.0199", ["9.5"]), (Steps(per="1%", deduct="0.5", rounding="linear"), "1.015", ["9.25"]),
    (Steps(per="1%", deduct="0.5", rounding="ceil"), "1.0101", [9]), (Steps(per="1%", deduct="0.5", rounding="ceil"), "1.02", [9]),
    (Steps(per="1%", deduct=1, rounding=("floor", "linear")), "1.025", [8, "7.5"]), (Steps(per="1%", deduct=1), "1.5", [0]),
    (Steps(per="5%", deduct=2, side="below"), "0.9065", [8]), (Steps(per="5%", deduct=2, side="both"), "1.1", [6]),
    (Steps(per="5%", deduct=2, side="both"), "0.9", [6]), (Steps(per="1%", deduct=1, least=3), "2", [3]),
    (CONTROL, "0", [5]), (CONTROL, "0.0001", [4]), (CONTROL, "0.1", [4]), (CONTROL, "0.10001", [3]), (CONTROL, "0.31", [0]),
    (SATISFACTION, "0.9", [6]), (SATISFACTION, "0.8999", [4]), (SATISFACTION, "0.69", [0]),
    (Direct(limit="90%"), "0.9", [10]), (Direct(limit="90%"), "0.89", [0]), (Direct(limit=1, side="above"), "1.01", [0]),
    (Direct(), "1", []), (Checklist(), "1", []),
])  # fmt: skip
def test_scoring(scoring: Scoring, value: str, expected: list[str | int]) -> None:
    """A method gives its points exactly, and every reading of it where its text leaves something open."""
    assert points_of(scoring, value) == tuple(F(e) for e in expected)


MONOTONE: list[Scoring] = [
    Proportional(), Proportional(zero_below="60%"), Proportional(reverse=True), LinearScore(zero_at="60%"),
    LinearScore(full_at="9%", zero_at="29%"), Steps(per="1%", deduct="0.5", rounding=("floor", "linear", "ceil")),
    Steps(per="5%", deduct=2, side="below"), CONTROL, SATISFACTION, Direct(limit="90%"), Direct(limit=1, side="above"),
]  # fmt: skip


@pytest.mark.parametrize("scoring", MONOTONE, ids=lambda s: s.text().en[:40])
@given(one=st.fractions(0, 3, max_denominator=10_000), other=st.fractions(0, 3, max_denominator=10_000))
@settings(max_examples=60, deadline=None)
def test_scores_are_monotone(scoring: Scoring, one: Fraction, other: Fraction) -> None:
    """A better value never scores less, in any reading of the method."""
    worse, better = (
        (min(one, other), max(one, other)) if scoring.better is Better.MORE else (max(one, other), min(one, other))
    )
    pairs = zip(scoring.awards(worse, F(10)), scoring.awards(better, F(10)), strict=False)

    assert scoring.better in (Better.MORE, Better.LESS)
    assert all(low.points <= high.points for low, high in pairs)


@given(value=st.fractions(0, 3, max_denominator=10_000))
@settings(max_examples=100, deadline=None)
def test_roundings_lie_in_order(value: Fraction) -> None:
    """What a part of a step costs grows from nothing over its share to a whole step, and no reading leaves the points."""
    steps = Steps(per="1%", deduct="0.5", rounding=("floor", "linear", "ceil"))
    ends = [a.points for a in steps.awards(value, F(10))]

    assert ends == sorted(ends, reverse=True)
    assert all(0 <= e <= 10 for e in ends)


@pytest.mark.parametrize("wrong", [
    lambda: Proportional(goal=0.5), lambda: Steps(per=True, deduct=1), lambda: Steps(per="eins", deduct=1), lambda: Steps(per=0, deduct=1),
    lambda: Steps(per="1%", deduct=1, rounding="half"), lambda: Steps(per="1%", deduct=1, rounding=()), lambda: BandsScore(),
    lambda: BandsScore(at_least=(("80%", 4), ("90%", 6))), lambda: BandsScore(at_most=((0, 1), (0, 2))),
    lambda: LinearScore(full_at=1, zero_at=1), lambda: LinearScore(full_at=0, zero_at=1, zero_below=0),
    lambda: Tiers([Tier("met", "达成", "80%", "100%"), Tier("missed", "未达成", 0, "60%")]), lambda: Tiers([]),
    lambda: formulas.STAFF_CONTROL.worth(5, section="x"),
])  # fmt: skip
def test_methods_that_mean_nothing(wrong: Callable[[], object]) -> None:
    """A method that cannot mean anything is refused when it is written, binary fractions among them."""
    with pytest.raises(PackError):
        wrong()


# --- indicators on figures ------------------------------------------------------------------------------------------

HALF = Rate(Ref("project", stage=ACTUAL), Ref("project", stage=ORIGINAL))


def indicator(formula: object = HALF, scoring: Scoring | None = None, **more: object) -> Indicator:
    """An indicator of ten points."""
    return Indicator("one", "某率", points=10, formula=formula, scoring=scoring or Proportional(), **more)  # type: ignore[arg-type]


def built(*figures: tuple[str, int, object, str], entity: str = UNIT) -> Report:
    """A report with these figures, each in a block of its own."""
    parts = [Report.build({(item, year, stage): text}, entity=entity, year=2023) for item, year, stage, text in figures]
    return together(parts) if parts else Report(entity=entity, year=2023)


def spent(actual: str, original: str) -> Report:
    """A report with what was spent on projects, and budgeted."""
    return built(("project", 2023, ACTUAL, actual), ("project", 2023, ORIGINAL, original))


def worth_of(report: Report, one: Indicator) -> Worth:
    """What an indicator is worth on a report."""
    return indicator_worth(one, Figures(report, {"project": "项目支出"}))


@pytest.mark.parametrize(("formula", "expected"), [
    (Rate(Ref("project", stage=ACTUAL), Ref("project", stage=ORIGINAL)), "0.8"),
    (Change(Ref("project", stage=ACTUAL), Ref("project", stage=ORIGINAL)), "-0.2"),
    (Utilisation(Ref("project", stage=ORIGINAL), Ref("carry-out")), "0.9"),
    (Stated(Ref("carry-out"), over=50_000), "2"),
])  # fmt: skip
def test_formulas(formula: Rate, expected: str) -> None:
    """A formula is computed exactly from the figures it names."""
    report = built(
        ("project", 2023, ACTUAL, "80.00"), ("project", 2023, ORIGINAL, "100.00"), ("carry-out", 2023, STOCK, "10.00")
    )
    found = Figures(report)
    value = formula.compute(lambda ref: found.find(ref).values[0].value)  # type: ignore[union-attr]

    assert value == F(expected)
    assert all(ref.item in formula.text(lambda ref: str(ref.item)) for ref in formula.refs())


def test_a_figure_stated_twice() -> None:
    """A figure that is stated differently is scored in every way it is stated."""
    report = built(
        ("project", 2023, ACTUAL, "80.00"), ("project", 2023, ACTUAL, "90.00"), ("project", 2023, ORIGINAL, "100.00")
    )
    worth = worth_of(report, indicator())

    assert (worth.lowest, worth.highest, worth.state) == (8, 9, State.BETWEEN)
    assert "80.00、90.00" in worth.why.zh


def test_prints_that_agree_are_one_value() -> None:
    """Two prints of one figure that agree are one value, the finer of them."""
    report = built(
        ("project", 2023, ACTUAL, "80"), ("project", 2023, ACTUAL, "80.40"), ("project", 2023, ORIGINAL, "100.00")
    )

    assert worth_of(report, indicator()).lowest == F("8.04")


@pytest.mark.parametrize(("actual", "original", "words"), [
    ("约80", "100", "约数"), ("——", "100", "未填"), ("", "100", "未填"), ("80", "0", "基数为0"),
])  # fmt: skip
def test_figures_that_decide_nothing(actual: str, original: str, words: str) -> None:
    """An approximate figure, a blank or struck-out cell and a base of zero decide nothing, and say so."""
    worth = worth_of(spent(actual, original), indicator())

    assert (worth.lowest, worth.highest) == (0, 10)
    assert worth.state is not State.DECIDED
    assert words in worth.why.zh


def test_said_to_be_absent_is_zero() -> None:
    """A figure said to be 无 is zero where its base is not."""
    assert worth_of(spent("无", "100"), indicator()).highest == 0


def test_units_that_do_not_compare() -> None:
    """Figures of different units give no rate."""
    parts = [
        Report.build({("project", 2023, ACTUAL): "80"}, entity=UNIT, unit="人"),
        Report.build({("project", 2023, ORIGINAL): "100"}, entity=UNIT, unit="万元"),
    ]

    assert "单位不同" in worth_of(together(parts), indicator()).why.zh


def test_a_report_without_a_year() -> None:
    """Without a year no figure can be named, so nothing is computed."""
    assert "年度" in worth_of(Report(entity=UNIT), indicator()).why.zh


@pytest.mark.parametrize(("empty", "points"), [
    (Empty.FULL, (10, 10)), (Empty.ZERO, (0, 0)), (Empty.UNKNOWN, (0, 10)),
])  # fmt: skip
@pytest.mark.parametrize("nothing", ["0.00", "——", "无"])
def test_empty_rules(empty: Empty, points: tuple[int, int], nothing: str) -> None:
    """What an indicator with nothing to measure is worth, its own rule says; else it is open."""
    worth = worth_of(spent(nothing, nothing), indicator(empty=empty))

    assert (worth.lowest, worth.highest) == points


def test_a_blank_is_not_nothing() -> None:
    """Cells that are left blank are not known to be nothing."""
    assert worth_of(spent("", ""), indicator(empty=Empty.FULL)).state is State.NOT_RUN


def framework(*indicators: Indicator, **more: object) -> Framework:
    """A framework of these indicators, all in one section."""
    total = sum(i.points for i in indicators)
    made = tuple(evolve(i, section="all") for i in indicators)
    return Framework("own", "自定", sections=[Section("all", "全部", total)], indicators=made, total=total, **more)  # type: ignore[arg-type]


def scored(report: Report, own: Framework) -> Score:
    """The score of a report by a framework of a place."""
    pack = Pack(
        id="own", code="431200", frameworks=[own],
        line_items=[LineItem("project", "项目支出"), LineItem("carry-out", "年末结转和结余")],
    )  # fmt: skip
    (score,) = scores(report, resolve([Installed(pack, "test")], "431200", 2023), own.id)
    return score


def test_redistribute() -> None:
    """The points of an indicator with nothing to measure go to the others, and the total stays what it is."""
    nothing = evolve(indicator(Rate("carry-out", "carry-out"), empty=Empty.REDISTRIBUTE), id="nothing")
    report = together([spent("80", "100"), built(("carry-out", 2023, STOCK, "0"))])
    score = scored(report, framework(evolve(indicator(), id="a"), evolve(indicator(), id="b", points=20), nothing))

    assert {w.id: (w.lowest, w.points) for w in score.worths} == {
        "a": (F(8) * F("4/3"), F("40/3")), "b": (F(16) * F("4/3"), F("80/3")), "nothing": (0, 0),
    }  # fmt: skip
    assert (score.lowest, score.of) == (32, 40)


OPTIONS = (
    Option("甲", HALF, Proportional()),
    Option("乙", Rate(Ref("project", stage=ORIGINAL), Ref("project", stage=ACTUAL)), Proportional()),
)


@pytest.mark.parametrize(("best_of", "points"), [(True, (10, 10)), (False, (8, 10))])
def test_chosen(best_of: bool, points: tuple[int, int]) -> None:
    """Of measures that share one weight the best counts, or the unit's choice, which leaves the points open."""
    worth = worth_of(spent("80", "100"), indicator(None, Chosen(OPTIONS, best_of=best_of)))

    assert (worth.lowest, worth.highest) == points


def test_chosen_without_figures() -> None:
    """Where no measure can be computed, the choice is not run."""
    assert worth_of(built(), indicator(None, Chosen(OPTIONS))).state is State.NOT_RUN


def test_a_base_nobody_names() -> None:
    """Formulas of which nobody says which is meant leave the points between what they give."""
    formula = AnyFormula(HALF, Rate(Ref("project", stage=ORIGINAL), Ref("project", stage=ACTUAL)))
    worth = worth_of(spent("80", "100"), indicator(formula))

    assert (worth.lowest, worth.highest, worth.state) == (8, 10, State.BETWEEN)
    assert "两种算法" in worth.why.zh


@frozen
class Lottery:
    """A method no one has here: it doubles the value."""

    better = Better.MORE
    open = Text()

    def awards(self, value: Fraction, points: Fraction) -> tuple[Award, ...]:
        """Twice the value."""
        return (Award(min(value * 2 * points, points)),)

    def text(self) -> Text:
        """Twice."""
        return Text("加倍", "twice")


@frozen
class Larger:
    """A formula no one has here: the larger of two figures."""

    def refs(self) -> tuple[Ref, ...]:
        """Both."""
        return (Ref("project", stage=ACTUAL), Ref("project", stage=ORIGINAL))

    def compute(self, value: Callable[[Ref], Fraction]) -> Fraction | None:
        """The larger, in hundreds of 万元."""
        return max(value(r) for r in self.refs()) / 10**6

    def text(self, say: Callable[[Ref], str]) -> str:
        """max(a, b)."""
        return f"max({', '.join(say(r) for r in self.refs())})"


def test_a_method_and_a_formula_from_outside() -> None:
    """A pack may bring a formula and a way of scoring that perfeval does not know."""
    assert worth_of(spent("20", "30"), indicator(Larger(), Lottery())).lowest == 6


@frozen
class Broken(Lottery):
    """A method that fails inside itself."""

    def awards(self, value: Fraction, points: Fraction) -> tuple[Award, ...]:
        """It fails."""
        raise RuntimeError("the abacus is broken")


def test_a_method_that_fails() -> None:
    """A method that fails inside itself is named with its pack, and the findings stand."""
    own = framework(indicator(scoring=Broken()), bands=formulas.FOUR_GRADES)
    pack = Pack(id="own", code="431200", frameworks=[own], line_items=[LineItem("project", "项目支出")])
    made = evaluate(spent("80", "100"), resolve([Installed(pack, "test")], "431200", 2023), "own")

    assert made.scores == ()
    assert made.faults == (("test:own/own", "RuntimeError: the abacus is broken"),)
    with pytest.raises(RuntimeError, match="abacus"):
        evaluate(spent("80", "100"), made.rulebook, "own", strict=True)


# --- grades ---------------------------------------------------------------------------------------------------------


@given(share=st.integers(0, 10_000))
@settings(max_examples=200, deadline=None)
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


# --- rows of a form -------------------------------------------------------------------------------------------------


def row(
    order: int, aim: str, done: str, points: str = "10", score: str = "10", name: str = "某事", **more: object
) -> IndicatorRow:
    """An indicator row."""
    place = Place("form", row=order)
    return IndicatorRow(
        order, "产出指标", "数量指标", name, place, target(aim), target(done), entry(points, place, POINT), entry(score, place, POINT),
        entry("", place), 0, target_entry=entry(aim, place), actual_entry=entry(done, place), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def form(*rows: IndicatorRow, **more: object) -> Form:
    """A form with these rows."""
    return Form("form1", "自评表", tuple(rows), (Head("产出指标", None, Place("form")),), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("aim", "done", "low", "high", "why"), [
    ("≥98%", "98%", 10, 10, ""), ("≥100人", "90人", 9, 9, ""), ("≥100人", "130人", 10, 10, ""), (">=100", "90", 9, 9, ""),
    ("≤20天", "25天", 8, 8, ""), ("≤20天", "10天", 10, 10, ""), ("≤0件", "0件", 10, 10, ""), ("≤0件", "1件", 0, 10, "按比例"),
    ("3次", "3次", 10, 10, ""), ("100人", "90人", 9, 10, "高低"), ("=100%", "90%", 9, 10, "高低"), ("95%", "95%", 10, 10, ""),
    ("100人", "90", 9, 10, "高低"), ("≥100人", "90个", 0, 10, "单位不同"), ("≥100人", "约90人", 0, 10, "约数"),
    ("≥100人", "已完成", 0, 10, "不是数"), ("≥95%", "≥95%", 0, 10, "照抄"), ("≥95%", "≥90%", 0, 10, "范围"),
    ("≤财政预算指标控制数", "≤财政预算指标控制数", 0, 10, "没有数"), ("2023年12月31日前", "2023年11月", 10, 10, ""),
    ("2023年11月底前", "2023年12月31日", 0, 0, ""), ("2023年12月31日前", "202年12月31日前", 0, 10, "无法确认"),
    ("2023年12月31日前", "按时完成", 0, 10, "不能比较"), ("效果明显", "效果明显", 0, 10, "照抄"), ("提升", "有所提升", 0, 10, "未说明达成档次"),
    ("提升", "达成年度指标", 8, 10, "一档之内"), ("提升", "部分达成", 6, 8, "一档之内"), ("提升", "未达成", 0, 6, "一档之内"),
    ("是", "是", 10, 10, ""), ("是", "否", 0, 0, ""), ("≥100人", "", 0, 10, "空白"), ("", "90人", 0, 10, "空白"),
])  # fmt: skip
def test_rows(aim: str, done: str, low: int, high: int, why: str) -> None:
    """A row is decided by a number, a date or a word that its own cells state, and by nothing else."""
    one = row(1, aim, done)
    worth = row_worth(one, form(one), formulas.row_scoring())

    assert worth is not None
    assert (worth.lowest, worth.highest) == (low, high)
    assert (worth.state is State.DECIDED) is (not why)
    assert why in worth.why.zh


@given(got=st.integers(0, 500), more=st.integers(0, 500), reverse=st.booleans())
@settings(max_examples=100, deadline=None)
def test_rows_are_monotone(got: int, more: int, reverse: bool) -> None:
    """A row that comes nearer to its target never scores less."""
    sign = "≤" if reverse else "≥"
    worse, better = (got + more, got) if reverse else (got, got + more)
    rows = [row(1, f"{sign}100人", f"{n}人") for n in (worse, better)]
    one, other = (row_worth(r, form(r), formulas.row_scoring()) for r in rows)

    assert one is not None
    assert other is not None
    assert one.highest <= other.highest


def test_a_kind_without_a_method() -> None:
    """A kind of row for which the framework has no method is never decided."""
    only = RowScoring(methods=[RowMethod(RowKind.FORWARD, Proportional())])
    for aim, done in (("≤20天", "25天"), ("2023年12月31日前", "2023年11月"), ("是", "是")):
        one = row(1, aim, done)
        worth = row_worth(one, form(one), only)
        assert worth is not None
        assert worth.state is State.JUDGED


def test_rows_that_carry_nothing() -> None:
    """A sub-row, and a row whose points cannot be read, are no lines of a score."""
    for one in (row(1, "≥1个", "1个", is_part=True), row(1, "≥1个", "1个", points="若干")):
        assert row_worth(one, form(one), formulas.row_scoring()) is None


def test_printed_scores_are_held_against_the_recomputed() -> None:
    """A printed score beyond the recomputed one is marked; one within half a hundredth fits."""
    worths = [
        row_worth(one, form(one), formulas.row_scoring())
        for one in (
            row(1, "≥98%", "96%", score="9.80"),
            row(1, "≥98%", "96%", score="9.60"),
            row(1, "≥3个", "1个", score="3.33"),
        )
    ]

    assert [w.fits for w in worths if w is not None] == [True, False, True]


# --- forms ----------------------------------------------------------------------------------------------------------

WHOLE = {
    "total_points": entry("100", Place("form"), POINT), "total_score": entry("100", Place("form"), POINT),
    "execution_points": entry("10", Place("form"), POINT), "execution_score": entry("10", Place("form"), POINT),
    "execution_rate": entry("100%", Place("form")),
}  # fmt: skip


def form_report(*forms: Form) -> Report:
    """A Hunan report with these forms."""
    return Report(title="报告", entity=UNIT, year=2023, jurisdiction="430000", forms=forms)


def score_of(one: Form, name: str | None = None) -> Score:
    """The score of a form in Hunan."""
    return scores(form_report(one), perfeval.rulebook("430000", 2023), name)[0]


def test_a_form_in_which_everything_is_decided() -> None:
    """Where nothing is open the lowest and the highest score are one, and the grade is named."""
    score = score_of(form(row(1, "≥90个", "95个", "90", "90"), **WHOLE))

    assert (score.declared, score.tallied, score.lowest, score.highest) == (100, 100, 100, 100)
    assert score.grade is not None
    assert score.grade.label == "优"
    assert "等级 优" in "".join(summary(score))


@pytest.mark.parametrize(("one", "words"), [
    (form(row(1, "≥1个", "1个", score=""), **WHOLE), "未填得分"),
    (form(row(1, "≥1个", "1个"), complete=False, why_incomplete=("表格未完", "cut"), **WHOLE), "表格未完"),
])  # fmt: skip
def test_forms_that_do_not_add_up(one: Form, words: str) -> None:
    """A form with a blank score or missing rows is not tallied, and says why."""
    score = score_of(one)

    assert score.tallied is None
    assert words in score.why_not_tallied.zh
    assert score.declared == 100


def test_several_forms() -> None:
    """Each form has its scores; its execution rate is its own, printed or of its own table."""
    second = evolve(
        form(row(1, "≥1个", "1个", "90", "90"), **WHOLE), id="form2", execution_rate=entry("50%", Place("form"))
    )
    first, other = scores(
        form_report(form(row(1, "≥1个", "1个", "90", "90"), **WHOLE), second), perfeval.rulebook("430000", 2023)
    )

    assert (first.lowest, other.lowest) == (100, 95)
    assert [w.fits for w in other.worths] == [False, True]


def test_execution_as_a_row() -> None:
    """Where the execution rate is an indicator row it is scored by the figures, and counted once."""
    rate = {k: v for k, v in WHOLE.items() if k.startswith("total")} | {"execution_rate": entry("50%", Place("form"))}
    one = form(
        row(1, "100%", "100%", "10", "10", name="预算执行率", is_execution=True),
        row(2, "≥1个", "1个", "90", "90"),
        **rate,
    )
    score = score_of(one)

    assert (score.tallied, score.tallied_of, score.lowest, score.of) == (100, 100, 95, 100)
    assert [w.fits for w in score.worths] == [False, True]


def test_sub_rows_count_once() -> None:
    """The points of a sub-row are its parent's, whether or not they are printed again."""
    one = form(
        row(1, "≥1个", "1个", "90", "90", has_parts=True), row(2, "≥1个", "1个", "90", "90", is_part=True), **WHOLE
    )

    assert (score_of(one).tallied, score_of(one).tallied_of) == (100, 100)


def test_a_form_without_a_framework() -> None:
    """Where no attested framework is known nothing is recomputed, and the reason names what could be chosen."""
    score = scores(form_report(form(row(1, "≥1个", "1个", "90", "90"), **WHOLE)), perfeval.rulebook("000000", 2023))[0]

    assert (score.tallied, score.lowest, score.grade) == (100, None, None)
    assert "national-2020" in score.why_not_recomputed.zh
    made = evaluate(form_report(form(row(1, "≥1个", "1个", "90", "90"), **WHOLE)), perfeval.rulebook("000000", 2023))
    assert "recomputed-score" in {n.rule for n in made.not_run}


def test_a_framework_chosen_by_name() -> None:
    """A framework that is not the default is taken when it is named, and a name nobody has is an error."""
    score = score_of(form(row(1, "提升", "部分达成", "90", "60"), **WHOLE), "national-2021-cost")

    assert score.framework is not None
    assert score.framework.id == "national-2021-cost"
    assert (score.worths[1].lowest, score.worths[1].highest) == (45, 72)
    with pytest.raises(UnknownNameError, match="hunan-2017"):
        score_of(form(), "no-such-framework")


def test_execution_that_does_not_count() -> None:
    """A framework whose total leaves the execution rate out adds up the rows alone."""
    own = Framework(
        "rows",
        "只计指标",
        sections=[Section("all", "全部", 100, by_rows=True)],
        rows=formulas.row_scoring(),
        includes_execution=False,
    )
    pack = Pack(id="own", code="430000", frameworks=[own])
    one = form(row(1, "≥1个", "1个", "100", "90"), **WHOLE)
    (score,) = scores(form_report(one), resolve([Installed(pack, "test")], "430000", 2023), "rows")

    assert (score.tallied, score.tallied_of, score.of) == (90, 100, 100)


# --- the command ----------------------------------------------------------------------------------------------------


def test_score_command(capsys: pytest.CaptureFixture[str]) -> None:
    """`score` prints every line, with `--trace` every step: formula, figures with their places, value, method, points."""
    assert main(["score", str(EXAMPLE), "--framework", "hunan-2017", "--trace"]) == 0
    out = capsys.readouterr().out

    for words in (
        "公式：",
        "数据：",
        "计分：",
        "33.31 ÷ 24",
        "138.79%",
        "0分",
        "第15行",
        "按通行做法（未核实）",
        "22～92/100",
    ):
        assert words in out


def test_score_command_together(capsys: pytest.CaptureFixture[str], tmp_path: Path, report: Report) -> None:
    """Figures that a report lacks are given in a second file."""
    file = tmp_path / "figures.json"
    file.write_text(json.dumps(MISSING | {"entity": report.entity}, ensure_ascii=False), encoding="utf-8")

    assert main(["score", "--together", str(EXAMPLE), str(file), "--framework", "hunan-2017", "--format", "json"]) == 0
    made = json.loads(capsys.readouterr().out)
    (own,) = (s for s in made["scores"] if s["form"] is None)

    assert (own["lowest"], own["highest"], own["of"]) == ("34", "91", "100")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pages_in_both_languages(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    """The page of scores is there in Chinese and in English."""
    assert main(["score", str(EXAMPLE), "--lang", lang]) == 0
    out = capsys.readouterr().out

    assert ("得分" in out) is (lang == "zh")
    assert ("at zero points" in out) is (lang == "en")


@given(number=st.fractions(0, 200, max_denominator=1000))
@settings(max_examples=100, deadline=None)
def test_json_loses_nothing(number: Fraction) -> None:
    """A score in JSON is exact: decimals where they end, a fraction where they do not."""
    text = exact_text(number)

    assert text is not None
    assert Fraction(text) == number


def test_json_has_the_scores(report: Report, book: Rulebook) -> None:
    """JSON has the three scores, the lines, the treatments, and no grade where none is named."""
    made = json.loads(perfeval.render(evaluate(report, book), "json"))["evaluations"][0]
    (score,) = made["scores"]

    assert (made["framework"], made["grade"]) == ("hunan-2023", None)
    assert (score["declared"], score["tallied"], score["tallied_of"]) == ("98", "108", "110")
    assert [(t["kind"], t["score"], t["of"]) for t in score["treatments"]] == [
        ("kept", "108", "110"), ("zero", "90", "110"), ("removed", "90", "90"),
    ]  # fmt: skip
    assert len(score["lines"]) == 10


def test_stages_of_a_ref() -> None:
    """A figure asked for without a stage is taken at whatever stage it is stated."""
    for stage in (ACTUAL, FINAL, STOCK):
        found = Figures(built(("carry-in", 2023, stage, "2.22"))).find(Ref("carry-in"))
        assert found.values[0].shown == "2.22"  # type: ignore[union-attr]
