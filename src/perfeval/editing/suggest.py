"""Suggestions on findings: the one change that would let everything hold, where there is one. Nothing is changed.

Silence is better than a guess: several equally good explanations are named only where they are two and a slip of the
hand makes both exact; more of them say nothing about the figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial

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
    groups = _searched(every)
    if not groups:
        return
    trusted = reliability(evaluation)
    whole = {key: part for part in components(every) for key in _keys(part)}
    identities = {edit.finding for edit in every}
    found = repairs(evaluation, groups, every, cells, MOST_CANDIDATES)
    for group, repair in zip(groups, found, strict=True):
        marks = [m for m in repair.findings if m in by_mark]
        root = _root(marks, by_mark)
        if root is None or root.fingerprint not in identities or all(_beside_nought(edit, cells) for edit in group):
            continue
        around = [*group, *(edit for edit in whole[min(_keys(group))] if edit.holds)]
        search = partial(suspects, around, cells, trusted, most_nodes=MOST_NODES, most_sets=MOST_TOGETHER)
        has_row = any(s.kind == "row" for s in root.suggestions)
        suggestion, alone = _suggested(group, around, repair, search, has_row=has_row)
        if suggestion is not None:
            yield root.fingerprint, suggestion, _explained(root, marks, evaluation) if alone else frozenset()


def _searched(every: Sequence[Checked]) -> list[list[Checked]]:
    """What is broken together, as far as it is searched."""
    groups = components([edit for edit in every if not edit.holds])
    return [group for group in groups if len(_keys(group)) <= MOST_CELLS][:MOST_GROUPS]


def _keys(several: Iterable[Checked]) -> set[str]:
    """The cells that edits bind."""
    return {key for edit in several for key in edit.keys}


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


def _beside_nought(edit: Checked, cells: Mapping[str, Operand]) -> bool:
    """Whether a figure is held against one that another place says is nought: no slip tells which of them is right."""
    return len(edit.keys) == 2 and any(cells[key].number.value == 0 for key in edit.keys)


def _suggested(
    group: Sequence[Checked], around: Sequence[Checked], repair: Repair, search: Callable[[], Suspects], *, has_row: bool
) -> tuple[Suggestion | None, bool]:  # fmt: skip
    """What to say of a group, and whether it is the only explanation."""
    slips = [Proposal(c.cell, c.meant, c.slip.text) for c in repair.first]
    if repair.unique:
        return _say(slips), True
    if has_row:
        return None, False
    found = search()
    smallest = found.sets[0] if len(found.sets) == 1 and not found.capped else ()
    if len(smallest) == 1:
        proposals = _of_one(smallest[0], slips, around)
        return (_say(proposals), True) if proposals else (None, False)
    if 0 < len(slips) <= 2 and repair.candidates[0].distance == 0 and _worth_naming(group, slips):
        return _say(slips), False
    if 1 < len(smallest) <= MOST_TOGETHER and len(group) > 1:
        return _together(smallest), True
    return None, False


def _of_one(cell: Operand, slips: Sequence[Proposal], around: Sequence[Checked]) -> list[Proposal]:
    """What the only cell that can be wrong would have to say: its one slip, or whatever fits; nothing if nothing does."""
    own = [slip for slip in slips if slip.cell.key == cell.key]
    if len(own) == 1:
        return own
    to = fitting(cell, [edit for edit in around if cell.key in edit.keys])
    return [] if to is None else [Proposal(cell, to)]


def _worth_naming(group: Sequence[Checked], slips: Sequence[Proposal]) -> bool:
    """Whether slips that explain a group equally well tell a reader more than the finding does.

    They have to make a sum or a repeated print exact; two figures alone are named by the finding already, and points
    are short numbers, of which many are one slip away.
    """
    exact = any(one.shape in (Shape.SUM, Shape.SAME) for edit in group for one in edit.options)
    two_alone = len(group) == 1 and len(group[0].keys) == 2
    return exact and not two_alone and all(one.cell.statement is not None for one in slips)


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


def _together(cells: Sequence[Operand]) -> Suggestion:
    zh = "、".join(f"{_called(c).zh}{c.cited.printed.strip()}" for c in cells)
    en = ", ".join(f"{_called(c).en} {c.cited.printed.strip()}" for c in cells)
    return Suggestion(
        Text(
            f"{zh}须一并更正，所涉各式方能成立，请核对原件",
            f"{en} would have to change together for all relations around them to hold; please check the original",
        ),
        "together",
    )
