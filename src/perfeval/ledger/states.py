"""The state of a problem, derived from the runs it was looked for in and from what was agreed about it; never typed.

Rule 1: every problem is in exactly one state.
Rule 2: 已改 is said only where the rule ran again and held. Where it did not run, nobody knows: 无法核对.
Rule 3: within a fiscal year, a later report of another file says nothing of what it does not mention; in a later year, a
report of the same origin that covers what the problem is about and does not mention it leaves it unverified.
Rule 4: a measure or evidence that is later than the last run is about what that run found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum

from attrs import frozen

from perfeval.evaluation.verified import About
from perfeval.ledger.aliases import Aliases, Key
from perfeval.ledger.entries import Evidence, Found, Measure, Problem, Run


class State(Enum):
    """How a problem stands.

    NEW: found, nothing agreed. IN_HAND: a measure is agreed. OVERDUE: its day is past, and there is no evidence.
    SUBMITTED: there is evidence, and no re-check yet. MENDED: the rule ran again and held. UNMENDED: it was found again.
    RELAPSED: it had been mended, and was found again. UNVERIFIED: the rule did not run again.
    """

    NEW = "new"
    IN_HAND = "in hand"
    OVERDUE = "overdue"
    SUBMITTED = "submitted"
    MENDED = "mended"
    UNMENDED = "unmended"
    RELAPSED = "relapsed"
    UNVERIFIED = "unverified"

    @property
    def zh(self) -> str:
        """The word a reviewer uses."""
        return {
            "new": "新发现", "in hand": "整改中", "overdue": "逾期", "submitted": "已提交", "mended": "已改", "unmended": "未改",
            "relapsed": "复发", "unverified": "无法核对",
        }[self.value]  # fmt: skip


class What(Enum):
    """What a run says of a problem."""

    FOUND = "found"
    HELD = "held"
    SILENT = "silent"


@frozen
class Outcome:
    """What one run says of one problem.

    Attributes
    ----------
    year, on, number
        The fiscal year of the report, and when it was entered.
    what
        What it says.
    source
        The file.
    is_repeat
        The file was only entered again, beside another, and says what it said.
    """

    year: int
    on: date
    number: int
    what: What
    source: str
    is_repeat: bool = False

    @property
    def when(self) -> tuple[int, date, int]:
        """Its place in the order of things: reports entered at one time say one thing."""
        return self.year, self.on, self.number


def outcome(problem: Problem, key: Key, run: Run, aliases: Aliases) -> Outcome | None:
    """What a run of the same unit says of a problem; None where it is about something else."""
    unit, about, stem = key
    covered = {one.project for one in aliases.about(unit, run.covered)}
    if not {one.project for one in about} <= covered:
        return None
    what = _what(problem, about, stem, run, unit, aliases)
    if what is What.SILENT and run.origin is not problem.origin:
        return None  # monitoring in the year asks other things than a self-evaluation
    return Outcome(run.year, run.on, run.number, what, run.source)


def _what(
    problem: Problem, about: tuple[About, ...], stem: str, run: Run, unit: str, aliases: Aliases
) -> What:  # fmt: skip
    alike = [one for one in run.found if one.rule == problem.rule]
    if any(one.stem == stem and aliases.about(unit, one.about) == about for one in alike):
        return What.FOUND
    if any(held == stem and aliases.about(unit, what) == about for what, held in run.held):
        return What.HELD
    may_be = any(_may_be(one, problem, about, unit, aliases) for one in alike)
    return What.HELD if _was_looked_at(problem, about, run, unit, aliases) and not may_be else What.SILENT


def _was_looked_at(problem: Problem, about: tuple[About, ...], run: Run, unit: str, aliases: Aliases) -> bool:
    """Whether a check ran over what a problem is about: the form it stood in, and its row, are there and were not left out."""
    left = next((left for rule, left in run.checks if rule == problem.rule), None)
    if left is None or left & problem.names or not problem.names <= run.names:
        return False
    return set(about) <= set(aliases.about(unit, run.covered))


def _may_be(one: Found, problem: Problem, about: tuple[About, ...], unit: str, aliases: Aliases) -> bool:
    """Whether a finding of a check may be the same problem in part: it touches what the problem is about."""
    if set(aliases.about(unit, one.about)).isdisjoint(about):
        return False
    return not one.names or not problem.names or bool(one.names & problem.names)


def settled(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """What the runs say, in order, one thing for each time and the first of them a finding."""
    in_order = sorted(outcomes, key=lambda one: one.when)
    kept: list[Outcome] = []
    for one in in_order:
        before = [other for other in kept if other.year == one.year]
        if one.what is What.SILENT and before and all(other.source != one.source for other in before):
            continue  # another file of the year, about other things
        same = kept[-1] if kept and kept[-1].when == one.when else None
        if same is None:
            kept.append(one)
        elif _LOUDER[one.what] < _LOUDER[same.what]:
            kept[-1] = one
    first = next((i for i, one in enumerate(kept) if one.what is What.FOUND), len(kept))
    return tuple(kept[first:])


#: Which of two things said at one time counts.
_LOUDER = {What.FOUND: 0, What.HELD: 1, What.SILENT: 2}


def state(outcomes: Sequence[Outcome], measures: Sequence[Measure], on: date, missing: frozenset[str]) -> State:
    """How a problem stands on a day.

    Parameters
    ----------
    outcomes
        What the runs say, as `settled` gives it.
    measures
        What was agreed.
    missing
        Files of evidence that are not there: they show nothing.
    """
    checked = outcomes[-1] if len(outcomes) > 1 else None
    if checked is not None and checked.what is What.HELD:
        return State.MENDED
    if checked is None or not _is_recheck(checked, outcomes):
        return _agreed(measures, on, missing, None) or State.NEW
    current = [m for m in measures if _is_after(m, checked.on)]
    return _agreed(current, on, missing, checked.on) or _rechecked(outcomes)


def _agreed(measures: Sequence[Measure], on: date, missing: frozenset[str], after: date | None) -> State | None:
    """How a problem stands by its measures, and by what shows that they were taken; None without any."""
    if not measures:
        return None
    waiting = [m for m in measures if not shown(m, missing, after)]
    if not waiting:
        return State.SUBMITTED
    return State.OVERDUE if any(m.due is not None and m.due < on for m in waiting) else State.IN_HAND


def _rechecked(outcomes: Sequence[Outcome]) -> State:
    if outcomes[-1].what is What.SILENT:
        return State.UNVERIFIED
    return State.RELAPSED if any(one.what is What.HELD for one in outcomes) else State.UNMENDED


def _is_recheck(one: Outcome, outcomes: Sequence[Outcome]) -> bool:
    """Whether an outcome is one of a re-check: not found, or found in a later year, in the same file, or once mended."""
    before = [other for other in outcomes if other.when < one.when]
    return one.what is not What.FOUND or any(
        o.year < one.year or (o.source == one.source and not one.is_repeat) or o.what is What.HELD for o in before
    )


def _is_after(measure: Measure, day: date) -> bool:
    days = [measure.on, *(one.on for one in measure.evidence)]
    return any(one is not None and one > day for one in days)


def shown(measure: Measure, missing: frozenset[str], after: date | None = None) -> tuple[Evidence, ...]:
    """The evidence of a measure that is there, and that came after a day where one is given."""
    there = (one for one in measure.evidence if one.file not in missing)
    return tuple(one for one in there if after is None or (one.on is not None and one.on > after))


__all__ = ["Outcome", "State", "What", "outcome", "settled", "shown", "state"]
