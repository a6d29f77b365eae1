"""Monitoring in the year: spending behind what was due, goals and spending that part, and silence everywhere else."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval.__main__ import main
from perfeval.errors import ConflictError, PackError, PerfevalError
from perfeval.findings import Severity
from perfeval.ledger import Origin, load
from perfeval.monitoring import Monitored, evaluation_of, monitored_in, progress_for, watch
from perfeval.plugins import installed
from perfeval.resolution import Installed
from perfeval.ruling import Pack, Progress, Standing, Text

RULE = Progress(
    "progress", label=Text("支出进度", "progress"), due=((4, "25%"), (6, "40%"), (8, "60%"), (10, "80%")), gap="10%",
    standing=Standing.ATTESTED,
)  # fmt: skip
AUGUST = date(2026, 8, 31)


def one(**more) -> Monitored:
    """A project of a made-up unit at the end of August, with a budget of 100."""
    return Monitored(**{"entity": "示例县档案馆", "project": "档案数字化", "on": AUGUST, "opening": 100, **more})


def kinds(**more) -> list[str]:
    """What is asked of it."""
    return [f.rule.removeprefix("progress-") for f in watch(one(**more), RULE).findings]


@pytest.mark.parametrize(("spent", "goals", "asked"), [
    ("59.99", None, ["late"]), ("60", None, []), ("60", "70%", []), ("59", "70%", ["late", "apart"]), ("59", "69%", ["late"]),
    ("75", "64.99%", ["apart"]), ("75", "65%", []), ("100.01", None, ["over"]), ("100", None, []), ("0", None, ["late"]),
])  # fmt: skip
def test_lines_and_gap(spent: str, goals: str | None, asked: list[str]) -> None:
    """At the end of August 59.99 % is behind 60 %, and 60 % is not; goals of 70 % part from 59 % by more than ten points."""
    assert kinds(spent=spent, goals=goals) == asked


@pytest.mark.parametrize(
    "day", [date(2026, 7, 31), date(2026, 9, 30), date(2026, 8, 30), date(2026, 12, 31), date(2026, 1, 1)]
)
def test_between_two_lines_it_is_silent(day: date) -> None:
    """A day for which the rule has no line asks for no progress, however little was spent."""
    found = watch(one(on=day, spent=0), RULE)

    assert (found.due, found.findings) == (None, ())


@given(st.integers(0, 400))
def test_only_last_days_of_named_months(days: int) -> None:
    """Something is due on the last day of a named month, leap years or not, and on no other."""
    day = date(2024, 1, 1) + timedelta(days)
    last = (day + timedelta(1)).month != day.month

    assert (RULE.due_on(day) is not None) is (last and day.month in (4, 6, 8, 10))


def test_two_budgets_are_two_readings() -> None:
    """Where nobody says which budget counts, what only one of them breaks says so, and what neither breaks is silent."""
    doubtful = watch(one(spent=65, adjusted=120), RULE).findings
    certain = watch(one(spent=50, adjusted=120), RULE).findings
    same = watch(one(spent=50, adjusted=100), RULE).findings

    assert watch(one(spent=80, adjusted=120), RULE).findings == ()
    assert "以何者为准未见规定" in doubtful[0].message.zh
    assert "按年初预算为65.00%，按调整后预算为54.17%" in doubtful[0].message.zh
    assert "以何者为准" not in certain[0].message.zh
    assert "按年初预算" not in same[0].message.zh


def test_what_cannot_be_checked_is_said() -> None:
    """Goals in words, a missing amount and a budget of zero are left open with their reason, never taken for something."""
    words = watch(one(spent=70, words="进展顺利"), RULE)
    nothing = watch(one(), RULE)
    zero = watch(one(spent=5, opening=0), RULE)

    assert (words.findings, nothing.findings, zero.findings) == ((), (), ())
    assert "由人判断" in words.open[0].zh
    assert "没有支出数" in nothing.open[0].zh
    assert "没有预算数" in zero.open[0].zh


def test_findings_are_known_next_year() -> None:
    """The same project behind in the same month of the next year has the same fingerprint; another project has another."""

    def mark(**more) -> str:
        return watch(one(spent=10, **more), RULE).findings[0].fingerprint

    assert mark() == mark(on=date(2027, 8, 31), opening=200)
    assert len({mark(), mark(project="库房改造"), mark(entity="示例县图书馆"), mark(on=date(2026, 6, 30))}) == 4


def test_unconfirmed_law_is_quiet() -> None:
    """What rests on a rule nobody confirmed is a notice; what was seen in print is a warning."""
    quiet = Progress("p", label=Text("x", "x"), due=((8, "60%"),))

    assert watch(one(spent=1), quiet).findings[0].severity is Severity.NOTICE
    assert watch(one(spent=1), RULE).findings[0].severity is Severity.WARNING


@given(st.integers(0, 130), st.integers(1, 100), st.integers(1, 100), st.one_of(st.none(), st.integers(0, 100)))
def test_nothing_is_asked_that_holds(spent: int, opening: int, adjusted: int, goals: int | None) -> None:
    """A project that keeps the line by both budgets, and whose goals are near both, is asked nothing."""
    share = None if goals is None else Fraction(goals, 100)
    found = watch(one(spent=spent, opening=opening, adjusted=adjusted, goals=share), RULE)
    rates = [Fraction(spent, opening), Fraction(spent, adjusted)]
    asked = {f.rule for f in found.findings}

    assert ("progress-late" in asked) is any(rate < Fraction(3, 5) for rate in rates)
    assert ("progress-apart" in asked) is (
        share is not None and any(abs(share - rate) > Fraction(1, 10) for rate in rates)
    )
    assert ("progress-over" in asked) is all(rate > 1 for rate in rates)


# --- whose rule -------------------------------------------------------------------------------------------------------


def test_nearest_place() -> None:
    """The nearest place's rule of the year holds, whatever order packs come in; two of one place are named."""
    far, near = (Installed(Pack(id=f"p{code}", code=code, progress=RULE), "acme") for code in ("510000", "510100"))
    other = Installed(
        Pack(id="other", code="510100", progress=Progress("q", label=Text("x", "x"), due=((6, "50%"),))), "acme"
    )
    old = Installed(Pack(id="old", code="510104", since=2020, until=2021, progress=RULE), "acme")

    assert [progress_for(packs, "510104", 2026)[1].name for packs in ((far, near, old), (old, near, far))] == [
        "acme:p510100"
    ] * 2
    assert progress_for([near], "430000", 2026) is None
    with pytest.raises(ConflictError, match="acme:other"):
        progress_for([near, other], "510104", 2026)


def test_sichuan() -> None:
    """Sichuan's lines hold from 2025 on, are not confirmed, and reach no other province."""
    packs = installed().packs
    rule, by = progress_for(packs, "510104", 2026)

    assert rule.due == ((4, Fraction(1, 4)), (6, Fraction(2, 5)), (8, Fraction(3, 5)), (10, Fraction(4, 5)))
    assert (rule.gap, rule.standing, by.pack.code) == (Fraction(1, 10), Standing.UNCONFIRMED, "510000")
    assert progress_for(packs, "510104", 2024) is None
    assert progress_for(packs, "431200", 2026) is None


@pytest.mark.parametrize("due", [(), ((13, "10%"),), ((0, "10%"),), ((6, "50%"), (4, "40%")), ((4, "50%"), (6, "40%")), ((4, "0%"),), ((4, "101%"),), ((4, "x"),), ((4, 0.5),), ((4, "10%"), (4, "20%"))])  # fmt: skip
def test_rules_that_are_none(due) -> None:
    """Months out of order, shares that fall, and binary fractions are refused when the pack is written."""
    with pytest.raises(PackError):
        Progress("p", label=Text("x", "x"), due=due)


@pytest.mark.parametrize("more", [{"spent": -1}, {"spent": "many"}, {"spent": 0.5}, {"opening": -5}, {"goals": "700%"}, {"goals": 70}, {"goals": -1}, {"adjusted": "x"}])  # fmt: skip
def test_amounts_that_are_none(more) -> None:
    """Amounts below zero, words and binary fractions are refused; so are goals reached by 70 that mean 70 %."""
    with pytest.raises(PerfevalError) as caught:
        one(**more)
    assert caught.value.zh.endswith("。")
    assert caught.value.en.endswith(".")


# --- the command ------------------------------------------------------------------------------------------------------

SHEET = """单位,项目,年初预算,调整预算,已支出,目标完成率
示例县档案馆,档案数字化,100.00,100.00,59.99,70%
示例县档案馆,库房改造,100.00,,60.00,70%
示例县图书馆,古籍修复,"1,000.00",1200.00,650.00,进展顺利
示例县图书馆,阅读推广,50.00,,,80%
"""


def run(text: str | bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str, str]:
    """Run `perfeval monitor` on a table with this text."""
    file = tmp_path / "spent.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    code = 2
    with contextlib.suppress(SystemExit):
        code = main(["monitor", str(file), *more])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


PLACE = ("--jurisdiction", "510104", "--on", "2026-08-31")


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command says who is behind, by which rule, and what could not be checked, in both languages."""
    code, out, err = run(SHEET, tmp_path, capsys, *PLACE)
    _, english, _ = run(SHEET, tmp_path, capsys, *PLACE, "--lang", "en")

    assert (code, err) == (0, "")
    assert "4 项，2 项请说明，2 项未见问题" in out
    assert "“档案数字化”截至8月31日支出进度59.99%，要求不低于60.00%。请说明。" in out
    assert "相差超过10个百分点" in out
    assert "“库房改造”" not in out
    assert "按年初预算为65.00%，按调整后预算为54.17%" in out
    assert "“阅读推广”没有支出数，支出进度未核对" in out
    assert "unconfirmed" in english


def test_a_month_between_is_silent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At the end of July nothing is due, and the page says that nothing was checked."""
    code, out, _ = run(SHEET.replace("70%", "60%"), tmp_path, capsys, "--jurisdiction", "510104", "--on", "2026-07-31")

    assert code == 0
    assert "要求不低于" not in out
    assert "4 项的截至日期不是规定的月底" in out


def test_findings_go_into_the_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What monitoring found is a line of the ledger with that origin; entering it again changes nothing."""
    book = tmp_path / "ledger.jsonl"

    assert run(SHEET, tmp_path, capsys, *PLACE, "--ledger", str(book))[0] == 0
    first = book.read_bytes()
    assert run(SHEET, tmp_path, capsys, *PLACE, "--ledger", str(book))[0] == 0
    assert book.read_bytes() == first
    assert {entry.problem.origin for entry in load(book).entries} == {Origin.MONITORING}
    assert len(load(book).entries) == 3


def test_monitoring_mends_nothing_else() -> None:
    """An evaluation of monitoring asked none of the place's other rules, so that a ledger takes none of them for mended."""
    made = evaluation_of(watch(one(spent=10), RULE), "510104")

    assert made.rulebook.rules == {}
    assert made.checked == ()


ROW = "示例县档案馆,数字化,100,59\n"
HEAD = "单位,项目,年初预算,已支出\n"


@pytest.mark.parametrize(("text", "more", "said"), [
    ("", PLACE, "spent.csv"), (HEAD, PLACE, "表头"), (ROW, PLACE, "spent.csv"), (HEAD.replace("单位", "部门") + ROW, PLACE, "部门"),
    (HEAD.replace("已支出", "已完成") + ROW, PLACE, "已完成"), ("单位,项目,已支出\n甲,乙,5\n", PLACE, "年初预算"), ("单位,年初预算\n甲,5\n", PLACE, "已支出"),
    ("项目,年初预算,已支出\n乙,5,1\n", PLACE, "单位"), ("单位,单位名称,年初预算,已支出\n甲,甲,5,1\n", PLACE, "单位名称"), (HEAD + ROW.replace("59", "五十九"), PLACE, "五十九"),
    (HEAD + ROW.replace("59", "-59"), PLACE, "-59"), (HEAD + ROW.replace("59", "1e9"), PLACE, "1e9"), (HEAD + ",数字化,100,59\n", PLACE, "没有单位"),
    (HEAD + ROW, ("--on", "2026-08-31"), "--jurisdiction"), (HEAD + ROW, ("--jurisdiction", "510104"), "截至"), (HEAD + ROW, ("--jurisdiction", "510104", "--on", "8月底"), "8月底"),
    (HEAD + ROW, ("--jurisdiction", "999999", "--on", "2026-08-31"), "999999"), (HEAD + ROW, ("--jurisdiction", "431200", "--on", "2026-08-31"), "431200"),
    (HEAD + ROW, ("--jurisdiction", "510104", "--on", "2024-08-31"), "2024"), (HEAD + ROW, ("--jurisdiction", "510104", "--on", "2026-02-30"), "2026-02-30"),
    ("单位,截至,年初预算,已支出\n甲,2026-08-31,5,1\n乙,2025-08-31,5,1\n", PLACE, "2"), ("单位,截至,年初预算,已支出\n甲,明天,5,1\n", PLACE, "明天"),
    ("单位,截至,年初预算,已支出\n甲,2026年13月,5,1\n", PLACE, "13月"), ("单位,年初预算,已支出,目标完成率\n甲,5,1,700%\n", PLACE, "700%"),
    (HEAD + ROW + ROW, PLACE, "第 2 行"), (b"\x00\x01", PLACE, "spent.csv"), (HEAD + ROW + "\n" + HEAD + ROW, PLACE, "2"),
])  # fmt: skip
def test_tables_that_are_none(text: str | bytes, more: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    """A table that cannot be taken is refused with exit 2, in both languages, naming row and column; nothing is printed."""
    code, out, err = run(text, tmp_path, capsys, *more)

    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 2
    assert "Traceback" not in err


def test_days_of_rows() -> None:
    """A column of days may hold 2026-08-31, 2026年8月31日 or 2026年8月底; the last day of a month is meant by 底."""
    rows = [
        ["单位", "截至", "年初预算", "已支出"],
        *([day, day, "1", "1"] for day in ("2026-08-31", "2026年8月31日", "2026年8月底", "2026.8.31")),
    ]

    assert {found.on for found in monitored_in(rows, "表")} == {AUGUST}
