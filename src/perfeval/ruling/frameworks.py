"""Frameworks (指标体系): sections with points, indicators, how the report's own rows are judged, and grades.

A framework either computes its indicators from figures, or judges the rows a form brings along, or both. It adds up,
its bands leave no gap, and full marks in a rule's text are its points: `problems` says where not, before any report
is seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from fractions import Fraction

from attrs import evolve, field, frozen

from perfeval.findings import Standing, Text
from perfeval.quantities import short
from perfeval.ruling.base import as_tuple
from perfeval.ruling.basis import NO_BASIS, Basis
from perfeval.ruling.facts import NO_FACTS, Consequence, Deduction, Fact, Facts, MoneyWeighted
from perfeval.ruling.measures import Chosen, Indicator
from perfeval.ruling.ranges import Tiers
from perfeval.ruling.scoring import Scoring, exact, exact_or_none, full_of

HUNDRED = Fraction(100)


@frozen
class Section:
    """A level-1 block and its points.

    Attributes
    ----------
    id, label
        Slug; Chinese as the form prints it.
    points
        Its points.
    by_rows
        The report's own rows fill it, not the framework's indicators.
    goals
        Its rows stand under the year's goals, each goal with a weight of its own, so that a goal counts by its weight
        and not by the points of its rows.
    """

    id: str
    label: str
    points: Fraction = field(converter=exact)
    by_rows: bool = False
    goals: bool = False


@frozen
class GradeBand:
    """A grade.

    Attributes
    ----------
    id, label
        Slug; its word in Chinese.
    at_least
        The score of a hundred it begins at (that score belongs to it); it ends where the next better one begins.
    english
        Its word in English; its id serves where there is none.
    """

    id: str
    label: str
    at_least: Fraction = field(converter=exact)
    english: str = ""

    @property
    def text(self) -> Text:
        """Its word."""
        return Text(self.label, self.english or self.id)


class RowKind(Enum):
    """What kind of target an indicator row has, which decides how it is scored."""

    FORWARD = "forward"  # ≥ n: the more the better
    REVERSE = "reverse"  # ≤ n: the less the better
    DEADLINE = "deadline"
    YES_NO = "yes-no"
    TIERED = "tiered"  # words

    @property
    def text(self) -> Text:
        """How it is called."""
        return {
            "forward": Text("定量正向指标", "quantitative, more is better"),
            "reverse": Text("定量反向指标", "quantitative, less is better"),
            "deadline": Text("时限指标", "deadline"),
            "yes-no": Text("是否类指标", "yes or no"),
            "tiered": Text("定性指标", "qualitative"),
        }[self.value]


@frozen
class RowMethod:
    """How the rows of one kind are scored, and what that rests on.

    Attributes
    ----------
    kind
        The kind of target a row has.
    scoring
        How such a row is scored.
    basis
        The document it rests on.
    standing
        What is known of what it rests on.
    """

    kind: RowKind = field(converter=RowKind)
    scoring: Scoring
    basis: Basis = field(default=NO_BASIS, kw_only=True)
    standing: Standing = field(default=Standing.UNCONFIRMED, kw_only=True)


class NilRow(Enum):
    """What can be done with a row whose indicator is named 无. Which of them is right is for the bureau."""

    KEPT = "kept"
    ZERO = "zero"
    REMOVED = "removed"

    @property
    def text(self) -> Text:
        """How it is said."""
        return {
            "kept": Text("按表列得分", "as printed"),
            "zero": Text("记0分", "at zero points"),
            "removed": Text("剔除其分值", "without their points"),
        }[self.value]


@frozen(kw_only=True)
class RowScoring:
    """How a framework judges the rows of the report's own form.

    Attributes
    ----------
    methods
        One for each kind of row; a kind without one is never decided.
    yes, no
        How a yes-or-no row is answered (`formulas.YES`, `formulas.NO`); without them no row is one.
    nil_rows
        The treatments of a row named 无 whose effect is shown.
    deductions
        What a re-check takes off single rows, entered by a person (`--fact 3/vague`).
    """

    methods: tuple[RowMethod, ...] = field(converter=as_tuple)
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    nil_rows: tuple[NilRow, ...] = (NilRow.KEPT, NilRow.ZERO, NilRow.REMOVED)
    deductions: tuple[Deduction, ...] = field(default=(), converter=as_tuple)

    def method(self, kind: RowKind) -> RowMethod | None:
        """The method for a kind of row."""
        return next((m for m in self.methods if m.kind is kind), None)

    @property
    def tiers(self) -> Tiers | None:
        """The tiers of qualitative rows."""
        found = self.method(RowKind.TIERED)
        return found.scoring if found is not None and isinstance(found.scoring, Tiers) else None


@frozen
class Framework:
    """A set of indicators with points, chosen by name, one of a place and year being the default.

    Attributes
    ----------
    id, label
        Slug; Chinese as a reviewer calls it.
    sections, indicators
        The level-1 blocks with their points, and the indicators computed from figures.
    rows
        How the report's own rows are judged, None where the framework brings all its indicators along.
    total
        What everything adds up to.
    includes_execution
        Whether the execution rate's points are among them.
    execution
        The id of the indicator that a form prints beside its funds, not among its rows.
    bands
        The grades, best first; none where no grade is known.
    default
        Chosen where the user names none. Never for one that is unconfirmed.
    of_projects
        It judges forms of single projects; as a default it is chosen for those alone, never for a unit as a whole.
    note
        What a user should know of it.
    facts, most_deducted
        What a person may enter, and the most points that it can cost together.
    consequences
        What the place attaches to a grade.
    adding
        How several units are put together; None where nobody says.
    english
        Its label in English; its id serves where there is none.
    basis
        The document it rests on.
    standing
        What is known of it; one that is not confirmed names no grade.

    One with a `total` of 0 is a reference: its indicators are computed and shown without points.
    """

    id: str
    label: str
    sections: tuple[Section, ...] = field(default=(), converter=as_tuple, kw_only=True)
    indicators: tuple[Indicator, ...] = field(default=(), converter=as_tuple, kw_only=True)
    rows: RowScoring | None = field(default=None, kw_only=True)
    total: Fraction = field(default=HUNDRED, converter=exact, kw_only=True)
    includes_execution: bool = field(default=True, kw_only=True)
    execution: str = field(default="execution", kw_only=True)
    bands: tuple[GradeBand, ...] = field(default=(), converter=as_tuple, kw_only=True)
    default: bool = field(default=False, kw_only=True)
    of_projects: bool = field(default=False, kw_only=True)
    english: str = field(default="", kw_only=True)
    basis: Basis = field(default=NO_BASIS, kw_only=True)
    standing: Standing = field(default=Standing.ATTESTED, kw_only=True)
    note: Text = field(default=Text(), kw_only=True)
    facts: tuple[Fact, ...] = field(default=(), converter=as_tuple, kw_only=True)
    most_deducted: Fraction | None = field(default=None, converter=exact_or_none, kw_only=True)
    consequences: tuple[Consequence, ...] = field(default=(), converter=as_tuple, kw_only=True)
    adding: MoneyWeighted | None = field(default=None, kw_only=True)

    @property
    def name(self) -> Text:
        """Its label in both languages."""
        return Text(self.label, self.english or self.id)

    def indicator(self, id: str) -> Indicator | None:  # noqa: A002 - the field's own word
        """One of its indicators."""
        return next((i for i in self.indicators if i.id == id), None)

    def of_section(self, section: str) -> tuple[Indicator, ...]:
        """The indicators of a section."""
        return tuple(i for i in self.indicators if i.section == section)

    def grade(self, score: Fraction | int, facts: Facts = NO_FACTS) -> GradeBand | None:
        """The grade of a score of a hundred, None where no bands are known; facts a person entered may cap it."""
        ids = [b.id for b in self.bands]
        best = max((ids.index(f.caps) for f in self.facts if facts.get(f.id) and f.caps), default=0)
        return next((b for b in self.bands[best:] if score >= b.at_least), self.bands[-1] if self.bands else None)

    def problems(self) -> tuple[Text, ...]:
        """What does not fit together in it; empty for one that can be used."""
        return (*self._sums(), *self._bands(), *self._marks(), *self._facts())

    def _sums(self) -> Iterator[Text]:
        total = sum((s.points for s in self.sections), Fraction(0))
        if total != self.total:
            yield Text(
                f"“{self.id}”各部分分值合计{short(total)}，应为{short(self.total)}",
                f"{self.id}: its sections add up to {short(total)}, not {short(self.total)}",
            )
        known = {s.id for s in self.sections}
        for indicator in self.indicators:
            if indicator.section not in known:
                yield Text(
                    f"“{self.id}/{indicator.id}”所属部分“{indicator.section}”不存在",
                    f"{self.id}/{indicator.id} stands in a section {indicator.section!r} that does not exist",
                )
        for section in self.sections:
            inside = sum((i.points for i in self.of_section(section.id)), Fraction(0))
            if inside != section.points and not (section.by_rows and inside < section.points):
                yield Text(
                    f"“{self.id}”中{section.label}的指标分值合计{short(inside)}，应为{short(section.points)}",
                    f"{self.id}: the indicators of {section.id} add up to {short(inside)}, not {short(section.points)}",
                )
            if section.by_rows and self.rows is None:
                yield Text(
                    f"“{self.id}”中{section.label}按表内指标计分，但未写计分方法",
                    f"{self.id}: {section.id} is filled by the form's rows, and nothing says how they are scored",
                )
        for what, ids in (("sections", [s.id for s in self.sections]), ("indicators", [i.id for i in self.indicators])):
            for twice in sorted({i for i in ids if ids.count(i) > 1}):
                yield Text(f"“{self.id}”中“{twice}”出现两次", f"{self.id}: {twice!r} occurs twice among its {what}")

    def _bands(self) -> Iterator[Text]:
        ends = [b.at_least for b in self.bands]
        if not ends:
            return
        if ends != sorted(set(ends), reverse=True):
            yield Text(
                f"“{self.id}”的等级应由高到低，且界限不重复", f"{self.id}: its grades have to fall, each end once"
            )
        if ends[-1] != 0:
            yield Text(
                f"“{self.id}”的等级在{short(ends[-1])}分以下留有空档",
                f"{self.id}: no grade is named below {short(ends[-1])}",
            )
        if ends[0] > HUNDRED:
            yield Text(
                f"“{self.id}”的最高等级界限超过100，应为百分制",
                f"{self.id}: the best grade starts above 100, at {short(ends[0])}",
            )
        labels = [b.label for b in self.bands]
        if len(set(labels)) < len(labels):
            yield Text(f"“{self.id}”有两个等级同名", f"{self.id}: two grades have one name")

    def _marks(self) -> Iterator[Text]:
        for indicator in self.indicators:
            scorings = [indicator.scoring]
            if isinstance(indicator.scoring, Chosen):
                scorings += [o.scoring for o in indicator.scoring.options]
            for scoring in scorings:
                full = full_of(scoring)
                if full is not None and full != indicator.points:
                    yield Text(
                        f"“{self.id}/{indicator.id}”分值{short(indicator.points)}，而计分规则的满分为{short(full)}",
                        f"{self.id}/{indicator.id} has {short(indicator.points)} points, its rule's full marks are {short(full)}",
                    )
            if indicator.points < 0 or (indicator.points == 0) is not (self.total == 0):
                yield Text(f"“{self.id}/{indicator.id}”分值应大于0", f"{self.id}/{indicator.id} has no points")
        if self.default and self.standing is Standing.UNCONFIRMED:
            yield Text(f"“{self.id}”未经核实，不能作为默认体系", f"{self.id} is unconfirmed and cannot be a default")

    def _facts(self) -> Iterator[Text]:
        ids = [f.id for f in self.facts]
        for twice in sorted({i for i in ids if ids.count(i) > 1}):
            yield Text(f"“{self.id}”中事项“{twice}”出现两次", f"{self.id}: the fact {twice!r} occurs twice")
        grades = {b.id for b in self.bands}
        named = {f.caps for f in self.facts if f.caps} | {g for c in self.consequences for g in c.grades}
        for grade in sorted(named - grades):
            yield Text(f"“{self.id}”没有等级“{grade}”", f"{self.id} has no grade {grade!r}")
        for counted in sorted({c.counted_by for c in self.consequences if c.years > 1} - set(ids)):
            yield Text(
                f"“{self.id}”的结果应用按“{counted}”计年，但没有这一事项",
                f"{self.id}: a consequence counts years by {counted!r}, which is no fact of it",
            )

    def patched(self, patch: FrameworkPatch) -> Framework:
        """This framework with a nearer pack's changes: indicators replaced by id or added, withdrawn, grades replaced."""
        new = {i.id: i for i in patch.replace}
        kept = [new.pop(i.id, i) for i in self.indicators if i.id not in patch.withdraw]
        return evolve(
            self, indicators=(*kept, *new.values()), sections=patch.sections or self.sections,
            bands=patch.bands or self.bands, rows=patch.rows or self.rows,
        )  # fmt: skip


@frozen(kw_only=True)
class FrameworkPatch:
    """What a nearer pack changes in a farther framework; what it does not name stays as it is.

    Attributes
    ----------
    framework
        The id of the framework it changes.
    replace
        Indicators that take the place of those of the same id, or are added.
    withdraw
        Ids of indicators that do not hold here.
    sections, bands, rows
        New ones for all of the old, where given.
    basis
        The document the change rests on.
    standing
        What is known of the change.
    """

    framework: str
    replace: tuple[Indicator, ...] = field(default=(), converter=as_tuple)
    withdraw: tuple[str, ...] = field(default=(), converter=as_tuple)
    sections: tuple[Section, ...] = field(default=(), converter=as_tuple)
    bands: tuple[GradeBand, ...] = field(default=(), converter=as_tuple)
    rows: RowScoring | None = None
    basis: Basis = NO_BASIS
    standing: Standing = Standing.ATTESTED

    @property
    def touches(self) -> tuple[str, ...]:
        """The ids inside the framework that it sets or withdraws."""
        whole = [what for what in ("sections", "bands", "rows") if getattr(self, what)]
        return (*(i.id for i in self.replace), *self.withdraw, *whole)


__all__ = [
    "Framework", "FrameworkPatch", "GradeBand", "NilRow", "RowKind", "RowMethod", "RowScoring", "Section",
]  # fmt: skip
