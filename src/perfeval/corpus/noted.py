"""What is noticed over many reports: always a question, with how many reports it rests on and what would make it innocent."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import Any

from attrs import frozen

from perfeval.findings import Text


class Kind(Enum):
    """What a question over many reports is about."""

    FULL_MARKS = "full-marks"
    SILENT = "silent-indicator"
    COPY = "copy"
    TWICE = "twice"
    OUTLIER = "outlier"
    YEARS = "years"
    DIGITS = "first-digits"

    @property
    def text(self) -> Text:
        """What it is called."""
        return {
            "full-marks": Text("全部满分", "full marks throughout"),
            "silent-indicator": Text("不分高下的指标", "indicators that separate nobody"),
            "copy": Text("文字雷同", "words in common"),
            "twice": Text("同一报告多份", "one report under several names"),
            "outlier": Text("与同类相差较大", "far from its peers"),
            "years": Text("前后年度", "over the years"),
            "first-digits": Text("首位数字", "first digits"),
        }[self.value]


@frozen
class Noted:
    """One question. No law stands behind it, and it accuses nobody.

    Attributes
    ----------
    kind
        What it is about.
    message
        What was noticed, with its figures, as a question.
    n
        How many reports, rows or amounts it rests on.
    innocent
        What would make it right after all.
    sources
        The files.
    units
        Whose they are, where they say so.
    value
        The share, rate or distance it is about; None where there is none.
    """

    kind: Kind
    message: Text
    n: int
    innocent: Text
    sources: tuple[str, ...]
    units: tuple[str, ...] = ()
    value: Fraction | None = None

    @property
    def order(self) -> tuple[object, ...]:
        """Its place among others, whatever was read first."""
        return self.kind.value, self.units, self.sources, self.message.zh

    def to_dict(self) -> dict[str, Any]:
        """The question as plain data."""
        return {
            "kind": self.kind.value, "message": self.message.to_dict(), "n": self.n, "innocent": self.innocent.to_dict(),
            "sources": list(self.sources), "units": list(self.units), "value": None if self.value is None else str(self.value),
        }  # fmt: skip


__all__ = ["Kind", "Noted"]
