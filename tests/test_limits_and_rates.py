"""Open lists, limits and bands, trees of codes, and rates."""

from __future__ import annotations

import pytest
from attrs import evolve
from tests.figures import built as as_built
from tests.judging import FAR_OFF, LISTED, ON_ZERO, RATE, WITHIN, heard, held, judge, only, said, silent

import perfeval
from perfeval.model import STOCK, Item
from perfeval.ruling import (
    ACTUAL,
    FINAL,
    ORIGINAL,
    AtMost,
    ChangeOf,
    Figures,
    PartOf,
    Ref,
    RowsUnder,
    Severity,
    SumOf,
    TreeSum,
)
from perfeval.ruling.base import Calls

CODES = TreeSum(id="codes", items=("basic",))


# --- open lists, limits, bands ----------------------------------------------------------------------------------------


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

    assert "较2022年执行数31.13增加7.00%" in only(evaluation).message.zh
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


# --- code trees -------------------------------------------------------------------------------------------------------


def tree(**amounts: str) -> list[perfeval.Statement]:
    """One table by code; `_` is the row without one."""
    return [said("basic" if key == "_" else f"basic@{key[1:]}", text) for key, text in amounts.items()]


def test_a_code_tree_that_holds() -> None:
    """Every class is the sum of the classes one step below it: 3 digits of 5, 5 of 7, and the whole of 3."""
    rows = {"_": "10.00", "c201": "10.00", "c20106": "6.00", "c20199": "4.00", "c2010601": "5.00", "c2010602": "1.00"}
    evaluation = judge(*tree(**rows), by=CODES)

    assert evaluation.findings == ()
    assert held(evaluation) == ["10.00", "6.00+4.00=10", "5.00+1.00=6"]


@pytest.mark.parametrize(("row", "wrong"), [
    ("_", "下级合计10.00，表列11.00"), ("c20199", "6.00+5.00=11"), ("c2010602", "5.00+2.00=7"),
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
    ("basic@*", "basic", False), ("basic@*", "basic.goods@201", False), ("*:execution-rate", "total:execution-rate", True), ("*:execution-rate", "total:growth", False),
    ("*:execution-rate", "x", False),
])  # fmt: skip
def test_what_calls_for_a_rule(anchor: str, item: str, called: bool) -> None:
    """An anchor is an item with or without a code, `item@*` only with one, and `*:rate` that rate of any item."""
    calls = Calls.of((anchor,))
    stated = Figures(as_built({(item, 2023): "1.00"})).called(calls)

    assert calls.fits(Item.parse(item)) is called
    assert [name.item.text for _, name in stated] == ([item] if called else [])


# --- rates ------------------------------------------------------------------------------------------------------------


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
