"""Slips of the hand: a row of numbers run together that the form itself undoes, and what running text lacks a sign of.

Nothing is guessed: a cut is taken only if the form's own relations (rate = executed / budget, score = points × rate)
leave exactly one, and what was done is noted. A year with a digit too few or too many and a share without its percent
sign are noted and not mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import evolve

from perfeval.document import Cell, Place, Row
from perfeval.model import ACTUAL, FINAL, Note
from perfeval.quantities import Nil, Unread, read, tidy
from perfeval.recognition.tables.headers import HeaderCell
from perfeval.recognition.tables.sections import Section
from perfeval.ruling import Role

#: 202年度, 20225年: a year of three or five digits.
_YEAR = re.compile(r"(?<![\d.])(?:19|20)(?:\d|\d{3})年(?=度|初|末|\d{1,2}月)")
_SHARE = re.compile(
    r"占(?:比|总额|总支出)?(?:的|为|达到?)?(?P<number>\d{1,3}(?:\.\d{1,4})?)(?P<percent>%)?(?=[;；,，。、]|$)"
)
#: A run longer than this has too many cuts to try.
LONGEST_RUN = 40
MOST_DECIMALS = 4


def slips_in_text(texts: Sequence[tuple[str, Place]]) -> Iterator[Note]:
    """Years with a digit too few or too many, and a share without the percent sign that its neighbours have."""
    for text, place in texts:
        plain = tidy(text)
        for year in _YEAR.finditer(plain):
            printed = year.group()
            yield Note("text-slip", f"“{printed}”的年份位数有误", f"{printed!r} is no year", place, printed)
        shares = list(_SHARE.finditer(plain))
        bare = [s for s in shares if s["percent"] is None and Fraction(s["number"]) <= 100]
        if len(shares) - len(bare) >= 2:
            for share in bare:
                printed = share.group()
                yield Note("text-slip", f"“{printed}”缺百分号", f"{printed!r} lacks its percent sign", place, printed)


def unglue(section: Section, row: Row) -> tuple[Row, Note] | None:
    """The row with its run cut up, if its form leaves exactly one cut; None otherwise."""
    values = [
        h
        for h in section.header
        if h.column is not None and h.column.role in (Role.AMOUNT, Role.RATE, Role.POINTS, Role.SCORE)
    ]
    glued = [c for c in row.cells if isinstance(read(c.text), Unread)]
    others = [c for c in row.cells if c not in glued and not isinstance(read(c.text), Nil) and c.text[:1].isdigit()]
    run = tidy(glued[0].text) if len(glued) == 1 else ""
    if not run or others or len(run) > LONGEST_RUN or len(values) < 3:
        return None
    points = next((h.heading.points for h in section.header if h.column is None and h.heading.points), "")
    fitting = [cut for cut in _cuts(run, len(values)) if _fits(cut, values, points)]
    if len(fitting) != 1:
        return None
    (cut,) = fitting
    shown = "｜".join(cut)
    note = Note(
        "unglued",
        f"“{glued[0].text.strip()}”按本表执行率与得分关系只有一种拆法：{shown}，已按此读取",
        f"{glued[0].text.strip()!r} can be cut in one way only by the form's own rate and score: {shown}; read so",
        glued[0].place,
        glued[0].text,
    )
    position = row.cells.index(glued[0])
    labels = row.cells[:position]
    if section.grid:
        made = tuple(evolve(glued[0], text=text, column=h.position) for text, h in zip(cut, values, strict=True))
        return Row((*labels, *made)), note
    made = tuple(Cell(text, glued[0].place) for text in cut)
    return Row((*labels, *made)), note


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
    final = actual = rate = score = None
    full = Fraction(points) if points else None
    for text, header in zip(cut, values, strict=True):
        column = header.column
        assert column is not None
        number = Fraction(text)
        if column.role is Role.RATE:
            rate = number
        elif column.role is Role.SCORE:
            score = number
        elif column.role is Role.POINTS:
            full = number
        elif column.stage is FINAL:
            final = number
        elif column.stage is ACTUAL:
            actual = number
    if None in (final, actual, rate, score, full) or not final:
        return False
    assert final is not None
    assert actual is not None
    assert rate is not None
    assert score is not None
    assert full is not None
    true = actual / final
    close = Fraction(1, 200)
    near = abs(rate - true) <= close or abs(rate / 100 - true) <= close
    return near and abs(score - full * min(true, Fraction(1))) <= close * full
