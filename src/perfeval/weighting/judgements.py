"""Judgements in pairs: by how much one item counts for more than another, on Saaty's scale from 1/9 to 9.

Rule 1: every pair is judged once, and the other way round is its reciprocal; what is missing or contradicts is refused.
Rule 2: a judgement is exact; a binary fraction (0.2) is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from attrs import field, frozen

from perfeval.errors import ModelError
from perfeval.quantities.bounds import Interval
from perfeval.quantities.handed import handed
from perfeval.weighting.indices import SAATY_1980, RandomIndex
from perfeval.weighting.results import Weights, weigh

MOST = Fraction(9)
#: So many items are compared at once; more belong under several parents.
MOST_ITEMS = 15

Pairs = Mapping[tuple[str, str], object]


def _names(names: Iterable[object]) -> tuple[str, ...]:
    if isinstance(names, str):
        raise ModelError(
            f"指标名称应为一列文本，得到“{names}”。", f"The items are a list of texts, not one text: {names!r}."
        )
    made = tuple(names)
    for name in made:
        if not isinstance(name, str) or not name.strip():
            raise ModelError(f"指标名称应为文本，得到 {name!r}。", f"An item is called by a text, not {name!r}.")
    found = [name for name in made if isinstance(name, str)]
    twice = next((name for name in found if found.count(name) > 1), None)
    if twice is not None:
        raise ModelError(f"指标“{twice}”出现两次。", f"The item {twice!r} occurs twice.")
    if not made:
        raise ModelError("没有要比较的指标。", "There is no item to compare.")
    if len(made) > MOST_ITEMS:
        raise ModelError(
            f"一次比较 {len(made)} 个指标，超过 {MOST_ITEMS} 个；请分到几个上级指标之下，逐组比较。",
            f"{len(made)} items are compared at once, more than {MOST_ITEMS}; put them under several parents and compare each group.",
        )
    return tuple(found)


@frozen
class Judgements:
    """What one person judged of some items, pair by pair.

    `Judgements(("数量", "质量"), {("数量", "质量"): 3})` says that 数量 counts three times as much as 质量.

    Attributes
    ----------
    names
        The items, at most `MOST_ITEMS`.
    pairs
        By how much the first of a pair counts for more than the second, from 1/9 to 9: a whole number, a fraction, or a text
        ("1/3", "0.5"). Each pair is needed once; both ways are taken if they are reciprocals.

    Raises
    ------
    ModelError
        If a pair is missing, judged twice and differently, out of scale, no exact number, or about an item that is none.
    """

    names: tuple[str, ...] = field(converter=_names)
    pairs: Pairs = field(repr=False, hash=False)
    matrix: tuple[tuple[Fraction, ...], ...] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        known: dict[tuple[str, str], Fraction] = {}
        for pair, value in dict(self.pairs).items():
            one, other = self._pair(pair)
            stated = _judgement(one, other, value)
            before = known.get((one, other))
            if before is not None and before != stated:
                raise ModelError(
                    f"“{one}”与“{other}”的两个判断互不为倒数：{before}、{stated}；请保留一个。",
                    f"{one!r} to {other!r} is judged {before} and {stated}, which are no reciprocals; keep one of them.",
                )
            known[one, other], known[other, one] = stated, 1 / stated
        missing = next((pair for pair in combinations(self.names, 2) if pair not in known), None)
        if missing is not None:
            raise ModelError(
                f"缺少“{missing[0]}”与“{missing[1]}”的判断；{len(self.names)} 个指标要两两比较 {len(self.names) * (len(self.names) - 1) // 2} 次。",
                f"{missing[0]!r} and {missing[1]!r} are not compared; {len(self.names)} items need "
                f"{len(self.names) * (len(self.names) - 1) // 2} judgements.",
            )
        rows = tuple(tuple(known.get((i, j), Fraction(1)) for j in self.names) for i in self.names)
        object.__setattr__(self, "matrix", rows)

    def _pair(self, pair: object) -> tuple[str, str]:
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise ModelError(
                f"判断应以两个指标为键，得到 {pair!r}。", f"A judgement is about a pair of items, not {pair!r}."
            )
        for name in pair:
            if name not in self.names:
                raise ModelError(
                    f"判断提到的“{name}”不在所列指标中；有：{'、'.join(self.names)}。",
                    f"A judgement names {name!r}, which is no item; there are {', '.join(self.names)}.",
                )
        return pair[0], pair[1]

    @classmethod
    def of_matrix(cls, names: Sequence[str], rows: Sequence[Sequence[object]]) -> Judgements:
        """The same from a whole matrix, row by row; its diagonal is 1.

        Raises
        ------
        ModelError
            If it is not square, or its two halves are no reciprocals.
        """
        names = _names(names)
        if len(rows) != len(names) or any(len(row) != len(names) for row in rows):
            raise ModelError(
                f"判断矩阵应为 {len(names)} 行 {len(names)} 列。",
                f"The matrix needs {len(names)} rows of {len(names)} judgements.",
            )
        return cls(names, {(one, other): rows[i][j] for i, one in enumerate(names) for j, other in enumerate(names)})

    def weights(self, index: RandomIndex = SAATY_1980) -> Weights:
        """The weights of these judgements by the principal eigenvector, and whether the judgements fit together.

        Parameters
        ----------
        index
            The random index their consistency is measured by; the published tables differ.
        """
        return weigh(self.names, [[Interval.of(value) for value in row] for row in self.matrix], index)


def _judgement(one: str, other: str, value: object) -> Fraction:
    """A judgement on the scale."""
    stated = handed(value)
    if stated is None:
        raise ModelError(
            f'“{one}”与“{other}”的判断 {value!r} 不是精确的数；请写成整数、文本（"1/3"、"0.5"）或 Fraction。',
            f"The judgement of {one!r} and {other!r}, {value!r}, is no exact number; write an int, a text ('1/3', '0.5') or a Fraction.",
        )
    if one == other and stated != 1:
        raise ModelError(f"“{one}”与自身相比只能为 1，得到 {stated}。", f"{one!r} to itself is 1, not {stated}.")
    if not 1 / MOST <= stated <= MOST:
        raise ModelError(
            f"“{one}”与“{other}”的判断 {stated} 超出标度 1/9～9。",
            f"The judgement of {one!r} and {other!r}, {stated}, is off the scale from 1/9 to 9.",
        )
    return stated


__all__ = ["MOST", "MOST_ITEMS", "Judgements"]
