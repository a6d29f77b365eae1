"""Weights from judgements, points that add up, and what other weights would change."""

from __future__ import annotations

import contextlib
import pickle
from fractions import Fraction
from itertools import combinations
from math import prod
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import perfeval
from perfeval.__main__ import main
from perfeval.errors import ModelError, PackError, PerfevalError, UnknownNameError
from perfeval.quantities import plain
from perfeval.quantities.bounds import root
from perfeval.ruling import BandsScore, Framework, Indicator, Proportional, Section
from perfeval.weighting import (
    DONEGAN_DODD_1991,
    INDICES,
    SAATY_1980,
    SAATY_2005,
    Group,
    Joining,
    Judgements,
    Method,
    framework_patch,
    index_named,
    patch_in_book,
    points,
    sensitivity,
    separating,
)

#: Saaty's choice of a house, 1980: eight criteria, and judgements that do not fit together.
HOUSE = [row.split() for row in (
    "1 5 3 7 6 6 1/3 1/4", "1/5 1 1/3 5 3 3 1/5 1/7", "1/3 3 1 6 3 4 6 1/5", "1/7 1/5 1/6 1 1/3 1/4 1/7 1/8",
    "1/6 1/3 1/3 3 1 1/2 1/5 1/6", "1/6 1/3 1/4 4 2 1 1/5 1/6", "3 5 1/6 7 5 5 1 1/2", "4 7 5 8 6 6 2 1",
)]  # fmt: skip
CRITERIA = ("size", "transport", "neighbourhood", "age", "yard", "facilities", "condition", "financing")
#: What people in the United States drink, Saaty 2008.
DRINKS = ("coffee", "wine", "tea", "beer", "soda", "milk", "water")
DRUNK = dict(zip(combinations(DRINKS, 2), ["9", "5", "2", "1", "1", "1/2", "1/3", "1/9", "1/9", "1/9", "1/9", "1/3", "1/4", "1/3", "1/9", "1/2", "1", "1/3", "2", "1/2", "1/3"], strict=True))  # fmt: skip
THREE = ("数量", "质量", "时效")
PAIRS = {("数量", "质量"): 3, ("数量", "时效"): 5, ("质量", "时效"): 2}


def to(places: int, numbers) -> list[str]:
    """Numbers with so many decimals."""
    return [plain(n, places) for n in numbers]


# --- known cases ------------------------------------------------------------------------------------------------------


def test_house() -> None:
    """Saaty's house: the published weights and eigenvalue, a ratio that is rejected by every table, and the worst judgement."""
    found = Judgements.of_matrix(CRITERIA, HOUSE).weights(SAATY_1980)

    assert to(3, found.shares) == ["0.173", "0.054", "0.188", "0.018", "0.031", "0.036", "0.167", "0.333"]
    assert to(4, (found.largest.low, found.largest.high)) == ["9.6689"] * 2
    assert plain(found.consistency_index.middle, 4) == "0.2384"
    assert plain(found.ratio.middle, 3) == "0.169"
    assert found.acceptable is False
    assert (found.worst.one, found.worst.other, found.worst.stated) == ("neighbourhood", "condition", 6)
    assert plain(found.worst.factor, 2) == "5.32"
    assert found.points(100) == (17, 5, 19, 2, 3, 4, 17, 33)
    assert plain(Judgements.of_matrix(CRITERIA, HOUSE).weights(SAATY_2005).ratio.middle, 4) == "0.1703"


def test_eigenvector_is_not_the_row_mean() -> None:
    """Geometric means of the rows are other weights; where judgements contradict each other they are not the eigenvector's."""
    judged = Judgements.of_matrix(CRITERIA, HOUSE)
    means = [root(prod(line, start=Fraction(1)), len(CRITERIA)).middle for line in judged.matrix]
    by_rows = to(3, (mean / sum(means) for mean in means))

    assert by_rows == ["0.175", "0.063", "0.149", "0.019", "0.036", "0.042", "0.167", "0.350"]
    assert by_rows != to(3, judged.weights().shares)


def test_drinks() -> None:
    """Saaty's drinks: weights, eigenvalue and ratio as published; the judgements fit together, and that is proved."""
    found = Judgements(DRINKS, DRUNK).weights(SAATY_1980)

    assert to(3, found.shares) == ["0.177", "0.019", "0.042", "0.116", "0.190", "0.129", "0.327"]
    assert plain(found.largest.middle, 4) == "7.1766"
    assert plain(found.ratio.middle, 3) == "0.022"
    assert found.acceptable is True


def test_tables_differ() -> None:
    """One matrix may pass by one random index and fail by another, so that the index has to be named."""
    names = ("a", "b", "c", "d")
    judged = Judgements(names, dict(zip(combinations(names, 2), (2, 3, 4, "1/3", 1, 1), strict=True)))
    verdicts = {index.id: judged.weights(index).acceptable for index in INDICES}

    assert verdicts == {"saaty-1980": True, "saaty-2005": True, "donegan-dodd-1991": False}


def test_tables_as_published() -> None:
    """The random indices are those of their sources."""
    assert to(2, (SAATY_1980.of(n) for n in range(3, 11))) == [
        "0.58",
        "0.90",
        "1.12",
        "1.24",
        "1.32",
        "1.41",
        "1.45",
        "1.49",
    ]
    assert to(2, (SAATY_2005.of(n) for n in range(3, 11))) == [
        "0.52",
        "0.89",
        "1.11",
        "1.25",
        "1.35",
        "1.40",
        "1.45",
        "1.49",
    ]
    assert to(4, (DONEGAN_DODD_1991.of(n) for n in range(3, 8))) == ["0.4914", "0.8286", "1.0591", "1.1797", "1.2519"]
    with pytest.raises(UnknownNameError, match="saaty-1980"):
        index_named("saaty")


@pytest.mark.parametrize(("matrix", "index"), [(HOUSE, SAATY_2005), (HOUSE, DONEGAN_DODD_1991)])
def test_as_ahpy(matrix: list[list[str]], index) -> None:
    """A library with binary fractions comes to the same weights and the same ratio, to its precision."""
    ahpy = pytest.importorskip("ahpy")
    pairs = {
        (CRITERIA[i], CRITERIA[j]): Fraction(matrix[i][j]) for i in range(8) for j in range(8) if i < j
    }  # fmt: skip
    own = Judgements(CRITERIA, pairs).weights(index)
    theirs = ahpy.Compare(
        "house", {pair: float(value) for pair, value in pairs.items()}, precision=6,
        random_index="saaty" if index is SAATY_2005 else "dd",
    )  # fmt: skip

    assert theirs.consistency_ratio == pytest.approx(float(own.ratio.middle), abs=1e-6)
    assert all(theirs.local_weights[name] == pytest.approx(float(own.share(name)), abs=1e-6) for name in CRITERIA)


# --- consistency ------------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(1, 3), min_size=3, max_size=6))
def test_judgements_that_fit_are_exact(worths: list[int]) -> None:
    """Judgements that are ratios of one set of worths give exactly these weights, λ = n and a ratio of 0."""
    names = tuple(f"i{n}" for n in range(len(worths)))
    judged = Judgements(
        names, {(names[i], names[j]): Fraction(worths[i], worths[j]) for i, j in combinations(range(len(worths)), 2)}
    )
    found = judged.weights()

    assert found.shares == tuple(Fraction(w, sum(worths)) for w in worths)
    assert (found.width, found.worst) == (0, None)
    assert (found.largest.low, found.largest.high, found.ratio.high) == (len(worths), len(worths), 0)
    assert found.acceptable is True


judgements_of_four = st.lists(st.sampled_from([Fraction(1, n) for n in range(1, 10)] + [Fraction(n) for n in range(2, 10)]), min_size=6, max_size=6)  # fmt: skip


@given(judgements_of_four)
def test_eigenvalue_is_enclosed(values: list[Fraction]) -> None:
    """By Collatz and Wielandt any vector bounds the eigenvalue: the bounds found lie within those of equal weights."""
    names = ("a", "b", "c", "d")
    judged = Judgements(names, dict(zip(combinations(names, 2), values, strict=True)))
    found = judged.weights()
    rows = [sum(row) for row in judged.matrix]

    assert sum(found.shares) == 1
    assert 4 <= found.largest.low <= found.largest.high <= max(rows)
    assert found.largest.width <= Fraction(1, 10**12)
    assert 0 <= found.width <= Fraction(1, 10**10)


@given(judgements_of_four)
def test_weights_are_as_near_as_said(values: list[Fraction]) -> None:
    """The named width of the weights is true: Aw and λw agree as closely as it allows."""
    names = ("a", "b", "c", "d")
    judged = Judgements(names, dict(zip(combinations(names, 2), values, strict=True)))
    found = judged.weights()

    for row, share in zip(judged.matrix, found.shares, strict=True):
        after = sum((a * s for a, s in zip(row, found.shares, strict=True)), Fraction(0))
        off = max(abs(after - found.largest.low * share), abs(after - found.largest.high * share))
        assert off <= 40 * found.width + found.largest.width


def test_two_cannot_contradict() -> None:
    """Of one item or two the ratio is not defined, neither 0 nor 0/0, and the judgements fit together all the same."""
    one, two = Judgements(("a",), {}).weights(), Judgements(("a", "b"), {("a", "b"): 9}).weights()

    assert (one.shares, two.shares) == ((1,), (Fraction(9, 10), Fraction(1, 10)))
    assert (one.ratio, two.ratio) == (None, None)
    assert "无定义" in two.why_no_ratio.zh
    assert "not defined" in two.why_no_ratio.en
    assert one.acceptable is two.acceptable is True


# --- groups -----------------------------------------------------------------------------------------------------------

OTHER = {("数量", "质量"): 1, ("数量", "时效"): 4, ("质量", "时效"): "1/3"}


def group() -> Group:
    """Two people who do not agree."""
    return Group({"甲": Judgements(THREE, PAIRS), "乙": Judgements(THREE, OTHER)})


def test_group_by_judgements() -> None:
    """The geometric mean of judgements keeps reciprocity, and is compared with a number exactly, by powers."""
    both = group()
    mean = both.mean("数量", "质量")

    assert mean.low**2 <= 3 <= mean.high**2
    assert (both.mean("质量", "数量") * mean).low <= 1 <= (both.mean("质量", "数量") * mean).high
    assert [both.compare("数量", "时效", n) for n in (4, "4.4721", "4.4722", 5)] == [1, 1, -1, -1]
    assert (
        Group({"甲": Judgements(THREE, {**PAIRS, ("数量", "质量"): 4}), "乙": Judgements(THREE, OTHER)}).compare(
            "数量", "质量", 2
        )
        == 0
    )
    found = both.weights(Joining.JUDGEMENTS)
    assert sum(found.shares) == 1
    assert found.acceptable is False
    assert found.worst.other == "时效"


def test_group_by_weights() -> None:
    """The mean of weights is another answer; it has no matrix, so that its ratio is not defined, and says so."""
    both = group()
    found, own = both.weights(Joining.WEIGHTS), both.each()

    assert found.shares == tuple((a + b) / 2 for a, b in zip(own["甲"].shares, own["乙"].shares, strict=True))
    assert found.shares != both.weights(Joining.JUDGEMENTS).shares
    assert (found.ratio, found.acceptable, found.largest) == (None, None, None)
    assert "无定义" in found.why_no_ratio.zh


@given(judgements_of_four)
def test_group_of_one_mind(values: list[Fraction]) -> None:
    """People who judge alike have the weights of any one of them, however they are put together."""
    names = ("a", "b", "c", "d")
    judged = Judgements(names, dict(zip(combinations(names, 2), values, strict=True)))
    alone, together = judged.weights(), Group({"x": judged, "y": judged, "z": judged})

    for by in Joining:
        found = together.weights(by)
        assert all(abs(a - b) <= alone.width + found.width for a, b in zip(alone.shares, found.shares, strict=True))


# --- points -----------------------------------------------------------------------------------------------------------


def test_largest_remainder() -> None:
    """The textbook election, and three equal parts of a hundred with the tie named."""
    assert points((47000, 16000, 15800, 12000, 6100, 3100), 10) == (5, 2, 1, 1, 1, 0)
    three = points((1, 1, 1), names=("甲", "乙", "丙"))
    assert three == (34, 33, 33)
    assert [(tie.parts, tie.units) for tie in three.ties] == [(("甲", "乙", "丙"), 1)]
    assert pickle.loads(pickle.dumps(three)).ties == three.ties


def test_unit_matters() -> None:
    """Ninety over four is 22.5 each in halves; in whole points two get more, and the tie is named."""
    halves, whole = points((1, 1, 1, 1), 90, "0.5"), points((1, 1, 1, 1), 90)

    assert (halves, halves.ties) == ((Fraction(45, 2),) * 4, ())
    assert whole == (23, 23, 22, 22)
    assert whole.ties[0].units == 2


def test_ties_of_weights_that_are_not_exact() -> None:
    """Judgements that go round in a circle give equal weights; their remainders are equal within the named width."""
    names = ("a", "b", "c")
    found = Judgements(names, {("a", "b"): 2, ("b", "c"): 2, ("a", "c"): "1/2"}).weights()

    assert found.points(100).ties[0].parts == names


shares = st.lists(st.fractions(min_value=0, max_value=10, max_denominator=1000), min_size=1, max_size=12).filter(any)


@given(shares, st.integers(1, 200), st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(1, 10)]))
def test_points_add_up(parts: list[Fraction], units: int, unit: Fraction) -> None:
    """Points by largest remainder add up exactly, are whole units, and no part is a unit or more away from its share."""
    total = units * unit
    made = points(parts, total, unit)

    assert sum(made) == total
    assert all((p / unit).denominator == 1 and p >= 0 for p in made)
    assert all(abs(p - part * total / sum(parts)) < unit for p, part in zip(made, parts, strict=True))


@given(shares, st.integers(1, 200))
def test_points_keep_the_order(parts: list[Fraction], total: int) -> None:
    """The heavier part never gets fewer points (monotone)."""
    made = points(parts, total)

    assert all(made[i] >= made[j] for i in range(len(parts)) for j in range(len(parts)) if parts[i] > parts[j])


@given(shares, st.integers(1, 200), st.randoms())
def test_points_depend_on_order_in_ties_alone(parts: list[Fraction], total: int, chance) -> None:
    """Where no tie is named, the points of a part do not depend on where it stands."""
    made = points(parts, total)
    order = list(range(len(parts)))
    chance.shuffle(order)
    other = points([parts[n] for n in order], total)

    assert bool(made.ties) is bool(other.ties)
    assert made.ties or all(other[place] == made[n] for place, n in enumerate(order))


@pytest.mark.parametrize("call", [
    lambda: points((1, 2), 10, 3), lambda: points((1, 2), "0.05", "0.1"), lambda: points((1, -2), 10), lambda: points((0, 0), 10),
    lambda: points((), 10), lambda: points((1, 0.5), 10), lambda: points((1, "x"), 10), lambda: points((1, 2), 0),
    lambda: points((1, 2), -5), lambda: points((1, 2), 10, 0), lambda: points((1, 2), 10**18, "0.000001"),
    lambda: points((1, 2), 10, names=("a",)), lambda: points((1, 2), True), lambda: points((1, 2), 100.0),
])  # fmt: skip
def test_points_that_cannot_be(call) -> None:
    """A total that is no multiple of the unit, shares that are none, and binary fractions are refused in both languages."""
    refused(call)


# --- sensitivity ------------------------------------------------------------------------------------------------------

UNITS = {"甲": {"x": "90%", "y": "80%", "z": "100%"}, "乙": {"x": "80%", "y": "90%", "z": "100%"}}


def test_order_under_other_weights() -> None:
    """An order is certain if it holds at the extreme weights: with 60 and 30 points it survives 14 points, not 16."""
    weights = {"x": Fraction(60), "y": Fraction(30), "z": Fraction(10)}
    (safe,), (unsafe,) = sensitivity(weights, UNITS, 14), sensitivity(weights, UNITS, 16)

    assert (safe.one, safe.difference, safe.lowest, safe.highest) == (
        "甲",
        3,
        Fraction(1, 5),
        Fraction(54, 10) + Fraction(2, 5),
    )
    assert safe.certain
    assert not unsafe.certain


@given(st.lists(st.integers(0, 100), min_size=3, max_size=3), st.lists(st.integers(0, 100), min_size=3, max_size=3),
       st.integers(0, 60), st.lists(st.integers(-10, 10), min_size=3, max_size=3))  # fmt: skip
def test_extremes_enclose_all_weights(one: list[int], other: list[int], within: int, moves: list[int]) -> None:
    """No weights within the interval that keep the sum give a difference outside the two extremes."""
    weights = dict(zip("xyz", map(Fraction, (50, 30, 20)), strict=True))
    units = {
        unit: dict(zip("xyz", (Fraction(n, 100) for n in rates), strict=True))
        for unit, rates in (("a", one), ("b", other))
    }
    (order,) = sensitivity(weights, units, within)
    drift = [Fraction(m) - Fraction(sum(moves), 3) for m in moves]
    most = max((abs(d) for d in drift), default=Fraction(0)) or Fraction(1)
    moved = [w + d * min(within, 20) / most for w, d in zip(weights.values(), drift, strict=True)]
    difference = sum(w * (units[order.one][k] - units[order.other][k]) for k, w in zip("xyz", moved, strict=True))

    assert order.lowest <= difference <= order.highest
    assert order.lowest <= order.difference <= order.highest


# --- diagnostics ------------------------------------------------------------------------------------------------------

#: Diakoulaki and others, 1995: eight firms by profitability, market share and productivity.
FIRMS = [("61", "1.08", "4.33"), ("20.7", "0.26", "4.34"), ("16.3", "1.98", "2.53"), ("9", "3.29", "1.65"), ("5.4", "2.77", "2.33"),
         ("4", "4.12", "1.21"), ("-6.1", "3.52", "2.10"), ("-34.6", "3.31", "0.98")]  # fmt: skip


def table(rows) -> dict[str, dict[str, object]]:
    """Rows of values as units with indicators."""
    return {f"unit {n}": {f"i{k}": value for k, value in enumerate(row)} for n, row in enumerate(rows)}


@pytest.mark.parametrize(("method", "expected"), [
    ("critic", ["0.20222554", "0.48090173", "0.31687273"]), ("critic-spearman", ["0.21454645", "0.48985630", "0.29559726"]),
])  # fmt: skip
def test_critic(method: str, expected: list[str]) -> None:
    """CRITIC as published, by Pearson and by Spearman, between bounds of a named width."""
    found = separating(table(FIRMS), method)

    assert to(8, (share.middle for share in found.shares.values())) == expected
    assert all(share.width < Fraction(1, 10**18) for share in found.shares.values())


def test_entropy() -> None:
    """Entropy as computed by hand; an indicator at one value for all separates nobody, and its share is exactly 0."""
    found = separating(table([(1, 2), (4, 16)]))
    silent = separating(table([(1, 2), (1, 16), (1, 3)]))

    assert to(6, (share.middle for share in found.shares.values())) == ["0.358889", "0.641111"]
    assert (silent.silent, silent.shares["i0"].high, silent.shares["i1"].low) == (("i0",), 0, 1)


def test_rows_without_names() -> None:
    """A plain matrix, one row a unit, gives what the same values give under names."""
    named, plain_rows = separating(table([(1, 2), (4, 16)])), separating([[1, 2], [4, 16]], method="entropy")

    assert list(plain_rows.shares.values()) == list(named.shares.values())
    assert list(plain_rows.shares) == ["1", "2"]
    refused(lambda: separating([[1, 2], [3]]))
    refused(lambda: separating([]))
    refused(lambda: separating([[]]))


def test_what_separates_nobody_at_all() -> None:
    """Where no indicator differs, or a deviation is 0, the shares are not defined, and the reason is said; never 0 or 1."""
    same = separating(table([(100, 90), (100, 90)]))
    critic = separating(table([(100, 90), (100, 80), (100, 70)]), Method.CRITIC)
    zeros = separating(table([(0, 1), (0, 2)]))

    assert (same.shares, same.silent) == (None, ("i0", "i1"))
    assert (critic.shares, critic.silent) == (None, ("i0",))
    assert (zeros.shares, zeros.silent) == (None, ("i0",))
    for found in (same, critic, zeros):
        assert found.undefined.zh
        assert found.undefined.en


def test_two_units_are_few() -> None:
    """Of two units every correlation is 1 or −1, which is said."""
    assert "1" in separating(table([(1, 5), (2, 3)]), "critic").notes[0].en
    assert separating(table([(1, 5), (2, 3)])).notes == ()


def test_less_is_better() -> None:
    """An indicator of which less is better is turned round before it is compared with the others."""
    rows = [(1, 1), (2, 2), (3, 4)]
    plainly, turned = separating(table(rows), "critic"), separating(table(rows), "critic", less=("i1",))

    assert plainly.shares != turned.shares
    assert turned.shares["i0"].middle > 0


# --- a framework with other points ------------------------------------------------------------------------------------


def test_patch_is_checked() -> None:
    """New points become a patch of the framework, whose scoring follows; points that do not add up are refused."""
    book = perfeval.rulebook("000000", 2023)
    patch = patch_in_book(
        book, "national-2021", {"预算执行率": Fraction(10), "产出指标": Fraction(40), "效益指标": Fraction(40)}
    )
    framework = book.framework("national-2021").framework.patched(patch)

    assert [s.points for s in framework.sections] == [10, 40, 40, 10]
    assert framework.problems() == ()
    with pytest.raises(PackError, match="110"):
        patch_in_book(book, "national-2021", {"产出指标": Fraction(60)})
    with pytest.raises(ModelError, match="产出"):
        patch_in_book(book, "national-2021", {"产量指标": Fraction(60)})
    with pytest.raises(UnknownNameError):
        patch_in_book(book, "national-2121", {"产出指标": Fraction(60)})


def test_patch_of_indicators() -> None:
    """Full marks that a scoring method keeps as a number follow the points; those that its bands spell out are refused."""
    framework = Framework(
        "small", "小体系", sections=(Section("all", "全部", 100),),
        indicators=(
            Indicator("rate", "执行率", points=60, section="all", scoring=Proportional(full=60)),
            Indicator("bands", "分档", points=40, section="all", scoring=BandsScore(at_least=(("90%", 40), (0, 0)))),
        ),
    )  # fmt: skip
    same = framework_patch(framework, {"rate": Fraction(60), "分档": Fraction(40)})

    assert framework.problems() == ()
    assert framework.patched(same) == framework
    with pytest.raises(PackError, match="40"):
        framework_patch(framework, {"rate": Fraction(50), "bands": Fraction(50)})


# --- bad input --------------------------------------------------------------------------------------------------------


def refused(call) -> PerfevalError:
    """What a call is refused with: an error of the package, in both languages."""
    with pytest.raises(PerfevalError) as caught:
        call()
    assert caught.value.zh.endswith("。")
    assert caught.value.en.endswith(".")
    return caught.value


@pytest.mark.parametrize(("names", "pairs"), [
    ((), {}), ("abc", {("a", "b"): 1}), (("a", "a"), {}), (("a", ""), {("a", ""): 1}), (("a", 5), {("a", 5): 1}),
    (("a", "b"), {}), (("a", "b", "c"), {("a", "b"): 1, ("b", "c"): 2}), (("a", "b"), {("a", "b"): 10}),
    (("a", "b"), {("a", "b"): "1/10"}), (("a", "b"), {("a", "b"): 0}), (("a", "b"), {("a", "b"): -3}),
    (("a", "b"), {("a", "b"): 0.5}), (("a", "b"), {("a", "b"): True}), (("a", "b"), {("a", "b"): "三"}),
    (("a", "b"), {("a", "b"): None}), (("a", "b"), {("a", "b"): "1e5"}), (("a", "b"), {("a", "b"): "1/0"}),
    (("a", "b"), {("a", "b"): 3, ("b", "a"): 3}), (("a", "b"), {("a", "b"): 3, ("b", "a"): "1/2"}),
    (("a", "b"), {("a", "c"): 3}), (("a", "b"), {"ab": 3}), (("a", "b"), {("a", "b", "c"): 3}), (("a", "b"), {("a", "a"): 2, ("a", "b"): 1}),
    (tuple(f"i{n}" for n in range(16)), {}),
])  # fmt: skip
def test_judgements_that_are_none(names, pairs) -> None:
    """Judgements that are missing, contradict each other, leave the scale or are no numbers are refused in both languages."""
    refused(lambda: Judgements(names, pairs))


@pytest.mark.parametrize(
    "rows", [[], [[1, 2]], [[1, 2], ["1/2"]], [[1, 2], [2, 1]], [[1, 2], ["1/2", 3]], [[2, 2], ["1/2", 1]]]
)
def test_matrices_that_are_none(rows) -> None:
    """A matrix that is not square, not reciprocal, or whose diagonal is not 1 is refused."""
    refused(lambda: Judgements.of_matrix(("a", "b"), rows))


@pytest.mark.parametrize("call", [
    lambda: Group({}),
    lambda: Group({"甲": Judgements(THREE, PAIRS), "乙": Judgements(("数量", "质量"), {("数量", "质量"): 1})}),
    lambda: group().compare("数量", "质量", 0), lambda: group().compare("数量", "成本", 1), lambda: group().mean("成本", "数量"),
    lambda: Judgements(THREE, PAIRS).weights().share("成本"),
    lambda: sensitivity({"x": Fraction(1)}, {"甲": {"x": 1}}, 1),
    lambda: sensitivity({"x": Fraction(1)}, {"甲": {"x": 1}, "乙": {}}, 1),
    lambda: sensitivity({"x": Fraction(1)}, {"甲": {"x": 1}, "乙": {"x": 1, "y": 1}}, 1),
    lambda: sensitivity({"x": Fraction(1)}, {"甲": {"x": 1}, "乙": {"x": 95}}, 1),
    lambda: sensitivity({"x": Fraction(1)}, {"甲": {"x": 1}, "乙": {"x": "好"}}, 1),
    lambda: sensitivity({"x": Fraction(1)}, {"甲": {"x": 1}, "乙": {"x": 1}}, -1),
    lambda: separating({}), lambda: separating({"甲": {}}), lambda: separating({"甲": {"x": 1}, "乙": {"y": 1}}),
    lambda: separating({"甲": {"x": 1}, "乙": {"x": 1, "y": 1}}), lambda: separating({"甲": {"x": "优"}, "乙": {"x": 1}}),
    lambda: separating({"甲": {"x": -1}, "乙": {"x": 1}}), lambda: separating({"甲": {"x": 1}}, "topsis"),
    lambda: separating({"甲": {"x": 1}}, less=("y",)), lambda: separating({"甲": {"x": 0.5}, "乙": {"x": 1}}),
])  # fmt: skip
def test_other_input_that_is_none(call) -> None:
    """Groups of nobody, shares beyond 1, words, unknown names and methods are refused in both languages."""
    refused(call)


# --- the command ------------------------------------------------------------------------------------------------------

FILE = """
unit = "0.5"

[[level]]
of = "总分"
points = 90
items = ["产出指标", "效益指标"]
judgements = [["产出指标", "效益指标", 2]]

[[level]]
of = "产出指标"
items = ["数量", "质量", "时效"]
[[level.expert]]
name = "甲"
judgements = [["数量", "质量", 3], ["数量", "时效", 5], ["质量", "时效", 2]]
[[level.expert]]
name = "乙"
judgements = [["数量", "质量", 1], ["数量", "时效", 4], ["质量", "时效", "1/3"]]

[compare]
within = 5
[compare.units.一局]
数量 = "95%"
质量 = 1
时效 = "80%"
效益指标 = "90%"
[compare.units.二局]
数量 = 1
质量 = 1
时效 = "70%"
效益指标 = "88%"
"""
FILE = (
    FILE.replace("数量 =", '"数量" =')
    .replace("质量 =", '"质量" =')
    .replace("时效 =", '"时效" =')
    .replace("效益指标 =", '"效益指标" =')
)
FILE = FILE.replace("一局", '"一局"').replace("二局", '"二局"')


def run(text: str | bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str, str]:
    """Run `perfeval weights` on a file with this text."""
    file = tmp_path / "judgements.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    code = 2
    with contextlib.suppress(SystemExit):
        code = main(["weights", str(file), *more])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command says weights, points that add up level by level, the verdict, the worst judgement, and what separates nobody."""
    code, out, err = run(FILE, tmp_path, capsys)
    _, english, _ = run(FILE, tmp_path, capsys, "--lang", "en")

    assert (code, err) == (0, "")
    assert "产出指标  0.6667  60 分" in out
    assert "判断不一致（已证明）" in out
    assert "最不合的判断：“数量”比“时效”为 4.47" in out
    assert "“质量”各单位相同，分不出高低" in out
    assert "次序随权重而变" in out
    assert "separates nobody" in english
    assert "contradict each other (proved)" in english


def test_command_checks_a_framework(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that names a framework is held against it: what fits is said, what does not add up is refused."""
    head = 'framework = "national-2021"\nyear = 2023\n'
    level = '[[level]]\nof = "总分"\npoints = {}\nitems = ["产出指标", "效益指标"]\njudgements = [["产出指标", "效益指标", 2]]\n'

    code, out, _ = run(head + level.format(80), tmp_path, capsys)
    assert (code, "按此分值成立：预算执行率 10、产出指标 53、效益指标 27" in out) == (0, True)
    code, out, err = run(head + level.format(90), tmp_path, capsys)
    assert (code, out) == (2, "")
    assert "110" in err


ONE = '[[level]]\nof = "总分"\npoints = 90\nitems = ["a", "b"]\njudgements = [["a", "b", 2]]\n'


@pytest.mark.parametrize(("text", "said"), [
    ("", "level"), ("\xff\xfe", "UTF-8"), ("level = 3", "level"), ("[[level]\n", "TOML"), (b"\x00\x01", "TOML"), (b"\xff\xfe", "UTF-8"),
    ("index = 'saaty'\n" + ONE, "saaty-1980"), ("index = 1980\n" + ONE, "saaty-1980"), ("joined = 'mean'\n" + ONE, "judgements"),
    ("unit = 0\n" + ONE, "0"), ("unit = 7\n" + ONE, "7"), ("unit = 'half'\n" + ONE, "half"), ("compare = 3\n" + ONE, "compare"),
    (ONE + "[compare]\nwithin = 3\n", "compare"), ("title = 'x'\n" + ONE, "title"), ("year = '2023'\n" + ONE, "year"),
    ("framework = 'nothing'\n" + ONE, "nothing"), ("framework = 'national-2021'\nyear = 1800\n" + ONE, "1800"),
    ("framework = 'national-2021'\njurisdiction = 'x'\n" + ONE, "x"),
    (ONE.replace("points = 90\n", ""), "points"), (ONE.replace("90", "-90"), "90"), (ONE.replace("90", "90.05"), "90.05"),
    (ONE.replace("90", '"many"'), "many"), (ONE.replace('of = "总分"\n', ""), "of"), (ONE.replace("2]]", "12]]"), "12"),
    (ONE.replace("2]]", "true]]"), "judgements"), (ONE.replace('"b", 2', '"c", 2'), "c"), (ONE.replace(', 2]]', "]]"), "#1"),
    (ONE.replace("2]]", '2], ["b", "a", 2]]'), "a"), (ONE.replace("2]]", '2], ["a", "b", 2]]'), "#2"), (ONE.replace('"a", "b"]\n', '"a", "a"]\n', 1), "a"),
    (ONE + ONE, "#2"), (ONE + ONE.replace("总分", "a"), "#2"), (ONE + 'expert = []\n', "expert"), (ONE.replace("judgements", "judgments"), "judgments"),
    (ONE + ONE.replace('"总分"', '"a"').replace('["a", "b"]', '["c", "d"]').replace('["a", "b", 2]', '["c", "d", 2]'), "60"),
    (ONE.replace("judgements", "expert"), "expert"), (ONE.replace('judgements = [["a", "b", 2]]', "[[level.expert]]\njudgements = []"), "name"),
    ("[compare.units.x]\na = 1\n", "level"), (ONE + '[compare.units.x]\na = 1\n[compare.units.y]\na = 1\nb = 2\n', "compare"), (ONE + "[compare.units]\nx = 3\n", "x"),
    (ONE + '[compare.units.x]\na = 1\nb = "优"\n[compare.units.y]\na = 1\nb = 1\n', "优"), ("a." * 40 + "b = 1\n" + ONE, "parts"), (ONE.replace("90", "9" * 30), "9"),
])  # fmt: skip
def test_files_that_are_none(text: str | bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that cannot be taken is refused with exit 2, in both languages, naming what is wrong; nothing is printed."""
    data = text.encode("latin-1") if text == "\xff\xfe" else text
    code, out, err = run(data, tmp_path, capsys)
    first, *rest = err.splitlines()

    assert (code, out) == (2, "")
    assert said in err
    assert any("\u4e00" <= c <= "\u9fff" for c in first)
    assert rest
    assert "Traceback" not in err


def test_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there, a folder, and an empty name are refused with exit 2."""
    for name in (tmp_path / "absent.toml", tmp_path, ""):
        assert main(["weights", str(name)]) == 2
        assert "Traceback" not in capsys.readouterr().err
