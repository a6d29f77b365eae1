"""What it costs to draw honest reports, beside drawing as many bare integers, and how much there is in them."""

from __future__ import annotations

import statistics
import time
from collections import Counter
from collections.abc import Callable

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import perfeval
from perfeval.model import Report
from perfeval.ruling import CheckRule
from perfeval.testing import reports
from perfeval.testing.breaking.ties import ties

PLACES = (("431200", 2023), ("000000", 2023))
EXAMPLES = 400
ROUNDS = 3


def seconds(strategy: st.SearchStrategy[object], take: Callable[[object], None] = lambda _: None) -> float:
    """Wall time of one example, no health check suppressed."""

    @settings(max_examples=EXAMPLES, database=None, deadline=None, derandomize=True, phases=[Phase.generate])
    @given(strategy)
    def run(drawn: object) -> None:
        take(drawn)

    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) / EXAMPLES


def numbers(report: Report) -> int:
    """The numbers a report states: its figures, and the cells of its forms."""
    return len(report.statements) + sum(4 * len(form.rows) + len(form.heads) + 5 for form in report.forms)


def main() -> None:
    """Print times, taken in turns, and the diversity of what was drawn."""
    for code, year in PLACES:
        book = perfeval.rulebook(code, year)
        for form in (False, True):
            made: list[Report] = []
            strategy = reports(book, form=form)
            seconds(strategy, made.append)  # type: ignore[arg-type] # the identities are solved, the bytecode is there
            size = round(statistics.mean(numbers(r) for r in made))
            bare = st.tuples(*[st.integers(0, 10**8)] * size)
            ours, theirs = zip(*((seconds(strategy), seconds(bare)) for _ in range(ROUNDS)), strict=True)
            report, ints = statistics.median(ours) * 1000, statistics.median(theirs) * 1000
            what = "with a form" if form else "figures only"
            print(
                f"{code} {year} {what:<13} {report:6.2f} ms for {size} numbers, {ints:6.2f} ms for as many integers: {report / ints:.2f} times"
            )
        figures = [s.quantity for r in made for s in r.statements if s.quantity is not None]
        zero = sum(q.number == 0 for q in figures)
        sample = made[:200]
        seen = Counter(rule for r in sample for rule in {t.rule for t in ties(r, book)})
        rules = [f.rule.id for f in book.in_order if not isinstance(f.rule, CheckRule)]
        rarest = sorted(rules, key=lambda rule: seen[rule])[:3]
        print(f"{'':14} not zero: {1 - zero / len(figures):.1%} of {len(figures)} figures")  # float: shown only
        print(
            f"{'':14} rarest of {len(rules)} rules: " + ", ".join(f"{r} in {seen[r] / len(sample):.0%}" for r in rarest)
        )
