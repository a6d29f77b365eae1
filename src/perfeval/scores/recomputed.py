"""Recomputed lines put together: points that move to others, what a person entered taken off, and what they come to."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from perfeval.findings import Standing, Text
from perfeval.ruling import Facts, Framework, authority
from perfeval.scores.grades import total
from perfeval.scores.score import Score, ScoreLine


def recomputed(score: Score, lines: tuple[ScoreLine, ...], framework: Framework, facts: Facts) -> Score:
    """The score with its recomputed lines, and the lowest and highest they add up to."""
    if not lines:
        return evolve(score, why_not_recomputed=Text("没有可复算的指标", "there is nothing to recompute"))
    if framework.total == 0:
        why = Text("参考框架未规定分值，只列数值", "a reference framework without points: its values are listed")
        return evolve(score, lines=lines, why_not_recomputed=why)
    lines = (*_moved(lines), *_deducted(framework, facts))
    unconfirmed = len({w.rule for w in lines if w.standing is Standing.UNCONFIRMED})
    return evolve(
        score, lines=lines, lowest=total(w.lowest for w in lines), highest=total(w.highest for w in lines),
        of=total(w.points for w in lines), unconfirmed=unconfirmed,
    )  # fmt: skip


def _deducted(framework: Framework, facts: Facts) -> Iterator[ScoreLine]:
    """The points that facts a person entered take off, up to the most that they may."""
    left = framework.most_deducted
    for fact in framework.facts:
        cost = fact.cost(facts.get(fact.id, 0))
        if left is not None:
            cost = min(cost, left)
            left -= cost
        if cost:
            yield ScoreLine(
                fact.id, fact.name, Fraction(0), -cost, -cost, rests_on=authority(fact.basis, fact.standing),
                standing=fact.standing, rule=fact.id,
                trace=(Text(f"人工录入 {facts[fact.id]} 次，{fact.text().zh}", f"entered {facts[fact.id]} times; {fact.text().en}"),),
            )  # fmt: skip


def _moved(lines: tuple[ScoreLine, ...]) -> tuple[ScoreLine, ...]:
    """The lines with the points of empty ones moved to the others of their section, or of all, in proportion."""
    if not any(w.moved for w in lines):
        return lines
    made = list(lines)
    for empty in [w for w in lines if w.moved]:
        others = [i for i, w in enumerate(made) if not w.moved and w.section == empty.section]
        others = others or [i for i, w in enumerate(made) if not w.moved]
        there = total(made[i].points for i in others)
        if not there:
            continue
        factor = 1 + empty.points / there
        for i in others:
            w = made[i]
            made[i] = evolve(w, points=w.points * factor, lowest=w.lowest * factor, highest=w.highest * factor)
    return tuple(evolve(w, points=Fraction(0)) if w.moved else w for w in made)


__all__ = ["recomputed"]
