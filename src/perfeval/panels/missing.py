"""Krippendorff's α: how far coders agree where not everybody marked everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from enum import Enum
from fractions import Fraction

from attrs import frozen

from perfeval.errors import ModelError
from perfeval.findings import Text
from perfeval.panels.marks import number

Squared = Callable[[Fraction, Fraction], Fraction]


class Level(Enum):
    """What the marks are, which decides how far two of them are apart."""

    NOMINAL = "nominal"  # classes: alike or not
    ORDINAL = "ordinal"  # ranks: how many marks lie between
    INTERVAL = "interval"  # numbers: their difference
    RATIO = "ratio"  # numbers from zero on: their difference as a share of their sum


@frozen
class Krippendorff:
    """How far coders agree, beyond chance, whoever marked what.

    Attributes
    ----------
    alpha
        α = 1 − Dₒ/Dₑ; None where it is not defined, and `undefined` says why.
    level
        What the marks are taken for.
    units, marks
        How many things two or more marked, and how many marks these have together.
    """

    alpha: Fraction | None
    level: Level
    units: int
    marks: int
    undefined: Text = Text()


def krippendorff(coders: Sequence[Sequence[object]], level: Level | str = Level.INTERVAL) -> Krippendorff:
    """Krippendorff's α: one row a coder, None where a coder did not mark a thing.

    Raises
    ------
    ModelError
        If a row is shorter than another, a mark is no exact number, or there is no such level.

    >>> krippendorff([(1, 2, None, 3), (1, 2, 3, 3)], "nominal").alpha
    Fraction(1, 1)
    """
    try:
        meant = Level(level)
    except ValueError as error:
        names = [one.value for one in Level]
        raise ModelError(
            f"没有“{level}”尺度；有：{'、'.join(names)}。",
            f"There is no level {level!r}; there are {', '.join(names)}.",
        ) from error
    rows = [[None if m is None else number(m, f"#{n}") for m in row] for n, row in enumerate(coders, 1)]
    if len({len(row) for row in rows}) > 1:
        raise ModelError(
            "各人的项数不同；未评的请写 None。", "The coders have different numbers of things; write None for a gap."
        )
    units = [[m for m in column if m is not None] for column in zip(*rows, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    counts = Counter(mark for unit in units for mark in unit)
    whole = counts.total()
    apart = _apart(meant, counts)
    if not units:
        return Krippendorff(None, meant, 0, 0, Text("没有一项由 2 人以上评过", "nothing was marked by two or more"))
    if meant is Level.RATIO and min(counts) < 0:
        raise ModelError("比率尺度的分不能小于 0。", "Marks on a ratio scale are not below 0.")
    observed = sum((_pairs(Counter(unit), apart) / (len(unit) - 1) for unit in units), Fraction(0)) / whole
    expected = _pairs(counts, apart) / (whole * (whole - 1))
    if not expected:
        why = Text(
            "所有分数相同，偶然不一致为 0，α 无定义",
            "all marks are equal; chance does not disagree, and alpha is not defined",
        )
        return Krippendorff(None, meant, len(units), whole, why)
    return Krippendorff(1 - observed / expected, meant, len(units), whole)


def _pairs(counts: Counter[Fraction], apart: Squared) -> Fraction:
    """The squared distances of all ordered pairs of marks."""
    return sum((n * m * apart(one, other) for one, n in counts.items() for other, m in counts.items()), Fraction(0))


def _apart(level: Level, counts: Counter[Fraction]) -> Squared:
    """How far two marks are apart, squared."""
    if level is Level.ORDINAL:
        below, known = Fraction(0), {}
        for mark in sorted(counts):
            known[mark] = below + Fraction(counts[mark], 2)  # the middle of its marks among all in order
            below += counts[mark]
        return lambda one, other: (known[one] - known[other]) ** 2
    return {
        Level.NOMINAL: lambda one, other: Fraction(one != other),
        Level.INTERVAL: lambda one, other: (one - other) ** 2,
        Level.RATIO: lambda one, other: ((one - other) / (one + other)) ** 2 if one + other else Fraction(0),
    }[level]


__all__ = ["Krippendorff", "Level", "krippendorff"]
