"""Findings that one change would silence share a root.

A change is one cell rewritten, or one row taken out (its points and its score together). Where several changes
would do, structure decides: a row outside every block before any other; the others are named as alternatives. A change
that would break what holds is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from attrs import evolve

from perfeval.findings import Finding, Suggestion, Text
from perfeval.relations.strain import Strain


def _moving(strain: Strain) -> Iterable[str]:
    """The cells that move a relation at all: a base under a rate of zero does not."""
    return (key for key, coefficient, _ in strain.cells if coefficient)


def _by(strains: Sequence[Strain], names: Callable[[Strain], Iterable[str]]) -> dict[str, list[Strain]]:
    """Strains by the cells or rows in them, each once under each."""
    made: dict[str, list[Strain]] = defaultdict(list)
    for strain in strains:
        for name in dict.fromkeys(names(strain)):
            made[name].append(strain)
    return made


def _row_changes(broken: Sequence[Strain], held: Sequence[Strain]) -> dict[str, set[int]]:
    """For each row, the findings that taking it out would silence, if nothing that holds breaks."""
    found: dict[str, set[int]] = {}
    by_row = _by(broken, lambda s: (name for name, _ in s.rows))
    holding = _by(held, lambda s: (name for name, _ in s.rows))
    for row, strains in by_row.items():
        silenced = {s.finding for s in strains if s.finding is not None and s.without(row)}
        touched = [s for s in holding.get(row, ()) if not s.at_most]
        if silenced and all(s.without(row) for s in touched):
            found[row] = silenced
    return found


def _cell_changes(broken: Sequence[Strain], held: Sequence[Strain]) -> dict[str, set[int]]:
    """For each cell, the findings that one value of it would silence together, if nothing that holds breaks."""
    uses = _by(broken, _moving)
    holding = _by(held, _moving)
    found: dict[str, set[int]] = {}
    for key, strains in uses.items():
        if len({s.finding for s in strains}) < 2:
            continue
        also = (h for h in holding.get(key, ()) if not h.at_most)
        ranges = [s.value_for(key) for s in (*strains, *also)]
        lows = [low for low, _ in ranges if low is not None]
        if all(value >= 0 for s in strains for name, _, value in s.cells if name == key):
            lows.append(Fraction(0))  # no amount was meant to be less than nothing
        highs = [high for _, high in ranges if high is not None]
        if not lows or not highs or max(lows) <= min(highs):
            found[key] = {s.finding for s in strains if s.finding is not None}
    return found


def share_roots(
    findings: Sequence[Finding], strains: Sequence[Strain], structural: Sequence[tuple[int, tuple[str, ...]]],
    names: dict[str, Text],
) -> list[Finding]:  # fmt: skip
    """The findings, with roots set and the loudest severity of its members given to each root.

    Parameters
    ----------
    findings
        All findings, fingerprints set.
    strains
        Relations that were tried, broken or not.
    structural
        Findings that are about the place of rows, with the rows.
    names
        What to call a row in a suggestion.
    """
    made = list(findings)
    broken = [s for s in strains if s.finding is not None]
    held = [s for s in strains if s.finding is None]
    rows = _row_changes(broken, held)
    taken: set[int] = set()
    for position, own_rows in structural:
        members = set().union(*(rows.get(r, set()) for r in own_rows)) - taken
        if members:
            join(made, position, members)
            taken |= members
            for member in members:  # each total by itself says which row would let it fit
                _name(made, member, [r for r in own_rows if member in rows.get(r, ())], names)
            others = [r for r, silenced in rows.items() if r not in own_rows and silenced >= members]
            _name(made, position, others, names)
    for _, silenced in sorted(rows.items(), key=lambda kv: (-len(kv[1]), kv[0])):
        members = silenced - taken
        if members:
            root = _loudest(made, members)
            join(made, root, members)
            taken |= members
            _name(made, root, [r for r, s in rows.items() if s >= members], names)
    for _, silenced in sorted(_cell_changes(broken, held).items(), key=lambda kv: (-len(kv[1]), kv[0])):
        members = silenced - taken
        if len(members) > 1:
            join(made, _loudest(made, members), members)
            taken |= members
    return made


def _loudest(made: Sequence[Finding], members: set[int]) -> int:
    """The loudest of some findings, the first of equals."""
    return min(members, key=lambda i: (made[i].severity.rank, i))


def join(made: list[Finding], root: int, members: set[int]) -> None:
    """Give some findings, and all that share a root with them, one root, as loud and heavy as the greatest of them."""
    prints = {made[i].fingerprint for i in members}
    every = members | {i for i, finding in enumerate(made) if finding.root in prints}
    loudest = min((made[i].severity for i in {root, *members}), key=lambda s: s.rank)
    weight = max(made[i].weight for i in {root, *members})
    made[root] = evolve(made[root], severity=loudest, weight=weight, root=None)
    for i in every - {root}:
        made[i] = evolve(made[i], root=made[root].fingerprint)


def _name(made: list[Finding], root: int, others: list[str], names: dict[str, Text]) -> None:
    known = [names[r] for r in others if r in names]
    if known:
        zh = "、".join(n.zh for n in known[:4])
        en = ", ".join(n.en for n in known[:4])
        text = Text(f"若不计“{zh}”一行，合计即相符", f"without the row {en} the totals fit")
        made[root] = evolve(made[root], suggestions=(*made[root].suggestions, Suggestion(text, "row")))
