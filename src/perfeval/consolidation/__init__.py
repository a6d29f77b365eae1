"""Units put together as their department, and departments as their district, held against what those print themselves.

::

    tree = perfeval.consolidation.read_tree("units.csv")
    made = perfeval.consolidation.consolidate(tree, reports)
    made.missing, made.broken, made.located.sets

Rule 1: the sums are ordinary relations: they are checked, shown and located as any other.
Rule 2: what is not there is named, and never made up for.
"""

from perfeval.consolidation.adding_up import UnitsAddUp
from perfeval.consolidation.pages import content, page
from perfeval.consolidation.tree import Node, Tree, read_tree
from perfeval.consolidation.whole import RULE, Consolidation, consolidate

__all__ = ["RULE", "Consolidation", "Node", "Tree", "UnitsAddUp", "consolidate", "content", "page", "read_tree"]
