"""A panel of experts: their marks, the score that comes of them, and what is to be known of every one of them.

Rule 1: an expert who did not mark something has no total; nothing is filled in.
Rule 2: what is not defined says why, and is neither 0 nor 1.
Rule 3: a copy, a hard judge or an indifferent one is a question with what would make it innocent, never a verdict.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen

from perfeval.errors import ModelError
from perfeval.findings import Text
from perfeval.panels.agreement import Kendall, kendall
from perfeval.panels.intraclass import Intraclass, intraclass
from perfeval.panels.marks import LEAST, kept, mean, median, number
from perfeval.panels.missing import Krippendorff, Level, krippendorff
from perfeval.quantities import short
from perfeval.quantities.bounds import Interval, root

#: So many equal marks are needed before two sheets that are alike are worth a question.
TELLING = 3
#: A coefficient of variation up to this is customary for a round of a Delphi survey to be the last.
SETTLED = Fraction(1, 4)

Marks = Mapping[str, Mapping[str, object]]


@frozen
class PanelScore:
    """The score a panel gave: the mean of the totals that were kept.

    Attributes
    ----------
    total, of
        The score, and the points it is out of.
    items
        The mean of the kept experts for each item; they add up to the total.
    all
        The mean of all totals, nothing dropped.
    kept, low, high
        The experts whose totals count, and those whose totals were dropped as the lowest and the highest.
    ties
        Experts of equal totals of which only some were dropped, the first of them: the total does not depend on it, the
        items may.
    """

    total: Fraction
    of: Fraction
    items: Mapping[str, Fraction]
    all: Fraction
    kept: tuple[str, ...]
    low: tuple[str, ...]
    high: tuple[str, ...]
    ties: tuple[tuple[str, ...], ...] = ()


@frozen
class Line:
    """What a panel says of one item.

    Attributes
    ----------
    item
        The item.
    of
        Its points, None where none are given.
    marks
        How many marked it.
    mean, median, lowest, highest
        Of its marks; None where nobody marked it.
    mad
        The median distance from the median.
    variation
        The coefficient of variation, standard deviation (by m − 1) over mean, between bounds; None where it is not defined.
    """

    item: str
    of: Fraction | None
    marks: int
    mean: Fraction | None = None
    median: Fraction | None = None
    lowest: Fraction | None = None
    highest: Fraction | None = None
    mad: Fraction | None = None
    variation: Interval | None = None

    @property
    def settled(self) -> bool | None:
        """Whether the coefficient of variation is at most a quarter, as is customary; None where it is not defined."""
        return None if self.variation is None else self.variation.high <= SETTLED


@frozen
class Reviewer:
    """What is to be known of one expert.

    Attributes
    ----------
    name
        The expert.
    marked
        How many items this expert marked.
    severity
        The mean of own mark less the panel's median: below zero for a hard judge. In points of a hundred where points are
        known, else in marks. None for one who marked nothing.
    spread
        The median distance from the panel's median, in the same.
    order
        How far this expert puts the items in the order of all others together: Kendall's W of the two.
    alike
        The experts whose marks are the very same, on at least `TELLING` items that not everybody marked so.
    flat
        All items got one and the same share of their points.
    """

    name: str
    marked: int
    severity: Fraction | None
    spread: Fraction | None
    order: Kendall
    alike: tuple[str, ...] = ()
    flat: bool = False


def _points(out_of: Mapping[str, object] | None) -> dict[str, Fraction]:
    made = {}
    for item, value in (out_of or {}).items():
        found = number(value, f"“{item}”")
        if found <= 0:
            raise ModelError(
                f"“{item}”的分值应大于 0，得到 {short(found)}。",
                f"The points of {item!r} have to be above 0, not {short(found)}.",
            )
        made[item] = found
    return made


def _marks(marks: Marks) -> dict[str, dict[str, Fraction | None]]:
    made: dict[str, dict[str, Fraction | None]] = {}
    for expert, row in dict(marks).items():
        if not isinstance(row, Mapping):
            raise ModelError(
                f"“{expert}”的打分应为“项目: 分数”。", f"The marks of {expert!r} are a mapping from items to marks."
            )
        made[expert] = {i: None if m is None else number(m, f"“{expert}”/“{i}”") for i, m in row.items()}
    return made


@frozen
class Panel:
    """The marks of a panel: of each expert, a mark for each item; None where the expert gave none.

    Attributes
    ----------
    marks
        By expert and item: whole numbers, fractions or texts.
    out_of
        The points of each item. Without them items are things of one kind, such as projects, that are compared.

    Raises
    ------
    ModelError
        If a mark is no exact number, is below 0 or above the points, is for an item without points, or there are none.
    """

    marks: Mapping[str, Mapping[str, Fraction | None]] = field(converter=_marks)
    out_of: Mapping[str, Fraction] = field(factory=dict, converter=_points)
    _shares: Mapping[str, Mapping[str, Fraction]] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        self._check()
        shares = {
            e: {i: m * 100 / self.out_of[i] if self.out_of else m for i in self.items if (m := row.get(i)) is not None}
            for e, row in self.marks.items()
        }
        object.__setattr__(self, "_shares", shares)

    def _check(self) -> None:
        if not self.marks or not self.items:
            raise ModelError("没有专家，或没有打分的项目。", "There is no expert, or nothing to mark.")
        for expert, row in self.marks.items():
            for item, mark in row.items():
                if self.out_of and item not in self.out_of:
                    raise ModelError(
                        f"“{expert}”给“{item}”打了分，但“{item}”没有分值；有：{'、'.join(self.out_of)}。",
                        f"{expert!r} marks {item!r}, which has no points; there are {', '.join(self.out_of)}.",
                    )
                if mark is not None and not 0 <= mark <= self.out_of.get(item, mark):
                    most = self.out_of.get(item)
                    ends = f"0～{short(most)}" if most is not None else "≥0"
                    raise ModelError(
                        f"“{expert}”给“{item}”打了 {short(mark)} 分，应在 {ends} 之间。",
                        f"{expert!r} marks {item!r} with {short(mark)}; it has to be {ends}.",
                    )

    @property
    def items(self) -> tuple[str, ...]:
        """What is marked, in the order of the points, or of the first expert who marked it."""
        return tuple(self.out_of or dict.fromkeys(item for row in self.marks.values() for item in row))

    @property
    def experts(self) -> tuple[str, ...]:
        """Who marks."""
        return tuple(self.marks)

    def mark(self, expert: str, item: str) -> Fraction | None:
        """One mark, None where there is none."""
        return self.marks[expert].get(item)

    @property
    def gaps(self) -> tuple[tuple[str, str], ...]:
        """Who did not mark what."""
        return tuple((e, i) for e in self.experts for i in self.items if self.mark(e, i) is None)

    def score(self, drop: tuple[int, int] = (0, 0)) -> PanelScore:
        """The mean of the experts' totals, without so many of the lowest and of the highest.

        Raises
        ------
        ModelError
            If the items have no points, an expert did not mark all, or there are too few experts to drop any.
        """
        self._complete()
        totals = [sum((m for m in row.values() if m is not None), Fraction(0)) for row in self.marks.values()]
        left = kept(totals, drop)
        chosen = tuple(self.experts[n] for n in left)
        gone = sorted((n for n in range(len(totals)) if n not in left), key=lambda n: (totals[n], n))
        items = {item: mean([self._of_item(item)[e] for e in chosen]) for item in self.items}
        return PanelScore(
            mean([totals[n] for n in left]), sum(self.out_of.values(), Fraction(0)), items, mean(totals), chosen,
            tuple(self.experts[n] for n in gone[: drop[0]]), tuple(self.experts[n] for n in gone[drop[0] :]),
            self._ties(totals, left),
        )  # fmt: skip

    def _complete(self) -> None:
        """Make sure that every expert has a total."""
        if not self.out_of:
            raise ModelError("各项没有分值，不能合成总分。", "The items have no points; they make no total.")
        if self.gaps:
            expert, item = self.gaps[0]
            raise ModelError(
                f"“{expert}”未评“{item}”（共缺 {len(self.gaps)} 处），没有总分；请补评，或不计这位专家。",
                f"{expert!r} has not marked {item!r} ({len(self.gaps)} marks are missing) and has no total; let it be marked, or leave "
                "that expert out.",
            )

    def _ties(self, totals: list[Fraction], left: list[int]) -> tuple[tuple[str, ...], ...]:
        """The experts of one total of whom only some are left."""
        groups = [[n for n in range(len(totals)) if totals[n] == value] for value in dict.fromkeys(totals)]
        split = [group for group in groups if 0 < len(set(group) & set(left)) < len(group)]
        return tuple(tuple(self.experts[n] for n in group) for group in split)

    def lines(self) -> tuple[Line, ...]:
        """What the panel says of each item."""
        return tuple(
            _line(i, self.out_of.get(i), [m for e in self.experts if (m := self.mark(e, i)) is not None])
            for i in self.items
        )

    def means(self, drop: tuple[int, int] = (0, 0)) -> dict[str, Fraction]:
        """The mean mark of each item, without so many of its lowest and of its highest.

        Raises
        ------
        ModelError
            If an item has too few marks.
        """
        made = {}
        for item in self.items:
            found = [m for e in self.experts if (m := self.mark(e, item)) is not None]
            made[item] = mean([found[n] for n in kept(found, drop)])
        return made

    def agreement(self) -> Kendall:
        """How far the experts put the items in one order: by the share of their points where these are known."""
        if self.gaps:
            expert, item = self.gaps[0]
            why = Text(
                f"“{expert}”未评“{item}”，次序不全", f"{expert} has not marked {item}; the order is not complete"
            )
            return Kendall(None, None, Fraction(0), 0, len(self.experts), len(self.items), why)
        return kendall([list(self._shares[e].values()) for e in self.experts])

    def correlation(self) -> Intraclass:
        """How far the experts give the same marks, in six forms; of shares of the points where these are known."""
        if self.gaps:
            expert, item = self.gaps[0]
            why = Text(f"“{expert}”未评“{item}”", f"{expert} has not marked {item}")
            return Intraclass(dict.fromkeys(intraclass([]).forms), None, len(self.items), len(self.experts), why)
        return intraclass([[self._shares[e][i] for e in self.experts] for i in self.items])

    def alpha(self, level: Level | str = Level.INTERVAL) -> Krippendorff:
        """How far the experts give the same marks, whoever marked what; of shares of the points where these are known."""
        return krippendorff([[self._shares[e].get(i) for i in self.items] for e in self.experts], level)

    def reviewers(self) -> tuple[Reviewer, ...]:
        """What is to be known of each expert."""
        middles = {i: median(found) for i in self.items if (found := self._shares_of(i))}
        return tuple(self._reviewer(expert, middles) for expert in self.experts)

    def _of_item(self, item: str) -> dict[str, Fraction]:
        """The marks an item got, by expert."""
        return {e: m for e in self.experts if (m := self.mark(e, item)) is not None}

    def _shares_of(self, item: str) -> list[Fraction]:
        """The shares of an item, as points of a hundred of its points where these are known."""
        return [shares[item] for shares in self._shares.values() if item in shares]

    def _reviewer(self, expert: str, middles: Mapping[str, Fraction]) -> Reviewer:
        own = self._shares[expert]
        apart = [own[i] - middles[i] for i in own]
        return Reviewer(
            expert, len(own), mean(apart) if apart else None, median([abs(a) for a in apart]) if apart else None,
            self._order(expert, own), self._alike(expert, own), len(own) >= TELLING and len(set(own.values())) == 1,
        )  # fmt: skip

    def _order(self, expert: str, own: Mapping[str, Fraction]) -> Kendall:
        """The order of one expert beside that of all others: of the items that all of them marked."""
        rest = [self._shares[e] for e in self.experts if e != expert]
        items = [i for i in own if all(i in other for other in rest)]
        if not rest:
            return kendall([[own[i] for i in items]])
        return kendall([[own[i] for i in items], [mean([other[i] for other in rest]) for i in items]])

    def _alike(self, expert: str, own: Mapping[str, Fraction]) -> tuple[str, ...]:
        """Who has the very same sheet, and not only because everybody gave these marks."""
        telling = [i for i in own if len(set(self._shares_of(i))) > 1]
        if len(own) < TELLING or not telling:
            return ()
        return tuple(e for e in self.experts if e != expert and self._shares[e] == own)


def _line(item: str, of: Fraction | None, marks: list[Fraction]) -> Line:
    if not marks:
        return Line(item, of, 0)
    middle, average = median(marks), mean(marks)
    variation = None
    if len(marks) > 1 and average:
        square = sum(((m - average) ** 2 for m in marks), Fraction(0)) / (len(marks) - 1) / average**2
        variation = root(square, 2)
    mad = median([abs(m - middle) for m in marks])
    return Line(item, of, len(marks), average, middle, min(marks), max(marks), mad, variation)


__all__ = ["LEAST", "SETTLED", "TELLING", "Line", "Panel", "PanelScore", "Reviewer"]
