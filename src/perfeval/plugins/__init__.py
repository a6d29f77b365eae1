"""Packs, readers and renderers of installed distributions, each plugin registered, checked and asked by itself.

Bundled packs enter by the same hooks as strangers. What fails is set aside and named in every result; with
`strict=True` it raises. Nothing depends on the order in which plugins come: of two strangers that clash, both are set
aside.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property, partial
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from itertools import combinations
from pkgutil import iter_modules
from types import ModuleType

from attrs import field, frozen

from perfeval.boundary import guarded, said
from perfeval.errors import PackError, UnknownNameError
from perfeval.hookspecs import PROJECT, Reader, Renderer, hookimpl
from perfeval.plugins.offers import Offer, fill
from perfeval.resolution import Installed, Rulebook, resolve
from perfeval.resolution.sense import known_items, known_rates
from perfeval.ruling import Pack
from perfeval.vocabulary import Vocabulary

#: The bundled plugins: every module of `perfeval.rules`, so that a place is one file, then the readers and renderers.
BUNDLED = (
    *(f"perfeval.rules.{room.name}" for room in iter_modules(import_module("perfeval.rules").__path__)),
    "perfeval.readers",
    "perfeval.renderers",
)
NO_PLUGINS = "PERFEVAL_NO_PLUGINS"


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


def load(plugins: Iterable[tuple[object, str, str]], *, strict: bool = False) -> Plugins:
    """What these plugins offer; each is a plugin object or an entry point, its name and its origin.

    Raises
    ------
    Exception
        With `strict`, whatever a plugin raised.
    """
    bad: list[Quarantined] = []

    def aside(offer: Offer, error: BaseException) -> None:
        if strict:
            raise error
        bad.append(Quarantined(offer.name, offer.origin, said(error)))

    filled: list[Offer] = []
    for plugin, name, origin in plugins:
        offer = Offer(name, origin)
        error = _failure(partial(fill, offer, plugin))
        if error is None:
            filled.append(offer)
        else:
            aside(offer, error)
    filled.sort(key=lambda offer: offer.origin != PROJECT)
    # what stands together as a whole clashes nowhere; only where it does not is each held against each
    host, words = guarded(partial(_together, filled), lambda _: None) or _together(_without_clashes(filled, aside))
    return Plugins(
        tuple(host.packs), tuple(host.readers), tuple(host.renderers), tuple(bad), tuple(host.origins), words
    )  # fmt: skip


def _together(offers: Iterable[Offer]) -> tuple[Offer, Vocabulary]:
    """What plugins offer as a whole, and its words."""
    host = Offer(PROJECT, PROJECT)
    for offer in offers:
        host.take(offer)
    return host, host.words()


def _without_clashes(offers: Sequence[Offer], aside: Callable[[Offer, BaseException], None]) -> list[Offer]:
    """The plugins that clash with none; of two strangers that do both are set aside, and of what is bundled the later."""
    host = Offer(PROJECT, PROJECT)
    fine: list[Offer] = []
    strangers: list[Offer] = []
    for offer in offers:
        error = _failure(partial(host.stand_beside, offer))
        if error is not None:
            aside(offer, error)
        elif offer.origin == PROJECT:
            host.add(offer)
            fine.append(offer)
        else:
            strangers.append(offer)
    clashing: dict[int, BaseException] = {}
    for (i, one), (k, other) in combinations(enumerate(strangers), 2):
        error = _failure(partial(one.stand_beside, other))
        if error is not None:
            clashing.setdefault(i, error)
            clashing.setdefault(k, error)
    for position, offer in enumerate(strangers):
        if position in clashing:
            aside(offer, clashing[position])
        else:
            fine.append(offer)
    return fine


def _failure(call: Callable[[], None]) -> BaseException | None:
    """What a step with a plugin raised; None where it went well."""

    def attempt() -> BaseException | None:
        call()
        return None

    return guarded(attempt, lambda error: error)


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
