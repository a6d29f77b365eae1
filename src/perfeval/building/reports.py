"""A report from a program's own figures and indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import index
from typing import Any, SupportsIndex

from attrs import evolve, frozen

from perfeval.building.amounts import reading_of
from perfeval.building.forms import form_of
from perfeval.building.names import KnownNames, Named, money_named, stage_named
from perfeval.building.where import At
from perfeval.document import Place
from perfeval.errors import ModelError
from perfeval.jurisdictions import lineage
from perfeval.model import ALL_FUNDS, FigureName, Form, IndicatorRow, Report, Stage, Statement, printed
from perfeval.quantities import Unit
from perfeval.resolution import checked_year

#: The file, and the block, that figures of a program stand in.
SOURCE = "Python"
_ROW = ("item", "year", "stage", "fund", "label", "amount")
_KEY_PARTS = (3, 4)


@frozen
class _Given:
    """One figure as it was handed over."""

    named: Named
    label: str
    year: int
    stage: Stage
    fund: str
    amount: object
    at: At

    def statement(self, order: int, entity: str, unit: Unit, block: str) -> Statement:
        """The figure, stated."""
        name = FigureName(printed(entity), self.named.item, printed(self.year), printed(self.stage), printed(self.fund))
        return Statement(
            name, self.label, reading_of(self.amount, unit, self.at), Place(file=SOURCE, row=order + 1), block,
            parent=self.named.parent, order=order,
        )  # fmt: skip


def build(
    figures: object, known: KnownNames, *, entity: str | None, year: int | None, jurisdiction: str | None, unit: str,
    indicators: Iterable[object], complete: bool, of: Iterable[str], forms: Iterable[Form],
) -> Report:  # fmt: skip
    """A report of these figures, as `Report.build` describes it.

    Raises
    ------
    ModelError
        If a name is none, or a value does not fit; the message says which, and what is near.
    JurisdictionError
        If the place or the year cannot exist.
    """
    at = At("Report.build", raises=ModelError)
    if jurisdiction is not None:
        lineage(jurisdiction)
    own_year = None if year is None else _year(year, at.at("year"))
    money = money_named(unit, at.at("unit"))
    lists = at.at("of")
    if isinstance(of, str):
        raise lists.fault(f"应为若干科目，如 of=[{of!r}]", f"several items are needed: of=[{of!r}]")
    whole = None if complete else frozenset(known.item(item, lists).item.text for item in of)
    called = entity or "单位"
    statements: list[Statement] = []
    for order, given in enumerate(_given(figures, known, own_year, at.at("figures"))):
        if isinstance(given, Statement):
            statements.append(given)
        else:
            statements.append(given.statement(order, called, money, _block(given.named, whole)))
    years = [s.name.year.value for s in statements if isinstance(s.name.year.value, int)]
    listed = list(indicators)
    own = [form_of(at, {"rows": _rows(listed, at.at("indicators"))}, SOURCE, known.words)] if listed else []
    return Report(
        source=SOURCE, title=called, entity=entity, year=own_year or (max(years) if years else None),
        jurisdiction=jurisdiction, statements=tuple(statements), forms=(*own, *forms), whole=whole,
    )  # fmt: skip


def _block(named: Named, whole: frozenset[str] | None) -> str:
    """Where a figure stands: a class or row of a list nobody calls whole stands by itself, so that it is added to nothing."""
    item = named.item
    if whole is None or not (item.code or item.free) or item.base in whole or item.unclassed.text in whole:
        return SOURCE
    return f"{SOURCE} {item.amount.text}"


def _given(figures: object, known: KnownNames, year: int | None, at: At) -> Iterator[_Given | Statement]:
    """The figures one by one, from a mapping by name or from rows."""
    items = getattr(figures, "items", None)
    if callable(items):
        for name, amount in items():
            yield _by_name(name, amount, known, at)
        return
    if isinstance(figures, str) or not isinstance(figures, Iterable):
        raise at.fault(
            f"应为以（科目, 年度, 口径）为键的字典，或若干行，得到 {type(figures).__name__}",
            f"a mapping keyed (item, year, stage), or rows, is needed, not a {type(figures).__name__}",
        )
    for number, row in enumerate(figures, 1):
        yield row if isinstance(row, Statement) else _by_row(row, known, year, at.at(f"[{number}]"))


def _by_name(name: object, amount: object, known: KnownNames, at: At) -> _Given:
    """A figure named by a tuple."""
    here = at.at(repr(name))
    if not isinstance(name, tuple) or len(name) not in _KEY_PARTS:
        raise here.fault(
            '键应为（科目, 年度, 口径）或（科目, 年度, 口径, 资金范围），如 ("total", 2023, "actual")；无口径的写 "stock"',
            'a figure is named (item, year, stage) or (item, year, stage, fund): ("total", 2023, "actual"); "stock" for no stage',
        )
    item, year, stage, *fund = name
    named = known.item(here.text(item), here)
    return _Given(
        named, named.label, _year(year, here), stage_named(stage, here), here.text(fund[0]) if fund else ALL_FUNDS, amount, here,
    )  # fmt: skip


def _by_row(row: object, known: KnownNames, year: int | None, at: At) -> _Given:
    """A figure as a row of a table."""
    table = at.table(row, _ROW)
    for key in ("item", "amount"):
        if key not in table:
            raise at.at(key).fault(f"缺这一项；可写：{'、'.join(_ROW)}", f"it is missing; there are {', '.join(_ROW)}")
    named = known.item(at.at("item").text(table["item"]), at.at("item"))
    when = table.get("year", year)
    if when is None:
        raise at.at("year").fault("缺年度", "the year is missing")
    stage = table.get("stage")
    return _Given(
        named, at.at("label").text(table.get("label") or named.label), _year(when, at.at("year")),
        known.stage(named.item) if stage is None else stage_named(stage, at.at("stage")),
        at.at("fund").text(table.get("fund") or ALL_FUNDS), table["amount"], at.at("amount"),
    )  # fmt: skip


def _year(value: object, at: At) -> int:
    """A fiscal year, a whole number."""
    if isinstance(value, bool) or not isinstance(value, SupportsIndex):
        hint = f"；请写 {value}" if isinstance(value, str) and value.isdecimal() else ""
        hint_en = f"; write {value}" if hint else ""
        raise at.fault(f"年度应为整数，得到 {value!r}{hint}", f"a year is a whole number, not {value!r}{hint_en}")
    year = index(value)
    checked_year(year)
    return year


def _rows(indicators: list[object], at: At) -> list[Any]:
    """Indicator rows, those that are rows already in the order in which they are given."""
    made: list[Any] = []
    for number, one in enumerate(indicators, 1):
        if not isinstance(one, (IndicatorRow, Mapping)):
            raise at.at(f"[{number}]").fault(
                f"应为一行指标，得到 {type(one).__name__}",
                f"a row of an indicator is needed, not a {type(one).__name__}",
            )
        made.append(evolve(one, order=number) if isinstance(one, IndicatorRow) else one)
    return made
