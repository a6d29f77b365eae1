"""Identities against statements: first inside each block, then across blocks.

Rule 1: inside a block that states a total and all its parts, that block's figures decide, and nothing else.
Rule 2: across blocks a rule speaks only where no block decided it, once a name, and holds if some choice holds.
Rule 3: across an open part of a name nothing is compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product
from math import prod

from attrs import define, evolve, field

from perfeval.evaluation.bound import Bound, NotRun, Tried, base_is_zero, decide, loudness, unreadable
from perfeval.evaluation.earlier import base_of, is_from_before
from perfeval.evaluation.index import BlockIndex, blocks
from perfeval.findings import Severity, Text
from perfeval.model import FigureName, Item, Known, NameKey, Report, Statement
from perfeval.quantities import Nil, Quantity, Unread
from perfeval.ruling import Either, FigureRule, Linear, Ratio, Rows, Schema, SumOf
from perfeval.ruling.base import ONE
from perfeval.ruling.naming import when

#: More choices of statements than this are not tried; the rule is then not run, and says so.
MOST_CHOICES = 256

NO_ROWS = Rows(lambda _: (), lambda _: ())


def wanted(rule: FigureRule, item: Item) -> bool:
    """Whether a rule is called for by a statement of an item."""
    return _calling(rule)(item)


def _calling(rule: FigureRule) -> Callable[[Item], bool]:
    """Which items call for a rule: its anchors are asked for once, for all statements there are."""
    anchors = rule.anchors()
    exact = frozenset(anchors)
    starts = tuple(anchor[:-1] for anchor in anchors if anchor.endswith("@*"))
    ends = tuple(anchor[1:] for anchor in anchors if anchor.startswith("*"))

    def is_called(item: Item) -> bool:
        text = item.text
        if text in exact or (item.code and item.unclassed.text in exact):
            return True
        return text.startswith(starts) or text.endswith(ends)

    return is_called


@define
class FigureEngine:
    """Tries figure rules on a report."""

    report: Report
    rules: tuple[FigureRule, ...]
    helpers: tuple[FigureRule, ...] = ()
    labels: Mapping[str, str] = field(factory=dict)
    tried: list[Tried] = field(factory=list)
    not_run: list[NotRun] = field(factory=list)
    _blocks: dict[str, BlockIndex] = field(factory=dict)
    #: What last year's report states and this one does not: bases of changes, and nothing else.
    before: Mapping[NameKey, tuple[Statement, ...]] = field(factory=dict)
    _sums: dict[str, list[SumOf]] = field(factory=lambda: defaultdict(list))

    def run(self) -> None:
        """Every rule, in every block, then across."""
        self._blocks = self._blocks or blocks(self.report)
        for rule in (*self.rules, *self.helpers):
            if isinstance(rule, SumOf) and isinstance(rule.parts, tuple) and rule not in self._sums[rule.total]:
                self._sums[rule.total].append(rule)
        for rule in self.rules:
            self._one(rule)

    def _one(self, rule: FigureRule) -> None:
        decided: set[NameKey] = set()
        pending: dict[NameKey, FigureName] = {}
        lacking: dict[NameKey, NotRun] = {}
        is_wanted = _calling(rule)
        for index in self._blocks.values():
            rows = index.rows()
            for key, stated in list(index.by_key.items()):
                anchor = stated[0].name
                if not is_wanted(anchor.item):
                    continue
                for schema in rule.schemas(anchor, rows):
                    result = self._try(rule, schema, index)
                    if isinstance(result, Tried):
                        decided.add(key)
                        self.tried.append(result)
                    elif isinstance(result, NotRun):
                        lacking.setdefault(key, result)
                        if not _one_block(schema):
                            pending.setdefault(key, anchor)
        for key, anchor in pending.items():
            if key in decided:
                continue
            across = self._across(rule, anchor)
            if isinstance(across, Tried):
                self.tried.append(across)
                decided.add(key)
            elif across is not None:
                lacking[key] = across
        self.not_run += [reason for key, reason in lacking.items() if key not in decided and reason.why]

    # --- inside one block

    def _try(self, rule: FigureRule, schema: Schema, index: BlockIndex) -> Tried | NotRun | None:
        if isinstance(schema, Either):
            results = [self._try(rule, option, index) for option in schema.options]
            held = next((r for r in results if isinstance(r, Tried) and r.outcome and r.outcome.verdict.holds), None)
            if held is not None:
                return _beside_others(held, results)
            broken = [r for r in results if isinstance(r, Tried)]
            if broken and (len(broken) == len(results) or schema.stated_only):
                first = _speaks(broken)
                others = tuple(b.bound for b in broken if b is not first)
                return Tried(rule, first.bound, first.outcome, severity=loudness(rule), others=others)
            return next((r for r in results if isinstance(r, NotRun)), None)
        made = self._bind(rule, schema, index)
        if not isinstance(made, Bound):
            return made
        outcome = decide(made)
        if outcome is None and not base_is_zero(made):
            return NotRun(rule.id, Text("单位不同，未比较", "different units, not compared"), made.statements)
        return Tried(
            rule, made, outcome, severity=loudness(rule), beside=self._beside(rule, made.terms[0][1].name, index)
        )

    def _beside(self, rule: FigureRule, anchor: FigureName, index: BlockIndex) -> tuple[Statement, ...]:
        names = [n for word in getattr(rule, "beside", ()) if (n := word.of(anchor)) is not None]
        return tuple(s for n in names for s in self._stated(n, anchor, index.by_key.get(n.key, ()))[:1])

    def _bind(self, rule: FigureRule, schema: Linear | Ratio, index: BlockIndex) -> Bound | NotRun | None:
        optional = schema.optional if isinstance(schema, Linear) else frozenset()
        strict = isinstance(schema, Ratio) or (schema.at_most and not schema.one_block)
        groups: list[list[tuple[Fraction, Statement]]] = []
        wanted_terms = (
            [list(schema.terms)]
            if isinstance(schema, Linear)
            else [[(ONE, schema.stated), *schema.top], list(schema.bottom)]
        )
        for terms in wanted_terms:
            group: list[tuple[Fraction, Statement]] = []
            for coefficient, name in terms:
                found = self._find(coefficient, name, index)
                if found is None:
                    if name in optional:
                        continue
                    return self._lacking(rule, name, group)
                group += found
            groups.append(group)
        first, rest = groups[0], groups[1] if len(groups) > 1 else []
        for _, statement in (*first, *rest):
            reading = statement.reading
            if isinstance(reading, Unread):
                return unreadable(rule.id, statement)
            if isinstance(reading, Quantity) and reading.approximate:
                return NotRun(
                    rule.id, Text(f"“{reading.printed}”是约数", f"{reading.printed} is approximate"), (statement,)
                )
        if strict and any(isinstance(s.reading, Nil) for _, s in (*first, *rest)):
            return None
        anchor = first[0][1]
        total_first = (
            first[0] if not (isinstance(schema, Linear) and schema.at_most and schema.one_block) else first[-1]
        )
        if isinstance(total_first[1].reading, Nil):
            return None
        numbers = [s for _, s in first if isinstance(s.reading, Quantity)]
        if isinstance(schema, Linear) and len(numbers) < 2 and not strict:
            return (
                None
                if anchor.quantity is None
                else NotRun(rule.id, Text("各部分均未填", "no part is filled in"), (anchor,))
            )
        return Bound(schema, tuple(first), tuple(rest))

    def _lacking(self, rule: FigureRule, name: FigureName, group: list[tuple[Fraction, Statement]]) -> NotRun | None:
        """What is missing, where it is worth saying: this year's figure of a relation of which more than one is stated."""
        if len(group) < 2 or name.year.value != self.report.own_year:
            return NotRun(rule.id, Text())
        label = self.labels.get(name.item.unclassed.text, name.item.text)
        code = name.item.code
        time = when(name)
        return NotRun(
            rule.id,
            Text(
                f"未见“{label}{code}”{f'（{time.zh}）' if time.zh else ''}", f"{label}{code} ({time.en}) is not stated"
            ),
            tuple(s for _, s in group),
        )

    def _find(
        self, coefficient: Fraction, name: FigureName, index: BlockIndex, depth: int = 0
    ) -> list[tuple[Fraction, Statement]] | None:
        stated = index.by_key.get(name.key)
        if stated:
            return [(coefficient, stated[0])] if len(stated) == 1 or _same(stated) else None
        if depth > 4:
            return None
        for rule in self._sums.get(name.item.unclassed.text, ()):
            for schema in rule.schemas(name, index.rows()):
                if not isinstance(schema, Linear):
                    continue
                found: list[tuple[Fraction, Statement]] = []
                for part_coefficient, part in schema.terms[1:]:
                    piece = self._find(-part_coefficient * coefficient, part, index, depth + 1)
                    if piece is None and part not in schema.optional:
                        break
                    found += piece or []
                else:
                    return found or None
        return None

    # --- across blocks

    def _across(self, rule: FigureRule, anchor: FigureName) -> Tried | NotRun | None:
        if not anchor.is_bound or anchor.is_role:
            return None
        for schema in rule.schemas(anchor, NO_ROWS):
            if isinstance(schema, Either):
                results = [self._choose(rule, option) for option in schema.options]
                tried = [r for r in results if isinstance(r, Tried)]
                held = next((t for t in tried if t.outcome and t.outcome.verdict.holds), None)
                if held:
                    return _beside_others(held, tried)
                if tried and len(tried) == len(results):
                    first = _speaks(tried)
                    others = tuple(t.bound for t in tried if t is not first)
                    return Tried(rule, first.bound, first.outcome, True, first.severity, others)
            else:
                found = self._choose(rule, schema)
                if found is not None:
                    return found
        return None

    def _stated(self, name: FigureName, anchor: FigureName, here: Sequence[Statement]) -> Sequence[Statement]:
        """What is stated of a figure here, or else, of a year before the anchor's, in last year's report."""
        return here or base_of(name, anchor, self.report, self.before)

    def _choose(self, rule: FigureRule, schema: Linear | Ratio) -> Tried | NotRun | None:
        optional = schema.optional if isinstance(schema, Linear) else frozenset()
        names = (
            list(schema.terms) if isinstance(schema, Linear) else [(ONE, schema.stated), *schema.top, *schema.bottom]
        )
        choices = []
        for coefficient, name in names:
            if not name.is_bound:
                return None
            stated = self._stated(name, names[0][1], self.report.by_key.get(name.key, ()))
            values = _values(stated)
            if not values:
                unread = next((s for s in stated if isinstance(s.reading, Unread)), None)
                if unread is not None or name not in optional:
                    return unreadable(rule.id, unread) if unread is not None else None
                continue
            choices.append([(coefficient, s) for s in values])
        split = len(choices) - (len(schema.bottom) if isinstance(schema, Ratio) else 0)
        best: Tried | None = None
        for choice in islice(product(*choices), MOST_CHOICES):
            bound = Bound(schema, tuple(choice[:split]), tuple(choice[split:]))
            outcome = decide(bound)
            if outcome is None:
                continue
            knowns = {s.name.weakest for s in bound.statements}
            severity = loudness(rule)
            quiet = Known.DECLARED in knowns or any(is_from_before(s) for s in bound.statements)
            if quiet and severity is Severity.ERROR:
                severity = Severity.WARNING
            tried = Tried(rule, bound, outcome, True, severity)
            if outcome.verdict.holds:
                return tried
            if best is None or best.outcome is None or abs(outcome.residual) < abs(best.outcome.residual):
                best = tried
        if best is not None and prod(len(c) for c in choices) > MOST_CHOICES:
            why = Text("所涉数据各处印数过多，未逐一比较", "its figures are stated in too many ways to try them all")
            return NotRun(rule.id, why, best.bound.statements)
        return best


def _values(stated: Sequence[Statement]) -> list[Statement]:
    """One statement for every value that is stated."""
    seen: dict[Fraction, Statement] = {}
    for statement in stated:
        if statement.quantity is not None:
            seen.setdefault(statement.quantity.value, statement)
    return list(seen.values())


def _beside_others(held: Tried, results: Sequence[Tried | NotRun | None]) -> Tried:
    """A relation that holds, with the others that could be tried in its place."""
    others = tuple(r.bound for r in results if isinstance(r, Tried) and r is not held and r.outcome is not None)
    return evolve(held, others=others) if others else held


def _speaks(broken: Sequence[Tried]) -> Tried:
    """Of several bases none of which fits, the first that is a base at all."""
    return next((t for t in broken if t.outcome is not None), broken[0])


def _same(stated: list[Statement]) -> bool:
    return len({s.reading for s in stated}) == 1 or len({s.quantity.value if s.quantity else None for s in stated}) == 1


def _one_block(schema: Schema) -> bool:
    if isinstance(schema, Either):
        return all(option.one_block for option in schema.options)
    return schema.one_block
