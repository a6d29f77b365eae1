"""The sense check knows how far a source reaches: where it was seen, how long it holds, and whom it may ask."""

from __future__ import annotations

import pytest
from attrs import evolve

from perfeval.findings import Text
from perfeval.resolution.lint import lint
from perfeval.rules import anhui
from perfeval.ruling import Basis, Pack

(RULE,) = (r for r in anhui.SUZHOU.rules if r.id == "suzhou-block-weights")
NOTICE = Basis(document="某市绩效自评通知", article="指标分值", seen_at="341300", seen_year=2022, notice=True)


def said(basis: Basis, code: str = "341300", until: int | None = 2022) -> list[str]:
    """What is odd in a pack with block weights that rest on a document."""
    pack = Pack(
        id="example", code=code, label="示例", since=2022, until=until, rules=(evolve(RULE, basis=basis),), basis=basis
    )
    return [text.en for text in lint(pack, [])]


def test_a_notice_of_the_place_is_in_order() -> None:
    """A notice that was seen where the pack is, for the year of the pack, is nothing to speak of."""
    assert said(NOTICE) == []


@pytest.mark.parametrize(("basis", "code", "until", "odd"), [
    (evolve(NOTICE, notice=False), "341300", 2022, "holds every unit to"),
    (NOTICE, "340000", 2022, "move the pack there"),
    (NOTICE, "000000", 2022, "move the pack there"),
    (evolve(NOTICE, annual=True), "341300", None, "the pack never ends"),
])  # fmt: skip
def test_what_reaches_too_far_is_said(basis: Basis, code: str, until: int | None, odd: str) -> None:
    """One unit's form asks nobody for its weights; a town's notice is no province's; an annual one ends with its year."""
    assert any(odd in text for text in said(basis, code, until))


def test_a_document_says_itself_how_far_it_reaches() -> None:
    """A notice that says it holds for the province may be the province's, wherever it was seen."""
    assert said(evolve(NOTICE, covers="340000"), "340000") == []


def test_texts_of_the_check_are_in_both_languages() -> None:
    """Every sentence of it is said in Chinese and in English."""
    odd = lint(
        Pack(id="example", code="340000", label="示例", rules=(evolve(RULE, basis=evolve(NOTICE, notice=False)),)), []
    )

    assert odd
    assert all(isinstance(t, Text) and t.zh and t.en for t in odd)
