"""The rows of a table of amounts, taken apart: labels, code and values of each of the tables that stand side by side."""

from __future__ import annotations

import re
from itertools import pairwise

from attrs import define, field

from perfeval.document import Cell, Place, Row
from perfeval.quantities import Nil, Quantity, Words, read, tidy
from perfeval.recognition.tables.headers import HeaderCell
from perfeval.recognition.tables.sections import Section
from perfeval.ruling import Role
from perfeval.vocabulary import bare

_CODE = re.compile(r"\d{3}(?:\d{2}(?:\d{2})?)?")
_TWO_DIGITS = re.compile(r"\d{2}")

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


def _is_attribute(header: HeaderCell, names: set[int], cell: Cell) -> bool:
    return header.column is None and header.position not in names and bare(cell.text) not in ("合计", "总计")


def split_row(section: Section, row: Row, panels: list[list[HeaderCell]]) -> list[PanelRow]:
    """A row's part in each panel."""
    if len(panels) > 1 and section.is_short(row):
        return _sequential(section, row, panels)
    under = section.under(row)
    made = []
    for panel in panels:
        labels, values, code, codes = [], [], "", []
        first = next(
            (
                h.position
                for h in panel
                if h.column and h.column.role in (Role.AMOUNT, Role.RATE, Role.POINTS, Role.SCORE)
            ),
            None,
        )
        start = panel[0].position if len(panels) > 1 else min(under, default=0)
        names = {h.position for h in panel if h.column is None and h.heading.words == "项目名称"}
        for position in sorted(under):
            if first is not None and start <= position < first:
                cell = under[position]
                header = next((h for h in panel if h.position == position), None)
                in_codes = header is not None and header.column is not None and header.column.role is Role.CODE
                if header is not None and names and _is_attribute(header, names, cell):
                    codes.append(cell.place)  # 序号 and 实施单位 beside 项目名称: neither label nor figure
                elif header is not None and header.column is not None and header.column.role is Role.OTHER:
                    codes.append(cell.place)  # 行次: neither label nor figure
                elif in_codes and _CODE.fullmatch(tidy(cell.text)):
                    code = tidy(cell.text)
                    codes.append(cell.place)
                elif cell.text.strip() and not (header is not None and header.column is None and _is_amount(cell)):
                    labels.append(cell)
        values = [
            (h, under[h.position]) for h in panel
            if h.position in under and h.column is not None and h.column.role not in (Role.LABEL, Role.CODE)
        ]  # fmt: skip
        while labels and len(code) in (3, 5) and _TWO_DIGITS.fullmatch(tidy(labels[0].text)):
            codes.append(labels[0].place)  # 201|26|04: class, item and line in cells of their own
            code += tidy(labels.pop(0).text)
        if not code and labels and _CODE.fullmatch(tidy(labels[0].text)):
            code = tidy(labels[0].text)
        made.append(PanelRow(row, labels, code, values, section.is_short(row) and len(panels) == 1, codes))
    for before, after in pairwise(made):
        lost = not after.labels and not after.code and any(not isinstance(read(c.text), Nil) for _, c in after.values)
        if lost and before.labels and all(isinstance(read(c.text), Nil) for _, c in before.values):
            before.values, after.values = after.values, []  # one label merged over two panels
    return made


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
