"""The same report as text, Word, Excel and web page is judged alike; only the places differ."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import perfeval

Rows = list[list[str]]

TITLE = "怀化市某馆2023年度部门整体支出绩效自评表"
FUNDS = ["资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
HEADER = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    """A funds block and an indicator table; every number in it may be off by a slip."""
    cents = st.integers(0, 100_000)
    slip = st.sampled_from((0, 0, 0, 1, 7))

    def money() -> str:
        whole, part = divmod(draw(cents), 100)
        return f"{whole}.{part:02d}"

    points = draw(st.lists(st.integers(1, 20), min_size=1, max_size=4))
    scores = [p - draw(st.integers(0, p)) for p in points]
    rows: Rows = [
        FUNDS,
        ["年度资金总额", money(), money(), money(), "10", f"{draw(st.integers(0, 100))}%", "10"],
        HEADER,
    ]
    for number, (worth, score) in enumerate(zip(points, scores, strict=True), 1):
        target = draw(st.sampled_from(("≥3次", "3次", "优")))
        rows.append(["产出指标", "数量指标", f"工作{number}", target, "3次", str(worth), str(score)])
    rows.append(["总分", "", "", "", "", str(10 + sum(points) + draw(slip)), str(10 + sum(scores) + draw(slip))])
    return rows


def as_text(rows: Rows) -> tuple[str, bytes]:
    """One row a line, cells behind tabs."""
    lines = [TITLE, "单位：万元", *("\t" + "\t".join(row) for row in rows)]
    return "report.txt", "\n".join(lines).encode()


def as_word(rows: Rows) -> tuple[str, bytes]:
    """A title, a line of the unit, a table."""
    made = docx.Document()
    made.add_paragraph(TITLE)
    made.add_paragraph("单位：万元")
    table = made.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    buffer = BytesIO()
    made.save(buffer)
    return "report.docx", buffer.getvalue()


def as_excel(rows: Rows) -> tuple[str, bytes]:
    """A sheet with the title and the unit above the table, all cells as text."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in ([TITLE], ["单位：万元"], *rows):
        sheet.append(row)
    buffer = BytesIO()
    made.save(buffer)
    return "report.xlsx", buffer.getvalue()


def as_page(rows: Rows) -> tuple[str, bytes]:
    """A page with two paragraphs and a table."""
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    html = f"<html><body><p>{TITLE}</p><p>单位：万元</p><table>{cells}</table></body></html>"
    return "report.html", html.encode()


def judged(name: str, data: bytes) -> tuple[list[tuple[str, str, list[str]]], list[str], int]:
    """What is found, what holds, and how many numbers were read, without the places."""
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        report = perfeval.read(path)
    evaluation = perfeval.evaluate(report)
    # a sheet is called by its own name and a table of text by its title, so the figures are compared and not the words
    found = sorted((f.severity.value, f.rule, [c.printed for c in f.figures]) for f in evaluation.findings)
    return found, sorted(h.arithmetic for h in evaluation.held), report.coverage.bound


@pytest.mark.parametrize("write", [as_word, as_excel, as_page])
@given(rows=tables())
def test_the_format_changes_no_finding(write: Callable[[Rows], tuple[str, bytes]], rows: Rows) -> None:
    """A report's findings are those of its figures, whichever kind of file holds them."""
    assert judged(*write(rows)) == judged(*as_text(rows))
