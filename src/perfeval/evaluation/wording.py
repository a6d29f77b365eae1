"""Sentences about what was tried: the figures, the arithmetic, the difference. Chinese first, English beside.

A sentence quotes what is printed, computes, and asks; it never accuses. No rule id and no rule kind is special here:
everything is said from the relation, its figures and the rule's own label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from perfeval.evaluation.checked import Checked
from perfeval.evaluation.earlier import stated_twice, taken_from
from perfeval.findings import Severity, Text
from perfeval.quantities import POINTS, RATE, percent, short, tidy
from perfeval.relations import Operand, Relation, Shape
from perfeval.relations.saying import arithmetic, difference, stated
from perfeval.ruling.naming import when

ASK = {
    Severity.ERROR: Text("请核实更正。", "Please verify and correct."),
    Severity.WARNING: Text("请说明。", "Please explain."),
    Severity.NOTICE: Text("", ""),
}
#: A longer header is no name for a year and a stage.
LONGEST_HEAD = 12
_ANY_YEAR = re.compile(r"^(?:19|20)\d{2}年度?")


@frozen
class Said:
    """A finding in three parts: what it is about, what stands there and what it comes to, and what is asked."""

    title: Text
    fact: Text
    ask: Text = Text()

    @property
    def message(self) -> Text:
        """The parts as one sentence."""
        zh = f"{self.title.zh}：" if self.title.zh else ""
        en = f"{self.title.en}: " if self.title.en else ""
        return Text(f"{zh}{self.fact.zh}。{self.ask.zh}", f"{en}{self.fact.en}. {self.ask.en}".rstrip())

    def with_more(self, more: Text, mark: str = "；") -> Said:
        """The same with something behind its fact."""
        if not more:
            return self
        return Said(self.title, Text(f"{self.fact.zh}{mark}{more.zh}", f"{self.fact.en}; {more.en}"), self.ask)


def said(checked: Checked, label: Text) -> Said:
    """One finding in each language, and which of its figures stand in last year's report."""
    relation = checked.relation
    ask = ASK[checked.severity]
    if relation.of_form:
        return _of_form(relation, label, ask)
    if relation.shape is Shape.SAME and relation.operands[1].is_from_before:
        return Said(_called(relation.first), stated_twice(*relation.statements), ask)
    made = _said(checked, label, ask)
    if checked.words:
        fact = Text(f"文中称“{checked.words}”，{made.fact.zh}", f"the text says {checked.words!r}, {made.fact.en}")
        made = Said(made.title, fact, made.ask)
    return made.with_more(taken_from(relation.statements))


def message(checked: Checked, label: Text) -> Text:
    """One finding as one sentence in each language."""
    return said(checked, label).message


def _said(checked: Checked, label: Text, ask: Text) -> Said:
    relation = checked.relation
    if relation.outcome is None:
        return Said(Text(), zero_base((relation.first,)))
    if relation.shape is Shape.RANGE:
        return Said(label, _share(relation), ask)
    if relation.shape is Shape.RATE:
        return _rate(relation, label, ask)
    if relation.at_most:
        return _over(relation, label, ask)
    if len(relation.terms) == 2 and (checked.across or relation.equal or relation.shape is Shape.SAME):
        return _two(relation, label, ask)
    return _sum(checked, ask)


def _of_form(relation: Relation, label: Text, ask: Text) -> Said:
    """A relation over the cells of a form."""
    what, text = relation.what or label, arithmetic(relation)
    if relation.at_most:
        return Said(what, Text(text, text), ask)
    printed = relation.constant_label or Text(f"表列{stated(relation)}", f"printed {stated(relation)}")
    return Said(what, Text(f"{text}，{printed.zh}", f"{text}, {printed.en}"), ask)


# --- figures in words -----------------------------------------------------------------------------------------------


def _called(operand: Operand) -> Text:
    """What a figure is called where it stands."""
    return Text(operand.label, operand.label)


def _unit(operand: Operand) -> str:
    """The unit of an amount; a rate has its sign, a point and a plain number have none."""
    quantity = operand.quantity
    if quantity is None or quantity.unit is None or quantity.dimension in (RATE, POINTS):
        return ""
    return quantity.unit.symbol


def amount(operand: Operand) -> str:
    """A figure as it is printed, with its unit where the print has none: 17人, 2.50万元, 100%."""
    unit = _unit(operand)
    return operand.printed if not unit or operand.printed.endswith(unit) else f"{operand.printed}{unit}"


def _printed(operand: Operand) -> Text:
    """Whether a table or a sentence says so: 表列2.45万元, 文中为2.45万元."""
    said = amount(operand)
    is_cell = operand.place.row is not None or operand.statement is None
    return Text(f"{'表列' if is_cell else '文中为'}{said or '空白'}", f"printed {said or 'blank'}")


def _off(relation: Relation) -> str:
    """What lies between, in the unit of what is printed."""
    return f"{difference(relation).lstrip('-')}{_unit(relation.held or relation.first)}"


def _time(operand: Operand) -> Text:
    """Year and stage of a figure: the header above it, as printed, where one says them; else by their names."""
    if operand.statement is None:
        return Text()
    named, head = when(operand.statement.name), operand.statement.heading
    if not head or len(head) > LONGEST_HEAD or head == operand.label:
        return named
    return Text(head, named.en)


def _is_change(operand: Operand) -> bool:
    return operand.statement is not None and operand.statement.name.item.rate == "change"


def _move(operand: Operand) -> Text:
    size = amount(operand).lstrip("-")
    down = operand.number.number < 0
    return Text(f"{'减少' if down else '增加'}{size}", f"{'-' if down else '+'}{size}")


def _where(operand: Operand) -> Text:
    """The table or text a figure stands in, as short as it can be told from another."""
    place = operand.place
    if place.row is None and not place.address:
        return Text("正文", "the text")
    part = place.annex or place.part[:LONGEST_HEAD]
    return Text(part or "表中", part or "a table")


# --- shapes ---------------------------------------------------------------------------------------------------------


def _rate(relation: Relation, label: Text, ask: Text) -> Said:
    first, text = relation.first, arithmetic(relation)
    off, printed = difference(relation).lstrip("-").removesuffix("%"), _printed(first)
    return Said(
        label or _called(first),
        Text(f"{text}，{printed.zh}，差{off}个百分点", f"{text}, {printed.en}, off by {off} percentage points"),
        ask,
    )


def _two(relation: Relation, label: Text, ask: Text) -> Said:
    """Two figures that are one amount."""
    first, other = relation.operands
    if _is_change(first) and _is_change(other):
        return _moves(first, other, relation, label, ask)
    off, time = _off(relation), _time(first)
    here, there = _where(first), _where(other)
    also = Text(f"“{other.label}”", f" {other.label!r}") if tidy(other.label) != tidy(first.label) else Text()
    if not _is_one_figure(first, other):
        own = Text() if first.label in label.zh else Text(f"“{first.label}”", f" {first.label!r}")
        return Said(
            label,
            Text(
                f"{here.zh}{own.zh}列{_bare(first)}，{there.zh}{also.zh}列{_bare(other)}，差{off}",
                f"{here.en}{own.en} has {_bare(first)}, {there.en}{also.en} {_bare(other)}, {off} apart",
            ),
            ask,
        )
    if here == there:
        here, there = Text(f"{here.zh}一处", f"{here.en} in one place"), Text("另一处", "in another")
    also = Text(f"（{also.zh}）", f" ({also.en.strip()})") if also else Text()
    said = time if tidy(first.label) not in tidy(time.zh) else Text()
    return Said(
        _called(first),
        Text(
            f"{said.zh}{here.zh}为{_bare(first)}，{there.zh}为{_bare(other)}{also.zh}，相差{off}",
            f"{said.en} {here.en} says {_bare(first)}, {there.en} {_bare(other)}{also.en}, {off} apart".strip(),
        ),
        ask,
    )


def _bare(operand: Operand) -> str:
    """A figure as it is printed, without the unit that is said once behind the difference."""
    unit = _unit(operand)
    return operand.printed.removesuffix(unit).strip() if unit else operand.printed


def _is_one_figure(first: Operand, other: Operand) -> bool:
    """Whether two prints are of one line, and not of two lines that have to be equal."""
    if first.statement is None or other.statement is None:
        return False
    return first.statement.name.item == other.statement.name.item


def _moves(first: Operand, other: Operand, relation: Relation, label: Text, ask: Text) -> Said:
    """Two changes that should be one: 收入增加47.59，支出减少47.59."""
    one, two = _move(first), _move(other)
    if first.number.value == -other.number.value:
        between = Text("方向相反、金额相同", "the same amount in opposite directions")
    else:
        off = _off(relation)
        between = Text(f"两者应同向同额，差{off}", f"both should move alike, {off} apart")
    return Said(
        label or _called(first),
        Text(
            f"{other.label}较上年{two.zh}，{first.label}{one.zh}，{between.zh}",
            f"{other.label} moved by {two.en}, {first.label} by {one.en}: {between.en}",
        ),
        ask,
    )


def _sum(checked: Checked, ask: Text) -> Said:
    relation = checked.relation
    first = relation.held or relation.first
    time, text = _time(first), arithmetic(relation)
    scope = Text("跨表：", "across tables: ") if checked.across else Text()
    printed = Text(f"表列{_move(first).zh}", f"printed {_move(first).en}") if _is_change(first) else _printed(first)
    if len(relation.terms) == 2 and not relation.is_own_total:
        text_zh, text_en = f"下级合计{text}", f"its parts come to {text}"
    else:
        text_zh = text_en = text
    return Said(
        Text(f"{first.label}（{time.zh}）" if time.zh else first.label, f"{first.label} ({time.en})" if time.en else first.label),
        Text(
            f"{scope.zh}{text_zh}，{printed.zh}，相差{_off(relation)}",
            f"{scope.en}{text_en}, {printed.en}, {_off(relation)} apart",
        ),
        ask,
    )  # fmt: skip


def _over(relation: Relation, label: Text, ask: Text) -> Said:
    """What is above its limit: 公用经费2023年决算数33.31万元，超过2023年预算数24.00万元，超出9.31万元（38.79%）."""
    lesser = [(c, o) for c, o in relation.terms if c > 0]
    limits = [o for c, o in relation.terms if c < 0]
    off = f"{difference(relation)}{_unit(lesser[0][1])}"
    right = sum((o.number.value for o in limits), Fraction(0))
    left = sum((o.number.value for _, o in lesser), Fraction(0))
    more = percent(left / right - 1) if right > 0 else ""
    share = Text(f"（{more}）", f" ({more})") if more else Text()
    name = lesser[0][1].label
    if len(lesser) > 1 or len(limits) != 1:
        text = arithmetic(relation)
        return Said(
            label or Text(name, name), Text(f"{text}，超出{off}{share.zh}", f"{text}, over by {off}{share.en}"), ask
        )
    first, limit = lesser[0][1], limits[0]
    called = "" if tidy(limit.label) == tidy(name) else f"“{limit.label}”"
    own = Text() if name in label.zh else Text(f"“{name}”", f"{name}: ")
    over = Text(f"超{called}{_time(limit).zh}{amount(limit)}", f"above {called}{_time(limit).en} {amount(limit)}")
    return Said(
        label or Text(name, name),
        Text(
            f"{own.zh}{_time(first).zh}{amount(first)}，{over.zh}，超出{off}{share.zh}",
            f"{own.en}{_time(first).en} {amount(first)}, {over.en}, by {off}{share.en}",
        ),
        ask,
    )


def _share(relation: Relation) -> Text:
    part, base = relation.operands
    outcome = relation.outcome
    assert outcome is not None
    when_part, when_base = _time(part), _time(base)
    if outcome.expected is None:  # over a base of zero there is no share
        return Text(
            f"“{part.label}”{when_base.zh}为{amount(base)}，{when_part.zh}{amount(part)}",
            f"{part.label}: {when_base.en} {amount(base)}, {when_part.en} {amount(part)}",
        )
    if _is_year_before(base, part):
        rise = outcome.expected - 1
        word = Text("上升" if rise >= 0 else "下降", "up" if rise >= 0 else "down")
        size = percent(abs(rise))
        return Text(
            f"“{part.label}”{_ANY_YEAR.sub('', when_part.zh)}{_bare(base)}→{amount(part)}，较上年{word.zh}{size}",
            f"{part.label}: {when_base.en} {base.printed}, {when_part.en} {amount(part)}, {word.en} by {size}",
        )
    share = percent(outcome.expected)
    return Text(
        f"“{part.label}”{when_part.zh}{amount(part)}，{when_base.zh}{amount(base)}，为其{share}",
        f"{part.label}: {when_part.en} {amount(part)} against {when_base.en} {amount(base)}, {share}",
    )


def _is_year_before(base: Operand, part: Operand) -> bool:
    """Whether one figure is the other one of the year before."""
    if base.statement is None or part.statement is None:
        return False
    one, other = base.statement.name, part.statement.name
    return (
        one.item == other.item and one.stage.value == other.stage.value
        and isinstance(one.year.value, int) and isinstance(other.year.value, int) and one.year.value == other.year.value - 1
    )  # fmt: skip


def compared(checked: Checked, made: Said) -> Said:
    """A finding with the figures a rule wants shown beside a breach, and how the breach stands to them."""
    extra_zh, extra_en = [], []
    anchor = checked.relation.first
    for other in checked.beside:
        if other.quantity is None or anchor.quantity is None or other.number.value == 0:
            continue
        rise = anchor.number.value / other.number.value - 1
        told = _rise(rise, f"{_time(other).zh}{_bare(other)}", f"{_time(other).en} {amount(other)}")
        extra_zh.append(told.zh)
        extra_en.append(told.en)
    return made.with_more(Text("，".join(extra_zh), ", ".join(extra_en)))


def _rise(rise: Fraction, zh: str, en: str) -> Text:
    """How an amount stands to another one: 较2022年决算数31.13增加7.00%, 与2022年决算数33.31持平."""
    if rise == 0:
        return Text(f"与{zh}持平", f"the same as {en}")
    size = f"{short(abs(rise) * 100)}%"
    return Text(f"较{zh}{'增加' if rise > 0 else '减少'}{size}", f"{'up' if rise > 0 else 'down'} by {size} from {en}")


def one_line(several: Sequence[Checked], label: Text, *, question: bool) -> Said:
    """Notices of one kind as one line."""
    texts = [said(one, Text()) for one in several]
    own = [t.fact if not t.title else Text(f"{t.title.zh}：{t.fact.zh}", f"{t.title.en}: {t.fact.en}") for t in texts]
    ask = ASK[Severity.WARNING] if question else Text()
    return Said(label, Text("；".join(t.zh for t in own), "; ".join(t.en for t in own)), ask)


def zero_base(operands: Sequence[Operand]) -> Text:
    """Rates printed although their base is zero."""
    cells = "、".join(f"“{o.label}”填{o.printed}" for o in operands)
    cells_en = ", ".join(f"{o.label} prints {o.printed}" for o in operands)
    return Text(
        f"基数为0，比率无从计算：{cells}；宜填“不适用”",
        f"the base is zero, so there is no rate: {cells_en}; 不适用 would say it",
    )


def untried(relation: Relation, label: Text) -> Text:
    """Why a relation over cells was not tried of which one cannot be read."""
    unread, what = relation.unread, relation.what or label
    assert unread is not None
    return Text(
        f"{what.zh}：“{unread.cited.printed}”不能读作一个数", f"{what.en}: {unread.cited.printed!r} is not one number"
    )


def excused(relation: Relation, label: Text, by: Relation) -> Text:
    """Why a broken relation is not said: another one that may hold in its place does."""
    what, text = relation.what or label, arithmetic(relation)
    off = difference(relation).lstrip("-")
    means = by.what or Text("按另一种算法相符", "are none by another way of adding up")
    return Text(
        f"{what.zh}：{text}，相差恰为{off}分，{means.zh}", f"{what.en}: {text}; the {off} points between {means.en}"
    )
