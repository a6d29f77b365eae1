"""Words as data: a bad one is refused by name, one form has one meaning, and a pack adds a word in one line."""

from __future__ import annotations

import pytest

from perfeval.errors import ConflictError, PackError
from perfeval.ruling import Lexicon, Word, WordKind
from perfeval.ruling.lexicon import united


@pytest.mark.parametrize(("forms", "named"), [((), "空"), ("", "空"), (("总分", " "), "总分、空")])
def test_a_word_without_a_form_is_refused(forms: tuple[str, ...] | str, named: str) -> None:
    """A word needs a form, and none of its forms is blank; the error names its kind and the forms it has."""
    with pytest.raises(PackError, match=f"total-row.*{named}"):
        Word(kind=WordKind.TOTAL_ROW, forms=forms)


def test_a_word_of_no_kind_is_refused() -> None:
    """A kind that does not exist is refused; the error names the word, the kind, and the kinds there are."""
    with pytest.raises(PackError, match=r"好评.*'praise'.*total-row"):
        Word(kind="praise", forms="好评")


def test_a_kind_may_be_named_by_its_value() -> None:
    """A pack made from data names a kind by its value."""
    assert Word(kind="total-row", forms="综合得分").kind is WordKind.TOTAL_ROW


@pytest.mark.parametrize(
    ("kind", "value"), [(WordKind.GRADE, "good"), (WordKind.RATE_BASE, ""), (WordKind.BODY, "everywhere")]
)
def test_a_value_the_kind_does_not_have_is_refused(kind: WordKind, value: str) -> None:
    """A value its kind does not have is refused; the error names the word, its kind and the value."""
    with pytest.raises(PackError, match=f"某词.*{kind.value}.*“{value}”"):
        Word(kind=kind, forms="某词", value=value)


def test_one_form_has_one_meaning() -> None:
    """Two packs that give one form of one kind two meanings are both named; one meaning said twice is none."""
    one = Word(kind=WordKind.RATE_BASE, forms="下达", value="arrived")
    other = Word(kind=WordKind.RATE_BASE, forms=("批复", "下达"), value="original")

    with pytest.raises(ConflictError, match=r"下达.*a:one.*b:other"):
        united((("a:one", [one]), ("b:other", [other])))
    assert len(united((("a:one", [one]), ("b:other", [one]))).of(WordKind.RATE_BASE)) == 1
    assert united((("a:one", [one]), ("b:other", [Word(kind=WordKind.PART_ROW, forms="下达")]))).words


def test_words_are_found_where_they_stand() -> None:
    """A word is found alone, at the beginning, at the end or anywhere, blanks and width aside; the longest form wins."""
    lexicon = Lexicon(
        (Word(kind=WordKind.BODY, forms=("委", "委员会")), Word(kind=WordKind.BODY, forms="部", not_before=("门",)))
    )

    assert lexicon.has(WordKind.BODY, "委 员 会")
    assert not lexicon.has(WordKind.BODY, "某委员会")
    assert [bool(look(WordKind.BODY, "某委员会办")) for look in (lexicon.within, lexicon.begins, lexicon.ends)] == [
        True,
        False,
        False,
    ]
    assert [bool(look(WordKind.BODY, "部（本级）")) for look in (lexicon.within, lexicon.begins, lexicon.ends)] == [
        True,
        True,
        False,
    ]
    assert lexicon.within(WordKind.BODY, "某部门") is None
    assert lexicon.ends(WordKind.BODY, "某委员会") is lexicon.of(WordKind.BODY)["委员会"]


def test_no_words_match_nothing() -> None:
    """A lexicon without words of a kind finds none, not even in an empty text."""
    assert [Lexicon().within(WordKind.CUT, text) for text in ("", "续表")] == [None, None]
