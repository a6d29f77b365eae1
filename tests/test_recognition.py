"""What tables state: headers in any shape, rows laid under them, forms cut and glued, and who a report is about."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import perfeval
from perfeval.__main__ import main
from perfeval.document import Cell, Document, Paragraph, Place, Row, Table
from perfeval.errors import UnreadableError
from perfeval.model import Coverage, Form, Known, Report, Stage, Statement
from perfeval.plugins import installed
from perfeval.readers.text import read_text
from perfeval.recognition import recognise

WORDS = installed().words
EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt"
TITLE = "某市某馆2023年度项目支出绩效自评表"
FUNDS = "项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分"
INDICATORS = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因"
MONEY = "经费控制情况|2022年决算数|2023年预算数|2023年决算数"

Rows = tuple[bool, tuple[str, ...]]


def table(*rows: str) -> Rows:
    """A table with its grid: one row a text, a bar between cells."""
    return True, rows


def loose(*rows: str) -> Rows:
    """A table as text dumps leave it: the cells of each row, without their columns."""
    return False, rows


def _made(rows: tuple[str, ...], number: int, *, grid: bool) -> Table:
    def place(r: int, c: int | None = None) -> Place:
        return Place(file="报告", table=number, row=r, cell=c)

    made = [
        Row(tuple(Cell(text.strip(), place(r, c + 1), c if grid else None) for c, text in enumerate(row.split("|"))))
        for r, row in enumerate(rows, 1)
    ]
    return Table(tuple(made), Place(file="报告", table=number))


def reading(*blocks: str | Rows) -> Report:
    """What a document of these paragraphs and tables states."""
    made: list[Paragraph | Table] = []
    for line, block in enumerate(blocks, 1):
        if isinstance(block, str):
            made.append(Paragraph(block, Place(file="报告", line=line)))
        else:
            made.append(_made(block[1], 1 + sum(isinstance(b, Table) for b in made), grid=block[0]))
    return recognise(Document("报告", tuple(made)), WORDS)


def _part(value: object) -> object:
    return value.value if isinstance(value, Stage) else value


def amounts(report: Report, fund: str = "all") -> dict[tuple[object, ...], str]:
    """Item, year and stage of every number stated, `?` for an open part, and what is printed."""
    made: dict[tuple[object, ...], str] = {}
    for s in report.statements:
        if s.quantity is None or s.name.fund.value != fund:
            continue
        year = "?" if s.name.year.is_open else s.name.year.value
        stage = "?" if s.name.stage.is_open else _part(s.name.stage.value)
        made[s.name.item, year, stage] = s.printed
    return made


def stated(report: Report, item: str) -> list[Statement]:
    """The statements of one item."""
    return [s for s in report.statements if s.name.item == item]


def form(report: Report) -> Form:
    """The one form of a report."""
    (only,) = report.forms
    return only


def lines(made: Form) -> list[tuple[str, ...]]:
    """Name, target, actual, points and score of every row."""
    return [
        (
            r.name, r.target.printed if r.target else "-", r.actual.printed if r.actual else "-",
            r.points.text if r.points else "-", r.score.text if r.score else "-",
        )
        for r in made.rows
    ]  # fmt: skip


def marks(made: Form) -> tuple[str | None, ...]:
    """Points, rate and score of the execution rate, and the printed totals."""
    cells = (made.execution_points, made.execution_rate, made.execution_score, made.total_points, made.total_score)
    return tuple(c.text if c else None for c in cells)


def kinds(report: Report) -> list[str]:
    """The kinds of notes on the reading."""
    return [n.kind for n in report.notes]


# --- indicator tables: headers --------------------------------------------------------------------------------------

IN_ANY_ORDER = [
    "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因",
    "一级指标|二级指标|三级指标|分值|年度指标值|全年实际值|得分|未完成原因和改进措施",
    "一级指标|二级指标|三级指标|得分|权重|目标值|完成值|说明",
    "一级指标|二级指标|三级指标|实际完成情况|预期指标值|自评分|参考分值|备注",
]
CELLS = {
    "年度指标值": "≥3次", "目标值": "≥3次", "预期指标值": "≥3次", "实际完成值": "4次", "全年实际值": "4次", "完成值": "4次", "实际完成情况": "4次",
    "分值": "10", "权重": "10", "参考分值": "10", "得分": "9.5", "自评分": "9.5",
}  # fmt: skip


@pytest.mark.parametrize("kind", [table, loose])
@pytest.mark.parametrize("header", IN_ANY_ORDER)
def test_columns_are_known_by_their_words(header: str, kind: type[Rows]) -> None:
    """Value columns are found by their headers, in whatever order and by whatever of their names they stand."""
    words = header.split("|")[3:]
    row = "|".join(["产出指标", "数量指标", "甲", *(CELLS.get(w, "因雨") for w in words)])
    report = reading(TITLE, kind(header, row))  # type: ignore[call-arg]

    assert lines(form(report)) == [("甲", "≥3次", "4次", "10", "9.5")]
    assert [(r.level1, r.level2, r.reason.text if r.reason else "") for r in form(report).rows] == [
        ("产出指标", "数量指标", "因雨")
    ]


def test_header_words_with_letters_brackets_and_points() -> None:
    """Letters, brackets, units and the points behind a header word are no part of it."""
    report = reading(
        TITLE, table("一级指标|二级指标|三级指标|年度指标值（A）|实际完成值（B）|分值（100分）|得分（分）", "产出|数量|甲|3次|3次|10|9")
    )  # fmt: skip

    assert lines(form(report)) == [("甲", "3次", "3次", "10", "9")]


def test_comparator_and_unit_in_columns_of_their_own() -> None:
    """A comparator and a unit that stand in cells of their own belong to the target, and the unit to a bare actual."""
    report = reading(
        TITLE, table("一级指标|二级指标|三级指标|指标性质|指标值|度量单位|实际完成值|分值|得分", "产出|数量指标|甲|≥|3|次|4|60|60", "||乙||好||好|40|40")
    )  # fmt: skip
    first, second = form(report).rows

    assert first.target is not None
    assert (first.target.comparator, str(first.target.quantity)) == (perfeval.quantities.Comparator.AT_LEAST, "3次")
    assert first.actual is not None
    assert str(first.actual.quantity) == "4次"
    assert second.target is not None
    assert (second.target.words, second.target.comparator) == ("好", None)


def test_a_header_in_two_rows() -> None:
    """A header whose lower row names the columns that its upper row only sums up is one header."""
    report = reading(
        TITLE, table("一级指标|二级指标|三级指标|指标值||分值|得分", "|||年度指标值|实际完成值||", "产出|数量指标|甲|3次|4次|100|90")
    )  # fmt: skip

    assert lines(form(report)) == [("甲", "3次", "4次", "100", "90")]


def test_a_header_run_together_with_its_neighbours() -> None:
    """A row in which goals, header and first indicator have run together is taken apart at the header's words."""
    goals = "收集、整理和保管地方文献，保护好馆藏，方便群众查阅，做好全年服务读者的各项工作|收集整理：全年接收文献，分类、编目、上架均已做完，查阅服务：窗口天天开放"
    report = reading(
        TITLE,
        loose(
            f"|{goals}|一级指标|二级指标||年度指标值|实际完成值|分值|得分|偏差原因||产出指标（50分)|数量指标|甲|3次|3次|15|15|",
            "||质量指标|乙|100%|100%|35|35|", "总分|100|98|",
        ),
    )  # fmt: skip

    assert lines(form(report)) == [("甲", "3次", "3次", "15", "15"), ("乙", "100%", "100%", "35", "35")]
    assert marks(form(report))[3:] == ("100", "98")
    assert [(h.label, h.points.text if h.points else None) for h in form(report).heads] == [("产出指标", "50")]


# --- indicator tables: rows -----------------------------------------------------------------------------------------


def test_merged_levels_shrink_a_row_on_the_left() -> None:
    """Where the grid is unknown and merged labels are left out, a short row is read from the right."""
    report = reading(
        TITLE,
        loose("一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因", "产出指标|数量指标|甲|3次|3次|60|60|", "质量指标|乙|100%|100%|20|20|",
              "丙|90%|95%|20|19|因雨"),
    )  # fmt: skip

    assert lines(form(report)) == [
        ("甲", "3次", "3次", "60", "60"),
        ("乙", "100%", "100%", "20", "20"),
        ("丙", "90%", "95%", "20", "19"),
    ]
    assert [r.level2 for r in form(report).rows] == ["数量指标", "质量指标", "质量指标"]
    assert [r.level1 for r in form(report).rows] == ["产出指标"] * 3


@pytest.mark.parametrize(
    "head", ["产出指标（50分）", "产出指标（50分)", "产出指标(50分)", "产出指标 50分", "产\n出\n指\n标\n（50分）"]
)
def test_points_in_the_head_of_a_block(head: str) -> None:
    """A level-1 cell prints its points in any brackets, in none, or under vertical text."""
    made = form(
        reading(
            TITLE,
            table(
                INDICATORS, f"{head}|数量指标|甲|3|3|50|50|", "|质量指标|乙|3|3|0|0|", "效益指标|社会效益|丙|3|3|40|40|"
            ),
        )
    )

    assert [h.points.text if h.points else None for h in made.heads] == ["50", None]
    assert [r.head for r in made.rows] == [0, 0, 1]
    assert {r.level1.removesuffix("50分") for r in made.rows} == {"产出指标", "效益指标"}


def test_a_level_1_label_that_is_lost() -> None:
    """A head of which only the brackets with its points remain still heads its block."""
    made = form(
        reading(
            TITLE, table(INDICATORS, "产出指标（50分）|数量指标|甲|3|3|50|50|", "（30分）|社会效益|乙|好|好|30|28|")
        )
    )

    assert [h.points.text if h.points else None for h in made.heads] == ["50", "30"]
    assert [r.head for r in made.rows] == [0, 1]


def test_no_level_1_at_all() -> None:
    """A form without levels has rows and no heads, and none of its rows stands outside."""
    made = form(
        reading(
            TITLE, table("指标名称|年度指标值|实际完成值|分值|得分", "甲|3|3|60|60", "乙|好|好|40|40", "总分|||100|100")
        )
    )

    assert (made.heads, [r.name for r in made.rows]) == ((), ["甲", "乙"])
    assert marks(made)[3:] == ("100", "100")


def test_a_row_outside_every_block() -> None:
    """A level-2 word in the first column, without points where other heads print theirs, heads no block: its row stands outside."""
    made = form(
        reading(
            TITLE,
            table(
                INDICATORS, "产出指标（50分）|数量指标|甲|3|3|50|50|", "效益指标（30分）|社会效益指标|乙|好|好|30|28|", "可持续影响指标|可持续影响指标|丙|好|好|10|10|",
                "满意度指标（10分）|服务对象满意度指标|丁|95%|95%|10|10|",
            ),
        )
    )  # fmt: skip

    assert [r.head for r in made.rows] == [0, 1, None, 3]


def test_a_level_2_word_in_the_first_column_of_a_form_without_points_in_heads() -> None:
    """Where no head prints points, no row is outside anything."""
    made = form(
        reading(
            TITLE, table(INDICATORS, "产出指标|数量指标|甲|3|3|50|50|", "可持续影响指标|可持续影响指标|丙|好|好|10|10|")
        )
    )

    assert [r.head for r in made.rows] == [0, 1]


def test_sub_rows() -> None:
    """Rows with values and no points, below one with points and no values, are its parts."""
    made = form(
        reading(
            TITLE,
            table(INDICATORS, "产出指标|数量指标|★甲|||60|60|", "||甲一|180只|180只|||", "||甲二|12头|12头|||", "|质量指标|乙|3|3|40|40|"),
        )
    )  # fmt: skip

    assert [(r.name, r.is_part, r.has_parts) for r in made.rows] == [
        ("★甲", False, True), ("甲一", True, False), ("甲二", True, False), ("乙", False, False),
    ]  # fmt: skip


def test_rows_without_points_are_no_parts_of_a_row_that_has_its_values() -> None:
    """A row with values of its own has no parts below it."""
    made = form(reading(TITLE, table(INDICATORS, "产出指标|数量指标|甲|192只|192只|60|60|", "||乙|180只|180只|||")))

    assert [(r.is_part, r.has_parts) for r in made.rows] == [(False, False), (False, False)]


@pytest.mark.parametrize(
    "slot", ["||指标2：|||||", "||……|||||", "|||||||", "|质量指标|/|/|/|/|/|/", "|质量指标|指标1：|/|——|||"]
)
def test_unused_slots_are_no_rows(slot: str) -> None:
    """Blank rows, left-over slots (指标2：, ……) and rows of strokes are no indicators."""
    made = form(
        reading(TITLE, table(INDICATORS, "产出指标|数量指标|指标1：甲|3|3|100|100|", slot, "总分|||||100|100|"))
    )

    assert [r.name for r in made.rows] == ["指标1：甲"]
    assert marks(made)[3:] == ("100", "100")


def test_an_indicator_named_nothing_with_points_is_a_row() -> None:
    """A row named 无 that carries points is a row."""
    made = form(reading(TITLE, table(INDICATORS, "效益指标|经济效益指标|无|效果明显|效果明显|10|8|")))

    assert lines(made) == [("无", "效果明显", "效果明显", "10", "8")]


@pytest.mark.parametrize(("total", "printed"), [
    ("总分|||||100|96|", ("100", "96", None)), ("总分|||||100|96|优", ("100", "96", "优")), ("合计|||||100||", ("100", None, None)),
    ("总 分|||||100|96|良好", ("100", "96", "良好")), ("自评得分||||||96|", (None, "96", None)), ("总计|||||100|96.5|", ("100", "96.5", None)),
])  # fmt: skip
def test_total_rows(total: str, printed: tuple[str | None, ...]) -> None:
    """A total row ends the form: its points, its score and the grade beside them are the form's."""
    made = form(
        reading(TITLE, table(INDICATORS, "产出指标|数量指标|甲|3|3|100|96|", total, "填表人|某甲|||||联系电话|10000"))
    )

    assert (*marks(made)[3:], made.grade.text if made.grade else None) == printed
    assert len(made.rows) == 1


def test_a_total_row_with_a_bracket() -> None:
    """A total row whose label prints the full marks in brackets is a total row."""
    made = form(reading(TITLE, table(INDICATORS, "产出指标|数量指标|甲|3|3|100|96|", "总分（100分）|||||100|96|")))

    assert (len(made.rows), marks(made)[3:]) == (1, ("100", "96"))


def test_a_short_total_row_of_an_unknown_grid() -> None:
    """A total row of three cells is read from the right."""
    made = form(reading(TITLE, loose(INDICATORS, "产出指标|数量指标|甲|3|3|100|96|", "总分|100|96|")))

    assert marks(made)[3:] == ("100", "96")


def test_cells_that_cannot_be_read_stay_as_they_are() -> None:
    """A date or a score that is none keeps its characters."""
    made = form(
        reading(TITLE, table(INDICATORS, "产出指标|时效指标|甲|2023年12月31日前|202年12月31日前|10|3.816343.76|"))
    )
    (row,) = made.rows

    assert row.actual is not None
    assert (row.actual.printed, row.actual.unread) == ("202年12月31日前", True)
    assert row.score is not None
    assert (row.score.text, row.score.quantity) == ("3.816343.76", None)


# --- the execution rate ---------------------------------------------------------------------------------------------


def test_the_execution_rate_of_a_funds_block() -> None:
    """Points, rate and score of the total row are the form's execution rate."""
    report = reading(TITLE, table(FUNDS, "|年度资金总额|90.00|95.00|85.50|10|90%|9"))

    assert marks(form(report)) == ("10", "90%", "9", None, None)
    assert amounts(report) == {
        ("total", 2023, "original"): "90.00", ("total", 2023, "final"): "95.00", ("total", 2023, "actual"): "85.50",
        ("total:execution-rate", 2023, "stock"): "90%",
    }  # fmt: skip


def test_execution_points_printed_twice_count_once() -> None:
    """Ten points printed in the total row and again in a row below it are ten points."""
    report = reading(
        TITLE, table(FUNDS, "|年度资金总额|90|90|81|10|90%|9", "|其中：本年财政拨款|90|90|81|10|90%|9", INDICATORS, "产出指标|数量指标|甲|3|3|90|90|", "总分|||||100|99|")
    )  # fmt: skip

    assert marks(form(report)) == ("10", "90%", "9", "100", "99")
    assert [f for f in perfeval.evaluate(report).findings if f.severity is perfeval.Severity.ERROR] == []


def test_execution_points_only_in_a_row_below() -> None:
    """A total row left at its default takes nothing away from the row below it that holds the score."""
    report = reading(TITLE, table(FUNDS, "|年度资金总额|0|0|0|||", "|其中：本年财政拨款|90|90|81|10|90%|9"))

    assert marks(form(report))[:3] == ("10", "90%", "9")


def test_execution_points_in_the_head() -> None:
    """Points printed in the block's head (20分) are the execution rate's, and the head may state how it is scored."""
    report = reading(
        TITLE,
        table(
            "预算执行情况（万元）（20分）||预算数（A）|执行数（B）|执行率（B/A）|得分（20分*执行率）",
            "|年度财政资金总额|100.00|94.71|94.71%|18.94",
        ),
    )
    made = form(report)

    assert marks(made)[:3] == ("20", "94.71%", "18.94")
    assert "执行率" in made.execution_rule
    assert amounts(report)["total", 2023, "final"] == "100.00"


def test_the_execution_rate_as_an_indicator_row() -> None:
    """An execution rate that is a row of the indicators as well as of the funds block counts as the row."""
    report = reading(
        TITLE, table(FUNDS, "|年度资金总额|90|90|81|10|90%|9", INDICATORS, "预算执行|预算执行率|预算执行率|100%|90%|10|9|", "产出指标（90分）|数量指标|甲|3|3|90|90|", "总分|||||100|99|")
    )  # fmt: skip

    assert marks(form(report)) == (None, "90%", None, "100", "99")
    assert [r.name for r in form(report).rows] == ["预算执行率", "甲"]
    assert [f for f in perfeval.evaluate(report).findings if f.severity is perfeval.Severity.ERROR] == []


def test_dashes_on_sub_rows_are_no_points() -> None:
    """A dash where a sub-row is not scored is no point."""
    report = reading(
        TITLE,
        table(
            FUNDS,
            "|年度资金总额|90|90|81|10|90%|9",
            "|其中：本年财政拨款|90|90|81|—|90%|—",
            "|上年结转资金|0|0|0|-|--|-",
        ),
    )

    assert marks(form(report))[:3] == ("10", "90%", "9")


# --- tables of amounts: headers -------------------------------------------------------------------------------------

FUNDS_HEADERS = {
    "national": "项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分",
    "letters": "项目资金（万元）||年初预算数|全年预算数（A）|全年执行数（B）|分值|执行率（B/A)|得分",
    "sichuan": "预算执行情况（万元）||年初预算|调整后预算数|预算执行数|权重|预算执行率|得分",
    "chongqing": "（万元）||年初预算数|全年(调整)预算数|全年执行数|执行率权重|执行率(%)|执行率得分(分)",
}


@pytest.mark.parametrize("header", FUNDS_HEADERS.values(), ids=FUNDS_HEADERS)
def test_families_of_funds_blocks(header: str) -> None:
    """Original, final and actual are found under the words of every family of forms."""
    report = reading(TITLE, table(header, "|年度资金总额|90.00|95.00|85.50|10|90.00|9"))

    assert {key[2]: text for key, text in amounts(report).items() if key[0] == "total"} == {
        "original": "90.00", "final": "95.00", "actual": "85.50",
    }  # fmt: skip
    assert str(stated(report, "total")[0].quantity) == "90.00万元"


def test_a_form_without_an_opening_budget() -> None:
    """Two amount columns are the final budget and the actual."""
    report = reading(
        TITLE,
        table(
            "资金情况（万元）||全年预算数(A)|全年执行数(B)|分值|执行率(B/A)|得分",
            "|年度资金总额|95.00|85.50|10|90%|9",
            "|其他资金|0|0|||",
        ),
    )

    assert amounts(report)["total", 2023, "final"] == "95.00"
    assert amounts(report)["total.other", 2023, "actual"] == "0"


@pytest.mark.parametrize(("header", "year", "stage", "known"), [
    ("2022年决算数", 2022, "actual", Known.PRINTED), ("2022年度决算数", 2022, "actual", Known.PRINTED), ("上年决算数", 2022, "actual", Known.PRINTED),
    ("上年度决算数", 2022, "actual", Known.PRINTED), ("本年决算数", 2023, "actual", Known.PRINTED), ("决算数", 2023, "actual", Known.PRINTED),
])  # fmt: skip
def test_the_year_of_a_column(header: str, year: int, stage: str, known: Known) -> None:
    """The year of a column is printed in its header, or counted from the report's own."""
    report = reading("某市某馆2023年度情况表", table(f"经费控制情况|{header}|2023年预算数", "公用经费|2.44|4.15"))
    name = stated(report, "operating")[0].name

    assert (name.year.value, _part(name.stage.value), name.year.known) == (year, stage, known)


def test_a_year_nobody_states() -> None:
    """Without a year anywhere this year is the file's own, by declaration, and last year the one before it."""
    report = reading("情况表", table("经费控制情况|上年决算数|本年预算数|本年决算数", "公用经费|2.44|4.15|3.24"))
    last, budget, actual = (s.name.year for s in stated(report, "operating"))

    assert report.year is None
    assert {year.known for year in (last, budget, actual)} == {Known.DECLARED}
    assert budget.value == actual.value != last.value


def test_several_forms_that_name_nobody() -> None:
    """Two funds blocks of which neither names its project are of two open entities, and contradict nobody."""
    rows = (FUNDS, "|年度资金总额|90|90|81|10|90%|9"), (FUNDS, "|年度资金总额|50|50|50|10|100%|10")
    report = reading("自评表", table(*rows[0], INDICATORS, ROW, LAST), "自评表", table(*rows[1], INDICATORS, ROW, LAST))

    assert len({s.name.entity.value for s in stated(report, "total")}) == 2
    assert {s.name.entity.known for s in stated(report, "total")} == {Known.OPEN}
    assert "one-value" not in {f.rule for f in perfeval.evaluate(report).findings}
    assert report.coverage == Coverage(numeric=24, bound=16, open=8, unmapped=0)


@pytest.mark.parametrize(("title", "header", "cell", "unit"), [
    ("某市某馆2023年度情况表", "2023年决算数（元）", "3.24", "元"), ("某市某馆2023年度情况表（单位：元）", "2023年决算数", "3.24", "元"),
    ("某市某馆2023年度情况表（单位：元）", "2023年决算数（万元）", "3.24", "万元"), ("某市某馆2023年度情况表", "2023年决算数（万元）", "3.24元", "元"),
    ("某市某馆2023年度情况表", "2023年决算数", "3.24", "万元"), ("某市某馆2023年度情况表（金额单位：千元）", "2023年决算数", "3.24", "千元"),
])  # fmt: skip
def test_the_unit_of_a_cell(title: str, header: str, cell: str, unit: str) -> None:
    """A unit is the cell's own, else its header's, else the title's, else the layout's."""
    report = reading(title, table(f"经费控制情况|2022年预算数|{header}", f"公用经费||{cell}"))
    quantity = stated(report, "operating")[-1].quantity

    assert quantity is not None
    assert quantity.unit is not None
    assert quantity.unit.symbol == unit


def test_a_unit_line_over_the_table() -> None:
    """A line of its own (单位：元) gives the unit of the tables below it."""
    report = reading("某市某馆2023年度情况表", "单位：元", table(MONEY, "公用经费|1.00|2.00|3.24"))

    assert {s.quantity.unit.symbol for s in stated(report, "operating") if s.quantity and s.quantity.unit} == {"元"}


def test_whole_numbers_in_a_column_of_decimals_are_exact() -> None:
    """A whole number stands for itself in a column of which at least half has decimals, and is rounded in any other."""
    report = reading(
        "某市某馆2023年度情况表", table(MONEY, "三公经费|1|1.00|3", "公用经费|2|24|3.24", "项目支出|3.5|3.50|4")
    )
    exact = {(s.name.item, s.column): s.quantity.exact for s in report.statements if s.quantity}

    assert [exact["operating", column] for column in "123"] == [False, True, False]
    assert [exact["three-public", column] for column in "123"] == [False, False, False]


# --- tables of amounts: rows ----------------------------------------------------------------------------------------


def test_rows_of_an_unknown_grid_are_read_from_the_right() -> None:
    """A row that lacks a merged label is laid under its header from the right; one as long as it, from the left."""
    report = reading(TITLE, loose(FUNDS, "|年度资金总额|90.00|95.00|85.50|10|90%|9", "其他资金|1.00|2.00|3.00||150%|"))

    assert amounts(report)["total", 2023, "original"] == "90.00"
    assert {key[2]: text for key, text in amounts(report).items() if key[0] == "total.other"} == {
        "original": "1.00", "final": "2.00", "actual": "3.00",
    }  # fmt: skip


@pytest.mark.parametrize("row", ["|其他资金|1.00|2.00", "1.00|2.00"])
def test_a_row_that_is_too_short_is_not_laid_out(row: str) -> None:
    """A row that lacks value cells of an unknown grid states nothing, and is noted."""
    report = reading(TITLE, loose(FUNDS, "|年度资金总额|90.00|95.00|85.50|10|90%|9", row))

    assert [s.name.item for s in report.statements if s.quantity] == ["total", "total", "total", "total:execution-rate"]
    assert kinds(report) == ["short-row"]
    assert [u.text for u in report.unmapped] == ["1.00", "2.00"]


def test_a_row_longer_than_its_header_is_read_from_the_right() -> None:
    """A header that lacks the words over its label columns is shorter than its rows; their figures stand on the right."""
    report = reading(
        TITLE,
        loose(
            "一级指标|二级指标|年度指标值|实际完成值|分值|得分",
            "产出指标|数量指标|甲|3次|4次|60|58",
            "|质量指标|乙|90%|95%|40|40",
        ),
    )

    assert lines(form(report)) == [("甲", "3次", "4次", "60", "58"), ("乙", "90%", "95%", "40", "40")]
    assert [(r.level1, r.level2) for r in form(report).rows] == [("产出指标", "数量指标"), ("产出指标", "质量指标")]


def test_the_base_table_of_hunan() -> None:
    """Three blocks under three headers in one grid: posts and people, money, buildings, each read by its own header."""
    report = reading(
        "怀化市某馆2023年度部门整体支出绩效评价基础数据表",
        table(
            "财政供养人员情况|编制数|2023年实际在职人数|控制率", "|19|17|89.47%", "经费控制情况|2022年决算数|2023年预算数|2023年决算数", "三公经费|2.44|4.15|3.24",
            "政府采购金额|——|0.75|0.75", "部门基本支出预算调整|——|310.92|278.32", "楼堂馆所控制情况|批复规模（㎡）|实际规模（㎡）|规模控制率", "|1000|990|99.00%",
        ),
    )  # fmt: skip

    assert report.layouts == ("hunan-base-staff", "hunan-base-money", "hunan-base-buildings")
    assert amounts(report) == {
        ("staff.posts", 2023, "stock"): "19", ("staff.in-post", 2023, "stock"): "17", ("staff.in-post:control-rate", 2023, "stock"): "89.47%",
        ("three-public", 2022, "actual"): "2.44", ("three-public", 2023, "original"): "4.15", ("three-public", 2023, "actual"): "3.24",
        ("procurement", 2023, "original"): "0.75", ("procurement", 2023, "actual"): "0.75",
        ("basic", 2023, "original"): "310.92", ("basic", 2023, "final"): "278.32",
        ("buildings.area-approved", 2023, "stock"): "1000", ("buildings.area", 2023, "stock"): "990", ("buildings.area:control-rate", 2023, "stock"): "99.00%",
    }  # fmt: skip


def test_what_the_base_table_declares() -> None:
    """预算数 of the base table is declared to be the opening budget; 决算数 and posts are printed."""
    report = reading(
        "怀化市某馆2023年度基础数据表",
        table("财政供养人员情况|编制数|实际在职人数|控制率", "|19|17|89.47%", MONEY, "三公经费|2.44|4.15|3.24"),
    )

    assert {_part(s.name.stage.value): s.name.stage.known for s in report.statements} == {
        "stock": Known.PRINTED, "actual": Known.PRINTED, "original": Known.DECLARED,
    }  # fmt: skip


def test_nested_rows() -> None:
    """其中 rows hang below the line above them; lines of the vocabulary hang below their own."""
    report = reading(
        "怀化市某馆2023年度基础数据表",
        table(
            MONEY, "三公经费|2.44|4.15|3.24", "1.公务用车购置和维护经费|2.37|3.30|2.62", "其中：公车购置|||", "公车运行维护|2.37|3.30|2.62", "3.公务接待|0.07|0.85|0.62",
            "项目支出|6.00|7.00|8.00", "1、征集费|1.00|2.00|3.00", "2、运转经费|5.00|5.00|5.00", "公用经费|9.00|9.00|9.00", "其中：办公费|1.00|1.00|1.00",
        ),
    )  # fmt: skip

    assert {s.name.item: s.parent for s in report.statements} == {
        "three-public": "", "three-public.vehicles": "three-public", "three-public.vehicles.purchase": "three-public.vehicles",
        "three-public.vehicles.running": "three-public.vehicles", "three-public.hospitality": "three-public", "project": "", "project/征集费": "project",
        "project/运转经费": "project", "operating": "", "operating.office": "operating",
    }  # fmt: skip


def test_free_rows_with_rows_of_their_own() -> None:
    """A 其中 below a project that is itself listed is the project's, and the next project is again one of the list."""
    report = reading(
        "怀化市某馆2023年度基础数据表",
        table(MONEY, "项目支出|6.00|7.00|8.00", "其中：征集费|1.00|2.00|3.00", "运转经费|5.00|5.00|5.00", "其中：印刷|1.00|1.00|1.00"),
    )  # fmt: skip

    assert list(dict.fromkeys(s.name.item for s in report.statements)) == [
        "project", "project/征集费", "project/运转经费", "project/运转经费/印刷",
    ]  # fmt: skip


def test_a_row_nobody_knows_stays_unmapped() -> None:
    """A row that no line item knows, below a line without rows of its own, is shown as not mapped."""
    report = reading("怀化市某馆2023年度基础数据表", table(MONEY, "三公经费|2.44|4.15|3.24", "神秘经费|1.00|2.00|3.00"))

    assert {u.text for u in report.unmapped} == {"1.00", "2.00", "3.00"}
    assert report.coverage == Coverage(6, 3, 0, 3)


def test_a_cell_is_unmapped_once() -> None:
    """A cell that could not be placed is on the list once."""
    report = reading("怀化市某馆2023年度基础数据表", table(MONEY, "三公经费|2.44|4.15|3.24", "神秘经费|1.00|2.00|3.00"))

    assert [(u.text, u.place.cell) for u in report.unmapped] == [("1.00", 2), ("2.00", 3), ("3.00", 4)]


def test_labels_and_numbers_in_one_cell() -> None:
    """Cells that hold `label：number` state each below the label that heads its column (按收入性质分)."""
    report = reading(
        TITLE,
        table(
            "年度预算申请（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分", "|年度资金总额|341.42|316.04|316.04|10|100%|10",
            "|按收入性质分：316.04|按支出性质分：316.04|||||", "|其中：\n一般公共预算：316.04|其中：\n基本支出：278.32|||||", "|政府性基金拨款：|项目支出：37.72|||||",
        ),
    )  # fmt: skip
    pairs = {
        s.name.item: (s.printed, s.parent, s.name.stage.is_open)
        for s in report.statements
        if s.column.startswith("pairs")
    }

    assert pairs == {
        "total.by-source": ("316.04", "", True), "total.by-nature": ("316.04", "", True), "total.by-source/一般公共预算": ("316.04", "total.by-source", True),
        "total.by-nature/基本支出": ("278.32", "total.by-nature", True), "total.by-source/政府性基金拨款": ("", "total.by-source", True),
        "total.by-nature/项目支出": ("37.72", "total.by-nature", True),
    }  # fmt: skip


@pytest.mark.parametrize("nil", ["", "0", "0.00", "-", "—", "——", "/", "无"])
def test_nils_are_kept_apart(nil: str) -> None:
    """Every nil keeps its form: only 0 and 0.00 are numbers."""
    report = reading("怀化市某馆2023年度基础数据表", table(MONEY, f"三公经费|{nil}|4.15|3.24"))
    first = stated(report, "three-public")[0]

    assert (first.quantity is not None) == (nil in ("0", "0.00"))


def test_a_cell_that_is_not_one_number() -> None:
    """Two numbers glued in one cell are kept as printed, with what they may be, and are noted."""
    report = reading("怀化市某馆2023年度基础数据表", table(MONEY, "政府采购金额|——|0.7531.13|0.75"))
    cell = stated(report, "procurement")[1]

    assert (cell.quantity, cell.printed, kinds(report)) == (None, "0.7531.13", ["unread"])
    assert [str(r) for r in getattr(cell.reading, "readings", ())] == ["0.75", "31.13"]


# --- slips ----------------------------------------------------------------------------------------------------------

HEADED = "预算执行情况（20分）||预算数|执行数|执行率|得分"


@pytest.mark.parametrize("kind", [table, loose])
def test_a_glued_row_is_undone_where_one_cut_fits(kind: type[Rows]) -> None:
    """A row of numbers in one cell is cut where the form's own rate and score leave one cut, and that is noted."""
    report = reading(TITLE, kind(HEADED, "|年度财政资金总额|95.0089.9794.7118.94"))  # type: ignore[call-arg]

    assert amounts(report) == {
        ("total", 2023, "final"): "95.00", ("total", 2023, "actual"): "89.97", ("total:execution-rate", 2023, "stock"): "94.71",
    }  # fmt: skip
    assert marks(form(report))[:3] == ("20", "94.71", "18.94")
    assert [(n.kind, n.printed) for n in report.notes] == [("unglued", "95.0089.9794.7118.94")]


@pytest.mark.parametrize("run", ["111100", "95.0089.9794.7117.94", "3.816343.7640"])
def test_a_glued_row_that_no_cut_or_several_fit_stays(run: str) -> None:
    """A run of numbers that the form leaves no cut for, or more than one, is kept as it is and noted."""
    report = reading(TITLE, loose(HEADED, f"|年度财政资金总额|{run}"))

    assert [s for s in report.statements if s.quantity] == []
    assert kinds(report) == ["short-row"]
    assert run in report.notes[0].zh


# --- final accounts -------------------------------------------------------------------------------------------------

SUMMARY = (
    "项目|决算数|项目|决算数", "一、一般公共预算财政拨款收入|90.00|一、一般公共服务支出|80.00", "二、政府性基金预算财政拨款收入||二、教育支出|8.00",
    "本年收入合计|90.00|本年支出合计|88.00", "年初结转和结余|1.00|年末结转和结余|3.00", "总计|91.00|总计|91.00",
)  # fmt: skip
SIDES = {
    ("revenue.general", 2023, "actual"): "90.00", ("expenditure@201", 2023, "actual"): "80.00", ("expenditure@205", 2023, "actual"): "8.00",
    ("revenue", 2023, "actual"): "90.00", ("expenditure", 2023, "actual"): "88.00", ("carry-in", 2023, "actual"): "1.00",
    ("carry-out", 2023, "actual"): "3.00", ("revenue-side", 2023, "actual"): "91.00", ("expenditure-side", 2023, "actual"): "91.00",
}  # fmt: skip


@pytest.mark.parametrize("kind", [table, loose])
def test_two_tables_side_by_side(kind: type[Rows]) -> None:
    """Revenue and expenditure side by side are two tables; their totals are the two sides."""
    report = reading("某市某局2023年度决算", "收入支出决算总表", "单位：万元", kind(*SUMMARY))  # type: ignore[call-arg]

    assert amounts(report) == SIDES


def test_two_tables_side_by_side_with_a_short_row() -> None:
    """A row of which one side is missing goes by its label, wherever it stands."""
    rows = ("二、教育支出|8.00" if "教育" in row else row for row in SUMMARY)
    report = reading("某市某局2023年度决算", "收入支出决算总表", "单位：万元", loose(*rows))

    assert amounts(report) == SIDES


def test_a_column_of_row_numbers_is_no_amount() -> None:
    """Row numbers (行次) and column numbers (栏次) of an accounts table are no figures."""
    report = reading(
        "某市某局2023年度决算", "收入支出决算总表", "单位：万元",
        table("项目|行次|决算数|项目|行次|决算数", "栏次||1|栏次||2", "一、一般公共预算财政拨款收入|1|90.00|一、一般公共服务支出|32|90.00", "本年收入合计|27|90.00|本年支出合计|58|90.00"),
    )  # fmt: skip

    assert amounts(report) == {
        ("revenue.general", 2023, "actual"): "90.00", ("expenditure@201", 2023, "actual"): "90.00", ("revenue", 2023, "actual"): "90.00",
        ("expenditure", 2023, "actual"): "90.00",
    }  # fmt: skip


CODED = {("expenditure", 2023, "actual"): "90.00", ("basic", 2023, "actual"): "60.00", ("project", 2023, "actual"): "30.00"} | {
    (f"{item}@{code}", 2023, "actual"): text
    for code in ("201", "20126", "2012604") for item, text in (("expenditure", "90.00"), ("basic", "60.00"), ("project", "30.00"))
}  # fmt: skip


@pytest.mark.parametrize("header", [
    ("功能分类科目编码|科目名称|本年支出合计|基本支出|项目支出",), ("项目||本年支出合计|基本支出|项目支出", "功能分类科目编码|科目名称|||"),
    ("项目||本年支出合计|基本支出|项目支出", "功能分类科目编码|科目名称|||", "栏次||1|2|3"), ("功能分类科目编码|科目名称|本年支出合计|基本支出|项目支出", "1|2|3|4|5"),
], ids=["one row", "two rows", "numbered", "numbers alone"])  # fmt: skip
def test_a_table_by_function_code(header: tuple[str, ...]) -> None:
    """Each row of a table by function is its code's, whatever its header's rows; the row without code is the whole."""
    report = reading(
        "某市某局2023年度决算", "支出决算表", "单位：万元",
        table(*header, "合计||90.00|60.00|30.00", "201|一般公共服务支出|90.00|60.00|30.00", "20126|档案事务|90.00|60.00|30.00", "2012604|档案馆|90.00|60.00|30.00"),
    )  # fmt: skip

    assert amounts(report) == CODED


def test_a_table_whose_codes_are_split() -> None:
    """A code split over three cells (类, 款, 项) is one code."""
    report = reading(
        "某市某局2023年度决算", "支出决算表", "单位：万元",
        table("项目||||本年支出合计|基本支出|项目支出", "功能分类科目编码|||科目名称|||", "类|款|项|合计|90.00|60.00|30.00", "201|||一般公共服务支出|90.00|60.00|30.00",
              "201|26||档案事务|90.00|60.00|30.00", "201|26|04|档案馆|90.00|60.00|30.00"),
    )  # fmt: skip

    assert amounts(report) == CODED


def test_a_table_by_economic_class() -> None:
    """Basic expenditure by economic class stands in two halves, each with its codes and its total."""
    report = reading(
        "某市某局2023年度决算", "一般公共预算财政拨款基本支出决算表", "单位：万元",
        table("科目编码|科目名称|决算数|科目编码|科目名称|决算数", "301|工资福利支出|50.00|302|商品和服务支出|9.00", "30101|基本工资|20.00|30201|办公费|9.00",
              "人员经费合计||50.00|公用经费合计||9.00"),
    )  # fmt: skip

    assert amounts(report, "general") == {
        ("basic@301", 2023, "actual"): "50.00", ("basic@302", 2023, "actual"): "9.00", ("basic@30101", 2023, "actual"): "20.00",
        ("basic@30201", 2023, "actual"): "9.00", ("personnel", 2023, "actual"): "50.00", ("operating", 2023, "actual"): "9.00",
    }  # fmt: skip


def test_the_title_decides_which_table_it_is() -> None:
    """The same header under two titles is the table of all funds, and that of the general budget."""
    rows = ("科目编码|科目名称|本年支出合计|基本支出|项目支出", "201|一般公共服务支出|90.00|60.00|30.00")
    report = reading("某市某局2023年度决算", "支出决算表", table(*rows), "一般公共预算财政拨款支出决算表", table(*rows))

    assert [s.name.fund.value for s in stated(report, "expenditure@201")] == ["all", "general"]


# --- forms cut off, going on, side by side --------------------------------------------------------------------------

ROW = "产出指标|数量指标|甲|3|3|60|60|"
LAST = "总分|||||100|96|"


@pytest.mark.parametrize("blocks", [
    (TITLE, table(INDICATORS, ROW), "（表格未完，续表略）"), (TITLE, table(INDICATORS, ROW, "（未完）|||||||")), (TITLE, "（前表见上页）", table(INDICATORS, ROW, LAST)),
    (f"{TITLE}（续表）", table(INDICATORS, ROW, LAST)),
], ids=["line below", "last row", "line above", "title"])  # fmt: skip
def test_forms_that_are_cut_off(blocks: tuple[str | Rows, ...]) -> None:
    """A form that the document says goes on, or began, elsewhere is not complete and says so."""
    made = form(reading(*blocks))

    assert (made.complete, bool(made.why_incomplete[0]), bool(made.why_incomplete[1])) == (False, True, True)
    assert [r.name for r in made.rows] == ["甲"]


def test_a_form_that_ends_is_complete() -> None:
    """A form nobody says is cut off is complete."""
    assert form(reading(TITLE, table(INDICATORS, ROW, LAST))).complete


def test_a_table_that_goes_on_in_the_next() -> None:
    """An indicator table that goes on under a repeated header is one form."""
    made = form(reading(TITLE, table(INDICATORS, ROW), table(INDICATORS, "效益指标|社会效益|乙|好|好|40|36|", LAST)))

    assert [(r.order, r.name, r.level1) for r in made.rows] == [(1, "甲", "产出指标"), (2, "乙", "效益指标")]
    assert (marks(made)[3:], made.complete) == (("100", "96"), True)


def test_a_table_that_goes_on_below_a_line_that_says_so() -> None:
    """A line 续表 between two tables of one form cuts nothing off: both are there."""
    made = form(
        reading(TITLE, table(INDICATORS, ROW), "续表", table(INDICATORS, "效益指标|社会效益|乙|好|好|40|36|", LAST))
    )

    assert ([r.name for r in made.rows], made.complete) == (["甲", "乙"], True)


def test_funds_block_and_indicators_in_two_tables() -> None:
    """A funds block and the indicator table behind it are one form."""
    made = form(
        reading(
            TITLE,
            table(FUNDS, "|年度资金总额|90|90|81|10|90%|9"),
            table(INDICATORS, "产出指标|数量指标|甲|3|3|90|90|", "总分|||||100|99|"),
        )
    )

    assert marks(made) == ("10", "90%", "9", "100", "99")


def test_two_forms_in_one_file() -> None:
    """Two projects' forms are two forms, and each one's amounts are its own project's."""
    report = reading(
        "某市某馆2023年度绩效自评",
        "甲项目自评表", table("项目名称|甲项目", FUNDS, "|年度资金总额|90|90|81|10|90%|9", INDICATORS, ROW, LAST),
        "乙项目自评表", table("项目名称|乙项目", FUNDS, "|年度资金总额|50|50|50|10|100%|10", INDICATORS, ROW, LAST),
    )  # fmt: skip

    assert [marks(f) for f in report.forms] == [("10", "90%", "9", "100", "96"), ("10", "100%", "10", "100", "96")]
    assert [f.title for f in report.forms] == ["甲项目自评表", "乙项目自评表"]
    assert {str(s.name.entity.value) for s in stated(report, "total")} == {"甲项目", "乙项目"}
    assert {r.head for f in report.forms for r in f.rows} == {0}


def test_two_forms_in_one_table() -> None:
    """Two projects' forms stacked in one sheet are two forms of two projects."""
    report = reading(
        "某市某馆2023年度绩效自评",
        table("项目名称|甲项目", FUNDS, "|年度资金总额|90|90|81|10|90%|9", INDICATORS, ROW, LAST,
              "项目名称|乙项目", FUNDS, "|年度资金总额|50|50|50|10|100%|10", INDICATORS, ROW, LAST),
    )  # fmt: skip

    assert len(report.forms) == 2
    assert [str(s.name.entity.value) for s in stated(report, "total")] == ["甲项目"] * 3 + ["乙项目"] * 3


# --- coverage -------------------------------------------------------------------------------------------------------


def test_coverage_counts_cells() -> None:
    """A numeric cell is a cell outside headers that holds one number: bound, open, or not mapped."""
    report = reading(
        "某单位情况表", table("财政供养人员情况|编制数|实际在职人数|控制率", "|19|17|89.47%"),
        table("经费控制情况|上年决算数|本年预算数|本年决算数", "三公经费|2.44|——|3.24万元", "神秘经费|1.00||无", "说明|第1点|2023年12月|"),
    )  # fmt: skip

    assert report.coverage == Coverage(numeric=6, bound=5, open=0, unmapped=1)


def test_coverage_of_the_example() -> None:
    """Every number in the tables of the example is bound to a full name or an indicator row."""
    coverage = perfeval.read(EXAMPLE).coverage

    assert coverage == Coverage(numeric=80, bound=80, open=0, unmapped=0)


def test_a_table_no_layout_knows() -> None:
    """The numbers of a table that no layout knows are all not mapped, each with its place."""
    report = reading("某市某馆2023年度情况", table("甲|乙", "1.00|2.00", "3.00|字"))

    assert [(u.text, u.place.row, u.place.cell) for u in report.unmapped] == [
        ("1.00", 2, 1),
        ("2.00", 2, 2),
        ("3.00", 3, 1),
    ]
    assert report.coverage == Coverage(3, 0, 0, 3)
    assert report.statements == ()


def test_a_table_of_no_known_form_that_adds_up() -> None:
    """The columns of a table that no layout knows are lists where its total row is seen to add one of them up."""
    rows = ("类别|户数|金额", "甲|3|10.00", "乙|4|20.00", "丙|5|30.00", "合计|{}|60.00")
    fine = perfeval.evaluate(reading("某市某馆2023年度情况", table(*rows[:4], rows[4].format("12"))))
    wrong = perfeval.evaluate(reading("某市某馆2023年度情况", table(*rows[:4], rows[4].format("15"))))

    assert (fine.findings, len(fine.held)) == ((), 2)
    assert [(f.severity, f.stated, f.expected) for f in wrong.findings] == [(perfeval.Severity.ERROR, "15", "12")]


def test_the_rows_of_a_table_end_at_its_total() -> None:
    """A total row is the sum of all rows above it, not of the first few."""
    report = reading(
        "某市某馆2023年度情况", table("类别|户数|金额", "甲|3|10.00", "乙|4|20.00", "丙|5|30.00", "合计|12|30.00")
    )

    assert [(f.stated, f.expected) for f in perfeval.evaluate(report).findings] == [("30.00", "60")]


@pytest.mark.parametrize("total", ["合计|9|90.00", "小计|12|60.00", "其中：丁|9|90.00"])
def test_a_table_of_no_known_form_that_adds_nothing_up(total: str) -> None:
    """A last row that no column shows to be the sum of the others is none."""
    report = reading("某市某馆2023年度情况", table("类别|户数|金额", "甲|3|10.00", "乙|4|20.00", "丙|5|30.00", total))

    assert report.statements == ()


def test_the_title_a_cell_stands_under() -> None:
    """A cell's place names the title its table stands under, and a unit line is no title."""
    report = reading(
        "某市某馆2023年度自评报告", "附件1", "某市某馆基础数据表", "单位：万元", table(MONEY, "公用经费|2.44|4.15|3.24")
    )

    assert {s.place.part for s in stated(report, "operating")} == {"某市某馆基础数据表"}


def test_an_indicator_that_is_a_rate_of_a_line_item() -> None:
    """An indicator row named after a rate (在职人员控制率) states that rate."""
    report = reading(
        "某市某馆2023年度自评表", table("财政供养人员情况|编制数|实际在职人数|控制率", "|20|18|"), table(INDICATORS, "投入|人员|在职人员控制率|≤100%|95%|5|5|"),
    )  # fmt: skip

    assert amounts(report)["staff.in-post:control-rate", 2023, "stock"] == "95%"
    assert [(f.severity.value, f.rule) for f in perfeval.evaluate(report).findings] == [
        ("warning", "staff-control-rate")
    ]


def test_a_document_without_a_figure() -> None:
    """A document with not one figure in it is refused, in both languages."""
    with pytest.raises(UnreadableError) as caught:
        reading("某市某馆自评报告", "本单位认真履行职责。")

    assert "没有一个数字" in caught.value.zh
    assert "not one figure" in caught.value.en


def test_a_heading_over_a_table_it_is_not_about() -> None:
    """A table is read by the layout that explains its cells, even under a heading that is another layout's title."""
    report = reading("某市某馆2023年度自评报告", "（三）“三公”经费", table(MONEY, "公用经费|2.44|4.15|3.24"))

    assert amounts(report)["operating", 2023, "actual"] == "3.24"


def test_a_self_evaluation_form_is_read_as_one() -> None:
    """The indicators of a self-evaluation form are read as such, and not as the table of another kind of evaluation."""
    assert reading(TITLE, table(INDICATORS, ROW, LAST)).layouts == ("indicator-table",)


def test_the_example_from_its_text() -> None:
    """The example, read from one cell a line, states its base table, its form and its sentences."""
    report = recognise(read_text(EXAMPLE.read_bytes(), "report.txt"), WORDS)

    assert report.layouts[:5] == (
        "hunan-base-staff",
        "hunan-base-money",
        "hunan-base-buildings",
        "funds-block",
        "goals",
    )
    assert [len(f.rows) for f in report.forms] == [9]
    assert report.figure("project", 2023, perfeval.ORIGINAL).is_contradicted
    assert str(report.figure("total", 2023, perfeval.FINAL).quantity) == "316.04万元"


# --- who, when, where -----------------------------------------------------------------------------------------------

BODY = table(MONEY, "三公经费|2.44|4.15|3.24")


@pytest.mark.parametrize(("blocks", "entity", "source"), [
    (("怀化市档案馆2023年度部门整体支出绩效自评报告", BODY), "怀化市档案馆", "标题"), (("怀化市档案馆", "2023年度部门整体支出绩效自评报告", BODY), "怀化市档案馆", "标题"),
    (("2023年怀化市档案馆部门整体支出绩效自评报告", BODY), "怀化市档案馆", "标题"), (("整体支出绩效自评表", table("填报单位|怀化市档案馆"), BODY), "怀化市档案馆", "填报单位"),
    (("长沙市某局2023年度自评表", table("填报单位|怀化市档案馆"), BODY), "怀化市档案馆", "填报单位"),
    (("整体支出绩效自评表", table("填报单位:怀化市档案馆"), BODY), "怀化市档案馆", "填报单位"), (("自评表", table("实施单位||怀化市档案馆"), BODY), "怀化市档案馆", "实施单位"),
])  # fmt: skip
def test_the_entity_and_its_evidence(blocks: tuple[str | Rows, ...], entity: str, source: str) -> None:
    """The unit is the one a row names, else the one before or behind the year in the title, with its evidence."""
    report = reading(*blocks)

    assert report.entity == entity
    assert [(e.value, e.source) for e in report.evidence if e.what == "entity"] == [(entity, source)]


def test_a_unit_named_in_one_cell_behind_a_full_width_colon() -> None:
    """A cell 填报单位：… names the unit."""
    report = reading("整体支出绩效自评表", table("填报单位：怀化市档案馆"), BODY)

    assert report.entity == "怀化市档案馆"


def test_a_title_that_only_names_the_form_names_no_unit() -> None:
    """A title without a year and without a unit leaves the unit unknown."""
    assert reading("部门整体支出绩效自评报告", BODY).entity is None


def test_an_annex_mark_over_the_title_is_no_name() -> None:
    """附件1 over the title is no part of the unit's name."""
    assert reading("附件1", "怀化市档案馆2023年度部门整体支出绩效自评报告", BODY).entity == "怀化市档案馆"


@pytest.mark.parametrize(("blocks", "year", "source"), [
    (("某市某馆2023年度自评报告", table("经费控制情况|2021年决算数|2022年预算数", "三公经费|1.00|2.00")), 2023, "标题"), (("某市某馆自评报告", BODY), 2023, "表头"),
    (("某市某馆自评报告", "2023年支出3.24万元。2023年预算4.15万元，2022年决算2.44万元。"), 2023, "正文"),
    (("某市某馆自评报告", "2023年支出3.24万元。2022年决算2.44万元。"), None, ""), (("某市某馆自评报告", "支出3.24万元。"), None, ""),
])  # fmt: skip
def test_the_year_and_its_evidence(blocks: tuple[str | Rows, ...], year: int | None, source: str) -> None:
    """The year is the title's, else the latest in the headers, else the one most of the text speaks of, else unknown."""
    report = reading(*blocks)

    assert report.year == year
    assert [e.source for e in report.evidence if e.what == "year"] == [source] * (year is not None)


@pytest.mark.parametrize(("blocks", "code"), [
    (("湖南省怀化市档案馆2023年度自评报告", BODY), "431200"), (("怀化市鹤城区档案馆2023年度自评报告", BODY), "431202"), (("湖南省某厅2023年度自评报告", BODY), "430000"),
    (("某馆2023年度自评报告", table("填报单位|怀化市档案馆"), BODY), "431200"), (("某馆2023年度自评报告", "怀化市财政局安排资金3.24万元。", BODY), "431200"),
    (("长沙市某局2023年度自评报告", table("填报单位|怀化市档案馆"), BODY), "431200"),
])  # fmt: skip
def test_the_place_and_its_evidence(blocks: tuple[str | Rows, ...], code: str) -> None:
    """The place is the deepest that the unit's row names, else the title, else the first lines."""
    report = reading(*blocks)

    assert report.jurisdiction == code
    assert [e.what for e in report.evidence].count("jurisdiction") == 1


@pytest.mark.parametrize(
    "title",
    [
        "鼓楼区档案馆2023年度自评报告",
        "吉林财政局2023年度自评报告",
        "某单位2023年度自评报告",
        "第一幼儿园2023年度自评报告",
    ],
)
def test_a_place_that_could_be_several_is_left_out(title: str) -> None:
    """A name that several places bear, and a title that names none, leave the place unknown."""
    report = reading(title, BODY)

    assert report.jurisdiction is None
    assert "jurisdiction" not in {e.what for e in report.evidence}


def test_the_name_of_a_project_is_not_where_its_unit_is() -> None:
    """A project called after another place does not move its unit there."""
    report = reading("某馆2023年度自评报告", table("项目名称|支援长沙市建设项目", "实施单位|怀化市档案馆"), BODY)

    assert report.jurisdiction == "431200"


def listing(*arguments: str) -> dict[str, object]:
    """What `perfeval read --format json` says of the example."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with redirect_stdout(stream):
        assert main(["read", str(EXAMPLE), "--format", "json", *arguments]) == 0
        stream.flush()
    made: dict[str, object] = json.loads(stream.buffer.getvalue())  # type: ignore[attr-defined]
    return made


CODES = sorted({p.code for p in WORDS.gazetteer.places})


@settings(max_examples=15)
@given(st.sampled_from(CODES), st.integers(2018, 2030))
def test_the_jurisdiction_changes_nothing_that_was_read(code: str, year: int) -> None:
    """Whatever place and year the user names, the same figures, forms, notes and cells are read."""
    plain, named = listing(), listing("--jurisdiction", code, "--year", str(year))

    assert {k: v for k, v in named.items() if k not in ("jurisdiction", "year", "evidence")} == {
        k: v for k, v in plain.items() if k not in ("jurisdiction", "year", "evidence")
    }
    assert (named["jurisdiction"], named["year"]) == (code, year)


# --- properties -----------------------------------------------------------------------------------------------------

VALUES = {"指标": "甲", "目标": "≥3次", "完成": "4次", "分值": "10", "得分": "9.5", "原因": "因雨"}
COLUMNS = (
    ("年度指标值", "≥3次"),
    ("实际完成值", "4次"),
    ("分值", "10"),
    ("得分", "9.5"),
    ("偏差原因", "因雨"),
    ("是否核心指标", "是"),
    ("度量单位", ""),
)


@given(st.permutations(COLUMNS), st.booleans(), st.integers(0, 3))
def test_no_column_has_a_place_of_its_own(columns: list[tuple[str, str]], grid: bool, blanks: int) -> None:
    """In every order of its columns, with its grid or without, a row states the same."""
    kind = table if grid else loose
    header = "|".join(["一级指标", "二级指标", "三级指标", *(word for word, _ in columns)])
    row = "|".join(["产出指标", "数量指标", "甲", *(text for _, text in columns)])
    report = reading(TITLE, kind(header, row, *["|" * header.count("|")] * blanks))

    assert lines(form(report)) == [("甲", "≥3次", "4次", "10", "9.5")]
    assert form(report).rows[0].reason is not None


@given(st.permutations(("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")), st.booleans())
def test_no_amount_has_a_column_of_its_own(columns: list[str], grid: bool) -> None:
    """In every order of its columns a funds block states the same amounts and the same execution rate."""
    cells = {
        "年初预算数": "90.00",
        "全年预算数": "95.00",
        "全年执行数": "85.50",
        "分值": "10",
        "执行率": "90%",
        "得分": "9",
    }
    kind = table if grid else loose
    report = reading(
        TITLE,
        kind(
            "|".join(["项目资金（万元）", "", *columns]), "|".join(["", "年度资金总额", *(cells[c] for c in columns)])
        ),
    )

    assert {key[2]: text for key, text in amounts(report).items() if key[0] == "total"} == {
        "original": "90.00", "final": "95.00", "actual": "85.50",
    }  # fmt: skip
    assert marks(form(report))[:3] == ("10", "90%", "9")


HEADS = (
    *INDICATORS.split("|"),
    *FUNDS.split("|"),
    *MONEY.split("|"),
    "编制数",
    "控制率",
    "科目编码",
    "科目名称",
    "本年支出合计",
    "基本支出",
    "项目",
    "决算数",
    "填报单位",
    "项目名称",
)
TEXTS = (
    "", "——", "无", "3.24", "4.15", "0.00", "100%", "10", "0.7531.13", "≥3次", "2023年12月31日前", "甲", "三公经费", "其中：公车购置", "项目支出", "合计", "总分", "201", "20126",
    "产出指标（50分）", "数量指标", "可持续影响指标", "95.0089.9794.7118.94", "按收入性质分：316.04", "其中：\n基本支出：278.32", "续表", "1", "12345678901234567890.12",
)  # fmt: skip


@given(
    st.booleans(),
    st.lists(st.lists(st.sampled_from(HEADS) | st.sampled_from(TEXTS), min_size=1, max_size=9), min_size=1, max_size=8),
)
def test_every_number_of_every_table_is_accounted_for(grid: bool, rows: list[list[str]]) -> None:
    """In whatever table, every numeric cell is bound, open or unmapped, and what was read can be judged."""
    kind = table if grid else loose
    report = reading(TITLE, "本年支出3.00万元。", kind(*("|".join(cells) for cells in rows)))
    coverage = report.coverage

    assert coverage.numeric == coverage.bound + coverage.open + coverage.unmapped
    assert {(u.place.row, u.place.cell) for u in report.unmapped} <= {
        (r, c) for r, cells in enumerate(rows, 1) for c in range(1, len(cells) + 1)
    }
    assert perfeval.evaluate(report).faults == ()
