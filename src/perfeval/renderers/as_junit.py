"""JUnit XML for machines that run checks: a suite for each report, a case for each matter and each rule that holds.

What is to be corrected is a failure. What is to be explained, asked or noted fails nothing: it is told in the case's own
output. What could not be checked is skipped; a rule that failed inside itself is an error.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from perfeval.evaluation import Evaluation
from perfeval.renderers.voices import Voice, pages_of
from perfeval.summary import Group, Matter, Summary

#: Characters XML 1.0 has no way to write.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(evaluations: Sequence[Evaluation], lang: str = "zh") -> str:
    """The suites of all reports."""
    pages, voice = pages_of(evaluations, lang)
    root = Element("testsuites", name="perfeval")
    for page in pages:
        root.append(_suite(page, voice))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _said(text: str) -> str:
    return _NO_XML.sub("�", text)


def _suite(page: Summary, voice: Voice) -> Element:
    name, file = _said(voice(page.head.line)), _said(voice(page.head.path))
    suite = Element("testsuite", name=name, file=file)
    for matter in page.matters:
        _matter(suite, matter, voice)
    for holding in page.holding:
        _case(suite, "holds", f"{voice(holding.label)} ×{holding.count}")
    for one in page.unchecked:
        case = _case(suite, "not checked", "、".join(map(voice, one.labels)))
        SubElement(case, "skipped", message=_said(voice(one.why)))
    for rule, error in page.evaluation.faults:
        SubElement(_case(suite, "fault", rule), "error", message=_said(voice(error)))
    counts = {
        "tests": "testcase",
        "failures": "testcase/failure",
        "errors": "testcase/error",
        "skipped": "testcase/skipped",
    }
    for key, path in counts.items():
        suite.set(key, f"{len(suite.findall(path))}")
    return suite


def _case(suite: Element, kind: str, name: str) -> Element:
    return SubElement(suite, "testcase", classname=kind, name=_said(name))


def _matter(suite: Element, matter: Matter, voice: Voice) -> None:
    case = _case(suite, matter.group.value, f"{matter.number} {voice(matter.title)} [{matter.id}]")
    where, sentence = _said(voice(matter.where)), _said(voice(matter.sentence))
    text = f"{where}\n{sentence}".strip()
    if matter.group is Group.CORRECT:
        SubElement(case, "failure", type=_said(matter.finding.rule), message=sentence).text = text
    else:
        SubElement(case, "system-out").text = text


__all__ = ["render_junit"]
