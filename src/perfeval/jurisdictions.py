"""Places: GB/T 2260 codes, what they are called, which lies in which, and which of them a text names.

::

    >>> from perfeval.jurisdictions import Gazetteer, lineage
    >>> lineage("431202")
    ('000000', '430000', '431200', '431202')
    >>> [place.code for place in Gazetteer().mentioned("湖南省怀化市档案馆2023年度部门整体支出绩效自评报告")]
    ['431200']

Bundled are the nation, the provinces, the prefectures, the counties of the four municipalities and those that stand
directly under a province (`EDITION`). Every other county comes from a rule pack, as an extra `Jurisdiction`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import attrs

from perfeval._gbt2260 import TABLE
from perfeval.errors import JurisdictionError, ModelError

__all__ = ["EDITION", "NATION", "Gazetteer", "Jurisdiction", "Level", "bundled", "lineage"]

EDITION = (
    "GB/T 2260 codes as published by the Ministry of Civil Affairs (民政部), state of 31 December 2023: "
    "34 provinces, 333 prefectures, the 86 districts and counties of Beijing, Tianjin, Shanghai and Chongqing, the 32 "
    "counties directly under a province, and the grouping rows (市辖区, 县, 直辖县级行政区划) between them. "
    "Transcribed by hand, not copied from the publication, and compared row by row with two other public "
    "transcriptions; later changes are not in it. "
    "To correct or update a place, give the gazetteer a Jurisdiction with the same code: it replaces the bundled one."
)
"""Which state of the code list is bundled, how it got here, and how to correct it."""

Level = Literal["nation", "province", "prefecture", "county"]

_LEVELS: tuple[Level, ...] = ("nation", "province", "prefecture", "county")
_NATION_CODE = "000000"

# Stated apart from the table so that `lineage` is arithmetic and never has to parse it.
_PROVINCE_DIGITS = (
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82"
)
_PROVINCES = frozenset(_PROVINCE_DIGITS.split())

# Rows that only group codes. They are part of a lineage, but no text means a place by them.
_GROUPINGS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})


def _depth(code: str) -> int:
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
    return (*steps[: _depth(code)], code)


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
        return _LEVELS[_depth(self.code)]

    @property
    def parent_code(self) -> str | None:
        """The code of the place it lies in directly; None for the nation."""
        above = lineage(self.code)[:-1]
        return above[-1] if above else None


NATION = Jurisdiction(_NATION_CODE, "全国", ("中国", "中华人民共和国", "中央"))
"""The place every lineage begins with."""


@functools.cache
def bundled() -> tuple[Jurisdiction, ...]:
    """The places perfeval brings along, the nation first, in order of their codes; see `EDITION`."""
    rows = (line.split(" ", 1) for line in TABLE.splitlines())
    return (NATION, *(Jurisdiction(code, name) for code, name in rows))


# ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────────────

_AUTONOMOUS = ("自治区", "自治州", "自治县", "自治旗")

# Longest first where one ends in another (特别行政区 and 区). The stem before it is the short name.
_SUFFIXES = ("特别行政区", "地区", "新区", "林区", "特区", "省", "市", "盟", "区", "县", "旗")

# Zones are named after what they are for; what is left without 区 is no name.
_ZONES = ("开发区", "管理区", "示范区", "保税区", "风景区")

# The nationalities an autonomous place is named after. Some places leave out 族 (博尔塔拉蒙古自治州).
_NATIONALITY_NAMES = (
    "蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 "
    "傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 "
    "毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 "
    "塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族 各族 蒙古 维吾尔 哈萨克 柯尔克孜 锡伯 塔吉克"
)
_NATIONALITIES = tuple(_NATIONALITY_NAMES.split())

# How a name must end to be taken for a place in the middle of a sentence.
_FULL_ENDINGS = ("省", "市", "区", "州", "县", "盟", "旗")


def _short_forms(name: str) -> Iterator[str]:
    """What a place is also called: 怀化市 gives 怀化, 恩施土家族苗族自治州 gives 恩施自治州, 恩施州 and 恩施."""
    suffix = next((ending for ending in _AUTONOMOUS if name.endswith(ending)), None)
    if suffix is not None:
        stem = name.removesuffix(suffix)
        while nationality := next((people for people in _NATIONALITIES if stem.endswith(people)), None):
            # Two characters stay in any case: 内蒙古 is not 内.
            if len(stem) - len(nationality) < 2:
                break
            stem = stem.removesuffix(nationality)
        # 东乡族自治县 has no name but that of its people, which is not the place's alone.
        if len(stem) < 2 or stem.endswith("族"):
            return
        yield stem + suffix
        # 广西区 is not said; 恩施州, 通道县 and 鄂伦春旗 are.
        if suffix != "自治区":
            yield stem + suffix[-1]
        yield stem
        return
    if name.endswith(_ZONES):
        return
    suffix = next((ending for ending in _SUFFIXES if name.endswith(ending)), None)
    if suffix is not None and len(name) - len(suffix) >= 2:
        yield name.removesuffix(suffix)


def _names_of(place: Jurisdiction) -> tuple[str, ...]:
    if place.name in _GROUPINGS:
        return place.aliases
    return tuple(dict.fromkeys((place.name, *place.aliases, *_short_forms(place.name))))


def _is_full(name: str) -> bool:
    # 忠县 is a full name too, but two characters turn up anywhere (效忠县委), so it is held to the rule of short names.
    return len(name) >= 3 and name.endswith(_FULL_ENDINGS)


# ── Running text ─────────────────────────────────────────────────────────────────────────────────────────────────────

# A full name followed by these is another word: 东方市 in 东方市场, 南岸区 in 南岸区域, 江门市 in 浙江门市部 ...
_BROKEN = ("市场", "市圈", "市部", "区域", "区间", "区块")
# ... unless the next character makes it a word of its own again: 江门市部门, 怀化市场馆.
_UNBROKEN = ("市场馆", "市部门", "市部分", "市部署", "市部属", "市部队")

# The same from the other side, by the character before: 昌都市 in 南昌都市农业, 河东区 in 黄河东区.
_BROKEN_BEFORE = {
    "昌都市": "南许宜武",
    "河东区": "黄海淮运沿",
    "河西区": "黄海淮运沿",
    "河北区": "黄海淮运沿",
    "江北区": "长沿滨",
    "南岸区": "江河湖",
    "东城区": "老新",
    "西城区": "老新",
}

_OPENING = " \t\r\n\u3000《〈「『“‘\"'（(【[〔"
_CLOSING = " \t\r\n\u3000》〉」』”’\"'）)】]〕。，,；;：:、"

# How the rest of a body's name begins behind a short place name, and how some word soon after it ends. Words a place
# name forms other words with (中山装, 大理石, 朝阳产业, 海南岛, 怀化镇, 长沙县) are no such beginning; schools and
# hospitals are left out on purpose, because they carry names of places they do not stand in (中山医院, 延安中学).
_BODY_WORDS = (
    "财政 教育 公安 民政 司法 档案 审计 统计 税务 卫生 卫健 医疗保障 医保 疾病预防 疾控 人力资源 人社 人民政府 "
    "人民法院 人民检察院 人大 人民代表 政协 政府 政务 党委 党校 党史 纪委 纪检 监察 巡察 组织部 宣传 统战 政法 "
    "机关 机构编制 编办 发改 发展 工信 工业 商务 科技 科学 科协 文化 文旅 文联 文物 旅游 体育 广播 广电 新闻 融媒 "
    "农业 农村 林业 水利 水务 水文 气象 应急 消防 交通 公路 住建 住房 城管 城市管理 城乡 规划 自然资源 国土 生态 "
    "环境 环保 园林 退役军人 信访 民族 宗教 民宗 侨务 侨联 外事 残联 残疾人 妇联 妇女 妇幼 总工会 工会 工商 共青团 "
    "团委 红十字 供销 粮食 物资 乡村振兴 扶贫 公共 公积金 社会 社保 保险 就业 行政 知识产权 质量 药品 食品 检验 "
    "大数据 数据 信息 金融 国资 国有 驻 招商 投资 优化 经济 经开 高新 开发区 接待 史志 地方志 图书馆 博物馆 美术馆 "
    "群众艺术 殡葬 救助 社会福利 仲裁 地震 测绘 地质 动物 畜牧 水产 渔 种子 植保 农机 移民 防汛 人防 人民防空 "
    "国防动员 人民武装 武警 市场监督 市场监管 市场服务 老干部 老龄 关心下一代 慈善 看守所 强制隔离 法院 检察"
)
_BODY_BEGINS = tuple(_BODY_WORDS.split())
_BODY_ENDS = ("局", "厅", "委", "办", "馆", "院", "所", "站", "中心", "署", "处", "队", "部", "会", "校", "府")
_BODY_LENGTH = 18
_BODY_WHOLE = ("人大", "政协")


def _past(text: str, at: int, skipped: str) -> int:
    while at < len(text) and text[at] in skipped:
        at += 1
    return at


def _opens(text: str) -> int:
    """Where a text begins, behind quotes and brackets and the year it is about."""
    at = _past(text, 0, _OPENING)
    if text[at : at + 4].isdigit() and text.startswith("年", at + 4):
        at += 5 + text.startswith("度", at + 5)
    return _past(text, at, _OPENING)


def _body(text: str, at: int) -> bool:
    """Whether what stands there goes on like the name of a public body."""
    if not text.startswith(_BODY_BEGINS, at):
        return False
    if text.startswith(_BODY_WHOLE, at):
        return True
    rest = text[at : at + _BODY_LENGTH]
    return any(ending in rest for ending in _BODY_ENDS)


def _broken(text: str, at: int, name: str) -> bool:
    """Whether a full name that stands there is only the seam of two other words."""
    last = at + len(name) - 1
    if text.startswith(_BROKEN, last) and not text.startswith(_UNBROKEN, last):
        return True
    return at > 0 and text[at - 1] in _BROKEN_BEFORE.get(name, "")


def _below(places: Iterable[Jurisdiction], above: Iterable[Jurisdiction]) -> tuple[Jurisdiction, ...]:
    codes = {place.code for place in above}
    return tuple(place for place in places if not codes.isdisjoint(lineage(place.code)[:-1]))


def _above(places: Iterable[Jurisdiction], below: Iterable[Jurisdiction]) -> tuple[Jurisdiction, ...]:
    codes = {code for place in below for code in lineage(place.code)[:-1]}
    return tuple(place for place in places if place.code in codes)


@attrs.frozen
class _Hit:
    """A name found in a text: who bears it, and who bears the name directly before it."""

    end: int
    name: str
    bearers: tuple[Jurisdiction, ...]
    above: tuple[Jurisdiction, ...]


def _settle(hits: Iterable[_Hit]) -> tuple[tuple[Jurisdiction, ...], tuple[str, ...]]:
    """The places meant, and the names that could not be settled; both in the order of the text."""
    doubtful: list[tuple[int, _Hit]] = []
    settled: dict[int, Jurisdiction] = {}
    for order, hit in enumerate(hits):
        own = _below(hit.bearers, hit.above)
        if hit.above and not own:
            shallowest = min(_depth(place.code) for place in hit.bearers)
            if max(_depth(place.code) for place in hit.above) < shallowest:
                # 长春市朝阳区, and only Beijing's is known: the text is clear, it means a place not in the gazetteer.
                continue
        bearers = own or hit.bearers
        if len(bearers) == 1 and (own or _depth(bearers[0].code) < 3):
            settled[order] = bearers[0]
        else:
            doubtful.append((order, attrs.evolve(hit, bearers=bearers)))

    named = {place.code for place in settled.values()}
    elsewhere = any(_depth(code) < 3 for code in named)
    open_names: dict[str, None] = {}
    for order, hit in doubtful:
        backed = [place for place in hit.bearers if not named.isdisjoint(lineage(place.code))]
        if len(backed) == 1:
            settled[order] = backed[0]
        elif len(hit.bearers) == 1 and not elsewhere:
            settled[order] = hit.bearers[0]
        else:
            open_names[hit.name] = None

    found = {settled[order].code: settled[order] for order in sorted(settled)}
    passed = {code for deeper in found for code in lineage(deeper)[:-1]}
    return tuple(place for code, place in found.items() if code not in passed), tuple(open_names)


# ── The gazetteer ────────────────────────────────────────────────────────────────────────────────────────────────────


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
    _places: Mapping[str, Jurisdiction] = attrs.field(init=False, repr=False, eq=False)
    _names: Mapping[str, tuple[Jurisdiction, ...]] = attrs.field(init=False, repr=False, eq=False)
    _full: Mapping[str, tuple[str, ...]] = attrs.field(init=False, repr=False, eq=False)
    _short: Mapping[str, tuple[str, ...]] = attrs.field(init=False, repr=False, eq=False)

    @_places.default
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
        places = {place.code: place for place in bundled()}
        for code, place in added.items():
            twin = places.get(code)
            places[code] = _joined(twin, place) if twin is not None and twin.name == place.name else place
        return {code: places[code] for code in sorted(places)}

    @_names.default
    def _name(self) -> Mapping[str, tuple[Jurisdiction, ...]]:
        bearers: dict[str, tuple[Jurisdiction, ...]] = {}
        for place in self._places.values():
            for name in _names_of(place):
                bearers[name] = (*bearers.get(name, ()), place)
        return bearers

    @_full.default
    def _list_full(self) -> Mapping[str, tuple[str, ...]]:
        return _by_first(name for name in self._sought() if _is_full(name))

    @_short.default
    def _list_short(self) -> Mapping[str, tuple[str, ...]]:
        return _by_first(name for name in self._sought() if len(name) >= 2 and not _is_full(name))

    def _sought(self) -> Iterator[str]:
        # 全国 and 中国 say nothing about whose report it is, so no text is read as naming the nation.
        return (name for name, bearers in self._names.items() if bearers[0].code != _NATION_CODE)

    @property
    def places(self) -> tuple[Jurisdiction, ...]:
        """All places known, in order of their codes, the nation first."""
        return tuple(self._places.values())

    def get(self, code: str) -> Jurisdiction | None:
        """The place with this code; None where it is not known, be it possible or not."""
        return self._places.get(code)

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
        same goes for a county named bare among places it does not lie in: not all counties are known, and this may be
        the namesake of one that is not.
        """
        return _settle(self._hits(text))[0]

    def ambiguous(self, text: str) -> tuple[str, ...]:
        """The names `mentioned` left out because more than one place could be meant, in the order of the text."""
        return _settle(self._hits(text))[1]

    def _hits(self, text: str) -> Iterator[_Hit]:
        # `spot` is the one position where a short name may stand, `above` the place it then stands directly behind.
        spot = _opens(text)
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
            spot = _past(text, at, " \u3000")

    def _full_at(self, text: str, at: int, above: tuple[Jurisdiction, ...]) -> _Hit | None:
        for name in self._full.get(text[at : at + 1], ()):
            if text.startswith(name, at) and not _broken(text, at, name):
                return _Hit(at + len(name), name, self._names[name], above)
        return None

    def _short_at(self, text: str, at: int, above: tuple[Jurisdiction, ...]) -> _Hit | None:
        for name in self._short.get(text[at : at + 1], ()):
            if not text.startswith(name, at):
                continue
            bearers = self._names[name]
            # 忠县 is a whole name for all its two characters; 万州 is short for 万州区.
            whole = any(place.name == name for place in bearers)
            if above:
                bearers = _below(bearers, above)
            elif not whole and all(_depth(place.code) == 3 for place in bearers):
                # 和平, 东方, 长寿: stems of counties are everyday words, and whole lists of counties share them.
                continue
            end = at + len(name)
            after = _past(text, end, " \u3000")
            if not bearers:
                continue
            if (whole and above) or _body(text, after) or _past(text, after, _CLOSING) == len(text):
                return _Hit(end, name, bearers, above)
            next_hit = self._full_at(text, after, bearers) or self._short_at(text, after, bearers)
            if next_hit is not None and (bearers := _above(bearers, next_hit.bearers)):
                return _Hit(end, name, bearers, above)
        return None


def _joined(one: Jurisdiction, other: Jurisdiction) -> Jurisdiction:
    return attrs.evolve(other, aliases=tuple(dict.fromkeys((*one.aliases, *other.aliases))))
