"""What only a person can establish, spending against time, several units put together: methods that some places use."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.figures import built

import perfeval
from perfeval import ACTUAL, FINAL
from perfeval.__main__ import main
from perfeval.errors import PackError, UnknownNameError
from perfeval.evaluation import evaluate
from perfeval.resolution import Installed, Rulebook, resolve
from perfeval.ruling import (
    Checklist,
    Consequence,
    Deduction,
    Fact,
    Framework,
    Indicator,
    LineItem,
    MoneyWeighted,
    Pack,
    Proportional,
    Rate,
    Ref,
    Section,
    TimeProgress,
    Unweighted,
    formulas,
)
from perfeval.scores import Score

EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt"
QUARTERS = tuple(f"paid.q{n}" for n in (1, 2, 3))
SPENT = Rate(Ref("project", stage=ACTUAL), Ref("project", stage=FINAL))
VETO = Fact("audit", "审计发现重大问题", caps="good", english="grave audit finding")
FALSE = Fact("false-data", "虚报数据", caps="poor")
COMPLAINT = Fact("complaint", "投诉成立", deducts=3)


def framework(*facts: Fact, **more: object) -> Framework:
    """A framework of one indicator of a hundred points."""
    return Framework(
        "own", "自定", sections=[Section("all", "全部", 100)], bands=formulas.FOUR_GRADES, facts=facts,
        indicators=[Indicator("spent", "执行率", points=100, section="all", formula=SPENT, scoring=Proportional())], **more,  # type: ignore[arg-type]
    )  # fmt: skip


def book(own: Framework) -> Rulebook:
    """A place with one framework."""
    items = [LineItem("project", "项目支出"), *(LineItem(q, q) for q in QUARTERS)]
    return resolve(
        [Installed(Pack(id="own", code="431200", frameworks=[own], line_items=items), "test")], "431200", 2023
    )


def score(own: Framework, spent: str = "95", **facts: int) -> Score:
    """The score of a unit that spent so much of a hundred."""
    report = built({("project", 2023, ACTUAL): spent, ("project", 2023, FINAL): "100"})
    return evaluate(report, book(own), "own", strict=True, facts=facts).scores[0]


# --- facts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("spent", "facts", "grade"), [
    ("95", {}, "优"), ("95", {"audit": 1}, "良"), ("85", {"audit": 1}, "良"), ("70", {"audit": 1}, "中"), ("95", {"false-data": 1}, "差"),
    ("95", {"audit": 1, "false-data": 1}, "差"), ("95", {"audit": 0}, "优"), ("92", {"complaint": 1}, "良"), ("95", {"complaint": 1}, "优"),
])  # fmt: skip
def test_facts_cap_and_cost(spent: str, facts: dict[str, int], grade: str) -> None:
    """A veto caps the grade, a deduction lowers the score, and neither does anything unless a person enters it."""
    made = score(framework(VETO, FALSE, COMPLAINT), spent, **facts)

    assert made.grade is not None
    assert made.grade.label == grade


def test_what_was_not_entered_is_said() -> None:
    """The score names the facts a person could have entered and did not."""
    notes = "".join(n.zh for n in score(framework(VETO, FALSE), audit=1).notes)

    assert "虚报数据" in notes
    assert "审计" not in notes


@given(points=st.integers(0, 100), caps=st.sets(st.sampled_from([b.id for b in formulas.FOUR_GRADES])))
@settings(deadline=None)
def test_no_fact_raises_a_grade(points: int, caps: set[str]) -> None:
    """Whatever is entered, the grade is what the score alone gives, or a worse one."""
    facts = [Fact(f"f-{c}", c, caps=c) for c in sorted(caps)]
    own = framework(*facts)
    ids = [b.id for b in own.bands]
    free, capped = (own.grade(Fraction(points), given) for given in ({}, {f.id: 1 for f in facts}))

    assert free is not None
    assert capped is not None
    assert ids.index(capped.id) == max([ids.index(free.id), *(ids.index(c) for c in caps)])


@given(times=st.integers(0, 60), most=st.integers(0, 30))
def test_deductions_have_a_limit(times: int, most: int) -> None:
    """Facts together never cost more than the most that they may."""
    made = score(framework(COMPLAINT, most_deducted=most), "100", complaint=times)

    assert made.lowest == made.highest == 100 - min(3 * times, most)


def test_a_fact_nobody_asked_for() -> None:
    """A fact that the framework does not ask for is refused, and what it asks for is named."""
    with pytest.raises(UnknownNameError, match="complaint"):
        score(framework(COMPLAINT), arson=1)


def test_facts_that_make_no_sense() -> None:
    """A fact that caps at a grade that is not there, and a consequence counted by a fact that is not, are refused."""
    cut = Consequence("cut", formulas.FOUR_GRADES[0].text, grades=["poor"], years=2)

    for own in (framework(Fact("a", "甲", caps="superb")), framework(VETO, VETO), framework(consequences=[cut])):
        assert own.problems()
        with pytest.raises(PackError):
            book(own)


@given(before=st.integers(0, 9))
def test_consequences_grow(before: int) -> None:
    """The consequence of the most years running that have passed is due."""
    several = [Consequence(f"c{n}", formulas.FOUR_GRADES[0].text, grades=["poor"], years=n) for n in (3, 1, 2)]
    due = Consequence.due(several, "poor", {"years-before": before})

    assert due is not None
    assert due.years == min(3, before + 1)
    assert Consequence.due(several, "good", {"years-before": before}) is None


@given(breaches=st.integers(0, 20), points=st.integers(0, 10))
def test_breaches_cost_until_nothing_is_left(breaches: int, points: int) -> None:
    """Each breach costs its price, and no checklist goes below zero."""
    (award,) = Checklist(deduct="0.5").counted(breaches, Fraction(points))

    assert award.points == max(points - Fraction(breaches, 2), 0)
    assert Checklist().counted(breaches, Fraction(points)) == ()


@pytest.mark.parametrize("share", [0, "-10%", "120%"])
def test_deductions_are_shares(share: str | int) -> None:
    """A deduction of nothing, or of more than there is, is refused."""
    with pytest.raises(PackError):
        Deduction("x", formulas.FOUR_GRADES[0].text, share)


def test_facts_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    """`--fact` enters one; what cannot be read, or is not asked for, ends with 2."""
    example = str(EXAMPLE)
    assert main(["score", example, "--framework", "hunan-2017", "--fact", "spending-compliant=2"]) == 0
    assert "资金使用合规性  4/6" in capsys.readouterr().out
    assert main(["score", example, "--framework", "hunan-2017", "--fact", "spending-compliant=two"]) == 2
    assert main(["score", example, "--framework", "hunan-2017", "--fact", "arson"]) == 2
    assert "spending-compliant" in capsys.readouterr().err


# --- time, and several units ----------------------------------------------------------------------------------------

amounts = st.lists(st.integers(0, 200), min_size=4, max_size=4)
PROGRESS = TimeProgress(spent=[*QUARTERS, Ref("project", stage=ACTUAL)], budget=Ref("project", stage=FINAL), due=["25%", "50%", "75%", "100%"])  # fmt: skip


def progress(paid: list[int], budget: int = 100) -> Fraction | None:
    """The progress of a unit that had paid so much by the end of each quarter."""
    values = dict(zip(PROGRESS.spent, map(Fraction, paid), strict=True)) | {PROGRESS.budget: Fraction(budget)}
    return PROGRESS.compute(values.__getitem__)


@given(paid=amounts, more=amounts)
def test_time_progress(paid: list[int], more: list[int]) -> None:
    """Paying more by any date never lowers the progress, which lies between nothing and all that is due."""
    less = progress(paid)
    better = progress([a + b for a, b in zip(paid, more, strict=True)])

    assert less is not None
    assert better is not None
    assert 0 <= less <= better <= 1


def test_time_progress_by_hand() -> None:
    """Half of what is due, all, more than all and nine tenths are 85 %; without a budget there is no progress."""
    assert progress([12, 50, 80, 90]) == (Fraction(12, 25) + 1 + 1 + Fraction(9, 10)) / 4
    assert progress([1, 2, 3, 4], budget=0) is None
    with pytest.raises(PackError):
        TimeProgress(spent=["a"], budget="b", due=["50%", "100%"])  # type: ignore[arg-type]


def test_a_method_in_a_framework() -> None:
    """A framework may hold spending against time: each figure that is missing is named."""
    own = evolve(
        framework(),
        indicators=[Indicator("p", "序时", points=100, section="all", formula=PROGRESS, scoring=Proportional())],
    )
    made = score(own)

    assert "paid.q1" in made.lines[0].why.zh


parts = st.lists(st.tuples(st.integers(0, 100), st.integers(1, 1000)), min_size=1, max_size=6)


@given(several=parts)
def test_rates_are_averaged_by_money(several: list[tuple[int, int]]) -> None:
    """The rate of several units lies between theirs, is theirs where they agree, and is nobody's where there is no money."""
    made = MoneyWeighted("total").together(several, rate=True)
    values = [v for v, _ in several]

    assert made is not None
    assert min(values) <= made <= max(values)
    assert MoneyWeighted("total").together([(7, m) for _, m in several], rate=True) == 7
    assert MoneyWeighted("total").together([(v, 0) for v, _ in several], rate=True) is None


@given(several=parts)
def test_amounts_are_summed(several: list[tuple[int, int]]) -> None:
    """What is counted is added up, whatever the money."""
    assert MoneyWeighted("total").together(several, rate=False) == sum(v for v, _ in several)


@given(value=st.fractions(-3, 3))
def test_reference_indicators_have_no_points(value: Fraction) -> None:
    """An indicator without points gives none for any value, and its value is kept."""
    assert [a.points for a in Unweighted().awards(value, Fraction(0))] == [0]


def test_a_reference_framework_lists_values() -> None:
    """A framework of no points lists its values, adds nothing up and names no grade."""
    report = built({("staff.in-post", 2023): "17", ("staff.posts", 2023): "20"}, year=2023)
    made = evaluate(report, perfeval.rulebook("000000", 2023), "national-2013").scores[0]

    assert {w.id: w.values for w in made.lines}["staff-control"] == (Fraction(17, 20),)
    assert (made.lowest, made.grade) == (None, None)
    assert "未规定分值" in made.why_not_recomputed.zh
