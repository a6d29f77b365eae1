"""How a value becomes points, as data.

Rule 1: a method is a pure function of an exact value; where its text leaves something open (is half a percentage
point deducted for?) it gives every reading, and the score is a lowest and a highest.
Rule 2: a method whose result rests on judgement or on papers perfeval does not have says so (`open`) and gives none.
Rule 3: full marks that a rule's text states are kept (`full`) and held against the indicator's points.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from typing import Protocol, runtime_checkable

from attrs import field, frozen

from perfeval.errors import PackError
from perfeval.findings import Text
from perfeval.quantities import short
from perfeval.ruling.base import as_tuple

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
    """The points one reading of a method gives, and how."""

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


def full_of(scoring: Scoring) -> Fraction | None:
    """The full marks a method's own text states, if it does."""
    found = getattr(scoring, "full", None)
    return found if isinstance(found, Fraction) else None


def _clamped(share: Fraction, highest: Fraction = ONE) -> Fraction:
    return min(max(share, ZERO), highest)


@frozen(kw_only=True)
class Proportional:
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

    @property
    def open(self) -> Text:
        """Nothing is."""
        return Text()

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
        low = "" if self.zero_below is None else f"，低于{percents(self.zero_below)}不得分"
        low_en = "" if self.zero_below is None else f", none below {percents(self.zero_below)}"
        return Text(
            f"得分 = 分值 × min({rate}, {percents(self.cap)}){low}",
            f"points × min({rate_en}, {percents(self.cap)}){low_en}",
        )


@frozen(kw_only=True)
class LinearScore:
    """A straight line from no points at `zero_at` to full points at `full_at`; `zero_below` is a floor under it."""

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

    @property
    def open(self) -> Text:
        """Nothing is."""
        return Text()

    def awards(self, value: Fraction, points: Fraction) -> tuple[Award, ...]:
        """Points on the line."""
        if self.zero_below is not None and value < self.zero_below:
            return (Award(ZERO),)
        return (Award(points * _clamped((value - self.zero_at) / (self.full_at - self.zero_at))),)

    def text(self) -> Text:
        """full at …, zero at …, in between in proportion."""
        low = "" if self.zero_below is None else f"，低于{percents(self.zero_below)}不得分"
        low_en = "" if self.zero_below is None else f", none below {percents(self.zero_below)}"
        return Text(
            f"{percents(self.full_at)}得满分，{percents(self.zero_at)}得0分，其间按比例{low}",
            f"full at {percents(self.full_at)}, none at {percents(self.zero_at)}, in proportion between{low_en}",
        )


class Rounding(Enum):
    """What a fraction of a step costs."""

    FLOOR = "floor"  # nothing: only whole steps count
    LINEAR = "linear"  # its share
    CEIL = "ceil"  # a whole step

    def steps(self, number: Fraction) -> Fraction:
        """So many steps are deducted for."""
        if self is Rounding.LINEAR:
            return number
        whole = number.numerator // number.denominator
        return Fraction(whole if self is Rounding.FLOOR or whole == number else whole + 1)

    @property
    def text(self) -> Text:
        """How it is said."""
        return {
            "floor": Text("不足一步不扣", "a part of a step costs nothing"),
            "linear": Text("按比例扣", "a part of a step costs its part"),
            "ceil": Text("不足一步按一步扣", "a part of a step costs a whole one"),
        }[self.value]


class Side(Enum):
    """On which side of the limit points are lost."""

    ABOVE = "above"
    BELOW = "below"
    BOTH = "both"


def _roundings(value: Rounding | str | Iterable[Rounding | str]) -> tuple[Rounding, ...]:
    several = (value,) if isinstance(value, (Rounding, str)) else tuple(value)
    try:
        made = tuple(Rounding(v) for v in several)
    except ValueError as error:
        raise PackError(
            f"没有“{several}”这种取整方式；有 floor、linear、ceil。",
            f"There is no rounding {several}; there are floor, linear and ceil.",
        ) from error
    if not made:
        raise PackError("每步扣分未写取整方式。", "A step method needs at least one rounding.")
    return made


@frozen(kw_only=True)
class Steps:
    """So many points off for each step beyond a limit (每超过一个百分点扣0.5分).

    Parameters
    ----------
    per, deduct
        The size of a step and what it costs.
    rounding
        What a part of a step costs; several where the rule's text does not say, and the score is then an interval.
    limit
        Up to here (or from here on) nothing is lost.
    side
        Where points are lost: above the limit, below it, or both.
    least
        No fewer points than these.
    """

    per: Fraction = field(converter=exact)
    deduct: Fraction = field(converter=exact)
    rounding: tuple[Rounding, ...] = field(default=(Rounding.FLOOR,), converter=_roundings)
    limit: Fraction = field(default=ONE, converter=exact)
    side: Side = field(default=Side.ABOVE, converter=Side)
    least: Fraction = field(default=ZERO, converter=exact)
    full: Fraction | None = field(default=None, converter=exact_or_none)

    def __attrs_post_init__(self) -> None:
        if self.per <= 0 or self.deduct < 0:
            raise PackError("每步的大小应大于0，扣分不应小于0。", "A step has to be positive, its cost not negative.")

    @property
    def better(self) -> Better:
        """Away from the side where points are lost."""
        return {Side.ABOVE: Better.LESS, Side.BELOW: Better.MORE, Side.BOTH: Better.NEAR}[self.side]

    @property
    def open(self) -> Text:
        """Nothing is."""
        return Text()

    def awards(self, value: Fraction, points: Fraction) -> tuple[Award, ...]:
        """Points less the steps, once per rounding."""
        over = {
            Side.ABOVE: value - self.limit, Side.BELOW: self.limit - value, Side.BOTH: abs(value - self.limit),
        }[self.side]  # fmt: skip
        if over <= 0:
            return (Award(points),)
        made: list[Award] = []
        for rounding in self.rounding:
            steps = rounding.steps(over / self.per)
            left = max(points - steps * self.deduct, min(self.least, points))
            sum_text = f"{short(points)}-{short(steps)}×{short(self.deduct)}"
            made.append(Award(left, Text(f"{sum_text}（{rounding.text.zh}）", f"{sum_text} ({rounding.text.en})")))
        return tuple(made)

    def text(self) -> Text:
        """full up to …, each … beyond costs …."""
        limit = percents(self.limit)
        zh = {
            "above": f"≤{limit}得满分，每超过",
            "below": f"≥{limit}得满分，每低于",
            "both": f"={limit}得满分，每高于或低于",
        }
        en = {
            "above": f"full up to {limit}, each",
            "below": f"full from {limit}, each",
            "both": f"full at {limit}, each",
        }
        beyond = {"above": "above", "below": "below", "both": "above or below"}[self.side.value]
        how = "或".join(r.text.zh for r in self.rounding)
        how_en = " or ".join(r.text.en for r in self.rounding)
        return Text(
            f"{zh[self.side.value]}{percents(self.per)}扣{short(self.deduct)}分，扣完为止（{how}）",
            f"{en[self.side.value]} {percents(self.per)} {beyond} costs {short(self.deduct)} ({how_en})",
        )


def _bounds(pairs: Iterable[tuple[Exact, Exact]]) -> tuple[tuple[Fraction, Fraction], ...]:
    return tuple((exact(bound), exact(points)) for bound, points in pairs)


@frozen(kw_only=True)
class BandsScore:
    """A table from ranges to points; the ranges are half-open and leave no gap, because only their ends are written.

    Parameters
    ----------
    at_least
        Pairs of a lower end (it belongs to the range) and points, highest first: `(("90%", 6), ("80%", 4))`.
    at_most
        Pairs of an upper end (it belongs to the range) and points, lowest first: `((0, 5), ("10%", 4))`.
    otherwise
        Points beyond the last range.
    """

    at_least: tuple[tuple[Fraction, Fraction], ...] = field(default=(), converter=_bounds)
    at_most: tuple[tuple[Fraction, Fraction], ...] = field(default=(), converter=_bounds)
    otherwise: Fraction = field(default=ZERO, converter=exact)

    def __attrs_post_init__(self) -> None:
        ends = [bound for bound, _ in self.at_least or self.at_most]
        if bool(self.at_least) == bool(self.at_most):
            raise PackError("分档计分应只写 at_least 或 at_most 之一。", "Bands take either at_least or at_most.")
        ordered = sorted(set(ends), reverse=bool(self.at_least))
        if ends != ordered:
            raise PackError(
                "分档计分的界限应依次排列，且不重复。", "The ends of bands have to be in order, each of them once."
            )

    @property
    def full(self) -> Fraction:
        """The most any range gives."""
        return max((self.otherwise, *(p for _, p in self.at_least or self.at_most)))

    @property
    def better(self) -> Better:
        """The way the points rise, if they do."""
        points = [p for _, p in self.at_least or self.at_most] + [self.otherwise]
        if points != sorted(points, reverse=True):
            return Better.NONE
        return Better.MORE if self.at_least else Better.LESS

    @property
    def open(self) -> Text:
        """Nothing is."""
        return Text()

    def awards(self, value: Fraction, points: Fraction) -> tuple[Award, ...]:
        """The points of the range the value lies in."""
        for bound, worth in self.at_least or self.at_most:
            if (value >= bound) if self.at_least else (value <= bound):
                return (Award(worth),)
        return (Award(self.otherwise),)

    def text(self) -> Text:
        """≥ 90% 6, ≥ 80% 4, else 0."""
        sign = "≥" if self.at_least else "≤"
        ranges = "；".join(f"{sign}{percents(b)}得{short(p)}分" for b, p in self.at_least or self.at_most)
        ranges_en = "; ".join(f"{sign} {percents(b)} {short(p)}" for b, p in self.at_least or self.at_most)
        return Text(f"{ranges}；其余{short(self.otherwise)}分", f"{ranges_en}; otherwise {short(self.otherwise)}")


@frozen
class Tier:
    """A tier of a qualitative indicator: shares from `low` (it belongs to the tier) up to `high`, and how it is worded."""

    id: str
    label: str
    low: Fraction = field(converter=exact)
    high: Fraction = field(converter=exact)
    words: tuple[str, ...] = field(default=(), converter=as_tuple)

    @property
    def spoken(self) -> tuple[str, ...]:
        """Every wording by which a report states the tier."""
        return (self.label, *self.words)


@frozen
class Tiers:
    """Tiers of a qualitative result: the stated tier bounds the points, a person chooses within it."""

    tiers: tuple[Tier, ...] = field(converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        ends = [(t.low, t.high) for t in self.tiers]
        if not ends or ends[0][1] != ONE or ends[-1][0] != ZERO or any(low >= high for low, high in ends):
            raise PackError("定性分档应从100%到0。", "Tiers have to reach from 100 % down to 0.")
        if any(upper[0] != lower[1] for upper, lower in pairwise(ends)):
            raise PackError("定性分档之间不应留空或重叠。", "Tiers may leave no gap and not overlap.")

    @property
    def better(self) -> Better:
        """There is no figure."""
        return Better.NONE

    @property
    def open(self) -> Text:
        """Which tier was reached is for a person."""
        return Text("定性指标，达到哪一档由人判断", "qualitative: a person judges which tier was reached")

    def awards(self, value: Fraction, points: Fraction) -> tuple[Award, ...]:
        """None from a figure."""
        return ()

    def stated(self, words: str) -> Tier | None:
        """The tier that a result states in its own words; none is inferred from anything else."""
        return next((t for t in self.tiers if words in t.spoken), None)

    def within(self, tier: Tier, points: Fraction) -> tuple[Fraction, Fraction]:
        """The points a tier leaves to judgement."""
        return points * tier.low, points * tier.high

    def text(self) -> Text:
        """达成 100%–80%, …."""
        shares = [f"{percents(t.high)}–{percents(t.low)}" for t in self.tiers]
        return Text(
            "；".join(f"{t.label}得分值的{s}" for t, s in zip(self.tiers, shares, strict=True)),
            "; ".join(f"{t.id} {s} of the points" for t, s in zip(self.tiers, shares, strict=True)),
        )


@frozen(kw_only=True)
class Checklist:
    """Points for requirements that papers have to show (有制度, 已公开); no figure of the report decides them.

    `items` are pairs of a requirement and its points, or requirements alone where only breaches cost something.
    """

    items: tuple[str | tuple[str, Exact], ...] = field(default=(), converter=as_tuple)
    deduct: Fraction | None = field(default=None, converter=exact_or_none)
    why: Text = Text("须查阅资料逐项判断", "papers have to be looked at, item by item")

    @property
    def full(self) -> Fraction | None:
        """The sum of the items' points, where all of them have some."""
        worth = [exact(item[1]) for item in self.items if isinstance(item, tuple)]
        return sum(worth, ZERO) if worth and len(worth) == len(self.items) else None

    @property
    def better(self) -> Better:
        """There is no figure."""
        return Better.NONE

    @property
    def open(self) -> Text:
        """What has to be looked at."""
        return self.why

    def awards(self, value: Fraction, points: Fraction) -> tuple[Award, ...]:
        """None from a figure."""
        return ()

    def text(self) -> Text:
        """The requirements."""
        names = [f"{i[0]}（{short(exact(i[1]))}分）" if isinstance(i, tuple) else i for i in self.items]
        cost = "" if self.deduct is None else f"，每有一项不符扣{short(self.deduct)}分"
        cost_en = "" if self.deduct is None else f", each breach costs {short(self.deduct)}"
        return Text(f"{'；'.join(names) or self.why.zh}{cost}", f"{'; '.join(names) or self.why.en}{cost_en}")


@frozen(kw_only=True)
class Direct:
    """All points or none (是/否, met or missed). Without a limit a person or the row's own words decide."""

    limit: Fraction | None = field(default=None, converter=exact_or_none)
    side: Side = field(default=Side.BELOW, converter=Side)
    full: Fraction | None = field(default=None, converter=exact_or_none)

    @property
    def better(self) -> Better:
        """Away from the side where points are lost."""
        if self.limit is None:
            return Better.NONE
        return {Side.ABOVE: Better.LESS, Side.BELOW: Better.MORE, Side.BOTH: Better.NEAR}[self.side]

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
    "Award", "BandsScore", "Better", "Checklist", "Direct", "Exact", "LinearScore", "Proportional", "Rounding", "Scoring",
    "Side", "Steps", "Tier", "Tiers", "exact", "exact_or_none", "full_of", "percents",
]  # fmt: skip
