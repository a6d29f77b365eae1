"""Places and years side by side: the same figures under several rules, and what differs between two rulebooks.

This room judges nothing by itself; it asks the engine under each rulebook, and holds the answers against each other.
"""

from perfeval.comparison.differences import Difference, differences, framework_differences
from perfeval.comparison.places import Choice, Comparison, Part, Under, choices, compare, forms_of

__all__ = [
    "Choice",
    "Comparison",
    "Difference",
    "Part",
    "Under",
    "choices",
    "compare",
    "differences",
    "forms_of",
    "framework_differences",
]
