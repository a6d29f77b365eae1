"""Personal data masked in what is written of reports: in texts, before anything is put together, and never in a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from perfeval.evaluation import Evaluation
from perfeval.model import Entry, Report
from perfeval.privacy import masked

#: No personal number has fewer digits.
SHORTEST = 10
_LONG = re.compile(r"\d[\d,]{9,}")


def figures_of(reports: Iterable[Report]) -> frozenset[str]:
    """The long numbers that reports state as figures, as digits: whoever masks a text leaves them alone."""
    return _digits(text for report in reports for text in _printed(report))


def figures_judged(evaluations: Iterable[Evaluation]) -> frozenset[str]:
    """The long numbers of figures in evaluations: stated, expected, and what lies between."""
    several = tuple(evaluations)
    said = (t for e in several for f in e.findings for t in (f.stated, f.expected, f.difference, f.slack))
    added = (held.arithmetic for e in several for held in e.held)
    return figures_of(e.report for e in several) | _digits(said) | _digits(added)


def masked_content(content: Any, figures: frozenset[str]) -> Any:
    """Plain data with personal data covered in its texts; keys and numbers stay."""
    if isinstance(content, str):
        return masked(content, figures)
    if isinstance(content, dict):
        return {key: masked_content(value, figures) for key, value in content.items()}
    return [masked_content(one, figures) for one in content] if isinstance(content, (list, tuple)) else content


def _digits(texts: Iterable[str]) -> frozenset[str]:
    found = (match.group().replace(",", "") for text in texts for match in _LONG.finditer(text))
    return frozenset(digits for digits in found if len(digits) >= SHORTEST)


def _printed(report: Report) -> Iterator[str]:
    """Every figure of a report, as it is printed."""
    yield from (s.printed for s in report.statements)
    for form in report.forms:
        entries: tuple[Entry | None, ...] = (
            form.total_points, form.total_score, form.execution_points, form.execution_score, form.execution_rate,
            *(e for row in form.rows for e in (row.target_entry, row.actual_entry, row.points, row.score)),
            *(head.points for head in form.heads),
        )  # fmt: skip
        yield from (entry.text for entry in entries if entry is not None and _LONG.fullmatch(entry.text.strip()))


__all__ = ["figures_judged", "figures_of", "masked_content"]
