"""The figures that the tables of the document state, looked up by the names that running text gives.

Rule: an amount whose words leave open which budget it is may be any that the tables state of its line; it contradicts
nobody as long as one of them prints it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from attrs import define, field

from perfeval.model import FINAL, ORIGINAL, FigureName, Item, Stage, Statement
from perfeval.model.claims import Claim, Reading, Shape
from perfeval.recognition.text.changes import BUDGETS
from perfeval.recognition.text.frames import Mention, Story
from perfeval.recognition.text.said import Role
from perfeval.recognition.text.shapes import ONE, claim

#: Which budgets of a table the word for a budget may mean.
_MEANT = {"original": (ORIGINAL,), "final": (FINAL,)}


@define
class Tables:
    """Statements of tables by line item and year; the orders of mentions are those of the text alone."""

    statements: Sequence[Statement]
    _by_line: dict[tuple[Item, object], list[tuple[int, Statement]]] = field(init=False)

    @_by_line.default
    def _indexed(self) -> dict[tuple[Item, object], list[tuple[int, Statement]]]:
        made: dict[tuple[Item, object], list[tuple[int, Statement]]] = defaultdict(list)
        for order, statement in enumerate(self.statements):
            if statement.quantity is not None:
                made[statement.name.item, statement.name.year.value].append((order, statement))
        return made

    def of(self, name: FigureName, *stages: Stage) -> list[tuple[int, Statement]]:
        """What tables state of a name's line at some stages, each amount once."""
        found = [
            (order, s) for order, s in self._by_line.get((name.item, name.year.value), ())
            if s.name.stage.value in stages and s.name.fund.value == name.fund.value and s.name.entity.value == name.entity.value
        ]  # fmt: skip
        return list({s.quantity: (order, s) for order, s in reversed(found)}.values())

    def claims(self, story: Story) -> Iterator[Claim]:
        """Amounts that are some budget, held to the budgets that tables state of their line; orders are the report's."""
        for one in story.mentions:
            if (
                one.role is Role.LEVEL
                and one.is_sure
                and one.name.stage.is_open
                and one.stage == "plan"
                and one.name.item.base
            ):
                listed = self.of(one.name, ORIGINAL, FINAL)
                yield from claim("table", [self.same(one, order) for order, _ in listed])

    def changes(self, story: Story) -> Iterator[Claim]:
        """与年初预算相比减少 d, where only a table states that budget: the amount is the budget and the change."""
        for frame in story.frames:
            for change in frame.of(Role.CHANGE):
                base, year = change.said.base, change.name.year.value
                before = [m for m in frame.levels if m.order < change.order and m.name.year.value == year]
                if (
                    base is None
                    or base.last
                    or base.stage not in BUDGETS
                    or base.year not in (None, year)
                    or not change.is_sure
                ):
                    continue
                if before and not any(m.stage in BUDGETS for m in before):
                    listed = self.of(before[-1].name, *_MEANT.get(base.stage, (ORIGINAL, FINAL)))
                    yield from claim("change", [self._after(before[-1], order, change) for order, _ in listed])

    def _after(self, now: Mention, budget: int, change: Mention) -> Reading:
        return Reading(Shape.SUM, ((ONE, self.place(now)), (-ONE, budget), (-ONE, self.place(change))))

    def same(self, one: Mention, order: int) -> Reading:
        """A figure of the text as one of a table's."""
        return Reading(Shape.SAME, ((ONE, self.place(one)), (ONE, order)))

    def place(self, one: Mention) -> int:
        """The order of a figure of the text in the report."""
        return one.order + len(self.statements)
