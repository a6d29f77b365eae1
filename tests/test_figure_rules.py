"""Rules over named figures: sums inside a block and across blocks, one figure in two places, a base that nobody names."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from attrs import evolve
from tests.figures import built as as_built
from tests.judging import (
    BASIC,
    CHANGE,
    EITHER_BASE,
    ONE,
    RATE,
    TOTAL,
    WITHIN,
    heard,
    held,
    judge,
    judged,
    only,
    report,
    said,
    silent,
    why_not,
)

from perfeval.document import Place
from perfeval.model import STOCK, Part, declared, open_in, printed
from perfeval.ruling import ACTUAL, FINAL, ORIGINAL, AnyOf, EqualTo, RatioOf, Ref, RowsUnder, Severity, SumOf

PROJECTS = SumOf(id="projects", total="project", parts=RowsUnder("project"))


# --- inside one block -------------------------------------------------------------------------------------------------


def test_a_total_that_is_not_its_parts() -> None:
    """A block that states a total and all its parts decides, and the finding has the whole sum in figures."""
    finding = only(judge(said("total", "3.50"), said("basic", "2.00"), said("project", "1.00"), by=TOTAL))

    assert (finding.severity, finding.stated, finding.expected) == (Severity.ERROR, "3.50", "3")
    assert (finding.difference, finding.slack) == ("0.5", "0.015")
    assert [(f.item, f.printed, f.place.row) for f in finding.figures] == [
        ("total", "3.50", 1), ("basic", "2.00", 2), ("project", "1.00", 3),
    ]  # fmt: skip
    assert "2.00+1.00=3" in finding.message.zh
    assert "2.00+1.00=3" in finding.message.en


def test_what_is_taken_off_a_total_is_shown() -> None:
    """A total of which something is taken off shows it with its minus, and expects what is left."""
    rule = SumOf(id="left", total="total", parts=("basic", "project"), less=("operating",))
    finding = only(
        judge(said("total", "4.00"), said("basic", "2.00"), said("project", "3.00"), said("operating", "1.50"), by=rule)
    )

    assert "2.00+3.00-1.50=3.5" in finding.message.zh
    assert finding.expected == "3.5"


@pytest.mark.parametrize(("total", "rounding"), [("3.00", False), ("3.01", True), ("2.99", True)])
def test_a_total_that_holds(total: str, rounding: bool) -> None:
    """A sum that holds is said to hold, exactly or within rounding."""
    evaluation = judge(said("total", total), said("basic", "2.00"), said("project", "1.00"), by=TOTAL)

    assert evaluation.findings == ()
    assert [(h.rule, h.rounding, h.arithmetic) for h in evaluation.held] == [("total-parts", rounding, "2.00+1.00=3")]


@pytest.mark.parametrize("nil", ["", "——", "无", "/"])
def test_blank_is_zero_in_a_sum(nil: str) -> None:
    """A part that is left blank, struck out or 无 counts as zero beside a part that is filled in."""
    fine = judge(said("total", "2.00"), said("basic", "2.00"), said("project", nil), by=TOTAL)
    wrong = judge(said("total", "3.00"), said("basic", "2.00"), said("project", nil), by=TOTAL)

    assert (fine.findings, len(fine.held)) == ((), 1)
    assert heard(wrong) == [("error", "total-parts")]
    assert only(wrong).expected == "2"


def test_no_part_is_filled_in() -> None:
    """A total none of whose parts is filled in is not run."""
    evaluation = judge(said("total", "2.00"), said("basic", ""), said("project", ""), by=TOTAL)

    assert (evaluation.findings, evaluation.held, why_not(evaluation)) == ((), (), ["各部分均未填"])


def test_a_blank_total_states_nothing() -> None:
    """A blank total is no total of zero."""
    assert silent(judge(said("total", ""), said("basic", "2.00"), said("project", "1.00"), by=TOTAL))


def test_a_part_not_stated_is_replaced_by_its_own_parts() -> None:
    """Where a part is not stated, its own parts stand for it."""
    evaluation = judge(
        said("total", "9.00"), said("personnel", "4.00"), said("operating", "2.00"), said("project", "1.00"), by=(TOTAL, BASIC)
    )  # fmt: skip

    assert heard(evaluation) == [("error", "total-parts")]
    assert only(evaluation).expected == "7"
    assert [f.item for f in only(evaluation).figures] == ["total", "personnel", "operating", "project"]


def test_a_part_that_is_stated_stands_for_itself() -> None:
    """A part that is stated is not replaced, even where its own parts would fit and it does not."""
    evaluation = judge(
        said("total", "7.00"), said("basic", "5.00"), said("personnel", "4.00"), said("operating", "2.00"), said("project", "1.00"),
        by=(TOTAL, BASIC),
    )  # fmt: skip

    assert sorted(heard(evaluation)) == [("error", "basic-parts"), ("error", "total-parts")]
    assert {f.rule: f.expected for f in evaluation.findings} == {"total-parts": "6", "basic-parts": "6"}


def test_what_is_missing_is_named() -> None:
    """A sum of which a part is not stated anywhere is not run, and the missing figure is named."""
    evaluation = judge(said("total", "3.00"), said("basic", "2.00"), by=TOTAL)

    assert (evaluation.findings, evaluation.held) == ((), ())
    assert why_not(evaluation) == ["未见“项目支出”（2023年执行数）"]


def test_a_lone_total_is_not_worth_a_word() -> None:
    """A total of which nothing else is stated is no rule that could not be run."""
    assert silent(judge(said("total", "3.00"), by=TOTAL))


def test_the_own_figures_of_a_block_decide() -> None:
    """A block that can decide is decided by its own figures, whatever other blocks state."""
    evaluation = judge(
        said("total", "3.00"), said("basic", "2.00"), said("project", "1.00"),
        said("basic", "2.50", block="表二"), said("project", "1.50", block="表二"), by=TOTAL,
    )  # fmt: skip

    assert (evaluation.findings, held(evaluation)) == ((), ["2.00+1.00=3"])


def test_each_block_is_decided_by_itself() -> None:
    """Two blocks that state the same sum are two relations, and only the broken one is heard."""
    evaluation = judge(
        *(said(i, t) for i, t in (("total", "3.00"), ("basic", "2.00"), ("project", "1.00"))),
        *(said(i, t, block="表二") for i, t in (("total", "5.00"), ("basic", "2.00"), ("project", "1.00"))),
        by=TOTAL,
    )  # fmt: skip

    assert heard(evaluation) == [("error", "total-parts")]
    assert only(evaluation).stated == "5.00"
    assert held(evaluation) == ["2.00+1.00=3"]


@pytest.mark.parametrize("stage", [declared(ORIGINAL), open_in("列2")])
def test_inside_a_block_a_contradiction_is_an_error_however_it_is_named(stage: Part) -> None:
    """Inside a block figures compare freely: a declared or open part lowers nothing there."""
    evaluation = judge(
        said("total", "5.00", stage), said("basic", "2.00", stage), said("project", "1.00", stage), by=TOTAL
    )

    assert heard(evaluation) == [("error", "total-parts")]


def test_two_columns_that_are_open_are_two() -> None:
    """Figures of two columns whose stages nobody names are not put together, even in one table."""
    evaluation = judge(
        said("total", "5.00", open_in("列2")), said("basic", "2.00", open_in("列3")), said("project", "1.00", open_in("列3")), by=TOTAL
    )  # fmt: skip

    assert silent(evaluation)


@pytest.mark.parametrize(("blurred", "why"), [
    ("2余", "“2余”是约数"), ("约2.00", "“约2.00”是约数"), ("0.7531.13", "“基本支出”的“0.7531.13”不能读作一个数"),
])  # fmt: skip
def test_unread_and_approximate_figures_decide_nothing(blurred: str, why: str) -> None:
    """A sum with an approximate figure, or with a cell that cannot be read, is not run and says which."""
    evaluation = judge(said("total", "5.00"), said("basic", blurred), said("project", "1.00"), by=TOTAL)

    assert (evaluation.findings, evaluation.held, why_not(evaluation)) == ((), (), [why])


def test_different_units_are_not_compared() -> None:
    """A sum over different dimensions is not run; different units of one dimension are converted."""
    mixed = judge(said("total", "5.00"), said("basic", "2人"), said("project", "1.00"), by=TOTAL)
    money = judge(said("total", "3.00"), said("basic", "20000元"), said("project", "0.0001亿元"), by=TOTAL)

    assert (mixed.findings, why_not(mixed)) == ((), ["单位不同，未比较"])
    assert (money.findings, len(money.held)) == ((), 1)


def test_a_rate_over_different_units_is_not_run() -> None:
    """A rate of people over money is not run, and says so."""
    evaluation = judge(said("total:rate", "50%", STOCK), said("total", "3人"), said("total", "6.00", FINAL), by=RATE)

    assert (evaluation.findings, why_not(evaluation)) == ((), ["单位不同，未比较"])


def test_whole_numbers_that_stand_for_themselves_leave_no_slack() -> None:
    """Counts are exact: one person more is already a contradiction."""
    total = SumOf(id="people", total="staff", parts=("personnel", "operating"))
    fine = judge(
        said("staff", "17人", STOCK), said("personnel", "10人", STOCK), said("operating", "7人", STOCK), by=total
    )
    wrong = judge(
        said("staff", "18人", STOCK), said("personnel", "10人", STOCK), said("operating", "7人", STOCK), by=total
    )

    assert (fine.findings, held(fine)) == ((), ["10+7=17"])
    assert (heard(wrong), only(wrong).difference, only(wrong).slack) == ([("error", "people")], "1", "0")


def test_a_figure_printed_twice_in_one_block() -> None:
    """A figure that its block prints twice alike is one figure; where the prints differ, the block decides nothing by it."""
    parts = [said("basic", "2.00"), said("project", "1.00")]
    alike = judge(said("total", "5.00"), said("total", "5.00"), *parts, by=TOTAL)
    unlike = judge(said("total", "3.00"), said("total", "5.00"), *parts, by=TOTAL)

    assert heard(alike) == [("error", "total-parts")]
    assert (unlike.findings, held(unlike)) == ((), ["2.00+1.00=3"])  # across blocks one choice is enough


@pytest.mark.parametrize(
    ("again", "found"), [("5.00", [("error", "projects")]), ("5.0", [("error", "projects")]), ("6.00", [])]
)
def test_the_total_of_a_list_printed_twice(again: str, found: list[tuple[str, str]]) -> None:
    """A list is held to a total that its table prints twice at one value, and to none where the prints differ."""
    rows = [said(f"project/{name}", "2.00", parent="project") for name in "甲乙"]
    evaluation = judge(said("project", "5.00"), said("project", again), *rows, by=PROJECTS)

    assert heard(evaluation) == found
    assert held(evaluation) == []


def test_rows_are_added_column_by_column() -> None:
    """A list of two columns is two lists: no row of the one column is added into the total of the other."""
    evaluation = judge(
        said("project", "2.00"), said("project", "5.00", FINAL), said("project/甲", "2.00", parent="project"),
        said("project/甲", "5.00", FINAL, parent="project"), by=PROJECTS,
    )  # fmt: skip

    assert (evaluation.findings, held(evaluation)) == ((), ["2.00", "5.00"])


def test_a_part_whose_own_optional_part_is_missing() -> None:
    """A part that is not stated is replaced by its own parts, of which only those that are needed have to be there."""
    inner = SumOf(id="basic-parts", total="basic", parts=("personnel",), optional=("operating",))
    without = judge(said("total", "3.00"), said("personnel", "2.00"), said("project", "1.00"), by=(TOTAL, inner))
    missing = judge(said("total", "3.00"), said("operating", "2.00"), said("project", "1.00"), by=(TOTAL, inner))

    assert (without.findings, held(without)) == ((), ["2.00+1.00=3"])
    assert (missing.findings, held(missing)) == ((), [])


def test_what_an_evaluation_says_of_its_findings() -> None:
    """An evaluation has errors if one finding is one, and lists roots by severity."""
    loud = judge(
        said("total", "5.00"),
        said("basic", "2.00"),
        said("project", "1.00"),
        said("total", "2.00", FINAL),
        by=(TOTAL, WITHIN),
    )
    quiet = judge(said("total", "5.00"), said("total", "4.00", FINAL), by=WITHIN)

    assert (loud.has_errors, quiet.has_errors) == (True, False)
    assert [[f.rule for f in loud.of(severity)] for severity in Severity] == [["total-parts"], ["within"], []]


# --- across blocks ----------------------------------------------------------------------------------------------------


def test_across_blocks_once_per_name() -> None:
    """A total that three tables state and others break down is one finding, not three."""
    evaluation = judge(
        *(said("total", "5.00", block=f"表{n}") for n in (1, 2, 3)), said("basic", "2.00", block="表4"), said("project", "1.00", block="表5"),
        by=TOTAL,
    )  # fmt: skip

    assert heard(evaluation) == [("error", "total-parts")]
    assert "跨表" in only(evaluation).message.zh


def test_across_blocks_some_choice_is_enough() -> None:
    """Across blocks a sum holds if one choice of statements satisfies it."""
    stated = [
        said("total", "3.00", block="表1"),
        said("total", "8.00", block="表2"),
        said("basic", "2.00", block="表3"),
    ]
    some = judge(*stated, said("project", "7.00", block="表4"), said("project", "1.00", block="表5"), by=TOTAL)
    none = judge(*stated, said("project", "7.00", block="表4"), said("project", "1.50", block="表5"), by=TOTAL)

    assert (some.findings, held(some)) == ((), ["2.00+1.00=3"])
    assert (heard(none), only(none).expected) == ([("error", "total-parts")], "3.5")  # the choice that comes nearest


def test_across_blocks_only_where_no_block_decided() -> None:
    """Where one block holds the whole sum, a second statement of the total is a matter of one figure and one value."""
    evaluation = judge(
        said("total", "3.00"), said("basic", "2.00"), said("project", "1.00"), said("total", "4.00", block="表二"), by=(TOTAL, ONE)
    )  # fmt: skip

    assert heard(evaluation) == [("error", "one-value")]


@pytest.mark.parametrize("where", [0, 1, 2])
def test_a_declared_part_lowers_an_error_across_blocks(where: int) -> None:
    """Across blocks an error is a warning where one part of one name is only declared."""
    stages = [declared(ORIGINAL) if n == where else printed(ORIGINAL) for n in range(3)]
    evaluation = judge(
        said("total", "5.00", stages[0], block="表1"), said("basic", "2.00", stages[1], block="表2"),
        said("project", "1.00", stages[2], block="表3"), by=TOTAL,
    )  # fmt: skip

    assert heard(evaluation) == [("warning", "total-parts")]


@pytest.mark.parametrize(
    "part",
    [{"stage": open_in("列")}, {"year": open_in("表")}, {"fund": open_in("表")}, {"entity": open_in("表")}],
    ids=["stage", "year", "fund", "entity"],
)
def test_open_parts_contradict_nobody(part: Mapping[str, Part]) -> None:
    """A figure with one part of its name open is held to nothing outside its block, by no rule."""
    evaluation = judge(
        said("total", "5.00", block="表1", **part), said("total", "6.00", block="表2", **part), said("total", "7.00", block="表3"),  # type: ignore[arg-type]
        said("basic", "2.00", block="表4", **part), said("project", "1.00", block="表5"), by=(TOTAL, ONE),  # type: ignore[arg-type]
    )  # fmt: skip

    assert silent(evaluation)


@pytest.mark.parametrize("other", [{"year": 2022}, {"stage": FINAL}, {"fund": "general"}, {"entity": "别的单位"}])
def test_figures_of_different_names_are_different_figures(other: Mapping[str, object]) -> None:
    """Two values for two years, stages, funds or entities are no contradiction."""
    evaluation = judge(said("total", "5.00", block="表1"), said("total", "6.00", block="表2", **other), by=ONE)  # type: ignore[arg-type]

    assert silent(evaluation)


def test_the_rows_of_a_list_are_only_added_in_their_own_table() -> None:
    """Rows that a table lists under a line are no parts of a total in another table."""
    evaluation = judge(
        said("project", "5.00", block="表1"), said("project/甲", "2.00", block="表2", parent="project"),
        said("project/乙", "1.00", block="表2", parent="project"), by=PROJECTS,
    )  # fmt: skip

    assert evaluation.findings == ()


def test_too_many_choices_are_not_run() -> None:
    """Where figures are stated so often that not every choice can be tried, the rule is not run and says so."""
    evaluation = judge(
        *(said("total", str(300 + n), block=f"总{n}") for n in range(7)), said("total", "114", block="总"),
        *(said("basic", str(60 + n), block=f"基{n}") for n in range(8)),
        *(said("project", str(40 + n), block=f"项{n}") for n in range(8)), by=TOTAL,
    )  # fmt: skip

    assert evaluation.findings == ()
    assert why_not(evaluation) != []


@pytest.mark.parametrize(("more", "found"), [(0, [("error", "total-parts")]), (1, [])])
def test_all_choices_are_tried_up_to_a_limit(more: int, found: list[tuple[str, str]]) -> None:
    """Two hundred and fifty-six choices are all tried before a sum is called broken; with more of them nobody says so."""
    evaluation = judge(
        *(said("total", str(300 + n), block=f"总{n}") for n in range(4 + more)), *(said("basic", str(60 + n), block=f"基{n}") for n in range(8)),
        *(said("project", str(40 + n), block=f"项{n}") for n in range(8)), by=TOTAL,
    )  # fmt: skip

    assert heard(evaluation) == found


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_across_blocks_the_nearest_choice_is_quoted(order: tuple[int, ...]) -> None:
    """Where no choice of statements fits, the one that comes nearest is quoted, whichever stands first."""
    totals = [said("total", text, block=text) for text in ("9.00", "3.50", "2.00")]
    finding = only(
        judge(*(totals[n] for n in order), said("basic", "2.00", block="基"), said("project", "1.00", block="项"), by=TOTAL)
    )  # fmt: skip

    assert (finding.stated, finding.difference) == ("3.50", "0.5")


@pytest.mark.parametrize(("prints", "quoted"), [(("3.50", "2.50"), "3.50"), (("2.50", "3.50"), "2.50")])
def test_across_blocks_the_first_of_two_equally_near_is_quoted(prints: tuple[str, ...], quoted: str) -> None:
    """Of two choices that come equally near, the one that is stated first is quoted."""
    totals = [said("total", text, block=text) for text in prints]
    evaluation = judge(*totals, said("basic", "2.00", block="基"), said("project", "1.00", block="项"), by=TOTAL)

    assert only(evaluation).stated == quoted


# --- one figure, one value --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("one", "other", "agree"), [
    ("316.04", "316.04", True), ("316.04", "316.05", False), ("316.04", "316.0", True), ("316.05", "316.1", True),
    ("316.04", "316", True), ("316.51", "316", False), ("316.04", "3160400元", True), ("316.04", "0.0316亿元", True), ("316.04", "0.0317亿元", False),
])  # fmt: skip
def test_one_figure_one_value(one: str, other: str, agree: bool) -> None:
    """Two prints of one figure are equal at equal precision, and within half the coarser step otherwise."""
    evaluation = judge(said("total", one, block="表1"), said("total", other, block="表2"), by=ONE)

    assert heard(evaluation) == ([] if agree else [("error", "one-value")])
    assert len(evaluation.held) == agree


def test_two_values_are_both_quoted() -> None:
    """A figure with two values quotes both, each with its place."""
    finding = only(judge(said("total", "32.72", block="表1"), said("total", "30.50", block="表2"), by=ONE))

    assert [(f.printed, f.place.row) for f in finding.figures] == [("32.72", 1), ("30.50", 2)]
    assert "一处为32.72，另一处为30.50，相差2.22万元" in finding.message.zh
    assert (finding.stated, finding.expected, finding.difference) == ("32.72", "30.5", "2.22")


@pytest.mark.parametrize(("other", "rounding"), [("316.04", False), ("316.0", True), ("3160400元", False)])
def test_one_value_says_whether_it_is_the_same_print(other: str, rounding: bool) -> None:
    """A figure printed more coarsely elsewhere agrees within rounding; printed the same, or in another unit, exactly."""
    evaluation = judge(said("total", "316.04", block="表1"), said("total", other, block="表2"), by=ONE)

    assert [h.rounding for h in evaluation.held] == [rounding]


@pytest.mark.parametrize(("other", "slack"), [("317.04", "0"), ("317.1", "0.05"), ("318", "0.5"), ("317.040", "0.005")])
def test_one_value_leaves_half_a_coarser_step(other: str, slack: str) -> None:
    """Two prints of one precision have no slack between them; two of different ones have half a step of the coarser."""
    assert only(judge(said("total", "316.04", block="表1"), said("total", other, block="表2"), by=ONE)).slack == slack


def test_one_value_compares_no_money_with_people() -> None:
    """Two prints in different dimensions are no two values of one figure."""
    assert silent(judge(said("total", "5.00", block="表1"), said("total", "6", unit="人", block="表2"), by=ONE))


def test_an_approximate_print_is_no_reference() -> None:
    """Two prints that differ are heard even where an approximate one was made before them."""
    evaluation = judge(*(said("total", text, block=text) for text in ("约316.04", "316.05", "316.06")), by=ONE)

    assert [[f.printed for f in finding.figures] for finding in evaluation.findings] == [["316.05", "316.06"]]


@pytest.mark.parametrize("turned", [False, True])
def test_a_second_value_that_mends_a_sum_has_its_root(turned: bool) -> None:
    """A total that breaks its sum and differs from its other print is one thing to correct where one value mends both."""
    tables = [
        [said("total", "6.00"), said("basic", "2.00"), said("project", "3.00")],
        [said("total", "5.00", block="表二")],
    ]
    evaluation = judge(*(s for table in (reversed(tables) if turned else tables) for s in table), by=(TOTAL, ONE))
    (root,) = (f for f in evaluation.findings if f.root is None)

    assert len(evaluation.findings) == 2
    assert len(evaluation.members(root)) == 1


def test_one_value_is_a_warning_where_a_part_is_declared() -> None:
    """Two values of which one is named by its layout only may be two figures: a warning."""
    evaluation = judge(
        said("total", "5.00", ORIGINAL, block="表1"), said("total", "6.00", declared(ORIGINAL), block="表2"), by=ONE
    )

    assert heard(evaluation) == [("warning", "one-value")]


@pytest.mark.parametrize(("one", "other", "unit", "tables", "loud"), [
    ("236.63", "236.64", "万元", (1, 2), "notice"), ("236.64", "236.63", "万元", (1, 2), "notice"), ("236.63", "236.65", "万元", (1, 2), "error"),
    ("236.63", "236.64", "万元", (1, 1), "error"), ("236.63", "236.64", "元", (1, 2), "error"), ("236", "237", "万元", (1, 2), "error"),
    ("17", "18", "人", (1, 2), "error"),
])  # fmt: skip
def test_a_last_decimal_between_two_tables_is_rounding(
    one: str, other: str, unit: str, tables: tuple[int, int], loud: str
) -> None:
    """Two tables are rounded from the accounts each by itself: one last decimal apart is a notice; nothing more is."""
    made = report(said("total", one, block="表1", unit=unit), said("total", other, block="表2", unit=unit))
    placed = [
        evolve(s, place=Place(file="报告", table=table, row=1, cell=n))
        for n, (s, table) in enumerate(zip(made.statements, tables, strict=True), start=1)
    ]
    evaluation = judged(as_built(placed, entity="某单位", year=2023), ONE)

    assert heard(evaluation) == [(loud, "one-value")]


@pytest.mark.parametrize("nothing", ["", "——", "约6", "6.007.00"])
def test_one_value_needs_two_numbers(nothing: str) -> None:
    """A blank, an approximate or an unreadable print contradicts no value."""
    assert silent(judge(said("total", "5.00", block="表1"), said("total", nothing, block="表2"), by=ONE))


def test_all_prints_of_one_figure_agree() -> None:
    """Two prints that differ are heard even where a coarser print before them agrees with both."""
    evaluation = judge(*(said("total", text, block=text) for text in ("316", "316.04", "315.96")), by=ONE)

    assert heard(evaluation) == [("error", "one-value")]


def test_one_odd_print_is_one_finding() -> None:
    """One print that differs from two that agree is one finding, wherever it stands."""
    prints = [said("total", text, block=f"表{n}") for n, text in enumerate(("5.00", "6.00", "6.00"))]
    orders = ((0, 1, 2), (1, 0, 2), (1, 2, 0))

    assert [len(judge(*(prints[n] for n in order), by=ONE).findings) for order in orders] == [1, 1, 1]


# --- a base nobody names ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rate", "found"), [("50.00%", []), ("20.00%", []), ("33.33%", [("error", "change")])])
@pytest.mark.parametrize("apart", [False, True], ids=["one block", "across"])
def test_a_change_speaks_only_if_no_base_fits(rate: str, found: list[tuple[str, str]], apart: bool) -> None:
    """Where nobody names the base of a change, it is wrong only if it fits none of them."""
    evaluation = judge(
        said("three-public:rate", rate, STOCK, block="a"), said("three-public", "6.00", block="b" if apart else "a"),
        said("three-public", "4.00", year=2022, block="c" if apart else "a"),
        said("three-public", "5.00", ORIGINAL, 2022, block="d" if apart else "a"), by=CHANGE,
    )  # fmt: skip

    assert heard(evaluation) == found


def test_a_change_waits_for_all_its_bases() -> None:
    """A change that does not fit the one base that is stated may fit the other: nothing is said."""
    evaluation = judge(
        said("three-public:rate", "33%", STOCK), said("three-public", "6.00"), said("three-public", "4.00", year=2022), by=CHANGE
    )  # fmt: skip

    assert evaluation.findings == ()


def test_the_order_of_bases_decides_nothing() -> None:
    """A change with one base of zero and one that does not fit is the same finding whichever base a rule names first."""
    stated = [
        said("three-public:rate", "33%", STOCK), said("three-public", "6.00"), said("three-public", "0.00", year=2022),
        said("three-public", "5.00", ORIGINAL, 2022),
    ]  # fmt: skip
    other = evolve(CHANGE, base=AnyOf(*reversed(EITHER_BASE.refs)))

    assert heard(judge(*stated, by=CHANGE)) == heard(judge(*stated, by=other)) == [("error", "change")]


@pytest.mark.parametrize(("rate", "found"), [("75%", []), ("60%", [("error", "done")])])
def test_bases_that_need_not_all_be_stated(rate: str, found: list[tuple[str, str]]) -> None:
    """A rule may say that the bases that are stated decide: then a missing one is waited for no longer."""
    bases = AnyOf(Ref("total", stage=ORIGINAL), Ref("total", stage=FINAL), stated_only=True)
    rule = RatioOf(id="done", stated="total:rate", of=Ref("total", stage=ACTUAL), to=bases)

    assert (
        heard(judge(said("total:rate", rate, STOCK), said("total", "3.00"), said("total", "4.00", ORIGINAL), by=rule))
        == found
    )


def test_equal_to_one_of_several() -> None:
    """A figure that has to equal one of several is heard only if it equals none."""
    rule = EqualTo(id="equal", one="total", other=AnyOf(Ref("basic"), Ref("project")))
    others = [said("basic", "3.00"), said("project", "1.00")]

    assert judge(said("total", "1.00"), *others, by=rule).findings == ()
    assert heard(judge(said("total", "4.00"), *others, by=rule)) == [("error", "equal")]


def test_a_rate_may_have_one_of_two_bases() -> None:
    """A rate whose base nobody names is wrong only if it fits neither."""
    bases = AnyOf(Ref("total", stage=ORIGINAL), Ref("total", stage=FINAL))
    rule = RatioOf(id="done", stated="total:rate", of=Ref("total", stage=ACTUAL), to=bases)
    stated = [said("total", "3.00"), said("total", "4.00", ORIGINAL), said("total", "6.00", FINAL)]

    assert [heard(judge(said("total:rate", rate, STOCK), *stated, by=rule)) for rate in ("75%", "50%", "60%")] == [
        [], [], [("error", "done")],
    ]  # fmt: skip
