"""The figures of a report as a formula asks for them: the values one may have, or why there is none.

Rule 1: figures are the report's own; one that is missing is named.
Rule 2: a cell with two readings, or a figure stated twice, has every one of its values; none is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen

from perfeval.findings import Text
from perfeval.model import ALL_FUNDS, STOCK, FigureName, Form, Item, Part, Report, Statement, printed
from perfeval.quantities import RATE, Nil, Quantity, Unread, plain
from perfeval.ruling import NO_FACTS, Facts, Ref
from perfeval.ruling.naming import when


@frozen
class FigureValue:
    """One value a figure may have, in base units, and how it is printed."""

    value: Fraction
    shown: str
    dimension: str | None
    nil: Nil | None = None


@frozen
class FigureValues:
    """The values a figure may have; `why` says what makes them several."""

    values: tuple[FigureValue, ...]
    statements: tuple[Statement, ...]
    why: Text = Text()


@frozen
class MissingFigure:
    """A figure that is not there, or not readable."""

    why: Text
    statements: tuple[Statement, ...] = ()


@frozen
class Figures:
    """The figures of a report's own entity, or of one form's table.

    `form` narrows the search to the table the form stands in, where a report has several. `facts` are what a person
    entered: how often something occurred.
    """

    report: Report
    labels: Mapping[str, str] = field(factory=dict)
    form: Form | None = None
    facts: Facts = NO_FACTS

    def _name(self, ref: Ref) -> FigureName:
        year = Part(self.report.year + ref.year) if self.report.year is not None else Part("?")
        anyone = Part("?")  # whose it is, `_own` asks
        return FigureName(anyone, ref.item or "?", year, printed(ref.stage or STOCK), printed(ref.fund or ALL_FUNDS))

    def say(self, ref: Ref, lang: str = "zh") -> str:
        """A figure in words: “三公”经费（2023年执行数）."""
        item = Item.parse(ref.item or "?").base
        label = self.labels.get(ref.item or "?") or self.labels.get(item) or item
        time = when(self._name(ref))
        if lang == "zh":
            return f"{label}（{time.zh}）" if time.zh else label
        return f"{ref.item} ({time.en})" if time.en else str(ref.item)

    def _candidates(self, ref: Ref) -> list[Statement]:
        name = self._name(ref)
        return [
            s for s in self.report.statements
            if s.name.item == name.item and s.name.year.value == name.year.value and not s.name.year.is_open
            and (ref.stage is None or s.name.stage.value in (ref.stage, STOCK)) and s.name.fund.value == name.fund.value
        ]  # fmt: skip

    def _own(self, statements: list[Statement]) -> list[Statement]:
        if self.form is not None:
            place = (self.form.execution_points or self.form.execution_score or self.form).place
            return [s for s in statements if (s.place.file, s.place.table) == (place.file, place.table)]
        if self.report.entity is None:
            entities = {s.name.entity.value for s in statements}
            return statements if len(entities) == 1 else []
        return [s for s in statements if s.name.entity.value == self.report.entity]

    def find(self, ref: Ref) -> FigureValues | MissingFigure:
        """The values of a figure."""
        if self.report.year is None:
            return MissingFigure(Text("报告年度未定", "the report's year is not known"))
        said, said_en = self.say(ref), self.say(ref, "en")
        anywhere = self._candidates(ref)
        own = self._own(anywhere)
        if not own:
            other = next((str(s.name.entity.value) for s in anywhere if not s.name.entity.is_open), None)
            hint = f"；文中另有“{other}”的同名数据" if other and self.form is None else ""
            hint_en = f"; it is stated for {other!r}" if other and self.form is None else ""
            return MissingFigure(Text(f"缺{said}{hint}", f"{said_en} is not stated{hint_en}"))
        numbers = [s for s in own if s.quantity is not None]
        if numbers:
            return _agreed(numbers, said, said_en)
        for statement in own:
            reading = statement.reading
            if isinstance(reading, Unread) and reading.readings:
                return self._apart(statement, reading, said, said_en)
        first = own[0]
        if isinstance(first.reading, Nil):
            zero = FigureValue(Fraction(0), first.printed or "空白", None, first.reading)
            return FigureValues((zero,), (first,))
        text = first.printed.strip()
        if isinstance(first.reading, Quantity):
            return MissingFigure(Text(f"{said}“{text}”是约数", f"{said_en}: {text} is approximate"), (first,))
        return MissingFigure(Text(f"{said}“{text}”不能读作一个数", f"{said_en}: {text!r} is not one number"), (first,))

    def _apart(self, statement: Statement, reading: Unread, said: str, said_en: str) -> FigureValues:
        """Every number a cell may have meant, in the unit of its column."""
        near = [s for s in self.report.statements if s.block == statement.block and s.quantity and s.quantity.unit]
        same = next((s for s in near if s.column == statement.column), near[0] if near else None)
        unit = same.quantity.unit if same is not None and same.quantity is not None else None
        values = tuple(
            FigureValue(q.within(unit).value, plain(q.number, q.places), q.within(unit).dimension)
            for q in reading.readings
        )
        listed = "、".join(v.shown for v in values)
        why = Text(
            f"{said}“{reading.printed.strip()}”可读作{listed}",
            f"{said_en}: {reading.printed.strip()!r} may be {' or '.join(v.shown for v in values)}",
        )
        return FigureValues(values, (statement,), why)


def _agreed(numbers: list[Statement], said: str, said_en: str) -> FigureValues:
    """The distinct values of a figure; prints that agree are one, and the finest of them stands."""
    kept: list[Statement] = []
    for statement in sorted(numbers, key=lambda s: (s.quantity.step if s.quantity else Fraction(0), s.order)):
        quantity = statement.quantity
        if quantity is not None and not any(k.quantity and k.quantity.agrees_with(quantity) for k in kept):
            kept.append(statement)
    kept.sort(key=lambda s: s.order)
    values = tuple(
        FigureValue(s.quantity.value, plain(s.quantity.number, s.quantity.places) + ("%" if s.quantity.dimension == RATE else ""), s.quantity.dimension)
        for s in kept if s.quantity is not None
    )  # fmt: skip
    if len(values) == 1:
        return FigureValues(values, tuple(kept))
    listed = "、".join(v.shown for v in values)
    return FigureValues(
        values, tuple(kept),
        Text(f"{said}各处不一致（{listed}）", f"{said_en} is stated differently ({', '.join(v.shown for v in values)})"),
    )  # fmt: skip


__all__ = ["FigureValue", "FigureValues", "Figures", "MissingFigure"]
