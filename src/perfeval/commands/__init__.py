"""The commands of the command line, each a function from its options to an exit code.

A command reads what it is given (`inputs`), asks the library, and writes what came of it (`output`). It computes nothing.
"""

import argparse
from collections.abc import Callable
from importlib import import_module

from perfeval.commands.arguments import argument_parser
from perfeval.commands.output import BAD, DEBUG, FAILED, INTERRUPTED, OK, give_up_output, results, say

#: The module of each command. It is loaded when the command is run: what one needs is much, and most need little of it.
_HOMES = {
    "check": "checking",
    "accept": "judging",
    "fill": "blanks",
    "read": "judging",
    "score": "judging",
    "rules": "law",
    "explain": "law",
    "packs": "law",
    "compare": "judging",
    "diff": "law",
    "new-pack": "authors",
    "lint": "authors",
    "ledger": "ledger",
    "weights": "deciding",
    "corpus": "corpus",
    "panel": "deciding",
    "indicators": "indicators",
    "consolidate": "consolidating",
    "exchange": "consolidating",
    "monitor": "monitoring",
}


def _lazily(name: str) -> Callable[[argparse.Namespace], int]:
    """A command that loads its module when it is run."""

    def run(options: argparse.Namespace) -> int:
        command: Callable[[argparse.Namespace], int] = getattr(
            import_module(f"perfeval.commands.{_HOMES[name]}"), name.replace("-", "_")
        )
        return command(options)

    return run


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {name: _lazily(name) for name in _HOMES}

__all__ = [
    "BAD",
    "COMMANDS",
    "DEBUG",
    "FAILED",
    "INTERRUPTED",
    "OK",
    "argument_parser",
    "give_up_output",
    "results",
    "say",
]
