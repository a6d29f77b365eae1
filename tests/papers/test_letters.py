"""Letters: a sentence for each matter, no score of a machine, only documents that were seen, and a person's words kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import docx
import pytest
from attrs import evolve
from docx.oxml.ns import qn
from tests.papers.made import example, saved

from perfeval.errors import UnreadableError
from perfeval.evaluation import Evaluation
from perfeval.findings import Standing
from perfeval.privacy import masked
from perfeval.renderers import letters
from perfeval.renderers.letters.kept import TAG
from perfeval.summary import Group, summary_of

Render = Callable[[Sequence[Evaluation], str], bytes]
Revise = Callable[[Sequence[Evaluation], str, bytes], bytes]
LETTERS: dict[str, tuple[Render, Revise]] = {
    paper: (getattr(letters, f"render_{paper}"), getattr(letters, f"revise_{paper}"))
    for paper in ("opinion", "rectification", "evidence")
}
every_letter = pytest.mark.parametrize(("render", "revise"), LETTERS.values(), ids=LETTERS)


def opened(data: bytes) -> Any:
    """A letter."""
    return docx.Document(BytesIO(data))


def said(document: Any) -> str:
    """Every character of a letter, a line for each paragraph."""
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p")))


def controls(document: Any) -> dict[tuple[str, str], Any]:
    """The content controls of a letter by matter and part."""
    found = {}
    for control in document.element.body.iter(qn("w:sdt")):
        whose, key, part, _ = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")).split("|")
        assert whose == TAG
        found[key, part] = control
    return found


def word_otherwise(control: Any, text: str) -> None:
    """Type something else into a content control."""
    first, *others = control.iter(qn("w:t"))
    first.text = text
    for other in others:
        other.getparent().remove(other)


@pytest.fixture(scope="module")
def opinion() -> Any:
    """The opinion on the example."""
    return opened(letters.render_opinion([example()]))


def test_the_opinion_has_every_matter(opinion: Any) -> None:
    """Every matter is a sentence of the opinion with its place, and a row of its annex."""
    page = summary_of(example())
    text, table = said(opinion), opinion.tables[0]

    for matter in page.matters:
        sentence = controls(opinion)[matter.id, "fact"]
        assert masked(matter.fact.zh).split("\n")[0] in "".join(t.text for t in sentence.iter(qn("w:t")))
    assert len(table.rows) == 1 + len(page.matters)
    assert [heading in text for heading in ("一、请核实更正", "二、请书面说明", "三、建议")] == [True] * 3
    assert page.head.entity in text


def test_fact_and_request_are_apart(opinion: Any) -> None:
    """What is asked stands in a control of its own, and not in that of the fact."""
    asked = {m.id: m.request.zh for m in summary_of(example()).matters if m.request}
    found = controls(opinion)

    assert asked
    for key, request in asked.items():
        fact, request_there = (
            "".join(t.text for t in found[key, part].iter(qn("w:t"))) for part in ("fact", "request")
        )
        assert request_there == request
        assert not fact.endswith(request)


@every_letter
def test_no_score_of_a_machine(render: Render, revise: Revise) -> None:
    """No letter says what the machine came to: neither the tallied score nor the recomputed ones."""
    text = said(opened(render([example()], "zh")))

    assert "98.18" not in text
    assert "逐项相加" not in text
    assert "复算" not in text


@every_letter
def test_only_seen_documents_are_named(render: Render, revise: Revise) -> None:
    """What nobody confirmed rests on common practice in a letter, whatever document is known of."""
    known = "某财绩〔2099〕99号"
    loud = tuple(evolve(f, basis=known, standing=Standing.UNCONFIRMED) for f in example().findings)
    text = said(opened(render([evolve(example(), findings=loud)], "zh")))

    assert known not in text
    assert "按通行做法（未核实）" in text


@every_letter
def test_the_same_report_gives_the_same_bytes(render: Render, revise: Revise) -> None:
    """No clock is written into a letter, and renewing one that nobody changed changes nothing."""
    once = render([example()], "zh")

    assert once == render([example()], "zh")
    assert revise([example()], "zh", once) == once


@every_letter
def test_what_a_person_worded_otherwise_stays(render: Render, revise: Revise) -> None:
    """A sentence that a person changed stays as it is, once and again; the others are the machine's."""
    letter = opened(render([example()], "zh"))
    key = next(m.id for m in summary_of(example()).matters if m.group is Group.CORRECT)
    word_otherwise(controls(letter)[key, "fact"], "请核实附件2第20行。")
    data = saved(letter)
    for _ in range(2):
        data = revise([example()], "zh", data)

    again = controls(opened(data))

    assert "".join(t.text for t in again[key, "fact"].iter(qn("w:t"))) == "请核实附件2第20行。"
    assert set(again) == set(controls(letter))


@every_letter
def test_what_a_person_took_out_stays_out(render: Render, revise: Revise) -> None:
    """A matter whose sentences a person deleted is in no part of the renewed letter, and the others are all there."""
    letter = opened(render([example()], "zh"))
    key = next(m.id for m in summary_of(example()).matters if m.group is Group.EXPLAIN)
    before = controls(letter)
    for (one, _), control in before.items():
        if one == key:
            control.getparent().remove(control)
    data = saved(letter)
    for _ in range(2):
        data = revise([example()], "zh", data)

    again = controls(opened(data))

    assert {one for one, _ in again} == {one for one, _ in before} - {key}


def test_bookmarks_are_enough() -> None:
    """A program that drops the tags of content controls and keeps bookmarks loses nothing a person did."""
    letter = opened(letters.render_opinion([example()]))
    correct = [m.id for m in summary_of(example()).matters if m.group is Group.CORRECT]
    before = controls(letter)
    word_otherwise(before[correct[0], "fact"], "请核实附件2。")
    for (key, _), control in before.items():
        if key == correct[1]:
            control.getparent().remove(control)
        else:
            properties = control.find(qn("w:sdtPr"))
            properties.remove(properties.find(qn("w:tag")))

    again = controls(opened(letters.revise_opinion([example()], "zh", saved(letter))))

    assert "".join(t.text for t in again[correct[0], "fact"].iter(qn("w:t"))) == "请核实附件2。"
    assert {key for key, _ in before} - {key for key, _ in again} == {correct[1]}


@pytest.mark.parametrize(
    "data",
    [b"", saved(docx.Document()), letters.render_evidence([example()])],
    ids=["nothing", "another's", "another kind"],
)
def test_only_a_letter_of_its_kind_is_renewed(data: bytes) -> None:
    """A file that is no letter of this kind is refused."""
    with pytest.raises(UnreadableError, match="文书"):
        letters.revise_opinion([example()], "zh", data)


def test_evidence_names_file_and_versions() -> None:
    """The sheet of evidence has the hash of the file, the version and the packs, and every place with what stands there."""
    page = summary_of(example())
    text = said(opened(letters.render_evidence([example()])))

    for _, digest in page.applied.files:
        assert digest in text
    assert all(pack in text for pack in page.applied.packs)
    assert "”行“2023年预算数”栏：0.7531.13" in text


def test_a_notice_lists_what_is_put_right() -> None:
    """The notice has a row for each matter to correct or to explain, and none for questions and notices."""
    page = summary_of(example())
    table = opened(letters.render_rectification([example()])).tables[0]

    assert len(table.rows) == 1 + page.counts[Group.CORRECT] + page.counts[Group.EXPLAIN]
    assert [cell.text for cell in table.rows[0].cells][-3:] == ["佐证材料", "整改结果", "销号"]


def test_heads_of_tables_are_repeated(opinion: Any) -> None:
    """A table that goes over a page shows its head on each, and no row is torn."""
    rows = opinion.tables[0].rows

    assert rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows[1:])


def test_several_reports_are_several_letters() -> None:
    """Each report of a run has its letter, begun on a page of its own; one id in two reports stays two matters."""
    letter = opened(letters.render_rectification([example(), example()]))

    assert len(letter.tables) == 2
    assert len(letter.tables[0].rows) == len(letter.tables[1].rows)
    keys = {key for key, _ in controls(letter)}
    assert any(key.endswith("-2") for key in keys)
