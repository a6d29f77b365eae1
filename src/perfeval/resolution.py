"""Which rules apply in a place and a year: a fold over the administrative lineage.

Rule 1: nearer replaces farther, whole rule by id; what a pack withdraws no longer holds below it.
Rule 2: two packs of one place that set one id differently fail the books that contain both, and only those.
Rule 3: nothing depends on the order in which packs were registered.
Rule 4: a book that does not make sense (points that do not add up, a gap between grades, an identity over a line item
nobody declared) is refused before any report is seen, naming the packs at fault.
This file decides which rules apply; it never looks at a report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from attrs import define, evolve, field, frozen

from perfeval.errors import ConflictError, JurisdictionError, PackError, UnknownNameError
from perfeval.jurisdictions import lineage
from perfeval.model import ALL_FUNDS, FigureName, Stage, base_of, printed
from perfeval.ruling import (
    AnyRule,
    Band,
    Either,
    FigureRule,
    Framework,
    FrameworkPatch,
    Indicator,
    Linear,
    Pack,
    Rows,
    in_force,
)

#: Fiscal years outside this range cannot exist: the budget law's first year, and a far future.
FIRST_YEAR, LAST_YEAR = 1995, 2099

BUNDLED = "perfeval"

#: A block that lists nothing: rules are asked which figures they name, not whether they hold.
NO_ROWS = Rows(lambda _: (), lambda _: ())


@frozen
class Installed:
    """A pack with the distribution it came from; `name` is `distribution:pack`."""

    pack: Pack
    origin: str = BUNDLED
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
class FrameworkInForce:
    """A framework of a place, the pack that set it, and which pack set each of its indicators.

    `year` is None where it holds in the year asked for; else the nearest year in which it did, because a framework of
    another year may still be asked for by name, for comparison.
    """

    framework: Framework
    by: Installed
    parts: Mapping[str, str] = field(factory=dict)
    year: int | None = None


@frozen
class Step:
    """One thing that happened to an id on the way down the lineage: set, replaced or withdrawn."""

    what: str
    by: str
    code: str


@frozen
class Rulebook:
    """The rules of one place in one fiscal year, and how they came to be.

    Attributes
    ----------
    rules, frameworks
        By id. `default` is the framework taken where the user names none; None where no attested one is known.
    history
        For each rule, framework, and indicator (`framework/indicator`), what happened to it, the nation first.
    labels
        Line item to Chinese label, of all packs: vocabulary is not folded.
    packs
        The full names of the packs in force.
    """

    code: str
    year: int | None
    rules: Mapping[str, InForce] = field(repr=False)
    history: Mapping[str, tuple[Step, ...]] = field(repr=False)
    packs: tuple[str, ...] = ()
    frameworks: Mapping[str, FrameworkInForce] = field(factory=dict, repr=False)
    default: str | None = None
    labels: Mapping[str, str] = field(factory=dict, repr=False)
    _other_years: Mapping[str, FrameworkInForce | PackError] = field(factory=dict, repr=False, alias="other_years")

    @cached_property
    def in_order(self) -> tuple[InForce, ...]:
        """The rules, sorted by id."""
        return tuple(self.rules[key] for key in sorted(self.rules))

    @property
    def framework_names(self) -> tuple[str, ...]:
        """The frameworks that can be chosen: those in force first, then those of other years."""
        return (*sorted(self.frameworks), *sorted(self._other_years))

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

    def framework(self, name: str | None = None) -> FrameworkInForce | None:
        """A framework by name, or the default one; None only where no name is given and there is no default.

        One that holds in another year is found, too, and says so by its `year`.

        Raises
        ------
        UnknownNameError
            If there is no such framework in the place's lineage.
        PackError
            If it is one of another year that does not make sense.
        """
        if name is None:
            return None if self.default is None else self.frameworks[self.default]
        found = self.frameworks.get(name) or self._other_years.get(name)
        if isinstance(found, PackError):
            raise found
        if found is not None:
            return found
        there = "、".join(self.framework_names) or "（无）"
        raise UnknownNameError(
            f"{self.code} 没有名为“{name}”的指标体系；有：{there}。",
            f"{self.code} has no framework {name!r}; there are {', '.join(self.framework_names) or 'none'}.",
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
    fold = _fold(along, line, year)
    known = _known_items(every)
    _check_items(fold, known)
    others, earlier = _of_other_years(along, line, year, fold, known)
    return Rulebook(
        code, year, fold.rules, {k: tuple(v) for k, v in (earlier | fold.history).items()},
        tuple(p.name for p in along if in_force(p.pack, year)), fold.frameworks, fold.default(), _labels(every), others,
    )  # fmt: skip


# --- the fold -------------------------------------------------------------------------------------------------------


@define
class _Fold:
    """A book in the making."""

    rules: dict[str, InForce] = field(factory=dict)
    frameworks: dict[str, FrameworkInForce] = field(factory=dict)
    history: dict[str, list[Step]] = field(factory=dict)
    depth: dict[str, int] = field(factory=dict)

    def note(self, key: str, what: str, by: str, place: str) -> None:
        """Something happened to an id."""
        self.history.setdefault(key, []).append(Step(what, by, place))

    def default(self) -> str | None:
        """The nearest default framework.

        Raises
        ------
        ConflictError
            If one place has two.
        """
        several = [name for name, f in self.frameworks.items() if f.framework.default]
        if not several:
            return None
        nearest = max(self.depth[name] for name in several)
        there = sorted(name for name in several if self.depth[name] == nearest)
        if len(there) > 1:
            one, other = self.frameworks[there[0]].by, self.frameworks[there[1]].by
            raise _conflict(
                f"{one.pack.code} 有两个默认指标体系：{one.name} 的“{there[0]}”与 {other.name} 的“{there[1]}”；只能有一个 default=True。",
                f"{one.pack.code} has two default frameworks: {there[0]!r} of {one.name} and {there[1]!r} of {other.name}.",
                one.name, other.name,
            )  # fmt: skip
        return there[0]


def _conflict(zh: str, en: str, *packs: str) -> ConflictError:
    error = ConflictError(zh, en)
    error.packs = tuple(dict.fromkeys(packs))
    return error


def _nonsense(zh: str, en: str, *packs: str) -> PackError:
    named = tuple(dict.fromkeys(packs))
    error = PackError(f"规则包 {'、'.join(named)}：{zh}。", f"The packs {', '.join(named)}: {en}.")
    error.packs = named
    return error


def _fold(along: Sequence[Installed], line: Sequence[str], year: int | None) -> _Fold:
    """The packs in force, the nation first, each level settled by itself."""
    fold = _Fold()
    here = [p for p in along if in_force(p.pack, year)]
    for depth, place in enumerate(line):
        level = [p for p in here if p.pack.code == place]
        _withdraw(level, place, fold)
        for key, force in _settled(level, place, _rules_of, lambda f: f.rule):
            fold.note(key, "replaced" if key in fold.rules else "set", force.by.name, place)
            fold.rules[key] = force
        for key, whole in _settled(level, place, _frameworks_of, lambda f: f.framework):
            fold.note(key, "replaced" if key in fold.frameworks else "set", whole.by.name, place)
            fold.frameworks[key] = whole
            fold.depth[key] = depth
        _patch(level, place, fold)
    _check_frameworks(fold)
    return fold


def _withdraw(level: Sequence[Installed], place: str, fold: _Fold) -> None:
    """What the packs of one place say does not hold there; another pack of the place that sets it disagrees."""
    for installed in level:
        for key in installed.pack.withdraws:
            for other in level:
                sets = key in {r.id for r in other.pack.rules} | {
                    f.id for f in other.pack.frameworks if isinstance(f, Framework)
                }
                settled = (
                    f"{other.name}/{key}" in installed.pack.replaces or f"{installed.name}/{key}" in other.pack.replaces
                )
                if other is not installed and sets and not settled:
                    raise _conflict(
                        f"“{key}”在 {place} 被 {installed.name} 撤销，又由 {other.name} 规定；请写明 replaces='{installed.name}/{key}'。",
                        f"{key!r} of {place} is withdrawn by {installed.name} and set by {other.name}; let one declare "
                        f"replaces='{installed.name}/{key}'.",
                        installed.name, other.name,
                    )  # fmt: skip
            known = fold.rules.pop(key, None) or fold.frameworks.pop(key, None)
            if known is not None:
                fold.note(key, "withdrawn", installed.name, place)


T = TypeVar("T")
C = TypeVar("C", InForce, FrameworkInForce)


def _rules_of(installed: Installed) -> Iterator[tuple[str, InForce]]:
    for rule in installed.pack.rules:
        yield rule.id, InForce(rule, installed)


def _frameworks_of(installed: Installed) -> Iterator[tuple[str, FrameworkInForce]]:
    for one in installed.pack.frameworks:
        if isinstance(one, Framework):
            yield one.id, FrameworkInForce(one, installed, {i.id: installed.name for i in one.indicators})


def _settled(
    level: Sequence[Installed],
    place: str,
    claims_of: Callable[[Installed], Iterable[tuple[str, C]]],
    content: Callable[[C], object],
) -> Iterator[tuple[str, C]]:
    """What the packs of one place set, one claim an id, after their disagreements are settled aloud."""
    claims: dict[str, list[C]] = {}
    for installed in level:
        for key, claim in claims_of(installed):
            claims.setdefault(key, []).append(claim)
    for key in sorted(claims):
        yield key, _one_of(claims[key], key, place, lambda c: c.by, content)


def _one_of(
    claims: Sequence[T], key: str, place: str, by: Callable[[T], Installed], content: Callable[[T], object]
) -> T:
    replaced = {f for c in claims for f in by(c).pack.replaces}
    standing = [c for c in claims if f"{by(c).name}/{key}" not in replaced] or list(claims)
    other = next((c for c in standing if content(c) != content(standing[0])), None)
    if other is not None:
        one_name, other_name = by(standing[0]).name, by(other).name
        raise _conflict(
            f"“{key}”在 {place} 有两种规定：{one_name} 与 {other_name}；请让其中一个写明 replaces='{one_name}/{key}'，或错开 since/until。",
            f"{key!r} of {place} is set differently by {one_name} and {other_name}; let one declare "
            f"replaces='{one_name}/{key}', or keep their years apart.",
            one_name, other_name,
        )  # fmt: skip
    return standing[0]


def _patch(level: Sequence[Installed], place: str, fold: _Fold) -> None:
    """The changes that the packs of one place make to frameworks: one claim for each indicator."""
    claims: dict[tuple[str, str], list[tuple[FrameworkPatch, Installed]]] = {}
    for installed in level:
        for one in installed.pack.frameworks:
            if not isinstance(one, FrameworkPatch):
                continue
            if one.framework not in fold.frameworks:
                raise _nonsense(
                    f"要修改的指标体系“{one.framework}”在该地该年不存在", f"the framework {one.framework!r} they change is not in force there",
                    installed.name,
                )  # fmt: skip
            for inside in one.touches:
                claims.setdefault((one.framework, inside), []).append((one, installed))
    for name, inside in sorted(claims):
        key = f"{name}/{inside}"
        patch, by = _one_of(
            claims[name, inside], key, place, lambda c: c[1], lambda c, inside=inside: _touched(c[0], inside)  # type: ignore[misc]
        )  # fmt: skip
        now = fold.frameworks[name]
        only = FrameworkPatch(
            framework=name, replace=tuple(i for i in patch.replace if i.id == inside),
            withdraw=(inside,) if inside in patch.withdraw else (),
            sections=patch.sections if inside == "sections" else (), bands=patch.bands if inside == "bands" else (),
            rows=patch.rows if inside == "rows" else None,
        )  # fmt: skip
        known = now.framework.indicator(inside) is not None or inside in ("sections", "bands", "rows")
        what = "withdrawn" if only.withdraw else ("replaced" if known else "set")
        if key not in fold.history and known:
            fold.note(key, "set", now.parts.get(inside, now.by.name), now.by.pack.code)
        fold.note(key, what, by.name, place)
        parts = {**now.parts, inside: by.name}
        fold.frameworks[name] = evolve(now, framework=now.framework.patched(only), parts=parts)


def _touched(patch: FrameworkPatch, inside: str) -> object:
    if inside in ("sections", "bands", "rows"):
        return getattr(patch, inside)
    found: Indicator | None = next((i for i in patch.replace if i.id == inside), None)
    return (found, inside in patch.withdraw)


# --- sense ----------------------------------------------------------------------------------------------------------


def _check_frameworks(fold: _Fold) -> None:
    """Every framework adds up, and nothing is both a rule and a framework."""
    for name, force in sorted(fold.frameworks.items()):
        wrong = force.framework.problems()
        if wrong:
            zh, en = "；".join(w.zh for w in wrong), "; ".join(w.en for w in wrong)
            raise _nonsense(zh, en, force.by.name, *sorted(set(force.parts.values())))
        if name in fold.rules:
            raise _nonsense(
                f"“{name}”既是规则又是指标体系", f"{name!r} is both a rule and a framework",
                force.by.name, fold.rules[name].by.name,
            )  # fmt: skip


def _known_items(packs: Iterable[Installed]) -> frozenset[str]:
    """Every line item a document can state: declared, or named by a column or row of a layout."""
    found: set[str] = set()
    for installed in packs:
        pack = installed.pack
        found |= {item.id for item in pack.line_items}
        for layout in pack.layouts:
            found |= {c.item for c in layout.columns if c.item} | {r.item for r in layout.rows if r.item}
    return frozenset(base_of(item) for item in found)


def _labels(packs: Iterable[Installed]) -> dict[str, str]:
    found: dict[str, str] = {}
    for installed in packs:
        for item in installed.pack.line_items:
            found.setdefault(item.id, item.label)
    return found


def items_of(rule: AnyRule) -> frozenset[str]:
    """The line items a rule speaks of, asked of the rule itself: its anchors, and the figures its relations name."""
    if isinstance(rule, Band):
        words = {i.removesuffix(".*") for i in rule.items} | {r.item for r in (rule.of, rule.to) if r.item}
        return frozenset(_plain(words))
    if not isinstance(rule, FigureRule):
        return frozenset()
    words = {a for a in rule.anchors() if not a.startswith("*")}
    for anchor in tuple(words):
        try:
            schemas = [s for name in _probes(anchor) for s in rule.schemas(name, NO_ROWS)]
        except Exception:  # noqa: S112 - a rule that fails when run is isolated there, with its report
            continue
        for schema in schemas:
            for one in schema.options if isinstance(schema, Either) else (schema,):
                terms = one.terms if isinstance(one, Linear) else ((1, one.stated), *one.top, *one.bottom)
                words |= {name.item for _, name in terms}
    return frozenset(_plain(words))


def _probes(item: str) -> Iterator[FigureName]:
    for stage in Stage:
        yield FigureName(printed("?"), item, printed(LAST_YEAR), printed(stage), printed(ALL_FUNDS))


def _plain(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        base = base_of(word.split(":")[0])
        if base:
            yield base


def _check_items(fold: _Fold, known: frozenset[str]) -> None:
    """No rule and no formula is about a line item that nobody declared."""
    for key, force in sorted(fold.rules.items()):
        missing = sorted(items_of(force.rule) - known)
        if missing:
            raise _nonsense(
                f"规则“{key}”所用科目“{missing[0]}”没有任何规则包声明", f"the rule {key!r} is about {missing[0]!r}, which no pack declares",
                force.by.name,
            )  # fmt: skip
    for name, whole in sorted(fold.frameworks.items()):
        for indicator in whole.framework.indicators:
            missing = sorted({base_of(r.item.split(":")[0]) for r in indicator.refs() if r.item} - known)
            if missing:
                raise _nonsense(
                    f"指标“{name}/{indicator.id}”所用科目“{missing[0]}”没有任何规则包声明",
                    f"the indicator {name}/{indicator.id} is about {missing[0]!r}, which no pack declares",
                    whole.parts.get(indicator.id, whole.by.name),
                )  # fmt: skip


def _of_other_years(
    along: Sequence[Installed], line: Sequence[str], year: int | None, fold: _Fold, known: frozenset[str]
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
                other = _fold(along, line, nearest)
                _check_items(other, known)
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
    "BUNDLED", "FIRST_YEAR", "LAST_YEAR", "FrameworkInForce", "InForce", "Installed", "Rulebook", "Step", "checked_year",
    "items_of", "resolve",
]  # fmt: skip
