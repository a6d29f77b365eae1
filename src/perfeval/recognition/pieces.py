"""Each table of a document cut into its sections, under the title over it; and what its loose rows name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from perfeval.document import Document, Paragraph
from perfeval.recognition.context import money_unit
from perfeval.recognition.labels import Named, named_in, projects_in
from perfeval.recognition.tables.sections import Loose, Section, sections
from perfeval.recognition.titles import LONGEST_TITLE, is_title
from perfeval.ruling import Lexicon
from perfeval.vocabulary import Vocabulary


@frozen
class Piece:
    """One table: its number, the title over it, and its sections and loose rows in order."""

    number: int
    title: str
    parts: tuple[Section | Loose, ...]

    @property
    def sections(self) -> Iterator[Section]:
        """The stretches of the table that stand under a known header."""
        return (part for part in self.parts if isinstance(part, Section))

    @property
    def loose(self) -> Iterator[Loose]:
        """The rows under no header."""
        return (part for part in self.parts if isinstance(part, Loose))

    def project(self, lexicon: Lexicon) -> str:
        """The project the table's first loose row with one names, blank if none does."""
        return next((name for part in self.loose for name in projects_in(part.row, lexicon)), "")


def pieces_of(document: Document, words: Vocabulary) -> list[Piece]:
    """The tables of a document, each under its title."""
    pieces: list[Piece] = []
    title, unit = "", ""
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            number = len(pieces) + 1
            parts = tuple(sections(block, words, number, f"{title}{unit}".strip()))
            pieces.append(Piece(number, title, parts))
        elif _declares_unit(block.text):
            unit = f" {block.text}"  # 编制部门：某局 单位：万元 is no title, and says what the table counts in
        elif is_title(block.text, words.lexicon):
            title, unit = block.text, ""
    return pieces


def _declares_unit(text: str) -> bool:
    return money_unit(text) is not None and len(text) <= LONGEST_TITLE and not text.endswith("。")


def names_in(pieces: Sequence[Piece], lexicon: Lexicon) -> list[Named]:
    """The units and projects that loose rows name."""
    return [pair for piece in pieces for part in piece.loose for pair in named_in(part.row, lexicon)]


def headers_of(pieces: Sequence[Piece]) -> list[str]:
    """The texts of all known headers."""
    return [h.cell.text for piece in pieces for section in piece.sections for h in section.header]
