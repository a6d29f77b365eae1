"""Sums that no word proposes: lines pushed on a stack, and taken off where the next line is what they add up to.

Rule: what is found by figures alone is only ever asked about.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from attrs import define, field

from perfeval.recognition.tables.grammar.lines import Axis, Line, LineKind
from perfeval.recognition.tables.grammar.schemas import Cue, Schema, total
from perfeval.recognition.tables.grammar.sheet import Sheet

#: So many lines across are looked at, those with the most figures.
MOST_SAMPLES = 24
#: A sum may be off by so many units of the last printed place before it is looked at closely.
SLACK = 3
#: Of each line only so many runs are looked at closely, the shortest first.
MOST_RUNS = 6
#: A line that adds up others adds up at least so many.
LEAST_PARTS = 2


@define
class _Stack:
    """Lines pushed so far, with running sums for each sampled line across."""

    samples: Sequence[int]
    lines: list[int] = field(factory=list)
    sums: list[list[int]] = field(factory=list)
    at: list[dict[int, list[int]]] = field(factory=list)
    width: list[int] = field(factory=list)

    def begin(self, widths: Sequence[int]) -> None:
        self.width = [max(w, 1) for w in widths]
        self.sums = [[0] for _ in self.samples]
        self.at = [defaultdict(list) for _ in self.samples]
        for known in self.at:
            known[0].append(0)

    def push(self, line: int, values: Sequence[int]) -> None:
        self.lines.append(line)
        for n, value in enumerate(values):
            after = self.sums[n][-1] + value
            self.sums[n].append(after)
            self.at[n][after // self.width[n]].append(len(self.lines))

    def pop(self, count: int) -> None:
        for _ in range(count):
            self.lines.pop()
            for n in range(len(self.samples)):
                after = self.sums[n].pop()
                self.at[n][after // self.width[n]].pop()

    def runs(self, n: int, value: int) -> Iterator[int]:
        """How many lines on top add up to a value, nearly, in one line across."""
        wanted = (self.sums[n][-1] - value) // self.width[n]
        for step in range(-SLACK, SLACK + 1):
            for depth in self.at[n].get(wanted + step, ()):
                if len(self.lines) - depth >= LEAST_PARTS:
                    yield len(self.lines) - depth


def scan(sheet: Sheet, axis: Axis) -> Iterator[Schema]:
    """The sums an axis shows by its figures: totals below their parts, then totals above them."""
    lines = [line for line in sheet.lines.along(axis) if line.kind is LineKind.AMOUNT]
    across = [line for line in sheet.instances(axis) if line.kind is LineKind.AMOUNT]
    filled = Counter({a.index: len(sheet.on(axis.other, a.index)) for a in across})
    samples = [index for index, count in filled.most_common(MOST_SAMPLES) if count > LEAST_PARTS]
    if not samples or len(lines) <= LEAST_PARTS:
        return
    yield from _pass(sheet, axis, lines, samples)
    yield from _pass(sheet, axis, lines[::-1], samples)


def _pass(sheet: Sheet, axis: Axis, lines: Sequence[Line], samples: Sequence[int]) -> Iterator[Schema]:
    stack = _Stack(samples)
    stack.begin([max((f.step for f in sheet.on(axis.other, s).values()), default=1) for s in samples])
    for line in lines:
        figures = sheet.on(axis, line.index)
        if not figures:
            continue
        values = [figures[s].value if s in figures else 0 for s in samples]
        count = _reduced(stack, values)
        if count:
            yield total(axis, line.index, tuple(sorted(stack.lines[-count:])), Cue.ARITH)
            stack.pop(count)
            again = _reduced(stack, values)
            if again:
                yield total(axis, line.index, tuple(sorted(stack.lines[-again:])), Cue.ARITH)
        stack.push(line.index, values)


def _reduced(stack: _Stack, values: Sequence[int]) -> int:
    """How many lines on top a line adds up: so many that it does in most of the lines across; 0 for none."""
    votes: Counter[int] = Counter()
    telling = 0
    for n, value in enumerate(values):
        if not value:
            continue
        telling += 1
        found = sorted(set(stack.runs(n, value)))[:MOST_RUNS]
        votes.update(found)
    if not votes:
        return 0
    count, often = min(votes.items(), key=lambda item: (-item[1], item[0]))
    return count if 2 * often > telling else 0
