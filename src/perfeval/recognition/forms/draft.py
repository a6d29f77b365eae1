"""A self-evaluation form while its tables are being read, and what is settled once all of them are."""

from __future__ import annotations

from fractions import Fraction

from attrs import define, evolve, field

from perfeval.document import Place
from perfeval.model import Entry, Form, Head, IndicatorRow
from perfeval.recognition.forms.words import NOT_ALL_ROWS
from perfeval.ruling import Lexicon, WordKind
from perfeval.vocabulary import is_part


@define
class FormDraft:
    """A form while its tables are being read, with the words it is read with."""

    id: str
    title: str
    place: Place
    lexicon: Lexicon
    rows: list[IndicatorRow] = field(factory=list)
    heads: list[Head] = field(factory=list)
    total_points: Entry | None = None
    total_score: Entry | None = None
    head_score: Entry | None = None
    grade: Entry | None = None
    execution_points: Entry | None = None
    execution_score: Entry | None = None
    execution_rate: Entry | None = None
    execution_rule: str = ""
    execution_reason: Entry | None = None
    total_recheck: Entry | None = None
    execution_recheck: Entry | None = None
    complete: bool = True
    why: tuple[str, str] = ("", "")
    has_funds: bool = False
    has_reasons: bool = False
    ended: bool = False
    project: str = ""
    common_reason: bool = False
    bound: set[Place] = field(factory=set)
    labels: set[Place] = field(factory=set)
    unmapped: list[Entry] = field(factory=list)
    dates: list[Entry] = field(factory=list)
    level1: str = ""
    level2: str = ""

    def cut(self) -> None:
        """Mark that rows are missing."""
        if self.complete:
            self.complete, self.why = False, (NOT_ALL_ROWS.zh, NOT_ALL_ROWS.en)

    def go_on(self) -> None:
        """Take back the total: what was read as one was a subtotal, rows follow."""
        self.ended = False
        self.total_points = self.total_score = self.total_recheck = None

    def _settle_parts(self) -> None:
        """A row and the 其中 rows behind it that carry its points again: they are its parts."""
        for position, parent in enumerate(self.rows):
            if (
                parent.is_part
                or parent.points is None
                or parent.points.quantity is None
                or is_part(parent.name, self.lexicon)
            ):
                continue
            left = parent.points.quantity.number
            run = 0
            for row in self.rows[position + 1 :]:
                if (
                    row.points is None
                    or row.points.quantity is None
                    or row.is_part
                    or (run == 0 and not is_part(row.name, self.lexicon))
                ):
                    break
                left -= row.points.quantity.number
                run += 1
                if left <= 0:
                    break
            if run and left == 0:
                self.rows[position] = evolve(parent, has_parts=True)
                for at in range(position + 1, position + 1 + run):
                    self.rows[at] = evolve(self.rows[at], is_part=True)

    def _lists_execution(self) -> bool:
        """Whether rows carry the points of the funds block again: the rate of execution is an indicator, too, and counts there."""
        if self.execution_points is None or self.execution_points.quantity is None:
            return False
        worth = self.execution_points.quantity.number
        listed = [q.number for r in self.rows if r.is_execution and r.points is not None and (q := r.points.quantity)]
        return bool(listed) and worth in (*listed, sum(listed, Fraction(0)))

    def finish(self) -> Form:
        """The form as it was read."""
        heads = tuple(self.heads)
        points = self.execution_points
        if self.total_score is None and self.head_score is not None and self.rows:
            self.total_score = self.head_score
            self.bound.add(self.head_score.place)
        self._settle_parts()
        if self.common_reason:  # one reason for the whole form, below its rows
            self.rows = [evolve(r, reason=None) if r.reason is not None and r.reason.is_nil else r for r in self.rows]
        if self._lists_execution():
            points = None
        return Form(
            self.id, self.title, tuple(self.rows), heads, self.total_points, self.total_score, self.grade,
            points, self.execution_score if points is self.execution_points else None, self.execution_rate,
            self.execution_rule, self.complete, self.why, self.place, self.has_reasons, self.execution_reason,
            self.total_recheck, self.execution_recheck if points is self.execution_points else None,
        )  # fmt: skip


def settle_outside(form: Form, lexicon: Lexicon) -> Form:
    """Rows whose level-1 head is a level-2 word without points, where other heads print points, stand outside."""
    if not any(h.points for h in form.heads):
        return form
    lost = {i for i, h in enumerate(form.heads) if h.points is None and lexicon.has(WordKind.LEVEL, h.label)}
    if not lost:
        return form
    return evolve(form, rows=tuple(evolve(r, head=None) if r.head in lost else r for r in form.rows))
