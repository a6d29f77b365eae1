"""What a table is believed to say: for each line the relation most speaks for, with its rivals.

Rule 1: everything is counted in tenths of a bit, so that words and figures add up and every machine says the same.
Rule 2: a relation is also believed because others of its family hold: the same cue, on the same axis.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from perfeval.recognition.tables.grammar.lines import Axis
from perfeval.recognition.tables.grammar.schemas import QUIET, Cue, Schema
from perfeval.recognition.tables.grammar.sheet import Sheet
from perfeval.recognition.tables.grammar.votes import Instance, instances, tenths

#: What a break takes away.
BREAK = 60
#: A family speaks for or against its members with no more than this.
MOST_FAMILY = 80
#: What is believed at least.
LEAST = 20
#: Rivals so close are kept: a figure they explain is not blamed.
RIVAL = 120
#: Readings so close are as likely as each other.
NEAR = 100


@frozen(eq=False)
class Belief:
    """A schema with its instances and what speaks for it.

    Attributes
    ----------
    schema
        What is believed.
    votes
        Its instances.
    bits
        What speaks for it in all, in tenths of a bit.
    rivals
        Other readings of the same line that are nearly as likely, the likeliest first.
    """

    schema: Schema
    votes: tuple[Instance, ...]
    bits: int = 0
    rivals: tuple[Belief, ...] = ()

    @property
    def beside(self) -> Iterator[Belief]:
        """Rivals that say something else of the same line and are true as well: they hold, and share no part with it."""
        taken = {n for _, n in self.schema.terms}
        for rival in self.rivals:
            own = {n for _, n in rival.schema.terms}
            holds = rival.holds > rival.breaks and rival.schema.is_linear and not rival.schema.open_end
            if holds and not own & taken:
                taken |= own
                yield rival

    @property
    def besides(self) -> int:
        """What speaks for it without one of its breaks, if it has any."""
        return self.bits + (BREAK if self.breaks else 0)

    @property
    def holds(self) -> int:
        """How many instances hold and could have failed."""
        return sum(v.holds and v.telling for v in self.votes)

    @property
    def breaks(self) -> int:
        """How many instances break."""
        return sum(not v.holds for v in self.votes)


def believed(sheet: Sheet, proposals: Iterable[Schema]) -> list[Belief]:
    """For each line of each axis the likeliest relation it is the target of, where enough speaks for it.

    Breaks that are only the shadow of others do not count, and which are is known once something is believed.
    """
    voted = [Belief(s, tuple(instances(sheet, s))) for s in _once(proposals)]
    voted = [belief for belief in voted if belief.votes]
    first = _likeliest(voted)
    lit = Shadows(first)
    return _likeliest([evolve(b, votes=lit.shaded(b)) for b in voted]) if lit.any else first


def _likeliest(voted: Sequence[Belief]) -> list[Belief]:
    families = _families(voted)
    by_target: dict[tuple[Axis, int], list[Belief]] = defaultdict(list)
    for belief in voted:
        weighed = evolve(belief, bits=_bits(belief, families), rivals=())
        by_target[belief.schema.axis, belief.schema.target].append(weighed)
    found = []
    for rivals in by_target.values():
        ranked = sorted(rivals, key=lambda b: (-b.bits, b.schema.open_end, -len(b.schema.terms)))
        best = min((b for b in ranked if _as_good(b, ranked[0])), key=lambda b: len(b.schema.terms))
        if best.besides >= LEAST:
            close = tuple(b for b in ranked if b is not best and b.besides >= max(best.besides - RIVAL, LEAST))
            found.append(evolve(best, rivals=close))
    return found


class Shadows:
    """Which breaks are only those of others: in the line of a total or difference, off by what its own lines are off by."""

    def __init__(self, beliefs: Sequence[Belief]) -> None:
        self._off = {
            (b.schema.axis, b.schema.target, v.across): v.residual
            for b in beliefs
            if b.schema.is_linear
            for v in b.votes
            if not v.holds
        }
        self._made_of = {(b.schema.axis, b.schema.target): b.schema.terms for b in beliefs if b.schema.is_linear}
        self.any = len(self._off) > 1

    def shaded(self, belief: Belief) -> tuple[Instance, ...]:
        """The instances of a belief without those that are shadows."""
        return tuple(v for v in belief.votes if v.holds or not self._is_one(belief.schema, v))

    def _is_one(self, schema: Schema, vote: Instance) -> bool:
        parts = self._made_of.get((schema.axis.other, vote.across), ()) if schema.is_linear else ()
        off = [c * self._off[key] for c, n in parts if (key := (schema.axis, schema.target, n)) in self._off]
        return bool(off) and abs(sum(off) - vote.residual) <= vote.slack


def _as_good(belief: Belief, best: Belief) -> bool:
    """Whether a sum is as likely as the likeliest: then the one of fewer lines, of subtotals and no leaves, is meant."""
    near = belief.bits >= best.bits - NEAR and belief.breaks <= best.breaks and belief.holds >= best.holds
    return belief is best or (near and belief.schema.is_linear and not belief.schema.open_end)


def _once(proposals: Iterable[Schema]) -> list[Schema]:
    """Each relation once, by the cue that says most for it: a = b + c and b = a − c are one."""
    best: dict[object, Schema] = {}
    for schema in proposals:
        known = best.get(schema.relation)
        if known is None or schema.prior > known.prior:
            best[schema.relation] = schema
    return list(best.values())


Family = tuple[Axis, Cue]


def _families(voted: Sequence[Belief]) -> Mapping[Family, tuple[int, int]]:
    """How often the schemas of each family hold and break, each target by its best schema."""
    best: dict[tuple[Axis, Cue, int], tuple[int, int]] = {}
    for belief in voted:
        key = (belief.schema.axis, belief.schema.cue, belief.schema.target)
        count = (belief.holds, belief.breaks)
        known = best.get(key)
        if known is None or count[0] - count[1] > known[0] - known[1]:
            best[key] = count
    found: dict[Family, tuple[int, int]] = {}
    for (axis, cue, _), (holds, breaks) in best.items():
        known_holds, known_breaks = found.get((axis, cue), (0, 0))
        found[axis, cue] = (known_holds + holds, known_breaks + breaks)
    return found


def _bits(belief: Belief, families: Mapping[Family, tuple[int, int]]) -> int:
    """What speaks for a schema: its words, its figures, its family; less what breaks."""
    told = sum(v.told for v in belief.votes if v.holds)
    return belief.schema.prior + told - BREAK * belief.breaks + _family(belief, families)


def _family(belief: Belief, families: Mapping[Family, tuple[int, int]]) -> int:
    """What the other members of its family say for a schema."""
    schema = belief.schema
    if schema.cue in QUIET:
        return 0
    holds, breaks = families[schema.axis, schema.cue]
    others = max(holds - belief.holds, 0), max(breaks - belief.breaks, 0)
    weight = 2 * tenths(2 * others[0] + 1, 4 * others[1] + 1)
    return max(-MOST_FAMILY, min(MOST_FAMILY, weight))
