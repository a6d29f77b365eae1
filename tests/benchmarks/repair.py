"""Repair of one slip in each of 250 reports of a seeded set, kind by kind: is the true value listed, unique, first?"""

from __future__ import annotations

import statistics
import time

from tests.benchmarks.budgets import KINDS, rulebook, slips

from perfeval.editing import repair
from perfeval.evaluation import evaluate

REPORTS = 250


def table(*, rounded: bool) -> None:
    """One line a kind."""
    book = rulebook()
    print(
        f"{'slip':<24} {'n':>4} {'breaks none':>12} {'listed':>7} {'unique, right':>14} {'unique, wrong':>14} "
        f"{'first alone, right':>19} {'of n':>5} {'first alone, wrong':>19} {'CPU ms':>6}"
    )
    for kind in KINDS:
        silent = listed = right = wrong = first = misled = 0
        times = []
        for slip in slips(kind, REPORTS, rounded=rounded):
            evaluation = evaluate(slip.report, book, strict=True)
            start = time.process_time()
            found = repair(evaluation)
            times.append(time.process_time() - start)
            if not found:
                silent += 1
                continue
            truth = (f"statement {slip.order}", slip.true.value)
            (one,) = found if len(found) == 1 else (found[0],)
            said = [(c.cell.key, c.meant.value) for c in one.candidates]
            leading = [(c.cell.key, c.meant.value) for c in one.first]
            listed += len(found) == 1 and truth in said
            right += len(found) == 1 and one.unique and said == [truth]
            wrong += any(r.unique and (r.candidates[0].cell.key, r.candidates[0].meant.value) != truth for r in found)
            first += leading == [truth]
            misled += len(leading) == 1 and leading != [truth]
        print(
            f"{kind:<24} {REPORTS:>4} {silent:>12} {listed:>7} {right:>14} {wrong:>14} {first:>19} {first / REPORTS:>5.2f} "
            f"{misled:>19} {statistics.median(times) * 1000:>6.2f}",
            flush=True,
        )


def main() -> None:
    """Print the table for budgets that balance as printed, and for such as balance within rounding only."""
    print("budgets that balance as printed")
    table(rounded=False)
    print("\nbudgets drawn to the yuan and printed rounded to 0.01万元, whose sums hold within rounding")
    table(rounded=True)
