"""What a command is given: files, folders, the place and year a person names, and what a person established."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from attrs import evolve

import perfeval
from perfeval.acceptance import ENDING
from perfeval.boundary import printable
from perfeval.boundary.files import path_is_folder
from perfeval.commands.output import BAD, FAILED, OK, say
from perfeval.document import Place
from perfeval.errors import PerfevalError, PluginError, UnreadableError, UsageError
from perfeval.evaluation import Evaluation
from perfeval.model import Evidence, Report


def named(report: Report, options: argparse.Namespace) -> Report:
    """The report with the place and year the user named; what was read stays as it was."""
    if options.jurisdiction is not None:
        report = evolve(
            report, jurisdiction=options.jurisdiction, evidence=(*report.evidence, Evidence("jurisdiction", options.jurisdiction, "--jurisdiction", Place()))
        )  # fmt: skip
    if options.year is not None:
        report = evolve(
            report,
            year=options.year,
            evidence=(*report.evidence, Evidence("year", str(options.year), "--year", Place())),
        )
    return report


def check_paths(options: argparse.Namespace) -> None:
    """Make sure that every path is one; an empty one, such as an unset variable of a shell, would be this folder.

    Raises
    ------
    UsageError
        If one is empty.
    """
    for name in ("files", "file", "previous", "output", "annotate", "into", "pack", "ledger"):
        given = getattr(options, name, None)
        if "" in (given if isinstance(given, list) else [given]):
            raise UsageError(
                "给出的文件名是空的；是否引用了未设置的变量？",
                "A file name is empty; is it a variable that is not set?",
            )


def _inside(folder: Path, faults: list[PerfevalError]) -> list[Path]:
    """The files of a folder and of those in it, by name, without what is kept beside reports or left by other programs."""

    def closed(error: OSError) -> None:
        where = printable(str(error.filename))
        faults.append(
            UnreadableError(f"{where}：打不开（{error.strerror}）。", f"{where}: cannot be opened ({error.strerror}).")
        )

    found = sorted(Path(where, name) for where, _, names in os.walk(folder, onerror=closed) for name in names)
    return [
        path
        for path in found
        if not path.name.endswith(ENDING)
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        and path.is_file()
    ]


def groups_of(options: argparse.Namespace) -> tuple[list[list[Path]], list[PerfevalError]]:
    """The files of each report, and what is wrong with the folders."""
    faults: list[PerfevalError] = []
    files: list[Path] = []
    for named in map(Path, options.files):
        if not path_is_folder(named):
            files.append(named)
            continue
        before = len(faults)
        inside = _inside(named, faults)
        files += inside
        if not inside and len(faults) == before:
            faults.append(UnreadableError(f"{named}：文件夹里没有文件。", f"{named}: there is no file in the folder."))
    groups = [files] if options.together and files else [[file] for file in files]
    if getattr(options, "previous", None) is not None and len(groups) > 1:
        raise UsageError(
            "--previous 只用于一份报告；几个文件同属一份报告时请加 --together。",
            "--previous goes with one report; if the files are one report, say --together.",
        )
    return groups, faults


def code_of(faults: Sequence[PerfevalError]) -> int:
    """The exit code of what stopped some of the files: that of a plugin's failure where there is one."""
    if not faults:
        return OK
    return FAILED if any(isinstance(fault, PluginError) for fault in faults) else BAD


def code_of_failures(evaluations: Sequence[Evaluation]) -> int:
    """The exit code where no error was found: not that of success where a rule or plugin failed inside itself."""
    return FAILED if any(e.faults or e.quarantined for e in evaluations) else OK


def reports_of(options: argparse.Namespace) -> tuple[list[Report], list[PerfevalError]]:
    """The reports that could be read, and what stopped the others, which has been said."""
    reports: list[Report] = []
    groups, faults = groups_of(options)
    for group in groups:
        try:
            reports.append(named(perfeval.read(*group), options))
        except PerfevalError as error:
            faults.append(error)
    for fault in faults:
        say(fault, options.lang)
    return reports, faults


def facts(given: Sequence[str]) -> dict[str, int]:
    """The facts a person entered: `id`, or `id=2`."""
    found = {}
    for word in given:
        name, sign, times = word.partition("=")
        if sign and not times.isdecimal():
            raise UsageError(f"“{word}”应写作 事项 或 事项=次数。", f"{word!r} should be ID or ID=N.")
        found[name] = int(times) if sign else 1
    return found


def evaluated(report: Report, options: argparse.Namespace) -> Evaluation:
    """A report judged as the options ask."""
    last = getattr(options, "previous", None)
    return perfeval.evaluate(
        report, framework=options.framework, facts=facts(options.fact), profile=getattr(options, "profile", "default"),
        previous=perfeval.read(last) if last is not None else None,
    )  # fmt: skip


__all__ = [
    "check_paths",
    "code_of",
    "code_of_failures",
    "evaluated",
    "facts",
    "groups_of",
    "named",
    "reports_of",
]
