"""Label and amount in one cell (经费拨款：120.00), each column below the last label that heads a list (按收入性质分)."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import lru_cache

from attrs import frozen

from perfeval.document import Place, Row
from perfeval.model import Item
from perfeval.quantities import Quantity, Reading, Unread, read, tidy
from perfeval.ruling import Layout, Lexicon, LineItem, WordKind
from perfeval.vocabulary import Vocabulary


@frozen
class Pair:
    """A label with what stands behind it in its cell: its line, and the line it is listed under."""

    label: str
    item: Item
    parent: Item | None
    reading: Reading
    place: Place
    position: int


@lru_cache(maxsize=8)
def _pair(lexicon: Lexicon) -> re.Pattern[str]:
    part = lexicon.pattern(WordKind.PART_ROW)
    return re.compile(rf"(?:{part}[:：])?(?P<label>[^:：\d]{{2,30}})[:：](?P<value>[-\d.,]*(?:万元|元)?)")


def pairs_of(row: Row, layout: Layout, vocabulary: Vocabulary, heads: MutableMapping[int, LineItem]) -> list[Pair]:
    """The pairs of a row whose labels mean a line; `heads` are the lines that head a list, and are brought up to date."""
    found = []
    others = any(isinstance(read(c.text), (Quantity, Unread)) for c in row.cells)
    for index, cell in enumerate(row.cells):
        for line in cell.text.split("\n"):
            match = _pair(vocabulary.lexicon).fullmatch(tidy(line))
            if match is None or (others and not match["value"]):
                continue
            item = _line(vocabulary.bare(match["label"]), index, layout, vocabulary, heads)
            if item is not None:
                found.append(Pair(match["label"], item, item.above, read(match["value"]), cell.place, index))
    return found


def _line(
    label: str, index: int, layout: Layout, vocabulary: Vocabulary, heads: MutableMapping[int, LineItem]
) -> Item | None:
    """The line a label means, or a row under the line that heads its column."""
    known = vocabulary.item_of(label, layout.items)
    if known is not None and known.free_rows and known.id != layout.under:
        heads[index] = known
        return known.item
    return heads[index].item.row(label) if index in heads and label else None
