"""Which characters of a PDF page a person sees: not those cut off, not white ones on white, no watermark across it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

from perfeval.readers.portable.lines import Char, Points

#: From here on a colour is white on paper, or so pale that only a watermark has it. (float: parts of light, no amounts)
WHITE, PALE = 0.97, 0.7  # float: parts of light
#: A pale character so many times as large as the others is part of a watermark.
LARGE = 2


def seen(page: Any, chars: Iterable[Char]) -> tuple[list[Char], int]:
    """The characters of a page that a person sees, and how many are left out."""
    found = list(chars)
    usual = median([c["size"] for c in found]) if found else 0
    dark = [r for r in page.rects if r.get("fill") and _light(r.get("non_stroking_color")) < WHITE]
    kept = [
        c for c in found if _is_on(page.bbox, c) and not _is_lost(c, dark, page.images) and not _is_watermark(c, usual)
    ]
    return kept, sum(bool(c["text"].strip()) for c in found) - sum(bool(c["text"].strip()) for c in kept)


def _middle(char: Char) -> tuple[Points, Points]:
    return (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2


def _is_on(box: Sequence[Points], char: Char) -> bool:
    x, y = _middle(char)
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _light(color: Any) -> Points:
    """How light a colour is, 1 for white; 0 where nobody knows."""
    parts = (color,) if isinstance(color, (int, float)) else tuple(color) if isinstance(color, (list, tuple)) else ()
    if not parts or not all(isinstance(p, (int, float)) for p in parts):
        return 0
    light: Points = 1 - max(parts[:3]) - parts[3] if len(parts) == 4 else min(parts)
    return light


def _is_lost(char: Char, dark: Sequence[Char], pictures: Sequence[Char]) -> bool:
    """Whether a character is as white as the paper it stands on."""
    if _light(char.get("non_stroking_color")) < WHITE:
        return False
    x, y = _middle(char)
    return not any(b["x0"] <= x <= b["x1"] and b["top"] <= y <= b["bottom"] for b in (*dark, *pictures))


def _is_watermark(char: Char, usual: Points) -> bool:
    """Whether a character runs askew over the page, or is pale and far larger than the text."""
    across = tuple(char.get("matrix") or (1, 0, 0, 1))
    askew = all(abs(part) > char["size"] / 100 for part in across[:2])
    return askew or (_light(char.get("non_stroking_color")) >= PALE and char["size"] >= LARGE * usual)


def fields_filled(page: Any) -> int:
    """How many form fields of a page hold a value: none of it is text of the page."""
    filled = 0
    for note in page.annots:
        data = note.get("data") or {}
        filled += str(data.get("Subtype")) == "/'Widget'" and bool(data.get("V"))
    return filled
