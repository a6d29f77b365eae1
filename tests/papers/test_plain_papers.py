"""Markdown that shows texts as they are, and JUnit XML that fails for what is to be corrected and nothing else."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.papers.made import example
from tests.papers.test_page import saying

from perfeval.renderers.as_junit import render_junit
from perfeval.renderers.as_markdown import plain, render_markdown
from perfeval.summary import Group, summary_of


def test_markdown_has_every_matter() -> None:
    """Each matter is a row of the table, with its number first and its id last."""
    rows = [line for line in render_markdown([example()]).splitlines() if line.startswith("| ") and line[2].isdigit()]

    assert [row.split(" | ")[0] for row in rows] == [f"| {m.number}" for m in summary_of(example()).matters]
    assert all(row.endswith(f" {m.id} |") for row, m in zip(rows, summary_of(example()).matters, strict=True))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", r"a\|b"),
        ("<img src=x>", r"\<img src=x\>"),
        ("[a](http://b.invalid)", r"\[a\](http&#58;//b.invalid)"),
        ("@someone", "&#64;someone"),
        ("www.b.invalid", "www&#46;b.invalid"),
        ("`x` *y* _z_ #1", r"\`x\` \*y\* \_z\_ \#1"),
        ("one\ntwo", "one<br>two"),
    ],
)
def test_markdown_of_a_report_is_text(text: str, shown: str) -> None:
    """No sign of a report's text is markup, and nobody is named or linked by it."""
    assert plain(text) == shown


@given(text=st.text(max_size=40))
@settings(max_examples=20)
def test_a_row_stays_a_row(text: str) -> None:
    """Whatever a finding says, it is one row of the table with seven cells."""
    rows = [line for line in render_markdown([saying(f"数{text}")]).split("\n") if line.startswith("| 1 |")]

    assert [row.replace(r"\|", "").count("|") for row in rows] == [8]


def test_several_reports_have_a_table_first() -> None:
    """Of several reports a table of all comes first, those with most to correct on top."""
    lines = render_markdown([saying("数不符"), example()]).splitlines()

    assert lines[0] == "# 汇总：2 份报告"
    assert "怀化市某单位" in lines[4]


def test_junit_fails_for_corrections_alone() -> None:
    """What is to be corrected is a failure; what is to be explained, asked or noted is none; what was not checked is skipped."""
    page = summary_of(example())
    suite = fromstring(render_junit([example()])).find("testsuite")
    assert suite is not None

    assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure")) == page.counts[Group.CORRECT]
    assert len(suite.findall("testcase/system-out")) == len(page.matters) - page.counts[Group.CORRECT]
    assert len(suite.findall("testcase/skipped")) == int(suite.get("skipped", "")) == len(page.unchecked)
    assert (
        int(suite.get("tests", ""))
        == len(suite.findall("testcase"))
        == len(page.matters) + len(page.holding) + len(page.unchecked)
    )
    assert int(suite.get("errors", "")) == 0


def test_a_rule_that_failed_is_an_error() -> None:
    """A rule that failed inside itself is an error of the suite."""
    suite = fromstring(render_junit([evolve(example(), faults=(("acme", "ZeroDivisionError"),))])).find("testsuite")

    assert suite is not None
    assert suite.get("errors") == "1"


@given(text=st.text(max_size=40))
@settings(max_examples=20)
def test_junit_is_well_formed_whatever_is_said(text: str) -> None:
    """Any text of a report gives XML that can be read."""
    assert fromstring(render_junit([saying(f"数{text}")])).find("testsuite/testcase/failure") is not None
