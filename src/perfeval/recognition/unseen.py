"""Characters nobody sees are no part of what is printed: marks of no width that copying leaves behind."""

from __future__ import annotations

import re

from attrs import evolve

from perfeval.document import Document, Paragraph, Row, Table

#: Soft hyphen, zero width blank, joiners, direction marks, word joiner, byte order mark.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def seen(document: Document) -> Document:
    """A document without characters that nobody sees; the document itself where there are none."""
    blocks = [_paragraph(block) if isinstance(block, Paragraph) else _table(block) for block in document.blocks]
    return (
        document
        if all(a is b for a, b in zip(blocks, document.blocks, strict=True))
        else evolve(document, blocks=tuple(blocks))
    )


def _paragraph(paragraph: Paragraph) -> Paragraph:
    return evolve(paragraph, text=UNSEEN.sub("", paragraph.text)) if UNSEEN.search(paragraph.text) else paragraph


def _table(table: Table) -> Table:
    if not any(UNSEEN.search(cell.text) for row in table.rows for cell in row.cells):
        return table
    rows = (Row(tuple(evolve(cell, text=UNSEEN.sub("", cell.text)) for cell in row.cells)) for row in table.rows)
    return evolve(table, rows=tuple(rows))


__all__ = ["seen"]
