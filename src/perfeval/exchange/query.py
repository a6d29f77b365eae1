"""Reports out of a database: one query by any connection of the DB-API (PEP 249), its rows those of the flat format.

::

    query = Query(connection, "SELECT … FROM budget WHERE fiscal_year = ?", (2023,), columns={"amount": "amt_fen"})
    for report in query.reports():
        …

Rule 1: an amount is a whole number of 分. A binary fraction has lost what it was: it is refused, and the message says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from attrs import field, frozen

from perfeval.boundary import one_line
from perfeval.errors import UnreadableError, UsageError
from perfeval.exchange.flat import OPTIONAL, reports_of_rows
from perfeval.exchange.rows import COLUMNS
from perfeval.model import Report


class Cursor(Protocol):
    """What a query gives its rows by."""

    @property
    def description(self) -> Any:
        """The columns, each a sequence that begins with its name."""

    def execute(self, sql: str, parameters: Any = ..., /) -> Any:
        """Run a query."""

    def fetchone(self) -> Any:
        """The next row, None behind the last."""

    def close(self) -> Any:
        """Let go of it."""


class Connection(Protocol):
    """A connection to a database, as PEP 249 has it."""

    def cursor(self) -> Any:
        """A new cursor."""


@frozen
class Query:
    """A query whose rows are flat rows.

    Attributes
    ----------
    connection
        The connection; it is neither opened nor closed here.
    sql, parameters
        The query, and what is filled into it.
    columns
        What the database calls a column of the flat format, where it has another name.
    source
        What the rows are said to come from.
    complete
        Every list is whole: what has no row is nothing.
    """

    connection: Connection
    sql: str
    parameters: Sequence[Any] = ()
    columns: Mapping[str, str] = field(factory=dict)
    source: str = "database"
    complete: bool = False

    def reports(self) -> tuple[Report, ...]:
        """The reports, one for each unit, project and fiscal year.

        Raises
        ------
        UsageError
            If a column is missing or unknown.
        UnreadableError
            If a row is not as it should be; the message names it.
        """
        cursor: Cursor = self.connection.cursor()
        try:
            cursor.execute(self.sql, tuple(self.parameters))
            names = [str(column[0]) for column in cursor.description or ()]
            return reports_of_rows(self._rows(cursor, self._positions(names)), self.source, complete=self.complete)
        finally:
            cursor.close()

    def _positions(self, names: Sequence[str]) -> dict[str, int]:
        """Where each column of the flat format stands."""
        strange = sorted(set(self.columns) - set(COLUMNS))
        wanted = {name: self.columns.get(name, name) for name in COLUMNS}
        missing = [
            called
            for name, called in wanted.items()
            if called not in names and (name not in OPTIONAL or name in self.columns)
        ]
        if strange or missing:
            raise UsageError(
                f"查询结果的列不符：{'、'.join(strange or missing)}；应有 {'、'.join(COLUMNS)}。",
                f"The query has other columns ({', '.join(strange or missing)}); they are {', '.join(COLUMNS)}.",
            )
        return {name: names.index(called) for name, called in wanted.items() if called in names}

    def _rows(self, cursor: Cursor, positions: Mapping[str, int]) -> Iterator[tuple[int, dict[str, str]]]:
        number = 0
        while (row := cursor.fetchone()) is not None:
            number += 1
            yield number, {name: self._text(row[at], name, number) for name, at in positions.items()}

    def _text(self, value: object, name: str, number: int) -> str:
        if value is None:
            return ""
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        shown = one_line(repr(value))[:60]
        raise UnreadableError(
            f"{self.source}：第{number}行 {name} 应为整数或文字，得到 {shown}；金额请在查询中换算为整分。",
            f"{self.source}: row {number}: {name} has to be a whole number or a text, not {shown}; let the query turn amounts into whole 分.",
        )


__all__ = ["Connection", "Query"]
