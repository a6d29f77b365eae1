"""The places known, looked up by code, by name, and in texts."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping

import attrs

from perfeval.errors import ModelError
from perfeval.jurisdictions.codes import NATION, Jurisdiction, bundled, depth, successors
from perfeval.jurisdictions.names import (
    CLOSING,
    Hit,
    begins_body,
    is_full,
    is_seam,
    names_of,
    opens,
    past,
    settled,
    those_above,
    those_below,
    without_counties,
)


def _as_places(places: Iterable[Jurisdiction]) -> tuple[Jurisdiction, ...]:
    return tuple(places)


def _by_first(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(name[0], []).append(name)
    return {first: tuple(sorted(group, key=lambda name: (-len(name), name))) for first, group in groups.items()}


@attrs.frozen
class Gazetteer:
    """The places known: the bundled ones and those a rule pack adds. Looked up by code, by name, and in texts.

    Parameters
    ----------
    extra
        Places to add. One with the code of a bundled place replaces it, which is how the bundled list is corrected;
        where both have the same name, the aliases of both count.

    Raises
    ------
    ModelError
        Two extra places have the same code and different names.
    """

    extra: tuple[Jurisdiction, ...] = attrs.field(default=(), converter=_as_places)
    _added: Mapping[str, Jurisdiction] = attrs.field(init=False, repr=False, eq=False)

    @_added.default
    def _collect(self) -> Mapping[str, Jurisdiction]:
        added: dict[str, Jurisdiction] = {}
        for place in self.extra:
            twin = added.get(place.code)
            if twin is not None and twin.name != place.name:
                raise ModelError(
                    f"行政区划代码 {place.code} 有两个名称：{twin.name}、{place.name}；一个代码只能有一个全称，"
                    "其余名称请写入别名",
                    f"jurisdiction code {place.code} has two names: {twin.name} and {place.name}; one code has one "
                    "full name, put the other among its aliases",
                )
            added[place.code] = place if twin is None else _joined(twin, place)
        return added

    # Three thousand places take a moment, and most programs look up none: they are put in order when one is asked for.

    @functools.cached_property
    def _places(self) -> Mapping[str, Jurisdiction]:
        places = {place.code: place for place in bundled()}
        for code, place in self._added.items():
            twin = places.get(code)
            places[code] = _joined(twin, place) if twin is not None and twin.name == place.name else place
        return {code: places[code] for code in sorted(places)}

    @functools.cached_property
    def _names(self) -> Mapping[str, tuple[Jurisdiction, ...]]:
        bearers: dict[str, tuple[Jurisdiction, ...]] = {}
        for place in self._places.values():
            for name in names_of(place):
                bearers[name] = (*bearers.get(name, ()), place)
        return bearers

    @functools.cached_property
    def _full(self) -> Mapping[str, tuple[str, ...]]:
        return _by_first(name for name in self._sought() if is_full(name))

    @functools.cached_property
    def _short(self) -> Mapping[str, tuple[str, ...]]:
        return _by_first(name for name in self._sought() if len(name) >= 2 and not is_full(name))

    def _sought(self) -> Iterator[str]:
        # 全国 and 中国 say nothing about whose report it is, so no text is read as naming the nation.
        return (name for name, bearers in self._names.items() if bearers[0].code != NATION.code)

    @property
    def places(self) -> tuple[Jurisdiction, ...]:
        """All places known, in order of their codes, the nation first."""
        return tuple(self._places.values())

    def get(self, code: str) -> Jurisdiction | None:
        """The place with this code, or what has become of it; None where it is not known, be it possible or not."""
        return self._places.get(code) or self._places.get(successors().get(code, ""))

    def named(self, text: str) -> tuple[Jurisdiction, ...]:
        """Every place that bears exactly this name, in full, in short or as an alias; in order of their codes.

        怀化市 and 怀化 give one place, 吉林 gives the province and the city, an unknown name gives none. So does the
        name of a grouping row (市辖区), which is no place's.
        """
        return self._names.get(text.strip(), ())

    def mentioned(self, text: str) -> tuple[Jurisdiction, ...]:
        """The places a title or a running text names, in the order of the text, each once and only the deepest.

        上海市普陀区 gives the district and not the city around it; no place in the answer lies in another. The nation
        is never among them.

        *Full names* count anywhere: three characters or more that end in 省, 市, 区, 州, 县, 盟 or 旗 (怀化市, 恩施州,
        石柱县), the longest first, and not where they are the seam of other words (东方市场, 南岸区域).

        *Short names* (怀化, 湖南, 忠县) count only where the text begins with them, behind quotes, brackets or a year,
        or where they stand directly behind a place they lie in; and only where the text then ends, or goes on with the
        name of a public body (财政局, 档案馆) or with a place that lies in them. So 怀化财政局 and 湖南怀化市 count,
        and 中山装, 朝阳产业, 海南岛, 长沙县 and 怀化镇 do not. The short name of a county (普陀 for 普陀区) counts only
        behind a place it lies in.

        *A name several places bear* counts for one of them where the name directly before it, or else exactly one of
        the places named elsewhere in the text, is it or contains it. Otherwise it is left out; see `ambiguous`. The
        same goes for a county named bare among places it does not lie in, which may be the namesake of a zone or a part of a
        town that the code list does not have, and for a bare name that is an everyday word (老城区, 新市区).
        """
        return settled(self._hits(text))[0]

    def ambiguous(self, text: str) -> tuple[str, ...]:
        """The names `mentioned` left out because more than one place could be meant, in the order of the text."""
        return settled(self._hits(text))[1]

    def _hits(self, text: str) -> Iterator[Hit]:
        # `spot` is the one position where a short name may stand, `above` the place it then stands directly behind.
        spot = opens(text)
        above: tuple[Jurisdiction, ...] = ()
        at = 0
        while at < len(text):
            before = above if at == spot else ()
            hit = self._full_at(text, at, before)
            if hit is None and at == spot:
                hit = self._short_at(text, at, before)
            if hit is None:
                at += 1
                continue
            yield hit
            at, above = hit.end, hit.bearers
            spot = past(text, at, " \u3000")

    def _full_at(self, text: str, at: int, above: tuple[Jurisdiction, ...]) -> Hit | None:
        for name in self._full.get(text[at : at + 1], ()):
            if text.startswith(name, at) and not is_seam(text, at, name):
                return Hit(at + len(name), name, self._names[name], above)
        return None

    def _short_at(self, text: str, at: int, above: tuple[Jurisdiction, ...]) -> Hit | None:
        for name in self._short.get(text[at : at + 1], ()):
            if not text.startswith(name, at):
                continue
            bearers = self._names[name]
            # 忠县 is a whole name for all its two characters; 万州 is short for 万州区.
            whole = any(place.name == name for place in bearers)
            if above:
                bearers = those_below(bearers, above)
            elif not whole and all(depth(place.code) == 3 for place in bearers):
                # 和平, 东方, 长寿: stems of counties are everyday words, and whole lists of counties share them.
                continue
            # 长沙 is the city and not 长沙县 in it; 河北 is the province and not Tianjin's 河北区.
            bearers = without_counties(bearers)
            end = at + len(name)
            after = past(text, end, " \u3000")
            if not bearers:
                continue
            if (whole and above) or begins_body(text, after) or past(text, after, CLOSING) == len(text):
                return Hit(end, name, bearers, above)
            next_hit = self._full_at(text, after, bearers) or self._short_at(text, after, bearers)
            if next_hit is not None and (bearers := those_above(bearers, next_hit.bearers)):
                return Hit(end, name, bearers, above)
        return None


def _joined(one: Jurisdiction, other: Jurisdiction) -> Jurisdiction:
    return attrs.evolve(other, aliases=tuple(dict.fromkeys((*one.aliases, *other.aliases))))
