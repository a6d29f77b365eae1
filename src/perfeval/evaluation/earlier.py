"""Last year's report beside this year's, for everything that says 上年.

Rule 1: a figure both reports state is one figure with one value; where they differ there is something to explain, never
to correct, and both places are quoted.
Rule 2: where this report does not state a figure of the year before, last year's report may be the base of a change.
Rule 3: nothing is ever judged for what last year's report says by itself.
"""

from __future__ import annotations

from collections import defaultdict

from attrs import evolve

from perfeval.document import Place
from perfeval.errors import ModelError
from perfeval.findings import Text, place_words
from perfeval.model import OWN_UNIT, NameKey, Part, Report, Statement
from perfeval.quantities import tidy
from perfeval.relations import FROM_ANOTHER
from perfeval.relations.saying import in_unit
from perfeval.ruling.figures import Last, is_from_before
from perfeval.ruling.naming import when


def before(report: Report, previous: Report) -> Last:
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
        return Last(source=previous.source, why=why)
    own, ours = previous.entity or OWN_UNIT, report.entity or OWN_UNIT
    found: dict[NameKey, list[Statement]] = defaultdict(list)
    for statement in previous.statements:
        name = statement.name
        if name.year.value != previous.year or not name.is_bound or statement.quantity is None:
            continue
        if name.entity.value == own:
            name = evolve(name, entity=Part(ours, name.entity.known))
        found[name.key].append(
            evolve(statement, name=name, order=FROM_ANOTHER + statement.order, block=f"before {statement.block}")
        )
    return Last({key: tuple(several) for key, several in found.items()}, previous.source)


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


def supplemented(report: Report, last: Last) -> Report:
    """The report with what it does not state of the year before, for whoever looks a base up."""
    lacking = (s for key, several in last.by_key.items() if key not in report.by_key for s in several)
    return evolve(report, statements=(*report.statements, *lacking))


def stated_twice(ours: Statement, theirs: Statement) -> Text:
    """A figure two reports state differently, with both files and places."""
    one, other = ours.quantity, theirs.quantity
    assert one is not None
    assert other is not None
    time = when(ours.name)
    apart = in_unit(abs(one.value - other.value), one.unit, max(one.places, other.places))
    here, there = _where(ours.place), _where(theirs.place)
    return Text(
        f"{time.zh}本报告（{here.zh}）为{ours.printed.strip()}，上年报告（{there.zh}）“{theirs.label}”为"
        f"{theirs.printed.strip()}，相差{apart}",
        f"{ours.label!r} ({time.en}) is {ours.printed.strip()} in this report ({here.en}), and {theirs.printed.strip()} "
        f"in last year's ({there.en}, {theirs.label!r}), {apart} apart",
    )


def taken_from(statements: tuple[Statement, ...]) -> Text:
    """Which figures of a relation were taken from last year's report."""
    taken = list(dict.fromkeys(s for s in statements if is_from_before(s)))
    if not taken:
        return Text()
    listed = "、".join(f"“{s.label}”{s.printed.strip()}（{_where(s.place).zh}）" for s in taken)
    listed_en = ", ".join(f"{s.label!r} {s.printed.strip()} ({_where(s.place).en})" for s in taken)
    return Text(f"上年数取自上年报告：{listed}", f"taken from last year's report: {listed_en}")


def _where(place: Place) -> Text:
    """A place with its file, since there are two."""
    where = place_words(place)
    return Text("·".join(p for p in (place.file, where.zh) if p), ", ".join(p for p in (place.file, where.en) if p))
