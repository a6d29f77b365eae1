"""Relations over names: what a rule says must hold, before anybody has looked for the figures."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import field, frozen

from perfeval.errors import PackError
from perfeval.model import FigureName
from perfeval.model.claims import Shape

ONE = Fraction(1)

Term = tuple[Fraction, FigureName]
NO_NAMES: frozenset[FigureName] = frozenset()


@frozen
class Range:
    """Between which shares the first figure of a relation should lie of the second.

    Attributes
    ----------
    below, above
        Outside of them there is something to ask; None for no end on that side.
    on_zero
        Whether something over a base of zero is to be said; it is no share at all.
    """

    below: Fraction | None = None
    above: Fraction | None = None
    on_zero: bool = False


def _says_something(schema: Schema, _: object, terms: tuple[Term, ...]) -> None:
    if not all(coefficient for coefficient, _ in terms):
        raise PackError(
            "关系中的系数不能为 0。", "A coefficient of a relation is zero: the figure would stand in it for nothing."
        )


@frozen
class Schema:
    """A relation over names, with the relations that may hold in its place.

    Attributes
    ----------
    shape
        How its figures hang together.
    terms
        Pairs of a coefficient and a figure. Of a sum the total comes first, of a limit what must not be exceeded by the
        rest, of a rate the rate itself and then what stands above the line.
    bottom
        What stands below the line of a rate.
    optional
        Figures that count as zero where the block does not state them.
    one_block
        The relation is only looked for inside one block, because its parts are the rows of one list; the whole of a limit
        then stands last.
    instead
        Relations of which one may hold as well: it speaks only when every one could be tried and failed.
    stated_only
        One of them whose figures are not stated is none.
    equal
        Its two figures are one amount, so that a breach quotes both and adds nothing up.
    within
        The range of a share.
    """

    shape: Shape
    terms: tuple[Term, ...] = field(validator=_says_something)
    bottom: tuple[Term, ...] = field(default=(), validator=_says_something)
    optional: frozenset[FigureName] = NO_NAMES
    one_block: bool = False
    instead: tuple[Schema, ...] = ()
    stated_only: bool = False
    equal: bool = False
    within: Range = Range()

    @property
    def at_most(self) -> bool:
        """Whether it is a limit."""
        return self.shape is Shape.LIMIT

    @property
    def options(self) -> tuple[Schema, ...]:
        """The relations of which one has to hold."""
        return (self, *self.instead) if self.terms else ()

    @property
    def names(self) -> Iterator[FigureName]:
        """The figures it names itself."""
        return (name for _, name in (*self.terms, *self.bottom))

    @property
    def is_plain_sum(self) -> bool:
        """Whether it is a sum of figures that are all named and all wanted: nothing hangs on what a table lists."""
        return self.shape is Shape.SUM and not (self.instead or self.optional or self.one_block)


@frozen(init=False)
class Linear(Schema):
    """Σ coefficient · figure = 0, or ≤ 0. The first term is the total, or what must not be exceeded by the rest.

    Parameters
    ----------
    terms
        Pairs of a coefficient and a figure.
    at_most
        The sum is 0 or less, not 0.
    optional
        Figures that count as zero where the block does not state them.
    one_block
        The relation is only looked for inside one block, because its parts are the rows of one list.
    equal
        Its two figures are one amount.

    Raises
    ------
    PackError
        If a coefficient is zero.
    """

    def __init__(
        self, terms: tuple[Term, ...], at_most: bool = False, optional: frozenset[FigureName] = NO_NAMES,
        one_block: bool = False, equal: bool = False,
    ) -> None:  # fmt: skip
        shape = Shape.LIMIT if at_most else Shape.SUM
        self.__attrs_init__(shape, terms, optional=optional, one_block=one_block, equal=equal)


@frozen(init=False)
class Ratio(Schema):
    """stated = Σ top / Σ bottom, as a printed rate that may be rounded or cut.

    Parameters
    ----------
    stated
        The figure that is the printed rate.
    top, bottom
        Pairs of a coefficient and a figure, above and below the line.
    one_block
        The relation is only looked for inside one block.
    """

    def __init__(
        self, stated: FigureName, top: tuple[Term, ...], bottom: tuple[Term, ...], one_block: bool = False
    ) -> None:
        self.__attrs_init__(Shape.RATE, ((ONE, stated), *top), bottom, one_block=one_block)


@frozen(init=False)
class Either(Schema):
    """Relations of which one has to hold: a base nobody names. Speaks only when every one could be tried and failed.

    Parameters
    ----------
    options
        The relations, the preferred one first; of none nothing is asked.
    stated_only
        An option whose figures are not stated is none.
    """

    def __init__(self, options: tuple[Schema, ...], stated_only: bool = False) -> None:
        if not options:
            self.__attrs_init__(Shape.SUM, ())
            return
        first, *others = options
        self.__attrs_init__(
            first.shape, first.terms, first.bottom, first.optional, first.one_block, tuple(others), stated_only,
            first.equal, first.within,
        )  # fmt: skip
