"""Lines of a PDF page: the characters that stand on one, and whether it goes on in the next."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import floor
from typing import Any

from attrs import frozen

from perfeval.quantities.spelling import raised

#: No cell is so narrow that fewer digits fill its line.
SHORTEST_LINE = 5
#: Characters that no line break cuts are at most so many.
LONGEST_HEAD = 40
#: Punctuation that hangs on what stands before it.
HANGING = "，。、；：！？）】》”’,.;:)"

_RUN = re.compile(r"[A-Za-z0-9.,%]+")
_HEAD = re.compile(rf"(?:[A-Za-z0-9.,%]++|.)[{re.escape(HANGING)}]*+", re.S)

#: A number that lacks nothing.
_WHOLE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")

Char = dict[str, Any]
Points = float  # float: a length on the paper, never an amount


def once(chars: Iterable[Char]) -> list[Char]:
    """Characters without those printed a second time in the same place, which is how bold is faked.

    pdfplumber's own `dedupe_chars` does the same in a time that grows with the square of a page's characters.
    """
    seen: dict[tuple[Any, ...], list[Char]] = defaultdict(list)
    kept = []
    for char in chars:
        x, y = floor(char["x0"]), floor(char["top"])
        what = char["text"], char["fontname"], char["size"], char["upright"]
        near = (other for i in (-1, 0, 1) for j in (-1, 0, 1) for other in seen.get((*what, x + i, y + j), ()))
        if any(abs(other["x0"] - char["x0"]) <= 1 and abs(other["top"] - char["top"]) <= 1 for other in near):
            continue
        seen[*what, x, y].append(char)
        kept.append(char)
    return kept


@frozen
class Line:
    """Characters that stand on one line; `lead` is the width of the first, `head` of those no line break may cut."""

    text: str
    left: Points
    right: Points
    top: Points
    bottom: Points
    size: Points
    lead: Points
    head: Points


def lines_of(chars: Iterable[Char]) -> list[Line]:
    """Characters by line, from top to bottom, each line from left to right."""
    made: list[list[Char]] = []
    middle = 0
    for char in sorted(chars, key=lambda c: (c["top"] + c["bottom"], c["x0"])):
        at = (char["top"] + char["bottom"]) / 2
        if made and abs(at - middle) <= (char["bottom"] - char["top"]) / 2:
            made[-1].append(char)
        else:
            made.append([char])
            middle = at
    return [line for row in made if (line := line_of(sorted(row, key=lambda c: c["x0"]))) is not None]


def _is_raised(char: Char, base: Char) -> bool:
    """Whether a character is a small one above the line: the mark of a note."""
    return bool(
        char["size"] * 4 <= base["size"] * 3
        and base["bottom"] - char["bottom"] > base["size"] / 5
        and char["text"].strip()
    )


def line_of(chars: Sequence[Char]) -> Line | None:
    """The line that characters make, from left to right; none if all are blank."""
    filled = [i for i, c in enumerate(chars) if c["text"].strip()]
    if not filled:
        return None
    chars = chars[filled[0] : filled[-1] + 1]
    text = ""
    head: Points = 0
    base = max(chars, key=lambda c: c["size"])
    for i, char in enumerate(chars):
        before = chars[i - 1] if i else char
        gap = char["x0"] - before["x1"]
        if gap > before["size"] * 3 / 2:
            text += "  "
        elif gap > before["size"] / 4 and before["text"].isascii() and char["text"].isascii():
            text += " "
        text += raised(char["text"]) if _is_raised(char, base) else char["text"]
        if len(text) < LONGEST_HEAD and _HEAD.fullmatch(text):
            head = char["x1"] - chars[0]["x0"]
    return Line(
        re.sub(r" {3,}", "  ", text), chars[0]["x0"], chars[-1]["x1"], min(c["top"] for c in chars),
        max(c["bottom"] for c in chars), max(c["size"] for c in chars), chars[0]["x1"] - chars[0]["x0"], head,
    )  # fmt: skip


def goes_on(above: Line, line: Line, room: Points) -> bool:
    """Whether a line only broke off because no more fitted on it."""
    cuts = _RUN.fullmatch(above.text[-1:]) and _RUN.fullmatch(line.text[:1])
    return room - (above.right - above.left) < (line.lead if cuts else line.head)


def joined(upper: str, lower: str) -> str:
    """Two pieces of one line."""
    between = " " if re.search(r"[A-Za-z]$", upper) and re.match(r"[A-Za-z]", lower) else ""
    return upper + between + lower


def _are_two(upper: str, lower: str) -> bool:
    """Whether two lines are two numbers, each whole: 15 over 15, 20.00 over 10.00, and neither 9,800.3 over 6 nor 207010 over 1."""
    if not (_WHOLE.fullmatch(upper) and _WHOLE.fullmatch(lower)):
        return False
    return "." in lower if "." in upper else "." not in lower and len(upper) < SHORTEST_LINE


def flowing(lines: Sequence[Line], width: Points) -> str:
    """Lines as one text: a full line goes on, any other ends, and two whole numbers are never one."""
    text = lines[0].text if lines else ""
    for above, line in pairwise(lines):
        goes = goes_on(above, line, width) and not _are_two(above.text, line.text)
        text = joined(text, line.text) if goes else f"{text}\n{line.text}"
    return text
