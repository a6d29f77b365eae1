"""What holds of tables as bureaus publish them, upright and on their side: honest ones are silent, a slip is named."""

from __future__ import annotations

import sys
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tables.published import EITHER_WAY, UPRIGHT, Published, money
from tests.tables.reads import claims, grid, words
from tests.test_sentences import judged

from perfeval.evaluation import Evaluation
from perfeval.findings import Severity
from perfeval.recognition.tables.grammar.reading import read_table

LAYOUTS = [*((layout, way) for layout in EITHER_WAY for way in (False, True)), *((layout, False) for layout in UPRIGHT)]
shown = st.sampled_from(LAYOUTS)
seeds = st.integers(0, 10**6)


def of(layout: tuple[Callable[[Random], Published], bool], rng: Random) -> Published:
    """A table of a layout, turned if it says so."""
    made = layout[0](rng)
    return made.turned if layout[1] else made


def read(table: Published, unit: str = "单位：万元") -> Evaluation:
    """What is found in a report of this one table."""
    return judged(f"某县某局2023年度部门决算公开 {table.title} {unit}", tuple("|".join(row) for row in table.rows))


def loud(evaluation: Evaluation) -> list[str]:
    """The messages of its errors and warnings, and the figures in them."""
    return [
        " ".join((f.message.zh, *(g.printed or "" for g in f.figures)))
        for f in evaluation.findings
        if f.severity in (Severity.ERROR, Severity.WARNING)
    ]


@given(shown, seeds)
def test_honest_tables_say_nothing_loud(layout: tuple[Callable[[Random], Published], bool], seed: int) -> None:
    """Reading, both parts, 6: an honest table says nothing loud."""
    assert loud(read(of(layout, Random(seed)))) == []


@given(shown, seeds)
def test_a_changed_figure_is_named(layout: tuple[Callable[[Random], Published], bool], seed: int) -> None:
    """Reading, both parts, 6: a slip is loud, and its finding contains the changed figure."""
    rng = Random(seed)
    table, new = of(layout, rng).changed(rng)
    found = loud(read(table))

    assert any(new.rstrip("%") in text for text in found), found


@given(shown, seeds)
def test_the_unit_of_a_table_changes_no_relation(layout: tuple[Callable[[Random], Published], bool], seed: int) -> None:
    """Reading, tables: from 万元 to 元 all values scale, and the relations stay."""
    table = of(layout, Random(seed))

    def held(unit: str) -> list[str]:
        evaluation = read(table, unit)
        assert loud(evaluation) == []
        return sorted(h.arithmetic.zh if hasattr(h.arithmetic, "zh") else h.arithmetic for h in evaluation.held)

    assert held("单位：万元") == held("单位：元")


@given(st.lists(st.lists(st.integers(1, 10**6), min_size=2, max_size=4), min_size=2, max_size=4))
def test_merged_labels_are_repeated_labels(groups: list[list[int]]) -> None:
    """Reading, tables: a label merged over its rows says what the label printed in each of them says."""

    def rows(*, merged: bool) -> list[list[str]]:
        made = [["类别", "项目", "金额"]]
        for number, group in enumerate(groups, 1):
            lines = [*((f"第{n}件", amount) for n, amount in enumerate(group, 1)), ("小计", sum(group))]
            made += [
                [f"第{number}组" if not (merged and turn) else "", name, money(amount)]
                for turn, (name, amount) in enumerate(lines)
            ]
        return [*made, ["合计", "合计" if not merged else "", money(sum(map(sum, groups)))]]

    def said(texts: list[list[str]]) -> set[tuple[bool, tuple[int | None, ...]]]:
        return {(c.holds, tuple(cell.place.row for _, cell in c.readings[0].terms)) for c in claims(texts)}

    assert said(rows(merged=True)) == said(rows(merged=False))
    assert all(holds for holds, _ in said(rows(merged=True)))


def calls(rows: list[list[str]]) -> int:
    """How many functions are called to read a table."""
    counted = 0

    def count(_: object, event: str, __: object) -> None:
        nonlocal counted
        counted += event == "call"

    made, known = grid(rows), words()
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read_table(made, known)
    finally:
        sys.setprofile(before)
    return counted


HEAD = ["项目", "预算数", "执行数", "执行率", "结余"]
LONG = {
    "plain": lambda n: [HEAD, *([f"第{i}项", "3.00", "2.00", "66.67%", "1.00"] for i in range(n))],
    "within": lambda n: [
        HEAD,
        *([f"{'其中：' if i % 3 else ''}第{i}项", "3.00", "2.00", "", "1.00"] for i in range(n)),
    ],
    "totals": lambda n: [HEAD, *(["合计" if i % 2 else f"第{i}项", f"{i}.00", "2.00", "", ""] for i in range(n))],
    "classes": lambda n: [
        ["编码", *HEAD],
        *([str(2010000 + i)[: 3 + i % 3 * 2], "甲", f"{i}.00", "1.00", "", ""] for i in range(n)),
    ],
    "pairs": lambda n: [["资金总额", f"{i}.00", "其中：财政资金", "2.00", "其他资金", "1.00"] for i in range(n)],
    "in one": lambda n: [["资金总额：3.00", "其中：财政资金：2.00", "其他资金：1.00"] for _ in range(n)],
}


@pytest.mark.parametrize("shape", LONG)
def test_the_work_grows_with_the_cells(shape: str) -> None:
    """Reading, tables, cost: four times the rows are no more than about four times the work."""
    calls(LONG[shape](30))  # words and labels are looked up once
    calls(LONG[shape](1200))

    assert calls(LONG[shape](1200)) < 6 * calls(LONG[shape](300))
