"""Small budgets with known slips: 41 figures bound by 31 identities, for the benchmarks of localisation and repair.

Everything is drawn from a seed, so that what is measured today can be measured again: `budget(seed)` is an honest report,
`spoiled` changes some of its figures, `slipped` lets the hand slip once.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from random import Random

from attrs import evolve, frozen

from perfeval.document import Place
from perfeval.model import ALL_FUNDS, STOCK, FigureName, Report, Statement, printed
from perfeval.quantities import PERCENT, WAN_YUAN, Quantity, plain, short
from perfeval.resolution import Installed, Rulebook, resolve
from perfeval.ruling import AtMost, EqualTo, LineItem, OneValue, Pack, PartOf, RatioOf, Severity, SumOf

YEAR = 2023
#: Every sum of the budget, parts first: what is added up is drawn nowhere.
SUMS: dict[str, tuple[str, ...]] = {
    "personnel": ("wages", "allowances", "housing"),
    "operating": ("office", "utilities", "travel", "vehicle", "reception", "rest"),
    "project": ("upkeep", "events", "works"),
    "basic": ("personnel", "operating"),
    "expenditure": ("basic", "project"),
    "vehicles": ("purchase", "running"),
    "three-public": ("abroad", "vehicles", "hospitality"),
    "revenue": ("fiscal", "fund", "other"),
    "by-function": ("general", "security", "homes"),
    "budget": ("budget-basic", "budget-project"),
}
OPEN = "operating"  # its list ends in 等: the parts that are printed may not exceed it
UNPRINTED = "rest"
EQUAL = (
    ("revenue", "expenditure"),
    ("by-function", "expenditure"),
    ("vehicle", "running"),
    ("reception", "hospitality"),
)
RATES = {
    "execution-rate": ("expenditure", "budget"),
    "basic-share": ("basic", "expenditure"),
    "travel-share": ("travel", "operating"),
}
NOT_ABOVE = (
    ("expenditure", "budget"), ("basic", "budget-basic"), ("project", "budget-project"), ("abroad", "travel"),
    ("running", "operating"), ("hospitality", "operating"), ("housing", "homes"), ("three-public", "operating"),
)  # fmt: skip
#: Figures that the text repeats.
REPEATED = ("expenditure", "three-public", "basic", "project", "execution-rate")

ITEMS = tuple(dict.fromkeys([*(i for total, parts in SUMS.items() for i in (total, *parts) if i != UNPRINTED), *RATES]))


def rules() -> tuple[SumOf | PartOf | EqualTo | RatioOf | AtMost | OneValue, ...]:
    """The 31 identities: one for each line of the tables above, and one for each figure that is repeated."""
    made: list[SumOf | PartOf | EqualTo | RatioOf | AtMost | OneValue] = [OneValue(id="one-value")]
    for total, parts in SUMS.items():
        if total == OPEN:
            made.append(PartOf(id=f"{total}-list", whole=total, parts=tuple(p for p in parts if p != UNPRINTED)))
        else:
            made.append(SumOf(id=f"{total}-sum", total=total, parts=parts))
    made += [EqualTo(id=f"{one}-{other}", one=one, other=other) for one, other in EQUAL]
    made += [RatioOf(id=stated, stated=stated, of=of, to=to) for stated, (of, to) in RATES.items()]
    made += [
        AtMost(id=f"{lesser}-{greater}-limit", lesser=lesser, greater=greater, severity=Severity.ERROR)
        for lesser, greater in NOT_ABOVE
    ]
    return tuple(made)


def rulebook() -> Rulebook:
    """The rulebook of these budgets."""
    pack = Pack(id="budgets", rules=rules(), line_items=tuple(LineItem(item, item) for item in ITEMS))
    return resolve([Installed(pack)])


def _values(random: Random, digits: int) -> dict[str, int]:
    """Every amount, in whole units of so many decimals: leaves drawn, the rest added up or set equal."""
    unit = 10**digits

    def amount(low: int, high: int) -> int:
        return random.randrange(low * unit, high * unit)

    values = {
        "wages": amount(60, 900), "allowances": amount(20, 300), "housing": amount(8, 90),
        "office": amount(1, 40), "utilities": amount(1, 30), "travel": amount(4, 60), "rest": amount(1, 20),
        "running": amount(1, 9), "hospitality": random.randrange(unit // 5, 3 * unit), "abroad": random.randrange(unit // 5, 4 * unit),
        "purchase": random.choice((0, amount(10, 30))), "upkeep": amount(3, 80), "events": amount(3, 80), "works": amount(5, 400),
    }  # fmt: skip
    values["vehicle"], values["reception"] = values["running"], values["hospitality"]
    for total in ("personnel", "operating", "project", "basic", "expenditure", "vehicles", "three-public"):
        values[total] = sum(values[part] for part in SUMS[total])
    if values["three-public"] > values["operating"]:
        values["rest"] += values["three-public"] - values["operating"]
        for total in ("operating", "basic", "expenditure"):
            values[total] = sum(values[part] for part in SUMS[total])
    for side, (first, second, last) in (("revenue", SUMS["revenue"]), ("by-function", SUMS["by-function"])):
        whole = values["expenditure"]
        values[side] = whole
        least = values["housing"] if last == "homes" else 0
        values[last] = least + random.randrange((whole - least) // 5)
        values[second] = random.randrange((whole - values[last]) // 3)
        values[first] = whole - values[last] - values[second]
    values["budget-basic"] = values["basic"] + amount(1, 40)
    values["budget-project"] = values["project"] + amount(1, 40)
    values["budget"] = values["budget-basic"] + values["budget-project"]
    return values


def money(number: Fraction, places: int = 2) -> Quantity:
    """An amount as printed."""
    text = plain(number, places)
    return Quantity(Fraction(text), WAN_YUAN, places, printed=text)


def _statement(item: str, quantity: Quantity, block: str, order: int) -> Statement:
    name = FigureName(printed("某单位"), item, printed(YEAR), printed(STOCK), printed(ALL_FUNDS))
    return Statement(name, item, quantity, Place(file="budget", row=order + 1), block, order=order)


def budget(seed: int, *, rounded: bool = False) -> Report:
    """An honest report: 36 figures, five of them repeated in the text, so 41 statements.

    With `rounded` amounts are drawn to the yuan and every figure is printed rounded to 0.01万元, so that sums hold within
    rounding only; otherwise they balance as printed.
    """
    random = Random(f"budget {seed} {rounded}")
    digits = 4 if rounded else 2
    values = _values(random, digits)
    true = {item: Fraction(value, 10**digits) for item, value in values.items()}
    quantities = {item: money(true[item]) for item in ITEMS if item in true}
    for stated, (of, to) in RATES.items():
        text = plain(true[of] / true[to] * 100, 2)
        quantities[stated] = Quantity(Fraction(text), PERCENT, 2, printed=f"{text}%")
    statements = [_statement(item, quantities[item], "table", order) for order, item in enumerate(ITEMS)]
    for item in REPEATED:
        statements.append(_statement(item, quantities[item], "text", len(statements)))
    return Report(source="budget", entity="某单位", year=YEAR, statements=tuple(statements))


def with_print(report: Report, order: int, quantity: Quantity) -> Report:
    """The report with one statement printed otherwise."""
    return evolve(
        report, statements=tuple(evolve(s, reading=quantity) if s.order == order else s for s in report.statements)
    )


def spoiled(seed: int, errors: int) -> tuple[Report, frozenset[int]]:
    """A rounded budget of which so many amounts are off by 2 to 50 units of 万元, and which they are."""
    random = Random(f"spoiled {seed} {errors}")
    report = budget(seed, rounded=True)
    amounts = [s for s in report.statements if s.quantity and s.quantity.unit is WAN_YUAN]
    chosen = random.sample(amounts, errors)
    for statement in chosen:
        assert statement.quantity is not None
        off = random.choice((-1, 1)) * random.randint(2, 50)
        report = with_print(report, statement.order, money(statement.quantity.number + off))
    return report, frozenset(s.order for s in chosen)


# --- slips ----------------------------------------------------------------------------------------------------------


@frozen
class Slipped:
    """A report with one slip: which statement, what it was, and what kind of slip."""

    report: Report
    order: int
    true: Quantity
    kind: str


def _swapped(text: str, random: Random) -> str | None:
    spots = [i for i, c in enumerate(text) if c != "."]
    pairs = [(a, b) for a, b in pairwise(spots) if text[a] != text[b]]
    if not pairs:
        return None
    a, b = random.choice(pairs)
    chars = list(text)
    chars[a], chars[b] = chars[b], chars[a]
    return "".join(chars)


def _dropped(text: str, random: Random) -> str | None:
    """One digit gone, and still two decimals, as where amounts are keyed in without a point."""
    digits = text.replace(".", "")
    at = random.randrange(len(digits))
    left = digits[:at] + digits[at + 1 :]
    return plain(Fraction(int(left), 100), 2)


def _shorter(text: str, random: Random) -> str | None:
    """One digit gone from the print; where it was a decimal, one decimal is left."""
    at = random.choice([i for i, c in enumerate(text) if c != "."])
    return text[:at] + text[at + 1 :]


def _pointed(text: str, random: Random) -> str | None:
    """The point one place off: the digits kept, or the number ten times as large, printed with two decimals."""
    whole, _, rest = text.partition(".")
    moved = [f"{whole}{rest[0]}.{rest[1:]}", f"{whole}{rest[0]}.{rest[1:]}0"]
    if len(whole) > 1:
        moved.append(f"{whole[:-1]}.{whole[-1]}{rest}")
    found = random.choice(moved)
    trimmed = found.lstrip("0")
    return f"0{trimmed}" if trimmed.startswith(".") else trimmed


KINDS = {
    "digits transposed": _swapped,
    "sign": lambda text, random: f"-{text}",
    "decimal point, 1 place": _pointed,
    "unit 10^4": lambda text, random: short(Fraction(text) * 10**4, 0),
    "dropped digit": _dropped,
    "dropped digit, in print": _shorter,
}


def slipped(seed: int, kind: str, *, rounded: bool = False) -> Slipped:
    """A budget of which one amount has a slip of a kind; what no hand would print (007.20) is drawn anew."""
    random = Random(f"slip {seed} {kind} {rounded}")
    report = budget(seed, rounded=rounded)
    amounts = [s for s in report.statements if s.quantity and s.quantity.unit is WAN_YUAN and s.quantity.number]
    while True:
        statement = random.choice(amounts)
        assert statement.quantity is not None
        text = KINDS[kind](plain(statement.quantity.number, 2), random)
        if text is None or not _is_print(text) or Fraction(text) == statement.quantity.number:
            continue
        wrong = Quantity(Fraction(text), WAN_YUAN, len(text.partition(".")[2]), printed=text)
        wrong = evolve(wrong, exact=wrong.places == 0)  # a whole number in a column of decimals stands for itself
        return Slipped(with_print(report, statement.order, wrong), statement.order, statement.quantity, kind)


def _is_print(text: str) -> bool:
    whole, point, rest = text.lstrip("-").partition(".")
    return bool(whole) and (whole == "0" or whole[0] != "0") and (not point or bool(rest))


def slips(kind: str, reports: int, *, rounded: bool = False) -> Iterator[Slipped]:
    """One slip of a kind in each of so many reports."""
    for seed in range(reports):
        yield slipped(seed, kind, rounded=rounded)
