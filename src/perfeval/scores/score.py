"""What a score is: its three numbers, its lines, its treatments, and its grade or why there is none."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from perfeval.findings import Standing, Text
from perfeval.quantities import short
from perfeval.ruling import Framework, GradeBand, NilRow
from perfeval.scores.indicators import State, Worth

HUNDRED = Fraction(100)


@frozen
class Printed:
    """What one line of a form prints: its points and its score; None where a cell is blank or cannot be read."""

    label: str
    points: Fraction | None
    score: Fraction | None
    unnamed: bool = False


@frozen
class Treatment:
    """One way to treat the rows named 无, and what it does.

    `printed` is what the printed scores come to, `lowest` and `highest` what was recomputed, `of` what they are out of;
    the grades belong to those three.
    """

    kind: NilRow
    printed: Fraction | None
    lowest: Fraction | None
    highest: Fraction | None
    of: Fraction
    grades: tuple[GradeBand | None, ...] = ()

    @property
    def ends(self) -> tuple[Fraction, ...]:
        """The scores it can come to."""
        return tuple(e for e in (self.printed, self.lowest, self.highest) if e is not None)


@frozen
class Score:
    """The scores of one form, or of one framework that is computed from the report's figures.

    Attributes
    ----------
    form
        The id of the form; empty for a framework computed from figures.
    declared, tallied, lowest, highest
        None where there is none; `why_not_tallied` and `why_not_recomputed` say why.
    worths
        The recomputed lines: the execution rate, indicators, rows.
    unnamed
        How many rows are named 无; their treatments follow.
    grade
        Named only if it is the same at both ends of every treatment; `why_no_grade` says why not.
    rests_on, standing, unconfirmed
        What the framework rests on, and how many of the lines rest on a rule that is not confirmed.
    """

    title: str
    form: str = ""
    framework: Framework | None = None
    declared: Fraction | None = None
    declared_of: Fraction | None = None
    tallied: Fraction | None = None
    tallied_of: Fraction | None = None
    why_not_tallied: Text = Text()
    worths: tuple[Worth, ...] = ()
    lowest: Fraction | None = None
    highest: Fraction | None = None
    of: Fraction | None = None
    why_not_recomputed: Text = Text()
    unnamed: int = 0
    treatments: tuple[Treatment, ...] = ()
    grade: GradeBand | None = None
    why_no_grade: Text = Text()
    printed_grade: str = ""
    rests_on: Text = Text()
    standing: Standing = Standing.ARITHMETIC
    unconfirmed: int = 0
    notes: tuple[Text, ...] = ()

    @property
    def undecided(self) -> tuple[Worth, ...]:
        """The lines that are not decided."""
        return tuple(w for w in self.worths if w.state is not State.DECIDED)

    def treatment(self, kind: NilRow) -> Treatment | None:
        """One of the treatments."""
        return next((t for t in self.treatments if t.kind is kind), None)


def of_hundred(score: Fraction, out_of: Fraction) -> Fraction:
    """A score out of something, as a score out of a hundred."""
    return score * HUNDRED / out_of if out_of else Fraction(0)


def score_text(score: Fraction, out_of: Fraction | None) -> str:
    """`108/110=98.18`; a score out of a hundred needs no second number."""
    if out_of is None:
        return short(score)
    text = f"{short(score)}/{short(out_of)}"
    return text if out_of == HUNDRED else f"{text}={short(of_hundred(score, out_of))}"


__all__ = ["HUNDRED", "Printed", "Score", "Treatment", "of_hundred", "score_text"]
