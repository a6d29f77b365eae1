"""An item: what a figure is of. Its parts are fields; its printed form is the slug pack authors write.

Rule 1: `str(item)` and `Item.parse` undo each other, so that a report written as JSON is read back as it was.
Rule 2: what separates the parts of a printed item never stands inside one; in a row's own label it is written full-width.
"""

from __future__ import annotations

from enum import Enum
from functools import cached_property, lru_cache

from attrs import evolve, field, frozen
from attrs.validators import deep_iterable

from perfeval.errors import ModelError

_CODE, _FREE, _RATE, _ROLE = "@", "/", ":", "#"
_SEPARATORS = frozenset((_CODE, _FREE, _RATE, _ROLE))
_FULL_WIDTH = str.maketrans({":": "：", "/": "／", "#": "＃", "@": "＠"})

#: As the base of an item in a rule: the item at hand.
ANY_BASE = "*"


class SentenceRole(Enum):
    """What a number is to the others of its table, where rows and columns have no names.

    A figure in a role is compared inside its own table, and with nothing outside it.
    """

    COLUMN = "column"  # a whole and what it is made of
    # a rate, what it is of, and what it is to
    COLUMN_RATE = "column-rate"
    COLUMN_TOP = "column-top"
    COLUMN_BOTTOM = "column-bottom"


def _inside(item: Item, _: object, value: str) -> None:
    if not _SEPARATORS.isdisjoint(value):
        raise ModelError(
            f"科目“{item.base}”的一部分“{value}”含有 @ / : # 之一；这些符号只用来分隔各部分。",
            f"A part of the item {item.base!r}, {value!r}, holds one of @ / : #, which only stand between its parts.",
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
    role
        What it is in one sentence (`total#column-rate`).
    which
        Which of the numbers that hang on that role (`total#column/now0`).

    Raises
    ------
    ModelError
        If a part holds one of the characters that stand between parts.
    """

    base: str = field(validator=_inside)
    code: str = field(default="", validator=_inside)
    free: tuple[str, ...] = field(default=(), validator=deep_iterable(_inside))
    rate: str = field(default="", validator=_inside)
    role: SentenceRole | None = None
    which: str = field(default="", validator=_inside)

    @classmethod
    def parse(cls, text: str) -> Item:
        """The item of a printed form, parsed once however often it is met.

        >>> Item.parse("staff.posts/行政:change").free
        ('行政',)

        Raises
        ------
        ModelError
            If its role is none that a sentence can give, or its parts stand in another order.
        """
        return _parsed(text)

    @cached_property
    def text(self) -> str:
        """The printed form: `base@code/row:rate#role/which`."""
        made = self.base
        if self.code:
            made += _CODE + self.code
        for label in self.free:
            made += _FREE + label
        if self.rate:
            made += _RATE + self.rate
        if self.role is not None:
            made += _ROLE + self.role.value
        if self.which:
            made += _FREE + self.which
        return made

    def __str__(self) -> str:
        return self.text

    # --- asked of an item

    @cached_property
    def is_plain(self) -> bool:
        """Whether it is a line item as a whole: no class, no row of its own, no rate, no role."""
        return not (self.code or self.free or self.rate or self.role)

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
        """The item itself: not a rate of it, not what it is in a sentence."""
        return evolve(self, rate="", role=None, which="") if self.rate or self.role else self

    @cached_property
    def unrelated(self) -> Item:
        """The same without what it is in a sentence."""
        return evolve(self, role=None, which="") if self.role else self

    @cached_property
    def unclassed(self) -> Item:
        """The same over all functions and economic classes."""
        return evolve(self, code="") if self.code else self

    @cached_property
    def of_any(self) -> Item:
        """The same rate, or role in a sentence, of whatever item: `*:change`."""
        return Item(ANY_BASE, rate=self.rate, role=self.role, which=self.which)

    @cached_property
    def above(self) -> Item | None:
        """What a free row is listed under; None for any other item."""
        return Item(self.base, self.code, self.free[:-1]) if self.free else None

    def in_class(self, code: str) -> Item:
        """The same for one function or economic class."""
        return evolve(self, code=code)

    def row(self, label: str) -> Item:
        """A row that a table lists under it, by the row's own label; in a sentence, one of the numbers under its role."""
        own = label.translate(_FULL_WIDTH)
        if self.role is not None:
            return evolve(self, which=own)
        return Item(self.base, self.code, (*self.free, own), self.rate)

    def rated(self, rate: str) -> Item:
        """A rate or change of it."""
        return evolve(self, rate=rate)

    def playing(self, role: SentenceRole, which: str = "") -> Item:
        """The item in a role of one sentence."""
        return evolve(self, role=role, which=which)


@lru_cache(maxsize=16384)
def _parsed(text: str) -> Item:
    rest, is_role, role = text.partition(_ROLE)
    name, _, which = role.partition(_FREE)
    rest, _, rate = rest.partition(_RATE)
    head, *free = rest.split(_FREE)
    base, _, code = head.partition(_CODE)
    return Item(base, code, tuple(free), rate, _role(text, name) if is_role else None, which)


def _role(text: str, name: str) -> SentenceRole:
    try:
        return SentenceRole(name)
    except ValueError:
        known = ", ".join(role.value for role in SentenceRole)
        raise ModelError(
            f"“{text}”中的“{name}”不是句中角色；可用：{known}。",
            f"In {text!r}, {name!r} is no role a number plays in a sentence; there are {known}.",
        ) from None


def as_item(item: str | Item) -> Item:
    """A converter: an item, or its printed form."""
    return item if isinstance(item, Item) else _parsed(item)


def as_item_or_none(item: str | Item | None) -> Item | None:
    """A converter: an item or its printed form; nothing where it is empty."""
    return as_item(item) if item else None
