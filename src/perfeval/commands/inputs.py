"""What a command is given: files, folders, the place and year a person names, and what a person established."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path

from attrs import evolve, frozen

import perfeval
from perfeval.acceptance import ENDING
from perfeval.boundary import printable
from perfeval.boundary.files import path_exists, path_is_folder
from perfeval.commands.output import BAD, FAILED, OK, say
from perfeval.document import Place
from perfeval.errors import PerfevalError, PluginError, UnreadableError, UsageError
from perfeval.evaluation import Evaluation
from perfeval.jurisdictions import lineage
from perfeval.model import Evidence, Note, Report
from perfeval.plugins import installed


def named(report: Report, options: argparse.Namespace) -> Report:
    """The report with the place and year the user named; what was read stays as it was, and what contradicts it is said."""
    usual = getattr(options, "settings", None)
    if options.jurisdiction is not None:
        report = evolve(_told(report, "jurisdiction", options.jurisdiction), jurisdiction=options.jurisdiction)
    elif report.jurisdiction is None and usual is not None and usual.jurisdiction is not None:
        evidence = Evidence("jurisdiction", usual.jurisdiction, usual.source, Place())
        report = evolve(report, jurisdiction=usual.jurisdiction, evidence=(*report.evidence, evidence))
    if options.year is not None:
        report = evolve(_told(report, "year", options.year), year=options.year)
    return report


def _told(report: Report, what: str, value: object) -> Report:
    """A report with the evidence of what a user named, and with what there is to be said of it."""
    option = f"--{what}"
    notes = (*report.notes, *_contradictions(report, what, value, option))
    return evolve(report, notes=notes, evidence=(*report.evidence, Evidence(what, str(value), option, Place())))


def _contradictions(report: Report, what: str, value: object, option: str) -> Iterator[Note]:
    """What is to be said of a place or year that was named: the report says another, or nobody knows the code."""
    said = getattr(report, what)
    by = next((e.source for e in report.evidence if e.what == what), "")
    if what == "year":
        if said is not None and said != value:
            yield _named_note(
                f"{option} 指定{value}年度，报告载明{said}年度（{by}），按{value}年度核对",
                f"{option} names {value}, the report says {said} ({by}); it was judged as of {value}",
            )
        return
    gazetteer, code = installed().words.gazetteer, str(value)
    if gazetteer.get(code) is None:
        above = next((place for one in reversed(lineage(code)) if (place := gazetteer.get(one)) is not None), None)
        near = f"{above.name}（{above.code}）" if above is not None else ""
        yield _named_note(
            f"{option} 指定的 {code} 不在已知行政区划中，按所属{near}适用规则，请核对代码",
            f"{option} names {code}, which is no place known; the rules of {near} above it apply: check the code",
        )
    if said is not None and said not in lineage(code) and code not in lineage(said):
        place = gazetteer.get(said)
        yield _named_note(
            f"{option} 指定{code}，报告载明{place.name if place else ''}（{said}，{by}），按{code}核对",
            f"{option} names {code}, the report says {said} ({by}); it was judged by the rules of {code}",
        )


def _named_note(zh: str, en: str) -> Note:
    return Note("named", zh, en)


def check_paths(options: argparse.Namespace) -> None:
    """Make sure that every path is one; an empty one, such as an unset variable of a shell, would be this folder.

    Raises
    ------
    UsageError
        If one is empty.
    """
    for name in ("files", "file", "previous", "panel", "output", "annotate", "into", "pack", "ledger", "tree"):
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


@frozen
class Given:
    """The files of one report as they were given.

    Attributes
    ----------
    files
        Where they are.
    names
        What they are called in results: in a folder that was given, the path from there on.
    root
        The folder that was given; None for files that were named themselves.
    """

    files: tuple[Path, ...]
    names: tuple[str, ...]
    root: Path | None = None

    @property
    def shown(self) -> str:
        """All its names in one."""
        return " + ".join(self.names)


def _of_folder(folder: Path, several: bool, faults: list[PerfevalError]) -> Iterator[Given]:
    """The files of a folder, by their paths from there on; where several folders are given, with its name before them."""
    before = len(faults)
    inside = _inside(folder, faults)
    for path in inside:
        name = path if several else path.relative_to(folder)
        yield Given((path,), (printable(name.as_posix()),), folder)
    if not inside and len(faults) == before:
        faults.append(UnreadableError(f"{folder}：文件夹里没有文件。", f"{folder}: there is no file in the folder."))


def _of_pattern(pattern: str, faults: list[PerfevalError]) -> Iterator[Given]:
    """The files a pattern stands for (*.docx, **/*.xlsx), in order; shells of some systems leave that to the program."""
    found = sorted(path for path in map(Path, glob(pattern, recursive=True)) if path.is_file())
    found = [path for path in found if not path.name.endswith(ENDING) and not path.name.startswith("~$")]
    yield from (Given((path,), (printable(path.as_posix()),)) for path in found)
    if not found:
        faults.append(
            UnreadableError(f"{printable(pattern)}：没有匹配的文件。", f"{printable(pattern)}: no file matches it.")
        )


def _told_apart(several: Sequence[Given]) -> list[Given]:
    """Files that were named themselves, called by their paths from the folder on that all of them share."""
    files = [os.path.abspath(file) for given in several if given.root is None for file in given.files]
    try:
        shared = os.path.commonpath([os.path.dirname(file) for file in files]) if files else ""
    except ValueError:  # on several drives
        return list(several)
    return [
        given if given.root is not None else evolve(given, names=tuple(printable(Path(os.path.relpath(f, shared)).as_posix()) for f in given.files))
        for given in several
    ]  # fmt: skip


def given_by(options: argparse.Namespace) -> tuple[list[Given], list[PerfevalError]]:
    """The files of each report, and what is wrong with the folders and patterns.

    Raises
    ------
    UsageError
        If last year's report is given, and several reports.
    """
    faults: list[PerfevalError] = []
    found: list[Given] = []
    several = len(options.files) > 1
    for named in options.files:
        path = Path(named)
        if path_is_folder(path):
            found += _of_folder(path, several, faults)
        elif has_magic(named) and not path_exists(path):
            found += _of_pattern(named, faults)
        else:
            found.append(Given((path,), (printable(path.name),)))
    if several:
        found = _told_apart(found)
    if options.together and found:
        found = [Given(tuple(g.files[0] for g in found), tuple(g.names[0] for g in found), found[0].root)]
    if getattr(options, "previous", None) is not None and len(found) > 1:
        raise UsageError(
            "--previous 只用于一份报告；几个文件同属一份报告时请加 --together。",
            "--previous goes with one report; if the files are one report, say --together.",
        )
    return found, faults


def shown_as(report: Report, given: Given) -> Report:
    """The report with its files called as they were given."""
    if len(report.files) != len(given.names):
        return report
    pairs = zip(report.files, given.names, strict=True)
    return evolve(report, files=tuple(evolve(file, path=name) for file, name in pairs))


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
    given, faults = given_by(options)
    for one in given:
        try:
            reports.append(shown_as(named(perfeval.read(*one.files), options), one))
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
    last, usual = getattr(options, "previous", None), getattr(options, "settings", None)
    profile = getattr(options, "profile", None) or (usual.profile if usual is not None else "")
    made = perfeval.evaluate(
        report, framework=options.framework, facts=facts(options.fact), profile=profile or "default",
        previous=perfeval.read(last) if last is not None else None,
    )  # fmt: skip
    return made.ignoring(usual.ignored) if usual is not None and usual.ignored else made


__all__ = [
    "Given",
    "check_paths",
    "code_of",
    "code_of_failures",
    "evaluated",
    "facts",
    "given_by",
    "named",
    "reports_of",
    "shown_as",
]
