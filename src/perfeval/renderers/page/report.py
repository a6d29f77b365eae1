"""One report on a page: what there is to do, the pictures, what was checked, what it was checked by."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.quantities import short
from perfeval.renderers.page.blocks import blocks
from perfeval.renderers.page.bridge import bridge
from perfeval.renderers.page.markup import Content, Html, element, lines, table
from perfeval.renderers.page.trees import tree
from perfeval.renderers.voices import Voice
from perfeval.scores import Score
from perfeval.summary import Group, Matter, Summary

HEADINGS = {
    Group.CORRECT: ("建议更正（表上数字或填法自相矛盾）", "To correct (the page contradicts itself)"),
    Group.EXPLAIN: ("请书面说明（可能有合理解释）", "To explain (there may be a good reason)"),
    Group.ASK: ("提问", "Questions"),
    Group.NOTICE: ("提示", "Notices"),
}


def report_parts(page: Summary, voice: Voice, number: int, *, several: bool) -> Iterator[Html]:
    """The parts of one report."""
    head = element("h2", voice(page.head.line), id=f"r{number}") if several else element("p", voice(page.head.line))
    yield head
    yield element(
        "p", voice.either("机器初核，供人工复核。", "A machine's first check, for a person to review."), class_="note"
    )
    counts = [element("li", f"{voice(g.text)} ", element("b", f"{page.counts[g]}")) for g in Group]
    holds = sum(h.count for h in page.holding)
    counts += [
        element("li", voice.either("核对一致 ", "hold "), element("b", f"{holds}")),
        element("li", voice.either("未能核对 ", "not checked "), element("b", f"{len(page.evaluation.not_run)}")),
    ]
    yield element("ul", *counts, class_="counts")
    level = "h3" if several else "h2"  # no level of headings is left out
    forms = [score for score in page.evaluation.scores if score.form]
    if forms:
        yield element(level, voice.either("得分", "Scores"))
        yield _scores(forms, voice)
    for group in Group:
        if page.of(group):
            yield element(level, voice.either(*HEADINGS[group]))
            yield element("ol", *(_matter(m, voice, number) for m in page.of(group)), class_=f"matters {group.value}")
    for picture in (
        bridge(page.evaluation, voice),
        *(blocks(score, voice) for score in forms),
        tree(page.evaluation, voice),
    ):
        if picture is not None:
            yield picture
    yield from _checked(page, voice)
    yield element(level, voice.either("核对所用", "What it was checked by"))
    yield from _applied(page, voice)


def _matter(matter: Matter, voice: Voice, report: int) -> Html:
    """One thing to do: what it is, where, what was found, what is asked, what would make it right."""
    parts: list[Content] = [element("b", f"{matter.number}. {voice(matter.title)}")]
    if matter.where:
        parts += [" ", element("span", f"〔{voice(matter.where)}〕", class_="where")]
    said = voice(matter.fact) + voice.either("。", ". ") + voice(matter.request)
    parts.append(element("p", said))
    parts += [element("p", voice.either("线索：", "A clue: ") + voice(hint), class_="soft") for hint in matter.hints]
    if matter.innocent:
        lead = voice.either("可能的原因：", "May be right if: ")
        parts.append(element("p", lead + voice(matter.innocent), class_="soft"))
    quotes, sources = voice.quotes(matter), voice.sources(matter)
    more: list[Content] = [element("summary", voice.either("原文与依据", "What is quoted, and what it rests on"))]
    if quotes:
        more.append(element("p", lines(quotes)))
    more.append(
        element("p", f"{voice.either('依据：', 'Rests on: ')}{sources} ", element("span", matter.id, class_="id"))
    )
    parts.append(element("details", *more))
    return element("li", *parts, id=f"r{report}-{matter.number}")


def _scores(scores: list[Score], voice: Voice) -> Html:
    """The three scores of each form, with what they are out of."""
    heads = [
        voice.either(*h)
        for h in (
            ("表", "form"),
            ("自评", "declared"),
            ("逐项相加", "tallied"),
            ("等级", "grade"),
            ("表式", "framework"),
        )
    ]
    rows = []
    for score in scores:
        declared = "—" if score.declared is None else short(score.declared)
        tallied = voice(score.why_not_tallied) or "—"
        if score.tallied is not None and score.tallied_of is not None:
            tallied = f"{short(score.tallied)}/{short(score.tallied_of)}"
        grade = voice(score.grade.text) if score.grade is not None else voice(score.why_no_grade) or "—"
        framework = voice(score.framework.name) if score.framework is not None else "—"
        rows.append((voice(score.title), declared, tallied, grade, framework))
    return table(voice.either("每张自评表的得分", "The scores of each form"), heads, rows, numbers=(1, 2))


def _checked(page: Summary, voice: Voice) -> Iterator[Html]:
    """What holds and what could not be checked, folded."""
    if page.holding:
        heads = [
            voice.either(*h)
            for h in (("规则", "rule"), ("项数", "times"), ("其中尾差", "within rounding"), ("算式", "arithmetic"))
        ]
        rows = [
            (voice(h.label), f"{h.count}", f"{h.within_rounding}", "；".join(dict.fromkeys(voice(r.arithmetic) for r in h.relations)))
            for h in page.holding
        ]  # fmt: skip
        title = voice.either("核对一致", "What holds")
        yield element("details", element("summary", title), table(title, heads, rows, numbers=(1, 2)))
    if page.unchecked:
        title = voice.either("未能核对", "What could not be checked")
        heads = [voice.either("规则", "rule"), voice.either("原因", "why")]
        rows_ = [("、".join(map(voice, u.labels)), voice(u.why)) for u in page.unchecked]
        yield element("details", element("summary", title), table(title, heads, rows_))


def _applied(page: Summary, voice: Voice) -> Iterator[Html]:
    """What the report was judged by."""
    one = page.applied
    said = [
        voice(one.place),
        voice(one.year),
        voice.either("规则包 ", "packs ") + "、".join(one.packs),
        f"perfeval {one.version}",
    ]
    if one.on is not None:
        said.append(one.on.isoformat())
    yield element("p", voice.either("；", "; ").join(said), class_="soft")
    for path, digest in one.files:
        yield element("p", f"{voice(path)} · SHA-256 ", element("span", digest, class_="id"), class_="soft")


__all__ = ["report_parts"]
