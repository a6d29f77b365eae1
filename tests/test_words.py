"""Every word of the packs is read: a document says with it what it says with no other."""

from __future__ import annotations

import pytest
from tests.words import EXAMPLES, Words

from perfeval.plugins import installed
from perfeval.quantities import tidy
from perfeval.ruling import WordKind

WORDS = installed().words
ALL = [(one, word) for one in EXAMPLES for word in one.words]


@pytest.mark.parametrize(
    ("one", "word"), ALL, ids=[f"{one.kind.value}-{one.says.__name__}-{word}" for one, word in ALL]
)
def test_a_document_says_by_a_word_what_it_means(one: Words, word: str) -> None:
    """A document in which the word stands is read as whoever wrote it meant it."""
    assert one.says(word, WORDS) == one.right


@pytest.mark.parametrize("one", EXAMPLES, ids=[f"{one.kind.value}-{one.says.__name__}" for one in EXAMPLES])
def test_the_word_decides(one: Words) -> None:
    """With something else in the word's place the document says something else."""
    assert one.says(one.other, WORDS) != one.right


@pytest.mark.parametrize("kind", sorted({one.kind for one in EXAMPLES}, key=lambda kind: kind.value))
def test_every_word_has_a_document(kind: WordKind) -> None:
    """A pack's word that no document rests on is not known to be read: whoever adds one adds its document."""
    rests = {tidy(word) for one in EXAMPLES if one.kind is kind for word in one.words}

    assert set(WORDS.lexicon.forms(kind)) - rests == set()
