"""Two years of a made-up district, through everything: reports, findings, letters, the ledger, the next year, the batch."""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

import perfeval
import perfeval.ledger
from perfeval.consolidation import consolidate, read_tree
from perfeval.ledger import State

DISTRICT = Path(__file__).resolve().parents[2] / "docs" / "examples" / "district"
AUTUMN, NEXT = date(2023, 10, 1), date(2024, 4, 2)


def example() -> ModuleType:
    """The example's own program."""
    spec = importlib.util.spec_from_file_location("district", DISTRICT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the one command writes."""
    folder = tmp_path_factory.mktemp("district")
    example().run(folder)
    return folder


def page(out: Path, number: int) -> str:
    """One of the pages, by its number."""
    (found,) = out.glob(f"{number:02}-*.txt")
    return found.read_text(encoding="utf-8")


def states(out: Path, on: date) -> dict[tuple[str, int], State]:
    """How every problem stands on a day, by unit and year."""
    lines = perfeval.ledger.load(out / "ledger.jsonl").lines
    return {(line.unit, line.problem.year): line.state(on) for line in lines}


def test_a_problem_ends_in_every_way(out: Path) -> None:
    """What was found in the first year is mended, unmended, relapsed or cannot be looked for in the second."""
    assert states(out, NEXT) == {
        ("某区第一中学", 2022): State.MENDED, ("某区卫生健康局本级", 2022): State.MENDED, ("某区第二小学", 2022): State.UNMENDED,
        ("某区水利管理站", 2022): State.RELAPSED, ("某区中心卫生院", 2022): State.UNVERIFIED,
        ("某区教育局", 2023): State.NEW, ("某区教育局本级", 2023): State.NEW,
    }  # fmt: skip


def test_autumn_of_the_first_year(out: Path) -> None:
    """Half a year later one report came back corrected, one unit handed in evidence, and the others are late."""
    said = page(out, 7)

    assert "5 个问题：逾期 3 · 已提交 1 · 已改 1" in said
    assert page(out, 6).count("逾期") == 3


def test_sums_name_the_figure(out: Path) -> None:
    """In the first year a school's total breaks its department's, in the second the department's own table is wrong."""
    assert "某区第一中学·支出合计 52.00万元" in page(out, 2)
    assert page(out, 2).count("（0") == 1
    assert "某区教育局·项目支出 76.00万元" in page(out, 8)


def test_letters_go_to_those_who_have_something_to_do(out: Path) -> None:
    """Five letters in the first year, five in the second; who mended everything gets none."""
    first, second = page(out, 4), page(out, 11)

    assert [text.count("预算绩效问题整改通知书") for text in (first, second)] == [5, 5]
    assert "某区第一中学：" in first
    assert "某区第一中学：" not in second
    assert "状态：复发" in second


def test_side_by_side(out: Path) -> None:
    """One report copied another's words, one target was lowered, and one that was missed came back."""
    said = page(out, 12)

    assert "某区水利管理站（2022）与某区河道管理所（2022）" in said
    assert "文字雷同：1 处" in said
    assert "前后年度：2 处" in said


def test_the_page_of_the_batch(out: Path) -> None:
    """The page shows every report of the second year."""
    said = (out / "batch.html").read_text(encoding="utf-8")

    assert [name for name in ("某区教育局本级", "某区中心卫生院", "010103.txt") if name not in said] == []


def test_running_it_again_changes_nothing(out: Path, tmp_path: Path) -> None:
    """The same in, the same ledger out; and what was entered is entered."""
    example().run(tmp_path)

    assert (tmp_path / "ledger.jsonl").read_bytes() == (out / "ledger.jsonl").read_bytes()


@pytest.mark.parametrize("year", [2022, 2023])
def test_right_reports_are_silent(year: int) -> None:
    """Of eleven reports only those made for it have anything to correct or explain, and every sum but one holds."""
    reports = [perfeval.read(path) for path in sorted((DISTRICT / str(year)).glob("*.txt"))]
    loud = {
        r.entity
        for r in reports
        if any(f.severity is not perfeval.Severity.NOTICE for f in perfeval.evaluate(r).findings)
    }
    made = consolidate(read_tree(DISTRICT / "units.csv"), reports)

    assert len(reports) == 11
    assert len(loud) == {2022: 5, 2023: 4}[year]
    assert len(made.broken) == 1
    assert made.missing == ()
