"""What published budgets and final accounts have in common: tables by functional class, and the books of appropriation."""

from __future__ import annotations

from perfeval.ruling import Column, Layout, Role, RowItem, Stage

CODE_WORDS = (
    "功能分类科目编码", "科目编码", "支出功能分类科目编码", "经济分类科目编码", "支出经济分类科目编码", "编码", "科目代码", "功能分类科目代码",
    "支出功能分类科目代码", "经济分类科目代码", "支出经济分类科目代码", "功能科目编码", "经济科目编码", "部门预算支出经济分类科目编码", "部门预算经济分类科目编码",
)  # fmt: skip
CODES = Column(Role.CODE, CODE_WORDS)
NAMES = Column(
    Role.LABEL,
    (
        "科目名称",
        "项目",
        "名称",
        "收入",
        "支出",
        "功能科目名称",
        "经济科目名称",
        "功能分类科目名称",
        "经济分类科目名称",
        "部门经济分类科目名称",
    ),
)
LINE_NUMBERS = Column(Role.OTHER, ("行次",))
ALL_OF_IT = ("本年支出合计", "合计", "本年支出", "小计", "支出合计", "总计")


def of_class(words: tuple[str, ...], item: str, stage: Stage) -> Column:
    """A column of amounts of one item by class, whose stage the table declares."""
    return Column(Role.AMOUNT, words, item=item, stage=stage, declared=True)


def by_function(id: str, label: str, titles: tuple[str, ...], fund: str, stage: Stage, source: str) -> Layout:  # noqa: A002
    """An expenditure table by functional class: total, basic, project and the rest, for one fund scope."""
    return Layout(
        id=id, label=label, titles=titles, anchors=(ALL_OF_IT, NAMES.words),
        columns=(
            CODES, NAMES, of_class(ALL_OF_IT, "expenditure", stage), of_class(("基本支出",), "basic", stage),
            of_class(("人员经费", "人员支出"), "personnel", stage), of_class(("公用经费", "公用支出", "日常公用经费"), "operating", stage),
            of_class(("项目支出",), "project", stage), of_class(("上缴上级支出",), "remitted-up", stage),
            of_class(("经营支出", "事业单位经营支出"), "business", stage), of_class(("对附属单位补助支出",), "subsidies-down", stage),
        ),
        fund=fund, source=source,
    )  # fmt: skip


#: The books of appropriation as columns of a summary, and the words of each.
_BOOKS = {
    "appropriation": ("合计", "小计"),
    "general": ("一般公共预算财政拨款", "一般公共预算", "一般公共预算拨款"),
    "fund": ("政府性基金预算财政拨款", "政府性基金预算", "政府性基金预算拨款", "政府性基金"),
    "state-capital": ("国有资本经营预算财政拨款", "国有资本经营预算", "国有资本经营预算拨款", "国有资本经营"),
}
_CARRIED = {"general": "一般公共预算", "fund": "政府性基金预算", "state-capital": "国有资本经营预算"}


#: The last rows of a summary, left and right.
BALANCE_ROWS = (
    RowItem(("年初财政拨款结转和结余", "上年结转", "上年结转结余", "上年财政拨款结转结余", "上年结转和结余", "上年结余结转", "上年结转结余资金"), "carry-in", panel=0),
    RowItem(("年末财政拨款结转和结余", "年终结转结余", "结转下年", "年末结转结余", "年终结转和结余", "结转下年支出", "年末结转和结余"), "carry-out", panel=1),
    RowItem(("总计", "收入总计", "收入合计总计"), "revenue-side", panel=0), RowItem(("总计", "支出总计"), "expenditure-side", panel=1),
)  # fmt: skip
#: Titles of tables of the three publics, of budgets and of accounts alike.
THREE_PUBLIC_TITLES = (
    "“三公”经费支出决算表", "三公经费支出决算表", "“三公”经费支出表", "三公经费支出表", "“三公”经费支出预决算表", "“三公”经费", "三公经费", "三公表",
)  # fmt: skip


#: What the columns of a table of the three publics are about, in the order every form has them.
THREE_PUBLIC_ITEMS = (
    "three-public", "three-public.abroad", "three-public.vehicles", "three-public.vehicles.purchase", "three-public.vehicles.running",
    "three-public.hospitality",
)  # fmt: skip
#: Headers over labels: a table that has one lists the three publics by rows.
LINE_WORDS = (
    "项目",
    "项目名称",
    "经费项目",
    "支出项目",
    "费用项目",
    "三公经费项目",
    "“三公”经费项目",
    "内容",
    "类别",
    "科目",
)


def appropriation(
    id: str,  # noqa: A002
    label: str,
    titles: tuple[str, ...],
    amounts: tuple[str, ...],
    stage: Stage,
    source: str,
) -> Layout:
    """The summary of appropriations: revenue by book on the left, expenditure by class and book on the right."""
    declared = amounts if stage.value != "actual" else ()
    return Layout(
        id=id, label=label, titles=titles, anchors=(("项目",), amounts, _BOOKS["appropriation"]),
        columns=(
            NAMES, LINE_NUMBERS, Column(Role.AMOUNT, amounts, stage=stage, fund="appropriation", declared=bool(declared)),
            *(Column(Role.AMOUNT, words, stage=stage, declared=True, fund=fund) for fund, words in _BOOKS.items()),
        ),
        rows=(
            *(RowItem(_book_row(book), f"carry-in.{book}", below="carry-in", panel=0) for book in _CARRIED),
            *(RowItem(_book_row(book), f"revenue.{book}", panel=0) for book in _CARRIED),
            *BALANCE_ROWS,
        ),
        items=("revenue", "expenditure", "carry-in", "carry-out"), panels=("revenue", "expenditure"), source=source,
    )  # fmt: skip


def _book_row(book: str) -> tuple[str, ...]:
    return tuple(_CARRIED[book] + word for word in ("财政拨款", "拨款", "", "拨款收入", "财政拨款收入"))
