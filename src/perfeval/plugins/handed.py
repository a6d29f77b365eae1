"""Packs that are handed over and not installed, beside what is installed or by themselves."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from perfeval.errors import PackError
from perfeval.hookspecs import PROJECT
from perfeval.plugins import Plugins
from perfeval.plugins.offers import Offer, check_contents, check_pack_alone
from perfeval.resolution import Installed
from perfeval.ruling import Pack
from perfeval.vocabulary import vocabulary

#: What packs that are handed over, and not installed, are said to come from.
GIVEN = "given"
#: So many sets of packs that were handed over are remembered.
MOST_GIVEN = 16
_given: list[tuple[Plugins, tuple[object, ...], bool, Plugins]] = []


def with_packs(base: Plugins, packs: Iterable[object], *, bundled: bool = True) -> Plugins:
    """What is installed, with packs that are not; the same packs are loaded once.

    Parameters
    ----------
    bundled
        False for these packs alone, with the readers and renderers of what is installed.

    Raises
    ------
    PackError
        If a pack is none, or cannot mean anything, or clashes with what is installed.
    """
    asked = tuple(packs)
    if not asked and bundled:
        return base
    for known_base, known, with_bundled, made in _given:
        if known_base is base and with_bundled is bundled and known == asked:
            return made
    made = _beside(base, asked) if bundled else _alone(base, asked)
    _given.insert(0, (base, asked, bundled, made))
    del _given[MOST_GIVEN:]
    return made


def _beside(base: Plugins, packs: Iterable[object]) -> Plugins:
    """Packs beside what is installed."""
    fresh = _packs(packs, GIVEN)
    offer = Offer(GIVEN, GIVEN, [p for p in fresh if p.pack not in [known.pack for known in base.packs]])
    host = Offer(PROJECT, "installed", list(base.packs), list(base.readers), list(base.renderers))
    host.take(offer)
    return evolve(base, packs=tuple(host.packs), words=host.words())


def _alone(base: Plugins, packs: Iterable[object]) -> Plugins:
    """Packs by themselves: they may set rules for the whole nation, which nobody else does."""
    made = _packs(packs, PROJECT)
    return Plugins(made, base.readers, base.renderers, words=vocabulary([(i.name, i.pack) for i in made]))


def _packs(packs: Iterable[object], standing: str) -> tuple[Installed, ...]:
    """Packs that were handed over, each checked by itself."""
    made: list[Installed] = []
    for pack in packs:
        if not isinstance(pack, Pack):
            raise PackError(
                f"packs 中应为 Pack，得到 {type(pack).__name__}。",
                f"A Pack is needed in packs, not a {type(pack).__name__}.",
            )
        check_pack_alone(pack, standing)
        check_contents(pack)
        if pack.id in [one.pack.id for one in made]:
            raise PackError(f"规则包“{pack.id}”提供了两次。", f"The pack {pack.id!r} is offered twice.")
        made.append(Installed(pack, GIVEN))
    return tuple(made)
