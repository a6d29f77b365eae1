"""Slips of the hand: the ways a figure comes to be printed wrong, and what each does to a report.

Each slip is known by what it does to the print. What was done is recorded: where, and which rules cannot but notice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from perfeval.document import Place
from perfeval.errors import UnknownNameError
from perfeval.model import Note, Report, Statement
from perfeval.quantities import MONEY, Nil, Quantity, Unread, read
from perfeval.relations import Shape
from perfeval.resolution import Rulebook
from perfeval.testing.breaking.ties import DECIDING, Cell, Tie, rewritten, ties

TRANSPOSED, DROPPED, SIGN, POINT, UNIT = "transposed-digits", "dropped-digit", "sign", "decimal-point", "unit"
STAGE, YEAR, ROWS, GLUED, ROUNDING = "wrong-stage", "stale-year", "swapped-rows", "glued-cells", "rounding"
#: Every slip `broken` can make.
SLIPS = (TRANSPOSED, DROPPED, SIGN, POINT, UNIT, STAGE, YEAR, ROWS, GLUED)
#: Free figures of a broken report lie this many hundredths above their least, so that their digits can go wrong.
ROOM_FOR_SLIPS = 1234


@frozen
class Slip:
    """What was done to a report: one slip, at one cell (two, where two rows changed places).

    Attributes
    ----------
    kind
        One of `SLIPS`, or `"rounding"`: the last digit, by just more than rounding permits.
    before, after
        What the cell printed, and prints now.
    rules
        The rules whose relations it breaks beyond rounding.
    """

    kind: str
    label: str
    place: Place
    before: str
    after: str
    rules: tuple[str, ...] = ()
    item: str = ""


@frozen
class Broken:
    """A report with one slip, the slip, and the report without it."""

    report: Report
    slip: Slip
    honest: Report


# --- what a slip does to a print ------------------------------------------------------------------------------------


def _is_number(text: str) -> bool:
    return isinstance(read(text), Quantity)


def _transposed(text: str) -> Iterator[str]:
    for at in range(len(text) - 1):
        one, other = text[at], text[at + 1]
        if one.isdigit() and other.isdigit() and one != other:
            yield text[:at] + other + one + text[at + 2 :]


def _dropped(text: str) -> Iterator[str]:
    digits = [at for at, c in enumerate(text) if c.isdigit()]
    if len(digits) > 1:
        yield from (text[:at] + text[at + 1 :] for at in digits)


def _sign(text: str) -> Iterator[str]:
    if any(c in "123456789" for c in text):
        yield text[1:] if text.startswith("-") else f"-{text}"


def _point(text: str) -> Iterator[str]:
    whole, dot, rest = text.rstrip("%").partition(".")
    tail = text[len(text.rstrip("%")) :]
    if not dot and whole.strip("-0"):
        yield f"{whole}0{tail}"
    if dot and rest and whole.strip("-") != "0":
        yield f"{whole}{rest[0]}{'.' if rest[1:] else ''}{rest[1:]}{tail}"
        if len(whole.strip("-")) > 1:
            yield f"{whole[:-1]}.{whole[-1]}{rest}{tail}"


def _unit(text: str) -> Iterator[str]:
    """万元 printed as 元."""
    if "%" not in text and "." in text:
        number = Fraction(text) * 10_000
        yield f"{number.numerator}.00"


PRINTS: dict[str, Callable[[str], Iterator[str]]] = {
    TRANSPOSED: _transposed, DROPPED: _dropped, SIGN: _sign, POINT: _point, UNIT: _unit,
}  # fmt: skip


def prints(kind: str, cell: Cell) -> list[str]:
    """What a cell may come to print by a slip; nothing where it cannot happen."""
    if kind == UNIT and cell.number.dimension != MONEY:
        return []
    text = cell.printed.strip()
    return [t for t in dict.fromkeys(PRINTS[kind](text)) if t != text and _is_number(t)]


# --- slips that take another cell's print ---------------------------------------------------------------------------


def _others(kind: str, statement: Statement, report: Report) -> list[Statement]:
    """The statements whose print may come to stand here."""
    return [other for other in report.statements if _differs(statement, other) and _near(kind, statement, other)]


def _differs(statement: Statement, other: Statement) -> bool:
    """Whether another figure of the same entity prints another number of the same kind."""
    mine, theirs = statement.quantity, other.quantity
    if mine is None or theirs is None:
        return False
    if other.name.key == statement.name.key or other.name.entity != statement.name.entity:
        return False
    return theirs.dimension == mine.dimension and theirs.value != mine.value


def _near(kind: str, statement: Statement, other: Statement) -> bool:
    """Whether a hand that errs in this way may take the one figure for the other."""
    name, one = statement.name, other.name
    same_item, same_year = one.item == name.item, one.year == name.year
    if kind == STAGE:
        return same_item and same_year and one.fund == name.fund
    if (one.stage, one.fund) != (name.stage, name.fund):
        return False
    if kind == YEAR:
        return same_item and not same_year
    return kind == ROWS and not same_item and same_year and other.block == statement.block


def _swapped(report: Report, one: Statement, other: Statement) -> Report:
    return rewritten(rewritten(report, one.place, other.printed), other.place, one.printed)


def _glued(report: Report, statement: Statement, behind: Statement) -> tuple[Report, str]:
    """Two cells run together into the first; the second is left blank."""
    text = statement.printed.strip() + behind.printed.strip()
    reading = read(text)
    made = [
        evolve(s, reading=reading) if s.place == statement.place
        else evolve(s, reading=Nil.BLANK) if s.place == behind.place else s
        for s in report.statements
    ]  # fmt: skip
    note = Note(
        "unread",
        f"“{statement.label}”填“{text}”，不能读作一个数",
        f"{statement.label}: {text!r} is not one number",
        statement.place,
        text,
    )
    return evolve(report, statements=tuple(made), notes=(*report.notes, note)), text


# --- broken reports -------------------------------------------------------------------------------------------------


@frozen
class Candidate:
    """A slip that could be made: its kind, the cell, what it would print; `other` where two cells are concerned."""

    kind: str
    cell: Cell
    after: str
    other: Statement | None = None

    def made(self, report: Report, tied: Sequence[Tie]) -> Broken:
        """The report with this slip in it."""
        item = self.cell.statement.name.item.text if self.cell.statement is not None else ""
        after, found = self.after, report
        if self.kind == GLUED and self.cell.statement is not None and self.other is not None:
            found, after = _glued(report, self.cell.statement, self.other)
        elif self.kind == ROWS and self.cell.statement is not None and self.other is not None:
            found = _swapped(report, self.cell.statement, self.other)
        else:
            found = rewritten(report, self.cell.place, after)
        rules = tuple(sorted({t.rule for t in tied if self.breaks(t)}))
        return Broken(
            found, Slip(self.kind, self.cell.label, self.cell.place, self.cell.printed, after, rules, item), report
        )

    def breaks(self, tie: Tie) -> bool:
        """Whether a relation fails with this slip, beyond rounding."""
        if self.kind == GLUED:
            return False
        if self.kind == ROWS:  # two cells move; where both are in, nobody knows before trying
            inside = [c.place for c in tie.cells]
            if self.other is not None and self.other.place in inside:
                return False
        quantity = _read_like(self.cell, self.after)
        return (
            quantity is not None
            and any(c.place == self.cell.place for c in tie.cells)
            and tie.breaks(self.cell, quantity)
        )


def _read_like(cell: Cell, text: str) -> Quantity | None:
    reading = read(text)
    if not isinstance(reading, Quantity):
        return None
    made = reading.within(cell.number.unit)
    return made.as_exact() if cell.number.unit is None and cell.number.exact else made


def candidates(report: Report, cells: Sequence[Cell], kinds: Sequence[str]) -> list[Candidate]:
    """Every slip of these kinds that could be made at these cells."""
    made: list[Candidate] = []
    for kind in kinds:
        for cell in cells:
            if kind in PRINTS:
                made += [Candidate(kind, cell, text) for text in prints(kind, cell)]
            elif kind == GLUED:
                made += [Candidate(kind, cell, "", other) for other in _behind(report, cell.statement)]
            elif cell.statement is not None:
                made += [Candidate(kind, cell, o.printed, o) for o in _others(kind, cell.statement, report)]
    return made


def _behind(report: Report, statement: Statement | None) -> list[Statement]:
    """The cell behind a statement, if its print run together with this one cannot be read."""
    if statement is None or statement.quantity is None:
        return []
    at = next((n for n, s in enumerate(report.statements) if s.place == statement.place), -1)
    behind = report.statements[at + 1 : at + 2]
    return [
        s for s in behind
        if s.quantity is not None and s.block == statement.block
        and isinstance(read(statement.printed.strip() + s.printed.strip()), Unread)
    ]  # fmt: skip


def cells_of(tied: Sequence[Tie]) -> list[Cell]:
    """The cells that some relation ties, each once."""
    return list({c.place: c for t in tied for c in t.cells}.values())


def deciding(tied: Sequence[Tie]) -> list[Tie]:
    """The ties that decide figures: equalities and printed rates."""
    return [t for t in tied if t.kind in DECIDING]


def nudged(report: Report, book: Rulebook, at: int) -> Broken:
    """A report whose roundings are all permitted but one: a figure off by the least that rounding does not excuse."""
    tied = [t for t in ties(report, book) if t.kind in (*DECIDING, Shape.SAME)]
    for number in range(len(tied)):
        tie = tied[(at + number) % len(tied)]
        for cell in tie.cells:
            for steps in range(1, 200):
                for way in (steps, -steps):
                    text = _stepped(cell, way)
                    candidate = Candidate(ROUNDING, cell, text)
                    if candidate.breaks(tie):
                        return candidate.made(report, tied)
    raise UnknownNameError("报告中没有可以偏离的数。", "The report has no figure that could be off.")


def _stepped(cell: Cell, steps: int) -> str:
    quantity = cell.number
    number = quantity.number + Fraction(steps, 10**quantity.places)
    scaled = number * 10**quantity.places
    sign, digits = ("-", -scaled.numerator) if scaled < 0 else ("", scaled.numerator)
    whole, rest = divmod(digits, 10**quantity.places)
    tail = "%" if cell.printed.strip().endswith("%") else ""
    return f"{sign}{whole}" + (f".{rest:0{quantity.places}d}" if quantity.places else "") + tail


__all__ = [
    "GLUED",
    "ROOM_FOR_SLIPS",
    "SLIPS",
    "Broken",
    "Candidate",
    "Slip",
    "candidates",
    "cells_of",
    "deciding",
    "nudged",
]
