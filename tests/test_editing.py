"""Finding the wrong figure: smallest sets against brute force, slips and their undoing, suggestions, and that nothing is changed."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from attrs import evolve, frozen
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.benchmarks.budgets import KINDS, budget, rulebook, slipped, spoiled
from tests.figures import built
from tests.pace import PATIENT, share

import perfeval
from perfeval import Quantity, Report, Statement
from perfeval.document import Place
from perfeval.editing import Slip, locate, reliability, repair
from perfeval.editing.edits import edits
from perfeval.editing.localise import System, smallest_sets
from perfeval.editing.locating import CONFIRMED, FLAGGED, PLAIN
from perfeval.editing.slips import meant
from perfeval.editing.suggest import with_suggestions
from perfeval.errors import UsageError
from perfeval.evaluation import Evaluation, evaluate
from perfeval.model import ALL_FUNDS, STOCK, FigureName, Form, Head, IndicatorRow, Note, entry, printed
from perfeval.quantities import WAN_YUAN, YUAN, plain, read, unit_named
from perfeval.relations.rows import Row
from perfeval.relations.windows import window
from perfeval.renderers.as_text import render_text
from perfeval.resolution import Installed, Rulebook, resolve
from perfeval.ruling import (
    AnyOf,
    AtMost,
    EqualTo,
    LineItem,
    OneValue,
    Pack,
    PartOf,
    RatioOf,
    Ref,
    Severity,
    SumOf,
    Text,
)
from perfeval.ruling.form_rules.totals import BlockPoints, PointsTotal

F = Fraction


ONE_VALUE = OneValue(id="one-value")
TOTAL = SumOf(id="total-sum", total="total", parts=("a", "b", "c"))
RATE = RatioOf(id="rate-of", stated="rate", of="a", to="total")
LIST = PartOf(id="list", whole="total", parts=("a", "b"))
TWIN = EqualTo(id="twin-is-b", one="twin", other="b")
RULES = (ONE_VALUE, TOTAL, RATE, LIST, TWIN)
LABELS = {
    "total": "合计",
    "a": "甲",
    "b": "乙",
    "c": "丙",
    "twin": "乙（另表）",
    "rate": "甲占比",
    "o": "另一合计",
    "x": "子",
    "y": "丑",
}
BUDGETS = rulebook()


def book(*chosen: object) -> Rulebook:
    """A rulebook of these rules alone."""
    items = tuple(LineItem(item, label) for item, label in LABELS.items())
    return resolve([Installed(Pack(id="own", rules=chosen, line_items=items))])  # type: ignore[arg-type]


def said(item: str, text: str, block: str = "表", unit: str = "万元") -> Statement:
    """One figure stated in one block."""
    reading = read(text)
    if isinstance(reading, Quantity):
        reading = reading.within(unit_named(unit))
    name = FigureName(printed("某单位"), item, printed(2023), printed(STOCK), printed(ALL_FUNDS))
    return Statement(name, LABELS.get(item, item), reading, Place(), block)


def report(*statements: Statement, forms: Sequence[Form] = ()) -> Report:
    """A report that states these figures in this order."""
    placed = [evolve(s, order=i, place=Place(file="报告", row=i + 1)) for i, s in enumerate(statements)]
    return built(placed, entity="某单位", year=2023, forms=forms)


def judged(*statements: Statement, by: Sequence[object] = RULES) -> Evaluation:
    """These figures by some rules."""
    return evaluate(report(*statements), book(*by), strict=True)


def names(evaluation: Evaluation) -> list[list[tuple[str, str]]]:
    """The smallest sets, as items and prints."""
    return [[(c.cited.item, c.cited.printed) for c in cells] for cells in locate(evaluation).sets]


# --- an oracle: every subset, by elimination with inequalities one at a time ----------------------------------------


@frozen
class Half:
    """Σ coefficient · x ≤ bound, or < where it is strict."""

    terms: Mapping[int, F]
    bound: F
    strict: bool = False
    made_of: frozenset[int] = frozenset()
    """Which of the inequalities one began with it is a sum of."""

    def scaled(self) -> Half:
        """The same inequality, the first of its coefficients being 1 or -1."""
        by = next((abs(c) for c in self.terms.values()), F(1))
        return evolve(self, terms={k: c / by for k, c in self.terms.items()}, bound=self.bound / by)


def feasible(halves: Sequence[Half], unknowns: Sequence[int]) -> dict[int, F] | None:
    """A point at which all inequalities hold, or None: one unknown after the other is eliminated, then put back."""
    return _eliminated([evolve(h, made_of=frozenset((i,))) for i, h in enumerate(halves)], unknowns, 2)


def _eliminated(halves: Sequence[Half], unknowns: Sequence[int], most: int) -> dict[int, F] | None:
    """With one unknown less, what is made of more than `most` follows from the others (Chernikov's rule).

    Without it a system of ten inequalities in five unknowns may grow to millions.
    """
    if not unknowns:
        held = all(h.bound > 0 or (h.bound == 0 and not h.strict) for h in halves)
        return {} if held else None
    x, *rest = unknowns
    above, below, others = [], [], []
    for half in halves:
        c = half.terms.get(x, F(0))
        if c == 0:
            others.append(half)
            continue
        left = {k: -v / c for k, v in half.terms.items() if k != x}
        (above if c > 0 else below).append(evolve(half, terms=left, bound=half.bound / c))  # x ≤ / ≥ bound + Σ left
    for high in above:
        for low in below:
            made_of = high.made_of | low.made_of
            if len(made_of) > most:
                continue
            both = {k: low.terms.get(k, F(0)) - high.terms.get(k, F(0)) for k in sorted({*low.terms, *high.terms})}
            terms = {k: c for k, c in both.items() if c}  # low ≤ x ≤ high
            both_hold = Half(terms, high.bound - low.bound, high.strict or low.strict, made_of).scaled()
            if both_hold not in others:
                others.append(both_hold)
    found = _eliminated(others, rest, most + 1)
    if found is None:
        return None
    ends = [
        [(h.bound + sum((c * found[k] for k, c in h.terms.items()), F(0)), h.strict) for h in side]
        for side in (below, above)
    ]
    low_end = max(ends[0], key=lambda e: (e[0], e[1]), default=None)
    high_end = min(ends[1], key=lambda e: (e[0], not e[1]), default=None)
    if low_end is not None and high_end is not None:
        value = (low_end[0] + high_end[0]) / 2
    elif low_end is not None:
        value = low_end[0] + low_end[1]
    else:
        value = high_end[0] - high_end[1] if high_end is not None else F(0)
    return {**found, x: value}


def lightest(count: int, weights: Mapping[int, int], enough: object) -> list[tuple[int, ...]]:
    """Every sufficient set of least weight, by trying all subsets."""
    best: int | None = None
    found: list[tuple[int, ...]] = []
    for size in range(count + 1):
        for chosen in combinations(range(count), size):
            weight = sum(weights[i] for i in chosen)
            if (best is None or weight <= best) and enough(chosen):  # type: ignore[operator]
                found = [chosen] if best is None or weight < best else [*found, chosen]
                best = weight
    return sorted(found)


def halves_of(row: Row, released: Sequence[int]) -> Iterator[Half]:
    """A row with all but some figures as printed."""
    terms = {f: F(c) for f, c in row.terms.items() if f in released}
    if row.high is not None:
        yield Half(terms, F(row.high), row.high_open)
    if row.low is not None:
        yield Half({f: -c for f, c in terms.items()}, -F(row.low), row.low_open)


@st.composite
def systems(draw: st.DrawFn) -> tuple[list[Row], dict[int, int], int]:
    """A few two-sided rows over a few figures, some broken, with weights."""
    count = draw(st.integers(2, 5))
    made = []
    for _ in range(draw(st.integers(1, 5))):
        figures = draw(st.sets(st.integers(0, count - 1), min_size=1, max_size=count))
        terms = {f: draw(st.sampled_from((-3, -2, -1, 1, 1, 2))) for f in sorted(figures)}
        low = draw(st.integers(-4, 4))
        high = low + draw(st.integers(0, 4))
        side = draw(st.sampled_from(("both", "both", "low", "high")))
        made.append(
            Row(
                terms, None if side == "high" else low, draw(st.booleans()) and low < high,
                None if side == "low" else high, draw(st.booleans()) and low < high,
            )
        )  # fmt: skip
    return made, {f: draw(st.integers(1, 3)) for f in range(count)}, count


@given(system=systems())
def test_smallest_sets_agree_with_brute_force(system: tuple[list[Row], dict[int, int], int]) -> None:
    """All sets of least weight are found, and no others: the same as by trying every subset with exact elimination."""
    made, weights, count = system

    def enough(chosen: tuple[int, ...]) -> bool:
        return feasible([h for row in made for h in halves_of(row, chosen)], chosen) is not None

    found = smallest_sets(System(made, []), weights, most_nodes=10**6, most_sets=10**6)

    assert list(found.sets) == lightest(count, weights, enough)
    assert not found.capped


# --- small budgets with sums, rates, repeated prints and an open list -----------------------------------------------


@st.composite
def small_budgets(draw: st.DrawFn) -> list[Statement]:
    """A total of three parts, a rate, a twin and two repeated prints; honest within rounding, then some prints are off."""
    places = draw(st.sampled_from((0, 1, 2)))
    unit = 10**places
    a, b, c = (draw(st.integers(unit, 90 * unit)) for _ in range(3))
    whole = a + b + c + draw(st.sampled_from((0, 0, 1, -1, 2)))
    amounts = {"a": a, "b": b, "c": c, "total": whole, "twin": b}
    share = plain(F(a, whole) * 100, 2)
    prints = [(item, plain(F(value, unit), places), "表") for item, value in amounts.items()]
    prints += [("rate", f"{share}%", "表")]
    repeated = draw(st.sets(st.sampled_from(("total", "rate", "a"))))
    prints += [(item, text, "文") for item, text, _ in prints if item in repeated]
    for position in sorted(draw(st.sets(st.integers(0, len(prints) - 1), max_size=3))):
        item, text, block = prints[position]
        off = draw(st.sampled_from((-30, -7, -1, 1, 5, 40)))
        number = max(F(text.rstrip("%")) + off, F(1))
        prints[position] = (item, plain(number, 2) + "%" if "%" in text else plain(number, places), block)
    return [said(*one) for one in prints]


def by_hand(statements: Sequence[Statement], chosen: tuple[int, ...]) -> dict[int, F] | None:
    """Values of some statements with which all of RULES hold, written out rule by rule; None if there are none.

    A stated rate that may be anything follows its figures, or the other print of it where that stays.
    """
    first = {s.name.item.text: i for i, s in reversed(list(enumerate(statements)))}
    again = {s.name.item.text: i for i, s in enumerate(statements) if s.block == "文"}
    numbers = [s.quantity for s in statements]
    assert all(numbers)
    value = [q.value for q in numbers if q]
    half = [q.half for q in numbers if q]
    halves: list[Half] = []
    rates = {i for i, s in enumerate(statements) if s.name.item.text == "rate"}
    free = [i for i in chosen if i not in rates]

    def limit(terms: Mapping[int, F], bound: F, *, strict: bool = False) -> None:
        known = sum((c * value[i] for i, c in terms.items() if i not in free), F(0))
        halves.append(Half({i: c for i, c in terms.items() if i in free}, bound - known, strict))

    def both(terms: Mapping[int, F], slack: F) -> None:
        limit(terms, slack)
        limit({i: -c for i, c in terms.items()}, slack)

    t, a, b, c = (first[i] for i in ("total", "a", "b", "c"))
    both({t: F(1), a: F(-1), b: F(-1), c: F(-1)}, half[t] + half[a] + half[b] + half[c])
    both({first["twin"]: F(1), b: F(-1)}, half[first["twin"]] + half[b])
    limit({a: F(1), b: F(1), t: F(-1)}, half[a] + half[b] + half[t])
    for item, other in again.items():
        if item != "rate":
            both({first[item]: F(1), other: F(-1)}, F(0))
    stated = {first["rate"]} | ({again["rate"]} if "rate" in again else set())
    kept = {value[i] for i in stated if i not in chosen}
    if len(kept) > 1:
        return None
    limit({t: F(-1)}, -half[t], strict=True)  # the base stays above zero
    point: dict[int, F] | None
    if kept:
        (rate,) = kept
        step = F(1, 10**4)
        low, high = rate - step / 2, rate + step
        limit({a: F(1), t: -high}, half[a] + high * half[t], strict=True)
        limit({a: F(-1), t: low}, half[a] + low * half[t])
    point = feasible(halves, free)
    if point is None:
        return None
    new = {i: point.get(i, value[i]) for i in range(len(value))}
    return point | {i: next(iter(kept)) if kept else new[a] / new[t] for i in stated if i in chosen}


def changed(evaluation: Evaluation, point: Mapping[int, F]) -> Evaluation:
    """The report with some statements at other values, as precisely printed as before, judged again."""
    statements = tuple(
        evolve(s, reading=evolve(s.quantity, number=point[s.order] / s.quantity.unit.scale))
        if s.order in point and s.quantity and s.quantity.unit else s
        for s in evaluation.report.statements
    )  # fmt: skip
    return evaluate(evolve(evaluation.report, statements=statements), evaluation.rulebook, strict=True)


@given(statements=small_budgets())
@PATIENT
def test_located_sets_agree_with_brute_force(statements: list[Statement]) -> None:
    """With sums, equal figures, repeated prints, an open list and a rate, every smallest set is found, and no other."""
    evaluation = judged(*statements)
    every = {f"statement {i}": 1 for i in range(len(statements))}
    found = locate(evaluation, every)
    sets = sorted(tuple(sorted(int(c.key.split()[1]) for c in cells)) for cells in found.sets)

    assert sets == lightest(
        len(statements), dict.fromkeys(range(len(statements)), 1), lambda s: by_hand(statements, s) is not None
    )
    assert not found.capped
    assert not any(part.relaxed for part in found.parts)


@given(statements=small_budgets())
@PATIENT
def test_located_sets_suffice(statements: list[Statement]) -> None:
    """For every smallest set there are values of its statements with which the evaluation has nothing broken."""
    evaluation = judged(*statements)
    for cells in locate(evaluation).sets:
        point = by_hand(statements, tuple(int(c.key.split()[1]) for c in cells))

        assert point is not None
        assert all(c.holds for c in changed(evaluation, point).checked)


@given(statements=small_budgets())
@PATIENT
def test_located_sets_are_minimal(statements: list[Statement]) -> None:
    """No smallest set can do without one of its statements, whatever the weights."""
    evaluation = judged(*statements)
    for cells in locate(evaluation).sets:
        chosen = [int(c.key.split()[1]) for c in cells]
        for one in chosen:
            assert by_hand(statements, tuple(i for i in chosen if i != one)) is None


@given(statements=small_budgets(), seed=st.integers(0, 1000))
@PATIENT
def test_order_of_rules_does_not_matter(statements: list[Statement], seed: int) -> None:
    """Suspects and repairs are the same whatever the order in which a pack declares its rules."""
    shuffled = list(RULES)
    Random(seed).shuffle(shuffled)
    one, other = judged(*statements), judged(*statements, by=shuffled)

    def seen(evaluation: Evaluation) -> object:
        sets = {frozenset(c.key for c in cells) for cells in locate(evaluation).sets}
        repairs = {
            frozenset((c.cell.key, c.meant, c.slip, c.distance, c.rank) for c in r.candidates)
            for r in repair(evaluation)
        }
        return sets, repairs

    assert seen(one) == seen(other)


# --- the same tolerance as the checks -------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("rounded", [False, True])
def test_nothing_broken_nothing_suspected(seed: int, rounded: bool) -> None:
    """Where every identity holds, exactly or within rounding, the smallest set is the empty one, and nothing is repaired."""
    evaluation = evaluate(budget(seed, rounded=rounded), BUDGETS, strict=True)

    assert all(c.holds for c in evaluation.checked)
    assert (locate(evaluation).parts, locate(evaluation).sets, repair(evaluation)) == ((), ((),), ())


@given(parts=st.lists(st.integers(100, 9999), min_size=3, max_size=3), beyond=st.booleans(), up=st.booleans())
@PATIENT
def test_slack_ends_where_that_of_the_checks_ends(parts: list[int], beyond: bool, up: bool) -> None:
    """A sum off by its whole slack is left alone; one unit more, and its figures are suspected."""
    off = (2 + beyond) * (1 if up else -1)  # four terms, half a unit each
    texts = [plain(F(p, 100), 2) for p in (*parts, sum(parts) + off)]
    evaluation = judged(*map(said, ("a", "b", "c", "total"), texts), by=[TOTAL])

    assert bool(evaluation.findings) == beyond
    assert len(locate(evaluation).sets) == (4 if beyond else 1)
    assert (locate(evaluation).sets == ((),)) is not beyond


def test_prints_of_one_figure_are_joined() -> None:
    """Two prints of a total that agree have to be wrong together, so the part is suspected before them."""
    evaluation = judged(
        said("a", "1.00"), said("b", "2.00"), said("c", "4.00"), said("total", "6.00"), said("total", "6.00", "文"),
        said("twin", "2.00"), by=[ONE_VALUE, TOTAL, TWIN],
    )  # fmt: skip

    assert names(evaluation) == [[("a", "1.00")], [("c", "4.00")]]


def test_a_released_rate_is_eliminated_not_dropped() -> None:
    """A rate printed twice alike cannot explain by one of its prints what its figures contradict."""
    figures = [said("a", "25.00"), said("total", "80.00"), said("rate", "25.00%")]
    once = judged(*figures, by=[ONE_VALUE, RATE])
    twice = judged(*figures, said("rate", "25.00%", "文"), by=[ONE_VALUE, RATE])

    assert names(once) == [[("a", "25.00")], [("total", "80.00")], [("rate", "25.00%")]]
    assert names(twice) == [[("a", "25.00")], [("total", "80.00")]]


def test_a_base_with_the_wrong_sign_is_suspected() -> None:
    """A rate binds its base on either side of zero where the printed signs do not go together."""
    evaluation = judged(said("a", "20.00"), said("total", "-80.00"), said("rate", "25.00%"), by=[RATE])

    assert [("total", "-80.00")] in names(evaluation)


def test_an_open_list_only_bounds() -> None:
    """Parts of a list that need not be complete may be too large, never too small."""
    over = judged(said("a", "50.00"), said("b", "31.00"), said("total", "80.00"), by=[LIST])
    under = judged(said("a", "10.00"), said("b", "31.00"), said("total", "80.00"), by=[LIST])

    assert names(over) == [[("a", "50.00")], [("b", "31.00")], [("total", "80.00")]]
    assert locate(under).sets == ((),)


def test_one_base_of_several_is_enough() -> None:
    """Where nobody says which base a rate has, a change that makes any of them fit explains it."""
    either = RatioOf(id="either", stated="rate", of="a", to=AnyOf(Ref("b"), Ref("c")))
    evaluation = judged(said("a", "20.00"), said("b", "30.00"), said("c", "50.00"), said("rate", "25.00%"), by=[either])

    assert names(evaluation) == [[("a", "20.00")], [("b", "30.00")], [("c", "50.00")], [("rate", "25.00%")]]


def test_a_comparison_is_no_print() -> None:
    """Spending above its budget is asked about, and no figure is suspected for it."""
    within = AtMost(id="within", lesser="a", greater="b", label=Text("不超", "within"))
    evaluation = judged(said("a", "20.00"), said("b", "10.00"), by=[within])

    assert [f.severity for f in evaluation.findings] == [Severity.WARNING]
    assert locate(evaluation).sets == ((),)
    assert locate(evaluation).left_out == (evaluation.findings[0].fingerprint,)


def test_nil_cells_are_not_suspected() -> None:
    """A blank cell counts as zero in a sum and states no number that could be misprinted."""
    evaluation = judged(said("a", "1.00"), said("b", ""), said("c", "4.00"), said("total", "6.00"), by=[TOTAL])

    assert names(evaluation) == [[("a", "1.00")], [("c", "4.00")], [("total", "6.00")]]


# --- weights and limits ---------------------------------------------------------------------------------------------


def test_reliability() -> None:
    """A print repeated elsewhere weighs more than a plain one, a row outside every block less."""
    evaluation = judged(said("total", "6.00"), said("total", "6.00", "文"), said("a", "1.00"), by=[ONE_VALUE])

    assert reliability(evaluation) == {"statement 0": CONFIRMED, "statement 1": CONFIRMED}
    assert FLAGGED < PLAIN < CONFIRMED < 2 * FLAGGED


def test_weights_decide() -> None:
    """Of several explanations of one size the lightest are given."""
    evaluation = judged(said("a", "1.00"), said("b", "2.00"), said("c", "4.00"), said("total", "6.00"), by=[TOTAL])

    assert [[c.cited.item for c in s] for s in locate(evaluation, {"statement 1": 2, "statement 3": 2}).sets] == [
        ["b"],
        ["total"],
    ]


@pytest.mark.parametrize("weight", [0, -1])
def test_weights_are_above_zero(weight: int) -> None:
    """A weight of nothing is refused."""
    with pytest.raises(UsageError, match="above zero"):
        locate(judged(said("a", "1.00"), by=[TOTAL]), {"statement 0": weight})


def test_caps_are_said() -> None:
    """A search that was cut short says so, in the part and for the whole."""
    evaluation = judged(said("a", "1.00"), said("b", "2.00"), said("c", "4.00"), said("total", "6.00"), by=[TOTAL])
    whole = locate(evaluation, {})
    few = locate(evaluation, {}, most_sets=1)
    short = locate(evaluation, {}, most_nodes=1)

    assert len(whole.sets) > 1
    assert not whole.capped
    assert (few.capped, len(few.sets)) == (True, 1)
    assert (short.capped, short.sets) == (True, ())


@pytest.mark.parametrize("errors", [1, 2, 3])
def test_the_truth_is_among_what_is_located(errors: int) -> None:
    """With evenly trusted figures no smallest set is larger than the figures that were spoiled."""
    for seed in range(8):
        made, wrong = spoiled(seed, errors)
        evaluation = evaluate(made, BUDGETS, strict=True)

        assert all(len(cells) <= len(wrong) for cells in locate(evaluation, {}).sets)


# --- slips ----------------------------------------------------------------------------------------------------------


@st.composite
def slips_of_the_hand(draw: st.DrawFn) -> tuple[Quantity, Quantity]:
    """An amount and what one slip makes of it."""
    places = draw(st.sampled_from((0, 1, 2)))
    text = plain(F(draw(st.integers(1, 10**7)), 10**places), places)
    digits = text.replace(".", "").lstrip("0")
    at = draw(st.integers(0, len(digits) - 1))
    beside = min(at + 1, len(digits) - 1)
    digit = draw(st.sampled_from("0123456789"))

    def pointed(left: str) -> str:
        return plain(F(int(left or "0"), 10**places), places)

    swapped = list(digits)
    swapped[at], swapped[beside] = swapped[beside], swapped[at]
    made = {
        "sign": f"-{text}",
        "swapped": pointed("".join(swapped)),
        "dropped": pointed(digits[:at] + digits[at + 1 :]),
        "added": pointed(digits[:at] + digit + digits[at:]),
        "wrong": pointed(digits[:at] + digit + digits[at + 1 :]),
        "ten times": plain(F(text) * 10, places),
        "point": plain(F(text) / 10, places + 1),
        "yuan": plain(F(text) * 10**4, max(places - 4, 0)),
        "million": plain(F(text) / 10**4, places + 4),
    }
    other = plain(F(draw(st.integers(1, 9999)), 1), 0)
    if places == 0:
        made["glued"] = text + other
        made["glued before"] = other + text
    chosen = made[draw(st.sampled_from(sorted(made)))]

    def amount(print_: str) -> Quantity:
        return Quantity(F(print_), WAN_YUAN, len(print_.partition(".")[2]), printed=print_)

    return amount(text), amount(chosen)


@given(pair=slips_of_the_hand())
def test_every_slip_can_be_undone(pair: tuple[Quantity, Quantity]) -> None:
    """Whatever one slip makes of a number, the number is among the readings of what it made, unless nothing is left of it."""
    true, slip = pair

    assert slip.number in (true.number, 0) or true.number in {q.number for _, q in meant(slip, true.places)}


@given(pair=slips_of_the_hand())
@PATIENT
def test_readings_are_prints(pair: tuple[Quantity, Quantity]) -> None:
    """Every reading is printed as its number says, differs from the print, and stands once."""
    _, slip = pair
    readings = meant(slip)

    assert all(
        F(q.printed) == q.number != slip.number and len(q.printed.partition(".")[2]) == q.places for _, q in readings
    )
    assert len({q.printed for _, q in readings}) == len(readings)


@given(
    pair=slips_of_the_hand(),
    spans=st.lists(st.tuples(st.integers(-100, 1000), st.integers(0, 1000)), min_size=1, max_size=5),
    ends=st.tuples(st.booleans(), st.booleans()),
)
@PATIENT
def test_readings_within_bounds(
    pair: tuple[Quantity, Quantity], spans: list[tuple[int, int]], ends: tuple[bool, bool]
) -> None:
    """Readings within some spans, the first of which may have no end, are those of all readings that lie in one of them."""
    _, slip = pair
    wanted: list[tuple[F | None, F | None]] = [(F(low, 3), F(low + width, 3)) for low, width in spans]
    wanted[0] = (wanted[0][0] if ends[0] else None, wanted[0][1] if ends[1] else None)
    inside = meant(slip, within=wanted)

    assert inside == tuple(
        one for one in meant(slip)
        if any((low is None or low <= one[1].number) and (high is None or one[1].number <= high) for low, high in wanted)
    )  # fmt: skip


def test_counts_have_no_unit_slip() -> None:
    """元 for 万元 is a slip of money alone."""
    people = Quantity(F(18), unit_named("人"), exact=True, printed="18")

    assert Slip.UNIT not in {slip for slip, _ in meant(people)}
    assert Slip.UNIT in {slip for slip, _ in meant(evolve(people, unit=YUAN))}


# --- repair ---------------------------------------------------------------------------------------------------------


@given(seed=st.integers(0, 10**6), kind=st.sampled_from(sorted(KINDS)), rounded=st.booleans())
@PATIENT
def test_one_slip_is_listed_and_unique_is_never_wrong(seed: int, kind: str, rounded: bool) -> None:
    """Where one slip breaks an identity the true value is among the candidates, and a unique candidate is the truth."""
    slip = slipped(seed, kind, rounded=rounded)
    found = repair(evaluate(slip.report, BUDGETS, strict=True))
    for one in found:
        listed = [(c.cell.key, c.meant.value) for c in one.candidates]

        assert len(found) == 1
        assert (f"statement {slip.order}", slip.true.value) in listed
        assert one.unique is (len(listed) == 1)


@given(statements=small_budgets())
@settings(PATIENT, max_examples=share(2))
def test_windows_hide_no_candidate(statements: list[Statement]) -> None:
    """Where a relation would hold with a cell printed otherwise, the print lies in the window that is looked through."""
    every, cells = edits(judged(*statements))
    for relation in (option for edit in every for option in edit.options):
        for key in relation.keys:
            around = window(relation, key)
            for _, quantity in meant(cells[key].quantity, 2):
                if around is not None and relation.distance({key: quantity}) is not None:
                    more = around.reach * quantity.step

                    assert around.low is None or around.low - more <= quantity.value
                    assert around.high is None or quantity.value <= around.high + more


@given(seed=st.integers(0, 10**6), kind=st.sampled_from(sorted(KINDS)), rounded=st.booleans())
@PATIENT
def test_candidates_mend_everything(seed: int, kind: str, rounded: bool) -> None:
    """With any candidate put in its place the evaluation has nothing broken."""
    slip = slipped(seed, kind, rounded=rounded)
    evaluation = evaluate(slip.report, BUDGETS, strict=True)
    for one in repair(evaluation):
        for candidate in one.candidates[:12]:
            statements = tuple(
                evolve(s, reading=candidate.meant) if f"statement {s.order}" == candidate.cell.key else s
                for s in slip.report.statements
            )
            again = evaluate(evolve(slip.report, statements=statements), evaluation.rulebook, strict=True)

            assert all(c.holds for c in again.checked)


@given(seed=st.integers(0, 10**6), kind=st.sampled_from(sorted(KINDS)))
@example(seed=881, kind="dropped digit")  # one change explains four findings
@PATIENT
def test_nothing_is_changed(seed: int, kind: str) -> None:
    """Locating, repairing and suggesting leave the report and the evaluation as they were; suggestions only add to findings.
    A finding that the one suggested change explains shares the root of the finding that carries the suggestion, which is
    at least as loud.
    """
    evaluation = evaluate(slipped(seed, kind).report, BUDGETS, strict=True)
    before = pickle.dumps(evaluation)
    locate(evaluation)
    repair(evaluation)
    suggested = with_suggestions(evaluation)

    assert pickle.dumps(evaluation) == before
    assert suggested.report == evaluation.report
    of_mark = {f.fingerprint: f for f in suggested.findings}
    for old, new in zip(evaluation.findings, suggested.findings, strict=True):
        assert evolve(new, suggestions=(), root=None) == evolve(old, suggestions=(), root=None)
        if new.root != old.root:
            head = of_mark[str(new.root)]
            assert head.root is None
            assert head.suggestions
            assert head.severity.rank <= new.severity.rank


def test_exact_solutions_come_first() -> None:
    """A reading that makes the sum exact comes before one within rounding, and shares its rank with none."""
    evaluation = judged(said("a", "12.34"), said("b", "20.00"), said("c", "31"), said("total", "64.24"), by=[TOTAL])
    (found,) = repair(evaluation)

    assert [(c.cell.cited.item, c.meant.printed, c.slip) for c in found.first] == [("a", "13.24", Slip.TRANSPOSED)]
    assert all(c.rank > 1 for c in found.candidates[1:])
    assert [c.distance for c in found.candidates] == sorted(c.distance for c in found.candidates)
    assert {c.distance for c in found.candidates} > {0}


def test_two_errors_are_repaired_apart() -> None:
    """Broken identities that share no statement are repaired each for itself."""
    other = SumOf(id="other-sum", total="o", parts=("x", "y"))
    evaluation = judged(
        said("a", "1.00"), said("b", "2.00"), said("c", "3.00"), said("total", "-6.00"),
        said("x", "5.00"), said("y", "7.00"), said("o", "-12.00"), by=[TOTAL, other],
    )  # fmt: skip

    assert [[(c.cell.cited.item, c.meant.printed) for c in r.first] for r in repair(evaluation)] == [
        [("o", "12.00")],
        [("total", "6.00")],
    ]


def glued(*more: Statement, by: Sequence[object] = (ONE_VALUE, TOTAL)) -> Evaluation:
    """A report in one of whose cells two numbers ran together."""
    made = report(said("a", "0.7531.13"), said("b", "2.00"), said("c", "3.00"), *more)
    note = Note("unread", "“甲”不是一个数", "a is not one number", made.statements[0].place)
    return evaluate(evolve(made, notes=(note,)), book(*by), strict=True)


def test_an_identity_decides_a_reading() -> None:
    """Of two numbers that ran together the one with which the sum holds is the only candidate."""
    (found,) = repair(glued(said("total", "36.13")))

    assert [(c.meant.printed, c.slip) for c in found.candidates] == [("31.13", Slip.GLUED)]
    assert found.unique


@pytest.mark.parametrize("total", ["99.00", None])
def test_both_readings_where_none_is_decided(total: str | None) -> None:
    """Where no identity speaks, or none fits, both readings are listed."""
    (found,) = repair(glued(*([said("total", total)] if total else [])))

    assert [c.meant.printed for c in found.candidates] == ["0.75", "31.13"]
    assert not found.unique


def test_the_unit_of_the_column_is_used() -> None:
    """A bare reading is compared in the unit of its column, also with the same figure elsewhere."""
    (found,) = repair(glued(said("a", "31.13", "文"), by=[ONE_VALUE]))

    assert [(c.meant.printed, c.meant.unit) for c in found.candidates] == [("31.13", WAN_YUAN)]


# --- suggestions ----------------------------------------------------------------------------------------------------


def suggestions(evaluation: Evaluation) -> list[str]:
    """What is suggested, in Chinese."""
    return [s.text.zh for f in with_suggestions(evaluation).findings for s in f.suggestions]


def test_a_suggestion_names_the_change_and_asks() -> None:
    """One slip that explains everything is named with its cell, both prints and the slip, politely."""
    evaluation = judged(
        said("a", "1.00"), said("b", "2.00"), said("c", "4.00"), said("total", "700.00"), said("twin", "2.00"),
        said("rate", "14.29%"),
    )  # fmt: skip
    text = render_text([with_suggestions(evaluation)])

    assert suggestions(evaluation) == ["若“合计”（2023年）由700.00改为7.00（小数点错位），所涉各式均成立，请核对原件"]
    assert "核对线索：若“合计”（2023年）由700.00改为7.00" in text
    assert "a clue: if '合计' (2023) said 7.00 instead of 700.00 (decimal point)" in render_text(
        [with_suggestions(evaluation)], "en"
    )


def test_a_change_that_is_no_slip_is_named_where_it_is_the_only_one() -> None:
    """A figure contradicted by everything around it is suggested with what it would have to say."""
    evaluation = judged(
        said("a", "1.00"), said("b", "2.00"), said("c", "4.00"), said("total", "7.00"), said("a", "5.36", "文"),
        by=[ONE_VALUE, TOTAL],
    )  # fmt: skip

    assert suggestions(evaluation) == ["若“甲”（2023年）由5.36改为1.00，所涉各式均成立，请核对原件"]


def test_many_explanations_are_no_suggestion() -> None:
    """A sum off by a round amount may be wrong anywhere, so nothing is suggested."""
    evaluation = judged(said("a", "10.00"), said("b", "20.00"), said("c", "30.00"), said("total", "61.00"), by=[TOTAL])

    assert evaluation.findings
    assert suggestions(evaluation) == []


LIMIT = AtMost(id="limit", lesser="total", greater="o", severity=Severity.ERROR)


@pytest.mark.parametrize(
    ("parts", "most", "said_of"),
    [((), "4.31", []), (("1.00", "1.13", "1.00"), "4.31", ["3.13"]), (("1.00", "1.13", "1.00"), "2.31", [])],
)
def test_a_limit_proposes_no_value(parts: tuple[str, ...], most: str, said_of: list[str]) -> None:
    """A broken limit says on which side a figure should lie and proposes nothing; a sum's value is proposed if it keeps it."""
    listed = [said(item, text) for item, text in zip("abc", parts, strict=False)]
    evaluation = judged(said("total", "9.47"), *listed, said("o", most), by=[TOTAL, LIMIT])

    assert "limit" in {f.rule for f in evaluation.findings}
    assert suggestions(evaluation) == [
        f"若“合计”（2023年）由9.47改为{value}，所涉各式均成立，请核对原件" for value in said_of
    ]


def test_what_holds_gets_no_suggestion() -> None:
    """An evaluation without broken identities comes back as it is."""
    evaluation = evaluate(budget(3), BUDGETS, strict=True)

    assert with_suggestions(evaluation) is evaluation


def test_a_decided_reading_is_the_only_suggestion() -> None:
    """The reading an identity decides takes the place of both; without one both stay."""
    unread = tuple(f.rule for f in perfeval.rulebook().in_order if f.rule.id == "unread-cell")

    assert suggestions(glued(said("total", "36.13"), by=[TOTAL, *unread])) == [
        "读作31.13：只有这一读法与所涉各式相符，请核对原件"
    ]
    assert suggestions(glued(by=[TOTAL, *unread])) == ["读作0.75", "读作31.13"]


def form(points: Sequence[str], outside: str) -> Form:
    """A form with one block of rows, and one row outside every block, whose points are printed as 100 in all."""
    place = Place(file="报告")
    made = [
        IndicatorRow(i, "产出指标", "数量指标", f"指标{i}", place, points=entry(p, place), head=0)
        for i, p in enumerate(points)
    ]
    made.append(IndicatorRow(len(made), "", "", "块外指标", place, points=entry(outside, place)))
    head = Head("产出指标", entry("100", place), place)
    return Form("f", "自评表", tuple(made), (head,), total_points=entry("100", place), place=place)


def test_weights_of_110_name_the_row_outside_every_block() -> None:
    """Points that add up to 110 because of a row outside every block: the total says that this row makes the difference."""
    outside = tuple(f.rule for f in perfeval.rulebook().in_order if f.rule.id == "row-outside-blocks")
    own = book(PointsTotal(id="points-total"), BlockPoints(id="block-points"), *outside)
    evaluation = evaluate(report(forms=[form(["60", "40"], "10")]), own, strict=True)
    total = next(f for f in evaluation.findings if f.rule == "points-total")

    assert "=110" in total.message.zh
    assert [s.text.zh for s in total.suggestions] == ["若不计“块外指标”一行，合计即相符"]
    assert [[c.cited.label for c in cells] for cells in locate(evaluation).sets] == [["块外指标"]]


def test_front_door_and_json() -> None:
    """The front door locates, repairs and suggests; suggestions come through as text in both languages."""
    made = built(
        {
            ("total", 2023, perfeval.ACTUAL): "-316.04",
            ("basic", 2023, perfeval.ACTUAL): "278.32",
            ("project", 2023, perfeval.ACTUAL): "37.72",
        }
    )
    evaluation = perfeval.evaluate(made)
    (found,) = perfeval.repair(evaluation)

    assert [[c.cited.item for c in cells] for cells in perfeval.locate(evaluation).sets] == [
        ["total"],
        ["basic"],
        ["project"],
    ]
    assert [(c.cell.cited.item, c.meant.printed) for c in found.candidates] == [("total", "316.04")]
    assert "正负号" in str(perfeval.render(evaluation, "json"))


def test_cells_of_an_evaluation_are_cited() -> None:
    """Every suspected cell says what it is, what is printed and where."""
    every, cells = edits(
        judged(said("a", "1.00"), said("b", "2.00"), said("c", "4.00"), said("total", "6.00"), by=[TOTAL])
    )

    assert len(every) == 1
    assert [(c.cited.item, c.cited.printed, c.cited.place.row) for c in cells.values()] == [
        ("total", "6.00", 4), ("a", "1.00", 1), ("b", "2.00", 2), ("c", "4.00", 3),
    ]  # fmt: skip


def test_a_search_that_would_join_too_many_rows_is_given_up() -> None:
    """A figure in very many rows is looked at as far as the search may go, and the result says that it went no further."""
    rows = [Row({0: 1, figure: 1}, 1, False, 1, False, frozenset()) for figure in range(1, 31)]
    weights = dict.fromkeys(range(31), 1)
    found, given_up = (smallest_sets(System(rows, []), weights, most_nodes=nodes) for nodes in (100, 2))

    assert (found.sets, found.capped) == (((0,),), False)
    assert (given_up.sets, given_up.capped) == ((), True)
