"""Functional classes in running text, held against the tables of the same report."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st
from tests.test_sentences import heard, holds, judged, reading

import perfeval
from perfeval.editing.suggest import with_suggestions

TITLE = "2023年度部门决算公开 一般公共预算财政拨款支出决算表 单位：万元"
HEAD = "科目编码|科目名称|本年支出合计|基本支出|项目支出"
#: Class, group and item with their codes; 行政运行 stands under two groups, one name holds a comma of its own.
CLASSES = {
    "2050101": ("教育支出", "教育管理事务", "行政运行"),
    "2050803": ("教育支出", "进修及培训", "培训支出"),
    "2110105": ("节能环保支出", "环境保护管理事务", "环境保护法规、规划及标准"),
    "2110199": ("节能环保支出", "环境保护管理事务", "其他环境保护管理事务支出"),
    "2120101": ("城乡社区支出", "城乡社区管理事务", "行政运行"),
    "2210201": ("住房保障支出", "住房改革支出", "住房公积金"),
}


@frozen
class Year:
    """What was spent on each item, in hundredths of 万元, and budgeted."""

    spent: dict[str, int]
    budgeted: dict[str, int]


def money(hundredths: int) -> str:
    """万元 with two decimals."""
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def table(spent: dict[str, int]) -> tuple[str, ...]:
    """The general table: every class with what was spent on it, all of it basic expenditure."""
    every = sorted({code[:n] for code in spent for n in (3, 5, 7)})
    rows = [f"合计||{money(sum(spent.values()))}|{money(sum(spent.values()))}|0.00"]
    for code in every:
        amount = money(sum(v for k, v in spent.items() if k.startswith(code)))
        label = next(names[(3, 5, 7).index(len(code))] for k, names in CLASSES.items() if k.startswith(code))
        rows.append(f"{code}|{label}|{amount}|{amount}|0.00")
    return (HEAD, *rows)


def item(code: str) -> str:
    """An item with the classes above it."""
    names = CLASSES[code]
    return f"{names[0]}（类）{names[1]}（款）{names[2]}（项）"


def order(spent: int, budgeted: int) -> str:
    """How the two compare, in words."""
    return "决算数等于预算数" if spent == budgeted else "决算数大于预算数" if spent > budgeted else "决算数小于预算数"


def amount_first(number: int, code: str, spent: str, budgeted: str, said: str) -> list[str]:
    """The amount behind the item, then both with their words."""
    return [
        f"{number}．{item(code)}{spent}万元，主要用于日常工作。年初预算为{budgeted}万元，支出决算为{spent}万元。{said}的主要原因：按实列支。"
    ]


def words_first(number: int, code: str, spent: str, budgeted: str, said: str) -> list[str]:
    """A colon, then both with their words."""
    return [f"（{number}）{item(code)}：年初预算数为{budgeted}万元，支出决算数为{spent}万元，{said}。"]


def as_heading(number: int, code: str, spent: str, budgeted: str, said: str) -> list[str]:
    """The item as a heading, the amounts below it."""
    return [f"{number}、{item(code)}。", f"年初预算为{budgeted}万元，支出决算为{spent}万元，{said}，主要是工作需要。"]


STYLES = (amount_first, words_first, as_heading)
Style = Callable[[int, str, str, str, str], list[str]]


@st.composite
def years(draw: st.DrawFn) -> Year:
    """Some items, each with an amount that none of the others has, nor any sum of theirs."""
    codes = draw(st.lists(st.sampled_from(sorted(CLASSES)), min_size=2, unique=True))
    spent = {code: 12_34 + 10 ** (n + 4) + draw(st.integers(0, 999)) for n, code in enumerate(codes)}
    return Year(spent, {code: amount + draw(st.integers(-500, 500)) for code, amount in spent.items()})


def text(year: Year, style: Style, wrong: dict[str, str] | None = None) -> list[str]:
    """The paragraphs of a year in one style, some amounts misprinted."""
    lines: list[str] = []
    for number, (code, spent) in enumerate(year.spent.items(), 1):
        budgeted = year.budgeted[code]
        lines += style(number, code, (wrong or {}).get(code, money(spent)), money(budgeted), order(spent, budgeted))
    return lines


@given(years(), st.sampled_from(STYLES))
def test_every_item_of_the_text_is_held_against_the_table(year: Year, style: Style) -> None:
    """A text that prints the table's amounts is silent, and each of its items was compared."""
    evaluation = judged(TITLE, table(year.spent), *text(year, style))

    assert [f.message.zh for f in evaluation.findings] == []
    assert sum(h.rule == "text.class-spent" for h in evaluation.held) == len(year.spent)


@given(years(), st.sampled_from(STYLES), st.data())
def test_a_wrong_amount_of_the_text_is_named(year: Year, style: Style, data: st.DataObject) -> None:
    """An amount that no table prints is asked about, with both amounts and the item's own name."""
    code = data.draw(st.sampled_from(sorted(year.spent)))
    wrong = money(year.spent[code] + data.draw(st.sampled_from((30, 10_00))))

    found = judged(TITLE, table(year.spent), *text(year, style, {code: wrong})).findings
    (one,) = [f for f in found if f.rule == "text.class-spent"]

    assert CLASSES[code][2] in one.message.zh
    assert wrong in one.message.zh
    assert money(year.spent[code]) in one.message.zh


@given(years())
def test_the_order_of_two_amounts_is_said_in_the_next_sentence(year: Year) -> None:
    """决算数大于预算数 behind a full stop is held to the amounts before it."""
    evaluation = judged(TITLE, table(year.spent), *text(year, amount_first))

    rules = {h.rule for h in evaluation.held}
    differ = any(year.spent[c] != year.budgeted[c] for c in year.spent)
    assert ("text.order" in rules) is differ
    assert ("text.same" in rules) is any(year.spent[c] == year.budgeted[c] for c in year.spent)


ONE = {"2210201": 35_10}
LINE = "1．住房保障支出（类）住房改革支出（款）住房公积金（项）35.10万元，主要用于缴存。年初预算为36.00万元，支出决算为{}万元。"


def test_two_amounts_of_one_sentence() -> None:
    """The amount behind an item and the 支出决算 of its sentence are one amount, without a table as well."""
    assert "text.lead" in holds(LINE.format("35.10"))
    assert heard("支出决算为35.10", "支出决算为34.10", LINE.format("35.10")) == [("error", "text.lead")]
    assert holds(LINE.format("35.10").replace("（项）35.10", "（项）36.00")) is not None  # the budget, said first


@pytest.mark.parametrize("line", [
    "住房保障支出（类）住房改革支出（款）购房补贴（项）：支出决算为9.00万元。",  # not in the table
    "城乡社区支出（类）城乡社区管理事务（款）行政运行、执法（项）12.00万元。",  # another name
    "住房保障支出（类）住房改革支出（款）住房公积金（项）：2022年支出决算为9.00万元。",  # another year
    "住房保障支出（类）住房改革支出（款）住房公积金（项）：完成预算的90%，决算数小于预算数3.90万元。",  # no amount of its own
    "住房保障支出（类）住房改革支出（款）提租补贴及（项）：支出决算为9.00万元。",
])  # fmt: skip
def test_what_the_table_does_not_say(line: str) -> None:
    """An item the table does not list, another year and a difference are compared with nothing."""
    assert not any(s.name.item.text.endswith("#class-spent") for s in reading(TITLE, table(ONE), line).statements)
    assert [f.rule for f in judged(TITLE, table(ONE), line).findings] == []


def test_only_the_table_of_all_funds() -> None:
    """Where the general table is not in the report, an amount of the text may be another fund's, and is let be."""
    line = "住房保障支出（类）住房改革支出（款）住房公积金（项）：支出决算为9.00万元。"

    assert holds(TITLE.replace("一般公共预算财政拨款", ""), table(ONE), line) is not None


BUDGET = "2023年部门预算 一般公共预算支出功能分类预算表 单位：元"


def test_a_budget_in_yuan() -> None:
    """Amounts in 万元 are held against a table in 元, class, group and item in cells of their own."""
    rows = (
        "类|款|项|功能分类科目名称|合计|基本支出|项目支出", "221|||住房保障支出|351,049|351,049|", "221|02||住房改革支出|351,049|351,049|",
        "221|02|01|住房公积金|351,049|351,049|", "合计||||351,049|351,049|",
    )  # fmt: skip
    table_of_yuan = ("功能分类科目编码|||功能分类科目名称|合计|基本支出|项目支出", *rows[1:])
    line = "1.“住房保障支出”科目住房保障支出（类）住房改革支出（款）住房公积金（项）35.10万元，主要用于缴存。"

    assert "text.class-budgeted" in holds(BUDGET, table_of_yuan, line)
    assert heard("35.10", "53.10", BUDGET, table_of_yuan, line) == [("warning", "text.class-budgeted")]


@pytest.mark.parametrize("line", [
    "2.“住房保障支出”35.10万元，占100%；", "住房保障支出35.10万元，占100.00%。", "主要用于以下方面：住房保障支出（类）35.10万元，占100%。",
])  # fmt: skip
def test_a_class_with_its_share(line: str) -> None:
    """In a list of shares, a class without its mark is held to the table as well."""
    assert "text.class-spent" in holds(TITLE, table(ONE), line)
    found = judged(TITLE, table(ONE), line.replace("35.10", "53.10")).findings
    assert [f.rule for f in found] == ["text.class-spent"]


def test_a_page_with_fewer_columns() -> None:
    """Rows of a page whose code stands in one cell, under a header that has three for it, are read from the right."""
    head = ("项目||||本年支出合计|基本支出|项目支出", "功能分类科目编码|||科目名称|||")
    rows = (
        "合计||||35.10|35.10|0.00",
        "221|||住房保障支出|35.10|35.10|0.00",
        "22102|住房改革支出|35.10|35.10|0.00",
        "2210201|住房公积金|35.10|35.10|0.00",
    )
    line = "住房保障支出（类）住房改革支出（款）住房公积金（项）：支出决算为35.10万元。"

    assert "text.class-spent" in holds(TITLE, (*head, *rows), line)


def test_a_header_printed_again_on_the_next_page() -> None:
    """A header that stands once more inside a table divides nothing: the total is still that of all its classes."""
    rows = table({"2050101": 20_00, "2210201": 15_10})
    at = next(n for n, row in enumerate(rows) if row.startswith("221"))
    pages = (*rows[:at], HEAD, *rows[at:])

    assert "function-tree" in holds(TITLE, pages)
    assert len({s.block for s in reading(TITLE, pages).statements}) == 1


# --- the table itself -----------------------------------------------------------------------------------------------


@given(st.integers(1, 3))
def test_amounts_beside_other_labels_are_one_finding(away: int) -> None:
    """A table whose amounts stand some rows away from their labels is in doubt as a whole: one finding, the rest under it."""
    first, *rows = table({code: 11_00 + 7**n * 13 for n, code in enumerate(CLASSES, 2)})
    amounts = [row.split("|", 2)[2] for row in rows]
    turned = [f"{row.rsplit('|', 3)[0]}|{amounts[(n + away) % len(amounts)]}" for n, row in enumerate(rows)]

    evaluation = judged(TITLE, (first, *turned))
    (root,) = evaluation.of(perfeval.Severity.ERROR)

    assert [s.kind for s in root.suggestions if s.kind == "table"] == ["table"]
    assert len(evaluation.members(root)) >= 7
    assert evaluation.of(perfeval.Severity.WARNING) == ()


@given(years(), st.data())
def test_one_wrong_amount_leaves_the_table_alone(year: Year, data: st.DataObject) -> None:
    """One misprint breaks the sums it stands in, and casts no doubt on the table."""
    first, *rows = table(year.spent)
    at = data.draw(st.integers(0, len(rows) - 1))
    code, label, amount, *rest = rows[at].split("|")
    wrong = "|".join((code, label, money(int(amount.replace(".", "")) + 1_000), *rest))

    found = judged(TITLE, (first, *rows[:at], wrong, *rows[at + 1 :])).findings

    assert found
    assert not any(s.kind == "table" for f in found for s in f.suggestions)


def test_amounts_that_only_together_mend_what_is_broken_are_one_finding() -> None:
    """A class and its group misprinted alike break four sums, in each of two tables: one finding names both amounts."""
    right = table({"2050101": 20_00, "2120101": 106_61, "2210201": 15_10})
    wrong = tuple(
        "|".join((*row.split("|")[:3], "16.61", "0.00")) if row.startswith(("212|", "21201|")) else row for row in right
    )
    other = TITLE.replace("一般公共预算财政拨款", "")
    made = with_suggestions(judged(TITLE, wrong, other, wrong))
    roots = [f for f in made.of(perfeval.Severity.ERROR) if any("须一并更正" in s.text.zh for s in f.suggestions)]

    (root,) = roots
    assert len(made.members(root)) >= 3
