"""What reports say, told once more and by other hands: four kinds of writers, each with sentences of their own.

A provincial department's notes to its accounts, a county bureau's self-evaluation, an evaluator's report, a township's
note. The sentences are taken down from such reports, with the figures made up so that all of them are right; like those
of `tests.verbalised` they know nothing of the words the reader reads with.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.verbalised import Teller, near, split


def _times(t: Teller, before: int) -> tuple[int, str]:
    """An amount that is a round multiple of another, and the multiple as printed."""
    tenths = t.random.choice([12, 13, 15, 18, 21, 25])
    return before // 10 * tenths, f"{tenths // 10}.{tenths % 10}倍"


def province(t: Teller) -> list[str]:
    """A provincial department's notes to its final accounts."""
    got, spent = t.amount(800_00, 9000_00), t.amount(800_00, 9000_00)
    got_before, spent_before = near(got, t.random), near(spent, t.random)
    grant, other = t.amount(300_00, 900_00), t.amount(300_00, 900_00)
    grant_parts, basic, cars = (
        split(grant, 3, t.random),
        split(other, 2, t.random),
        split(t.amount(10_00, 90_00), 2, t.random),
    )
    plan = t.amount(100_00, 900_00)
    done = plan * t.random.randint(60, 130) // 100
    guests, batch = t.random.randint(50, 400), t.random.randint(5, 40)
    foreign = t.random.randint(1, 20)
    fleet = [t.random.randint(1, 9) for _ in range(4)]
    firms = t.amount(100_00, 600_00)
    small = firms * t.random.randint(20, 90) // 100
    goods = split(firms, 3, t.random)
    meeting, last = t.amount(2_00, 30_00), 0
    last = near(meeting, t.random)
    money = t.money
    way = "增加" if got >= got_before else "减少"
    return [
        f"{t.pick('本部门', '我厅')}2023年度收入总计{money(got)}，支出总计{money(got)}。与2022年度决算数相比，收入、支出总计各{way}{money(abs(got - got_before))}，{'增长' if way == '增加' else '下降'}{t.rate(got - got_before, got_before)}。",
        f"2023年度本年支出合计{money(spent)}，{t.pick('较上年决算数', '较2022年度', '与上年决算数相比')}{'增加' if spent >= spent_before else '减少'}{money(abs(spent - spent_before))}，"
        f"{'增长' if spent >= spent_before else '下降'}{t.rate(spent - spent_before, spent_before)}，主要原因是{t.pick('落实过紧日子要求', '项目安排变化', '机构改革')}。",
        f"2023年度财政拨款支出{money(grant)}，占本年支出合计{money(grant + other)}的{t.rate(grant, grant + other)}。",
        f"财政拨款支出{money(grant)}，主要用于以下方面：" + t.parts(grant, ("科学技术（类）支出", "社会保障和就业（类）支出", "住房保障（类）支出"), True) + "。",
        f"2023年度一般公共预算财政拨款基本支出{money(other)}，其中：人员经费{money(basic[0])}，主要包括：基本工资、津贴补贴、奖金、伙食补助费；公用经费{money(basic[1])}，主要包括：办公费、印刷费、水费、电费。",
        f"科学技术支出（类）科学技术管理事务（款）行政运行（项）。年初预算为{money(plan)}，支出决算为{money(done)}，完成年初预算的{t.rate(done, plan)}。"
        + (f"决算数{'大于' if done > plan else '小于'}年初预算数的主要原因是人员变动。" if done != plan else ""),
        f"公务用车购置及运行维护费支出决算为{money(sum(cars))}，其中：公务用车购置支出为{money(cars[0])}，公务用车运行维护费支出为{money(cars[1])}。",
        f"公务接待费支出{money(meeting, tied=False)}，全年共接待国内来访团组{t.count(batch, '个', tied=False)}、来宾{t.count(guests + foreign, '人次')}，其中外事接待{t.count(foreign, '人次')}，国内公务接待{t.count(guests, '人次')}。",
        f"截至2023年12月31日，共有车辆{t.count(sum(fleet), '辆')}，其中，副部（省）级及以上领导用车{t.count(fleet[0], '辆')}、机要通信用车{t.count(fleet[1], '辆')}、应急保障用车{t.count(fleet[2], '辆')}、其他用车{t.count(fleet[3], '辆')}。",
        f"2023年度政府采购支出总额{money(firms)}，其中：政府采购货物支出{money(goods[0])}、政府采购工程支出{money(goods[1])}、政府采购服务支出{money(goods[2])}。授予中小企业合同金额{money(small)}，占政府采购支出总额的{t.rate(small, firms)}。",
        f"会议费由上年的{money(last)}{'增至' if meeting > last else '减至'}{money(meeting)}，{'增长' if meeting > last else '下降'}{t.rate(meeting - last, last)}。",
        f"财政拨款收入{money(grant)}中，" + "；".join(f"{name}{money(piece)}，占{t.rate(piece, grant)}" for name, piece in zip(("一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入"), grant_parts, strict=True)) + "。",
    ]  # fmt: skip


def county(t: Teller) -> list[str]:
    """A county bureau's self-evaluation of all it spends."""
    posts = t.random.randint(30, 90)
    kinds = split(posts, 2, t.random)
    people = posts - t.random.randint(0, 9)
    plan, extra = t.amount(300_00, 900_00), t.amount(5_00, 90_00)
    spent = (plan + extra) * t.random.randint(60, 100) // 100
    basic, projects = split(spent, 2, t.random)
    before = t.amount(3_00, 30_00)
    now, multiple = _times(t, before)
    score = [t.random.randint(6, 15), t.random.randint(15, 30), t.random.randint(15, 30), t.random.randint(10, 25)]
    left = t.amount(1_00, 30_00)
    three, quota = t.amount(3_00, 30_00), 0
    quota = three + t.amount(1_00, 9_00)
    fixed = t.amount(100_00, 900_00)
    used = fixed * t.random.randint(70, 99) // 100
    money = t.money
    return [
        f"我局核定编制{t.count(posts, '名')}，其中：行政编制{t.count(kinds[0], '名')}、事业编制{t.count(kinds[1], '名')}；年末实有在职人员{t.count(people, '人')}，在职人员控制率{t.rate(people, posts)}。",
        f"2023年年初预算{money(plan)}，年中追加{money(extra)}，调整后全年预算{money(plan + extra)}，实际支出{money(spent)}，预算执行率为{t.rate(spent, plan + extra)}。",
        f"预算调整率=（预算调整数÷年初预算数）×100%=（{money(extra, tied=False)}÷{money(plan, tied=False)}）×100%={t.rate(extra, plan)}。",
        f"2023年度整体支出{money(spent)}，其中：基本支出{money(basic)}，占总支出的{t.rate(basic, spent)}；项目支出{money(projects)}，占总支出的{t.rate(projects, spent)}。",
        f"2023年“三公”经费支出{money(now)}，是上年{money(before)}的{t.other(multiple)}。",
        f"自评得分{t.count(sum(score), '分')}，其中：投入{t.count(score[0], '分')}，过程{t.count(score[1], '分')}，产出{t.count(score[2], '分')}，效果{t.count(score[3], '分')}。",
        f"上年结转{money(left)}，本年收入{money(plan)}，本年支出{money(plan + left - before)}，年末结转结余{money(before)}。" if plan + left > before else "本年无结转。",
        f"2023年“三公”经费预算{money(quota)}，实际支出{money(three)}，“三公”经费控制率为{t.rate(three, quota)}。",
        f"固定资产总额{money(fixed)}，其中在用固定资产{money(used)}，固定资产利用率{t.rate(used, fixed)}。",
        f"**（一）基本支出情况。** 2023年基本支出{money(basic + projects)}，其中：人员经费{money(basic)}、日常公用经费{money(projects)}。",
    ]  # fmt: skip


def evaluator(t: Teller) -> list[str]:
    """An evaluator's report on a project."""
    whole = t.amount(500_00, 5000_00)
    sources, uses, towns = split(whole, 3, t.random), split(whole, 3, t.random), split(whole, 4, t.random)
    batches = split(whole, 2, t.random)
    spent = whole * t.random.randint(50, 99) // 100
    points = [t.random.randint(10, 18), t.random.randint(12, 19), t.random.randint(20, 29), t.random.randint(20, 29)]
    asked = t.random.randint(80, 400)
    pleased = asked * t.random.randint(70, 99) // 100
    planned = t.random.randint(50, 300)
    built = planned * t.random.randint(60, 130) // 100
    trained = [t.random.randint(100, 900), t.random.randint(100, 900)]
    money = t.money
    return [
        f"项目资金由中央补助{money(sources[0])}、省级配套{money(sources[1])}、县级配套{money(sources[2])}组成，共计{money(whole)}。",
        f"项目总投入{money(whole)}，全部用于以下三个方面：一是路基工程{money(uses[0])}；二是路面工程{money(uses[1])}；三是附属设施{money(uses[2])}。",
        f"第一批下达资金{money(batches[0])}，第二批下达资金{money(batches[1])}，{t.pick('合计', '共计', '两批共')}下达{money(whole)}。截至评价日累计支付{money(spent)}，支付进度{t.rate(spent, whole)}。",
        f"项目涉及四个乡镇：甲镇{money(towns[0])}、乙镇{money(towns[1])}、丙乡{money(towns[2])}、丁乡{money(towns[3])}，合计{money(whole)}。",
        f"综合评价得分{t.count(sum(points), '分')}，其中决策类得{t.count(points[0], '分')}，过程类得{t.count(points[1], '分')}，产出类得{t.count(points[2], '分')}，效益类得{t.count(points[3], '分')}。",
        f"本次共发放问卷{t.count(asked, '份')}，其中满意{t.count(pleased, '份')}，不满意{t.count(asked - pleased, '份')}，满意率{t.rate(pleased, asked)}。",
        f"计划新建水窖{t.count(planned, '座')}，实际完成{t.count(built, '座')}，完成率{t.rate(built, planned)}。",
        f"全年培训{t.count(sum(trained), '人次')}，其中农技人员{t.count(trained[0], '人次')}、致富带头人{t.count(trained[1], '人次')}。",
        f"项目预算{money(whole)}。截至2023年12月31日，实际支出{money(spent)}，预算执行率{t.rate(spent, whole)}，结余资金{money(whole - spent)}。",
        f"预算执行率=实际支出/预算安排×100%={money(spent, tied=False)}/{money(whole, tied=False)}×100%={t.rate(spent, whole)}。",
        f"资金下达{money(whole)}，{t.pick('具体为', '具体分配如下')}：" + t.parts(whole, ("种植业", "养殖业", "农产品加工业"), True, "；") + "。",
        f"{t.pick('较2022年', '比上年')}项目投入{t.pick('增加', '净增')}{money(spent)}，由{money(whole)}增至{money(whole + spent)}，增幅{t.rate(spent, whole)}。",
    ]  # fmt: skip


def township(t: Teller) -> list[str]:
    """A township's note to its accounts and its projects."""
    whole = t.amount(200_00, 900_00)
    parts, villages = split(whole, 3, t.random), split(whole, 3, t.random)
    before = near(whole, t.random)
    allowance = t.amount(5_00, 90_00)
    relief = [t.random.randint(20, 200) for _ in range(3)]
    hall = t.amount(10_00, 90_00)
    paid = hall * t.random.randint(50, 99) // 100
    pair = t.amount(200_00, 900_00)
    pair_before = near(pair, t.random)
    other = near(pair, t.random)
    other_before = near(other, t.random)
    money = t.money
    rise = lambda a, b: "增加" if a >= b else "减少"  # noqa: E731
    return [
        f"2023年我镇本年支出{money(whole)}，按功能分类：" + "，".join(f"{n}{money(p)}" for n, p in zip(("一般公共服务支出", "农林水支出", "城乡社区支出"), parts, strict=True)) + "。",
        f"2023年我镇总支出{money(whole)}，{t.pick('上年', '2022年')}总支出{money(before)}，同比{rise(whole, before)}{money(abs(whole - before))}，{'增幅' if whole >= before else '降幅'}{t.rate(whole - before, before)}。",
        f"村级运转经费{money(whole)}，分别为：甲村{money(villages[0])}、乙村{money(villages[1])}、丙村{money(villages[2])}。",
        f"全年临时救助{t.count(sum(relief), '人次')}，其中医疗救助{t.count(relief[0], '人次')}，教育救助{t.count(relief[1], '人次')}，灾害救助{t.count(relief[2], '人次')}。",
        f"便民服务中心改造项目安排资金{money(hall)}，已支付{money(paid)}，剩余{money(hall - paid)}未支付，支付率{t.rate(paid, hall)}。",
        f"乡镇机关公务接待费{money(allowance)}，{t.moved(allowance, near(allowance, t.random))}。",
        f"收入合计{money(pair)}，较上年{rise(pair, pair_before)}{money(abs(pair - pair_before))}，{'上升' if pair >= pair_before else '下降'}{t.rate(pair - pair_before, pair_before)}；支出合计{money(other)}，较上年{rise(other, other_before)}{money(abs(other - other_before))}，{'上升' if other >= other_before else '下降'}{t.rate(other - other_before, other_before)}。",
        f"人居环境整治项目预算{money(whole)}，执行数{money(whole)}，执行率100.00%，其中垃圾清运{money(parts[0])}，厕所改造{money(parts[1])}，道路硬化{money(parts[2])}。",
    ]  # fmt: skip


WRITERS: tuple[Callable[[Teller], list[str]], ...] = (province, county, evaluator, township)
