"""How the lines of an axis hang together by their labels: numbering, indent, 其中, codes.

Rule: where labels leave two readings, both are made; the figures choose.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from perfeval.recognition.tables.grammar.labels import PLAIN
from perfeval.recognition.tables.grammar.lines import Line
from perfeval.recognition.tables.grammar.schemas import Schema


@frozen(eq=False)
class Tree:
    """The parent of each line by its position, None for a root, and for lines that are no part of the tree."""

    parents: tuple[int | None, ...]
    members: frozenset[int]

    def children(self) -> dict[int, list[int]]:
        """The children of each parent, in order."""
        found: dict[int, list[int]] = {}
        for position, parent in enumerate(self.parents):
            if parent is not None:
                found.setdefault(parent, []).append(position)
        return found


def numbered(lines: Sequence[Line], *, plain_below: bool) -> Tree:
    """The tree of numbering and indent.

    Parameters
    ----------
    plain_below
        Whether a line without a number under one with a number is its child, or comes back to the outermost level.
    """
    parents: list[int | None] = [None] * len(lines)
    members = set()
    stack: list[tuple[int, int, int]] = []  # style, indent, position
    for position, line in enumerate(lines):
        label = line.label
        if label.total or not line.path:
            continue
        members.add(position)
        heads = position + 1 < len(lines) and lines[position + 1].label.first
        depth = _depth(stack, label.style, label.indent, plain_below=plain_below and not heads)
        if label.first and stack and stack[-1][0] == PLAIN:
            depth = len(stack)  # a list begins under the line before it, whatever lists there were above
        del stack[depth:]
        if stack:
            parents[position] = stack[-1][2]
        stack.append((label.style, label.indent, position))
    return Tree(tuple(parents), frozenset(members))


def _depth(stack: Sequence[tuple[int, int, int]], style: int, indent: int, *, plain_below: bool) -> int:
    """How much of the stack stands above a line of this style and indent."""
    if style != PLAIN:  # 一、 stands above （一）, and that above 1., whether or not it was there before
        return next((n for n, (s, _, _) in enumerate(stack) if s >= style), len(stack))
    numbered_at = [n for n, (s, _, _) in enumerate(stack) if s != PLAIN]
    lowest = numbered_at[-1] + 1 if numbered_at and plain_below else 0
    beside = next((n for n in range(lowest, len(stack)) if stack[n][0] == PLAIN and stack[n][1] >= indent), None)
    if beside is not None:
        return beside
    back = numbered_at and not plain_below and not indent
    return numbered_at[0] if back else len(stack)


def coded(lines: Sequence[Line]) -> Tree:
    """The tree of class codes: each under the nearest line before it whose code its own begins with."""
    parents: list[int | None] = [None] * len(lines)
    members = set()
    stack: list[tuple[str, int]] = []
    for position, line in enumerate(lines):
        if not line.code or line.label.total:
            continue
        members.add(position)
        while stack and (not line.code.startswith(stack[-1][0]) or stack[-1][0] == line.code):
            stack.pop()
        if stack:
            parents[position] = stack[-1][1]
        stack.append((line.code, position))
    return Tree(tuple(parents), frozenset(members))


def counted(lines: Sequence[Line], found: Iterable[Schema]) -> Tree:
    """The tree of sums that figures alone have shown."""
    at = {line.index: position for position, line in enumerate(lines)}
    parents: list[int | None] = [None] * len(lines)
    for schema in found:
        for _, part in schema.terms:
            if part in at and schema.target in at:
                parents[at[part]] = at[schema.target]
    return Tree(tuple(parents), frozenset(range(len(lines))))
