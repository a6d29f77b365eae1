"""A report from plain values: figures and indicators as a program, or a case of a pack, writes them down.

Rule 1: a name nobody knows is refused with those that are near; it never becomes a figure that no rule looks at.
Rule 2: a number is taken with the digits it is written with; a binary fraction has none and is refused.
Rule 3: what is handed over is no complete list unless that is said: a class that is not stated is unknown, not zero.
This room judges no figure.
"""

from perfeval.building.amounts import reading_of
from perfeval.building.forms import form_of
from perfeval.building.names import STAGES, KnownNames, Named, money_named, stage_named
from perfeval.building.reports import build
from perfeval.building.where import At

__all__ = [
    "STAGES",
    "At",
    "KnownNames",
    "Named",
    "build",
    "form_of",
    "money_named",
    "reading_of",
    "stage_named",
]
