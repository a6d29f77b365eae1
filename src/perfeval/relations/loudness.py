"""How loud a breach of a relation may be that is believed because it holds elsewhere in its table.

Rule 1: an error needs a relation that holds elsewhere and might not have, or a printed formula, and bits to spare.
Rule 2: what no word says is asked, never said.
Rule 3: what rounding might nearly explain is at most a warning.
"""

from __future__ import annotations

from perfeval.findings import Severity

#: Tenths of a bit that an error, a warning and a question need.
ERROR_BITS = 120
WARNING_BITS = 60
QUESTION_BITS = 20
#: A residual of so many times the slack may still be rounding that somebody did twice.
NEARLY = 3


def loudness(bits: int, evidence: frozenset[str], *, nearly: bool = False) -> Severity | None:
    """How loud the breach of a believed relation may be; a notice asks; None is silence.

    Parameters
    ----------
    bits
        What speaks for the relation besides the instance that breaks it, in tenths of a bit.
    evidence
        `telling` or `formula` are needed for an error; `figures` (no word says so) allows a question only; `run` (a row
        of neighbours that break alike) a warning.
    nearly
        Whether rounding might nearly explain it.
    """
    if bits < QUESTION_BITS:
        return None
    if "figures" in evidence or bits < WARNING_BITS:
        return Severity.NOTICE
    sure = (
        bits >= ERROR_BITS and not nearly and "run" not in evidence and not evidence.isdisjoint({"telling", "formula"})
    )
    return Severity.ERROR if sure else Severity.WARNING
