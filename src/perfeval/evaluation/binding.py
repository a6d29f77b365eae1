"""Rules over named figures, bound to the statements of a report: first inside each block, then across blocks.

Rule 1: inside a block that states a total and all its parts, that block's figures decide, and nothing else.
Rule 2: across blocks a rule speaks only where no block decided it, once a name, and holds if some choice holds.
Rule 3: across an open part of a name nothing is compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product
from math import prod

from attrs import evolve, frozen

from perfeval.evaluation.checked import Checked
from perfeval.findings import Severity, Text
from perfeval.model import FigureName, Known, NameKey, Statement
from perfeval.quantities import MONEY, Nil, Quantity, Unread
from perfeval.relations import Relation, Schema, Shape, cite
from perfeval.ruling import Block, FigureRule, Figures, Rows, RuleHeader, Skipped
from perfeval.ruling.base import Calls
from perfeval.ruling.figures import unreadable
from perfeval.ruling.naming import when

#: More choices of statements than this are not tried; the rule is then not run, and says so.
MOST_CHOICES = 256
#: So many times a part that is not stated is replaced by its own parts.
MOST_REPLACED = 4
#: What accounts are kept to, in yuan.
CENT = Fraction(1, 100)

NO_ROWS = Rows(lambda _: (), lambda _: ())
UNITS_DIFFER = Text("单位不同，未比较", "different units, not compared")
TOO_MANY = Text("所涉数据各处印数过多，未逐一比较", "its figures are stated in too many ways to try them all")

Pair = tuple[Fraction, Statement]


@frozen
class Attempt:
    """What came of looking for a relation's figures: the relation, or why it could not be tried; or nothing worth a word."""

    relation: Relation | None = None
    why: Skipped | None = None


NOTHING = Attempt()


@frozen
class FigureBinder:
    """Binds rules over named figures to a report.

    Attributes
    ----------
    figures
        The report's figures.
    sums
        By item, the rules whose parts stand in for it where a block does not state it.
    labels
        What line items are called.
    """

    figures: Figures
    sums: Mapping[str, Sequence[FigureRule]]
    labels: Mapping[str, str]

    def bind(self, rule: FigureRule, header: RuleHeader, calls: Calls) -> Iterator[Checked | Skipped]:
        """What a rule asks of the report: every relation that could be tried, and why others could not."""
        decided: set[NameKey] = set()
        pending: dict[NameKey, FigureName] = {}
        lacking: dict[NameKey, Skipped] = {}
        for block, anchor in self.figures.called(calls):
            key = anchor.key
            for schema in rule.schemas(anchor, block.rows):
                found = self._in_block(schema, block)
                if found.relation is not None:
                    decided.add(key)
                    yield self._checked(rule, header, found.relation, block)
                elif found.why is not None:
                    lacking.setdefault(key, found.why)
                    if not all(option.one_block for option in schema.options):
                        pending.setdefault(key, anchor)
        for key, anchor in pending.items():
            if key not in decided:
                found = self._across(rule, anchor)
                if found.relation is not None:
                    decided.add(key)
                    yield Checked(rule.id, loudness(header, found.relation), found.relation, across=True)
                elif found.why is not None:
                    lacking[key] = found.why
        yield from (reason for key, reason in lacking.items() if key not in decided and reason.why)

    def _checked(self, rule: FigureRule, header: RuleHeader, relation: Relation, block: Block) -> Checked:
        anchor = relation.first.statement
        assert anchor is not None
        names = [n for word in header.shown_beside if (n := word.of(anchor.name)) is not None]
        here = (block.by_key.get(n.key) or self.figures.base(n, anchor.name) for n in names)
        beside = tuple(self.figures.operand(stated[0]) for stated in here if stated)
        return Checked(rule.id, header.severity, relation, beside=beside)

    # --- inside one block

    def _in_block(self, schema: Schema, block: Block) -> Attempt:
        results = [self._tried(option, block) for option in schema.options]
        if len(results) == 1:
            return results[0]
        relations = [r.relation for r in results if r.relation is not None]
        if any(r.holds for r in relations) or (relations and (len(relations) == len(results) or schema.stated_only)):
            return Attempt(_together(relations))
        return next((r for r in results if r.why is not None), NOTHING)

    def _tried(self, schema: Schema, block: Block) -> Attempt:
        made = self._bound(schema, block)
        relation = made.relation
        if relation is not None and relation.outcome is None and not relation.base_is_zero:
            return Attempt(why=Skipped(UNITS_DIFFER, tuple(o.cited for o in relation.operands)))
        return made

    def _bound(self, schema: Schema, block: Block) -> Attempt:
        groups: list[list[Pair]] = []
        for terms in (schema.terms, schema.bottom):
            group: list[Pair] = []
            for coefficient, name in terms:
                found = self._find(coefficient, name, block)
                if found is not None:
                    group += found
                elif not self._may_lack(name, schema):
                    return Attempt(why=self._lacking(name, group))
            groups.append(group)
        first, rest = groups
        why = _undecided(s for _, s in (*first, *rest))
        if why is not None:
            return Attempt(why=why)
        listed = schema.at_most and schema.one_block
        adds = schema.shape is Shape.SUM or listed
        nil = [isinstance(s.reading, Nil) for _, s in (*first, *rest)]
        if nil[len(first) - 1 if listed else 0] or (any(nil) and not adds):
            return NOTHING
        if adds and nil.count(False) < 2:
            anchor = first[0][1]
            nothing = Text("各部分均未填", "no part is filled in")
            return NOTHING if anchor.quantity is None else Attempt(why=Skipped(nothing, (cite(anchor),)))
        return Attempt(self._relation(schema, first, rest, listed=listed))

    def _relation(self, schema: Schema, first: Sequence[Pair], rest: Sequence[Pair], *, listed: bool) -> Relation:
        terms, bottom = ([(c, self.figures.operand(s)) for c, s in pairs] for pairs in (first, rest))
        optional = frozenset(o.key for _, o in terms if o.statement and o.statement.name in schema.optional)
        return Relation(
            tuple(terms), shape=schema.shape, bottom=tuple(bottom), total=0, listed=listed, equal=schema.equal,
            within=schema.within, optional=optional,
        )  # fmt: skip

    def _may_lack(self, name: FigureName, schema: Schema) -> bool:
        """Whether a part that is not stated is nothing: it need not be there, and the parts of its total are all stated.

        Less on the smaller side breaks no limit.
        """
        if name not in schema.optional:
            return False
        whole = self.figures.report.whole
        return whole is None or schema.at_most or schema.terms[0][1].item.unclassed.text in whole

    def _lacking(self, name: FigureName, group: Sequence[Pair]) -> Skipped:
        """What is missing, where it is worth saying: this year's figure of a relation of which more than one is stated."""
        if len(group) < 2 or name.year.value != self.figures.report.own_year:
            return Skipped(Text())
        label = self.labels.get(name.item.unclassed.text, name.item.text)
        code = name.item.code
        time = when(name)
        return Skipped(
            Text(
                f"未见“{label}{code}”{f'（{time.zh}）' if time.zh else ''}", f"{label}{code} ({time.en}) is not stated"
            ),
            tuple(cite(s) for _, s in group),
        )

    def _find(self, coefficient: Fraction, name: FigureName, block: Block, depth: int = 0) -> list[Pair] | None:
        """A figure as the block states it, or its parts in its place."""
        stated = block.by_key.get(name.key)
        if stated:
            return [(coefficient, stated[0])] if len(stated) == 1 or _same(stated) else None
        if depth > MOST_REPLACED:
            return None
        for rule in self.sums.get(name.item.unclassed.text, ()):
            for schema in rule.schemas(name, block.rows):
                if schema.shape is Shape.SUM and not schema.instead:
                    found = self._parts(coefficient, schema, block, depth)
                    if found is not None:
                        return found or None
        return None

    def _parts(self, coefficient: Fraction, schema: Schema, block: Block, depth: int) -> list[Pair] | None:
        found: list[Pair] = []
        for its_own, part in schema.terms[1:]:
            piece = self._find(-its_own * coefficient, part, block, depth + 1)
            if piece is None and not self._may_lack(part, schema):
                return None
            found += piece or []
        return found

    # --- across blocks

    def _across(self, rule: FigureRule, anchor: FigureName) -> Attempt:
        if not anchor.is_bound:
            return NOTHING
        for schema in rule.schemas(anchor, NO_ROWS):
            results = [self._chosen(option) for option in schema.options]
            if len(results) == 1:
                if results[0] != NOTHING:
                    return results[0]
                continue
            relations = [r.relation for r in results if r.relation is not None]
            if any(r.holds for r in relations) or (relations and len(relations) == len(results)):
                return Attempt(_together(relations))
        return NOTHING

    def _chosen(self, schema: Schema) -> Attempt:
        """Of all choices of statements the first with which a relation holds, or else the one that comes nearest."""
        names = [*schema.terms, *schema.bottom]
        anchor = names[0][1]
        choices: list[list[Pair]] = []
        for coefficient, name in names:
            if not name.is_bound:
                return NOTHING
            stated = self.figures.report.by_key.get(name.key) or self.figures.base(name, anchor)
            values = _values(stated)
            unread = next((s for s in stated if isinstance(s.reading, Unread)), None)
            if values:
                choices.append([(coefficient, s) for s in values])
            elif unread is not None:
                return Attempt(why=unreadable(unread))
            elif not self._may_lack(name, schema):
                return NOTHING
        split = len(choices) - len(schema.bottom)
        best: Relation | None = None
        for choice in islice(product(*choices), MOST_CHOICES):
            tried = self._relation(schema, choice[:split], choice[split:], listed=schema.at_most and schema.one_block)
            if tried.outcome is None:
                continue
            if tried.holds:
                return Attempt(tried)
            if best is None or _off(tried) < _off(best):
                best = tried
        if best is not None and prod(len(c) for c in choices) > MOST_CHOICES:
            return Attempt(why=Skipped(TOO_MANY, tuple(o.cited for o in best.operands)))
        return Attempt(best)


def loudness(header: RuleHeader, relation: Relation) -> Severity:
    """How loud a rule is about figures of several blocks: no error where a part of a name is not printed, and a notice
    where two tables may have rounded one amount each in its own way."""
    if _is_rounded_apart(relation):
        return Severity.NOTICE
    if header.severity is not Severity.ERROR:
        return header.severity
    declared = any(s.name.weakest is Known.DECLARED for s in relation.statements)
    quiet = declared or any(o.is_from_before for o in relation.operands)
    return Severity.WARNING if quiet else Severity.ERROR


def _is_rounded_apart(relation: Relation) -> bool:
    """Whether two prints of one amount stand in two tables and differ by one last decimal that is more than a cent.

    Each table is rounded from the accounts by itself, and parts are made to fit their total: 236.63 here, 236.64 there.
    """
    if relation.shape is not Shape.SAME or relation.outcome is None:
        return False
    quantities = [s.quantity for s in relation.statements if s.quantity is not None]
    tables = {(s.place.file, s.place.part, s.place.table) for s in relation.statements if s.place.cell is not None}
    if len(quantities) != 2 or len(tables) != 2 or any(q.dimension != MONEY or not q.places for q in quantities):
        return False
    one, other = quantities
    return one.step == other.step > CENT and abs(one.value - other.value) == one.step


def _values(stated: Sequence[Statement]) -> list[Statement]:
    """One statement for every value that is stated."""
    seen: dict[Fraction, Statement] = {}
    for statement in stated:
        if statement.quantity is not None:
            seen.setdefault(statement.quantity.value, statement)
    return list(seen.values())


def _off(relation: Relation) -> Fraction:
    assert relation.outcome is not None
    return abs(relation.outcome.residual)


def _undecided(statements: Iterable[Statement]) -> Skipped | None:
    """Why nothing is decided over some statements: one cannot be read, or says only roughly how much."""
    for statement in statements:
        reading = statement.reading
        if isinstance(reading, Unread):
            return unreadable(statement)
        if isinstance(reading, Quantity) and reading.approximate:
            why = Text(f"“{reading.printed}”是约数", f"{reading.printed} is approximate")
            return Skipped(why, (cite(statement),))
    return None


def _together(relations: Sequence[Relation]) -> Relation:
    """Of relations of which one has to hold the one that does, with the others that could be decided; or else the first
    that has a base at all, with all others."""
    held = next((r for r in relations if r.holds), None)
    if held is not None:
        return _beside(held, [r for r in relations if r is not held and r.outcome is not None])
    first = next((r for r in relations if r.outcome is not None), relations[0])
    return _beside(first, [r for r in relations if r is not first])


def _beside(first: Relation, others: Sequence[Relation]) -> Relation:
    return evolve(first, instead=tuple(others)) if others else first


def _same(stated: Sequence[Statement]) -> bool:
    return len({s.reading for s in stated}) == 1 or len({s.quantity.value if s.quantity else None for s in stated}) == 1
