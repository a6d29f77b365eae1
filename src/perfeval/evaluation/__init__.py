"""`evaluate(report, rulebook)`: what does not hold, what does, and what could not be tried. Pure; opens no file.

No rule id is special here. Figure rules are tried by `figures`, form rules below, row rules and checks find their
problems themselves; everything becomes findings, held relations and reasons for not running.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from attrs import define, evolve, field, frozen

from perfeval.errors import PerfevalError, UnknownNameError
from perfeval.evaluation import wording
from perfeval.evaluation.accepted import set_aside
from perfeval.evaluation.arithmetic import Outcome, Terms, Verdict, comparable, linear
from perfeval.evaluation.checked import Checked
from perfeval.evaluation.earlier import Before, before, compared, is_from_before, stated_twice, supplemented, taken_from
from perfeval.evaluation.figures import Bound, FigureEngine, NotRun, Tried, bands, blocks, one_value
from perfeval.evaluation.naming import when
from perfeval.evaluation.roots import Strain, share_roots
from perfeval.evaluation.scores import Score, scores, why_not
from perfeval.findings import Acceptance, Accepted, Cited, Finding, Severity, Standing, Suggestion, Text, fingerprint
from perfeval.model import NameKey, Report, Statement
from perfeval.quantities import short
from perfeval.resolution import InForce, Rulebook
from perfeval.ruling import (
    NO_FACTS,
    Band,
    CheckRule,
    Facts,
    FigureRule,
    FormRule,
    Linear,
    Operand,
    Problem,
    Profile,
    Ratio,
    Relation,
    RuleHeader,
    Skipped,
    cite,
)
from perfeval.ruling.forms import EXECUTION, row_id
from perfeval.ruling.identities import LastYearValue, OneValue

#: What touches a form's totals, or one of its rows, comes before any amount of money.
ON_THE_SCORE, ON_THE_FORM = 10**15, 10**14


@frozen
class Held:
    """A relation that was checked and holds: exactly, or within rounding."""

    rule: str
    label: Text
    arithmetic: str
    rounding: bool
    figures: tuple[Cited, ...] = ()


@frozen
class Unrun:
    """A rule that was not run somewhere, and for lack of what."""

    rule: str
    label: Text
    why: Text
    figures: tuple[Cited, ...] = ()


@frozen
class Evaluation:
    """One report under one rulebook."""

    report: Report
    rulebook: Rulebook = field(repr=False)
    findings: tuple[Finding, ...] = ()
    held: tuple[Held, ...] = ()
    not_run: tuple[Unrun, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()
    quarantined: tuple[tuple[str, str, str], ...] = ()
    scores: tuple[Score, ...] = ()
    framework: str | None = None
    checked: tuple[Checked, ...] = field(default=(), repr=False)
    accepted: tuple[Accepted, ...] = ()
    profile: Profile = Profile.DEFAULT
    #: Where last year's figures were taken from; empty for nowhere.
    previous: str = ""

    def accepting(self, acceptances: Iterable[Acceptance], on: date) -> Evaluation:
        """The evaluation without the findings a person has accepted on that day; `accepted` says which and why."""
        left, accepted = set_aside(self.findings, acceptances, on)
        return evolve(self, findings=left, accepted=(*self.accepted, *accepted))

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of one severity that are their own root."""
        return tuple(f for f in self.findings if f.severity is severity and f.root is None)

    def members(self, finding: Finding) -> tuple[Finding, ...]:
        """The findings that share a root with this one."""
        return tuple(f for f in self.findings if f.root == finding.fingerprint)

    @property
    def has_errors(self) -> bool:
        """Whether anything has to be corrected."""
        return any(f.severity is Severity.ERROR for f in self.findings)


@define
class _Draft:
    """Findings and relations while a report is being evaluated."""

    report: Report
    findings: list[Finding] = field(factory=list)
    strains: list[Strain] = field(factory=list)
    held: list[Held] = field(factory=list)
    not_run: list[Unrun] = field(factory=list)
    structural: list[tuple[int, tuple[str, ...]]] = field(factory=list)
    faults: list[tuple[str, str]] = field(factory=list)
    groups: dict[str, list[int]] = field(factory=dict)
    checked: list[tuple[Checked, int | None]] = field(factory=list)
    last: Before = Before()
    profile: Profile = Profile.DEFAULT

    @property
    def missing(self) -> Mapping[NameKey, tuple[Statement, ...]]:
        """What last year's report states and this one does not."""
        return self.last.lacking_in(self.report)

    def add(self, finding: Finding) -> int:
        """Take a finding; its position."""
        self.findings.append(finding)
        return len(self.findings) - 1


def evaluate(
    report: Report, rulebook: Rulebook, framework: str | None = None, *, strict: bool = False, facts: Facts = NO_FACTS,
    previous: Report | None = None, profile: Profile = Profile.DEFAULT,
) -> Evaluation:  # fmt: skip
    """Judge a report by a rulebook.

    Parameters
    ----------
    framework
        The framework to score by; None for the rulebook's default.
    strict
        Raise when a rule fails inside itself, instead of naming it and going on.
    facts
        What a person established, by the ids the framework gives them, and how often.
    previous
        Last year's report of the same unit, for what is said of the year before; it is not judged itself.
    profile
        Which rules speak.

    Raises
    ------
    ModelError
        If `previous` is not of the year before.
    UnknownNameError
        If the rulebook has no framework of that name, or the framework asks for no such fact.
    Exception
        With `strict`, whatever a rule raised.
    """
    chosen = rulebook.framework(framework)
    draft = _Draft(report, last=before(report, previous) if previous is not None else Before(), profile=profile)
    figure_rules = []
    for force in rulebook.in_order:
        rule = force.rule
        if not profile.covers(rule):
            continue
        try:
            if isinstance(rule, OneValue):
                _take_tried(list(one_value(report, rule)), force, draft)
            elif isinstance(rule, LastYearValue):
                _last_year(force, draft)
            elif isinstance(rule, Band):
                results = list(bands(report, rule, blocks(report), draft.missing))
                _take_tried([r for r in results if isinstance(r, Tried)], force, draft)
                draft.not_run += [_unrun(r, force) for r in results if isinstance(r, NotRun)]
            elif isinstance(rule, FigureRule):
                figure_rules.append(force)
            elif isinstance(rule, FormRule):
                _forms(rule, force, draft)
            elif isinstance(rule, CheckRule):
                _problems(rule, force, draft)
        except Exception as error:
            if strict:
                raise
            draft.faults.append((f"{force.by.name}/{rule.id}", f"{type(error).__name__}: {error}"))
    # parts are looked for by the same sums whatever is to be said, so that a wider profile never says less
    sums = [f for f in rulebook.in_order if isinstance(f.rule, FigureRule) and Profile.DEFAULT.covers(f.rule)]
    _figures(figure_rules, rulebook.labels, draft, strict=strict, helpers=sums)
    made = _scores(rulebook, framework, draft, facts, strict=strict)
    return evolve(
        _finish(report, rulebook, draft), scores=made, framework=chosen.framework.id if chosen is not None else None,
        profile=profile, previous=draft.last.source,
    )  # fmt: skip


def _scores(
    rulebook: Rulebook, framework: str | None, draft: _Draft, facts: Facts, *, strict: bool
) -> tuple[Score, ...]:  # fmt: skip
    """The scores; a method of a pack that fails inside itself is named, and the findings stand."""
    try:
        made = scores(supplemented(draft.report, draft.missing), rulebook, framework, facts)
    except UnknownNameError:
        raise
    except Exception as error:
        if strict:
            raise
        chosen = rulebook.framework(framework)
        name = f"{chosen.by.name}/{chosen.framework.id}" if chosen is not None else "scores"
        draft.faults.append((name, f"{type(error).__name__}: {error}"))
        return ()
    why = why_not(rulebook, draft.report, made)
    if why and made:
        draft.not_run.append(Unrun("recomputed-score", Text("得分复算", "recomputed score"), why))
    return made


# --- figure rules ---------------------------------------------------------------------------------------------------


def _figures(
    rules: Sequence[InForce], labels: Mapping[str, str], draft: _Draft, *, strict: bool, helpers: Sequence[InForce] = ()
) -> None:  # fmt: skip
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
        _take_tried(engine.tried, force, draft)
        draft.not_run += [_unrun(n, force) for n in engine.not_run]


def _last_year(force: InForce, draft: _Draft) -> None:
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
                **_header(force),  # type: ignore[arg-type]
            )
        )  # fmt: skip


def relations(report: Report, rulebook: Rulebook, rules: Collection[str]) -> tuple[Checked, ...]:
    """The relations over figures that some rules, by id, find in a report, broken or held; nothing else is evaluated."""
    draft = _Draft(report)
    chosen = [f for f in rulebook.in_order if f.rule.id in rules]
    for force in chosen:
        if isinstance(force.rule, OneValue):
            _take_tried(list(one_value(report, force.rule)), force, draft)
    figure_rules = [f for f in chosen if isinstance(f.rule, FigureRule)]
    _figures(figure_rules, rulebook.labels, draft, strict=False, helpers=rulebook.in_order)
    return tuple(checked for checked, _ in draft.checked)


def _unrun(reason: NotRun, force: InForce) -> Unrun:
    label = getattr(force.rule, "label", Text()) or Text(reason.rule, reason.rule)
    return Unrun(reason.rule, label, reason.why, tuple(cite(s) for s in reason.statements))


def _header(force: InForce) -> dict[str, object]:
    rule = force.rule
    if not isinstance(rule, RuleHeader):
        return {}
    law = "" if rule.standing is Standing.UNCONFIRMED else str(rule.basis)  # nothing unconfirmed is printed as law
    return {
        "innocent": rule.innocent, "basis": law, "standing": rule.standing, "category": rule.category,
        "question": rule.question,
    }  # fmt: skip


def _take_tried(tried: Sequence[Tried], force: InForce, draft: _Draft) -> None:
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
                first_label = one.bound.terms[0][1].label
                breach = isinstance(one.bound.schema, Linear) and one.bound.schema.at_most
                held = label if label and not breach else Text(first_label, first_label)
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
                f"{rule.id}:zero-base", Severity.NOTICE, wording.zero_base(tuple(zero)), tuple(cite(s) for s in zero),
                category="D-18", order=zero[0].order,
            )
        )  # fmt: skip


def _said(tried: Tried, label: Text) -> Text:
    """What was tried, as a sentence, and which of its figures stand in last year's report."""
    said, taken = wording.message(tried, label), taken_from(tried.bound.statements)
    return Text(said.zh + taken.zh, f"{said.en.rstrip()} {taken.en}") if taken else said


def _keep(tried: Tried, outcome: Outcome, draft: _Draft, finding: int | None) -> None:
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
        weight=size, order=bound.terms[0][1].order, **_header(force),  # type: ignore[arg-type]
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
        order=first.bound.terms[0][1].order, **_header(force),  # type: ignore[arg-type]
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


# --- form rules -----------------------------------------------------------------------------------------------------


def _forms(rule: FormRule, force: InForce, draft: _Draft) -> None:
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


def _relation(rule: FormRule, force: InForce, relation: Relation, severity: Severity, draft: _Draft) -> None:
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
        weight=ON_THE_SCORE, **(_header(force) | innocent),  # type: ignore[arg-type]
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


# --- row rules and checks -------------------------------------------------------------------------------------------


def _problems(rule: CheckRule, force: InForce, draft: _Draft) -> None:
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
                suggestions=tuple(Suggestion(t) for t in problem.suggestions), **_header(force),  # type: ignore[arg-type]
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


# --- the end --------------------------------------------------------------------------------------------------------


def _finish(report: Report, rulebook: Rulebook, draft: _Draft) -> Evaluation:
    ordinals: Counter[tuple[str, tuple[str, ...]]] = Counter()
    marked = []
    for finding in draft.findings:
        names = tuple(
            sorted({"\x1e".join((f.item, f.label, f.entity, f.year, f.stage, f.fund)) for f in finding.figures})
        )
        ordinal = ordinals[finding.rule, names]
        ordinals[finding.rule, names] += 1
        marked.append(evolve(finding, fingerprint=fingerprint(finding.rule, report.entity or "", names, ordinal)))
    row_names = {row_id(form, row): Text(row.label, row.label) for form in report.forms for row in form.rows}
    row_names |= {f"{form.id} execution": EXECUTION for form in report.forms}
    rooted = share_roots(marked, draft.strains, draft.structural, row_names)
    for first, *others in draft.groups.values():
        for other in others:
            rooted[other] = evolve(rooted[other], root=rooted[first].fingerprint)
    order = sorted(rooted, key=lambda f: (f.severity.rank, -f.weight, not f.question, f.order, f.rule, f.fingerprint))
    checked = tuple(c if p is None else evolve(c, finding=rooted[p].fingerprint) for c, p in draft.checked)
    return Evaluation(
        report,
        rulebook,
        tuple(order),
        tuple(draft.held),
        _distinct(draft.not_run),
        tuple(draft.faults),
        checked=checked,
    )


def _distinct(not_run: Sequence[Unrun]) -> tuple[Unrun, ...]:
    seen: dict[tuple[str, str], Unrun] = {}
    for one in not_run:
        seen.setdefault((one.rule, one.why.zh), one)
    return tuple(seen.values())


__all__ = ["Checked", "Evaluation", "Held", "Operand", "PerfevalError", "Unrun", "evaluate", "plain_terms", "relations"]
