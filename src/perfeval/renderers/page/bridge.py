"""From the original budget over the final one to what was spent, step by step; what no sentence explains is a step of its own."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from perfeval.evaluation import Evaluation
from perfeval.findings import Finding
from perfeval.model import ACTUAL, ALL_FUNDS, FINAL, ORIGINAL, Stage, Statement
from perfeval.quantities import MONEY, plain
from perfeval.renderers.page.drawing import BAD, BLUE, GOOD, SOFT, bar, figure, line, scaled, text
from perfeval.renderers.page.markup import Html
from perfeval.renderers.voices import Voice

WAN = Fraction(10_000)
TOP, ROOM, ROW, LABELS = 8, 380, 30, 220
STAGES = {
    ORIGINAL: ("年初预算", "original budget"),
    FINAL: ("全年预算", "final budget"),
    ACTUAL: ("全年执行", "actual"),
}


@frozen
class _Step:
    """A bar of the bridge: where it begins and ends, in base units, and of which sort it is."""

    label: str
    begin: Fraction
    end: Fraction
    kind: str


def bridge(evaluation: Evaluation, voice: Voice) -> Html | None:
    """The bridge of the largest line that has at least two of the three stages; None where none has."""
    stated = _largest(evaluation)
    if stated is None:
        return None
    steps = _steps(stated, evaluation, voice)
    most = max(max(s.begin, s.end) for s in steps)
    if most <= 0:
        return None
    parts: list[Html] = []
    for number, step in enumerate(steps):
        y = TOP + number * ROW
        left, right = sorted((step.begin, step.end))
        x = LABELS + scaled(left, most, ROOM)
        fill = {"stage": BLUE, "up": GOOD, "down": SOFT, "open": "#fff"}[step.kind]
        parts.append(text(LABELS - 8, y + 16, step.label, anchor="end"))
        outline = BAD if step.kind == "open" else None
        parts.append(
            bar(x, y + 3, scaled(right - left, most, ROOM), 18, fill, outline=outline, dashed=step.kind == "open")
        )
        parts.append(
            text(
                LABELS + scaled(right, most, ROOM) + 6, y + 16, _amount(step), fill=BAD if step.kind == "open" else SOFT
            )
        )
    parts.append(line(LABELS, TOP, LABELS, TOP + len(steps) * ROW))
    first = next(iter(stated.values()))
    title = voice.either(
        f"{voice(first.label)}：年初、全年、执行（万元）",
        f"{voice(first.label)}: original, final, actual (10,000 yuan)",
    )
    said = voice.either("；", "; ").join(f"{s.label} {_amount(s)}" for s in steps)
    return figure(title, said, TOP + len(steps) * ROW + 8, parts)


def _largest(evaluation: Evaluation) -> dict[Stage, Statement] | None:
    """The statements of the largest line of the report's own year by stage, those of a form's table before others."""
    report = evaluation.report
    found: dict[str, dict[Stage, Statement]] = {}
    for s in sorted(report.statements, key=lambda s: not s.form):
        quantity, stage = s.quantity, s.name.stage.value
        own = s.name.year.value == report.own_year and s.name.fund.value == ALL_FUNDS
        if (
            quantity is not None
            and quantity.dimension == MONEY
            and own
            and isinstance(stage, Stage)
            and stage in STAGES
        ):
            found.setdefault(s.name.item.text, {}).setdefault(stage, s)
    several = [stages for stages in found.values() if len(stages) > 1]
    return max(several, key=lambda stages: (max(_value(s) for s in stages.values()), len(stages)), default=None)


def _value(statement: Statement) -> Fraction:
    return statement.quantity.value if statement.quantity is not None else Fraction(0)


def _steps(stated: dict[Stage, Statement], evaluation: Evaluation, voice: Voice) -> list[_Step]:
    """Each stage, and between them what is said to have changed and what is left."""
    steps: list[_Step] = []
    before: Statement | None = None
    for stage, words in STAGES.items():
        statement = stated.get(stage)
        if statement is None:
            continue
        if before is not None:
            steps += _between(before, statement, evaluation, voice)
        steps.append(_Step(voice.either(*words), Fraction(0), _value(statement), "stage"))
        before = statement
    return steps


def _between(before: Statement, after: Statement, evaluation: Evaluation, voice: Voice) -> list[_Step]:
    at, end = _value(before), _value(after)
    finding, explained = _explained(before, after, evaluation)
    steps = []
    for other in explained:
        amount = _value(other)
        steps.append(_Step(voice(other.label), at, at + amount, "up" if amount >= 0 else "down"))
        at += amount
    if at != end:
        label = (
            voice.either("未说明的差额", "not explained") if finding is not None else voice.either("差额", "difference")
        )
        steps.append(_Step(label, at, end, "open" if finding is not None else "down" if end < at else "up"))
    return steps


def _explained(
    before: Statement, after: Statement, evaluation: Evaluation
) -> tuple[Finding | None, Sequence[Statement]]:
    """The finding that is about the way from one amount to the other, and the amounts it says are part of that way."""
    by_key = {f"statement {s.order}": s for s in evaluation.report.statements}
    for finding in evaluation.findings:
        quoted = [by_key[c.key] for c in finding.figures if c.key in by_key]
        names = [s.name.key for s in quoted]
        if before.name.key in names and after.name.key in names and len(names) > 2:
            ends = (before.name.item, after.name.item)
            own = [s for s in quoted if s.name.item not in ends and s.quantity is not None]
            return finding, own
    return None, ()


def _amount(step: _Step) -> str:
    number = step.end if step.kind == "stage" else step.end - step.begin
    sign = "" if step.kind == "stage" or number < 0 else "+"
    return sign + plain(number / WAN, 2)


__all__ = ["bridge"]
