"""The letters to the units as one Word document: a notice each, and the table that is filled in until every line is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from itertools import groupby

from perfeval.boundary.packages import settled_package
from perfeval.findings import Text
from perfeval.ledger.book import Line
from perfeval.ledger.entries import Measure
from perfeval.ledger.pages import ASKED
from perfeval.ledger.states import shown
from perfeval.renderers.kept import NOTHING
from perfeval.renderers.letters import Letter
from perfeval.renderers.voices import Voice

HEADS = (
    Text("序号", "no."), Text("问题", "matter"), Text("要求", "what to do"), Text("状态", "state"), Text("整改措施及责任人", "measure and owner"),
    Text("期限", "by when"), Text("佐证材料", "evidence"), Text("编号", "number"),
)  # fmt: skip
#: Of the columns, in millimetres.
WIDTHS = (11, 92, 26, 20, 44, 24, 26, 18)


def render_notices(lines: Sequence[Line], on: date, lang: str) -> bytes:
    """A notice to each unit with something open, on pages of its own."""
    voice = Voice(lang)
    letter = Letter.begun(voice, NOTHING)
    waiting = [line for line in lines if line.is_open(on)]
    for number, (unit, several) in enumerate(groupby(waiting, key=lambda line: line.unit)):
        if number:
            letter.section(landscape=False)
        _notice(letter, unit, list(several), on)
    if not waiting:
        letter.paragraph(voice.either("没有待整改的问题。", "Nothing is open."))
    buffer = BytesIO()
    letter.document.save(buffer)
    return settled_package(buffer.getvalue(), on)


def _notice(letter: Letter, unit: str, lines: Sequence[Line], on: date) -> None:
    voice = letter.voice
    letter.title(voice.either("预算绩效问题整改通知书", "Notice of matters to be rectified"))
    letter.paragraph(voice(unit) + voice.either("：", ":"), indent=False)
    letter.paragraph(
        voice.either(
            f"经核对你单位预算绩效报告，所附 {len(lines)} 项需要整改或说明，请逐项填写整改措施、责任人和完成时间，并附佐证材料。如与实际不符，"
            "请附依据说明。佐证材料登记后，以下一次核对的结果为准。",
            f"{len(lines)} matters of your performance reports are to be mended or explained. For each, state what is done, by whom "
            "and until when, and enclose what shows it; if one is as it should be, say why. The next check decides.",
        )
    )
    letter.paragraph(
        voice.either(f"（盖章）　　　　{on.year}年{on.month}月{on.day}日", f"(seal)          {on.isoformat()}")
    )
    letter.section(landscape=True)
    letter.heading(voice.either("附件　问题整改台账", "Annex: table of what is to be put right"))
    table = letter.table([voice(head) for head in HEADS], WIDTHS)
    for number, line in enumerate(lines, 1):
        letter.row(table, [str(number), *_cells(line, on, voice)])


def _cells(line: Line, on: date, voice: Voice) -> list[str]:
    one, state = line.problem, line.state(on)
    about = f"（{one.subject}）" if one.subject else ""
    return [
        voice(one.said) + voice(about), voice(ASKED[one.severity]), voice.either(state.zh, state.value),
        "\n".join(voice(_owned(m)) for m in line.measures), "\n".join(m.due.isoformat() for m in line.measures if m.due is not None),
        "\n".join(voice(e.text) for m in line.measures for e in shown(m, line.missing)), one.fingerprint,
    ]  # fmt: skip


def _owned(measure: Measure) -> str:
    return f"{measure.text}（{measure.owner}）" if measure.owner else measure.text


__all__ = ["render_notices"]
