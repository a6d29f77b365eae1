"""Stated rates: one figure over another, changes, and growth."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from perfeval.findings import Text
from perfeval.model import FigureName
from perfeval.relations import ONE, Either, Linear, Ratio, Schema
from perfeval.ruling.base import Rows, RuleHeader
from perfeval.ruling.identities.words import said
from perfeval.ruling.items import AnyOf, Ref, RowsUnder, names_items, options, ref


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
    stated: str = field(validator=names_items)
    of: str | Ref = field(validator=names_items)
    to: str | Ref | AnyOf | RowsUnder | tuple[str | Ref, ...] = field(validator=names_items)

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
        base = " + ".join(said(w) for w in self.to) if isinstance(self.to, tuple) else said(self.to)
        text = f"{self.stated} = {said(self.of)} / ({base})"
        return Text(text, text)


@frozen
class ChangeOf(RuleHeader):
    """A stated rate of change is (now − before) / before; it speaks only if no base fits.

    Attributes
    ----------
    stated
        The item of the stated change.
    of
        The figure now.
    base
        The figure before; `AnyOf` where the form does not say which.
    amount
        Not the rate is stated, but what it was less or more: now − before.
    """

    id: str
    stated: str = field(validator=names_items)
    of: str | Ref = field(validator=names_items)
    base: str | Ref | AnyOf = field(validator=names_items)
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
        change = f"{said(self.of)} − base" if self.amount else f"({said(self.of)} − base) / base"
        text = f"{self.stated} = {change}, base: {said(self.base)}"
        return Text(text, text)


@frozen
class GrowthOf(RuleHeader):
    """A stated rate of growth is the stated change over what was there before: change / (now − change).

    Attributes
    ----------
    stated
        The item of the stated rate.
    change
        The stated change; of a completion rate, what was done more than planned.
    now
        The figure now; with `RowsUnder` nobody says which amount is meant, and the rule speaks only if none fits.
    whole
        The rate is one of completion: now / (now − change).
    or_base
        An item that stands for the base where it is stated: the rate may then be now over that.
    """

    id: str
    stated: str = field(validator=names_items)
    change: str | Ref = field(validator=names_items)
    now: str | Ref | RowsUnder = field(validator=names_items)
    whole: bool = False
    or_base: str = field(default="", validator=names_items)

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
        top = said(self.now) if self.whole else said(self.change)
        text = f"{self.stated} = {top} / ({said(self.now)} − {said(self.change)})"
        return Text(text, text)
