"""A table of marks, read: one row an item and one column an expert, or the other way round.

::

    项目,分值,专家1,专家2,专家3
    产出,40,38,36,39
    效益,30,25,弃权,27

The first row names the experts, the first column the items. A column headed 分值 (or 满分, points) holds the points of the
items; without one, the items are things of one kind that are compared. A blank, a dash, 无 and 弃权 are marks that were not
given, never zeros.
"""

from __future__ import annotations

from collections.abc import Sequence

from perfeval.errors import ModelError
from perfeval.panels.panel import Panel
from perfeval.quantities import tidy
from perfeval.quantities.handed import handed

#: How the column of points is headed, in a table of marks.
POINTS = ("分值", "满分", "points")
#: What stands where no mark was given.
ABSENT = ("", "-", "—", "——", "/", "无", "弃权", "未评", "缺席", "absent")
#: So many experts and items are one panel at most.
MOST = 1000


def panel_of(rows: Sequence[Sequence[str]], file: str, *, experts_in_rows: bool = False) -> Panel:
    """A panel from the cells of a table.

    Parameters
    ----------
    rows
        The cells, the first row and the first column being names.
    file
        How the table is called in messages.
    experts_in_rows
        Each row is an expert; without it each column is.

    Raises
    ------
    ModelError
        If it has no experts or no items, a name is missing or stands twice, or a cell is no mark; the message says where.
    """
    table = _whole([[tidy(cell).strip() for cell in row] for row in rows], file)
    if experts_in_rows:
        table = [list(column) for column in zip(*table, strict=True)]
    heads, body = table[0][1:], table[1:]
    columns = [n for n, head in enumerate(heads, 1) if head.lower() in POINTS]
    if len(columns) > 1:
        named = "、".join(heads[n - 1] for n in columns)
        raise _bad(file, f"有 {len(columns)} 列分值：{named}", f"there are {len(columns)} columns of points: {named}")
    points = columns[0] if columns else None
    experts = {n: head for n, head in enumerate(heads, 1) if n != points}
    _named(list(experts.values()), file, "专家", "expert")
    _named([row[0] for row in body], file, "项目", "item")
    if not experts:
        raise _bad(file, "没有专家的打分", "there are no marks of experts")
    out_of = {row[0]: _number(row[points], file, row[0], heads[points - 1]) for row in body} if points else {}
    marks = {name: {row[0]: _mark(row[n], file, row[0], name) for row in body} for n, name in experts.items()}
    try:
        return Panel(marks, out_of)
    except ModelError as error:
        raise ModelError(f"{file}：{error.zh}", f"{file}: {error.en}") from error


def _whole(table: list[list[str]], file: str) -> list[list[str]]:
    """The rows that hold something, all of one width."""
    width = max((len(row) for row in table), default=0)
    made = [[*row, *[""] * (width - len(row))] for row in table if any(row)]
    if len(made) < 2 or width < 2:
        raise _bad(file, "应有表头、项目和专家打分", "it needs a header, items and marks of experts")
    if len(made) > MOST or width > MOST:
        raise _bad(file, f"超过 {MOST} 行或列", f"it has more than {MOST} rows or columns")
    return made


def _mark(cell: str, file: str, item: str, expert: str) -> str | None:
    return None if cell.lower() in ABSENT else _number(cell, file, item, expert)


def _bad(file: str, zh: str, en: str) -> ModelError:
    return ModelError(f"{file}：{zh}。", f"{file}: {en}.")


def _named(names: Sequence[str], file: str, zh: str, en: str) -> None:
    if "" in names:
        raise _bad(file, f"第 {names.index('') + 1} 个{zh}没有名称", f"{en} number {names.index('') + 1} has no name")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise _bad(file, f"{zh}“{twice}”出现两次", f"the {en} {twice!r} stands twice")


def _number(cell: str, file: str, item: str, head: str) -> str:
    """A mark as it is written, with or without 分 behind it."""
    text = cell.removesuffix("分")
    if handed(text) is None:
        raise _bad(
            file,
            f"“{item}”一行、“{head}”一列的“{cell}”不是分数；未评请留空或写“弃权”",
            f"{cell!r} in the row {item!r} and the column {head!r} is no mark; leave it blank or write 弃权 where none was given",
        )
    return text


__all__ = ["ABSENT", "MOST", "POINTS", "panel_of"]
