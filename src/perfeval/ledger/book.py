"""The ledger: problems over the years, each with what was agreed about it and how it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from attrs import evolve, field, frozen

from perfeval.errors import UnknownNameError
from perfeval.evaluation import Evaluation
from perfeval.findings import Severity
from perfeval.ledger.aliases import Aliases, Key
from perfeval.ledger.entering import Taken, check_due, origin_of, taken
from perfeval.ledger.entries import Alias, Entry, Event, Evidence, Measure, Origin, Problem, Run
from perfeval.ledger.states import Outcome, State, What, outcome, settled, shown, state


@frozen
class Line:
    """One problem, with all that is known of it.

    Attributes
    ----------
    problem
        What was found.
    measures
        What is to be done about it.
    history
        What people noted.
    outcomes
        What the runs say of it, in order, beginning where it was first found.
    missing
        Files of evidence that are not there.
    unit
        What the unit is called by now.
    """

    problem: Problem
    measures: tuple[Measure, ...] = ()
    history: tuple[Event, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    missing: frozenset[str] = frozenset()
    unit: str = ""

    def state(self, on: date) -> State:
        """How it stands on a day."""
        return state(self.outcomes, self.measures, on, self.missing)

    def is_open(self, on: date) -> bool:
        """Whether something is still to be done: everything but what is mended."""
        return self.state(on) is not State.MENDED

    @property
    def due(self) -> date | None:
        """The first day by which a measure without evidence is due; None where there is none."""
        days = (m.due for m in self.measures if not shown(m, self.missing))
        return min((day for day in days if day is not None), default=None)

    def is_overdue(self, on: date) -> bool:
        """Whether a measure is past its day without evidence, and the problem is not mended."""
        return self.due is not None and self.due < on and self.is_open(on)


@frozen
class Ledger:
    """Problems, the runs they were looked for in, and other names. Nothing in it ever changes; every change is a new ledger.

    Attributes
    ----------
    entries
        The problems, with what people wrote about them.
    runs
        What was looked for and when.
    aliases
        Which names are one.
    missing
        Files of evidence that were not there when the ledger was read.

    Raises
    ------
    ModelError
        If the aliases contradict each other.
    """

    entries: tuple[Entry, ...] = ()
    runs: tuple[Run, ...] = ()
    aliases: tuple[Alias, ...] = ()
    missing: frozenset[str] = field(default=frozenset(), eq=False)
    names: Aliases = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "names", Aliases(self.aliases))

    def __repr__(self) -> str:
        return f"<Ledger: {len(self.entries)} problems, {len(self.runs)} runs>"

    # --- asked of a ledger

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every problem, by unit, what it is about, and rule."""
        by_unit: dict[str, list[Run]] = defaultdict(list)
        for run in self.runs:
            by_unit[self.names.unit_of(run)].append(run)
        made = (self._line(entry, by_unit) for entry in self.entries)
        return tuple(sorted(made, key=lambda line: (line.unit, _order(line.problem))))

    @cached_property
    def _repeats(self) -> frozenset[Run]:
        """The runs that say what the run of their file before them said: no report was checked again."""
        before: dict[tuple[str, int, Origin, str], Run] = {}
        found = []
        for run in sorted(self.runs, key=_time):
            if _same(run, before.get(_file(run))):
                found.append(run)
            before[_file(run)] = run
        return frozenset(found)

    def _line(self, entry: Entry, by_unit: Mapping[str, Sequence[Run]]) -> Line:
        problem = entry.problem
        key = self.names.key(self.names.unit_of(problem), problem)
        several = by_unit.get(key[0], ())
        tried = ((run, outcome(problem, key, run, self.names)) for run in several)
        said = [evolve(one, is_repeat=run in self._repeats) for run, one in tried if one is not None]
        if not any(one.what is What.FOUND and one.year == problem.year for one in said):  # its run was taken out
            said.append(Outcome(problem.year, problem.on, 0, What.FOUND, problem.source))
        last = max(by_unit.get(key[0], ()), key=lambda run: (run.year, run.on, run.number, run.name), default=None)
        name = problem.name if last is None or last.year < problem.year else last.name
        return Line(problem, entry.measures, entry.history, settled(said), self.missing, name)

    def line(self, fingerprint: str) -> Line:
        """The problem of a fingerprint.

        Raises
        ------
        UnknownNameError
            If there is none.
        """
        found = next((one for one in self.lines if one.problem.fingerprint == fingerprint), None)
        if found is None:
            raise UnknownNameError(
                f"台账中没有指纹为“{fingerprint}”的问题；perfeval ledger show 列出全部。",
                f"The ledger has no problem {fingerprint!r}; perfeval ledger show lists them all.",
            )
        return found

    def states(self, on: date) -> dict[str, State]:
        """How every problem stands on a day, by fingerprint."""
        return {one.problem.fingerprint: one.state(on) for one in self.lines}

    def due(self, before: date | None = None) -> tuple[Line, ...]:
        """The problems with a measure that has no evidence yet and is due before a day, the earliest first.

        Without a day, all that have one.
        """
        waiting = [(one.due, one) for one in self.lines if one.due is not None and one.is_open(date.max)]
        chosen = [(day, one) for day, one in waiting if before is None or day < before]
        return tuple(one for _, one in sorted(chosen, key=lambda pair: (pair[0], _order(pair[1].problem))))

    # --- ledgers made from one

    def updated(
        self, *evaluations: Evaluation, on: date, origin: Origin | str = Origin.SELF_EVALUATION,
        least: Severity = Severity.WARNING, identified_only: bool = False,
    ) -> Ledger:  # fmt: skip
        """The ledger with what evaluations found, and with what they looked for and did not find.

        What is given together says one thing together: a problem that one of the files still has is not mended by another.

        Parameters
        ----------
        on
            The day of the entry.
        origin
            What kind of evaluation found it.
        least
            How loud a finding has to be to get a line of its own: errors and warnings, if not said otherwise.
        identified_only
            Leave out what nobody could tell from another unit's, instead of refusing the report.

        Raises
        ------
        ModelError
            If a report does not say whose it is or of which year, or a finding cannot be told from another unit's.
        UnknownNameError
            If there is no such origin.
        """
        kind = origin_of(origin)
        return self.with_taken(taken(one, on, kind, least, identified_only=identified_only) for one in evaluations)

    def with_taken(self, several: Iterable[Taken]) -> Ledger:
        """The ledger with what was taken of evaluations that are entered at one time."""
        made = list(several)
        return self._with((entry for one in made for entry in one.entries), self._new([one.run for one in made]))

    def _new(self, runs: Sequence[Run]) -> list[Run]:
        """The runs, numbered, without those of a unit and year that say all what the last ones of their files said."""
        newest = {_file(run): run for run in sorted(self.runs, key=_time)}
        numbers = defaultdict[tuple[str, int, date], int](int)
        for run in self.runs:
            at = run.unit, run.year, run.on
            numbers[at] = max(numbers[at], run.number + 1)
        groups: dict[tuple[str, int, Origin], list[Run]] = defaultdict(list)
        for run in runs:
            groups[run.unit, run.year, run.origin].append(run)
        fresh = [group for group in groups.values() if not all(_same(run, newest.get(_file(run))) for run in group)]
        return [evolve(run, number=numbers[run.unit, run.year, run.on]) for group in fresh for run in group]

    def _with(self, entries: Iterable[Entry], runs: Iterable[Run]) -> Ledger:
        return evolve(
            self, entries=_joined((*self.entries, *entries), self.names), runs=tuple(sorted({*self.runs, *runs}, key=_time))
        )  # fmt: skip

    def with_alias(self, name: str, *was: str, project: bool = False, unit: str = "") -> Ledger:
        """The ledger with other names of a unit, or of a project; it may be said before or after their reports are entered.

        Raises
        ------
        ModelError
            If a name became two, or names lead in a circle.
        """
        made = evolve(self, aliases=tuple(sorted({*self.aliases, Alias(name, was, project, unit)}, key=_alias_order)))
        return made._with((), ())

    def with_measure(self, fingerprint: str, measure: Measure) -> Ledger:
        """The ledger with something agreed about a problem.

        Raises
        ------
        UnknownNameError
            If there is no such problem.
        ModelError
            If the measure is due before the problem was found.
        """
        line = self.line(fingerprint)
        check_due(line.problem, measure)
        return self._changed(fingerprint, lambda entry: evolve(entry, measures=(*entry.measures, measure)))

    def with_evidence(self, fingerprint: str, evidence: Evidence, measure: int = 0) -> Ledger:
        """The ledger with evidence for a measure of a problem, by the number of the measure from 0.

        Raises
        ------
        UnknownNameError
            If there is no such problem, or no such measure.
        """
        line = self.line(fingerprint)
        if not 0 <= measure < len(line.measures):
            raise UnknownNameError(
                f"问题“{fingerprint}”有 {len(line.measures)} 项整改措施，没有第 {measure + 1} 项；请先登记措施。",
                f"The problem {fingerprint!r} has {len(line.measures)} measures, and no number {measure + 1}; add the measure first.",
            )
        one = line.measures[measure]
        changed = evolve(one, evidence=(*one.evidence, evidence))
        measures = (*line.measures[:measure], changed, *line.measures[measure + 1 :])
        return self._changed(fingerprint, lambda entry: evolve(entry, measures=measures))

    def with_event(self, fingerprint: str, event: Event) -> Ledger:
        """The ledger with something a person notes about a problem.

        Raises
        ------
        UnknownNameError
            If there is no such problem.
        """
        return self._changed(fingerprint, lambda entry: evolve(entry, history=(*entry.history, event)))

    def _changed(self, fingerprint: str, change: Callable[[Entry], Entry]) -> Ledger:
        self.line(fingerprint)
        changed = (change(one) if one.problem.fingerprint == fingerprint else one for one in self.entries)
        return evolve(self, entries=tuple(changed))


def _joined(entries: Iterable[Entry], names: Aliases) -> tuple[Entry, ...]:
    """One entry for each problem: what was said where it was first found, and all that people wrote."""
    alike: dict[Key, list[Entry]] = defaultdict(list)
    for entry in entries:
        alike[names.key(names.unit_of(entry.problem), entry.problem)].append(entry)
    made = []
    for several in alike.values():
        first = min((e.problem for e in several), key=lambda p: (p.year, p.on, _order(p)))
        first = evolve(first, on=min(e.problem.on for e in several))
        measures, history = several[0].measures, several[0].history
        for other in several[1:]:  # what both say is said once
            measures += tuple(one for one in other.measures if one not in measures)
            history += tuple(one for one in other.history if one not in history)
        made.append(Entry(first, measures, history))
    return tuple(sorted(made, key=lambda e: _order(e.problem)))


def _order(problem: Problem) -> tuple[object, ...]:
    return (
        problem.unit,
        problem.about,
        problem.severity.rank,
        problem.rule,
        problem.stem,
        problem.source,
        problem.fingerprint,
    )


def _time(run: Run) -> tuple[object, ...]:
    return run.unit, run.year, run.on, run.number, run.origin.value, run.source


def _file(run: Run) -> tuple[str, int, Origin, str]:
    return run.unit, run.year, run.origin, run.source


def _same(run: Run, other: Run | None) -> bool:
    return other is not None and evolve(run, on=other.on, number=other.number) == other


def _alias_order(alias: Alias) -> tuple[object, ...]:
    return alias.is_project, alias.unit, alias.name, alias.was


__all__ = ["Ledger", "Line"]
