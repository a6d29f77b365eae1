"""The rows of a block: their labels with the merged ones before them, their codes and their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from perfeval.quantities import tidy
from perfeval.recognition.tables.grammar.columns import Columns
from perfeval.recognition.tables.grammar.grid import Grid, GridCell, Mark
from perfeval.recognition.tables.grammar.kinds import kind_of, names_amount, names_of
from perfeval.recognition.tables.grammar.labels import label_of
from perfeval.recognition.tables.grammar.lines import Axis, Line, LineKind
from perfeval.recognition.tables.grammar.marks import counter
from perfeval.recognition.tables.grammar.words import TableWords, folded

#: The labels of a row, the farthest first, and the class it is of.
Labels = tuple[tuple[str, ...], str]


def row_lines(
    grid: Grid, columns: Columns, labels: Sequence[Labels], rates: frozenset[int], words: TableWords, *, by_words: bool
) -> tuple[Line, ...]:  # fmt: skip
    """The rows as lines."""
    counters = _row_counters(grid, columns, words)
    return tuple(
        _row(i, said, counters.get(i, frozenset()), grid, columns.values, rates, words, by_words=by_words)
        for i, said in zip(columns.body, labels, strict=True)
    )


def _row(
    index: int, labels: Labels, names: frozenset[str], grid: Grid, values: Sequence[int], rates: frozenset[int],
    words: TableWords, *, by_words: bool,
) -> Line:  # fmt: skip
    path, code = labels
    said = tuple(folded(text) for text in path)
    own = path[-1] if path else ""
    label = label_of(own, words)
    cells = {c: grid[index][c] for c in values if c in grid[index]}
    if all(c.is_blank or c.mark is Mark.WORDS for c in cells.values()):
        kind = LineKind.BESIDE
    else:
        kind = kind_of(said[-1:], [cell for c, cell in cells.items() if c not in rates], words, by_words=by_words)
    return Line(
        Axis.ROWS, index, said, label, kind, names | names_of(own, ()), head="".join(said), printed=path, formula=tidy(own),
        code=code or label.code, names_amount=names_amount(said, words), counts=words.line_kind(said[-1]) == "count" if said else False,
    )  # fmt: skip


def row_labels(grid: Grid, columns: Columns, words: TableWords) -> list[Labels]:
    """For each row its path of labels, a merged one before every row it covers, and the class it is of."""
    found = []
    above: dict[int, str] = {}
    for index in columns.body:
        row = grid[index]
        code = _code(row, columns.codes)
        if code:
            above = {}
        said = {c: row[c].text for c in columns.labels if c in row and _says(row[c], words, code=c in columns.codes)}
        for column in sorted(said):
            above = {c: t for c, t in above.items() if c < column}
            above[column] = said[column]
        deepest = max(said, default=-1)
        found.append((tuple(above[c] for c in columns.labels if c in above and c <= deepest), code))
    return found


def _says(cell: GridCell, words: TableWords, *, code: bool) -> bool:
    """Whether a cell is a label, and neither a code nor the number of its row."""
    if cell.is_blank or (code and tidy(cell.text).isdecimal()):
        return False
    return not (cell.mark is Mark.NUMBER and counter(cell.text) is not None and not words.is_head(cell.text))


def _code(row: Mapping[int, GridCell], codes: Sequence[int]) -> str:
    """The class of a row: the code in one cell, or put together of class, group and item in cells of their own."""
    texts = [t for c in codes if c in row and (t := tidy(row[c].text)).isdecimal()]
    whole = len(texts) == 1 or (bool(texts) and len(texts[0]) > 3)
    return texts[0] if whole else "".join(texts)


def _row_counters(grid: Grid, columns: Columns, words: TableWords) -> dict[int, frozenset[str]]:
    """The numbers rows are called by, from a column that numbers them."""
    found: dict[int, frozenset[str]] = {}
    for column in columns.labels:
        cells = [(i, grid[i][column]) for i in columns.body if column in grid[i] and not grid[i][column].is_blank]
        counted = [(i, n) for i, c in cells if c.mark is Mark.NUMBER and (n := counter(c.text)) is not None]
        if len(counted) > 1 and len(counted) == len(cells):
            found |= {i: frozenset({str(n)}) for i, n in counted}
    return found
