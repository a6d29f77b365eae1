"""The name of a figure: entity, line item, fiscal year, stage, fund; each part with how it is known."""

from __future__ import annotations

from enum import Enum
from functools import cached_property

from attrs import field, frozen

from perfeval.model.items import Item, as_item


class Stage(Enum):
    """At which point of the year a figure is taken (IPSAS 24: original budget, final budget, actual)."""

    ORIGINAL = "original"  # 年初预算
    FINAL = "final"  # 全年预算, 调整预算
    ARRIVED = "arrived"  # 实际到位
    ACTUAL = "actual"  # 全年执行, 决算
    STOCK = "stock"  # no stage: posts, people, areas, rates of the whole year

    def __repr__(self) -> str:
        """As a person types it."""
        return f"Stage.{self.name}"


ORIGINAL, FINAL, ARRIVED, ACTUAL, STOCK = Stage.ORIGINAL, Stage.FINAL, Stage.ARRIVED, Stage.ACTUAL, Stage.STOCK

#: What a file is about where it prints neither: the forms of one file are of one unit and one year, by the file itself.
OWN_UNIT = "（未载明单位）"
OWN_YEAR = "（未载明年度）"

#: The fund scope of a whole-unit form: everything the unit spends.
ALL_FUNDS = "all"


class Known(Enum):
    """How a part of a figure's name is known."""

    PRINTED = "printed"
    DECLARED = "declared"
    OPEN = "open"


@frozen
class Part:
    """One part of a name: its value and how it is known; an open part's value is the scope it may be compared in."""

    value: str | int | Stage
    known: Known = Known.PRINTED

    @property
    def is_open(self) -> bool:
        """Whether nothing says what the part is."""
        return self.known is Known.OPEN


def printed(value: str | int | Stage) -> Part:
    """A part the document prints."""
    return Part(value, Known.PRINTED)


def declared(value: str | int | Stage) -> Part:
    """A part a layout declares."""
    return Part(value, Known.DECLARED)


def open_in(scope: str) -> Part:
    """A part nobody states, comparable inside its scope only."""
    return Part(f"?{scope}", Known.OPEN)


NameKey = tuple[str | int | Stage, str, str | int | Stage, str | int | Stage, str | int | Stage]


@frozen
class FigureName:
    """The five parts of a figure's name.

    Attributes
    ----------
    entity
        Who reports: a unit, a project, a place.
    item
        What it is a figure of; its printed form is taken, too.
    year
        The fiscal year.
    stage
        At which point of the year it is taken.
    fund
        Out of which funds.
    """

    entity: Part
    item: Item = field(converter=as_item)
    year: Part
    stage: Part
    fund: Part

    @cached_property
    def key(self) -> NameKey:
        """What makes two statements speak of one figure."""
        return (self.entity.value, self.item.text, self.year.value, self.stage.value, self.fund.value)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts besides the item."""
        return (self.entity, self.year, self.stage, self.fund)

    @property
    def is_bound(self) -> bool:
        """Whether every part is printed or declared."""
        return not any(part.is_open for part in self.parts)

    @property
    def weakest(self) -> Known:
        """The least sure of the ways the parts are known."""
        knowns = {part.known for part in self.parts}
        return next(k for k in (Known.OPEN, Known.DECLARED, Known.PRINTED) if k in knowns)

    def moved(
        self, item: str | Item | None = None, year: int = 0, stage: Stage | None = None, fund: str | None = None
    ) -> FigureName | None:
        """The name of a related figure: another item, so many years on, another stage or fund.

        None when a year has to be moved that is not known.
        """
        when = self.year
        if year:
            if not isinstance(when.value, int):
                return None
            when = Part(when.value + year, when.known)
        return FigureName(
            self.entity, self.item if item is None else item, when, Part(stage, Known.PRINTED) if stage else self.stage,
            Part(fund) if fund else self.fund,
        )  # fmt: skip
