"""What holds, what does not, what could not be tried: blocks, names across blocks, forms, roots, and purity."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor
from pathlib import Path

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st
from tests.figures import built as as_built

import perfeval
from perfeval.document import Place
from perfeval.evaluation import Evaluation, evaluate, relations
from perfeval.evaluation.draft import ON_THE_FORM
from perfeval.findings import Cited, Finding, Standing
from perfeval.model import (
    ALL_FUNDS,
    STOCK,
    Form,
    Head,
    IndicatorRow,
    Item,
    Part,
    declared,
    entry,
    open_in,
    printed,
    target,
)
from perfeval.quantities import POINT, UNITS, Quantity, plain, read, unit_named
from perfeval.resolution import Installed, Rulebook, resolve
from perfeval.ruling import (
    ACTUAL,
    FINAL,
    ORIGINAL,
    AnyOf,
    AnyRule,
    AtMost,
    Band,
    Basis,
    ChangeOf,
    EqualTo,
    FigureName,
    Figures,
    Framework,
    GradeBand,
    GrowthOf,
    Indicator,
    Linear,
    LineItem,
    OneValue,
    Operand,
    Pack,
    PartOf,
    Problem,
    Proportional,
    RatioOf,
    Ref,
    Relation,
    Report,
    Rows,
    RowsUnder,
    RuleHeader,
    Section,
    Severity,
    Skipped,
    Stated,
    SumOf,
    Text,
    TreeSum,
    check,
)
from perfeval.ruling.base import Calls

F = Fraction
EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt"
NATIONAL = perfeval.rulebook("000000", 2023)
NATIONAL_RULES = {force.rule.id: force.rule for force in NATIONAL.in_order}
LABELS = {
    "total": "资金总额", "basic": "基本支出", "project": "项目支出", "personnel": "人员经费", "operating": "公用经费",
    "three-public": "三公经费", "staff": "在职人数", "posts": "编制数",
}  # fmt: skip

# the rules these tests are about, as a pack would declare them
TOTAL = SumOf(id="total-parts", total="total", parts=("basic", "project"))
BASIC = SumOf(id="basic-parts", total="basic", parts=("personnel", "operating"))
PROJECTS = SumOf(id="projects", total="project", parts=RowsUnder("project"))
LISTED = PartOf(id="listed", whole="operating", parts=RowsUnder("operating"))
RATE = RatioOf(id="rate", stated="total:rate", of=Ref("total", stage=ACTUAL), to=Ref("total", stage=FINAL))
ONE = OneValue(id="one-value")
WITHIN = AtMost(id="within", lesser=Ref("total", stage=ACTUAL), greater=Ref("total", stage=FINAL))
EITHER_BASE = AnyOf(Ref("three-public", year=-1, stage=ACTUAL), Ref("three-public", year=-1, stage=ORIGINAL))
CHANGE = ChangeOf(id="change", stated="three-public:rate", of=Ref("three-public", stage=ACTUAL), base=EITHER_BASE)
CODES = TreeSum(id="codes", items=("basic",))
FAR_OFF = Band(
    id="far-off", items=("operating", "operating.*"), of=Ref(stage=ACTUAL), to=Ref(stage=ORIGINAL), below=F(1, 2), above=F(3, 2),
)  # fmt: skip
ON_ZERO = Band(id="on-zero", items=("operating",), of=Ref(stage=ACTUAL), to=Ref(stage=ORIGINAL), on_zero=True)


def book(*rules: AnyRule, frameworks: Sequence[Framework] = ()) -> Rulebook:
    """A rulebook of these rules alone."""
    items = tuple(LineItem(item, label) for item, label in LABELS.items())
    return resolve([Installed(Pack(id="own", rules=rules, line_items=items, frameworks=tuple(frameworks)))])


def national(*ids: str) -> tuple[AnyRule, ...]:
    """Some of the nation's rules."""
    return tuple(NATIONAL_RULES[name] for name in ids)


def said(
    item: str, text: str, stage: perfeval.Stage | Part = ACTUAL, year: int | Part = 2023, *, block: str = "表一",
    parent: str = "", unit: str = "万元", entity: str | Part = "某单位", fund: str | Part = ALL_FUNDS, label: str = "",
) -> perfeval.Statement:  # fmt: skip
    """One figure stated in one block; a part of its name that is no `Part` is printed."""
    reading = read(text)
    if isinstance(reading, Quantity):
        reading = reading.within(unit_named(unit))
    parts = [p if isinstance(p, Part) else printed(p) for p in (entity, year, stage, fund)]
    name = FigureName(parts[0], item, parts[1], parts[2], parts[3])
    return perfeval.Statement(name, label or LABELS.get(item, item), reading, Place(), block, parent=parent)


def report(*statements: perfeval.Statement, forms: Sequence[Form] = ()) -> Report:
    """A report of 2023 that states these figures, one a row, in this order."""
    placed = [evolve(s, order=i, place=Place(file="报告", row=i + 1)) for i, s in enumerate(statements)]
    return as_built(placed, entity="某单位", year=2023, forms=forms)


def judged(made: Report, *rules: AnyRule) -> Evaluation:
    """A report by these rules alone; nothing may fail inside itself."""
    return evaluate(made, book(*rules), strict=True)


def judge(*statements: perfeval.Statement, by: AnyRule | Sequence[AnyRule]) -> Evaluation:
    """These figures by one rule or several."""
    return judged(report(*statements), *(by if isinstance(by, (tuple, list)) else (by,)))


def heard(evaluation: Evaluation) -> list[tuple[str, str]]:
    """Severity and rule of every finding, the loudest first."""
    return [(finding.severity.value, finding.rule) for finding in evaluation.findings]


def only(evaluation: Evaluation) -> Finding:
    """The one finding there is."""
    (finding,) = evaluation.findings
    return finding


def held(evaluation: Evaluation) -> list[str]:
    """The arithmetic of what holds."""
    return [h.arithmetic for h in evaluation.held]


def why_not(evaluation: Evaluation) -> list[str]:
    """The reasons for rules that were not run, scores aside."""
    return [n.why.zh for n in evaluation.not_run if n.rule != "recomputed-score"]


def silent(evaluation: Evaluation) -> bool:
    """Whether nothing was found, nothing held and nothing was named as not run."""
    return not (evaluation.findings or evaluation.held or why_not(evaluation))


# --- inside one block -----------------------------------------------------------------------------------------------


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

    assert (evaluation.findings, held(evaluation)) == ((), ["2.00=2", "5.00=5"])


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


# --- across blocks --------------------------------------------------------------------------------------------------


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


# --- one figure, one value ------------------------------------------------------------------------------------------


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
    assert "32.72 与 30.50" in finding.message.zh
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


def test_a_role_in_one_sentence_is_held_to_nothing_outside_it() -> None:
    """What a number does inside one sentence is no figure that another sentence could contradict."""
    growth = GrowthOf(id="growth", stated="*#column-rate", change="*#column-top", now="*#column-bottom")
    evaluation = judge(
        said("total#column-bottom", "5.00", block="句1"), said("total#column-bottom", "6.00", block="句2"), said("total#column-rate", "9%", block="句3"),
        said("total#column-top", "1.00", block="句4"), by=(ONE, growth),
    )  # fmt: skip

    assert silent(evaluation)


def test_all_prints_of_one_figure_agree() -> None:
    """Two prints that differ are heard even where a coarser print before them agrees with both."""
    evaluation = judge(*(said("total", text, block=text) for text in ("316", "316.04", "315.96")), by=ONE)

    assert heard(evaluation) == [("error", "one-value")]


def test_one_odd_print_is_one_finding() -> None:
    """One print that differs from two that agree is one finding, wherever it stands."""
    prints = [said("total", text, block=f"表{n}") for n, text in enumerate(("5.00", "6.00", "6.00"))]
    orders = ((0, 1, 2), (1, 0, 2), (1, 2, 0))

    assert [len(judge(*(prints[n] for n in order), by=ONE).findings) for order in orders] == [1, 1, 1]


# --- a base nobody names --------------------------------------------------------------------------------------------


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


# --- open lists, limits, bands --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("whole", "fits"), [("5.00", True), ("3.00", True), ("2.99", True), ("2.98", False)])
def test_an_open_list_may_not_exceed_its_whole(whole: str, fits: bool) -> None:
    """Listed parts need not be complete, and may exceed their whole by rounding only."""
    evaluation = judge(
        said("operating", whole), said("operating/甲", "2.00", parent="operating"), said("operating/乙", "1.00", parent="operating"), by=LISTED
    )  # fmt: skip

    assert heard(evaluation) == ([] if fits else [("error", "listed")])
    assert len(evaluation.held) == fits


def test_an_open_list_with_a_row_left_blank() -> None:
    """A blank row of an open list is no whole: the rows that are filled in still may not exceed theirs."""
    rows = [said(f"operating/{name}", text, parent="operating") for name, text in (("甲", "2.00"), ("乙", ""))]

    assert heard(judge(said("operating", "1.00"), *rows, by=LISTED)) == [("error", "listed")]
    assert silent(judge(said("operating", ""), *rows, by=LISTED))


def test_what_an_open_list_expects_of_its_whole() -> None:
    """Of a whole below its listed parts, the expected value is their sum."""
    finding = only(
        judge(
            said("operating", "1.00"), said("operating/甲", "2.00", parent="operating"), said("operating/乙", "1.00", parent="operating"), by=LISTED
        )
    )  # fmt: skip

    assert (finding.stated, finding.expected) == ("1.00", "3")


def test_parts_named_by_a_rule_need_not_all_be_stated() -> None:
    """An open list by name counts the parts that are stated."""
    rule = PartOf(id="named", whole="total", parts=("basic", "project"))

    assert heard(judge(said("total", "1.00"), said("basic", "2.00"), by=rule)) == [("error", "named")]
    assert judge(said("total", "3.00"), said("basic", "2.00"), by=rule).findings == ()


@pytest.mark.parametrize(("listed", "whole", "found"), [
    (("basic",), "5.00", []), (("basic",), "1.00", ["sum"]), (("basic", "project"), "5.00", ["sum"]), (("basic", "project"), "3.00", []),
])  # fmt: skip
def test_a_list_is_closed_by_what_it_lists(listed: tuple[str, ...], whole: str, found: list[str]) -> None:
    """A list that is closed by a row (其他) must add up where that row stands, and may not exceed the total otherwise."""
    rule = SumOf(id="sum", total="total", parts=RowsUnder("total"), closed_by=("project",))
    amounts = {"basic": "2.00", "project": "1.00"}
    evaluation = judge(said("total", whole), *(said(i, amounts[i], parent="total") for i in listed), by=rule)

    assert [f.rule for f in evaluation.findings] == found


@pytest.mark.parametrize(("total", "found"), [("3.00", []), ("6.00", []), ("2.00", ["sum"]), ("5.00", ["sum"])])
def test_a_list_that_nobody_ends(total: str, found: list[str]) -> None:
    """A list of which nobody says where it ends holds if its first rows, two or more, add up."""
    rule = SumOf(id="sum", total="total", parts=RowsUnder("total"), prefixes=True)
    rows = (("basic", "2.00"), ("project", "1.00"), ("operating", "3.00"))
    evaluation = judge(said("total", total), *(said(i, t, parent="total") for i, t in rows), by=rule)

    assert [f.rule for f in evaluation.findings] == found


@pytest.mark.parametrize(("spent", "over"), [("1.00", False), ("2.00", False), ("2.01", False), ("2.02", True)])
def test_at_most(spent: str, over: bool) -> None:
    """A figure above its limit is a warning, once rounding cannot explain it."""
    evaluation = judge(said("total", spent), said("total", "2.00", FINAL), by=WITHIN)

    assert heard(evaluation) == ([("warning", "within")] if over else [])
    assert len(evaluation.held) == (not over)


@pytest.mark.parametrize("nil", ["", "——", "无"])
def test_a_blank_limit_is_no_limit_of_zero(nil: str) -> None:
    """Nothing exceeds a limit that is not filled in."""
    assert silent(judge(said("total", "3.00"), said("total", nil, FINAL), by=WITHIN))


def test_at_most_the_sum_of_several() -> None:
    """A limit may be a sum, with the slack of every term."""
    rule = AtMost(id="limit", lesser="total", greater=("basic", "project"))

    assert heard(judge(said("total", "3.00"), said("basic", "2"), said("project", "0.4"), by=rule)) == [
        ("warning", "limit")
    ]
    assert judge(said("total", "3.00"), said("basic", "2"), said("project", "0.5"), by=rule).findings == ()


def test_figures_beside_a_breach() -> None:
    """What a rule wants shown beside a breach is quoted with its change, and decides nothing."""
    rule = AtMost(
        id="operating", lesser=Ref("operating", stage=ACTUAL), greater=Ref("operating", stage=ORIGINAL),
        beside=(Ref("operating", year=-1, stage=ACTUAL),),
    )  # fmt: skip
    evaluation = judge(
        said("operating", "33.31"), said("operating", "24", ORIGINAL), said("operating", "31.13", year=2022), by=rule
    )

    assert "2022年执行数31.13→33.31（+7%）" in only(evaluation).message.zh.replace("+7.00%", "+7%")
    assert [f.printed for f in only(evaluation).figures] == ["33.31", "24"]


@pytest.mark.parametrize(("spent", "budget", "found"), [
    ("1.00", "2.00", []), ("0.99", "2.00", ["far-off"]), ("3.00", "2.00", []), ("3.01", "2.00", ["far-off"]), ("1.00", "0.00", ["on-zero"]),
    ("0.00", "0.00", []), ("1.00", "", []), ("1.00", "——", []), ("1.00", "2人", []), ("1余", "9.00", []), ("1.00", "约9", []),
])  # fmt: skip
def test_bands(spent: str, budget: str, found: list[str]) -> None:
    """A share outside its range, or money spent on a budget of zero, is a notice; what is not stated is no zero."""
    evaluation = judge(said("operating", spent), said("operating", budget, ORIGINAL), by=(FAR_OFF, ON_ZERO))

    assert heard(evaluation) == [("notice", rule) for rule in found]
    assert evaluation.not_run == ()


def test_a_band_between_two_years() -> None:
    """A band may hold last year's figure to this year's."""
    band = evolve(FAR_OFF, of=Ref(year=-1, stage=ACTUAL))
    evaluation = judge(
        said("operating", "9.00", year=2022), said("operating", "2.00", ORIGINAL), said("operating", "9.00", ORIGINAL, 2021), by=band
    )  # fmt: skip

    assert [(f.year, f.printed) for f in only(evaluation).figures] == [("2022", "9.00"), ("2023", "2.00")]


def test_a_band_over_a_base_that_cannot_be_read_is_not_run() -> None:
    """A share of a cell nobody can read is not run, and names the cell."""
    evaluation = judge(said("operating", "0.75"), said("operating", "0.7531.13", ORIGINAL), by=(FAR_OFF, ON_ZERO))

    assert evaluation.findings == ()
    assert [(n.rule, n.why.zh) for n in evaluation.not_run] == [
        (rule, "“公用经费”的“0.7531.13”不能读作一个数") for rule in ("far-off", "on-zero")
    ]


def test_rows_of_one_band_are_one_line() -> None:
    """Notices of one kind are one finding that lists its rows."""
    rows = (
        (said(item, "9.00"), said(item, "1.00", ORIGINAL)) for item in ("operating", "operating.甲", "operating.乙")
    )
    evaluation = judge(*(s for pair in rows for s in pair), by=FAR_OFF)

    assert heard(evaluation) == [("notice", "far-off")]
    assert len(only(evaluation).figures) == 6


# --- code trees -----------------------------------------------------------------------------------------------------


def tree(**amounts: str) -> list[perfeval.Statement]:
    """One table by code; `_` is the row without one."""
    return [said("basic" if key == "_" else f"basic@{key[1:]}", text) for key, text in amounts.items()]


def test_a_code_tree_that_holds() -> None:
    """Every class is the sum of the classes one step below it: 3 digits of 5, 5 of 7, and the whole of 3."""
    rows = {"_": "10.00", "c201": "10.00", "c20106": "6.00", "c20199": "4.00", "c2010601": "5.00", "c2010602": "1.00"}
    evaluation = judge(*tree(**rows), by=CODES)

    assert evaluation.findings == ()
    assert held(evaluation) == ["10.00=10", "6.00+4.00=10", "5.00+1.00=6"]


@pytest.mark.parametrize(("row", "wrong"), [
    ("_", "10.00=10"), ("c20199", "6.00+5.00=11"), ("c2010602", "5.00+2.00=7"),
])  # fmt: skip
def test_a_code_tree_with_one_wrong_row(row: str, wrong: str) -> None:
    """One wrong row is heard where its class is added up."""
    rows = {"_": "10.00", "c201": "10.00", "c20106": "6.00", "c20199": "4.00", "c2010601": "5.00", "c2010602": "1.00"}
    rows[row] = {"_": "11.00", "c20199": "5.00", "c2010602": "2.00"}[row]
    evaluation = judge(*tree(**rows), by=CODES)

    assert [f.rule for f in evaluation.findings if f.root is None] == ["codes"]
    assert wrong in evaluation.findings[0].message.zh


def test_a_code_tree_skips_no_level() -> None:
    """Classes of seven digits are not added up to one of three where no class of five stands between."""
    assert silent(judge(*tree(c201="10.00", c2010601="5.00", c2010602="2.00"), by=CODES))


def test_a_code_tree_stays_in_its_table() -> None:
    """Classes in two tables are not added up to one another."""
    other = [evolve(s, block="表二") for s in tree(c20106="5.00", c20199="2.00")]

    assert silent(judge(*tree(c201="10.00"), *other, by=CODES))


def test_a_code_tree_adds_up_its_own_item() -> None:
    """Classes of another item under the same codes are no parts of this one's."""
    mine, other = tree(c201="10.00", c20106="6.00", c20199="4.00"), said("project@20101", "3.00")

    assert held(judge(*mine, other, by=CODES)) == ["6.00+4.00=10"]


@pytest.mark.parametrize(("anchor", "item", "called"), [
    ("basic", "basic", True), ("basic", "basic@201", True), ("basic", "basic:rate", False), ("basic@*", "basic@201", True),
    ("basic@*", "basic", False), ("basic@*", "basic.goods@201", False), ("*#column-bottom", "total#column-bottom", True), ("*#column-bottom", "total#column-rate", False),
    ("*#column-bottom", "x", False),
])  # fmt: skip
def test_what_calls_for_a_rule(anchor: str, item: str, called: bool) -> None:
    """An anchor is an item with or without a code, `item@*` only with one, and `*#role` any item in that role."""
    calls = Calls.of((anchor,))
    stated = Figures(as_built({(item, 2023): "1.00"})).called(calls)

    assert calls.fits(Item.parse(item)) is called
    assert [name.item.text for _, name in stated] == ([item] if called else [])


# --- rates ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rate", ["0.00%", "100%", "0", "100"])
def test_a_rate_over_zero_is_a_notice(rate: str) -> None:
    """A rate printed although its base is zero is a notice of its own (D-18), never an error."""
    evaluation = judge(
        said("total:rate", rate, STOCK, unit=""), said("total", "1.00"), said("total", "0.00", FINAL), by=RATE
    )

    assert [(f.severity, f.rule, f.category) for f in evaluation.findings] == [
        (Severity.NOTICE, "rate:zero-base", "D-18")
    ]
    assert "不适用" in only(evaluation).message.zh


@pytest.mark.parametrize("missing", ["——", "", "无"])
def test_a_rate_that_is_not_stated_is_not_missed(missing: str) -> None:
    """A blank rate, or one over a blank base, is nothing to hold anything to."""
    assert silent(
        judge(said("total:rate", missing, STOCK), said("total", "1.00"), said("total", "2.00", FINAL), by=RATE)
    )
    assert silent(
        judge(said("total:rate", "50%", STOCK), said("total", "1.00"), said("total", missing, FINAL), by=RATE)
    )


@pytest.mark.parametrize(("rate", "fits"), [
    ("66.67%", True), ("66.66%", True), ("67%", True), ("66%", True), ("0.6667", True), ("66.7", True), ("66.68%", False), ("65%", False), ("68%", False),
])  # fmt: skip
def test_a_rate_may_be_rounded_or_cut(rate: str, fits: bool) -> None:
    """A printed rate may be rounded or cut, with a percent sign or without, and nothing else."""
    evaluation = judge(
        said("total:rate", rate, STOCK, unit=""), said("total", "200.00"), said("total", "300.00", FINAL), by=RATE
    )

    assert heard(evaluation) == ([] if fits else [("error", "rate")])


@pytest.mark.parametrize(("rate", "fits"), [("-50%", True), ("50%", False)])
def test_a_change_is_tested_sign_by_sign(rate: str, fits: bool) -> None:
    """A fall is a negative change: its size with the wrong sign is wrong."""
    rule = ChangeOf(
        id="change", stated="total:rate", of=Ref("total", stage=ACTUAL), base=Ref("total", year=-1, stage=ACTUAL)
    )
    evaluation = judge(
        said("total:rate", rate, STOCK), said("total", "2.00"), said("total", "4.00", year=2022), by=rule
    )

    assert heard(evaluation) == ([] if fits else [("error", "change")])


# --- forms ----------------------------------------------------------------------------------------------------------


def mark(text: str | None, row: int, cell: int) -> perfeval.model.Entry | None:
    """A cell of points or a score."""
    return None if text is None else entry(text, Place(file="表", table=1, row=row, cell=cell), POINT)


def line(
    name: str, points: str | None, score: str | None = None, *, head: int | None = 0, part: bool = False, aim: str = "100%",
    done: str = "100%", why: str | None = None,
) -> IndicatorRow:  # fmt: skip
    """One indicator row; it gets its number from its form."""
    return IndicatorRow(
        0, "", "", name, Place(), target(aim), target(done), mark(points, 0, 1), mark(score, 0, 2),
        None if why is None else entry(why), head, part,
    )  # fmt: skip


def form(
    *rows: IndicatorRow, heads: Sequence[tuple[str, str | None]] = (), total: tuple[str | None, str | None] = (None, None),
    execution: tuple[str | None, str | None, str | None] = (None, None, None), cut: bool = False, rule: str = "",
) -> Form:  # fmt: skip
    """One form; `execution` is its points, rate and score."""
    made = [
        evolve(
            r, order=n, place=Place(file="表", table=1, row=n), points=r.points and evolve(r.points, place=Place(file="表", row=n, cell=1)),
            score=r.score and evolve(r.score, place=Place(file="表", row=n, cell=2)),
        )
        for n, r in enumerate(rows, 1)
    ]  # fmt: skip
    points, rate, score = execution
    return Form(
        "form1", "自评表", tuple(made), tuple(Head(label, mark(p, n, 0), Place(row=n)) for n, (label, p) in enumerate(heads)),
        mark(total[0], 90, 1), mark(total[1], 90, 2), None, mark(points, 80, 1), mark(score, 80, 3),
        None if rate is None else entry(rate, Place(row=80, cell=2)), rule, not cut, ("表格未完", "it goes on elsewhere") if cut else ("", ""),
    )  # fmt: skip


POINTS = national("points-total")
SCORES = national("score-total")
STRUCTURE = national("points-total", "score-total", "block-points", "row-outside-blocks")
BLOCKS = [("产出", "50"), ("效益", "30"), ("满意度", "10")]


def of_form(made: Form, *rules: AnyRule) -> Evaluation:
    """A form alone by some rules."""
    return judged(report(forms=[made]), *rules)


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

    assert (evaluation.findings, why_not(evaluation)) == ((), ["分值合计：表内未印总分，也未印执行率分值"])


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
    assert "30=30" in held(evaluation)


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

    assert "共20，得18" in finding.message.zh
    assert [f.printed for f in finding.figures] == ["10", "10", "10", "8"]


# --- roots ----------------------------------------------------------------------------------------------------------

#: Points of 110 and scores of 108; the third row stands outside every block.
OUTSIDE = form(
    line("甲", "50", "50"), line("乙", "30", "28", head=1), line("丙", "10", "10", head=None), line("丁", "10", "10", head=2), heads=BLOCKS,
    total=("100", "98"), execution=("10", "100%", "10"),
)  # fmt: skip


def test_a_row_outside_every_block_is_the_root() -> None:
    """Points of 110 under 100 and scores of 108 under 98 are one root, the row outside, as loud as its loudest member."""
    evaluation = of_form(OUTSIDE, *STRUCTURE)
    (root,) = evaluation.of(Severity.ERROR)

    assert (root.rule, len(evaluation.findings)) == ("row-outside-blocks", 3)
    assert {f.rule for f in evaluation.members(root)} == {"points-total", "score-total"}
    assert [(f.printed, f.item) for f in root.figures] == [("10", "points"), ("10", "score")]


def test_the_execution_rate_is_named_as_an_alternative() -> None:
    """The execution rate, whose ten points would explain both totals as well, is named beside the row outside."""
    (root,) = of_form(OUTSIDE, *STRUCTURE).of(Severity.ERROR)

    assert ["预算执行率" in s.text.zh for s in root.suggestions] == [True]
    assert "丁" not in root.suggestions[0].text.zh  # its block would lack it


def test_a_row_outside_that_explains_nothing_stays_a_warning() -> None:
    """Where all totals hold, a row outside every block is no more than a warning."""
    made = evolve(OUTSIDE, total_points=mark("110", 90, 1), total_score=mark("108", 90, 2))

    assert heard(of_form(made, *STRUCTURE)) == [("warning", "row-outside-blocks")]


def test_a_row_outside_that_explains_the_points_alone() -> None:
    """A score total that the row outside does not explain is a root of its own."""
    made = evolve(OUTSIDE, total_score=mark("99", 90, 2))
    evaluation = of_form(made, *STRUCTURE)

    assert {f.rule for f in evaluation.of(Severity.ERROR)} == {"row-outside-blocks", "score-total"}
    assert [f.rule for f in evaluation.findings if f.root] == ["points-total"]


def test_without_structure_the_loudest_finding_is_the_root() -> None:
    """Where no row stands outside, the first finding is the root, and every row that would explain it is named."""
    heads = tuple(evolve(h, points=None) for h in OUTSIDE.heads)
    rows = tuple(evolve(r, head=1) if r.head is None else r for r in OUTSIDE.rows)
    evaluation = of_form(evolve(OUTSIDE, heads=heads, rows=rows), *STRUCTURE)
    (root,) = evaluation.of(Severity.ERROR)

    assert {root.rule, *(f.rule for f in evaluation.members(root))} == {"points-total", "score-total"}
    assert all(name in root.suggestions[0].text.zh for name in ("预算执行率", "丙", "丁"))
    assert "甲" not in root.suggestions[0].text.zh


def test_a_row_that_would_break_its_block_is_no_remedy() -> None:
    """Taking out a row whose block then no longer adds up is not proposed."""
    made = form(
        line("甲", "50", "50"), line("乙", "30", "30", head=1), line("丁", "10", "10", head=2), heads=BLOCKS, total=("90", "90"),
        execution=("10", "100%", "10"),
    )  # fmt: skip
    evaluation = of_form(made, *STRUCTURE)
    (root,) = evaluation.of(Severity.ERROR)

    assert {f.rule for f in evaluation.findings} == {"points-total", "score-total"}
    assert ["预算执行率" in s.text.zh and "丁" not in s.text.zh for s in root.suggestions] == [True]


def test_findings_that_one_cell_explains_share_a_root() -> None:
    """A total that breaks its sum and its rate is one root, because one value of it would mend both."""
    evaluation = judge(
        said("total", "9.00"), said("basic", "6.00"), said("project", "2.00"), said("total", "8.00", FINAL), said("total:rate", "100%", STOCK),
        by=(TOTAL, RATE),
    )  # fmt: skip
    (root,) = evaluation.of(Severity.ERROR)

    assert len(evaluation.findings) == 2
    assert len(evaluation.members(root)) == 1


def test_two_findings_that_no_one_value_mends_have_two_roots() -> None:
    """A total that would have to take two values is two things to correct."""
    evaluation = judge(
        said("total", "9.00"), said("basic", "6.00"), said("project", "2.00"), said("total", "7.00", FINAL), said("total:rate", "100%", STOCK),
        by=(TOTAL, RATE),
    )  # fmt: skip

    assert [f.root for f in evaluation.findings] == [None, None]


def test_a_change_that_breaks_what_holds_is_no_remedy() -> None:
    """A total that another table confirms is not the one cell to change."""
    evaluation = judge(
        said("total", "9.00"), said("basic", "6.00"), said("project", "2.00"), said("total", "8.00", FINAL), said("total:rate", "100%", STOCK),
        said("total", "9.00", block="表二"), by=(TOTAL, RATE, ONE),
    )  # fmt: skip

    assert [f.root for f in evaluation.findings] == [None, None]


# --- what a finding carries -----------------------------------------------------------------------------------------


@frozen
class Stating(RuleHeader):
    """A form rule that states relations it was given."""

    id: str
    made: tuple[Relation, ...] = ()

    def relations(self, form: Form) -> Iterator[Relation | Skipped]:
        """Those."""
        return iter(self.made)

    def formula(self) -> Text:
        """None."""
        return Text("无", "none")


def operand(text: str, row: str = "", *, unit: perfeval.quantities.Unit | None = POINT) -> Operand:
    """One cell of a form."""
    made = entry(text, Place(), unit)
    return Operand(made.quantity, Cited("points", row or text, text, Place(), key=f"cell {row or text}"), row)


def relation(*terms: tuple[int, str], at_most: bool = False, **more: object) -> Relation:
    """A relation over cells, each once."""
    return Relation(tuple((F(c), operand(text)) for c, text in terms), at_most, **more)  # type: ignore[arg-type]


def stated_in_a_form(*made: Relation, label: Text = Text("自定", "own")) -> Evaluation:  # noqa: B008 - frozen
    """A form that is held to these relations."""
    return of_form(form(line("甲", "100")), Stating(id="own", made=made, label=label))


def test_the_words_of_a_rule_are_those_of_its_finding() -> None:
    """A finding has its rule's innocent reading, basis, standing, category and question; what is not confirmed is no basis."""
    rule = evolve(
        TOTAL, innocent=Text("或另有资金", "or other funds"), basis=Basis(document="某办法", article="第三条"), standing=Standing.CONFIRMED, category="D-03",
        question=True,
    )  # fmt: skip
    figures = [said("total", "5.00"), said("basic", "2.00"), said("project", "1.00")]
    confirmed, open_one = (only(judge(*figures, by=r)) for r in (rule, evolve(rule, standing=Standing.UNCONFIRMED)))

    assert (confirmed.innocent.zh, confirmed.basis, confirmed.standing) == (
        "或另有资金",
        "某办法第三条",
        Standing.CONFIRMED,
    )
    assert (confirmed.category, confirmed.question) == ("D-03", True)
    assert (open_one.basis, open_one.standing) == ("", Standing.UNCONFIRMED)


def test_a_rule_that_declares_nothing() -> None:
    """A rule that is no header claims nothing: its findings are errors without law or label."""

    class Bare:
        id = "bare"

        def anchors(self) -> tuple[str, ...]:
            return ("total",)

        def schemas(self, anchor: FigureName, rows: Rows) -> Iterator[Linear]:
            yield Linear(((F(1), anchor), (F(-1), evolve(anchor, item="basic"))))

        def formula(self) -> Text:
            return Text("无", "none")

    finding = only(judge(said("total", "5.00"), said("basic", "2.00"), by=Bare()))  # type: ignore[arg-type]

    assert (finding.severity, finding.rule, finding.basis) == (Severity.ERROR, "bare", "")
    assert finding.standing is Standing.ARITHMETIC


def test_what_holds_and_what_was_not_run_have_a_label() -> None:
    """What holds has its rule's label, else its first figure's, a limit always its figure's; what was not run has its rule's."""
    named = evolve(TOTAL, label=Text("支出合计", "sum"))
    sums = [said("total", "3.00"), said("basic", "2.00"), said("project", "1.00")]
    within = [said("total", "1.00"), said("total", "2.00", FINAL)]

    assert [h.label.zh for r in (TOTAL, named) for h in judge(*sums, by=r).held] == ["资金总额", "支出合计"]
    assert [h.label.zh for h in judge(*within, by=evolve(WITHIN, label=Text("不超", "within"))).held] == ["资金总额"]
    assert [n.label.zh for r in (TOTAL, named) for n in judge(*sums[:2], by=r).not_run if n.rule == r.id] == [
        "total-parts", "支出合计",
    ]  # fmt: skip


@pytest.mark.parametrize(("other", "shown"), [
    ("31.13", ["2022年执行数31.13→33.31（+7.00%）"]), ("33.31", ["2022年执行数33.31→33.31（+0%）"]), ("66.62", ["2022年执行数66.62→33.31（-50%）"]),
    ("0.00", []), ("——", []), ("约30", []), (None, []),
])  # fmt: skip
def test_a_change_is_shown_where_there_is_one(other: str | None, shown: list[str]) -> None:
    """Beside a breach stands how the figure changed, with its sign; over nothing, zero or a rough number it does not."""
    rule = AtMost(
        id="operating", lesser=Ref("operating", stage=ACTUAL), greater=Ref("operating", stage=ORIGINAL),
        beside=(Ref("operating", year=-1, stage=ACTUAL),),
    )  # fmt: skip
    stated = [said("operating", "33.31"), said("operating", "24", ORIGINAL)]
    last = [] if other is None else [said("operating", other, year=2022)]
    message = only(judge(*stated, *last, by=rule)).message.zh

    assert [message.partition("对照")[2].rstrip("。")] == (shown or [""])


def test_a_sum_of_a_form_quotes_what_is_printed_and_what_is_due() -> None:
    """A form's sum quotes its terms, the printed total, the sum, and by how much the total is off, with its sign."""
    short_by = only(stated_in_a_form(relation((1, "60"), (1, "25"), (-1, "90"))))
    over_by = only(stated_in_a_form(relation((1, "60"), (1, "35"), (-1, "90"), what=Text("合计", "sum"))))

    assert (short_by.stated, short_by.expected, short_by.difference) == ("90", "85", "5")
    assert (over_by.stated, over_by.expected, over_by.difference) == ("90", "95", "-5")
    assert short_by.message.zh.startswith("自定：60+25=85，表印90。")
    assert over_by.message.en.startswith("sum: 60+35=95, printed 90.")


def test_a_sum_that_the_form_fixes_without_printing_it() -> None:
    """A sum that a form is out of, and does not print, is quoted by its name."""
    full = relation((1, "60"), (1, "25"), constant=F(100), constant_label=Text("满分100", "full marks 100"))
    finding = only(stated_in_a_form(full))

    assert (finding.stated, finding.expected, finding.difference) == ("100", "85", "15")
    assert finding.message.zh.startswith("自定：60+25=85，满分100。")


@pytest.mark.parametrize(("limit", "sign", "difference"), [("90", "≤", None), ("85", "≤", None), ("80", ">", "5")])
def test_a_limit_of_a_form(limit: str, sign: str, difference: str | None) -> None:
    """Cells that together have a limit hold up to it, ends included, and are quoted with it."""
    evaluation = stated_in_a_form(relation((1, "60"), (1, "25"), (-1, limit), at_most=True))

    if difference is None:
        assert (evaluation.findings, held(evaluation)) == ((), [f"60+25=85 {sign} {limit}"])
    else:
        finding = only(evaluation)
        assert (finding.stated, finding.expected, finding.difference) == ("60", limit, difference)
        assert finding.message.zh.startswith(f"自定：60+25=85 {sign} {limit}。")


@pytest.mark.parametrize(("left", "quiet"), [("60", False), ("70", True), ("80", False)])
def test_a_relation_that_may_stand_instead(left: str, quiet: bool) -> None:
    """A broken relation is not run where another that may stand in its place holds, and is heard where that breaks as well."""
    other = relation((1, left), (-1, "70"))
    evaluation = stated_in_a_form(relation((1, left), (1, "20"), (-1, "120"), instead=(other,)))

    assert heard(evaluation) == ([] if quiet else [("error", "own")])
    assert [[c.printed for c in n.figures] for n in evaluation.not_run if n.rule == "own"] == (
        [["120"]] if quiet else []
    )


@pytest.mark.parametrize(
    "other",
    [relation((1, "10.5.3"), (-1, "70")), Relation(((F(1), operand("3人", unit=None)), (F(-1), operand("70"))))],
)
def test_a_relation_that_cannot_stand_instead(other: Relation) -> None:
    """Another relation that cannot be tried excuses nothing."""
    assert heard(stated_in_a_form(relation((1, "60"), (-1, "70"), instead=(other,)))) == [("error", "own")]


def test_a_form_compares_no_points_with_people() -> None:
    """Cells of different units are not compared; a struck-out cell is zero in the unit of the others."""
    assert silent(stated_in_a_form(Relation(((F(1), operand("3人", unit=None)), (F(-1), operand("3"))))))
    assert held(of_form(form(line("甲", "100"), line("乙", "——"), total=("100", None)), *POINTS)) == ["100+0=100"]


@pytest.mark.parametrize(("total", "rounding"), [("98", True), ("97.5", False)])
def test_a_form_says_whether_it_holds_by_rounding(total: str, rounding: bool) -> None:
    """A total printed more coarsely than its rows holds within rounding, and is said to."""
    made = form(line("甲", "60", "60"), line("乙", "40", "37.5"), total=("100", total))

    assert [h.rounding for h in of_form(made, *SCORES).held] == [rounding]


def test_totals_are_no_rows_to_be_taken_out() -> None:
    """Rows of nothing under printed totals are two things to correct: a total is no row that could be left out."""
    made = form(line("甲", "0", "0"), line("乙", "0", "0"), total=("100", "98"))
    evaluation = of_form(made, *POINTS, *SCORES)

    assert sorted(f.rule for f in evaluation.findings) == ["points-total", "score-total"]
    assert [(f.root, f.suggestions) for f in evaluation.findings] == [(None, ()), (None, ())]


def test_a_row_that_is_asked_about_is_no_root_of_the_totals() -> None:
    """A row without a name is its own question, though taking it out would let both totals fit."""
    made = form(line("甲", "90", "90"), line("无", "10", "10"), total=("90", "90"))
    evaluation = of_form(made, *POINTS, *SCORES, *national("unnamed-indicator"))
    of_rule = {f.rule: f for f in evaluation.findings}

    assert of_rule["unnamed-indicator"].root is None
    assert evaluation.members(of_rule["unnamed-indicator"]) == ()
    assert {f.rule for f in evaluation.findings if f.root} < {"points-total", "score-total"}


def asking(severity: Severity, *texts: str) -> AnyRule:
    """A check that finds these."""
    figures = (Cited("total", "总额", "5.00", Place()),)

    @check("asks", Text("问", "ask"), severity=severity)
    def asks(made: Report) -> Iterator[Problem | Skipped]:
        """Those."""
        for n, text in enumerate(texts):
            yield Problem(
                Text(f"{text}。", f"{text}."),
                figures,
                stated=f"{n}",
                rows=("form1 row 1",) if text == "行" else (),
                weight=9 * (text == "重"),
            )

    return asks


@pytest.mark.parametrize(("severity", "texts", "said_so"), [
    (Severity.NOTICE, ("一", "二"), [("一；二。", "")]), (Severity.NOTICE, ("一",), [("一。", "0")]), (Severity.WARNING, ("一", "二"), [("一。", "0"), ("二。", "1")]),
    (Severity.ERROR, (), []),
])  # fmt: skip
def test_problems_of_a_check(severity: Severity, texts: tuple[str, ...], said_so: list[tuple[str, str]]) -> None:
    """Several notices of one check are one finding that says them all; one alone, and every warning, stands as it was made."""
    evaluation = judge(by=asking(severity, *texts))
    joined = "; ".join(texts) + "."

    assert sorted((f.message.zh, f.stated) for f in evaluation.findings) == sorted(said_so)
    assert len(evaluation.findings) != 1 or only(evaluation).message.en == joined
    assert [len(f.figures) for f in evaluation.findings] == ([len(texts)] if len(said_so) == 1 else [1] * len(said_so))


def test_what_a_check_weighs() -> None:
    """A problem has the weight it was given, else that of a form's row if it is about one, else none."""
    evaluation = judge(by=asking(Severity.WARNING, "轻", "重", "行"))

    assert [(f.message.zh, f.weight) for f in evaluation.findings] == [("行。", ON_THE_FORM), ("重。", 9), ("轻。", 0)]


@pytest.mark.parametrize(
    ("project", "shared"), [("2.05", True), ("2.10", True), ("2.12", False), ("1.95", True), ("1.85", False)]
)
def test_a_rate_leaves_its_figures_a_step_of_its_own(project: str, shared: bool) -> None:
    """A total that breaks its sum and its rate has one root if one value suits the sum and lies within a step of the rate."""
    evaluation = judge(
        said("total", "9.00"), said("basic", "6.00"), said("project", project), said("total", "10.00", FINAL), said("total:rate", "80%", STOCK),
        by=(TOTAL, RATE),
    )  # fmt: skip

    assert [f.root is None for f in evaluation.findings].count(True) == (1 if shared else 2)


@pytest.mark.parametrize(("project", "shared"), [("2.00", True), ("1.70", False), ("2.30", False)])
def test_a_base_that_would_mend_its_rate(project: str, shared: bool) -> None:
    """A base that breaks its own sum and a rate over it has one root if the value of the sum mends the rate as well."""
    evaluation = judge(
        said("total", "9.00", FINAL), said("basic", "6.00", FINAL), said("project", project, FINAL), said("total", "4.00"),
        said("total:rate", "50%", STOCK), by=(TOTAL, RATE),
    )  # fmt: skip

    assert sorted(f.rule for f in evaluation.findings) == ["rate", "total-parts"]
    assert [f.root is None for f in evaluation.findings].count(True) == (1 if shared else 2)


def test_no_base_mends_a_rate_of_zero() -> None:
    """A rate of zero is the same over any base: what is wrong with the base is another thing to correct."""
    evaluation = judge(
        said("total", "9.00", FINAL), said("basic", "6.00", FINAL), said("project", "2.00", FINAL), said("total", "4.00"),
        said("total:rate", "0%", STOCK), by=(TOTAL, RATE),
    )  # fmt: skip

    assert [(f.rule, f.root) for f in evaluation.findings] == [("total-parts", None), ("rate", None)]


def test_the_relations_of_some_rules() -> None:
    """The relations of the rules that are named are found, held or broken, and those of no other."""
    made = report(
        said("total", "5.00"), said("basic", "2.00"), said("project", "1.00"), said("total", "5.00", block="表二")
    )
    found = [
        relations(made, book(TOTAL, ONE), names)
        for names in (["total-parts"], ["one-value"], ["total-parts", "one-value"], [])
    ]

    assert [[(c.rule, c.holds) for c in checked] for checked in found] == [
        [("total-parts", False)], [("one-value", True)], [("one-value", True), ("total-parts", False)], [],
    ]  # fmt: skip


# --- the evaluation itself ------------------------------------------------------------------------------------------


def test_findings_do_not_depend_on_the_order_of_statements() -> None:
    """Statements in another order, each with its own number, give the same evaluation of the same places."""
    stated = report(
        said("total", "9.00"), said("basic", "6.00"), said("project", "2.00"), said("total", "8.00", block="表二"), said("basic", "6.00", block="表二"),
        said("total:rate", "80%", STOCK), said("total", "10.00", FINAL),
    )  # fmt: skip
    rules = (TOTAL, RATE, ONE, WITHIN)
    turned = evolve(stated, statements=tuple(reversed(stated.statements)))

    assert {(f.rule, f.severity, f.fingerprint) for f in judged(turned, *rules).findings} == {
        (f.rule, f.severity, f.fingerprint) for f in judged(stated, *rules).findings
    }


def test_findings_do_not_depend_on_the_order_of_rules() -> None:
    """A pack that lists its rules in another order gives the same findings."""
    stated = report(
        said("total", "9.00"),
        said("basic", "6.00"),
        said("project", "2.00"),
        said("total", "8.00", FINAL),
        said("total:rate", "80%", STOCK),
    )
    rules = (TOTAL, RATE, ONE, WITHIN)

    assert judged(stated, *rules).findings == judged(stated, *reversed(rules)).findings


def test_findings_are_sorted() -> None:
    """Errors come before warnings before notices, and questions before other notices."""
    ask = evolve(ON_ZERO, question=True)
    evaluation = judge(
        said("operating", "9.00"), said("operating", "0.00", ORIGINAL), said("total", "9.00"), said("total", "8.00", FINAL), said("basic", "1.00"),
        said("project", "2.00"), said("operating", "5.00", block="表二"), said("operating", "1.00", ORIGINAL, block="表二"),
        by=(TOTAL, WITHIN, FAR_OFF, ask),
    )  # fmt: skip

    assert heard(evaluation) == [
        ("error", "total-parts"),
        ("warning", "within"),
        ("notice", "on-zero"),
        ("notice", "far-off"),
    ]


def test_fingerprints_know_no_values_and_no_places() -> None:
    """The same contradiction with other figures in other rows keeps its fingerprint; another figure has another one."""
    one = only(judge(said("total", "5.00"), said("basic", "2.00"), said("project", "1.00"), by=TOTAL))
    later = only(
        judge(said("staff", "3人"), said("project", "30.00"), said("basic", "20.00"), said("total", "90.00"), by=TOTAL)
    )
    other = only(
        judge(
            *(said(i, t, year=2022) for i, t in (("total", "5.00"), ("basic", "2.00"), ("project", "1.00"))), by=TOTAL
        )
    )

    assert one.fingerprint == later.fingerprint
    assert one.fingerprint != other.fingerprint


def test_fingerprints_are_distinct() -> None:
    """Two findings about the same names have two fingerprints."""
    evaluation = judge(
        *(said(i, t, block=b) for b in ("表一", "表二") for i, t in (("total", "5.00"), ("basic", "2.00"), ("project", "1.00"))), by=TOTAL
    )  # fmt: skip

    assert len({f.fingerprint for f in evaluation.findings}) == len(evaluation.findings) == 2


@frozen
class Jammed(RuleHeader):
    """A rule of any kind that fails inside itself."""

    id: str
    kind: str = "figures"

    def anchors(self) -> tuple[str, ...]:
        """Called for by totals."""
        return ("total",)

    def schemas(self, anchor: FigureName, rows: Rows) -> Iterator[Linear]:
        """Nothing comes of it."""
        raise RuntimeError("卡住了")

    def formula(self) -> Text:
        """None."""
        return Text("无", "none")


@frozen
class JammedForm(RuleHeader):
    """A form rule that fails inside itself."""

    id: str

    def relations(self, form: Form) -> Iterator[Relation | Skipped]:
        """Nothing comes of it."""
        raise RuntimeError("卡住了")

    def formula(self) -> Text:
        """None."""
        return Text("无", "none")


@check("jammed", Text("坏", "broken"))
def jammed_check(made: Report) -> Iterator[Problem | Skipped]:
    """A check that fails inside itself."""
    raise RuntimeError("卡住了")
    yield


@pytest.mark.parametrize(
    "rule", [Jammed(id="jammed"), JammedForm(id="jammed"), jammed_check], ids=["figures", "form", "check"]
)
def test_a_rule_that_raises_is_named_and_the_rest_stands(rule: AnyRule) -> None:
    """A rule that fails inside itself is named with its pack and its error, and every other rule is still run."""
    made = report(
        said("total", "5.00"), said("basic", "2.00"), said("project", "1.00"), forms=[form(line("甲", "100", "100"))]
    )
    evaluation = evaluate(made, book(TOTAL, rule))

    assert heard(evaluation) == [("error", "total-parts")]
    assert evaluation.faults == (("perfeval:own/jammed", "RuntimeError: 卡住了"),)
    with pytest.raises(RuntimeError, match="卡住了"):
        evaluate(made, book(TOTAL, rule), strict=True)


@frozen
class JammedFormula:
    """A formula that fails when it is computed."""

    def refs(self) -> tuple[Ref, ...]:
        """The figure it wants."""
        return (Ref("total", stage=ACTUAL),)

    def compute(self, value: object) -> Fraction | None:
        """Nothing comes of it."""
        raise RuntimeError("卡住了")

    def text(self, say: object) -> str:
        """Its name."""
        return "坏"


def test_a_scoring_that_raises_is_named_and_the_findings_stand() -> None:
    """A formula of a framework that fails inside itself costs the scores, and no finding."""
    indicator = Indicator(
        "total", "总额", points=100, section="all", formula=JammedFormula(), scoring=Proportional(full=100)
    )
    framework = Framework(
        "own", "自拟", sections=(Section("all", "全部", 100),), indicators=(indicator,), bands=(GradeBand("all", "全", 0),), default=True
    )  # fmt: skip
    made = report(said("total", "5.00"), said("basic", "2.00"), said("project", "1.00"))
    evaluation = evaluate(made, book(TOTAL, frameworks=[framework]))

    assert (heard(evaluation), evaluation.scores) == ([("error", "total-parts")], ())
    assert evaluation.faults == (("perfeval:own/own", "RuntimeError: 卡住了"),)
    with pytest.raises(RuntimeError, match="卡住了"):
        evaluate(made, book(TOTAL, frameworks=[framework]), strict=True)


@pytest.mark.parametrize("made", [
    as_built({("total", 2023, ACTUAL): "5.00", ("basic", 2023, ACTUAL): "2.00", ("project", 2023, ACTUAL): "1.00"}),
    report(said("total", "5.00"), forms=[OUTSIDE]),
], ids=["figures", "form"])  # fmt: skip
def test_an_evaluation_by_own_rules_survives_pickling(made: Report) -> None:
    """An evaluation that goes through pickle comes back equal."""
    evaluation = judged(made, TOTAL, *STRUCTURE)

    assert pickle.loads(pickle.dumps(evaluation)) == evaluation


def test_an_evaluation_by_the_national_rules_survives_pickling() -> None:
    """An evaluation by the bundled rules goes through pickle and comes back equal."""
    evaluation = perfeval.evaluate(as_built({("total", 2023, ACTUAL): "5.00"}), NATIONAL)

    assert pickle.loads(pickle.dumps(evaluation)) == evaluation


def test_a_report_survives_pickling() -> None:
    """A report that was read goes through pickle and is judged the same."""
    read_report = perfeval.read(EXAMPLE)
    again = pickle.loads(pickle.dumps(read_report))

    assert again == read_report
    assert perfeval.render(perfeval.evaluate(again), "json") == perfeval.render(perfeval.evaluate(read_report), "json")


SCRIPT = """
import sys
import perfeval
report = perfeval.read(sys.argv[1])
built = perfeval.Report.build({("total", 2023, perfeval.ACTUAL): "5.00", ("basic", 2023, perfeval.ACTUAL): "2.00", ("project", 2023, perfeval.ACTUAL): "1.00"}, entity="某单位", year=2023)
sys.stdout.buffer.write(perfeval.render([perfeval.evaluate(report), perfeval.evaluate(built)], "json").encode())
"""


def test_same_bytes_in_two_processes() -> None:
    """The same reports give the same JSON in two processes with different hash seeds."""
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(EXAMPLE)], stdout=subprocess.PIPE, env=os.environ | {"PYTHONHASHSEED": seed}
        )
        for seed in ("1", "2")
    ]  # fmt: skip
    outputs = [run.communicate()[0] for run in runs]

    assert [run.returncode for run in runs] == [0, 0]
    assert outputs[0] == outputs[1]
    assert b"total-by-nature" in outputs[0]


def test_evaluation_changes_nothing() -> None:
    """Judging a report twice gives the same, and leaves the report as it was."""
    made = report(said("total", "5.00"), said("basic", "2.00"), said("project", "1.00"), forms=[OUTSIDE])
    before = pickle.dumps(made)
    first = judged(made, TOTAL, *STRUCTURE)

    assert judged(made, TOTAL, *STRUCTURE) == first
    assert pickle.dumps(made) == before


# --- the front door's figures ---------------------------------------------------------------------------------------


def test_the_agreed_value_of_a_figure() -> None:
    """A report gives the finest print of a figure whose prints agree, and none of one that is contradicted."""
    made = report(
        said("total", "316", block="表1"),
        said("total", "316.04", block="表2"),
        said("basic", "2.00"),
        said("basic", "3.00", block="表2"),
    )

    assert str(made.figure("total").quantity) == "316.04万元"
    assert (made.figure("basic").quantity, made.figure("basic").is_contradicted) == (None, True)
    assert (made.figure("project").quantity, made.figure("project").is_contradicted) == (None, False)


def test_a_stated_rate_of_a_framework_is_no_finding() -> None:
    """A framework computes its own score and leaves the findings to the rules."""
    indicator = Indicator(
        "done", "完成率", points=100, section="all", formula=Stated(Ref("total:rate", stage=STOCK)), scoring=Proportional(full=100)
    )  # fmt: skip
    framework = Framework(
        "own", "自拟", sections=(Section("all", "全部", 100),), indicators=(indicator,), bands=(GradeBand("all", "全", 0),), default=True
    )  # fmt: skip
    evaluation = evaluate(report(said("total:rate", "90%", STOCK)), book(RATE, frameworks=[framework]), strict=True)

    assert (evaluation.findings, evaluation.framework) == ((), "own")
    assert [(s.lowest, s.highest) for s in evaluation.scores] == [(90, 90)]


# --- properties -----------------------------------------------------------------------------------------------------

#: Exact amounts in hundredths of a yuan, and how they may be printed.
fen = st.integers(-(10**11), 10**11)
prints = st.sampled_from([("元", 0), ("元", 2), ("万元", 0), ("万元", 2), ("万元", 4), ("亿元", 4)])


def as_printed(hundredths: int, form: tuple[str, int]) -> str:
    """An exact amount as a cell prints it, rounded, with its unit."""
    unit, places = form
    return plain(F(hundredths, 100) / UNITS[unit].scale, places) + unit


@st.composite
def budgets(
    draw: st.DrawFn,
) -> tuple[dict[tuple[str, int, perfeval.Stage], int], dict[tuple[str, int, perfeval.Stage], tuple[str, int]]]:
    """Exact figures of a budget that adds up at every level and stage, and a print form for each."""
    exact: dict[tuple[str, int, perfeval.Stage], int] = {}
    for stage in (ORIGINAL, FINAL, ACTUAL):
        leaves = {item: draw(fen) for item in ("personnel", "operating", "project")}
        made = leaves | {"basic": leaves["personnel"] + leaves["operating"]}
        made["total"] = made["basic"] + made["project"]
        exact |= {(item, 2023, stage): value for item, value in made.items()}
    return exact, {name: draw(prints) for name in exact}


SUMS = (TOTAL, BASIC, SumOf(id="flat", total="total", parts=("personnel", "operating", "project")))


@given(budgets())
def test_rounding_alone_never_breaks_a_sum(
    drawn: tuple[dict[tuple[str, int, perfeval.Stage], int], dict[tuple[str, int, perfeval.Stage], tuple[str, int]]],
) -> None:
    """A budget that adds up and is rounded figure by figure, in any units, breaks no sum of a report."""
    exact, forms = drawn
    made = as_built({name: as_printed(value, forms[name]) for name, value in exact.items()})
    evaluation = judged(made, *SUMS)

    assert evaluation.findings == ()
    assert len(evaluation.held) == 9


@given(budgets(), st.sampled_from([1, -1]))
def test_one_unit_beyond_the_slack_is_always_heard(
    drawn: tuple[dict[tuple[str, int, perfeval.Stage], int], dict[tuple[str, int, perfeval.Stage], tuple[str, int]]],
    side: int,
) -> None:
    """The last total that rounding allows is silent, and one unit of its last place beyond it is an error."""
    exact, forms = drawn
    names = [(item, 2023, ACTUAL) for item in ("total", "basic", "project")]
    texts = {name: as_printed(exact[name], forms[name]) for name in names}
    unit, places = forms[names[0]]
    step = UNITS[unit].scale / 10**places
    parts = [perfeval.quantity(texts[name]) for name in names[1:]]
    slack = sum((part.half for part in parts), step / 2)
    steps = floor((side * sum((part.value for part in parts), F(0)) + slack) / step) * side
    found = []
    for last in (steps, steps + side):
        texts[names[0]] = plain(F(last, 10**places), places) + unit
        found.append(heard(judged(as_built(texts), TOTAL)))

    assert found == [[], [("error", "total-parts")]]


# Whole yuan that any of the three units can print to the last digit, with the same last place.
SPELLINGS = (("元", 0), ("万元", 4), ("亿元", 8))
#: Rules of every kind over figures of money.
EVERY_KIND = (TOTAL, BASIC, RATE, ONE, WITHIN, FAR_OFF, ON_ZERO, CHANGE, LISTED)
FIGURES = [
    ("total", 2023, ACTUAL), ("total", 2023, FINAL), ("basic", 2023, ACTUAL), ("project", 2023, ACTUAL), ("personnel", 2023, ACTUAL),
    ("operating", 2023, ACTUAL), ("operating", 2023, ORIGINAL), ("three-public", 2023, ACTUAL), ("three-public", 2022, ACTUAL),
    ("three-public", 2022, ORIGINAL),
]  # fmt: skip


def verdicts(evaluation: Evaluation) -> tuple[object, ...]:
    """Everything an evaluation decides, without the digits in which it says it."""
    by_print = {f.fingerprint: f.rule for f in evaluation.findings}
    return (
        [(f.rule, f.severity, f.fingerprint, by_print.get(f.root or "")) for f in evaluation.findings],
        [(h.rule, h.rounding) for h in evaluation.held],
        [n.rule for n in evaluation.not_run],
    )


@given(
    st.lists(st.integers(0, 12).map(lambda n: n * 5000), min_size=len(FIGURES), max_size=len(FIGURES)),
    st.lists(st.tuples(st.sampled_from(SPELLINGS), st.sampled_from(SPELLINGS)), min_size=len(FIGURES), max_size=len(FIGURES)),
    st.integers(-200, 200), st.integers(-200, 200),
)  # fmt: skip
def test_units_never_change_a_verdict(
    yuan: list[int], spellings: list[tuple[tuple[str, int], tuple[str, int]]], rate: int, change: int
) -> None:  # fmt: skip
    """A report whose amounts are told in 元, 万元 or 亿元, each as it likes, is judged the same."""
    evaluations = []
    for side in (0, 1):
        stated = [
            said(item, as_printed(value * 100, spelling[side]), stage, year)
            for (item, year, stage), value, spelling in zip(FIGURES, yuan, spellings, strict=True)
        ]
        rates = [said("total:rate", f"{rate}%", STOCK), said("three-public:rate", f"{change}%", STOCK)]
        evaluations.append(judged(report(*stated, *rates), *EVERY_KIND))

    assert verdicts(evaluations[0]) == verdicts(evaluations[1])


@given(st.permutations(range(9)))
def test_the_order_of_statements_decides_nothing(order: list[int]) -> None:
    """Whatever order a report's statements come in, the same things are heard about the same figures."""
    stated = report(
        said("total", "9.00"), said("basic", "6.00"), said("project", "2.00"), said("total", "8.00", block="表二"), said("basic", "6.00", block="表二"),
        said("total:rate", "80%", STOCK), said("total", "10.00", FINAL), said("operating", "1.00"), said("operating", "0.00", ORIGINAL),
    ).statements  # fmt: skip
    shuffled = as_built([stated[i] for i in order], entity="某单位", year=2023)
    straight = as_built(stated, entity="某单位", year=2023)
    rules = (TOTAL, RATE, ONE, WITHIN, ON_ZERO)

    assert {(f.rule, f.severity, f.fingerprint) for f in judged(shuffled, *rules).findings} == {
        (f.rule, f.severity, f.fingerprint) for f in judged(straight, *rules).findings
    }
