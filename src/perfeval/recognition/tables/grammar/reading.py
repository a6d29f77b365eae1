"""A table read: its blocks, and what each is believed to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from attrs import frozen

from perfeval.document import Place
from perfeval.quantities import Unit
from perfeval.recognition.tables.grammar.axes import lines_of
from perfeval.recognition.tables.grammar.beliefs import Belief, believed
from perfeval.recognition.tables.grammar.blocks import Stretch, blocks_of, stretches_of
from perfeval.recognition.tables.grammar.formulas import formulas
from perfeval.recognition.tables.grammar.grid import Grid, GridCell
from perfeval.recognition.tables.grammar.lines import Axis
from perfeval.recognition.tables.grammar.marks import is_year
from perfeval.recognition.tables.grammar.pairs import Pairs, pairs_in
from perfeval.recognition.tables.grammar.rates import rates
from perfeval.recognition.tables.grammar.scan import scan
from perfeval.recognition.tables.grammar.schemas import Schema
from perfeval.recognition.tables.grammar.sheet import Sheet, sheet_of
from perfeval.recognition.tables.grammar.sums import sums
from perfeval.recognition.tables.grammar.words import TableWords, folded


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

    def words_of(self, place: Place) -> tuple[str, str]:
        """What stands before a cell in its row and over it in its column."""
        row, column = self.at[place]
        lines = self.sheet.by_index
        return lines[Axis.ROWS][row].text, lines[Axis.COLUMNS][column].text


@frozen(eq=False)
class TableRead:
    """What is read of one table: its blocks, and its labels and figures beside each other."""

    blocks: tuple[BlockRead, ...]
    pairs: Pairs


def read_table(grid: Grid, words: TableWords, unit: Unit | None = None) -> TableRead:
    """A table read; `unit` is that of amounts where no cell or head says one."""
    stretches = list(stretches_of(grid, words))
    pairs = pairs_in(grid, _heads(grid, stretches, words), words, unit)
    rows = list(grid)
    blocks = []
    for stretch in stretches:
        stretch.body = [i for i in stretch.body if i not in pairs.rows]
        for block in blocks_of(rows, stretch, words):
            lines = lines_of(rows, block, words)
            if lines.rows:
                sheet = sheet_of(rows, lines, unit)
                blocks.append(BlockRead(sheet, tuple(believed(sheet, proposals(sheet, words)))))
    return TableRead(tuple(blocks), pairs)


def _heads(grid: Grid, stretches: Iterable[Stretch], words: TableWords) -> Callable[[int, int], str]:
    """Tells the words of a header over a row's column, if it is a header of figures; blank for none."""
    headed: dict[int, Mapping[int, str]] = {}
    for stretch in stretches:
        said: dict[int, str] = {}
        for i in stretch.header:
            for column, cell in grid[i].items():
                if _is_over_figures(cell, words):
                    said |= dict.fromkeys(range(column, column + cell.width), folded(cell.text))
        headed |= dict.fromkeys(stretch.body, said)
    return lambda row, column: headed.get(row, {}).get(column, "")


def _is_over_figures(cell: GridCell, words: TableWords) -> bool:
    return words.heads_figures(folded(cell.text)) or is_year(cell.quantity, cell.text)


def proposals(sheet: Sheet, words: TableWords) -> Iterator[Schema]:
    """Everything the words and figures of a block propose."""
    for axis in Axis:
        lines = sheet.lines.along(axis)
        shown = list(scan(sheet, axis))
        yield from formulas(axis, lines)
        yield from sums(axis, lines, words, shown)
        yield from rates(sheet, axis, words)
        yield from shown
