"""What the rules over the cells of a form find, and what row rules and free checks find themselves."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve

from perfeval.evaluation import wording
from perfeval.evaluation.checked import Checked
from perfeval.evaluation.draft import ON_THE_FORM, ON_THE_SCORE, Draft, header
from perfeval.evaluation.judged import Held, Unrun
from perfeval.evaluation.roots import Strain
from perfeval.findings import Cited, Finding, Severity, Suggestion, Text
from perfeval.quantities import short
from perfeval.relations.arithmetic import Outcome, Terms, Verdict, comparable, linear
from perfeval.resolution import InForce
from perfeval.ruling import CheckRule, FormRule, Problem, Relation, Skipped


def try_forms(rule: FormRule, force: InForce, draft: Draft) -> None:
    """Try the relations of a rule over the cells of every form."""
    label = getattr(rule, "label", Text())
    severity: Severity = getattr(rule, "severity", Severity.ERROR)
    for form in draft.report.forms:
        for relation in rule.relations(form):
            if isinstance(relation, Skipped):
                draft.not_run.append(Unrun(rule.id, label, relation.why, relation.figures))
                continue
            _relation(rule, force, relation, severity, draft)


def plain_terms(relation: Relation) -> Terms | None:
    """The numbers of a form's relation, points as plain numbers; None where one of them cannot be read."""
    terms = [(c, o.quantity) for c, o in relation.terms if o.quantity is not None]
    if len(terms) != len(relation.terms):
        return None
    return [(c, evolve(q, unit=None) if q.unit is None or q.unit.dimension == "points" else q) for c, q in terms]


def _decide(relation: Relation) -> Outcome | None:
    plain = plain_terms(relation)
    if plain is None or not comparable(plain):
        return None
    return linear(plain, at_most=relation.at_most, constant=relation.constant)


def _relation(rule: FormRule, force: InForce, relation: Relation, severity: Severity, draft: Draft) -> None:
    label = getattr(rule, "label", Text())
    what = relation.what or label
    unread = [o for _, o in relation.terms if o.quantity is None]
    if unread:
        cell = unread[0].cited
        why = Text(f"{what.zh}：“{cell.printed}”不能读作一个数", f"{what.en}: {cell.printed!r} is not one number")
        draft.not_run.append(Unrun(rule.id, label, why, (cell,)))
        return
    outcome = _decide(relation)
    if outcome is None:
        return
    text = _form_arithmetic(relation, outcome)
    cited = tuple(o.cited for _, o in relation.terms)
    if outcome.verdict.holds:
        draft.held.append(Held(rule.id, what, text, outcome.verdict is Verdict.ROUNDING, cited))
        draft.strains.append(_form_strain(relation, outcome, None))
        draft.checked.append((Checked(rule.id, severity, (relation, *relation.instead), outcome), None))
        return
    for other in relation.instead:
        second = _decide(other)
        if second is not None and second.verdict.holds:
            why = Text(
                f"{what.zh}：{text}，相差恰为{short(abs(outcome.residual))}分，疑为未列入本表的执行率分值",
                f"{what.en}: {text}; the {short(abs(outcome.residual))} points between may be the execution rate's, which this table does not list",
            )
            draft.not_run.append(Unrun(rule.id, label, why, cited[-1:]))
            return
    innocent: dict[str, object] = {}
    if relation.if_short and outcome.residual < 0:
        severity, innocent = max(severity, Severity.WARNING, key=lambda s: s.rank), {"innocent": relation.if_short}
    ask = wording.ASK[severity]
    last = relation.terms[-1][1]
    if relation.at_most:
        message = Text(f"{what.zh}：{text}。{ask.zh}", f"{what.en}: {text}. {ask.en}")
        stated = relation.terms[0][1].cited.printed
        due = last.cited.printed
    else:
        printed = relation.constant_label or Text(f"表印{last.cited.printed}", f"printed {last.cited.printed}")
        message = Text(f"{what.zh}：{text}，{printed.zh}。{ask.zh}", f"{what.en}: {text}, {printed.en}. {ask.en}")
        stated = short(relation.constant) if relation.constant else last.cited.printed
        due = short(_left(relation))
    finding = Finding(
        rule=rule.id, severity=severity, message=message, figures=_only_needed(cited), stated=stated, expected=due,
        difference=short(outcome.residual if relation.at_most else -outcome.residual), slack=short(outcome.slack, 6),
        weight=ON_THE_SCORE, **(header(force) | innocent),  # type: ignore[arg-type]
    )  # fmt: skip
    position = draft.add(finding)
    draft.strains.append(_form_strain(relation, outcome, position))
    draft.checked.append((Checked(rule.id, severity, (relation, *relation.instead), outcome), position))


def _only_needed(cited: tuple[Cited, ...]) -> tuple[Cited, ...]:
    return tuple(c for c in cited if c.printed)


def _left(relation: Relation) -> Fraction:
    return sum((c * o.quantity.number for c, o in relation.terms if o.quantity and (c > 0)), Fraction(0))


def _form_arithmetic(relation: Relation, outcome: Outcome) -> str:
    positive = [(c, o) for c, o in relation.terms if c > 0]
    values = [short(o.quantity.number) for _, o in positive if o.quantity]
    if relation.at_most:
        other = relation.terms[-1][1].quantity
        sign = "≤" if outcome.verdict.holds else ">"
        return f"{'+'.join(values)} {sign} {short(other.number) if other else ''}"
    return f"{'+'.join(values)}={short(_left(relation))}"


def _form_strain(relation: Relation, outcome: Outcome, finding: int | None) -> Strain:
    cells, rows = [], []
    for coefficient, operand in relation.terms:
        assert operand.quantity is not None
        value = operand.quantity.number
        cells.append((operand.key, coefficient, value))
        if operand.row and not operand.row.endswith(" total") and " head " not in operand.row:
            rows.append((operand.row, coefficient * value))
    return Strain(outcome.residual, outcome.slack, relation.at_most, tuple(cells), tuple(rows), finding)


def try_check(rule: CheckRule, force: InForce, draft: Draft) -> None:
    """Take what a row rule or free check finds; notices of one rule become one."""
    severity: Severity = getattr(rule, "severity", Severity.ERROR)
    label = getattr(rule, "label", Text())
    found: list[Problem] = []
    for problem in rule.problems(draft.report):
        if isinstance(problem, Skipped):
            draft.not_run.append(Unrun(rule.id, label, problem.why, problem.figures))
        else:
            found.append(problem)
    if severity is Severity.NOTICE and len(found) > 1:
        found = [_joined(found)]
    for problem in found:
        position = draft.add(
            Finding(
                rule=rule.id, severity=problem.severity or severity, message=problem.message, figures=problem.figures,
                stated=problem.stated, expected=problem.expected, difference=problem.difference, weight=problem.weight or (ON_THE_FORM if problem.rows else 0),
                suggestions=tuple(Suggestion(t) for t in problem.suggestions), **header(force),  # type: ignore[arg-type]
            )
        )  # fmt: skip
        if problem.rows and getattr(rule, "structural", False):
            draft.structural.append((position, problem.rows))
        if problem.group:
            draft.groups.setdefault(f"{rule.id} {problem.group}", []).append(position)


def _joined(found: Sequence[Problem]) -> Problem:
    return Problem(
        Text(
            "；".join(p.message.zh.rstrip("。") for p in found) + "。",
            "; ".join(p.message.en.rstrip(".") for p in found) + ".",
        ),
        tuple(f for p in found for f in p.figures),
        rows=tuple(r for p in found for r in p.rows),
    )
