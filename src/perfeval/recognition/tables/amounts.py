"""What a table of amounts states: one statement a cell, named by its row, its column and its table.

Rule 1: no part of a name is inferred because values coincide.
Rule 2: a row nobody knows is a free row of the line it is listed under, or it stays unmapped and is shown as such.
"""

from __future__ import annotations

import re
from collections import defaultdict

from attrs import define, evolve, field

from perfeval.document import Place, Row
from perfeval.model import (
    ALL_FUNDS,
    ARRIVED,
    ORIGINAL,
    OWN_YEAR,
    STOCK,
    Entry,
    FigureName,
    Item,
    Known,
    Note,
    Part,
    Stage,
    Statement,
    declared,
    open_in,
    printed,
)
from perfeval.quantities import RATE, Nil, Quantity, Unit, Unread, Words, exact_among, read, tidy, unit_named
from perfeval.recognition.panels import PanelRow, panels_of, split_row
from perfeval.recognition.tables.headers import HeaderCell
from perfeval.recognition.tables.sections import Section
from perfeval.ruling import Layout, LineItem, Role, RowItem
from perfeval.ruling.layouts import RECHECKED
from perfeval.vocabulary import Vocabulary, bare, free, is_part, numbering

_PAIR = re.compile(r"^(?:其中[:：])?(?P<label>[^:：\d]{2,30})[:：](?P<value>[-\d.,]*(?:万元|元)?)$")
_TOTAL = {"合计", "总计", "支出合计", "本年支出合计", "本年收入合计"}


@define
class Surroundings:
    """What holds for a whole table or text: who it is about, its year, the unit of money over it.

    `stage` is that of its summary's lines, where the title says budget or accounts.
    """

    entity: Part
    year: int | None
    year_known: Known = Known.PRINTED
    unit: Unit | None = None
    stage: Stage | None = None

    def own_year(self, years: int = 0, known: Known | None = None) -> Part:
        """The report's year, so many years on; where no year is printed, the file's own, by the file itself."""
        if self.year is not None:
            return Part(self.year + years, known or self.year_known)
        return declared(f"{OWN_YEAR}{years:+d}" if years else OWN_YEAR)


@define
class Figures:
    """What came of a section: statements, notes, cells nobody could name, and the places that are bound."""

    statements: list[Statement] = field(factory=list)
    notes: list[Note] = field(factory=list)
    unmapped: list[Entry] = field(factory=list)
    labels: set[Place] = field(factory=set)


@define
class _Row:
    """What the rows so far have said: the line at hand, the one free rows go under, and the nesting of 其中."""

    item: str = ""
    open_line: str = ""
    nested_under: str = ""
    seen_part: bool = False
    style: int = -1
    several: bool = False


def figures(section: Section, vocabulary: Vocabulary, around: Surroundings) -> Figures:
    """The statements of one section of a table of amounts."""
    out = Figures()
    several = not section.layout.by_unit and sum(_has_numbers(section, row) for row in section.rows) > 1
    states: dict[int, _Row] = defaultdict(lambda: _Row(open_line=section.layout.under, several=several))
    heads: dict[int, LineItem] = {}
    unit = _unit_of(section, around)
    _drop_repeats(section)
    panels = panels_of(section)
    for row in section.rows:
        if _pairs(section, row, vocabulary, around, unit, heads, out):
            continue
        for side, panel in enumerate(split_row(section, row, panels)):
            _read_row(section, panel, side, vocabulary, around, unit, states[side], out)
    _make_exact(out)
    return out


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


# --- one row --------------------------------------------------------------------------------------------------------


def _read_row(
    section: Section, panel: PanelRow, side: int, vocabulary: Vocabulary, around: Surroundings, unit: Unit | None, state: _Row, out: Figures
) -> None:  # fmt: skip
    label = panel.labels[-1].text.strip() if panel.labels else ""
    out.labels |= {c.place for c in panel.labels} | set(panel.codes)
    if panel.short or _in_one_cell(panel):
        _short_row(section, panel, label, out)
        return
    if section.layout.panels and not panel.code:
        item, row_item = _panel_line(section.layout, label, side, vocabulary, state)
    else:
        item, row_item = _line(section.layout, label, panel.code, side, vocabulary, state)
    if section.layout.by_unit and bare(label) not in ("", *_TOTAL):
        around = evolve(around, entity=printed(label))
    for header, cell in panel.values:
        column = header.column
        if column is None or column.role in (Role.OTHER, Role.REASON, Role.POINTS, Role.SCORE, *RECHECKED):
            if column is not None and column.role in (Role.OTHER, Role.REASON):
                out.labels.add(cell.place)
            continue
        reading = read(cell.text)
        if isinstance(reading, Words) or (isinstance(reading, Nil) and not item and not column.item):
            continue
        base = item if row_item else column.item or item
        if column.item and not row_item and not panel.code and state.several and bare(label) not in ("", *_TOTAL):
            base = f"{column.item}/{free(label)}"  # of several rows each has its own
        if not base:
            if isinstance(reading, (Quantity, Unread)):
                out.unmapped.append(Entry(cell.text, reading, cell.place, header.heading.words))
            continue
        name = _name(section, header, base, panel.code if column.item else "", row_item, around)
        measured = unit_named(header.heading.unit or column.unit) or (unit if column.role is Role.AMOUNT else None)
        if isinstance(reading, Quantity):
            reading = reading.within(measured)
        # rows of classes are a tree, and no list; a rate of a row is no part of anything
        listed = column.role is not Role.RATE and (not column.item or not section.columns(Role.CODE))
        parent = _parent(vocabulary, base) if base != column.item and listed else ""
        out.statements.append(
            Statement(
                name, label or _column_label(section, header, vocabulary), reading, cell.place, section.id,
                column=str(header.position), parent=parent,
            )
        )  # fmt: skip
        if isinstance(reading, Unread):
            out.notes.append(
                Note("unread", f"“{label}”{header.heading.words}：“{reading.printed.strip()}”不是一个数",
                     f"{label} {header.heading.words}: {reading.printed.strip()!r} is not one number", cell.place, reading.printed)
            )  # fmt: skip


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


def _line(
    layout: Layout, label: str, code: str, side: int, vocabulary: Vocabulary, state: _Row
) -> tuple[str, RowItem | None]:
    """The line item a row is about, and the row's own meaning in this layout."""
    if code:
        return "", None
    word = bare(label)
    special = _special(layout, word, side, state)
    if special is not None:
        state.item, state.open_line = special.item, ""
        return special.item, special
    known = vocabulary.item_of(label, layout.items)
    style = numbering(label) if layout.under else -1
    if style >= 0 and state.style < 0:
        state.style = style
    if state.style >= 0 and style not in (-1, state.style) and state.item and word:
        state.nested_under = state.nested_under or state.item
        return f"{state.nested_under}/{free(label)}", None
    if style >= 0:
        state.nested_under = ""
    if known is not None:
        state.item = known.id
        state.open_line = known.id if known.free_rows else (layout.under if known.parent == layout.under else "")
        state.nested_under = "" if not is_part(label) or not state.seen_part else state.nested_under
        state.seen_part = state.seen_part or is_part(label)
        return known.id, None
    if not word or word in _TOTAL or read(label) in (Nil.DASH, Nil.NONE):
        return "", None
    if state.open_line and word.endswith(("小计", "合计")):
        return f"{state.item or state.open_line}/{free(label)}", None  # a subtotal is no part beside its parts
    if state.open_line:
        if is_part(label) and state.seen_part:
            state.nested_under = state.nested_under or state.item
        state.seen_part = state.seen_part or is_part(label)
        item = f"{state.nested_under or state.open_line}/{free(label)}"
        if not state.nested_under:
            state.item = item
        return item, None
    return "", None


def _special(layout: Layout, word: str, side: int, state: _Row) -> RowItem | None:
    """The row of the layout that a label is there, below the rows so far."""
    for row in layout.rows:
        below = not row.below or state.item == row.below or state.item.startswith(row.below + ".")
        if word in row.words and row.panel in (None, side) and below:
            return row
    return None


def _panel_line(
    layout: Layout, label: str, side: int, vocabulary: Vocabulary, state: _Row
) -> tuple[str, RowItem | None]:
    """The line item a row is about on its side of a table; a row nobody knows is listed there, or under the row above."""
    home = layout.panels[side] if side < len(layout.panels) else ""
    word, style = bare(label), numbering(label)
    special = _special(layout, word, side, state)
    known = vocabulary.item_of(label, layout.items)
    item = special.item if special is not None else known.id if known is not None else ""
    if item:
        listed = item in vocabulary.items and vocabulary.items[item].parent == home
        state.open_line = home if listed or (item == home and not state.item) else ""
        state.item, state.style = item, style if listed else -1
        return item, special
    nothing = not word or word in _TOTAL or read(label) in (Nil.DASH, Nil.NONE)
    if nothing or not home or not (state.open_line or not state.item):
        return "", None
    if is_part(label) or (state.item not in ("", home) and style != state.style):
        return f"{state.item or home}/{free(label)}", None
    state.open_line = home
    state.item, state.style = f"{home}/{free(label)}", style
    return state.item, None


def _parent(vocabulary: Vocabulary, item: str) -> str:
    base = item.split("@")[0].split(":")[0]
    if "/" in base:
        return base.rsplit("/", 1)[0]
    known = vocabulary.items.get(item) or vocabulary.items.get(base)
    return known.parent if known is not None else ""


def _base_of_rate(section: Section, formula: str) -> str:
    """What a rate column's own head divides by, where it is not the final budget: -original, -arrived or nothing."""
    under = formula.rpartition("/")[2]
    if not under:
        return ""
    if "到位" in under:
        return "-arrived"
    stage = next(
        (h.column.stage for h in section.header if h.column and h.heading.letter and h.heading.letter == under), None
    )
    if stage is ORIGINAL or "年初" in under:
        return "-original"
    return "-arrived" if stage is ARRIVED else ""


def _name(
    section: Section, header: HeaderCell, base: str, code: str, row_item: RowItem | None, around: Surroundings
) -> FigureName:  # fmt: skip
    column, said = header.column, header.heading
    assert column is not None
    scope = f"{section.id}.{header.position}"
    if column.role is Role.RATE:
        base += column.suffix + _base_of_rate(section, said.formula)
    year = printed(said.year) if said.year is not None else around.own_year(column.years or said.years)
    stage: Part
    if column.role is Role.RATE or column.stage is STOCK:
        stage = printed(STOCK)
    elif column.stage is None:
        stage = open_in(scope)
    else:
        moved = dict(row_item.stages).get(column.stage) if row_item else None
        if moved is not None:
            stage = declared(moved)
        else:
            stage = declared(column.stage) if column.declared else printed(column.stage)
    if stage.value is STOCK:
        fund_part = printed(ALL_FUNDS)  # posts and areas have no fund to be open about
    else:
        fund_part = declared(column.fund or section.layout.fund or ALL_FUNDS)
    return FigureName(around.entity, Item.parse(base).in_class(code) if code else base, year, stage, fund_part)


# --- label：value inside one cell -----------------------------------------------------------------------------------


def _pairs(
    section: Section, row: Row, vocabulary: Vocabulary, around: Surroundings, unit: Unit | None, heads: dict[int, LineItem], out: Figures
) -> bool:  # fmt: skip
    """Cells that hold `label：number`, each column under the last label that heads a list (按收入性质分)."""
    hits = 0
    others = any(isinstance(read(c.text), (Quantity, Unread)) for c in row.cells)
    for index, cell in enumerate(row.cells):
        for line in cell.text.split("\n"):
            match = _PAIR.match(tidy(line))
            if match is None or (not match["value"] and others):
                continue
            label = bare(match["label"])
            known = vocabulary.item_of(label, section.layout.items)
            if known is not None and known.free_rows and known.id != section.layout.under:
                heads[index] = known
                base = known.id
            elif index in heads and label:
                base = f"{heads[index].id}/{free(label)}"
            else:
                continue
            hits += 1
            reading = read(match["value"])
            if isinstance(reading, Quantity):
                reading = reading.within(unit)
            scope = open_in(f"{section.id}.pairs")
            year = around.own_year()
            name = FigureName(around.entity, base, year, scope, declared(ALL_FUNDS))
            parent = base.rsplit("/", 1)[0] if "/" in base else ""
            out.statements.append(
                Statement(name, match["label"], reading, cell.place, section.id, f"pairs{index}", parent)
            )
            out.labels.add(cell.place)
    return hits > 0


def _make_exact(out: Figures) -> None:
    """Whole numbers in a column of which at least half has decimals stand for themselves."""
    columns: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, statement in enumerate(out.statements):
        if isinstance(statement.reading, Quantity) and statement.reading.dimension != RATE:
            columns[statement.block, statement.column].append(index)
    for indexes in columns.values():
        numbers = [q for i in indexes if isinstance(q := out.statements[i].reading, Quantity)]
        if not exact_among(numbers):
            continue
        for index in indexes:
            reading = out.statements[index].reading
            if isinstance(reading, Quantity) and reading.places == 0:
                out.statements[index] = evolve(out.statements[index], reading=reading.as_exact())


__all__ = ["Figures", "Stage", "Surroundings", "figures"]
