"""Damaged files of every format on the whole way of the command: read, judged, written in every format and both languages,
and as JSON that is read again; and what became of them.

`python -m tests.benchmarks fuzz [COUNT] [FORMAT …]` takes so many files of each format. A file is an honest one with
one to three changes, all drawn from a generator that its format and number seed, so that any of them can be made again:
`python -m tests.benchmarks fuzz docx:17` runs that one alone and shows what it raises. Each is read in a process of its
own under a limit on its time and memory. A file ends in one of five ways:

* *read*: a report, judged and printed;
* *refused*: in one sentence, in both languages, that names the file;
* *traceback*: anything else that is raised, in perfeval's own lines even where a library's care would hide it; a rule
  that failed; a PDF's process that died without an answer;
* *slow* and *large*: over the limits.

All but the first two are mistakes of perfeval.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import select
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from random import Random

from attrs import define, field
from tests.benchmarks.damage import damaged
from tests.benchmarks.honest import HONEST

import perfeval
from perfeval.errors import PerfevalError
from perfeval.plugins import installed
from perfeval.renderers import perfeval_renderers
from perfeval.renderers.reading import report_text

COUNT = 200
#: Seconds of work and bytes that one file may cost, its judging and printing included.
SECONDS = 30
#: Seconds of the clock that are waited for it, on a machine that has other things to do.
PATIENCE = 90
MEMORY = 1 << 30
#: What is written of every report that is read: each format in each language.
WRITTEN = tuple((r.name, lang) for r in perfeval_renderers() for lang in ("zh", "en"))
PACKAGE = Path(perfeval.__file__).parent


def made(kind: str, number: int) -> tuple[str, bytes]:
    """The file of a format and a number: its name and its bytes."""
    rng = Random(f"{kind} {number}")
    return damaged(rng, kind, HONEST[kind]())


def own_fault(error: BaseException) -> bool:
    """Whether what a refusal hides was raised in perfeval's own lines, by mistake."""
    cause = error.__cause__
    if cause is None or isinstance(cause, PerfevalError) or "不合规范" not in str(error):
        return False
    last = traceback.extract_tb(cause.__traceback__)[-1]
    return PACKAGE in Path(last.filename).parents and not (last.line or "").strip().startswith("raise ")


def outcome(path: Path) -> tuple[str, str]:
    """How a file ends, and what was said."""
    try:
        report = perfeval.read(path)
        evaluation = perfeval.evaluate(report)
        for form, lang in WRITTEN:
            perfeval.render(evaluation, form, lang)
        report_text(report)
        back = perfeval.Report.from_json(report.to_json()) if report.statements or report.forms else report
        if (back.statements, back.forms, back.claims) != (report.statements, report.forms, report.claims):
            return "traceback", "what was written as JSON came back as something else"
    except PerfevalError as error:
        clear = path.name in error.zh and path.name in error.en and len(error.zh) < 1000
        if not clear or own_fault(error) or "没有完成" in error.zh:
            last = traceback.extract_tb((error.__cause__ or error).__traceback__)[-1]
            return "traceback", f"{error.en} ({last.filename}:{last.lineno})"
        return "refused", error.en
    except BaseException as error:
        return "traceback", "".join(traceback.format_exception(error))[-1200:]
    if evaluation.faults:
        return "traceback", str(evaluation.faults[:3])
    return "read", ""


def in_child(path: Path, pipe: int) -> None:
    """The forked process: one file, its end written to the pipe."""
    found, said = outcome(path)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    held = max(one.ru_maxrss for one in used) * 1024
    taken = sum(one.ru_utime + one.ru_stime for one in used)
    if found != "traceback" and (held > MEMORY or taken > SECONDS):
        found = "large" if held > MEMORY else "slow"
    os.write(pipe, json.dumps([found, said[-3000:], taken, held]).encode())


def run(path: Path) -> tuple[str, str, float, int]:
    """How a file ends in a process of its own: the end, what was said, seconds of work, and bytes."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.setpgid(0, 0)
            resource.setrlimit(resource.RLIMIT_AS, (4 * MEMORY, 4 * MEMORY))
            os.close(reading)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            in_child(path, writing)
        finally:
            os._exit(0)
    os.close(writing)
    answer = b""
    until = time.monotonic() + PATIENCE
    while select.select([reading], [], [], max(until - time.monotonic(), 0))[0] and (
        piece := os.read(reading, 1 << 16)
    ):
        answer += piece
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # whatever it left behind as well
    os.waitpid(child, 0)
    os.close(reading)
    if answer:
        found, said, taken, held = json.loads(answer)
        return found, said, taken, held
    late = time.monotonic() > until
    return ("slow", f"over {PATIENCE} seconds", PATIENCE, 0) if late else ("traceback", "the process died", 0, 0)


@define
class Tally:
    """What became of the files of one format."""

    ends: Counter[str] = field(factory=Counter)
    longest: float = 0.0
    largest: int = 0
    bad: list[str] = field(factory=list)


ENDS = ("read", "refused", "traceback", "slow", "large")


def one(name: str) -> None:
    """Make one file again, and show what it raises here."""
    kind, _, number = name.partition(":")
    with tempfile.TemporaryDirectory() as folder:
        called, data = made(kind, int(number))
        path = Path(folder, called)
        path.write_bytes(data)
        print(called, len(data), "bytes")
        print(*outcome(path), sep="\n")


def main(arguments: Sequence[str] = ()) -> None:
    """Print how many files of each format end in which way."""
    warnings.simplefilter("ignore")
    logging.disable()
    for name in arguments:
        if ":" in name:
            one(name)
    if any(":" in name for name in arguments):
        return
    count = next((int(a) for a in arguments if a.isdigit()), COUNT)
    kinds = [a for a in arguments if not a.isdigit()] or list(HONEST)
    installed()
    for kind in HONEST:  # everything that is loaded late is loaded before the processes part
        with tempfile.TemporaryDirectory() as folder:
            for number, data in enumerate(HONEST[kind]()):
                path = Path(folder, f"honest{number}.{kind}")
                path.write_bytes(data)
                found, said = outcome(path)
                if found != "read":
                    print(f"the honest file {path.name} is not read: {said}", file=sys.stderr)
    print(
        f"{'format':<8}{'files':>7}" + "".join(f"{end:>11}" for end in ENDS) + f"{'longest':>10}{'largest':>10}",
        flush=True,
    )
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds:
            tally = Tally()
            for number in range(count):
                name, data = made(kind, number)
                path = Path(folder, name)
                path.write_bytes(data)
                found, said, taken, held = run(path)
                path.unlink()
                tally.ends[found] += 1
                tally.longest, tally.largest = max(tally.longest, taken), max(tally.largest, held)
                if found not in ENDS[:2]:
                    tally.bad.append(f"  {kind}:{number} {found} {taken:.1f}s {held >> 20} MB: {said}")
            print(
                f"{kind:<8}{count:>7}" + "".join(f"{tally.ends[end]:>11}" for end in ENDS)
                + f"{tally.longest:>8.1f} s{tally.largest / 2**20:>7.0f} MB",
                flush=True,
            )  # fmt: skip
            for line in tally.bad[:40]:
                print(line, flush=True)
