"""Totals and their parts: complete lists, open ones, and trees of codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from perfeval.findings import Text
from perfeval.model import FigureName, Stage
from perfeval.relations import ONE, Either, Linear, Schema
from perfeval.ruling.base import Rows, RuleHeader, as_tuple
from perfeval.ruling.identities.words import parts_or_rows, said
from perfeval.ruling.items import Ref, RowsUnder, names_items, ref


@frozen
class SumOf(RuleHeader):
    """A total is the sum of its parts.

    Parameters
    ----------
    total
        The item of the total.
    parts
        The parts, or `RowsUnder(item)`: the rows the table lists under it.
    optional
        Parts that count only where they are stated.
    closed_by
        With `RowsUnder`: items of which one has to be listed for the list to be complete; without it the rows may
        only not exceed the total. Empty: always complete.
    per_code
        Whether the same holds in every row of a table by function or economic class.
    at
        The stage of the total the rule is about; None for every stage.
    fund
        The fund scope of the total the rule is about; None for every one.
    less
        Parts that are taken off.
    prefixes
        Nobody says where the list ends: it holds if its first rows, two or more, add up.
    or_known
        Rows no line item knows may be parts of the row above them: the list holds with them or without them.
    or_by_class
        Where a table states the total for every class in a column of its own, that column may add up to it instead.
    """

    id: str
    total: str = field(validator=names_items)
    parts: RowsUnder | tuple[str | Ref, ...] = field(converter=parts_or_rows, validator=names_items)
    optional: tuple[str | Ref, ...] = field(default=(), converter=as_tuple, validator=names_items)
    closed_by: tuple[str, ...] = ()
    per_code: bool = False
    at: Stage | None = None
    fund: str | None = None
    less: tuple[str | Ref, ...] = field(default=(), converter=as_tuple, validator=names_items)
    prefixes: bool = False
    or_known: bool = False
    or_by_class: bool = False

    @property
    def stands_in_for(self) -> str:
        """Its total, where the parts are named: they are looked for wherever the total is not stated."""
        return "" if isinstance(self.parts, RowsUnder) else self.total

    def anchors(self) -> tuple[str, ...]:
        """The total."""
        return (self.total,)

    def schemas(self, anchor: FigureName, rows: Rows) -> Iterator[Schema]:
        """total − Σ parts = 0; an open list gives Σ parts − total ≤ 0."""
        if not self._is_about(anchor):
            return
        if isinstance(self.parts, RowsUnder):
            made = self._of_rows(anchor, rows)
        else:
            made = self._of_parts(anchor, self.parts, rows)
        if made is not None:
            yield made

    def _is_about(self, total: FigureName) -> bool:
        """Whether the total is of the class, stage and fund the rule speaks of."""
        if total.item.code and not self.per_code:
            return False
        return (self.at is None or total.stage.value is self.at) and self.fund in (None, total.fund.value)

    def _of_rows(self, total: FigureName, rows: Rows) -> Schema | None:
        """The rows listed under the total, as far as the list is known to go."""
        names = rows.under(total)
        if not names:
            return None
        if self.closed_by and not any(n.item.unclassed.text in self.closed_by for n in names):
            return Linear((*((ONE, n) for n in names), (-ONE, total)), at_most=True, one_block=True)
        lists = self._lists(names)
        sums = tuple(Linear(((ONE, total), *((-ONE, n) for n in some)), one_block=True) for some in lists)
        return sums[0] if len(sums) == 1 else Either(sums)

    def _lists(self, names: tuple[FigureName, ...]) -> list[tuple[FigureName, ...]]:
        """The lists that the rows under a total may be, the likeliest first."""
        if self.prefixes:
            return [names[:count] for count in range(len(names), 1, -1)]
        known = tuple(n for n in names if not n.item.free) if self.or_known else ()
        return [names, known] if known and known != names else [names]

    def _of_parts(self, total: FigureName, parts: tuple[str | Ref, ...], rows: Rows) -> Schema | None:
        """The parts the rule names, where every one of them can be named from here."""
        names, extra, off = (_seen_from(total, words) for words in (parts, self.optional, self.less))
        if len(names) < len(parts) or len(off) < len(self.less):
            return None
        terms = ((ONE, total), *((-ONE, n) for n in (*names, *extra)), *((ONE, n) for n in off))
        whole = Linear(terms, optional=frozenset(extra))
        column = _widest(rows.classes(total)) if self.or_by_class else ()
        if not column:
            return whole
        return Either((whole, Linear(((ONE, total), *((-ONE, n) for n in column)))), stated_only=True)

    def formula(self) -> Text:
        """total = a + b + c."""
        listed = [self.parts] if isinstance(self.parts, RowsUnder) else list(self.parts)
        text = f"{self.total} = " + " + ".join(said(p) for p in (*listed, *self.optional))
        text += "".join(f" − {said(p)}" for p in self.less)
        return Text(text, text)


def _seen_from(anchor: FigureName, words: Iterable[str | Ref]) -> tuple[FigureName, ...]:
    """The figures that words mean from where one stands; without those that cannot be named from there."""
    return tuple(n for word in words if (n := ref(word).of(anchor)) is not None)


def _widest(names: tuple[FigureName, ...]) -> tuple[FigureName, ...]:
    """Of classes of every depth, those with the shortest codes."""
    shortest = min((len(n.item.code) for n in names), default=0)
    return tuple(n for n in names if len(n.item.code) == shortest)


@frozen
class PartOf(RuleHeader):
    """Listed parts (其中 … 等) need not be complete, and may not exceed their whole.

    Attributes
    ----------
    whole
        The item of the whole.
    parts
        The parts, or `RowsUnder(item)`: the rows the table lists under it.
    """

    id: str
    whole: str = field(validator=names_items)
    parts: RowsUnder | tuple[str | Ref, ...] = field(converter=parts_or_rows, validator=names_items)

    def anchors(self) -> tuple[str, ...]:
        """The whole."""
        return (self.whole,)

    def schemas(self, anchor: FigureName, rows: Rows) -> Iterator[Schema]:
        """Σ parts − whole ≤ 0, over the parts that are stated."""
        names = rows.under(anchor) if isinstance(self.parts, RowsUnder) else _seen_from(anchor, self.parts)
        if names:
            yield Linear(
                (*((ONE, n) for n in names), (-ONE, anchor)), at_most=True, optional=frozenset(names), one_block=True
            )

    def formula(self) -> Text:
        """a + b ≤ whole."""
        listed = [self.parts] if isinstance(self.parts, RowsUnder) else list(self.parts)
        text = " + ".join(said(p) for p in listed) + f" ≤ {self.whole}"
        return Text(text, text)


@frozen
class TreeSum(RuleHeader):
    """In a code tree every class is the sum of the classes one step below it that the table lists.

    Parameters
    ----------
    items
        The items that are stated per code (columns of the table).
    digits
        Lengths of the codes, shortest first: (3, 5, 7) for functions, (3, 5) for economic classes.
    """

    id: str
    items: tuple[str, ...] = field(validator=names_items)
    digits: tuple[int, ...] = (3, 5, 7)

    def anchors(self) -> tuple[str, ...]:
        """Every item of the tree, with or without a code."""
        return tuple(f"{item}@*" for item in self.items) + self.items

    def schemas(self, anchor: FigureName, rows: Rows) -> Iterator[Schema]:
        """parent − Σ children = 0, inside one table."""
        code, length = anchor.item.code, len(anchor.item.code)
        if code and length not in self.digits:
            return
        shorter = [d for d in self.digits if d > length]
        if not shorter or (not code and rows.under(anchor)):
            return  # classes listed by name are the rows of a list, with those no code is known of
        children = tuple(
            n for n in rows.classes(anchor)
            if n.item.base == anchor.item.base and n.item.code.startswith(code) and len(n.item.code) == shorter[0]
        )  # fmt: skip
        if children:
            yield Linear(((ONE, anchor), *((-ONE, n) for n in children)), one_block=True)

    def formula(self) -> Text:
        """class = Σ its children."""
        steps = "/".join(str(d) for d in self.digits)
        return Text(
            f"{'、'.join(self.items)}：按 {steps} 位编码，上级科目 = 下级科目之和",
            f"{', '.join(self.items)}: by codes of {steps} digits, each class = the sum of the next",
        )
