"""Running text: paragraphs whose lines were cut at a fixed width put together again, and the long cells of goals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from perfeval.document import Paragraph, Place
from perfeval.recognition.pieces import Piece
from perfeval.vocabulary import numbering

#: Lines this long or longer, most of them of one length, were cut by whoever copied the text.
WRAPPED_LINE = 28
#: So many lines of one length are no accident.
_FEWEST_WRAPPED = 3
#: How far lines of one width may differ: a number or a Latin word is not cut.
_RAGGED = 2
#: A cell of a goal section that is longer holds a sentence.
_LONGER_THAN_A_LABEL = 12

#: A text and where it begins.
Texts = list[tuple[str, Place]]


def running_text(paragraphs: Sequence[Paragraph], pieces: Sequence[Piece]) -> Texts:
    """Everything of a document that is read as sentences."""
    return _unwrapped(paragraphs) + _long_cells(pieces)


def _width(texts: Texts) -> int:
    """The width at which lines were cut, 0 if they were not."""
    lengths = Counter(len(text) for text, _ in texts if len(text) >= WRAPPED_LINE)
    width, often = lengths.most_common(1)[0] if lengths else (0, 0)
    near = sum(count for length, count in lengths.items() if abs(length - width) <= _RAGGED)
    return width if often >= _FEWEST_WRAPPED and near * 2 >= sum(lengths.values()) else 0


def _unwrapped(paragraphs: Sequence[Paragraph]) -> Texts:
    """Paragraphs, with lines that were cut at a fixed width put together again."""
    texts = [(p.text, p.place) for p in paragraphs]
    width = _width(texts)
    if not width:
        return texts
    joined: Texts = []
    open_line: int | None = None
    for text, place in texts:
        if open_line is not None and place.line == open_line + 1 and numbering(text) < 0:
            before, start = joined[-1]
            joined[-1] = (before + text, start)
        else:
            joined.append((text, place))
        cut = abs(len(text) - width) <= _RAGGED and not text.endswith(("。", "！", "？"))
        open_line = place.line if cut else None
    return joined


def _long_cells(pieces: Sequence[Piece]) -> Texts:
    """The texts of goal sections: what was aimed at and what was done."""
    return [
        (cell.text, cell.place)
        for piece in pieces
        for section in piece.sections
        if section.layout.prose
        for row in section.rows
        for cell in row.cells
        if len(cell.text) > _LONGER_THAN_A_LABEL
    ]
