"""A report written down: its forms, and tables of the known layouts, so that recognition reads the same out of them again.

A table states all that the report says in its rows and columns, because a blank cell says that there is nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from attrs import frozen
from hypothesis import strategies as st

from perfeval.document import Block, Document, Paragraph
from perfeval.model import Form, NameKey, Report, Statement
from perfeval.plugins import installed
from perfeval.quantities import MONEY, WAN_YUAN, Nil, Quantity, Unread
from perfeval.recognition.context import money_unit
from perfeval.ruling import Layout, Role, RowsUnder
from perfeval.ruling.layouts import heading
from perfeval.testing.making.form_tables import CUT, FUNDS_TOTAL, funds_rows, has_execution, indicator_rows
from perfeval.testing.making.known_tables import (
    FORM_TITLE,
    SOURCE,
    Line,
    Sheet,
    Slot,
    heading_of,
    sheet_of,
    slots_of,
    table_of,
)
from perfeval.vocabulary import Vocabulary


def _slots_in(report: Report) -> dict[NameKey, tuple[Slot, ...]]:
    """The cells for a report's figures; the execution rate's own cells are the form's."""
    codes = frozenset(s.name.item.code for s in report.statements if s.name.item.code)
    rows = frozenset(
        (s.parent.text, s.label)
        for s in report.statements
        if s.parent is not None and s.name.item == s.parent.row(s.label)
    )
    every = slots_of(report.entity or "", report.year or 0, codes, rows)
    funds = _funds(installed().words)
    made: dict[NameKey, tuple[Slot, ...]] = {}
    for key, slots in every.items():
        own = tuple(
            s for s in slots
            if s.layout != funds or (report.forms and (s.line.label != FUNDS_TOTAL or s.role is Role.AMOUNT))
        )  # fmt: skip
        if own:
            made[key] = own
    return made


def _fitting(statement: Statement, slots: Iterable[Slot]) -> list[Slot]:
    """The cells that hold what is stated: an amount, a count, a rate, nothing, or what nobody can read."""
    reading = statement.reading
    if isinstance(reading, Quantity) and not reading.approximate:
        return [slot for slot in slots if slot.holds(reading) and _may_be_listed(statement, slot)]
    return [slot for slot in slots if isinstance(reading, (Nil, Unread)) and _may_be_listed(statement, slot)]


def _may_be_listed(statement: Statement, slot: Slot) -> bool:
    """Whether a figure may stand under the line that the table lists it under: some rules add up whatever stands there."""
    return slot.parent == statement.parent or slot.parent is None or slot.parent.text not in _added_up()


@lru_cache(maxsize=1)
def _added_up() -> frozenset[str]:
    """The lines whose rows some rule adds up."""
    parts = [getattr(rule, "parts", None) for one in installed().packs for rule in one.pack.rules]
    return frozenset(part.item for part in parts if isinstance(part, RowsUnder))


def _print(statement: Statement) -> str:
    """What stands in the cell, with its unit where that is not the table's."""
    quantity, text = statement.quantity, statement.printed.strip()
    if quantity is None or quantity.dimension != MONEY or quantity.unit in (WAN_YUAN, None):
        return text
    return text if text.endswith("元") or quantity.unit is None else text + quantity.unit.symbol


@frozen
class _Cells:
    """A statement, and the cells it may stand in."""

    statement: Statement
    slots: tuple[Slot, ...]


def _cells_of(report: Report) -> dict[str, dict[NameKey, _Cells]]:
    """Block by block, each figure and the cells for it; a form has one funds block, which is one block's."""
    known, funds = _slots_in(report), _funds(installed().words)
    taken = ""
    made: dict[str, dict[NameKey, _Cells]] = {}
    for statement in report.statements:
        fitting = _fitting(statement, known.get(statement.name.key, ()))
        if taken not in ("", statement.block):
            fitting = [slot for slot in fitting if slot.layout != funds]
        elif any(slot.layout == funds for slot in fitting):
            taken = statement.block
        if fitting:
            found = _Cells(statement, tuple(fitting))
            made.setdefault(statement.block, {}).setdefault(statement.name.key, found)
    return made


def _funds(words: Vocabulary) -> str:
    """The layout of the funds block."""
    return next(layout.id for layout in words.layouts if layout.funds)


def writable(report: Report) -> tuple[Statement, ...]:
    """The statements of a report that some known table has a cell for; of what a block says twice, the first."""
    found = {id(cells.statement) for own in _cells_of(report).values() for cells in own.values()}
    return tuple(s for s in report.statements if id(s) in found)


@st.composite
def documents(draw: st.DrawFn, report: Report | st.SearchStrategy[Report]) -> Document:
    """Documents that state what a report states: its forms, whole, and its figures, as far as known tables have a cell
    for them (`writable`).

    Where several tables could state as many figures of a block, it is drawn which does; so is the order of the tables.
    """
    chosen = draw(report) if isinstance(report, st.SearchStrategy) else report
    words = installed().words
    layouts = {layout.id: layout for layout in words.layouts}
    beside = _funds(words)
    whole = bool(chosen.forms) and has_execution(chosen.forms[0])
    funds: dict[Slot, str] = {}
    tables: list[tuple[Sheet, list[Sequence[str]]]] = []
    for own in _cells_of(chosen).values():
        order = draw(st.permutations(sorted({slot.layout for cells in own.values() for slot in cells.slots})))
        for name, cells in _placed(own, order, beside, whole=whole).items():
            sheet = sheet_of(layouts[name], chosen.year or 0, words)
            if name == beside:
                funds = cells
            elif sheet is not None:
                tables.append(_filled(layouts[name], sheet, cells))
    blocks: list[Block] = [*heading_of(chosen.title, chosen.entity or "", chosen.year or 0)]
    for number, form in enumerate(chosen.forms, 2):
        blocks += map(Paragraph, _title_lines(form.title or FORM_TITLE))
        blocks.append(table_of(_form_rows(form, funds if form is chosen.forms[0] else {}, words), number))
        blocks += [] if form.complete else [Paragraph(CUT)]
    for number, (sheet, rows) in enumerate(draw(st.permutations(tables)) if tables else (), len(chosen.forms) + 2):
        blocks += [Paragraph(sheet.title), table_of(rows, number)]
    return Document(SOURCE, tuple(blocks))


def _placed(
    stated: Mapping[NameKey, _Cells], order: Sequence[str], funds: str, *, whole: bool
) -> dict[str, dict[Slot, str]]:
    """The tables that together state every figure of a block, those that have cells for most of it first.

    A table states what the others before it do not, and what else the report says in its rows and columns: a cell left
    blank would say that there is nothing. The `funds` block has all its columns, and with `whole` its total's line.
    """
    known: dict[str, dict[NameKey, Slot]] = {}
    for key, cells in stated.items():
        for slot in sorted(cells.slots, key=lambda s: (-s.order, -s.column)):
            known.setdefault(slot.layout, {})[key] = slot
    made: dict[str, dict[Slot, str]] = {}
    left = set(stated)
    for name in sorted(known, key=lambda n: (-len(known[n]), order.index(n))):
        slots = known[name]
        fresh = [slot for key, slot in slots.items() if key in left]
        lines, columns = _extent(fresh, slots.values(), funds=name == funds and (bool(fresh) or whole))
        own = {key: slot for key, slot in slots.items() if slot.line in lines and slot.column in columns}
        if own:
            made[name] = {slot: _print(stated[key].statement) for key, slot in own.items()}
            left -= set(own)
    return made


def _extent(fresh: Iterable[Slot], every: Iterable[Slot], *, funds: bool) -> tuple[set[Line], set[int]]:
    """The rows and columns of a table that states what is fresh.

    A table by class has all of them: a row is what its columns add up to, a class what the classes below it do.
    """
    lines, columns = {s.line for s in fresh}, {s.column for s in fresh}
    by_class = any(line.code for line in lines)
    for slot in every:
        if by_class or (funds and slot.line.label == FUNDS_TOTAL):
            lines.add(slot.line)
        if by_class or funds:
            columns.add(slot.column)
    return lines, columns


def _filled(layout: Layout, sheet: Sheet, cells: Mapping[Slot, str]) -> tuple[Sheet, list[Sequence[str]]]:
    """The table with these cells: only the rows and columns that have one."""
    kept = _kept(layout, sheet, sorted({slot.column for slot in cells}))
    narrow = Sheet(sheet.title, tuple(sheet.header[c] for c in kept), tuple(sheet.roles[c] for c in kept))
    rows = [narrow.written(line, {kept.index(c): text for c, text in own.items()}) for line, own in _listed(cells)]
    return narrow, [narrow.header, *rows]


def _listed(cells: Mapping[Slot, str]) -> list[tuple[Line, dict[int, str]]]:
    """The rows with these cells, in the order of the layout, each below the line it is listed under."""
    rows: dict[Line, dict[int, str]] = {}
    for slot in sorted(cells, key=lambda s: s.order):
        if slot.line.under:
            rows.setdefault(Line("", slot.line.under), {})
        rows.setdefault(slot.line, {})[slot.column] = cells[slot]
    return list(rows.items())


def _kept(layout: Layout, sheet: Sheet, filled: Sequence[int]) -> tuple[int, ...]:
    """The columns of a table in which only some are filled: these, the labels, and what makes it a table of its kind."""
    lexicon = installed().words.lexicon
    kept = {sheet.label, *filled} | ({sheet.code} if sheet.code is not None else set())
    for anchor in layout.anchors:
        standing = [c for c, text in enumerate(sheet.header) if heading(text, lexicon).words in anchor]
        if standing and not kept.intersection(standing):
            kept.add(standing[0])
    known = {word for column in layout.columns for word in column.words}
    for column, text in enumerate(sheet.header):
        if (
            sum(heading(sheet.header[c], lexicon).words in known for c in kept) < layout.at_least
            and heading(text, lexicon).words in known
        ):
            kept.add(column)
    return tuple(sorted(kept))


def _form_rows(form: Form, funds: Mapping[Slot, str], words: Vocabulary) -> list[Sequence[str]]:
    """The funds block, where there is anything to say in it, and the indicator table."""
    amounts = [(line.label, {c - 1: text for c, text in own.items()}) for line, own in _listed(funds)]
    made: list[Sequence[str]] = []
    if has_execution(form) or amounts:
        made += funds_rows(form, words, amounts)
    return [*made, *indicator_rows(form, words)]


def _title_lines(title: str) -> tuple[str, ...]:
    """A title, and on a line of its own the unit of money that was said beside it."""
    before, _, unit = title.rpartition(" ")
    return (before, unit) if before and money_unit(unit) is not None else (title,)


__all__ = ["documents", "writable"]
