"""Commands about reports besides checking them: read, score, compare, and accept a finding."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date

from attrs import evolve

import perfeval
from perfeval.acceptance import acceptance, accepted_finding, add_acceptance
from perfeval.commands.deciding import dropped, panel_in
from perfeval.commands.inputs import code_of, code_of_failures, evaluated, given_by, named, reports_of
from perfeval.commands.output import BAD, OK, write, write_json
from perfeval.comparison import Comparison, choices, put_together, way_of_adding
from perfeval.comparison import compare as compared
from perfeval.errors import UsageError
from perfeval.evaluation import Evaluation
from perfeval.model import Report
from perfeval.plugins import installed
from perfeval.privacy import masked
from perfeval.readers.report_json import report_content
from perfeval.renderers.acceptances import fingerprints_text
from perfeval.renderers.comparing import comparison_content, comparison_text
from perfeval.renderers.masking import figures_judged, figures_of, masked_content
from perfeval.renderers.reading import report_text
from perfeval.renderers.scores import render_scores, score_content


def accept(options: argparse.Namespace) -> int:
    """Set a finding aside, with a reason and an end; without a fingerprint, list what there is."""
    evaluation = evaluated(named(perfeval.read(options.file), options), options)
    if options.fingerprint is None:
        write(masked(fingerprints_text(evaluation, options.lang), figures_judged([evaluation])), None)
        return OK
    added = acceptance(options.fingerprint, options.reason or "", options.until or "")
    found = accepted_finding(added, evaluation.findings, options.file)
    if added.until < date.today():
        raise UsageError(f"期限 {added.until} 已过。", f"The day {added.until} is past.")
    comment = found.message.zh if options.lang == "zh" else found.message.en
    write(
        f"{add_acceptance(options.file, added, folder=options.folder, comments=[f'{found.rule}: {masked(comment, figures_judged([evaluation]))}'])}\n",
        None,
    )
    return OK


def read(options: argparse.Namespace) -> int:
    """Say what was recognised, and judge nothing."""
    reports, faults = reports_of(options)
    if reports:
        if options.format == "json":
            made = [masked_content(report_content(r), figures_of([r])) for r in reports]
            write_json(made, options.output, force=options.force)
        else:
            page = "\n".join(report_text(r, options.lang) for r in reports)
            write(masked(page, figures_of(reports)), options.output, force=options.force)
    return code_of(faults)


def _check_added(options: argparse.Namespace) -> None:
    """Whether the files can be units of one department."""
    if not options.added.strip():
        raise UsageError("请写明汇总后的单位名称（--added）。", "Say what the whole is called (--added).")
    if options.together:
        raise UsageError(
            "--added 与 --together 不能同用：汇总时一个文件是一个单位。",
            "--added and --together exclude each other: to put units together, a file is a unit.",
        )
    files = [file.resolve() for one in given_by(options)[0] for file in one.files]
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
    made = evaluated(units.report, options)
    return evolve(made, scores=tuple(evolve(s, notes=(*units.notes, *s.notes)) for s in made.scores))


def _with_panel(evaluations: Sequence[Evaluation], options: argparse.Namespace) -> list[Evaluation]:
    """The evaluation with what a panel of experts gave, as one more score beside those of its form."""
    scores = [score for evaluation in evaluations for score in evaluation.scores]
    if len(scores) != 1:
        raise UsageError(
            f"--panel 只用于一张自评表；这里有 {len(scores)} 张。",
            f"--panel goes with one form that has a score; there are {len(scores)}.",
        )
    found = panel_in(options.panel).score(dropped(options.drop))
    return [
        evolve(e, scores=tuple(evolve(s, panel=found.total, panel_of=found.of) for s in e.scores)) for e in evaluations
    ]


def score(options: argparse.Namespace) -> int:
    """The scores of reports, or of one department whose units they are."""
    if options.added is not None:
        _check_added(options)
    reports, faults = reports_of(options)
    if not reports or (faults and options.added is not None):
        return code_of(faults) or BAD  # a sum without one of its units would be none
    if options.added is not None:
        evaluations = [_added(reports, options)]
    else:
        evaluations = [evaluated(report, options) for report in reports]
    if options.panel is not None:
        evaluations = _with_panel(evaluations, options)
    if options.format == "json":
        made = [
            {"source": e.report.source, "framework": e.framework, "scores": [score_content(s) for s in e.scores]}
            for e in evaluations
        ]
        write_json(masked_content(made, figures_judged(evaluations)), options.output, force=options.force)
    else:
        page = render_scores(evaluations, options.lang, trace=options.trace)
        write(masked(page, figures_judged(evaluations)), options.output, force=options.force)
    return code_of(faults) or code_of_failures(evaluations)


def compare(options: argparse.Namespace) -> int:
    """Hold reports against the rules of several places."""
    reports, faults = reports_of(options)
    if not reports:
        return code_of(faults) or BAD
    gazetteer = installed().words.gazetteer
    made = [_beside(report, options.places) for report in reports]
    names = {
        u.choice.book.code: place.name for m in made for u in m.places if (place := gazetteer.get(u.choice.book.code))
    }
    if options.format == "json":
        content = [comparison_content(m, names) for m in made]
        write_json(masked_content(content, figures_of(reports)), options.output, force=options.force)
    else:
        page = "\n".join(comparison_text(m, names, options.lang) for m in made)
        write(masked(page, figures_of(reports)), options.output, force=options.force)
    return code_of(faults)


def _beside(report: Report, places: str) -> Comparison:
    """A report under its own place and those named (`CODE[/FRAMEWORK],…`), each of them once."""
    named = [word.strip().partition("/") for word in places.split(",") if word.strip()]
    own = [(report.jurisdiction, "", "")] if report.jurisdiction not in (None, "000000") else []
    several = [
        choice
        for code, _, name in (*own, *named)
        for choice in choices(perfeval.rulebook(code or "", report.year), name)
    ]
    return compared(report, list({(c.book.code, c.framework): c for c in several}.values()))


__all__ = ["accept", "compare", "read", "score"]
