"""The cells of a sheet, and how they are laid out as tables: blank rows part them, cells alone over them are titles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from attrs import define, frozen

from perfeval.readers.guard import Draft, Laid, LaidRow, limits

#: So many columns without anything in them are left out, and keep their place on the grid; nor does a merged range reach
#: farther beyond the last that has something.
WIDEST_GAP = 40


@frozen
class Merge:
    """A merged range."""

    top: int
    left: int
    bottom: int
    right: int


@frozen
class Filled:
    """What stands in a cell; `whole` marks a number that no format cuts."""

    text: str
    whole: bool = False


@define
class Sheet:
    """The filled cells of a sheet by row and column, and the merged ranges that cover a row."""

    name: str
    cells: dict[int, dict[int, Filled]]
    merges: dict[int, list[Merge]]

    @property
    def head(self) -> str:
        """What its first filled row says, if that is one cell alone."""
        first = min(self.cells)
        return next(iter(self.cells[first].values())).text if self._is_title(first) else ""

    def without_head(self) -> Sheet:
        """The same sheet without its first filled row."""
        first = min(self.cells)
        return Sheet(self.name, {row: cells for row, cells in self.cells.items() if row != first}, self.merges)

    def write(self, draft: Draft) -> None:
        """Its titles and tables, in their order."""
        for rows in self._blocks():
            titles = 0
            while titles < len(rows) and self._is_title(rows[titles]):
                for filled in self.cells[rows[titles]].values():
                    draft.paragraph(filled.text, part=self.name, line=rows[titles])
                titles += 1
            if titles < len(rows):
                draft.table(self._table(rows[titles:], draft), part=self.name)

    def _blocks(self) -> Iterator[list[int]]:
        """Runs of rows without a blank one between them; a cell merged downwards fills every row it covers."""
        merged = {row for row, over in self.merges.items() if any(m.left in self.cells.get(m.top, {}) for m in over)}
        run: list[int] = []
        for row in sorted(set(self.cells) | merged):
            if run and row != run[-1] + 1:
                yield run
                run = []
            run.append(row)
        if run:
            yield run

    def _is_title(self, row: int) -> bool:
        """Whether a row is one cell alone: not merged downwards, and no empty box beside it that waits to be filled in."""
        if len(self.cells.get(row, {})) != 1:
            return False
        column = next(iter(self.cells[row]))
        return all(m.left == column and m.top == m.bottom for m in self.merges.get(row, ()))

    def _table(self, rows: list[int], draft: Draft) -> list[LaidRow]:
        columns = self._columns(rows)
        width = columns.right - columns.left + 1 - sum(after - start for start, after in columns.gaps.items())
        if width * len(rows) > limits.CELLS:
            draft.grow(cells=width * len(rows))  # refuses before anything is laid out
        return [LaidRow(tuple(self._laid(row, columns)), None, row, row) for row in rows]

    def _columns(self, rows: list[int]) -> _Columns:
        filled = {c for row in rows for c in self.cells.get(row, {})}
        ends = [
            m.right
            for row in rows
            for m in self.merges.get(row, ())
            if m.top == row and m.left in self.cells.get(row, {})
        ]
        left, last = min(filled), max(filled)
        right = max(last, min(max(ends, default=last), last + WIDEST_GAP))
        gaps = {
            before + 1: after for before, after in pairwise(sorted({*filled, right})) if after - before > WIDEST_GAP
        }
        return _Columns(left, right, gaps)

    def _laid(self, row: int, columns: _Columns) -> Iterator[Laid]:
        starts = {
            max(m.left, columns.left): m
            for m in self.merges.get(row, ()) if m.right >= columns.left and m.left <= columns.right
        }  # fmt: skip
        column = columns.left
        while column <= columns.right:
            if column in columns.gaps and column not in starts:
                column = columns.gaps[column]
            over = starts.get(column)
            width = min(over.right, columns.right) - column + 1 if over is not None else 1
            own = over is None or over.top == row
            filled = self.cells.get(row, {}).get(column, _NOTHING) if own else _NOTHING
            yield Laid(filled.text, column - 1, width, filled.whole)
            column += width


@frozen
class _Columns:
    """The columns a table takes up; `gaps` leads from the first of many without anything in them to where more stands."""

    left: int
    right: int
    gaps: dict[int, int]


_NOTHING = Filled("")
