"""Which law applies: the fold over the lineage, disagreements, frameworks and their patches, and the sense of a book."""

from __future__ import annotations

import pickle
from fractions import Fraction
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.figures import built

import perfeval
from perfeval import ACTUAL, FINAL, Severity, api
from perfeval.errors import ConflictError, JurisdictionError, PackError, UnknownNameError
from perfeval.evaluation import evaluate
from perfeval.hookspecs import hookimpl
from perfeval.plugins import BUNDLED, installed, load
from perfeval.resolution import Installed, Rulebook, items_of, resolve
from perfeval.ruling import (
    AtMost,
    Band,
    BandsScore,
    Checklist,
    Column,
    Framework,
    FrameworkPatch,
    GradeBand,
    Indicator,
    Layout,
    LineItem,
    Pack,
    Proportional,
    Rate,
    RatioOf,
    Ref,
    Role,
    RowScoring,
    Section,
    Standing,
    Steps,
    SumOf,
    Text,
    formulas,
)

WORDS = Pack(id="words", line_items=[LineItem(i, i) for i in ("total", "basic", "project", "other")])
CHAIN = ("000000", "430000", "431200", "431202")


def rule(name: str = "sum", *parts: str, label: str = "甲") -> SumOf:
    """A rule that can be told from others."""
    return SumOf(id=name, total="total", parts=parts or ("basic", "project"), label=Text(label, label))


def pack(name: str, code: str = "431200", *rules: object, **more: object) -> Installed:
    """An installed pack."""
    return Installed(Pack(id=name, code=code, rules=rules, **more), "test")  # type: ignore[arg-type]


def book(*packs: Installed, code: str = "431200", year: int | None = 2023) -> Rulebook:
    """The rulebook of these packs, with the words they need."""
    return resolve([Installed(WORDS, "test"), *packs], code, year)


def own(*indicators: Indicator, name: str = "own", **more: object) -> Framework:
    """A framework that adds up."""
    made = indicators or (
        Indicator("a", "甲", points=60, scoring=Checklist(), section="all"),
        Indicator("b", "乙", points=40, scoring=Checklist(), section="all"),
    )
    total = sum((i.points for i in made), Fraction(0))
    return Framework(name, "自定", sections=[Section("all", "全部", total)], indicators=made, total=total, **more)  # type: ignore[arg-type]


def indicator(name: str = "a", points: int = 60, label: str = "甲") -> Indicator:
    """An indicator of the framework's one section."""
    return Indicator(name, label, points=points, scoring=Checklist(), section="all")


# --- the fold -------------------------------------------------------------------------------------------------------


def test_nearer_replaces_farther() -> None:
    """A nearer rule replaces a farther one, whole and by its id; others are inherited."""
    found = book(pack("far", "430000", rule(label="省"), rule("kept")), pack("near", "431200", rule(label="市")))

    assert found.rule("sum").by.name == "test:near"
    assert found.rule("kept").by.name == "test:far"
    assert [(s.what, s.by) for s in found.history["sum"]] == [("set", "test:far"), ("replaced", "test:near")]


def test_withdrawn() -> None:
    """What a nearer pack withdraws no longer holds there and below, and history says who did it."""
    packs = (pack("far", "430000", rule()), pack("near", "431200", withdraws="sum"))

    assert "sum" in book(*packs, code="430000").rules
    assert "sum" not in book(*packs, code="431202").rules
    assert book(*packs).history["sum"][-1].what == "withdrawn"


def test_withdrawing_and_setting_again_are_inverse() -> None:
    """A rule that is withdrawn and set again farther down is the rule it was."""
    before = book(pack("far", "430000", rule()), code="431202")
    after = book(
        pack("far", "430000", rule()), pack("near", "431200", withdraws="sum"), pack("back", "431202", rule()), code="431202"
    )  # fmt: skip

    assert after.rule("sum").rule == before.rule("sum").rule
    assert [s.what for s in after.history["sum"]] == ["set", "withdrawn", "set"]


def test_replacing_and_setting_back_are_inverse() -> None:
    """An indicator that is replaced and set back farther down leaves the framework as it was."""
    far = pack("far", "430000", frameworks=[own()])
    near = pack("near", "431200", frameworks=[FrameworkPatch(framework="own", replace=[indicator(label="别的")])])
    back = pack("back", "431202", frameworks=[FrameworkPatch(framework="own", replace=[indicator()])])

    def framework(*packs: Installed) -> Framework:
        return book(*packs, code="431202").frameworks["own"].framework

    assert framework(far, near) != framework(far)
    assert framework(far, near, back) == framework(far)


PARTS = [
    pack("nation", "000000", rule(), rule("wide")), pack("hunan", "430000", rule(label="省"), frameworks=[own()]),
    pack("again", "430000", rule(label="省")), pack("city", "431200", withdraws="wide"),
    pack("bureau", "431200", frameworks=[FrameworkPatch(framework="own", replace=[indicator(label="改")])]),
    pack("county", "431202", rule("wide", label="县"), rule("sum", "basic", "other")),
    pack("elsewhere", "440000", rule(label="外省"), withdraws="wide"), pack("past", "431200", rule(label="旧"), until=2020),
]  # fmt: skip


@given(order=st.permutations(PARTS), code=st.sampled_from(CHAIN), year=st.sampled_from((None, 2019, 2023)))
def test_order_changes_nothing(order: list[Installed], code: str, year: int | None) -> None:
    """The order in which packs are registered changes neither rules, frameworks nor history."""
    assert book(*order, code=code, year=year) == book(*PARTS, code=code, year=year)


@given(
    code=st.sampled_from(("430000", "431200", "431202")),
    other=st.sampled_from(("440000", "441200", "430100", "431203")),
    withdraws=st.booleans(),
)
def test_a_pack_changes_its_own_place_only(code: str, other: str, withdraws: bool) -> None:
    """A pack for one place never changes another's results."""
    stranger = pack(
        "stranger",
        other,
        rule(label="别处"),
        withdraws=("wide",) if withdraws else (),
        frameworks=[own(name="theirs", default=True)],
    )
    before, after = book(*PARTS, code=code), book(*PARTS, stranger, code=code)
    report = built({("total", 2023, FINAL): "10.00", ("basic", 2023, FINAL): "4.00", ("project", 2023, FINAL): "5.00"})

    assert (dict(after.rules), after.default) == (dict(before.rules), before.default)
    assert evaluate(report, after).findings == evaluate(report, before).findings
    assert evaluate(report, after).scores == evaluate(report, before).scores


@pytest.mark.parametrize(("since", "until", "year", "holds"), [
    (None, None, None, True), (None, None, 1995, True), (2020, None, 2019, False), (2020, None, 2020, True), (None, 2020, 2021, False),
    (2020, 2022, 2022, True), (2020, 2022, 2023, False), (2020, None, None, False),
])  # fmt: skip
def test_years(since: int | None, until: int | None, year: int | None, holds: bool) -> None:
    """A pack holds in its fiscal years, ends included; without a year only packs of all years hold."""
    assert ("sum" in book(pack("one", "431200", rule(), since=since, until=until), year=year).rules) is holds


def test_a_revision_is_another_pack() -> None:
    """Two packs of one place may set one id differently where their years do not meet."""
    old, new = pack("old", "431200", rule(label="旧"), until=2022), pack("new", "431200", rule(label="新"), since=2023)

    assert [book(old, new, year=y).rule("sum").by.name for y in (2022, 2023)] == ["test:old", "test:new"]


# --- disagreements --------------------------------------------------------------------------------------------------

DISAGREE = {
    "rules": (pack("one", "431200", rule(label="甲")), pack("two", "431200", rule(label="乙"))),
    "frameworks": (pack("one", frameworks=[own()]), pack("two", frameworks=[own(bands=formulas.FOUR_GRADES)])),
    "indicators": (
        pack("one", frameworks=[FrameworkPatch(framework="far", replace=[indicator(label="甲")])]),
        pack("two", frameworks=[FrameworkPatch(framework="far", replace=[indicator(label="乙")])]),
    ),
    "grades": (
        pack("one", frameworks=[FrameworkPatch(framework="far", bands=[GradeBand("x", "好", 0)])]),
        pack("two", frameworks=[FrameworkPatch(framework="far", bands=[GradeBand("x", "坏", 0)])]),
    ),
    "set and withdrawn": (pack("one", "431200", withdraws="wide"), pack("two", "431200", rule("wide", label="乙"))),
    "two defaults": (
        pack("one", frameworks=[own(name="first", default=True)]), pack("two", frameworks=[own(name="second", default=True)]),
    ),
}  # fmt: skip
FAR = pack("far", "430000", rule("wide"), frameworks=[own(name="far")])
disagreements = pytest.mark.parametrize("packs", DISAGREE.values(), ids=list(DISAGREE))


@disagreements
def test_two_packs_that_disagree(packs: tuple[Installed, ...]) -> None:
    """Packs of one place that disagree fail the books that contain both, both named, and no other book."""
    for order in (packs, packs[::-1]):
        with pytest.raises(ConflictError) as caught:
            book(FAR, *order)
        assert {"test:one", "test:two"} <= set(caught.value.packs)
        assert all(name in caught.value.zh and name in caught.value.en for name in ("test:one", "test:two"))
    for other in ("430000", "440000"):
        assert book(FAR, *packs, code=other).code == other


@pytest.mark.parametrize(("kind", "key"), [
    ("rules", "sum"), ("frameworks", "own"), ("indicators", "far/a"), ("grades", "far/bands"), ("set and withdrawn", "wide"),
])  # fmt: skip
def test_settled_aloud(kind: str, key: str) -> None:
    """A pack that says which other pack's rule it replaces settles the disagreement."""
    one, two = DISAGREE[kind]
    content = two.pack
    settled = Installed(
        Pack(
            id="two", code=content.code, rules=content.rules, frameworks=content.frameworks, withdraws=content.withdraws,
            replaces=f"test:one/{key}",
        ),
        "test",
    )  # fmt: skip

    found = book(FAR, one, settled)

    assert found.history[key][-1].by == "test:two"


def test_replacing_each_other_is_no_settlement() -> None:
    """Two packs that each claim to replace the other still disagree."""
    one = pack("one", "431200", rule(label="甲"), replaces="test:two/sum")
    two = pack("two", "431200", rule(label="乙"), replaces="test:one/sum")

    with pytest.raises(ConflictError):
        book(one, two)


def test_packs_that_agree() -> None:
    """Two packs that say the same do not disagree."""
    assert "sum" in book(pack("one", "431200", rule()), pack("two", "431200", rule())).rules


def plugin(*packs: Pack) -> object:
    """A plugin that offers these packs."""

    class Plugin:
        @hookimpl
        def perfeval_rule_packs(self) -> list[Pack]:
            return list(packs)

    return Plugin()


@pytest.fixture
def disagreeing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two installed distributions that disagree about a rule of Huaihua."""
    bundled = [(import_module(name), name, "perfeval") for name in BUNDLED]
    strangers = [(plugin(Pack(id=n, code="431200", rules=[rule("clash", label=n)])), n, n) for n in ("one", "two")]
    found = load([*bundled, *strangers], strict=True)
    monkeypatch.setattr(api, "installed", lambda: found)


@pytest.mark.usefixtures("disagreeing")
def test_an_evaluation_survives_disagreeing_packs() -> None:
    """The front door leaves packs that disagree out, names them, and the rest of the evaluation stands."""
    figures = {("total", 2023, FINAL): "10.00", ("basic", 2023, FINAL): "4.00", ("project", 2023, FINAL): "5.00"}
    made = perfeval.evaluate(built(figures, jurisdiction="431200"))

    assert {origin for _, origin, _ in made.quarantined} == {"one", "two"}
    assert "total-by-nature" in {f.rule for f in made.findings}
    with pytest.raises(ConflictError):
        perfeval.rulebook("431200", 2023)
    assert perfeval.evaluate(built(figures, jurisdiction="430000")).quarantined == ()


# --- frameworks -----------------------------------------------------------------------------------------------------


def test_a_patch_changes_what_it_names() -> None:
    """A patch replaces an indicator by its id, adds a new one, withdraws another, and leaves the rest."""
    patch = FrameworkPatch(framework="own", replace=[indicator(points=50), indicator("c", 50, "丙")], withdraw=["b"])
    found = book(pack("far", "430000", frameworks=[own()]), pack("near", "431200", frameworks=[patch]))
    made = found.frameworks["own"]

    assert [(i.id, i.points) for i in made.framework.indicators] == [("a", 50), ("c", 50)]
    assert made.by.name == "test:far"
    assert [made.parts[i] for i in ("a", "c")] == ["test:near", "test:near"]
    assert [(s.what, s.by) for s in found.history["own/a"]] == [("set", "test:far"), ("replaced", "test:near")]
    assert [s.what for s in found.history["own/b"]] == ["set", "withdrawn"]
    assert [s.what for s in found.history["own/c"]] == ["set"]


def test_a_patch_of_sections_and_rows() -> None:
    """Sections, grades and the way rows are judged are replaced whole."""
    rows = RowScoring(methods=[])
    patch = FrameworkPatch(
        framework="own", sections=[Section("all", "全部", 100), Section("none", "无", 0)], bands=formulas.FOUR_GRADES, rows=rows
    )  # fmt: skip
    made = book(pack("far", "430000", frameworks=[own()]), pack("near", frameworks=[patch])).frameworks["own"].framework

    assert (len(made.sections), made.bands, made.rows) == (2, formulas.FOUR_GRADES, rows)
    assert made.indicators == own().indicators


def test_a_patch_of_nothing() -> None:
    """A patch of a framework that is not there is refused, naming the pack."""
    with pytest.raises(PackError, match="test:near"):
        book(pack("near", frameworks=[FrameworkPatch(framework="own")]))


def test_the_nearest_default_wins() -> None:
    """Of defaults at several levels the nearest one is taken; without any there is none."""
    far = pack("far", "430000", frameworks=[own(name="far", default=True)])
    near = pack("near", "431200", frameworks=[own(name="near", default=True)])

    assert book(far, near).default == "near"
    assert book(far, near, code="430000").default == "far"
    assert book().default is None
    assert book().framework() is None


def test_a_framework_withdrawn() -> None:
    """A nearer pack may withdraw a whole framework."""
    packs = (pack("far", "430000", frameworks=[own()]), pack("near", withdraws="own"))

    assert "own" not in book(*packs).frameworks
    with pytest.raises(UnknownNameError):
        book(*packs).framework("own")


def test_frameworks_of_other_years() -> None:
    """A framework of other years is found by name, as it was in the nearest of them, and is never the default."""
    old = pack("old", "430000", frameworks=[own(name="old", default=True)], since=2010, until=2015)
    changed = pack(
        "changed", frameworks=[FrameworkPatch(framework="old", bands=formulas.FOUR_GRADES)], since=2014, until=2015
    )
    found = book(old, changed)
    whole = found.framework("old")

    assert found.default is None
    assert whole is not None
    assert (whole.year, whole.framework.bands) == (2015, formulas.FOUR_GRADES)
    early = book(old, changed, year=2009).framework("old")
    assert early is not None
    assert (early.year, early.framework.bands) == (2010, ())


def test_a_broken_framework_of_another_year() -> None:
    """A framework of other years that does not make sense fails nobody but who asks for it."""
    broken = pack("broken", frameworks=[own(bands=[GradeBand("fine", "好", 50)])], until=2015)

    found = book(broken)

    with pytest.raises(PackError, match="test:broken"):
        found.framework("own")
    with pytest.raises(PackError, match="test:broken"):
        book(broken, year=2015)


# --- the sense of a book --------------------------------------------------------------------------------------------


def a(points: int = 100, **more: object) -> Indicator:
    """An indicator of all points."""
    return Indicator("a", "甲", points=points, section="all", **{"scoring": Checklist(), **more})  # type: ignore[arg-type]


NONSENSE = {
    "sections that do not add up": (Framework("own", "自", sections=[Section("all", "全", 90)], indicators=[a(90)]), "90"),
    "indicators that do not add up": (Framework("own", "自", sections=[Section("all", "全", 100)], indicators=[a(90)]), "90"),
    "more than a section filled by rows": (
        Framework("own", "自", sections=[Section("all", "全", 100, by_rows=True)], indicators=[a(110)], rows=formulas.row_scoring()), "110",
    ),
    "rows that nobody scores": (Framework("own", "自", sections=[Section("all", "全", 100, by_rows=True)]), "未写计分方法"),
    "an indicator in no section": (own(a(), a(0, scoring=Checklist())), "两次"),
    "a section nobody has": (Framework("own", "自", sections=[Section("all", "全", 100)], indicators=[a(), Indicator("b", "乙", points=1, scoring=Checklist(), section="x")]), "“x”"),
    "a gap below the last grade": (own(a(), bands=[GradeBand("fine", "好", 60)]), "60"),
    "grades out of order": (own(a(), bands=[GradeBand("poor", "差", 0), GradeBand("fine", "好", 60)]), "由高到低"),
    "a grade nobody can reach": (own(a(), bands=[GradeBand("fine", "好", 101), GradeBand("poor", "差", 0)]), "超过100"),
    "two grades of one name": (own(a(), bands=[GradeBand("fine", "好", 60), GradeBand("poor", "好", 0)]), "同名"),
    "full marks that are not the points": (own(a(scoring=Steps(per="1%", deduct="0.8", full=8))), "满分为8"),
    "ranges that are not the points": (own(a(scoring=BandsScore(at_most=((0, 5),)))), "满分为5"),
    "items that are not the points": (own(a(scoring=Checklist(items=(("有制度", 40), ("已公开", 50))))), "满分为90"),
    "an unconfirmed default": (own(a(), default=True, standing=Standing.UNCONFIRMED), "未经核实"),
    "a line item nobody declared": (own(a(formula=Rate("staff.ghosts", "total"), scoring=Proportional())), "staff.ghosts"),
}  # fmt: skip


@pytest.mark.parametrize(("framework", "words"), NONSENSE.values(), ids=list(NONSENSE))
def test_frameworks_that_make_no_sense(framework: Framework, words: str) -> None:
    """A book with a framework that makes no sense is refused before any report is seen, naming the pack and why."""
    with pytest.raises(PackError) as caught:
        book(pack("odd", frameworks=[framework]))

    assert words in caught.value.zh
    assert caught.value.packs == ("test:odd",)


def test_sense_is_checked_after_the_fold() -> None:
    """Packs that each make sense and together do not are both named."""
    near = pack("near", frameworks=[FrameworkPatch(framework="own", replace=[indicator(points=70)])])

    with pytest.raises(PackError, match="110") as caught:
        book(pack("far", "430000", frameworks=[own()]), near)
    assert set(caught.value.packs) == {"test:far", "test:near"}


@pytest.mark.parametrize("unknown", [
    SumOf(id="x", total="total", parts=("basic", "ghosts")), AtMost(id="x", lesser="total", greater=Ref("ghosts", stage=ACTUAL)),
    AtMost(id="x", lesser=Ref("total", stage=ACTUAL), greater=Ref("ghosts", stage=FINAL)), RatioOf(id="x", stated="ghosts:rate", of="total", to="basic"),
    Band(id="x", items=("ghosts.*",), of=Ref(stage=ACTUAL), to=Ref(stage=FINAL)),
])  # fmt: skip
def test_rules_about_nothing(unknown: SumOf | AtMost | RatioOf | Band) -> None:
    """A rule about a line item that no pack declares is refused, naming it."""
    with pytest.raises(PackError, match="ghosts"):
        book(pack("odd", "431200", unknown))


def test_items_of_layouts_are_known() -> None:
    """A line item that only a column of a layout names is known."""
    layout = Layout(
        id="x", label="某表", anchors=(("某列",),), columns=(Column(Role.AMOUNT, ("某列",), item="ghosts"),)
    )

    assert "x" in book(pack("odd", "431200", SumOf(id="x", total="total", parts=("ghosts",)), layouts=[layout])).rules


def test_items_of_a_rule() -> None:
    """A rule says itself which line items it is about, codes and rates left aside."""
    assert items_of(SumOf(id="x", total="personnel", parts=("basic@301",), optional=("basic@303",))) == {
        "personnel",
        "basic",
    }
    assert items_of(RatioOf(id="x", stated="*:rate", of=Ref(stage=ACTUAL), to=Ref(stage=FINAL))) == frozenset()


def test_a_rule_and_a_framework_of_one_name() -> None:
    """One name is a rule or a framework, not both."""
    with pytest.raises(PackError, match="既是规则又是指标体系"):
        book(pack("odd", "431200", rule("own"), frameworks=[own()]))


# --- codes, years, names --------------------------------------------------------------------------------------------


def test_an_unknown_code_in_a_known_province() -> None:
    """A code no pack is about has the rules of its lineage."""
    assert perfeval.rulebook("439987", 2023).default == "hunan-2023"


@pytest.mark.parametrize(("code", "year"), [("999999", 2023), ("4312", 2023), ("431200", 1994), ("431200", 2100)])
def test_codes_and_years_that_cannot_exist(code: str, year: int) -> None:
    """A code or a year that cannot exist is an error."""
    with pytest.raises(JurisdictionError):
        perfeval.rulebook(code, year)


def test_a_year_before_any_pack() -> None:
    """In a year before any pack arithmetic and vocabulary hold, and what needs a pack in force is not run."""
    figures = {("total", 1999, FINAL): "10.00", ("basic", 1999, FINAL): "4.00", ("project", 1999, FINAL): "5.00"}
    made = perfeval.evaluate(built(figures, jurisdiction="431200"))

    assert "total-by-nature" in {f.rule for f in made.findings}
    assert made.rulebook.default is None
    assert made.rulebook.labels["three-public"] == "“三公”经费"
    assert made.scores == ()


@pytest.mark.parametrize("name", ["su", "nothing-like-it"])
def test_a_rule_nobody_set(name: str) -> None:
    """Asking for a rule that is not in force names what there is."""
    with pytest.raises(UnknownNameError, match="sum"):
        book(pack("one", "431200", rule())).rule(name)


def test_labels_are_of_all_packs() -> None:
    """The words for line items come from all packs, wherever they are from."""
    foreign = pack("foreign", "440000", line_items=[LineItem("energy", "能耗")])

    assert book(foreign).labels["energy"] == "能耗"


def test_a_rulebook_travels() -> None:
    """A rulebook can be sent to another process and is the same there."""
    found = resolve(installed().packs, "431200", 2023)

    assert pickle.loads(pickle.dumps(found)) == found


def test_severity_is_the_rules_own() -> None:
    """A nearer pack may make a farther rule quieter by replacing it."""
    near = pack("near", "431200", SumOf(id="sum", total="total", parts=("basic", "project"), severity=Severity.WARNING))
    figures = {("total", 2023, FINAL): "10.00", ("basic", 2023, FINAL): "4.00", ("project", 2023, FINAL): "5.00"}
    found = book(pack("far", "430000", rule()), near)

    assert [f.severity for f in evaluate(built(figures), found).findings] == [Severity.WARNING]
