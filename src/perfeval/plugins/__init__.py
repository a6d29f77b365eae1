"""Packs, readers and renderers of installed distributions, each plugin registered, checked and asked by itself.

Bundled packs enter by the same hooks as strangers. What fails is set aside and named in every result; with
`strict=True` it raises. Nothing depends on the order in which plugins come: of two strangers that clash, both are set
aside.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterable
from functools import cache, cached_property, partial
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from itertools import combinations
from pkgutil import iter_modules
from types import ModuleType

import pluggy
from attrs import define, field, frozen

from perfeval import hookspecs
from perfeval.boundary import guarded, said
from perfeval.errors import ConflictError, PackError, UnknownNameError
from perfeval.hookspecs import PROJECT, Reader, Renderer, hookimpl
from perfeval.jurisdictions import lineage
from perfeval.resolution import Installed, Rulebook, resolve
from perfeval.resolution.sense import known_items, known_rates
from perfeval.ruling import API, Framework, FrameworkPatch, Pack
from perfeval.vocabulary import Vocabulary, vocabulary

#: The bundled plugins: every module of `perfeval.rules`, so that a place is one file, then the readers and renderers.
BUNDLED = (
    *(f"perfeval.rules.{room.name}" for room in iter_modules(import_module("perfeval.rules").__path__)),
    "perfeval.readers",
    "perfeval.renderers",
)
NO_PLUGINS = "PERFEVAL_NO_PLUGINS"
NATION = "000000"

_HOOKS = tuple(name for name in vars(hookspecs) if name.startswith("perfeval_"))
_KINDS: dict[str, type] = {"perfeval_rule_packs": Pack, "perfeval_readers": Reader, "perfeval_renderers": Renderer}


@frozen
class Quarantined:
    """A plugin that was set aside: its name, where it comes from, and what went wrong."""

    name: str
    origin: str
    error: str


@frozen
class Plugins:
    """Everything the installed plugins offer."""

    packs: tuple[Installed, ...] = ()
    readers: tuple[Reader, ...] = ()
    renderers: tuple[Renderer, ...] = ()
    quarantined: tuple[Quarantined, ...] = ()
    #: The distributions that readers and renderers come from, by what they are and their name.
    origins: tuple[tuple[type, str, str], ...] = field(default=(), eq=False, repr=False)
    words: Vocabulary = field(factory=Vocabulary, eq=False, repr=False)
    _books: dict[tuple[str, int | None], Rulebook] = field(factory=dict, init=False, eq=False, repr=False)

    @cached_property
    def items(self) -> frozenset[str]:
        """Every line item a document can state."""
        return known_items(self.packs)

    @cached_property
    def rates(self) -> frozenset[str]:
        """Every rate of a line item that a document can state."""
        return known_rates(self.packs)

    def book(self, code: str, year: int | None) -> Rulebook:
        """The rulebook of a place and a year, made once.

        Raises
        ------
        JurisdictionError
            If the code or the year cannot exist.
        PackError
            If the packs there do not make sense together.
        """
        if (code, year) not in self._books:
            self._books[code, year] = resolve(self.packs, code, year)
        return self._books[code, year]

    def renderer(self, name: str) -> Renderer:
        """The renderer of a format; `UnknownNameError` if nobody offers it."""
        found = next((r for r in self.renderers if r.name == name), None)
        if found is None:
            names = "、".join(r.name for r in self.renderers)
            raise UnknownNameError(
                f"没有“{name}”格式；有 {names}。", f"There is no format {name!r}; there are {names}."
            )
        return found

    def origin_of(self, thing: Reader | Renderer) -> str:
        """The distribution a reader or renderer comes from."""
        named = (origin for kind, name, origin in self.origins if isinstance(thing, kind) and name == thing.name)
        return next(named, PROJECT)


@frozen
class OfPacks:
    """A plugin that offers these packs."""

    packs: tuple[Pack, ...]

    @hookimpl
    def perfeval_rule_packs(self) -> list[Pack]:
        """The packs."""
        return list(self.packs)


def _checked(plugin: object, origin: str) -> dict[str, list[object]]:
    """What one plugin offers, by hook.

    Raises
    ------
    PackError
        If a hook is misspelt, not marked, or returns the wrong thing.
    """
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    named = [
        (name, value) for name, value in inspect.getmembers(plugin) if name.startswith("perfeval_") and callable(value)
    ]  # fmt: skip
    for name, value in named:
        if name not in _HOOKS:
            raise PackError(
                f"没有名为 {name} 的钩子；有 {'、'.join(_HOOKS)}。",
                f"There is no hook {name}; there are {', '.join(_HOOKS)}.",
            )
        if not hasattr(value, f"{PROJECT}_impl"):
            raise PackError(
                f"{name} 未加 @hookimpl，不会被调用；请从 perfeval.hookspecs 导入并加上。",
                f"{name} is not marked with @hookimpl and would never be called; import it from perfeval.hookspecs.",
            )
    manager.register(plugin)
    manager.check_pending()
    offered: dict[str, list[object]] = {}
    for hook in _HOOKS:
        offered[hook] = []
        asked = getattr(manager.hook, hook)
        answers = asked()
        if len(answers) < len(asked.get_hookimpls()):  # pluggy leaves out who answers None
            raise PackError(
                f"{hook} 返回了 None；是否漏写 return？没有内容时请返回空列表。",
                f"{hook} returned None; is its return missing? Return an empty list where there is nothing.",
            )
        for answer in answers:
            if not isinstance(answer, (list, tuple)):
                raise PackError(
                    f"{hook} 应返回列表，得到 {type(answer).__name__}。",
                    f"{hook} has to return a list, not {type(answer).__name__}.",
                )
            for thing in answer:
                if not isinstance(thing, _KINDS[hook]):
                    raise PackError(
                        f"{hook} 应返回 {_KINDS[hook].__name__}，得到 {thing!r}。",
                        f"{hook} has to return {_KINDS[hook].__name__}s, not {thing!r}.",
                    )
                if isinstance(thing, Pack):
                    check_pack_alone(thing, origin)
                offered[hook].append(thing)
    return offered


def check_pack_alone(pack: Pack, origin: str) -> None:
    """What can be said of a pack by itself.

    Raises
    ------
    PackError
        If its version, its years, its ids, its frameworks or its place cannot be as they are.
    JurisdictionError
        If there can be no such place.
    """
    if pack.api != API:
        raise PackError(
            f"规则包 {pack.id} 按 api={pack.api} 编写，本版为 api={API}；请更新规则包或 perfeval。",
            f"The pack {pack.id} is written for api={pack.api}, this is api={API}; update the pack or perfeval.",
        )
    lineage(pack.code)
    if pack.since is not None and pack.until is not None and pack.since > pack.until:
        raise PackError(
            f"规则包 {pack.id} 的 since={pack.since} 晚于 until={pack.until}。",
            f"The pack {pack.id} begins in {pack.since} and ends in {pack.until}.",
        )
    set_here, patched = _declared(pack)
    for ids in (set_here, patched):
        twice = next((i for i in ids if ids.count(i) > 1), None)
        if twice is not None:
            raise PackError(f"规则包 {pack.id} 中“{twice}”出现两次。", f"The pack {pack.id} declares {twice!r} twice.")
    _check_frameworks(pack)
    if origin != PROJECT and pack.code == NATION and (set_here or patched or pack.withdraws or pack.replaces):
        raise PackError(
            f"第三方规则包 {pack.id} 不得为全国（{NATION}）规定规则；请写明其行政区划代码。",
            f"A third-party pack ({pack.id}) may not set rules for the whole nation ({NATION}); give it the code of its place.",
        )


def _declared(pack: Pack) -> tuple[list[str], list[str]]:
    """The ids a pack sets, and the parts of farther frameworks it changes."""
    set_here = [rule.id for rule in pack.rules] + [f.id for f in pack.frameworks if isinstance(f, Framework)]
    patched = [
        f"{f.framework}/{inside}" for f in pack.frameworks if isinstance(f, FrameworkPatch) for inside in f.touches
    ]
    return set_here, patched


def _check_frameworks(pack: Pack) -> None:
    """Whether each framework makes sense by itself."""
    for framework in pack.frameworks:
        wrong = framework.problems() if isinstance(framework, Framework) else ()
        if wrong:
            raise PackError(
                f"规则包 {pack.id}：{'；'.join(w.zh for w in wrong)}。",
                f"The pack {pack.id}: {'; '.join(w.en for w in wrong)}.",
            )


@define
class Offer:
    """What one plugin offers, once it has been checked by itself."""

    name: str
    origin: str
    packs: list[Installed] = field(factory=list)
    readers: list[Reader] = field(factory=list)
    renderers: list[Renderer] = field(factory=list)
    origins: list[tuple[type, str, str]] = field(factory=list)

    def add(self, other: Offer) -> None:
        """Take over another's things."""
        self.packs += other.packs
        self.readers += other.readers
        self.renderers += other.renderers
        self.origins += [(Reader, reader.name, other.origin) for reader in other.readers]
        self.origins += [(Renderer, renderer.name, other.origin) for renderer in other.renderers]

    def clash(self, other: Offer) -> None:
        """Whether two plugins can stand side by side.

        Raises
        ------
        ConflictError
            If they give one name two meanings.
        """
        taken = {
            "规则包": ({p.name for p in self.packs}, {p.name for p in other.packs}),
            "读取器": ({r.name for r in self.readers}, {r.name for r in other.readers}),
            "文件后缀": ({s for r in self.readers for s in r.suffixes}, {s for r in other.readers for s in r.suffixes}),
            "输出格式": ({r.name for r in self.renderers}, {r.name for r in other.renderers}),
            "输出后缀": ({s for r in self.renderers for s in r.suffixes}, {s for r in other.renderers for s in r.suffixes}),
        }  # fmt: skip
        for what, (mine, theirs) in taken.items():
            both = sorted(mine & theirs)
            if both:
                raise ConflictError(
                    f"{what}“{both[0]}”由 {self.origin} 与 {other.origin} 同时提供；请改名。",
                    f"{both[0]!r} is offered by both {self.origin} and {other.origin}; rename one of them.",
                )
        vocabulary([(i.name, i.pack) for i in (*self.packs, *other.packs)])


def load(plugins: Iterable[tuple[object, str, str]], *, strict: bool = False) -> Plugins:
    """What these plugins offer; each is a plugin object or an entry point, its name and its origin.

    Raises
    ------
    Exception
        With `strict`, whatever a plugin raised.
    """
    bad: list[Quarantined] = []
    host = Offer(PROJECT, PROJECT)
    strangers: list[Offer] = []

    def aside(offer: Offer, error: BaseException) -> None:
        if strict:
            raise error
        bad.append(Quarantined(offer.name, offer.origin, said(error)))

    for plugin, name, origin in plugins:
        offer = Offer(name, origin)
        error = _failure(partial(_fill, offer, plugin)) or (
            _failure(partial(host.clash, offer)) if origin == PROJECT else None
        )
        if error is not None:
            aside(offer, error)
        elif origin == PROJECT:
            host.add(offer)
        else:
            strangers.append(offer)
    fine = []
    for offer in strangers:
        error = _failure(partial(host.clash, offer))
        if error is None:
            fine.append(offer)
        else:
            aside(offer, error)
    clashing: dict[int, BaseException] = {}
    for (i, one), (k, other) in combinations(enumerate(fine), 2):
        error = _failure(partial(one.clash, other))
        if error is not None:
            clashing.setdefault(i, error)
            clashing.setdefault(k, error)
    for position, offer in enumerate(fine):
        if position in clashing:
            aside(offer, clashing[position])
        else:
            host.add(offer)
    words = vocabulary([(i.name, i.pack) for i in host.packs])
    return Plugins(
        tuple(host.packs), tuple(host.readers), tuple(host.renderers), tuple(bad), tuple(host.origins), words
    )  # fmt: skip


def _failure(call: Callable[[], None]) -> BaseException | None:
    """What a step with a plugin raised; None where it went well."""

    def attempt() -> BaseException | None:
        call()
        return None

    return guarded(attempt, lambda error: error)


def _fill(offer: Offer, plugin: object) -> None:
    """Import a plugin, check it, ask it."""
    version = plugin.dist.version if isinstance(plugin, EntryPoint) and plugin.dist is not None else ""
    module = plugin.load() if isinstance(plugin, EntryPoint) else plugin
    offered = _checked(module, offer.origin)
    packs = [p for p in offered["perfeval_rule_packs"] if isinstance(p, Pack)]
    twice = next((p.id for p in packs if sum(q.id == p.id for q in packs) > 1), None)
    if twice is not None:
        raise PackError(f"规则包“{twice}”提供了两次。", f"The pack {twice!r} is offered twice.")
    offer.packs += [Installed(p, offer.origin, version) for p in packs]
    offer.readers += [r for r in offered["perfeval_readers"] if isinstance(r, Reader)]
    offer.renderers += [r for r in offered["perfeval_renderers"] if isinstance(r, Renderer)]
    vocabulary([(i.name, i.pack) for i in offer.packs])


def bundled_plugins() -> list[tuple[object, str, str]]:
    """What is bundled, as `load` takes it: module, name, origin."""
    return [(_module(name), name, PROJECT) for name in BUNDLED]


def _module(name: str) -> ModuleType:
    return import_module(name)


@cache
def installed(*, strict: bool = False) -> Plugins:
    """The bundled plugins and those of installed distributions (entry-point group `perfeval`), in name order."""
    found = bundled_plugins()
    if not os.environ.get(NO_PLUGINS):
        points: dict[tuple[str, str], EntryPoint] = {}
        for point in sorted(entry_points(group=PROJECT), key=lambda p: (p.dist.name if p.dist else "", p.name)):
            points.setdefault((point.dist.name if point.dist else "?", point.value), point)  # listed twice, it is one
        found += [(point, point.name, origin) for (origin, _), point in points.items()]
    return load(found, strict=strict)


#: What was set aside: the id of a pack or plugin, its origin, and why.
_Aside = tuple[tuple[str, str, str], ...]
#: Rulebooks of places and years that were asked for, with the plugins they were made of.
_made: dict[tuple[str, int | None], tuple[Plugins, Rulebook, _Aside]] = {}


def settled(plugins: Plugins, code: str, year: int | None) -> tuple[Rulebook, _Aside]:
    """The rulebook of a report's place, made once; installed packs that clash there are left out of it, and named."""
    known = _made.get((code, year))
    if known is None or known[0] is not plugins:
        known = _made[code, year] = (plugins, *_settle(plugins, code, year))
    return known[1], known[2]


def _settle(plugins: Plugins, code: str, year: int | None) -> tuple[Rulebook, _Aside]:
    packs = plugins.packs
    aside = tuple((q.name, q.origin, q.error) for q in plugins.quarantined)
    while True:
        try:
            return resolve(packs, code, year), aside
        except PackError as error:
            at_fault = [p for p in packs if p.name in error.packs and p.origin != PROJECT]
            if not at_fault:
                raise
            aside += tuple((p.pack.id, p.origin, said(error)) for p in at_fault)
            packs = tuple(p for p in packs if p not in at_fault)
