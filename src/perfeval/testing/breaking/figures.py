"""Plain dictionaries of figures that keep some identities but for exactly one slip: for software that is to notice it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen
from hypothesis import assume
from hypothesis import strategies as st

from perfeval.evaluation import evaluate
from perfeval.model import ACTUAL, Report, Stage, Statement
from perfeval.quantities import Quantity, read
from perfeval.resolution import Rulebook
from perfeval.ruling import FigureRule
from perfeval.testing.making.content import UNIT, YEAR
from perfeval.testing.making.figures import SOURCE
from perfeval.testing.making.honest import Given, as_figures, consistent_statements, drawn, identities_book

SWAPPED, MISTYPED, SHIFTED = "swapped digits", "mistyped digit", "moved point"


@frozen
class FigureSlip:
    """What was done to one figure.

    Attributes
    ----------
    kind
        Two digits that changed places, a digit mistyped, or a decimal point moved.
    item, year, stage
        Which figure.
    before, after
        What it was, and what it is now.
    rules
        The identities it breaks.
    """

    kind: str
    item: str
    year: int
    stage: str
    before: str
    after: str
    rules: tuple[str, ...] = ()


def broken_figures(
    identities: Iterable[FigureRule] | st.SearchStrategy[Iterable[FigureRule]], *, year: Given[int] = YEAR
) -> st.SearchStrategy[tuple[dict[tuple[str, int, Stage], str], FigureSlip]]:
    """Figures as `consistent_figures` draws them with one slip, and the slip; at least one identity is broken by it.

    Parameters
    ----------
    identities
        Rules over named figures, at least one of them a sum, a rate or an equality.
    """
    return _broken(identities, year)


@st.composite
def _broken(
    draw: st.DrawFn, identities: Iterable[FigureRule] | st.SearchStrategy[Iterable[FigureRule]], year: Given[int]
) -> tuple[dict[tuple[str, int, Stage], str], FigureSlip]:
    rules = tuple(drawn(draw, identities))
    stated = draw(consistent_statements(rules, drawn(draw, year)))
    made, slip = _with_slip(stated, identities_book(*rules), draw(st.integers(0, 10**6)))
    return as_figures(made), slip


@st.composite
def broken_of_one_stage(
    draw: st.DrawFn, rules: tuple[FigureRule, ...], stage: Stage = ACTUAL
) -> tuple[dict[str, str], dict[str, str], FigureSlip]:
    """Figures of one stage by item, right and with one slip that breaks an identity among them."""
    stated = draw(consistent_statements(rules, YEAR))
    own = [s for s in stated if s.name.stage.value in (stage, Stage.STOCK) and s.name.year.value == YEAR]
    made, slip = _with_slip(own, identities_book(*rules), draw(st.integers(0, 10**6)))
    right, wrong = ({item: text for (item, *_), text in as_figures(several).items()} for several in (own, made))
    return right, wrong, slip


def _with_slip(stated: Sequence[Statement], book: Rulebook, start: int) -> tuple[Sequence[Statement], FigureSlip]:
    """The statements with the first slip, from a place on, that breaks an identity."""
    ways = list(_ways(stated))
    for number in range(len(ways)):
        at, kind, after = ways[(start + number) % len(ways)]
        old = stated[at]
        assert isinstance(old.reading, Quantity)
        fresh = read(after)
        if not isinstance(fresh, Quantity):
            continue
        made = [*stated[:at], evolve(old, reading=fresh.within(old.reading.unit)), *stated[at + 1 :]]
        broken = tuple(dict.fromkeys(f.rule for f in evaluate(_report(made), book).findings))
        if broken:
            name = next(iter(as_figures([old])))
            return made, FigureSlip(kind, name[0], name[1], name[2].value, old.printed, after, broken)
    assume(False)  # nothing here decides anything: all figures are zero
    raise AssertionError("not reached")


def _report(stated: Sequence[Statement]) -> Report:
    return Report(source=SOURCE, title=UNIT, entity=UNIT, year=YEAR, statements=tuple(stated))


def _ways(stated: Sequence[Statement]) -> Iterator[tuple[int, str, str]]:
    """Every slip of these kinds that leaves a number of as many digits, at whatever figure."""
    for at, one in enumerate(stated):
        text = one.printed
        if not isinstance(one.reading, Quantity):
            continue
        for i, digit in enumerate(text):
            if not digit.isdigit():
                continue
            yield at, MISTYPED, f"{text[:i]}{int(digit) % 9 + 1}{text[i + 1 :]}"
            if text[i + 1 : i + 2].isdigit() and text[i + 1] != digit:
                yield at, SWAPPED, f"{text[:i]}{text[i + 1]}{digit}{text[i + 2 :]}"
        whole, point, decimals = text.partition(".")
        if point and len(whole.lstrip("-")) > 1:
            yield at, SHIFTED, f"{whole[:-1]}.{whole[-1]}{decimals}"


__all__ = ["FigureSlip", "broken_figures", "broken_of_one_stage"]
