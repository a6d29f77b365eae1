"""perfeval's own JSON of a report, and back: what is written and read again evaluates identically.

The smallest useful file: `{"schema": "perfeval/report/1", "entity": "…", "year": 2023, "figures": [{"item": "total",
"year": 2023, "stage": "actual", "printed": "316.04", "unit": "万元"}]}`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from attrs import asdict, evolve

from perfeval.document import Place
from perfeval.errors import JurisdictionError, UnreadableError
from perfeval.jurisdictions import lineage
from perfeval.model import (
    ALL_FUNDS,
    STOCK,
    Coverage,
    Entry,
    Evidence,
    FigureName,
    Form,
    Head,
    IndicatorRow,
    Known,
    Note,
    Part,
    Recheck,
    Report,
    Stage,
    Statement,
    Subject,
    printed,
)
from perfeval.quantities import Nil, Quantity, Reading, Unread, Words, amount, read, read_target, tidy, unit_named
from perfeval.readers.claims_json import claims_content, claims_of
from perfeval.readers.json_schema import misfit
from perfeval.readers.text import decode
from perfeval.resolution import checked_year

SCHEMA = "perfeval/report/1"
#: So much of what does not fit is quoted.
LONGEST_QUOTE = 120
_STAGES = {stage.value: stage for stage in Stage}


def read_json(data: bytes, source: str) -> Report:
    """A report written by `write_json`, or the smallest form of one.

    Raises
    ------
    UnreadableError
        If it is not JSON, not of this schema, or a part of it does not fit; the message names the part.
    """
    text = decode(data, source)
    try:
        content = json.loads(text, parse_float=str, parse_int=int)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(
            f"{source}：不是有效的 JSON（{error}）；请检查括号与引号。",
            f"{source}: not valid JSON ({error}); check brackets and quotes.",
        ) from error
    if not isinstance(content, Mapping) or content.get("schema") != SCHEMA:
        found = repr(content.get("schema")) if isinstance(content, Mapping) else type(content).__name__
        found = found if len(found) <= 60 else found[:60] + "…"
        raise UnreadableError(
            f"{source}：不是 perfeval 报告（schema 为 {found}，应为 {SCHEMA!r}）。",
            f"{source}: not a perfeval report (schema is {found}, expected {SCHEMA!r}).",
        )
    unfit = misfit(content, "report")
    if unfit is not None:
        raise _unfit(source, unfit.path, unfit.zh, unfit.en)
    where = "jurisdiction"
    try:
        if content.get("jurisdiction") is not None:
            lineage(content["jurisdiction"])
        where = "year"
        entity, year = content.get("entity"), checked_year(content.get("year"))
        statements = []
        for where_number, figure in enumerate(content.get("figures", ()), 1):
            where = f"figures[{where_number}]"
            statements.append(_statement(figure, entity, year, source, where_number - 1))
        where = "claims"
        claims = claims_of(content.get("claims", ()), {s.order for s in statements})
        where = "forms"
        forms = tuple(_form(f) for f in content.get("forms", ()))
        where = "evidence"
        evidence, notes = _evidence(content), _notes(content)
        unmapped = tuple(_entry(e) for e in content.get("unmapped", ()))
        dates = tuple(_entry(e) for e in content.get("dates", ()))
        coverage = Coverage(**content.get("coverage", {}))
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError, JurisdictionError) as error:
        said = repr(error)[:LONGEST_QUOTE]
        raise _unfit(source, where, said, said) from error
    return Report(
        source=content.get("source") or source, title=content.get("title", ""), entity=entity, year=year,
        jurisdiction=content.get("jurisdiction"), statements=tuple(statements), forms=forms, evidence=evidence,
        notes=notes, unmapped=tuple(e for e in unmapped if e), coverage=coverage, dates=tuple(d for d in dates if d),
        layouts=tuple(content.get("layouts", ())), claims=claims, subject=_subject(content.get("subject", {})),
        entity_code=content.get("entity_code", ""), whole=_whole(content.get("whole")),
    )  # fmt: skip


def _unfit(source: str, where: str, zh: str, en: str) -> UnreadableError:
    return UnreadableError(
        f"{source}：{where or '最外层'} 中有一项不合要求（{zh}）；格式见文档“JSON”一页。",
        f"{source}: a part of {where or 'the outermost object'} does not fit ({en}); see the page on JSON.",
    )


# --- reading --------------------------------------------------------------------------------------------------------


def _evidence(content: Mapping[str, Any]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(e["what"], e["value"], e["source"], _place(e.get("place"))) for e in content.get("evidence", ())
    )


def _notes(content: Mapping[str, Any]) -> tuple[Note, ...]:
    return tuple(
        Note(n["kind"], n["zh"], n["en"], _place(n.get("place")), n.get("printed", ""))
        for n in content.get("notes", ())
    )


def _whole(content: Any) -> frozenset[str] | None:
    return None if content is None else frozenset(str(item) for item in content)


def _place(content: Any) -> Place:
    return Place(**content) if content else Place()


def _reading(content: Mapping[str, Any]) -> Reading:
    if "nil" in content:
        return Nil(content["nil"])
    text = str(content["printed"])
    if content.get("unread"):
        unread = amount(text)
        return unread if isinstance(unread, Unread) else Unread(text)
    if content.get("words"):
        return Words(text)
    reading = read(text)
    if isinstance(reading, Quantity):
        if content.get("negative") and reading.number > 0:
            reading = evolve(reading, number=-reading.number)
        if content.get("unit"):
            reading = reading.within(unit_named(str(content["unit"])))
        if content.get("places", 0) > reading.places:
            reading = evolve(reading, places=content["places"])
        return reading.as_exact() if content.get("exact") else reading
    return reading


def _part(content: Any, fallback: str | int | Stage | None) -> Part:
    if content is None:
        if fallback is None:
            raise ValueError("a part of the name is missing")
        return printed(fallback)
    if isinstance(content, Mapping):
        return Part(_value(content["value"]), Known(content["known"]))
    return printed(_value(content))


def _value(content: str | int) -> str | int | Stage:
    return _STAGES.get(content, content) if isinstance(content, str) else content


def _statement(content: Mapping[str, Any], entity: Any, year: Any, source: str, order: int) -> Statement:
    name = FigureName(
        _part(content.get("entity"), entity or "单位"), str(content["item"]), _part(content.get("year"), year),
        _part(content.get("stage"), STOCK), _part(content.get("fund"), ALL_FUNDS),
    )  # fmt: skip
    place = _place(content.get("place")) if content.get("place") else Place(file=source, row=order + 1)
    return Statement(
        name, content.get("label", content["item"]), _reading(content), place, content.get("block", source),
        content.get("column", ""), content.get("parent", ""), content.get("order", order), content.get("form", ""), content.get("heading", ""),
    )  # fmt: skip


def _entry(content: Any) -> Any:
    if content is None:
        return None
    return Entry(str(content["printed"]), _reading(content), _place(content.get("place")), content.get("column", ""))


def _row(content: Mapping[str, Any]) -> IndicatorRow:
    target, actual = _entry(content.get("target")), _entry(content.get("actual"))
    aims = content.get("target_parts"), content.get("actual_parts")
    return IndicatorRow(
        content["order"], content.get("level1", ""), content.get("level2", ""), content.get("name", ""), _place(content.get("place")),
        read_target(*aims[0]) if aims[0] else None, read_target(*aims[1]) if aims[1] else None,
        _entry(content.get("points")), _entry(content.get("score")), _entry(content.get("reason")), content.get("head"),
        content.get("is_part", False), content.get("has_parts", False), target, actual, content.get("is_execution", False),
        _recheck(content.get("recheck")),
    )  # fmt: skip


def _recheck(content: Any) -> Recheck | None:
    if content is None:
        return None
    return Recheck(*(_entry(content.get(key)) for key in ("actual", "score", "deduction", "remark")))


def _form(content: Mapping[str, Any]) -> Form:
    entries = {
        key: _entry(content.get(key))
        for key in (
            "total_points",
            "total_score",
            "grade",
            "execution_points",
            "execution_score",
            "execution_rate",
            "execution_reason",
            "total_recheck",
            "execution_recheck",
        )
    }
    return Form(
        content["id"], content.get("title", ""), tuple(_row(r) for r in content.get("rows", ())),
        tuple(Head(h["label"], _entry(h.get("points")), _place(h.get("place"))) for h in content.get("heads", ())),
        execution_rule=content.get("execution_rule", ""), complete=content.get("complete", True),
        why_incomplete=tuple(content.get("why_incomplete", ("", ""))), place=_place(content.get("place")),
        has_reasons=content.get("has_reasons", False), subject=_subject(content.get("subject")), kind=content.get("kind", ""),
        **entries,
    )  # fmt: skip


def _subject(content: Any) -> Subject | None:
    return None if content is None else Subject(content.get("project", ""), content.get("code", ""))


# --- writing --------------------------------------------------------------------------------------------------------


def _out_place(place: Place) -> dict[str, Any]:
    return {key: value for key, value in asdict(place).items() if value not in (None, "")}


def _out_reading(reading: Reading) -> dict[str, Any]:
    if isinstance(reading, Nil):
        return {"nil": reading.value, "printed": ""}
    made: dict[str, Any] = {"printed": reading.printed}
    if isinstance(reading, Unread):
        made["unread"] = True
    elif isinstance(reading, Words):
        made["words"] = True
    else:
        if reading.unit is not None:
            made["unit"] = reading.unit.symbol
        if reading.exact:
            made["exact"] = True
        plain = read(reading.printed)
        if isinstance(plain, Quantity) and reading.places > plain.places:
            made["places"] = reading.places  # 25.1 in a column of 25.11: a number that no format cuts
        if reading.number < 0 and not tidy(reading.printed).startswith("-"):
            made["negative"] = True  # 减少47.59万元: the sign is in the words
    return made


def _out_part(part: Part) -> dict[str, Any]:
    value = part.value.value if isinstance(part.value, Stage) else part.value
    return {"value": value, "known": part.known.value}


def _out_entry(entry: Entry | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    return _out_reading(entry.reading) | {
        "printed": entry.text,
        "place": _out_place(entry.place),
        "column": entry.column,
    }


def _out_statement(s: Statement) -> dict[str, Any]:
    return {
        "item": s.name.item.text, "label": s.label, "entity": _out_part(s.name.entity), "year": _out_part(s.name.year),
        "stage": _out_part(s.name.stage), "fund": _out_part(s.name.fund), **_out_reading(s.reading),
        "place": _out_place(s.place), "block": s.block, "column": s.column, "parent": s.parent.text if s.parent is not None else "", "order": s.order, "form": s.form, "heading": s.heading,
    }  # fmt: skip


def _out_row(row: IndicatorRow) -> dict[str, Any]:
    return {
        "order": row.order, "level1": row.level1, "level2": row.level2, "name": row.name, "place": _out_place(row.place),
        "target": _out_entry(row.target_entry), "actual": _out_entry(row.actual_entry),
        "target_parts": list(row.target.parts) if row.target else None,
        "actual_parts": list(row.actual.parts) if row.actual else None,
        "points": _out_entry(row.points), "score": _out_entry(row.score), "reason": _out_entry(row.reason),
        "head": row.head, "is_part": row.is_part, "has_parts": row.has_parts, "is_execution": row.is_execution,
        "recheck": _out_recheck(row.recheck),
    }  # fmt: skip


def _out_recheck(recheck: Recheck | None) -> dict[str, Any] | None:
    if recheck is None:
        return None
    return {key: _out_entry(getattr(recheck, key)) for key in ("actual", "score", "deduction", "remark")}


def _out_form(form: Form) -> dict[str, Any]:
    return {
        "id": form.id, "title": form.title, "rows": [_out_row(r) for r in form.rows],
        "heads": [{"label": h.label, "points": _out_entry(h.points), "place": _out_place(h.place)} for h in form.heads],
        "total_points": _out_entry(form.total_points), "total_score": _out_entry(form.total_score), "grade": _out_entry(form.grade),
        "execution_points": _out_entry(form.execution_points), "execution_score": _out_entry(form.execution_score),
        "execution_rate": _out_entry(form.execution_rate), "execution_reason": _out_entry(form.execution_reason),
        "total_recheck": _out_entry(form.total_recheck), "execution_recheck": _out_entry(form.execution_recheck),
        "execution_rule": form.execution_rule, "complete": form.complete,
        "why_incomplete": list(form.why_incomplete), "place": _out_place(form.place), "has_reasons": form.has_reasons,
        "subject": _out_subject(form.subject), "kind": form.kind,
    }  # fmt: skip


def _out_subject(subject: Subject | None) -> dict[str, Any] | None:
    return None if subject is None else asdict(subject)


def report_content(report: Report) -> dict[str, Any]:
    """A report as plain data, ready for JSON."""
    return {
        "schema": SCHEMA, "source": report.source, "title": report.title, "entity": report.entity,
        "entity_code": report.entity_code, "subject": _out_subject(report.subject), "year": report.year,
        "jurisdiction": report.jurisdiction, "layouts": list(report.layouts), "coverage": asdict(report.coverage),
        "evidence": [{"what": e.what, "value": e.value, "source": e.source, "place": _out_place(e.place)} for e in report.evidence],
        "figures": [_out_statement(s) for s in report.statements],
        "forms": [_out_form(f) for f in report.forms],
        "notes": [{"kind": n.kind, "zh": n.zh, "en": n.en, "place": _out_place(n.place), "printed": n.printed} for n in report.notes],
        "whole": None if report.whole is None else sorted(report.whole), "claims": claims_content(report.claims), "unmapped": [_out_entry(u) for u in report.unmapped], "dates": [_out_entry(d) for d in report.dates],
    }  # fmt: skip


def write_json(report: Report) -> str:
    """A report as JSON text."""
    return json.dumps(report_content(report), ensure_ascii=False, indent=1)
