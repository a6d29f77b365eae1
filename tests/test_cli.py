"""The command line as a user meets it: exit codes, messages in both languages, and nothing written by accident."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

import perfeval
from perfeval.__main__ import main
from perfeval.commands import COMMANDS
from perfeval.jurisdictions import bundled

EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt"
CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
ENGLISH = re.compile(r"[A-Za-z]+ [a-z]+ [a-z]+")

#: A form in which everything holds: 10 + 90 points and scores, and a rate that is what it should be.
CLEAN = """某单位整体支出绩效自评表（2023年度）
单位：万元
\t项目资金
\t年初预算数
\t全年预算数
\t全年执行数
\t分值
\t执行率
\t得分

\t年度资金总额
\t10.00
\t10.00
\t10.00
\t10
\t100%
\t10

\t一级指标
\t二级指标
\t三级指标
\t年度指标值
\t实际完成值
\t分值
\t得分
\t偏差原因

\t产出指标（90分）
\t数量指标
\t接待人数
\t≥100人
\t120人
\t90
\t90
\t

\t总分
\t100
\t100
\t
"""


@frozen
class Ran:
    """What a run of the command line left: its exit code and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]):
    """Runs the command line in this process, where a traceback fails the test."""

    def run(*arguments: str | Path) -> Ran:
        try:
            code = main([str(a) for a in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return run


def says_both(err: str) -> bool:
    """Whether a message is there in Chinese and in English, and is no traceback."""
    return bool(CHINESE.search(err)) and bool(ENGLISH.search(err)) and "Traceback" not in err


def test_nothing_to_correct(cli, tmp_path: Path) -> None:
    """Exit 0 where nothing has to be corrected."""
    file = tmp_path / "clean.txt"
    file.write_text(CLEAN, encoding="utf-8")

    ran = cli("check", file)

    assert (ran.code, ran.err) == (0, "")
    assert "建议更正" not in ran.out


def test_something_to_correct(cli) -> None:
    """Exit 1 where at least one figure has to be corrected."""
    ran = cli("check", EXAMPLE)

    assert (ran.code, ran.err) == (1, "")
    assert "0.7531.13" in ran.out


def test_one_bad_file_among_good_ones(cli, tmp_path: Path) -> None:
    """Exit 2 where one of several files cannot be read; the others are judged all the same."""
    ran = cli("check", EXAMPLE, tmp_path / "absent.txt")

    assert ran.code == 2
    assert says_both(ran.err)
    assert "0.7531.13" in ran.out


def test_read_only(cli) -> None:
    """`read` lists what was recognised, judges nothing and ends with 0."""
    ran = cli("read", EXAMPLE)

    assert (ran.code, ran.err) == (0, "")
    assert "three-public" in ran.out
    assert "更正" not in ran.out


@pytest.mark.parametrize("command", ["check", "read"])
@pytest.mark.parametrize(("name", "data"), [
    ("empty.txt", b""),
    ("blank.txt", b" \n\t\n"),
    ("no-figure.txt", "没有数字的报告。\n".encode()),
    ("rubbish.txt", bytes(range(256)) * 40),
    ("control.txt", b"\x01\x02\x03\x04 1\n" * 50),
    ("broken.txt", "预算 316.04 万元\n".encode() + b"\xff\xff\n"),
    ("cut.txt", "预算 316.04 万元".encode("utf-16")[:-1]),
    ("old.doc", b"\xd0\xcf\x11\xe0" + b"\x00" * 600),
    ("renamed.txt", b"\xd0\xcf\x11\xe0" + b"\x00" * 600),
    ("unknown.xyz", b"316.04"),
    ("noending", b"316.04"),
    ("empty.json", b""),
    ("broken.json", b'{"schema": '),
    ("other.json", b'{"schema": "something/else"}'),
])  # fmt: skip
def test_bad_input(cli, tmp_path: Path, command: str, name: str, data: bytes) -> None:
    """A file that cannot be taken gives exit 2 and one message in both languages that names it, and no result."""
    (tmp_path / name).write_bytes(data)
    target = tmp_path / "result"

    ran = cli(command, tmp_path / name, "-o", target)

    assert ran.code == 2
    assert ran.out == ""
    assert says_both(ran.err)
    assert name in ran.err
    assert not target.exists()


@pytest.mark.parametrize("command", ["check", "read"])
@pytest.mark.parametrize("name", ["absent.txt", "folder", "absent/report.txt"])
def test_no_such_file(cli, tmp_path: Path, command: str, name: str) -> None:
    """A path that is no file gives exit 2 and a message in both languages."""
    (tmp_path / "folder").mkdir()

    ran = cli(command, str(tmp_path) + "/" + name)

    assert (ran.code, ran.out) == (2, "")
    assert says_both(ran.err)


def test_unknown_format(cli, tmp_path: Path) -> None:
    """A format nobody offers gives exit 2, the names of those there are, and no file."""
    target = tmp_path / "result"

    ran = cli("check", EXAMPLE, "--format", "crystal", "-o", target)

    assert (ran.code, ran.out) == (2, "")
    assert says_both(ran.err)
    assert "json" in ran.err
    assert not target.exists()


@pytest.mark.parametrize("arguments", [["check"], ["read"]])
def test_existing_file_is_not_overwritten(cli, tmp_path: Path, arguments: list[str]) -> None:
    """An existing file is never overwritten, and nothing is left beside it."""
    target = tmp_path / "result.txt"
    target.write_text("mine", encoding="utf-8")

    ran = cli(*arguments, EXAMPLE, "-o", target)

    assert (ran.code, ran.out) == (2, "")
    assert says_both(ran.err)
    assert target.read_text(encoding="utf-8") == "mine"
    assert [p.name for p in tmp_path.iterdir()] == ["result.txt"]


def test_no_folder_to_write_to(cli, tmp_path: Path) -> None:
    """A result is not written into a folder that is not there."""
    ran = cli("check", EXAMPLE, "-o", tmp_path / "absent" / "result.txt")

    assert (ran.code, ran.out) == (2, "")
    assert says_both(ran.err)
    assert list(tmp_path.iterdir()) == []


def test_written_file_is_what_would_be_printed(cli, tmp_path: Path) -> None:
    """`-o` writes the very text that is printed without it, in UTF-8, and nothing else."""
    target = tmp_path / "result.txt"

    printed, written = cli("check", EXAMPLE), cli("check", EXAMPLE, "-o", target)

    assert (written.code, written.out, written.err) == (1, "", "")
    assert target.read_bytes() == printed.out.encode()
    assert [p.name for p in tmp_path.iterdir()] == ["result.txt"]


@pytest.mark.parametrize("named", [
    ["--jurisdiction", "999999"], ["--jurisdiction", "43"], ["--jurisdiction", "怀化"], ["--jurisdiction", ""],
    ["--year", "23"], ["--year", "1994"], ["--year", "2100"], ["--year", "-1"],
])  # fmt: skip
def test_impossible_place_or_year(cli, tmp_path: Path, named: list[str]) -> None:
    """A code or year the user names and that cannot exist gives exit 2 before anything is read."""
    target = tmp_path / "result"

    ran = cli("check", EXAMPLE, *named, "-o", target)

    assert (ran.code, ran.out) == (2, "")
    assert says_both(ran.err)
    assert not target.exists()


@pytest.mark.parametrize("arguments", [
    [], ["check"], ["polish", "x.txt"], ["check", "x.txt", "--lang", "fr"], ["check", "x.txt", "--year", "soon"],
    ["check", "x.txt", "--colour"],
])  # fmt: skip
def test_bad_usage(cli, arguments: list[str]) -> None:
    """A command line that means nothing gives exit 2, the usage on standard error and nothing on standard output."""
    ran = cli(*arguments)

    assert (ran.code, ran.out) == (2, "")
    assert "usage: perfeval" in ran.err


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], *([name, "--help"] for name in COMMANDS)])
def test_help(cli, arguments: list[str]) -> None:
    """Version and help are results: exit 0, on standard output."""
    ran = cli(*arguments)

    assert (ran.code, ran.err) == (0, "")
    assert "perfeval" in ran.out


@pytest.mark.parametrize("kind", ["text", "json"])
def test_score(cli, kind: str) -> None:
    """`score` prints the declared and the tallied score, and ends with 0 whatever they are."""
    ran = cli("score", EXAMPLE, "--format", kind)

    assert (ran.code, ran.err) == (0, "")
    assert "98" in ran.out
    assert "108" in ran.out


def test_rules_and_one_of_them(cli) -> None:
    """Every rule that `rules` lists can be explained."""
    listed = cli("rules", "431200", "2023")
    ids = re.findall(r"^  ([a-z0-9-]+)\t", listed.out, flags=re.MULTILINE)

    assert (listed.code, listed.err) == (0, "")
    assert "points-total" in ids
    for name in ids:
        ran = cli("explain", "431200", "2023", name)
        assert (ran.code, ran.err) == (0, "")
        assert name in ran.out


def test_packs(cli) -> None:
    """`packs` names the bundled packs."""
    ran = cli("packs")

    assert (ran.code, ran.err) == (0, "")
    assert "perfeval:national" in ran.out


@pytest.mark.parametrize("arguments", [
    ["explain", "431200", "2023", "no-such-rule"], ["explain", "999999", "2023", "points-total"], ["rules", "431200", "23"],
    ["rules", "43", "2023"], ["score", str(EXAMPLE), "--framework", "no-such-framework"],
    ["check", str(EXAMPLE), "--framework", "no-such-framework"],
])  # fmt: skip
def test_unknown_names(cli, arguments: list[str]) -> None:
    """A place, year, rule or framework that is not there gives exit 2 and a message in both languages."""
    ran = cli(*arguments)

    assert (ran.code, ran.out) == (2, "")
    assert says_both(ran.err)


@pytest.mark.parametrize(("lang", "said"), [("zh", "没有表格"), ("en", "No table")])
def test_text_without_tables(cli, tmp_path: Path, lang: str, said: str) -> None:
    """A text without tables is read as prose, and the result says so."""
    file = tmp_path / "prose.txt"
    file.write_text("某单位2023年绩效自评报告\n全年支出316.04万元，其中项目支出37.72万元。\n", encoding="utf-8")

    ran = cli("check", file, "--lang", lang)

    assert (ran.code, ran.err) == (0, "")
    assert said in ran.out


def test_files_of_one_report(cli, tmp_path: Path) -> None:
    """With `--together` several files are one report; without it, each is its own."""
    text = EXAMPLE.read_text(encoding="utf-8")
    narrative, annexes = tmp_path / "narrative.txt", tmp_path / "annexes.txt"
    narrative.write_text(text[: text.index(" 附件1\n")], encoding="utf-8")
    annexes.write_text(text[text.index(" 附件1\n") :], encoding="utf-8")

    together = json.loads(cli("check", narrative, annexes, "--together", "--format", "json").out)
    apart = json.loads(cli("check", narrative, annexes, "--format", "json").out)

    assert [e["source"] for e in together["evaluations"]] == ["narrative.txt + annexes.txt"]
    assert [e["source"] for e in apart["evaluations"]] == ["narrative.txt", "annexes.txt"]


def test_files_of_two_years_are_not_one_report(cli, tmp_path: Path) -> None:
    """Files about two fiscal years are not put together: exit 2, and the message names both years."""
    for year in ("2022", "2023"):
        (tmp_path / f"{year}.txt").write_text(f"某单位{year}年绩效自评报告\n支出1.00万元。\n", encoding="utf-8")

    ran = cli("check", tmp_path / "2022.txt", tmp_path / "2023.txt", "--together")

    assert (ran.code, ran.out) == (2, "")
    assert says_both(ran.err)
    assert "2022" in ran.err
    assert "2023" in ran.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encodings(cli, tmp_path: Path, encoding: str, ending: str) -> None:
    """The usual encodings and line ends of one text give one result; the hash is that of the file as it is."""
    file = tmp_path / "report.txt"
    file.write_bytes(EXAMPLE.read_text(encoding="utf-8").replace("\n", ending).encode(encoding))

    def shown(path: Path) -> str:
        return re.sub(r"SHA-256 \w{12}", "SHA-256", cli("check", path).out)

    assert "SHA-256" in shown(file)
    assert shown(file) == shown(EXAMPLE)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_language(cli, lang: str) -> None:
    """`--lang` changes the words and neither the exit code nor the JSON."""
    assert cli("check", EXAMPLE, "--lang", lang).code == 1
    assert (
        cli("check", EXAMPLE, "--lang", lang, "--format", "json").out == cli("check", EXAMPLE, "--format", "json").out
    )


codes = st.sampled_from([place.code for place in bundled()] + ["431202", "431281"])


@given(code=codes, year=st.none() | st.integers(1995, 2099))
def test_naming_a_place_never_changes_what_was_read(code: str, year: int | None) -> None:
    """`--jurisdiction` and `--year` change which rules apply, never what was read; that the report says otherwise is noted."""

    def read(*named: str) -> dict[str, object]:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "report.json"
            assert main(["read", str(EXAMPLE), "--format", "json", *named, "-o", str(target)]) == 0
            made: dict[str, object] = json.loads(target.read_text(encoding="utf-8"))
        return made

    named = ["--jurisdiction", code, *(["--year", str(year)] if year is not None else [])]
    plain, changed = read(), read(*named)

    assert changed["jurisdiction"] == code
    allowed = {"jurisdiction", "evidence", "notes", *(["year"] if year is not None else [])}
    assert [note for note in changed["notes"] if note not in plain["notes"]] == (  # type: ignore[attr-defined]
        [note for note in changed["notes"] if "the report says" in note["en"]]  # type: ignore[attr-defined]
    )
    assert {k: v for k, v in changed.items() if k not in allowed} == {
        k: v for k, v in plain.items() if k not in allowed
    }


@given(data=st.binary(max_size=400), name=st.sampled_from(["x.txt", "x.json", "x.md", "x"]))
def test_no_bytes_bring_a_traceback(data: bytes, name: str) -> None:
    """Whatever bytes a file holds, the command ends with 0, 1 or 2 and never with a traceback."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(data)

        assert main(["check", str(file)]) in (0, 1, 2)


pieces = st.lists(
    st.sampled_from([
        "\t", "\n", "\n\n", " ", "附件1\n", "一级指标", "二级指标", "年度指标值", "实际完成值", "分值", "得分", "总分", "100",
        "10", "98.5", "产出指标（50分）", "年度资金总额", "年初预算数", "全年执行数", "执行率", "100%", "三公经费", "0.7531.13",
        "2023年决算数", "——", "无", "项目支出", "其中：", "单位：万元\n", "怀化市", "202年12月31日前", "≥95%", "-3.1",
    ]),
    max_size=60,
).map("".join)  # fmt: skip


@given(text=pieces)
def test_no_mangled_form_brings_a_traceback(text: str) -> None:
    """Pieces of forms in any order are read and judged, or refused; no rule fails inside itself."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mangled.txt"
        file.write_text(text, encoding="utf-8")
        try:
            report = perfeval.read(file)
        except perfeval.PerfevalError:
            return

    assert perfeval.evaluate(report).faults == ()


def spawned(arguments: Sequence[str | Path], **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "perfeval", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env=os.environ | environment, timeout=60)


def test_module_is_the_command() -> None:
    """`python -m perfeval` is the same command, with its exit code."""
    ran = spawned(["check", EXAMPLE])

    assert (ran.returncode, ran.stderr) == (1, b"")


@pytest.mark.parametrize("kind", ["text", "json"])
def test_output_in_any_locale(kind: str) -> None:
    """A terminal or pipe that cannot print Chinese brings no traceback."""
    ran = spawned(["check", EXAMPLE, "--format", kind], PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")

    assert b"Traceback" not in ran.stderr
    assert ran.returncode == 1


def test_reader_of_the_output_goes_away() -> None:
    """A pipe that is closed early (`| head`) brings no traceback."""
    command = [sys.executable, "-m", "perfeval", "check", str(EXAMPLE), "--format", "json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    process.wait(timeout=60)

    assert b"Traceback" not in err
