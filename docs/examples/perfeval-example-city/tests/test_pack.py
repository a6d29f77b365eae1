"""The pack of the example city: it makes sense, and does what its notice says."""

from perfeval_example_city import OWN, PACK, WITHIN_BUDGET

import perfeval
from perfeval import ACTUAL, FINAL, Report
from perfeval.testing import check_pack


def test_pack_is_sound():
    """Ids, labels, points, grades, and silence on honest reports."""
    assert check_pack(PACK) == ()


def evaluated(budget, actual):
    """A report of the city with so much training."""
    figures = {
        ("training", 2023, FINAL): budget,
        ("training", 2023, ACTUAL): actual,
        ("total", 2023, FINAL): "100.00",
        ("total", 2023, ACTUAL): "95.00",
    }
    report = Report.build(figures, entity="某局", jurisdiction=PACK.code)
    return perfeval.evaluate(report, perfeval.rulebook(PACK.code, 2023), framework=OWN.id)


def test_training_above_budget():
    """What is spent above the budget has to be explained, and costs a point for each percent."""
    made = evaluated("10.00", "10.50")

    assert [f.rule for f in made.findings] == [WITHIN_BUDGET.id]
    assert {w.id: (w.lowest, w.highest) for w in made.scores[0].worths}["training-control"] == (25, 25)


def test_no_training():
    """A unit without training gets full marks for it."""
    made = evaluated("0.00", "0.00")

    assert made.findings == ()
    assert {w.id: w.lowest for w in made.scores[0].worths}["training-control"] == 30
