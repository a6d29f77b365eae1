"""What a report states, and where. Said is not meant: contradictions are kept, judgement comes later.

Rule 1: a figure's name has five parts: entity, line item, fiscal year, stage, fund.
Rule 2: a part is printed, declared by a layout, or open; it is never inferred because two values coincide.
Rule 3: an open part carries the scope in which it may be compared (its column, its table, its sentence);
across scopes it equals nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cached_property

from attrs import evolve, field, frozen

from perfeval.document import Place
from perfeval.errors import ModelError
from perfeval.quantities import Nil, Quantity, Reading, Target, Unit, read, read_target, unit_named


class Stage(Enum):
    """At which point of the year a figure is taken (IPSAS 24: original budget, final budget, actual)."""

    ORIGINAL = "original"  # 年初预算
    FINAL = "final"  # 全年预算, 调整预算
    ARRIVED = "arrived"  # 实际到位
    ACTUAL = "actual"  # 全年执行, 决算
    STOCK = "stock"  # no stage: posts, people, areas, rates of the whole year


ORIGINAL, FINAL, ARRIVED, ACTUAL, STOCK = Stage.ORIGINAL, Stage.FINAL, Stage.ARRIVED, Stage.ACTUAL, Stage.STOCK

#: What a file is about where it prints neither: the forms of one file are of one unit and one year, by the file itself.
OWN_UNIT = "（未载明单位）"
OWN_YEAR = "（未载明年度）"

#: The fund scope of a whole-unit form: everything the unit spends.
ALL_FUNDS = "all"


class Known(Enum):
    """How a part of a figure's name is known."""

    PRINTED = "printed"
    DECLARED = "declared"
    OPEN = "open"


@frozen
class Part:
    """One part of a name: its value and how it is known; an open part's value is the scope it may be compared in."""

    value: str | int | Stage
    known: Known = Known.PRINTED

    @property
    def is_open(self) -> bool:
        """Whether nothing says what the part is."""
        return self.known is Known.OPEN


def printed(value: str | int | Stage) -> Part:
    """A part the document prints."""
    return Part(value, Known.PRINTED)


def declared(value: str | int | Stage) -> Part:
    """A part a layout declares."""
    return Part(value, Known.DECLARED)


def open_in(scope: str) -> Part:
    """A part nobody states, comparable inside its scope only."""
    return Part(f"?{scope}", Known.OPEN)


NameKey = tuple[str | int | Stage, str, str | int | Stage, str | int | Stage, str | int | Stage]


@frozen
class FigureName:
    """The five parts of a figure's name.

    `item` is the id of a line item, with `@code` behind it for one function or economic class of it, `/label` for a
    free row under it (`project/档案征集费`), `:rate` for a rate or change of it, `#role` for its part in one sentence.
    """

    entity: Part
    item: str
    year: Part
    stage: Part
    fund: Part

    @cached_property
    def key(self) -> NameKey:
        """What makes two statements speak of one figure."""
        return (self.entity.value, self.item, self.year.value, self.stage.value, self.fund.value)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts besides the item."""
        return (self.entity, self.year, self.stage, self.fund)

    @property
    def is_bound(self) -> bool:
        """Whether every part is printed or declared."""
        return not any(part.is_open for part in self.parts)

    @property
    def is_role(self) -> bool:
        """Whether this names a role in one sentence (`…#change`), which nothing outside that sentence may be held to."""
        return "#" in self.item

    @property
    def weakest(self) -> Known:
        """The least sure of the ways the parts are known."""
        knowns = {part.known for part in self.parts}
        return next(k for k in (Known.OPEN, Known.DECLARED, Known.PRINTED) if k in knowns)

    def moved(
        self, item: str | None = None, year: int = 0, stage: Stage | None = None, fund: str | None = None
    ) -> FigureName | None:
        """The name of a related figure: another item, so many years on, another stage or fund.

        None when a year has to be moved that is not known.
        """
        when = self.year
        if year:
            if not isinstance(when.value, int):
                return None
            when = Part(when.value + year, when.known)
        return FigureName(
            self.entity, self.item if item is None else item, when, Part(stage, Known.PRINTED) if stage else self.stage,
            Part(fund) if fund else self.fund,
        )  # fmt: skip


def base_of(item: str) -> str:
    """The line item without its code or free row: `base_of('project/x')` is `'project'`."""
    return item.split("@")[0].split("/")[0]


@frozen
class Statement:
    """One figure stated at one place.

    Attributes
    ----------
    name, label
        What it is a figure of; the label as printed.
    reading
        A quantity, a nil, or an unread cell.
    block
        The table section, list or sentence it belongs to: inside it figures are compared first.
    parent
        The item of the row it is listed under (其中), if any.
    order
        Its position in the report, which orders findings.
    """

    name: FigureName
    label: str
    reading: Reading
    place: Place
    block: str
    column: str = ""
    parent: str = ""
    order: int = 0

    @property
    def quantity(self) -> Quantity | None:
        """The number, if one could be read that decides anything."""
        return self.reading if isinstance(self.reading, Quantity) and not self.reading.approximate else None

    @property
    def printed(self) -> str:
        """The characters of the source."""
        if isinstance(self.reading, Nil):
            return {Nil.BLANK: "", Nil.DASH: "——", Nil.NONE: "无"}[self.reading]
        return self.reading.printed


@frozen
class Entry:
    """One cell of a form that is no budget figure: its reading and place. `column` is the header above it."""

    text: str
    reading: Reading
    place: Place
    column: str = ""

    @property
    def quantity(self) -> Quantity | None:
        """The number, if the cell holds one."""
        return self.reading if isinstance(self.reading, Quantity) else None

    @property
    def is_nil(self) -> bool:
        """Whether nothing is stated."""
        return isinstance(self.reading, Nil)


@frozen
class Head:
    """The head of a level-1 block: its label, and its points where it prints them (产出指标（50分）)."""

    label: str
    points: Entry | None
    place: Place


@frozen
class Recheck:
    """What a reviewer wrote beside a row: the value found, the score given, what was taken off, and why.

    A cell the form has no column for is None; `deduction` is the points the form prints as taken off.
    """

    actual: Entry | None = None
    score: Entry | None = None
    deduction: Entry | None = None
    remark: Entry | None = None


@frozen
class IndicatorRow:
    """One row of an indicator table. A cell the form has no column for is None.

    `head` is the position of the level-1 block in `Form.heads`, None for a row outside every block;
    `is_part` marks a sub-row (其中…) whose points are its parent's; `is_execution` the execution rate as a row;
    `recheck` is what a reviewer wrote beside it, in a form with a re-check.
    """

    order: int
    level1: str
    level2: str
    name: str
    place: Place
    target: Target | None = None
    actual: Target | None = None
    points: Entry | None = None
    score: Entry | None = None
    reason: Entry | None = None
    head: int | None = None
    is_part: bool = False
    has_parts: bool = False
    target_entry: Entry | None = None
    actual_entry: Entry | None = None
    is_execution: bool = False
    recheck: Recheck | None = None

    @property
    def label(self) -> str:
        """The row's own name, or the nearest level that has one."""
        return self.name or self.level2 or self.level1


@frozen
class Form:
    """One self-evaluation form: indicator rows, the points and score of execution, the printed totals.

    Attributes
    ----------
    complete
        False when the document says the table goes on, or rows are visibly missing; totals are then not run.
    execution_points, execution_score, execution_rate
        The execution rate's ten (or twenty) points, its score and the rate, counted once however often printed.
    execution_reason
        The reason cell beside the execution rate; None where the funds block has no such column.
    grade
        The grade word beside the total, if any.
    total_recheck, execution_recheck
        The total a reviewer came to, and the execution rate's re-checked score beside the funds; None without a re-check.
    """

    id: str
    title: str
    rows: tuple[IndicatorRow, ...] = ()
    heads: tuple[Head, ...] = ()
    total_points: Entry | None = None
    total_score: Entry | None = None
    grade: Entry | None = None
    execution_points: Entry | None = None
    execution_score: Entry | None = None
    execution_rate: Entry | None = None
    execution_rule: str = ""
    complete: bool = True
    why_incomplete: tuple[str, str] = ("", "")
    place: Place = Place()
    has_reasons: bool = False
    execution_reason: Entry | None = None
    total_recheck: Entry | None = None
    execution_recheck: Entry | None = None


@frozen
class Evidence:
    """From what a report's entity, year or jurisdiction was taken."""

    what: str
    value: str
    source: str
    place: Place = Place()


@frozen
class Note:
    """Something about the reading a person should know: an unread cell, a row cut short, a table not recognised."""

    kind: str
    zh: str
    en: str
    place: Place = Place()
    printed: str = ""


@frozen
class Coverage:
    """How many numeric table cells were bound to a full name or an indicator row.

    A numeric cell is a table cell outside header rows whose text is one number with or without a unit.
    """

    numeric: int = 0
    bound: int = 0
    open: int = 0
    unmapped: int = 0

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(
            self.numeric + other.numeric,
            self.bound + other.bound,
            self.open + other.open,
            self.unmapped + other.unmapped,
        )


@frozen
class Report:
    """Everything a report states: its figures, its forms, what was recognised and what was not.

    `entity`, `year` and `jurisdiction` are None when nothing says them; each that is known has its evidence.
    """

    source: str = ""
    title: str = ""
    entity: str | None = None
    year: int | None = None
    jurisdiction: str | None = None
    statements: tuple[Statement, ...] = ()
    forms: tuple[Form, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[Note, ...] = ()
    unmapped: tuple[Entry, ...] = ()
    coverage: Coverage = Coverage()
    dates: tuple[Entry, ...] = ()
    layouts: tuple[str, ...] = ()

    @property
    def own_year(self) -> int | str:
        """The year the report's own figures are of: the fiscal year, or a name for the one it does not print."""
        return OWN_YEAR if self.year is None else self.year

    @cached_property
    def by_key(self) -> Mapping[NameKey, tuple[Statement, ...]]:
        """The statements of each figure."""
        table: dict[NameKey, list[Statement]] = defaultdict(list)
        for statement in self.statements:
            table[statement.name.key].append(statement)
        return {key: tuple(found) for key, found in table.items()}

    def figure(self, item: str, year: int | None = None, stage: Stage = ACTUAL, fund: str = ALL_FUNDS) -> Figure:
        """All that is stated of one figure of the report's own entity.

        `year` is the report's own when not given. Stocks are looked for where no such stage is stated.
        """
        when = self.own_year if year is None else year
        found = tuple(
            s for s in self.statements
            if s.name.item == item and s.name.year.value == when and s.name.fund.value == fund
            and s.name.stage.value in (stage, STOCK)
        )  # fmt: skip
        return Figure(item, when, stage, fund, found)

    def budget(self, year: int | None = None) -> Budget:
        """A typed view of one year's budgets and expense categories."""
        return Budget(self, self.year if year is None else year)

    @classmethod
    def build(
        cls,
        figures: Mapping[tuple[str, int, Stage] | tuple[str, int], str | int] | Iterable[Statement],
        *,
        entity: str = "单位",
        year: int | None = None,
        jurisdiction: str | None = None,
        unit: str = "万元",
        forms: Iterable[Form] = (),
    ) -> Report:
        """A report from plain Python: `{("total", 2023, ACTUAL): "316.04", ("project", 2023, ACTUAL): "37.72"}`.

        Raises
        ------
        ModelError
            If a value is not one number.
        """
        if isinstance(figures, Mapping):
            statements = [
                _built(index, name, str(text), entity, unit) for index, (name, text) in enumerate(figures.items())
            ]
        else:
            statements = list(figures)
        years = [s.name.year.value for s in statements if isinstance(s.name.year.value, int)]
        return cls(
            source="Python", title=entity, entity=entity, year=year or (max(years) if years else None),
            jurisdiction=jurisdiction, statements=tuple(statements), forms=tuple(forms),
        )  # fmt: skip


def _built(index: int, name: tuple[str, int, Stage] | tuple[str, int], text: str, entity: str, unit: str) -> Statement:
    reading = read(text)
    if not isinstance(reading, (Quantity, Nil)):
        raise ModelError(
            f"“{name[0]}”的值“{text}”不是一个数。", f"The value {text!r} of {name[0]!r} is not one number."
        )
    if isinstance(reading, Quantity):
        reading = reading.within(unit_named(unit))
    stage = name[2] if len(name) == 3 else STOCK
    full = FigureName(printed(entity), name[0], printed(name[1]), printed(stage), printed(ALL_FUNDS))
    return Statement(full, name[0], reading, Place(file="Python", row=index + 1), "Python", order=index)


@frozen
class Figure:
    """All statements of one figure: its agreed quantity, or none and the statements that disagree."""

    item: str
    year: int | str | None
    stage: Stage
    fund: str
    statements: tuple[Statement, ...]

    @property
    def quantity(self) -> Quantity | None:
        """The finest print, if all prints of the figure agree; None when nothing is stated or prints differ."""
        numbers = sorted((s.quantity for s in self.statements if s.quantity), key=lambda q: q.step)
        if not numbers or not all(numbers[0].agrees_with(other) for other in numbers):
            return None
        return numbers[0]

    @property
    def is_contradicted(self) -> bool:
        """Whether two prints of the figure disagree."""
        return self.quantity is None and any(s.quantity for s in self.statements)


@frozen
class Budget:
    """One year of a report by the field's own names: stages across, expense categories down."""

    report: Report = field(repr=False)
    year: int | None

    def of(self, item: str, stage: Stage) -> Quantity | None:
        """The agreed amount of an expense category at a stage."""
        return self.report.figure(item, self.year, stage).quantity

    def original(self, item: str = "total") -> Quantity | None:
        """The original budget (年初预算) of a category."""
        return self.of(item, ORIGINAL)

    def final(self, item: str = "total") -> Quantity | None:
        """The final budget (全年预算) of a category."""
        return self.of(item, FINAL)

    def actual(self, item: str = "total") -> Quantity | None:
        """What was spent (全年执行) in a category."""
        return self.of(item, ACTUAL)

    @property
    def categories(self) -> tuple[str, ...]:
        """The expense categories of which the report states anything for this year."""
        return tuple(dict.fromkeys(s.name.item for s in self.report.statements if s.name.year.value == self.year))


def together(reports: Iterable[Report]) -> Report:
    """Several files of one report as one: figures and forms side by side, blocks and orders kept apart.

    Raises
    ------
    ModelError
        If there is none, or two of them name different units or years.
    """
    several = list(reports)
    if not several:
        raise ModelError("没有可合并的报告。", "There is no report to put together.")
    for what, zh in (("entity", "单位"), ("year", "年度"), ("jurisdiction", "地区")):
        said = {getattr(r, what) for r in several} - {None}
        if len(said) > 1 and what != "entity":
            raise ModelError(
                f"合并的文件{zh}不一致：{'、'.join(str(s) for s in sorted(said))}；请分开核对，或去掉 --together。",
                f"The files put together name different {what}s: {sorted(map(str, said))}; check them apart.",
            )
    first = several[0]
    statements: list[Statement] = []
    forms: list[Form] = []
    for number, report in enumerate(several):
        prefix = f"{number + 1}:" if number else ""
        statements += [
            evolve(s, block=prefix + s.block, order=len(statements) + i) for i, s in enumerate(report.statements)
        ]
        forms += [evolve(f, id=prefix + f.id) for f in report.forms]
    return evolve(
        first,
        source=" + ".join(r.source for r in several),
        title=next((r.title for r in several if r.title), ""),
        entity=next((r.entity for r in several if r.entity), None),
        year=next((r.year for r in several if r.year), None),
        jurisdiction=next((r.jurisdiction for r in several if r.jurisdiction), None),
        statements=tuple(statements),
        forms=tuple(forms),
        evidence=tuple(e for r in several for e in r.evidence),
        notes=tuple(n for r in several for n in r.notes),
        unmapped=tuple(u for r in several for u in r.unmapped),
        coverage=sum((r.coverage for r in several), Coverage()),
        dates=tuple(d for r in several for d in r.dates),
        layouts=tuple(dict.fromkeys(name for r in several for name in r.layouts)),
    )


def entry(text: str, place: Place = Place(), unit: Unit | None = None, column: str = "") -> Entry:  # noqa: B008 - frozen
    """A cell's reading, in a unit if it prints none."""
    reading = read(text)
    if isinstance(reading, Quantity):
        reading = reading.within(unit)
    return Entry(text, reading, place, column)


def target(text: str, comparator: str = "", unit: str = "") -> Target:
    """The target or actual a cell states."""
    return read_target(text, comparator, unit)
