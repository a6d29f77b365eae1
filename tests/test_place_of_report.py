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
