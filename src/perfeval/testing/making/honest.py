"""Strategies of honest figures and reports: what is drawn is free, all else is computed, and nothing is thrown away."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias, TypeVar

from attrs import evolve
from hypothesis import strategies as st

from perfeval.errors import PackError
from perfeval.jurisdictions import bundled, lineage
from perfeval.model import ALL_FUNDS, STOCK, Form, Report, Stage, Statement
from perfeval.plugins import installed
from perfeval.quantities import PERCENT, Quantity, plain, unit_named
from perfeval.resolution import InForce, Installed, Rulebook, resolve
from perfeval.ruling import FigureRule, Framework, Pack
from perfeval.ruling.base import is_figure_rule
from perfeval.ruling.formulas import EXECUTION_RATE
from perfeval.testing.breaking.slips import nudged
from perfeval.testing.making.content import UNIT, YEAR, content
from perfeval.testing.making.figures import SOURCE, World, statements, values, world, world_of
from perfeval.testing.making.forms import form_rules, forms, outline, outline_of_figures
from perfeval.testing.making.solving import ROOM

T = TypeVar("T")
Given: TypeAlias = T | st.SearchStrategy[T]

_OFFSET = st.integers(0, ROOM)
_STATED = st.integers(0, 5)  # one unit in six is left out; the simplest report states the least
EXACT, WITHIN, OUTSIDE = "exact", "within", "outside"


def drawn(draw: st.DrawFn, given: T | st.SearchStrategy[T]) -> T:
    """A value, or one from a strategy."""
    return draw(given) if isinstance(given, st.SearchStrategy) else given


@st.composite
def amounts(
    draw: st.DrawFn, unit: str | st.SearchStrategy[str] = "万元", places: int | st.SearchStrategy[int] = 2,
    largest: int | st.SearchStrategy[int] = ROOM,
) -> Quantity:  # fmt: skip
    """Printed amounts of money, from 0 up to `largest` units in the last of `places`; small round ones first.

    Parameters
    ----------
    unit
        元, 千元, 万元 or 亿元.
    """
    digits = drawn(draw, places)
    most = drawn(draw, largest)
    raw = draw(st.integers(0, most))
    number = Fraction(raw * 10**digits if raw < 1000 and raw * 10**digits <= most else raw, 10**digits)
    return Quantity(number, unit_named(drawn(draw, unit)), digits, printed=plain(number, digits))


@st.composite
def rates(
    draw: st.DrawFn, places: int | st.SearchStrategy[int] = 2, highest: int | st.SearchStrategy[int] = 200
) -> Quantity:  # fmt: skip
    """Printed percentages from 0 up to `highest` percent."""
    digits = drawn(draw, places)
    number = Fraction(draw(st.integers(0, drawn(draw, highest) * 10**digits)), 10**digits)
    return Quantity(number, PERCENT, digits, printed=f"{plain(number, digits)}%")


@st.composite
def periods(
    draw: st.DrawFn, first: int | st.SearchStrategy[int] = 2015, last: int | st.SearchStrategy[int] = 2035
) -> int:
    """Fiscal years, ends included."""
    return draw(st.integers(drawn(draw, first), drawn(draw, last)))


@lru_cache(maxsize=64)
def _places(level: str | None, under: str) -> tuple[str, ...]:
    stem = under.rstrip("0") if under != "000000" else ""
    return tuple(sorted(p.code for p in bundled() if (level is None or p.level == level) and p.code.startswith(stem)))


def jurisdictions(level: str | None = None, under: str = "000000") -> st.SearchStrategy[str]:
    """GB/T 2260 codes of the bundled places.

    Parameters
    ----------
    level
        nation, province, prefecture or county; None for all.
    under
        The place they lie in (or are).
    """
    return st.deferred(lambda: st.sampled_from(_places(level, under)))


# --- reports --------------------------------------------------------------------------------------------------------


class Shown:
    """A rulebook as hypothesis shows it: its place and year, not its hundreds of rules."""

    def __init__(self, given: Given[Rulebook] | None) -> None:
        self.given = given

    def __repr__(self) -> str:
        if isinstance(self.given, Rulebook):
            return f"rulebook({self.given.code!r}, {self.given.year})"
        return repr(self.given)


def drawn_book(draw: st.DrawFn, shown: Shown) -> Rulebook:
    """The rulebook meant; the nation's where none is given."""
    return default_book() if shown.given is None else drawn(draw, shown.given)


def islands_of(book: Rulebook, rule: str | None) -> frozenset[int]:
    """The islands in which a rule has something to say; without a rule, the largest."""
    about = world_of(book)
    if rule is None:
        return frozenset({len(about.islands) - 1}) if about.islands else frozenset()
    return frozenset(n for n, i in enumerate(about.islands) if any(r.rule == rule for r in i.requirements))


def draw_units(draw: st.DrawFn, world: World, always: frozenset[int] = frozenset()) -> list[frozenset[int]]:
    """Which units of each island a report states; all of those islands that it must."""
    counts = [len(i.units) for i in world.islands]
    chosen = draw(st.tuples(*[_STATED] * sum(counts)))
    made, at = [], 0
    for number, count in enumerate(counts):
        picked = frozenset(range(count)) if number in always else frozenset(n for n in range(count) if chosen[at + n])
        made.append(picked)
        at += count
    if not any(made) and made:
        made[0] = frozenset(range(counts[0]))  # a report states something
    return made


def reports(
    rulebook: Given[Rulebook] | None = None,
    *,
    form: Given[bool] = True,
    entity: Given[str] = UNIT,
    year: Given[int] | None = None,
    slack: Given[str] = EXACT,
) -> st.SearchStrategy[Report]:
    """Honest reports: every sum adds up, every rate is what it should be, every row meets its target.

    Parameters
    ----------
    rulebook
        The rules the report keeps; the nation's where none is given.
    form
        Whether a self-evaluation form goes with the figures.
    entity, year
        Who reports, and about which fiscal year; the rulebook's own where none is given.
    slack
        `"exact"`: sums add up to the last digit. `"within"`: each figure is rounded by itself, so that sums differ by
        what rounding permits. `"outside"`: one figure more is off by just more than rounding permits.
    """
    return _reports(Shown(rulebook), form, entity, year, slack)


@st.composite
def _reports(
    draw: st.DrawFn, shown: Shown, form: Given[bool], entity: Given[str], year: Given[int] | None, slack: Given[str]
) -> Report:  # fmt: skip
    book = drawn_book(draw, shown)
    how = drawn(draw, slack)
    when = None if year is None else drawn(draw, year)
    always = islands_of(book, None) if how == OUTSIDE else frozenset()
    report = draw_report(
        draw, book, always=always, form=drawn(draw, form), entity=drawn(draw, entity), year=when, rounded=how != EXACT
    )
    return nudged(report, book, draw(_OFFSET)).report if how == OUTSIDE else report


def draw_report(
    draw: st.DrawFn, book: Rulebook, *, always: frozenset[int] = frozenset(), form: bool = True, entity: str = UNIT,
    year: int | None = None, rounded: bool = False, floor: int = 0,
) -> Report:  # fmt: skip
    """An honest report.

    Parameters
    ----------
    always
        The islands that are stated whole.
    rounded
        Whether each figure is rounded by itself.
    floor
        Free figures lie so many hundredths above the least they may be, where there is room.
    """
    about = world_of(book)
    units = draw_units(draw, about, always)
    offsets = {
        n: draw(st.tuples(*[_OFFSET] * about.chosen(n, chosen, rounded=rounded).plan.draws))
        for n, chosen in enumerate(units) if chosen
    }  # fmt: skip
    made = values(about, units, offsets, rounded=rounded, floor=floor)
    when = year if year is not None else book.year or YEAR
    report = Report(
        source=SOURCE, title=f"{entity}{when}年度部门整体支出绩效自评报告", entity=entity, year=when,
        jurisdiction=book.code, statements=statements(about, made, entity, when),
    )  # fmt: skip
    if not form:
        return report
    laid = outline(form_of(book))
    again = draw(st.booleans()) or floor > 0  # where figures are to go wrong, every column is there to be wrong in
    filled = draw(forms(laid, form_rules(book), execution(report), f"{entity}整体支出绩效自评表", again))
    return evolve(report, forms=(filled,))


def form_of(book: Rulebook) -> Framework | None:
    """The framework whose form a unit of the place fills in: the default one, else that of the nearest place."""
    default = book.framework()
    if default is not None:
        return default.framework
    depth = {code: n for n, code in enumerate(lineage(book.code))}
    known = [
        f for _, f in sorted(book.frameworks.items()) if f.framework.rows is not None and f.by.pack.code != "000000"
    ]
    return max(known, key=lambda f: depth.get(f.by.pack.code, -1)).framework if known else None


@lru_cache(maxsize=1)
def default_book() -> Rulebook:
    """The nation's rules, with which reports are made where no rulebook is named."""
    return resolve(installed().packs, "000000", YEAR)


def execution(report: Report) -> Fraction:
    """The execution rate that the figures give; one where they give none."""

    found = {r: report.figure(r.item or "", stage=r.stage or STOCK).quantity for r in EXECUTION_RATE.refs()}
    amounts = {ref: quantity.value for ref, quantity in found.items() if quantity is not None}
    rate = EXECUTION_RATE.compute(lambda ref: amounts[ref]) if len(amounts) == len(found) else None
    return Fraction(1) if rate is None else rate


@st.composite
def indicator_tables(draw: st.DrawFn, framework: Given[Framework], *, rate: Given[Fraction] = Fraction(1)) -> Form:
    """Honest indicator tables of a framework: its blocks, its points, rows that meet their targets.

    Parameters
    ----------
    rate
        The execution rate, as a share.
    """
    chosen = drawn(draw, framework)
    laid = outline(chosen) if chosen.rows is not None else outline_of_figures(chosen)
    return draw(forms(laid, (), drawn(draw, rate), f"{UNIT}{chosen.label}"))


def identities_book(*rules: FigureRule) -> Rulebook:
    """A rulebook of some identities alone, for `evaluate` and for strategies that take a rulebook.

    Raises
    ------
    PackError
        If one of them is no rule over named figures, or two have one id.
    """
    for rule in rules:
        if not is_figure_rule(rule):
            raise PackError(
                f"{rule!r} 不是科目间的规则，如 SumOf。", f"{rule!r} is no rule over named figures, such as SumOf."
            )
    ids = [rule.id for rule in rules]
    twice = next((one for one in ids if ids.count(one) > 1), None)
    if twice is not None:
        raise PackError(f"两条规则的 id 都是“{twice}”。", f"Two rules have the id {twice!r}.")
    by = Installed(Pack(id="identities", code="000000"))
    return Rulebook("000000", YEAR, {rule.id: InForce(rule, by) for rule in rules}, {})


@lru_cache(maxsize=64)
def _world_of_rules(rules: tuple[FigureRule, ...]) -> World:
    return world(content(identities_book(*rules), one_table=True), {})


@st.composite
def consistent_statements(draw: st.DrawFn, rules: tuple[FigureRule, ...], year: int) -> tuple[Statement, ...]:
    """Statements that keep some identities, each figure once."""
    about = _world_of_rules(rules)
    units = [frozenset(range(len(i.units))) for i in about.islands]
    offsets = {n: draw(st.tuples(*[_OFFSET] * about.chosen(n, u).plan.draws)) for n, u in enumerate(units)}
    made = statements(about, values(about, units, offsets), UNIT, year)
    return tuple(s for s in made if is_plain(s))


def is_plain(statement: Statement) -> bool:
    """Whether a figure can be named by its item, year and stage: all funds, and a year and stage that are printed."""
    name = statement.name
    return isinstance(name.year.value, int) and isinstance(name.stage.value, Stage) and name.fund.value == ALL_FUNDS


def as_figures(stated: Iterable[Statement]) -> dict[tuple[str, int, Stage], str]:
    """Statements as `Report.build` takes them."""
    found: dict[tuple[str, int, Stage], str] = {}
    for one in stated:
        when, stage = one.name.year.value, one.name.stage.value
        if isinstance(when, int) and isinstance(stage, Stage):
            found[one.name.item.text, when, stage] = one.printed
    return found


@st.composite
def consistent_figures(
    draw: st.DrawFn, identities: Iterable[FigureRule] | st.SearchStrategy[Iterable[FigureRule]], *, year: Given[int] = YEAR
) -> dict[tuple[str, int, Stage], str]:  # fmt: skip
    """Figures that keep some identities, as `Report.build` takes them: `{("total", 2023, ACTUAL): "316.04", …}`.

    Parameters
    ----------
    identities
        Rules over named figures, of any kind: `SumOf`, `AtMost`, …, or one's own.
    """
    return as_figures(draw(consistent_statements(tuple(drawn(draw, identities)), drawn(draw, year))))
