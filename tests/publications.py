"""Budgets and final accounts as units publish them, made up so that every printed identity holds.

A publication is made from its leaves (the lowest classes, each with what is spent on it and from which money), so that
no table is ever corrected: totals are added up, what was received is what was spent and carried on. All amounts are
whole hundredths of 万元.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import takewhile

from attrs import evolve, field, frozen
from hypothesis import strategies as st

from perfeval.document import Document
from perfeval.readers.text import read_text
from perfeval.readers.webpage import read_html

UNIT_NAME = "示例县示例局"
#: What a table prints where there is nothing.
NILS = ("", "0.00", "—")


@frozen
class Money:
    """An amount; `tied` if a printed identity of the publication holds it to others, `loose` if it has no line item."""

    cents: int
    tied: bool = True
    loose: bool = False
    whole: bool = False


Cell = str | Money


@frozen
class Sheet:
    """One table with the lines over it; `head` rows are its header, `wide` how many columns a head cell spans."""

    title: str
    lines: tuple[str, ...]
    head: tuple[tuple[str, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    wide: Mapping[tuple[int, int], int] = field(factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Header and body."""
        return (*self.head, *self.body)


@frozen
class Publication:
    """All tables of a unit's budget or accounts, and how they print nothing."""

    title: str
    sheets: tuple[Sheet, ...]
    nil: str = ""
    commas: bool = False
    tall: bool = False

    def text(self, cell: Cell) -> str:
        """What a cell prints."""
        if isinstance(cell, str):
            return cell
        if cell.whole:
            return str(cell.cents)
        if cell.cents == 0:
            return self.nil
        return f"{cell.cents // 100:,}.{cell.cents % 100:02d}" if self.commas else f"{cell.cents / 100:.2f}"

    def moneys(self) -> Iterator[tuple[int, int, int, Money]]:
        """Sheet, row and column of every amount that is printed as a number, and the amount."""
        for number, sheet in enumerate(self.sheets):
            for r, row in enumerate(sheet.body):
                for c, cell in enumerate(row):
                    if isinstance(cell, Money) and (cell.cents or self.nil == "0.00"):
                        yield number, r, c, cell

    def with_amount(self, sheet: int, row: int, column: int, cents: int) -> Publication:
        """The same with one amount replaced."""
        old = self.sheets[sheet]
        body = [list(cells) for cells in old.body]
        before = body[row][column]
        assert isinstance(before, Money)
        body[row][column] = evolve(before, cents=cents)
        new = evolve(old, body=tuple(tuple(cells) for cells in body))
        return evolve(self, sheets=(*self.sheets[:sheet], new, *self.sheets[sheet + 1 :]))

    def as_rows(self) -> bytes:
        """One row a line, cells behind tabs; merged cells leave blanks."""
        lines = [self.title]
        for sheet in self.sheets:
            lines += [sheet.title, *sheet.lines]
            lines += ["\t".join(self.text(cell) for cell in row) for row in sheet.rows]
            lines += ["", *sheet.notes, ""]
        return "\n".join(lines).encode()

    def as_page(self) -> bytes:
        """A page, its merged header cells with colspan."""
        made = [f"<html><body><h1>{escape(self.title)}</h1>"]
        for sheet in self.sheets:
            made += [f"<p>{escape(line)}</p>" for line in (sheet.title, *sheet.lines)] + ["<table>"]
            for r, row in enumerate(sheet.rows):
                made.append(f"<tr>{''.join(self._page_cells(sheet, r, row))}</tr>")
            made += ["</table>", *(f"<p>{escape(note)}</p>" for note in sheet.notes)]
        return "".join([*made, "</body></html>"]).encode()

    def _page_cells(self, sheet: Sheet, r: int, row: tuple[Cell, ...]) -> Iterator[str]:
        column = 0
        while column < len(row):
            span = sheet.wide.get((r, column), 1)
            down = 1 + self._blanks_below(sheet, r, column) if self.tall and span == 1 else 1
            if not (self.tall and r and span == 1 and self._is_covered(sheet, r, column)):
                yield f'<td colspan="{span}" rowspan="{down}">{escape(self.text(row[column]))}</td>'
            column += span

    def _blanks_below(self, sheet: Sheet, r: int, column: int) -> int:
        """How many head cells below one it may be merged with."""
        if r >= len(sheet.head) or not sheet.head[r][column]:
            return 0
        below = takewhile(lambda n: self._is_free(sheet, n, column), range(r + 1, len(sheet.head)))
        return sum(1 for _ in below)

    def _is_free(self, sheet: Sheet, r: int, column: int) -> bool:
        """Whether a head cell is blank and no part of one that is spread over columns."""
        return not sheet.head[r][column] and not any(
            start <= column < start + span for (row, start), span in sheet.wide.items() if row == r
        )

    def _is_covered(self, sheet: Sheet, r: int, column: int) -> bool:
        """Whether a head cell is merged with one above it."""
        return r < len(sheet.head) and any(
            n + self._blanks_below(sheet, n, column) >= r
            for n in range(r)
            if sheet.wide.get((n, column), 1) == 1 and sheet.head[n][column]
        )

    def document(self, kind: str) -> Document:
        """Read back from the file it would be published as: `rows` or `page`."""
        if kind == "rows":
            return read_text(self.as_rows(), "publication.txt")
        return read_html(self.as_page(), "publication.html")


# --- what is spent, class by class ----------------------------------------------------------------------------------


@frozen
class Leaf:
    """A lowest class of the general budget: staff, running costs, projects, and projects paid from other money."""

    code: str
    name: str
    personnel: int
    operating: int
    project: int
    own: int
    carried_in: int
    carried_out: int

    @property
    def general(self) -> int:
        """What the general budget pays."""
        return self.personnel + self.operating + self.project


@frozen
class FundLeaf:
    """A lowest class of the government funds: all of it projects."""

    code: str
    name: str
    project: int
    carried_in: int
    carried_out: int


#: Classes by code: today's name, and the name of the years before 2019.
CLASSES = {
    "201": ("一般公共服务支出", "一般公共服务支出"), "205": ("教育支出", "教育支出"), "207": ("文化旅游体育与传媒支出", "文化体育与传媒支出"),
    "208": ("社会保障和就业支出", "社会保障和就业支出"), "210": ("卫生健康支出", "医疗卫生与计划生育支出"), "213": ("农林水支出", "农林水支出"),
    "220": ("自然资源海洋气象等支出", "国土海洋气象等支出"), "221": ("住房保障支出", "住房保障支出"),
}  # fmt: skip
FUND_CLASS = ("212", "城乡社区支出")
_NUMERALS = "一二三四五六七八九十"

money = st.integers(100, 10**7)
maybe = st.just(0) | money


@st.composite
def leaves(draw: st.DrawFn) -> tuple[Leaf, ...]:
    """Leaves of two to four classes, each with one or two items of one or two lines."""
    made: list[Leaf] = []
    for code in sorted(draw(st.lists(st.sampled_from(sorted(CLASSES)), min_size=2, max_size=4, unique=True))):
        for item in range(1, 1 + draw(st.integers(1, 2))):
            for line in range(1, 1 + draw(st.integers(1, 2))):
                personnel, operating, project = draw(money), draw(maybe), draw(maybe)
                made.append(
                    Leaf(
                        f"{code}{item:02d}{line:02d}", f"示例{code[-2:]}{_NUMERALS[item]}{_NUMERALS[line]}事务", personnel, operating, project,
                        draw(maybe), draw(st.integers(0, personnel)), draw(maybe),
                    )
                )  # fmt: skip
    return tuple(made)


@st.composite
def fund_leaves(draw: st.DrawFn) -> tuple[FundLeaf, ...]:
    """One or two lines of the funds' class."""
    made = []
    for line in range(1, 1 + draw(st.integers(1, 2))):
        project = draw(money)
        made.append(
            FundLeaf(
                f"21208{line:02d}", f"示例基金{_NUMERALS[line]}项", project, draw(st.integers(0, project)), draw(maybe)
            )
        )
    return tuple(made)


def tree(leaves: Sequence[Leaf | FundLeaf], values: Callable[[Leaf | FundLeaf], Sequence[int]], names: Mapping[str, str]) -> Iterator[tuple[str, str, list[int]]]:  # fmt: skip
    """Code, name and amounts of every class that has leaves, whole classes before their items and lines."""
    codes = sorted({leaf.code[:n] for leaf in leaves for n in (3, 5, 7)})
    for code in codes:
        rows = [values(leaf) for leaf in leaves if leaf.code.startswith(code)]
        own = next((leaf.name for leaf in leaves if leaf.code == code), "")
        yield (
            code,
            own or names.get(code, f"示例{code[-2:]}类事务"),
            [sum(column) for column in zip(*rows, strict=True)],
        )


def spread(amount: int, shares: Sequence[int]) -> list[int]:
    """An amount split into as many whole pieces as there are shares, none below zero."""
    weight = sum(shares)
    pieces = [amount * share // weight for share in shares]
    pieces[0] += amount - sum(pieces)
    return pieces


def amounts(values: Iterable[int], *, tied: bool = True) -> list[Cell]:
    """Amounts as cells."""
    return [Money(value, tied) for value in values]


@frozen
class Spending:
    """Everything a unit's tables are made from."""

    leaves: tuple[Leaf, ...]
    funds: tuple[FundLeaf, ...]
    abroad: int
    purchase: int
    running: int
    reception: int
    shares: tuple[int, ...]

    @property
    def three(self) -> list[int]:
        """The three publics in the order of their form."""
        vehicles = self.purchase + self.running
        return [self.abroad + vehicles + self.reception, self.abroad, vehicles, self.purchase, self.running, self.reception]  # fmt: skip

    def total(self, name: str) -> int:
        """The sum of one amount over all leaves that have it."""
        return sum(getattr(leaf, name) for leaf in self.leaves)

    def fund_total(self, name: str) -> int:
        """The same of the funds."""
        return sum(getattr(leaf, name) for leaf in self.funds)


spendings = st.builds(
    Spending, leaves(), fund_leaves(), maybe, maybe, money, money, st.tuples(*[st.integers(1, 9)] * 6)
)  # fmt: skip


def side_by_side(left: Sequence[Sequence[Cell]], right: Sequence[Sequence[Cell]]) -> list[tuple[Cell, ...]]:
    """Two lists as the halves of one table, the shorter one filled up with blanks."""
    count = max(len(left), len(right))
    blank = ([[""] * len(left[0])], [[""] * len(right[0])])
    lefts = [*left, *blank[0] * (count - len(left))]
    rights = [*right, *blank[1] * (count - len(right))]
    return [(*one, *other) for one, other in zip(lefts, rights, strict=True)]


@frozen
class Wording:
    """How a unit words its tables: titles in full or short, the label column of sums, names of classes by year."""

    department: str = "部门"
    kind: str = "总表"
    unit_line: str = "单位：万元"
    old: bool = False
    split: bool = False
    numbered: bool = True
    whole: str = "总"
    three: str = "columns"
    total_first: bool = True
    total_at: int = 1
    every_class: bool = False

    @property
    def names(self) -> dict[str, str]:
        """The names of the classes."""
        return {code: both[self.old] for code, both in CLASSES.items()} | dict([FUND_CLASS])

    def listed(self, used: Iterable[str]) -> list[str]:
        """The classes a summary lists: those that are used, or all there are."""
        return sorted(self.names if self.every_class else used)


# --- budgets --------------------------------------------------------------------------------------------------------


def _named(names: Mapping[str, str], leaves: Sequence[Leaf | FundLeaf]) -> list[str]:
    return sorted({leaf.code[:3] for leaf in leaves})


def _by_class(leaves: Sequence[Leaf | FundLeaf], values: Callable[[Leaf | FundLeaf], int]) -> dict[str, int]:
    return {code: sum(values(leaf) for leaf in leaves if leaf.code.startswith(code)) for code in sorted({x.code[:3] for x in leaves})}  # fmt: skip


def _all_in(leaf: Leaf | FundLeaf) -> Sequence[int]:
    """Total, basic and project expenditure from all money, and three kinds nobody has."""
    if isinstance(leaf, FundLeaf):
        return (leaf.project, 0, leaf.project, 0, 0, 0)
    basic = leaf.personnel + leaf.operating
    return (leaf.general + leaf.own, basic, leaf.project + leaf.own, 0, 0, 0)


def _coded(rows: Iterable[tuple[str, str, list[int]]], words: Wording) -> tuple[tuple[Cell, ...], ...]:
    """Rows of a code tree, with their total above them or below."""
    listed = list(rows)
    whole = [sum(column) for column in zip(*(values for code, _, values in listed if len(code) == 3), strict=True)]
    total: tuple[Cell, ...] = (*(("", "合计") if words.total_at else ("合计", "")), *amounts(whole))
    body = tuple((code, name, *amounts(values)) for code, name, values in listed)
    return (total, *body) if words.total_first else (*body, total)


def budget(spent: Spending, words: Wording, nil: str, *, commas: bool, tall: bool) -> Publication:
    """The nine tables of a budget."""
    names = words.names
    general = {**_by_class(spent.leaves, lambda x: x.general if isinstance(x, Leaf) else 0)}
    funds = _by_class(spent.funds, lambda x: x.project)
    everything = _by_class(spent.leaves, lambda x: x.general + x.own if isinstance(x, Leaf) else 0) | funds
    carried = spent.total("carried_in")
    granted = sum(general.values()) - carried
    fund, own = sum(funds.values()), spent.total("own")
    whole = sum(everything.values())
    lines = (f"部门：{UNIT_NAME}", words.unit_line)
    year = "本年" if words.numbered else ""

    summary = Sheet(
        f"{words.department}收支{words.kind}", lines, (("收入", "", "支出", ""), ("项目", "预算数", "项目", "预算数")),
        (
            *side_by_side(
                [
                    ["一、一般公共预算拨款收入", Money(granted)], ["二、政府性基金预算拨款收入", Money(fund)], ["三、国有资本经营预算拨款收入", Money(0)],
                    ["四、财政专户管理资金收入", Money(0)], ["五、事业收入", Money(own)],
                ],
                [[f"{_NUMERALS[n]}、{names[code]}", Money(everything.get(code, 0))] for n, code in enumerate(words.listed(everything))],
            ),
            ("本年收入合计", Money(granted + fund + own), "本年支出合计", Money(whole)), ("上年结转结余", Money(carried), "年终结转结余", Money(0)),
            ("收入总计", Money(whole), "支出总计", Money(whole)),
        ), {(0, 0): 2, (0, 2): 2},
    )  # fmt: skip
    units = [spread(value, spent.shares[:2]) for value in (granted, fund, 0, 0, own, carried)]
    income = Sheet(
        f"{words.department}收入{words.kind}", lines,
        (
            ("部门（单位）代码", "部门（单位）名称", "合计", "本年收入", "", "", "", "", "", "上年结转结余"),
            ("", "", "", "小计", "一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "事业收入", ""),
        ),
        (
            ("", "合计", *amounts(_income_row([sum(pieces) for pieces in units]))),
            *((f"90100{n + 1}", f"{UNIT_NAME}{name}", *amounts(_income_row([pieces[n] for pieces in units]))) for n, name in enumerate(("本级", "下属站"))),
        ), {(0, 3): 6},
    )  # fmt: skip
    expenditure = Sheet(
        f"{words.department}支出{words.kind}", lines, (("科目编码", "科目名称", "合计", "基本支出", "项目支出", "事业单位经营支出", "上缴上级支出", "对附属单位补助支出"),),
        _coded(tree((*spent.leaves, *spent.funds), _all_in, names), words),
    )  # fmt: skip
    right: list[list[Cell]] = [
        ["一、本年支出", *amounts((sum(general.values()) + fund, sum(general.values()), fund, 0))]
    ]
    for n, code in enumerate(words.listed({**general, **funds})):
        values = (general.get(code, 0), funds.get(code, 0))
        right.append([f"（{_NUMERALS[n]}）{names[code]}", *amounts((sum(values), *values, 0))])
    right.append(["二、年终结转结余", *amounts((0, 0, 0, 0))])
    appropriation = Sheet(
        f"财政拨款收支{words.kind}", lines, (("收入", "", "支出", "", "", "", ""), ("项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算")),
        (
            *side_by_side(
                [
                    ["一、本年收入", Money(granted + fund)], ["（一）一般公共预算拨款", Money(granted)], ["（二）政府性基金预算拨款", Money(fund)],
                    ["（三）国有资本经营预算拨款", Money(0)], ["二、上年结转", Money(carried)], ["（一）一般公共预算拨款", Money(carried)],
                    ["（二）政府性基金预算拨款", Money(0)],
                ], right,
            ),
            ("收入总计", Money(granted + fund + carried), "支出总计", *amounts((granted + fund + carried, sum(general.values()), fund, 0))),
        ), {(0, 0): 2, (0, 2): 5},
    )  # fmt: skip
    public = Sheet(
        "一般公共预算支出表", lines, (("科目编码", "科目名称", "合计", "基本支出", "", "", "项目支出"), ("", "", "", "小计", "人员经费", "公用经费", "")),
        _coded(tree(spent.leaves, _general_row, names), words), {(0, 3): 3},
    )  # fmt: skip
    basic = Sheet(
        "一般公共预算基本支出表", lines, (("部门预算支出经济分类科目", "", f"{year}一般公共预算基本支出", "", ""), ("科目编码", "科目名称", "合计", "人员经费", "公用经费")),
        _economic(spent), {(0, 0): 2, (0, 2): 3},
    )  # fmt: skip
    funds_table = Sheet(
        "政府性基金预算支出表", lines, (("科目编码", "科目名称", "本年政府性基金预算支出", "", ""), ("", "", "合计", "基本支出", "项目支出")),
        _coded(tree(spent.funds, lambda x: (x.project, 0, x.project), names), words), {(0, 2): 3},
    )  # fmt: skip
    capital = Sheet(
        "国有资本经营预算支出表", lines, (("科目编码", "科目名称", "合计", "基本支出", "项目支出"),), (("", "合计", *amounts((0, 0, 0))),),
        notes=("说明：本单位没有国有资本经营预算安排的支出。",),
    )  # fmt: skip
    sheets = (
        summary,
        income,
        expenditure,
        appropriation,
        public,
        basic,
        THREE_PUBLICS[words.three](spent, lines),
        funds_table,
        capital,
    )
    return Publication(f"{UNIT_NAME}2023年部门预算公开表", sheets, nil, commas, tall)


def _income_row(values: Sequence[int]) -> list[int]:
    *received, carried = values
    return [sum(values), sum(received), *received, carried]


def _general_row(leaf: Leaf | FundLeaf) -> Sequence[int]:
    assert isinstance(leaf, Leaf)
    return (leaf.general, leaf.personnel + leaf.operating, leaf.personnel, leaf.operating, leaf.project)


def _economic(spent: Spending) -> tuple[tuple[Cell, ...], ...]:
    """Basic expenditure by economic class."""
    wages, pay, allowances, office, travel, pensions = _economic_parts(spent)
    personnel, operating = wages + pensions, office + travel
    rows = [
        ("", "合计", personnel + operating, personnel, operating), ("301", "工资福利支出", wages, wages, 0), ("30101", "基本工资", pay, pay, 0),
        ("30102", "津贴补贴", allowances, allowances, 0), ("302", "商品和服务支出", office + travel, 0, office + travel),
        ("30201", "办公费", office, 0, office), ("30211", "差旅费", travel, 0, travel), ("303", "对个人和家庭的补助", pensions, pensions, 0),
        ("30302", "退休费", pensions, pensions, 0),
    ]  # fmt: skip
    return tuple((code, name, *amounts(values)) for code, name, *values in rows)


def _economic_parts(spent: Spending) -> tuple[int, ...]:
    pay, allowances, pensions = spread(spent.total("personnel"), spent.shares[:3])
    office, travel = spread(spent.total("operating"), spent.shares[3:5])
    return pay + allowances, pay, allowances, office, travel, pensions


# --- the three publics, in the shapes they are published in ---------------------------------------------------------

_VEHICLES = ("公务用车购置及运行费", "公务用车购置费", "公务用车运行费")
_THREE_TITLE = "一般公共预算“三公”经费支出表"


def _columns(spent: Spending, lines: tuple[str, ...]) -> Sheet:
    return Sheet(
        _THREE_TITLE, lines, (("“三公”经费合计", "因公出国（境）费", _VEHICLES[0], "", "", "公务接待费"), ("", "", "小计", *_VEHICLES[1:], "")),
        (tuple(amounts(spent.three)),), {(0, 2): 3},
    )  # fmt: skip


def _rows(spent: Spending, lines: tuple[str, ...]) -> Sheet:
    labels = (
        "合计",
        "1.因公出国（境）费",
        f"2.{_VEHICLES[0]}",
        f"其中：（1）{_VEHICLES[1]}",
        f"（2）{_VEHICLES[2]}",
        "3.公务接待费",
    )
    return Sheet(
        _THREE_TITLE, lines, (("项目", "预算数"),), tuple((label, Money(value)) for label, value in zip(labels, spent.three, strict=True))
    )  # fmt: skip


def _years(spent: Spending, lines: tuple[str, ...]) -> Sheet:
    last = evolve(
        spent,
        abroad=spent.abroad // 2,
        purchase=spent.purchase // 3,
        running=spent.running // 2,
        reception=spent.reception // 3,
    )
    six = ("合计", "因公出国（境）费", _VEHICLES[0], "", "", "公务接待费")
    return Sheet(
        _THREE_TITLE, lines,
        (("2022年预算数", *[""] * 5, "2023年预算数", *[""] * 5), six * 2, ("", "", "小计", *_VEHICLES[1:], "") * 2),
        (tuple(amounts((*last.three, *spent.three))),), {(0, 0): 6, (0, 6): 6, (1, 2): 3, (1, 8): 3},
    )  # fmt: skip


def _by_unit(spent: Spending, lines: tuple[str, ...]) -> Sheet:
    pieces = [
        spread(value, spent.shares[:2]) for value in (spent.abroad, spent.purchase, spent.running, spent.reception)
    ]
    units = [evolve(spent, abroad=a, purchase=p, running=r, reception=h) for a, p, r, h in zip(*pieces, strict=True)]
    return Sheet(
        _THREE_TITLE, lines,
        (("单位编码", "单位名称", "“三公”经费合计", "因公出国（境）费", _VEHICLES[0], "", "", "公务接待费"), ("", "", "", "", "小计", *_VEHICLES[1:], "")),
        (
            ("", "合计", *amounts(spent.three)),
            *((f"90100{n + 1}", f"{UNIT_NAME}{name}", *amounts(one.three)) for n, (name, one) in enumerate(zip(("本级", "下属站"), units, strict=True))),
        ), {(0, 4): 3},
    )  # fmt: skip


THREE_PUBLICS = {"columns": _columns, "rows": _rows, "years": _years, "units": _by_unit}

wordings = st.builds(
    Wording, department=st.sampled_from(["部门", ""]), kind=st.sampled_from(["总表", "总体情况表"]), unit_line=st.sampled_from(["单位：万元", "金额单位：万元"]),
    old=st.booleans(), split=st.booleans(), numbered=st.booleans(), whole=st.sampled_from(["总", ""]), three=st.sampled_from(sorted(THREE_PUBLICS)),
    total_first=st.booleans(), total_at=st.sampled_from([0, 1]), every_class=st.booleans(),
)  # fmt: skip
budgets = st.builds(budget, spendings, wordings, st.sampled_from(NILS), commas=st.booleans(), tall=st.booleans())


# --- final accounts -------------------------------------------------------------------------------------------------


def accounts(spent: Spending, words: Wording, nil: str, *, commas: bool, tall: bool) -> Publication:
    """The ten tables of final accounts."""
    names = words.names
    sheets = [
        _balance(spent, words, names), _received(spent, words, names), _spent(spent, words, names), _appropriated(spent, words, names),
        _general_spent(spent, words, names), _basic_spent(spent), _three_spent(spent, words), _fund_balance(spent, words, names),
        _capital(words), _running(spent),
    ]  # fmt: skip
    made = tuple(
        evolve(sheet, lines=(f"公开{n + 1:02d}表", f"部门：{UNIT_NAME}", "金额单位：万元"))
        for n, sheet in enumerate(sheets)
    )
    return Publication(f"{UNIT_NAME}2023年度部门决算公开表", made, nil, commas, tall)


def _balance(spent: Spending, words: Wording, names: Mapping[str, str]) -> Sheet:
    """公开01表: what was received by kind, what was spent by class, and what was carried."""
    granted, fund, own = _receipts(spent)
    carried_in = spent.total("carried_in") + spent.fund_total("carried_in")
    carried_out = spent.total("carried_out") + spent.fund_total("carried_out")
    received = granted + fund + own
    other = sum(leaf.own // 3 for leaf in spent.leaves)
    classes = _by_class(spent.leaves, lambda x: x.general + x.own if isinstance(x, Leaf) else 0)
    classes |= _by_class(spent.funds, lambda x: x.project)
    kinds = (
        ("一、一般公共预算财政拨款收入", granted), ("二、政府性基金预算财政拨款收入", fund), ("三、国有资本经营预算财政拨款收入", 0), ("四、上级补助收入", 0),
        ("五、事业收入", own - other), ("六、经营收入", 0), ("七、附属单位上缴收入", 0), ("八、其他收入", other),
    )  # fmt: skip
    body = side_by_side(
        [[name, str(n), Money(value)] for n, (name, value) in enumerate(kinds, 1)],
        [[f"{_NUMERALS[n]}、{names[code]}", str(32 + n), Money(classes.get(code, 0))] for n, code in enumerate(words.listed(classes))],
    )  # fmt: skip
    whole = received + carried_in
    body += [
        ("本年收入合计", "27", Money(received), "本年支出合计", "57", Money(whole - carried_out)),
        ("使用非财政拨款结余", "28", Money(0), "结余分配", "58", Money(0)),
        ("年初结转和结余", "29", Money(carried_in), "年末结转和结余", "59", Money(carried_out)), ("总计", "31", Money(whole), "总计", "61", Money(whole)),
    ]  # fmt: skip
    head = (("收入", "", "", "支出", "", ""), ("项目", "行次", "金额", "项目", "行次", "金额"))
    return Sheet(
        f"收入支出决算{words.whole}表", (), (*head, *([("栏次", "", "1", "栏次", "", "2")] if words.numbered else [])), tuple(body), {(0, 0): 3, (0, 3): 3}
    )  # fmt: skip


def _receipts(spent: Spending) -> tuple[int, int, int]:
    """What the general budget and the funds gave this year, and what the unit earned."""
    granted = sum(leaf.general - leaf.carried_in + leaf.carried_out for leaf in spent.leaves)
    fund = sum(leaf.project - leaf.carried_in + leaf.carried_out for leaf in spent.funds)
    return granted, fund, spent.total("own")


#: The header of a table by function: codes in one column or in three, and the row that numbers the columns.
def _by_function(
    title: str, upper: Sequence[str], lower: Sequence[str], words: Wording, rows: Iterable[tuple[str, str, list[int]]], wide: Mapping[int, int]
) -> Sheet:  # fmt: skip
    head = [("项目", "", "", "", *upper), ("功能分类科目编码", "", "", "科目名称", *lower)]
    if words.numbered:
        left = ("类", "款", "项") if words.split else ("", "", "")
        head.append((*left, "栏次", *(str(n + 1) for n in range(len(upper)))))
    elif words.split:
        head.append(("类", "款", "项", "", *[""] * len(upper)))
    listed = list(rows)
    totals = [sum(column) for column in zip(*(values for code, _, values in listed if len(code) == 3), strict=True)]
    total: tuple[Cell, ...] = (*(("", "", "", "合计") if words.total_at else ("合计", "", "", "")), *amounts(totals))
    body = [(*_code(code, words), name, *amounts(values)) for code, name, values in listed]
    body = [total, *body] if words.total_first else [*body, total]
    return Sheet(
        title, (), tuple(head), tuple(body), {(0, 0): 4, (1, 0): 3} | {(0, n + 4): span for n, span in wide.items()}
    )


def _code(code: str, words: Wording) -> tuple[str, str, str]:
    return (code[:3], code[3:5], code[5:]) if words.split else (code, "", "")


def _received(spent: Spending, words: Wording, names: Mapping[str, str]) -> Sheet:
    """公开02表: what was received, by class and kind."""

    def row(leaf: Leaf | FundLeaf) -> list[int]:
        if isinstance(leaf, FundLeaf):
            given = leaf.project - leaf.carried_in + leaf.carried_out
            return [given, given, 0, 0, 0, 0, 0]
        given = leaf.general - leaf.carried_in + leaf.carried_out
        return [given + leaf.own, given, 0, leaf.own - leaf.own // 3, 0, 0, leaf.own // 3]

    kinds = ("本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
    rows = [[code, name, values] for code, name, values in tree((*spent.leaves, *spent.funds), row, names)]
    return _by_function("收入决算表", kinds, [""] * 7, words, [(c, n, v) for c, n, v in rows], {})  # type: ignore[misc]


def _spent(spent: Spending, words: Wording, names: Mapping[str, str]) -> Sheet:
    """公开03表: what was spent, by class and nature."""
    kinds = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
    return _by_function("支出决算表", kinds, [""] * 6, words, tree((*spent.leaves, *spent.funds), _all_in, names), {})


def _appropriated(spent: Spending, words: Wording, names: Mapping[str, str]) -> Sheet:
    """公开04表: appropriations by book."""
    granted, fund, _ = _receipts(spent)
    general = _by_class(spent.leaves, lambda x: x.general if isinstance(x, Leaf) else 0)
    funds = _by_class(spent.funds, lambda x: x.project)
    ins, outs = (spent.total("carried_in"), spent.fund_total("carried_in")), (spent.total("carried_out"), spent.fund_total("carried_out"))  # fmt: skip
    right: list[list[Cell]] = []
    for n, code in enumerate(words.listed({**general, **funds})):
        one, other = general.get(code, 0), funds.get(code, 0)
        right.append([f"{_NUMERALS[n]}、{names[code]}", str(33 + n), *amounts((one + other, one, other, 0))])
    body = side_by_side(
        [[f"{mark}、{book}预算财政拨款", str(n), Money(value)] for n, (mark, book, value) in enumerate(
            (("一", "一般公共", granted), ("二", "政府性基金", fund), ("三", "国有资本经营", 0)), 1)],
        right,
    )  # fmt: skip
    whole, fund_whole = granted + ins[0], fund + ins[1]
    all_of_it = whole + fund_whole
    body += [
        ("本年收入合计", "27", Money(granted + fund), "本年支出合计", "59", *amounts((all_of_it - sum(outs), whole - outs[0], fund_whole - outs[1], 0))),
        ("年初财政拨款结转和结余", "28", Money(sum(ins)), "年末财政拨款结转和结余", "60", *amounts((sum(outs), outs[0], outs[1], 0))),
        ("一、一般公共预算财政拨款", "29", Money(ins[0]), "", "61", *[""] * 4), ("二、政府性基金预算财政拨款", "30", Money(ins[1]), "", "62", *[""] * 4),
        ("三、国有资本经营预算财政拨款", "31", Money(0), "", "63", *[""] * 4),
        ("总计", "32", Money(all_of_it), "总计", "64", *amounts((all_of_it, whole, fund_whole, 0))),
    ]  # fmt: skip
    head = [
        ("收入", "", "", "支出", *[""] * 5), ("项目", "行次", "金额", "项目", "行次", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"),
    ]  # fmt: skip
    head += [("栏次", "", "1", "栏次", "", "2", "3", "4", "5")] if words.numbered else []
    return Sheet(f"财政拨款收入支出决算{words.whole}表", (), tuple(head), tuple(body), {(0, 0): 3, (0, 3): 6})


def _general_spent(spent: Spending, words: Wording, names: Mapping[str, str]) -> Sheet:
    """公开05表: the general budget by class."""

    def row(leaf: Leaf | FundLeaf) -> list[int]:
        assert isinstance(leaf, Leaf)
        return [leaf.general, leaf.personnel + leaf.operating, leaf.project]

    return _by_function(
        "一般公共预算财政拨款支出决算表", ("本年支出", "", ""), ("小计", "基本支出", "项目支出"), words, tree(spent.leaves, row, names), {0: 3}
    )  # fmt: skip


def _basic_spent(spent: Spending) -> Sheet:
    """公开06表: basic expenditure by economic class, in three lists side by side."""
    wages, pay, allowances, office, travel, pensions = _economic_parts(spent)
    desks = office // 4
    office -= desks
    lists: tuple[list[list[Cell]], ...] = (
        [["301", "工资福利支出", Money(wages)], ["30101", "基本工资", Money(pay)], ["30102", "津贴补贴", Money(allowances)],
         ["303", "对个人和家庭的补助", Money(pensions)], ["30302", "退休费", Money(pensions)]],
        [["302", "商品和服务支出", Money(office + travel)], ["30201", "办公费", Money(office)], ["30211", "差旅费", Money(travel)]],
        [["307", "债务利息及费用支出", Money(0)], ["310", "资本性支出", Money(desks)], ["31002", "办公设备购置", Money(desks)]],
    )  # fmt: skip
    body = side_by_side(lists[0], side_by_side(lists[1], lists[2]))
    body.append(
        ("人员经费合计", "", Money(wages + pensions), "公用经费合计", "", "", "", "", Money(office + travel + desks))
    )
    three = ("科目编码", "科目名称", "决算数")
    return Sheet(
        "一般公共预算财政拨款基本支出决算明细表", (), (("人员经费", "", "", "公用经费", *[""] * 5), three * 3), tuple(body),
        {(0, 0): 3, (0, 3): 6, (len(body) + 1, 0): 2, (len(body) + 1, 3): 5},
    )  # fmt: skip


def _more(value: int, share: int) -> int:
    return value + value // share if value else 0


def _planned(spent: Spending) -> Spending:
    """A budget of the three publics that nothing exceeds."""
    one, two, three, four, *_ = spent.shares
    return evolve(
        spent, abroad=_more(spent.abroad, one), purchase=_more(spent.purchase, two), running=_more(spent.running, three),
        reception=_more(spent.reception, four),
    )  # fmt: skip


def _three_spent(spent: Spending, words: Wording) -> Sheet:
    """公开07表: the three publics, budget and accounts."""
    plan = _planned(spent)
    vehicles = ("公务用车购置及运行维护费", "公务用车购置费", "公务用车运行维护费")
    if words.three in ("rows", "units"):
        labels = (
            "合计",
            "1.因公出国（境）费",
            f"2.{vehicles[0]}",
            f"其中：（1）{vehicles[1]}",
            f"（2）{vehicles[2]}",
            "3.公务接待费",
        )
        rows = tuple((label, Money(a), Money(b)) for label, a, b in zip(labels, plan.three, spent.three, strict=True))
        return Sheet("财政拨款“三公”经费支出决算表", (), (("项目", "预算数", "决算数"),), rows)
    six = ("合计", "因公出国（境）费", vehicles[0], "", "", "公务接待费")
    head = [("预算数", *[""] * 5, "决算数", *[""] * 5), six * 2, ("", "", "小计", *vehicles[1:], "") * 2]
    head += [tuple(str(n) for n in range(1, 13))] if words.numbered else []
    return Sheet(
        "财政拨款“三公”经费支出决算表", (), tuple(head), (tuple(amounts((*plan.three, *spent.three))),), {(0, 0): 6, (0, 6): 6, (1, 2): 3, (1, 8): 3}
    )  # fmt: skip


def _fund_balance(spent: Spending, words: Wording, names: Mapping[str, str]) -> Sheet:
    """公开08表: the funds, with what was carried in and on."""

    def row(leaf: Leaf | FundLeaf) -> list[int]:
        given = leaf.project - leaf.carried_in + leaf.carried_out
        return [leaf.carried_in, given, leaf.project, 0, leaf.project, leaf.carried_out]

    return _by_function(
        "政府性基金预算财政拨款收入支出决算表", ("年初结转和结余", "本年收入", "本年支出", "", "", "年末结转和结余"), ("", "", "小计", "基本支出", "项目支出", ""),
        words, tree(spent.funds, row, names), {2: 3},
    )  # fmt: skip


def _capital(words: Wording) -> Sheet:
    """公开09表: nothing."""
    made = _by_function(
        "国有资本经营预算财政拨款支出决算表", ("本年支出", "", ""), ("合计", "基本支出", "项目支出"), words, [("223", "国有资本经营预算支出", [0, 0, 0])], {0: 3}
    )  # fmt: skip
    return evolve(made, body=made.body[:1], notes=("注：本部门没有国有资本经营预算财政拨款支出，故本表无数据。",))


def _running(spent: Spending) -> Sheet:
    """公开10表: the three publics by rows, counts of journeys and cars, running costs and procurement."""
    plan, dash = _planned(spent), "—"
    goods, works, services = spread(spent.total("project") + 300, spent.shares[:3])
    whole, abroad, vehicles, purchase, running, reception = (
        [Money(a), Money(b)] for a, b in zip(plan.three, spent.three, strict=True)
    )
    rows: list[tuple[str, Sequence[Cell]]] = [
        ("一、“三公”经费支出", (dash, dash)), ("（一）支出合计", whole), ("1.因公出国（境）费", abroad), ("2.公务用车购置及运行维护费", vehicles),
        ("（1）公务用车购置费", purchase), ("（2）公务用车运行维护费", running), ("3.公务接待费", reception),
        ("（1）国内接待费", (dash, Money(spent.reception))), ("其中：外事接待费", (dash, Money(0, tied=False, loose=True))), ("（2）国（境）外接待费", (dash, Money(0))),
        ("（二）相关统计数", (dash, dash)), ("1.公务用车保有量（辆）", (dash, _count(3))), ("2.国内公务接待批次（个）", (dash, _count(21))),
        ("二、机关运行经费", (dash, Money(spent.total("operating") + 100))), ("（一）行政单位", (dash, Money(spent.total("operating")))),
        ("（二）参照公务员法管理事业单位", (dash, Money(100))), ("三、政府采购支出信息", (dash, dash)),
        ("（一）政府采购支出合计", (dash, Money(goods + works + services))), ("1.政府采购货物支出", (dash, Money(goods))),
        ("2.政府采购工程支出", (dash, Money(works))), ("3.政府采购服务支出", (dash, Money(services))),
    ]  # fmt: skip
    return Sheet(
        "机构运行信息表", (), (("项目", "行次", "预算数", "决算统计数"),), tuple((label, str(n), *cells) for n, (label, cells) in enumerate(rows, 1))
    )  # fmt: skip


def _count(number: int) -> Money:
    return Money(number, tied=False, loose=True, whole=True)


published_accounts = st.builds(
    accounts, spendings, wordings, st.sampled_from(NILS), commas=st.booleans(), tall=st.booleans()
)


# --- tables of no known form ----------------------------------------------------------------------------------------


@frozen
class Plain:
    """A table of no known form: its header and rows, and which amounts its header words tie to others."""

    head: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    tied: tuple[tuple[int, int], ...] = ()

    def lines(self) -> tuple[str, ...]:
        """Header and rows, cells behind bars."""
        return tuple("|".join(row) for row in (*self.head, *self.rows))

    def with_cell(self, row: int, column: int, text: str) -> Plain:
        """The same with one cell replaced."""
        cells = [list(r) for r in self.rows]
        cells[row][column] = text
        return evolve(self, rows=tuple(tuple(r) for r in cells))


def said(cents: int) -> str:
    """Hundredths as a table prints them."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def rate(part: int, whole: int) -> str:
    """A rate in per cent, two decimals, rounded half away from zero."""
    scaled = (abs(part) * 20000 + whole) // (2 * whole)
    return f"{'-' if part < 0 else ''}{scaled // 100}.{scaled % 100:02d}%"


#: What rows, and columns before the amounts, are called where it does not matter.
LABELS = ("片区", "乡镇", "事项", "资金类别", "承担处室", "活动名称")
ROW_NAMES = ("东片", "西片", "南片", "北片", "中片", "河口")
PART_WORDS = ("中央补助", "省级补助", "市级补助", "县级配套", "自筹", "设备购置", "场地租用", "宣传培训")
SUM_WORDS = ("合计", "总计", "小计", "总额", "资金总额")
BUDGET_WORDS = ("预算数", "安排资金", "下达资金", "计划投入", "批复金额", "年度预算（万元）")
SPENT_WORDS = ("支出数", "实际支出", "执行数", "已支付金额", "决算数")
RATES = ("执行率", "预算执行率（%）", "支出进度", "资金使用率", "支付率")
BEFORE_WORDS = (("上年数", "本年数"), ("2022年金额", "2023年金额"), ("调整前", "调整后"), ("上年决算", "本年决算"))
CHANGES = (("增减额", "增减%"), ("比上年增减额", "比上年增减率"), ("增减金额", "增减幅度"), ("增减数", "增长率"))


#: Amounts that are all of one size, so that no change of one is lost in the print of another.
even = st.integers(10**4, 10**6)
count = st.integers(4, 6)


def _framed(
    draw: st.DrawFn, head: Sequence[Sequence[str]], rows: Sequence[Sequence[int]], printed: Callable[[Sequence[int]], list[str]], free: Sequence[int] = ()
) -> Plain:  # fmt: skip
    """Rows of numbers with a label, perhaps numbered, perhaps with a remark behind, perhaps with their total below."""
    numbered, remarked, totalled = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    front = [*(["序号"] if numbered else []), draw(st.sampled_from(LABELS))]
    back = ["备注"] if remarked else []
    names = [[*([str(n)] if numbered else []), name] for n, name in enumerate(ROW_NAMES, 1)][: len(rows)]
    if totalled:
        rows = [*rows, [sum(column) for column in zip(*rows, strict=True)]]
        names.append([*([""] if numbered else []), "合计"])
    made = [(*name, *printed(row), *(["按期"] if remarked else [])) for name, row in zip(names, rows, strict=True)]
    upper = [
        (*front, *line, *back) if n == 0 else (*([""] * len(front)), *line, *([""] * len(back)))
        for n, line in enumerate(head)
    ]
    shift = len(front)
    tied = [
        (r, c) for r, cells in enumerate(made) for c in range(shift, shift + len(head[0]))
        if cells[c] not in ("", "0.00") and c - shift not in free
    ]  # fmt: skip
    return Plain(tuple(upper), tuple(made), tuple(tied))


@st.composite
def summed(draw: st.DrawFn, hidden: bool = False) -> Plain:
    """合计 and its parts, some of them nothing in any row; `hidden` counts in it what the table does not list."""
    parts = draw(st.lists(st.sampled_from(PART_WORDS), min_size=2, max_size=4, unique=True))
    empty, nil = draw(st.integers(2, 4)), draw(st.sampled_from(["", "0.00"]))
    rows = [[draw(even), *(0 if n >= empty else draw(even) for n in range(1, len(parts)))] for _ in range(draw(count))]

    def printed(row: Sequence[int]) -> list[str]:
        whole = sum(row) * (2 if hidden else 1)
        return [said(whole), *(said(value) if value else nil for value in row)]

    total = draw(st.sampled_from(SUM_WORDS))
    head = [[total, *parts]]
    if draw(st.booleans()):
        head = [[draw(st.sampled_from(BUDGET_WORDS)), *[""] * len(parts)], [total, *parts]]
    return _framed(draw, head, rows, printed)


@st.composite
def rated(draw: st.DrawFn, hidden: bool = False) -> Plain:
    """A rate and what it divides; `hidden` divides by what the table does not print."""
    # 预算数 beside 支出数 and 执行率 is a funds block, whose head says what the rate is of
    budget_words = BUDGET_WORDS[1:] if hidden else BUDGET_WORDS
    head = [draw(st.sampled_from(words)) for words in (budget_words, SPENT_WORDS, RATES)]
    rows = []
    for _ in range(draw(count)):
        whole = draw(even)
        rows.append([whole, whole * draw(st.integers(50, 99)) // 100])

    def printed(row: Sequence[int]) -> list[str]:
        whole, spent = row
        return [said(whole), said(spent), rate(spent, whole * 5 // 4 if hidden else whole)]

    return _framed(draw, [[*head]], rows, printed)


@st.composite
def changed(draw: st.DrawFn, hidden: bool = False) -> Plain:
    """Two years, their difference and its rate; `hidden` compares with a year the table does not print."""
    (before, now), (change, rise) = draw(st.sampled_from(BEFORE_WORDS)), draw(st.sampled_from(CHANGES))
    rows = []
    for _ in range(draw(count)):
        then = draw(even)
        rows.append([then, then + then * draw(st.integers(5, 40)) // 100 * draw(st.sampled_from([1, -1]))])

    def printed(row: Sequence[int]) -> list[str]:
        then, later = row
        base = then * 2 if hidden else then
        return [said(then), said(later), said(later - base), rate(later - base, base)]

    return _framed(draw, [[before, now, change, rise]], rows, printed)


plain_tables = summed() | rated() | changed()
tables_of_something_else = summed(hidden=True) | rated(hidden=True) | changed(hidden=True)


# --- sentences ------------------------------------------------------------------------------------------------------


@frozen
class Passage:
    """Paragraphs with figures in them, `{0}` for the first; `tied` are those the words tie to others."""

    words: tuple[str, ...]
    figures: tuple[str, ...]
    tied: tuple[int, ...] = ()

    def paragraphs(self, **changed: str) -> list[str]:
        """The text, a figure replaced where one is given (`f2="3.00"`)."""
        printed = [changed.get(f"f{n}", figure) for n, figure in enumerate(self.figures)]
        return [words.format(*printed) for words in self.words]


def _passage(words: Sequence[str] | str, figures: Sequence[int | str], free: Iterable[int] = ()) -> Passage:
    printed = tuple(f if isinstance(f, str) else said(f) for f in figures)
    tied = tuple(n for n in range(len(printed)) if n not in set(free))
    return Passage((words,) if isinstance(words, str) else tuple(words), printed, tied)


@st.composite
def bridges(draw: st.DrawFn) -> Passage:
    """From the opening to the final budget, and how much of that was spent."""
    opening, moved = draw(st.integers(10**5, 10**6)), draw(st.integers(1000, 5000))
    word, sign = draw(st.sampled_from([("追加", 1), ("调增", 1), ("调减", -1), ("压减", -1)]))
    final = opening + sign * moved
    spent = final * draw(st.integers(60, 99)) // 100
    later, done, share = draw(st.sampled_from(["全年预算数", "调整预算数", "调整后预算数"])), draw(st.sampled_from(["支出决算", "实际支出"])), draw(st.sampled_from(["预算执行率", "执行率为", "支出进度"]))  # fmt: skip
    words = f"2023年年初预算{{0}}万元，年中{word}{{1}}万元，{later}{{2}}万元，{done}{{3}}万元，{share}{{4}}。"
    return _passage(words, (opening, moved, final, spent, rate(spent, final)))


@st.composite
def in_brackets(draw: st.DrawFn) -> Passage:
    """A list whose first part has its own parts in brackets."""
    personnel, operating, project = draw(even), draw(even), draw(even)
    basic = personnel + operating
    words = "2023年支出决算{0}万元，其中：基本支出{1}万元（人员经费{2}万元，公用经费{3}万元），项目支出{4}万元。"
    return _passage(words, (basic + project, basic, personnel, operating, project))


@st.composite
def arrivals(draw: st.DrawFn) -> Passage:
    """What was budgeted, what arrived, what was spent of either."""
    budget = draw(even)
    arrived = budget * draw(st.integers(90, 97)) // 100
    spent = arrived * draw(st.integers(60, 95)) // 100
    base = draw(st.sampled_from([budget, arrived]))
    words = f"项目{draw(st.sampled_from(['预算资金', '计划投入资金', '下达资金']))}{{0}}万元，实际到位资金{{1}}万元，资金到位率{{2}}；实际支出{{3}}万元，预算执行率{{4}}。"
    return _passage(words, (budget, arrived, rate(arrived, budget), spent, rate(spent, base)))


@st.composite
def shares_of_income(draw: st.DrawFn) -> Passage:
    """Receipts by kind with their shares."""
    parts = [draw(even) for _ in range(draw(st.integers(2, 4)))]
    kinds = ("财政拨款收入", "事业收入", "经营收入", "其他收入")
    of = draw(st.sampled_from(["占总收入的", "占收入合计的", "占", "占比"]))
    listed = "；".join(f"{kinds[n]}{{{2 * n + 1}}}万元，{of}{{{2 * n + 2}}}" for n in range(len(parts)))
    figures: list[int | str] = [sum(parts)]
    for part in parts:
        figures += [part, rate(part, sum(parts))]
    return _passage(f"2023年度收入合计{{0}}万元。其中：{listed}。", figures)


@st.composite
def details(draw: st.DrawFn) -> Passage:
    """An amount whose parts follow in paragraphs of their own."""
    vehicles, reception, abroad = draw(even), draw(even), draw(even)
    words = [
        f"2023年度“三公”经费财政拨款支出决算{{0}}万元。{draw(st.sampled_from(['', '具体', '支出']))}情况如下：",
        "（一）因公出国（境）费支出{1}万元。", "（二）公务用车购置及运行维护费支出{2}万元。", "（三）公务接待费支出{3}万元。",
    ]  # fmt: skip
    return _passage(words, (vehicles + reception + abroad, abroad, vehicles, reception))


@st.composite
def lists_in_lists(draw: st.DrawFn) -> Passage:
    """包括 1.（1）（2）2.: two levels in one sentence, or in sentences that go on."""
    one, other, carried = draw(even), draw(even), draw(even)
    start, stop = draw(st.sampled_from(["，其中", "。其中"])), draw(st.sampled_from(["；", "，"]))
    words = (
        f"（一）收入预算总计{{0}}万元{start}：1.本年收入合计{{1}}万元{stop}（1）一般公共预算拨款收入{{2}}万元{stop}（2）事业收入{{3}}万元{stop}"
        "2.上年结转结余为{4}万元。"
    )
    return _passage(words, (one + other + carried, one + other, one, other, carried))


passages = st.one_of(bridges(), in_brackets(), arrivals(), shares_of_income(), details(), lists_in_lists())


@st.composite
def passages_that_say_less(draw: st.DrawFn) -> Passage:
    """Right passages in which an amount is of more than the words list, or a rate of what they do not print."""
    whole, rest = draw(even), draw(even)
    part = whole * draw(st.integers(20, 45)) // 100
    other = whole * draw(st.integers(20, 45)) // 100
    pick = draw(st.integers(0, 5))
    if pick == 0:  # the shares fall short of 100 %: the list is not complete
        words = "2024年一般公共预算支出{0}万元。其中：农林水支出{1}万元，占{2}；教育支出{3}万元，占{4}。"
        return _passage(words, (whole, part, rate(part, whole), other, rate(other, whole)))
    if pick == 1:
        return _passage("基本支出{0}万元，主要用于基本工资{1}万元、津贴补贴{2}万元等。", (whole, part, other))
    if pick == 2:  # of what was paid out before
        return _passage(
            "截至年底累计支出{0}万元，执行率{1}；本季度支出{2}万元。", (part, rate(part, whole + rest), rest)
        )
    if pick == 3:
        words = (
            "“三公”经费年初预算为{0}万元，全年预算为{1}万元，支出决算为{2}万元，完成全年预算的{3}，完成年初预算的{4}。"
        )
        return _passage(words, (whole + rest, whole, part, rate(part, whole), rate(part, whole + rest)))
    if pick == 4:
        return _passage(
            "项目资金{0}万元，主要用于：设备采购{1}万元，信息化建设{2}万元。其余资金用于日常维护。",
            (whole, part, other),
        )
    words = "甲项目预算{0}万元，执行{1}万元，执行率{2}；乙项目预算{3}万元，执行{4}万元，执行率{5}。"
    return _passage(words, (whole, part, rate(part, whole), rest, rest * 4 // 5, rate(rest * 4 // 5, rest)))
