"""Label and amount in one cell (经费拨款：120.00), each column below the last label that heads a list (按收入性质分)."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import lru_cache

from attrs import frozen

from perfeval.document import Place, Row
from perfeval.quantities import Quantity, Reading, Unread, read, tidy
from perfeval.ruling import Layout, Lexicon, LineItem, WordKind
from perfeval.vocabulary import Vocabulary


@frozen
class Pair:
    """A label with what stands behind it in its cell: its line, and the line it is listed under."""

    label: str
    item: str
    parent: str
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
            item, parent = _line(vocabulary.bare(match["label"]), index, layout, vocabulary, heads)
            if item:
                found.append(Pair(match["label"], item, parent, read(match["value"]), cell.place, index))
    return found


def _line(
    label: str, index: int, layout: Layout, vocabulary: Vocabulary, heads: MutableMapping[int, LineItem]
) -> tuple[str, str]:
    """The line a label means, and the one it is listed under; two blanks where it means none."""
    known = vocabulary.item_of(label, layout.items)
    if known is not None and known.free_rows and known.id != layout.under:
        heads[index] = known
        return known.id, ""
    if index in heads and label:
        return f"{heads[index].id}/{vocabulary.free(label)}", heads[index].id
    return "", ""
