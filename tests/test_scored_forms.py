"""The rows of a form recomputed by their kinds, and what a person enters of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring import WHOLE, bare, by_own, form, form_report, own_rows, row, with_nothing

import perfeval
from perfeval.document import Place
from perfeval.errors import UnknownNameError
from perfeval.evaluation import evaluate
from perfeval.model import Form, entry
from perfeval.quantities import POINT
from perfeval.renderers.scores import summary
from perfeval.resolution import Installed, resolve
from perfeval.ruling import (
    Basis,
    Consequence,
    Deduction,
    Direct,
    Framework,
    NilRow,
    Pack,
    Proportional,
    RowKind,
    RowMethod,
    RowScoring,
    Section,
    Standing,
    Text,
    formulas,
)
from perfeval.scores import LineState, Score, scores
from perfeval.scores.rows import row_line

# --- rows of a form ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("aim", "done", "low", "high", "why"), [
    ("≥98%", "98%", 10, 10, ""), ("≥100人", "90人", 9, 9, ""), ("≥100人", "130人", 10, 10, ""), (">=100", "90", 9, 9, ""),
    ("≤20天", "25天", 8, 8, ""), ("≤20天", "10天", 10, 10, ""), ("≤0件", "0件", 10, 10, ""), ("≤0件", "1件", 0, 10, "按比例"),
    ("3次", "3次", 10, 10, ""), ("100人", "90人", 9, 10, "高低"), ("=100%", "90%", 9, 10, "高低"), ("95%", "95%", 10, 10, ""),
    ("100人", "90", 9, 10, "高低"), ("≥100人", "90个", 0, 10, "单位不同"), ("≥100人", "约90人", 0, 10, "约数"),
    ("≥100人", "已完成", 0, 10, "不是数"), ("≥95%", "≥95%", 0, 10, "照抄"), ("≥95%", "≥90%", 0, 10, "范围"),
    ("≤财政预算指标控制数", "≤财政预算指标控制数", 0, 10, "没有数"), ("2023年12月31日前", "2023年11月", 10, 10, ""),
    ("2023年11月底前", "2023年12月31日", 0, 0, ""), ("2023年12月31日前", "202年12月31日前", 0, 10, "无法确认"),
    ("2023年12月31日前", "按时完成", 0, 10, "不能比较"), ("效果明显", "效果明显", 0, 10, "照抄"), ("提升", "有所提升", 0, 10, "未说明达成档次"),
    ("提升", "达成年度指标", 8, 10, "一档之内"), ("提升", "部分达成", 6, 8, "一档之内"), ("提升", "未达成", 0, 6, "一档之内"),
    ("是", "是", 10, 10, ""), ("是", "否", 0, 0, ""), ("≥100人", "", 0, 10, "空白"), ("", "90人", 0, 10, "空白"),
])  # fmt: skip
def test_rows(aim: str, done: str, low: int, high: int, why: str) -> None:
    """A row is decided by a number, a date or a word that its own cells state, and by nothing else."""
    one = row(1, aim, done)
    worth = row_line(one, form(one), formulas.row_scoring())

    assert worth is not None
    assert (worth.lowest, worth.highest) == (low, high)
    assert (worth.state is LineState.DECIDED) is (not why)
    assert why in worth.why.zh


@given(got=st.integers(0, 500), more=st.integers(0, 500), reverse=st.booleans())
def test_rows_are_monotone(got: int, more: int, reverse: bool) -> None:
    """A row that comes nearer to its target never scores less."""
    sign = "≤" if reverse else "≥"
    worse, better = (got + more, got) if reverse else (got, got + more)
    rows = [row(1, f"{sign}100人", f"{n}人") for n in (worse, better)]
    one, other = (row_line(r, form(r), formulas.row_scoring()) for r in rows)

    assert one is not None
    assert other is not None
    assert one.highest <= other.highest


def test_a_kind_without_a_method() -> None:
    """A kind of row for which the framework has no method is never decided."""
    only = RowScoring(methods=[RowMethod(RowKind.FORWARD, Proportional())])
    for aim, done in (("≤20天", "25天"), ("2023年12月31日前", "2023年11月"), ("是", "是")):
        one = row(1, aim, done)
        worth = row_line(one, form(one), only)
        assert worth is not None
        assert worth.state is LineState.JUDGED


def test_rows_that_carry_nothing() -> None:
    """A sub-row, and a row whose points cannot be read, are no lines of a score."""
    for one in (row(1, "≥1个", "1个", is_part=True), row(1, "≥1个", "1个", points="若干")):
        assert row_line(one, form(one), formulas.row_scoring()) is None


def test_printed_scores_are_held_against_the_recomputed() -> None:
    """A printed score beyond the recomputed one is marked; one within half a hundredth fits."""
    worths = [
        row_line(one, form(one), formulas.row_scoring())
        for one in (
            row(1, "≥98%", "96%", score="9.80"),
            row(1, "≥98%", "96%", score="9.60"),
            row(1, "≥3个", "1个", score="3.33"),
        )
    ]

    assert [w.fits for w in worths if w is not None] == [True, False, True]


# --- forms ------------------------------------------------------------------------------------------------------------


def score_of(one: Form, name: str | None = None) -> Score:
    """The score of a form in Hunan."""
    return scores(form_report(one), perfeval.rulebook("430000", 2023), name)[0]


def test_a_form_in_which_everything_is_decided() -> None:
    """Where nothing is open the lowest and the highest score are one, and the grade is named."""
    score = score_of(form(row(1, "≥90个", "95个", "90", "90"), **WHOLE))

    assert (score.declared, score.tallied, score.lowest, score.highest) == (100, 100, 100, 100)
    assert score.grade is not None
    assert score.grade.label == "优"
    assert "等级 优" in "".join(summary(score))


@pytest.mark.parametrize(("one", "words"), [
    (form(row(1, "≥1个", "1个", score=""), **WHOLE), "未填得分"),
    (form(row(1, "≥1个", "1个"), complete=False, why_incomplete=("表格未完", "cut"), **WHOLE), "表格未完"),
])  # fmt: skip
def test_forms_that_do_not_add_up(one: Form, words: str) -> None:
    """A form with a blank score or missing rows is not tallied, and says why."""
    score = score_of(one)

    assert score.tallied is None
    assert words in score.why_not_tallied.zh
    assert score.declared == 100


def test_several_forms() -> None:
    """Each form has its scores; its execution rate is its own, printed or of its own table."""
    second = evolve(
        form(row(1, "≥1个", "1个", "90", "90"), **WHOLE), id="form2", execution_rate=entry("50%", Place("form"))
    )
    first, other = scores(
        form_report(form(row(1, "≥1个", "1个", "90", "90"), **WHOLE), second), perfeval.rulebook("430000", 2023)
    )

    assert (first.lowest, other.lowest) == (100, 95)
    assert [w.fits for w in other.lines] == [False, True]


def test_execution_as_a_row() -> None:
    """Where the execution rate is an indicator row it is scored by the figures, and counted once."""
    rate = {k: v for k, v in WHOLE.items() if k.startswith("total")} | {"execution_rate": entry("50%", Place("form"))}
    one = form(
        row(1, "100%", "100%", "10", "10", name="预算执行率", is_execution=True),
        row(2, "≥1个", "1个", "90", "90"),
        **rate,
    )
    score = score_of(one)

    assert (score.tallied, score.tallied_of, score.lowest, score.of) == (100, 100, 95, 100)
    assert [w.fits for w in score.lines] == [False, True]


def test_sub_rows_count_once() -> None:
    """The points of a sub-row are its parent's, whether or not they are printed again."""
    one = form(
        row(1, "≥1个", "1个", "90", "90", has_parts=True), row(2, "≥1个", "1个", "90", "90", is_part=True), **WHOLE
    )

    assert (score_of(one).tallied, score_of(one).tallied_of) == (100, 100)


def test_a_form_without_a_framework() -> None:
    """Where no attested framework is known nothing is recomputed, and the reason names what could be chosen."""
    score = scores(form_report(form(row(1, "≥1个", "1个", "90", "90"), **WHOLE)), perfeval.rulebook("000000", 2023))[0]

    assert (score.tallied, score.lowest, score.grade) == (100, None, None)
    assert "national-2020" in score.why_not_recomputed.zh
    made = evaluate(form_report(form(row(1, "≥1个", "1个", "90", "90"), **WHOLE)), perfeval.rulebook("000000", 2023))
    assert "recomputed-score" in {n.rule for n in made.not_run}


def test_a_framework_chosen_by_name() -> None:
    """A framework that is not the default is taken when it is named, and a name nobody has is an error."""
    score = score_of(form(row(1, "提升", "部分达成", "90", "60"), **WHOLE), "national-2021-cost")

    assert score.framework is not None
    assert score.framework.id == "national-2021-cost"
    assert (score.lines[1].lowest, score.lines[1].highest) == (45, 72)
    with pytest.raises(UnknownNameError, match="hunan-2017"):
        score_of(form(), "no-such-framework")


def test_execution_that_does_not_count() -> None:
    """A framework whose total leaves the execution rate out adds up the rows alone."""
    own = Framework(
        "rows",
        "只计指标",
        sections=[Section("all", "全部", 100, by_rows=True)],
        rows=formulas.row_scoring(),
        includes_execution=False,
    )
    pack = Pack(id="own", code="430000", frameworks=[own])
    one = form(row(1, "≥1个", "1个", "100", "90"), **WHOLE)
    (score,) = scores(form_report(one), resolve([Installed(pack, "test")], "430000", 2023), "rows")

    assert (score.tallied, score.tallied_of, score.of) == (90, 100, 100)


# --- facts about rows -------------------------------------------------------------------------------------------------


VAGUE = RowScoring(
    methods=formulas.row_scoring().methods, deductions=[Deduction("vague", Text("指标值不明确", "vague"), "30%")]
)  # fmt: skip


@pytest.mark.parametrize(("done", "entered", "ends"), [
    ("100个", 1, (7, 7)), ("100个", 0, (10, 10)), ("60个", 1, (6, 6)), ("70个", 1, (7, 7)), ("若干", 1, (0, 7)), ("若干", 0, (0, 10)),
])  # fmt: skip
def test_what_a_recheck_takes_off_a_row(done: str, entered: int, ends: tuple[int, int]) -> None:
    """A share taken off a row's points bounds what it is worth, from above only, once a person has entered it."""
    part = row(4, "≥1个", "1个", is_part=True)
    (score,) = by_own(own_rows(rows=VAGUE), bare(row(3, "≥100个", done), part), **{"3/vague": entered, "4/vague": 1})
    worth = score.lines[0]

    assert (worth.lowest, worth.highest, worth.points) == (*ends, 10)
    assert ("指标值不明确：扣30%" in worth.why.zh) is bool(entered)
    assert not worth.why.zh.startswith("；")


def test_a_recheck_of_a_row_that_is_not_there() -> None:
    """A deduction of a row the form does not have, or of a framework without rows, is refused, and says what may be entered."""
    for own in (own_rows(rows=VAGUE), own_rows()):
        with pytest.raises(UnknownNameError, match="4/vague") as refused:
            by_own(own, bare(row(3, "≥1个", "1个")), **{"4/vague": 1})
        assert ("可录入：3/vague。" in refused.value.zh) is (own.rows == VAGUE)
        assert refused.value.en.endswith("it takes 3/vague." if own.rows == VAGUE else "it takes none.")
        assert "“rows”" in str(refused.value)
    with pytest.raises(UnknownNameError, match="可录入：（无）"):
        scores(form_report(form(row(3, "≥1个", "1个"))), perfeval.rulebook("000000", 2023), facts={"3/vague": 1})


# --- rows by their kind -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("aim", "done", "low", "high", "why"), [
    ("≥100人", "=90人", 9, 9, ""), ("≥100人", "≥90人", 0, 10, "是范围"), ("约100人", "90人", 0, 10, "约数"), ("202年12月31日前", "2023年11月", 0, 10, "日期"),
    ("0.7531.13", "5", 0, 10, "数值“0.7531.13”无法确认"), ("≥5", "0.7531.13", 0, 10, "数值“0.7531.13”无法确认"), ("100", "90人", 9, 10, "（无比较符）"), ("=100人", "90人", 9, 10, "（=）"),
    (">100人", "90人", 9, 9, ""), ("<20天", "25天", 8, 8, ""), ("提升", "是", 0, 10, "未说明"), ("是", "提升", 0, 10, "未说明"), ("——", "90人", 0, 10, "空白"), ("≥100人", "——", 0, 10, "空白"),
    ("≥100人", "2023年11月", 0, 10, "不是数"), ("≤控制数", "很好", 0, 10, "没有数"), ("很好", "良好", 0, 10, "未说明达成档次"), ("很好。", "很好", 0, 10, "照抄"), ("=是", "是", 10, 10, ""), ("是", "=否", 0, 0, ""),
])  # fmt: skip
def test_more_rows(aim: str, done: str, low: int, high: int, why: str) -> None:
    """What the cells of a row leave open is said of the cell that leaves it open."""
    one = row(1, aim, done)
    worth = row_line(one, form(one), formulas.row_scoring())

    assert worth is not None
    assert (worth.lowest, worth.highest) == (low, high)
    assert why in worth.why.zh
    assert bool(worth.why) is bool(why)


@pytest.mark.parametrize(("kinds", "aim", "done", "decided"), [
    ((RowKind.FORWARD,), "≥100人", "90人", True), ((RowKind.FORWARD,), "100人", "90人", False), ((RowKind.REVERSE,), "100人", "90人", False), ((RowKind.REVERSE,), "≥100人", "90人", False),
])  # fmt: skip
def test_a_row_needs_a_method_for_each_direction(kinds: Sequence[RowKind], aim: str, done: str, decided: bool) -> None:
    """A number without a direction is scored only where both directions have a method."""
    one = row(1, aim, done)
    methods = [m for m in formulas.row_scoring().methods if m.kind in kinds]
    worth = row_line(one, form(one), RowScoring(methods=methods, yes=formulas.YES, no=formulas.NO))

    assert worth is not None
    assert (worth.state is LineState.DECIDED) is decided
    assert ("如何计分未规定" in worth.why.zh) is not decided


@pytest.mark.parametrize(("kind", "scoring", "aim", "done"), [
    (RowKind.FORWARD, Direct(), "≥100人", "90人"), (RowKind.DEADLINE, Proportional(), "2023年12月31日前", "2023年11月"), (RowKind.YES_NO, Proportional(), "是", "是"),
    (RowKind.TIERED, Proportional(), "提升", "达成年度指标"),
])  # fmt: skip
def test_a_method_that_does_not_suit_its_kind(
    kind: RowKind, scoring: Proportional | Direct, aim: str, done: str
) -> None:
    """A row whose kind has a method of another sort is left to a person."""
    one = row(1, aim, done)
    worth = row_line(one, form(one), RowScoring(methods=[RowMethod(kind, scoring)]))

    assert worth is not None
    assert (worth.state, worth.lowest, worth.highest) == (LineState.JUDGED, 0, 10)


@pytest.mark.parametrize(("aim", "done", "kind"), [
    ("≥100人", "90人", RowKind.FORWARD), ("≤100人", "90人", RowKind.REVERSE), ("100人", "90人", RowKind.FORWARD), ("是", "是", RowKind.YES_NO),
    ("2023年12月31日前", "2023年11月", RowKind.DEADLINE), ("提升", "达成年度指标", RowKind.TIERED), ("提升", "很好", RowKind.TIERED), ("≥100人", "很多", None),
])  # fmt: skip
def test_a_row_rests_on_its_method(aim: str, done: str, kind: RowKind | None) -> None:
    """A row that a method scores says which, and rests on what the method rests on; without a direction it is the first of two."""
    methods = [
        evolve(m, standing=Standing.CONFIRMED, basis=Basis(document=m.kind.value))
        for m in formulas.row_scoring().methods
    ]
    one = row(1, aim, done)
    worth = row_line(one, form(one), RowScoring(methods=methods, yes=formulas.YES, no=formulas.NO))

    assert worth is not None
    assert worth.rule == (f"row {kind.value}" if kind else "")
    assert worth.standing is (Standing.CONFIRMED if kind else Standing.ARITHMETIC)
    assert worth.rests_on.zh.startswith(kind.value if kind else "")


@pytest.mark.parametrize(("head", "section"), [(0, "产出指标"), (1, ""), (None, "")])
def test_the_section_of_a_row(head: int | None, section: str) -> None:
    """A row stands in the section of its head, and in none where the form has no such head."""
    one = evolve(row(1, "≥1个", "1个", score=""), head=head)
    worth = row_line(one, form(one), formulas.row_scoring())

    assert worth is not None
    assert (worth.section, worth.printed) == (section, None)


def test_a_row_named_nothing() -> None:
    """A row named 无 is worth anything between nothing and its points, and is called by its level."""
    one = row(1, "≥1个", "1个", name="无")
    found = [
        row_line(r, form(r), formulas.row_scoring())
        for r in (one, evolve(one, level2=""), evolve(one, points=entry("0", Place(), POINT)))
    ]

    assert [(w.label.zh, w.unnamed, w.state) for w in found if w is not None][:2] == [
        ("数量指标“无”", True, LineState.JUDGED),
        ("产出指标“无”", True, LineState.JUDGED),
    ]
    assert [(w.lowest, w.highest) for w in found if w is not None][:2] == [(0, 10), (0, 10)]


# --- rows named 无, and the grade --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("score", "done", "kept", "zero", "removed"), [
    ("8", "100个", (98, 98, 98, 100), (90, 90, 90, 100), (90, 90, 90, 90)), ("8", "50个", (98, 53, 53, 100), (90, 45, 45, 100), (90, 45, 45, 90)),
    ("", "100个", (None, 90, 100, 100), (None, 90, 90, 100), (None, 90, 90, 90)),
])  # fmt: skip
def test_what_each_treatment_does(
    score: str, done: str, kept: tuple[int, ...], zero: tuple[int, ...], removed: tuple[int, ...]
) -> None:
    """Kept, a row named 无 has its printed score, or lies open without one; at zero it has none; removed, its points go too."""
    (made,) = by_own(own_rows(), with_nothing(10, score, done=done))

    assert made.unnamed == 1
    assert [(t.kind, (t.printed, t.lowest, t.highest, t.of)) for t in made.treatments] == [
        (NilRow.KEPT, kept), (NilRow.ZERO, zero), (NilRow.REMOVED, removed),
    ]  # fmt: skip


@pytest.mark.parametrize(("made", "grade", "zh"), [
    (with_nothing(5, "5"), "优", ""), (with_nothing(20, "20"), None, "等级取决于“无”指标如何处理"), (with_nothing(5, "5", done="50个"), None, "表列得分属另一等级"),
    (bare(row(1, "≥100个", "100个", "100", "70")), None, "复算为“优”，表列得分属另一等级"), (bare(row(1, "≥100个", "95个", "100", "95")), "优", ""),
    (bare(row(1, "≥100个", "100个", "85", "85"), row(2, "提升", "很好", "15", "15")), None, "有 1 项待定，等级在良～优之间"),
    (bare(row(1, "≥100个", "100个", "85", "80"), row(2, "提升", "很好", "15", "5")), None, "有 1 项待定，等级在良～优之间"),
    (bare(row(1, "≥100个", "100个", "95", "95"), row(2, "提升", "很好", "5", "5")), "优", ""),
    (bare(row(1, "≥100个", "100个"), complete=False, why_incomplete=("表格未完", "cut")), None, "表格未完"),
])  # fmt: skip
def test_a_grade_or_why_there_is_none(made: Form, grade: str | None, zh: str) -> None:
    """A grade is named where print and recomputation agree on one at both ends of every treatment, and else it is said why not."""
    (score,) = by_own(own_rows(), made)

    assert (score.grade.label if score.grade is not None else None) == grade
    assert zh in score.why_no_grade.zh
    assert bool(score.why_no_grade) is bool(zh)


def test_a_framework_without_grades() -> None:
    """Where no grades are laid down none is named, and the treatments have none."""
    (score,) = by_own(own_rows(bands=()), with_nothing(10, "10"))

    assert (score.grade, score.why_no_grade.zh) == (None, "没有载明等级标准")
    assert [t.grades for t in score.treatments] == [(), (), ()]
    assert [len(t.grades) for t in by_own(own_rows(), with_nothing(10, "10"))[0].treatments] == [3, 3, 3]
    assert [
        t.grades for t in by_own(own_rows(standing=Standing.UNCONFIRMED), with_nothing(10, "10"))[0].treatments
    ] == [(), (), ()]


def test_what_follows_from_a_grade() -> None:
    """What a place attaches to a grade is noted where that grade is named, and nowhere else."""
    own = own_rows(consequences=[Consequence("more", Text("优先安排", "first in line"), grades=["excellent"])])
    notes = [[n.zh for n in by_own(own, bare(row(1, "≥100个", f"{n}个", "100", f"{n}")))[0].notes] for n in (95, 85)]

    assert notes == [["结果应用：优先安排"], []]
