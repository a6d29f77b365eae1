"""The author's kit: a distribution to begin with, and a pack held against the light."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.made import meanings
from tests.refresh import BLOCK, installed_in

from perfeval import ruling
from perfeval.__main__ import main
from perfeval.authoring import linted, new_pack
from perfeval.errors import JurisdictionError, PackError, UnknownNameError, UsageError
from perfeval.findings import Severity, Standing, Text
from perfeval.model import ACTUAL, ALL_FUNDS, FINAL, FigureName, printed
from perfeval.plugins import NO_PLUGINS, installed
from perfeval.resolution import Installed
from perfeval.resolution.lint import difference, lint, spanned
from perfeval.ruling import (
    POINTS_LOST,
    SCORE_FULL,
    AnyRule,
    AtMost,
    Basis,
    BlockWeights,
    Check,
    CheckRule,
    ExecutionPoints,
    Framework,
    FundsUnit,
    GradeBand,
    Indicator,
    LineItem,
    Pack,
    PartOf,
    Proportional,
    ReasonNeeded,
    Ref,
    RowRule,
    Section,
    Steps,
    SumOf,
    formulas,
)
from perfeval.testing import check_pack
from perfeval.testing.proving.soundness import FORM_KINDS

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "docs" / "examples"
NOTICE = Basis(document="某财〔2023〕1号")


def install(source: Path, target: Path) -> Path:
    """A new folder with a distribution installed."""
    target.mkdir()
    return installed_in(source, target)


def run(site: Path, *command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command in a fresh process that sees an installed distribution."""
    search = os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, cwd=cwd,
        env=os.environ | {"PYTHONPATH": search, NO_PLUGINS: "", "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


# --- a new pack -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_pack("431300", "loudi", tmp_path_factory.mktemp("new"), label="娄底市", since=2023)


def test_a_new_pack_is_whole(made: Path) -> None:
    """It has a project file with its entry point, the pack, tests and a README, and nothing of the template is left in it."""
    files = {str(p.relative_to(made)) for p in made.rglob("*") if p.is_file()}
    project = tomllib.loads((made / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    inside = {os.path.join("tests", "test_pack.py"), os.path.join("tests", "cases", "running-costs.toml")}
    assert files == {"pyproject.toml", "README.md", "perfeval_loudi.py", *inside}
    assert project["entry-points"]["perfeval"] == {"loudi": "perfeval_loudi"}
    assert [f for f in files if "$" in (made / f).read_text(encoding="utf-8")] == []
    assert list(made.parent.iterdir()) == [made]


def test_a_new_pack_passes_its_own_tests(made: Path, tmp_path: Path) -> None:
    """Installed as it was written, its tests pass and the commands of its README find it."""
    site = install(made, tmp_path / "site")
    tested = run(site, "pytest", "-q", "-p", "no:cacheprovider", cwd=made)

    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert "perfeval-loudi:loudi 0.1\t431300\t2023—" in run(site, "perfeval", "packs", cwd=made).stdout
    assert run(site, "perfeval", "lint", "loudi", cwd=made).returncode == 0
    explained = run(site, "perfeval", "explain", "431300", "2023", "loudi-indicators", cwd=made)
    assert "按通行做法（未核实）" in explained.stdout


@pytest.mark.parametrize("code", ["110000", "440300", "431202"])
def test_a_new_pack_of_any_place_is_clean(code: str, tmp_path: Path) -> None:
    """Wherever it is for, a new pack loads beside the bundled ones and lint finds nothing."""
    folder = new_pack(code, "some-place", tmp_path)

    assert [texts for _, texts in linted(str(folder / "perfeval_some_place.py"))] == [()]


@pytest.mark.parametrize("name", ["Loudi", "9x", "a--b", "a_b", "娄底", "-a", ""])
def test_names_that_are_none(name: str, tmp_path: Path) -> None:
    """What is no slug is refused, and nothing is written."""
    with pytest.raises(UsageError):
        new_pack("431300", name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_new_pack_overwrites_nothing(made: Path, tmp_path: Path) -> None:
    """Where something of that name is, folder or file, it is left as it was; so is a folder that is not there."""
    before = (made / "README.md").read_text(encoding="utf-8")
    (tmp_path / "perfeval-loudi").write_text("mine", encoding="utf-8")

    for folder in (made.parent, tmp_path, tmp_path / "nowhere"):
        with pytest.raises(UsageError):
            new_pack("431300", "loudi", folder)
    assert (made / "README.md").read_text(encoding="utf-8") == before
    assert (tmp_path / "perfeval-loudi").read_text(encoding="utf-8") == "mine"


def test_a_new_pack_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When writing fails half way, nothing is left behind."""
    original = Path.write_text

    def full(self: Path, *args: object, **more: object) -> int:
        if self.name == "test_pack.py":
            raise OSError(28, "No space left on device")
        return original(self, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(UsageError, match="No space"):
        new_pack("431300", "loudi", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_places_and_years_of_a_new_pack(tmp_path: Path) -> None:
    """A place or year that cannot exist is refused, and so is the nation."""
    for code, since, error in (
        ("43", 2023, JurisdictionError),
        ("431300", 1900, JurisdictionError),
        ("000000", 2023, UsageError),
    ):
        with pytest.raises(error):
            new_pack(code, "x", tmp_path, since=since)


@pytest.mark.parametrize("page", ["a-city-pack.md", "a-city-pack.zh.md"])
def test_the_tutorial_ends_with_the_example(page: str) -> None:
    """The pieces the tutorial has one write make up the pack and the cases of the example city."""
    text = (ROOT / "docs" / "tutorial" / page).read_text(encoding="utf-8")
    city = EXAMPLES / "perfeval-example-city"
    for path in ("perfeval_example_city.py", "tests/cases/training.toml"):
        pieces = [m["body"] for m in BLOCK.finditer(text) if m["path"] == path]
        assert "".join(pieces) == (city / path).read_text(encoding="utf-8")


def test_pages_made_from_the_code() -> None:
    """Every class a pack is written with, and every bundled rule, framework and indicator, has its place in the reference."""
    kinds = (ROOT / "docs" / "reference" / "rule-kinds.md").read_text(encoding="utf-8")
    listed = (ROOT / "docs" / "reference" / "rules.md").read_text(encoding="utf-8")
    classes = [name for name in ruling.__all__ if isinstance(getattr(ruling, name), type)]
    packs = [p.pack for p in installed().packs if p.origin == "perfeval"]
    frameworks = [f for p in packs for f in p.frameworks if isinstance(f, Framework)]
    ids = [
        *(r.id for p in packs for r in p.rules),
        *(f.id for f in frameworks),
        *(i.id for f in frameworks for i in f.indicators),
    ]

    assert [name for name in classes if f"### `{name}`\n" not in kinds] == []
    assert [key for key in ids if f"`{key}`" not in listed] == []


WORDS = [one for name in sorted(ruling.__all__) if attrs.has(one := getattr(ruling, name)) and inspect.isclass(one)]


@pytest.mark.parametrize("one", WORDS, ids=lambda c: c.__name__)
def test_every_field_has_a_meaning(one: type) -> None:
    """Every field of every word that a pack is written in is explained where it is declared."""
    fields = [a.name for a in attrs.fields(one) if not a.name.startswith("_")]

    assert [f for f in fields if not meanings(one).get(f)] == []


def test_parts_of_forms_that_places_share() -> None:
    """The parts of a form are written once, for its sections and for the weights of its heads; others are refused."""
    points = {"output": 50, "satisfaction": "12.5"}
    sections = formulas.form_sections(execution=10, **points)

    assert [(s.id, s.label, s.points, s.by_rows) for s in sections] == [
        ("execution", "预算执行率", 10, False), ("output", "产出指标", 50, True), ("satisfaction", "满意度指标", Fraction(25, 2), True),
    ]  # fmt: skip
    assert formulas.block_weights(**points) == (("产出", 50), ("满意度", "12.5"))
    for made in (formulas.form_sections, formulas.block_weights):
        with pytest.raises(PackError, match="outputs"):
            made(outputs=1)


# --- rules over forms of a place ------------------------------------------------------------------------------------

BLOCKS = (("产出", 50), ("效益", 40))


def of_forms(*rules: AnyRule) -> Pack:
    """A pack with a form of 10 + 50 + 40, and rules over such forms."""
    framework = Framework(
        "own-form", "自定表", basis=NOTICE, rows=formulas.row_scoring(),
        sections=[Section("execution", "预算执行率", 10), Section("output", "产出指标", 50, by_rows=True), Section("effect", "效益指标", 40, by_rows=True)],
        indicators=[formulas.EXECUTION.worth(10, section="execution", scoring=Proportional(full=10), basis=NOTICE)],
    )  # fmt: skip
    return Pack(id="own-form", code="320000", since=2030, frameworks=[framework], rules=rules, basis=NOTICE)


def asked(kind: Callable[..., AnyRule], **more: object) -> AnyRule:
    """A rule of a kind, with what every rule has."""
    return kind(id="own-rule", label=Text("本地表式", "the place's form"), severity=Severity.NOTICE, **more)


@pytest.mark.parametrize("good", [
    asked(BlockWeights, weights=BLOCKS), asked(BlockWeights, weights=BLOCKS[1:]), asked(ExecutionPoints, points=10), asked(FundsUnit, unit="元", line="total"),
    asked(FundsUnit, unit="万元", line="total"), asked(ReasonNeeded, below="90%"), asked(ReasonNeeded, changed="total"),
], ids=lambda r: f"{type(r).__name__} {r.formula().en}")  # fmt: skip
def test_rules_over_forms_that_can_be_heard(good: AnyRule) -> None:
    """A rule that fits the place's form is silent on it and heard where it is broken."""
    assert check_pack(of_forms(good), examples=4) == ()


@pytest.mark.parametrize(("bad", "words"), [
    (asked(BlockWeights, weights=(("成本", 20),)), "is heard on no report"), (asked(BlockWeights, weights=(("产出", 60),)), "speaks on an honest report"),
    (asked(ExecutionPoints, points=20), "speaks on an honest report"), (asked(FundsUnit, unit="万圆", line="total"), "speaks on an honest report"),
    (asked(ReasonNeeded, below=0), "is heard on no report"),
], ids=lambda r: r if isinstance(r, str) else f"{type(r).__name__} {r.formula().en}")  # fmt: skip
def test_rules_over_forms_that_cannot(bad: AnyRule, words: str) -> None:
    """A rule that no form of the place can break, or none can keep, is named."""
    (complaint,) = check_pack(of_forms(bad), examples=4)

    assert complaint.startswith("'own-rule'")
    assert words in complaint


def test_bundled_rules_over_forms_are_tried() -> None:
    """Every kind of rule over forms that a bundled pack uses is one that the kit tries."""
    kinds = {type(r) for p in installed().packs for r in p.pack.rules if isinstance(r, CheckRule)}

    assert kinds - {Check} <= set(FORM_KINDS)


# --- lint -----------------------------------------------------------------------------------------------------------


def found(pack: Pack) -> str:
    """What lint says of a pack beside the bundled ones."""
    return "\n".join(f"{t.zh} {t.en}" for t in lint(pack, [*installed().packs, Installed(pack, "acme")]))


@pytest.mark.parametrize("pack", [p for p in installed().packs if p.origin == "perfeval"], ids=lambda p: p.pack.id)
def test_bundled_packs_are_clean(pack: Installed) -> None:
    """Lint finds nothing in any bundled pack."""
    assert [t.zh for t in lint(pack.pack, installed().packs)] == []


@pytest.mark.parametrize("name", ["perfeval-example-city", "perfeval-unconfirmed-places"])
def test_example_packs_are_clean(name: str) -> None:
    """Lint finds nothing in the example distributions."""
    (module,) = (EXAMPLES / name).glob("*.py")

    assert [t.zh for _, texts in linted(str(module)) for t in texts] == []


def rule(**changes: object) -> AtMost:
    """A good rule."""
    made = AtMost(
        id="x-within", label=Text("超支", "above budget"), lesser=Ref("operating", stage=ACTUAL), greater=Ref("operating", stage=FINAL),
        severity=Severity.WARNING, basis=NOTICE, standing=Standing.ATTESTED, innocent=Text("经批准", "approved"),
    )  # fmt: skip
    return evolve(made, **changes)


def framework(points: int = 100, **more: object) -> Framework:
    """A good framework."""
    one = Indicator(
        "a", "甲", points=100, section="all", formula=formulas.EXECUTION.formula, scoring=Proportional(), basis=NOTICE
    )
    base: dict[str, object] = {"sections": [Section("all", "全部", points)], "indicators": [one], "basis": NOTICE}
    return Framework("x-own", "自定", **(base | more))  # type: ignore[arg-type]


def pack(*rules: object, **more: object) -> Pack:
    """A pack of a place with no packs of its own."""
    return Pack(id="x", code="320100", since=2023, rules=rules, basis=NOTICE, **more)  # type: ignore[arg-type]


NEVER = RowRule(
    id="x-never", when=(POINTS_LOST, SCORE_FULL), message=Text("“{name}”", "{name}"), label=Text("甲", "a"), severity=Severity.NOTICE,
)  # fmt: skip
STEPS = Indicator(
    "s",
    "乙",
    points=100,
    section="all",
    formula=formulas.EXECUTION.formula,
    scoring=Steps(per="1%", deduct=0),
    basis=NOTICE,
)


@pytest.mark.parametrize(("bad", "words"), [
    (lambda: pack(rule(id="x.within.all")), "小写字母"), (lambda: pack(rule(label=Text("超支"))), "中文和英文"),
    (lambda: pack(rule(basis=Basis())), "未写依据文件"), (lambda: pack(rule(standing=Standing.UNCONFIRMED)), "只能是提示"),
    (lambda: pack(rule(standing=Standing.UNCONFIRMED, severity=Severity.NOTICE, innocent=Text("见某财〔2020〕9号", "see it"))), "写了文号"),
    (lambda: pack(rule(innocent=Text())), "何种情况下无误"), (lambda: pack(NEVER), "不会同时成立"),
    (lambda: pack(evolve(NEVER, when=(POINTS_LOST,), message=Text("{nobody}", "{name}"))), "不存在的字段"),
    (lambda: pack(rule(lesser=Ref("moonshine", stage=ACTUAL))), "moonshine"), (lambda: pack(withdraws="no-such-rule"), "no-such-rule"),
    (lambda: pack(line_items=[LineItem("x.part", "其中", parent="x")]), "上级"), (lambda: pack(line_items=[LineItem("x", " ")]), "没有名称"),
    (lambda: pack(line_items=[LineItem("x", "甲"), LineItem("x", "乙")]), "声明了两次"),
    (lambda: pack(frameworks=[framework(90)]), "合计90"), (lambda: pack(frameworks=[framework(indicators=[STEPS])]), "不扣分"),
    (lambda: pack(frameworks=[framework(bands=[GradeBand("good", "良", 80)])]), "空档"),
    (lambda: pack(frameworks=[framework(indicators=[evolve(STEPS, scoring=formulas.GOALS_REASONABLE.scoring)])]), "公式不起作用"),
    (lambda: evolve(pack(rule()), until=2020), "晚于"),
    (lambda: pack(SumOf(id="x-sum", label=Text("甲", "a"), total="basic", parts=("operating", "personnel"))), "多余"),
    (lambda: pack(SumOf(id="x-sum", label=Text("甲", "a"), total="basic", parts=("personnel", "operating", "procurement"))), "要求 procurement 为0"),
])  # fmt: skip
def test_lint_finds(bad: Callable[[], Pack], words: str) -> None:
    """What is wrong in a pack is said, and the good pack beside it is silent."""
    assert words in found(bad())
    assert found(pack(rule(), frameworks=[framework()])) == ""


def test_lint_finds_overlapping_years() -> None:
    """Two packs of one place that set one rule differently in one year are told, with the year."""
    one, other = pack(rule()), evolve(pack(rule(severity=Severity.NOTICE)), id="y", since=2025)
    said = lint(one, [*installed().packs, Installed(one, "acme"), Installed(other, "acme")])

    assert any(t.zh.startswith("2025 年") and "x-within" in t.zh for t in said)
    assert (
        lint(
            evolve(one, until=2024),
            [*installed().packs, Installed(evolve(one, until=2024), "acme"), Installed(other, "acme")],
        )
        == ()
    )


def test_listed_parts_are_no_sum() -> None:
    """That listed parts may not exceed their whole contradicts nothing."""
    assert found(pack(PartOf(id="x-part", label=Text("甲", "a"), whole="basic", parts=("operating",)))) == ""


NAMES = [FigureName(printed("?"), item, printed(2023), printed(ACTUAL), printed(ALL_FUNDS)) for item in "abcdef"]
vectors = st.dictionaries(st.sampled_from(NAMES), st.integers(-3, 3).filter(bool).map(Fraction), min_size=1)


@given(several=st.lists(vectors, min_size=1, max_size=5), factors=st.lists(st.integers(-3, 3), min_size=5, max_size=5))
def test_what_is_made_of_others_follows_from_them(
    several: list[dict[FigureName, Fraction]], factors: list[int]
) -> None:
    """Any combination of sums is found to follow from them, and a sum of a new figure never."""
    mixed: dict[FigureName, Fraction] = {}
    for factor, one in zip(factors, several, strict=False):
        for name, number in one.items():
            mixed[name] = mixed.get(name, Fraction(0)) + factor * number
    mixed = {n: c for n, c in mixed.items() if c}
    new = FigureName(printed("?"), "new", printed(2023), printed(ACTUAL), printed(ALL_FUNDS))

    assert not mixed or spanned(mixed, several)
    assert not spanned({**several[0], new: Fraction(1)}, several)


@given(parts=st.sets(st.sampled_from(NAMES[1:]), min_size=2), more=st.sets(st.sampled_from(NAMES[1:])))
def test_a_longer_list_of_one_total(parts: set[FigureName], more: set[FigureName]) -> None:
    """Two lists of one total of which one has the other's parts and more leave nothing for those; equal lists say nothing."""
    total = NAMES[0]
    short_one = {total: Fraction(1)} | {p: Fraction(-1) for p in parts}
    long_one = {total: Fraction(1)} | {p: Fraction(-1) for p in parts | more}
    left = difference(short_one, long_one)

    assert (set(left) if left is not None else set()) == more - parts


# --- the commands ---------------------------------------------------------------------------------------------------


def test_new_pack_command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`new-pack` says where it wrote; a second time it refuses with 2."""
    assert main(["new-pack", "431300", "loudi", "--into", str(tmp_path), "--since", "2025"]) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "perfeval-loudi")
    assert "娄底市" in (tmp_path / "perfeval-loudi" / "perfeval_loudi.py").read_text(encoding="utf-8")
    assert main(["new-pack", "431300", "loudi", "--into", str(tmp_path)]) == 2


def test_lint_command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`lint` ends with 0 where there is nothing, with 1 where there is something, with 2 where there is no pack."""
    file = tmp_path / "pack.py"
    file.write_text(
        "from perfeval.hookspecs import hookimpl\nfrom perfeval.ruling import Pack\n\n\n@hookimpl\ndef perfeval_rule_packs():\n"
        "    return [Pack(id='pack.of.one', code='320100', since=2023)]\n", encoding="utf-8",
    )  # fmt: skip
    assert main(["lint", "huaihua"]) == 0
    assert main(["lint", str(file), "--lang", "en"]) == 1
    assert "small letters" in capsys.readouterr().out
    assert main(["lint", "no-such"]) == 2


@pytest.mark.parametrize(
    "text", ["raise RuntimeError('no')", "import nothing_of_that_name", "def", "def perfeval_rule_packs(): return []"]
)
def test_lint_of_a_file_that_fails(text: str, tmp_path: Path) -> None:
    """A file that cannot be loaded is named with what is wrong, never a traceback."""
    file = tmp_path / "pack.py"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match="pack"):
        linted(str(file))
    with pytest.raises(UnknownNameError):
        linted(str(tmp_path / "nowhere.py"))


# --- the places nobody confirmed ------------------------------------------------------------------------------------


def test_the_unconfirmed_places(tmp_path: Path) -> None:
    """Installed, they pass their own tests, compare beside the bundled places, and are not in the wheel."""
    source = EXAMPLES / "perfeval-unconfirmed-places"
    site = install(source, tmp_path / "site")
    tested = run(site, "pytest", "-q", "-p", "no:cacheprovider", str(source / "tests"), cwd=tmp_path)
    compared = run(
        site,
        "perfeval",
        "compare",
        str(EXAMPLES / "report.txt"),
        "--with",
        "440000,440300,110000,530000,330000",
        cwd=tmp_path,
    )
    table = compared.stdout.split("\n\n")[0].splitlines()[3:]

    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert compared.returncode == 0, compared.stderr
    assert len(table) == 5
    assert all("按通行做法（未核实）" in line and line.endswith("未核实口径，仅供比较") for line in table)
    assert [
        p.pack.code
        for p in installed().packs
        if p.pack.code in ("440000", "440300", "110000", "530000", "330000") and p.origin == "perfeval"
    ] == []


@pytest.mark.parametrize("due", [{}, {"below": "90%", "changed": "total"}])
def test_one_thing_calls_for_a_reason(due: dict[str, str]) -> None:
    """A reason is due below a rate or for a changed budget, never for both and never for nothing."""
    with pytest.raises(PackError, match="'own-rule' needs either below or changed"):
        asked(ReasonNeeded, **due)
