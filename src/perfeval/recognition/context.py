"""Who a report is about, for which year, in which place: each from what the document itself says.

Order: rows that name the unit, then the title, then running text. Nothing is guessed; an ambiguous place is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from attrs import define, frozen

from perfeval.document import Paragraph, Place
from perfeval.jurisdictions import lineage
from perfeval.model import OWN_UNIT, Evidence, Part, declared, printed
from perfeval.model.reading import FILE_NAME
from perfeval.quantities import Unit, tidy, unit_named
from perfeval.recognition.labels import Named, bare_label, bare_name, is_body, labelled_line, names_project, supervises
from perfeval.ruling import Lexicon, WordKind
from perfeval.vocabulary import Vocabulary

_UNIT_LINE = re.compile(r"(?:金额)?单位[:：](?P<unit>人民币)?(?P<word>万元|亿元|千元|百万元|元|万)(?![\w])")


def years_in(text: str) -> list[int]:
    """The years a tidied text is about: not those of its dates."""
    return [int(m["year"]) for m in _YEARS.finditer(text)]


#: A year that is meant as one: not that of a date (2024年3月5日).
_YEARS = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?:年度|年(?!\d{1,2}月\d)|-(?:20)\d{2}年)")
_YEAR_ALONE = re.compile(r"[(（\[]?(?:19|20)\d{2}年度?[)）\]]?")


@define
class Context:
    """What the whole document is about, with the evidence for each."""

    entity: str | None = None
    year: int | None = None
    jurisdiction: str | None = None
    unit: Unit | None = None
    title: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def reporting(self) -> Part:
        """Who reports, as part of a figure's name: printed, or declared where only the file is called so."""
        if not self.entity:
            return declared(OWN_UNIT)
        by = next((e.source for e in self.evidence if e.what == "entity"), "")
        return declared(self.entity) if by == FILE_NAME else printed(self.entity)


def title_of(paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> tuple[str, Place]:
    """The document's title: the first lines, up to the one that names a report or form."""
    lines: list[str] = []
    for number, paragraph in enumerate(paragraphs[:4]):
        text = paragraph.text
        if not text or len(text) > 80 or _UNIT_LINE.search(tidy(text)):
            break
        lines.append(text)
        if lexicon.within(WordKind.TITLE, text):
            lines += [p.text for p in paragraphs[number + 1 : number + 2] if _YEAR_ALONE.fullmatch(tidy(p.text))]
            return " ".join(lines), paragraph.place
    return (" ".join(lines), paragraphs[0].place) if lines else ("", Place())


def money_unit(text: str) -> Unit | None:
    """The unit of money a line declares (单位：万元), None if it declares none."""
    match = _UNIT_LINE.search(tidy(text))
    return unit_named(match["word"]) if match else None


def context(
    paragraphs: Sequence[Paragraph], named: Sequence[Named], headers: Sequence[str], words: Vocabulary, source: str = ""
) -> Context:
    """The context of a document; its unit and year by the name of its file, where it does not say them itself.

    Parameters
    ----------
    paragraphs
        Its running text.
    named
        Label, value and place of rows such as 填报单位 | 怀化市档案馆.
    headers
        Header cells that print a year.
    words
        The words it is read with.
    source
        The name of its file.
    """
    below = _below_furniture(paragraphs, words.lexicon)
    title, title_place = title_of(below, words.lexicon)
    evidence: list[Evidence] = []
    entity = _entity(title, title_place, named, below, evidence, words.lexicon)
    year = _year(title, title_place, paragraphs, headers, evidence)
    name = source.rpartition(".")[0]
    if entity is None:
        entity = _entity_of_file(name, evidence, words.lexicon)
    if year is None:
        year = _year_of_file(name, evidence)
    place = _place(title, title_place, named, paragraphs, words, evidence)
    unit = next((u for p in paragraphs if (u := money_unit(p.text))), None)
    return Context(entity, year, place, unit, title, tuple(evidence))


def _below_furniture(paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> Sequence[Paragraph]:
    """The text of a page of the web from its title on: below the line that says where it lies, links and dates may stand."""
    below = [p for p in paragraphs if not _BREADCRUMB.fullmatch(p.text.strip())]
    if len(below) == len(paragraphs):
        return paragraphs
    titled = (
        n
        for n, p in enumerate(below[:WIDEST_FURNITURE])
        if len(p.text) <= 80 and lexicon.within(WordKind.TITLE, p.text)
    )
    return below[next(titled, 0) :]


def _entity_of_file(name: str, evidence: list[Evidence], lexicon: Lexicon) -> str | None:
    """The unit that the name of the file begins with, or has behind its year."""
    found = _in_title(name, Place(), lexicon)
    if found is None:
        return None
    evidence.append(Evidence("entity", found.value, FILE_NAME))
    return found.value


def _year_of_file(name: str, evidence: list[Evidence]) -> int | None:
    """The one year that the name of the file has."""
    years = {found["year"] for found in _YEARS.finditer(tidy(name))}
    if len(years) != 1:
        return None
    year = years.pop()
    evidence.append(Evidence("year", year, FILE_NAME))
    return int(year)


#: So many lines of a page of the web may stand above its title.
WIDEST_FURNITURE = 15
#: Where a page of the web says what lies above it: 首页 > 政府信息公开 > 正文. It is never its title.
_BREADCRUMB = re.compile(r"[^<>＞»›]{1,60}+(?:[>＞»›][^<>＞»›]{1,60}+){2,12}")
#: A title's name ends where its year begins.
_BEFORE_YEAR = re.compile(r"(?:19|20)\d{2}\s*年")
#: What stands before a title and is none: 附件1：, — 3 —.
_FURNITURE = re.compile(r"^(?:附[件表]\s*+\d*+\s*+[:：]?|[—\-]\s*+\d++\s*+[—\-]|\s)++")
#: A line with one of these is more than a name.
_NO_NAME = re.compile(r"[,，。:：;；\d]")


#: What stands in a sentence and in no title, but for what a title says in brackets.
_SENTENCE = re.compile(r"[。；;，,！!？?]")
_BRACKETED = re.compile(r"\([^()]*\)")


def _spelled(title: str) -> str:
    """A title with its full-width digits as others; its blanks stand, because they end a name."""
    return " ".join(map(tidy, title.split()))


@lru_cache(maxsize=8)
def _behind_year(lexicon: Lexicon) -> re.Pattern[str]:
    """A body's name behind the year of a title."""
    return re.compile(rf"(?:19|20)\d{{2}}\s*年度?\s*(?P<name>\S{{2,30}}?{lexicon.pattern(WordKind.BODY, 'anywhere')})")


def _entity(
    title: str, place: Place, named: Sequence[Named], paragraphs: Sequence[Paragraph], evidence: list[Evidence], lexicon: Lexicon
) -> str | None:  # fmt: skip
    """The reporting unit: by what says most clearly who reports, the first that names a body."""
    found = (
        _named_by("reporting", named, lexicon)
        or _labelled(paragraphs, lexicon)
        or _named_by("carrying-out", named, lexicon)
        or _in_title(title, place, lexicon)
        or _alone(paragraphs, lexicon)
    )
    if found is None:
        return None
    evidence.append(found)
    return found.value


def _named_by(value: str, named: Sequence[Named], lexicon: Lexicon) -> Evidence | None:
    """The unit that stands in a table behind the first of the labels that have this value."""
    labels = [form for form, word in lexicon.of(WordKind.ENTITY_LABEL).items() if word.value == value]
    for label in labels:
        for said, text, where in named:
            name = bare_name(text, lexicon)
            if bare_label(said, lexicon) == label and name and not lexicon.begins(WordKind.NO_NAME, name):
                return Evidence("entity", name, said, where)
    return None


def _labelled(paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> Evidence | None:
    """The unit that a line of text near the top names behind a label."""
    for paragraph in paragraphs[:12]:
        match = labelled_line(paragraph.text, lexicon)
        if (
            match is not None
            and money_unit(paragraph.text[: match.end("name")]) is None
            and is_body(match["name"], lexicon)
        ):
            return Evidence("entity", match["name"], match["label"], paragraph.place)
    return None


def _in_title(title: str, place: Place, lexicon: Lexicon) -> Evidence | None:
    """The unit that the title names before its year, or behind it; one that is a sentence names nobody."""
    title = _spelled(title)
    if _SENTENCE.search(_BRACKETED.sub("", title)):
        return None
    head = _FURNITURE.sub("", _BEFORE_YEAR.split(title)[0]).strip(" （(—-")
    if 2 < len(head) < 40 and is_body(head, lexicon):
        return Evidence("entity", head, "标题", place)
    behind = _behind_year(lexicon).search(title)
    return Evidence("entity", behind["name"], "标题", place) if behind else None


def _alone(paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> Evidence | None:
    """The unit whose name is a line by itself below the title."""
    for paragraph in paragraphs[:6]:
        name = tidy(paragraph.text)
        if 3 < len(name) < 25 and is_body(name, lexicon) and not _NO_NAME.search(name):
            return Evidence("entity", name, "标题下", paragraph.place)
    return None


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


@frozen
class _Source:
    """A text that may name the place, what that is called beside it, and where it stands."""

    text: str
    said: str
    place: Place


def _place(
    title: str, place: Place, named: Sequence[Named], paragraphs: Sequence[Paragraph], words: Vocabulary, evidence: list[Evidence]
) -> str | None:  # fmt: skip
    """The deepest place that the first text naming one names, if all others it names lie above it.

    The department over the unit is asked after the title: it may be the province's while the unit is a county's.
    """
    beside = [
        (supervises(said, words.lexicon), _Source(value, said, where))
        for said, value, where in named
        if not names_project(said, words.lexicon)
    ]
    sources = [
        *(source for over, source in beside if not over),
        _Source(title, "标题", place),
        *(source for over, source in beside if over),
        *(_Source(p.text, "正文", p.place) for p in paragraphs[:6]),
    ]
    for source in sources:
        found = words.gazetteer.mentioned(source.text[:200])
        if found:
            first = found[0]
            evidence.append(Evidence("jurisdiction", first.code, f"{source.said}：{first.name}", source.place))
            codes = [one.code for one in found]
            deepest = max(codes, key=lambda code: len(lineage(code)))
            return deepest if all(code in lineage(deepest) for code in codes) else first.code
    return None
