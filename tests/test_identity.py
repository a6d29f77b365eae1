"""Findings keep their identity: fingerprints last over years and retypings, and tell apart what is not the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.figures import built

import perfeval
from perfeval.document import Cell, Document, Paragraph, Place, Row, Table
from perfeval.evaluation.identity import identified
from perfeval.findings import Cited, Finding, Severity, Text, fingerprint
from perfeval.model import WHOLE_UNIT, Report, Subject, together
from perfeval.plugins import installed
from perfeval.readers.report_json import read_json, write_json
from perfeval.recognition import recognise

UNIT = "某县档案馆"
Retyping = Callable[[str], str]


# --- documents --------------------------------------------------------------------------------------------------------


def table(rows: Sequence[Sequence[str]], number: int) -> Table:
    """Rows of texts as a table of a file."""
    return Table(
        tuple(
            Row(tuple(Cell(text, Place("report", table=number, row=r, cell=c)) for c, text in enumerate(row, 1)))
            for r, row in enumerate(rows, 1)
        ),
        Place("report", table=number),
    )


def document(*blocks: str | Sequence[Sequence[str]]) -> Document:
    """Lines and tables, in order, as a file that was read."""
    made: list[Paragraph | Table] = []
    for line, block in enumerate(blocks, 1):
        if isinstance(block, str):
            made.append(Paragraph(block, Place("report", line=line)))
        else:
            made.append(table(block, 1 + sum(isinstance(b, Table) for b in made)))
    return Document("report", tuple(made))


def form(year: int, project: str | None, code: str = "", rows: Sequence[tuple[str, ...]] = ()) -> list[tuple[str, ...]]:
    """A self-evaluation form with an error of every sort: funds, a rate, points, scores, a missing value."""
    head = [("部门名称", UNIT)] if project is None else [("项目名称", project), ("实施单位", UNIT)]
    head += [("项目编码", code)] if code else []
    return [
        *head,
        ("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
        ("", "年度资金总额", "1,200.00", "1,200.00", "1,100.00", "10", "80.00%", "9"),
        ("", "其中：当年财政拨款", "1,100.00", "1,200.00", "1,000.00", "—", "", "—"),
        ("", "其他资金", "0.00", "0.00", "0.00", "—", "", "—"),
        ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"),
        *rows,
        ("产出指标（50分）", "数量指标", f"{year}年征集档案卷数", "≥1000卷", "900卷", "25", "26", ""),
        ("", "质量指标", "档案完好率", "100%", "100%", "20", "18", ""),
        ("效益指标（30分）", "社会效益指标", "查阅人次", "≥500人次", "600人次", "30", "30", ""),
        ("满意度指标（10分）", "服务对象满意度指标", "查阅者满意度", "≥90%", "95%", "10", "10", ""),
        ("总分", "", "", "", "", "100", "99", ""),
    ]  # fmt: skip


def accounts(year: int, unit: str = UNIT) -> Document:
    """Final accounts in words, with a change, a share, a list and a completion that do not hold."""
    return document(
        f"{unit}{year}年度部门决算情况说明",
        f"{year}年度“三公”经费支出决算为12.00万元，比{year - 1}年增加2.00万元，增长30.00%。其中：因公出国（境）费1.00万元，"
        "公务用车购置及运行维护费6.00万元，公务接待费4.00万元。",
        f"{year}年度支出合计1,500.00万元，其中：基本支出1,000.00万元，占66.67%；项目支出400.00万元，占33.33%。",
    )  # fmt: skip


def project_report(year: int, project: str, code: str = "") -> Document:
    """One project's self-evaluation."""
    return document(f"项目支出绩效自评表（{year}年度）", form(year, project, code))


def unit_report(year: int) -> Document:
    """The unit's own self-evaluation."""
    return document(f"{UNIT}{year}年度部门整体支出绩效自评报告", f"{UNIT}部门整体支出绩效自评表", form(year, None))


def findings(of: Document | Report) -> tuple[Finding, ...]:
    """What is found in a document, none of it without a name of its own."""
    report = recognise(of, installed().words) if isinstance(of, Document) else of
    found = perfeval.evaluate(report, profile="strict").findings
    assert len({f.fingerprint for f in found}) == len(found)
    return found


def prints(of: Document | Report) -> set[str]:
    """The fingerprints of what is found in a document, which is more than a little."""
    found = findings(of)
    assert len(found) >= 3
    assert all(f.identified for f in found)
    return {f.fingerprint for f in found}


def retyped(made: Document, how: Retyping) -> Document:
    """A document with every line and every cell that is no number typed in another way."""

    def typed(text: str) -> str:
        return text if re.fullmatch(r"[\s\d.,%—-]*", text) else how(text)

    blocks = [
        evolve(block, text=how(block.text))
        if isinstance(block, Paragraph)
        else evolve(
            block, rows=tuple(Row(tuple(evolve(c, text=typed(c.text)) for c in row.cells)) for row in block.rows)
        )
        for block in made.blocks
    ]
    return evolve(made, blocks=tuple(blocks))


REPORTS = {"a project": project_report(2023, "档案征集项目"), "the unit": unit_report(2023), "accounts": accounts(2023)}
every_report = pytest.mark.parametrize("report", REPORTS.values(), ids=list(REPORTS))
names = st.text(st.sampled_from("甲乙丙丁档案征集保护修缮道路照明培训"), min_size=2, max_size=8)

# --- years ------------------------------------------------------------------------------------------------------------


@given(st.integers(2015, 2024), names)
def test_next_year_says_the_same(year: int, project: str) -> None:
    """A unit that makes the same mistakes in the next year has the same findings."""
    assert prints(project_report(year, f"{year}年{project}")) == prints(
        project_report(year + 1, f"{year + 1}年{project}")
    )
    assert prints(unit_report(year)) == prints(unit_report(year + 1))
    assert prints(accounts(year)) == prints(accounts(year + 1))


def test_years_count_from_the_report() -> None:
    """The same figure of the year and of the year before has two names."""
    own, before = (
        perfeval.evaluate(built({(i, year, perfeval.ACTUAL): t for i, t in TOTAL}, entity=UNIT, year=2023))
        for year in (2023, 2022)
    )

    assert own.findings[0].rule == before.findings[0].rule
    assert own.findings[0].fingerprint != before.findings[0].fingerprint


TOTAL = (("total", "9.00"), ("basic", "6.00"), ("project", "2.00"))

# --- units and projects -----------------------------------------------------------------------------------------------


@given(st.lists(names, min_size=2, max_size=2, unique=True))
def test_two_projects_have_nothing_in_common(projects: list[str]) -> None:
    """Two projects of one unit, in two files or in one, never share a finding."""
    one, other = (prints(project_report(2023, project)) for project in projects)
    assert one.isdisjoint(other)
    both = document(
        "项目支出绩效自评表（2023年度）", form(2023, projects[0]), "项目支出绩效自评表", form(2023, projects[1])
    )
    assert prints(both) == one | other


@given(st.lists(names, min_size=2, max_size=2, unique=True))
def test_two_units_have_nothing_in_common(units: list[str]) -> None:
    """The accounts of two units never share a finding."""
    one, other = (prints(accounts(2023, f"某县{unit}局")) for unit in units)
    assert one.isdisjoint(other)


def test_a_code_names_a_project_however_it_is_called() -> None:
    """A project is the one with its code; two projects of one name have two codes."""
    first, renamed, second = (
        prints(project_report(2023, name, code))
        for name, code in (
            ("档案征集", "43120023T000000012345"), ("档案征集与保护", "43120023T000000012345"), ("档案征集", "43120023T000000067890"),
        )
    )  # fmt: skip
    assert first == renamed
    assert first.isdisjoint(second)


@pytest.mark.parametrize("name", ["[43120023T000010]档案征集", "43120023T000010-档案征集", "43120023T000010 档案征集"])
def test_a_code_before_a_name(name: str) -> None:
    """A code may stand before the project's name."""
    report = recognise(project_report(2023, name), installed().words)

    assert report.forms[0].subject == Subject("档案征集", "43120023T000010")


def test_a_unit_and_its_project_have_nothing_in_common() -> None:
    """The same form about the unit as a whole and about a project are two things."""
    assert prints(unit_report(2023)).isdisjoint(prints(project_report(2023, "档案征集项目")))


# --- retyping ---------------------------------------------------------------------------------------------------------

FULL = {ord(c): ord(c) + 0xFEE0 for c in "0123456789()%:"}
HALF = {ord(c) + 0xFEE0: ord(c) for c in "():"} | {ord("，"): ","}
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


@every_report
@pytest.mark.parametrize("widths", [FULL, HALF], ids=["full", "half"])
def test_width_does_not_matter(report: Document, widths: dict[int, int]) -> None:
    """Labels in full or half width are one label."""
    assert prints(retyped(report, lambda text: text.translate(widths))) == prints(report)


@given(st.sampled_from(list(REPORTS)), st.sampled_from(INVISIBLE), st.integers(0, 6))
def test_invisible_characters_do_not_matter(name: str, invisible: str, at: int) -> None:
    """Nobody sees a character of no width, and nobody takes it for another name."""
    report = REPORTS[name]

    assert prints(retyped(report, lambda text: text[:at] + invisible + text[at:])) == prints(report)


@given(st.sampled_from(["a project", "the unit"]), st.sampled_from([" ", "\u3000", "\u00a0", "  "]), st.integers(1, 4))
def test_blanks_in_cells_do_not_matter(name: str, blank: str, at: int) -> None:
    """合 计 is 合计; a number is not taken apart."""
    report = REPORTS[name]

    def spaced(text: str) -> str:
        return text if text[at - 1 : at + 1].isdecimal() else text[:at] + blank + text[at:]

    first, *blocks = report.blocks
    others = retyped(evolve(report, blocks=tuple(blocks)), spaced).blocks
    assert prints(evolve(report, blocks=(first, *others))) == prints(report)


@every_report
def test_thousands_separators_do_not_matter(report: Document) -> None:
    """1,200.00 is 1200.00."""
    plain = [
        evolve(block, text=block.text.replace("1,", "1"))
        if isinstance(block, Paragraph)
        else evolve(
            block,
            rows=tuple(Row(tuple(evolve(c, text=c.text.replace(",", "")) for c in row.cells)) for row in block.rows),
        )
        for block in report.blocks
    ]

    assert prints(evolve(report, blocks=tuple(plain))) == prints(report)


# --- what is added ----------------------------------------------------------------------------------------------------


@every_report
def test_lines_above_do_not_matter(report: Document) -> None:
    """A line more moves everything and renames nothing."""
    title, *rest = report.blocks

    assert prints(evolve(report, blocks=(title, Paragraph("现将有关情况报告如下。"), *rest))) == prints(report)


def test_tables_above_do_not_matter() -> None:
    """A table with errors of its own, above everything else, renames no finding."""
    plain = document(f"{UNIT}2023年度部门整体支出绩效自评报告", "部门整体支出绩效自评表", form(2023, None))
    more = document(
        f"{UNIT}2023年度部门整体支出绩效自评报告", "附表", [("名称", "数量", "金额（万元）"), ("甲", "1", "2.00"), ("乙", "2", "3.00"), ("合计", "3", "6.00")],
        "部门整体支出绩效自评表", form(2023, None),
    )  # fmt: skip

    assert prints(more) >= prints(plain)


def test_rows_above_do_not_matter() -> None:
    """A sum is known by its total: one row more in the form, and it is still the same that does not add up."""
    row = ("产出指标（50分）", "数量指标", "整理档案卷数", "≥10卷", "9卷", "7", "4", "")
    plain = document("项目支出绩效自评表（2023年度）", form(2023, "征集"))
    more = document("项目支出绩效自评表（2023年度）", form(2023, "征集", rows=[row]))

    assert prints(more) >= prints(plain)


@given(st.integers(0, 3), st.integers(0, 3))
def test_ordinals_count_only_what_is_equal(others: int, behind: int) -> None:
    """An ordinal tells equal findings apart, and other findings do not move it."""
    report = Report(entity=UNIT, year=2023)
    equal = Finding("total-parts", Severity.ERROR, Text(), (Cited("total", "合计", "1", Place(), year="2023"),))
    unrelated = [Finding(f"rule{n}", Severity.NOTICE, Text()) for n in range(others + behind)]
    alone = [f.fingerprint for f in identified(report, [equal, equal])]
    among = identified(report, [*unrelated[:others], equal, *unrelated[others:], equal])

    assert [f.fingerprint for f in among if f.rule == "total-parts"] == alone
    assert len(set(alone)) == 2


def test_values_are_no_part_of_a_name() -> None:
    """What a cell prints names nothing, even where it is all there is."""
    report = Report(entity=UNIT, year=2023)
    one, other = (
        Finding("unread-cell", Severity.ERROR, Text(), (Cited("", printed, printed, Place()),)) for printed in ("0.7531.13", "1.2.3")
    )  # fmt: skip

    assert identified(report, [one])[0].fingerprint == identified(report, [other])[0].fingerprint


@given(st.lists(st.text(max_size=3), min_size=1, max_size=3), st.lists(st.text(max_size=3), max_size=3))
def test_parts_do_not_run_together(names: list[str], subject: list[str]) -> None:
    """A fingerprint is twelve hexadecimal characters, and what is moved from one part to another gives another one."""
    made = fingerprint("rule", "unit", subject, names, 0)

    assert re.fullmatch(r"[0-9a-f]{12}", made)
    assert made == fingerprint("rule", "unit", reversed(subject), [*names, *names], 0)
    assert made != fingerprint("rule", "unit", [*subject, "more"], names, 0)
    assert made != fingerprint("rule", "unit", subject, [*names, "more"], 0)
    assert made != fingerprint("rule", "unit", subject, names, 1)


# --- what nobody can name ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "report",
    [
        document("项目支出绩效自评表（2023年度）", form(2023, "征集")[2:]),
        document("项目支出绩效自评表（2023年度）", form(2023, "")),
        document("绩效自评表（2023年度）", form(2023, "——")),
        document("部门整体支出绩效自评表（2023年度）", form(2023, None)[1:]),
        document(
            "2023年度支出情况说明", "某县档案馆2023年度支出合计1,500.00万元，其中：基本支出1,000.00万元，项目支出400.00万元。"
        ),
        document("某县档案馆2023年度支出合计1,500.00万元，其中：基本支出1,000.00万元，项目支出400.00万元。"),
    ],
    ids=["no head", "a blank name", "a dash", "no unit", "unit in a sentence", "a sentence on top"],
)  # fmt: skip
def test_what_nobody_names_is_not_identified(report: Document) -> None:
    """Without the unit, or without the project where it is about one, a finding says that it has no name."""
    found = perfeval.evaluate(recognise(report, installed().words)).findings

    assert found
    assert [f.rule for f in found if f.identified] == []


def test_built_without_a_unit() -> None:
    """A report from plain Python is of a unit only if it is told which."""
    figures = {(item, 2023, perfeval.ACTUAL): text for item, text in TOTAL}

    assert [f.identified for f in perfeval.evaluate(built(figures)).findings] == [False]
    assert [f.identified for f in perfeval.evaluate(built(figures, entity=UNIT)).findings] == [True]


# --- subjects ---------------------------------------------------------------------------------------------------------


def test_subjects_of_one_file() -> None:
    """Each form of a file has its own project; what stands outside them is about the unit in its accounts."""
    report = recognise(
        document(
            f"{UNIT}2023年度部门决算", "支出合计1,500.00万元，其中：基本支出1,000.00万元，项目支出400.00万元。",
            "项目支出绩效自评表", form(2023, "征集"), "项目支出绩效自评表", form(2023, "修缮"),
        ),
        installed().words,
    )  # fmt: skip
    by_id = {f.id: f.subject for f in report.forms}

    assert list(by_id.values()) == [Subject("征集"), Subject("修缮")]
    assert report.subject == WHOLE_UNIT
    assert {f.kind for f in report.forms} == {"indicator-table"}
    assert {s.form for s in report.statements if s.place.table == 1} == {report.forms[0].id}
    assert {s.form for s in report.statements if s.place.table is None} == {""}


def test_forms_of_one_sheet() -> None:
    """Where several forms follow each other in one table, every row is of the form whose head stands above it."""
    report = recognise(
        document("项目支出绩效自评表（2023年度）", [*form(2023, "征集"), *form(2023, "修缮")]), installed().words
    )

    assert [f.subject for f in report.forms] == [Subject("征集"), Subject("修缮")]
    assert {s.form for s in report.statements} == {f.id for f in report.forms}


def test_a_line_above_names_the_project() -> None:
    """项目名称：… on a line of its own is about the form below it, or about a report without forms."""
    head, *_ = form(2023, "征集")
    below = document("项目支出绩效自评表（2023年度）", f"项目名称：{head[1]}", f"填报单位：{UNIT}", form(2023, "")[2:])
    words = document(f"{UNIT}2023年度项目支出绩效自评报告", "项目名称：征集", "全年预算100.00万元。")
    both = [recognise(made, installed().words) for made in (below, words)]

    assert both[0].forms[0].subject == Subject("征集")
    assert both[1].subject == Subject("征集")


def test_files_put_together_keep_their_subjects() -> None:
    """Each form of several files is about what it was about in its own."""
    several = [recognise(project_report(2023, name), installed().words) for name in ("征集", "修缮")]
    whole = together(several)

    assert [f.subject for f in whole.forms] == [Subject("征集"), Subject("修缮")]
    assert {s.form for s in whole.statements} == {f.id for f in whole.forms}
    assert whole.subject is None
    assert together([recognise(accounts(2023), installed().words), several[0]]).subject == WHOLE_UNIT
    assert {f.fingerprint for r in several for f in findings(r)} == prints(whole)


@every_report
def test_subjects_are_written_and_read_back(report: Document) -> None:
    """The JSON of a report keeps what its findings are known by."""
    read = recognise(report, installed().words)

    assert prints(read_json(write_json(read).encode(), "report")) == prints(read)
