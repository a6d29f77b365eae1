"""Huaihua: no notice of the city is known, so it inherits every rule and adds none, and says so."""

from __future__ import annotations

from perfeval.hookspecs import hookimpl
from perfeval.ruling import Pack, Text

PACK = Pack(
    id="huaihua", code="431200", label="怀化市",
    missing=(Text("怀化市部门整体支出绩效自评的通知", "a notice of the city on self-evaluation of whole departments"),),
)  # fmt: skip


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """Huaihua's pack."""
    return [PACK]
