"""Label and amount side by side in rows under no header: 资金总额 100，其中：财政资金 80，其他资金 20, down a column or along a row.

Rule: a total is known by its words, and its parts by theirs; what stands between them ends the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from perfeval.document import Place, Row
from perfeval.model import FigureName, Statement, declared, open_in
from perfeval.quantities import Nil, Quantity, read, tidy
from perfeval.recognition.figures import Surroundings

_TOTAL = re.compile(
    r"^(?:项目|年度|本年度?)?(?:项目)?(?:资金|预算|投资)(?:申请|安排)?(?:总额|合计|总计)(?:\((?:万|亿)?元\))?:?$"
)
_PART = re.compile(r"^(?:其中:?)?(?:\d+[.、])?[^:]{0,12}(?:拨款|资金|结转|结余|自筹|贷款|收入)(?:\((?:万|亿)?元\))?:?$")
#: No list of funds has more parts.
MOST_PARTS = 8


@frozen
class _Pair:
    """A label with the amount beside it; no amount where the cell is blank."""

    label: str
    quantity: Quantity | None
    place: Place


def pair_relations(rows: Sequence[Row], table: str, around: Surroundings) -> Iterator[Statement]:
    """The totals of funds among rows under no header, each with its parts as a block of its own."""
    laid = [_pairs(row) for row in rows]
    for at, row in enumerate(laid):
        for position, pair in row.items():
            if _TOTAL.match(pair.label) and pair.quantity is not None:
                parts = _below(laid[at + 1 :], position) or _behind(row, position)
                if len(parts) > 1:
                    yield from _stated(pair, parts, f"pairs {table}.{at}.{position}", around)


def _pairs(row: Row) -> dict[int, _Pair]:
    """Labels of a row by their column, each with the first cell to its right that is no blank, if that is an amount."""
    found: dict[int, _Pair] = {}
    waiting: tuple[int, str, Place] | None = None
    for number, cell in enumerate(row.cells):
        position = cell.column if cell.column is not None else number
        reading = read(cell.text)
        if isinstance(reading, Quantity) and waiting is not None:
            found[waiting[0]] = _Pair(waiting[1], reading, cell.place)
            waiting = None
        elif not isinstance(reading, (Quantity, Nil)):
            if waiting is not None:
                found[waiting[0]] = _Pair(waiting[1], None, waiting[2])
            waiting = position, tidy(cell.text), cell.place
    if waiting is not None:
        found[waiting[0]] = _Pair(waiting[1], None, waiting[2])
    return found


def _below(rows: Sequence[dict[int, _Pair]], position: int) -> list[_Pair]:
    """The parts under a total, in its column; rows that say nothing there are passed over."""
    parts: list[_Pair] = []
    for row in rows[:MOST_PARTS]:
        pair = row.get(position)
        if pair is None:
            continue
        if not _PART.match(pair.label) or _TOTAL.match(pair.label):
            break
        parts.append(pair)
    return _filled(parts)


def _behind(row: dict[int, _Pair], position: int) -> list[_Pair]:
    """The parts behind a total in its row, up to the next total or label of something else."""
    parts: list[_Pair] = []
    for pair in (row[n] for n in sorted(row) if n > position):
        if not _PART.match(pair.label) or _TOTAL.match(pair.label):
            break
        parts.append(pair)
    return _filled(parts)


def _filled(parts: Sequence[_Pair]) -> list[_Pair]:
    """Parts that state an amount; none at all unless the first says 其中: without it nobody says whose parts they are."""
    return [p for p in parts if p.quantity is not None] if parts and parts[0].label.startswith("其中") else []


def _stated(total: _Pair, parts: Sequence[_Pair], block: str, around: Surroundings) -> Iterator[Statement]:
    scope = open_in(block)
    for number, pair in enumerate((total, *parts)):
        assert pair.quantity is not None
        role, parent = (f"table#column/{number}", "table#column") if number else ("table#column", "")
        name = FigureName(around.entity, role, scope, scope, declared("all"))
        yield Statement(name, pair.label.rstrip(":"), pair.quantity, pair.place, block, parent=parent)


__all__ = ["pair_relations"]
