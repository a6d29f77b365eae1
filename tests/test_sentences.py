"""Figures in running text: each pattern once with figures that fit, in silence, and once with one that does not, heard."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publications import Passage, passages, passages_that_say_less

import perfeval
from perfeval.document import Cell, Document, Paragraph, Place, Row, Table
from perfeval.model import Known, Report, Stage, Statement
from perfeval.plugins import installed
from perfeval.recognition import recognise

WORDS = installed().words
NATIONAL = perfeval.rulebook("000000", 2023)
TITLE = "某市某馆2023年度部门整体支出绩效自评报告"
MONEY = "经费控制情况|2022年决算数|2023年预算数|2023年决算数"
STAFF = "财政供养人员情况|编制数|2023年实际在职人数|控制率"
FUNDS = "项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分"

Block = str | tuple[str, ...]


def reading(*blocks: Block) -> Report:
    """What a report of 2023 with these paragraphs, and tables of these rows, states."""
    made: list[Paragraph | Table] = [Paragraph(TITLE, Place(file="报告", line=1))]
    for line, block in enumerate(blocks, 2):
        if isinstance(block, str):
            made.append(Paragraph(block, Place(file="报告", line=line)))
            continue
        number = 1 + sum(isinstance(b, Table) for b in made)
        rows = tuple(
            Row(tuple(Cell(t, Place(file="报告", table=number, row=r, cell=c + 1), c) for c, t in enumerate(row.split("|"))))
            for r, row in enumerate(block, 1)
        )  # fmt: skip
        made.append(Table(rows, Place(file="报告", table=number)))
    return recognise(Document("报告", tuple(made)), WORDS)


def judged(*blocks: Block) -> perfeval.Evaluation:
    """The same, judged by the nation's rules."""
    return perfeval.evaluate(reading(*blocks), NATIONAL)


def holds(*blocks: Block, but: str = "") -> set[str]:
    """The rules that hold in a text in which nothing at all is found, but for what one rule says."""
    evaluation = judged(*blocks)
    assert [f.message.zh for f in evaluation.findings if f.rule != but] == []
    return {h.rule for h in evaluation.held}


def heard(right: str, wrong: str, *blocks: Block) -> list[tuple[str, str]]:
    """Severity and rule of the errors and warnings once one figure is wrong; each of them quotes it."""
    text = "\0".join(b if isinstance(b, str) else "\1".join(("", *b)) for b in blocks)
    assert text.count(right) == 1, (right, text)
    spoilt = [tuple(b.split("\1")[1:]) if b.startswith("\1") else b for b in text.replace(right, wrong).split("\0")]
    loud = [f for f in judged(*spoilt).findings if f.severity is not perfeval.Severity.NOTICE]
    (number,) = re.findall(r"\d[\d.,]*", wrong)
    assert all(any(number in figure.printed for figure in f.figures) for f in loud), [f.message.zh for f in loud]
    return sorted((f.severity.value, f.rule) for f in loud)


def figures(*blocks: Block) -> list[tuple[object, ...]]:
    """Item, year, stage and print of every figure that is more than a role in its sentence."""
    return [_shown(s) for s in reading(*blocks).statements]


def _shown(s: Statement) -> tuple[object, ...]:
    stage = s.name.stage.value
    return (
        s.name.item.text, "?" if s.name.year.is_open else s.name.year.value, "?" if s.name.stage.is_open else getattr(stage, "value", stage), s.printed,
    )  # fmt: skip


# --- what is said: items, stages, years -----------------------------------------------------------------------------

STAGES = {
    "年初预算数为": "original", "年初预算": "original", "年初批复预算数": "original", "年初安排": "original", "全年预算数": "final", "调整预算数": "final",
    "调整后预算数为": "final", "实际支出": "actual", "实际支出数为": "actual", "支出决算为": "actual", "决算数": "actual",
}  # fmt: skip


@pytest.mark.parametrize(("words", "stage"), STAGES.items())
def test_stage_words(words: str, stage: str) -> None:
    """The words before an amount say at which stage it is taken."""
    assert figures(f"项目支出{words}30.50万元。") == [("project", 2023, stage, "30.50万元")]


@pytest.mark.parametrize("words", ["执行数", "执行数为", "全年执行数"])
def test_executed(words: str) -> None:
    """执行数 is what was spent."""
    assert figures(f"项目支出{words}30.50万元。") == [("project", 2023, "actual", "30.50万元")]


@pytest.mark.parametrize("words", ["", "为", "共计", "预算", "预算数为"])
def test_a_stage_nobody_names_is_open(words: str) -> None:
    """An amount whose stage nobody names has an open one: 预算 alone may be the opening or the final budget."""
    assert figures(f"项目支出{words}30.50万元。") == [("project", 2023, "?", "30.50万元")]


def test_an_amount_in_the_text_against_a_table() -> None:
    """A figure of a sentence is held to the same figure of a table."""
    text, table = "2023年项目支出年初预算数为30.50万元，实际支出37.72万元。", (MONEY, "项目支出|65.71|30.50|37.72")

    assert "one-value" in holds(text, table)
    assert heard("为30.50", "为32.72", text, table) == [("warning", "one-value")]


def test_a_heading_says_what_its_paragraphs_are_about() -> None:
    """Amounts without words of their own are the heading's."""
    table = ("某市某馆2023年度基础数据表", (MONEY, "三公经费|4.00|4.15|3.24"))

    assert "one-value" in holds("（三）“三公”经费", "2023年年初预算数4.15万元，决算数3.24万元。", *table)
    assert heard("数4.15", "数4.51", "（三）“三公”经费", "2023年年初预算数4.15万元，决算数3.24万元。", *table) == [
        ("warning", "one-value")
    ]


def test_a_short_sentence_says_what_the_next_is_about() -> None:
    """项目支出。 at the head of a paragraph names what its amounts are."""
    assert figures("2.项目支出。2023年年初预算数为30.50万元，全年预算数37.72万元，实际支出37.72万元。") == [
        ("project", 2023, "original", "30.50万元"), ("project", 2023, "final", "37.72万元"), ("project", 2023, "actual", "37.72万元"),
    ]  # fmt: skip


def test_the_year_of_an_amount() -> None:
    """A year is the one printed before the amount, last year's where the words say 上年, else the report's own."""
    assert figures("2022年项目支出决算65.71万元。", "上年项目支出决算65.71万元。", "项目支出决算37.72万元。") == [
        ("project", 2022, "actual", "65.71万元"), ("project", 2022, "actual", "65.71万元"), ("project", 2023, "actual", "37.72万元"),
    ]  # fmt: skip


def test_last_years_figures_are_held_to_last_years() -> None:
    """What the text says of last year is held to last year's column."""
    text, table = "2022年项目支出决算65.71万元。", (MONEY, "项目支出|65.71|30.50|37.72")

    assert "one-value" in holds(text, table)
    assert heard("算65.71", "算56.71", text, table) == [("warning", "one-value")]


def test_an_amount_nobody_names_is_compared_with_nothing() -> None:
    """An amount of something that is no line item is stated by nobody else."""
    assert holds("采购档案盒花费3.00万元。", "采购档案盒花费4.00万元。") == set()


def test_numbers_that_are_no_figures() -> None:
    """Dates, ordinals, document numbers, times and things are no figures."""
    text = "根据某财绩〔2024〕48号文件第3条，2023年12月31日前分2批完成第10项，接收1012卷17735件，服务2683人次，1—12月每月3次，人均80元/人，第三季度达1.5倍。"

    assert figures(text) == []


def test_dates_inside_a_list_are_no_parts() -> None:
    """A date or a document number between the parts of a list changes nothing."""
    text = "2023年项目支出100.00万元，其中甲活动60.00万元（2023年12月31日前支付，见某财〔2020〕10号第3条），乙活动40.00万元。"

    assert holds(text) == {"text.list"}
    assert heard("40.00", "41.00", text) == [("error", "text.list")]


@pytest.mark.parametrize("amount", ["4,733.14万元", "4，733.14 万元", "4733. 14万元", "47331400元", "0.473314亿元"])
def test_how_an_amount_is_printed(amount: str) -> None:
    """Separators, full-width signs, blanks and units are ways to print one amount."""
    text = f"2023年项目支出{amount}，其中甲活动4,000.00万元，乙活动733.14万元。"

    assert holds(text) == {"text.list"}
    assert heard("动733.14", "动833.14", text) == [("error", "text.list")]


def test_goals_are_read_as_sentences() -> None:
    """The long cells of a goal section are read as sentences, each by itself."""
    table = (
        "年度总体目标|预期目标|实际完成情况",
        "|完成年初安排的各项保管工作任务。|项目支出100.00万元，其中甲活动60.00万元，乙活动40.00万元。",
    )

    assert holds(table) == {"text.list"}
    assert heard("40.00", "41.00", table) == [("error", "text.list")]


# --- lists ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("within", ["其中", "其中：", "其中，"])
def test_a_closed_list(within: str) -> None:
    """X, 其中 a, b, c: the parts add up to the amount before them."""
    text = f"2023年年初预算数341.42万元，{within}人员支出286.92万元，公用经费24.00万元，运转类项目支出30.50万元。"

    assert "text.list" in holds(text)
    assert heard("24.00", "25.00", text) == [("error", "text.list")]


@pytest.mark.parametrize("text", [
    "2023年项目支出实际支出10.00万元，其中主要用于甲活动6.00万元，乙活动3.00万元。", "2023年项目支出实际支出10.00万元，其中甲活动6.00万元，乙活动3.00万元等。",
    "2023年项目支出实际支出10.00万元，包括甲活动6.00万元、乙活动3.00万元等。", "2023年项目支出实际支出10.00万元，主要用于甲活动6.00万元、乙活动3.00万元。",
    "2023年项目支出实际支出10.00万元，其中甲活动6.00万元，乙活动3.00万元等支出。",
])  # fmt: skip
def test_an_open_list(text: str) -> None:
    """A list with 主要, 包括 or 等 need not be complete, and may not exceed the amount before it."""
    assert holds(text) == {"text.open-list"}
    assert heard("6.00", "8.00", text) == [("error", "text.open-list")]


def test_two_lists_of_two_sentences() -> None:
    """Each sentence's list is added up to its own amount, at its own stage."""
    text = "基本支出。年初预算数310.92万元，其中人员经费286.92万元，公用经费24.00万元。全年预算数278.32万元，其中人员经费245.01万元，公用经费33.31万元。"

    assert holds(text) == {"general-basic"}  # the named rule speaks of the same figures
    assert ("error", "general-basic") in heard("33.31", "34.31", text)


def test_two_lists_of_one_sentence() -> None:
    """A list behind a semicolon belongs to the amount before it there."""
    text = "基本支出年初预算数310.92万元，其中人员经费286.92万元，公用经费24.00万元；全年预算数278.32万元，其中人员经费245.01万元，公用经费33.31万元。"

    assert holds(text) == {"general-basic"}  # the named rule speaks of the same figures
    assert ("error", "general-basic") in heard("33.31", "34.31", text)


def test_one_list_at_two_stages() -> None:
    """A list that names every part at two stages is added up stage by stage."""
    text = (
        "“三公”经费年初预算4.15万元，决算3.24万元，其中公务接待费年初预算0.85万元、公务接待费决算0.62万元，"
        "公务用车运行维护费年初预算3.30万元、公务用车运行维护费决算2.62万元。"
    )

    assert "text.list" in holds(text)
    assert heard("2.62", "2.72", text) == [("error", "text.list")]
    assert heard("0.85", "0.95", text) == [("error", "text.list")]


def test_one_list_at_two_stages_without_saying_so_twice() -> None:
    """A part that names itself once and then its second stage only is one part at two stages."""
    text = "“三公”经费年初预算4.15万元，决算3.24万元，其中公务接待费年初预算0.85万元，决算0.62万元，公务用车运行维护费年初预算3.30万元，决算2.62万元。"

    assert "text.list" in holds(text)
    assert heard("2.62", "2.72", text) == [("error", "text.list")]


def test_a_list_in_brackets() -> None:
    """A list in brackets behind an amount is that amount's, and its own level inside another list."""
    text = "2023年项目支出100.00万元，其中甲活动60.00万元，乙活动40.00万元（其中：印刷费10.00万元，场地费30.00万元）。"

    assert holds(text) == {"text.list"}
    assert heard("30.00", "31.00", text) == [("error", "text.list")]
    assert heard("60.00", "61.00", text) == [("error", "text.list")]


def test_a_list_over_several_paragraphs() -> None:
    """…，其中： opens a list whose parts are the numbered paragraphs that follow."""
    text = (
        "2023年项目支出100.00万元，其中：",
        "1.甲活动60.00万元。",
        "2.乙活动40.00万元，用于开放日。",
        "二、其他情况",
    )

    assert holds(*text) == {"text.paragraphs"}
    assert heard("40.00", "41.00", *text) == [("warning", "text.paragraphs")]


def test_an_open_list_over_several_paragraphs() -> None:
    """A list over several paragraphs that ends in 等 may not exceed its amount."""
    text = ("2023年项目支出100.00万元，其中：", "1.甲活动60.00万元。", "2.乙活动30.00万元等。")

    assert holds(*text) == {"text.open-list"}
    assert heard("30.00", "50.00", *text) == [("error", "text.open-list")]


def test_a_list_over_several_paragraphs_at_two_stages() -> None:
    """Paragraphs that each state a budget and a final amount are added up stage by stage."""
    text = (
        "“三公”经费年初预算4.15万元，支出决算3.24万元，其中：", "1.公务接待费年初预算0.85万元，支出决算0.62万元。", "2.公务用车运行维护费年初预算3.30万元，支出决算2.62万元。",
    )  # fmt: skip

    assert "text.paragraphs" in holds(*text)
    assert heard("2.62", "2.72", *text) == [("warning", "text.paragraphs")]


def test_a_list_that_nobody_ends() -> None:
    """What follows a complete list in the same sentence is no part of it."""
    text = "本单位在职党员18人，其中男10人，女8人，另有退休党员13人。"

    assert holds(text) == {"text.counts"}


def test_whole_numbers_in_a_list_of_decimals_are_exact() -> None:
    """In a list of which half has decimals a whole number leaves no room."""
    text = "2023年项目支出100.00万元，其中甲活动5万元，乙活动55.50万元，丙活动39.50万元。"

    assert holds(text) == {"text.list"}
    assert heard("55.50", "55.52", text) == [("error", "text.list")]  # 5 as a rounded print would have room for it


def test_rounded_parts_add_up_within_their_last_place() -> None:
    """Each rounded part may be off by half of its last place, and no more."""
    assert holds("2023年项目支出100.01万元，其中甲活动60.00万元，乙活动40.00万元。") == {"text.list"}
    assert heard("100.01", "100.02", "2023年项目支出100.01万元，其中甲活动60.00万元，乙活动40.00万元。") == [
        ("warning", "text.list")
    ]


def test_an_amount_said_again_is_no_part() -> None:
    """共计支出 behind an amount says it once more."""
    text = "2023年公务接待费支出决算2.00万元，共计支出2.00万元，其中外事接待0.50万元，其他接待1.50万元。"

    assert "text.list" in holds(text)
    assert heard("1.50", "1.60", text) == [("error", "text.list")]


def test_units_inside_one_list() -> None:
    """A list may mix 元 and 万元."""
    text = "2023年项目支出100.00万元，其中甲活动600000元，乙活动40.00万元。"

    assert holds(text) == {"text.list"}
    assert heard("600000元", "610000元", text) == [("error", "text.list")]


# --- growth ---------------------------------------------------------------------------------------------------------


def test_growth() -> None:
    """X, 比上年增加 d, 增长 p%: p is d over what was there before."""
    text = "2023年支出合计110.00万元，比上年增加10.00万元，增长10.00%。"

    assert holds(text) == {"text.growth"}
    assert heard("10.00%", "9.09%", text) == [("error", "text.growth")]
    assert heard("加10.00", "加11.00", text) == [("error", "text.growth")]
    assert heard("110.00", "120.00", text) == [("error", "text.growth")]


@pytest.mark.parametrize("rate", ["38.29%", "38.28%", "38.2%", "38.3%", "38%"])
def test_a_rate_may_be_rounded_or_cut(rate: str) -> None:
    """38.288 may be printed 38.29 or cut to 38.28, at any number of places."""
    text = f"2023年支出合计61.712万元，比上年减少38.288万元，下降{rate}。"

    assert holds(text) == {"text.growth"}
    assert heard(f"降{rate}", "降38.31%", text) == [("error", "text.growth")]


@pytest.mark.parametrize(
    "than", ["比上年", "较上年", "与上年相比", "较2022年", "同上年相比", "比去年", "比2022年度", "比上年同期"]
)
def test_words_of_comparison(than: str) -> None:
    """A change is counted from last year in many words."""
    text = f"2023年支出合计110.00万元，{than}增加10.00万元，增长10%。"

    assert holds(text) == {"text.growth"}
    assert heard("10%", "11.5%", text) == [("error", "text.growth")]


@pytest.mark.parametrize(("up", "rate"), [("增加", "增长"), ("增加", "上升"), ("上升", "提高")])
@pytest.mark.parametrize(("down", "fall"), [("减少", "下降"), ("下降", "降低"), ("减少", "减少")])
def test_words_of_direction(up: str, rate: str, down: str, fall: str) -> None:
    """A rise and a fall are told by their words, and a change and its rate go the same way."""
    assert holds(f"2023年支出合计110.00万元，比上年{up}10.00万元，{rate}10%。") == {"text.growth"}
    assert holds(f"2023年支出合计90.00万元，比上年{down}10.00万元，{fall}10%。") == {"text.growth"}
    assert heard("10%", "10.00%", f"2023年支出合计90.00万元，比上年{up}10.00万元，{fall}10%。") == [
        ("error", "text.growth")
    ]


def test_growth_from_another_year() -> None:
    """A change counted from another year is held to its own rate."""
    text = "2023年支出合计110.00万元，比2021年增加10.00万元，增长10%。"

    assert holds(text) == {"text.growth"}
    assert heard("10%", "11%", text) == [("error", "text.growth")]


def test_a_change_from_the_year_before_by_its_number() -> None:
    """In a report on 2023, 比2022年 is 比上年; 比2021年 is another change."""
    said = "2023年支出合计110.00万元，{}增长10%。"
    last, named, other = (figures(said.format(than)) for than in ("比上年", "比2022年", "比2021年"))

    assert named == last != other


def test_a_rate_before_its_change() -> None:
    """A rate that stands before its change belongs to it."""
    text = "2023年支出合计110.00万元，比上年增长10%，增加10.00万元。"

    assert "text.growth" in holds(text)
    assert heard("10%", "12%", text) == [("error", "text.growth")]


def test_a_rate_on_a_base_that_is_stated() -> None:
    """Where the sentence states what was there before, the rate is counted on that."""
    text = "2023年支出合计110.00万元，比上年决算100.00万元增加10.00万元，增长10.00%。"

    assert holds(text) == {"text.growth", "text.change"}
    assert heard("10.00%", "9.09%", text) == [("error", "text.growth")]


def test_an_amount_is_its_base_and_its_change() -> None:
    """Where amount, base and change stand in one sentence, they add up."""
    text = "2023年支出合计110.00万元，比上年决算100.00万元增加10.00万元。"

    assert holds(text) != set()
    assert heard("110.00", "112.00", text) != []


def test_a_change_goes_with_what_was_spent() -> None:
    """决算 a, 预算 b, 比上年增加 d: the change is that of what was spent, not of the budget between."""
    text = "项目支出2023年决算数110.00万元，年初预算数90.00万元，比上年增加10.00万元，增长10.00%。"

    assert "text.growth" in holds(text)
    assert heard("10.00%", "13.50%", text) == [("error", "text.growth")]


def test_a_change_that_may_be_several_amounts() -> None:
    """A change without words of its own speaks only if it fits no amount of its sentence."""
    text = "2023年支出合计200.00万元，其中甲活动110.00万元，乙活动90.00万元，比上年增加10.00万元，增长{}。"

    assert all("text.growth" in holds(text.format(rate)) for rate in ("12.50%", "5.26%"))
    assert heard("33.33%", "34.33%", text.format("33.33%")) == [("error", "text.growth")]


def test_a_change_of_budgets_against_the_budget() -> None:
    """A change of budgets (预算较上年预算数减少) is held to the budgets the years began with."""
    text = "2023年“三公”经费预算较上年预算数减少1.12万元，下降21.25%。"
    table = ("某市某馆2023年度基础数据表", (MONEY, "三公经费|3.20|4.15|3.24"))

    assert "growth" in holds(text, *table)
    assert heard("21.25%", "31.25%", text, *table) == [("warning", "growth")]


def test_a_change_that_names_its_own_line() -> None:
    """A change with words of its own belongs to that line alone, though another amount would fit."""
    text = "2023年支出合计200.00万元，其中公务接待费110.00万元，培训费90.00万元，公务接待费比上年增加10.00万元，增长10.00%。"

    assert "text.growth" in holds(text)
    assert heard("10.00%", "5.26%", text) == [("error", "text.growth")]


def test_a_change_in_a_later_paragraph_that_names_its_line() -> None:
    """A change that names its line is held to the one amount that an earlier paragraph states of it."""
    text = ("2023年项目支出110.00万元。", "项目支出比上年增加10.00万元，增长10.00%。")

    assert "text.growth" in holds(*text)
    assert heard("10.00%", "11.10%", *text) == [("error", "text.growth")]


def test_a_change_in_a_later_paragraph_of_an_amount_stated_twice() -> None:
    """Where earlier paragraphs state two amounts of that line, a change without a stage is held to neither."""
    assert (
        holds("2023年项目支出110.00万元。", "2023年项目支出235.00万元。", "项目支出比上年增加10.00万元，增长50.00%。")
        == set()
    )


def test_a_change_of_budgets_is_not_held_to_what_was_spent() -> None:
    """A change of budgets is not held to an amount that is no budget."""
    text = "2023年“三公”经费支出3.24万元。2023年“三公”经费预算较上年预算数减少1.12万元，下降21.25%。"
    table = ("某市某馆2023年度基础数据表", (MONEY, "三公经费|3.20|4.15|3.24"))

    assert holds(text, *table) != set()


@pytest.mark.parametrize("rate", ["--（基数为0，不可比）", "--%", "（基数为0）", ""])
def test_growth_from_nothing_without_a_rate(rate: str) -> None:
    """A rise from nothing has no rate, and none is missed."""
    assert holds(f"2023年公务接待费支出决算0.62万元，比上年增加0.62万元，增长{rate}。") == set()


def test_growth_from_nothing_with_a_rate() -> None:
    """A rate printed for a rise from nothing is a notice, whatever it is."""
    evaluation = judged("2023年公务接待费支出决算0.62万元，比上年增加0.62万元，增长100.00%。")

    assert [(f.severity.value, f.rule) for f in evaluation.findings] == [("notice", "text.growth:zero-base")]


@pytest.mark.parametrize("text", ["与上年持平", "比上年减少0.00万元，与上年持平", "比上年减少0万元，下降0%"])
def test_no_change(text: str) -> None:
    """What stayed as it was is no contradiction."""
    assert holds(f"2023年公务接待费支出决算0.62万元，{text}。") <= {"text.growth"}


def test_a_rate_without_its_sign_is_no_figure() -> None:
    """增长 12 without a percent sign is held to nothing."""
    assert holds("2023年支出合计110.00万元，比上年增加10.00万元，增长 12。") == set()


def test_percentage_points_are_no_rate() -> None:
    """A share that moved by percentage points moved by no percent."""
    text = "2023年项目支出110.00万元，其中甲活动60.00万元，占54.55%，比上年提高2.3个百分点；乙活动50.00万元，占45.45%。"

    assert holds(text) == {"text.list", "text.share"}


def test_the_change_rate_of_an_indicator() -> None:
    """变动率 is this year's over last year's, less one."""
    text = "三公经费变动率：2023年“三公”经费预算5.27万元，上年预算4.15万元，变动率为26.99%。"

    assert "text.growth" in holds(text)
    assert heard("26.99%", "36.99%", text) == [("error", "text.growth")]


@pytest.mark.parametrize("text", [
    "2023年本年收入合计1,000.00万元，较2022年的900.00万元增长11.11%。",
    "2023年支出决算1,000.00万元，2022年支出决算900.00万元，增长11.11%。",
    "2023年公务接待费支出决算10.00万元，上年9.00万元，同比增长11.11%。",
    "2023年机关运行经费10.00万元，比上年的9.00万元增加11.11%。",
    "2022年当年预算执行数为124.27万元，2023年预算安排138.08万元，比2022年预算执行数增加11.11%。",
])  # fmt: skip
def test_a_rate_of_growth_without_what_it_grew_by(text: str) -> None:
    """Where a sentence names this year's amount and one of the year before, its rate of growth is theirs."""
    assert "text.growth" in holds(text)
    assert heard("11.11%", "12.11%", text) == [("error", "text.growth")]


@pytest.mark.parametrize("text", [
    "2023年支出决算1,000.00万元，2022年支出决算900.00万元，2022年年初预算800.00万元，增长25.00%。",  # of which?
    "2022年预算145.50万元。2023年预算安排130.95万元，比2022年预算执行数增加5.40%。",  # the executed amount is not there
    "2023年支出决算1,000.00万元，增长11.11%。",
])  # fmt: skip
def test_a_rate_of_growth_on_an_amount_nobody_names(text: str) -> None:
    """A rate of growth whose base is not printed, or is one of several, is held to nothing."""
    assert "text.growth" not in holds(text)


@pytest.mark.parametrize("text", [
    "2023年项目到位资金2,080.00万元，实际支出1,873.50万元，结余206.50万元。",
    "2023年安排补助资金2,080.00万元，截至2024年3月底，实际支出1,873.50万元，尚未支出206.50万元。",
    "2023年财政拨款2,080.00万元，其他收入20.00万元，项目支出1,873.50万元，资金结余206.50万元。",
])  # fmt: skip
def test_what_was_left_over(text: str) -> None:
    """What was left is what was given less what was spent; where several amounts were given, one that fits is meant."""
    assert "text.left" in holds(text)
    assert heard("206.50", "236.50", text) == [("warning", "text.left")]


def test_the_day_an_amount_was_counted_is_not_its_year() -> None:
    """截至2024年5月31日 says by when an amount of 2023 was spent."""
    text = "2023年安排补助资金8,500.00万元，截至2024年5月31日实际支出7,227.90万元，支出率为85.03%。"

    assert "text.rate" in holds(text)
    assert heard("85.03%", "91.40%", text) == [("error", "text.rate")]


BOOKS = (
    "2023年支出预算300.00万元，其中：财政拨款支出预算300.00万元，比2022年预算增加20.00万元。财政拨款支出预算中，一般公共预算拨款支出预算100.00万元，"
    "比2022年预算减少10.00万元；政府性基金拨款支出预算200.00万元，比2022年预算增加30.00万元；国有资本经营预算拨款支出预算0万元，与2022年预算持平。"
)  # fmt: skip


def test_books_of_appropriation_add_up() -> None:
    """Behind 财政拨款支出预算中 the three books add up to the appropriation, and their changes to its change."""
    assert "text.list" in holds(BOOKS)
    assert heard("政府性基金拨款支出预算200.00", "政府性基金拨款支出预算210.00", BOOKS) == [("error", "text.list")]
    assert heard("增加30.00", "增加35.00", BOOKS) == [("error", "text.list")]


@pytest.mark.parametrize(("slip", "printed"), [("202年度", "202年"), ("20223年度", "20223年")])
def test_years_with_a_digit_too_few_or_too_many(slip: str, printed: str) -> None:
    """A year that has three or five digits is named; 2023年 and other numbers are not."""
    (note,) = judged(f"第三部分 {slip}部门决算情况说明").findings

    assert (note.rule, note.figures[0].printed) == ("slips-in-text", printed)
    assert judged("第三部分 2023年度部门决算情况说明，任务203年未变").findings == ()


def test_a_share_without_its_percent_sign() -> None:
    """Among shares with a percent sign, one without it is named."""
    text = "2023年支出合计100.00万元，其中：甲50.00万元，占50.00%；乙30.00万元，占{}；丙20.00万元，占20.00%。"

    (note,) = judged(text.format("30.00")).findings
    assert (note.rule, note.figures[0].printed) == ("slips-in-text", "占30.00")
    assert judged(text.format("30.00%")).findings == ()


def test_a_negative_change_rate() -> None:
    """A change rate prints its own sign."""
    text = "三公经费变动率：2023年“三公”经费预算4.15万元，上年预算5.27万元，变动率为-21.25%。"

    assert "text.growth" in holds(text)
    assert heard("-21.25%", "-31.25%", text) == [("error", "text.growth")]


def test_a_named_rate_of_change_is_a_figure_of_its_own() -> None:
    """变动率 that its sentence proves is still the figure that another sentence, or a table, states."""
    text = "三公经费变动率：2023年“三公”经费预算4.15万元，上年预算5.27万元，变动率为-21.25%。"

    assert [f for f in figures(text) if f[-1] == "-21.25%"] == [("three-public:change-rate", 2023, "stock", "-21.25%")]


def test_parallel_changes_add_up() -> None:
    """较上年合计减少 d, followed by what each line fell by: they add up to d."""
    text = "2023年“三公”经费支出较上年合计减少3.00万元，公务接待费减少1.00万元，公务用车运行维护费减少2.00万元。"

    assert holds(text) == {"text.list"}
    assert heard("2.00", "2.50", text) == [("error", "text.list")]


def test_changes_of_parts_add_up() -> None:
    """Where every part of a list states its change, the changes add up to that of the whole."""
    text = "2023年“三公”经费决算7.00万元，比上年减少3.00万元，其中公务接待费3.00万元，比上年减少1.00万元；公务用车运行维护费4.00万元，比上年减少2.00万元。"

    assert holds(text) == {"text.list"}
    assert heard("2.00", "2.50", text) == [("error", "text.list")]


def test_a_part_of_nothing_may_leave_its_change_out() -> None:
    """Changes of parts add up though a part of 0 states none; a part that is something and states none leaves the sum open."""
    text = "2023年“三公”经费决算{}万元，比上年减少3.00万元，其中公务接待费3.00万元，比上年减少1.00万元；公务用车运行维护费4.00万元，比上年减少2.50万元；因公出国（境）费{}万元。"

    assert [f.rule for f in judged(text.format("7.00", "0")).findings] == ["text.list"]
    assert holds(text.format("8.00", "1.00")) == {"text.list"}


# --- shares ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["占", "占比重", "所占比重为", "所占比例"])
def test_shares(word: str) -> None:
    """X, 其中 a, 占 p%: p is a over X."""
    text = f"2023年项目支出300.00万元，其中：甲活动200.00万元，{word}66.67%；乙活动100.00万元，{word}33.33%。"

    assert holds(text) == {"text.list", "text.share"}
    assert heard("66.67%", "67.66%", text) == [("error", "text.share")]
    assert heard("33.33%", "34.33%", text) == [("error", "text.share")]


@pytest.mark.parametrize("word", ["占比", "占比为"])
def test_shares_by_the_short_word(word: str) -> None:
    """占比 is a share of the amount before the list, too."""
    text = f"2023年项目支出300.00万元，其中：甲活动200.00万元，{word}66.67%；乙活动100.00万元，{word}33.33%。"

    assert holds(text) == {"text.list", "text.share"}


def test_a_share_printed_as_a_fraction() -> None:
    """占0.24% for 24 % is heard."""
    text = "2023年项目支出400.00万元，其中：甲活动96.00万元，占24.00%；乙活动304.00万元，占76.00%。"

    assert heard("24.00%", "0.24%", text) == [("error", "text.share")]


def test_a_share_of_a_whole_that_is_named() -> None:
    """占“三公”经费的 p% is a share of the one amount the text states of it at that stage."""
    text = ("2023年“三公”经费支出决算4.00万元。", "2023年公务接待费支出决算1.00万元，占“三公”经费的25.00%。")

    assert "text.share" in holds(*text)
    assert heard("25.00%", "35.00%", *text) == [("error", "text.share")]


def test_a_share_of_something_else() -> None:
    """A share of a whole that the sentence does not state is held to nothing."""
    assert "text.share" not in holds(
        "2023年项目支出300.00万元，其中：甲活动200.00万元，占本年收入合计的12.34%；乙活动100.00万元。"
    )


# --- completion -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("base", "done"), [
    ("年初预算为4.15万元，", "完成年初预算的"), ("预算为4.15万元，", "完成预算的"), ("年初预算为5.00万元，全年预算为4.15万元，", "完成全年预算的"),
    ("调整预算数为4.15万元，", "完成调整预算数的"), ("年初预算数4.15万元，", "为年初预算的"),
])  # fmt: skip
def test_completion(base: str, done: str) -> None:
    """决算 a, 预算 b, 完成预算的 p%: p is a over the budget that is named."""
    text = f"项目支出{base}支出决算为3.24万元，{done}78.07%。"

    assert "text.completion" in holds(text)
    assert heard("78.07%", "87.07%", text) == [("error", "text.completion")]
    assert heard("3.24", "3.42", text) == [("error", "text.completion")]


def test_completion_of_an_opening_budget_of_zero() -> None:
    """Beside an opening budget of zero, 完成年初预算的 p% can only have been counted on the other budget."""
    text = "项目支出年初预算为0万元，全年预算为4.15万元，支出决算为3.24万元，完成年初预算的78.07%。"

    assert "text.completion" in holds(text)
    assert heard("78.07%", "87.07%", text) == [("error", "text.completion")]


def test_completion_with_the_difference() -> None:
    """决算大于预算 d: the rate is a over a less d."""
    text = "项目支出2023年支出决算为11.00万元，完成年初预算的110%，决算数大于年初预算数1.00万元。"

    assert holds(text) == {"text.completion"}
    assert heard("110%", "120%", text) == [("error", "text.completion")]


def test_completion_below_the_budget_with_the_difference() -> None:
    """决算小于预算 d: the rate is a over a and d."""
    text = "项目支出2023年支出决算为9.00万元，完成年初预算的90%，决算数小于年初预算数1.00万元。"

    assert holds(text) == {"text.completion"}
    assert heard("90%", "95%", text) == [("error", "text.completion")]


def test_the_completion_rate_of_an_indicator() -> None:
    """预算完成率：… states its budget, what was spent and the rate between."""
    text = "预算完成率：2023年预算数100.00万元，实际支出90.00万元，预算完成率90%。"

    assert "text.rate" in holds(text)
    assert heard("90%", "95%", text) == [("error", "text.rate")]


# --- both sides -----------------------------------------------------------------------------------------------------

BOTH = (
    "2023年度收、支总计各是4125.49,4125.49万元。与上年相比，收、支总计各减少1268.09,2569.92万元，各下降23.51%、38.38%。"
)


def test_both_totals_in_one_phrase() -> None:
    """收、支总计各是 a,b states two figures, and the comma between them is no thousands separator."""
    assert [f for f in figures(BOTH) if f[0] in ("revenue-side", "expenditure-side")] == [
        ("revenue-side", 2023, "actual", "4125.49万元"), ("expenditure-side", 2023, "actual", "4125.49万元"),
    ]  # fmt: skip
    assert "two-sides" in holds(BOTH)
    assert [(f.severity.value, f.rule) for f in judged(BOTH.replace(",4125.49", ",4125.39")).findings] == [
        ("error", "two-sides")
    ]


def test_both_changes_in_one_phrase() -> None:
    """Changes and rates of both sides stand in the same order as their totals."""
    assert "text.growth" in holds(BOTH)
    assert heard("23.51%", "24.51%", BOTH) == [("error", "text.growth")]
    assert heard("2569.92", "2669.92", BOTH) == [("error", "text.growth")]


def test_revenue_and_expenditure_move_together() -> None:
    """收入较上年增加 d and 支出较上年减少 d, of one budget, move in opposite directions."""
    text = (
        "1.收入。2023年年初预算数341.42万元，都来自一般公共预算拨款。同口径比，收入较上年增加47.59万元。",
        "2.支出。2023年年初预算数341.42万元。同口径比，支出较上年增加47.59万元。",
    )
    turned = (text[0], text[1].replace("增加", "减少"))

    assert "sides-move-together" in holds(*text)
    assert [(f.severity.value, f.rule, f.difference) for f in judged(*turned).findings] == [
        ("error", "sides-move-together", "-95.18")
    ]
    assert heard("支出较上年增加47.59", "支出较上年增加74.59", *text) == [("error", "sides-move-together")]


def test_the_bridge_from_the_opening_to_the_final_budget() -> None:
    """Opening budget and the additions the text names give the final budget."""
    table = (FUNDS, "|年度资金总额|341.42|348.64|348.64|10|100%|10")
    text = "年中追加运转工作经费5.00万元，结转书库质保金2.22万元。"

    assert holds(text, table) >= {"execution-rate"}
    assert heard("5.00", "37.60", text, table) == [("warning", "budget-bridge")]


def test_a_carry_over_is_an_addition_of_this_year() -> None:
    """上年结转 adds to this year's budget."""
    table = (FUNDS, "|年度资金总额|341.42|348.64|348.64|10|100%|10")

    assert holds("年中追加运转工作经费5.00万元，上年结转书库质保金2.22万元。", table) >= {"execution-rate"}


def test_additions_that_explain_a_difference() -> None:
    """差额来自年中追加的… names an addition."""
    table = (FUNDS, "|年度资金总额|341.42|316.04|316.04|10|100%|10")
    text = "项目支出。年初预算数为30.50万元，全年预算数37.72万元；差额来自年中追加的运转工作经费5.00万元，以及结转的书库质保金2.22万元。"

    assert "budget-bridge" in {f.rule for f in judged(text, table).findings}


# --- people ---------------------------------------------------------------------------------------------------------

POSTS = (
    "2023年度核定编制人员19人，年末实有18人，其中：行政编制16人，实有15人；事业编制3人，实有3人。另有离退休人员13人。"
)


def test_posts_and_people() -> None:
    """Posts and people in post are two figures each by kind, and each adds up."""
    assert figures(POSTS)[:2] == [("staff.posts", 2023, "stock", "19人"), ("staff.in-post", 2023, "stock", "18人")]
    assert holds(POSTS) == {"text.list"}
    assert heard("有15人", "有14人", POSTS) == [("error", "text.list")]
    assert heard("制3人", "制4人", POSTS) == [("error", "text.list")]


def test_people_in_the_text_against_the_table() -> None:
    """People in post are the same in the text and in the table; both are printed, so a difference is an error."""
    text, table = "2023年末本单位编制19人，实有17人。", (STAFF, "|19|17|89.47%")

    assert holds(text, table) == {"one-value", "staff-control-rate"}
    assert heard("实有17", "实有18", text, table) == [("error", "one-value")]


def test_retired_people_are_not_in_post() -> None:
    """Retired people, contract staff and party members are no people in post."""
    text, table = "离退休人员13人，临聘人员4人，在职党员16人，退休党员13人。", (STAFF, "|19|17|89.47%")

    assert holds(text, table) == {"staff-control-rate"}
    assert [f for f in figures(text) if f[0] in ("staff.posts", "staff.in-post")] == []


def test_a_list_of_people() -> None:
    """People of any kind in a list add up, or may be of several kinds: one slip is a warning, a list of kinds none."""
    text = "本单位党员29人，其中在职党员16人，退休党员13人。"

    assert holds(text) == {"text.counts"}
    assert heard("13人", "23人", text) == [("warning", "text.counts")]
    kinds = judged("本单位党员56人，其中女党员23人，35岁以下18人，大专以上学历49人。").findings
    assert [f.severity.value for f in kinds] == ["notice"]


# --- what decides nothing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [
    "2023年支出合计110余万元，比上年增加10.00万元，增长12%。", "2023年支出合计110多万元，比上年增加10.00万元，增长12%。",
    "2023年项目支出100余万元，其中甲活动60.00万元，乙活动50.00万元。", "2023年项目支出100.00万元，其中甲活动60多万元，乙活动50.00万元。",
])  # fmt: skip
def test_approximate_figures_decide_nothing(text: str) -> None:
    """余 and 多 make a number approximate: nothing is held to it."""
    assert holds(text) == set()


@pytest.mark.parametrize("text", [
    "2023年支出合计约110万元，比上年增加10.00万元，增长12%。", "2023年支出合计近110万元，比上年增加10.00万元，增长12%。",
    "2023年支出合计110万元左右，比上年增加10.00万元，增长12%。", "2023年支出合计110.00万元，比上年增加10.00万元，增长约12%。",
    "2023年项目支出100.00万元，其中甲活动约60万元，乙活动50.00万元。",
])  # fmt: skip
def test_figures_that_are_only_about_so_much(text: str) -> None:
    """约, 近 and 左右 make a number approximate: nothing is held to it."""
    assert holds(text) == set()


def test_an_approximate_figure_contradicts_no_table() -> None:
    """A figure that is only about so much is not held to a table."""
    assert "one-value" not in holds("2023年项目支出决算约30万元。", (MONEY, "项目支出|65.71|30.50|31.00"))


@pytest.mark.parametrize(("text", "right", "wrong"), [
    ("2023年支出合计110.00万元，比上年增加（减少）10.00万元，增长（下降）10.00%。", "10.00%", "12.00%"),
    ("2023年支出合计90.00万元，比上年增加（减少）10.00万元，增长（下降）10.00%。", "10.00%", "12.00%"),
    ("2023年支出合计110.00万元，比上年减少（增加）10.00万元，下降（增长）8.33%。", "8.33%", "9.50%"),
    ("2023年支出合计110.00万元，比上年减增加10.00万元，增长10.00%。", "10.00%", "12.00%"),
    ("项目支出年初预算90.00万元，支出决算99.00万元，完成年初预算的110%，决算数大小于预算数9.00万元。", "110%", "99%"),
    ("项目支出年初预算90.00万元，支出决算81.00万元，完成年初预算的90%，决算数小于预算数（或与预算数持平）。", "90%", "99%"),
])  # fmt: skip
def test_template_words_left_in(text: str, right: str, wrong: str) -> None:
    """Template words that were left leave the direction open; a slip in the words never silences the figures."""
    assert holds(text, but="left-over")
    assert heard(right, wrong, text)


@pytest.mark.parametrize("text", [
    "本年收入合计307.82万元，其中：财政拨款收入300.00万元，占 %；其他收入7.82万元，占 %，比上年减少 万元，下降 %。",
    "2023年支出合计110.00万元，比上年增加 万元，增长 %。", "2023年公务接待费支出 万元，完成年初预算的 %。",
])  # fmt: skip
def test_blanks_inside_a_sentence(text: str) -> None:
    """What was not filled in is no figure, and no other figure takes its place."""
    assert holds(text) <= {"text.list"}


def test_blanks_inside_numbers() -> None:
    """Blanks between a number, its point and its unit change nothing."""
    text = "2023 年支出合计 110. 00 万元，比上年增加 10.00 万元，增长 10.00 %。"

    assert holds(text) == {"text.growth"}
    assert heard("增长 10.00 ", "增长 12 ", text) == [("error", "text.growth")]


# --- each sentence by itself ----------------------------------------------------------------------------------------


def test_the_arithmetic_of_a_sentence_stays_in_it() -> None:
    """Two sentences with the same words and other figures are two relations, and contradict one another in none."""
    text = ("支出合计110.00万元，比上年增加10.00万元，增长10%。", "支出合计220.00万元，比上年增加20.00万元，增长10%。")

    assert holds(*text) == {"text.growth"}
    assert heard("20.00万元，增", "25.00万元，增", *text) == [("error", "text.growth")]


def test_a_list_of_one_sentence_is_not_added_up_to_another() -> None:
    """Parts in one sentence are not added up to the amount of another."""
    assert holds("2023年项目支出决算100.00万元。", "其中甲活动60.00万元，乙活动50.00万元。") == set()


def test_a_change_in_another_paragraph_is_not_the_paragraphs_amounts() -> None:
    """A change that names nothing is not held to an amount of another paragraph."""
    assert holds("2023年支出合计110.00万元。", "另外比上年增加10.00万元，增长12%。") == set()


def test_an_open_stage_is_open_in_its_sentence_only() -> None:
    """Two amounts of one item whose stages nobody names, in two sentences, contradict nobody."""
    report = reading("公用经费24.00万元。公用经费33.31万元。", "公用经费35.00万元。")

    assert len({(s.block, s.name.stage.value) for s in report.statements}) == 3
    assert holds("公用经费24.00万元。公用经费33.31万元。", "公用经费35.00万元。") == set()


def test_open_stages_of_two_paragraphs_are_two() -> None:
    """The first sentences of two paragraphs do not share the scope of an open stage."""
    report = reading("公用经费24.00万元。", "公用经费35.00万元。")

    assert len({s.name.stage.value for s in report.statements}) == 2


def test_an_open_stage_against_a_table() -> None:
    """An amount whose stage nobody names is held to no column of a table."""
    assert "one-value" not in holds("公用经费35.00万元。", (MONEY, "公用经费|33.00|36.00|33.31"))


def test_what_the_text_declares_is_never_printed() -> None:
    """A year or a fund that a sentence does not print is declared, so that a contradiction is a warning at most."""
    statements: Sequence[Statement] = reading("项目支出决算数37.72万元。").statements

    assert [(s.name.year.known, s.name.fund.known, s.name.stage.value) for s in statements] == [
        (Known.DECLARED, Known.DECLARED, Stage.ACTUAL)
    ]


# --- properties -----------------------------------------------------------------------------------------------------

cents = st.integers(1, 10**7)


def yuan(number: int) -> str:
    """Hundredths of 万元 as printed."""
    return f"{number // 100}.{number % 100:02d}万元"


@given(st.lists(cents, min_size=2, max_size=6), st.integers(2, 10**4))
def test_every_list_that_adds_up_is_silent(parts: list[int], off: int) -> None:
    """A list of amounts that add up is silent, and one whose total is off by more than rounding is heard."""
    listed = "，".join(f"{name}活动{yuan(part)}" for name, part in zip("甲乙丙丁戊己", parts, strict=False))
    slack = (len(parts) + 1) // 2 + 1
    right = f"2023年项目支出{yuan(sum(parts))}，其中{listed}。"
    wrong = f"2023年项目支出{yuan(sum(parts) + slack + off)}，其中{listed}。"

    assert holds(right) == {"text.list"}
    assert [f.rule for f in judged(wrong).findings] == ["text.list"]


@given(st.integers(10**4, 10**7), st.integers(10**4, 10**7), st.booleans())
def test_every_change_that_fits_its_rate_is_silent(now: int, before: int, cut: bool) -> None:
    """Amount, change and rate that come from two exact amounts are silent, be the rate rounded or cut."""
    change = abs(now - before)
    scaled = change * 10**4 * 2 // before
    rate = scaled // 2 if cut else (scaled + 1) // 2
    words = ("增加", "增长") if now >= before else ("减少", "下降")
    text = f"2023年支出合计{yuan(now)}，比上年{words[0]}{yuan(change)}，{words[1]}{rate // 100}.{rate % 100:02d}%。"

    assert holds(text) == {"text.growth"}


FRAGMENTS = (
    "2023年", "上年", "年初预算数", "全年预算", "决算", "实际支出", "“三公”经费", "项目支出", "公务接待费", "人员经费", "收入", "支出", "其中：", "包括", "主要用于", "等",
    "，", "。", "；", "、", "（", "）", "比上年", "较2021年", "增加", "减少", "增长", "下降", "占", "完成年初预算的", "决算数大于预算数", "变动率", "收、支总计各是", "各", "编制", "实有",
    "行政", "离退休", "1.", "(一)", "合计", "约", "年中追加", "--%", "万元", "3.24万元", "4.15万元", "78.07%", "0万元", "100余万元", "-21.25%", "19人", "1,234.50万元", "2,3万元", "12",
)  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=40).map("".join), min_size=1, max_size=4))
def test_no_text_makes_a_rule_fail(paragraphs: list[str]) -> None:
    """Whatever words and figures come together, they are read and judged, and every root is a finding that is there."""
    evaluation = judged("本年3.00万元。", *paragraphs)
    fingerprints = [f.fingerprint for f in evaluation.findings]

    assert evaluation.faults == ()
    assert len(set(fingerprints)) == len(fingerprints)
    assert {f.root for f in evaluation.findings} <= {None, *fingerprints}


# --- sentences that compare their own figures -----------------------------------------------------------------------


@given(passages)
def test_passages_whose_figures_agree_are_silent(made: Passage) -> None:
    """Budgets that become others, lists in lists, rates and shares that fit are checked, and nothing is found."""
    assert holds(*made.paragraphs())


@given(passages, st.data())
def test_a_wrong_figure_of_a_passage_is_named(made: Passage, data: st.DataObject) -> None:
    """One figure raised beyond rounding is quoted by an error or a warning."""
    which = data.draw(st.sampled_from(made.tied))
    old = made.figures[which]
    number = int(old.rstrip("%").replace(".", "")) * data.draw(st.sampled_from([115, 121, 133])) // 100
    new = f"{number // 100}.{number % 100:02d}{'%' if old.endswith('%') else ''}"
    findings = judged(*made.paragraphs(**{f"f{which}": new})).findings
    found = [f for f in findings if f.severity is not perfeval.Severity.NOTICE]

    assert any(new in c.printed for f in found for c in f.figures), [f.message.zh for f in found]


@given(passages_that_say_less())
def test_passages_that_list_less_than_all_are_silent(made: Passage) -> None:
    """A list whose shares leave something over, and a rate of what is not printed, contradict nobody."""
    assert [
        f.message.zh for f in judged(*made.paragraphs()).findings if f.severity is not perfeval.Severity.NOTICE
    ] == []


@pytest.mark.parametrize("more", ["大于", "高于", "超过", "略大于"])
@pytest.mark.parametrize("less", ["小于", "低于", "少于", "稍低于"])
def test_which_of_two_amounts_is_the_larger(more: str, less: str) -> None:
    """决算数大于预算数 and 决算数小于预算数 are held to the two amounts of the line, whichever order they are printed in."""
    rise = "2023年项目支出年初预算为30.00万元，支出决算为{}万元，决算数{}预算数的主要原因是年中追加。"

    assert "text.order" in holds(rise.format("34.50", more))
    assert "text.order" in holds(rise.format("25.50", less))
    assert heard("34.50", "24.50", rise.format("34.50", more)) == [("warning", "text.order")]
    assert heard("25.50", "35.50", rise.format("25.50", less)) == [("warning", "text.order")]


@pytest.mark.parametrize("text", [
    "2023年项目支出全年预算为30.00万元，支出决算为28.00万元，决算数小于年初预算数。",
    "2023年项目支出年初预算为30.00万元，全年预算为20.00万元，支出决算为25.00万元，决算数大于预算数。",
    "2023年项目支出支出决算为25.00万元，决算数小于预算数。",
])  # fmt: skip
def test_an_order_between_amounts_that_are_not_both_there(text: str) -> None:
    """An order is held to nothing where the budget it speaks of is not printed, or is one of two."""
    assert "text.order" not in holds(text)


@pytest.mark.parametrize(("moved", "final"), [("追加5.00", "35.00"), ("调增5.00", "35.00"), ("调减5.00", "25.00"), ("压减5.00", "25.00"), ("收回5.00", "25.00")])  # fmt: skip
def test_from_the_opening_to_the_final_budget_in_one_sentence(moved: str, final: str) -> None:
    """What was added in the course of the year, or taken back, leads from the opening to the final budget."""
    text = f"2023年年初预算30.00万元，年中{moved}万元，全年预算数{final}万元。"

    assert "text.bridge" in holds(text)
    assert heard(f"数{final}", "数39.00", text) == [("warning", "text.bridge")]


def test_several_changes_of_a_budget() -> None:
    """Where more than one change is told, all of them together lead to the final budget."""
    text = "2023年年初预算30.00万元，年中调增15.00万元，调减6.00万元，全年预算数39.00万元。"

    assert holds(text) == {"text.bridge"}
    assert heard("减6.00", "减5.00", text) == [("warning", "text.bridge")]


def test_what_was_taken_back_is_no_change_of_last_year() -> None:
    """A budget cut in the course of the year is not counted from last year's, and the line goes on behind it."""
    assert ("project", 2023, "final", "25.00万元") in figures(
        "2023年项目支出年初预算30.00万元，年中压减5.00万元，全年预算数25.00万元。"
    )
    assert [f for f in figures("2023年项目支出年初预算30.00万元，年中压减5.00万元。") if ":change" in str(f[0])] == []


RATES = {
    "the same sentence": "2023年项目预算安排{b}万元，实际支出{a}万元，预算执行率为{r}。",
    "a sentence before a semicolon": "项目下达资金{b}万元，实际到位资金{b}万元；实际支出{a}万元，预算执行率{r}。",
    "two budgets": "2023年项目支出年初预算40.00万元，全年预算{b}万元，实际支出{a}万元，支出进度{r}。",
}  # fmt: skip


@pytest.mark.parametrize("text", RATES.values(), ids=RATES)
def test_a_rate_of_what_was_spent(text: str) -> None:
    """An execution rate is that of the amount spent before it, to any amount it may be of."""
    right = text.format(a="24.00", b="30.00", r="80.00%")

    assert {"text.rate", "text.completion"} & holds(right)
    assert {rule for _, rule in heard("80.00%", "70.00%", right)} <= {"text.rate", "text.completion"}
    assert heard("80.00%", "70.00%", right)


@pytest.mark.parametrize("text", [
    "2023年实际支出24.00万元，执行率80.00%。", "累计支出24.00万元，占下达资金的80.00%；其中本级支出20.00万元，执行率91.00%。",
    "2023年项目总投资300.00万元，本年实际支出24.00万元，执行率80.00%。", "1-6月支出完成46.20%，全年支出完成97.47%。",
    "预算执行率80.00%，较上年75.00%提高5.00个百分点。",
], ids=["no base", "base elsewhere", "not of this size", "no amounts", "points"])  # fmt: skip
def test_a_rate_whose_base_is_not_there(text: str) -> None:
    """A rate is held to nothing where no amount beside it can be what it is of."""
    assert "text.rate" not in holds(text)


@pytest.mark.parametrize("when", ["上半年", "本季度", "1-9月", "截至9月底"])
def test_a_rate_of_some_months_is_not_the_years(when: str) -> None:
    """A rate that says it is of a part of the year is not held to the year's amounts, and one of all twelve months is."""
    text = "2023年项目预算30.00万元，实际支出24.00万元，{}执行率{}。"

    assert holds(text.format(when, "60.00%")) == set()
    assert holds(text.format("截至12月底", "80.00%"))
    assert heard("80.00%", "70.00%", text.format("截至12月底", "80.00%"))


@pytest.mark.parametrize(("base", "known"), [("实际到位资金25.00万元", {"80.00%", "96.00%"}), ("到位24.50万元", {"80.00%", "97.96%"})])  # fmt: skip
def test_a_rate_of_either_base(base: str, known: set[str]) -> None:
    """Where the words leave open what a rate is of, either base makes it right."""
    for rate in known:
        assert "text.rate" in holds(f"2023年项目计划投入30.00万元，{base}，实际支出24.00万元，预算执行率{rate}。")


@pytest.mark.parametrize(
    "inner", ["（人员经费20.00万元，公用经费4.00万元）", "（其中：人员经费20.00万元、公用经费4.00万元）"]
)
def test_halves_in_brackets(inner: str) -> None:
    """Parts named in brackets behind an amount are that amount's, and no parts of the list outside."""
    text = f"2023年支出决算30.00万元，其中：基本支出24.00万元{inner}，项目支出6.00万元。"

    assert "text.list" in holds(text)
    assert heard("费20.00", "费22.00", text)
    assert heard("出6.00", "出8.00", text)


@pytest.mark.parametrize("text", [
    "2023年支出决算30.00万元，其中：基本支出24.00万元（含退休人员12人，公用经费4.00万元），项目支出6.00万元。",
    "2023年基本支出24.00万元（上年20.00万元），项目支出6.00万元。", "固定资产净值24.00万元（原值40.00万元，累计折旧16.00万元）。",
], ids=["people", "last year", "what it was"])  # fmt: skip
def test_brackets_that_hold_no_parts(text: str) -> None:
    """Amounts in brackets that are not all lines by name are no parts of the amount before them."""
    holds(text)


@pytest.mark.parametrize("words", ["情况如下：", "具体情况如下：", "支出情况如下。", "明细情况说明如下："])
def test_lines_that_follow_below(words: str) -> None:
    """Lines announced as the details of an amount are its parts, if they are lines of its own."""
    lines = (
        "（一）因公出国（境）费支出0万元。",
        "（二）公务用车购置及运行维护费支出12.00万元。",
        "（三）公务接待费支出3.00万元。",
    )

    assert "three-public-parts" in holds(f"2023年“三公”经费支出决算15.00万元。{words}", *lines)
    assert heard("算15.00", "算18.00", f"2023年“三公”经费支出决算15.00万元。{words}", *lines)


def test_lines_below_that_are_of_something_else() -> None:
    """Lines below an amount that are not all lines of its own by name are no list of its parts."""
    holds(
        "2023年“三公”经费支出决算15.00万元。具体情况如下：",
        "（一）会议费支出6.00万元。",
        "（二）公务接待费支出3.00万元。",
        "（三）培训费支出2.00万元。",
    )


@pytest.mark.parametrize("whole", ["占总收入的", "占收入总额的", "占全部收入的", "占本年收入合计的"])
def test_shares_of_all_revenue(whole: str) -> None:
    """占总收入的 X% is a share of the revenue that the list began with."""
    text = f"2023年度收入合计30.00万元。其中：财政拨款收入24.00万元，{whole}80.00%；其他收入6.00万元，{whole}20.00%。"

    assert "text.share" in holds(text)
    assert heard("80.00%", "70.00%", text) == [("error", "text.share")]


@pytest.mark.parametrize(("shares", "closed"), [(("80.00%", "20.00%"), True), (("80.00%", "13.33%"), False), (("80.0%", "19.9%"), True)])  # fmt: skip
def test_shares_that_fall_short_leave_a_list_open(shares: tuple[str, str], closed: bool) -> None:
    """A list whose shares leave more than rounding over is not complete; one whose shares do not is."""
    rest = {"20.00%": "6.00", "13.33%": "4.00", "19.9%": "5.97"}[shares[1]]
    text = f"2023年支出合计30.00万元，其中：教育支出24.00万元，占{shares[0]}；农林水支出{rest}万元，占{shares[1]}。"
    lists = {c.kind for c in reading(text).claims if "list" in c.kind}

    assert lists == {"text.list" if closed else "text.open-list"}


def test_a_fund_scope_in_a_label_is_no_other_line() -> None:
    """财政拨款 in front of a line says which money it is: the line is the same."""
    assert figures("2023年财政拨款基本支出决算24.00万元。") == [("basic", 2023, "actual", "24.00万元")]


@pytest.mark.parametrize(("title", "stage"), [("示例县示例局2023年度部门决算说明", "actual"), ("示例县示例局2023年部门预算说明", "original"), ("示例县示例局2023年工作说明", "?"), ("示例县示例局2023年预算决算说明", "?")])  # fmt: skip
def test_the_stage_of_a_summarys_lines_by_the_title(title: str, stage: str) -> None:
    """本年支出合计 is what was spent where the title says accounts, the budget where it says budget, open where it says both."""
    document = Document("报告", (Paragraph(title, Place(line=1)), Paragraph("本年支出合计30.00万元。", Place(line=2))))

    assert [_shown(s) for s in recognise(document, WORDS).statements] == [("expenditure", 2023, stage, "30.00万元")]


def test_all_spending_of_a_budget_is_budgeted() -> None:
    """支出预算 in a budget is what the year began with; 支出 without 预算 may be anything."""
    title = Paragraph("示例县示例局2023年部门预算", Place(line=1))
    text = Paragraph("2023年支出预算30.00万元。本单位支出20.00万元。", Place(line=2))

    assert [_shown(s) for s in recognise(Document("报告", (title, text)), WORDS).statements] == [
        ("expenditure", 2023, "original", "30.00万元"), ("expenditure", 2023, "?", "20.00万元"),
    ]  # fmt: skip


MOVES_UP = [
    "增加",
    "增长",
    "略增",
    "净增",
    "新增",
    "多",
    "增",
    "扩大",
    "上升",
    "增支",
    "提高",
    "攀升",
    "提升",
    "微增",
    "多支",
    "增收",
    "多支出",
    "上涨",
    "上浮",
    "增多",
]
MOVES_DOWN = [
    "少",
    "减",
    "降",
    "缩减",
    "下滑",
    "压缩",
    "减少",
    "下降",
    "减支",
    "降低",
    "回落",
    "略降",
    "略减",
    "微降",
    "净减",
    "少支",
    "减收",
    "少支出",
    "下浮",
    "节约",
]


@pytest.mark.parametrize("opening", ["较上年", "比上年", "同比", "与上年相比", "较去年", "比2022年", "较上年决算数"])
def test_a_right_sentence_is_never_loud_whatever_the_verb(opening: str) -> None:
    """What the words leave open stays open: a verb nobody listed makes no number a base, and no right sentence wrong."""
    loud = []
    for verb in MOVES_UP + MOVES_DOWN:
        now, word = ("4.40", "增长") if verb in MOVES_UP else ("3.60", "下降")
        text = f"2023年会议费支出决算{now}万元，{opening}{verb}0.40万元，{word}10.00%。"
        loud += [(text, str(f.message.zh)) for f in judged(text).findings if f.severity is not perfeval.Severity.NOTICE]
    assert loud == []
