"""What every page and every piece of JSON says alike: one language of a text, a range of points, the place of a cell."""

from __future__ import annotations

from fractions import Fraction

from perfeval.document import Place
from perfeval.findings import Text, place_words
from perfeval.model import Note
from perfeval.quantities import plain, short


def say(text: Text | Note, lang: str) -> str:
    """A text in one language; Chinese where it has no English."""
    return text.en if lang == "en" and text.en else text.zh


def in_both(text: Text) -> dict[str, str]:
    """A text in both languages, as plain data."""
    return {"zh": text.zh, "en": text.en}


def either(zh: str, en: str, lang: str) -> str:
    """The words of one language."""
    return zh if lang == "zh" else en


def span(low: Fraction, high: Fraction) -> str:
    """Two ends of a score: `25～95`, or `25` where they are one."""
    return short(low) if low == high else f"{short(low)}～{short(high)}"


def value_text(value: Fraction) -> str:
    """The value of a formula as a person writes it: 89.47%."""
    return f"{plain(value * 100, 2)}%"


def exact_text(number: Fraction | None) -> str | None:
    """A score without loss: decimals where they end, a fraction where they do not."""
    if number is None:
        return None
    text = short(number, 6)
    return text if Fraction(text) == number else str(number)


def place_text(place: Place, lang: str) -> str:
    """Where a figure stands, as a person finds it."""
    return say(place_words(place), lang)


__all__ = ["either", "exact_text", "in_both", "place_text", "say", "span", "value_text"]
