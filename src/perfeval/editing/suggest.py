"""Suggestions on findings: the one change that would let everything hold, where there is one. Nothing is changed.

Silence is better than a guess: several equally good explanations are named only where they are two and a slip of the
hand makes both exact; more of them say nothing about the figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from perfeval.editing.edits import edits
from perfeval.editing.locating import Suspects, components, reliability, suspects
from perfeval.editing.repair import Repair, distance, repairs, split_cells, unit_scale
from perfeval.evaluation import Checked, Evaluation
from perfeval.findings import Finding, Suggestion, Text
from perfeval.quantities import Quantity, plain
from perfeval.relations import Operand, Shape
from perfeval.relations.saying import shown
from perfeval.relations.windows import window
from perfeval.ruling.naming import when

#: How far to search for one group of findings, and for how many groups: a check has to stay quick.
MOST_NODES, MOST_GROUPS, MOST_CELLS, MOST_CANDIDATES = 150, 30, 80, 16
#: A set of so many cells still tells a person where to look.
MOST_TOGETHER = 3

ROLES = {"points": Text("分值", "points"), "score": Text("得分", "score")}


@frozen
class Proposal:
    """One cell and what it would have to say."""

    cell: Operand
    to: Quantity
    slip: Text = Text()


def with_suggestions(evaluation: Evaluation) -> Evaluation:
    """The evaluation, its findings with what would let them hold; the same evaluation where nothing can be said."""
    made: dict[str, tuple[Suggestion, ...]] = {}
    roots: dict[str, str] = {}
    by_mark = {f.fingerprint: f for f in evaluation.findings}
    said: dict[str, str] = {}
    for mark, suggestion, explained in _about_figures(evaluation, by_mark):
        first = said.setdefault(suggestion.text.zh, mark) if explained else mark
        if first == mark:  # the same change, found from another table, is said once
            made[mark] = (*made.get(mark, by_mark[mark].suggestions), suggestion)
        roots |= dict.fromkeys(explained | ({mark} - {first}), first)
    for found in split_cells(evaluation):
        if found.unique:
            for mark in found.findings:
                made[mark] = _decided(by_mark[mark], found)
    if not made:
        return evaluation
    findings = tuple(
        evolve(f, suggestions=made.get(f.fingerprint, f.suggestions), root=roots.get(f.fingerprint, f.root))
        for f in evaluation.findings
    )
    return evolve(evaluation, findings=findings)


def _decided(finding: Finding, found: Repair) -> tuple[Suggestion, ...]:
    """Of the readings of a cell, the one that identities decide; what else is suggested stays."""
    if not finding.suggestions:
        return ()
    (candidate,) = found.candidates
    number = shown(candidate.meant)
    text = Text(
        f"读作{number}：只有这一读法与所涉各式相符，请核对原件",
        f"read as {number}: the only reading with which the relations around it hold; please check the original",
    )
    return (Suggestion(text, "figure"),)


def _about_figures(
    evaluation: Evaluation, by_mark: Mapping[str, Finding]
) -> Iterator[tuple[str, Suggestion, frozenset[str]]]:  # fmt: skip
    """A suggestion for a root, and the other findings that the same change explains where it is the only one."""
    every, cells = edits(evaluation)
    broken = components([edit for edit in every if not edit.holds])
    broken = [group for group in broken if len({key for edit in group for key in edit.keys}) <= MOST_CELLS][
        :MOST_GROUPS
    ]
    if not broken:
        return
    trusted = reliability(evaluation)
    whole = {key: part for part in components(every) for edit in part for key in edit.keys}
    identities = {edit.finding for edit in every}
    found = repairs(evaluation, broken, every, cells, MOST_CANDIDATES)
    for group, repair in zip(broken, found, strict=True):
        marks = [m for m in repair.findings if m in by_mark]
        root = _root(marks, by_mark)
        keys = {key for edit in group for key in edit.keys}
        if root is None or root.fingerprint not in identities:
            continue
        around = [*group, *(edit for edit in whole[min(keys)] if edit.holds)]
        suggestion, alone = _suggested(
            group, around, repair, cells, trusted, has_row=any(s.kind == "row" for s in root.suggestions)
        )
        if suggestion is not None:
            yield root.fingerprint, suggestion, _explained(root, marks, evaluation) if alone else frozenset()


def _explained(root: Finding, marks: Sequence[str], evaluation: Evaluation) -> frozenset[str]:
    """The findings of a group, and those that share their roots, but for the root itself and what is louder than it."""
    own = frozenset(marks)
    return frozenset(
        f.fingerprint
        for f in evaluation.findings
        if (f.fingerprint in own or f.root in own)
        and f.fingerprint != root.fingerprint
        and f.severity.rank >= root.severity.rank
    )


def _root(marks: Sequence[str], by_mark: Mapping[str, Finding]) -> Finding | None:
    """The finding a reader sees for these: the first root among them."""
    roots = [by_mark.get(by_mark[m].root or m) for m in marks]
    shown_roots = [f for f in by_mark.values() if f in roots]
    return shown_roots[0] if shown_roots else None


def _suggested(
    group: Sequence[Checked], around: Sequence[Checked], repair: Repair, cells: Mapping[str, Operand],
    trusted: Mapping[str, int], *, has_row: bool,
) -> tuple[Suggestion | None, bool]:  # fmt: skip
    """What to say of a group, and whether it is the only explanation."""
    if all(len(e.keys) == 2 and any(cells[k].number.value == 0 for k in e.keys) for e in group):
        return None, False  # of a figure that another place says is nought, no slip tells which is right
    slips = [Proposal(c.cell, c.meant, c.slip.text) for c in repair.first]
    if repair.unique:
        return _say(slips), True
    if has_row:
        return None, False
    found = suspects(around, cells, trusted, most_nodes=MOST_NODES, most_sets=MOST_TOGETHER)
    single = len(found.sets) == 1 and not found.capped
    if single and len(found.sets[0]) == 1:
        (cell,) = found.sets[0]
        own = [s for s in slips if s.cell.key == cell.key]
        if len(own) == 1:
            return _say(own), True
        to = fitting(cell, [edit for edit in around if cell.key in edit.keys])
        return (_say([Proposal(cell, to)]), True) if to is not None else (None, False)
    exact = any(one.shape in (Shape.SUM, Shape.SAME) for edit in group for one in edit.options)
    plain_pair = len(group) == 1 and len(group[0].keys) == 2  # the finding names both figures already
    amounts = all(one.cell.statement is not None for one in slips)  # points are short numbers: much is one slip away
    if exact and amounts and not plain_pair and 0 < len(slips) <= 2 and repair.candidates[0].distance == 0:
        return _say(slips), False
    if single and 1 < len(found.sets[0]) <= MOST_TOGETHER and len(group) > 1:
        return _together(found), True
    return None, False


def fitting(cell: Operand, around: Sequence[Checked]) -> Quantity | None:
    """What a cell would have to print, with its own decimals, for all these to hold; None if no such print does."""
    lows, highs = [], []
    for edit in around:
        for option in edit.options[:1]:
            ends = window(option, cell.key) if cell.key in option.keys else None
            lows += [ends.low] if ends is not None and ends.low is not None else []
            highs += [ends.high] if ends is not None and ends.high is not None else []
    if not lows or not highs:
        return None
    quantity = cell.number
    middle = (max(lows) + min(highs)) / 2 / unit_scale(quantity)
    text = plain(middle, quantity.places)
    near = evolve(quantity, number=Fraction(text), printed=text)
    return near if distance(around, {cell.key: near}) is not None else None


# --- words ----------------------------------------------------------------------------------------------------------


def _called(cell: Operand) -> Text:
    label = cell.cited.label
    if cell.statement is not None:
        time = when(cell.statement.name)
        return Text(
            f"“{label}”（{time.zh}）" if time.zh else f"“{label}”", f"{label!r} ({time.en})" if time.en else repr(label)
        )
    role = ROLES.get(cell.cited.item, Text())
    return Text(f"“{label}”{role.zh}", f"{role.en} of {label!r}".strip())


def _change(one: Proposal) -> Text:
    called, printed = _called(one.cell), one.cell.cited.printed.strip()
    why = Text(f"（{one.slip.zh}）", f" ({one.slip.en})") if one.slip else Text()
    return Text(
        f"{called.zh}由{printed}改为{shown(one.to)}{why.zh}",
        f"{called.en} said {shown(one.to)} instead of {printed}{why.en}",
    )


def _say(proposals: Sequence[Proposal]) -> Suggestion:
    changes = [_change(one) for one in proposals]
    zh, en = "，或".join(c.zh for c in changes), ", or ".join(c.en for c in changes)
    return Suggestion(
        Text(
            f"若{zh}，所涉各式均成立，请核对原件",
            f"if {en}, all relations around it would hold; please check the original",
        ),
        "figure",
    )


def _together(found: Suspects) -> Suggestion:
    (cells,) = found.sets
    zh = "、".join(f"{_called(c).zh}{c.cited.printed.strip()}" for c in cells)
    en = ", ".join(f"{_called(c).en} {c.cited.printed.strip()}" for c in cells)
    return Suggestion(
        Text(
            f"{zh}须一并更正，所涉各式方能成立，请核对原件",
            f"{en} would have to change together for all relations around them to hold; please check the original",
        ),
        "figure",
    )
