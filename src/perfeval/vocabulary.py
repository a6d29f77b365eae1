"""The words a document is read with: line items, layouts and places of all packs together.

Vocabulary is not folded by place or year, because a document is read before its place and year are known. One id or
one alias with two meanings is an error that names both packs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import TypeVar

from attrs import define, evolve, field

from perfeval.errors import ConflictError
from perfeval.findings import Text
from perfeval.jurisdictions import Gazetteer, Jurisdiction
from perfeval.quantities import tidy
from perfeval.ruling import Blank, Layout, LineItem, Pack
from perfeval.ruling.layouts import heading
from perfeval.ruling.lexicon import NO_WORDS, Lexicon, WordKind, united

#: What numbers a label, or marks it: in brackets, with a sign behind it, glued to the words, circled, starred.
_NUMBERING = (
    r"\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+[、.,]|\(\d+\)|\d+[)、.,]+|\d+(?=[^\d.,、)%年月日人个元万])|"
    r"[①-⑳]|[★☆*●◆■]+"
)
_QUOTES = str.maketrans("", "", "“”\"'‘’《》「」")
_BRACKETS = re.compile(r"\([^()]*\)")


@lru_cache(maxsize=64)
def _before_label(lexicon: Lexicon) -> re.Pattern[str]:
    """What may stand before a label's own words: numbering, and words that make its row a part."""
    return re.compile(f"^(?:{_NUMBERING}|{lexicon.pattern(WordKind.PART_ROW)}[:,]?)+")


@lru_cache(maxsize=8192)
def bare(label: str, lexicon: Lexicon = NO_WORDS) -> str:
    """A label without numbering, quotes, stars, closing colon and the lexicon's words for a part; brackets stay.

    >>> bare("3.档案库房配套设施建设经费"), bare("“三公”经费：")
    ('档案库房配套设施建设经费', '三公经费')
    >>> from perfeval.ruling import Word
    >>> bare("其中：公车购置", Lexicon((Word(kind=WordKind.PART_ROW, forms="其中"),)))
    '公车购置'
    """
    plain = tidy(label).translate(_QUOTES)
    return _before_label(lexicon).sub("", plain).strip(":：;；,，。. ")


_STYLES = (
    re.compile(r"\([一二三四五六七八九十]{1,4}\)"),
    re.compile(r"[一二三四五六七八九十]{1,4}[、.,]"),
    re.compile(r"\(\d{1,2}\)"),
    re.compile(r"\d{1,2}(?:[、)]|[.,](?!\d))"),
    re.compile(r"[①-⑳]"),
)


def numbering(text: str) -> int:
    """Which kind of numbering a label or paragraph begins with, −1 for none."""
    plain = tidy(text)
    return next((n for n, style in enumerate(_STYLES) if style.match(plain)), -1)


_RESERVED = str.maketrans({":": "：", "/": "／", "#": "＃", "@": "＠"})


def free(label: str, lexicon: Lexicon = NO_WORDS) -> str:
    """A label as the last part of an item's name: what item names are built with is written full-width."""
    return bare(label, lexicon).translate(_RESERVED)


#: Behind numbering and a few other words, a word for a part may begin so far into a label.
_PART_WITHIN = 8


def is_part(label: str, lexicon: Lexicon) -> bool:
    """Whether a label says that its row is a part of the row above (其中)."""
    return lexicon.within(WordKind.PART_ROW, tidy(label)[:_PART_WITHIN]) is not None


@define
class Vocabulary:
    """All packs' words, looked up."""

    items: dict[str, LineItem] = field(factory=dict)
    layouts: tuple[Layout, ...] = ()
    gazetteer: Gazetteer = field(factory=Gazetteer)
    lexicon: Lexicon = Lexicon()
    _owners: dict[str, str] = field(factory=dict)
    #: Forms to be filled in, by their ids.
    blanks: dict[str, Blank] = field(factory=dict)

    def bare(self, label: str) -> str:
        """A label without numbering, quotes, stars, closing colon and words for a part."""
        return bare(label, self.lexicon)

    def free(self, label: str) -> str:
        """A label as the last part of an item's name."""
        return free(label, self.lexicon)

    def is_part(self, label: str) -> bool:
        """Whether a label says that its row is a part of the row above."""
        return is_part(label, self.lexicon)

    @cached_property
    def by_alias(self) -> dict[str, tuple[LineItem, ...]]:
        """The line items a bare label may mean, in the order they were declared."""
        table: dict[str, tuple[LineItem, ...]] = {}
        for item in self.items.values():
            for word in (item.label, *item.aliases):
                key = self.bare(word)
                if item not in table.get(key, ()):
                    table[key] = (*table.get(key, ()), item)
        return table

    def item_of(self, label: str, prefixes: tuple[str, ...] = ()) -> LineItem | None:
        """The line item a label means among those a layout admits; None if none or more than one.

        Classes of the code book (`basic@30217`) are only meant where a prefix asks for them.
        """
        key = self.bare(label)
        without = _BRACKETS.sub("", key)
        for word in (key, without) if 2 * len(without) >= len(key) else (key,):
            found = [
                item
                for item in self.by_alias.get(word, ())
                if any(_is_admitted(item, prefix) for prefix in prefixes) or (not prefixes and not item.item.code)
            ]
            if len(found) == 1:
                return found[0]
        return None


def _is_admitted(line: LineItem, prefix: str) -> bool:
    """Whether a layout that admits a line admits another: the line, what stands under it, and its classes."""
    return line.id == prefix or line.item.is_below(prefix) or (line.item.base == prefix and bool(line.item.code))


def vocabulary(packs: Iterable[tuple[str, Pack]]) -> Vocabulary:
    """The union of all packs' words; `packs` are pairs of a pack's full name and the pack.

    Raises
    ------
    ConflictError
        If two packs give one line item, layout id or word different meanings.
    """
    packs = tuple(packs)
    items: dict[str, LineItem] = {}
    layouts: dict[str, Layout] = {}
    blanks: dict[str, Blank] = {}
    places: list[Jurisdiction] = []
    owners: dict[str, str] = {}
    for name, pack in packs:
        for item in pack.line_items:
            _once(items, item.id, item, owners, name, Text("科目", "line item"))
        for layout in pack.layouts:
            _once(layouts, layout.id, layout, owners, name, Text("表式", "layout"))
        for blank in pack.blanks:
            _once(blanks, blank.id, blank, owners, name, Text("空白表", "form"))
        places.extend(pack.places)
    lexicon = united((name, pack.lexicon) for name, pack in packs)
    return Vocabulary(
        items,
        tuple(_worded(layout, items, lexicon) for layout in layouts.values()),
        Gazetteer(tuple(places)),
        lexicon,
        owners,
        blanks,
    )


def _worded(layout: Layout, items: dict[str, LineItem], lexicon: Lexicon) -> Layout:
    """A layout whose columns without words of their own are known by the labels of their items."""
    columns = []
    for column in layout.columns:
        item = items.get(column.item)
        labels = (item.label, *item.aliases) if item is not None and not column.words else ()
        spelt = (spelling for label in labels for spelling in (label, label.translate(_QUOTES)))
        words = tuple(dict.fromkeys(heading(spelling, lexicon).words for spelling in spelt))
        columns.append(evolve(column, words=words) if words else column)
    return evolve(layout, columns=columns)


Declared = TypeVar("Declared", LineItem, Layout, Blank)


def _once(
    table: dict[str, Declared], key: str, value: Declared, owners: dict[str, str], pack: str, what: Text
) -> None:  # fmt: skip
    """Add what a pack declares under an id; a second meaning of it is an error that names both packs."""
    known = table.get(key)
    owner = owners.setdefault(what.en + key, pack)
    if known is not None and known != value:
        raise ConflictError(
            f"{what.zh}“{key}”在规则包 {owner} 与 {pack} 中含义不同；请将其中一个改名。",
            f"The {what.en} {key!r} means different things in the packs {owner} and {pack}; rename one of them.",
        )
    table[key] = value
