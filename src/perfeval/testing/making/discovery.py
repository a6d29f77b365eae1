"""Which figures a report has to state so that the rules of a book have something to say, table by table.

Everything is asked of the rules' public protocol: which items call for a rule (`anchors`), and which figures its
relations speak of (`schemas`). A kind of rule defined elsewhere is treated like the bundled ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from attrs import define, field, frozen

from perfeval.model import (
    ACTUAL,
    ALL_FUNDS,
    ANY_BASE,
    ARRIVED,
    FINAL,
    ORIGINAL,
    STOCK,
    FigureName,
    Item,
    NameKey,
    Stage,
    printed,
)
from perfeval.resolution import Rulebook
from perfeval.ruling import FigureRule, ReportRule, Rows, Schema, Shape
from perfeval.ruling.base import Calls, is_figure_rule
from perfeval.ruling.figures import is_report_rule

UNIT = "某市某局"
YEAR = 2023
STAGES = (ACTUAL, ORIGINAL, FINAL, ARRIVED, STOCK)
#: Fund scopes a rule may ask for, besides those it names itself.
FUNDS = (ALL_FUNDS, "general", "appropriation", "fund", "state-capital")
TABLE, CODES, AGAIN = "表", "分类表", "附表"
#: Lengths of classification codes that are tried on a rule about a code tree.
LENGTHS = range(1, 9)
MOST_FIGURES = 2000
#: A rule about the rate of any row is shown at so many rows.
ROWS_WITH_RATES = 3
#: A relation of fewer figures than this is shown at every stage of which something is stated.
SHORT = 4


@frozen
class Line:
    """One figure of a report to be: its name, the table it stands in, and the line it is listed under."""

    name: FigureName
    block: str
    parent: Item | None = None


def full_name(item: str | Item, stage: Stage, fund: str = ALL_FUNDS, year: int = YEAR) -> FigureName:
    """A figure of the honest unit."""
    return FigureName(printed(UNIT), item, printed(year), printed(stage), printed(fund))


def names_of(schema: Schema) -> Iterator[FigureName]:
    """The figures a relation speaks of; of bases of which only stated ones count, the first."""
    for option in schema.options[:1] if schema.stated_only else schema.options:
        yield from option.names


def wanted(rule: FigureRule, item: Item) -> bool:
    """Whether an item calls for a rule."""
    return _calls(tuple(rule.anchors())).fits(item)


#: What the anchors of a rule mean; every rule is asked of every figure there may be.
_calls = lru_cache(maxsize=1024)(Calls.of)


def figure_rules(book: Rulebook) -> list[FigureRule]:
    """The rules of a book that give relations over named figures."""
    return [f.rule for f in book.in_order if is_figure_rule(f.rule)]


def report_rules(book: Rulebook) -> list[ReportRule]:
    """The rules of a book that look for their figures themselves."""
    return [f.rule for f in book.in_order if is_report_rule(f.rule)]


@define
class _Table:
    """One block in the making: its figures in order, each with its parent."""

    block: str
    names: dict[NameKey, FigureName] = field(factory=dict)
    parents: dict[NameKey, Item] = field(factory=dict)

    def add(self, name: FigureName) -> bool:
        """Take a figure; whether it is new."""
        if name.key in self.names:
            return False
        self.names[name.key] = name
        return True

    def beside(self, anchor: FigureName) -> list[FigureName]:
        """The other figures of the same entity, year, stage and fund."""
        rest = (anchor.key[0], *anchor.key[2:])
        return [n for k, n in self.names.items() if (k[0], *k[2:]) == rest and k != anchor.key]


@define
class Discovery:
    """Finds what a book's rules need to see."""

    book: Rulebook
    rules: list[FigureRule]
    year: int = YEAR
    tables: dict[str, _Table] = field(factory=dict)
    _rows: dict[Item, tuple[Item, ...]] = field(factory=dict)

    def run(self) -> tuple[Line, ...]:
        """The figures, table by table."""
        main = self._table(TABLE)
        called = [(rule, Item.parse(anchor)) for rule in self.rules for anchor in rule.anchors()]
        for rule, anchor in called:
            if ANY_BASE not in (anchor.base, anchor.code):
                self._seed(rule, anchor, main)
        self._seed_named(main)
        self._close(main)
        for rule, anchor in called:
            if anchor.base == ANY_BASE:
                self._rate_of_rows(rule, anchor, main)
        self._close(main)
        self._code_trees()
        self._again(main)
        return tuple(
            Line(name, table.block, table.parents.get(key))
            for table in self.tables.values()
            for key, name in table.names.items()
        )

    def _table(self, block: str) -> _Table:
        return self.tables.setdefault(block, _Table(block))

    # --- names a rule speaks of

    def _seed(self, rule: FigureRule, item: Item, table: _Table) -> None:
        """The rule's own item, at the first stage and fund of which the rule says something."""
        stages = (STOCK, *STAGES[:-1]) if item.rate else STAGES
        funds = (*FUNDS, *(f for f in (getattr(rule, "fund", None),) if isinstance(f, str) and f not in FUNDS))
        for fund in funds:
            for stage in stages:
                name = full_name(item, stage, fund, self.year)
                if any(self._speaks(rule, name, n) for n in range(3)):
                    table.add(name)
                    return

    def _speaks(self, rule: FigureRule, name: FigureName, rows: int) -> bool:
        offered = tuple(n for i in range(rows) if (n := name.moved(name.item.row(f"第{i + 1}项"))) is not None)
        try:
            return any(True for _ in rule.schemas(name, Rows(lambda _: offered, lambda _: ())))
        except Exception:  # its own fault, which the evaluation names
            return False

    def _seed_named(self, table: _Table) -> None:
        """What rules that look for their figures themselves ask about by name."""
        at = full_name("text", ACTUAL, year=self.year)
        for rule in report_rules(self.book):
            for name in rule.figures(at):
                if not name.item.base.endswith(ANY_BASE):
                    table.add(name)

    def _close(self, table: _Table) -> None:
        """Every figure that a relation of a stated figure speaks of is stated, too."""
        queue = list(table.names.values())
        while queue:
            anchor = queue.pop(0)
            for rule in self.rules:
                if not wanted(rule, anchor.item) or len(table.names) > MOST_FIGURES:
                    continue
                said = self._mentioned(rule, anchor, table)
                if not self._is_followed(rule, anchor, said, table):
                    continue
                for name in said:
                    if table.add(name):
                        queue.append(name)

    def _is_followed(self, rule: FigureRule, anchor: FigureName, said: list[FigureName], table: _Table) -> bool:
        """Whether a relation is shown at this stage, too: long ones once, with the actuals of all funds.

        A class is followed only where a rule names it; what holds in every class is shown in the table of classes.
        """
        if anchor.item.code and anchor.item.text not in rule.anchors():
            return False
        if (anchor.stage.value, anchor.fund.value, anchor.year.value) == (ACTUAL, ALL_FUNDS, self.year):
            return True
        usual = full_name(anchor.item, ACTUAL, year=self.year)
        if usual.key not in table.names or not self._speaks(rule, usual, 2):
            return True
        short = len(said) < SHORT and not any(n.item.code or n.item.free for n in (anchor, *said))
        return short and anchor.fund.value == ALL_FUNDS and not anchor.item.rate

    def _mentioned(self, rule: FigureRule, anchor: FigureName, table: _Table) -> list[FigureName]:
        asked: list[FigureName] = []

        def under(name: FigureName) -> tuple[FigureName, ...]:
            asked.append(name)
            return self._offer(rule, name, table)

        def classes(name: FigureName) -> tuple[FigureName, ...]:
            every = (n for n in table.beside(name) if n.item.code and n.item.unclassed == name.item.unclassed)
            return tuple(n for n in every if n.item.code.startswith(name.item.code))

        try:
            schemas = list(rule.schemas(anchor, Rows(under, classes)))
        except Exception:
            return []
        found = [n for schema in schemas for n in names_of(schema) if n.item != anchor.item or n.key != anchor.key]
        for name in asked:
            for row in self._offer(rule, name, table):
                table.parents.setdefault(row.key, name.item)
        return found

    def _offer(self, rule: FigureRule, anchor: FigureName, table: _Table) -> tuple[FigureName, ...]:
        """The rows a table lists under a line: two of its own, and one more where that makes the list complete.

        Rows have no rows of their own, and neither have classes.
        """
        if anchor.item.code or anchor.item.free:
            return ()
        if anchor.item not in self._rows:
            free = tuple(anchor.item.row(f"第{n}项") for n in (1, 2))
            self._rows[anchor.item] = free
            if self._is_open(rule, anchor, free):
                known = [i for i in map(Item.parse, self.book.labels) if i.is_below(anchor.item.text) and i.is_plain]
                for child in known:
                    if not self._is_open(rule, anchor, (*free, child)):
                        self._rows[anchor.item] = (*free, child)
                        break
        return tuple(n for item in self._rows[anchor.item] if (n := anchor.moved(item)) is not None)

    def _is_open(self, rule: FigureRule, anchor: FigureName, items: tuple[Item, ...]) -> bool:
        offered = tuple(n for item in items if (n := anchor.moved(item)) is not None)
        schemas = list(rule.schemas(anchor, Rows(lambda _: offered, lambda _: ())))
        return bool(schemas) and all(s.at_most and not s.instead for s in schemas)

    # --- rates of rows, sentences, code trees, and a table that says some things again

    def _rate_of_rows(self, rule: FigureRule, anchor: Item, table: _Table) -> None:
        """A rule about any row: shown at a few rows whose figures are there; at one, if nowhere."""
        items = list(dict.fromkeys(n.item for n in table.names.values() if n.item.is_plain))
        items.sort(key=lambda i: (-self._weight(i), i.text))
        last: FigureName | None = None
        shown: list[Item] = []
        for stage in (STOCK, *STAGES[:-1]):
            for item in items:
                name = full_name(item.rated(anchor.rate), stage, year=self.year)
                said = self._mentioned(rule, name, table)
                others = [n for n in said if n.key != name.key]
                last = name if others and stage is STOCK else last
                if others and item not in shown and all(n.key in table.names for n in others):
                    table.add(name)
                    shown.append(item)
                if len(shown) == ROWS_WITH_RATES:
                    return
        if not shown and last is not None:
            for name in (last, *self._mentioned(rule, last, table)):
                table.add(name)

    def _weight(self, item: Item) -> int:
        return sum(wanted(rule, item) for rule in self.rules)

    def _code_trees(self) -> None:
        """Rules about code trees: their items, class by class, in one table."""
        called = [(rule, Item.parse(anchor)) for rule in self.rules for anchor in rule.anchors()]
        trees = [(rule, anchor.unclassed) for rule, anchor in called if anchor.code == ANY_BASE]
        if not trees:
            return
        table = self._table(CODES)
        levels = self._levels(*trees[0])
        codes = _codes(levels, [code for label in self.book.labels if (code := Item.parse(label).code)])
        for _, item in trees:
            table.add(full_name(item, ACTUAL, year=self.year))
            for code in codes:
                table.add(full_name(item.in_class(code), ACTUAL, year=self.year))
        for anchor in list(table.names.values()):
            for rule in self.rules:
                if wanted(rule, anchor.item):
                    self._beside_in_row(rule, anchor, table)

    def _beside_in_row(self, rule: FigureRule, anchor: FigureName, table: _Table) -> None:
        """Figures that may stand beside one in its row, where those that must are there."""
        for schema in rule.schemas(anchor, Rows(lambda _: (), lambda _: ())):
            if schema.optional and not schema.instead:
                needed = [n for _, n in schema.terms if n not in schema.optional]
                if all(n.key in table.names for n in needed):
                    for name in schema.optional:
                        table.add(name)

    def _levels(self, rule: FigureRule, item: Item) -> list[int]:
        """The lengths of the codes a rule steps through."""
        found: list[int] = []
        code = ""
        while len(found) < len(LENGTHS):
            anchor = full_name(item.in_class(code), ACTUAL, year=self.year)
            offered = [anchor.moved(item.in_class(code + "1" * (n - len(code)))) for n in LENGTHS if n > len(code)]
            names = tuple(n for n in offered if n is not None)
            said = {
                len(n.item.code)
                for schema in rule.schemas(anchor, Rows(lambda _: (), lambda _, names=names: names))  # type: ignore[misc]
                for n in names_of(schema) if n.key != anchor.key
            }  # fmt: skip
            if not said:
                break
            code = "1" * min(said)
            found.append(min(said))
        return found

    def _again(self, main: _Table) -> None:
        """Some totals are printed a second time, in a table that says nothing else of their parts."""
        table = self._table(AGAIN)
        for name in main.names.values():
            if not name.item.is_plain or name.key in main.parents or "." in name.item.base:
                continue
            if any(self._is_tied(rule, name, table) for rule in self.rules):
                continue
            table.add(name)
            if len(table.names) == 4:
                return

    def _is_tied(self, rule: FigureRule, name: FigureName, table: _Table) -> bool:
        """Whether a relation would hold inside the table that the other table does not have."""
        there = {n.item for n in table.names.values()} | {name.item}
        for anchor in (*table.names.values(), name):
            if wanted(rule, anchor.item):
                for schema in rule.schemas(anchor, Rows(lambda _: (), lambda _: ())):
                    adds = schema.shape in (Shape.SUM, Shape.LIMIT) and not schema.instead
                    if adds and any(n.item in there and n.key != anchor.key for n in names_of(schema)):
                        return True
        return False


def _codes(levels: list[int], known: list[str]) -> list[str]:
    """Two classes, the first with two below it, and so on down."""
    if not levels:
        return []
    tops = sorted({k for k in known if len(k) == levels[0]})[:2] or ["1" * levels[0], "2" * levels[0]]
    made = list(tops)
    parent = tops[0]
    for shorter, longer in pairwise(levels):
        children = [parent + str(n).rjust(longer - shorter, "0") for n in (1, 2)]
        made += children
        parent = children[0]
    return made


__all__ = ["AGAIN", "CODES", "TABLE", "UNIT", "YEAR", "Discovery", "Line", "full_name", "names_of"]
