"""What places are called, and where a name in running text is only the seam of two other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from perfeval.jurisdictions.codes import GROUPINGS, Jurisdiction, depth, lineage

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


def names_of(place: Jurisdiction) -> tuple[str, ...]:
    """Everything a place is called; a grouping such as 市辖区 by its aliases alone."""
    if place.name in GROUPINGS:
        return place.aliases
    return tuple(dict.fromkeys((place.name, *place.aliases, *_short_forms(place.name))))


def is_full(name: str) -> bool:
    """Whether a name may be taken for a place in the middle of a sentence."""
    # 忠县 is a full name too, but two characters turn up anywhere (效忠县委), so it is held to the rule of short names.
    return len(name) >= 3 and name.endswith(_FULL_ENDINGS)


# --- running text ---------------------------------------------------------------------------------------------------

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

# Districts whose names are what every town may call a part of itself: they are meant only behind a place they lie in.
EVERYDAY = frozenset(
    [
        "老城区",
        "新城区",
        "新市区",
        "城中区",
        "城东区",
        "城西区",
        "城北区",
        "城厢区",
        "市中区",
        "中原区",
        "江南区",
        "江北区",
        "河北区",
        "河东区",
        "河西区",
        "港口区",
        "海港区",
        "港北区",
        "港南区",
        "湖滨区",
        "向阳区",
        "新华区",
        "和平区",
        "长安区",
        "东港区",
        "矿区",
        "郊区",
        "城区",
        "东区",
        "西区",
    ]
)

_OPENING = " \t\r\n\u3000《〈「『“‘\"'（(【[〔"
CLOSING = " \t\r\n\u3000》〉」』”’\"'）)】]〕。，,；;：:、"

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


def past(text: str, at: int, skipped: str) -> int:
    """Where the text goes on behind certain characters."""
    while at < len(text) and text[at] in skipped:
        at += 1
    return at


def opens(text: str) -> int:
    """Where a text begins, behind quotes and brackets and the year it is about."""
    at = past(text, 0, _OPENING)
    if text[at : at + 4].isdigit() and text.startswith("年", at + 4):
        at += 5 + text.startswith("度", at + 5)
    return past(text, at, _OPENING)


def begins_body(text: str, at: int) -> bool:
    """Whether what stands there goes on like the name of a public body."""
    if not text.startswith(_BODY_BEGINS, at):
        return False
    if text.startswith(_BODY_WHOLE, at):
        return True
    rest = text[at : at + _BODY_LENGTH]
    return any(ending in rest for ending in _BODY_ENDS)


def is_seam(text: str, at: int, name: str) -> bool:
    """Whether a full name that stands there is only the seam of two other words."""
    last = at + len(name) - 1
    if text.startswith(_BROKEN, last) and not text.startswith(_UNBROKEN, last):
        return True
    return at > 0 and text[at - 1] in _BROKEN_BEFORE.get(name, "")


def those_below(places: Iterable[Jurisdiction], above: Iterable[Jurisdiction]) -> tuple[Jurisdiction, ...]:
    """The places that lie in one of some others."""
    codes = {place.code for place in above}
    return tuple(place for place in places if not codes.isdisjoint(lineage(place.code)[:-1]))


def without_counties(places: tuple[Jurisdiction, ...]) -> tuple[Jurisdiction, ...]:
    """The bearers of a short name without the counties that lie in another of them; beside a province, without any."""
    codes = {place.code for place in places}
    provinces = any(depth(code) == 1 for code in codes)
    return tuple(
        p for p in places if depth(p.code) < 3 or not (provinces or not codes.isdisjoint(lineage(p.code)[:-1]))
    )


def those_above(places: Iterable[Jurisdiction], below: Iterable[Jurisdiction]) -> tuple[Jurisdiction, ...]:
    """The places in which one of some others lies."""
    codes = {code for place in below for code in lineage(place.code)[:-1]}
    return tuple(place for place in places if place.code in codes)


@attrs.frozen
class Hit:
    """A name found in a text: who bears it, and who bears the name directly before it."""

    end: int
    name: str
    bearers: tuple[Jurisdiction, ...]
    above: tuple[Jurisdiction, ...]


def settled(hits: Iterable[Hit]) -> tuple[tuple[Jurisdiction, ...], tuple[str, ...]]:
    """The places meant, and the names that could not be settled; both in the order of the text."""
    doubtful: list[tuple[int, Hit]] = []
    settled: dict[int, Jurisdiction] = {}
    for order, hit in enumerate(hits):
        own = those_below(hit.bearers, hit.above)
        if hit.above and not own and _lies_elsewhere(hit):
            continue
        bearers = own or hit.bearers
        if len(bearers) == 1 and (own or depth(bearers[0].code) < 3):
            settled[order] = bearers[0]
        else:
            doubtful.append((order, attrs.evolve(hit, bearers=bearers)))

    named = frozenset(place.code for place in settled.values())
    meant = {order: _backed(hit, named) for order, hit in doubtful}
    settled |= {order: place for order, place in meant.items() if place is not None}
    open_names = dict.fromkeys(hit.name for order, hit in doubtful if meant[order] is None)

    found = {settled[order].code: settled[order] for order in sorted(settled)}
    passed = {code for deeper in found for code in lineage(deeper)[:-1]}
    return tuple(place for code, place in found.items() if code not in passed), tuple(open_names)


def _lies_elsewhere(hit: Hit) -> bool:
    """Whether the place before a name has none of its bearers below it, though it could.

    长春市朝阳区, and only Beijing's is known: the text is clear, it means a place not in the gazetteer.
    """
    shallowest = min(depth(place.code) for place in hit.bearers)
    return max(depth(place.code) for place in hit.above) < shallowest


def _backed(hit: Hit, named: frozenset[str]) -> Jurisdiction | None:
    """The one bearer of a name that the places named for certain speak for, or do not speak against."""
    backed = [place for place in hit.bearers if not named.isdisjoint(lineage(place.code))]
    if len(backed) == 1:
        return backed[0]
    elsewhere = any(depth(code) < 3 for code in named) or hit.name in EVERYDAY
    return hit.bearers[0] if len(hit.bearers) == 1 and not elsewhere else None
