"""Forms filled in: what the report says in its place, nothing guessed, and a form that passes its own check."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.papers.made import EXAMPLE

import perfeval
from perfeval.__main__ import main
from perfeval.errors import UsageError
from perfeval.filling import Filled, fill, written
from perfeval.filling.grids import grid_of
from perfeval.filling.probing import meanings
from perfeval.model import Report
from perfeval.plugins import installed
from perfeval.quantities import plain
from perfeval.ruling import FILL, LEFT, UP, Blank

BLANKS = installed().words.blanks
every_form = pytest.mark.parametrize("blank", BLANKS.values(), ids=BLANKS)
CENTS = st.integers(0, 99_999).map(lambda n: Fraction(n, 100))


def filled(name: str, report: Report) -> Filled:
    """A form filled in by the rules of Hunan."""
    return fill(BLANKS[name], report, perfeval.rulebook("430000", report.year), installed().words)


def read_again(made: Filled, name: str) -> Report:
    """What a filled form says once it is a file."""
    return perfeval.read((name, written(made, name)))


def texts(made: Filled) -> list[list[str]]:
    """The cells of the first table, row by row."""
    return [[cell.text for cell in row.cells] for row in made.document("form").blocks[-1].rows]  # type: ignore[union-attr]


@st.composite
def honest(draw: st.DrawFn) -> Report:
    """Figures of a unit of Hunan that keep every rule of its base data table: parts make up their wholes, nobody overspends."""
    figures: dict[tuple[str, int, str], str] = {}

    def put(item: str, year: int, stage: str, amount: Fraction) -> Fraction:
        figures[item, year, stage] = plain(amount, 2)
        return amount

    for year, stage in ((2022, "actual"), (2023, "original"), (2023, "actual")):
        parts = [draw(CENTS) for _ in range(4)]
        if stage == "actual" and year == 2023:  # no more than planned
            parts = [min(p, Fraction(figures[item, 2023, "original"])) for p, item in zip(parts, PARTS, strict=True)]
        abroad, buying, running, guests = (put(item, year, stage, p) for item, p in zip(PARTS, parts, strict=True))
        put("three-public.vehicles", year, stage, buying + running)
        put("three-public", year, stage, abroad + buying + running + guests)
    posts = draw(st.integers(1, 500))
    figures["staff.posts", 2023, "stock"] = f"{posts}人"
    figures["staff.in-post", 2023, "stock"] = f"{draw(st.integers(0, posts))}人"
    return Report.build(figures, entity="示例市某局", year=2023, jurisdiction="430000")


PARTS = (
    "three-public.abroad",
    "three-public.vehicles.purchase",
    "three-public.vehicles.running",
    "three-public.hospitality",
)


def amounts(report: Report) -> Mapping[Any, Fraction]:
    """Every figure of a report by item, year and stage."""
    return {
        (s.name.item.text, s.name.year.value, s.name.stage.value): s.quantity.value for s in report.statements if s.quantity is not None
    }  # fmt: skip


@given(report=honest(), name=st.sampled_from(["form.docx", "form.xlsx"]))
@settings(max_examples=8)
def test_a_filled_form_says_what_the_report_says(report: Report, name: str) -> None:
    """Round trip: a form filled from honest figures, written and read again, states the same figures, and nothing in it is to
    be corrected."""
    again = read_again(filled("hunan-base-data", report), name)

    stated, found = amounts(report), amounts(again)
    assert {key: found.get(key) for key in stated} == stated
    assert again.entity == report.entity
    assert again.year == 2023
    assert not perfeval.evaluate(again).has_errors


INDICATORS = [
    {"block": "产出指标（50分）", "group": "数量指标", "name": "接收文献件数", "target": "≥100件", "actual": "120件", "points": 50, "score": 50},
    {"block": "效益指标（30分）", "group": "社会效益指标", "name": "查阅人次", "target": "≥500人次", "actual": "620人次", "points": 30, "score": 30},
    {"block": "满意度指标（10分）", "group": "服务对象满意度指标", "name": "群众满意度", "target": "≥90%", "actual": "95%", "points": 10, "score": 10},
]  # fmt: skip
FIGURES = {
    ("total", 2023, "original"): "341.42",
    ("total", 2023, "final"): "316.04",
    ("total", 2023, "actual"): "316.04",
}


@pytest.mark.parametrize("name", ["form.docx", "form.xlsx"])
@pytest.mark.parametrize("form", ["hunan-self-evaluation", "project-self-evaluation"])
def test_indicators_are_filled_in_and_added_up(form: str, name: str) -> None:
    """A self-evaluation form has its rows under their blocks, its funds with the rate computed, and totals that are right."""
    report = Report.build(FIGURES, entity="示例市某局", year=2023, indicators=INDICATORS)
    (again,) = read_again(filled(form, report), name).forms

    assert [(r.level1, r.level2, r.name) for r in again.rows] == [
        ("产出指标", "数量指标", "接收文献件数"), ("效益指标", "社会效益指标", "查阅人次"), ("满意度指标", "服务对象满意度指标", "群众满意度"),
    ]  # fmt: skip
    assert [head.points.quantity.number for head in again.heads if head.points and head.points.quantity] == [50, 30, 10]
    assert again.total_points is not None
    assert again.total_points.text == "90"
    assert again.execution_rate is not None
    assert again.execution_rate.text == "100.00%"


def test_what_is_stated_twice_and_differently_stays_blank() -> None:
    """Of two figures that disagree none is chosen: the cell is blank, and it is said which."""
    report = perfeval.read(EXAMPLE)
    made = filled("hunan-base-data", report)

    assert any("在职人数" in label for label in made.contradicted)
    assert texts(made)[1][1:] == ["19", "", "100%"]


def test_rows_that_a_report_lists_have_rows() -> None:
    """The projects a report lists stand below 项目支出, each with its figures."""
    rows = texts(filled("hunan-base-data", perfeval.read(EXAMPLE)))
    at = next(n for n, row in enumerate(rows) if row[0] == "项目支出")

    assert [row[0][:2] for row in rows[at + 1 : at + 4]] == ["1.", "2.", "3."]
    assert rows[at + 2][1:] == ["5.00", "0.00", "5.00"]


def test_a_rate_that_is_not_stated_is_computed() -> None:
    """A rate nobody stated is what its rule says of the figures; without its figures it stays blank."""
    figures = {("staff.posts", 2023, "stock"): "19人", ("staff.in-post", 2023, "stock"): "17人"}
    report = Report.build(figures, entity="示例市某局", year=2023)

    assert texts(filled("hunan-base-data", report))[1][1:] == ["19", "17", "89.47%"]
    alone = Report.build({("staff.posts", 2023, "stock"): "19人"}, entity="示例市某局", year=2023)
    assert texts(filled("hunan-base-data", alone))[1][1:] == ["19", "", ""]


def test_amounts_are_printed_in_the_units_of_the_form() -> None:
    """An amount in yuan stands in a table of 万元 as 万元, with no digit lost."""
    report = Report.build({("three-public", 2023, "actual"): "32412.35元"}, entity="示例市某局", year=2023)

    row = next(row for row in texts(filled("hunan-base-data", report)) if row[0] == "三公经费")
    assert row[3] == "3.241235"


@every_form
def test_every_cell_to_be_filled_is_understood(blank: Blank) -> None:
    """Every cell of a form is read as one figure, and no two as the same: so a form and its layouts cannot drift apart."""
    named = {"{entity}": "示例市某局", "{year}": "2023", "{last}": "2022", "{project}": ""}

    def put(text: str) -> str:
        for name, value in named.items():
            text = text.replace(name, value)
        return text

    tables = [[tuple(map(put, row)) for row in table.rows if not row[0].startswith("＊")] for table in blank.tables]
    meant = meanings([put(line) for line in blank.above], tables, installed().words)

    cells = {
        (t, r, c)
        for t, rows in enumerate(tables)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if FILL in text
    }
    assert set(meant) == cells
    assert len({s.name.key for s in meant.values()}) == len(cells)


@every_form
def test_forms_are_rectangles(blank: Blank) -> None:
    """Every row of a form's table is as wide as the others, and no cell goes on from where there is none."""
    for table in blank.tables:
        width = {len(row) for row in table.rows} | ({len(table.indicators)} if table.indicators else set())
        assert len(width) == 1
        assert not any(row[0] == LEFT for row in table.rows)
        assert UP not in table.rows[0]


def test_cells_go_on_to_the_right_and_down() -> None:
    """A cell reaches over those that go on from it."""
    grid = grid_of([("a", LEFT, "b"), (UP, LEFT, "c")])

    assert [(box.text, box.wide, box.high) for box in grid.boxes] == [("a", 2, 2), ("b", 1, 1), ("c", 1, 1)]


def test_the_command_fills_and_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`perfeval fill` takes a program's figures, writes the form and says what its own check found."""
    source, target = tmp_path / "figures.json", tmp_path / "form.docx"
    rows = [
        {"item": item, "year": year, "stage": stage, "amount": amount}
        for (item, year, stage), amount in FIGURES.items()
    ]
    source.write_text(json.dumps({"entity": "示例市某局", "year": 2023, "figures": rows}), encoding="utf-8")

    assert main(["fill", "hunan-self-evaluation", str(source), "-o", str(target)]) == 0
    assert "已填 3 个数" in capsys.readouterr().err
    assert perfeval.read(target).figure("total", 2023, perfeval.FINAL).quantity is not None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no-such-form", str(EXAMPLE), "-o", "a.docx"], "hunan-base-data"),
        (["hunan-base-data", str(EXAMPLE), "-o", "a.pdf"], ".docx"),
        (["hunan-base-data", "absent.json", "-o", "a.docx"], "absent.json"),
    ],
)
def test_what_cannot_be_filled(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown form, another format and a missing file are refused, with what there is."""
    monkeypatch.chdir(tmp_path)

    assert main(["fill", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_forms_are_written_as_word_and_excel() -> None:
    """Another ending is refused by the library, too."""
    with pytest.raises(UsageError, match="docx"):
        written(filled("hunan-base-data", perfeval.read(EXAMPLE)), "form.odt")
