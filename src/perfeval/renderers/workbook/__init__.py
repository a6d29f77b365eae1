"""The working paper (审核底稿) as an Excel workbook: the batch, each form row by row, the findings, what was checked.

Rule 1: the machine fills in facts and leaves judgement to a person: 复核完成值 is blank, and so is 复核得分 unless a rule
that was seen in print decides it.
Rule 2: totals, deviations and grades are formulas over the cells a person fills in.
Rule 3: no text becomes a formula, a link or a number, whatever it begins with.
Rule 4: what a person wrote in an earlier copy is kept, row by row; a finding taken out of it stays out.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from perfeval.boundary.packages import settled_package
from perfeval.evaluation import Evaluation
from perfeval.renderers.kept import NOTHING, Kept
from perfeval.renderers.voices import pages_of, told
from perfeval.renderers.workbook.batch import write_batch
from perfeval.renderers.workbook.findings import write_findings
from perfeval.renderers.workbook.kept import kept_of
from perfeval.renderers.workbook.scores import write_forms
from perfeval.renderers.workbook.sheets import Book
from perfeval.renderers.workbook.standing import write_standing


def render_xlsx(evaluations: Sequence[Evaluation], lang: str = "zh") -> bytes:
    """A working paper of all reports."""
    return _written(evaluations, lang, NOTHING)


def revise_xlsx(evaluations: Sequence[Evaluation], lang: str, before: bytes) -> bytes:
    """A working paper with what a person wrote in an earlier one.

    Raises
    ------
    UnreadableError
        If the earlier one is no workbook that perfeval wrote.
    """
    return _written(evaluations, lang, kept_of(before))


def _written(evaluations: Sequence[Evaluation], lang: str, kept: Kept) -> bytes:
    pages, voice = pages_of(evaluations, lang)
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = Book(xlsxwriter.Workbook(buffer, options), voice, kept)
    write_batch(book, pages)
    write_findings(book, told(pages))
    write_forms(book, pages)
    write_standing(book, pages)
    book.write_marks()
    book.file.close()
    return settled_package(buffer.getvalue(), next((e.on for e in evaluations if e.on is not None), None))


__all__ = ["render_xlsx", "revise_xlsx"]
