"""A table of what was spent by a day, read: one row a unit or a project.

::

    单位,项目,年初预算,调整预算,已支出,目标完成率
    示例县档案馆,档案数字化,100.00,120.00,59.99,70%
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from perfeval.document import Place
from perfeval.errors import ModelError
from perfeval.monitoring.watching import Monitored
from perfeval.quantities import read_date, tidy
from perfeval.quantities.handed import handed

#: How the columns are headed, in a table of what is monitored.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "entity": ("单位", "单位名称", "entity"),
    "project": ("项目", "项目名称", "project"),
    "on": ("截至", "截至日期", "on"),
    "opening": ("年初预算", "年初预算数", "opening"),
    "adjusted": ("调整预算", "调整后预算", "全年预算", "全年预算数", "adjusted"),
    "spent": ("已支出", "支出", "累计支出", "执行数", "spent"),
    "goals": ("目标完成率", "goals"),
}
#: What stands where nothing is stated.
ABSENT = ("", "-", "—", "——", "/", "无")
#: So many rows are read at most.
MOST = 10_000


def monitored_in(rows: Sequence[Sequence[str]], file: str, on: date | None = None) -> tuple[Monitored, ...]:
    """What a table states, row by row.

    Parameters
    ----------
    on
        The day all rows are of, where they have no column of their own for it.

    Raises
    ------
    ModelError
        If a column is missing, unknown or there twice, two rows are about the same, or a cell is no amount or no day; the message says where.
    """
    table = [[tidy(cell).strip() for cell in row] for row in rows]
    if len(table) < 2:
        raise _bad(file, "应有表头和至少一行", "it needs a header and a row")
    if len(table) > MOST:
        raise _bad(file, f"超过 {MOST} 行", f"it has more than {MOST} rows")
    columns = _columns(table[0], file, on)
    made: dict[tuple[str, str, date], Monitored] = {}
    for number, row in enumerate(table[1:], 2):
        if any(row):
            one = _row(row, columns, file, number, on)
            first = made.setdefault((one.entity, one.project, one.on), one)
            if first is not one:
                raise _bad(
                    file,
                    f"第 {number} 行与第 {first.place.row} 行是同一事项（“{one.called}”，{one.on}）",
                    f"row {number} is about the same as row {first.place.row} ({one.called}, {one.on})",
                )
    return tuple(made.values())


def _bad(file: str, zh: str, en: str) -> ModelError:
    return ModelError(f"{file}：{zh}。", f"{file}: {en}.")


def _columns(heads: Sequence[str], file: str, on: date | None) -> dict[str, int]:
    found: dict[str, int] = {}
    for n, head in enumerate(heads):
        name = next((key for key, words in COLUMNS.items() if head.split("(")[0].lower() in words), None)
        if name is None:
            known = "、".join(words[0] for words in COLUMNS.values())
            raise _bad(
                file, f"不认识“{head}”一列；可用：{known}", f"the column {head!r} is not known; there are {known}"
            )
        if name in found:
            raise _bad(
                file, f"“{head}”与“{heads[found[name]]}”是同一列", f"{head!r} and {heads[found[name]]!r} are one column"
            )
        found[name] = n
    missing = [key for key in ("entity", "spent") if key not in found]
    if "opening" not in found and "adjusted" not in found:
        missing.append("opening")
    if "on" not in found and on is None:
        missing.append("on")
    if missing:
        word = COLUMNS[missing[0]][0]
        raise _bad(file, f"缺少“{word}”一列", f"there is no column {word!r}")
    return found


def _row(row: Sequence[str], columns: Mapping[str, int], file: str, number: int, on: date | None) -> Monitored:
    def cell(name: str) -> str:
        at = columns.get(name)
        text = row[at] if at is not None and at < len(row) else ""
        return "" if text in ABSENT else text

    def amount(name: str) -> str | None:
        text = cell(name).replace(",", "")
        if text and handed(text) is None:
            raise _bad(
                file,
                f"第 {number} 行“{COLUMNS[name][0]}”为“{text}”，不是数",
                f"row {number}: {text!r} is no number ({COLUMNS[name][0]})",
            )
        return text or None

    if not cell("entity"):
        raise _bad(file, f"第 {number} 行没有单位名称", f"row {number} names no unit")
    goals = cell("goals")
    measured = goals if handed(goals) is not None else None
    try:
        return Monitored(
            entity=cell("entity"), project=cell("project"), on=_day(cell("on"), file, number, on), spent=amount("spent"),
            opening=amount("opening"), adjusted=amount("adjusted"), goals=measured, words="" if measured else goals,
            place=Place(file=file, row=number),
        )  # fmt: skip
    except ModelError as error:
        if error.zh.startswith(file):
            raise
        raise _bad(file, f"第 {number} 行：{error.zh.rstrip('。')}", f"row {number}: {error.en.rstrip('.')}") from error


def _day(text: str, file: str, number: int, on: date | None) -> date:
    if not text:
        if on is None:
            raise _bad(file, f"第 {number} 行没有截至日期", f"row {number} says no day")
        return on
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    found = read_date(text)
    if found is None or found.problem or found.year is None or found.month is None:
        raise _bad(
            file,
            f"第 {number} 行“{text}”不是日期，应写作 2026-08-31",
            f"row {number}: {text!r} is no day; write it as 2026-08-31",
        )
    _, month, day = found.last
    return date(found.year, month, day)


__all__ = ["ABSENT", "COLUMNS", "MOST", "monitored_in"]
