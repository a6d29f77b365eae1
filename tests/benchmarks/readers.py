"""What each reader costs: files per second and peak memory, the library's own reading and perfeval's share apart.

Every measurement is a process of its own, so that one does not fill the memory of the next. The library alone opens the
same file and walks its cells; the reader does that and everything else. Time is the time worked. Memory is what the
process (for PDF: the process that takes the file apart) held at its peak above what the first held with the file in
memory and nothing read; the system counts it, because the libraries allocate outside of Python.
"""

from __future__ import annotations

import csv
import json
import resource
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path

import docx
import openpyxl
import pdfplumber
from docx.oxml.ns import qn
from tests.benchmarks.makers import MAKERS, rows

from perfeval.readers import portable
from perfeval.readers.csv_table import read_csv
from perfeval.readers.excel import read_xlsx
from perfeval.readers.report_json import read_json
from perfeval.readers.text import read_text
from perfeval.readers.webpage import read_html
from perfeval.readers.word import read_docx

SIZES = (10**2, 10**3, 10**4, 10**5)
#: A PDF of ruled tables with 10^5 cells has 200 pages and takes minutes, most of them pdfplumber's.
SIZES_OF = {"pdf": SIZES[:3]}
#: A reading is repeated for so many seconds, and the mean counts.
LONG_ENOUGH = 0.5
#: Less than this the system does not count.
LEAST = 1e-5


def txt_alone(data: bytes) -> int:
    """Decoding and splitting."""
    return sum(len(line.split("\t")) for line in data.decode().split("\n"))


def json_alone(data: bytes) -> int:
    """The standard library's json."""
    return len(json.loads(data)["figures"])


def csv_alone(data: bytes) -> int:
    """The standard library's csv."""
    return sum(len(row) for row in csv.reader(StringIO(data.decode())))


class Cells(HTMLParser):
    """Counts cells and keeps their texts."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count."""
        self.cells += tag == "td"

    def handle_data(self, data: str) -> None:
        """Keep."""
        self.texts.append(data)


def html_alone(data: bytes) -> int:
    """The standard library's html.parser."""
    page = Cells()
    page.feed(data.decode())
    page.close()
    return page.cells


def docx_alone(data: bytes) -> int:
    """python-docx; its elements are walked, because its `table.cell` takes time that grows with the table's square."""
    cells = docx.Document(BytesIO(data)).element.body.iter(qn("w:tc"))
    return sum(1 for cell in cells if [text.text for text in cell.iter(qn("w:t"))])


def xlsx_alone(data: bytes) -> int:
    """openpyxl."""
    book = openpyxl.load_workbook(BytesIO(data), data_only=True, keep_links=False)
    return sum(value is not None for sheet in book for row in sheet.iter_rows(values_only=True) for value in row)


def pdf_alone(data: bytes) -> int:
    """pdfplumber."""
    cells = 0
    with pdfplumber.open(BytesIO(data)) as opened:
        for page in opened.pages:
            cells += sum(len(row) for table in page.extract_tables() for row in table)
            page.close()
    return cells


ALONE: dict[str, Callable[[bytes], int]] = {
    "txt": txt_alone, "json": json_alone, "csv": csv_alone, "html": html_alone, "docx": docx_alone, "xlsx": xlsx_alone,
    "pdf": pdf_alone,
}  # fmt: skip
READ: dict[str, Callable[[bytes, str], object]] = {
    "txt": read_text, "json": read_json, "csv": read_csv, "html": read_html, "docx": read_docx, "xlsx": read_xlsx,
    "pdf": portable.read_pdf,
}  # fmt: skip


def most(who: int) -> int:
    """The most memory a process has held, in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(who).ru_maxrss * unit


def worked() -> float:
    """Seconds that this process and those it started have worked; what else the machine does is left out."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def measure(kind: str, what: str, path: Path) -> tuple[float, int]:
    """Seconds of work and bytes of one file: by the reader, or by its library alone."""
    data = path.read_bytes()
    run: Callable[[], object] = (lambda: READ[kind](data, path.name)) if what == "read" else (lambda: ALONE[kind](data))
    before, start = most(resource.RUSAGE_SELF), worked()
    run()
    first = worked() - start
    grown = max(most(resource.RUSAGE_SELF), most(resource.RUSAGE_CHILDREN)) - before
    turns = min(max(int(LONG_ENOUGH / max(first, LEAST)), 0), 2000)
    start = worked()
    for _ in range(turns):
        run()
    return max((worked() - start) / turns if turns else first, LEAST), grown


def in_a_process(*arguments: str) -> list[str]:
    """What this module prints when it is run with these arguments."""
    program = [sys.executable, "-m", "tests.benchmarks.readers", *arguments]
    return subprocess.run(program, check=True, capture_output=True, text=True).stdout.split()


def child(kind: str, what: str, path: str) -> None:
    """One step in a process of its own: make a file, or measure one."""
    warnings.simplefilter("ignore")
    if what.isdigit():
        data = MAKERS[kind](rows(int(what)))
        Path(path).write_bytes(data)
        return
    seconds, grown = measure(kind, what, Path(path))
    print(seconds, grown)


def main() -> None:
    """Print a line for each reader and size."""
    heads = ("reader", "cells", "KB", "files/s", "per cell", "library", "perfeval", "peak", "library")
    print("{:<7}{:>7}{:>7}{:>10}{:>11}{:>10}{:>10}{:>9}{:>9}".format(*heads))
    with tempfile.TemporaryDirectory() as folder:
        for kind in MAKERS:
            for cells in SIZES_OF.get(kind, SIZES):
                path = Path(folder, f"made.{kind}")
                in_a_process(kind, str(cells), str(path))
                alone, least = map(float, in_a_process(kind, "alone", str(path)))
                whole, peak = map(float, in_a_process(kind, "read", str(path)))
                each = [f"{seconds / cells * 10**6:.1f} µs" for seconds in (whole, alone, max(whole - alone, 0))]
                held = [f"{size / 2**20:.0f} MB" for size in (peak, least)]
                print(
                    f"{kind:<7}{cells:>7}{path.stat().st_size / 1024:>7.0f}{1 / whole:>10.2f}"
                    + "{:>11}{:>10}{:>10}{:>9}{:>9}".format(*each, *held),
                    flush=True,
                )


if __name__ == "__main__":
    child(*sys.argv[1:])
