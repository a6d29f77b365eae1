"""Everything a report states, its figures by name, and several files of one report together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from importlib import import_module
from itertools import chain
from types import ModuleType
from typing import Any

from attrs import evolve, field, frozen

from perfeval.errors import ModelError
from perfeval.model.budgets import Budget, budget_of
from perfeval.model.claims import Claim
from perfeval.model.forms import Entry, Form, IndicatorRow
from perfeval.model.given import ByName, Row
from perfeval.model.items import Item, as_item
from perfeval.model.names import (
    ACTUAL,
    ALL_FUNDS,
    OWN_YEAR,
    STOCK,
    NameKey,
    Stage,
)
from perfeval.model.reading import Coverage, Evidence, Note, SourceFile
from perfeval.model.statements import Figure, Statement
from perfeval.model.subjects import WHOLE_UNIT, Subject, common_subject


@frozen
class Report:
    """Everything a report states: its figures, its forms, what was recognised and what was not.

    `entity`, `year` and `jurisdiction` are None when nothing says them; each that is known has its evidence.

    Attributes
    ----------
    source
        The file, or files, it was read from.
    title
        As printed.
    entity, year, jurisdiction
        Whose it is, of which fiscal year, and where (GB/T 2260); None when nothing says so.
    statements
        Every figure at every place that states it.
    forms
        Its self-evaluation forms.
    evidence
        What entity, year and jurisdiction were taken from.
    notes
        What a person should know of the reading.
    unmapped
        Numbers of tables that no name was found for.
    coverage
        How many numbers of tables were given a name.
    dates
        Targets and actuals that are dates.
    layouts
        The ids of the forms that were recognised.
    subject
        What it is about as a whole; what stands in the table of a form is about what that form is about. None where it
        is about projects and does not say which, or about several.
    entity_code
        The code of the unit as printed; empty where none is.
    claims
        What sentences and tables say of their own figures, beside what the rules say.
    whole
        The items whose parts are all stated; None where what is not stated is nothing, as in a document. Of any other item
        a part that need not be there may be missing, and no sum that hangs on it is tried.
    files
        The files it was read from. They are no part of what it states: the same report in two files is one.
    text
        All the words of the file, a line for each paragraph and row, for whoever looks for what two reports share; no part
        of what it states, either, and not written to JSON.
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
    subject: Subject | None = WHOLE_UNIT
    entity_code: str = ""
    claims: tuple[Claim, ...] = ()
    whole: frozenset[str] | None = None
    files: tuple[SourceFile, ...] = field(default=(), eq=False, repr=False)
    text: str = field(default="", eq=False, repr=False)

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

    def figure(self, item: str | Item, year: int | None = None, stage: Stage = ACTUAL, fund: str = ALL_FUNDS) -> Figure:
        """All that is stated of one figure of the report's own entity.

        `year` is the report's own when not given. Stocks are looked for where no such stage is stated.
        """
        when = self.own_year if year is None else year
        meant = as_item(item)
        found = tuple(
            s for s in self.statements
            if s.name.item == meant and s.name.year.value == when and s.name.fund.value == fund
            and s.name.stage.value in (stage, STOCK)
        )  # fmt: skip
        return Figure(meant, when, stage, fund, found)

    def budget(self, year: int | None = None, fund: str = ALL_FUNDS) -> Budget:
        """One year's budget by line item: `report.budget(2023)["three-public"].actual`.

        `year` is the report's own when not given.
        """
        when = self.own_year if year is None else year
        return budget_of((s for s in self.statements if s.name.year.value == when and s.name.fund.value == fund), when)

    @property
    def indicators(self) -> tuple[IndicatorRow, ...]:
        """The indicator rows of all its forms, in order."""
        return tuple(row for form in self.forms for row in form.rows)

    def __repr__(self) -> str:
        whose = [str(part) for part in (self.entity, self.year, self.jurisdiction) if part is not None]
        return f"<Report {' '.join(whose) or '?'}: {len(self.statements)} figures, {len(self.forms)} forms>"

    @classmethod
    def build(
        cls,
        figures: ByName | Iterable[Statement | Row],
        *,
        entity: str | None = None,
        year: int | None = None,
        jurisdiction: str | None = None,
        unit: str = "万元",
        indicators: Iterable[IndicatorRow | Row] = (),
        complete: bool = False,
        of: Iterable[str] = (),
        forms: Iterable[Form] = (),
        packs: Iterable[object] = (),
    ) -> Report:
        """A report from a program's own figures: `Report.build({("total", 2023, "actual"): "316.04"}, entity="某局", year=2023)`.

        Parameters
        ----------
        figures
            Amounts by (item, year, stage) or (item, year, stage, fund), or rows with the columns item, year, stage, fund,
            label and amount. An item is an id, a printed label or a bare code; a stage is a `Stage` or a word for one. An
            amount is a text, a whole number, a decimal, a fraction or a quantity, with the digits that are printed.
        entity
            Whose it is. Without it its findings cannot be told from those of another unit (`Finding.identified`).
        year
            The fiscal year; the latest one of the figures when not given.
        jurisdiction
            GB/T 2260 code of the place whose rules apply.
        unit
            The unit of money of amounts without a unit of their own.
        indicators
            Indicators of a form, as rows with the columns name, block, group, points, target, actual, score and reason.
        complete
            Every list is whole: what is not stated is nothing. Else a class that is not listed is unknown, and no sum
            over classes is held against its total.
        of
            The items whose lists are whole, where not all are.
        forms
            Whole forms.
        packs
            Rule packs that are not installed, whose line items may be named.

        Raises
        ------
        ModelError
            If a name is none, or a value does not fit; the message says which, and names what is near.
        JurisdictionError
            If the place or the year cannot exist.
        """
        made: Report = _front().build(
            figures, entity=entity, year=year, jurisdiction=jurisdiction, unit=unit, indicators=indicators,
            complete=complete, of=of, forms=forms, packs=packs,
        )  # fmt: skip
        return made

    def to_json(self, *, mask: bool = False) -> str:
        """The report as JSON text, by the schema `perfeval/report/1`; `from_json` gives a report with the same
        figures, forms and claims.

        Parameters
        ----------
        mask
            Whether personal data in its texts is masked, as in everything the command line prints; figures never are.
            Without it the report is written as it was read.
        """
        made: str = _front().report_to_json(self, mask=mask)
        return made

    @classmethod
    def from_json(cls, text: str | bytes) -> Report:
        """The report that `to_json` wrote, or one written by hand in the same schema.

        Raises
        ------
        UnreadableError
            If it is not JSON, not of this schema, or a part of it does not fit; the message names the part.
        """
        made: Report = _front().report_from_json(text)
        return made


def _front() -> ModuleType:
    """What needs the words of packs, or a format, is done above; loaded when it is first asked for."""
    return import_module("perfeval.api")


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
    for what, zh in (("year", "年度"), ("jurisdiction", "地区")):
        _agree(several, what, zh)
    first = several[0]
    statements: list[Statement] = []
    claims: list[Claim] = []
    forms: list[Form] = []
    for number, report in enumerate(several):
        prefix = f"{number + 1}:" if number else ""
        claims += [claim.moved(len(statements)) for claim in report.claims]
        statements += [
            evolve(s, block=prefix + s.block, order=len(statements) + i, form=prefix + s.form if s.form else "")
            for i, s in enumerate(report.statements)
        ]
        forms += [evolve(f, id=prefix + f.id) for f in report.forms]
    first_said = {
        what: _first_said(several, what) for what in ("title", "entity", "entity_code", "year", "jurisdiction")
    }
    return evolve(
        first,
        **first_said,
        source=" + ".join(r.source for r in several),
        statements=tuple(statements),
        forms=tuple(forms),
        evidence=_joined(several, "evidence"),
        notes=_joined(several, "notes"),
        unmapped=_joined(several, "unmapped"),
        coverage=sum((r.coverage for r in several), Coverage()),
        dates=_joined(several, "dates"),
        layouts=tuple(dict.fromkeys(_joined(several, "layouts"))),
        subject=common_subject(r.subject for r in several),
        claims=tuple(claims),
        whole=_whole_of(several),
        files=_joined(several, "files"),
        text="\n".join(r.text for r in several if r.text),
    )


def _whole_of(several: Sequence[Report]) -> frozenset[str] | None:
    """The items whose parts are all stated; every one if that holds of each report."""
    said = [report.whole for report in several if report.whole is not None]
    return frozenset().union(*said) if said else None


def _agree(several: Sequence[Report], what: str, zh: str) -> None:
    """Reports that are to be one name one year and one place, if any."""
    said = {getattr(r, what) for r in several} - {None}
    if len(said) > 1:
        raise ModelError(
            f"合并的文件{zh}不一致：{'、'.join(str(s) for s in sorted(said))}；请分开核对，或去掉 --together。",
            f"The files put together name different {what}s: {sorted(map(str, said))}; check them apart.",
        )


def _first_said(several: Sequence[Report], what: str) -> Any:
    """What the first report says that says it."""
    return next((said for r in several if (said := getattr(r, what))), getattr(several[0], what))


def _joined(several: Sequence[Report], what: str) -> tuple[Any, ...]:
    """What every report has of a kind, one after the other."""
    return tuple(chain.from_iterable(getattr(r, what) for r in several))
