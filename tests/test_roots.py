"""Roots: what one change would silence together, what a change would break, and what is told of the rows in question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval.evaluation.roots import share_roots
from perfeval.findings import Finding, Severity, Text
from perfeval.relations.strain import Strain

ERROR, WARNING, NOTICE = Severity
NAMES = {name: Text(name, name.lower()) for name in "ABCDEF"}


def over(
    residual: int, rows: Mapping[str, int], finding: int | None = None, *, slack: int = 0, at_most: bool = False
) -> Strain:
    """A relation over rows: what is left of it, and what each row adds to that."""
    added = tuple((row, Fraction(amount)) for row, amount in rows.items())
    return Strain(Fraction(residual), Fraction(slack), at_most, (), added, finding)


def wants(value: int, finding: int | None = None, *, of: str = "x", slack: int = 0, weight: int = 1) -> Strain:
    """A relation that one cell, now zero, would have to be `value` for, as far as slack allows."""
    return Strain(
        Fraction(-value * weight), Fraction(slack * abs(weight)), False, ((of, Fraction(weight), Fraction(0)),), (), finding
    )  # fmt: skip


def rooted(
    strains: Sequence[Strain], *severities: Severity, structural: Sequence[tuple[int, tuple[str, ...]]] = (),
    weights: Sequence[int] = (),
) -> list[Finding]:  # fmt: skip
    """As many findings as severities, by these relations."""
    made = [
        Finding(f"rule{n}", severity, Text(), fingerprint=f"{n}", weight=weights[n] if weights else 0)
        for n, severity in enumerate(severities)
    ]
    return share_roots(made, strains, structural, NAMES)


def roots(findings: Sequence[Finding]) -> list[str | None]:
    """The root of each finding."""
    return [f.root for f in findings]


def named(findings: Sequence[Finding]) -> list[str]:
    """The rows each finding names, as one word of their letters."""
    return ["".join(c for s in f.suggestions for c in s.text.zh if c in NAMES) for f in findings]


# --- one relation ---------------------------------------------------------------------------------------------------


@given(
    rest=st.integers(-6, 6), slack=st.integers(0, 3), row=st.lists(st.integers(-4, 4), min_size=1, max_size=3), at_most=st.booleans()
)  # fmt: skip
def test_a_row_taken_out_leaves_the_rest(rest: int, slack: int, row: list[int], at_most: bool) -> None:
    """A relation without a row holds exactly if what all others add up to is within the slack, ends included."""
    amounts = (("other", Fraction(rest)), *(("row", Fraction(n)) for n in row))
    strain = Strain(Fraction(rest + sum(row)), Fraction(slack), at_most, (), amounts)

    assert strain.without("row") is (-slack <= rest <= slack or (at_most and rest < 0))


@given(
    weight=st.integers(-5, 5).map(lambda n: n if n < 0 else n + 1), value=st.integers(-50, 50), residual=st.integers(-50, 50),
    slack=st.integers(0, 9),
)  # fmt: skip
def test_the_values_of_a_cell_that_mend_a_relation(weight: int, value: int, residual: int, slack: int) -> None:
    """Put in for a cell, the lowest and the highest value leave the whole slack on either side, and their middle nothing."""
    strain = Strain(
        Fraction(residual), Fraction(slack), False,
        (("other", Fraction(7), Fraction(3)), ("x", Fraction(weight), Fraction(value))), (),
    )  # fmt: skip
    low, high = strain.value_for("x")

    def left(put_in: Fraction) -> Fraction:
        return residual + weight * (put_in - value)

    assert low <= high
    assert {abs(left(low)), abs(left(high))} == {slack}
    assert left((low + high) / 2) == 0


@given(
    weight=st.integers(-5, 5).map(lambda n: n if n < 0 else n + 1), value=st.integers(-50, 50), residual=st.integers(-50, 50),
    slack=st.integers(0, 9), off=st.fractions(0, 50, max_denominator=9),
)  # fmt: skip
def test_a_limit_leaves_a_cell_every_value_on_one_side(
    weight: int, value: int, residual: int, slack: int, off: Fraction
) -> None:
    """Of a limit there is one end, at which the whole slack is used: it holds there and on the open side, and nowhere else."""
    strain = Strain(Fraction(residual), Fraction(slack), True, (("x", Fraction(weight), Fraction(value)),), ())
    low, high = strain.value_for("x")
    end = high if weight > 0 else low

    def left(put_in: Fraction) -> Fraction:
        return residual + weight * (put_in - value)

    assert (low is None, high is None) == (weight > 0, weight < 0)
    assert end is not None
    assert left(end) == slack
    assert left(end - off if weight > 0 else end + off) <= slack
    assert off == 0 or left(end + off if weight > 0 else end - off) > slack


# --- one cell -------------------------------------------------------------------------------------------------------


@given(
    broken=st.lists(st.tuples(st.integers(-8, 8), st.integers(0, 4)), min_size=2, max_size=4),
    held=st.lists(st.tuples(st.integers(-8, 8), st.integers(0, 4)), max_size=2),
    weight=st.sampled_from([-3, -2, -1, 1, 2, 3]),
)  # fmt: skip
def test_findings_share_a_root_if_one_value_mends_them_all(
    broken: list[tuple[int, int]], held: list[tuple[int, int]], weight: int
) -> None:
    """The relations of one cell share a root exactly if one value suits all of them, those that hold as well, and none below nothing."""
    strains = [wants(v, n, slack=s, weight=weight) for n, (v, s) in enumerate(broken)]
    strains += [wants(v, slack=s, weight=weight) for v, s in held]
    one_value = any(all(abs(v - x) <= s for v, s in (*broken, *held)) for x in range(13))
    found = roots(rooted(strains, *[ERROR] * len(broken)))

    assert found == ([None, *["0"] * (len(broken) - 1)] if one_value else [None] * len(broken))


def test_a_cell_that_moves_nothing_has_no_root() -> None:
    """A relation in which a cell counts nothing is not mended by it."""
    idle = Strain(Fraction(5), Fraction(0), False, (("x", Fraction(0), Fraction(0)),), (), 1)

    assert roots(rooted([wants(3, 0), idle], ERROR, ERROR)) == [None, None]


def test_a_limit_that_holds_forbids_no_value() -> None:
    """A limit that holds today is no reason against a value that mends two relations."""
    limit = Strain(Fraction(-1), Fraction(0), True, (("x", Fraction(1), Fraction(0)),), ())

    assert roots(rooted([wants(3, 0), wants(3, 1), limit], ERROR, ERROR)) == [None, "0"]


def limits(most: int, finding: int, *, weight: int = 1) -> Strain:
    """A limit on one cell that is 9; with a weight of -1, the same from below on one that is -9."""
    return Strain(
        Fraction(9 - most), Fraction(0), True, (("x", Fraction(weight), Fraction(9 * weight)),), (), finding
    )  # fmt: skip


@pytest.mark.parametrize("weight", [1, -1])
@pytest.mark.parametrize(("most", "shared"), [(4, True), (3, True), (2, False)])
def test_a_broken_limit_asks_for_no_value(most: int, shared: bool, weight: int) -> None:
    """A broken limit shares the root of a broken sum if the value that mends the sum keeps the limit, not only at its end."""
    total = Strain(Fraction(6), Fraction(0), False, (("x", Fraction(weight), Fraction(9 * weight)),), (), 0)

    assert roots(rooted([total, limits(most, 1, weight=weight)], ERROR, ERROR)) == [None, "0" if shared else None]


def test_broken_limits_of_one_cell_share_a_root() -> None:
    """Limits that one cell breaks are all kept by one value of it."""
    assert roots(rooted([limits(4, 0), limits(7, 1)], WARNING, ERROR)) == ["1", None]


def test_the_cell_that_mends_most_comes_first() -> None:
    """Of cells that mend some of the same findings, the one that mends most decides, however it is called."""
    strains = [
        Strain(Fraction(-2), Fraction(0), False, tuple((c, Fraction(1), Fraction(0)) for c in cells), (), n)
        for n, cells in enumerate((("a", "b"), ("a", "b"), ("b",), ("c",), ("c",)))
    ]

    assert roots(rooted(strains, *[ERROR] * 5)) == [None, "0", "0", None, "3"]


def test_a_finding_has_one_root() -> None:
    """What has a root is taken: of a chain of cells, each with two findings, every second pair shares one."""
    strains = [
        Strain(Fraction(-2), Fraction(0), False, tuple((c, Fraction(1), Fraction(0)) for c in cells), (), n)
        for n, cells in enumerate((("a",), ("a", "b"), ("b", "c"), ("c",)))
    ]

    assert roots(rooted(strains, *[ERROR] * 4)) == [None, "0", None, "2"]


def test_the_loudest_finding_is_the_root() -> None:
    """The loudest of findings that share a root is the root, the first of equals, with the greatest weight of them all."""
    found = rooted([wants(3, n) for n in range(4)], NOTICE, WARNING, ERROR, ERROR, weights=(9, 1, 2, 3))

    assert roots(found) == ["2", "2", None, "2"]
    assert [f.severity for f in found] == [NOTICE, WARNING, ERROR, ERROR]
    assert [f.weight for f in found] == [9, 1, 9, 3]


# --- one row --------------------------------------------------------------------------------------------------------


@given(
    amounts=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=4),
    off=st.tuples(st.integers(1, 4), st.integers(1, 4)),
)  # fmt: skip
def test_totals_share_a_root_if_one_row_explains_both(amounts: list[tuple[int, int]], off: tuple[int, int]) -> None:
    """Two totals that are too large share a root if one row has exactly what both have too much, and name every such row."""
    rows = dict(zip("ABCD", amounts, strict=False))
    strains = [over(off[n], {row: pair[n] for row, pair in rows.items()}, n) for n in (0, 1)]
    both = [row for row, pair in rows.items() if pair == off]
    found = rooted(strains, ERROR, ERROR)

    assert roots(found) == [None, "0" if both else None]
    assert named(found)[0] == ("".join(both) or "".join(row for row, pair in rows.items() if pair[0] == off[0]))


def test_a_row_that_breaks_what_holds_is_no_remedy() -> None:
    """A row whose block adds up with it, and would not without it, is not named; one that rounding lets go is."""
    strains = [over(2, {"A": 2, "B": 2}, 0), over(0, {"A": 2}), over(0, {"B": 2}, slack=2)]

    assert named(rooted(strains, ERROR)) == ["B"]


def test_a_limit_breaks_without_none_of_its_rows() -> None:
    """A row under a limit that holds may be taken out, whatever the limit would then be."""
    strains = [over(2, {"A": 2}, 0), over(-1, {"A": -9}, at_most=True)]

    assert named(rooted(strains, ERROR)) == ["A"]


@pytest.mark.parametrize(("left", "fits"), [(2, True), (1, True), (3, False)])
def test_a_broken_limit_fits_below_it(left: int, fits: bool) -> None:
    """A row that brings a sum to its limit, or below it, explains why it was above."""
    assert named(rooted([over(left, {"A": 2}, 0, at_most=True)], ERROR)) == (["A"] if fits else [""])


def test_the_row_that_explains_most_comes_first() -> None:
    """Of rows that explain some of the same findings, the one that explains most decides, however it is called."""
    strains = [over(2, {"A": 2, "B": 2}, 0), over(2, {"A": 2, "B": 2}, 1), over(2, {"B": 2}, 2)]
    found = rooted(strains, *[ERROR] * 3)

    assert roots(found) == [None, "0", "0"]
    assert named(found) == ["B", "", ""]


def test_a_row_whose_other_finding_has_a_root_is_still_named() -> None:
    """What is left to a row, once another has explained its other finding, is named with every row that explains it."""
    strains = [over(2, {"A": 2}, 0), over(2, {"A": 2, "B": 2}, 1), over(2, {"B": 2, "C": 2}, 2)]
    found = rooted(strains, *[ERROR] * 3)

    assert roots(found) == [None, "0", None]
    assert named(found) == ["A", "", "BC"]


def test_a_row_is_named_before_a_cell() -> None:
    """Findings that a row explains are not explained by a cell as well."""
    rows = [over(2, {"A": 2}, n) for n in (0, 1)]
    cells = [wants(3, n) for n in (1, 2)]

    assert roots(rooted([*rows, *cells], *[ERROR] * 3)) == [None, "0", None]


def test_a_row_out_of_place_comes_before_any_other() -> None:
    """Findings that a row out of place explains have its root, as loud as the loudest of them, with the greatest weight."""
    strains = [over(2, {"A": 2, "B": 2, "C": 2}, 0), over(3, {"A": 3, "B": 3, "D": 3}, 1), over(9, {"C": 9}, 2)]
    found = rooted(strains, ERROR, ERROR, WARNING, WARNING, structural=[(3, ("A",))], weights=(5, 7, 1, 2))

    assert roots(found) == ["3", "3", None, None]
    assert [f.severity for f in found] == [ERROR, ERROR, WARNING, ERROR]
    assert [f.weight for f in found] == [5, 7, 1, 7]
    assert named(found) == ["A", "A", "C", "B"]  # what B explains A does; what C and D explain is less


def test_rows_out_of_place_each_explain_their_own() -> None:
    """Of several rows out of place each finding names the one that explains it, and no second notice takes it over."""
    strains = [over(2, {"A": 2}, 0), over(3, {"B": 3}, 1)]
    found = rooted(strains, ERROR, ERROR, WARNING, WARNING, structural=[(2, ("A", "B")), (3, ("B",))])

    assert roots(found) == ["2", "2", None, None]
    assert [f.severity for f in found] == [ERROR, ERROR, ERROR, WARNING]
    assert named(found) == ["A", "B", "", ""]


def test_a_row_out_of_place_that_explains_nothing() -> None:
    """A row out of place that explains no finding is no louder for it, and names no row."""
    found = rooted([over(2, {"A": 1, "B": 2}, 0)], ERROR, WARNING, structural=[(1, ("A",))])

    assert (roots(found), [f.severity for f in found]) == ([None, None], [ERROR, WARNING])
    assert named(found) == ["B", ""]


def test_no_more_than_four_rows_are_named() -> None:
    """Of many rows that would do, four are named, and a row without a name is not."""
    strains = [over(2, {"无名": 2} | dict.fromkeys("ABCDE", 2), 0)]

    assert named(rooted(strains, ERROR)) == ["ABCD"]
    assert named(rooted([over(2, {"无名": 2}, 0)], ERROR)) == [""]
