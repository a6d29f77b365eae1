"""What to call a figure's year and stage in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from perfeval.findings import Text
from perfeval.model import ACTUAL, ARRIVED, FINAL, ORIGINAL, STOCK, FigureName
from perfeval.ruling.items import Ref

STAGES = {
    ORIGINAL: Text("年初预算", "original budget"),
    FINAL: Text("全年预算", "final budget"),
    ACTUAL: Text("执行数", "actual"),
    ARRIVED: Text("到位数", "arrived"),
    STOCK: Text("", ""),
}


def when(name: FigureName) -> Text:
    """Year and stage of a figure, as far as they are known."""
    year = "" if name.year.is_open else str(name.year.value)
    stage = Text() if name.stage.is_open else next((t for s, t in STAGES.items() if s is name.stage.value), Text())
    return Text(f"{year}年{stage.zh}" if year else stage.zh, f"{year} {stage.en}".strip())


def figure_text(ref: Ref, labels: Mapping[str, str]) -> Text:
    """A figure a formula asks for, without a year: 上年“三公”经费年初预算."""
    stage = STAGES[ref.stage] if ref.stage is not None else Text()
    year = {0: "", -1: "上年"}.get(ref.year, f"{ref.year:+d}年")
    year_en = f" year {ref.year:+d}" if ref.year else ""
    item = ref.item or "*"
    return Text(f"{year}{labels.get(item, item)}{stage.zh}", f"{item}{' ' + stage.en if stage.en else ''}{year_en}")
