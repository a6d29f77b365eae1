"""How an indicator's value is computed from the figures of a report, as data.

A formula names its figures by `Ref`: an item, a year counted from the report's own, a stage. Here a `Ref` without a
stage means the figure at whatever stage it is stated (posts, people, what was carried over). What the figures are, and
whether they are stated, is the engine's business.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Protocol, runtime_checkable

from attrs import field, frozen

from perfeval.errors import PackError
from perfeval.ruling.items import Ref
from perfeval.ruling.items import ref as as_ref
from perfeval.ruling.scoring import Exact, exact, percents

Value = Callable[[Ref], Fraction]
Say = Callable[[Ref], str]
Refs = tuple[Ref, ...]


def _exacts(numbers: Iterable[Exact]) -> tuple[Fraction, ...]:
    return tuple(exact(n) for n in numbers)


def _refs(words: str | Ref | Iterable[str | Ref]) -> Refs:
    return (as_ref(words),) if isinstance(words, (str, Ref)) else tuple(as_ref(w) for w in words)


@runtime_checkable
class Formula(Protocol):
    """A value computed from figures. A pack may bring one of its own: any class with these three members."""

    def refs(self) -> Refs:
        """The figures it needs."""
        ...

    def compute(self, value: Value) -> Fraction | None:
        """The value, exactly; None where its base is zero, so that there is none."""
        ...

    def text(self, say: Say) -> str:
        """The formula as one line, its figures said by `say`."""
        ...


def _sum(refs: Refs, value: Value) -> Fraction:
    return sum((value(r) for r in refs), Fraction(0))


def _line(plus: Refs, minus: Refs, say: Say) -> str:
    """What stands above or below the line, in brackets where it is more than one figure."""
    text = " + ".join(say(r) for r in plus) + "".join(f" − {say(r)}" for r in minus)
    return f"({text})" if len(plus) + len(minus) > 1 else text


class _Quotient(ABC):
    """Some figures, others taken off them, over the figures below the line."""

    __slots__ = ()

    @abstractmethod
    def _parts(self) -> tuple[Refs, Refs, Refs]:
        """What is added above the line, what is taken off there, and what is added below it."""

    def refs(self) -> Refs:
        """Above and below the line."""
        plus, minus, below = self._parts()
        return tuple(dict.fromkeys((*plus, *minus, *below)))

    def compute(self, value: Value) -> Fraction | None:
        """Above ÷ below."""
        plus, minus, below = (_sum(refs, value) for refs in self._parts())
        return (plus - minus) / below if below else None

    def text(self, say: Say) -> str:
        """(a − b) ÷ b."""
        plus, minus, below = self._parts()
        return f"{_line(plus, minus, say)} ÷ {_line(below, (), say)}"


@frozen
class Rate(_Quotient):
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

    def _parts(self) -> tuple[Refs, Refs, Refs]:
        return self.of, (), self.to


@frozen
class Change(_Quotient):
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

    def _parts(self) -> tuple[Refs, Refs, Refs]:
        return self.now, self.before, self.before


@frozen
class Utilisation(_Quotient):
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

    def _parts(self) -> tuple[Refs, Refs, Refs]:
        return self.available, self.unused, self.available


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

    def refs(self) -> Refs:
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

    def refs(self) -> Refs:
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

    def refs(self) -> Refs:
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


__all__ = ["AnyFormula", "Change", "Formula", "Rate", "Say", "Stated", "TimeProgress", "Utilisation", "Value", "options_of"]  # fmt: skip
