"""The figures of a block as whole numbers on one scale, along either axis.

Rule 1: everything is an integer: a value and how far the true value may lie from it, times one scale.
Rule 2: a blank is zero in a sum and nothing elsewhere; a void cell is nothing anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from fractions import Fraction
from math import lcm

from attrs import evolve, field, frozen

from perfeval.quantities import MONEY, POINT, Quantity, Unit, exact_among, unit_named
from perfeval.recognition.tables.grammar.grid import Grid, GridCell, Mark
from perfeval.recognition.tables.grammar.lines import Axis, Line, LineKind, Lines
from perfeval.ruling.layouts import heading


@frozen(eq=False)
class Figure:
    """A printed figure times the scale of its sheet: its value, its slack, what it measures, and the cell it stands in."""

    value: int
    half: int
    step: int
    dimension: str | None
    cell: GridCell


Across = Mapping[int, Figure]


@frozen(eq=False)
class Sheet:
    """The figures of one block.

    Attributes
    ----------
    lines
        Its rows and columns.
    scale
        What figures are multiplied by.
    void
        Cells (row, column) that hold something and no figure.
    """

    lines: Lines
    scale: int
    _by: Mapping[Axis, Mapping[int, Across]]
    void: frozenset[tuple[int, int]] = frozenset()
    by_index: Mapping[Axis, Mapping[int, Line]] = field(factory=dict)

    def on(self, axis: Axis, line: int) -> Across:
        """The figures of a line, by the line across."""
        return self._by[axis].get(line, {})

    def is_void(self, axis: Axis, line: int, across: int) -> bool:
        """Whether a cell holds something that is no figure."""
        return ((line, across) if axis is Axis.ROWS else (across, line)) in self.void

    def instances(self, axis: Axis) -> tuple[Line, ...]:
        """The lines across an axis in which relations along it may hold."""
        across = self.lines.along(axis.other)
        if axis is not self.lines.measures:
            return tuple(line for line in across if line.kind is not LineKind.BESIDE)
        return tuple(
            line for line in across if line.kind is not LineKind.BESIDE and line.index not in self.lines.disabled
        )

    def is_disabled(self, axis: Axis, line: int) -> bool:
        """Whether nothing that touches a line may be judged, because its cells have slipped."""
        return axis is not self.lines.measures and line in self.lines.disabled


def sheet_of(grid: Grid, lines: Lines, unit: Unit | None = None) -> Sheet:
    """The figures of a block, whole numbers among decimals taken as exact; those without a unit are in their line's.

    `unit` is that of amounts where neither their line nor another amount of the block says one.
    """
    measured = _units(grid, lines, unit)
    counting = {r.index for r in lines.rows if r.counts and lines.measures is Axis.ROWS}
    cells: dict[tuple[int, int], tuple[GridCell, Quantity]] = {}
    void: set[tuple[int, int]] = set()
    for column in lines.columns:
        if column.kind is LineKind.BESIDE:
            continue
        own = [
            (r.index, measured(cell, r, column) if lines.measures is Axis.ROWS else measured(cell, column, r))
            for r in lines.rows
            if (cell := grid[r.index].get(column.index)) is not None
        ]
        cells |= {(i, column.index): (cell, quantity) for i, cell, quantity in _exact(column, own, counting)}
        void |= {(i, column.index) for i, cell in own if cell.mark in (Mark.WORDS, Mark.VOID)}
    scale = _scale(q for _, q in cells.values())
    by_row: dict[int, dict[int, Figure]] = {}
    by_column: dict[int, dict[int, Figure]] = {}
    for (row, at), (cell, quantity) in cells.items():
        figure = _figure(cell, quantity, scale)
        by_row.setdefault(row, {})[at] = figure
        by_column.setdefault(at, {})[row] = figure
    by_index = {axis: {line.index: line for line in lines.along(axis)} for axis in Axis}
    return Sheet(lines, scale, {Axis.ROWS: by_row, Axis.COLUMNS: by_column}, frozenset(void), by_index)


def _units(grid: Grid, lines: Lines, unit: Unit | None) -> Callable[[GridCell, Line, Line], GridCell]:
    """What gives a cell the unit of its line: the one its head prints, or for amounts that of the block."""
    printed = {
        q.unit
        for row in lines.rows
        for c in lines.columns
        if (cell := grid[row.index].get(c.index)) is not None and (q := cell.quantity) is not None
        if q.unit is not None and q.dimension == MONEY
    }
    block = next(iter(printed)) if len(printed) == 1 else unit
    said = {line: _unit_said(line) for line in (*lines.rows, *lines.columns)}

    def measured(cell: GridCell, line: Line, across: Line) -> GridCell:
        if cell.quantity is None or cell.quantity.unit is not None:
            return cell
        return evolve(cell, quantity=cell.quantity.within(said[line] or said[across] or _unit_of(line, block)))

    return measured


def _unit_said(line: Line) -> Unit | None:
    """The unit the words of a line print, the nearest first."""
    printed = next((unit for text in reversed(line.printed) if (unit := heading(text).unit)), "")
    return unit_named(printed) if printed else None


def _unit_of(line: Line, block: Unit | None) -> Unit | None:
    """The unit of a line whose words print none."""
    return block if line.kind is LineKind.AMOUNT else POINT if line.kind is LineKind.POINTS else None


def _exact(
    column: Line, cells: Iterable[tuple[int, GridCell]], counting: Set[int]
) -> Iterator[tuple[int, GridCell, Quantity]]:
    """The numbers of a column; points are exact, whole numbers among decimals, and those in rows that count things."""
    read = [(i, cell, cell.quantity) for i, cell in cells if cell.mark is Mark.NUMBER and cell.quantity is not None]
    points = column.kind is LineKind.POINTS
    exact = points or column.counts or exact_among(q for _, _, q in read)
    for index, cell, quantity in read:
        whole = quantity.places == 0 and (exact or index in counting)
        yield index, cell, quantity.as_exact() if points or whole else quantity


def _scale(quantities: Iterable[Quantity]) -> int:
    """Two times a number that makes every value and step whole."""
    return 2 * lcm(1, *{(q.step).denominator for q in quantities}, 1)


def _figure(cell: GridCell, quantity: Quantity, scale: int) -> Figure:
    value = quantity.value * scale
    step = quantity.step * scale
    whole = _whole(value)
    half = 0 if quantity.exact else _whole(step) // 2
    return Figure(whole, half, _whole(step), quantity.dimension, evolve(cell, quantity=quantity))


def _whole(number: Fraction) -> int:
    """A number that is whole by the scale it was multiplied with."""
    return number.numerator // number.denominator
