"""Which place's rule of progress holds: the nearest one's, of those in force in the year."""

from __future__ import annotations

from collections.abc import Iterable

from perfeval.jurisdictions import lineage
from perfeval.resolution import Installed
from perfeval.resolution.books import conflict
from perfeval.ruling import Progress, in_force


def progress_for(packs: Iterable[Installed], code: str, year: int) -> tuple[Progress, Installed] | None:
    """The rule of progress of a place and year, with the pack that sets it; None where no place of its lineage has one.

    Raises
    ------
    JurisdictionError
        If the code cannot exist.
    ConflictError
        If two packs of one place set one each.
    """
    line = lineage(code)
    found = [(one.pack.progress, one) for one in packs if one.pack.progress is not None and one.pack.code in line]
    held = [(rule, by) for rule, by in found if rule is not None and in_force(by.pack, year)]
    if not held:
        return None
    nearest = max(line.index(by.pack.code) for _, by in held)
    there = sorted(
        ((rule, by) for rule, by in held if line.index(by.pack.code) == nearest), key=lambda one: one[1].name
    )
    if any(rule != there[0][0] for rule, _ in there):
        names = [by.name for _, by in there]
        raise conflict(
            f"{there[0][1].pack.code} 有 {len(there)} 种支出进度要求：{'、'.join(names)}；只能有一种。",
            f"{there[0][1].pack.code} has {len(there)} rules of progress, of {', '.join(names)}; there may be one.",
            *names,
        )
    return there[0]


__all__ = ["progress_for"]
