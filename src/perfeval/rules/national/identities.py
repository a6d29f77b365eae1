"""The arithmetic of budgets and final accounts: which figure is the sum, the rate or the limit of which others.

A new identity is one entry here. Arithmetic holds for all places and years; an entry without `severity` is an error.
"""

from __future__ import annotations

from perfeval.ruling import (
    ACTUAL,
    ARRIVED,
    FINAL,
    ORIGINAL,
    AnyOf,
    AnyRule,
    AtMost,
    ChangeOf,
    EqualTo,
    GrowthOf,
    LastYearValue,
    OneValue,
    PartOf,
    Profile,
    RatioOf,
    Ref,
    RowsUnder,
    Severity,
    SumOf,
    Text,
    TreeSum,
)

#: What the printed figures of a form or table decide among themselves.
MINIMAL = Profile.MINIMAL


#: Economic classes that are also three-public items; three-public covers basic and project expenditure.
BASIC_AND_THREE_PUBLIC = (
    ("abroad", "30212", "three-public.abroad", "因公出国（境）费"),
    ("hospitality", "30217", "three-public.hospitality", "公务接待费"),
    ("running", "30231", "three-public.vehicles.running", "公务用车运行维护费"),
    ("purchase", "31013", "three-public.vehicles.purchase", "公务用车购置费"),
)

#: What published tables print by class: each column is a tree of its own.
_TREES = (
    "expenditure", "basic", "personnel", "operating", "project", "remitted-up", "business", "subsidies-down", "revenue", "revenue.appropriation",
    "revenue.superior", "revenue.service", "revenue.business", "revenue.affiliated", "revenue.other", "carry-in", "carry-out",
)  # fmt: skip


IDENTITIES: tuple[AnyRule, ...] = (
    # arithmetic of budgets
    SumOf(
        id="funds-total", profile=MINIMAL, total="total", parts=RowsUnder("total"), closed_by=("total.other", "total.unit"),
        label=Text("年度资金总额", "total of the year's funds"), category="D-08",
        innocent=Text("系统默认值未改，或“其中”未列全", "a system default left unchanged, or a list that is not complete"),
    ),
    SumOf(id="by-source", profile=MINIMAL, total="total.by-source", parts=RowsUnder("total.by-source"), label=Text("按收入性质分", "by source"), category="D-50"),
    SumOf(id="by-nature", profile=MINIMAL, total="total.by-nature", parts=RowsUnder("total.by-nature"), label=Text("按支出性质分", "by nature"), category="D-50"),
    EqualTo(id="source-equals-nature", profile=MINIMAL, one="total.by-source", other="total.by-nature", label=Text("按收入性质分与按支出性质分", "by source and by nature"), category="D-50"),
    SumOf(id="total-by-nature", profile=MINIMAL, total="total", parts=("basic", "project"), label=Text("资金总额 = 基本支出 + 项目支出", "total = basic + project"), category="D-50",
          innocent=Text("年初数是否含上年结转，各表口径可能不同", "tables may differ in counting the carry-over as opening budget")),
    SumOf(
        id="three-public-parts", profile=MINIMAL, total="three-public",
        parts=("three-public.abroad", "three-public.vehicles", "three-public.hospitality"), label=Text("“三公”经费", "three-public"), category="D-50",
    ),
    SumOf(
        id="vehicle-parts", profile=MINIMAL, total="three-public.vehicles",
        parts=("three-public.vehicles.purchase", "three-public.vehicles.running"), label=Text("公务用车", "official vehicles"), category="D-50",
    ),
    SumOf(
        id="hospitality-parts", profile=MINIMAL, total="three-public.hospitality", parts=("three-public.hospitality.domestic", "three-public.hospitality.foreign"),
        label=Text("公务接待费", "hospitality"), category="D-50",
    ),
    SumOf(id="running-parts", profile=MINIMAL, total="running", parts=("running.offices", "running.institutions"), label=Text("机关运行经费", "running costs of offices"), category="D-50"),
    SumOf(
        id="procurement-parts", profile=MINIMAL, total="procurement", parts=("procurement.goods", "procurement.works", "procurement.services"),
        label=Text("政府采购支出合计", "procurement"), category="D-50",
    ),
    SumOf(id="project-rows", profile=MINIMAL, total="project", parts=RowsUnder("project"), label=Text("项目支出 = 所列项目", "project expenditure = listed projects"), category="D-50"),
    PartOf(id="operating-listed", profile=MINIMAL, whole="operating", parts=RowsUnder("operating"), label=Text("公用经费所列", "operating costs listed"), category="D-50"),
    RatioOf(
        id="execution-rate-on-opening", profile=MINIMAL, stated="*:execution-rate-original", of=Ref(stage=ACTUAL), to=Ref(stage=ORIGINAL),
        label=Text("执行率（表头注明以年初预算为分母）", "execution rate on the opening budget, as the head says"), category="D-09",
    ),
    RatioOf(
        id="execution-rate-on-arrived", profile=MINIMAL, stated="*:execution-rate-arrived", of=Ref(stage=ACTUAL), to=Ref(stage=ARRIVED),
        label=Text("执行率（表头注明以到位资金为分母）", "execution rate on arrived money, as the head says"), category="D-09",
    ),
    RatioOf(
        id="execution-rate", profile=MINIMAL, stated="*:execution-rate", of=Ref(stage=ACTUAL), to=AnyOf(Ref(stage=FINAL), Ref(stage=ARRIVED), stated_only=True),
        label=Text("预算执行率", "execution rate"), category="D-09",
    ),
    RatioOf(id="staff-control-rate", profile=MINIMAL, stated="staff.in-post:control-rate", of="staff.in-post", to="staff.posts",
            label=Text("财政供养人员控制率", "staff control rate"), category="D-10",
            innocent=Text("“100%”或意为“未超编”，但该栏为计算所得比率", "100 % may be meant as “within the limit”; the column is a computed rate")),
    *(
        SumOf(id=f"{slug}-listed", profile=MINIMAL, total=item, parts=RowsUnder(item), label=Text(zh, en), category="D-50")
        for slug, item, zh, en in (("posts", "staff.posts", "编制数合计", "posts in all"), ("people", "staff.in-post", "实有人数合计", "people in post in all"))
    ),
    OneValue(id="one-value", label=Text("同一数据", "one figure"), category="D-11"),
    AtMost(id="executed-within-final", lesser=Ref("total", stage=ACTUAL), greater=Ref("total", stage=FINAL),
           label=Text("全年执行数超过全年预算数", "executed above the final budget"), category="D-29",
           innocent=Text("动用单位自有资金，或全年预算数未更新", "own funds were used, or the final budget was not updated")),
    AtMost(id="operating-within-budget", lesser=Ref("operating", stage=ACTUAL), greater=Ref("operating", stage=ORIGINAL),
           beside=(Ref("operating", year=-1, stage=ACTUAL),), label=Text("公用经费超预算", "operating costs above budget"), category="D-17",
           innocent=Text("年初预算口径较窄，年中调整数未列", "the opening budget is the narrow one; the adjusted budget is not shown")),
    AtMost(id="running-within-operating", lesser=Ref("running", stage=ACTUAL), greater=Ref("operating", stage=ACTUAL), severity=Severity.NOTICE, question=True,
           label=Text("机关运行经费超过公用经费", "running costs of offices above operating costs"), category="D-50",
           innocent=Text("两处单位范围或资金范围不同", "the two are of other units or funds")),
    AtMost(id="three-public-within-budget", lesser=Ref("three-public", stage=ACTUAL), greater=Ref("three-public", stage=ORIGINAL),
           label=Text("“三公”经费超预算", "three-public above budget"), category="D-17",
           innocent=Text("经批准追加", "an approved addition")),
    # final accounts
    SumOf(id="revenue-listed", profile=MINIMAL, total="revenue", parts=RowsUnder("revenue"), or_known=True, label=Text("本年收入合计", "revenue of the year"), category="D-50"),
    SumOf(id="expenditure-listed", profile=MINIMAL, total="expenditure", parts=RowsUnder("expenditure"), or_known=True, label=Text("本年支出合计", "expenditure of the year"), category="D-50"),
    SumOf(id="carry-in-listed", profile=MINIMAL, total="carry-in", parts=RowsUnder("carry-in"), label=Text("年初结转和结余", "carried in"), category="D-50"),
    SumOf(
        id="books-of-appropriation", profile=MINIMAL, total="expenditure", fund="appropriation", per_code=True,
        parts=(Ref("expenditure", fund="general"),), optional=(Ref("expenditure", fund="fund"), Ref("expenditure", fund="state-capital")),
        label=Text("财政拨款支出 = 三本预算之和", "appropriations = the three books"), category="D-50",
    ),
    *(
        SumOf(
            id=f"balance-of-{fund}", profile=MINIMAL, total="carry-out", fund=fund, per_code=True, parts=("carry-in", "revenue"), less=("expenditure",),
            label=Text(f"{zh}：年初结转 + 本年收入 − 本年支出 = 年末结转", f"{fund}: carried in + received − spent = carried on"), category="D-50",
        )
        for fund, zh in (("general", "一般公共预算"), ("fund", "政府性基金"), ("state-capital", "国有资本经营预算"), ("appropriation", "财政拨款"))
    ),
    SumOf(per_code=True, id="revenue-columns", profile=MINIMAL, total="revenue",
          parts=("revenue.appropriation", "revenue.service", "revenue.other"), optional=("revenue.superior", "revenue.business", "revenue.affiliated"),
          label=Text("本年收入合计（行）", "revenue by kind, in the row"), category="D-50"),
    SumOf(per_code=True, id="expenditure-columns", profile=MINIMAL, total="expenditure", parts=("basic", "project"), optional=("remitted-up", "business", "subsidies-down"),
          label=Text("本年支出合计 = 基本 + 项目 + 其他", "expenditure by nature, in the row"), category="D-50"),
    TreeSum(id="function-tree", profile=MINIMAL, items=_TREES, digits=(3, 5, 7), label=Text("功能分类逐级合计", "functional tree"), category="D-50"),
    SumOf(id="personnel-classes", profile=MINIMAL, total="personnel", parts=("basic@301",), optional=("basic@303",), or_by_class=True, label=Text("人员经费 = 301 + 303", "personnel = 301 + 303"), category="D-50"),
    SumOf(id="operating-classes", profile=MINIMAL, total="operating", parts=("basic@302",), optional=("basic@307", "basic@309", "basic@310", "basic@312", "basic@399"), or_by_class=True,
          label=Text("公用经费 = 302 + 310 等", "operating = 302 + 310 and others"), category="D-50"),
    AtMost(
        id="general-within-all", profile=MINIMAL,
        lesser=Ref("expenditure", fund="general"),
        greater=Ref("expenditure", fund="all"),
        severity=Severity.ERROR,
        label=Text("一般公共预算支出超过全部支出", "general-budget expenditure above all expenditure"),
        category="D-50",
    ),
    AtMost(
        id="general-spent-within-revenue", profile=MINIMAL,
        lesser=Ref("expenditure", fund="general"),
        greater=(Ref("revenue.general", fund="all"), Ref("carry-in", fund="all")),
        severity=Severity.ERROR,
        label=Text("一般公共预算支出超过其收入与年初结转", "general-budget expenditure above its revenue and carry-over"),
        category="D-50",
    ),
    AtMost(
        id="general-revenue-within-spent", profile=MINIMAL,
        lesser=Ref("revenue.general", fund="all"),
        greater=(Ref("expenditure", fund="general"), Ref("carry-out", fund="all")),
        severity=Severity.ERROR,
        label=Text("一般公共预算收入超过其支出与年末结转", "general-budget revenue above its expenditure and what is carried on"),
        category="D-50",
    ),
    SumOf(
        id="revenue-side", profile=MINIMAL, total="revenue-side", parts=("revenue", "carry-in"), optional=("balance-used",),
        label=Text("收入总计 = 本年收入 + 年初结转等", "revenue side = revenue + carry-over"), category="D-50",
    ),
    SumOf(
        id="expenditure-side", profile=MINIMAL, total="expenditure-side", parts=("expenditure", "carry-out"), optional=("balance-distributed",),
        label=Text("支出总计 = 本年支出 + 年末结转等", "expenditure side = expenditure + what is carried on"), category="D-50",
    ),
    EqualTo(id="two-sides", profile=MINIMAL, one="revenue-side", other="expenditure-side", label=Text("收支总计相等", "both sides are equal"), category="D-50"),
    SumOf(
        id="general-basic", profile=MINIMAL, total="basic", parts=("personnel", "operating"), per_code=True,
        label=Text("基本支出 = 人员经费 + 公用经费", "basic = personnel + operating"), category="D-50",
    ),
    GrowthOf(id="growth", stated="*:growth", change="*:change", now="*", label=Text("增减百分比（对照他处数据）", "rate of growth, with figures stated elsewhere"),
             category="D-24", severity=Severity.WARNING,
             innocent=Text("比较的口径未写明", "the base of the comparison is not named")),
    # last year's report beside this one
    LastYearValue(
        id="as-last-year-said", severity=Severity.WARNING, label=Text("上年数据与上年报告", "the year before, as last year's report has it"), category="D-14",
        innocent=Text("上年数据经决算批复或审计调整", "last year's figures were adjusted when the accounts were approved or audited"),
    ),
    EqualTo(
        id="carried-over", one="carry-in", other=Ref("carry-out", year=-1), at=ACTUAL, severity=Severity.WARNING, category="D-49",
        label=Text("年初结转和结余 = 上年年末结转和结余", "carried in = carried on the year before"),
        innocent=Text("以前年度会计差错更正，或结转资金被收回、调剂", "errors of earlier years were corrected, or carried money was taken back"),
    ),
    *(
        ChangeOf(
            id=f"{slug}-on-last-year", stated=f"*:{part}", of=Ref(), amount=amount, severity=Severity.NOTICE, question=True, category="D-24",
            base=AnyOf(Ref(year=-1, stage=ORIGINAL), Ref(year=-1, stage=ACTUAL)),
            label=Text(f"较上年{zh}与上年数据", f"{en} on last year's figures"),
            innocent=Text("比较的口径与上年报告不同", "the comparison is of another scope than last year's report"),
        )
        for slug, part, amount, zh, en in (("change", "change", True, "增减额", "change"), ("growth", "growth", False, "增减百分比", "growth"))
    ),
    # the same money in two tables
    *(
        AtMost(
            id=f"basic-{slug}-within-three-public", lesser=Ref(f"basic@{code}", stage=ACTUAL), greater=Ref(item, stage=ACTUAL),
            label=Text(f"基本支出所列{label}超过“三公”经费该项", f"{slug} inside basic expenditure above the three-public item"), category="D-15",
            innocent=Text("两处口径或资金范围不同", "the two places cover different funds"),
        )
        for slug, code, item, label in BASIC_AND_THREE_PUBLIC
    ),
    *(
        AtMost(
            id=f"general-basic-{slug}-within-three-public", lesser=Ref(f"basic@{code}", stage=ACTUAL, fund="general"),
            greater=Ref(item, stage=ACTUAL, fund="all"), category="D-15",
            label=Text(f"基本支出表所列{label}超过“三公”经费表该项", f"{slug} in the table of basic expenditure above the three-public table"),
            innocent=Text("两表资金范围或列报口径不同", "the two tables cover different funds, or list the item by different rules"),
        )
        for slug, code, item, label in BASIC_AND_THREE_PUBLIC
    ),
    *(
        EqualTo(
            id=f"basic-{slug}-and-three-public", one=f"basic@{code}", other=item, severity=Severity.NOTICE, question=True,
            label=Text(f"{label}", f"{slug} in basic expenditure and in three-public"), category="D-15",
            innocent=Text("差额由项目支出列支", "the rest was paid from project expenditure"),
        )
        for slug, code, item, label in BASIC_AND_THREE_PUBLIC
    ),
    EqualTo(
        id="sides-move-together",
        one="expenditure:change",
        other="revenue:change",
        at=ORIGINAL,
        label=Text("收支同口径增减", "both sides change alike"),
        category="D-16",
    ),
    SumOf(
        id="sides-of-the-budget", total="expenditure", parts=("revenue",), optional=("carry-in", "balance-used"), at=ORIGINAL,
        label=Text("收入预算与支出预算", "revenue and expenditure budget"), category="D-50", severity=Severity.NOTICE,
    ),
)  # fmt: skip
