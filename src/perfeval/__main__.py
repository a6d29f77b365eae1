"""The command line, a thin door to the library. Results go to standard output, everything else to standard error.

Exit 0: nothing to correct. 1: at least one finding of severity error. 2: bad usage, an unreadable file, or a code or
year that cannot exist.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from attrs import evolve

import perfeval
from perfeval.acceptance import ENDING, acceptance, acceptances, accepted_finding, add_acceptance
from perfeval.arguments import argument_parser
from perfeval.authoring import linted, new_pack
from perfeval.comparison import choices, compare, differences, put_together, way_of_adding
from perfeval.document import Place
from perfeval.errors import PerfevalError, UnreadableError, UsageError
from perfeval.evaluation import Evaluation
from perfeval.jurisdictions import lineage
from perfeval.model import Evidence, Report, Stage
from perfeval.plugins import installed
from perfeval.privacy import masked
from perfeval.readers.report_json import report_content
from perfeval.renderers.as_text import fingerprints_text, place_text
from perfeval.renderers.comparing import (
    comparison_content,
    comparison_text,
    differences_content,
    differences_text,
)
from perfeval.renderers.law import explained, packs_text, rules_text
from perfeval.renderers.scores import render_scores, score_content
from perfeval.resolution import checked_year

OK, FOUND, BAD = 0, 1, 2


def _named(report: Report, options: argparse.Namespace) -> Report:
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


def _groups(options: argparse.Namespace) -> tuple[list[list[Path]], list[PerfevalError]]:
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


def _reports(options: argparse.Namespace) -> tuple[list[Report], list[PerfevalError]]:
    """The reports that could be read, and what stopped the others."""
    reports: list[Report] = []
    groups, faults = _groups(options)
    for group in groups:
        try:
            reports.append(_named(perfeval.read(*group), options))
        except PerfevalError as error:
            faults.append(error)
    return reports, faults


def _say(error: PerfevalError, lang: str) -> None:
    first, second = (error.zh, error.en) if lang == "zh" else (error.en, error.zh)
    print(f"perfeval: {first}\n          {second}", file=sys.stderr)


def _write(text: str | bytes, target: str | None) -> None:
    """To standard output, or to a file that is whole or not there at all."""
    if isinstance(text, str):
        text = masked(text)
    if target is None:
        if isinstance(text, bytes):
            sys.stdout.buffer.write(text)
        else:
            sys.stdout.write(text)
        return
    path = Path(target)
    if path.exists():
        raise UsageError(
            f"{path} 已存在，未覆盖；请换一个文件名。", f"{path} exists and was not overwritten; choose another name."
        )
    if not path.parent.is_dir():
        raise UsageError(f"没有文件夹 {path.parent}。", f"There is no folder {path.parent}.")
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.link(name, path)
    except FileExistsError as error:
        raise UsageError(f"{path} 已存在，未覆盖。", f"{path} exists and was not overwritten.") from error
    finally:
        os.unlink(name)


def _facts(given: Sequence[str]) -> dict[str, int]:
    """The facts a person entered: `id`, or `id=2`."""
    found = {}
    for word in given:
        name, sign, times = word.partition("=")
        if sign and not times.isdecimal():
            raise UsageError(f"“{word}”应写作 事项 或 事项=次数。", f"{word!r} should be ID or ID=N.")
        found[name] = int(times) if sign else 1
    return found


def _evaluated(report: Report, options: argparse.Namespace) -> Evaluation:
    last = getattr(options, "previous", None)
    return perfeval.evaluate(
        report, framework=options.framework, facts=_facts(options.fact), profile=getattr(options, "profile", "default"),
        previous=perfeval.read(last) if last is not None else None,
    )  # fmt: skip


def _check(options: argparse.Namespace) -> int:
    groups, faults = _groups(options)
    evaluations: list[Evaluation] = []
    for group in groups:
        try:
            accepted = () if options.no_suppressions else acceptances(*group)
            report = _named(perfeval.read(*group), options)
        except PerfevalError as error:
            faults.append(error)
        else:
            evaluations.append(_evaluated(report, options).accepting(accepted, date.today()))
    for fault in faults:
        _say(fault, options.lang)
    if not evaluations:
        return BAD
    _write(perfeval.render(evaluations, options.format, options.lang), options.output)
    if faults:
        return BAD
    return FOUND if any(e.has_errors for e in evaluations) else OK


def _accept(options: argparse.Namespace) -> int:
    evaluation = _evaluated(_named(perfeval.read(options.file), options), options)
    if options.fingerprint is None:
        _write(fingerprints_text(evaluation, options.lang), None)
        return OK
    added = acceptance(options.fingerprint, options.reason or "", options.until or "")
    found = accepted_finding(added, evaluation.findings, options.file)
    if added.until < date.today():
        raise UsageError(f"期限 {added.until} 已过。", f"The day {added.until} is past.")
    comment = found.message.zh if options.lang == "zh" else found.message.en
    print(add_acceptance(options.file, added, [f"{found.rule}: {masked(comment)}"]))
    return OK


def _listing(report: Report, lang: str) -> str:
    """What was recognised, how surely, and what was left."""
    zh = lang == "zh"
    c = report.coverage
    lines = [report.title or report.source]
    for evidence in report.evidence:
        what = {"entity": "单位", "year": "年度", "jurisdiction": "地区"}[evidence.what] if zh else evidence.what
        lines.append(
            f"{what}  {evidence.value}（{evidence.source}）" if zh else f"{what}: {evidence.value} ({evidence.source})"
        )
    lines.append(
        f"表式  {'、'.join(report.layouts) or '无'}" if zh else f"layouts: {', '.join(report.layouts) or 'none'}"
    )
    lines.append(
        f"表中数字 {c.numeric} 个：已认定 {c.bound}，口径未定 {c.open}，未能归属 {c.unmapped}"
        if zh else f"{c.numeric} numbers in tables: {c.bound} identified, {c.open} partly, {c.unmapped} not"
    )  # fmt: skip
    lines.append("数据" if zh else "figures")
    for s in report.statements:
        stage = s.name.stage.value.value if isinstance(s.name.stage.value, Stage) else "?"
        year = "?" if s.name.year.is_open else str(s.name.year.value)
        entity = "?" if s.name.entity.is_open else str(s.name.entity.value)
        lines.append(
            f"  {s.name.item}\t{s.printed.strip() or '—'}\t{year}\t{stage}\t{s.name.fund.value if not s.name.fund.is_open else '?'}\t"
            f"{entity}\t{s.name.weakest.value}\t{place_text(s.place, lang)}"
        )
    for form in report.forms:
        lines.append(f"指标表 {form.title}" if zh else f"indicators {form.title}")
        for row in form.rows:
            cells = [e.text.strip() if e else "" for e in (row.target_entry, row.actual_entry, row.points, row.score)]
            lines.append(f"  {row.level1}\t{row.level2}\t{row.name}\t" + "\t".join(cells))
    lines += [
        f"{'未归属' if zh else 'unmapped'}  {entry.text.strip()}  {place_text(entry.place, lang)}"
        for entry in report.unmapped
    ]
    lines += [f"{'说明' if zh else 'note'}  {note.zh if zh else note.en}" for note in report.notes]
    return "\n".join(lines) + "\n"


def _read(options: argparse.Namespace) -> int:
    reports, faults = _reports(options)
    for fault in faults:
        _say(fault, options.lang)
    if reports:
        if options.format == "json":
            made = [report_content(r) for r in reports]
            _write(json.dumps(made[0] if len(made) == 1 else made, ensure_ascii=False, indent=1) + "\n", options.output)
        else:
            _write("\n".join(_listing(r, options.lang) for r in reports), options.output)
    return BAD if faults else OK


def _check_added(options: argparse.Namespace) -> None:
    """Whether the files can be units of one department."""
    if not options.added.strip():
        raise UsageError("请写明汇总后的单位名称（--added）。", "Say what the whole is called (--added).")
    if options.together:
        raise UsageError(
            "--added 与 --together 不能同用：汇总时一个文件是一个单位。",
            "--added and --together exclude each other: to put units together, a file is a unit.",
        )
    files = [file.resolve() for group in _groups(options)[0] for file in group]
    twice = next((file for file in files if files.count(file) > 1), None)
    if twice is not None:
        raise UsageError(
            f"{twice.name} 给出了两次，会重复汇总。", f"{twice.name} is given twice and would count twice."
        )


def _added(reports: Sequence[Report], options: argparse.Namespace) -> Evaluation:
    """The department of several units, with what is to be known of its making above its score."""
    code = options.jurisdiction or next((r.jurisdiction for r in reports if r.jurisdiction), "000000")
    adding = way_of_adding(perfeval.rulebook(code, reports[0].year), options.framework)
    units = put_together(reports, adding, options.added)
    made = _evaluated(units.report, options)
    return evolve(made, scores=tuple(evolve(s, notes=(*units.notes, *s.notes)) for s in made.scores))


def _score(options: argparse.Namespace) -> int:
    if options.added is not None:
        _check_added(options)
    reports, faults = _reports(options)
    for fault in faults:
        _say(fault, options.lang)
    if not reports or (faults and options.added is not None):
        return BAD  # a sum without one of its units would be none
    if options.added is not None:
        evaluations = [_added(reports, options)]
    else:
        evaluations = [_evaluated(report, options) for report in reports]
    if options.format == "json":
        made = [
            {"source": e.report.source, "framework": e.framework, "scores": [score_content(s) for s in e.scores]}
            for e in evaluations
        ]
        _write(json.dumps(made[0] if len(made) == 1 else made, ensure_ascii=False, indent=1) + "\n", options.output)
    else:
        _write(render_scores(evaluations, options.lang, trace=options.trace), options.output)
    return BAD if faults else OK


def _rules(options: argparse.Namespace) -> int:
    _write(rules_text(perfeval.rulebook(options.jurisdiction, options.year), options.lang), options.output)
    return OK


def _explain(options: argparse.Namespace) -> int:
    book = perfeval.rulebook(options.jurisdiction, options.year)
    _write(explained(book, options.rule, options.lang), options.output)
    return OK


def _packs(options: argparse.Namespace) -> int:
    found = installed()
    aside = [(q.name, q.origin, q.error) for q in found.quarantined]
    _write(packs_text(found.packs, aside, options.lang), options.output)
    return OK


def _compare(options: argparse.Namespace) -> int:
    reports, faults = _reports(options)
    for fault in faults:
        _say(fault, options.lang)
    if not reports:
        return BAD
    gazetteer = installed().words.gazetteer
    places = [word.strip().partition("/") for word in options.places.split(",") if word.strip()]
    made = []
    for report in reports:
        own = [(report.jurisdiction, "", "")] if report.jurisdiction not in (None, "000000") else []
        several = [
            choice for code, _, name in (*own, *places) for choice in choices(perfeval.rulebook(code or "", report.year), name)
        ]  # fmt: skip
        made.append(compare(report, list({(c.book.code, c.framework): c for c in several}.values())))
    names = {
        u.choice.book.code: place.name for m in made for u in m.places if (place := gazetteer.get(u.choice.book.code))
    }
    if options.format == "json":
        content = [comparison_content(m, names) for m in made]
        _write(
            json.dumps(content[0] if len(content) == 1 else content, ensure_ascii=False, indent=1) + "\n",
            options.output,
        )
    else:
        _write("\n".join(comparison_text(m, names, options.lang) for m in made), options.output)
    return BAD if faults else OK


def _diff(options: argparse.Namespace) -> int:
    ends, books = [], []
    for word, year in ((options.one, options.year_one), (options.two, options.year_two)):
        code, _, name = word.partition("/")
        books.append(perfeval.rulebook(code, year))
        several = choices(books[-1], name)
        ends.append((code, year, several[0].framework if len(several) == 1 else ""))
    found = differences(books[0], books[1], ends[0][2] or None, ends[1][2] or None)
    if options.format == "json":
        content = differences_content(found, ends[0], ends[1])
        _write(json.dumps(content, ensure_ascii=False, indent=1) + "\n", options.output)
    else:
        _write(differences_text(found, ends[0], ends[1], options.lang), options.output)
    return OK


def _new_pack(options: argparse.Namespace) -> int:
    place = installed().words.gazetteer.get(options.jurisdiction)
    label = place.name if place is not None else ""
    made = new_pack(options.jurisdiction, options.name, Path(options.into), label=label, since=options.since)
    print(made)
    return OK


def _lint(options: argparse.Namespace) -> int:
    found = linted(options.pack)
    zh = options.lang == "zh"
    for name, several in found:
        print(f"{name}  {len(several)} 处" if zh else f"{name}  {len(several)} to look at")
        for text in several:
            print(f"  {text.zh if zh else text.en}")
    return FOUND if any(several for _, several in found) else OK


COMMANDS = {
    "check": _check, "accept": _accept, "read": _read, "score": _score, "rules": _rules, "explain": _explain, "packs": _packs, "compare": _compare, "diff": _diff,
    "new-pack": _new_pack, "lint": _lint,
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show Chinese still gets an answer
    options = argument_parser().parse_args(arguments)
    try:
        if getattr(options, "jurisdiction", None) is not None:
            lineage(options.jurisdiction)
        checked_year(getattr(options, "year", None))
        return COMMANDS[options.command](options)
    except PerfevalError as error:
        _say(error, options.lang)
        return BAD
    except BrokenPipeError:
        # whoever read the output went away (… | head); nothing more may be written, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


if __name__ == "__main__":
    sys.exit(main())
