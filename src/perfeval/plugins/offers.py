"""What one plugin offers: asked by itself and checked by itself, before it is put beside any other."""

from __future__ import annotations

import inspect
from importlib.metadata import EntryPoint

import pluggy
from attrs import define, field

from perfeval import hookspecs
from perfeval.errors import ConflictError, PackError
from perfeval.hookspecs import PROJECT, Reader, Renderer
from perfeval.jurisdictions import lineage
from perfeval.resolution import Installed
from perfeval.ruling import API, Framework, FrameworkPatch, Pack
from perfeval.ruling.fields import check_fields
from perfeval.vocabulary import Vocabulary, vocabulary

NATION = "000000"

_HOOKS = tuple(name for name in vars(hookspecs) if name.startswith("perfeval_"))
_KINDS: dict[str, type] = {"perfeval_rule_packs": Pack, "perfeval_readers": Reader, "perfeval_renderers": Renderer}


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
    if origin != PROJECT:  # those that are bundled are looked through by a test, once for all
        check_contents(pack)
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


def check_contents(pack: Pack) -> None:
    """Look through everything a pack declares.

    Raises
    ------
    PackError
        Naming the pack, the rule, framework or word, and the field that holds what it may not.
    """
    for one in (
        *pack.rules, *pack.frameworks, *pack.patches, *pack.line_items, *pack.layouts, *pack.places, *pack.lexicon, *pack.transfers,
    ):  # fmt: skip
        check_fields(one, pack.id)


def _declared(pack: Pack) -> tuple[list[str], list[str]]:
    """The ids a pack sets, and the parts of farther frameworks it changes."""
    set_here = [rule.id for rule in pack.rules] + [f.id for f in pack.frameworks if isinstance(f, Framework)]
    patched = [
        f"{f.framework}/{inside}" for f in pack.frameworks if isinstance(f, FrameworkPatch) for inside in f.touches
    ] + [patch.rule for patch in pack.patches]
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

    def words(self) -> Vocabulary:
        """The words of its packs put together.

        Raises
        ------
        ConflictError
            If two packs give one word or name two meanings.
        """
        return vocabulary((one.name, one.pack) for one in self.packs)

    def take(self, other: Offer) -> None:
        """Take over another's things, as far as their own names go.

        Raises
        ------
        ConflictError
            If both offer something of one name.
        """
        self._clash(other)
        self.add(other)

    def stand_beside(self, other: Offer) -> None:
        """Whether two plugins can stand side by side.

        Raises
        ------
        ConflictError
            If they give one name or word two meanings.
        """
        self._clash(other)
        Offer("", "", [*self.packs, *other.packs]).words()

    def _clash(self, other: Offer) -> None:
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


def fill(offer: Offer, plugin: object) -> None:
    """Import a plugin, check it, ask it.

    Raises
    ------
    Exception
        Whatever is wrong with it.
    """
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
    offer.words()
