"""What the rows of a table say of their own columns: 合计 and its parts, a rate and what it divides, a change and its rate.

Rule 1: the header has to name the relation (合计, 执行率, 增减额); which columns it is of, the rows have to bear out.
Rule 2: a relation that more rows break than keep is none, because the columns then mean something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import takewhile

from attrs import define

from perfeval.document import Cell, Row
from perfeval.model import FigureName, Item, SentenceRole, Statement, declared, open_in
from perfeval.quantities import RATE, Quantity, Unread, amount, read, tidy
from perfeval.recognition.tables.amounts import Surroundings
from perfeval.relations.arithmetic import comparable, linear, ratio

_SUM = re.compile(r"^(?:合计|总计|总额|小计|金额合计|资金总额)$")
_BUDGET = r"预算|安排|下达|计划|批复|到位|分配|合同"
#: Rates by their header, and the headers of what they divide.
_RATES = (
    (re.compile(r"^(?:预算|资金)?(?:执行率|完成率|支出率|支付率|执行进度|支出进度|使用率)$|^完成(?:年初|全年)?预算的?(?:%|比例)?$"), r"决算|执行|支出|实际|完成数|支付", _BUDGET),
    (re.compile(r"^(?:资金)?到位率$"), r"到位", _BUDGET),
    (re.compile(r"^(?:资金)?拨付率$"), r"拨付", _BUDGET),
    (re.compile(r"^得分率$"), r"得分$", r"分值|权重|满分|标准分"),
)  # fmt: skip
_CHANGE = re.compile(r"增减额?$|增减数$|增减金额|变动额|增加额")
_CHANGE_RATE = re.compile(r"增减%|增减率|增长率|增减幅度|变动率|增减比例|增幅|增长%")
_NO_AMOUNT = re.compile(r"率|%|比重|比例|占比|幅|得分|分值|排名|序号|行次|编码|代码|单价|年度$")
_ONE = Fraction(1)
#: Columns of a table whose relations are looked for: every pair of them may be one, in every row.
MOST_COLUMNS = 30

#: What a table of no known form is of, and its total row or column.
TABLE = Item("table")
COLUMN = TABLE.playing(SentenceRole.COLUMN)
_ARE_RATES = (SentenceRole.COLUMN_RATE, SentenceRole.COLUMN_CHANGE_RATE)

#: The part each column plays in a relation; the first is what the others make up.
Roles = tuple[tuple[Item, int], ...]
Cells = Mapping[int, Cell]


@define
class _Grid:
    """A table of no known form: the lowest words of its header by column, all of them, and its rows of numbers."""

    heads: Mapping[int, str]
    all_heads: Mapping[int, str]
    rows: Sequence[Cells]

    def number(self, row: Cells, column: int) -> Quantity | None:
        """The number of a row in a column, None if there is none."""
        reading = read(row[column].text) if column in row else None
        return reading if isinstance(reading, Quantity) else None

    def amounts(self, before: int, words: str = "") -> list[int]:
        """Columns of numbers left of a column: those whose header has certain words, or all that may be amounts."""
        numbered = [n for n in self.heads if n < before and any(self.number(r, n) for r in self.rows)]
        if words:
            return [
                n for n in numbered if re.search(words, self.all_heads[n]) and not self.heads[n].endswith(("率", "%"))
            ]
        return [n for n in numbered if not _NO_AMOUNT.search(self.heads[n])]

    def keeps(self, row: Cells, roles: Roles) -> bool | None:
        """Whether a row keeps a relation, None where it states too little, or something nobody can read."""
        if any(column in row and isinstance(amount(row[column].text), Unread) for _, column in roles):
            return None
        first, *rest = (self.number(row, n) for _, n in roles)
        found = [q for q in rest if q is not None]
        if first is None or not found:
            return None
        role = roles[0][0].role
        if role is SentenceRole.COLUMN:
            return _adds_up(first, found)
        if len(found) < len(rest):
            return None
        if role is SentenceRole.COLUMN_AFTER:
            return _adds_up(first, found)
        one, other = found
        top = [(_ONE, one), (-_ONE, other)] if role is SentenceRole.COLUMN_CHANGE_RATE else [(_ONE, one)]
        outcome = ratio(first, top, [(_ONE, other)]) if comparable([*top, (_ONE, other)]) else None
        return None if outcome is None else outcome.verdict.holds

    def telling(self, row: Cells, roles: Roles) -> bool:
        """Whether a row could have broken a relation: it has no zeros, no 100 % of two equal amounts, no sum of one part."""
        values = [q.value for _, n in roles if (q := self.number(row, n)) is not None]
        if roles[0][0] == COLUMN:
            return sum(value != 0 for value in values[1:]) > 1
        return len(values) > 2 and len(set(values)) == len(values) and 0 not in values

    def borne_out(self, roles: Roles) -> int:
        """How many rows keep a relation; none where no row tells, or where as many break it.

        A sum of several numbers is no coincidence: one row that breaks it weighs no more than one that keeps it.
        """
        kept = [row for row in self.rows if self.keeps(row, roles)]
        broken = sum(self.keeps(row, roles) is False for row in self.rows) + (roles[0][0] != COLUMN)
        return len(kept) if len(kept) >= broken and any(self.telling(row, roles) for row in kept) else 0


def _adds_up(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    terms = [(_ONE, whole), *((-_ONE, part) for part in parts)]
    return comparable(terms) and linear(terms).verdict.holds


def row_relations(
    rows: Sequence[Row], heads: Mapping[int, str], all_heads: Mapping[int, str], table: str, around: Surroundings,
    *, sums: bool = True,
) -> list[Statement]:  # fmt: skip
    """The numbers of the rows, once for each relation that the header names and the rows bear out.

    Parameters
    ----------
    rows
        The rows of numbers.
    heads, all_heads
        The lowest words of the header by column, and all of them together.
    table
        The table's name in its file.
    sums
        Whether 合计 among the columns is looked at.
    """
    found: list[Statement] = []
    if len(heads) > MOST_COLUMNS:
        return found
    grid = _Grid(heads, all_heads, [_by_column(row) for row in rows])
    for kind, roles in enumerate((*(_sums(grid) if sums else ()), *_rates(grid), *_changes(grid))):
        for turn, row in enumerate(grid.rows):
            if grid.keeps(row, roles) is not None:
                found += _stated(grid, row, roles, f"plain table {table} row {turn} relation {kind}", around)
    return found


def _by_column(row: Row) -> dict[int, Cell]:
    return {c.column if c.column is not None else n: c for n, c in enumerate(row.cells)}


# --- relations ------------------------------------------------------------------------------------------------------


def _sums(grid: _Grid) -> Iterator[Roles]:
    """合计 and the columns behind it, as many as add up to it."""
    for total in (n for n, said in grid.heads.items() if _SUM.match(said)):
        behind = (n for n in sorted(grid.heads) if n > total)
        parts = list(takewhile(lambda n: not (_SUM.match(grid.heads[n]) or _NO_AMOUNT.search(grid.heads[n])), behind))
        options = [
            ((COLUMN, total), *((COLUMN.row(str(n)), n) for n in parts[:count])) for count in range(len(parts), 1, -1)
        ]
        yield from filter(None, [next((roles for roles in options if grid.borne_out(roles)), None)])


def _rates(grid: _Grid) -> Iterator[Roles]:
    """执行率, 到位率 and the like, each of the columns its own words ask for."""
    for rate, said in grid.heads.items():
        for words, top, bottom in _RATES:
            if words.match(said):
                pairs = [(a, b) for a in grid.amounts(rate, top) for b in grid.amounts(rate, bottom) if a != b]
                yield from _best(
                    grid,
                    [
                        (
                            (TABLE.playing(SentenceRole.COLUMN_RATE), rate),
                            (TABLE.playing(SentenceRole.COLUMN_TOP), a),
                            (TABLE.playing(SentenceRole.COLUMN_BOTTOM), b),
                        )
                        for a, b in pairs
                    ],
                )


def _changes(grid: _Grid) -> Iterator[Roles]:
    """增减额 between two columns, and 增减% of the one on the other."""
    for column, said in grid.heads.items():
        amounts = grid.amounts(column)
        pairs = [(a, b) for a in amounts for b in amounts if a != b]
        if _CHANGE_RATE.search(said):
            yield from _best(
                grid,
                [
                    (
                        (TABLE.playing(SentenceRole.COLUMN_CHANGE_RATE), column),
                        (TABLE.playing(SentenceRole.COLUMN_NOW), a),
                        (TABLE.playing(SentenceRole.COLUMN_THEN), b),
                    )
                    for a, b in pairs
                ],
            )
        elif _CHANGE.search(said):
            yield from _best(
                grid,
                [
                    (
                        (TABLE.playing(SentenceRole.COLUMN_AFTER), a),
                        (TABLE.playing(SentenceRole.COLUMN_BEFORE), b),
                        (TABLE.playing(SentenceRole.COLUMN_CHANGE), column),
                    )
                    for a, b in pairs
                ],
            )


def _best(grid: _Grid, options: Sequence[Roles]) -> Iterator[Roles]:
    """The reading of a relation that most rows bear out; none where two are equally good."""
    ranked = sorted(((grid.borne_out(roles), roles) for roles in options), key=lambda r: -r[0])
    if ranked and ranked[0][0] and (len(ranked) == 1 or ranked[0][0] > ranked[1][0]):
        yield ranked[0][1]


def _stated(grid: _Grid, row: Cells, roles: Roles, block: str, around: Surroundings) -> Iterator[Statement]:
    label = next((tidy(c.text) for c in row.values() if c.text.strip() and not isinstance(read(c.text), Quantity)), "")
    scope = open_in(block)
    for turn, (item, column) in enumerate(roles):
        quantity = grid.number(row, column)
        if quantity is None:
            continue
        if item.role in _ARE_RATES and quantity.dimension != RATE:
            quantity = quantity.as_rate()[-1]
        name = FigureName(around.entity, item, scope, scope, declared("all"))
        said = f"{label}（{grid.heads[column]}）" if turn == 0 else grid.heads[column]
        parent = COLUMN if item.which else None
        yield Statement(name, said, quantity, row[column].place, block, str(column), parent)
