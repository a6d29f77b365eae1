"""The same twenty-five checks of the same reports by perfeval and by others: `python -m tests.benchmarks peers [REPORTS]`.

A report is 54 whole numbers: 41 amounts in cents, five weights and five scores in hundredths of a point, their totals, and a rate in
hundredths of a percent. Half of the reports have one figure changed by more than any rounding. Each engine runs in a process of its own,
its input is built before the clock starts, and what it says is counted: all have to find the same. Peers that are not
installed are left out.

What an engine gives differs, and so does the work: `booleans` says that a row fails, `rows` which check, `findings` which
check, which figures, and the difference. perfeval alone also gives where the figures stand, what rounding allows, what holds, what could
not be checked and which figure is probably wrong.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from importlib import import_module, util
from pathlib import Path

from perfeval import Report
from perfeval.evaluation import evaluate
from perfeval.quantities import plain
from perfeval.resolution import Installed, resolve
from perfeval.ruling import ACTUAL, AtMost, EqualTo, LineItem, Pack, RatioOf, SumOf

Numbers = tuple[int, ...]

# --- the workload, declared once --------------------------------------------------------------------------------------

#: A whole and its parts, by the places of the figures.
SUMS: tuple[tuple[int, range], ...] = (
    (0, range(1, 3)), (1, range(3, 5)), (3, range(5, 11)), (4, range(11, 23)), (2, range(23, 27)), (27, range(28, 31)), (29, range(31, 33)),
    (33, range(34, 37)), (51, range(46, 51)), (53, range(41, 46)),
)  # fmt: skip
EQUAL = ((0, 33), (37, 0), (38, 27), (39, 4))
LIMITS = ((40, 0), (30, 4), (28, 27), (11, 4), (23, 2), *zip(range(46, 51), range(41, 46), strict=True))
#: A rate, what it is of, and its base.
RATES = ((52, 1, 0),)
FIGURES = 54
RATE = 52
#: A place whose pack the workload is, because nobody but perfeval sets rules for the nation.
PLACE = "431200"


def slack(parts: range) -> int:
    """By how much rounded parts may miss their rounded whole, in last digits."""
    return (len(parts) + 1) // 2


def reports(count: int, seed: int = 1) -> list[Numbers]:
    """So many reports, every other one with a figure that is wrong."""
    draw = random.Random(seed)
    return [_one(draw, spoilt=n % 2 == 1) for n in range(count)]


def _one(draw: random.Random, *, spoilt: bool) -> Numbers:
    made = [draw.randint(10_000, 900_000) for _ in range(FIGURES)]
    made[41:46] = [1000, 5000, 2000, 1000, 1000]
    made[46:51] = [weight - draw.randint(0, 500) for weight in made[41:46]]
    for whole, parts in sorted(SUMS, key=lambda s: -s[0]):
        made[whole] = sum(made[n] for n in parts)
    made[34:37] = [made[0] - 30_000, 20_000, 10_000]
    for n, other in ((33, 0), (37, 0), (38, 27), (39, 4)):
        made[n] = made[other]
    made[40] = made[0] // 2
    made[30] = min(made[30], made[4] // 2)
    made[27] = made[38] = sum(made[28:31])
    made[RATE] = (made[1] * 20_000 + made[0]) // (2 * made[0])
    if spoilt:
        made[draw.randrange(RATE)] += draw.choice((-1, 1)) * draw.randint(100, 9_000)
    return tuple(made)


# --- engines ----------------------------------------------------------------------------------------------------------

Found = list[tuple[int, int, tuple[int, ...], int]]


def by_hand(rows: Sequence[Numbers]) -> Callable[[], int]:
    """Written out as somebody would for this workload alone: report, check, figures, difference."""

    def run() -> int:
        found: Found = []
        for n, r in enumerate(rows):
            check = 0
            for whole, parts in SUMS:
                difference = r[whole] - sum(r[parts.start : parts.stop])
                if abs(difference) > slack(parts):
                    found.append((n, check, (whole, *parts), difference))
                check += 1
            for one, other in EQUAL:
                if abs(r[one] - r[other]) > 1:
                    found.append((n, check, (one, other), r[one] - r[other]))
                check += 1
            for less, more in LIMITS:
                if r[less] > r[more]:
                    found.append((n, check, (less, more), r[less] - r[more]))
                check += 1
            for rate, top, bottom in RATES:
                t, b = r[top], r[bottom]
                if (
                    b <= 0
                    or not (2 * t - 1) * 10_000 <= (2 * r[rate] + 1) * (b + 1)
                    or not (2 * r[rate] - 1) * (b - 1) <= (2 * t + 1) * 10_000
                ):
                    found.append((n, check, (rate, top, bottom), 0))
                check += 1
        return len(found)

    return run


def _conditions(column: Callable[[int], str]) -> Iterator[str]:
    """Every check as an expression that is true where it fails."""
    for whole, parts in SUMS:
        yield f"abs({column(whole)} - ({' + '.join(map(column, parts))})) > {slack(parts)}"
    for one, other in EQUAL:
        yield f"abs({column(one)} - {column(other)}) > 1"
    for less, more in LIMITS:
        yield f"{column(less)} > {column(more)}"
    for rate, top, bottom in RATES:
        r, t, b = column(rate), column(top), column(bottom)
        yield (
            f"(({b} <= 0) | ((2 * {t} - 1) * 10000 > (2 * {r} + 1) * ({b} + 1))"
            f" | ((2 * {r} - 1) * ({b} - 1) > (2 * {t} + 1) * 10000))"
        )


def by_generated_code(rows: Sequence[Numbers]) -> Callable[[], int]:
    """The same declaration as a loop of generated Python: the floor of what an interpreter of it could reach."""
    tests = "\n".join(
        f"        if {condition}: add((n, {check}))" for check, condition in enumerate(_conditions(lambda n: f"f{n}"))
    )
    names = ", ".join(f"f{n}" for n in range(FIGURES))
    code = f"def run(rows):\n    found = []\n    add = found.append\n    for n, ({names}) in enumerate(rows):\n{tests}\n    return len(found)"
    made: dict[str, Callable[[Sequence[Numbers]], int]] = {}
    exec(compile(code, "<generated>", "exec"), made)
    return lambda: made["run"](rows)


def by_numpy(rows: Sequence[Numbers]) -> Callable[[], int]:
    """Counts of failing rows, check by check."""
    numpy = import_module("numpy")
    table = numpy.array(rows, dtype=numpy.int64).T.copy()
    known = {"abs": numpy.abs, **{f"f{n}": table[n] for n in range(FIGURES)}}
    codes = [compile(condition, "<check>", "eval") for condition in _conditions(lambda n: f"f{n}")]
    return lambda: sum(int(eval(code, known).sum()) for code in codes)


def by_polars(rows: Sequence[Numbers]) -> Callable[[], int]:
    """Counts of failing rows, by one expression for each check."""
    polars = import_module("polars")
    frame = polars.DataFrame(rows, schema=[f"f{n}" for n in range(FIGURES)], orient="row")
    known = {"abs": lambda e: e.abs(), **{f"f{n}": polars.col(f"f{n}") for n in range(FIGURES)}}
    checks = [eval(condition, known).sum().alias(f"c{n}") for n, condition in enumerate(_conditions(lambda n: f"f{n}"))]
    return lambda: int(frame.select(checks).sum_horizontal().item())


def by_duckdb(rows: Sequence[Numbers]) -> Callable[[], int]:
    """Counts of failing rows, by one query."""
    duckdb, polars = import_module("duckdb"), import_module("polars")
    connection = duckdb.connect()
    connection.register(
        "given", polars.DataFrame(rows, schema=[f"f{n}" for n in range(FIGURES)], orient="row").to_arrow()
    )
    connection.execute("CREATE TABLE reports AS SELECT * FROM given")
    sums = " + ".join(f"count(*) FILTER (WHERE {c.replace('|', 'OR')})" for c in _conditions(lambda n: f"f{n}"))
    return lambda: int(connection.execute(f"SELECT {sums} FROM reports").fetchone()[0])


def by_pandera(rows: Sequence[Numbers]) -> Callable[[], int]:
    """A schema over a frame, all failures collected."""
    pandera, polars = import_module("pandera.polars"), import_module("polars")
    frame = polars.DataFrame(rows, schema=[f"f{n}" for n in range(FIGURES)], orient="row")
    known = {"abs": lambda e: e.abs(), **{f"f{n}": polars.col(f"f{n}") for n in range(FIGURES)}}
    held = [~eval(condition, known) for condition in _conditions(lambda n: f"f{n}")]

    def holds(expression: object, data: object) -> object:
        return data.lazyframe.select(expression)

    checks = [pandera.Check(partial(holds, one), name=f"c{n}") for n, one in enumerate(held)]
    schema = pandera.DataFrameSchema({f"f{n}": pandera.Column(int) for n in range(FIGURES)}, checks=checks)
    errors = import_module("pandera.errors").SchemaErrors

    def run() -> int:
        try:
            schema.validate(frame, lazy=True)
        except errors as found:
            return len(found.failure_cases)
        return 0

    return run


def by_pydantic(rows: Sequence[Numbers]) -> Callable[[], int]:
    """A model of a report whose validator runs the checks written by hand."""
    pydantic = import_module("pydantic")
    codes = [compile(condition, "<check>", "eval") for condition in _conditions(lambda n: f"f{n}")]

    def checked(self: object) -> object:
        known = self.__dict__
        failed = [n for n, code in enumerate(codes) if eval(code, {"abs": abs}, known)]
        if failed:
            raise ValueError(",".join(map(str, failed)))
        return self

    fields = {f"f{n}": (int, ...) for n in range(FIGURES)}
    model = pydantic.create_model(
        "Report", **fields, __validators__={"checked": pydantic.model_validator(mode="after")(checked)}
    )
    given = [dict(zip(fields, row, strict=True)) for row in rows]

    def run() -> int:
        count = 0
        for one in given:
            try:
                model.model_validate(one)
            except pydantic.ValidationError as error:
                count += str(error.errors()[0]["ctx"]["error"]).count(",") + 1
        return count

    return run


def pack() -> Pack:
    """The same declaration as a rule pack."""
    names = [f"f{n}" for n in range(FIGURES)]
    items = [LineItem(name, f"第{name}项") for name in names]
    return Pack(
        id="workload", code=PLACE, line_items=tuple(items), rules=(
            *(SumOf(id=f"sum-{w}", total=f"f{w}", parts=tuple(f"f{n}" for n in parts)) for w, parts in SUMS),
            *(EqualTo(f"equal-{one}-{other}", f"f{one}", f"f{other}") for one, other in EQUAL),
            *(AtMost(f"limit-{less}-{more}", f"f{less}", f"f{more}") for less, more in LIMITS),
            *(RatioOf(f"rate-{rate}", f"f{rate}", f"f{top}", f"f{bottom}") for rate, top, bottom in RATES),
        ),
    )  # fmt: skip


def as_report(row: Numbers, known: Pack) -> Report:
    """A report of the workload as `Report.build` makes it."""
    texts = {n: plain(Fraction(number, 100), 2) for n, number in enumerate(row)}
    texts[RATE] += "%"
    return Report.build({(f"f{n}", 2023, ACTUAL): text for n, text in texts.items()}, year=2023, packs=[known])


def by_perfeval(rows: Sequence[Numbers]) -> Callable[[], int]:
    """`evaluate`, and rule, figures and difference of every finding read."""
    known = pack()
    book = resolve([Installed(known)], PLACE, 2023)
    given = [as_report(row, known) for row in rows]

    def run() -> int:
        found = [(f.rule, f.figures, f.difference) for report in given for f in evaluate(report, book).findings]
        return len(found)

    return run


#: Engine, what it gives, what it needs, and the part of the reports it is given, because it is slower.
ENGINES: dict[str, tuple[Callable[[Sequence[Numbers]], Callable[[], int]], str, tuple[str, ...], int]] = {
    "by hand": (by_hand, "findings", (), 1),
    "generated code": (by_generated_code, "rows", (), 1),
    "numpy": (by_numpy, "booleans", ("numpy",), 1),
    "polars": (by_polars, "booleans", ("polars",), 1),
    "duckdb": (by_duckdb, "booleans", ("duckdb", "polars"), 1),
    "pandera": (by_pandera, "rows", ("pandera", "polars"), 1),
    "pydantic": (by_pydantic, "rows", ("pydantic",), 1),
    "perfeval": (by_perfeval, "findings", (), 50),
}


def timed(name: str, count: int) -> tuple[int, int, float]:
    """Reports judged, findings, and the least processor time of three runs."""
    engine, _, _, part = ENGINES[name]
    rows = reports(count)[: max(1, count // part)]
    run = engine(rows)
    times = []
    for _ in range(3):
        start = time.process_time()
        found = run()
        times.append(time.process_time() - start)
    return len(rows), found, min(times)


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table, each engine in a process of its own."""
    count = int(arguments[0]) if arguments else 10_000
    print(
        f"{count} reports of {FIGURES} figures, {len(SUMS) + len(EQUAL) + len(LIMITS) + len(RATES)} checks each; processor time"
    )
    print(f"{'engine':<16} {'gives':<9} {'reports/s':>10} {'of the fastest by hand':>23} {'found in the first':>19}")
    rates: dict[str, float] = {}
    for name, (_, gives, needs, part) in ENGINES.items():
        if any(util.find_spec(one) is None for one in needs):
            print(f"{name:<16} is not installed")
            continue
        command = [sys.executable, "-m", "tests.benchmarks.peers", name, str(count)]
        told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
        judged, found, seconds = (float(word) for word in told.stdout.split())
        rates[name] = judged / seconds
        ratio = rates[name] / rates["by hand"]
        print(
            f"{name:<16} {gives:<9} {rates[name]:>10,.0f} {ratio:>23.4f} {int(found):>9} in {count // part}", flush=True
        )


if __name__ == "__main__":
    print(*timed(sys.argv[1], int(sys.argv[2])))
