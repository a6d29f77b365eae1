"""Commands for people who decide together: weights from judgements, and the marks of a panel."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import perfeval
from perfeval.boundary import file_bytes, file_name
from perfeval.boundary.tomls import toml_content
from perfeval.calling import called_reader
from perfeval.commands.output import OK, write
from perfeval.document import Document, Table
from perfeval.errors import UnreadableError, UsageError
from perfeval.model import Report
from perfeval.panels import Panel
from perfeval.panels.sheet import panel_of
from perfeval.plugins import installed
from perfeval.readers import refusal
from perfeval.renderers.panels import panel_text
from perfeval.renderers.weighing import weights_text
from perfeval.weighting import patch_in_book
from perfeval.weighting.plan import plan_of

#: Bytes of a file of judgements or marks; a panel of a hundred does not fill it.
LARGEST = 1024 * 1024
#: Endings of files whose tables may hold marks.
TABLES = (".csv", ".tsv", ".xlsx")


def given(file: str) -> bytes:
    """What stands in a file a person names.

    Raises
    ------
    UnreadableError
        If there is no such file, or it cannot be taken.
    """
    try:
        return file_bytes(Path(file), LARGEST)
    except FileNotFoundError as error:
        raise UnreadableError(
            f"{file}：没有这个文件；请检查路径。", f"{file}: no such file; check the path."
        ) from error


def dropped(word: str) -> tuple[int, int]:
    """How many of the lowest and of the highest marks are dropped: `1`, or `1,2`.

    Raises
    ------
    UsageError
        If it is neither.
    """
    parts = [part.strip() for part in word.split(",")]
    if len(parts) > 2 or not all(part.isdecimal() and len(part) < 5 for part in parts):
        raise UsageError(
            f"--drop 应为去掉的个数，如 1，或 最低,最高 各几个，如 1,2；得到“{word}”。",
            f"--drop is how many marks are dropped: 1, or the lowest and the highest: 1,2; not {word!r}.",
        )
    return int(parts[0]), int(parts[-1])


def panel_in(file: str, *, experts_in_rows: bool = False) -> Panel:
    """The panel whose marks stand in a file: a table as text, or a workbook with its extra.

    Raises
    ------
    UnreadableError
        If it cannot be taken, or holds no table or several.
    ModelError
        If its cells are no marks.
    """
    return panel_of(cells_in(file), file_name(Path(file)), experts_in_rows=experts_in_rows)


def cells_in(file: str) -> Sequence[Sequence[str]]:
    """The cells of the only table in a file: a table as text, or a workbook with its extra.

    Raises
    ------
    UnreadableError
        If it cannot be taken, or holds no table or several.
    """
    return _cells(given(file), file_name(Path(file)))


def _cells(data: bytes, name: str) -> Sequence[Sequence[str]]:
    ending = Path(name).suffix.lower()
    said = refusal(data, ending)
    plugins = installed()
    reader = next((r for r in plugins.readers if ending in r.suffixes and ending in TABLES), None)
    if said is not None or reader is None:
        zh, en = said or (
            f"表应为 {'、'.join(TABLES)}，不是“{ending or '无后缀'}”",
            f"a table is one of {', '.join(TABLES)}, not {ending or 'without ending'}",
        )
        raise UnreadableError(f"{name}：{zh}。", f"{name}: {en}.")
    found: list[Document] = []

    def kept(document: Document) -> Report:
        found.append(document)
        return Report(source=name)

    called_reader(reader, plugins.origin_of(reader), data, name, kept)
    tables = [block for document in found for block in document.blocks if isinstance(block, Table)]
    if len(tables) != 1:
        raise UnreadableError(
            f"{name}：应只有一张表，找到 {len(tables)} 张；表中请勿留空行。",
            f"{name}: one table is needed, there are {len(tables)}; leave no blank line inside it.",
        )
    return [row.texts for row in tables[0].rows]


def panel(options: argparse.Namespace) -> int:
    """Say which score a panel gave, how far its experts agree, and what is to be known of each."""
    marks = panel_in(options.file, experts_in_rows=options.experts == "rows")
    write(panel_text(marks, dropped(options.drop), options.lang), options.output, force=options.force)
    return OK


def weights(options: argparse.Namespace) -> int:
    """Say which weights and points judgements give, and how far they fit together."""
    name = file_name(Path(options.file))
    _, content = toml_content(given(options.file), name)
    plan = plan_of(content, name)
    patch = None
    if plan.framework is not None:
        book = perfeval.rulebook(plan.jurisdiction or "000000", plan.year)
        patch = patch_in_book(book, plan.framework, plan.points)
    write(weights_text(plan, options.lang, patch), options.output, force=options.force)
    return OK


__all__ = ["cells_in", "dropped", "given", "panel", "panel_in", "weights"]
