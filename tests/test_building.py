"""A report from a program's own values: what is a mistake is refused, what is right is taken, and partial data is no error."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import perfeval
from perfeval import ACTUAL, FINAL, Report, Severity, Stage
from perfeval.errors import JurisdictionError, ModelError, PackError, UnknownNameError, UsageError
from perfeval.findings import Text
from perfeval.model import STOCK
from perfeval.quantities import Nil, quantity
from perfeval.renderers.masking import figures_judged, masked_content
from perfeval.ruling import AtMost, LineItem, Pack, Ref

TOTAL = ("total", 2023, ACTUAL)
EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt"


def made(figures: object, **more: object) -> Report:
    """A report of one unit."""
    return Report.build(figures, **{"entity": "某局", "year": 2023, **more})  # type: ignore[arg-type]


def errors(report: Report) -> list[str]:
    """The rules that say something has to be corrected."""
    return [f.rule for f in perfeval.evaluate(report).findings if f.severity is Severity.ERROR]


# --- what is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("figures", "said"), [
    ({("totl", 2023, ACTUAL): "1.00"}, r"line item 'totl'; there are total"),
    ({("基本支岀", 2023, ACTUAL): "1.00"}, r"there are 基本支出"),
    ({("total:compltion", 2023, ACTUAL): "1.00"}, r"no rate 'compltion'"),
    ({("total#column", 2023, ACTUAL): "1.00"}, r"holds one of @ / : #"),
    ({("basic@3O1", 2023, ACTUAL): "1.00"}, r"'3O1' is no code"),
    ({("total", 2023, "spent"): "1.00"}, r"no stage 'spent'; there are actual"),
    ({("total", 2023, 5): "1.00"}, r"no stage '5'"),
    ({("total", "2023", ACTUAL): "1.00"}, r"not '2023'; write 2023"),
    ({("total", True, ACTUAL): "1.00"}, r"a year is a whole number"),
    ({("total", ACTUAL): "1.00"}, r'\("total", 2023, "actual"\)'),
    ({("total",): "1.00"}, r"a figure is named"),
    ({"total": "1.00"}, r"a figure is named"),
    ({("total", 2023, ACTUAL, "all", "x"): "1.00"}, r"a figure is named"),
    ({(5.0, 2023, ACTUAL): "1.00"}, r"a text or a number"),
    ({TOTAL: 0.1 + 0.2}, r"'0\.30000000000000004'"),
    ({TOTAL: float("nan")}, r"binary fraction"),
    ({TOTAL: None}, r"not None; leave out"),
    ({TOTAL: True}, r"a number is needed"),
    ({TOTAL: "abc"}, r"'abc' is not one number"),
    ({TOTAL: "1.2.3"}, r"is not one number"),
    ({TOTAL: Decimal("NaN")}, r"is not one number"),
    ({TOTAL: Fraction(1, 3)}, r"does not end in decimal digits"),
    ({TOTAL: object()}, r"not a object"),
    ([{"item": "total", "yaer": 2023, "amount": "1"}], r"yaer: no such key; there are item, year"),
    ([{"item": "total", "stage": "actual"}], r"amount: it is missing"),
    ([{"amount": "1"}], r"item: it is missing"),
    ([5], r"a table is needed, not 5"),
    ("total", r"a mapping keyed"),
    (5, r"a mapping keyed"),
])  # fmt: skip
def test_mistakes_are_refused(figures: object, said: str) -> None:
    """A misspelt name, a value of another sort and a key of another shape are errors that say what would do."""
    with pytest.raises(ModelError, match=said) as raised:
        made(figures)
    assert raised.value.zh.startswith("Report.build：")


@pytest.mark.parametrize(("more", "said"), [
    ({"unit": "万"}, r"is 万元 meant\?"), ({"unit": "人"}, r"no unit of money; there are 元"), ({"unit": 5}, r"no unit of money"),
    ({"year": "2023"}, r"write 2023"), ({"of": ["bsic"]}, r"there are"), ({"of": "basic"}, r"of=\['basic'\]"),
    ({"indicators": [{"points": 5}]}, r"an indicator needs a name"), ({"indicators": [{"name": "甲", "worth": 5}]}, r"worth: no such key"),
    ({"indicators": [5]}, r"a row of an indicator is needed"), ({"indicators": [{"name": "甲", "points": 0.5}]}, r"binary fraction"),
])  # fmt: skip
def test_other_mistakes_are_refused(more: dict[str, object], said: str) -> None:
    """So are a unit, a year, a list and an indicator that cannot be."""
    with pytest.raises(ModelError, match=said):
        made({TOTAL: "1.00"}, **more)


@pytest.mark.parametrize("more", [{"year": 1023}, {"jurisdiction": "99"}, {"jurisdiction": "990000"}])
def test_what_cannot_exist(more: dict[str, object]) -> None:
    """A year and a place that cannot exist are refused as such."""
    with pytest.raises(JurisdictionError):
        made({TOTAL: "1.00"}, **more)


# --- what is taken --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("item", ["total", "年度资金总额", "“年度资金总额”："])
@pytest.mark.parametrize("stage", [ACTUAL, "actual", "决算数", "执行数"])
def test_names(item: str, stage: Stage | str) -> None:
    """An item is its id or its printed label, a stage its enum or a word for it."""
    (stated,) = made({(item, 2023, stage): "1.00"}).statements

    assert (stated.name.item.text, stated.name.stage.value) == ("total", ACTUAL)


@pytest.mark.parametrize("item", ["301", "basic@301", "工资福利支出"])
def test_classes(item: str) -> None:
    """A class is named by its code, its id or its label, and has its label in either case."""
    (stated,) = made({(item, 2023, ACTUAL): "1.00"}).statements

    assert (stated.name.item.text, stated.label) == ("basic@301", "工资福利支出")


@pytest.mark.parametrize(("amount", "printed"), [
    ("300.00", "300.00"), (300, "300"), (Decimal("300.00"), "300.00"), (Decimal("3E+2"), "300"), (Decimal("-0.05"), "-0.05"),
    (Fraction(-1, 8), "-0.125"), (Fraction(3), "3"), (quantity("3.10万元"), "3.10万元"), ("0.03亿元", "0.03亿元"),
])  # fmt: skip
def test_amounts_keep_their_digits(amount: object, printed: str) -> None:
    """Every kind of amount is taken with the digits it has, last zeros among them."""
    (stated,) = made({TOTAL: amount}).statements

    assert (stated.printed, stated.reading) == (printed, quantity(printed, "万元"))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4), st.fractions(max_denominator=1))
def test_decimals_are_exact(number: Decimal, whole: Fraction) -> None:
    """Rule 2: a decimal number and a fraction come through as the very same number."""
    figures = made({TOTAL: number, ("basic", 2023, ACTUAL): whole}).statements

    assert [s.quantity.number for s in figures if s.quantity] == [Fraction(*number.as_integer_ratio()), whole]


def test_nothing_is_a_statement_too() -> None:
    """A blank and 无 are readings of a cell."""
    assert [s.reading for s in made({TOTAL: "", ("basic", 2023, ACTUAL): "无"}).statements] == [Nil.BLANK, Nil.NONE]


def test_rows() -> None:
    """Rows with columns name figures as keys do; the year is the report's, the stage the line's own."""
    rows: list[dict[str, object]] = [
        {"item": "total", "year": 2022, "stage": "决算", "fund": "general", "label": "总额", "amount": "3.00"},
        {"item": "编制数", "amount": "19人"}, {"item": "项目支出/档案", "stage": ACTUAL, "amount": 2, "fund": None},
    ]  # fmt: skip
    total, posts, row = made(rows).statements

    assert (total.label, total.name.year.value, total.name.fund.value) == ("总额", 2022, "general")
    assert (posts.name.item.text, posts.name.stage.value, posts.name.year.value) == ("staff.posts", STOCK, 2023)
    assert (row.name.item.text, str(row.parent), row.label, row.name.fund.value) == (
        "project/档案",
        "project",
        "档案",
        "all",
    )


def test_indicators() -> None:
    """Indicators are rows by their names, the reasons among them, and are judged as those of a document are."""
    report = made({}, indicators=[
        {"name": "培训人数", "block": "产出指标（50分）", "points": 10, "target": "≥100人", "actual": "90人", "score": 10, "reason": None},
    ])  # fmt: skip
    (row,) = report.indicators

    assert (row.level1, row.points and str(row.points.quantity), row.reason) == ("产出指标", "10分", None)
    assert "full-marks-for-missed-target" in [f.rule for f in perfeval.evaluate(report).findings]


# --- lists that are not whole ---------------------------------------------------------------------------------------

CLASSES = {
    ("basic", 2023, ACTUAL): "278.32",
    ("basic@301", 2023, ACTUAL): "187.10",
    ("basic@302", 2023, ACTUAL): "33.31",
}


def test_a_class_is_no_list() -> None:
    """Some classes below their total raise nothing, unless the list is said to be whole."""
    assert errors(made(CLASSES, jurisdiction="430000")) == []
    assert "function-tree" in errors(made(CLASSES, jurisdiction="430000", complete=True))
    assert "function-tree" in errors(made(CLASSES, jurisdiction="430000", of=["基本支出"]))


HONEST = {
    "expenditure": 1000, "basic": 600, "project": 300, "business": 100, "personnel": 450, "operating": 150,
    "basic@301": 400, "basic@303": 50, "basic@302": 120, "basic@310": 30, "basic@30211": 20, "basic@30217": 100,
    "basic@30101": 250, "basic@30102": 150, "three-public": 60, "three-public.abroad": 0, "three-public.vehicles": 40,
    "three-public.hospitality": 20, "revenue": 1000, "revenue.appropriation": 700, "revenue.service": 100, "revenue.other": 100,
    "revenue.superior": 100, "project/甲": 100, "project/乙": 200, "carry-in": 10, "carry-out": 10, "revenue-side": 1010,
    "expenditure-side": 1010,
}  # fmt: skip


@given(st.sets(st.sampled_from(sorted(HONEST))))
def test_partial_data_raises_no_error(items: set[str]) -> None:
    """Rule 3: whatever part of an honest budget is handed over, nothing has to be corrected."""
    assert errors(made({(item, 2023, ACTUAL): HONEST[item] for item in items})) == []


def test_a_slip_is_still_heard() -> None:
    """A sum whose parts are all named is held against its total whether or not the rest is whole."""
    wrong = {("total", 2023, ACTUAL): "5.00", ("basic", 2023, ACTUAL): "2.00", ("project", 2023, ACTUAL): "1.00"}

    assert errors(made(wrong)) == ["total-by-nature"]


# --- packs, round trips, types --------------------------------------------------------------------------------------

TRAINING = Pack(
    id="mine", code="430000", line_items=[LineItem("training", "培训费用")],
    rules=[AtMost("training-within", "training", Ref("training", stage=FINAL), label=Text("超", "over"))],
)  # fmt: skip
FIGURES = {("培训费用", 2023, FINAL): "10.00", ("training", 2023, ACTUAL): "10.50"}


def test_packs_that_are_not_installed() -> None:
    """A pack that is handed over gives words and rules; without it its items are unknown."""
    report = made(FIGURES, jurisdiction="430000", packs=[TRAINING])

    assert "training-within" in [f.rule for f in perfeval.evaluate(report, packs=[TRAINING]).findings]
    assert "training-within" not in [f.rule for f in perfeval.evaluate(report).findings]
    with pytest.raises(ModelError, match="培训费用"):
        made(FIGURES)


def test_books_are_made_once() -> None:
    """The same packs, place and year give the same rulebook, however often it is asked for; packs alone stand alone."""
    again = Pack(**{name: getattr(TRAINING, name) for name in ("id", "code", "line_items", "rules")})
    alone = perfeval.rulebook("430000", 2023, packs=[TRAINING], bundled=False)

    assert perfeval.rulebook("430000", 2023) is perfeval.rulebook("430000", 2023)
    assert perfeval.rulebook("430000", 2023, packs=[TRAINING]) is perfeval.rulebook("430000", 2023, packs=[again])
    assert set(alone.rules) == {"training-within"}
    assert alone is perfeval.rulebook("430000", 2023, packs=[TRAINING], bundled=False)
    assert set(alone.rules) < set(perfeval.rulebook("430000", 2023, packs=[TRAINING]).rules)


def test_packs_that_cannot_be() -> None:
    """What is no pack, is there twice, or stands beside a book of its own packs, is refused."""
    with pytest.raises(PackError, match="A Pack is needed"):
        perfeval.rulebook("430000", 2023, packs=["mine"])  # type: ignore[list-item]
    with pytest.raises(PackError, match="twice"):
        perfeval.rulebook("430000", 2023, packs=[TRAINING, TRAINING])
    with pytest.raises(UsageError, match="A book has its packs"):
        perfeval.evaluate(made({}), perfeval.rulebook("430000"), packs=[TRAINING])


def test_round_trips() -> None:
    """A report goes through JSON and comes back equal, partial as it was; a file's bytes are read as the file is."""
    partial = made(CLASSES, of=["basic"], indicators=[{"name": "甲", "points": "5"}])
    whole = perfeval.read(EXAMPLE)

    assert [Report.from_json(r.to_json()) for r in (partial, whole)] == [partial, whole]
    assert Report.from_json(partial.to_json().encode()).whole == {"basic"}
    assert perfeval.read(("report.txt", EXAMPLE.read_bytes())) == whole


def test_findings_as_data() -> None:
    """A finding as a dictionary is what stands in the JSON of its evaluation, where personal data is covered."""
    evaluation = perfeval.evaluate(perfeval.read(EXAMPLE))
    content = json.loads(evaluation.to_json())["evaluations"][0]

    made = [finding.to_dict() for finding in evaluation.findings]

    assert content["findings"] == masked_content(made, figures_judged([evaluation]))
    assert evaluation.to_json() == perfeval.render(evaluation, "json")


def test_a_language_nobody_has() -> None:
    """A language that no message is written in is refused, and those there are are named."""
    with pytest.raises(UnknownNameError, match="zh, en"):
        perfeval.render(perfeval.evaluate(made({TOTAL: "1"})), lang="fr")


CLIENT = """
from decimal import Decimal
from fractions import Fraction
import perfeval
from perfeval import ACTUAL, FINAL, Report

held = {("total", 2023, ACTUAL): "1.00"}
words = {("total", 2023, "actual"): Decimal("1.00")}
rows = [{"item": "total", "amount": "1.00"}]
mixed: list[dict[str, object]] = [{"item": "total", "year": 2023, "amount": 1}]
Report.build(held, entity="a", year=2023)
Report.build(words)
Report.build(rows)
Report.build(mixed, indicators=[{"name": "a", "points": 5}])
Report.build({("total", 2023, ACTUAL): "1.00", ("total", 2023, FINAL): "1.00"}, entity="a", year=2023)
Report.build({("total", 2023, "actual"): "1.00", ("basic", 2023, "actual"): "2"})
Report.build({("total", 2023, ACTUAL, "general"): Fraction(1, 2)})
evaluation = perfeval.evaluate(perfeval.read(("a.txt", b"1")))
text: str = perfeval.render(evaluation, "json") + perfeval.render(evaluation)
"""
WRONG = "from perfeval import ACTUAL, Report\nReport.build({('total', 2023, ACTUAL): 0.5})\n"


def test_types_of_a_client(tmp_path: Path) -> None:
    """A program that hands over its figures passes a strict type checker, and one that hands over floats does not."""
    (tmp_path / "client.py").write_text(CLIENT, encoding="utf-8")
    (tmp_path / "wrong.py").write_text(WRONG, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "client.py", "wrong.py"],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip

    assert [line for line in ran.stdout.splitlines() if line.startswith("client.py")] == []
    assert "wrong.py:2: error" in ran.stdout
