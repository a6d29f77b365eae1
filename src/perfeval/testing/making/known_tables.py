"""Which known table has a cell for which figure: every layout is laid out once with all its rows, and read.

What recognition reads out of a cell says what the cell states, so that no layout is written down a second time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from attrs import evolve, frozen

from perfeval.document import Block, Cell, Document, Paragraph, Place, Row, Table
from perfeval.errors import UnreadableError
from perfeval.model import Form, Item, NameKey
from perfeval.plugins import installed
from perfeval.quantities import MONEY, RATE, WAN_YUAN, Quantity, Unit, plain
from perfeval.recognition import recognise
from perfeval.ruling import Layout, Role
from perfeval.testing.making.form_tables import FUNDS_LABEL, funds_columns
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
    parent: Item | None = None
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


def sheet_of(layout: Layout, year: int, words: Vocabulary) -> Sheet | None:
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


def lines_of(
    words: Vocabulary, layout: Layout, sheet: Sheet, codes: frozenset[str], rows: Under
) -> Iterator[list[Line]]:
    """The rows a layout may have, each with the rows that are listed under it."""
    if sheet.code is not None:
        known = {line.item.code: line.label for line in words.items.values() if line.item.code}
        yield [Line("", "合计")]
        yield from ([Line(c, known.get(c) or known.get(c[:3]) or f"科目{c}")] for c in sorted(codes))
        return
    if all(column.item for column in layout.columns if column.role is Role.AMOUNT):
        yield [Line("", "")]  # its columns say what it is about
        return
    listed = [] if layout.funds else [(row.item, row.words[0]) for row in layout.rows]  # its total is 年度资金总额
    listed += [(line.id, line.label) for line in words.items.values() if line.item.is_plain]
    for own, label in listed:
        yield [Line("", label), *(Line("", row, label, own) for item, row in sorted(rows) if item == own)]


def _row(cells: Sequence[str], number: int, table: int) -> Row:
    return Row(tuple(Cell(t, Place(SOURCE, table=table, row=number, cell=n + 1), n) for n, t in enumerate(cells)))


def table_of(rows: Sequence[Sequence[str]], number: int) -> Table:
    """Rows of texts as the table of that number."""
    return Table(tuple(_row(r, n, number) for n, r in enumerate(rows, 1)), Place(SOURCE, table=number))


@lru_cache(maxsize=16)
def slots_of(entity: str, year: int, codes: frozenset[str], rows: Under) -> dict[NameKey, tuple[Slot, ...]]:
    """Every figure that some layout has a cell for."""
    words = installed().words
    found: dict[NameKey, list[Slot]] = {}
    for layout in words.layouts:
        sheet = sheet_of(layout, year, words)
        if sheet is None:
            continue
        start, lines = 0, list[Line]()
        groups = list(lines_of(words, layout, sheet, codes, rows))
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
    blocks: list[Block] = [*heading_of("", entity, year), Paragraph(sheet.title), table_of(lines, 2)]
    try:
        read = recognise(Document(SOURCE, tuple(blocks)), words)
    except UnreadableError:
        return
    for statement in read.statements:
        quantity = statement.quantity
        if quantity is not None and quantity.number in values:
            slot = evolve(values[quantity.number], parent=statement.parent, unit=quantity.unit)
            is_row = bool(statement.name.item.free) == bool(slot.line.of)
            is_own = is_row and slot.line.of in ("", str(statement.parent or ""))
            if is_own and (quantity.dimension != MONEY or quantity.unit == WAN_YUAN):
                yield statement.name.key, slot


def heading_of(title: str, entity: str, year: int) -> tuple[Block, ...]:
    """What stands above everything: the title, who reports, and the unit of money."""
    says_all = entity in title and str(year) in title
    return (
        Paragraph(title if says_all else f"{entity}{year}年度部门整体支出绩效自评报告"),
        table_of([("填报单位", entity)], 1),
        Paragraph(UNIT_LINE),
    )
