"""Whole numbers that keep a set of identities, found without trying: solved once, then drawn one after the other.

Rule 1: equalities are substituted. What they decide is computed from what they leave free.
Rule 2: inequalities are projected, variable by variable (Fourier–Motzkin); of two bounds with coefficients above one
only what is sure to leave a whole number between them is kept (Pugh's dark shadow).
Rule 3: a plan therefore draws each free number from an interval that is never empty, and no draw is thrown away.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import gcd, lcm

from attrs import define, field, frozen

#: Where nothing bounds a number from above, it is drawn from this many above its least.
ROOM = 10**8
#: More inequalities than this in one projection mean that the identities are not of the kind this is made for.
MOST_BOUNDS = 4000

Key = Hashable
Terms = Mapping[Key, Fraction]
Whole = tuple[tuple[int, int], ...]


class ContradictionError(ValueError):
    """Identities that no figures can keep together."""


@frozen
class Sum:
    """Σ coefficient · number + constant = 0, or ≤ 0. `name` says whose it is, `total` which term the rest explains."""

    terms: tuple[tuple[Key, Fraction], ...]
    constant: Fraction = Fraction(0)
    at_most: bool = False
    name: str = ""

    def collected(self) -> dict[Key, Fraction]:
        """The coefficient of each number."""
        made: dict[Key, Fraction] = {}
        for key, coefficient in self.terms:
            made[key] = made.get(key, Fraction(0)) + coefficient
        return {k: c for k, c in made.items() if c}


@define
class Affine:
    """Σ coefficient · free number + constant."""

    terms: dict[Key, Fraction] = field(factory=dict)
    constant: Fraction = Fraction(0)

    def add(self, other: Affine, times: Fraction) -> None:
        """Add so many times another."""
        for key, coefficient in other.terms.items():
            left = self.terms.get(key, Fraction(0)) + coefficient * times
            if left:
                self.terms[key] = left
            else:
                self.terms.pop(key, None)
        self.constant += other.constant * times


@define
class Substitution:
    """Equalities, solved as they come: what each decides, by what is free."""

    decided: dict[Key, Affine] = field(factory=dict)
    users: dict[Key, set[Key]] = field(factory=dict)
    spared: Key | None = None

    def reduced(self, equality: Sum) -> Affine:
        """An equality or inequality in terms of what is still free."""
        made = Affine(constant=equality.constant)
        for key, coefficient in equality.collected().items():
            made.add(self.decided.get(key) or Affine({key: Fraction(1)}), coefficient)
        return made

    def take(self, equality: Sum) -> bool:
        """Solve one equality more; False if the others imply it already.

        Raises
        ------
        ContradictionError
            If the others contradict it.
        """
        left = self.reduced(equality)
        if not left.terms:
            if left.constant:
                raise ContradictionError(equality.name)
            return False
        pivot = self._pivot(left, equality)
        coefficient = left.terms.pop(pivot)
        solved = Affine({k: -c / coefficient for k, c in left.terms.items()}, -left.constant / coefficient)
        for user in self.users.pop(pivot, set()):
            times = self.decided[user].terms.pop(pivot, None)
            if times is not None:  # it may have fallen out since
                self.decided[user].add(solved, times)
                self._note(user, self.decided[user])
        self.decided[pivot] = solved
        self._note(pivot, solved)
        return True

    def _pivot(self, left: Affine, equality: Sum) -> Key:
        """What an equality decides: its total where that is still free, else something its coefficient makes whole."""
        for key, _ in equality.terms[:1]:
            if abs(left.terms.get(key, Fraction(0))) == 1 and key != self.spared:
                return key
        return min(left.terms, key=lambda k: (k == self.spared, abs(left.terms[k]) != 1, len(self.users.get(k, ()))))

    def _note(self, user: Key, affine: Affine) -> None:
        for key in affine.terms:
            self.users.setdefault(key, set()).add(user)


@frozen
class Bound:
    """Σ coefficient · number + constant ≤ 0 in whole numbers, by index of the free number."""

    terms: Whole
    constant: int

    @property
    def is_void(self) -> bool:
        """Whether numbers of zero and more keep it anyway."""
        return self.constant <= 0 and all(c < 0 for _, c in self.terms)


def _whole(terms: Mapping[int, Fraction], constant: Fraction) -> Bound:
    scale = lcm(constant.denominator, *(c.denominator for c in terms.values()))
    whole = {k: int(c * scale) for k, c in terms.items() if c}
    left = int(constant * scale)
    step = gcd(*whole.values()) if whole else 1
    if step > 1:
        whole = {k: c // step for k, c in whole.items()}
        left = -(-left // step)
    return Bound(tuple(sorted(whole.items())), left)


def _kept(bounds: Iterable[Bound]) -> list[Bound]:
    """Bounds without those that are void or that another one implies.

    Raises
    ------
    ContradictionError
        If one of them cannot be kept.
    """
    best: dict[Whole, int] = {}
    for bound in bounds:
        if bound.is_void:
            continue
        if bound.constant > 0 and all(c > 0 for _, c in bound.terms):
            raise ContradictionError("inequalities")
        best[bound.terms] = max(bound.constant, best.get(bound.terms, bound.constant))
    return [Bound(terms, constant) for terms, constant in best.items()]


def _joined(lower: Bound, upper: Bound, which: int) -> Bound:
    """What a lower and an upper bound of one number leave for the others, a whole number between them being sure."""
    low, high = dict(lower.terms), dict(upper.terms)
    b, a = -low.pop(which), high.pop(which)
    terms = {k: Fraction(a * low.get(k, 0) + b * high.get(k, 0)) for k in {*low, *high}}
    shadow = (a - 1) * (b - 1)
    return _whole({k: c for k, c in terms.items() if c}, Fraction(a * lower.constant + b * upper.constant + shadow))


@frozen
class Step:
    """One free number: its place, its step, and the bounds that hold once the earlier ones are known."""

    index: int
    lowers: tuple[tuple[int, Whole, int], ...]
    uppers: tuple[tuple[int, Whole, int], ...]

    def interval(self, values: Sequence[int]) -> tuple[int, int | None]:
        """The whole numbers it may be; no upper end where nothing bounds it."""
        low = 0
        for coefficient, terms, constant in self.lowers:
            left = constant
            for at, c in terms:
                left += c * values[at]
            bound = -(-left // coefficient)
            low = max(low, bound)
        high: int | None = None
        for coefficient, terms, constant in self.uppers:
            left = constant
            for at, c in terms:
                left += c * values[at]
            bound = -left // coefficient
            if high is None or bound < high:
                high = bound
        return low, high


@frozen
class Plan:
    """How to make numbers that keep all identities: so many draws, in this order, and the rest computed.

    Attributes
    ----------
    keys
        The free numbers, by index.
    steps
        How each is drawn, in order.
    computed
        The others: multiples of the free numbers, and a constant.
    redundant
        Names of equalities that the others imply.
    """

    keys: tuple[Key, ...]
    multiples: tuple[int, ...]
    least: tuple[int, ...]
    steps: tuple[Step, ...]
    computed: tuple[tuple[Key, Whole, int], ...]
    redundant: tuple[str, ...] = ()

    @property
    def draws(self) -> int:
        """How many numbers are drawn."""
        return len(self.steps)

    def solve(self, offsets: Sequence[int], grain: int = 1, floor: int = 0) -> dict[Key, int]:
        """Numbers that keep everything, from as many offsets: how far each lies above the least it may be.

        Offsets below a thousand count in steps of `grain`, where there is room; `floor` is added where there is room.
        """
        values = [0] * len(self.keys)
        for step, offset in zip(self.steps, offsets, strict=True):
            low, high = step.interval(values)
            values[step.index] = low + _above(offset, high, low, grain, floor)
        made: dict[Key, int] = {}
        for key, value, multiple, least in zip(self.keys, values, self.multiples, self.least, strict=True):
            made[key] = value * multiple + least
        for key, terms, constant in self.computed:
            made[key] = constant + sum(c * values[at] for at, c in terms)
        return made


def _above(offset: int, high: int | None, low: int, grain: int, floor: int) -> int:
    wanted = floor + (offset * grain if offset < 1000 else offset)
    if high is None or wanted <= high - low:
        return wanted
    return offset % (high - low + 1)


def plan(
    sums: Iterable[Sum], keys: Iterable[Key], least: Mapping[Key, int] | None = None, first: Key | None = None
) -> Plan:  # fmt: skip
    """A plan that makes numbers, zero or more, which keep these sums.

    Parameters
    ----------
    sums
        Equalities and inequalities.
    keys
        All numbers, also those no sum is about.
    least
        The least a number may be, zero where nothing is said.
    first
        A number that is drawn before all others, if the equalities leave it free.

    Raises
    ------
    ContradictionError
        If no numbers keep them all.
    """
    every = list(sums)
    known = Substitution(spared=first)
    redundant = tuple(s.name for s in every if not s.at_most and not known.take(s))
    grid = _grid(known, _free(known, every, keys), dict(least or {}))
    bounds = [grid.bound(known.reduced(s)) for s in every if s.at_most]
    bounds += [grid.bound(grid.short_of_least(key, affine)) for key, affine in known.decided.items()]
    steps = _project(_kept(bounds), len(grid.index), grid.index.get(first))
    return Plan(
        tuple(grid.index), tuple(grid.multiple.values()), tuple(grid.floors.get(k, 0) for k in grid.index), tuple(steps),
        tuple(grid.computed(key, affine) for key, affine in known.decided.items()), redundant,
    )  # fmt: skip


def _free(known: Substitution, every: Sequence[Sum], keys: Iterable[Key]) -> list[Key]:
    """The numbers no equality decides, those no sum is about among them."""
    named = (k for s in every for k, _ in s.terms)
    return [k for k in dict.fromkeys((*keys, *named)) if k not in known.decided]


@frozen
class _Grid:
    """The free numbers as they are drawn: each counted from its least, in steps that leave decided numbers whole.

    `index` and `multiple` have the free numbers in one order: the place of each, and the size of its step.
    """

    index: Mapping[Key, int]
    multiple: Mapping[Key, int]
    floors: Mapping[Key, int]

    def _shifted(self, affine: Affine) -> Fraction:
        """The constant once every number is counted from its least."""
        return sum((c * self.floors.get(k, 0) for k, c in affine.terms.items()), affine.constant)

    def bound(self, affine: Affine) -> Bound:
        """An inequality in steps of the free numbers."""
        terms = {self.index[k]: c * self.multiple[k] for k, c in affine.terms.items()}
        return _whole(terms, self._shifted(affine))

    def short_of_least(self, key: Key, affine: Affine) -> Affine:
        """How far a decided number lies below the least it may be."""
        return Affine({k: -c for k, c in affine.terms.items()}, Fraction(self.floors.get(key, 0)) - affine.constant)

    def computed(self, key: Key, affine: Affine) -> tuple[Key, Whole, int]:
        """A decided number from the steps of the free ones.

        Raises
        ------
        ContradictionError
            If it would not be whole.
        """
        shift = self._shifted(affine)
        if shift.denominator != 1:
            raise ContradictionError(str(key))
        return key, tuple((self.index[k], int(c * self.multiple[k])) for k, c in affine.terms.items()), int(shift)


def _grid(known: Substitution, free: Sequence[Key], floors: Mapping[Key, int]) -> _Grid:
    """The steps of the free numbers: the least in which every decided number stays whole."""
    multiple = dict.fromkeys(free, 1)
    for affine in known.decided.values():
        for k, c in affine.terms.items():
            multiple[k] = lcm(multiple[k], c.denominator)
    return _Grid({k: n for n, k in enumerate(free)}, multiple, floors)


def _project(bounds: list[Bound], count: int, first: int | None) -> list[Step]:
    """The order of drawing: what is eliminated last is drawn first."""
    left = set(range(count))
    made: list[Step] = []
    while left:
        others = left - {first} if first is not None else left
        which = _cheapest(others or left, bounds)
        left.discard(which)
        lowers = [b for b in bounds if dict(b.terms).get(which, 0) < 0]
        uppers = [b for b in bounds if dict(b.terms).get(which, 0) > 0]
        rest = [b for b in bounds if all(k != which for k, _ in b.terms)]
        made.append(Step(which, tuple(_apart(lowers, which)), tuple(_apart(uppers, which))))
        zero = Bound(((which, -1),), 0)
        joined = [_joined(low, high, which) for high in uppers for low in (*lowers, zero)]
        bounds = _kept([*rest, *joined])
        if len(bounds) > MOST_BOUNDS:
            raise ContradictionError("too many inequalities")
    if any(b.constant > 0 for b in bounds):
        raise ContradictionError("inequalities")
    return made[::-1]


def _cheapest(left: set[int], bounds: list[Bound]) -> int:
    ups: dict[int, int] = {}
    downs: dict[int, int] = {}
    for b in bounds:
        for k, c in b.terms:
            side = ups if c > 0 else downs
            side[k] = side.get(k, 0) + 1
    return min(left, key=lambda k: (ups.get(k, 0) * (downs.get(k, 0) + 1) - ups.get(k, 0) - downs.get(k, 0), -k))


def _apart(bounds: Sequence[Bound], which: int) -> Iterator[tuple[int, Whole, int]]:
    """Bounds of one number: its coefficient, the other terms, the constant."""
    for b in bounds:
        own = dict(b.terms)[which]
        yield abs(own), tuple((k, c) for k, c in b.terms if k != which), b.constant


__all__ = ["ROOM", "ContradictionError", "Plan", "Substitution", "Sum", "plan"]
