"""Places and years side by side: the same figures under several rules, and what differs between two rulebooks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

import perfeval
from perfeval import ACTUAL, FINAL, Report
from perfeval.__main__ import main
from perfeval.comparison import Choice, Comparison, choices, compare, differences
from perfeval.comparison.differences import What
from perfeval.errors import UnknownNameError
from perfeval.evaluation import evaluate
from perfeval.findings import Standing, Text
from perfeval.plugins import installed
from perfeval.renderers.comparing import comparison_content, comparison_text, differences_text
from perfeval.resolution import Installed, Rulebook, resolve
from perfeval.ruling import AtMost, Award, Basis, Better, Framework, Indicator, Pack, Rate, Ref, Section, formulas

NOTICE = Basis(document="某财〔2023〕1号")
EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt"
PLACES = ("430600", "420000", "510000", "410000", "310000", "340000", "430000/hunan-2017", "000000/national-2020", "000000/national-2021-cost",
          "000000/either-or", "000000/prefecture-2012", "000000/national-2013")  # fmt: skip


def chosen(word: str, year: int = 2023) -> tuple[Choice, ...]:
    """The choices a word of the command line means."""
    code, _, name = word.partition("/")
    return choices(perfeval.rulebook(code, year), name)


@pytest.fixture(scope="module")
def report() -> Report:
    return perfeval.read(EXAMPLE)


@pytest.fixture(scope="module")
def made(report: Report) -> Comparison:
    return compare(report, [c for word in ("431200", *PLACES) for c in chosen(word)])


# --- places ---------------------------------------------------------------------------------------------------------


def test_more_than_eight_places(made: Comparison) -> None:
    """The same report is scored under every place that is named, each by its own framework."""
    names = [u.choice.framework for u in made.places]

    assert len(names) == len(set(names)) == 13
    assert len({u.choice.book.code for u in made.places}) == 9


def test_points_of_a_place_add_up(made: Comparison) -> None:
    """The blocks and indicators of every place come to its own total, and no score leaves it."""
    for under in made.places:
        assert sum(p.points for p in under.parts) == under.of
        if under.of:
            assert under.lowest is not None
            assert under.highest is not None
            assert 0 <= under.lowest <= under.highest <= under.of


def test_the_unconfirmed_name_no_grade(made: Comparison) -> None:
    """A place that is not confirmed is marked, names no grade, and names no document."""
    unconfirmed = [u for u in made.places if u.unconfirmed]
    text = comparison_text(made, {})

    assert len(unconfirmed) == 3
    assert all(u.grade is None and "未核实口径，仅供比较" in [n.zh for n in u.notes] for u in unconfirmed)
    assert text.count("未核实口径，仅供比较") >= 2 * len(unconfirmed) - 1
    for page in text.split("\n\n")[1:]:
        assert not ("未核实口径，仅供比较" in page and "  依据" in page)


def test_every_place_says_what_it_does_otherwise(made: Comparison) -> None:
    """Every place but the first says by what its score differs: its way of scoring, its points, its rows, its findings."""
    first, *others = made.places

    assert first.others == ()
    assert all(u.others or u.only or u.without for u in others)
    hubei = next(u for u in others if u.choice.book.code == "420000")
    assert {d.what for d in hubei.others} >= {What.SECTIONS, What.INDICATOR, What.ROWS}
    assert [f.rule for f in hubei.only] == ["hubei-execution-points"]
    assert {f.rule for f in hubei.without} == {
        "building-area-control:zero-base",
        "building-investment-control:zero-base",
    }


def test_a_block_without_rows_stays_open(made: Comparison) -> None:
    """A block for which the form has no rows lies between nothing and all, and says why."""
    bare = compare(
        Report.build({("total", 2023, FINAL): "10", ("total", 2023, ACTUAL): "9"}),
        [*chosen("420000"), *chosen("410000")],
    )
    goals = {p.id: p for p in bare.places[0].parts}["goals"]

    assert (goals.lowest, goals.highest) == (0, 80)
    assert "没有自评表" in goals.why.zh


def test_a_place_without_a_framework() -> None:
    """A place of which no framework is known in that year has a column that says so."""
    (choice,) = chosen("320000")
    under = compare(Report.build({("total", 2023, FINAL): "10"}), [choice]).places[0]

    assert (choice.framework, under.lowest, under.parts) == ("", None, ())
    assert "未见本地指标体系" in under.why_none.zh


@pytest.mark.parametrize(("word", "names"), [
    ("431200", ["hunan-2023"]), ("430600", ["yueyang"]), ("430000", ["hunan-2023"]), ("510000", ["sichuan-2023"]), ("510000/sichuan-recheck", ["sichuan-recheck"]),
    ("430602", ["yueyang"]), ("320000", [""]), ("000000/national-2020", ["national-2020"]),
])  # fmt: skip
def test_choices(word: str, names: list[str]) -> None:
    """A place is compared by what is named, by its own attested framework, or by the default it inherits."""
    assert [c.framework for c in chosen(word)] == names


def test_choosing_what_is_not_there() -> None:
    """A framework that the place does not have is refused."""
    with pytest.raises(UnknownNameError):
        chosen("420000/hunan-2017")


@frozen
class Broken:
    """A method that fails inside itself."""

    better = Better.MORE
    open = Text()

    def awards(self, value: object, points: object) -> tuple[Award, ...]:
        """It fails."""
        raise RuntimeError("the abacus is broken")

    def text(self) -> Text:
        """Nothing."""
        return Text("坏", "broken")


def test_a_pack_that_fails_is_named(report: Report) -> None:
    """A pack whose method fails inside itself is named in its own column, and the other places stand."""
    own = Framework(
        "broken", "坏", sections=[Section("all", "全部", 100)],
        indicators=[Indicator("x", "率", points=100, section="all", formula=Rate(Ref("total", stage=ACTUAL), Ref("total", stage=FINAL)), scoring=Broken())],
    )  # fmt: skip
    packs = [*installed().packs, Installed(Pack(id="broken", code="320000", frameworks=[own]), "acme")]
    both = compare(report, [*chosen("420000"), Choice(resolve(packs, "320000", 2023), "broken")])

    assert "acme:broken/broken: RuntimeError: the abacus is broken" in both.places[1].why_none.zh
    assert both.places[0].lowest is not None
    assert "abacus" in comparison_text(both, {})


# --- differences ----------------------------------------------------------------------------------------------------

BOOKS: list[tuple[Rulebook, str]] = [
    (c.book, c.framework) for code, year in (("000000", 2019), ("000000/national-2020", 2023), ("430000", 2018), ("430000", 2023), ("430600", 2023), ("420000", 2023), ("510000", 2023))
    for c in chosen(code, year)[:1]
]  # fmt: skip
books = st.sampled_from(BOOKS)


@given(one=books, other=books)
@settings(deadline=None, max_examples=40)
def test_differences_have_two_sides(one: tuple[Rulebook, str], other: tuple[Rulebook, str]) -> None:
    """What is new one way is gone the other way, and nothing differs from itself."""
    there = differences(one[0], other[0], one[1] or None, other[1] or None)
    back = differences(other[0], one[0], other[1] or None, one[1] or None)

    assert {(d.what, d.before, d.after) for d in there} == {(d.what, d.after, d.before) for d in back}
    assert all(d.before != d.after for d in there)
    assert differences(one[0], one[0], one[1] or None, one[1] or None) == ()


def test_a_revision_rule_by_rule() -> None:
    """From 2017 to 2023 Hunan's indicators give way to the form's rows, and its grades come."""
    found = differences(
        perfeval.rulebook("430000", 2017), perfeval.rulebook("430000", 2023), "hunan-2017", "hunan-2023"
    )
    by = {(d.what, d.key): d for d in found}

    assert by[What.INDICATOR, "staff-control"].after == Text()
    assert by[What.INDICATOR, "execution"].before == Text()
    assert by[What.FRAMEWORK, "hunan-2017"].after == Text()
    assert "优≥90" in next(d.after.zh for d in found if d.what is What.GRADES)


def test_a_replaced_rule_says_what_changed() -> None:
    """A rule that a nearer place sets otherwise is one difference that says only what changed in it."""
    here = perfeval.rulebook("430000", 2023)
    softer = type(here.rules["points-total"].rule)(
        id="points-total", label=Text("分值合计", "sum of points"), standing=Standing.UNCONFIRMED, full=100
    )
    packs = [*installed().packs, Installed(Pack(id="soft", code="431200", rules=[softer]), "acme")]
    (found,) = (d for d in differences(here, resolve(packs, "431200", 2023)) if d.key == "points-total")

    assert "未核实" in found.after.zh
    assert "Σ" not in found.after.en


def test_a_stranger_changes_nobody_else(report: Report) -> None:
    """Packs of other places, whatever they set, leave the findings and scores of a place as they were."""
    own = Framework(
        "own",
        "自定",
        sections=[Section("all", "全部", 100, by_rows=True)],
        rows=formulas.row_scoring(),
        default=True,
        basis=NOTICE,
    )
    rules = [
        AtMost(
            id=i,
            lesser=Ref("total", stage=ACTUAL),
            greater=Ref("basic", stage=ACTUAL),
            label=Text("甲", "a"),
            basis=NOTICE,
        )
        for i in ("points-total", "x")
    ]
    strangers = [
        Installed(Pack(id=f"p{code}", code=code, rules=rules, frameworks=[own], withdraws=("score-total", "hunan-2017")), "acme")
        for code in ("440000", "430600", "431202")
    ]  # fmt: skip
    before, after = (
        evaluate(report, resolve(packs, "431200", 2023))
        for packs in (installed().packs, [*installed().packs, *strangers])
    )

    assert [f.fingerprint for f in before.findings] == [f.fingerprint for f in after.findings]
    assert [(s.lowest, s.highest, s.framework) for s in before.scores] == [
        (s.lowest, s.highest, s.framework) for s in after.scores
    ]


# --- the commands ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_compare_command(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    """`compare` prints a table of the places and what each does otherwise, the report's own place first."""
    assert main(["compare", str(EXAMPLE), "--with", "420000,000000/national-2020", "--lang", lang]) == 0
    out = capsys.readouterr().out

    assert out.index("431200") < out.index("420000") < out.index("national-2020")
    assert ("未核实口径，仅供比较" if lang == "zh" else "not confirmed: for comparison only") in out


def test_compare_as_json(capsys: pytest.CaptureFixture[str], made: Comparison) -> None:
    """The JSON has every place with its score, its parts, its reasons, and both languages."""
    assert main(["compare", str(EXAMPLE), "--with", "420000", "--format", "json"]) == 0
    content = json.loads(capsys.readouterr().out)
    whole = comparison_content(made, {"431200": "怀化市"})

    assert content["schema"] == whole["schema"] == "perfeval/comparison/1"
    assert [p["jurisdiction"] for p in content["places"]] == ["431200", "420000"]
    assert content["places"][1]["lowest"] == "52"
    assert whole["places"][0]["name"] == "怀化市"
    assert all(p["grade"] is None for p in whole["places"] if p["unconfirmed"])
    assert {d["what"] for d in content["places"][1]["differences"]} <= {w.value for w in What}


def test_diff_command(capsys: pytest.CaptureFixture[str]) -> None:
    """`diff` prints what changes between two places or years, as text and as JSON; alike places have nothing to say."""
    assert main(["diff", "430000", "2017", "430000", "2023"]) == 0
    assert "投入 10、过程 60、产出及效率 30" in capsys.readouterr().out
    assert main(["diff", "431200", "2022", "431200", "2023"]) == 0
    assert "没有不同" in capsys.readouterr().out
    assert main(["diff", "000000/national-2020", "2023", "420000", "2023", "--format", "json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["before"] == {"jurisdiction": "000000", "year": 2023, "framework": "national-2020"}
    assert "hubei-execution-points" in {d["id"] for d in content["differences"]}


def test_a_report_of_no_known_place(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A report whose place nothing says is compared among the places that are named, the first of them being the first."""
    file = tmp_path / "report.txt"
    file.write_text("项目支出绩效自评表\n年度资金总额\t100\t90\n", encoding="utf-8")
    assert main(["compare", str(file), "--with", "420000,000000", "--year", "2023", "--format", "json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["places"][0]["framework"] == "hubei-2020"
    assert {p["framework"] for p in content["places"][1:]} == {
        "national-2013",
        "national-2020",
        "national-2021",
        "national-2021-cost",
        "either-or",
    }
    assert main(["compare", str(file), "--with", "420000"]) == 0
    assert "--year" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [
    ["compare", "nowhere.txt", "--with", "420000"], ["compare", str(EXAMPLE), "--with", "42"], ["compare", str(EXAMPLE), "--with", "420000/no-such"],
    ["diff", "43", "2023", "430000", "2023"], ["diff", "430000", "1900", "430000", "2023"], ["diff", "430000/no-such", "2023", "430000", "2023"],
])  # fmt: skip
def test_commands_that_cannot_be_done(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """What cannot be compared ends with 2 and one sentence in each language."""
    assert main(arguments) == 2
    captured = capsys.readouterr()

    assert captured.out == ""
    assert captured.err.startswith("perfeval: ")


def test_differences_text_in_both_languages() -> None:
    """Differences are said in Chinese and in English."""
    found = differences(perfeval.rulebook("000000", 2023), perfeval.rulebook("420000", 2023))
    ends = (("000000", 2023, ""), ("420000", 2023, "hubei-2020"))

    assert "规则 预算执行率分值" in differences_text(found, *ends)
    assert "rule points of the execution rate" in differences_text(found, *ends, "en")
