"""What a finding carries, and which findings have one root."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attrs import evolve, frozen
from tests.judging import (
    BLOCKS,
    ONE,
    OUTSIDE,
    POINTS,
    RATE,
    SCORES,
    STRUCTURE,
    TOTAL,
    WITHIN,
    F,
    book,
    form,
    heard,
    held,
    judge,
    line,
    mark,
    national,
    of_form,
    only,
    report,
    said,
    silent,
)

import perfeval
from perfeval.document import Place
from perfeval.evaluation import Evaluation, relations
from perfeval.evaluation.draft import ON_THE_FORM
from perfeval.findings import Cited, Standing
from perfeval.model import STOCK, Form, entry
from perfeval.quantities import POINT
from perfeval.ruling import (
    ACTUAL,
    FINAL,
    ORIGINAL,
    AnyRule,
    AtMost,
    Basis,
    FigureName,
    Linear,
    Operand,
    Problem,
    Ref,
    Relation,
    Report,
    Rows,
    RuleHeader,
    Severity,
    Skipped,
    Text,
    check,
)

# --- roots ------------------------------------------------------------------------------------------------------------


def test_a_row_outside_every_block_is_the_root() -> None:
    """Points of 110 under 100 and scores of 108 under 98 are one root, the row outside, as loud as its loudest member."""
    evaluation = of_form(OUTSIDE, *STRUCTURE)
    (root,) = evaluation.of(Severity.ERROR)

    assert (root.rule, len(evaluation.findings)) == ("row-outside-blocks", 3)
    assert {f.rule for f in evaluation.members(root)} == {"points-total", "score-total"}
    assert [(f.printed, f.item) for f in root.figures] == [("10", "points"), ("10", "score")]


def test_the_execution_rate_is_named_as_an_alternative() -> None:
    """The execution rate, whose ten points would explain both totals as well, is named beside the row outside."""
    (root,) = of_form(OUTSIDE, *STRUCTURE).of(Severity.ERROR)

    assert ["预算执行率" in s.text.zh for s in root.suggestions] == [True]
    assert "丁" not in root.suggestions[0].text.zh  # its block would lack it


def test_a_row_outside_that_explains_nothing_stays_a_warning() -> None:
    """Where all totals hold, a row outside every block is no more than a warning."""
    made = evolve(OUTSIDE, total_points=mark("110", 90, 1), total_score=mark("108", 90, 2))

    assert heard(of_form(made, *STRUCTURE)) == [("warning", "row-outside-blocks")]


def test_a_row_outside_that_explains_the_points_alone() -> None:
    """A score total that the row outside does not explain is a root of its own."""
    made = evolve(OUTSIDE, total_score=mark("99", 90, 2))
    evaluation = of_form(made, *STRUCTURE)

    assert {f.rule for f in evaluation.of(Severity.ERROR)} == {"row-outside-blocks", "score-total"}
    assert [f.rule for f in evaluation.findings if f.root] == ["points-total"]


def test_without_structure_the_loudest_finding_is_the_root() -> None:
    """Where no row stands outside, the first finding is the root, and every row that would explain it is named."""
    heads = tuple(evolve(h, points=None) for h in OUTSIDE.heads)
    rows = tuple(evolve(r, head=1) if r.head is None else r for r in OUTSIDE.rows)
    evaluation = of_form(evolve(OUTSIDE, heads=heads, rows=rows), *STRUCTURE)
    (root,) = evaluation.of(Severity.ERROR)

    assert {root.rule, *(f.rule for f in evaluation.members(root))} == {"points-total", "score-total"}
    assert all(name in root.suggestions[0].text.zh for name in ("预算执行率", "丙", "丁"))
    assert "甲" not in root.suggestions[0].text.zh


def test_a_row_that_would_break_its_block_is_no_remedy() -> None:
    """Taking out a row whose block then no longer adds up is not proposed."""
    made = form(
        line("甲", "50", "50"), line("乙", "30", "30", head=1), line("丁", "10", "10", head=2), heads=BLOCKS, total=("90", "90"),
        execution=("10", "100%", "10"),
    )  # fmt: skip
    evaluation = of_form(made, *STRUCTURE)
    (root,) = evaluation.of(Severity.ERROR)

    assert {f.rule for f in evaluation.findings} == {"points-total", "score-total"}
    assert ["预算执行率" in s.text.zh and "丁" not in s.text.zh for s in root.suggestions] == [True]


def test_findings_that_one_cell_explains_share_a_root() -> None:
    """A total that breaks its sum and its rate is one root, because one value of it would mend both."""
    evaluation = judge(
        said("total", "9.00"), said("basic", "6.00"), said("project", "2.00"), said("total", "8.00", FINAL), said("total:rate", "100%", STOCK),
        by=(TOTAL, RATE),
    )  # fmt: skip
    (root,) = evaluation.of(Severity.ERROR)

    assert len(evaluation.findings) == 2
    assert len(evaluation.members(root)) == 1


def test_two_findings_that_no_one_value_mends_have_two_roots() -> None:
    """A total that would have to take two values is two things to correct."""
    evaluation = judge(
        said("total", "9.00"), said("basic", "6.00"), said("project", "2.00"), said("total", "7.00", FINAL), said("total:rate", "100%", STOCK),
        by=(TOTAL, RATE),
    )  # fmt: skip

    assert [f.root for f in evaluation.findings] == [None, None]


def test_a_change_that_breaks_what_holds_is_no_remedy() -> None:
    """A total that another table confirms is not the one cell to change."""
    evaluation = judge(
        said("total", "9.00"), said("basic", "6.00"), said("project", "2.00"), said("total", "8.00", FINAL), said("total:rate", "100%", STOCK),
        said("total", "9.00", block="表二"), by=(TOTAL, RATE, ONE),
    )  # fmt: skip

    assert [f.root for f in evaluation.findings] == [None, None]


# --- what a finding carries -------------------------------------------------------------------------------------------


@frozen
class Stating(RuleHeader):
    """A form rule that states relations it was given."""

    id: str
    made: tuple[Relation, ...] = ()

    def relations(self, form: Form) -> Iterator[Relation | Skipped]:
        """Those."""
        return iter(self.made)

    def formula(self) -> Text:
        """None."""
        return Text("无", "none")


def operand(text: str, row: str = "", *, unit: perfeval.quantities.Unit | None = POINT) -> Operand:
    """One cell of a form."""
    made = entry(text, Place(), unit)
    return Operand(made.quantity, Cited("points", row or text, text, Place(), key=f"cell {row or text}"), row)


def relation(*terms: tuple[int, str], at_most: bool = False, **more: object) -> Relation:
    """A relation over cells, each once."""
    return Relation(tuple((F(c), operand(text)) for c, text in terms), at_most, **more)  # type: ignore[arg-type]


def stated_in_a_form(*made: Relation, label: Text = Text("自定", "own")) -> Evaluation:  # noqa: B008 - frozen
    """A form that is held to these relations."""
    return of_form(form(line("甲", "100")), Stating(id="own", made=made, label=label))


def test_the_words_of_a_rule_are_those_of_its_finding() -> None:
    """A finding has its rule's innocent reading, basis, standing, category and question; what is not confirmed is no basis."""
    rule = evolve(
        TOTAL, innocent=Text("或另有资金", "or other funds"), basis=Basis(document="某办法", article="第三条"), standing=Standing.CONFIRMED, category="D-03",
        question=True,
    )  # fmt: skip
    figures = [said("total", "5.00"), said("basic", "2.00"), said("project", "1.00")]
    confirmed, open_one = (only(judge(*figures, by=r)) for r in (rule, evolve(rule, standing=Standing.UNCONFIRMED)))

    assert (confirmed.innocent.zh, confirmed.basis, confirmed.standing) == (
        "或另有资金",
        "某办法第三条",
        Standing.CONFIRMED,
    )
    assert (confirmed.category, confirmed.question) == ("D-03", True)
    assert (open_one.basis, open_one.standing) == ("", Standing.UNCONFIRMED)


def test_a_rule_that_declares_nothing() -> None:
    """A rule that is no header claims nothing: its findings are errors without law or label."""

    class Bare:
        id = "bare"

        def anchors(self) -> tuple[str, ...]:
            return ("total",)

        def schemas(self, anchor: FigureName, rows: Rows) -> Iterator[Linear]:
            yield Linear(((F(1), anchor), (F(-1), evolve(anchor, item="basic"))))

        def formula(self) -> Text:
            return Text("无", "none")

    finding = only(judge(said("total", "5.00"), said("basic", "2.00"), by=Bare()))  # type: ignore[arg-type]

    assert (finding.severity, finding.rule, finding.basis) == (Severity.ERROR, "bare", "")
    assert finding.standing is Standing.ARITHMETIC


def test_what_holds_and_what_was_not_run_have_a_label() -> None:
    """What holds has its rule's label, else its first figure's, a limit always its figure's; what was not run has its rule's."""
    named = evolve(TOTAL, label=Text("支出合计", "sum"))
    sums = [said("total", "3.00"), said("basic", "2.00"), said("project", "1.00")]
    within = [said("total", "1.00"), said("total", "2.00", FINAL)]

    assert [h.label.zh for r in (TOTAL, named) for h in judge(*sums, by=r).held] == ["资金总额", "支出合计"]
    assert [h.label.zh for h in judge(*within, by=evolve(WITHIN, label=Text("不超", "within"))).held] == ["资金总额"]
    assert [n.label.zh for r in (TOTAL, named) for n in judge(*sums[:2], by=r).not_run if n.rule == r.id] == [
        "total-parts", "支出合计",
    ]  # fmt: skip


@pytest.mark.parametrize(("other", "shown"), [
    ("31.13", ["较2022年执行数31.13增加7.00%"]), ("33.31", ["与2022年执行数33.31持平"]), ("66.62", ["较2022年执行数66.62减少50%"]),
    ("0.00", []), ("——", []), ("约30", []), (None, []),
])  # fmt: skip
def test_a_change_is_shown_where_there_is_one(other: str | None, shown: list[str]) -> None:
    """Beside a breach stands how the figure changed, with its sign; over nothing, zero or a rough number it does not."""
    rule = AtMost(
        id="operating", lesser=Ref("operating", stage=ACTUAL), greater=Ref("operating", stage=ORIGINAL),
        beside=(Ref("operating", year=-1, stage=ACTUAL),),
    )  # fmt: skip
    stated = [said("operating", "33.31"), said("operating", "24", ORIGINAL)]
    last = [] if other is None else [said("operating", other, year=2022)]
    message = only(judge(*stated, *last, by=rule)).message.zh

    assert [message.partition("；")[2].partition("。")[0]] == (shown or [""])


def test_a_sum_of_a_form_quotes_what_is_printed_and_what_is_due() -> None:
    """A form's sum quotes its terms, the printed total, the sum, and by how much the total is off, with its sign."""
    short_by = only(stated_in_a_form(relation((1, "60"), (1, "25"), (-1, "90"))))
    over_by = only(stated_in_a_form(relation((1, "60"), (1, "35"), (-1, "90"), what=Text("合计", "sum"))))

    assert (short_by.stated, short_by.expected, short_by.difference) == ("90", "85", "5")
    assert (over_by.stated, over_by.expected, over_by.difference) == ("90", "95", "-5")
    assert short_by.message.zh.startswith("自定：60+25=85，表列90。")
    assert over_by.message.en.startswith("sum: 60+35=95, printed 90.")


def test_a_sum_that_the_form_fixes_without_printing_it() -> None:
    """A sum that a form is out of, and does not print, is quoted by its name."""
    full = relation((1, "60"), (1, "25"), constant=F(100), constant_label=Text("满分100", "full marks 100"))
    finding = only(stated_in_a_form(full))

    assert (finding.stated, finding.expected, finding.difference) == ("100", "85", "15")
    assert finding.message.zh.startswith("自定：60+25=85，满分100。")


@pytest.mark.parametrize(("limit", "sign", "difference"), [("90", "≤", None), ("85", "≤", None), ("80", ">", "5")])
def test_a_limit_of_a_form(limit: str, sign: str, difference: str | None) -> None:
    """Cells that together have a limit hold up to it, ends included, and are quoted with it."""
    evaluation = stated_in_a_form(relation((1, "60"), (1, "25"), (-1, limit), at_most=True))

    if difference is None:
        assert (evaluation.findings, held(evaluation)) == ((), [f"60+25=85 {sign} {limit}"])
    else:
        finding = only(evaluation)
        assert (finding.stated, finding.expected, finding.difference) == ("60", limit, difference)
        assert finding.message.zh.startswith(f"自定：60+25=85 {sign} {limit}。")


@pytest.mark.parametrize(("left", "quiet"), [("60", False), ("70", True), ("80", False)])
def test_a_relation_that_may_stand_instead(left: str, quiet: bool) -> None:
    """A broken relation is not run where another that may stand in its place holds, and is heard where that breaks as well."""
    other = relation((1, left), (-1, "70"))
    evaluation = stated_in_a_form(relation((1, left), (1, "20"), (-1, "120"), instead=(other,)))

    assert heard(evaluation) == ([] if quiet else [("error", "own")])
    assert [[c.printed for c in n.figures] for n in evaluation.not_run if n.rule == "own"] == (
        [["120"]] if quiet else []
    )


@pytest.mark.parametrize(
    "other",
    [relation((1, "10.5.3"), (-1, "70")), Relation(((F(1), operand("3人", unit=None)), (F(-1), operand("70"))))],
)
def test_a_relation_that_cannot_stand_instead(other: Relation) -> None:
    """Another relation that cannot be tried excuses nothing."""
    assert heard(stated_in_a_form(relation((1, "60"), (-1, "70"), instead=(other,)))) == [("error", "own")]


def test_a_form_compares_no_points_with_people() -> None:
    """Cells of different units are not compared; a struck-out cell is zero in the unit of the others."""
    assert silent(stated_in_a_form(Relation(((F(1), operand("3人", unit=None)), (F(-1), operand("3"))))))
    assert held(of_form(form(line("甲", "100"), line("乙", "——"), total=("100", None)), *POINTS)) == ["100+0=100"]


@pytest.mark.parametrize(("total", "rounding"), [("98", True), ("97.5", False)])
def test_a_form_says_whether_it_holds_by_rounding(total: str, rounding: bool) -> None:
    """A total printed more coarsely than its rows holds within rounding, and is said to."""
    made = form(line("甲", "60", "60"), line("乙", "40", "37.5"), total=("100", total))

    assert [h.rounding for h in of_form(made, *SCORES).held] == [rounding]


def test_totals_are_no_rows_to_be_taken_out() -> None:
    """Rows of nothing under printed totals are two things to correct: a total is no row that could be left out."""
    made = form(line("甲", "0", "0"), line("乙", "0", "0"), total=("100", "98"))
    evaluation = of_form(made, *POINTS, *SCORES)

    assert sorted(f.rule for f in evaluation.findings) == ["points-total", "score-total"]
    assert [(f.root, f.suggestions) for f in evaluation.findings] == [(None, ()), (None, ())]


def test_a_row_that_is_asked_about_is_no_root_of_the_totals() -> None:
    """A row without a name is its own question, though taking it out would let both totals fit."""
    made = form(line("甲", "90", "90"), line("无", "10", "10"), total=("90", "90"))
    evaluation = of_form(made, *POINTS, *SCORES, *national("unnamed-indicator"))
    of_rule = {f.rule: f for f in evaluation.findings}

    assert of_rule["unnamed-indicator"].root is None
    assert evaluation.members(of_rule["unnamed-indicator"]) == ()
    assert {f.rule for f in evaluation.findings if f.root} < {"points-total", "score-total"}


def asking(severity: Severity, *texts: str) -> AnyRule:
    """A check that finds these."""
    figures = (Cited("total", "总额", "5.00", Place()),)

    @check("asks", Text("问", "ask"), severity=severity)
    def asks(made: Report) -> Iterator[Problem | Skipped]:
        """Those."""
        for n, text in enumerate(texts):
            yield Problem(
                Text(f"{text}。", f"{text}."),
                figures,
                stated=f"{n}",
                rows=("form1 row 1",) if text == "行" else (),
                weight=9 * (text == "重"),
            )

    return asks


@pytest.mark.parametrize(("severity", "texts", "said_so"), [
    (Severity.NOTICE, ("一", "二"), [("一；二。", "")]), (Severity.NOTICE, ("一",), [("一。", "0")]), (Severity.WARNING, ("一", "二"), [("一。", "0"), ("二。", "1")]),
    (Severity.ERROR, (), []),
])  # fmt: skip
def test_problems_of_a_check(severity: Severity, texts: tuple[str, ...], said_so: list[tuple[str, str]]) -> None:
    """Several notices of one check are one finding that says them all; one alone, and every warning, stands as it was made."""
    evaluation = judge(by=asking(severity, *texts))
    joined = "; ".join(texts) + "."

    assert sorted((f.message.zh, f.stated) for f in evaluation.findings) == sorted(said_so)
    assert len(evaluation.findings) != 1 or only(evaluation).message.en == joined
    assert [len(f.figures) for f in evaluation.findings] == ([len(texts)] if len(said_so) == 1 else [1] * len(said_so))


def test_what_a_check_weighs() -> None:
    """A problem has the weight it was given, else that of a form's row if it is about one, else none."""
    evaluation = judge(by=asking(Severity.WARNING, "轻", "重", "行"))

    assert [(f.message.zh, f.weight) for f in evaluation.findings] == [("行。", ON_THE_FORM), ("重。", 9), ("轻。", 0)]


@pytest.mark.parametrize(
    ("project", "shared"), [("2.05", True), ("2.10", True), ("2.12", False), ("1.95", True), ("1.85", False)]
)
def test_a_rate_leaves_its_figures_a_step_of_its_own(project: str, shared: bool) -> None:
    """A total that breaks its sum and its rate has one root if one value suits the sum and lies within a step of the rate."""
    evaluation = judge(
        said("total", "9.00"), said("basic", "6.00"), said("project", project), said("total", "10.00", FINAL), said("total:rate", "80%", STOCK),
        by=(TOTAL, RATE),
    )  # fmt: skip

    assert [f.root is None for f in evaluation.findings].count(True) == (1 if shared else 2)


@pytest.mark.parametrize(("project", "shared"), [("2.00", True), ("1.70", False), ("2.30", False)])
def test_a_base_that_would_mend_its_rate(project: str, shared: bool) -> None:
    """A base that breaks its own sum and a rate over it has one root if the value of the sum mends the rate as well."""
    evaluation = judge(
        said("total", "9.00", FINAL), said("basic", "6.00", FINAL), said("project", project, FINAL), said("total", "4.00"),
        said("total:rate", "50%", STOCK), by=(TOTAL, RATE),
    )  # fmt: skip

    assert sorted(f.rule for f in evaluation.findings) == ["rate", "total-parts"]
    assert [f.root is None for f in evaluation.findings].count(True) == (1 if shared else 2)


def test_no_base_mends_a_rate_of_zero() -> None:
    """A rate of zero is the same over any base: what is wrong with the base is another thing to correct."""
    evaluation = judge(
        said("total", "9.00", FINAL), said("basic", "6.00", FINAL), said("project", "2.00", FINAL), said("total", "4.00"),
        said("total:rate", "0%", STOCK), by=(TOTAL, RATE),
    )  # fmt: skip

    assert [(f.rule, f.root) for f in evaluation.findings] == [("total-parts", None), ("rate", None)]


def test_the_relations_of_some_rules() -> None:
    """The relations of the rules that are named are found, held or broken, and those of no other."""
    made = report(
        said("total", "5.00"), said("basic", "2.00"), said("project", "1.00"), said("total", "5.00", block="表二")
    )
    found = [
        relations(made, book(TOTAL, ONE), names)
        for names in (["total-parts"], ["one-value"], ["total-parts", "one-value"], [])
    ]

    assert [[(c.rule, c.holds) for c in checked] for checked in found] == [
        [("total-parts", False)], [("one-value", True)], [("one-value", True), ("total-parts", False)], [],
    ]  # fmt: skip
