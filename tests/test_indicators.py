"""How values become points: methods, formulas on a report's figures, and what a line of the score is worth."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st
from tests.figures import built as as_built
from tests.scoring import (
    EXECUTED,
    HALF,
    NOWHERE,
    UNIT,
    WANTED,
    WHOLE,
    F,
    built,
    by_id,
    by_own,
    form,
    framework,
    indicator,
    own_rows,
    row,
    scored,
    spent,
)

from perfeval import ACTUAL, FINAL, ORIGINAL, Report
from perfeval.document import Place
from perfeval.errors import PackError
from perfeval.evaluation import evaluate
from perfeval.model import ALL_FUNDS, FigureName, Form, Known, Part, Statement, entry, open_in, printed, together
from perfeval.quantities import POINT, Quantity, read, unit_named
from perfeval.resolution import Installed, resolve
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
    Indicator,
    LinearScore,
    LineItem,
    Option,
    Pack,
    Proportional,
    Rate,
    Ref,
    Scoring,
    Stated,
    Steps,
    Text,
    Tier,
    Tiers,
    Utilisation,
    formulas,
)
from perfeval.ruling.naming import figure_text
from perfeval.scores import Figures, LineState, ScoreLine, indicator_line
from perfeval.scores.figures import FigureValues, MissingFigure

# --- scoring methods --------------------------------------------------------------------------------------------------


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


# --- indicators on figures --------------------------------------------------------------------------------------------


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


# --- the figures a formula asks for -----------------------------------------------------------------------------------


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


# --- what a line is worth ---------------------------------------------------------------------------------------------


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
