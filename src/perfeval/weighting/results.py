"""What judgements give: weights, whether the judgements fit together, and which of them fits worst."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import field, frozen

from perfeval.errors import ModelError
from perfeval.findings import Text
from perfeval.quantities.bounds import Interval
from perfeval.weighting.eigenvector import Matrix, principal
from perfeval.weighting.indices import RandomIndex
from perfeval.weighting.rounding import Points, points

#: A consistency ratio below this is accepted (Saaty).
LIMIT = Fraction(1, 10)


@frozen
class Judged:
    """One judgement beside what the weights say of it.

    Attributes
    ----------
    one, other
        The items; the first counts for more by the judgement than by the weights.
    stated
        The judgement.
    implied
        What the weights would have said: the ratio of the two.
    factor
        How many times too large the judgement is.
    """

    one: str
    other: str
    stated: Fraction
    implied: Fraction
    factor: Fraction


@frozen
class Weights:
    """Weights of items, and how far the judgements behind them fit together.

    Attributes
    ----------
    names, shares
        The items and their weights, which add up to 1 exactly.
    width
        No share is further than this from its true value; 0 where they are exact.
    largest
        λmax, None for a mean of weights, which has no matrix.
    index
        The random index the ratio was made with.
    ratio
        CR = CI/RI, CI = (λmax − n)/(n − 1); None where it is not defined, and `why_no_ratio` says why.
    worst
        The judgement that fits worst; None where all fit exactly.
    """

    names: tuple[str, ...]
    shares: tuple[Fraction, ...]
    width: Fraction
    largest: Interval | None
    index: RandomIndex = field(repr=False)
    ratio: Interval | None
    why_no_ratio: Text = Text()
    worst: Judged | None = None

    @property
    def consistency_index(self) -> Interval | None:
        """CI = (λmax − n)/(n − 1); None for a single item or a mean of weights."""
        return _consistency(self.largest, len(self.names))

    @property
    def acceptable(self) -> bool | None:
        """Whether CR < 0.10 is proved (True), disproved (False), or undecided or not defined (None).

        Two items cannot contradict each other: that is proved without a ratio.
        """
        if self.ratio is None:
            return True if self.largest is not None and len(self.names) < 3 else None
        return self.ratio.below(LIMIT)

    def share(self, name: str) -> Fraction:
        """The weight of one item.

        Raises
        ------
        ModelError
            If there is no such item.
        """
        if name not in self.names:
            raise ModelError(
                f"没有指标“{name}”；有：{'、'.join(self.names)}。",
                f"There is no item {name!r}; there are {', '.join(self.names)}.",
            )
        return self.shares[self.names.index(name)]

    def points(self, total: object, unit: object = 1) -> Points:
        """The weights as points of a total, by the largest remainder; ties are named."""
        return points(self.shares, total, unit, names=self.names, width=self.width)


def weigh(names: tuple[str, ...], matrix: Matrix, index: RandomIndex) -> Weights:
    """The weights of a matrix of judgements, and what is to be said of its consistency."""
    found = principal(matrix)
    # no reciprocal matrix has an eigenvalue below its size (Saaty)
    largest = Interval(max(found.largest.low, Fraction(len(names))), max(found.largest.high, Fraction(len(names))))
    ratio, why = _ratio(largest, len(names), index)
    worst = _worst(names, matrix, found.shares) if largest.high > len(names) else None
    return Weights(names, found.shares, found.width, largest, index, ratio, why, worst)


def _consistency(largest: Interval | None, items: int) -> Interval | None:
    if largest is None or items < 2:
        return None
    return (largest - items) * Fraction(1, items - 1)


def _ratio(largest: Interval, items: int, index: RandomIndex) -> tuple[Interval | None, Text]:
    found = _consistency(largest, items)
    if found is None or items < 3:
        return None, Text(
            "不足 3 个指标，判断不会互相矛盾，一致性比例无定义",
            "fewer than 3 items cannot contradict each other; the ratio is not defined",
        )
    random = index.of(items)
    if random is None:
        return None, Text(
            f"{index.name.zh} 没有 {items} 个指标的随机一致性指标，一致性比例无定义",
            f"{index.name.en} has no random index for {items} items; the ratio is not defined",
        )
    return found * (1 / random), Text()


def _worst(names: Sequence[str], matrix: Matrix, shares: Sequence[Fraction]) -> Judged:
    pairs = [(i, j) for i in range(len(names)) for j in range(len(names)) if i != j]
    i, j = max(pairs, key=lambda pair: matrix[pair[0]][pair[1]].middle * shares[pair[1]] / shares[pair[0]])
    stated, implied = matrix[i][j].middle, shares[i] / shares[j]
    return Judged(names[i], names[j], stated, implied, stated / implied)


__all__ = ["LIMIT", "Judged", "Weights", "weigh"]
