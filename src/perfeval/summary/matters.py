"""One thing for a person to do: which findings it is made of, where they stand, and what is said and asked."""

from __future__ import annotations

from enum import Enum
from functools import cached_property

from attrs import frozen

from perfeval.findings import Cited, Finding, Severity, Standing, Suggestion, Text, place_words

#: What is asked of a person, by how loud the matter is; sentences of rules end in one of these, or in their own.
REQUESTS = {
    Severity.ERROR: Text("请核实更正。", "Please verify and correct."),
    Severity.WARNING: Text("请说明。", "Please explain."),
    Severity.NOTICE: Text("", ""),
}
#: Where several places are named, no more than these.
MOST_PLACES = 2


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
        places = list(dict.fromkeys(place_words(c.place, c.label) for c in self.finding.figures))
        shown = [place for place in places if place][:MOST_PLACES]
        more = Text("等", " …") if len(places) > MOST_PLACES else Text()
        return Text("、".join(p.zh for p in shown) + more.zh, ", ".join(p.en for p in shown) + more.en)

    @property
    def request(self) -> Text:
        """What is asked of whoever wrote the report; empty for a notice."""
        if self.group is Group.ASK:
            return REQUESTS[Severity.WARNING]
        return REQUESTS[self.finding.severity]

    @cached_property
    def fact(self) -> Text:
        """What stands there and what it comes to, without title and request; what goes with it stands behind."""
        facts = [self._fact(finding) for finding in self.findings]
        return Text("；".join(f.zh for f in facts), "; ".join(f.en for f in facts))

    def _fact(self, finding: Finding) -> Text:
        said, own = finding.message, finding is self.finding
        zh, en = said.zh.strip(), said.en.strip()
        for request in REQUESTS.values():
            zh, en = zh.removesuffix(request.zh), en.removesuffix(request.en).strip()
        if own:
            zh, en = zh.removeprefix(f"{self.title.zh}："), en.removeprefix(f"{self.title.en}: ")
        return Text(zh.rstrip("。"), en.rstrip(". "))

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
