"""Reports handed on as flat rows and fetched from a database: exact to the 分, and as precise as they were printed."""

from __future__ import annotations

import sqlite3
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval import Report
from perfeval.errors import UnreadableError, UsageError
from perfeval.exchange import COLUMNS, Query, read_flat, write_flat
from perfeval.exchange.rows import quantity_of
from perfeval.model import Report as AnyReport
from perfeval.quantities import quantity

ITEMS = ("revenue", "expenditure", "basic", "project", "basic@30217", "expenditure@2050201", "project/校舍维修")
UNITS = {"元": 2, "万元": 6, "亿元": 8}


@st.composite
def amounts(draw: st.DrawFn) -> str:
    """An amount that is a whole number of 分, as a report prints it."""
    unit = draw(st.sampled_from(list(UNITS)))
    places = draw(st.integers(0, UNITS[unit]))
    digits = str(draw(st.integers(0, 10**9))).rjust(places + 1, "0")
    sign = draw(st.sampled_from(["", "-"]))
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits) + unit


def built(figures: dict[tuple[str, int, str], str], unit: str = "某区一中", code: str = "010102") -> AnyReport:
    """A report of a unit with a code."""
    made = Report.build(figures, entity=unit, year=2023, jurisdiction="430100")
    return evolve(made, entity_code=code, source="报告.txt")


stated = st.dictionaries(
    st.tuples(st.sampled_from(ITEMS), st.sampled_from([2022, 2023]), st.sampled_from(["original", "final", "actual"])), amounts(),
    min_size=1, max_size=8,
)  # fmt: skip


@given(stated)
@settings(max_examples=40)
def test_rows_come_back_as_they_were(figures: dict[tuple[str, int, str], str]) -> None:
    """Every amount is read again with its value and its precision, and is written the same way."""
    report = built(figures)
    flat = write_flat([report])
    (again,) = read_flat(flat.text)
    kept = {s.name.key: s.quantity for s in again.statements}

    assert flat.left_out == ()
    assert (again.entity, again.entity_code, again.year, again.jurisdiction) == ("某区一中", "010102", 2023, "430100")
    assert {k: (q.value, q.half) for k, q in kept.items() if q} == {
        s.name.key: (s.quantity.value, s.quantity.half) for s in report.statements if s.quantity
    }
    assert write_flat([again]).text == flat.text


@given(amounts())
def test_amounts_are_printed_with_their_last_place(text: str) -> None:
    """An amount in 分 with the worth of its last place is that number again."""
    one = quantity(text)
    made = quantity_of(int(one.value * 100), int(one.step * 100))

    assert (made.value, made.step) == (one.value, one.step)
    assert quantity(made.printed) == made


def test_columns() -> None:
    """A row names the place, the year, the unit, the classes and the amount in whole 分."""
    report = built({("basic@30217", 2023, "actual"): "2.30万元", ("expenditure@2050201", 2023, "final"): "100元"})

    assert write_flat([report]).text.splitlines() == [
        ",".join(COLUMNS),
        "430100,2023,010102,某区一中,,,30217,basic@30217,actual,all,2300000,10000,2023",
        "430100,2023,010102,某区一中,,2050201,,expenditure@2050201,final,all,10000,100,2023",
    ]


def test_what_does_not_fit_is_named() -> None:
    """An amount finer than 分 and a figure with two values are left out and named; rates and counts are not amounts."""
    report = built({
        ("basic", 2023, "actual"): "2.3000001万元", ("project", 2023, "actual"): "1.00万元", ("staff.posts", 2023, "stock"): "12人",
    })  # fmt: skip
    twice = evolve(
        report, statements=(*report.statements, evolve(report.statements[1], reading=quantity("2.00万元"), order=9))
    )
    made = write_flat([twice])

    assert [text.en.partition(":")[2] for text in made.left_out] == [
        " '基本支出' 2.3000001万元 is finer than 分 and was left out", " '项目支出' has several values and was left out",
    ]  # fmt: skip
    assert made.text.count("\n") == 1


ROW = dict(
    zip(
        COLUMNS,
        [
            "430100",
            "2023",
            "010102",
            "某区一中",
            "",
            "",
            "30217",
            "basic@30217",
            "actual",
            "all",
            "2300000",
            "10000",
            "2023",
        ],
        strict=True,
    )
)


def file(*rows: dict[str, str]) -> str:
    """Rows as a file."""
    return "\n".join([",".join(COLUMNS), *(",".join(row.values()) for row in rows)])


BAD_ROWS = {
    "a place that is none": {"mof_div_code": "990000"}, "a place of words": {"mof_div_code": "长沙"}, "no year": {"fiscal_year": ""},
    "a year of two digits": {"fiscal_year": "23"}, "a year of words": {"fiscal_year": "今年"}, "a year that cannot be": {"fiscal_year": "1023"},
    "nobody": {"agency": "", "agency_name": ""}, "another class": {"dep_bgt_eco": "30218"}, "a function of a class": {"exp_func": "205"},
    "no item": {"item": "", "dep_bgt_eco": ""}, "an item of no role": {"item": "basic#x", "dep_bgt_eco": ""}, "no stage": {"stage": ""},
    "a stage of words": {"stage": "决算"}, "a stock": {"stage": "stock"}, "no amount": {"amount": ""}, "an amount in yuan": {"amount": "23000.00"},
    "an amount by power": {"amount": "2e6"}, "an amount of words": {"amount": "两万"}, "an endless amount": {"amount": "9" * 40},
    "an amount with commas": {"amount": "2_300_000"}, "full width": {"amount": "２３"}, "a step of seven": {"step": "7"},
    "a step below zero": {"step": "-1"}, "a step that is too large": {"step": "1" + "0" * 12}, "finer than its step": {"amount": "2300001"},
    "a report of no year": {"report_year": "x"},
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_ROWS)
def test_bad_rows_are_named(name: str) -> None:
    """A row that cannot be taken is named in both languages, and nothing of the file is taken."""
    with pytest.raises(UnreadableError) as caught:
        read_flat(file(ROW, {**ROW, "item": "basic", "dep_bgt_eco": "", **BAD_ROWS[name]}), "flat.csv")

    assert "flat.csv: row 3" in caught.value.en
    assert "flat.csv：第3行" in caught.value.zh


BAD_FILES = {
    "empty": "", "other columns": "a,b\n1,2\n", "a column twice": ",".join([*COLUMNS, "item"]), "no amount": ",".join(COLUMNS[:8]),
    "a short row": f"{','.join(COLUMNS)}\n1,2\n", "quotes": f'{",".join(COLUMNS)}\n"x\n', "two values": file(ROW, {**ROW, "amount": "10000"}),
    "two steps": file(ROW, {**ROW, "step": "100"}),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_files_are_named(name: str) -> None:
    """A file with other columns, or two rows that contradict each other, is refused."""
    with pytest.raises(UnreadableError, match=r"flat\.csv"):
        read_flat(BAD_FILES[name], "flat.csv")


def test_rows_may_repeat_and_come_in_any_order() -> None:
    """A row that stands twice is one figure; units, projects and years are reports of their own; few columns will do."""
    several = [
        ROW,
        {**ROW, "agency": "010101", "agency_name": "某区教育局"},
        {**ROW, "pro_code": "P1"},
        {**ROW, "fiscal_year": "2022", "report_year": "2022"},
    ]
    reports = read_flat(file(*several, ROW))

    assert read_flat(file(*reversed(several))) == tuple(evolve(r) for r in reports) or len(reports) == 4
    assert [len(r.statements) for r in reports] == [1, 1, 1, 1]
    assert {r.subject.code for r in reports if r.subject} == {"", "P1"}
    (short,) = read_flat("fiscal_year,agency,item,stage,amount\n2023,010102,basic,actual,2300050\n")
    assert short.statements[0].quantity == quantity("23000.50元")


# --- databases ----------------------------------------------------------------------------------------------------------


def database(amount: object = 2_300_000, kind: str = "INTEGER") -> sqlite3.Connection:
    """A table of a budget system with one amount."""
    made = sqlite3.connect(":memory:")
    made.execute(
        f"CREATE TABLE budget (mof_div_code TEXT, fiscal_year INTEGER, agency TEXT, agency_name TEXT, item TEXT, stage TEXT, amt {kind})"
    )
    made.execute("INSERT INTO budget VALUES ('430100', 2023, '010102', '某区一中', 'basic', 'actual', ?)", (amount,))
    return made


SQL = "SELECT mof_div_code, fiscal_year, agency, agency_name, item, stage, amt FROM budget WHERE fiscal_year = ?"


def test_a_query_gives_reports() -> None:
    """The rows of a query are reports, whatever the database calls its columns."""
    (report,) = Query(database(), SQL, (2023,), {"amount": "amt"}).reports()

    assert (report.entity, report.year, report.jurisdiction) == ("某区一中", 2023, "430100")
    assert [s.quantity.value for s in report.statements if s.quantity] == [Fraction(23_000)]
    assert Query(database(), SQL, (1999,), {"amount": "amt"}).reports() == ()


@pytest.mark.parametrize(("amount", "kind", "said"), [
    (23000.5, "REAL", "whole number or a text"), (b"23", "BLOB", "whole number or a text"), (None, "INTEGER", "amount"),
    ("二万", "TEXT", "amount"),
])  # fmt: skip
def test_values_that_are_no_amounts(amount: object, kind: str, said: str) -> None:
    """A binary fraction, bytes, nothing and words are no amounts; the row is named."""
    with pytest.raises(UnreadableError, match="row 1") as caught:
        Query(database(amount, kind), SQL, (2023,), {"amount": "amt"}).reports()

    assert said in caught.value.en


@pytest.mark.parametrize("columns", [{}, {"amount": "betrag"}, {"sum": "amt"}, {"amount": "amt", "step": "precision"}])
def test_columns_that_are_not_there(columns: dict[str, str]) -> None:
    """A query without a needed column, or with a name nobody knows, is refused."""
    with pytest.raises(UsageError, match="other columns"):
        Query(database(), SQL, (2023,), columns).reports()
