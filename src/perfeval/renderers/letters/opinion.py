"""The opinion that goes back to the unit (审核反馈意见): what to correct, to explain, to consider; the arithmetic in an annex."""

from __future__ import annotations

from collections.abc import Sequence

from perfeval.findings import Text
from perfeval.renderers.letters.sheets import DAY, NOTE_SIZE, Letter
from perfeval.renderers.voices import Told
from perfeval.summary import Group, Matter, Summary

#: The groups of the letter: heading, and what belongs under it.
GROUPS = (
    (Text("请核实更正", "Please verify and correct"), (Group.CORRECT,)),
    (Text("请书面说明", "Please explain in writing"), (Group.EXPLAIN, Group.ASK)),
    (Text("建议", "For consideration"), (Group.NOTICE,)),
)
ORDINALS = "一二三"
FACT, REQUEST = "fact", "request"
HEADS = (("序号", "no."), ("位置", "place"), ("原文引用", "quoted"), ("核算过程", "arithmetic"), ("依据", "rests on"), ("单位说明", "the unit's reply"), ("佐证编号", "evidence no."))  # fmt: skip
WIDTHS = (12, 42, 46, 78, 30, 36, 15)


def write_opinion(letter: Letter, page: Summary, matters: Sequence[Told]) -> None:
    """The letter about one report, and its annex."""
    voice = letter.voice
    letter.title(voice.either("预算绩效自评审核反馈意见", "Opinion on a budget performance self-evaluation"))
    letter.paragraph(voice(page.head.entity) + voice.either("：", ":"), indent=False)
    title = page.head.title or page.head.path
    letter.paragraph(
        voice.either(
            f"你单位《{voice(title)}》已于{DAY}收悉。经审核，结论为：□通过　□修改后通过　□退回。"
            f"现将有关问题反馈如下，请于{DAY}前按序号书面回复，并附修改后的报告和佐证材料。",
            f"Your report “{voice(title)}” was received on ________. Conclusion: □ accepted □ accepted once changed □ returned. "
            "Please answer the following by number, in writing, by ________, with the changed report and evidence.",
        )
    )
    shown = letter.shown(matters)
    number = 0
    for ordinal, (heading, groups) in enumerate(
        (h, g) for h, g in GROUPS if any(one.matter.group in g for one in shown)
    ):
        own = [one for one in shown if one.matter.group in groups]
        letter.heading(voice.either(f"{ORDINALS[ordinal]}、{heading.zh}", f"{ordinal + 1}. {heading.en}"))
        for one in own:
            number += 1
            _item(letter, one, number)
    if not shown:
        letter.paragraph(voice.either("未发现需要反馈的问题。", "There is nothing to be answered."))
    letter.paragraph(voice.either("附表：问题核算明细", "Annex: the arithmetic"))
    letter.paragraph(voice.either(f"（审核单位盖章）　　　　{DAY}", "(seal)          ________"))
    _annex(letter, page, shown)


def _item(letter: Letter, one: Told, number: int) -> None:
    """One matter: the fact with its place, then what is asked for."""
    voice, matter = letter.voice, one.matter
    paragraph = letter.paragraph()
    letter.run(paragraph, f"{number}. ")
    letter.control(paragraph, one.key, FACT, fact_of(letter, matter))
    if matter.request:
        letter.run(paragraph, voice.either("", " "))
        letter.control(paragraph, one.key, REQUEST, voice(matter.request))


def fact_of(letter: Letter, matter: Matter) -> str:
    """The fact as one formal sentence, its place first, without the request."""
    voice = letter.voice
    where = voice(matter.where)
    zh, en = (
        matter.sentence.zh.removesuffix(matter.request.zh),
        matter.sentence.en.removesuffix(matter.request.en).strip(),
    )
    lead = voice.either(f"{where}：", f"{where}: ") if where else ""
    return lead + voice(Text(zh, en))


def _annex(letter: Letter, page: Summary, shown: Sequence[Told]) -> None:
    voice = letter.voice
    letter.section(landscape=True)
    letter.heading(voice.either("附表　问题核算明细", "Annex: the arithmetic"))
    table = letter.table([voice.either(*head) for head in HEADS], WIDTHS)
    order = [one for _, groups in GROUPS for one in shown if one.matter.group in groups]
    for number, one in enumerate(order, 1):
        matter = one.matter
        facts = (
            f"{number}",
            voice(matter.where),
            voice.quotes(matter),
            voice(matter.arithmetic),
            voice.sources(matter),
        )
        letter.row(table, (*facts, "", ""))
    letter.paragraph(
        voice.either("核算所用：", "Computed with: ") + letter.applied(page) + _hashes(page),
        indent=False,
        size=NOTE_SIZE,
    )
    unchecked = voice.either("；", "; ").join(
        f"{voice.either('、', ', ').join(map(voice, u.labels))}（{voice(u.why)}）" for u in page.unchecked
    )
    if unchecked:
        letter.paragraph(voice.either("未能核对：", "Not checked: ") + unchecked, indent=False, size=NOTE_SIZE)


def _hashes(page: Summary) -> str:
    return "".join(f"；SHA-256 {digest}" for _, digest in page.applied.files)


__all__ = ["FACT", "REQUEST", "fact_of", "write_opinion"]
