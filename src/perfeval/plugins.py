"""Packs, readers and renderers of installed distributions, each plugin registered, checked and asked by itself.

Bundled packs enter by the same hooks as strangers. What fails is set aside and named in every result; with
`strict=True` it raises.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

import pluggy
from attrs import field, frozen

from perfeval import hookspecs
from perfeval.errors import PackError
from perfeval.hookspecs import PROJECT, Reader, Renderer
from perfeval.recognition import Vocabulary, vocabulary
from perfeval.resolution import Installed
from perfeval.ruling import API, Pack

BUNDLED = (
    "perfeval.rules.national",
    "perfeval.rules.hunan",
    "perfeval.rules.huaihua",
    "perfeval.readers",
    "perfeval.renderers",
)
NO_PLUGINS = "PERFEVAL_NO_PLUGINS"

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
    words: Vocabulary = field(factory=Vocabulary, eq=False, repr=False)


def _checked(plugin: object, origin: str) -> dict[str, list[object]]:
    """What one plugin offers, by hook.

    Raises
    ------
    PackError
        If a hook is misspelt or returns the wrong thing.
    """
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    misspelt = [
        name for name, value in inspect.getmembers(plugin)
        if name.startswith("perfeval_") and callable(value) and name not in _HOOKS
    ]  # fmt: skip
    if misspelt:
        raise PackError(
            f"没有名为 {misspelt[0]} 的钩子；有 {'、'.join(_HOOKS)}。",
            f"There is no hook {misspelt[0]}; there are {', '.join(_HOOKS)}.",
        )
    manager.register(plugin)
    manager.check_pending()
    offered: dict[str, list[object]] = {}
    for hook in _HOOKS:
        offered[hook] = []
        for answer in getattr(manager.hook, hook)():
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
                    _check_pack(thing, origin)
                offered[hook].append(thing)
    return offered


def _check_pack(pack: Pack, origin: str) -> None:
    if pack.api != API:
        raise PackError(
            f"规则包 {pack.id} 按 api={pack.api} 编写，本版为 api={API}；请更新规则包或 perfeval。",
            f"The pack {pack.id} is written for api={pack.api}, this is api={API}; update the pack or perfeval.",
        )
    seen: set[str] = set()
    for rule in pack.rules:
        if rule.id in seen:
            raise PackError(
                f"规则包 {pack.id} 中“{rule.id}”出现两次。", f"The pack {pack.id} declares {rule.id!r} twice."
            )
        seen.add(rule.id)
    if origin != PROJECT and pack.code == "000000" and any(True for _ in pack.rules):
        raise PackError(
            f"第三方规则包 {pack.id} 不得为全国（000000）规定规则；请写明其行政区划代码。",
            f"A third-party pack ({pack.id}) may not set rules for the whole nation (000000); give it the code of its place.",
        )


def load(plugins: Iterable[tuple[object, str, str]], *, strict: bool = False) -> Plugins:
    """What these plugins offer; each is a plugin object or a callable that imports it, its name and its origin.

    Raises
    ------
    Exception
        With `strict`, whatever a plugin raised.
    """
    packs: list[Installed] = []
    readers: list[Reader] = []
    renderers: list[Renderer] = []
    bad: list[Quarantined] = []
    for plugin, name, origin in plugins:
        try:
            module = plugin.load() if isinstance(plugin, EntryPoint) else plugin
            offered = _checked(module, origin)
            fresh = [Installed(p, origin) for p in offered["perfeval_rule_packs"] if isinstance(p, Pack)]
            vocabulary([(i.name, i.pack) for i in (*packs, *fresh)])
        except Exception as error:
            if strict:
                raise
            bad.append(Quarantined(name, origin, f"{type(error).__name__}: {error}"))
            continue
        packs += fresh
        readers += [r for r in offered["perfeval_readers"] if isinstance(r, Reader)]
        renderers += [r for r in offered["perfeval_renderers"] if isinstance(r, Renderer)]
    words = vocabulary([(i.name, i.pack) for i in packs])
    return Plugins(tuple(packs), tuple(readers), tuple(renderers), tuple(bad), words)


def _bundled() -> list[tuple[object, str, str]]:
    return [(_module(name), name, PROJECT) for name in BUNDLED]


def _module(name: str) -> ModuleType:
    return import_module(name)


@cache
def installed(*, strict: bool = False) -> Plugins:
    """The bundled plugins and those of installed distributions (entry-point group `perfeval`), in name order."""
    found = _bundled()
    if not os.environ.get(NO_PLUGINS):
        for point in sorted(entry_points(group=PROJECT), key=lambda p: (p.dist.name if p.dist else "", p.name)):
            origin = point.dist.name if point.dist else "?"
            found.append((point, point.name, origin))
    return load(found, strict=strict)
