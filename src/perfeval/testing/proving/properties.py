"""Ready properties for other people's budget software: each is a test, to be given a name in a test file.

::

    from perfeval.testing.proving.properties import rolls_up_like_ours

    test_roll_up = rolls_up_like_ours(my_program.roll_up, IDENTITIES)

Figures are handed over as `{item: number}` in 万元 with two decimals; `number` says what kind of number the software
wants (`Fraction`, `str`, `int` of hundredths by a function of one's own, …) and is called with the printed text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any, TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfeval.model import ACTUAL, Stage
from perfeval.quantities import plain, unit_named
from perfeval.ruling import FigureRule
from perfeval.testing.breaking.figures import FigureSlip, broken_of_one_stage
from perfeval.testing.making.honest import consistent_figures

T = TypeVar("T")
Test = Callable[[], None]
Figures = Mapping[str, Any]
Number = Callable[[str], Any]

#: The units in which budgets are printed, with the decimals that keep a hundredth of 万元 exact.
UNITS = (("元", 2), ("千元", 3), ("万元", 2), ("亿元", 6))
EXAMPLES = 100


def _as_test(name: str, about: str, strategy: st.SearchStrategy[T], run: Callable[[T], None], examples: int) -> Test:
    @settings(
        max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
    )
    @given(drawn=strategy)
    def test(drawn: T) -> None:
        run(drawn)

    test.__name__ = test.__qualname__ = name
    test.__doc__ = about
    return test


@st.composite
def _of_one_stage(draw: st.DrawFn, identities: tuple[FigureRule, ...], stage: Stage) -> dict[str, str]:
    """Consistent figures of one stage and year, by item."""
    every = draw(consistent_figures(identities))
    year = max(when for _, when, _ in every)
    return {item: text for (item, when, at), text in every.items() if at in (stage, Stage.STOCK) and when == year}


def exactly(value: Any) -> Fraction:
    """The number a program gave back, as it is: a text as printed, a binary fraction to its last bit."""
    return Fraction(value.replace(",", "")) if isinstance(value, str) else Fraction(value)


def rolls_up_like_ours(
    roll_up: Callable[[Figures], Mapping[str, Any]], identities: Iterable[FigureRule], *, stage: Stage = ACTUAL,
    number: Number = Fraction, examples: int = EXAMPLES,
) -> Test:  # fmt: skip
    """A program's totals are those the identities give, to the last digit.

    Parameters
    ----------
    roll_up
        Takes the figures that are not totals, gives the totals (and whatever else): `{item: number}`.
    identities
        The sums it is to keep.
    stage
        The stage whose figures it gets.
    number
        Makes the numbers it wants of printed texts.
    """
    rules = tuple(identities)
    totals = {anchor for rule in rules for anchor in rule.anchors()}

    def run(figures: dict[str, str]) -> None:
        parts = {item: number(text) for item, text in figures.items() if item not in totals}
        theirs = roll_up(parts)
        ours = {item: Fraction(text) for item, text in figures.items() if item in totals}
        wrong = {
            i: f"{theirs.get(i, '—')}, ours {plain(v, 2)}"
            for i, v in ours.items()
            if i not in theirs or exactly(theirs[i]) != v
        }
        assert not wrong, f"totals differ: {wrong}; parts: {parts}"

    return _as_test(
        "rolls_up_like_ours", "Totals are those the identities give.", _of_one_stage(rules, stage), run, examples
    )


def totals_grow_with_parts(
    roll_up: Callable[[Figures], Mapping[str, Any]], identities: Iterable[FigureRule], *, stage: Stage = ACTUAL,
    number: Number = Fraction, examples: int = EXAMPLES,
) -> Test:  # fmt: skip
    """Where one part is raised, no total falls.

    Parameters
    ----------
    roll_up, identities, stage, number
        As for `rolls_up_like_ours`.
    """
    rules = tuple(identities)
    totals = {anchor for rule in rules for anchor in rule.anchors()}

    @st.composite
    def raised(draw: st.DrawFn) -> tuple[dict[str, str], str, int]:
        figures = {i: t for i, t in draw(_of_one_stage(rules, stage)).items() if i not in totals}
        return figures, draw(st.sampled_from(sorted(figures))), draw(st.integers(1, 10**6))

    def run(drawn: tuple[dict[str, str], str, int]) -> None:
        figures, part, more = drawn
        before = roll_up({i: number(t) for i, t in figures.items()})
        higher = figures | {part: plain(Fraction(figures[part]) + Fraction(more, 100), 2)}
        after = roll_up({i: number(t) for i, t in higher.items()})
        fallen = {
            i: f"{before[i]} → {after[i]}" for i in before if i in after and exactly(after[i]) < exactly(before[i])
        }
        assert not fallen, f"{part} rose from {figures[part]} to {higher[part]}, and these fell: {fallen}"

    return _as_test("totals_grow_with_parts", "Where one part is raised, no total falls.", raised(), run, examples)


def holds_in_every_unit(
    accepts: Callable[[Figures, str], bool], identities: Iterable[FigureRule], *, stage: Stage = ACTUAL,
    number: Number = Fraction, examples: int = EXAMPLES,
) -> Test:  # fmt: skip
    """A program that accepts figures in one unit accepts the same amounts in 元, 千元, 万元 and 亿元.

    Parameters
    ----------
    accepts
        Takes consistent figures and the unit they are in; says whether it finds them right.
    identities, stage, number
        As for `rolls_up_like_ours`.
    """
    rules = tuple(identities)

    def run(figures: dict[str, str]) -> None:
        refused = []
        for symbol, places in UNITS:
            unit = unit_named(symbol)
            scale = Fraction(10_000) / unit.scale if unit is not None else Fraction(1)
            amounts = {item: number(plain(Fraction(text) * scale, places)) for item, text in figures.items()}
            if not accepts(amounts, symbol):
                refused.append(symbol)
        assert not refused, f"refused in {', '.join(refused)}: {figures} (万元)"

    return _as_test(
        "holds_in_every_unit", "The same amounts are right in every unit.", _of_one_stage(rules, stage), run, examples
    )


def rejects_slips(
    accepts: Callable[[Figures], bool], identities: Iterable[FigureRule], *, stage: Stage = ACTUAL,
    number: Number = Fraction, examples: int = EXAMPLES,
) -> Test:  # fmt: skip
    """A program that accepts figures that keep the identities rejects them once one of them has a slip.

    Parameters
    ----------
    accepts
        Takes figures; says whether it finds them right.
    identities, stage, number
        As for `rolls_up_like_ours`.
    """
    rules = tuple(identities)

    def run(drawn: tuple[dict[str, str], dict[str, str], FigureSlip]) -> None:
        right, wrong, slip = drawn
        assert accepts({item: number(text) for item, text in right.items()}), f"right figures are refused: {right}"
        said = f"{slip.item} {slip.before} → {slip.after} ({slip.kind}; it breaks {', '.join(slip.rules)})"
        assert not accepts({item: number(text) for item, text in wrong.items()}), (
            f"not noticed: {said}; figures: {wrong}"
        )

    return _as_test(
        "rejects_slips", "One slip among the figures is noticed.", broken_of_one_stage(rules, stage), run, examples
    )


def survives_round_trip(
    write: Callable[[Any], Any], read: Callable[[Any], Any], things: st.SearchStrategy[Any], *,
    same: Callable[[Any, Any], bool] | None = None, examples: int = EXAMPLES,
) -> Test:  # fmt: skip
    """What a program writes in its own format, it reads back as it was.

    Parameters
    ----------
    write, read
        To the program's format, and back.
    things
        What is written: `reports(…)`, `consistent_figures(…)`, `indicator_tables(…)`, ….
    same
        Whether what came back is what was written; equality, if not given.
    """

    def run(thing: Any) -> None:
        back = read(write(thing))
        assert same(thing, back) if same is not None else back == thing, f"{thing!r} came back as {back!r}"

    return _as_test("survives_round_trip", "What is written is read back as it was.", things, run, examples)


__all__ = [
    "exactly",
    "holds_in_every_unit",
    "rejects_slips",
    "rolls_up_like_ours",
    "survives_round_trip",
    "totals_grow_with_parts",
]
