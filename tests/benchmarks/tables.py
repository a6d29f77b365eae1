"""How well the arithmetic of tables is found: `python -m tests.benchmarks tables FILE.jl.gz`.

The file holds one JSON object a line: `table_array` (rows of texts), `number_format` (Comma Point, Space Point, …) and
`aggregation_annotations` (`operator`, `aggregator_index`, `aggregatee_indices`). A hit is the same operator, the same
target cell and the same set of operand cells; duplicates count once. The words of such tables are English and are no
part of perfeval: they stand here.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from attrs import evolve

from perfeval.quantities import PERCENT, Quantity
from perfeval.quantities.units import Unit
from perfeval.recognition.tables.grammar.beliefs import Belief
from perfeval.recognition.tables.grammar.grid import Grid, GridCell, Mark
from perfeval.recognition.tables.grammar.lines import Axis
from perfeval.recognition.tables.grammar.reading import BlockRead, read_table
from perfeval.recognition.tables.grammar.schemas import Kind
from perfeval.recognition.tables.grammar.words import TableWords
from perfeval.ruling.lexicon import Lexicon, Word, WordKind

OPERATORS = ("Sum", "Subtract", "Percentage")
SEPARATORS = {"Comma": ",", "Point": ".", "Space": " ", "None": ""}
_K = WordKind

ENGLISH = TableWords(Lexicon((
    Word(kind=_K.TABLE_TOTAL, value="all", forms=("total", "totals", "i alt", "both sexes", "all industries", "grand total", "all ages")),
    Word(kind=_K.TABLE_TOTAL, value="some", forms=("subtotal", "sub-total")),
    Word(kind=_K.TABLE_WHOLE, forms=("total", "all")),
    Word(kind=_K.TABLE_PART, forms=("of which", "of which:", "including", "thereof")),
    Word(kind=_K.TABLE_COUNTER, forms=("no.", "#", "rank")),
    Word(kind=_K.TABLE_LINE, value="rate", forms=("%", "percent", "per cent", "ratio of", "share of", "proportion", "rate of", "per 1,000")),
    Word(kind=_K.TABLE_LINE, value="other", forms=("average", "median", "per capita", "rank", "price", "index")),
    Word(kind=_K.TABLE_LINE, value="amount", forms=("number", "thousands")),
    Word(kind=_K.TABLE_CHANGE, value="rate", forms=("% change", "percent change", "per cent change", "percentage change", "growth", "change (%)", "change %")),
    Word(kind=_K.TABLE_CHANGE, value="amount", forms=("balance", "change", "difference", "net", "increase", "decrease")),
    Word(kind=_K.TABLE_SHARE, forms=("share", "% of total", "percent of total", "distribution", "percent", "per cent")),
)))  # fmt: skip

Hit = tuple[str, tuple[int, int], frozenset[tuple[int, int]]]


def number(text: str, style: str) -> Quantity | None:
    """A cell's number in the number format of its table, None if it is none."""
    thousands, decimal = (SEPARATORS[word] for word in style.split())
    plain = re.sub(r"\s", " ", text).strip()
    percent = plain.endswith("%")
    plain = plain.rstrip("% ").lstrip("$€£ ").replace("−", "-").replace("–", "-")
    if thousands:
        plain = re.sub(rf"(?<=\d){re.escape(thousands)}(?=\d{{3}}(?!\d))", "", plain)
    if decimal != ".":
        plain = plain.replace(decimal, ".")
    plain = re.sub(r"(?<=\d)[A-Z]$", "", plain)  # how good an estimate is
    if not re.fullmatch(r"[-+]?\s?(\d+(\.\d*)?|\.\d+)", plain):
        return None
    plain = plain.replace(" ", "")
    places = len(plain.partition(".")[2])
    return Quantity(Fraction(plain.rstrip(".")), PERCENT if percent else None, places, printed=text)


def grid(table: Sequence[Sequence[str]], style: str) -> Grid:
    """A table of texts as a grid; whole numbers that are all multiples of three, five or ten are as coarse.

    Statistical offices round at random; a budget that happens to be round is not rounded, so perfeval has no such rule.
    """
    whole = [
        q
        for row in table
        for text in row
        if (q := number(text, style)) is not None and not q.places and q.number > 99 and not 1900 < q.number < 2100
    ]
    step = next((n for n in (10, 5, 3) if len(whole) > 19 and all(q.number % n == 0 for q in whole)), 1)
    return [{n: _cell(text, style, step) for n, text in enumerate(row)} for row in table]


def _cell(text: str, style: str, step: int) -> GridCell:
    found = number(text, style)
    if found is not None:
        if step > 1:
            found = evolve(found, number=found.number / step, unit=Unit("", "rounded", Fraction(step)))
        return GridCell(text, Mark.NUMBER, found)
    plain = text.strip()
    if not plain or set(plain) <= set("-–—.…*"):
        return GridCell(text, Mark.NIL if not plain or set(plain) <= set("-–—") else Mark.VOID)
    return GridCell(text, Mark.WORDS)


def found(tables: Sequence[BlockRead]) -> Iterator[Hit]:
    """What the grammar says, instance by instance."""
    for read in tables:
        for belief in read.beliefs:
            for one in (belief, *belief.beside):
                yield from _instances(read, one)


def _instances(read: BlockRead, belief: Belief) -> Iterator[Hit]:
    schema = belief.schema
    operator = {Kind.SUM: "Sum", Kind.DIFFERENCE: "Subtract"}.get(schema.kind, "Percentage")
    if belief.bits < LEAST_BITS or (operator == "Sum" and len(schema.terms) < 2):
        return

    def at(line: int, across: int) -> tuple[int, int]:
        return (line, across) if schema.axis is Axis.ROWS else (across, line)

    for vote in belief.votes:
        if not vote.holds:
            continue
        terms = [at(n, vote.across) for _, n in schema.terms]
        below = vote.across if schema.base is None else schema.base
        terms += [at(n, below) for _, n in schema.bottom]
        yield operator, at(schema.target, vote.across), frozenset(terms)


#: A relation is counted as found where so many tenths of a bit speak for it.
LEAST_BITS = 60


def annotated(table: dict[str, object]) -> Iterator[Hit]:
    """What the people who annotated a table say."""
    annotations: list[dict[str, object]] = table["aggregation_annotations"]  # type: ignore[assignment]
    for one in annotations:
        target, operands = one["aggregator_index"], one["aggregatee_indices"]
        yield str(one["operator"]), tuple(target), frozenset(map(tuple, operands))  # type: ignore[arg-type, call-overload]


def load(path: Path) -> list[dict[str, object]]:
    """The tables of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def score(tables: Sequence[dict[str, object]], *, show: bool = False) -> dict[str, tuple[int, int, int]]:
    """For each operator how many were found, how many of them rightly, and how many there are."""
    counts = {operator: [0, 0, 0] for operator in OPERATORS}
    for table in tables:
        cells = grid(table["table_array"], str(table["number_format"]))  # type: ignore[arg-type]
        said, there = set(found(read_table(cells, ENGLISH).blocks)), set(annotated(table))
        missed: Counter[str] = Counter()
        for operator in OPERATORS:
            own, true = ({h for h in hits if h[0] == operator} for hits in (said, there))
            for n, value in enumerate((len(own), len(own & true), len(true))):
                counts[operator][n] += value
            missed[f"{operator} wrong"], missed[f"{operator} missed"] = len(own - true), len(true - own)
        if show and any(missed.values()):
            print(table["table_id"], dict(+missed))
    return {operator: (a, b, c) for operator, (a, b, c) in counts.items()}


def main(arguments: Sequence[str]) -> int:
    """Print precision, recall and F1 of each operator over the tables of a file."""
    if not arguments:
        print("Name the file: python -m tests.benchmarks tables FILE.jl.gz [--show]", file=sys.stderr)
        return 2
    tables = load(Path(arguments[0]))
    started = time.process_time()
    counts = score(tables, show="--show" in arguments)
    taken = time.process_time() - started
    cells = sum(len(row) for table in tables for row in table["table_array"])  # type: ignore[attr-defined]
    for operator, (said, right, there) in counts.items():
        precision, recall = right / max(said, 1), right / max(there, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"{operator:<10} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({right} of {said} said, {there} there)")
    print(f"{len(tables)} tables, {cells} cells, {1e6 * taken / cells:.0f} µs a cell")
    return 0


__all__ = ["annotated", "found", "grid", "load", "main", "score"]
