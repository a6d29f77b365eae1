"""What a form asks of itself: points, scores, blocks, rows."""

from __future__ import annotations

import pytest
from attrs import evolve
from tests.judging import (
    POINTS,
    SCORES,
    STRUCTURE,
    form,
    heard,
    held,
    line,
    mark,
    national,
    of_form,
    only,
    silent,
    why_not,
)

from perfeval.model import Form, IndicatorRow
from perfeval.ruling import Severity

# --- forms ------------------------------------------------------------------------------------------------------------


def test_points_and_scores_add_up() -> None:
    """All points and all scores, those of the execution rate among them, add up to the printed totals."""
    made = form(line("甲", "60", "60"), line("乙", "30", "28"), total=("100", "98"), execution=("10", "100%", "10"))
    evaluation = of_form(made, *POINTS, *SCORES)

    assert (evaluation.findings, held(evaluation)) == ((), ["10+60+30=100", "10+60+28=98"])


@pytest.mark.parametrize(("points", "score", "total", "found"), [
    ("35", "28", "98", [("error", "points-total")]), ("30", "27", "98", [("error", "score-total")]), ("30", "28.5", "98.0", [("error", "score-total")]),
    ("30", "28.5", "98", []), ("30", "28.6", "98", [("error", "score-total")]),
])  # fmt: skip
def test_points_or_scores_that_do_not_add_up(points: str, score: str, total: str, found: list[tuple[str, str]]) -> None:
    """Points are exact, and a total that is printed more coarsely than its rows may be rounded."""
    made = form(line("甲", "60", "60"), line("乙", points, score), total=("100", total), execution=("10", "100%", "10"))

    assert heard(of_form(made, *POINTS, *SCORES)) == found


@pytest.mark.parametrize(
    ("points", "found"), [("30", []), ("40", [("error", "points-total")]), ("20", [("warning", "points-total")])]
)
def test_points_without_a_printed_total(points: str, found: list[tuple[str, str]]) -> None:
    """A form that prints no total is out of a hundred, if it prints the execution rate's points; fewer may be its first page."""
    made = form(line("甲", "60"), line("乙", points), execution=("10", "100%", "10"))

    assert heard(of_form(made, *POINTS)) == found


def test_neither_total_nor_execution() -> None:
    """Where neither a total nor the execution rate's points are printed, nobody knows what the rows make up."""
    evaluation = of_form(form(line("甲", "60"), line("乙", "30")), *POINTS)

    assert (evaluation.findings, why_not(evaluation)) == ((), ["分值合计：表内未列总分，也未列执行率分值"])


def test_ten_points_that_are_listed_elsewhere() -> None:
    """Rows of ninety under a printed hundred may lack the ten of the execution rate: not run, and said."""
    evaluation = of_form(form(line("甲", "60"), line("乙", "30"), total=("100", None)), *POINTS)

    assert evaluation.findings == ()
    assert "执行率" in why_not(evaluation)[0]


def test_the_score_of_ten_points_that_are_listed_elsewhere() -> None:
    """Where ten points are listed elsewhere, the score they brought is missing from the rows as well: not run."""
    evaluation = of_form(form(line("甲", "60", "60"), line("乙", "30", "25"), total=("100", "95")), *POINTS, *SCORES)

    assert evaluation.findings == ()


def test_rows_that_have_all_the_points_have_all_the_scores() -> None:
    """Rows that make up the printed total of points leave no room for an execution rate: their scores are held to the total."""
    evaluation = of_form(form(line("甲", "60", "60"), line("乙", "40", "30"), total=("100", "95")), *POINTS, *SCORES)

    assert heard(evaluation) == [("error", "score-total")]


@pytest.mark.parametrize(("rows", "found"), [
    (("20", "30"), []), (("20", "25"), [("error", "block-points")]), (("22.5", "27.5"), []), (("22.5", "27"), [("error", "block-points")]),
])  # fmt: skip
def test_blocks(rows: tuple[str, str], found: list[tuple[str, str]]) -> None:
    """The rows of a level-1 block add up to the points its head prints."""
    made = form(*(line(p, p) for p in rows), line("丙", "30", head=1), heads=[("产出", "50"), ("效益", "30")])
    evaluation = of_form(made, *national("block-points"))

    assert heard(evaluation) == found
    assert "30" in held(evaluation)


@pytest.mark.parametrize(("last", "total", "severity"), [
    ("20", (None, None), "warning"), ("20", ("80", "80"), "error"), ("40", (None, None), "error"),
])  # fmt: skip
def test_the_last_block_of_a_form_without_a_total(
    last: str, total: tuple[str | None, str | None], severity: str
) -> None:
    """The last block of a form whose total is not printed may go on elsewhere: a shortfall is a warning, more is an error."""
    made = form(line("甲", "50"), line("乙", last, head=1), heads=[("产出", "50"), ("效益", "30")], total=total)
    evaluation = of_form(made, *national("block-points"))

    assert heard(evaluation) == [(severity, "block-points")]
    assert bool(only(evaluation).innocent) is (severity == "warning")


def test_heads_without_points_fix_nothing() -> None:
    """A head that prints no points says nothing about its rows."""
    made = form(line("甲", "50"), line("乙", "45", head=1), heads=[("产出", None), ("效益", None)])

    assert silent(of_form(made, *national("block-points", "row-outside-blocks")))


@pytest.mark.parametrize("made", [
    form(line("甲", "15", "16")), form(line("甲", "15", "15"), execution=("10", "90%", "11")), form(line("甲", "15", "15"), total=("100", "101")),
], ids=["row", "execution", "total"])  # fmt: skip
def test_score_within_points(made: Form) -> None:
    """No row, no execution rate and no total scores more than its points."""
    evaluation = of_form(made, *national("score-within-points"))

    assert [(f.severity, f.difference) for f in evaluation.findings] == [(Severity.ERROR, "1")]


def test_cells_of_the_execution_rate_count_once() -> None:
    """The execution rate counts once in points and in scores, as the form's and not as a row's."""
    made = form(line("甲", "90", "90"), total=("100", "100"), execution=("10", "100%", "10"))
    twice = evolve(made, total_points=mark("110", 90, 1), total_score=mark("110", 90, 2))

    assert of_form(made, *POINTS, *SCORES).findings == ()
    assert heard(of_form(twice, *POINTS, *SCORES)) == [("error", "points-total"), ("error", "score-total")]


@pytest.mark.parametrize("points", ["", "—", "30"])
def test_sub_rows_change_nothing(points: str) -> None:
    """A sub-row (其中) has its parent's points and adds nothing, even where it prints points of its own."""
    made = form(
        line("甲", "60", "60"), line("其中", points, points, part=True), line("乙", "40", "40"), total=("100", "100")
    )

    assert of_form(made, *POINTS, *SCORES).findings == ()


def test_forms_that_are_cut_off_are_not_run() -> None:
    """Totals, and the block at the cut, are not run on a form whose rows are not all there; whole blocks are."""
    made = form(
        line("甲", "40", "40"), line("乙", "10", "10", head=1), heads=[("产出", "50"), ("效益", "30")], total=("100", "98"), cut=True
    )  # fmt: skip
    evaluation = of_form(made, *STRUCTURE)

    assert heard(evaluation) == [("error", "block-points")]
    assert only(evaluation).stated == "50"
    assert why_not(evaluation) == ["效益：表格未完", "分值合计：表格未完", "得分合计：表格未完"]


@pytest.mark.parametrize("score", ["", "——", "3.816343.7640"])
def test_a_score_that_is_not_there(score: str) -> None:
    """A total over a score that is blank or cannot be read is not run, and names the row."""
    made = form(line("甲", "60", "60"), line("乙", "40", score), total=("100", "60"))
    evaluation = of_form(made, *SCORES)

    assert evaluation.findings == ()
    assert "乙" in why_not(evaluation)[0]


def test_points_that_cannot_be_read() -> None:
    """A total over points that cannot be read is not run, and quotes the cell."""
    evaluation = of_form(form(line("甲", "60"), line("乙", "10.5.3"), total=("100", None)), *POINTS)

    assert (evaluation.findings, why_not(evaluation)) == ((), ["分值合计：“10.5.3”不能读作一个数"])


@pytest.mark.parametrize(("rate", "score", "fits"), [
    ("76%", "15.2", True), ("76%", "15.1", True), ("76%", "20", False), ("102.59%", "20", True), ("0%", "0", True), ("1", "20", True),
])  # fmt: skip
def test_execution_score_where_the_form_states_it(rate: str, score: str, fits: bool) -> None:
    """A form whose head says 得分（20分*执行率） is held to it: points times rate, at most the points."""
    rules = national("execution-score", "execution-score-practice")
    stated = of_form(form(line("甲", "80", "80"), execution=("20", rate, score), rule="(20分*执行率)"), *rules)
    unstated = of_form(form(line("甲", "80", "80"), execution=("20", rate, score)), *rules)

    assert heard(stated) == ([] if fits else [("error", "execution-score")])
    assert heard(unstated) == ([] if fits else [("notice", "execution-score-practice")])


def test_a_rate_printed_as_a_bare_number_of_percent() -> None:
    """A rate printed 50 without a sign is fifty percent where the score agrees."""
    made = form(line("甲", "80", "80"), execution=("20", "50", "10"), rule="(20分*执行率)")

    assert of_form(made, *national("execution-score")).findings == ()


def test_a_blank_execution_score_leaves_the_total_open() -> None:
    """Where the execution rate has points and no score yet, the total of scores is not run."""
    evaluation = of_form(form(line("甲", "90", "90"), total=("100", "97"), execution=("10", "90%", "")), *SCORES)

    assert (evaluation.findings, why_not(evaluation)) == ((), ["得分合计：执行率得分未填或不可读"])


def test_a_form_without_scores_is_not_held_to_any() -> None:
    """A form that has not been scored yet is no contradiction."""
    assert silent(of_form(form(line("甲", "60", ""), line("乙", "40", ""), total=("100", "98")), *SCORES))


ROW_RULES = national(
    "loss-without-reason", "full-marks-for-missed-target", "points-without-value", "unnamed-indicator", "unreal-date"
)


@pytest.mark.parametrize(("row", "found"), [
    (line("甲", "10", "10", why=""), []), (line("甲", "10", "8", why=""), [("warning", "loss-without-reason")]), (line("甲", "10", "8", why="因雨"), []),
    (line("甲", "10", "8", why="0"), [("warning", "loss-without-reason")]), (line("甲", "10", "8"), []),
    (line("甲", "10", "10", aim="≥100%", done="90%"), [("warning", "full-marks-for-missed-target")]), (line("甲", "10", "9", aim="≥100%", done="90%"), []),
    (line("甲", "10", "10", aim="≤3", done="2"), []), (line("甲", "10", "10", aim="100", done="90"), []), (line("甲", "0", "0", aim="≥100%", done="90%"), []),
    (line("甲", "10", "10", done=""), [("warning", "points-without-value")]), (line("甲", "10", "0", done=""), []), (line("甲", "10", "10", aim="——"), [("warning", "points-without-value")]),
    (line("无", "10", "10"), [("error", "unnamed-indicator")]), (line("无", "0", "0"), []), (line("无", "10", "0"), []),
    (line("甲", "10", "10", aim="2023年12月31日前", done="202年12月31日前"), [("warning", "unreal-date")]),
    (line("甲", "10", "10", aim="2023年12月31日前", done="2023年12月30日"), []),
])  # fmt: skip
def test_what_is_asked_of_a_row(row: IndicatorRow, found: list[tuple[str, str]]) -> None:
    """A row is asked for a reason, a name, a value, a real date and a met target only where its points call for it."""
    assert heard(of_form(form(row), *ROW_RULES)) == found


def test_rows_named_nothing_are_one_finding() -> None:
    """All rows of a form named 无 are one finding, with their points and scores added up."""
    finding = only(
        of_form(
            form(line("无", "10", "10"), line("甲", "5", "5"), line("无", "10", "8")), *national("unnamed-indicator")
        )
    )

    assert "共20分，得18分" in finding.message.zh
    assert [f.printed for f in finding.figures] == ["10", "10", "10", "8"]
