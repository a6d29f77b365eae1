"""The end of judging: findings get their fingerprints, share roots and come into their order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve

from perfeval.document import Place
from perfeval.evaluation.draft import ZERO_BASE, Draft
from perfeval.evaluation.identity import identified
from perfeval.evaluation.result import Evaluation, Unrun
from perfeval.evaluation.roots import join, share_roots
from perfeval.findings import Finding, Severity, Suggestion, Text, single_inside
from perfeval.model import Report
from perfeval.resolution import Rulebook
from perfeval.ruling.form_rules import EXECUTION, row_id

#: A table with so many findings, and this share of all that was tried in it, is in doubt as a whole.
MANY, SHARE = 8, Fraction(1, 8)


def finish(report: Report, rulebook: Rulebook, draft: Draft) -> Evaluation:
    """The evaluation of a report that every rule has been tried on."""
    marked = identified(report, [_quoted(_dated(finding, rulebook)) for finding in draft.findings])
    row_names = {row_id(form, row): Text(row.label, row.label) for form in report.forms for row in form.rows}
    row_names |= {f"{form.id} execution": EXECUTION for form in report.forms}
    rooted = share_roots(marked, draft.strains, draft.structural, row_names)
    for first, *others in draft.groups.values():
        for other in others:
            rooted[other] = evolve(rooted[other], root=rooted[first].fingerprint)
    without_base = [i for i, finding in enumerate(rooted) if finding.rule.endswith(ZERO_BASE)]
    if len(without_base) > 1:  # notices of one kind are one
        join(rooted, without_base[0], set(without_base[1:]))
    _doubt_tables(rooted, draft)
    order = sorted(rooted, key=lambda f: (f.severity.rank, -f.weight, not f.question, f.order, f.rule))
    checked = tuple(c if p is None else evolve(c, finding=rooted[p].fingerprint) for c, p in draft.checked)
    return Evaluation(
        report,
        rulebook,
        tuple(order),
        tuple(draft.held),
        _distinct(draft.not_run),
        tuple(draft.faults),
        checked=checked,
    )


def _dated(finding: Finding, rulebook: Rulebook) -> Finding:
    """A finding of a pack of which a later document is known and unread: it says so, and is a notice at most."""
    force = rulebook.rules.get(finding.rule)
    if force is None or not force.by.pack.newer:
        return finding
    names = "、".join(force.by.pack.newer)
    said = Text(f"此后有新文件（{names}），未见原文", f"a later document is known and was not read ({names})")
    before = finding.innocent
    innocent = Text(f"{before.zh}；{said.zh}", f"{before.en}; {said.en}") if before else said
    return evolve(finding, severity=Severity.NOTICE, innocent=innocent)


def _quoted(finding: Finding) -> Finding:
    """A finding whose sentence quotes names that hold quotes themselves, in single ones."""
    said, title = finding.message, finding.title
    return evolve(finding, message=Text(single_inside(said.zh), said.en), title=Text(single_inside(title.zh), title.en))


def _doubt_tables(rooted: list[Finding], draft: Draft) -> None:
    """Give all that is found in a table one root, where so much is wrong that its figures seem to stand beside other labels."""
    tried: Counter[str] = Counter()
    broken: dict[str, list[int]] = defaultdict(list)
    touching: dict[str, set[int]] = defaultdict(set)
    places: dict[str, set[Place]] = defaultdict(set)
    for checked, position in draft.checked:
        statements = checked.relation.statements
        here = {s.block for s in statements}
        for block in here:
            places[block] |= {s.place for s in statements if s.block == block}
            if position is not None:
                touching[block].add(position)
        if len(here) == 1:
            (block,) = here
            tried[block] += 1
            broken[block] += [position] if position is not None else []
    for block, found in sorted(broken.items(), key=lambda kv: -len(kv[1])):
        if len(found) < MANY or len(found) < SHARE * tried[block]:
            continue
        told = [g[0] for g in draft.groups.values() if any(f.place in places[block] for f in rooted[g[0]].figures)]
        root = min((*told, *found), key=lambda i: (-rooted[i].weight, rooted[i].severity.rank, i))
        said = Text(
            f"本表所列勾稽 {tried[block]} 项中 {len(found)} 项不符，疑科目与数字错行，或转换时错位；请先核对原表，其余各项随之复核",
            f"{len(found)} of {tried[block]} relations inside this table fail: its figures may stand beside other labels, in print or since it "
            "was converted; look at the table first",
        )
        join(rooted, root, touching[block] - {root})
        rooted[root] = evolve(rooted[root], suggestions=(*rooted[root].suggestions, Suggestion(said, "table")))


def _distinct(not_run: Sequence[Unrun]) -> tuple[Unrun, ...]:
    seen: dict[tuple[str, str], Unrun] = {}
    for one in not_run:
        seen.setdefault((one.rule, one.why.zh), one)
    return tuple(seen.values())
