"""What a case stands on: where it stands in its file, for messages, and the packs and rulebooks it is tried with."""

from __future__ import annotations

from functools import cached_property

from attrs import define, field

from perfeval.building import KnownNames
from perfeval.plugins import OfPacks, Plugins, bundled_plugins, load
from perfeval.resolution import Rulebook, resolve
from perfeval.ruling import Framework, Pack


@define
class Ground:
    """A pack among the bundled ones, and the rulebooks it makes."""

    pack: Pack
    others: tuple[Pack, ...] = ()
    _books: dict[tuple[str, int | None], Rulebook] = field(factory=dict)

    @cached_property
    def plugins(self) -> Plugins:
        """Everything that is known: what is bundled, and the packs.

        Raises
        ------
        PackError
            If the packs cannot be loaded beside the bundled ones.
        """
        bundled = bundled_plugins()
        known = [p.pack for p in load(bundled).packs]
        fresh = tuple(p for p in (self.pack, *self.others) if p not in known)
        return load([*bundled, (OfPacks(fresh), self.pack.id, "under-test")], strict=True)

    @cached_property
    def names(self) -> KnownNames:
        """The line items and stages a case can name."""
        return KnownNames(self.plugins.words, self.plugins.items, self.plugins.rates)

    def book(self, code: str, year: int | None) -> Rulebook:
        """The rulebook of a place and year."""
        if (code, year) not in self._books:
            self._books[code, year] = resolve(self.plugins.packs, code, year)
        return self._books[code, year]

    def framework(self) -> str | None:
        """The framework a case means that names none: the pack's only one, else the default of the place."""
        own = [f.id for f in self.pack.frameworks if isinstance(f, Framework)]
        return own[0] if len(own) == 1 else None


__all__ = ["Ground"]
