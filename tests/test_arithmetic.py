"""Relations between prints: what rounding alone can do, and not a unit more."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import floor

import pytest
from attrs import evolve, frozen
from hypothesis import example, given
from hypothesis import strategies as st

from perfeval.quantities import PERCENT, WAN_YUAN, YI_YUAN, YUAN, Quantity, Unit, read
from perfeval.relations.arithmetic import Outcome, Verdict, comparable, interval, linear, ratio

F = Fraction
MONEY_UNITS = {"元": (YUAN, 0), "万元": (WAN_YUAN, 4), "亿元": (YI_YUAN, 8)}
PEOPLE = Unit("人", "人")
PERMILLE = Unit("‰", "rate", F(1, 1000))

Terms = list[tuple[Fraction, Quantity]]


def made(text: str) -> Quantity:
    """A quantity that must be there."""
    found = read(text)
    assert isinstance(found, Quantity)
    return found


def rounded(number: Fraction, places: int) -> Fraction:
    """To the nearest, halves away from zero."""
    size = F(floor(abs(number) * 10**places + F(1, 2)), 10**places)
    return -size if number < 0 else size


def cut(number: Fraction, places: int) -> Fraction:
    """What stands behind the last place is dropped, toward zero."""
    size = F(floor(abs(number) * 10**places), 10**places)
    return -size if number < 0 else size


def printed(exact: Fraction, unit: Unit, places: int) -> Quantity:
    """An exact amount of base units as it is printed in a unit with so many places."""
    return Quantity(rounded(exact / unit.scale, places), unit, places)


# Exact amounts in hundredths of a fen, so that every print has something to round.
amounts = st.integers(-(10**14), 10**14).map(lambda n: F(n, 10**4))
formats = st.tuples(st.sampled_from([YUAN, WAN_YUAN, YI_YUAN]), st.integers(0, 6))
coefficients = st.sampled_from([F(1), F(-1), F(2), F(-1, 2)])


@st.composite
def exact_sums(draw: st.DrawFn) -> tuple[list[tuple[Fraction, Fraction, Quantity]], Fraction]:
    """Parts as (coefficient, exact amount, print), and their exact sum."""
    parts = draw(st.lists(st.tuples(coefficients, amounts, formats), min_size=1, max_size=8))
    return [(c, amount, printed(amount, *form)) for c, amount, form in parts], sum((c * a for c, a, _ in parts), F(0))


@st.composite
def prints(draw: st.DrawFn, biggest: int = 10**6) -> Quantity:
    """Any print of money, sometimes one that stands for itself."""
    unit, places = draw(formats)
    return Quantity(F(draw(st.integers(-biggest, biggest)), 10**places), unit, places, draw(st.booleans()))


def minus(parts: Sequence[tuple[Fraction, Quantity]]) -> Terms:
    """The parts on the other side of the relation."""
    return [(-c, q) for c, q in parts]


class TestVerdict:
    def test_only_a_broken_relation_does_not_hold(self) -> None:
        """An exact relation holds, one within rounding holds, and a broken one does not."""
        assert [verdict.holds for verdict in Verdict] == [True, True, False]
        assert [verdict.value for verdict in Verdict] == ["exact", "rounding", "broken"]


class TestComparable:
    @pytest.mark.parametrize(
        ("texts", "same"),
        [
            ([], True),
            (["5"], True),
            (["5", "6.0"], True),
            (["5元", "6万元", "7亿元"], True),
            (["5元", "6"], False),
            (["5元", "6人"], False),
            (["5人", "6项"], False),
            (["5%", "6‰"], True),
            (["5元", "6元", "7%"], False),
        ],
    )
    def test_terms_measure_one_thing(self, texts: list[str], same: bool) -> None:
        """Terms are comparable if all measure the same, and numbers without a unit only among themselves."""
        assert comparable([(F(1), made(text)) for text in texts]) is same


class TestLinear:
    @given(exact_sums(), formats)
    def test_rounding_alone_never_breaks_a_sum(
        self, drawn: tuple[list[tuple[Fraction, Fraction, Quantity]], Fraction], form: tuple[Unit, int]
    ) -> None:
        """“Slack is half the last printed place of every rounded term”: parts and total of one exact sum always hold."""
        parts, total = drawn
        terms = [(F(1), printed(total, *form)), *minus([(c, q) for c, _, q in parts])]
        assert linear(terms).verdict.holds

    @given(exact_sums(), amounts)
    def test_rounding_alone_never_breaks_a_sum_with_a_constant(
        self, drawn: tuple[list[tuple[Fraction, Fraction, Quantity]], Fraction], constant: Fraction
    ) -> None:
        """“Σ coefficient · term = constant”: a constant is exact and adds no slack."""
        parts, total = drawn
        terms: Terms = [(c, q) for c, _, q in parts]
        moved = [*terms, (F(1), Quantity(constant - total, YUAN, 4, exact=True))]
        assert linear(moved, constant=constant).verdict.holds
        assert linear(moved, constant=constant).residual == linear(moved).residual - constant
        assert linear(moved, constant=constant).slack == linear(terms).slack

    @given(exact_sums(), amounts.map(abs), formats)
    def test_rounding_alone_never_breaks_a_limit(
        self,
        drawn: tuple[list[tuple[Fraction, Fraction, Quantity]], Fraction],
        room: Fraction,
        form: tuple[Unit, int],
    ) -> None:
        """“Σ coefficient · term ≤ constant”: prints of amounts that keep their limit hold, however they were rounded."""
        parts, total = drawn
        terms = [*((c, q) for c, _, q in parts), (F(-1), printed(total + room, *form))]
        assert linear(terms, at_most=True).verdict.holds

    @given(st.lists(st.tuples(coefficients, prints()), min_size=1, max_size=6), formats, st.booleans(), st.booleans())
    def test_one_unit_beyond_the_slack_breaks_a_sum(
        self, parts: Terms, form: tuple[Unit, int], above: bool, exact: bool
    ) -> None:
        """“And nothing more”: the farthest total the slack allows holds, and the next print beyond it is broken."""
        unit, places = form
        total = Quantity(F(0), unit, places, exact)
        side = 1 if above else -1
        middle = sum((c * q.number * (q.unit or YUAN).scale for c, q in parts), F(0))
        slack = sum((abs(c) * unrounded(q) for c, q in parts), F(0)) + unrounded(total)
        step = unit.scale / 10**places
        steps = floor((side * middle + slack) / step) * side
        last = evolve(total, number=F(steps, 10**places))
        beyond = evolve(total, number=F(steps + side, 10**places))
        assert linear([(F(1), last), *minus(parts)]) == Outcome(
            Verdict.EXACT if last.value == middle else verdict_of(abs(last.value - middle) <= slack),
            last.value - middle,
            slack,
        )
        broken = linear([(F(1), beyond), *minus(parts)])
        assert broken == Outcome(Verdict.BROKEN, beyond.value - middle, slack)

    @given(st.lists(st.tuples(coefficients, prints()), min_size=1, max_size=6), formats, st.booleans())
    def test_one_unit_beyond_the_slack_breaks_a_limit(self, parts: Terms, form: tuple[Unit, int], exact: bool) -> None:
        """“Or ≤ constant”: the largest print the slack allows holds, the next is broken, and any below is exact."""
        unit, places = form
        zero = Quantity(F(0), unit, places, exact)
        limit = sum((c * q.number * (q.unit or YUAN).scale for c, q in parts), F(0))
        slack = sum((abs(c) * unrounded(q) for c, q in parts), F(0)) + unrounded(zero)
        step = unit.scale / 10**places
        steps = floor((limit + slack) / step)
        verdicts = []
        for extra in (-(10**6), 0, 1):
            term = evolve(zero, number=F(steps + extra, 10**places))
            outcome = linear([(F(1), term), *minus(parts)], at_most=True)
            assert (outcome.residual, outcome.slack) == (term.value - limit, slack)
            verdicts.append(outcome.verdict)
        largest = evolve(zero, number=F(steps, 10**places)).value
        low = evolve(zero, number=F(steps - 10**6, 10**places)).value
        assert verdicts == [
            Verdict.EXACT if low <= limit else Verdict.ROUNDING,
            verdict_of(largest <= limit + slack) if largest > limit else Verdict.EXACT,
            Verdict.BROKEN,
        ]

    @given(
        st.lists(
            st.tuples(coefficients, st.integers(-2000, 2000), st.integers(-8, 6), st.booleans()),
            min_size=1,
            max_size=5,
        ),
        st.booleans(),
        st.data(),
    )
    def test_changing_units_never_changes_a_verdict(
        self, drawn: list[tuple[Fraction, int, int, bool]], at_most: bool, data: st.DataObject
    ) -> None:
        """“All of it in integers and fractions”: the same prints in 元, 万元 or 亿元 have the same outcome."""
        one, other = ([(c, data.draw(spelled(n, fine, exact))) for c, n, fine, exact in drawn] for _ in range(2))
        assert linear(one, at_most=at_most) == linear(other, at_most=at_most)
        assert interval(one) == interval(other)

    @pytest.mark.parametrize(
        ("total", "parts", "verdict", "residual", "slack"),
        [
            ("2.44万元", ("2.37万元", "0.07万元"), Verdict.EXACT, 0, 150),
            ("2.45万元", ("2.37万元", "0.07万元"), Verdict.ROUNDING, 100, 150),
            ("2.43万元", ("2.37万元", "0.07万元"), Verdict.ROUNDING, -100, 150),
            ("2.46万元", ("2.37万元", "0.07万元"), Verdict.BROKEN, 200, 150),
            ("2.42万元", ("2.37万元", "0.07万元"), Verdict.BROKEN, -200, 150),
            ("30.5万元", ("30.00万元", "0.44万元"), Verdict.ROUNDING, 600, 600),
            ("30.5万元", ("30.00万元", "0.43万元"), Verdict.BROKEN, 700, 600),
            ("17人", ("10人", "7人"), Verdict.EXACT, 0, 0),
            ("18人", ("10人", "7人"), Verdict.BROKEN, 1, 0),
            ("98分", ("50分", "47.5分"), Verdict.BROKEN, F(1, 2), 0),
            ("0.5亿元", ("3000万元", "24000000元"), Verdict.ROUNDING, -4000000, F(10**7, 2) + F(10**4, 2) + F(1, 2)),
        ],
    )
    def test_known_sums(
        self, total: str, parts: tuple[str, ...], verdict: Verdict, residual: Fraction, slack: Fraction
    ) -> None:
        """Total less parts is left over, in yuan, people or points, and the slack is as wide as the prints are coarse."""
        terms = [(F(1), made(total)), *((F(-1), made(part)) for part in parts)]
        outcome = linear(terms)
        assert outcome == Outcome(verdict, F(residual), F(slack), None)

    def test_nothing_is_zero(self) -> None:
        """No terms add up to zero, exactly."""
        assert linear([]) == Outcome(Verdict.EXACT, F(0), F(0))
        assert linear([], constant=F(1)) == Outcome(Verdict.BROKEN, F(-1), F(0))
        assert linear([], constant=F(1), at_most=True) == Outcome(Verdict.EXACT, F(-1), F(0))

    @pytest.mark.parametrize(
        ("constant", "equal", "at_most"),
        [
            (F(101), Verdict.BROKEN, Verdict.EXACT),
            (F(100), Verdict.EXACT, Verdict.EXACT),
            (F(99), Verdict.BROKEN, Verdict.BROKEN),
        ],
    )
    def test_points_against_a_constant(self, constant: Fraction, equal: Verdict, at_most: Verdict) -> None:
        """Points are exact, so their sum is its constant, below it or above it."""
        terms = [(F(1), made("60分")), (F(1), made("40分"))]
        assert linear(terms, constant=constant).verdict is equal
        assert linear(terms, constant=constant, at_most=True).verdict is at_most


class TestInterval:
    @given(st.lists(st.tuples(coefficients, prints()), max_size=4))
    def test_reaches_from_the_lowest_to_the_highest_corner(self, terms: Terms) -> None:
        """“The true values a combination of prints may stand for” reach to its corners and no farther."""
        ends = [[c * (q.value - unrounded(q)), c * (q.value + unrounded(q))] for c, q in terms]
        corners = [sum(choice, F(0)) for choice in product(*ends)]
        assert interval(terms) == (min(corners), max(corners))


def unrounded(q: Quantity) -> Fraction:
    """How far the true amount may lie from a print, counted by hand."""
    return F(0) if q.exact else (q.unit.scale if q.unit else F(1)) / 10**q.places / 2


def verdict_of(holds: bool) -> Verdict:
    return Verdict.ROUNDING if holds else Verdict.BROKEN


@st.composite
def spelled(draw: st.DrawFn, n: int, fine: int, exact: bool) -> Quantity:
    """The amount n · 10^-fine yuan, known to that digit, in one of the units that can print it so."""
    unit, shift = draw(st.sampled_from([u for u in MONEY_UNITS.values() if fine + u[1] >= 0]))
    places = fine + shift
    return Quantity(F(n, 10**places), unit, places, exact)


# --- rates: an oracle that knows nothing of the implementation -------------------------------------------------------


@frozen
class Drawn:
    """One figure as the oracle sees it: n · 10^-fine base units, exact or rounded."""

    n: int
    fine: int
    exact: bool

    @property
    def value(self) -> Fraction:
        return F(self.n) / F(10) ** self.fine

    @property
    def ends(self) -> list[Fraction]:
        half = F(1, 2) / F(10) ** self.fine
        return [self.value] if self.exact else [self.value - half, self.value + half]

    @property
    def quantity(self) -> Quantity:
        return Quantity(self.value, YUAN, self.fine, self.exact)


def print_stands_for(
    number: Fraction, places: int, scale: Fraction, exact: bool, low: Fraction, high: Fraction
) -> bool:
    """Whether some rate between low and high is printed as this number: itself, rounded, or cut toward zero."""
    value, step = number * scale, F(scale / 10**places)
    if exact:
        return low <= value <= high
    if low <= value + step / 2 and value - step / 2 <= high:
        return True
    if value > 0:  # cut from [value, value + step)
        return low < value + step and value <= high
    if value < 0:
        return low <= value and value - step < high
    return low < step and -step < high


def expected_verdict(stated: Quantity, top: list[Drawn], bottom: list[Drawn], change: bool) -> Verdict | None:
    """The verdict by trying every corner: figures at either end of what they may be, and the rate as printed."""
    figures = [*top, *bottom]
    count = len(top)

    def rate(values: Sequence[Fraction]) -> Fraction:
        over, under = sum(values[:count], F(0)), sum(values[count:], F(0))
        return (over - under if change else over) / under

    values = [figure.value for figure in figures]
    if sum(values[count:], F(0)) == 0:
        return None
    readings = [(stated.number, stated.places, stated.unit.scale if stated.unit else F(1))]
    if stated.unit is None:
        readings.append((stated.number / 100, stated.places + 2, F(1)))
    if any(number * scale == rate(values) for number, _, scale in readings):
        return Verdict.EXACT
    corners = list(product(*(figure.ends for figure in figures)))
    bottoms = [sum(corner[count:], F(0)) for corner in corners]
    if min(bottoms) <= 0 <= max(bottoms):
        return Verdict.ROUNDING  # the base may be zero, and then any rate is possible
    rates = [rate(corner) for corner in corners]
    holds = any(print_stands_for(*reading, stated.exact, min(rates), max(rates)) for reading in readings)
    return verdict_of(holds)


figures = st.builds(Drawn, st.integers(-120, 120), st.integers(0, 2), st.booleans())


@st.composite
def stated_rates(draw: st.DrawFn, top: list[Drawn], bottom: list[Drawn], change: bool) -> Quantity:
    """A print at or near the rate of the figures: rounded or cut, some units off, with or without its sign."""
    under = sum((f.value for f in bottom), F(0))
    over = sum((f.value for f in top), F(0)) - (under if change else 0)
    rate = over / under if under else F(draw(st.integers(-3, 3)))
    unit = draw(st.sampled_from([PERCENT, PERCENT, PERMILLE, None]))
    places = draw(st.integers(0, 4))
    scale = unit.scale if unit else draw(st.sampled_from([F(1), F(1, 100)]))
    digits = draw(st.sampled_from([rounded, cut]))(rate / scale, places)
    off = F(draw(st.integers(-2, 2)), 10**places)
    return Quantity(digits + off, unit, places, draw(st.sampled_from([False, False, False, True])))


class TestRatio:
    @given(st.lists(figures, min_size=1, max_size=2), st.lists(figures, min_size=1, max_size=2), st.data())
    def test_agrees_with_every_corner(self, top: list[Drawn], bottom: list[Drawn], data: st.DataObject) -> None:
        """“Tested sign by sign, never by cross-multiplication”: it holds if some corner may be printed so."""
        stated = data.draw(stated_rates(top, bottom, False))
        outcome = ratio(stated, [(F(1), f.quantity) for f in top], [(F(1), f.quantity) for f in bottom])
        assert (outcome.verdict if outcome else None) is expected_verdict(stated, top, bottom, False)

    @given(figures, figures, st.data())
    def test_a_change_agrees_with_every_corner(self, now: Drawn, before: Drawn, data: st.DataObject) -> None:
        """“A change is (now − before) / before: both ends are taken together”, for bases and changes of both signs."""
        stated = data.draw(stated_rates([now], [before], True))
        base = before.quantity
        outcome = ratio(stated, [(F(1), now.quantity), (F(-1), base)], [(F(1), base)])
        assert (outcome.verdict if outcome else None) is expected_verdict(stated, [now], [before], True)

    @given(
        figures, figures, st.integers(0, 4), st.sampled_from([rounded, cut]), st.sampled_from([PERCENT, PERMILLE, None]),
        st.booleans(), st.lists(st.integers(-8, 8), min_size=2, max_size=2),
    )  # fmt: skip
    def test_a_rate_of_true_figures_always_holds(
        self, now: Drawn, before: Drawn, places: int, how: object, unit: Unit | None, change: bool, inside: list[int]
    ) -> None:
        """“A printed percent may be rounded or cut”: the print of a rate of any true figures behind theirs holds."""
        base = evolve(before, n=before.n or 1)
        true_now, true_base = (
            f.value if f.exact else f.value + F(k, 16) / F(10) ** f.fine
            for f, k in zip((now, base), inside, strict=True)
        )
        rate = (true_now - (true_base if change else 0)) / true_base
        form = rounded if how is rounded else cut
        stated = Quantity(form(rate / (unit.scale if unit else F(1)), places), unit, places)
        under = base.quantity
        top = [(F(1), now.quantity), *([(F(-1), under)] if change else [])]
        outcome = ratio(stated, top, [(F(1), under)])
        assert outcome is not None
        assert outcome.verdict.holds

    @given(figures, figures, st.data(), coefficients, st.booleans())
    def test_changing_units_never_changes_a_verdict(
        self, now: Drawn, before: Drawn, data: st.DataObject, times: Fraction, change: bool
    ) -> None:
        """A rate does not care in which unit of money its figures are printed."""
        stated = data.draw(stated_rates([now], [before], change))
        outcomes = []
        for _ in range(2):
            over, under = (data.draw(spelled(f.n, f.fine, f.exact)) for f in (now, before))
            top = [(F(1), over), *([(F(-1), under)] if change else [])]
            outcomes.append(ratio(stated, top, [(F(1), under)]))
        assert outcomes[0] == outcomes[1]
        under = before.quantity
        top = [(times, now.quantity), *([(-times, under)] if change else [])]
        assert ratio(stated, top, [(times, under)]) == outcomes[0]

    @given(figures, figures, st.data(), st.booleans())
    @example(Drawn(1, 0, True), Drawn(3, 0, True), None, False)
    def test_the_outcome_says_what_is_expected(
        self, now: Drawn, before: Drawn, data: st.DataObject | None, change: bool
    ) -> None:
        """An outcome carries the rate of the prints, what the nearest reading is off it, and half its last place."""
        base = evolve(before, n=before.n or 1)
        stated = data.draw(stated_rates([now], [base], change)) if data else Quantity(F(33), None, 0)
        under = base.quantity
        top = [(F(1), now.quantity), *([(F(-1), under)] if change else [])]
        outcome = ratio(stated, top, [(F(1), under)])
        assert outcome is not None
        rate = now.value / base.value - (1 if change else 0)
        scales = [stated.unit.scale] if stated.unit else [F(1), F(1, 100)]
        halves = {s: F(0) if stated.exact else s / 10**stated.places / 2 for s in scales}
        assert outcome.expected == rate
        assert (outcome.residual, outcome.slack) in [(stated.number * s - rate, halves[s]) for s in scales]
        if outcome.verdict is Verdict.BROKEN:
            assert abs(outcome.residual) == min(abs(stated.number * s - rate) for s in scales)
        assert (outcome.verdict is Verdict.EXACT) is (outcome.residual == 0)

    @pytest.mark.parametrize(
        ("stated", "top", "bottom"),
        [("100%", "5.00万元", "0.00万元"), ("0%", "0元", "0元"), ("100%", "5人", "0人")],
    )
    def test_a_zero_base_has_no_rate(self, stated: str, top: str, bottom: str) -> None:
        """“None when the bottom is zero, because then there is no rate”, whatever is stated."""
        assert ratio(made(stated), [(F(1), made(top))], [(F(1), made(bottom))]) is None

    def test_bases_that_cancel_have_no_rate(self) -> None:
        """A base whose terms add up to zero is zero."""
        assert ratio(made("100%"), [(F(1), made("5元"))], [(F(1), made("5元")), (F(-1), made("5.0元"))]) is None

    @pytest.mark.parametrize(
        ("stated", "verdict", "residual", "slack"),
        [
            ("89.47%", Verdict.ROUNDING, F(8947, 10**4) - F(17, 19), F(1, 20000)),
            ("89.48%", Verdict.BROKEN, F(8948, 10**4) - F(17, 19), F(1, 20000)),
            ("89.46%", Verdict.BROKEN, F(8946, 10**4) - F(17, 19), F(1, 20000)),
            ("89%", Verdict.ROUNDING, F(89, 100) - F(17, 19), F(1, 200)),
            ("90%", Verdict.BROKEN, F(90, 100) - F(17, 19), F(1, 200)),
            ("89.47", Verdict.ROUNDING, F(8947, 10**4) - F(17, 19), F(1, 20000)),
            ("0.8947", Verdict.ROUNDING, F(8947, 10**4) - F(17, 19), F(1, 20000)),
            ("0.895", Verdict.ROUNDING, F(895, 1000) - F(17, 19), F(1, 2000)),
            ("0.8948", Verdict.BROKEN, F(8948, 10**4) - F(17, 19), F(1, 20000)),
            ("8.947", Verdict.BROKEN, F(8947, 10**5) - F(17, 19), F(1, 2 * 10**5)),
            ("1.9", Verdict.BROKEN, F(19, 1000) - F(17, 19), F(1, 2000)),
            ("1.7", Verdict.BROKEN, F(17, 10) - F(17, 19), F(1, 20)),
            ("-89.47%", Verdict.BROKEN, -F(8947, 10**4) - F(17, 19), F(1, 20000)),
            ("894.7‰", Verdict.ROUNDING, F(8947, 10**4) - F(17, 19), F(1, 20000)),
            ("89.47‰", Verdict.BROKEN, F(8947, 10**5) - F(17, 19), F(1, 2 * 10**5)),
        ],
    )
    def test_a_rate_of_counts(self, stated: str, verdict: Verdict, residual: Fraction, slack: Fraction) -> None:
        """A rate of 17 out of 19 is 89.47 %, printed as percent, per mille or a plain number, and not its neighbours."""
        outcome = ratio(made(stated), [(F(1), made("17人"))], [(F(1), made("19人"))])
        assert outcome == Outcome(verdict, residual, slack, F(17, 19))

    @pytest.mark.parametrize(
        ("stated", "now", "before", "verdict"),
        [
            ("21.25%", "6.39万元", "5.27万元", Verdict.ROUNDING),
            ("-21.25%", "4.15万元", "5.27万元", Verdict.ROUNDING),
            ("-33.33%", "2人", "3人", Verdict.ROUNDING),
            ("-33.34%", "2人", "3人", Verdict.BROKEN),
            ("-33.32%", "2人", "3人", Verdict.BROKEN),
            ("-66.66%", "1人", "3人", Verdict.ROUNDING),
            ("-66.67%", "1人", "3人", Verdict.ROUNDING),
            ("-66.68%", "1人", "3人", Verdict.BROKEN),
            ("-66.65%", "1人", "3人", Verdict.BROKEN),
            ("100%", "6人", "3人", Verdict.EXACT),
            ("99%", "6人", "3人", Verdict.BROKEN),
            ("-100%", "0人", "3人", Verdict.EXACT),
            ("0%", "3人", "3人", Verdict.EXACT),
            ("0.00%", "0.01万元", "500.00万元", Verdict.BROKEN),
            ("-99.99%", "0.01万元", "500.00万元", Verdict.ROUNDING),
            ("200", "9人", "3人", Verdict.EXACT),
            ("2", "9人", "3人", Verdict.EXACT),
        ],
    )
    def test_known_changes(self, stated: str, now: str, before: str, verdict: Verdict) -> None:
        """A change is printed with its sign, rounded or cut toward zero, and nothing else is it."""
        base = made(before)
        outcome = ratio(made(stated), [(F(1), made(now)), (F(-1), base)], [(F(1), base)])
        assert outcome is not None
        assert outcome.verdict is verdict

    def test_figures_that_print_alike_are_still_two(self) -> None:
        """Spending and budget that print alike may differ behind the print, so a rate near 100 % holds."""
        figure = made("5.27万元")
        for stated in ("99.92%", "100.08%", "100%"):
            outcome = ratio(made(stated), [(F(1), figure)], [(F(1), figure)])
            assert outcome is not None
            assert outcome.verdict.holds
        outcome = ratio(made("0.08%"), [(F(1), figure), (F(-1), figure)], [(F(1), figure)])
        assert outcome is not None
        assert outcome.verdict is Verdict.ROUNDING
        outcome = ratio(made("99.80%"), [(F(1), figure)], [(F(1), figure)])
        assert outcome is not None
        assert outcome.verdict is Verdict.BROKEN

    def test_half_of_a_figure_that_prints_alike(self) -> None:
        """A share of a figure of its own is no change, even where both print alike."""
        figure = made("5.27万元")
        outcome = ratio(made("49.96%"), [(F(1, 2), figure)], [(F(1), figure)])
        assert outcome is not None
        assert outcome.verdict is Verdict.ROUNDING

    @pytest.mark.parametrize("sign", [F(1), F(-1)])
    @pytest.mark.parametrize("swapped", [False, True])
    @pytest.mark.parametrize(
        ("stated", "verdict"),
        [
            ("-57.14%", Verdict.ROUNDING),
            ("-42.11%", Verdict.ROUNDING),
            ("-40%", Verdict.BROKEN),
            ("-60%", Verdict.BROKEN),
        ],
    )
    def test_the_base_of_a_change_is_one_figure(
        self, stated: str, verdict: Verdict, sign: Fraction, swapped: bool
    ) -> None:
        """“`before` stands above and below”, so a fall from 10 to 5 lies between −57.1 % and −42.1 % and no farther."""
        base = made("10元")
        top = [(sign, made("5元")), (-sign, base)]
        outcome = ratio(evolve(made(stated), places=2), top[::-1] if swapped else top, [(sign, base)])
        assert outcome is not None
        assert outcome.verdict is verdict

    @pytest.mark.parametrize(("stated", "verdict"), [("83.33%", Verdict.ROUNDING), ("33.33%", Verdict.BROKEN)])
    def test_only_the_base_itself_is_taken_together(self, stated: str, verdict: Verdict) -> None:
        """Another figure taken off above, or a base of several figures, leaves the rate what it is."""
        now, before, other = made("8人"), made("3人"), made("3人")
        for top, bottom in (
            ([(F(1), now), (F(-1), before)], [(F(1), made("6人"))]),
            ([(F(1), now), (F(-1), before)], [(F(1), before), (F(1), evolve(other, printed="另"))]),
        ):
            outcome = ratio(made(stated), top, bottom)
            assert outcome is not None
            assert outcome.verdict is verdict
            assert outcome.expected == F(5, 6)

    def test_a_change_from_a_base_that_may_be_zero_is_not_contradicted(self) -> None:
        """Where the base of a change may be zero behind its print, no rate is contradicted."""
        base = Quantity(F(1, 2), YUAN, 0)
        outcome = ratio(made("500%"), [(F(1), made("1元")), (F(-1), base)], [(F(1), base)])
        assert outcome == Outcome(Verdict.ROUNDING, F(4), F(1, 200), F(1))

    def test_a_share_of_a_base_that_may_be_zero_is_not_contradicted(self) -> None:
        """Where rounding leaves open whether there is a base at all, no rate is contradicted."""
        bottom = [(F(1), made("1元")), (F(-1), made("0元"))]
        outcome = ratio(made("500%"), [(F(1), made("1元"))], bottom)
        assert outcome == Outcome(Verdict.ROUNDING, F(4), F(1, 200), F(1))
