"""The score of a report: of the example, by a place's own indicators, with what a framework brings along."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring import (
    EXECUTED,
    WHOLE,
    F,
    bare,
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

import perfeval
from perfeval import ACTUAL, FINAL, Report
from perfeval.__main__ import main
from perfeval.document import Place
from perfeval.evaluation import evaluate
from perfeval.model import Head, entry, together
from perfeval.quantities import POINT
from perfeval.renderers.scores import summary
from perfeval.renderers.wording import exact_text
from perfeval.resolution import Rulebook
from perfeval.ruling import STOCK, Empty, Framework, NilRow, Rate, Ref, Section
from perfeval.scores import Figures, LineState, Score, out_of_hundred, scores

EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt"

# --- the example report -----------------------------------------------------------------------------------------------


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
    assert "3 条未核实" in "".join(summary(form_score))
    assert "3 rules by common practice, not confirmed" in "".join(summary(form_score, "en"))


def test_score_line_of_the_first_screen(report: Report, book: Rulebook) -> None:
    """The first screen has the scores, the treatments and what they do to the grade."""
    lines = [x for x in str(perfeval.render(evaluate(report, book))).splitlines() if x.startswith("得分")]

    assert len(lines) == 1
    for words in ("自评 98/100", "108/110（折百98.18 优）", "记0分 90/110=81.82 良", "剔除其分值 90/90=100 优"):
        assert words in lines[0]


# --- Hunan's own indicators -------------------------------------------------------------------------------------------


MISSING = {
    "schema": "perfeval/report/1", "entity": "怀化市某单位", "year": 2023,
    "figures": [
        {"item": "three-public", "year": 2022, "stage": "original", "printed": "5.27", "unit": "万元"},
        {"item": "carry-in", "year": 2023, "printed": "2.22", "unit": "万元"},
        {"item": "additions", "year": 2023, "printed": "5.00", "unit": "万元"},
        {"item": "carry-out", "year": 2023, "printed": "0.00", "unit": "万元"},
    ],
}  # fmt: skip


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


# --- what a framework brings along ------------------------------------------------------------------------------------


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


# --- the command ------------------------------------------------------------------------------------------------------


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
