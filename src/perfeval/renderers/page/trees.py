"""What makes up what: every sum of the report with its parts, which of them hold and which do not, as a picture and as a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from perfeval.evaluation import Checked, Evaluation
from perfeval.model.claims import Shape
from perfeval.relations import Operand
from perfeval.renderers.page.drawing import BAD, GOOD, INK, SOFT, figure, line, text
from perfeval.renderers.page.markup import Html
from perfeval.renderers.voices import Voice

#: So many lines of the picture are drawn, broken sums first; the rest is counted.
MOST = 60
ROW, STEP, TOP, DEEPEST = 22, 26, 6, 8


@frozen
class _Node:
    """A figure in the tree: how deep it stands, and whether its own parts make it up; None for one without parts."""

    operand: Operand
    depth: int
    holds: bool | None = None


def tree(evaluation: Evaluation, voice: Voice) -> Html | None:
    """The tree of sums; None where there is no sum."""
    sums = _sums(evaluation)
    if not sums:
        return None
    parts_of_others = {o.key for checked in sums.values() for o in _parts(checked)}
    roots = sorted((key for key in sums if key not in parts_of_others), key=lambda key: sums[key].holds)
    nodes = [node for key in roots for node in _below(key, sums, 0, frozenset())]
    if not nodes:  # every total is a part of another: drawn from the broken ones
        nodes = [node for key in sums for node in _below(key, sums, 0, frozenset())][:MOST]
    shown, left = nodes[:MOST], max(len(nodes) - MOST, 0)
    drawn = [part for number, node in enumerate(shown) for part in _drawn(node, number, voice)]
    broken = sum(not checked.holds for checked in sums.values())
    said = voice.either(
        f"共 {len(sums)} 组合计，{len(sums) - broken} 组相符，{broken} 组不符"
        + (f"；另有 {left} 行未画出" if left else ""),
        f"{len(sums)} sums: {len(sums) - broken} hold, {broken} do not"
        + (f"; {left} more lines are not drawn" if left else ""),
    )
    title = voice.either("合计与组成（✓ 相符，✗ 不符）", "Totals and what makes them up (✓ holds, ✗ does not)")
    return figure(title, said, TOP + len(shown) * ROW + 8, drawn)


def _sums(evaluation: Evaluation) -> dict[str, Checked]:
    """The sums that were checked, one for each total, a broken one before one that holds."""
    found: dict[str, Checked] = {}
    for checked in sorted(evaluation.checked, key=lambda c: c.holds):
        relation = checked.relation
        plain = relation.shape is Shape.SUM and len(relation.terms) > 2 and not relation.constant
        if plain and not checked.across and all(o.quantity is not None for o in relation.operands):
            found.setdefault(_total(checked).key, checked)
    return found


def _total(checked: Checked) -> Operand:
    return checked.relation.terms[checked.relation.total][1]


def _parts(checked: Checked) -> list[Operand]:
    total = _total(checked)
    return [operand for _, operand in checked.relation.terms if operand.key != total.key]


def _below(key: str, sums: Mapping[str, Checked], depth: int, above: frozenset[str]) -> Iterator[_Node]:
    """A total and what makes it up, each part with its own parts below it."""
    checked = sums[key]
    yield _Node(_total(checked), depth, checked.holds)
    for part in _parts(checked):
        if part.key in sums and part.key not in above | {key} and depth < DEEPEST:
            yield from _below(part.key, sums, depth + 1, above | {key})
        else:
            yield _Node(part, depth + 1)


def _drawn(node: _Node, number: int, voice: Voice) -> Iterator[Html]:
    y, x = TOP + number * ROW, 10 + node.depth * STEP
    if node.depth:
        yield line(x - STEP + 6, y - ROW // 2 + 4, x - STEP + 6, y + 12)
        yield line(x - STEP + 6, y + 12, x - 4, y + 12)
    mark = {True: "✓ ", False: "✗ ", None: ""}[node.holds]
    fill = {True: GOOD, False: BAD, None: INK}[node.holds]
    operand = node.operand
    unit = operand.quantity.unit.symbol if operand.quantity is not None and operand.quantity.unit is not None else ""
    label = operand.label if len(operand.label) <= 24 else operand.label[:24] + "…"
    printed = operand.printed if not unit or operand.printed.endswith(unit) else f"{operand.printed} {unit}"
    yield text(x, y + 16, f"{mark}{voice(label)}  {voice(printed)}", fill=fill)
    when = " ".join(p for p in (operand.cited.year, _stage(operand.cited.stage, voice)) if p)
    if when:
        yield text(x + 420 - node.depth * STEP, y + 16, when, fill=SOFT, size=11)


def _stage(stage: str, voice: Voice) -> str:
    words = {
        "original": ("年初预算", "original"),
        "final": ("全年预算", "final"),
        "actual": ("执行", "actual"),
        "arrived": ("到位", "arrived"),
    }
    return voice.either(*words[stage]) if stage in words else ""


__all__ = ["tree"]
