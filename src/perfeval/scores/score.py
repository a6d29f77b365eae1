"""What a score is: its three numbers, its lines, its treatments, and its grade or why there is none."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from attrs import frozen

from perfeval.findings import Cited, Standing, Text
from perfeval.quantities import short
from perfeval.ruling import Framework, GradeBand, NilRow

HUNDRED = Fraction(100)


class LineState(Enum):
    """How far a line of a score is decided."""

    DECIDED = "decided"
    BETWEEN = "between"  # several readings, with different points
    JUDGED = "judged"  # no figure decides it: a person, papers, words
    NOT_RUN = "not run"  # a figure is missing


@frozen
class ScoreLine:
    """One line of a recomputed score.

    Attributes
    ----------
    points
        What it can be worth at most.
    lowest, highest
        Equal where it is decided.
    printed
        The score the report prints for it, if it does.
    why
        Why it is not decided.
    trace
        Every step: formula, figures, value, scoring, points.
    rests_on, standing
        What it rests on, as it may be shown.
    rule
        The indicator or the method it was scored by.
    row
        The row of the form it is, if it is one; `unnamed` for a row whose indicator is named 无.
    moved
        Its points go to the other indicators of its section.
    values
        The values its formula came to.
    """

    id: str
    label: Text
    points: Fraction
    lowest: Fraction
    highest: Fraction
    state: LineState = LineState.DECIDED
    section: str = ""
    printed: Fraction | None = None
    why: Text = Text()
    trace: tuple[Text, ...] = ()
    figures: tuple[Cited, ...] = ()
    rests_on: Text = Text()
    standing: Standing = Standing.ARITHMETIC
    rule: str = ""
    row: str = ""
    unnamed: bool = False
    moved: bool = False
    values: tuple[Fraction, ...] = ()

    @property
    def fits(self) -> bool | None:
        """Whether the printed score lies within what was recomputed, to two decimals; None without one."""
        if self.printed is None:
            return None
        half = Fraction(1, 200)
        return self.lowest - half <= self.printed <= self.highest + half


@frozen
class PrintedLine:
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
    panel, panel_of
        What a panel of experts gave, where one did, and what it is out of.
    declared, tallied, lowest, highest
        None where there is none; `why_not_tallied` and `why_not_recomputed` say why.
    lines
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
    lines: tuple[ScoreLine, ...] = ()
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
    panel: Fraction | None = None
    panel_of: Fraction | None = None
    notes: tuple[Text, ...] = ()

    def __repr__(self) -> str:
        ends = [short(end) for end in dict.fromkeys((self.lowest, self.highest)) if end is not None]
        declared = "none" if self.declared is None else short(self.declared)
        return f"<Score {self.title!r}: declared {declared}, recomputed {'—'.join(ends) or 'none'}>"

    @property
    def undecided(self) -> tuple[ScoreLine, ...]:
        """The lines that are not decided."""
        return tuple(w for w in self.lines if w.state is not LineState.DECIDED)

    def treatment(self, kind: NilRow) -> Treatment | None:
        """One of the treatments."""
        return next((t for t in self.treatments if t.kind is kind), None)


def out_of_hundred(score: Fraction, out_of: Fraction) -> Fraction:
    """A score out of something, as a score out of a hundred."""
    return score * HUNDRED / out_of if out_of else Fraction(0)


def score_text(score: Fraction, out_of: Fraction | None) -> str:
    """`108/110=98.18`; a score out of a hundred needs no second number."""
    if out_of is None:
        return short(score)
    text = f"{short(score)}/{short(out_of)}"
    return text if out_of == HUNDRED else f"{text}={short(out_of_hundred(score, out_of))}"


__all__ = ["HUNDRED", "LineState", "PrintedLine", "Score", "ScoreLine", "Treatment", "out_of_hundred", "score_text"]
