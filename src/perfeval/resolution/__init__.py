"""Which rules apply in a place and a year: a fold over the administrative lineage.

Rule 1: nearer replaces farther, whole rule by id; what a pack withdraws no longer holds below it.
Rule 2: two packs of one place that set one id differently fail the books that contain both, and only those.
Rule 3: nothing depends on the order in which packs were registered.
Rule 4: a book that does not make sense (points that do not add up, a gap between grades, an identity over a line item
nobody declared) is refused before any report is seen, naming the packs at fault.
This room decides which rules apply; it never looks at a report.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from perfeval.errors import JurisdictionError, PackError
from perfeval.jurisdictions import lineage, name_of
from perfeval.resolution.books import (
    BUNDLED,
    FIRST_YEAR,
    LAST_YEAR,
    FrameworkInForce,
    InForce,
    Installed,
    Rulebook,
    Step,
)
from perfeval.resolution.fold import Fold, fold_packs
from perfeval.resolution.sense import NO_ROWS, check_frameworks, check_items, items_of, known_items, labels
from perfeval.ruling import Framework, Pack, in_force


def checked_year(year: int | None) -> int | None:
    """A fiscal year that can exist.

    Raises
    ------
    JurisdictionError
        If it cannot.
    """
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise JurisdictionError(
            f"没有 {year} 预算年度；应在 {FIRST_YEAR} 与 {LAST_YEAR} 之间。",
            f"There is no fiscal year {year}; expected one from {FIRST_YEAR} to {LAST_YEAR}.",
        )
    return year


def resolve(packs: Iterable[Installed], code: str = "000000", year: int | None = None) -> Rulebook:
    """The rulebook of a place and a year.

    Parameters
    ----------
    packs
        All packs there are, in any order.
    code
        GB/T 2260 code; one that no pack is about is fine if its province exists.
    year
        Fiscal year; None leaves only packs that hold in every year.

    Raises
    ------
    JurisdictionError
        If the code or the year cannot exist.
    ConflictError
        If two packs of one place disagree about a rule and neither says it replaces the other's.
    PackError
        If the packs together do not make sense.
    """
    line = lineage(code)
    checked_year(year)
    every = sorted(packs, key=lambda p: p.name)
    along = [p for p in every if p.pack.code in line]
    known = known_items(every)
    fold = _sound(along, line, year, known)
    others, earlier = _of_other_years(along, line, year, fold, known)
    here = [p for p in along if in_force(p.pack, year)]
    return Rulebook(
        code, year, fold.rules, {k: tuple(v) for k, v in (earlier | fold.history).items()}, tuple(p.name for p in here), fold.frameworks,
        fold.default(), fold.default(project=True), labels(every), others,
        place=_name_of(code, every), versions=tuple(p.dated for p in here),
        missing=tuple((p.pack.code, what) for p in here for what in p.pack.missing),
        newer=tuple((p.pack.code, document) for p in here for document in p.pack.newer),
    )  # fmt: skip


def _name_of(code: str, packs: Iterable[Installed]) -> str:
    """What a place is called, by the packs or the bundled list."""
    own = (place.name for one in packs for place in one.pack.places if place.code == code)
    return next(own, "") or name_of(code)


def _sound(along: Sequence[Installed], line: Sequence[str], year: int | None, known: frozenset[str]) -> Fold:
    """The packs in force, folded, if they make sense together."""
    made = fold_packs(along, line, year)
    check_frameworks(made.rules, made.frameworks)
    check_items(made.rules, made.frameworks, known)
    return made


def _of_other_years(
    along: Sequence[Installed], line: Sequence[str], year: int | None, fold: Fold, known: frozenset[str]
) -> tuple[dict[str, FrameworkInForce | PackError], dict[str, list[Step]]]:
    """The frameworks of the lineage that do not hold in this year, each as it was in the nearest year it did."""
    found: dict[str, FrameworkInForce | PackError] = {}
    history: dict[str, list[Step]] = {}
    distance: dict[str, int] = {}
    for installed in along:
        pack = installed.pack
        if in_force(pack, year):
            continue
        nearest = _nearest(pack, year)
        for one in pack.frameworks:
            if not isinstance(one, Framework) or one.id in fold.frameworks:
                continue
            away = abs(nearest - year) if year is not None else -nearest
            if one.id in distance and distance[one.id] <= away:
                continue
            distance[one.id] = away
            try:
                other = _sound(along, line, nearest, known)
                found[one.id] = evolve(other.frameworks[one.id], year=nearest)
                history |= {k: v for k, v in other.history.items() if k.split("/")[0] == one.id}
            except PackError as error:
                found[one.id] = error
            except KeyError:  # withdrawn in its own year
                found.pop(one.id, None)
    return found, history


def _nearest(pack: Pack, year: int | None) -> int:
    low = pack.since if pack.since is not None else FIRST_YEAR
    high = pack.until if pack.until is not None else LAST_YEAR
    if year is None:
        return high if pack.until is not None else low
    return min(max(year, low), high)


__all__ = [
    "BUNDLED", "FIRST_YEAR", "LAST_YEAR", "NO_ROWS", "FrameworkInForce", "InForce", "Installed", "Rulebook", "Step",
    "checked_year", "items_of", "resolve",
]  # fmt: skip
