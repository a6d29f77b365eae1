"""The notice of what is to be put right (整改通知), with the table that is kept until every line of it is done (台账)."""

from __future__ import annotations

from collections.abc import Sequence

from perfeval.renderers.letters.opinion import FACT, REQUEST, fact_of
from perfeval.renderers.letters.sheets import DAY, TABLE, TABLE_SIZE, Letter
from perfeval.renderers.voices import Told
from perfeval.summary import Group, Summary

HEADS = (
    ("序号", "no."), ("问题", "matter"), ("依据", "rests on"), ("整改要求", "what to do"), ("责任单位及责任人", "who"), ("整改时限", "by when"),
    ("佐证材料", "evidence"), ("整改结果", "result"), ("销号", "closed"),
)  # fmt: skip
WIDTHS = (11, 84, 34, 30, 24, 20, 22, 22, 12)
#: What is put right, and not only considered.
GROUPS = (Group.CORRECT, Group.EXPLAIN)


def write_rectification(letter: Letter, page: Summary, matters: Sequence[Told]) -> None:
    """The notice about one report, and its table."""
    voice = letter.voice
    letter.title(voice.either("关于预算绩效自评问题整改的通知", "Notice: what is to be put right in a self-evaluation"))
    letter.paragraph(voice(page.head.entity) + voice.either("：", ":"), indent=False)
    shown = [one for one in letter.shown(matters) if one.matter.group in GROUPS]
    title = voice(page.head.title or page.head.path)
    letter.paragraph(
        voice.either(
            f"经对你单位《{title}》审核并由审核人员确认，有{len(shown)}项问题需要整改。请按所附台账逐项整改，于{DAY}前报送整改结果"
            "和佐证材料；经复核后逐项销号。",
            f"In your report “{title}” {len(shown)} matters are to be put right. Please do so line by line in the table, and send "
            "results and evidence by ________; each line is closed once it was looked at again.",
        )
    )
    letter.paragraph(voice.either(f"（盖章）　　　　{DAY}", "(seal)          ________"))
    letter.section(landscape=True)
    letter.heading(voice.either("附件　问题整改台账", "Annex: table of what is to be put right"))
    table = letter.table([voice.either(*head) for head in HEADS], WIDTHS)
    for number, one in enumerate(shown, 1):
        row = letter.row(table, [f"{number}", "", voice.sources(one.matter), *[""] * 6])
        letter.control(
            letter.cell(row.cells[1], ""), one.key, FACT, fact_of(letter, one.matter), size=TABLE_SIZE, font=TABLE
        )
        letter.control(
            letter.cell(row.cells[3], ""), one.key, REQUEST, voice(one.matter.request), size=TABLE_SIZE, font=TABLE
        )


__all__ = ["write_rectification"]
