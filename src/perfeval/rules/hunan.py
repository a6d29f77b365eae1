"""Hunan: the words and forms of the annexes to its whole-department self-evaluation reports.

Basis: annex 1 (基础数据表) and annex 2 (整体支出绩效自评表) as published by units of the province for fiscal years 2018
and 2023. What the columns of the base data table mean is declared here, because the form does not print it.
"""

from __future__ import annotations

from perfeval.hookspecs import hookimpl
from perfeval.ruling import ACTUAL, FINAL, ORIGINAL, STOCK, Column, Layout, LineItem, Pack, Role, RowItem

LINE_ITEMS = (
    LineItem("operating.office", "办公费", ("办公经费",), parent="operating"),
    LineItem("operating.utilities-travel", "水费、电费、差旅费", ("水费电费差旅费",), parent="operating"),
    LineItem("operating.meetings-training", "会议费、培训费", ("会议费培训费",), parent="operating"),
    LineItem("buildings.area-approved", "批复规模"),
    LineItem("buildings.area", "实际规模"),
    LineItem("buildings.investment-budget", "预算投资"),
    LineItem("buildings.investment", "实际投资"),
)

STAFF = Layout(
    id="hunan-base-staff", label="基础数据表·财政供养人员情况", home="430000", fund="all",
    anchors=(("编制数",), ("控制率",)),
    columns=(
        Column(Role.LABEL, ("财政供养人员情况",)),
        Column(Role.AMOUNT, ("编制数",), item="staff.posts", stage=STOCK, unit="人"),
        Column(Role.AMOUNT, ("实际在职人数", "在职人数", "年末在职人数"), item="staff.in-post", stage=STOCK, unit="人"),
        Column(Role.RATE, ("控制率",), item="staff.in-post", suffix=":control-rate"),
    ),
)  # fmt: skip

MONEY = Layout(
    id="hunan-base-money", label="基础数据表·经费控制情况", home="430000", fund="all", unit="万元",
    anchors=(("经费控制情况",), ("决算数",), ("预算数",)),
    columns=(
        Column(Role.LABEL, ("经费控制情况",)),
        Column(Role.AMOUNT, ("决算数",), stage=ACTUAL),
        Column(Role.AMOUNT, ("预算数",), stage=ORIGINAL, declared=True),
    ),
    rows=(
        RowItem(("部门基本支出预算调整",), "basic", ((ACTUAL, FINAL),)),
        RowItem(("部门整体支出预算调整",), "total", ((ACTUAL, FINAL),)),
    ),
    items=("three-public", "project", "operating", "procurement"),
)  # fmt: skip

BUILDINGS = Layout(
    id="hunan-base-buildings", label="基础数据表·楼堂馆所控制情况", home="430000", fund="all", unit="万元",
    anchors=(("批复规模",), ("实际规模",)),
    columns=(
        Column(Role.LABEL, ("楼堂馆所控制情况",)),
        Column(Role.AMOUNT, ("批复规模",), item="buildings.area-approved", stage=STOCK, unit="㎡"),
        Column(Role.AMOUNT, ("实际规模",), item="buildings.area", stage=STOCK, unit="㎡"),
        Column(Role.RATE, ("规模控制率",), item="buildings.area", suffix=":control-rate"),
        Column(Role.AMOUNT, ("预算投资",), item="buildings.investment-budget", stage=STOCK, unit="万元"),
        Column(Role.AMOUNT, ("实际投资",), item="buildings.investment", stage=STOCK, unit="万元"),
        Column(Role.RATE, ("投资概算控制率",), item="buildings.investment", suffix=":control-rate"),
    ),
)  # fmt: skip

VOCABULARY = Pack(
    id="hunan-forms", code="430000", label="湖南省表式", line_items=LINE_ITEMS, layouts=(STAFF, MONEY, BUILDINGS)
)


@hookimpl
def perfeval_rule_packs() -> list[Pack]:
    """Hunan's packs."""
    return [VOCABULARY]
