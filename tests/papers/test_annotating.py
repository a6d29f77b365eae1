"""The reader's own file with comments: at the very cell or sentence, nothing else changed, the original as it was."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from tests.papers.made import excel_file, saved, word_file

import perfeval
from perfeval.__main__ import main
from perfeval.annotating import annotated, can_be_annotated
from perfeval.errors import UnreadableError
from perfeval.summary import summary_of


def commented(data: bytes, name: str) -> bytes:
    """A file with the comments that are to be made of it."""
    return annotated(data, name, [perfeval.evaluate(perfeval.read((name, data)))])


def anchors(document: Any) -> dict[str, list[str]]:
    """The text of the paragraphs that each comment stands at, by what the comment says."""
    said = {comment.comment_id: comment.text for comment in document.comments}
    found: dict[str, list[str]] = {text: [] for text in said.values()}
    for start in document.element.body.iter(qn("w:commentRangeStart")):
        paragraph = next(start.iterancestors(qn("w:p")))
        found[said[int(start.get(qn("w:id")))]].append("".join(t.text or "" for t in paragraph.iter(qn("w:t"))))
    return found


def test_word_comments_stand_at_what_they_are_about() -> None:
    """In a Word file each matter is a comment at a cell or sentence it quotes, and at its other places a reference."""
    evaluation = perfeval.evaluate(perfeval.read(("report.docx", word_file())))
    made = anchors(docx.Document(BytesIO(commented(word_file(), "report.docx"))))

    for matter in summary_of(evaluation).matters:
        (text,) = [text for text in made if text.startswith(f"{matter.number} ")]
        assert matter.id in text
        first = next((spot for spot in matter.spots if spot.cited.place.row is not None), None)
        if first is not None and first is matter.spots[0] and first.printed:
            assert first.printed.split("\n")[0] in made[text][0]
    assert any(paragraphs == ["0.7531.13"] for paragraphs in made.values())


def test_nothing_else_of_a_word_file_changes() -> None:
    """What is read out of the copy is what is read out of the original."""
    before, after = (perfeval.read(("report.docx", d)) for d in (word_file(), commented(word_file(), "report.docx")))

    assert after.statements == before.statements
    assert after.forms == before.forms


def test_workbook_comments_stand_at_their_cells() -> None:
    """In a workbook the comment stands at the very cell; several at one cell are one comment, none is lost."""
    evaluation = perfeval.evaluate(perfeval.read(("report.xlsx", excel_file())))
    book = openpyxl.load_workbook(BytesIO(commented(excel_file(), "report.xlsx")))
    said = [(c.value, c.comment.text) for s in book.worksheets for row in s.iter_rows() for c in row if c.comment]

    assert any("不是一个数" in text for value, text in said if value == "0.7531.13")
    every = "\n".join(text for _, text in said)
    for matter in summary_of(evaluation).matters:
        assert re.search(rf"^{matter.number} {matter.group.text.zh}$", every, re.MULTILINE)


def test_nothing_else_of_a_workbook_changes() -> None:
    """What is read out of the copy is what is read out of the original, and formulas stay formulas."""
    made = openpyxl.load_workbook(BytesIO(excel_file()))
    made.worksheets[0]["Z1"] = "=1+1"
    data = saved(made)
    copy = commented(data, "report.xlsx")

    assert perfeval.read(("report.xlsx", copy)).statements == perfeval.read(("report.xlsx", data)).statements
    assert openpyxl.load_workbook(BytesIO(copy)).worksheets[0]["Z1"].value == "=1+1"


def test_a_comment_that_is_there_stays() -> None:
    """A comment somebody wrote before stays before what is added."""
    made = openpyxl.load_workbook(BytesIO(excel_file()))
    cell = next(c for s in made.worksheets for row in s.iter_rows() for c in row if c.value == "0.7531.13")
    cell.comment = openpyxl.comments.Comment("待查", "会计")
    sheet, where = cell.parent.title, cell.coordinate

    text = openpyxl.load_workbook(BytesIO(commented(saved(made), "report.xlsx")))[sheet][where].comment.text

    assert text.startswith("待查\n")
    assert "不是一个数" in text


def test_a_merged_cell_is_commented_at_its_first() -> None:
    """A comment about a place in a merged range stands at the cell that holds it."""
    made = openpyxl.load_workbook(BytesIO(excel_file()))
    cell = next(c for s in made.worksheets for row in s.iter_rows() for c in row if c.value == "0.7531.13")
    sheet = cell.parent
    sheet.merge_cells(start_row=cell.row, end_row=cell.row + 1, start_column=cell.column, end_column=cell.column)
    title, where = sheet.title, cell.coordinate

    book = openpyxl.load_workbook(BytesIO(commented(saved(made), "report.xlsx")))

    assert book[title][where].comment is not None


def test_the_same_file_gives_the_same_copy() -> None:
    """No clock is written into a copy."""
    assert commented(word_file(), "report.docx") == commented(word_file(), "report.docx")
    assert commented(excel_file(), "report.xlsx") == commented(excel_file(), "report.xlsx")


def test_copies_lie_as_their_originals_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder's files are copied as they lie in it, other kinds of files are only judged, and originals stay as they were."""
    folder, copies = tmp_path / "in", tmp_path / "out"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "report.docx").write_bytes(word_file())
    (folder / "report.xlsx").write_bytes(excel_file())
    (folder / "note.txt").write_text("2023年度部门整体支出绩效自评报告。", encoding="utf-8")

    main(["check", str(folder), "--annotate", str(copies)])

    assert sorted(str(p.relative_to(copies)) for p in copies.rglob("*.*")) == [
        str(Path("a", "report.docx")),
        "report.xlsx",
    ]
    assert (folder / "a" / "report.docx").read_bytes() == word_file()
    assert docx.Document(str(copies / "a" / "report.docx")).comments
    assert main(["check", str(folder), "--annotate", str(copies)]) == 2
    assert "--force" in capsys.readouterr().err


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """Two files of one name are copied below the folder they share."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.docx").write_bytes(word_file())

    main(["check", *(str(tmp_path / n / "report.docx") for n in ("a", "b")), "--annotate", str(tmp_path / "out")])

    assert (tmp_path / "out" / "a" / "report.docx").exists()
    assert (tmp_path / "out" / "b" / "report.docx").exists()


def test_an_original_is_never_overwritten(tmp_path: Path) -> None:
    """The folder of the originals is refused, with `--force`, too."""
    file = tmp_path / "report.docx"
    file.write_bytes(word_file())

    assert main(["check", str(file), "--annotate", str(tmp_path), "--force"]) == 2
    assert file.read_bytes() == word_file()


def test_files_that_take_no_comments() -> None:
    """A web page, a text and a PDF take none, and it is said which files do."""
    assert [can_be_annotated(name) for name in ("a.docx", "b.XLSX", "c.pdf", "d.txt")] == [True, True, False, False]
    with pytest.raises(UnreadableError, match=r"\.docx"):
        annotated(b"", "report.pdf", [])
