"""What became of every relation that was tried: a finding, one line among others of its kind, what holds, or why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from perfeval.evaluation import wording
from perfeval.evaluation.checked import Checked
from perfeval.evaluation.draft import ON_THE_SCORE, ZERO_BASE, Draft, basis_of
from perfeval.evaluation.result import Held, Unrun
from perfeval.findings import Cited, Finding, Severity, Text
from perfeval.relations import Operand, Relation, Shape, saying
from perfeval.relations.strain import strain_of
from perfeval.ruling import Profile, RuleHeader, Skipped


def take(tried: Iterable[Checked | Skipped], rule: str, header: RuleHeader, draft: Draft) -> None:
    """Take what a rule asked of the report: findings, what holds, why something was not run, and, in one line each, its
    notices and its rates without a base."""
    together: list[Checked] = []
    zero: list[Operand] = []
    for one in tried:
        if isinstance(one, Skipped):  # no relation: why there is none
            draft.not_run.append(Unrun(rule, header.label or Text(rule, rule), one.why, one.figures))
            continue
        relation = one.relation
        why = _not_run(relation, header.label)
        if why is not None:
            draft.not_run.append(Unrun(rule, header.label, why.why, why.figures))
        elif relation.outcome is None:
            if relation.base_is_zero:
                zero.append(relation.first)
        elif relation.holds:
            _take_held(one, header.label, draft)
        elif one.severity is Severity.NOTICE and not relation.of_form:
            together.append(one)
        else:
            _take_broken(one, header, draft)
    if together:
        draft.add(_one_line(together, rule, header))
    if zero and draft.profile is not Profile.MINIMAL:
        draft.add(
            Finding(
                f"{rule}{ZERO_BASE}", Severity.NOTICE, wording.Said(Text(), wording.zero_base(zero)).message, tuple(o.cited for o in zero), category="D-18",
                order=_order(zero[0]),
            )
        )  # fmt: skip


def _not_run(relation: Relation, label: Text) -> Skipped | None:
    """Why a relation over cells is not held to: one cannot be read, or another relation holds in its place."""
    unread = relation.unread
    if unread is not None:
        return Skipped(wording.untried(relation, label), (unread.cited,))
    if relation.of_form and relation.outcome is not None and not relation.holds:
        other = next((r for r in relation.instead if r.holds), None)
        if other is not None:
            return Skipped(wording.excused(relation, label, other), (relation.terms[-1][1].cited,))
    return None


def _take_held(one: Checked, label: Text, draft: Draft) -> None:
    relation = one.relation
    if relation.shape is Shape.RANGE:
        return  # that a share is an ordinary one is nothing to tell
    draft.held.append(Held(one.rule, _called(relation, label), relation))
    _keep(one, draft, None)


def _called(relation: Relation, label: Text) -> Text:
    """What a relation that holds is called: the label of a limit's rule names what is not the case, and so its figure does."""
    if relation.what:
        return relation.what
    if label and (relation.of_form or not relation.at_most):
        return label
    subject = (relation.held or relation.first).label
    return Text(subject, subject)


def _take_broken(one: Checked, header: RuleHeader, draft: Draft) -> None:
    relation = one.relation
    outcome = relation.outcome
    assert outcome is not None
    innocent = header.innocent
    if relation.if_short and outcome.residual < 0:
        one = evolve(one, severity=max(one.severity, Severity.WARNING, key=lambda s: s.rank))
        innocent = relation.if_short
    cited = tuple(o.cited for o in relation.operands if o.statement is not None or o.cited.printed)
    said = wording.compared(one, wording.said(one, header.label))
    made = Finding(
        rule=one.rule, severity=one.severity, message=said.message, title=said.title,
        figures=cited, stated=saying.stated(relation), expected=saying.expected(relation),
        difference=saying.difference(relation), slack=saying.slack(relation), weight=_weight(relation),
        order=_order(relation.first), about=known_by(relation),
        **{**basis_of(header), "innocent": innocent},
    )  # fmt: skip
    _keep(one, draft, draft.add(made))


def known_by(relation: Relation) -> tuple[Cited, ...]:
    """What says which relation this is: a total or a rate by itself, whatever it is made of; both sides of a limit."""
    if relation.compares:
        return tuple(o.cited for o in relation.operands)
    return (relation.held.cited,) if relation.held is not None else ()


def _weight(relation: Relation) -> int:
    """What touches a form's totals comes before any amount of money; a rate has no amount."""
    if relation.of_form:
        return ON_THE_SCORE
    assert relation.outcome is not None
    return 0 if relation.shape is Shape.RATE else int(abs(relation.outcome.residual))


def _order(operand: Operand) -> int:
    return operand.statement.order if operand.statement is not None else 0


def _keep(one: Checked, draft: Draft, finding: int | None) -> None:
    """Remember what was tried, for whoever looks for the wrong figure: it is never one of another report."""
    if not any(o.is_from_before for o in one.relation.operands):
        draft.strains.append(strain_of(one.relation, finding))
        draft.checked.append((one, finding))


def _one_line(together: Sequence[Checked], rule: str, header: RuleHeader) -> Finding:
    cited: tuple[Cited, ...] = tuple(o.cited for one in together for o in one.relation.operands)
    first = together[0].relation
    asks = header.question or header.severity is not Severity.NOTICE  # what a louder rule does not dare to say it asks
    said = wording.one_line(together, header.label, question=asks)
    return Finding(
        rule=rule, severity=Severity.NOTICE, message=said.message, title=said.title,
        figures=cited, stated=saying.stated(first), order=_order(first.first), **{**basis_of(header), "question": asks},
    )  # fmt: skip
