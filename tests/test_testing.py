"""The pack kit: honest figures and reports, what the kit finds in a bad pack, and the example pack as a stranger installs it."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import perfeval
from perfeval import ACTUAL, FINAL, Quantity, Report
from perfeval.evaluation import evaluate
from perfeval.evaluation.scores import scores
from perfeval.findings import Standing, Text
from perfeval.plugins import NO_PLUGINS
from perfeval.quantities import read
from perfeval.readers.report_json import read_json, write_json
from perfeval.resolution import Rulebook
from perfeval.ruling import (
    SCORE_FULL,
    AtMost,
    Basis,
    Checklist,
    Framework,
    FrameworkPatch,
    GradeBand,
    Indicator,
    LineItem,
    Pack,
    Problem,
    Ref,
    RowRule,
    Section,
    check,
)
from perfeval.testing import amounts, check_pack, rates, reports

ROOT = Path(__file__).resolve().parent.parent
CITY = ROOT / "docs" / "examples" / "perfeval-example-city"
BOOKS = [("000000", 2023), ("430000", 2018), ("431200", 2023)]
SEVERAL = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


# --- strategies -----------------------------------------------------------------------------------------------------


@given(amount=amounts())
@SEVERAL
def test_amounts_are_as_printed(amount: Quantity) -> None:
    """An amount is what its print reads as, to its last digit."""
    found = read(amount.printed)

    assert isinstance(found, Quantity)
    assert (found.number, found.places, amount.dimension) == (amount.number, 2, "money")


@given(rate=rates(places=1))
@SEVERAL
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
    @SEVERAL
    def run(report: Report) -> None:
        made = evaluate(report, own, strict=True)
        assert made.findings == ()
        held.update(h.rule for h in made.held)

    run()
    assert {"points-total", "score-total", "execution-rate", "three-public-parts", "total-by-nature"} <= held


@given(report=reports(book(("431200", 2023))))
@SEVERAL
def test_honest_reports_score_what_they_print(report: Report) -> None:
    """On an honest report declared, tallied and recomputed scores are one, and its grade is named."""
    (score,) = scores(report, book(("431200", 2023)))

    assert score.declared == score.tallied
    assert score.tallied is not None
    assert score.lowest is not None
    assert abs(score.lowest - score.tallied) < 1
    assert score.lowest == score.highest
    assert score.grade is not None
    assert all(w.fits for w in score.worths)


@given(report=reports(book(("430000", 2023)), form=False))
@SEVERAL
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


# --- the example pack -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example distribution installed, as its project file describes it."""
    target = tmp_path_factory.mktemp("city")
    project = tomllib.loads((CITY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (module,) = project["entry-points"]["perfeval"].values()
    (target / f"{module}.py").write_text((CITY / f"{module}.py").read_text(encoding="utf-8"), encoding="utf-8")
    info = target / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8"
    )
    points = "".join(f"{name} = {value}\n" for name, value in project["entry-points"]["perfeval"].items())
    (info / "entry_points.txt").write_text(f"[perfeval]\n{points}", encoding="utf-8")
    return target


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

    assert "培训费超预算：10.50 > 10.00，为105.00%" in checked.stdout
    assert "培训费控制率  25/30" in scored.stdout
    assert "示财绩〔2023〕1号第三条" in scored.stdout
    assert "training" not in run(city, "perfeval", "check", str(file), **{NO_PLUGINS: "1"}).stdout


def test_the_example_packs_own_test(city: Path) -> None:
    """The pack's own test passes where it is installed."""
    ran = run(city, "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(city), str(CITY / "tests"))

    assert ran.returncode == 0, ran.stdout
