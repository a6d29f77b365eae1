"""What a case stands on: where it stands in its file, for messages, and the packs and rulebooks it is tried with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from attrs import define, evolve, field, frozen

from perfeval.errors import PackError
from perfeval.hookspecs import hookimpl
from perfeval.plugins import Plugins, bundled_plugins, load
from perfeval.resolution import Rulebook, resolve
from perfeval.resolution.sense import known_items
from perfeval.ruling import Framework, Pack


@frozen
class At:
    """Where one is in a case file, for messages."""

    file: str
    case: str = ""
    key: str = ""

    def at(self, key: str) -> At:
        """One step deeper."""
        return evolve(self, key=f"{self.key}.{key}" if self.key else key)

    def fault(self, zh: str, en: str) -> PackError:
        """What is wrong with the case file here."""
        case_zh, case_en = (f"用例“{self.case}”：", f"case {self.case!r}: ") if self.case else ("", "")
        key = f"{self.key}：" if self.key else ""
        return PackError(f"{self.file}：{case_zh}{key}{zh}。", f"{self.file}: {case_en}{key.replace('：', ': ')}{en}.")

    def unknown(self, zh: str, en: str, name: str, there: Iterable[str]) -> PackError:
        """A name that is none, with those that are near, or all there are."""
        every = sorted(there)
        near = [n for n in every if n and (n in name or name in n)] or get_close_matches(name, every, 12)
        listed = (near or every)[:12]
        return self.fault(
            f"没有{zh}“{name}”；有：{'、'.join(listed) or '（无）'}",
            f"there is no {en} {name!r}; there are {', '.join(listed) or 'none'}",
        )

    def table(self, value: object, keys: Iterable[str] = ()) -> Mapping[str, Any]:
        """A table, with no key that nobody reads."""
        if not isinstance(value, dict):
            raise self.fault(f"应为一组“键 = 值”，得到 {value!r}", f"a table is needed, not {value!r}")
        known = tuple(keys)
        for key in value if known else ():
            if key not in known:
                raise self.at(key).fault(
                    f"不认识这一项；可写：{'、'.join(known)}", f"no such key; there are {', '.join(known)}"
                )
        return value

    def list(self, value: object) -> list[Any]:
        """A list."""
        if not isinstance(value, list):
            raise self.fault(f"应为列表，得到 {value!r}", f"a list is needed, not {value!r}")
        return value

    def text(self, value: object) -> str:
        """A text, or a number as it is written."""
        if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
            return str(value)
        raise self.fault(f"应为文本或数字，得到 {value!r}", f"a text or a number is needed, not {value!r}")

    def whole(self, value: object) -> int:
        """A whole number."""
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise self.fault(f"应为整数，得到 {value!r}", f"a whole number is needed, not {value!r}")


@frozen
class _Plugin:
    """A plugin that offers these packs."""

    packs: tuple[Pack, ...]

    @hookimpl
    def perfeval_rule_packs(self) -> list[Pack]:
        """The packs."""
        return list(self.packs)


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
        return load([*bundled, (_Plugin(fresh), self.pack.id, "under-test")], strict=True)

    @cached_property
    def items(self) -> frozenset[str]:
        """Every line item a document can state."""
        return known_items(self.plugins.packs)

    def book(self, code: str, year: int | None) -> Rulebook:
        """The rulebook of a place and year."""
        if (code, year) not in self._books:
            self._books[code, year] = resolve(self.plugins.packs, code, year)
        return self._books[code, year]

    def framework(self) -> str | None:
        """The framework a case means that names none: the pack's only one, else the default of the place."""
        own = [f.id for f in self.pack.frameworks if isinstance(f, Framework)]
        return own[0] if len(own) == 1 else None


__all__ = ["At", "Ground"]
