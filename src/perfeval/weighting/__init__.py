"""Weights of indicators: from judgements in pairs to points that add up, with every doubt said aloud.

Weights are mostly given by a notice. Where a bureau or a unit chooses them, this room makes the choice traceable: by how
much the judgements contradict each other, proved between rational bounds; which of them fits worst; what rounding to
points decided; and whether other weights would turn the order of two units.

Entropy and CRITIC (`separating`) are diagnostics of indicators. They never propose points.
"""

from perfeval.weighting.group import Group, Joining
from perfeval.weighting.indices import (
    DONEGAN_DODD_1991,
    INDICES,
    SAATY_1980,
    SAATY_2005,
    RandomIndex,
    index_named,
)
from perfeval.weighting.judgements import MOST_ITEMS, Judgements
from perfeval.weighting.patching import framework_patch, patch_in_book
from perfeval.weighting.results import LIMIT, Judged, Weights
from perfeval.weighting.rounding import Points, Tie, points
from perfeval.weighting.sensitivity import Order, sensitivity
from perfeval.weighting.separating import Diagnostic, Method, separating

__all__ = [
    "DONEGAN_DODD_1991",
    "INDICES",
    "LIMIT",
    "MOST_ITEMS",
    "SAATY_1980",
    "SAATY_2005",
    "Diagnostic",
    "Group",
    "Joining",
    "Judged",
    "Judgements",
    "Method",
    "Order",
    "Points",
    "RandomIndex",
    "Tie",
    "Weights",
    "framework_patch",
    "index_named",
    "patch_in_book",
    "points",
    "sensitivity",
    "separating",
]
