"""A report written down: tables of the known layouts, so that recognition reads the same figures out of them again.

Which figure a layout has a cell for is not written here a second time. Every layout is laid out once with all its rows
and read by recognition; what comes back says which cell states what.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from attrs import frozen
from hypothesis import strategies as st

from perfeval.document import Block, Cell, Document, Paragraph, Place, Row, Table
from perfeval.errors import UnreadableError
from perfeval.model import Entry, Form, NameKey, Report, Statement
from perfeval.plugins import installed
from perfeval.quantities import WAN_YUAN, plain
from perfeval.recognition import recognise
from perfeval.ruling import Layout, Role
from perfeval.vocabulary import Vocabulary

SOURCE = "written.txt"
UNIT_LINE = "单位：万元"
INDICATOR_HEAD = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)
FUNDS_HEAD = ("年度资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")


@frozen
class Slot:
    """A cell that states a figure: the layout, the row by its code and label, the column."""

    layout: str
    code: str
    label: str
    column: int


@frozen
class Sheet:
    """A layout as a table: its title, its header, and which columns hold what."""

    title: str
    header: tuple[str, ...]
    code: int | None
    label: int


def _sheet(layout: Layout, year: int) -> Sheet | None:
    """A layout's header, with last year's columns beside this year's; None for one that is no plain table of amounts."""
    if layout.indicators or layout.prose or layout.sequence or layout.funds:
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
    title = layout.titles[0] if layout.titles else layout.label
    return Sheet(title, tuple(header), roles.index(Role.CODE) if Role.CODE in roles else None, roles.index(Role.LABEL))


def _labels(words: Vocabulary, layout: Layout, sheet: Sheet, codes: frozenset[str]) -> list[tuple[str, str]]:
    """The rows a layout may have: pairs of code and label."""
    if sheet.code is not None:
        known = {k.partition("@")[2]: item.label for k, item in words.items.items() if "@" in k}
        return [("", "合计"), *((c, known.get(c) or known.get(c[:3]) or f"科目{c}") for c in sorted(codes))]
    own = [("", row.words[0]) for row in layout.rows]
    return own + [("", item.label) for item in words.items.values() if not set("@:") & set(item.id)]


def _row(cells: Sequence[str], number: int, table: int) -> Row:
    return Row(tuple(Cell(t, Place(SOURCE, table=table, row=number, cell=n + 1), n) for n, t in enumerate(cells)))


def _table(rows: Sequence[Sequence[str]], number: int) -> Table:
    return Table(tuple(_row(r, n, number) for n, r in enumerate(rows, 1)), Place(SOURCE, table=number))


@lru_cache(maxsize=16)
def _slots(entity: str, year: int, codes: frozenset[str]) -> dict[NameKey, tuple[Slot, ...]]:
    """Every figure that some layout has a cell for."""
    words = installed().words
    found: dict[NameKey, list[Slot]] = {}
    for layout in words.layouts:
        sheet = _sheet(layout, year)
        if sheet is None:
            continue
        for at in range(0, len(rows := _labels(words, layout, sheet, codes)), PROBED):
            for key, slot in _probe(layout, sheet, rows[at : at + PROBED], entity, year, words):
                found.setdefault(key, []).append(slot)
    return {key: tuple(slots) for key, slots in found.items()}


#: Rows of one probe. Few, because rows of a table may lean on those above them.
PROBED = 20


def _probe(
    layout: Layout, sheet: Sheet, rows: Sequence[tuple[str, str]], entity: str, year: int, words: Vocabulary
) -> Iterator[tuple[NameKey, Slot]]:  # fmt: skip
    values: dict[Fraction, Slot] = {}
    lines = [sheet.header]
    for code, label in rows:
        line = [""] * len(sheet.header)
        line[sheet.label] = label
        if sheet.code is not None:
            line[sheet.code] = code
        for column in range(len(line)):
            if column not in (sheet.code, sheet.label):
                number = Fraction(100_000 + len(values) * 101, 100)
                values[number] = Slot(layout.id, code, label, column)
                line[column] = plain(number, 2)
        lines.append(tuple(line))
    blocks: list[Block] = [*_heading(entity, year), Paragraph(sheet.title), _table(lines, 1)]
    try:
        read = recognise(Document(SOURCE, tuple(blocks)), words)
    except UnreadableError:
        return
    for statement in read.statements:
        quantity = statement.quantity
        if quantity is not None and quantity.number in values and quantity.unit in (WAN_YUAN, None):
            yield statement.name.key, values[quantity.number]


def _heading(entity: str, year: int) -> tuple[Paragraph, ...]:
    return (
        Paragraph(f"{entity}{year}年度部门整体支出绩效自评报告"),
        Paragraph(f"填报单位：{entity}"),
        Paragraph(UNIT_LINE),
    )


# --- a report -------------------------------------------------------------------------------------------------------


def _slots_of(report: Report) -> dict[NameKey, tuple[Slot, ...]]:
    codes = frozenset(s.name.item.partition("@")[2] for s in report.statements if "@" in s.name.item)
    return _slots(report.entity or "", report.year or 0, codes)


def writable(report: Report) -> tuple[Statement, ...]:
    """The amounts of a report that some known table has a cell for, each figure once."""
    slots = _slots_of(report)
    found: dict[NameKey, Statement] = {}
    for statement in report.statements:
        quantity = statement.quantity
        if quantity is not None and quantity.unit == WAN_YUAN and statement.name.key in slots:
            found.setdefault(statement.name.key, statement)
    return tuple(found.values())


@st.composite
def documents(draw: st.DrawFn, report: Report | st.SearchStrategy[Report]) -> Document:
    """Documents that state what a report states, as far as known forms have a cell for it (`writable`), and its forms.

    Which table states a figure that several have a cell for, and the order of the tables, are drawn.
    """
    chosen = draw(report) if isinstance(report, st.SearchStrategy) else report
    words = installed().words
    entity, year = chosen.entity or "", chosen.year or 0
    slots = _slots_of(chosen)
    by_layout: dict[str, dict[Slot, str]] = {}
    for statement in writable(chosen):
        options = slots[statement.name.key]
        slot = options[draw(st.integers(0, len(options) - 1))] if len(options) > 1 else options[0]
        by_layout.setdefault(slot.layout, {})[slot] = statement.printed
    layouts = {layout.id: layout for layout in words.layouts}
    blocks: list[Block] = [*_heading(entity, year)]
    tables = 0
    for form in chosen.forms:
        tables += 1
        blocks += [Paragraph(form.title), Paragraph(UNIT_LINE), _table(_form_rows(form), tables)]
    for name in draw(st.permutations(sorted(by_layout))) if by_layout else ():
        sheet = _sheet(layouts[name], year)
        if sheet is not None:
            tables += 1
            blocks += [Paragraph(sheet.title), _table(_filled(sheet, by_layout[name]), tables)]
    return Document(SOURCE, tuple(blocks))


def _filled(sheet: Sheet, cells: Mapping[Slot, str]) -> list[Sequence[str]]:
    rows: dict[tuple[str, str], list[str]] = {}
    for slot in sorted(cells, key=lambda s: (s.code, s.label, s.column)):
        line = rows.setdefault((slot.code, slot.label), [""] * len(sheet.header))
        line[sheet.label] = slot.label
        if sheet.code is not None:
            line[sheet.code] = slot.code
        line[slot.column] = cells[slot]
    return [sheet.header, *rows.values()]


def _said(entry: Entry | None) -> str:
    return "" if entry is None else entry.text


def _form_rows(form: Form) -> list[Sequence[str]]:
    """The execution rate's line, the indicator rows, the totals."""
    made: list[Sequence[str]] = []
    if form.execution_points is not None:
        rate = (_said(form.execution_points), _said(form.execution_rate), _said(form.execution_score))
        made += [FUNDS_HEAD, ("年度资金总额", "", "", "", *rate)]
    made.append(INDICATOR_HEAD)
    above: int | None = None
    for row in form.rows:
        head = form.heads[row.head] if row.head is not None else None
        level = f"{head.label}（{_said(head.points)}）" if head is not None and head.points is not None else row.level1
        level = "" if head is not None and row.head == above else level  # one merged cell down the block
        above = row.head
        made.append(
            (
                level,
                row.level2,
                row.name,
                _said(row.target_entry),
                _said(row.actual_entry),
                _said(row.points),
                _said(row.score),
                _said(row.reason),
            )
        )
    made.append(("总分", "", "", "", "", _said(form.total_points), _said(form.total_score), ""))
    return made


# --- a document as a file -------------------------------------------------------------------------------------------


def as_text(document: Document) -> bytes:
    """A document as a text file: one row a line, cells behind tabs."""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines += ["", block.text] if lines and "\t" in lines[-1] else [block.text]
        else:
            lines += ["\t".join(row.texts) for row in block.rows]
    return "\n".join(lines).encode()


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
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


__all__ = ["as_page", "as_text", "documents", "writable"]
