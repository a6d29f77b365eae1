"""Commands about the rectification ledger: enter reports, and show what stands open, what is due, and what to write."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import perfeval
from perfeval.acceptance import acceptances
from perfeval.commands.clock import today
from perfeval.commands.inputs import code_of, given_by, named
from perfeval.commands.output import BAD, say, write, write_json
from perfeval.errors import PerfevalError, UsageError
from perfeval.evaluation import Evaluation
from perfeval.findings import Severity
from perfeval.ledger import (
    Ledger,
    Line,
    Origin,
    State,
    Taken,
    content,
    due_list,
    letters,
    load,
    read_ledger,
    save,
    table,
    taken,
)
from perfeval.renderers import later

#: The ending of a Word document, and what writes one; its library is an extra.
WORD = ".docx"
NOTICES = later("perfeval.ledger.notices", "render_notices", "office")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be asked of a ledger."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    update = actions.add_parser("update", help="登入报告的核对结果 / enter reports")
    show = actions.add_parser("show", help="列出问题及其状态 / list the problems and how they stand")
    due = actions.add_parser("due", help="列出到期的措施 / list what is due")
    letter = actions.add_parser("letter", help="写出整改通知书 / write the letters to the units")
    for sub in (update, show, due, letter):
        sub.add_argument("ledger", metavar="LEDGER", help="台账文件，如 ledger.jsonl / the file of the ledger")
        sub.add_argument("--on", metavar="YYYY-MM-DD", help="哪一天，默认今天 / on which day, today by default")
        sub.add_argument("--lang", choices=("zh", "en"), default="zh")
    update.add_argument(
        "files", nargs="+", metavar="FILE", help="文件，或装有文件的文件夹 / files, or folders of files"
    )
    update.add_argument("--together", action="store_true", help="几个文件同属一份报告 / the files are one report")
    update.add_argument(
        "--origin", choices=[one.value for one in Origin], default=Origin.SELF_EVALUATION.value, help="问题来源 / where it was found"
    )  # fmt: skip
    update.add_argument(
        "--least", choices=[one.value for one in Severity], default=Severity.WARNING.value, help="登入到哪一级 / how loud a finding has to be"
    )  # fmt: skip
    update.add_argument(
        "--identified-only", action="store_true", help="略去不知属于谁的问题 / leave out what nobody could tell again"
    )
    update.add_argument("--jurisdiction", metavar="CODE", help="行政区划代码 / GB/T 2260 code")
    update.add_argument("--year", type=int, metavar="Y", help="预算年度 / fiscal year")
    update.add_argument(
        "--profile",
        choices=("minimal", "default", "strict"),
        default="default",
        help="核对的松紧 / how much is to be said",
    )
    for sub in (show, due, letter):
        sub.add_argument("--unit", metavar="NAME", help="只列一个单位 / of one unit only")
        sub.add_argument("-o", "--output", metavar="OUT", help="写入文件 / write to a file")
        sub.add_argument("--force", action="store_true", help="覆盖已有的文件 / replace the file that is there")
    for sub in (show, due):
        sub.add_argument("--format", choices=("text", "json"), default="text")
    show.add_argument("--overdue", action="store_true", help="只列逾期的 / only what is past its day")
    show.add_argument("--state", choices=[s.value for s in State], help="只列一种状态 / of one state only")
    due.add_argument("--before", metavar="YYYY-MM-DD", help="在此日之前到期 / due before this day")


def ledger(options: argparse.Namespace) -> int:
    """Do what is asked of a ledger."""
    return ACTIONS[options.action](options)


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        if len(text) == len("2026-12-31"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError(
        f"{option}：“{text}”不是日期；应写作 2026-12-31。", f"{option}: {text!r} is no day; write it as 2026-12-31."
    )


def _on(options: argparse.Namespace) -> date:
    return _day(options.on, "--on") or today()


def _update(options: argparse.Namespace) -> int:
    """Enter what reports say; a report that cannot be entered is named, and the others are entered."""
    on, path = _on(options), Path(options.ledger)
    before, book = _opened(path)
    given, faults = given_by(options)
    several: list[Taken] = []  # of each report what the ledger keeps, however many there are
    for group in (one.files for one in given if path.resolve() not in map(Path.resolve, one.files)):
        try:
            several.append(_taken(_evaluated(group, options, on), options, on))
        except PerfevalError as error:
            faults.append(error)
    for fault in faults:
        say(fault, options.lang)
    if not several:
        return code_of(faults) or BAD
    made = book.with_taken(several)
    save(made, path, before)
    zh, new = options.lang == "zh", len(made.entries) - len(book.entries)
    write(
        f"{path}：{len(several)} 份报告，新登 {new} 个问题，共 {len(made.entries)} 个\n"
        if zh
        else f"{path}: {len(several)} reports, {new} new problems, {len(made.entries)} in all\n",
        None,
    )
    return code_of(faults)


def _opened(path: Path) -> tuple[bytes | None, Ledger]:
    if not path.exists():
        return None, Ledger()
    book, data = read_ledger(path)
    return data, book


def _evaluated(group: Sequence[Path], options: argparse.Namespace, on: date) -> Evaluation:
    report = named(perfeval.read(*group), options)
    return perfeval.evaluate(report, profile=options.profile).accepting(acceptances(*group), on)


def _taken(evaluation: Evaluation, options: argparse.Namespace, on: date) -> Taken:
    least, origin = Severity(options.least), Origin(options.origin)
    return taken(evaluation, on, origin, least, identified_only=options.identified_only)


def _lines(options: argparse.Namespace) -> list[Line]:
    """The problems that are asked for."""
    lines = list(load(options.ledger).lines)
    if options.unit is not None:
        chosen = [line for line in lines if options.unit in (line.unit, line.problem.name, line.problem.unit)]
        if not chosen:
            names = list(dict.fromkeys(line.unit for line in lines))
            raise UsageError(
                f"台账中没有单位“{options.unit}”；有：{'、'.join(names) or '（无）'}。",
                f"The ledger has no unit {options.unit!r}; there are {', '.join(names) or 'none'}.",
            )
        return chosen
    return lines


def _show(options: argparse.Namespace) -> int:
    on, lines = _on(options), _lines(options)
    if options.overdue:
        lines = [line for line in lines if line.is_overdue(on)]
    if options.state is not None:
        lines = [line for line in lines if line.state(on) is State(options.state)]
    return _written(lines, on, options, table)


def _due(options: argparse.Namespace) -> int:
    on, chosen = _on(options), {line.problem.fingerprint for line in _lines(options)}
    several = load(options.ledger).due(_day(options.before, "--before"))
    return _written([line for line in several if line.problem.fingerprint in chosen], on, options, due_list)


def _letter(options: argparse.Namespace) -> int:
    lines, on = _lines(options), _on(options)
    made: str | bytes = letters(lines, on, options.lang)
    if options.output is not None and options.output.lower().endswith(WORD):
        made = NOTICES(lines, on, options.lang)
    write(made, options.output, force=options.force)
    return 0


def _written(
    lines: Sequence[Line], on: date, options: argparse.Namespace, page: Callable[[Sequence[Line], date, str], str]
) -> int:  # fmt: skip
    if options.format == "json":
        write_json({"on": on.isoformat(), "problems": content(lines, on)}, options.output, force=options.force)
    else:
        write(page(lines, on, options.lang), options.output, force=options.force)
    return 0


ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "update": _update,
    "show": _show,
    "due": _due,
    "letter": _letter,
}

__all__ = ["add_arguments", "ledger"]
