"""Several people's judgements put together, in one of two ways that have to be named.

*By judgements*: the geometric mean of what they judged of each pair, which alone keeps the mean of the reciprocals the
reciprocal of the mean. *By weights*: each judges alone, and the weights are averaged.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from math import prod

from attrs import field, frozen

from perfeval.errors import ModelError
from perfeval.findings import Text
from perfeval.quantities import short
from perfeval.quantities.bounds import Interval, root
from perfeval.quantities.handed import handed
from perfeval.weighting.indices import SAATY_1980, RandomIndex
from perfeval.weighting.judgements import Judgements
from perfeval.weighting.results import Weights, weigh


class Joining(Enum):
    """How several people's judgements become one set of weights."""

    JUDGEMENTS = "judgements"  # the geometric mean of each judgement
    WEIGHTS = "weights"  # the mean of everybody's weights

    @property
    def text(self) -> Text:
        """How it is called."""
        return {
            "judgements": Text("判断的几何平均", "geometric mean of the judgements"),
            "weights": Text("各人权重的算术平均", "mean of everybody's weights"),
        }[self.value]


def _experts(experts: Mapping[str, Judgements]) -> dict[str, Judgements]:
    made = dict(experts)
    if not made:
        raise ModelError("没有专家的判断。", "There are no judgements of anybody.")
    names = next(iter(made.values())).names
    for expert, judged in made.items():
        if judged.names != names:
            raise ModelError(
                f"“{expert}”比较的指标（{'、'.join(judged.names)}）与其他专家不同（{'、'.join(names)}）。",
                f"{expert!r} compares {', '.join(judged.names)}, the others {', '.join(names)}.",
            )
    return made


@frozen
class Group:
    """What several people judged of the same items.

    Attributes
    ----------
    experts
        Everybody's judgements, by the name of who judged.

    Raises
    ------
    ModelError
        If nobody judged, or they judged different items.
    """

    experts: Mapping[str, Judgements] = field(converter=_experts)

    @property
    def names(self) -> tuple[str, ...]:
        """The items."""
        return next(iter(self.experts.values())).names

    def mean(self, one: str, other: str) -> Interval:
        """The geometric mean of what was judged of a pair, between bounds."""
        return root(self._product(one, other), len(self.experts))

    def compare(self, one: str, other: str, value: int | str | Fraction) -> int:
        """Whether the geometric mean of a pair is above (1), equal to (0) or below (−1) a number, exactly: by powers.

        Raises
        ------
        ModelError
            If the number is none above zero, or there is no such item.
        """
        than = handed(value)
        if than is None or than <= 0:
            raise ModelError(f"{value!r} 应为大于 0 的精确的数。", f"{value!r} is no exact number above zero.")
        product, power = self._product(one, other), than ** len(self.experts)
        return (product > power) - (product < power)

    def _product(self, one: str, other: str) -> Fraction:
        for name in (one, other):
            if name not in self.names:
                raise ModelError(
                    f"没有指标“{name}”；有：{'、'.join(self.names)}。",
                    f"There is no item {name!r}; there are {', '.join(self.names)}.",
                )
        i, j = self.names.index(one), self.names.index(other)
        return prod((judged.matrix[i][j] for judged in self.experts.values()), start=Fraction(1))

    def each(self, index: RandomIndex = SAATY_1980) -> dict[str, Weights]:
        """Everybody's own weights, with how far everybody's judgements fit together."""
        return {expert: judged.weights(index) for expert, judged in self.experts.items()}

    def weights(self, by: Joining, index: RandomIndex = SAATY_1980) -> Weights:
        """The weights of all together.

        Parameters
        ----------
        by
            How they are put together; the two ways give different weights.
        index
            The random index the consistency is measured by.
        """
        if Joining(by) is Joining.JUDGEMENTS:
            matrix = [[self.mean(one, other) for other in self.names] for one in self.names]
            return weigh(self.names, matrix, index)
        several = list(self.each(index).values())
        if len(several) == 1:
            return several[0]
        shares = tuple(
            sum(parts, Fraction(0)) / len(several) for parts in zip(*(w.shares for w in several), strict=True)
        )
        why = Text(
            f"权重取 {len(several)} 人的平均，没有共同的判断矩阵，一致性比例无定义；各人的见各人结果",
            f"the weights are the mean of {short(Fraction(len(several)))} people's and have no matrix in common; the ratio is not "
            "defined, everybody's own is",
        )
        return Weights(self.names, shares, max(w.width for w in several), None, index, None, why)


__all__ = ["Group", "Joining"]
