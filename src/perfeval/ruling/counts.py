"""Things that running text counts (接收档案1012卷17735件): what an indicator could have been measured by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from perfeval.quantities import Quantity, quantity
from perfeval.ruling.lexicon import Lexicon, WordKind

_CLAUSE = re.compile(r"[^，,。；;：:！!？?\n（）()]+")
#: Smaller numbers count nothing worth an indicator: 3项工作, 2个中心.
LEAST = 10
#: What a clause about staff speaks of: posts, people in them, and others on the pay list.
STAFF = ("posts", "in-post", "other")
#: So much of a clause before its number is quoted.
QUOTED = 24


@frozen
class Count:
    """One thing that is counted in running text.

    Attributes
    ----------
    quantity
        How many, with its unit.
    printed
        The number as it stands there.
    clause
        The words up to it and with it, at most so many.
    """

    quantity: Quantity
    printed: str
    clause: str


def counts(text: str, lexicon: Lexicon) -> tuple[Count, ...]:
    """Everything a report's running text counts, without staff and posts, in its order and each of it once.

    Lines with tabs are rows of tables, and count nothing here.
    """
    found: dict[tuple[str, str], Count] = {}
    for line in text.splitlines():
        if "\t" not in line:
            for one in _of(line, lexicon):
                found.setdefault((one.printed, one.clause), one)
    return tuple(found.values())


def _of(line: str, lexicon: Lexicon) -> Iterator[Count]:
    number = re.compile(rf"(?<![\d.第〔\[A-Za-z])\d{{2,15}}(?:\.\d{{1,6}})?{lexicon.pattern(WordKind.COUNTED)}")
    for clause in _CLAUSE.finditer(line):
        if any(lexicon.within(WordKind.STAGE, clause[0], value) for value in STAFF):
            continue
        for match in number.finditer(clause[0]):
            reading = _quantity(match[0])
            if reading is not None and reading.value >= LEAST:
                yield Count(reading, match[0], clause[0][: match.end()].strip()[-QUOTED:])


def _quantity(text: str) -> Quantity | None:
    try:
        return quantity(text)
    except ValueError:
        return None


def in_common(name: str, count: Count) -> int:
    """How many pairs of neighbouring characters a name and the words of a count share.

    >>> in_common("档案接收", Count(quantity("17735件"), "17735件", "接收档案17735件"))
    2
    """
    return len(_pairs(name) & _pairs(count.clause))


def telling(names: Iterable[str], said: Sequence[Count]) -> tuple[Count, ...]:
    """The counts that have words in common with any of some names, the larger first."""
    own = set().union(*(_pairs(name) for name in names))
    return tuple(sorted((c for c in said if own & _pairs(c.clause)), key=lambda c: -c.quantity.value))


def _pairs(text: str) -> set[str]:
    return {text[n : n + 2] for n in range(len(text) - 1)}


__all__ = ["Count", "counts", "in_common", "telling"]
