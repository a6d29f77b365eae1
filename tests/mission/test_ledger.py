"""The rectification ledger: every problem in exactly one state, which follows from the reports and is written nowhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import permutations
from pathlib import Path

import docx
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.commanding import ran

import perfeval
from perfeval.document import Cell, Document, Paragraph, Place, Row, Table
from perfeval.errors import ModelError, PerfevalError, UnknownNameError, UnreadableError, UsageError
from perfeval.evaluation.verified import verified
from perfeval.findings import Severity
from perfeval.ledger import (
    Event,
    Evidence,
    Ledger,
    Measure,
    Origin,
    State,
    due_list,
    letters,
    load,
    parsed,
    save,
    table,
    written,
)  # fmt: skip
from perfeval.plugins import installed
from perfeval.recognition import recognise

UNIT = "某县档案馆"
BROKEN, RIGHT, SILENT = "broken", "right", "silent"
VARIANTS = (BROKEN, RIGHT, SILENT)
YEARS = (2021, 2022, 2023, 2024)
ON = {year: date(year + 1, 6, 1) for year in YEARS}
TODAY = date(2026, 1, 1)


def document(*lines: str, source: str = "报告.txt") -> Document:
    """Lines as a file that was read."""
    return Document(source, tuple(Paragraph(text, Place(source, line=n)) for n, text in enumerate(lines, 1)))


def text(year: int, variant: str, unit: str = UNIT) -> tuple[str, ...]:
    """A unit's accounts in words: a total that is not, or is, the sum of its parts, or a report that says nothing of it."""
    head = f"{unit}{year}年度部门决算情况说明"
    other = f"{year}年度支出合计1,500.00万元，其中：基本支出1,000.00万元；项目支出500.00万元。"
    cars = {BROKEN: "7.00", RIGHT: "6.00"}.get(variant)
    spent = (
        f"{year}年度“三公”经费支出决算为12.00万元，其中：因公出国（境）费1.00万元，公务用车购置及运行维护费{cars}万元，"
        "公务接待费5.00万元。"
    )
    return (head, other) if cars is None else (head, spent, other)


@cache
def evaluated(
    year: int, variant: str, unit: str = UNIT, source: str = "报告.txt", profile: str = "default"
) -> perfeval.Evaluation:
    """A report of that kind, judged."""
    report = recognise(document(*text(year, variant, unit), source=source), installed().words)
    return perfeval.evaluate(report, profile=profile)


def entered(*several: tuple[int, str], ledger: Ledger | None = None) -> Ledger:
    """A ledger into which reports were entered one after the other."""
    made = ledger or Ledger()
    for year, variant in several:
        made = made.updated(evaluated(year, variant, source=f"{year}.txt"), on=ON[year])
    return made


def the_state(ledger: Ledger, on: date = TODAY) -> State:
    """The state of the one problem there is."""
    (line,) = ledger.lines
    return line.state(on)


def test_the_reports_are_what_they_are_made_for() -> None:
    """A broken report has one finding, with a name of its own in every year; the others have none, and one of them tries it."""
    stems = {s.mark for year in YEARS for s in verified(evaluated(year, BROKEN)).found}
    (mark,) = stems

    assert {mark in verified(evaluated(year, RIGHT)).held for year in YEARS} == {True}
    assert {len(verified(evaluated(year, v)).found) for year in YEARS for v in (RIGHT, SILENT)} == {0}
    assert {mark in verified(evaluated(year, SILENT)).held for year in YEARS} == {False}


# --- states -----------------------------------------------------------------------------------------------------------

CYCLES = [
    ((BROKEN,), State.NEW),
    ((BROKEN, BROKEN), State.UNMENDED),
    ((BROKEN, RIGHT), State.MENDED),
    ((BROKEN, SILENT), State.UNVERIFIED),
    ((BROKEN, RIGHT, BROKEN), State.RELAPSED),
    ((BROKEN, SILENT, BROKEN), State.UNMENDED),
    ((BROKEN, RIGHT, SILENT), State.UNVERIFIED),
    ((BROKEN, RIGHT, BROKEN, RIGHT), State.MENDED),
    ((RIGHT, BROKEN), State.NEW),
    ((SILENT, RIGHT, BROKEN), State.NEW),
]


@pytest.mark.parametrize(("variants", "state"), CYCLES, ids=lambda v: v.value if isinstance(v, State) else "-".join(v))
def test_states_over_the_years(variants: Sequence[str], state: State) -> None:
    """What was found, then holds, is mended; found again, not; found once more, relapsed; not looked for, nobody knows."""
    assert the_state(entered(*zip(YEARS, variants, strict=False))) is state


def expected(variants: Sequence[str | None]) -> State | None:
    """The state after years of which some may have no report: said once more, without a ledger."""
    said = [v for v in variants if v is not None]
    if BROKEN not in said:
        return None
    said = said[said.index(BROKEN) :]
    if said[-1] == RIGHT:
        return State.MENDED
    if said[-1] == SILENT:
        return State.UNVERIFIED
    if RIGHT in said:
        return State.RELAPSED
    return State.UNMENDED if said.count(BROKEN) > 1 else State.NEW


histories = st.lists(st.sampled_from([*VARIANTS, None]), min_size=4, max_size=4)


@given(histories, st.permutations(range(4)))
@settings(max_examples=60)
def test_order_of_years_does_not_matter(variants: list[str | None], order: list[int]) -> None:
    """However reports are entered, the ledger is the same to the byte, and every problem is in the one state it should be."""
    known = [(YEARS[i], v) for i, v in enumerate(variants) if v is not None]
    shuffled = [(YEARS[i], v) for i in order if (v := variants[i]) is not None]
    one, other = entered(*known), entered(*shuffled)

    assert written(one) == written(other)
    assert [line.state(TODAY) for line in one.lines] == [s for s in [expected(variants)] if s is not None]


@given(histories, st.integers(0, 3), st.integers(0, 400))
@settings(max_examples=40)
def test_updating_twice_changes_nothing(variants: list[str | None], again: int, later: int) -> None:
    """A report that says what it said is no second check, on whatever day it is entered again."""
    known = [(YEARS[i], v) for i, v in enumerate(variants) if v is not None]
    ledger = entered(*known)
    for year, variant in known[again : again + 2]:
        twice = ledger.updated(evaluated(year, variant, source=f"{year}.txt"), on=ON[year] + timedelta(days=later))
        assert written(twice) == written(ledger)


@given(histories.filter(lambda h: BROKEN in h))
@settings(max_examples=40)
def test_fewer_rules_mend_nothing(variants: list[str | None]) -> None:
    """A rule that was not run in a later year never turns what is not mended into what is."""
    known = [(YEARS[i], v) for i, v in enumerate(variants) if v is not None]
    full = the_state(entered(*known))
    poorer = Ledger()
    for year, variant in known:
        one = evaluated(year, variant, source=f"{year}.txt")
        last = year == known[-1][0] and variant != BROKEN
        poorer = poorer.updated(evolve(one, checked=(), held=()) if last else one, on=ON[year])

    assert not (full is not State.MENDED and the_state(poorer) is State.MENDED)
    if known[-1][1] != BROKEN:
        assert the_state(poorer) is State.UNVERIFIED


MEASURE = Measure("补正明细", "财务科", date(2022, 9, 1), date(2022, 6, 10))


@pytest.mark.parametrize(("measures", "on", "state"), [
    ((), date(2022, 7, 1), State.NEW),
    ((MEASURE,), date(2022, 7, 1), State.IN_HAND),
    ((MEASURE,), date(2022, 9, 1), State.IN_HAND),
    ((MEASURE,), date(2022, 9, 2), State.OVERDUE),
    ((evolve(MEASURE, due=None),), date(2030, 1, 1), State.IN_HAND),
    ((evolve(MEASURE, evidence=(Evidence("更正表"),)),), date(2023, 1, 1), State.SUBMITTED),
    ((evolve(MEASURE, evidence=(Evidence("更正表"),)), MEASURE), date(2023, 1, 1), State.OVERDUE),
])  # fmt: skip
def test_states_by_measures(measures: Iterable[Measure], on: date, state: State) -> None:
    """Before the next check, a problem stands as its measures do: the day due still counts, evidence is no proof."""
    ledger = entered((2021, BROKEN))
    name = ledger.lines[0].problem.fingerprint
    for one in measures:
        ledger = ledger.with_measure(name, one)

    assert the_state(ledger, on) is state


def test_a_new_measure_is_about_the_last_check() -> None:
    """What was not mended and is taken up again is in hand; measures from before the check change nothing."""
    ledger = entered((2021, BROKEN), (2022, BROKEN))
    name = ledger.lines[0].problem.fingerprint
    old = ledger.with_measure(name, evolve(MEASURE, evidence=(Evidence("更正表", on=date(2022, 8, 1)),)))
    new = old.with_measure(name, Measure("重新核对", "财务科", date(2023, 9, 1), date(2023, 6, 10)))

    assert the_state(old) is State.UNMENDED
    assert [the_state(new, day) for day in (date(2023, 7, 1), date(2023, 9, 2))] == [State.IN_HAND, State.OVERDUE]
    assert the_state(new.with_evidence(name, Evidence("说明", on=date(2023, 8, 1)), 1)) is State.SUBMITTED


def test_evidence_that_is_gone_shows_nothing() -> None:
    """A file of evidence that is not there counts for nothing, and the page says which."""
    ledger = entered((2021, BROKEN))
    name = ledger.lines[0].problem.fingerprint
    ledger = ledger.with_measure(name, evolve(MEASURE, evidence=(Evidence("更正表", "更正表.pdf"),)))
    gone = evolve(ledger, missing=frozenset({"更正表.pdf"}))

    assert the_state(ledger) is State.SUBMITTED
    assert the_state(gone) is State.OVERDUE
    assert "佐证文件不在：更正表.pdf" in table(gone.lines, TODAY, "zh")


# --- several files, several times ---------------------------------------------------------------------------------------


def test_files_entered_together_say_one_thing() -> None:
    """What one file of the year still has is not mended by another that is entered with it, in whichever order."""
    broken, right = evaluated(2022, BROKEN, source="a.txt"), evaluated(2022, RIGHT, source="b.txt")
    for pair in permutations((broken, right)):
        assert the_state(entered((2021, BROKEN)).updated(*pair, on=ON[2022])) is State.UNMENDED


def test_a_corrected_report_of_the_same_year() -> None:
    """A report that comes back corrected mends, on the same day and under the same name, too."""
    ledger = Ledger().updated(evaluated(2023, BROKEN), on=ON[2023])
    for days in (0, 30):
        again = ledger.updated(evaluated(2023, RIGHT), on=ON[2023] + timedelta(days=days))
        assert the_state(again) is State.MENDED
        assert the_state(again.updated(evaluated(2023, BROKEN), on=ON[2023] + timedelta(days=60))) is State.RELAPSED


def test_a_file_that_only_comes_along_is_no_second_check() -> None:
    """A unit's report that is entered again with others that changed stands as it stood; so do other units'."""
    unit, other = evaluated(2022, BROKEN, source="a.txt"), evaluated(2022, BROKEN, "某县图书馆")
    beside = [evaluated(2022, v, source="b.txt") for v in (SILENT, RIGHT)]
    ledger = Ledger().updated(unit, beside[0], other, on=ON[2022])
    again = ledger.updated(unit, beside[1], other, on=ON[2022] + timedelta(days=30))

    assert [line.state(TODAY) for line in again.lines] == [State.NEW, State.NEW]
    assert len(again.runs) == len(ledger.runs) + 2


def test_another_file_of_the_year_says_nothing() -> None:
    """A file about something else, of the same year, leaves a problem as it stands; in a later year nobody knows."""
    ledger = Ledger().updated(evaluated(2023, BROKEN, source="a.txt"), on=ON[2023])
    other = ledger.updated(evaluated(2023, SILENT, source="b.txt"), on=ON[2023] + timedelta(days=1))
    next_year = ledger.updated(evaluated(2024, SILENT, source="b.txt"), on=ON[2024])

    assert [the_state(other), the_state(next_year)] == [State.NEW, State.UNVERIFIED]


def test_monitoring_leaves_a_self_evaluation_as_it_is() -> None:
    """A run of another origin that does not ask the same says nothing; one that finds it or holds it does."""
    ledger = entered((2022, BROKEN))
    monitored = [
        ledger.updated(evaluated(2023, v), on=ON[2023], origin=Origin.MONITORING) for v in (SILENT, RIGHT, BROKEN)
    ]

    assert [the_state(one) for one in monitored] == [State.NEW, State.MENDED, State.UNMENDED]


def test_other_units_are_others() -> None:
    """The same mistake of two units is two problems, and one unit's next report says nothing of the other's."""
    one, other = evaluated(2022, BROKEN), evaluated(2022, BROKEN, "某县图书馆")
    ledger = Ledger().updated(one, other, on=ON[2022]).updated(evaluated(2023, RIGHT), on=ON[2023])

    assert {line.unit: line.state(TODAY) for line in ledger.lines} == {UNIT: State.MENDED, "某县图书馆": State.NEW}


def test_withdrawn_rules_leave_a_problem_unverified() -> None:
    """A problem of a rule that is there no longer can be looked for by nobody."""
    ledger = entered((2021, BROKEN))
    (entry,) = ledger.entries
    older = evolve(ledger, entries=(evolve(entry, problem=evolve(entry.problem, rule="long-gone", stem="0" * 12)),))

    assert the_state(older.updated(evaluated(2022, RIGHT), on=ON[2022])) is State.UNVERIFIED


def test_accepted_findings_are_not_mended() -> None:
    """A finding that a person accepted gets no line, and a line that is there is not mended by it."""
    broken = evaluated(2022, BROKEN, source="2022.txt")
    name = broken.findings[0].fingerprint
    aside = broken.accepting([perfeval.acceptance.acceptance(name, "已说明", "2099-12-31")], ON[2022])

    assert aside.findings == ()
    assert Ledger().updated(aside, on=ON[2022]).lines == ()
    assert the_state(entered((2021, BROKEN)).updated(aside, on=ON[2022])) is State.UNMENDED


def test_what_is_quiet_gets_no_line() -> None:
    """Notices get a line only if they are asked for."""
    evaluation = perfeval.evaluate(perfeval.read(Path("docs/examples/report.txt")))
    counts = [len(Ledger().updated(evaluation, on=TODAY, least=s).lines) for s in Severity]
    roots = [sum(f.root is None and f.severity.rank <= s.rank for f in evaluation.findings) for s in Severity]

    assert counts == roots
    assert counts[0] < counts[1] < counts[2]


def form(year: int, rows: Iterable[tuple[str, ...]], project: str = "档案征集项目") -> Document:
    """A project's self-evaluation form of these rows."""
    lines: list[tuple[str, ...]] = [
        ("项目名称", project), ("实施单位", UNIT),
        ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"), *rows,
    ]  # fmt: skip
    where = f"{year}.txt"
    cells = [
        [Cell(t, Place(where, table=1, row=r, cell=c)) for c, t in enumerate(row, 1)] for r, row in enumerate(lines, 1)
    ]
    table = Table(tuple(Row(tuple(row)) for row in cells), Place(where, table=1))
    return Document(where, (Paragraph(f"项目支出绩效自评表（{year}年度）", Place(where, line=1)), table))


def row(name: str, score: str = "20", reason: str = "") -> tuple[str, ...]:
    """A row of twenty points."""
    return ("产出指标", "数量指标", name, "≥100件", "100件" if score == "20" else "90件", "20", score, reason)


LOST = "loss-without-reason"
KEPT = row("征集件数")


@pytest.mark.parametrize(("rows", "state"), [
    ([row("修复件数", "18"), KEPT], State.UNMENDED),
    ([row("修复件数", "18", "设备到货推迟"), KEPT], State.MENDED),
    ([KEPT], State.UNVERIFIED),
    ([row("数字化件数", "18"), KEPT], State.UNVERIFIED),
    ([row("修复件数"), row("数字化件数", "18"), KEPT], State.MENDED),
])  # fmt: skip
def test_checks_mend_only_what_they_saw(rows: list[tuple[str, ...]], state: State) -> None:
    """A check that finds nothing mends a row that is still there; of a row that is gone nobody knows."""
    documents = [form(2022, [row("修复件数", "18"), KEPT]), form(2023, rows)]
    evaluations = [perfeval.evaluate(recognise(d, installed().words)) for d in documents]
    ledger = Ledger().updated(evaluations[0], on=ON[2022]).updated(evaluations[1], on=ON[2023])
    lines = {line.problem.year: line for line in ledger.lines if line.problem.rule == LOST}

    assert lines[2022].state(TODAY) is state


def test_a_project_without_a_report_stays_as_it_is() -> None:
    """Another project's report says nothing of a project."""
    first = perfeval.evaluate(recognise(form(2022, [row("修复件数", "18"), KEPT]), installed().words))
    other = perfeval.evaluate(recognise(form(2023, [KEPT], "档案数字化项目"), installed().words))
    ledger = Ledger().updated(first, on=ON[2022]).updated(other, on=ON[2023])

    assert {line.state(TODAY) for line in ledger.lines if line.problem.rule == LOST} == {State.NEW}


# --- other names --------------------------------------------------------------------------------------------------------

NEW_NAME = "某县档案与文献中心"


@pytest.mark.parametrize("first", [True, False], ids=["said before", "said afterwards"])
def test_a_renamed_unit_is_followed(first: bool) -> None:
    """A unit's problems are its problems under its next name, whenever that is said; otherwise they are another's."""
    alias = {"name": NEW_NAME, "was": UNIT}
    ledger = Ledger().with_alias(alias["name"], alias["was"]) if first else Ledger()
    ledger = ledger.updated(evaluated(2022, BROKEN), on=ON[2022]).updated(evaluated(2023, RIGHT, NEW_NAME), on=ON[2023])
    told = ledger if first else ledger.with_alias(alias["name"], alias["was"])

    assert the_state(told) is State.MENDED
    assert told.lines[0].unit == NEW_NAME
    assert first or the_state(ledger) is State.NEW


def test_a_problem_of_two_names_is_one() -> None:
    """Lines that turn out to be one problem become one, and nothing that people wrote about either is lost."""
    ledger = (
        Ledger().updated(evaluated(2022, BROKEN), on=ON[2022]).updated(evaluated(2023, BROKEN, NEW_NAME), on=ON[2023])
    )
    for number, line in enumerate(ledger.lines):
        ledger = ledger.with_measure(line.problem.fingerprint, Measure(f"措施{number}"))
    one = ledger.with_alias(NEW_NAME, UNIT)

    assert [len(ledger.lines), len(one.lines)] == [2, 1]
    assert {m.text for m in one.lines[0].measures} == {"措施0", "措施1"}
    assert the_state(one) is State.UNMENDED


def test_projects_that_became_one_are_followed() -> None:
    """What was found in either of two projects is looked for in the one they became."""
    rows = [row("修复件数", "18"), KEPT]
    words = installed().words
    before = [perfeval.evaluate(recognise(form(2022, rows, p), words)) for p in ("档案征集项目", "档案修复项目")]
    after = perfeval.evaluate(recognise(form(2023, [row("修复件数"), KEPT], "档案保护项目"), words))
    ledger = Ledger().with_alias("档案保护项目", "档案征集项目", "档案修复项目", project=True, unit=UNIT)
    ledger = ledger.updated(*before, on=ON[2022]).updated(after, on=ON[2023])

    assert {line.state(TODAY) for line in ledger.lines if line.problem.rule == LOST} == {State.MENDED}


@pytest.mark.parametrize(("pairs", "said"), [
    ([("乙局", "甲局"), ("丙局", "甲局")], "what became two has no alias"),
    ([("乙局", "甲局"), ("甲局", "乙局")], "circle"),
    ([("", "甲局")], "empty name"),
])  # fmt: skip
def test_names_that_lead_nowhere_are_refused(pairs: list[tuple[str, str]], said: str) -> None:
    """A name that became two, names in a circle and empty ones are refused with a sentence."""
    ledger = Ledger()
    for name, was in pairs[:-1]:
        ledger = ledger.with_alias(name, was)
    with pytest.raises(ModelError, match=said):
        ledger.with_alias(*pairs[-1])


# --- what is refused ----------------------------------------------------------------------------------------------------


def test_what_nobody_could_tell_again_is_refused() -> None:
    """A report without a unit or a year, and a finding without its project, are refused with what to do."""
    words = installed().words
    nameless = perfeval.evaluate(recognise(document(*text(2022, BROKEN)[1:]), words))
    project = perfeval.evaluate(recognise(form(2022, [row("修复件数", "18"), KEPT], ""), words))
    undated = perfeval.evaluate(evolve(evaluated(2022, BROKEN).report, year=None))

    for evaluation, said in ((nameless, "which unit"), (undated, "fiscal year"), (project, "which project")):
        with pytest.raises(ModelError, match=said):
            Ledger().updated(evaluation, on=TODAY)
    assert Ledger().updated(project, on=TODAY, identified_only=True).lines == ()


def test_a_measure_is_due_after_its_problem() -> None:
    """A day due before the problem was found is refused."""
    ledger = entered((2022, BROKEN))
    with pytest.raises(ModelError, match="before its problem"):
        ledger.with_measure(ledger.lines[0].problem.fingerprint, Measure("补正", due=ON[2022] - timedelta(days=1)))


def test_unknown_names_are_refused() -> None:
    """A fingerprint or a number of a measure that is none is refused."""
    ledger = entered((2022, BROKEN))
    name = ledger.lines[0].problem.fingerprint
    for call in (
        lambda: ledger.line("0" * 12), lambda: ledger.with_event("0" * 12, Event(TODAY, "甲", "电话")),
        lambda: ledger.with_evidence(name, Evidence("x")), lambda: ledger.with_measure("", MEASURE),
    ):  # fmt: skip
        with pytest.raises(UnknownNameError):
            call()


# --- the file -----------------------------------------------------------------------------------------------------------

words_of_people = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(str.strip)
measures = st.builds(
    Measure, words_of_people, words_of_people, st.none() | st.dates(date(2024, 1, 1)), st.none() | st.dates(),
    st.lists(st.builds(Evidence, words_of_people, words_of_people, st.none() | st.dates()), max_size=2).map(tuple),
)  # fmt: skip


@given(
    st.lists(measures, max_size=3), st.lists(st.builds(Event, st.dates(), words_of_people, words_of_people), max_size=2)
)
@settings(max_examples=60)
def test_what_is_written_is_read_again(agreed: list[Measure], events: list[Event]) -> None:
    """A ledger with whatever people write in it comes back as it was, one line for each thing in it."""
    ledger = entered((2021, BROKEN), (2022, RIGHT)).with_alias(NEW_NAME, UNIT)
    name = ledger.lines[0].problem.fingerprint
    for measure in agreed:
        ledger = ledger.with_measure(name, measure)
    for event in events:
        ledger = ledger.with_event(name, event)
    made = written(ledger)

    assert parsed(made, "台账") == ledger
    assert written(parsed(made, "台账")) == made
    assert made.count("\n") == len(made.splitlines()) == 1 + 1 + 1 + 2


def test_lines_may_be_merged() -> None:
    """Lines in any order, blank ones, one that stands twice and line ends of another system are the same ledger."""
    made = written(entered((2021, BROKEN), (2022, RIGHT)))
    head, *lines = made.splitlines()
    merged = "\r\n".join([head, "", *reversed(lines), lines[0]])

    assert written(parsed(merged, "台账")) == made


GOOD = written(entered((2021, BROKEN), (2022, RIGHT)).with_alias(NEW_NAME, UNIT)).splitlines()


def changed(number: int, /, **fields: object) -> list[str]:
    """The good lines, one of them with other fields; None takes one out."""
    content = json.loads(GOOD[number - 1])
    for key, value in fields.items():
        content[key] = value
        if value is None:
            del content[key]
    return [*GOOD[: number - 1], json.dumps(content, ensure_ascii=False), *GOOD[number:]]


#: What a hand can do to a ledger, with the line that is named and a word of what is said.
BAD: dict[str, tuple[list[str], int, str]] = {
    "nothing": ([], 1, "empty"),
    "no head": (GOOD[1:], 1, "first line of a ledger"),
    "a head of another time": (['{"ledger": "perfeval/ledger/9"}', *GOOD[1:]], 1, "first line"),
    "more in the head": (['{"ledger": "perfeval/ledger/1", "x": 1}', *GOOD[1:]], 1, "first line"),
    "no JSON": ([*GOOD, "某县档案馆"], 6, "no line of JSON"),
    "half a line": ([*GOOD[:2], GOOD[2][:80]], 3, "no line of JSON"),
    "a list": ([*GOOD, "[]"], 6, "JSON object"),
    "a number": ([*GOOD, "12"], 6, "JSON object"),
    "a nest": ([*GOOD, "[" * 100_000], 6, "no line of JSON"),
    "a key twice": ([*GOOD, '{"kind": "run", "kind": "run"}'], 6, "twice"),
    "a fraction": ([*GOOD[:2], GOOD[2].replace("2021,", "2021.5,", 1)], 3, "no whole number"),
    "not a number": ([*GOOD, '{"kind": NaN}'], 6, "no whole number"),
    "an endless number": ([*GOOD, '{"kind": ' + "9" * 5000 + "}"], 6, "no line of JSON"),
    "no kind": (changed(3, kind=None), 3, "kind is not there"),
    "another kind": (changed(3, kind="question"), 3, "problem, run or alias"),
    "a typed state": (changed(3, state="已改"), 3, "state is derived"),
    "a misspelt field": (changed(3, mesures=[]), 3, "mesures is not known"),
    "no fingerprint": (changed(3, fingerprint=None), 3, "fingerprint is not there"),
    "an empty fingerprint": (changed(3, fingerprint=""), 3, "fingerprint is empty"),
    "a fingerprint of blanks": (changed(3, fingerprint="a b"), 3, "id without blanks"),
    "no unit": (changed(3, unit=" "), 3, "unit is empty"),
    "a year of words": (changed(3, year="2021"), 3, "fiscal year"),
    "a year that is true": (changed(3, year=True), 3, "fiscal year"),
    "a year that cannot be": (changed(3, year=21), 3, "1995"),
    "a day that is none": (changed(3, on="2022-02-30"), 3, "day such as"),
    "a day of words": (changed(3, on="六月一日"), 3, "day such as"),
    "a day without a year": (changed(3, on="06-01"), 3, "day such as"),
    "an origin nobody has": (changed(3, origin="rumour"), 3, "self-evaluation, re-check"),
    "a severity nobody has": (changed(3, severity="更正"), 3, "error, warning, notice"),
    "measures as words": (changed(3, measures="补正"), 3, "list of objects"),
    "a measure of words": (changed(3, measures=["补正"]), 3, "has to be objects"),
    "a measure without words": (changed(3, measures=[{"owner": "甲"}]), 3, "measures.text is not there"),
    "a measure that is done": (changed(3, measures=[{"text": "补正", "done": True}]), 3, "measures.done is not known"),
    "due on no day": (changed(3, measures=[{"text": "补正", "due": "soon"}]), 3, "measures.due"),
    "due before it was found": (changed(3, measures=[{"text": "补正", "due": "2020-01-01"}]), 3, "before its problem"),
    "evidence without words": (changed(3, measures=[{"text": "补正", "evidence": [{}]}]), 3, "evidence.text"),
    "an event without a day": (changed(3, history=[{"what": "电话"}]), 3, "history.on"),
    "said as one text": (changed(3, said="两数不一致"), 3, "said has to be an object"),
    "a number below zero": (changed(4, number=-1), 4, "must not be negative"),
    "a finding of one word": (changed(4, said=[{"about": [], "found": ["x"]}]), 4, "2 words or more"),
    "an alias without old names": (changed(2, was=[]), 2, "was has to list"),
    "an alias with an empty name": (changed(2, was=[""]), 2, "none of them empty"),
    "an alias in a circle": ([*changed(2, was=[UNIT, "乙"]), f'{{"kind": "alias", "name": "乙", "was": ["{NEW_NAME}"]}}'], 6, "circle"),
    "two versions of a problem": ([*GOOD, changed(3, measures=[{"text": "补正"}])[2]], 6, "line 3 say different things"),
    "two versions of a run": ([*GOOD, changed(4, names="")[3]], 6, "line 4 say different things"),
    "a conflict": ([*GOOD[:2], "<<<<<<< ours", GOOD[2], "=======", GOOD[2], ">>>>>>> theirs"], 3, "merge that found a conflict"),
    "half a conflict": ([*GOOD, "======="], 6, "merge that found a conflict"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_lines_are_named(name: str) -> None:
    """Whatever is wrong with a ledger is said with its line, and nothing of it is taken."""
    lines, number, said = BAD[name]
    with pytest.raises(UnreadableError) as caught:
        parsed("\n".join(lines), "台账.jsonl")

    assert f"台账.jsonl: line {number}" in caught.value.en
    assert f"台账.jsonl：第{number}行" in caught.value.zh
    assert said in caught.value.en


def test_files_that_are_none(tmp_path: Path) -> None:
    """A folder, a file that is not there and one of other bytes are refused, and the line of the bytes is named."""
    (tmp_path / "bytes.jsonl").write_bytes(b'{"ledger": "perfeval/ledger/1"}\n\xff\xfe\n')
    for name, said in ((".", "is a folder"), ("none.jsonl", "no such ledger"), ("bytes.jsonl", "line 2 is not UTF-8")):
        with pytest.raises(UnreadableError, match=said):
            load(tmp_path / name)


def test_nobody_writes_over_another(tmp_path: Path) -> None:
    """What somebody wrote since the ledger was read is not overwritten, nor is a ledger that is being written."""
    path = tmp_path / "ledger.jsonl"
    save(entered((2021, BROKEN)), path, None)
    before = path.read_bytes()
    with pytest.raises(UsageError, match="changed it"):
        save(Ledger(), path, None)
    with pytest.raises(UsageError, match="changed it"):
        save(Ledger(), path, before + b"\n")
    lock = tmp_path / "ledger.jsonl.lock"
    lock.touch()
    with pytest.raises(UsageError, match="is writing it"):
        save(Ledger(), path, before)
    lock.unlink()

    assert path.read_bytes() == before
    save(load(path), path, before)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["ledger.jsonl"]


# --- pages and commands -------------------------------------------------------------------------------------------------


def test_pages_say_everything() -> None:
    """The table, the list and the letter name the unit, the problem, its measure, its day and how it stands."""
    ledger = entered((2021, BROKEN), (2022, BROKEN))
    name = ledger.lines[0].problem.fingerprint
    ledger = ledger.with_measure(name, MEASURE).with_event(name, Event(date(2022, 6, 15), "绩效科", "发出通知书"))
    pages = [page(ledger.lines, TODAY, "zh") for page in (table, due_list, letters)]

    assert [[word for word in (UNIT, name, "2022-09-01", "财务科") if word not in page] for page in pages] == [
        [],
        [],
        [],
    ]
    assert "2021年度查出（2021.txt） → 2022年度查出（2022.txt）" in pages[0]
    assert "未改" in pages[0]
    assert "发出通知书" in pages[0]
    assert "逾期" in pages[1]
    assert [line.problem.fingerprint for line in ledger.due(before=date(2022, 9, 2))] == [name]
    assert ledger.due(before=date(2022, 9, 1)) == ()
    assert "unmended" in table(ledger.lines, TODAY, "en")
    assert letters(entered((2021, BROKEN), (2022, RIGHT)).lines, TODAY, "en") == "Nothing is open.\n"


def test_commands(tmp_path: Path) -> None:
    """Reports are entered by command; what stands open, what is due and the letters are printed."""
    ledger = tmp_path / "ledger.jsonl"
    for year, variant in ((2022, BROKEN), (2023, RIGHT)):
        report = tmp_path / f"{year}.txt"
        report.write_text("\n".join(text(year, variant)), encoding="utf-8")
        assert ran("ledger", "update", ledger, report, "--on", ON[year].isoformat())[0] == 0
        again = ledger.read_bytes()
        assert ran("ledger", "update", ledger, report)[0] == 0
        assert ledger.read_bytes() == again
    (line,) = load(ledger).lines

    assert line.state(TODAY) is State.MENDED
    shown = ran("ledger", "show", ledger, "--format", "json", "--on", "2026-01-01")
    assert [p["state"] for p in json.loads(shown[1])["problems"]] == ["mended"]
    assert "已改" in ran("ledger", "show", ledger, "--unit", UNIT)[1]
    assert "0 个问题" in ran("ledger", "show", ledger, "--overdue")[1]
    assert "0 个问题" in ran("ledger", "show", ledger, "--state", "new")[1]
    assert "没有到期" in ran("ledger", "due", ledger, "--before", "2030-01-01")[1]
    assert "没有待整改" in ran("ledger", "letter", ledger)[1]


def test_a_ledger_among_the_reports(tmp_path: Path) -> None:
    """A ledger that is kept in the folder of the reports is none of them."""
    (tmp_path / "2022.txt").write_text("\n".join(text(2022, BROKEN)), encoding="utf-8")
    ledger = tmp_path / "ledger.jsonl"
    for _ in range(2):
        assert ran("ledger", "update", ledger, tmp_path)[0] == 0

    assert len(load(ledger).lines) == 1


def test_letters_as_a_word_document(tmp_path: Path) -> None:
    """The letters are one document, a notice and a table for each unit, the same bytes on the same day."""
    ledger = tmp_path / "ledger.jsonl"
    several = [evaluated(2022, BROKEN, unit) for unit in (UNIT, "某县图书馆")]
    made = Ledger().updated(*several, on=ON[2022])
    name = next(line.problem.fingerprint for line in made.lines if line.unit == UNIT)
    save(made.with_measure(name, evolve(MEASURE, due=date(2023, 9, 1))), ledger, None)
    for number in (1, 2):
        assert ran("ledger", "letter", ledger, "--on", "2023-07-01", "-o", tmp_path / f"{number}.docx")[0] == 0
    document = docx.Document(str(tmp_path / "1.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]

    assert (tmp_path / "1.docx").read_bytes() == (tmp_path / "2.docx").read_bytes()
    assert [p.text for p in document.paragraphs if p.text.startswith("某县")] == ["某县图书馆：", f"{UNIT}："]
    assert [
        text for text in (name, "整改中", "补正明细（财务科）", "2023-09-01", "核实更正") if text not in cells
    ] == []
    assert ran("ledger", "letter", ledger, "--lang", "en", "-o", tmp_path / "3.docx")[0] == 0
    save(entered((2022, BROKEN), (2023, RIGHT)), tmp_path / "done.jsonl", None)
    assert ran("ledger", "letter", tmp_path / "done.jsonl", "-o", tmp_path / "4.docx")[0] == 0
    assert docx.Document(str(tmp_path / "4.docx")).paragraphs[0].text == "没有待整改的问题。"


def test_commands_that_are_refused(tmp_path: Path) -> None:
    """What cannot be entered is named on standard error, ends with 2 and leaves the ledger as it was."""
    ledger, nameless, good = tmp_path / "l.jsonl", tmp_path / "nameless.txt", tmp_path / "good.txt"
    nameless.write_text(text(2022, BROKEN)[1], encoding="utf-8")
    good.write_text("\n".join(text(2022, BROKEN)), encoding="utf-8")
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"ledger": "perfeval/ledger/1"}\nx\n', encoding="utf-8")
    refused: list[tuple[tuple[str | Path, ...], str]] = [
        (("ledger", "update", ledger, nameless), "which unit"),
        (("ledger", "update", ledger, tmp_path / "none.txt"), "no such file"),
        (("ledger", "update", broken, good), "line 2"),
        (("ledger", "update", ledger, good, "--on", "tomorrow"), "is no day"),
        (("ledger", "update", ledger, good, "--on", "2022-13-01"), "is no day"),
        (("ledger", "update", tmp_path / "no" / "l.jsonl", good), "cannot be written"),
        (("ledger", "update", "", good), "is empty"),
        (("ledger", "show", ledger), "no such ledger"),
        (("ledger", "due", broken), "line 2"),
        (("ledger", "letter", tmp_path), "is a folder"),
        (("ledger", "update", ledger, good, "--origin", "rumour"), "rumour"),
        (("ledger",), "ACTION"),
    ]
    for words, said in refused:
        code, _, err = ran(*words)
        assert (code, said in err) == (2, True), (words, err)
        assert not ledger.exists()
    assert ran("ledger", "update", ledger, nameless, good)[0] == 2
    assert len(load(ledger).lines) == 1
    assert ran("ledger", "show", ledger, "--unit", "乙局")[0] == 2


def test_origins_are_kept() -> None:
    """Where a problem was found first is what the ledger says of it."""
    for origin in Origin:
        ledger = Ledger().updated(evaluated(2022, BROKEN), on=ON[2022], origin=origin.value)
        assert ledger.lines[0].problem.origin is origin
    with pytest.raises(PerfevalError, match="no origin"):
        Ledger().updated(evaluated(2022, BROKEN), on=ON[2022], origin="rumour")
