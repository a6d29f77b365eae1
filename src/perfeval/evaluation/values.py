"""Figures without a sum: one figure against itself wherever it is stated, and shares that should lie in a range."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from perfeval.evaluation.bound import Bound, NotRun, Tried, unreadable
from perfeval.evaluation.earlier import base_of
from perfeval.evaluation.index import BlockIndex
from perfeval.findings import Severity
from perfeval.model import Known, NameKey, Report, Statement
from perfeval.quantities import Unread
from perfeval.relations.arithmetic import Outcome, Verdict
from perfeval.ruling import Band, Linear, OneValue
from perfeval.ruling.base import ONE


def one_value(report: Report, rule: OneValue) -> Iterator[Tried]:
    """Figures stated in more than one block: the print most blocks agree on, among the finest, against every other."""
    for stated in report.by_key.values():
        several = [s for s in stated if s.quantity is not None]
        if len({s.block for s in several}) < 2 or not several[0].name.is_bound or several[0].name.is_role:
            continue
        reference = _reference(several)
        for statement in several:
            beside = next((s for s in reference if s.block != statement.block), None)
            if beside is None or statement in reference[:1]:
                continue
            first, other = sorted((beside, statement), key=lambda s: s.order)
            one, two = first.quantity, other.quantity
            if one is None or two is None or one.dimension != two.dimension:
                continue
            agree = one.agrees_with(two)
            knowns = {first.name.weakest, other.name.weakest}
            severity = Severity.WARNING if Known.DECLARED in knowns else Severity.ERROR
            bound = Bound(Linear(((ONE, first.name), (-ONE, other.name))), ((ONE, first), (-ONE, other)))
            verdict = Verdict.BROKEN if not agree else (Verdict.EXACT if one.value == two.value else Verdict.ROUNDING)
            slack = max(one.step, two.step) / 2 if one.step != two.step else Fraction(0)
            yield Tried(rule, bound, Outcome(verdict, one.value - two.value, slack), True, severity)


def _reference(stated: Sequence[Statement]) -> list[Statement]:
    """The statements whose print the others are held to: of the finest prints, the one stated most often."""
    finest = min(s.quantity.step for s in stated if s.quantity)
    chosen = [(s, s.quantity.value) for s in stated if s.quantity and s.quantity.step == finest]
    value = Counter(v for _, v in chosen).most_common(1)[0][0]
    return [s for s, v in chosen if v == value]


def bands(
    report: Report, rule: Band, index: dict[str, BlockIndex], before: Mapping[NameKey, tuple[Statement, ...]] = MappingProxyType({})
) -> Iterator[Tried | NotRun]:  # fmt: skip
    """Figures whose share of another lies outside a range; not run where either cannot be read."""
    for block in index.values():
        for statement in block.in_order:
            name = statement.name
            if not rule.covers(name.item) or name.stage.value != rule.of.stage or statement.quantity is None:
                continue
            now = name.moved(year=-rule.of.year) if rule.of.year else name
            other = rule.to.of(now) if now is not None else None
            found = (block.by_key.get(other.key) or base_of(other, name, report, before)) if other is not None else None
            if found and isinstance(found[0].reading, Unread):
                yield unreadable(rule.id, found[0])
            if not found or found[0].quantity is None:
                continue
            base = found[0]
            assert base.quantity is not None
            if base.quantity.dimension != statement.quantity.dimension:
                continue
            bound = Bound(Linear(((ONE, name), (-ONE, base.name))), ((ONE, statement), (-ONE, base)))
            if base.quantity.value == 0:
                if rule.on_zero and statement.quantity.value > 0:
                    yield Tried(
                        rule,
                        bound,
                        Outcome(Verdict.BROKEN, statement.quantity.value, Fraction(0)),
                        severity=rule.severity,
                        band="zero",
                    )
                continue
            share = statement.quantity.value / base.quantity.value
            low = rule.below is not None and share < rule.below
            high = rule.above is not None and share > rule.above
            verdict = Verdict.BROKEN if low or high else Verdict.EXACT
            yield Tried(
                rule, bound, Outcome(verdict, statement.quantity.value - base.quantity.value, Fraction(0), share),
                severity=rule.severity, band="low" if low else "high",
            )  # fmt: skip
