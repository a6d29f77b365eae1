"""The page of `perfeval indicators`: one list a form, of rows with something to ask, and what the report itself offers."""

from __future__ import annotations

from collections.abc import Sequence

from perfeval.indicators import FormQuality, RowQuality
from perfeval.model import Report
from perfeval.renderers.wording import either, say
from perfeval.ruling import Count


def indicators_text(report: Report, forms: Sequence[FormQuality], lang: str) -> str:
    """The lists of all forms of a report."""
    lines = [report.title or report.entity or report.source]
    if not forms:
        lines.append(either("没有自评表", "there is no form with indicators", lang))
    for form in forms:
        lines += ["", *_form(form, lang)]
    return "\n".join([*lines, ""])


def _form(form: FormQuality, lang: str) -> list[str]:
    stated = sum(one.measurable is not None for one in form.rows)
    lines = [form.form.title or form.form.id]
    lines.append(
        either(
            f"{len(form.rows)} 项指标：{form.measurable} 项可衡量，{stated - form.measurable} 项没有衡量标准，"
            f"{len(form.rows) - stated} 项由人判断；{len(form.asked)} 项请核对",
            f"{len(form.rows)} indicators: {form.measurable} can be measured, {stated - form.measurable} set no standard, "
            f"{len(form.rows) - stated} are for a person; {len(form.asked)} to look at",
            lang,
        )
    )
    for number, one in enumerate(form.asked, 1):
        lines += _row(number, one, lang)
    if form.offered:
        lines.append(either("报告中已有、表内未用的实绩：", "Figures of the report that no row uses:", lang))
        lines += [f"  {_count(count, lang)}" for count in form.offered]
    return lines


def _row(number: int, one: RowQuality, lang: str) -> list[str]:
    level = one.row.level2 or one.row.level1
    asked = either("；", "; ", lang).join(say(remark.text, lang) for remark in one.remarks)
    lines = [f" {number} “{' '.join(one.row.name.split())}”（{' '.join(level.split())}）{asked}"]
    if lang != "zh":
        lines = [f" {number} {' '.join(one.row.name.split())!r} ({' '.join(level.split())}) {asked}"]
    for count in one.offered:
        lines.append(either(f"    可考虑改用{_count(count, lang)}", f"    it could use {_count(count, lang)}", lang))
    return lines


def _count(count: Count, lang: str) -> str:
    return either(f"{count.printed}（“…{count.clause}”）", f"{count.printed} (…{count.clause})", lang)


__all__ = ["indicators_text"]
