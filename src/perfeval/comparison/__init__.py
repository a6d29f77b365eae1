"""Side by side: the same figures under several rules, what differs between two rulebooks, and several units as one.

This room judges nothing by itself; it asks the engine under each rulebook, and holds the answers against each other.
"""

from perfeval.comparison.differences import Difference, differences, framework_differences
from perfeval.comparison.places import Choice, Comparison, Part, Sheet, Under, choices, compare, why_aside
from perfeval.comparison.units import Units, put_together, way_of_adding

__all__ = [
    "Choice",
    "Comparison",
    "Difference",
    "Part",
    "Sheet",
    "Under",
    "Units",
    "choices",
    "compare",
    "differences",
    "framework_differences",
    "put_together",
    "way_of_adding",
    "why_aside",
]
