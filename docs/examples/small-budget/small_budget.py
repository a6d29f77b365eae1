"""A small budgeting program: a unit's lines in 万元, rolled up, checked, and written as CSV. It knows nothing of perfeval."""

import csv
import io
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

#: A line: its item, its year, its stage.
Line = tuple[str, int, Any]
#: What each total is the sum of, the innermost first.
TOTALS = {
    "three-public.vehicles": ("three-public.vehicles.purchase", "three-public.vehicles.running"),
    "three-public": ("three-public.abroad", "three-public.vehicles", "three-public.hospitality"),
    "basic": ("personnel", "operating"),
    "total": ("basic", "project"),
}


def roll_up(lines: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Every line and every total, from the lines alone."""
    figures = dict(lines)
    for total, parts in TOTALS.items():
        figures[total] = sum((figures[part] for part in parts), Decimal(0))
    return figures


def adds_up(figures: Mapping[str, Decimal], unit: str = "万元") -> bool:
    """Whether every total is the sum of its parts, to a cent."""
    cent = Decimal("0.01") / {"元": 1, "千元": 1000, "万元": 10000, "亿元": 100000000}[unit]
    return all(abs(figures[t] - sum(figures[p] for p in parts)) < cent for t, parts in TOTALS.items() if t in figures)


def to_csv(figures: Mapping[Line, object]) -> str:
    """The lines as CSV: item, year, stage, amount."""
    out = io.StringIO()
    writer = csv.writer(out)
    for (item, year, stage), amount in figures.items():
        writer.writerow([item, year, stage.value, amount])
    return out.getvalue()


def from_csv(text: str, stages: Callable[[str], Any]) -> dict[Line, str]:
    """CSV back to lines; `stages` knows each stage by its word."""
    rows = csv.reader(io.StringIO(text))
    return {(item, int(year), stages(stage)): amount for item, year, stage, amount in rows}
