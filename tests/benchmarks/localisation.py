"""Localisation of 41 stated figures bound by 31 identities with 1 to 5 errors, beside a mixed integer program in HiGHS.

The program gets the same rows: least total weight, a figure may move at most `BIG` when its switch is on, a rate's row is
let go when the rate is changed. It gives one set, perfeval all of them.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Sequence
from typing import Any

from tests.benchmarks.budgets import rulebook, spoiled

from perfeval.editing.edits import edits
from perfeval.editing.localise import MOST_SETS, System, smallest_sets
from perfeval.editing.locating import PLAIN, components, locate, reliability
from perfeval.evaluation import Evaluation, evaluate
from perfeval.relations.windows import rows

try:
    import numpy
    from scipy.optimize import Bounds, LinearConstraint, milp
except ImportError:  # the benchmark says so
    milp = None

REPORTS = 300
COMPARED = 40
RUNS = 3
BIG = 1e7
HEAD = f"{'errors':>6} {'median':>9} {'p95':>9} {'max':>9} {'nodes':>11} {'inside the truth':>17} {'ties':>10} {'capped':>7}"


def milliseconds(seconds: Sequence[float], share: float) -> float:
    """A quantile of times, in milliseconds."""
    return sorted(seconds)[min(len(seconds) - 1, int(share * len(seconds)))] * 1000


def seconds(evaluation: Evaluation) -> float:
    """How long one localisation takes."""
    start = time.process_time()
    locate(evaluation)
    return time.process_time() - start


def parts_of(evaluation: Evaluation) -> list[tuple[System, dict[int, int], int]]:
    """The systems of rows behind an evaluation, each with its weights, and how many ways to choose there are."""
    every, _ = edits(evaluation)
    trusted = reliability(evaluation)
    found = []
    for part in components(every):
        if all(edit.holds for edit in part):
            continue
        keys = sorted({key for edit in part for key in edit.keys})
        index = {key: number for number, key in enumerate(keys)}
        chosen = [next(iter(rows(edit.options[0], index))) for edit in part]
        system = System([r for linear, _ in chosen for r in linear], [r for _, rates in chosen for r in rates])
        found.append((system, {n: trusted.get(key, PLAIN) for key, n in index.items()}, len(keys)))
    return found


def by_highs(system: System, weights: dict[int, int], count: int) -> float | None:
    """The least weight by scipy's HiGHS, None where it finds none."""
    constraints: list[Any] = []
    matrix, lows, highs = [], [], []
    all_rows = [*system.linear, *(r for rate in system.rates for r in rate.rows())]
    for row in all_rows:
        line = numpy.zeros(2 * count)
        scale = float(max(map(abs, row.terms.values()), default=1))
        for figure, coefficient in row.terms.items():
            line[figure] = coefficient / scale
        low = -numpy.inf if row.low is None else row.low / scale
        high = numpy.inf if row.high is None else row.high / scale
        for figure in row.rests:  # the row binds only while the rate stays
            line[count + figure] = -BIG if row.low is None else BIG
        matrix.append(line)
        lows.append(low)
        highs.append(high)
    for figure in range(count):
        for side in (1, -1):
            line = numpy.zeros(2 * count)
            line[figure], line[count + figure] = side, -BIG
            matrix.append(line)
            lows.append(-numpy.inf)
            highs.append(0)
    constraints.append(LinearConstraint(numpy.array(matrix), lows, highs))
    cost = numpy.concatenate([numpy.zeros(count), [weights[n] for n in range(count)]])
    bounds = Bounds(
        numpy.concatenate([numpy.full(count, -BIG), numpy.zeros(count)]),
        numpy.concatenate([numpy.full(count, BIG), numpy.ones(count)]),
    )
    integral = numpy.concatenate([numpy.zeros(count), numpy.ones(count)])
    found = milp(cost, constraints=constraints, bounds=bounds, integrality=integral)
    return None if found.x is None else round(float(found.fun))


def main() -> None:
    """Print times, ties and how often a smallest set lies inside the truth; then the same reports by HiGHS."""
    book = rulebook()
    print(
        f"locate(evaluation), edits, rows and search; processor ms, the best of {RUNS} runs for each of {REPORTS} reports"
    )
    print(HEAD)
    evaluations: dict[int, list[Evaluation]] = {}
    for errors in range(1, 6):
        times, ties, nodes = [], [], []
        inside = heard = capped = 0
        evaluations[errors] = []
        for seed in range(REPORTS):
            report, wrong = spoiled(seed, errors)
            evaluation = evaluate(report, book, strict=True)
            evaluations[errors].append(evaluation)
            gc.collect(0)
            times.append(min(seconds(evaluation) for _ in range(RUNS)))
            found = locate(evaluation)
            if not found.parts:
                continue
            heard += 1
            sets = [{int(c.key.split()[1]) for c in cells} for cells in found.sets]
            inside += any(one <= wrong for one in sets)
            ties.append(len(sets))
            capped += found.capped
            nodes.append(sum(smallest_sets(s, w).nodes for s, w, _ in parts_of(evaluation)))
        print(
            f"{errors:>6} {statistics.median(times) * 1000:>9.2f} {milliseconds(times, 0.95):>9.2f} {max(times) * 1000:>9.2f} "
            f"{statistics.median(nodes):>5.0f} /{max(nodes):>4} {f'{inside} of {heard}':>17} "
            f"{statistics.median(ties):>4.0f} /{max(ties):>4} {capped:>7}",
            flush=True,
        )
    print(
        f"nodes and ties: median / most; at most {MOST_SETS} sets are listed; a report that breaks no identity is not counted"
    )
    if milp is None:
        print("scipy is not installed, so there is no comparison with HiGHS: pip install scipy")
        return
    print(
        f"\nthe same rows as a mixed integer program (scipy.optimize.milp, HiGHS), {COMPARED} reports each; processor ms"
    )
    print(f"{'errors':>6} {'perfeval':>9} {'HiGHS':>9} {'same weight':>12} {'HiGHS heavier':>14} {'HiGHS lighter':>14}")
    for errors in range(1, 6):
        ours, theirs = [], []
        same = heavier = lighter = 0
        for evaluation in evaluations[errors][:COMPARED]:
            for system, weights, count in parts_of(evaluation):
                start = time.process_time()
                found = smallest_sets(system, weights)
                middle = time.process_time()
                weight = by_highs(system, weights, count)
                theirs.append(time.process_time() - middle)
                ours.append(middle - start)
                same += weight == found.weight
                heavier += weight is None or (found.weight is not None and weight > found.weight)
                lighter += weight is not None and found.weight is not None and weight < found.weight
        print(
            f"{errors:>6} {statistics.median(ours) * 1000:>9.2f} {statistics.median(theirs) * 1000:>9.2f} {same:>12} {heavier:>14} {lighter:>14}",
            flush=True,
        )
