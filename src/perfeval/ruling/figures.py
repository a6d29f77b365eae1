"""What a rule may look at: the figures of a report, block by block, and what last year's report states of the year before.

Rule 1: where this report does not state a figure of the year before, last year's report may be the base of a change.
Rule 2: nothing is ever judged for what last year's report says by itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Protocol, TypeGuard, runtime_checkable

from attrs import define, field, frozen

from perfeval.findings import Text
from perfeval.model import FigureName, Item, NameKey, Report, Statement
from perfeval.relations import FROM_ANOTHER, Operand, Relation, cite, operand_of
from perfeval.ruling.base import Calls, Rows, RuleKind, Skipped, kind_of


@define
class Block:
    """The statements of one block: a table's section, a list, a sentence.

    Attributes
    ----------
    by_key
        Its statements by the key of their name.
    in_order
        Its statements as they stand.
    """

    by_key: dict[NameKey, list[Statement]] = field(factory=lambda: defaultdict(list))
    in_order: list[Statement] = field(factory=list)
    _under: dict[tuple[object, ...], list[FigureName]] = field(factory=dict)
    _classes: dict[tuple[object, ...], list[tuple[str, int, FigureName]]] = field(factory=dict)

    @property
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


@frozen
class Last:
    """What last year's report states of its own year, under the names this year's report would use.

    Attributes
    ----------
    by_key
        Its statements, their orders beginning where no order of this year's report is.
    source
        The file it was read from.
    why
        Why nothing could be compared; empty where it could.
    """

    by_key: Mapping[NameKey, tuple[Statement, ...]] = field(factory=dict)
    source: str = ""
    why: Text = Text()


@define
class Figures:
    """The figures of one report, as rules look for them.

    Attributes
    ----------
    report
        The report at hand.
    last
        What last year's report states, where it is given.
    blocks
        Its statements by block.
    """

    report: Report
    last: Last = field(factory=Last)
    blocks: dict[str, Block] = field(init=False)
    _operands: dict[int, Operand] = field(init=False, factory=dict)
    _names: list[tuple[Block, FigureName]] = field(init=False, factory=list)
    _of_item: dict[Item, list[int]] = field(init=False, factory=dict)
    _of_class: dict[Item, list[int]] = field(init=False, factory=dict)
    _of_any: dict[Item, list[int]] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        made: dict[str, Block] = defaultdict(Block)
        for statement in self.report.statements:
            block = made[statement.block]
            block.by_key[statement.name.key].append(statement)
            block.in_order.append(statement)
        self.blocks = dict(made)
        for block in self.blocks.values():
            for stated in block.by_key.values():
                self._take(block, stated[0].name)

    def _take(self, block: Block, name: FigureName) -> None:
        """Arrange a name by what may ask for it."""
        at, item = len(self._names), name.item
        self._names.append((block, name))
        self._of_item.setdefault(item, []).append(at)
        self._of_any.setdefault(item.of_any, []).append(at)
        if item.code:
            self._of_item.setdefault(item.unclassed, []).append(at)
            self._of_class.setdefault(item.unclassed, []).append(at)

    def operand(self, statement: Statement) -> Operand:
        """A statement as an operand, one for each statement."""
        found = self._operands.get(statement.order)
        if found is None or found.statement is not statement:
            found = self._operands[statement.order] = operand_of(statement)
        return found

    def base(self, name: FigureName, anchor: FigureName) -> tuple[Statement, ...]:
        """What last year's report states of a figure that one of this year's is held against, and this year's does not.

        Nothing else is taken from it.
        """
        if not self.last.by_key or name.key in self.report.by_key:
            return ()
        own = anchor.year.value == self.report.own_year != name.year.value
        return self.last.by_key.get(name.key, ()) if own else ()

    def called(self, calls: Calls) -> Iterator[tuple[Block, FigureName]]:
        """The names that call for a rule, block by block, in the order in which they are stated."""
        if calls.every:
            return iter(self._names)
        asked = ((self._of_item, calls.items), (self._of_class, calls.classes), (self._of_any, calls.of_any))
        found = {at for index, items in asked for item in items for at in index.get(item, ())}
        return (self._names[at] for at in sorted(found))


@runtime_checkable
class ReportRule(Protocol):
    """A rule that looks for its figures itself, among all that a report states."""

    @property
    def id(self) -> str:
        """Its slug, unique in a rulebook."""
        ...

    def figures(self, at: FigureName) -> Iterator[FigureName]:
        """The figures it asks about by name, seen from one of the unit's own; none where it asks about whatever is stated."""
        ...

    def bind(self, figures: Figures) -> Iterator[Relation | Skipped]:
        """The relations that must hold among a report's figures, or why they cannot be tried."""
        ...

    def formula(self) -> Text:
        """The rule as one line."""
        ...


def is_report_rule(rule: object) -> TypeGuard[ReportRule]:
    """Whether a rule looks for its figures itself."""
    return kind_of(rule) is RuleKind.REPORT


def unreadable(statement: Statement) -> Skipped:
    """Why a relation was not tried that hangs on a cell nobody can read."""
    text = statement.printed.strip()
    why = Text(f"“{statement.label}”的“{text}”不能读作一个数", f"{statement.label}: {text!r} is not one number")
    return Skipped(why, (cite(statement),))


def is_from_before(statement: Statement) -> bool:
    """Whether a statement stands in last year's report."""
    return statement.order >= FROM_ANOTHER


def _scope(name: FigureName) -> tuple[object, ...]:
    """All of a name but its item."""
    return name.key[0], *name.key[2:]


__all__ = ["Block", "Figures", "Last", "ReportRule", "is_from_before", "is_report_rule", "unreadable"]
