"""Who a report is about, for which year, in which place: each from what the document itself says.

Order: rows that name the unit, then the title, then running text. Nothing is guessed; an ambiguous place is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from attrs import define

from perfeval.document import Paragraph, Place
from perfeval.jurisdictions import Gazetteer, lineage
from perfeval.model import Evidence
from perfeval.quantities import Unit, tidy, unit_named

ENTITY_LABELS = (
    "填报单位",
    "预算单位名称",
    "预算单位",
    "部门名称",
    "单位名称",
    "部门（单位）名称",
    "部门(单位)名称",
    "填报单位(盖章)",
)
#: Who carries a project out: the reporting unit where nothing says who reports.
PROJECT_UNITS = ("项目单位", "实施单位", "项目实施单位")
PROJECT_LABELS = ("项目名称", "专项名称", "转移支付(项目)名称", "专项资金名称", "政策名称", "项目(政策)名称")

_UNIT_LINE = re.compile(r"(?:金额)?单位[:：](?P<unit>人民币)?(?P<word>万元|亿元|千元|百万元|元|万)(?![\w])")
#: A year that is meant as one: not that of a date (2024年3月5日).
_YEARS = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?:年度|年(?!\d{1,2}月\d)|-(?:20)\d{2}年)")
_YEAR_ALONE = re.compile(r"[(（\[]?(?:19|20)\d{2}年度?[)）\]]?")
_TITLE_WORDS = ("自评", "绩效", "决算", "预算", "三公", "评价", "报告")


@define
class Context:
    """What the whole document is about, with the evidence for each."""

    entity: str | None = None
    year: int | None = None
    jurisdiction: str | None = None
    unit: Unit | None = None
    title: str = ""
    evidence: tuple[Evidence, ...] = ()


def title_of(paragraphs: Sequence[Paragraph]) -> tuple[str, Place]:
    """The document's title: the first lines, up to the one that names a report or form."""
    lines: list[str] = []
    for number, paragraph in enumerate(paragraphs[:4]):
        text = paragraph.text
        if not text or len(text) > 80 or _UNIT_LINE.search(tidy(text)):
            break
        lines.append(text)
        if any(word in text for word in _TITLE_WORDS):
            lines += [p.text for p in paragraphs[number + 1 : number + 2] if _YEAR_ALONE.fullmatch(tidy(p.text))]
            return " ".join(lines), paragraph.place
    return (" ".join(lines), paragraphs[0].place) if lines else ("", Place())


def money_unit(text: str) -> Unit | None:
    """The unit of money a line declares (单位：万元), None if it declares none."""
    match = _UNIT_LINE.search(tidy(text))
    return unit_named(match["word"]) if match else None


def context(
    paragraphs: Sequence[Paragraph], named: Sequence[tuple[str, str, Place]], headers: Sequence[str], gazetteer: Gazetteer
) -> Context:  # fmt: skip
    """The context of a document.

    Parameters
    ----------
    paragraphs
        Its running text.
    named
        Label, value and place of rows such as 填报单位 | 怀化市档案馆.
    headers
        Header cells that print a year.
    """
    title, title_place = title_of(paragraphs)
    evidence: list[Evidence] = []
    entity = _entity(title, title_place, named, paragraphs, evidence)
    year = _year(title, title_place, paragraphs, headers, evidence)
    place = _place(title, title_place, named, paragraphs, gazetteer, evidence)
    unit = next((u for p in paragraphs if (u := money_unit(p.text))), None)
    return Context(entity, year, place, unit, title, tuple(evidence))


_STAMP = re.compile(r"[(（\[](?:单位|部门|盖章|公章|签章|加盖公章|本级|公示版|模板)[)）\]]")
_LABELLED = re.compile(
    r"^(?P<label>填报单位|填报部门|编制单位|编制部门|预算主管部门|预算单位|部门名称|单位名称|部门\(单位\)名称|公开部门|公开单位|项目实施单位|实施单位|项目主管部门|购买主体|部门|单位)[:：](?P<name>[^:：]{2,40}?)"
    r"(?:(?:(?:金额)?单位|填报(?:日期|时间|人)|(?:编制|填表)?(?:日期|时间)|(?:19|20)\d{2}年度?|[(（]?盖章[)）]?).*)?$"
)
_BODY = re.compile(
    r"(?:局|委员会|委|馆|院|厅|中心|学校|幼儿园|小学|中学|镇|乡|街道|办|办公室|处|站|所|队|部|会|社|政府|公司|法院|检察院|大学|学院|工作部)$"
)


#: What stands beside 单位名称 in the header of a list, and names nobody.
_NO_NAME = re.compile(
    r"^$|^(?:备注|说明|序号|性质|类型|级次|地址|合计|总计|小计|本年|上年|收入|支出|预算|决算|金额|项目名称|基本支出|项目支出|编码|代码)"
)


def bare_label(label: str) -> str:
    """A label without blanks and without the stamp it asks for: 实施单位（盖章） is 实施单位."""
    return tidy(_STAMP.sub("", tidy(label))).strip(":")


#: Labels behind which a project's name stands: it may be called after another place than its unit's.
_PROJECTS = {bare_label(word) for word in PROJECT_LABELS}


def names_project(label: str) -> bool:
    """Whether a label asks for a project's name.

    >>> names_project("项目名称："), names_project("单位名称")
    (True, False)
    """
    return bare_label(label) in _PROJECTS


def _name(value: str) -> str:
    return _STAMP.sub("", value).strip(" :：")


def _named_by(labels: Sequence[str], named: Sequence[tuple[str, str, Place]], evidence: list[Evidence]) -> str | None:
    """The unit that stands behind the first of these labels in a table."""
    for label in labels:
        for said, value, where in named:
            if bare_label(said) == bare_label(label) and not _NO_NAME.match(_name(value)):
                evidence.append(Evidence("entity", _name(value), said, where))
                return _name(value)
    return None


def _entity(
    title: str, place: Place, named: Sequence[tuple[str, str, Place]], paragraphs: Sequence[Paragraph], evidence: list[Evidence]
) -> str | None:  # fmt: skip
    reporting = _named_by(ENTITY_LABELS, named, evidence)
    if reporting is not None:
        return reporting
    for paragraph in paragraphs[:12]:
        match = _LABELLED.match(tidy(_STAMP.sub("", paragraph.text)))
        if (
            match is not None
            and money_unit(paragraph.text[: match.end("name")]) is None
            and _BODY.search(match["name"])
        ):
            evidence.append(Evidence("entity", match["name"], match["label"], paragraph.place))
            return match["name"]
    carrying_out = _named_by(PROJECT_UNITS, named, evidence)
    if carrying_out is not None:
        return carrying_out
    head = _FURNITURE.sub("", re.split(r"(?:19|20)\d{2}\s*年", title)[0]).strip(" （(—-")
    if 2 < len(head) < 40 and _BODY.search(tidy(head)):
        evidence.append(Evidence("entity", head, "标题", place))
        return head
    behind = re.search(
        r"(?:19|20)\d{2}\s*年度?\s*(?P<name>\S{2,30}?(?:局|委员会|委|馆|院|厅|中心|学校|幼儿园|镇|乡|办|办公室|部(?!门)|会))",
        title,
    )
    if behind:
        evidence.append(Evidence("entity", behind["name"], "标题", place))
        return behind["name"]
    for paragraph in paragraphs[:6]:
        alone = tidy(paragraph.text)
        if 3 < len(alone) < 25 and _BODY.search(alone) and not re.search(r"[,，。:：;；\d]", alone):
            evidence.append(Evidence("entity", alone, "标题下", paragraph.place))
            return alone
    return None


_FURNITURE = re.compile(r"^(?:附[件表]\s*\d*\s*[:：]?|[—\-]\s*\d+\s*[—\-]|\s)+")


def _year(
    title: str, place: Place, paragraphs: Sequence[Paragraph], headers: Sequence[str], evidence: list[Evidence]
) -> int | None:  # fmt: skip
    in_title = _YEARS.search(tidy(title))
    if in_title:
        evidence.append(Evidence("year", in_title["year"], "标题", place))
        return int(in_title["year"])
    in_headers = sorted({int(m["year"]) for h in headers for m in _YEARS.finditer(tidy(h))})
    if in_headers:
        evidence.append(Evidence("year", str(in_headers[-1]), "表头"))
        return in_headers[-1]
    near = Counter(m["year"] for p in paragraphs[:12] for m in _YEARS.finditer(tidy(p.text)))
    if near:
        best, count = near.most_common(1)[0]
        if count * 2 > sum(near.values()):
            evidence.append(Evidence("year", best, "正文"))
            return int(best)
    return None


def _place(
    title: str, place: Place, named: Sequence[tuple[str, str, Place]], paragraphs: Sequence[Paragraph], gazetteer: Gazetteer,
    evidence: list[Evidence],
) -> str | None:  # fmt: skip
    units = [(value, said, where) for said, value, where in named if not names_project(said)]
    sources = [*units, (title, "标题", place), *((p.text, "正文", p.place) for p in paragraphs[:6])]
    codes: list[str] = []
    for text, said, where in sources:
        for found in gazetteer.mentioned(text[:200]):
            if not codes:
                evidence.append(Evidence("jurisdiction", found.code, f"{said}：{found.name}", where))
            codes.append(found.code)
        if codes:
            break
    if not codes:
        return None
    deepest = max(codes, key=lambda c: len(lineage(c)))
    return deepest if all(c in lineage(deepest) for c in codes) else codes[0]
