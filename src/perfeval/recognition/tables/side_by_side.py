"""The rows of a table of amounts, taken apart: labels, code and values of each of the tables that stand side by side."""

from __future__ import annotations

import re
from itertools import pairwise

from attrs import define, field

from perfeval.document import Cell, Place, Row
from perfeval.quantities import Nil, Quantity, Words, read, tidy
from perfeval.recognition.tables.headers import HeaderCell
from perfeval.recognition.tables.sections import Section
from perfeval.ruling import Role, WordKind
from perfeval.vocabulary import bare

_CODE = re.compile(r"\d{3}(?:\d{2}(?:\d{2})?)?")
_TWO_DIGITS = re.compile(r"\d{2}")

#: Columns that hold figures of a row.
_FIGURES = frozenset({Role.AMOUNT, Role.RATE, Role.POINTS, Role.SCORE})

Cells = list[tuple[HeaderCell, Cell]]


def panels_of(section: Section) -> list[list[HeaderCell]]:
    """Two tables side by side: a new panel starts where a label column follows a value column."""
    panels: list[list[HeaderCell]] = [[]]
    for header in section.header:
        label = header.column is not None and header.column.role in (Role.LABEL, Role.CODE)
        values = any(h.column is not None and h.column.role is Role.AMOUNT for h in panels[-1])
        if label and values:
            panels.append([])
        panels[-1].append(header)
    return panels


@define
class PanelRow:
    """One row of one panel; `short` if its cells are fewer than its header's, `codes` are cells that name no row."""

    row: Row
    labels: list[Cell]
    code: str
    values: Cells
    short: bool = False
    codes: list[Place] = field(factory=list)


def _is_amount(cell: Cell) -> bool:
    """Whether a cell is an amount by its print, and no number of a row or class."""
    return isinstance(read(cell.text), Quantity) and any(mark in cell.text for mark in ".,，")


def split_row(section: Section, row: Row, panels: list[list[HeaderCell]]) -> list[PanelRow]:
    """A row's part in each panel."""
    if len(panels) > 1 and section.is_short(row):
        return _sequential(section, row, panels)
    under = section.under(row)
    alone = len(panels) == 1
    made = [_part(section, row, under, panel, alone=alone) for panel in panels]
    for before, after in pairwise(made):
        _give_back(before, after)
    return made


def _part(section: Section, row: Row, under: dict[int, Cell], panel: list[HeaderCell], *, alone: bool) -> PanelRow:
    """A row's part in one panel: what stands before its first figure are its labels and code."""
    made = PanelRow(row, [], "", [], section.is_short(row) and alone)
    first = next((h.position for h in panel if h.column is not None and h.column.role in _FIGURES), None)
    start = min(under, default=0) if alone else panel[0].position
    heads = {h.position: h for h in panel}
    names = {h.position for h in panel if h.column is None and _names_projects(h, section)}
    for position in sorted(under) if first is not None else ():
        if first is not None and start <= position < first:
            _beside(made, under[position], heads.get(position), names, section)
    made.values = [
        (h, under[h.position]) for h in panel
        if h.position in under and h.column is not None and h.column.role not in (Role.LABEL, Role.CODE)
    ]  # fmt: skip
    _put_together(made)
    return made


def _names_projects(header: HeaderCell, section: Section) -> bool:
    return section.lexicon.has(WordKind.PROJECT_LABEL, header.heading.words)


def _beside(made: PanelRow, cell: Cell, header: HeaderCell | None, names: set[int], section: Section) -> None:
    """Take a cell that stands before the figures of its row: a label, a code, or neither."""
    role = header.column.role if header is not None and header.column is not None else None
    unknown = header is not None and header.column is None
    if unknown and names and header is not None and header.position not in names and not _is_sum(cell, section):
        made.codes.append(cell.place)  # 序号 and 实施单位 beside 项目名称: neither label nor figure
    elif role is Role.OTHER:
        made.codes.append(cell.place)  # 行次: neither label nor figure
    elif role is Role.CODE and _CODE.fullmatch(tidy(cell.text)):
        made.code = tidy(cell.text)
        made.codes.append(cell.place)
    elif cell.text.strip() and not (unknown and _is_amount(cell)):
        made.labels.append(cell)


def _is_sum(cell: Cell, section: Section) -> bool:
    return section.lexicon.has(WordKind.SUM_ROW, bare(cell.text))


def _put_together(made: PanelRow) -> None:
    """Put together a code whose class, item and line have cells of their own (201|26|04)."""
    while made.labels and len(made.code) in (3, 5) and _TWO_DIGITS.fullmatch(tidy(made.labels[0].text)):
        made.codes.append(made.labels[0].place)
        made.code += tidy(made.labels.pop(0).text)
    if not made.code and made.labels and _CODE.fullmatch(tidy(made.labels[0].text)):
        made.code = tidy(made.labels[0].text)


def _give_back(before: PanelRow, after: PanelRow) -> None:
    """Figures without a label beside a label without figures: one label was merged over two panels."""
    lost = not after.labels and not after.code and any(not isinstance(read(c.text), Nil) for _, c in after.values)
    if lost and before.labels and all(isinstance(read(c.text), Nil) for _, c in before.values):
        before.values, after.values = after.values, []


def _sequential(section: Section, row: Row, panels: list[list[HeaderCell]]) -> list[PanelRow]:
    """A short row of a table side by side: label, numbers, label, numbers."""
    made: list[PanelRow] = []
    columns = [[h for h in p if h.column and h.column.role is Role.AMOUNT] for p in panels]
    for cell in row.cells:
        reading = read(cell.text)
        if isinstance(reading, Words):
            made.append(PanelRow(row, [cell], "", []))
        elif made and len(made) <= len(columns) and len(made[-1].values) < len(columns[len(made) - 1]):
            made[-1].values.append((columns[len(made) - 1][len(made[-1].values)], cell))
    return made
