"""What a person is told of a report: folded, numbered, placed; the same for the screen and for every paper."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import perfeval
from perfeval.document import Place, first_words
from perfeval.findings import Text, place_words
from perfeval.summary import BatchRow, Group, batch_of, batch_row, summary_of

EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt"


@pytest.fixture(scope="module")
def page():
    """The page of the example."""
    return summary_of(perfeval.evaluate(perfeval.read(EXAMPLE)))


def test_numbers_run_through(page):
    """Every matter has its number, questions and notices, too, and is found by it."""
    assert [m.number for m in page.matters] == list(range(1, len(page.matters) + 1))
    assert [page.matter(m.number) for m in page.matters] == list(page.matters)
    assert page.matter(0) is None
    assert page.matter(len(page.matters) + 1) is None


def test_groups_stand_in_order(page):
    """What is to be corrected comes first, then what is to be explained, then questions, then notices."""
    order = [list(Group).index(m.group) for m in page.matters]

    assert order == sorted(order)
    assert sum(page.counts.values()) == len(page.matters)


def test_every_finding_is_in_one_matter(page):
    """Folding loses nothing and shows nothing twice."""
    shown = [f.fingerprint for m in page.matters for f in m.findings]

    assert sorted(shown) == sorted(f.fingerprint for f in page.evaluation.findings)


def test_one_row_is_one_thing_to_do(page):
    """A row named 无 and the points it lost without a reason are one matter; so are a limit without a number and its rise."""
    rules = [{f.rule for f in m.findings} for m in page.matters]

    assert any({"unnamed-indicator", "loss-without-reason"} <= several for several in rules)
    assert any({"number-in-words", "three-public-rose"} <= several for several in rules)


def test_head_and_what_was_applied(page):
    """A page says whose it is and in which file, and by which rules, version and file it was made."""
    assert page.head.line.zh.startswith("怀化市某单位 · 2023年度 · 怀化市（431200） · ")
    assert page.head.line.zh.endswith("report.txt")
    first, second = page.applied.lines
    assert "怀化市（431200）" in first.zh
    assert "2023年度，据标题" in first.zh
    assert f"SHA-256 {page.applied.files[0][1][:12]}" in second.zh
    assert len(page.applied.files[0][1]) == 64


def test_sentences_end_in_their_request(page):
    """A matter is one formal sentence: title, fact, request, each once."""
    for matter in page.matters:
        assert matter.sentence.zh.count("请核实更正。") <= 1
        assert matter.sentence.zh.count(f"{matter.title.zh}：") <= 1
        assert "。。" not in matter.sentence.zh


@pytest.mark.parametrize(
    ("place", "row", "column", "words"),
    [
        (Place("a.xlsx", "附件2", row=21, cell=7, address="G21"), "总分", "得分", "附件2!G21"),
        (Place("a.docx", "自评表", table=1, row=3, cell=2), "总分", "得分", "自评表·“总分”行“得分”栏"),
        (Place("a.docx", "自评表", table=1, row=3, cell=2, annex="附件2"), "总分", "", "附件2·“总分”行"),
        (Place("a.pdf", page=3), "", "", "第3页"),
        (Place("a.txt", line=20, begins="全年支出10万元"), "", "", "正文“全年支出10万元”"),
        (Place("a.txt", line=20), "", "", "正文第20行"),
    ],
)
def test_places_a_person_can_find(place, row, column, words):
    """A cell by its name or its heads, a page by its number, a sentence by its first words."""
    assert place_words(place, row, column).zh == words


def test_first_words_of_the_sentence():
    """A figure in the middle of a paragraph is found by the words its own sentence begins with."""
    text = "总额10万元。其中办公费5万元。"

    assert first_words(text, text.index("5")) == "其中办公费5万元"


@given(st.text(alphabet="甲乙丙。；，1"), st.integers(0, 40))
def test_first_words_stand_in_the_text(text, start):
    """What a sentence is said to begin with is in the text, so that whoever searches for it finds it."""
    assert first_words(text, start).rstrip("…") in text


ROWS = st.builds(
    BatchRow,
    path=st.text("abc", min_size=1),
    entity=st.just("某局"),
    declared=st.none(),
    declared_of=st.none(),
    tallied=st.just(Fraction(90)),
    tallied_of=st.just(Fraction(100)),
    counts=st.tuples(*[st.integers(0, 3)] * 4),
    unread=st.integers(0, 3),
    titles=st.lists(st.sampled_from([(Group.CORRECT, Text("分值合计")), (Group.NOTICE, Text("个人信息"))])).map(tuple),
)


@given(st.lists(ROWS))
def test_batch_is_sorted_by_what_is_to_be_corrected(rows):
    """The table of many reports begins with the one that has most to correct, and has every one of them."""
    made = batch_of(rows)

    corrections = [row.count(Group.CORRECT) for row in made.rows]
    assert corrections == sorted(corrections, reverse=True)
    assert sorted(map(repr, made.rows)) == sorted(map(repr, rows))
    assert all(count > 1 and group is not Group.NOTICE for group, _, count in made.commonest)


def test_row_of_a_batch(page):
    """A row has both scores, and counts what the page counts."""
    row = batch_row(page)

    assert (row.declared, row.tallied, row.tallied_of) == (98, 108, 110)
    assert row.counts == tuple(page.counts.values())
