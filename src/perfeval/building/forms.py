"""A form from plain values: its rows by block, its totals, and the execution rate."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from attrs import evolve

from perfeval.building.amounts import reading_of
from perfeval.building.where import At
from perfeval.document import Place
from perfeval.model import Entry, Form, Head, IndicatorRow, entry, target
from perfeval.quantities import POINT, Quantity
from perfeval.recognition.forms import is_execution
from perfeval.vocabulary import Vocabulary

_FORM = ("title", "points", "score", "grade", "execution", "rows")
_EXECUTION = ("points", "rate", "score", "reason")
_ROW = ("block", "group", "name", "target", "actual", "points", "score", "reason")
_HEAD_POINTS = re.compile(r"[（(](\d+(?:\.\d+)?)分[)）]")


def _text(value: object, at: At) -> str:
    """What a cell prints."""
    if isinstance(value, str):
        return value
    found = reading_of(value, None, at)
    return found.printed if isinstance(found, Quantity) else ""


def _points(table: Mapping[str, Any], key: str, at: At, place: Place) -> Entry | None:
    """A cell of points; None where it is not there, or holds nothing."""
    value = table.get(key)
    return None if value is None else entry(_text(value, at.at(key)), place, POINT)


def form_of(at: At, value: object, file: str, words: Vocabulary) -> Form:
    """A form of these values.

    Raises
    ------
    PackError, ModelError
        If a key is none of a form, or holds what does not fit.
    """
    content = at.table(value, _FORM)
    place = Place(file=file)
    heads: list[Head] = []
    rows: list[IndicatorRow] = []
    for number, one in enumerate(at.at("rows").list(content.get("rows", [])), 1):
        here = at.at(f"rows[{number}]")
        rows.append(one if isinstance(one, IndicatorRow) else _row(one, number, heads, here, place, words))
    execution = at.at("execution").table(content.get("execution", {}), _EXECUTION)
    rate, reason = execution.get("rate"), execution.get("reason")
    return Form(
        "form", at.at("title").text(content.get("title", "自评表")), tuple(rows), tuple(heads),
        _points(content, "points", at, place), _points(content, "score", at, place), _points(content, "grade", at, place),
        _points(execution, "points", at.at("execution"), place), _points(execution, "score", at.at("execution"), place),
        entry(_text(rate, at.at("execution.rate")), place) if rate is not None else None, place=place,
        has_reasons=any(r.reason is not None for r in rows),
        execution_reason=entry(_text(reason, at.at("execution.reason")), place) if reason is not None else None,
    )  # fmt: skip


def _row(value: object, number: int, heads: list[Head], at: At, place: Place, words: Vocabulary) -> IndicatorRow:
    """One row; a block that begins with it is added to the heads."""
    table = at.table(value, _ROW)
    row = {key: _text(held, at.at(key)) for key, held in table.items() if held is not None}
    if not row.get("name", "").strip():
        raise at.at("name").fault("请写指标名称", "an indicator needs a name")
    block = row.get("block", "")
    label = _HEAD_POINTS.sub("", block).strip()
    if block and (not heads or heads[-1].label != label):
        worth = _HEAD_POINTS.search(block)
        heads.append(Head(label, entry(worth[1], place, POINT) if worth else None, place))
    return IndicatorRow(
        number, label, row.get("group", ""), row["name"], evolve(place, row=number),
        target(row["target"]) if "target" in row else None, target(row["actual"]) if "actual" in row else None,
        _points(row, "points", at, place), _points(row, "score", at, place),
        entry(row["reason"], place) if "reason" in row else None, len(heads) - 1 if block else None,
        target_entry=entry(row["target"], place) if "target" in row else None,
        actual_entry=entry(row["actual"], place) if "actual" in row else None,
        is_execution=is_execution(row["name"], words.lexicon),
    )  # fmt: skip
