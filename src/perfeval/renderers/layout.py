"""Lines of text for a terminal or a pipe: how wide a text is, where it may be broken, and what hangs under what.

Rule 1: nothing is ever cut. In a pipe a line is as long as it is, so that it can be searched; on a terminal it is broken.
Rule 2: a number, a word and a sum of numbers stay whole while they fit; no line begins with a closing mark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from attrs import frozen

_PIECES = re.compile(r"[0-9A-Za-z.,%]+|\s+|.")
#: No line begins with one of these, and none ends with one of those.
_CLOSING, _OPENING = "，。；：、！？）】”’》〕%…,.;:!?)]}", "（【“‘《〔([{"
#: The least that is left for the text behind what it hangs under.
NARROWEST = 20


@frozen
class Layout:
    """How a page is laid out.

    Attributes
    ----------
    columns
        The width of the terminal; None in a pipe or a file, where no line is broken.
    everything
        Every notice, every relation that holds and every note, instead of one line for each kind.
    """

    columns: int | None = None
    everything: bool = False

    def lines(self, text: str, hang: int = 0) -> list[str]:
        """A text as lines; those behind the first stand under its `hang`th column."""
        if self.columns is None or width(text) <= self.columns:
            return [text]
        room = max(self.columns - hang, NARROWEST)
        first, *rest = _broken(text, max(self.columns, NARROWEST), room)
        return [first, *(" " * hang + line for line in rest)]


PIPE = Layout()


def width(text: str) -> int:
    """Columns a text takes on a terminal: two for a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """A text with blanks up to so many columns, before it where it is to end at the right."""
    blanks = " " * max(columns - width(text), 0)
    return blanks + text if right else text + blanks


def _whole(text: str) -> Iterator[str]:
    """The pieces of a text between which it may be broken."""
    held = ""
    for piece in _PIECES.findall(text):
        if held and (piece[0] in _CLOSING or held[-1] in _OPENING):
            held += piece
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _broken(text: str, first: int, others: int) -> list[str]:
    """A text in lines no wider than the first and the others may be, but for a piece that is wider itself."""
    lines, line, room = [], "", first
    for piece in _whole(text):
        if line and width(line) + width(piece.rstrip()) > room:
            lines.append(line.rstrip())
            line, room = "", others
            piece = piece.lstrip()
        line += piece
    return [*lines, line.rstrip()]


__all__ = ["PIPE", "Layout", "padded", "width"]
