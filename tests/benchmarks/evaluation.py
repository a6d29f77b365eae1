"""Evaluation and suggestions, in processor time: an empty report, the cost of a rule as books grow, and one list off by one."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from fractions import Fraction

from perfeval import Report, Statement
from perfeval.document import Place
from perfeval.editing import with_suggestions
from perfeval.evaluation import evaluate
from perfeval.model import ALL_FUNDS, FigureName, printed
from perfeval.plugins import installed
from perfeval.quantities import WAN_YUAN, Quantity, plain
from perfeval.resolution import Installed, Rulebook, resolve
from perfeval.ruling import ACTUAL, LineItem, Pack, RowsUnder, SumOf

RULES = (25, 100, 500, 1000)
AMOUNTS = (10, 30, 79, 80)
#: The place of the packs made here: only perfeval sets rules for the nation.
PLACE = "431200"


def best(run: Callable[[], object], runs: int = 7) -> float:
    """The least processor time of some runs, in milliseconds."""
    times = []
    for _ in range(runs):
        gc.collect()
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times) * 1000


def of_many_rules(count: int) -> tuple[Rulebook, Report]:
    """A book of so many sums of two parts, and a report that states the figures of all."""
    rules = tuple(SumOf(id=f"sum-{n}", total=f"total-{n}", parts=(f"a-{n}", f"b-{n}")) for n in range(count))
    items = tuple(LineItem(f"{what}-{n}", f"{what}{n}") for n in range(count) for what in ("total", "a", "b"))
    stated = {
        (f"{what}-{n}", 2023, ACTUAL): text
        for n in range(count)
        for what, text in (("total", "3.00"), ("a", "1.00"), ("b", "2.00"))
    }
    pack = Pack(id="many", code=PLACE, rules=rules, line_items=items)
    return resolve([Installed(pack)], PLACE, 2023), Report.build(stated, year=2023, packs=[pack])


def of_one_list(count: int, *, open_end: bool) -> tuple[Rulebook, Report]:
    """A total that is one more than its rows; with an open end its first rows alone may be meant."""
    rule = SumOf(id="list", total="total", parts=RowsUnder("total"), prefixes=open_end)
    book = resolve([Installed(Pack(id="list", rules=(rule,), line_items=(LineItem("total", "合计", free_rows=True),)))])
    hundredths = [n * 700 + 300 + n * 37 % 100 for n in range(1, count + 1)]
    stated = [("total", sum(hundredths) + 100), *((f"total/第{n}项", h) for n, h in enumerate(hundredths, 1))]
    statements = []
    for order, (item, number) in enumerate(stated):
        name = FigureName(printed("单位"), item, printed(2023), printed(ACTUAL), printed(ALL_FUNDS))
        text = plain(Fraction(number, 100), 2)
        reading = Quantity(Fraction(text), WAN_YUAN, 2, printed=text)
        place, parent = Place("表", row=order + 1), "total" if order else None
        statements.append(Statement(name, item, reading, place, "表", parent=parent, order=order))
    return book, Report.build(statements, entity="单位", year=2023)


def main() -> None:
    """Print the three tables."""
    book = resolve(installed().packs, "000000", 2023)
    empty = Report.build({}, year=2023)
    evaluate(empty, book)
    each = best(lambda: [evaluate(empty, book) for _ in range(20)]) / 20
    print(f"an empty report under the nation's {len(book.rules)} rules: {each:.3f} ms")
    print(f"{'rules':>6} {'ms':>9} {'µs a rule':>10} {'µs a rule that never applies':>29}")
    other = Report.build({("total", 2023, ACTUAL): "1.00"}, year=2023)
    for count in RULES:
        book, report = of_many_rules(count)
        evaluate(report, book)
        whole, idle = best(lambda: evaluate(report, book)), best(lambda: evaluate(other, book))  # noqa: B023 - run at once
        print(f"{count:>6} {whole:>9.2f} {whole * 1000 / count:>10.1f} {idle * 1000 / count:>29.2f}", flush=True)
    print(
        f"{'amounts':>8} {'evaluate, ms':>13} {'suggest, ms':>12}   a list off by one, and the same where nobody says where it ends"
    )
    for count in AMOUNTS:
        for open_end in (False, True):
            book, report = of_one_list(count, open_end=open_end)
            evaluation = evaluate(report, book)
            judging = best(lambda: evaluate(report, book), 3)  # noqa: B023 - run at once
            saying = best(lambda: with_suggestions(evaluation), 3)  # noqa: B023 - run at once
            print(f"{count:>8} {judging:>13.2f} {saying:>12.2f}   {'open' if open_end else ''}", flush=True)
