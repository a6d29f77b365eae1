"""What a form gives itself and what was recomputed, block by block."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from perfeval.quantities import short
from perfeval.renderers.page.drawing import BLUE, PALE, SOFT, SURE, bar, figure, line, scaled, text
from perfeval.renderers.page.markup import Html
from perfeval.renderers.voices import Voice
from perfeval.renderers.wording import span
from perfeval.scores import Score, ScoreLine

TOP, ROOM, ROW, LABELS = 26, 360, 46, 190


def blocks(score: Score, voice: Voice) -> Html | None:
    """A pair of bars for each block: declared, and the lowest and highest that was recomputed; None where nothing was."""
    grouped: dict[str, list[ScoreLine]] = {}
    for one in score.lines:
        if one.points > 0 and not one.moved:
            grouped.setdefault(one.section, []).append(one)
    if not grouped or not any(one.printed is not None for one in score.lines):
        return None
    most = max(sum((one.points for one in own), Fraction(0)) for own in grouped.values())
    names = {s.id: s.label for s in score.framework.sections} if score.framework is not None else {}
    parts = [
        bar(LABELS, 4, 14, 10, BLUE), text(LABELS + 20, 14, voice.either("自评", "declared"), size=12),
        bar(LABELS + 90, 4, 14, 10, PALE, outline=SOFT), text(LABELS + 110, 14, voice.either("复算（最低至最高）", "recomputed (lowest to highest)"), size=12),
    ]  # fmt: skip
    said = []
    for number, (section, own) in enumerate(grouped.items()):
        label = voice(names.get(section, section)) or voice.either("（未归块）", "(in no block)")
        made, words = _pair(label, own, most, TOP + number * ROW, voice)
        parts += made
        said.append(words)
    height = TOP + len(grouped) * ROW
    parts.append(line(LABELS, TOP, LABELS, height))
    title = voice.either(
        f"{voice(score.title)}：各部分自评与复算", f"{voice(score.title)}: declared and recomputed by block"
    )
    return figure(title, voice.either("；", "; ").join(said), height + 6, parts)


def _pair(label: str, own: Sequence[ScoreLine], most: Fraction, y: int, voice: Voice) -> tuple[list[Html], str]:
    points, declared, low, high = (
        sum(numbers, Fraction(0))
        for numbers in (
            [o.points for o in own],
            [o.printed or Fraction(0) for o in own],
            [o.lowest for o in own],
            [o.highest for o in own],
        )
    )
    sure, whole = scaled(low, most, ROOM), scaled(high, most, ROOM)
    shown = voice.either(f"自评 {short(declared)}，复算 {span(low, high)}，分值 {short(points)}",
                         f"declared {short(declared)}, recomputed {span(low, high)}, of {short(points)}")  # fmt: skip
    parts = [
        text(LABELS - 8, y + 20, label, anchor="end"),
        bar(LABELS, y + 4, scaled(points, most, ROOM), 30, "none", outline=SOFT),
        bar(LABELS, y + 6, scaled(declared, most, ROOM), 12, BLUE),
        *([bar(LABELS, y + 20, sure, 12, SURE)] if low > 0 else []),
        *([bar(LABELS + sure, y + 20, whole - sure, 12, PALE, outline=SOFT)] if high > low else []),
        text(
            LABELS + scaled(points, most, ROOM) + 6,
            y + 24,
            f"{short(declared)} / {span(low, high)}",
            fill=SOFT,
            size=12,
        ),
    ]
    return parts, f"{label} {shown}"


__all__ = ["blocks"]
