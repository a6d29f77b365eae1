"""An item: what a figure is of. Its parts are fields; its printed form is the slug pack authors write.

Rule 1: `str(item)` and `Item.parse` undo each other, so that a report written as JSON is read back as it was.
Rule 2: what separates the parts of a printed item never stands inside one; in a row's own label it is written full-width.
"""

from __future__ import annotations

from functools import cached_property, lru_cache

from attrs import evolve, field, frozen
from attrs.validators import deep_iterable

from perfeval.errors import ModelError

_CODE, _FREE, _RATE = "@", "/", ":"
#: What may stand in no part: what separates them, and `#`, which no name of a line has.
_RESERVED = frozenset((_CODE, _FREE, _RATE, "#"))
_FULL_WIDTH = str.maketrans({":": "：", "/": "／", "#": "＃", "@": "＠"})

#: As the base of an item in a rule: the item at hand.
ANY_BASE = "*"


def _inside(item: Item, _: object, value: str) -> None:
    if not _RESERVED.isdisjoint(value):
        raise ModelError(
            f"科目“{item.base}”的一部分“{value}”含有 @ / : # 之一；各部分之内不用这些符号。",
            f"A part of the item {item.base!r}, {value!r}, holds one of @ / : #, which stand inside no part.",
        )


@frozen(cache_hash=True)
class Item:
    """What a figure is of.

    Attributes
    ----------
    base
        The id of a line item, a dot before each step down the tree (`three-public.vehicles`).
    code
        The digits of one function or economic class of it (`basic@30217`).
    free
        The labels of rows a table lists under it, the outermost first (`project/档案征集费`).
    rate
        Which rate or change of it (`total:execution-rate`).

    Raises
    ------
    ModelError
        If a part holds one of the characters that stand between parts.
    """

    base: str = field(validator=_inside)
    code: str = field(default="", validator=_inside)
    free: tuple[str, ...] = field(default=(), validator=deep_iterable(_inside))
    rate: str = field(default="", validator=_inside)

    @classmethod
    def parse(cls, text: str) -> Item:
        """The item of a printed form, parsed once however often it is met.

        >>> Item.parse("staff.posts/行政:change").free
        ('行政',)

        Raises
        ------
        ModelError
            If its parts stand in another order.
        """
        return _parsed(text)

    @cached_property
    def text(self) -> str:
        """The printed form: `base@code/row:rate`."""
        made = self.base
        if self.code:
            made += _CODE + self.code
        for label in self.free:
            made += _FREE + label
        if self.rate:
            made += _RATE + self.rate
        return made

    def __str__(self) -> str:
        return self.text

    # --- asked of an item

    @cached_property
    def is_plain(self) -> bool:
        """Whether it is a line item as a whole: no class, no row of its own, no rate."""
        return not (self.code or self.free or self.rate)

    def is_below(self, base: str) -> bool:
        """Whether its line stands under another in the tree."""
        return self.base.startswith(f"{base}.")

    # --- other items, seen from one

    @cached_property
    def line(self) -> Item:
        """The line item alone."""
        return self if self.is_plain else Item(self.base)

    @cached_property
    def amount(self) -> Item:
        """The item itself, and not a rate of it."""
        return evolve(self, rate="") if self.rate else self

    @cached_property
    def unclassed(self) -> Item:
        """The same over all functions and economic classes."""
        return evolve(self, code="") if self.code else self

    @cached_property
    def of_any(self) -> Item:
        """The same rate of whatever item: `*:change`."""
        return Item(ANY_BASE, rate=self.rate)

    @cached_property
    def above(self) -> Item | None:
        """What a free row is listed under; None for any other item."""
        return Item(self.base, self.code, self.free[:-1]) if self.free else None

    def in_class(self, code: str) -> Item:
        """The same for one function or economic class."""
        return evolve(self, code=code)

    def row(self, label: str) -> Item:
        """A row that a table lists under it, by the row's own label."""
        return Item(self.base, self.code, (*self.free, label.translate(_FULL_WIDTH)), self.rate)

    def rated(self, rate: str) -> Item:
        """A rate or change of it."""
        return evolve(self, rate=rate)


@lru_cache(maxsize=16384)
def _parsed(text: str) -> Item:
    rest, _, rate = text.partition(_RATE)
    head, *free = rest.split(_FREE)
    base, _, code = head.partition(_CODE)
    return Item(base, code, tuple(free), rate)


def as_item(item: str | Item) -> Item:
    """A converter: an item, or its printed form."""
    return item if isinstance(item, Item) else _parsed(item)


def as_item_or_none(item: str | Item | None) -> Item | None:
    """A converter: an item or its printed form; nothing where it is empty."""
    return as_item(item) if item else None
