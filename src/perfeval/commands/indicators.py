"""The command that looks the indicators of forms over."""

from __future__ import annotations

import argparse

import perfeval
from perfeval.commands.inputs import code_of, given_by
from perfeval.commands.output import BAD, say, write
from perfeval.errors import PerfevalError
from perfeval.indicators import quality
from perfeval.model import Report
from perfeval.plugins import installed
from perfeval.privacy import masked
from perfeval.renderers.indicators import indicators_text
from perfeval.renderers.masking import figures_of


def indicators(options: argparse.Namespace) -> int:
    """List what is to be asked of the indicators of each form, and what the report itself offers."""
    groups, faults = given_by(options)
    lexicon = installed().words.lexicon
    last = perfeval.read(options.previous) if options.previous is not None else None
    reports: list[Report] = []
    for group in groups:
        try:
            reports.append(perfeval.read(*group.files))
        except PerfevalError as error:
            faults.append(error)
    for fault in faults:
        say(fault, options.lang)
    if not reports:
        return code_of(faults) or BAD
    pages = [
        indicators_text(report, quality(report, lexicon, previous=last, peers=reports), options.lang)
        for report in reports
    ]
    write(masked("\n".join(pages), figures_of(reports)), options.output, force=options.force)
    return code_of(faults)


__all__ = ["indicators"]
