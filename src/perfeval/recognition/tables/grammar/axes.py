"""A block read along both axes: which of them says what is measured, and which lines nothing may be held to."""

from __future__ import annotations

from collections.abc import Sequence

from perfeval.quantities import RATE
from perfeval.recognition.tables.grammar.blocks import Block
from perfeval.recognition.tables.grammar.columns import column_lines, columns_of
from perfeval.recognition.tables.grammar.grid import Grid
from perfeval.recognition.tables.grammar.lines import Axis, Line, LineKind, Lines
from perfeval.recognition.tables.grammar.row_labels import row_labels, row_lines
from perfeval.recognition.tables.grammar.words import TableWords, folded


def lines_of(grid: Grid, block: Block, words: TableWords) -> Lines:
    """The rows and columns of a block."""
    columns = columns_of(grid, block, words)
    if columns is None:
        return Lines((), (), Axis.COLUMNS)
    labels = row_labels(grid, columns, words)
    measures = _measures([columns.paths[c] for c in columns.values], [path for path, _ in labels], words)
    across = column_lines(grid, block, columns, words, by_words=measures is Axis.COLUMNS)
    rates = frozenset(c.index for c in across if c.kind is LineKind.RATE)
    down = row_lines(grid, columns, labels, rates, words, by_words=measures is Axis.ROWS)
    return Lines(down, across, measures, _disabled(grid, down, across, measures))


def _measures(columns: Sequence[tuple[str, ...]], rows: Sequence[tuple[str, ...]], words: TableWords) -> Axis:
    """Which axis says what is measured: the columns, unless more of the rows name stages, rates and points."""

    def share(paths: Sequence[tuple[str, ...]]) -> tuple[int, int]:
        said = [folded(path[-1]) for path in paths if path]
        return sum(bool(words.line_kind(t) or words.role(t) or words.change(t)) for t in said), max(len(said), 1)

    across, down = share(columns), share(rows)
    turned = down[0] > 1 and down[0] * across[1] > across[0] * down[1] and down[0] > across[0]
    return Axis.ROWS if turned else Axis.COLUMNS


def _disabled(grid: Grid, rows: Sequence[Line], columns: Sequence[Line], measures: Axis) -> frozenset[int]:
    """Lines across the measures whose cells have slipped: a percent stands where an amount or points belong."""
    plain = {LineKind.AMOUNT, LineKind.POINTS}
    found = set()
    along, across = (columns, rows) if measures is Axis.COLUMNS else (rows, columns)
    for line in across:
        if line.kind is LineKind.RATE:
            continue
        for other in along:
            row, column = (line.index, other.index) if measures is Axis.COLUMNS else (other.index, line.index)
            cell = grid[row].get(column)
            if (
                other.kind in plain
                and cell is not None
                and cell.quantity is not None
                and cell.quantity.dimension == RATE
            ):
                found.add(line.index)
                break
    return frozenset(found)
