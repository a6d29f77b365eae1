"""A paragraph as figures, marks and the words between them.

Rule 1: a number is a figure only with a unit behind it; dates, ordinals and document numbers are words.
Rule 2: a bracket without figures is part of the name it stands in.
Rule 3: one digit string is read up to forty digits, so that a line of nothing but digits costs what it is long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache

from attrs import frozen

from perfeval.quantities import Quantity, read
from perfeval.ruling.lexicon import Lexicon, Word, WordKind


class Rank(Enum):
    """How deep a mark cuts."""

    NONE = 0
    ITEM = 1  # 、
    CLAUSE = 2  # ，
    GROUP = 3  # ；
    SENTENCE = 4  # 。
    PARAGRAPH = 5


_MARKS = {"、": 1, ",": 2, "，": 2, ":": 2, ";": 3, "；": 3, "。": 4, "!": 4, "?": 4, "！": 4, "？": 4, "\n": 4}
_BRACKET = re.compile(r"\([^()]*\)")
_DIGITS = r"(?<![\d.])(?P<sign>(?<![\d%])-)?(?P<number>\d{1,3}(?:,\d{3}){1,9}+(?:\.\d{1,40}+)?(?!\d)|\d{1,40}+(?:\.\d{1,40}+)?)"


class Kind(Enum):
    """What a token is."""

    FIGURE = "figure"
    WORDS = "words"
    MARK = "mark"
    OPEN = "open"
    CLOSE = "close"


@frozen
class Token:
    """A piece of a paragraph.

    Attributes
    ----------
    kind, text, start, end
        What it is, its characters and where they stand.
    rank
        Of a mark: how deep it cuts, from 1 for 、 to 4 for 。; a colon cuts like a comma.
    quantity
        Of a figure: the number.
    """

    kind: Kind
    text: str
    start: int
    end: int
    rank: int = 0
    quantity: Quantity | None = None


@frozen(eq=False)
class Units:
    """The units a lexicon knows, and the pattern of a number with one."""

    pattern: re.Pattern[str]
    words: dict[str, Word]
    vague: tuple[str, ...]


@lru_cache(maxsize=8)
def units(lexicon: Lexicon) -> Units:
    """What a number with a unit looks like in a lexicon's words."""
    words = {**lexicon.of(WordKind.UNIT), **lexicon.of(WordKind.COUNTED)}
    forms = sorted(words, key=lambda form: (-len(form), form))
    ended = []
    for form in forms:
        not_before = "|".join(map(re.escape, words[form].not_before))
        ended.append(re.escape(form) + (f"(?!{not_before})" if not_before else ""))
    vague = tuple(f for f in lexicon.forms(WordKind.VAGUE, "after") if len(f) == 1)
    about = "|".join(map(re.escape, vague)) or "(?!)"
    pattern = re.compile(rf"{_DIGITS}(?P<about>万?(?:{about}))?(?P<unit>{'|'.join(ended) or '(?!)'})")
    return Units(pattern, words, vague)


#: Behind one of these a number counts nothing.
_ORDINAL = re.compile(r"(?:第|[〔\[\(]|[A-Za-z])$")


def figures(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int, Quantity]]:
    """The figures of a text: start, end and what they say."""
    known = units(lexicon)
    for match in known.pattern.finditer(text):
        if _ORDINAL.search(text, max(0, match.start() - 1), match.start()) and text[match.start() - 1] not in "([":
            continue
        unit = known.words[match["unit"]].value or match["unit"]
        about = match["about"] or ""
        reading = read(f"{match['sign'] or ''}{match['number']}{about}{unit}")
        if isinstance(reading, Quantity):
            yield match.start(), match.end(), reading


def tokens(text: str, lexicon: Lexicon) -> list[Token]:
    """The tokens of a tidied paragraph, in order and without gaps."""
    found = list(figures(text, lexicon))
    brackets = _with_figures(text, [start for start, _, _ in found])
    made: list[Token] = []
    at = 0
    for start, end, quantity in (*found, (len(text), len(text), None)):
        made.extend(_between(text, at, start, brackets))
        if quantity is not None:
            made.append(Token(Kind.FIGURE, text[start:end], start, end, quantity=quantity))
        at = end
    return made


def _with_figures(text: str, starts: list[int]) -> frozenset[int]:
    """Where the brackets stand that hold figures."""
    found = set()
    at = 0
    for match in _BRACKET.finditer(text):
        while at < len(starts) and starts[at] < match.start():
            at += 1
        if at < len(starts) and starts[at] < match.end():
            found |= {match.start(), match.end() - 1}
    return frozenset(found)


def _between(text: str, start: int, end: int, brackets: frozenset[int]) -> Iterator[Token]:
    """Words and marks between two figures; marks inside a bracket that is part of a name are part of it, too."""
    begun, depth = start, 0
    for at in range(start, end):
        letter = text[at]
        kind, rank = None, 0
        if at in brackets:
            kind = Kind.OPEN if letter == "(" else Kind.CLOSE
        elif letter in "()":
            depth = max(0, depth + (1 if letter == "(" else -1))
        elif depth == 0 and letter in _MARKS:
            kind, rank = Kind.MARK, _MARKS[letter]
        if kind is not None:
            if begun < at:
                yield Token(Kind.WORDS, text[begun:at], begun, at)
            yield Token(kind, letter, at, at + 1, rank)
            begun = at + 1
    if begun < end:
        yield Token(Kind.WORDS, text[begun:end], begun, end)
