"""Indicator tables: rows with a target, an actual, points and a score, under level-1 blocks; and the execution rate.

Rule 1: value columns are found by their headers; what stands left of them are the levels, the name nearest.
Rule 2: the execution rate's points count once, however often a form prints them.
Rule 3: a form whose rows are not all there says so, and its totals are not run.
"""

from __future__ import annotations

import re

from attrs import evolve

from perfeval.document import Cell, Row
from perfeval.model import Entry, Head, IndicatorRow, Recheck
from perfeval.quantities import Nil, Quantity, Unread, Words, read, read_target, tidy
from perfeval.recognition.forms.draft import FormDraft
from perfeval.recognition.forms.funds import entry_of, remark_at
from perfeval.recognition.forms.words import EXECUTION_WORDS, GRADE_WORDS, REMARK_WORDS, TOTAL_WORDS
from perfeval.recognition.tables.sections import Section
from perfeval.ruling import Role
from perfeval.ruling.layouts import RECHECKED, heading
from perfeval.vocabulary import bare

_SUBTOTAL = re.compile(r"^(?:[^,，]{0,12})?小计(?:分|得分|分值)?$|^小计")
_REASON_ROW = re.compile(r"偏差(?:较?大)?(?:原因|情况)|(?:未完成|扣分)原因|改进措施")
_POINTS_IN_HEAD = re.compile(r"[(\[]?(\d+(?:\.\d+)?)分[)\]]?")
_POINTS_OF_NAME = re.compile(r"[(\[](\d+(?:\.\d+)?)分[)\]]$")

_WITH_EXECUTION = re.compile(r"含[^\d]{0,8}执行率(?:得分|分)?[为:]?(?P<score>\d+(?:\.\d+)?)分")


def _levels(section: Section, row: Row) -> tuple[list[Cell], dict[int, Cell]]:
    """The cells left of the value columns, and those under them."""
    values = {
        h.position for h in section.header
        if h.column is not None and h.column.role not in (Role.LEVEL1, Role.LEVEL2, Role.NAME, Role.LABEL)
    }  # fmt: skip
    names = [h.position for h in section.columns(Role.NAME, Role.LEVEL2, Role.LEVEL1)]
    last_name = max(names, default=-1)
    beside = {
        h.position
        for h in section.header
        if h.column is not None and h.column.role is Role.OTHER and h.position < last_name
    }
    first = min(values - beside, default=section.width)
    under = section.under(row)
    under = {p: c for p, c in under.items() if p not in beside}
    return [under[p] for p in sorted(under) if p < first], {p: c for p, c in under.items() if p >= first}


def read_rows(section: Section, draft: FormDraft) -> None:
    """The indicator rows of a section."""
    remark = remark_at(section)
    draft.has_reasons = draft.has_reasons or any(
        h.position != remark and h.heading.words not in REMARK_WORDS for h in section.columns(Role.REASON)
    )
    level_headers = section.columns(Role.LEVEL1, Role.LEVEL2, Role.NAME)
    for row in section.rows:
        first = next((c for c in row.cells if c.text.strip()), None)
        if first is None:
            continue
        if draft.ended and _is_indicator(section, row):
            draft.ended, draft.total_points, draft.total_score = False, None, None  # what was read was a subtotal
            draft.total_recheck = None
        if any(_SUBTOTAL.search(tidy(c.text)) for c in row.cells[:4]):
            draft.labels |= {c.place for c in row.cells}
            continue
        if _REASON_ROW.search(tidy(first.text)) and any(len(c.text.strip()) > 4 for c in row.cells if c is not first):
            draft.common_reason = True
        if _is_total(first.text):
            _total(section, row, draft)
            draft.labels.add(first.place)
            draft.ended = True
            continue
        if draft.ended:
            continue
        left, right = _levels(section, row)
        if not right or len(row.cells) < 3:
            continue
        _one_row(section, row, left, right, len(level_headers), draft)


def _reason(section: Section, entry: Entry | None) -> Entry | None:
    """The reason cell of a row; a blank cell under 备注 is none, because nobody was asked for a reason there."""
    asked = any(h.heading.words not in REMARK_WORDS for h in section.columns(Role.REASON))
    return entry if entry is not None and (asked or not entry.is_nil) else None


def _is_total(text: str) -> bool:
    return bare(text) in TOTAL_WORDS or bare(heading(text).words) in TOTAL_WORDS  # 总分（100分）


def _is_indicator(section: Section, row: Row) -> bool:
    """Whether a row has points and a target or actual, as no total has."""
    left, right = _levels(section, row)
    roles = {h.column.role: right.get(h.position) for h in section.header if h.column is not None}
    points = roles.get(Role.POINTS)
    filled = [c for r in (Role.TARGET, Role.ACTUAL) if (c := roles.get(r)) is not None and c.text.strip()]
    named = any(c.text.strip() and not _is_total(c.text) for c in left)
    return named and bool(filled) and points is not None and isinstance(read(points.text), Quantity)


def _total(section: Section, row: Row, draft: FormDraft) -> None:
    under = section.under(row)
    for header in section.columns(Role.POINTS, Role.SCORE, Role.RECHECK_SCORE):
        cell = under.get(header.position)
        if cell is None:
            continue
        entry = entry_of(cell, header.heading.words)
        if entry.quantity is None and not isinstance(entry.reading, Unread):
            continue
        draft.bound.add(cell.place)
        role = header.column.role if header.column is not None else Role.SCORE
        if role is Role.POINTS:
            draft.total_points = entry
        elif role is Role.RECHECK_SCORE:
            draft.total_recheck = entry
        else:
            draft.total_score = entry
    for cell in row.cells:
        said = _WITH_EXECUTION.search(tidy(cell.text))
        if said is not None and draft.execution_score is None:  # 合计（含预算执行率得分9.8分）
            draft.execution_score = Entry(said["score"], read(f"{said['score']}分"), cell.place, cell.text)
        if tidy(cell.text) in GRADE_WORDS:
            draft.grade = Entry(cell.text, Words(cell.text), cell.place, "等级")
            draft.bound.add(cell.place)


def _one_row(
    section: Section, row: Row, left: list[Cell], right: dict[int, Cell], levels: int, draft: FormDraft
) -> None:
    named = [c for c in left if c.text.strip()]
    draft.labels |= {c.place for c in left}
    name = left[-1].text.strip() if left else ""
    level2 = left[-2].text.strip() if len(left) > 1 else ""
    level1 = (
        left[-3].text.strip() if len(left) > 2 else (left[0].text.strip() if levels == 2 and len(left) == 2 else "")
    )
    if levels == 2 and len(left) == 2:
        level2 = ""
    cells: dict[Role, tuple[Cell, str]] = {}
    remark = remark_at(section)
    for header in section.header:
        if header.column is not None and header.position in right:
            role = Role.RECHECK_REMARK if header.position == remark else header.column.role
            cells.setdefault(role, (right[header.position], header.heading.words))
    others = {h.position for h in section.header if h.column is not None and h.column.role is Role.OTHER}
    draft.labels |= {c.place for p, c in right.items() if p in others}
    values = [cells[r][0].text for r in (Role.TARGET, Role.ACTUAL, Role.POINTS, Role.SCORE) if r in cells]
    blank = all(isinstance(read(v), Nil) for v in values)
    worth = (
        _POINTS_OF_NAME.search(tidy(name))
        if Role.POINTS not in {h.column.role for h in section.header if h.column}
        else None
    )
    if level1:
        _new_head(level1, left[-3] if len(left) > 2 else left[0], draft)
    if level2:
        draft._level2 = level2
    if not named or blank or (not name and all(isinstance(read(v), Nil) for v in values)):
        return

    def entry(role: Role) -> Entry | None:
        if role not in cells:
            return None
        cell, column = cells[role]
        made = (
            entry_of(cell, column)
            if role in (Role.POINTS, Role.SCORE, Role.RECHECK_SCORE, Role.RECHECK_DEDUCTION)
            else Entry(cell.text, read(cell.text), cell.place, column)
        )
        if role not in (Role.REASON, Role.RECHECK_REMARK):
            draft.bound.add(cell.place)
        return made

    sign = cells[Role.SIGN][0].text if Role.SIGN in cells else ""
    unit = cells[Role.UNIT][0].text if Role.UNIT in cells else ""
    target, actual = entry(Role.TARGET), entry(Role.ACTUAL)
    made = IndicatorRow(
        order=len(draft.rows) + 1,
        level1=draft._level1, level2=draft._level2, name=name, place=row.cells[0].place,
        target=read_target(target.text, sign if _is_sign(sign) else "", unit) if target else None,
        actual=read_target(actual.text, "", unit if _is_number(actual.text) else "") if actual else None,
        points=Entry(worth[1], read(worth[1] + "分"), left[-1].place, name) if worth else entry(Role.POINTS), score=entry(Role.SCORE), reason=_reason(section, entry(Role.REASON)),
        head=len(draft.heads) - 1 if draft.heads else None,
        target_entry=target, actual_entry=actual, is_execution=bare(name) in EXECUTION_WORDS or draft._level1 in EXECUTION_WORDS,
        recheck=Recheck(*map(entry, (Role.RECHECK_ACTUAL, Role.RECHECK_SCORE, Role.RECHECK_DEDUCTION, Role.RECHECK_REMARK)))
        if RECHECKED & cells.keys() else None,
    )  # fmt: skip
    nil = [e is None or e.is_nil for e in (made.points, made.score)]
    if all(nil) and draft.rows and (made.points is not None) and not _blank(made.target_entry) and _is_listed(draft):
        made = evolve(made, is_part=True)
        parent = max(i for i, r in enumerate(draft.rows) if not r.is_part)
        draft.rows[parent] = evolve(draft.rows[parent], has_parts=True)
    draft.rows.append(made)


def _is_listed(draft: FormDraft) -> bool:
    """Whether the last full row carries points without a value: its values are in the rows below it."""
    for row in reversed(draft.rows):
        if not row.is_part:
            return row.points is not None and not row.points.is_nil and (_blank(row.target_entry) or row.has_parts)
    return False


def _blank(entry: Entry | None) -> bool:
    return entry is None or entry.is_nil


def _is_sign(text: str) -> bool:
    return bool(re.fullmatch(r"[≥≤=><]{1,2}", tidy(text)))


def _is_number(text: str) -> bool:
    return isinstance(read(text), Quantity)


def _new_head(level1: str, cell: Cell, draft: FormDraft) -> None:
    points = _POINTS_IN_HEAD.search(tidy(level1))
    label = bare(heading(level1).words or tidy(level1)) or tidy(level1)
    if draft.heads and points is None and draft.heads[-1].label == label:
        return
    draft._level1 = label
    draft._level2 = ""
    entry = Entry(points[1], read(points[1] + "分"), cell.place, level1) if points else None
    draft.heads.append(Head(label, entry, cell.place))
