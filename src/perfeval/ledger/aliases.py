"""Which names are one: a unit that was renamed, projects that became one.

Rule 1: names are one only if a person says so, and then in every year.
Rule 2: how a name is typed does not matter, and neither do years in it.
Rule 3: a name that became two is no alias: whose a problem is then, nobody can say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from attrs import field, frozen

from perfeval.errors import ModelError
from perfeval.evaluation.verified import About
from perfeval.ledger.entries import Alias, Found, Problem, Run
from perfeval.quantities import tidy

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?=年)|〔[+-]?\d+〕(?=年)")

#: How a problem is known in a ledger: the unit, what of it, and the stem.
Key = tuple[str, tuple[About, ...], str]


def comparable(name: str) -> str:
    """A name without what does not matter in it.

    >>> comparable("２０２３年 “某县”档案馆") == comparable("2022年某县档案馆")
    True
    """
    plain = tidy(_YEAR.sub("", tidy(name)))
    return "".join(c for c in plain if unicodedata.category(c)[0] not in "PZC").casefold()


@frozen
class Aliases:
    """Declared names, followed to what each is called now.

    Raises
    ------
    ModelError
        If one name became two, or names lead in a circle.
    """

    declared: tuple[Alias, ...] = ()
    _units: dict[str, str] = field(init=False, eq=False, repr=False)
    _projects: dict[tuple[str, str], str] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        units = _followed((comparable(w), comparable(a.name)) for a in self.declared if not a.is_project for w in a.was)
        object.__setattr__(self, "_units", units)
        by_unit: dict[str, list[tuple[str, str]]] = {}
        for one in self.declared:
            if one.is_project:
                unit = units.get(comparable(one.unit), comparable(one.unit))
                by_unit.setdefault(unit, []).extend((comparable(w), comparable(one.name)) for w in one.was)
        projects = {(unit, old): new for unit, pairs in by_unit.items() for old, new in _followed(pairs).items()}
        object.__setattr__(self, "_projects", projects)

    def unit(self, unit: str, name: str) -> str:
        """What a unit is known by, from its code or name and its printed name."""
        known, printed = comparable(unit), comparable(name)
        return self._units.get(known) or self._units.get(printed) or known

    def about(self, unit: str, about: Iterable[About]) -> tuple[About, ...]:
        """What something of a unit (by what it is known by) is about, under the names of now."""
        return tuple(sorted(About(self._project(unit, one.project), one.kind) for one in about))

    def _project(self, unit: str, project: str) -> str:
        known = comparable(project)
        return self._projects.get((unit, known)) or self._projects.get(("", known)) or known

    def key(self, unit: str, found: Found | Problem) -> Key:
        """What a problem of a unit is known by."""
        return unit, self.about(unit, found.about), found.stem

    def unit_of(self, one: Problem | Run) -> str:
        """What the unit of a problem or a run is known by."""
        return self.unit(one.unit, one.name)


def _followed(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Where every name leads in the end; one that others lead to leads to itself."""
    table: dict[str, str] = {}
    for old, new in pairs:
        if not old or not new:
            raise ModelError("别名中有空的名称。", "An alias has an empty name.")
        if table.setdefault(old, new) != new:
            raise ModelError(
                f"“{old}”有两个现名（“{table[old]}”“{new}”）；一分为二的不能用别名，请分别登记。",
                f"{old!r} is said to be called {table[old]!r} and {new!r} by now; what became two has no alias.",
            )
    return {name: _end(name, table) for name in {*table, *table.values()}}


def _end(name: str, table: dict[str, str]) -> str:
    passed = [name]
    while table.get(passed[-1], passed[-1]) != passed[-1]:
        passed.append(table[passed[-1]])
        if passed[-1] in passed[:-1]:
            way = " → ".join(passed)
            raise ModelError(f"别名首尾相接：{way}。", f"The aliases lead in a circle: {way}.")
    return passed[-1]


__all__ = ["Aliases", "Key", "comparable"]
