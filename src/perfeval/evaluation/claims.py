"""What the document says of its own figures, held to those figures.

Rule 1: a claim holds if any of the ways it may be meant holds. It is broken only if every one that can be tried fails, and
every one could be tried; then the preferred one is shown.
Rule 2: how loud a breach is, the rule of that kind says; of a kind without a rule nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from perfeval.document import Place
from perfeval.evaluation.checked import Checked
from perfeval.findings import Severity
from perfeval.model import Report
from perfeval.model.claims import Claim, Shape
from perfeval.relations import Relation
from perfeval.relations.claims import relation_of
from perfeval.ruling.claims import ClaimRule


def claimed(rule: ClaimRule, report: Report) -> Iterator[Checked]:
    """Every claim of a kind, decided."""
    statements = {statement.order: statement for statement in report.statements}
    for claim in report.claims:
        if claim.kind == rule.id:
            readings = [relation_of(reading, statements) for reading in claim.readings]
            made = _decided(rule, claim, readings)
            if made is not None:
                yield made


def _decided(rule: ClaimRule, claim: Claim, readings: list[Relation | None]) -> Checked | None:
    """A claim as what came of it: the reading that holds, or else the preferred one with the others in its place."""
    tried = [one for one in readings if one is not None and one.outcome is not None]
    held = next((one for one in tried if one.holds), None)
    if held is not None:
        return Checked(rule.id, Severity.ERROR, _beside(held, tried))
    if not tried or len(tried) < len(readings):  # what cannot be tried may be what is meant
        without_base = next((one for one in readings if one is not None and one.base_is_zero), None)
        return None if without_base is None else Checked(rule.id, Severity.NOTICE, without_base)
    loud = rule.weigh(claim, tried[0])
    return None if loud is None else Checked(rule.id, loud, _beside(tried[0], tried), words=claim.words)


def not_yet_said(found: Iterable[Checked], said: Iterable[Checked]) -> Iterator[Checked]:
    """What claims came to, without relations between the same cells that a rule over named figures has decided."""
    known = {_cells(one.relation) for one in said}
    return (one for one in found if _cells(one.relation) not in known)


def _cells(relation: Relation) -> tuple[Shape, frozenset[Place | str]]:
    """Between which cells a relation is, and how: a blank one adds nothing. The figures of a paragraph share its place."""
    operands = [o for _, o in (*relation.terms, *relation.bottom) if o.quantity is not None]
    return relation.shape, frozenset(o.key if o.place.cell is None else o.place for o in operands)


def _beside(shown: Relation, tried: list[Relation]) -> Relation:
    others = tuple(one for one in tried if one is not shown)
    return evolve(shown, instead=others) if others else shown
