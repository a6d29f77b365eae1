"""Which line item a row of a table of amounts is about: by its label, its number, and the rows above it.

Rule: a row nobody knows is a free row of the line it is listed under, or it is about nothing.
"""

from __future__ import annotations

from attrs import define

from perfeval.quantities import Nil, read
from perfeval.ruling import Layout, LineItem, RowItem, WordKind
from perfeval.vocabulary import Vocabulary, numbering

#: The item a row is about, empty if nobody knows, and the row's own meaning in its layout.
Line = tuple[str, RowItem | None]


@define
class Lines:
    """One side of a table, row by row: what the rows so far have said.

    `item` is the line of the last row, `open_line` the one free rows go under, `nested_under` the one rows of 其中 are
    parts of, `style` the numbering of the rows at the top.
    """

    layout: Layout
    side: int
    vocabulary: Vocabulary
    item: str = ""
    open_line: str = ""
    nested_under: str = ""
    seen_part: bool = False
    style: int = -1

    def of(self, label: str, code: str) -> Line:
        """What the next row is about, by its label; a row with a code is about its column's line."""
        if self.layout.panels and not code:
            return self._listed(label)
        return ("", None) if code else self._laid(label)

    def is_total(self, label: str) -> bool:
        """Whether a label is blank or that of a row that adds up all others: neither has a name of its own."""
        word = self.vocabulary.bare(label)
        return not word or self.vocabulary.lexicon.has(WordKind.SUM_ROW, word)

    def _says_nothing(self, label: str) -> bool:
        return self.is_total(label) or read(label) in (Nil.DASH, Nil.NONE)

    def _free(self, line: str, label: str) -> str:
        return f"{line}/{self.vocabulary.free(label)}"

    def _special(self, label: str) -> RowItem | None:
        """The row of the layout that a label is there, below the rows so far."""
        word = self.vocabulary.bare(label)
        for row in self.layout.rows:
            below = not row.below or self.item == row.below or self.item.startswith(row.below + ".")
            if word in row.words and row.panel in (None, self.side) and below:
                return row
        return None

    # --- rows of a list -----------------------------------------------------------------------------------------------

    def _laid(self, label: str) -> Line:
        special = self._special(label)
        if special is not None:
            self.item, self.open_line = special.item, ""
            return special.item, special
        nested = self._nested(label)
        if nested:
            return nested, None
        known = self.vocabulary.item_of(label, self.layout.items)
        if known is not None:
            self._go_to(known, label)
            return known.id, None
        if not self.open_line or self._says_nothing(label):
            return "", None
        return self._free_row(label), None

    def _nested(self, label: str) -> str:
        """A row numbered in another way than those at the top is a part of the row above, blank if it is none."""
        style = numbering(label) if self.layout.under else -1
        if style >= 0 and self.style < 0:
            self.style = style
        other = style >= 0 and style != self.style
        if other and self.item and self.vocabulary.bare(label):
            self.nested_under = self.nested_under or self.item
            return self._free(self.nested_under, label)
        if style >= 0:
            self.nested_under = ""
        return ""

    def _go_to(self, known: LineItem, label: str) -> None:
        """Go on from a row of a known line: free rows below it are its own, or its parent's."""
        part = self.vocabulary.is_part(label)
        below_parent = self.layout.under if known.parent == self.layout.under else ""
        self.item = known.id
        self.open_line = known.id if known.free_rows else below_parent
        self.nested_under = self.nested_under if part and self.seen_part else ""
        self.seen_part = self.seen_part or part

    def _free_row(self, label: str) -> str:
        """A row nobody knows, under the line that is open; a subtotal is no part beside its parts."""
        if self.vocabulary.lexicon.ends(WordKind.SUM_ENDING, self.vocabulary.bare(label)):
            return self._free(self.item or self.open_line, label)
        part = self.vocabulary.is_part(label)
        if part and self.seen_part:
            self.nested_under = self.nested_under or self.item
        self.seen_part = self.seen_part or part
        item = self._free(self.nested_under or self.open_line, label)
        if not self.nested_under:
            self.item = item
        return item

    # --- rows of one side ---------------------------------------------------------------------------------------------

    def _listed(self, label: str) -> Line:
        """A row on its side of a table; one nobody knows is listed there, or is under the row above."""
        home = self.layout.panels[self.side] if self.side < len(self.layout.panels) else ""
        special = self._special(label)
        known = self.vocabulary.item_of(label, self.layout.items)
        item = special.item if special is not None else known.id if known is not None else ""
        if item:
            self._go_on(item, home, numbering(label))
            return item, special
        return (self._free_of(home, label) if self._may_list(label, home) else ""), None

    def _go_on(self, item: str, home: str, style: int) -> None:
        listed = item in self.vocabulary.items and self.vocabulary.items[item].parent == home
        self.open_line = home if listed or (item == home and not self.item) else ""
        self.item, self.style = item, style if listed else -1

    def _may_list(self, label: str, home: str) -> bool:
        return bool(home) and bool(self.open_line or not self.item) and not self._says_nothing(label)

    def _free_of(self, home: str, label: str) -> str:
        style = numbering(label)
        below = self.item not in ("", home) and style != self.style
        if below or self.vocabulary.is_part(label):
            return self._free(self.item or home, label)
        self.open_line = home
        self.item, self.style = self._free(home, label), style
        return self.item


def parent_of(item: str, vocabulary: Vocabulary) -> str:
    """The item a line is listed under, blank if it is listed under none."""
    base = item.split("@")[0].split(":")[0]
    if "/" in base:
        return base.rsplit("/", 1)[0]
    known = vocabulary.items.get(item) or vocabulary.items.get(base)
    return known.parent if known is not None else ""
