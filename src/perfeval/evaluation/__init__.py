"""`evaluate(report, rulebook)`: what does not hold, what does, and what could not be tried. Pure; opens no file.

No rule id is special here. Figure rules are tried by `figures`, form rules below, row rules and checks find their
problems themselves; everything becomes findings, held relations and reasons for not running.
"""

from __future__ import annotations

from collections.abc import Collection

from attrs import evolve

from perfeval.errors import PerfevalError, UnknownNameError
from perfeval.evaluation.bound import NotRun, Tried
from perfeval.evaluation.checked import Checked
from perfeval.evaluation.draft import ZERO_BASE, Draft
from perfeval.evaluation.earlier import Before, before, supplemented
from perfeval.evaluation.figure_rules import hold_to_last_year, take_tried, try_figures, unrun
from perfeval.evaluation.finishing import finish
from perfeval.evaluation.form_rules import plain_terms, try_check, try_forms
from perfeval.evaluation.index import blocks
from perfeval.evaluation.judged import Evaluation, Held, Unrun
from perfeval.evaluation.values import bands, one_value
from perfeval.findings import Text
from perfeval.model import Report
from perfeval.resolution import Rulebook
from perfeval.ruling import NO_FACTS, Band, CheckRule, Facts, FigureRule, FormRule, Operand, Profile
from perfeval.ruling.identities import LastYearValue, OneValue
from perfeval.scores import Score, scores, why_not_recomputed


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
    draft = Draft(report, last=before(report, previous) if previous is not None else Before(), profile=profile)
    figure_rules = []
    for force in rulebook.in_order:
        rule = force.rule
        if not profile.covers(rule):
            continue
        try:
            if isinstance(rule, OneValue):
                take_tried(list(one_value(report, rule)), force, draft)
            elif isinstance(rule, LastYearValue):
                hold_to_last_year(force, draft)
            elif isinstance(rule, Band):
                results = list(bands(report, rule, blocks(report), draft.missing))
                take_tried([r for r in results if isinstance(r, Tried)], force, draft)
                draft.not_run += [unrun(r, force) for r in results if isinstance(r, NotRun)]
            elif isinstance(rule, FigureRule):
                figure_rules.append(force)
            elif isinstance(rule, FormRule):
                try_forms(rule, force, draft)
            elif isinstance(rule, CheckRule):
                try_check(rule, force, draft)
        except Exception as error:
            if strict:
                raise
            draft.faults.append((f"{force.by.name}/{rule.id}", f"{type(error).__name__}: {error}"))
    # parts are looked for by the same sums whatever is to be said, so that a wider profile never says less
    sums = [f for f in rulebook.in_order if isinstance(f.rule, FigureRule) and Profile.DEFAULT.covers(f.rule)]
    try_figures(figure_rules, rulebook.labels, draft, strict=strict, helpers=sums)
    made = _scores(rulebook, framework, draft, facts, strict=strict)
    return evolve(
        finish(report, rulebook, draft), scores=made, framework=chosen.framework.id if chosen is not None else None,
        profile=profile, previous=draft.last.source,
    )  # fmt: skip


def _scores(
    rulebook: Rulebook, framework: str | None, draft: Draft, facts: Facts, *, strict: bool
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
    why = why_not_recomputed(rulebook, draft.report, made)
    if why and made:
        draft.not_run.append(Unrun("recomputed-score", Text("得分复算", "recomputed score"), why))
    return made


def relations(report: Report, rulebook: Rulebook, rules: Collection[str]) -> tuple[Checked, ...]:
    """The relations over figures that some rules, by id, find in a report, broken or held; nothing else is evaluated."""
    draft = Draft(report)
    chosen = [f for f in rulebook.in_order if f.rule.id in rules]
    for force in chosen:
        if isinstance(force.rule, OneValue):
            take_tried(list(one_value(report, force.rule)), force, draft)
    figure_rules = [f for f in chosen if isinstance(f.rule, FigureRule)]
    try_figures(figure_rules, rulebook.labels, draft, strict=False, helpers=rulebook.in_order)
    return tuple(checked for checked, _ in draft.checked)


__all__ = [
    "ZERO_BASE",
    "Checked",
    "Evaluation",
    "Held",
    "Operand",
    "PerfevalError",
    "Unrun",
    "evaluate",
    "plain_terms",
    "relations",
]
