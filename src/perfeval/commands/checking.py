"""`perfeval check`: report after report, each shown as soon as it is judged, one after the other or several at once.

Rule 1: what is finished is shown, whatever becomes of the rest: a file that cannot be read is named and passed over, and
an interrupt leaves what was finished.
Rule 2: the order is that of the files, however many are judged at once; no more of them wait than can be judged.
Rule 3: what is kept of a report that has been shown is one row of the closing table, unless a paper needs it whole.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import redirect_stdout

from attrs import define, evolve, field, frozen

import perfeval
from perfeval.boundary import said
from perfeval.commands.baselines import Accepting, accepting
from perfeval.commands.clock import today
from perfeval.commands.inputs import Given, code_of, evaluated, given_by, named, shown_as
from perfeval.commands.output import BAD, DEBUG, FAILED, FOUND, OK, say, terminal_columns, write
from perfeval.commands.papers import TEXT, Copies, Paper, copies_of, papers_of, write_copies, write_papers
from perfeval.commands.progress import progress
from perfeval.errors import PerfevalError, PluginError, UsageError
from perfeval.evaluation import Evaluation
from perfeval.findings import Severity, Text
from perfeval.plugins import installed
from perfeval.renderers.as_text import block_text, finished
from perfeval.renderers.closing import closing_lines
from perfeval.renderers.layout import PIPE, Layout
from perfeval.summary import BatchRow, batch_of, batch_row, summary_of

#: Formats that are written report by report; every other one is a whole, and is written at the end.
STREAMED = (TEXT, "jsonl")


@frozen
class Outcome:
    """What came of one report: what is shown of it, its row, how loud it is; or why there is none."""

    shown: str = ""
    row: BatchRow | None = None
    loudest: Severity | None = None
    failed: bool = False
    fault: PerfevalError | None = None
    evaluation: Evaluation | None = None


@frozen
class Job:
    """What is done with every report of a run, and can be handed to another process.

    Attributes
    ----------
    options
        What the user asked for.
    accepted
        What a person accepted, beside the reports and for the folder.
    streamed
        The format that is written report by report; empty for none.
    layout
        How text is laid out.
    keep
        Whether the whole evaluation is needed afterwards.
    """

    options: argparse.Namespace
    accepted: Accepting
    streamed: str
    layout: Layout
    keep: bool

    def __call__(self, given: Given) -> Outcome:
        """Read and judge one report; what is wrong with it is its outcome."""
        try:
            with redirect_stdout(sys.stderr):  # what a plugin prints is no result
                return self._judged(given)
        except PerfevalError as error:
            return Outcome(fault=error)
        except Exception as error:
            if os.environ.get(DEBUG):
                raise
            return Outcome(fault=_internal(given, error))

    def _judged(self, given: Given) -> Outcome:
        made = judged(self.options, self.accepted, given)
        shown = ""
        if self.streamed == TEXT:
            shown = block_text(made, self.options.lang, self.layout)
        elif self.streamed:
            shown = str(perfeval.render(made, self.streamed, self.options.lang))
        loudest = min((f.severity for f in made.findings), key=lambda s: s.rank, default=None)
        failed = bool(made.faults or made.quarantined)
        return Outcome(shown, batch_row(summary_of(made)), loudest, failed, None, made if self.keep else None)


def judged(options: argparse.Namespace, accepted: Accepting, given: Given) -> Evaluation:
    """One report read and judged as the options ask, without what a person has accepted of it."""
    report = shown_as(named(perfeval.read(*given.files), options), given)
    made = evolve(evaluated(report, options), on=today())
    return made.accepting(accepted.of(given, made), today())


def _internal(given: Given, error: Exception) -> PluginError:
    """A failure of the program itself at one of many files: it is named, and the others go on."""
    what = said(error)
    return PluginError(
        f"{given.shown}：程序内部出错（{what}），未核对；设 {DEBUG}=1 可看出处，请连同文件报告给维护者。",
        f"{given.shown}: an internal error ({what}), not checked; {DEBUG}=1 shows where; please report it with the file.",
    )


@define
class Run:
    """What is kept of a run while it goes on."""

    rows: list[BatchRow] = field(factory=list)
    kept: list[tuple[Given, Evaluation]] = field(factory=list)
    faults: list[PerfevalError] = field(factory=list)
    loudest: Severity | None = None
    failed: bool = False

    def take(self, given: Given, outcome: Outcome, lang: str) -> None:
        """Add one outcome; what stopped a file is said at once."""
        if outcome.fault is not None:
            self.faults.append(outcome.fault)
            say(outcome.fault, lang)
            return
        if outcome.row is not None:
            self.rows.append(outcome.row)
        if outcome.evaluation is not None:
            self.kept.append((given, outcome.evaluation))
        self.failed |= outcome.failed
        loud = [s for s in (self.loudest, outcome.loudest) if s is not None]
        self.loudest = min(loud, key=lambda s: s.rank, default=None)


def check(options: argparse.Namespace) -> int:
    """Judge reports, without what a person has accepted of them."""
    if options.jobs < 0:
        raise UsageError("--jobs 不能为负数。", "--jobs cannot be below zero.")
    papers = papers_of(options)
    given, faults = given_by(options)
    copies = copies_of(options, [one.files for one in given])
    run = Run(faults=faults)
    for fault in faults:
        say(fault, options.lang)
    streamed, job = _job(options, papers, copies)
    try:
        _go(given, job, run, options)
    except KeyboardInterrupt:
        _finish(run, streamed, options)  # a paper of half a batch would pass for the whole
        raise
    if not run.rows:
        return code_of(run.faults) or BAD
    if streamed is None:
        write_papers([evaluation for _, evaluation in run.kept], papers, options)
    if copies is not None:
        write_copies([(one.files, evaluation) for one, evaluation in run.kept], copies, options.lang)
    _finish(run, streamed, options)
    return _code(run, options)


def _job(options: argparse.Namespace, papers: tuple[Paper, ...], copies: Copies | None) -> tuple[Paper | None, Job]:
    """Which paper is written report by report, if any, and what is done with each report."""
    alone = papers[0] if len(papers) == 1 and papers[0].path is None and papers[0].format in STREAMED else None
    columns = terminal_columns() if alone is not None and alone.format == TEXT else None
    layout = Layout(columns, options.all)
    streamed = alone.format if alone is not None else ""
    return alone, Job(options, accepting(options), streamed, layout, alone is None or copies is not None)


def _go(given: list[Given], job: Job, run: Run, options: argparse.Namespace) -> None:
    """Judge everything, and show each report when its turn comes."""
    shown = 0
    with progress(len(given), options.lang) as step:
        for one, outcome in zip(given, _outcomes(given, job, options.jobs or os.cpu_count() or 1), strict=True):
            run.take(one, outcome, options.lang)
            if outcome.shown:
                between = "\n" if shown and job.streamed == TEXT else ""
                write(between + outcome.shown, None, utf8=job.streamed != TEXT)
                shown += 1
            step(one.shown)


def _outcomes(given: list[Given], job: Job, jobs: int) -> Iterator[Outcome]:
    """The outcomes in the order of the files."""
    if jobs <= 1 or len(given) <= 1:
        yield from map(job, given)
        return
    installed()  # read once, before other processes begin as copies of this one
    with ProcessPoolExecutor(min(jobs, len(given)), initializer=_ignore_interrupts) as pool:
        yield from _in_order(given, lambda one: pool.submit(job, one), 2 * jobs)


def _in_order(given: Iterable[Given], submit: Callable[[Given], Future[Outcome]], ahead: int) -> Iterator[Outcome]:
    """Outcomes in the order of what was given; no more than so many are waited for."""
    waiting: deque[Future[Outcome]] = deque()
    try:
        for one in given:
            waiting.append(submit(one))
            if len(waiting) >= ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _ignore_interrupts() -> None:
    """Let Ctrl-C be the business of the process that shows the results."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _finish(run: Run, streamed: Paper | None, options: argparse.Namespace) -> None:
    """The table of a batch that was shown report by report."""
    if streamed is not None and streamed.format == TEXT and len(run.rows) + len(run.faults) > 1 and run.rows:
        unread = [Text(fault.zh, fault.en) for fault in run.faults]
        # a table that is broken into lines is none: it is laid out as in a pipe
        write("\n" + finished(closing_lines(batch_of(run.rows), unread, options.lang), PIPE, ()), None)


def _code(run: Run, options: argparse.Namespace) -> int:
    """The exit code of a run that judged something."""
    if run.faults:
        return code_of(run.faults)
    least = Severity(options.fail_on)
    found = run.loudest is not None and run.loudest.rank <= least.rank
    if found and not options.exit_zero:
        return FOUND
    return FAILED if run.failed else OK


__all__ = ["STREAMED", "check", "judged"]
