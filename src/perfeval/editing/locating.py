"""Which statements are probably wrong: the smallest sets whose change lets every identity hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from math import prod

from attrs import frozen

from perfeval.editing.edits import edits
from perfeval.editing.localise import MOST_NODES, MOST_SETS, Found, System, smallest_sets
from perfeval.errors import UsageError
from perfeval.evaluation import Checked, Evaluation
from perfeval.findings import Severity
from perfeval.relations import Operand
from perfeval.relations.rows import Rate, Row
from perfeval.relations.windows import rows

#: What it takes to believe that a cell is wrong. Two sure cells weigh more than one of any kind, never less.
PLAIN, CONFIRMED, FLAGGED = 4, 5, 3
#: So many ways to choose between bases that nobody names are tried.
MOST_CHOICES = 32

Choice = tuple[tuple[Row, ...], tuple[Rate, ...]]


@frozen
class Suspects:
    """What explains identities that are broken together.

    Attributes
    ----------
    findings
        Fingerprints of the findings it is about.
    sets
        Every smallest set of cells whose change would let all identities around them hold; several are a tie.
    weight
        What each of them weighs; None if none was found within the effort allowed.
    capped
        Whether there may be further sets: the search stopped, or some way to choose between bases was not tried.
    relaxed
        Whether a set may be too small, because a rate in it stood between amounts that were both released.
    """

    findings: tuple[str, ...]
    sets: tuple[tuple[Operand, ...], ...]
    weight: int | None
    capped: bool = False
    relaxed: bool = False


@frozen
class Located:
    """The smallest explanations of a report's broken identities, one part for what hangs together.

    Attributes
    ----------
    parts
        Each explains some findings, and any set of one goes with any set of another.
    left_out
        Fingerprints of findings no identity stands behind, which localisation says nothing about.
    """

    parts: tuple[Suspects, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def sets(self) -> tuple[tuple[Operand, ...], ...]:
        """Every smallest set for the whole report, at most `MOST_SETS`; the empty set where nothing is broken."""
        chosen = islice(product(*(part.sets for part in self.parts)), MOST_SETS)
        return tuple(tuple(cell for cells in one for cell in cells) for one in chosen)

    @property
    def capped(self) -> bool:
        """Whether there may be more sets than `sets` lists."""
        return any(p.capped for p in self.parts) or prod(len(p.sets) for p in self.parts) > MOST_SETS


def reliability(evaluation: Evaluation) -> dict[str, int]:
    """How much it takes to believe that a cell is wrong, by the key of the cell; `PLAIN` for all others.

    A print that is repeated elsewhere is trusted more. A cell that a finding of its own objects to, such as a row
    outside every block, is trusted less.
    """
    weights: dict[str, int] = {}
    identities = {c.finding for c in evaluation.checked}
    for checked in evaluation.checked:
        if checked.same and checked.holds:
            weights |= dict.fromkeys(checked.keys, CONFIRMED)
    for finding in evaluation.findings:
        if finding.severity is Severity.ERROR and finding.fingerprint not in identities:
            weights |= {figure.key: FLAGGED for figure in finding.figures if figure.key}
    return weights


def locate(
    evaluation: Evaluation, weights: Mapping[str, int] | None = None, *, most_nodes: int = MOST_NODES,
    most_sets: int = MOST_SETS,
) -> Located:  # fmt: skip
    """The smallest sets of statements whose change lets every identity hold (Fellegi and Holt, 1976).

    Identities are what the evaluation checked: sums, equal amounts, rates, points and scores, several prints of one
    figure, and lists that may not exceed their whole. They bind within the same rounding as in the evaluation, and in
    exact arithmetic. The report is never changed.

    Parameters
    ----------
    weights
        How much it takes to believe that a cell is wrong, by the key of the cell (`figure.key` of a finding): whole
        numbers above zero, 4 where none is given. Without it, by `reliability`: more for a print that is repeated
        elsewhere, less for a cell that is objected to already.
    most_nodes, most_sets
        How far to search; what stopped there is `capped`.

    Raises
    ------
    UsageError
        If a weight is not above zero.
    """
    trusted = reliability(evaluation) if weights is None else weights
    if any(weight <= 0 for weight in trusted.values()):
        raise UsageError("权重应为正整数。", "Weights are whole numbers above zero.")
    every, cells = edits(evaluation)
    parts = tuple(
        suspects(part, cells, trusted, most_nodes=most_nodes, most_sets=most_sets)
        for part in components(every) if not all(edit.holds for edit in part)
    )  # fmt: skip
    explained = {edit.finding for edit in every}
    left_out = tuple(f.fingerprint for f in evaluation.findings if f.fingerprint not in explained)
    return Located(parts, left_out)


def components(every: Sequence[Checked]) -> list[list[Checked]]:
    """Edits that hang together by their cells, each part and all parts in the order given."""
    leader: dict[str, str] = {}

    def find(key: str) -> str:
        while leader.setdefault(key, key) != key:
            leader[key] = key = leader[leader[key]]
        return key

    for edit in every:
        first, *others = sorted(edit.keys) or [""]
        for other in others:
            leader[find(other)] = find(first)
    parts: dict[str, list[Checked]] = {}
    for edit in every:
        if edit.keys:
            parts.setdefault(find(min(edit.keys)), []).append(edit)
    return list(parts.values())


def suspects(
    part: Sequence[Checked], cells: Mapping[str, Operand], trusted: Mapping[str, int], *, most_nodes: int, most_sets: int
) -> Suspects:  # fmt: skip
    """The smallest sets of cells that let these edits hold."""
    keys = sorted({key for edit in part for key in edit.keys}, key=_in_order)
    index = {key: number for number, key in enumerate(keys)}
    weights = {number: trusted.get(key, PLAIN) for key, number in index.items()}
    chosen, narrowed = _choices(part, index)
    best = Found(capped=narrowed)
    for choice in chosen:
        system = System([r for linear, _ in choice for r in linear], [r for _, rates in choice for r in rates])
        best = best.beside(
            smallest_sets(system, weights, most_nodes=most_nodes, most_sets=most_sets, most_weight=best.weight)
        )
    listed = best.sets[:most_sets]
    return Suspects(
        tuple(dict.fromkeys(e.finding for e in part if e.finding)),
        tuple(tuple(cells[keys[number]] for number in one) for one in listed),
        best.weight, best.capped or len(listed) < len(best.sets), best.relaxed,
    )  # fmt: skip


def _in_order(key: str) -> tuple[bool, int, str]:
    """Statements in the order of the report, before the cells of forms."""
    word, _, number = key.partition(" ")
    return (False, int(number), "") if word == "statement" and number.isdigit() else (True, 0, key)


def _choices(part: Sequence[Checked], index: Mapping[str, int]) -> tuple[Iterator[list[Choice]], bool]:
    """The ways to choose one relation of every edit, those that are reported first; whether some are left out.

    Where there are too many, what holds keeps the base by which it holds.
    """
    ways: list[list[Choice]] = []
    for edit in part:
        several = [choice for option in edit.options for choice in rows(option, index)]
        if edit.holds and len(several) > 1:  # the reading that holds comes first
            several.sort(key=lambda c: any(r.broken for r in (*c[0], *(r for rate in c[1] for r in rate.rows()))))
        ways.append(several)
    if prod(len(several) for several in ways) <= MOST_CHOICES:
        return (list(one) for one in product(*ways)), False
    ways = [several[:1] if edit.holds else several for edit, several in zip(part, ways, strict=True)]
    return (list(one) for one in islice(product(*ways), MOST_CHOICES)), True
