"""Reports that share more of their own words than two units would by chance.

Rule 1: words of packs are gone before anything is compared (`own_words`), and of what is left, what so many units have that
it must be a form's.
Rule 2: a report is never held against itself: not in another format, not in another part of the same evaluation.
Rule 3: whoever has few words of their own is left out, and counted.
Rule 4: what is compared does not depend on how many reports there are: two long ones are held together by the runs that
are first by their hash.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from perfeval.corpus.own_words import MOST_RUNS, RUN
from perfeval.corpus.sketch import Sketch

#: A run that so many units have is a form's, or more where there are many units.
FORM_UNITS, FORM_SHARE = 3, Fraction(1, 100)
#: So many runs of its own a report needs, and so many two reports have to share.
FEWEST_RUNS, FEWEST_SHARED = 16, 12
#: So many characters more than runs a text has.
MORE = RUN - 1
#: Two files whose words are the same but for this share of them may be one report.
NEARLY = Fraction(9, 10)
#: Runs are gone through in so many parts, one after the other, so that no table of all of them is ever held.
PARTS = 64


@frozen
class Pair:
    """Two reports and what they share.

    Attributes
    ----------
    one, other
        The reports, in order.
    shared
        How many runs of their own words both have.
    smaller
        How many the one with fewer has.
    """

    one: Sketch
    other: Sketch
    shared: int
    smaller: int

    @property
    def characters(self) -> tuple[int, int]:
        """How many characters both have, and how many the one with fewer has."""
        return self.shared + MORE, self.smaller + MORE

    @property
    def share(self) -> Fraction:
        """The share of the smaller one that stands in the other, too."""
        return Fraction(*self.characters)

    def is_at_least(self, share: Fraction) -> bool:
        """Whether that share of it stands in the other, and enough to be no chance."""
        return self.shared >= FEWEST_SHARED and self.share >= share


@frozen
class Compared:
    """What comparing all reports gave.

    Attributes
    ----------
    pairs
        Every two reports that share something, in order.
    lacking
        The reports with too few words of their own.
    """

    pairs: tuple[Pair, ...]
    lacking: tuple[Sketch, ...]


def compared(sketches: Sequence[Sketch]) -> Compared:
    """Every two reports of different units, or of different years, that share words of their own."""
    owners = [one.owner or one.source for one in sketches]
    most = max(FORM_UNITS, int(len(set(owners)) * FORM_SHARE))
    sizes, shared = [0] * len(sketches), defaultdict[tuple[int, int], int](int)
    for holders in _holders(sketches):
        if len({owners[i] for i in holders}) >= most:
            continue
        for at, i in enumerate(holders):
            sizes[i] += 1
            for j in holders[at + 1 :]:
                shared[i, j] += 1
    pairs = []
    for (i, j), number in sorted(shared.items()):
        one, other = sketches[i], sketches[j]
        if number >= FEWEST_SHARED and not is_one_evaluation(one, other):
            end = min(_end(one), _end(other))
            smaller = min(_kept(one, end, sizes[i]), _kept(other, end, sizes[j]))
            pairs.append(Pair(one, other, number, max(smaller, number)))
    lacking = tuple(one for one, size in zip(sketches, sizes, strict=True) if size < FEWEST_RUNS)
    return Compared(tuple(pairs), lacking)


def _end(one: Sketch) -> int:
    """Up to which hash a report kept its runs."""
    return one.runs[-1] if len(one.runs) >= MOST_RUNS else 2**64


def _kept(one: Sketch, end: int, counted: int) -> int:
    """How many of the counted runs of a report lie below a hash, as far as its kept ones tell: what the other kept, too."""
    return counted if end >= _end(one) else counted * bisect_right(one.runs, end) // len(one.runs)


def is_one_evaluation(one: Sketch, other: Sketch) -> bool:
    """Whether two files are of one unit and year, so that they may well say the same."""
    return bool(one.owner) and one.owner == other.owner and one.year == other.year


def may_be_one_report(pair: Pair) -> bool:
    """Whether two files may be one report: nothing says that they are of different units, and they say nearly the same."""
    known = bool(pair.one.owner) and bool(pair.other.owner)
    return not known and pair.share >= NEARLY


def _holders(sketches: Sequence[Sketch]) -> Iterator[list[int]]:
    """For every run, the reports that have it, in order."""
    step = 2**64 // PARTS
    for part in range(PARTS):
        table: dict[int, list[int]] = defaultdict(list)
        for number, one in enumerate(sketches):
            first, last = bisect_left(one.runs, part * step), bisect_left(one.runs, (part + 1) * step)
            for run in one.runs[first:last]:
                table[run].append(number)
        yield from table.values()


__all__ = ["NEARLY", "Compared", "Pair", "compared", "is_one_evaluation", "may_be_one_report"]
