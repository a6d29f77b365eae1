"""What the name of an indicator says: what it is about, and whether it is output, benefit or satisfaction."""

from __future__ import annotations

import re
from enum import Enum

from perfeval.findings import Text
from perfeval.model import IndicatorRow
from perfeval.quantities import tidy
from perfeval.ruling import Lexicon, WordKind

#: Marks before and hints behind the words of a name: ★, 1., (≥**人).
_MARKS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]|^[\W\d_]+|[≥≤<>＝=].*$|[^\w]")
#: A name with less left of it says too little to be compared.
LEAST = 3


class Block(Enum):
    """What a level-1 block of a form is about."""

    OUTPUT = "output"
    BENEFIT = "benefit"
    OPINION = "opinion"
    COST = "cost"

    @property
    def text(self) -> Text:
        """How it is called."""
        return {
            "output": Text("产出", "output"),
            "benefit": Text("效益", "benefit"),
            "opinion": Text("满意度", "satisfaction"),
            "cost": Text("成本", "cost"),
        }[self.value]


def core(name: str, lexicon: Lexicon) -> str:
    """What a name is about: its words without marks, brackets and padding (数量, 率, 完成情况)."""
    bare = _MARKS.sub("", tidy(name))
    return re.sub(lexicon.pattern(WordKind.NAME_PADDING), "", bare)


def key_of(name: str, lexicon: Lexicon) -> str:
    """The same for names whose words stand in another order: 培训人次完成数 and 完成培训人次; empty where too little is left."""
    found = core(name, lexicon)
    return "".join(sorted(found)) if len(found) >= LEAST else ""


def block_of(row: IndicatorRow, lexicon: Lexicon) -> Block | None:
    """The block a row stands in, by the words of its levels; None where they do not say, or say several."""
    for label in (row.level2, row.level1):
        word = lexicon.within(WordKind.BLOCK, label) if label else None
        if word is not None:
            return Block(word.value)
    return None


def belongs(name: str, lexicon: Lexicon) -> Block | None:
    """The block a name speaks of; None where its words do not say, or say several."""
    bare = _MARKS.sub("", tidy(name))
    forms = lexicon.of(WordKind.BELONGS)
    found = {forms[match.group()].value for match in re.finditer(lexicon.pattern(WordKind.BELONGS), bare)}
    return Block(found.pop()) if len(found) == 1 else None


__all__ = ["Block", "belongs", "block_of", "core", "key_of"]
