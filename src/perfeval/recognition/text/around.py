"""What stands around a figure: how its phrase opens a list, what it compares with, and how exact it is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from perfeval.recognition.text.phrases import Phrase
from perfeval.recognition.text.said import Base, label_of
from perfeval.recognition.text.words import Tag, Tagger, joined, trimmed
from perfeval.ruling.lexicon import WordKind as K


def opened(tags: tuple[Tag, ...], phrase: Phrase, tagger: Tagger) -> tuple[str, str, tuple[Tag, ...]]:
    """How a list is opened right before a figure, by its own phrase or by the pieces before it."""
    at = max((n for n, t in enumerate(tags) if t.value(K.LIST) in _OPENERS and n + 1 <= len(tags)), default=-1)
    if at >= 0 and (at == 0 or not fills_only(tags[at + 1 :]) or not tags[at].is_a(K.FILLER)):
        return str(tags[at].value(K.LIST)), joined(tags[:at]), tags[at + 1 :]
    for piece in reversed(phrase.pieces):
        found = opener_of(piece.text, tagger)
        if found is not None and (found[0] != WITHIN or piece.rank == 2):
            return *found, tags
        if piece.rank >= 4:
            break
    if phrase.colon:
        return "whole", "", tags
    if phrase.behind and phrase.rank == 2 and _is_within(tagger.tags(phrase.behind)):
        return "part", "", tags
    return "", "", tags


def _is_within(tags: Sequence[Tag]) -> bool:
    """Whether words right behind an amount say that its parts follow: 收入469.68万元中，…."""
    return len(tags) == 1 and tags[0].value(K.LIST) == WITHIN


_OPENERS = ("part", "whole", "open")
#: Opens a list only behind the name of an amount that stands before it.
WITHIN = "within"


def opener_of(text: str, tagger: Tagger) -> tuple[str, str] | None:
    """How the end of a text opens a list, and what stands before the opener."""
    tags = trimmed(tagger.tags(text), K.FILLER) or tagger.tags(text)
    kind = tags[-1].value(K.LIST) if tags else None
    if kind in _OPENERS or (kind == WITHIN and len(tags) > 1):
        return str(kind), label_of(tags[:-1]).text if kind == WITHIN else joined(tags[:-1])
    return None


def order_said(text: str, tagger: Tagger) -> tuple[str, str] | None:
    """Which of two amounts a text without figures says is the larger (决算数大于预算数), and the stage it is measured on."""
    tags = [t for t in tagger.tags(text) if not t.is_a(K.FILLER) or t.is_a(K.ORDER)]
    for at, tag in enumerate(tags):
        order = tag.value(K.ORDER)
        if order is not None and at and not tags[at - 1].is_a(K.NOT):
            of = _ordered(tags, at, order)
            if of is not None:
                return order, of
    return None


def _ordered(tags: Sequence[Tag], at: int, order: str) -> str | None:
    """The budget that a word of order at some place compares what was spent with: 决算数大于预算数, 决算数与预算数持平."""
    before = [t.value(K.STAGE) for t in tags[max(0, at - 3) : at]]
    behind = tags[at + 1].value(K.STAGE) if at + 1 < len(tags) else None
    if before[-1] == "actual" and behind in _BUDGETS:
        return behind
    joined_by = tags[at - 2].is_a(K.THAN) if at >= 3 else False
    if order == "same" and joined_by and before[0] == "actual" and before[-1] in _BUDGETS:
        return before[-1]
    return None


_BUDGETS = ("plan", "original", "final")


def fills_only(tags: Sequence[Tag]) -> bool:
    """Whether no stretch says anything."""
    return all(t.is_a(K.FILLER) for t in tags)


def without_lead(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """Stretches without those that only introduce."""
    lead = sum(1 for _ in takewhile(lambda t: t.is_a(K.LEAD) and not t.is_a(K.STAGE, K.MOVE), tags))
    return tags[lead:]


def is_vague(tags: Sequence[Tag], phrase: Phrase, tagger: Tagger) -> bool:
    """Whether a figure is only about so much."""
    if tags and tags[-1].value(K.VAGUE) == "before":
        return True
    if phrase.closes == 0:
        return False  # 比上年100万元多10万元
    behind = tagger.tags(phrase.after[:4])
    return bool(behind) and behind[0].value(K.VAGUE) == "after"


def has_open_end(phrase: Phrase, tagger: Tagger) -> bool:
    """Whether 等 stands behind a figure."""
    return any(t.value(K.LIST) == "etc" for t in tagger.tags(phrase.after[:12]))


def becomes(phrase: Phrase, tagger: Tagger) -> bool:
    """Whether what a figure became stands right behind it (21.39万元增至26.65万元)."""
    tags = tagger.tags(phrase.after) if phrase.closes == 0 else ()
    return bool(tags) and tags[0].is_a(K.REACHES)


def is_composed(phrase: Phrase, tagger: Tagger) -> bool:
    """Whether the words behind the figure before say that the figures up to there make up one whole."""
    return any(t.value(K.LIST) == "composed" for t in tagger.tags(phrase.behind))


def compares(tag: Tag) -> bool:
    """Whether a stretch begins a comparison."""
    return tag.is_a(K.THAN) and tag.value(K.THAN) != "from"


def gives_amount(phrase: Phrase, tagger: Tagger) -> bool:
    """Whether another figure stands right behind one, with nothing between but a word that fills (47.5%为614.39万元)."""
    return phrase.closes == 0 and bool(phrase.after) and fills_only(tagger.tags(phrase.after))


def base_of(tags: tuple[Tag, ...]) -> tuple[Base | None, tuple[Tag, ...], int]:
    """What a phrase compares with, what stands behind it, and where it begins; None where it compares with nothing."""
    for at in range(len(tags) - 1, -1, -1):
        if tags[at].value(K.BASE) == "same-period":
            return Base(last=True), tags[at + 1 :], at
        if compares(tags[at]):
            nouns = list(takewhile(_may_be_base, tags[at + 1 :]))
            if any(t.year or t.is_a(K.BASE, K.STAGE) for t in nouns):
                year = next((t.year for t in nouns if t.year), None)
                return Base(_stage_in(nouns), year, any(t.is_a(K.BASE) for t in nouns)), tags[at + 1 + len(nouns) :], at
    return None, tags, len(tags)


def _may_be_base(tag: Tag) -> bool:
    """Whether a stretch may stand in what is compared with: a year, a stage, a side of the accounts."""
    return bool(tag.year) or (tag.is_a(K.BASE, K.STAGE, K.THAN, K.ACCOUNT, K.FILLER) and not tag.is_a(K.LIST))


def _stage_in(tags: Sequence[Tag]) -> str:
    return next((str(t.value(K.STAGE)) for t in reversed(tags) if t.is_a(K.STAGE)), "")


def context_base(phrase: Phrase, tagger: Tagger) -> Base | None:
    """What an earlier piece of the sentence compares with (与2023年度相比，…)."""
    for piece in reversed(phrase.pieces):
        if piece.rank >= 4:
            return None
        base, behind, _ = base_of(tagger.tags(piece.text))
        if base is not None and fills_only([t for t in behind if not t.is_a(K.THAN)]):
            return base
    return None
