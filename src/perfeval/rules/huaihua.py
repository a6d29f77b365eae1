"""Huaihua: no notice of the city is known, so it inherits every rule and adds none; its places help to read reports."""

from __future__ import annotations

from perfeval.hookspecs import hookimpl
from perfeval.ruling import Jurisdiction, Pack

PACK = Pack(
    id="huaihua", code="431200", label="怀化市",
    places=(
        Jurisdiction("431202", "鹤城区"), Jurisdiction("431221", "中方县"), Jurisdiction("431222", "沅陵县"), Jurisdiction("431223", "辰溪县"),
        Jurisdiction("431224", "溆浦县"), Jurisdiction("431225", "会同县"), Jurisdiction("431226", "麻阳苗族自治县"),
        Jurisdiction("431227", "新晃侗族自治县"), Jurisdiction("431228", "芷江侗族自治县"), Jurisdiction("431229", "靖州苗族侗族自治县"),
        Jurisdiction("431230", "通道侗族自治县"), Jurisdiction("431281", "洪江市"),
    ),
)  # fmt: skip


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """Huaihua's pack."""
    return [PACK]
