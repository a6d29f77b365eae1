"""Rules over one self-evaluation form: points and scores that add up, and what each indicator row must satisfy.

These are structure rules: they claim no law, they hold the form to what it prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve, frozen

from perfeval.findings import Cited, Text
from perfeval.model import Entry, Form, IndicatorRow, Report
from perfeval.quantities import Quantity, Unread, short
from perfeval.relations import ONE, Operand, Relation
from perfeval.ruling.base import Problem, RuleHeader, Skipped


def cite_cell(form: Form, role: str, label: str, entry: Entry, key: str = "") -> Cited:
    """A cell of a form as a finding quotes it: what it is there (points, score), and what its row is called."""
    return Cited(role, label, entry.text.strip(), entry.place, key=key, form=form.id, column=entry.column)


def cell(form: Form, entry: Entry, role: str, label: str, row: str = "") -> Operand:
    """A cell of a form as an operand. Points and scores are exact; a nil cell counts as zero."""
    quantity = entry.quantity
    return Operand(
        quantity.as_exact() if quantity else (Quantity(Fraction(0), exact=True) if entry.is_nil else None),
        cite_cell(form, role, label, entry, key=f"{form.id} {role} {row}".strip()),
        row,
    )


def total_cell(form: Form, entry: Entry, role: str, rows: list[Operand]) -> Operand:
    """The printed total of a column: exact, unless it is printed more coarsely than its rows (83.3 under 33.33)."""
    made = cell(form, entry, role, "总分", f"{form.id} total")
    finest = max((o.quantity.places for o in rows if o.quantity), default=0)
    if made.quantity is None or made.quantity.places >= finest:
        return made
    return evolve(made, quantity=evolve(made.quantity, exact=False))


def row_id(form: Form, row: IndicatorRow) -> str:
    """The name of a row inside its report."""
    return f"{form.id} row {row.order}"


#: The points the execution rate usually carries; a gap up to it may be its score printed elsewhere.
EXECUTION_POINTS = Fraction(20)
EXECUTION = Text("预算执行率", "execution rate")

NOT_LISTED = Text("疑为未列入本表的执行率分值", "may be the execution rate's, which this table does not list")


def _counted(form: Form, role: str) -> list[Operand]:
    """The cells of a column that add up: every row but sub-rows, and the execution rate once."""
    found = []
    execution = form.execution_points if role == "points" else form.execution_score
    if execution is not None and not execution.is_nil:
        found.append(cell(form, execution, role, EXECUTION.zh, f"{form.id} execution"))
    for row in form.rows:
        entry = row.points if role == "points" else row.score
        if entry is not None and not row.is_part:
            found.append(cell(form, entry, role, row.label, row_id(form, row)))
    return found


def _open_points(form: Form) -> Fraction:
    """The points the rows leave to what the table does not list; all that may be, where a row prints none."""
    counted = _counted(form, "points")
    if form.total_points is None or form.total_points.quantity is None or any(o.quantity is None for o in counted):
        return EXECUTION_POINTS
    return form.total_points.quantity.number - sum((o.quantity.number for o in counted if o.quantity), Fraction(0))


def _unread(zh: str, en: str, entry: Entry) -> Skipped:
    """Why a total is not run whose own cell nobody can read."""
    said = entry.text.strip()
    return Skipped(Text(f"{zh}：总分“{said}”不能读作一个数", f"{en}: the total, {said!r}, is not one number"))


def _end_unseen(form: Form) -> Text:
    """What to say of rows that fall short in a form that prints no total: its end may be missing from the file."""
    if form.total_points is not None or form.total_score is not None:
        return Text()
    return Text("表内未见总分行，表格可能未完", "no row of totals is printed; the end of the table may be missing")


@frozen
class PointsTotal(RuleHeader):
    """All points of a form, execution included, add up to the printed total, or to `full` where none is printed.

    Attributes
    ----------
    full
        What the points come to in a form that prints no total.
    """

    id: str
    full: int = 100

    def relations(self, form: Form) -> Iterator[Relation | Skipped]:
        """Σ points = total."""
        rows = [row for row in form.rows if row.points is not None and row.points.quantity]
        if not rows:
            return
        if form.total_points is not None and isinstance(form.total_points.reading, Unread):
            yield _unread("分值合计", "total of points", form.total_points)
            return
        if not form.complete:
            yield Skipped(Text(f"分值合计：{form.why_incomplete[0]}", f"total of points: {form.why_incomplete[1]}"))
            return
        terms = tuple((ONE, operand) for operand in _counted(form, "points"))
        has_execution = form.execution_points is not None and form.execution_points.quantity is not None
        without = tuple(t for t in terms if not t[1].row.endswith("execution"))
        if form.total_points is not None and form.total_points.quantity is not None:
            total = total_cell(form, form.total_points, "points", [o for _, o in terms])
            instead: tuple[Relation, ...] = ()
            if not has_execution and form.total_points.quantity.number == self.full:
                ten = Relation((*terms, (-ONE, total)), constant=Fraction(-10), what=NOT_LISTED)
                instead = (ten,)
            yield Relation((*terms, (-ONE, total)), instead=instead, what=Text("分值合计", "sum of points"))
        elif has_execution:
            yield Relation(
                terms, constant=Fraction(self.full), what=Text("分值合计", "sum of points"),
                constant_label=Text(f"满分{self.full}", f"full marks {self.full}"), if_short=_end_unseen(form),
            )  # fmt: skip
        else:
            yield Skipped(
                Text("分值合计：表内未列总分，也未列执行率分值", "total of points: neither a total nor the execution rate's points are printed"),
                tuple(operand.cited for _, operand in without[:1]),
            )  # fmt: skip

    def formula(self) -> Text:
        """Σ points = total."""
        return Text("各项分值之和（含执行率）= 总分", "Σ points (execution rate included) = total")


def _row_without_score(form: Form) -> IndicatorRow | None:
    return next((r for r in form.rows if r.score and r.score.is_nil and r.points and r.points.quantity), None)


def _why_no_score_total(form: Form, scores: list[Operand], total: Quantity) -> Text | None:
    """Why the scores of a form cannot be held to their total; None where nothing stands against it."""
    if not form.complete:
        return Text(*form.why_incomplete)
    has_points = form.execution_points is not None and form.execution_points.quantity is not None
    if has_points and (form.execution_score is None or form.execution_score.quantity is None):
        return Text("执行率得分未填或不可读", "the execution rate's score is blank or cannot be read")
    unread = next((o.cited for o in scores if o.quantity is None), None)
    if unread is not None:
        return Text(
            f"“{unread.label}”的得分“{unread.printed}”不能读作一个数",
            f"the score of {unread.label!r}, {unread.printed!r}, is not one number",
        )
    blank = _row_without_score(form)
    if blank is not None:
        return Text(f"“{blank.label}”未填得分", f"{blank.label!r} has no score")
    rest = total.number - sum((o.quantity.number for o in scores if o.quantity), Fraction(0))
    listed = has_points or any(r.is_execution for r in form.rows)
    if not listed and 0 < rest <= min(EXECUTION_POINTS, _open_points(form)):
        return Text(
            f"与总分相差{short(rest)}分，疑为未列入本表的执行率得分",
            f"the {short(rest)} points between may be the execution rate's",
        )
    return None


@frozen
class ScoreTotal(RuleHeader):
    """All scores of a form, execution included, add up to the printed total score."""

    id: str

    def relations(self, form: Form) -> Iterator[Relation | Skipped]:
        """Σ scores = total score."""
        if form.total_score is not None and isinstance(form.total_score.reading, Unread):
            yield _unread("得分合计", "total of scores", form.total_score)
        if form.total_score is None or form.total_score.quantity is None:
            return
        if form.complete and not any(row.score is not None and row.score.quantity for row in form.rows):
            return
        scores = _counted(form, "score")
        why = _why_no_score_total(form, scores, form.total_score.quantity)
        if why is not None:
            yield Skipped(Text(f"得分合计：{why.zh}", f"total of scores: {why.en}"))
            return
        total = total_cell(form, form.total_score, "score", scores)
        yield Relation((*((ONE, o) for o in scores), (-ONE, total)), what=Text("得分合计", "sum of scores"))

    def formula(self) -> Text:
        """Σ scores = total score."""
        return Text("各项得分之和（含执行率）= 总得分", "Σ scores (execution rate included) = total score")


@frozen
class BlockPoints(RuleHeader):
    """The rows of a level-1 block add up to the points its head prints."""

    id: str

    def relations(self, form: Form) -> Iterator[Relation | Skipped]:
        """Σ points of the block's rows = points of its head."""
        for position, head in enumerate(form.heads):
            if head.points is None or head.points.quantity is None:
                continue
            rows = [r for r in form.rows if r.head == position and r.points is not None]
            if not rows:
                continue
            last = position == len(form.heads) - 1
            if not form.complete and last:
                yield Skipped(
                    Text(f"{head.label}：{form.why_incomplete[0]}", f"{head.label}: {form.why_incomplete[1]}")
                )
                continue
            terms = tuple(
                (ONE, cell(form, r.points, "points", r.label, row_id(form, r)))
                for r in rows if r.points is not None and not r.is_part
            )  # fmt: skip
            printed = cell(form, head.points, "points", head.label, f"{form.id} head {position}")
            yield Relation(
                (*terms, (-ONE, printed)), what=Text(f"{head.label}分值", f"points of {head.label}"),
                if_short=_end_unseen(form) if last else Text(),
            )  # fmt: skip

    def formula(self) -> Text:
        """Σ rows of a block = its head."""
        return Text("一级指标下各项分值之和 = 该级标注分值", "Σ points of a block's rows = points in its head")


@frozen
class ScoreWithinPoints(RuleHeader):
    """No score exceeds its points."""

    id: str

    def relations(self, form: Form) -> Iterator[Relation | Skipped]:
        """score ≤ points, row by row."""
        pairs = [(row.label, row.points, row.score, row_id(form, row)) for row in form.rows]
        pairs.append((EXECUTION.zh, form.execution_points, form.execution_score, f"{form.id} execution"))
        pairs.append(("总分", form.total_points, form.total_score, f"{form.id} total"))
        for label, points, score, row in pairs:
            if points is None or score is None or points.quantity is None or score.quantity is None:
                continue
            yield Relation(
                ((ONE, cell(form, score, "score", label, row)), (-ONE, cell(form, points, "points", label, row))),
                at_most=True, what=Text(f"“{label}”得分", f"score of {label!r}"),
            )  # fmt: skip

    def formula(self) -> Text:
        """score ≤ points."""
        return Text("得分 ≤ 分值", "score ≤ points")


def _earned(points: Quantity, rate: Quantity, score: Quantity) -> bool:
    """Whether some true rate behind the printed one gives the printed score."""
    low, high = (
        points.number * min(max(r, Fraction(0)), ONE) for r in (rate.value - rate.step, rate.value + rate.step)
    )
    slack = Fraction(1, 2 * 10**score.places)
    return low - slack <= score.number <= high + slack


@frozen
class ExecutionScore(RuleHeader):
    """The execution rate's score is its points times the rate, capped at its points.

    Parameters
    ----------
    where_stated
        True: only for forms whose own head states it (得分（20分*执行率）). False: only for the others, by practice.
    """

    id: str
    where_stated: bool = True

    def problems(self, report: Report) -> Iterator[Problem | Skipped]:
        """Scores that no true rate behind the printed one would give."""
        for form in report.forms:
            cells = (form.execution_points, form.execution_rate, form.execution_score)
            if bool(form.execution_rule) != self.where_stated or any(c is None or c.quantity is None for c in cells):
                continue
            points, rate, score = (c.quantity for c in cells if c is not None and c.quantity is not None)
            if not any(_earned(points, reading, score) for reading in rate.as_rate()):
                exact = points.number * min(rate.value, ONE)
                yield Problem(
                    Text(
                        f"执行率 {rate.printed}，分值 {points.printed}：按 分值×执行率 应为 {short(exact)}，表列 {score.printed}。请核实。",
                        f"Execution rate {rate.printed} of {points.printed} points gives {short(exact)} by points × rate; "
                        f"the form prints {score.printed}.",
                    ),
                    tuple(
                        cell(form, c, role, EXECUTION.zh, f"{form.id} execution").cited
                        for c, role in zip(cells, ("points", "rate", "score"), strict=True) if c is not None
                    ),
                    stated=score.printed, expected=short(exact), difference=short(score.number - exact),
                    rows=(f"{form.id} execution",),
                )  # fmt: skip

    def formula(self) -> Text:
        """score = points × rate."""
        return Text("执行率得分 = 分值 × 执行率（不超过100%）", "execution score = points × min(rate, 100 %)")
