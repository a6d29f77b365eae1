"""Line items, and the words that name other figures from where one stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any

from attrs import Attribute, AttrsInstance, evolve, field, fields, frozen

from perfeval.errors import ModelError, PackError
from perfeval.model import ANY_BASE, FigureName, Item, Stage
from perfeval.ruling.fields import holds, several_words


@frozen
class LineItem:
    """A line of the budget: what the field calls it, in a tree.

    Attributes
    ----------
    id
        Slug; a dot separates it from its parent (`three-public.vehicles`).
    label
        Chinese as printed.
    aliases
        Other labels of the same line.
    parent
        The line it is listed under (其中).
    free_rows
        Whether a table may list rows of its own under it (projects).
    codes
        Economic or functional classes it is the sum of, as prefixes.
    all_funds
        The line is by its own meaning over all funds of the unit (收入预算, 支出预算).
    stage
        The stage the line has by its own meaning (年末结转 is an actual).
    of_appropriation
        The line and all under it are paid from appropriation (财政拨款) by their own meaning, so that the word narrows
        nothing (“三公”经费).
    """

    id: str = field(validator=holds(str))
    label: str = field(validator=holds(str))
    aliases: tuple[str, ...] = field(default=(), converter=several_words)
    parent: str = ""
    free_rows: bool = False
    codes: tuple[str, ...] = field(default=(), converter=several_words)
    all_funds: bool = False
    stage: Stage | None = None
    of_appropriation: bool = False

    @cached_property
    def item(self) -> Item:
        """Its id, taken apart."""
        return Item.parse(self.id)


@frozen
class ClassCode:
    """A code of the economic or functional classification, with the editions it is known from.

    Attributes
    ----------
    code
        Its digits: 3, 5 or 7 for functions, 3 or 5 for economic classes.
    label
        Its name as printed.
    since, until
        The first and the last fiscal year of the editions that have it; None where no end is known.
    """

    code: str
    label: str
    since: int | None = None
    until: int | None = None


@frozen
class Ref:
    """Another figure, seen from the one at hand: same entity; everything else the same where it is not given.

    Attributes
    ----------
    item
        Its item; `*` and what follows for the item at hand with that behind it; None for the item at hand.
    year
        Years from the year at hand (−1: the year before).
    stage
        Its stage; None for the stage at hand.
    fund
        Its fund scope; None for the one at hand.
    """

    item: str | None = None
    year: int = 0
    stage: Stage | None = None
    fund: str | None = None

    def of(self, anchor: FigureName) -> FigureName | None:
        """The figure meant, None if it cannot be named (a year before an unknown year)."""
        return anchor.moved(_seen_from(anchor.item, self.item), self.year, self.stage, self.fund)


@lru_cache(maxsize=16384)
def _seen_from(at_hand: Item, named: str | None) -> Item:
    """The item a rule names, seen from the item at hand; a line is carried to the class at hand."""
    if named is None:
        return at_hand.amount
    meant = Item.parse(named)
    if meant.base == ANY_BASE:
        return evolve(at_hand.amount, rate=meant.rate)
    return meant if meant.code or not at_hand.code else meant.in_class(at_hand.code)


@frozen(init=False)
class AnyOf:
    """Several figures of which nobody says which is meant.

    Attributes
    ----------
    refs
        The candidates.
    stated_only
        One that is not stated beside the others is no candidate; without it, a rule cannot be tried until every
        candidate is known.
    """

    refs: tuple[Ref, ...]
    stated_only: bool

    def __init__(self, *refs: Ref, stated_only: bool = False) -> None:
        self.__attrs_init__(tuple(refs), stated_only)


@frozen
class RowsUnder:
    """The rows that a table lists under a line, whatever they are called.

    Attributes
    ----------
    item
        The line.
    """

    item: str


Words = str | Ref | AnyOf | RowsUnder | tuple[Any, ...] | None


def _named(words: Words) -> Iterator[str]:
    """The slugs of items in what a rule says of figures."""
    if isinstance(words, str):
        yield words
    elif isinstance(words, (Ref, RowsUnder)):
        yield from _named(words.item)
    else:
        for word in words.refs if isinstance(words, AnyOf) else words or ():
            yield from _named(word)


def names_items(rule: Any, attribute: Attribute[Any], words: Words) -> None:
    """A validator: what a rule says of figures, as slugs that can be taken apart.

    Raises
    ------
    PackError
        If one cannot, with the rule, the field and what is wrong.
    """
    for word in words if isinstance(words, tuple) else (words,):
        if not isinstance(word, (str, Ref, AnyOf, RowsUnder, type(None))):
            raise PackError(
                f"规则“{rule.id}”的 {attribute.name} 应为科目 id 或 Ref，得到 {word!r}。",
                f"{rule.id!r}, {attribute.name}: the id of a line item or a Ref is needed, not {word!r}.",
            )
    for slug in _named(words):
        try:
            Item.parse(slug)
        except ModelError as error:
            raise PackError(
                f"规则“{rule.id}”的 {attribute.name}：{error.zh}", f"{rule.id!r}, {attribute.name}: {error.en}"
            ) from error


def items_named(rule: AttrsInstance) -> Iterator[Item]:
    """The items a rule names in the fields that hold such words, patterns (`*:change`) among them."""
    for attribute in fields(type(rule)):
        if attribute.validator is names_items:
            yield from map(Item.parse, _named(getattr(rule, attribute.name)))


def uncoded(own: str, anchor: FigureName) -> FigureName:
    """The anchor as other words of a rule see it: a rule that names a class itself carries it no further."""
    names_a_class = bool(own and Item.parse(own).code)
    return evolve(anchor, item=anchor.item.unclassed) if names_a_class else anchor


def ref(word: str | Ref) -> Ref:
    """A bare slug is the figure of that item with everything else the same."""
    return word if isinstance(word, Ref) else Ref(word)


def options(word: str | Ref | AnyOf, anchor: FigureName) -> Iterator[FigureName]:
    """The figures a word may mean."""
    for one in word.refs if isinstance(word, AnyOf) else (ref(word),):
        name = one.of(anchor)
        if name is not None:
            yield name
