"""Rules over single indicator rows of a form: what can be asked of a row, and what is due where the answer is yes.

These are structure rules: they claim no law, they hold the form to what it prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import ClassVar

from attrs import frozen

from perfeval.findings import Cited, Text
from perfeval.model import Entry, Form, IndicatorRow, Report
from perfeval.quantities import Comparator, Nil, asks_for_text, is_met, percent, read, short
from perfeval.ruling.base import Problem, RuleHeader, Skipped
from perfeval.ruling.form_rules.totals import cite_cell, row_id
from perfeval.ruling.scoring import Exact, exact

# --- what a row rule can ask of a row -------------------------------------------------------------------------------


@frozen
class Condition:
    """A named question about one indicator row: yes, no, or not decided.

    Attributes
    ----------
    name
        The question as a formula prints it.
    test
        Answers it for a row and its form; None where it is not decided.
    """

    name: Text
    test: Callable[[IndicatorRow, Form], bool | None]

    def __and__(self, other: Condition) -> tuple[Condition, ...]:
        return (self, other)


def _nil_name(row: IndicatorRow, form: Form) -> bool:
    return read(row.name.strip("。.、：: ")) in (Nil.NONE, Nil.DASH)


def _called(row: IndicatorRow, form: Form) -> str:
    """What a row is called in a sentence; one named 无 by its level, since there are several of them."""
    level = row.level2 or row.level1
    return (
        f"{level}（名称填“{row.name}”）" if level and _nil_name(row, form) else f"“{row.name or row.label}”（{level}）"
    )


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


def is_blank_reason(entry: Entry) -> bool:
    """Whether a reason cell is left as the form came: blank, a dash, the digit 0, or the form's own hint."""
    text = entry.text.strip()
    return isinstance(entry.reading, Nil) or text == "0" or asks_for_text(text)


def _no_reason(row: IndicatorRow, form: Form) -> bool | None:
    if row.reason is None or row.is_execution:
        return None  # the execution rate's points are lost by its formula
    return is_blank_reason(row.reason)


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


@frozen
class FarAbove:
    """Whether what was reached is more than a share of what was aimed at; undecided where less is better."""

    limit: Fraction

    def __call__(self, row: IndicatorRow, form: Form) -> bool | None:
        """The answer for one row."""
        if row.target is None or row.actual is None or row.target.quantity is None or row.actual.quantity is None:
            return None
        sign = row.target.comparator
        aim, got = row.target.quantity, row.actual.quantity
        if sign not in (None, Comparator.AT_LEAST, Comparator.MORE) or aim.value <= 0 or aim.dimension != got.dimension:
            return None
        return got.value / aim.value > self.limit


def far_above(limit: Exact) -> Condition:
    """The condition that what was reached is more than `limit` of what was aimed at (`far_above("130%")`).

    Raises
    ------
    PackError
        If the limit is no number.
    """
    share = exact(limit)
    said = percent(share, 0)
    return Condition(Text(f"完成值超过指标值的{said}", f"more than {said} of the target"), FarAbove(share))


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
            made.append(cite_cell(form, role, row.label, found, key))
    return tuple(made)


@frozen
class RowRule(RuleHeader):
    """Judges the report's own indicator rows: where all conditions are met, the message is due.

    Parameters
    ----------
    when
        The conditions. One that is undecided for a row leaves the rule silent there.
    message
        Template; it may name what `FIELDS` lists.
    cites
        The cells quoted: points, score, target, actual, reason.
    one_line
        Rows of one form are one finding.
    structural
        A row that breaks the rule stands in the wrong place, so that other findings which would go away with the row
        share its root.
    """

    id: str
    when: tuple[Condition, ...]
    message: Text
    cites: tuple[str, ...] = ("points", "score")
    one_line: bool = False
    structural: bool = False

    #: What a message may name of a row, and of several rows in one line.
    FIELDS: ClassVar = ("name", "level2", "called", "target", "actual", "points", "score", "rows", "count")

    @property
    def own_words(self) -> Text:
        """Its message."""
        return self.message

    @property
    def is_structural(self) -> bool:
        """Whether a row that breaks the rule stands in the wrong place."""
        return self.structural

    def problems(self, report: Report) -> Iterator[Problem | Skipped]:
        """The rows in which every condition holds."""
        for form in report.forms:
            hits = [r for r in form.rows if all(c.test(r, form) for c in self.when)]
            if self.one_line and hits:
                yield self._together(form, hits)
            elif not self.one_line:
                for row in hits:
                    yield Problem(self._say(row, form), cite_row(form, row, self.cites), rows=(row_id(form, row),))

    def _fields(self, row: IndicatorRow, form: Form) -> dict[str, str]:
        return {
            "name": row.name or row.label, "level2": row.level2 or row.level1, "called": _called(row, form),
            "target": row.target.printed if row.target else "", "actual": row.actual.printed if row.actual else "",
            "points": row.points.text.strip() if row.points else "", "score": row.score.text.strip() if row.score else "",
        }  # fmt: skip

    def _say(self, row: IndicatorRow, form: Form) -> Text:
        fields = self._fields(row, form)
        return Text(self.message.zh.format(**fields), self.message.en.format(**fields))

    def _together(self, form: Form, rows: list[IndicatorRow]) -> Problem:
        names = "、".join(dict.fromkeys(r.level2 or r.label for r in rows))
        points = short(sum((_points(r) or Fraction(0) for r in rows), Fraction(0)))
        score = short(sum((_score(r) or Fraction(0) for r in rows), Fraction(0)))
        fields = self._fields(rows[0], form) | {
            "rows": names,
            "count": str(len(rows)),
            "points": points,
            "score": score,
        }
        return Problem(
            Text(self.message.zh.format(**fields), self.message.en.format(**fields)),
            tuple(c for r in rows for c in cite_row(form, r, self.cites)),
            rows=tuple(row_id(form, r) for r in rows),
        )

    def formula(self) -> Text:
        """The conditions as one line."""
        return Text(" 且 ".join(c.name.zh for c in self.when), " and ".join(c.name.en for c in self.when))
