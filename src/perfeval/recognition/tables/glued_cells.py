"""Slips of the hand: a row of numbers run together that the form itself undoes, and what running text lacks a sign of.

Nothing is guessed: a cut is taken only if the form's own relations (rate = executed / budget, score = points × rate)
leave exactly one, and what was done is noted. A year with a digit too few or too many and a share without its percent
sign are noted and not mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from fractions import Fraction
from functools import lru_cache

from perfeval.document import Cell, Place, Row
from perfeval.model import ACTUAL, FINAL, Note, Stage
from perfeval.quantities import Nil, Unread, read, tidy
from perfeval.recognition.tables.headers import HeaderCell
from perfeval.recognition.tables.sections import Section
from perfeval.ruling import Lexicon, Role, WordKind

#: 202年度, 20225年: a year of three or five digits.
_YEAR = re.compile(r"(?<![\d.])(?:19|20)(?:\d|\d{3})年(?=度|初|末|\d{1,2}月)")
#: The columns a run is cut into, and what the form's relations need of them.
_CUT_BY = (Role.AMOUNT, Role.RATE, Role.POINTS, Role.SCORE)
_NEEDED: Set[Role | Stage] = frozenset({FINAL, ACTUAL, Role.RATE, Role.SCORE, Role.POINTS})
#: How far a printed rate or score may be from the true one.
CLOSE = Fraction(1, 200)
#: A run longer than this has too many cuts to try.
LONGEST_RUN = 40
MOST_DECIMALS = 4
#: Fewer columns have no relation to cut by.
FEWEST_COLUMNS = 3


@lru_cache(maxsize=8)
def _share(lexicon: Lexicon) -> re.Pattern[str]:
    """A share of something, with its percent sign or without."""
    word = lexicon.pattern(WordKind.SHARE)
    return re.compile(rf"{word}(?P<number>\d{{1,3}}(?:\.\d{{1,4}})?)(?P<percent>%)?(?=[;；,，。、]|$)")


def slips_in_text(texts: Sequence[tuple[str, Place]], lexicon: Lexicon) -> Iterator[Note]:
    """Years with a digit too few or too many, and a share without the percent sign that its neighbours have."""
    for text, place in texts:
        plain = tidy(text)
        for year in _YEAR.finditer(plain):
            printed = year.group()
            yield Note("text-slip", f"“{printed}”的年份位数有误", f"{printed!r} is no year", place, printed)
        shares = list(_share(lexicon).finditer(plain))
        bare = [s for s in shares if s["percent"] is None and Fraction(s["number"]) <= 100]
        if len(shares) - len(bare) >= 2:
            for share in bare:
                printed = share.group()
                yield Note("text-slip", f"“{printed}”缺百分号", f"{printed!r} lacks its percent sign", place, printed)


def unglue(section: Section, row: Row) -> tuple[Row, Note] | None:
    """The row with its run cut up, if its form leaves exactly one cut; None otherwise."""
    values = section.columns(*_CUT_BY)
    glued = _glued(row)
    run = tidy(glued.text) if glued is not None else ""
    if glued is None or not run or len(run) > LONGEST_RUN or len(values) < FEWEST_COLUMNS:
        return None
    points = next((h.heading.points for h in section.header if h.column is None and h.heading.points), "")
    fitting = [cut for cut in _cuts(run, len(values)) if _fits(cut, values, points)]
    if len(fitting) != 1:
        return None
    (cut,) = fitting
    shown = "｜".join(cut)
    note = Note(
        "unglued",
        f"“{glued.text.strip()}”按本表执行率与得分关系只有一种拆法：{shown}，已按此读取",
        f"{glued.text.strip()!r} can be cut in one way only by the form's own rate and score: {shown}; read so",
        glued.place,
        glued.text,
    )
    labels = row.cells[: row.cells.index(glued)]
    columns = [h.position if section.grid else None for h in values]
    made = (Cell(text, glued.place, column) for text, column in zip(cut, columns, strict=True))
    return Row((*labels, *made)), note


def _glued(row: Row) -> Cell | None:
    """The one unreadable cell of a row in which no other cell begins with a digit; None if there is no such cell."""
    glued = [c for c in row.cells if isinstance(read(c.text), Unread)]
    others = [c for c in row.cells if c not in glued and not isinstance(read(c.text), Nil) and c.text[:1].isdigit()]
    return glued[0] if len(glued) == 1 and not others else None


def _cuts(run: str, count: int) -> Iterator[tuple[str, ...]]:
    """All ways to cut a run into so many numbers."""
    if count == 1:
        if _is_number(run):
            yield (run,)
        return
    for end in range(1, len(run) - count + 2):
        if _is_number(run[:end]):
            for rest in _cuts(run[end:], count - 1):
                yield (run[:end], *rest)


def _is_number(text: str) -> bool:
    whole, point, decimals = text.partition(".")
    digits = whole.isdigit() and (len(whole) == 1 or whole[0] != "0")
    return digits and (not point or (decimals.isdigit() and len(decimals) <= MOST_DECIMALS))


def _fits(cut: tuple[str, ...], values: list[HeaderCell], points: str) -> bool:
    """Whether the numbers of a cut keep the form's relations: rate = executed / budget, score = points × rate."""
    known: dict[Role | Stage, Fraction] = {Role.POINTS: Fraction(points)} if points else {}
    for text, header in zip(cut, values, strict=True):
        meaning = _meaning(header)
        if meaning is not None:
            known[meaning] = Fraction(text)
    if not known.keys() >= _NEEDED or not known[FINAL]:
        return False
    true, rate, full = known[ACTUAL] / known[FINAL], known[Role.RATE], known[Role.POINTS]
    near = abs(rate - true) <= CLOSE or abs(rate / 100 - true) <= CLOSE
    return near and abs(known[Role.SCORE] - full * min(true, Fraction(1))) <= CLOSE * full


def _meaning(header: HeaderCell) -> Role | Stage | None:
    """What a number in this column is to the form's relations: its role, or, of amounts, their stage."""
    if header.column is None:
        return None
    return header.column.stage if header.column.role is Role.AMOUNT else header.column.role
