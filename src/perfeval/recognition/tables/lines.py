"""Which line item a row of a table of amounts is about: by its label, its number, and the rows above it.

Rule: a row nobody knows is a free row of the line it is listed under, or it is about nothing.
"""

from __future__ import annotations

from attrs import define

from perfeval.model import Item, as_item_or_none
from perfeval.quantities import Nil, read
from perfeval.ruling import Layout, LineItem, RowItem, WordKind
from perfeval.vocabulary import Vocabulary, numbering

#: The item a row is about, None if nobody knows, and the row's own meaning in its layout.
Line = tuple[Item | None, RowItem | None]


@define
class Lines:
    """One side of a table, row by row: what the rows so far have said.

    `item` is the line of the last row, `open_line` the one free rows go under, `nested_under` the one rows of 其中 are
    parts of, `style` the numbering of the rows at the top.
    """

    layout: Layout
    side: int
    vocabulary: Vocabulary
    item: Item | None = None
    open_line: Item | None = None
    nested_under: Item | None = None
    seen_part: bool = False
    style: int = -1

    def of(self, label: str, code: str) -> Line:
        """What the next row is about, by its label; a row with a code is about its column's line."""
        if self.layout.panels and not code:
            return self._listed(label)
        return (None, None) if code else self._laid(label)

    def is_total(self, label: str) -> bool:
        """Whether a label is blank or that of a row that adds up all others: neither has a name of its own."""
        word = self.vocabulary.bare(label)
        return not word or self.vocabulary.lexicon.has(WordKind.SUM_ROW, word)

    def _says_nothing(self, label: str) -> bool:
        return self.is_total(label) or read(label) in (Nil.DASH, Nil.NONE)

    def _free(self, line: Item, label: str) -> Item:
        return line.row(self.vocabulary.bare(label))

    def _special(self, label: str) -> RowItem | None:
        """The row of the layout that a label is there, below the rows so far."""
        word = self.vocabulary.bare(label)
        for row in self.layout.rows:
            if word in row.words and row.panel in (None, self.side) and (not row.below or self._is_below(row.below)):
                return row
        return None

    def _is_below(self, line: str) -> bool:
        """Whether the last row was about a line, or about one under it in the tree."""
        return self.item is not None and (self.item.text == line or self.item.is_below(line))

    # --- rows of a list -----------------------------------------------------------------------------------------------

    def _laid(self, label: str) -> Line:
        special = self._special(label)
        if special is not None:
            self.item, self.open_line = Item.parse(special.item), None
            return self.item, special
        nested = self._nested(label)
        if nested is not None:
            return nested, None
        known = self.vocabulary.item_of(label, self.layout.items)
        if known is not None:
            self._go_to(known, label)
            return known.item, None
        if self.open_line is None or self._says_nothing(label):
            return None, None
        return self._free_row(self.open_line, label), None

    def _nested(self, label: str) -> Item | None:
        """A row numbered in another way than those at the top is a part of the row above."""
        style = numbering(label) if self.layout.under else -1
        if style >= 0 and self.style < 0:
            self.style = style
        other = style >= 0 and style != self.style
        if other and self.item and self.vocabulary.bare(label):
            self.nested_under = self.nested_under or self.item
            return self._free(self.nested_under, label)
        if style >= 0:
            self.nested_under = None
        return None

    def _go_to(self, known: LineItem, label: str) -> None:
        """Go on from a row of a known line: free rows below it are its own, or its parent's."""
        part = self.vocabulary.is_part(label)
        below_parent = self.layout.under if known.parent == self.layout.under else ""
        self.item = known.item
        self.open_line = known.item if known.free_rows else as_item_or_none(below_parent)
        self.nested_under = self.nested_under if part and self.seen_part else None
        self.seen_part = self.seen_part or part

    def _free_row(self, open_line: Item, label: str) -> Item:
        """A row nobody knows, under the line that is open; a subtotal is no part beside its parts."""
        if self.vocabulary.lexicon.ends(WordKind.SUM_ENDING, self.vocabulary.bare(label)):
            return self._free(self.item or open_line, label)
        part = self.vocabulary.is_part(label)
        if part and self.seen_part:
            self.nested_under = self.nested_under or self.item
        self.seen_part = self.seen_part or part
        item = self._free(self.nested_under or open_line, label)
        if not self.nested_under:
            self.item = item
        return item

    # --- rows of one side ---------------------------------------------------------------------------------------------

    def _listed(self, label: str) -> Line:
        """A row on its side of a table; one nobody knows is listed there, or is under the row above."""
        home = as_item_or_none(self.layout.panels[self.side] if self.side < len(self.layout.panels) else "")
        special = self._special(label)
        known = self.vocabulary.item_of(label, self.layout.items)
        item = Item.parse(special.item) if special is not None else known.item if known is not None else None
        if item is not None:
            self._go_on(item, home, numbering(label))
            return item, special
        if home is None or (self.item and not self.open_line) or self._says_nothing(label):
            return None, None
        return self._free_of(home, label), None

    def _go_on(self, item: Item, home: Item | None, style: int) -> None:
        line = self.vocabulary.items.get(item.text)
        listed = line is not None and as_item_or_none(line.parent) == home
        self.open_line = home if listed or (item == home and not self.item) else None
        self.item, self.style = item, style if listed else -1

    def _free_of(self, home: Item, label: str) -> Item:
        style = numbering(label)
        below = self.item not in (None, home) and style != self.style
        if below or self.vocabulary.is_part(label):
            return self._free(self.item or home, label)
        self.open_line = home
        self.item, self.style = self._free(home, label), style
        return self.item


def parent_of(item: Item, vocabulary: Vocabulary) -> Item | None:
    """The item a line is listed under, None if it is listed under none."""
    if item.above is not None:
        return item.above
    known = vocabulary.items.get(item.text) or vocabulary.items.get(item.base)
    return as_item_or_none(known.parent) if known is not None else None
