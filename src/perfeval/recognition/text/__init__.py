"""Running text: what its figures are figures of, and what its sentences claim of them.

A paragraph becomes tokens, tokens become phrases, phrases say what part their figure plays (`roles`), figures go into
frames and lists (`frames`), and frames and lists make claims. No figure is judged here: where words leave several
readings, all are handed on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from perfeval.document import Place
from perfeval.errors import UnreadableError
from perfeval.model import Statement
from perfeval.model.claims import Claim
from perfeval.quantities import exact_among, tidy
from perfeval.recognition.tables.amounts import Surroundings
from perfeval.recognition.text.amounts import Amounts
from perfeval.recognition.text.arranging import Arranger
from perfeval.recognition.text.changes import Changes
from perfeval.recognition.text.frames import Story
from perfeval.recognition.text.names import Names
from perfeval.recognition.text.pairs import written_out
from perfeval.recognition.text.partlists import list_claims
from perfeval.recognition.text.phrases import Reading, phrases
from perfeval.recognition.text.rates import Rates
from perfeval.recognition.text.roles import said
from perfeval.recognition.text.said import Role, Said
from perfeval.recognition.text.statements import statement
from perfeval.recognition.text.words import Tagger, tagger
from perfeval.vocabulary import Vocabulary, numbering

__all__ = ["Prose", "prose"]

#: Longer texts are cut into pieces of this size: no paragraph of a report comes near.
LONGEST_PARAGRAPH = 4000
#: Figures in running text; what comes after takes time in proportion to them.
MOST_FIGURES = 100_000
#: A paragraph without a figure that is no longer is a heading.
LONGEST_HEADING = 40

_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]{1,200})\*\*")


@frozen
class Prose:
    """What running text states and claims; the claims name the statements by their order."""

    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()


def prose(texts: Sequence[tuple[str, Place]], vocabulary: Vocabulary, around: Surroundings) -> Prose:
    """What running text states, and what it claims of its own figures.

    Raises
    ------
    UnreadableError
        If it has more figures than a report could.
    """
    words = tagger(vocabulary.lexicon)
    arranger = Arranger(Names(vocabulary, around), words)
    for text, place in texts:
        plain = written_out(_plain(text), vocabulary.lexicon)
        style = numbering(plain)
        for start in range(0, len(plain), LONGEST_PARAGRAPH):
            reading = phrases(plain[start : start + LONGEST_PARAGRAPH], vocabulary.lexicon)
            if not reading.phrases and len(plain) <= LONGEST_HEADING and not plain.endswith(":"):
                arranger.heading(plain)
                continue
            arranger.read(reading, _said(reading, words), style, place)
        if len(arranger.story.mentions) > MOST_FIGURES:
            name = texts[0][1].file
            raise UnreadableError(
                f"{name}：文字里的数字多于 {MOST_FIGURES} 个，不像报告；请只保留报告本身后重试。",
                f"{name}: over {MOST_FIGURES} figures in its running text, which no report has; keep only the report.",
            )
    return _told(arranger.story, arranger.names)


def _plain(text: str) -> str:
    """A paragraph in one spelling, without bookmarks and without marks of bold type."""
    return tidy(_BOLD.sub(r"\1", _BOOKMARK.sub("", text)))


def _said(reading: Reading, words: Tagger) -> list[Said]:
    """What the phrases of a paragraph say; whole numbers among decimals stand for themselves."""
    made = [said(phrase, words) for phrase in reading.phrases]
    money = [s.quantity for s in made if s.role in _ADDED and s.quantity.dimension == "money"]
    if not exact_among(money):
        return made
    return [
        evolve(s, quantity=s.quantity.as_exact()) if s.role in _ADDED and s.quantity.dimension == "money" and s.quantity.places == 0 else s
        for s in made
    ]  # fmt: skip


_ADDED = (Role.LEVEL, Role.CHANGE, Role.MOVE)


def _told(story: Story, names: Names) -> Prose:
    changes = Changes(story)
    claims = [
        *changes.claims(),
        *list_claims(story, names),
        *Rates(story, names).claims(),
        *Amounts(story, names).claims(),
    ]
    statements = tuple(_statements(story, changes.settled))
    return Prose(statements, tuple(sorted(claims, key=_first)))


def _statements(story: Story, settled: set[int]) -> Iterator[Statement]:
    for mention in story.mentions:
        yield statement(mention, settled=mention.order in settled)


def _first(claim: Claim) -> tuple[int, str]:
    return max(claim.readings[0].orders), claim.kind
