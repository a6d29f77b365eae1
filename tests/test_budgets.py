"""A report seen as a budget, and the short names its parts print as."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import perfeval
from perfeval import ACTUAL, FINAL, ORIGINAL, Budget, Contradiction, Report
from perfeval.document import Place
from perfeval.errors import PerfevalError, UnknownItemError, UnknownNameError
from perfeval.model import ALL_FUNDS, FigureName, Stage, Statement, printed
from perfeval.quantities import Quantity, quantity

EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt"


def stated(
    item: str, stage: Stage, text: str, *, year: int = 2023, fund: str = ALL_FUNDS, block: str = "a"
) -> Statement:
    """One figure, printed."""
    name = FigureName(printed("某单位"), item, printed(year), printed(stage), printed(fund))
    return Statement(name, {"total": "年度资金总额"}.get(item, item), quantity(text, "万元"), Place("a"), block)


def budget(*statements: Statement) -> Budget:
    """The budget of 2023."""
    return Report(entity="某单位", year=2023, statements=statements).budget(2023)


def test_a_category_has_its_stages() -> None:
    """A category gives what is stated at each stage as quantities, and what was spent of the budget in percent."""
    one = budget(stated("total", ORIGINAL, "90"), stated("total", FINAL, "100.00"), stated("total", ACTUAL, "97.50"))[
        "total"
    ]

    assert (str(one.original), str(one.final), str(one.actual), one.stock) == (
        "90万元",
        "100.00万元",
        "97.50万元",
        None,
    )
    assert isinstance(one.execution_rate, Quantity)
    assert (one.execution_rate.value, str(one.execution_rate)) == (Fraction(975, 1000), "97.50%")


def test_a_category_has_a_label() -> None:
    """A category is found by the id of its item and by its label; other years and funds are not in it."""
    made = budget(
        stated("total", ACTUAL, "1"), stated("basic", ACTUAL, "2", year=2022), stated("project", ACTUAL, "3", fund="general"),
    )  # fmt: skip

    assert (list(made), len(made)) == (["total"], 1)
    assert made["年度资金总额"] is made["total"]


def test_a_contradiction_is_not_nothing() -> None:
    """A figure printed twice and differently is a contradiction with both prints, and so is every rate of it."""
    one = budget(
        stated("total", FINAL, "100"), stated("total", FINAL, "120", block="b"), stated("total", ACTUAL, "90")
    )["total"]

    assert isinstance(one.final, Contradiction)
    assert (one.final.printed, str(one.final), one.execution_rate) == (("100", "120"), "100 ≠ 120", one.final)
    assert one.original is None


@pytest.mark.parametrize(("final", "actual"), [("0.00", "1.00"), ("5.00", "3人"), (None, "3.00"), ("3.00", None)])
def test_no_rate(final: str | None, actual: str | None) -> None:
    """There is no rate of nothing, of different things, or of what is not stated."""
    both = ((FINAL, final), (ACTUAL, actual))

    assert budget(*(stated("total", stage, text) for stage, text in both if text))["total"].execution_rate is None


def test_an_unknown_category_is_an_error() -> None:
    """What the report says nothing of is a `KeyError` that names what is near, in both languages."""
    made = budget(stated("total", ACTUAL, "1"), stated("basic", ACTUAL, "2"))

    with pytest.raises(KeyError, match=r"totl.*total") as raised:
        made["totl"]
    assert isinstance(raised.value, UnknownItemError)
    assert isinstance(raised.value, PerfevalError)
    assert "basic" not in raised.value.en
    assert "totl" not in made


def test_a_whole_report() -> None:
    """A report that was read has its budget, its indicators and its score at hand."""
    evaluation = perfeval.evaluate(perfeval.read(EXAMPLE))
    report = evaluation.report

    assert str(report.budget()["total"].execution_rate) == "100.00%"
    assert [row.name for row in report.indicators] == [row.name for form in report.forms for row in form.rows]
    assert evaluation.score() is evaluation.scores[0]
    assert [line.points for line in evaluation.score().lines] != []
    assert evaluation.framework is None or evaluation.score(evaluation.framework) is evaluation.score()
    with pytest.raises(UnknownNameError, match="nobody"):
        evaluation.score("nobody")


def test_everything_prints_as_one_line() -> None:
    """A report, its evaluation and what is in them print as one line that says which one it is."""
    evaluation = perfeval.evaluate(perfeval.read(EXAMPLE))
    report = evaluation.report
    things = (report, evaluation, evaluation.rulebook, *evaluation.findings, *evaluation.scores, *report.forms)
    shown = [repr(thing) for thing in things]

    assert max(map(len, shown)) < 160
    assert not any("\n" in line for line in shown)
    assert shown[0].startswith("<Report ")
    assert "2023" in shown[0]
    assert len(set(shown)) == len(shown)
