"""Reports of tests: figures under whatever names the test gives them, all in one table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from perfeval import Report
from perfeval.document import Place
from perfeval.model import ALL_FUNDS, STOCK, FigureName, Form, Stage, Statement, printed
from perfeval.quantities import Nil, Quantity, read, unit_named


def built(
    figures: Mapping[tuple[str, int, Stage], str | int] | Mapping[tuple[str, int], str | int] | Iterable[Statement], *,
    entity: str | None = None, year: int | None = None, jurisdiction: str | None = None, unit: str = "万元",
    forms: Iterable[Form] = (),
) -> Report:  # fmt: skip
    """A report of these figures; items and units need not be known to anyone."""
    called = entity or "单位"
    if isinstance(figures, Mapping):
        statements = [_stated(n, name, str(text), called, unit) for n, (name, text) in enumerate(figures.items())]
    else:
        statements = list(figures)
    years = [s.name.year.value for s in statements if isinstance(s.name.year.value, int)]
    return Report(
        source="Python", title=called, entity=entity, year=year or (max(years) if years else None),
        jurisdiction=jurisdiction, statements=tuple(statements), forms=tuple(forms),
    )  # fmt: skip


def _stated(index: int, name: tuple[str, int, Stage] | tuple[str, int], text: str, entity: str, unit: str) -> Statement:
    reading = read(text)
    assert isinstance(reading, (Quantity, Nil)), text
    if isinstance(reading, Quantity):
        reading = reading.within(unit_named(unit))
    stage = name[2] if len(name) == 3 else STOCK
    full = FigureName(printed(entity), name[0], printed(name[1]), printed(stage), printed(ALL_FUNDS))
    return Statement(full, name[0], reading, Place(file="Python", row=index + 1), "Python", order=index)
