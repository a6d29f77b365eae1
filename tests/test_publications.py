"""Whole publications made up to be right: all of it is read, nothing is found, and one wrong figure is named."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.pace import share
from tests.publications import (
    Plain,
    Publication,
    Sheet,
    budgets,
    plain_tables,
    published_accounts,
    tables_of_something_else,
)
from tests.test_recognition import loose, reading, table

import perfeval
from perfeval.model import Report
from perfeval.plugins import installed
from perfeval.recognition import recognise

WORDS = installed().words
NATIONAL = perfeval.rulebook("000000", 2023)
KINDS = st.sampled_from(["rows", "page"])
#: A whole publication is some hundred figures: fewer examples, each of them worth many, and none worth minutes of shrinking.
FEW = settings(max_examples=share(2), phases=set(settings().phases) - {Phase.shrink})
#: What is held to in every publication, however small.
HELD = {
    "two-sides",
    "revenue-listed",
    "expenditure-listed",
    "function-tree",
    "three-public-parts",
    "vehicle-parts",
    "one-value",
}


def read_back(made: Publication, kind: str) -> Report:
    """What is read from the file a publication would be."""
    return recognise(made.document(kind), WORDS)


def loud(report: Report) -> list[perfeval.Finding]:
    """What is more than a notice."""
    return [f for f in perfeval.evaluate(report, NATIONAL).findings if f.severity is not perfeval.Severity.NOTICE]


def nameless(made: Publication) -> set[tuple[int, str]]:
    """Table and print of the numbers no line item knows (journeys, cars)."""
    return {(sheet + 1, made.text(cell)) for sheet, _, _, cell in made.moneys() if cell.loose}


publications = budgets | published_accounts


@FEW
@given(publications, KINDS)
def test_every_number_of_a_publication_gets_its_name(made: Publication, kind: str) -> None:
    """However a unit words, stacks and merges its tables, every amount is bound to a full name, nil or not."""
    report = read_back(made, kind)

    assert {(u.place.table, u.text) for u in report.unmapped} == nameless(made)
    assert (report.coverage.open, report.entity, report.year) == (0, "示例县示例局", 2023)


@FEW
@given(publications, KINDS)
def test_a_right_publication_is_silent(made: Publication, kind: str) -> None:
    """Nothing is found in tables that agree, and every one of them is held to something."""
    report = read_back(made, kind)
    evaluation = perfeval.evaluate(report, NATIONAL)

    assert [f.message.zh for f in evaluation.findings if f.severity is not perfeval.Severity.NOTICE] == []
    assert evaluation.faults == ()
    assert {h.rule for h in evaluation.held} >= HELD


@FEW
@given(publications, KINDS, st.data())
def test_a_wrong_figure_of_a_publication_is_named(made: Publication, kind: str, data: st.DataObject) -> None:
    """One amount changed beyond rounding is quoted, with its table, by an error or a warning."""
    spots = [(sheet, row, column, cell.cents) for sheet, row, column, cell in made.moneys() if cell.tied]
    sheet, row, column, cents = data.draw(st.sampled_from(spots))
    off = data.draw(st.integers(137, 10**6))
    wrong = made.with_amount(sheet, row, column, cents + off * (-1 if cents > off and data.draw(st.booleans()) else 1))
    printed = wrong.text(wrong.sheets[sheet].body[row][column])
    found = loud(read_back(wrong, kind))

    assert any((c.printed, c.place.table) == (printed, sheet + 1) for f in found for c in f.figures), [
        f.message.zh for f in found
    ]


@FEW
@given(publications)
def test_rows_of_text_and_a_page_say_the_same(made: Publication) -> None:
    """The same tables as lines of text and as a page with merged cells state the same figures."""
    assert _figures(read_back(made, "rows")) == _figures(read_back(made, "page"))


@FEW
@given(publications, KINDS, st.data())
def test_the_order_of_tables_says_nothing(made: Publication, kind: str, data: st.DataObject) -> None:
    """Tables are known by their titles and headers: in every order the same figures are stated."""
    sheets = data.draw(st.permutations(made.sheets))
    shuffled = Publication(made.title, tuple(sheets), made.nil, made.commas, made.tall)

    assert _figures(read_back(shuffled, kind)) == _figures(read_back(made, kind))


def _figures(report: Report) -> list[tuple[str, ...]]:
    """All numbers with their names."""
    return sorted(
        (s.name.item.text, str(s.name.year.value), str(s.name.stage.value), str(s.name.fund.value), str(s.name.entity.value), s.printed)
        for s in report.statements if s.quantity is not None and s.name.item.text != "table"
    )  # fmt: skip


@FEW
@given(publications, KINDS)
def test_notes_below_a_table_are_no_part_of_it(made: Publication, kind: str) -> None:
    """Lines below the tables that explain them change nothing of what the tables state."""
    note = ("注：本表反映本单位情况，数据四舍五入，可能存在尾差。",)
    sheets = tuple(Sheet(s.title, s.lines, s.head, s.body, s.wide, note) for s in made.sheets)
    noted = Publication(made.title, sheets, made.nil, made.commas, made.tall)

    assert _figures(read_back(noted, kind)) == _figures(read_back(made, kind))


# --- tables of no known form ----------------------------------------------------------------------------------------

SHAPES = st.sampled_from([table, loose])


def judged(made: Plain, kind: type) -> perfeval.Evaluation:
    """A report with one table under a title that names no form."""
    return perfeval.evaluate(
        reading("示例县示例局2023年度工作情况", "资金情况表", "单位：万元", kind(*made.lines())), NATIONAL
    )


@given(plain_tables, SHAPES)
def test_what_a_table_says_of_its_columns_holds(made: Plain, kind: type) -> None:
    """Sums, rates and changes that the header of an unknown table names are checked, and silent where they are right."""
    evaluation = judged(made, kind)

    assert [f.message.zh for f in evaluation.findings] == []
    assert {h.rule for h in evaluation.held} & {
        "table.sum",
        "table.rate",
        "table.change",
        "table.difference",
        "execution-rate",
    }


@given(plain_tables, SHAPES, st.data())
def test_a_wrong_figure_of_an_unknown_table_is_named(made: Plain, kind: type, data: st.DataObject) -> None:
    """One number of a row changed beyond rounding is quoted by an error or a warning."""
    row, column = data.draw(st.sampled_from(made.tied))
    old = made.rows[row][column]
    number = int(old.rstrip("%").replace(".", ""))
    moved = number + data.draw(st.sampled_from([1000, 1100, 2300])) * (1 if number >= 0 else -1)
    new = f"{'-' if moved < 0 else ''}{abs(moved) // 100}.{abs(moved) % 100:02d}{'%' if old.endswith('%') else ''}"
    evaluation = judged(made.with_cell(row, column, new), kind)
    found = [f for f in evaluation.findings if f.severity is not perfeval.Severity.NOTICE]

    assert any(c.printed == new for f in found for c in f.figures), [f.message.zh for f in found]


@given(tables_of_something_else, SHAPES)
def test_columns_that_mean_something_else_are_left_alone(made: Plain, kind: type) -> None:
    """A sum, rate or change of what the table does not print is no contradiction in any row."""
    assert [f.message.zh for f in judged(made, kind).findings] == []


@pytest.mark.parametrize("kind", ["rows", "page"])
def test_a_publication_with_nothing_in_it_has_nothing_to_find(kind: str) -> None:
    """Tables of a fund that a unit has none of state nothing and are no contradiction."""
    head = (("科目编码", "科目名称", "合计", "基本支出", "项目支出"),)
    body = (("", "合计", "", "", ""),)
    made = Publication(
        "示例县示例局2023年部门预算公开表",
        (
            Sheet("一般公共预算支出表", ("单位：万元",), head, (("", "合计", "9.00", "9.00", ""), ("201", "一般公共服务支出", "9.00", "9.00", ""))),
            Sheet("政府性基金预算支出表", ("单位：万元",), head, body),
        ),
    )  # fmt: skip

    assert loud(read_back(made, kind)) == []


ALWAYS = {
    "budget": {"general-basic", "revenue-side", "expenditure-side", "table.sum"},
    "accounts": {"books-of-appropriation", "hospitality-parts", "running-parts", "procurement-parts", "revenue-columns", "expenditure-columns", "personnel-classes"},
}  # fmt: skip


@FEW
@given(budgets, published_accounts, KINDS)
def test_the_rules_of_publications_are_run(budget: Publication, accounts: Publication, kind: str) -> None:
    """What budgets and accounts print of their own parts is held to in each of them, whatever its shape."""
    for made, rules in ((budget, ALWAYS["budget"]), (accounts, ALWAYS["accounts"])):
        assert {h.rule for h in perfeval.evaluate(read_back(made, kind), NATIONAL).held} >= rules


@pytest.mark.parametrize(("right", "wrong", "rule"), [
    ("合计|19|17|89.47%", "合计|18|17|94.44%", "posts-listed"), ("合计|19|17|89.47%", "合计|19|15|78.95%", "people-listed"),
    ("合计|19|17|89.47%", "合计|19|17|79.47%", "staff-control-rate"),
])  # fmt: skip
@pytest.mark.parametrize("kind", [table, loose])
def test_posts_and_people_by_kind(right: str, wrong: str, rule: str, kind: type) -> None:
    """Posts and people by kind add up to the total row, and its rate is of the two totals."""
    rows = ("财政供养人员情况|编制数|2023年实际在职人数|控制率", "行政|12|11|91.67%", "事业|7|6|85.71%")
    title = ("示例县示例局2023年度基础数据表",)

    assert loud(reading(*title, kind(*rows, right))) == []
    assert rule in {f.rule for f in loud(reading(*title, kind(*rows, wrong)))}
