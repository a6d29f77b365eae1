"""Last year's report beside this year's: one figure has one value, bases of changes are found, and nothing in it is judged."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.figures import built as as_built
from tests.test_json import faults

import perfeval
from perfeval import ACTUAL, FINAL, ORIGINAL, Report, Severity
from perfeval.__main__ import main
from perfeval.errors import ModelError
from perfeval.evaluation.earlier import is_from_before
from perfeval.quantities import plain
from perfeval.readers.report_json import write_json

EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt"
NEW = ("as-last-year-said", "carried-over", "change-on-last-year", "growth-on-last-year")

amounts = st.integers(0, 10**6)
items = st.sampled_from(["total", "basic", "project", "three-public", "operating", "three-public.hospitality"])
stages = st.sampled_from([ORIGINAL, FINAL, ACTUAL])


def money(cents: int) -> str:
    """An amount in 万元 with two decimals."""
    return plain(Fraction(cents, 100), 2)


def built(figures: dict[tuple[str, int, perfeval.Stage], str], year: int, source: str) -> Report:
    """A report from figures, under a file name."""
    return evolve(as_built(figures, year=year, entity="某单位"), source=source)


def said(evaluation: perfeval.Evaluation, *rules: str) -> list[perfeval.Finding]:
    """What some rules found."""
    return [f for f in evaluation.findings if f.rule in rules]


@pytest.fixture(scope="module")
def report() -> Report:
    return perfeval.read(EXAMPLE)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """This year's report, and last year's: the same one, every year one less, its own three-public at 2.44."""
    text = EXAMPLE.read_text(encoding="utf-8")
    last = (
        re.sub(r"20\d\d(?=年)", lambda m: str(int(m[0]) - 1), text)
        .replace("\t3.24", "\t2.44")
        .replace("\t4.15", "\t5.27")
    )
    this_file, last_file = tmp_path / "2023.txt", tmp_path / "2022.txt"
    this_file.write_text(text, encoding="utf-8")
    last_file.write_text(last, encoding="utf-8")
    return this_file, last_file


# --- one figure, one value ------------------------------------------------------------------------------------------


@given(st.dictionaries(st.tuples(items, stages), st.tuples(amounts, amounts), min_size=1))
def test_each_difference_is_said_once(pairs: dict[tuple[str, perfeval.Stage], tuple[int, int]]) -> None:
    """Exactly the figures of the year before that differ between the files are said, as warnings that quote both."""
    ours = built({(item, 2022, stage): money(a) for (item, stage), (a, _) in pairs.items()}, 2023, "2023.json")
    theirs = built({(item, 2022, stage): money(b) for (item, stage), (_, b) in pairs.items()}, 2022, "2022.json")
    made = perfeval.evaluate(ours, previous=theirs)
    found = said(made, "as-last-year-said")

    assert sorted((f.stated, f.expected) for f in found) == sorted(
        (money(a), money(b)) for a, b in pairs.values() if a != b
    )
    assert {f.severity for f in found} <= {Severity.WARNING}
    assert all(f.stated in f.message.zh and f.expected in f.message.en and "上年报告" in f.message.zh for f in found)
    assert len([h for h in made.held if h.rule == "as-last-year-said"]) == sum(a == b for a, b in pairs.values())


def test_precision_is_respected() -> None:
    """The same amount in 元 and in 万元 is one value, and so is one printed more coarsely."""
    ours = built({("total", 2022, ACTUAL): "316.04", ("basic", 2022, ACTUAL): "278"}, 2023, "a")
    yuan = evolve(as_built({("total", 2022, ACTUAL): "3160421.50", ("basic", 2022, ACTUAL): "2783201.00"}, year=2022, entity="某单位", unit="元"), source="b")  # fmt: skip
    found = said(perfeval.evaluate(ours, previous=yuan), "as-last-year-said")

    assert [(f.stated, f.expected) for f in found] == []


def test_agreeing_with_one_print_is_enough() -> None:
    """Where last year's report contradicts itself, that is not this year's fault."""
    ours = built({("total", 2022, ACTUAL): "2.00"}, 2023, "a")
    one, other = (built({("total", 2022, ACTUAL): value}, 2022, value) for value in ("1.00", "2.00"))
    theirs = perfeval.model.together([one, other])

    assert said(perfeval.evaluate(ours, previous=theirs), "as-last-year-said") == []


# --- bases of changes -----------------------------------------------------------------------------------------------


def with_change(now: int, change: int, year: int = 2023) -> Report:
    """A report that states an amount and its change against the year before."""
    figures = {("three-public", year, ORIGINAL): money(now), ("three-public:change", year, ORIGINAL): money(change)}
    return built(figures, year, "this.json")


@given(amounts, amounts, amounts, st.integers(-3, 3))
def test_a_change_is_held_against_last_year(now: int, budget: int, final: int, off: int) -> None:
    """A change fits last year's budget or its final accounts, within rounding, or it is asked about; never louder."""
    theirs = built(
        {("three-public", 2022, ORIGINAL): money(budget), ("three-public", 2022, ACTUAL): money(final)}, 2022, "last"
    )
    stated = now - budget + off
    made = perfeval.evaluate(with_change(now, stated), previous=theirs)
    fits = any(abs(stated - (now - base)) <= Fraction(3, 2) for base in (budget, final))
    found = said(made, "change-on-last-year")

    assert bool(found) is not fits
    assert any(h.rule == "change-on-last-year" for h in made.held) is fits
    assert all(f.severity is Severity.NOTICE and f.question and "上年数取自上年报告" in f.message.zh for f in found)


def test_own_figures_come_first() -> None:
    """A base this report states itself is not replaced by last year's."""
    own = {("three-public", 2022, ORIGINAL): "5.27", ("three-public", 2022, ACTUAL): "2.44"}
    ours = built(
        {("three-public", 2023, ORIGINAL): "4.15", ("three-public:change", 2023, ORIGINAL): "-1.12", **own}, 2023, "a"
    )
    theirs = built({("three-public", 2022, ORIGINAL): "9.00", ("three-public", 2022, ACTUAL): "9.00"}, 2022, "b")
    made = perfeval.evaluate(ours, previous=theirs)

    assert said(made, "change-on-last-year") == []
    assert len(said(made, "as-last-year-said")) == 2


def test_what_is_carried_over() -> None:
    """What is carried into a year is what was carried out of the one before."""
    ours = built({("carry-in", 2023, ACTUAL): "12.00"}, 2023, "a")
    (found,) = said(
        perfeval.evaluate(ours, previous=built({("carry-out", 2022, ACTUAL): "13.00"}, 2022, "b")), "carried-over"
    )

    assert (found.severity, found.stated, found.expected) == (Severity.WARNING, "12.00", "13")
    assert (
        said(perfeval.evaluate(ours, previous=built({("carry-out", 2022, ACTUAL): "12.00"}, 2022, "b")), "carried-over")
        == []
    )


def test_an_indicator_is_computed_on_last_year() -> None:
    """An indicator on last year's budget is decided once last year's report is there."""
    figures = {("three-public", 2017, ORIGINAL): "63.46", ("three-public", 2017, ACTUAL): "44.29"}
    ours = evolve(built(figures, 2017, "a"), jurisdiction="430000")
    theirs = built({("three-public", 2016, ORIGINAL): "32.00"}, 2016, "b")

    def line(evaluation: perfeval.Evaluation) -> tuple[Fraction | None, Fraction | None]:
        (score,) = evaluation.scores
        found = next(one for one in score.lines if one.id == "three-public-change")
        return found.lowest, found.highest

    assert line(perfeval.evaluate(ours, framework="hunan-2017")) == (0, 5)
    assert line(perfeval.evaluate(ours, framework="hunan-2017", previous=theirs)) == (0, 0)


# --- last year's report itself --------------------------------------------------------------------------------------


@given(st.dictionaries(st.tuples(items, stages), amounts, min_size=1))
def test_last_year_is_never_judged(figures: dict[tuple[str, perfeval.Stage], int]) -> None:
    """Whatever last year's report says by itself, nothing is found where this report does not speak of that year."""
    ours = built({("staff.posts", 2023, perfeval.model.STOCK): "19"}, 2023, "a")
    theirs = built({(item, 2022, stage): money(a) for (item, stage), a in figures.items()}, 2022, "b")
    with_, without = perfeval.evaluate(ours, previous=theirs), perfeval.evaluate(ours)

    assert with_.findings == without.findings
    assert with_.held == without.held


def test_only_added(report: Report) -> None:
    """What is found without last year's report is found with it, word for word; only its own rules say more."""
    last = evolve(report, year=2022, statements=tuple(s for s in report.statements if s.name.year.value == 2022))
    with_, without = perfeval.evaluate(report, previous=last), perfeval.evaluate(report)
    more = [f for f in with_.findings if f not in without.findings]

    assert [f for f in without.findings if f not in with_.findings] == []
    assert {f.rule for f in more} <= {*NEW}
    assert not any(is_from_before(s) for c in with_.checked for o in c.options for s in getattr(o, "statements", ()))


@pytest.mark.parametrize("year", [2021, 2023, 2024])
def test_wrong_order_is_refused(year: int) -> None:
    """A report of any other year than the one before is refused, naming both files and years."""
    ours = built({("total", 2023, ACTUAL): "1.00"}, 2023, "this.txt")
    with pytest.raises(ModelError) as raised:
        perfeval.evaluate(ours, previous=built({("total", year, ACTUAL): "1.00"}, year, "other.txt"))

    assert all(word in raised.value.zh for word in ("this.txt", "other.txt", str(year), "2022"))


@pytest.mark.parametrize(("change", "word"), [({"entity": "另一机关"}, "另一机关"), ({"year": None}, "未载明年度")])
def test_what_cannot_be_compared_is_said(change: dict[str, object], word: str) -> None:
    """With another unit's report, or one of no known year, nothing is compared, and it is said."""
    ours = built({("total", 2022, ACTUAL): "1.00"}, 2023, "this.txt")
    made = perfeval.evaluate(
        ours, previous=evolve(built({("total", 2022, ACTUAL): "2.00"}, 2022, "last.txt"), **change)
    )  # type: ignore[arg-type]

    assert said(made, *NEW) == []
    assert [u.rule for u in made.not_run if word in u.why.zh and "last.txt" in u.why.zh] == ["as-last-year-said"]


# --- the command line -----------------------------------------------------------------------------------------------


def test_check(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """`--previous` says what the two files state differently, with both files; the JSON names last year's and fits its schema."""
    this_file, last_file = files
    assert main(["check", str(this_file), "--previous", str(last_file)]) == 1
    text = capsys.readouterr().out
    assert re.search(r"公用经费 .*2022年执行数本报告为31\.13，上年报告“公用经费”为33\.31，相差2\.18", text)
    assert "“三公”经费  2022年执行数本报告" not in text
    main(["check", str(this_file), "--previous", str(last_file), "--format", "json"])
    content = json.loads(capsys.readouterr().out)
    assert faults("evaluation", content) == []
    (evaluation,) = content["evaluations"]
    assert evaluation["previous"] == "2022.txt"
    places = [
        f["place"]["file"] for g in evaluation["findings"] if g["rule"] == "as-last-year-said" for f in g["figures"]
    ]
    assert set(places) == {"2022.txt", "2023.txt"}


def test_wrong_order_ends_with_two(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """The two files the wrong way round end with 2, in both languages; so do several reports."""
    this_file, last_file = files
    assert main(["check", str(last_file), "--previous", str(this_file)]) == 2
    err = capsys.readouterr().err
    assert "先后" in err
    assert "check the order" in err
    assert main(["check", str(this_file), str(last_file), "--previous", str(last_file)]) == 2
    assert "--together" in capsys.readouterr().err


def test_a_report_in_json_will_do(files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Last year's report may be one that was read before."""
    kept = tmp_path / "last.json"
    kept.write_text(write_json(perfeval.read(files[1])), encoding="utf-8")
    outputs = []
    for last in (files[1], kept):
        main(["check", str(files[0]), "--previous", str(last), "--format", "json"])
        outputs.append([f["fingerprint"] for f in json.loads(capsys.readouterr().out)["evaluations"][0]["findings"]])

    assert outputs[0] == outputs[1]
