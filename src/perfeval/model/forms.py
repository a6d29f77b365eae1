"""What a self-evaluation form states: indicator rows, points and scores, printed totals, and what a reviewer wrote."""

from __future__ import annotations

from attrs import frozen

from perfeval.document import Place
from perfeval.model.subjects import Subject
from perfeval.quantities import Nil, Quantity, Reading, Target, Unit, read, read_target


@frozen
class Entry:
    """One cell of a form that is no budget figure: its reading and place. `column` is the header above it."""

    text: str
    reading: Reading
    place: Place
    column: str = ""

    @property
    def quantity(self) -> Quantity | None:
        """The number, if the cell holds one."""
        return self.reading if isinstance(self.reading, Quantity) else None

    @property
    def is_nil(self) -> bool:
        """Whether nothing is stated."""
        return isinstance(self.reading, Nil)


@frozen
class Head:
    """The head of a level-1 block: its label, and its points where it prints them (产出指标（50分）)."""

    label: str
    points: Entry | None
    place: Place


@frozen
class Recheck:
    """What a reviewer wrote beside a row. A cell the form has no column for is None.

    Attributes
    ----------
    actual
        The value found.
    score
        The score given.
    deduction
        The points the form prints as taken off.
    remark
        Why.
    """

    actual: Entry | None = None
    score: Entry | None = None
    deduction: Entry | None = None
    remark: Entry | None = None


@frozen
class IndicatorRow:
    """One row of an indicator table. A cell the form has no column for is None.

    Attributes
    ----------
    order
        Its number in the form.
    level1, level2, name
        The words of its three levels; empty where nothing is printed.
    place
        Where it stands.
    target, actual
        What was aimed at and what was reached, read.
    points, score
        What it can be worth, and what the unit gave it.
    reason
        The cell for the reason of a deviation.
    head
        The position of its level-1 block in `Form.heads`, None for a row outside every block.
    is_part
        A sub-row (其中…) whose points are its parent's.
    has_parts
        Sub-rows stand below it.
    target_entry, actual_entry
        The cells of target and actual as printed.
    is_execution
        It is the execution rate, listed as a row.
    recheck
        What a reviewer wrote beside it, in a form with a re-check.
    """

    order: int
    level1: str
    level2: str
    name: str
    place: Place
    target: Target | None = None
    actual: Target | None = None
    points: Entry | None = None
    score: Entry | None = None
    reason: Entry | None = None
    head: int | None = None
    is_part: bool = False
    has_parts: bool = False
    target_entry: Entry | None = None
    actual_entry: Entry | None = None
    is_execution: bool = False
    recheck: Recheck | None = None

    @property
    def label(self) -> str:
        """The row's own name, or the nearest level that has one."""
        return self.name or self.level2 or self.level1


@frozen
class Form:
    """One self-evaluation form: indicator rows, the points and score of execution, the printed totals.

    Attributes
    ----------
    complete
        False when the document says the table goes on, or rows are visibly missing; totals are then not run.
    execution_points, execution_score, execution_rate
        The execution rate's ten (or twenty) points, its score and the rate, counted once however often printed.
    execution_reason
        The reason cell beside the execution rate; None where the funds block has no such column.
    grade
        The grade word beside the total, if any.
    total_recheck, execution_recheck
        The total a reviewer came to, and the execution rate's re-checked score beside the funds; None without a re-check.
    id, title
        Its name inside the report; its title as printed.
    rows, heads
        Its indicator rows, and the heads of its level-1 blocks.
    total_points, total_score
        The printed totals, if any.
    execution_rule
        How the execution rate is scored, where the form's own head says it (得分（20分*执行率）).
    why_incomplete
        Why it is not complete, in Chinese and in English.
    place
        Where it stands.
    has_reasons
        It has a column for reasons.
    subject
        What it is about; None where it does not say.
    kind
        The id of the layout its indicators, or else its funds, were read by; empty where none was.
    """

    id: str
    title: str
    rows: tuple[IndicatorRow, ...] = ()
    heads: tuple[Head, ...] = ()
    total_points: Entry | None = None
    total_score: Entry | None = None
    grade: Entry | None = None
    execution_points: Entry | None = None
    execution_score: Entry | None = None
    execution_rate: Entry | None = None
    execution_rule: str = ""
    complete: bool = True
    why_incomplete: tuple[str, str] = ("", "")
    place: Place = Place()
    has_reasons: bool = False
    execution_reason: Entry | None = None
    total_recheck: Entry | None = None
    execution_recheck: Entry | None = None
    subject: Subject | None = None
    kind: str = ""

    def __repr__(self) -> str:
        return f"<Form {self.id!r} {self.title!r}: {len(self.rows)} rows>"


def entry(text: str, place: Place = Place(), unit: Unit | None = None, column: str = "") -> Entry:  # noqa: B008 - frozen
    """A cell's reading, in a unit if it prints none."""
    reading = read(text)
    if isinstance(reading, Quantity):
        reading = reading.within(unit)
    return Entry(text, reading, place, column)


def target(text: str, comparator: str = "", unit: str = "") -> Target:
    """The target or actual a cell states."""
    return read_target(text, comparator, unit)
