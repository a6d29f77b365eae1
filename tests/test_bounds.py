"""No input takes more than its share of time or memory: patterns grow in a line, and what files hold is counted."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from tests.benchmarks.honest import HONEST
from tests.patterns import patterns, texts
from tests.test_readers_hostile import EXCEL, PDF, WORD, refused, repacked

import perfeval
from perfeval.__main__ import main
from perfeval.errors import UnreadableError
from perfeval.readers.csv_table import read_csv
from perfeval.readers.excel import read_xlsx
from perfeval.readers.guard import limits
from perfeval.readers.json_schema import misfit
from perfeval.readers.portable import read_pdf
from perfeval.readers.report_json import read_json
from perfeval.readers.webpage import read_html
from perfeval.readers.word import read_docx

# --- patterns -------------------------------------------------------------------------------------------------------

#: Characters of the short text; the long one has four times as many.
SHORT = 600
#: A pattern whose time grows by more than this, where four times as much is read, grows by more than a line.
MOST_GROWTH = 6
#: Seconds below which nothing is measured.
NOTICED = 0.0015


def seconds(call: Callable[[Any], object], text: Any, times: int) -> float:
    """The least time one call took."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        call(text)
        best = min(best, time.process_time() - start)
    return best


def grows(pattern: re.Pattern[Any]) -> str:
    """What makes a pattern grow by more than a line; empty for nothing."""
    for short, long in zip(texts(pattern, SHORT), texts(pattern, 4 * SHORT), strict=True):
        pair = (short.encode(), long.encode()) if isinstance(pattern.pattern, bytes) else (short, long)
        for call in (pattern.search, pattern.fullmatch):
            if seconds(call, pair[1], 1) > NOTICED:
                longer = seconds(call, pair[1], 3)
                if longer > NOTICED and longer > MOST_GROWTH * seconds(call, pair[0], 5):
                    return f"{call.__name__} {short[:20]!r}: {longer:.4f} s"
    return ""


def test_no_pattern_grows_faster_than_its_text() -> None:
    """Every compiled pattern of the package takes at most six times as long for four times as much of what it repeats."""
    found = patterns()

    assert len(found) > 100
    assert {name: said for name, pattern in found.items() if (said := grows(pattern))} == {}


@pytest.mark.parametrize("slow", [r"\d+x", r"\s*;", r"[(]*a"])
def test_what_grows_is_found(slow: str) -> None:
    """Patterns that are known to grow faster than their text are."""
    assert grows(re.compile(slow))


# --- what files hold ------------------------------------------------------------------------------------------------


def inside(part: str, mark: bytes, more: bytes) -> Callable[[str, bytes], bytes]:
    """Puts something before a mark of one part."""
    return lambda name, content: content.replace(mark, more + mark, 1) if name == part else content


SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"


@pytest.mark.parametrize(("part", "mark", "one"), [
    (SHEET, b"</sheetData>", b'<row ht="1"/>'), (STYLES, b"</cellXfs>", b'<xf numFmtId="2"/>'), (STYLES, b"</fonts>", b"<font/>"),
    (SHEET, b"<sheetData>", b'<col min="1" max="16384"/>'),
])  # fmt: skip
def test_workbook_of_many_things(part: str, mark: bytes, one: bytes) -> None:
    """Rows, looks, fonts and columns without end are counted before openpyxl makes an object of each."""
    data = repacked(
        EXCEL, inside(part, mark, one * (limits.CELLS + 1)), {"xl/media/a.bin": json.dumps(list(range(90000))).encode()}
    )

    refused(read_xlsx, data, "超过上限")  # fmt: skip


@pytest.mark.parametrize("code", [b"[" * 400_000, b"&quot;" * 100_000, b"0" * 256])
def test_number_format_longer_than_any(code: bytes) -> None:
    """A number format longer than Excel's own limit is no format, and takes no time; the figures are read."""
    formats = b'<numFmts count="1"><numFmt numFmtId="164" formatCode="' + code + b'"/></numFmts>'
    data = repacked(
        EXCEL, lambda name, content: content.replace(b'<numFmts count="0" />', formats) if name == STYLES else content
    )
    start = time.process_time()

    assert "341.42" in str(read_xlsx(data, "a.xlsx").blocks)
    assert time.process_time() - start < 5  # fmt: skip


@pytest.mark.parametrize("columns", [limits.COLUMNS + 1, 299_999])
def test_table_of_many_columns(columns: int) -> None:
    """A table wider than any report's is refused; what is held against each other is not counted in millions."""
    refused(read_csv, b",".join([b"1"] * columns), "列")


def test_paragraphs_without_end() -> None:
    """Paragraphs are counted as rows are."""
    refused(read_html, b"<p>1</p>" * (limits.ROWS + 1), "超过上限")


@pytest.mark.parametrize("chain", [
    {4: b"4 0 R"}, {4: b"6 0 R", 6: b"4 0 R"}, {4: b"6 0 R", 6: b"7 0 R", 7: b"6 0 R"}, {1: b"1 0 R"}, {5: b"5 0 R"},
], ids=str)  # fmt: skip
def test_object_that_is_itself(chain: dict[int, bytes]) -> None:
    """An object of a PDF that is nothing but a reference to itself, by whatever way, is refused and not followed for ever."""
    data = PDF
    for number, said in chain.items():
        start, mark = b"%d 0 obj\n" % number, b"\nendobj\n"
        whole = start + said + mark
        at = data.find(start)
        end = data.find(mark, at) + len(mark) if at >= 0 else at
        data = data[:at] + whole + data[end:] if at >= 0 else data.replace(b"trailer", whole + b"trailer")

    refused(read_pdf, data, "refers to itself")


def test_references_that_end_are_followed() -> None:
    """An object that is a reference to another is that other."""
    data = PDF.replace(b"4 0 obj\n", b"4 0 obj\n6 0 R\nendobj\n6 0 obj\n", 1)

    assert "341.42" in str(read_pdf(data, "a.pdf").blocks)


def test_style_that_is_based_on_itself() -> None:
    """Styles of Word based on each other in a circle are looked up once."""
    circle = b'<w:style w:type="paragraph" w:styleId="%s"><w:basedOn w:val="%s"/></w:style>'
    data = repacked(WORD, inside("word/styles.xml", b"</w:styles>", circle % (b"za", b"zb") + circle % (b"zb", b"za")))
    data = repacked(
        data,
        inside(
            "word/document.xml",
            b"<w:sectPr",
            b'<w:p><w:pPr><w:pStyle w:val="za"/></w:pPr><w:r><w:t>z</w:t></w:r></w:p>',
        ),
    )

    assert "'z'" in str(read_docx(data, "a.docx").blocks)  # fmt: skip


# --- perfeval's own JSON --------------------------------------------------------------------------------------------

REPORT = {
    "schema": "perfeval/report/1", "entity": "某单位", "year": 2023, "title": "t", "layouts": ["a"],
    "evidence": [{"what": "year", "value": "2023", "source": "s"}],
    "figures": [{"item": "total", "year": 2023, "stage": "actual", "printed": "316.04", "unit": "万元", "order": 0, "place": {"row": 1}}],
    "forms": [{"id": "f", "title": "t", "why_incomplete": ["一", "one"], "heads": [{"label": "h"}],
               "rows": [{"order": 1, "name": "n", "points": {"printed": "10"}, "score": {"printed": "10"}}]}],
    "notes": [{"kind": "k", "zh": "一", "en": "one"}], "coverage": {"numeric": 1},
    "claims": [{"kind": "table.sum", "bits": 1, "evidence": ["e"], "readings": [{"shape": "sum", "terms": [{"figure": 0}]}]}],
}  # fmt: skip


def places(content: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in plain data."""
    inner = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    return [found for key, value in inner for found in ((*path, key), *places(value, (*path, key)))]


def changed(path: tuple[str | int, ...], value: object) -> bytes:
    """The report with something else at a place."""
    content: Any = json.loads(json.dumps(REPORT))
    here = content
    for key in path[:-1]:
        here = here[key]
    here[path[-1]] = value
    return json.dumps(content).encode()


@pytest.mark.parametrize("value", [None, 7, "zz", []], ids=repr)
@pytest.mark.parametrize("path", places(REPORT), ids=lambda path: ".".join(map(str, path)))
def test_anything_anywhere_is_read_or_refused(path: tuple[str | int, ...], value: object) -> None:
    """Whatever stands in the place of a part, the report is read, judged and printed, or refused in a sentence."""
    try:
        report = read_json(changed(path, value), "a.json")
    except UnreadableError:
        return
    evaluation = perfeval.evaluate(report, perfeval.rulebook())
    assert evaluation.faults == ()
    assert perfeval.render(evaluation)
    assert read_json(report.to_json().encode(), "a.json") is not None


def test_the_refusal_names_the_place(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """What does not fit is named by its path, with what was expected and found, in both languages; the exit code is 2."""
    file = tmp_path / "a.json"
    file.write_bytes(changed(("forms", 0, "rows", 0, "name"), None))

    assert main(["check", str(file)]) == 2
    said = capsys.readouterr().err
    assert "forms[0].rows[0].name" in said
    assert "expected string, found null" in said


@pytest.mark.parametrize(("content", "path"), [
    ({}, ""), ({"schema": "perfeval/report/1"}, ""), (REPORT | {"figures": [], "forms": []}, "figures"), (REPORT | {"layouts": 1}, "layouts"),
    (REPORT | {"figurs": []}, ""), (REPORT | {"coverage": {"numeric": -1}}, "coverage.numeric"),
])  # fmt: skip
def test_misfit(content: object, path: str) -> None:
    """What the shipped schema refuses is found, by its path; what it takes is not."""
    found = misfit(content, "report")

    assert found is not None
    assert found.path == path
    assert misfit(REPORT, "report") is None


@pytest.mark.parametrize("data", HONEST["xlsx"](), ids=lambda data: f"{len(data)} bytes")
def test_digits_that_a_workbook_does_not_show_come_back(data: bytes) -> None:
    """A number without a format is as precise as its column; written as JSON and read again, it still is."""
    report = perfeval.read(("a.xlsx", data))

    assert read_json(report.to_json().encode(), "a.json").statements == report.statements
