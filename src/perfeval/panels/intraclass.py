"""Intraclass correlations in their six forms (Shrout and Fleiss 1979), by mean squares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from perfeval.errors import ModelError
from perfeval.findings import Text
from perfeval.panels.marks import mean, number

#: What each form assumes of the judges, and whether one judge's marks are meant or the mean of all.
FORMS: Mapping[str, Text] = {
    "ICC(1,1)": Text("各项由不同的人评，取一人", "each thing by other judges, one judge's marks"),
    "ICC(2,1)": Text("同一批人评各项，人是抽取的，取一人", "the same judges, drawn at random, one judge's marks"),
    "ICC(3,1)": Text("同一批人评各项，只关心这些人，取一人", "the same judges and no others, one judge's marks"),
    "ICC(1,k)": Text("各项由不同的人评，取平均", "each thing by other judges, the mean of all"),
    "ICC(2,k)": Text("同一批人评各项，人是抽取的，取平均", "the same judges, drawn at random, the mean of all"),
    "ICC(3,k)": Text("同一批人评各项，只关心这些人，取平均", "the same judges and no others, the mean of all"),
}


@frozen
class MeanSquares:
    """The mean squares of a table of marks: between things, within things, between judges, and what is left."""

    between: Fraction
    within: Fraction
    judges: Fraction
    error: Fraction


@frozen
class Intraclass:
    """How far judges give the same marks, in six forms: say which you mean.

    Attributes
    ----------
    forms
        By the names in `FORMS`; None for one that is not defined.
    squares
        The mean squares behind them, None for fewer than two things or judges.
    things, judges
        n and k.
    undefined
        Why forms are not defined.
    """

    forms: Mapping[str, Fraction | None]
    squares: MeanSquares | None
    things: int
    judges: int
    undefined: Text = Text()


def intraclass(rows: Sequence[Sequence[object]]) -> Intraclass:
    """The six intraclass correlations of a table: one row a thing, one column a judge.

    Raises
    ------
    ModelError
        If a row is shorter than another, or a mark is no exact number.
    """
    table = [[number(mark, f"#{n}") for mark in row] for n, row in enumerate(rows, 1)]
    n, k = len(table), len(table[0]) if table else 0
    uneven = next((place for place, row in enumerate(table, 1) if len(row) != k), None)
    if uneven is not None:
        raise ModelError(
            f"第 {uneven} 项有 {len(table[uneven - 1])} 个分，第 1 项有 {k} 个；缺评请用 Krippendorff α。",
            f"Thing {uneven} has {len(table[uneven - 1])} marks, the first {k}; where marks are missing, take Krippendorff's alpha.",
        )
    if n < 2 or k < 2:
        why = Text(f"{n} 项、{k} 人，各至少要 2", f"{n} things and {k} judges; two of each are needed")
        return Intraclass(dict.fromkeys(FORMS), None, n, k, why)
    squares = _squares(table, n, k)
    forms = _forms(squares, n, k)
    why = Text()
    if None in forms.values():
        why = Text(
            "各项之间几乎没有差别，方差估计不大于 0，组内相关无定义",
            "the things hardly differ; a variance estimated at 0 or below has no correlation",
        )
    return Intraclass(forms, squares, n, k, why)


def _squares(table: Sequence[Sequence[Fraction]], n: int, k: int) -> MeanSquares:
    grand = mean([mark for row in table for mark in row])
    things = sum(((mean(row) - grand) ** 2 for row in table), Fraction(0)) * k
    judges = sum(((mean(column) - grand) ** 2 for column in zip(*table, strict=True)), Fraction(0)) * n
    whole = sum(((mark - grand) ** 2 for row in table for mark in row), Fraction(0))
    return MeanSquares(
        things / (n - 1),
        (whole - things) / (n * (k - 1)),
        judges / (k - 1),
        (whole - things - judges) / ((n - 1) * (k - 1)),
    )


def _forms(squares: MeanSquares, n: int, k: int) -> dict[str, Fraction | None]:
    b, w, j, e = squares.between, squares.within, squares.judges, squares.error
    parts = {
        "ICC(1,1)": (b - w, b + (k - 1) * w),
        "ICC(2,1)": (b - e, b + (k - 1) * e + k * (j - e) / n),
        "ICC(3,1)": (b - e, b + (k - 1) * e),
        "ICC(1,k)": (b - w, b),
        "ICC(2,k)": (b - e, b + (j - e) / n),
        "ICC(3,k)": (b - e, b),
    }
    return {name: top / bottom if bottom > 0 else None for name, (top, bottom) in parts.items()}


__all__ = ["FORMS", "Intraclass", "MeanSquares", "intraclass"]
