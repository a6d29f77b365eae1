"""What kind of row a row is: numbers, numbers of columns, years, a header, words, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from perfeval.quantities import Quantity, tidy
from perfeval.recognition.tables.grammar.grid import GridCell, GridRow, Mark
from perfeval.recognition.tables.grammar.words import TableWords, folded

#: A counter may be told by a formula (3=1+2), by a mark (①) or in brackets.
_COUNTER = re.compile(r"[(\[]?(?P<name>\d{1,2}|[A-Z]|[①-⑳])[)\]]?(?:=.*)?")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
#: A header's cell is short; one that is longer than the second is an article.
LONGEST_HEAD = 12
LONGEST_WORDS = 160


class RowKind(Enum):
    """What a row is in the make-up of its table."""

    NUMBERS = "numbers"
    COUNTERS = "counters"  # 1 2 3 or A B C: the columns' own numbers
    CODES = "codes"  # the columns' class codes, of a table on its side
    YEARS = "years"
    HEADS = "heads"
    WORDS = "words"
    PROSE = "prose"  # running text, and no part of a table
    EMPTY = "empty"


def counter(text: str) -> int | None:
    """The number a counter stands for: 3, C and ③ are 3; None for anything else.

    >>> counter("3=1+2"), counter("C"), counter("③"), counter("1,000")
    (3, 3, 3, None)
    """
    plain = text.strip() if text.strip() in _CIRCLED else tidy(text)
    match = _COUNTER.fullmatch(plain)
    if match is None:
        return None
    name = match["name"]
    if name in _CIRCLED:
        return _CIRCLED.index(name) + 1
    return int(name) if name.isdecimal() else ord(name) - ord("A") + 1


def _counts_on(cells: list[GridCell], words: TableWords) -> bool:
    """Whether cells number the columns: seven in ten of them step by one from three or less."""
    named = [c for c in cells if not words.counts(c.text)]
    found = [counter(c.text) for c in named]
    numbers = [n for n in found if n is not None]
    said = len(named) < len(cells)  # 类 | 款 | 项 | 栏次 | 1 | 2: words beside the word that says so do not matter
    if len(numbers) < 2 or (10 * len(numbers) < 7 * len(named) and not said) or numbers[0] > 3:
        return False
    steps = sum(b == a + 1 for a, b in pairwise(numbers))
    return steps == len(numbers) - 1 and (len(numbers) > 2 or said)


def is_code(cell: GridCell) -> bool:
    """Whether a cell may be the code of a class, or a part of one: two, three, five or seven digits and nothing else."""
    text = tidy(cell.text)
    return text.isdecimal() and len(text) in (2, 3, 5, 7)


def row_kind(row: GridRow, words: TableWords) -> RowKind:
    """What a row is, by its cells alone."""
    cells = [row[c] for c in sorted(row) if not row[c].is_blank]
    if not cells:
        return RowKind.EMPTY
    if _counts_on(cells, words):
        return RowKind.COUNTERS
    if _codes_columns(cells, words):
        return RowKind.CODES
    numbers = [c for c in cells if c.mark is Mark.NUMBER]
    if numbers:
        years = len(numbers) > 1 or row[min(row)].is_blank
        return RowKind.YEARS if years and all(is_year(c.quantity, c.text) for c in numbers) else RowKind.NUMBERS
    return _worded(cells, words)


def are_codes(cells: Sequence[GridCell], head: str, words: TableWords) -> bool:
    """Whether a column holds class codes: by its head, or because its digits go up from row to row; words aside."""
    texts = [tidy(c.text) for c in cells if c.mark is Mark.NUMBER]
    if not texts or 5 * sum(map(is_code, cells)) < 4 * len(texts):
        return False
    return words.line_kind(folded(head)) == "code" or (len(texts) > 1 and all(a < b for a, b in pairwise(texts)))


def _codes_columns(cells: list[GridCell], words: TableWords) -> bool:
    """Whether cells are the class codes of columns, the first of them saying so."""
    rest = cells[1:]
    return (
        len(rest) > 1
        and words.line_kind(folded(cells[0].text)) == "code"
        and 5 * sum(map(is_code, rest)) >= 4 * len(rest)
    )  # fmt: skip


def _worded(cells: list[GridCell], words: TableWords) -> RowKind:
    """What a row without a number is."""
    said = [c for c in cells if c.mark is Mark.WORDS]
    if any(len(c.text) > LONGEST_WORDS for c in said):
        return RowKind.PROSE
    if len(said) <= 1 and len(cells) > len(said):
        return RowKind.NUMBERS if len(cells) > 1 else RowKind.EMPTY  # a line of dashes, or of hidden figures
    short = sum(len(c.text) for c in said) <= LONGEST_HEAD * len(said)
    heads = sum(words.is_head(folded(c.text)) for c in said)
    return RowKind.HEADS if len(said) > 1 and short and 2 * heads >= len(said) else RowKind.WORDS


def is_year(quantity: Quantity | None, text: str) -> bool:
    """Whether a cell may be a year and no amount."""
    return quantity is not None and _YEAR.fullmatch(tidy(text)) is not None
