"""Places and years side by side: the same figures under several rules, and what differs between two rulebooks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st
from tests.figures import built

import perfeval
from perfeval import ACTUAL, FINAL, Report
from perfeval.__main__ import main
from perfeval.comparison import Choice, Comparison, choices, compare, differences, put_together
from perfeval.comparison.differences import What
from perfeval.document import Place
from perfeval.errors import ModelError, UnknownNameError
from perfeval.evaluation import evaluate
from perfeval.findings import Standing, Text
from perfeval.model import Form, IndicatorRow, entry, target
from perfeval.plugins import installed
from perfeval.quantities import POINT
from perfeval.renderers.comparing import comparison_content, comparison_text, differences_text
from perfeval.resolution import Installed, Rulebook, resolve
from perfeval.ruling import (
    AtMost,
    Award,
    Basis,
    Better,
    Framework,
    Indicator,
    MoneyWeighted,
    Pack,
    Rate,
    Ref,
    Section,
    formulas,
)

NOTICE = Basis(document="某财〔2023〕1号")
EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt"
PLACES = ("430600", "420000", "510000", "410000", "310107", "430000/hunan-2017", "000000/national-2020", "000000/national-2021-cost",
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

    assert len(names) == len(set(names)) == 12
    assert len({u.choice.book.code for u in made.places}) == 8


def test_points_of_a_place_add_up(made: Comparison) -> None:
    """The blocks and indicators of every place come to its own total, and no score leaves it."""
    for sheet in (s for under in made.places for s in under.sheets):
        assert sum(p.points for p in sheet.parts) == sheet.of
        if sheet.of:
            assert sheet.lowest is not None
            assert sheet.highest is not None
            assert 0 <= sheet.lowest <= sheet.highest <= sheet.of


def test_the_unconfirmed_name_no_grade(made: Comparison) -> None:
    """A place that is not confirmed is marked, names no grade, and names no document."""
    unconfirmed = [u for u in made.places if u.unconfirmed]
    text = comparison_text(made, {})

    assert len(unconfirmed) == 2
    assert all(u.sheets[0].grade is None and "未核实口径，仅供比较" in [n.zh for n in u.notes] for u in unconfirmed)
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
        built({("total", 2023, FINAL): "10", ("total", 2023, ACTUAL): "9"}),
        [*chosen("420000"), *chosen("410000")],
    )
    goals = {p.id: p for p in bare.places[0].sheets[0].parts}["goals"]

    assert (goals.lowest, goals.highest) == (0, 80)
    assert "没有自评表" in goals.why.zh


# --- several forms --------------------------------------------------------------------------------------------------


def a_form(number: int, rows: Sequence[tuple[int, int]], *, printed: bool = True) -> Form:
    """A form with one row of output or effect for each pair of points and of what was reached of a hundred."""
    place = Place(f"form{number}")
    return Form(
        f"form{number}", title=f"项目{number}自评表", place=place, complete=True, has_reasons=True,
        rows=tuple(
            IndicatorRow(
                n, ("产出指标", "效益指标")[n % 2], "", f"指标{n}", place, target("≥100件"), target(f"{done}件"),
                points=entry(str(points), place, POINT) if printed else None,
            )
            for n, (points, done) in enumerate(rows)
        ),
    )  # fmt: skip


rows_of_a_form = st.lists(st.tuples(st.integers(1, 90), st.integers(0, 120)), min_size=1, max_size=4)


@given(several=st.lists(rows_of_a_form, min_size=2, max_size=3))
def test_every_form_is_compared_by_itself(several: list[list[tuple[int, int]]]) -> None:
    """What a form is worth in a place is the same whatever other forms the report has."""
    forms = [a_form(n, rows) for n, rows in enumerate(several)]
    report = Report(title="报告", year=2023, forms=tuple(forms))
    places = [c for word in ("420000", "410000", "510000") for c in chosen(word)]
    together = compare(report, places)

    assert together.forms == report.forms
    for form in forms:
        alone = compare(evolve(report, forms=(form,)), places)
        for one, under in zip(alone.places, together.places, strict=True):
            assert [s for s in under.sheets if s.form is form] == list(one.sheets)


def test_forms_that_are_left_aside() -> None:
    """A form without points, and one of which a part is missing, are named with the reason, and have no score."""
    whole, blank = a_form(1, [(90, 50)]), a_form(2, [(90, 50)], printed=False)
    cut = evolve(a_form(3, [(90, 50)]), complete=False, why_incomplete=("表格未完", "the table breaks off"))
    several = compare(Report(title="报告", year=2023, forms=(whole, blank, cut)), chosen("420000"))
    zh, en = comparison_text(several, {}), comparison_text(several, {}, "en")

    assert [f.id for f in several.forms] == ["form1"]
    assert [s.form for s in several.places[0].sheets] == [whole]
    assert "未比较：项目2自评表（表内没有分值）" in zh
    assert "未比较：项目3自评表（表格未完）" in zh
    assert "left aside: 项目3自评表 (the table breaks off)" in en
    assert comparison_content(several, {})["left_aside"][1]["id"] == "form3"


def test_a_table_for_each_form(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Several forms have a table each, and what is computed from the figures of the report one of its own."""
    file = tmp_path / "report.txt"
    head = "某某县水利局\n2023年度项目支出绩效自评表\n项目名称\t{}\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
    row = "产出指标\t数量指标\t{}\t≥10件\t{}件\t90\t{}\n总分\t\t\t\t\t90\t{}\n\n"
    several = [("甲", 10, 90), ("乙", 5, 45)]
    text = "".join(head.format(name) + row.format(name, done, score, score) for name, done, score in several)
    file.write_text(text, encoding="utf-8")
    command = ["compare", str(file), "--with", "510000,430000/hunan-2017,320000"]
    assert main([*command, "--lang", "en"]) == 0
    tables = capsys.readouterr().out.split("\n\n")[1:4]
    assert main([*command, "--format", "json"]) == 0
    content = json.loads(capsys.readouterr().out)

    assert [t.splitlines()[0].split("  ")[0] for t in tables] == ["form 1/2", "form 2/2", "the report as a whole"]
    assert ["hunan-2017" in t for t in tables] == ["320000" in t for t in tables] == [False, False, True]
    assert [s["form"] for s in content["places"][0]["scores"]] == [f["id"] for f in content["forms"]]
    assert [s["highest"] for s in content["places"][0]["scores"]] == ["100", "55"]
    assert [s["form"] for p in content["places"][1:] for s in p["scores"]] == [None, None]


# --- units as one ---------------------------------------------------------------------------------------------------

#: A unit's file: its money, then the points, the aims and what was reached of two rows.
UNIT = """{name}
2023年度项目支出绩效自评表
项目资金（万元）,,年初预算数,全年预算数,全年执行数,分值,执行率,得分
,年度资金总额,{money},{money},{money},10,100%,10
一级指标,二级指标,三级指标,年度指标值,实际完成值,分值,得分
产出指标,数量指标,清淤长度,≥{aim}公里,{done}公里,{points},0
满意度指标,服务对象满意度指标,群众满意度,≥{share}%,{share}%,40,40
{more}总分,,,,,100,50
"""
ADDED = ["--added", "某某县水利局", "--jurisdiction", "420000", "--framework", "hubei-2020"]
small = st.integers(1, 90)


def unit_file(folder: Path, name: str, more: str = "", **said: int) -> str:
    """A unit's report as a file."""
    file = folder / f"{name}.csv"
    cells = {"money": 100, "aim": 10, "done": 10, "points": 50, "share": 90} | said
    file.write_text(UNIT.format(name=f"某某县{name}站", more=more, **cells), encoding="utf-8")
    return str(file)


@given(
    several=st.lists(
        st.fixed_dictionaries({"money": small, "aim": small, "done": small, "share": small}), min_size=2, max_size=3
    )
)
def test_units_put_together(tmp_path_factory: pytest.TempPathFactory, several: list[dict[str, int]]) -> None:
    """Money and amounts are summed, shares averaged by money, in whatever order the files of the units come."""
    folder = tmp_path_factory.mktemp("units")
    reports = [perfeval.read(unit_file(folder, f"甲{n}", **said)) for n, said in enumerate(several)]
    ways = [put_together(order, MoneyWeighted("total"), "某某县水利局") for order in (reports, reports[::-1])]
    money = sum(said["money"] for said in several)
    share = Fraction(sum(said["money"] * said["share"] for said in several), 100 * money)

    for units in ways:
        length, content = units.report.forms[0].rows
        total = units.report.figure("total", 2023, FINAL).quantity
        assert total is not None
        assert total.number == money
        assert [t.quantity.number for t in (length.target, length.actual) if t and t.quantity] == [
            sum(said["aim"] for said in several), sum(said["done"] for said in several),
        ]  # fmt: skip
        assert [t.quantity.value for t in (content.target, content.actual) if t and t.quantity] == [share, share]
        assert len(units.notes) == 2


def test_what_is_not_added_is_named(tmp_path: Path) -> None:
    """Rows of some units only, other points, and what cannot be added are each named, and nothing of it is a sum."""
    words = "效益指标,社会效益指标,防洪能力,提升,提升,0,0\n"
    twice = "效益指标,生态效益指标,无,≥1个,1个,0,0\n" * 2
    one = perfeval.read(unit_file(tmp_path, "甲", words + twice))
    other = perfeval.read(unit_file(tmp_path, "乙", "效益指标,经济效益指标,增产,≥1吨,1吨,0,0\n" + twice, points=45))
    made = put_together([one, other], MoneyWeighted("total"), "某某县水利局")
    said = [n.zh for n in made.notes]

    assert "只有部分单位列出，按列出的单位汇总：防洪能力" in said
    assert "甲.csv 未列出，未汇总：增产" in said
    assert "各单位分值不同，按 甲.csv：清淤长度" in said
    assert "不能相加或加权，待定：防洪能力、无" in said
    assert "增产" not in [r.name for r in made.report.forms[0].rows]
    assert all(n.en for n in made.notes)


def test_money_that_one_unit_does_not_state(tmp_path: Path) -> None:
    """Where a unit states no total, the department has none, and the unit is named."""
    bare = evolve(perfeval.read(unit_file(tmp_path, "甲")), statements=())
    made = put_together([bare, perfeval.read(unit_file(tmp_path, "乙"))], MoneyWeighted("total"), "某某县水利局")

    assert made.report.figure("total", 2023, FINAL).quantity is None
    assert "全年预算数未汇总：甲.csv 未列出或前后不一" in [n.zh for n in made.notes]
    assert "the actual is not added: 甲.csv states none, or several" in [n.en for n in made.notes]
    assert "不能相加或加权，待定：群众满意度" in [n.zh for n in made.notes]


def test_units_that_cannot_be_put_together(tmp_path: Path) -> None:
    """One unit alone, a unit with no or several forms, a form of which a part is missing, and two places are refused."""
    one, other = (perfeval.read(unit_file(tmp_path, name)) for name in "甲乙")
    cut = evolve(one.forms[0], complete=False, why_incomplete=("表格未完", "the table breaks off"))
    here, there = evolve(one, jurisdiction="420000"), evolve(other, jurisdiction="430000")
    for several in ([], [one], [one, evolve(other, forms=())], [one, evolve(other, forms=(*other.forms, a_form(1, [(9, 9)])))],
                    [one, evolve(other, forms=(cut,))], [one, evolve(other, year=2022)], [here, there]):  # fmt: skip
        with pytest.raises(ModelError):
            put_together(several, MoneyWeighted("total"), "某某县水利局")

    assert put_together([here, other], MoneyWeighted("total"), "某某县水利局").report.jurisdiction == "420000"


@pytest.mark.parametrize(("lang", "words"), [
    ("zh", ("2 个单位：甲.csv、乙.csv", "比率按资金加权平均")), ("en", ("2 units: 甲.csv、乙.csv", "rates are averaged by money")),
])  # fmt: skip
def test_added_command(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, lang: str, words: tuple[str, ...]
) -> None:  # fmt: skip
    """`score --added` scores several units as one department, under its name, and says what was put together."""
    files = [unit_file(tmp_path, "甲", done=6), unit_file(tmp_path, "乙", money=300, share=70)]
    assert main(["score", *files, *ADDED, "--lang", lang]) == 0
    out = capsys.readouterr().out

    assert out.startswith("某某县水利局\n")
    assert all(word in out for word in words)
    assert "40/50" in out
    assert main(["score", *files, *ADDED, "--trace"]) == 0
    assert "指标值“≥75%”，完成值“75%”" in capsys.readouterr().out


def test_added_as_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The JSON of `score --added` is that of one report, with its making in the notes."""
    files = [unit_file(tmp_path, "甲", done=6), unit_file(tmp_path, "乙")]
    assert main(["score", *files, *ADDED, "--format", "json"]) == 0
    content = json.loads(capsys.readouterr().out)

    assert (content["source"], content["framework"]) == ("甲.csv + 乙.csv", "hubei-2020")
    assert content["scores"][0]["lowest"] == content["scores"][0]["highest"] == "90"
    assert content["scores"][0]["notes"][0] == {"zh": "2 个单位：甲.csv、乙.csv", "en": "2 units: 甲.csv、乙.csv"}


@pytest.mark.parametrize(("more", "words"), [
    ([*ADDED, "--together"], "--together"), (ADDED[:2], "000000"), (ADDED[:4], "hubei-2020"),
    ([*ADDED[:2], "--jurisdiction", "430000"], "hunan-2023"), ([*ADDED[:5], "no-such"], "no-such"), ([*ADDED, "nowhere.csv"], "nowhere.csv"),
    ([*ADDED, "--year", "1900"], "1900"), (["--added", " ", *ADDED[2:]], "--added"),
])  # fmt: skip
def test_added_that_cannot_be_done(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, more: list[str], words: str
) -> None:
    """What cannot be put together ends with 2, says so in each language, and prints no score."""
    files = [unit_file(tmp_path, "甲"), unit_file(tmp_path, "乙")]
    assert main(["score", *more, *files]) == 2
    captured = capsys.readouterr()

    assert captured.out == ""
    assert all(words in line for line in captured.err.splitlines()[-2:])


def test_a_unit_counts_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A file that is given twice, by itself and in its folder, is no second unit."""
    file = unit_file(tmp_path, "甲")
    unit_file(tmp_path, "乙")
    assert main(["score", file, str(tmp_path), *ADDED]) == 2
    assert "甲.csv is given twice" in capsys.readouterr().err
    assert main(["score", str(tmp_path), *ADDED]) == 0


# --- what a place has -----------------------------------------------------------------------------------------------


def test_a_place_without_a_framework() -> None:
    """A place of which no framework is known in that year has a column that says so."""
    (choice,) = chosen("320000")
    under = compare(built({("total", 2023, FINAL): "10"}), [choice]).places[0]

    (sheet,) = under.sheets

    assert (choice.framework, sheet.lowest, sheet.parts) == ("", None, ())
    assert "未见本地指标体系" in sheet.why_none.zh


@pytest.mark.parametrize(("word", "names"), [
    ("431200", ["hunan-2023"]), ("430600", ["yueyang"]), ("430000", ["hunan-2023"]), ("510000", ["sichuan-2023"]), ("510117/sichuan-recheck", ["sichuan-recheck"]),
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

    assert "acme:broken/broken: RuntimeError: the abacus is broken" in both.places[1].sheets[0].why_none.zh
    assert both.places[0].sheets[0].lowest is not None
    assert "abacus" in comparison_text(both, {})


# --- differences ----------------------------------------------------------------------------------------------------

BOOKS: list[tuple[Rulebook, str]] = [
    (c.book, c.framework) for code, year in (("000000", 2019), ("000000/national-2020", 2023), ("430000", 2018), ("430000", 2023), ("430600", 2023), ("420000", 2023), ("510000", 2023))
    for c in chosen(code, year)[:1]
]  # fmt: skip
books = st.sampled_from(BOOKS)


@given(one=books, other=books)
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
    assert main(["compare", str(EXAMPLE), "--with", "420000,000000/national-2021", "--lang", lang]) == 0
    out = capsys.readouterr().out

    assert out.index("431200") < out.index("420000") < out.index("national-2021")
    assert ("未核实口径，仅供比较" if lang == "zh" else "not confirmed: for comparison only") in out


def test_compare_as_json(capsys: pytest.CaptureFixture[str], made: Comparison) -> None:
    """The JSON has every place with its score, its parts, its reasons, and both languages."""
    assert main(["compare", str(EXAMPLE), "--with", "420000", "--format", "json"]) == 0
    content = json.loads(capsys.readouterr().out)
    whole = comparison_content(made, {"431200": "怀化市"})

    assert content["schema"] == whole["schema"] == "perfeval/comparison/1"
    assert [p["jurisdiction"] for p in content["places"]] == ["431200", "420000"]
    assert content["places"][1]["scores"][0]["lowest"] == "52"
    assert whole["places"][0]["name"] == "怀化市"
    assert all(p["scores"][0]["grade"] is None for p in whole["places"] if p["unconfirmed"])
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
