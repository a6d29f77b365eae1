"""What a command is given: files, folders, the place and year a person names, and what a person established."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from attrs import evolve

import perfeval
from perfeval.acceptance import ENDING
from perfeval.commands.output import say
from perfeval.document import Place
from perfeval.errors import PerfevalError, UnreadableError, UsageError
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


def _inside(folder: Path) -> list[Path]:
    """The files of a folder and of those in it, by name, without what is kept beside reports or left by other programs."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(ENDING))
    return [path for path in found if not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)]


def groups_of(options: argparse.Namespace) -> tuple[list[list[Path]], list[PerfevalError]]:
    """The files of each report, and what is wrong with the folders."""
    faults: list[PerfevalError] = []
    files: list[Path] = []
    for named in map(Path, options.files):
        inside = _inside(named) if named.is_dir() else [named]
        files += inside
        if not inside:
            faults.append(UnreadableError(f"{named}：文件夹里没有文件。", f"{named}: there is no file in the folder."))
    groups = [files] if options.together and files else [[file] for file in files]
    if getattr(options, "previous", None) is not None and len(groups) > 1:
        raise UsageError(
            "--previous 只用于一份报告；几个文件同属一份报告时请加 --together。",
            "--previous goes with one report; if the files are one report, say --together.",
        )
    return groups, faults


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


__all__ = ["evaluated", "facts", "groups_of", "named", "reports_of"]
