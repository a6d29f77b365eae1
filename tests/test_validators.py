"""Software that says whether figures are right is tried with right ones, and with right ones that have one slip."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from perfeval.errors import PackError
from perfeval.evaluation import evaluate
from perfeval.model import Report, Stage
from perfeval.ruling import SumOf
from perfeval.testing import FigureSlip, broken_figures, consistent_figures, identities_book
from perfeval.testing.proving.properties import rejects_slips

IDENTITIES = (
    SumOf("total-parts", total="total", parts=["basic", "project"]),
    SumOf("basic-parts", total="basic", parts=["personnel", "operating"]),
)
few = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def adds_up(figures: Mapping[str, Any], slack: Fraction = Fraction(0)) -> bool:
    """A validator of both sums, as a program might have it."""
    return all(
        abs(figures[total] - sum(figures[part] for part in parts)) <= slack
        for total, parts in (("total", ("basic", "project")), ("basic", ("personnel", "operating")))
        if total in figures and all(part in figures for part in parts)
    )


def test_exact_validator_passes() -> None:
    """A validator that adds up to the cent notices every slip and refuses no right figures."""
    rejects_slips(adds_up, IDENTITIES, examples=30)()


@pytest.mark.parametrize(
    "lax",
    [
        lambda f: True,
        lambda f: adds_up(f, Fraction(1_000)),
        lambda f: adds_up({k: v for k, v in f.items() if k != "personnel"}),
    ],
)
def test_lax_validator_fails(lax: Any) -> None:
    """One that takes everything, that forgives too much, or that forgets one sum is found out."""
    with pytest.raises((AssertionError, ExceptionGroup)):
        rejects_slips(lax, IDENTITIES, examples=60)()


def test_refusing_validator_fails() -> None:
    """One that refuses right figures is found out, too."""
    with pytest.raises(AssertionError, match="right figures are refused"):
        rejects_slips(lambda figures: False, IDENTITIES, examples=5)()


@few
@given(broken_figures(IDENTITIES))
def test_broken_figures(drawn: tuple[dict[tuple[str, int, Stage], str], FigureSlip]) -> None:
    """A plain dictionary, wrong in the one figure that is named, which breaks the identities that are named."""
    figures, slip = drawn

    assert figures[slip.item, slip.year, Stage(slip.stage)] == slip.after != slip.before
    assert set(slip.rules) <= {"total-parts", "basic-parts"}
    said = evaluate(Report.build(figures, entity="某单位", year=2023), identities_book(*IDENTITIES))
    assert {f.rule for f in said.findings} == set(slip.rules)
    right = figures | {(slip.item, slip.year, Stage(slip.stage)): slip.before}
    assert evaluate(Report.build(right, entity="某单位", year=2023), identities_book(*IDENTITIES)).findings == ()


def test_examples_print_as_a_person_types_them() -> None:
    """What a failing example prints can be pasted back."""
    assert repr({("total", 2023, Stage.ACTUAL): "1.00"}) == "{('total', 2023, Stage.ACTUAL): '1.00'}"


@pytest.mark.parametrize("odd", [["a"], [7], [IDENTITIES[0], IDENTITIES[0]]])
def test_identities_are_looked_at(odd: Any) -> None:
    """What is no identity, or one twice, is refused by name."""
    with pytest.raises(PackError):
        identities_book(*odd)
    with pytest.raises(PackError):
        given(consistent_figures(odd))(lambda drawn: None)()
