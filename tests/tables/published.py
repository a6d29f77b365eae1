"""Tables as bureaus publish them, made of random amounts that add up: what is asked of the grammar is asked of these, too.

They are written after published forms, not after the grammar. A table knows which of its cells nobody could change
without a contradiction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from attrs import evolve, frozen


@frozen
class Published:
    """A table under its title; `held` are the rows and columns of figures that other figures of it are held to."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    held: tuple[tuple[int, int], ...]

    @property
    def turned(self) -> Published:
        """The same table on its side."""
        return evolve(
            self, rows=tuple(zip(*self.rows, strict=True)), held=tuple((column, row) for row, column in self.held)
        )

    def changed(self, rng: Random) -> tuple[Published, str]:
        """The table with one digit of one held figure changed, and what is printed there then."""
        row, column = rng.choice(self.held)
        old = self.rows[row][column]
        at = rng.choice([n for n, c in enumerate(old) if c.isdigit()][:2])
        digit = rng.choice([d for d in "123456789" if d != old[at]])
        new = old[:at] + digit + old[at + 1 :]
        rows = [list(line) for line in self.rows]
        rows[row][column] = new
        return evolve(self, rows=tuple(map(tuple, rows))), new


def money(cents: int) -> str:
    """An amount of so many hundredths."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def share(part: int, whole: int) -> str:
    """A rate with two decimals, rounded."""
    return f"{money((part * 20000 + whole) // (2 * whole))}%"


def _cells(rows: Sequence[int], columns: Sequence[int]) -> tuple[tuple[int, int], ...]:
    return tuple((r, c) for r in rows for c in columns)


def _sums(rows: Sequence[Sequence[int]]) -> list[int]:
    return [sum(column) for column in zip(*rows, strict=True)]


def _amount(rng: Random) -> int:
    return rng.randint(10_000, 900_000)


def projects(rng: Random) -> Published:
    """Projects with their budgets, what was spent of them, and the rate."""
    made, rows = [], []
    for number in range(1, rng.randint(5, 8)):
        budget = _amount(rng)
        spent = budget - rng.randint(0, budget // 5)
        made.append((budget, spent))
        rows.append((str(number), f"第{number}类设施建设", money(budget), money(spent), share(spent, budget)))
    whole = _sums(made)
    last = ("", "合计", *map(money, whole), share(whole[1], whole[0]))
    head = ("序号", "项目名称", "全年预算数", "全年执行数", "执行率")
    return Published("项目支出明细表", (head, *rows, last), _cells(range(1, len(rows) + 2), (2, 3, 4)))


def years(rng: Random) -> Published:
    """Expenditure by nature in three years."""
    people, office, other = ([_amount(rng) for _ in range(3)] for _ in range(3))
    basic = _sums((people, office))
    lines = (
        ("一、基本支出", basic), ("（一）人员经费", people), ("（二）公用经费", office), ("二、项目支出", other),
        ("合计", _sums((basic, other))),
    )  # fmt: skip
    rows = [(label, *map(money, values)) for label, values in lines]
    return Published(
        "近三年支出情况表", (("项目", "2021年", "2022年", "2023年"), *rows), _cells(range(1, 6), (1, 2, 3))
    )


def changes(rng: Random) -> Published:
    """Two years, the change and its rate."""
    made = [(_amount(rng), _amount(rng)) for _ in range(6)]
    names = ("办公费", "印刷费", "差旅费", "会议费", "培训费", "劳务费", "合计")
    rows = []
    for name, (before, now) in zip(names, [*made, tuple(_sums(made))], strict=True):
        rate = ((now - before) * 20000 + before) // (2 * before)
        rows.append((name, money(before), money(now), money(now - before), money(rate)))
    head = ("项目", "2022年决算数", "2023年决算数", "增减额", "增减率（%）")
    return Published("公用经费变动情况表", (head, *rows), _cells(range(1, 8), (1, 2, 3)))


def sources(rng: Random) -> Published:
    """Where funds come from, what has arrived, what was spent."""
    made = []
    for _ in range(5):
        budget = _amount(rng)
        arrived = budget - rng.choice((0, 0, budget // 10))
        made.append((budget, arrived, arrived - rng.randint(0, arrived // 6)))
    names = ("中央财政资金", "省级财政资金", "市级财政资金", "县级财政资金", "单位自筹资金", "合计")
    rows = [
        (name, money(a), money(b), share(b, a), money(c), share(c, b))
        for name, (a, b, c) in zip(names, [*made, tuple(_sums(made))], strict=True)
    ]
    head = ("资金来源", "预算金额", "到位金额", "到位率", "支出金额", "支出率")
    return Published("项目资金到位和使用情况表", (head, *rows), _cells(range(1, 7), (1, 2, 4)))


def staff(rng: Random) -> Published:
    """Posts and people."""
    made = []
    for _ in range(3):
        working, retired = rng.randint(11, 60), rng.randint(11, 30)
        made.append((working + rng.randint(0, 9), working + retired, working, retired))
    names = ("行政人员", "事业人员", "工勤人员", "合计")
    rows = [(name, *map(str, values)) for name, values in zip(names, [*made, _sums(made)], strict=True)]
    return Published(
        "人员情况表", (("类别", "编制数", "实有人数", "在职", "退休"), *rows), _cells(range(1, 5), (1, 2, 3, 4))
    )


def units(rng: Random) -> Published:
    """Units below each other under a head of two rows."""
    made = []
    for _ in range(4):
        people, office, other = (_amount(rng) for _ in range(3))
        made.append((people + office + other, people + office, people, office, other))
    names = ("局机关本级", "第一事业单位", "第二事业单位", "第三事业单位", "合计")
    rows = [(name, *map(money, values)) for name, values in zip(names, [*made, _sums(made)], strict=True)]
    heads = (
        ("单位名称", "合计", "基本支出", "", "", "项目支出"), ("", "", "小计", "人员经费", "公用经费", ""),
        ("栏次", "1", "2", "3", "4", "5"),
    )  # fmt: skip
    return Published("部门支出预算表", (*heads, *rows), _cells(range(3, 8), range(1, 6)))


def assets(rng: Random) -> Published:
    """What there was, what was added, what was taken away, what is left."""
    made = []
    for _ in range(5):
        before, more = _amount(rng), _amount(rng)
        less = rng.randint(10_000, before)
        made.append((before, more, less, before + more - less))
    names = ("房屋", "车辆", "设备", "家具", "无形资产", "合计")
    rows = [(name, *map(money, values)) for name, values in zip(names, [*made, _sums(made)], strict=True)]
    return Published(
        "固定资产变动情况表",
        (("资产类别", "期初数", "本期增加", "本期减少", "期末数"), *rows),
        _cells(range(1, 7), (1, 2, 3, 4)),
    )


def formulas(rng: Random) -> Published:
    """Heads with letters and formulas over them."""
    rows = []
    for number in range(1, 6):
        budget = _amount(rng)
        spent = budget - rng.randint(1_000, budget // 3)
        rows.append(
            (
                f"第{number}批补助",
                money(budget),
                money(budget),
                money(spent),
                share(spent, budget),
                money(budget - spent),
            )
        )
    head = ("项目", "预算数(A)", "到位数(B)", "支出数(C)", "执行率(C/A)", "结余(D=B-C)")
    return Published("补助资金执行表", (head, *rows), _cells(range(1, 6), (3, 5)))


def classes(rng: Random) -> Published:
    """Expenditure by functional class, three levels of codes, the total first."""
    rows: list[tuple[str, str, int, int]] = []
    tops = []
    for top in ("201", "208"):
        groups = []
        for group in (f"{top}03", f"{top}05"):
            items = [(f"{group}{n:02d}", f"第{n}项事务", _amount(rng), _amount(rng)) for n in (1, 2)]
            groups.append(((group, f"{group[3:]}款事务", *_sums([i[2:] for i in items])), items))
        tops.append((top, f"{top}类支出", *_sums([g[0][2:] for g in groups])))
        rows += [tops[-1], *(line for group, items in groups for line in (group, *items))]  # type: ignore[list-item]
    every = [("合计", "", *_sums([t[2:] for t in tops])), *rows]
    printed = [(code, name, money(a + b), money(a), money(b)) for code, name, a, b in every]
    heads = (("功能分类科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"), ("栏次", "", "1", "2", "3"))
    return Published("支出决算表", (*heads, *printed), _cells(range(2, 2 + len(printed)), (2, 3, 4)))


def both_sides(rng: Random) -> Published:
    """Revenue and expenditure side by side, with the numbers of their rows."""
    left = [_amount(rng) for _ in range(5)]
    right = [_amount(rng) for _ in range(4)]
    right.append(max(sum(left) - sum(right), 0) + _amount(rng))
    names = ("一、财政拨款收入", "二、事业收入", "三、经营收入", "四、上级补助收入", "五、其他收入", "本年收入合计")
    others = (
        "一、一般公共服务支出",
        "二、教育支出",
        "三、卫生健康支出",
        "四、城乡社区支出",
        "五、其他支出",
        "本年支出合计",
    )
    rows = [
        (name, str(n), money(a), other, str(n + 6), money(b))
        for n, (name, a, other, b) in enumerate(
            zip(names, (*left, sum(left)), others, (*right, sum(right)), strict=True), 1
        )
    ]
    head = ("项目", "行次", "金额", "项目", "行次", "金额")
    return Published("收入支出总表", (head, *rows), _cells(range(1, 7), (2, 5)))


#: Tables that may as well stand on their side, and those that never do.
EITHER_WAY: tuple[Callable[[Random], Published], ...] = (
    projects,
    years,
    changes,
    sources,
    staff,
    units,
    assets,
    formulas,
)
UPRIGHT: tuple[Callable[[Random], Published], ...] = (classes, both_sides)
