"""Marks: exact numbers, and what is left of them without the highest and the lowest."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from perfeval.errors import ModelError
from perfeval.quantities.handed import handed

#: Without this many experts no mark is dropped: too little would be left.
LEAST = 5


def number(value: object, where: str) -> Fraction:
    """An exact number.

    Raises
    ------
    ModelError
        If it is none.
    """
    found = handed(value)
    if found is None:
        raise ModelError(
            f'{where} 的 {value!r} 不是精确的数；请写成整数、文本（"8.5"）或 Fraction。',
            f"{value!r} of {where} is no exact number; write an int, a text ('8.5') or a Fraction.",
        )
    return found


def mean(values: Sequence[Fraction]) -> Fraction:
    """The mean of several."""
    return sum(values, Fraction(0)) / len(values)


def median(values: Sequence[Fraction]) -> Fraction:
    """The middle of several in order; of an even number the mean of the two in the middle."""
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2


def kept(values: Sequence[Fraction], drop: tuple[int, int]) -> list[int]:
    """The places of those that are left without so many of the lowest and of the highest, in their order.

    Raises
    ------
    ModelError
        If something is to be dropped of fewer than `LEAST`, or nothing would be left.
    """
    low, high = drop
    if any(isinstance(n, bool) or not isinstance(n, int) or n < 0 for n in drop):
        raise ModelError(
            f"去掉的最低、最高个数应为不小于 0 的整数，得到 {drop!r}。",
            f"What is dropped is two whole numbers of 0 or more, not {drop!r}.",
        )
    if not values:
        raise ModelError("没有分数。", "There are no marks.")
    if low + high and len(values) < LEAST:
        raise ModelError(
            f"只有 {len(values)} 位专家，不足 {LEAST} 位，不宜去掉最高分和最低分；请改用全部分数的平均。",
            f"With {len(values)} experts, fewer than {LEAST}, neither the highest nor the lowest mark is dropped; take the mean "
            "of all.",
        )
    if low + high >= len(values):
        raise ModelError(
            f"{len(values)} 个分去掉 {low} 个最低、{high} 个最高后没有剩余。",
            f"Of {len(values)} marks nothing is left without the {low} lowest and the {high} highest.",
        )
    order = sorted(range(len(values)), key=lambda n: (values[n], n))
    return sorted(order[low : len(order) - high])


def trimmed_mean(values: Sequence[object], drop: tuple[int, int] = (1, 1)) -> Fraction:
    """The mean without so many of the lowest and of the highest.

    Raises
    ------
    ModelError
        If there are fewer than `LEAST`, too few are left, or a mark is no exact number.

    >>> trimmed_mean((90, 92, 85, 88, 95, 91, 60))
    Fraction(446, 5)
    """
    numbers = [number(value, f"#{n}") for n, value in enumerate(values, 1)]
    return mean([numbers[n] for n in kept(numbers, drop)])


__all__ = ["LEAST", "kept", "mean", "median", "number", "trimmed_mean"]
