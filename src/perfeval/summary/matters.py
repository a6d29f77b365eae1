"""One thing for a person to do: which findings it is made of, where they stand, and what is said and asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from functools import cached_property

from attrs import evolve, frozen

from perfeval.document import Place
from perfeval.findings import Cited, Finding, Severity, Standing, Suggestion, Text, place_words

#: What is asked of a person, by how loud the matter is; sentences of rules end in one of these, or in their own.
REQUESTS = {
    Severity.ERROR: Text("请核实更正。", "Please verify and correct."),
    Severity.WARNING: Text("请说明。", "Please explain."),
    Severity.NOTICE: Text("", ""),
}
#: Where several places are named, no more than these.
MOST_PLACES = 2


#: So many findings that go with one are written out on the screen.
MOST_MEMBERS = 5
#: The last sentence of a message, where it asks for something.
_ASKS_ZH = re.compile(r"。(?P<asked>请[^。]*)。?$")
_ASKS_EN = re.compile(r"\. (?P<asked>Please [^.]*)\.?$")
#: A sum too long to be read beside others, up to what it comes to.
_BRACKETS = re.compile(r"（[^（）]*[^（）\d.%][^（）]*）")
#: What a member says again: its label, and by how much it is off.
_OWN_LABEL = re.compile(r"^(?:[^：。；]{0,24}：)?“[^”]*”(?=[^“”]{8,}$)")
_APART = re.compile(r"，(?:相?差|超出)[^，；]*$")
_LONG_SUM = re.compile(r"(?<![\d.+()-])[\d.+()-]{24,}+=(?=-?[\d.])")


def _parted(message: Text) -> tuple[Text, Text]:
    """What a message says, and what it asks for."""
    zh, en = _ASKS_ZH.search(message.zh), _ASKS_EN.search(message.en)
    said = Text(message.zh[: zh.start()] if zh else message.zh, message.en[: en.start()] if en else message.en)
    asked = Text(f"{zh['asked']}。" if zh else "", f"{en['asked']}." if en else "")
    return Text(said.zh.strip().rstrip("。"), said.en.strip().rstrip(". ")), asked


def _head(place: Place) -> Text:
    """The table, annex or page a place is in; 正文 for running text."""
    if place.row is None and not place.address and place.page is None:
        return Text("正文", "text")
    return place_words(evolve(place, row=None, line=None, address="", begins=""))


def _short(fact: Text, *, member: bool) -> Text:
    """A fact without what stands in brackets; of one that goes with another also without a long sum and its label."""
    zh, en = _BRACKETS.sub("", fact.zh), fact.en
    if member:
        zh, en = _LONG_SUM.sub("", zh), _LONG_SUM.sub("", en)
        zh = _APART.sub("", _OWN_LABEL.sub("", zh))
    return Text(zh, en)


class Group(Enum):
    """What a matter asks for, in the words of a reviewer."""

    CORRECT = "correct"
    EXPLAIN = "explain"
    ASK = "ask"
    NOTICE = "notice"

    @property
    def text(self) -> Text:
        """The word for it: 更正, 说明, 提问, 提示."""
        return _WORDS[self]


_WORDS = {
    Group.CORRECT: Text("更正", "to correct"),
    Group.EXPLAIN: Text("说明", "to explain"),
    Group.ASK: Text("提问", "questions"),
    Group.NOTICE: Text("提示", "notices"),
}


def group_of(finding: Finding) -> Group:
    """The group a finding belongs to."""
    if finding.severity is Severity.ERROR:
        return Group.CORRECT
    if finding.severity is Severity.WARNING:
        return Group.EXPLAIN
    return Group.ASK if finding.question else Group.NOTICE


@frozen
class Spot:
    """A figure or cell that a matter quotes.

    Attributes
    ----------
    cited
        The figure as the finding quotes it, with its place in numbers.
    place
        Its place as a person finds it: 附件2!G21, 附件2“社会公众满意度”行, 正文“2023年年初预算数……”.
    """

    cited: Cited
    place: Text

    @property
    def label(self) -> str:
        """What it is called where it stands."""
        return self.cited.label

    @property
    def printed(self) -> str:
        """The characters of the source."""
        return self.cited.printed.strip()

    @property
    def unit(self) -> str:
        """Its unit of measure; empty for none."""
        return self.cited.unit


@frozen
class Matter:
    """One thing for a person to do, or to know.

    Attributes
    ----------
    number
        Its number on the page; it runs through all groups.
    group
        What it asks for.
    title
        What it is about, in a few words.
    finding
        The finding it is known by.
    members
        The findings that go with it, because one change would silence them all, or because they are about its row.
    kind
        The label of its rule, which many matters may share.
    """

    number: int
    group: Group
    title: Text
    finding: Finding
    members: tuple[Finding, ...] = ()
    kind: Text = Text()

    @property
    def id(self) -> str:
        """The fingerprint of the finding it is known by, which lasts from one run, and one year, to the next."""
        return self.finding.fingerprint

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All its findings, the one it is known by first."""
        return (self.finding, *self.members)

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Every figure it quotes, each once."""
        cited = dict.fromkeys(c for finding in self.findings for c in finding.figures)
        return tuple(Spot(c, place_words(c.place, c.label, c.column)) for c in cited)

    @cached_property
    def where(self) -> Text:
        """Where to look: the rows and sentences of the finding it is known by, no more than two."""
        return self._where(self.finding.message, short=False)

    @cached_property
    def near(self) -> Text:
        """The same, short enough for one line: a row or sentence that the fact names is not named again."""
        return self._where(self.brief, short=True)

    @cached_property
    def nearest(self) -> Text:
        """Only which table, annex or text; nothing where the fact names it."""
        heads = dict.fromkeys(_head(c.place) for c in self.finding.figures)
        shown = [h for h in heads if h and h.zh not in self.brief.zh][:MOST_PLACES]
        return Text("、".join(h.zh for h in shown), ", ".join(h.en for h in shown))

    def _where(self, fact: Text, *, short: bool) -> Text:
        places = list(dict.fromkeys(self._place(c, fact, short=short) for c in self.finding.figures))
        shown = [place for place in places if place][:MOST_PLACES]
        more = Text("等", " …") if len(places) > MOST_PLACES else Text()
        return Text("、".join(p.zh for p in shown) + more.zh, ", ".join(p.en for p in shown) + more.en)

    @staticmethod
    def _place(cited: Cited, fact: Text, *, short: bool) -> Text:
        named = bool(cited.label) and cited.label in fact.zh
        if short and named and cited.place.row is not None and not cited.place.address:
            head = _head(cited.place)
            return Text() if head.zh in fact.zh else head
        return place_words(cited.place, cited.label)

    @cached_property
    def request(self) -> Text:
        """What is asked of whoever wrote the report: what its sentence asks, or what its group does; empty for a notice."""
        asked = _parted(self.finding.message)[1]
        usual = REQUESTS[Severity.WARNING if self.group is Group.ASK else self.finding.severity]
        return Text(asked.zh or usual.zh, asked.en or usual.en)  # a sentence may ask in one language alone

    @cached_property
    def fact(self) -> Text:
        """What stands there and what it comes to, without title and request; what goes with it stands behind."""
        return self._joined(self._fact(finding) for finding in self.findings)

    @cached_property
    def brief(self) -> Text:
        """The fact, short enough for one line: a long sum that goes with it is shown by what it comes to."""
        own, *others = (self._fact(finding) for finding in self.findings)
        first = _short(own, member=False)
        shown = [_short(fact, member=True) for fact in others[:MOST_MEMBERS]]
        more = len(others) - len(shown)
        if more:
            shown.append(Text(f"另有{more}项", f"{more} more"))
        return self._joined([first, *shown])

    @staticmethod
    def _joined(facts: Iterable[Text]) -> Text:
        several = list(facts)
        return Text("；".join(f.zh for f in several), "; ".join(f.en for f in several))

    def _fact(self, finding: Finding) -> Text:
        said = _parted(finding.message)[0]
        if finding is not self.finding:
            return said
        return Text(said.zh.removeprefix(f"{self.title.zh}："), said.en.removeprefix(f"{self.title.en}: "))

    @cached_property
    def sentence(self) -> Text:
        """The whole as one formal sentence, ready to be pasted: what was found, then what is asked."""
        title_zh = "" if self.fact.zh.startswith(self.title.zh) else f"{self.title.zh}："
        title_en = "" if self.fact.en.startswith(self.title.en) else f"{self.title.en}: "
        return Text(
            f"{title_zh}{self.fact.zh}。{self.request.zh}", f"{title_en}{self.fact.en}. {self.request.en}".strip()
        )

    @property
    def arithmetic(self) -> Text:
        """What was computed and what is printed; of a matter that is about words, its fact."""
        return self.fact

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """What would make the figures fit, or where to look first. Nothing is ever changed by it."""
        return tuple(dict.fromkeys(s for s in self.finding.suggestions if s.text))

    @property
    def hints(self) -> tuple[Text, ...]:
        """The words of its suggestions."""
        return tuple(s.text for s in self.suggestions)

    @property
    def innocent(self) -> Text:
        """What would make the figures right after all."""
        return self.finding.innocent

    @property
    def basis(self) -> str:
        """The document it rests on; empty for arithmetic, and for what nobody has confirmed."""
        return self.finding.basis

    @property
    def standing(self) -> Standing:
        """What is known of what it rests on."""
        return self.finding.standing


__all__ = ["MOST_PLACES", "REQUESTS", "Group", "Matter", "Spot", "group_of"]
