"""The catalogue of defects: every number has rules or a reason, and every rule an example it speaks of and one it does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from tests.catalogue import DEFECTS, IDENTITIES, bundled, by_category

import perfeval
from perfeval import ACTUAL, FINAL, ORIGINAL, Report, Severity, Stage
from perfeval.document import Place
from perfeval.model import (
    STOCK,
    Claim,
    ClaimReading,
    Entry,
    FigureName,
    Form,
    Head,
    IndicatorRow,
    Note,
    Shape,
    Statement,
    entry,
    open_in,
    printed,
    target,
)
from perfeval.quantities import read, unit_named
from perfeval.ruling import Check, Profile, Standing

EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt"
RULES = bundled()

# --- reports by hand ------------------------------------------------------------------------------------------------

Figures = Mapping[tuple[str, int, Stage], str]


def figures(
    values: Figures, *, fund: str = "all", unit: str = "万元", parent: str = "", jurisdiction: str | None = None
) -> Report:
    """A report of 2023 with these amounts, all of them in one table."""
    made = []
    for order, ((item, year, stage), text) in enumerate(values.items()):
        reading = read(text)
        if isinstance(reading, perfeval.Quantity):
            reading = reading.within(unit_named("人" if item.startswith("staff") and ":" not in item else unit))
        name = FigureName(printed("某单位"), item, printed(year), printed(stage), printed(fund))
        label = item.rpartition("/")[2]
        made.append(Statement(name, label, reading, Place("r", row=order + 1), "t", f"c{year}{stage}", parent, order))
    return Report("r", "某单位", "某单位", 2023, jurisdiction, tuple(made))


def two_places(one: Figures, other: Figures) -> Report:
    """A report that says some things in a table and some in its text."""
    first, second = figures(one), figures(other)
    moved = tuple(evolve(s, block="u", order=s.order + 1000) for s in second.statements)
    return evolve(first, statements=(*first.statements, *moved))


def beside(one: Report, other: Report) -> Report:
    """Two tables of one report."""
    return evolve(
        one, statements=(*one.statements, *(evolve(s, block="u", order=s.order + 1000) for s in other.statements))
    )


def claimed(kind: str, shape: Shape, *terms: tuple[int, str]) -> Report:
    """A sentence that claims something of its figures: each with its sign, the one the rest is held to first."""
    made = []
    for order, (_, text) in enumerate(terms):
        reading = read(text)
        assert isinstance(reading, perfeval.Quantity)
        name = FigureName(printed("某单位"), f"text/{order}", printed(2023), open_in(f"figure {order}"), printed("all"))
        made.append(Statement(name, "款项", reading.within(unit_named("万元")), Place("r", line=1), "s", order=order))
    claim = Claim(kind, (ClaimReading(shape, tuple((Fraction(c), n) for n, (c, _) in enumerate(terms))),))
    return Report("r", "某单位", "某单位", 2023, None, tuple(made), claims=(claim,))


def row(
    name: str = "接待人数", aim: str = "≥100人", got: str = "120人", points: str = "10", score: str = "10", reason: str | None = "", *,
    order: int = 0, level1: str = "产出指标", level2: str = "数量指标", head: int | None = 0,
) -> IndicatorRow:  # fmt: skip
    """An indicator row as a form prints it."""

    def cell(text: str, column: int) -> Entry:
        return entry(text, Place("r", row=order + 1, cell=column))

    return IndicatorRow(
        order, level1, level2, name, Place("r", row=order + 1), target(aim), target(got), cell(points, 3), cell(score, 4),
        None if reason is None else cell(reason, 5), head, target_entry=cell(aim, 1), actual_entry=cell(got, 2),
    )  # fmt: skip


def form(*rows: IndicatorRow, amounts: Figures | None = None, heads: tuple[Head, ...] = (), **parts: object) -> Report:
    """A report of 2023 with one form."""
    cells = {
        key: entry(value, Place("r", row=99)) if isinstance(value, str) and key != "execution_rule" else value
        for key, value in parts.items()
    }
    placed = tuple(evolve(one, order=n) for n, one in enumerate(rows))
    made = Form("f", "自评表", placed, heads, has_reasons=True, place=Place("r"), **cells)  # type: ignore[arg-type]
    return evolve(figures(amounts or {}), forms=(made,))


def head(points: str, label: str = "产出指标") -> Head:
    """The head of a block with its points."""
    return Head(label, entry(points), Place("r"))


def last_year(ours: Figures, theirs: Figures) -> tuple[Report, Report]:
    """This year's report, and last year's."""
    return figures(ours), evolve(figures(theirs), year=2022, source="last")


def unread(text: str) -> Report:
    """A report one cell of which says this."""
    made = figures({("procurement", 2023, ORIGINAL): text})
    place = made.statements[0].place
    notes = (
        (Note("unread", f"“{text}”不是一个数", f"{text} is not one number", place, text),)
        if made.statements[0].quantity is None
        else ()
    )
    return evolve(made, notes=notes)


def t(item: str, stage: Stage = ACTUAL, year: int = 2023) -> tuple[str, int, Stage]:
    """The name of a figure."""
    return (item, year, stage)


SIX = [row(f"指标{n}号", order=n) for n in range(6)]
FUNDS = {t("total", ORIGINAL): "100.00", t("total", FINAL): "90.00", t("total"): "90.00"}

#: Rule: the report it speaks of, and the same one put right. A pair of reports is this year's and last year's.
EXAMPLES: dict[str, tuple[Report | tuple[Report, Report], Report | tuple[Report, Report]]] = {
    # the score sheet
    "points-total": (form(row(points="60"), row("二", points="50"), total_points="100"), form(row(points="60"), row("二", points="40"), total_points="100")),
    "block-points": (form(row(points="40"), heads=(head("30"),)), form(row(points="30", score="30"), heads=(head("30"),))),
    "score-total": (form(row(score="10"), row("二"), total_score="15"), form(row(score="10"), row("二"), total_score="20")),
    "score-within-points": (form(row(score="11")), form(row(score="10"))),
    "grade-outside-band": (form(row(), total_points="100", total_score="85", grade="优"), form(row(), total_points="100", total_score="95", grade="优")),
    "execution-score": (
        form(row(), execution_points="20", execution_rate="90%", execution_score="20", execution_rule="20分×执行率"),
        form(row(), execution_points="20", execution_rate="90%", execution_score="18", execution_rule="20分×执行率"),
    ),
    "execution-score-practice": (
        form(row(), execution_points="10", execution_rate="90%", execution_score="10"), form(row(), execution_points="10", execution_rate="90%", execution_score="9"),
    ),
    "full-marks-for-missed-target": (form(row(got="90人")), form(row(got="90人", score="9", reason="疫情影响"))),
    "unnamed-indicator": (form(row("无", "效果明显", "效果明显")), form(row("无", "效果明显", "效果明显", "0", "0"))),
    "points-lost-though-met": (form(row(score="8", reason="资料不全")), form(row(got="90人", score="8", reason="资料不全"))),
    "loss-without-reason": (form(row(score="8")), form(row(got="80人", score="8", reason="疫情影响"))),
    "reason-though-full": (form(row(reason="已完成")), form(row())),
    "points-without-value": (form(row(got="")), form(row())),
    "row-outside-blocks": (form(row(points="10"), row("二", head=None), heads=(head("10"),)), form(row(points="10"), heads=(head("10"),))),
    "unreal-date": (form(row(aim="2023年12月31日前", got="202年12月31日前")), form(row(aim="2023年12月31日前", got="2023年12月30日"))),
    "rate-left-blank": (form(row(), amounts=FUNDS, execution_points="10", execution_rate=""), form(row(), amounts=FUNDS, execution_points="10", execution_rate="100%")),
    # design of indicators
    "copied-actuals": (form(*(evolve(r, actual_entry=r.target_entry) for r in SIX)), form(*SIX)),
    "unmeasurable": (form(row(aim="效果明显")), form(row())),
    "number-in-words": (form(row(aim="≤预算控制数", got="≤预算控制数")), form(row(aim="≤10万元", got="9万元"))),
    "unit-is-no-unit": (form(row("报告合格率", "≥100百分比", "100")), form(row("报告合格率", "≥100%", "100%"))),
    "placeholder-left": (form(row("低保人数（≥**人）", "≥5人", "6人")), form(row("低保人数", "≥5人", "6人"))),
    "vague-full-marks": (form(row("服务提升", "效果明显", "效果明显")), form(row("服务提升", "效果明显", "效果明显", score="8", reason="有待提高"))),
    "satisfaction-evidence": (form(row("群众满意度", "≥90%", "95%")), form(row("群众满意度", "≥90%", "85%", score="9", reason="排队较长"))),
    "satisfaction-above-all": (form(row("群众满意度", "≥90%", "105%")), form(row("群众满意度", "≥90%", "100%"))),
    "under-another-head": (form(row("资金支付率", "≥95%", "96%")), form(row("完成及时率", "≥95%", "96%", level2="时效指标"))),
    "indicator-twice": (form(row("培训次数", "≥4次", "5次"), row("培训次数", "≥4次", "5次", level2="质量指标")), form(row("培训次数", "≥4次", "5次"), row("培训次数", "≥8次", "9次"))),
    "far-above-without-reason": (form(row(got="131人")), form(row(got="130人"))),
    "far-above-target": (form(row(got="200人", reason="需求增加")), form(row(got="120人", reason="需求增加"))),
    "odd-direction": (form(row("群众满意度", "≤90%", "80%")), form(row("群众满意度", "≥90%", "95%"))),
    "equal-points": (form(*SIX), form(*SIX[:5], row("重点工作", points="40", score="40"))),
    "target-of-another-year": (form(row(aim="2022年12月31日前", got="2022年12月30日")), form(row(aim="2023年12月31日前", got="2023年12月30日"))),
    "score-outside-tier": (form(row("制度建设", "达成", "部分达成", score="10", reason="进行中")), form(row("制度建设", "达成", "部分达成", score="7", reason="进行中"))),
    "low-execution-full-output": (
        form(*SIX[:3], execution_points="10", execution_rate="45.17%", execution_score="4.52"), form(*SIX[:3], execution_points="10", execution_rate="86%", execution_score="8.6"),
    ),
    "low-execution-without-reason": (form(row(), execution_rate="80%", execution_reason=""), form(row(), execution_rate="80%", execution_reason="尾款未付")),
    # figures
    "funds-total": (
        evolve(figures({t("total"): "100.00", t("total.fiscal"): "60.00", t("total.other"): "30.00"}, parent="total"), forms=()),
        figures({t("total"): "90.00", t("total.fiscal"): "60.00", t("total.other"): "30.00"}, parent="total"),
    ),
    "three-public-parts": (
        figures({t("three-public"): "3.24", t("three-public.abroad"): "0.00", t("three-public.vehicles"): "2.62", t("three-public.hospitality"): "0.72"}),
        figures({t("three-public"): "3.24", t("three-public.abroad"): "0.00", t("three-public.vehicles"): "2.62", t("three-public.hospitality"): "0.62"}),
    ),
    "staff-control-rate": (
        figures({t("staff.posts", STOCK): "19", t("staff.in-post", STOCK): "17", t("staff.in-post:control-rate", STOCK): "100%"}),
        figures({t("staff.posts", STOCK): "19", t("staff.in-post", STOCK): "17", t("staff.in-post:control-rate", STOCK): "89.47%"}),
    ),
    "one-value": (two_places({t("total"): "316.04"}, {t("total"): "316.40"}), two_places({t("total"): "316.04"}, {t("total"): "316.04"})),
    "category-above-posts": (
        figures({t("staff.posts/事业", STOCK): "0", t("staff.in-post/事业", STOCK): "1"}), figures({t("staff.posts/事业", STOCK): "2", t("staff.in-post/事业", STOCK): "1"}),
    ),
    "basic-hospitality-within-three-public": (
        figures({t("basic@30217"): "0.72", t("three-public.hospitality"): "0.62"}), figures({t("basic@30217"): "0.52", t("three-public.hospitality"): "0.62"}),
    ),
    "general-basic-hospitality-within-three-public": (
        beside(figures({t("basic@30217"): "0.72"}, fund="general"), figures({t("three-public.hospitality"): "0.62"})),
        beside(figures({t("basic@30217"): "0.52"}, fund="general"), figures({t("three-public.hospitality"): "0.62"})),
    ),
    "text.lead": (claimed("text.lead", Shape.SAME, (1, "257.14"), (1, "245.53")), claimed("text.lead", Shape.SAME, (1, "257.14"), (1, "257.14"))),
    "text.class-spent": (
        claimed("text.class-spent", Shape.SAME, (1, "135.00"), (1, "105.00")), claimed("text.class-spent", Shape.SAME, (1, "105.00"), (1, "105.00")),
    ),
    "text.same": (claimed("text.same", Shape.SAME, (1, "5.00"), (1, "4.00")), claimed("text.same", Shape.SAME, (1, "4.00"), (1, "4.00"))),
    "slips-in-text": (
        evolve(form(row()), notes=(Note("text-slip", "“202年”的年份位数有误", "'202年' is no year", Place("r", line=3), "202年"),)), form(row()),
    ),
    "text.order": (claimed("text.order", Shape.LIMIT, (1, "5.00"), (-1, "4.00")), claimed("text.order", Shape.LIMIT, (1, "4.00"), (-1, "5.00"))),
    "operating-within-budget": (figures({t("operating"): "33.31", t("operating", ORIGINAL): "24.00"}), figures({t("operating"): "23.31", t("operating", ORIGINAL): "24.00"})),
    "actual-as-opening": (
        two_places({t("operating", ORIGINAL): "0.85", t("operating"): "0.62"}, {t("operating", ORIGINAL): "0.62"}),
        two_places({t("operating", ORIGINAL): "0.85", t("operating"): "0.62"}, {t("operating", ORIGINAL): "0.85"}),
    ),
    "unread-cell": (unread("0.7531.13"), unread("0.75")),
    "change-on-last-year": (
        last_year({t("three-public", ORIGINAL): "4.15", t("three-public:change", ORIGINAL): "-2.00"}, {t("three-public", ORIGINAL, 2022): "5.27", t("three-public", ACTUAL, 2022): "2.44"}),
        last_year({t("three-public", ORIGINAL): "4.15", t("three-public:change", ORIGINAL): "-1.12"}, {t("three-public", ORIGINAL, 2022): "5.27", t("three-public", ACTUAL, 2022): "2.44"}),
    ),
    "growth-on-last-year": (
        last_year({t("three-public", ORIGINAL): "4.15", t("three-public:growth", ORIGINAL): "-30%"}, {t("three-public", ORIGINAL, 2022): "5.27", t("three-public", ACTUAL, 2022): "2.44"}),
        last_year({t("three-public", ORIGINAL): "4.15", t("three-public:growth", ORIGINAL): "-21.25%"}, {t("three-public", ORIGINAL, 2022): "5.27", t("three-public", ACTUAL, 2022): "2.44"}),
    ),
    "as-last-year-said": (last_year({t("total", ACTUAL, 2022): "1.00"}, {t("total", ACTUAL, 2022): "2.00"}), last_year({t("total", ACTUAL, 2022): "2.00"}, {t("total", ACTUAL, 2022): "2.00"})),
    "carried-over": (last_year({t("carry-in"): "1.00"}, {t("carry-out", ACTUAL, 2022): "2.00"}), last_year({t("carry-in"): "2.00"}, {t("carry-out", ACTUAL, 2022): "2.00"})),
    "text.bridge": (
        claimed("text.bridge", Shape.SUM, (1, "120.00"), (-1, "100.00"), (-1, "10.00")), claimed("text.bridge", Shape.SUM, (1, "110.00"), (-1, "100.00"), (-1, "10.00")),
    ),
    "final-equals-spent": (figures(FUNDS), figures(FUNDS | {t("total", ORIGINAL): "90.00"})),
    "spent-on-zero-budget": (figures({t("operating", ORIGINAL): "0.00", t("operating"): "1.57"}), figures({t("operating", ORIGINAL): "2.00", t("operating"): "1.57"})),
    "executed-within-final": (figures({t("total", FINAL): "90.00", t("total"): "95.00"}), figures({t("total", FINAL): "90.00", t("total"): "85.00"})),
    "blank-among-zeros": (figures({t("three-public.abroad"): "", t("three-public.hospitality"): "0.00"}), figures({t("three-public.abroad"): "0.00", t("three-public.hospitality"): "0.00"})),
    "large-adjustment": (figures({t("total", ORIGINAL): "100.00", t("total", FINAL): "140.00"}), figures({t("total", ORIGINAL): "100.00", t("total", FINAL): "120.00"})),
    "ten-thousand-apart": (figures({t("total", FINAL): "3160400", t("total"): "316.04"}), figures({t("total", FINAL): "316.04", t("total"): "316.04"})),
    "running-within-operating": (figures({t("running"): "30.00", t("operating"): "24.00"}), figures({t("running"): "20.00", t("operating"): "24.00"})),
    "balance-of-appropriation": (
        figures({t("carry-out"): "5.00", t("carry-in"): "1.00", t("revenue"): "10.00", t("expenditure"): "9.00"}, fund="appropriation"),
        figures({t("carry-out"): "2.00", t("carry-in"): "1.00", t("revenue"): "10.00", t("expenditure"): "9.00"}, fund="appropriation"),
    ),
    "execution-rate": (
        figures({t("total:execution-rate", STOCK): "86.30%", t("total"): "215457.60", t("total", FINAL): "250000.00"}),
        figures({t("total:execution-rate", STOCK): "86.18%", t("total"): "215457.60", t("total", FINAL): "250000.00"}),
    ),
}  # fmt: skip


def said(given: Report | tuple[Report, Report], rule: str) -> list[perfeval.Finding]:
    """What a rule finds in an example."""
    report, last = given if isinstance(given, tuple) else (given, None)
    made = perfeval.evaluate(report, previous=last, profile="strict")
    assert made.faults == ()
    return [f for f in made.findings if f.rule == rule]


@pytest.mark.parametrize("rule", EXAMPLES)
def test_examples(rule: str) -> None:
    """A rule speaks of its failing example, as loud as it is declared and under its number, and not of the passing one."""
    wrong, right = EXAMPLES[rule]
    declared = RULES[rule]
    (found,) = said(wrong, rule)

    assert found.severity is declared.severity  # type: ignore[union-attr]
    assert found.category == declared.category  # type: ignore[union-attr]
    assert found.message.zh
    assert found.message.en
    assert said(right, rule) == []


@pytest.mark.parametrize("rule", [name for name in EXAMPLES if getattr(RULES[name], "profile", None) is Profile.STRICT])
def test_strict_rules_are_silent_by_default(rule: str) -> None:
    """What rests on practice is not said unless it is asked for."""
    wrong, _ = EXAMPLES[rule]
    assert isinstance(wrong, Report)
    assert [f for f in perfeval.evaluate(wrong).findings if f.rule == rule] == []


# --- the catalogue --------------------------------------------------------------------------------------------------


def test_every_number_is_there() -> None:
    """D-01 to D-70 are all in the catalogue, each with a title in both languages."""
    assert list(DEFECTS) == [f"D-{n:02d}" for n in range(1, 71)]
    assert all(d.zh and d.en for d in DEFECTS.values())
    assert len({d.zh for d in DEFECTS.values()}) == len({d.en for d in DEFECTS.values()}) == 70


def test_every_defect_has_rules_or_a_reason() -> None:
    """No defect is left without a rule that speaks for it, or the reason why a program cannot."""
    filed = by_category()
    assert [n for n, d in DEFECTS.items() if not (filed[n] or d.also or d.why)] == []


def test_every_rule_is_filed_under_a_number() -> None:
    """Every bundled rule says which defect of the catalogue it is about."""
    assert {number for number, rules in by_category().items() if rules} - set(DEFECTS) == set()


def test_every_defect_with_rules_has_an_example() -> None:
    """Of the rules of each defect that need no place, at least one is shown speaking and silent."""
    places = {"D-55"}  # also weights of places
    shown = {RULES[name].category for name in EXAMPLES}  # type: ignore[union-attr]
    missing = {number for number, rules in by_category().items() if rules} - shown - places

    assert missing == {"D-60", "D-62", "D-64"}  # a re-check in the form, and personal data: shown in their own tests


LOUDEST: dict[Severity, Callable[[int], bool]] = {
    Severity.ERROR: {1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 16, 20, 30, 50, 63, 68}.__contains__,
    Severity.WARNING: {
        5,
        7,
        12,
        13,
        14,
        15,
        17,
        19,
        21,
        22,
        24,
        25,
        29,
        31,
        32,
        37,
        48,
        49,
        52,
        58,
        64,
        67,
        68,
    }.__contains__,
}


def test_no_rule_is_louder_than_its_defect() -> None:
    """A defect that can only be asked about has no rule that accuses; those that rest on words are never errors."""
    too_loud = []
    for number, rules in by_category().items():
        for rule in rules:
            severity = getattr(rule, "severity", Severity.NOTICE)
            allowed = (
                severity is Severity.NOTICE
                or LOUDEST[severity](int(number[2:]))
                or LOUDEST[Severity.ERROR](int(number[2:]))
            )
            if not allowed:
                too_loud.append((number, rule.id))

    assert too_loud == []


def test_identities_name_rules_there_are() -> None:
    """Every identity of the catalogue names bundled rules, or says why none checks it."""
    assert {name for one in IDENTITIES.values() for name in one.rules} - set(RULES) == set()
    assert [number for number, one in IDENTITIES.items() if not (one.rules or one.why)] == []


def test_functions_claim_no_law() -> None:
    """A function that rests on practice says so: it is strict, and a notice."""
    loud = [
        r.id
        for r in RULES.values()
        if isinstance(r, Check) and r.profile is Profile.STRICT and r.severity is not Severity.NOTICE
    ]
    unconfirmed = [
        r.id
        for r in RULES.values()
        if isinstance(r, Check) and r.standing is Standing.UNCONFIRMED and r.profile is Profile.MINIMAL
    ]

    assert (loud, unconfirmed) == ([], [])


def test_nothing_new_is_loud_about_the_example() -> None:
    """What the catalogue adds says nothing louder than a notice about the report the documentation shows."""
    default, strict = (perfeval.evaluate(perfeval.read(EXAMPLE), profile=p) for p in (Profile.DEFAULT, Profile.STRICT))
    more = [f for f in strict.findings if f.fingerprint not in {g.fingerprint for g in default.findings}]

    assert more
    assert {f.severity for f in more} == {Severity.NOTICE}
