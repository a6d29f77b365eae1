"""Honest tables in many layouts, made without a look at the grammar that reads them.

A table is a tree of lines with amounts in several columns that add up. Each cell has a key, its line and its column, so
that what is found can be told apart from where it stands: turned round or reordered, a table says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from attrs import define, field, frozen

Key = tuple[str, str]

_NAMES = (
    "教育事务", "卫生健康", "城乡社区", "农林水利", "文化旅游", "交通运输", "社会保障", "住房保障", "公共安全", "科学技术", "节能环保", "灾害防治",
    "档案征集", "会议培训", "办公用房", "信息化建设", "人员经费", "公用经费", "设备购置", "委托业务", "劳务费", "差旅费", "印刷费", "水电费", "维修维护",
)  # fmt: skip
_COLUMNS = ("年初预算数", "全年预算数", "全年执行数", "上年决算数")
STYLES = ("numbered", "coded", "indented", "subtotals", "plain")
_ROMAN = "一二三四五六七八九十"


@frozen
class Spot:
    """A cell: what is printed, and the key of the amount it holds, if it holds one."""

    text: str
    key: Key | None = None


@define
class Made:
    """A table and what is true of it: for each sum its total and its parts, in every column."""

    rows: list[list[Spot]]
    sums: set[tuple[Key, frozenset[Key]]]
    values: dict[Key, int]
    columns: list[str] = field(factory=list)
    heads: int = 1

    @property
    def texts(self) -> list[list[str]]:
        """The printed cells."""
        return [[spot.text for spot in row] for row in self.rows]


@define
class _Node:
    name: str
    depth: int
    children: list[_Node] = field(factory=list)
    values: list[int] = field(factory=list)

    def walk(self) -> Iterator[_Node]:
        yield self
        for child in self.children:
            yield from child.walk()


def made(seed: int, style: str | None = None, *, total_first: bool | None = None, columns: int | None = None) -> Made:
    """An honest table."""
    rng = Random(seed)
    style = style or rng.choice(STYLES)
    total_first = rng.random() < 0.5 if total_first is None else total_first
    width = columns or rng.randint(2, len(_COLUMNS))
    names = list(_NAMES)
    rng.shuffle(names)
    depth = 1 if style == "plain" else rng.randint(2, 3) if style in ("numbered", "coded", "indented") else 2
    roots = [_tree(rng, names, 1, depth, width) for _ in range(rng.randint(2, 4))]
    return _table(rng, roots, style, width, total_first=total_first)


def _tree(rng: Random, names: list[str], depth: int, deepest: int, width: int) -> _Node:
    node = _Node(names.pop() if names else f"其他事项{rng.randint(10, 99)}", depth)
    if depth < deepest:
        node.children = [_tree(rng, names, depth + 1, deepest, width) for _ in range(rng.randint(2, 3))]
        node.values = [sum(c.values[n] for c in node.children) for n in range(width)]
    else:
        node.values = [rng.randint(100, 99999) for _ in range(width)]
    return node


def _table(rng: Random, roots: list[_Node], style: str, width: int, *, total_first: bool) -> Made:
    heads = list(_COLUMNS[:width])
    coded = style == "coded"
    out = Made([[*([Spot("科目编码")] if coded else []), Spot("项目"), *map(Spot, heads)]], set(), {}, heads)

    def row(label: str, name: str, values: list[int], code: str = "") -> None:
        keys = [(name, head) for head in heads]
        out.values.update(zip(keys, values, strict=True))
        cells = [
            Spot(f"{v / 100:,.2f}" if v % 100 or v > 10**5 else f"{v // 100}.00", k)
            for v, k in zip(values, keys, strict=True)
        ]
        out.rows.append([*([Spot(code)] if coded else []), Spot(label), *cells])

    def adds(whole: str, parts: list[str]) -> None:
        for head in heads:
            out.sums.add(((whole, head), frozenset((p, head) for p in parts)))

    totals = [sum(r.values[n] for r in roots) for n in range(width)]
    if total_first:
        row("合计", "合计", totals)
    for number, root in enumerate(roots):
        _rows(root, style, [number], row, adds)
    if not total_first:
        row("合计", "合计", totals)
    adds("合计", [f"{r.name}小计" if style == "subtotals" else r.name for r in roots])
    return out


def _rows(
    node: _Node, style: str, at: list[int], row: Callable[..., None], adds: Callable[[str, list[str]], None]
) -> None:  # fmt: skip
    if style == "subtotals":
        for child in node.children:
            row(child.name, child.name, child.values)
        row("小计", f"{node.name}小计", node.values)
        adds(f"{node.name}小计", [c.name for c in node.children])
        return
    code = "".join([f"2{at[0] + 1:02d}", *(f"{n + 1:02d}" for n in at[1:])]) if style == "coded" else ""
    row(_label(node.name, style, at), node.name, node.values, code)
    if node.children:
        adds(node.name, [c.name for c in node.children])
    for number, child in enumerate(node.children):
        _rows(child, style, [*at, number], row, adds)


def _label(name: str, style: str, at: list[int]) -> str:
    if style == "numbered":
        number = at[-1]
        return (f"{_ROMAN[number]}、", f"（{_ROMAN[number]}）", f"{number + 1}.")[len(at) - 1] + name
    if style == "indented":
        return "　" * (len(at) - 1) + name
    return name


def with_rates(seed: int) -> Made:
    """A flat table with differences, rates, changes and shares of its amounts, each printed to two decimals."""
    rng = Random(seed)
    names = rng.sample(_NAMES, rng.randint(4, 9))
    heads = ["上年决算数", "全年预算数", "全年执行数", "结余", "预算执行率", "比上年增减额", "增减率", "占比"]
    rows = [[rng.randint(10**4, 10**7) for _ in range(3)] for _ in names]
    rows.append([sum(r[n] for r in rows) for n in range(3)])
    out = Made([[Spot("项目"), *map(Spot, heads)]], set(), {}, heads)
    for name, (before, budget, spent) in zip([*names, "合计"], rows, strict=True):
        whole = rows[-1][2]
        printed = [
            _amount(before), _amount(budget), _amount(spent), _amount(budget - spent), _percent(spent, budget),
            _amount(spent - before), _percent(spent - before, before), _percent(spent, whole),
        ]  # fmt: skip
        out.rows.append([Spot(name), *(Spot(text, (name, head)) for text, head in zip(printed, heads, strict=True))])
    return out


def _amount(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def _percent(top: int, bottom: int) -> str:
    """A rate to two decimals, rounded half away from zero."""
    hundredths = (2 * abs(top) * 10**4 + bottom) // (2 * bottom)
    return f"{'-' if top < 0 and hundredths else ''}{hundredths // 100}.{hundredths % 100:02d}%"


# --- what changes nothing -------------------------------------------------------------------------------------------


def columns_shuffled(table: Made, seed: int) -> Made:
    """The same table with its columns of amounts in another order."""
    width = len(table.columns)
    order = list(range(width))
    Random(seed).shuffle(order)
    rows = [[*r[:-width], *(r[len(r) - width + n] for n in order)] for r in table.rows]
    return Made(rows, table.sums, table.values, table.columns)


def with_counters(table: Made, *, both: bool) -> Made:
    """The same table with a row that numbers its columns, and a column that numbers its rows."""
    width = len(table.columns)
    counters = [Spot("栏次" if n == 0 else "") for n in range(len(table.rows[0]) - width)]
    rows = [table.rows[0], [*counters, *(Spot(str(n + 1)) for n in range(width))], *table.rows[1:]]
    if both:
        first = [Spot("行次"), Spot("")]
        rows = [[*r[:-width], first[n] if n < 2 else Spot(str(n - 1)), *r[-width:]] for n, r in enumerate(rows)]
    return Made(rows, table.sums, table.values, table.columns, 2)


def beside(table: Made, other: Made) -> Made:
    """Two tables side by side under one header; the shorter is filled up with blanks."""
    renamed = Made(
        [[Spot(s.text, (f"右{s.key[0]}", s.key[1]) if s.key else None) for s in r] for r in other.rows],
        {((f"右{t[0]}", t[1]), frozenset((f"右{p[0]}", p[1]) for p in ps)) for t, ps in other.sums},
        {(f"右{k[0]}", k[1]): v for k, v in other.values.items()},
    )
    rows = []
    for n in range(max(len(table.rows), len(renamed.rows))):
        left = table.rows[n] if n < len(table.rows) else [Spot("")] * len(table.rows[0])
        right = renamed.rows[n] if n < len(renamed.rows) else [Spot("")] * len(renamed.rows[0])
        rows.append([*left, *right])
    return Made(rows, table.sums | renamed.sums, table.values | renamed.values)


def with_title(table: Made) -> Made:
    """The same table with its title and unit in its own first rows."""
    blank = [Spot("")] * (len(table.rows[0]) - 1)
    return Made(
        [[Spot("某县2023年支出决算情况表"), *blank], [Spot("单位：万元"), *blank], *table.rows],
        table.sums,
        table.values,
    )


def turned(table: Made) -> Made:
    """The same table on its side."""
    return Made([list(r) for r in zip(*table.rows, strict=True)], table.sums, table.values)


def header_again(table: Made) -> Made:
    """The same table over two pages, its header printed on both."""
    middle = max(len(table.rows) // 2, 2)
    return Made([*table.rows[:middle], table.rows[0], *table.rows[middle:]], table.sums, table.values)


def changed(table: Made, seed: int) -> tuple[Made, Key]:
    """The same table with one digit of one amount changed, and the key of it."""
    rng = Random(seed)
    spots = [(r, c) for r, row in enumerate(table.rows) for c, spot in enumerate(row) if spot.key is not None]
    r, c = rng.choice(spots)
    spot = table.rows[r][c]
    digits = [n for n, char in enumerate(spot.text) if char.isdecimal() and n < spot.text.index(".")]
    at = rng.choice(digits)
    new = rng.choice([d for d in "123456789" if d != spot.text[at]])
    rows = [list(row) for row in table.rows]
    rows[r][c] = Spot(spot.text[:at] + new + spot.text[at + 1 :], spot.key)
    assert spot.key is not None
    return Made(rows, table.sums, table.values), spot.key
