"""Edits out of an evaluation: every relation that was checked and that says something about how figures are printed.

An edit is a relation whose breach is an error or asks for an explanation: sums, equal amounts, rates, two prints of one
figure, points and scores, parts that may not exceed their whole. What only compares one amount with another, as a budget
with what was spent, is a question about the money and not about the print, and is left out unless its breach is an error.
"""

from __future__ import annotations

from perfeval.evaluation import Checked, Evaluation
from perfeval.findings import Severity
from perfeval.relations import Operand


def is_edit(checked: Checked) -> bool:
    """Whether a relation says something about how figures are printed."""
    if checked.severity is Severity.ERROR:
        return True
    return checked.severity is Severity.WARNING and not any(option.compares for option in checked.options)


def edits(evaluation: Evaluation) -> tuple[tuple[Checked, ...], dict[str, Operand]]:
    """Every edit of an evaluation, in the order of its rules, and the cells they bind, by their keys."""
    made = tuple(checked for checked in evaluation.checked if is_edit(checked))
    cells: dict[str, Operand] = {}
    for checked in made:
        for option in checked.options:
            for operand in option.operands:
                if operand.key in option.keys:
                    cells.setdefault(operand.key, operand)
    return made, cells


__all__ = ["edits", "is_edit"]
