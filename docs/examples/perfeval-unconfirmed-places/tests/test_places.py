"""The five places compare, name no grade, and say that they are not confirmed."""

import pytest
from perfeval_unconfirmed_places import PACKS, SHENZHEN

import perfeval
from perfeval import ACTUAL, FINAL, Report

FIGURES = {
    ("total", 2023, FINAL): "100.00",
    ("total", 2023, ACTUAL): "90.00",
    ("total.paid-by-1", 2023, "stock"): "20.00",
    ("total.paid-by-2", 2023, "stock"): "50.00",
    ("total.paid-by-3", 2023, "stock"): "80.00",
    ("staff.contract", 2023, "stock"): "8",
    ("staff.in-post", 2023, "stock"): "100",
}


def score(code, **more):
    """The score of a unit of the place, by the place's own framework."""
    (framework,) = next(p for p in PACKS if p.code == code).frameworks
    report = Report.build(FIGURES, entity="某局", year=2023, jurisdiction=code)
    return perfeval.evaluate(report, perfeval.rulebook(code, 2023), framework.id, **more)


@pytest.mark.parametrize("pack", PACKS, ids=lambda p: p.id)
def test_unconfirmed(pack):
    """Everything is unconfirmed, nothing names a document, and none is the default of its place."""
    assert perfeval.rulebook(pack.code, 2023).default is None
    for framework in pack.frameworks:
        assert not framework.basis.document
        assert {i.standing for i in framework.indicators} == {framework.standing}


def test_spending_against_time():
    """The mean of 20/25, 50/50, 80/75 and 90/100, no quarter above its due: 92.5 % of six points."""
    worths = {w.id: w for w in score("440300").scores[0].lines}

    assert str(worths["execution"].lowest) == "111/20"
    assert worths["contract-staff"].lowest * 2 == 1


def test_facts_cost_points_but_name_no_grade():
    """An upheld complaint costs a point each time; a veto is noted, and an unconfirmed framework names no grade."""
    before, after = (score("440000", facts=f).scores[0] for f in ({}, {"complaint": 2, "audit-finding": 1}))

    assert after.highest == before.highest - 2
    assert after.grade is None
    assert "未核实口径，仅供比较" in [n.zh for n in after.notes]


def test_beijing_gives_twenty_points():
    """The execution rate carries twenty points: 90 % of the money is 18."""
    worths = {w.id: w for w in score("110000").scores[0].lines}

    assert (worths["execution"].lowest, worths["execution"].points) == (18, 20)


def test_a_veto_takes_the_best_grade_away():
    """What a fact does to a grade is in the framework: nothing above 良, or 差 at once."""
    assert SHENZHEN.grade(95, {"audit-finding": 1}).label == "良"
    assert SHENZHEN.grade(95, {"false-data": 1}).label == "差"
