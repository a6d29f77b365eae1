"""Label and amount side by side, or in one cell, in rows under no header: 资金总额 100，其中：财政资金 80，其他资金 20.

Rule 1: a total is known by its words, and so is the next one, which ends the list; an unknown label with an amount
does not: of the ends a list may have from its last known part on, the one that comes nearest to the total is read.
Rule 2: a rate is that of the one budget and the one amount spent that its table names beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import takewhile

from attrs import frozen

from perfeval.document import Place, Row
from perfeval.model import FigureName, Item, SentenceRole, Statement, declared, open_in
from perfeval.quantities import RATE, Nil, Quantity, read, tidy
from perfeval.recognition.tables.amounts import Surroundings

#: What a table of no known form is of, and its total.
TABLE = Item("table")
COLUMN = TABLE.playing(SentenceRole.COLUMN)
_UNIT = r"(?:\((?:万|亿)?元\))?:?$"
_BUDGETED = r"(?:年初|全年|当年|本年|项目)?预算(?:安排)?数"
_SPENT = r"(?:全年|当年|本年)?(?:预算)?(?:执行|支出|决算)数"
_TOTAL = re.compile(
    rf"^(?:(?:项目|年度|本年度?)?(?:项目)?(?:预算资金|资金|预算|投资)(?:申请|安排)?(?:总额|合计|总计)|{_BUDGETED}|{_SPENT}){_UNIT}"
)
_PART = re.compile(
    rf"^(?:其中:?)?(?:\d+[.、])?[^:]{{0,12}}(?:拨款|资金|结转|结余|自筹|贷款|收入|补助|基本支出|项目支出)(?:\([^()]*\))?{_UNIT}"
)
#: A head without an amount: what is listed below it makes up the total above.
_BY_KIND = re.compile(r"^按(?:收入|支出)(?:性质|类别|来源)分:?$")
_RATE = re.compile(r"^(?:预算)?执行率(?:\(%\))?:?$")
_BUDGET_OF_A_RATE = re.compile(rf"^{_BUDGETED}{_UNIT}")
_SPENT_OF_A_RATE = re.compile(rf"^{_SPENT}{_UNIT}")
_IN_ONE = re.compile(r"^(?P<label>[^\d]{2,20}?):?(?P<number>-?\d[\d,]*(?:\.\d+)?%?)$")
#: No list of funds has more parts.
MOST_PARTS = 8


@frozen
class _Pair:
    """A label with the amount beside it; no amount where the cell is blank."""

    label: str
    quantity: Quantity | None
    place: Place


def pair_relations(rows: Sequence[Row], table: str, around: Surroundings) -> Iterator[Statement]:
    """The totals of funds among rows under no header, each with its parts as a block of its own, and their rate."""
    laid = [_pairs(row) for row in rows]
    total: _Pair | None = None
    for at, row in enumerate(laid):
        for position, pair in row.items():
            if _TOTAL.match(pair.label) and pair.quantity is not None:
                total = pair
            elif not _BY_KIND.match(pair.label) or pair.quantity is not None:
                continue
            if total is None:
                continue
            parts = _below(laid[at + 1 :], position, total) or _behind(row, position, total)
            if len(parts) > 1:
                yield from _stated(
                    [(total, COLUMN), *((p, COLUMN.row(str(n))) for n, p in enumerate(parts))],
                    f"pairs {table}.{at}.{position}",
                    around,
                )
    every = [pair for row in laid for pair in row.values() if pair.quantity is not None]
    named = [[p for p in every if words.match(p.label)] for words in (_RATE, _SPENT_OF_A_RATE, _BUDGET_OF_A_RATE)]
    if all(len({p.quantity for p in found}) == 1 for found in named):
        roles = (SentenceRole.COLUMN_RATE, SentenceRole.COLUMN_TOP, SentenceRole.COLUMN_BOTTOM)
        yield from _stated(
            [(found[0], TABLE.playing(role)) for found, role in zip(named, roles, strict=True)],
            f"pairs {table} rate",
            around,
        )


def _pairs(row: Row) -> dict[int, _Pair]:
    """Labels of a row by their column, each with the first cell to its right that is no blank, if that is an amount."""
    found: dict[int, _Pair] = {}
    waiting: tuple[int, str, Place] | None = None
    for number, cell in enumerate(row.cells):
        position = cell.column if cell.column is not None else number
        reading = read(cell.text)
        inside = _IN_ONE.match(tidy(cell.text)) if not isinstance(reading, Quantity) else None
        number_inside = read(inside["number"]) if inside is not None else None
        if inside is not None and isinstance(number_inside, Quantity):
            found[position] = _Pair(inside["label"], number_inside, cell.place)
        elif isinstance(reading, Quantity) and waiting is not None:
            found[waiting[0]] = _Pair(waiting[1], reading, cell.place)
            waiting = None
        elif not isinstance(reading, (Quantity, Nil)):
            if waiting is not None:
                found[waiting[0]] = _Pair(waiting[1], None, waiting[2])
            waiting = position, tidy(cell.text), cell.place
    if waiting is not None:
        found[waiting[0]] = _Pair(waiting[1], None, waiting[2])
    return found


def _below(rows: Sequence[dict[int, _Pair]], position: int, total: _Pair) -> list[_Pair]:
    """The parts under a total, in its column; rows that say nothing there are passed over."""
    under = (row.get(position) for row in rows[:MOST_PARTS])
    return _parts([p for p in under if p is not None and not (_BY_KIND.match(p.label) and p.quantity is None)], total)


def _behind(row: dict[int, _Pair], position: int, total: _Pair) -> list[_Pair]:
    """The parts behind a total in its row."""
    return _parts([row[n] for n in sorted(row) if n > position], total)


def _parts(pairs: Sequence[_Pair], total: _Pair) -> list[_Pair]:
    """The parts a list begins with, up to the next total or, at the latest, a label of something that is no amount."""
    listed = list(takewhile(lambda p: not _TOTAL.match(p.label), pairs))
    known = list(takewhile(lambda p: _PART.match(p.label), listed))
    found = _filled(known)
    if len(found) < 2:
        return found
    further = takewhile(lambda p: _may_go_on(p, total), listed[len(known) :])
    ends = [found]
    for pair in further:
        ends.append([*ends[-1], *([pair] if pair.quantity is not None else [])])
    return min(ends, key=lambda parts: _gap(parts, total))


def _may_go_on(pair: _Pair, total: _Pair) -> bool:
    """Whether a list of parts may go on with a pair: an amount like the total under any label, or a known part left blank."""
    if pair.quantity is None or total.quantity is None:
        return bool(_PART.match(pair.label))
    return pair.quantity.dimension == total.quantity.dimension


def _gap(parts: Sequence[_Pair], total: _Pair) -> Fraction:
    """How far parts are from making up their total, in base units."""
    amounts = sum((p.quantity.value for p in parts if p.quantity is not None), Fraction(0))
    return abs(amounts - total.quantity.value) if total.quantity is not None else amounts


def _filled(parts: Sequence[_Pair]) -> list[_Pair]:
    """Parts that state an amount; none at all unless the first says 其中: without it nobody says whose parts they are."""
    return [p for p in parts if p.quantity is not None] if parts and parts[0].label.startswith("其中") else []


def _stated(named: Sequence[tuple[_Pair, Item]], block: str, around: Surroundings) -> Iterator[Statement]:
    """Pairs as one block, each in the part it plays."""
    scope = open_in(block)
    for pair, item in named:
        quantity = pair.quantity
        assert quantity is not None
        if item.role is SentenceRole.COLUMN_RATE and quantity.dimension != RATE:
            quantity = quantity.as_rate()[-1]
        name = FigureName(around.entity, item, scope, scope, declared("all"))
        parent = COLUMN if item.which else None
        yield Statement(name, pair.label.rstrip(":"), quantity, pair.place, block, parent=parent)


__all__ = ["pair_relations"]
