"""How far spending should be at some days of the year, and how far it may part from the goals (双监控), as data of a place."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from attrs import field, frozen

from perfeval.errors import PackError
from perfeval.findings import Standing, Text
from perfeval.ruling.basis import NO_BASIS, Basis
from perfeval.ruling.scoring import ONE, Exact, exact, exact_or_none, percents


def _due(lines: Iterable[tuple[int, Exact]]) -> tuple[tuple[int, Fraction], ...]:
    made = tuple((month, exact(share)) for month, share in lines)
    months = [month for month, _ in made]
    if not made or months != sorted(set(months)) or not all(1 <= month <= 12 for month in months):
        raise PackError(
            f"支出进度的月份应为 1～12，由早到晚，不重复，得到 {months}。",
            f"The months of a progress are 1 to 12, in order, each of them once, not {months}.",
        )
    shares = [share for _, share in made]
    if shares != sorted(shares) or not all(0 < share <= ONE for share in shares):
        raise PackError(
            "支出进度的比例应在 0 与 100% 之间，且不下降。",
            "The shares of a progress lie between 0 and 100 % and never fall.",
        )
    return made


@frozen
class Progress:
    """What share of its budget a unit should have spent by the ends of some months, and how far goals and spending may differ.

    `Progress("progress", due=((4, "25%"), (6, "40%"), (8, "60%"), (10, "80%")), gap="10%")`

    Attributes
    ----------
    id, label
        Slug; what it is called.
    due
        Pairs of a month and the share due by its last day. A day that is not the last of such a month asks for nothing.
    gap
        So far the share of the goals reached and the share spent may differ; None where nobody says.
    basis
        The document it rests on.
    standing
        What is known of it.

    Raises
    ------
    PackError
        If the months or the shares make no sense.
    """

    id: str
    label: Text = field(kw_only=True)
    due: tuple[tuple[int, Fraction], ...] = field(converter=_due, kw_only=True)
    gap: Fraction | None = field(default=None, converter=exact_or_none, kw_only=True)
    basis: Basis = field(default=NO_BASIS, kw_only=True)
    standing: Standing = field(default=Standing.UNCONFIRMED, kw_only=True)

    def due_on(self, day: date) -> Fraction | None:
        """The share due on a day; None on any but the last day of a month it names."""
        last = monthrange(day.year, day.month)[1]
        return dict(self.due).get(day.month) if day.day == last else None

    def formula(self) -> Text:
        """What is due when, as one line."""
        zh = "、".join(f"{month}月底{percents(share)}" for month, share in self.due)
        en = ", ".join(f"{percents(share)} by the end of month {month}" for month, share in self.due)
        gap = (
            Text()
            if self.gap is None
            else Text(
                f"；目标与支出相差不超过{percents(self.gap)}",
                f"; goals and spending no more than {percents(self.gap)} apart",
            )
        )
        return Text(zh + gap.zh, en + gap.en)


__all__ = ["Progress"]
