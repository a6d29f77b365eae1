"""A re-check beside a self-evaluation: read into roles of its own, held to its sums, compared, and asked about."""

from __future__ import annotations

import csv
import json
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import perfeval
from perfeval.findings import Finding, Severity, Standing
from perfeval.model import Form, IndicatorRow, Recheck, Report, entry
from perfeval.quantities import POINT, short
from perfeval.readers.report_json import read_json, write_json
from perfeval.testing import reports

RULES = ("recheck-total", "recheck-within-points", "recheck-deviation", "recheck-remarks")
HEAD = [
    "一级指标",
    "二级指标",
    "三级指标",
    "指标性质",
    "指标值",
    "单位",
    "权重",
    "自评完成值",
    "自评得分",
    "复核完成值",
    "复核得分",
    "偏差",
    "备注",
]
ROWS = [
    ["产出指标", "数量指标", "培训人数", "≥", "100", "人", "40", "120", "40", "118", "40", "0", ""],
    ["产出指标", "质量指标", "培训合格率", "≥", "90", "%", "30", "95", "30", "95", "24", "-6", "指标略欠规范，扣20%"],
    ["效益指标", "社会效益指标", "就业服务水平", "定性", "提升", "", "30", "提升", "30", "提升", "27", "-3", "佐证不足，扣3分"],
    ["总分", "", "", "", "", "", "100", "", "100", "", "91", "", ""],
]  # fmt: skip


def sheet(folder: Path, head: list[str] = HEAD, rows: list[list[str]] = ROWS) -> Report:
    """A re-check as a reviewer's table, read from a file."""
    file = folder / "sheet.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([head, *rows])
    return perfeval.read(file)


def said(report: Report) -> dict[str, Finding]:
    """What the rules about a re-check say, by rule."""
    return {f.rule: f for f in perfeval.evaluate(report).findings if f.rule in RULES}


def with_cell(row: int, column: str, text: str) -> list[list[str]]:
    """The rows with one cell written otherwise."""
    return [
        [text if (n, h) == (row, column) else c for h, c in zip(HEAD, one, strict=True)] for n, one in enumerate(ROWS)
    ]


# --- reading --------------------------------------------------------------------------------------------------------


def test_columns_of_a_reviewer(tmp_path: Path) -> None:
    """Re-checked values, scores and remarks stand beside the unit's own, and every number is known."""
    report = sheet(tmp_path)
    (form,) = report.forms
    read = [
        [e.text if e is not None else None for e in (r.recheck.actual, r.recheck.score, r.recheck.remark)]
        for r in form.rows
        if r.recheck
    ]

    assert read == [["118", "40", ""], ["95", "24", "指标略欠规范，扣20%"], ["提升", "27", "佐证不足，扣3分"]]
    assert [r.score.text for r in form.rows if r.score] == ["40", "30", "30"]
    assert form.total_recheck is not None
    assert (form.total_recheck.text, form.total_score.text if form.total_score else "") == ("91", "100")
    assert not form.has_reasons
    assert report.coverage.unmapped == 0


def test_whose_remark_it_is(tmp_path: Path) -> None:
    """备注 is the reviewer's behind re-checked scores, and the unit's reason where there are none."""
    both = [h.replace("偏差", "偏差原因分析") for h in HEAD[:11]] + ["复核意见", "备注"]
    own = ["偏差原因", *HEAD[:11], "备注"]
    (named,) = sheet(tmp_path, both).forms
    without = [[*r[:9], r[12]] for r in ROWS]
    (plain,) = sheet(tmp_path, [*HEAD[:9], "备注"], without).forms
    (beside,) = sheet(
        tmp_path, [*own[1:10], "偏差原因", "复核得分", "备注"], [[*r[:9], "无偏差", r[10], r[12]] for r in ROWS]
    ).forms

    assert [r.recheck.remark.text for r in named.rows if r.recheck and r.recheck.remark] == ["0", "-6", "-3"]
    assert [(r.recheck, r.reason.text if r.reason else "") for r in plain.rows] == [(None, r[12]) for r in ROWS[:3]]
    assert [
        (r.reason.text, r.recheck.remark.text) for r in beside.rows if r.reason and r.recheck and r.recheck.remark
    ] == [("无偏差", r[12]) for r in ROWS[:3]]


def test_survives_json(tmp_path: Path) -> None:
    """A re-check written as JSON and read again is the same."""
    report = sheet(tmp_path)

    assert read_json(write_json(report).encode(), "sheet.csv").forms == report.forms
    assert "recheck" in json.loads(write_json(report))["forms"][0]["rows"][0]


# --- what is said ---------------------------------------------------------------------------------------------------


def test_a_sound_sheet(tmp_path: Path) -> None:
    """A re-check that adds up, whose remarks fit, is compared and nothing else."""
    found = said(sheet(tmp_path))

    assert list(found) == ["recheck-deviation"]
    only = found["recheck-deviation"]
    assert (only.severity, only.standing, only.basis) == (Severity.NOTICE, Standing.UNCONFIRMED, "")
    assert (only.stated, only.expected, only.difference) == ("100", "91", "-9")
    assert "培训合格率 30→24、就业服务水平 30→27" in only.message.zh
    assert "偏差 -9（偏差率 -9%）" in only.message.zh


BROKEN = [
    (with_cell(3, "复核得分", "92"), "recheck-total", Severity.ERROR, "40+24+27=91，表列92"),
    (with_cell(0, "复核得分", "41"), "recheck-within-points", Severity.ERROR, "41"),
    (with_cell(1, "备注", "略欠规范，扣30%"), "recheck-remarks", Severity.NOTICE, "扣 6 分，为分值的 20%"),
    (with_cell(2, "备注", "佐证不足，扣5分"), "recheck-remarks", Severity.NOTICE, "扣 3 分"),
    (with_cell(0, "备注", "未提供佐证材料"), "recheck-remarks", Severity.NOTICE, "复核得分仍为 40"),
    (with_cell(0, "备注", "满意度无调查资料"), "recheck-remarks", Severity.NOTICE, "仍为 40"),
]


@pytest.mark.parametrize(
    ("rows", "rule", "severity", "words"), BROKEN, ids=[f"{n}-{b[1]}" for n, b in enumerate(BROKEN)]
)
def test_what_does_not_fit(rows: list[list[str]], rule: str, severity: Severity, words: str, tmp_path: Path) -> None:
    """A broken sum is an error; a remark that does not fit what was taken off is a question, quoting the remark."""
    found = said(sheet(tmp_path, rows=rows))

    assert words in found[rule].message.zh
    assert found[rule].severity is severity
    assert found[rule].question is (rule == "recheck-remarks")


@pytest.mark.parametrize("remark", [
    "", "无", "复核无误", "先扣30%，再扣20%", "每超1个百分点扣2分", "佐证材料齐全", "有佐证", "按标准酌情扣分", "无需佐证材料", "提供了调查资料",
])  # fmt: skip
def test_remarks_that_say_no_number(remark: str, tmp_path: Path) -> None:
    """What names no single deduction, or a price for each step, is not compared."""
    assert "recheck-remarks" not in said(sheet(tmp_path, rows=with_cell(0, "备注", remark)))


def test_no_evidence_and_nothing_left(tmp_path: Path) -> None:
    """Without evidence and with points taken off there is nothing to ask."""
    rows = with_cell(0, "备注", "未提供佐证材料")
    rows[0][10], rows[3][10] = "0", "51"

    assert list(said(sheet(tmp_path, rows=rows))) == ["recheck-deviation"]


def test_a_blank_score_is_not_nought(tmp_path: Path) -> None:
    """A row the reviewer left blank is named, and the total is not run."""
    evaluation = perfeval.evaluate(sheet(tmp_path, rows=with_cell(1, "复核得分", "")))

    assert "recheck-total" not in {f.rule for f in evaluation.findings}
    assert [u.why.zh for u in evaluation.not_run if u.rule == "recheck-total"] == [
        "复核得分合计：“培训合格率”未填复核得分"
    ]


points = st.integers(1, 60)


@st.composite
def rechecked(draw: st.DrawFn) -> tuple[Form, list[tuple[int, int, int]], int]:
    """A form with a re-check: points, own and re-checked scores of each row, and the reviewer's total."""
    several = []
    for worth in draw(st.lists(points, min_size=1, max_size=6)):
        several.append((worth, draw(st.integers(0, worth)), draw(st.integers(0, worth + 2))))
    total = sum(r[2] for r in several) + draw(st.sampled_from((0, 0, 1, -1)))

    def cell(number: int) -> object:
        return entry(str(number), unit=POINT)

    rows = tuple(
        IndicatorRow(n, "产出指标", "数量指标", f"指标{n}", perfeval.model.Place(row=n), points=cell(a), score=cell(b), recheck=Recheck(None, cell(c)))  # type: ignore[arg-type]
        for n, (a, b, c) in enumerate(several, 1)
    )  # fmt: skip
    return Form("form1", "复核表", rows, total_recheck=cell(total)), several, total  # type: ignore[arg-type]


@given(drawn=rechecked())
def test_sums_by_hand(drawn: tuple[Form, list[tuple[int, int, int]], int]) -> None:
    """Each rule speaks exactly where the sums done by hand say so, and the deviation is their difference."""
    form, rows, total = drawn
    found = said(Report(source="表", year=2023, forms=(form,)))
    own, other = (sum(r[n] for r in rows) for n in (1, 2))

    assert ("recheck-total" in found) is (total != other)
    assert ("recheck-within-points" in found) is any(c > a for a, _, c in rows)
    assert ("recheck-deviation" in found) is any(b != c for _, b, c in rows)
    if "recheck-deviation" in found:
        assert Fraction(found["recheck-deviation"].difference.lstrip("+")) == other - own
    assert "recheck-remarks" not in found


@given(worth=st.integers(2, 60), taken=st.integers(0, 60), named=st.integers(1, 100))
def test_named_percent(worth: int, taken: int, named: int) -> None:
    """A named percent is asked about exactly where it is not what was taken off, to half a point of whole scores."""
    score = max(worth - taken, 0)
    cells = [entry(str(n), unit=POINT) for n in (worth, worth, score)]
    row = IndicatorRow(
        1, "产出指标", "", "甲", perfeval.model.Place(row=1), points=cells[0], score=cells[1],
        recheck=Recheck(None, cells[2], None, entry(f"表述不规范，扣{named}%")),
    )  # fmt: skip
    found = said(Report(source="表", year=2023, forms=(Form("form1", "复核表", (row,)),)))
    off = abs(Fraction(worth * named, 100) - (worth - score)) > Fraction(1, 2)

    assert ("recheck-remarks" in found) is off
    if off:
        assert f"扣 {short(Fraction(worth - score))} 分" in found["recheck-remarks"].message.zh


def unchecked(report: Report) -> Report:
    """A report before a reviewer has written into its forms."""
    forms = [
        evolve(f, rows=tuple(evolve(r, recheck=None) for r in f.rows), total_recheck=None, execution_recheck=None)
        for f in report.forms
    ]
    return evolve(report, forms=tuple(forms))


@given(report=reports().map(unchecked))
def test_silence_without_a_reviewer(report: Report) -> None:
    """Where no column for a re-check is, none of the rules speaks, holds, or complains of what it lacks."""
    evaluation = perfeval.evaluate(report)
    spoken = (
        {f.rule for f in evaluation.findings} | {h.rule for h in evaluation.held} | {u.rule for u in evaluation.not_run}
    )

    assert spoken & set(RULES) == set()
