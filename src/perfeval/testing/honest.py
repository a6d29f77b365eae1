"""Honest figures and reports: everything that is not drawn is computed, and nothing that is drawn is thrown away.

Rule 1: leaves are drawn, sums are added up, rates are divided and printed, rows meet their targets.
Rule 2: a figure that a rule would still object to is left unstated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice, product
from typing import Any

from attrs import define, field
from hypothesis import strategies as st

from perfeval.document import Place
from perfeval.evaluation.figures import wanted
from perfeval.model import (
    ACTUAL,
    ALL_FUNDS,
    FINAL,
    ORIGINAL,
    STOCK,
    FigureName,
    Form,
    Head,
    IndicatorRow,
    Report,
    Stage,
    Statement,
    entry,
    printed,
    target,
)
from perfeval.quantities import PERCENT, POINT, WAN_YUAN, Quantity, plain, unit_named
from perfeval.resolution import NO_ROWS, Rulebook
from perfeval.ruling import (
    AnyOf,
    AtMost,
    Band,
    Either,
    EqualTo,
    FigureRule,
    Framework,
    Linear,
    Ratio,
    RatioOf,
    Ref,
    Rows,
    RowsUnder,
    SumOf,
)
from perfeval.ruling.items import ref

STAGES = (ORIGINAL, FINAL, ACTUAL)
UNIT = "某单位"
#: The largest amount that is drawn, in hundredths of 万元.
LARGEST = 10**8

Key = tuple[str, Stage]


@st.composite
def amounts(draw: st.DrawFn, unit: str = "万元", places: int = 2, largest: int = LARGEST) -> Quantity:
    """Printed amounts: up to so many units in the last place, as a report prints them."""
    number = Fraction(draw(st.integers(0, largest)), 10**places)
    return Quantity(number, unit_named(unit), places, printed=plain(number, places))


@st.composite
def rates(draw: st.DrawFn, places: int = 2, highest: int = 200) -> Quantity:
    """Printed percentages from 0 up to `highest` percent."""
    number = Fraction(draw(st.integers(0, highest * 10**places)), 10**places)
    return Quantity(number, PERCENT, places, printed=f"{plain(number, places)}%")


# --- honest reports -------------------------------------------------------------------------------------------------


@define
class _Honest:
    """An honest report in the making: whole numbers of hundredths for money, whole numbers for stocks."""

    book: Rulebook
    year: int
    values: dict[Key, int] = field(factory=dict)
    rows: dict[str, list[str]] = field(factory=dict)

    def rules(self, *kinds: type) -> list[Any]:
        """The rules of these kinds, in order."""
        return [f.rule for f in self.book.in_order if isinstance(f.rule, kinds)]

    def name(self, item: str, stage: Stage) -> FigureName:
        """A figure's full name."""
        return FigureName(printed(UNIT), item, printed(self.year), printed(stage), printed(ALL_FUNDS))

    def of(self, name: FigureName) -> int | None:
        """The value of a figure of this report, None if it is not stated."""
        if name.year.value != self.year or name.fund.value != ALL_FUNDS or not isinstance(name.stage.value, Stage):
            return None
        return self.values.get((name.item, name.stage.value))

    def drop(self, item: str) -> None:
        """Leave a figure unstated, at every stage."""
        for stage in (*STAGES, STOCK):
            self.values.pop((item, stage), None)
        for row in self.rows.pop(item, ()):
            self.drop(row)


def _bare(word: str | Ref) -> str | None:
    """The item of a word that means the same year, stage and fund."""
    one = ref(word)
    return one.item if one.item and not one.year and one.stage is None and one.fund is None else None


def _plain_sums(honest: _Honest) -> list[tuple[str, tuple[str, ...]]]:
    found = []
    for rule in honest.rules(SumOf):
        if isinstance(rule.parts, RowsUnder):
            continue
        parts = tuple(p for word in rule.parts if (p := _bare(word)) is not None)
        if len(parts) == len(rule.parts) and "*" not in rule.total:
            found.append((rule.total, parts))
    return found


def _loose(honest: _Honest) -> tuple[set[str], set[str]]:
    """Items that rules speak of and no sum decides: money, and stocks."""
    money: set[str] = set()
    stock: set[str] = set()
    for rule in honest.rules(AtMost, EqualTo, RatioOf, Band):
        if isinstance(rule, AtMost):
            words: list[Any] = [rule.lesser, *rule.greater]
        elif isinstance(rule, EqualTo):
            words = [rule.one, rule.other]
        elif isinstance(rule, RatioOf):
            words = [rule.of, rule.to]
        else:
            words = [i for i in rule.items if not i.endswith("*")]
        named_words = [w for w in words if not isinstance(w, RowsUnder)]
        refs = [r for w in named_words for r in (w.refs if isinstance(w, AnyOf) else (ref(w),))]
        named = {r.item for r in refs if r.item and not re.search(r"[*:#@]", r.item)}
        only_stock = isinstance(rule, RatioOf) and all(r.stage is None for r in refs)
        (stock if only_stock else money).update(named)
    return money, stock - money


def _lowest_share(honest: _Honest) -> Fraction:
    """The least share of the original budget that no threshold asks about."""
    asked: list[Fraction] = [b.below for b in honest.rules(Band) if b.below is not None and b.of.stage is ACTUAL]
    return min(max([Fraction(0), *asked]), Fraction(1))


def _draw_leaf(draw: st.DrawFn, honest: _Honest, item: str, share: Fraction) -> None:
    """One item's original, final and actual amounts: spent within both budgets, and not far below the first."""
    original = draw(st.integers(0, LARGEST))
    low = original * share
    actual = draw(st.integers(-(-low.numerator // low.denominator), original))
    honest.values[item, ORIGINAL], honest.values[item, ACTUAL] = original, actual
    honest.values[item, FINAL] = actual + draw(st.integers(0, LARGEST // 100))


def _draw_sums(draw: st.DrawFn, honest: _Honest) -> None:
    sums = _plain_sums(honest)
    with_codes = draw(st.booleans())  # tables by function or economic class
    chosen = draw(st.lists(st.booleans(), min_size=len(sums), max_size=len(sums)))
    used = [s for s, take in zip(sums, chosen, strict=True) if take and (with_codes or not any("@" in p for p in s[1]))]
    share = _lowest_share(honest)
    by_total: dict[str, tuple[str, ...]] = {}
    second: list[tuple[str, tuple[str, ...]]] = []
    for total, parts in used:
        if total in by_total:
            second.append((total, parts))
        else:
            by_total[total] = parts

    def settle(item: str, above: frozenset[str]) -> None:
        if (item, ORIGINAL) in honest.values:
            return
        parts = by_total.get(item, ())
        if not parts or item in above or any(p in above for p in parts):
            _draw_leaf(draw, honest, item, share)
            return
        for part in parts:
            settle(part, above | {item})
        for stage in STAGES:
            honest.values[item, stage] = sum(honest.values[p, stage] for p in parts)

    for total in sorted(by_total):
        settle(total, frozenset())
    for total, parts in second:
        _solve(honest, total, parts)
    money, stock = _loose(honest)
    for item in sorted(money):
        if (item, ORIGINAL) not in honest.values and item not in {s[0] for s in sums} and draw(st.booleans()):
            _draw_leaf(draw, honest, item, share)
    for item in sorted(stock):
        honest.values[item, STOCK] = draw(st.integers(0, 5000))


def _solve(honest: _Honest, total: str, parts: Sequence[str]) -> None:
    """A second way to add up a total: the last part nobody has drawn takes what is left, if that is possible."""
    unknown = [p for p in parts if (p, ORIGINAL) not in honest.values]
    if not unknown:
        return
    last = unknown[-1]
    rest = {
        stage: honest.values[total, stage] - sum(honest.values.get((p, stage), 0) for p in parts if p != last)
        for stage in STAGES
    }
    if min(rest.values()) < 0:
        return
    for stage in STAGES:
        for part in unknown[:-1]:
            honest.values[part, stage] = 0
        honest.values[last, stage] = rest[stage]


def _draw_rows(draw: st.DrawFn, honest: _Honest) -> None:
    """Rows that tables list under a line, adding up to it."""
    listed = {r.parts.item for r in honest.rules(SumOf) if isinstance(r.parts, RowsUnder) and not r.closed_by}
    for item in sorted(listed):
        if (item, ORIGINAL) not in honest.values or not draw(st.booleans()):
            continue
        count = draw(st.integers(1, 4))
        names = [f"{item}/第{n + 1}项" for n in range(count)]
        left = {stage: honest.values[item, stage] for stage in STAGES}
        for name in names[:-1]:
            for stage in STAGES:
                part = draw(st.integers(0, left[stage]))
                honest.values[name, stage] = part
                left[stage] -= part
        for stage in STAGES:
            honest.values[names[-1], stage] = left[stage]
        honest.rows[item] = names


def _listed(honest: _Honest) -> Rows:
    """What the report's one block lists under a figure."""

    def under(anchor: FigureName) -> tuple[FigureName, ...]:
        return tuple(
            honest.name(row, stage) for row in honest.rows.get(anchor.item, ())
            for stage in (anchor.stage.value,) if isinstance(stage, Stage) and (row, stage) in honest.values
        )  # fmt: skip

    def classes(anchor: FigureName) -> tuple[FigureName, ...]:
        item, _, code = anchor.item.partition("@")
        return tuple(
            honest.name(other, stage) for other, stage in honest.values
            if stage is anchor.stage.value and other.startswith(f"{item}@{code}") and other != anchor.item
        )  # fmt: skip

    return Rows(under, classes)


def _contradicted(honest: _Honest) -> str | None:
    """An item that a rule would object to, as things stand."""
    listed = _listed(honest)
    sums = _plain_sums(honest)
    for rule in honest.rules(FigureRule):
        for item, stage in list(honest.values):
            if not wanted(rule, item):
                continue
            for schema in rule.schemas(honest.name(item, stage), listed):
                options = schema.options if isinstance(schema, Either) else (schema,)
                if all(isinstance(o, Linear) and _breaks(honest, o, sums) for o in options):
                    return item
    for band in honest.rules(Band):
        for item, stage in list(honest.values):
            if (
                not band.covers(item)
                or stage is not band.of.stage
                or band.to.stage is None
                or band.to.year
                or band.of.year
            ):
                continue
            base, part = honest.values.get((band.to.item or item, band.to.stage)), honest.values[item, stage]
            if base is None or (base == 0 and not (band.on_zero and part > 0)):
                continue
            off = base == 0 or (band.below is not None and part < band.below * base)
            if off or (band.above is not None and part > band.above * base):
                return item
    return None


Sums = Sequence[tuple[str, tuple[str, ...]]]


def _values(honest: _Honest, name: FigureName, sums: Sums, depth: int = 0) -> set[int]:
    """What a figure comes to: as stated, or in each way its own parts add up to it where it is not."""
    stated = honest.of(name)
    if stated is not None:
        return {stated}
    found: set[int] = set()
    for total, parts in sums if depth < 4 else ():
        if total == name.item:
            each = [_values(honest, name.moved(p) or name, sums, depth + 1) for p in parts]
            found |= {sum(choice) for choice in product(*each)}
    return found


def _breaks(honest: _Honest, schema: Linear, sums: Sums) -> bool:
    """Whether a relation fails in any way its figures can be taken."""
    choices = []
    for coefficient, name in schema.terms:
        values = _values(honest, name, sums)
        if not values:
            if name in schema.optional:
                continue
            return False
        choices.append([coefficient * v for v in values])
    sides = [sum(choice, Fraction(0)) for choice in islice(product(*choices), 64)]
    return any(left > 0 if schema.at_most else left != 0 for left in sides)


def _rates(honest: _Honest) -> Iterator[tuple[str, str]]:
    """Every rate the rules know of what is stated, as it has to be printed: pairs of item and text."""
    for rule in honest.rules(FigureRule):
        for anchor in rule.anchors():
            base, colon, suffix = anchor.partition(":")
            if not colon or "#" in anchor:
                continue
            items = sorted({i for i, _ in honest.values if ":" not in i and "/" not in i}) if base == "*" else [base]
            for item in items:
                for schema in rule.schemas(honest.name(f"{item}:{suffix}", STOCK), NO_ROWS):
                    one = schema.options[0] if isinstance(schema, Either) else schema
                    text = _rate(honest, one) if isinstance(one, Ratio) else None
                    if text is not None:
                        yield f"{item}:{suffix}", text


def _rate(honest: _Honest, schema: Ratio) -> str | None:
    tops = [(c, honest.of(n)) for c, n in schema.top]
    bottoms = [(c, honest.of(n)) for c, n in schema.bottom]
    if any(v is None for _, v in (*tops, *bottoms)):
        return None
    over = sum((c * v for c, v in tops if v is not None), Fraction(0))
    under = sum((c * v for c, v in bottoms if v is not None), Fraction(0))
    return f"{plain(over * 100 / under, 2)}%" if under else None


def _statements(honest: _Honest) -> Iterator[Statement]:
    parents = {row: item for item, rows in honest.rows.items() for row in rows}
    order = 0
    for (item, stage), value in honest.values.items():
        label = honest.book.labels.get(item, item.split("/")[-1])
        if stage is STOCK:
            reading = Quantity(Fraction(value), None, exact=True, printed=str(value))
        else:
            number = Fraction(value, 100)
            reading = Quantity(number, WAN_YUAN, 2, printed=plain(number, 2))
        yield Statement(
            honest.name(item, stage), label, reading, Place("honest", "表", row=order + 1), "honest", stage.value,
            parents.get(item, ""), order,
        )  # fmt: skip
        order += 1
    for item, text in dict(_rates(honest)).items():
        number = Fraction(text.rstrip("%"))
        reading = Quantity(number, PERCENT, 2, printed=text)
        yield Statement(
            honest.name(item, STOCK), item, reading, Place("honest", "表", row=order + 1), "honest", "rate", "", order
        )
        order += 1


@st.composite
def reports(draw: st.DrawFn, book: Rulebook, *, form: bool = True) -> Report:
    """Honest reports: every sum adds up, every rate is what it should be, every row meets its target.

    Parameters
    ----------
    book
        The rules the report keeps.
    form
        Whether a self-evaluation form goes with the figures.
    """
    honest = _Honest(book, book.year or 2023)
    _draw_sums(draw, honest)
    while (item := _contradicted(honest)) is not None:
        honest.drop(item)
    _draw_rows(draw, honest)
    forms = (_draw_form(draw, honest),) if form else ()
    return Report(
        source="honest", title=f"{UNIT}{honest.year}年度整体支出绩效自评报告", entity=UNIT, year=honest.year,
        jurisdiction=book.code, statements=tuple(_statements(honest)), forms=forms,
    )  # fmt: skip


def _draw_form(draw: st.DrawFn, honest: _Honest) -> Form:
    """A form in which everything holds: rows that meet their targets and get full marks."""
    chosen = honest.book.framework()
    framework: Framework | None = chosen.framework if chosen is not None and chosen.framework.rows is not None else None
    sections = (
        [(s.label, int(s.points)) for s in framework.sections if s.by_rows] if framework is not None
        else [("产出指标", 50), ("效益指标", 30), ("满意度指标", 10)]
    )  # fmt: skip
    full = 100 - sum(points for _, points in sections)
    heads: list[Head] = []
    rows: list[IndicatorRow] = []
    for number, (label, points) in enumerate(sections):
        place = Place("honest", "自评表", row=len(rows) + 1)
        heads.append(Head(label, entry(f"{points}分", place), place))
        count = draw(st.integers(1, min(4, points)))
        left = points
        for n in range(count):
            worth = left if n == count - 1 else draw(st.integers(1, left - (count - 1 - n)))
            left -= worth
            rows.append(_draw_row(draw, number, label, len(rows) + 1, worth))
    final, actual = honest.values.get(("total", FINAL)), honest.values.get(("total", ACTUAL))
    rate = Fraction(actual, final) if final and actual is not None else Fraction(1)
    score = Fraction(plain(full * min(rate, Fraction(1)), 2))
    total = sum((r.score.quantity.number for r in rows if r.score and r.score.quantity), score)
    place = Place("honest", "自评表", row=len(rows) + 1)
    return Form(
        "form1", f"{UNIT}整体支出绩效自评表", tuple(rows), tuple(heads),
        total_points=entry("100", place, POINT), total_score=entry(plain(total, 2), place, POINT),
        execution_points=entry(str(full), place, POINT), execution_score=entry(plain(score, 2), place, POINT),
        execution_rate=entry(f"{plain(rate * 100, 2)}%", place), place=place, has_reasons=True,
    )  # fmt: skip


def _draw_row(draw: st.DrawFn, head: int, label: str, order: int, worth: int) -> IndicatorRow:
    place = Place("honest", "自评表", row=order)
    aim = draw(st.integers(1, 10_000))
    more = draw(st.booleans())
    got = aim + draw(st.integers(0, aim)) if more else draw(st.integers(1, aim))
    sign = "≥" if more else "≤"
    points = entry(str(worth), place, POINT)
    asked, done = f"{sign}{aim}个", f"{got}个"
    return IndicatorRow(
        order, label, "数量指标", f"第{order}项工作", place, target(asked), target(done), points, points,
        entry("", place), head, target_entry=entry(asked, place), actual_entry=entry(done, place),
    )  # fmt: skip
