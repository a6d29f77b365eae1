"""One year of a report by the field's own words: expense categories down, stages of the budget across.

Rule 1: what the report states twice and differently is said to be so; it is never taken for what is not stated.
Rule 2: a category the report says nothing of is an error that names near ones, never an empty category.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from attrs import field, frozen

from perfeval.errors import UnknownItemError
from perfeval.model.items import Item
from perfeval.model.names import ACTUAL, FINAL, ORIGINAL, STOCK, Stage
from perfeval.model.statements import Figure, Statement
from perfeval.quantities import PERCENT, Quantity

#: So many near names are listed.
MOST_NEAR = 12


@frozen
class Contradiction:
    """A figure that is printed twice and differently, so that nobody can say what it is.

    Attributes
    ----------
    statements
        Every print of it, with its place.
    """

    statements: tuple[Statement, ...] = field(repr=False)

    @property
    def printed(self) -> tuple[str, ...]:
        """The different prints, in the order in which they stand."""
        return tuple(dict.fromkeys(s.printed for s in self.statements))

    def __str__(self) -> str:
        return " ≠ ".join(self.printed)


#: What a budget says of one figure: its amount, prints that disagree, or None where it is not stated.
Stated = Quantity | Contradiction | None


@frozen
class Category:
    """One line of a budget.

    Attributes
    ----------
    item
        The id of its line item.
    label
        What it is called where it is first stated.
    year
        The fiscal year; where the report does not print its own, the name the model has for that.
    statements
        Everything the report states of it in that year.
    """

    item: str
    label: str
    year: int | str
    statements: tuple[Statement, ...] = field(repr=False)

    def at(self, stage: Stage) -> Stated:
        """Its amount at a stage."""
        found = tuple(s for s in self.statements if s.name.stage.value is stage)
        figure = Figure(Item.parse(self.item), self.year, stage, "", found)
        return Contradiction(found) if figure.is_contradicted else figure.quantity

    @property
    def original(self) -> Stated:
        """The original budget (年初预算)."""
        return self.at(ORIGINAL)

    @property
    def final(self) -> Stated:
        """The final budget (全年预算)."""
        return self.at(FINAL)

    @property
    def actual(self) -> Stated:
        """What was spent (全年执行)."""
        return self.at(ACTUAL)

    @property
    def stock(self) -> Stated:
        """What has no stage: people, posts, areas."""
        return self.at(STOCK)

    @property
    def execution_rate(self) -> Stated:
        """What was spent of the final budget, in percent; None where either is not stated, or nothing was budgeted."""
        actual, final = self.actual, self.final
        for one in (actual, final):
            if isinstance(one, Contradiction):
                return one
        if not isinstance(actual, Quantity) or not isinstance(final, Quantity):
            return None
        if not final.value or actual.dimension != final.dimension:
            return None
        return Quantity(actual.value / final.value * 100, PERCENT, places=2)


@frozen
class Budget(Mapping[str, Category]):
    """One year of a report: a category for each line item it states, by the id of the item or by its label as printed.

    Attributes
    ----------
    year
        The fiscal year; where the report does not print its own, the name the model has for that.
    categories
        The categories by the id of their line item, in the order in which they are stated.
    """

    year: int | str
    categories: Mapping[str, Category] = field(repr=False)

    def __getitem__(self, item: str) -> Category:
        """The category of a line item.

        Raises
        ------
        UnknownItemError
            If the report states nothing of it in this year; it is a `KeyError`, too.
        """
        if item in self.categories:
            return self.categories[item]
        called = [category for category in self.categories.values() if category.label == item]
        if len(called) == 1:
            return called[0]
        names = [*self.categories, *(category.label for category in self.categories.values())]
        near = list(dict.fromkeys(get_close_matches(str(item), names, MOST_NEAR) or names))[:MOST_NEAR]
        raise UnknownItemError(
            f"本报告 {self.year} 年没有“{item}”的数据；有：{'、'.join(near) or '（无）'}。",
            f"The report states nothing of {item!r} in {self.year}; there are {', '.join(near) or 'none'}.",
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self.categories)

    def __len__(self) -> int:
        return len(self.categories)


def budget_of(statements: Iterable[Statement], year: int | str) -> Budget:
    """The budget that statements of one year add up to, line by line."""
    found: dict[str, list[Statement]] = {}
    for statement in statements:
        found.setdefault(statement.name.item.text, []).append(statement)
    made = {item: Category(item, stated[0].label, year, tuple(stated)) for item, stated in found.items()}
    return Budget(year, made)


__all__ = ["Budget", "Category", "Contradiction", "Stated", "budget_of"]
