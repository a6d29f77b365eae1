"""Sentences about what was tried: the figures, the arithmetic, the difference. Chinese first, English beside.

A sentence quotes what is printed, computes, and asks; it never accuses. No rule id and no rule kind is special here:
everything is said from the relation, its figures and the rule's own label.
"""

from __future__ import annotations

from fractions import Fraction

from perfeval.evaluation.bound import Bound, Tried
from perfeval.findings import Severity, Text
from perfeval.model import Statement
from perfeval.quantities import RATE, Quantity, Unit, percent, plain, short
from perfeval.relations.arithmetic import Outcome
from perfeval.ruling import Band, EqualTo, Linear, Ratio
from perfeval.ruling.naming import when

ASK = {
    Severity.ERROR: Text("请核实更正。", "Please verify and correct."),
    Severity.WARNING: Text("请说明。", "Please explain."),
    Severity.NOTICE: Text("", ""),
}


def _unit(terms: tuple[tuple[Fraction, Statement], ...]) -> Unit | None:
    return next((s.quantity.unit for _, s in terms if s.quantity and s.quantity.unit), None)


def _places(terms: tuple[tuple[Fraction, Statement], ...]) -> int:
    return max((s.quantity.places for _, s in terms if s.quantity), default=0)


def in_unit(value: Fraction, unit: Unit | None, places: int) -> str:
    """A base value in a unit's own numbers."""
    number = value / unit.scale if unit else value
    return short(number, max(places, 2)) if unit is None or unit.dimension != RATE else plain(number, max(places, 2))


def shown(quantity: Quantity | None) -> str:
    """A quantity as printed, without its unit's word where that is money."""
    return (
        "0"
        if quantity is None
        else plain(quantity.number, quantity.places)
        + ("%" if quantity.dimension == RATE and quantity.unit and quantity.unit.symbol == "%" else "")
    )


def _sum(terms: tuple[tuple[Fraction, Statement], ...], into: Unit | None = None) -> str:
    """Terms as they are printed; all of them in one unit where they are printed in several."""
    several = len({s.quantity.unit for _, s in terms if s.quantity}) > 1 or (
        into is not None and any(s.quantity and s.quantity.unit != into for _, s in terms)
    )
    unit = into or _unit(terms)
    parts: list[str] = []
    for coefficient, statement in terms:
        if statement.quantity is None:
            continue
        sign = "-" if coefficient < 0 else "+"
        number = short(statement.quantity.value / unit.scale, 6) if several and unit else shown(statement.quantity)
        if number.startswith("-") and (parts or sign == "-"):
            number = f"({number})"
        parts.append((sign if parts or sign == "-" else "") + number)
    return "".join(parts) or "0"


def arithmetic(bound: Bound, outcome: Outcome) -> str:
    """The relation in figures: `2.37+0.07=2.44`, `17÷19=89.47%`."""
    schema = bound.schema
    if isinstance(schema, Ratio):
        stated, *top = bound.terms
        one = _unit((*top, *bound.bottom))
        over, under = _sum(tuple(top), one), _sum(bound.bottom, one)
        over = f"({over})" if len(top) > 1 else over
        under = f"({under})" if len(bound.bottom) > 1 else under
        places = stated[1].quantity.places if stated[1].quantity else 2
        return f"{over}÷{under}={percent(outcome.expected or Fraction(0), max(places, 2))}"
    positive = tuple((c, s) for c, s in bound.terms if c > 0)
    negative = tuple((-c, s) for c, s in bound.terms if c < 0)
    unit, places = _unit(bound.terms), _places(bound.terms)
    if schema.at_most:
        left = sum((c * s.quantity.value for c, s in positive if s.quantity), Fraction(0))
        text = _sum(positive, unit) + (f"={in_unit(left, unit, places)}" if len(positive) > 1 else "")
        return f"{text} {'≤' if outcome.verdict.holds else '>'} {_sum(negative, unit)}"
    due = tuple(
        (-c / bound.terms[0][0], s) for c, s in bound.terms[1:]
    )  # what makes up the total, less what is taken off
    total = sum((c * s.quantity.value for c, s in due if s.quantity), Fraction(0))
    return f"{_sum(due, unit)}={in_unit(total, unit, places)}"


def stated(bound: Bound) -> str:
    """The print that is held against the arithmetic."""
    if isinstance(bound.schema, Linear) and bound.schema.at_most and bound.schema.one_block:
        return bound.terms[-1][1].printed.strip()
    return bound.terms[0][1].printed.strip()


def expected(bound: Bound, outcome: Outcome) -> str:
    """What the arithmetic gives for it."""
    if isinstance(bound.schema, Ratio):
        first = bound.terms[0][1].quantity
        return percent(outcome.expected or Fraction(0), max(first.places if first else 2, 2))
    if bound.schema.at_most and bound.schema.one_block:  # the whole stands last; its parts, all positive, are due
        parts = sum((c * s.quantity.value for c, s in bound.terms if c > 0 and s.quantity), Fraction(0))
        return in_unit(parts, _unit(bound.terms), _places(bound.terms))
    first_value = bound.terms[0][1].quantity
    base = first_value.value if first_value else Fraction(0)
    return in_unit(base - outcome.residual / bound.terms[0][0], _unit(bound.terms), _places(bound.terms))


def difference(bound: Bound, outcome: Outcome) -> str:
    """By how much they differ, stated less expected."""
    if isinstance(bound.schema, Ratio):
        return f"{short(outcome.residual * 100, 2)}%"
    return in_unit(outcome.residual, _unit(bound.terms), _places(bound.terms))


def slack(bound: Bound, outcome: Outcome) -> str:
    """How much rounding alone may do."""
    if isinstance(bound.schema, Ratio):
        return f"{short(outcome.slack * 100, 6)}%"
    unit = _unit(bound.terms)
    return short(outcome.slack / unit.scale if unit else outcome.slack, 6)


def message(tried: Tried, label: Text) -> Text:
    """One finding as one sentence in each language."""
    bound, outcome = tried.bound, tried.outcome
    first = bound.terms[0][1]
    time = when(first.name)
    if outcome is None:
        return zero_base((first,))
    ask = ASK[tried.severity]
    if isinstance(tried.rule, Band):
        return _band(tried, outcome)
    sum_text = arithmetic(bound, outcome)
    if isinstance(bound.schema, Ratio):
        return Text(
            f"{label.zh or first.label}：{sum_text}，表印{first.printed.strip()}，差{difference(bound, outcome)}。{ask.zh}",
            f"{label.en or first.label}: {sum_text}, printed {first.printed.strip()}, off by {difference(bound, outcome)}. {ask.en}",
        )
    if bound.schema.at_most:
        return _over(tried, outcome, label, ask)
    if len(bound.terms) == 2 and (tried.across or isinstance(tried.rule, EqualTo)):
        other = bound.terms[1][1]
        if first.name.item.rate == other.name.item.rate == "change":
            return Text(
                f"“{first.label}”较上年{_move(first).zh}，“{other.label}”较上年{_move(other).zh}（{time.zh}），"
                f"两者应同向同额，相差{difference(bound, outcome).lstrip('-')}。{ask.zh}",
                f"{first.label} moved by {_move(first).en}, {other.label} by {_move(other).en} ({time.en}); both should move alike, "
                f"{difference(bound, outcome).lstrip('-')} apart. {ask.en}",
            )
        return Text(
            f"“{first.label}”（{time.zh}）两处不一致：{first.printed.strip()} 与 {other.printed.strip()}（“{other.label}”），"
            f"相差{difference(bound, outcome).lstrip('-')}。{ask.zh}",
            f"{first.label!r} ({time.en}) is stated twice: {first.printed.strip()} and {other.printed.strip()} "
            f"({other.label!r}), {difference(bound, outcome).lstrip('-')} apart. {ask.en}",
        )
    scope = "（跨表）" if tried.across else ""
    as_is = first.printed.strip()
    printed = _move(first) if first.name.item.rate == "change" else Text(as_is, as_is)
    return Text(
        f"{first.label}{f'（{time.zh}）' if time.zh else ''}{scope}：{sum_text}，表印{printed.zh or '空白'}，"
        f"相差{difference(bound, outcome).lstrip('-')}。{ask.zh}",
        f"{first.label} ({time.en}){' across tables' if tried.across else ''}: {sum_text}, printed "
        f"{printed.en or 'blank'}, {difference(bound, outcome).lstrip('-')} apart. {ask.en}",
    )


def _move(statement: Statement) -> Text:
    number = statement.quantity.number if statement.quantity else Fraction(0)
    size = statement.printed.strip().lstrip("-")
    return Text(f"{'减少' if number < 0 else '增加'}{size}", f"{'-' if number < 0 else '+'}{size}")


def _over(tried: Tried, outcome: Outcome, label: Text, ask: Text) -> Text:
    bound = tried.bound
    positive = [s for c, s in bound.terms if c > 0]
    negative = [s for c, s in bound.terms if c < 0]
    left = sum((s.quantity.value for s in positive if s.quantity), Fraction(0))
    right = sum((s.quantity.value for s in negative if s.quantity), Fraction(0))
    share = f"，为{percent(left / right)}" if right > 0 else ""
    share_en = f", {percent(left / right)} of it" if right > 0 else ""
    name = label.zh or positive[0].label
    return Text(
        f"{name}：{arithmetic(bound, outcome)}{share}，超出{difference(bound, outcome)}。{ask.zh}",
        f"{label.en or positive[0].label}: {arithmetic(bound, outcome)}{share_en}, over by {difference(bound, outcome)}. {ask.en}",
    )


def _band(tried: Tried, outcome: Outcome) -> Text:
    statement, base = tried.bound.terms[0][1], tried.bound.terms[1][1]
    if tried.band == "zero":
        return Text(
            f"“{statement.label}”{when(base.name).zh}为{base.printed.strip()}，{when(statement.name).zh}{statement.printed.strip()}",
            f"{statement.label}: {when(base.name).en} {base.printed.strip()}, {when(statement.name).en} {statement.printed.strip()}",
        )
    share = percent(outcome.expected or Fraction(0))
    return Text(
        f"“{statement.label}”{when(statement.name).zh}{statement.printed.strip()}，{when(base.name).zh}{base.printed.strip()}，为{share}",
        f"{statement.label}: {when(statement.name).en} {statement.printed.strip()} against {when(base.name).en} "
        f"{base.printed.strip()}, {share}",
    )


def zero_base(statements: tuple[Statement, ...]) -> Text:
    """Rates printed although their base is zero."""
    cells = "、".join(f"“{s.label}”印{s.printed.strip()}" for s in statements)
    cells_en = ", ".join(f"{s.label} prints {s.printed.strip()}" for s in statements)
    return Text(
        f"基数为0，比率无从计算：{cells}；宜填“不适用”。",
        f"The base is zero, so there is no rate: {cells_en}; 不适用 would say it.",
    )
