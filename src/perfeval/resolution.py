"""Which rules apply in a place and a year: a fold over the administrative lineage.

Rule 1: nearer replaces farther, whole rule by id; what a pack withdraws no longer holds below it.
Rule 2: two packs of one place that set one id differently fail the books that contain both, and only those.
Rule 3: nothing depends on the order in which packs were registered.
This file decides which rules apply; it never looks at a report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from attrs import field, frozen

from perfeval.errors import ConflictError, JurisdictionError, UnknownNameError
from perfeval.jurisdictions import lineage
from perfeval.ruling import AnyRule, Pack, in_force

#: Fiscal years outside this range cannot exist: the budget law's first year, and a far future.
FIRST_YEAR, LAST_YEAR = 1995, 2099


@frozen
class Installed:
    """A pack with the distribution it came from; `name` is `distribution:pack`."""

    pack: Pack
    origin: str = "perfeval"
    version: str = ""

    @property
    def name(self) -> str:
        """The pack's full name."""
        return f"{self.origin}:{self.pack.id}"


@frozen
class InForce:
    """A rule that applies, and the pack that set it."""

    rule: AnyRule
    by: Installed


@frozen
class Step:
    """One thing that happened to a rule id on the way down the lineage: set, replaced or withdrawn."""

    what: str
    by: str
    code: str


@frozen
class Rulebook:
    """The rules of one place in one fiscal year, and how they came to be."""

    code: str
    year: int | None
    rules: Mapping[str, InForce] = field(repr=False)
    history: Mapping[str, tuple[Step, ...]] = field(repr=False)
    packs: tuple[str, ...] = ()

    @cached_property
    def in_order(self) -> tuple[InForce, ...]:
        """The rules, sorted by id."""
        return tuple(self.rules[key] for key in sorted(self.rules))

    def rule(self, id: str) -> InForce:  # noqa: A002 - the field's own word
        """One rule.

        Raises
        ------
        UnknownNameError
            If no such rule is in force; the message names near ones.
        """
        if id in self.rules:
            return self.rules[id]
        near = [key for key in sorted(self.rules) if id in key or key in id] or sorted(self.rules)
        raise UnknownNameError(
            f"{self.code} {self.year} 年没有规则“{id}”；有：{'、'.join(near[:12])}。",
            f"No rule {id!r} is in force in {self.code} {self.year}; there are {', '.join(near[:12])}.",
        )


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
        GB/T 2260 code.
    year
        Fiscal year; None leaves only packs that hold in every year.

    Raises
    ------
    JurisdictionError
        If the code or the year cannot exist.
    ConflictError
        If two packs of one place disagree about a rule and neither says it replaces the other's.
    """
    line = lineage(code)
    checked_year(year)
    here = [p for p in packs if p.pack.code in line and in_force(p.pack, year)]
    rules: dict[str, InForce] = {}
    history: dict[str, list[Step]] = {}
    for place in line:
        level = sorted((p for p in here if p.pack.code == place), key=lambda p: p.name)
        for installed in level:
            for withdrawn in installed.pack.withdraws:
                if withdrawn in rules:
                    del rules[withdrawn]
                    history[withdrawn].append(Step("withdrawn", installed.name, place))
        _set(level, place, rules, history)
    return Rulebook(
        code,
        year,
        rules,
        {k: tuple(v) for k, v in history.items()},
        tuple(p.name for p in sorted(here, key=lambda p: p.name)),
    )


def _set(
    level: Sequence[Installed], place: str, rules: dict[str, InForce], history: dict[str, list[Step]]
) -> None:  # fmt: skip
    """The rules that the packs of one place set, after their disagreements are settled aloud."""
    claims: dict[str, list[InForce]] = {}
    for installed in level:
        for rule in installed.pack.rules:
            claims.setdefault(rule.id, []).append(InForce(rule, installed))
    for key in sorted(claims):
        standing = list(claims[key])
        replaced = {f for c in standing for f in c.by.pack.replaces}
        standing = [c for c in standing if f"{c.by.name}/{key}" not in replaced]
        if len({id(c.by.pack) for c in standing}) > 1 and any(c.rule != standing[0].rule for c in standing):
            one, other = standing[0].by.name, next(c.by.name for c in standing if c.rule != standing[0].rule)
            raise ConflictError(
                f"规则“{key}”在 {place} 有两种规定：{one} 与 {other}；请让其中一个写明 replaces='{one}/{key}'，或错开 since/until。",
                f"The rule {key!r} of {place} is set differently by {one} and {other}; let one declare "
                f"replaces='{one}/{key}', or keep their years apart.",
            )
        if not standing:
            continue
        rules[key] = standing[0]
        said = "replaced" if key in history else "set"
        history.setdefault(key, []).append(Step(said, standing[0].by.name, place))


__all__ = ["FIRST_YEAR", "LAST_YEAR", "InForce", "Installed", "Rulebook", "Step", "checked_year", "resolve"]
