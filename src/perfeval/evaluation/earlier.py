"""Last year's report beside this year's, for everything that says 上年.

Rule 1: a figure both reports state is one figure with one value; where they differ there is something to explain, never
to correct, and both places are quoted.
Rule 2: where this report does not state a figure of the year before, last year's report may be the base of a change.
Rule 3: nothing is ever judged for what last year's report says by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from attrs import evolve, frozen

from perfeval.document import Place
from perfeval.errors import ModelError
from perfeval.findings import Text
from perfeval.model import OWN_UNIT, FigureName, NameKey, Part, Report, Statement
from perfeval.quantities import Unit, short, tidy
from perfeval.ruling.naming import when

#: The order of what another report states begins here, so that no cell of the report at hand is mistaken for it.
FROM_ANOTHER = 10**9


def is_from_before(statement: Statement) -> bool:
    """Whether a statement stands in last year's report."""
    return statement.order >= FROM_ANOTHER


@frozen
class Before:
    """What last year's report states of its own year, under the names this year's report would use.

    `why` says why nothing could be compared.
    """

    by_key: Mapping[NameKey, tuple[Statement, ...]] = {}
    source: str = ""
    why: Text = Text()

    def lacking_in(self, report: Report) -> Mapping[NameKey, tuple[Statement, ...]]:
        """What this year's report does not state itself."""
        return {key: found for key, found in self.by_key.items() if key not in report.by_key}


def before(report: Report, previous: Report) -> Before:
    """Last year's report as this year's may use it.

    Raises
    ------
    ModelError
        If it is not of the year before.
    """
    if report.year is not None and previous.year is not None and previous.year != report.year - 1:
        raise ModelError(
            f"“{previous.source}”为 {previous.year} 年度，“{report.source}”为 {report.year} 年度；上年报告应为 {report.year - 1} 年度，请检查两个文件的先后。",
            f"{previous.source!r} is of {previous.year}, {report.source!r} of {report.year}; last year's report has to be of "
            f"{report.year - 1}: check the order of the files.",
        )
    why = _not_comparable(report, previous)
    if why:
        return Before(source=previous.source, why=why)
    own, ours = previous.entity or OWN_UNIT, report.entity or OWN_UNIT
    found: dict[NameKey, list[Statement]] = defaultdict(list)
    for statement in previous.statements:
        name = statement.name
        if name.year.value != previous.year or not name.is_bound or name.is_role or statement.quantity is None:
            continue
        if name.entity.value == own:
            name = evolve(name, entity=Part(ours, name.entity.known))
        found[name.key].append(
            evolve(statement, name=name, order=FROM_ANOTHER + statement.order, block=f"before {statement.block}")
        )
    return Before({key: tuple(several) for key, several in found.items()}, previous.source)


def _not_comparable(report: Report, previous: Report) -> Text:
    for one, zh, en in ((report, "本报告", "this report"), (previous, "上年报告", "last year's report")):
        if one.year is None:
            return Text(
                f"{zh}“{one.source}”未载明年度，未作对照",
                f"{en} ({one.source}) does not say its year; nothing was compared",
            )
    own, other = tidy(report.entity or ""), tidy(previous.entity or "")
    if own and other and own not in other and other not in own:
        return Text(
            f"上年报告“{previous.source}”的单位为“{previous.entity}”，本报告为“{report.entity}”，未作对照",
            f"last year's report ({previous.source}) is of {previous.entity!r}, this one of {report.entity!r}; nothing was compared",
        )
    return Text()


def base_of(
    name: FigureName, anchor: FigureName, report: Report, missing: Mapping[NameKey, tuple[Statement, ...]]
) -> tuple[Statement, ...]:
    """What last year's report states of a figure that one of this year's is held against; nothing else is taken from it."""
    return missing.get(name.key, ()) if name.year.value != anchor.year.value == report.own_year else ()


def supplemented(report: Report, missing: Mapping[NameKey, tuple[Statement, ...]]) -> Report:
    """The report with what it does not state of the year before, for whoever looks a base up."""
    return evolve(report, statements=(*report.statements, *(s for several in missing.values() for s in several)))


@frozen
class Compared:
    """A figure of the year before, as this report and as last year's report state it."""

    ours: Statement
    theirs: Statement
    agree: bool


def compared(report: Report, last: Before) -> Iterator[Compared]:
    """Every figure both reports state; it agrees if some print of last year's report does."""
    for key, theirs in last.by_key.items():
        seen = set()
        for ours in report.by_key.get(key, ()):
            quantity = ours.quantity
            if quantity is None or quantity.value in seen:
                continue
            seen.add(quantity.value)
            alike = [t for t in theirs if t.quantity is not None and t.quantity.dimension == quantity.dimension]
            if alike:
                fits = next((t for t in alike if t.quantity is not None and quantity.agrees_with(t.quantity)), None)
                yield Compared(ours, fits or alike[0], fits is not None)


def stated_twice(pair: Compared) -> Text:
    """A figure two reports state differently, with both files and places."""
    one, other = pair.ours.quantity, pair.theirs.quantity
    assert one is not None
    assert other is not None
    time = when(pair.ours.name)
    apart = _in_unit(abs(one.value - other.value), one.unit, max(one.places, other.places))
    here, there = _where(pair.ours.place), _where(pair.theirs.place)
    return Text(
        f"“{pair.ours.label}”（{time.zh}）本报告（{here.zh}）为{pair.ours.printed.strip()}，上年报告（{there.zh}）为"
        f"{pair.theirs.printed.strip()}（“{pair.theirs.label}”），相差{apart}",
        f"{pair.ours.label!r} ({time.en}) is {pair.ours.printed.strip()} in this report ({here.en}), and {pair.theirs.printed.strip()} "
        f"in last year's ({there.en}, {pair.theirs.label!r}), {apart} apart",
    )


def taken_from(statements: tuple[Statement, ...]) -> Text:
    """Which figures of a relation were taken from last year's report."""
    taken = list(dict.fromkeys(s for s in statements if is_from_before(s)))
    if not taken:
        return Text()
    listed = "、".join(f"“{s.label}”{s.printed.strip()}（{_where(s.place).zh}）" for s in taken)
    listed_en = ", ".join(f"{s.label!r} {s.printed.strip()} ({_where(s.place).en})" for s in taken)
    return Text(f"上年数取自上年报告：{listed}。", f"Taken from last year's report: {listed_en}.")


def _in_unit(value: object, unit: Unit | None, places: int) -> str:
    return short(value / unit.scale if unit else value, max(places, 2))  # type: ignore[operator, arg-type]


def _where(place: Place) -> Text:
    bits = [(place.file, place.file)] if place.file else []
    if place.part:
        bits.append((place.part[:24], place.part[:24]))
    if place.row is not None:
        bits.append((f"第{place.row}行", f"row {place.row}"))
    elif place.line is not None:
        bits.append((f"正文第{place.line}行", f"line {place.line}"))
    if place.page is not None:
        bits.append((f"第{place.page}页", f"page {place.page}"))
    return Text("·".join(zh for zh, _ in bits), ", ".join(en for _, en in bits))
