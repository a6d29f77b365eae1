"""Honest self-evaluation forms: rows that meet their targets, points and scores that keep every rule over the form's cells.

What the cells must keep is asked of the rules: each says which relations hold over the cells of a form. Cells are told
apart by their places.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice, product

from attrs import evolve, frozen
from hypothesis import strategies as st

from perfeval.document import Place
from perfeval.model import Entry, Form, Head, IndicatorRow, Recheck, entry, target
from perfeval.quantities import POINT, plain
from perfeval.resolution import Rulebook
from perfeval.ruling import FormRule, Framework, Relation
from perfeval.ruling.base import is_form_rule, without_skipped
from perfeval.testing.making.solving import ContradictionError, Plan, Sum, plan

ONE = Fraction(1)
#: Points and scores are kept in hundredths.
POINTS = 100
SHEET = "自评表"
#: Rows of a section that the report fills itself.
MOST_ROWS = 3
#: Forms with so many combinations of rows are prepared.
MOST_SHEETS = 81
DEFAULT_SECTIONS = (("产出指标", 50), ("效益指标", 30), ("满意度指标", 10))
#: The cells of a form that are not a row's.
EXECUTION_POINTS, EXECUTION_SCORE, EXECUTION_RATE, TOTAL_POINTS, TOTAL_SCORE = range(1, 6)
EXECUTION_RECHECK, TOTAL_RECHECK = 6, 7
#: The cell of a row with the reviewer's score.
RECHECK = 6
WORKS = (
    "档案整理",
    "业务培训",
    "设备维护",
    "宣传活动",
    "实地检查",
    "材料汇编",
    "信息更新",
    "安全巡查",
    "咨询服务",
    "专题调研",
)


def cell(row: int, number: int) -> Place:
    """The place of a cell; row 0 holds what belongs to the whole form."""
    return Place("honest", SHEET, row=row + 1, cell=number)


@frozen
class Block:
    """A level-1 block: its label and points; the names and points of its rows where they are laid down."""

    label: str
    points: Fraction
    names: tuple[str, ...] = ()
    worth: tuple[Fraction, ...] = ()


@frozen
class Outline:
    """What a form consists of before anything is drawn."""

    blocks: tuple[Block, ...]
    execution: Fraction
    id: str = "form1"


def outline(framework: Framework | None) -> Outline:
    """The outline of a framework's form; the usual one where no framework judges the form's own rows."""
    if framework is None or framework.rows is None:
        blocks = tuple(Block(label, Fraction(points)) for label, points in DEFAULT_SECTIONS)
        return Outline(blocks, 100 - sum((b.points for b in blocks), Fraction(0)))
    own = framework.indicator(framework.execution)
    execution = own.points if own is not None and framework.includes_execution else Fraction(0)
    made = []
    for section in framework.sections:
        others = [i for i in framework.of_section(section.id) if i is not own]
        if section.by_rows or (not others and (own is None or own.section != section.id)):
            made.append(Block(section.label, section.points))
        elif others:
            made.append(
                Block(section.label, section.points, tuple(i.label for i in others), tuple(i.points for i in others))
            )
    return Outline(tuple(made), execution)


def outline_of_figures(framework: Framework) -> Outline:
    """The outline of an indicator table whose rows the framework brings along."""
    blocks = [
        Block(s.label, s.points, tuple(i.label for i in own), tuple(i.points for i in own))
        for s in framework.sections if (own := framework.of_section(s.id))
    ]  # fmt: skip
    return Outline(tuple(blocks), Fraction(0))


@frozen
class Sheet:
    """A form with its numbers still open: how many rows each block has, and how points and scores are made."""

    outline: Outline
    rows: tuple[int, ...]
    plan: Plan


def _spread(block: Block, count: int) -> list[Fraction]:
    """Points that add up to a block's, as a start."""
    if block.worth:
        return list(block.worth)
    each = max(1, block.points // count)
    return [*[Fraction(each)] * (count - 1), block.points - each * (count - 1)]


def _start(made: Outline, rows: Sequence[int]) -> Form:
    """A form that adds up, with which the rules can be asked what they look at."""
    numbers: dict[Place, Fraction] = {}
    order = 0
    for block, count in zip(made.blocks, rows, strict=True):
        for worth in _spread(block, count):
            order += 1
            numbers[cell(order, 1)] = numbers[cell(order, 2)] = worth
    for number, block in enumerate(made.blocks):
        numbers[cell(0, 10 + number)] = block.points
    total = sum((b.points for b in made.blocks), made.execution)
    numbers |= {
        cell(0, EXECUTION_POINTS): made.execution, cell(0, EXECUTION_SCORE): made.execution,
        cell(0, TOTAL_POINTS): total, cell(0, TOTAL_SCORE): total,
    }  # fmt: skip
    return written(made, rows, numbers, ONE, [(10, 10, True)] * order)


def sheet(made: Outline, rows: tuple[int, ...], rules: tuple[FormRule, ...]) -> Sheet:
    """The form's points and scores, solved.

    Raises
    ------
    ContradictionError
        If no form keeps the rules.
    """
    start = _start(made, rows)
    asked = [s for rule in rules for relation in _relations(rule, start) for s in _sum(relation, rule.id)]
    try:
        return Sheet(made, rows, _plan(made, rows, start, asked, full=True))
    except ContradictionError:  # a rule may ask for points that are lost
        return Sheet(made, rows, _plan(made, rows, start, asked, full=False))


@lru_cache(maxsize=64)
def sheets(made: Outline, rules: tuple[FormRule, ...]) -> tuple[Sheet, ...]:
    """The forms that keep the rules, by how many rows their blocks have, the smallest first.

    Raises
    ------
    ContradictionError
        If there is none.
    """
    counts = [(len(b.names),) if b.names else tuple(range(1, MOST_ROWS + 1)) for b in made.blocks]
    found = []
    for rows in islice(product(*counts), MOST_SHEETS):
        try:
            found.append(sheet(made, rows, rules))
        except ContradictionError:
            continue
    if not found:
        raise ContradictionError("no form keeps the rules over its cells")
    return tuple(sorted(found, key=lambda s: sum(s.rows)))


def _relations(rule: FormRule, form: Form) -> list[Relation]:
    try:
        return without_skipped(rule.relations(form))
    except Exception:  # its own fault, which the evaluation names
        return []


def _sum(relation: Relation, name: str) -> list[Sum]:
    """A relation over cells, in hundredths; the form's own cells only."""
    if any(o.cited.place.part != SHEET for _, o in relation.terms):
        return []
    terms = tuple((o.cited.place, c) for c, o in relation.terms)
    return [Sum(terms, -relation.constant * POINTS, relation.at_most, name)]


def _plan(made: Outline, rows: tuple[int, ...], start: Form, asked: list[Sum], *, full: bool) -> Plan:
    execution = cell(0, EXECUTION_SCORE)
    sums: list[Sum] = []
    least: dict[object, int] = {}
    keys: list[object] = [execution] if made.execution else []

    def equal(*terms: tuple[object, Fraction], constant: Fraction = Fraction(0)) -> None:
        sums.append(Sum(terms, constant))

    for number, block in enumerate(made.blocks):
        equal((cell(0, 10 + number), ONE), constant=-block.points * POINTS)
        own = [r for r in start.rows if r.head == number]
        for row, worth in zip(own, block.worth or [None] * len(own), strict=True):
            points, score = cell(row.order, 1), cell(row.order, 2)
            if worth is not None:
                equal((points, ONE), constant=-worth * POINTS)
            elif block.points.denominator == 1:  # whole points
                equal((points, ONE), (("steps", row.order), Fraction(-POINTS)))
                least["steps", row.order] = 1
            least[points] = 1
            if full:
                equal((score, ONE), (points, -ONE))
            else:
                sums.append(Sum(((score, ONE), (points, -ONE)), at_most=True))
        equal((cell(0, 10 + number), ONE), *((cell(r.order, 1), -ONE) for r in own))
    if made.execution:
        equal((cell(0, EXECUTION_POINTS), ONE), constant=-made.execution * POINTS)
        sums.append(Sum(((execution, ONE), (cell(0, EXECUTION_POINTS), -ONE)), at_most=True))
    counted = [r.order for r in start.rows]
    equal(
        (cell(0, TOTAL_POINTS), ONE),
        *((cell(n, 1), -ONE) for n in counted),
        *([(cell(0, EXECUTION_POINTS), -ONE)] if made.execution else []),
    )
    equal(
        (cell(0, TOTAL_SCORE), ONE),
        *((cell(n, 2), -ONE) for n in counted),
        *([(execution, -ONE)] if made.execution else []),
    )
    return plan([*sums, *asked], keys, least, execution if made.execution else None)


# --- drawn ----------------------------------------------------------------------------------------------------------


def form_rules(book: Rulebook) -> tuple[FormRule, ...]:
    """The rules of a book that give relations over the cells of a form."""
    return tuple(f.rule for f in book.in_order if is_form_rule(f.rule))


_OFFSETS = st.integers(0, 10**6)
_AIMS = st.tuples(st.integers(1, 9_999), st.integers(0, 9_999), st.booleans())


@st.composite
def forms(
    draw: st.DrawFn, made: Outline, rules: tuple[FormRule, ...], rate: Fraction, title: str, again: bool = False
) -> Form:
    """A form whose rows meet their targets, whose execution was `rate`, and whose cells keep the rules; re-checked if `again`."""
    possible = sheets(made, rules)
    chosen = possible[draw(st.integers(0, len(possible) - 1))]
    rows = chosen.rows
    offsets = draw(st.tuples(*[_OFFSETS] * chosen.plan.draws))
    if made.execution:
        earned = Fraction(plain(made.execution * min(max(rate, Fraction(0)), ONE), 2))
        offsets = (int(earned * POINTS), *offsets[1:])
    numbers = chosen.plan.solve(offsets)
    cells = {k: Fraction(v, POINTS) for k, v in numbers.items() if isinstance(k, Place)}
    aims = draw(st.tuples(*[_AIMS] * sum(rows)))
    form = evolve(written(made, rows, cells, rate, aims), title=title)
    return rechecked(form) if again else form


def written(
    made: Outline, rows: Sequence[int], cells: dict[Place, Fraction], rate: Fraction, aims: Sequence[tuple[int, int, bool]]
) -> Form:  # fmt: skip
    """The form with these numbers in its cells."""
    heads: list[Head] = []
    listed: list[IndicatorRow] = []
    for number, (block, count) in enumerate(zip(made.blocks, rows, strict=True)):
        place = cell(0, 10 + number)
        heads.append(Head(block.label, entry(_text(block.points), place, POINT), place))
        for n in range(count):
            order = len(listed) + 1
            name = block.names[n] if block.names else f"{WORKS[order % len(WORKS)]}{order}"
            listed.append(_row(number, block.label, order, name, cells, aims[order - 1]))
    point = {
        what: cell(0, what) for what in (EXECUTION_POINTS, EXECUTION_SCORE, EXECUTION_RATE, TOTAL_POINTS, TOTAL_SCORE)
    }
    has = made.execution > 0
    return Form(
        made.id, "", tuple(listed), tuple(heads),
        total_points=entry(_text(cells[point[TOTAL_POINTS]]), point[TOTAL_POINTS], POINT),
        total_score=entry(_text(cells[point[TOTAL_SCORE]]), point[TOTAL_SCORE], POINT),
        execution_points=entry(_text(made.execution), point[EXECUTION_POINTS], POINT) if has else None,
        execution_score=entry(_text(cells[point[EXECUTION_SCORE]]), point[EXECUTION_SCORE], POINT) if has else None,
        execution_rate=entry(f"{plain(rate * 100, 2)}%", point[EXECUTION_RATE]) if has else None,
        place=cell(0, 0), has_reasons=True,
    )  # fmt: skip


def rechecked(form: Form) -> Form:
    """The form with a column in which a reviewer gives every score as the unit did."""

    def again(score: Entry | None, place: Place) -> Entry | None:
        return evolve(score, place=place) if score is not None else None

    return evolve(
        form,
        rows=tuple(evolve(r, recheck=Recheck(score=again(r.score, cell(r.order, RECHECK)))) for r in form.rows),
        total_recheck=again(form.total_score, cell(0, TOTAL_RECHECK)),
        execution_recheck=again(form.execution_score, cell(0, EXECUTION_RECHECK)),
    )


def _text(number: Fraction) -> str:
    return plain(number, 0 if number.denominator == 1 else 2)


def _row(
    head: int, label: str, order: int, name: str, cells: dict[Place, Fraction], aim: tuple[int, int, bool]
) -> IndicatorRow:
    """A row that meets its target: so much less, or more by a quarter at the most, beyond which places ask for a reason."""
    wanted, beyond, more = aim
    got = wanted + beyond % (wanted // 4 + 1) if more else max(1, wanted - beyond)
    asked, done = f"{'≥' if more else '≤'}{wanted}个", f"{got}个"
    points, score = (entry(_text(cells[cell(order, n)]), cell(order, n), POINT) for n in (1, 2))
    lost = cells[cell(order, 2)] < cells[cell(order, 1)]
    return IndicatorRow(
        order, label, "数量指标", name, cell(order, 0), target(asked), target(done), points, score,
        entry("部分资料尚未归档" if lost else "", cell(order, 3)), head,
        target_entry=entry(asked, cell(order, 4)), actual_entry=entry(done, cell(order, 5)),
    )  # fmt: skip


__all__ = ["Outline", "Sheet", "form_rules", "forms", "outline", "outline_of_figures", "sheets", "written"]
