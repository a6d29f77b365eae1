"""Every compiled pattern of the package, and texts that make a pattern slow if anything does."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import perfeval

#: Modules that are run, and not imported.
RUN = ("__main__",)
#: Characters that stand for a class of them.
CLASSES = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a", "CATEGORY_NOT_DIGIT": "a", "CATEGORY_NOT_SPACE": "a", "CATEGORY_NOT_WORD": "-"}  # fmt: skip
#: Tried where a pattern says nothing of its own, and as what no pattern expects at the end of a text.
COMMON = ("1", "a", "一", " ", "\n", "，", ",", "(", "（", ".", "万", "年", "[", '"', "<")
FOREIGN = ("", "\x00", "!", "中")


def modules() -> list[ModuleType]:
    """Every module of the package."""
    found = pkgutil.walk_packages(perfeval.__path__, "perfeval.")
    return [import_module(m.name) for m in found if m.name.rpartition(".")[2] not in RUN]


def patterns() -> dict[str, re.Pattern[Any]]:
    """Every compiled pattern that a module holds, in a name, a class, or a table of its own, by where it is."""
    found: dict[str, re.Pattern[Any]] = {}
    for module in modules():
        for name, value in vars(module).items():
            for pattern in _in(value, module.__name__, 3):
                if all(pattern is not known for known in found.values()):
                    found[
                        f"{module.__name__}.{name}" + (f" {pattern.pattern[:20]!r}" if value is not pattern else "")
                    ] = pattern
    return found  # fmt: skip


def _in(value: object, module: str, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, Mapping):
        for one in (*value.keys(), *value.values()):
            yield from _in(one, module, depth - 1)
    elif depth and isinstance(value, (tuple, list, frozenset)):
        for one in value:
            yield from _in(one, module, depth - 1)
    elif depth and isinstance(value, type) and value.__module__ == module:
        for one in vars(value).values():
            yield from _in(one, module, depth - 1)


def texts(pattern: re.Pattern[Any], size: int) -> Iterator[str]:
    """Texts of about this size: what a pattern repeats, repeated, behind what leads there and before what ends it badly."""
    pieces = list(dict.fromkeys((*_samples(_parser.parse(_text(pattern), pattern.flags)), *COMMON)))
    for piece in pieces:
        if not piece:
            continue
        pumped = piece * (size // len(piece))
        for end in FOREIGN[:2]:
            yield pumped + end
    whole = "".join(pieces[:6])
    yield whole * (size // max(len(whole), 1))


def _text(pattern: re.Pattern[Any]) -> str:
    return pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")


def _samples(parsed: Any) -> Iterator[str]:
    """What each repeated part of a pattern may be, one text for each, and the lead of a repeated part with it."""
    lead = ""
    for code, value in parsed:
        if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, most, inside = value
            one = _one(inside)
            if most > 1:
                yield one
                yield lead[-6:] + one
                yield one * 2 + lead[:1]
            yield from _samples(inside)
            lead += one * min(least, 3)
        elif code is op.SUBPATTERN:
            yield from _samples(value[3])
            lead += _one(value[3])
        elif code is op.BRANCH:
            for branch in value[1]:
                yield from _samples(branch)
                yield _one(branch)
            lead += _one(value[1][0])
        elif code in (op.ASSERT, op.ASSERT_NOT):
            yield from _samples(value[1])
        elif code is op.ATOMIC_GROUP:
            yield from _samples(value)
        else:
            lead += _one([(code, value)])


def _one(parsed: Any) -> str:
    """A text that a part of a pattern matches, or nearly."""
    made = ""
    for code, value in parsed:
        if code is op.LITERAL:
            made += chr(value)
        elif code is op.ANY:
            made += "a"
        elif code is op.NOT_LITERAL:
            made += "a" if value != ord("a") else "b"
        elif code is op.IN:
            made += _of_set(value)
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            made += _one(value[2]) * max(1, min(value[0], 3))
        elif code is op.SUBPATTERN:
            made += _one(value[3])
        elif code is op.BRANCH:
            made += _one(value[1][0])
        elif code is op.ATOMIC_GROUP:
            made += _one(value)
    return made


def _of_set(value: Any) -> str:
    if value[0][0] is op.NEGATE:
        taken = {chr(v) for c, v in value if c is op.LITERAL}
        return next(c for c in "a1一-" if c not in taken)
    code, first = value[0]
    if code is op.LITERAL:
        return chr(first)
    if code is op.RANGE:
        return chr(first[0])
    return CLASSES.get(str(first), "a")
