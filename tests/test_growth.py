"""No pattern of the package takes more than time in proportion to its text."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import perfeval

#: Characters of the shorter text, how many times longer the other is, and how much longer that may take.
SHORT, TIMES, MOST = 1500, 4, 6
#: Below this, in seconds, the whole text is fast, whatever its quarter took.
FAST = 0.004


def modules() -> Iterator[object]:
    """Every module of the package that can be loaded here."""
    for found in walk_packages(perfeval.__path__, "perfeval."):
        if not found.name.endswith("__main__"):
            yield import_module(found.name)


def patterns() -> dict[str, re.Pattern[str]]:
    """Every compiled pattern that a module holds, in its names or in what they hold."""
    found: dict[str, re.Pattern[str]] = {}
    for module in modules():
        waiting = [(f"{module.__name__}.{n}", v, 0) for n, v in vars(module).items()]  # type: ignore[attr-defined]
        while waiting:
            name, value, depth = waiting.pop()
            if isinstance(value, re.Pattern):
                if isinstance(value.pattern, str):
                    found.setdefault(value.pattern, value)
            elif depth < 3 and isinstance(value, (list, tuple, set, frozenset)):
                waiting += [(name, one, depth + 1) for one in value]
            elif depth < 3 and isinstance(value, dict):
                waiting += [(name, one, depth + 1) for one in (*value, *value.values())]
    return found


def pumps(pattern: str) -> list[str]:
    """Pieces that the pattern may go on over: its own characters, and what its classes stand for."""
    letters = sorted({c for c in pattern if "\u4e00" <= c <= "\u9fff"})[:4]
    words = re.findall("[\u4e00-\u9fff]{2,}", pattern)[:3]
    marks = [c for c in " [](（,.;:：、-_\"'#0{+*%<" if c in pattern]
    return [
        *dict.fromkeys(["1", "1.", "1,", " ", "\t", "年", "a", "一", "[", "中1", "1 ", "\n", *letters, *words, *marks])
    ]


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """The least time of two tries to find the pattern anywhere."""
    best = 99.0
    for _ in range(2):
        start = time.perf_counter()
        pattern.sub("", text)
        best = min(best, time.perf_counter() - start)
    return best


def grows(pattern: re.Pattern[str], pump: str) -> bool:
    """Whether four times the text takes clearly more than four times as long."""
    whole = (pump * (SHORT * TIMES))[: SHORT * TIMES] + "\x01"
    long = seconds(pattern, whole)
    return long > FAST and long > MOST * seconds(pattern, whole[:SHORT] + "\x01")


def test_no_pattern_grows_faster_than_its_text() -> None:
    """Of every pattern and every text of one piece again and again: four times the text, within six times the time."""
    every = patterns()

    slow = [(p, pump) for p, compiled in every.items() for pump in pumps(p) if grows(compiled, pump)]
    # what was slow by chance of the machine is tried again
    assert len(every) > 50
    assert [(p, pump) for p, pump in slow if all(grows(every[p], pump) for _ in range(3))] == []
