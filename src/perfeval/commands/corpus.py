"""The command about many reports together."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import perfeval
from perfeval.commands.inputs import Given, code_of, given_by, named, shown_as
from perfeval.commands.output import BAD, OK, say, write, write_json
from perfeval.corpus import OwnWords, Sketch, gather, sketch_of_report
from perfeval.corpus.json_lines import sketches
from perfeval.corpus.pages import content, page
from perfeval.errors import PerfevalError, UnreadableError
from perfeval.plugins import installed
from perfeval.privacy import masked
from perfeval.renderers.masking import masked_content

#: The ending of a file in which each line is a report or an evaluation.
LINES = ".jsonl"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be asked of many reports."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="文件夹、报告，或每行一份的 .jsonl / folders, reports, or .jsonl with one a line"
    )  # fmt: skip
    parser.add_argument(
        "--at-least",
        default="60%",
        metavar="SHARE",
        help="文字相同到几成才问 / the share of words in common from which it is asked",
    )
    parser.add_argument("--jurisdiction", metavar="CODE", help="行政区划代码 / GB/T 2260 code")
    parser.add_argument("--year", type=int, metavar="Y", help="预算年度 / fiscal year")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("-o", "--output", metavar="OUT", help="写入文件 / write to a file")
    parser.add_argument("--force", action="store_true", help="覆盖已有的文件 / replace the file that is there")


def corpus(options: argparse.Namespace) -> int:
    """Say what shows when reports lie side by side."""
    faults: list[PerfevalError] = []
    made = gather(_sketches(options, faults))
    for fault in faults:
        say(fault, options.lang)
    if not made.sketches:
        return code_of(faults) or BAD
    questions = made.questions(options.at_least)
    if options.format == "json":
        write_json(masked_content(content(made, questions), frozenset()), options.output, force=options.force)
    else:
        write(masked(page(made, questions, options.lang)), options.output, force=options.force)
    return code_of(faults) or OK


def _sketches(options: argparse.Namespace, faults: list[PerfevalError]) -> Iterator[Sketch]:
    """What is kept of each report; what stops some of them is taken down."""
    own = OwnWords(installed().words)
    options.together = False
    given, found = given_by(options)
    faults += found
    for one in given:
        try:
            if one.files[0].suffix == LINES:
                yield from _of_lines(one.files[0], own)
            else:
                yield _of_file(one, options, own)
        except PerfevalError as error:
            faults.append(error)


def _of_file(given: Given, options: argparse.Namespace, own: OwnWords) -> Sketch:
    report = shown_as(named(perfeval.read(*given.files), options), given)
    return sketch_of_report(report, report.jurisdiction or "", own, installed().words)


def _of_lines(path: Path, own: OwnWords) -> Iterator[Sketch]:
    try:
        if not path.is_file():
            raise UnreadableError(f"{path}：没有这个文件；请检查路径。", f"{path}: no such file; check the path.")
        with path.open(encoding="utf-8-sig") as file:
            yield from sketches(file, str(path), own, installed().words)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path}：不是 UTF-8 文字。", f"{path}: is not UTF-8.") from error


__all__ = ["add_arguments", "corpus"]
