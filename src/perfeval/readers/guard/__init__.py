"""What every reader of a foreign format leans on: what a file really is, how large it may be, and a bounded draft.

Rule 1: a file is looked at by its bytes before a library opens it; what it must not hold is refused by name.
Rule 2: nothing grows without a limit here, whatever a file says about itself; the limits are those of `limits`.
Rule 3: whatever goes wrong in a library leaves as an `UnreadableError` that says what to do next.
"""

from __future__ import annotations

from perfeval.readers.guard.drafts import HIDDEN, STRUCK, Draft, Laid, LaidRow, is_frame, laid
from perfeval.readers.guard.kinds import KINDS, MARKUP, expect, kind_of
from perfeval.readers.guard.packages import check_package
from perfeval.readers.guard.refusals import opening, unreadable
from perfeval.readers.guard.strict import transitional

__all__ = [
    "HIDDEN",
    "KINDS",
    "MARKUP",
    "STRUCK",
    "Draft",
    "Laid",
    "LaidRow",
    "check_package",
    "expect",
    "is_frame",
    "kind_of",
    "laid",
    "opening",
    "transitional",
    "unreadable",
]
