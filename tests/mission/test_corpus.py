"""Many reports side by side: what only then shows is asked, and nobody is accused of having the same form."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tracemalloc
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.commanding import ran

import perfeval
from perfeval.corpus import Corpus, Digits, FormSketch, Kind, OwnWords, Row, Sketch, Spread, gather, sketch_of_report
from perfeval.corpus.digits import EXPECTED
from perfeval.corpus.json_lines import sketches as sketches_of_lines
from perfeval.corpus.own_words import MOST_RUNS, RUN, runs
from perfeval.document import Cell, Document, Paragraph, Place, Table
from perfeval.document import Row as TableRow
from perfeval.errors import ModelError, UnknownNameError, UnreadableError, UsageError
from perfeval.model import Report
from perfeval.plugins import installed
from perfeval.quantities import read_target
from perfeval.recognition import recognise

WORDS = installed().words
OWN = OwnWords(WORDS)
F = Fraction
#: Characters that no word of a pack is made of, so that whatever is made of them is somebody's own.
LETTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥松竹梅兰菊荷桃杏柳枫"


def prose(seed: int, length: int) -> str:
    """So many characters of somebody's own, in sentences."""
    chance = random.Random(seed)
    return "".join("。" if n % 25 == 24 else chance.choice(LETTERS) for n in range(length))


def report(unit: str, text: str, year: int = 2023, source: str = "") -> Report:
    """A report of a unit that says this."""
    return Report(source=source or f"{unit}{year}.txt", entity=unit, year=year, text=text)


def collected(*reports: Report) -> Corpus:
    """Reports side by side."""
    return gather(sketch_of_report(one, "", OWN, WORDS) for one in reports)


def sources(corpus: Corpus, at_least: str = "60%") -> list[set[str]]:
    """Which reports are asked whether one was copied."""
    return [set(one.sources) for one in corpus.copies(at_least)]


# --- words in common ----------------------------------------------------------------------------------------------------

OTHERS = [report(f"第{n}局", prose(100 + n, 600)) for n in range(8)]


@given(st.integers(0, 100), st.integers(150, 900), st.integers(1, 50))
@settings(max_examples=60)
def test_copies_are_found_from_sixty_percent(percent: int, length: int, seed: int) -> None:
    """Whoever copies sixty percent of what the shorter report says is asked; whoever copies half is not."""
    taken = -(-length * percent // 100)
    original = prose(seed, length)
    copy = original[:taken] + prose(seed + 1000, length - taken)
    named = sources(collected(*OTHERS, report("甲局", original), report("乙局", copy)))

    if percent >= 60:
        assert named == [{"甲局2023.txt", "乙局2023.txt"}]
    if percent <= 50:
        assert named == []


def test_a_unit_that_copies_its_own_last_year_is_asked() -> None:
    """Words that came back from last year are asked about, and said to be innocent where the project goes on."""
    corpus = collected(report("甲局", prose(1, 300), 2022), report("甲局", prose(1, 300), 2023))
    (one,) = corpus.copies()

    assert one.value == 1
    assert "延续" in one.innocent.zh


def test_nobody_is_held_against_himself() -> None:
    """Two files of one unit and year say what they say; so do a report twice, and one whose unit is not named."""
    text = prose(1, 300)
    same_year = collected(report("甲局", text, source="a.txt"), report("甲局", text + prose(2, 40), source="b.txt"))
    twice = collected(report("甲局", text, source="a.txt"), report("甲局", text, source="b.txt"))
    nameless = collected(report("甲局", text), Report(source="c.txt", year=2023, text=text + prose(2, 20)))

    assert [c.copies() for c in (same_year, twice, nameless)] == [(), (), ()]
    assert [one.sources for one in twice.one_report_twice()] == [("a.txt", "b.txt")]
    assert [one.kind for one in nameless.one_report_twice()] == [Kind.TWICE]
    assert len(twice.sketches) == 1


NOTE = "注：定量指标按完成比例计分，定性指标分达成预期、部分达成并具有一定效果、未达成且效果较差三档，分别按比例合理确定分值。"


def form(unit: str, project: str, rows: Sequence[str], note: str = NOTE) -> Report:
    """A self-evaluation form as it is printed everywhere, with this unit's own few words in it."""
    lines = [
        ["项目名称", project], ["主管部门", "某县财政局", "实施单位", unit],
        ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", "100.00", "100.00", "90.00", "10", "90.00%", "9"],
        ["", "其中：当年财政拨款", "100.00", "100.00", "90.00", "—", "", "—"],
        ["年度总体目标", "预期目标", "实际完成情况"],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
        *(["产出指标", "数量指标", name, "≥10", "10", "10", "10", ""] for name in rows),
        ["总分", "", "", "", "", "100", "99", ""],
    ]  # fmt: skip
    where = f"{unit}.txt"
    cells = [
        [Cell(t, Place(where, table=1, row=r, cell=c)) for c, t in enumerate(line, 1)]
        for r, line in enumerate(lines, 1)
    ]
    table = Table(tuple(TableRow(tuple(line)) for line in cells), Place(where, table=1))
    blocks = (Paragraph("项目支出绩效自评表（2023年度）"), table, Paragraph(note))
    return recognise(Document(where, blocks), WORDS)


@pytest.mark.parametrize("units", [2, 3, 8])
def test_forms_alike_as_forms_are_not_named(units: int) -> None:
    """However many units fill in one form, and whatever it prints of itself, none of them copied from another."""
    forms = [form(f"第{n}局", prose(n, 12), [prose(10 * n + k, 7) for k in range(5)]) for n in range(units)]

    assert collected(*forms).copies("30%") == ()


def test_a_text_that_many_have_is_a_forms() -> None:
    """What three units say word for word belongs to a form nobody knows yet."""
    common, same = prose(7, 400), [report(f"第{n}局", prose(n, 100) + prose(7, 400)) for n in range(2)]
    three = [report(f"第{n}局", prose(n, 100) + common) for n in range(3)]

    assert len(collected(*same).copies()) == 1
    assert collected(*three).copies() == ()


def test_long_reports_are_compared_by_a_part_of_them() -> None:
    """Of a report of any length so much is kept, and a copy of it is found all the same."""
    text = prose(3, 30_000)
    corpus = collected(*OTHERS, report("甲局", text), report("乙局", text[:21_000] + prose(4, 9_000)))

    assert max(len(one.runs) for one in corpus.sketches) == MOST_RUNS
    assert sources(corpus) == [{"甲局2023.txt", "乙局2023.txt"}]
    assert sources(corpus, "90%") == []


def test_few_words_are_not_compared() -> None:
    """A report with hardly a word of its own is left out, and said to be."""
    corpus = collected(report("甲局", "按计划完成"), report("乙局", "按计划完成"))

    assert corpus.copies() == ()
    assert len(corpus.compared.lacking) == 2


@pytest.mark.parametrize("share", ["0%", "61", "abc", "", "-5%", "120%", F(2), F(0)])
def test_shares_that_are_none(share: str | Fraction) -> None:
    """A share lies above zero and at most at one."""
    with pytest.raises(UsageError, match="share"):
        collected(*OTHERS[:2]).copies(share)


def test_runs_are_the_same_everywhere() -> None:
    """A run of eight characters has one hash in every process."""
    assert list(runs("甲乙丙丁戊己庚辛")) == [9998943504051597869]
    assert len(runs("甲乙丙丁戊己庚辛" * 10)) == RUN


# --- marks --------------------------------------------------------------------------------------------------------------


def row(name: str, score: int | None = 10, points: int = 10) -> Row:
    """A row of ten points."""
    return Row("产出指标", name, F(points), None if score is None else F(score))


def sketch(unit: str, *rows: Row, year: int = 2023, **parts: object) -> Sketch:
    """A report of one form."""
    made = FormSketch("form", "", rows)
    return Sketch(
        f"{unit}{year}.txt", unit, unit, year, "430000", (evolve(made, **parts),), content=f"{unit}{year}{rows}{parts}"
    )


def test_full_marks_are_asked_of_forms_of_some_length() -> None:
    """A form in which every one of five rows is full is asked about; one with a row less, a loss or a blank is not."""
    names = [f"指标{n}" for n in range(5)]
    corpus = gather([
        sketch("甲局", *map(row, names)), sketch("乙局", *map(row, names[:4])),
        sketch("丙局", *map(row, names[:4]), row("指标4", 9)), sketch("丁局", *map(row, names), row("指标5", None)),
    ])  # fmt: skip

    assert [(one.units, one.n) for one in corpus.full_marks()] == [(("丁局",), 5), (("甲局",), 5)]


@pytest.mark.parametrize(("scores", "silent"), [
    ((10, 10, 10, 10, 10), True), ((8, 8, 8, 8, 8), True), ((10, 10, 10, 10, 9), False), ((10, 10, 10, 10), False),
    ((10, 10, 10, 10, None), False),
])  # fmt: skip
def test_indicators_that_separate_nobody(scores: Iterable[int | None], silent: bool) -> None:
    """An indicator is silent if five units or more all have the same share of its points."""
    corpus = gather(sketch(f"第{n}局", row("档案完好率", score)) for n, score in enumerate(scores))

    assert [one.n for one in corpus.silent_indicators()] == ([5] if silent else [])


# --- peers --------------------------------------------------------------------------------------------------------------

IGLEWICZ = [F(t) for t in ("199.31", "199.53", "200.19", "200.82", "201.92", "201.95", "202.18", "245.57")]


def test_the_published_spread() -> None:
    """Eight values of the handbook: median 201.37, median distance 0.995, and the last 29.96 away, all others below 1.4."""
    spread = Spread.of(IGLEWICZ)

    assert (spread.median, spread.mad) == (F("201.37"), F("0.995"))
    assert round(spread.z(IGLEWICZ[-1]) or 0, 2) == F("29.96")
    assert max(abs(spread.z(v) or 0) for v in IGLEWICZ[:-1]) < F("1.4")
    assert [v for v in IGLEWICZ if spread.is_far(v)] == IGLEWICZ[-1:]


def rates(*values: int | str, **parts: object) -> Corpus:
    """Units with these rates of execution, in percent."""
    return gather(sketch(f"第{n:02}局", execution=F(v) / 100, **parts) for n, v in enumerate(values))  # type: ignore[arg-type]


@pytest.mark.parametrize(("values", "far"), [
    ((*[100] * 10, 60), 1), ((*[100] * 7, 60), 1), ((*[100] * 6, 60, 61), 0), ((*[100] * 6, 60), 0), ([100] * 12, 0),
    (IGLEWICZ, 1), (range(90, 98), 0), ((97, 60), 0), ((), 0),
])  # fmt: skip
def test_outliers_among_peers(values: Iterable[int], far: int) -> None:
    """From eight peers on, who lies far is asked; where most are equal they are counted and nothing is divided by."""
    found = rates(*values).outliers()

    assert len(found) == far
    if 60 in list(values) and far:
        assert "份为100，本份为60" in found[0].message.zh


def test_peers_are_of_one_kind_year_and_place() -> None:
    """Who is whose peer can be said otherwise; a value nobody knows is refused."""
    mixed = [*(sketch(f"第{n}局", execution=F(1)) for n in range(7)), sketch("末局", year=2022, execution=F(1, 2))]
    corpus = gather(mixed)

    assert corpus.outliers() == ()
    assert [one.units for one in corpus.outliers(peers=lambda one, form: 0)] == [("末局",)]
    with pytest.raises(UnknownNameError, match="execution"):
        corpus.outliers("height")
    with pytest.raises(ModelError):
        Spread.of([])


# --- years --------------------------------------------------------------------------------------------------------------


def aim(name: str, target: str, actual: str, score: int = 10) -> Row:
    """A row with a target and what was reached."""
    return Row("产出指标", name, F(10), F(score), read_target(target), read_target(actual))


@pytest.mark.parametrize(("before", "after", "word"), [
    (aim("卷数", "≥900卷", "1000卷"), aim("卷数", "≥950卷", "960卷"), "偏松"),
    (aim("卷数", "≥900卷", "1000卷"), aim("卷数", "≥1000卷", "960卷"), ""),
    (aim("卷数", "≥900卷", "1000卷"), aim("卷数", "950卷", "960卷"), ""),
    (aim("卷数", "≥900卷", "1000件"), aim("卷数", "≥950卷", "960卷"), ""),
    (aim("成本", "≤100万元", "80.00万元"), aim("成本", "≤90万元", "85万元"), "偏松"),
    (aim("成本", "≤100万元", "80.00万元"), aim("成本", "≤80万元", "80万元"), ""),
    (aim("卷数", "≥900卷", "800卷", 8), aim("卷数", "≥900卷", "900卷"), "结转"),
    (aim("卷数", "≥900卷", "900卷"), aim("卷数", "≥900卷", "900卷"), ""),
    (aim("卷数", "", "", 8), aim("卷数", "", ""), ""),
    (aim("卷数", "≥900卷", "1000卷"), aim("册数", "≥1卷", "960卷"), ""),
])  # fmt: skip
def test_targets_over_two_years(before: Row, after: Row, word: str) -> None:
    """A target below what was reached, and one that was missed and comes back, are asked about, and nothing else."""
    corpus = gather([sketch("甲局", before, year=2022), sketch("甲局", after, year=2023)])

    assert [word in one.message.zh for one in corpus.several_years()] == ([True] if word else [])
    assert gather([sketch("甲局", before, year=2021), sketch("甲局", after, year=2023)]).several_years() == ()
    assert gather([sketch("甲局", before, year=2022), sketch("乙局", after, year=2023)]).several_years() == ()


@pytest.mark.parametrize(("said", "asked"), [("12.00", 0), ("12", 0), ("11.50", 1), ("12.01", 1)])
def test_figures_over_two_years(said: str, asked: int) -> None:
    """What a report says of the year before is held to what that year's own report says, rounding aside."""
    lines = ["某县档案馆{}年度部门决算情况说明", "{}年度“三公”经费支出决算为{}万元。"]
    one = "\n".join([lines[0].format(2022), lines[1].format(2022, "12.00")])
    other = "\n".join([lines[0].format(2023), lines[1].format(2023, "12.00"), lines[1].format(2022, said)])
    corpus = collected(perfeval.read(("a.txt", one.encode())), perfeval.read(("b.txt", other.encode())))

    assert len(corpus.several_years()) == asked


# --- digits -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("counts", "conforms"), [
    (tuple(int(10_000 * share) for share in EXPECTED), True), ((400,) * 9, False), ((333,) * 9, None), ((0,) * 9, None),
])  # fmt: skip
def test_first_digits(counts: tuple[int, ...], conforms: bool | None) -> None:
    """Below three thousand amounts nothing is said, and why; from there on those past the outermost line are asked about."""
    corpus = Corpus((Sketch("a.txt", digits=counts),))

    assert Digits(counts).conforms is conforms
    assert bool(Digits(counts).undefined) is (conforms is None)
    assert len(corpus.benford()) == (conforms is False)


def test_expected_digits_are_logarithms() -> None:
    """The shares are log10(1 + 1/d), held between powers of ten, and add up to one."""
    for digit, share in enumerate(EXPECTED, 1):
        places = 10**4
        low, high = int(share * places), int(share * places) + 1
        assert 10**low * digit**places <= (digit + 1) ** places <= 10**high * digit**places
    assert abs(sum(EXPECTED) - 1) < F(1, 10**11)


# --- order and size -----------------------------------------------------------------------------------------------------

TOLD = """
import json, sys
from tests.mission.test_corpus import WHOLE, collected
from perfeval.corpus.pages import content, page
made = collected(*sorted(WHOLE, key=lambda r: r.source, reverse=sys.argv[1] == "back"))
print(json.dumps(content(made, made.questions())), page(made, made.questions(), "zh"), page(made, made.questions(), "en"))
"""
WHOLE = [
    *OTHERS, report("甲局", prose(1, 300)), report("乙局", prose(1, 280)), report("乙局", prose(1, 280), source="again.txt"),
    report("甲局", prose(1, 300), 2024), *(form(f"表{n}局", prose(n, 12), ["指标"] * 6) for n in range(6)),
]  # fmt: skip


def test_the_same_bytes_whatever_came_first() -> None:
    """Neither the order of reports nor the seed of hashes changes a byte of what is said."""
    made = {
        subprocess.run(
            [sys.executable, "-c", TOLD, way], check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for way, seed in (("on", "0"), ("back", "1"))
    }  # fmt: skip
    corpus = collected(*WHOLE)

    assert len(made) == 1
    assert {one.kind for one in corpus.questions()} == {Kind.COPY, Kind.TWICE, Kind.FULL_MARKS, Kind.SILENT}
    assert all(
        one.n and one.innocent.zh and one.innocent.en and one.message.zh and one.message.en
        for one in corpus.questions()
    )


def test_memory_is_so_much_for_each_report() -> None:
    """Reports come from a generator, and what is kept of one does not grow with its length."""
    kept = []
    for length in (6_000, 24_000):
        tracemalloc.start()
        made = gather(sketch_of_report(report(f"第{n}局", prose(n, length)), "", OWN, WORDS) for n in range(3))
        kept.append(tracemalloc.get_traced_memory()[0] / len(made.sketches))
        tracemalloc.stop()

    assert max(kept) < 1.1 * min(kept)
    assert max(kept) < 20 * MOST_RUNS


# --- commands -----------------------------------------------------------------------------------------------------------


ACCOUNTS = "{}2023年度部门决算情况说明\n2023年度支出合计12.00万元，其中：基本支出10.00万元；项目支出2.00万元。\n{}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two reports, one of which copies the other."""
    for unit in ("某县档案馆", "某县图书馆"):
        (tmp_path / f"{unit}.txt").write_text(ACCOUNTS.format(unit, prose(5, 300)), encoding="utf-8")
    return tmp_path


def test_a_folder_and_its_lines(folder: Path) -> None:
    """A folder is gone through, and so is a file with one report a line; both say the same."""
    code, said, _ = ran("corpus", folder, "--format", "json")
    reports = [perfeval.read(path).to_json() for path in sorted(folder.glob("*.txt"))]
    lines = folder / "reports.jsonl"
    lines.write_text("".join(json.dumps(json.loads(one)) + "\n" for one in reports), encoding="utf-8")
    evaluations = [perfeval.evaluate(perfeval.read(path)).to_json() for path in sorted(folder.glob("*.txt"))]
    other = folder / "evaluations.jsonl"
    other.write_text("".join(json.dumps(json.loads(one)) + "\n" for one in evaluations), encoding="utf-8")

    assert code == 0
    assert [one["kind"] for one in json.loads(said)["questions"]] == ["copy"]
    assert "文字雷同" in ran("corpus", folder / "某县档案馆.txt", folder / "某县图书馆.txt")[1]
    for path in (lines, other):
        assert json.loads(ran("corpus", path, "--format", "json")[1])["reports"] == 2
    assert "too few words of their own" in ran("corpus", other, "--lang", "en")[1]


GOOD = json.dumps({"source": "a.txt", "entity": "甲局", "year": 2023, "jurisdiction": None, "scores": []})


def line(**fields: object) -> str:
    """The good line with other fields."""
    return json.dumps({**json.loads(GOOD), **fields})


SCORE = {"framework": None, "declared": "98", "declared_of": "100", "lines": []}
ROW = {"label": {"zh": "指标", "en": "x"}, "section": "", "points": "10", "printed": "10"}
BAD = {
    "words": "某县", "a list": "[]", "a number": "1", "half": GOOD[:20], "twice": '{"a": 1, "a": 2}', "nest": "[" * 50_000,
    "fraction": '{"source": 1.5}', "NaN": '{"x": NaN}', "digits": '{"x": ' + "9" * 5000 + "}", "no schema": "{}",
    "another schema": '{"schema": "perfeval/ledger/1"}', "schema of a number": '{"schema": 1}',
    "a report of nothing": '{"schema": "perfeval/report/1"}', "figures of words": '{"schema": "perfeval/report/1", "figures": "x"}',
    "a report of a bad year": '{"schema": "perfeval/report/1", "year": "x", "figures": []}',
    "evaluations of words": '{"schema": "perfeval/evaluation/1", "evaluations": "x"}',
    "evaluations of numbers": '{"schema": "perfeval/evaluation/1", "evaluations": [1]}',
    "no source": json.dumps({"scores": []}), "source of a number": line(source=1), "entity of a list": line(entity=[]),
    "year of words": line(year="2023"), "year that is true": line(year=True), "place of a number": line(jurisdiction=4),
    "scores of words": line(scores="x"), "scores of an object": line(scores={"a": 1}), "a score of a number": line(scores=[1]),
    "a score without lines": line(scores=[{**SCORE, "lines": None}]), "a line of words": line(scores=[{**SCORE, "lines": ["x"]}]),
    "a line without a label": line(scores=[{**SCORE, "lines": [{**ROW, "label": None}]}]),
    "a label of a number": line(scores=[{**SCORE, "lines": [{**ROW, "label": {"zh": 1}}]}]),
    "points of a number": line(scores=[{**SCORE, "lines": [{**ROW, "points": 10}]}]),
    "points of words": line(scores=[{**SCORE, "lines": [{**ROW, "points": "十"}]}]),
    "endless points": line(scores=[{**SCORE, "lines": [{**ROW, "points": "1e999999999"}]}]),
    "points by zero": line(scores=[{**SCORE, "lines": [{**ROW, "points": "1/0"}]}]),
    "score of zero": line(scores=[{**SCORE, "declared": "1/0"}]), "a score without a framework": line(scores=[{"lines": []}]),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_lines_are_named(name: str) -> None:
    """A line that is neither a report nor an evaluation is refused with its number."""
    with pytest.raises(UnreadableError) as caught:
        list(sketches_of_lines([GOOD, "", BAD[name]], "e.jsonl", OWN, WORDS))

    assert "e.jsonl: line 3" in caught.value.en
    assert "e.jsonl：第3行" in caught.value.zh


def test_commands_that_are_refused(folder: Path) -> None:
    """What cannot be read is named and ends with 2; what can is said all the same."""
    (folder / "bad.jsonl").write_text("x\n", encoding="utf-8")
    (folder / "bytes.jsonl").write_bytes(b"\xff\xfe\n")
    (folder / "empty.jsonl").write_text("", encoding="utf-8")
    none = folder / "none"
    none.mkdir()
    for words, said in (
        ((folder / "bad.jsonl",), "line 1"), ((folder / "bytes.jsonl",), "is not UTF-8"), ((folder / "gone.jsonl",), "gone.jsonl"),
        ((folder / "gone.txt",), "no such file"), ((none,), "no file in the folder"), (("",), "is empty"),
        ((folder / "某县档案馆.txt", "--at-least", "7"), "share"), ((), "FILE"), ((folder / "empty.jsonl",), ""),
    ):  # fmt: skip
        code, _, err = ran("corpus", *words)
        assert (code, said in err) == (2, True), (words, err)
    code, out, err = ran("corpus", folder / "某县档案馆.txt", folder / "bad.jsonl", folder / "某县图书馆.txt")

    assert (code, "文字雷同" in out, "line 1" in err) == (2, True, True)
