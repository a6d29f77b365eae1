"""All smallest sets of figures whose change lets every row hold (Fellegi and Holt), by weight.

A set of figures is *released*: they are taken out of the rows, a stated rate between its rows. A row that is still
broken as printed says that one of its figures must change, too: the search branches there. Rows with no figure in
common cost at least one change each, which bounds what is left to do. The first sets that leave nothing broken are
the lightest there are, and the search goes on until all of that weight are found, or says where it stopped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from heapq import heappop, heappush

from attrs import define, field, frozen

from perfeval.relations.rows import NOTHING, Bound, Rate, Row, without

#: So many released sets are looked at, and so many smallest sets are listed.
MOST_NODES = 4000
#: So many pairs of rows are joined for each of them, on average, before a search is given up.
PAIRS_PER_NODE = 100
MOST_SETS = 200

Conflict = frozenset[int]


@frozen
class Found:
    """The smallest sets, in order; `capped` where there may be more, `relaxed` where a released rate stood between two
    released amounts and was left free, so that a set may turn out too small.
    """

    sets: tuple[tuple[int, ...], ...] = ()
    weight: int | None = None
    capped: bool = False
    relaxed: bool = False
    nodes: int = 0

    def beside(self, other: Found) -> Found:
        """What is lightest in either of two searches: the sets of both where they weigh the same."""
        weight = min((w for w in (self.weight, other.weight) if w is not None), default=None)
        sets = {one for found in (self, other) if found.weight == weight for one in found.sets}
        capped, relaxed = self.capped or other.capped, self.relaxed or other.relaxed
        return Found(tuple(sorted(sets)), weight, capped, relaxed, self.nodes + other.nodes)


class TooManyPairsError(Exception):
    """A search that would join more rows than it may; it never leaves this module."""


@define
class System:
    """Rows and rates over figures, looked at with any set of figures released."""

    linear: Sequence[Row]
    rates: Sequence[Rate]
    _rows: list[Row] = field(factory=list)
    _of: dict[int, list[int]] = field(factory=dict)
    _rates_of: dict[int, list[Rate]] = field(factory=dict)
    _broken: list[tuple[int, Conflict]] = field(factory=list)
    #: Whether a released rate was left free when conflicts were last asked for.
    relaxed: bool = False
    #: How many more pairs of rows may be joined.
    pairs: int = MOST_NODES * PAIRS_PER_NODE

    def __attrs_post_init__(self) -> None:
        self._rows = [*self.linear, *(r for rate in self.rates for r in rate.rows())]
        for index, row in enumerate(self._rows):
            for figure in row.figures:
                self._of.setdefault(figure, []).append(index)
        for rate in self.rates:
            self._rates_of.setdefault(rate.figure, []).append(rate)
        self._broken = [(i, row.figures) for i, row in enumerate(self._rows) if row.broken]

    def conflicts(self, released: Sequence[int]) -> list[Conflict]:
        """For each row that is still broken, the figures of which one must change as well."""
        self.relaxed = False
        touched = {i for figure in released for i in self._of.get(figure, ())}
        found = [figures for i, figures in self._broken if i not in touched]
        if not released:
            return found
        free = frozenset(released)
        rows = [row for i in touched if not (row := self._rows[i]).rests & free]
        rows = self._rates(rows, free)
        for count, figure in enumerate(sorted(free, key=lambda f: (sum(f in r.terms for r in rows), f)), 1):
            rows = self._without(rows, figure, last=count == len(free))
        found += [row.figures for row in rows if row.broken]
        return found

    def _without(self, rows: list[Row], figure: int, *, last: bool = False) -> list[Row]:
        mine = sum(figure in row.terms for row in rows)
        self.pairs -= mine * (mine - 1) // 2
        if self.pairs < 0:
            raise TooManyPairsError
        return without(rows, figure, last=last)

    def _rates(self, rows: list[Row], free: frozenset[int]) -> list[Row]:
        """The rows with every released rate eliminated between its rows."""
        mine = [rate for figure in sorted(free) for rate in self._rates_of.get(figure, ())]
        if not mine:
            return rows
        standing = [rate for rate in mine if not rate.figures & (free - {rate.figure})]
        moving: dict[int, list[Rate]] = {}
        for rate in mine:
            if rate not in standing:
                moving.setdefault(rate.figure, []).append(rate)
        rows = [*rows, *(rate.alone() for rate in standing)]
        later = {f for several in moving.values() for rate in several for f in rate.figures}.union(moving)
        for figure in sorted(free - later):  # what no open rate needs goes first, other prints of a rate among it
            rows = self._without(rows, figure)
        for figure, several in moving.items():
            rows = self._between(rows, figure, several, free)
        return rows

    def _between(self, rows: list[Row], figure: int, several: Sequence[Rate], free: Conflict) -> list[Row]:
        """The rows with a rate eliminated of which an amount is released as well."""
        limits = [row for row in rows if figure in row.terms]
        settled = [row for row in limits if not (row.figures - {figure}) & free]
        self.relaxed |= len(several) > 1 or len(settled) < len(limits)
        bounds = [(_range(row, figure, rate), row, rate) for rate in several for row in settled]
        made = [one for (low, high), row, rate in bounds for one in rate.between(low, high, row.figures - {figure})]
        return self._without([*rows, *made], figure)


def _range(row: Row, figure: int, rate: Rate) -> tuple[Bound | None, Bound | None]:
    """The true rates a released rate may stand for, by a row in which everything else stays as printed."""
    coefficient = row.terms[figure]
    ends = (row.low, row.low_open), (row.high, row.high_open)
    (low, low_open), (high, high_open) = ends if coefficient > 0 else ends[::-1]
    lowest = highest = None
    if low is not None:
        least = rate.lowest(rate.printed + rate.worth * Fraction(low, coefficient))
        lowest = (least[0], least[1] or low_open)
    if high is not None:
        most = rate.highest(rate.printed + rate.worth * Fraction(high, coefficient))
        highest = (most[0], most[1] or high_open)
    return lowest, highest


def _bound(conflicts: Sequence[Conflict], kept: Conflict, weights: Mapping[int, int]) -> int | None:
    """What at least has to be added: conflicts without a figure in common cost one change each. None: no way out."""
    total = 0
    seen: set[int] = set()
    for conflict in conflicts:
        open_ones = conflict - kept
        if not open_ones:
            return None
        if seen.isdisjoint(open_ones):
            seen |= open_ones
            total += min(weights[f] for f in open_ones)
    return total


def smallest_sets(
    system: System, weights: Mapping[int, int], *, most_nodes: int = MOST_NODES, most_sets: int = MOST_SETS,
    most_weight: int | None = None,
) -> Found:  # fmt: skip
    """All sets of least total weight whose change lets every row hold; the empty set where nothing is broken.

    Parameters
    ----------
    weights
        How much it takes to believe that a figure is wrong: whole numbers above zero.
    most_weight
        Heavier sets are not looked for.
    """
    system.pairs = most_nodes * PAIRS_PER_NODE
    found: list[tuple[int, ...]] = []
    best = most_weight
    nodes = order = 0
    # what a node may not release is its parent's, and the siblings before it: put together only when it is looked at
    heap: list[tuple[int, int, int, tuple[int, ...], Conflict, list[int], int]] = [(0, 0, 0, (), NOTHING, [], 0)]
    capped = relaxed = False
    while heap:
        estimate, depth, _, released, inherited, siblings, before = heappop(heap)
        if best is not None and estimate > best:
            break
        if nodes >= most_nodes or len(found) >= most_sets:
            capped = True
            break
        nodes += 1
        weight = -depth
        kept = inherited.union(siblings[:before]) if before else inherited
        try:
            conflicts = sorted(set(system.conflicts(released)), key=lambda c: (len(c - kept), sorted(c)))
        except TooManyPairsError:
            capped = True
            break
        if not conflicts:
            found.append(tuple(sorted(released)))
            relaxed |= system.relaxed
            best = weight
            continue
        rest = _bound(conflicts, kept, weights)
        if rest is None or (best is not None and weight + rest > best):
            continue
        children = sorted(conflicts[0] - kept, key=lambda f: (weights[f], f))
        for position, figure in enumerate(children):
            others = [c for c in conflicts if figure not in c]
            left = _bound(others, kept.union(children[:position]), weights) if others else 0
            total = weight + weights[figure]
            if left is not None and (best is None or total + left <= best):
                order += 1
                node = (max(total + left, estimate), -total, order, (*released, figure), kept, children, position)
                heappush(heap, node)
    return Found(tuple(sorted(found)), best if found else None, capped, relaxed, nodes)
