"""How an indicator's value is computed from the figures of a report, as data.

A formula names its figures by `Ref`: an item, a year counted from the report's own, a stage. Here a `Ref` without a
stage means the figure at whatever stage it is stated (posts, people, what was carried over). What the figures are, and
whether they are stated, is the engine's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from fractions import Fraction
from typing import Protocol, runtime_checkable

from attrs import field, frozen

from perfeval.errors import PackError
from perfeval.findings import Standing, Text
from perfeval.ruling.base import as_tuple
from perfeval.ruling.basis import NO_BASIS, Basis
from perfeval.ruling.items import Ref
from perfeval.ruling.items import ref as as_ref
from perfeval.ruling.scoring import Award, Better, Exact, Scoring, exact, percents

Value = Callable[[Ref], Fraction]
Say = Callable[[Ref], str]


def _exacts(numbers: Iterable[Exact]) -> tuple[Fraction, ...]:
    return tuple(exact(n) for n in numbers)


def _refs(words: str | Ref | Iterable[str | Ref]) -> tuple[Ref, ...]:
    return (as_ref(words),) if isinstance(words, (str, Ref)) else tuple(as_ref(w) for w in words)


@runtime_checkable
class Formula(Protocol):
    """A value computed from figures. A pack may bring one of its own: any class with these three members."""

    def refs(self) -> tuple[Ref, ...]:
        """The figures it needs."""
        ...

    def compute(self, value: Value) -> Fraction | None:
        """The value, exactly; None where its base is zero, so that there is none."""
        ...

    def text(self, say: Say) -> str:
        """The formula as one line, its figures said by `say`."""
        ...


def _sum(refs: tuple[Ref, ...], value: Value) -> Fraction:
    return sum((value(r) for r in refs), Fraction(0))


def _plus(refs: tuple[Ref, ...], say: Say) -> str:
    text = " + ".join(say(r) for r in refs)
    return f"({text})" if len(refs) > 1 else text


@frozen
class Rate:
    """One figure, or the sum of several, over another.

    Attributes
    ----------
    of
        Above the line; several are added.
    to
        Below the line; several are added.
    """

    of: tuple[Ref, ...] = field(converter=_refs)
    to: tuple[Ref, ...] = field(converter=_refs)

    def refs(self) -> tuple[Ref, ...]:
        """Above and below the line."""
        return tuple(dict.fromkeys((*self.of, *self.to)))

    def compute(self, value: Value) -> Fraction | None:
        """of / to."""
        base = _sum(self.to, value)
        return _sum(self.of, value) / base if base else None

    def text(self, say: Say) -> str:
        """a ÷ b."""
        return f"{_plus(self.of, say)} ÷ {_plus(self.to, say)}"


@frozen
class Change:
    """(now − before) / before. Which figures are compared (budget on budget, final on final) is said by the refs.

    Attributes
    ----------
    now
        The figure now; several are added.
    before
        The figure before; several are added.
    """

    now: tuple[Ref, ...] = field(converter=_refs)
    before: tuple[Ref, ...] = field(converter=_refs)

    def refs(self) -> tuple[Ref, ...]:
        """Now and before."""
        return tuple(dict.fromkeys((*self.now, *self.before)))

    def compute(self, value: Value) -> Fraction | None:
        """(now − before) / before."""
        base = _sum(self.before, value)
        return (_sum(self.now, value) - base) / base if base else None

    def text(self, say: Say) -> str:
        """(a − b) ÷ b."""
        before = _plus(self.before, say)
        return f"({_plus(self.now, say)} − {before}) ÷ {before}"


@frozen
class Utilisation:
    """How much of what was available was used: (available − unused) / available.

    Attributes
    ----------
    available
        What could be used, to be added.
    unused
        What of it was left, to be added.
    """

    available: tuple[Ref, ...] = field(converter=_refs)
    unused: tuple[Ref, ...] = field(converter=_refs)

    def refs(self) -> tuple[Ref, ...]:
        """What was available and what was left."""
        return tuple(dict.fromkeys((*self.available, *self.unused)))

    def compute(self, value: Value) -> Fraction | None:
        """(available − unused) / available."""
        base = _sum(self.available, value)
        return (base - _sum(self.unused, value)) / base if base else None

    def text(self, say: Say) -> str:
        """(a + b − c) ÷ (a + b)."""
        inside = " + ".join(say(r) for r in self.available)
        left = " − ".join(say(r) for r in self.unused)
        return f"({inside} − {left}) ÷ {_plus(self.available, say)}"


@frozen
class TimeProgress:
    """Spending against time: the mean over the year's dates of what was spent by then, over what was due by then.

    Attributes
    ----------
    spent
        The figures of what was spent by each date, the year's end last.
    budget
        What the dues are shares of.
    due
        The share due by each date: `("25%", "50%", "75%", "100%")`.
    cap
        More than this share of a due counts as this.
    """

    spent: tuple[Ref, ...] = field(converter=_refs)
    budget: Ref = field(converter=as_ref)
    due: tuple[Fraction, ...] = field(converter=_exacts)
    cap: Fraction = field(default=Fraction(1), converter=exact)

    def __attrs_post_init__(self) -> None:
        if not self.due or len(self.due) != len(self.spent) or any(d <= 0 for d in self.due):
            raise PackError(
                "序时进度的每个时点应各有一个支出数和一个大于0的序时比例。",
                "Each date of a time progress needs one figure and one share above zero.",
            )

    def refs(self) -> tuple[Ref, ...]:
        """What was spent by each date, and the budget."""
        return tuple(dict.fromkeys((*self.spent, self.budget)))

    def compute(self, value: Value) -> Fraction | None:
        """The mean of min(spent ÷ (budget × due), cap)."""
        budget = value(self.budget)
        if budget <= 0:
            return None
        shares = [min(value(s) / (budget * d), self.cap) for s, d in zip(self.spent, self.due, strict=True)]
        return sum(shares, Fraction(0)) / len(shares)

    def text(self, say: Say) -> str:
        """mean(a ÷ (b × 25%), …)."""
        budget = say(self.budget)
        each = "，".join(f"{say(s)} ÷ ({budget} × {percents(d)})" for s, d in zip(self.spent, self.due, strict=True))
        return f"mean({each})"


@frozen
class Stated:
    """A figure as it is stated: a rate nobody has to compute (满意度), or a number over a fixed one.

    Attributes
    ----------
    figure
        The figure.
    over
        The fixed number it is divided by (a score of 50, over 50).
    """

    figure: Ref = field(converter=as_ref)
    over: Fraction = field(default=Fraction(1), converter=exact)

    def refs(self) -> tuple[Ref, ...]:
        """The figure."""
        return (self.figure,)

    def compute(self, value: Value) -> Fraction | None:
        """The figure, over the fixed number."""
        return value(self.figure) / self.over if self.over else None

    def text(self, say: Say) -> str:
        """a."""
        return say(self.figure) if self.over == 1 else f"{say(self.figure)} ÷ {self.over}"


@frozen(init=False)
class AnyFormula:
    """Several formulas of which nobody says which is meant: where they differ, so do the points, and both are shown.

    Attributes
    ----------
    options
        The formulas that may be meant.
    """

    options: tuple[Formula, ...]

    def __init__(self, *options: Formula) -> None:
        self.__attrs_init__(tuple(options))

    def refs(self) -> tuple[Ref, ...]:
        """The figures of every option."""
        return tuple(dict.fromkeys(r for option in self.options for r in option.refs()))

    def compute(self, value: Value) -> Fraction | None:
        """The first option's value; the engine asks every option."""
        return self.options[0].compute(value)

    def text(self, say: Say) -> str:
        """a, or b."""
        return " | ".join(option.text(say) for option in self.options)


def options_of(formula: Formula) -> tuple[Formula, ...]:
    """The formulas a formula may mean."""
    return formula.options if isinstance(formula, AnyFormula) else (formula,)


class Empty(Enum):
    """What an indicator is worth where there is nothing to measure: its base and everything above it is zero."""

    FULL = "full"  # nothing was built: full marks
    REDISTRIBUTE = "redistribute"  # its points go to the others
    ZERO = "zero"
    UNKNOWN = "unknown"

    @property
    def text(self) -> Text:
        """How it is said."""
        return {
            "full": Text("无此事项，按规定得满分", "nothing to measure: full marks by the rule"),
            "redistribute": Text("无此事项，分值调至其他指标", "nothing to measure: its points go to the others"),
            "zero": Text("无此事项，按规定不得分", "nothing to measure: no points by the rule"),
            "unknown": Text("基数为0，如何计分未规定", "the base is zero, and no rule says what it is worth"),
        }[self.value]


@frozen
class Option:
    """One of the measures that share one weight.

    Attributes
    ----------
    label
        What it is called.
    formula
        Computed from figures; None for what no figure decides.
    scoring
        How its value becomes points.
    """

    label: str
    formula: Formula | None
    scoring: Scoring


@frozen
class Chosen:
    """Measures that share one weight (可选项): the best of them counts, or the one the unit chose.

    A choice that the report does not state leaves the points between the lowest and the highest of them.

    Attributes
    ----------
    options
        The measures.
    best_of
        The best of them counts; without it, the one the unit chose.
    """

    options: tuple[Option, ...] = field(converter=as_tuple)
    best_of: bool = False

    @property
    def better(self) -> Better:
        """Each option has its own."""
        return Better.NONE

    @property
    def open(self) -> Text:
        """Nothing is."""
        return Text()

    def awards(self, value: Fraction, points: Fraction) -> tuple[Award, ...]:
        """None for a single value: every option has its own."""
        return ()

    def text(self) -> Text:
        """a or b."""
        how = Text("取得分最高的一项", "the best counts") if self.best_of else Text("任选一项", "one of them")
        return Text(
            f"{how.zh}：" + "；".join(f"{o.label}：{o.scoring.text().zh}" for o in self.options),
            f"{how.en}: " + "; ".join(f"{o.label}: {o.scoring.text().en}" for o in self.options),
        )


@frozen
class Indicator:
    """One indicator of a framework: its points, its formula, and how its value becomes points.

    Attributes
    ----------
    id, label
        Slug, unique in its framework; Chinese as printed.
    section
        The id of the section it stands in.
    points
        Its weight.
    formula
        Computed from figures; None for what no figure decides.
    scoring
        How the value becomes points.
    empty
        What it is worth where there is nothing to measure.
    definition
        What is counted and what is not.
    english
        Its label in English; its id serves where there is none.
    basis
        The document it rests on.
    standing
        What is known of what it rests on.
    """

    id: str
    label: str
    points: Fraction = field(converter=exact, kw_only=True)
    scoring: Scoring = field(kw_only=True)
    section: str = field(default="", kw_only=True)
    formula: Formula | None = field(default=None, kw_only=True)
    empty: Empty = field(default=Empty.UNKNOWN, converter=Empty, kw_only=True)
    definition: Text = field(default=Text(), kw_only=True)
    english: str = field(default="", kw_only=True)
    basis: Basis = field(default=NO_BASIS, kw_only=True)
    standing: Standing = field(default=Standing.ATTESTED, kw_only=True)

    @property
    def name(self) -> Text:
        """Its label in both languages."""
        return Text(self.label, self.english or self.id.replace("-", " "))

    def refs(self) -> tuple[Ref, ...]:
        """Every figure it needs."""
        found = list(self.formula.refs()) if self.formula is not None else []
        if isinstance(self.scoring, Chosen):
            formulas = [o.formula for o in self.scoring.options if o.formula is not None]
            found += [r for formula in formulas for r in formula.refs()]
        return tuple(dict.fromkeys(found))


@frozen
class Measure:
    """An indicator before anyone gave it points: what several places share. `worth` makes an indicator of it.

    Attributes
    ----------
    id, label
        Slug; Chinese as printed.
    formula
        Computed from figures; None for what no figure decides.
    scoring
        How its value becomes points, where places agree on it.
    better
        Which way its value is better.
    definition
        What is counted and what is not.
    english
        Its label in English; its id serves where there is none.
    standing
        What is known of the definition.
    """

    id: str
    label: str
    formula: Formula | None = field(default=None, kw_only=True)
    scoring: Scoring | None = field(default=None, kw_only=True)
    better: Better = field(default=Better.NONE, kw_only=True)
    definition: Text = field(default=Text(), kw_only=True)
    english: str = field(default="", kw_only=True)
    standing: Standing = field(default=Standing.UNCONFIRMED, kw_only=True)

    def worth(
        self,
        points: Exact,
        *,
        section: str,
        scoring: Scoring | None = None,
        formula: Formula | None = None,
        empty: Empty | str = Empty.UNKNOWN,
        basis: Basis = NO_BASIS,
        standing: Standing = Standing.ATTESTED,
        id: str = "",  # noqa: A002 - the field's own word
        label: str = "",
    ) -> Indicator:
        """The indicator that a place makes of it: its points, its section, its scoring, what it rests on there."""
        chosen = scoring if scoring is not None else self.scoring
        if chosen is None:
            raise PackError(
                f"指标“{self.id}”未写计分方法；请给出 scoring=…。", f"The indicator {self.id!r} needs scoring=…."
            )
        return Indicator(
            id or self.id, label or self.label, points=points, scoring=chosen, section=section,
            formula=formula if formula is not None else self.formula, empty=empty, definition=self.definition,
            english=self.english, basis=basis, standing=standing,
        )  # fmt: skip


__all__ = ["AnyFormula", "Change", "Chosen", "Empty", "Formula", "Indicator", "Measure", "Option", "Rate", "Say", "Stated", "TimeProgress", "Utilisation", "Value", "options_of"]  # fmt: skip
