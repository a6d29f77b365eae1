"""JSON by the schema shipped beside this file (`perfeval/evaluation/1`): exact strings, no binary fractions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from perfeval.boundary import json_signs
from perfeval.evaluation import Evaluation
from perfeval.findings import AcceptanceState, Accepted, place_content
from perfeval.renderers.masking import figures_judged, masked_content
from perfeval.renderers.scores import score_content
from perfeval.renderers.wording import in_both
from perfeval.summary import applied_to, head_of

SCHEMA = "perfeval/evaluation/1"


def _accepted(accepted: Accepted) -> dict[str, Any]:
    """An acceptance; with its finding only where that stands nowhere else."""
    one = accepted.acceptance
    aside = accepted.finding if accepted.state is AcceptanceState.IN_FORCE else None
    return {
        "fingerprint": one.fingerprint, "reason": one.reason, "until": one.until.isoformat(), "state": accepted.state.value,
        "place": place_content(one.place), "finding": aside.to_dict() if aside else None,
    }  # fmt: skip


def _grade(evaluation: Evaluation) -> str | None:
    """The grade of a report with one score; several forms have several."""
    graded = [s.grade for s in evaluation.scores if s.framework is not None]
    return graded[0].label if len(graded) == 1 and graded[0] is not None else None


def content(evaluation: Evaluation) -> dict[str, Any]:
    """One evaluation as plain data."""
    report = evaluation.report
    coverage = report.coverage
    applied = applied_to(evaluation)
    return {
        "path": head_of(evaluation).path,
        "applied": {
            "perfeval": applied.version, "packs": list(applied.packs), "on": applied.on.isoformat() if applied.on else None,
            "place": evaluation.rulebook.place or None, "files": [{"path": path, "sha256": digest} for path, digest in applied.files],
        },
        "source": report.source, "title": report.title, "entity": report.entity,
        "jurisdiction": evaluation.rulebook.code, "year": report.year, "framework": evaluation.framework,
        "evidence": [{"what": e.what, "value": e.value, "source": e.source, "place": place_content(e.place)} for e in report.evidence],
        "scores": [score_content(s) for s in evaluation.scores], "grade": _grade(evaluation),
        "profile": evaluation.profile.value, "previous": evaluation.previous or None,
        "findings": [f.to_dict() for f in evaluation.findings],
        "accepted": [_accepted(a) for a in evaluation.accepted],
        "ignored": [{"rule": rule, "reason": reason, "count": count} for rule, reason, count in evaluation.ignored],
        "held": [
            {"rule": h.rule, "label": in_both(h.label), "arithmetic": h.arithmetic, "within_rounding": h.rounding}
            for h in evaluation.held
        ],
        "not_run": [
            {"rule": n.rule, "label": in_both(n.label), "why": in_both(n.why), "figures": [f.to_dict() for f in n.figures]}
            for n in evaluation.not_run
        ],
        "unmapped": [{"printed": u.text.strip(), "place": place_content(u.place)} for u in report.unmapped],
        "notes": [{"kind": n.kind, "message": {"zh": n.zh, "en": n.en}, "place": place_content(n.place)} for n in report.notes],
        "coverage": {
            "numeric_cells": coverage.numeric, "bound": coverage.bound, "open": coverage.open, "unmapped": coverage.unmapped,
            "unread": coverage.unread,
        },
        "faults": [{"rule": r, "error": e} for r, e in evaluation.faults],
        "quarantined": [{"plugin": n, "origin": o, "error": e} for n, o, e in evaluation.quarantined],
    }  # fmt: skip


def render_lines(evaluations: Sequence[Evaluation], lang: str = "zh") -> str:
    """One line for each evaluation, each a whole of the same schema, for who reads them one by one (JSON Lines)."""
    lines = []
    for one in evaluations:
        made = {"schema": SCHEMA, "evaluations": masked_content([content(one)], figures_judged([one]))}
        lines.append(json_signs(json.dumps(made, ensure_ascii=False)) + "\n")
    return "".join(lines)


def render_json(evaluations: Sequence[Evaluation], lang: str = "zh") -> str:
    """All evaluations of one run; both languages are always in it."""
    content_of_all = masked_content([content(e) for e in evaluations], figures_judged(evaluations))
    made = {"schema": SCHEMA, "evaluations": content_of_all}
    return json_signs(json.dumps(made, ensure_ascii=False, indent=1)) + "\n"
