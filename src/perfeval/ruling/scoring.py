"""How a value becomes points, as data.

Rule 1: a method is a pure function of an exact value; where its text leaves something open (is half a percentage
point deducted for?) it gives every reading, and the score is a lowest and a highest.
Rule 2: a method whose result rests on judgement or on papers perfeval does not have says so (`open`) and gives none.
Rule 3: full marks that a rule's text states are kept (`full`) and held against the indicator's points.
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import Protocol, runtime_checkable

from attrs import field, frozen

from perfeval.errors import PackError
from perfeval.findings import Text
from perfeval.quantities import short

Exact = int | str | Fraction

ZERO, ONE = Fraction(0), Fraction(1)


def exact(value: Exact) -> Fraction:
    """A number as a pack author writes it: `5`, `"0.5"`, `"1%"`, `Fraction(1, 3)`.

    Raises
    ------
    PackError
        If it is no such number; a binary fraction (0.1) is none, because it is not the number it looks like.

    >>> exact("1%"), exact("0.5"), exact(8)
    (Fraction(1, 100), Fraction(1, 2), Fraction(8, 1))
    """
    if isinstance(value, bool) or not isinstance(value, (int, str, Fraction)):
        raise PackError(
            f'{value!r} 不是精确的数；请写成整数、文本（"0.5"、"1%"）或 Fraction。',
            f"{value!r} is not an exact number; write an int, a text ('0.5', '1%') or a Fraction.",
        )
    if not isinstance(value, str):
        return Fraction(value)
    text = value.strip()
    try:
        return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
    except (ValueError, ZeroDivisionError) as error:
        raise PackError(f"“{value}”不是一个数。", f"{value!r} is not a number.") from error


def exact_or_none(value: Exact | None) -> Fraction | None:
    """The same, where nothing may be given."""
    return None if value is None else exact(value)


def percents(value: Fraction) -> str:
    """A share as a person writes it: 100%, 0.5%."""
    return f"{short(value * 100, 4)}%"


@frozen
class Award:
    """The points one reading of a method gives, and how.

    Attributes
    ----------
    points
        The points.
    how
        The sum or the reading behind them.
    """

    points: Fraction
    how: Text = Text()


class Better(Enum):
    """Which way a value is better."""

    MORE = "more"
    LESS = "less"
    NEAR = "near"  # the nearer to the goal, the better
    NONE = "none"


@runtime_checkable
class Scoring(Protocol):
    """A way of giving points. A pack may bring one of its own: any class with these four members."""

    @property
    def better(self) -> Better:
        """Which way a value is better; points are monotone that way."""
        ...

    @property
    def open(self) -> Text:
        """Why no figure decides it; empty where figures do."""
        ...

    def awards(self, value: Fraction, points: Fraction) -> tuple[Award, ...]:
        """What each reading of the method gives for a value; nothing where the method does not say."""
        ...

    def text(self) -> Text:
        """The method as one line."""
        ...


class ByFigure:
    """What ways of giving points have in common that a figure alone decides."""

    __slots__ = ()

    @property
    def open(self) -> Text:
        """Nothing is."""
        return Text()


class ByPerson:
    """What ways of giving points have in common for which there is no figure: a person, or the form, decides."""

    __slots__ = ()

    @property
    def better(self) -> Better:
        """There is no figure."""
        return Better.NONE

    def awards(self, value: Fraction, points: Fraction) -> tuple[Award, ...]:
        """None from a figure."""
        return ()


def full_of(scoring: Scoring) -> Fraction | None:
    """The full marks a method's own text states, if it does."""
    found = getattr(scoring, "full", None)
    return found if isinstance(found, Fraction) else None


def _floor(zero_below: Fraction | None) -> Text:
    """The share below which nothing is given, as the end of a line."""
    if zero_below is None:
        return Text()
    return Text(f"，低于{percents(zero_below)}不得分", f", none below {percents(zero_below)}")


def _clamped(share: Fraction, highest: Fraction = ONE) -> Fraction:
    return min(max(share, ZERO), highest)


@frozen(kw_only=True)
class Proportional(ByFigure):
    """Points in proportion to the goal: value ÷ goal; in reverse (the less the better) goal ÷ value.

    Parameters
    ----------
    goal
        What counts as full.
    reverse
        Less is better.
    cap
        The share that is not exceeded.
    zero_below
        A share below which nothing is given.
    full
        Full marks as the rule's text states them, held against the indicator's points.
    """

    goal: Fraction = field(default=ONE, converter=exact)
    reverse: bool = False
    cap: Fraction = field(default=ONE, converter=exact)
    zero_below: Fraction | None = field(default=None, converter=exact_or_none)
    full: Fraction | None = field(default=None, converter=exact_or_none)

    @property
    def better(self) -> Better:
        """More, or less in reverse."""
        return Better.LESS if self.reverse else Better.MORE

    def awards(self, value: Fraction, points: Fraction) -> tuple[Award, ...]:
        """Points × the share reached."""
        return self.against(value, self.goal, points)

    def against(self, value: Fraction, goal: Fraction, points: Fraction) -> tuple[Award, ...]:
        """The same for a goal that the report's own row states.

        A goal of zero or below is no base for a proportion: what meets it is full, what misses it is not decided.
        """
        met = value <= goal if self.reverse else value >= goal
        if goal <= ZERO or (self.reverse and value <= ZERO):
            return (Award(points),) if met else ()
        share = goal / value if self.reverse else value / goal
        share = _clamped(share, self.cap)
        if self.zero_below is not None and share < self.zero_below:
            share = ZERO
        return (Award(points * share),)

    def text(self) -> Text:
        """points × value / goal."""
        rate = "指标值/完成值" if self.reverse else "完成值/指标值"
        rate_en = "target / actual" if self.reverse else "actual / target"
        low = _floor(self.zero_below)
        return Text(
            f"得分 = 分值 × {rate}（不超过{percents(self.cap)}）{low.zh}",
            f"points × min({rate_en}, {percents(self.cap)}){low.en}",
        )


@frozen(kw_only=True)
class LinearScore(ByFigure):
    """A straight line from no points at one value to full points at another.

    Attributes
    ----------
    full_at
        The value, as a share, from which all points are given.
    zero_at
        The value at which none are; above `full_at` where less is better.
    zero_below
        A value below which nothing is given.
    full
        Full marks as the rule's text states them, held against the indicator's points.
    """

    full_at: Fraction = field(default=ONE, converter=exact)
    zero_at: Fraction = field(default=ZERO, converter=exact)
    zero_below: Fraction | None = field(default=None, converter=exact_or_none)
    full: Fraction | None = field(default=None, converter=exact_or_none)

    def __attrs_post_init__(self) -> None:
        if self.full_at == self.zero_at:
            raise PackError("线性计分的满分点与零分点相同。", "A linear method needs two different ends.")
        if self.zero_below is not None and self.full_at < self.zero_at:
            raise PackError(
                "反向线性计分不能设低于某值不得分。", "A falling line takes no floor below which nothing is given."
            )

    @property
    def better(self) -> Better:
        """The way the line rises."""
        return Better.MORE if self.full_at > self.zero_at else Better.LESS

    def awards(self, value: Fraction, points: Fraction) -> tuple[Award, ...]:
        """Points on the line."""
        if self.zero_below is not None and value < self.zero_below:
            return (Award(ZERO),)
        return (Award(points * _clamped((value - self.zero_at) / (self.full_at - self.zero_at))),)

    def text(self) -> Text:
        """full at …, zero at …, in between in proportion."""
        low = _floor(self.zero_below)
        return Text(
            f"{percents(self.full_at)}得满分，{percents(self.zero_at)}得0分，其间按比例{low.zh}",
            f"full at {percents(self.full_at)}, none at {percents(self.zero_at)}, in proportion between{low.en}",
        )


class Side(Enum):
    """On which side of the limit points are lost."""

    ABOVE = "above"
    BELOW = "below"
    BOTH = "both"

    @property
    def better(self) -> Better:
        """Away from that side."""
        return {Side.ABOVE: Better.LESS, Side.BELOW: Better.MORE, Side.BOTH: Better.NEAR}[self]


@frozen(kw_only=True)
class Direct:
    """All points or none (是/否, met or missed). Without a limit a person or the row's own words decide.

    Attributes
    ----------
    limit
        The value, as a share, that decides.
    side
        Where points are lost: above the limit, below it, or on both sides.
    full
        Full marks as the rule's text states them, held against the indicator's points.
    """

    limit: Fraction | None = field(default=None, converter=exact_or_none)
    side: Side = field(default=Side.BELOW, converter=Side)
    full: Fraction | None = field(default=None, converter=exact_or_none)

    @property
    def better(self) -> Better:
        """Away from the side where points are lost."""
        return Better.NONE if self.limit is None else self.side.better

    @property
    def open(self) -> Text:
        """Whether it was done, where no limit says it in figures."""
        return Text() if self.limit is not None else Text("是否做到须由人判断", "a person judges whether it was done")

    def awards(self, value: Fraction, points: Fraction) -> tuple[Award, ...]:
        """All or none."""
        if self.limit is None:
            return ()
        met = {Side.ABOVE: value <= self.limit, Side.BELOW: value >= self.limit, Side.BOTH: value == self.limit}[
            self.side
        ]
        return self.given(met, points)

    def given(self, met: bool, points: Fraction) -> tuple[Award, ...]:
        """The points for met or missed."""
        return (Award(points if met else ZERO),)

    def text(self) -> Text:
        """full if …, else none."""
        if self.limit is None:
            return Text("达到得满分，否则不得分", "full if met, none otherwise")
        sign = {Side.ABOVE: "≤", Side.BELOW: "≥", Side.BOTH: "="}[self.side]
        return Text(
            f"{sign}{percents(self.limit)}得满分，否则不得分", f"full if {sign} {percents(self.limit)}, none otherwise"
        )


__all__ = [
    "ONE", "ZERO", "Award", "Better", "ByFigure", "ByPerson", "Direct", "Exact", "LinearScore", "Proportional", "Scoring", "Side", "exact",
    "exact_or_none", "full_of", "percents",
]  # fmt: skip
