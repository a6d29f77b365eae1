"""A report written down: tables of the known layouts, so that recognition reads the same figures out of them again.

Which figure a layout has a cell for is not written here a second time. Every layout is laid out once with all its rows
and read by recognition; what comes back says which cell states what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from attrs import evolve, frozen
from hypothesis import strategies as st

from perfeval.document import Block, Cell, Document, Paragraph, Place, Row, Table
from perfeval.errors import UnreadableError
from perfeval.model import Form, NameKey, Report, Statement
from perfeval.plugins import installed
from perfeval.quantities import MONEY, RATE, WAN_YUAN, Nil, Quantity, Unit, Unread, plain
from perfeval.recognition import recognise
from perfeval.recognition.context import money_unit
from perfeval.ruling import Layout, Role, RowsUnder
from perfeval.ruling.layouts import heading
from perfeval.testing.form_tables import (
    CUT,
    FUNDS_LABEL,
    FUNDS_TOTAL,
    funds_columns,
    funds_rows,
    has_execution,
    indicator_rows,
)
from perfeval.vocabulary import Vocabulary

SOURCE = "written.txt"
UNIT_LINE = "单位：万元"
FORM_TITLE = "整体支出绩效自评表"
#: Rows of one probe. Few, because rows of a table may lean on those above them.
PROBED = 20

#: The rows that stand under a line: pairs of the line's item and a row's label.
Under = frozenset[tuple[str, str]]


@frozen
class Line:
    """A row of a table before anything stands in it: its code, its label, and the label and item of the line above it
    whose own row it is, where it is no known line itself.
    """

    code: str
    label: str
    under: str = ""
    of: str = ""


@frozen
class Slot:
    """A cell that states a figure: the layout, the row and where it stands in the layout, the column and what it holds;
    `parent` is the item it is listed under, `unit` that of a number there which prints none.
    """

    layout: str
    line: Line
    order: int
    column: int
    role: Role
    parent: str = ""
    unit: Unit | None = None

    def holds(self, reading: Quantity) -> bool:
        """Whether such a number, printed here, is the number it is."""
        if self.role is Role.RATE or reading.dimension == RATE:
            return self.role is Role.RATE and reading.dimension == RATE
        if reading.dimension == MONEY:
            return self.unit is None or self.unit.dimension == MONEY
        return (
            self.unit is None
            or self.unit == reading.unit
            or (reading.unit is None and self.unit.dimension != MONEY and self.unit.scale == 1)
        )


@frozen
class Sheet:
    """A layout as a table: its title, its header, and which columns hold what."""

    title: str
    header: tuple[str, ...]
    roles: tuple[Role, ...]

    @property
    def label(self) -> int:
        """Where the labels stand."""
        return self.roles.index(Role.LABEL)

    @property
    def code(self) -> int | None:
        """Where the codes stand, if it has any."""
        return self.roles.index(Role.CODE) if Role.CODE in self.roles else None

    def written(self, line: Line, cells: Mapping[int, str]) -> list[str]:
        """A row with these cells."""
        made = [cells.get(column, "") for column in range(len(self.header))]
        made[self.label] = line.label
        if self.code is not None:
            made[self.code] = line.code
        return made


def _sheet(layout: Layout, year: int, words: Vocabulary) -> Sheet | None:
    """A layout's header, with last year's columns beside this year's; None for one that is no table of amounts."""
    if layout.funds:
        columns = funds_columns(Form("", ""), words)
        return Sheet(FORM_TITLE, (FUNDS_LABEL, *(c.header for c in columns)), (Role.LABEL, *(c.role for c in columns)))
    if layout.indicators or layout.prose or layout.sequence:
        return None
    header: list[str] = []
    roles: list[Role] = []
    for column in layout.columns:
        if column.role is Role.AMOUNT and not column.item and not column.years:
            header.append(f"{year - 1}年{column.words[0]}")
            roles.append(column.role)
        if column.role in (Role.AMOUNT, Role.LABEL, Role.CODE, Role.RATE):
            header.append(
                f"{year}年{column.words[0]}" if column.role is Role.AMOUNT and not column.item else column.words[0]
            )
            roles.append(column.role)
    if Role.LABEL not in roles:
        header.insert(0, "项目")
        roles.insert(0, Role.LABEL)
    for anchor in layout.anchors:
        if not any(word in text for text in header for word in anchor):
            header[roles.index(Role.LABEL)] = anchor[0]
    return Sheet(layout.titles[0] if layout.titles else layout.label, tuple(header), tuple(roles))


def _lines(words: Vocabulary, layout: Layout, sheet: Sheet, codes: frozenset[str], rows: Under) -> Iterator[list[Line]]:
    """The rows a layout may have, each with the rows that are listed under it."""
    if sheet.code is not None:
        known = {k.partition("@")[2]: item.label for k, item in words.items.items() if "@" in k}
        yield [Line("", "合计")]
        yield from ([Line(c, known.get(c) or known.get(c[:3]) or f"科目{c}")] for c in sorted(codes))
        return
    if all(column.item for column in layout.columns if column.role is Role.AMOUNT):
        yield [Line("", "")]  # its columns say what it is about
        return
    listed = [] if layout.funds else [(row.item, row.words[0]) for row in layout.rows]  # its total is 年度资金总额
    listed += [(item.id, item.label) for item in words.items.values() if not set("@:") & set(item.id)]
    for own, label in listed:
        yield [Line("", label), *(Line("", row, label, own) for item, row in sorted(rows) if item == own)]


def _row(cells: Sequence[str], number: int, table: int) -> Row:
    return Row(tuple(Cell(t, Place(SOURCE, table=table, row=number, cell=n + 1), n) for n, t in enumerate(cells)))


def _table(rows: Sequence[Sequence[str]], number: int) -> Table:
    return Table(tuple(_row(r, n, number) for n, r in enumerate(rows, 1)), Place(SOURCE, table=number))


@lru_cache(maxsize=16)
def _slots(entity: str, year: int, codes: frozenset[str], rows: Under) -> dict[NameKey, tuple[Slot, ...]]:
    """Every figure that some layout has a cell for."""
    words = installed().words
    found: dict[NameKey, list[Slot]] = {}
    for layout in words.layouts:
        sheet = _sheet(layout, year, words)
        if sheet is None:
            continue
        start, lines = 0, list[Line]()
        groups = list(_lines(words, layout, sheet, codes, rows))
        for group, after in zip(groups, [*groups[1:], None], strict=True):
            lines += group
            if after is None or len(lines) + len(after) > PROBED:
                for key, slot in _probe(layout, sheet, lines, start, entity, year, words):
                    found.setdefault(key, []).append(slot)
                start, lines = start + len(lines), []
    return {key: tuple(slots) for key, slots in found.items()}


def _probe(
    layout: Layout, sheet: Sheet, rows: Sequence[Line], start: int, entity: str, year: int, words: Vocabulary
) -> Iterator[tuple[NameKey, Slot]]:  # fmt: skip
    values: dict[Fraction, Slot] = {}
    lines: list[Sequence[str]] = [sheet.header]
    for order, line in enumerate(rows, start):
        cells: dict[int, str] = {}
        for column, role in enumerate(sheet.roles):
            if column not in (sheet.code, sheet.label):
                number = Fraction(100_000 + len(values) * 101, 100)
                values[number] = Slot(layout.id, line, order, column, role)
                cells[column] = plain(number, 2)
        lines.append(sheet.written(line, cells))
    blocks: list[Block] = [*_heading("", entity, year), Paragraph(sheet.title), _table(lines, 2)]
    try:
        read = recognise(Document(SOURCE, tuple(blocks)), words)
    except UnreadableError:
        return
    for statement in read.statements:
        quantity = statement.quantity
        if quantity is not None and quantity.number in values:
            slot = evolve(values[quantity.number], parent=statement.parent, unit=quantity.unit)
            is_own = ("/" in statement.name.item) == bool(slot.line.of) and slot.line.of in ("", statement.parent)
            if is_own and (quantity.dimension != MONEY or quantity.unit == WAN_YUAN):
                yield statement.name.key, slot


def _heading(title: str, entity: str, year: int) -> tuple[Block, ...]:
    """What stands above everything: the title, who reports, and the unit of money."""
    says_all = entity in title and str(year) in title
    return (
        Paragraph(title if says_all else f"{entity}{year}年度部门整体支出绩效自评报告"),
        _table([("填报单位", entity)], 1),
        Paragraph(UNIT_LINE),
    )


def _title_lines(title: str) -> tuple[str, ...]:
    """A title, and on a line of its own the unit of money that was said beside it."""
    before, _, unit = title.rpartition(" ")
    return (before, unit) if before and money_unit(unit) is not None else (title,)


# --- a report -------------------------------------------------------------------------------------------------------


def _slots_of(report: Report) -> dict[NameKey, tuple[Slot, ...]]:
    """The cells for a report's figures; the execution rate's own cells are the form's."""
    codes = frozenset(s.name.item.partition("@")[2] for s in report.statements if "@" in s.name.item)
    rows = frozenset(
        (s.parent, s.label) for s in report.statements if s.parent and s.name.item == f"{s.parent}/{s.label}"
    )
    every = _slots(report.entity or "", report.year or 0, codes, rows)
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
    return slot.parent == statement.parent or slot.parent not in _added_up()


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
    known, funds = _slots_of(report), _funds(installed().words)
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
            sheet = _sheet(layouts[name], chosen.year or 0, words)
            if name == beside:
                funds = cells
            elif sheet is not None:
                tables.append(_filled(layouts[name], sheet, cells))
    blocks: list[Block] = [*_heading(chosen.title, chosen.entity or "", chosen.year or 0)]
    for number, form in enumerate(chosen.forms, 2):
        blocks += map(Paragraph, _title_lines(form.title or FORM_TITLE))
        blocks.append(_table(_form_rows(form, funds if form is chosen.forms[0] else {}, words), number))
        blocks += [] if form.complete else [Paragraph(CUT)]
    for number, (sheet, rows) in enumerate(draw(st.permutations(tables)) if tables else (), len(chosen.forms) + 2):
        blocks += [Paragraph(sheet.title), _table(rows, number)]
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
        lines, columns = {s.line for s in fresh}, {s.column for s in fresh}
        if name == funds and (fresh or whole):
            columns = {s.column for s in slots.values()}
            lines |= {s.line for s in slots.values() if s.line.label == FUNDS_TOTAL}
        own = {key: slot for key, slot in slots.items() if slot.line in lines and slot.column in columns}
        if own:
            made[name] = {slot: _print(stated[key].statement) for key, slot in own.items()}
            left -= set(own)
    return made


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
    kept = {sheet.label, *filled} | ({sheet.code} if sheet.code is not None else set())
    for anchor in layout.anchors:
        standing = [c for c, text in enumerate(sheet.header) if heading(text).words in anchor]
        if standing and not kept.intersection(standing):
            kept.add(standing[0])
    known = {word for column in layout.columns for word in column.words}
    for column, text in enumerate(sheet.header):
        if (
            sum(heading(sheet.header[c]).words in known for c in kept) < layout.at_least
            and heading(text).words in known
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


# --- a document as a file -------------------------------------------------------------------------------------------


def as_text(document: Document, shape: Literal["rows", "cells"] = "rows") -> bytes:
    """A document as a text file, in one of the two shapes that are read.

    Parameters
    ----------
    shape
        `"rows"`: one row a line, cells behind tabs; a line break in a cell becomes a blank. `"cells"`: one cell a line,
        each behind a tab, and a blank line behind each row; what stands on further lines of a cell has no tab.
    """
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines += ["", block.text] if lines and "\t" in lines[-1] else [block.text]
        elif shape == "rows":
            lines += ["\t".join(" ".join(_lines_of(text)) for text in row.texts) for row in block.rows]
        else:
            lines += [line for row in block.rows for line in (*map(_cell, row.texts), "")]
    return "\n".join(lines).encode()


def _lines_of(text: str) -> list[str]:
    """The lines of a cell that say something."""
    return [line.replace("\t", " ") for line in text.splitlines() if line.strip()]


def _cell(text: str) -> str:
    return "\t" + "\n".join(_lines_of(text))


def as_page(document: Document) -> bytes:
    """A document as a web page: paragraphs and tables."""
    parts = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            parts.append(f"<p>{_escaped(block.text)}</p>")
        else:
            rows = "".join(
                "<tr>" + "".join(f"<td>{_escaped(t)}</td>" for t in row.texts) + "</tr>" for row in block.rows
            )
            parts.append(f"<table>{rows}</table>")
    return f"<html><body>{''.join(parts)}</body></html>".encode()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")


__all__ = ["as_page", "as_text", "documents", "writable"]
