"""`evaluate(report, rulebook)`: what does not hold, what does, and what could not be tried. Pure; opens no file.

No rule id and no rule kind is special here. A rule over named figures is bound to the statements of the report, one over
the cells of a form to every form, one that looks for its figures itself binds itself; all three end in relations, which
are taken one and the same way. Row rules and checks find their problems themselves.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import cast

from attrs import evolve

from perfeval.boundary import guarded, said
from perfeval.errors import PerfevalError, UnknownNameError
from perfeval.evaluation.binding import FigureBinder
from perfeval.evaluation.checked import Checked
from perfeval.evaluation.checks import take_problems
from perfeval.evaluation.claims import not_yet_said
from perfeval.evaluation.draft import ZERO_BASE, Draft
from perfeval.evaluation.earlier import before, supplemented
from perfeval.evaluation.finishing import finish
from perfeval.evaluation.result import Evaluation, Held, Unrun
from perfeval.evaluation.taking import take
from perfeval.evaluation.trying import binder_of, checked, tried
from perfeval.findings import Text
from perfeval.model import Report
from perfeval.resolution import FrameworkInForce, Rulebook
from perfeval.resolution.plan import Planned
from perfeval.ruling import NO_FACTS, CheckRule, Facts, Operand, Profile, Skipped
from perfeval.ruling.base import RuleKind, without_skipped
from perfeval.ruling.figures import Last
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
    draft = Draft(report, profile=profile)
    binder = binder_of(report, rulebook, before(report, previous) if previous is not None else Last())
    last = binder.figures.last
    for planned in rulebook.plan.speaking(profile):
        name = f"{planned.by}/{planned.rule.id}"
        guarded(partial(_run, planned, binder, draft), partial(_fault, draft, name, strict))
    made = _scores(rulebook, framework, draft, last, facts, strict=strict)
    return evolve(
        finish(report, rulebook, draft), scores=made, framework=_framework(chosen, made),
        profile=profile, previous=last.source,
    )  # fmt: skip


def _framework(chosen: FrameworkInForce | None, made: tuple[Score, ...]) -> str | None:
    """The framework that was chosen for the whole, else the one that all its forms were judged by."""
    if chosen is not None:
        return chosen.framework.id
    used = {score.framework.id for score in made if score.framework is not None}
    return used.pop() if len(used) == 1 else None


def _run(planned: Planned, binder: FigureBinder, draft: Draft) -> None:
    """Take what one rule finds."""
    if planned.kind is RuleKind.CHECK:
        take_problems(cast(CheckRule, planned.rule), planned.header, draft)
    else:
        take(_news(planned, binder, draft), planned.rule.id, planned.header, draft)


def _fault(draft: Draft, name: str, strict: bool, error: BaseException) -> None:
    """Name what failed inside itself, and go on; or, with `strict`, raise it."""
    if strict:
        raise error
    draft.faults.append((name, said(error)))


def _news(planned: Planned, binder: FigureBinder, draft: Draft) -> list[Checked | Skipped]:
    """What a rule asks of the report, and of what the report says itself only what no rule has asked."""
    found = list(tried(planned, binder))
    if planned.kind is not RuleKind.CLAIM or not found:
        return found
    return list(not_yet_said(without_skipped(found), (one for one, _ in draft.checked)))


def _scores(
    rulebook: Rulebook, framework: str | None, draft: Draft, last: Last, facts: Facts, *, strict: bool
) -> tuple[Score, ...]:  # fmt: skip
    """The scores; a method of a pack that fails inside itself is named, and the findings stand."""
    chosen = rulebook.framework(framework)
    name = f"{chosen.by.name}/{chosen.framework.id}" if chosen is not None else "scores"

    def failed(error: BaseException) -> tuple[Score, ...]:
        _fault(draft, name, strict or isinstance(error, UnknownNameError), error)
        return ()

    made = guarded(lambda: scores(supplemented(draft.report, last), rulebook, framework, facts), failed)
    why = why_not_recomputed(rulebook, draft.report, made)
    if why and made:
        draft.not_run.append(Unrun("recomputed-score", Text("得分复算", "recomputed score"), why))
    return made


def relations(report: Report, rulebook: Rulebook, rules: Collection[str]) -> tuple[Checked, ...]:
    """The relations that some rules, by id, hold a report to, broken or held; nothing else is evaluated."""
    draft = Draft(report)
    binder = binder_of(report, rulebook)
    for planned in rulebook.plan.every:
        if planned.rule.id in rules:
            take(checked(planned, binder), planned.rule.id, planned.header, draft)
    return tuple(one for one, _ in draft.checked)


__all__ = [
    "ZERO_BASE",
    "Checked",
    "Evaluation",
    "Held",
    "Operand",
    "PerfevalError",
    "Unrun",
    "binder_of",
    "checked",
    "evaluate",
    "relations",
]
