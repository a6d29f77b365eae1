"""Every word of the packs is read: a document says with it what it says with no other."""

from __future__ import annotations

import pytest
from tests.words import EXAMPLES, Words, read

from perfeval.plugins import installed
from perfeval.quantities import tidy
from perfeval.ruling import Pack, Word, WordKind
from perfeval.vocabulary import Vocabulary, vocabulary

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


# --- a pack's own words -----------------------------------------------------------------------------------------------

#: A made-up county whose forms call their total 汇总得分 and their execution rate 资金拨付进度.
COUNTY = Pack(
    id="example-county", code="431281", lexicon=(
        Word(kind=WordKind.TOTAL_ROW, forms="汇总得分", source="示例县自评表末行"),
        Word(kind=WordKind.EXECUTION_ROW, forms="资金拨付进度", source="示例县自评表"),
    ),
)  # fmt: skip
FORM = (
    "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析",
    "产出指标（90分）|数量指标|培训期数|≥10期|12期|90|90|",
    "预算执行（10分）|预算执行|资金拨付进度|100%|100%|10|10|",
    "汇总得分|||||100|98|",
)  # fmt: skip


def with_pack(pack: Pack) -> Vocabulary:
    """The words of all installed packs and one more."""
    return vocabulary((*((one.name, one.pack) for one in installed().packs), ("example:county", pack)))


def test_a_pack_adds_a_total_row_in_one_line() -> None:
    """A form whose total row and execution row are called as only its own place calls them is read by that place's pack."""
    without, by_pack = (read((FORM,), words).forms[0] for words in (WORDS, with_pack(COUNTY)))

    assert without.total_score is None
    assert [row.name for row in by_pack.rows if row.is_execution] == ["资金拨付进度"]
    assert (by_pack.total_points.text, by_pack.total_score.text) == ("100", "98")
