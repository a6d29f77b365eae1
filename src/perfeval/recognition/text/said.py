"""What a phrase says of its figure, once it is read."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from attrs import evolve, frozen

from perfeval.quantities import Quantity
from perfeval.recognition.text.phrases import Phrase
from perfeval.recognition.text.words import Tag, joined, trimmed
from perfeval.ruling.lexicon import Word
from perfeval.ruling.lexicon import WordKind as K


class Role(Enum):
    """The part a figure plays in its sentence."""

    LEVEL = "level"  # an amount or a count
    CHANGE = "change"  # by how much it moved from an earlier time
    GROWTH = "growth"  # the same as a rate
    BASE = "base"  # what it was at the earlier time, or what it is compared with
    SHARE = "share"  # so much of a whole
    COMPLETION = "completion"  # so much of a budget
    RATE = "rate"  # a rate with a name
    OVER = "over"  # by how much it is above, or below, a budget
    MOVE = "move"  # by how much a budget was changed in the course of the year
    PERCENT = "percent"  # a rate that stands before the amount it gives (47.5%为614.39万元)
    TIMES = "times"  # so many times an amount, or so much of the one right before it
    OTHER = "other"  # nobody knows


@frozen
class Base:
    """What a change is measured from: an earlier year, or a stage of the budget."""

    stage: str = ""
    year: int | None = None
    last: bool = False


@frozen
class Said:
    """What a phrase says of its figure.

    Attributes
    ----------
    role, quantity, phrase
        The part the figure plays, the figure with its sign, and its phrase.
    sign
        1 for a rise, −1 for a fall, 0 where the words do not say.
    label
        The words that name it, as printed.
    named
        Whether they name anything by themselves (项目资金 does not).
    stage, year, last, fund, staff, account
        What else the phrase says: the stage's word, the year, whether it is last year's, the fund, the kind of staff, the
        side of the accounts that it names and nothing else.
    base
        What a change is measured from.
    whole
        What a share is of.
    of
        The stage a completion or an excess is measured on.
    rate
        The word of a rate.
    opener, announced
        How the phrase opens a list (part, whole, open), and what stands before the opener.
    total
        Whether it adds up what stands before it.
    rest
        Whether it is what is left of a list.
    open_end
        Whether 等 stands behind it.
    is_before_amount
        Whether an amount that it gives stands right behind it.
    composed, batch
        Whether the words before it say that what stands there makes it up; whether it is one of several batches.
    per
        The units of which it is what each costs.
    becomes, reached
        Whether what it became stands right behind it; whether it is what an amount became (增至).
    measured
        Whether the rate right behind it is of this amount (占支出合计980万元的86.73%).
    """

    role: Role
    quantity: Quantity
    phrase: Phrase
    sign: int = 0
    label: str = ""
    named: bool = False
    stage: str = ""
    year: int | None = None
    last: bool = False
    fund: str = ""
    staff: str = ""
    account: str = ""
    base: Base | None = None
    whole: str = ""
    of: str = ""
    rate: Word | None = None
    opener: str = ""
    announced: str = ""
    total: bool = False
    rest: bool = False
    open_end: bool = False
    is_before_amount: bool = False
    composed: bool = False
    batch: bool = False
    per: tuple[str, ...] = ()
    becomes: bool = False
    reached: bool = False
    measured: bool = False

    def called(self, tags: Sequence[Tag]) -> Said:
        """The same with the name, the fund and the kind of staff that some stretches give."""
        label = label_of(tags)
        fund = next((str(t.value(K.FUND)) for t in reversed(tags) if t.is_a(K.FUND)), "")
        staff = next((str(t.value(K.STAFF)) for t in tags if t.is_a(K.STAFF)), "")
        return evolve(self, label=label.text, named=label.named, fund=fund, staff=staff)

    def going(self, way: str) -> Said:
        """The same with the sign that a word of movement gives it; a word that leaves it open keeps the printed one."""
        sign = {"up": 1, "down": -1}.get(way, 0)
        number = abs(self.quantity.number) * sign if sign and self.quantity.number > 0 else self.quantity.number
        return evolve(self, sign=sign, quantity=evolve(self.quantity, number=number))


# --- names ----------------------------------------------------------------------------------------------------------


@frozen
class Label:
    """The words that name a figure."""

    text: str
    named: bool

    def __bool__(self) -> bool:
        return bool(self.text)


#: What may stand between two amounts in brackets: 执行数964万元/预算数1000万元.
_STROKES = ("/", "÷")


def label_of(tags: Sequence[Tag]) -> Label:
    """The words of some stretches that name something, and whether they name it by themselves."""
    kept: list[Tag] = []
    removed = True  # words that only fill count as such at the beginning, and behind what is left out
    for tag in tags:
        if tag.text in _STROKES:
            continue
        is_stage = tag.is_a(K.STAGE) and tag.value(K.STAGE) != "other"  # the retired are named, not counted at a stage
        if tag.year or tag.day or is_stage or tag.is_a(K.BASE, K.EACH, K.VAGUE) or (removed and _only_fills(tag)):
            removed = True
            continue
        kept.append(tag)
        removed = False
    kept = list(trimmed(kept, K.FILLER))
    named = any(not t.is_a(K.GENERIC, K.FILLER, K.ACCOUNT, K.LEAD, K.LIST) for t in kept)
    return Label(joined(kept).strip(",:;。、"), named)


def _only_fills(tag: Tag) -> bool:
    return tag.is_a(K.FILLER, K.LEAD) or tag.value(K.GENERIC) == "time"


def stage_of(tags: Sequence[Tag]) -> str:
    """The word of the last stage that stretches name."""
    return next((str(t.value(K.STAGE)) for t in reversed(tags) if t.is_a(K.STAGE)), "")
