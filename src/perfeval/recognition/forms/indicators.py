"""One indicator row: its levels, the cells under each column, and what a sub-row is a part of."""

from __future__ import annotations

import re

from attrs import define, evolve

from perfeval.document import Cell, Place, Row
from perfeval.model import Entry, Head, IndicatorRow, Recheck, entry
from perfeval.quantities import POINT, Nil, Quantity, read, read_target, tidy
from perfeval.recognition.forms.draft import FormDraft
from perfeval.recognition.forms.funds import entry_of, remark_at
from perfeval.recognition.forms.words import asks_for_reason, is_execution
from perfeval.recognition.tables.sections import Section
from perfeval.ruling import Role
from perfeval.ruling.layouts import RECHECKED, heading
from perfeval.vocabulary import bare

# 分 is the unit of points, as 元 is that of money
_POINTS_IN_HEAD = re.compile(r"[(\[]?(?<!\d)(\d{1,6}(?:\.\d{1,6})?)分[)\]]?")
_POINTS_OF_NAME = re.compile(r"[(\[](\d{1,6}(?:\.\d{1,6})?)分[)\]]$")
_SIGN = re.compile(r"[≥≤=><]{1,2}")

_LEVELS = (Role.LEVEL1, Role.LEVEL2, Role.NAME)
_IN_POINTS = frozenset({Role.POINTS, Role.SCORE, Role.RECHECK_SCORE, Role.RECHECK_DEDUCTION})
_VALUES = (Role.TARGET, Role.ACTUAL, Role.POINTS, Role.SCORE)
_RECHECK = (Role.RECHECK_ACTUAL, Role.RECHECK_SCORE, Role.RECHECK_DEDUCTION, Role.RECHECK_REMARK)
#: Cells that are accounted for once their row is read; reasons and remarks are words.
_BOUND = frozenset({*_VALUES, *_RECHECK} - {Role.RECHECK_REMARK})


def levels_and_values(section: Section, row: Row) -> tuple[list[Cell], dict[int, Cell]]:
    """The cells left of the value columns, and those under them by position."""
    columns = [(h.position, h.column.role) for h in section.header if h.column is not None]
    last_name = max((position for position, role in columns if role in _LEVELS), default=-1)
    beside = {position for position, role in columns if role is Role.OTHER and position < last_name}
    values = {position for position, role in columns if role not in _LEVELS and role is not Role.LABEL}
    first = min(values - beside, default=section.width)
    under = {p: c for p, c in section.under(row).items() if p not in beside}
    return [under[p] for p in sorted(under) if p < first], {p: c for p, c in under.items() if p >= first}


@define
class Indicator:
    """The cells of an indicator row.

    `left` are those of its levels, `cells` those of its values by the role of their column, each with its column's
    words, `beside` those of columns that hold neither.
    """

    section: Section
    row: Row
    left: list[Cell]
    cells: dict[Role, tuple[Cell, str]]
    beside: list[Cell]

    @classmethod
    def of(cls, section: Section, row: Row, left: list[Cell], right: dict[int, Cell]) -> Indicator:
        """The cells of a row that has been parted into levels and values."""
        cells: dict[Role, tuple[Cell, str]] = {}
        beside = []
        remark = remark_at(section)
        for header in section.header:
            if header.column is None or header.position not in right:
                continue
            role = Role.RECHECK_REMARK if header.position == remark else header.column.role
            cells.setdefault(role, (right[header.position], header.heading.words))
            if header.column.role is Role.OTHER:
                beside.append(right[header.position])
        return cls(section, row, left, cells, beside)

    @property
    def levels(self) -> tuple[str, str, str]:
        """Level 1, level 2 and name; under a header of two levels, two cells are level 1 and name."""
        texts = [c.text.strip() for c in self.left]
        if len(texts) == 2 and len(self.section.columns(*_LEVELS)) == 2:
            return texts[0], "", texts[1]
        level1, level2, name = ["", "", "", *texts][-3:]
        return level1, level2, name

    @property
    def head(self) -> Cell:
        """The cell of its level 1."""
        return self.left[-3] if len(self.left) > 2 else self.left[0]

    @property
    def is_blank(self) -> bool:
        """Whether it has no words, or none of its values is filled in."""
        named = any(c.text.strip() for c in self.left)
        return not named or all(isinstance(read(self.text(role)), Nil) for role in _VALUES if role in self.cells)

    @property
    def has_a_value(self) -> bool:
        """Whether a target or an actual stands in it."""
        return any(self.text(role).strip() for role in (Role.TARGET, Role.ACTUAL))

    @property
    def has_all_values(self) -> bool:
        """Whether it has target, actual and points, as no total has, whatever it is called."""
        return all(not isinstance(read(self.text(role)), Nil) for role in (Role.TARGET, Role.ACTUAL, Role.POINTS))

    def text(self, role: Role) -> str:
        """What stands under a column, blank where the form has none."""
        return self.cells[role][0].text if role in self.cells else ""

    def entry(self, role: Role) -> Entry | None:
        """The cell under a column, read; None where the form has no such column."""
        if role not in self.cells:
            return None
        cell, column = self.cells[role]
        return entry_of(cell, column) if role in _IN_POINTS else Entry(cell.text, read(cell.text), cell.place, column)

    @property
    def points(self) -> Entry | None:
        """Its points: under their column, or, where the form has none, behind its name (…（5分）)."""
        if any(h.column is not None and h.column.role is Role.POINTS for h in self.section.header):
            return self.entry(Role.POINTS)
        name = self.levels[2]
        worth = _POINTS_OF_NAME.search(tidy(name))
        return _points(worth[1], self.left[-1], name) if worth else None

    @property
    def reason(self) -> Entry | None:
        """Its reason; a blank cell under 备注 is none, because nobody was asked for a reason there."""
        found = self.entry(Role.REASON)
        columns = self.section.columns(Role.REASON)
        asked = any(asks_for_reason(h.heading.words, self.section.lexicon) for h in columns)
        return found if found is not None and (asked or not found.is_nil) else None

    @property
    def recheck(self) -> Recheck | None:
        """What a reviewer wrote beside it, None in a form without a re-check."""
        return Recheck(*map(self.entry, _RECHECK)) if RECHECKED & self.cells.keys() else None

    @property
    def bound(self) -> set[Place]:
        """Where its values stand."""
        return {cell.place for role, (cell, _) in self.cells.items() if role in _BOUND}


def read_indicator(line: Indicator, draft: FormDraft) -> None:
    """An indicator row, added to its form."""
    level1, level2, _ = line.levels
    draft.labels |= {c.place for c in (*line.left, *line.beside)}
    if level1:
        _new_head(level1, line.head, draft)
    if level2:
        draft.level2 = level2
    if line.is_blank:
        return
    made = _row(line, draft)
    if _is_sub_row(made, draft):
        made = evolve(made, is_part=True)
        parent = max(i for i, r in enumerate(draft.rows) if not r.is_part)
        draft.rows[parent] = evolve(draft.rows[parent], has_parts=True)
    draft.rows.append(made)
    draft.bound |= line.bound


def _row(line: Indicator, draft: FormDraft) -> IndicatorRow:
    name, lexicon = line.levels[2], line.section.lexicon
    sign, unit = line.text(Role.SIGN), line.text(Role.UNIT)
    target, actual = line.entry(Role.TARGET), line.entry(Role.ACTUAL)
    is_sign = _SIGN.fullmatch(tidy(sign)) is not None
    return IndicatorRow(
        order=len(draft.rows) + 1, level1=draft.level1, level2=draft.level2, name=name, place=line.row.cells[0].place,
        target=read_target(target.text, sign if is_sign else "", unit) if target else None,
        actual=read_target(actual.text, "", unit if isinstance(actual.reading, Quantity) else "") if actual else None,
        points=line.points, score=line.entry(Role.SCORE), reason=line.reason,
        head=len(draft.heads) - 1 if draft.heads else None, target_entry=target, actual_entry=actual,
        is_execution=is_execution(name, lexicon) or is_execution(draft.level1, lexicon), recheck=line.recheck,
    )  # fmt: skip


def _is_sub_row(row: IndicatorRow, draft: FormDraft) -> bool:
    """Whether a row has a target and neither points nor score, because those above it carry its points."""
    unscored = row.points is not None and row.points.is_nil and (row.score is None or row.score.is_nil)
    return unscored and not _blank(row.target_entry) and _is_listed(draft)


def _is_listed(draft: FormDraft) -> bool:
    """Whether the last full row carries points without a value: its values are in the rows below it."""
    for row in reversed(draft.rows):
        if not row.is_part:
            return row.points is not None and not row.points.is_nil and (_blank(row.target_entry) or row.has_parts)
    return False


def _blank(entry: Entry | None) -> bool:
    return entry is None or entry.is_nil


def _points(number: str, cell: Cell, column: str) -> Entry:
    return entry(number, cell.place, POINT, column)


def _new_head(level1: str, cell: Cell, draft: FormDraft) -> None:
    """The block a row begins, unless it goes on with the one above."""
    points = _POINTS_IN_HEAD.search(tidy(level1))
    label = bare(heading(level1).words or tidy(level1), draft.lexicon) or tidy(level1)
    if draft.heads and points is None and draft.heads[-1].label == label:
        return
    draft.level1, draft.level2 = label, ""
    draft.heads.append(Head(label, _points(points[1], cell, level1) if points else None, cell.place))
