"""What is written at which place of a file: one remark for each matter at each place it quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from perfeval.document import Place
from perfeval.evaluation import Evaluation
from perfeval.privacy import masked
from perfeval.renderers.masking import figures_judged
from perfeval.renderers.wording import either, say
from perfeval.summary import Matter, summary_of


@frozen
class Remark:
    """What is said at a place; without a place it is said at the beginning of the file."""

    text: str
    place: Place | None = None


def remarks_of(evaluations: Sequence[Evaluation], name: str, lang: str) -> tuple[Remark, ...]:
    """The remarks for one file: the whole matter at the first place it quotes there, a reference at the others."""
    figures = figures_judged(evaluations)
    made = [
        remark
        for evaluation in evaluations
        for matter in summary_of(evaluation).matters
        for remark in _of(matter, name, lang)
    ]
    return tuple(Remark(masked(one.text, figures), one.place) for one in made)


def _of(matter: Matter, name: str, lang: str) -> Iterator[Remark]:
    every = [spot.cited.place for spot in matter.spots]
    places = list(dict.fromkeys(place for place in every if place.file == name))
    if not places and every:
        return  # it stands in another file of the report
    head = f"{matter.number} {say(matter.group.text, lang)}"
    yield Remark("\n".join([head, *_lines(matter, lang)]), places[0] if places else None)
    for place in places[1:]:
        yield Remark(either(f"见第 {matter.number} 项", f"See {matter.number}", lang), place)


def _lines(matter: Matter, lang: str) -> Iterator[str]:
    """The sentence, what would make the figures fit or right, and the id that lasts."""
    yield say(matter.sentence, lang)
    yield from (either("线索：", "A clue: ", lang) + say(hint, lang) for hint in matter.hints)
    if matter.innocent:
        yield either("可能的原因：", "May be right if: ", lang) + say(matter.innocent, lang)
    yield either(f"编号 {matter.id}", f"id {matter.id}", lang)


__all__ = ["Remark", "remarks_of"]
