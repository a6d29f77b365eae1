"""Panels of experts: the score, how far they agree in exact fractions, and what is not defined."""

from __future__ import annotations

import contextlib
import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval.__main__ import main
from perfeval.errors import PerfevalError
from perfeval.panels import (
    FORMS,
    Level,
    Panel,
    chance,
    fleiss,
    intraclass,
    kendall,
    krippendorff,
    trimmed_mean,
)
from perfeval.quantities import plain
from perfeval.quantities.bounds import WIDTH

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "report.txt"


def columns(*rows: str) -> list[list[int]]:
    """Rows of numbers as written, one list a column."""
    return [list(column) for column in zip(*([int(n) for n in row.split()] for row in rows), strict=True)]


def row(text: str) -> list[int | None]:
    """Numbers as written; a dot is a gap."""
    return [None if word == "." else int(word) for word in text.split()]


# --- Kendall's W ------------------------------------------------------------------------------------------------------

#: Twenty people's anxiety as three raters put it (R's irr).
ANXIETY = [row(text) for text in (
    "3 3 3 4 5 5 2 3 5 2 2 6 1 5 2 2 1 2 4 3", "3 6 4 6 2 4 2 4 3 3 2 3 3 3 2 2 1 3 3 4", "2 1 4 4 3 2 1 6 1 1 1 2 3 3 1 1 3 3 2 2",
)]  # fmt: skip


def test_concordance() -> None:
    """Kendall's W of the textbook: four judges of three things, 1/16."""
    assert kendall(columns("1 1 2 3", "3 2 3 1", "2 3 1 2")).w == Fraction(1, 16)


def test_concordance_with_ties() -> None:
    """W corrected for ties and without the correction, and its χ² with the chance of it."""
    found = kendall(ANXIETY)

    assert (found.w, found.uncorrected) == (Fraction(6008, 11133), Fraction(3004, 5985))
    assert (found.df, plain(found.chi2, 2)) == (19, "30.76")
    assert plain(found.p.middle, 4) == "0.0429"


def test_concordance_of_ten_projects() -> None:
    """Ten projects by four judges with the published sums of ranks: S = 1048 and W = 131/165."""
    judges = [row(text) for text in (
        "4 3 2 1 5 7 6 8 9 10", "1 3 2 4 5 7 6 9 8 10", "3 1 5 7 4 2 8 6 10 9", "2 1 3 4 7 6 5 8 10 9",
    )]  # fmt: skip
    found = kendall(judges)

    assert [sum(column) for column in zip(*judges, strict=True)] == [10, 8, 12, 16, 21, 22, 25, 31, 37, 38]
    assert (found.s, found.w) == (1048, Fraction(131, 165))


def test_published_wrong_values() -> None:
    """Two published values are wrong: .73 for what is 61/80, and a W above 1, which cannot be."""
    tutor = kendall(columns("1 2 3 3", "3 1 1 2", "2 3 2 1", "5 4 5 4", "4 5 4 5"))

    assert tutor.w == Fraction(61, 80)
    assert plain(tutor.w, 2) != "0.73"
    assert all(found.w < Fraction("1.1068") for found in (tutor, kendall(ANXIETY)))


marks = st.integers(2, 6).flatmap(lambda n: st.lists(st.lists(st.integers(0, 5), min_size=n, max_size=n), min_size=2, max_size=6))  # fmt: skip


@given(marks)
def test_concordance_is_at_most_one(judges: list[list[int]]) -> None:
    """W lies between 0 and 1, ties or not; where it is not defined, it is neither, and says why."""
    found = kendall(judges)

    if found.w is None:
        assert found.undefined.zh
        assert all(len(set(judge)) == 1 for judge in judges)
    else:
        assert 0 <= found.uncorrected <= found.w <= 1


@given(st.lists(st.integers(0, 50), min_size=2, max_size=8, unique=True), st.integers(2, 6))
def test_judges_of_one_mind(order: list[int], judges: int) -> None:
    """W is 1 where all judges put everything in one order."""
    assert kendall([order] * judges).w == 1


@pytest.mark.parametrize("judges", [[], [[1, 2, 3]], [[1], [2]], [[3, 3, 3], [5, 5, 5]], [[], []]])
def test_concordance_that_is_not_defined(judges: list[list[int]]) -> None:
    """One judge, one thing, or judges who see no difference have no W, neither 0 nor 1, and the reason is said."""
    found = kendall(judges)

    assert (found.w, found.chi2, found.p) == (None, None, None)
    assert found.undefined.zh
    assert found.undefined.en


@pytest.mark.parametrize(("chi2", "df"), [("30.76", 19), ("1", 1), ("50", 1), ("5", 4), ("90", 100), ("0.001", 3), ("0", 5), ("500", 19)])  # fmt: skip
def test_chance(chi2: str, df: int) -> None:
    """The chance of a χ² is enclosed to the named width, and is what a library with binary fractions comes to."""
    found = chance(Fraction(chi2), df)
    theirs = pytest.importorskip("scipy.stats").chi2.sf(float(Fraction(chi2)), df)

    assert 0 <= found.width <= WIDTH
    assert float(found.middle) == pytest.approx(theirs, abs=1e-14)


@pytest.mark.parametrize(("chi2", "df"), [(Fraction(-1), 2), (Fraction(1), 0)])
def test_chance_of_nothing(chi2: Fraction, df: int) -> None:
    """There is no χ² below zero, and none without a degree of freedom."""
    with pytest.raises(ValueError, match="degrees of freedom"):
        chance(chi2, df)


# --- classes ----------------------------------------------------------------------------------------------------------

#: Fleiss 1971: ten patients, fourteen psychiatrists, five diagnoses.
DIAGNOSES = [row(text) for text in (
    "0 0 0 0 14", "0 2 6 4 2", "0 0 3 5 6", "0 3 9 2 0", "2 2 8 1 1", "7 7 0 0 0", "3 2 6 3 0", "2 5 3 2 2", "6 5 2 1 0", "0 2 2 3 7",
)]  # fmt: skip


def test_fleiss() -> None:
    """Fleiss' own example, in exact fractions."""
    found = fleiss(DIAGNOSES)

    assert (found.kappa, found.observed, found.expected) == (
        Fraction(4211, 20059),
        Fraction(172, 455),
        Fraction(417, 1960),
    )


counts = st.integers(2, 5).flatmap(
    lambda classes: st.lists(st.lists(st.integers(0, classes - 1), min_size=4, max_size=4), min_size=2, max_size=8).map(
        lambda ratings: [[one.count(c) for c in range(classes)] for one in ratings]
    )
)


@given(counts)
def test_fleiss_as_statsmodels(table: list[list[int]]) -> None:
    """A library with binary fractions comes to the same κ, wherever there is one."""
    inter_rater = pytest.importorskip("statsmodels.stats.inter_rater")
    found = fleiss(table)

    if found.kappa is None:
        assert found.expected == 1
        assert found.undefined.zh
    else:
        assert inter_rater.fleiss_kappa(table) == pytest.approx(float(found.kappa), abs=1e-9)
        assert found.kappa <= 1


# --- intraclass correlations ------------------------------------------------------------------------------------------

#: Shrout and Fleiss 1979: six targets, four judges.
TARGETS = [row(text) for text in ("9 2 5 8", "6 1 3 2", "8 4 6 8", "7 1 2 6", "10 5 6 9", "6 2 4 7")]


def test_six_forms() -> None:
    """Shrout and Fleiss' table, in exact fractions, with its mean squares as published."""
    found = intraclass(TARGETS)
    squares = found.squares

    assert [plain(x, 4) for x in (squares.between, squares.within, squares.judges, squares.error)] == ["11.2417", "6.2639", "32.4861", "1.0194"]  # fmt: skip
    assert found.forms == {
        "ICC(1,1)": Fraction(448, 2703), "ICC(2,1)": Fraction(184, 635), "ICC(3,1)": Fraction(920, 1287),
        "ICC(1,k)": Fraction(1792, 4047), "ICC(2,k)": Fraction(736, 1187), "ICC(3,k)": Fraction(3680, 4047),
    }  # fmt: skip
    assert tuple(found.forms) == tuple(FORMS)


@pytest.mark.parametrize("rows", [[], [[1, 2]], [[1], [2]], [[5, 5], [5, 5]]])
def test_forms_that_are_not_defined(rows: list[list[int]]) -> None:
    """One thing, one judge, or no difference at all: no correlation is defined, and the reason is said."""
    found = intraclass(rows)

    assert None in found.forms.values()
    assert found.undefined.zh
    assert found.undefined.en


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=6))
def test_no_form_is_above_one(rows: list[list[int]]) -> None:
    """No intraclass correlation is above 1; those of one judge are at most those of the mean, where above zero."""
    forms = intraclass(rows).forms

    assert all(value is None or value <= 1 for value in forms.values())
    assert all(one <= forms[name.replace(",1)", ",k)")] for name, one in forms.items() if name.endswith(",1)") and one is not None and one > 0)  # fmt: skip


# --- Krippendorff's α -------------------------------------------------------------------------------------------------

#: Krippendorff 2011: four observers, twelve units, with gaps.
OBSERVERS = [row(text) for text in (
    "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .",
)]  # fmt: skip


@pytest.mark.parametrize(("level", "alpha"), [("nominal", "0.7434"), ("ordinal", "0.8154"), ("interval", "0.8491"), ("ratio", "0.7974")])  # fmt: skip
def test_alpha(level: str, alpha: str) -> None:
    """Krippendorff's own example, at four levels."""
    found = krippendorff(OBSERVERS, level)

    assert plain(found.alpha, 4) == alpha
    assert (found.units, found.marks) == (11, 40)


@given(st.lists(st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=5, max_size=5), min_size=2, max_size=4), st.sampled_from(Level))  # fmt: skip
def test_alpha_as_krippendorff(coders: list[list[int | None]], level: Level) -> None:
    """A library with binary fractions comes to the same α, wherever there is one."""
    numpy, theirs = pytest.importorskip("numpy"), pytest.importorskip("krippendorff")
    found = krippendorff(coders, level)

    if found.alpha is None:
        assert found.undefined.zh
        return
    table = numpy.array([[numpy.nan if m is None else float(m) for m in coder] for coder in coders])
    assert theirs.alpha(table, level_of_measurement=level.value) == pytest.approx(float(found.alpha), abs=1e-9)


@pytest.mark.parametrize("coders", [[], [[None, None], [None, None]], [[1, None], [None, 2]], [[3, 3], [3, 3]]])
def test_alpha_that_is_not_defined(coders: list[list[int | None]]) -> None:
    """Where nothing was marked twice, or all marks are equal, α is not defined, and the reason is said."""
    for level in Level:
        found = krippendorff(coders, level)
        assert found.alpha is None
        assert found.undefined.zh
        assert found.undefined.en


# --- marks and panels -------------------------------------------------------------------------------------------------

SEVEN = (90, 92, 85, 88, 95, 91, 60)


def test_trimmed_mean() -> None:
    """Without the highest and the lowest of seven: 446/5; the mean of all is another number."""
    assert trimmed_mean(SEVEN, (1, 1)) == Fraction(446, 5)
    assert trimmed_mean(SEVEN, (0, 0)) == Fraction(601, 7)


@given(st.lists(st.integers(0, 100), min_size=5, max_size=12))
def test_trimmed_mean_lies_inside(values: list[int]) -> None:
    """What is left lies between the second lowest and the second highest."""
    ordered = sorted(values)

    assert ordered[1] <= trimmed_mean(values) <= ordered[-2]


def small() -> Panel:
    """Five experts, two items with points."""
    given_marks = {"甲": (38, 25), "乙": (36, 28), "丙": (39, 27), "丁": (30, 20), "戊": (40, 30)}
    return Panel(
        {name: {"产出": one, "效益": other} for name, (one, other) in given_marks.items()}, {"产出": 40, "效益": 30}
    )


def test_panel_score() -> None:
    """The experts with the lowest and the highest total are named and dropped; the items of the others add up to the score."""
    found = small().score(drop=(1, 1))

    assert (found.total, found.of, found.all) == (Fraction(193, 3), 70, Fraction(313, 5))
    assert (found.low, found.high, found.kept) == (("丁",), ("戊",), ("甲", "乙", "丙"))
    assert sum(found.items.values()) == found.total
    assert found.ties == ()


def test_panel_names_ties() -> None:
    """Where several have the highest total, the score does not depend on whom it drops, and they are named."""
    panel = Panel(
        {n: {"x": x, "y": y} for n, x, y in (("a", 10, 0), ("b", 0, 10), ("c", 1, 1), ("d", 2, 2), ("e", 3, 3))}, {"x": 10, "y": 10}
    )  # fmt: skip

    found = panel.score((0, 1))
    assert found.ties == (("a", "b"),)
    assert found.total == Fraction(10 + 2 + 4 + 6, 4)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 30)), min_size=5, max_size=9), st.integers(0, 2))
def test_items_add_up(rows: list[tuple[int, int]], drop: int) -> None:
    """Whatever is dropped, the items add up to the total, and the total lies within what the experts gave."""
    panel = Panel({f"e{n}": {"a": a, "b": b} for n, (a, b) in enumerate(rows)}, {"a": 40, "b": 30})
    found = panel.score((drop, drop))

    assert sum(found.items.values()) == found.total
    assert min(map(sum, rows)) <= found.total <= max(map(sum, rows))


def test_gaps_are_not_filled() -> None:
    """An expert who marked half of it has no total; the order is not complete; α works with what there is."""
    panel = Panel(
        {"甲": {"a": 8, "b": 7, "c": 9}, "乙": {"a": 8, "c": 6}, "丙": {"a": 5, "b": None, "c": 9}},
        {"a": 10, "b": 10, "c": 10},
    )

    assert panel.gaps == (("乙", "b"), ("丙", "b"))
    refused(lambda: panel.score())
    assert panel.agreement().w is None
    assert "乙" in panel.agreement().undefined.zh
    assert set(panel.correlation().forms.values()) == {None}
    assert panel.alpha().units == 2
    assert [one.marked for one in panel.reviewers()] == [3, 2, 2]


def test_reviewers() -> None:
    """A hard judge, one who gives all items one share, and two sheets that are the very same are named."""
    panel = Panel({
        "甲": {"a": 9, "b": 8, "c": 7, "d": 9}, "乙": {"a": 9, "b": 8, "c": 7, "d": 9}, "丙": {"a": 5, "b": 4, "c": 4, "d": 5},
        "丁": {"a": 8, "b": 8, "c": 8, "d": 8}, "戊": {"a": 10, "b": 8, "c": 6, "d": 9},
    }, dict.fromkeys("abcd", 10))  # fmt: skip
    found = {one.name: one for one in panel.reviewers()}

    assert found["甲"].alike == ("乙",)
    assert found["丙"].alike == ()
    assert (found["丙"].severity, found["甲"].severity) == (Fraction(-75, 2), 0)
    assert [name for name, one in found.items() if one.flat] == ["丁"]
    assert found["甲"].order.w > found["丁"].order.w if found["丁"].order.w is not None else True


def test_sheets_alike_for_everybody_are_no_copies() -> None:
    """Where everybody gave the same marks, or there are two items only, nobody is asked for a copy."""
    same = Panel({n: {"a": 10, "b": 10, "c": 10} for n in "xyz"}, dict.fromkeys("abc", 10))
    few = Panel({"x": {"a": 1, "b": 2}, "y": {"a": 1, "b": 2}, "z": {"a": 3, "b": 2}})

    assert [one.alike for one in (*same.reviewers(), *few.reviewers())] == [()] * 6


def test_lines() -> None:
    """Each item has its marks, its median, and a coefficient of variation that says whether opinions differ."""
    wide, narrow, nobody = Panel({
        "x": {"wide": 1, "narrow": 8, "nobody": None}, "y": {"wide": 9, "narrow": 9, "nobody": None}, "z": {"wide": 5, "narrow": 9},
    }).lines()  # fmt: skip

    assert (wide.settled, narrow.settled, nobody.settled) == (False, True, None)
    assert (wide.mean, wide.median, wide.mad, wide.marks) == (5, 5, 4, 3)
    assert nobody.marks == 0
    assert nobody.mean is None


def refused(call) -> None:
    """A call is refused with an error of the package, in both languages."""
    with pytest.raises(PerfevalError) as caught:
        call()
    assert caught.value.zh.endswith("。")
    assert caught.value.en.endswith(".")


@pytest.mark.parametrize("call", [
    lambda: trimmed_mean((90, 80, 70)), lambda: trimmed_mean(()), lambda: trimmed_mean((), (0, 0)), lambda: trimmed_mean(SEVEN, (4, 3)),
    lambda: trimmed_mean(SEVEN, (-1, 1)), lambda: trimmed_mean(SEVEN, (True, 1)), lambda: trimmed_mean((90.5, 80), (0, 0)),
    lambda: trimmed_mean(("优", 80), (0, 0)),
    lambda: kendall([[1, 2], [1]]), lambda: kendall([["甲", "乙"]]), lambda: kendall([[1.5, 2], [1, 2]]), lambda: kendall([[None, 1]]),
    lambda: fleiss([]), lambda: fleiss([[]]), lambda: fleiss([[2, 0], [1]]), lambda: fleiss([[2, 0], [1, 0]]), lambda: fleiss([[1, 0]]),
    lambda: fleiss([[0, 0]]), lambda: fleiss([[-1, 3]]), lambda: fleiss([[1.0, 1.0]]), lambda: fleiss([[True, True]]),
    lambda: intraclass([[1, 2], [1]]), lambda: intraclass([["x"]]), lambda: krippendorff([[1], [1, 2]]), lambda: krippendorff([["好"]]),
    lambda: krippendorff([[1], [1]], "metric"), lambda: krippendorff([[-1, 1], [-1, 2]], "ratio"),
    lambda: Panel({}), lambda: Panel({"甲": {}}), lambda: Panel({"甲": {"a": 41}}, {"a": 40}), lambda: Panel({"甲": {"a": -1}}, {"a": 40}),
    lambda: Panel({"甲": {"a": -1}}), lambda: Panel({"甲": {"b": 1}}, {"a": 40}), lambda: Panel({"甲": {"a": 1}}, {"a": 0}),
    lambda: Panel({"甲": {"a": "无"}}), lambda: Panel({"甲": {"a": 9.5}}), lambda: Panel({"甲": [1, 2]}), lambda: Panel({"甲": {"a": 1}}, {"a": "many"}),
    lambda: Panel({"甲": {"a": 1}}).score(), lambda: small().score((2, 3)), lambda: Panel({"甲": {"a": 1}}, {"a": 2}).score((1, 0)),
    lambda: small().alpha("metric"), lambda: Panel({"x": {"a": 1}}).means((1, 0)),
])  # fmt: skip
def test_marks_that_are_none(call) -> None:
    """Marks above the points, below zero or in words, rows of different lengths, and too few experts are refused."""
    refused(call)


# --- the command ------------------------------------------------------------------------------------------------------

SHEET = """项目,分值,专家1,专家2,专家3,专家4,专家5,专家6,专家7
产出,50,45,46,42,44,48,46,30
效益,30,28,28,26,27,29,28,18
满意度,20,17,18,17,17,18,17,12
"""
TURNED = "专家,产出,效益\n分值,40,30\n甲,38,25\n乙,36,28\n"


def run(text: str | bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str], *more: str, name: str = "scores.csv") -> tuple[int, str, str]:  # fmt: skip
    """Run `perfeval panel` on a table with this text."""
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    code = 2
    with contextlib.suppress(SystemExit):
        code = main(["panel", str(file), *more])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command says the score with whom it dropped, how far the experts agree, and what is to be known of each."""
    code, out, err = run(SHEET, tmp_path, capsys, "--drop", "1")
    _, english, _ = run(SHEET, tmp_path, capsys, "--lang", "en")

    assert (code, err) == (0, "")
    assert "专家评分 89.2/100（去掉最低 专家7、最高 专家5；全部平均 85.86）" in out
    assert "Kendall W  0.738 = 31/42" in out
    assert "专家7  比各项中位数平均 -29.44（折百）" in out
    assert "Score 85.86/100 (mean of all experts)" in english


def test_command_with_gaps_and_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Things without points are compared one by one, gaps are named, and experts may be rows."""
    _, out, _ = run("项目,甲,乙\nA,90,弃权\nB,80分,-\nC,70,７５\n", tmp_path, capsys)
    _, turned, _ = run(TURNED, tmp_path, capsys, "--experts", "rows")
    _, gaps, _ = run(SHEET.replace("30,28,28", "30,,28"), tmp_path, capsys)

    assert "Kendall W  无定义：“乙”未评“A”，次序不全" in out
    assert "C  72.5  2 人评" in out
    assert "专家评分 63.5/70" in turned
    assert "缺 1 处打分（“专家1”未评“效益”等），不合成总分" in gaps


def test_command_reads_old_encodings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table saved by an office program in its own encoding, with tabs, is read alike."""
    assert (
        "89.2/100" in run(SHEET.replace(",", "\t").encode("gb18030"), tmp_path, capsys, "--drop", "1", name="s.tsv")[1]
    )


def test_score_beside_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A panel's score is one more named score beside the declared, the tallied and the recomputed, also in JSON."""
    sheet = tmp_path / "scores.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    asked = ["score", str(EXAMPLE), "--panel", str(sheet), "--drop", "1"]

    assert main(asked) == 0
    page = capsys.readouterr().out
    assert main([*asked, "--format", "json"]) == 0
    (score,) = json.loads(capsys.readouterr().out)["scores"]
    assert "自评 98/100 ｜ 逐项相加 108/110" in page
    assert "专家 89.2/100" in page
    assert (score["panel"], score["panel_of"], score["declared"]) == ("89.2", "100", "98")
    assert main(["score", str(EXAMPLE), str(EXAMPLE), "--panel", str(sheet)]) == 2
    assert "2" in capsys.readouterr().err


@pytest.mark.parametrize(("text", "said"), [
    ("", "scores.csv"), ("项目\n产出\n", "一张表"), ("项目,甲\n", "表头"), ("项目,甲\n产出,九十\n", "九十"), ("项目,甲\n产出,90分分\n", "90分"),
    ("项目,甲,甲\n产出,1,2\n", "甲"), ("项目,甲,\n产出,1,2\n", "没有名称"), ("项目,甲\n产出,1\n产出,2\n", "产出"), ("项目,甲\n,1\nB,2\n", "名称"),
    ("项目,分值\n产出,50\n", "没有专家"), ("项目,分值,甲\n产出,0,0\n", "产出"), ("项目,分值,甲\n产出,,10\n", "分值"),
    ("项目,分值,甲\n产出,50,51\n", "51"), ("项目,甲\n产出,-5\n", "-5"), ("项目,分值,甲\n产出,50,1e3\n", "1e3"), ("项目,甲\n产出,1/0\n", "1/0"),
    ("项目,甲\nA,1\n\n项目,乙\nB,2\n", "2 张"), (b"\x00\x01\x02", "scores.csv"), (b"PK\x03\x04rubbish", "scores.csv"),
    ("项目,甲\n产出," + "9" * 40 + "\n", "999"), ("项目," + ",".join(f"e{n}" for n in range(1001)) + "\n产出" + ",1" * 1001 + "\n", "1000"),
    ("项目,甲\n产出,\x1b[2J\n", "scores.csv"), ("项目,分值,满分,甲\n产出,50,50,40\n效益,50,50,40\n", "满分"),
])  # fmt: skip
def test_tables_that_are_none(text: str | bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table that cannot be taken is refused with exit 2, in both languages, naming the cell; nothing is printed."""
    code, out, err = run(text, tmp_path, capsys)

    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 2
    assert "Traceback" not in err
    assert "\x1b" not in err


@pytest.mark.parametrize("more", [["--drop", "x"], ["--drop", "1,2,3"], ["--drop", "-1"], ["--drop", ""], ["--drop", "99999"], ["--drop", "4"], ["--drop", "1.5"], ["--experts", "both"]])  # fmt: skip
def test_options_that_are_none(more: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be dropped is refused with exit 2."""
    code, out, err = run(SHEET, tmp_path, capsys, *more)

    assert (code, out) == (2, "")
    assert err


def test_files_that_are_no_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of another kind, one that is not there, and a folder are refused with exit 2."""
    assert run(SHEET, tmp_path, capsys, name="scores.txt")[0] == 2
    assert run(SHEET, tmp_path, capsys, name="scores.xls")[0] == 2
    for name in (tmp_path / "absent.csv", tmp_path, ""):
        assert main(["panel", str(name)]) == 2
        assert "Traceback" not in capsys.readouterr().err
