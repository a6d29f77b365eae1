"""The execution rate of a form: its points, rate and score, printed in the funds block or above the form."""

from __future__ import annotations

from itertools import pairwise

from perfeval.document import Cell, Row
from perfeval.model import Entry, entry
from perfeval.quantities import POINT, Quantity, Unread, amount, read, unit_named
from perfeval.recognition.forms.draft import FormDraft
from perfeval.recognition.forms.words import is_head_score
from perfeval.recognition.tables.headers import HeaderCell
from perfeval.recognition.tables.sections import Section
from perfeval.ruling import Lexicon, Role, WordKind
from perfeval.ruling.layouts import heading


def head_score_of(row: Row, lexicon: Lexicon) -> Entry | None:
    """The score of a whole form that a row above it prints (自评总分 | 97.02)."""
    for label, value in pairwise(row.cells):
        if is_head_score(label.text, lexicon):
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
    reading = amount(cell.text)
    if isinstance(reading, Quantity):
        reading = reading.within(POINT) if reading.unit is None else reading
    return Entry(cell.text, reading, cell.place, column)


def read_funds(section: Section, draft: FormDraft) -> None:
    """The execution rate's points, rate and score from a funds block: its total row, or the first that prints them."""
    draft.has_funds = True
    for header in section.header:
        _head(header, section, draft)
    in_head = draft.execution_points
    for row in section.rows:
        if not section.is_short(row):
            under = section.under(row)
            _reason(section, under, draft)
            _rate(section, row, under, draft)
            _scores(section, under, in_head, draft)


def _head(header: HeaderCell, section: Section, draft: FormDraft) -> None:
    """The points a header prints (项目资金（10分）, 得分（10%）), and how it says the execution rate is scored."""
    role = header.column.role if header.column is not None else None
    in_corner = role is None and header.position < section.first_value
    over_scores = role is Role.SCORE and not section.columns(Role.POINTS)
    said = header.heading
    if said.points and (in_corner or over_scores) and draft.execution_points is None:
        draft.execution_points = entry(said.points, header.cell.place, POINT, header.cell.text)
    if role is Role.SCORE and section.lexicon.within(WordKind.EXECUTION_RATE, said.formula):
        draft.execution_rule = said.formula


def _reason(section: Section, under: dict[int, Cell], draft: FormDraft) -> None:
    """The reason beside the execution rate: that of the first row, which is the total."""
    remark = remark_at(section)
    for header in section.columns(Role.REASON):
        cell = under.get(header.position)
        if cell is not None and header.position != remark and draft.execution_reason is None:
            draft.execution_reason = Entry(cell.text, read(cell.text), cell.place, header.heading.words)


def _rate(section: Section, row: Row, under: dict[int, Cell], draft: FormDraft) -> None:
    """The rate: the first that is printed, or that of a row that adds up a list, each line of which has its own."""
    is_sum = any(section.lexicon.has(WordKind.SUM_ROW, c.text) for c in row.cells)
    for header in section.columns(Role.RATE):
        cell = under.get(header.position)
        if cell is None or not (draft.execution_rate is None or is_sum):
            continue
        rate = read(cell.text)
        if isinstance(rate, Quantity):
            rate = rate.within(unit_named(header.heading.unit)) if header.heading.unit else rate
            draft.execution_rate = Entry(cell.text, rate, cell.place, header.heading.words)


def _scores(section: Section, under: dict[int, Cell], in_head: Entry | None, draft: FormDraft) -> None:
    """The first points, score and re-checked score; points of a row go before those of a header."""
    for header in section.columns(Role.POINTS, Role.SCORE, Role.RECHECK_SCORE):
        cell = under.get(header.position)
        if cell is None:
            continue
        entry = entry_of(cell, header.heading.words)
        if not isinstance(entry.reading, (Quantity, Unread)) or heading(cell.text, section.lexicon) == header.heading:
            continue  # its own header repeated is no number
        draft.bound.add(cell.place)
        role = header.column.role if header.column is not None else None
        if role is Role.POINTS and draft.execution_points in (None, in_head):
            draft.execution_points = entry
        elif role is Role.SCORE and draft.execution_score is None:
            draft.execution_score = entry
        elif role is Role.RECHECK_SCORE and draft.execution_recheck is None:
            draft.execution_recheck = entry
