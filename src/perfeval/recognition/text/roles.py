"""What a phrase says of its figure: the part it plays, and the words that name it.

Rule 1: the part is told by the end of the phrase; what no rule knows the end of is an amount only where no comparison
stands in the phrase. An unknown word leaves things open and never makes a figure something else.
Rule 2: of several words for a stage the last one counts.
Rule 3: 约, 近, 左右 make a figure approximate; what one thing costs is part of nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import evolve

from perfeval.quantities import RATE
from perfeval.recognition.text.around import (
    base_of,
    becomes,
    compares,
    context_base,
    fills_only,
    gives_amount,
    has_open_end,
    is_composed,
    is_vague,
    opened,
    without_lead,
)
from perfeval.recognition.text.phrases import Phrase
from perfeval.recognition.text.said import Base, Role, Said, label_of, stage_of
from perfeval.recognition.text.words import Tag, Tagger, joined, last, trimmed
from perfeval.ruling.lexicon import WordKind as K


def said(phrase: Phrase, tagger: Tagger) -> Said:
    """What a phrase says."""
    tags = tagger.tags(phrase.words)
    opener, announced, tags = opened(tags, phrase, tagger)
    tags = without_lead(tags)
    quantity = phrase.quantity
    if is_vague(tags, phrase, tagger):
        quantity = evolve(quantity, approximate=True)
    tags = trimmed(tags, K.VAGUE) if tags and tags[-1].value(K.VAGUE) == "before" else tags
    base, tail, _ = base_of(tags)
    if base is None and not any(t.is_a(K.BASE) for t in tags):
        base = context_base(phrase, tagger)
    one = Said(
        Role.OTHER,
        quantity,
        phrase,
        base=base,
        opener=opener,
        announced=announced,
        open_end=has_open_end(phrase, tagger),
        is_before_amount=gives_amount(phrase, tagger),
        becomes=becomes(phrase, tagger),
        composed=is_composed(phrase, tagger),
        batch=any(t.is_a(K.BATCH) for t in tags),
    )
    rules = _RATE_RULES if quantity.dimension == RATE else _AMOUNT_RULES
    if quantity.unit is not None and tagger.lexicon.has(K.MULTIPLE, quantity.unit.symbol):
        rules = _TIMES_RULES
    for rule in rules:
        found = rule(one, tags, tail)
        if found is not None:
            return found
    return one


# --- the rules, in order --------------------------------------------------------------------------------------------


def _share(one: Said, tags: tuple[Tag, ...], tail: tuple[Tag, ...]) -> Said | None:
    """占…的 p%."""
    at = last(tags, K.PORTION)
    if at < 0:
        return None
    behind = tags[at + 1 :]
    done = _budget_only(behind)
    if done is not None:
        return evolve(one, role=Role.COMPLETION, of=done)
    whole = trimmed(behind, K.FILLER)
    return evolve(one.called(tags[:at]), role=Role.SHARE, whole=joined(whole))


def _budget_only(tags: Sequence[Tag]) -> str | None:
    """The budget that stretches name and nothing else; None where they name something else, or nothing."""
    plain = [t for t in tags if not t.is_a(K.FILLER)]
    if len(plain) == 1 and plain[0].value(K.STAGE) in ("plan", "original", "final", "arrived"):
        return str(plain[0].value(K.STAGE))
    return None


def _completion(one: Said, tags: tuple[Tag, ...], tail: tuple[Tag, ...]) -> Said | None:
    """完成年初预算的 p%; 为年初预算的 p%."""
    at = last(tags, K.DONE)
    if at < 0 or not tags[-1].is_a(K.FILLER) or any(t.is_a(K.PERIOD) for t in tags):
        return None
    done = _budget_only(tags[at + 1 :])
    if done is None and at and tags[at].is_a(K.FILLER):  # 完成年初预算的比例为 p%
        inner = last(tags[:at], K.DONE)
        done = _budget_only(tags[inner + 1 : at]) if inner >= 0 else None
        at = inner if done is not None else at
    return None if done is None else evolve(one.called(tags[:at]), role=Role.COMPLETION, of=done)


def _rate(one: Said, tags: tuple[Tag, ...], tail: tuple[Tag, ...]) -> Said | None:
    """执行率 p%: the budget's only where nothing else stands before it."""
    plain = trimmed(tags, K.FILLER)
    word = plain[-1].word(K.RATE) if plain else None
    if word is None:
        return None
    if any(t.is_a(K.PERIOD) or (t.day and not t.text.startswith(_WHOLE_YEAR)) for t in tags):
        return one
    return evolve(one.called(plain[:-1]), role=Role.RATE, rate=word)


_WHOLE_YEAR = ("12月", "1-12月", "1—12月")


def _growth(one: Said, tags: tuple[Tag, ...], tail: tuple[Tag, ...]) -> Said | None:
    """增长 p%, 增幅 p%."""
    plain = trimmed(tail, K.FILLER)
    if not plain or not plain[-1].is_a(K.MOVE, K.CHANGE_RATE):
        return None
    if len(plain) > 1 and plain[-2].is_a(K.NOT):
        return one
    way = plain[-1].value(K.MOVE) or plain[-1].value(K.CHANGE_RATE) or ""
    if way == "none":
        return one
    names = plain[:-1] if tail is not tags else tags[: len(plain) - 1]
    if one.base is not None and tail is not tags and not label_of(names):
        names = tags[: _than(tags)]
    return evolve(one.called(names).going(way), role=Role.GROWTH, stage=stage_of(names))


def _than(tags: Sequence[Tag]) -> int:
    """Where the comparison of a phrase begins."""
    return base_of(tuple(tags))[2]


def _percent_of(one: Said, tags: tuple[Tag, ...], tail: tuple[Tag, ...]) -> Said | None:
    """47.5%为614.39万元: the rate stands before its amount."""
    return evolve(one.called(tags), role=Role.PERCENT) if one.is_before_amount and one.base is None else None


def _of_the_one_before(one: Said, tags: tuple[Tag, ...], tail: tuple[Tag, ...]) -> Said | None:
    """占支出合计980万元的86.73%: of the amount right before, as its own words say no more."""
    only_fills = bool(tags) and fills_only(tags)
    return evolve(one, role=Role.TIMES, measured=True) if one.phrase.rank == 0 and only_fills else None


def _times(one: Said, tags: tuple[Tag, ...], tail: tuple[Tag, ...]) -> Said | None:
    """是上年的1.5倍."""
    return evolve(one, role=Role.TIMES, last=True) if any(t.is_a(K.BASE) for t in tags) else None


def _points_moved(one: Said, tags: tuple[Tag, ...], tail: tuple[Tag, ...]) -> Said | None:
    """个百分点: a rate that moved, and no rate."""
    return None if one.quantity.printed.endswith("%") else one


def _per_unit(one: Said, tags: tuple[Tag, ...], tail: tuple[Tag, ...]) -> Said | None:
    """What one costs (人均80元), and an amount of some months: parts of nothing."""
    end = trimmed(tags, K.FILLER)[-1:]
    each = any(t.value(K.PER_UNIT) == "" or t.is_a(K.PERIOD) for t in tags) or any(t.is_a(K.PER_UNIT) for t in end)
    units = tuple(unit for t in tags if (word := t.word(K.PER_UNIT)) is not None for unit in word.of)
    return evolve(one, per=units) if each else None


def _measured(one: Said, tags: tuple[Tag, ...], tail: tuple[Tag, ...]) -> Said | None:
    """占支出合计980万元的86.73%, 是上年7万元的1.2倍: an amount that another is measured on."""
    at = last(tags, K.PORTION)
    if at < 0:
        at = 0 if tags and tags[0].is_a(K.DONE) else -1
    if at < 0 or not one.is_before_amount:
        return None
    behind = tags[at + 1 :]
    years = [t.year for t in behind if t.year]
    return evolve(
        one.called(behind), role=Role.LEVEL, stage=stage_of(behind), measured=True, year=years[-1] if years else None,
        last=any(t.value(K.BASE) == "last-year" for t in behind),
    )  # fmt: skip


def _from(one: Said, tags: tuple[Tag, ...], tail: tuple[Tag, ...]) -> Said | None:
    """由上年的21.39万元增至26.65万元: what it was."""
    if not one.becomes:
        return None
    at = next((n for n, t in enumerate(tags) if t.is_a(K.BASE) or t.value(K.THAN) == "from" or t.year), len(tags))
    return evolve(one.called(tags[:at]), role=Role.BASE, base=Base(last=True))


def _reached(one: Said, tags: tuple[Tag, ...], tail: tuple[Tag, ...]) -> Said | None:
    """增至26.65万元: what it became."""
    if not tags or not trimmed(tags, K.FILLER)[-1:] or not trimmed(tags, K.FILLER)[-1].is_a(K.REACHES):
        return None
    names = trimmed(tags, K.FILLER)[:-1]
    return evolve(one.called(names), role=Role.LEVEL, stage=stage_of(names), reached=True)


def _over(one: Said, tags: tuple[Tag, ...], tail: tuple[Tag, ...]) -> Said | None:
    """决算数大于预算数 d; 超出预算 d."""
    plain = trimmed(tags, K.FILLER)
    at = last(plain, K.ORDER)
    if at < 0:
        return None
    behind = plain[at + 1 :]
    of = _budget_only(behind) or (one.base.stage if one.base is not None and not behind else "")
    way = plain[at].value(K.ORDER)
    if not of or way == "same" or (at and plain[at - 1].is_a(K.NOT)):
        return one if of else None
    return evolve(one.going("up" if way == "more" else "down"), role=Role.OVER, of=of)


def _change(one: Said, tags: tuple[Tag, ...], tail: tuple[Tag, ...]) -> Said | None:
    """比上年增加 d; bare 增加 d where the text compares already."""
    plain = _without_account(trimmed(tail, K.FILLER))
    if not plain or not plain[-1].is_a(K.MOVE) or (one.base is None and plain[-1].is_a(K.ADJUST)):
        return None
    if (len(plain) > 1 and plain[-2].is_a(K.NOT)) or plain[-1].value(K.MOVE) == "none":
        return one
    names = plain[:-1]
    total = bool(names) and names[-1].value(K.LIST) == "total"
    if tail is not tags and not label_of(names):
        names = tags[: _than(tags)]
    way = plain[-1].value(K.MOVE) or ""
    return evolve(one.called(names).going(way), role=Role.CHANGE, stage=stage_of(names), total=total)


def _without_account(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """增加支出, 减少预算: what moved stands behind the verb."""
    while len(tags) > 1 and not tags[-1].is_a(K.MOVE) and tags[-1].is_a(K.ACCOUNT, K.GENERIC, K.STAGE, K.FILLER):
        tags = tags[:-1]
    return tags


def _adjusted(one: Said, tags: tuple[Tag, ...], tail: tuple[Tag, ...]) -> Said | None:
    """年中追加 d; 调减 d."""
    at = last(tail, K.ADJUST)
    if at < 0:
        at = next((n for n, t in enumerate(tail) if t.is_a(K.ADJUST, K.STAGE)), -1)
        carried = at >= 0 and tail[at].value(K.STAGE) in ("left", "opening") and label_of(tail[at + 1 :]).named
        if not carried:
            return None
    if one.base is not None:
        return None
    word = tail[at].word(K.ADJUST)
    way = "down" if word is not None and word.value == "down" else "up"
    behind = label_of(tail[at + 1 :])
    names = tail[at + 1 :] if behind else tail[:at]
    return evolve(one.called(names).going(way), role=Role.MOVE)


def _of_base(one: Said, tags: tuple[Tag, ...], tail: tuple[Tag, ...]) -> Said | None:
    """比上年决算 b: only nouns of an amount may stand between the comparison and its figure."""
    if tail is tags:
        return None
    if not all(t.is_a(K.FILLER, K.GENERIC, K.ACCOUNT, K.STAGE) for t in tail):
        return one
    return evolve(one.called(tags[: _than(tags)]), role=Role.BASE, stage=one.base.stage if one.base is not None else "")


def _level(one: Said, tags: tuple[Tag, ...], tail: tuple[Tag, ...]) -> Said | None:
    """Everything else with a unit of an amount is an amount."""
    if _compares_oddly(tags):
        return one
    plain = trimmed(tags, K.FILLER)
    stage = stage_of(tags)
    lead = tags[0] if tags else None
    total = lead is not None and lead.value(K.LIST) == "total" and not label_of(tags[1:]).named
    account = plain[-1].value(K.ACCOUNT) if plain and all(_is_side(t) for t in plain) else ""
    years = [t.year for t in tags if t.year]
    return evolve(
        one.called(tags), role=Role.LEVEL, stage=stage, total=total, account=account or "", last=any(t.value(K.BASE) == "last-year" for t in tags),
        year=years[-1] if years else None, rest=lead is not None and lead.value(K.LIST) == "rest",
    )  # fmt: skip


def _compares_oddly(tags: Sequence[Tag]) -> bool:
    """Whether a phrase begins a comparison that no rule can read: what its figure is nobody knows."""
    if not tags or not compares(tags[0]):
        return False
    return tags[0].value(K.THAN) == "always" or any(t.year or t.is_a(K.BASE) for t in tags)


def _is_side(tag: Tag) -> bool:
    """Whether a stretch may stand in the bare name of a side of the accounts: 2023年收入, 本年支出, 财政拨款支出."""
    return bool(tag.year) or tag.is_a(K.ACCOUNT, K.FUND) or tag.value(K.GENERIC) == "time"


Rule = Callable[[Said, tuple[Tag, ...], tuple[Tag, ...]], Said | None]
_RATE_RULES: tuple[Rule, ...] = (_points_moved, _percent_of, _of_the_one_before, _share, _completion, _rate, _growth)
_TIMES_RULES: tuple[Rule, ...] = (_of_the_one_before, _completion, _growth, _times)
_AMOUNT_RULES: tuple[Rule, ...] = (_per_unit, _from, _reached, _measured, _over, _change, _adjusted, _of_base, _level)
