"""A table read: its blocks, and what each is believed to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import frozen

from perfeval.document import Place
from perfeval.quantities import Unit
from perfeval.recognition.tables.grammar.axes import lines_of
from perfeval.recognition.tables.grammar.beliefs import Belief, believed
from perfeval.recognition.tables.grammar.blocks import blocks_of
from perfeval.recognition.tables.grammar.formulas import formulas
from perfeval.recognition.tables.grammar.grid import Grid
from perfeval.recognition.tables.grammar.lines import Axis
from perfeval.recognition.tables.grammar.rates import rates
from perfeval.recognition.tables.grammar.scan import scan
from perfeval.recognition.tables.grammar.schemas import Schema
from perfeval.recognition.tables.grammar.sheet import Sheet, sheet_of
from perfeval.recognition.tables.grammar.sums import sums
from perfeval.recognition.tables.grammar.words import TableWords


@frozen(eq=False)
class BlockRead:
    """One table with its figures and what it is believed to say."""

    sheet: Sheet
    beliefs: tuple[Belief, ...]

    @cached_property
    def at(self) -> Mapping[Place, tuple[int, int]]:
        """Row and column of each figure."""
        return {
            figure.cell.place: (row.index, column)
            for row in self.sheet.lines.rows
            for column, figure in self.sheet.on(Axis.ROWS, row.index).items()
        }


def tables_in(grid: Grid, words: TableWords, unit: Unit | None = None) -> Iterator[BlockRead]:
    """The tables on a grid, each with its relations; `unit` is that of amounts where no cell or head says one."""
    grid = list(grid)
    for block in blocks_of(grid, words):
        lines = lines_of(grid, block, words)
        if not lines.rows:
            continue
        sheet = sheet_of(grid, lines, unit)
        yield BlockRead(sheet, tuple(believed(sheet, proposals(sheet, words))))


def proposals(sheet: Sheet, words: TableWords) -> Iterator[Schema]:
    """Everything the words and figures of a block propose."""
    for axis in Axis:
        lines = sheet.lines.along(axis)
        shown = list(scan(sheet, axis))
        yield from formulas(axis, lines)
        yield from sums(axis, lines, words, shown)
        yield from rates(sheet, axis, words)
        yield from shown
