"""What identities say among themselves: which follow from others, and which together leave a figure nothing but zero."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from fractions import Fraction

from perfeval.model import NameKey
from perfeval.resolution import Rulebook
from perfeval.ruling import header_of
from perfeval.testing.making.content import Option, Requirement
from perfeval.testing.making.figures import world_of
from perfeval.testing.making.solving import ContradictionError, Substitution, Sum, plan

#: Where nothing decides a number, this many hundredths are tried, to see which figures the rules leave at zero.
GENEROUS = 987_654_321
#: So many parts are replaced by their own, one after the other, to see whether an equality follows from others.
MOST_REPLACED = 4


def _equalities(book: Rulebook) -> list[tuple[str, Option]]:
    """Every equality that some rule requires somewhere, each once for each rule."""
    found = [
        (r.rule, r.options[0]) for r in world_of(book).content.requirements
        if len(r.options) == 1 and r.options[0].stated is None and not r.options[0].at_most
    ]  # fmt: skip
    return list(dict.fromkeys(found))


def _sum(option: Option, rule: str) -> Sum:
    return Sum(tuple((k, c) for c, k in option.terms), at_most=option.at_most, name=rule)


def redundant(book: Rulebook, own: set[str]) -> Iterator[str]:
    """Rules all of whose equalities follow from those of other rules."""
    every = _equalities(book)
    for rule in sorted({r for r, _ in every} & own):
        others = [(r, o) for r, o in every if r != rule]
        sums: dict[NameKey, list[Option]] = {}
        for name, option in others:
            if _adds_named_parts(book, name):
                sums.setdefault(option.terms[0][1], []).append(option)
        if all(_is_implied(option, [o for _, o in others], sums) for r, option in every if r == rule):
            yield rule


def _adds_named_parts(book: Rulebook, rule: str) -> bool:
    """Whether a rule is of the kind with which the engine replaces a part that is not stated by its own parts."""
    return any(f.rule.id == rule and header_of(f.rule).stands_in_for for f in book.rules.values())


def _is_implied(option: Option, others: Iterable[Option], sums: Mapping[NameKey, Sequence[Option]]) -> bool:
    """Whether an equality follows from others: wherever it can be tried, they can.

    They speak of the same figures, or of further ones that have named parts among those figures: where such a figure is
    stated, its own sum is tried; where it is not, the engine puts its parts in its place.
    """
    figures, known = set(option.keys), Substitution()
    for other in others:
        for made in _in_terms_of(figures, other, sums):
            if not option.optional.intersection(set(made.keys) - made.optional):
                known.take(_sum(made, ""))
    return not known.reduced(_sum(option, "")).terms


def _in_terms_of(
    figures: Set[NameKey], option: Option, sums: Mapping[NameKey, Sequence[Option]], depth: int = 0
) -> Iterator[Option]:
    """An equality over these figures alone, its further parts replaced by their own; nothing where that cannot be."""
    (_, total), *parts = option.terms
    further = next((k for _, k in parts if k not in figures), None)
    if total not in figures or depth > MOST_REPLACED:
        return
    if further is None:
        yield option
        return
    times = sum((c for c, k in parts if k == further), Fraction(0))
    kept = tuple((c, k) for c, k in option.terms if k != further)
    for own in sums.get(further, ()):
        (whole, _), *its = own.terms
        put_in = tuple((-times * c / whole, k) for c, k in its)
        replaced = Option((*kept, *put_in), optional=option.optional | own.optional)
        yield from _in_terms_of(figures, replaced, sums, depth + 1)


def forced(book: Rulebook, own: set[str]) -> dict[str, tuple[str, ...]]:
    """Figures that can be nothing but zero, where every figure is stated."""
    found: dict[str, tuple[str, ...]] = {}
    about = world_of(book)
    for number, island in enumerate(about.islands):
        try:
            chosen = about.chosen(number, frozenset(range(len(island.units))))
        except ContradictionError as error:
            found[str(error)] = tuple(sorted({r.rule for r in island.requirements} & own))
            continue
        numbers = chosen.plan.solve([GENEROUS + n for n in range(chosen.plan.draws)])
        for key, value in numbers.items():
            rules = {r.rule for r in island.requirements for o in r.options if key in o.keys}
            if value == 0 and rules & own and not _may_be_positive(island.requirements, key, chosen.keys):
                found[key[1] if isinstance(key, tuple) else str(key)] = tuple(sorted(rules))
    return {item: rules for item, rules in found.items() if rules}


def _may_be_positive(requirements: Sequence[Requirement], key: Hashable, keys: Iterable[Hashable]) -> bool:
    """Whether the relations leave a figure anything above zero."""
    sums = [_sum(r.options[0], r.rule) for r in requirements if r.options[0].stated is None]
    try:
        plan([*sums, Sum(((key, Fraction(-1)),), Fraction(1), at_most=True)], keys)
    except ContradictionError:
        return False
    return True


__all__ = ["forced", "redundant"]
