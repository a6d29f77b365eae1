"""How pictures are drawn: bars on a scale, words beside them, and a title and a description for those who see none."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from perfeval.renderers.page.markup import Html, element

INK, SOFT, GOOD, BAD = "#1b2733", "#55616d", "#1d6b3a", "#a3242b"
BLUE, SURE, PALE = "#1f5a99", "#7f9fc0", "#d5e2f0"
WIDTH = 720


def figure(title: str, description: str, height: int, parts: Sequence[Html]) -> Html:
    """A picture with its title above, and a description for whoever cannot see it."""
    drawn = element("svg", element("title", title), element("desc", description), *parts, viewBox=f"0 0 {WIDTH} {height}", width=WIDTH,
                    height=height, role="img", aria_label=f"{title}：{description}")  # fmt: skip
    beside = element("p", description, class_="soft")
    shown = element("div", drawn, class_="wide", tabindex="0", role="group", aria_label=title)
    return element("figure", element("figcaption", title), shown, beside)


def text(x: int, y: int, said: str, *, fill: str = INK, anchor: str = "start", size: int = 13) -> Html:
    """Words at a place."""
    return element("text", said, x=x, y=y, fill=fill, text_anchor=anchor, font_size=size)


def bar(
    x: int, y: int, width: int, height: int, fill: str, *, outline: str | None = None, dashed: bool = False
) -> Html:
    """A bar; a dashed one is what nobody explains."""
    return element(
        "rect",
        x=x,
        y=y,
        width=max(width, 1),
        height=height,
        fill=fill,
        stroke=outline,
        stroke_dasharray="4 3" if dashed else None,
    )


def line(x1: int, y1: int, x2: int, y2: int) -> Html:
    """A thin line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=SOFT, stroke_width=1)


def scaled(number: Fraction, most: Fraction, room: int) -> int:
    """How many points of so much room a number takes."""
    return round(number * room / most) if most else 0


__all__ = ["BAD", "BLUE", "GOOD", "INK", "PALE", "SOFT", "SURE", "WIDTH", "bar", "figure", "line", "scaled", "text"]
