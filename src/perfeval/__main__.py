"""The command line, a thin door to the library. Results go to standard output, everything else to standard error.

Exit 0: nothing to correct. 1: at least one finding of severity error. 2: bad usage, an unreadable file, or a code or
year that cannot exist.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from perfeval.commands import BAD, COMMANDS, OK, argument_parser, say
from perfeval.errors import PerfevalError
from perfeval.jurisdictions import lineage
from perfeval.resolution import checked_year


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show Chinese still gets an answer
    options = argument_parser().parse_args(arguments)
    try:
        if getattr(options, "jurisdiction", None) is not None:
            lineage(options.jurisdiction)
        checked_year(getattr(options, "year", None))
        return COMMANDS[options.command](options)
    except PerfevalError as error:
        say(error, options.lang)
        return BAD
    except BrokenPipeError:
        # whoever read the output went away (… | head); nothing more may be written, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


if __name__ == "__main__":
    sys.exit(main())
