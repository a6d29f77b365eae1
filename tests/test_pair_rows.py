"""Totals of funds whose labels and amounts stand side by side in rows under no header."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.test_sentences import judged

amounts = st.lists(st.integers(1, 10**8), min_size=2, max_size=4)
LABELS = ("其中：财政资金", "上年结转资金", "其他资金", "自筹资金")


def money(hundredths: int) -> str:
    """An amount with two decimals."""
    return f"{hundredths // 100:,}.{hundredths % 100:02d}"


def down(total: int, parts: list[int]) -> tuple[str, ...]:
    """A goals form: the total with its parts below it, beside another total whose parts are fewer; a row in between is blank there."""
    rows = [
        f"项目资金（元）||项目资金总额||{money(total)}|年度资金申请总额||30.00",
        f"||{LABELS[0]}||{money(parts[0])}|其中：当年财政拨款||30.00",
    ]
    rows.append("|||||上年结转资金||0.00")
    rows += [f"||{label}||{money(part)}|||" for label, part in zip(LABELS[1:], parts[1:], strict=False)]
    return ("项目名称||甲项目||项目性质|阶段性项目||", *rows, "项目绩效目标|总体目标||||年度目标||")


def along(total: int, parts: list[int]) -> tuple[str, ...]:
    """A row: the total, then its parts."""
    return (
        "项目名称|甲项目",
        "|".join(
            (f"资金总额|{money(total)}", *(f"{label}|{money(p)}" for label, p in zip(LABELS, parts, strict=False)))
        ),
    )


def sums(rows: tuple[str, ...]) -> tuple[int, list[str]]:
    """How many sums of such pairs hold, and the messages of those that do not."""
    evaluation = judged(rows, "甲项目已完成。")
    held = sum(h.rule == "table-column" for h in evaluation.held)
    return held, [f.message.zh for f in evaluation.findings if f.rule == "table-column"]


@given(amounts, st.sampled_from([down, along]))
def test_a_total_and_its_parts(parts: list[int], shape: type) -> None:
    """Parts that add up are silent and counted; the other total of the form is a sum of its own."""
    assert sums(shape(sum(parts), parts)) == (2 if shape is down else 1, [])


@given(amounts, st.sampled_from([down, along]), st.integers(10, 10**6))
def test_a_total_that_is_another(parts: list[int], shape: type, off: int) -> None:
    """A total that is not the sum of its parts is named with both."""
    _, (said,) = sums(shape(sum(parts) + off, parts))

    assert money(sum(parts) + off) in said


@pytest.mark.parametrize("rows", [
    ("资金总额|100.00|财政资金|80.00|其他资金|30.00",),  # no 其中: nobody says that these are its parts
    ("资金总额|100.00|其中：财政资金|80.00|完成时间|30.00",),
    ("资金总额|100.00|其中：财政资金||其他资金|",),
    ("资金总额|100.00|年度资金总额|80.00|其中：财政资金|80.00",),
])  # fmt: skip
def test_what_is_no_list_of_parts(rows: tuple[str, ...]) -> None:
    """Amounts that nobody calls parts, blanks, and a part alone are held to nothing."""
    assert sums(rows) == (0, [])
