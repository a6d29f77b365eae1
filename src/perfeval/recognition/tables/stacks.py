"""Rows of words stacked to one header: what stands over each column, the highest first.

Rule: rows are stacked only where that explains more of a layout's columns than one of them does alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from attrs import evolve

from perfeval.document import Cell, Row
from perfeval.quantities import Quantity, Unread, read, tidy
from perfeval.ruling import Lexicon, WordKind
from perfeval.ruling.layouts import heading

#: The most rows a header is stacked of.
DEEPEST = 3
#: A cell of a header is not longer.
_LONGEST_WORDS = 30


def is_numbering(row: Row, lexicon: Lexicon) -> bool:
    """Whether a row only numbers the columns (栏次 | 1 | 2 | 3)."""
    texts = [t for c in row.cells if (t := tidy(c.text)) and not lexicon.has(WordKind.CLASS_DEPTH, t)]
    if texts and lexicon.has(WordKind.NUMBERING_ROW, texts[0]):
        return True
    return len(texts) > 2 and texts == [str(n) for n in range(1, len(texts) + 1)]


def wordy(row: Row, lexicon: Lexicon) -> bool:
    """Whether a row is all words: no number, nothing that numbers columns, nothing long."""
    return (
        any(c.text.strip() for c in row.cells)
        and not is_numbering(row, lexicon)
        and not any(len(c.text) > _LONGEST_WORDS or isinstance(read(c.text), (Quantity, Unread)) for c in row.cells)
    )


def stacked(stretch: Sequence[Row], lexicon: Lexicon, *, grid: bool) -> Iterator[Row]:
    """Rows of a header as one, a column that holds all of the head above (小计) called by it; then by the lowest words alone."""
    if len(stretch) == 1:
        yield stretch[0]
        return
    if not grid and not all(_keeps_positions(row, len(stretch[0].cells)) for row in stretch):
        return
    stacks = _stacks(stretch, grid=grid)
    # from how many rows on a column that holds all is called by its head
    for deep in (2, len(stretch), len(stretch) + 1):
        cells = (
            evolve(_called(stack, deep, lexicon), column=position if grid else None)
            for position, stack in stacks.items()
        )
        yield Row(tuple(cells))


def _called(stack: Sequence[tuple[Cell, bool]], deep: int, lexicon: Lexicon) -> Cell:
    """What a column is called by the cells over it: the lowest, or the head above a word that says it holds all of it."""
    if not stack:
        return Cell("")
    cell, own = stack[-1]
    if len(stack) >= deep and lexicon.has(WordKind.WHOLE_COLUMN, heading(cell.text, lexicon).words):
        return stack[-2][0]
    year = next((y for upper, _ in stack[:-1] if (y := heading(upper.text, lexicon).year)), None)
    if year is not None and heading(cell.text, lexicon).year is None:
        cell = evolve(cell, text=f"{year}年{cell.text}")  # 2017年预算数 over 合计
    return cell if own else Cell("")


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
