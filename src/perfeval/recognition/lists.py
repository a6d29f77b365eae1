"""X, 其中 a、b、c: the lists of a paragraph, each added up to the amount it stands behind, or held below it where it is open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from attrs import define, field

from perfeval.document import Place
from perfeval.model import SentenceRole
from perfeval.recognition.mentions import Kind, Mention
from perfeval.recognition.relations import Relations


def add_lists(relations: Relations, mentions: Sequence[Mention], place: Place) -> None:
    """X, 其中 a、b、c: the parts add up to X, or may not exceed it where the list is open."""
    for kinds in ({Kind.AMOUNT}, {Kind.COUNT}):
        head: Mention | None = None
        parts: list[Mention] = []
        for mention in (*mentions, None):
            if mention is not None and mention.kind not in kinds:
                continue
            if mention is not None and (mention.nested if relations.listing else mention.within):
                parts.append(mention)
                continue
            if head is not None and parts:
                for group in dict.fromkeys(p.group for p in parts):
                    chosen = [p for p in parts if p.group == group]
                    own = next((m for m in mentions if m.kind in kinds and m.start == chosen[0].under), head)
                    _list(relations, own, chosen, mentions, place)
            head, parts = mention, []


_BOOKS = ("一般公共预算", "政府性基金", "国有资本经营")
_OF_APPROPRIATION = re.compile(r"(?P<side>财政拨款(?:收入|支出))(?:预算|决算)?中[,:]?$")


def add_books(relations: Relations, sentences: Sequence[str], mentions: Sequence[Mention], place: Place) -> None:
    """财政拨款支出 X，较上年增加 d。财政拨款支出中，一般公共预算 a；政府性基金 b；国有资本经营 c: the books add up, and their changes."""
    for number, sentence in enumerate(sentences):
        said = _OF_APPROPRIATION.search(sentence.partition(_BOOKS[0])[0])
        if said is None:
            continue
        before = [m for m in mentions if m.kind is Kind.AMOUNT and m.sentence < number and said["side"] in m.words]
        firsts = [next((m for m in mentions if m.kind is Kind.AMOUNT and m.sentence == number + n and book in m.words), None)
                  for n, book in enumerate(_BOOKS)]  # fmt: skip
        parts = [m for m in firsts if m is not None]
        if before and len(parts) == len(_BOOKS):
            relations.add_up(before[-1], parts, place, closed=True)
            _changes_add_up(relations, before[-1], parts, mentions, place, closed=True)


def _list(relations: Relations, head: Mention, parts: list[Mention], mentions: Sequence[Mention], place: Place) -> None:
    if head.kind is Kind.COUNT:
        for item in ("staff.posts", "staff.in-post"):
            of_item = [p for p in parts if p.item.split("/")[0] == item]
            whole = next(
                (m for m in reversed(mentions) if m.kind is Kind.COUNT and m.item == item and not m.within), None
            )
            if of_item and whole is not None and all("/" in p.item for p in of_item):
                relations.add_up(whole, of_item, place, closed=True)
        free = [p for p in parts if not p.item.startswith("staff.")]
        if free and len(free) == len(parts):
            relations.add_up(head, free, place, closed=not any(p.open_list for p in parts))
        return
    closed = not any(p.open_list for p in parts) and not _shares_fall_short(parts, mentions)
    heads = [
        m
        for m in mentions
        if m.kind is Kind.AMOUNT and not m.within and m.item == head.item and m.sentence == head.sentence
    ] or [head]
    if parts[0].sentence != head.sentence and len(heads) == 1:
        total = sum((p.quantity.value for p in parts), Fraction(0))
        others = [m for m in mentions if m.kind is Kind.AMOUNT and not m.within and m.sentence == head.sentence]
        spent = [m for m in others if not re.search(r"结余|结转", m.label)]
        if head.quantity.value != total:
            head = next((m for m in reversed(others) if m.quantity.value == total), spent[-1] if spent else head)
        heads = [head]
    if len(heads) == 1:
        if len({p.item for p in parts}) == len(parts):
            relations.add_up(head, parts, place, closed=closed)
        _changes_add_up(relations, head, parts, mentions, place, closed=closed)
        return
    items = {p.item for p in parts}
    for whole in heads:
        same = [p for p in parts if p.stage.value == whole.stage.value]
        if len(same) == len(items) == len({p.item for p in same}):
            relations.add_up(whole, same, place, closed=closed)


def _changes_add_up(
    relations: Relations,
    head: Mention,
    parts: Sequence[Mention],
    mentions: Sequence[Mention],
    place: Place,
    *,
    closed: bool,
) -> None:
    """Where every part states its change, the changes add up to that of the whole; a part of 0 may leave it out."""

    def change_of(one: Mention) -> Mention | None:
        at = mentions.index(one)
        after = mentions[at + 1] if at + 1 < len(mentions) else None
        return after if after is not None and after.kind is Kind.CHANGE and after.item == one.item else None

    if not closed or head not in mentions:
        return
    whole = change_of(head)
    changes = [(p, change_of(p)) for p in parts]
    if whole is None or sum(c is not None for _, c in changes) < 2:
        return
    if any(c is None and p.quantity.value != 0 for p, c in changes):
        return
    relations.add_up(whole, [c for _, c in changes if c is not None], place, closed=True)


def _shares_fall_short(parts: Sequence[Mention], mentions: Sequence[Mention]) -> bool:
    """Whether every part states its share and the shares leave something over: the list is not complete."""
    behind = [mentions[at + 1] for p in parts if (at := mentions.index(p)) + 1 < len(mentions)]
    shares = [m.quantity for m in behind if m.kind is Kind.SHARE]
    if len(shares) < len(parts):
        return False
    return 1 - sum(q.value for q in shares) > sum(q.step for q in shares)


@define
class Below:
    """A list whose head stands at the end of one paragraph and whose lines are the next.

    `style` are the numberings of the head's paragraph and of its lines, `own_lines` whether only lines of the head's own
    item are taken for its parts.
    """

    heads: tuple[Mention, ...] = ()
    style: tuple[int, int] = (-1, -1)
    entries: list[list[Mention]] = field(factory=list)
    own_lines: bool = False

    def reached(self) -> bool:
        """Whether the paragraphs so far give the head: all amounts of the first, or the first of each."""
        firsts = [e[0].quantity.value for e in self.entries if e]
        whole = {h.quantity.value for h in self.heads}
        one = sum((m.quantity.value for m in self.entries[0]), Fraction(0)) if len(self.entries) == 1 else None
        return one in whole or (len(firsts) > 1 and sum(firsts, Fraction(0)) in whole)

    def add_up(self, relations: Relations, place: Place) -> None:
        """Add the list up stage by stage, and forget it."""
        heads, entries = self.heads, [e for e in self.entries if e]
        if self.style[1] == -1 and len(entries) > 1:
            if (
                len({m.sentence for m in entries[0]}) == 1
                and len(entries[0]) > 1
                and not any(m.nested for m in entries[0])
            ):
                entries = entries[:1]  # the first paragraph is the list itself; what follows is other text
            else:
                entries = [e[:1] for e in entries]
        self.heads, self.entries, self.style = (), [], (-1, -1)
        parts = entries[0] if len(entries) == 1 else []
        lists: list[tuple[Mention, list[Mention]]] = []
        for head in heads:
            if len(entries) > 1:
                alone = len(heads) == 1
                same = [[m for m in e if m.stage.value == head.stage.value or (alone and len(e) == 1)] for e in entries]
                if any(len(found) != 1 for found in same):
                    continue
                chosen = [found[0] for found in same]
            elif len(heads) == 1:
                chosen = parts
            else:
                chosen = [m for m in parts if m.stage.value == head.stage.value]
            if len({m.item for m in chosen}) == len(chosen) and not (
                self.own_lines and self._others(relations, head, chosen)
            ):
                lists.append((head, chosen))
        short = [sum((m.quantity.value for m in c), Fraction(0)) < h.quantity.value for h, c in lists]
        partial = len(lists) > 1 and all(short)  # every stage falls short: the paragraphs do not list everything
        for head, chosen in lists:
            closed = not partial and not any(m.open_list for m in chosen)
            relations.add_up(
                head, chosen, place, closed=closed, role=SentenceRole.ITEMS if len(entries) > 1 else SentenceRole.LIST
            )

    def _others(self, relations: Relations, head: Mention, chosen: Sequence[Mention]) -> bool:
        """Whether one of some amounts is no part of the head by the names of both."""
        known = [relations.vocabulary.items.get(m.item) for m in chosen]
        return any(item is None or item.parent != head.item for item in known)
