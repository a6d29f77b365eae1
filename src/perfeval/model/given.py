"""The shapes in which a program may hand over figures, for type checkers; what is in them is checked when they are read."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from typing import Protocol, SupportsIndex, runtime_checkable

from perfeval.model.names import Stage
from perfeval.quantities import Quantity


@runtime_checkable
class DecimalLike(Protocol):
    """A decimal number that says which digits it has, as those of the standard library do."""

    def as_tuple(self) -> tuple[int, tuple[int, ...], int | str]:
        """Its sign, its digits, and the power of ten of the last one."""
        ...


#: One number, with the digits it is printed with. A binary fraction has none, and is refused.
Amount = str | SupportsIndex | Fraction | DecimalLike | Quantity
#: Item, year, stage, and, where it is not all funds, the fund.
Name = tuple[str, int, Stage] | tuple[str, int, str] | tuple[str, int, Stage | str] | tuple[str, int, Stage | str, str]


class Figures(Protocol):
    """Amounts by the names of figures: any mapping, whatever its keys are declared as."""

    def items(self) -> Iterable[tuple[Name, Amount]]:
        """Every name with its amount."""
        ...


class Row(Protocol):
    """One figure, or one indicator, by the names of its columns: any mapping."""

    def items(self) -> Iterable[tuple[Hashable, object]]:
        """Every column with what stands in it."""
        ...


#: Figures as a mapping; the first form lets a type checker infer a dictionary that is written in place.
ByName = Mapping[Name, Amount] | Figures

__all__ = ["Amount", "ByName", "DecimalLike", "Figures", "Name", "Row"]
