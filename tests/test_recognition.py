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
        if s.quantity is None or s.name.fund.value != fund or s.name.item.text == "table":
            continue  # a cell without a name is stated for what its table says of it
        year = "?" if s.name.year.is_open else s.name.year.value
        stage = "?" if s.name.stage.is_open else _part(s.name.stage.value)
        made[s.name.item.text, year, stage] = s.printed
    return made


def stated(report: Report, item: str) -> list[Statement]:
    """The statements of one item."""
    return [s for s in report.statements if s.name.item.text == item]


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
    exact = {(s.name.item.text, s.column): s.quantity.exact for s in report.statements if s.quantity}

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

    assert [s.name.item.text for s in report.statements if s.quantity] == [
        "total",
        "total",
        "total",
        "total:execution-rate",
    ]
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

    assert {s.name.item.text: str(s.parent or '') for s in report.statements} == {
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

    assert list(dict.fromkeys(s.name.item.text for s in report.statements)) == [
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
        s.name.item.text: (s.printed, str(s.parent or ""), s.name.stage.is_open)
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

    assert coverage == Coverage(numeric=81, bound=80, open=0, unmapped=0, unread=1)


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


@pytest.mark.parametrize("total", ["合计|9|90.00", "其中：丁|9|90.00"])
def test_a_table_of_no_known_form_that_adds_nothing_up(total: str) -> None:
    """A last row that no column shows to be the sum of the others is none."""
    report = reading("某市某馆2023年度情况", table("类别|户数|金额", "甲|3|10.00", "乙|4|20.00", "丙|5|30.00", total))

    assert (report.statements, report.claims) == ((), ())


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

    assert {k: v for k, v in named.items() if k not in ("jurisdiction", "year", "evidence", "notes")} == {
        k: v for k, v in plain.items() if k not in ("jurisdiction", "year", "evidence", "notes")
    }
    assert (named["jurisdiction"], named["year"]) == (code, year)


# --- headers of several rows ----------------------------------------------------------------------------------------

BUDGET_OF = "示例县示例局2023年部门预算"
ACCOUNTS_OF = "示例县示例局2023年度部门决算"
BY_NATURE = {
    ("expenditure", 2023, "original"): "90.00", ("basic", 2023, "original"): "60.00", ("personnel", 2023, "original"): "50.00",
    ("operating", 2023, "original"): "10.00", ("project", 2023, "original"): "30.00",
}  # fmt: skip


def of_code(figures: dict[tuple[object, ...], str], code: str) -> dict[tuple[object, ...], str]:
    """Those that belong to a class, without it; or to none."""
    ends = f"@{code}" if code else ""
    return {
        (str(k[0]).removesuffix(ends), *k[1:]): v
        for k, v in figures.items()
        if str(k[0]).endswith(ends) and ("@" in str(k[0])) == bool(code)
    }


@pytest.mark.parametrize("kind", [table, loose])
@pytest.mark.parametrize("head", [
    ("科目编码|科目名称|合计|基本支出|人员经费|公用经费|项目支出",),
    ("科目编码|科目名称|合计|基本支出|||项目支出", "|||小计|人员经费|公用经费|"),
    ("科目||2023年预算数||||", "科目编码|科目名称|小计|基本支出|||项目支出", "|||合计|人员经费|公用经费|"),
    ("科目||本年支出||||", "科目编码|科目名称|合计|基本支出|||项目支出", "|||小计|人员经费|公用经费|", "栏次||1|2|3|4|5"),
], ids=["one", "two", "three", "three and numbers"])  # fmt: skip
def test_a_header_stacked_over_several_rows(head: tuple[str, ...], kind: type[Rows]) -> None:
    """Up to three rows of words make one header: a column that holds all of the head above it is called by that head."""
    rows = ("|合计|90.00|60.00|50.00|10.00|30.00", "201|一般公共服务支出|90.00|60.00|50.00|10.00|30.00")
    report = reading(BUDGET_OF, "一般公共预算支出表", "单位：万元", kind(*head, *rows))  # type: ignore[call-arg]
    found = amounts(report, "general")

    assert (of_code(found, ""), of_code(found, "201")) == (BY_NATURE, BY_NATURE)
    assert report.coverage == Coverage(10, 10, 0, 0)


@pytest.mark.parametrize("cut", [0, 1, 2])
def test_blanks_cut_off_at_the_end_of_a_header_row(cut: int) -> None:
    """A lower row of a header that lost its last blanks still stands under the same columns."""
    lower = "|||小计|人员经费|公用经费||"
    report = reading(
        BUDGET_OF, "一般公共预算支出表",
        loose("科目编码|科目名称|合计|基本支出|||项目支出|备注", lower[: len(lower) - cut], "201|一般公共服务支出|90.00|60.00|50.00|10.00|30.00|"),
    )  # fmt: skip

    assert of_code(amounts(report, "general"), "201") == BY_NATURE


def test_a_row_of_words_below_a_header_is_no_header_of_its_own() -> None:
    """A first row without numbers (其中：) goes into no header that explains as much without it."""
    report = reading(
        BUDGET_OF,
        "一般公共预算支出表",
        table("科目编码|科目名称|合计|基本支出|项目支出", "|各科目||见说明|", "201|一般公共服务支出|90.00|60.00|30.00"),
    )

    assert {k[0]: v for k, v in amounts(report, "general").items()} == {
        "expenditure@201": "90.00", "basic@201": "60.00", "project@201": "30.00",
    }  # fmt: skip


PUBLICS = (
    "three-public",
    "three-public.abroad",
    "three-public.vehicles",
    "three-public.vehicles.purchase",
    "three-public.vehicles.running",
    "three-public.hospitality",
)
SIX = "合计|因公出国（境）费|公务用车购置及运行费|||公务接待费"
BELOW = "||小计|公务用车购置费|公务用车运行费|"


@pytest.mark.parametrize(("upper", "names"), [
    ("预算数||||||决算数|||||", ((2023, "final"), (2023, "actual"))), ("2022年预算数||||||2023年预算数|||||", ((2022, "original"), (2023, "original"))),
])  # fmt: skip
@pytest.mark.parametrize("kind", [table, loose])
def test_the_three_publics_twice_side_by_side(upper: str, names: tuple[tuple[int, str], ...], kind: type[Rows]) -> None:
    """Two stages, or two years, over all six items: each column is one item at one of them."""
    values = [f"{n}.00" for n in range(1, 13)]
    report = reading(BUDGET_OF, "“三公”经费支出表", kind(upper, f"{SIX}|{SIX}", f"{BELOW}|{BELOW}", "|".join(values)))  # type: ignore[call-arg]

    assert amounts(report) == {(item, *names[n // 6]): values[n] for n, item in enumerate(PUBLICS * 2)}


@pytest.mark.parametrize(("header", "known"), [
    ("因公出国（境）费|公务用车购置费|公务用车运行费|公务接待费", True), ("出国经费|公车购置|公务用车维护费|接待费", True), ("公务接待费|会议费|培训费", False),
])  # fmt: skip
def test_columns_known_by_the_names_of_their_items(header: str, known: bool) -> None:
    """Columns without words of their own answer to every name of their item; too few of them are not the form."""
    report = reading(BUDGET_OF, "“三公”经费支出表", table(header, "|".join("1.00" for _ in header.split("|"))))

    assert ("budget-three-public" in report.layouts) == known
    assert report.coverage.unmapped == (0 if known else 3)


def test_rows_by_unit() -> None:
    """In a table by unit a row is about the unit it names, and the total row about all of them."""
    report = reading(
        BUDGET_OF, "“三公”经费支出表",
        table("单位编码|单位名称|合计|因公出国（境）费|公务用车购置费|公务用车运行费|公务接待费", "|合计|3.00|0|0|2.00|1.00", "101|甲所|2.00|0|0|1.50|0.50", "102|乙站|1.00|0|0|0.50|0.50"),
    )  # fmt: skip

    assert [(str(s.name.entity.value), s.printed) for s in stated(report, "three-public")] == [
        ("示例县示例局", "3.00"),
        ("甲所", "2.00"),
        ("乙站", "1.00"),
    ]
    assert report.coverage == Coverage(15, 15, 0, 0)


# --- rows of summaries ----------------------------------------------------------------------------------------------

TWO_SIDES = "收入||支出|", "项目|预算数|项目|预算数"


def test_the_sides_of_a_summary() -> None:
    """What a side lists is free there if no line item knows it, until its total; below it nothing is listed."""
    report = reading(
        BUDGET_OF, "部门收支总表",
        table(*TWO_SIDES, "一、一般公共预算拨款收入|70.00|一、某项支出|60.00", "二、某项收入|20.00|二、教育支出|30.00", "本年收入合计|90.00|本年支出合计|90.00",
              "用某项结余弥补|5.00|某项分配|5.00", "收入总计|95.00|支出总计|95.00"),
    )  # fmt: skip

    assert {k[0]: v for k, v in amounts(report).items()} == {
        "revenue.general": "70.00", "revenue/某项收入": "20.00", "revenue": "90.00", "revenue-side": "95.00", "expenditure/某项支出": "60.00",
        "expenditure@205": "30.00", "expenditure": "90.00", "expenditure-side": "95.00",
    }  # fmt: skip
    assert [u.text for u in report.unmapped] == ["5.00", "5.00"]


@pytest.mark.parametrize("part", ["其中：某部分", "（1）某部分", "1.某部分"])
def test_parts_of_a_row_of_a_summary(part: str) -> None:
    """A row behind 其中, or numbered another way than the rows around it, is a part of the row above it and no part beside it."""
    report = reading(
        BUDGET_OF, "部门收支总表",
        table(*TWO_SIDES, "一、某项收入|70.00|一、教育支出|90.00", f"{part}|50.00||", "二、事业收入|20.00||", "本年收入合计|90.00|本年支出合计|90.00"),
    )  # fmt: skip

    assert ("revenue/某项收入/某部分", "50.00") in {(k[0], v) for k, v in amounts(report).items()}
    assert perfeval.evaluate(report).findings == ()


@pytest.mark.parametrize("kind", [table, loose])
def test_one_label_means_two_things_above_and_below(kind: type[Rows]) -> None:
    """一般公共预算拨款 is revenue of the year, and below 上年结转 what was carried in."""
    report = reading(
        BUDGET_OF, "财政拨款收支总表",
        kind("收入||支出||||", "项目|预算数|项目|合计|一般公共预算|政府性基金预算|国有资本经营预算", "一、本年收入|70.00|一、本年支出|75.00|75.00||",
             "（一）一般公共预算拨款|70.00|（一）教育支出|75.00|75.00||", "二、上年结转|5.00|||||", "（一）一般公共预算拨款|5.00|||||", "收入总计|75.00|支出总计|75.00|75.00||"),
    )  # fmt: skip
    found = amounts(report, "appropriation")

    assert {k[0]: v for k, v in found.items() if str(k[0]).endswith(".general")} == {
        "revenue.general": "70.00",
        "carry-in.general": "5.00",
    }
    assert (amounts(report, "general")["expenditure@205", 2023, "original"], report.coverage.unmapped) == ("75.00", 0)
    assert perfeval.evaluate(report).findings == ()


# --- rows of tables whose columns say what they are of --------------------------------------------------------------


def test_rows_without_codes_have_names_of_their_own() -> None:
    """Of several rows under one column each is a line of its own, and the total row is the column's item."""
    report = reading(
        ACCOUNTS_OF,
        "支出决算表",
        table(
            "科目名称|本年支出合计|基本支出|项目支出",
            "甲|40.00|30.00|10.00",
            "乙|50.00|30.00|20.00",
            "合计|90.00|60.00|30.00",
        ),
    )

    assert {k[0]: v for k, v in amounts(report).items()} == {
        "expenditure/甲": "40.00", "expenditure/乙": "50.00", "expenditure": "90.00", "basic/甲": "30.00", "basic/乙": "30.00", "basic": "60.00",
        "project/甲": "10.00", "project/乙": "20.00", "project": "30.00",
    }  # fmt: skip


def test_an_amount_before_the_known_columns_is_no_label() -> None:
    """A column nobody knows that stands before the others and holds amounts names no row."""
    report = reading(
        BUDGET_OF,
        "一般公共预算支出表",
        table("科目编码|科目名称|上年执行数|合计|基本支出|项目支出", "201|一般公共服务支出|1,080.50|90.00|60.00|30.00"),
    )

    assert [s.label for s in stated(report, "expenditure@201")] == ["一般公共服务支出"]
    assert [u.text for u in report.unmapped] == ["1,080.50"]


@pytest.mark.parametrize("subtotal", ["基本支出小计", "小计", "本级小计"])
@pytest.mark.parametrize("below", [True, False])
def test_a_subtotal_is_no_part_beside_its_parts(subtotal: str, below: bool) -> None:
    """A row of a list that only adds up rows around it is not added up again."""
    parts = ["甲项目|30.00|30.00|30.00|10|100%|10", "乙项目|20.00|20.00|20.00|||"]
    rows = (
        [*parts, f"{subtotal}|50.00|50.00|50.00|||"]
        if below
        else [parts[0], f"{subtotal}|30.00|30.00|30.00|||", parts[1]]
    )
    report = reading(
        TITLE,
        table(
            "项目支出情况|年初预算数|全年预算数|全年执行数|分值|执行率|得分",
            "年度资金总额|50.00|50.00|50.00|10|100%|10",
            *rows,
        ),
    )

    assert [f.message.zh for f in perfeval.evaluate(report).findings if f.rule == "funds-total"] == []


def test_pairs_in_cells_beside_a_form() -> None:
    """按支出性质分 and 其中：基本支出 with their amounts behind a colon are the parts of what the form adds up."""
    report = reading(
        TITLE,
        table(FUNDS, "|年度资金总额|90.00|90.00|81.00|10|90%|9", "|按收入性质分：90.00|||按支出性质分：90.00|||", "|其中：一般公共预算：90.00|||其中：基本支出：58.46|||",
              "||||项目支出：31.54|||"),
    )  # fmt: skip

    assert {k[0]: v for k, v in amounts(report).items() if "by-" in str(k[0])} == {
        "total.by-source": "90.00", "total.by-nature": "90.00", "total.by-source/一般公共预算": "90.00", "total.by-nature/基本支出": "58.46",
        "total.by-nature/项目支出": "31.54",
    }  # fmt: skip


def test_a_table_of_first_level_indicators_is_a_summary_of_scores() -> None:
    """Points and scores by first level, with their rates, are rows of a form, and each rate is held to its row."""
    rows = (
        "一级指标|分值|得分|得分率",
        "决策|20|17.5|87.50%",
        "过程|30|27|90.00%",
        "产出|50|44|88.00%",
        "合计|100|88.5|88.50%",
    )
    right = reading("示例县示例局2023年度项目绩效评价报告", table(*rows))
    wrong = reading("示例县示例局2023年度项目绩效评价报告", table(*rows[:2], "过程|30|27|80.00%", *rows[3:]))

    assert (right.layouts, [(r.name, r.score.text if r.score else "") for r in form(right).rows]) == (
        ("score-summary",),
        [("决策", "17.5"), ("过程", "27"), ("产出", "44")],
    )
    assert [f.rule for f in perfeval.evaluate(right).findings] == []
    assert [(f.rule, f.stated) for f in perfeval.evaluate(wrong).findings] == [("table.rate", "80.00%")]


# --- what is no table of its own, and no end of one -----------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "偏差大或目标未完成原因分析：无。",
        "目标未完成原因分析：",
        "注：未完成的指标已列入明年计划。",
        "未完成指标的改进措施：加强管理。",
    ],
)
def test_a_line_about_what_was_not_done_cuts_nothing_off(line: str) -> None:
    """未完成 in a note below a form speaks of targets: the form is all there."""
    assert form(reading(TITLE, table(INDICATORS, ROW, LAST), line)).complete


BY_AREA = "片区|合计|中央|地方", "东片|30.00|20.00|10.00", "西片|50.00|30.00|20.00", "南片|70.00|40.00|30.00"


def test_rows_of_no_form_inside_a_form() -> None:
    """A run of rows under no header before a form is read as a table of its own."""
    report = reading(TITLE, table(*BY_AREA, FUNDS, "|年度资金总额|90.00|90.00|81.00|10|90%|9"))
    wrong = reading(
        TITLE, table(*BY_AREA[:3], "南片|70.00|45.00|30.00", FUNDS, "|年度资金总额|90.00|90.00|81.00|10|90%|9")
    )

    assert perfeval.evaluate(report).findings == ()
    assert [(f.rule, f.stated, f.expected) for f in perfeval.evaluate(wrong).findings] == [("table.sum", "70.00", "75")]


@pytest.mark.parametrize("rows", [
    ("片区|合计|中央|地方", "东片|30.00|20.00|10.00", "西片|55.00|30.00|20.00", "南片|75.00|40.00|30.00"),
    ("片区|合计|户数|人数", "东片|30.00|20|10", "西片|50.00|30|25", "南片|70.00|44|31"), ("片区|预算数合计|执行率", "东片|30.00|95.00%", "西片|50.00|96.00%"),
    ("片区|上年|本年|增减率", "东片|100.00|110.00|9.00%", "西片|100.00|120.00|19.00%", "南片|100.00|130.00|29.00%"),
    ("片区|计划数|实际支出|执行率|得分", "东片|30.00|24.00|80.00%|9", "西片|0.00|0.00|100.00%|10", "南片|40.00|30.00|75.00%|8"),
], ids=["most rows break it", "counts of other things", "no amounts spent", "another base", "nothing of nothing"])  # fmt: skip
def test_relations_the_rows_do_not_bear_out(rows: tuple[str, ...]) -> None:
    """A sum, rate or change that as many rows break as keep is none, and 100 % of nothing is no rate."""
    assert perfeval.evaluate(reading("示例县示例局2023年度情况", table(*rows))).findings == ()


@pytest.mark.parametrize("nil", ["", "0.00", "—"])
def test_a_sum_with_a_part_that_is_nothing_in_every_row(nil: str) -> None:
    """A column that holds nothing anywhere keeps no sum from being checked."""
    rows = (
        "片区|合计|中央|省级|市级",
        *(f"{n}片|{a + b}.00|{a}.00|{b}.00|{nil}" for n, a, b in (("东", 20, 10), ("西", 30, 20), ("南", 40, 30))),
    )
    wrong = (*rows[:3], f"南片|79.00|40.00|30.00|{nil}")

    assert perfeval.evaluate(reading("示例县示例局2023年度情况", table(*rows))).findings == ()
    assert [f.stated for f in perfeval.evaluate(reading("示例县示例局2023年度情况", table(*wrong))).findings] == [
        "79.00"
    ]


# --- titles, years, units -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", ["（2022年度）", "2022年", "[2022年度]"])
def test_the_year_below_a_title(year: str) -> None:
    """A line that is nothing but a year goes with the title above it."""
    report = reading(
        "示例县示例局项目支出绩效自评表",
        year,
        "填报日期：2023年3月5日",
        table(FUNDS, "|年度资金总额|90|90|81|10|90%|9"),
    )

    assert [(e.value, e.source) for e in report.evidence if e.what == "year"] == [("2022", "标题")]


def test_the_year_of_a_date_is_not_the_reports() -> None:
    """A date in the first lines names no year; 2022年度 below it does."""
    report = reading(
        "示例县示例局项目支出绩效自评表",
        "填报日期：2023年3月5日",
        "本表反映2022年度资金使用情况。",
        table(FUNDS, "|年度资金总额|90|90|81|10|90%|9"),
    )

    assert report.year == 2022


@pytest.mark.parametrize(
    "line",
    [
        "填报单位：示例县示例局　　金额单位：万元",
        "填报单位：示例县示例局 单位：万元 填报日期：2023年3月5日",
        "单位：万元　　填报日期：2023年3月5日",
    ],
)
def test_a_unit_of_money_beside_other_entries(line: str) -> None:
    """单位：万元 counts wherever it stands in its line, and the line is no title."""
    report = reading("示例县示例局2022年度自评", "基础数据表", line, table(MONEY, "公用经费|2.44|4.15|3.24"))

    assert {s.quantity.unit.symbol if s.quantity and s.quantity.unit else "" for s in stated(report, "operating")} == {
        "万元"
    }
    assert {s.place.part for s in stated(report, "operating")} == {"基础数据表"}


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

    assert coverage.numeric == coverage.bound + coverage.open + coverage.unmapped + coverage.unread
    assert {(u.place.row, u.place.cell) for u in report.unmapped} <= {
        (r, c) for r, cells in enumerate(rows, 1) for c in range(1, len(cells) + 1)
    }
    assert perfeval.evaluate(report).faults == ()


def test_the_score_of_execution_in_the_words_of_the_total() -> None:
    """合计（含预算执行率得分9.8分）: the score counts though no row prints it, and the rate is that of the list's own total."""
    tasks = (
        "年度主要任务|任务名称|全年预算数|全年执行数|分值|执行率", "|任务1：养护|210.00|203.54|—|96.92%", "|任务2：运转|790.00|776.46|—|98.28%",
        "|金额合计|1000.00|980.00|10|98.00%",
    )  # fmt: skip
    form = (
        "一级指标|二级指标|三级指标|年度指标值|全年完成值|分值|得分", "产出指标（90分）|数量指标|养护处数|12处|12处|90|88.5", "合计（含预算执行率得分9.8分）|||||100|98.3",
    )  # fmt: skip
    found = reading("某局2020年部门整体支出绩效自评表", table(*tasks), table(*form)).forms[-1]

    assert (
        found.execution_score and found.execution_score.text,
        found.execution_rate and found.execution_rate.text,
    ) == ("9.8", "98.00%")
