"""Finding the wrong figure: which statements explain what is broken, and which slip of the hand would undo it.

Nothing here changes a report; whoever asks gets names of cells and what they might have said.
"""

from perfeval.editing.locating import Located, Suspects, locate, reliability
from perfeval.editing.repair import Candidate, Repair, repair
from perfeval.editing.slips import Slip
from perfeval.editing.suggest import with_suggestions
from perfeval.relations import Operand as Cell

__all__ = [
    "Candidate",
    "Cell",
    "Located",
    "Repair",
    "Slip",
    "Suspects",
    "locate",
    "reliability",
    "repair",
    "with_suggestions",
]
