"""The words a figure may be called by: line items by id, printed label or code, stages, and units of money."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import frozen

from perfeval.building.where import At
from perfeval.errors import ModelError
from perfeval.model import STOCK, Item, Stage
from perfeval.quantities import MONEY, UNITS, Unit
from perfeval.ruling import LineItem
from perfeval.vocabulary import Vocabulary

#: The words of a stage, besides its own id.
STAGES: Mapping[str, Stage] = {
    **{stage.value: stage for stage in Stage},
    **dict.fromkeys(("年初预算", "年初预算数"), Stage.ORIGINAL),
    **dict.fromkeys(("全年预算", "全年预算数", "调整预算", "调整预算数"), Stage.FINAL),
    **dict.fromkeys(("到位", "实际到位", "到位数"), Stage.ARRIVED),
    **dict.fromkeys(("决算", "决算数", "执行", "全年执行", "全年执行数", "执行数"), Stage.ACTUAL),
}
#: Units of money by the one way they are written.
MONEY_UNITS: Mapping[str, Unit] = {
    symbol: unit for symbol, unit in UNITS.items() if unit.dimension == MONEY and unit.symbol == symbol
}
_REST = re.compile(r"[/@:#]")


def stage_named(word: object, at: At) -> Stage:
    """A stage, or the one its id or word names."""
    if isinstance(word, Stage):
        return word
    if isinstance(word, str) and word in STAGES:
        return STAGES[word]
    raise at.unknown("口径", "stage", str(word), STAGES)


def money_named(word: object, at: At) -> Unit:
    """A unit of money, written in full: 万 alone is a word for a number."""
    if isinstance(word, str) and word in MONEY_UNITS:
        return MONEY_UNITS[word]
    meant = UNITS.get(word) if isinstance(word, str) else None
    near = f"（是否为“{meant.symbol}”）" if meant is not None and meant.dimension == MONEY else ""
    near_en = f" (is {meant.symbol} meant?)" if near and meant is not None else ""
    raise at.fault(
        f"“{word}”不是金额单位{near}；有：{'、'.join(MONEY_UNITS)}",
        f"{word!r} is no unit of money{near_en}; there are {', '.join(MONEY_UNITS)}",
    )


@frozen
class Named:
    """A line item as it was named.

    Attributes
    ----------
    item
        The item.
    label
        What it is called in print.
    line
        The id of its line item.
    """

    item: Item
    label: str
    line: str

    @property
    def parent(self) -> str:
        """What a row of its own is listed under; empty for what is no such row."""
        return self.line if self.item.free else ""


@frozen
class KnownNames:
    """What can be named.

    Attributes
    ----------
    words
        The words of all packs.
    items
        The ids of every line item a document can state.
    rates
        The rates of a line item that a document can state.
    """

    words: Vocabulary
    items: frozenset[str]
    rates: frozenset[str] = frozenset()

    def item(self, key: str, at: At) -> Named:
        """The line item a text names by id, label or code, and what stands behind it: `项目支出/档案征集费`, `basic@30217`.

        Raises
        ------
        PackError, ModelError
            If nothing, or more than one thing, is called so; the message names what is near.
        """
        head = _REST.split(key, maxsplit=1)[0]
        line = head if head in self.items else self._meant(head, at).id
        rest = key[len(head) :]
        try:
            item = Item.parse(line + rest)
        except ModelError as error:
            raise at.fault(error.zh.rstrip("。"), error.en.rstrip(".")) from error
        self._check(item, at)
        known = self.words.items.get(item.text)
        is_printed = line != head and not head.isascii() and not rest
        if item.free:
            label = item.free[-1]
        else:
            label = head if is_printed or (known is None and not rest) else key if known is None else known.label
        return Named(item, label, line)

    def _check(self, item: Item, at: At) -> None:
        """What stands behind a line item: the code of a class, a rate that rules know."""
        if item.code and not item.code.isdecimal():
            raise at.fault(
                f"“{item.code}”不是科目编码，应为数字", f"{item.code!r} is no code of a class; digits are needed"
            )
        if item.rate and item.rate not in self.rates:
            raise at.unknown("比率", "rate", item.rate, self.rates)

    def stage(self, item: Item) -> Stage:
        """The stage of a number that names none: the one its line has by its own meaning, or none."""
        line = self.words.items.get(item.base)
        return STOCK if line is None or line.stage is None else line.stage

    def _meant(self, head: str, at: At) -> LineItem:
        every = self.words.by_alias.get(self.words.bare(head), ())
        lines = [line for line in every if not line.item.code]
        meant = lines or list(every) or [line for line in self.words.items.values() if head and line.item.code == head]
        if len(meant) == 1:
            return meant[0]
        if meant:
            ids = [line.id for line in meant]
            raise at.fault(
                f"“{head}”有几种含义，请写 id：{'、'.join(ids)}", f"{head!r} may mean {', '.join(ids)}; write the id"
            )
        plain = [line for line in self.words.items.values() if not line.item.code]
        labels = {word for line in plain for word in (line.label, *line.aliases)}
        raise at.unknown("科目", "line item", head, labels if not head.isascii() else self.items | labels)
