"""What a report says of its own figures, as plain data for perfeval's JSON of a report, and back.

A figure of a claim is named by the `order` of its statement. A coefficient of one is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import Any

from perfeval.model.claims import Claim, Reading, Shape, Term


def claims_content(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """Claims as plain data."""
    return [
        {
            "kind": claim.kind, "bits": claim.bits, "evidence": sorted(claim.evidence),
            "readings": [_out_reading(reading) for reading in claim.readings],
            **({"words": claim.words} if claim.words else {}),
        }
        for claim in claims
    ]  # fmt: skip


def _out_reading(reading: Reading) -> dict[str, Any]:
    made: dict[str, Any] = {"shape": reading.shape.value, "terms": [_out_term(term) for term in reading.terms]}
    if reading.bottom:
        made["bottom"] = [_out_term(term) for term in reading.bottom]
    if reading.constant:
        made["constant"] = str(reading.constant)
    return made


def _out_term(term: Term) -> dict[str, Any]:
    times, order = term
    return {"figure": order} if times == 1 else {"figure": order, "times": str(times)}


def claims_of(content: Sequence[Mapping[str, Any]], orders: AbstractSet[int]) -> tuple[Claim, ...]:
    """Claims from plain data.

    Raises
    ------
    KeyError, TypeError, ValueError
        If a part is missing or of another kind, or names a figure that is not there.
    """
    return tuple(
        Claim(
            str(claim["kind"]), tuple(_reading(reading, orders) for reading in claim["readings"]),
            frozenset(map(str, claim.get("evidence", ()))), int(claim.get("bits", 0)), str(claim.get("words", "")),
        )
        for claim in content
    )  # fmt: skip


def _reading(content: Mapping[str, Any], orders: AbstractSet[int]) -> Reading:
    return Reading(
        Shape(content["shape"]), _terms(content["terms"], orders), _terms(content.get("bottom", ()), orders),
        Fraction(str(content.get("constant", 0))),
    )  # fmt: skip


def _terms(content: Sequence[Mapping[str, Any]], orders: AbstractSet[int]) -> tuple[Term, ...]:
    unknown = [term["figure"] for term in content if term["figure"] not in orders]
    if unknown:
        raise ValueError(f"figure: {unknown[0]} is the order of none of the figures")
    return tuple((Fraction(str(term.get("times", 1))), term["figure"]) for term in content)
