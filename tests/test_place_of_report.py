"""Which place a report is of: from the unit, the title, or the department over the unit; never guessed between two."""

from __future__ import annotations

import pytest

import perfeval
from perfeval.model import Report


def of(*rows: tuple[str, str], title: str = "项目支出绩效自评表") -> Report:
    """A form of a project of 2022 with these rows in its head."""
    head = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows)
    text = f"<h1>{title}</h1><p>（2022年度）</p><table>{head}<tr><td>全年预算数</td><td>10</td></tr></table>"
    return perfeval.read(("form.html", text.encode()))


@pytest.mark.parametrize(("rows", "code"), [
    ((("主管部门", "永德县教育体育局"), ("实施单位", "明朗中学")), "530923"),
    ((("主管部门", "云南省教育厅"), ("实施单位", "永德县明朗中学")), "530923"),  # the unit before the department over it
    ((("主管部门及代码", "永德县教育体育局"),), "530923"),
    ((("主管部门", "教育体育局"), ("实施单位", "明朗中学")), None),
    ((("主管部门", "普陀区教育局"), ("实施单位", "第一中学")), None),  # of Shanghai or of Zhoushan
    ((("项目名称", "对口支援永德县"), ("实施单位", "第一中学")), None),  # a project may be called after another place
])  # fmt: skip
def test_place_beside_the_unit(rows: tuple[tuple[str, str], ...], code: str | None) -> None:
    """The unit's place is what its own name says, else what the name of the department over it says."""
    assert of(*rows).jurisdiction == code


def test_the_title_goes_before_the_department_over_the_unit() -> None:
    """A county's form whose supervising department is the province's is the county's."""
    made = of(("主管部门", "云南省教育厅"), ("实施单位", "明朗中学"), title="永德县项目支出绩效自评表")

    assert made.jurisdiction == "530923"


def test_the_department_over_the_unit_is_not_the_unit() -> None:
    """The department over it never reports, not even where no other unit is named."""
    assert of(("主管部门", "永德县教育体育局")).entity is None
    assert of(("主管部门", "永德县教育体育局"), ("实施单位", "永德县明朗中学")).entity == "永德县明朗中学"


# --- where a page lies, and what the file is called ---------------------------------------------------------------------


@pytest.mark.parametrize("crumbs", [
    "当前位置：首页 > 政府信息公开 > 财政预决算 > 正文", "首页 ＞ 信息公开 ＞ 正文", "您的位置： 首页 » 公开 » 部门预算",
])  # fmt: skip
def test_a_breadcrumb_is_no_title(crumbs: str) -> None:
    """The line that says where a page of the web lies is never its title; the title stands below it."""
    text = f"{crumbs}\n某某市档案馆2023年部门整体支出绩效自评报告\n2023年支出10.00万元。\n"
    report = perfeval.read(("a.txt", text.encode()))

    assert report.title == "某某市档案馆2023年部门整体支出绩效自评报告"
    assert (report.entity, report.year) == ("某某市档案馆", 2023)


def test_what_only_the_file_is_called() -> None:
    """A unit and a year that only the name of the file says are taken from it, as declared and never as printed."""
    report = perfeval.read(("某某市档案馆2023年度自评.txt", "全年支出10.00万元。\n".encode()))

    assert (report.entity, report.year) == ("某某市档案馆", 2023)
    assert {e.source for e in report.evidence if e.what in ("entity", "year")} == {"文件名"}
    assert {s.name.entity.known.value for s in report.statements} == {"declared"}


@pytest.mark.parametrize("name", ["2022年与2023年对照.txt", "report.txt", "20230101.txt"])
def test_what_the_file_does_not_say(name: str) -> None:
    """A name with two years, or with none, says no year."""
    assert perfeval.read((name, "全年支出10.00万元。\n".encode())).year is None
