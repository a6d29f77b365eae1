"""The published final accounts (公开01–09表), matched by name and never by number."""

from __future__ import annotations

from perfeval.rules.national.layouts.budgets import BUDGETS
from perfeval.rules.national.layouts.tables import (
    CODE_WORDS,
    CODES,
    LINE_NUMBERS,
    LINE_WORDS,
    NAMES,
    THREE_PUBLIC_ITEMS,
    THREE_PUBLIC_TITLES,
    appropriation,
    by_function,
    of_class,
)
from perfeval.ruling import ACTUAL, FINAL, ORIGINAL, Column, Layout, Role, RowItem

_PUBLISHED = "部门决算公开表"
_FUND_TITLES = (
    "政府性基金预算财政拨款收入支出决算表", "政府性基金预算财政拨款收入支出表", "政府性基金预算财政拨款支出决算表", "政府性基金预算支出决算表", "政府性基金预算财政拨款支出表",
)  # fmt: skip
_CAPITAL_TITLES = (
    "国有资本经营预算财政拨款收入支出决算表", "国有资本经营预算财政拨款支出决算表", "国有资本经营预算财政拨款收入支出表", "国有资本经营预算支出决算表", "国有资本经营预算财政拨款支出表",
)  # fmt: skip


def _book(id: str, label: str, titles: tuple[str, ...], fund: str) -> Layout:  # noqa: A002
    """The table of one book that carries its own balance: carried in, received, spent, carried on."""
    return Layout(
        id=id, label=label, titles=titles, anchors=(("本年收入",), ("本年支出", "本年支出合计")),
        columns=(
            CODES, NAMES,
            of_class(("年初结转和结余", "年初结转结余"), "carry-in", ACTUAL),
            of_class(("本年收入",), "revenue", ACTUAL),
            of_class(("本年支出", "小计", "本年支出合计"), "expenditure", ACTUAL),
            of_class(("基本支出",), "basic", ACTUAL),
            of_class(("项目支出",), "project", ACTUAL),
            of_class(("年末结转和结余", "年末结转结余"), "carry-out", ACTUAL),
        ),
        fund=fund, source="部门决算公开表",
    )  # fmt: skip


MORE_ACCOUNTS = (
    appropriation(
        "accounts-appropriation", "财政拨款收入支出决算总表", ("财政拨款收入支出决算总表", "财政拨款收支决算总表", "财政拨款收支总表", "财政拨款收入支出决算表", "财政拨款收入支出总表"),
        ("金额", "决算数"), ACTUAL, "部门决算公开04表",
    ),
    _book("accounts-fund", "政府性基金预算财政拨款收入支出决算表", _FUND_TITLES, "fund"),
    by_function("accounts-fund-spent", "政府性基金预算财政拨款支出决算表", _FUND_TITLES, "fund", ACTUAL, _PUBLISHED),
    _book("accounts-state-capital", "国有资本经营预算财政拨款收入支出决算表", _CAPITAL_TITLES, "state-capital"),
    by_function("accounts-state-capital-spent", "国有资本经营预算财政拨款支出决算表", _CAPITAL_TITLES, "state-capital", ACTUAL, _PUBLISHED),
    Layout(
        id="accounts-running", label="机构运行信息表",
        titles=("机构运行信息表", "机构运行信息决算表", "机关运行经费情况表", "机关运行经费支出情况表", "国有资产占用情况表", "机构运行信息公开表"),
        anchors=(("项目",), ("预算数",), ("统计数", "决算统计数", "决算数")),
        columns=(
            NAMES, LINE_NUMBERS, Column(Role.AMOUNT, ("预算数",), stage=FINAL, declared=True),
            Column(Role.AMOUNT, ("统计数", "决算统计数", "决算数"), stage=ACTUAL, declared=True),
        ),
        rows=(RowItem(("支出合计",), "three-public"),), items=("three-public", "running", "procurement"), fund="all", source="部门决算公开机构运行信息表",
    ),
    Layout(
        id="three-public-by-rows", label="“三公”经费情况表（按项目分行）", titles=THREE_PUBLIC_TITLES,
        anchors=(LINE_WORDS, ("预算数", "决算数", "年初预算数", "全年预算数", "预算", "决算", "支出决算数", "执行数")),
        columns=(
            Column(Role.LABEL, LINE_WORDS), LINE_NUMBERS, Column(Role.OTHER, ("序号", "备注", "说明")),
            Column(Role.AMOUNT, ("年初预算数", "年初预算"), stage=ORIGINAL), Column(Role.AMOUNT, ("全年预算数", "调整预算数", "调整后预算数"), stage=FINAL),
            Column(Role.AMOUNT, ("预算数", "预算"), stage=FINAL, declared=True), Column(Role.AMOUNT, ("决算数", "决算", "支出决算数", "执行数", "实际支出"), stage=ACTUAL),
        ),
        rows=(RowItem(("合计", "总计"), "three-public"),), items=("three-public",), fund="all", source="“三公”经费公开表",
    ),
    Layout(
        id="accounts-three-public", label="财政拨款“三公”经费支出决算表", titles=THREE_PUBLIC_TITLES,
        anchors=(("预算数",), ("决算数",)),
        columns=(Column(Role.AMOUNT, ("预算数",), stage=FINAL, declared=True), Column(Role.AMOUNT, ("决算数",), stage=ACTUAL)),
        sequence=THREE_PUBLIC_ITEMS,
        without=LINE_WORDS, fund="all", source="部门决算公开三公经费表",
    ),
)  # fmt: skip


ACCOUNTS = (
    Layout(
        id="accounts-summary", label="收入支出决算总表", titles=("收入支出决算总表", "收支决算总表", "收入支出总表", "收入支出决算表"),
        anchors=(("项目",), ("决算数", "金额", "本年决算数")),
        columns=(
            NAMES, LINE_NUMBERS, Column(Role.AMOUNT, ("决算数", "金额", "本年决算数"), stage=ACTUAL),
            Column(Role.AMOUNT, ("年初预算数", "年初预算"), stage=ORIGINAL), Column(Role.AMOUNT, ("全年预算数", "调整预算数", "调整后预算数"), stage=FINAL),
        ),
        rows=(RowItem(("总计",), "revenue-side", panel=0), RowItem(("总计",), "expenditure-side", panel=1)),
        items=("revenue", "expenditure", "carry-in", "carry-out", "balance-used", "balance-distributed"), panels=("revenue", "expenditure"),
        fund="all", source="部门决算公开01表",
    ),
    by_function("accounts-expenditure", "支出决算表", ("支出决算表",), "all", ACTUAL, _PUBLISHED),
    by_function("accounts-general", "一般公共预算财政拨款支出决算表", ("一般公共预算财政拨款支出决算表", "一般公共预算财政拨款支出表"), "general", ACTUAL, _PUBLISHED),
    *MORE_ACCOUNTS,
    *BUDGETS,
    Layout(
        id="accounts-income", label="收入决算表", titles=("收入决算表",),
        anchors=(("本年收入合计",), ("财政拨款收入",)),
        columns=(
            CODES, NAMES,
            of_class(("本年收入合计",), "revenue", ACTUAL),
            of_class(("财政拨款收入",), "revenue.appropriation", ACTUAL),
            of_class(("上级补助收入",), "revenue.superior", ACTUAL),
            of_class(("事业收入",), "revenue.service", ACTUAL),
            of_class(("经营收入",), "revenue.business", ACTUAL),
            of_class(("附属单位上缴收入",), "revenue.affiliated", ACTUAL),
            of_class(("其他收入",), "revenue.other", ACTUAL),
        ),
        fund="all", source="部门决算公开02表",
    ),
    Layout(
        id="accounts-basic", label="一般公共预算财政拨款基本支出决算表", titles=("基本支出决算表", "基本支出决算明细表", "一般公共预算财政拨款基本支出决算表", "一般公共预算财政拨款基本支出决算明细表", "基本支出表"),
        anchors=(CODE_WORDS, ("科目名称",), ("决算数", "金额")),
        columns=(CODES, NAMES, Column(Role.AMOUNT, ("决算数", "金额"), item="basic", stage=ACTUAL)),
        rows=(
            RowItem(("人员经费合计",), "personnel"), RowItem(("公用经费合计",), "operating"),
        ),
        fund="general", source="部门决算公开06表",
    ),
)  # fmt: skip
