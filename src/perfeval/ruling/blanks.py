"""Forms to be filled in, as they are printed: what stands in them, and where a figure goes.

A form is written down as a place prints it, and nothing says twice which figure a cell is for: that is read off the form
itself, by the layouts it will be read by.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from perfeval.findings import Standing
from perfeval.ruling.base import as_tuple

#: Where a figure goes: a cell of its own, or behind words in a cell.
FILL = "＿"
#: A cell that goes on from the one on its left, or from the one above it.
LEFT, UP = "←", "↑"
#: What a row begins with that is repeated for each row the report lists under the line above it.
EACH = "＊"


@frozen
class BlankTable:
    """A table of a form.

    Attributes
    ----------
    rows
        Its rows, all of one width. `{entity}`, `{year}`, `{last}` (the year before) and `{project}` are put in;
        `{execution_points}`, `{execution_rate}` and `{execution_score}` are those of the execution rate.
    indicators
        The header of the indicators that follow, in the words of a layout that knows them; empty for none.
    total
        The label of their total's row.
    """

    rows: tuple[tuple[str, ...], ...] = field(converter=as_tuple)
    indicators: tuple[str, ...] = ()
    total: str = ""


def _one_or_more(given: BlankTable | Iterable[BlankTable]) -> tuple[BlankTable, ...]:
    return (given,) if isinstance(given, BlankTable) else tuple(given)


@frozen(kw_only=True)
class Blank:
    """A form to be filled in.

    Attributes
    ----------
    id, label
        Slug; what it is called.
    above
        The lines over its tables: annex, title, unit.
    tables
        Its tables, or the one it has.
    home
        The jurisdiction whose form it is.
    standing, source
        What is known of it, and where it was seen.
    """

    id: str
    label: str
    above: tuple[str, ...] = field(converter=as_tuple)
    tables: tuple[BlankTable, ...] = field(converter=_one_or_more)
    home: str = "000000"
    standing: Standing = Standing.ATTESTED
    source: str = ""


__all__ = ["EACH", "FILL", "LEFT", "UP", "Blank", "BlankTable"]
