"""Ways of giving points by steps, ranges, tiers and lists; see `scoring` for what all of them have to say."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction
from itertools import pairwise

from attrs import field, frozen

from perfeval.errors import PackError
from perfeval.findings import Text
from perfeval.quantities import short
from perfeval.ruling.base import as_tuple
from perfeval.ruling.scoring import (
    ONE,
    ZERO,
    Award,
    Better,
    ByFigure,
    ByPerson,
    Exact,
    Side,
    exact,
    exact_or_none,
    percents,
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
class Steps(ByFigure):
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
    full
        Full marks as the rule's text states them, held against the indicator's points.
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
        return self.side.better

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
class BandsScore(ByFigure):
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
    """A tier of a qualitative indicator.

    Attributes
    ----------
    id, label
        Slug; its words as the form prints them.
    low, high
        The share of the points it gives, from `low` (it belongs to the tier) up to `high`.
    words
        Other wordings of it.
    """

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
class Tiers(ByPerson):
    """Tiers of a qualitative result: the stated tier bounds the points, a person chooses within it.

    Attributes
    ----------
    tiers
        From the best to the worst, from 100 % down to 0, without a gap.
    """

    tiers: tuple[Tier, ...] = field(converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        ends = [(t.low, t.high) for t in self.tiers]
        if not ends or ends[0][1] != ONE or ends[-1][0] != ZERO or any(low >= high for low, high in ends):
            raise PackError("定性分档应从100%到0。", "Tiers have to reach from 100 % down to 0.")
        if any(upper[0] != lower[1] for upper, lower in pairwise(ends)):
            raise PackError("定性分档之间不应留空或重叠。", "Tiers may leave no gap and not overlap.")

    @property
    def open(self) -> Text:
        """Which tier was reached is for a person."""
        return Text("定性指标，达到哪一档由人判断", "qualitative: a person judges which tier was reached")

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
class Checklist(ByPerson):
    """Points for requirements that papers have to show (有制度, 已公开); no figure of the report decides them.

    Attributes
    ----------
    items
        Pairs of a requirement and its points, or requirements alone where only breaches cost something.
    deduct
        What each breach costs, once a person has counted them; None where nobody says.
    why
        Why no figure decides it, as a score says it.
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
    def open(self) -> Text:
        """What has to be looked at."""
        return self.why

    def counted(self, breaches: int, points: Fraction) -> tuple[Award, ...]:
        """The points once a person has counted the breaches; nothing where a breach has no price."""
        if self.deduct is None:
            return ()
        left = max(points - self.deduct * breaches, ZERO)
        sum_text = f"{short(points)}-{breaches}×{short(self.deduct)}"
        return (Award(left, Text(sum_text, sum_text)),)

    def text(self) -> Text:
        """The requirements."""
        names = [f"{i[0]}（{short(exact(i[1]))}分）" if isinstance(i, tuple) else i for i in self.items]
        cost = "" if self.deduct is None else f"，每有一项不符扣{short(self.deduct)}分"
        cost_en = "" if self.deduct is None else f", each breach costs {short(self.deduct)}"
        return Text(f"{'；'.join(names) or self.why.zh}{cost}", f"{'; '.join(names) or self.why.en}{cost_en}")


@frozen
class Unweighted(ByFigure):
    """No points: the indicator's value is computed and shown, for a reference framework that gives none."""

    @property
    def better(self) -> Better:
        """Nobody says."""
        return Better.NONE

    def awards(self, value: Fraction, points: Fraction) -> tuple[Award, ...]:
        """No points for any value."""
        return (Award(ZERO),)

    def text(self) -> Text:
        """No points."""
        return Text("参考指标，未规定分值", "a reference indicator without points")


__all__ = ["BandsScore", "Checklist", "Rounding", "Steps", "Tier", "Tiers", "Unweighted"]
