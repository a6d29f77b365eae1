"""The pack kit: honest figures and reports, what the kit finds in a bad pack, and the example pack as a stranger installs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from attrs import evolve, frozen
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from tests.figures import built
from tests.pace import PATIENT, share
from tests.refresh import installed_in

import perfeval
from perfeval import ACTUAL, FINAL, Quantity, Report
from perfeval.errors import UnknownNameError
from perfeval.evaluation import evaluate
from perfeval.findings import Standing, Text
from perfeval.plugins import NO_PLUGINS, installed
from perfeval.quantities import read
from perfeval.readers.report_json import read_json, write_json
from perfeval.renderers.law import explained, rules_text
from perfeval.resolution import Installed, Rulebook, resolve
from perfeval.ruling import (
    SCORE_FULL,
    AtMost,
    Basis,
    Check,
    Checklist,
    CheckRule,
    ClaimRule,
    Either,
    FigureName,
    Figures,
    Form,
    Framework,
    FrameworkPatch,
    GradeBand,
    Indicator,
    LastYearValue,
    Linear,
    LineItem,
    Pack,
    Problem,
    Range,
    Ref,
    Relation,
    RowRule,
    Rows,
    Section,
    Shape,
    Skipped,
    Stage,
    SumOf,
    check,
    cite,
)
from perfeval.ruling.form_rules.totals import cell
from perfeval.scores import scores
from perfeval.testing import (
    SLIPS,
    Broken,
    amounts,
    broken,
    check_pack,
    consistent_figures,
    indicator_tables,
    jurisdictions,
    periods,
    properties,
    rates,
    reports,
    soundness,
)
from perfeval.testing.breaking.ties import ties
from perfeval.testing.making.solving import ContradictionError, Sum, plan
from perfeval.testing.proving.redundancy import redundant

ROOT = Path(__file__).resolve().parent.parent
CITY = ROOT / "docs" / "examples" / "perfeval-example-city"
BOOKS = [("000000", 2023), ("430000", 2018), ("431200", 2023)]


# --- strategies -----------------------------------------------------------------------------------------------------


@given(amount=amounts())
@PATIENT
def test_amounts_are_as_printed(amount: Quantity) -> None:
    """An amount is what its print reads as, to its last digit."""
    found = read(amount.printed)

    assert isinstance(found, Quantity)
    assert (found.number, found.places, amount.dimension) == (amount.number, 2, "money")


@given(rate=rates(places=1))
@PATIENT
def test_rates_are_as_printed(rate: Quantity) -> None:
    """A rate is what its print reads as, a percentage."""
    assert read(rate.printed) == rate
    assert 0 <= rate.value <= 2


def book(place: tuple[str, int]) -> Rulebook:
    """A bundled rulebook."""
    return perfeval.rulebook(*place)


@pytest.mark.parametrize("place", BOOKS, ids=str)
def test_honest_reports_are_silent(place: tuple[str, int]) -> None:
    """On an honest report no rule speaks, and together such reports try most kinds of rules."""
    own = book(place)
    held: set[str] = set()

    @given(report=reports(own))
    @PATIENT
    def run(report: Report) -> None:
        made = evaluate(report, own, strict=True)
        assert made.findings == ()
        held.update(h.rule for h in made.held)

    run()
    assert {"points-total", "score-total", "execution-rate", "three-public-parts", "total-by-nature"} <= held


@given(report=reports(book(("431200", 2023))))
@PATIENT
def test_honest_reports_score_what_they_print(report: Report) -> None:
    """On an honest report declared, tallied and recomputed scores are one, and its grade is named."""
    (score,) = scores(report, book(("431200", 2023)))

    assert score.declared == score.tallied
    assert score.tallied is not None
    assert score.lowest is not None
    assert abs(score.lowest - score.tallied) < 1
    assert score.lowest == score.highest
    assert score.grade is not None
    assert all(w.fits for w in score.lines)


@given(report=reports(book(("430000", 2023)), form=False))
@PATIENT
def test_honest_reports_travel(report: Report) -> None:
    """An honest report written and read again evaluates the same."""
    again = read_json(write_json(report).encode(), "honest")

    assert again.statements == report.statements
    assert report.forms == ()


# --- the kit --------------------------------------------------------------------------------------------------------

TRAINING = LineItem("training", "培训费")
LABEL = Text("培训费", "training")


def rule(**more: object) -> AtMost:
    """A rule about training."""
    given_fields = {"label": LABEL, "lesser": Ref("training", stage=ACTUAL), "greater": Ref("training", stage=FINAL)}
    return AtMost(id="within", **(given_fields | more))  # type: ignore[arg-type]


def pack(*rules: object, **more: object) -> Pack:
    """A pack of a made-up city."""
    return Pack(**({"id": "city", "code": "439900", "rules": rules, "line_items": [TRAINING]} | more))  # type: ignore[arg-type]


@check("too-loud", Text("多嘴", "too loud"))
def too_loud(report: Report) -> object:
    """It always speaks."""
    yield Problem(Text("总有问题", "there is always something"))


def framework(*bands: GradeBand, points: int = 100) -> Framework:
    """A framework of one indicator."""
    one = Indicator("a", "甲", points=points, section="all", scoring=Checklist())
    return Framework("own", "自定", sections=[Section("all", "全部", 100)], indicators=[one], bands=bands)


def test_a_sound_pack() -> None:
    """A sound pack has nothing said against it."""
    assert (
        check_pack(pack(rule(), frameworks=[framework(GradeBand("fine", "好", 60), GradeBand("poor", "差", 0))])) == ()
    )


BAD = {
    "no label": (pack(rule(label=Text("培训费"))), "label in Chinese and in English"),
    "no label on a word": (pack(line_items=[LineItem("training", " ")]), "no label"),
    "an id with blanks": (pack(rule(), line_items=[TRAINING, LineItem("a b", "甲")]), "no slug"),
    "a document nobody read": (
        pack(rule(standing=Standing.UNCONFIRMED, innocent=Text("见某财〔2020〕1号", "see it"))), "names a document",
    ),
    "written for another version": (pack(rule(), api=2), "api=2"),
    "one rule twice": (pack(rule(), rule()), "出现两次"),
    "a word with another meaning": (pack(line_items=[LineItem("total", "总")]), "total"),
    "the whole nation": (pack(rule(), code="000000"), "000000"),
    "a place that cannot be": (pack(rule(), code="999999"), "999999"),
    "years that end before they begin": (pack(rule(), since=2023, until=2020), "2020"),
    "a word nobody declared": (pack(rule(), line_items=[]), "training"),
    "points that do not add up": (pack(frameworks=[framework(points=90)]), "90"),
    "a gap between grades": (pack(frameworks=[framework(GradeBand("fine", "好", 60))]), "60"),
    "a patch of nothing": (pack(frameworks=[FrameworkPatch(framework="nothing")]), "nothing"),
    "a withdrawal of nothing": (pack(rule(), withdraws="no-such-rule"), "no-such-rule"),
}  # fmt: skip


@pytest.mark.parametrize(("bad", "words"), BAD.values(), ids=list(BAD))
def test_what_the_kit_finds(bad: Pack, words: str) -> None:
    """The kit names what is wrong with a pack."""
    found = check_pack(bad, examples=3)

    assert any(words in complaint for complaint in found)


def test_a_rule_that_speaks_on_honest_reports() -> None:
    """A rule that objects to what keeps every rule is named with what it says; free checks are left alone."""
    suspicious = RowRule(
        id="full-marks", label=LABEL, when=(SCORE_FULL,), message=Text("“{name}”得满分", "{name} has full marks")
    )
    found = check_pack(pack(suspicious), examples=3)

    assert any("'full-marks' speaks on an honest report" in complaint for complaint in found)
    assert check_pack(pack(too_loud), examples=3) == ()


def test_packs_that_build_on_others() -> None:
    """A pack that changes what another one sets is checked beside it."""
    base = Pack(id="base", code="430000", frameworks=[framework()])
    change = Pack(
        id="change", code="439900", basis=Basis(document="示例"),
        frameworks=[FrameworkPatch(framework="own", bands=[GradeBand("fine", "好", 60), GradeBand("poor", "差", 0)])],
    )  # fmt: skip

    assert check_pack(change, base, examples=3) == ()
    assert any("own" in complaint for complaint in check_pack(change, examples=3))


def test_the_kit_needs_hypothesis() -> None:
    """Without hypothesis the kit says in one sentence what to install."""
    code = "import sys; sys.modules['hypothesis'] = None\nimport perfeval.testing"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert ran.returncode != 0
    assert 'pip install "perfeval[testing]"' in ran.stderr


# --- how reports are made -------------------------------------------------------------------------------------------

HUAIHUA = book(("431200", 2023))
#: A few of its rules, of every kind, because a whole book takes its time.
FEW = evolve(
    HUAIHUA, frameworks={}, default=None,
    rules={
        name: HUAIHUA.rules[name]
        for name in (
            "three-public-parts", "vehicle-parts", "three-public-within-budget", "three-public-rose", "total-by-nature",
            "executed-within-final", "execution-rate", "project-rows", "staff-control-rate", "one-value", "text.list",
            "points-total", "score-total", "block-points", "score-within-points", "unread-cell",
        )
    },
)  # fmt: skip
#: So many examples, the same at every run, tell one report in five from one in ten.
ENOUGH = 60
GENERATED = settings(max_examples=ENOUGH, database=None, derandomize=True, phases=[Phase.generate])


def test_generated_reports_are_diverse() -> None:
    """Every rule over figures or cells applies in one report of five, and three figures of four are not zero."""
    seen: Counter[str] = Counter()
    figures, zeros, sizes = 0, 0, set()

    @given(report=reports(HUAIHUA))
    @GENERATED
    def run(report: Report) -> None:
        nonlocal figures, zeros
        seen.update({tie.rule for tie in ties(report, HUAIHUA)})
        figures += len(report.statements)
        zeros += sum(s.quantity is not None and s.quantity.number == 0 for s in report.statements)
        sizes.add(len(report.statements))

    run()
    rules = [f.rule.id for f in HUAIHUA.in_order if not isinstance(f.rule, (CheckRule, ClaimRule, LastYearValue))]
    assert {rule: seen[rule] for rule in rules if seen[rule] * 5 < ENOUGH} == {}
    assert zeros * 4 < figures
    assert len(sizes) > 10


def test_reports_shrink_to_small_round_figures() -> None:
    """The simplest report in which a figure matters states little, and prints small round amounts."""

    def exceeds(report: Report) -> bool:
        quantity = report.figure("three-public", stage=ACTUAL).quantity
        return quantity is not None and quantity.number > 7

    found = find(
        reports(FEW, form=False), exceeds, settings=settings(database=None, max_examples=500)
    )  # until it is as small as can be
    amounts = [s.quantity.number for s in found.statements if s.quantity is not None]
    assert found.figure("three-public", stage=ACTUAL).quantity.number == 8  # type: ignore[union-attr]
    assert max(amounts) <= 16
    assert all(number.denominator == 1 for number in amounts)


@given(report=reports(FEW, slack="within"))
@PATIENT
def test_permitted_roundings_are_silent(report: Report) -> None:
    """Figures rounded each by itself break nothing."""
    assert evaluate(report, FEW, strict=True).findings == ()


def test_roundings_are_tried() -> None:
    """With roundings, sums hold within rounding and not only to the last digit."""
    rounded = 0

    @given(report=reports(FEW, slack="within", form=False))
    @settings(GENERATED, max_examples=10)
    def run(report: Report) -> None:
        nonlocal rounded
        rounded += sum(h.rounding for h in evaluate(report, FEW, strict=True).held)

    run()
    assert rounded > 10


@given(report=reports(FEW, slack="outside"))
@PATIENT
def test_just_outside_the_rounding_is_heard(report: Report) -> None:
    """One figure off by just more than rounding permits is found."""
    assert evaluate(report, FEW, strict=True).findings != ()


@given(data=st.data())
@PATIENT
def test_arguments_may_be_strategies(data: st.DataObject) -> None:
    """A rulebook, a unit, a year or a form may be given or drawn."""
    books = st.sampled_from([FEW, book(("000000", 2023))])
    report = data.draw(
        reports(books, entity=st.sampled_from(["某县某局", "某市某馆"]), year=periods(2020, 2024), form=st.booleans())
    )

    assert report.entity in ("某县某局", "某市某馆")
    assert report.year in range(2020, 2025)
    assert {s.name.year.value for s in report.statements} <= {report.year, report.year - 1}
    assert report.jurisdiction in ("431200", "000000")


def test_hypothesis_knows_reports() -> None:
    """Where perfeval is installed, hypothesis makes reports by itself, and they are honest."""
    code = (
        "import perfeval\nfrom hypothesis import given, settings, strategies as st\n"
        "@given(st.from_type(perfeval.Report))\n@settings(max_examples=5, deadline=None, database=None)\n"
        "def run(report):\n    assert report.statements\n    assert perfeval.evaluate(report, perfeval.rulebook()).findings == ()\n"
        "run()\n"
    )
    (point,) = entry_points(group="hypothesis", name="perfeval")
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert point.value == "perfeval.testing.entry:register"
    assert (ran.returncode, ran.stderr) == (0, "")


@given(code=jurisdictions("prefecture", under="430000"), year=periods())
@PATIENT
def test_places_and_years(code: str, year: int) -> None:
    """Places lie where they should, and a rulebook can be asked for there."""
    assert code.startswith("43")
    assert code.endswith("00")
    assert 2015 <= year <= 2035
    assert perfeval.rulebook(code, year).code == code


# --- several totals -------------------------------------------------------------------------------------------------

SHARED = (
    SumOf(id="by-nature", total="total", parts=("basic", "project")),
    SumOf(id="by-source", total="total", parts=("fiscal", "own", "carried")),
    SumOf(id="fiscal-parts", total="fiscal", parts=("basic", "fiscal-project")),
    AtMost(id="within", lesser=Ref("project", stage=ACTUAL), greater=Ref("project", stage=FINAL)),
)


@given(figures=consistent_figures(SHARED))
@PATIENT
def test_figures_of_several_totals(figures: dict[tuple[str, int, Stage], str]) -> None:
    """A figure that belongs to several totals fits all of them."""
    report = built(figures)
    found = {item: Fraction(text) for (item, _, stage), text in figures.items() if stage is ACTUAL}

    assert found["total"] == found["basic"] + found["project"] == found["fiscal"] + found["own"] + found["carried"]
    assert found["fiscal"] == found["basic"] + found["fiscal-project"]
    assert found["project"] <= Fraction(figures["project", 2023, FINAL])
    assert report.figure("total").quantity is not None


def test_figures_of_several_totals_are_diverse() -> None:
    """They are not zero for want of a better idea."""
    zero = every = 0

    @given(figures=consistent_figures(SHARED))
    @GENERATED
    def run(figures: dict[tuple[str, int, Stage], str]) -> None:
        nonlocal zero, every
        zero += sum(Fraction(text) == 0 for text in figures.values())
        every += len(figures)

    run()
    assert zero * 4 < every


coefficients = st.sampled_from([-3, -2, -1, -1, 1, 1, 2, Fraction(1, 2), Fraction(-3, 2)])
relations = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from("abcdefg"), coefficients, min_size=2, max_size=4),
        st.booleans(),
        st.integers(-2, 2),
    ),
    max_size=6,
)


@given(rows=relations, offsets=st.lists(st.integers(0, 10**6), min_size=7, max_size=7))
def test_solved_identities_hold(rows: list[tuple[dict[str, Fraction], bool, int]], offsets: list[int]) -> None:
    """Whatever is drawn, whole numbers of zero and more come out that keep every equality and inequality."""
    sums = [
        Sum(tuple((k, Fraction(c)) for k, c in terms.items()), Fraction(constant if limit else 0), limit)
        for terms, limit, constant in rows
    ]
    try:
        solved = plan(sums, "abcdefg")
    except ContradictionError:
        return  # nothing keeps them
    numbers = solved.solve(offsets[: solved.draws], grain=100)

    assert all(isinstance(n, int) and n >= 0 for n in numbers.values())
    for one in sums:
        left = sum((c * numbers[k] for k, c in one.terms), one.constant)
        assert left <= 0 if one.at_most else left == 0


# --- broken reports -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slip", SLIPS)
def test_broken_reports_are_heard(slip: str) -> None:
    """A report with one known slip is found by every rule whose relation it breaks, and the record says what was done."""

    @given(broken=broken(FEW, slip=slip))
    @settings(PATIENT, max_examples=share(2))
    def run(broken: Broken) -> None:
        heard = {f.rule.split(":")[0] for f in evaluate(broken.report, FEW, strict=True).findings}
        assert broken.slip.kind == slip
        assert broken.slip.rules
        assert set(broken.slip.rules) <= heard
        assert evaluate(broken.honest, FEW, strict=True).findings == ()
        changed = [
            (one, two)
            for one, two in zip(broken.honest.statements, broken.report.statements, strict=True)
            if one != two
        ]
        in_form = broken.honest.forms != broken.report.forms
        assert len(changed) + in_form in ((2,) if slip in ("swapped-rows", "glued-cells") else (1,))

    run()


@pytest.mark.parametrize(
    "rule", ["three-public-parts", "execution-rate", "executed-within-final", "points-total", "three-public-rose"]
)
def test_broken_for_one_rule(rule: str) -> None:
    """A report broken for a rule makes that rule speak."""

    @given(broken=broken(FEW, rule=rule))
    @settings(PATIENT, max_examples=share(2))
    def run(broken: Broken) -> None:
        assert rule in {f.rule for f in evaluate(broken.report, FEW, strict=True).findings}

    run()


@given(broken=broken(HUAIHUA))
@settings(PATIENT, max_examples=share(2))
def test_whole_books_are_broken(broken: Broken) -> None:
    """Of a whole book, too, every rule whose relation a slip breaks is heard."""
    heard = {f.rule.split(":")[0] for f in evaluate(broken.report, HUAIHUA, strict=True).findings}
    assert broken.slip.rules
    assert set(broken.slip.rules) <= heard


def test_what_cannot_be_broken() -> None:
    """A slip that there is none of, a rule that is not in force, and a slip that cannot happen are said by name."""
    for more, words in (
        ({"slip": "coffee"}, "coffee"),
        ({"rule": "nobodys"}, "nobodys"),
        ({"rule": "points-total", "slip": "stale-year"}, "stale-year"),
    ):
        with pytest.raises(UnknownNameError, match=words):
            find(
                broken(FEW, **more),
                lambda _: True,
                settings=settings(database=None, max_examples=1, phases=[Phase.generate]),
            )


# --- indicator tables -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["hunan-2023", "hunan-2017"])
def test_indicator_tables(name: str) -> None:
    """An indicator table has its framework's blocks and points, and its rows add up."""
    chosen = HUAIHUA.framework(name)
    assert chosen is not None
    sections = [s for s in chosen.framework.sections if s.id != "execution"]

    @given(form=indicator_tables(chosen.framework))
    @PATIENT
    def run(form: Form) -> None:
        assert [h.label for h in form.heads] == [s.label for s in sections]
        for position, section in enumerate(sections):
            points = [
                r.points.quantity.number for r in form.rows if r.head == position and r.points and r.points.quantity
            ]
            assert sum(points) == section.points

    run()


# --- a kind of rule from elsewhere ----------------------------------------------------------------------------------


@frozen
class ShareOf:
    """So many percent of a whole have to be set aside. Nothing of perfeval's own kinds is inherited."""

    id: str
    part: str
    whole: str
    percent: int

    def anchors(self) -> tuple[str, ...]:
        """What is set aside."""
        return (self.part,)

    def schemas(self, anchor: FigureName, rows: Rows) -> Iterator[Linear]:
        """100 · part − percent · whole = 0."""
        whole = anchor.moved(self.whole)
        if whole is not None:
            yield Linear(((Fraction(100), anchor), (Fraction(-self.percent), whole)))

    def formula(self) -> Text:
        """part = n % of the whole."""
        return Text(f"{self.part} = {self.whole} × {self.percent}%", f"{self.part} = {self.percent} % of {self.whole}")


@frozen
class LastRowMost:
    """The last row of a form carries at most so many points."""

    id: str
    most: int

    def relations(self, form: Form) -> Iterator[Relation]:
        """points of the last row − most ≤ 0."""
        row = form.rows[-1]
        if row.points is not None:
            points = cell(form, row.points, "points", row.label, f"{form.id} row {row.order}")
            yield Relation(((Fraction(1), points),), at_most=True, constant=Fraction(self.most))

    def formula(self) -> Text:
        """points ≤ most."""
        return Text(f"末项分值 ≤ {self.most}", f"points of the last row ≤ {self.most}")


@frozen
class WithinHalf:
    """A figure lies between a half and one and a half of another. It looks for both itself."""

    id: str
    item: str
    whole: str

    def figures(self, at: FigureName) -> Iterator[FigureName]:
        """Both."""
        yield from (name for item in (self.item, self.whole) if (name := at.moved(item)) is not None)

    def bind(self, figures: Figures) -> Iterator[Relation | Skipped]:
        """1/2 ≤ item / whole ≤ 3/2, in every block that states both."""
        for block in figures.blocks.values():
            for statement in block.in_order:
                whole = statement.name.moved(self.whole)
                beside = block.by_key.get(whole.key) if whole is not None else None
                if statement.name.item.text != self.item or not beside or beside[0].quantity is None:
                    continue
                if statement.quantity is None:
                    yield Skipped(Text("无数", "no number"), (cite(statement),))
                    continue
                terms = tuple((Fraction(c), figures.operand(s)) for c, s in ((1, statement), (-1, beside[0])))
                yield Relation(terms, shape=Shape.RANGE, within=Range(Fraction(1, 2), Fraction(3, 2)))

    def formula(self) -> Text:
        """1/2 ≤ item / whole ≤ 3/2."""
        return Text(f"50% ≤ {self.item} / {self.whole} ≤ 150%", f"{self.item} is about {self.whole}")


FOREIGN = pack(
    ShareOf("reserve-share", "reserve", "total", 3),
    LastRowMost("last-row", 4),
    WithinHalf("about-half", "reserve", "relief"),
    line_items=[LineItem("reserve", "预备费"), LineItem("relief", "救灾费")],
)


@pytest.fixture(scope="module")
def foreign() -> Rulebook:
    """The rulebook of the made-up city with the foreign kinds in it."""
    return resolve([*installed().packs, Installed(FOREIGN, "elsewhere")], "439900", 2023)


def test_foreign_kinds_are_checked_explained_and_printed(foreign: Rulebook) -> None:
    """Kinds of rules from elsewhere judge a report, explain themselves and stand in the list of rules."""
    figures = {("reserve", 2023, ACTUAL): "3.10", ("total", 2023, ACTUAL): "100.00", ("relief", 2023, ACTUAL): "2.00"}
    found = evaluate(built(figures), foreign, strict=True).findings

    assert {f.rule: [c.printed for c in f.figures] for f in found} == {
        "reserve-share": ["3.10", "100.00"], "about-half": ["3.10", "2.00"],
    }  # fmt: skip
    assert "预备费 = 年度资金总额 × 3%" in explained(foreign, "reserve-share")
    assert "末项分值 ≤ 4" in explained(foreign, "last-row")
    assert {"reserve-share", "last-row", "about-half"} <= {
        line.split("\t")[0].strip() for line in rules_text(foreign).splitlines()
    }


def test_foreign_kinds_are_generated_and_broken(foreign: Rulebook) -> None:
    """Reports keep the rules of kinds from elsewhere without being told how, and break them when asked."""
    tried: Counter[str] = Counter()

    @given(report=reports(foreign))
    @settings(GENERATED, max_examples=30)
    def honest(report: Report) -> None:
        assert evaluate(report, foreign, strict=True).findings == ()
        tried.update({tie.rule for tie in ties(report, foreign)})

    honest()
    assert tried["reserve-share"] > 6
    assert tried["last-row"] > 6
    assert tried["about-half"] > 6
    for rule in ("reserve-share", "last-row", "about-half"):
        heard: list[set[str]] = []

        @given(broken=broken(foreign, rule=rule))
        @settings(GENERATED, max_examples=6)
        def run(broken: Broken) -> None:
            heard.append({f.rule for f in evaluate(broken.report, foreign, strict=True).findings})  # noqa: B023

        run()
        assert all(rule in said for said in heard)


def test_foreign_kinds_are_located(foreign: Rulebook) -> None:
    """The figure that breaks a rule of a kind from elsewhere is among those that could be wrong."""
    figures = {("reserve", 2023, ACTUAL): "3.10", ("total", 2023, ACTUAL): "100.00"}
    located = perfeval.locate(evaluate(built(figures), foreign, strict=True))

    assert {cell.statement.name.item.text for cells in located.sets for cell in cells if cell.statement} == {
        "reserve",
        "total",
    }


def test_foreign_kinds_are_sound() -> None:
    """The kit tries a pack with kinds from elsewhere like any other."""
    assert check_pack(FOREIGN, examples=8) == ()


# --- soundness ------------------------------------------------------------------------------------------------------

OWN = {
    "line_items": [
        TRAINING,
        LineItem("trips", "参训差旅费"),
        LineItem("fees", "培训师资费"),
        LineItem("lectures", "讲课费"),
        LineItem("rooms", "教室租用费"),
    ]
}


@frozen
class Deaf:
    """It speaks of a figure and requires nothing."""

    id: str

    def anchors(self) -> tuple[str, ...]:
        """A figure."""
        return ("training",)

    def schemas(self, anchor: FigureName, rows: Rows) -> Iterator[Linear]:
        """figure ≤ figure."""
        yield Linear(((Fraction(1), anchor), (Fraction(-1), anchor)), at_most=True)

    def formula(self) -> Text:
        """Nothing."""
        return Text("无", "nothing")


@frozen
class Careless(ShareOf):
    """It is content with a figure that equals itself: every slip escapes it."""

    def schemas(self, anchor: FigureName, rows: Rows) -> Iterator[Linear]:
        """part = whole, or part = part."""
        whole = anchor.moved(self.whole)
        if whole is not None:
            yield Either(
                (
                    Linear(((Fraction(1), anchor), (Fraction(-1), whole))),
                    Linear(((Fraction(1), anchor), (Fraction(-1), anchor))),
                )
            )  # type: ignore[misc]


UNSOUND = {
    "a rule that cannot fire": (pack(Deaf("deaf"), **OWN), "'deaf' is heard on no report"),
    "slips that escape": (pack(Careless("careless", "trips", "fees", 1), **OWN), "these escape"),
    "the same sum twice": (
        pack(
            SumOf(id="one", total="training", parts=("trips", "fees"), label=LABEL),
            SumOf(id="other", total="training", parts=("fees", "trips"), label=LABEL), **OWN,
        ), "'other' says nothing that the other identities do not say",
    ),
    "a sum that others make together": (
        pack(
            SumOf(id="one", total="training", parts=("trips", "fees"), label=LABEL),
            SumOf(id="inner", total="fees", parts=("lectures", "rooms"), label=LABEL),
            SumOf(id="whole", total="training", parts=("trips", "lectures", "rooms"), label=LABEL), **OWN,
        ), "'whole' says nothing that the other identities do not say",
    ),
    "a contradiction": (
        pack(
            SumOf(id="one", total="training", parts=("trips", "fees"), label=LABEL),
            SumOf(id="back", total="trips", parts=("training", "fees"), label=LABEL), **OWN,
        ), "leave nothing but zero for 'fees'",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("unsound", "words"), UNSOUND.values(), ids=list(UNSOUND))
def test_unsound_packs(unsound: Pack, words: str) -> None:
    """Rules that cannot fire, let slips through, repeat each other or contradict each other are named."""
    found = check_pack(unsound, examples=8)

    assert any(words in complaint for complaint in found), found


CHAINED = (
    SumOf(id="one", total="training", parts=("trips", "fees"), label=LABEL),
    SumOf(id="whole", total="training", parts=("trips", "lectures", "rooms"), label=LABEL),
)
BETWEEN = {
    "its parts are named": (SumOf(id="inner", total="fees", parts=("lectures", "rooms"), label=LABEL), ("whole",)),
    "one of its parts may be missing": (
        SumOf(id="inner", total="fees", parts=("lectures",), optional=("rooms",), label=LABEL), ("whole",),
    ),
    "nobody names its parts": (ShareOf("inner", "fees", "lectures", 50), ()),
    "it is a part of another total": (SumOf(id="inner", total="rooms", parts=("fees", "lectures"), label=LABEL), ()),
    "a part of it is no part of the whole": (SumOf(id="inner", total="fees", parts=("lectures", "trips"), label=LABEL), ()),
}  # fmt: skip


@pytest.mark.parametrize(("between", "implied"), BETWEEN.values(), ids=list(BETWEEN))
def test_redundancy_through_a_further_figure(between: SumOf | ShareOf, implied: tuple[str, ...]) -> None:
    """A sum that others make together is redundant only where the figure between them can be replaced by its own parts."""
    own = resolve([*installed().packs, Installed(pack(*CHAINED, between, **OWN), "elsewhere")], "439900", 2023)

    assert tuple(redundant(own, {"one", "whole", "inner"})) == implied


def test_a_sum_that_can_be_tried_where_another_cannot() -> None:
    """A sum one of whose parts may be missing says more than one that needs them all, and not the other way round."""
    loose = SumOf(id="loose", total="training", parts=("trips",), optional=("fees",), label=LABEL)
    strict = SumOf(id="strict", total="training", parts=("trips", "fees"), label=LABEL)
    own = resolve([*installed().packs, Installed(pack(loose, strict, **OWN), "elsewhere")], "439900", 2023)

    assert tuple(redundant(own, {"loose", "strict"})) == ("strict",)


BUNDLED_PACKS = [p for p in installed().packs if p.origin == "perfeval"]


@pytest.mark.parametrize("one", BUNDLED_PACKS, ids=lambda p: p.pack.id)
def test_bundled_packs_are_sound(one: Installed) -> None:
    """Every bundled pack passes the kit."""
    assert check_pack(one.pack, examples=8) == ()


def test_bundled_rules_notice_slips() -> None:
    """Of slips at figures that equalities and rates decide, the bundled rules notice 95 in 100; limits are counted apart."""
    made = soundness(
        HUAIHUA, [k for k, f in HUAIHUA.rules.items() if not isinstance(f.rule, Check)], examples=8, slips=120
    )

    assert made.seeded > 60
    assert made.score >= Fraction(95, 100)
    assert made.limited > 10
    assert (made.loud, made.deaf, made.forced, made.redundant, made.unordered) == ({}, (), {}, (), False)


# --- properties for other people's software -------------------------------------------------------------------------

BUDGET = (
    SumOf(id="total", total="total", parts=("basic", "project")),
    SumOf(id="basic", total="basic", parts=("staff", "running")),
)


def rolled_up(parts: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """A small program without a fault."""
    basic = parts["staff"] + parts["running"]
    return {"basic": basic, "total": basic + parts["project"]}


def forgetful(parts: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """It takes projects off instead of adding them."""
    basic = parts["staff"] + parts["running"]
    return {"basic": basic, "total": basic - parts["project"]}


test_a_right_roll_up = properties.rolls_up_like_ours(rolled_up, BUDGET, examples=20)
test_a_right_roll_up_grows = properties.totals_grow_with_parts(rolled_up, BUDGET, examples=20)
test_a_right_check_in_every_unit = properties.holds_in_every_unit(
    lambda figures, unit: figures["total"] == figures["basic"] + figures["project"], BUDGET, examples=20
)
test_reports_survive_json = properties.survives_round_trip(
    lambda report: write_json(report).encode(), lambda data: read_json(data, "again"), reports(HUAIHUA, form=False),
    same=lambda one, two: one.statements == two.statements, examples=10,
)  # fmt: skip

FAULTY = {
    "roll-up": (properties.rolls_up_like_ours(forgetful, BUDGET), "ours"),
    "floats": (properties.rolls_up_like_ours(rolled_up, BUDGET, number=float), "ours"),
    "growth": (properties.totals_grow_with_parts(forgetful, BUDGET), "these fell"),
    "units": (properties.holds_in_every_unit(lambda f, unit: unit != "元" or f["total"] < 10**9, BUDGET), "refused in 元"),
    "round trip": (properties.survives_round_trip(str, lambda text: text.replace(".00", ""), st.just("1.00")), "came back as"),
}  # fmt: skip


@pytest.mark.parametrize(("faulty", "words"), FAULTY.values(), ids=list(FAULTY))
def test_faulty_programs_are_found(faulty: Callable[[], None], words: str) -> None:
    """A ready property fails on a program with the fault it is about, and says what came out."""
    with pytest.raises(AssertionError, match=words):
        faulty()


def test_the_small_program_passes(tmp_path: Path) -> None:
    """The budgeting program of the documentation passes its own tests, which are perfeval's properties."""
    folder = ROOT / "docs" / "examples" / "small-budget"
    search = os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(tmp_path),
        str(folder / "tests"),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=os.environ | {"PYTHONPATH": search})

    assert ran.returncode == 0, ran.stdout
    assert "...." in ran.stdout


# --- the example pack -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example distribution installed, as its project file describes it."""
    return installed_in(CITY, tmp_path_factory.mktemp("city"))


def run(city: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a fresh process that sees the example distribution."""
    search = os.pathsep.join([str(city), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, cwd=city,
        env=os.environ | {"PYTHONPATH": search, NO_PLUGINS: "", "PYTHONIOENCODING": "utf-8"} | environment,
    )  # fmt: skip


def test_the_example_pack_is_found(city: Path) -> None:
    """Installed, the pack is listed with its distribution and version."""
    ran = run(city, "perfeval", "packs")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert "perfeval-example-city:example-city 1.0\t439900" in ran.stdout


def test_the_example_pack_is_law(city: Path) -> None:
    """In its place and years its rule is in force beside what it inherits, and its changes have a history."""
    ran = run(city, "perfeval", "rules", "439900", "2023")
    explained = run(city, "perfeval", "explain", "439900", "2023", "hunan-2023/bands")

    assert (
        "training-within-budget\t培训费超预算\tperfeval-example-city:example-city\t示财绩〔2023〕1号第三条"
        in ran.stdout
    )
    assert "total-by-nature" in ran.stdout
    assert "中 ≥ 70" in explained.stdout
    assert "439900  perfeval-example-city:example-city  改为" in explained.stdout
    assert "training-within-budget" not in run(city, "perfeval", "rules", "439900", "2022").stdout
    assert "training-within-budget" not in run(city, "perfeval", "rules", "431200", "2023").stdout


def test_the_example_pack_judges(city: Path, tmp_path: Path) -> None:
    """Its rule finds what it is about in a report of its place, and its framework scores it."""
    file = tmp_path / "report.json"
    figures = "".join(
        f'{{"item": "{item}", "stage": "{stage}", "printed": "{text}", "unit": "万元"}},'
        for item, stage, text in (
            ("training", "final", "10.00"),
            ("training", "actual", "10.50"),
            ("total", "final", "9.00"),
        )
    ).rstrip(",")
    file.write_text(
        f'{{"schema": "perfeval/report/1", "entity": "示例市某局", "year": 2023, "jurisdiction": "439900", "figures": [{figures}]}}',
        encoding="utf-8",
    )
    checked = run(city, "perfeval", "check", str(file), "--framework", "example-city")
    scored = run(city, "perfeval", "score", str(file), "--framework", "example-city", "--trace")

    assert "培训费超预算" in checked.stdout
    assert "2023年执行数10.50万元，超2023年全年预算10.00万元，超出0.5万元（5.00%）" in checked.stdout
    assert "training" not in checked.stdout  # a line that a file gives by its id is called as a person calls it
    assert "培训费控制率  25/30" in scored.stdout
    assert "示财绩〔2023〕1号第三条" in scored.stdout
    assert "training" not in run(city, "perfeval", "check", str(file), **{NO_PLUGINS: "1"}).stdout


def test_the_example_packs_own_test(city: Path) -> None:
    """The pack's own test passes where it is installed."""
    ran = run(city, "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(city), str(CITY / "tests"))

    assert ran.returncode == 0, ran.stdout
