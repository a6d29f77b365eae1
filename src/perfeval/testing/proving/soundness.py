"""How sound a set of rules is: silent on what is right, heard on what is wrong, free of contradiction, whatever the order.

The score is a mutation score: slips are seeded, one at a time, into honest reports, at figures that stand in at least
one fully stated equality or rate, by more than rounding excuses; it is the share that the rules notice. Figures held
only by limits (one may not exceed another) are counted apart, because a limit cannot notice every slip.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain

from attrs import evolve, field, frozen
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from perfeval.document import Place
from perfeval.evaluation import evaluate
from perfeval.model import Report
from perfeval.relations import Shape
from perfeval.resolution import Rulebook
from perfeval.ruling import (
    BlockWeights,
    ExecutionPoints,
    ExecutionScore,
    FundsUnit,
    Profile,
    ReasonNeeded,
    RecheckDeviation,
    RecheckRemarks,
    RowRule,
    header_of,
)
from perfeval.ruling.base import is_check
from perfeval.testing.breaking.form_slips import with_form_slips
from perfeval.testing.breaking.fund_slips import with_funds
from perfeval.testing.breaking.slips import GLUED, ROOM_FOR_SLIPS, SLIPS, Broken, Candidate, Slip, candidates, cells_of
from perfeval.testing.breaking.ties import DECIDING, Cell, Tie, ties
from perfeval.testing.making.content import figure_rules
from perfeval.testing.making.honest import draw_report, islands_of
from perfeval.testing.proving.redundancy import forced, redundant

#: Slips that leave a number. Cells run together leave none: every relation over them falls silent, whatever a pack's
#: rules say, and the nation's `unread-cell` asks about the cell. Seeded, they would measure that one rule in every pack.
SEEDED = tuple(kind for kind in SLIPS if kind != GLUED)
#: So many slips that break a relation are tried before its rule is called deaf.
TRIES = 5
#: Rules that look at forms by themselves; of other such rules only their authors know what they look for.
FORM_KINDS = (
    RowRule, ExecutionPoints, ExecutionScore, BlockWeights, FundsUnit, ReasonNeeded, RecheckDeviation, RecheckRemarks,
)  # fmt: skip
#: Those of them that ask of a funds block what it may keep.
FUND_KINDS = (FundsUnit, ReasonNeeded)
#: A zero where a figure should be, for rules that ask about nothing else.
NOT_FILLED_IN = "zero"


@frozen
class Soundness:
    """What is known of a set of rules after trying it.

    Attributes
    ----------
    seeded, noticed, escaped
        Slips at figures that equalities or rates decide, those that were noticed, and those that were not.
    limited, limited_noticed
        The same for figures held only by limits.
    applied
        For each rule over figures or cells, the share of generated reports in which it has something to say.
    loud
        Rules that speak on honest reports, with what they say, or of every funds block there can be.
    deaf
        Rules that no slip makes speak: none of a figure, of a row, of a block, or of the funds of a form.
    forced
        Figures for which the identities leave nothing but zero, with the rules that speak of them.
    redundant
        Equalities that the others imply wherever they hold.
    unordered
        Whether findings depend on the order of the rules.
    """

    seeded: int
    noticed: int
    escaped: tuple[Slip, ...]
    limited: int
    limited_noticed: int
    applied: Mapping[str, Fraction]
    loud: Mapping[str, str] = field(factory=dict)
    deaf: tuple[str, ...] = ()
    forced: Mapping[str, tuple[str, ...]] = field(factory=dict)
    redundant: tuple[str, ...] = ()
    unordered: bool = False

    @property
    def score(self) -> Fraction:
        """The share of seeded slips that were noticed; one where none could be seeded."""
        return Fraction(self.noticed, self.seeded) if self.seeded else Fraction(1)


def examples_of(strategy: st.SearchStrategy[Report], count: int) -> list[Report]:
    """So many reports, the same at every run."""
    found: list[Report] = []

    @given(strategy)
    @settings(
        max_examples=count, deadline=None, derandomize=True, database=None, phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def collect(report: Report) -> None:
        found.append(report)

    collect()
    return found


@st.composite
def _drawn(draw: st.DrawFn, book: Rulebook, always: frozenset[int], floor: int) -> Report:
    return draw_report(draw, book, always=always, floor=floor)


def only(book: Rulebook, rules: Iterable[str]) -> Rulebook:
    """The book with these rules alone, and nothing to score by."""
    wanted = set(rules)
    return evolve(book, rules={k: f for k, f in book.rules.items() if f.rule.id in wanted}, frameworks={}, default=None)


def soundness(book: Rulebook, rules: Iterable[str] | None = None, *, examples: int = 10, slips: int = 120) -> Soundness:
    """Try a book's rules, or some of them, on honest reports and on seeded slips.

    Parameters
    ----------
    rules
        Ids of the rules to try; all where none are given. The reports keep every rule of the book.
    examples, slips
        How many honest reports to draw, and how many slips to seed in them.
    """
    own = set(book.rules if rules is None else rules)
    mine = only(book, own)
    always = frozenset().union(*(islands_of(book, r.id) for r in figure_rules(mine)))
    honest = examples_of(_drawn(book, frozenset(), 0), examples)
    rich = examples_of(_drawn(book, always, ROOM_FOR_SLIPS), max(2, examples // 4))
    tied = [ties(report, mine) for report in rich]
    decided, limited = _mutations(mine, rich, tied, slips)
    return Soundness(
        decided.seeded, decided.noticed, decided.escaped, limited.seeded, limited.noticed, applied=_applied(mine, honest), loud={**_never_content(mine, rich), **_loud(mine, [*honest, *rich])}, deaf=tuple(_deaf(mine, rich, tied)),
        forced=forced(book, own), redundant=tuple(redundant(book, own)), unordered=_unordered(mine, rich, tied),
    )  # fmt: skip


# --- honest reports -------------------------------------------------------------------------------------------------


def _applied(mine: Rulebook, honest: Sequence[Report]) -> dict[str, Fraction]:
    rules = [f.rule.id for f in mine.in_order if not is_check(f.rule) and not header_of(f.rule).beyond_figures]
    seen = Counter(rule for report in honest for rule in {t.rule for t in ties(report, mine)})
    return {rule: Fraction(seen[rule], len(honest)) for rule in rules}


def _loud(mine: Rulebook, honest: Iterable[Report]) -> dict[str, str]:
    found: dict[str, str] = {}
    for report in honest:
        for finding in evaluate(report, mine, strict=True).findings:
            found.setdefault(finding.rule.split(":")[0], finding.message.zh)
    return found


def _never_content(mine: Rulebook, rich: Sequence[Report]) -> dict[str, str]:
    """Rules that ask something of a funds block which no such block gives."""
    found: dict[str, str] = {}
    for force in mine.in_order:
        if isinstance(force.rule, FUND_KINDS):  # they ask of a funds block what it may keep
            alone = only(mine, (force.rule.id,))
            if all(_says(force.rule.id, alone, filled) for filled in with_funds(rich[0])):
                found[force.rule.id] = force.rule.formula().zh
    return found


# --- slips ----------------------------------------------------------------------------------------------------------


def is_beyond_slack(candidate: Candidate, tied: Sequence[Tie]) -> bool:
    """Whether a slip moves one of these relations by more than rounding excuses."""
    return any(candidate.breaks(evolve(tie, options=tie.options[:1])) for tie in tied)


def _by_place(tied: Sequence[Tie]) -> dict[Place, list[Tie]]:
    found: dict[Place, list[Tie]] = {}
    for tie in tied:
        for place in {c.place for c in tie.cells}:
            found.setdefault(place, []).append(tie)
    return found


@frozen
class _Count:
    """How many slips were seeded, how many noticed, and which were not."""

    seeded: int = 0
    noticed: int = 0
    escaped: tuple[Slip, ...] = ()

    def __add__(self, other: _Count) -> _Count:
        return _Count(self.seeded + other.seeded, self.noticed + other.noticed, self.escaped + other.escaped)


def _mutations(mine: Rulebook, rich: Sequence[Report], tied: Sequence[list[Tie]], slips: int) -> tuple[_Count, _Count]:
    """Slips at figures that something decides, and at figures that are only held within limits."""
    each = max(1, slips // max(1, len(rich)))
    decided = limited = _Count()
    for number, (report, own) in enumerate(zip(rich, tied, strict=True)):
        chance = random.Random(number)  # noqa: S311 - the same slips at every run
        by_place = _by_place(own)
        deciding = {place: [t for t in found if t.kind in DECIDING] for place, found in by_place.items()}
        cells = cells_of(own)
        decided += _seeded(mine, report, own, [c for c in cells if deciding[c.place]], deciding, chance, each)
        loose = {p: [t for t in found if t.kind in (Shape.LIMIT, Shape.RANGE)] for p, found in by_place.items()}
        only_held = [c for c in cells if not deciding[c.place] and loose[c.place]]
        limited += _seeded(mine, report, own, only_held, {}, chance, each // 4)
    return decided, limited


def _seeded(
    mine: Rulebook, report: Report, own: Sequence[Tie], cells: Sequence[Cell], deciding: Mapping[Place, Sequence[Tie]],
    chance: random.Random, count: int,
) -> _Count:  # fmt: skip
    """Slips at these cells, one evaluation each; only such as are beyond the slack of what decides the cell."""
    made = _Count()
    for _ in range(count if cells else 0):
        cell, kind = chance.choice(cells), chance.choice(SEEDED)
        possible = candidates(report, (cell,), (kind,))
        if deciding:
            near = [t for p in (cell.place,) for t in deciding[p]]
            possible = [c for c in possible if is_beyond_slack(c, near)]
        if not possible:
            continue
        broken = chance.choice(possible).made(report, own)
        noticed = _is_noticed(mine, broken)
        made += _Count(1, int(noticed), () if noticed else (broken.slip,))
    return made


def _is_noticed(mine: Rulebook, broken: Broken) -> bool:
    """Whether some rule speaks; those that should are asked first, because all of them take long."""
    near = only(mine, broken.slip.rules)
    return any(evaluate(broken.report, book, strict=True).findings for book in (near, mine) if book.rules)


def _deaf(mine: Rulebook, rich: Sequence[Report], tied: Sequence[list[Tie]]) -> Iterator[str]:
    """Rules that nothing makes speak: no tie in any report, or no slip that breaks one and is then found."""
    forms = [[*with_form_slips(report), *with_funds(report)] for report in rich]
    for force in mine.in_order:
        rule = force.rule
        alone = only(mine, (rule.id,))
        if header_of(rule).beyond_figures:
            continue
        if is_check(rule):
            known = isinstance(rule, FORM_KINDS)  # of other checks nobody knows what they look for
            if known and not any(_says(rule.id, alone, broken) for several in forms for broken in several):
                yield rule.id
        elif not any(_is_heard(rule.id, alone, report, own) for report, own in zip(rich, tied, strict=True)):
            yield rule.id


def _says(rule: str, alone: Rulebook, report: Report) -> bool:
    return any(f.rule == rule for f in evaluate(report, alone, strict=True, profile=Profile.STRICT).findings)


def _is_heard(rule: str, alone: Rulebook, report: Report, own: Sequence[Tie]) -> bool:
    tried = 0
    for tie in own:
        if tie.rule != rule:
            continue
        zeros = [Candidate(NOT_FILLED_IN, cell, "0.00") for cell in tie.cells]
        for candidate in chain((c for kind in SEEDED for c in candidates(report, tie.cells, (kind,))), zeros):
            if candidate.breaks(tie):
                tried += 1
                if _says(rule, alone, candidate.made(report, own).report):
                    return True
                if tried == TRIES:
                    return False
    return False


# --- the order of rules ---------------------------------------------------------------------------------------------


def _unordered(mine: Rulebook, rich: Sequence[Report], tied: Sequence[list[Tie]]) -> bool:
    """Whether the same report is judged differently when the rules come in another order."""
    chance = random.Random(len(mine.rules))  # noqa: S311 - the same order at every run
    names = sorted(mine.rules)
    for report, own in zip(rich[:1], tied[:1], strict=True):
        places = chance.sample(range(len(names)), len(names))
        shuffled = evolve(mine, rules={f"{at:06}": mine.rules[name] for at, name in zip(places, names, strict=True)})
        possible = candidates(report, cells_of(own)[:40], SEEDED[:2])
        for one in (report, *(c.made(report, own).report for c in possible[:2])):
            if _found(one, mine) != _found(one, shuffled):
                return True
    return False


def _found(report: Report, book: Rulebook) -> list[tuple[str, str, str]]:
    return sorted((f.rule, f.severity.value, f.message.zh) for f in evaluate(report, book, strict=True).findings)


__all__ = ["Soundness", "examples_of", "is_beyond_slack", "only", "soundness"]
