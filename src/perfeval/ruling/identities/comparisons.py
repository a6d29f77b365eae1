"""One figure beside another: limits, equal amounts, ranges, and one figure stated twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import field, frozen

from perfeval.findings import Severity, Text
from perfeval.model import ANY_BASE, FigureName, Item, Stage, Statement
from perfeval.quantities import Unread
from perfeval.relations import ONE, Either, Linear, Range, Relation, Schema, Shape
from perfeval.ruling.base import Rows, RuleHeader, Skipped, as_tuple
from perfeval.ruling.figures import Figures, unreadable
from perfeval.ruling.identities.words import one_or_more, said
from perfeval.ruling.items import AnyOf, Ref, RowsUnder, names_items, options, ref, uncoded
from perfeval.ruling.scoring import exact_or_none

ONLY_ONE = Text("同一数据只能有一个值", "one figure has one value")


@frozen
class AtMost(RuleHeader):
    """One figure may not exceed another, or the sum of several.

    Attributes
    ----------
    lesser
        The figure that is held to the limit.
    greater
        The limit: one figure, or several to be added.
    beside
        Figures shown with a breach for comparison; they decide nothing.
    """

    id: str
    lesser: str | Ref = field(validator=names_items)
    greater: tuple[str | Ref, ...] = field(converter=one_or_more, validator=names_items)
    beside: tuple[Ref, ...] = field(default=(), converter=as_tuple)
    severity: Severity = field(default=Severity.WARNING, kw_only=True)

    @property
    def shown_beside(self) -> tuple[Ref, ...]:
        """The figures beside a breach."""
        return self.beside

    def anchors(self) -> tuple[str, ...]:
        """The lesser figure."""
        return (ref(self.lesser).item or ANY_BASE,)

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
        text = f"{said(self.lesser)} ≤ " + " + ".join(said(g) for g in self.greater)
        return Text(text, text)


@frozen
class EqualTo(RuleHeader):
    """Two line items are the same amount (the two sides of a budget); with `AnyOf` or `RowsUnder`, one of several.

    Attributes
    ----------
    one
        The item that calls for the rule.
    other
        What it has to equal.
    at
        The stage the rule is about; None for every stage.
    """

    id: str
    one: str = field(validator=names_items)
    other: str | Ref | AnyOf | RowsUnder = field(validator=names_items)
    at: Stage | None = None

    def anchors(self) -> tuple[str, ...]:
        """The first."""
        return (self.one,)

    def schemas(self, anchor: FigureName, rows: Rows) -> Iterator[Schema]:
        """one − other = 0."""
        if self.at is not None and (anchor.stage.value is not self.at or anchor.item.code):
            return
        if isinstance(self.other, RowsUnder):
            others = rows.under(anchor)
        else:
            others = tuple(options(self.other, uncoded(self.one, anchor)))
        made = tuple(Linear(((ONE, anchor), (-ONE, n)), equal=True) for n in others)
        if made:
            yield made[0] if len(made) == 1 else Either(made)

    def formula(self) -> Text:
        """a = b."""
        text = f"{self.one} = {said(self.other)}"
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
    items: tuple[str, ...] = field(validator=names_items)
    of: Ref
    to: Ref
    below: Fraction | None = field(default=None, converter=exact_or_none)
    above: Fraction | None = field(default=None, converter=exact_or_none)
    on_zero: bool = False
    severity: Severity = field(default=Severity.NOTICE, kw_only=True)

    def formula(self) -> Text:
        """low ≤ a / b ≤ high."""
        low = "" if self.below is None else f"{self.below * 100}% ≤ "
        high = "" if self.above is None else f" ≤ {self.above * 100}%"
        text = f"{low}{said(self.of)} / {said(self.to)}{high}"
        if self.on_zero:
            text = f"{said(self.to)} = 0 → {said(self.of)} = 0"
        return Text(text, text)

    @property
    def nature(self) -> Text:
        """A threshold."""
        return Text("阈值，非规定", "a threshold, nobody's law")

    def covers(self, item: Item) -> bool:
        """Whether the rule is asked of an item."""
        return any(item.is_below(i[:-2]) if i.endswith(".*") else item.text == i for i in self.items)

    def figures(self, at: FigureName) -> Iterator[FigureName]:
        """Both figures of every item it names."""
        for item in self.items:
            for one in (self.of, self.to):
                name = Ref(one.item or item, one.year, one.stage or self.of.stage, one.fund).of(at)
                if name is not None:
                    yield name

    def bind(self, figures: Figures) -> Iterator[Relation | Skipped]:
        """below ≤ a / b ≤ above, for every figure of an item in the block it stands in; not run where b cannot be read."""
        within = Range(self.below, self.above, self.on_zero)
        for block in figures.blocks.values():
            for statement in block.in_order:
                name = statement.name
                if not self.covers(name.item) or name.stage.value != self.of.stage or statement.quantity is None:
                    continue
                now = name.moved(year=-self.of.year) if self.of.year else name
                other = self.to.of(now) if now is not None else None
                found = () if other is None else block.by_key.get(other.key) or figures.base(other, name)
                if not found:
                    continue
                if isinstance(found[0].reading, Unread):
                    yield unreadable(found[0])
                terms = ((ONE, figures.operand(statement)), (-ONE, figures.operand(found[0])))
                base = found[0].quantity
                if base is not None and base.dimension == statement.quantity.dimension:
                    yield Relation(terms, shape=Shape.RANGE, within=within)


@frozen
class OneValue(RuleHeader):
    """All statements of one figure agree: equal at equal precision, within half the coarser step otherwise."""

    id: str

    @property
    def nature(self) -> Text:
        """What needs no law."""
        return ONLY_ONE

    @property
    def of_repeats(self) -> bool:
        """Any figure that is stated twice."""
        return True

    def formula(self) -> Text:
        """One figure, one value."""
        return Text("同一数据各处一致", "one figure, one value")

    def figures(self, at: FigureName) -> Iterator[FigureName]:
        """None by name: it asks about whatever is stated twice."""
        return iter(())

    def bind(self, figures: Figures) -> Iterator[Relation | Skipped]:
        """For a figure stated in several blocks: the print most agree on, among the finest, against every other."""
        for stated in figures.report.by_key.values():
            several = [s for s in stated if s.quantity is not None]
            if len({s.block for s in several}) < 2 or not several[0].name.is_bound:
                continue
            reference = _reference(several)
            for statement in several:
                beside = next((s for s in reference if s.block != statement.block), None)
                if beside is None or statement in reference[:1]:
                    continue
                pair = _same(figures, *sorted((beside, statement), key=lambda s: s.order))
                if pair.outcome is not None:  # what measures different things is not one figure
                    yield pair


@frozen
class LastYearValue(RuleHeader):
    """A figure of the year before is what last year's report says it is. Asked only where that report is given."""

    id: str
    severity: Severity = field(default=Severity.WARNING, kw_only=True)

    @property
    def beyond_figures(self) -> bool:
        """It speaks of two reports, and says nothing of one alone."""
        return True

    @property
    def nature(self) -> Text:
        """What needs no law."""
        return ONLY_ONE

    def formula(self) -> Text:
        """This report's figures of the year before = those of last year's report."""
        return Text("上年数据 = 上年报告所列", "figures of the year before = those of last year's report")

    def figures(self, at: FigureName) -> Iterator[FigureName]:
        """None by name: it asks about whatever both reports state."""
        return iter(())

    def bind(self, figures: Figures) -> Iterator[Relation | Skipped]:
        """Every print of a figure that both reports state, against one of last year's report: one that agrees, if any."""
        if figures.last.why:
            yield Skipped(figures.last.why)
        for key, theirs in figures.last.by_key.items():
            seen = set()
            for ours in figures.report.by_key.get(key, ()):
                quantity = ours.quantity
                if quantity is None or quantity.value in seen:
                    continue
                seen.add(quantity.value)
                alike = [t for t in theirs if t.quantity is not None and t.quantity.dimension == quantity.dimension]
                fits = next((t for t in alike if t.quantity is not None and quantity.agrees_with(t.quantity)), None)
                if alike:
                    yield _same(figures, ours, fits or alike[0])


def _same(figures: Figures, one: Statement, other: Statement) -> Relation:
    """Two prints of one figure."""
    return Relation(((ONE, figures.operand(one)), (-ONE, figures.operand(other))), shape=Shape.SAME, total=0)


def _reference(stated: Sequence[Statement]) -> list[Statement]:
    """The statements whose print the others are held to: of the finest prints, the one stated most often."""
    finest = min(s.quantity.step for s in stated if s.quantity)
    chosen = [(s, s.quantity.value) for s in stated if s.quantity and s.quantity.step == finest]
    value = Counter(v for _, v in chosen).most_common(1)[0][0]
    return [s for s, v in chosen if v == value]
