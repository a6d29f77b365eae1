"""Indicators as data: what is measured, how its value becomes points, and what holds where there is nothing to measure."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from perfeval.errors import PackError
from perfeval.findings import Standing, Text
from perfeval.ruling.base import as_tuple
from perfeval.ruling.basis import NO_BASIS, Basis
from perfeval.ruling.computing import Formula
from perfeval.ruling.items import Ref
from perfeval.ruling.scoring import Better, ByPerson, Exact, Scoring, exact


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
class Chosen(ByPerson):
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
    def open(self) -> Text:
        """Nothing is: every option has its own way of giving points."""
        return Text()

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


__all__ = ["Chosen", "Empty", "Indicator", "Measure", "Option"]
