"""One slip on one statement that would make every broken identity hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from perfeval.editing.edits import edits, is_edit
from perfeval.editing.locating import components
from perfeval.editing.slips import Slip, Span, meant
from perfeval.evaluation import Checked, Evaluation, relations
from perfeval.model import Report, Statement
from perfeval.quantities import Quantity, Unit, Unread
from perfeval.relations import Operand, statement_key
from perfeval.relations.windows import window

#: What candidates are ranked by: distance, a print unlike its column, the slip.
Order = tuple[Fraction, bool, int]
#: So many cells that cannot be read are tried in each of their readings.
MOST_UNREAD = 8


@frozen
class Candidate:
    """What one statement may have been meant to say.

    Attributes
    ----------
    cell, meant, slip
        The statement, the number it may have meant (`meant.printed` as it would be printed), and the slip.
    distance
        How far the identities it stands in then are from holding exactly, in base units, all together.
    rank
        1 for the likeliest; candidates nothing tells apart share a rank.
    """

    cell: Operand
    meant: Quantity
    slip: Slip
    distance: Fraction = Fraction(0)
    rank: int = 1


@frozen
class Repair:
    """The slips that would undo what is broken together, the likeliest first.

    `findings` are the fingerprints of what would be silenced.
    """

    findings: tuple[str, ...]
    candidates: tuple[Candidate, ...]

    @property
    def unique(self) -> bool:
        """Whether there is one candidate only: one slip of the listed kinds, and no other, explains what is broken."""
        return len(self.candidates) == 1

    @property
    def first(self) -> tuple[Candidate, ...]:
        """The likeliest candidates; several where nothing tells them apart."""
        return tuple(c for c in self.candidates if c.rank == 1)


def repair(evaluation: Evaluation) -> tuple[Repair, ...]:
    """The slips of the hand that would make broken identities hold, one entry for what is broken together.

    A candidate is one slip on one statement: two digits changed, one dropped, added or wrong, the sign, the decimal
    point, 元 for 万元, two numbers run together. With it all the identities the statement stands in hold, within the
    rounding of the evaluation. Exact solutions come before those within rounding, then prints that look like their
    column, then the likelier slip. A cell with two numbers run together is listed with both readings, or with the one
    an identity decides. Nothing is ever changed.

    Returns
    -------
    tuple of Repair
        One for each group of broken identities that share statements, with no candidate where no single slip will do.
    """
    every, cells = edits(evaluation)
    broken = components([edit for edit in every if not edit.holds])
    return (*repairs(evaluation, broken, every, cells), *split_cells(evaluation))


def repairs(
    evaluation: Evaluation, broken: Sequence[Sequence[Checked]], every: Sequence[Checked], cells: Mapping[str, Operand],
    most: int | None = None,
) -> tuple[Repair, ...]:  # fmt: skip
    """The repairs of cells that can be read, one for each of these groups of broken edits that share cells.

    With `most`, a group that more candidates would mend gets none: they say nothing about the figure.
    """
    usual = usual_places(evaluation.report)
    standing: dict[str, list[Checked]] = {}
    for edit in every:
        for key in edit.keys:
            standing.setdefault(key, []).append(edit)
    return tuple(_repair(part, standing, cells, usual, most) for part in broken)


def usual_places(report: Report) -> dict[tuple[str, str], int]:
    """The decimals most numbers of a block and column print."""
    counts: dict[tuple[str, str], Counter[int]] = {}
    for statement in report.statements:
        if statement.quantity is not None:
            counts.setdefault((statement.block, statement.column), Counter())[statement.quantity.places] += 1
    return {column: min(found.items(), key=lambda kv: (-kv[1], -kv[0]))[0] for column, found in counts.items()}


def _repair(
    part: Sequence[Checked], standing: Mapping[str, Sequence[Checked]], cells: Mapping[str, Operand],
    usual: Mapping[tuple[str, str], int], most: int | None,
) -> Repair:  # fmt: skip
    findings = tuple(dict.fromkeys(e.finding for e in part if e.finding))
    shared = frozenset.intersection(*(edit.keys for edit in part))
    found: list[tuple[Order, Candidate]] = []
    for key in [key for key in cells if key in shared]:
        cell = cells[key]
        places = usual.get((cell.statement.block, cell.statement.column)) if cell.statement is not None else None
        around = [*part, *(edit for edit in standing[key] if edit.holds)]
        for slip, quantity in _mending(part, cell, places):
            off = distance(around, {key: quantity})
            if off is not None:
                odd = places is not None and quantity.places != places
                found.append(((off, odd, slip.place), Candidate(cell, quantity, slip, off)))
                if most is not None and len(found) > most:
                    return Repair(findings, ())
    found.sort(key=lambda one: one[0])
    best: dict[tuple[str, Fraction], tuple[Order, Candidate]] = {}
    for order, candidate in found:  # one value may be printed in several ways
        best.setdefault((candidate.cell.key, candidate.meant.value), (order, candidate))
    ranks = {order: rank for rank, order in enumerate(sorted({order for order, _ in best.values()}), 1)}
    return Repair(findings, tuple(evolve(candidate, rank=ranks[order]) for order, candidate in best.values()))


def _mending(part: Sequence[Checked], cell: Operand, places: int | None) -> Iterator[tuple[Slip, Quantity]]:
    """The prints one slip away that may mend all that is broken: what is left over says where they lie."""
    scale = unit_scale(cell.number)
    spans: list[Span] = [(None, None)]
    reach = Fraction(1)
    for edit in part:
        own = [window(option, cell.key) for option in edit.options if cell.key in option.keys]
        ends = [one for one in own if one is not None]
        if len(ends) == len(own):  # a relation the cell is not in stays broken whatever it says
            reach = max((reach, *(one.reach for one in ends)))
            spans = _both(spans, [(one.low, one.high) for one in ends], 2 * (reach + 1) * scale)
    own_unit = [(None if low is None else low / scale, None if high is None else high / scale) for low, high in spans]
    return iter(meant(cell.number, places, own_unit, reach))


def _both(spans: Sequence[Span], others: Sequence[Span], beyond: Fraction) -> list[Span]:
    """What lies in one of some spans and in one of others, or so near that a coarser print may."""
    made: list[Span] = []
    for low, high in spans:
        for least, most in others:
            lows = [end for end in (low, least) if end is not None]
            highs = [end for end in (high, most) if end is not None]
            if not lows or not highs or max(lows) - min(highs) <= beyond:
                made.append((max(lows, default=None), min(highs, default=None)))
    return made


def unit_scale(quantity: Quantity) -> Fraction:
    """What one of a quantity's units is worth in base units."""
    return quantity.unit.scale if quantity.unit else Fraction(1)


def distance(around: Sequence[Checked], changed: Mapping[str, Quantity]) -> Fraction | None:
    """How far edits are from holding exactly, together, once cells are printed otherwise; None if one is broken."""
    total = Fraction(0)
    for edit in around:
        one = edit.distance(changed)
        if one is None:
            return None
        total += one
    return total


# --- cells that cannot be read --------------------------------------------------------------------------------------


def split_cells(evaluation: Evaluation) -> Iterator[Repair]:
    """Cells in which two numbers ran together: the reading that identities decide, or all of them."""
    report = evaluation.report
    glued = [s for s in report.statements if isinstance(s.reading, Unread) and s.reading.slip and s.reading.readings]
    for statement in glued[:MOST_UNREAD]:
        assert isinstance(statement.reading, Unread)
        key = statement_key(statement)
        unit = _unit_beside(report, statement)
        readings = [reading.within(unit) for reading in statement.reading.readings]
        rules = _rules_around(evaluation, statement)
        fits = [_fits(evaluation, statement, reading, rules) for reading in readings]
        decided = fits.count(True) == 1 and fits.count(False) == len(fits) - 1
        yield Repair(
            tuple(f.fingerprint for f in evaluation.findings if any(c.key == key for c in f.figures)),
            tuple(
                Candidate(Operand(reading, statement=statement), reading, Slip.GLUED)
                for reading, fit in zip(readings, fits, strict=True) if fit or not decided
            ),
        )  # fmt: skip


def _rules_around(evaluation: Evaluation, statement: Statement) -> set[str]:
    """The rules that would speak of a statement if it could be read."""
    key = statement_key(statement)
    rules = {n.rule for n in evaluation.not_run if any(f.key == key for f in n.figures)}
    if len(evaluation.report.by_key[statement.name.key]) > 1:
        rules |= {planned.rule.id for planned in evaluation.rulebook.plan.every if planned.header.of_repeats}
    return rules


def _unit_beside(report: Report, statement: Statement) -> Unit | None:
    """The unit of the column, by another of its numbers."""
    near = [s for s in report.statements if s.block == statement.block and s.quantity and s.quantity.unit]
    same = next((s for s in near if s.column == statement.column), near[0] if near else None)
    return same.quantity.unit if same is not None and same.quantity is not None else None


def _fits(evaluation: Evaluation, statement: Statement, reading: Quantity, rules: Collection[str]) -> bool | None:
    """Whether identities that bind the statement hold with a reading; None where none of them could be tried."""
    report = evaluation.report
    changed = tuple(evolve(s, reading=reading) if s is statement else s for s in report.statements)
    tried = relations(evolve(report, statements=changed, forms=()), evaluation.rulebook, rules)
    key = statement_key(statement)
    own = [c for c in tried if is_edit(c) and key in c.keys]
    return all(c.holds for c in own) if own else None
