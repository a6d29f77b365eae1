"""Budget identities as data.

Each kind says which line items call for it (`anchors`) and what has to hold where one is stated (`schemas`).
Whether it does hold, within which slack, and what that means is the engine's business.
"""

from perfeval.ruling.identities.comparisons import AtMost, Band, EqualTo, LastYearValue, OneValue
from perfeval.ruling.identities.rates import ChangeOf, GrowthOf, RatioOf
from perfeval.ruling.identities.sums import PartOf, SumOf, TreeSum

__all__ = [
    "AtMost", "Band", "ChangeOf", "EqualTo", "GrowthOf", "LastYearValue", "OneValue", "PartOf", "RatioOf", "SumOf", "TreeSum",
]  # fmt: skip
