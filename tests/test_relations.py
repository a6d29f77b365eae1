"""Relations over numbers: how they come out and read, how far they are from holding, and where a number would have to lie."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import assume, example, given
from hypothesis import strategies as st

from perfeval.document import Place
from perfeval.findings import Cited
from perfeval.quantities import Quantity, plain, read, unit_named
from perfeval.relations import Operand, Range, Relation, Shape, Verdict
from perfeval.relations.arithmetic import same
from perfeval.relations.rows import Rate
from perfeval.relations.saying import arithmetic, difference, expected, shown, slack
from perfeval.relations.windows import rows, window

F = Fraction


def number(text: str, unit: str = "万元") -> Quantity:
    """A printed amount."""
    found = read(text)
    assert isinstance(found, Quantity)
    return found.within(unit_named(unit)) if unit else found


def cell(text: str, key: str, unit: str = "万元") -> Operand:
    """A cell that prints an amount."""
    return Operand(number(text, unit), Cited("x", key, text, Place(), key=key))


def relation(*terms: tuple[int, str], unit: str = "万元", **more: object) -> Relation:
    """A relation between cells called a, b, c, …"""
    made = tuple((F(c), cell(text, "abcdefgh"[n], unit)) for n, (c, text) in enumerate(terms))
    return Relation(made, **more)  # type: ignore[arg-type]


def rate(
    stated: str, top: Sequence[tuple[int, str]], bottom: Sequence[tuple[int, str]], unit: str = "万元"
) -> Relation:
    """A rate r of cells t0, t1, … over b0, b1, …"""
    above, below = (
        tuple((F(c), cell(text, f"{side}{n}", unit)) for n, (c, text) in enumerate(terms))
        for side, terms in (("t", top), ("b", bottom))
    )
    return Relation(((F(1), cell(stated, "r", "")), *above), shape=Shape.RATE, bottom=below)


AMOUNTS = st.integers(-(10**5), 10**5).map(lambda n: plain(F(n, 100), 2))
SIGNS = st.sampled_from([-3, -1, 1, 2])


@st.composite
def linear(draw: st.DrawFn) -> Relation:
    """A sum or limit over a few amounts."""
    terms = draw(st.lists(st.tuples(SIGNS, AMOUNTS), min_size=2, max_size=5))
    return relation(*terms, at_most=draw(st.booleans()), constant=F(draw(st.integers(-3, 3)) * 100))


@st.composite
def rates(draw: st.DrawFn) -> Relation:
    """A rate or change, near what it should be or not; a rate without a percent sign may be either."""
    before, now = draw(st.integers(1, 10**5)), draw(st.integers(0, 10**5))
    top = [(1, plain(F(now, 100), 2))]
    share = F(now, before)
    text = plain(share * 100 + F(draw(st.integers(-3, 3)), 100), 2)
    return rate(text + draw(st.sampled_from(["%", ""])), top, [(1, plain(F(before, 100), 2))])


# --- how they read ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "says"),
    [
        (relation((1, "6.00"), (-1, "2.00"), (-1, "4.10"), total=0), "2+4.1=6.1"),
        (relation((1, "6.00"), (-1, "2.00"), (1, "4.125"), total=0), "2-4.13=-2.125"),
        (relation((2, "6.00"), (-4, "3.00"), total=0), "3=6"),
        (relation((1, "6.00"), (-1, "-2.00"), (-1, "4.10"), total=0), "-2+4.1=2.1"),
        (relation((1, "6.00"), (-1, "4.10"), (-1, "-2.00"), total=0), "4.1+(-2)=2.1"),
        (relation((1, "6.00"), (-1, "4.10"), (1, "-2.00"), total=0), "4.1-(-2)=6.1"),
        (relation((1, "6.00"), (1, "-4.10"), (-1, "2.00"), total=0), "-(-4.1)+2=6.1"),
        (relation((1, "2.00"), (1, "4.50"), (-1, "6.00"), at_most=True), "2+4.5=6.5 > 6"),
        (relation((1, "2.00"), (-1, "6.00"), at_most=True), "2 ≤ 6"),
        (relation((1, "7"), at_most=True, constant=F(4), unit=""), "7 > 4"),
        (rate("50%", [(1, "2.00")], [(1, "5.00")]), "2÷5=40.00%"),
        (rate("50%", [(1, "2.00"), (-1, "1.00")], [(1, "1.00"), (1, "4.00")]), "(2-1)÷(1+4)=20.00%"),
        (rate("50.125%", [(1, "2.00")], [(1, "3.00")]), "2÷3=66.667%"),
    ],
)  # fmt: skip
def test_a_relation_reads_in_figures(one: Relation, says: str) -> None:
    """A sum shows what makes up its total, a limit both sides, a rate what is divided by what, as precisely as it is printed."""
    assert arithmetic(one) == says


def test_several_units_are_shown_in_one() -> None:
    """Amounts printed in several units are shown in that of the first, those in one unit as printed."""
    mixed = Relation(
        ((F(1), cell("1.00", "a")), (F(-1), cell("4000.00", "b", "元")), (F(-1), cell("6000.00", "c", "元"))), total=0
    )

    assert arithmetic(mixed) == "0.4+0.6=1"


def test_a_rate_keeps_its_sign() -> None:
    """A percentage is shown with its sign, money without its word."""
    assert (shown(number("41.5%", "")), shown(number("41.50")), shown(None)) == ("41.5%", "41.50", "0")


def test_what_is_due_and_what_lies_between() -> None:
    """Stated less expected, in the unit and to the places of the print; the slack beside it."""
    one = relation((1, "6.000"), (-1, "2.00"), (-1, "4.10"), total=0)

    assert (expected(one), difference(one), slack(one)) == ("6.1", "-0.1", "0.0105")


@pytest.mark.parametrize(
    ("one", "compares"),
    [
        (relation((1, "1"), (-1, "2"), at_most=True), True),
        (relation((1, "1"), (-1, "2"), at_most=True, listed=True), False),
        (relation((1, "1"), (-1, "2")), False),
        (relation((1, "1"), (-1, "2"), shape=Shape.RANGE, within=Range(F(1))), True),
        (relation((1, "1"), (-1, "2"), shape=Shape.SAME), False),
    ],
)  # fmt: skip
def test_what_only_compares(one: Relation, compares: bool) -> None:
    """A limit and a range hold one amount against another; a list within its whole, a sum and two prints say more."""
    assert one.compares is compares


# --- how they come out ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "verdict", "apart", "slack"),
    [
        ("5.00", "5.0", Verdict.EXACT, "0", "500"), ("5.04", "5.0", Verdict.ROUNDING, "400", "500"),
        ("5.06", "5.0", Verdict.BROKEN, "600", "500"), ("5.00", "6.00", Verdict.BROKEN, "-10000", "0"),
    ],
)  # fmt: skip
def test_two_prints_of_one_figure(one: str, other: str, verdict: Verdict, apart: str, slack: str) -> None:
    """Two prints are the same, or differ within half the coarser step, or contradict; what lies between has its sign."""
    found = same(number(one), number(other))

    assert (found.verdict, found.residual, found.slack) == (verdict, F(apart), F(slack))


def test_one_of_two_prints_lies_near_the_other() -> None:
    """Beside another print of one figure a cell lies within half of that print's last place."""
    around = window(relation((1, "5.00"), (-1, "7.0"), shape=Shape.SAME), "a")

    assert around is not None
    assert (around.low, around.high) == (F(69500), F(70500))


def test_a_figure_lies_in_the_range_of_its_share() -> None:
    """The window of a share's figure is its range of the other figure, with no slack."""
    one = relation((1, "9.00"), (-1, "2.00"), shape=Shape.RANGE, within=Range(F(1, 2), F(3, 2)))
    around = window(one, "a")

    assert around is not None
    assert (around.low, around.high) == (F(10000), F(30000))


def test_a_total_that_counts_twice() -> None:
    """What a total is off by is told of the total itself, however often it counts."""
    one = relation((2, "6.00"), (-1, "10.00"), total=0)

    assert (expected(one), difference(one)) == ("5", "1")


@given(one=linear())
def test_a_row_about_changes_is_broken_as_its_relation_is(one: Relation) -> None:
    """As a row about the changes of its figures, all of them zero, a sum or limit is broken exactly where it was found so."""
    index = {key: n for n, key in enumerate(sorted(one.keys))}
    (((row,), none),) = rows(one, index)

    assert none == ()
    assert row.broken is (one.outcome is not None and not one.holds)


@given(one=rates(), less=st.integers(0, 10**5))
def test_rows_about_changes_are_broken_as_their_rate_is(one: Relation, less: int) -> None:
    """As rows about the changes of its figures, a rate is broken as printed exactly where it was found so, sign by sign."""
    for tried in (one, evolve(one, terms=(*one.terms, (F(-1), cell(plain(F(less, 100), 2), "t1"))))):
        index = {key: n for n, key in enumerate(sorted(tried.keys))}
        ways = [list(found.rows()) for _, (found,) in rows(tried, index)]

        assert tried.holds is any(not any(row.broken for row in way) for way in ways)


def test_only_the_base_itself_is_taken_from_above_the_line() -> None:
    """(now − before) ÷ before is now ÷ before less one; of any other difference both figures stand above the line."""
    before, other = cell("4.00", "b0"), cell("1.00", "t1")
    change, share = (
        Relation(((F(1), cell("25%", "r", "")), (F(1), cell("5.00", "t0")), (F(-1), less)), shape=Shape.RATE, bottom=((F(1), before),))
        for less in (before, other)
    )  # fmt: skip
    found = [made for one in (change, share) for _, (made,) in rows(one, {"r": 0, "t0": 1, "t1": 2, "b0": 3})]

    assert [(made.offset, dict(made.top)) for made in found] == [(-1, {1: 1}), (0, {1: 1, 2: -1})]


#: A rate whose figures do not matter.
BARE = Rate(0, F(1), F(0), F(0), {1: F(1)}, {2: F(1)}, F(1), F(1), F(0), F(0))


@example(true=F(-3, 4), places=0, cut=True)
@given(true=st.fractions(-3, 3), places=st.integers(0, 4), cut=st.booleans())
def test_a_print_stands_for_every_rate_it_may_be_made_of(true: Fraction, places: int, cut: bool) -> None:
    """A stated rate is rounded, or cut toward zero: what prints 0 so may lie on either side of it."""
    step = F(1, 10**places)
    printed = (abs(true) // step if cut else (abs(true) + step / 2) // step) * step * (-1 if true < 0 else 1)
    made = evolve(BARE, printed=printed, step=step)
    (low, low_open), (high, high_open) = made.lowest(printed), made.highest(printed)

    assert low < true or (low == true and not low_open)
    assert true < high or (true == high and not high_open)
    assert max(printed - low, high - printed) <= step


@pytest.mark.parametrize(("top", "low"), [("1.00", "0"), ("-1.00", "-0.015")])
def test_a_rate_right_at_its_step_is_cut_to_nothing_else(top: str, low: str) -> None:
    """Of a true rate of exactly one step of the print, the print is that step: nothing below is left but what is open."""
    value = F(top)
    made = evolve(BARE, step=F("0.01"), over=value, under=F(100)).alone()

    assert F(made.low or 0, made.terms[0]) == F(low)
    assert made.low_open is (value > 0)
    assert made.high_open is (value < 0)


def test_a_blank_cell_of_a_form_states_no_number() -> None:
    """A cell of a form that is blank counts as zero and cannot be misprinted; one that prints 0, or was reckoned, states one."""
    blank, nought, reckoned = (
        Operand(Quantity(F(value), printed=text), Cited("x", "x", text, Place(), key="x"))
        for value, text in ((0, ""), (0, "0"), (5, ""))
    )

    assert [one.states_number for one in (blank, nought, reckoned)] == [False, True, True]


def test_a_share_lies_in_its_range() -> None:
    """A share outside its range is broken, at its ends it is not; over a base of zero there is none, unless that is asked."""
    within = Range(F(1, 2), F(3, 2))
    shares = [
        relation((1, part), (-1, "2.00"), shape=Shape.RANGE, within=within) for part in ("0.99", "1.00", "3.00", "3.01")
    ]
    silent = relation((1, "1.00"), (-1, "0.00"), shape=Shape.RANGE, within=within)
    asked = relation((1, "1.00"), (-1, "0.00"), shape=Shape.RANGE, within=Range(on_zero=True))

    assert [one.holds for one in shares] == [False, True, True, False]
    assert (silent.outcome, asked.holds) == (None, False)


def test_a_rate_that_prints_no_number_states_none() -> None:
    """Of a rate only the rate itself has to be stated; what cannot be read, or measures something else, decides nothing."""
    blank = Relation(
        ((F(1), Operand(None, Cited("r", "r", "", Place(), key="r"))), (F(1), cell("2", "t"))), shape=Shape.RATE,
        bottom=((F(1), cell("4", "b")),),
    )  # fmt: skip
    people = rate("50%", [(1, "2.00")], [(1, "4.00")])
    mixed = Relation(people.terms, shape=Shape.RATE, bottom=((F(1), cell("4", "b", "人")),))

    assert (blank.outcome, mixed.outcome, people.holds) == (None, None, True)


# --- once a cell is printed otherwise -------------------------------------------------------------------------------


@given(one=linear(), which=st.integers(0, 4), text=AMOUNTS)
def test_the_distance_of_a_sum_is_what_is_left_over(one: Relation, which: int, text: str) -> None:
    """With a cell printed otherwise a sum is as far from holding as it would be judged; where it is judged broken there is none."""
    key = sorted(one.by_key)[which % len(one.by_key)]
    outcome = one.decided({key: number(text)})
    assert outcome is not None
    due = None if outcome.verdict is Verdict.BROKEN else F(0) if one.at_most else abs(outcome.residual)

    assert one.distance({key: number(text)}) == due


@given(one=linear(), which=st.integers(0, 4), text=AMOUNTS)
def test_the_window_of_a_sum_is_where_it_holds(one: Relation, which: int, text: str) -> None:
    """At the precision a cell is printed with, a sum holds with the cell in its window and nowhere else."""
    key = sorted(one.by_key)[which % len(one.by_key)]
    around, there = window(one, key), number(text)
    assert around is not None
    inside = (around.low is None or around.low <= there.value) and (around.high is None or there.value <= around.high)

    assert inside is (one.distance({key: there}) is not None)


@given(one=rates(), key=st.sampled_from(["r", "t0", "b0"]), steps=st.integers(-300, 300))
def test_a_rate_holds_nowhere_outside_its_window(one: Relation, key: str, steps: int) -> None:
    """Wherever a rate holds with one of its cells printed otherwise, the print lies in the cell's window."""
    operand = next(o for o in one.operands if o.key == key)
    old = operand.number
    moved = old.number + F(steps, 10**old.places)
    text = plain(moved, old.places)
    there = Quantity(F(text), old.unit, old.places, old.exact, printed=text)
    around = window(one, key)
    assume(around is not None)
    assert around is not None
    if one.distance({key: there}) is not None:
        more = around.reach * there.step

        assert around.low is None or around.low - more <= there.value
        assert around.high is None or there.value <= around.high + more


def test_the_window_of_a_rate_is_narrow() -> None:
    """A rate rounded or cut leaves its figures the room of its own last place and of theirs, worked out by hand."""
    one = rate("50.00%", [(1, "2.00")], [(1, "4.00")])
    half, low, high = F("0.005"), F("0.49995"), F("0.5001")  # what 50.00% may be rounded from, and cut from
    due = {
        "r": ((2 - half) / (4 + half) - F("0.0001"), (2 + half) / (4 - half) + F("0.00005")),
        "t0": ((4 * low - half - half * low) * 10**4, (4 * high + half + half * high) * 10**4),
        "b0": ((2 - half - half * high) / high * 10**4, (2 + half + half * low) / low * 10**4),
    }

    for key, ends in due.items():
        around = window(one, key)
        assert around is not None
        assert (around.low, around.high) == ends


def test_a_figure_on_both_sides_of_a_rate_reaches_farther() -> None:
    """a·x over b·x + c at the rate r moves by |a − r·b| for each unit of x, and its print by |a| + |r·b|."""
    part = cell("2.00", "x")
    one = Relation(((F(1), cell("25.00%", "r", "")), (F(1), part)), shape=Shape.RATE, bottom=((F(2), part), (F(1), cell("4.00", "y"))))  # fmt: skip
    around, highest = window(one, "x"), F("0.2501")
    assert around is not None

    assert around.reach == (1 + 2 * highest) / (1 - 2 * highest)


def test_what_measures_something_else_mends_nothing() -> None:
    """A number of people where there is money is no distance away: nothing can be compared."""
    people = number("5", "人")
    mixed = Relation(((F(1), cell("5.00", "a")), (F(-1), cell("5", "b", "人"))))

    assert relation((1, "5.00"), (-1, "7.00"), shape=Shape.SAME).distance({"a": people}) is None
    assert (mixed.outcome, mixed.distance({"a": people})) == (None, None)


def test_a_base_that_may_be_zero_binds_nothing() -> None:
    """Of a base that is as small as its rounding no figure is asked anything; one that is a little larger binds them."""
    least = rate("50%", [(1, "2.00")], [(1, "0.01"), (1, "0.00")])
    larger = rate("50%", [(1, "2.00")], [(1, "0.01")])
    index = {"r": 0, "t0": 1, "b0": 2, "b1": 3}

    assert list(rows(least, index)) == [((), ())]
    assert [len(found) for _, found in rows(larger, index)] == [1]


def test_a_base_that_may_be_zero_mends_nothing() -> None:
    """Nothing is mended by a base that rounds to zero: nothing would be asked any more."""
    one = rate("50.00%", [(1, "2.00")], [(1, "5.00")])

    assert one.distance({"b0": number("0.00")}) is None
    assert one.distance({"b0": number("4.00")}) == 0
