"""The published budgets of a department (部门预算公开表), known by name and header words, never by number."""

from __future__ import annotations

from perfeval.rules.national.layouts.tables import (
    ALL_OF_IT,
    BALANCE_ROWS,
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
from perfeval.ruling import ORIGINAL, Column, Layout, Role, RowItem

_PUBLISHED = "部门预算公开表"
_AMOUNTS = ("预算数", "金额", "本年预算", "年初预算数", "预算", "本年预算数")


def _expenditure(id: str, label: str, titles: tuple[str, ...], fund: str) -> Layout:  # noqa: A002
    return by_function(id, label, titles, fund, ORIGINAL, _PUBLISHED)


_INCOME = Layout(
    id="budget-income", label="部门收入总表", titles=("收入总表", "收入总体情况表", "收入预算总表", "部门收入预算表", "收入预算表"),
    anchors=(("合计", "总计"), ("一般公共预算", "一般公共预算拨款", "一般公共预算拨款收入", "一般公共预算财政拨款", "一般公共预算收入", "一般公共预算资金")),
    columns=(
        Column(Role.LABEL, ("部门名称", "单位名称", "预算单位名称", "预算单位", "部门", "单位", "科目名称", "项目")),
        Column(Role.OTHER, ("部门代码", "单位代码", "部门编码", "单位编码", "预算单位编码", "序号")), CODES,
        of_class(("合计", "总计"), "revenue-side", ORIGINAL), of_class(("本年收入", "本年收入小计", "本年收入合计"), "revenue", ORIGINAL),
        of_class(("一般公共预算", "一般公共预算拨款", "一般公共预算拨款收入", "一般公共预算财政拨款", "一般公共预算收入", "一般公共预算资金"), "revenue.general", ORIGINAL),
        of_class(("政府性基金预算", "政府性基金预算拨款", "政府性基金预算拨款收入", "政府性基金", "政府性基金预算资金", "政府性基金收入"), "revenue.fund", ORIGINAL),
        of_class(("国有资本经营预算", "国有资本经营预算拨款", "国有资本经营预算拨款收入", "国有资本经营预算资金", "国有资本经营收入"), "revenue.state-capital", ORIGINAL),
        of_class(("财政专户管理资金", "财政专户管理资金收入"), "revenue.fiscal-account", ORIGINAL), of_class(("事业收入",), "revenue.service", ORIGINAL),
        of_class(("事业单位经营收入", "经营收入"), "revenue.business", ORIGINAL), of_class(("上级补助收入",), "revenue.superior", ORIGINAL),
        of_class(("附属单位上缴收入",), "revenue.affiliated", ORIGINAL), of_class(("其他收入",), "revenue.other", ORIGINAL),
        of_class(("上年结转结余", "上年结转", "上年结转和结余"), "carry-in", ORIGINAL),
    ),
    fund="all", at_least=5, by_unit=True, source=_PUBLISHED,
)  # fmt: skip

_INCOME_BY_CLASS = Layout(
    id="budget-income-by-class", label="部门收入预算总表（按科目分行）", titles=_INCOME.titles, anchors=(("合计", "总计", "本年收入合计"), ("财政拨款收入",)),
    columns=(
        CODES, NAMES,
        of_class(("合计", "总计", "本年收入合计"), "revenue", ORIGINAL), of_class(("财政拨款收入",), "revenue.appropriation", ORIGINAL),
        *(c for c in _INCOME.columns if c.item in ("revenue.superior", "revenue.service", "revenue.business", "revenue.affiliated", "revenue.other", "carry-in")),
    ),
    fund="all", source=_PUBLISHED,
)  # fmt: skip

_BASIC = Layout(
    id="budget-basic", label="一般公共预算基本支出表",
    titles=(
        "一般公共预算基本支出部门预算经济分类预算表", "基本支出部门预算经济分类预算表", "基本支出预算经济分类表","一般公共预算基本支出表", "一般公共预算基本支出情况表", "一般公共预算基本支出预算表", "一般公共预算财政拨款基本支出预算表", "一般公共预算财政拨款基本支出表"),
    anchors=(ALL_OF_IT, NAMES.words, ("人员经费", "人员支出")),
    columns=(
        CODES, NAMES, of_class((*ALL_OF_IT, "基本支出"), "basic", ORIGINAL), of_class(("人员经费", "人员支出"), "personnel", ORIGINAL),
        of_class(("公用经费", "公用支出", "日常公用经费"), "operating", ORIGINAL),
    ),
    fund="general", source=_PUBLISHED,
)  # fmt: skip

_THREE_PUBLIC = Layout(
    id="budget-three-public", label="一般公共预算“三公”经费支出表", titles=THREE_PUBLIC_TITLES, anchors=(), at_least=4,
    columns=(
        Column(Role.LABEL, ("单位名称", "部门名称", "预算单位", "预算单位名称", "单位", "部门")),
        Column(Role.OTHER, ("单位编码", "单位代码", "部门编码", "部门代码", "序号")),
        *(
            Column(Role.AMOUNT, item=item, stage=ORIGINAL, declared=True)
            for item in THREE_PUBLIC_ITEMS[1:]
        ),
        of_class(("购置费",), "three-public.vehicles.purchase", ORIGINAL), of_class(("运行费", "运行维护费"), "three-public.vehicles.running", ORIGINAL),
        of_class(("机关运行经费预算数", "机关运行经费"), "running", ORIGINAL),
        of_class(("合计", "总计", "三公经费合计", "“三公”经费合计", "小计", "三公经费", "“三公”经费", "三公经费预算总额"), "three-public", ORIGINAL),
    ),
    without=("预算数", "决算数"), fund="all", by_unit=True, source=_PUBLISHED,
)  # fmt: skip

_THREE_PUBLIC_BY_YEAR = Layout(
    id="budget-three-public-years", label="“三公”经费预算表（按年度分栏）", titles=THREE_PUBLIC_TITLES, anchors=(("预算数", "预算", "年初预算数"),),
    columns=(Column(Role.AMOUNT, ("预算数", "预算", "年初预算数"), stage=ORIGINAL, declared=True),),
    sequence=THREE_PUBLIC_ITEMS, without=("决算数", "执行数", "决算", *LINE_WORDS), fund="all", source=_PUBLISHED,
)  # fmt: skip

BUDGETS = (
    _expenditure("budget-expenditure", "部门支出总表", ("支出总表", "支出总体情况表", "支出预算总表", "部门支出预算表"), "all"),
    _expenditure("budget-general", "一般公共预算支出表", ("一般公共预算支出表", "一般公共预算支出情况表", "一般公共预算支出预算表", "一般公共预算财政拨款支出预算表", "一般公共预算支出功能分类预算表"), "general"),
    _expenditure("budget-fund", "政府性基金预算支出表", ("政府性基金预算支出表", "政府性基金预算支出情况表", "政府性基金支出预算表", "政府性基金预算支出预算表", "政府性基金预算支出功能分类预算表"), "fund"),
    _expenditure("budget-state-capital", "国有资本经营预算支出表", ("国有资本经营预算支出表", "国有资本经营预算支出情况表", "国有资本经营预算支出预算表", "国有资本经营预算支出功能分类预算表"), "state-capital"),
    appropriation(
        "budget-appropriation", "财政拨款收支总表",
        ("财政拨款收支总表", "财政拨款收支总体情况表", "财政拨款收支预算总表", "财政拨款收支情况总表", "财政拨款预算收支总表", "财政拨款收支情况表"),
        _AMOUNTS, ORIGINAL, _PUBLISHED,
    ),
    _INCOME, _INCOME_BY_CLASS, _BASIC, _THREE_PUBLIC, _THREE_PUBLIC_BY_YEAR,
    Layout(
        id="budget-summary", label="部门收支总表", titles=("收支总表", "收支总体情况表", "收支预算总表", "部门收支预算总表"),
        anchors=(("项目",), _AMOUNTS),
        columns=(NAMES, Column(Role.AMOUNT, _AMOUNTS, stage=ORIGINAL, declared=True), LINE_NUMBERS),
        rows=(
            RowItem(("一般公共预算拨款", "一般公共预算拨款收入", "一般公共预算资金"), "revenue.general"),
            RowItem(("政府性基金预算拨款", "政府性基金预算拨款收入", "政府性基金预算资金"), "revenue.fund"),
            RowItem(("国有资本经营预算拨款", "国有资本经营预算拨款收入", "国有资本经营预算资金"), "revenue.state-capital"),
            *BALANCE_ROWS,
        ),
        items=("revenue", "expenditure", "carry-in", "carry-out"), panels=("revenue", "expenditure"), fund="all", source=_PUBLISHED,
    ),
)  # fmt: skip
