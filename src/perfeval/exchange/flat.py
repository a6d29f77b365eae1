"""Figures as flat rows of comma-separated values, with the columns of the integrated budget system; amounts in whole 分.

::

    mof_div_code,fiscal_year,agency,agency_name,pro_code,exp_func,dep_bgt_eco,item,stage,fund,amount,step,report_year

Rule 1: `amount` is a whole number of 分; `step` is what one unit in its last printed place is worth, in 分 (10000 for an
amount in 万元 with two decimals), 0 for one that stands for itself alone. Without it a rounded amount would be held to its 分.
Rule 2: what does not fit is left out and named, never rounded: amounts finer than 分, figures with two values, rates, counts.
Rule 3: a row that cannot be taken stops the file, with its number; nothing is taken of it.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from attrs import frozen

from perfeval.boundary import one_line
from perfeval.errors import PerfevalError, UnreadableError
from perfeval.exchange.rows import COLUMNS, LONGEST, FlatRow, flat_row, report_of
from perfeval.findings import Text
from perfeval.model import OWN_UNIT, Report, Stage, Statement
from perfeval.plugins import installed
from perfeval.quantities import MONEY, Quantity

#: How codes of functions and of the departments' economic classes begin.
FUNCTIONS, ECONOMIC = "2", "3"
#: What 分 is of base units.
FEN = 100


@frozen
class Flat:
    """Rows, and what has none.

    Attributes
    ----------
    text
        The file.
    left_out
        What was left out, and why.
    """

    text: str
    left_out: tuple[Text, ...] = ()


def write_flat(reports: Iterable[Report]) -> Flat:
    """The amounts of reports as flat rows, each figure once, by unit, year and item."""
    rows: list[FlatRow] = []
    left: list[Text] = []
    for report in reports:
        own = defaultdict[object, list[Statement]](list)
        for statement in report.statements:
            if _has_row(statement, report):
                own[statement.name.key].append(statement)
        for stated in own.values():
            row = _row(stated, report)
            if isinstance(row, Text):
                left.append(row)
            else:
                rows.append(row)
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted(row.cells for row in rows))
    return Flat(out.getvalue(), tuple(left))


def _has_row(statement: Statement, report: Report) -> bool:
    """Whether a statement is an amount of the report's own unit at a stage of a budget."""
    name, quantity = statement.name, statement.quantity
    own = name.entity.value in (report.entity or OWN_UNIT, OWN_UNIT)
    staged = isinstance(name.stage.value, Stage) and name.stage.value is not Stage.STOCK
    money = quantity is not None and quantity.dimension == MONEY and not name.item.rate
    return own and staged and money and name.is_bound and isinstance(name.year.value, int)


def _row(stated: Sequence[Statement], report: Report) -> FlatRow | Text:
    """A figure as a row, or why it has none."""
    one, name = stated[0], stated[0].name
    prints = sorted((s.quantity for s in stated if s.quantity is not None), key=lambda q: q.step)
    why = _why_none(prints)
    if why:
        said, where = one.label or name.item.text, report.source or report.title
        return Text(f"{where}：“{said}”{why.zh}，未导出", f"{where}: {said!r} {why.en} and was left out")
    first, code, stage = prints[0], name.item.code, name.stage.value
    assert isinstance(name.year.value, int)
    assert isinstance(stage, Stage)
    return FlatRow(
        report.jurisdiction or "", name.year.value, report.entity_code, report.entity or "", _project(report),
        code if code.startswith(FUNCTIONS) else "", code if code.startswith(ECONOMIC) else "", name.item.text, stage.value,
        str(name.fund.value), int(first.value * FEN), 0 if first.exact else int(first.step * FEN), report.year or name.year.value,
    )  # fmt: skip


def _why_none(prints: Sequence[Quantity]) -> Text:
    """Why an amount has no row; empty where it has one."""
    first = prints[0]
    amount, step = first.value * FEN, first.step * FEN
    if not all(first.agrees_with(other) for other in prints):
        return Text("前后不一", "has several values")
    if amount.denominator != 1 or (step.denominator != 1 and not first.exact):
        return Text(f"{first.printed}不是整分", f"{first.printed} is finer than 分")
    return Text("过大", "is too large") if abs(amount) >= 10**LONGEST else Text()


def _project(report: Report) -> str:
    return (report.subject.code or report.subject.project) if report.subject is not None else ""


def read_flat(text: str, source: str = "flat.csv", *, complete: bool = False) -> tuple[Report, ...]:
    """The reports in a file of flat rows, one for each unit, project and fiscal year.

    Parameters
    ----------
    complete
        Every list is whole: what has no row is nothing, and a total is held to the rows there are.

    Raises
    ------
    UnreadableError
        If a row is not as it should be; the message names it.
    """
    rows = csv.reader(StringIO(text.removeprefix("\ufeff")), strict=True)
    try:
        head = [cell.strip() for cell in next(rows, [])]
        _check_head(head, source)
        made = [
            (rows.line_num, _cells(row, head, source, rows.line_num))
            for row in rows
            if any(cell.strip() for cell in row)
        ]
    except csv.Error as error:
        raise _bad(source, rows.line_num, f"读不出（{error}）", f"cannot be read ({error})") from error
    return reports_of_rows(made, source, complete=complete)


def reports_of_rows(
    rows: Iterable[tuple[int, Mapping[str, str]]], source: str, *, complete: bool
) -> tuple[Report, ...]:
    """The reports of numbered rows, whatever they come from.

    Raises
    ------
    UnreadableError
        If a row is not as it should be, or two say different things of one figure; the message names them.
    """
    groups: dict[tuple[object, ...], list[tuple[int, FlatRow]]] = defaultdict(list)
    seen: dict[tuple[object, ...], tuple[int, FlatRow]] = {}
    for number, cells in rows:
        try:
            row = flat_row(cells)
        except PerfevalError as error:
            raise _bad(source, number, f"：{error.zh.rstrip('。')}", f": {error.en.rstrip('.')}") from error
        before, known = seen.setdefault(row.key, (number, row))
        if known != row:
            raise _bad(
                source, number, f"与第{before}行是同一数而金额不同", f" and row {before} state one figure differently"
            )
        if before == number:
            groups[row.of].append((number, row))
    labels = {item.id: item.label for item in installed().words.items.values()}
    in_order = sorted(groups.items(), key=lambda pair: str(pair[0]))
    return tuple(report_of(several, source, labels, complete=complete) for _, several in in_order)


def _check_head(head: Sequence[str], source: str) -> None:
    missing = [name for name in COLUMNS if name not in head and name not in OPTIONAL]
    unknown = [name for name in head if name not in COLUMNS]
    if missing or unknown or len(set(head)) < len(head):
        wrong = "、".join(missing or unknown or head)
        raise _bad(
            source, 1, f"的列不符（{one_line(wrong)[:80]}）；应为 {','.join(COLUMNS)}",
            f" has other columns ({one_line(wrong)[:80]}); they are {','.join(COLUMNS)}",
        )  # fmt: skip


#: Columns that a file may do without.
OPTIONAL = {"mof_div_code", "agency_name", "pro_code", "exp_func", "dep_bgt_eco", "fund", "step", "report_year"}


def _cells(row: Sequence[str], head: Sequence[str], source: str, number: int) -> dict[str, str]:
    if len(row) != len(head):
        raise _bad(source, number, f"有 {len(row)} 项，应有 {len(head)} 项", f" has {len(row)} fields, not {len(head)}")
    return {name: cell.strip() for name, cell in zip(head, row, strict=True)}


def _bad(source: str, number: int, zh: str, en: str) -> UnreadableError:
    return UnreadableError(f"{source}：第{number}行{zh}。", f"{source}: row {number}{en}.")


__all__ = ["OPTIONAL", "Flat", "read_flat", "reports_of_rows", "write_flat"]
