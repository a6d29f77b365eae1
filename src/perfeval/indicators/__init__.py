"""How good the indicators of a form are: what can be asked of each row, and what the report itself offers instead.

Rule 1: everything here is a question. No law is behind it, and a right form may have answers to all of it.
Rule 2: a suggestion is a figure that the report itself states, quoted; nothing is made up.
Rule 3: what a word means is said by the packs' lexicon; where it says nothing, nothing is asked.
"""

from perfeval.indicators.names import Block, core
from perfeval.indicators.quality import FormQuality, Remark, RemarkKind, RowQuality, quality

__all__ = ["Block", "FormQuality", "Remark", "RemarkKind", "RowQuality", "core", "quality"]
