"""Commands about units together: put them together as their department, and hand their amounts on."""

from __future__ import annotations

import argparse
from pathlib import Path

from perfeval.boundary import file_bytes, printable
from perfeval.commands.inputs import code_of, reports_of
from perfeval.commands.output import BAD, FOUND, OK, say, write, write_json
from perfeval.consolidation import consolidate as put_together
from perfeval.consolidation import content, page, read_tree
from perfeval.errors import UnreadableError
from perfeval.exchange import COLUMNS, read_flat, write_flat
from perfeval.exchange.flat import OPTIONAL
from perfeval.model import Report
from perfeval.privacy import masked
from perfeval.renderers.masking import figures_of, masked_content

#: Bytes of a file of flat rows.
LARGEST = 64 * 1024 * 1024
#: Characters of its first line, and what is in it.
LONGEST_HEAD = 1000
NEEDED = set(COLUMNS) - OPTIONAL


def add_consolidate(parser: argparse.ArgumentParser) -> None:
    """What can be asked of units together."""
    parser.add_argument(
        "tree", metavar="TREE", help="单位名单，列为 code,name,of / the units, with the columns code, name, of"
    )
    _add_files(parser)
    parser.add_argument("--complete", action="store_true", help="平表未列的即为零 / what has no flat row is nothing")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def add_exchange(parser: argparse.ArgumentParser) -> None:
    """What can be handed on."""
    _add_files(parser)


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="报告、文件夹，或平表 .csv / reports, folders, or flat .csv"
    )
    parser.add_argument("--jurisdiction", metavar="CODE", help="行政区划代码 / GB/T 2260 code")
    parser.add_argument("--year", type=int, metavar="Y", help="预算年度 / fiscal year")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("-o", "--output", metavar="OUT", help="写入文件 / write to a file")
    parser.add_argument("--force", action="store_true", help="覆盖已有的文件 / replace the file that is there")


def consolidate(options: argparse.Namespace) -> int:
    """Put units together, and hold their sums against what their departments print; a sum without one of them is none."""
    tree = read_tree(options.tree)
    reports, code = _reports(options)
    if code:
        return code
    made = put_together(tree, reports)
    figures = figures_of(reports)
    if options.format == "json":
        write_json(masked_content(content(made), figures), options.output, force=options.force)
    else:
        write(masked(page(made, options.lang), figures), options.output, force=options.force)
    return FOUND if made.broken or made.missing else OK


def exchange(options: argparse.Namespace) -> int:
    """Write the amounts of reports as flat rows; what has none is named."""
    reports, code = _reports(options)
    if not reports:
        return code or BAD
    made = write_flat(reports)
    for text in made.left_out:
        say(text, options.lang)
    write(made.text, options.output, force=options.force, utf8=True)
    return code


def _reports(options: argparse.Namespace) -> tuple[list[Report], int]:
    """The reports in files, those of flat rows among them."""
    flat = [name for name in options.files if _is_flat(Path(name))]
    found = [
        report
        for name in flat
        for report in read_flat(
            _text(Path(name)), printable(Path(name).name), complete=getattr(options, "complete", False)
        )
    ]
    options.files = [name for name in options.files if name not in flat]
    if not options.files:
        return found, OK
    options.together = False
    reports, faults = reports_of(options)
    return [*found, *reports], code_of(faults)


def _is_flat(path: Path) -> bool:
    """Whether a file begins with the columns of the flat format."""
    if path.suffix.lower() != ".csv" or not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.readline(LONGEST_HEAD).decode("utf-8-sig", "replace")
    return {cell.strip() for cell in head.split(",")} >= NEEDED


def _text(path: Path) -> str:
    try:
        return file_bytes(path, LARGEST).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path}：不是 UTF-8 文字。", f"{path}: is not UTF-8.") from error


__all__ = ["add_consolidate", "add_exchange", "consolidate", "exchange"]
