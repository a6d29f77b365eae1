"""The strategy of broken reports: honest but for exactly one known slip."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve
from hypothesis import strategies as st

from perfeval.document import Place
from perfeval.errors import UnknownNameError
from perfeval.model import Report
from perfeval.resolution import Rulebook
from perfeval.testing.breaking.slips import GLUED, ROOM_FOR_SLIPS, SLIPS, Broken, Candidate, candidates, cells_of
from perfeval.testing.breaking.ties import Tie, ties
from perfeval.testing.making.honest import Given, Shown, draw_report, drawn, drawn_book, islands_of

#: The rule that hears of cells run together.
UNREAD = "unread-cell"


def broken(
    rulebook: Given[Rulebook] | None = None, rule: Given[str] | None = None, slip: Given[str] | None = None
) -> st.SearchStrategy[Broken]:
    """Reports that are honest but for one known slip.

    Parameters
    ----------
    rulebook
        The rules the report keeps otherwise; the nation's where none is given.
    rule
        The rule that the slip is to break; any where none is given.
    slip
        One of `SLIPS`; any where none is given.

    Raises
    ------
    UnknownNameError
        When drawn, if the book has no such rule, there is no such slip, or no slip of that kind can happen to the
        rule's figures.
    """
    return _broken(Shown(rulebook), rule, slip)


@st.composite
def _broken(draw: st.DrawFn, shown: Shown, rule: Given[str] | None, slip: Given[str] | None) -> Broken:
    book = drawn_book(draw, shown)
    which, kind = drawn(draw, rule) if rule is not None else None, drawn(draw, slip) if slip is not None else None
    if kind is not None and kind not in SLIPS:
        raise UnknownNameError(
            f"没有“{kind}”这种笔误；有：{'、'.join(SLIPS)}。",
            f"There is no slip {kind!r}; there are {', '.join(SLIPS)}.",
        )
    if which is not None:
        book.rule(which)
    report = draw_report(draw, book, always=islands_of(book, which), floor=ROOM_FOR_SLIPS)
    tied = ties(report, book)
    kinds = SLIPS if which is None else tuple(k for k in SLIPS if k != GLUED)  # run together, cells are not compared
    order = draw(st.permutations((kind,) if kind is not None else kinds))
    found = _first(report, [t for t in tied if which is None or t.rule == which], order, draw(st.integers(0, 10**6)))
    if found is not None:
        made = found.made(report, tied)
        heard = (UNREAD,) if found.kind == GLUED and UNREAD in book.rules else made.slip.rules
        return evolve(made, slip=evolve(made.slip, rules=heard))
    raise UnknownNameError(
        f"规则“{which}”的数据不可能有“{kind or '任何'}”笔误。",
        f"No slip {kind or 'of any kind'} can happen to the figures of the rule {which!r}.",
    )


def _first(report: Report, own: Sequence[Tie], order: Sequence[str], start: int) -> Candidate | None:
    """A slip that breaks one of these ties for sure; where there is none, one that may."""
    cells = cells_of(own)
    turned = [cells[(start + n) % len(cells)] for n in range(len(cells))]
    of_cell: dict[Place, list[Tie]] = {}
    for tie in own:
        for place in {c.place for c in tie.cells}:
            of_cell.setdefault(place, []).append(tie)
    unsure: Candidate | None = None
    for kind in order:
        for cell in turned:
            possible = candidates(report, (cell,), (kind,))
            sure = [c for c in possible if c.kind == GLUED or any(c.breaks(t) for t in of_cell[cell.place])]
            if sure:
                return sure[start % len(sure)]
            unsure = unsure or next(iter(possible), None)
    return unsure
