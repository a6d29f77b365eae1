"""The statements of a report by block: by name, and by the line they are listed under."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from attrs import define, field

from perfeval.model import FigureName, NameKey, Report, Statement
from perfeval.ruling import Rows


@define
class BlockIndex:
    """The statements of one block, by name and by the line they are listed under."""

    by_key: dict[NameKey, list[Statement]] = field(factory=lambda: defaultdict(list))
    in_order: list[Statement] = field(factory=list)
    _under: dict[tuple[object, ...], list[FigureName]] = field(factory=dict)
    _classes: dict[tuple[object, ...], list[tuple[str, int, FigureName]]] = field(factory=dict)

    def rows(self) -> Rows:
        """What rules may ask of this block."""
        return Rows(self.under, self.classes)

    def _sort(self) -> None:
        """Every name under what it is listed under, and by item and code: nobody looks through a whole block for each row."""
        for order, statement in enumerate(self.in_order):
            name, scope = statement.name, _scope(statement.name)
            self._under.setdefault((*scope, statement.parent), []).append(name)
            self._classes.setdefault((*scope, name.item.unclassed), []).append((name.item.code, order, name))
        for classes in self._classes.values():
            classes.sort(key=lambda c: c[:2])

    def under(self, anchor: FigureName) -> tuple[FigureName, ...]:
        """The figures listed under one in this block, same entity, year, stage and fund, in order."""
        if not self._under:
            self._sort()
        listed = self._under.get((*_scope(anchor), anchor.item), ())
        return tuple(dict.fromkeys(name for name in listed if name.item != anchor.item))

    def classes(self, anchor: FigureName) -> tuple[FigureName, ...]:
        """The figures of the same item with a longer code, in order."""
        if not self._under:
            self._sort()
        code = anchor.item.code
        listed = self._classes.get((*_scope(anchor), anchor.item.unclassed), ())
        found = []
        for at in range(bisect_left(listed, (code,)), len(listed)):
            its_code, order, name = listed[at]
            if not its_code.startswith(code):
                break
            if its_code and name.item != anchor.item:
                found.append((order, name))
        return tuple(dict.fromkeys(name for _, name in sorted(found, key=lambda f: f[0])))


def _scope(name: FigureName) -> tuple[object, ...]:
    """All of a name but its item."""
    return name.key[0], *name.key[2:]


def blocks(report: Report) -> dict[str, BlockIndex]:
    """The report's blocks."""
    made: dict[str, BlockIndex] = defaultdict(BlockIndex)
    for statement in report.statements:
        index = made[statement.block]
        index.by_key[statement.name.key].append(statement)
        index.in_order.append(statement)
    return dict(made)
