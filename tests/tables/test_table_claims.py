"""Claims of tables in a whole report: over statements, in the JSON, and read back as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

import perfeval
from perfeval.model.claims import Shape
from perfeval.readers.report_json import read_json, write_json

TABLE = """<html><body><p>某局2023年度支出情况</p><p>单位：万元</p><table>
<tr><td>支出内容</td><td>计划支出数</td><td>实际支出数</td></tr>
<tr><td>文化活动经费</td><td>160.00</td><td>129.00</td></tr>
<tr><td>设备维护</td><td>80.00</td><td>62.50</td></tr>
<tr><td>人员经费</td><td>24.00</td><td>24.00</td></tr>
<tr><td>支出合计</td><td>264.00</td><td>215.50</td></tr></table></body></html>"""


def _report(folder: Path, text: str = TABLE) -> perfeval.Report:
    path = folder / "table.html"
    path.write_text(text, encoding="utf-8")
    return perfeval.read(path)


def test_a_total_row_is_claimed_for_each_column(tmp_path: Path) -> None:
    """The total of an unknown table is claimed to add up in both columns, over statements that are in the report."""
    report = _report(tmp_path)
    printed = {s.order: s.printed for s in report.statements}
    sums = [
        [printed[order] for order in claim.readings[0].orders] for claim in report.claims if claim.kind == "table.sum"
    ]
    assert ["264.00", "160.00", "80.00", "24.00"] in sums
    assert ["215.50", "129.00", "62.50", "24.00"] in sums
    assert {reading.shape for claim in report.claims for reading in claim.readings} == {Shape.SUM}


def test_the_unit_over_a_table_is_that_of_its_cells(tmp_path: Path) -> None:
    """A cell without a name has the unit the document prints over its table."""
    units = {s.quantity.unit.symbol for s in _report(tmp_path).statements if s.quantity and s.quantity.unit}
    assert units == {"万元"}


def test_claims_are_written_and_read_back(tmp_path: Path) -> None:
    """A report read back from its own JSON claims the same."""
    report = _report(tmp_path)
    again = read_json(write_json(report).encode(), report.source)
    assert report.claims
    assert again.claims == report.claims


def test_a_claim_about_a_figure_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A claim names its figures by order; one that no figure has is an error that says so."""
    text = write_json(_report(tmp_path)).replace('"figure": 0', '"figure": 999', 1)
    with pytest.raises(perfeval.PerfevalError, match="999"):
        read_json(text.encode(), "broken.json")


def test_a_relation_a_rule_names_is_said_once(tmp_path: Path) -> None:
    """A rate both a rule over named figures and the table's own words speak of is one finding, the rule's."""
    form = (
        "<p>某局2023年度基础数据表</p><table><tr><td>财政供养人员情况</td><td>编制数</td><td>2023年实际在职人数</td><td>控制率</td></tr>"
        "<tr><td></td><td>19</td><td>17</td><td>100%</td></tr></table>"
    )
    found = [
        f.rule for f in perfeval.evaluate(_report(tmp_path, form)).findings if "19" in {c.printed for c in f.figures}
    ]
    assert len(found) == 1
    assert not found[0].startswith("table.")


def test_a_broken_total_of_an_unknown_table_is_said(tmp_path: Path) -> None:
    """A total that one column bears out and another breaks is an error that shows the sum."""
    report = _report(tmp_path, TABLE.replace("264.00", "274.00"))
    assert [
        (f.rule, f.stated, f.expected)
        for f in perfeval.evaluate(report).findings
        if f.severity is perfeval.Severity.ERROR
    ] == [("table.sum", "274.00", "264")]


def test_a_difference_does_not_make_two_breaks_of_one(tmp_path: Path) -> None:
    """A wrong total breaks its own column and, through the difference printed beside it, that one, too: it is said once."""
    rows = (
        ("合计", "100", "90", "-10"), ("1.因公出国费", "10", "0", "-10"), ("2.公务接待费", "40", "40", "0"), ("3.用车费", "50", "60", "10"),
    )  # fmt: skip
    cells = [("项目", "上年决算数", "本年决算数", "增减额"), *rows]
    table = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in cells)
    findings = perfeval.evaluate(_report(tmp_path, f"<p>情况统计</p><table>{table}</table>")).findings
    assert [(f.rule, f.stated, f.expected) for f in findings if f.severity is not perfeval.Severity.NOTICE] == [
        ("table.sum", "90", "100")
    ]
