"""Running text held to self-evaluation forms: the score, a project's amounts, and what indicators reached."""

from __future__ import annotations

import pytest

import perfeval

_ROWS = """
<tr><td>项目名称</td><td colspan=7>{project}</td></tr>
<tr><td rowspan=2>项目资金(万元)</td><td></td><td>年初预算数</td><td>全年预算数</td><td>全年执行数</td><td>分值</td><td>执行率</td><td>得分</td></tr>
<tr><td>年度资金总额</td><td>120.00</td><td>100.00</td><td>90.00</td><td>10</td><td>90%</td><td>9</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td colspan=2>年度指标值</td><td>实际完成值</td><td>分值</td><td>得分</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>培训人数</td><td colspan=2>≥500人</td><td>480人</td><td>50</td><td>48</td></tr>
<tr><td>满意度指标</td><td>服务对象满意度</td><td>群众满意度</td><td colspan=2>≥90%</td><td>92%</td><td>40</td><td>38</td></tr>
<tr><td>总分</td><td colspan=5></td><td>100</td><td>95</td></tr>
"""


def heard(text: str, *projects: str) -> list[list[str]]:
    """What is said of a text above the forms of some projects: the two figures of each finding."""
    forms = "".join(
        f"<p>项目支出绩效自评表</p><p>(2023年度)</p><table>{_ROWS.format(project=p)}</table>" for p in projects
    )
    page = f"<p>某县某局2023年度项目支出绩效自评情况</p><p>{text}</p>{forms}"
    found = perfeval.evaluate(perfeval.read(("自评.html", page.encode()))).findings
    return [[c.printed for c in f.figures] for f in found if f.rule == "text.form" and f.severity.value == "warning"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("甲专项绩效自评综述：项目自评得分为97分。", ["97分", "95"]),
        ("甲专项自评综合得分97分，评价等级为优。", ["97分", "95"]),
        ("甲专项全年预算数为110.00万元，执行数为90.00万元。", ["110.00万元", "100.00"]),
        ("甲专项预算安排100.00万元，实际支出99.00万元。", ["99.00万元", "90.00"]),
        ("甲专项培训人数450人。", ["450人", "480人"]),
        ("甲专项群众满意度达到95%。", ["95%", "92%"]),
    ],
)
def test_another_figure_than_the_form_is_said(text: str, figures: list[str]) -> None:
    """A figure of a project's text that is not that of its form is a warning that names both."""
    assert heard(text, "甲专项") == [figures]


@pytest.mark.parametrize(
    "text",
    [
        "甲专项绩效自评综述：项目自评得分为95分。全年预算数为100.00万元，执行数为90.00万元，完成预算的90%。",
        "甲专项年初预算120.00万元，预算安排100万元，实际支出90万元。",
        "乙专项自评得分为88分。",
        "甲专项2022年自评得分为88分。",
        "甲专项设备购置预算30.00万元，实际支出29.00万元。",
        "甲专项全年预算数为100.00万元，其中：设备30.00万元，培训70.00万元。",
        "甲专项计划培训人数500人。培训人数480人，群众满意度92%。",
        "甲专项约有450人参加培训。",
        "甲专项年初预算数120万元，调整后100万元，支出30万元用于培训，60万元用于设备。",
        "甲专项总分100分，自评得分95分。产出指标得48分。",
    ],
)
def test_what_the_form_says_too_or_does_not_say_is_silent(text: str) -> None:
    """The same figures, those of another project or year, parts, targets and rough numbers are no contradiction."""
    assert heard(text, "甲专项") == []


def test_each_project_has_its_form() -> None:
    """Of several forms a text is held to that of the project it names, and to none where it names several or none."""
    assert heard("甲专项自评得分97分。", "甲专项", "乙工程") == [["97分", "95"]]
    assert heard("甲专项、乙工程自评得分97分。", "甲专项", "乙工程") == []
    assert heard("自评得分97分。", "甲专项", "乙工程") == []
    assert heard("甲专项二期自评得分97分。", "甲专项", "甲专项二期") == [["97分", "95"]]
