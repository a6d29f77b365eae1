"""The execution rate of a form: its points, rate and score, printed in the funds block or above the form."""

from __future__ import annotations

import re
from itertools import pairwise

from perfeval.document import Cell, Row
from perfeval.model import Entry, Statement
from perfeval.quantities import POINT, Quantity, Unread, read, tidy, unit_named
from perfeval.recognition.forms.draft import FormDraft
from perfeval.recognition.forms.words import HEAD_SCORE_WORDS
from perfeval.recognition.tables.sections import Section
from perfeval.ruling import Role
from perfeval.ruling.layouts import heading

#: The last row of a list of tasks or projects, each with a rate of its own.
_SUM_ROW = re.compile(r"^(?:金额|资金)?(?:合计|总计)$")


def head_score_of(row: Row) -> Entry | None:
    """The score of a whole form that a row above it prints (自评总分 | 97.02)."""
    for label, value in pairwise(row.cells):
        if heading(label.text).words in HEAD_SCORE_WORDS:
            entry = entry_of(value, label.text.strip())
            return entry if entry.quantity is not None else None
    return None


def remark_at(section: Section) -> int | None:
    """Where a reviewer's remarks stand: a column of that name, or one for reasons behind the re-checked scores."""
    scores = section.columns(Role.RECHECK_SCORE)
    if not scores:
        return None
    own = [h.position for h in section.columns(Role.RECHECK_REMARK)]
    behind = [h.position for h in section.columns(Role.REASON) if h.position > scores[0].position]
    return next(iter((*own, *behind)), None)


def entry_of(cell: Cell, column: str) -> Entry:
    """A cell of points or scores under its column, a number without a unit in points."""
    reading = read(cell.text)
    if isinstance(reading, Quantity):
        reading = reading.within(POINT) if reading.unit is None else reading
    return Entry(cell.text, reading, cell.place, column)


def read_funds(section: Section, statements: list[Statement], draft: FormDraft) -> None:
    """The execution rate's points, rate and score from a funds block: its total row, or the first that prints them."""
    draft.has_funds = True
    for header in section.header:
        in_corner = header.column is None and header.position < section.first_value
        over_scores = (
            header.column is not None and header.column.role is Role.SCORE and not section.columns(Role.POINTS)
        )
        if header.heading.points and (in_corner or over_scores):  # 项目资金（10分）, 得分（10%）
            draft.execution_points = draft.execution_points or Entry(
                header.heading.points, read(header.heading.points + "分"), header.cell.place, header.cell.text
            )
        if header.column is not None and header.column.role is Role.SCORE and "执行率" in header.heading.formula:
            draft.execution_rule = header.heading.formula
    in_head = draft.execution_points
    remark = remark_at(section)
    for row in section.rows:
        if section.is_short(row):
            continue
        under = section.under(row)
        is_sum = any(_SUM_ROW.search(tidy(c.text)) for c in row.cells)
        for header in section.columns(Role.REASON):
            cell = under.get(header.position) if header.position != remark else None
            if cell is not None and draft.execution_reason is None:  # the total row comes first
                draft.execution_reason = Entry(cell.text, read(cell.text), cell.place, header.heading.words)
        for header in section.columns(Role.POINTS, Role.SCORE, Role.RATE, Role.RECHECK_SCORE):
            cell = under.get(header.position)
            assert header.column is not None
            if cell is None:
                continue
            entry = entry_of(cell, header.heading.words)
            if header.column.role is Role.RATE:
                if (draft.execution_rate is None or is_sum) and entry.quantity:
                    rate = read(cell.text)
                    if isinstance(rate, Quantity) and header.heading.unit:
                        rate = rate.within(unit_named(header.heading.unit))
                    draft.execution_rate = Entry(cell.text, rate, cell.place, header.heading.words)
                continue
            if not isinstance(entry.reading, (Quantity, Unread)):
                continue
            draft.bound.add(cell.place)
            if header.column.role is Role.POINTS and draft.execution_points in (None, in_head):
                draft.execution_points = entry
            elif header.column.role is Role.SCORE and draft.execution_score is None:
                draft.execution_score = entry
            elif header.column.role is Role.RECHECK_SCORE and draft.execution_recheck is None:
                draft.execution_recheck = entry
