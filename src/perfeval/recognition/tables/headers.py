"""Which row is the header of which form: layouts tried on every row, and rows of words stacked to one header.

Rule 1: a header is known by its words, never by its position.
Rule 2: rows are stacked only where that explains more of a layout's columns than one of them does alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import takewhile

from attrs import define, evolve

from perfeval.document import Cell, Row
from perfeval.quantities import Quantity, Unread, read, tidy
from perfeval.ruling import Column, Layout, Role
from perfeval.ruling.layouts import Heading, heading

#: A row of at least so many header words is a header even where it has run together with its neighbours.
RUN = 4


#: Columns that hold no value; a layout that finds only these explains nothing.
_BESIDE = frozenset({Role.LABEL, Role.CODE})


@define
class HeaderCell:
    """A header cell: where it stands, what it says, and the layout's column it is."""

    position: int
    cell: Cell
    heading: Heading
    column: Column | None


def _match(row: Row, layout: Layout) -> list[HeaderCell] | None:
    headings = [heading(cell.text) for cell in row.cells]
    words = {said.words for said in headings}
    if not all(words.intersection(anchor) for anchor in layout.anchors) or words.intersection(layout.without):
        return None  # nearly every row of nearly every layout: columns are looked for only where they may be
    found = []
    for index, (cell, said) in enumerate(zip(row.cells, headings, strict=True)):
        column = next((c for c in layout.columns if said.words and said.words in c.words), None) if said.words else None
        found.append(HeaderCell(cell.column if cell.column is not None else index, cell, said, column))
    if sum(h.column is not None for h in found) < layout.at_least:
        return None
    if layout.indicators:
        found = _last_points(found)
    return _in_sequence(found, layout)


def _last_points(found: list[HeaderCell]) -> list[HeaderCell]:
    """Points printed at every level of a score sheet: those of the leaves stand last."""
    points = [h.position for h in found if h.column is not None and h.column.role is Role.POINTS]
    other = Column(Role.OTHER, ())
    return [HeaderCell(h.position, h.cell, h.heading, other) if h.position in points[:-1] else h for h in found]


def _in_sequence(found: list[HeaderCell], layout: Layout) -> list[HeaderCell]:
    """Repeated columns given the line items of the layout's sequence, if they are as many."""
    if not layout.sequence:
        return found
    amounts = [h for h in found if h.column is not None and h.column.role is Role.AMOUNT]
    words = {h.heading.words for h in amounts}
    years = {(h.heading.year, h.heading.years) for h in amounts}
    if len(amounts) == len(words) or (len(words) == 1 and len(amounts) == len(years)):
        return _spread(found, amounts, layout)
    each, rest = divmod(len(amounts), len(layout.sequence))
    if rest or not each:
        return [HeaderCell(h.position, h.cell, h.heading, None) for h in found]
    items = {id(h): layout.sequence[n // each] for n, h in enumerate(amounts)}
    return [
        HeaderCell(
            h.position,
            h.cell,
            h.heading,
            evolve(h.column, item=items[id(h)]) if h.column and id(h) in items else h.column,
        )
        for h in found
    ]


def _spread(found: list[HeaderCell], amounts: list[HeaderCell], layout: Layout) -> list[HeaderCell]:
    """预算数 and 决算数 over all the items: each stands over as many columns as the sequence has items."""
    start = amounts[0].position
    made = [h for h in found if h.position < start]
    for turn, header in enumerate(amounts):
        for step, item in enumerate(layout.sequence):
            column = evolve(header.column, item=item) if header.column else None
            made.append(HeaderCell(start + turn * len(layout.sequence) + step, header.cell, header.heading, column))
    return made


def _fit(found: Sequence[HeaderCell], layout: Layout, title: str) -> tuple[int, int, int]:
    """How well a layout explains a header: title, matched cells, and how special its anchors are."""
    named = max((len(t) for t in layout.titles if t in title), default=0)
    return named, sum(h.column is not None for h in found), len(layout.anchors)


def best_layout(row: Row, layouts: Sequence[Layout], title: str) -> tuple[Layout, list[HeaderCell]] | None:
    """The layout whose anchors all stand in this row and that explains most of it; None if none does."""
    best: tuple[tuple[int, int, int], Layout, list[HeaderCell]] | None = None
    plain = tidy(title)
    # 政府性基金预算财政拨款收入支出决算表 holds 支出决算表: the longest title decides which table it is
    longest = max((len(t) for layout in layouts for t in layout.titles if t in plain), default=0)
    for layout in layouts:
        if layout.titles and max((len(t) for t in layout.titles if t in plain), default=0) < max(longest, 1):
            continue
        found = _match(row, layout)
        if found is None or not any(h.column is not None and h.column.role not in _BESIDE for h in found):
            continue
        fit = _fit(found, layout, plain)
        if best is None or fit > best[0]:
            best = (fit, layout, found)
    return None if best is None else (best[1], best[2])


#: Words that say which part of the head above them a column holds: all of it.
_WHOLE = frozenset({"小计", "合计", "金额"})
#: The most rows a header is stacked of.
DEEPEST = 3


@define
class Head:
    """A header that has been found: its layout, its cells, and the rows it takes up."""

    layout: Layout
    cells: list[HeaderCell]
    rows: list[Row]

    @property
    def explained(self) -> int:
        """How many of its columns the layout knows."""
        return sum(h.column is not None for h in self.cells)


def find_head(rows: Sequence[Row], layouts: Sequence[Layout], title: str, *, grid: bool) -> Head | None:
    """The header that begins with the first of these rows; rows of words are stacked where that explains more columns."""
    best: Head | None = None
    for depth in range(1, min(DEEPEST, len(rows)) + 1):
        stretch = rows[:depth]
        if depth > 1 and not (_wordy(stretch[0]) and _wordy(stretch[-1])):
            break
        for row in _stacked(stretch, grid=grid):
            found = best_layout(row, layouts, title)
            if depth == 1 and found is not None and found[0].sequence:
                below = takewhile(_wordy, rows[1:])  # what the repeated columns are called the sequence says
                return Head(*found, [row, *below])
            if found is None or (depth > 1 and not (_may_be_stacked(found[0]) and _in_use(stretch, found[1]))):
                continue
            made = Head(*found, list(stretch))
            if best is None or made.explained > best.explained:
                best = made
    return best


def _may_be_stacked(layout: Layout) -> bool:
    return not (layout.indicators or layout.funds or layout.prose or layout.sequence)


def _in_use(stretch: Sequence[Row], header: Sequence[HeaderCell]) -> bool:
    """Whether a header rests on its first row: on words of it, or on a year it gives to what stands below."""
    first = {c.place for c in stretch[0].cells}
    below = {c.text for row in stretch[1:] for c in row.cells}
    return any(h.column is not None and (h.cell.place in first or h.cell.text not in below) for h in header)


def _wordy(row: Row) -> bool:
    """Whether a row is all words: no number, nothing that numbers columns, nothing long."""
    return (
        any(c.text.strip() for c in row.cells)
        and not is_numbering(row)
        and not any(len(c.text) > 30 or isinstance(read(c.text), (Quantity, Unread)) for c in row.cells)
    )


def _stacked(stretch: Sequence[Row], *, grid: bool) -> Iterator[Row]:
    """Rows of a header as one, a column that holds all of the head above (小计) called by it; then by the lowest words alone."""
    if len(stretch) == 1:
        yield stretch[0]
        return
    if not grid and not all(_keeps_positions(row, len(stretch[0].cells)) for row in stretch):
        return
    stacks = _stacks(stretch, grid=grid)
    for deep in (
        2,
        len(stretch),
        len(stretch) + 1,
    ):  # from how many rows on a column that holds all is called by its head
        cells = []
        for position, stack in stacks.items():
            cell, own = stack[-1] if stack else (Cell(""), True)
            year = next((y for upper, _ in stack[:-1] if (y := heading(upper.text).year)), None)
            if len(stack) >= deep and heading(cell.text).words in _WHOLE:
                cell, own = stack[-2][0], True
            elif year is not None and heading(cell.text).year is None:
                cell = evolve(cell, text=f"{year}年{cell.text}")  # 2017年预算数 over 合计
            cells.append(evolve(cell if own else Cell(""), column=position if grid else None))
        yield Row(tuple(cells))


def _stacks(rows: Sequence[Row], *, grid: bool) -> dict[int, list[tuple[Cell, bool]]]:
    """The cells over each column, the highest first, and whether each stands there itself."""
    spread: list[dict[int, tuple[Cell, bool]]] = []
    heads: set[int] = set()  # where a head begins: no cell below reaches past it
    for row in rows:
        found = _spread_out(row, grid=grid, merged=row is not rows[-1], heads=heads)
        heads |= {position for position, (cell, own) in found.items() if own and cell.text.strip()}
        spread.append(found)
    return {
        position: [found[position] for found in spread if position in found and found[position][0].text.strip()]
        for position in sorted(set().union(*spread))
    }


def head_words(rows: Sequence[Row]) -> dict[int, list[str]]:
    """The words of a header over each column, the highest first."""
    grid = all(c.column is not None for row in rows for c in row.cells)
    return {
        position: [heading(cell.text).words for cell, _ in stack]
        for position, stack in _stacks(rows, grid=grid).items()
        if stack
    }


def _keeps_positions(row: Row, width: int) -> bool:
    """Whether a row's cells stand where they stand in the table: as many as above, or blanks at its end were cut off."""
    return len(row.cells) == width or (len(row.cells) < width and not row.cells[0].text.strip())


def _spread_out(row: Row, *, grid: bool, merged: bool, heads: Set[int]) -> dict[int, tuple[Cell, bool]]:
    """The cells of a row by position, a merged one at every position it may cover; own is where it stands itself."""
    found: dict[int, tuple[Cell, bool]] = {}
    before: Cell | None = None
    for number, cell in enumerate(row.cells):
        position = cell.column if grid and cell.column is not None else number
        if merged and before is not None and not cell.text.strip() and position not in heads:
            found[position] = (before, False)
            continue
        before = cell
        found |= {position + step: (cell, step == 0) for step in range(cell.width if grid else 1)}
    return found


def apart(row: Row, layouts: Sequence[Layout]) -> Iterator[Row]:
    """Rows that have run together around an indicator header, taken apart: before it, the header, behind it."""
    for layout in layouts:
        if not layout.indicators:
            continue
        found = _match(row, layout)
        if found is None:
            continue
        hits = [i for i, h in enumerate(found) if h.column is not None]
        first, last = hits[0], hits[-1]
        before, behind = row.cells[:first], row.cells[last + 1 :]
        if len(hits) >= RUN and (
            sum(bool(c.text.strip()) for c in behind) >= 2 or sum(len(c.text) > 30 for c in before)
        ):
            for cells in (before, row.cells[first : last + 1], behind):
                if any(c.text.strip() for c in cells):
                    yield Row(cells)
            return
    yield row


def goes_on(row: Row, layout: Layout) -> bool:
    """Whether a row goes on with the header above it: words of the layout, and not one number."""
    if any(isinstance(read(c.text), (Quantity, Unread)) for c in row.cells):
        return False
    words = [heading(c.text).words for c in row.cells if c.text.strip()]
    known = {w for c in layout.columns for w in c.words}
    return bool(words) and sum(w in known for w in words) * 2 > len(words) and words[0] in known


def is_numbering(row: Row) -> bool:
    """Whether a row only numbers the columns (栏次 | 1 | 2 | 3)."""
    texts = [t for c in row.cells if (t := tidy(c.text)) and t not in ("类", "款", "项")]
    if texts and texts[0] in ("栏次", "行次", "栏目"):
        return True
    return len(texts) > 2 and texts == [str(n) for n in range(1, len(texts) + 1)]


def two_rows(above: list[HeaderCell], row: Row, layout: Layout, *, grid: bool) -> list[HeaderCell]:
    """A header of two rows as one: the lower row's words where it has any, else those above."""
    shift = 0 if grid else len(row.cells) - len(above)
    by_position = {h.position: h for h in above}
    merged = []
    for index, cell in enumerate(row.cells):
        position = cell.column if grid and cell.column is not None else index
        said = heading(cell.text)
        column = next((c for c in layout.columns if said.words and said.words in c.words), None)
        upper = by_position.get(position - shift)
        if column is None and upper is not None and not cell.text.strip():
            merged.append(evolve(upper, position=position))
        else:
            merged.append(HeaderCell(position, cell, said, column))
    return merged
