"""Folders of reports: every block names its file, results come as they are ready, and the table of all comes last."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import perfeval
from perfeval import api
from perfeval.__main__ import main
from perfeval.renderers.layout import width

EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt"
HEAD = re.compile(r"^(?P<who>.+?) · (?P<year>.+?) · (?P<place>.+?) · (?P<file>.+?)    机器初核", re.MULTILINE)
RIGHT = "某某市档案馆2023年部门整体支出绩效自评报告\n2023年支出10.00万元。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports of one name in two folders, one without anything wrong, and a file that is none."""
    root = tmp_path / "全市"
    for name in ("甲局", "乙局"):
        (root / name).mkdir(parents=True)
        (root / name / "report.txt").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    (root / "甲局" / "清白.txt").write_text(RIGHT, encoding="utf-8")
    (root / "坏.xlsx").write_bytes(b"PK\x03\x04")
    return root


def files_of(text: str) -> list[str]:
    """The files that the heads of blocks name."""
    return [found["file"] for found in HEAD.finditer(text)]


def test_every_block_names_its_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each block is headed unit, year, place with its code, and the file by its path in the folder that was given."""
    code = main(["check", str(folder)])

    printed = capsys.readouterr()
    assert code == 2
    assert files_of(printed.out) == ["乙局/report.txt", "甲局/report.txt", "甲局/清白.txt"]
    assert {found["place"] for found in HEAD.finditer(printed.out)} >= {"怀化市（431200）"}
    assert "坏.xlsx" in printed.err


def test_json_has_the_path(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON names the file by its path, and the whole hash of what was read."""
    main(["check", str(folder), "--format", "json"])

    made = json.loads(capsys.readouterr().out)["evaluations"]
    assert [e["path"] for e in made] == ["乙局/report.txt", "甲局/report.txt", "甲局/清白.txt"]
    assert all(re.fullmatch("[0-9a-f]{64}", f["sha256"]) for e in made for f in e["applied"]["files"])


def test_lines_of_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON Lines are the same evaluations, one a line."""
    main(["check", str(folder), "--format", "json"])
    whole = json.loads(capsys.readouterr().out)
    main(["check", str(folder), "--format", "jsonl"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [line["evaluations"][0] for line in lines] == whole["evaluations"]
    assert {line["schema"] for line in lines} == {whole["schema"]}


def test_the_table_comes_last(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Behind the blocks stands a table, most to correct first, then the commonest findings and what could not be read."""
    main(["check", str(folder)])

    tail = capsys.readouterr().out.split("\n汇总  ")[1].splitlines()
    assert tail[0] == "3 份报告，按更正项数排列"
    assert tail[1].split() == ["文件", "单位", "自评", "逐项相加", "更正", "说明", "提问", "未识别"]
    assert [line.split()[0] for line in tail[2:5]] == ["乙局/report.txt", "甲局/report.txt", "甲局/清白.txt"]
    assert tail[2].split()[2:4] == ["98/100", "108/110"]
    assert tail[5].startswith("最常见  ")
    assert "指标归属 2 份" in tail[5]
    assert tail[6] == "未能读取 1 个"
    assert "坏.xlsx" in tail[7]


def test_columns_of_the_table_stand_under_each_other(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Chinese characters take two columns, so that numbers stand under each other all the same."""
    main(["check", str(folder)])

    rows = capsys.readouterr().out.split("\n汇总  ")[1].splitlines()[1:5]
    assert len({width(row) for row in rows}) == 1


@pytest.mark.parametrize("pattern", ["*/report.txt", "**/r*.txt", "[甲乙]局/report.txt"])
def test_patterns(folder: Path, capsys: pytest.CaptureFixture[str], pattern: str) -> None:
    """A pattern is understood even where the shell leaves it as it is."""
    assert main(["check", str(folder / pattern)]) == 1

    assert len(files_of(capsys.readouterr().out)) == 2


def test_a_pattern_nothing_matches(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pattern without a file is named, and is exit code 2."""
    assert main(["check", str(folder / "nosuch*.txt")]) == 2

    assert "nosuch*.txt：没有匹配的文件" in capsys.readouterr().err


def test_files_of_one_name_are_told_apart(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files that are named themselves are shown by the paths that differ."""
    main(["check", str(folder / "甲局" / "report.txt"), str(folder / "乙局" / "report.txt")])

    assert files_of(capsys.readouterr().out) == ["甲局/report.txt", "乙局/report.txt"]


def test_one_file_is_shown_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is named alone is shown by its own name, and there is no table."""
    main(["check", str(EXAMPLE)])

    printed = capsys.readouterr().out
    assert files_of(printed) == ["report.txt"]
    assert "汇总" not in printed


@pytest.mark.parametrize("jobs", ["2", "0"])
def test_jobs_change_nothing(folder: Path, capsys: pytest.CaptureFixture[str], jobs: str) -> None:
    """Several at once print what one after the other prints, byte by byte."""
    main(["check", str(folder)])
    one = capsys.readouterr()
    main(["check", str(folder), "--jobs", jobs])
    several = capsys.readouterr()

    assert several.out == one.out
    assert several.err == one.err


def test_jobs_below_zero(capsys: pytest.CaptureFixture[str]) -> None:
    """Fewer than no reports at once are refused."""
    assert main(["check", str(EXAMPLE), "--jobs", "-1"]) == 2

    assert "--jobs" in capsys.readouterr().err


@pytest.mark.parametrize(("options", "code"), [
    ([], 1), (["--exit-zero"], 0), (["--fail-on", "warning"], 1), (["--fail-on", "warning", "--exit-zero"], 0),
])  # fmt: skip
def test_exit_codes_can_be_chosen(options: list[str], code: int) -> None:
    """Findings end a run with 1 unless that is not wanted."""
    assert main(["check", str(EXAMPLE), *options]) == code


def test_what_is_to_be_explained_may_fail(tmp_path: Path) -> None:
    """A report with nothing to correct ends with 0, and with 1 where what is to be explained counts, too."""
    file = tmp_path / "a.txt"
    file.write_text(
        "某某市档案馆2023年部门整体支出绩效自评报告\n2023年“三公”经费年初预算为3.00万元，全年支出3.20万元。\n",
        encoding="utf-8",
    )
    made = perfeval.evaluate(perfeval.read(file))

    assert {f.severity.value for f in made.findings} == {"warning"}
    assert main(["check", str(file)]) == 0
    assert main(["check", str(file), "--fail-on", "warning"]) == 1


def test_results_come_as_they_are_ready(folder: Path) -> None:
    """The first block is there before the second report is read."""
    seen: list[int] = []
    written: list[str] = []

    class Stream:
        """Standard output that remembers when what was written."""

        encoding = "utf-8"

        def write(self, text: str) -> int:
            written.append(text)
            return len(text)

        def flush(self) -> None:
            pass

        def isatty(self) -> bool:
            return False

    def read(*paths: Path) -> perfeval.Report:
        seen.append(len(written))
        return api.read(*paths)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", Stream())
        patch.setattr(perfeval, "read", read)
        main(["check", str(folder / "甲局")])

    assert seen == [0, 1]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupted_in_the_middle(tmp_path: Path, jobs: str) -> None:
    """Ctrl-C leaves the blocks that were finished, says so, and ends with 130."""
    for number in range(60):
        (tmp_path / f"{number:02}.txt").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    run = subprocess.Popen(
        [sys.executable, "-m", "perfeval", "check", str(tmp_path), "--jobs", jobs],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    assert run.stdout is not None
    first = run.stdout.readline()
    time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    rest, err = run.communicate(timeout=60)

    assert run.returncode == 130
    assert files_of(first) == ["00.txt"]
    assert 1 <= len(files_of(first + rest)) < 60
    assert "已中断" in err
    assert "Traceback" not in err


def test_baseline(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What stood in an earlier result counts no more, and what is new does."""
    known = tmp_path / "known.json"
    main(["check", str(EXAMPLE), "--format", "json"])
    known.write_text(capsys.readouterr().out, encoding="utf-8")
    file = tmp_path / "next.txt"
    file.write_text(EXAMPLE.read_text(encoding="utf-8").replace("\t65.71", "\t66.71"), encoding="utf-8")

    assert main(["check", str(EXAMPLE), "--baseline", str(known)]) == 0
    assert "更正 0 项" in capsys.readouterr().out
    assert main(["check", str(file), "--baseline", str(known)]) == 1
    assert "更正 1 项" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"evaluations": [{"findings": 3}]}', "not json"])
def test_a_baseline_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str) -> None:
    """A file that is no earlier result is refused by name."""
    file = tmp_path / "known.json"
    file.write_text(content, encoding="utf-8")

    assert main(["check", str(EXAMPLE), "--baseline", str(file)]) == 2
    assert "不能用作基线" in capsys.readouterr().err


def test_the_day_can_be_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With SOURCE_DATE_EPOCH the same report gives the same bytes on every day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    main(["check", str(EXAMPLE)])
    assert capsys.readouterr().out.rstrip().endswith("2023-11-14")

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert main(["check", str(EXAMPLE)]) == 2
    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err
