"""Label and figure side by side, or in one cell, in rows under no header: 资金总额 100，其中：财政资金 80，其他资金 20.

Rule 1: a list is known by its words alone: by 其中 behind a line that names a whole, or by a label that says by what the
whole is divided; its first two parts are sources of funds.
Rule 2: an unknown label with an amount ends no list: every end behind the known parts is a reading, the longest first.
Rule 3: a rate, and what is left, is of the only figures beside it that its words name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import takewhile

from attrs import evolve, field, frozen

from perfeval.document import Place
from perfeval.quantities import RATE, Quantity, Unit, read, tidy, unit_named
from perfeval.recognition.tables.grammar.grid import Grid, GridCell, GridRow, Mark
from perfeval.recognition.tables.grammar.instances import SURE, CellClaim, CellReading
from perfeval.recognition.tables.grammar.labels import Label, label_of
from perfeval.recognition.tables.grammar.schemas import Cue, Kind
from perfeval.recognition.tables.grammar.words import TableWords
from perfeval.ruling.layouts import heading
from perfeval.ruling.lexicon import Word

_IN_ONE = re.compile(r"(?P<label>[^\d]{2,40}?):?(?P<number>-?\d[\d,]*(?:\.\d+)?(?:%|万元|元)?)")
#: No list of funds has more parts.
MOST_PARTS = 8
#: What amounts of funds are called over their column.
AMOUNTS = frozenset({"original", "final", "budget", "arrived", "spent"})
#: No head of a form names more figures.
MOST_NAMED = 200
#: So many known parts begin a list.
LEAST_PARTS = 2


@frozen(eq=False)
class Pair:
    """A label with the figure beside it; none where nothing stands there."""

    label: Label
    text: str
    cell: GridCell | None = None

    @property
    def quantity(self) -> Quantity | None:
        """Its figure."""
        return self.cell.quantity if self.cell is not None else None


PairRow = Mapping[int, Pair]


@frozen(eq=False)
class Pairs:
    """The pairs of a table and what they say: the rows of the grid that are accounted for, and claims over their cells."""

    claims: tuple[CellClaim, ...] = ()
    rows: frozenset[int] = frozenset()
    labels: Mapping[Place, str] = field(factory=dict)

    def words_of(self, place: Place) -> tuple[str, str]:
        """The label beside a figure; nothing stands over it."""
        return self.labels[place], ""


def pairs_in(grid: Grid, heads: Callable[[int, int], str], words: TableWords, unit: Unit | None = None) -> Pairs:
    """The pairs on a grid and what they claim.

    Parameters
    ----------
    heads
        The words over the cell of a row and column, blank for none: a figure under a head is no pair's.
    unit
        The unit of amounts where no label says one.
    """
    laid = [_laid(row, n, heads, words) for n, row in enumerate(grid)]
    reader = _Reader(laid, grid, heads, words, unit)
    claims = (*reader.lists(), *reader.named())
    rows = frozenset(n for n, row in enumerate(laid) if any(id(p) in reader.used for p in row.values()))
    return Pairs(claims, rows, {p.cell.place: p.text for p in reader.used.values() if p.cell is not None})


def _claim(kind: Kind, readings: Sequence[CellReading], cue: Cue) -> CellClaim:
    """A claim that words alone make: as sure as words can be that nothing else in the table bears out."""
    return CellClaim(kind, tuple(readings), frozenset({cue.value}), SURE - 1, holds=False)


def _quotient(rate: GridCell, over: GridCell, under: GridCell) -> CellReading:
    return CellReading(Kind.RATE, ((1, rate), (1, over)), ((1, under),))


def _may_go_on(pair: Pair, whole: Pair) -> bool:
    """Whether a list of parts may go on with an amount like its whole under any label."""
    if pair.quantity is None or whole.quantity is None:
        return False
    return pair.quantity.dimension in (whole.quantity.dimension, None)


def _laid(row: GridRow, index: int, heads: Callable[[int, int], str], words: TableWords) -> PairRow:
    """The labels of a row by their columns, each with the first figure to its right, if that is its only one."""
    found: dict[int, Pair] = {}
    last: int | None = None
    for column in sorted(row):
        cell = row[column]
        inside = _IN_ONE.fullmatch(tidy(cell.text)) if cell.mark is not Mark.NUMBER and len(cell.text) < 80 else None
        number = read(inside["number"]) if inside is not None else None
        if inside is not None and isinstance(number, Quantity):
            own = evolve(cell, mark=Mark.NUMBER, quantity=number)
            found[column], last = _pair(inside["label"], words, own), None
        elif cell.mark is Mark.WORDS:
            found[column], last = _pair(cell.text, words), column
        elif cell.mark is Mark.NUMBER and last is not None:
            several = found[last].cell is not None or bool(heads(index, column))
            found[last] = evolve(found[last], cell=None if several else cell)
            last = None if several else last
    return found


def _pair(text: str, words: TableWords, cell: GridCell | None = None) -> Pair:
    return Pair(label_of(text, words), text, cell)


@frozen(eq=False)
class _Reader:
    """Reads the lists and named figures of the pairs of one table."""

    laid: Sequence[PairRow]
    grid: Grid
    heads: Callable[[int, int], str]
    words: TableWords
    unit: Unit | None
    used: dict[int, Pair] = field(factory=dict)

    # --- lists --------------------------------------------------------------------------------------------------------

    def lists(self) -> Iterator[CellClaim]:
        """The totals of funds with their parts."""
        wholes: list[Pair] = []
        made: set[frozenset[int]] = set()
        for at, row in enumerate(self.laid):
            for position, pair in sorted(row.items()):
                divided = self.words.divides(pair.label.words) and pair.cell is None
                if self._is_whole(pair) and not divided:
                    wholes = [pair] if pair.cell is not None else self._under_heads(at, position, pair) or wholes
                if not wholes or not (divided or (pair is wholes[0] and pair.cell is not None)):
                    continue
                parts = self._parts(self._below(at, position), wholes[0], divided=divided)
                parts = parts or self._parts(self._behind(row, position), wholes[0], divided=divided)
                key = frozenset(id(pair) for end in parts[:1] for pair in end)
                if parts and key not in made:
                    made.add(key)
                    yield self._list(wholes, parts)

    def _is_whole(self, pair: Pair) -> bool:
        said = pair.label.words
        return not pair.label.part and bool(
            self.words.names_whole(said) or self.words.role(said) or self.words.change(said)
        )

    def _under_heads(self, at: int, position: int, pair: Pair) -> list[Pair]:
        """A total under a header of several stages: any of its amounts may be what is divided below."""
        if not self.words.names_whole(pair.label.words):
            return []
        figures = [(n, c) for n, c in sorted(self.grid[at].items()) if n > position and c.mark is Mark.NUMBER]
        return [evolve(pair, cell=c) for n, c in figures if self._is_amount(self.heads(at, n))]

    def _is_amount(self, head: str) -> bool:
        return bool(self.words.role(head) & AMOUNTS) and self.words.rate(head) is None

    def _below(self, at: int, position: int) -> list[Pair]:
        """The pairs under one in its column; rows that say nothing there are passed over."""
        under = (row.get(position) for row in self.laid[at + 1 : at + 1 + MOST_PARTS])
        return [p for p in under if p is not None and not (p.cell is None and self.words.divides(p.label.words))]

    @staticmethod
    def _behind(row: PairRow, position: int) -> list[Pair]:
        return [row[n] for n in sorted(row) if n > position]

    def _parts(self, pairs: Sequence[Pair], whole: Pair, *, divided: bool) -> list[list[Pair]]:
        """The parts a list may have, the most first; none where nobody says that they are parts."""
        if not pairs or not (pairs[0].label.part or divided):
            return []
        first = pairs[0]
        listed = list(takewhile(lambda p: p is first or not self._ends(p), pairs))
        known = list(takewhile(lambda p: self.words.is_source(p.label.words), listed))
        further = list(takewhile(lambda p: _may_go_on(p, whole), listed[len(known) :]))
        ends = [[p for p in [*known, *further[:n]] if p.cell is not None] for n in range(len(further), -1, -1)]
        return ends if len(ends[-1]) >= LEAST_PARTS else []

    def _ends(self, pair: Pair) -> bool:
        return bool(pair.label.part or pair.label.total or self.words.names_whole(pair.label.words))

    def _list(self, wholes: Sequence[Pair], ends: Sequence[Sequence[Pair]]) -> CellClaim:
        readings = [self._sum(whole, parts) for parts in ends for whole in wholes]
        return _claim(Kind.SUM, readings, Cue.WITHIN)

    def _sum(self, whole: Pair, parts: Sequence[Pair]) -> CellReading:
        unit = self._unit_of(whole)
        return CellReading(
            Kind.SUM, ((1, self._figure(whole, unit)), *((-1, self._figure(p, self._own(p) or unit)) for p in parts))
        )

    # --- figures by name ----------------------------------------------------------------------------------------------

    def named(self) -> Iterator[CellClaim]:
        """The rates, and what is left, of the figures their words name."""
        every = [p for row in self.laid for p in row.values() if p.cell is not None and not p.label.part]
        if len(every) > MOST_NAMED:
            return  # a list that long is no head of a form, and names nothing by words alone
        for pair in every:
            rate, change = self.words.rate(pair.label.words), self.words.change(pair.label.words)
            word = rate or (change if change is not None and change.value == "left" else None)
            found = self._operands(pair, word, every) if word is not None else None
            if found is None:
                continue
            over, under = (self._figure(p, self._unit_of(p)) for p in found)
            if rate is not None:
                yield _claim(Kind.RATE, [_quotient(self._rate(pair), over, under)], Cue.RATE_WORDS)
            else:
                own = self._figure(pair, self._unit_of(pair))
                terms = ((1, own), (-1, over), (1, under))
                yield _claim(Kind.DIFFERENCE, [CellReading(Kind.DIFFERENCE, terms)], Cue.DIFFERENCE)

    def _operands(self, pair: Pair, word: Word, every: Sequence[Pair]) -> tuple[Pair, Pair] | None:
        others = [p for p in every if p is not pair and self.words.rate(p.label.words) is None]
        over = self._only(others, word.of)
        under = self._only([p for p in others if p is not over], word.to)
        return (over, under) if over is not None and under is not None else None

    def _only(self, pairs: Sequence[Pair], roles: Sequence[str]) -> Pair | None:
        """The only figure of the first role any has, however often it is printed."""
        for role in roles:
            found = [p for p in pairs if role in self.words.role(p.label.words)]
            if found:
                return found[0] if len({p.quantity for p in found}) == 1 else None
        return None

    # --- figures ------------------------------------------------------------------------------------------------------

    def _own(self, pair: Pair) -> Unit | None:
        printed = heading(pair.text).unit
        return unit_named(printed) if printed else None

    def _unit_of(self, pair: Pair) -> Unit | None:
        return self._own(pair) or self.unit

    def _rate(self, pair: Pair) -> GridCell:
        quantity = pair.quantity
        assert quantity is not None
        return self._kept(pair, quantity if quantity.dimension == RATE else quantity.as_rate()[-1])

    def _figure(self, pair: Pair, unit: Unit | None) -> GridCell:
        quantity = pair.quantity
        assert quantity is not None
        return self._kept(pair, quantity.within(unit) if quantity.unit is None else quantity)

    def _kept(self, pair: Pair, quantity: Quantity) -> GridCell:
        assert pair.cell is not None
        self.used[id(pair)] = pair
        return evolve(pair.cell, quantity=quantity)
