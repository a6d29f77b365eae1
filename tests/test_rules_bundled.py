"""The bundled packs: what they claim, how sure it is, which of it holds in which year, and that nothing more is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from importlib import import_module
from pathlib import Path

import pytest
from tests.figures import built

import perfeval
from perfeval import ACTUAL, Report, rules
from perfeval.__main__ import main
from perfeval.evaluation import evaluate
from perfeval.findings import Standing, Text
from perfeval.plugins import BUNDLED, installed, load
from perfeval.quantities import Quantity, read
from perfeval.renderers.law import explained, packs_text, rules_text
from perfeval.resolution import FIRST_YEAR, LAST_YEAR, Installed, Rulebook, resolve
from perfeval.rules import huaihua, hunan
from perfeval.ruling import (
    NO_BASIS,
    AtMost,
    Basis,
    Check,
    Framework,
    FrameworkPatch,
    Indicator,
    Layout,
    OneValue,
    Pack,
    Ref,
    RowKind,
    RowRule,
    authority,
    formulas,
)
from perfeval.testing import check_pack

PACKS = [p for name in BUNDLED if name.startswith("perfeval.rules.") for p in import_module(name).perfeval_rule_packs()]
DOCUMENT = re.compile(r"[〔\[（(]\d{4}[〕\]）)]\s*\d+\s*号")
every_pack = pytest.mark.parametrize("pack", PACKS, ids=lambda p: p.id)
PLACES = ("000000", "430000", "431200", "431202", "320000")


def book(code: str = "431200", year: int | None = 2023) -> Rulebook:
    """A bundled rulebook."""
    return perfeval.rulebook(code, year)


def things(pack: Pack) -> Iterator[tuple[str, object]]:
    """Everything in a pack that claims something: rules, frameworks, indicators, methods, layouts."""
    for rule in pack.rules:
        yield rule.id, rule
    for layout in pack.layouts:
        yield layout.id, layout
    for framework in pack.frameworks:
        if isinstance(framework, FrameworkPatch):
            continue
        yield framework.id, framework
        for indicator in framework.indicators:
            yield f"{framework.id}/{indicator.id}", indicator
        for method in framework.rows.methods if framework.rows is not None else ():
            yield f"{framework.id}/{method.kind.value}", method


THINGS = [(name, thing) for pack in PACKS for name, thing in things(pack)]


def words_of(thing: object) -> str:
    """Every text in a rule, framework or indicator that a user may see."""
    found = []
    for what in ("label", "message", "innocent", "note", "definition", "english"):
        text = getattr(thing, what, "")
        found.append(f"{text.zh} {text.en}" if isinstance(text, Text) else str(text))
    scoring = getattr(thing, "scoring", None)
    said = "" if scoring is None else f"{scoring.text().zh} {scoring.text().en}"
    return " ".join([*found, said])


# --- what is claimed ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "thing"), THINGS, ids=[n for n, _ in THINGS])
def test_nothing_unconfirmed_names_a_document(name: str, thing: object) -> None:
    """What nobody confirmed is shown as common practice, and no text of it names a document."""
    standing = getattr(thing, "standing", Standing.ARITHMETIC)
    shown = authority(getattr(thing, "basis", NO_BASIS), standing)

    if standing is Standing.UNCONFIRMED:
        assert shown.zh == "按通行做法（未核实）"
        assert not DOCUMENT.search(words_of(thing) + shown.zh + shown.en)


@pytest.mark.parametrize(("name", "thing"), THINGS, ids=[n for n, _ in THINGS])
def test_what_is_attested_names_where(name: str, thing: object) -> None:
    """An indicator or framework that is said to be attested says in what it was seen."""
    standing = getattr(thing, "standing", None)
    if isinstance(thing, (Framework, Indicator)) and standing in (Standing.ATTESTED, Standing.CONFIRMED):
        assert thing.basis.document


@pytest.mark.parametrize("standing", list(Standing))
def test_authority(standing: Standing) -> None:
    """Only what is not unconfirmed shows its document."""
    shown = authority(Basis(document="某财〔2020〕1号", article="第二条"), standing)

    assert ("某财〔2020〕1号第二条" in shown.zh) is (standing is not Standing.UNCONFIRMED)
    assert ("某财〔2020〕1号第二条" in shown.en) is (standing is not Standing.UNCONFIRMED)
    assert authority(NO_BASIS, standing)


def test_findings_of_unconfirmed_rules_name_no_document() -> None:
    """A finding of a rule that nobody confirmed names no document, even where its pack does."""
    guess = AtMost(
        id="guess", lesser=Ref("total", stage=ACTUAL), greater=Ref("basic", stage=ACTUAL), label=Text("总额过高", "too much"),
        basis=Basis(document="某财〔2020〕1号"), standing=Standing.UNCONFIRMED,
    )  # fmt: skip
    packs = [*(Installed(p) for p in PACKS), Installed(Pack(id="guess", code="431200", rules=[guess]), "test")]
    report = built({("total", 2023, ACTUAL): "10.00", ("basic", 2023, ACTUAL): "4.00"}, jurisdiction="431200")
    made = evaluate(report, resolve(packs, "431200", 2023))
    (finding,) = (f for f in made.findings if f.rule == "guess")

    assert (finding.basis, finding.standing) == ("", Standing.UNCONFIRMED)
    assert not DOCUMENT.search(str(perfeval.render(made)) + str(perfeval.render(made, "json")))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("code", PLACES)
def test_lists_print_no_law_that_is_not_confirmed(code: str, lang: str) -> None:
    """Neither the list of rules nor any explanation puts a document beside what is unconfirmed."""
    found = book(code)
    lines = rules_text(found, lang).splitlines()
    names = [*found.rules, *found.framework_names]
    names += [f"{n}/{i.id}" for n in found.framework_names for i in found.framework(n).framework.indicators]  # type: ignore[union-attr]
    for name in names:
        lines += explained(found, name, lang).splitlines()
    unconfirmed = [line for line in lines if "未核实" in line or "not confirmed" in line]

    assert unconfirmed
    assert [line for line in unconfirmed if DOCUMENT.search(line)] == []


@pytest.mark.parametrize("name", ["hunan-2017", "hunan-2023", "national-2020", "national-2021-cost"])
def test_scores_print_no_law_that_is_not_confirmed(name: str) -> None:
    """A score names no document of what is unconfirmed, and says that it is."""
    figures = {("total", 2023, ACTUAL): "10"}
    made = evaluate(built(figures, jurisdiction="431200"), book(), name)
    lines = [w.rests_on.zh for s in made.scores for w in s.lines if w.standing is Standing.UNCONFIRMED]

    assert set(lines) <= {"按通行做法（未核实）"}
    assert bool(lines) is (name == "hunan-2017")


def test_at_most_one_rule_in_five_is_code() -> None:
    """Rules are data: at most one bundled rule in five is a function."""
    rules = [r for p in PACKS for r in p.rules]

    assert 5 * sum(isinstance(r, Check) for r in rules) <= len(rules)


@every_pack
def test_labels_in_both_languages(pack: Pack) -> None:
    """Every rule has a label in Chinese and in English, and every word of the vocabulary a label."""
    assert [r.id for r in pack.rules if not (r.label.zh and r.label.en)] == []
    assert [i.id for i in pack.line_items if not i.label.strip()] == []


def test_messages_can_be_said() -> None:
    """Every message template names only fields that there are."""
    fields = dict.fromkeys(("name", "level2", "target", "actual", "points", "score", "rows", "count", "called"), "甲")
    rules = [r for p in PACKS for r in p.rules if isinstance(r, RowRule)]

    assert rules
    for rule in rules:
        assert "甲" in rule.message.zh.format(**fields) + rule.message.en.format(**fields)


def test_packs_are_sound() -> None:
    """A bundled pack that a stranger could have written passes the kit a stranger uses."""
    copy = Pack(id="copy", code="430000", since=2030, frameworks=hunan.HUNAN_2023.frameworks, basis=hunan.FORM_B)

    assert check_pack(copy, examples=10) == ()


@pytest.mark.parametrize("code", PLACES)
@pytest.mark.parametrize("year", [None, *range(FIRST_YEAR, LAST_YEAR + 1, 1)])
def test_every_book_makes_sense(code: str, year: int | None) -> None:
    """Every rulebook of every year can be made, and its default framework is attested."""
    found = book(code, year)
    chosen = found.framework()

    assert chosen is None or chosen.framework.standing is not Standing.UNCONFIRMED


# --- what holds when ------------------------------------------------------------------------------------------------

ALWAYS = ("national", "national-measures", "unplaced-sheets")
COMMON = (*ALWAYS, "national-2013")
FORMS = (*COMMON, "national-2020", "national-2021", "national-2021-tiers")
HUNAN = ("hunan-forms",)


@pytest.mark.parametrize(("code", "year", "packs", "default"), [
    ("000000", 2011, ALWAYS, None),
    ("000000", 2012, (*ALWAYS, "prefecture-2012"), None),
    ("000000", 2019, COMMON, None),
    ("000000", 2020, (*COMMON, "national-2020"), None),
    ("000000", 2021, FORMS, None),
    ("430000", 2014, (*COMMON, *HUNAN), None),
    ("430000", 2016, (*COMMON, *HUNAN, "hunan-2015"), None),
    ("430000", 2017, (*COMMON, *HUNAN, "hunan-2017"), None),
    ("430000", 2018, (*COMMON, *HUNAN, "hunan-2017", "hunan-2018"), None),
    ("430000", 2019, (*COMMON, *HUNAN, "hunan-2017"), None),
    ("430000", 2020, (*COMMON, *HUNAN, "national-2020", "hunan-2023"), "hunan-2023"),
    ("430600", 2023, (*FORMS, *HUNAN, "hunan-2023", "yueyang"), "hunan-2023"),
    ("431200", 2023, (*FORMS, *HUNAN, "hunan-2023", "huaihua"), "hunan-2023"),
    ("431200", 2030, (*FORMS, *HUNAN, "hunan-2023", "huaihua"), "hunan-2023"),
    ("431200", None, (*ALWAYS, *HUNAN, "huaihua"), None),
    ("310000", 2021, FORMS, None),
    ("310000", 2022, FORMS, None),
    ("310107", 2022, (*FORMS, "putuo-2022"), None),
    ("340000", 2022, FORMS, None),
    ("341300", 2022, (*FORMS, "suzhou-2022"), "suzhou-2022"),
    ("341300", 2023, FORMS, None),
    ("341702", 2022, (*FORMS, "guichi-2022"), None),
    ("410000", 2023, (*FORMS, "henan-2023"), None),
    ("410000", 2024, FORMS, None),
    ("420000", 2019, COMMON, None),
    ("420000", 2020, (*COMMON, "national-2020", "hubei-2020"), None),
    ("510000", 2017, (*COMMON, "sichuan-2017"), None),
    ("510000", 2018, COMMON, None),
    ("510000", 2023, (*FORMS, "sichuan-2023"), None),
    ("510000", 2024, (*FORMS, "sichuan-2023"), None),
    ("510000", 2025, (*FORMS, "sichuan-2025"), None),
    ("510117", 2025, (*FORMS, "sichuan-2025", "sichuan-recheck"), None),
    ("110108", 2016, (*COMMON, "haidian-2016"), "haidian-2016"),
    ("500000", 2021, (*FORMS, "chongqing-2021"), "chongqing-2021"),
    ("320000", 2023, FORMS, None),
])  # fmt: skip
def test_packs_by_year(code: str, year: int | None, packs: tuple[str, ...], default: str | None) -> None:
    """Which bundled packs hold in a place and year, and which framework is the default, is fixed."""
    found = book(code, year)

    assert sorted(found.packs) == sorted(f"perfeval:{name}" for name in packs)
    assert found.default == default


def shape(name: str, year: int, code: str = "430000") -> list[tuple[str, int, str]]:
    """The indicators of a framework: id, points, standing."""
    whole = book(code, year).framework(name)
    assert whole is not None
    return [(i.id, int(i.points), i.standing.value[0]) for i in whole.framework.indicators]


def test_hunan_2017_is_fixed() -> None:
    """Hunan's indicators of 2017, their points, and which of them were seen (a) and which not (u)."""
    assert shape("hunan-2017", 2017) == [
        ("staff-control", 5, "a"), ("three-public-change", 5, "a"), ("completion", 5, "a"), ("additions", 5, "a"),
        ("buildings-area", 5, "a"), ("buildings-investment", 5, "u"), ("operating-control", 8, "u"), ("three-public-control", 7, "u"),
        ("procurement", 6, "u"), ("rules-sound", 8, "u"), ("spending-compliant", 6, "u"), ("disclosure", 5, "u"), ("key-tasks", 8, "u"),
        ("effects", 10, "u"), ("efficiency", 6, "u"), ("satisfaction", 6, "u"),
    ]  # fmt: skip


#: How rows are scored that some form prints; deadlines and yes or no are on none of them.
NOTED = {RowKind.FORWARD, RowKind.REVERSE, RowKind.TIERED}


@pytest.mark.parametrize(("name", "code", "points", "standing", "tier", "noted"), [
    ("hunan-2023", "430000", [10, 50, 30, 10], Standing.ATTESTED, "60%", set()),
    ("national-2020", "000000", [10, 50, 30, 10], Standing.ATTESTED, "60%", NOTED),
    ("national-2021-cost", "000000", [10, 20, 40, 20, 10], Standing.UNCONFIRMED, "50%", set()),
])  # fmt: skip
def test_forms_are_fixed(
    name: str, code: str, points: list[int], standing: Standing, tier: str, noted: set[RowKind]
) -> None:
    """The weights, grades, tiers and standing of the forms are fixed."""
    whole = book(code, 2023).framework(name)
    assert whole is not None
    made = whole.framework

    assert [int(s.points) for s in made.sections] == points
    assert made.standing is standing
    assert [(b.label, int(b.at_least)) for b in made.bands] == [("优", 90), ("良", 80), ("中", 60), ("差", 0)]
    assert made.rows is not None
    assert made.rows.tiers is not None
    assert made.rows.tiers.tiers[1].low == Fraction(tier.rstrip("%")) / 100
    assert {m.kind for m in made.rows.methods if m.standing is not Standing.UNCONFIRMED} == noted
    assert all(m.basis.document for m in made.rows.methods if m.kind in noted)


def test_the_city_sets_no_rule() -> None:
    """No notice of Huaihua is known, so its pack adds nothing, and says what was looked for."""
    (pack,) = huaihua.perfeval_rule_packs()

    assert (pack.rules, pack.frameworks, pack.withdraws, pack.line_items) == ((), (), (), ())
    assert [m.en for m in pack.missing] == ["a notice of the city on self-evaluation of whole departments"]


def test_the_common_indicators_have_no_points() -> None:
    """The common indicators are formulas to be given points, and no framework by themselves."""
    assert len(formulas.CATALOGUE) >= 25
    assert not any(hasattr(m, "points") for m in formulas.CATALOGUE.values())
    assert {m.standing for m in formulas.CATALOGUE.values()} == {Standing.UNCONFIRMED}
    known = book().labels
    used = {ref.item for m in formulas.CATALOGUE.values() if m.formula is not None for ref in m.formula.refs()}
    assert used - {"additions"} <= set(known)


# --- buildings ------------------------------------------------------------------------------------------------------


def buildings(actual: str, approved: str, rate: str) -> Report:
    """A report with one building."""
    made = built({("buildings.area", 2023): actual, ("buildings.area-approved", 2023): approved}, unit="㎡", year=2023)
    reading = read(rate)
    assert isinstance(reading, Quantity)
    stated = built({("buildings.area:control-rate", 2023): "1"}, year=2023).statements[0]
    from_rate = perfeval.Statement(stated.name, "规模控制率", reading, stated.place, "Python", order=2)
    return Report(entity=made.entity, year=2023, statements=(*made.statements, from_rate))


@pytest.mark.parametrize(("actual", "approved", "rate", "rules"), [
    ("120", "100", "120%", set()), ("120", "100", "100%", {"building-area-control"}), ("0", "0", "100%", {"building-area-control:zero-base"}),
])  # fmt: skip
def test_building_rates(actual: str, approved: str, rate: str, rules: set[str]) -> None:
    """A control rate of buildings is actual over approved, and there is none where nothing was approved."""
    found = evaluate(buildings(actual, approved, rate), book("430000"))

    assert {f.rule for f in found.findings} == rules


# --- the commands ---------------------------------------------------------------------------------------------------


def test_rules_command(capsys: pytest.CaptureFixture[str]) -> None:
    """`rules` lists what is in force: who set it, what it rests on, its standing, and the frameworks."""
    assert main(["rules", "431200", "2023"]) == 0
    out = capsys.readouterr().out

    assert "431200  2023 年" in out
    for force in book().in_order:
        assert f"  {force.rule.id}\t" in out
    assert re.search(r"points-total\t分值合计\tperfeval:national\t.*见于公开表式", out)
    assert re.search(r"hunan-2023\t.*\t默认", out)
    assert re.search(r"hunan-2017\t.*\t适用于 2017—2019 年度", out)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rule_can_be_explained(lang: str) -> None:
    """Everything in force has a formula, a basis and a history."""
    found = book()
    for name in (*found.rules, *found.framework_names):
        text = explained(found, name, lang)
        assert ("依据" if lang == "zh" else "rests on") in text
        assert ("规则来源" if lang == "zh" else "history") in text


@pytest.mark.parametrize(("name", "words"), [
    ("staff-control-rate", ("财政供养人员控制率", "staff.posts", "000000  perfeval:national  设定")),
    ("hunan-2017/completion", ("年末结转和结余", "每低于5%扣2分", "perfeval:hunan-2017")),
    ("hunan-2017/buildings-area", ("按规定得满分", "当年完工")), ("hunan-2023", ("10", "按表内指标", "优 ≥ 90")),
    ("hunan-2017/three-public-change", ("上年“三公”经费年初预算",)), ("execution-far-off", ("阈值",)), ("one-value", ("一个值",)),
])  # fmt: skip
def test_explain_command(capsys: pytest.CaptureFixture[str], name: str, words: tuple[str, ...]) -> None:
    """`explain` prints formula, text, what it rests on, and history."""
    assert main(["explain", "431200", "2023", name]) == 0
    out = capsys.readouterr().out

    assert all(w in out for w in words)


@pytest.mark.parametrize("name", ["no-such-rule", "hunan-2017/no-such-indicator"])
def test_explain_what_is_not_there(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Asking for what is not in force is an error that names what there is."""
    assert main(["explain", "431200", "2023", name]) == 2
    assert "perfeval:" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["rules", "999999", "2023"], ["rules", "431200", "1900"], ["explain", "4312", "2023", "x"]]
)
def test_places_and_years_that_cannot_exist(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """A code or year the user names that cannot exist ends with 2."""
    assert main(arguments) == 2
    assert capsys.readouterr().out == ""


def test_packs_command(capsys: pytest.CaptureFixture[str]) -> None:
    """`packs` lists every pack with its place, its years and its standing, and what was set aside."""
    assert main(["packs"]) == 0
    out = capsys.readouterr().out

    for pack in PACKS:
        assert f"perfeval:{pack.id}" in out
    assert "2017—2019" in out
    text = packs_text([Installed(PACKS[0], "acme", "1.2")], [("bad", "acme", "PackError: no")], "en")
    assert f"acme:{PACKS[0].id} 1.2" in text
    assert "bad (acme): PackError: no" in text


def test_a_place_is_one_file() -> None:
    """Every module beside the others in `perfeval.rules` is found, so that adding a place touches one file."""
    folder = Path(str(rules.__file__)).parent
    there = {p.stem for p in folder.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}

    assert {name.rpartition(".")[2] for name in BUNDLED if name.startswith("perfeval.rules.")} == there - {"__init__"}


def test_everything_bundled_is_walked() -> None:
    """The packs tested here are all the bundled packs there are."""
    bundled = [(import_module(name), name, "perfeval") for name in BUNDLED]

    assert [p.pack for p in load(bundled, strict=True).packs] == PACKS
    assert any(isinstance(t, Layout) for _, t in THINGS)
    assert any(isinstance(t, OneValue) for _, t in THINGS)


# --- the list of a place's rules --------------------------------------------------------------------------------------


def test_the_list_groups_what_is_the_nations_the_provinces_and_the_places() -> None:
    """Whose a rule is stands above it, the nation first; what is unconfirmed comes last, then what was not read or found."""
    text = rules_text(book("510117", 2025))
    heads = [line.strip() for line in text.splitlines() if line.startswith(" ") and not line.startswith("  ")]

    places = ["全国（000000）", "四川省（510000）", "郫都区（510117）", "未核实，仅供参考"]
    assert heads == [*places, *places]
    assert "四川省（510000）\t川财绩〔2025〕10号" in text.partition("此后有新文件")[2]
    assert "怀化市部门整体支出绩效自评的通知" in rules_text(book("431200", 2023)).partition("曾查找而未见")[2]


def test_packs_say_where_they_were_seen() -> None:
    """A pack is shown with what it is made from, where and of which year that was seen; an unconfirmed one names no document."""
    lines = {line.split("\t")[0].strip(): line for line in packs_text(installed().packs, ()).splitlines()}

    assert "见于341300 2022年度" in lines["perfeval:suzhou-2022"]
    assert lines["perfeval:sichuan-recheck"].endswith("按通行做法（未核实）")
