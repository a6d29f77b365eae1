"""The lines of a table, its rows and columns alike: where each stands, what it holds and what it is called.

Rule 1: both axes are one kind of thing, so that a table turned on its side says the same.
Rule 2: a column has all its names: letter, number, circled number.
"""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from perfeval.recognition.tables.grammar.labels import Label


class Axis(Enum):
    """Which way a line runs."""

    ROWS = "rows"
    COLUMNS = "columns"

    @property
    def other(self) -> Axis:
        """The axis across it."""
        return Axis.COLUMNS if self is Axis.ROWS else Axis.ROWS


class LineKind(Enum):
    """What the figures of a line are."""

    AMOUNT = "amount"
    RATE = "rate"
    POINTS = "points"
    OTHER = "other"  # averages, prices, ranks: figures that add up to nothing
    BESIDE = "beside"  # labels, codes, counters, remarks: no figures


@frozen(eq=False)
class Line:
    """A row or a column.

    Attributes
    ----------
    axis, index
        Which way it runs, and its number on the grid.
    path
        What stands over or before it, the farthest first, its own label last; all folded.
    label
        Its own label taken apart.
    kind
        What its figures are.
    names
        What formulas may call it: A, 3, ③.
    head
        All its words together, for words that are looked for in them.
    printed
        Its words as printed, the farthest first.
    formula
        Where a formula over other lines may be printed: its own words and counters, with every sign.
    code
        The class it is of, where codes have a column of their own or stand before the label.
    names_amount
        Its words say that its figures are amounts.
    counts
        Its words say that it counts things, so that its whole numbers are exact.
    is_blank
        Nothing stands in it but its head.
    """

    axis: Axis
    index: int
    path: tuple[str, ...]
    label: Label
    kind: LineKind = LineKind.AMOUNT
    names: frozenset[str] = frozenset()
    head: str = ""
    printed: tuple[str, ...] = ()
    formula: str = ""
    code: str = ""
    names_amount: bool = False
    counts: bool = False
    is_blank: bool = False

    @property
    def text(self) -> str:
        """Its own label as printed, on one line."""
        return " ".join(self.printed[-1].split()) if self.printed else ""

    @property
    def is_total(self) -> bool:
        """Whether its label says that it adds up others."""
        return bool(self.label.total)


@frozen(eq=False)
class Lines:
    """The lines of a block: its rows and its columns, in order, and which axis tells amounts from rates."""

    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    measures: Axis
    disabled: frozenset[int] = field(default=frozenset())

    def along(self, axis: Axis) -> tuple[Line, ...]:
        """The lines of an axis."""
        return self.rows if axis is Axis.ROWS else self.columns
