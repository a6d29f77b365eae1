"""Personal data is found and masked; figures are not mistaken for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import perfeval
from perfeval.privacy import masked, personal_data


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("联系电话13800000000", "联系电话138****0000"),
        ("填表人：某甲 联系电话：13800000000", "填表人：** 联系电话：138****0000"),
        ("身份证430000199001011234", "身份证430000**********4"),
        ("卡号6200000000000000123", "卡号6200****123"),
    ],
)
def test_masks(text: str, expected: str) -> None:
    """Mobile, identity and card numbers and clerks' names are covered."""
    assert expected == masked(text)
    assert personal_data(text)


@pytest.mark.parametrize(
    "text", ["13800000000元", "13800000000.00", "138,000,000,00", "2013800000000", "负责人：局长办公会集体研究决定"]
)
def test_figures_stay(text: str) -> None:
    """Amounts, longer runs of digits and sentences behind 负责人 are left alone."""
    assert text == masked(text)


@given(st.integers(0, 9), st.integers(0, 10**8 - 1))
def test_no_mobile_number_survives(third: int, rest: int) -> None:
    """Whatever the number, masking leaves four stars where it stood and is done once."""
    number = f"13{third}{rest:08d}"
    once = masked(f"电话{number}。")

    assert number not in once
    assert once == masked(once)


def test_nothing_personal_is_printed() -> None:
    """No output of the example report shows the number or the name in its last line."""
    evaluation = perfeval.evaluate(perfeval.read("docs/examples/report.txt"))
    for format_ in ("text", "json"):
        text = str(perfeval.render(evaluation, format_))

        assert "13800000000" not in text
    assert any(f.rule == "personal-data" for f in evaluation.findings)
