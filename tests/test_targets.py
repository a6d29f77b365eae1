"""Dates, targets and results as the cells of a form state them, and whether a target is met."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval.quantities import (
    Comparator,
    Date,
    Nil,
    is_met,
    plain,
    read_date,
    read_target,
)

F = Fraction


class TestDates:
    @pytest.mark.parametrize(
        ("text", "year", "month", "day", "before"),
        [
            ("2023年12月31日前", 2023, 12, 31, True),
            ("2023年12月31日之前", 2023, 12, 31, True),
            ("6月30日以前", None, 6, 30, True),
            ("2023年12月31日前完成", 2023, 12, 31, True),
            ("2023年9月30日之前公开", 2023, 9, 30, True),
            ("2021年12月完成", 2021, 12, None, False),
            ("9月前", None, 9, None, True),
            ("9月份", None, 9, None, False),
            ("7月", None, 7, None, False),
            ("2024 年 12 月", 2024, 12, None, False),
            ("2023年", 2023, None, None, False),
            ("2023年度", 2023, None, None, False),
            ("2023年12月31号", 2023, 12, 31, False),
            ("2023-12-31", 2023, 12, 31, False),
            ("2023.1.5", 2023, 1, 5, False),
            ("２０２３/12/31", 2023, 12, 31, False),
            ("12月底", None, 12, 31, False),
            ("12月底之前完成", None, 12, 31, True),
            ("2023年2月底前", 2023, 2, 28, True),
            ("2024年2月末", 2024, 2, 29, False),
            ("2023年底前", 2023, 12, 31, True),
            ("2024年2月29日", 2024, 2, 29, False),
            ("2月29日", None, 2, 29, False),
        ],
    )
    def test_a_real_date(self, text: str, year: int | None, month: int | None, day: int | None, before: bool) -> None:
        """A date has the parts it prints, 月底 and 年底 being the last day, and knows whether it is a deadline."""
        assert read_date(text) == Date(year, month, day, before, "", text.strip())

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("202年12月31日前", "year"),
            ("20233年1月", "year"),
            ("23年12月", "year"),
            ("202年", "year"),
            ("1948年", "year"),
            ("2100年1月", "year"),
            ("0年1月", "year"),
            ("2023年13月", "month"),
            ("2023年0月", "month"),
            ("0月", "month"),
            ("2023-13-31", "month"),
            ("2023年123月底", "month"),
            ("2023年2月29日", "day"),
            ("2023年2月30日", "day"),
            ("2023年11月31日", "day"),
            ("1月0日", "day"),
            ("1月32日", "day"),
            ("2023年31日", "day"),
            ("2023.02.29", "day"),
        ],
    )
    def test_an_impossible_date_says_which_part(self, text: str, problem: str) -> None:
        """A date that lost a digit or never was is kept with the part that is wrong."""
        found = read_date(text)
        assert found is not None
        assert (found.problem, found.printed) == (problem, text)

    @pytest.mark.parametrize(("text", "problem"), [("1949年", ""), ("2099年12月", ""), ("2023年1月1日", "")])
    def test_the_first_and_last_real_ones(self, text: str, problem: str) -> None:
        """The years from 1949 to 2099 and the first of a month are real."""
        found = read_date(text)
        assert found is not None
        assert found.problem == problem

    @pytest.mark.parametrize(
        "text",
        [
            "", "2023", "12", "31日", "前", "5年", "10年", "≥5年", "3个月", "9月前后", "1-12月", "2022年1月-12月", "按时完成", "12.31",
            "2023年内", "当年12月", "第3日", "2023年12月31日" + " " * 40,
        ],
    )  # fmt: skip
    def test_what_is_no_date(self, text: str) -> None:
        """A bare number, a span of time, a time about a month and words are no dates."""
        assert read_date(text) is None

    @pytest.mark.parametrize(
        ("actual", "deadline", "kept"),
        [
            ("7月", "9月前", True),
            ("9月", "9月前", None),
            ("9月5日", "9月前", None),
            ("10月", "9月前", False),
            ("9月", "9月", True),
            ("10月1日", "9月", False),
            ("9月", "9月底前", True),
            ("12月20日", "12月底前", True),
            ("2023年12月31日", "2023年12月31日前", True),
            ("2024年1月1日", "2023年12月31日前", False),
            ("2022年12月", "2023年6月30日前", True),
            ("2024年", "2023年12月", False),
            ("2023年12月", "2023年12月15日前", None),
            ("2023年12月16日", "2023年12月15日前", False),
            ("2023年12月15日", "2023年12月15日前", True),
            ("2023年11月", "2023年12月15日前", True),
            ("2023年", "2023年6月前", None),
            ("2022年", "2023年6月前", True),
            ("2023年", "2023年12月31日前", True),
            ("2023年5月", "2023年前", None),
            ("2022年12月31日", "2023年前", True),
            ("2024年1月", "2023年前", False),
            ("2023年12月", "2023年底前", True),
            ("2024年1月", "2023年底前", False),
            ("2023年5月", "2023年", True),
            ("2023年6月前", "2023年12月", True),
            ("2024年6月前", "2023年12月", None),
            ("12月", "2023年12月31日前", None),
            ("2023年12月", "12月31日前", None),
            ("202年12月31日", "2023年12月31日前", None),
            ("2023年12月31日", "202年12月31日前", None),
        ],
    )
    def test_a_deadline_is_kept_missed_or_undecided(self, actual: str, deadline: str, kept: bool | None) -> None:
        """A date keeps a deadline if all of it lies in time, misses it if none does, and decides nothing otherwise."""
        one, other = read_date(actual), read_date(deadline)
        assert one is not None
        assert other is not None
        assert one.not_after(other) is kept


COMPARATORS = {c.value: c for c in Comparator}


class TestReadTarget:
    @pytest.mark.parametrize(
        ("text", "sign", "shown"),
        [
            ("≥95%", "≥", "95%"), ("≤95%", "≤", "95%"), ("=95%", "=", "95%"), (">95%", ">", "95%"), ("<95%", "<", "95%"),
            (">=4754人", "≥", "4754人"), ("<=5300元/户", "≤", "5300元/户"), ("=>5", "≥", "5"), ("=<5", "≤", "5"),
            ("≧95%", "≥", "95%"), ("═100", "=", "100"), ("＝100", "=", "100"), ("＞0", ">", "0"), ("＜5", "<", "5"),
            ("≦5", "≤", "5"), ("⩾5", "≥", "5"), ("＞＝5", "≥", "5"), ("95%", "", "95%"), ("100", "", "100"),
            ("不少于12种", "≥", "12种"), ("小于5%", "<", "5%"), ("95%以上", "≥", "95%"), ("高于80%", ">", "80%"),
            ("不低于95%", "≥", "95%"), ("不小于3", "≥", "3"), ("至少5人", "≥", "5人"), ("大于等于95%", "≥", "95%"),
            ("大于或等于95%", "≥", "95%"), ("不超过5万元", "≤", "5万元"), ("不大于5", "≤", "5"), ("不高于5", "≤", "5"),
            ("不多于5", "≤", "5"), ("小于等于5", "≤", "5"), ("小于或等于5", "≤", "5"), ("控制在5万元以内", "≤", "5万元"),
            ("控制在5万元", "≤", "5万元"), ("大于5", ">", "5"), ("超过5", ">", "5"), ("低于10%", "<", "10%"),
            ("少于5", "<", "5"), ("等于5", "=", "5"), ("90%及以上", "≥", "90%"), ("5人及以下", "≤", "5人"),
            ("5人以下", "≤", "5人"), ("5万元以内", "≤", "5万元"), ("5万元之内", "≤", "5万元"), ("5以上", "≥", "5"),
            ("≥ 95 %", "≥", "95%"), ("95％以上", "≥", "95%"), ("≥约95%", "≥", "约95%"), ("95%左右", "", "约95%"),
            ("290%", "", "290%"), ("192只", "", "192只"), ("≥583元/人*月", "≥", "583元/人·月"), ("0", "", "0"),
            ("大于80%以上", ">", "80%"),
        ],
    )  # fmt: skip
    def test_a_comparator_and_a_number(self, text: str, sign: str, shown: str) -> None:
        """Every spelling of a comparator, before or behind, is read with the number it belongs to."""
        found = read_target(text)
        assert found.comparator is COMPARATORS.get(sign)
        assert str(found.quantity) == shown
        assert (found.printed, found.words, found.date, found.nil, found.unread) == (text, "", None, None, False)

    @pytest.mark.parametrize(
        ("cells", "sign", "shown"),
        [
            (("95", "≥", "%"), "≥", "95%"),
            (("95", "≧", "百分比"), "≥", "95%"),
            (("95", "＞＝", "%(百分比)"), "≥", "95%"),
            (("50", "", "个"), "", "50个"),
            (("50个", "=", "人"), "=", "50个"),
            (("3.5", "大于等于", "万人"), "≥", "3.5万人"),
            (("≤5", "≥", ""), "≥", "5"),
            (("5", "定性", ""), "", "5"),
        ],
    )
    def test_cells_of_their_own(self, cells: tuple[str, str, str], sign: str, shown: str) -> None:
        """A comparator or a unit may stand in a cell of its own, where a comparator cell outranks the number's cell."""
        found = read_target(*cells)
        assert (found.comparator, str(found.quantity)) == (COMPARATORS.get(sign), shown)
        assert found.parts == cells
        assert found.printed == cells[1] + cells[0] + cells[2]

    @pytest.mark.parametrize(
        ("text", "sign", "words"),
        [
            ("≤财政预算指标控制数", "≤", "财政预算指标控制数"), ("超上年2%", "", "超上年2%"), ("不超编", "", "不超编"),
            ("按规定时限", "", "按规定时限"), ("是", "", "是"), ("高", "", "高"), ("好", "", "好"), ("有效", "", "有效"),
            ("效果明显", "", "效果明显"), ("好坏", "", "好坏"), ("完成", "", "完成"), ("达成预期指标", "", "达成预期指标"),
            ("已公开", "", "已公开"), ("Q100%", "", "Q100%"), ("到95%", "", "到95%"), ("≥**人", "≥", "**人"), ("≥", "", "≥"),
            ("以上", "", "以上"), ("90%-95%", "", "90%-95%"), ("5日以内", "", "5日以内"), ("≥5年", "≥", "5年"),
            ("9月前后", "", "9月前后"),
        ],
    )  # fmt: skip
    def test_words(self, text: str, sign: str, words: str) -> None:
        """What is no number, date or nil stays words, behind its comparator if it has one."""
        found = read_target(text)
        assert (found.comparator, found.words) == (COMPARATORS.get(sign), words)
        assert (found.quantity, found.date, found.nil, found.unread) == (None, None, None, False)

    @pytest.mark.parametrize(
        ("text", "nil"), [("", Nil.BLANK), (" ", Nil.BLANK), ("——", Nil.DASH), ("/", Nil.DASH), ("无", Nil.NONE)]
    )
    def test_nils(self, text: str, nil: Nil) -> None:
        """A nil target is its nil and nothing else."""
        found = read_target(text)
        assert (found.nil, found.quantity, found.words, found.unread) == (nil, None, "", False)

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("9月前", ""),
            ("2023年12月31日前", ""),
            ("2021年12月完成", ""),
            ("202年12月31日前", "year"),
            ("13月", "month"),
        ],
    )
    def test_dates(self, text: str, problem: str) -> None:
        """A deadline is a date, and one with a lost digit is unread."""
        found = read_target(text)
        assert found.date is not None
        assert (found.date.problem, found.unread) == (problem, bool(problem))
        assert (found.words, found.quantity) == ("", None)

    @pytest.mark.parametrize("text", ["≥0.7531.13", "≥01", "1.2.3"])
    def test_unread_numbers(self, text: str) -> None:
        """A number that cannot be read makes the target unread and keeps its run."""
        found = read_target(text)
        assert found.unread
        assert found.words == text.removeprefix("≥")


class TestIsMet:
    @pytest.mark.parametrize(
        ("sign", "below", "equal", "above"),
        [
            ("≥", False, True, True),
            ("≤", True, True, False),
            (">", False, False, True),
            ("<", True, False, False),
            ("=", False, True, False),
            ("", None, True, None),
        ],
    )
    def test_every_comparator(self, sign: str, below: bool | None, equal: bool | None, above: bool | None) -> None:
        """An actual below, at and above its target meets it as the comparator says; without one, only equality tells."""
        target = read_target(f"{sign}95.0%")
        results = tuple(is_met(target, read_target(actual)) for actual in ("94.99%", "95%", "95.01%"))
        assert results == (below, equal, above)

    @given(st.integers(-50, 50), st.integers(-50, 50), st.sampled_from("≥≤><="))
    def test_compares_exactly(self, aim: int, got: int, sign: str) -> None:
        """The numbers are compared as they are printed, with no slack."""
        wanted = {"≥": got >= aim, "≤": got <= aim, ">": got > aim, "<": got < aim, "=": got == aim}[sign]
        target = read_target(f"{sign}{plain(F(aim, 10), 1)}万元")
        assert is_met(target, read_target(f"{plain(F(got, 10), 1)}万元")) is wanted

    @pytest.mark.parametrize(
        ("target", "actual", "met"),
        [
            ("≥50个", "50", True),
            ("≥50", "50个", True),
            ("≥50个", "49", False),
            ("100", "100%", True),
            ("≥95%", "95.5", True),
            ("≤5万元", "49999元", True),
            ("≤5万元", "50001元", False),
            ("≥1亩", "700㎡", True),
            ("≥50个", "50人", None),
            ("≥50%", "50人", None),
            ("≥583元/人*月", "758元/人", True),
            ("≥583元/人", "758元/人·月", True),
            ("≤5300元/户", "5830元/人", None),
            ("≤5万元/户", "4元/户·年", None),
            ("≥3万人", "30000人", True),
            ("≥3万人", "29999人", False),
        ],
    )
    def test_units(self, target: str, actual: str, met: bool | None) -> None:
        """A unit in one cell is the other's too, units of one dimension are converted, and others decide nothing."""
        assert is_met(read_target(target), read_target(actual)) is met

    @pytest.mark.parametrize(
        ("target", "actual", "met"),
        [
            ("9月前", "7月", True),
            ("9月前", "10月", False),
            ("9月前", "9月", None),
            ("2023年12月31日前", "2023年11月完成", True),
            ("2023年12月31日前", "2024年1月5日", False),
            ("≤12月", "11月", True),
            ("≥12月", "11月", None),
            (">12月", "11月", None),
            ("2023年12月31日前", "2023年12月31日前", None),
            ("2023年12月31日前", "2023年10月31日前", True),
            ("2023年12月31日前", "202年12月31日", None),
            ("202年12月31日前", "2023年12月31日", None),
            ("9月前", "完成", None),
            ("9月前", "9", None),
        ],
    )
    def test_deadlines(self, target: str, actual: str, met: bool | None) -> None:
        """A deadline is met, missed or undecided like any date, and a copy of it is no measurement."""
        assert is_met(read_target(target), read_target(actual)) is met

    @pytest.mark.parametrize(
        ("target", "actual"),
        [
            ("≥95%", "≥95%"),
            ("≥95%", "≤95%"),
            ("≥95%", "95%以上"),
            ("≥95%", "完成"),
            ("≥95%", ""),
            ("≥95%", "无"),
            ("≥95%", "约96%"),
            ("≥95%", "96%左右"),
            ("≥约95%", "96%"),
            ("≥95%", "0.7531.13"),
            ("≥01", "1"),
            ("≤财政预算指标控制数", "5"),
            ("效果明显", "效果明显"),
            ("", "5"),
        ],
    )
    def test_undecided(self, target: str, actual: str) -> None:
        """A copied target, words, nils, approximations and unread cells decide nothing."""
        assert is_met(read_target(target), read_target(actual)) is None

    def test_an_equality_sign_on_an_actual_is_a_measurement(self) -> None:
        """An actual printed with = is a number like one without."""
        assert is_met(read_target("≥95%"), read_target("=96%")) is True
