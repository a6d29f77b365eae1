"""A report of a few figures, indicators, rows and forms, and a framework to score them by."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import evolve
from tests.figures import built as as_built

from perfeval import ACTUAL, FINAL, ORIGINAL, Report
from perfeval.document import Place
from perfeval.model import Form, Head, IndicatorRow, entry, target, together
from perfeval.quantities import POINT
from perfeval.resolution import Installed, resolve
from perfeval.ruling import Framework, Indicator, LineItem, Pack, Proportional, Rate, Ref, Scoring, Section, formulas
from perfeval.scores import Score, ScoreLine, scores

UNIT = "某单位"


def F(text: str | int) -> Fraction:
    """An exact number."""
    return Fraction(text)


def by_id(score: Score) -> dict[str, ScoreLine]:
    """The lines of a score."""
    return {w.id: w for w in score.lines}


HALF = Rate(Ref("project", stage=ACTUAL), Ref("project", stage=ORIGINAL))


def indicator(formula: object = HALF, scoring: Scoring | None = None, **more: object) -> Indicator:
    """An indicator of ten points."""
    return Indicator("one", "某率", points=10, formula=formula, scoring=scoring or Proportional(), **more)  # type: ignore[arg-type]


def built(*figures: tuple[str, int, object, str], entity: str = UNIT) -> Report:
    """A report with these figures, each in a block of its own."""
    parts = [as_built({(item, year, stage): text}, entity=entity, year=2023) for item, year, stage, text in figures]
    return together(parts) if parts else Report(entity=entity, year=2023)


def spent(actual: str, original: str) -> Report:
    """A report with what was spent on projects, and budgeted."""
    return built(("project", 2023, ACTUAL, actual), ("project", 2023, ORIGINAL, original))


def framework(*indicators: Indicator, **more: object) -> Framework:
    """A framework of these indicators, all in one section."""
    total = sum(i.points for i in indicators)
    made = tuple(evolve(i, section="all") for i in indicators)
    return Framework("own", "自定", sections=[Section("all", "全部", total)], indicators=made, total=total, **more)  # type: ignore[arg-type]


def scored(report: Report, own: Framework) -> Score:
    """The score of a report by a framework of a place."""
    pack = Pack(
        id="own", code="431200", frameworks=[own],
        line_items=[LineItem("project", "项目支出"), LineItem("carry-out", "年末结转和结余")],
    )  # fmt: skip
    (score,) = scores(report, resolve([Installed(pack, "test")], "431200", 2023), own.id)
    return score


def row(
    order: int, aim: str, done: str, points: str = "10", score: str = "10", name: str = "某事", **more: object
) -> IndicatorRow:
    """An indicator row."""
    place = Place("form", row=order)
    return IndicatorRow(
        order, "产出指标", "数量指标", name, place, target(aim), target(done), entry(points, place, POINT), entry(score, place, POINT),
        entry("", place), 0, target_entry=entry(aim, place), actual_entry=entry(done, place), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def form(*rows: IndicatorRow, **more: object) -> Form:
    """A form with these rows."""
    return Form("form1", "自评表", tuple(rows), (Head("产出指标", None, Place("form")),), **more)  # type: ignore[arg-type]


WHOLE = {
    "total_points": entry("100", Place("form"), POINT), "total_score": entry("100", Place("form"), POINT),
    "execution_points": entry("10", Place("form"), POINT), "execution_score": entry("10", Place("form"), POINT),
    "execution_rate": entry("100%", Place("form")),
}  # fmt: skip


def form_report(*forms: Form) -> Report:
    """A Hunan report with these forms."""
    return Report(title="报告", entity=UNIT, year=2023, jurisdiction="430000", forms=forms)


EXECUTED = Indicator(
    "execution", "预算执行率", points=10, section="all", formula=Rate(Ref("total", stage=ACTUAL), Ref("total", stage=FINAL)),
    scoring=Proportional(),
)  # fmt: skip


def own_rows(*indicators: Indicator, **more: object) -> Framework:
    """A framework of a hundred points that judges the rows of a form, and brings these indicators along."""
    made: dict[str, object] = {"bands": formulas.FOUR_GRADES, "rows": formulas.row_scoring()} | more
    sections = made.pop("sections", [Section("all", "全部", 100, by_rows=True)])
    return Framework(
        "rows", "按行", sections=sections, indicators=[evolve(i, section="all") for i in indicators], **made
    )  # type: ignore[arg-type]


def by_own(own: Framework, *forms: Form, figures: Mapping[str, str] | None = None, **facts: int) -> tuple[Score, ...]:
    """The scores of forms, and of totals that stand in a table of their own, by a framework."""
    stages = {"spent": ACTUAL, "budget": FINAL}
    made = as_built(
        {("total", 2023, stages[k]): v for k, v in (figures or {}).items()}, entity=UNIT, year=2023, jurisdiction="430000", forms=forms
    )  # fmt: skip
    pack = Pack(
        id="own",
        code="430000",
        frameworks=[own],
        line_items=[LineItem("total", "资金总额"), LineItem("project", "项目支出")],
    )
    return scores(made, resolve([Installed(pack, "test")], "430000", 2023), own.id, facts)


def bare(*rows: IndicatorRow, **more: object) -> Form:
    """A form without anything about the execution rate."""
    return form(*rows, **{k: v for k, v in WHOLE.items() if k.startswith("total")} | more)


WANTED, NOWHERE = Ref("project", stage=ACTUAL), Place()


def with_nothing(points: int, score: str, others: int = 0, done: str = "100个") -> Form:
    """A form of a hundred points, some of them of a row named 无."""
    rest = 100 - points
    return bare(
        row(1, "≥100个", done, f"{rest}", f"{others or rest}"), row(2, "≥1个", "1个", f"{points}", score, name="无")
    )


def cells(department: Report) -> list[tuple[str, str]]:
    """What the rows of a department aim at, and what it reached."""
    return [
        (r.target.printed if r.target else "-", r.actual.printed if r.actual else "-") for r in department.forms[0].rows
    ]
