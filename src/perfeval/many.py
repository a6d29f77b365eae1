"""Many reports, one after the other or by an executor: `perfeval.evaluate_many`.

Rule 1: nothing is kept of a report that has been handed over, and no more of them wait than can be judged at once.
Rule 2: what is wrong with one report is that report's outcome; the others go on.
Rule 3: workers read their own files. A rulebook never travels: it is made anew where an evaluation arrives, from the same packs.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from itertools import islice
from pathlib import Path
from typing import cast

from attrs import evolve, frozen

from perfeval.api import evaluate, read
from perfeval.boundary import said
from perfeval.errors import PerfevalError, PluginError, UsageError
from perfeval.evaluation import Evaluation
from perfeval.model import Report
from perfeval.plugins import installed, settled
from perfeval.plugins.handed import with_packs
from perfeval.resolution import Rulebook
from perfeval.ruling import Pack, Profile

#: A report, a file, what stands in a file with the name it would have, or a list of the files of one report.
Source = Report | str | Path | tuple[str, bytes] | list[str | Path]
#: So many reports go to a worker at once: a task costs less than reading one, and an answer is not long in coming.
CHUNK = 8


@frozen
class Judged:
    """What came of one report of many.

    Attributes
    ----------
    source
        The report's file as it was given, or the source a report names itself.
    evaluation
        The evaluation; None where there is none.
    error
        Why there is none: the file cannot be read, or something failed inside itself.
    """

    source: str
    evaluation: Evaluation | None = None
    error: PerfevalError | None = None


@frozen
class _Way:
    """How every report of a run is judged; it travels to the workers."""

    packs: tuple[Pack, ...]
    bundled: bool
    framework: str | None
    profile: Profile

    def judge(self, source: Source) -> Judged:
        """Read and judge one report; what is wrong with it is its outcome."""
        name = _name(source)
        try:
            report = source if isinstance(source, Report) else self._read(source)
            made = evaluate(
                report, framework=self.framework, profile=self.profile, packs=self.packs, bundled=self.bundled
            )
        except PerfevalError as error:
            return Judged(name, error=error)
        except Exception as error:
            return Judged(name, error=_internal(name, said(error)))
        return Judged(name, made)

    def _read(self, source: str | Path | tuple[str, bytes] | list[str | Path]) -> Report:
        files = source if isinstance(source, list) else [source]
        return read(*files, packs=self.packs, bundled=self.bundled)

    def book(self, report: Report) -> Rulebook:
        """The rulebook of a report's place and year."""
        plugins = with_packs(installed(), self.packs, bundled=self.bundled)
        return settled(plugins, report.jurisdiction or "000000", report.year)[0]


def _name(source: Source) -> str:
    if isinstance(source, Report):
        return source.source
    if isinstance(source, list):
        return "、".join(str(one) for one in source)
    return str(source[0] if isinstance(source, tuple) else source)


def _internal(name: str, what: str) -> PluginError:
    return PluginError(
        f"{name}：程序内部出错（{what}），未核对；请连同文件报告给维护者。",
        f"{name}: an internal error ({what}), not checked; please report it with the file.",
    )


def _without_book(judged: Judged) -> Judged:
    """An outcome as it travels: a rulebook is larger than everything that was found by it."""
    if judged.evaluation is None:
        return judged
    return evolve(judged, evaluation=evolve(judged.evaluation, rulebook=cast(Rulebook, None)))


def _with_book(judged: Judged, way: _Way) -> Judged:
    if judged.evaluation is None:
        return judged
    return evolve(judged, evaluation=evolve(judged.evaluation, rulebook=way.book(judged.evaluation.report)))


def _chunk(sources: Sequence[Source], way: _Way) -> list[Judged]:
    """What a worker does with a few reports."""
    return [_without_book(way.judge(source)) for source in sources]


def evaluate_many(
    sources: Iterable[Source], *, packs: Iterable[Pack] | None = None, bundled: bool = True, executor: Executor | None = None,
    order: bool = True, framework: str | None = None, profile: str | Profile = "default",
) -> Iterator[Judged]:  # fmt: skip
    """Judge many reports, each handed over as soon as it is done; as many can be read from a source as there are.

    Parameters
    ----------
    sources
        Reports, paths, pairs of a name and what stands in the file, or lists of the files of one report. They may come from a
        generator: it is asked for the next ones when there is room for them.
    packs
        Rule packs that are not installed. With an executor of other processes they have to be picklable: functions of a
        module are, those made in place (`lambda`) are not.
    bundled
        False for these packs alone.
    executor
        Any `concurrent.futures.Executor`: threads, processes, or that of a cluster. Without one, everything is done here.
        Give paths to an executor of other processes: they read their files themselves.
    order
        False to take what is done first, first.
    framework, profile
        As for `evaluate`.

    Yields
    ------
    Judged
        One a source: the evaluation, or the error that stopped it.

    Raises
    ------
    UsageError
        If the sources are one path instead of several.
    UnknownNameError
        If there is no profile of that name.
    """
    if isinstance(sources, str | Path):
        raise UsageError(
            f"evaluate_many 需要多个来源，得到的是一个：“{sources}”；请写作 [“{sources}”]。",
            f"evaluate_many takes several sources and was given one, {str(sources)!r}: write [{str(sources)!r}].",
        )
    way = _Way(tuple(packs or ()), bundled, framework, Profile(profile))
    return _here(sources, way) if executor is None else _elsewhere(iter(sources), way, executor, order)


def _here(sources: Iterable[Source], way: _Way) -> Iterator[Judged]:
    for source in sources:
        yield way.judge(source)


def _elsewhere(sources: Iterator[Source], way: _Way, executor: Executor, order: bool) -> Iterator[Judged]:
    """By an executor, no more chunks waiting than twice as many as it can do at once."""
    room = 2 * (getattr(executor, "_max_workers", None) or os.cpu_count() or 1)
    waiting: deque[tuple[Future[list[Judged]], list[Source]]] = deque()
    try:
        while True:
            while len(waiting) < room and (few := list(islice(sources, CHUNK))):
                waiting.append((_submitted(executor, few, way), few))
            if not waiting:
                return
            if not order:
                done = wait([future for future, _ in waiting], return_when=FIRST_COMPLETED).done
                waiting.rotate(-next(n for n, (future, _) in enumerate(waiting) if future in done))
            yield from _outcomes(*waiting.popleft(), way)
    finally:
        for future, _ in waiting:
            future.cancel()


def _submitted(executor: Executor, few: list[Source], way: _Way) -> Future[list[Judged]]:
    """A chunk handed over; an executor that takes none any more has failed at it."""
    try:
        return executor.submit(_chunk, few, way)
    except (BrokenExecutor, RuntimeError) as error:
        failed: Future[list[Judged]] = Future()
        failed.set_exception(error)
        return failed


def _outcomes(future: Future[list[Judged]], few: list[Source], way: _Way) -> Iterator[Judged]:
    """What came of a chunk; a worker that ended leaves an error for each report it had."""
    try:
        found = future.result()
    except (Exception, CancelledError) as error:
        for source in few:
            yield Judged(_name(source), error=_internal(_name(source), said(error)))
        return
    yield from (_with_book(one, way) for one in found)


__all__ = ["CHUNK", "Judged", "Source", "evaluate_many"]
