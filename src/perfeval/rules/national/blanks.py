"""Forms of the nation to be filled in: the self-evaluation form for a project."""

from __future__ import annotations

from perfeval.ruling import FILL, LEFT, UP, Blank, BlankTable

_DASHES = ("—", "—", "—")

PROJECT = Blank(
    id="project-self-evaluation", label="项目支出绩效自评表", source="财预〔2020〕10号附件1及各地同类表式",
    above=("项目支出绩效自评表", "（{year}年度）"),
    tables=BlankTable((
        ("项目名称", "{project}", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT),
        ("主管部门", "", LEFT, LEFT, "实施单位", "{entity}", LEFT, LEFT),
        ("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
        (UP, "年度资金总额", FILL, FILL, FILL, "{execution_points}", "{execution_rate}", "{execution_score}"),
        (UP, "其中：当年财政拨款", FILL, FILL, FILL, *_DASHES),
        (UP, "上年结转资金", FILL, FILL, FILL, *_DASHES),
        (UP, "其他资金", FILL, FILL, FILL, *_DASHES),
        ("年度总体目标", "预期目标", LEFT, LEFT, "实际完成情况", LEFT, LEFT, LEFT),
        (UP, "", LEFT, LEFT, "", LEFT, LEFT, LEFT),
    ), indicators=("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"), total="总分"),
)  # fmt: skip

BLANKS = (PROJECT,)

__all__ = ["BLANKS"]
