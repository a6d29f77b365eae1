"""What to call a figure's year and stage in a sentence."""

from __future__ import annotations

from perfeval.findings import Text
from perfeval.model import ACTUAL, ARRIVED, FINAL, ORIGINAL, STOCK, FigureName

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
