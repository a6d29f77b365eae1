"""What a folder is always checked with, what contradicts a report, and a number of a page explained."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import perfeval
from perfeval.__main__ import main
from perfeval.acceptance import FOLDER_FILE
from perfeval.commands.settings import settings
from perfeval.summary import summary_of

EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt"
IGNORED = '[[ignore]]\nrule = "copied-actuals"\nreason = "表式要求照填"\n'


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which perfeval is run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, text: str, name: str = "perfeval.toml") -> None:
    """A file of settings."""
    (folder / name).write_text(text, encoding="utf-8")


def test_a_rule_that_is_not_asked(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule that the settings leave out says nothing, and the page says so with the reason; so does the JSON."""
    write(here, IGNORED)
    main(["check", str(EXAMPLE)])
    printed = capsys.readouterr().out
    main(["check", str(EXAMPLE), "--format", "json"])
    (made,) = json.loads(capsys.readouterr().out)["evaluations"]

    assert "按设置不核对“完成值照抄指标值”（1 项）：表式要求照填" in printed
    assert made["ignored"] == [{"rule": "copied-actuals", "reason": "表式要求照填", "count": 1}]
    assert "copied-actuals" not in {f["rule"] for f in made["findings"]}


@pytest.mark.parametrize(
    ("name", "text"),
    [("perfeval.toml", 'profile = "minimal"\n'), ("pyproject.toml", '[tool.perfeval]\nprofile = "minimal"\n')],
)
def test_profile_of_the_settings(here: Path, capsys: pytest.CaptureFixture[str], name: str, text: str) -> None:
    """The profile of the settings holds, in either file and in folders below, unless the command line names one."""
    write(here, text, name)
    (here / "2023").mkdir()

    def profile(*options: str) -> str:
        main(["check", str(EXAMPLE), "--format", "json", *options])
        return str(json.loads(capsys.readouterr().out)["evaluations"][0]["profile"])

    assert profile() == "minimal"
    assert profile("--profile", "strict") == "strict"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here / "2023")
        assert profile() == "minimal"


def test_place_of_the_settings(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The place of the settings is that of reports that name none, and of no other."""
    write(here, 'jurisdiction = "420000"\n')
    (here / "a.txt").write_text("某单位2023年绩效自评报告\n支出1.00万元。\n", encoding="utf-8")
    main(["check", "a.txt"])
    nobody = capsys.readouterr().out
    main(["check", str(EXAMPLE)])

    assert "湖北省（420000），据perfeval.toml" in nobody
    assert "怀化市（431200）" in capsys.readouterr().out


@pytest.mark.parametrize(("text", "said"), [
    ("profil = 1\n", "profil"), ('profile = "loud"\n', "minimal"), ("jurisdiction = 431200\n", "六位"), ('jurisdiction = "999999"\n', "999999"),
    ('[[ignore]]\nrule = "copied-actual"\nreason = "x"\n', "copied-actuals"), ('[[ignore]]\nrule = "copied-actuals"\n', "reason"),
    ('ignore = "all"\n', "[[ignore]]"), ('packs = ["no-such-distribution"]\n', "pip install no-such-distribution"), ("packs = 3\n", "packs"),
    ("= 3\n", "TOML"),
])  # fmt: skip
def test_settings_that_cannot_be(here: Path, capsys: pytest.CaptureFixture[str], text: str, said: str) -> None:
    """A file that is not as it should be is refused with the file and what would do, in both languages."""
    write(here, text)

    assert main(["check", str(EXAMPLE)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err


def test_a_project_file_of_others(here: Path) -> None:
    """A project file without a table of perfeval, or one that another program will complain about, says nothing."""
    write(here, "[tool.other]\na = 1\n", "pyproject.toml")
    assert settings().profile == ""
    write(here, "= 1\n", "pyproject.toml")
    assert settings().profile == ""


def test_what_is_named_and_contradicts_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    """A year or a place that the report contradicts, or that nobody knows, is said on the first screen."""
    main(["check", str(EXAMPLE), "--year", "2099", "--jurisdiction", "431299"])
    printed = capsys.readouterr().out

    assert "--year 指定2099年度，报告载明2023年度（标题）" in printed
    assert "431299 不在已知行政区划中，按所属怀化市（431200）适用规则" in printed
    main(["check", str(EXAMPLE), "--year", "2023", "--jurisdiction", "431200"])
    assert "读取说明：--" not in capsys.readouterr().out


def test_a_number_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """A number of the page is explained: its sentence, every figure with its place, formula, standing and history."""
    page = summary_of(perfeval.evaluate(perfeval.read(EXAMPLE)))
    for matter in page.matters:
        assert main(["explain", str(EXAMPLE), str(matter.number)]) == 0
        printed = capsys.readouterr().out

        assert matter.title.zh in printed.splitlines()[0]
        assert matter.id in printed
        assert all(f.rule in printed for f in matter.findings)
        assert "公式" in printed
        assert "依据" in printed
        assert "perfeval:" in printed


def test_figures_of_an_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    """The figures stand with the printed head of their column, their unit and the place where they are found."""
    page = summary_of(perfeval.evaluate(perfeval.read(EXAMPLE)))
    number = next(m.number for m in page.matters if m.finding.rule == "operating-within-budget")
    main(["explain", str(EXAMPLE), str(number)])
    printed = capsys.readouterr().out

    assert "公用经费（2023年决算数）  33.31万元  附件1·“公用经费”行“2023年决算数”栏" in printed
    assert "公式  公用经费 执行数 ≤ 公用经费 年初预算" in printed
    assert "应为  24，所列33.31，相差9.31" in printed


@pytest.mark.parametrize("asked", [["99"], ["0"], ["x"], [], ["1", "2", "3"]])
def test_a_number_that_is_none(capsys: pytest.CaptureFixture[str], asked: list[str]) -> None:
    """A number that is not on the page, or no number at all, is refused."""
    assert main(["explain", str(EXAMPLE), *asked]) == 2
    assert capsys.readouterr().out == ""


def test_accepted_for_a_folder(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is accepted for a folder counts in none of its reports, and twice it is not accepted."""
    (here / "甲局").mkdir()
    report = here / "甲局" / "report.txt"
    report.write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    finding = next(f for f in perfeval.evaluate(perfeval.read(report)).findings if f.rule == "unnamed-indicator")
    words = [finding.fingerprint, "--reason", "见说明", "--until", "2099-12-31", "--folder", str(here)]

    assert main(["accept", str(report), *words]) == 0
    assert (here / FOLDER_FILE).exists()
    assert main(["accept", str(report), *words]) == 2
    assert "已接受" in capsys.readouterr().err
    main(["check", str(here)])
    assert "更正 4 项" in capsys.readouterr().out
    main(["check", str(here), "--no-suppressions"])
    assert "更正 5 项" in capsys.readouterr().out
