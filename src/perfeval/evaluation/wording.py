"""Sentences about what was tried: the figures, the arithmetic, the difference. Chinese first, English beside.

A sentence quotes what is printed, computes, and asks; it never accuses. No rule id and no rule kind is special here:
everything is said from the relation, its figures and the rule's own label.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from perfeval.evaluation.checked import Checked
from perfeval.evaluation.earlier import stated_twice, taken_from
from perfeval.findings import Severity, Text
from perfeval.quantities import percent, short
from perfeval.relations import Operand, Relation, Shape
from perfeval.relations.saying import arithmetic, difference, stated
from perfeval.ruling.naming import when

ASK = {
    Severity.ERROR: Text("请核实更正。", "Please verify and correct."),
    Severity.WARNING: Text("请说明。", "Please explain."),
    Severity.NOTICE: Text("", ""),
}


def message(checked: Checked, label: Text) -> Text:
    """One finding as one sentence in each language, and which of its figures stand in last year's report."""
    relation = checked.relation
    ask = ASK[checked.severity]
    if relation.of_form:
        return _of_form(relation, label, ask)
    if relation.shape is Shape.SAME and relation.operands[1].is_from_before:
        return stated_twice(*relation.statements)
    said = _said(checked, label, ask)
    if checked.words:
        said = Text(f"文中称“{checked.words}”：{said.zh}", f"The text says {checked.words!r}: {said.en}")
    taken = taken_from(relation.statements)
    return Text(said.zh + taken.zh, f"{said.en.rstrip()} {taken.en}") if taken else said


def _said(checked: Checked, label: Text, ask: Text) -> Text:
    relation = checked.relation
    if relation.outcome is None:
        return zero_base((relation.first,))
    if relation.shape is Shape.RANGE:
        return _share(relation)
    if relation.shape is Shape.RATE:
        return _rate(relation, label, ask)
    if relation.at_most:
        return _over(relation, label, ask)
    if len(relation.terms) == 2 and (checked.across or relation.equal or relation.shape is Shape.SAME):
        return _two(relation, ask)
    return _sum(checked, ask)


def _of_form(relation: Relation, label: Text, ask: Text) -> Text:
    """A relation over the cells of a form."""
    what, text = relation.what or label, arithmetic(relation)
    if relation.at_most:
        return Text(f"{what.zh}：{text}。{ask.zh}", f"{what.en}: {text}. {ask.en}")
    printed = relation.constant_label or Text(f"表印{stated(relation)}", f"printed {stated(relation)}")
    return Text(f"{what.zh}：{text}，{printed.zh}。{ask.zh}", f"{what.en}: {text}, {printed.en}. {ask.en}")


def _rate(relation: Relation, label: Text, ask: Text) -> Text:
    first, text, off = relation.first, arithmetic(relation), difference(relation)
    return Text(
        f"{label.zh or first.label}：{text}，表印{first.printed}，差{off}。{ask.zh}",
        f"{label.en or first.label}: {text}, printed {first.printed}, off by {off}. {ask.en}",
    )


def _is_change(operand: Operand) -> bool:
    return operand.statement is not None and operand.statement.name.item.rate == "change"


def _time(operand: Operand) -> Text:
    return when(operand.statement.name) if operand.statement is not None else Text()


def _two(relation: Relation, ask: Text) -> Text:
    """Two figures that are one amount."""
    first, other = relation.operands
    time, apart = _time(first), difference(relation).lstrip("-")
    if _is_change(first) and _is_change(other):
        return Text(
            f"“{first.label}”较上年{_move(first).zh}，“{other.label}”较上年{_move(other).zh}（{time.zh}），"
            f"两者应同向同额，相差{apart}。{ask.zh}",
            f"{first.label} moved by {_move(first).en}, {other.label} by {_move(other).en} ({time.en}); both should move alike, "
            f"{apart} apart. {ask.en}",
        )
    return Text(
        f"“{first.label}”（{time.zh}）两处不一致：{first.printed} 与 {other.printed}（“{other.label}”），相差{apart}。{ask.zh}",
        f"{first.label!r} ({time.en}) is stated twice: {first.printed} and {other.printed} ({other.label!r}), "
        f"{apart} apart. {ask.en}",
    )


def _sum(checked: Checked, ask: Text) -> Text:
    relation = checked.relation
    first = relation.held or relation.first
    time, text, apart = _time(first), arithmetic(relation), difference(relation).lstrip("-")
    scope = Text("（跨表）", " across tables") if checked.across else Text()
    printed = _move(first) if _is_change(first) else Text(first.printed, first.printed)
    return Text(
        f"{first.label}{f'（{time.zh}）' if time.zh else ''}{scope.zh}：{text}，表印{printed.zh or '空白'}，相差{apart}。{ask.zh}",
        f"{first.label} ({time.en}){scope.en}: {text}, printed {printed.en or 'blank'}, {apart} apart. {ask.en}",
    )


def _move(operand: Operand) -> Text:
    number = operand.number.number
    size = operand.printed.lstrip("-")
    return Text(f"{'减少' if number < 0 else '增加'}{size}", f"{'-' if number < 0 else '+'}{size}")


def _over(relation: Relation, label: Text, ask: Text) -> Text:
    lesser = [(c, o) for c, o in relation.terms if c > 0]
    left = sum((o.number.value for _, o in lesser), Fraction(0))
    right = sum((o.number.value for c, o in relation.terms if c < 0), Fraction(0))
    share = Text(f"，为{percent(left / right)}", f", {percent(left / right)} of it") if right > 0 else Text()
    name, text, off = lesser[0][1].label, arithmetic(relation), difference(relation)
    return Text(
        f"{label.zh or name}：{text}{share.zh}，超出{off}。{ask.zh}",
        f"{label.en or name}: {text}{share.en}, over by {off}. {ask.en}",
    )


def _share(relation: Relation) -> Text:
    part, base = relation.operands
    outcome = relation.outcome
    assert outcome is not None
    if outcome.expected is None:  # over a base of zero there is no share
        return Text(
            f"“{part.label}”{_time(base).zh}为{base.printed}，{_time(part).zh}{part.printed}",
            f"{part.label}: {_time(base).en} {base.printed}, {_time(part).en} {part.printed}",
        )
    share = percent(outcome.expected)
    return Text(
        f"“{part.label}”{_time(part).zh}{part.printed}，{_time(base).zh}{base.printed}，为{share}",
        f"{part.label}: {_time(part).en} {part.printed} against {_time(base).en} {base.printed}, {share}",
    )


def compared(checked: Checked, message: Text) -> Text:
    """A message with the figures a rule wants shown beside a breach, and how the breach stands to them."""
    extra_zh, extra_en = [], []
    anchor = checked.relation.first
    for other in checked.beside:
        if other.quantity is None or anchor.quantity is None or other.number.value == 0:
            continue
        rise = anchor.number.value / other.number.value - 1
        sign = "+" if rise >= 0 else ""
        text = f"{other.printed}→{anchor.printed}（{sign}{short(rise * 100)}%）"
        extra_zh.append(f"{_time(other).zh}{text}")
        extra_en.append(f"{_time(other).en}: {text}")
    if not extra_zh:
        return message
    return Text(f"{message.zh}对照{'；'.join(extra_zh)}。", f"{message.en} Beside it {'; '.join(extra_en)}.")


def one_line(several: Sequence[Checked], label: Text, *, question: bool) -> Text:
    """Notices of one kind as one line."""
    texts = [message(one, Text()) for one in several]
    head_zh, head_en = (f"{label.zh}：", f"{label.en}: ") if label else ("", "")
    return Text(
        head_zh + "；".join(t.zh.rstrip("。") for t in texts) + "。" + ("请说明。" if question else ""),
        head_en + "; ".join(t.en.rstrip(". ") for t in texts) + ".",
    )


def zero_base(operands: Sequence[Operand]) -> Text:
    """Rates printed although their base is zero."""
    cells = "、".join(f"“{o.label}”印{o.printed}" for o in operands)
    cells_en = ", ".join(f"{o.label} prints {o.printed}" for o in operands)
    return Text(
        f"基数为0，比率无从计算：{cells}；宜填“不适用”。",
        f"The base is zero, so there is no rate: {cells_en}; 不适用 would say it.",
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
