"""Many reports on a page: how the declared scores are spread, what is found most often, which reports stand apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from perfeval.quantities import short
from perfeval.renderers.page.drawing import BLUE, SOFT, bar, figure, line, scaled, text
from perfeval.renderers.page.markup import Content, Html, element, table
from perfeval.renderers.voices import Voice
from perfeval.scores import HUNDRED, out_of_hundred
from perfeval.summary import BatchRow, Group, Summary, batch_of, batch_row

#: Below so many scores nothing can be said of which stand apart.
FEWEST = 8
#: Scores are put together by so many points.
STEP = 5
LABELS, ROOM, ROW, TOP = 90, 540, 24, 6


def batch_parts(pages: Sequence[Summary], voice: Voice) -> Iterator[Html]:
    """The parts about the batch as a whole."""
    rows = [batch_row(page) for page in pages]
    batch = batch_of(rows)
    place = {id(row): number for number, row in enumerate(rows, 1)}
    yield element("h2", voice.either(f"汇总：{len(rows)} 份报告", f"The batch: {len(rows)} reports"))
    heads = [
        voice.either(*h)
        for h in (("文件", "file"), ("单位", "unit"), ("自评", "declared"), ("逐项相加", "tallied"), ("更正", "to correct"), ("说明", "to explain"), ("提问", "questions"), ("提示", "notices"), ("未识别", "not understood"))
    ]  # fmt: skip
    yield table(
        voice.either("各报告，更正多者在前", "The reports, those with most to correct first"), heads,
        [_row(row, place[id(row)], voice) for row in batch.rows], numbers=range(2, 9),
    )  # fmt: skip
    scored = ((out_of_hundred(r.declared, r.declared_of or HUNDRED), r) for r in rows if r.declared is not None)
    scores = sorted(scored, key=lambda pair: pair[0])
    if scores:
        yield _spread([score for score, _ in scores], voice)
    if batch.commonest:
        yield table(
            voice.either("常见问题", "Commonest findings"), [voice.either(*h) for h in (("问题", "finding"), ("类别", "kind"), ("报告数", "reports"))],
            [(voice(title), voice(group.text), f"{count}") for group, title, count in batch.commonest], numbers=(2,),
        )  # fmt: skip
    yield from _apart(scores, voice)


def _row(row: BatchRow, number: int, voice: Voice) -> tuple[Content, ...]:
    def of(score: Fraction | None, whole: Fraction | None) -> str:
        return "—" if score is None else short(score) if whole is None else f"{short(score)}/{short(whole)}"

    link = element("a", voice(row.path), href=f"#r{number}")
    counts = tuple(f"{row.count(group)}" for group in Group)
    return (
        link,
        voice(row.entity),
        of(row.declared, row.declared_of),
        of(row.tallied, row.tallied_of),
        *counts,
        f"{row.unread}",
    )


def _spread(scores: Sequence[Fraction], voice: Voice) -> Html:
    """How many declared scores lie in each range of five points."""
    counted: dict[int, int] = {}
    for score in scores:
        counted[int(score // STEP) * STEP] = counted.get(int(score // STEP) * STEP, 0) + 1
    begins = range(min(counted), max(counted) + STEP, STEP)
    most = max(counted.values())
    parts, said = [], []
    for number, begin in enumerate(begins):
        y, count = TOP + number * ROW, counted.get(begin, 0)
        name = f"{begin}–{begin + STEP}" if begin + STEP <= HUNDRED else f"{begin}"
        parts.append(text(LABELS - 8, y + 15, name, anchor="end"))
        if count:
            parts.append(bar(LABELS, y + 3, scaled(Fraction(count), Fraction(most), ROOM), 16, BLUE))
            said.append(voice.either(f"{name} 分 {count} 份", f"{name}: {count}"))
        parts.append(
            text(LABELS + scaled(Fraction(count), Fraction(most), ROOM) + 6, y + 15, f"{count}", fill=SOFT, size=12)
        )
    height = TOP + len(begins) * ROW
    parts.append(line(LABELS, TOP, LABELS, height))
    title = voice.either(
        "自评得分的分布（折百，每5分一档，含下限）", "Declared scores (of 100, by five points, lower end included)"
    )
    return figure(title, voice.either("；", "; ").join(said), height + 6, parts)


def _apart(scores: Sequence[tuple[Fraction, BatchRow]], voice: Voice) -> Iterator[Html]:
    """The declared scores that lie far from the middle half, by Tukey's fences, with what that does not say."""
    yield element("h3", voice.either("离群的自评得分", "Declared scores that stand apart"))
    if len(scores) < FEWEST:
        said = voice.either(
            f"自评得分不足 {FEWEST} 个，不作判断。", f"There are fewer than {FEWEST} declared scores: nothing is said."
        )
        yield element("p", said, class_="soft")
        return
    numbers = [score for score, _ in scores]
    low, high = _quartile(numbers, 1), _quartile(numbers, 3)
    reach = Fraction(3, 2) * (high - low)
    apart = [(score, row) for score, row in scores if not low - reach <= score <= high + reach]
    shown = [f"{voice(row.entity or row.path)} {short(score)}" for score, row in apart]
    yield element("p", voice.either("、", ", ").join(shown) or voice.either("无。", "None."))
    limits = voice.either(
        f"界限：{short(low - reach)}～{short(high + reach)}（中间一半为 {short(low)}～{short(high)}，向外 1.5 倍）。只看自评得分本身，"
        "各表口径可能不同；离群不等于有误，不离群也不等于无误。",
        f"Limits: {short(low - reach)} to {short(high + reach)} (the middle half is {short(low)} to {short(high)}, and one and a half times that "
        "beyond). This looks at declared scores alone, which may be of different forms; one that stands apart need not be wrong, nor the others right.",
    )  # fmt: skip
    yield element("p", limits, class_="soft")


def _quartile(numbers: Sequence[Fraction], quarter: int) -> Fraction:
    """The quartile of sorted numbers, between two of them in proportion."""
    at = Fraction(quarter * (len(numbers) - 1), 4)
    below = int(at)
    above = min(below + 1, len(numbers) - 1)
    return numbers[below] + (numbers[above] - numbers[below]) * (at - below)


__all__ = ["batch_parts"]
