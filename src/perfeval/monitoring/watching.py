"""One project or unit on one day, held against its place's rule of progress."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from attrs import field, frozen

from perfeval.document import Place
from perfeval.errors import ModelError
from perfeval.evaluation import Evaluation
from perfeval.evaluation.identity import identified
from perfeval.findings import Cited, Finding, Severity, Standing, Text
from perfeval.model import WHOLE_UNIT, Report, Subject
from perfeval.quantities import percent, short
from perfeval.quantities.handed import handed
from perfeval.resolution import Rulebook
from perfeval.ruling import Progress

#: What the readings of a budget are called.
OPENING, ADJUSTED = Text("年初预算", "the opening budget"), Text("调整后预算", "the adjusted budget")


def _money(value: object) -> Fraction | None:
    if value is None:
        return None
    found = handed(value)
    if found is None or found < 0:
        raise ModelError(
            f"金额 {value!r} 应为不小于 0 的精确的数。", f"An amount is an exact number of 0 or more, not {value!r}."
        )
    return found


def _share(value: object) -> Fraction | None:
    found = _money(value)
    if found is not None and found > 2:
        raise ModelError(
            f'目标完成率 {value!r} 超过 200%；请写成 "70%" 或 0～1 的数。',
            f"Goals reached by {value!r} are over 200 %; write '70%' or a share from 0 to 1.",
        )
    return found


@frozen(kw_only=True)
class Monitored:
    """What is stated of one unit, or of one of its projects, on one day. Amounts are in one unit of money.

    Attributes
    ----------
    entity, project
        The unit; its project, empty for the unit as a whole.
    on
        The day up to which it was spent.
    spent
        What was spent by then; None where nothing is stated.
    opening, adjusted
        The budget at the beginning of the year, and as it is now; None where none is stated.
    goals
        Which share of the year's goals is reached, None where it is stated in words or not at all.
    words
        What is said of the goals in words.
    place
        Where it stands.
    """

    entity: str
    project: str = ""
    on: date
    spent: Fraction | None = field(default=None, converter=_money)
    opening: Fraction | None = field(default=None, converter=_money)
    adjusted: Fraction | None = field(default=None, converter=_money)
    goals: Fraction | None = field(default=None, converter=_share)
    words: str = ""
    place: Place = Place()

    @property
    def called(self) -> str:
        """The project, or the unit."""
        return self.project or self.entity

    @property
    def rates(self) -> tuple[tuple[Text, Fraction], ...]:
        """Which share was spent, by each reading of the budget; one where both budgets are the same."""
        bases = [(OPENING, self.opening), (ADJUSTED, self.adjusted)]
        made = [(name, self.spent / base) for name, base in bases if base and self.spent is not None]
        return tuple(made[:1] if self.opening == self.adjusted else made)


@frozen
class Watched:
    """One project on one day, and what is to be asked of it.

    Attributes
    ----------
    one
        What is stated.
    due
        The share due on that day; None where the rule asks for nothing then.
    findings
        What is to be asked.
    open
        What could not be held against the rule, and why.
    """

    one: Monitored
    due: Fraction | None
    findings: tuple[Finding, ...] = ()
    open: tuple[Text, ...] = ()


def watch(one: Monitored, rule: Progress) -> Watched:
    """What a place's rule of progress asks of a project on a day.

    A finding is a warning where the rule is known, and a notice where it is not confirmed.
    """
    due = rule.due_on(one.on)
    problems = [*_over(one), *_late(one, due), *_apart(one, rule.gap)]
    severity = Severity.NOTICE if rule.standing is Standing.UNCONFIRMED else Severity.WARNING
    made = [
        Finding(
            f"{rule.id}-{kind}", severity, text, (_cited(one, kind),), stated=stated, innocent=innocent, basis=str(rule.basis),
            standing=rule.standing, question=True,
        )
        for kind, text, stated, innocent in problems
    ]  # fmt: skip
    findings = tuple(identified(_report(one), made))
    return Watched(one, due, findings, tuple(_open(one, due)))


def evaluation_of(watched: Watched, code: str) -> Evaluation:
    """The same as an evaluation, so that a ledger takes it. Its rulebook is empty: none of the place's other rules was asked."""
    one = watched.one
    return Evaluation(_report(one), Rulebook(code, one.on.year, {}, {}, ()), watched.findings, on=one.on)


def _report(one: Monitored) -> Report:
    """A report that states whose it is, of which year, and which project it is about."""
    subject = Subject(project=one.project) if one.project else WHOLE_UNIT
    source = f"{one.place.file}#{one.project}" if one.project else one.place.file  # each row is a report of its own
    return Report(source=source, title=one.called, entity=one.entity, year=one.on.year, subject=subject)


def _cited(one: Monitored, kind: str) -> Cited:
    """What the finding is about: so much spent by the end of a month, whatever the amount."""
    printed = "" if one.spent is None else short(one.spent)
    return Cited(
        f"monitored/{kind}",
        one.called,
        printed,
        one.place,
        year=str(one.on.year),
        stage=f"by-{one.on.month:02}",
        is_named=True,
    )


_Problem = tuple[str, Text, str, Text]


def _said(rates: tuple[tuple[Text, Fraction], ...]) -> Text:
    """The rates by each reading."""
    if len(rates) == 1:
        return Text(percent(rates[0][1]), percent(rates[0][1]))
    return Text(
        "，".join(f"按{name.zh}为{percent(rate)}" for name, rate in rates),
        ", ".join(f"{percent(rate)} of {name.en}" for name, rate in rates),
    )


def _when(one: Monitored) -> Text:
    day = one.on
    return Text(f"截至{day.month}月{day.day}日", f"by {day.isoformat()}")


def _late(one: Monitored, due: Fraction | None) -> Iterator[_Problem]:
    below = [rate for _, rate in one.rates if due is not None and rate < due]
    if due is None or not below:
        return
    rates, when = _said(one.rates), _when(one)
    doubt = _doubt(below, one)
    yield (
        "late",
        Text(
            f"“{one.called}”{when.zh}支出进度{rates.zh}，要求不低于{percent(due)}{doubt.zh}。请说明。",
            f"{one.called}: spent {when.en} {rates.en}, and {percent(due)} was due{doubt.en}. Please explain.",
        ),
        rates.zh, Text("按合同在年底付款", "it is paid by contract at the end of the year"),
    )  # fmt: skip


def _doubt(found: Sequence[Fraction], one: Monitored) -> Text:
    """What is left open where only one of the budgets says so."""
    every = len(found) == len(one.rates)
    return Text() if every else Text("（以何者为准未见规定）", " (which budget counts is not said)")


def _apart(one: Monitored, gap: Fraction | None) -> Iterator[_Problem]:
    if gap is None or one.goals is None or not one.rates:
        return
    beyond = [rate for _, rate in one.rates if abs(one.goals - rate) > gap]
    if not beyond:
        return
    rates, when = _said(one.rates), _when(one)
    doubt = _doubt(beyond, one)
    limit = short(gap * 100)
    yield (
        "apart",
        Text(
            f"“{one.called}”{when.zh}目标完成{percent(one.goals)}，支出进度{rates.zh}，相差超过{limit}个百分点{doubt.zh}。请说明。",
            f"{one.called}: {when.en} {percent(one.goals)} of the goals are reached and spending is {rates.en}, more than {limit} "
            f"points apart{doubt.en}. Please explain.",
        ),
        rates.zh, Text("款项先付或后付", "it was paid before or after the work"),
    )  # fmt: skip


def _over(one: Monitored) -> Iterator[_Problem]:
    if not one.rates or not all(rate > 1 for _, rate in one.rates):
        return
    rates, when = _said(one.rates), _when(one)
    yield (
        "over",
        Text(
            f"“{one.called}”{when.zh}支出进度{rates.zh}，已超过预算。请核实。",
            f"{one.called}: {when.en} spending is {rates.en}, more than the budget. Please verify.",
        ),
        rates.zh, Text("预算调整尚未登记", "the budget was adjusted and is not entered yet"),
    )  # fmt: skip


def _open(one: Monitored, due: Fraction | None) -> Iterator[Text]:
    if one.words and one.goals is None:
        yield Text(
            f"“{one.called}”目标完成情况为文字，由人判断",
            f"{one.called}: the goals are stated in words and left to a person",
        )
    if due is not None and not one.rates:
        lacks = Text("支出数", "what was spent") if one.spent is None else Text("预算数", "a budget")
        yield Text(
            f"“{one.called}”没有{lacks.zh}，支出进度未核对",
            f"{one.called} states no {lacks.en.removeprefix('a ')}; its progress was not checked",
        )


__all__ = ["ADJUSTED", "OPENING", "Monitored", "Watched", "evaluation_of", "watch"]
