"""The columns of a block: which hold figures, which labels and codes, and the words over each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from perfeval.quantities import tidy
from perfeval.recognition.tables.grammar.blocks import Block
from perfeval.recognition.tables.grammar.grid import Grid, GridCell, Mark
from perfeval.recognition.tables.grammar.kinds import kind_of, names_amount, names_of
from perfeval.recognition.tables.grammar.labels import label_of
from perfeval.recognition.tables.grammar.lines import Axis, Line, LineKind
from perfeval.recognition.tables.grammar.marks import are_codes, counter, is_code, is_year
from perfeval.recognition.tables.grammar.words import TableWords, folded


@frozen(eq=False)
class Columns:
    """The columns of a block before their figures are looked at.

    Attributes
    ----------
    body
        The rows below the header, without the notes below the last figure.
    cells
        The cells of each column below the header.
    paths
        The words over each column, the highest first.
    beside
        Columns without figures.
    labels, codes
        Of these, the columns of labels and those of class codes.
    """

    body: tuple[int, ...]
    cells: Mapping[int, Sequence[GridCell]]
    paths: Mapping[int, tuple[str, ...]]
    beside: frozenset[int]
    labels: tuple[int, ...]
    codes: tuple[int, ...]

    @property
    def values(self) -> tuple[int, ...]:
        """The columns of figures."""
        return tuple(c for c in self.cells if c not in self.beside)


def columns_of(grid: Grid, block: Block, words: TableWords) -> Columns | None:
    """The columns of a block; None where none holds figures."""
    body = _trimmed(grid, block)
    cells = {c: [grid[i][c] for i in body if c in grid[i]] for c in block.columns}
    paths = {c: _head_path(grid, block, c) for c in block.columns}
    codes = _code_columns(block.columns, cells, paths, words)
    beside = {c for c in block.columns if _is_beside(cells[c], paths[c], words)} | set(codes)
    first = next((c for c in block.columns if c not in beside), None)
    if first is None:
        return None
    labels = [c for c in block.columns if c < first or _are_years(c, cells[c], block.columns)]
    if first in labels:
        beside.add(first)
    return Columns(tuple(body), cells, paths, frozenset(beside), tuple(labels), tuple(codes))


def column_lines(
    grid: Grid, block: Block, columns: Columns, words: TableWords, *, by_words: bool
) -> tuple[Line, ...]:  # fmt: skip
    """The columns as lines."""
    return tuple(_column(c, grid, block, columns, words, by_words=by_words) for c in block.columns)


def _column(
    column: int, grid: Grid, block: Block, columns: Columns, words: TableWords, *, by_words: bool
) -> Line:  # fmt: skip
    path = columns.paths[column]
    said = tuple(folded(text) for text in path)
    above = [grid[i][column] for i in block.stretch.counters if column in grid[i]]
    counters = [cell.text for cell in above]
    kind = (
        LineKind.BESIDE if column in columns.beside else kind_of(said, columns.cells[column], words, by_words=by_words)
    )
    own = path[-1] if path else ""
    return Line(
        Axis.COLUMNS, column, said, label_of(own, words), kind, names_of(own, counters),
        head="".join((*said, *map(tidy, counters))), printed=path, formula="".join(map(tidy, (own, *counters))), names_amount=names_amount(said, words), counts=words.line_kind(said[-1]) == "count" if said else False,
        is_blank=all(cell.is_blank for cell in columns.cells[column]),
        code=next((tidy(cell.text) for cell in above if is_code(cell) and counter(cell.text) is None), ""),
    )  # fmt: skip


def _trimmed(grid: Grid, block: Block) -> list[int]:
    """The rows of a block without the notes below its last figure."""
    body = [i for i in block.stretch.body if any(c in grid[i] for c in block.columns)]
    figures = [
        n for n, i in enumerate(body) if any(c in grid[i] and grid[i][c].mark is Mark.NUMBER for c in block.columns)
    ]
    return body[: figures[-1] + 1] if figures else []


def _head_path(grid: Grid, block: Block, column: int) -> tuple[str, ...]:
    """The words over a column, the highest first; a merged head stands over every column it covers."""
    header = block.stretch.header
    spans = any(cell.width > 1 for i in header for cell in grid[i].values())
    path: list[str] = []
    for turn, index in enumerate(header):
        row = grid[index]
        text = row[column].text if column in row else ""
        if not text.strip():
            lowest = turn == len(header) - 1
            text = _covering(row, column, block.columns, spans=spans, lowest=lowest)
            if text and not spans and not _said_below(grid, header[turn + 1 :], column):
                text = ""
        if text.strip() and (not path or path[-1] != text):
            path.append(text)
    return tuple(path)


def _covering(row: Mapping[int, GridCell], column: int, columns: Sequence[int], *, spans: bool, lowest: bool) -> str:
    """The text of the merged cell a column lies under: by its width, or the nearest on the left where no width is known."""
    for left in sorted((c for c in row if c < column), reverse=True):
        cell = row[left]
        if cell.is_blank:
            continue
        if spans:
            return cell.text if left + cell.width > column else ""
        return "" if lowest or left < columns[0] else cell.text
    return ""


def _said_below(grid: Grid, header: Sequence[int], column: int) -> bool:
    return any(column in grid[i] and not grid[i][column].is_blank for i in header)


def _is_beside(cells: Sequence[GridCell], head: tuple[str, ...], words: TableWords) -> bool:
    """Whether a column holds no figures: words for the most part, or the numbers of the rows."""
    numbers = [c for c in cells if c.mark in (Mark.NUMBER, Mark.VOID)]
    if sum(c.mark is Mark.WORDS for c in cells) >= len(numbers):
        return True
    if head and words.counts(head[-1]):
        return True
    found = [counter(c.text) for c in numbers]
    return len(found) > 3 and found[0] == 1 and all(n == i + 1 for i, n in enumerate(found)) and not head


def _code_columns(
    columns: Sequence[int], cells: Mapping[int, Sequence[GridCell]], heads: Mapping[int, tuple[str, ...]], words: TableWords
) -> list[int]:  # fmt: skip
    """The columns of class codes: digits by their head, or right before the names they are the codes of."""
    found: list[int] = []
    names = False
    for column in reversed(columns):
        filled = [c for c in cells[column] if not c.is_blank]
        said = any(words.line_kind(folded(head)) == "code" for head in heads[column][-1:])
        if are_codes(filled, paths[-1] if (paths := heads[column]) else "", words) and (said or names):
            found.append(column)
            names = True
        else:
            names = sum(c.mark is Mark.WORDS for c in filled) > sum(c.mark is Mark.NUMBER for c in filled)
    return found[::-1]


def _are_years(column: int, cells: Sequence[GridCell], columns: Sequence[int]) -> bool:
    filled = [c for c in cells if not c.is_blank]
    return column == columns[0] and bool(filled) and all(is_year(c.quantity, c.text) for c in filled)
