"""The command that holds spending and goals in the year against the rule of progress of a place."""

from __future__ import annotations

import argparse
from collections import defaultdict
from datetime import date
from pathlib import Path

from perfeval.boundary import file_name
from perfeval.commands.deciding import cells_in
from perfeval.commands.output import OK, write
from perfeval.errors import UsageError
from perfeval.findings import Severity
from perfeval.ledger import Ledger, Origin, read_ledger, save
from perfeval.monitoring import Watched, evaluation_of, monitored_in, progress_for, watch
from perfeval.plugins import installed
from perfeval.renderers.monitoring import monitoring_text


def monitor(options: argparse.Namespace) -> int:
    """Say which units and projects are behind what was due, or where goals and spending part."""
    on = _day(options.on)
    rows = monitored_in(cells_in(options.file), file_name(Path(options.file)), on)
    years = {one.on.year for one in rows}
    if len(years) != 1:
        raise UsageError(
            f"表中应有同一年度的数据，得到 {len(years)} 个年度。",
            f"The rows are of {len(years)} years; one year is needed.",
        )
    code, year = options.jurisdiction or "000000", years.pop()
    found = progress_for(installed().packs, code, year)
    if found is None:
        raise UsageError(
            f"{code} {year} 年没有规则包规定支出进度；请用 --jurisdiction 指明地区。",
            f"No pack has a rule of progress for {code} in {year}; say whose with --jurisdiction.",
        )
    rule, by = found
    watched = [watch(one, rule) for one in rows]
    write(monitoring_text(watched, rule, by.name, options.lang), options.output, force=options.force)
    if options.ledger is not None:
        _entered(watched, code, Path(options.ledger))
    return OK


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        if len(text) == len("2026-08-31"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError(
        f"--on：“{text}”不是日期；应写作 2026-08-31。", f"--on: {text!r} is no day; write it as 2026-08-31."
    )


def _entered(watched: list[Watched], code: str, path: Path) -> None:
    """Enter what was found into a ledger, as found by monitoring, each day by itself."""
    before, book = (None, Ledger()) if not path.exists() else read_ledger(path)[::-1]
    by_day: dict[date, list[Watched]] = defaultdict(list)
    for one in watched:
        by_day[one.one.on].append(one)
    for day, several in sorted(by_day.items()):
        made = [evaluation_of(one, code) for one in several]
        book = book.updated(*made, on=day, origin=Origin.MONITORING, least=Severity.NOTICE)
    save(book, path, before)


__all__ = ["monitor"]
