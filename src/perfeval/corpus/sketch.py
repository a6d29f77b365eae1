"""What is kept of a report while many are gone through: as much of each, however long it is."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from fractions import Fraction
from hashlib import blake2b

from attrs import frozen

from perfeval.corpus.own_words import OwnWords, runs
from perfeval.evaluation import Evaluation
from perfeval.evaluation.identity import Names
from perfeval.model import Entry, Form, IndicatorRow, Report, Stage
from perfeval.quantities import MONEY, RATE, Quantity, Target
from perfeval.vocabulary import Vocabulary

_BRACKETS = re.compile(r"\([^()]*\)")
#: So many rows of one form are kept, so many forms of one report, and so many of its figures.
MOST_ROWS, MOST_FORMS, MOST_FIGURES = 200, 50, 400


@frozen
class Row:
    """One indicator of a form.

    Attributes
    ----------
    block, name
        Its level-1 block and its own name, without numbering.
    points, score
        What it can be worth and what it got; None where it is not a number.
    target, actual
        What was aimed at and what was reached.
    """

    block: str
    name: str
    points: Fraction | None = None
    score: Fraction | None = None
    target: Target | None = None
    actual: Target | None = None

    @property
    def share(self) -> Fraction | None:
        """The score of the points; None where nothing says it."""
        if self.points is None or self.score is None or not self.points:
            return None
        return self.score / self.points


@frozen
class FormSketch:
    """One form of a report.

    Attributes
    ----------
    kind
        The kind of form; empty where it is none that is known.
    project
        What it is about; empty for the unit as a whole.
    rows
        Its indicators.
    score
        The printed score, of a hundred; None where it prints none.
    execution
        The printed rate of execution.
    """

    kind: str = ""
    project: str = ""
    rows: tuple[Row, ...] = ()
    score: Fraction | None = None
    execution: Fraction | None = None

    @property
    def scored(self) -> tuple[Row, ...]:
        """The rows with points and a score."""
        return tuple(row for row in self.rows if row.share is not None)


@frozen
class FigureSketch:
    """A figure of the report's own unit: what, of which year, at which stage, out of which funds, and its print."""

    item: str
    label: str
    year: int
    stage: str
    fund: str
    quantity: Quantity


@frozen
class Sketch:
    """One report.

    Attributes
    ----------
    source
        The file.
    unit, owner
        Whose it is, as printed, and as fingerprints know it; empty where nothing says it.
    year, place
        Fiscal year, and GB/T 2260 code of whose rules it was judged by.
    forms
        Its forms.
    figures
        Its own figures, of the year and the year before.
    digits
        How many amounts begin with 1, 2, … 9.
    runs
        Hashes of runs of its own words.
    content
        A hash of all of this; of two files with one content one is left out.
    """

    source: str
    unit: str = ""
    owner: str = ""
    year: int | None = None
    place: str = ""
    forms: tuple[FormSketch, ...] = ()
    figures: tuple[FigureSketch, ...] = ()
    digits: tuple[int, ...] = (0,) * 9
    runs: array[int] = array("Q")
    content: str = ""

    @property
    def order(self) -> tuple[str, int, str, str]:
        """Its place among all, whatever came first."""
        return self.owner, self.year or 0, self.source, self.content

    @property
    def called(self) -> str:
        """The unit and year, or the file where nobody is named."""
        return f"{self.unit}（{self.year}）" if self.unit and self.year else self.unit or self.source


def sketch_of(evaluation: Evaluation, own: OwnWords, words: Vocabulary) -> Sketch:
    """What is kept of a report that was judged."""
    return sketch_of_report(evaluation.report, evaluation.rulebook.code, own, words)


def sketch_of_report(report: Report, place: str, own: OwnWords, words: Vocabulary) -> Sketch:
    """What is kept of a report of a place."""
    names = Names(report)
    projects = [s.project for s in (report.subject, *(f.subject for f in report.forms)) if s is not None and s.project]
    forms = tuple(_form(form, names, words) for form in report.forms[:MOST_FORMS])
    figures = tuple(_figures(report))[:MOST_FIGURES]
    made = runs(own.of(report.text or _words_of(report), (report.entity or "", *projects)))
    digits = _digits(report)
    said = repr(
        (names.entity, report.year, forms, [(f.item, f.year, f.stage, f.quantity.value) for f in figures], digits)
    )
    content = blake2b(said.encode() + made.tobytes(), digest_size=8).hexdigest()
    source = " + ".join(file.path for file in report.files) or report.source
    return Sketch(
        source, report.entity or "", names.entity, report.year, place, forms, figures, digits, made, content
    )  # fmt: skip


def _words_of(report: Report) -> str:
    """What a report that was read from no file says in words: its rows."""
    lines = []
    for row in report.indicators:
        cells = (row.name, _text(row.target_entry), _text(row.actual_entry), _text(row.reason))
        lines.append("\t".join(cells))
    return "\n".join(lines)


def _text(entry: Entry | None) -> str:
    return entry.text if entry is not None else ""


def _form(form: Form, names: Names, words: Vocabulary) -> FormSketch:
    subject = names.typed(form.subject.project) if form.subject is not None else ""
    rows = tuple(_row(row, words) for row in form.rows if not row.is_part)[:MOST_ROWS]
    total, of = _number(form.total_score), _number(form.total_points)
    score = total * 100 / of if total is not None and of else total
    rate = form.execution_rate.quantity if form.execution_rate is not None else None
    return FormSketch(
        form.kind, subject, rows, score, rate.value if rate is not None and rate.dimension == RATE else None
    )


def _row(row: IndicatorRow, words: Vocabulary) -> Row:
    return Row(
        words.bare(row.level1), words.bare(row.label), _number(row.points), _number(row.score), row.target, row.actual
    )


def _number(entry: Entry | None) -> Fraction | None:
    found = entry.quantity if entry is not None else None
    return None if found is None or found.approximate else found.number


def _figures(report: Report) -> Iterator[FigureSketch]:
    """The figures that two reports of one unit may both state: named through and through, and not of one sentence."""
    seen = set()
    for one in report.statements:
        name, quantity = one.name, one.quantity
        if quantity is None or not name.is_bound or name.entity.value != (report.entity or ""):
            continue
        year, stage = name.year.value, name.stage.value
        if isinstance(year, int) and isinstance(stage, Stage) and (name.key, quantity) not in seen:
            seen.add((name.key, quantity))
            yield FigureSketch(name.item.text, one.label, year, stage.value, str(name.fund.value), quantity)


def _digits(report: Report) -> tuple[int, ...]:
    """How many amounts of money begin with each digit."""
    counts = [0] * 9
    for one in report.statements:
        quantity = one.quantity
        if quantity is not None and quantity.dimension == MONEY and quantity.number:
            number = abs(quantity.number)
            counts[_first_digit(number) - 1] += 1
    return tuple(counts)


def _first_digit(number: Fraction) -> int:
    while number < 1:
        number *= 10
    whole = int(number)
    while whole > 9:
        whole //= 10
    return whole


__all__ = ["FigureSketch", "FormSketch", "Row", "Sketch", "sketch_of", "sketch_of_report"]
