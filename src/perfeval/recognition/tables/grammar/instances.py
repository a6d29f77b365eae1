"""What a believed relation says of single cells, and how much speaks for it there: what evaluation is handed.

Nothing is judged here. Of each instance it is written down what speaks for the relation without it, and what would
excuse it; an instance that nobody could blame (the table is cut off, its figure is no total) is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from perfeval.recognition.tables.grammar.beliefs import BREAK, LEAST, Belief
from perfeval.recognition.tables.grammar.grid import GridCell
from perfeval.recognition.tables.grammar.lines import Axis
from perfeval.recognition.tables.grammar.schemas import QUIET, Cue, Kind, Schema
from perfeval.recognition.tables.grammar.sheet import Sheet
from perfeval.recognition.tables.grammar.votes import Instance

#: Cues of relations that break as a whole where they break: each further break speaks against all.
FRAGILE = frozenset(
    {Cue.STRIDE, Cue.SHARE, Cue.PATH, Cue.GROUP, Cue.DIFFERENCE, Cue.RATE_WORDS, Cue.RATE_SIGN, Cue.ALIKE}
)
#: Cues that may as well mean something else: without an instance that holds they say nothing.
FAINT = frozenset({Cue.NUMBER, Cue.NUMBER_PLAIN, Cue.SUB, Cue.GROUP, Cue.ALIKE, Cue.STRIDE, Cue.PATH})
#: What an open end takes away, in tenths of a bit.
OPEN_END = 40
#: What a relation found by figures alone has to bring: tenths of a bit, telling holds, holds for each break.
QUIET_BITS = 200
QUIET_HOLDS = 3
#: So many neighbouring breaks are one: from there on the lines mean something else.
RUN = 3

#: What a breach needs at most to be sure; relations that nothing else bears out stay below.
SURE = 120

#: A coefficient and a cell.
CellTerm = tuple[int, GridCell]


@frozen(eq=False)
class CellReading:
    """A relation between cells: the first term is what it is about."""

    kind: Kind
    terms: tuple[CellTerm, ...]
    bottom: tuple[CellTerm, ...] = ()


@frozen(eq=False)
class CellClaim:
    """What a table says of some of its cells.

    Attributes
    ----------
    kind
        What the relation is: a sum, a rate, …
    readings
        The ways it may be meant, the likeliest first; it is broken only if every one is.
    evidence
        The cue, and what else bears on how sure it is: `telling` (it holds elsewhere and might not have), `formula` (the
        table prints it), `figures` (no word says so), `run` (it stands for its broken neighbours).
    bits
        What speaks for it without this instance, in tenths of a bit; less than `SURE` where it neither holds elsewhere
        nor is printed, and where its neighbours break, too.
    holds
        Whether it holds, for whoever counts.
    """

    kind: Kind
    readings: tuple[CellReading, ...]
    evidence: frozenset[str]
    bits: int
    holds: bool


def claims_of(sheet: Sheet, beliefs: Sequence[Belief], *, cut: bool = False) -> Iterator[CellClaim]:
    """What a block says of its cells.

    Parameters
    ----------
    cut
        Whether the table goes on elsewhere, so that a sum over its last line says nothing.
    """
    holding = {
        (b.schema.axis, v.across)
        for b in beliefs
        if b.schema.kind is Kind.SUM
        for v in b.votes
        if v.holds and v.telling
    }
    for belief in beliefs:
        if belief.schema.cue in QUIET and not _is_plain(belief):
            continue
        yield from _of_one(sheet, belief, holding, cut=cut)


def _of_one(
    sheet: Sheet, belief: Belief, holding: set[tuple[Axis, int]], *, cut: bool
) -> Iterator[CellClaim]:  # fmt: skip
    schema = belief.schema
    evidence = {schema.cue.value}
    if any(v.holds and v.telling for v in belief.votes):
        evidence.add("telling")
    if schema.cue is Cue.FORMULA:
        evidence.add("formula")
    if schema.cue in QUIET:
        evidence.add("figures")
    runs = _runs(belief)
    for vote in belief.votes:
        if vote.holds:
            made = _claim(sheet, belief, vote, evidence, belief.bits - vote.told)
        elif _excused(sheet, belief, vote, holding, cut=cut) or vote.across in runs["rest"]:
            continue
        else:
            bits = _without(belief, len(runs["rest"]))
            made = _claim(sheet, belief, vote, evidence | ({"run"} if vote.across in runs["first"] else set()), bits)
        if made.holds or made.bits >= LEAST:
            yield made


def _is_plain(belief: Belief) -> bool:
    """Whether figures alone make a relation so plain that somebody may be asked about it."""
    return (
        belief.besides >= QUIET_BITS and belief.holds >= QUIET_HOLDS and belief.holds >= QUIET_HOLDS * belief.breaks
    )  # fmt: skip


def _without(belief: Belief, folded: int) -> int:
    """What speaks for a relation without one of its breaks."""
    bits = belief.bits + BREAK * (1 + folded)
    breaks = belief.breaks - folded
    if belief.schema.cue in FRAGILE and 3 * breaks > belief.holds:
        bits -= BREAK * (breaks - 1)
    bits -= OPEN_END if belief.schema.open_end else 0
    borne_out = belief.schema.cue is Cue.FORMULA or any(v.holds and v.telling for v in belief.votes)
    return min(bits, SURE - 1) if folded or not borne_out else bits


def _runs(belief: Belief) -> dict[str, set[int]]:
    """Neighbouring breaks: the first of each run, and the rest of it."""
    found: dict[str, set[int]] = {"first": set(), "rest": set()}
    run: list[int] = []
    for vote in (*belief.votes, None):
        if vote is not None and not vote.holds:
            run.append(vote.across)
            continue
        if len(run) >= RUN:
            found["first"].add(run[0])
            found["rest"].update(run[1:])
        run = []
    return found


def _excused(
    sheet: Sheet, belief: Belief, vote: Instance, holding: set[tuple[Axis, int]], *, cut: bool
) -> bool:  # fmt: skip
    """Whether nobody could blame a break: it says nothing, or another says it already."""
    schema = belief.schema
    if belief.breaks > max(1, belief.holds) or (cut and schema.reaches_end):
        return True
    if (schema.cue in QUIET and not vote.telling) or (schema.cue in FAINT and not belief.holds):
        return True
    return schema.kind is Kind.SUM and _is_mean(sheet, schema, vote, holding)


def _is_mean(sheet: Sheet, schema: Schema, vote: Instance, holding: set[tuple[Axis, int]]) -> bool:
    """Whether a total may be a mean: it lies among its parts, nothing else adds up there, and no word makes it an amount."""
    own = sheet.on(schema.axis, schema.target).get(vote.across)
    parts = [f.value for _, n in schema.terms if (f := sheet.on(schema.axis, n).get(vote.across)) is not None]
    if own is None or len(parts) < 2 or not min(parts) <= own.value <= max(parts):
        return False
    line = sheet.by_index[schema.axis.other].get(vote.across)
    return (schema.axis, vote.across) not in holding and not (line is not None and line.names_amount)


def _claim(sheet: Sheet, belief: Belief, vote: Instance, evidence: set[str], bits: int) -> CellClaim:
    readings = [reading_of(sheet, belief.schema, vote.across)]
    for rival in belief.rivals:
        if any(v.across == vote.across for v in rival.votes):
            readings.append(reading_of(sheet, rival.schema, vote.across))
    return CellClaim(belief.schema.kind, tuple(readings), frozenset(evidence), bits, vote.holds)


def reading_of(sheet: Sheet, schema: Schema, across: int) -> CellReading:
    """A schema in one line across, as a relation between its cells."""

    def cells(terms: Sequence[tuple[int, int]], line: int) -> list[CellTerm]:
        return [(c, f.cell) for c, n in terms if (f := sheet.on(schema.axis, n).get(line)) is not None]

    target = sheet.on(schema.axis, schema.target)[across].cell
    top = cells(schema.terms, across)
    bottom = cells(schema.bottom, across if schema.base is None else schema.base)
    if schema.kind is Kind.CHANGE:
        top += [(-c, f) for c, f in bottom]
    if not bottom:
        return CellReading(schema.kind, ((1, target), *((-c, f) for c, f in top)))
    return CellReading(schema.kind, ((1, target), *top), tuple(bottom))


def second_beliefs(beliefs: Sequence[Belief]) -> list[Belief]:
    """Beliefs with what else is believed of the same lines, each without its rivals."""
    return [*beliefs, *(evolve(b, rivals=()) for belief in beliefs for b in belief.beside)]
