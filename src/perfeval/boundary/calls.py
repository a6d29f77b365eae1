"""The one way to call what a plugin brought along."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from perfeval.boundary.signs import one_line

T = TypeVar("T")

#: So much of what a plugin says of its failure is repeated.
LONGEST_SAID = 500


def guarded(call: Callable[[], T], failed: Callable[[BaseException], T]) -> T:
    """What a call into a plugin gives, or what `failed` makes of whatever it raised.

    `SystemExit` and other things that are no `Exception` are caught as well: a plugin ends its own call, never the
    program. An interrupt is the user's, and passes.
    """
    try:
        return call()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return failed(error)


def said(error: BaseException) -> str:
    """What was raised, in one printable line: `RuntimeError: the drawer is stuck`.

    >>> said(SystemExit(0))
    'SystemExit: 0'
    """
    # an exception of a plugin may fail even at saying what it is
    words = guarded(lambda: str(error), lambda _: "(no message)")
    line = one_line(f"{type(error).__name__}: {words[: LONGEST_SAID + 1]}")
    return line if len(line) <= LONGEST_SAID else line[: LONGEST_SAID - 1] + "…"


__all__ = ["LONGEST_SAID", "guarded", "said"]
