"""What is asked of indicators, and what a report itself offers instead; a right form is asked nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.words import read

import perfeval
from perfeval.__main__ import main
from perfeval.indicators import RemarkKind, core, quality
from perfeval.model import Report
from perfeval.plugins import installed
from perfeval.ruling import Lexicon, counts

WORDS = installed().words
LEXICON = WORDS.lexicon
EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "report.txt"
HEADER = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析"


def form(*rows: str, text: str = "") -> Report:
    """A report with running text and one form of these rows: block|level 2|name|target|actual."""
    return read((text, (HEADER, *(f"{row}|10|10|" for row in rows))), WORDS)


def asked(report: Report, **more) -> dict[str, list[RemarkKind]]:
    """The rows of a report's form with something to ask, and what."""
    (found,) = quality(report, LEXICON, **more)
    return {one.row.name: [remark.kind for remark in one.remarks] for one in found.asked}


RIGHT = (
    "产出指标|数量指标|培训人次|≥300人次|320人次",
    "产出指标|质量指标|培训合格率|≥95%|97%",
    "产出指标|时效指标|培训完成时间|2023年12月31日前|2023年11月20日",
    "产出指标|成本指标|人均培训成本|≤500元|480元",
    "效益指标|社会效益指标|新增就业人数|≥80人|85人",
    "效益指标|社会效益指标|服务对象投诉率|≤1%|0.5%",
    "满意度指标|服务对象满意度指标|学员满意度|≥90%|95%",
)


def test_a_right_form_is_asked_nothing() -> None:
    """A form whose rows are numbers and dates, in their blocks, each once, is asked nothing and offered nothing."""
    (found,) = quality(form(*RIGHT, text="全年举办培训12期，培训学员320人次。"), LEXICON)

    assert found.asked == ()
    assert found.offered == ()
    assert (found.measurable, len(found.rows)) == (7, 7)


def test_what_sets_no_standard() -> None:
    """A target of words that measure nothing is asked about; a tier word or a rule of its own is left to a person."""
    report = form(
        "效益指标|社会效益指标|档案利用服务|效果明显|效果明显",
        "效益指标|社会效益指标|制度执行|严格执行相关制度规定|达成预期指标",
    )
    (found,) = quality(report, LEXICON)

    assert asked(report) == {"档案利用服务": [RemarkKind.MEASURE]}
    assert [one.measurable for one in found.rows] == [False, None]


@pytest.mark.parametrize(("row", "kinds"), [
    ("产出指标|质量指标|群众满意度|≥90%|95%", [RemarkKind.LEVEL]),
    ("效益指标|社会效益指标|工程验收合格率|≥95%|100%", [RemarkKind.LEVEL]),
    ("产出指标|数量指标|对当地发展的影响程度|≥90%|95%", [RemarkKind.LEVEL]),
    ("效益指标|社会效益指标|受益人数|≥90人|95人", []),
    ("效益指标|生态效益指标|水质达标率|≥90%|95%", []),
    ("满意度指标|服务对象满意度指标|群众不满意率|≤5%|3%", []),
    ("满意度指标|服务对象满意度指标|群众满意度|≥90%|95%", []),
])  # fmt: skip
def test_where_an_indicator_belongs(row: str, kinds: list[RemarkKind]) -> None:
    """A name whose words speak of another block is asked about; what may stand in either is not."""
    found = asked(form(row, "产出指标|数量指标|其他事项数量|≥1个|1个"))

    assert found.get(row.split("|")[2], []) == kinds


def test_the_same_thing_twice() -> None:
    """Two rows about one thing are asked about, whatever order their words have; two qualities of one thing are not."""
    twice = form(
        "产出指标|数量指标|完成技能培训人次|≥300人次|320人次", "产出指标|数量指标|技能培训人次完成数|≥200人次|320人次"
    )
    apart = form("产出指标|数量指标|技能培训人次|≥300人次|320人次", "产出指标|质量指标|技能培训合格率|≥95%|96%")
    other = form("产出指标|数量指标|厕所改造|≥300座|320座", "产出指标|成本指标|厕所改造|≤5万元|4万元")

    assert asked(twice) == {"技能培训人次完成数": [RemarkKind.TWICE]}
    assert asked(apart) == {}
    assert asked(other) == {}


def test_below_last_year() -> None:
    """A target below what was reached last year is asked about, the other way round where less is better; others are not."""
    now = form(
        "产出指标|数量指标|接收档案卷数|≥1000卷|1012卷",
        "产出指标|数量指标|利用档案卷数|≥8000卷|8104卷",
        "产出指标|成本指标|单卷整理成本|≤50元|45元",
        "产出指标|数量指标|编研成果篇数|100篇|174篇",
    )
    before = form(
        "产出指标|数量指标|接收档案卷数|≥900卷|1100卷",
        "产出指标|数量指标|利用档案卷数|≥7000卷|7900卷",
        "产出指标|成本指标|单卷整理成本|≤60元|40元",
        "产出指标|数量指标|编研成果篇数|150篇|150篇",
    )

    assert asked(now, previous=before) == {"接收档案卷数": [RemarkKind.EARLIER], "单卷整理成本": [RemarkKind.EARLIER]}


def test_below_all_peers() -> None:
    """The lowest target of four is asked about; of three, or where one peer aims lower, nobody is."""
    mine = form("产出指标|数量指标|接收档案卷数|≥100卷|120卷")
    others = [form(f"产出指标|数量指标|接收档案卷数|≥{n}卷|{n}卷") for n in (300, 400, 500)]

    assert asked(mine, peers=[mine, *others]) == {"接收档案卷数": [RemarkKind.PEERS]}
    assert asked(mine, peers=others[:2]) == {}
    assert asked(mine, peers=[*others, form("产出指标|数量指标|接收档案卷数|≥90卷|90卷")]) == {}
    assert asked(others[0], peers=[mine, *others]) == {}


NARRATIVE = "今年共接收到市委组织部、市林业馆等8个单位的档案1012卷17735件。\n在职人员18人，退休人员12人。\n全年接待查阅利用档案2683人次。"


def test_offered_from_the_report_itself() -> None:
    """A row without a standard is offered what the report itself counts, quoted; staff is no indicator."""
    rows = ("效益指标|社会效益指标|档案管理保障|效果明显|效果明显", "产出指标|数量指标|查阅人次|≥2000人次|2683人次")
    report = form(*rows, text=NARRATIVE)
    (found,) = quality(report, LEXICON)

    assert [count.printed for count in counts(NARRATIVE, LEXICON)] == ["1012卷", "17735件", "2683人次"]
    assert [count.printed for count in found.asked[0].offered] == ["17735件", "1012卷"]
    assert [count.printed for count in found.offered] == ["17735件", "1012卷"]
    assert "档案1012卷17735件" in found.offered[0].clause


@given(st.lists(st.sampled_from(["效果明显", "≥95%", "≥300人次", "2023年12月底前", "提高"]), min_size=1, max_size=4), st.integers(10, 10**6))  # fmt: skip
def test_nothing_is_made_up(targets: list[str], number: int) -> None:
    """Whatever is offered stands in the report's own text, character by character."""
    said = f"全年接收档案{number}件，其中电子档案{number // 2 + 10}件。"
    rows = [f"产出指标|数量指标|档案接收事项{n}|{target}|{target}" for n, target in enumerate(targets)]
    (found,) = quality(form(*rows, text=said), LEXICON)

    for count in (*found.offered, *(c for one in found.rows for c in one.offered)):
        assert count.printed in said
        assert count.clause in said


def test_without_words_nothing_is_asked() -> None:
    """A lexicon without words asks nothing: what a word means is said by packs."""
    report = form("产出指标|质量指标|群众满意度|效果明显|效果明显")
    (found,) = quality(report, Lexicon())

    assert found.asked == ()


@pytest.mark.parametrize(("name", "about"), [
    ("★★★农村低保发放人数(按月平均)(≥**人)", "农村低保发放人"), ("完成培训人次情况", "培训人次"), ("（1）新建省级中心村数量", "新建省级中心村"), ("", ""), ("★", ""), ("数量", ""),
])  # fmt: skip
def test_what_a_name_is_about(name: str, about: str) -> None:
    """Marks, hints in brackets and padding are no part of what a name is about."""
    assert core(name, LEXICON) == about


def test_check_offers_it_too() -> None:
    """`check` offers the same beside the rows without a standard; a form whose rows can be measured is offered nothing."""
    vague = form("效益指标|社会效益指标|档案管理保障|效果明显|效果明显", text=NARRATIVE)
    fine = form("产出指标|数量指标|档案管理保障|≥10次|12次", text=NARRATIVE)

    def offered(report: Report) -> list[str]:
        found = [f for f in perfeval.evaluate(report).findings if f.rule == "unmeasurable"]
        return [s.text.zh for f in found for s in f.suggestions]

    (said,) = offered(vague)
    assert "17735件（“…、市林业馆等8个单位的档案1012卷17735件”）" in said
    assert offered(fine) == []


# --- the command ------------------------------------------------------------------------------------------------------


def test_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The command lists the rows to look at, one list a form, in both languages, and ends with 0."""
    assert main(["indicators", str(EXAMPLE)]) == 0
    page = capsys.readouterr().out
    assert main(["indicators", str(EXAMPLE), "--lang", "en"]) == 0
    english = capsys.readouterr().out

    assert "指标值“效果明显”没有衡量标准" in page
    assert "sets no standard" in english


def test_command_without_a_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report without a form has nothing to look over, and says so; a file that cannot be read ends with 2."""
    file = tmp_path / "plain.txt"
    file.write_text("某局2023年支出合计10.00万元。", encoding="utf-8")

    assert main(["indicators", str(file)]) == 0
    assert "没有自评表" in capsys.readouterr().out
    for name in (tmp_path / "absent.txt", tmp_path / "nothing", ""):
        assert main(["indicators", str(name)]) == 2
        assert "Traceback" not in capsys.readouterr().err
    assert main(["indicators", str(file), "--previous", str(tmp_path / "absent.txt")]) == 2
