"""A form filled in: each cell with the figure it stands for, the indicators row by row, the totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from perfeval.document import Document, Paragraph
from perfeval.filling.figures import Place, figure_text, rate_of
from perfeval.filling.grids import Grid, grid_of
from perfeval.filling.indicators import indicator_lines
from perfeval.filling.probing import meanings
from perfeval.model import ACTUAL, FINAL, Form, Report, Statement
from perfeval.quantities import percent
from perfeval.resolution import Rulebook
from perfeval.ruling.blanks import EACH, FILL, Blank, BlankTable
from perfeval.vocabulary import Vocabulary

Line = tuple[str, ...]


@frozen
class Filled:
    """A form that was filled in.

    Attributes
    ----------
    above
        The lines over its tables.
    grids
        Its tables.
    count
        How many figures were put in.
    contradicted
        The labels of figures the report states differently in several places; their cells are blank.
    """

    above: tuple[str, ...]
    grids: tuple[Grid, ...]
    count: int = 0
    contradicted: tuple[str, ...] = ()

    def document(self, source: str) -> Document:
        """The form as a document, as it will be read."""
        return Document(
            source, (*map(Paragraph, self.above), *(grid.table(n, source) for n, grid in enumerate(self.grids, 1)))
        )


def fill(blank: Blank, report: Report, book: Rulebook, words: Vocabulary) -> Filled:
    """A form filled in from a report.

    Parameters
    ----------
    book
        The rules by which a rate that is not stated is computed.
    words
        The words the form is read by.
    """
    form = report.forms[0] if report.forms else None
    named = {
        "entity": report.entity or "", "year": f"{report.year or ''}", "last": f"{report.year - 1}" if report.year else "",
        "project": form.subject.project if form is not None and form.subject is not None else "",
    }  # fmt: skip
    above = tuple(_put(line, named) for line in blank.above)
    tables = [_lines(table, report, words, named) for table in blank.tables]
    meant = meanings(above, tables, words)
    filler = _Filler(report, book, form, meant)
    grids = []
    for number, (table, lines) in enumerate(zip(blank.tables, tables, strict=True)):
        made = list(filler.lines(number, lines))
        if table.indicators:
            made += indicator_lines(table, form, words)
        grids.append(grid_of(made))
    return Filled(above, tuple(grids), filler.count, tuple(dict.fromkeys(filler.contradicted)))


def _put(text: str, named: Mapping[str, str]) -> str:
    for name, value in named.items():
        text = text.replace("{" + name + "}", value)
    return text


def _lines(table: BlankTable, report: Report, words: Vocabulary, named: Mapping[str, str]) -> list[Line]:
    """The rows of a table, one for each row that the report lists under a line."""
    made: list[Line] = []
    for row in table.rows:
        line = tuple(_put(text, named) for text in row)
        if not line[0].startswith(EACH):
            made.append(line)
            continue
        above = words.item_of(next((text for text in made[-1] if text not in ("", FILL)), ""))
        labels = _listed(report, above.id) if above is not None else ()
        made += [(f"{number}.{label}", *line[1:]) for number, label in enumerate(labels, 1)]
    return made


def _listed(report: Report, item: str) -> tuple[str, ...]:
    """The labels of the rows a report lists under a line, in their order, without their own numbering."""
    rows = [s.name.item for s in report.statements if s.name.item.above is not None and s.name.item.above.text == item]
    return tuple(dict.fromkeys(row.free[-1] for row in rows if not row.rate))


class _Filler:
    """Fills lines, and keeps what could not be filled."""

    def __init__(self, report: Report, book: Rulebook, form: Form | None, meant: Mapping[Place, Statement]) -> None:
        self.report, self.book, self.form, self.meant = report, book, form, meant
        self.count = 0
        self.contradicted: list[str] = []

    def lines(self, table: int, lines: Sequence[Line]) -> Iterator[Line]:
        """The lines with every figure in its place."""
        for row, line in enumerate(lines):
            own = [self.meant[table, row, column] for column in range(len(line)) if (table, row, column) in self.meant]
            yield tuple(self._cell((table, row, column), text, own) for column, text in enumerate(line))

    def _cell(self, place: Place, text: str, own: Sequence[Statement]) -> str:
        if FILL in text:
            meant = self.meant.get(place)
            return text.replace(FILL, self._figure(meant) if meant is not None else "")
        form = self.form
        entries = {
            "{execution_points}": form.execution_points if form else None, "{execution_score}": form.execution_score if form else None,
            "{execution_rate}": form.execution_rate if form else None,
        }  # fmt: skip
        if text not in entries:
            return text
        entry = entries[text]
        if entry is not None and entry.text.strip():
            return entry.text.strip()
        return self._execution_rate(own) if text == "{execution_rate}" else ""

    def _figure(self, meant: Statement) -> str:
        stage = meant.name.stage.value
        year, fund = meant.name.year.value, meant.name.fund.value
        figure = self.report.figure(meant.name.item, year if isinstance(year, int) else None, stage, str(fund))  # type: ignore[arg-type]
        if figure.is_contradicted:
            self.contradicted.append(f"{meant.label or meant.column}（{meant.name.year.value}）")
            return ""
        text = (
            figure_text(figure.quantity, meant)
            if figure.quantity is not None
            else rate_of(meant, self.report, self.book)
        )
        self.count += bool(text)
        return text

    def _execution_rate(self, own: Sequence[Statement]) -> str:
        """What was spent of the final budget, from the figures of the same row."""
        found: dict[object, Fraction] = {}
        for meant in own:
            figure = self.report.figure(meant.name.item, None, meant.name.stage.value)  # type: ignore[arg-type]
            if figure.quantity is not None:
                found[meant.name.stage.value] = figure.quantity.value
        final, actual = found.get(FINAL), found.get(ACTUAL)
        return percent(actual / final) if final and actual is not None else ""


__all__ = ["Filled", "fill"]
