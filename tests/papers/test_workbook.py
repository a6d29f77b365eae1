"""The working paper: facts filled in, judgement left to a person, totals by formula, nothing that could run."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.papers.made import example

import perfeval
from perfeval.errors import UnreadableError
from perfeval.evaluation import Evaluation
from perfeval.findings import Finding, Severity, Text
from perfeval.privacy import masked
from perfeval.renderers.workbook import render_xlsx, revise_xlsx
from perfeval.summary import summary_of


def opened(data: bytes) -> Any:
    """A workbook that was written."""
    return openpyxl.load_workbook(BytesIO(data))


def saved(book: Any) -> bytes:
    """A workbook a person changed."""
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def headed(sheet: Any, row: int = 3) -> dict[str, int]:
    """The column of each header."""
    return {str(cell.value): cell.column for cell in sheet[row] if cell.value}


def saying(zh: str) -> Evaluation:
    """An evaluation of nothing with one finding that says this."""
    made = perfeval.evaluate(perfeval.Report.build({("total", 2023, "actual"): "1.00"}, entity="示例局", year=2023))
    return evolve(made, findings=(Finding("acme", Severity.ERROR, Text(zh, zh), fingerprint="0123456789ab"),))


@pytest.fixture(scope="module")
def paper() -> bytes:
    """The working paper of the example."""
    return render_xlsx([example()])


def test_every_matter_has_its_row(paper: bytes) -> None:
    """The findings' sheet has one row for each matter, with its number, its place and its id, and judges nothing."""
    sheet = opened(paper)["问题"]
    columns = headed(sheet)
    matters = summary_of(example()).matters

    rows = [sheet[number] for number in range(4, 4 + len(matters))]

    assert [row[columns["编号"] - 1].value for row in rows] == [m.id for m in matters]
    assert [row[columns["序号"] - 1].value for row in rows] == [str(m.number) for m in matters]
    assert [row[columns["位置"] - 1].value or "" for row in rows] == [masked(m.where.zh) for m in matters]
    assert {row[columns["复核判断"] - 1].value for row in rows} == {None}


def test_judgements_are_chosen_from_a_list(paper: bytes) -> None:
    """The judgement's column offers 采纳, 不采纳 and 需补证, and nothing else."""
    sheet = opened(paper)["问题"]

    (rule,) = sheet.data_validations.dataValidation

    assert rule.type == "list"
    assert rule.formula1 == '"采纳,不采纳,需补证"'
    assert f"{openpyxl.utils.get_column_letter(headed(sheet)['复核判断'])}4" in str(rule.sqref)


def test_checked_scores_are_a_persons(paper: bytes) -> None:
    """What was checked is blank, and so is its score wherever no rule that was seen in print decides it."""
    sheet = opened(paper)["底稿1"]
    columns = headed(sheet)

    names = [sheet.cell(row, columns["三级指标"]).value for row in range(4, 14)]
    checked = [sheet.cell(row, columns["复核得分"]).value for row in range(4, 14)]

    assert "重点工作完成数" in names
    assert set(checked) == {None}
    assert {sheet.cell(row, columns["复核完成值"]).value or "" for row in range(4, 14)} == {""}


def test_totals_are_formulas_and_show_what_they_come_to(paper: bytes) -> None:
    """The sums stand there as formulas, the printed totals beside them as numbers, and both are shown without computing."""
    formulas, shown = opened(paper)["底稿1"], openpyxl.load_workbook(BytesIO(paper), data_only=True)["底稿1"]
    columns = headed(formulas)
    at = next(cell.row for cell in formulas["A"] if cell.value == "逐项合计")

    assert formulas.cell(at, columns["权重（分值）"]).value == "=SUM(G4:G13)"
    assert shown.cell(at, columns["权重（分值）"]).value == 110
    assert shown.cell(at, columns["自评得分"]).value == 108
    assert formulas.cell(at + 1, columns["自评得分"]).value == 98
    assert formulas.cell(4, columns["偏差"]).value == '=IF(AND(ISNUMBER(I4),ISNUMBER(K4)),K4-I4,"")'
    assert '"优"' in formulas.cell(at + 2, columns["复核得分"]).value


@pytest.mark.parametrize("start", ["=", "+", "-", "@", '=HYPERLINK("http://a.invalid")', "=cmd|' /C calc'!A0"])
def test_no_text_becomes_a_formula(start: str) -> None:
    """A text that begins like a formula is written as the text it is, marked so that editing it makes no formula either."""
    sheet = opened(render_xlsx([saying(f"{start}1+1")]))["问题"]
    columns = headed(sheet)

    cells = [cell for row in sheet.iter_rows(4, 4) for cell in row if cell.value]
    fact = sheet.cell(4, columns["事实与核算过程"])

    assert {cell.data_type for cell in cells} == {"s"}
    assert fact.quotePrefix
    assert not any(cell.hyperlink for cell in cells)


@given(text=st.text(st.characters(exclude_categories=("Cs",)), max_size=40))
@settings(max_examples=25)
def test_any_text_can_be_written(text: str) -> None:
    """Whatever a report says, control characters and halves of nothing included, the workbook opens and holds texts alone."""
    sheet = opened(render_xlsx([saying(text)]))["问题"]

    assert sheet.cell(4, headed(sheet)["编号"]).value == "0123456789ab"
    assert "f" not in {cell.data_type for cell in sheet[4]}


def test_the_same_report_gives_the_same_bytes() -> None:
    """No clock is written into the file: twice the same report is twice the same paper."""
    assert render_xlsx([example()]) == render_xlsx([example()])


def test_what_a_person_wrote_stays() -> None:
    """Judgements, requests worded otherwise and checked scores stay with their rows when the paper is renewed."""
    book = opened(render_xlsx([example()]))
    findings, form = book["问题"], book["底稿1"]
    columns, own = headed(findings), headed(form)
    findings.cell(5, columns["复核判断"]).value = "采纳"
    findings.cell(5, columns["修改或补充材料要求"]).value = "请附会议纪要"
    form.cell(6, own["复核得分"]).value = 12.5
    key = findings.cell(5, columns["编号"]).value
    findings.delete_rows(4)

    again = opened(revise_xlsx([example()], "zh", saved(book)))

    row = next(r for r in again["问题"].iter_rows(4) if r[columns["编号"] - 1].value == key)
    assert row[columns["复核判断"] - 1].value == "采纳"
    assert row[columns["修改或补充材料要求"] - 1].value == "请附会议纪要"
    assert again["底稿1"].cell(6, own["复核得分"]).value == 12.5
    assert again["底稿1"].cell(7, own["复核得分"]).value is None


def test_a_row_taken_out_stays_out() -> None:
    """A finding that a person deleted is left out, is counted, and stays out for good."""
    book = opened(render_xlsx([example()]))
    gone = book["问题"].cell(4, headed(book["问题"])["编号"]).value
    book["问题"].delete_rows(4)
    data = saved(book)
    for _ in range(2):
        data = revise_xlsx([example()], "zh", data)

    sheet = opened(data)["问题"]

    assert gone not in {cell.value for row in sheet.iter_rows() for cell in row}
    assert "已删去 1 项" in sheet["A2"].value


@pytest.mark.parametrize("data", [b"", b"PK", saved(openpyxl.Workbook())], ids=["nothing", "broken", "another's"])
def test_only_its_own_paper_is_renewed(data: bytes) -> None:
    """A file that is no working paper of perfeval is refused, and not overwritten."""
    with pytest.raises(UnreadableError, match="底稿"):
        revise_xlsx([example()], "zh", data)


def test_a_batch_has_its_sheet_first() -> None:
    """Of several reports the batch comes first, one row each with what was counted, and their sums as formulas."""
    book = opened(render_xlsx([example(), saying("数不符")]))
    sheet = book.worksheets[0]
    columns = headed(sheet)

    assert [sheet.cell(row, columns["单位"]).value for row in (4, 5)] == ["怀化市某单位", "示例局"]
    assert sheet.cell(6, columns["更正"]).value == "=SUM(F4:F5)"
    assert [s.title for s in book.worksheets[:2]] == ["汇总", "问题"]


def test_personal_data_is_covered() -> None:
    """A telephone number in a finding does not stand in the paper."""
    data = opened(render_xlsx([saying("联系电话13800000000有误")]))

    said = {str(cell.value) for sheet in data.worksheets for row in sheet.iter_rows() for cell in row}
    assert any("138****0000" in text for text in said)
    assert not any("13800000000" in text for text in said)


def test_every_word_is_there_in_english() -> None:
    """Asked for in English, the sheets, their heads and the choices are English."""
    book = opened(render_xlsx([example()], "en"))

    assert [s.title for s in book.worksheets[:3]] == ["batch", "findings", "form 1"]
    assert "judgement" in headed(book["findings"])
    assert book["findings"].data_validations.dataValidation[0].formula1 == '"accepted,rejected,needs evidence"'
