"""Budget identities as data.

Each kind says which line items call for it (`anchors`) and what has to hold where one is stated (`schemas`).
Whether it does hold, within which slack, and what that means is the engine's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import field, frozen

from perfeval.findings import Severity, Text
from perfeval.model import FigureName, Stage
from perfeval.ruling.base import ONE, Either, Linear, Ratio, Rows, RuleHeader, Schema, as_tuple
from perfeval.ruling.items import AnyOf, Ref, RowsUnder, options, ref, uncoded, with_code

#: `*` as an item means: the item of the row at hand.
ANY = "*"


def _tuple(parts: RowsUnder | tuple[str | Ref, ...] | list[str | Ref]) -> RowsUnder | tuple[str | Ref, ...]:
    return parts if isinstance(parts, RowsUnder) else tuple(parts)


def _one_or_more(words: str | Ref | Iterable[str | Ref]) -> tuple[str | Ref, ...]:
    return (words,) if isinstance(words, (str, Ref)) else tuple(words)


def _say(word: str | Ref | AnyOf | RowsUnder) -> str:
    if isinstance(word, RowsUnder):
        return f"rows under {word.item}"
    if isinstance(word, AnyOf):
        return " | ".join(_say(r) for r in word.refs)
    if isinstance(word, str):
        return word
    bits = [word.item or "same row", f"year{word.year:+d}" if word.year else "", word.stage.value if word.stage else ""]
    return " ".join(bit for bit in bits if bit)


@frozen
class SumOf(RuleHeader):
    """A total is the sum of its parts.

    Parameters
    ----------
    total
        The item of the total.
    parts
        The parts, or `RowsUnder(item)`: the rows the table lists under it.
    optional
        Parts that count only where they are stated.
    closed_by
        With `RowsUnder`: items of which one has to be listed for the list to be complete; without it the rows may
        only not exceed the total. Empty: always complete.
    per_code
        Whether the same holds in every row of a table by function or economic class.
    at
        The stage of the total the rule is about; None for every stage.
    fund
        The fund scope of the total the rule is about; None for every one.
    less
        Parts that are taken off.
    prefixes
        Nobody says where the list ends: it holds if its first rows, two or more, add up.
    or_known
        Rows no line item knows may be parts of the row above them: the list holds with them or without them.
    """

    id: str
    total: str
    parts: RowsUnder | tuple[str | Ref, ...] = field(converter=_tuple)
    optional: tuple[str | Ref, ...] = field(default=(), converter=as_tuple)
    closed_by: tuple[str, ...] = ()
    per_code: bool = False
    at: Stage | None = None
    fund: str | None = None
    less: tuple[str | Ref, ...] = field(default=(), converter=as_tuple)
    prefixes: bool = False
    or_known: bool = False

    def anchors(self) -> tuple[str, ...]:
        """The total."""
        return (self.total,)

    def schemas(self, anchor: FigureName, rows: Rows) -> Iterator[Schema]:
        """total − Σ parts = 0; an open list gives Σ parts − total ≤ 0."""
        if ("@" in anchor.item and not self.per_code) or (self.at is not None and anchor.stage.value is not self.at):
            return
        if self.fund is not None and anchor.fund.value != self.fund:
            return
        if isinstance(self.parts, RowsUnder):
            names = rows.under(anchor)
            if not names:
                return
            closed = not self.closed_by or any(n.item.split("@")[0] in self.closed_by for n in names)
            if closed and self.prefixes:
                yield Either(
                    tuple(
                        Linear(((ONE, anchor), *((-ONE, n) for n in names[:count])), one_block=True)
                        for count in range(len(names), 1, -1)
                    )
                )
            elif closed:
                known = tuple(n for n in names if "/" not in n.item) if self.or_known else names
                lists = [names, known] if known and known != names else [names]
                sums = tuple(Linear(((ONE, anchor), *((-ONE, n) for n in some)), one_block=True) for some in lists)
                yield sums[0] if len(sums) == 1 else Either(sums)
            else:
                yield Linear((*((ONE, n) for n in names), (-ONE, anchor)), at_most=True, one_block=True)
            return
        names = tuple(n for part in self.parts if (n := ref(part).of(anchor)) is not None)
        extra = tuple(n for part in self.optional if (n := ref(part).of(anchor)) is not None)
        off = tuple(n for part in self.less if (n := ref(part).of(anchor)) is not None)
        if len(names) == len(self.parts) and len(off) == len(self.less):
            terms = ((ONE, anchor), *((-ONE, n) for n in (*names, *extra)), *((ONE, n) for n in off))
            yield Linear(terms, optional=frozenset(extra))

    def formula(self) -> Text:
        """total = a + b + c."""
        listed = [self.parts] if isinstance(self.parts, RowsUnder) else list(self.parts)
        text = f"{self.total} = " + " + ".join(_say(p) for p in (*listed, *self.optional))
        text += "".join(f" − {_say(p)}" for p in self.less)
        return Text(text, text)


@frozen
class PartOf(RuleHeader):
    """Listed parts (其中 … 等) need not be complete, and may not exceed their whole."""

    id: str
    whole: str
    parts: RowsUnder | tuple[str | Ref, ...] = field(converter=_tuple)

    def anchors(self) -> tuple[str, ...]:
        """The whole."""
        return (self.whole,)

    def schemas(self, anchor: FigureName, rows: Rows) -> Iterator[Schema]:
        """Σ parts − whole ≤ 0, over the parts that are stated."""
        if isinstance(self.parts, RowsUnder):
            names = rows.under(anchor)
        else:
            names = tuple(n for part in self.parts if (n := ref(part).of(anchor)) is not None)
        if names:
            yield Linear(
                (*((ONE, n) for n in names), (-ONE, anchor)), at_most=True, optional=frozenset(names), one_block=True
            )

    def formula(self) -> Text:
        """a + b ≤ whole."""
        listed = [self.parts] if isinstance(self.parts, RowsUnder) else list(self.parts)
        text = " + ".join(_say(p) for p in listed) + f" ≤ {self.whole}"
        return Text(text, text)


@frozen
class TreeSum(RuleHeader):
    """In a code tree every class is the sum of the classes one step below it that the table lists.

    Parameters
    ----------
    items
        The items that are stated per code (columns of the table).
    digits
        Lengths of the codes, shortest first: (3, 5, 7) for functions, (3, 5) for economic classes.
    """

    id: str
    items: tuple[str, ...]
    digits: tuple[int, ...] = (3, 5, 7)

    def anchors(self) -> tuple[str, ...]:
        """Every item of the tree, with or without a code."""
        return tuple(f"{item}@*" for item in self.items) + self.items

    def schemas(self, anchor: FigureName, rows: Rows) -> Iterator[Schema]:
        """parent − Σ children = 0, inside one table."""
        item, _, code = anchor.item.partition("@")
        length = len(code)
        if code and length not in self.digits:
            return
        shorter = [d for d in self.digits if d > length]
        if not shorter or (not code and rows.under(anchor)):
            return  # classes listed by name are the rows of a list, with those no code is known of
        children = tuple(
            n for n in rows.classes(anchor)
            if n.item.startswith(f"{item}@{code}") and len(n.item.partition("@")[2]) == shorter[0]
        )  # fmt: skip
        if children:
            yield Linear(((ONE, anchor), *((-ONE, n) for n in children)), one_block=True)

    def formula(self) -> Text:
        """class = Σ its children."""
        steps = "/".join(str(d) for d in self.digits)
        return Text(
            f"{'、'.join(self.items)}：按 {steps} 位编码，上级科目 = 下级科目之和",
            f"{', '.join(self.items)}: by codes of {steps} digits, each class = the sum of the next",
        )


@frozen
class RatioOf(RuleHeader):
    """A stated rate is one figure over another.

    Parameters
    ----------
    stated
        The item of the rate; `*:execution-rate` for the rate column of any row.
    of, to
        What is divided by what; `AnyOf` where the form does not say which base is meant, a tuple for a sum.
    """

    id: str
    stated: str
    of: str | Ref
    to: str | Ref | AnyOf | RowsUnder | tuple[str | Ref, ...]

    def anchors(self) -> tuple[str, ...]:
        """The stated rate."""
        return (self.stated,)

    def schemas(self, anchor: FigureName, rows: Rows) -> Iterator[Schema]:
        """stated = of / to."""
        top = ref(self.of).of(anchor)
        if top is None:
            return
        if isinstance(self.to, RowsUnder):
            bases = rows.under(anchor)
            made = tuple(Ratio(anchor, ((ONE, top),), ((ONE, base),)) for base in bases)
            if made:
                yield made[0] if len(made) == 1 else Either(made)
            return
        if isinstance(self.to, tuple):
            bases = tuple(n for word in self.to if (n := ref(word).of(anchor)) is not None)
            if len(bases) == len(self.to):
                yield Ratio(anchor, ((ONE, top),), tuple((ONE, base) for base in bases))
            return
        made = tuple(Ratio(anchor, ((ONE, top),), ((ONE, base),)) for base in options(self.to, anchor))
        if made:
            yield made[0] if len(made) == 1 else Either(made, isinstance(self.to, AnyOf) and self.to.stated_only)

    def formula(self) -> Text:
        """rate = a / b."""
        base = " + ".join(_say(w) for w in self.to) if isinstance(self.to, tuple) else _say(self.to)
        text = f"{self.stated} = {_say(self.of)} / ({base})"
        return Text(text, text)


@frozen
class ChangeOf(RuleHeader):
    """A stated rate of change is (now − before) / before; it speaks only if no base fits.

    With `amount` it is not the rate that is stated, but what it was less or more: now − before.
    """

    id: str
    stated: str
    of: str | Ref
    base: str | Ref | AnyOf
    amount: bool = False

    def anchors(self) -> tuple[str, ...]:
        """The stated change."""
        return (self.stated,)

    def schemas(self, anchor: FigureName, rows: Rows) -> Iterator[Schema]:
        """stated = (of − base) / base."""
        now = ref(self.of).of(anchor)
        if now is None:
            return
        made: tuple[Linear | Ratio, ...] = tuple(
            Linear(((ONE, anchor), (-ONE, now), (ONE, before))) if self.amount
            else Ratio(anchor, ((ONE, now), (-ONE, before)), ((ONE, before),))
            for before in options(self.base, anchor)
        )  # fmt: skip
        if made:
            yield made[0] if len(made) == 1 else Either(made)

    def formula(self) -> Text:
        """change = (now − before) / before."""
        change = f"{_say(self.of)} − base" if self.amount else f"({_say(self.of)} − base) / base"
        text = f"{self.stated} = {change}, base: {_say(self.base)}"
        return Text(text, text)


@frozen
class GrowthOf(RuleHeader):
    """A stated rate of growth is the stated change over what was there before: change / (now − change).

    With `whole` set it is a completion rate: now / (now − over), or, where `or_base` is stated, now over that. With `RowsUnder` nobody says which amount is meant,
    and it speaks only if none fits.
    """

    id: str
    stated: str
    change: str | Ref
    now: str | Ref | RowsUnder
    whole: bool = False
    or_base: str = ""

    def anchors(self) -> tuple[str, ...]:
        """The stated rate."""
        return (self.stated,)

    def schemas(self, anchor: FigureName, rows: Rows) -> Iterator[Schema]:
        """stated = change / (now − change), or now / (now − change)."""
        change = ref(self.change).of(anchor)
        if change is None:
            return
        if isinstance(self.now, RowsUnder):
            nows = rows.under(anchor)
        else:
            one = ref(self.now).of(anchor)
            nows = (one,) if one is not None else ()
        made = tuple(
            Ratio(anchor, ((ONE, now if self.whole else change),), ((ONE, now), (-ONE, change))) for now in nows
        )
        base = ref(self.or_base).of(anchor) if self.or_base else None
        if base is not None:
            made = (*made, *(Ratio(anchor, ((ONE, now),), ((ONE, base),)) for now in nows))
        if made:
            yield made[0] if len(made) == 1 else Either(made)

    def formula(self) -> Text:
        """growth = change / (now − change)."""
        top = _say(self.now) if self.whole else _say(self.change)
        text = f"{self.stated} = {top} / ({_say(self.now)} − {_say(self.change)})"
        return Text(text, text)


@frozen
class AtMost(RuleHeader):
    """One figure may not exceed another, or the sum of several.

    `beside` are figures shown with a breach for comparison; they decide nothing.
    """

    id: str
    lesser: str | Ref
    greater: tuple[str | Ref, ...] = field(converter=_one_or_more)
    beside: tuple[Ref, ...] = field(default=(), converter=as_tuple)
    severity: Severity = field(default=Severity.WARNING, kw_only=True)

    def anchors(self) -> tuple[str, ...]:
        """The lesser figure."""
        return (ref(self.lesser).item or ANY,)

    def schemas(self, anchor: FigureName, rows: Rows) -> Iterator[Schema]:
        """lesser − Σ greater ≤ 0, read from a lesser figure of the right stage."""
        lesser = ref(self.lesser)
        if lesser.stage is not None and anchor.stage.value != lesser.stage:
            return
        if lesser.fund is not None and anchor.fund.value != lesser.fund:
            return
        base = anchor.moved(year=-lesser.year) if lesser.year else anchor
        if base is None:
            return
        base = uncoded(lesser.item or "", base)
        limit = tuple(n for word in self.greater if (n := ref(word).of(base)) is not None)
        if len(limit) == len(self.greater):
            yield Linear(((ONE, anchor), *((-ONE, n) for n in limit)), at_most=True)

    def formula(self) -> Text:
        """a ≤ b."""
        text = f"{_say(self.lesser)} ≤ " + " + ".join(_say(g) for g in self.greater)
        return Text(text, text)


@frozen
class EqualTo(RuleHeader):
    """Two line items are the same amount (the two sides of a budget); with `AnyOf`, one of several."""

    id: str
    one: str
    other: str | Ref | AnyOf
    at: Stage | None = None

    def anchors(self) -> tuple[str, ...]:
        """The first."""
        return (self.one,)

    def schemas(self, anchor: FigureName, rows: Rows) -> Iterator[Schema]:
        """one − other = 0."""
        if self.at is not None and (anchor.stage.value is not self.at or "@" in anchor.item):
            return
        made = tuple(Linear(((ONE, anchor), (-ONE, n))) for n in options(self.other, uncoded(self.one, anchor)))
        if made:
            yield made[0] if len(made) == 1 else Either(made)

    def formula(self) -> Text:
        """a = b."""
        text = f"{self.one} = {_say(self.other)}"
        return Text(text, text)


@frozen
class Band(RuleHeader):
    """One figure over another should lie in a range; outside it there is something to ask. No law, a threshold.

    Parameters
    ----------
    items
        The line items it is asked of; an item with `.*` behind it means all items under it.
    of, to
        The two figures of each item.
    below, above
        The range, as shares; None for no bound on that side.
    on_zero
        What to do where the base is zero and the figure is not: say so (True) or stay silent.
    """

    id: str
    items: tuple[str, ...]
    of: Ref
    to: Ref
    below: Fraction | None = None
    above: Fraction | None = None
    on_zero: bool = False
    severity: Severity = field(default=Severity.NOTICE, kw_only=True)

    def formula(self) -> Text:
        """low ≤ a / b ≤ high."""
        low = "" if self.below is None else f"{self.below * 100}% ≤ "
        high = "" if self.above is None else f" ≤ {self.above * 100}%"
        text = f"{low}{_say(self.of)} / {_say(self.to)}{high}"
        if self.on_zero:
            text = f"{_say(self.to)} = 0 → {_say(self.of)} = 0"
        return Text(text, text)

    def covers(self, item: str) -> bool:
        """Whether the rule is asked of an item."""
        return any(item == i or (i.endswith(".*") and item.startswith(i[:-1])) for i in self.items)


@frozen
class OneValue(RuleHeader):
    """All statements of one figure agree: equal at equal precision, within half the coarser step otherwise."""

    id: str

    def formula(self) -> Text:
        """One figure, one value."""
        return Text("同一数据各处一致", "one figure, one value")


@frozen
class LastYearValue(RuleHeader):
    """A figure of the year before is what last year's report says it is. Asked only where that report is given."""

    id: str

    def formula(self) -> Text:
        """This report's figures of the year before = those of last year's report."""
        return Text("上年数据 = 上年报告所列", "figures of the year before = those of last year's report")


__all__ = [
    "ANY", "AtMost", "Band", "ChangeOf", "EqualTo", "GrowthOf", "LastYearValue", "OneValue", "PartOf", "RatioOf", "SumOf", "TreeSum", "with_code",
]  # fmt: skip
