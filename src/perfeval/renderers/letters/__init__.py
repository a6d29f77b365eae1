"""Letters as Word documents: the opinion that goes back to a unit, the notice of what is to be put right, the evidence.

Rule 1: one formal sentence for each matter; fact and request apart; what is judged is left to a person.
Rule 2: only documents that somebody saw are named as what a matter rests on.
Rule 3: sentences stand in content controls under the id of their matter: what a person deletes or words otherwise there
stays so when the letter is renewed.
Rule 4: no score that a machine came to is written in a letter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from perfeval.boundary.packages import settled_package
from perfeval.evaluation import Evaluation
from perfeval.renderers.kept import NOTHING, Kept
from perfeval.renderers.letters.evidence import write_evidence
from perfeval.renderers.letters.kept import kept_of
from perfeval.renderers.letters.opinion import write_opinion
from perfeval.renderers.letters.rectification import write_rectification
from perfeval.renderers.letters.sheets import Letter
from perfeval.renderers.voices import Told, pages_of, told
from perfeval.summary import Summary

Write = Callable[[Letter, Summary, Sequence[Told]], None]
OPINION, RECTIFICATION, EVIDENCE = "opinion", "rectification", "evidence"
_WRITERS: dict[str, Write] = {OPINION: write_opinion, RECTIFICATION: write_rectification, EVIDENCE: write_evidence}


def render_opinion(evaluations: Sequence[Evaluation], lang: str = "zh") -> bytes:
    """审核反馈意见: what the unit is to correct, to explain and to consider."""
    return _written(OPINION, evaluations, lang, NOTHING)


def revise_opinion(evaluations: Sequence[Evaluation], lang: str, before: bytes) -> bytes:
    """The same with what a person changed in an earlier one; `UnreadableError` if that is none."""
    return _written(OPINION, evaluations, lang, kept_of(before, OPINION))


def render_rectification(evaluations: Sequence[Evaluation], lang: str = "zh") -> bytes:
    """整改通知: the notice, and the table that is filled in until everything is put right."""
    return _written(RECTIFICATION, evaluations, lang, NOTHING)


def revise_rectification(evaluations: Sequence[Evaluation], lang: str, before: bytes) -> bytes:
    """The same with what a person changed in an earlier one; `UnreadableError` if that is none."""
    return _written(RECTIFICATION, evaluations, lang, kept_of(before, RECTIFICATION))


def render_evidence(evaluations: Sequence[Evaluation], lang: str = "zh") -> bytes:
    """取证单: quotes, places and arithmetic, the file's hash, versions, and nothing else."""
    return _written(EVIDENCE, evaluations, lang, NOTHING)


def revise_evidence(evaluations: Sequence[Evaluation], lang: str, before: bytes) -> bytes:
    """The same with what a person changed in an earlier one; `UnreadableError` if that is none."""
    return _written(EVIDENCE, evaluations, lang, kept_of(before, EVIDENCE))


def _written(paper: str, evaluations: Sequence[Evaluation], lang: str, kept: Kept) -> bytes:
    pages, voice = pages_of(evaluations, lang)
    letter = Letter.begun(voice, kept)
    every = told(pages)
    for number, page in enumerate(pages):
        if number:
            letter.section(landscape=False)
        _WRITERS[paper](letter, page, [one for one in every if one.page is page])
    letter.end(paper, [one.key for one in every])
    buffer = BytesIO()
    letter.document.save(buffer)
    return settled_package(buffer.getvalue(), next((e.on for e in evaluations if e.on is not None), None))


__all__ = [
    "Letter",
    "render_evidence",
    "render_opinion",
    "render_rectification",
    "revise_evidence",
    "revise_opinion",
    "revise_rectification",
]
