"""Tables of one PDF page, as their rules draw them: a gap in the rules is a cell of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from attrs import define, evolve, field, frozen
from pdfplumber.table import merge_edges

from perfeval.readers.guard import limits
from perfeval.readers.portable.lines import Char, Line, Points, flowing, lines_of

#: Points: edges nearer than this are one; and the blank at both sides of a cell together.
NEAR = 3
PADDING = 11


@frozen
class Box:
    """A cell as drawn: its edges left and right, its text, its first line and its last."""

    left: Points
    right: Points
    text: str
    first: Line | None = None
    last: Line | None = None

    @property
    def width(self) -> Points:
        """What its text can fill."""
        return self.right - self.left - PADDING

    def is_at(self, other: Box) -> bool:
        """Whether it stands right over or under another."""
        return abs(self.left - other.left) <= NEAR and abs(self.right - other.right) <= NEAR


Rows = list[tuple[int, list[Box]]]


@define
class Ruled:
    """A table as drawn on one page, or on several."""

    top: Points
    bottom: Points
    left: Points
    right: Points
    rows: Rows
    ends_low: bool = False
    over: list[str] = field(factory=list)

    def is_over(self, other: Ruled) -> bool:
        """Whether its sides stand where those of another do."""
        return abs(self.left - other.left) <= NEAR and abs(self.right - other.right) <= NEAR

    def repeated_by(self, other: Ruled) -> int:
        """How many of its first rows are the first rows of another as well, up to the first that is blank."""
        for count, ((_, own), (_, new)) in enumerate(zip(self.rows, other.rows, strict=False)):
            if [b.text for b in own] != [b.text for b in new] or not any(b.text for b in new):
                return count
        return min(len(self.rows), len(other.rows))


def edges_of(numbers: Iterable[Points]) -> list[Points]:
    """Positions, those that are nearly one taken as one."""
    made: list[Points] = []
    for number in sorted(numbers):
        if not made or number - made[-1] > NEAR:
            made.append(number)
    return made


def slot(edges: Sequence[Points], at: Points) -> int:
    """Which gap between edges a position lies in."""
    return min(max(bisect_right(edges, at + NEAR) - 1, 0), len(edges) - 1)


def _sides(page: Any) -> list[Char]:
    """The outer rules that tables open at their sides leave out: where at least three rules begin and end alike."""
    flat: dict[tuple[int, int], list[Char]] = {}
    joined = merge_edges(
        page.horizontal_edges,
        snap_x_tolerance=NEAR,
        snap_y_tolerance=NEAR,
        join_x_tolerance=NEAR,
        join_y_tolerance=NEAR,
    )
    for edge in sorted(joined, key=lambda e: e["top"]):
        flat.setdefault((round(edge["x0"] / NEAR), round(edge["x1"] / NEAR)), []).append(edge)
    made: list[Char] = []
    for rules in flat.values():
        left, right = rules[0]["x0"], rules[0]["x1"]
        upright = [e for e in page.vertical_edges if left - NEAR <= e["x0"] <= right + NEAR]
        run: list[Char] = []
        for above, below in pairwise([*rules, {"top": rules[-1]["top"]}]):
            run.append(above)
            crossing = [e for e in upright if e["top"] <= above["top"] + NEAR and e["bottom"] >= below["top"] - NEAR]
            if above["top"] < below["top"] and any(left + NEAR < e["x0"] < right - NEAR for e in crossing):
                continue
            if len(run) > 2:
                made += [
                    _upright(x, run[0]["top"], run[-1]["top"])
                    for x in (left, right) if not any(abs(e["x0"] - x) <= NEAR and e["top"] < run[-1]["top"] and e["bottom"] > run[0]["top"] for e in upright)
                ]  # fmt: skip
            run = []
    return made


def crossings(page: Any) -> int:
    """In how many places the rules of a page can cross at most; pdfplumber's time grows with the square of it."""
    return len(edges_of(e["x0"] for e in page.vertical_edges)) * len(edges_of(e["top"] for e in page.horizontal_edges))


def _upright(x: Points, top: Points, bottom: Points) -> Char:
    return {
        "object_type": "line", "x0": x, "x1": x, "top": top, "bottom": bottom, "height": bottom - top, "width": 0, "orientation": "v",
    }  # fmt: skip


def ruled(page: Any, chars: Sequence[Char]) -> tuple[list[Ruled], list[Char]]:
    """The tables of a page, and the characters outside them."""
    sides = _sides(page)
    found = page.find_tables({"explicit_vertical_lines": sides} if sides else {})
    tables = []
    rest = list(chars)
    for table in found:
        box = table.bbox  # made anew each time it is asked for
        xs = edges_of(x for c in table.cells for x in (c[0], c[2]))
        ys = edges_of(y for c in table.cells for y in (c[1], c[3]))
        if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > limits.CELLS:
            continue
        inside = [c for c in rest if _is_in(c, box)]
        if not inside:
            continue
        taken = {id(c) for c in inside}
        rest = [c for c in rest if id(c) not in taken]
        tables.append(Ruled(box[1], box[3], xs[0], xs[-1], _boxes(table.cells, xs, ys, inside, page.page_number)))
    return tables, rest


def _is_in(char: Char, box: Sequence[Points]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x < box[2] and box[1] <= y < box[3])


def _boxes(
    cells: Any, xs: list[Points], ys: list[Points], chars: Sequence[Char], page: int
) -> list[tuple[int, list[Box]]]:
    """The rows of a table; a gap in the rules is a cell of its own."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for left, top, right, bottom in cells:
        across = range(slot(xs, left), slot(xs, right))
        down = range(slot(ys, top), slot(ys, bottom))
        if not across or not down or (down[0], across[0]) in owner:
            continue
        first = (down[0], across[0])
        spans[first] = (down[-1] + 1, across[-1] + 1)
        for r in down:
            for c in across:
                owner.setdefault((r, c), first)
    for r in range(len(ys) - 1):
        for c in range(len(xs) - 1):
            if (r, c) not in owner:
                owner[r, c] = (r, c)
                spans[r, c] = (r + 1, c + 1)
    held: dict[tuple[int, int], list[Char]] = {}
    for char in chars:
        r = bisect_right(ys, (char["top"] + char["bottom"]) / 2) - 1
        c = bisect_right(xs, (char["x0"] + char["x1"]) / 2) - 1
        held.setdefault(owner[min(max(r, 0), len(ys) - 2), min(max(c, 0), len(xs) - 2)], []).append(char)
    rows: list[tuple[int, list[Box]]] = []
    for r in range(len(ys) - 1):
        row: list[Box] = []
        c = 0
        while c < len(xs) - 1:
            first = owner[r, c]
            right = max(spans[first][1], c + 1)
            lines = lines_of(held.get(first, ())) if first[0] == r else []
            made = Box(xs[c], xs[right], "", lines[0] if lines else None, lines[-1] if lines else None)
            row.append(evolve(made, text=flowing(lines, made.width)))
            c = right
        rows.append((page, row))
    return rows
