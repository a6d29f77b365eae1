"""A ledger as text: how every problem stands, what is due, and the letter that asks a unit to mend what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from perfeval.findings import Severity, Text
from perfeval.ledger.book import Line
from perfeval.ledger.entries import Measure
from perfeval.ledger.states import Outcome, State, What, shown

SAID = {
    What.FOUND: Text("查出", "found"),
    What.HELD: Text("核对相符", "holds"),
    What.SILENT: Text("未能核对", "could not be looked for"),
}
#: What a letter asks for.
ASKED = {
    Severity.ERROR: Text("核实更正", "correct it"),
    Severity.WARNING: Text("书面说明", "explain it in writing"),
    Severity.NOTICE: Text("请予关注，需要时说明", "look at it, and explain it where needed"),
}


def content(lines: Iterable[Line], on: date) -> list[dict[str, Any]]:
    """Problems as plain data, with their states."""
    return [_one(line, on) for line in lines]


def _one(line: Line, on: date) -> dict[str, Any]:
    one = line.problem
    return {
        "fingerprint": one.fingerprint, "state": line.state(on).value, "state_zh": line.state(on).zh, "overdue": line.is_overdue(on),
        "unit": line.unit, "project": one.subject, "rule": one.rule, "severity": one.severity.value, "origin": one.origin.value,
        "year": one.year, "found_on": one.on.isoformat(), "message": one.said.to_dict(), "difference": one.amount,
        "basis": one.basis, "due": None if line.due is None else line.due.isoformat(),
        "measures": [
            {
                "text": m.text, "owner": m.owner, "due": None if m.due is None else m.due.isoformat(),
                "evidence": [{"text": e.text, "file": e.file, "is_there": e.file not in line.missing} for e in m.evidence],
            }
            for m in line.measures
        ],
        "runs": [{"year": o.year, "on": o.on.isoformat(), "said": o.what.value, "source": o.source} for o in line.outcomes],
        "history": [{"on": e.on.isoformat(), "who": e.who, "what": e.what} for e in line.history],
    }  # fmt: skip


def table(lines: Sequence[Line], on: date, lang: str) -> str:
    """How problems stand on a day, unit by unit."""
    zh = lang == "zh"
    counts = Counter(line.state(on) for line in lines)
    parts = [f"{state.zh if zh else state.value} {counts[state]}" for state in State if counts[state]]
    number = f"{len(lines)} 个问题" if zh else f"{len(lines)} problems"
    made = [f"{on.isoformat()}  {number}" + (("：" if zh else ": ") + " · ".join(parts) if parts else "")]
    for (name, subject), several in groupby(lines, key=lambda line: (line.unit, line.problem.subject)):
        made += ["", f"{name}{' · ' if subject else ''}{subject}"]
        for line in several:
            made += _rows(line, on, zh=zh)
    return "\n".join(made) + "\n"


def _rows(line: Line, on: date, *, zh: bool) -> Iterator[str]:
    one, state = line.problem, line.state(on)
    severity = one.severity.zh if zh else one.severity.value
    year = f"{one.year}年度" if zh else str(one.year)
    yield f"  {one.fingerprint}  {state.zh if zh else state.value}  {severity}  {year}  {one.origin.zh if zh else one.origin.en}"
    yield f"     {one.said.zh if zh else one.said.en}"
    for measure in line.measures:
        yield f"     {_measure(measure, line.missing, zh=zh)}"
    if len(line.outcomes) > 1:
        yield "     " + " → ".join(_outcome(o, zh=zh) for o in line.outcomes)
    for event in line.history:
        yield f"     {event.on.isoformat()} {event.who}{'：' if zh else ': '}{event.what}"


def _outcome(one: Outcome, *, zh: bool) -> str:
    said = SAID[one.what]
    return f"{one.year}年度{said.zh}（{one.source}）" if zh else f"{one.year} {said.en} ({one.source})"


def _measure(measure: Measure, missing: frozenset[str], *, zh: bool) -> str:
    said = Text("、".join(e.text for e in shown(measure, missing)), ", ".join(e.text for e in shown(measure, missing)))
    gone = [e.file for e in measure.evidence if e.file in missing]
    lost = Text("、".join(gone), ", ".join(gone))
    parts = [
        Text(measure.owner, measure.owner),
        Text(f"期限{measure.due}", f"due {measure.due}") if measure.due is not None else Text(),
        Text(f"佐证：{said.zh}", f"evidence: {said.en}") if said else Text(),
        Text(f"佐证文件不在：{lost.zh}", f"evidence that is not there: {lost.en}") if lost else Text(),
    ]
    told = [part for part in parts if part]
    if zh:
        return f"措施：{measure.text}" + (f"（{'，'.join(part.zh for part in told)}）" if told else "")
    return f"measure: {measure.text}" + (f" ({', '.join(part.en for part in told)})" if told else "")


def due_list(lines: Sequence[Line], on: date, lang: str) -> str:
    """What is due, the earliest first, one line each."""
    zh = lang == "zh"
    made = []
    for line in lines:
        one, late = line.problem, line.is_overdue(on)
        mark = (" 逾期" if zh else " overdue") if late else ""
        owners = "、".join(dict.fromkeys(m.owner for m in line.measures if m.owner and not shown(m, line.missing)))
        made.append(f"{line.due}{mark}  {line.unit}  {one.fingerprint}  {owners}  {one.said.zh if zh else one.said.en}")
    return "\n".join(made) + "\n" if made else ("没有到期的整改措施。\n" if zh else "Nothing is due.\n")


def letters(lines: Sequence[Line], on: date, lang: str) -> str:
    """A letter for each unit that asks it to mend what is open."""
    waiting = [line for line in lines if line.is_open(on)]
    made = [
        "\n".join(_letter(name, list(several), on, zh=lang == "zh")) + "\n"
        for name, several in groupby(waiting, key=lambda line: line.unit)
    ]
    return "\n".join(made) if made else ("没有待整改的问题。\n" if lang == "zh" else "Nothing is open.\n")


def _letter(name: str, lines: Sequence[Line], on: date, *, zh: bool) -> Iterator[str]:
    if zh:
        yield from ("预算绩效问题整改通知书", "", f"{name}：", "")
        yield f"经核对你单位预算绩效报告，下列 {len(lines)} 项需要整改或说明。如与实际不符，请附依据说明。"
    else:
        yield from ("Notice of matters to be rectified", "", f"To {name}:", "")
        yield f"{len(lines)} matters of your performance reports are to be mended or explained. If one is as it should be, say why."
    for number, line in enumerate(lines, 1):
        yield ""
        yield from _asked(number, line, on, zh=zh)
    yield ""
    if zh:
        yield "请逐项填写整改措施、责任人和完成时间，并附佐证材料。佐证材料登记后，以下一次核对的结果为准。"
        yield f"{on.year}年{on.month}月{on.day}日"
    else:
        yield "For each, state what is done, by whom and until when, and enclose what shows it. The next check decides."
        yield on.isoformat()


def _asked(number: int, line: Line, on: date, *, zh: bool) -> Iterator[str]:
    one, state = line.problem, line.state(on)
    subject = f"（{one.subject}）" if one.subject and zh else f" ({one.subject})" if one.subject else ""
    asked = ASKED[one.severity]
    if zh:
        yield f"{number}. {one.said.zh}{subject}"
        yield f"   要求：{asked.zh}    状态：{state.zh}    {one.year}年度{one.origin.zh}    编号：{one.fingerprint}"
    else:
        yield f"{number}. {one.said.en}{subject}"
        yield f"   asked: {asked.en}    state: {state.value}    {one.year}, {one.origin.en}    number: {one.fingerprint}"
    if one.basis:
        yield f"   依据：{one.basis}" if zh else f"   rests on: {one.basis}"
    for measure in line.measures:
        yield f"   {_measure(measure, line.missing, zh=zh)}"
    if not line.measures:
        yield (
            "   整改措施：＿＿＿＿＿＿  责任人：＿＿＿＿  完成时间：＿＿＿＿"
            if zh
            else "   measure: ____________  by: ________  until: ________"
        )


__all__ = ["content", "due_list", "letters", "table"]
