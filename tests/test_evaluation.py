"""What is wrong, what holds, what was not tried: the evaluation as a whole, and properties of it."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from math import floor
from pathlib import Path

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st
from tests.figures import built as as_built
from tests.judging import (
    BASIC,
    CHANGE,
    FAR_OFF,
    LISTED,
    NATIONAL,
    ON_ZERO,
    ONE,
    OUTSIDE,
    RATE,
    STRUCTURE,
    TOTAL,
    WITHIN,
    F,
    book,
    form,
    heard,
    judge,
    judged,
    line,
    only,
    prints,
    report,
    said,
)

import perfeval
from perfeval.evaluation import Evaluation, evaluate
from perfeval.model import STOCK, Form
from perfeval.quantities import UNITS, plain
from perfeval.ruling import (
    ACTUAL,
    FINAL,
    ORIGINAL,
    AnyRule,
    FigureName,
    Framework,
    GradeBand,
    Indicator,
    Linear,
    Problem,
    Proportional,
    Ref,
    Relation,
    Report,
    Rows,
    RuleHeader,
    Section,
    Skipped,
    Stated,
    SumOf,
    Text,
    check,
)

EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt"


# --- the evaluation itself --------------------------------------------------------------------------------------------


def test_findings_do_not_depend_on_the_order_of_statements() -> None:
    """Statements in another order, each with its own number, give the same evaluation of the same places."""
    stated = report(
        said("total", "9.00"), said("basic", "6.00"), said("project", "2.00"), said("total", "8.00", block="表二"), said("basic", "6.00", block="表二"),
        said("total:rate", "80%", STOCK), said("total", "10.00", FINAL),
    )  # fmt: skip
    rules = (TOTAL, RATE, ONE, WITHIN)
    turned = evolve(stated, statements=tuple(reversed(stated.statements)))

    assert {(f.rule, f.severity, f.fingerprint) for f in judged(turned, *rules).findings} == {
        (f.rule, f.severity, f.fingerprint) for f in judged(stated, *rules).findings
    }


def test_findings_do_not_depend_on_the_order_of_rules() -> None:
    """A pack that lists its rules in another order gives the same findings."""
    stated = report(
        said("total", "9.00"),
        said("basic", "6.00"),
        said("project", "2.00"),
        said("total", "8.00", FINAL),
        said("total:rate", "80%", STOCK),
    )
    rules = (TOTAL, RATE, ONE, WITHIN)

    assert judged(stated, *rules).findings == judged(stated, *reversed(rules)).findings


def test_findings_are_sorted() -> None:
    """Errors come before warnings before notices, and questions before other notices."""
    ask = evolve(ON_ZERO, question=True)
    evaluation = judge(
        said("operating", "9.00"), said("operating", "0.00", ORIGINAL), said("total", "9.00"), said("total", "8.00", FINAL), said("basic", "1.00"),
        said("project", "2.00"), said("operating", "5.00", block="表二"), said("operating", "1.00", ORIGINAL, block="表二"),
        by=(TOTAL, WITHIN, FAR_OFF, ask),
    )  # fmt: skip

    assert heard(evaluation) == [
        ("error", "total-parts"),
        ("warning", "within"),
        ("notice", "on-zero"),
        ("notice", "far-off"),
    ]


def test_fingerprints_know_no_values_and_no_places() -> None:
    """The same contradiction with other figures in other rows keeps its fingerprint; another figure has another one."""
    one = only(judge(said("total", "5.00"), said("basic", "2.00"), said("project", "1.00"), by=TOTAL))
    later = only(
        judge(said("staff", "3人"), said("project", "30.00"), said("basic", "20.00"), said("total", "90.00"), by=TOTAL)
    )
    other = only(
        judge(
            *(said(i, t, year=2022) for i, t in (("total", "5.00"), ("basic", "2.00"), ("project", "1.00"))), by=TOTAL
        )
    )

    assert one.fingerprint == later.fingerprint
    assert one.fingerprint != other.fingerprint


def test_fingerprints_are_distinct() -> None:
    """Two findings about the same names have two fingerprints."""
    evaluation = judge(
        *(said(i, t, block=b) for b in ("表一", "表二") for i, t in (("total", "5.00"), ("basic", "2.00"), ("project", "1.00"))), by=TOTAL
    )  # fmt: skip

    assert len({f.fingerprint for f in evaluation.findings}) == len(evaluation.findings) == 2


@frozen
class Jammed(RuleHeader):
    """A rule of any kind that fails inside itself."""

    id: str
    kind: str = "figures"

    def anchors(self) -> tuple[str, ...]:
        """Called for by totals."""
        return ("total",)

    def schemas(self, anchor: FigureName, rows: Rows) -> Iterator[Linear]:
        """Nothing comes of it."""
        raise RuntimeError("卡住了")

    def formula(self) -> Text:
        """None."""
        return Text("无", "none")


@frozen
class JammedForm(RuleHeader):
    """A form rule that fails inside itself."""

    id: str

    def relations(self, form: Form) -> Iterator[Relation | Skipped]:
        """Nothing comes of it."""
        raise RuntimeError("卡住了")

    def formula(self) -> Text:
        """None."""
        return Text("无", "none")


@check("jammed", Text("坏", "broken"))
def jammed_check(made: Report) -> Iterator[Problem | Skipped]:
    """A check that fails inside itself."""
    raise RuntimeError("卡住了")
    yield


@pytest.mark.parametrize(
    "rule", [Jammed(id="jammed"), JammedForm(id="jammed"), jammed_check], ids=["figures", "form", "check"]
)
def test_a_rule_that_raises_is_named_and_the_rest_stands(rule: AnyRule) -> None:
    """A rule that fails inside itself is named with its pack and its error, and every other rule is still run."""
    made = report(
        said("total", "5.00"), said("basic", "2.00"), said("project", "1.00"), forms=[form(line("甲", "100", "100"))]
    )
    evaluation = evaluate(made, book(TOTAL, rule))

    assert heard(evaluation) == [("error", "total-parts")]
    assert evaluation.faults == (("perfeval:own/jammed", "RuntimeError: 卡住了"),)
    with pytest.raises(RuntimeError, match="卡住了"):
        evaluate(made, book(TOTAL, rule), strict=True)


@frozen
class JammedFormula:
    """A formula that fails when it is computed."""

    def refs(self) -> tuple[Ref, ...]:
        """The figure it wants."""
        return (Ref("total", stage=ACTUAL),)

    def compute(self, value: object) -> Fraction | None:
        """Nothing comes of it."""
        raise RuntimeError("卡住了")

    def text(self, say: object) -> str:
        """Its name."""
        return "坏"


def test_a_scoring_that_raises_is_named_and_the_findings_stand() -> None:
    """A formula of a framework that fails inside itself costs the scores, and no finding."""
    indicator = Indicator(
        "total", "总额", points=100, section="all", formula=JammedFormula(), scoring=Proportional(full=100)
    )
    framework = Framework(
        "own", "自拟", sections=(Section("all", "全部", 100),), indicators=(indicator,), bands=(GradeBand("all", "全", 0),), default=True
    )  # fmt: skip
    made = report(said("total", "5.00"), said("basic", "2.00"), said("project", "1.00"))
    evaluation = evaluate(made, book(TOTAL, frameworks=[framework]))

    assert (heard(evaluation), evaluation.scores) == ([("error", "total-parts")], ())
    assert evaluation.faults == (("perfeval:own/own", "RuntimeError: 卡住了"),)
    with pytest.raises(RuntimeError, match="卡住了"):
        evaluate(made, book(TOTAL, frameworks=[framework]), strict=True)


@pytest.mark.parametrize("made", [
    as_built({("total", 2023, ACTUAL): "5.00", ("basic", 2023, ACTUAL): "2.00", ("project", 2023, ACTUAL): "1.00"}),
    report(said("total", "5.00"), forms=[OUTSIDE]),
], ids=["figures", "form"])  # fmt: skip
def test_an_evaluation_by_own_rules_survives_pickling(made: Report) -> None:
    """An evaluation that goes through pickle comes back equal."""
    evaluation = judged(made, TOTAL, *STRUCTURE)

    assert pickle.loads(pickle.dumps(evaluation)) == evaluation


def test_an_evaluation_by_the_national_rules_survives_pickling() -> None:
    """An evaluation by the bundled rules goes through pickle and comes back equal."""
    evaluation = perfeval.evaluate(as_built({("total", 2023, ACTUAL): "5.00"}), NATIONAL)

    assert pickle.loads(pickle.dumps(evaluation)) == evaluation


def test_a_report_survives_pickling() -> None:
    """A report that was read goes through pickle and is judged the same."""
    read_report = perfeval.read(EXAMPLE)
    again = pickle.loads(pickle.dumps(read_report))

    assert again == read_report
    assert perfeval.render(perfeval.evaluate(again), "json") == perfeval.render(perfeval.evaluate(read_report), "json")


SCRIPT = """
import sys
import perfeval
report = perfeval.read(sys.argv[1])
built = perfeval.Report.build({("total", 2023, perfeval.ACTUAL): "5.00", ("basic", 2023, perfeval.ACTUAL): "2.00", ("project", 2023, perfeval.ACTUAL): "1.00"}, entity="某单位", year=2023)
sys.stdout.buffer.write(perfeval.render([perfeval.evaluate(report), perfeval.evaluate(built)], "json").encode())
"""


def test_same_bytes_in_two_processes() -> None:
    """The same reports give the same JSON in two processes with different hash seeds."""
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(EXAMPLE)], stdout=subprocess.PIPE, env=os.environ | {"PYTHONHASHSEED": seed}
        )
        for seed in ("1", "2")
    ]  # fmt: skip
    outputs = [run.communicate()[0] for run in runs]

    assert [run.returncode for run in runs] == [0, 0]
    assert outputs[0] == outputs[1]
    assert b"total-by-nature" in outputs[0]


def test_evaluation_changes_nothing() -> None:
    """Judging a report twice gives the same, and leaves the report as it was."""
    made = report(said("total", "5.00"), said("basic", "2.00"), said("project", "1.00"), forms=[OUTSIDE])
    before = pickle.dumps(made)
    first = judged(made, TOTAL, *STRUCTURE)

    assert judged(made, TOTAL, *STRUCTURE) == first
    assert pickle.dumps(made) == before


# --- the front door's figures -----------------------------------------------------------------------------------------


def test_the_agreed_value_of_a_figure() -> None:
    """A report gives the finest print of a figure whose prints agree, and none of one that is contradicted."""
    made = report(
        said("total", "316", block="表1"),
        said("total", "316.04", block="表2"),
        said("basic", "2.00"),
        said("basic", "3.00", block="表2"),
    )

    assert str(made.figure("total").quantity) == "316.04万元"
    assert (made.figure("basic").quantity, made.figure("basic").is_contradicted) == (None, True)
    assert (made.figure("project").quantity, made.figure("project").is_contradicted) == (None, False)


def test_a_stated_rate_of_a_framework_is_no_finding() -> None:
    """A framework computes its own score and leaves the findings to the rules."""
    indicator = Indicator(
        "done", "完成率", points=100, section="all", formula=Stated(Ref("total:rate", stage=STOCK)), scoring=Proportional(full=100)
    )  # fmt: skip
    framework = Framework(
        "own", "自拟", sections=(Section("all", "全部", 100),), indicators=(indicator,), bands=(GradeBand("all", "全", 0),), default=True
    )  # fmt: skip
    evaluation = evaluate(report(said("total:rate", "90%", STOCK)), book(RATE, frameworks=[framework]), strict=True)

    assert (evaluation.findings, evaluation.framework) == ((), "own")
    assert [(s.lowest, s.highest) for s in evaluation.scores] == [(90, 90)]


# --- properties -------------------------------------------------------------------------------------------------------


#: Exact amounts in hundredths of a yuan, and how they may be printed.
fen = st.integers(-(10**11), 10**11)


def as_printed(hundredths: int, form: tuple[str, int]) -> str:
    """An exact amount as a cell prints it, rounded, with its unit."""
    unit, places = form
    return plain(F(hundredths, 100) / UNITS[unit].scale, places) + unit


@st.composite
def budgets(
    draw: st.DrawFn,
) -> tuple[dict[tuple[str, int, perfeval.Stage], int], dict[tuple[str, int, perfeval.Stage], tuple[str, int]]]:
    """Exact figures of a budget that adds up at every level and stage, and a print form for each."""
    exact: dict[tuple[str, int, perfeval.Stage], int] = {}
    for stage in (ORIGINAL, FINAL, ACTUAL):
        leaves = {item: draw(fen) for item in ("personnel", "operating", "project")}
        made = leaves | {"basic": leaves["personnel"] + leaves["operating"]}
        made["total"] = made["basic"] + made["project"]
        exact |= {(item, 2023, stage): value for item, value in made.items()}
    return exact, {name: draw(prints) for name in exact}


SUMS = (TOTAL, BASIC, SumOf(id="flat", total="total", parts=("personnel", "operating", "project")))


@given(budgets())
def test_rounding_alone_never_breaks_a_sum(
    drawn: tuple[dict[tuple[str, int, perfeval.Stage], int], dict[tuple[str, int, perfeval.Stage], tuple[str, int]]],
) -> None:
    """A budget that adds up and is rounded figure by figure, in any units, breaks no sum of a report."""
    exact, forms = drawn
    made = as_built({name: as_printed(value, forms[name]) for name, value in exact.items()})
    evaluation = judged(made, *SUMS)

    assert evaluation.findings == ()
    assert len(evaluation.held) == 9


@given(budgets(), st.sampled_from([1, -1]))
def test_one_unit_beyond_the_slack_is_always_heard(
    drawn: tuple[dict[tuple[str, int, perfeval.Stage], int], dict[tuple[str, int, perfeval.Stage], tuple[str, int]]],
    side: int,
) -> None:
    """The last total that rounding allows is silent, and one unit of its last place beyond it is an error."""
    exact, forms = drawn
    names = [(item, 2023, ACTUAL) for item in ("total", "basic", "project")]
    texts = {name: as_printed(exact[name], forms[name]) for name in names}
    unit, places = forms[names[0]]
    step = UNITS[unit].scale / 10**places
    parts = [perfeval.quantity(texts[name]) for name in names[1:]]
    slack = sum((part.half for part in parts), step / 2)
    steps = floor((side * sum((part.value for part in parts), F(0)) + slack) / step) * side
    found = []
    for last in (steps, steps + side):
        texts[names[0]] = plain(F(last, 10**places), places) + unit
        found.append(heard(judged(as_built(texts), TOTAL)))

    assert found == [[], [("error", "total-parts")]]


# Whole yuan that any of the three units can print to the last digit, with the same last place.
SPELLINGS = (("元", 0), ("万元", 4), ("亿元", 8))


#: Rules of every kind over figures of money.
EVERY_KIND = (TOTAL, BASIC, RATE, ONE, WITHIN, FAR_OFF, ON_ZERO, CHANGE, LISTED)


FIGURES = [
    ("total", 2023, ACTUAL), ("total", 2023, FINAL), ("basic", 2023, ACTUAL), ("project", 2023, ACTUAL), ("personnel", 2023, ACTUAL),
    ("operating", 2023, ACTUAL), ("operating", 2023, ORIGINAL), ("three-public", 2023, ACTUAL), ("three-public", 2022, ACTUAL),
    ("three-public", 2022, ORIGINAL),
]  # fmt: skip


def verdicts(evaluation: Evaluation) -> tuple[object, ...]:
    """Everything an evaluation decides, without the digits in which it says it."""
    by_print = {f.fingerprint: f.rule for f in evaluation.findings}
    return (
        [(f.rule, f.severity, f.fingerprint, by_print.get(f.root or "")) for f in evaluation.findings],
        [(h.rule, h.rounding) for h in evaluation.held],
        [n.rule for n in evaluation.not_run],
    )


@given(
    st.lists(st.integers(0, 12).map(lambda n: n * 5000), min_size=len(FIGURES), max_size=len(FIGURES)),
    st.lists(st.tuples(st.sampled_from(SPELLINGS), st.sampled_from(SPELLINGS)), min_size=len(FIGURES), max_size=len(FIGURES)),
    st.integers(-200, 200), st.integers(-200, 200),
)  # fmt: skip
def test_units_never_change_a_verdict(
    yuan: list[int], spellings: list[tuple[tuple[str, int], tuple[str, int]]], rate: int, change: int
) -> None:  # fmt: skip
    """A report whose amounts are told in 元, 万元 or 亿元, each as it likes, is judged the same."""
    evaluations = []
    for side in (0, 1):
        stated = [
            said(item, as_printed(value * 100, spelling[side]), stage, year)
            for (item, year, stage), value, spelling in zip(FIGURES, yuan, spellings, strict=True)
        ]
        rates = [said("total:rate", f"{rate}%", STOCK), said("three-public:rate", f"{change}%", STOCK)]
        evaluations.append(judged(report(*stated, *rates), *EVERY_KIND))

    assert verdicts(evaluations[0]) == verdicts(evaluations[1])


@given(st.permutations(range(9)))
def test_the_order_of_statements_decides_nothing(order: list[int]) -> None:
    """Whatever order a report's statements come in, the same things are heard about the same figures."""
    stated = report(
        said("total", "9.00"), said("basic", "6.00"), said("project", "2.00"), said("total", "8.00", block="表二"), said("basic", "6.00", block="表二"),
        said("total:rate", "80%", STOCK), said("total", "10.00", FINAL), said("operating", "1.00"), said("operating", "0.00", ORIGINAL),
    ).statements  # fmt: skip
    shuffled = as_built([stated[i] for i in order], entity="某单位", year=2023)
    straight = as_built(stated, entity="某单位", year=2023)
    rules = (TOTAL, RATE, ONE, WITHIN, ON_ZERO)

    assert {(f.rule, f.severity, f.fingerprint) for f in judged(shuffled, *rules).findings} == {
        (f.rule, f.severity, f.fingerprint) for f in judged(straight, *rules).findings
    }
