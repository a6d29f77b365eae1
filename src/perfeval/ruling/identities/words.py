"""How identities name their figures, and how a formula prints them."""

from __future__ import annotations

from collections.abc import Iterable

from perfeval.ruling.base import as_tuple
from perfeval.ruling.items import AnyOf, Ref, RowsUnder


def parts_or_rows(parts: RowsUnder | tuple[str | Ref, ...] | list[str | Ref]) -> RowsUnder | tuple[str | Ref, ...]:
    """A converter: the parts a pack author lists as a tuple; `RowsUnder` stays."""
    return parts if isinstance(parts, RowsUnder) else as_tuple(parts)


def one_or_more(words: str | Ref | Iterable[str | Ref]) -> tuple[str | Ref, ...]:
    """A converter: one figure, or several, as a tuple."""
    return (words,) if isinstance(words, Ref) else as_tuple(words)


def said(word: str | Ref | AnyOf | RowsUnder) -> str:
    """A figure as a formula prints it."""
    if isinstance(word, RowsUnder):
        return f"rows under {word.item}"
    if isinstance(word, AnyOf):
        return " | ".join(said(r) for r in word.refs)
    if isinstance(word, str):
        return word
    bits = [word.item or "same row", f"year{word.year:+d}" if word.year else "", word.stage.value if word.stage else ""]
    return " ".join(bit for bit in bits if bit)
