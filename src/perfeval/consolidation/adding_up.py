"""A department's figure is the sum of its units': one rule, for every figure that all of them state.

Rule 1: a unit that is not there is never made up for: nothing above it is tried, and it is named.
Rule 2: what units of one department pass to each other may be left out of their sum, by what is received or by what is paid;
a total that fits one of these, or the plain sum, holds.
Rule 3: rates, points and shares are no sums.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import evolve, field, frozen

from perfeval.consolidation.tree import Node, Tree
from perfeval.findings import Severity, Text
from perfeval.model import FigureName, Item, NameKey, Part, Statement
from perfeval.quantities import POINTS, RATE, Nil, Quantity
from perfeval.relations import Operand, Relation
from perfeval.ruling import RuleHeader, Skipped, Transfer
from perfeval.ruling.figures import Figures

ONE = Fraction(1)
#: So many figures that were left out are named.
MOST_NAMED = 5
Term = tuple[Fraction, Operand]


@frozen
class Stated:
    """What a unit states of a figure: a number to add, or why there is none.

    Attributes
    ----------
    who
        The unit.
    operand
        The print that counts.
    why
        Why there is none.
    """

    who: str
    operand: Operand | None = None
    why: Text = Text()


@frozen
class UnitsAddUp(RuleHeader):
    """A department's figure is the sum of its units'.

    Attributes
    ----------
    tree
        Who belongs to whom.
    reported
        The codes of those that have a report of their own.
    transfers
        What units pass to each other.
    """

    id: str
    tree: Tree
    reported: frozenset[str]
    transfers: tuple[Transfer, ...] = ()
    label: Text = field(default=Text("各单位之和", "the sum of the units"), kw_only=True)
    severity: Severity = field(default=Severity.WARNING, kw_only=True)
    innocent: Text = field(
        default=Text("另有未列入名单的单位，或内部往来另行抵销", "a unit is not listed, or transfers are left out in another way"), kw_only=True
    )  # fmt: skip

    def formula(self) -> Text:
        """The figure of a department = the sum of those of its units."""
        return Text(
            "部门数 = 各单位数之和（内部往来可抵销）",
            "a department's figure = the sum of its units' (transfers may be left out)",
        )

    def figures(self, at: FigureName) -> Iterator[FigureName]:
        """None by name: it asks about whatever a department states."""
        return iter(())

    @property
    def beyond_figures(self) -> bool:
        """It speaks of several reports, and says nothing of one alone."""
        return True

    def bind(self, figures: Figures) -> Iterator[Relation | Skipped]:
        """Every figure a department prints, against what its units print."""
        for node in self.tree.inner:
            if node.code not in self.reported:
                continue
            missing = [one.name for child in self.tree.children(node) for one in self._missing(child)]
            if missing:
                yield Skipped(
                    Text(
                        f"{node.name}缺 {'、'.join(missing)} 的报告，未汇总",
                        f"{node.name} lacks the reports of {', '.join(missing)}",
                    )
                )
                continue
            yield from self._of_node(node, figures)

    def _missing(self, node: Node) -> Iterator[Node]:
        """Who would have to report, and did not."""
        if node.code in self.reported:
            return
        below = self.tree.children(node)
        if not below:
            yield node
        for child in below:
            yield from self._missing(child)

    def _of_node(self, node: Node, figures: Figures) -> Iterator[Relation | Skipped]:
        left: dict[Stated, list[str]] = defaultdict(list)
        for key, stated in figures.report.by_key.items():
            if key[0] != node.name or not _adds_up(stated):
                continue
            total = _one(node.name, stated, figures)
            parts = [part for child in self.tree.children(node) for part in self._parts(child, key, figures)]
            operands = [one.operand for one in (*parts, total) if one.operand is not None]
            if len(operands) > len(parts):
                yield self._relation(node, key, operands, figures)
            else:
                left[next(one for one in (total, *parts) if one.operand is None)].append(stated[0].label)
        for lacking, labels in left.items():
            shown = "、".join(list(dict.fromkeys(labels))[:MOST_NAMED])
            zh, en = (
                f"{lacking.who}{lacking.why.zh}：{shown}（{len(labels)} 项）",
                f"{lacking.who} {lacking.why.en}: {shown} ({len(labels)})",
            )
            yield Skipped(Text(zh, en))

    def _parts(self, node: Node, key: NameKey, figures: Figures) -> list[Stated]:
        """What a node states itself, or its units where it has no report."""
        if node.code in self.reported:
            return [_one(node.name, figures.report.by_key.get((node.name, *key[1:]), ()), figures)]
        return [part for child in self.tree.children(node) for part in self._parts(child, key, figures)]

    def _relation(self, node: Node, key: NameKey, operands: Sequence[Operand], figures: Figures) -> Relation:
        """The parts against their total, which stands last; where money is passed on inside, in every way it may be left out."""
        *parts, total = operands
        added = tuple((ONE, part) for part in parts)
        label = Text(f"{node.name}“{total.label}”", f"{total.label!r} of {node.name}")
        ways = [Relation((*added, (-ONE, total)), what=label)]
        for line in self._inside(Item.parse(key[1])):
            off = self._less(node, key, line, figures)
            ways += [Relation((*added, *off, (-ONE, total)), what=label)] if off else []
        shown = next((way for way in ways if way.holds), ways[0])
        return evolve(shown, instead=tuple(way for way in ways if way is not shown))

    def _inside(self, item: Item) -> Iterator[str]:
        """The lines by which what is passed on inside a total may be left out of it."""
        for one in self.transfers:
            if item.text in (one.into, one.out_of):
                yield one.received
                yield one.paid

    def _less(self, node: Node, key: NameKey, line: str, figures: Figures) -> list[Term]:
        found = []
        for leaf in self._reporting(node):
            stated = figures.report.by_key.get((leaf.name, line, *key[2:]), ())
            if stated and isinstance(stated[0].reading, Quantity):
                found.append((-ONE, figures.operand(stated[0])))
        return found

    def _reporting(self, node: Node) -> Iterator[Node]:
        for child in self.tree.children(node):
            if child.code in self.reported:
                yield child
            else:
                yield from self._reporting(child)


def _adds_up(stated: Sequence[Statement]) -> bool:
    """Whether a figure is of a kind that adds up."""
    item, quantity = stated[0].name.item, stated[0].quantity
    return not item.rate and quantity is not None and quantity.dimension not in (None, RATE, POINTS)


def _one(who: str, stated: Sequence[Statement], figures: Figures) -> Stated:
    """The print that counts of a figure: the finest of those that agree; a blank one counts as nothing."""
    if not stated:
        return Stated(who, why=Text("未列", "does not state"))
    numbers = sorted(((s.quantity, s) for s in stated if s.quantity is not None), key=lambda pair: pair[0].step)
    if not numbers:
        blank = all(isinstance(s.reading, Nil) for s in stated)
        return (
            Stated(who, figures.operand(stated[0])) if blank else Stated(who, why=Text("读不出", "cannot be read for"))
        )
    finest, first = numbers[0]
    if all(finest.agrees_with(other) for other, _ in numbers):
        return Stated(who, figures.operand(first))
    return Stated(who, why=Text("前后不一", "says several things of"))


def renamed(statement: Statement, node: Node, order: int) -> Statement:
    """A statement of a unit's report as one of the whole: of the unit by its listed name, in blocks of its own."""
    name = evolve(statement.name, entity=Part(node.name, statement.name.entity.known))
    return evolve(
        statement, name=name, label=f"{node.name}·{statement.label}", block=f"{node.code}:{statement.block}", order=order, form=""
    )  # fmt: skip


__all__ = ["UnitsAddUp", "renamed"]
