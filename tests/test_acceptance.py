"""Findings that a person accepted: set aside by fingerprint, with a reason, until a day, in a file beside the report."""

from __future__ import annotations

import contextlib
import json
import re
import tempfile
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.test_json import faults

import perfeval
from perfeval.__main__ import main
from perfeval.acceptance import acceptance, acceptances, add_acceptance, file_beside
from perfeval.errors import PerfevalError, UnreadableError, UsageError
from perfeval.findings import Acceptance, AcceptanceState

EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt"
DAY = date(2024, 7, 1)
FOREVER = "2099-12-31"

#: Values outside TOML's strings would be no texts at all; everything else may stand in a reason.
reasons = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(lambda t: t + "。")
fingerprints = st.text("0123456789abcdef", min_size=12, max_size=12)
days = st.dates(date(1995, 1, 1), date(2099, 12, 31))


@pytest.fixture(scope="module")
def evaluation() -> perfeval.Evaluation:
    return perfeval.evaluate(perfeval.read(EXAMPLE))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The example in a folder of its own, with nothing accepted."""
    report = tmp_path / "report.txt"
    report.write_bytes(EXAMPLE.read_bytes())
    return report


def accepted(report: Path, text: str) -> None:
    """Write the file beside a report."""
    file_beside(report).write_text(text, encoding="utf-8")


def entry(fingerprint: str, reason: str = "见说明", until: str = FOREVER) -> str:
    """One entry as a person writes it."""
    return f'[[accept]]\nfingerprint = "{fingerprint}"\nreason = "{reason}"\nuntil = {until}\n'


# --- the file -------------------------------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(fingerprints, reasons, days), min_size=1, max_size=4, unique_by=lambda entry: entry[0]),
    st.booleans(),
)
def test_what_is_added_is_read(entries: list[tuple[str, str, date]], comment: bool) -> None:
    """What is accepted is read back, one entry after the other, and no byte of what stood there is changed."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.txt"
        before = b""
        for name, reason, until in entries:
            add_acceptance(report, acceptance(name, reason, until), [reason] if comment else [])
            after = file_beside(report).read_bytes()
            assert after.startswith(before)
            before = after

        assert [(a.fingerprint, a.reason, a.until) for a in acceptances(report)] == [
            (name, " ".join(reason.split()), until) for name, reason, until in entries
        ]
        assert [p.name for p in Path(folder).iterdir()] == ["report.txt.perfeval.toml"]


@pytest.mark.parametrize(
    "before",
    ["# 本年复核\n", "# no end of line", "\ufeff# with a mark\r\n", entry("0" * 12) + "# kept\n", entry("0" * 12).rstrip()],
    ids=["comment", "no newline", "windows", "entry", "entry without newline"],
)  # fmt: skip
def test_comments_and_entries_stay(tmp_path: Path, before: str) -> None:
    """An entry is put behind everything there is, whatever it ends with."""
    report = tmp_path / "r.docx"
    file_beside(report).write_bytes(before.encode())
    known = acceptances(report)
    add_acceptance(report, acceptance("a" * 12, "理由", FOREVER))

    assert file_beside(report).read_bytes().startswith(before.encode())
    assert [a.fingerprint for a in acceptances(report)] == [*(a.fingerprint for a in known), "a" * 12]


BAD = [
    ("[[accept]]\nfingerprint = \n", 2, "TOML"),
    (entry("0" * 12) + "\n" + entry("0" * 11), 6, "fingerprint"),
    (entry("0" * 12) + '[[accept]]\nfingerprint = "000000000000"\nuntil = 2099-12-31\n', 5, "reason"),
    (entry("0" * 12, reason="  "), 1, "reason"),
    (entry("0" * 12, until="2099"), 1, "until"),
    (entry("0" * 12, until="2099-12-31T08:00:00"), 1, "until"),
    (entry("0" * 12, until='"2099-02-30"'), 1, "until"),
    ("# a file\n" + entry("0" * 12).replace("accept", "accepts"), 2, "accepts"),
    ("accept = 3\n", 1, "[[accept]]"),
]


@pytest.mark.parametrize(("text", "line", "word"), BAD, ids=[f"{word} in line {line}" for _, line, word in BAD])
def test_bad_file_says_where(copy: Path, text: str, line: int, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not as it should be is refused with its line, in both languages, and nothing is judged."""
    accepted(copy, text)

    with pytest.raises(UnreadableError) as raised:
        acceptances(copy)
    assert f"第{line}行" in raised.value.zh
    assert f"line {line}" in raised.value.en
    assert word in raised.value.en
    assert main(["check", str(copy)]) == 2
    assert capsys.readouterr().out == ""


def test_programs_read_acceptances_at_the_front_door(copy: Path) -> None:
    """What was accepted of a report is read from beside it by the front door; no file is nothing, a bad one is refused."""
    assert perfeval.acceptances(copy) == ()
    add_acceptance(copy, acceptance("0" * 12, "见说明", FOREVER))
    assert [one.fingerprint for one in perfeval.acceptances(copy)] == ["0" * 12]
    file_beside(copy).write_text("[[accept]]", encoding="utf-8")
    with pytest.raises(UnreadableError):
        perfeval.acceptances(copy)


@given(st.binary(max_size=80))
def test_no_file_yields_a_traceback(data: bytes) -> None:
    """Whatever stands in the file, it is read or refused by an error of perfeval."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "r.txt"
        file_beside(report).write_bytes(data)
        with contextlib.suppress(PerfevalError):
            assert {a.until.year for a in acceptances(report)} <= set(range(1, 10000))


def test_nothing_is_written_to_a_bad_file(copy: Path) -> None:
    """A file that cannot be read is left as it is, and so is one no table can be added to."""
    for text in ("[[accept]\n", "accept = []\n"):
        accepted(copy, text)
        with pytest.raises(UnreadableError):
            add_acceptance(copy, acceptance("0" * 12, "理由", FOREVER))
        assert file_beside(copy).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("asked", [("0" * 11, "r", FOREVER), ("0" * 12, " \n", FOREVER), ("0" * 12, "r", "2099-13-01")])
def test_what_is_asked_has_to_make_sense(asked: tuple[str, str, str]) -> None:
    """An acceptance has a fingerprint, a reason and a day."""
    with pytest.raises(UsageError):
        acceptance(*asked)


# --- the evaluation -------------------------------------------------------------------------------------------------


@given(st.data())
def test_only_what_is_named_is_set_aside(evaluation: perfeval.Evaluation, data: st.DataObject) -> None:
    """What is left and what is set aside are all findings there were, and every root that is named is there."""
    chosen = data.draw(st.lists(st.sampled_from(evaluation.findings), unique_by=lambda f: f.fingerprint))
    late = data.draw(st.integers(-2, 2))
    given_ = [Acceptance(f.fingerprint, "见说明", DAY + timedelta(late)) for f in chosen]
    left = evaluation.accepting(given_, DAY)
    gone = {a.finding.fingerprint for a in left.accepted if a.state is AcceptanceState.IN_FORCE and a.finding}

    assert gone == ({f.fingerprint for f in chosen} if late >= 0 else set())
    assert {f.fingerprint for f in left.findings} == {f.fingerprint for f in evaluation.findings} - gone
    assert {f.root for f in left.findings} <= {f.fingerprint for f in left.findings} | {None}
    assert {a.state for a in left.accepted} <= {AcceptanceState.IN_FORCE if late >= 0 else AcceptanceState.EXPIRED}
    assert sum(len(left.members(f)) + 1 for f in left.findings if f.root is None) == len(left.findings)


def test_members_of_an_accepted_root_stay(evaluation: perfeval.Evaluation) -> None:
    """Findings that were listed under one that is accepted count by themselves, under the loudest of them."""
    root = next(f for f in evaluation.findings if len(evaluation.members(f)) > 1)
    members = evaluation.members(root)
    left = evaluation.accepting([Acceptance(root.fingerprint, "见说明", DAY)], DAY)
    now = [f for f in left.findings if f.fingerprint in {m.fingerprint for m in members}]

    assert [f.root for f in now].count(None) == 1
    assert next(f for f in now if f.root is None).severity is min((f.severity for f in now), key=lambda s: s.rank)


def test_the_last_day_counts(evaluation: perfeval.Evaluation) -> None:
    """Of two acceptances of one finding the later is in force."""
    name = evaluation.findings[0].fingerprint
    both = [Acceptance(name, "新", DAY), Acceptance(name, "旧", DAY - timedelta(1))]

    assert [(a.state, a.acceptance.reason) for a in evaluation.accepting(both, DAY).accepted] == [
        (AcceptanceState.IN_FORCE, "新")
    ]


# --- the command line -----------------------------------------------------------------------------------------------


def test_everything_accepted_ends_with_zero(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With every error accepted nothing is left to correct, the reasons stand at the end, and --no-suppressions undoes it."""
    made = perfeval.evaluate(perfeval.read(copy))
    before = copy.read_bytes()
    accepted(copy, "".join(entry(f.fingerprint) for f in made.findings if f.severity is perfeval.Severity.ERROR))

    assert main(["check", str(copy)]) == 0
    text = capsys.readouterr().out
    assert re.search(r"结论  更正 0 项", text)
    assert any(line.endswith("理由：见说明（至2099-12-31）") for line in text.splitlines())
    assert main(["check", str(copy), "--no-suppressions"]) == 1
    assert copy.read_bytes() == before


def test_json_lists_what_is_accepted(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON has what is in force, expired and unmatched, and fits its schema."""
    made = perfeval.evaluate(perfeval.read(copy))
    one, other = made.findings[0].fingerprint, made.findings[1].fingerprint
    accepted(copy, entry(one) + entry(other, until="2020-01-01") + entry("0" * 12))
    main(["check", str(copy), "--format", "json"])
    content = json.loads(capsys.readouterr().out)
    (evaluation,) = content["evaluations"]

    assert faults("evaluation", content) == []
    assert [(a["fingerprint"], a["state"], a["finding"] and a["finding"]["fingerprint"]) for a in evaluation["accepted"]] == [
        (one, "in force", one), (other, "expired", None), ("0" * 12, "unmatched", None),
    ]  # fmt: skip
    assert one not in [f["fingerprint"] for f in evaluation["findings"]]
    assert other in [f["fingerprint"] for f in evaluation["findings"]]


def test_expired_is_said(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An entry whose day is past, and one that is about nothing, are said in the text of both languages."""
    name = perfeval.evaluate(perfeval.read(copy)).findings[0].fingerprint
    accepted(copy, entry(name, until="2020-01-01") + entry("0" * 12))
    for lang, words in (("zh", ("期限已过", "本次未出现")), ("en", ("the day is past", "not found this time"))):
        assert main(["check", str(copy), "--lang", lang]) == 1
        out = capsys.readouterr().out
        assert [word for word in words if word not in out] == []


def test_accept_lists_and_adds(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`perfeval accept` lists fingerprints, adds one of them, and the next check honours it."""
    assert main(["accept", str(copy)]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert listed == [f.fingerprint for f in perfeval.evaluate(perfeval.read(copy)).findings]
    assert main(["accept", str(copy), listed[0], "--reason", '见“说明”第3条 "A\\B"', "--until", FOREVER]) == 0
    assert capsys.readouterr().out.strip() == str(file_beside(copy))
    (kept,) = tomllib.loads(file_beside(copy).read_text(encoding="utf-8"))["accept"]
    assert kept == {"fingerprint": listed[0], "reason": '见“说明”第3条 "A\\B"', "until": date(2099, 12, 31)}
    main(["check", str(copy), "--format", "json"])
    (evaluation,) = json.loads(capsys.readouterr().out)["evaluations"]
    assert [a["state"] for a in evaluation["accepted"]] == ["in force"]


@pytest.mark.parametrize("options", [
    ["0" * 12, "--reason", "r", "--until", FOREVER], ["no", "--reason", "r", "--until", FOREVER], ["{first}", "--until", FOREVER],
    ["{first}", "--reason", "r"], ["{first}", "--reason", "r", "--until", "31.12.2099"], ["{first}", "--reason", "r", "--until", "2020-01-01"],
], ids=["unknown", "no fingerprint", "no reason", "no day", "odd day", "past day"])  # fmt: skip
def test_accept_refuses(copy: Path, options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be accepted ends with 2, in both languages, and writes nothing."""
    first = perfeval.evaluate(perfeval.read(copy)).findings[0].fingerprint

    assert main(["accept", str(copy), *(o.format(first=first) for o in options)]) == 2
    said = capsys.readouterr().err
    assert re.search(r"[\u4e00-\u9fff]{2}", said)
    assert re.search(r"[a-z]+ [a-z]+", said)
    assert not file_beside(copy).exists()


def test_folders_leave_it_aside(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a folder the file beside a report is no report, and it is honoured."""
    name = perfeval.evaluate(perfeval.read(copy)).findings[0].fingerprint
    accepted(copy, entry(name))

    assert main(["check", str(copy.parent), "--format", "json"]) == 1
    (evaluation,) = json.loads(capsys.readouterr().out)["evaluations"]
    assert [a["fingerprint"] for a in evaluation["accepted"]] == [name]


# --- findings nobody can tell again -----------------------------------------------------------------------------------

NAMELESS = "2023年支出合计9.00万元，其中：基本支出6.00万元，项目支出2.00万元。"


@pytest.fixture
def nameless(tmp_path: Path) -> Path:
    """A report that does not say of which unit it is."""
    report = tmp_path / "nameless.txt"
    report.write_text(NAMELESS, encoding="utf-8")
    return report


def test_what_is_not_identified_is_refused(nameless: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A finding that may be another unit's is marked in the list and refused in both languages, and nothing is written."""
    found = perfeval.evaluate(perfeval.read(nameless)).findings[0]
    for lang, word in (("zh", "不能接受"), ("en", "cannot be accepted")):
        assert main(["accept", str(nameless), "--lang", lang]) == 0
        assert word in capsys.readouterr().out
    assert main(["accept", str(nameless), found.fingerprint, "--reason", "见说明", "--until", FOREVER]) == 2
    said = capsys.readouterr().err
    assert "未载明该问题属于哪个单位或项目" in said
    assert "does not say of which unit or project" in said
    assert not file_beside(nameless).exists()


def test_what_is_not_identified_counts(nameless: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An entry about such a finding, written by hand, sets nothing aside, and the run says why in both languages."""
    found = perfeval.evaluate(perfeval.read(nameless)).findings[0]
    accepted(nameless, entry(found.fingerprint))
    for lang, word in (("zh", "不能接受，仍计入"), ("en", "Not accepted, and counted")):
        assert main(["check", str(nameless), "--lang", lang]) == 1
        assert word in capsys.readouterr().out
    main(["check", str(nameless), "--format", "json"])
    content = json.loads(capsys.readouterr().out)
    (evaluation,) = content["evaluations"]
    assert faults("evaluation", content) == []
    assert [a["state"] for a in evaluation["accepted"]] == ["unidentified"]
    assert {f["identified"] for f in evaluation["findings"]} == {False}
