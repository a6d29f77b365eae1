"""What a table of amounts states: one statement a cell, named by its row, its column and its table.

Rule 1: no part of a name is inferred because values coincide.
Rule 2: a row nobody knows is a free row of the line it is listed under, or it stays unmapped and is shown as such.
"""

from __future__ import annotations

from attrs import define, evolve, field

from perfeval.document import Cell, Place, Row
from perfeval.model import (
    ALL_FUNDS,
    ARRIVED,
    ORIGINAL,
    STOCK,
    Entry,
    FigureName,
    Item,
    Note,
    Part,
    Stage,
    Statement,
    as_item_or_none,
    declared,
    open_in,
    printed,
)
from perfeval.quantities import Nil, Quantity, Unit, Unread, amount, read, unit_named
from perfeval.recognition.surroundings import Surroundings
from perfeval.recognition.tables.headers import HeaderCell
from perfeval.recognition.tables.lines import Lines, parent_of
from perfeval.recognition.tables.pairs import Pair, pairs_of
from perfeval.recognition.tables.precision import precise
from perfeval.recognition.tables.sections import Section
from perfeval.recognition.tables.side_by_side import PanelRow, panels_of, split_row
from perfeval.recognition.tables.unread import has_digit, is_remark, unread_note
from perfeval.ruling import LineItem, Role, RowItem, WordKind
from perfeval.ruling.layouts import RECHECKED
from perfeval.vocabulary import Vocabulary

#: Columns that hold no figure of a line item.
_NO_FIGURE = frozenset({Role.OTHER, Role.REASON, Role.POINTS, Role.SCORE, *RECHECKED})
#: Columns of words, or of numbers that nobody asks for.
_BESIDE = frozenset({Role.OTHER, Role.REASON})


@define
class Figures:
    """What came of a section: statements, notes, cells nobody could name, places of labels and of whole stored numbers."""

    statements: list[Statement] = field(factory=list)
    notes: list[Note] = field(factory=list)
    unmapped: list[Entry] = field(factory=list)
    labels: set[Place] = field(factory=set)
    whole: set[Place] = field(factory=set)


def figures(section: Section, vocabulary: Vocabulary, around: Surroundings) -> Figures:
    """The statements of one section of a table of amounts."""
    table = _Table(section, vocabulary, around, _unit_of(section, around))
    _drop_repeats(section)
    panels = panels_of(section)
    for row in section.rows:
        pairs = pairs_of(row, section.layout, vocabulary, table.heads)
        if pairs:
            table.state_pairs(pairs)
            continue
        for side, panel in enumerate(split_row(section, row, panels)):
            table.read(panel, side)
    table.out.statements = precise(table.out.statements, table.out.whole)
    return table.out


def _has_numbers(section: Section, row: Row) -> bool:
    under = section.under(row)
    return any(
        h.position in under and isinstance(read(under[h.position].text), Quantity) for h in section.columns(Role.AMOUNT)
    )


def _drop_repeats(section: Section) -> None:
    """In a funds block a stage is one column; a second one belongs to a table beside it that nobody has named."""
    if not section.layout.funds:
        return
    seen: set[Stage | None] = set()
    repeated = False
    for position, header in enumerate(section.header):
        if header.column is None:
            continue
        amount = header.column.role is Role.AMOUNT
        repeated = repeated or (amount and header.column.stage in seen)
        if repeated:
            section.header[position] = HeaderCell(header.position, header.cell, header.heading, None)
        elif amount:
            seen.add(header.column.stage)


def _unit_of(section: Section, around: Surroundings) -> Unit | None:
    for header in section.header:
        if header.column is None and header.heading.unit:
            return unit_named(header.heading.unit)
    if around.unit is not None:
        return around.unit
    return unit_named(section.layout.unit) if section.layout.unit else None


@define
class _Table:
    """A section while it is being read: its lines on each side, and what came of it.

    `heads` are the lines that head a list of label and amount in one cell, by position.
    """

    section: Section
    vocabulary: Vocabulary
    around: Surroundings
    unit: Unit | None
    lines: dict[int, Lines] = field(factory=dict)
    heads: dict[int, LineItem] = field(factory=dict)
    out: Figures = field(factory=Figures)
    several: bool = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Of several rows of figures each is about something of its own."""
        rows = self.section.rows
        self.several = not self.section.layout.by_unit and sum(_has_numbers(self.section, row) for row in rows) > 1

    def read(self, panel: PanelRow, side: int) -> None:
        """One row, on one side of the table."""
        label = panel.labels[-1].text.strip() if panel.labels else ""
        self.out.labels |= {c.place for c in panel.labels} | set(panel.codes)
        if panel.short or _in_one_cell(panel):
            _short_row(self.section, panel, label, self.out)
            return
        if side not in self.lines:
            layout = self.section.layout
            self.lines[side] = Lines(layout, side, self.vocabulary, open_line=as_item_or_none(layout.under))
        lines = self.lines[side]
        line, total = lines.of(label, panel.code), lines.is_total(label)
        by_unit = self.section.layout.by_unit and not total
        around = evolve(self.around, entity=printed(label)) if by_unit else self.around
        own = "" if total or not self.several else self.vocabulary.bare(label)
        for header, cell in panel.values:
            if header.column is None or header.column.role in _NO_FIGURE:
                if header.column is not None and header.column.role in _BESIDE:
                    self.out.labels.add(cell.place)
                continue
            self._cell(header, cell, _Subject(label, panel.code, *line, own, around))

    def _cell(self, header: HeaderCell, cell: Cell, row: _Subject) -> None:
        """One figure of a row."""
        column = header.column
        assert column is not None
        reading = amount(cell.text)
        if (isinstance(reading, Nil) and not row.item and not column.item) or is_remark(cell, reading, self.section):
            return
        item = row.line_in(column.item)
        if item is None:
            if has_digit(cell.text):
                self.out.unmapped.append(Entry(cell.text, reading, cell.place, header.heading.words))
            return
        self.out.whole |= {cell.place} if cell.whole else set()
        if isinstance(reading, Quantity):
            measured = unit_named(header.heading.unit or column.unit)
            reading = reading.within(measured or (self.unit if column.role is Role.AMOUNT else None))
        # rows of classes are a tree, and no list; a rate of a row is no part of anything
        listed = column.role is not Role.RATE and (not column.item or not self.section.columns(Role.CODE))
        name = _name(self.section, header, item, row.row_item, row.around)
        parent = parent_of(item, self.vocabulary) if item.text != column.item and listed else None
        called = row.label or _column_label(self.section, header, self.vocabulary)
        self.out.statements.append(
            Statement(
                name, called, reading, cell.place, self.section.id, column=str(header.position), parent=parent, heading=_printed_head(header)
            )
        )  # fmt: skip
        column_zh = f"“{row.label}”{header.heading.words}"
        self.out.notes += unread_note(reading, column_zh, f"{row.label} {header.heading.words}", cell.place)

    def state_pairs(self, pairs: list[Pair]) -> None:
        """The figures of a row whose cells hold label and amount each."""
        for pair in pairs:
            reading = pair.reading.within(self.unit) if isinstance(pair.reading, Quantity) else pair.reading
            scope = open_in(f"{self.section.id}.pairs")
            name = FigureName(self.around.entity, pair.item, self.around.own_year(), scope, declared(ALL_FUNDS))
            self.out.statements.append(
                Statement(name, pair.label, reading, pair.place, self.section.id, f"pairs{pair.position}", pair.parent)
            )
            self.out.labels.add(pair.place)


def _printed_head(header: HeaderCell) -> str:
    """The words of a header cell, as printed, without what stands in brackets behind them (（万元）)."""
    return "".join(header.cell.text.split()).split("（")[0].split("(")[0]


@define
class _Subject:
    """What a row is about: its label and code, its line, its own meaning in the layout, and whose it is.

    `own` tells several rows of one column's line apart.
    """

    label: str
    code: str
    item: Item | None
    row_item: RowItem | None
    own: str
    around: Surroundings

    def line_in(self, column_item: str) -> Item | None:
        """The line of its figure in a column that has a line of its own, or none."""
        if self.row_item is not None or not column_item:
            return self.item
        item = Item.parse(column_item)
        if self.code:
            return item.in_class(self.code)
        return item.row(self.own) if self.own else item


def _column_label(section: Section, header: HeaderCell, vocabulary: Vocabulary) -> str:
    """What a figure of a row without a label is called: the column's line where the header only repeats 预算数 and 决算数."""
    column = header.column
    item = vocabulary.items.get(column.item) if column is not None and section.layout.sequence else None
    return item.label if item is not None else header.heading.words


def _in_one_cell(panel: PanelRow) -> bool:
    """Whether one cell is an unreadable run and every other value cell of the row is blank."""
    readings = [read(cell.text) for _, cell in panel.values]
    unread = sum(isinstance(r, Unread) for r in readings)
    return unread == 1 and len(readings) > 2 and all(isinstance(r, (Nil, Unread)) for r in readings)


def _short_row(section: Section, panel: PanelRow, label: str, out: Figures) -> None:
    glued = [c for c in panel.row.cells if isinstance(read(c.text), Unread)]
    text = glued[0].text.strip() if glued else ""
    name = label or panel.row.cells[-1].text.strip()[:20]
    zh = f"“{name}”一行的格数与表头（{section.width} 格）不符，未能对应"
    en = f"The row {name!r} does not have the {section.width} cells of its header; it was not laid out"
    if text:
        zh += f"；“{text}”似为数格连写"
        en += f"; {text!r} seems to be several cells run together"
    section.short.append(panel.row)
    out.notes.append(Note("short-row", zh, en, panel.row.cells[0].place, text))


# --- names ----------------------------------------------------------------------------------------------------------


def _base_of_rate(section: Section, formula: str) -> str:
    """What a rate column's own head divides by, where it is not the final budget: -original, -arrived or nothing."""
    under = formula.rpartition("/")[2]
    if not under:
        return ""
    lettered = next((h.column.stage for h in section.header if h.column and h.heading.letter == under), None)
    if section.lexicon.within(WordKind.RATE_BASE, under, "arrived"):
        return "-arrived"
    if lettered is ORIGINAL or section.lexicon.within(WordKind.RATE_BASE, under, "original"):
        return "-original"
    return "-arrived" if lettered is ARRIVED else ""


def _stage(section: Section, header: HeaderCell, row_item: RowItem | None) -> Part:
    """The stage of a column: that of its head, or another where the row has its own."""
    column = header.column
    assert column is not None
    if column.role is Role.RATE or column.stage is STOCK:
        return printed(STOCK)
    if column.stage is None:
        return open_in(f"{section.id}.{header.position}")
    moved = dict(row_item.stages).get(column.stage) if row_item else None
    if moved is not None:
        return declared(moved)
    return declared(column.stage) if column.declared else printed(column.stage)


def _name(
    section: Section, header: HeaderCell, item: Item, row_item: RowItem | None, around: Surroundings
) -> FigureName:  # fmt: skip
    column, said = header.column, header.heading
    assert column is not None
    if column.role is Role.RATE and column.rate:
        item = item.rated(column.rate + _base_of_rate(section, said.formula))
    year = printed(said.year) if said.year is not None else around.own_year(column.years or said.years)
    stage = _stage(section, header, row_item)
    # posts and areas have no fund to be open about
    fund = printed(ALL_FUNDS) if stage.value is STOCK else declared(column.fund or section.layout.fund or ALL_FUNDS)
    return FigureName(around.entity, item, year, stage, fund)


__all__ = ["Figures", "Stage", "Surroundings", "figures"]
