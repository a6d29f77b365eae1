"""The published final accounts (公开01–09表), matched by name and never by number."""

from __future__ import annotations

from perfeval.ruling import (
    ACTUAL,
    FINAL,
    ORIGINAL,
    Column,
    Layout,
    Role,
    RowItem,
    Stage,
)

CODE_WORDS = (
    "功能分类科目编码", "科目编码", "支出功能分类科目编码", "经济分类科目编码", "支出经济分类科目编码", "编码", "科目代码", "功能分类科目代码",
    "支出功能分类科目代码", "经济分类科目代码", "支出经济分类科目代码",
)  # fmt: skip
_CODES = Column(Role.CODE, CODE_WORDS)
_NAMES = Column(Role.LABEL, ("科目名称", "项目", "名称", "收入", "支出"))


def _by_function(id: str, label: str, titles: tuple[str, ...], fund: str, stage: Stage = ACTUAL) -> Layout:  # noqa: A002
    """An expenditure table by functional class: total, basic, project and the rest, for one fund scope."""
    return Layout(
        id=id, label=label, titles=titles, anchors=(("本年支出合计", "合计", "本年支出", "支出合计"), ("项目", "科目名称")),
        columns=(
            _CODES, _NAMES,
            Column(Role.AMOUNT, ("本年支出合计", "合计", "本年支出", "小计", "支出合计"), item="expenditure", stage=stage, declared=True),
            Column(Role.AMOUNT, ("基本支出",), item="basic", stage=stage, declared=True),
            Column(Role.AMOUNT, ("项目支出",), item="project", stage=stage, declared=True),
            Column(Role.AMOUNT, ("上缴上级支出",), item="remitted-up", stage=stage, declared=True),
            Column(Role.AMOUNT, ("经营支出",), item="business", stage=stage, declared=True),
            Column(Role.AMOUNT, ("对附属单位补助支出",), item="subsidies-down", stage=stage, declared=True),
        ),
        fund=fund, source="部门决算公开表" if stage is ACTUAL else "部门预算公开表",
    )  # fmt: skip


def _book(id: str, label: str, titles: tuple[str, ...], fund: str) -> Layout:  # noqa: A002
    """The table of one book that carries its own balance: carried in, received, spent, carried on."""
    return Layout(
        id=id, label=label, titles=titles, anchors=(("本年收入",), ("本年支出", "本年支出合计")),
        columns=(
            _CODES, _NAMES,
            Column(Role.AMOUNT, ("年初结转和结余", "年初结转结余"), item="carry-in", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("本年收入",), item="revenue", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("本年支出", "小计", "本年支出合计"), item="expenditure", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("基本支出",), item="basic", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("项目支出",), item="project", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("年末结转和结余", "年末结转结余"), item="carry-out", stage=ACTUAL, declared=True),
        ),
        fund=fund, source="部门决算公开表",
    )  # fmt: skip


_BOOK_COLUMNS = (
    Column(Role.AMOUNT, ("合计", "小计"), stage=ACTUAL, declared=True, fund="appropriation"),
    Column(Role.AMOUNT, ("一般公共预算财政拨款",), stage=ACTUAL, declared=True, fund="general"),
    Column(Role.AMOUNT, ("政府性基金预算财政拨款",), stage=ACTUAL, declared=True, fund="fund"),
    Column(Role.AMOUNT, ("国有资本经营预算财政拨款",), stage=ACTUAL, declared=True, fund="state-capital"),
)

BUDGETS = (
    _by_function("budget-expenditure", "部门支出总表", ("支出总表", "支出总体情况表", "支出预算总表", "部门支出预算表"), "all", ORIGINAL),
    _by_function("budget-general", "一般公共预算支出表", ("一般公共预算支出表", "一般公共预算支出情况表", "一般公共预算支出预算表", "一般公共预算财政拨款支出预算表"), "general", ORIGINAL),
    _by_function("budget-fund", "政府性基金预算支出表", ("政府性基金预算支出表", "政府性基金预算支出情况表", "政府性基金支出预算表"), "fund", ORIGINAL),
    Layout(
        id="budget-summary", label="部门收支总表", titles=("收支总表", "收支总体情况表", "收支预算总表", "部门收支预算总表"),
        anchors=(("项目",), ("预算数", "金额", "本年预算", "年初预算数", "预算")),
        columns=(_NAMES, Column(Role.AMOUNT, ("预算数", "金额", "本年预算", "年初预算数", "预算"), stage=ORIGINAL, declared=True), Column(Role.OTHER, ("行次",))),
        rows=(
            RowItem(("收入总计", "收入合计总计"), "revenue-side"), RowItem(("支出总计",), "expenditure-side"),
            RowItem(("一般公共预算拨款", "一般公共预算拨款收入", "一般公共预算资金"), "revenue.general"),
            RowItem(("政府性基金预算拨款", "政府性基金预算拨款收入", "政府性基金预算资金"), "revenue.fund"),
            RowItem(("国有资本经营预算拨款", "国有资本经营预算拨款收入", "国有资本经营预算资金"), "revenue.state-capital"),
            RowItem(("总计",), "revenue-side", panel=0), RowItem(("总计",), "expenditure-side", panel=1),
        ),
        items=("revenue", "expenditure", "carry-in", "carry-out"), fund="all", source="部门预算公开表",
    ),
)  # fmt: skip

MORE_ACCOUNTS = (
    Layout(
        id="accounts-appropriation", label="财政拨款收入支出决算总表", titles=("财政拨款收入支出决算总表", "财政拨款收支决算总表", "财政拨款收支总表"),
        anchors=(("项目",), ("金额", "决算数"), ("合计", "小计")),
        columns=(
            _NAMES, Column(Role.OTHER, ("行次",)), Column(Role.AMOUNT, ("金额", "决算数"), stage=ACTUAL, fund="appropriation"), *_BOOK_COLUMNS,
        ),
        rows=(
            RowItem(("一般公共预算财政拨款",), "revenue.general", panel=0), RowItem(("政府性基金预算财政拨款",), "revenue.fund", panel=0),
            RowItem(("国有资本经营预算财政拨款",), "revenue.state-capital", panel=0),
            RowItem(("年初财政拨款结转和结余",), "carry-in", panel=0), RowItem(("年末财政拨款结转和结余",), "carry-out", panel=1),
            RowItem(("总计",), "revenue-side", panel=0), RowItem(("总计",), "expenditure-side", panel=1),
        ),
        items=("revenue", "expenditure", "carry-in", "carry-out"), source="部门决算公开04表",
    ),
    _book("accounts-fund", "政府性基金预算财政拨款收入支出决算表", ("政府性基金预算财政拨款收入支出决算表", "政府性基金预算财政拨款收入支出表", "政府性基金预算财政拨款支出决算表", "政府性基金预算支出决算表"), "fund"),
    _book("accounts-state-capital", "国有资本经营预算财政拨款收入支出决算表",
          ("国有资本经营预算财政拨款收入支出决算表", "国有资本经营预算财政拨款支出决算表", "国有资本经营预算财政拨款收入支出表", "国有资本经营预算支出决算表"), "state-capital"),
    Layout(
        id="accounts-three-public", label="财政拨款“三公”经费支出决算表", titles=("“三公”经费支出决算表", "三公经费支出决算表", "“三公”经费支出表", "“三公”经费支出预决算表", "“三公”经费", "三公经费", "三公表"),
        anchors=(("预算数",), ("决算数",)),
        columns=(Column(Role.AMOUNT, ("预算数",), stage=FINAL, declared=True), Column(Role.AMOUNT, ("决算数",), stage=ACTUAL)),
        sequence=(
            "three-public", "three-public.abroad", "three-public.vehicles", "three-public.vehicles.purchase", "three-public.vehicles.running",
            "three-public.hospitality",
        ),
        fund="all", source="部门决算公开三公经费表",
    ),
)  # fmt: skip


ACCOUNTS = (
    Layout(
        id="accounts-summary", label="收入支出决算总表", titles=("收入支出决算总表", "收支决算总表", "收入支出总表"),
        anchors=(("项目",), ("决算数", "金额", "本年决算数")),
        columns=(_NAMES, Column(Role.AMOUNT, ("决算数", "金额", "本年决算数"), stage=ACTUAL), Column(Role.OTHER, ("行次",))),
        rows=(RowItem(("总计",), "revenue-side", panel=0), RowItem(("总计",), "expenditure-side", panel=1)),
        items=("revenue", "expenditure", "carry-in", "carry-out", "balance-used", "balance-distributed"),
        fund="all", source="部门决算公开01表",
    ),
    _by_function("accounts-expenditure", "支出决算表", ("支出决算表",), "all"),
    _by_function("accounts-general", "一般公共预算财政拨款支出决算表", ("一般公共预算财政拨款支出决算表", "一般公共预算财政拨款支出表"), "general"),
    *MORE_ACCOUNTS,
    *BUDGETS,
    Layout(
        id="accounts-income", label="收入决算表", titles=("收入决算表",),
        anchors=(("本年收入合计",), ("财政拨款收入",)),
        columns=(
            _CODES, _NAMES,
            Column(Role.AMOUNT, ("本年收入合计",), item="revenue", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("财政拨款收入",), item="revenue.appropriation", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("上级补助收入",), item="revenue.superior", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("事业收入",), item="revenue.service", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("经营收入",), item="revenue.business", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("附属单位上缴收入",), item="revenue.affiliated", stage=ACTUAL, declared=True),
            Column(Role.AMOUNT, ("其他收入",), item="revenue.other", stage=ACTUAL, declared=True),
        ),
        fund="all", source="部门决算公开02表",
    ),
    Layout(
        id="accounts-basic", label="一般公共预算财政拨款基本支出决算表", titles=("基本支出决算表", "基本支出决算明细表", "一般公共预算财政拨款基本支出决算表", "一般公共预算财政拨款基本支出决算明细表", "基本支出表"),
        anchors=(CODE_WORDS, ("科目名称",), ("决算数", "金额")),
        columns=(_CODES, _NAMES, Column(Role.AMOUNT, ("决算数", "金额"), item="basic", stage=ACTUAL)),
        rows=(
            RowItem(("人员经费合计",), "personnel"), RowItem(("公用经费合计",), "operating"),
        ),
        fund="general", source="部门决算公开06表",
    ),
)  # fmt: skip
