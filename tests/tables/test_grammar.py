"""What the grammar of tables promises of any table: the same relations however it is laid out, and nothing said that is wrong."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tables.made import (
    STYLES,
    Made,
    Spot,
    beside,
    changed,
    columns_shuffled,
    header_again,
    made,
    turned,
    with_counters,
    with_rates,
    with_title,
)
from tests.tables.reads import claims, keys, loud, severity, sums

from perfeval.findings import Severity

SEEDS = st.integers(0, 10**6)
ANY = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)

CHANGES = {
    "as it is": lambda table, _: table,
    "columns in another order": columns_shuffled,
    "a row of column numbers": lambda table, _: with_counters(table, both=False),
    "row and column numbers": lambda table, _: with_counters(table, both=True),
    "a second table beside it": lambda table, seed: beside(table, made(seed + 1, "numbered")),
    "title and unit inside": lambda table, _: with_title(table),
    "turned on its side": lambda table, _: turned(table),
    "turned, with a row of column numbers": lambda table, _: turned(with_counters(table, both=False)),
    "over two pages, the header on both": lambda table, _: header_again(table),
}


@pytest.mark.parametrize("change", CHANGES)
@settings(max_examples=15)
@given(seed=SEEDS, style=st.sampled_from(STYLES))
def test_the_same_relations_however_it_is_laid_out(change: str, seed: int, style: str) -> None:
    """Column order, index row, a second table beside, a title row inside, transposition; no loud verdict, ever."""
    table = CHANGES[change](made(seed, style), seed)
    assert table.sums <= sums(table)
    assert not loud(table, ANY)


@settings(max_examples=25)
@given(seed=SEEDS, style=st.sampled_from((*STYLES, "rates")), on_its_side=st.booleans())
def test_one_changed_cell_is_found(seed: int, style: str, *, on_its_side: bool) -> None:
    """One cell changed in a table with three instances or more: some verdict contains it, no error lacks it."""
    honest = with_rates(seed) if style == "rates" else made(seed, style, columns=3)
    table, key = changed(turned(honest) if on_its_side else honest, seed)
    said = [(severity(claim), keys(table, claim)) for claim in claims(table.texts)]
    assert any(level is not None and key in cells for level, cells in said)
    assert all(key in cells for level, cells in said if level is Severity.ERROR)


@settings(max_examples=15)
@given(seed=SEEDS, style=st.sampled_from((*STYLES, "rates")), on_its_side=st.booleans())
def test_random_numbers_under_honest_words_are_no_errors(seed: int, style: str, *, on_its_side: bool) -> None:
    """Random numbers under honest words: no error. Words alone never make one."""
    rng = Random(seed)
    honest = with_rates(seed) if style == "rates" else made(seed, style)
    rows = [[Spot(f"{rng.randint(100, 99999) / 100:,.2f}", s.key) if s.key else s for s in row] for row in honest.rows]
    table = Made(rows, set(), {})
    assert not loud(turned(table) if on_its_side else table, (Severity.ERROR,))


@settings(max_examples=15)
@given(seed=SEEDS, style=st.sampled_from(STYLES))
def test_honest_numbers_under_shuffled_labels_are_no_errors(seed: int, style: str) -> None:
    """Honest numbers under permuted labels: no error."""
    honest = made(seed, style)
    width = len(honest.columns)
    labels = [row[:-width] for row in honest.rows[1:]]
    Random(seed).shuffle(labels)
    rows = [honest.rows[0], *([*label, *row[-width:]] for label, row in zip(labels, honest.rows[1:], strict=True))]
    assert not loud(Made(rows, set(), {}), (Severity.ERROR,))


@settings(max_examples=15)
@given(seed=SEEDS, style=st.sampled_from(STYLES), nil=st.sampled_from(("", "—", "0.00", "——")))
def test_a_blank_a_dash_and_zero_are_one_in_a_sum(seed: int, style: str, nil: str) -> None:
    """Blank ≡ — ≡ 0. A line without an amount adds nothing, however that is printed."""
    honest = made(seed, style)
    at = next(n for n, row in enumerate(honest.rows[1:], 1) if row[-1].key is not None and row[-2].text != "合计")
    spent = len(honest.columns)
    extra = [Spot("") for _ in honest.rows[at][: -spent - 1]] + [Spot("其他不列明事项")] + [Spot(nil)] * spent
    table = Made([*honest.rows, extra] if style == "plain" else honest.rows, honest.sums, honest.values, honest.columns)
    assert not loud(table, ANY)


@settings(max_examples=15)
@given(seed=SEEDS, style=st.sampled_from(STYLES), off=st.integers(1, 4))
def test_of_a_table_cut_off_nothing_is_said_that_was_not_said_before(seed: int, style: str, off: int) -> None:
    """Dropping the last rows of a table that is said to be cut off brings no verdict."""
    honest = made(seed, style)
    rows = honest.rows[: max(len(honest.rows) - off, 3)]
    said = [severity(c) for c in claims([[s.text for s in row] for row in rows], cut=True)]
    assert Severity.ERROR not in said


@settings(max_examples=15)
@given(seed=SEEDS)
def test_an_error_rests_on_another_instance_or_on_a_printed_formula(seed: int) -> None:
    """An error has another telling instance, or a printed formula."""
    table, _ = changed(made(seed), seed)
    for claim in loud(table, (Severity.ERROR,)):
        assert not claim.evidence.isdisjoint({"telling", "formula"})


@settings(max_examples=15)
@given(seed=SEEDS)
def test_what_figures_alone_show_is_only_asked(seed: int) -> None:
    """A sum found by figures is at most a question. The same table without one word that says what adds up."""
    honest = made(seed, "plain", columns=4)
    blind = [[Spot(f"事项{n}") if s.key is None and n else s for s in row] for n, row in enumerate(honest.rows)]
    table, _ = changed(Made(blind, set(), {}), seed)
    assert not loud(table)
