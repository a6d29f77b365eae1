"""One run of a command: its options read, the command called, and whatever goes wrong said in a sentence of each language."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout

from perfeval.boundary import printable, said
from perfeval.commands import (
    BAD,
    COMMANDS,
    DEBUG,
    FAILED,
    INTERRUPTED,
    OK,
    argument_parser,
    give_up_output,
    results,
    say,
)
from perfeval.commands.inputs import check_paths
from perfeval.commands.settings import settings
from perfeval.errors import PerfevalError, PluginError, UnreadableError
from perfeval.findings import Text
from perfeval.jurisdictions import lineage
from perfeval.resolution import checked_year

#: Commands that ask a file of settings.
WITH_SETTINGS = ("check", "accept", "explain", "score")
INTERRUPT = Text("已中断；已完成的结果已输出。", "Interrupted; what was finished has been printed.")


def run(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show Chinese still gets an answer
    options = argument_parser(arguments).parse_args(arguments)
    try:
        check_paths(options)
        if options.command in WITH_SETTINGS:
            options.settings = settings()
        if getattr(options, "jurisdiction", None) is not None:
            lineage(options.jurisdiction)
        checked_year(getattr(options, "year", None))
        # what a plugin prints is no result: it goes where messages go
        with results(sys.stdout), redirect_stdout(sys.stderr):
            return COMMANDS[options.command](options)
    except BrokenPipeError:
        give_up_output()  # whoever read the output went away (… | head); nothing more may be written, not even at exit
        return OK
    except KeyboardInterrupt:
        say(INTERRUPT, options.lang)
        return INTERRUPTED
    except (Exception, SystemExit) as error:
        return _failed(error, options.lang)


def _failed(error: BaseException, lang: str) -> int:
    """Say what went wrong, in one sentence of each language; the exit code."""
    if isinstance(error, PerfevalError):
        say(error, lang)
        return FAILED if isinstance(error, PluginError) else BAD
    if isinstance(error, OSError):
        give_up_output()
        what = printable(str(error.filename)) if error.filename is not None else ""
        why = error.strerror or str(error)
        say(
            UnreadableError(
                f"{what or '输出'}：系统不允许（{why}）。", f"{what or 'output'}: the system refuses ({why})."
            ),
            lang,
        )
        return BAD
    if os.environ.get(DEBUG):
        raise error
    say(
        Text(
            f"程序内部出错（{said(error)}），结果不完整；设 {DEBUG}=1 可看出处，请连同文件报告给维护者。",
            f"An internal error ({said(error)}); what was printed is not complete. {DEBUG}=1 shows where; please report it "
            "with the file.",
        ),
        lang,
    )
    return FAILED


__all__ = ["run"]
