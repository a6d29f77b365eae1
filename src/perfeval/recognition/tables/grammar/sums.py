"""Which lines may add up to which, by words, codes, numbers and places: proposals, nothing more.

Rule 1: an unknown label never ends a list; only a total, or a number of the whole's own rank, does.
Rule 2: where an end is open every end is proposed, the longest first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from perfeval.recognition.tables.grammar.labels import PLAIN
from perfeval.recognition.tables.grammar.lines import Axis, Line, LineKind
from perfeval.recognition.tables.grammar.schemas import Cue, Schema, total
from perfeval.recognition.tables.grammar.trees import Tree, coded, counted, numbered
from perfeval.recognition.tables.grammar.words import TableWords

#: A list behind 其中 is tried with so many ends, a total with so many readings.
MOST_ENDS = 12
MOST_READINGS = 12
#: What a whole with a single part has less, in tenths of a bit.
ONE_PART = 20
#: On average so many lines are looked at for the siblings of one.
MOST_LOOKED = 64
#: Only so many totals of a block are tried over all of its lines.
MOST_TOTALS = 8


def sums(axis: Axis, every: Sequence[Line], words: TableWords, shown: Sequence[Schema] = ()) -> Iterator[Schema]:
    """The sums that the labels of an axis propose; `shown` are those that figures alone have shown."""
    lines = [line for line in every if line.kind is LineKind.AMOUNT or (line.kind is LineKind.BESIDE and line.path)]
    figures = {n for n, line in enumerate(lines) if line.kind is LineKind.AMOUNT}
    if len(figures) < 2:
        return
    trees = {
        "below": numbered(lines, plain_below=True),
        "back": numbered(lines, plain_below=False),
        "code": coded(lines),
    }
    trees["shown"] = counted(lines, shown)
    yield from _children(axis, lines, figures, trees["code"], Cue.CODE)
    for name in ("below", "back"):
        yield from _children(axis, lines, figures, trees[name], Cue.NUMBER)
    yield from _within(axis, lines, figures, words)
    yield from _totals(axis, lines, figures, trees)
    yield from _paths(axis, lines, figures, words)
    yield from _alike(axis, lines, figures)


def _schema(
    axis: Axis, lines: Sequence[Line], whole: int, parts: Sequence[int], cue: Cue, *, extra: int = 0, open_end: bool = False
) -> Schema:  # fmt: skip
    """A sum by positions, its lines by their numbers on the grid."""
    end = bool({0, len(lines) - 1} & set(parts))
    extra -= ONE_PART if len(parts) == 1 else 0
    indexes = tuple(lines[p].index for p in parts)
    return evolve(total(axis, lines[whole].index, indexes, cue), extra=extra, open_end=open_end, reaches_end=end)


def _children(axis: Axis, lines: Sequence[Line], figures: set[int], tree: Tree, cue: Cue) -> Iterator[Schema]:
    for parent, children in tree.children().items():
        parts = [c for c in children if c in figures]
        if parent not in figures or not parts:
            continue
        plain = cue is Cue.NUMBER and lines[parent].label.style == PLAIN
        yield _schema(axis, lines, parent, parts, Cue.NUMBER_PLAIN if plain else cue)
        if cue is Cue.NUMBER and any(lines[c].label.part for c in parts[1:]):
            proper = [c for c in parts if not lines[c].label.part]
            if proper:
                yield _schema(axis, lines, parent, proper, cue)


# --- 其中 -----------------------------------------------------------------------------------------------------------


def _within(axis: Axis, lines: Sequence[Line], figures: set[int], words: TableWords) -> Iterator[Schema]:
    for first, line in enumerate(lines):
        if not line.label.part or first - 1 not in figures:
            continue
        whole = first - 1
        run = _run(lines, whole, first)
        ends = sorted({*_marked_ends(lines, run), len(run)}, reverse=True)
        more = [n for n in range(len(run) - 1, 0, -1) if n not in ends]
        named = 20 if lines[whole].is_total or words.names_whole(lines[whole].label.words) else 0
        for count in (ends + more)[:MOST_ENDS]:
            parts = [p for p in run[:count] if p in figures]
            full = count == len(run)
            if len(parts) > 1:  # one part alone is named because it matters, and seldom all there is
                extra = named + (10 if count in ends else 0) + (20 if full else 0)
                yield _schema(axis, lines, whole, parts, Cue.WITHIN, extra=extra, open_end=not full)


def _run(lines: Sequence[Line], whole: int, first: int) -> list[int]:
    """The lines behind 其中 up to the next total, or number of the whole's rank or above it."""
    style = lines[whole].label.style
    run = []
    for position in range(first, len(lines)):
        label = lines[position].label
        ranked = style != PLAIN and label.style != PLAIN and label.style <= style
        if label.total or ranked or (position > first and label.part):
            break
        run.append(position)
    return run


def _marked_ends(lines: Sequence[Line], run: Sequence[int]) -> Iterator[int]:
    """Ends of a run that its own numbering marks: where the style of its first line stops."""
    style = lines[run[0]].label.style
    for count in range(1, len(run)):
        if lines[run[count]].label.style != style:
            yield count
            return


# --- totals ---------------------------------------------------------------------------------------------------------


def _totals(axis: Axis, lines: Sequence[Line], figures: set[int], trees: dict[str, Tree]) -> Iterator[Schema]:
    totals = [n for n, line in enumerate(lines) if line.is_total and n in figures]
    grand = 0
    for at in totals:
        all_of_it = lines[at].label.total == "all"
        grand += all_of_it
        made: list[tuple[tuple[int, ...], bool]] = []
        for region in _regions(lines, totals, at, far=grand <= MOST_TOTALS):
            for parts in _readings(lines, region.lines, figures, trees):
                if parts and (parts, region.whole) not in made:
                    made.append((parts, region.whole))
        for parts, whole in made[:MOST_READINGS]:
            extra = 10 if whole and len(parts) >= len(figures) - 1 else 0
            yield _schema(axis, lines, at, parts, Cue.TOTAL if all_of_it else Cue.SUB, extra=extra)


@frozen
class _Region:
    """Lines a total may add up, and whether they are all there are on that side of it."""

    lines: tuple[int, ...]
    whole: bool = False


def _regions(lines: Sequence[Line], totals: Sequence[int], at: int, *, far: bool) -> Iterator[_Region]:
    """The lines a total may add up, above it and below it."""
    some = lines[at].label.total == "some"
    own = bisect_left(totals, at)
    before = next((t for t in reversed(totals[:own]) if some or lines[t].label.total == "all"), -1)
    after = next((t for t in totals[own + 1 :] if some or lines[t].label.total == "all"), len(lines))
    yield _Region(tuple(range(before + 1, at)), before < 0)
    yield _Region(tuple(range(at + 1, after)), after == len(lines))
    if some:
        return
    if before >= 0:
        yield _Region((before, *range(before + 1, at)))
    if far:
        if after < len(lines):
            yield _Region(tuple(t for t in totals[own + 1 :] if lines[t].label.total == "all"))
        yield _Region(tuple(range(at)))
        yield _Region(tuple(range(at + 1, len(lines))))


def _readings(
    lines: Sequence[Line], region: Sequence[int], figures: set[int], trees: dict[str, Tree]
) -> Iterator[tuple[int, ...]]:  # fmt: skip
    """What of a stretch may be the parts: outermost codes, roots, all, subtotals, lines without 其中, leaves."""
    inside = set(region)
    own = [n for n in region if n in figures]
    if trees["code"].members & inside:
        yield tuple(_roots(trees["code"], own, inside))
        yield tuple(_leaves(trees["code"], own))
    for name in ("back", "below", "shown"):
        roots = _roots(trees[name], own, inside)
        if name == "shown" and len(roots) < 2:
            continue  # one line that others happen to add up to is not all there is
        yield tuple(n for n in roots if not lines[n].label.part)
        yield tuple(roots)
    plain = [n for n in own if not lines[n].is_total or n == region[0]]
    yield tuple(plain)
    yield from _by_subtotals(lines, own)
    yield tuple(_without_parts(lines, plain))
    yield tuple(_leaves(trees["below"], own))


def _by_subtotals(lines: Sequence[Line], own: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The subtotals of a stretch, alone and with what stands under none of them."""
    subtotals = [n for n in own if lines[n].label.total == "some"]
    if subtotals:
        yield tuple(subtotals)
        covered = _covered(subtotals, own, lines)
        yield tuple(n for n in own if n in subtotals or n not in covered)


def _roots(tree: Tree, own: Sequence[int], inside: set[int]) -> list[int]:
    return [n for n in own if n in tree.members and tree.parents[n] not in inside]


def _leaves(tree: Tree, own: Sequence[int]) -> list[int]:
    parents = set(tree.parents)
    return [n for n in own if n in tree.members and n not in parents]


def _covered(subtotals: Sequence[int], own: Sequence[int], lines: Sequence[Line]) -> set[int]:
    """The lines that stand under a subtotal, by the path it shares with them."""
    covered: set[int] = set()
    for at in subtotals:
        over = lines[at].path[:-1]
        if over:
            covered |= {n for n in own if n not in subtotals and lines[n].path[: len(over)] == over}
    return covered


def _without_parts(lines: Sequence[Line], plain: Sequence[int]) -> Iterator[int]:
    """Lines that are no part behind 其中: a list goes on to the next number of its whole's rank."""
    rank = PLAIN
    for position in plain:
        label = lines[position].label
        if label.part:
            before = lines[position - 1].label if position else label
            rank = before.style
            continue
        if rank != PLAIN and (label.style == PLAIN or label.style > rank):
            continue
        rank = PLAIN
        yield position


# --- paths ----------------------------------------------------------------------------------------------------------


def _paths(axis: Axis, lines: Sequence[Line], figures: set[int], words: TableWords) -> Iterator[Schema]:
    """Sums by merged heads: 合计 among its siblings, the rest of the path equal; a head over others that has a line itself."""
    by_prefix: dict[tuple[str, ...], list[int]] = {}
    for n in sorted(figures):
        for depth in range(len(lines[n].path)):
            by_prefix.setdefault(lines[n].path[:depth], []).append(n)
    left = MOST_LOOKED * len(figures)
    for at in sorted(figures):
        path = lines[at].path
        for depth, word in enumerate(path):
            if len(path) > 1 and words.total(word) and left > 0:
                beside = by_prefix.get(path[:depth], ())
                left -= len(beside)
                parts = _siblings(lines, beside, at, depth, words)
                if len(parts) > 1:
                    yield _schema(axis, lines, at, parts, Cue.PATH)
        below = [n for n in by_prefix.get(path, ()) if path and n != at and len(lines[n].path) > len(path)]
        if len(below) > 1:
            yield _schema(axis, lines, at, below, Cue.GROUP)
    yield from _strides(axis, lines, figures)


def _siblings(
    lines: Sequence[Line], candidates: Sequence[int], at: int, depth: int, words: TableWords
) -> list[int]:  # fmt: skip
    """The lines beside a total under the same head: of each group its own total, or else its leaves."""
    path = lines[at].path
    tail = path[depth + 1 :]
    groups: dict[str, list[int]] = {}
    for n in candidates:
        other = lines[n].path
        middle = other[depth : len(other) - len(tail)]
        if n == at or not middle or (tail and other[len(other) - len(tail) :] != tail) or middle[0] == path[depth]:
            continue
        groups.setdefault(middle[0], []).append(n)
    parts: list[int] = []
    for members in groups.values():
        whole = [n for n in members if len(lines[n].path) - len(tail) == depth + 1]
        totals = [n for n in members if n not in whole and _is_group_total(lines[n], depth, len(tail), words)]
        parts += whole or totals[:1] or members
    return sorted(parts)


def _is_group_total(line: Line, depth: int, tail: int, words: TableWords) -> bool:
    middle = line.path[depth : len(line.path) - tail]
    return len(middle) == 2 and bool(words.total(middle[1]))


def _strides(axis: Axis, lines: Sequence[Line], figures: set[int]) -> Iterator[Schema]:
    """A total among columns and the columns behind it up to the next total."""
    if axis is not Axis.COLUMNS:
        return
    totals = [n for n in sorted(figures) if lines[n].is_total]
    for turn, at in enumerate(totals):
        end = totals[turn + 1] if turn + 1 < len(totals) else len(lines)
        parts = [n for n in range(at + 1, end) if n in figures]
        if len(parts) > 1:
            yield _schema(axis, lines, at, parts, Cue.STRIDE)


def _alike(axis: Axis, lines: Sequence[Line], figures: set[int]) -> Iterator[Schema]:
    """Lines of one name in several groups: that of the first group, or the last, may add up the others."""
    by_name: dict[str, list[int]] = {}
    for n in sorted(figures):
        if lines[n].path:
            by_name.setdefault(lines[n].label.words, []).append(n)
    for name, same in by_name.items():
        if name and len(same) > 2:
            yield _schema(axis, lines, same[0], same[1:], Cue.ALIKE)
            yield _schema(axis, lines, same[-1], same[:-1], Cue.ALIKE)
