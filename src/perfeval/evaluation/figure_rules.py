"""What figure rules, ranges and last year's report find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from perfeval.evaluation import wording
from perfeval.evaluation.binding import FigureEngine
from perfeval.evaluation.bound import Bound, NotRun, Tried
from perfeval.evaluation.checked import Checked
from perfeval.evaluation.draft import ZERO_BASE, Draft, header
from perfeval.evaluation.earlier import compared, is_from_before, stated_twice, taken_from
from perfeval.evaluation.index import blocks
from perfeval.evaluation.judged import Held, Unrun
from perfeval.evaluation.roots import Strain
from perfeval.findings import Cited, Finding, Severity, Text
from perfeval.model import Statement
from perfeval.quantities import short
from perfeval.relations.arithmetic import Outcome, Verdict
from perfeval.resolution import InForce
from perfeval.ruling import Band, FigureRule, Linear, Profile, Ratio, cite
from perfeval.ruling.identities import OneValue
from perfeval.ruling.naming import when


def try_figures(
    rules: Sequence[InForce], labels: Mapping[str, str], draft: Draft, *, strict: bool, helpers: Sequence[InForce] = ()
) -> None:  # fmt: skip
    """Try figure rules, each by itself, so that one that fails inside itself is named and the others stand."""
    sums = tuple(f.rule for f in (helpers or rules) if isinstance(f.rule, FigureRule))
    indexes, missing = blocks(draft.report), draft.missing
    for force in rules:
        assert isinstance(force.rule, FigureRule)
        engine = FigureEngine(draft.report, (force.rule,), sums, labels, blocks=indexes, before=missing)
        try:
            engine.run()
        except Exception as error:
            if strict:
                raise
            draft.faults.append((f"{force.by.name}/{force.rule.id}", f"{type(error).__name__}: {error}"))
            continue
        take_tried(engine.tried, force, draft)
        draft.not_run += [unrun(n, force) for n in engine.not_run]


def hold_to_last_year(force: InForce, draft: Draft) -> None:
    """The figures of the year before that last year's report states, too."""
    label = getattr(force.rule, "label", Text())
    severity: Severity = getattr(force.rule, "severity", Severity.WARNING)
    if draft.last.why:
        draft.not_run.append(Unrun(force.rule.id, label, draft.last.why))
    for pair in compared(draft.report, draft.last):
        cited = (cite(pair.ours), cite(pair.theirs))
        if pair.agree:
            text = f"{pair.ours.printed.strip()}={pair.theirs.printed.strip()}"
            draft.held.append(Held(force.rule.id, label, text, rounding=False, figures=cited))
            continue
        said = stated_twice(pair)
        one, other = pair.ours.quantity, pair.theirs.quantity
        draft.add(
            Finding(
                rule=force.rule.id, severity=max(severity, Severity.WARNING, key=lambda s: s.rank),
                message=Text(f"{said.zh}。请说明。", f"{said.en}. Please explain."), figures=cited,
                stated=pair.ours.printed.strip(), expected=pair.theirs.printed.strip(),
                weight=int(abs(one.value - other.value)) if one and other else 0, order=pair.ours.order,
                **header(force),  # type: ignore[arg-type]
            )
        )  # fmt: skip


def unrun(reason: NotRun, force: InForce) -> Unrun:
    """Why a rule was not run, under its own label."""
    label = getattr(force.rule, "label", Text()) or Text(reason.rule, reason.rule)
    return Unrun(reason.rule, label, reason.why, tuple(cite(s) for s in reason.statements))


def take_tried(tried: Sequence[Tried], force: InForce, draft: Draft) -> None:
    """Take what a rule found: findings, what holds, and, in one line each, its notices and rates without a base."""
    rule = force.rule
    label = getattr(rule, "label", Text())
    together: list[Tried] = []
    zero: list[Statement] = []
    for one in tried:
        outcome = one.outcome
        if outcome is None:  # a rate over a base of zero: all else that cannot be compared was never tried
            zero.append(one.bound.terms[0][1])
            continue
        cited = tuple(cite(s) for s in one.bound.statements)
        if outcome.verdict.holds:
            if not isinstance(rule, Band):
                text = wording.arithmetic(one.bound, outcome)
                schema = one.bound.schema
                breach = isinstance(schema, Linear) and schema.at_most  # the rule's label names what is not the case
                subject = one.bound.terms[-1 if breach and schema.one_block else 0][1].label
                held = label if label and not breach else Text(subject, subject)
                draft.held.append(Held(rule.id, held, text, outcome.verdict is Verdict.ROUNDING, cited))
                _keep(one, outcome, draft, None)
        elif one.severity is Severity.NOTICE:
            together.append(one)
        else:
            position = draft.add(_finding(one, force, _said(one, label), cited))
            _keep(one, outcome, draft, position)
    if together:
        draft.add(_one_line(together, force, label))
    if zero and draft.profile is not Profile.MINIMAL:
        draft.add(
            Finding(
                f"{rule.id}{ZERO_BASE}", Severity.NOTICE, wording.zero_base(tuple(zero)), tuple(cite(s) for s in zero),
                category="D-18", order=zero[0].order,
            )
        )  # fmt: skip


def _said(tried: Tried, label: Text) -> Text:
    """What was tried, as a sentence, and which of its figures stand in last year's report."""
    said, taken = wording.message(tried, label), taken_from(tried.bound.statements)
    return Text(said.zh + taken.zh, f"{said.en.rstrip()} {taken.en}") if taken else said


def _keep(tried: Tried, outcome: Outcome, draft: Draft, finding: int | None) -> None:
    """Remember what was tried, for whoever looks for the wrong figure: it is never one of another report."""
    if any(is_from_before(s) for s in tried.bound.statements):
        return
    draft.strains.append(_strain(tried.bound, outcome, finding))
    options = (tried.bound, *tried.others)
    same = isinstance(tried.rule, OneValue)
    draft.checked.append((Checked(tried.rule.id, tried.severity, options, outcome, same), finding))


def _finding(tried: Tried, force: InForce, message: Text, cited: tuple[Cited, ...]) -> Finding:
    outcome = tried.outcome
    assert outcome is not None
    bound = tried.bound
    size = 0 if isinstance(bound.schema, Ratio) else int(abs(outcome.residual))
    return Finding(
        rule=force.rule.id, severity=tried.severity, message=_beside(tried, message), figures=cited,
        stated=wording.stated(bound), expected=wording.expected(bound, outcome),
        difference=wording.difference(bound, outcome), slack=wording.slack(bound, outcome),
        weight=size, order=bound.terms[0][1].order, **header(force),  # type: ignore[arg-type]
    )  # fmt: skip


def _beside(tried: Tried, message: Text) -> Text:
    """A message with the figures a rule wants shown beside a breach, and how the breach stands to them."""
    extra_zh, extra_en = [], []
    anchor = tried.bound.terms[0][1]
    for other in tried.beside:
        if other.quantity is None or anchor.quantity is None or other.quantity.value == 0:
            continue
        rise = anchor.quantity.value / other.quantity.value - 1
        sign = "+" if rise >= 0 else ""
        text = f"{other.printed.strip()}→{anchor.printed.strip()}（{sign}{short(rise * 100)}%）"
        extra_zh.append(f"{when(other.name).zh}{text}")
        extra_en.append(f"{when(other.name).en}: {text}")
    if not extra_zh:
        return message
    return Text(f"{message.zh}对照{'；'.join(extra_zh)}。", f"{message.en} Beside it {'; '.join(extra_en)}.")


def _one_line(together: Sequence[Tried], force: InForce, label: Text) -> Finding:
    texts = [_said(t, Text()) for t in together]
    first = together[0]
    assert first.outcome is not None
    cited = tuple(cite(s) for t in together for s in t.bound.statements)
    head_zh, head_en = (f"{label.zh}：", f"{label.en}: ") if label else ("", "")
    ask = "请说明。" if getattr(force.rule, "question", False) else ""
    message = Text(
        head_zh + "；".join(t.zh.rstrip("。") for t in texts) + "。" + ask,
        head_en + "; ".join(t.en.rstrip(". ") for t in texts) + ".",
    )
    return Finding(
        rule=force.rule.id, severity=Severity.NOTICE, message=message, figures=cited,
        stated=wording.stated(first.bound), expected="", difference="", slack="",
        order=first.bound.terms[0][1].order, **header(force),  # type: ignore[arg-type]
    )  # fmt: skip


def _strain(bound: Bound, outcome: Outcome, finding: int | None) -> Strain:
    if isinstance(bound.schema, Ratio):
        return _ratio_strain(bound, outcome, finding)
    cells = tuple((f"statement {s.order}", c, s.quantity.value if s.quantity else Fraction(0)) for c, s in bound.terms)
    return Strain(outcome.residual, outcome.slack, bound.schema.at_most, cells, (), finding)


def _ratio_strain(bound: Bound, outcome: Outcome, finding: int | None) -> Strain:
    """stated · bottom − top = 0, linear in each cell while the others stand."""
    stated, *top = bound.terms

    def worth(statement: Statement) -> Fraction:
        return statement.quantity.value if statement.quantity else Fraction(0)

    rate = worth(stated[1])
    under = sum((c * worth(s) for c, s in bound.bottom), Fraction(0))
    over = sum((c * worth(s) for c, s in top), Fraction(0))
    weights: dict[str, list[Fraction]] = {f"statement {stated[1].order}": [under, rate]}
    for coefficient, statement in (*((-c, s) for c, s in top), *((c * rate, s) for c, s in bound.bottom)):
        cell = weights.setdefault(f"statement {statement.order}", [Fraction(0), worth(statement)])
        cell[0] += coefficient
    cells = tuple((key, weight, value) for key, (weight, value) in weights.items())
    slack = (stated[1].quantity.step if stated[1].quantity else Fraction(0)) * abs(under)
    return Strain(rate * under - over, slack, False, cells, (), finding)
