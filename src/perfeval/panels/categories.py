"""Fleiss' κ: how far raters put the same things into the same classes, beyond chance."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from perfeval.errors import ModelError
from perfeval.findings import Text


@frozen
class Fleiss:
    """How far raters agree on classes, beyond what chance alone would give.

    Attributes
    ----------
    kappa
        κ = (P̄ − P̄ₑ)/(1 − P̄ₑ); None where it is not defined, and `undefined` says why.
    observed, expected
        P̄, the share of pairs of raters that agree; P̄ₑ, the share that chance would give.
    subjects, raters
        How many things were put into classes, and by how many each.
    """

    kappa: Fraction | None
    observed: Fraction
    expected: Fraction
    subjects: int
    raters: int
    undefined: Text = Text()


def fleiss(counts: Sequence[Sequence[int]]) -> Fleiss:
    """Fleiss' κ of a table of counts: one row a subject, one column a class, how many raters chose it.

    Raises
    ------
    ModelError
        If there is no subject, a row is shorter than another, a count is no whole number of 0 or more, or not all subjects
        have equally many raters, two at least.

    >>> fleiss([(2, 0), (0, 2), (1, 1)]).kappa
    Fraction(1, 3)
    """
    rows = [_row(n, row) for n, row in enumerate(counts, 1)]
    if not rows or not rows[0]:
        raise ModelError("没有可比的评级。", "There are no ratings.")
    raters, classes = sum(rows[0]), len(rows[0])
    for n, row in enumerate(rows, 1):
        if len(row) != classes:
            raise ModelError(
                f"第 {n} 行有 {len(row)} 个等级，第 1 行有 {classes} 个。",
                f"Row {n} has {len(row)} classes, the first {classes}.",
            )
        if sum(row) != raters:
            raise ModelError(
                f"第 {n} 行共 {sum(row)} 人评级，第 1 行 {raters} 人；Fleiss κ 要求人数相同，缺评请用 Krippendorff α。",
                f"Row {n} has {sum(row)} raters, the first {raters}; Fleiss' kappa needs equally many. Where marks are missing, "
                "take Krippendorff's alpha.",
            )
    if raters < 2:
        raise ModelError("每项至少要有 2 人评级。", "Every subject needs two raters at least.")
    pairs = raters * (raters - 1)
    observed = Fraction(sum(c * (c - 1) for row in rows for c in row), pairs * len(rows))
    expected = sum((Fraction(sum(column), raters * len(rows)) ** 2 for column in zip(*rows, strict=True)), Fraction(0))
    if expected == 1:
        why = Text(
            "所有评级都是同一等级，偶然一致率为 1，κ 无定义",
            "all ratings are of one class; chance alone agrees, and kappa is not defined",
        )
        return Fleiss(None, observed, expected, len(rows), raters, why)
    return Fleiss((observed - expected) / (1 - expected), observed, expected, len(rows), raters)


def _row(place: int, row: Sequence[int]) -> list[int]:
    for count in row:
        if isinstance(count, bool) or not isinstance(count, int) or count < 0:
            raise ModelError(
                f"第 {place} 行的人数 {count!r} 应为不小于 0 的整数。",
                f"Row {place}: a count is a whole number of 0 or more, not {count!r}.",
            )
    return list(row)


__all__ = ["Fleiss", "fleiss"]
