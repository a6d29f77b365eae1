"""Titles: which line over a table is its title, and the title written into the places of its cells."""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import evolve

from perfeval.document import Block, Document, Paragraph, Row, Table
from perfeval.quantities import tidy
from perfeval.recognition.context import money_unit
from perfeval.recognition.forms.words import says_cut
from perfeval.ruling import Lexicon, WordKind

#: No title is longer.
LONGEST_TITLE = 60
#: What numbers a table: 1, 01, 三.
_NUMBER = r"[\d一二三四五六七八九十]"


#: The mark of an annex, alone or before its title, and not within a sentence that names one: 附件2, 附表3-1:….
_ANNEX = re.compile(rf"(?P<mark>附[件表]{_NUMBER}{{1,3}}(?:-\d{{1,2}})?)(?:$|[:.、]?(?=[^,，。;]{{2,40}}$))")


@lru_cache(maxsize=8)
def _beside_a_title(lexicon: Lexicon) -> re.Pattern[str]:
    """Lines that stand between a title and its table and are none: 公开01表, 附表2, 部门：…, 单位：万元, 2024年度, — 3 —."""
    mark, unit = (lexicon.pattern(kind) for kind in (WordKind.TABLE_MARK, WordKind.UNIT_NOUN))
    return re.compile(
        rf"{mark}?(?:表{_NUMBER}{{1,3}}|(?:{_NUMBER}|[A-Za-z]){{1,4}}表)|附[表件]\w{{0,4}}|\w{{0,4}}{unit}(?:\(\w{{1,6}}\))?:.*|"
        r"(?:金额)?单位:.*|[(\[]?(?:19|20)\d{2}年度?[)\]]?|第\d+页.*|[-—]\d+[-—]"
    )  # fmt: skip


def is_title(text: str, lexicon: Lexicon) -> bool:
    """Whether a line may be the title of the table below it."""
    return (
        bool(text)
        and len(text) <= LONGEST_TITLE
        and not text.endswith(("。", "；"))
        and not says_cut(text, lexicon)
        and not _beside_a_title(lexicon).fullmatch(tidy(text))
    )


def entitled(document: Document, lexicon: Lexicon) -> Document:
    """The document with the title each table stands under, and the annex it stands in, written into the places of its cells."""
    blocks: list[Block] = []
    title = annex = ""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            mark = _ANNEX.match(tidy(block.text))
            annex = mark["mark"] if mark is not None else annex
            if is_title(block.text, lexicon) and money_unit(block.text) is None:
                title = block.text.strip()
            blocks.append(block)
        else:
            named = block.place.part  # a sheet is found by its own name
            blocks.append(_in_part(block, named or title, "" if named else annex))
    return evolve(document, blocks=tuple(blocks))


def _in_part(table: Table, part: str, annex: str) -> Table:
    rows = tuple(
        Row(tuple(evolve(c, place=evolve(c.place, part=c.place.part or part, annex=annex)) for c in r.cells))
        for r in table.rows
    )
    return Table(rows, evolve(table.place, part=part, annex=annex))
