"""Who belongs to whom: units, departments, districts, each by its code, as a person lists them.

Rule 1: every unit stands under one other, or under none; there is one at the top.
Rule 2: names are as unique as codes: a figure is said to be of a name.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from io import StringIO
from pathlib import Path

from attrs import field, frozen

from perfeval.boundary import file_bytes, one_line, printable
from perfeval.errors import ModelError, UnreadableError
from perfeval.quantities import tidy
from perfeval.ruling.base import as_tuple

#: The columns of a list of units.
COLUMNS = ("code", "name", "of")
#: Bytes of such a list, and how deep it goes.
LARGEST, DEEPEST = 16 * 1024 * 1024, 20


@frozen
class Node:
    """A unit, a department or a district.

    Attributes
    ----------
    code, name
        Its code, and its name as printed.
    of
        The code of what it belongs to; empty for the one at the top.
    """

    code: str
    name: str
    of: str = ""


@frozen
class Tree:
    """All that belong together.

    Attributes
    ----------
    nodes
        In the order in which they are listed.

    Raises
    ------
    ModelError
        If a code or a name is empty or given twice, one belongs to nobody that is listed, or there is not one top.
    """

    nodes: tuple[Node, ...] = field(converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        self._check_unique("code", "编码")
        self._check_unique("name", "名称")
        codes = {node.code for node in self.nodes}
        for node in self.nodes:
            if node.of and node.of not in codes:
                raise ModelError(
                    f"“{node.name}”的上级“{node.of}”不在名单中。",
                    f"{node.name!r} belongs to {node.of!r}, which is not listed.",
                )
        tops = [node.name for node in self.nodes if not node.of]
        if len(tops) != 1:
            named = "、".join(tops) or "（无）"
            raise ModelError(
                f"名单应有一个最上级，现有 {len(tops)} 个：{named}。",
                f"There is one at the top, not {len(tops)}: {', '.join(tops) or 'none'}.",
            )
        for node in self.nodes:
            self._check_reaches_top(node)

    def _check_unique(self, what: str, zh: str) -> None:
        seen: set[str] = set()
        for node in self.nodes:
            said = tidy(getattr(node, what))
            if not said:
                raise ModelError(
                    f"名单中有空的{zh}（{node.code or node.name}）。", f"A {what} is empty ({node.code or node.name})."
                )
            if said in seen:
                raise ModelError(
                    f"{zh}“{said}”在名单中有两次；一个单位只能属于一处。",
                    f"The {what} {said!r} is listed twice; a unit belongs to one.",
                )
            seen.add(said)

    def _check_reaches_top(self, node: Node) -> None:
        at, steps = node, 0
        while at.of:
            at, steps = self.by_code[at.of], steps + 1
            if steps > DEEPEST:
                raise ModelError(
                    f"“{node.name}”的上级首尾相接，或层级多于 {DEEPEST}。",
                    f"{node.name!r} belongs to itself in the end, or more than {DEEPEST} levels down.",
                )

    @cached_property
    def by_code(self) -> dict[str, Node]:
        """The nodes by code."""
        return {node.code: node for node in self.nodes}

    @cached_property
    def _below(self) -> dict[str, tuple[Node, ...]]:
        table: dict[str, list[Node]] = defaultdict(list)
        for node in self.nodes:
            table[node.of].append(node)
        return {code: tuple(several) for code, several in table.items()}

    @property
    def top(self) -> Node:
        """The one everything belongs to."""
        return self._below[""][0]

    def children(self, node: Node) -> tuple[Node, ...]:
        """What belongs to a node directly."""
        return self._below.get(node.code, ())

    def leaves(self, node: Node) -> tuple[Node, ...]:
        """The units at the bottom of a node; itself where nothing belongs to it."""
        below = self.children(node)
        return tuple(leaf for child in below for leaf in self.leaves(child)) if below else (node,)

    @property
    def inner(self) -> tuple[Node, ...]:
        """The nodes that others belong to, those at the bottom first."""
        found = [node for node in self.nodes if self.children(node)]
        return tuple(sorted(found, key=lambda node: -self._depth(node)))

    def _depth(self, node: Node) -> int:
        return 1 + self._depth(self.by_code[node.of]) if node.of else 0

    def member(self, code: str, name: str) -> Node | None:
        """The node of a code or, where no code is known, of a name; None for a stranger."""
        if code and code in self.by_code:
            return self.by_code[code]
        return next((node for node in self.nodes if tidy(node.name) == tidy(name)), None) if name else None


def read_tree(path: str | Path) -> Tree:
    """A list of units in a file of comma-separated values with the columns code, name, of.

    Raises
    ------
    UnreadableError
        If there is no such file, or a line of it is not as it should be.
    """
    where = Path(path)
    shown = printable(str(where))
    try:
        text = file_bytes(where, LARGEST).decode("utf-8-sig")
    except FileNotFoundError as error:
        raise UnreadableError(
            f"{shown}：没有这个文件；请检查路径。", f"{shown}: no such file; check the path."
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{shown}：不是 UTF-8 文字。", f"{shown}: is not UTF-8.") from error
    try:
        return Tree(_nodes(text, shown))
    except ModelError as error:
        raise UnreadableError(f"{shown}：{error.zh}", f"{shown}: {error.en}") from error


def _nodes(text: str, shown: str) -> Iterable[Node]:
    rows = csv.reader(StringIO(text), strict=True)
    try:
        head = tuple(cell.strip() for cell in next(rows, []))
        if head != COLUMNS:
            raise UnreadableError(
                f"{shown}：第1行应为 {','.join(COLUMNS)}，得到“{one_line(','.join(head))[:60]}”。",
                f"{shown}: line 1 has to be {','.join(COLUMNS)}, not {one_line(','.join(head))[:60]!r}.",
            )
        made = []
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(COLUMNS):
                raise UnreadableError(
                    f"{shown}：第{rows.line_num}行有 {len(row)} 项，应有 {len(COLUMNS)} 项。",
                    f"{shown}: line {rows.line_num} has {len(row)} fields, not {len(COLUMNS)}.",
                )
            made.append(Node(*(cell.strip() for cell in row)))
    except csv.Error as error:
        raise UnreadableError(
            f"{shown}：第{rows.line_num}行读不出（{error}）。",
            f"{shown}: line {rows.line_num} cannot be read ({error}).",
        ) from error
    return made


__all__ = ["COLUMNS", "Node", "Tree", "read_tree"]
