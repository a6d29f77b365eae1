"""The figures of a paragraph, each with the phrase before it, what stands between it and the figure before, and what follows.

Rule 1: a phrase is what stands between a figure and the mark, or the figure, before it.
Rule 2: 、 cuts only between figures; without a number before it it joins a name (低保、特困和临时救助资金).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, evolve, field, frozen

from perfeval.quantities import Quantity
from perfeval.recognition.text.tokens import Kind, Token, tokens
from perfeval.ruling.lexicon import Lexicon


@frozen
class Piece:
    """Words without a figure, with the mark behind them and where they stand.

    Attributes
    ----------
    text
        The words.
    rank
        How deep the mark behind them cuts.
    colon
        Whether it is a colon.
    sentence
        The sentence of the paragraph they stand in.
    """

    text: str
    rank: int
    colon: bool
    sentence: int


@frozen
class Phrase:
    """A figure and the words about it.

    Attributes
    ----------
    words
        The phrase before it.
    pieces
        What stands between the figure before it and the phrase, piece by piece.
    rank
        The deepest mark since the figure before; 5 where it is the first of its paragraph.
    colon
        Whether a colon stands right behind the figure before it.
    quantity
        The figure.
    after
        The words right behind it, up to the next mark.
    behind
        The words right behind the figure before it, up to the next mark; empty where no mark stands between.
    closes
        How deep the mark behind those words cuts; 0 where another figure follows.
    sentence, start
        The sentence of the paragraph, and the place in it.
    bracket
        A number for the bracket it stands in, 0 outside.
    """

    words: str
    pieces: tuple[Piece, ...]
    rank: int
    colon: bool
    quantity: Quantity
    after: str
    closes: int
    sentence: int
    start: int
    bracket: int = 0
    behind: str = ""


@frozen
class Reading:
    """A paragraph read into phrases, and what stands behind its last figure."""

    phrases: tuple[Phrase, ...]
    tail: tuple[Piece, ...]


@define
class _Between:
    """What has been read since the last figure."""

    words: str = ""
    pieces: list[Piece] = field(factory=list)
    rank: int = 0
    colon: bool = False
    fresh: bool = True

    def mark(self, token: Token, sentence: int) -> None:
        """A mark: it ends a piece, unless it joins two words of a name."""
        colon = token.text == ":"
        if token.rank == 1 and (self.words or self.pieces):
            self.words += token.text
            return
        if self.fresh and colon and not self.words:
            self.colon = True
        if self.words:
            self.pieces.append(Piece(self.words, token.rank, colon, sentence))
        self.words = ""
        self.rank = max(self.rank, token.rank)


def phrases(text: str, lexicon: Lexicon) -> Reading:
    """The phrases of a tidied paragraph."""
    every = tokens(text, lexicon)
    made: list[Phrase] = []
    between = _Between(rank=5)
    sentence = bracket = brackets = 0
    for at, token in enumerate(every):
        if token.kind is Kind.WORDS:
            between.words += token.text
        elif token.kind is Kind.MARK:
            between.mark(token, sentence)
            sentence += token.rank == 4
        elif token.kind is Kind.OPEN:
            brackets += 1
            bracket = brackets
            between = _Between(rank=2)
        elif token.kind is Kind.CLOSE:
            bracket, between.words = 0, ""
        elif token.quantity is not None:
            after, closes = _behind(every, at)
            made.append(
                Phrase(
                    between.words, tuple(between.pieces), between.rank, between.colon, token.quantity, after, closes, sentence, token.start, bracket,
                )
            )  # fmt: skip
            between = _Between()
    if between.words:
        between.pieces.append(Piece(between.words, 5, False, sentence))
    return Reading(tuple(_without_behind(made)), tuple(between.pieces))


def _behind(every: Sequence[Token], at: int) -> tuple[str, int]:
    """The words right behind a figure, and how deep the mark behind them cuts."""
    words = ""
    for token in every[at + 1 :]:
        if token.kind is Kind.WORDS:
            words += token.text
        elif token.kind is Kind.MARK:
            return words, token.rank
        else:
            return words, 0
    return words, 5


def _without_behind(made: Sequence[Phrase]) -> Iterator[Phrase]:
    """Phrases whose first piece is no longer what still belongs to the figure before."""
    before: Phrase | None = None
    for phrase in made:
        if before is not None and before.closes and phrase.pieces and phrase.pieces[0].text == before.after:
            phrase = evolve(phrase, pieces=phrase.pieces[1:], behind=before.after)
        yield phrase
        before = phrase
