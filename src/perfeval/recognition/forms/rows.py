"""Indicator tables: rows with a target, an actual, points and a score, under level-1 blocks; and the execution rate.

Rule 1: value columns are found by their headers; what stands left of them are the levels, the name nearest.
Rule 2: the execution rate's points count once, however often a form prints them.
Rule 3: a form whose rows are not all there says so, and its totals are not run.
"""

from __future__ import annotations

from perfeval.document import Cell, Row
from perfeval.model import Entry, entry
from perfeval.quantities import POINT, Quantity, Unread, Words, read
from perfeval.recognition.forms.draft import FormDraft
from perfeval.recognition.forms.funds import entry_of, remark_at
from perfeval.recognition.forms.indicators import Indicator, levels_and_values, read_indicator
from perfeval.recognition.forms.words import asks_for_reason, included_score, is_subtotal, is_total
from perfeval.recognition.tables.sections import Section
from perfeval.ruling import Role, WordKind

#: A subtotal's word stands in one of the first cells.
_FIRST_CELLS = 4
#: A row of fewer cells is no indicator.
_FEWEST_CELLS = 3
#: A reason for the whole form is longer than a word.
_LONGER_THAN_A_WORD = 4


def read_rows(section: Section, draft: FormDraft) -> None:
    """The indicator rows of a section, and its total."""
    remark = remark_at(section)
    draft.has_reasons = draft.has_reasons or any(
        h.position != remark and asks_for_reason(h.heading.words, section.lexicon) for h in section.columns(Role.REASON)
    )
    for row in section.rows:
        first = next((c for c in row.cells if c.text.strip()), None)
        if first is not None:
            _read_row(section, row, first, draft)


def _read_row(section: Section, row: Row, first: Cell, draft: FormDraft) -> None:
    """One row: a subtotal, the reason of the whole form, the total, or an indicator; `first` is its first cell with words."""
    left, right = levels_and_values(section, row)
    line = Indicator.of(section, row, left, right)
    total = is_total(first.text, section.lexicon) and not line.has_all_values
    if draft.ended and not total and _is_indicator(line):
        draft.go_on()
    if not total and _is_subtotal(line):
        draft.labels |= {c.place for c in row.cells}
        return
    if _is_common_reason(section, row, first):
        draft.common_reason = True
    if total:
        _total(section, row, draft)
        draft.labels.add(first.place)
        draft.ended = True
    elif not draft.ended and right and len(row.cells) >= _FEWEST_CELLS:
        read_indicator(line, draft)


def _is_subtotal(line: Indicator) -> bool:
    """Whether a row adds up one block: by a word for it, or by one for any sum where no target and no actual stands."""
    lexicon = line.section.lexicon
    first = [c.text for c in line.row.cells[:_FIRST_CELLS]]
    if any(is_subtotal(text, lexicon) for text in first):
        return True
    return not line.has_a_value and any(lexicon.ends(WordKind.SUM_ENDING, c.text) for c in line.left)


def _is_common_reason(section: Section, row: Row, first: Cell) -> bool:
    """Whether a row gives one reason for the whole form."""
    beside = (c.text.strip() for c in row.cells if c is not first)
    asked = section.lexicon.within(WordKind.REASON_ROW, first.text)
    return asked is not None and any(len(text) > _LONGER_THAN_A_WORD for text in beside)


def _is_indicator(line: Indicator) -> bool:
    """Whether a row has points and a target or actual, as no total has."""
    named = any(c.text.strip() and not is_total(c.text, line.section.lexicon) for c in line.left)
    return named and line.has_a_value and isinstance(read(line.text(Role.POINTS)), Quantity)


def _total(section: Section, row: Row, draft: FormDraft) -> None:
    """The points and scores of the row that adds up the form, what it says it includes, and its grade."""
    under = section.under(row)
    for header in section.columns(Role.POINTS, Role.SCORE, Role.RECHECK_SCORE):
        cell = under.get(header.position)
        if cell is not None:
            found = entry_of(cell, header.heading.words)
            is_words = section.lexicon.has(WordKind.GRADE, cell.text) or is_total(cell.text, section.lexicon)
            if isinstance(found.reading, (Quantity, Unread)) and not is_words:
                _total_cell(found, header.column.role if header.column else Role.SCORE, draft)
    for cell in row.cells:
        score = included_score(cell.text, section.lexicon)
        if score and draft.execution_score is None:
            draft.execution_score = entry(score, cell.place, POINT, cell.text)
        if section.lexicon.has(WordKind.GRADE, cell.text):
            draft.grade = Entry(cell.text, Words(cell.text), cell.place, "等级")
            draft.bound.add(cell.place)


def _total_cell(entry: Entry, role: Role, draft: FormDraft) -> None:
    draft.bound.add(entry.place)
    if role is Role.POINTS:
        draft.total_points = entry
    elif role is Role.RECHECK_SCORE:
        draft.total_recheck = entry
    else:
        draft.total_score = entry
