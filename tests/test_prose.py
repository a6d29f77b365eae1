"""Sentences by themselves: right ones claim nothing that is broken, a wrong figure is noticed, and foreign words change nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.told_reports import WRITERS
from tests.verbalised import Teller, Told, shown, told

import perfeval
from perfeval.document import Place
from perfeval.model import Claim, ClaimReading, Shape, Statement, printed
from perfeval.plugins import installed
from perfeval.quantities import Quantity
from perfeval.recognition.surroundings import Surroundings
from perfeval.recognition.text import Prose, prose
from perfeval.relations.arithmetic import linear, ratio

WORDS = installed().words
SEEDS = st.integers(0, 10**9)
#: One seed is a paragraph or three.

Terms = list[tuple[Fraction, Quantity]]


def read(*paragraphs: str, year: int = 2023) -> Prose:
    """What paragraphs of a report of some year state and claim."""
    texts = [(p, Place(file="报告", line=n)) for n, p in enumerate(paragraphs, 1)]
    return prose(texts, WORDS, Surroundings(printed("某县某局"), year))


def holds(reading: ClaimReading, statements: tuple[Statement, ...]) -> bool:
    """Whether one way a claim may be meant is right, or cannot be tried."""

    def terms(pairs: tuple[tuple[Fraction, int], ...]) -> Terms:
        return [(c, q) for c, order in pairs if isinstance(q := statements[order].reading, Quantity)]

    top, bottom = terms(reading.terms), terms(reading.bottom)
    if reading.shape is Shape.RATE:
        outcome = ratio(top[0][1], top[1:], bottom)
        return outcome is None or outcome.verdict.holds
    if reading.shape is Shape.SAME:
        return top[0][1].agrees_with(top[1][1])
    return linear(top, at_most=reading.shape is Shape.LIMIT, constant=reading.constant).verdict.holds


def broken(made: Prose) -> list[Claim]:
    """The claims of which every reading fails."""
    return [c for c in made.claims if not any(holds(r, made.statements) for r in c.readings)]


def shape(made: Prose) -> list[tuple[str, tuple[str, ...]]]:
    """The claims with what is printed in their preferred readings."""
    return sorted((c.kind, tuple(made.statements[o].printed for o in c.readings[0].orders)) for c in made.claims)


def said(made: Prose) -> list[str]:
    """The broken claims as a reader sees them."""
    return [f"{c.kind}: {[made.statements[o].printed for o in c.readings[0].orders]}" for c in broken(made)]


# --- properties -----------------------------------------------------------------------------------------------------


@given(SEEDS)
def test_right_sentences_claim_nothing_broken(seed: int) -> None:
    """Honest text has no broken claim."""
    assert said(read(*told(seed).text())) == []


def other(figure: str, random: Random) -> str:
    """A figure changed beyond rounding."""
    number, unit = re.match(r"([\d.]+)(.*)", figure).groups()  # type: ignore[union-attr]
    if "." not in number:
        return f"{int(number) + random.choice([3, 7, 11])}{unit}"
    hundredths = int(number.replace(".", "")) * random.choice([80, 115, 121, 133]) // 100 + 11
    return f"{hundredths // 100}.{hundredths % 100:02d}{unit}"


def noticed(seed: int, style: Callable[[Teller], list[str]] | None = None) -> bool:
    """Whether one figure of a text, changed beyond rounding, stands in a claim that is broken."""
    made, random = told(seed, style), Random(seed)
    which = random.choice(shown(made))
    wrong = other(made.figures[which].printed, random)
    again = read(*made.text({which: wrong}))
    return any(again.statements[o].printed == wrong for c in broken(again) for r in c.readings for o in r.orders)


def test_a_wrong_figure_is_in_a_broken_claim() -> None:
    """Of figures that their texts decide, changed beyond rounding, nineteen in twenty stand in a claim that is broken."""
    assert sum(noticed(seed) for seed in range(200)) >= 190


@given(SEEDS, st.sampled_from(WRITERS))
def test_right_sentences_of_other_writers_claim_nothing_broken(
    seed: int, writer: Callable[[Teller], list[str]]
) -> None:
    """Honest text has no broken claim, whoever wrote it."""
    assert said(read(*told(seed, writer).text())) == []


def named(seed: int, writer: Callable[[Teller], list[str]]) -> bool:
    """Whether a finding names one figure of a text that was changed beyond rounding, by a claim of the text or by a rule."""
    made, random = told(seed, writer), Random(seed)
    which = random.choice(shown(made))
    wrong = other(made.figures[which].printed, random)
    title = "示例县某局2023年度部门决算"
    report = perfeval.read(("report.txt", "\n".join((title, *made.text({which: wrong}))).encode()))
    shown_by = [cited.printed for finding in perfeval.evaluate(report).findings for cited in finding.figures]
    return wrong.rstrip("万元人名辆") in {printed.rstrip("万元人名辆") for printed in shown_by}


@pytest.mark.parametrize("writer", WRITERS)
def test_a_wrong_figure_of_other_writers_is_named(writer: Callable[[Teller], list[str]]) -> None:
    """Whoever wrote it: of figures that their texts decide, nineteen in twenty are named by a finding when changed."""
    assert sum(named(seed, writer) for seed in range(60)) >= 57


#: Words that no lexicon knows.
UNKNOWN = ("略飙", "璀璨", "昂首", "锦绣", "某某", "逶迤", "乙二", "崭新地")
_NUMBERS = re.compile(r"\d[\d.]*(?:万元|%|人|分|元)?")


def gaps(text: str) -> list[int]:
    """Where a word can be put in without cutting a number."""
    inside = {n for m in _NUMBERS.finditer(text) for n in range(m.start() + 1, m.end())}
    return [n for n in range(len(text) + 1) if n not in inside]


@given(SEEDS, st.sampled_from(UNKNOWN), st.data())
def test_an_unknown_word_makes_nothing_wrong(seed: int, word: str, data: st.DataObject) -> None:
    """One word that nobody knows, put anywhere into right sentences, makes none of them wrong."""
    text = told(seed, most=1).text()[0]
    at = data.draw(st.sampled_from(gaps(text)))

    assert said(read(text[:at] + word + text[at:])) == []


FOREIGN = (
    "另有上级补助收入3.21万元。", "会议费支出7.77万元。", "全年接待12批次86人次。", "资产总额987.65万元。", "收入45.67万元。", "人均支出1.20万元。",
    "利息收入0.50万元。", "根据财政部第48号令，项目已于2023年12月31日前完成。", "培训费9.99万元，比上年减少0.52万元。", "群众满意度达到98%。",
)  # fmt: skip


@given(SEEDS, st.sampled_from(FOREIGN), st.booleans())
def test_a_sentence_of_something_else_changes_nothing(seed: int, foreign: str, before: bool) -> None:
    """A sentence about another account, before or behind, leaves the claims as they are."""
    text = told(seed, most=1).text()[0]
    alone, beside = read(text), read(foreign + text if before else text + foreign)

    assert said(beside) == []
    assert [c for c in shape(alone) if c not in shape(beside)] == []


@given(SEEDS, st.sampled_from([("，", ","), ("；", ";"), ("（", "("), ("：", ":"), ("万元", " 万元"), ("%", "％")]))
def test_how_marks_are_printed_says_nothing(seed: int, both: tuple[str, str]) -> None:
    """Full width and half width, and blanks before a unit, say the same."""
    made = told(seed).text()

    assert shape(read(*made)) == [
        (kind, figures) for kind, figures in _as_printed(read(*(p.replace(*both) for p in made)))
    ]


def _as_printed(made: Prose) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((k, tuple(f.replace(" ", "").replace("％", "%") for f in figures)) for k, figures in shape(made))


@given(SEEDS, st.sampled_from(["千元", "元"]))
def test_the_unit_says_nothing(seed: int, unit: str) -> None:
    """The same amounts in another unit are claimed alike, and none of the claims is broken."""
    made = told(seed)
    times = {"千元": 10, "元": 10**4}[unit]
    changed = {n: _in_unit(f.printed, times, unit) for n, f in enumerate(made.figures) if f.printed.endswith("万元")}
    again = read(*made.text(changed))

    assert said(again) == []
    assert sorted(c.kind for c in again.claims) == sorted(c.kind for c in read(*made.text()).claims)


def _in_unit(figure: str, times: int, unit: str) -> str:
    exact = Fraction(figure.removesuffix("万元")) * times
    return f"{exact.numerator // exact.denominator}{unit}" if exact.denominator == 1 else f"{float(exact):.1f}{unit}"


@given(SEEDS)
def test_every_figure_is_one_statement(seed: int) -> None:
    """Every figure of the text is one statement, in order, and claims name statements that are there."""
    made: Told = told(seed)
    found = read(*made.text())

    assert [s.order for s in found.statements] == list(range(len(found.statements)))
    assert len(found.statements) == sum(p.count("\0") // 2 for p in made.paragraphs)
    assert all(o < len(found.statements) for c in found.claims for r in c.readings for o in r.orders)


# --- verbs ----------------------------------------------------------------------------------------------------------

OPENINGS = ("较上年", "比上年", "同比", "与上年相比", "较去年", "比2022年", "较上年决算数")
RISES = (
    "增加", "增长", "略增", "净增", "新增", "多", "增", "扩大", "上升", "增支", "提高", "攀升", "提升", "微增", "多支", "增收", "多支出", "上涨", "上浮", "增多",
)  # fmt: skip
FALLS = (
    "少", "减", "降", "缩减", "下滑", "压缩", "减少", "下降", "减支", "降低", "回落", "略降", "略减", "微降", "净减", "少支", "减收", "少支出", "下浮", "节约",
)  # fmt: skip


@pytest.mark.parametrize("opening", OPENINGS)
def test_verbs_of_movement(opening: str) -> None:
    """Forty verbs of movement behind seven openings: each right sentence is checked, and each wrong one is broken."""
    for verb in (*RISES, *FALLS):
        now, rate = ("4.40", "增长10.00%") if verb in RISES else ("3.60", "下降10.00%")
        right = f"2023年会议费支出决算{now}万元，{opening}{verb}0.40万元，{rate}。"
        made = read(right)

        assert (said(made), [c.kind for c in made.claims]) == ([], ["text.growth"]), right
        assert broken(read(right.replace("10.00%", "12.00%"))), right


@pytest.mark.parametrize("verb", ["飙", "跃", "滑坡式变"])
def test_a_verb_nobody_knows_leaves_things_open(verb: str) -> None:
    """A verb no lexicon has makes its number nothing: it is no base, no amount, and no part of a list."""
    assert broken(read(f"2023年会议费支出决算4.40万元，较上年{verb}0.40万元，增长99.00%。")) == []


@pytest.mark.parametrize(("text", "right", "wrong"), [
    ("2023年会议费由上年的20.00万元增至25.00万元，增长25.00%。", "25.00%", "35.00%"),
    ("2023年“三公”经费支出8.40万元，是上年7.00万元的1.2倍。", "8.40", "9.40"),
    ("2023年财政拨款支出850.00万元，占本年支出合计1000.00万元的85.00%。", "850.00", "580.00"),
    ("2023年执行率为96.40%（执行数964.00万元/预算数1000.00万元）。", "964.00", "946.00"),
    ("2023年预算调整率=（预算调整数÷预算数）×100%=（25÷500）×100%=5%。", "=5%", "=6%"),
    ("2023年得分=10×92.30%=9.23分。", "=9.23", "=9.32"),
    ("2023年安排资金=30.00+20.00+10.00=60.00万元。", "=60.00", "=66.00"),
    ("项目资金来源为：中央资金600.00万元，占60.00%；省级资金250.00万元，占25.00%；县级资金150.00万元，占15.00%。", "占25.00", "占26.00"),
    ("共发放问卷200份，其中满意180份，不满意20份，满意率90.00%。", "90.00%", "95.00%"),
    ("计划新建水窖100座，实际完成96座，完成率96.00%。", "96.00%", "69.00%"),
    ("第一批下达资金300.00万元，第二批下达资金200.00万元，合计下达500.00万元。", "200.00", "260.00"),
    ("第一批下达资金300.00万元，第二批下达资金200.00万元，两批共下达500.00万元。", "200.00", "260.00"),
    ("资金由中央补助300.00万元、省级配套200.00万元组成，共计500.00万元。", "200.00", "290.00"),
    ("2021年、2022年、2023年分别安排经费80.00万元、95.00万元、110.00万元，三年共计285.00万元。", "95.00", "96.00"),
    ("项目总预算1500.00万元，其中2022年安排600.00万元，2023年安排900.00万元。", "600.00", "650.00"),
    ("全年培训1260人次，其中农技人员460人次，致富带头人800人次。", "1260", "1360"),
])  # fmt: skip
def test_more_ways_to_say_it(text: str, right: str, wrong: str) -> None:
    """Amounts that became others, multiples, shares of a printed whole, equations, batches, sources and counts are checked."""
    made, slipped = read(text), read(text.replace(right, wrong))

    assert (said(made), bool(made.claims)) == ([], True)
    assert any(re.search(r"[\d.]+", wrong)[0] in line for line in said(slipped))  # type: ignore[index]


# --- time -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "9" * 20_000 + "万元",
        "其中：" + "甲1.00万元，" * 3_000,
        "(" * 2_000 + "3万元" + ")" * 2_000,
        "比上年" * 3_000 + "3万元",
    ],
)
def test_what_no_report_prints_is_read_in_bounded_time(text: str) -> None:
    """Digits without end, lists without end, brackets without end: all of it is read, and nothing is claimed of it."""
    assert broken(read(f"2023年支出合计100.00万元，{text}。")) == []
