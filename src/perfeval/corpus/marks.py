"""Marks over many reports: forms in which everything is full, and indicators by which nobody differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction

from perfeval.corpus.noted import Kind, Noted
from perfeval.corpus.sketch import Sketch
from perfeval.findings import Text
from perfeval.quantities import short

#: A form of fewer rows may well be full; an indicator of fewer units may well be the same for all.
FEWEST_ROWS, FEWEST_UNITS = 5, 5


def full_marks(sketches: Iterable[Sketch]) -> Iterator[Noted]:
    """The forms in which every row has all its points; one that stands in several files of a unit's year counts once."""
    seen: set[tuple[object, ...]] = set()
    for one in sketches:
        for form in one.forms:
            rows, known = form.scored, (one.owner or one.source, one.year, form.project, form.scored)
            if len(rows) >= FEWEST_ROWS and all(row.share == 1 for row in rows) and known not in seen:
                seen.add(known)
                yield Noted(
                    Kind.FULL_MARKS,
                    Text(
                        f"{one.called}{form.project and f'“{form.project}”'}：{len(rows)} 项指标全部满分，是否逐项核对过完成情况？",
                        f"{one.called}{form.project and f' ({form.project})'}: all {len(rows)} indicators have full marks; was each of "
                        "them looked at?",
                    ),
                    len(rows),
                    Text("各项目标确已完成", "every target was reached"),
                    (one.source,), (one.unit,) if one.unit else (), Fraction(1),
                )  # fmt: skip


def silent(sketches: Iterable[Sketch]) -> Iterator[Noted]:
    """The indicators at which every unit gets the same share of the points: by entropy they weigh exactly nothing."""
    shares: dict[str, dict[str, set[Fraction]]] = defaultdict(lambda: defaultdict(set))
    names: dict[str, set[str]] = defaultdict(set)
    for one in sketches:
        for form in one.forms:
            for row in form.scored:
                assert row.share is not None
                owner = one.owner or one.source
                shares[row.name][owner].add(row.share)
                names[row.name].add(one.source)
    for name in sorted(shares):
        found = set().union(*shares[name].values())
        if name and len(shares[name]) >= FEWEST_UNITS and len(found) == 1:
            (share,) = found
            yield Noted(
                Kind.SILENT,
                Text(
                    f"“{name}”：{len(shares[name])} 个单位得分率均为{short(100 * share)}%，不分高下，是否仍宜设分？",
                    f"{name!r}: all {len(shares[name])} units have {short(100 * share)}% of its points, so that it separates nobody; "
                    "should it still have points?",
                ),
                len(shares[name]),
                Text("该指标为应当全部达到的底线要求", "it is a floor that everybody has to reach"),
                tuple(sorted(names[name])), (), share,
            )  # fmt: skip


__all__ = ["FEWEST_ROWS", "FEWEST_UNITS", "full_marks", "silent"]
