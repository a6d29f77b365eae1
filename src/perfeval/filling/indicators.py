"""The indicators of a form: a row each, in the columns of the place's own header, and their totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from perfeval.model import Entry, Form, IndicatorRow
from perfeval.quantities import short
from perfeval.ruling import Role
from perfeval.ruling.blanks import LEFT, UP, BlankTable
from perfeval.ruling.layouts import heading
from perfeval.vocabulary import Vocabulary


def indicator_lines(table: BlankTable, form: Form | None, words: Vocabulary) -> Iterator[tuple[str, ...]]:
    """The header, the rows under their blocks, and the total."""
    yield table.indicators
    roles = [_role(text, words) for text in table.indicators]
    rows = form.rows if form is not None else ()
    before: IndicatorRow | None = None
    for row in rows:
        yield tuple(_cell(role, row, before, form) for role in roles)
        before = row
    if table.total and form is not None:
        yield _total(table, roles, form)


def _role(text: str, words: Vocabulary) -> Role:
    """What a column holds, by the layouts that know its header."""
    said = heading(text, words.lexicon).words
    every = (c for layout in words.layouts if layout.indicators for c in layout.columns)
    return next((c.role for c in every if said in c.words), Role.OTHER)


def _cell(role: Role, row: IndicatorRow, before: IndicatorRow | None, form: Form | None) -> str:
    """What a row says in a column; a block's label stands in its first row and goes on from there."""
    if role is Role.LEVEL1:
        goes_on = before is not None and before.head == row.head and before.level1 == row.level1
        return UP if goes_on else _block(row, form)
    if role is Role.LEVEL2:
        goes_on = (
            before is not None
            and before.level1 == row.level1
            and before.level2 == row.level2
            and before.head == row.head
        )
        return UP if goes_on and row.level2 else row.level2
    sign, unit = row.target.parts[1:] if row.target is not None else ("", "")
    if role in (Role.SIGN, Role.UNIT):
        return sign if role is Role.SIGN else unit
    entries = {
        Role.TARGET: row.target_entry, Role.ACTUAL: row.actual_entry, Role.POINTS: row.points, Role.SCORE: row.score, Role.REASON: row.reason,
    }  # fmt: skip
    return row.name if role is Role.NAME else _text(entries.get(role))


def _block(row: IndicatorRow, form: Form | None) -> str:
    """A block's label with its points, where it prints them."""
    head = form.heads[row.head] if form is not None and row.head is not None and row.head < len(form.heads) else None
    if head is None:
        return row.level1
    return head.label if head.points is None else f"{head.label}（{head.points.text.removesuffix('分')}分）"


def _total(table: BlankTable, roles: list[Role], form: Form) -> tuple[str, ...]:
    """The total's row: the sums of what the rows say, the execution rate's with them."""
    counting = [row for row in form.rows if not row.is_part]
    is_row = any(row.is_execution for row in form.rows)
    points = _sum([*(row.points for row in counting), None if is_row else form.execution_points])
    score = _sum([*(row.score for row in counting), None if is_row else form.execution_score])
    first = next((n for n, role in enumerate(roles) if role in (Role.POINTS, Role.SCORE)), 1)
    cells = [table.total, *[LEFT] * (first - 1)]
    cells += [{Role.POINTS: points, Role.SCORE: score}.get(role, "") for role in roles[first:]]
    return tuple(cells)


def _sum(entries: Iterable[Entry | None]) -> str:
    """The sum of the numbers that are there; nothing where one that is there cannot be read."""
    there = [entry for entry in entries if entry is not None and entry.text.strip()]
    if not there or any(entry.quantity is None or entry.quantity.approximate for entry in there):
        return ""
    return short(sum((entry.quantity.number for entry in there if entry.quantity is not None), Fraction(0)))


def _text(entry: Entry | None) -> str:
    return "" if entry is None else entry.text.strip()


__all__ = ["indicator_lines"]
