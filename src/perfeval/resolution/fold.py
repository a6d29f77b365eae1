"""The fold: level by level down the lineage, each level settled by itself before the next one replaces it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import TypeVar

from attrs import define, evolve, field

from perfeval.errors import PackError
from perfeval.resolution.books import FrameworkInForce, InForce, Installed, Step, conflict, nonsense
from perfeval.ruling import AnyRule, Framework, FrameworkPatch, Indicator, RulePatch, in_force


@define
class Fold:
    """A book in the making."""

    rules: dict[str, InForce] = field(factory=dict)
    frameworks: dict[str, FrameworkInForce] = field(factory=dict)
    history: dict[str, list[Step]] = field(factory=dict)
    depth: dict[str, int] = field(factory=dict)

    def note(self, key: str, what: str, by: str, place: str) -> None:
        """Something happened to an id."""
        self.history.setdefault(key, []).append(Step(what, by, place))

    def default(self, *, project: bool = False) -> str | None:
        """The nearest default framework; for the form of a project, those made for projects alone count, too.

        A default made for projects everywhere gives way to a nearer place with a framework of its own for what forms
        print: there, nobody but the user says which of the two it is.

        Raises
        ------
        ConflictError
            If one place has two.
        """
        several = [
            name
            for name, f in self.frameworks.items()
            if f.framework.default and (project or not f.framework.of_projects)
        ]
        if not several:
            return None
        nearest = max(self.depth[name] for name in several)
        there = sorted(name for name in several if self.depth[name] == nearest)
        if project and any(self.depth[n] > nearest and f.framework.rows for n, f in self.frameworks.items()):
            return None if all(self.frameworks[name].framework.of_projects for name in there) else there[0]
        if project:  # of one place, the one made for projects is nearer to a project than the one made for everything
            there = [name for name in there if self.frameworks[name].framework.of_projects] or there
        if len(there) > 1:
            one, other = self.frameworks[there[0]].by, self.frameworks[there[1]].by
            raise conflict(
                f"{one.pack.code} 有两个默认指标体系：{one.name} 的“{there[0]}”与 {other.name} 的“{there[1]}”；只能有一个 default=True。",
                f"{one.pack.code} has two default frameworks: {there[0]!r} of {one.name} and {there[1]!r} of {other.name}.",
                one.name, other.name,
            )  # fmt: skip
        return there[0]


def fold_packs(along: Sequence[Installed], line: Sequence[str], year: int | None) -> Fold:
    """The packs in force, the nation first, each level settled by itself."""
    fold = Fold()
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
        _patch_rules(level, place, fold)
    return fold


def _withdraw(level: Sequence[Installed], place: str, fold: Fold) -> None:
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
                    raise conflict(
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
        raise conflict(
            f"“{key}”在 {place} 有两种规定：{one_name} 与 {other_name}；请让其中一个写明 replaces='{one_name}/{key}'，或错开 since/until。",
            f"{key!r} of {place} is set differently by {one_name} and {other_name}; let one declare "
            f"replaces='{one_name}/{key}', or keep their years apart.",
            one_name, other_name,
        )  # fmt: skip
    return standing[0]


def _patch(level: Sequence[Installed], place: str, fold: Fold) -> None:
    """The changes that the packs of one place make to frameworks: one claim for each indicator."""
    claims: dict[tuple[str, str], list[tuple[FrameworkPatch, Installed]]] = {}
    for installed in level:
        for one in installed.pack.frameworks:
            if not isinstance(one, FrameworkPatch):
                continue
            if one.framework not in fold.frameworks:
                raise nonsense(
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


def _patch_rules(level: Sequence[Installed], place: str, fold: Fold) -> None:
    """The changes that the packs of one place make to single rules and indicators: one claim for each."""
    claims: dict[str, list[tuple[RulePatch, Installed]]] = {}
    for installed in level:
        for patch in installed.pack.patches:
            claims.setdefault(patch.rule, []).append((patch, installed))
    for key in sorted(claims):
        patch, by = _one_of(claims[key], key, place, lambda c: c[1], lambda c: c[0])
        if patch.is_of_indicator:
            _patch_indicator(patch, by, fold)
        elif key in fold.rules:
            fold.rules[key] = evolve(fold.rules[key], rule=_patched(patch, fold.rules[key].rule, by))
        else:
            raise _not_there(key, fold.rules, by)
        fold.note(key, "replaced", by.name, place)


def _patch_indicator(patch: RulePatch, by: Installed, fold: Fold) -> None:
    framework, _, name = patch.rule.partition("/")
    now = fold.frameworks.get(framework)
    if now is None:
        raise _not_there(framework, fold.frameworks, by)
    indicator = now.framework.indicator(name)
    if indicator is None:
        raise _not_there(name, [i.id for i in now.framework.indicators], by)
    points = indicator.points if patch.points is None else patch.points
    only = FrameworkPatch(framework=framework, replace=(evolve(indicator, points=points),))
    fold.frameworks[framework] = evolve(now, framework=now.framework.patched(only), parts={**now.parts, name: by.name})


def _patched(patch: RulePatch, rule: AnyRule, by: Installed) -> AnyRule:
    try:
        return patch.patched(rule)
    except PackError as error:
        raise nonsense(error.zh.rstrip("。"), error.en.rstrip("."), by.name) from error


def _not_there(key: str, there: Iterable[str], by: Installed) -> PackError:
    near = get_close_matches(key, list(there), 3)
    zh, en = (f"（是否为 {'、'.join(near)}）", f" (is {' or '.join(near)} meant?)") if near else ("", "")
    return nonsense(
        f"要修改的“{key}”在该地该年不存在{zh}", f"{key!r}, which they change, is not in force there{en}", by.name
    )


def _touched(patch: FrameworkPatch, inside: str) -> object:
    if inside in ("sections", "bands", "rows"):
        return getattr(patch, inside)
    found: Indicator | None = next((i for i in patch.replace if i.id == inside), None)
    return (found, inside in patch.withdraw)
