"""One figure stated at one place, and all that is stated of it."""

from __future__ import annotations

from attrs import field, frozen

from perfeval.document import Place
from perfeval.model.items import Item, as_item_or_none
from perfeval.model.names import FigureName, Stage
from perfeval.quantities import Nil, Quantity, Reading


@frozen
class Statement:
    """One figure stated at one place.

    Attributes
    ----------
    name, label
        What it is a figure of; the label as printed.
    reading
        A quantity, a nil, or an unread cell.
    block
        The table section, list or sentence it belongs to: inside it figures are compared first.
    parent
        The item of the row it is listed under (其中), if any.
    order
        Its position in the report, which orders findings.
    place
        Where it stands.
    column
        The header above it.
    form
        The id of the form in whose table it stands; empty outside all forms.
    heading
        The words of the header above it, as printed.
    """

    name: FigureName
    label: str
    reading: Reading
    place: Place
    block: str
    column: str = ""
    parent: Item | None = field(default=None, converter=as_item_or_none)
    order: int = 0
    form: str = ""
    heading: str = ""

    @property
    def quantity(self) -> Quantity | None:
        """The number, if one could be read that decides anything."""
        return self.reading if isinstance(self.reading, Quantity) and not self.reading.approximate else None

    @property
    def printed(self) -> str:
        """The characters of the source."""
        if isinstance(self.reading, Nil):
            return {Nil.BLANK: "", Nil.DASH: "——", Nil.NONE: "无"}[self.reading]
        return self.reading.printed


@frozen
class Figure:
    """All statements of one figure: its agreed quantity, or none and the statements that disagree."""

    item: Item
    year: int | str | None
    stage: Stage
    fund: str
    statements: tuple[Statement, ...]

    @property
    def quantity(self) -> Quantity | None:
        """The finest print, if all prints of the figure agree; None when nothing is stated or prints differ."""
        numbers = sorted((s.quantity for s in self.statements if s.quantity), key=lambda q: q.step)
        if not numbers or not all(numbers[0].agrees_with(other) for other in numbers):
            return None
        return numbers[0]

    @property
    def is_contradicted(self) -> bool:
        """Whether two prints of the figure disagree."""
        return self.quantity is None and any(s.quantity for s in self.statements)
