"""What was checked, kept with its operands: whoever looks for the wrong figure asks the very relations that were tried."""

from __future__ import annotations

from attrs import frozen

from perfeval.evaluation.bound import Bound
from perfeval.findings import Severity
from perfeval.relations.arithmetic import Outcome
from perfeval.ruling import Relation


@frozen
class Checked:
    """A relation that was tried, held or broken.

    Attributes
    ----------
    options
        The relations of which one has to hold, with their figures or cells; the first is the one that was reported.
    outcome
        How the first came out; of two prints of one figure it also says how far they may lie apart.
    same
        Whether these are two prints of one figure.
    finding
        The fingerprint of the finding it caused, if it has one of its own.
    """

    rule: str
    severity: Severity
    options: tuple[Bound | Relation, ...]
    outcome: Outcome
    same: bool = False
    finding: str | None = None

    @property
    def holds(self) -> bool:
        """Whether one of its options holds."""
        return self.outcome.verdict.holds
