"""What a sentence says of two of its amounts: which is the larger, what a rate divides, how one budget became another.

Rule: where the words leave open which amount a rate is of, every amount that may be meant is a candidate, and the rate
contradicts nobody as long as one of them fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import evolve

from perfeval.document import Place
from perfeval.model import ACTUAL, FINAL, ORIGINAL, Stage
from perfeval.model import SentenceRole as R
from perfeval.recognition.mentions import TAKEN_BACK, Kind, Mention
from perfeval.recognition.relations import MOST_CANDIDATES, Relations

_ORDER = re.compile(
    r"(?:支出)?决算数?(?:略|稍)?(?:(?P<more>大于|高于|多于|超过)|(?P<less>小于|低于|少于)|(?P<same>等于|与(?=(?:年初|全年|调整后?)?预算数?(?:持平|相等|一致))))"
    r"(?P<base>年初|全年|调整后?)?预算数?(?!\d)"
)
_SPENT = re.compile(r"支出|执行|使用|支付|决算|拨付")
_BUDGET = re.compile(r"预算|计划|安排|下达|总投资|批复|核定|应到位")
_LEFT = re.compile(
    r"^(?:年末|期末|尚|收支)?(?:资金)?(?:结余|结转结余|结转和结余|剩余|未使用|未支出|未支付)(?:资金)?(?:为|共|共计|数)?$"
)
_GIVEN = re.compile(r"到位|下达|安排|拨付|拨款|收入|预算|发行|筹集|批复")
_ARRIVED = re.compile(r"(?<!应)到位")


def compare(relations: Relations, sentences: Sequence[str], mentions: Sequence[Mention], place: Place) -> None:
    """State what the sentences of a paragraph compare, as blocks of their own."""
    for number, sentence in enumerate(sentences):
        near = [m for m in mentions if m.sentence == number] or [m for m in mentions if m.sentence == number - 1]
        _order(relations, sentence, near, place)
    for at, share in enumerate(mentions):
        part = next(
            (m for m in reversed(mentions[:at]) if m.kind is Kind.AMOUNT and m.sentence == share.sentence), None
        )
        if share.kind is Kind.PROPORTION and part is not None:
            relations.rate_of(share, part, [mentions[at - 1]], place)
    for rate in mentions:
        if rate.kind in (Kind.COMPLETION, Kind.ARRIVAL) and not relations.is_settled(rate):
            _rate(relations, rate, mentions, _beside(rate, sentences), place)
    for left in mentions:
        if left.kind is Kind.AMOUNT and _LEFT.search(_clause(left)):
            _left_over(relations, left, mentions, place)
    _bridge(relations, [m for m in mentions if m.kind is Kind.AMOUNT and not m.within], place)


def _clause(mention: Mention) -> str:
    return re.split(r"[,，、；;。:]", mention.words.rstrip(",，、；;。:"))[-1]


def _order(relations: Relations, sentence: str, mentions: Sequence[Mention], place: Place) -> None:
    """支出决算 a，年初预算 b，决算数大于年初预算数: b may not exceed a; 等于: they are the same."""
    said = _ORDER.search(sentence)
    actual = next((m for m in reversed(mentions) if m.kind is Kind.AMOUNT and m.stage.value is ACTUAL), None)
    if said is None or actual is None:
        return
    wanted = {"年初": (ORIGINAL,), "": (ORIGINAL, FINAL)}.get(said["base"] or "", (FINAL,))
    budgets = [
        m
        for m in mentions
        if m.kind is Kind.AMOUNT and m.item == actual.item and m is not actual and _is_budget(m, wanted)
    ]
    if len({m.quantity.value for m in budgets}) != 1:
        return
    if said["same"]:
        relations.together(place, (actual, R.SPENT_AS), (budgets[0], R.BUDGETED_AS))
        return
    lesser, greater = (budgets[0], actual) if said["more"] else (actual, budgets[0])
    relations.together(place, (lesser, R.LESSER), (greater, R.GREATER))


def _is_budget(mention: Mention, stages: tuple[Stage, ...]) -> bool:
    return mention.stage.value in stages or str(mention.stage.value).endswith(".budget")


def _beside(mention: Mention, sentences: Sequence[str]) -> range:
    """The sentence of a mention, with the one before it if that ends in a semicolon only."""
    goes_on = mention.sentence > 0 and sentences[mention.sentence - 1].endswith((";", "；"))
    return range(mention.sentence - goes_on, mention.sentence + 1)


def _rate(relations: Relations, rate: Mention, mentions: Sequence[Mention], beside: range, place: Place) -> None:
    """执行率 or 到位率: of the amount before it that was spent or arrived, to any that was budgeted."""
    before = [m for m in mentions if m.kind is Kind.AMOUNT and m.start < rate.start]
    top_words, bottom_words = (_ARRIVED, _BUDGET) if rate.kind is Kind.ARRIVAL else (_SPENT, None)
    spent = [m for m in before if m.sentence == rate.sentence and top_words.search(_clause(m)) and not m.within]
    if not spent:
        return
    additions = [m for m in before if m.item.startswith("total.addition")]
    if additions and not any(m.stage.value is FINAL for m in before if m not in additions):
        return  # its base is more than one budget: the named rule of a pack knows which
    top = spent[-1]
    others = [m for m in before if m is not top and m.year.value == top.year.value]
    here = [m for m in others if m.sentence in beside]
    if bottom_words is None:
        stated = any(_BUDGET.search(_clause(m)) or _is_budget(m, (ORIGINAL, FINAL)) for m in here)
        known = [m for m in relations.budgets if m.item == top.item and m.year.value == top.year.value]
        if not stated and not any(m.stage.value is FINAL for m in known):
            return
        others = [*known, *others]
    elif not any(bottom_words.search(_clause(m)) for m in here):
        return
    bases = {m.quantity.value: m for m in others if _plausible(top, m, rate)}
    if 0 < len(bases) <= MOST_CANDIDATES:
        relations.rate_of(rate, top, list(bases.values()), place)


def _left_over(relations: Relations, left: Mention, mentions: Sequence[Mention], place: Place) -> None:
    """到位 a，支出 b，结余 c: c = a − b, of the last amount before it that was spent and one that was given."""
    here = [
        m
        for m in mentions
        if m.kind is Kind.AMOUNT and m.sentence == left.sentence and m.start < left.start and not m.within
    ]
    spent = [m for m in here if _SPENT.search(_clause(m)) and not _GIVEN.search(_clause(m))]
    given = [m for m in here if _GIVEN.search(_clause(m)) and m not in spent]
    if not spent or not given or any(m.quantity.approximate for m in (*here, left)):
        return
    due = left.quantity.value + spent[-1].quantity.value
    whole = next((m for m in reversed(given) if m.quantity.value == due), given[-1])
    relations.together(place, (whole, R.GIVEN), (spent[-1], R.SPENT), (left, R.LEFT_OVER))


def _plausible(top: Mention, base: Mention, rate: Mention) -> bool:
    """Whether an amount may be what a rate is of: one that makes it twice as large, or half, is another line's."""
    if base.quantity.value <= 0 or rate.quantity.value <= 0 or top.quantity.dimension != base.quantity.dimension:
        return False
    times = top.quantity.value / base.quantity.value / rate.quantity.value
    return Fraction(1, 2) <= times <= 2


def _bridge(relations: Relations, amounts: Sequence[Mention], place: Place) -> None:
    """年初预算 a，追加 b，全年预算 c: c = a + b."""
    for opening, added, final in _bridges(amounts):
        if TAKEN_BACK.search(_clause(added)):
            added = evolve(added, quantity=evolve(added.quantity, number=-added.quantity.number))
        relations.together(place, (final, R.FINAL), (opening, R.OPENING), (added, R.ADDED))


def _bridges(amounts: Sequence[Mention]) -> Iterator[tuple[Mention, Mention, Mention]]:
    for index in range(1, len(amounts) - 1):
        before, added, final = amounts[index - 1 : index + 2]
        is_addition = added.item.startswith("total.addition/") or TAKEN_BACK.search(_clause(added)) is not None
        stages = before.stage.value is ORIGINAL and final.stage.value is FINAL
        if is_addition and stages and before.item == final.item and before.year.value == final.year.value:
            yield before, added, final
