"""The grade of a score: under every treatment of the rows named 无, at both ends, capped by what a person entered.

It is named only if it is the same everywhere; else it is said why not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import evolve

from perfeval.findings import Standing, Text
from perfeval.ruling import NO_FACTS, Consequence, Facts, Framework, NilRow
from perfeval.scores.score import PrintedLine, Score, ScoreLine, Treatment, out_of_hundred


def total(numbers: Iterable[Fraction | None]) -> Fraction:
    """The sum of the numbers there are."""
    return sum((n for n in numbers if n is not None), Fraction(0))


def graded(score: Score, lines: Sequence[PrintedLine], framework: Framework | None, facts: Facts = NO_FACTS) -> Score:
    """The treatments of rows named 无, the grade, if every end of every treatment agrees on one, and what follows."""
    kinds: tuple[NilRow, ...] = (NilRow.KEPT,)
    if score.unnamed:
        kinds = framework.rows.nil_rows if framework is not None and framework.rows is not None else tuple(NilRow)
    treatments = tuple(t for k in kinds if (t := _treatment(k, score, lines, framework, facts)) is not None)
    score = evolve(score, treatments=treatments if score.unnamed else ())
    if framework is None or not framework.bands:
        why = Text("没有载明等级标准", "no grades are laid down") if framework is not None else score.why_not_recomputed
        return evolve(score, why_no_grade=why)
    if framework.standing is Standing.UNCONFIRMED:
        return evolve(
            score, why_no_grade=Text("体系未核实，不定等级", "the framework is not confirmed, so no grade is named")
        )
    grades = [g for t in treatments for g in t.grades]
    if grades and grades[0] is not None and all(g == grades[0] for g in grades) and score.lowest is not None:
        return _with_consequence(evolve(score, grade=grades[0]), framework, facts)
    return evolve(score, why_no_grade=_why_no_grade(score, treatments, framework, facts))


def _with_consequence(score: Score, framework: Framework, facts: Facts) -> Score:
    """The score with what its place attaches to its grade."""
    assert score.grade is not None
    due = Consequence.due(framework.consequences, score.grade.id, facts)
    if due is None:
        return score
    said = Text(f"结果应用：{due.label.zh}", f"what follows: {due.label.en}")
    return evolve(score, notes=(*score.notes, said))


def _treatment(
    kind: NilRow, score: Score, lines: Sequence[PrintedLine], framework: Framework | None, facts: Facts
) -> Treatment | None:  # fmt: skip
    """What one way to treat the rows named 无 does; None where nothing is left to be scored."""
    removed = kind is NilRow.REMOVED
    kept = [line for line in lines if not (line.unnamed and removed)]
    recomputed = [line for line in score.lines if not (line.unnamed and removed)]
    of = total(line.points for line in (kept if score.tallied is not None else recomputed))
    if not of:
        return None
    printed = None if score.tallied is None else total(_printed(line, kind) for line in kept)
    made = Treatment(kind, printed, *_span(score, recomputed, kind), of)
    if framework is None or framework.standing is Standing.UNCONFIRMED or not framework.bands:
        return made
    return evolve(made, grades=tuple(framework.grade(out_of_hundred(e, of), facts) for e in made.ends))


def _printed(line: PrintedLine, kind: NilRow) -> Fraction | None:
    """What a printed line counts under a treatment."""
    return Fraction(0) if line.unnamed and kind is NilRow.ZERO else line.score


def _span(score: Score, lines: Sequence[ScoreLine], kind: NilRow) -> tuple[Fraction | None, Fraction | None]:
    """The lowest and highest that recomputed lines come to under a treatment; nothing where nothing was recomputed."""
    if score.lowest is None:
        return None, None
    ends = [_ends(line, kind) for line in lines]
    return total(low for low, _ in ends), total(high for _, high in ends)


def _ends(line: ScoreLine, kind: NilRow) -> tuple[Fraction, Fraction]:
    """What a line may come to under a treatment: a row named 无 counts nothing, or what is printed for it."""
    if not line.unnamed:
        return line.lowest, line.highest
    if kind is NilRow.ZERO:
        return Fraction(0), Fraction(0)
    return (line.printed, line.printed) if line.printed is not None else (line.lowest, line.highest)


def _why_no_grade(score: Score, treatments: tuple[Treatment, ...], framework: Framework, facts: Facts) -> Text:
    first = {t.grades[0] for t in treatments if t.grades}
    if score.unnamed and len(first) > 1:
        return Text(
            "等级取决于“无”指标如何处理，须人工核定",
            "the grade depends on what the rows named 无 are worth; a person decides that",
        )
    if score.lowest is None or score.highest is None or score.of is None:
        return score.why_not_recomputed or Text("未能复算", "it could not be recomputed")
    low = framework.grade(out_of_hundred(score.lowest, score.of), facts)
    high = framework.grade(out_of_hundred(score.highest, score.of), facts)
    if low == high and low is not None:
        return Text(
            f"复算为“{low.label}”，表列得分属另一等级，须人工核定",
            f"recomputed it is {low.text.en}, and the printed scores are of another grade; a person decides",
        )
    ends = f"{low.label if low else '—'}～{high.label if high else '—'}"
    return Text(
        f"有 {len(score.undecided)} 项待定，等级在{ends}之间，须人工核定",
        f"{len(score.undecided)} lines are not decided; the grade lies between {low.text.en if low else '-'} and {high.text.en if high else '-'}",
    )


__all__ = ["graded", "total"]
