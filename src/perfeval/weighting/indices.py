"""Random indices: how inconsistent judgements are on average that nobody thought about, by the number of items.

The published tables differ, so that one matrix may pass by one and fail by another: whoever judges by one names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen

from perfeval.errors import UnknownNameError
from perfeval.findings import Text


@frozen
class RandomIndex:
    """One published table.

    Attributes
    ----------
    id, name
        Its slug; how it is cited.
    values
        The index by the number of items compared, from 3 on.
    """

    id: str
    name: Text
    values: Mapping[int, Fraction] = field(repr=False, hash=False)

    def of(self, items: int) -> Fraction | None:
        """The index for so many items; None where the table has none."""
        return self.values.get(items)


def _table(id: str, zh: str, en: str, *values: str) -> RandomIndex:  # noqa: A002 - the field's own word
    return RandomIndex(id, Text(zh, en), {items: Fraction(value) for items, value in enumerate(values, 3)})


#: Saaty, The Analytic Hierarchy Process, 1980: the usual one.
SAATY_1980 = _table(
    "saaty-1980", "Saaty（1980）", "Saaty 1980",
    "0.58", "0.90", "1.12", "1.24", "1.32", "1.41", "1.45", "1.49", "1.51", "1.48", "1.56", "1.57", "1.59",
)  # fmt: skip
#: Saaty, Theory and Applications of the Analytic Network Process, 2005, p. 31.
SAATY_2005 = _table(
    "saaty-2005", "Saaty（2005）", "Saaty 2005",
    "0.52", "0.89", "1.11", "1.25", "1.35", "1.40", "1.45", "1.49", "1.52", "1.54", "1.56", "1.58", "1.59",
)  # fmt: skip
#: Donegan and Dodd, A note on Saaty's random indexes, Mathematical and Computer Modelling 15 (10), 1991, 135-137.
DONEGAN_DODD_1991 = _table(
    "donegan-dodd-1991", "Donegan、Dodd（1991）", "Donegan and Dodd 1991",
    "0.4914", "0.8286", "1.0591", "1.1797", "1.2519", "1.3171", "1.3733", "1.4055", "1.4213", "1.4497", "1.4643", "1.4822", "1.4969",
)  # fmt: skip

INDICES = (SAATY_1980, SAATY_2005, DONEGAN_DODD_1991)


def index_named(name: str) -> RandomIndex:
    """A table by its slug.

    Raises
    ------
    UnknownNameError
        If there is none of that name; the message lists what there is.
    """
    found = next((index for index in INDICES if index.id == name), None)
    if found is None:
        names = [index.id for index in INDICES]
        raise UnknownNameError(
            f"没有名为“{name}”的随机一致性指标；有：{'、'.join(names)}。",
            f"There is no random index {name!r}; there are {', '.join(names)}.",
        )
    return found


__all__ = ["DONEGAN_DODD_1991", "INDICES", "SAATY_1980", "SAATY_2005", "RandomIndex", "index_named"]
