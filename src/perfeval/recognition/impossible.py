"""Amounts that cannot be: 0万元 that is said to be 43.84万元 more than the year before.

Only what the words make plain is noted: an amount, then a comparison that follows it at once and ends in a rise, then
the rise, in one sentence. An amount that rose by more than it is would have begun below zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from perfeval.document import Place
from perfeval.model import Note
from perfeval.quantities import MONEY, Quantity, read, tidy
from perfeval.quantities.compound import COMPOUND
from perfeval.ruling import Lexicon, WordKind

_AMOUNT = rf"(?<![\d.])(?:{COMPOUND}|\d[\d,]{{0,20}}(?:\.\d{{1,6}})?)(?:亿元|万元|千元|元)"
#: What may stand between a comparison and its rise, a year included; another number may not.
_BETWEEN = r"(?:(?:19|20)\d\d年度?)?[^\d,，。；;:：]{0,16}?"


@lru_cache(maxsize=8)
def _risen(lexicon: Lexicon) -> re.Pattern[str]:
    than = rf"(?:{lexicon.pattern(WordKind.THAN, 'always')}|{lexicon.pattern(WordKind.THAN, '')}|{lexicon.pattern(WordKind.BASE)})"
    filler = lexicon.pattern(WordKind.FILLER)
    return re.compile(
        rf"(?P<now>{_AMOUNT})[,，]?{than}{_BETWEEN}{lexicon.pattern(WordKind.MOVE, 'up')}{filler}?(?P<rise>{_AMOUNT})"
    )


def impossible_bases(texts: Sequence[tuple[str, Place]], lexicon: Lexicon) -> Iterator[Note]:
    """Amounts that are said to have risen by more than they are."""
    for text, place in texts:
        for match in _risen(lexicon).finditer(tidy(text)):
            now, rise = read(match["now"]), read(match["rise"])
            if isinstance(now, Quantity) and isinstance(rise, Quantity) and _cannot_be(now, rise):
                yield Note(
                    "impossible-base", f"“{match[0]}”：{match['now']}不可能比上一口径增加{match['rise']}（原数将为负）",
                    f"{match['now']} cannot be {match['rise']} more than before, which would have been below zero", place, match[0],
                )  # fmt: skip


def _cannot_be(now: Quantity, rise: Quantity) -> bool:
    same = now.dimension == rise.dimension == MONEY
    sure = not now.approximate and not rise.approximate
    return same and sure and rise.value - rise.half > now.value + now.half
