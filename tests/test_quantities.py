"""Exact quantities: units, precision and rounding, agreement, nils, and numbers as documents print them."""

from __future__ import annotations

import re
import time
from fractions import Fraction
from math import floor

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from hypothesis import example, given
from hypothesis import strategies as st

from perfeval.errors import QuantityError
from perfeval.quantities import (
    MONEY,
    PERCENT,
    POINT,
    RATE,
    SQUARE_METRE,
    UNITS,
    WAN_YUAN,
    YI_YUAN,
    YUAN,
    Nil,
    Quantity,
    Unread,
    Words,
    exact_among,
    parse_numeral,
    percent,
    plain,
    print_numeral,
    quantity,
    quotient,
    read,
    short,
    stated_rate_fits,
    tidy,
    unit_named,
)
from perfeval.quantities.compound import LONGEST_NUMBER
from perfeval.quantities.units import Unit

F = Fraction
PEOPLE = Unit("人", "人")


fractions = st.builds(Fraction, st.integers(-(10**9), 10**9), st.integers(1, 10**4))


# Counting words as indicator tables have them, known units, and multiples of both.
unit_words = st.one_of(
    st.sampled_from(
        ["", "元", "百元", "千元", "万元", "百万元", "千万元", "亿元", "%", "‰", "分", "㎡", "亩", "万亩", "万㎡", "人", "万人",
         "人次", "万人次", "小时", "元/人·月", "万元/人", "元/㎡", "件(套)", "千克", "个月", "天"]
    ),
    st.text("人次户项个只头件套班期册台辆处", min_size=1, max_size=4),
)  # fmt: skip


units = unit_words.map(unit_named)


numbers_with_places = st.integers(0, 8).flatmap(
    lambda places: st.integers(-(10**13), 10**13).map(lambda n: (Fraction(n, 10**places), places))
)


def made(text: str, unit: Unit | None = None) -> Quantity:
    """A quantity that must be there."""
    found = read(text)
    assert isinstance(found, Quantity), found
    return found.within(unit)


def half_away(number: Fraction, places: int) -> Fraction:
    """The oracle of every print: to the nearest, halves away from zero."""
    size = Fraction(floor(abs(number) * 10**places + Fraction(1, 2)), 10**places)
    return -size if number < 0 else size


def cut(number: Fraction, places: int) -> Fraction:
    """The oracle of a cut print: what stands behind the last place is dropped."""
    size = Fraction(floor(abs(number) * 10**places), 10**places)
    return -size if number < 0 else size


class TestUnits:
    @pytest.mark.parametrize(
        ("word", "dimension", "scale"),
        [
            ("元", MONEY, F(1)),
            ("百元", MONEY, F(100)),
            ("千元", MONEY, F(10**3)),
            ("万元", MONEY, F(10**4)),
            ("百万元", MONEY, F(10**6)),
            ("千万元", MONEY, F(10**7)),
            ("亿元", MONEY, F(10**8)),
            ("万", MONEY, F(10**4)),
            ("百万", MONEY, F(10**6)),
            ("千万", MONEY, F(10**7)),
            ("亿", MONEY, F(10**8)),
            ("人民币元", MONEY, F(1)),
            ("圆", MONEY, F(1)),
            ("%", RATE, F(1, 100)),
            ("％", RATE, F(1, 100)),
            ("﹪", RATE, F(1, 100)),
            ("百分比", RATE, F(1, 100)),
            ("%(百分比)", RATE, F(1, 100)),
            ("％（百分比）", RATE, F(1, 100)),
            ("百分点", RATE, F(1, 100)),
            ("个百分点", RATE, F(1, 100)),
            ("‰", RATE, F(1, 1000)),
            ("分", "points", F(1)),
            ("㎡", "area", F(1)),
            ("m2", "area", F(1)),
            ("m²", "area", F(1)),
            ("平方米", "area", F(1)),
            ("平米", "area", F(1)),
            ("亩", "area", F(2000, 3)),
            ("万平方米", "area", F(10**4)),
            ("人", "人", F(1)),
            ("万人", "人", F(10**4)),
            ("元/人*月", "元/人·月", F(1)),
            ("元/人·月", "元/人·月", F(1)),
            ("万元/人", "元/人", F(10**4)),
            ("百人", "人", F(100)),
            ("千人", "人", F(10**3)),
            ("百万人", "人", F(10**6)),
            ("千万人", "人", F(10**7)),
            ("亿人", "人", F(10**8)),
            ("万亩", "area", F(2 * 10**7, 3)),
            ("百", "百", F(1)),
            ("百分之", RATE, F(1, 100)),
            ("件(套)/月", "件(套)/月", F(1)),
            ("件（套）", "件(套)", F(1)),
        ],
    )
    def test_a_word_names_what_is_measured_and_its_worth(self, word: str, dimension: str, scale: Fraction) -> None:
        """Every spelling of a unit has one dimension and one exact worth in base units."""
        unit = unit_named(word)
        assert unit is not None
        assert (unit.dimension, unit.scale) == (dimension, scale)

    @pytest.mark.parametrize("word", ["（万元）", "[万元]", "万元)", "(万元", " 万 元 "])
    def test_brackets_and_blanks_around_a_unit_do_not_matter(self, word: str) -> None:
        """A unit cell may stand in brackets, half a pair of them, or blanks."""
        assert unit_named(word) is WAN_YUAN

    @pytest.mark.parametrize("word", ["", " ", "()", "（）"])
    def test_no_word_is_no_unit(self, word: str) -> None:
        """An empty cell names no unit."""
        assert unit_named(word) is None

    def test_only_counts_are_counts(self) -> None:
        """Money, rates, points and areas are measured, everything else is counted."""
        assert [unit.symbol for unit in (YUAN, PERCENT, POINT, SQUARE_METRE) if unit.is_count] == []
        assert all(unit is not None and unit.is_count for unit in map(unit_named, ("人", "项", "元/人·月", "万人")))

    @given(unit_words, numbers_with_places)
    def test_a_unit_of_its_own_cell_is_the_unit_beside_the_number(self, word: str, drawn: tuple[Fraction, int]) -> None:
        """A number means the same whether its unit stands beside it or in the head of its column."""
        digits = plain(*drawn)
        assert evolve(made(digits, unit_named(word)), printed="") == evolve(made(digits + word), printed="")


class TestQuantity:
    def test_value_is_exact_in_base_units(self) -> None:
        """A number in 万元 is worth exactly ten thousand times its print in yuan."""
        assert made("341.42万元").value == F(3414200)
        assert made("0.1亿元").value == F(10**7)
        assert made("1.1%").value == F(11, 1000)
        assert made("3亩").value == F(2000)
        assert made("1.1").value == F(11, 10)

    @pytest.mark.parametrize(
        ("text", "places", "step", "half"),
        [
            ("30.5", 1, F(1, 10), F(1, 20)),
            ("30.50", 2, F(1, 100), F(1, 200)),
            ("30.50万元", 2, F(100), F(50)),
            ("30", 0, F(1), F(1, 2)),
            ("30亿元", 0, F(10**8), F(5 * 10**7)),
            ("52.800000", 6, F(1, 10**6), F(1, 2 * 10**6)),
            ("89.5%", 1, F(1, 1000), F(1, 2000)),
            ("0.00", 2, F(1, 100), F(1, 200)),
            (".5", 1, F(1, 10), F(1, 20)),
            ("17人", 0, F(1), F(0)),
            ("3万人", 0, F(10**4), F(5000)),
            ("2.5人", 1, F(1, 10), F(1, 20)),
            ("9.5分", 1, F(1, 10), F(0)),
        ],
    )
    def test_a_print_remembers_its_precision(self, text: str, places: int, step: Fraction, half: Fraction) -> None:
        """The step is the worth of the last printed digit and the half is half of it, or none where a print is exact."""
        found = made(text)
        assert (found.places, found.step, found.half) == (places, step, half)
        assert found.interval == (found.value - half, found.value + half)

    def test_a_print_without_unit_takes_one_only_once(self) -> None:
        """A number takes the unit of its column if it prints none, and keeps its own."""
        assert made("5").within(WAN_YUAN).value == 50000
        assert made("5元").within(WAN_YUAN).value == 5
        assert made("5").within(None).unit is None

    @pytest.mark.parametrize(
        ("unit", "exact"), [(PEOPLE, True), (POINT, True), (WAN_YUAN, False), (PERCENT, False), (SQUARE_METRE, False)]
    )
    def test_only_counts_and_points_are_exact_by_their_unit(self, unit: Unit, exact: bool) -> None:
        """A whole number becomes exact under a unit of counts or points and under no other."""
        assert made("5").within(unit).exact is exact

    def test_a_bare_number_is_whole_rounded_and_without_unit(self) -> None:
        """Made from a number alone, a quantity has no unit, no places and half a unit of slack."""
        alone = Quantity(F(5))
        assert (alone.unit, alone.dimension, alone.places, alone.half, alone.printed) == (None, None, 0, F(1, 2), "")

    def test_a_print_can_be_declared_exact(self) -> None:
        """A print that stands for itself alone has no slack and keeps it through a unit."""
        alone = made("5").as_exact().within(WAN_YUAN)
        assert alone.half == 0
        assert alone.interval == (F(50000), F(50000))
        assert made("5").half == F(1, 2)

    @pytest.mark.parametrize(
        ("text", "values", "steps"),
        [
            ("89.47%", [F(8947, 10**4)], [F(1, 10**4)]),
            ("894.7‰", [F(8947, 10**4)], [F(1, 10**4)]),
            ("89.47", [F(8947, 100), F(8947, 10**4)], [F(1, 100), F(1, 10**4)]),
            ("-1", [F(-1), F(-1, 100)], [F(1), F(1, 100)]),
        ],
    )
    def test_a_rate_without_a_sign_has_two_readings(
        self, text: str, values: list[Fraction], steps: list[Fraction]
    ) -> None:
        """A rate printed without a percent sign is a plain number or so many percent, as precise as it is printed."""
        readings = made(text).as_rate()
        assert [reading.value for reading in readings] == values
        assert [reading.step for reading in readings] == steps
        assert all(not reading.exact and reading.printed == text for reading in readings)
        assert all(reading.exact for reading in made(text).as_exact().as_rate())

    def test_is_frozen_and_hashable(self) -> None:
        """A quantity cannot be changed and can be a key."""
        with pytest.raises(FrozenInstanceError):
            made("5").number = F(6)  # type: ignore[misc]
        assert len({made("5"), made("5"), made("5.0")}) == 2

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("1,548.447万元", "1548.447万元"),
            ("约5人", "约5人"),
            ("5余万元", "约5万元"),
            ("-0.50", "-0.50"),
            (".5", "0.5"),
        ],
    )
    def test_shows_all_printed_places_and_no_separators(self, text: str, shown: str) -> None:
        """A quantity shows its sign, all its printed places, its unit and whether it is approximate."""
        assert str(made(text)) == shown

    @given(numbers_with_places, units, st.booleans())
    @example((F(-1, 10**8), 8), WAN_YUAN, True)
    def test_reading_undoes_printing(self, drawn: tuple[Fraction, int], unit: Unit | None, about: bool) -> None:
        """Read back, a shown quantity is the same in number, unit, places, exactness and approximation."""
        shown = evolve(Quantity(*(drawn[0], None, drawn[1])).within(unit), approximate=about)
        assert evolve(made(str(shown)), printed="") == shown

    @given(numbers_with_places, units)
    def test_printing_undoes_reading(self, drawn: tuple[Fraction, int], unit: Unit | None) -> None:
        """A plain print is shown again as it was printed."""
        text = plain(*drawn) + (unit.symbol if unit else "")
        assert str(made(text)) == text
        assert made(text).printed == text


class TestAgreement:
    @given(st.integers(-(10**6), 10**6), st.integers(-3, 3), st.integers(0, 4), units)
    def test_at_equal_precision_prints_are_equal(self, n: int, off: int, places: int, unit: Unit | None) -> None:
        """“At equal precision the prints must be equal”: one unit of the last place is one too many."""
        one = Quantity(F(n, 10**places), unit, places)
        other = Quantity(F(n + off, 10**places), unit, places)
        assert one.agrees_with(other) is (off == 0)

    @given(st.integers(-(10**6), 10**6), st.integers(0, 3), st.integers(1, 3), st.data())
    def test_at_different_precisions_half_the_coarser_is_allowed(
        self, n: int, places: int, finer: int, data: st.DataObject
    ) -> None:
        """“At different precisions they may differ by half a unit of the coarser”, the half included, no more."""
        half = 10**finer // 2
        off = data.draw(
            st.one_of(st.sampled_from([-half - 1, -half, half, half + 1]), st.integers(-2 * half, 2 * half))
        )
        coarse = Quantity(F(n, 10**places), WAN_YUAN, places)
        fine = Quantity(F(n * 10**finer + off, 10 ** (places + finer)), WAN_YUAN, places + finer)
        assert coarse.agrees_with(fine) is (abs(off) <= half)
        assert fine.agrees_with(coarse) is (abs(off) <= half)

    @pytest.mark.parametrize(
        ("one", "other", "agree"),
        [
            ("5.27万元", "52700元", True),
            ("5.27万元", "52650元", True),
            ("5.27万元", "52649元", False),
            ("5.27万元", "52751元", False),
            ("14,206", "14206.00", True),
            ("0.01亿元", "100万元", True),
            ("5.2700万元", "52700元", True),
            ("5.2700万元", "52701元", False),
            ("17人", "17项", False),
            ("17人", "17", False),
            ("17", "17.0", True),
            ("100%", "100", False),
        ],
    )
    def test_across_units(self, one: str, other: str, agree: bool) -> None:
        """Two prints are compared in base units, and never when they measure different things."""
        assert made(one).agrees_with(made(other)) is agree

    def test_exactness_does_not_change_agreement(self) -> None:
        """A whole number declared exact still agrees with a finer print of the same figure."""
        assert made("14206").as_exact().agrees_with(made("14206.30"))


class TestExactAmong:
    @pytest.mark.parametrize(
        ("column", "exact"),
        [
            ([], False),
            (["5"], False),
            (["5.0"], True),
            (["5", "5.0"], True),
            (["5", "6", "5.0"], False),
            (["5", "6", "5.0", "7.25"], True),
        ],
    )
    def test_whole_numbers_are_exact_where_half_the_column_has_decimals(self, column: list[str], exact: bool) -> None:
        """“A whole number in a column or list of which at least half have decimals” is exact, and nowhere else."""
        assert exact_among(made(text) for text in column) is exact


class TestNils:
    @pytest.mark.parametrize(
        ("text", "nil"),
        [
            ("", Nil.BLANK),
            (" ", Nil.BLANK),
            ("\u3000\n\t", Nil.BLANK),
            ("-", Nil.DASH),
            ("－", Nil.DASH),
            ("−", Nil.DASH),
            ("–", Nil.DASH),
            ("--", Nil.DASH),
            ("—", Nil.DASH),
            ("—— ", Nil.DASH),
            ("— —", Nil.DASH),
            ("———", Nil.DASH),
            ("---", Nil.DASH),
            ("―", Nil.DASH),
            ("――", Nil.DASH),
            ("_", Nil.DASH),
            ("*", Nil.DASH),
            ("//", Nil.DASH),
            ("/", Nil.DASH),
            ("／", Nil.DASH),
            ("\\", Nil.DASH),
            ("…", Nil.DASH),
            ("……", Nil.DASH),
            ("不适用", Nil.DASH),
            ("无", Nil.NONE),
            (" 无 ", Nil.NONE),
            ("无。", Nil.NONE),
            ("没有", Nil.NONE),
        ],
    )
    def test_blank_dash_and_none_are_three_statements(self, text: str, nil: Nil) -> None:
        """A blank cell, a dash and 无 are told apart in every spelling."""
        assert read(text) is nil

    def test_their_names_are_kept_in_files(self) -> None:
        """The nils are written as blank, dash and none."""
        assert [nil.value for nil in Nil] == ["blank", "dash", "none"]

    @pytest.mark.parametrize("text", ["0", "0.00", "-0", "０", "0元", "0%"])
    def test_zero_is_a_number(self, text: str) -> None:
        """A printed zero is a quantity, the fourth statement, and no nil."""
        assert made(text).value == 0

    @pytest.mark.parametrize("text", ["无偏差", "不适用本项目", "-无", ".", "....", "，", "人", "%", "元"])
    def test_what_is_more_than_a_nil_is_words(self, text: str) -> None:
        """A cell that only begins like a nil, or holds no digit, is words."""
        assert read(text) == Words(text)


class TestReadNumbers:
    @pytest.mark.parametrize(
        ("text", "number", "places"),
        [
            ("4,733.14", F(473314, 100), 2),
            ("4733.14", F(473314, 100), 2),
            ("14,206", F(14206), 0),
            ("1,548.447", F(1548447, 1000), 3),
            ("52.800000", F(528, 10), 6),
            ("3，518.85", F(351885, 100), 2),
            ("３，５１８．８５", F(351885, 100), 2),
            ("1,234,567.8", F(12345678, 10), 1),
            ("95. 10", F(951, 10), 2),
            ("7.50.", F(15, 2), 2),
            ("7.50。", F(15, 2), 2),
            ("5.", F(5), 0),
            (".5", F(1, 2), 1),
            ("-.5", F(-1, 2), 1),
            ("-5", F(-5), 0),
            ("−5", F(-5), 0),
            ("–5.0", F(-5), 1),
            ("﹣5", F(-5), 0),
            ("+5", F(5), 0),
            ("＋5", F(5), 0),
            ("¥5", F(5), 0),
            ("-¥5.10", F(-51, 10), 2),
            ("\ufeff5\u200b", F(5), 0),
            ("5\r", F(5), 0),
            ("\x0b5", F(5), 0),
            ("1" * 50, F(int("1" * 50)), 0),
        ],
    )
    def test_a_bare_number(self, text: str, number: Fraction, places: int) -> None:
        """Separators, full-width forms, inner blanks and a stray last point leave one number with its places."""
        found = made(text)
        assert (found.number, found.places, found.unit) == (number, places, None)
        assert (found.exact, found.approximate) == (False, False)
        assert found.printed == text.strip()

    @pytest.mark.parametrize(
        ("text", "number", "unit"),
        [
            ("95. 10%", F(951, 10), "%"),
            ("1,055.4%", F(10554, 10), "%"),
            ("０．５％", F(1, 2), "%"),
            ("5百分比", F(5), "%"),
            ("95%（百分比）", F(95), "%"),
            ("-3.2个百分点", F(-32, 10), "%"),
            ("5‰", F(5), "‰"),
            ("502.4 万元", F(5024, 10), "万元"),
            ("￥5元", F(5), "元"),
            ("5元。", F(5), "元"),
            ("1.2亿", F(12, 10), "亿元"),
            ("3万", F(3), "万元"),
            ("5百万", F(5), "百万元"),
            ("5千万元", F(5), "千万元"),
            ("98分", F(98), "分"),
            ("11名", F(11), "名"),
            ("5(人)", F(5), "人"),
            ("12(%)", F(12), "%"),
            ("10m2", F(10), "㎡"),
            ("10m²", F(10), "㎡"),
            ("10㎡", F(10), "㎡"),
            ("12元/㎡", F(12), "元/m2"),
            ("10万平方米", F(10), "万㎡"),
            ("583元/人*月", F(583), "元/人·月"),
            ("3万人次", F(3), "万人次"),
            ("60小时", F(60), "小时"),
            ("3个月", F(3), "个月"),
        ],
    )
    def test_a_number_with_its_unit(self, text: str, number: Fraction, unit: str) -> None:
        """A number keeps the unit beside it, with its multiple, in one spelling."""
        found = made(text)
        assert found.unit is not None
        assert (found.number, found.unit.symbol, found.approximate) == (number, unit, False)

    @given(st.integers(-(10**15), 10**15), st.integers(0, 4), st.sampled_from(["", "万元", "%", "人"]), st.booleans())
    def test_separators_and_wide_forms_change_nothing(self, n: int, places: int, unit: str, wide: bool) -> None:
        """A number with thousands separators, in full-width forms or not, reads like the bare one."""
        bare = plain(F(n, 10**places), places)
        whole, point, rest = bare.removeprefix("-").partition(".")
        text = "-" * (n < 0) + f"{int(whole):,}{point}{rest}"
        if wide:
            text = text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789.,-"})
        assert evolve(made(text + unit), printed="") == evolve(made(bare + unit), printed="")

    @given(st.text("0123456789.,，。%万元亿人年月日号-—/约余多无 第()²①", max_size=12))
    def test_any_cell_reads_as_exactly_one_kind(self, text: str) -> None:
        """Whatever a cell holds, reading gives a quantity, a nil, an unread run or words, and keeps the print."""
        found = read(text)
        assert isinstance(found, (Quantity, Nil, Unread, Words))
        if isinstance(found, (Unread, Words)):
            assert found.printed == text
        elif isinstance(found, Quantity):
            assert found.printed == text.strip()

    def test_a_unit_is_a_word_and_no_sentence(self) -> None:
        """A unit has twelve characters at most; more is a label behind a number."""
        assert isinstance(read("5" + "档" * 12), Quantity)
        assert isinstance(read("5" + "档" * 13), Words)

    def test_a_long_text_is_words(self) -> None:
        """A cell longer than any number is running text, however much it looks like one."""
        assert isinstance(read("1" * LONGEST_NUMBER), Quantity)
        assert isinstance(read("1" * (LONGEST_NUMBER + 1)), Words)

    @pytest.mark.parametrize(
        "text",
        ["1，23", "12,34.5", "1234,567", "1,234,5", ",5", "5,", "1.2.3", "1.2.3%", ".32.06.5", "1,234.561,234.56"],
    )
    def test_digits_that_are_no_number_are_unread_without_a_guess(self, text: str) -> None:
        """A run of digits, points and commas that is no number and has no clean cut is kept as printed."""
        assert read(text) == Unread(text, slip=True)

    @pytest.mark.parametrize(
        ("text", "readings"),
        [
            ("01万元", ["0.1", "1"]),
            ("01", ["0.1", "1"]),
            ("-01", ["-0.1", "-1"]),
            ("015", ["0.15", "15"]),
            ("00", ["0.0", "0"]),
            ("007", ["0.07", "7"]),
            ("01.5", ["1.5"]),
            ("000.5", ["0.5"]),
            ("0,012.5", ["12.5"]),
        ],
    )
    def test_a_zero_in_front_is_unread_with_both_readings(self, text: str, readings: list[str]) -> None:
        """A zero in front has lost its point or is one too many, so it is unread and both readings are kept."""
        found = read(text)
        assert isinstance(found, Unread)
        assert [str(q) for q in found.readings] == readings
        assert [q.printed for q in found.readings] == readings
        assert found.printed == text

    @pytest.mark.parametrize(
        ("text", "readings"),
        [
            ("0.7531.13", ["0.75", "31.13"]),
            ("0.753.1342.00", ["0.75", "3.13", "42.00"]),
            ("10.52.30.7", ["10.5", "2.3", "0.7"]),
            ("736.55185.53032.07", []),
            ("3.816343.7640", []),
            ("1.561.56120", []),
            ("1.5600.20", []),
        ],
    )
    def test_glued_cells_are_unread_with_the_numbers_of_a_clean_cut(self, text: str, readings: list[str]) -> None:
        """Several cells in one run are no value, and are taken apart only where every piece has equal places."""
        found = read(text)
        assert isinstance(found, Unread)
        assert [str(q) for q in found.readings] == readings

    @given(st.lists(st.integers(0, 10**6), min_size=2, max_size=5), st.integers(1, 2))
    def test_glued_cells_of_equal_places_come_apart(self, drawn: list[int], places: int) -> None:
        """“The fixed number of decimals gives candidates, which nothing uses”: they are the glued cells."""
        cells = [plain(F(n, 10**places), places) for n in drawn]
        found = read("".join(cells))
        assert found == Unread("".join(cells), tuple(Quantity(F(c), None, places, printed=c) for c in cells), slip=True)

    @pytest.mark.parametrize(
        ("text", "unit"),
        [
            ("5余万元", "万元"),
            ("5万余元", "万元"),
            ("100余万元", "万元"),
            ("5余", None),
            ("5万余", "万元"),
            ("5多人", "人"),
            ("5多万元", "万元"),
            ("5万多元", "万元"),
            ("5万元多", "万元"),
            ("5元余", "元"),
            ("10来人", "人"),
            ("近5人", "人"),
            ("将近5人", "人"),
            ("约5万元", "万元"),
            ("大约5万元", "万元"),
            ("约-5", None),
            ("超5人", "人"),
            ("超过5万元", "万元"),
            ("5人左右", "人"),
            ("5左右", None),
            ("5%左右", "%"),
            ("5百万元左右", "百万元"),
            ("5㎡左右", "㎡"),
            ("约5万元左右。", "万元"),
            ("5万元上下", "万元"),
        ],
    )
    def test_an_approximation_is_one_and_keeps_its_unit(self, text: str, unit: str | None) -> None:
        """“余, 多, 近, 约, 左右 make a number approximate”, before and behind the unit, and are no part of it."""
        found = made(text)
        assert found.approximate
        assert (found.unit.symbol if found.unit else None) == unit


class TestNotFigures:
    @pytest.mark.parametrize(
        "text",
        [
            "2023年", "2023年度", "2024 年 12 月", "12月", "01月", "9月前", "3日", "08号", "10时", "2023-12-31", "2023.12.31",
            "2023.1.5", "2023.01.05.", "2023/12/31", "3届", "第3届", "第11名", "第11", "第 2 期", "10号", "财预〔2020〕10号",
            "〔2020〕10号", "5年", "5年以上", "1-12月", "90%-95%", "3-5人", "1/2", "1:2", "767.86/1922.76", "(5)", "（5万元）",
            "1人2", "10m3", "1e5", "1O0", "IO", "五", "五人", "5--", "5、", "1、公务接待", "2.运转工作经费", "5/", "5：", "余5", "-约5",
            "①", "⑵", "⒊", "5①人", "½", "5百", "5千", "千", "5人，其中女2人", "1档案日常管理和征集等经费项目支出",
        ],
    )  # fmt: skip
    def test_reads_as_words(self, text: str) -> None:
        """Dates, ordinals, document numbers, ranges, fractions, marks and labels with a number are no figures."""
        assert read(text) == Words(text)

    @pytest.mark.parametrize("text", ["2023.13.01", "2023.12.32", "1823.12.31", "2023.0.1"])
    def test_only_a_real_date_with_points_is_one(self, text: str) -> None:
        """Points between digits that make no day of the calendar leave the run unread."""
        assert isinstance(read(text), Unread)

    @pytest.mark.parametrize("text", ["2023年", "第11名", "0.7531.13", "无", "", "1" * 61])
    def test_are_refused_where_a_number_must_be(self, text: str) -> None:
        """Asking for one number says in both languages which text is none."""
        with pytest.raises(QuantityError) as caught:
            quantity(text)
        assert text in caught.value.zh
        assert repr(text) in caught.value.en

    def test_a_number_is_given_with_its_unit(self) -> None:
        """Asking for one number takes a unit or its name where none is printed."""
        assert quantity("341.42", "万元") == quantity("341.42", WAN_YUAN)
        assert quantity("341.42", "万元").value == 3414200
        assert quantity("341.42元", "万元").value == F(34142, 100)
        assert quantity("5").unit is None


class TestTidy:
    @pytest.mark.parametrize(
        ("text", "tidied"),
        [
            ("（万元）", "(万元)"),
            ("≧９５％", "≥95%"),
            ("≦⩽⩾", "≤≤≥"),
            ("﹥﹤═﹦", "><=="),
            ("−﹣–", "---"),
            ("㎡", "m2"),
            (" 95.\u3000 10\xa0%", "95.10%"),
            ("a\rb\x0cc", "abc"),
            ("\u200b\ufeff", ""),
            ("预算", "预算"),
        ],
    )
    def test_folds_forms_and_drops_blanks(self, text: str, tidied: str) -> None:
        """Full-width forms and look-alikes become plain and blanks go, while Chinese words stay."""
        assert tidy(text) == tidied


class TestPrinting:
    @given(fractions, st.integers(0, 6))
    @example(F(-1, 1000), 2)
    @example(F(1, 200), 2)
    @example(F(-1, 200), 2)
    @example(F(1, 2), 0)
    def test_plain_rounds_half_away_from_zero(self, number: Fraction, places: int) -> None:
        """A number is printed with exactly so many decimals, “rounded half away from zero”, and zero has no sign."""
        text = plain(number, places)
        assert re.fullmatch(rf"-?(0|[1-9]\d*)\.\d{{{places}}}" if places else r"-?(0|[1-9]\d*)", text)
        assert Fraction(text) == half_away(number, places)
        assert text.startswith("-") is (Fraction(text) < 0)

    @given(fractions, st.integers(0, 4))
    def test_percent_is_a_hundredfold_with_its_sign(self, rate: Fraction, places: int) -> None:
        """A rate is printed as percent, rounded half away from zero."""
        text = percent(rate, places)
        assert text.endswith("%")
        assert Fraction(text[:-1]) == half_away(rate * 100, places)

    @given(st.one_of(fractions, numbers_with_places.map(lambda drawn: drawn[0])), st.integers(0, 6))
    def test_short_uses_as_few_decimals_as_say_it(self, number: Fraction, places: int) -> None:
        """“As few decimals as say it exactly, and at most `places`”: the shorter print would say something else."""
        text = short(number, places)
        decimals = len(text.partition(".")[2])
        assert decimals <= places
        assert Fraction(text) == half_away(number, places)
        if Fraction(text) == number:
            assert decimals == 0 or half_away(number, decimals - 1) != number
        else:
            assert decimals == places

    @pytest.mark.parametrize(
        ("number", "text"), [(F(110), "110"), (F(1, 2), "0.5"), (F(1, 3), "0.33"), (F(-2999, 1000), "-3.00")]
    )
    def test_short_has_two_decimals_at_most_by_default(self, number: Fraction, text: str) -> None:
        """Without a wish, two decimals are the most."""
        assert short(number) == text

    def test_percent_has_two_decimals_by_default(self) -> None:
        """Without a wish, a percent has two decimals."""
        assert percent(F(17, 19)) == "89.47%"


class TestStatedRateFits:
    @given(fractions, st.integers(0, 4), st.booleans(), st.sampled_from([PERCENT, None]))
    @example(F(-1, 3), 2, True, PERCENT)
    @example(F(2, 3), 0, True, PERCENT)
    @example(F(1, 200), 0, False, PERCENT)
    def test_a_rounded_or_cut_print_fits_its_rate(
        self, rate: Fraction, places: int, is_cut: bool, unit: Unit | None
    ) -> None:
        """“A printed percent may be rounded or cut”: either print of a true rate fits it, of both signs."""
        number = rate / (unit.scale if unit else 1)
        print_ = cut(number, places) if is_cut else half_away(number, places)
        assert stated_rate_fits(Quantity(print_, unit, places), rate, rate)

    @given(
        st.integers(-6, 6), st.integers(-40, 40), st.integers(0, 12), st.booleans(), st.integers(0, 3),
        st.sampled_from([PERCENT, None]),
    )  # fmt: skip
    def test_fits_what_prints_so_and_nothing_else(
        self, n: int, off: int, wide: int, exact: bool, places: int, unit: Unit | None
    ) -> None:
        """“Rounded or cut” and no more: some rate of the interval rounds to the print within a half, or cuts to it."""
        stated = Quantity(F(n, 10**places), unit, places, exact)
        grid = stated.step / 20  # every end that matters lies on it
        rates = [stated.value + (off + k) * grid for k in range(wide + 1)]
        near = [r for r in rates if 2 * abs(r - stated.value) <= stated.step]
        same = [r for r in rates if cut(r / stated.step, 0) == stated.value / stated.step]
        itself = [r for r in rates if r == stated.value]
        assert stated_rate_fits(stated, rates[0], rates[-1]) is bool(itself if exact else near + same)

    def test_a_whole_unit_too_low_is_not_cut(self) -> None:
        """A rate of exactly 50 % is not 49.99 % cut, and one just below it is."""
        stated = made("49.99%")
        assert not stated_rate_fits(stated, F(1, 2), F(1, 2))
        assert stated_rate_fits(stated, F(1, 2) - F(1, 10**9), F(1, 2))


class TestQuotient:
    @given(
        st.integers(-30, 30), st.integers(0, 20), st.integers(-30, 30), st.integers(0, 20),
        st.integers(0, 6), st.integers(0, 6),
    )  # fmt: skip
    def test_holds_every_quotient_of_its_intervals(
        self, top: int, high: int, bottom: int, wide: int, x: int, y: int
    ) -> None:
        """“The interval of top / bottom for every sign; None when the bottom may be zero”, against single points."""
        tops, bottoms = (F(top), F(top + high)), (F(bottom), F(bottom + wide))
        found = quotient(tops, bottoms)
        if bottom <= 0 <= bottom + wide:
            assert found is None
            return
        assert found is not None
        inside = (tops[0] + F(high * x, 6)) / (bottoms[0] + F(wide * y, 6))
        assert found[0] <= inside <= found[1]
        brute = [t / b for t in tops for b in bottoms]
        assert found == (min(brute), max(brute))


class TestNumerals:
    def test_every_number_below_ten_thousand_is_read_back(self) -> None:
        """Printed and parsed, every number up to four digits is itself."""
        assert [parse_numeral(print_numeral(n)) for n in range(10**4)] == list(range(10**4))

    @given(st.integers(0, 99_999_999))
    def test_every_number_is_read_back(self, number: int) -> None:
        """“The inverse of `parse_numeral`” from 0 to 99,999,999."""
        assert parse_numeral(print_numeral(number)) == number

    @given(st.lists(st.sampled_from("0125"), min_size=1, max_size=8).map("".join).map(int))
    def test_every_pattern_of_zeros_is_read_back(self, number: int) -> None:
        """Zeros at any place, single and in runs, survive printing and parsing."""
        assert parse_numeral(print_numeral(number)) == number

    @pytest.mark.parametrize(
        ("number", "text"),
        [
            (0, "零"), (7, "七"), (10, "十"), (15, "十五"), (20, "二十"), (21, "二十一"), (100, "一百"), (105, "一百零五"),
            (110, "一百一十"), (1001, "一千零一"), (1010, "一千零一十"), (1100, "一千一百"), (10000, "一万"), (10010, "一万零一十"),
            (10100, "一万零一百"), (32000, "三万二千"), (100000, "十万"), (110000, "十一万"), (10000000, "一千万"),
            (99999999, "九千九百九十九万九千九百九十九"), (10000001, "一千万零一"),
        ],
    )  # fmt: skip
    def test_prints_as_it_is_said(self, number: int, text: str) -> None:
        """A number is printed as it is said, with one 零 for a gap and 十 without 一 in front."""
        assert print_numeral(number) == text

    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("贰拾壹", 21), ("叁万贰仟", 32000), ("壹佰零伍", 105), ("两百", 200), ("二〇二三", 2023), ("二○二三", 2023),
            ("三億", 300_000_000), ("一亿二千万", 120_000_000), ("十二亿三千四百五十六万七千八百九十", 1_234_567_890),
            ("貳萬陸仟", 26000), ("一万亿", 10**12), ("〇", 0),
        ],
    )  # fmt: skip
    def test_parses_capital_and_traditional_forms(self, text: str, number: int) -> None:
        """Capital, traditional and digit-by-digit numerals are parsed."""
        assert parse_numeral(text) == number

    @pytest.mark.parametrize("text", ["", "3", "二十x", "第二", "十 一"])
    def test_refuses_what_is_none(self, text: str) -> None:
        """A text with a character that is no numeral is refused by name."""
        with pytest.raises(QuantityError) as caught:
            parse_numeral(text)
        assert f"“{text}”" in caught.value.zh

    @pytest.mark.parametrize("number", [-1, 10**8])
    def test_refuses_what_it_cannot_say(self, number: int) -> None:
        """A number out of range is refused by name."""
        with pytest.raises(QuantityError, match=str(number)):
            print_numeral(number)


def test_units_of_money_are_worth_powers_of_ten() -> None:
    """元, 万元 and 亿元 convert without a remainder."""
    assert [YUAN.scale, WAN_YUAN.scale, YI_YUAN.scale] == [F(1), F(10**4), F(10**8)]
    assert all(unit.scale > 0 for unit in UNITS.values())


@pytest.mark.parametrize("mark", ["*", "①", "¹", "ⁿ", "注", " "])
def test_a_row_of_marks_is_read_at_once(mark: str) -> None:
    """A cell of nothing but marks and a letter at its end, which once took longer than anybody waits."""
    text = "1" + mark * 57 + "x"
    start = time.perf_counter()

    assert read(text).printed == text  # type: ignore[union-attr]
    assert time.perf_counter() - start < 1
