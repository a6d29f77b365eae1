"""Several units as one department: what was put together, and what could not be.

Rule 1: figures and rows are put together first and scored then; scores are never averaged.
Rule 2: nothing is dropped in silence: what only some units state, what is given other points elsewhere and what cannot be
added is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from perfeval.comparison.places import why_aside
from perfeval.document import Place
from perfeval.errors import ModelError, UsageError
from perfeval.findings import Text
from perfeval.model import ACTUAL, FINAL, Form, IndicatorRow, Report
from perfeval.resolution import Rulebook
from perfeval.ruling import MoneyWeighted
from perfeval.scores import added

#: So many rows of one kind are named.
MOST_NAMED = 8


@frozen
class Units:
    """A department's report, and what is to be known of how it was made."""

    report: Report
    notes: tuple[Text, ...]


def way_of_adding(book: Rulebook, name: str | None = None) -> MoneyWeighted:
    """How a place's framework puts units together; without a name, its default one.

    Raises
    ------
    UnknownNameError
        If there is no framework of that name.
    UsageError
        If it lays down no way; the message names those that do.
    """
    chosen = book.framework(name)
    if chosen is not None and chosen.framework.adding is not None:
        return chosen.framework.adding
    ways = "、".join(f.framework.id for f in book.frameworks.values() if f.framework.adding is not None)
    zh, en = (
        (f"指标体系“{chosen.framework.id}”", f"The framework {chosen.framework.id!r} does")
        if chosen is not None
        else (f"{book.code} 的规则", f"The rules of {book.code} do")
    )
    raise UsageError(
        f"{zh}没有规定如何汇总各单位" + (f"；--framework 可用：{ways}。" if ways else "。"),
        f"{en} not lay down how units are put together" + (f"; --framework may name {ways}." if ways else "."),
    )


def put_together(reports: Sequence[Report], adding: MoneyWeighted, entity: str) -> Units:
    """The report of a department from those of its units.

    Parameters
    ----------
    adding
        How the place puts units together (`Framework.adding`).
    entity
        The department's name.

    Raises
    ------
    ModelError
        If there are fewer than two, one has not exactly one form that can be added, or they are of different years or
        places.
    """
    if len(reports) < 2:
        raise ModelError("汇总需要两个以上单位的报告。", "To put units together, give the reports of two or more.")
    forms = [_form(report) for report in reports]
    places = sorted({r.jurisdiction for r in reports if r.jurisdiction is not None})
    if len(places) > 1:
        raise ModelError(
            f"各单位地区不一致：{'、'.join(places)}；请用 --jurisdiction 指定。",
            f"The units are in different places: {', '.join(places)}; --jurisdiction names one.",
        )
    alone = [evolve(r, forms=(form,)) for r, form in zip(reports, forms, strict=True)]
    made = added(alone, adding, entity=entity)
    whole = f"{len(reports)}个单位汇总"
    report = evolve(
        made, title=entity, source=" + ".join(r.source for r in reports), jurisdiction=next(iter(places), None),
        forms=(evolve(made.forms[0], title=f"自评表（{whole}）"),),
        # a sum stands in no file
        statements=tuple(evolve(s, place=Place(part=whole)) for s in made.statements),
    )  # fmt: skip
    return Units(report, tuple(_notes(reports, forms, report, adding)))


def _form(report: Report) -> Form:
    """The one form of a unit that can be added."""
    with_points = [f for f in report.forms if any(r.points is not None for r in f.rows)]
    if len(with_points) != 1:
        number = len(with_points)
        raise ModelError(
            f"{report.source}：有分值的自评表有 {number} 张；汇总时每个单位应恰有一张。",
            f"{report.source}: {number} forms have points; to put units together each needs one.",
        )
    why = why_aside(with_points[0])
    if why:
        raise ModelError(f"{report.source}：{why.zh}，不能汇总。", f"{report.source}: {why.en}; it cannot be added.")
    return with_points[0]


def _key(row: IndicatorRow) -> tuple[str, str, str]:
    return row.level1, row.level2, row.name


def _notes(
    reports: Sequence[Report], forms: Sequence[Form], made: Report, adding: MoneyWeighted
) -> Iterator[Text]:  # fmt: skip
    names = "、".join(r.source for r in reports)
    yield Text(f"{len(reports)} 个单位：{names}", f"{len(reports)} units: {names}")
    yield adding.text()
    head, last = reports[0].source, made.forms[0]
    blank = [r.label for r in last.rows if not (_said(r.target) and _said(r.actual))]
    said = (
        (_partly(forms), "只有部分单位列出，按列出的单位汇总", "stated by some units only, and put together over those"),
        (_beside(forms), f"{head} 未列出，未汇总", f"not in {head}, so left out"),
        (_other_points(forms), f"各单位分值不同，按 {head}", f"given other points elsewhere; those of {head} count"),
        (blank, "不能相加或加权，待定", "cannot be added or averaged, and stay open"),
    )  # fmt: skip
    for labels, zh, en in said:
        if labels:
            yield _named(labels, zh, en)
    for stage, zh, en in ((FINAL, "全年预算数", "final budget"), (ACTUAL, "全年执行数", "actual")):
        lacking = [r.source for r in reports if r.figure(adding.money, r.year, stage).quantity is None]
        if lacking:
            at = "、".join(lacking)
            yield Text(f"{zh}未汇总：{at} 未列出或前后不一", f"the {en} is not added: {at} states none, or several")


def _keys(form: Form) -> frozenset[tuple[str, str, str]]:
    return frozenset(map(_key, form.rows))


def _partly(forms: Sequence[Form]) -> list[str]:
    """Rows of the first form that not every other has."""
    return [row.label for row in forms[0].rows if any(_key(row) not in _keys(form) for form in forms)]


def _beside(forms: Sequence[Form]) -> list[str]:
    """Rows of the other forms that the first does not have."""
    own = _keys(forms[0])
    return [row.label for form in forms[1:] for row in form.rows if _key(row) not in own]


def _other_points(forms: Sequence[Form]) -> list[str]:
    """Rows of the first form that have other points elsewhere."""
    printed: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in (row for form in forms for row in form.rows):
        if row.points is not None:
            printed[_key(row)].add(row.points.text.strip())
    return [row.label for row in forms[0].rows if len(printed[_key(row)]) > 1]


def _said(value: object) -> bool:
    return bool(getattr(value, "printed", "").strip())


def _named(labels: Sequence[str], zh: str, en: str) -> Text:
    several = list(dict.fromkeys(labels))
    shown, more = "、".join(several[:MOST_NAMED]), len(several) - MOST_NAMED
    return Text(
        f"{zh}：{shown}{f'，另 {more} 项' if more > 0 else ''}",
        f"{en}: {shown}{f', and {more} more' if more > 0 else ''}",
    )


__all__ = ["Units", "put_together", "way_of_adding"]
