"""The first screen a reviewer wants: the conclusion, what to correct, what to explain, what to ask, what holds.

One line is one thing to do, with its number, its place and its arithmetic. Notices, what holds and what could not be
checked are one line each; `--all` writes them out. `perfeval explain FILE 3` says what number 3 rests on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from perfeval.boundary import one_line
from perfeval.evaluation import Evaluation
from perfeval.findings import Text
from perfeval.model import Note
from perfeval.privacy import masked
from perfeval.renderers.acceptances import acceptance_lines
from perfeval.renderers.closing import closing_lines
from perfeval.renderers.layout import PIPE, Layout, padded, width
from perfeval.renderers.masking import figures_judged
from perfeval.renderers.scores import summaries
from perfeval.renderers.wording import either, say
from perfeval.summary import Group, Matter, Summary, batch_of, batch_row, summary_of

HEADS = {
    Group.CORRECT: Text("一、建议更正（表上数字或填法自相矛盾）", "1. To correct (the page contradicts itself)"),
    Group.EXPLAIN: Text(
        "二、请书面说明（可能有合理解释，按金额排列）", "2. To explain (there may be a good reason; by amount)"
    ),
    Group.NOTICE: Text("三、提示", "3. Notices"),
}
#: What stands before a suggestion: another way to see it, or where to look.
OR_ELSE = Text("另一可能：", "or else: ")
LEADS = {
    "figure": Text("核对线索：", "a clue: "),
    "together": Text("核对线索：", "a clue: "),
    "table": Text("整表存疑：", "the whole table: "),
}
#: Suggestions that are shown on the first screen; the others repeat what the fact says, or tell only where to look.
SHOWN = ("figure", "row", "table")
#: So many matters of one title are written out; a table that is wrong throughout is said once, not forty times.
MOST_OF_A_KIND = 6
#: Columns that the number of a matter takes, and those its title is given.
NUMBERED, TITLED = 3, 14
#: In one line of many titles, no more columns than these are filled.
LINE = 98
#: A line of a matter is kept within so many columns where it can be.
LONGEST = 120
NOTHING = Text(
    "注意  没有一项可以核对，不等于没有问题；请看 perfeval read 识别了什么",
    "Note    nothing could be checked, which is not to say that all is well; perfeval read shows what was identified",
)
#: Notes that are said on the first screen: what the reader of the file says, and what was named and contradicts the report.
ALWAYS_SAID = ("reading", "named")
REVIEW = Text("机器初核，供人工复核", "machine check, for a person to review")


def render_text(evaluations: Sequence[Evaluation], lang: str = "zh") -> str:
    """The evaluations, one after the other; behind several of them the table of all."""
    blocks = [block_text(e, lang) for e in evaluations]
    page = "\n".join(blocks)
    if len(evaluations) > 1:
        rows = [batch_row(summary_of(e)) for e in evaluations]
        page += "\n" + finished(closing_lines(batch_of(rows), (), lang), PIPE, evaluations)
    return page


def block_text(evaluation: Evaluation, lang: str = "zh", layout: Layout = PIPE) -> str:
    """The page of one report, masked, each line ending in a break.

    Parameters
    ----------
    layout
        How wide a line may be, and whether everything is written out.
    """
    return finished(_page(summary_of(evaluation), lang, layout), layout, [evaluation])


def finished(lines: Iterable[tuple[str, int]], layout: Layout, evaluations: Sequence[Evaluation]) -> str:
    """Lines laid out, masked, and ended."""
    figures = figures_judged(evaluations)
    # a line break of the document's own would let it write lines of this page
    texts = [(masked(one_line(text), figures), hang) for text, hang in lines]
    return "".join(f"{line}\n" for text, hang in texts for line in layout.lines(text, hang))


Lines = list[tuple[str, int]]


def _page(page: Summary, lang: str, layout: Layout) -> Lines:
    """From whose it is to what it was judged by."""
    return [
        *_opening(page, lang),
        *_matters(page, lang, layout),
        *_notices(page, lang, layout),
        *_checked(page, lang, layout),
        *_reading(page, lang, layout),
        *((line, 3) for line in _failures(page.evaluation, lang)),
        *((line, 3) for line in acceptance_lines(page.evaluation, lang)),
        *((say(line, lang), 6) for line in page.applied.lines),
    ]


def _opening(page: Summary, lang: str) -> Lines:
    """Whose it is, the conclusion, and the scores."""
    unit = page.money_unit
    head = f"{say(page.head.line, lang)}    {say(REVIEW, lang)}"
    if unit:
        head += either(f"；金额单位：{unit}", f"; amounts in {unit}", lang)
    lines: Lines = [(head, 6), (_conclusion(page, lang), 6)]
    lines += [(line, 6) for line in summaries(page.evaluation, lang)]
    if not page.evaluation.held and not page.evaluation.findings:
        lines.append((say(NOTHING, lang), 6))
    return lines


def _conclusion(page: Summary, lang: str) -> str:
    counts, coverage = page.counts, page.evaluation.report.coverage
    left = coverage.unmapped + coverage.unread
    if lang == "zh":
        words = {Group.CORRECT: "项", Group.EXPLAIN: "项", Group.ASK: "条", Group.NOTICE: "条"}
        found = "，".join(f"{g.text.zh} {counts[g]} {word}" for g, word in words.items())
        read = f"未识别数字 {left} 个" if coverage.numeric else "表中没有数字"
        return f"结论  {found}；核对一致 {len(page.evaluation.held)} 项，未能核对 {len(page.evaluation.not_run)} 项；{read}"
    found = ", ".join(f"{counts[g]} {g.text.en}" for g in Group)
    return (
        f"Result  {found}; {len(page.evaluation.held)} relations hold, {len(page.evaluation.not_run)} could not be checked; "
        f"{coverage.numeric} numbers in tables, {left} not identified"
    )


# --- what there is to do --------------------------------------------------------------------------------------------


def _matters(page: Summary, lang: str, layout: Layout) -> Lines:
    """What is to be corrected, to be explained and asked, under two heads."""
    lines: Lines = []
    for head, groups in ((Group.CORRECT, (Group.CORRECT,)), (Group.EXPLAIN, (Group.EXPLAIN, Group.ASK))):
        several = [matter for group in groups for matter in page.of(group)]
        if several:
            lines.append((say(HEADS[head], lang), 3))
            lines += _listed(several, lang, layout)
    return lines


def _listed(several: Sequence[Matter], lang: str, layout: Layout) -> Lines:
    """Matters, one line each; of many with one title the first ones."""
    lines: Lines = []
    seen: Counter[str] = Counter()
    for matter in several:
        rule = matter.finding.rule
        seen[rule] += 1
        if layout.everything or seen[rule] <= MOST_OF_A_KIND:
            lines += _matter(matter, lang, layout)
    for rule, count in seen.items():
        more = count - MOST_OF_A_KIND
        if more > 0 and not layout.everything:
            title = say(next(m.kind for m in several if m.finding.rule == rule), lang)
            lines.append(
                (either(f"   … {title} 另有 {more} 项（--all 列出）", f"   … {title}: {more} more (--all)", lang), 3)
            )
    return lines


def _matter(matter: Matter, lang: str, layout: Layout) -> Lines:
    """One thing to do: number, title, place, and what stands there; under it what may explain it."""
    lines: Lines = [(_first_line(matter, lang, layout), NUMBERED + TITLED + 2)]
    hints = [h for h in matter.suggestions if layout.everything or h.kind in SHOWN]
    lines += [(f"   {say(LEADS.get(hint.kind, OR_ELSE), lang)}{say(hint.text, lang)}", 6) for hint in hints]
    if layout.everything and matter.innocent:
        lead = either("可能的原因：", "may be right if: ", lang)
        lines.append((f"   {lead}{say(matter.innocent, lang)}", 6))
    return lines


def _first_line(matter: Matter, lang: str, layout: Layout) -> str:
    """Number, title, place and fact in one line; where that is too long, the place as short as can be."""
    mark = "?" if matter.group is Group.ASK else " "
    title = padded(say(matter.title, lang), TITLED)
    fact = say(matter.fact if layout.everything else matter.brief, lang)
    places = [matter.where] if layout.everything else [matter.near, matter.nearest, Text()]
    for place in places:
        line = f"{matter.number:>2}{mark}" + "  ".join(p for p in (title, say(place, lang), fact) if p)
        if width(line) <= LONGEST:
            break
    return line


# --- what is folded into one line -----------------------------------------------------------------------------------


def _counted(texts: Iterable[str]) -> list[str]:
    """Texts, each once, with how often they come."""
    return [text if count == 1 else f"{text}×{count}" for text, count in Counter(texts).items()]


def _within(texts: Sequence[str], room: int, lang: str) -> str:
    """As many texts as a line bears."""
    mark = either("、", ", ", lang)
    taken: list[str] = []
    for text in texts:
        if taken and width(mark.join([*taken, text])) > room:
            return mark.join(taken) + either(" 等", " …", lang)
        taken.append(text)
    return mark.join(taken)


def _notices(page: Summary, lang: str, layout: Layout) -> Lines:
    """The notices, in one line; all of them with `--all`."""
    several = page.of(Group.NOTICE)
    if not several:
        return []
    head = say(HEADS[Group.NOTICE], lang)
    if layout.everything:
        return [(head, 3), *_listed(several, lang, layout)]
    numbers = f"{several[0].number}–{several[-1].number}" if len(several) > 1 else f"{several[0].number}"
    head = either(f"{head} {len(several)} 条（{numbers}）：", f"{head} ({numbers}): ", lang)
    tail = either("（--all 列出）", " (--all)", lang)
    titles = _counted(say(m.title, lang) for m in several)
    more = len(_unsaid(page))
    if more:
        tail = either(f"；读取说明 {more} 条", f"; {more} notes of the reading", lang) + tail
    return [(head + _within(titles, LINE - width(head) - width(tail), lang) + tail, 6)]


def _checked(page: Summary, lang: str, layout: Layout) -> Lines:
    """What could not be checked, and what holds, in one line; every relation with `--all`."""
    if layout.everything:
        return _all_checked(page, lang)
    parts: list[str] = []
    room = LINE
    if page.unchecked:
        head = either("未能核对：", "Not checked: ", lang)
        reasons = [
            say(u.why, lang) + (either(f"（{n} 项）", f" ({n})", lang) if (n := len(u.relations)) > 1 else "")
            for u in page.unchecked
        ]
        parts.append(head + _within(reasons, room // 2 - width(head), lang))
        room -= width(parts[0]) + 4
    if page.holding:
        head = either("核对一致：", "What holds: ", lang)
        labels = list(dict.fromkeys(say(h.label, lang) for h in page.holding if h.is_telling))
        parts.append(head + _within(labels or [say(page.holding[0].label, lang)], room - width(head), lang))
    return [("    ".join(parts), 6)] if parts else []


def _all_checked(page: Summary, lang: str) -> Lines:
    lines: Lines = []
    if page.unchecked:
        lines.append((either("未能核对", "Not checked", lang), 3))
        mark = either("、", ", ", lang)
        lines += [(f"   {mark.join(say(x, lang) for x in u.labels)}：{say(u.why, lang)}", 6) for u in page.unchecked]
    if page.holding:
        lines.append((either("核对一致", "What holds", lang), 3))
        for holding in page.holding:
            rounded = either("（尾差）", " (rounding)", lang)
            shown = dict.fromkeys(h.arithmetic + (rounded if h.rounding else "") for h in holding.relations)
            lines.append(
                (f"   {say(holding.label, lang)}（{holding.count}）：{either('；', '; ', lang).join(shown)}", 6)
            )
    return lines


def _said(page: Summary) -> list[Note]:
    """What is to be known of the reading, beside what findings say."""
    return [n for n in page.evaluation.report.notes if n.kind not in ("unread", "personal")]


def _unsaid(page: Summary) -> list[Note]:
    """The notes of the reading that wait for `--all`."""
    return [n for n in _said(page) if n.kind not in ALWAYS_SAID]


def _reading(page: Summary, lang: str, layout: Layout) -> Lines:
    """The notes of the reading: all of them, or those that are always said and how many there are beside."""
    head = either("读取说明：", "Reading: ", lang)
    waiting = [] if layout.everything else _unsaid(page)
    lines = [(head + say(note, lang), 6) for note in _said(page) if note not in waiting]
    if waiting and not page.of(Group.NOTICE):
        more = len(waiting)
        lines.append((either(f"读取说明 {more} 条（--all 列出）", f"Reading: {more} notes (--all)", lang), 6))
    return lines


def _failures(evaluation: Evaluation, lang: str) -> list[str]:
    """Rules that failed inside themselves, and plugins that were set aside."""
    return [
        *(
            either(f"规则 {rule} 出错，已跳过：{error}", f"The rule {rule} failed and was skipped: {error}", lang)
            for rule, error in evaluation.faults
        ),
        *(
            either(
                f"插件 {name}（{origin}）已隔离：{error}", f"The plugin {name} ({origin}) was set aside: {error}", lang
            )
            for name, origin, error in evaluation.quarantined
        ),
    ]


__all__ = ["block_text", "finished", "render_text"]
