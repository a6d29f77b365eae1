"""Scores: declared, tallied and recomputed; what is not decided and why; and when a grade may be named."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st
from tests.figures import built as as_built

import perfeval
from perfeval import ACTUAL, FINAL, ORIGINAL, Report
from perfeval.__main__ import main
from perfeval.document import Place
from perfeval.errors import ModelError, PackError, UnknownNameError
from perfeval.evaluation import evaluate
from perfeval.model import (
    ALL_FUNDS,
    FigureName,
    Form,
    Head,
    IndicatorRow,
    Known,
    Part,
    Statement,
    entry,
    open_in,
    printed,
    target,
    together,
)
from perfeval.quantities import POINT, Quantity, read, unit_named
from perfeval.renderers.scores import summary
from perfeval.renderers.wording import exact_text
from perfeval.resolution import Installed, Rulebook, resolve
from perfeval.ruling import (
    STOCK,
    AnyFormula,
    Award,
    BandsScore,
    Basis,
    Better,
    Change,
    Checklist,
    Chosen,
    Consequence,
    Deduction,
    Direct,
    Empty,
    Framework,
    GradeBand,
    Indicator,
    LinearScore,
    LineItem,
    MoneyWeighted,
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
from perfeval.ruling.naming import figure_text
from perfeval.scores import (
    Figures,
    LineState,
    Score,
    ScoreLine,
    added,
    indicator_line,
    out_of_hundred,
    scores,
    why_not_recomputed,
)
from perfeval.scores.figures import FigureValues, MissingFigure
from perfeval.scores.rows import row_line

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
    assert round(out_of_hundred(F(108), F(110)), 2) == Fraction("98.18")
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
    found = {w.label.zh: (w.lowest, w.highest, w.state) for w in form_score.lines}
    undecided = {w.label.zh: w.why.zh for w in form_score.undecided}

    assert found["预算执行率"] == (10, 10, LineState.DECIDED)
    assert found["重点工作完成数"] == (15, 15, LineState.DECIDED)
    assert found["社会公众满意度"] == (10, 10, LineState.DECIDED)
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


def by_id(score: Score) -> dict[str, ScoreLine]:
    """The lines of a score."""
    return {w.id: w for w in score.lines}


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

    assert (worth.lowest, worth.highest, worth.points, worth.state) == (points, points, full, LineState.DECIDED)


def test_2017_a_cell_with_two_readings(alone: Score) -> None:
    """A cell that may be two numbers leaves its indicator open, with what each of them gives."""
    worth = by_id(alone)["procurement"]

    assert (worth.lowest, worth.highest, worth.state) == (0, 6, LineState.BETWEEN)
    for words in ("0.7531.13", "0.75、31.13", "100.00% → 6", "2.41% → 0"):
        assert words in worth.why.zh


@pytest.mark.parametrize(("indicator", "missing"), [
    ("three-public-change", "2022年年初预算"), ("completion", "本年追加预算"), ("completion", "年末结转和结余"),
    ("additions", "本年追加预算"),
])  # fmt: skip
def test_2017_not_run(alone: Score, indicator: str, missing: str) -> None:
    """An indicator without its figures is not run, and names the figure that is missing."""
    worth = by_id(alone)[indicator]

    assert worth.state is LineState.NOT_RUN
    assert f"缺{missing}" in worth.why.zh.replace("“三公”经费（", "").replace("）", "")
    assert (worth.lowest, worth.highest) == (0, worth.points)


def test_2017_lowest_and_highest(alone: Score) -> None:
    """The lowest score is what is decided, the highest adds everything that is not."""
    assert (alone.lowest, alone.highest, alone.of) == (22, 92, 100)
    assert alone.lowest == sum(w.lowest for w in alone.lines)
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

    assert worth.state is LineState.NOT_RUN
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
def test_scores_are_monotone(scoring: Scoring, one: Fraction, other: Fraction) -> None:
    """A better value never scores less, in any reading of the method."""
    worse, better = (
        (min(one, other), max(one, other)) if scoring.better is Better.MORE else (max(one, other), min(one, other))
    )
    pairs = zip(scoring.awards(worse, F(10)), scoring.awards(better, F(10)), strict=False)

    assert scoring.better in (Better.MORE, Better.LESS)
    assert all(low.points <= high.points for low, high in pairs)


@given(value=st.fractions(0, 3, max_denominator=10_000))
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
    parts = [as_built({(item, year, stage): text}, entity=entity, year=2023) for item, year, stage, text in figures]
    return together(parts) if parts else Report(entity=entity, year=2023)


def spent(actual: str, original: str) -> Report:
    """A report with what was spent on projects, and budgeted."""
    return built(("project", 2023, ACTUAL, actual), ("project", 2023, ORIGINAL, original))


def worth_of(report: Report, one: Indicator) -> ScoreLine:
    """What an indicator is worth on a report."""
    return indicator_line(one, Figures(report, {"project": "项目支出"}))


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

    assert (worth.lowest, worth.highest, worth.state) == (8, 9, LineState.BETWEEN)
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
    assert worth.state is not LineState.DECIDED
    assert words in worth.why.zh


def test_said_to_be_absent_is_zero() -> None:
    """A figure said to be 无 is zero where its base is not."""
    assert worth_of(spent("无", "100"), indicator()).highest == 0


def test_units_that_do_not_compare() -> None:
    """Figures of different units give no rate."""
    parts = [
        as_built({("project", 2023, ACTUAL): "80"}, entity=UNIT, unit="人"),
        as_built({("project", 2023, ORIGINAL): "100"}, entity=UNIT, unit="万元"),
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
    assert worth_of(spent("", ""), indicator(empty=Empty.FULL)).state is LineState.NOT_RUN


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

    assert {w.id: (w.lowest, w.points) for w in score.lines} == {
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
    assert worth_of(built(), indicator(None, Chosen(OPTIONS))).state is LineState.NOT_RUN


def test_a_base_nobody_names() -> None:
    """Formulas of which nobody says which is meant leave the points between what they give."""
    formula = AnyFormula(HALF, Rate(Ref("project", stage=ORIGINAL), Ref("project", stage=ACTUAL)))
    worth = worth_of(spent("80", "100"), indicator(formula))

    assert (worth.lowest, worth.highest, worth.state) == (8, 10, LineState.BETWEEN)
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
    worth = row_line(one, form(one), formulas.row_scoring())

    assert worth is not None
    assert (worth.lowest, worth.highest) == (low, high)
    assert (worth.state is LineState.DECIDED) is (not why)
    assert why in worth.why.zh


@given(got=st.integers(0, 500), more=st.integers(0, 500), reverse=st.booleans())
def test_rows_are_monotone(got: int, more: int, reverse: bool) -> None:
    """A row that comes nearer to its target never scores less."""
    sign = "≤" if reverse else "≥"
    worse, better = (got + more, got) if reverse else (got, got + more)
    rows = [row(1, f"{sign}100人", f"{n}人") for n in (worse, better)]
    one, other = (row_line(r, form(r), formulas.row_scoring()) for r in rows)

    assert one is not None
    assert other is not None
    assert one.highest <= other.highest


def test_a_kind_without_a_method() -> None:
    """A kind of row for which the framework has no method is never decided."""
    only = RowScoring(methods=[RowMethod(RowKind.FORWARD, Proportional())])
    for aim, done in (("≤20天", "25天"), ("2023年12月31日前", "2023年11月"), ("是", "是")):
        one = row(1, aim, done)
        worth = row_line(one, form(one), only)
        assert worth is not None
        assert worth.state is LineState.JUDGED


def test_rows_that_carry_nothing() -> None:
    """A sub-row, and a row whose points cannot be read, are no lines of a score."""
    for one in (row(1, "≥1个", "1个", is_part=True), row(1, "≥1个", "1个", points="若干")):
        assert row_line(one, form(one), formulas.row_scoring()) is None


def test_printed_scores_are_held_against_the_recomputed() -> None:
    """A printed score beyond the recomputed one is marked; one within half a hundredth fits."""
    worths = [
        row_line(one, form(one), formulas.row_scoring())
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
    assert [w.fits for w in other.lines] == [False, True]


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
    assert [w.fits for w in score.lines] == [False, True]


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
    assert (score.lines[1].lowest, score.lines[1].highest) == (45, 72)
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


# --- what a framework brings along ----------------------------------------------------------------------------------

EXECUTED = Indicator(
    "execution", "预算执行率", points=10, section="all", formula=Rate(Ref("total", stage=ACTUAL), Ref("total", stage=FINAL)),
    scoring=Proportional(),
)  # fmt: skip


def own_rows(*indicators: Indicator, **more: object) -> Framework:
    """A framework of a hundred points that judges the rows of a form, and brings these indicators along."""
    made: dict[str, object] = {"bands": formulas.FOUR_GRADES, "rows": formulas.row_scoring()} | more
    sections = made.pop("sections", [Section("all", "全部", 100, by_rows=True)])
    return Framework(
        "rows", "按行", sections=sections, indicators=[evolve(i, section="all") for i in indicators], **made
    )  # type: ignore[arg-type]


def by_own(own: Framework, *forms: Form, figures: Mapping[str, str] | None = None, **facts: int) -> tuple[Score, ...]:
    """The scores of forms, and of totals that stand in a table of their own, by a framework."""
    stages = {"spent": ACTUAL, "budget": FINAL}
    made = as_built(
        {("total", 2023, stages[k]): v for k, v in (figures or {}).items()}, entity=UNIT, year=2023, jurisdiction="430000", forms=forms
    )  # fmt: skip
    pack = Pack(
        id="own",
        code="430000",
        frameworks=[own],
        line_items=[LineItem("total", "资金总额"), LineItem("project", "项目支出")],
    )
    return scores(made, resolve([Installed(pack, "test")], "430000", 2023), own.id, facts)


def bare(*rows: IndicatorRow, **more: object) -> Form:
    """A form without anything about the execution rate."""
    return form(*rows, **{k: v for k, v in WHOLE.items() if k.startswith("total")} | more)


@pytest.mark.parametrize(
    ("points", "brought"), [("80", True), ("89", True), ("90", True), ("99", True), ("100", False), ("110", False)]
)
def test_what_is_brought_along_fills_what_the_rows_leave(points: str, brought: bool) -> None:
    """An indicator of the framework counts while the form's own lines stay below the full marks."""
    (score,) = by_own(own_rows(indicator()), bare(row(1, "≥1个", "1个", points, points)))

    assert ("one" in by_id(score)) is brought
    assert score.of == int(points) + 10 * brought


def test_the_execution_rate_is_brought_along_by_the_form() -> None:
    """The execution rate is a line where the form prints its points or its score, and nowhere else."""
    own = own_rows(EXECUTED)
    rows = [row(1, "≥1个", "1个", "90", "90")]
    parts = {k: v for k, v in WHOLE.items() if k.startswith("execution") and k != "execution_rate"}
    printed = [by_own(own, bare(*rows, **{k: v}))[0] for k, v in parts.items()]
    both, none = by_own(own, bare(*rows, **parts))[0], by_own(own, bare(*rows))[0]
    left_out = by_own(evolve(own, includes_execution=False), bare(*rows, **parts))[0]

    assert [["execution" in by_id(s) for s in printed], "execution" in by_id(both), "execution" in by_id(none)] == [
        [True, True],
        True,
        False,
    ]
    assert "execution" not in by_id(left_out)
    assert [by_id(s)["execution"].points for s in (*printed, both)] == [10, 10, 10]


def test_the_points_of_the_execution_rate_are_the_forms() -> None:
    """The execution rate is worth the points the form prints for it, and the framework's where it prints none."""
    twenty = bare(
        row(1, "≥1个", "1个", "80", "80"),
        execution_points=entry("20", Place("form"), POINT),
        execution_rate=entry("50%", Place("form")),
    )
    blank = evolve(twenty, execution_points=entry("", Place("form"), POINT))

    assert [by_id(by_own(own_rows(EXECUTED), f)[0])["execution"].lowest for f in (twenty, blank)] == [10, 5]


def test_figures_of_a_report_with_one_form_are_the_forms() -> None:
    """Figures from another table are those of the only form there is; with two forms they are nobody's."""
    one = form(row(1, "≥1个", "1个", "90", "90"), **WHOLE)
    figures = {"spent": "30", "budget": "40"}
    (alone,) = by_own(own_rows(EXECUTED), one, figures=figures)
    both = by_own(own_rows(EXECUTED), one, evolve(one, id="form2"), figures=figures)

    assert by_id(alone)["execution"].lowest == F("7.5")
    assert [by_id(s)["execution"].lowest for s in both] == [10, 10]  # by the printed rate


def test_an_execution_rate_without_figures_or_print_is_open() -> None:
    """Where neither figures nor a printed rate are there, the execution rate is not run; figures come before the print."""
    one = form(row(1, "≥1个", "1个", "90", "90"), **WHOLE | {"execution_rate": entry("50%", Place("form"))})
    none = evolve(one, execution_rate=None)
    found = [
        by_id(by_own(own_rows(EXECUTED), f, figures=x)[0])["execution"]
        for f in (one, none)
        for x in ({}, {"spent": "30", "budget": "40"})
    ]

    assert [(w.lowest, w.highest) for w in found] == [(5, 5), (F("7.5"), F("7.5")), (0, 10), (F("7.5"), F("7.5"))]
    assert found[2].state is LineState.NOT_RUN


@given(weights=st.lists(st.tuples(st.integers(1, 60), st.integers(1, 30), st.integers(0, 100)), min_size=2, max_size=3))
def test_goals_count_by_their_weight(weights: list[tuple[int, int, int]]) -> None:
    """A goal's rows together are worth the weight its head prints, in a framework of goals; elsewhere what they print."""
    place = Place("form")
    rows = [row(n, "≥100个", f"{done}个", f"{points}") for n, (_, points, done) in enumerate(weights)]
    made = evolve(
        bare(*(evolve(r, head=n) for n, r in enumerate(rows)), evolve(row(9, "≥1个", "1个", "7"), head=8)),
        heads=tuple(Head(f"目标{n}", entry(f"{w}", place, POINT), place) for n, (w, _, _) in enumerate(weights)),
    )
    goals = own_rows(sections=[Section("all", "全部", 100, by_rows=True, goals=True)])
    weighed, plain = by_own(goals, made)[0], by_own(own_rows(), made)[0]

    assert [(w.points, w.lowest) for w in weighed.lines] == [
        *((w, F(w) * done / 100) for w, _, done in weights),
        (7, 7),
    ]
    assert [(w.points, w.lowest) for w in plain.lines] == [*((p, F(p) * done / 100) for _, p, done in weights), (7, 7)]
    assert [w.highest for w in weighed.lines] == [w.lowest for w in weighed.lines]
    assert [len(w.trace) for w in weighed.lines] == [3 + (weight != points) for weight, points, _ in weights] + [3]


def test_goals_without_weight_or_rows_change_nothing() -> None:
    """A goal whose head prints no points, or whose rows have none, leaves the points as they are."""
    place = Place("form")
    heads = (Head("甲", None, place), Head("乙", entry("20", place, POINT), place))
    rows = (
        evolve(row(1, "≥1个", "1个", "5"), head=0),
        evolve(row(2, "≥1个", "1个", "0"), head=1),
        evolve(row(3, "≥1个", "1个", "9", is_part=True), head=1),
    )
    (score,) = by_own(
        own_rows(sections=[Section("all", "全部", 100, by_rows=True, goals=True)]), evolve(bare(*rows), heads=heads)
    )

    assert [w.points for w in score.lines] == [5, 0]


def test_points_move_inside_a_section_first() -> None:
    """The points of an indicator with nothing to measure stay in its section where another stands in it, else go to all."""
    nothing = evolve(indicator(Rate("carry-out", "carry-out"), empty=Empty.REDISTRIBUTE), id="nothing")
    report = together([spent("80", "100"), built(("carry-out", 2023, STOCK, "0"))])
    found = []
    for where in ("left", "right", "alone"):
        placed = (
            evolve(indicator(), id="a", section="left"),
            evolve(indicator(), id="b", section="right", points=20),
            evolve(nothing, section=where),
        )
        points = {name: sum(i.points for i in placed if i.section == name) for name in ("left", "right", "alone")}
        own = Framework(
            "own", "自定", sections=[Section(name, name, p) for name, p in points.items() if p], indicators=placed, total=40
        )  # fmt: skip
        score = scored(report, own)
        found.append([by_id(score)[name].points for name in ("a", "b", "nothing")])
        assert (score.of, score.lowest) == (40, 32)

    assert found == [[20, 20, 0], [10, 30, 0], [F("40/3"), F("80/3"), 0]]


def test_a_score_by_figures_is_called_by_the_report() -> None:
    """A score computed from figures has the report's title, else the name of its file."""
    report = evolve(spent("80", "100"), title="", source="甲.docx")

    assert [scored(r, framework(indicator())).title for r in (report, evolve(report, title="自评报告"))] == [
        "甲.docx",
        "自评报告",
    ]


def test_points_that_have_nowhere_to_go() -> None:
    """Where every indicator has nothing to measure, no points are moved and none are left."""
    nothing = evolve(indicator(Rate("carry-out", "carry-out"), empty=Empty.REDISTRIBUTE), id="nothing")

    assert scored(built(("carry-out", 2023, STOCK, "0")), framework(nothing)).of == 0


# --- facts about rows -----------------------------------------------------------------------------------------------

VAGUE = RowScoring(
    methods=formulas.row_scoring().methods, deductions=[Deduction("vague", Text("指标值不明确", "vague"), "30%")]
)  # fmt: skip


@pytest.mark.parametrize(("done", "entered", "ends"), [
    ("100个", 1, (7, 7)), ("100个", 0, (10, 10)), ("60个", 1, (6, 6)), ("70个", 1, (7, 7)), ("若干", 1, (0, 7)), ("若干", 0, (0, 10)),
])  # fmt: skip
def test_what_a_recheck_takes_off_a_row(done: str, entered: int, ends: tuple[int, int]) -> None:
    """A share taken off a row's points bounds what it is worth, from above only, once a person has entered it."""
    part = row(4, "≥1个", "1个", is_part=True)
    (score,) = by_own(own_rows(rows=VAGUE), bare(row(3, "≥100个", done), part), **{"3/vague": entered, "4/vague": 1})
    worth = score.lines[0]

    assert (worth.lowest, worth.highest, worth.points) == (*ends, 10)
    assert ("指标值不明确：扣30%" in worth.why.zh) is bool(entered)
    assert not worth.why.zh.startswith("；")


def test_a_recheck_of_a_row_that_is_not_there() -> None:
    """A deduction of a row the form does not have, or of a framework without rows, is refused, and says what may be entered."""
    for own in (own_rows(rows=VAGUE), own_rows()):
        with pytest.raises(UnknownNameError, match="4/vague") as refused:
            by_own(own, bare(row(3, "≥1个", "1个")), **{"4/vague": 1})
        assert ("可录入：3/vague。" in refused.value.zh) is (own.rows == VAGUE)
        assert refused.value.en.endswith("it takes 3/vague." if own.rows == VAGUE else "it takes none.")
        assert "“rows”" in str(refused.value)
    with pytest.raises(UnknownNameError, match="可录入：（无）"):
        scores(form_report(form(row(3, "≥1个", "1个"))), perfeval.rulebook("000000", 2023), facts={"3/vague": 1})


# --- why there is no score ------------------------------------------------------------------------------------------


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


# --- the figures a formula asks for ---------------------------------------------------------------------------------

WANTED, NOWHERE = Ref("project", stage=ACTUAL), Place()


def figure(
    text: str, item: str = "project", year: int | Part = 2023, stage: object = ACTUAL, *, entity: str | Part = UNIT, fund: str = "all",
    place: Place = NOWHERE, block: str = "", column: str = "",
) -> Statement:  # fmt: skip
    """One figure of 万元; a part of its name that is no `Part` is printed."""
    reading = read(text)
    if isinstance(reading, Quantity):
        reading = reading.within(unit_named("万元"))
    entity_part, year_part = (p if isinstance(p, Part) else printed(p) for p in (entity, year))
    name = FigureName(entity_part, item, year_part, printed(stage), printed(ALL_FUNDS if fund == "all" else fund))
    return Statement(name, item, reading, place, block or text, column=column)


def looked_up(
    *statements: Statement, form: Form | None = None, entity: str | None = UNIT, ref: Ref = WANTED
) -> FigureValues | MissingFigure:
    """What a report of these statements says of a figure."""
    made = as_built([evolve(s, order=n) for n, s in enumerate(statements)], entity=entity, year=2023)
    return Figures(made, {"project": "项目支出"}, form).find(ref)


def shown(found: FigureValues | MissingFigure) -> list[str]:
    """The values found."""
    return [v.shown for v in found.values] if isinstance(found, FigureValues) else []


@pytest.mark.parametrize("other", [
    {"item": "basic"}, {"year": 2022}, {"year": open_in("表")}, {"year": Part(2023, Known.OPEN)}, {"stage": FINAL}, {"fund": "general"}, {"entity": "别的单位"},
], ids=["item", "year", "open year", "open year of one value", "stage", "fund", "entity"])  # fmt: skip
def test_a_figure_of_another_name_is_another_figure(other: Mapping[str, object]) -> None:
    """A figure is found under its own item, year, stage, fund and unit alone."""
    decoy = figure("7.00", **other)  # type: ignore[arg-type]

    assert shown(looked_up(decoy, figure("8.00"))) == ["8.00"]
    assert isinstance(looked_up(decoy), MissingFigure)


def test_a_figure_without_a_stage_is_found_at_any() -> None:
    """A figure that has no stage answers for every stage, and one asked for without a stage is any."""
    assert shown(looked_up(figure("7.00", stage=STOCK))) == ["7.00"]
    assert shown(looked_up(figure("7.00", stage=FINAL), ref=Ref("project"))) == ["7.00"]


@pytest.mark.parametrize(("ref", "zh", "en"), [
    (Ref("project@201", stage=ACTUAL), "甲类（2023年执行数）", "project@201 (2023 actual)"), (Ref("project@202", year=-1, stage=FINAL), "项目支出（2022年全年预算）", "project@202 (2022 final budget)"),
    (Ref("basic", year=1), "basic（2024年）", "basic (2024)"),
])  # fmt: skip
def test_what_a_figure_is_called(ref: Ref, zh: str, en: str) -> None:
    """A figure is called by its own label, else by that of its item, else by its id, with its year and stage."""
    figures = Figures(built(), {"project": "项目支出", "project@201": "甲类"})

    assert (figures.say(ref), figures.say(ref, "en")) == (zh, en)


@pytest.mark.parametrize(("ref", "zh", "en"), [
    (Ref("project"), "项目支出", "project"), (Ref("project", stage=ACTUAL), "项目支出执行数", "project actual"), (Ref("project", stage=STOCK), "项目支出", "project"),
    (Ref("project", year=-1, stage=FINAL), "上年项目支出全年预算", "project final budget year -1"), (Ref("project", year=-2), "-2年项目支出", "project year -2"),
    (Ref("project", year=1), "+1年项目支出", "project year +1"), (Ref("basic"), "basic", "basic"), (Ref(stage=ORIGINAL), "*年初预算", "* original budget"),
])  # fmt: skip
def test_what_a_figure_of_no_year_is_called(ref: Ref, zh: str, en: str) -> None:
    """A figure of a rule is called by its label, its stage and how many years away it is."""
    assert figure_text(ref, {"project": "项目支出"}) == Text(zh, en)


@pytest.mark.parametrize(("text", "called"), [("", "空白"), ("——", "——"), ("无", "无"), ("0.00", "0.00")])
def test_what_nothing_is_called(text: str, called: str) -> None:
    """A blank cell is called blank, and any other that says nothing by what it says."""
    assert shown(looked_up(figure(text))) == [called]


def test_a_figure_of_another_year() -> None:
    """A figure of the year before is found where it is stated, and this year's is none."""
    assert shown(looked_up(figure("7.00", year=2022), figure("8.00"), ref=Ref("project", year=-1, stage=ACTUAL))) == [
        "7.00"
    ]


def test_a_report_that_names_no_unit() -> None:
    """Where the report names no unit, its figures are those of the only one there is, and nobody's where there are two."""
    one, other = figure("7.00"), figure("7.00", entity="别的单位")

    assert shown(looked_up(one, one, entity=None)) == ["7.00"]
    assert isinstance(looked_up(one, other, entity=None), MissingFigure)


def test_where_else_a_figure_is_stated() -> None:
    """A figure that is missing is named, with the unit that states it, if one does and the search was not for one table."""
    other = figure("7.00", entity="别的单位")
    inside = form(row(1, "≥1个", "1个"), **WHOLE)
    found = [
        looked_up(),
        looked_up(other),
        looked_up(other, form=inside),
        looked_up(figure("7.00", entity=open_in("表"))),
    ]
    hint = "；文中另有“别的单位”的同名数据"

    assert [f.why.zh for f in found] == [f"缺项目支出（2023年执行数）{x}" for x in ("", hint, "", "")]
    assert [f.why.en.count("别的单位") for f in found] == [0, 1, 0, 0]


@pytest.mark.parametrize(("file", "table", "found"), [("a", 1, True), ("a", 2, False), ("b", 1, False)])
def test_the_figures_of_one_table(file: str, table: int, found: bool) -> None:
    """For one form of several, a figure is one of the table in which its execution rate stands."""
    place = Place("a", table=1)
    cells = {k: entry("10", place, POINT) for k in ("execution_points", "execution_score")}
    stated = figure("7.00", place=Place(file, table=table, row=3))
    forms = [form(**cells), form(execution_score=cells["execution_score"]), evolve(form(), place=place)]

    assert [shown(looked_up(stated, form=f)) for f in forms] == [["7.00"] * found] * 3


@pytest.mark.parametrize(("texts", "values"), [
    (("80", "80.40"), ["80.40"]), (("80.40", "80"), ["80.40"]), (("80.40", "80", "79.60"), ["80.40", "79.60"]), (("79.60", "80.40"), ["79.60", "80.40"]),
    (("80.40", "80.40"), ["80.40"]), (("约80", "80.40"), ["80.40"]), (("——", "80.40"), ["80.40"]),
])  # fmt: skip
def test_prints_of_one_figure(texts: Sequence[str], values: Sequence[str]) -> None:
    """Prints that agree are one value, the finest of them; those that do not are several, in the order they are stated."""
    found = looked_up(*(figure(t, block=f"{n}") for n, t in enumerate(texts)))

    assert shown(found) == list(values)
    assert bool(found.why) is (len(values) > 1)
    assert all(v in found.why.zh for v in values if found.why)


@pytest.mark.parametrize(
    ("text", "zh"),
    [("约80", "项目支出（2023年执行数）“约80”是约数"), ("甲", "项目支出（2023年执行数）“甲”不能读作一个数")],
)
def test_a_figure_that_is_no_number(text: str, zh: str) -> None:
    """An approximate cell, and a cell of words, is no value, and each is called what it is."""
    found = looked_up(figure(text))

    assert isinstance(found, MissingFigure)
    assert found.why.zh == zh


@pytest.mark.parametrize(("near", "unit"), [
    ((("甲", "万元"), ("乙", "元")), 10**4), ((("乙", "元"), ("甲", "万元")), 10**4), ((("乙", "元"), ("丙", "万元")), 1), ((), None),
])  # fmt: skip
def test_readings_have_the_unit_of_their_column(near: Sequence[tuple[str, str]], unit: int | None) -> None:
    """Each number a cell may have meant is in the unit of its column, else of its table, else in none."""
    others = [evolve(figure("5", "basic", block="表", column=c), reading=plain_reading("5", u)) for c, u in near]
    elsewhere = evolve(figure("5", "basic", block="别", column="甲"), reading=plain_reading("5", "亿元"))
    found = looked_up(elsewhere, *others, figure("0.7531.13", block="表", column="甲"))

    assert isinstance(found, FigureValues)
    assert [v.value for v in found.values] == [F("0.75") * (unit or 1), F("31.13") * (unit or 1)]
    assert [v.dimension for v in found.values] == ["money" if unit else None] * 2


def plain_reading(text: str, unit: str) -> Quantity:
    """A number in a unit."""
    reading = read(text)
    assert isinstance(reading, Quantity)
    return reading.within(unit_named(unit))


# --- what a line is worth -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("print_", "fits"), [
    ("7.995", True), ("7.9949", False), ("8.5", True), ("9.005", True), ("9.0051", False), (None, None),
])  # fmt: skip
def test_a_print_fits_to_half_a_hundredth(print_: str | None, fits: bool | None) -> None:
    """A printed score fits between the lowest and the highest, half a hundredth on either side and the ends included."""
    worth = ScoreLine("a", Text("甲", "a"), F(10), F(8), F(9), printed=None if print_ is None else F(print_))

    assert worth.fits is fits


NOT_FILLED_IN = "项目支出（2023年执行数）未填", "项目支出（2023年年初预算）未填"


@pytest.mark.parametrize(("actual", "original", "state", "zh"), [
    ("无", "", LineState.DECIDED, ""), ("", "无", LineState.DECIDED, ""), ("无", "——", LineState.DECIDED, ""), ("无", "0", LineState.DECIDED, ""), ("——", "0", LineState.DECIDED, ""),
    ("0", "0", LineState.DECIDED, ""), ("", "0", LineState.NOT_RUN, NOT_FILLED_IN[0]), ("0", "", LineState.NOT_RUN, NOT_FILLED_IN[1]), ("——", "100", LineState.NOT_RUN, NOT_FILLED_IN[0]),
    ("80", "", LineState.NOT_RUN, NOT_FILLED_IN[1]), ("80", "——", LineState.NOT_RUN, NOT_FILLED_IN[1]), ("80", "无", LineState.BETWEEN, "基数为0而有发生数，比率无从计算"),
])  # fmt: skip
def test_nothing_and_not_filled_in(actual: str, original: str, state: LineState, zh: str) -> None:
    """There is nothing where one cell says so and none says otherwise; what is only left blank is not known, and named."""
    worth = worth_of(spent(actual, original), indicator(empty=Empty.FULL))

    assert (worth.state, worth.why.zh) == (state, zh)
    assert (worth.lowest, worth.highest) == (0 if zh else 10, 10)


def test_what_a_part_of_a_step_costs() -> None:
    """Where only the rule leaves something open the reason is the rule's, and every way is shown with its points."""
    steps = Steps(per="1%", deduct=1, side="below", rounding=("floor", "linear"))
    worth = worth_of(spent("98.50", "100"), indicator(scoring=steps))

    assert (worth.lowest, worth.highest, worth.state) == (F("8.5"), 9, LineState.BETWEEN)
    assert worth.why.zh == "不足一步如何扣分未规定：98.50 ÷ 100 = 98.50% → 9；98.50 ÷ 100 = 98.50% → 8.5"
    assert (
        worth_of(spent("98", "100"), indicator(scoring=steps)).why,
        worth_of(spent("98", "100"), indicator(scoring=steps)).lowest,
    ) == (Text(), 8)


def test_a_figure_stated_twice_that_decides_all_the_same() -> None:
    """Two values of a figure that give the same points leave nothing open."""
    report = built(
        ("project", 2023, ACTUAL, "110"), ("project", 2023, ACTUAL, "120"), ("project", 2023, ORIGINAL, "100")
    )
    worth = worth_of(report, indicator())

    assert (worth.lowest, worth.highest, worth.state, worth.why) == (10, 10, LineState.DECIDED, Text())


def test_what_only_a_person_can_judge() -> None:
    """A method that asks for a person, or an indicator without a formula, is left to one, and says which it is."""
    asks, none = (
        worth_of(spent("80", "100"), one) for one in (indicator(scoring=Direct()), indicator(None, Proportional()))
    )

    assert (asks.state, asks.why) == (LineState.JUDGED, Direct().open)
    assert (none.state, none.why.zh) == (LineState.JUDGED, "没有可计算的公式")
    assert [(w.lowest, w.highest) for w in (asks, none)] == [(0, 10)] * 2


@pytest.mark.parametrize(("scoring", "breaches", "ends", "why"), [
    (Checklist(deduct=2), 3, (4, 4), ""), (Checklist(deduct=2), 0, (10, 10), ""), (Checklist(), 3, (0, 10), "不符一项扣几分未规定"),
])  # fmt: skip
def test_breaches_that_a_person_counted(scoring: Checklist, breaches: int, ends: tuple[int, int], why: str) -> None:
    """Breaches that were counted cost their price, and leave open what has none; uncounted, a person has to judge."""
    one = indicator(None, scoring)
    counted = indicator_line(one, Figures(built(), facts={"one": breaches}))

    assert ((counted.lowest, counted.highest), counted.why.zh) == (ends, why)
    assert counted.state is (LineState.JUDGED if why else LineState.DECIDED)
    assert worth_of(built(), one).state is LineState.JUDGED


LEFT_OPEN = Option("丙", None, Checklist())


@pytest.mark.parametrize(("options", "best_of", "ends", "state", "why"), [
    ((OPTIONS[0], LEFT_OPEN), False, (0, 10), LineState.BETWEEN, ""), ((LEFT_OPEN, LEFT_OPEN), False, (0, 10), LineState.JUDGED, ""), (OPTIONS, False, (8, 10), LineState.BETWEEN, "选用哪一项未说明"),
    ((OPTIONS[1], LEFT_OPEN), True, (10, 10), LineState.DECIDED, None), ((OPTIONS[0], OPTIONS[0]), False, (8, 8), LineState.DECIDED, None),
])  # fmt: skip
def test_measures_of_which_one_counts(
    options: Sequence[Option], best_of: bool, ends: tuple[int, int], state: LineState, why: str | None
) -> None:
    """Of measures that share a weight, the best or any may count: decided where all end alike, else open, with the reason."""
    worth = worth_of(spent("80", "100"), indicator(None, Chosen(options, best_of=best_of)))

    assert (worth.lowest, worth.highest, worth.state) == (*ends, state)
    assert worth.why == Text() if why is None else why in worth.why.zh and worth.why.zh != ""


@pytest.mark.parametrize(("scoring", "ends", "state"), [
    (Steps(per="1%", deduct=1, side="below", rounding=("floor", "linear")), (F("8.5"), F(9)), LineState.BETWEEN), (Proportional(), (F("9.85"), F("9.85")), LineState.DECIDED),
    (Proportional(reverse=True, goal=0), (F(0), F(10)), LineState.BETWEEN),
])  # fmt: skip
def test_a_printed_rate_in_place_of_figures(
    scoring: Scoring, ends: tuple[Fraction, Fraction], state: LineState
) -> None:
    """Without the figures behind it a printed rate is scored like them: every reading, and open where the rule gives none."""
    one = form(row(1, "≥1个", "1个", "90", "90"), **WHOLE | {"execution_rate": entry("98.5%", Place("form"))})
    worth = by_id(by_own(own_rows(evolve(EXECUTED, scoring=scoring)), one)[0])["execution"]

    assert ((worth.lowest, worth.highest), worth.state, worth.points) == (ends, state, 10)


def test_a_step_says_where_its_figures_stand() -> None:
    """Every figure is traced with the part or file, and the row or line, in which it stands, each place once."""
    places = [
        Place("a.docx", "表一", table=1, row=3),
        Place("a.txt", line=7),
        Place("b.txt"),
        Place("a.docx", "表一", table=1, row=3),
        Place(),
    ]
    found = [looked_up_trace(figure("8.00", place=p), figure("9.00", place=q)) for p, q in pairwise(places)]

    assert found == [
        "8.00、9.00〔表一·第3行、a.txt·第7行〕",
        "8.00、9.00〔a.txt·第7行、b.txt〕",
        "8.00、9.00〔b.txt、表一·第3行〕",
        "8.00、9.00〔表一·第3行〕",
    ]


def looked_up_trace(*statements: Statement) -> str:
    """The line of a trace that says where a figure stands."""
    made = as_built([evolve(s, order=n) for n, s in enumerate(statements)], entity=UNIT, year=2023)
    worth = worth_of(made, indicator(Stated(WANTED, over=100_000)))
    return next(t.zh for t in worth.trace if t.zh.startswith("数据")).partition(" = ")[2]


# --- rows by their kind ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("aim", "done", "low", "high", "why"), [
    ("≥100人", "=90人", 9, 9, ""), ("≥100人", "≥90人", 0, 10, "是范围"), ("约100人", "90人", 0, 10, "约数"), ("202年12月31日前", "2023年11月", 0, 10, "日期"),
    ("0.7531.13", "5", 0, 10, "数值“0.7531.13”无法确认"), ("≥5", "0.7531.13", 0, 10, "数值“0.7531.13”无法确认"), ("100", "90人", 9, 10, "（无比较符）"), ("=100人", "90人", 9, 10, "（=）"),
    (">100人", "90人", 9, 9, ""), ("<20天", "25天", 8, 8, ""), ("提升", "是", 0, 10, "未说明"), ("是", "提升", 0, 10, "未说明"), ("——", "90人", 0, 10, "空白"), ("≥100人", "——", 0, 10, "空白"),
    ("≥100人", "2023年11月", 0, 10, "不是数"), ("≤控制数", "很好", 0, 10, "没有数"), ("很好", "良好", 0, 10, "未说明达成档次"), ("很好。", "很好", 0, 10, "照抄"), ("=是", "是", 10, 10, ""), ("是", "=否", 0, 0, ""),
])  # fmt: skip
def test_more_rows(aim: str, done: str, low: int, high: int, why: str) -> None:
    """What the cells of a row leave open is said of the cell that leaves it open."""
    one = row(1, aim, done)
    worth = row_line(one, form(one), formulas.row_scoring())

    assert worth is not None
    assert (worth.lowest, worth.highest) == (low, high)
    assert why in worth.why.zh
    assert bool(worth.why) is bool(why)


@pytest.mark.parametrize(("kinds", "aim", "done", "decided"), [
    ((RowKind.FORWARD,), "≥100人", "90人", True), ((RowKind.FORWARD,), "100人", "90人", False), ((RowKind.REVERSE,), "100人", "90人", False), ((RowKind.REVERSE,), "≥100人", "90人", False),
])  # fmt: skip
def test_a_row_needs_a_method_for_each_direction(kinds: Sequence[RowKind], aim: str, done: str, decided: bool) -> None:
    """A number without a direction is scored only where both directions have a method."""
    one = row(1, aim, done)
    methods = [m for m in formulas.row_scoring().methods if m.kind in kinds]
    worth = row_line(one, form(one), RowScoring(methods=methods, yes=formulas.YES, no=formulas.NO))

    assert worth is not None
    assert (worth.state is LineState.DECIDED) is decided
    assert ("如何计分未规定" in worth.why.zh) is not decided


@pytest.mark.parametrize(("kind", "scoring", "aim", "done"), [
    (RowKind.FORWARD, Direct(), "≥100人", "90人"), (RowKind.DEADLINE, Proportional(), "2023年12月31日前", "2023年11月"), (RowKind.YES_NO, Proportional(), "是", "是"),
    (RowKind.TIERED, Proportional(), "提升", "达成年度指标"),
])  # fmt: skip
def test_a_method_that_does_not_suit_its_kind(
    kind: RowKind, scoring: Proportional | Direct, aim: str, done: str
) -> None:
    """A row whose kind has a method of another sort is left to a person."""
    one = row(1, aim, done)
    worth = row_line(one, form(one), RowScoring(methods=[RowMethod(kind, scoring)]))

    assert worth is not None
    assert (worth.state, worth.lowest, worth.highest) == (LineState.JUDGED, 0, 10)


@pytest.mark.parametrize(("aim", "done", "kind"), [
    ("≥100人", "90人", RowKind.FORWARD), ("≤100人", "90人", RowKind.REVERSE), ("100人", "90人", RowKind.FORWARD), ("是", "是", RowKind.YES_NO),
    ("2023年12月31日前", "2023年11月", RowKind.DEADLINE), ("提升", "达成年度指标", RowKind.TIERED), ("提升", "很好", RowKind.TIERED), ("≥100人", "很多", None),
])  # fmt: skip
def test_a_row_rests_on_its_method(aim: str, done: str, kind: RowKind | None) -> None:
    """A row that a method scores says which, and rests on what the method rests on; without a direction it is the first of two."""
    methods = [
        evolve(m, standing=Standing.CONFIRMED, basis=Basis(document=m.kind.value))
        for m in formulas.row_scoring().methods
    ]
    one = row(1, aim, done)
    worth = row_line(one, form(one), RowScoring(methods=methods, yes=formulas.YES, no=formulas.NO))

    assert worth is not None
    assert worth.rule == (f"row {kind.value}" if kind else "")
    assert worth.standing is (Standing.CONFIRMED if kind else Standing.ARITHMETIC)
    assert worth.rests_on.zh.startswith(kind.value if kind else "")


@pytest.mark.parametrize(("head", "section"), [(0, "产出指标"), (1, ""), (None, "")])
def test_the_section_of_a_row(head: int | None, section: str) -> None:
    """A row stands in the section of its head, and in none where the form has no such head."""
    one = evolve(row(1, "≥1个", "1个", score=""), head=head)
    worth = row_line(one, form(one), formulas.row_scoring())

    assert worth is not None
    assert (worth.section, worth.printed) == (section, None)


def test_a_row_named_nothing() -> None:
    """A row named 无 is worth anything between nothing and its points, and is called by its level."""
    one = row(1, "≥1个", "1个", name="无")
    found = [
        row_line(r, form(r), formulas.row_scoring())
        for r in (one, evolve(one, level2=""), evolve(one, points=entry("0", Place(), POINT)))
    ]

    assert [(w.label.zh, w.unnamed, w.state) for w in found if w is not None][:2] == [
        ("数量指标“无”", True, LineState.JUDGED),
        ("产出指标“无”", True, LineState.JUDGED),
    ]
    assert [(w.lowest, w.highest) for w in found if w is not None][:2] == [(0, 10), (0, 10)]


# --- rows named 无, and the grade ------------------------------------------------------------------------------------


def with_nothing(points: int, score: str, others: int = 0, done: str = "100个") -> Form:
    """A form of a hundred points, some of them of a row named 无."""
    rest = 100 - points
    return bare(
        row(1, "≥100个", done, f"{rest}", f"{others or rest}"), row(2, "≥1个", "1个", f"{points}", score, name="无")
    )


@pytest.mark.parametrize(("score", "done", "kept", "zero", "removed"), [
    ("8", "100个", (98, 98, 98, 100), (90, 90, 90, 100), (90, 90, 90, 90)), ("8", "50个", (98, 53, 53, 100), (90, 45, 45, 100), (90, 45, 45, 90)),
    ("", "100个", (None, 90, 100, 100), (None, 90, 90, 100), (None, 90, 90, 90)),
])  # fmt: skip
def test_what_each_treatment_does(
    score: str, done: str, kept: tuple[int, ...], zero: tuple[int, ...], removed: tuple[int, ...]
) -> None:
    """Kept, a row named 无 has its printed score, or lies open without one; at zero it has none; removed, its points go too."""
    (made,) = by_own(own_rows(), with_nothing(10, score, done=done))

    assert made.unnamed == 1
    assert [(t.kind, (t.printed, t.lowest, t.highest, t.of)) for t in made.treatments] == [
        (NilRow.KEPT, kept), (NilRow.ZERO, zero), (NilRow.REMOVED, removed),
    ]  # fmt: skip


@pytest.mark.parametrize(("made", "grade", "zh"), [
    (with_nothing(5, "5"), "优", ""), (with_nothing(20, "20"), None, "等级取决于“无”指标如何处理"), (with_nothing(5, "5", done="50个"), None, "表印得分属另一等级"),
    (bare(row(1, "≥100个", "100个", "100", "70")), None, "复算为“优”，表印得分属另一等级"), (bare(row(1, "≥100个", "95个", "100", "95")), "优", ""),
    (bare(row(1, "≥100个", "100个", "85", "85"), row(2, "提升", "很好", "15", "15")), None, "有 1 项待定，等级在良～优之间"),
    (bare(row(1, "≥100个", "100个", "85", "80"), row(2, "提升", "很好", "15", "5")), None, "有 1 项待定，等级在良～优之间"),
    (bare(row(1, "≥100个", "100个", "95", "95"), row(2, "提升", "很好", "5", "5")), "优", ""),
    (bare(row(1, "≥100个", "100个"), complete=False, why_incomplete=("表格未完", "cut")), None, "表格未完"),
])  # fmt: skip
def test_a_grade_or_why_there_is_none(made: Form, grade: str | None, zh: str) -> None:
    """A grade is named where print and recomputation agree on one at both ends of every treatment, and else it is said why not."""
    (score,) = by_own(own_rows(), made)

    assert (score.grade.label if score.grade is not None else None) == grade
    assert zh in score.why_no_grade.zh
    assert bool(score.why_no_grade) is bool(zh)


def test_a_framework_without_grades() -> None:
    """Where no grades are laid down none is named, and the treatments have none."""
    (score,) = by_own(own_rows(bands=()), with_nothing(10, "10"))

    assert (score.grade, score.why_no_grade.zh) == (None, "没有载明等级标准")
    assert [t.grades for t in score.treatments] == [(), (), ()]
    assert [len(t.grades) for t in by_own(own_rows(), with_nothing(10, "10"))[0].treatments] == [3, 3, 3]
    assert [
        t.grades for t in by_own(own_rows(standing=Standing.UNCONFIRMED), with_nothing(10, "10"))[0].treatments
    ] == [(), (), ()]


def test_what_follows_from_a_grade() -> None:
    """What a place attaches to a grade is noted where that grade is named, and nowhere else."""
    own = own_rows(consequences=[Consequence("more", Text("优先安排", "first in line"), grades=["excellent"])])
    notes = [[n.zh for n in by_own(own, bare(row(1, "≥100个", f"{n}个", "100", f"{n}")))[0].notes] for n in (95, 85)]

    assert notes == [["结果应用：优先安排"], []]


# --- several units as one -------------------------------------------------------------------------------------------


def unit_of(
    budget: str | None, *rows: IndicatorRow, spent: str | None = "1.00", name: str = "甲", **more: object
) -> Report:
    """A unit that could spend so many 万元, with these rows."""
    figures = {("total", 2023, stage): text for stage, text in ((FINAL, budget), (ACTUAL, spent)) if text is not None}
    return as_built(figures, entity=name, year=2023, forms=[form(*rows, **more)])


def cells(department: Report) -> list[tuple[str, str]]:
    """What the rows of a department aim at, and what it reached."""
    return [
        (r.target.printed if r.target else "-", r.actual.printed if r.actual else "-") for r in department.forms[0].rows
    ]


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
