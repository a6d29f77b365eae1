"""Honest figures: which of a book's figures a report states, the numbers that keep its rules, and how they are printed.

Figures that no relation connects are islands, drawn and left out by themselves. Inside an island, the figures that
equalities tie together are stated together or not at all, so that no relation is ever half stated.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from attrs import define, field, frozen

from perfeval.document import Place
from perfeval.model import STOCK, FigureName, Item, NameKey, Part, Statement
from perfeval.quantities import PERCENT, WAN_YUAN, Quantity, plain
from perfeval.resolution import Rulebook
from perfeval.testing.making.content import Content, Line, Option, Requirement, content
from perfeval.testing.making.solving import Plan, Sum, plan

#: An island's figures are left out in at most so many parts; each combination is solved once.
MOST_UNITS = 4
#: How finely true values are drawn where prints are rounded: in hundredths of what is printed.
FINER = 100
SOURCE = "honest"


@define
class _Sets:
    """Who belongs together."""

    parent: dict[Hashable, Hashable] = field(factory=dict)

    def root(self, key: Hashable) -> Hashable:
        """The one who stands for the set of a key."""
        while self.parent.setdefault(key, key) != key:
            self.parent[key] = self.parent[self.parent[key]]
            key = self.parent[key]
        return key

    def join(self, keys: Iterable[Hashable]) -> None:
        """Put keys into one set."""
        first: Hashable | None = None
        for key in keys:
            first = self.root(key) if first is None else first
            self.parent[self.root(key)] = first

    def parted(self, keys: Iterable[NameKey]) -> dict[Hashable, list[NameKey]]:
        """Keys by the one who stands for their set."""
        made: dict[Hashable, list[NameKey]] = {}
        for key in keys:
            made.setdefault(self.root(key), []).append(key)
        return made


def _sums(option: Option) -> tuple[NameKey, ...]:
    return tuple(k for _, k in (*option.terms, *option.bottom))


@frozen
class Island:
    """Figures that relations connect, in units that are stated or left out as a whole."""

    units: tuple[tuple[NameKey, ...], ...]
    requirements: tuple[Requirement, ...]
    rates: tuple[NameKey, ...]


@frozen(eq=False)
class World:
    """A book's figures: its islands, which of them count things, and every line they are stated in."""

    content: Content
    islands: tuple[Island, ...]
    counts: frozenset[NameKey]
    labels: Mapping[str, str]
    plans: dict[tuple[int, frozenset[int], bool], Chosen] = field(factory=dict, repr=False)

    def chosen(self, island: int, units: frozenset[int], *, rounded: bool = False) -> Chosen:
        """How the figures of some units of an island are made; solved once."""
        known = self.plans.get((island, units, rounded))
        if known is None:
            known = self.plans[island, units, rounded] = _choose(self.islands[island], units, rounded=rounded)
        return known


@frozen
class Chosen:
    """Some units of an island: the plan of their numbers, and the rates that can be told of them."""

    plan: Plan
    keys: frozenset[NameKey]
    rates: tuple[tuple[NameKey, Option], ...]


def _choose(island: Island, units: frozenset[int], *, rounded: bool) -> Chosen:
    keys = [k for n in sorted(units) for k in island.units[n]]
    stated = set(keys)
    sums: list[Sum] = []
    rates: dict[NameKey, Option] = {}
    for requirement in island.requirements:
        option = next((o for one in requirement.options if (o := _restricted(one, stated)) is not None), None)
        if option is None:
            continue
        if option.stated is not None:
            rates.setdefault(option.stated, option)
            continue
        margin = Fraction(0)
        if rounded and option.exact:  # a share has no slack: keep the roundings of both off its ends
            margin = sum((abs(c) for c, _ in option.terms), Fraction(0)) * FINER / 2
        sums.append(Sum(tuple((k, c) for c, k in option.terms), margin, option.at_most, requirement.rule))
    return Chosen(plan(dict.fromkeys(sums), keys), frozenset(stated), tuple(rates.items()))


def _restricted(option: Option, stated: set[NameKey]) -> Option | None:
    """A relation among the figures that are stated, None if one it needs is not."""
    if all(k in stated for k in _sums(option)):
        return option
    if option.stated is not None or any(k not in stated and k not in option.optional for _, k in option.terms):
        return None
    terms = tuple((c, k) for c, k in option.terms if k in stated)
    return Option(terms, option.at_most, exact=option.exact) if len(terms) > 1 else None


def islands(about: Content) -> tuple[Island, ...]:
    """The islands of a content, the smallest first."""
    rates = {o.stated for r in about.requirements for o in r.options if o.stated is not None}
    keys = list(dict.fromkeys(line.name.key for line in about.lines if line.name.key not in rates))
    everything, families = _Sets(), _Sets()
    for requirement in about.requirements:
        everything.join(k for o in requirement.options for k in _sums(o))
        for option in requirement.options:
            if option.stated is None and not option.at_most:
                families.join(_sums(option))
    made = []
    for root, members in everything.parted(keys).items():
        own = tuple(
            r for r in about.requirements if any(everything.root(k) == root for o in r.options for k in _sums(o))
        )
        told = tuple(dict.fromkeys(o.stated for r in own for o in r.options if o.stated is not None))
        units = _units(list(families.parted(members).values()))
        made.append(Island(tuple(map(tuple, units)), own, told))
    return tuple(sorted(made, key=lambda i: (sum(map(len, i.units)), str(i.units))))


def _units(families: list[list[NameKey]]) -> list[list[NameKey]]:
    """Families of one column (year, stage, fund) are stated together; the smallest columns are put together."""
    columns: dict[tuple[str, ...], list[NameKey]] = {}
    for family in families:
        _, _, *rest = family[0]
        columns.setdefault(tuple(map(str, rest)), []).extend(family)
    ordered = sorted(columns.values(), key=len, reverse=True)
    last = [k for column in ordered[MOST_UNITS - 1 :] for k in column]
    return [*ordered[: MOST_UNITS - 1], *([last] if last else [])]


def _counts(about: Content) -> frozenset[NameKey]:
    """Figures that count things: those without a stage that nothing compares with money."""
    kinds = _Sets()
    for requirement in about.requirements:
        for option in requirement.options:
            kinds.join(_sums(option))
    money = {kinds.root(line.name.key) for line in about.lines if line.name.stage.value is not STOCK}
    return frozenset(line.name.key for line in about.lines if kinds.root(line.name.key) not in money)


def world(about: Content, labels: Mapping[str, str]) -> World:
    """The figures of a content, ready to be drawn."""
    return World(about, islands(about), _counts(about), labels)


_WORLDS: dict[int, tuple[Rulebook, World]] = {}


def world_of(book: Rulebook) -> World:
    """The figures of a book; found once for each book."""
    known = _WORLDS.get(id(book))
    if known is None or known[0] is not book:
        if len(_WORLDS) > 64:
            _WORLDS.clear()
        known = _WORLDS[id(book)] = (book, world(content(book), book.labels))
    return known[1]


# --- how they are printed -------------------------------------------------------------------------------------------


@frozen
class Values:
    """The numbers of a report: hundredths of 万元, or whole counts; `finer` where they are hundredths of that."""

    numbers: Mapping[NameKey, int]
    rates: Mapping[NameKey, Fraction]
    finer: int = 1


def values(
    world: World, units: Sequence[frozenset[int]], offsets: Mapping[int, Sequence[int]], *, rounded: bool = False, floor: int = 0
) -> Values:  # fmt: skip
    """The numbers of the chosen units, from the offsets drawn for each island."""
    numbers: dict[NameKey, int] = {}
    rates: dict[NameKey, Fraction] = {}
    for number, chosen_units in enumerate(units):
        if not chosen_units:
            continue
        chosen = world.chosen(number, chosen_units, rounded=rounded)
        is_count = bool(chosen.keys & world.counts)
        grain = 1 if is_count else 100 * (FINER if rounded else 1)
        made = chosen.plan.solve(offsets[number], grain, floor)
        numbers.update({k: v for k, v in made.items() if isinstance(k, tuple)})
        for stated, option in chosen.rates:
            under = sum((c * made[k] for c, k in option.bottom), Fraction(0))
            if under:
                rates[stated] = sum((c * made[k] for c, k in option.terms), Fraction(0)) / under
    return Values(numbers, rates, FINER if rounded else 1)


@frozen
class _Template:
    """A line of a report, all but its number."""

    key: NameKey
    name: FigureName
    label: str
    place: Place
    block: str
    column: str
    parent: Item | None


def _label(name: FigureName, labels: Mapping[str, str]) -> str:
    item = name.item
    if item.free:
        return item.free[-1]
    return labels.get(item.text) or labels.get(item.base) or item.text


@lru_cache(maxsize=64)
def _templates(
    lines: tuple[Line, ...], labels: tuple[tuple[str, str], ...], entity: str, year: int, moved: int
) -> tuple[_Template, ...]:
    table = dict(labels)
    made = []
    for order, line in enumerate(lines):
        name = line.name
        when = name.year.value
        name = FigureName(
            Part(entity), name.item, Part(when + moved) if isinstance(when, int) else name.year, name.stage, name.fund
        )
        stage = str(getattr(name.stage.value, "value", name.stage.value))
        place = Place(SOURCE, line.block, row=order + 1)
        made.append(_Template(line.name.key, name, _label(name, table), place, line.block, stage, line.parent))
    return tuple(made)


_LABELS: dict[int, tuple[Mapping[str, str], tuple[tuple[str, str], ...]]] = {}


def _frozen_labels(labels: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    known = _LABELS.get(id(labels))
    if known is None or known[0] is not labels:
        if len(_LABELS) > 64:
            _LABELS.clear()
        known = _LABELS[id(labels)] = (labels, tuple(sorted(labels.items())))
    return known[1]


def money(number: int, finer: int = 1) -> Quantity:
    """An amount of so many hundredths of 万元, as printed; `finer` where the number is in parts of a hundredth."""
    if finer > 1:
        number = (2 * number + finer) // (2 * finer)
    sign, digits = ("-", -number) if number < 0 else ("", number)
    return Quantity(Fraction(number, 100), WAN_YUAN, 2, False, False, f"{sign}{digits // 100}.{digits % 100:02d}")


def count(number: int) -> Quantity:
    """So many of something."""
    return Quantity(Fraction(number), None, 0, True, False, str(number))


def rate(share: Fraction) -> Quantity:
    """A rate as a printed percentage of two decimals."""
    text = plain(share * 100, 2)
    return Quantity(Fraction(text), PERCENT, 2, False, False, f"{text}%")


def statements(world: World, made: Values, entity: str, year: int) -> tuple[Statement, ...]:
    """The lines that have a number, as a report states them."""
    lines = _templates(world.content.lines, _frozen_labels(world.labels), entity, year, year - world.content.year)
    read: dict[NameKey, Quantity] = {}
    for key, number in made.numbers.items():
        read[key] = count(number) if key in world.counts else money(number, made.finer)
    for key, share in made.rates.items():
        read[key] = rate(share)
    found: list[Statement] = []
    for line in lines:
        quantity = read.get(line.key)
        if quantity is not None:
            found.append(
                Statement(line.name, line.label, quantity, line.place, line.block, line.column, line.parent, len(found))
            )
    return tuple(found)


__all__ = [
    "SOURCE",
    "Chosen",
    "Island",
    "Values",
    "World",
    "count",
    "money",
    "rate",
    "statements",
    "values",
    "world",
    "world_of",
]
