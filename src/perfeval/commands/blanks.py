"""The command that fills in a form of a place, from a report or from figures."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import perfeval
from perfeval.boundary import file_bytes, file_name
from perfeval.commands.inputs import named
from perfeval.commands.output import FOUND, OK, say, write
from perfeval.errors import UnknownNameError, UnreadableError, UsageError
from perfeval.filling import fill as filled_in
from perfeval.filling import written
from perfeval.findings import Text
from perfeval.plugins import installed
from perfeval.ruling import Blank

#: No file of figures is larger.
LARGEST = 64 * 1024 * 1024
#: What figures of a program may say beside themselves, as `Report.build` takes it.
KEYS = ("figures", "entity", "year", "jurisdiction", "unit", "indicators", "complete", "of")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("form", metavar="FORM", help="表的名称，如 hunan-base-data / the id of a form")
    parser.add_argument("file", metavar="FILE", help="报告，或 figures.json / a report, or figures.json")
    parser.add_argument("-o", "--output", metavar="OUT", required=True, help="form.docx, form.xlsx")
    parser.add_argument("--force", action="store_true", help="覆盖已有的文件 / replace the file that is there")
    parser.add_argument("--jurisdiction", metavar="CODE", help="行政区划代码 / GB/T 2260 code")
    parser.add_argument("--year", type=int, metavar="Y", help="预算年度 / fiscal year")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")


def fill(options: argparse.Namespace) -> int:
    """Fill in a form, and check it."""
    blank = _blank(options.form)
    report = named(_report(Path(options.file)), options)
    book = perfeval.rulebook(report.jurisdiction or blank.home, report.year)
    filled = filled_in(blank, report, book, installed().words)
    data = written(filled, options.output)
    write(data, options.output, force=options.force)
    made = perfeval.evaluate(perfeval.read((options.output, data)), book)
    wrong = sum(f.severity is perfeval.Severity.ERROR for f in made.findings)
    said = Text(
        f"已填 {filled.count} 个数；填好的表自核：更正 {wrong} 项。",
        f"{filled.count} figures put in; checked by itself, {wrong} to correct.",
    )
    say(said, options.lang)
    if filled.contradicted:
        several = "、".join(filled.contradicted)
        say(
            Text(f"报告中前后不一致，未填：{several}。", f"Stated differently in the report, left blank: {several}."),
            options.lang,
        )
    return FOUND if wrong else OK


def _blank(name: str) -> Blank:
    """The form of an id.

    Raises
    ------
    UnknownNameError
        If there is none; the message lists those there are.
    """
    blanks = installed().words.blanks
    if name not in blanks:
        zh = "、".join(f"{b.id}（{b.label}）" for b in blanks.values())
        raise UnknownNameError(
            f"没有“{name}”这张表；有：{zh}。", f"There is no form {name!r}; there are {', '.join(blanks)}."
        )
    return blanks[name]


def _report(path: Path) -> perfeval.Report:
    """A report as it is read, or made of a program's figures.

    Raises
    ------
    UnreadableError
        If the file cannot be taken.
    UsageError
        If its figures have a key nobody knows.
    """
    if path.suffix.lower() != ".json":
        return perfeval.read(path)
    try:
        content: Any = json.loads(file_bytes(path, LARGEST))
    except FileNotFoundError as error:
        raise UnreadableError(
            f"{path}：没有这个文件；请检查路径。", f"{path}: no such file; check the path."
        ) from error
    except ValueError as error:
        raise UnreadableError(f"{path}：不是 JSON（{error}）。", f"{path}: no JSON ({error}).") from error
    if not isinstance(content, dict) or "figures" not in content or "schema" in content:
        return perfeval.read((file_name(path), json.dumps(content).encode()))
    unknown = sorted(set(content) - set(KEYS))
    if unknown:
        raise UsageError(
            f"{path}：不认识 {'、'.join(unknown)}；可写 {'、'.join(KEYS)}。",
            f"{path}: unknown {', '.join(unknown)}; there are {', '.join(KEYS)}.",
        )
    return perfeval.Report.build(**content)


__all__ = ["add_arguments", "fill"]
