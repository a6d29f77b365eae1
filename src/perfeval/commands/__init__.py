"""The commands of the command line, each a function from its options to an exit code.

A command reads what it is given (`inputs`), asks the library, and writes what came of it (`output`). It computes nothing.
"""

import argparse
from collections.abc import Callable

from perfeval.commands.arguments import argument_parser
from perfeval.commands.authors import lint, new_pack
from perfeval.commands.blanks import fill
from perfeval.commands.checking import check
from perfeval.commands.consolidating import consolidate, exchange
from perfeval.commands.corpus import corpus
from perfeval.commands.deciding import panel, weights
from perfeval.commands.indicators import indicators
from perfeval.commands.judging import accept, compare, read, score
from perfeval.commands.law import diff, explain, packs, rules
from perfeval.commands.ledger import ledger
from perfeval.commands.monitoring import monitor
from perfeval.commands.output import BAD, DEBUG, FAILED, INTERRUPTED, OK, give_up_output, results, say

COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": check,
    "accept": accept,
    "fill": fill,
    "read": read,
    "score": score,
    "rules": rules,
    "explain": explain,
    "packs": packs,
    "compare": compare,
    "diff": diff,
    "new-pack": new_pack,
    "lint": lint,
    "ledger": ledger,
    "weights": weights,
    "corpus": corpus,
    "panel": panel,
    "indicators": indicators,
    "consolidate": consolidate,
    "exchange": exchange,
    "monitor": monitor,
}

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
