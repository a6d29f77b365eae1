"""Two years of a made-up district, from its reports to the page of the batch, by one command: `python run.py OUT`.

Three departments and eight units report for 2022 and 2023, one of them a second time. Every step is a command of perfeval;
what it prints stands in OUT in a file of its own, in the order in which things happen.
"""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path

import perfeval.ledger
from perfeval.__main__ import main
from perfeval.ledger import Evidence, Measure

HERE = Path(__file__).resolve().parent
UNITS = HERE / "units.csv"


def told(out: Path, name: str, *words: str | Path) -> None:
    """Run a command of perfeval, and keep what it prints."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with redirect_stdout(stream):
        main([str(word) for word in words])
    (out / name).write_bytes(stream.buffer.getvalue())  # type: ignore[attr-defined]


def agree(ledger: Path) -> None:
    """What is agreed with the units in May: a measure each, and what one of them has handed in by August."""
    book, before = perfeval.ledger.read_ledger(ledger)
    for line in book.lines:
        measure = Measure("核实后更正并重新报送", owner="财务负责科室", due=date(2023, 9, 1), on=date(2023, 5, 8))
        book = book.with_measure(line.problem.fingerprint, measure)
        if line.unit == "某区第一中学":
            book = book.with_evidence(line.problem.fingerprint, Evidence("更正后的决算公开表", on=date(2023, 8, 20)))
    perfeval.ledger.save(book, ledger, before)


def run(out: Path) -> None:
    """Everything, in order."""
    out.mkdir(parents=True, exist_ok=True)
    ledger = out / "ledger.jsonl"
    told(out, "01-findings-2022.txt", "check", HERE / "2022")
    told(out, "02-sums-2022.txt", "consolidate", UNITS, HERE / "2022")
    told(out, "03-entered-2022.txt", "ledger", "update", ledger, HERE / "2022", "--on", "2023-04-01")
    told(out, "04-letters.txt", "ledger", "letter", ledger, "--on", "2023-05-08")
    agree(ledger)
    told(out, "05-corrected.txt", "ledger", "update", ledger, HERE / "2022-corrected", "--on", "2023-05-20")
    told(out, "06-due.txt", "ledger", "due", ledger, "--on", "2023-10-01")
    told(out, "07-autumn.txt", "ledger", "show", ledger, "--on", "2023-10-01")
    told(out, "08-sums-2023.txt", "consolidate", UNITS, HERE / "2023")
    told(out, "09-entered-2023.txt", "ledger", "update", ledger, HERE / "2023", "--on", "2024-04-01")
    told(out, "10-ledger.txt", "ledger", "show", ledger, "--on", "2024-04-02")
    told(out, "11-letters.txt", "ledger", "letter", ledger, "--on", "2024-04-02")
    told(out, "12-side-by-side.txt", "corpus", HERE / "2022", HERE / "2023")
    told(out, "13-batch.txt", "check", HERE / "2023", "-o", out / "batch.html", "--force")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python run.py OUT")
    run(Path(sys.argv[1]))
