"""The figures of running text in frames: what is said of one subject in one place, and the lists the frames stand in."""

from __future__ import annotations

from fractions import Fraction

from attrs import define, field, frozen

from perfeval.document import Place
from perfeval.model import FigureName
from perfeval.quantities import Quantity
from perfeval.recognition.text.said import Role, Said


@frozen(eq=False)
class Mention:
    """A figure with its name and where it stands.

    Attributes
    ----------
    said
        What its phrase says.
    order
        Its number among the figures of the text.
    name, label
        Its name, and the words for it.
    stage
        The word of its stage.
    paragraph, sentence, place
        Where it stands; sentences are numbered through the whole text.
    maybe_head
        Whether it may belong to the head of the list instead.
    """

    said: Said
    order: int
    name: FigureName
    label: str
    stage: str
    paragraph: int
    sentence: int
    place: Place
    maybe_head: bool = False

    @property
    def role(self) -> Role:
        """The part it plays."""
        return self.said.role

    @property
    def quantity(self) -> Quantity:
        """The figure."""
        return self.said.quantity

    @property
    def is_sure(self) -> bool:
        """Whether it is exact enough to decide anything."""
        return not self.said.quantity.approximate


@define(eq=False)
class Frame:
    """All that is said of one subject in one place."""

    label: str
    item: str
    key: str
    named: bool
    paragraph: int
    sentence: int
    rank: int = 5
    part_of: PartList | None = None
    total: bool = False
    rest: bool = False
    account: str = ""
    mentions: list[Mention] = field(factory=list)

    def of(self, *roles: Role) -> list[Mention]:
        """The figures that play a part, in order."""
        return [m for m in self.mentions if m.role in roles]

    @property
    def levels(self) -> list[Mention]:
        """The amounts that decide something."""
        return [m for m in self.mentions if m.role is Role.LEVEL and m.is_sure]

    @property
    def moves(self) -> list[Mention]:
        """What was added to its budget in the course of the year, or taken back."""
        return [m for m in self.mentions if m.role is Role.MOVE and m.is_sure]


@define(eq=False)
class PartList:
    """A list of parts behind an amount.

    Attributes
    ----------
    head, heads
        The frame it stands behind, and its amounts by then.
    kind
        part, whole, open, or bracket (parts that nothing calls so).
    items
        The parts, in order.
    style, below
        The numbering of its paragraphs, where it stands below its head; whether it does.
    bracket
        The bracket it stands in, 0 outside.
    crossed, open_end, numbered
        Whether it went on past 。, whether 等 stands in it, and the numbering of its lines.
    """

    head: Frame | None
    heads: tuple[Mention, ...]
    kind: str
    paragraph: int
    bracket: int = 0
    below: bool = False
    style: int | None = None
    head_style: int = -1
    crossed: bool = False
    open_end: bool = False
    numbered: int = -1
    items: list[Frame] = field(factory=list)

    def part(self, key: str) -> Frame | None:
        """The part of a name."""
        return next((f for f in self.items if f.key == key), None)


#: Figures with their coefficients.
Parts = list[tuple[Fraction, Mention]]


@define
class Story:
    """What a text says, in order.

    Attributes
    ----------
    frames, lists, mentions
        Its frames, lists and figures.
    orders
        Which of two amounts of a frame words say is the larger, on which budget, and the words.
    equations
        The equations it prints: the result, and the figures above and below the line with their coefficients.
    zeros
        Amounts of 0 that cannot be, with the change and the rate of change that say so.
    texts
        The heading and the text of each paragraph.
    leads
        The figures that numbered paragraphs lead with.
    """

    frames: list[Frame] = field(factory=list)
    lists: list[PartList] = field(factory=list)
    mentions: list[Mention] = field(factory=list)
    orders: list[tuple[Frame, str, str, str]] = field(factory=list)
    equations: list[tuple[Mention, Parts, Parts]] = field(factory=list)
    zeros: list[tuple[Mention, Mention, Mention]] = field(factory=list)
    texts: dict[int, tuple[str, str]] = field(factory=dict)
    leads: dict[int, bool] = field(factory=dict)
