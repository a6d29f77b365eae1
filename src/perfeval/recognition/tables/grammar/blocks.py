"""Where one table ends and the next begins: below each other at a header, beside each other at a column of labels.

Rule 1: a row of words is a header only if numbers follow under its own cells.
Rule 2: a table beside another begins at a column of labels that has figures on both sides, or behind an empty column.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableSequence, Sequence

from attrs import define, field, frozen

from perfeval.quantities import tidy
from perfeval.recognition.tables.grammar.aligned import align
from perfeval.recognition.tables.grammar.grid import Grid, GridCell, GridRow, Mark
from perfeval.recognition.tables.grammar.marks import RowKind, are_codes, is_year, row_kind
from perfeval.recognition.tables.grammar.words import TableWords, folded

#: A header has no more rows.
DEEPEST_HEADER = 5
#: A header's first number follows within so many rows.
NUMBERS_WITHIN = 3


@define
class Stretch:
    """Rows under one header: the header's rows, the rows that number or code its columns, and the rows below."""

    header: list[int]
    counters: list[int]
    body: list[int] = field(factory=list)


@frozen
class Block:
    """One table: rows of the grid under a header, and the columns that are its own."""

    stretch: Stretch
    columns: tuple[int, ...]


def blocks_of(grid: MutableSequence[GridRow], stretch: Stretch, words: TableWords) -> Iterator[Block]:
    """The tables side by side under one header; rows that have slipped are put under their columns."""
    align(grid, stretch.body)
    for columns in _sides(grid, stretch, words):
        yield Block(stretch, columns)


# --- below each other -----------------------------------------------------------------------------------------------


def stretches_of(grid: Grid, words: TableWords) -> Iterator[Stretch]:
    """The tables below each other on a grid, in the order in which they are read."""
    kinds = [row_kind(row, words) for row in grid]
    pending: list[int] = []
    current: Stretch | None = None
    for index, kind in enumerate(kinds):
        if kind is RowKind.NUMBERS:
            if current is None:
                current = _begun(grid, kinds, pending)
            current.body.append(index)
        elif kind is RowKind.EMPTY or (current is not None and _is_repeated(grid, current, index)):
            continue
        elif kind is RowKind.PROSE:
            pending = []  # what stands above running text is no header of what stands below
        elif current is None:
            pending.append(index)
        elif _heads_numbers(grid, kinds, index):
            yield current
            current, pending = None, [index]
        elif kind is RowKind.COUNTERS:
            current.counters.append(index)
        else:
            current.body.append(index)
    if current is not None:
        yield current


def _begun(grid: Grid, kinds: Sequence[RowKind], pending: Sequence[int]) -> Stretch:
    """The stretch below pending rows: a title is none of them, and single labels under the header belong to the body."""
    numbering = (RowKind.COUNTERS, RowKind.CODES)
    counters = [i for i in pending if kinds[i] in numbering]
    said = [i for i in pending if kinds[i] not in numbering]
    deepest = max((n for n, i in enumerate(said) if not _stands_alone(grid[i])), default=-1)
    header = [i for i in said[: deepest + 1] if not _stands_alone(grid[i])]
    return Stretch(header[-DEEPEST_HEADER:], counters, list(said[deepest + 1 :]) if header else [])


def _stands_alone(row: GridRow) -> bool:
    """Whether a row is one cell at its left: a title, or the head of rows."""
    filled = [c for c, cell in row.items() if not cell.is_blank]
    return len(filled) == 1 and filled[0] == min(row)


def _is_repeated(grid: Grid, current: Stretch, index: int) -> bool:
    """Whether a row is one of the header's, printed once more on the next page."""
    said = _texts(grid[index])
    return any(said == _texts(grid[i]) for i in (*current.header, *current.counters))


def _texts(row: GridRow) -> list[tuple[int, str]]:
    return [(c, tidy(cell.text)) for c, cell in sorted(row.items()) if not cell.is_blank]


def _heads_numbers(grid: Grid, kinds: Sequence[RowKind], index: int) -> bool:
    """Whether numbers follow soon under a row's cells: under one of a header's, under two of any other words."""
    if kinds[index] not in (RowKind.HEADS, RowKind.YEARS, RowKind.WORDS):
        return False
    least = 2 if kinds[index] is RowKind.WORDS else 1
    under = {c + step for c, cell in grid[index].items() if _may_head(cell) for step in range(cell.width)}
    for row, kind in zip(grid[index + 1 :], kinds[index + 1 : index + 1 + NUMBERS_WITHIN], strict=False):
        if kind is RowKind.NUMBERS:
            return sum(row[c].mark is Mark.NUMBER for c in under & row.keys() if c != min(row)) >= least
    return False


def _may_head(cell: GridCell) -> bool:
    """Whether a cell may stand over figures: words, or the year they are of."""
    return cell.mark is Mark.WORDS or is_year(cell.quantity, cell.text)


# --- beside each other ----------------------------------------------------------------------------------------------


@frozen
class _Filled:
    """How a column is filled below its header, and what stands over it."""

    numbers: int
    words: int
    codes: bool
    head: str

    @property
    def is_value(self) -> bool:
        return self.numbers > self.words

    @property
    def is_label(self) -> bool:
        return self.words > self.numbers

    def labels(self, value: _Filled) -> bool:
        """Whether its words may be the labels of a column of figures."""
        return self.is_label and self.words > 1 and 2 * self.words >= value.numbers

    @property
    def is_empty(self) -> bool:
        return not (self.numbers or self.words or self.head)


def _sides(grid: Grid, stretch: Stretch, words: TableWords) -> Iterator[tuple[int, ...]]:
    """The columns of each of the tables that stand side by side."""
    columns = sorted({c for i in (*stretch.header, *stretch.body) for c in grid[i]})
    filled = {c: _filled(grid, stretch, c, words) for c in columns}
    labels = next((filled[c].head for c in columns if filled[c].is_label), "")
    cuts = [n for n in range(1, len(columns)) if _is_cut(n, columns, filled, labels, words)]
    for start, end in zip([0, *cuts], [*cuts, len(columns)], strict=True):
        side = tuple(c for c in columns[start:end] if not filled[c].is_empty)
        if any(filled[c].numbers for c in side):
            yield side


def _filled(grid: Grid, stretch: Stretch, column: int, words: TableWords) -> _Filled:
    cells = [grid[i][column] for i in stretch.body if column in grid[i]]
    numbers = sum(c.mark in (Mark.NUMBER, Mark.VOID) for c in cells)
    head = next((t for i in reversed(stretch.header) if (t := _over(grid[i], column))), "")
    return _Filled(numbers, sum(c.mark is Mark.WORDS for c in cells), are_codes(cells, head, words), folded(head))


def _over(row: GridRow, column: int) -> str:
    cell = row.get(column)
    return cell.text if cell is not None and not cell.is_blank else ""


def _is_cut(at: int, columns: Sequence[int], filled: dict[int, _Filled], labels: str, words: TableWords) -> bool:
    """Whether a table beside the one before begins at a column."""
    own, before = filled[columns[at]], filled[columns[at - 1]]
    right = [filled[c] for c in columns[at + 1 :]]
    value = next((f for f in right if f.is_value), None)
    if value is None or not any(filled[c].is_value and not filled[c].codes for c in columns[:at]):
        return False
    if before.is_empty:
        return own.is_label
    if own.codes:
        return right[0].is_label
    if before.codes or not own.labels(value):
        return False  # behind codes stand their names
    return own.head in ("", labels) or (words.begins_side(own.head) and not words.never_side(own.head))


__all__ = ["Block", "Stretch", "blocks_of", "stretches_of"]
