"""Which row is the header of which form: every layout is tried on every row, and on rows of words stacked to one.

Rule: a header is known by its words, never by its position.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from attrs import define, evolve

from perfeval.document import Cell, Row
from perfeval.quantities import Quantity, Unread, read, tidy
from perfeval.recognition.tables.stacks import DEEPEST, stacked, wordy
from perfeval.ruling import Column, Layout, Lexicon, Role
from perfeval.ruling.layouts import Heading, heading
from perfeval.vocabulary import Vocabulary

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


def _match(row: Row, layout: Layout, lexicon: Lexicon) -> list[HeaderCell] | None:
    headings = [heading(cell.text, lexicon) for cell in row.cells]
    words = {said.words for said in headings}
    if not all(words.intersection(anchor) for anchor in layout.anchors) or words.intersection(layout.without):
        return None  # nearly every row of nearly every layout: columns are looked for only where they may be
    found = []
    for index, (cell, said) in enumerate(zip(row.cells, headings, strict=True)):
        column = _column(said, layout)
        found.append(HeaderCell(cell.column if cell.column is not None else index, cell, said, column))
    if sum(h.column is not None for h in found) < layout.at_least:
        return None
    if layout.indicators:
        found = _last_points(found)
    return _in_sequence(found, layout)


def _column(said: Heading, layout: Layout) -> Column | None:
    """The column of a layout that a header cell names, None if it names none."""
    return next((c for c in layout.columns if said.words in c.words), None) if said.words else None


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


def _under_title(layouts: Sequence[Layout], title: str) -> Iterator[Layout]:
    """The layouts a table of this title may be: those without titles, and those whose title there is the longest.

    政府性基金预算财政拨款收入支出决算表 holds 支出决算表: the longest decides which table it is.
    """
    lengths = [max((len(t) for t in layout.titles if t in title), default=0) for layout in layouts]
    longest = max((*lengths, 1))
    yield from (x for x, length in zip(layouts, lengths, strict=True) if not x.titles or length == longest)


def best_layout(row: Row, words: Vocabulary, title: str) -> tuple[Layout, list[HeaderCell]] | None:
    """The layout whose anchors all stand in this row and that explains most of it; None if none does."""
    best: tuple[tuple[int, int, int], Layout, list[HeaderCell]] | None = None
    plain = tidy(title)
    for layout in _under_title(words.layouts, plain):
        found = _match(row, layout, words.lexicon)
        if found is None or not any(h.column is not None and h.column.role not in _BESIDE for h in found):
            continue
        fit = _fit(found, layout, plain)
        if best is None or fit > best[0]:
            best = (fit, layout, found)
    return None if best is None else (best[1], best[2])


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


def find_head(rows: Sequence[Row], words: Vocabulary, title: str, *, grid: bool) -> Head | None:
    """The header that begins with the first of these rows; rows of words are stacked where that explains more columns."""
    best: Head | None = None
    for depth in range(1, min(DEEPEST, len(rows)) + 1):
        stretch = rows[:depth]
        if depth > 1 and not (wordy(stretch[0], words.lexicon) and wordy(stretch[-1], words.lexicon)):
            break
        for row in stacked(stretch, words.lexicon, grid=grid):
            found = best_layout(row, words, title)
            if depth == 1 and found is not None and found[0].sequence:
                # what the repeated columns are called the sequence says
                below = takewhile(lambda under: wordy(under, words.lexicon), rows[1:])
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


def apart(row: Row, words: Vocabulary) -> Iterator[Row]:
    """Rows that have run together around an indicator header, taken apart: before it, the header, behind it."""
    for layout in words.layouts:
        if not layout.indicators:
            continue
        found = _match(row, layout, words.lexicon)
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


def goes_on(row: Row, layout: Layout, lexicon: Lexicon) -> bool:
    """Whether a row goes on with the header above it: words of the layout, and not one number."""
    if any(isinstance(read(c.text), (Quantity, Unread)) for c in row.cells):
        return False
    words = [heading(c.text, lexicon).words for c in row.cells if c.text.strip()]
    known = {w for c in layout.columns for w in c.words}
    return bool(words) and sum(w in known for w in words) * 2 > len(words) and words[0] in known


def two_rows(above: list[HeaderCell], row: Row, layout: Layout, lexicon: Lexicon, *, grid: bool) -> list[HeaderCell]:
    """A header of two rows as one: the lower row's words where it has any, else those above."""
    shift = 0 if grid else len(row.cells) - len(above)
    by_position = {h.position: h for h in above}
    merged = []
    for index, cell in enumerate(row.cells):
        position = cell.column if grid and cell.column is not None else index
        said = heading(cell.text, lexicon)
        column = _column(said, layout)
        upper = by_position.get(position - shift)
        if column is None and upper is not None and not cell.text.strip():
            merged.append(evolve(upper, position=position))
        else:
            merged.append(HeaderCell(position, cell, said, column))
    return merged
