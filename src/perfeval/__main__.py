"""The command line, a thin door to the library. Results go to standard output, everything else to standard error.

Exit 0: nothing to correct. 1: at least one finding of severity error. 2: bad usage, a file that cannot be read or
written, or a code or year that cannot exist. 3: perfeval or a plugin failed inside itself. 130: interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module

import perfeval


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given == ["--version"]:
        print(f"perfeval {perfeval.__version__}")
        return 0
    run: Callable[[Sequence[str]], int] = import_module("perfeval.commands.running").run
    return run(given)


if __name__ == "__main__":
    sys.exit(main())
