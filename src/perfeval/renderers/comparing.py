"""Comparisons as text and as plain data: places side by side, and what differs between two rulebooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from perfeval.comparison import Comparison, Difference, Part, Sheet, Under
from perfeval.findings import Standing
from perfeval.model import Form
from perfeval.quantities import short
from perfeval.renderers.layout import width
from perfeval.renderers.wording import exact_text, in_both, say, span, value_text
from perfeval.ruling import authority
from perfeval.scores import out_of_hundred

SCHEMA = "perfeval/comparison/1"
DIFFERENCES = "perfeval/differences/1"
Names = Mapping[str, str]


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of cells as lines, each column as wide as its widest cell."""
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join(cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _place(under: Under, names: Names, lang: str) -> str:
    code = under.choice.book.code
    name = names.get(code, "")
    return f"{code} {name}".strip() if lang == "zh" else code


def _standing(under: Under, lang: str) -> str:
    framework = under.framework
    if framework is None:
        return "—" if lang == "zh" else "-"
    return framework.standing.zh if lang == "zh" else framework.standing.value


def _score(sheet: Sheet, lang: str) -> str:
    if sheet.why_none:
        return "—" if lang == "zh" else "-"
    if sheet.lowest is None or sheet.highest is None:
        return "无分值" if lang == "zh" else "no points"
    return f"{span(sheet.lowest, sheet.highest)}/{short(sheet.of)}"


def _grade(sheet: Sheet, lang: str) -> str:
    if sheet.grade is not None:
        return say(sheet.grade.text, lang)
    return say(sheet.why_none or sheet.why_no_grade, lang)


def comparison_text(made: Comparison, names: Names, lang: str = "zh") -> str:
    """The places as a table, one for each form, then each place with its blocks and what it rules otherwise."""
    zh = lang == "zh"
    title = made.report.title or made.report.entity or made.report.source
    lines = [f"{title}  {'同一数据按各地口径' if zh else 'the same figures under several places'}"]
    several = len(made.forms) > 1
    groups = [*made.forms, None] if several else [None]
    for form in groups:
        pairs = [(u, s) for u in made.places for s in u.sheets if not several or s.form is form]
        if pairs and several:
            lines += ["", _sheet_title(form, made, lang)]
        if pairs:
            lines += table([_heads(zh=zh), *(_row(u, s, names, lang) for u, s in pairs)])
    for form, why in made.aside:
        said = f"未比较：{_form_title(form)}（{why.zh}）" if zh else f"left aside: {_form_title(form)} ({why.en})"
        lines.append(said)
    for under in made.places:
        lines += ["", *_page(under, made, names, lang)]
    return "\n".join(lines) + "\n"


def _form_title(form: Form) -> str:
    return form.title or form.id


def _sheet_title(form: Form | None, made: Comparison, lang: str) -> str:
    if form is None:
        return "整份报告" if lang == "zh" else "the report as a whole"
    number, of = made.forms.index(form) + 1, len(made.forms)
    return f"{'表' if lang == 'zh' else 'form '}{number}/{of}  {_form_title(form)}"


def _heads(*, zh: bool) -> tuple[str, ...]:
    return (
        ("地区", "指标体系", "核实情况", "得分", "等级") if zh else ("place", "framework", "standing", "score", "grade")
    )


def _row(under: Under, sheet: Sheet, names: Names, lang: str) -> tuple[str, ...]:
    name = under.choice.framework or ("—" if lang == "zh" else "-")
    return _place(under, names, lang), name, _standing(under, lang), _score(sheet, lang), _grade(sheet, lang)


def _page(under: Under, made: Comparison, names: Names, lang: str) -> Iterator[str]:
    zh = lang == "zh"
    framework, first = under.framework, made.places[0]
    label = say(framework.name, lang) if framework is not None else ""
    yield f"{_place(under, names, lang)}  {label}".rstrip()
    for note in under.notes:
        yield f"  {say(note, lang)}"
    if framework is not None and framework.standing is not Standing.UNCONFIRMED:
        yield f"  {'依据' if zh else 'rests on'}  {say(authority(framework.basis, framework.standing), lang)}"
    for sheet in under.sheets:
        indent = "  "
        if sheet.form is not None and len(made.forms) > 1:
            yield f"  {_sheet_title(sheet.form, made, lang)}"
            indent = "    "
        if sheet.why_none:
            yield f"{indent}{say(sheet.why_none, lang)}"
        for part in sheet.parts:
            yield f"{indent}{_part(part, lang)}"
    if under is first:
        return
    yield f"  {'与' + _place(first, names, lang) + '不同' if zh else 'unlike ' + _place(first, names, lang)}"
    told = [*_differences(under.others, lang)]
    told += [f"{'仅本地要求' if zh else 'only here'}  {say(f.message, lang)}" for f in under.only]
    told += [f"{'本地不要求' if zh else 'not asked here'}  {say(f.message, lang)}" for f in under.without]
    if not told:
        told = ["计分与检查均无不同" if zh else "nothing is scored or checked otherwise"]
    yield from (f"    {line}" for line in told)


def _part(part: Part, lang: str) -> str:
    amount = f"{span(part.lowest, part.highest)}/{short(part.points)}"
    if not part.points:
        amount = " | ".join(value_text(v) for v in part.values) or "—"
    why = f"  {say(part.why, lang)}" if part.why else ""
    return f"{say(part.label, lang)}  {amount}{why}"


def _differences(several: Sequence[Difference], lang: str) -> Iterator[str]:
    zh = lang == "zh"
    nothing = "无" if zh else "none"
    for one in several:
        name = say(one.name, lang)
        what = say(one.what.text, lang)
        head = what if name == what else f"{what} {name}"
        yield f"{head}  {say(one.before, lang) or nothing} → {say(one.after, lang) or nothing}"


def differences_text(
    several: Sequence[Difference], before: tuple[str, int, str], after: tuple[str, int, str], lang: str = "zh"
) -> str:
    """What changes between two places or years; `before` and `after` are code, year and framework."""
    zh = lang == "zh"
    ends = [
        f"{code} {year}{f'（{name}）' if name and zh else f' ({name})' if name else ''}"
        for code, year, name in (before, after)
    ]
    lines = [f"{ends[0]} → {ends[1]}"]
    lines += list(_differences(several, lang)) or ["没有不同" if zh else "nothing differs"]
    return "\n".join(lines) + "\n"


# --- plain data -----------------------------------------------------------------------------------------------------


def difference_content(one: Difference) -> dict[str, Any]:
    """One difference as plain data."""
    return {
        "what": one.what.value, "id": one.key, "label": in_both(one.name), "before": in_both(one.before), "after": in_both(one.after),
    }  # fmt: skip


def differences_content(
    several: Sequence[Difference], before: tuple[str, int, str], after: tuple[str, int, str]
) -> dict[str, Any]:  # fmt: skip
    """All differences as plain data."""
    ends = [{"jurisdiction": code, "year": year, "framework": name or None} for code, year, name in (before, after)]
    return {
        "schema": DIFFERENCES, "before": ends[0], "after": ends[1], "differences": [difference_content(d) for d in several],
    }  # fmt: skip


def comparison_content(made: Comparison, names: Names) -> dict[str, Any]:
    """A comparison as plain data; numbers are exact texts."""
    return {
        "schema": SCHEMA, "source": made.report.source, "entity": made.report.entity, "year": made.report.year,
        "forms": [{"id": form.id, "title": _form_title(form)} for form in made.forms],
        "left_aside": [{"id": form.id, "title": _form_title(form), "why": in_both(why)} for form, why in made.aside],
        "places": [_under_content(u, names) for u in made.places],
    }  # fmt: skip


def _under_content(under: Under, names: Names) -> dict[str, Any]:
    framework = under.framework
    return {
        "jurisdiction": under.choice.book.code, "name": names.get(under.choice.book.code), "framework": under.choice.framework or None,
        "standing": framework.standing.value if framework is not None else None, "unconfirmed": under.unconfirmed,
        "notes": [in_both(n) for n in under.notes], "scores": [_sheet_content(s) for s in under.sheets],
        "differences": [difference_content(d) for d in under.others],
        "only_here": [{"rule": f.rule, "message": in_both(f.message)} for f in under.only],
        "not_here": [{"rule": f.rule, "message": in_both(f.message)} for f in under.without],
    }  # fmt: skip


def _sheet_content(sheet: Sheet) -> dict[str, Any]:
    low, high = sheet.lowest, sheet.highest
    return {
        "form": sheet.form.id if sheet.form is not None else None,
        "lowest": exact_text(low), "highest": exact_text(high), "of": exact_text(sheet.of) if sheet.of else None,
        "of_hundred": [exact_text(out_of_hundred(e, sheet.of)) for e in (low, high) if e is not None],
        "grade": sheet.grade.label if sheet.grade is not None else None, "why_no_grade": in_both(sheet.why_no_grade),
        "why_none": in_both(sheet.why_none),
        "parts": [
            {
                "id": p.id, "label": in_both(p.label), "points": exact_text(p.points), "lowest": exact_text(p.lowest),
                "highest": exact_text(p.highest), "values": [exact_text(v) for v in p.values], "why": in_both(p.why),
            }
            for p in sheet.parts
        ],
    }  # fmt: skip


__all__ = ["comparison_content", "comparison_text", "differences_content", "differences_text", "table"]
