"""Several years of one unit: what two reports say of one year, targets below what was reached, and what was carried over.

Rule 1: the figures of two reports are one figure only if all parts of their names are, and they differ only if rounding
cannot explain it.
Rule 2: a target is lower only where both are numbers of one kind and it says itself in which direction it counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from perfeval.corpus.noted import Kind, Noted
from perfeval.corpus.sketch import Row, Sketch
from perfeval.findings import Text
from perfeval.quantities import Comparator, Quantity

#: Directions in which more is better, and in which less is.
MORE, LESS = {Comparator.AT_LEAST, Comparator.MORE}, {Comparator.AT_MOST, Comparator.LESS}


def over_the_years(sketches: Iterable[Sketch]) -> Iterator[Noted]:
    """Questions on each unit's years, one after the other."""
    by_unit: dict[str, dict[int, list[Sketch]]] = defaultdict(lambda: defaultdict(list))
    for one in sketches:
        if one.owner and one.year is not None:
            by_unit[one.owner][one.year].append(one)
    for years in by_unit.values():
        for before, after in pairwise(sorted(years)):
            if after == before + 1:
                yield from _items(years[before], years[after])
                yield from _rows(years[before], years[after])


def _noted(message: Text, innocent: Text, before: Sketch, after: Sketch) -> Noted:
    return Noted(Kind.YEARS, message, 2, innocent, (before.source, after.source), (after.unit,))


# --- figures ----------------------------------------------------------------------------------------------------------


def _items(before: Sequence[Sketch], after: Sequence[Sketch]) -> Iterator[Noted]:
    """What the two reports say of the earlier year, where every print of the one contradicts every print of the other."""
    said = defaultdict[tuple[object, ...], list[tuple[Sketch, Quantity, str]]](list)
    for one in before:
        for figure in one.figures:
            if figure.year == one.year:
                said[figure.item, figure.year, figure.stage, figure.fund].append((one, figure.quantity, figure.label))
    now = defaultdict[tuple[object, ...], list[tuple[Sketch, Quantity]]](list)
    for one in after:
        for figure in one.figures:
            now[figure.item, figure.year, figure.stage, figure.fund].append((one, figure.quantity))
    for key in sorted(said.keys() & now.keys(), key=str):
        earlier, later = said[key], now[key]
        if any(_may_be_one(old, new) for _, old, _ in earlier for _, new in later):
            continue
        (first, old, label), (second, new) = earlier[0], later[0]
        yield _noted(
            Text(
                f"“{label}”（{key[1]}年）：{key[1]}年度报告为{old.printed}{_unit(old)}，{second.year}年度报告为{new.printed}{_unit(new)}，请说明。",
                f"{label!r} ({key[1]}) is {old.printed}{_unit(old)} in the report of {key[1]}, and {new.printed}{_unit(new)} in that "
                f"of {second.year}; please explain.",
            ),
            Text("口径调整，或上年数经批复后调整", "the scope changed, or last year's figure was adjusted when it was approved"),
            first, second,
        )  # fmt: skip


def _may_be_one(old: Quantity, new: Quantity) -> bool:
    # of how a number without a unit, or with another, compares nothing is known
    return old.dimension != new.dimension or old.agrees_with(new)


def _unit(quantity: Quantity) -> str:
    symbol = quantity.unit.symbol if quantity.unit is not None else ""
    return "" if quantity.printed.endswith(symbol) else symbol


# --- indicators -------------------------------------------------------------------------------------------------------


def _rows(before: Sequence[Sketch], after: Sequence[Sketch]) -> Iterator[Noted]:
    earlier, later = _by_name(before), _by_name(after)
    for key in sorted(earlier.keys() & later.keys()):
        if len(earlier[key]) == len(later[key]) == 1:
            (first, old), (second, new) = earlier[key][0], later[key][0]
            yield from _lowered(first, old, second, new)
            yield from _carried_over(first, old, second, new)


def _by_name(sketches: Sequence[Sketch]) -> dict[tuple[str, str, str], list[tuple[Sketch, Row]]]:
    """The rows of a year by what they are called; one that stands in two formats of a report stands there once."""
    found: dict[tuple[str, str, str], list[tuple[Sketch, Row]]] = defaultdict(list)
    for one in sketches:
        for form in one.forms:
            for row in form.rows:
                known = found[form.project, row.block, row.name]
                if row.name and all(other != row for _, other in known):
                    known.append((one, row))
    return found


def _lowered(first: Sketch, old: Row, second: Sketch, new: Row) -> Iterator[Noted]:
    """A target that asks for less than was reached the year before."""
    if old.actual is None or new.target is None or old.actual.quantity is None or new.target.quantity is None:
        return
    reached, aimed, way = old.actual.quantity, new.target.quantity, new.target.comparator
    if reached.dimension != aimed.dimension or _unit_of(reached) != _unit_of(aimed):
        return
    less = way in MORE and aimed.value < reached.interval[0]
    more = way in LESS and aimed.value > reached.interval[1]
    if less or more:
        yield _noted(
            Text(
                f"“{new.name}”{second.year}年目标{new.target.printed}，{'低' if less else '宽'}于{first.year}年完成值{old.actual.printed}，"
                "目标是否偏松？请说明。",
                f"the target of {new.name!r} for {second.year} is {new.target.printed}, {'below' if less else 'looser than'} the "
                f"{old.actual.printed} of {first.year}; is it too easy? Please explain.",
            ),
            Text("任务量减少，或上年有一次性因素", "there is less to do, or last year was out of the ordinary"),
            first, second,
        )  # fmt: skip


def _unit_of(quantity: Quantity) -> str:
    return quantity.unit.symbol if quantity.unit is not None else ""


def _carried_over(first: Sketch, old: Row, second: Sketch, new: Row) -> Iterator[Noted]:
    """A target that was missed and is asked for again as it was."""
    missed = old.share is not None and old.share < 1
    same = old.target is not None and new.target is not None and old.target.printed == new.target.printed
    if missed and same and old.target is not None and old.target.printed.strip():
        yield _noted(
            Text(
                f"“{new.name}”{first.year}年未全部完成，{second.year}年仍为同一目标{old.target.printed}，是否结转任务？请说明。",
                f"{new.name!r} was not fully reached in {first.year} and has the same target {old.target.printed} in {second.year}; "
                "was it carried over? Please explain.",
            ),
            Text("每年重复的常规任务", "it is done every year"), first, second,
        )  # fmt: skip


__all__ = ["over_the_years"]
