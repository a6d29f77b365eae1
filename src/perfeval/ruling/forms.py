"""Rules over one self-evaluation form: points and scores that add up, and what each indicator row must satisfy.

These are structure rules: they claim no law, they hold the form to what it prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from attrs import evolve, frozen

from perfeval.findings import Cited, Text
from perfeval.model import Entry, Form, IndicatorRow, Report
from perfeval.quantities import Comparator, Nil, Quantity, is_met, short
from perfeval.ruling.base import ONE, Operand, Problem, Relation, RuleHeader, Skipped


def cell(form: Form, entry: Entry, role: str, label: str, row: str = "") -> Operand:
    """A cell of a form as an operand. Points and scores are exact; a nil cell counts as zero."""
    quantity = entry.quantity
    return Operand(
        quantity.as_exact() if quantity else (Quantity(Fraction(0), exact=True) if entry.is_nil else None),
        Cited(role, label, entry.text.strip(), entry.place, key=f"{form.id} {role} {row}".strip()),
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


@frozen
class PointsTotal(RuleHeader):
    """All points of a form, execution included, add up to the printed total, or to `full` where none is printed."""

    id: str
    full: int = 100

    def relations(self, form: Form) -> Iterator[Relation | Skipped]:
        """Σ points = total."""
        rows = [row for row in form.rows if row.points is not None and row.points.quantity]
        if not rows:
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
                ten = Relation((*terms, (-ONE, total)), constant=Fraction(-10))
                instead = (ten,)
            yield Relation((*terms, (-ONE, total)), instead=instead, what=Text("分值合计", "sum of points"))
        elif has_execution:
            yield Relation(
                terms, constant=Fraction(self.full), what=Text("分值合计", "sum of points"),
                constant_label=Text(f"满分{self.full}", f"full marks {self.full}"),
            )  # fmt: skip
        else:
            yield Skipped(
                Text("分值合计：表内未印总分，也未印执行率分值", "total of points: neither a total nor the execution rate's points are printed"),
                tuple(operand.cited for _, operand in without[:1]),
            )  # fmt: skip

    def formula(self) -> Text:
        """Σ points = total."""
        return Text("各项分值之和（含执行率）= 总分", "Σ points (execution rate included) = total")


@frozen
class ScoreTotal(RuleHeader):
    """All scores of a form, execution included, add up to the printed total score."""

    id: str

    def relations(self, form: Form) -> Iterator[Relation | Skipped]:
        """Σ scores = total score."""
        if form.total_score is None or form.total_score.quantity is None:
            return
        what = Text("得分合计", "sum of scores")
        if not form.complete:
            yield Skipped(Text(f"得分合计：{form.why_incomplete[0]}", f"total of scores: {form.why_incomplete[1]}"))
            return
        if not any(row.score is not None and row.score.quantity for row in form.rows):
            return
        scores = _counted(form, "score")
        missing = [o for o in scores if o.quantity is None]
        blank = [r for r in form.rows if r.score is not None and r.score.is_nil and r.points and r.points.quantity]
        has_points = form.execution_points is not None and form.execution_points.quantity is not None
        if has_points and (form.execution_score is None or form.execution_score.quantity is None):
            yield Skipped(
                Text(
                    "得分合计：执行率得分未填或不可读",
                    "total of scores: the execution rate's score is blank or cannot be read",
                )
            )
            return
        if missing or blank:
            where = missing[0].cited.label if missing else blank[0].label
            yield Skipped(Text(f"得分合计：“{where}”未填得分", f"total of scores: {where!r} has no score"))
            return
        total = total_cell(form, form.total_score, "score", scores)
        rest = form.total_score.quantity.number - sum((o.quantity.number for o in scores if o.quantity), Fraction(0))
        if (
            not has_points
            and not any(r.is_execution for r in form.rows)
            and 0 < rest <= min(EXECUTION_POINTS, _open_points(form))
        ):
            yield Skipped(
                Text(
                    f"得分合计：与总分相差{short(rest)}分，疑为未列入本表的执行率得分",
                    f"total of scores: the {short(rest)} points between may be the execution rate's",
                )
            )
            return
        yield Relation((*((ONE, o) for o in scores), (-ONE, total)), what=what)

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
            yield Relation((*terms, (-ONE, printed)), what=Text(f"{head.label}分值", f"points of {head.label}"))

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
                        f"执行率 {rate.printed}，分值 {points.printed}：按 分值×执行率 应为 {short(exact)}，表印 {score.printed}。请核实。",
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
        return Text("执行率得分 = 分值 × min(执行率, 100%)", "execution score = points × min(rate, 100 %)")


# --- what a row rule can ask of a row -------------------------------------------------------------------------------


@frozen
class Condition:
    """A named question about one indicator row: yes, no, or not decided."""

    name: Text
    test: Callable[[IndicatorRow, Form], bool | None]

    def __and__(self, other: Condition) -> tuple[Condition, ...]:
        return (self, other)


def _nil_name(row: IndicatorRow, form: Form) -> bool:
    return row.name.strip("。.、：: ") in {"无", "/", "—", "——", "-"}


def _points(row: IndicatorRow) -> Fraction | None:
    return row.points.quantity.number if row.points and row.points.quantity else None


def _score(row: IndicatorRow) -> Fraction | None:
    return row.score.quantity.number if row.score and row.score.quantity else None


def _scored(row: IndicatorRow, form: Form) -> bool:
    points, score = _points(row), _score(row)
    return (points or 0) > 0 and (score is None or score > 0)


def _full(row: IndicatorRow, form: Form) -> bool | None:
    points, score = _points(row), _score(row)
    return None if points is None or score is None or points == 0 else score >= points


def _lost(row: IndicatorRow, form: Form) -> bool | None:
    points, score = _points(row), _score(row)
    return None if points is None or score is None else score < points


def _no_reason(row: IndicatorRow, form: Form) -> bool | None:
    if row.reason is None or row.is_execution:
        return None  # the execution rate's points are lost by its formula
    text = row.reason.text.strip()
    return isinstance(row.reason.reading, Nil) or text == "0" or "字以内" in text


def _target_met(row: IndicatorRow, form: Form) -> bool | None:
    return is_met(row.target, row.actual) if row.target and row.actual else None


def _target_missed(row: IndicatorRow, form: Form) -> bool | None:
    met = _target_met(row, form)
    return None if met is None else not met


def _no_actual(row: IndicatorRow, form: Form) -> bool | None:
    if row.has_parts or row.is_part or row.actual is None or row.target is None:
        return None
    if not form.complete and row is form.rows[-1]:
        return None  # the rows that follow are cut off and may hold its values
    empty = (Nil.BLANK, Nil.DASH)
    return row.actual.nil in empty or row.target.nil in empty


def _unreal_date(row: IndicatorRow, form: Form) -> bool:
    return any(t is not None and t.date is not None and bool(t.date.problem) for t in (row.target, row.actual))


def _worded_number(row: IndicatorRow, form: Form) -> bool:
    target = row.target
    if target is None or target.comparator in (None, Comparator.EQUAL):
        return False
    return bool(target.words) and not any(c.isdigit() for c in target.words)


def _outside(row: IndicatorRow, form: Form) -> bool:
    return row.head is None and not row.is_part and any(h.points for h in form.heads) and (_points(row) or 0) > 0


NAME_IS_NIL = Condition(Text("指标名称为“无”", "the indicator is named 无"), _nil_name)
HAS_POINTS = Condition(Text("有分值且未计0分", "it carries points and is not scored zero"), _scored)
SCORE_FULL = Condition(Text("得满分", "full marks"), _full)
POINTS_LOST = Condition(Text("得分低于分值", "points were lost"), _lost)
NO_REASON = Condition(Text("偏差原因栏空白", "the reason column is blank"), _no_reason)
TARGET_MET = Condition(Text("达到指标值", "the target is met"), _target_met)
TARGET_MISSED = Condition(Text("未达到指标值", "the target is missed"), _target_missed)
NO_VALUE = Condition(Text("指标值或完成值空白", "target or actual is blank"), _no_actual)
UNREAL_DATE = Condition(Text("日期不存在", "a date that does not exist"), _unreal_date)
WORDED_NUMBER = Condition(Text("比较符后无数字", "a comparator without a number"), _worded_number)
OUTSIDE_BLOCKS = Condition(Text("不属任何一级指标", "outside every level-1 block"), _outside)


def cite_row(form: Form, row: IndicatorRow, roles: tuple[str, ...]) -> tuple[Cited, ...]:
    """The cells of a row that a finding quotes."""
    made = []
    for role in roles:
        found: Entry | None = {
            "points": row.points, "score": row.score, "target": row.target_entry, "actual": row.actual_entry,
            "reason": row.reason,
        }[role]  # fmt: skip
        if found is not None:
            key = f"{form.id} {role} {row_id(form, row)}"
            made.append(Cited(role, row.label, found.text.strip(), found.place, key=key))
    return tuple(made)


@frozen
class RowRule(RuleHeader):
    """Judges the report's own indicator rows: where all conditions are met, the message is due.

    Parameters
    ----------
    when
        The conditions. One that is undecided for a row leaves the rule silent there.
    message
        Template; fields: name, level2, target, actual, points, score.
    cites
        The cells quoted: points, score, target, actual, reason.
    one_line
        Rows of one form are one finding.
    """

    id: str
    when: tuple[Condition, ...]
    message: Text
    cites: tuple[str, ...] = ("points", "score")
    one_line: bool = False
    structural: bool = False

    def problems(self, report: Report) -> Iterator[Problem | Skipped]:
        """The rows in which every condition holds."""
        for form in report.forms:
            hits = [r for r in form.rows if all(c.test(r, form) for c in self.when)]
            if self.one_line and hits:
                yield self._together(form, hits)
            elif not self.one_line:
                for row in hits:
                    yield Problem(self._say(row), cite_row(form, row, self.cites), rows=(row_id(form, row),))

    def _fields(self, row: IndicatorRow) -> dict[str, str]:
        return {
            "name": row.name or row.label, "level2": row.level2 or row.level1,
            "target": row.target.printed if row.target else "", "actual": row.actual.printed if row.actual else "",
            "points": row.points.text.strip() if row.points else "", "score": row.score.text.strip() if row.score else "",
        }  # fmt: skip

    def _say(self, row: IndicatorRow) -> Text:
        fields = self._fields(row)
        return Text(self.message.zh.format(**fields), self.message.en.format(**fields))

    def _together(self, form: Form, rows: list[IndicatorRow]) -> Problem:
        names = "、".join(dict.fromkeys(r.level2 or r.label for r in rows))
        points = short(sum((_points(r) or Fraction(0) for r in rows), Fraction(0)))
        score = short(sum((_score(r) or Fraction(0) for r in rows), Fraction(0)))
        fields = self._fields(rows[0]) | {"rows": names, "count": str(len(rows)), "points": points, "score": score}
        return Problem(
            Text(self.message.zh.format(**fields), self.message.en.format(**fields)),
            tuple(c for r in rows for c in cite_row(form, r, self.cites)),
            rows=tuple(row_id(form, r) for r in rows),
        )

    def formula(self) -> Text:
        """The conditions as one line."""
        return Text(" 且 ".join(c.name.zh for c in self.when), " and ".join(c.name.en for c in self.when))
