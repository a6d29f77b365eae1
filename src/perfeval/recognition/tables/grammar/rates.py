"""Which lines a rate, a change, a share or a difference may be of: by words, and by figures where only the sign is there.

Rule 1: a rate belongs to figures its words name; what the words leave open the figures choose, and that costs.
Rule 2: figures are searched only for lines that are rates or differences by words or sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from perfeval.recognition.tables.grammar.lines import Axis, Line, LineKind
from perfeval.recognition.tables.grammar.schemas import Cue, Kind, Schema
from perfeval.recognition.tables.grammar.sheet import Sheet
from perfeval.recognition.tables.grammar.votes import instances
from perfeval.recognition.tables.grammar.words import TableWords
from perfeval.ruling.lexicon import Word

#: Figures are looked for so many lines around a rate.
REACH = 8
#: So many lines across are looked at when pairs are searched.
MOST_SAMPLES = 40
#: So many of the pairs that fit best are kept.
MOST_PAIRS = 8
#: A block's rates are searched in so many lines at most.
MOST_RATES = 64


def rates(sheet: Sheet, axis: Axis, words: TableWords) -> Iterator[Schema]:
    """The rates, changes, shares and differences of an axis."""
    lines = [line for line in sheet.lines.along(axis) if line.kind is not LineKind.BESIDE or line.is_blank]
    measured = axis is sheet.lines.measures
    searched = 0
    for position, line in enumerate(lines):
        if line.kind is LineKind.RATE:
            searched += 1
            if searched > MOST_RATES:
                return
            near = _near(lines, position, {LineKind.AMOUNT, LineKind.POINTS} if measured else {LineKind.AMOUNT})
            blank = _near(lines, position, {LineKind.BESIDE})
            yield from _rate(sheet, axis, line, near, blank, words)
            yield from _shares(sheet, axis, line, near, words)
        elif line.kind is LineKind.AMOUNT and words.is_difference(
            line.head if measured else line.label.words, whole=not measured
        ):
            yield from _differences(sheet, axis, line, _near(lines, position, {LineKind.AMOUNT}))


def _near(lines: Sequence[Line], position: int, kinds: set[LineKind]) -> list[Line]:
    around = lines[max(position - REACH, 0) : position + REACH + 1]
    return [line for line in around if line.kind in kinds and line is not lines[position]]


# --- rates ----------------------------------------------------------------------------------------------------------


def _rate(
    sheet: Sheet, axis: Axis, line: Line, near: Sequence[Line], blank: Sequence[Line], words: TableWords
) -> Iterator[Schema]:
    """The rates a line may be; a line left blank is what its words say as well, so that no other is taken for it."""
    named = words.rate(line.head)
    change = words.change(line.head)
    said = [*near, *blank]
    if change is not None and change.value == "rate":
        named = None
        for now, before in _by_words(line, said, change, words):
            yield Schema(
                Kind.CHANGE, axis, line.index, ((1, now.index),), ((1, before.index),), cue=Cue.RATE_WORDS, extra=-10
            )
    elif named is not None:
        for over, under in _by_words(line, said, named, words):
            yield Schema(Kind.RATE, axis, line.index, ((1, over.index),), ((1, under.index),), cue=Cue.RATE_WORDS)
    kinds = [Kind.CHANGE] if change is not None and change.value == "rate" else [Kind.RATE]
    if named is None and change is None:
        kinds = [Kind.RATE, Kind.CHANGE]
    amounts = [n for n in near if n.kind is LineKind.AMOUNT]
    options = [
        Schema(kind, axis, line.index, ((1, a.index),), ((1, b.index),), cue=Cue.RATE_SIGN)
        for kind in kinds for a in amounts for b in amounts if a is not b
    ]  # fmt: skip
    yield from _best(sheet, options)


def _by_words(line: Line, near: Sequence[Line], word: Word, words: TableWords) -> Iterator[tuple[Line, Line]]:
    """The pair of lines a rate names: the only one for what is above, the only one for what is below the line.

    Lines under the same head as the rate come before all others.
    """
    for among in (_beside(line, near), near):
        above = _only(among, word.of, words)
        below = _only([n for n in among if n is not above], word.to, words) if above is not None else None
        if above is not None and below is not None:
            yield above, below
            return


def _beside(line: Line, near: Sequence[Line]) -> list[Line]:
    """The lines that share the rate's merged head, if it stands under one."""
    over = line.path[:-1]
    return [n for n in near if n.path[:-1] == over] if over else []


def _only(lines: Sequence[Line], roles: Sequence[str], words: TableWords) -> Line | None:
    """The only line of the first role any line has."""
    for role in roles:
        found = [line for line in lines if role in words.role(line.path[-1] if line.path else "")]
        if not found:
            found = [line for line in lines if role in words.role(line.head)]
        if len(found) == 1:
            return found[0]
        if found:
            return None
    return None


# --- shares ---------------------------------------------------------------------------------------------------------


def _shares(sheet: Sheet, axis: Axis, line: Line, near: Sequence[Line], words: TableWords) -> Iterator[Schema]:
    """A share of the line across that is the total, or that prints 100 %."""
    by_words = words.is_share(line.head)
    if words.rate(line.head) is not None or (words.change(line.head) is not None and not by_words):
        return
    printed = sheet.on(axis, line.index)
    across = sheet.lines.along(axis.other)
    whole = [
        other.index for other in across
        if other.index in printed and (other.is_total or _is_hundred(sheet, axis, line.index, other.index))
    ]  # fmt: skip
    options = [
        Schema(Kind.SHARE, axis, line.index, ((1, a.index),), ((1, a.index),), base=base, cue=Cue.SHARE if by_words else Cue.RATE_SIGN)
        for base in whole[:MOST_PAIRS // 2] for a in near if base in sheet.on(axis, a.index)
    ]  # fmt: skip
    yield from _best(sheet, options)


def _is_hundred(sheet: Sheet, axis: Axis, line: int, across: int) -> bool:
    quantity = sheet.on(axis, line)[across].cell.quantity
    return quantity is not None and quantity.number == 100


# --- differences ----------------------------------------------------------------------------------------------------


def _differences(sheet: Sheet, axis: Axis, line: Line, near: Sequence[Line]) -> Iterator[Schema]:
    options = [
        Schema(Kind.DIFFERENCE, axis, line.index, ((1, a.index), (-1, b.index)), cue=Cue.DIFFERENCE)
        for a in near for b in near if a is not b
    ]  # fmt: skip
    yield from _best(sheet, options)


def _best(sheet: Sheet, options: Sequence[Schema]) -> Iterator[Schema]:
    """The proposals that hold most often; each bears what it cost to find it among the others."""
    tried = max(len(options), 1)
    ranked = []
    for turn, option in enumerate(options):
        votes = instances(sheet, option, most=MOST_SAMPLES)
        holds = sum(v.holds and v.telling for v in votes)
        breaks = sum(not v.holds for v in votes)
        if holds and holds >= breaks:
            ranked.append((breaks - holds, turn, option))
    for _, _, option in sorted(ranked, key=lambda r: r[:2])[:MOST_PAIRS]:
        yield evolve(option, tried=tried)
