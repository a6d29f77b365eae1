"""Totals of funds whose labels and amounts stand side by side in rows under no header."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.test_sentences import judged

amounts = st.lists(st.integers(1, 10**8), min_size=2, max_size=4)
longer = st.lists(st.integers(1, 10**8), min_size=3, max_size=4)
LABELS = ("其中：财政资金", "上年结转资金", "其他资金", "自筹资金")


def money(hundredths: int) -> str:
    """An amount with two decimals."""
    return f"{hundredths // 100:,}.{hundredths % 100:02d}"


def down(total: int, parts: list[int]) -> tuple[str, ...]:
    """A goals form: the total with its parts below it, beside another total whose parts are fewer; a row in between is blank there."""
    rows = [
        f"项目资金（元）||项目资金总额||{money(total)}|年度资金申请总额||30.00",
        f"||{LABELS[0]}||{money(parts[0])}|其中：当年财政拨款||30.00",
    ]
    rows.append("|||||上年结转资金||0.00")
    rows += [f"||{label}||{money(part)}|||" for label, part in zip(LABELS[1:], parts[1:], strict=False)]
    return ("项目名称||甲项目||项目性质|阶段性项目||", *rows, "项目绩效目标|总体目标||||年度目标||")


def along(total: int, parts: list[int]) -> tuple[str, ...]:
    """A row: the total, then its parts."""
    return (
        "项目名称|甲项目",
        "|".join(
            (f"资金总额|{money(total)}", *(f"{label}|{money(p)}" for label, p in zip(LABELS, parts, strict=False)))
        ),
    )


def sums(rows: tuple[str, ...]) -> tuple[int, list[str]]:
    """How many sums of such pairs hold, and the messages of those that do not."""
    evaluation = judged(rows, "甲项目已完成。")
    held = sum(h.rule == "table.sum" for h in evaluation.held)
    return held, [f.message.zh for f in evaluation.findings if f.rule == "table.sum"]


@given(amounts, st.sampled_from([down, along]))
def test_a_total_and_its_parts(parts: list[int], shape: type) -> None:
    """Parts that add up are silent and counted; the other total of the form is a sum of its own."""
    assert sums(shape(sum(parts), parts)) == (2 if shape is down else 1, [])


@given(amounts, st.sampled_from([down, along]), st.integers(10, 10**6))
def test_a_total_that_is_another(parts: list[int], shape: type, off: int) -> None:
    """A total that is not the sum of its parts is named with both."""
    _, (said,) = sums(shape(sum(parts) + off, parts))

    assert money(sum(parts) + off) in said


@given(
    longer, st.sampled_from([down, along]), st.sampled_from(["乡镇自筹和村民投劳", "其他资金（含上年）", "社会捐助"])
)
def test_an_unknown_label_ends_no_list(parts: list[int], shape: type, label: str) -> None:
    """An amount under a label that nobody knows is a part where the list needs it."""
    rows = tuple(row.replace(LABELS[len(parts) - 1], label) for row in shape(sum(parts), parts))

    assert sums(rows) == (2 if shape is down else 1, [])


def test_a_slip_under_an_unknown_label_is_told_with_every_part() -> None:
    """Of the ends a list may have, the nearest to the total is the arithmetic shown."""
    rows = (
        "资金总额|110.00",
        "其中：中央财政资金|40.00",
        "省级财政资金|20.00",
        "乡镇自筹和村民投劳|40.00",
        "受益人数|3人",
    )
    _, (said,) = sums(rows)

    assert "40.00+20.00+40.00=100" in said


@pytest.mark.parametrize("rows", [
    ("资金总额|100.00|财政资金|80.00|其他资金|30.00",),  # no 其中: nobody says that these are its parts
    ("资金总额|100.00|其中：财政资金|80.00|完成时间|30.00",),
    ("资金总额|100.00|其中：财政资金||其他资金|",),
    ("资金总额|100.00|年度资金总额|80.00|其中：财政资金|80.00",),
])  # fmt: skip
def test_what_is_no_list_of_parts(rows: tuple[str, ...]) -> None:
    """Amounts that nobody calls parts, blanks, and a part alone are held to nothing."""
    assert sums(rows) == (0, [])


IN_ONE = (
    "项目预算执行情况（万元）|预算数：1340.00|执行数：1268.36|执行率：94.65%", "|其中：财政拨款 1286.00|其中：财政拨款 1214.36|",
    "|其他资金 54.00|其他资金 54.00|",
)  # fmt: skip
BESIDE = (
    "当年预算数（元）|3,862,400.00||预算执行数（元）|3,510,275.00|", "其中：财政资金|3,662,400.00||预算执行率（%）|90.88|", "自有资金|200,000.00||自评等级|优|",
)  # fmt: skip
BY_KIND = (
    "年度预算申请|资金总额：|2021.40||按支出性质分|", "|按收入性质分：|||其中：基本支出|1487.20", "|其中：一般公共预算拨款|1896.40||项目支出|534.20",
    "|政府性基金拨款|0.00|||", "|其他资金|125.00|||",
)  # fmt: skip

NESTED = ("年度预算资金总额：|773.00", "其中：中央补助|502.00", "市级资金|208.00", "本级资金（包括结转结余）|63.00")


@pytest.mark.parametrize(("rows", "right", "wrong", "rule"), [
    (IN_ONE, "1340.00", "1640.00", "table.sum"), (IN_ONE, "94.65%", "96.45%", "table.rate"), (IN_ONE, "1214.36", "1241.36", "table.sum"),
    (BESIDE, "200,000.00", "300,000.00", "table.sum"), (BESIDE, "90.88", "98.08", "table.rate"),
    (NESTED, "63.00", "36.00", "table.sum"), (NESTED, "773.00", "763.00", "table.sum"),
    (BY_KIND, "125.00", "152.00", "table.sum"), (BY_KIND, "1487.20", "1787.20", "table.sum"),
])  # fmt: skip
def test_funds_in_the_heads_of_forms(rows: tuple[str, ...], right: str, wrong: str, rule: str) -> None:
    """Label and amount in one cell, side by side, or under a head that says by what they are divided: sums and the rate are held."""
    assert [f.message.zh for f in judged(rows, "甲项目已完成。").findings] == []
    changed = tuple(row.replace(right, wrong) for row in rows)
    assert rule in {f.rule for f in judged(changed, "甲项目已完成。").findings}


PLAN = (
    "计划安排资金（万元）|100.00|实际到位资金（万元）|{arrived}|实际支出（万元）|80.00|结余（万元）|{left}",
    "其中：中央财政|40.00|其中：中央财政|40.00|其中：中央财政|40.00|其中：中央财政|0.00", "省财政|20.00|省财政|20.00|省财政|20.00|省财政|0.00",
    "县市区财政|40.00|县市区财政|30.00|县市区财政|20.00|县市区财政|10.00",
)  # fmt: skip


def told(rows: tuple[str, ...]) -> list[str]:
    """What is found in a table."""
    return [f.message.zh for f in judged(rows, "甲项目已完成。").findings]


@pytest.mark.parametrize(("arrived", "left", "shown"), [
    ("90.00", "10.00", ()), ("95.00", "15.00", ("表列95.00", "表列15.00")), ("90.00", "20.00", ("90.00-80.00=10", "表列20.00")),
])  # fmt: skip
def test_what_is_left_of_what_arrived(arrived: str, left: str, shown: tuple[str, ...]) -> None:
    """Four lists side by side are held each to its own whole, and what is left to what arrived less what was spent."""
    found = " ".join(told(tuple(row.format(arrived=arrived, left=left) for row in PLAN)))

    assert bool(found) == bool(shown)
    assert all(text in found for text in shown)


BY_NATURE = (
    "|资金|年初预算数|全年预算数|全年执行数|分值|执行率|得分", "|年度资金总额|120.00|100.00|90.00|10|90%|9", "|按收入性质分：|||按支出性质分：|||",
    "|其中：一般公共预算：60.00|||其中：基本支出：30.00|||", "|政府性基金拨款：0|||项目支出：{project}|||", "|其他资金：40.00||||||",
)  # fmt: skip


@pytest.mark.parametrize(("project", "wrong"), [("70.00", False), ("60.00", False), ("90.00", False), ("80.00", True)])
def test_funds_divided_under_a_row_of_stages(project: str, wrong: bool) -> None:
    """What funds are divided into makes up any of the amounts their row states; which one, nobody says."""
    found = told(tuple(row.format(project=project) for row in BY_NATURE))

    assert any("30.00+80.00=110" in text for text in found) == wrong
    assert wrong or not found


@given(
    st.integers(1000, 3000),
    st.integers(1000, 3000),
    st.sampled_from(["{a}÷{b}×100%={c}", "在职{a}人，编制{b}人，{a}÷{b}={c}", "（{a}-0）÷{b}×100%={c}"]),
)
def test_an_equation_in_a_cell(a: int, b: int, shape: str) -> None:
    """An equation that a cell prints with all of its numbers holds or is told, whatever table it stands in."""
    right = f"{round(a * 10000 / b) / 100:.2f}%"
    wrong = f"{round(a * 10000 / b) / 100 + 7:.2f}%"
    for result, count in ((right, 0), (wrong, 1)):
        rows = ("指标|指标说明|备注", f"甲率|{shape.format(a=a, b=b, c=result)}|无")
        assert len([m for m in told(rows) if m.startswith("格内算式")]) == count


SCORED = (
    "资金|年初预算数|全年预算数|全年执行数|分值|执行率|得分", "年度资金总额|200.00|200.00|180.00|10|90%|9",
    "其中：当年财政拨款|{amount}|200.00|180.00|10|90%|{score}",
)  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "score", "asked"), [("200.00", "8", True), ("200.00", "9", False), ("190.00", "8", False)]
)
def test_lines_with_the_same_figures_are_scored_alike(amount: str, score: str, asked: bool) -> None:
    """Two scores for the same amounts, rate and points are asked about, and nothing louder."""
    found = judged(tuple(row.format(amount=amount, score=score) for row in SCORED), "甲项目已完成。").findings

    assert {f.severity.value for f in found if f.rule == "table.score"} == ({"notice"} if asked else set())


TURNED = (
    "项目|第一批资金|第二批资金|第三批资金", "预算数（A）|100.00|120.00|140.00", "到位数（B）|100.00|110.00|140.00", "支出数（C）|90.00|99.00|70.00",
    "支出率（C/A）|90.00%|82.50%|50.00%", "结余（D=B-C）|10.00|11.00|{left}", "在职|30|40|50", "退休|10|10|20", "人数合计|40|50|{people}",
)  # fmt: skip


@pytest.mark.parametrize(
    ("left", "people", "rule"), [("70.00", "70", ""), ("90.00", "70", "table.difference"), ("70.00", "71", "table.sum")]
)
def test_formulas_and_counts_in_rows(left: str, people: str, rule: str) -> None:
    """A table on its side has its formulas before its rows, and rows that count people are exact."""
    rows = tuple(row.format(left=left, people=people) for row in TURNED)
    found = judged(rows[:6], "无。").findings if rule != "table.sum" else judged((rows[0], *rows[6:]), "无。").findings

    assert {f.rule for f in found} == ({rule} if rule else set())
