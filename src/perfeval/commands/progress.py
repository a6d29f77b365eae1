"""How far a batch is: one line on standard error, where that is a terminal. With the extra `cli` it is a bar."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec

from perfeval.boundary import one_line
from perfeval.renderers.layout import width
from perfeval.renderers.wording import either

Step = Callable[[str], None]
#: So much of a file's name is shown.
LONGEST = 60


@contextmanager
def progress(total: int, lang: str) -> Iterator[Step]:
    """A function to be called behind every file with its name; it shows how many of them are done."""
    if total < 2 or sys.stderr is None or not sys.stderr.isatty():
        yield lambda name: None
    elif find_spec("rich") is not None:
        with import_module("perfeval.commands.bars").bar(total, either("核对", "checking", lang)) as step:
            yield step
    else:
        with _plain(total) as step:
            yield step


@contextmanager
def _plain(total: int) -> Iterator[Step]:
    """One line that is written over; it is gone at the end, so that only results are left."""
    done = widest = 0

    def step(name: str) -> None:
        nonlocal done, widest
        done += 1
        line = f"{done}/{total} {one_line(name)[-LONGEST:]}"
        widest = max(widest, width(line))
        print(f"\r{line}{' ' * (widest - width(line))}", end="", file=sys.stderr, flush=True)

    try:
        yield step
    finally:
        print(f"\r{' ' * widest}\r", end="", file=sys.stderr, flush=True)


__all__ = ["progress"]
