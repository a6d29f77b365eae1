"""The field's catalogue of defects and of budget identities: what each is called, and why no rule decides it where none does.

Which rules speak for a defect is asked of the rules (their `category`); here stand only titles, what is covered without
a rule of that number, and reasons. The reference pages are made from this and from the packs.
"""

from __future__ import annotations

from collections import defaultdict

from attrs import frozen

from perfeval.plugins import bundled_plugins, load
from perfeval.ruling import AnyRule, Profile


@frozen
class Defect:
    """One defect: its title, other rules that find it, and why a program cannot decide it, or not all of it."""

    zh: str
    en: str
    also: tuple[str, ...] = ()
    why: str = ""


DEFECTS: dict[str, Defect] = {
    "D-01": Defect("分值合计不是100分", "points do not make 100"),
    "D-02": Defect("指标分值与一级指标标注不符", "the rows of a block do not make the points in its head"),
    "D-03": Defect("得分合计与总分不符", "scores do not make the total"),
    "D-04": Defect("得分高于分值", "a score above its points"),
    "D-05": Defect("等级与得分不符", "a grade outside its band"),
    "D-06": Defect("执行率得分算错", "the execution rate's score does not follow from the rate"),
    "D-07": Defect("按完成比例应得的分数不符", "a score that does not fit the share of the target reached"),
    "D-08": Defect("资金总额与各行之和不符", "the total of the funds block is not the sum of its rows"),
    "D-09": Defect("所印百分比算错", "a printed percentage is wrong"),
    "D-10": Defect("控制率算错", "a control rate is wrong"),
    "D-11": Defect("同一数据两处不同", "one figure with two values"),
    "D-12": Defect("某类人员超过该类编制", "a category of staff above its posts"),
    "D-13": Defect(
        "正文年初数与附表不同", "the opening budget of the text is not that of the table", ("one-value",), "That the difference is a carry-over is left to the reader: the figure is named, not its history. A class of the text is held against every table that lists it."
    ),
    "D-14": Defect("其他事实前后不一", "any other fact with two values", ("one-value",), "Facts that are no budget figures (volumes, areas of work) are read only in indicator rows."),
    "D-15": Defect("“三公”某项小于基本支出所列", "a three-public item below its basic part"),
    "D-16": Defect("增减方向相反", "words of direction that contradict the figures"),
    "D-17": Defect("公用或“三公”超预算", "operating or three-public expenditure above budget"),
    "D-18": Defect(
        "基数为0仍印比率", "a rate on a base of zero", ("every rule about a rate",), "Said beside the rule whose rate has no base, as `RULE:zero-base`, by default and in `strict`."
    ),
    "D-19": Defect("以决算数充年初数", "an actual printed as the opening budget"),
    "D-20": Defect("单元格不是一个数", "a cell that is not one number"),
    "D-21": Defect("日期不存在", "a date that cannot be"),
    "D-22": Defect("满意度没有依据", "satisfaction that rests on nothing", why="Whether a survey was made stands in papers that are not in the file; `strict` asks for it."),
    "D-23": Defect("绩效目标项目数与实施项目数不符", "goals for fewer projects than were carried out", why="The number of goals is said in words of many kinds; it is not read as a figure yet."),
    "D-24": Defect("较上年增减的口径不明", "a change against an unnamed base"),
    "D-25": Defect("年初到全年预算未衔接", "opening and final budget are not bridged"),
    "D-26": Defect("预算调整到与执行相同", "a final budget made equal to what was spent"),
    "D-27": Defect("无预算支出或执行偏离过大", "spending without a budget, or far from it"),
    "D-28": Defect("支出不合项目用途", "spending outside a project's purpose", why="It would accuse on the strength of keywords; what a project may pay is in its approval, which is not in the file."),
    "D-29": Defect("执行数超过全年预算", "executed above the final budget"),
    "D-30": Defect("名称为“无”的指标计分", "points for an indicator named 无"),
    "D-31": Defect("达到指标而扣分", "points lost though the target is met", ("loss-without-reason",)),
    "D-32": Defect("扣分与原因不对应", "points lost without a reason, or a reason without a loss"),
    "D-33": Defect("采集的数据无指标使用", "data that no indicator uses", why="Which data an indicator uses is a matter of the place's framework: `perfeval score --trace` names what each needs and lacks."),
    "D-34": Defect("完成值照抄指标值", "actuals copied from their targets"),
    "D-35": Defect("指标空泛", "indicators that cannot be measured"),
    "D-36": Defect("计量单位不当", "a unit that does not fit"),
    "D-37": Defect("定量指标无数字", "a quantity in words"),
    "D-38": Defect("无标准的定性指标得满分", "a target without a standard, and full marks"),
    "D-39": Defect("目标照抄职能", "a goal that copies the duties", why="It takes a reader: likeness of two texts is no defect by itself."),
    "D-40": Defect("表格缺栏或错位", "columns lost or shifted", why="A note on the reading, not a finding: the row and its table are named, and nothing in it is compared."),
    "D-41": Defect("问题与措施套话", "boilerplate for problems and remedies", why="It takes a reader: whether a remedy meets the points lost is a judgement."),
    "D-42": Defect("留有表样文字", "words of the form left in", why="Words of the form are looked for in indicator rows only; of the narrative, years of three digits and shares without their percent sign are named."),
    "D-43": Defect("应填0或不适用处空白", "a blank where zero or not applicable is meant"),
    "D-44": Defect("执行率低而无原因", "little was spent, and no reason"),
    "D-45": Defect("执行率低而产出满分", "little was spent, and all was done"),
    "D-46": Defect("调整幅度大而无原因", "a large adjustment"),
    "D-47": Defect("同一事项连年结转", "the same item unfinished year after year", why="What is unfinished is said in words; of amounts, `--previous` compares what is carried over as a whole."),
    "D-48": Defect("元与万元混用", "元 and 万元 mixed up", why="Where an identity is broken by it, the suggestion beside the finding says so, too."),
    "D-49": Defect("自评数与决算表不符", "self-evaluation and final accounts differ", ("one-value",), "With the accounts in the same run (`--together`)."),
    "D-50": Defect("合计与分项不符", "a total is not the sum of its parts"),
    "D-51": Defect("三级指标归类不当", "an indicator under another head"),
    "D-52": Defect("指标重复", "an indicator twice"),
    "D-53": Defect("完成值远超指标值", "far above the target"),
    "D-54": Defect("指标方向相反", "a target whose sign points the wrong way"),
    "D-55": Defect("分值设置不分轻重", "points not set by importance"),
    "D-56": Defect("指标值在年后改动", "goals changed after the year", why="It takes the goals as approved with the budget, a second document that has no common form."),
    "D-57": Defect("沿用以前年度指标", "indicators of an earlier year", why="Copies between units take a collection of reports; only a year that has passed is asked about."),
    "D-58": Defect("得分不在所填档次", "a score outside its tier"),
    "D-59": Defect("缺章节或附表", "a section or annex is missing", why="Outlines differ from place to place and none is law; what was found is listed by `perfeval read`."),
    "D-60": Defect("自评分虚高", "a score above what the evidence carries", why="Only against a re-check printed in the form; a program does not weigh evidence."),
    "D-61": Defect("各单位得分雷同", "all units score alike", why="A matter of many reports, not of one."),
    "D-62": Defect("未签署、未注明日期，或含个人信息", "unsigned, undated, or with personal data", why="A signature may be on paper; personal data is found and masked."),
    "D-63": Defect("报告与底稿不符", "report and working papers differ", ("one-value", "score-total"), "With the papers in the same run (`--together`)."),
    "D-64": Defect("备注扣分与实扣不符", "what a remark takes off is not what was taken"),
    "D-65": Defect("有一票否决事项而评优", "a veto fact and the best grade", why="Never guessed from words, which every report uses to say that nothing happened; a person enters it (`--fact`)."),
    "D-66": Defect("未按时公开", "published too late", why="Neither the day of approval nor that of publication is in the report."),
    "D-67": Defect("无完成值而得分", "points without a value"),
    "D-68": Defect("指标不属任何一级指标", "a row outside every block"),
    "D-69": Defect(
        "去掉一行即相符", "a total that fits without one row", ("points-total", "score-total"), "Said as a suggestion beside the total, or under the row that is the root."
    ),
    "D-70": Defect("执行率未填", "the execution rate is blank"),
}  # fmt: skip


@frozen
class Identity:
    """One budget identity, the rules that check it, and what of it nobody checks."""

    formula: str
    rules: tuple[str, ...] = ()
    why: str = ""


IDENTITIES: dict[str, Identity] = {
    "ID-01": Identity("收入合计 = 各来源之和", ("by-source", "revenue-listed", "revenue-columns", "funds-total")),
    "ID-02": Identity("按收入性质分 = 按支出性质分", ("source-equals-nature", "two-sides", "sides-of-the-budget")),
    "ID-03": Identity("财政拨款 = 一般公共预算 + 政府性基金 + 国有资本经营预算，逐行", ("books-of-appropriation", "general-within-all", "general-book")),
    "ID-04": Identity("文中“无政府性基金预算” ⇔ 该表为空", (), "A sentence without a figure states none; an empty table is not an amount of zero."),
    "ID-05": Identity("收支总额两年均平衡时，收支增减同向同额", ("sides-move-together",)),
    "ID-06": Identity("本年支出 = 基本 + 项目 + 上缴上级 + 经营 + 对附属单位补助", ("expenditure-columns", "total-by-nature", "by-nature", "expenditure-listed")),
    "ID-07": Identity("基本支出 = 人员经费 + 公用经费", ("general-basic",)),
    "ID-08": Identity("人员经费 = 301 + 303；公用经费 = 302 + 310 等", ("personnel-classes", "operating-classes")),
    "ID-09": Identity("“其中……等”所列之和 ≤ 总数", ("operating-listed", "text.open-list", "text.list")),
    "ID-10": Identity("类 = Σ款 = Σ项（3/5/7位）", ("function-tree",)),
    "ID-11": Identity("项目支出 = 各项目之和；项目数 = 行数 = 目标表数", ("project-rows",), "The sum is checked; the number of projects is said in words and is not read."),
    "ID-12": Identity("“三公” = 出国（境）+ 购置 + 运行 + 接待", ("three-public-parts", "vehicle-parts", "hospitality-parts")),
    "ID-13": Identity("“三公”各项 ≥ 基本支出中的同一经济科目", tuple(f"{b}-{s}-within-three-public" for b in ("basic", "general-basic") for s in ("abroad", "hospitality", "running", "purchase"))),
    "ID-14": Identity("机关运行经费 ≤ 公用经费", ("running-within-operating", "running-parts")),
    "ID-15": Identity("政府采购 = 货物 + 工程 + 服务；中小企业 ≤ 合计", ("procurement-parts",), "What went to small firms is a share of a sentence, checked as such (`text.share`)."),
    "ID-16": Identity("收入总计 = 本年收入 + 使用结余 + 年初结转", ("revenue-side",)),
    "ID-17": Identity("支出总计 = 本年支出 + 结余分配 + 年末结转；收支总计相等", ("expenditure-side", "two-sides")),
    "ID-18": Identity("年初结转 + 本年收入 = 本年支出 + 年末结转，分预算", tuple(f"balance-of-{f}" for f in ("general", "fund", "state-capital", "appropriation"))),
    "ID-19": Identity("年初结转 = 上年年末结转", ("carried-over",)),
    "ID-20": Identity("全年预算 = 年初预算 + 追加 − 追减 + 上年结转", ("budget-bridge", "text.bridge")),
    "ID-21": Identity("执行数 ≤ 全年预算数", ("executed-within-final", "general-spent-within-revenue")),
    "ID-22": Identity("结转结余 = 全年预算数 − 执行数", (), "What was cancelled or taken back in the year is not printed; the difference is not only what is carried on."),
    "ID-23": Identity("自评数 = 决算数", ("one-value",)),
    "ID-30": Identity("执行率 = 执行数 ÷ 全年预算数", ("execution-rate", "execution-rate-on-opening", "execution-rate-on-arrived", "text.rate", "text.completion")),
    "ID-31": Identity("控制率 = 实际 ÷ 核定", ("staff-control-rate", "building-area-control", "building-investment-control")),
    "ID-32": Identity("变动率 =（本年 − 上年）÷ 上年", ("table.change", "text.growth", "growth", "change-on-last-year", "growth-on-last-year")),
    "ID-33": Identity("调整率（三种口径）", (), "Three definitions of one name: computed where a place's framework says which, never held against a printed rate."),
    "ID-34": Identity("结转结余率 = 结转结余 ÷ 支出预算", (), "Computed as an indicator where a framework has it; published tables print no such rate."),
    "ID-35": Identity("满意度在0与100%之间；节约率 =（计划 − 实际）÷ 计划", ("satisfaction-above-all",), "A saving rate stands in an indicator row without its two amounts."),
    "ID-40": Identity("Σ分值 = 100，各级 = 上级", ("points-total", "block-points")),
    "ID-41": Identity("0 ≤ 得分 ≤ 分值；Σ得分 = 总分", ("score-within-points", "score-total")),
    "ID-42": Identity("等级 = 总分所在分档", ("grade-outside-band",)),
    "ID-43": Identity("执行率得分 = 分值 × 执行率", ("execution-score", "execution-score-practice")),
    "ID-44": Identity("所印百分比 = 复算百分比", ("table.rate", "text.share", "text.growth", "execution-rate")),
    "ID-45": Identity("各项占比之和 = 100%", (), "Each share is held against its amounts; rows that print shares only are often incomplete."),
}  # fmt: skip


def bundled() -> dict[str, AnyRule]:
    """Every bundled rule by its id."""
    return {rule.id: rule for pack in load(bundled_plugins()).packs for rule in pack.pack.rules}


def by_category() -> dict[str, list[AnyRule]]:
    """The bundled rules by the defect they are filed under."""
    found: dict[str, list[AnyRule]] = defaultdict(list)
    for rule in bundled().values():
        found[getattr(rule, "category", "")].append(rule)
    return found


def _loudness(rule: AnyRule) -> str:
    severity = getattr(rule, "severity", None)
    loud = "question" if getattr(rule, "question", False) else (severity.value if severity is not None else "error")
    return f"{loud}, {getattr(rule, 'profile', Profile.DEFAULT).value}"


def _rules(several: list[AnyRule]) -> str:
    return "<br>".join(f"`{rule.id}` ({_loudness(rule)})" for rule in sorted(several, key=lambda r: r.id))


def defects() -> str:
    """A table of all defects: the rules that speak for each, or why none does."""
    filed, rules = by_category(), bundled()
    lines = ["| | defect | rules | what a program leaves open |", "|---|---|---|---|"]
    for number, defect in DEFECTS.items():
        named = [_rules(filed[number])] if filed[number] else []
        named += [f"`{name}` ({_loudness(rules[name])})" if name in rules else name for name in defect.also]
        lines.append(f"| {number} | {defect.zh}<br>{defect.en} | {'<br>'.join(named) or '—'} | {defect.why or '—'} |")
    return "\n".join(lines)


def identities() -> str:
    """A table of all identities: the rules that check each, or why none does."""
    rules = bundled()
    lines = ["| | identity | rules | what is not checked |", "|---|---|---|---|"]
    for number, one in IDENTITIES.items():
        several = _rules([rules[name] for name in one.rules]) if one.rules else "—"
        lines.append(f"| {number} | {one.formula} | {several} | {one.why or '—'} |")
    return "\n".join(lines)
