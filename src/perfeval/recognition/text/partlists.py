"""The lists of running text as claims: parts that make up their whole, or may not exceed it.

Rule 1: what is added up are columns (amounts of one stage and unit, changes, counts), never everything that stands there.
Rule 2: where the words leave open where a list ends or which amount is its head, every way to read it is a reading.
Rule 3: a list says that it is complete (evidence), or it need not be: 等, shares that leave something over, and counts
beside the amounts that miss theirs make it open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import takewhile

from attrs import frozen

from perfeval.model.claims import Claim, Reading
from perfeval.recognition.text.frames import Frame, Mention, PartList, Story
from perfeval.recognition.text.names import Names
from perfeval.recognition.text.said import Role
from perfeval.recognition.text.shapes import claim, limit, total


@frozen(eq=False)
class Column:
    """What is added up: the amounts that may be the whole, and one figure of each part."""

    heads: tuple[Mention, ...]
    parts: tuple[Mention, ...]
    frames: tuple[Frame, ...]


def list_claims(story: Story, names: Names) -> Iterator[Claim]:
    """The claims of all lists of a text."""
    for one in story.lists:
        yield from _claims_of(one, names)
    yield from _changes_below(story)
    yield from _totals(story)


def _claims_of(one: PartList, names: Names) -> Iterator[Claim]:
    if one.head is None or len(one.items) < 2:
        return
    columns = list(_columns(one))
    if _counts_say_partial(columns):
        return
    evidence = _evidence(one, names, columns)
    if (one.kind == "bracket" and "set" not in evidence) or (
        one.below and one.kind == "whole" and not _are_lines_of(one, names)
    ):
        return
    closed = not (one.open_end or "short" in evidence or (one.kind == "open" and "rest" not in evidence))
    chosen = _members(one, names)
    for column in columns:
        # 党员56人，其中女党员23人，大专以上学历49人: what is counted may be of several kinds at once
        kind = "counts" if closed and not evidence and _overlaps(column) else _kind(one, closed=closed)
        yield from claim(kind, _readings(column, closed=closed, chosen=chosen), *evidence)
    if closed:
        yield from _changes(one, evidence)


def _kind(one: PartList, *, closed: bool) -> str:
    """Which claim a list makes: that its parts are all, that they are all of several paragraphs, or that they are not too many."""
    if not closed:
        return "open-list"
    return "paragraphs" if one.below and len({f.paragraph for f in one.items}) > 1 else "list"


def _counts_say_partial(columns: Sequence[Column]) -> bool:
    """Whether counts beside the amounts miss theirs: the list does not name everything."""
    counts = [c for c in columns if _is_count(c)]
    return len(counts) < len(columns) and not all(_adds_up(c) for c in counts)


# --- columns --------------------------------------------------------------------------------------------------------


def _columns(one: PartList) -> Iterator[Column]:
    """The columns of a list: a unit and a stage, or a unit alone where its parts name no stages alike."""
    for unit in dict.fromkeys(h.quantity.dimension for h in one.heads):
        heads = [h for h in one.heads if h.quantity.dimension == unit]
        rows = [(f, [m for m in f.of(Role.LEVEL) if m.quantity.dimension == unit]) for f in one.items]
        posts = any(h.stage in _PEOPLE for h in heads)  # of whom the retired are none
        rows = [(f, found) for f, found in rows if found and not (posts and found[0].stage == "other")]
        if len(rows) > 1 and all(found[0].is_sure for _, found in rows):
            yield from _staged(heads, rows) or [_first(heads, rows)]


_PEOPLE = ("posts", "in-post")


def _staged(heads: Sequence[Mention], rows: Sequence[tuple[Frame, list[Mention]]]) -> list[Column]:
    """One column for each stage that every part states, with the heads of that stage."""
    frames = tuple(f for f, _ in rows)
    made = []
    for stage in dict.fromkeys(h.stage for h in heads if h.stage):
        parts = [p for _, found in rows if (p := next((m for m in found if m.stage == stage), None)) is not None]
        if len(parts) == len(rows):
            made.append(Column(tuple(h for h in heads if h.stage == stage), tuple(parts), frames))
    return made


def _first(heads: Sequence[Mention], rows: Sequence[tuple[Frame, list[Mention]]]) -> Column:
    """The first amount of every part."""
    parts = tuple(found[0] for _, found in rows)
    stages = {p.stage for p in parts}
    own = [h for h in heads if h.stage and h.stage in stages]
    return Column((*own, *(h for h in heads if h not in own)), parts, tuple(f for f, _ in rows))


def _is_count(column: Column) -> bool:
    quantity = column.parts[0].quantity
    return quantity.unit is not None and quantity.unit.is_count


def _overlaps(column: Column) -> bool:
    """Whether a column counts what may be counted under several kinds at once: things, and people who are no posts or staff."""
    unit = column.parts[0].quantity.unit
    is_staff = any(m.stage in _PEOPLE or m.said.staff for m in (*column.heads, *column.parts))
    return unit is not None and unit.is_count and not (unit.symbol == PERSON and is_staff)


PERSON = "人"


def _adds_up(column: Column) -> bool:
    """Whether the parts of a column give one of its heads."""
    whole = sum((p.quantity.value for p in column.parts), Fraction(0))
    return any(h.quantity.value == whole for h in column.heads)


# --- readings -------------------------------------------------------------------------------------------------------


def _readings(column: Column, *, closed: bool, chosen: frozenset[str]) -> Iterator[Reading]:
    """The ways to read a column: where it ends, and which head it has, the preferred one first."""
    for run in _runs(column, chosen) if closed else [column.parts]:
        for head in column.heads:
            yield total(head, run) if closed else limit(head, run)


def _runs(column: Column, chosen: frozenset[str]) -> Iterator[tuple[Mention, ...]]:
    """The parts of a complete set; up to a deeper mark than those between the parts; all; the first of each group; up to any such mark."""
    parts, frames = column.parts, column.frames
    members = tuple(p for p, f in zip(parts, frames, strict=True) if f.key in chosen)
    if len(members) > 1:
        yield members
        yield parts
        return  # a complete set ends nowhere before its last member
    ends: list[int] = []
    fence = 0
    for at in range(1, len(parts)):
        rank = frames[at].rank
        if at >= 2 and rank >= fence:
            ends.append(at)
            if rank > fence:
                yield parts[:at]
        fence = max(fence, rank)
    yield parts
    groups = tuple(p for p, f in zip(parts, frames, strict=True) if f is frames[0] or f.rank >= 3)
    if 1 < len(groups) < len(parts):
        yield groups
    for at in reversed(ends[-8:]):
        yield parts[:at]


# --- evidence -------------------------------------------------------------------------------------------------------


def _evidence(one: PartList, names: Names, columns: Sequence[Column]) -> tuple[str, ...]:
    """What says that a list is complete, or that it is not."""
    said = {
        "words": one.kind == "whole" and not one.below,
        "set": bool(_members(one, names)),
        "column": len(columns) > 1 and any(_adds_up(c) for c in columns),
        "zeros": any(f.levels and f.levels[0].quantity.value == 0 for f in one.items),
        "rest": any(f.rest for f in one.items),
        "numbered": one.numbered >= 0,
    }
    return tuple(word for word in (*(w for w, is_so in said.items() if is_so), _shares(one)) if word)


def _shares(one: PartList) -> str:
    """Whether the shares of all parts come to the whole (shares), or leave something over (short)."""
    found = [s.quantity for f in one.items if (s := next((m for m in f.of(Role.SHARE) if m.is_sure), None)) is not None]
    if len(found) < len(one.items):
        return ""
    rest = 1 - sum((q.value for q in found), Fraction(0))
    slack = sum((q.step for q in found), Fraction(0))
    return "shares" if abs(rest) <= slack else "short" if rest > 0 else ""


def _members(one: PartList, names: Names) -> frozenset[str]:
    """The parts that are all members of one complete set of the head, empty where a member is missing."""
    if one.head is None:
        return frozenset()
    for word in names.set_of(one.head.item, one.head.label):
        found = {m: next((f.key for f in one.items if names.is_member(m, f.item, f.label)), None) for m in word.of}
        if all(found.values()):
            return frozenset(key for key in found.values() if key)
    return frozenset()


def _are_lines_of(one: PartList, names: Names) -> bool:
    """Whether every part is a line of the head by the names of both."""
    head = one.head
    lines = [names.line(f.item) for f in one.items]
    return head is not None and all(line is not None and line.parent == head.item for line in lines)


# --- changes, and sums behind their parts ---------------------------------------------------------------------------


def _changes(one: PartList, evidence: tuple[str, ...]) -> Iterator[Claim]:
    """Where every part states its change, the changes add up to that of the whole; a part of 0 may leave it out."""
    whole = _change_of(one.head) if one.head is not None else None
    changes = [(f, _change_of(f)) for f in one.items]
    found = [c for _, c in changes if c is not None]
    silent = [f for f, c in changes if c is None]
    if whole is not None and len(found) > 1 and all(f.levels and f.levels[0].quantity.value == 0 for f in silent):
        yield from claim("list", [total(whole, found)], *evidence, "column")


def _change_of(frame: Frame) -> Mention | None:
    return next((m for m in frame.of(Role.CHANGE) if m.is_sure), None)


def _changes_below(story: Story) -> Iterator[Claim]:
    """较上年合计减少 d, followed by what each line moved by, in this sentence or the next."""
    frames = {m.order: f for f in story.frames for m in f.mentions}
    changes = [m for m in story.mentions if m.role is Role.CHANGE]
    for at, whole in enumerate(changes):
        if whole.said.total and whole.is_sure:
            parts = list(takewhile(lambda m: _goes_with(m, whole, frames), changes[at + 1 :]))  # noqa: B023 - used at once
            owners = {id(frames[p.order]) for p in parts}
            if len(parts) > 1 and len(owners) == len(parts) and all(p.is_sure for p in parts):
                yield from claim("list", [total(whole, parts)], "words")


def _goes_with(one: Mention, whole: Mention, frames: dict[int, Frame]) -> bool:
    """Whether a change is one of those that a change in all is followed by."""
    near = one.paragraph == whole.paragraph and one.sentence <= whole.sentence + 1
    return near and not one.said.total and frames[one.order] is not frames[whole.order]


def _totals(story: Story) -> Iterator[Claim]:
    """A、B、C，共计 X: the amounts that stand before it, back to where they begin."""
    for at, frame in enumerate(story.frames):
        if frame.total and frame.levels:
            before = list(_before(story.frames[max(0, at - 30) : at], frame, frame.levels[0]))
            shares = [
                s
                for s in map(_share_of, (frame, *_owners(story.frames[max(0, at - 30) : at], before)))
                if s is not None
            ]
            if len(shares) == len(before) + 1 > 2:
                yield from claim("total", [total(shares[0], shares[1:])], "words")
            if len(before) > 1:
                runs = [list(reversed(before[:n])) for n in range(len(before), 0, -1)]
                said = "words" if _is_said_whole(frame.levels[0], before) else ""
                yield from claim("total", [total(frame.levels[0], run) for run in runs[:16]], said)


def _share_of(frame: Frame) -> Mention | None:
    return next((m for m in frame.of(Role.SHARE) if m.is_sure and not m.said.whole), None)


def _owners(frames: Sequence[Frame], mentions: Sequence[Mention]) -> list[Frame]:
    """The frames that some amounts stand in."""
    return [f for f in frames if any(m in f.mentions for m in mentions)]


def _is_said_whole(whole: Mention, before: Sequence[Mention]) -> bool:
    """Whether words say that what stands before a sum is all of it: …组成，共计 X; 第一批…，第二批…; 三个乡镇：…."""
    first = before[-1].said.phrase
    composed = whole.said.composed or all(m.said.batch for m in before)
    return composed or (bool(first.pieces) and first.pieces[-1].colon)


def _before(frames: Sequence[Frame], frame: Frame, whole: Mention) -> Iterator[Mention]:
    """The amounts that a sum adds up, the nearest first; one that nothing names is one of several with 、 between them."""
    in_row = False
    for other in reversed(frames):
        near = other.paragraph == frame.paragraph and frame.sentence - other.sentence <= 1
        if not near or other.total or not (other.named or in_row or other.rank == 1):
            return
        in_row = other.rank == 1
        yield from (m for m in other.levels[:1] if m.quantity.dimension == whole.quantity.dimension)
