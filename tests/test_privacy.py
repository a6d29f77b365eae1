"""Personal data is found and masked; figures are not mistaken for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import perfeval
from perfeval.__main__ import main
from perfeval.privacy import masked, personal_cells, personal_data


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("联系电话13800000000", "联系电话138****0000"),
        ("填表人：某甲 联系电话：13800000000", "填表人：** 联系电话：138****0000"),
        ("身份证430000199001011234", "身份证430000**********4"),
        ("卡号6200000000000000123", "卡号6200****123"),
    ],
)
def test_masks(text: str, expected: str) -> None:
    """Mobile, identity and card numbers and clerks' names are covered."""
    assert expected == masked(text)
    assert personal_data(text)


@pytest.mark.parametrize(
    "text", ["13800000000元", "13800000000.00", "138,000,000,00", "2013800000000", "负责人：局长办公会集体研究决定"]
)
def test_figures_stay(text: str) -> None:
    """Amounts, longer runs of digits and sentences behind 负责人 are left alone."""
    assert text == masked(text)


@given(st.integers(0, 9), st.integers(0, 10**8 - 1))
def test_no_mobile_number_survives(third: int, rest: int) -> None:
    """Whatever the number, masking leaves four stars where it stood and is done once."""
    number = f"13{third}{rest:08d}"
    once = masked(f"电话{number}。")

    assert number not in once
    assert once == masked(once)


def test_nothing_personal_is_printed() -> None:
    """No output of the example report shows the number or the name in its last line."""
    evaluation = perfeval.evaluate(perfeval.read("docs/examples/report.txt"))
    for format_ in ("text", "json"):
        text = str(perfeval.render(evaluation, format_))

        assert "13800000000" not in text
    assert any(f.rule == "personal-data" for f in evaluation.findings)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("电话138 0000 1234", "0000"), ("电话138-0000-1234。", "0000"), ("电话１３８００００１２３４", "００００"), ("+8613800001234", "0000"),
        ("tel13800001234", "0000"), ("电话13800001234.", "0000"), ("13800001234,13800005678", "0000"), ("固话0731-88886666", "8888"),
        ("身份证 430102 19900101 1234", "19900101"), ("身份证号430102900101123", "900101"), ("邮箱zhangsan@example.com", "zhangsan"),
        ("银行卡 4111 1111 1111 1111", "1111 1111"), ("账号：6228000012345678901", "0000123"),
        ("填表人：张 三", "张 三"), ("填表人：“张三”", "张三"), ("负责人：张三", "张三"), ("主管领导：李四", "李四"), ("制表：王五", "王五"),
        ("填报人（签字）：阿卜杜拉·买买提", "买买提"), ("联系人: Zhang San", "Zhang"),
    ],
)  # fmt: skip
def test_masks_as_a_person_reads(text: str, hidden: str) -> None:
    """Groups, full width, prefixes and other labels hide nothing, and masking is done once."""
    once = masked(text)

    assert hidden not in once
    assert "*" in once
    assert personal_data(text)
    assert masked(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "填表人：　　　　填表日期：2024年3月1日", "负责人（签字）：      年  月  日", "联系人：见附件", "填表人：   联系电话：", "审核：已通过",
        "收入（元）：13800000000", "金额13800001234", "¥13800001234", "项目编码：430000199001011234", "13800001234.50", "3812345678901234567890",
        "负责人：局长办公会集体研究决定", "2013-2014", "2023年度收入13800001234元，支出13800005678元",
    ],
)  # fmt: skip
def test_nothing_personal(text: str) -> None:
    """A line nobody signed, an amount of money, a code and a sentence hold no personal data."""
    assert masked(text) == text
    assert personal_data(text) == []


def test_figures_given_stay() -> None:
    """A number that is a figure of the report stays, however much it looks like a telephone number."""
    assert masked("收入13800001234，电话13800005678", {"13800001234"}) == "收入13800001234，电话138****5678"


@pytest.mark.parametrize(
    ("label", "beside", "found"),
    [
        ("填表人", "张三", True),
        ("负责人（签字）", "李 四", True),
        ("填表人", "", False),
        ("填表人", "年 月 日", False),
        ("合计", "张三", False),
    ],
)
def test_name_in_the_next_cell(label: str, beside: str, found: bool) -> None:
    """In a form the name stands in the cell beside its label."""
    assert bool(personal_cells(label, beside)) is found


#: Income in yuan with the unit in the header: every figure looks like a mobile number.
YUAN = "某单位2023年度部门决算\n单位：元\n\n项目\t年初预算数\t决算数\n收入总计\t13800001234\t13800005678\n支出总计\t13800001234\t13800005678\n填表人：张三 电话13800001111\n"


@pytest.mark.parametrize(
    "arguments", [["check", "--format", "json"], ["check"], ["read", "--format", "json"], ["read"]]
)
def test_masking_touches_no_figure(capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: list[str]) -> None:
    """Figures of ten thousand millions are printed whole by every command; the number in the text is not."""
    report = tmp_path / "a.txt"
    report.write_text(YUAN, encoding="utf-8")

    main([arguments[0], str(report), *arguments[1:]])

    out = capsys.readouterr().out
    assert "13800001111" not in out
    assert "张三" not in out
    assert "138****5678" not in out
    if arguments == ["read", "--format", "json"]:
        json.loads(out)
        again = tmp_path / "b.json"
        again.write_text(out, encoding="utf-8")
        assert [s.printed for s in perfeval.read(again).statements] == [
            s.printed for s in perfeval.read(report).statements
        ]


def test_errors_are_masked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Standard error is masked as well, names of files included."""
    main(["check", str(tmp_path / "联系人：张三 13800005678.nope")])

    err = capsys.readouterr().err
    assert "13800005678" not in err
    assert "张三" not in err


def test_a_program_chooses() -> None:
    """`to_json` writes a report as it was read, so that it comes back equal; masked, only where that is asked for."""
    text = "某单位2023年绩效自评报告\n填表人：张三，电话13800002222。\n全年支出13800003333元。\n"
    report = perfeval.read(("a.txt", text.encode()))

    assert perfeval.Report.from_json(report.to_json()) == report
    masked = report.to_json(mask=True)
    assert "13800003333" in masked  # the figure
    assert "13800002222" not in masked
    assert [s.reading for s in perfeval.Report.from_json(masked).statements] == [s.reading for s in report.statements]
    assert "张三" not in masked
