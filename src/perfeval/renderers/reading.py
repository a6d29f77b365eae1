"""What was recognised in a report, how surely, and what was left: the page of `perfeval read`."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.model import Form, Report, Stage, Statement
from perfeval.renderers.wording import either, place_text, say

EVIDENCE = {"entity": "单位", "year": "年度", "jurisdiction": "地区"}


def report_text(report: Report, lang: str = "zh") -> str:
    """A report as it was read, one line for each figure and each row; `?` for what is open."""
    c = report.coverage
    lines = [report.title or report.source]
    lines += [
        either(f"{EVIDENCE[e.what]}  {e.value}（{e.source}）", f"{e.what}: {e.value} ({e.source})", lang)
        for e in report.evidence
    ]
    lines.append(
        either(f"表式  {'、'.join(report.layouts) or '无'}", f"layouts: {', '.join(report.layouts) or 'none'}", lang)
    )
    unread = either(f"，未能读数 {c.unread}", f", {c.unread} unreadable", lang) if c.unread else ""
    lines.append(
        either(
            f"表中数字 {c.numeric} 个：已识别 {c.bound}，口径待定 {c.open}，未识别 {c.unmapped}{unread}",
            f"{c.numeric} numbers in tables: {c.bound} identified, {c.open} partly, {c.unmapped} not{unread}",
            lang,
        )
    )
    lines.append(either("数据", "figures", lang))
    lines += [_statement(s, lang) for s in report.statements]
    for form in report.forms:
        lines.append(either(f"指标表 {form.title}", f"indicators {form.title}", lang))
        lines += _rows(form)
    unmapped = either("未识别", "unmapped", lang)
    lines += [f"{unmapped}  {entry.text.strip()}  {place_text(entry.place, lang)}" for entry in report.unmapped]
    lines += [f"{either('说明', 'note', lang)}  {say(note, lang)}" for note in report.notes]
    return "\n".join(lines) + "\n"


def _statement(s: Statement, lang: str) -> str:
    """One figure with the five parts of its name."""
    stage = s.name.stage.value.value if isinstance(s.name.stage.value, Stage) else "?"
    year, entity, fund = (
        "?" if part.is_open else str(part.value) for part in (s.name.year, s.name.entity, s.name.fund)
    )
    cells = (
        str(s.name.item),
        s.printed.strip() or "—",
        year,
        stage,
        fund,
        entity,
        s.name.weakest.value,
        place_text(s.place, lang),
    )
    return "  " + "\t".join(cells)


def _rows(form: Form) -> Iterator[str]:
    """The rows of a form, each with what it aims at, what it reached, its points and its score."""
    for row in form.rows:
        cells = [e.text.strip() if e else "" for e in (row.target_entry, row.actual_entry, row.points, row.score)]
        yield "  " + "\t".join((row.level1, row.level2, row.name, *cells))


__all__ = ["report_text"]
