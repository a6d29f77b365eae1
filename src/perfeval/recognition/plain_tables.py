"""Tables of no known form: a header, rows, a total row. What they add up to is read off the table itself.

A total row is taken for the sum of the rows above it only if at least one of its columns says so, because such tables
also hold subtotals, shares and counts that add up to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from perfeval.document import Cell, Row
from perfeval.model import FigureName, Statement, declared, open_in
from perfeval.quantities import Nil, Quantity, read, tidy
from perfeval.recognition.plain_rows import COLUMN, row_relations
from perfeval.recognition.tables.amounts import Surroundings
from perfeval.recognition.tables.stacks import head_words
from perfeval.ruling import Lexicon

_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|总合计|全年合计|合计数|金额合计)$")
_PART = re.compile(r"其中|小计|合计|总计|^\(|^（")
_RATE = re.compile(r"率|%|比|进度|得分|增减|排名|序号|行次|单价|均")


def _cells(row: Row) -> dict[int, Cell]:
    return {c.column if c.column is not None else n: c for n, c in enumerate(row.cells)}


def _label(row: Row) -> str:
    return next((tidy(c.text) for c in row.cells if c.text.strip() and not isinstance(read(c.text), Quantity)), "")


def plain_relations(rows: Sequence[Row], table: str, around: Surroundings, lexicon: Lexicon) -> list[Statement]:
    """What a table of no known form says of its own columns and rows."""
    depth = next((n for n, row in enumerate(rows) if any(isinstance(read(c.text), Quantity) for c in row.cells)), 0)
    words, body = head_words(rows[: depth or 1], lexicon), rows[depth or 1 :]
    heads, all_heads = {n: w[-1] for n, w in words.items()}, {n: "".join(w) for n, w in words.items()}
    if len({len(row.cells) for row in body}) > 1 and any(c.column is None for row in body for c in row.cells):
        return plain_sums(heads, body, table, around)
    return plain_sums(heads, body, table, around) + row_relations(body, heads, all_heads, table, around)


def plain_sums(heads: Mapping[int, str], body: Sequence[Row], table: str, around: Surroundings) -> list[Statement]:
    """The columns of a table that its total row adds up, each as a list of its own."""
    if len(body) < 3:
        return []
    total = next((n for n, row in enumerate(body) if _TOTAL.match(_label(row))), None)
    if total is None:
        return []
    parts = body[:total] if total > 1 else body[1:] if total == 0 else []
    if len(parts) < 2 or any(_PART.search(_label(row)) for row in parts):
        return []
    if len({len(row.cells) for row in (body[total], *parts)}) != 1:
        return []
    columns = []
    for position, cell in _cells(body[total]).items():
        said = heads.get(position, "")
        column = _column(position, cell, parts)
        if column is not None and not _RATE.search(said):
            columns.append((position, said, column))
    if not any(_adds_up(column) for _, _, column in columns):
        return []
    return [s for position, said, column in columns for s in _statements(table, position, said, column, around)]


Column = list[tuple[str, Cell, Quantity]]


def _column(position: int, total: Cell, parts: Sequence[Row]) -> Column | None:
    """The numbers of a column, total first; None if a cell of it is neither a number nor nil."""
    whole = read(total.text)
    if not isinstance(whole, Quantity):
        return None
    made: Column = [("合计", total, whole)]
    for row in parts:
        cell = _cells(row).get(position)
        reading = read(cell.text) if cell is not None else Nil.BLANK
        if isinstance(reading, Quantity) and cell is not None:
            made.append((_label(row), cell, reading))
        elif not isinstance(reading, Nil):
            return None
    return made if len(made) > 1 else None


def _adds_up(column: Column) -> bool:
    whole, *parts = (q for _, _, q in column)
    rest = whole.value - sum((q.value for q in parts), Fraction(0))
    return abs(rest) <= sum((q.half for q in (whole, *parts)), Fraction(0)) and sum(q.value != 0 for q in parts) > 1


def _statements(table: str, position: int, said: str, column: Column, around: Surroundings) -> list[Statement]:
    block = f"plain table {table} column {position}"
    scope = open_in(block)
    made = []
    for turn, (label, cell, quantity) in enumerate(column):
        item = COLUMN.row(str(turn)) if turn else COLUMN
        name = FigureName(around.entity, item, scope, scope, declared("all"))
        text = f"{label}（{said}）" if said and turn == 0 else label
        made.append(Statement(name, text, quantity, cell.place, block, str(position), COLUMN if turn else None))
    return made
