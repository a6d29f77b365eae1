"""Reports written down: what is read out of a written report is what it states, in every kind of file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from attrs import evolve, fields
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.pace import PATIENT, share

import perfeval
from perfeval.document import Document, Paragraph, Place
from perfeval.evaluation import evaluate
from perfeval.findings import Severity
from perfeval.model import Entry, Form, Head, IndicatorRow, Recheck, Report, Statement, entry
from perfeval.plugins import installed
from perfeval.quantities import Nil, read_target
from perfeval.readers.text import read_text
from perfeval.recognition import recognise
from perfeval.recognition.forms.words import NOT_ALL_ROWS
from perfeval.testing import as_page, as_text, broken, documents, reports, writable
from perfeval.testing.breaking.form_slips import with_form_slips

ROOT = Path(__file__).resolve().parent.parent
HUAIHUA = perfeval.rulebook("431200", 2023)
#: The same draws every time: where scopes are others, now and then a rule has less to say.
GENERATED = settings(database=None, derandomize=True, phases=[Phase.generate])


def bare(thing: object) -> object:
    """A form, or a part of one, with the texts and numbers of its cells; not where they stand, nor what is told of it by
    the title over it and the layout it is read by.
    """
    if isinstance(thing, tuple):
        return tuple(map(bare, thing))
    if isinstance(thing, Entry):
        return thing.text, thing.quantity.number if thing.quantity else None
    if isinstance(thing, (Form, Head, IndicatorRow, Recheck)):
        return {
            a.name: bare(getattr(thing, a.name))
            for a in fields(type(thing))
            if a.name not in ("place", "kind", "subject")
        }
    return thing


def said(statements: Iterable[Statement]) -> set[tuple[object, ...]]:
    """The figures with what is printed of them, without their places."""
    return {(s.name.key, s.printed.strip()) for s in statements if not isinstance(s.reading, Nil)}


def complaints(report: Report) -> set[tuple[str, Severity, str]]:
    """What the rules over forms find in a report: every finding when no figure is stated beside its forms."""
    forms = evolve(report, statements=(), notes=())
    return {(f.rule, f.severity, f.message.zh) for f in evaluate(forms, HUAIHUA, strict=True).findings}


def heard(report: Report, *statements: Statement) -> bool:
    """Whether anything is found in a report that states these figures."""
    places = {s.place for s in statements}
    stated = evolve(report, statements=statements, notes=tuple(n for n in report.notes if n.place in places))
    return bool(evaluate(stated, HUAIHUA, strict=True).findings)


@given(data=st.data())
@settings(PATIENT, max_examples=share(2))
def test_documents_say_what_the_report_states(data: st.DataObject) -> None:
    """A report written down and recognised again states the same figures under the same names, no others, and the same forms."""
    report = data.draw(reports(HUAIHUA))
    again = recognise(data.draw(documents(report)), installed().words)
    written = said(writable(report))

    assert written <= said(again.statements)
    assert {key[1] for key, _ in said(again.statements) - written} <= {"total:execution-rate"}  # type: ignore[index]
    assert (again.entity, again.year, again.title) == (report.entity, report.year, report.title)
    assert bare(again.forms) == bare(report.forms)


def test_most_figures_have_a_cell() -> None:
    """Of the figures that tables state, and no sentence alone, three in four have a cell in a known table."""
    written = every = 0

    @given(report=reports(HUAIHUA))
    @GENERATED
    def run(report: Report) -> None:
        nonlocal written, every
        written += len(writable(report))
        every += len(report.statements)

    run()
    assert written * 4 > every * 3


@given(data=st.data())
@settings(PATIENT, max_examples=share(2))
def test_honest_reports_are_silent_when_written_down(data: st.DataObject) -> None:
    """What keeps every rule keeps it when it has been written down and read."""
    again = recognise(data.draw(reports(HUAIHUA).flatmap(documents)), installed().words)

    assert evaluate(again, HUAIHUA, strict=True).findings == ()


@given(data=st.data())
@GENERATED
def test_broken_reports_are_judged_alike_when_written_down(data: st.DataObject) -> None:
    """A report with a slip has the same forms and the same findings over them once written down, and is heard if it was."""
    report = data.draw(broken(HUAIHUA)).report
    again = recognise(data.draw(documents(report)), installed().words)

    assert bare(again.forms) == bare(report.forms)
    assert complaints(again) == complaints(report)
    assert heard(again, *again.statements) == heard(report, *writable(report))


@given(data=st.data())
@PATIENT
def test_slips_of_a_form_are_judged_alike_when_written_down(data: st.DataObject) -> None:
    """What is found in the rows of a form is found again in the form written down."""
    whole = data.draw(reports(HUAIHUA))
    report = evolve(data.draw(st.sampled_from(with_form_slips(whole))), statements=())

    assert complaints(recognise(data.draw(documents(report)), installed().words)) == complaints(report)


@given(data=st.data())
@settings(PATIENT, max_examples=share(5))
def test_a_published_report_is_written_down_as_it_was(data: st.DataObject) -> None:
    """A report read from a file, with a row outside every block and cells nobody can read, has its form back, and its figures."""
    report = perfeval.read(ROOT / "docs" / "examples" / "report.txt")
    again = recognise(data.draw(st.just(report).flatmap(documents)), installed().words)

    assert bare(again.forms) == bare(report.forms)
    assert complaints(again) == complaints(report) != set()
    assert said(writable(report)) <= said(again.statements)


def as_word(document: Document) -> bytes:
    """Paragraphs, and tables of one width."""
    made = docx.Document()
    for block in document.blocks:
        if isinstance(block, Paragraph):
            made.add_paragraph(block.text)
            continue
        table = made.add_table(len(block.rows), max(len(row.cells) for row in block.rows))
        for r, row in enumerate(block.rows):
            for c, text in enumerate(row.texts):
                table.cell(r, c).text = text
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def as_workbook(document: Document) -> bytes:
    """One sheet, a blank row before every paragraph, all cells as text."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for block in document.blocks:
        for row in [[], [block.text]] if isinstance(block, Paragraph) else [list(row.texts) for row in block.rows]:
            sheet.append(row)
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


FILES: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "rows": ("written.txt", as_text), "cells": ("written.txt", lambda document: as_text(document, "cells")),
    "page": ("written.html", as_page), "word": ("written.docx", as_word), "excel": ("written.xlsx", as_workbook),
}  # fmt: skip


@pytest.mark.parametrize(("name", "write"), FILES.values(), ids=list(FILES))
def test_documents_are_files(tmp_path: Path, name: str, write: Callable[[Document], bytes]) -> None:
    """A written document is a file of which the readers make the same figures, forms and findings as of the document itself."""

    @given(data=st.data())
    @settings(PATIENT, max_examples=share(4))
    def run(data: st.DataObject) -> None:
        document = data.draw(broken(HUAIHUA).map(lambda made: made.report).flatmap(documents))
        path = tmp_path / name
        path.write_bytes(write(document))
        read, direct = perfeval.read(path), recognise(document, installed().words)
        assert said(read.statements) == said(direct.statements)
        assert bare(read.forms) == bare(direct.forms)
        assert found(read) == found(direct)  # a sheet is called by its own name, a table of text by its title: no words

    run()


def found(report: Report) -> list[tuple[str, object, list[str]]]:
    """What is found of a report, and the figures of each finding as printed."""
    return [(f.rule, f.severity, [c.printed for c in f.figures]) for f in evaluate(report, HUAIHUA).findings]


@st.composite
def shaped_forms(draw: st.DrawFn) -> Form:
    """Forms of any shape: columns that are there or not, blocks with and without points, a row before the first of them."""
    deep, signs, named_worth, cut = (draw(st.booleans()) for _ in range(4))
    reasons = draw(st.sampled_from(("none", "asked", "remarks", "common")))
    again = draw(st.sets(st.sampled_from(("actual", "score", "deduction", "remark"))))
    heads = tuple(
        Head(label, entry("30", Place()) if draw(st.booleans()) else None, Place()) for label in ("产出指标", "效益指标", "满意度指标")
    )  # fmt: skip
    rows: list[IndicatorRow] = []
    for at in sorted(draw(st.lists(st.sampled_from((-1, 0, 1, 2)), min_size=2, max_size=6))):
        points, score, wanted, got = (str(draw(st.integers(1, 20))) for _ in range(4))
        parts = ("≥", "次") if signs else ("", "")
        asked, done = (wanted, got) if signs else (f"≥{wanted}次", f"{got}次")
        work = f"工作{len(rows) + 1}"
        reason = draw(st.sampled_from(("跨年实施", "需求增加"))) if reasons in ("asked", "remarks") else None
        recheck = Recheck(
            entry(got) if "actual" in again else None, entry(score) if "score" in again else None,
            entry("1") if "deduction" in again else None, entry("资料不全") if "remark" in again else None,
        )  # fmt: skip
        rows.append(
            IndicatorRow(
                len(rows) + 1, heads[at].label if at >= 0 else "", "数量指标" if deep else "",
                f"{work}（{points}分）" if named_worth else work, Place(), read_target(asked, *parts), read_target(done, "", parts[1]),
                entry(points), entry(score), entry(reason) if reason is not None else None, at if at >= 0 else None,
                target_entry=entry(asked), actual_entry=entry(done), recheck=recheck if again else None,
            )
        )  # fmt: skip
    has = {what: draw(st.booleans()) for what in ("points", "rate", "reason", "total", "grade")}
    has["score"] = has["points"] and draw(st.booleans())
    rule = "10分*执行率" if draw(st.booleans()) else ""
    return Form(
        "form1", "某市某局项目支出绩效自评表", tuple(rows), heads,
        total_points=entry("100") if has["total"] else None, total_score=entry("97.50") if has["total"] else None,
        grade=entry("优") if has["total"] and has["grade"] else None,
        execution_points=entry("10") if has["points"] else None, execution_score=entry("9.50") if has["score"] else None,
        execution_rate=entry("95.00%") if has["rate"] else None, execution_rule=rule, complete=not cut,
        why_incomplete=(NOT_ALL_ROWS.zh, NOT_ALL_ROWS.en) if cut else ("", ""), has_reasons=reasons in ("asked", "common"),
        execution_reason=entry("跨年实施") if has["reason"] else None,
        total_recheck=entry("96.00") if has["total"] and "score" in again else None,
        execution_recheck=entry("9.00") if has["points"] and "score" in again else None,
    )  # fmt: skip


@given(data=st.data())
def test_forms_of_any_shape_are_written_down(data: st.DataObject) -> None:
    """Whatever columns, blocks and cells a form has, the form written down and read again is the same."""
    form = data.draw(shaped_forms())
    report = Report(title="某市某局2023年度绩效自评报告", entity="某市某局", year=2023, forms=(form,))
    document = data.draw(documents(report))
    again = recognise(document, installed().words)

    assert bare(again.forms) == bare((form,))
    assert bare(recognise(read_text(as_text(document, "cells"), "cells"), installed().words).forms) == bare((form,))
