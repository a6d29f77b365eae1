"""What comes of putting units together, as text and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from perfeval.consolidation.whole import RULE, Consolidation
from perfeval.findings import Text
from perfeval.relations import Operand


def page(made: Consolidation, lang: str) -> str:
    """Who came and who is missing, which sums do not hold, and whose figure may be wrong."""
    said = [Text(made.tree.top.name, made.tree.top.name), *made.notes, *_sums(made), *_suspects(made)]
    said += [
        Text(f"  未核对：{u.why.zh}", f"  not tried: {u.why.en}") for u in made.evaluation.not_run if u.rule == RULE
    ]
    return "".join(f"{text.zh if lang == 'zh' else text.en}\n" for text in said)


def _sums(made: Consolidation) -> Iterator[Text]:
    tried = [checked.holds for checked in made.evaluation.checked if checked.rule == RULE]
    yield Text(f"汇总关系 {len(tried)} 项，相符 {sum(tried)} 项", f"{len(tried)} sums over units, {sum(tried)} hold")
    for finding in made.broken:
        severity, message, innocent = finding.severity, finding.message, finding.innocent
        yield Text(f"  {severity.zh}  {message.zh}", f"  {severity.value}  {message.en}")
        yield Text(f"     若{innocent.zh}则无妨", f"     nothing is amiss if {innocent.en}")


def _suspects(made: Consolidation) -> Iterator[Text]:
    several = [" + ".join(map(_cell, cells)) for cells in made.suspects]
    if several:
        yield Text("改动最少的解释：", "the smallest changes that let everything hold:")
    yield from (Text(f"  {one}", f"  {one}") for one in several)


def _cell(one: Operand) -> str:
    return f"{one.label} {one.printed}（{one.place.file}）"


def content(made: Consolidation) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "of": made.tree.top.name, "due": [node.code for node in made.due], "missing": [node.code for node in made.missing],
        "received": sorted(made.reports), "notes": [note.to_dict() for note in made.notes],
        "broken": [finding.to_dict() for finding in made.broken],
        "suspects": [[one.cited.to_dict() for one in cells] for cells in made.suspects],
        "not_tried": [u.why.to_dict() for u in made.evaluation.not_run if u.rule == RULE],
    }  # fmt: skip


__all__ = ["content", "page"]
