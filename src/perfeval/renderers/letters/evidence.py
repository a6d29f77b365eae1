"""The sheet of evidence (取证单): what stands there, where, what it comes to, out of which file, by which versions."""

from __future__ import annotations

from collections.abc import Sequence

from perfeval.renderers.letters.opinion import FACT
from perfeval.renderers.letters.sheets import DAY, TABLE, TABLE_SIZE, Letter
from perfeval.renderers.voices import Told
from perfeval.summary import Group, Summary

WIDTHS = (30, 126)
GROUPS = (Group.CORRECT, Group.EXPLAIN)


def write_evidence(letter: Letter, page: Summary, matters: Sequence[Told]) -> None:
    """The evidence of one report, a table for each matter."""
    voice = letter.voice
    letter.title(voice.either("核对事项取证单", "Sheet of evidence"))
    files = "\n".join(f"{voice(path)}\nSHA-256 {digest}" for path, digest in page.applied.files) or voice(
        page.head.path
    )
    about = (
        (voice.either("被核对单位", "unit"), voice(page.head.entity)),
        (voice.either("报告名称", "report"), voice(page.head.title)),
        (voice.either("预算年度", "fiscal year"), f"{page.head.year or ''}"),
        (voice.either("文件", "file"), files),
        (voice.either("程序与规则包", "versions"), letter.applied(page)),
    )
    table = letter.table([voice.either("项目", "what"), voice.either("内容", "content")], WIDTHS)
    for row in about:
        letter.row(table, row)
    for number, one in enumerate((o for o in letter.shown(matters) if o.matter.group in GROUPS), 1):
        _matter(letter, one, number)
    letter.paragraph()
    for line in (
        voice.either(
            f"取证人：　　　　　　　　复核人：　　　　　　　　{DAY}",
            "Taken by: ________   Checked by: ________   ________",
        ),
        voice.either(
            f"被核对单位意见：　　　　　　　　（签章）　　　　{DAY}", "The unit's word: ________   (seal)   ________"
        ),
    ):
        letter.paragraph(line, indent=False)


def _matter(letter: Letter, one: Told, number: int) -> None:
    voice, matter = letter.voice, one.matter
    letter.heading(voice.either(f"事项{number}　{voice(matter.title)}", f"{number}. {voice(matter.title)}"))
    table = letter.table([voice.either("项目", "what"), voice.either("内容", "content")], WIDTHS)
    quoted = dict.fromkeys(
        f"{voice(spot.place)}{voice.either('：', ': ')}{voice(spot.printed)}" for spot in matter.spots
    )
    letter.row(table, (voice.either("位置与原文", "places, and what stands there"), "\n".join(quoted)))
    row = letter.row(table, (voice.either("核算", "arithmetic"), ""))
    letter.control(letter.cell(row.cells[1], ""), one.key, FACT, voice(matter.arithmetic), size=TABLE_SIZE, font=TABLE)
    letter.row(table, (voice.either("依据", "rests on"), voice.sources(matter)))
    letter.row(table, (voice.either("编号", "id"), one.key))


__all__ = ["write_evidence"]
