"""Budgets put into words the way published reports put them, so that every printed figure is right.

Four styles, each of them many sentences with their usual variants: final accounts, a project's self-evaluation, a budget,
and the free narrative of a unit's own report. The words are written down from such reports and not from any grammar. A
figure is *tied* where the text itself says enough to check it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from random import Random

from attrs import define, field, frozen

UP = ("增加", "增长", "上升", "提高")
DOWN = ("减少", "下降", "降低")
THAN = ("比上年", "较上年", "与上年相比", "同比", "比2022年", "较2022年度", "与2022年度相比，", "较去年")
PROJECTS = ("甲专项", "乙工程", "丙活动", "丁补贴", "戊改造项目", "己培训项目", "庚设备购置")
SOURCES = ("中央资金", "省级资金", "市级资金", "县级资金", "自筹资金")


@frozen
class Figure:
    """A printed figure; `tied` if its text decides it."""

    printed: str
    tied: bool = True


@frozen
class Told:
    """Paragraphs with marks where the figures go."""

    paragraphs: tuple[str, ...]
    figures: tuple[Figure, ...]

    def text(self, changed: dict[int, str] | None = None) -> list[str]:
        """The paragraphs with their figures, some of them others."""
        said = [(changed or {}).get(n, f.printed) for n, f in enumerate(self.figures)]
        made = []
        for paragraph in self.paragraphs:
            for n in range(len(said) - 1, -1, -1):
                paragraph = paragraph.replace(f"\0{n}\0", said[n])
            made.append(paragraph)
        return made

    @property
    def tied(self) -> tuple[int, ...]:
        """The figures that the text decides."""
        return tuple(n for n, f in enumerate(self.figures) if f.tied)


@define
class Teller:
    """Writes sentences; amounts are hundredths of 万元."""

    random: Random
    figures: list[Figure] = field(factory=list)

    def pick(self, *ways: str) -> str:
        """One of several ways to say it."""
        return self.random.choice(ways)

    def _mark(self, printed: str, tied: bool) -> str:
        self.figures.append(Figure(printed, tied))
        return f"\0{len(self.figures) - 1}\0"

    def money(self, hundredths: int, *, tied: bool = True) -> str:
        """An amount in 万元."""
        return self._mark(f"{hundredths // 100}.{hundredths % 100:02d}万元", tied)

    def rate(self, top: int, bottom: int, *, tied: bool = True) -> str:
        """A percentage, rounded to two places."""
        exact = Fraction(abs(top) * 10000, bottom)
        rounded = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
        return self._mark(f"{rounded // 100}.{rounded % 100:02d}%", tied)

    def count(self, number: int, unit: str, *, tied: bool = True) -> str:
        """A count."""
        return self._mark(f"{number}{unit}", tied)

    def other(self, printed: str) -> str:
        """A figure that is none of these."""
        return self._mark(printed, True)

    def amount(self, low: int = 5_00, high: int = 900_00) -> int:
        """Some amount."""
        return self.random.randint(low, high)

    def moved(self, now: int, before: int, *, tied: bool = True, than: str = "") -> str:
        """比上年增加 d，增长 p%."""
        way = UP if now >= before else DOWN
        than = than or self.pick(*THAN)
        return f"{than}{self.random.choice(way)}{self.money(abs(now - before), tied=tied)}，{self.random.choice(way)}{self.rate(now - before, before, tied=tied)}"

    def parts(self, whole: int, names: Sequence[str], share: bool, sep: str = "；", verb: str = "") -> str:
        """Parts of a whole, with their shares or without."""
        pieces = split(whole, len(names), self.random)
        said = [
            f"{name}{verb}{self.money(piece)}" + (f"，占{self.pick('', '比', '比重')}{self.rate(piece, whole)}" if share else "")
            for name, piece in zip(names, pieces, strict=True)
        ]  # fmt: skip
        return sep.join(said)


def split(whole: int, count: int, random: Random) -> list[int]:
    """A whole cut into pieces, none of them nothing."""
    cuts = sorted(random.sample(range(1, whole), count - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, whole], strict=True)]


def near(amount: int, random: Random) -> int:
    """Another amount of the same size, and another than it."""
    return max(100, amount * random.choice([70, 80, 92, 108, 119, 130]) // 100 + 7)


# --- final accounts -------------------------------------------------------------------------------------------------


def accounts(t: Teller) -> list[str]:
    """What the explanation of final accounts says."""
    whole, before = t.amount(400_00, 5000_00), 0
    before = near(whole, t.random)
    received = t.amount(400_00, 5000_00)
    spent = t.amount(400_00, 5000_00)
    three, last = t.amount(3_00, 40_00), 0
    last = near(three, t.random)
    budget = three + t.amount(1_00, 9_00)
    abroad, cars, guests = split(three, 3, t.random)
    running, buying = split(cars, 2, t.random) if cars > 2 else (cars, 0)
    running_costs = t.amount(5_00, 90_00)
    bought = t.amount(50_00, 900_00)
    goods, works, services = split(bought, 3, t.random)
    sep = t.pick("；", "，")
    return [
        f"2023年度{t.pick('收入支出总计', '收、支总计', '收入总计、支出总计均为')}{t.money(whole)}。{t.pick('与2022年度相比，收入支出总计', '与上年相比，收支总计各', '与2022年相比，收、支总计各')}"
        + t.moved(whole, before, than=" ").strip() + "。",
        f"本年收入合计{t.money(received)}，其中：" + t.parts(received, ("财政拨款收入", "事业收入", "其他收入"), t.random.random() < 0.7, sep) + "。",
        f"本年支出合计{t.money(spent)}，其中：" + t.parts(spent, ("基本支出", "项目支出"), t.random.random() < 0.7, sep) + "。",
        f"{t.pick('', '2023年度')}“三公”经费{t.pick('支出决算为', '财政拨款支出决算为')}{t.money(three)}，{t.pick('预算为', '年初预算为', '全年预算为')}{t.money(budget)}，"
        f"{t.pick('完成预算的', '完成全年预算的', '为预算的') if False else '完成预算的'}{t.rate(three, budget)}，{t.moved(three, last)}。其中：因公出国（境）费{t.pick('支出决算为', '决算', '')}{t.money(abroad)}{sep}"
        f"公务用车购置及运行维护费{t.pick('支出决算为', '决算', '')}{t.money(cars)}{sep}公务接待费{t.pick('支出决算为', '决算', '')}{t.money(guests)}。",
        f"公务用车购置及运行维护费支出{t.money(cars)}。其中：公务用车购置费支出{t.money(buying)}，公务用车运行维护费支出{t.money(running)}。",
        f"机关运行经费支出{t.money(running_costs)}，{t.moved(running_costs, near(running_costs, t.random))}，主要原因是{t.pick('人员增加', '压减开支', '业务量变化')}。",
        f"{t.pick('', '2023年度')}政府采购支出总额{t.money(bought)}，其中：政府采购货物支出{t.money(goods)}、政府采购工程支出{t.money(works)}、政府采购服务支出{t.money(services)}。",
    ]  # fmt: skip


# --- a project ------------------------------------------------------------------------------------------------------


def project(t: Teller) -> list[str]:
    """What a project's self-evaluation says of its money."""
    plan = t.amount(50_00, 3000_00)
    given = plan * t.random.randint(80, 100) // 100
    spent = given * t.random.randint(60, 100) // 100
    name = t.random.choice(PROJECTS)
    extra = t.amount(1_00, 40_00)
    names = t.random.sample(PROJECTS, 3)
    other = t.amount(50_00, 900_00)
    done = other * t.random.randint(60, 100) // 100
    sources = SOURCES[: t.random.randint(2, 4)]
    head = t.pick("2023年", "2023年度", "")
    return [
        f"{head}{name}{t.pick('年初预算', '预算安排', '计划安排资金', '批复预算')}{t.money(plan)}，{t.pick('实际到位资金', '到位', '资金到位')}{t.money(given)}，到位率{t.pick('为', '', '达')}{t.rate(given, plan)}；"
        f"{t.pick('实际支出', '截至2023年12月底实际支出', '累计支出')}{t.money(spent)}，{t.pick('支付率', '资金使用率', '支出率')}{t.money(0, tied=False)[0:0]}{t.rate(spent, given)}，{t.pick('结余', '资金结余', '结余资金')}{t.money(given - spent)}。",
        f"{head}项目资金{t.pick('共计', '总额', '')}{t.money(plan)}，其中{t.pick('：', '', '，')}" + t.parts(plan, sources, False, t.pick("、", "，")) + "。",
        f"{head}{t.pick('项目', '该项目')}年初预算{t.money(plan)}，{t.pick('年中追加', '年中调增', '追加')}{t.money(extra)}，{t.pick('全年预算数', '调整后预算')}{t.money(plan + extra)}。",
        f"{names[0]}{t.pick('预算', '全年预算数为')}{t.money(other)}，{t.pick('实际执行', '执行数为', '实际支出')}{t.money(done)}，{t.pick('执行率', '预算执行率为', '完成预算的')}{t.rate(done, other)}。",
        f"{head}{t.pick('安排', '下达', '批复')}{t.pick('补助资金', '专项资金')}{t.money(plan)}，{t.pick('分别为', '具体为')}：" + t.parts(plan, names, False, t.pick("；", "，", "、")) + "。",
    ]  # fmt: skip


# --- a budget -------------------------------------------------------------------------------------------------------


def budget(t: Teller) -> list[str]:
    """What the explanation of a budget says."""
    whole = t.amount(300_00, 4000_00)
    basic, projects = split(whole, 2, t.random)
    staff, running = split(basic, 2, t.random)
    before = near(whole, t.random)
    three = t.amount(3_00, 60_00)
    abroad, cars, guests = split(three, 3, t.random)
    last = near(three, t.random)
    spent = t.amount(10_00, 200_00)
    now = near(spent, t.random)
    return [
        f"2023年支出预算{t.money(whole)}，{t.moved(whole, before)}。其中：基本支出{t.money(basic)}，项目支出{t.money(projects)}。",
        f"基本支出{t.money(basic)}，其中：人员经费{t.money(staff)}，公用经费{t.money(running)}。",
        f"2023年“三公”经费预算{t.money(three)}，{t.moved(three, last)}。其中：因公出国（境）费{t.money(abroad)}，公务用车购置及运行维护费{t.money(cars)}，公务接待费{t.money(guests)}。",
        f"2023年会议费预算{t.money(now)}，比上年预算{t.money(spent)}{t.pick('增加', '多') if now >= spent else t.pick('减少', '少')}{t.money(abs(now - spent))}，"
        f"{t.pick('增长', '增幅') if now >= spent else t.pick('下降', '降幅')}{t.rate(now - spent, spent)}。",
    ]  # fmt: skip


# --- a narrative ----------------------------------------------------------------------------------------------------


def narrative(t: Teller) -> list[str]:
    """What a unit's own report says in passing."""
    people = t.random.randint(20, 90)
    posts = people + t.random.randint(0, 9)
    helped = t.random.randint(300, 900)
    first = t.random.randint(100, helped - 50)
    names = t.random.sample(PROJECTS, 3)
    given = t.amount(100_00, 900_00)
    spent = given * t.random.randint(50, 100) // 100
    premium = t.amount(100_00, 900_00)
    paid = premium * t.random.randint(20, 60) // 100
    whole = t.amount(200_00, 900_00)
    score = [t.random.randint(5, 15), t.random.randint(10, 20), t.random.randint(20, 30), t.random.randint(15, 25)]
    listed = split(whole, 3, t.random)
    return [
        f"2023年末{t.pick('编制', '核定编制')}{t.count(posts, '人')}，{t.pick('实有', '在职人员', '年末实有')}{t.count(people, '人')}，在职人员控制率{t.rate(people, posts)}。",
        f"全年救助困难群众{t.count(helped, '人')}（其中：城市{t.count(first, '人')}，农村{t.count(helped - first, '人')}）。",
        f"2023年{t.pick('安排', '预算安排')}资金{t.money(given)}。{t.pick('实际执行', '实际支出')}{t.money(spent)}，{t.pick('项目执行率', '执行率', '预算执行率')}{t.rate(spent, given)}。",
        f"2023年总保费{t.money(premium)}，中央财政补贴{t.rate(paid, premium)}为{t.money(paid)}。",
        f"2023年{names[0]}{t.money(listed[0])}；{names[1]}{t.money(listed[1])}；{names[2]}{t.money(listed[2])}。{t.pick('共计', '合计')}{t.pick('安排资金', '投入', '')}{t.money(whole)}。",
        f"自评总分{t.count(sum(score), '分')}，其中：决策{t.count(score[0], '分')}，过程{t.count(score[1], '分')}，产出{t.count(score[2], '分')}，效益{t.count(score[3], '分')}。",
    ]  # fmt: skip


STYLES: tuple[Callable[[Teller], list[str]], ...] = (accounts, project, budget, narrative)


def told(seed: int, style: Callable[[Teller], list[str]] | None = None, most: int = 3) -> Told:
    """Some paragraphs of one style."""
    teller = Teller(Random(seed))
    made = (style or teller.random.choice(STYLES))(teller)
    kept = teller.random.sample(made, min(most, len(made)))
    return Told(tuple(p.replace("，，", "，").replace("相比，，", "相比，") for p in kept), tuple(teller.figures))


def shown(made: Told) -> tuple[int, ...]:
    """The tied figures that are in the paragraphs that were kept."""
    text = "".join(made.paragraphs)
    return tuple(n for n in made.tied if f"\0{n}\0" in text)
