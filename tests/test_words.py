"""Every word of the packs is read: a document says with it what it says with no other."""

from __future__ import annotations

import pytest
from tests.words import EXAMPLES, Words, execution, read, total

import perfeval
from perfeval.document import Place
from perfeval.findings import Severity
from perfeval.model import printed
from perfeval.plugins import installed
from perfeval.quantities import tidy
from perfeval.recognition.surroundings import Surroundings
from perfeval.recognition.text import prose
from perfeval.ruling import Pack, Word, WordKind
from perfeval.vocabulary import Vocabulary, vocabulary

WORDS = installed().words
ALL = [(one, word) for one in EXAMPLES for word in one.words]


@pytest.mark.parametrize(
    ("one", "word"), ALL, ids=[f"{one.kind.value}-{one.says.__name__}-{word}" for one, word in ALL]
)
def test_a_document_says_by_a_word_what_it_means(one: Words, word: str) -> None:
    """A document in which the word stands is read as whoever wrote it meant it."""
    assert one.says(word, WORDS) == one.right


@pytest.mark.parametrize("one", EXAMPLES, ids=[f"{one.kind.value}-{one.says.__name__}" for one in EXAMPLES])
def test_the_word_decides(one: Words) -> None:
    """With something else in the word's place the document says something else."""
    assert one.says(one.other, WORDS) != one.right


@pytest.mark.parametrize("kind", sorted({one.kind for one in EXAMPLES}, key=lambda kind: kind.value))
def test_every_word_has_a_document(kind: WordKind) -> None:
    """A pack's word that no document rests on is not known to be read: whoever adds one adds its document."""
    rests = {tidy(word) for one in EXAMPLES if one.kind is kind for word in one.words}

    assert set(WORDS.lexicon.forms(kind)) - rests == set()


# --- a pack's own words -----------------------------------------------------------------------------------------------

#: A made-up county whose forms call their total 汇总得分 and their execution rate 资金拨付进度.
COUNTY = Pack(
    id="example-county", code="431281", lexicon=(
        Word(kind=WordKind.TOTAL_ROW, forms="汇总得分", source="示例县自评表末行"),
        Word(kind=WordKind.EXECUTION_ROW, forms="资金拨付进度", source="示例县自评表"),
    ),
)  # fmt: skip
FORM = (
    "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析",
    "产出指标（90分）|数量指标|培训期数|≥10期|12期|90|90|",
    "预算执行（10分）|预算执行|资金拨付进度|100%|100%|10|10|",
    "汇总得分|||||100|98|",
)  # fmt: skip


def with_pack(pack: Pack) -> Vocabulary:
    """The words of all installed packs and one more."""
    return vocabulary((*((one.name, one.pack) for one in installed().packs), ("example:county", pack)))


def test_a_pack_adds_a_total_row_in_one_line() -> None:
    """A form whose total row and execution row are called as only its own place calls them is read by that place's pack."""
    without, by_pack = (read((FORM,), words).forms[0] for words in (WORDS, with_pack(COUNTY)))

    assert without.total_score is None
    assert [row.name for row in by_pack.rows if row.is_execution] == ["资金拨付进度"]
    assert (by_pack.total_points.text, by_pack.total_score.text) == ("100", "98")


def test_a_pack_adds_a_rise_in_one_line() -> None:
    """A verb that only one place uses for a rise makes the amount behind it a change, once that place's pack has it."""
    county = Pack(
        id="example-county",
        code="431281",
        lexicon=(Word(kind=WordKind.MOVE, value="up", forms="走高", source="示例县决算说明"),),
    )
    sentence = "2023年会议费支出决算4.40万元，比上年走高0.40万元，走高10.00%。"

    def claims(words: Vocabulary) -> list[str]:
        return [
            claim.kind
            for claim in prose([(sentence, Place(line=1))], words, Surroundings(printed("某县某局"), 2023)).claims
        ]

    assert (claims(WORDS), claims(with_pack(county))) == ([], ["text.growth"])


#: What published forms call the columns of a form, besides the words of the national one.
COLUMNS = {
    "年度指标值": (
        "指标值", "目标值", "年初目标值", "预期指标值", "计划指标值", "绩效指标值", "年度绩效指标值", "全年指标值", "年度预期值", "预期目标值", "年度计划值", "计划值",
        "指标目标值", "目标指标值", "设定指标值", "年初设定值", "年初目标", "年度指标值（A）",
    ),
    "实际完成值": (
        "全年实际值", "全年完成值", "完成值", "实际值", "完成情况", "年度实际值", "年度实际完成值", "全年实际完成情况", "实际完成数", "绩效完成值", "实际达成值",
        "实际实现值", "实现值", "年度完成情况", "指标完成值", "指标实际值", "实际完成结果", "完成结果", "实际完成值（B）",
    ),
    "分值": (
        "权重", "指标权重", "标准分", "满分", "权重分", "分值权重", "指标权重分", "标准分数", "应得分", "基准分", "配分", "满分值", "分值（100分）", "指标权重（分）",
    ),
    "得分": (
        "自评得分", "自评分", "指标得分", "评分", "实际得分", "实得分", "评价分", "自评分值", "自评打分", "评定得分", "单项得分", "得分情况", "自评评分", "得分（分）",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("column", "word"), [(column, word) for column, words in COLUMNS.items() for word in words])
def test_a_column_by_any_header(column: str, word: str) -> None:
    """A form is read alike, whatever word its header has for a column."""
    header = "|".join(word if cell == column else cell for cell in HEADER.split("|"))
    (form,) = read(
        ((header, "产出指标（100分）|数量指标|培训期数|≥10期|12期|100|98|一期推迟", "总分|||||100|98|"),), WORDS
    ).forms

    assert [(r.target.printed, r.actual.printed, r.points.text, r.score.text) for r in form.rows] == [
        ("≥10期", "12期", "100", "98")
    ]
    assert (form.total_points.text, form.total_score.text) == ("100", "98")


# --- what follows from it ---------------------------------------------------------------------------------------------

TOTALS = [word for one in EXAMPLES if one.says is total for word in one.words]
EXECUTIONS = [word for one in EXAMPLES if one.says is execution for word in one.words]
HEADER = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析"
FUNDS = "项目资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分"


def loud(*rows: str) -> set[str]:
    """The rules that say more than a notice of a form of these rows, whose funds block gives the execution rate ten points."""
    funds = (FUNDS, "年度资金总额|100.00|100.00|100.00|10|100.00%|10")
    report = read(("示例县档案馆2023年度项目支出绩效自评表", funds, (HEADER, *rows)), WORDS)
    return {f.rule for f in perfeval.evaluate(report).findings if f.severity is not Severity.NOTICE}


def rows_of(total_row: str, *more: str, execution_row: str = "预算执行率", score: int = 100) -> tuple[str, ...]:
    """The rows of a form that adds up to a hundred points, execution once, and prints a total score."""
    return (
        "产出指标（50分）|数量指标|培训期数|≥10期|12期|25|25|", "|质量指标|合格率|≥95%|98%|25|25|",
        "效益指标（30分）|社会效益指标|办理件数|≥100件|120件|30|30|", "满意度指标（10分）|服务对象满意度指标|满意率|≥90%|96%|10|10|",
        f"过程指标（10分）|预算管理|{execution_row}|100%|100%|10|10|", *more, f"{total_row}|||||100|{score}|",
    )  # fmt: skip


@pytest.mark.parametrize("word", TOTALS)
def test_a_total_is_held_to_its_rows_by_any_name(word: str) -> None:
    """A right form is silent, whatever its total is called; two points too few in the total are an error."""
    assert loud(*rows_of(word)) == set()
    assert loud(*rows_of(word, score=98)) == {"score-total"}


@pytest.mark.parametrize("word", EXECUTIONS)
def test_execution_counts_once_by_any_name(word: str) -> None:
    """A form that lists the rate of execution among its rows, and beside its funds, gives it its points once."""
    assert loud(*rows_of("总分", execution_row=word)) == set()
    assert loud(*rows_of("总分", execution_row=word, score=98)) == {"score-total"}


@pytest.mark.parametrize("word", ["产出指标合计", "产出小计", "产出指标得分合计", "一级指标小计"])
def test_the_sum_of_a_block_is_no_indicator(word: str) -> None:
    """A row that adds up one block is not added to the rows it adds up."""
    first, second, *rest = rows_of("总分")

    assert loud(first, second, f"{word}|||||50|50|", *rest) == set()


def test_an_indicator_may_be_called_like_a_total() -> None:
    """A row with a target, an actual and points is an indicator, whatever it is called."""
    rows = [row for row in rows_of("总分") if "满意率" not in row]
    rows.insert(3, "综合得分|满意度指标|满意率|≥90分|96分|10|10|")

    assert loud(*rows) == set()
