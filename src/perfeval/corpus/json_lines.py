"""Reports and evaluations as lines of JSON, for those who have them in a file: one line after the other, never all at once.

Rule 1: a line is a report (`perfeval read --format json`), an evaluation (`perfeval check --format json`), or what is inside
such an evaluation.
Rule 2: an evaluation says nothing of the words of its report, so that it is part of no comparison of words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from hashlib import blake2b
from typing import Any

from perfeval.corpus.own_words import OwnWords
from perfeval.corpus.sketch import MOST_FORMS, MOST_ROWS, FormSketch, Row, Sketch, sketch_of_report
from perfeval.errors import UnreadableError
from perfeval.evaluation.identity import Names
from perfeval.model import Report
from perfeval.readers.json_fields import line_content, line_fault
from perfeval.readers.report_json import read_json
from perfeval.vocabulary import Vocabulary

#: The schemas a line may have.
REPORT, EVALUATIONS = "perfeval/report/1", "perfeval/evaluation/1"
#: Characters of one line: a long report.
LONGEST_LINE = 64 * 1024 * 1024
_NUMBER = re.compile(r"-?\d{1,30}(?:\.\d{1,30}|/\d{1,30})?")


def sketches(lines: Iterable[str], source: str, own: OwnWords, words: Vocabulary) -> Iterator[Sketch]:
    """What is kept of each report in a file of JSON lines.

    Raises
    ------
    UnreadableError
        If a line is no report and no evaluation; the message says which line, and what is wrong with it.
    """
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise line_fault(source, number, "过长", "is too long")
        if line.strip():
            yield from _of_line(line, source, number, own, words)


def _of_line(line: str, source: str, number: int, own: OwnWords, words: Vocabulary) -> Iterator[Sketch]:
    content = line_content(line, source, number)
    schema = content.get("schema")
    if schema == REPORT:
        try:
            report = read_json(json.dumps(content).encode(), source)
        except UnreadableError as error:
            raise line_fault(
                source, number, f"：{error.zh.rstrip('。')}", f"is no report: {error.en.rstrip('.')}"
            ) from error
        yield sketch_of_report(report, report.jurisdiction or "", own, words)
        return
    if schema not in (EVALUATIONS, None) or (schema is None and "scores" not in content):
        raise line_fault(
            source, number, f"不是 {REPORT} 或 {EVALUATIONS}", f"is neither {REPORT} nor {EVALUATIONS}"
        )  # fmt: skip
    inside = content.get("evaluations", [content]) if schema else [content]
    if not isinstance(inside, list):
        raise line_fault(source, number, " evaluations 应为列表", "has to have a list of evaluations")
    for one in inside:
        try:
            yield _of_evaluation(one, words)
        except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
            raise line_fault(
                source, number, f"不是一份核对结果（{error!r}）", f"is no evaluation ({error!r})"
            ) from error


def _of_evaluation(content: Mapping[str, Any], words: Vocabulary) -> Sketch:
    source, unit, place, year = (content[key] for key in ("source", "entity", "jurisdiction", "year"))
    source = content.get("path") or source
    unit, place = "" if unit is None else unit, "" if place is None else place
    if not all(isinstance(text, str) for text in (source, unit, place)):
        raise ValueError("source, entity, jurisdiction")
    if isinstance(year, bool) or not isinstance(year, int | None):
        raise ValueError("year")
    forms = tuple(_form(score, words) for score in content["scores"][:MOST_FORMS])
    owner = Names(Report(entity=unit or None, year=year)).entity
    said = repr((owner, year, forms))
    return Sketch(source, unit, owner, year, place, forms, content=blake2b(said.encode(), digest_size=8).hexdigest())


def _form(score: Mapping[str, Any], words: Vocabulary) -> FormSketch:
    rows = []
    for line in score["lines"][:MOST_ROWS]:
        name = line["label"]["zh"]
        rows.append(Row(str(line["section"]), words.bare(name), _number(line["points"]), _number(line["printed"])))
    declared, of = _number(score["declared"]), _number(score["declared_of"])
    return FormSketch(
        str(score["framework"] or ""), "", tuple(rows), declared * 100 / of if declared is not None and of else declared
    )


def _number(text: Any) -> Fraction | None:
    if text is None:
        return None
    if not isinstance(text, str) or not _NUMBER.fullmatch(text):
        raise ValueError(f"number {str(text)[:40]!r}")
    return Fraction(text)


__all__ = ["EVALUATIONS", "REPORT", "sketches"]
