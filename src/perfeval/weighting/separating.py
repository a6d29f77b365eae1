"""Which indicators tell units apart, and which separate nobody. A diagnostic: it proposes no weights.

Entropy and CRITIC give the more "weight" the more an indicator differs between units. That says something about the units
of one year, not about what matters, and no rule of the field gives points by it: an indicator that everybody fulfils may be
the most important one. What is worth knowing is the other end: an indicator at one value for all says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from fractions import Fraction

from attrs import frozen

from perfeval.errors import ModelError
from perfeval.findings import Text
from perfeval.quantities.bounds import Interval, logarithm, root, total
from perfeval.quantities.handed import handed

Column = list[Fraction]


class Method(Enum):
    """How differing is measured."""

    ENTROPY = "entropy"  # 1 − Shannon's entropy of the shares
    CRITIC = "critic"  # spread times what it does not share with the others, by Pearson (Diakoulaki 1995)
    CRITIC_SPEARMAN = "critic-spearman"  # the same, by Spearman


@frozen
class Diagnostic:
    """How much each indicator tells the units apart, as shares of one whole. Not a proposal of weights.

    Attributes
    ----------
    method
        How it was measured.
    shares
        By indicator, between bounds; None where it is not defined, and `undefined` says why.
    silent
        The indicators that have one value for all units, and so separate nobody.
    units
        How many units there are.
    notes
        What to know of it.
    """

    method: Method
    shares: Mapping[str, Interval] | None
    silent: tuple[str, ...]
    units: int
    undefined: Text = Text()
    notes: tuple[Text, ...] = ()


def separating(
    units: Mapping[str, Mapping[str, object]] | Sequence[Sequence[object]],
    method: Method | str = Method.ENTROPY,
    *,
    less: Iterable[str] = (),
) -> Diagnostic:
    """How much each indicator tells units apart. A diagnostic of the indicators; it proposes no points.

    Parameters
    ----------
    units
        Of each unit, its value of every indicator: whole numbers, fractions or texts ("95%"). Without names, one row a
        unit; the indicators are then called by their numbers: "1", "2", …
    method
        `entropy`, `critic` or `critic-spearman`.
    less
        The indicators of which less is better.

    Raises
    ------
    ModelError
        If a value is missing, negative (for entropy) or no exact number, or an indicator is unknown.
    """
    way = _method(method)
    named = units if isinstance(units, Mapping) else _numbered(units)
    columns = _columns(named)
    for name in less:
        if name not in columns:
            raise ModelError(
                f"没有指标“{name}”；有：{'、'.join(columns)}。",
                f"There is no indicator {name!r}; there are {', '.join(columns)}.",
            )
        ends = min(columns[name]) + max(columns[name])
        columns[name] = [ends - value for value in columns[name]]
    silent = tuple(name for name, column in columns.items() if len(set(column)) == 1)
    made = _SHARES[way](columns, silent)
    shares, undefined = (None, made) if isinstance(made, Text) else (made, Text())
    notes: tuple[Text, ...] = ()
    if len(units) == 2 and way is not Method.ENTROPY:
        notes = (Text("只有两个单位，相关系数只能是 1 或 -1", "of two units all correlations are 1 or -1"),)
    return Diagnostic(way, shares, silent, len(units), undefined, notes)


def _method(method: Method | str) -> Method:
    try:
        return Method(method)
    except ValueError as error:
        names = [one.value for one in Method]
        raise ModelError(
            f"没有“{method}”方法；有：{'、'.join(names)}。",
            f"There is no method {method!r}; there are {', '.join(names)}.",
        ) from error


def _numbered(rows: Sequence[Sequence[object]]) -> dict[str, dict[str, object]]:
    """Rows without names, by their numbers."""
    return {str(n): {str(k): value for k, value in enumerate(row, 1)} for n, row in enumerate(rows, 1)}


def _columns(units: Mapping[str, Mapping[str, object]]) -> dict[str, Column]:
    if not units:
        raise ModelError("没有单位。", "There are no units.")
    names = list(next(iter(units.values())))
    if not names:
        raise ModelError("没有指标。", "There are no indicators.")
    columns: dict[str, Column] = {name: [] for name in names}
    for unit, row in units.items():
        odd = next((name for name in [*names, *row] if (name in row) is not (name in columns)), None)
        if odd is not None:
            raise ModelError(
                f"“{odd}”不是每个单位都有（见“{unit}”）。", f"Not every unit has {odd!r}: look at {unit!r}."
            )
        for name in names:
            found = handed(row[name])
            if found is None:
                raise ModelError(
                    f"“{unit}”的“{name}”为 {row[name]!r}，不是精确的数；文字指标不能这样比较。",
                    f"{unit!r} has {row[name]!r} for {name!r}, which is no exact number; words are not compared so.",
                )
            columns[name].append(found)
    return columns


# --- entropy --------------------------------------------------------------------------------------------------------


def _entropy(columns: Mapping[str, Column], silent: Sequence[str]) -> dict[str, Interval] | Text:
    for name, column in columns.items():
        low = min(column)
        if low < 0:
            raise ModelError(
                f"“{name}”有负值 {low}，熵值法不适用。", f"{name!r} has a value below zero, {low}; it has no entropy."
            )
        if not any(column):
            return Text(f"“{name}”全为 0，比重无定义", f"{name} is 0 for all; shares of it are not defined")
    found = {
        name: Interval.of(0) if name in silent else Interval.of(1) - _entropy_of(column)
        for name, column in columns.items()
    }
    return _normal(found)


def _entropy_of(column: Column) -> Interval:
    """−Σ p ln p / ln m, with 0 ln 0 = 0; of a constant column it is 1, and is not computed."""
    whole = sum(column, Fraction(0))
    parts = [logarithm(value / whole) * (value / whole) for value in column if value]
    return (total(parts) * -1 / logarithm(Fraction(len(column)))).rounded()


def _normal(found: Mapping[str, Interval]) -> dict[str, Interval] | Text:
    """The same as shares of their sum; what all other parts are enters once above and once below."""
    if not any(part.high for part in found.values()):
        return Text(
            "各指标对所有单位都只有一个值，无从区分", "no indicator differs between units; there is nothing to share"
        )
    low, high = sum(p.low for p in found.values()), sum(p.high for p in found.values())
    return {
        name: Interval(
            part.low / (part.low + high - part.high) if part.low > 0 else Fraction(0),
            part.high / (part.high + low - part.low),
        ).rounded()
        for name, part in found.items()
    }


# --- CRITIC ---------------------------------------------------------------------------------------------------------


def _critic(columns: Mapping[str, Column], silent: Sequence[str], *, ranked: bool) -> dict[str, Interval] | Text:
    if silent:
        return Text(
            f"“{'”、“'.join(silent)}”对所有单位都只有一个值，标准差为 0，相关系数无定义",
            f"{', '.join(silent)} {'has' if len(silent) == 1 else 'have'} one value for all units; with a deviation of 0 no "
            "correlation is defined",
        )
    scaled = {name: _scaled(column) for name, column in columns.items()}
    compared = {name: _ranks(column) for name, column in scaled.items()} if ranked else scaled
    found = {}
    for name, column in scaled.items():
        apart = [Interval.of(1) - _correlation(compared[name], other) for key, other in compared.items() if key != name]
        found[name] = (root(_covariance(column, column), 2) * total(apart)).rounded()
    return _normal(found)


def _scaled(column: Column) -> Column:
    low, high = min(column), max(column)
    return [(value - low) / (high - low) for value in column]


def _ranks(column: Column) -> Column:
    """The ranks from 1, equal values at the mean of theirs."""
    return [Fraction(2 * sum(v < value for v in column) + column.count(value) + 1, 2) for value in column]


def _covariance(one: Column, other: Column) -> Fraction:
    n = len(one)
    product = sum((a * b for a, b in zip(one, other, strict=True)), Fraction(0))
    return product / n - sum(one, Fraction(0)) * sum(other, Fraction(0)) / n**2


def _correlation(one: Column, other: Column) -> Interval:
    return Interval.of(_covariance(one, other)) / root(_covariance(one, one) * _covariance(other, other), 2)


_SHARES: dict[Method, Callable[[Mapping[str, Column], Sequence[str]], dict[str, Interval] | Text]] = {
    Method.ENTROPY: _entropy,
    Method.CRITIC: lambda columns, silent: _critic(columns, silent, ranked=False),
    Method.CRITIC_SPEARMAN: lambda columns, silent: _critic(columns, silent, ranked=True),
}

__all__ = ["Diagnostic", "Method", "separating"]
