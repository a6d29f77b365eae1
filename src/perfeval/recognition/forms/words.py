"""The words of self-evaluation forms: totals, execution, grades, levels, and what says that a form is cut off."""

from __future__ import annotations

import re

from perfeval.quantities import tidy

TOTAL_WORDS = frozenset(
    {"总分", "合计", "总计", "自评总分", "自评得分", "得分合计", "总得分", "合计得分", "总分值", "总 分", "小计总分"}
)
EXECUTION_WORDS = frozenset(
    {"预算执行率", "预算执行", "执行率", "预算执行情况", "资金执行率", "预算资金执行率", "部门预算执行率"}
)
LEVEL2_WORDS = frozenset({
    "数量指标", "质量指标", "时效指标", "成本指标", "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标", "经济效益", "社会效益", "生态效益",
    "可持续影响", "服务对象满意度指标", "服务对象满意度", "经济成本指标", "社会成本指标", "生态环境成本指标", "数量", "质量", "时效",
})  # fmt: skip
GRADE_WORDS = frozenset({"优", "良", "中", "差", "优秀", "良好", "合格", "不合格", "一般", "较差", "低"})

_CUT = re.compile(r"未完(?!成)|续表|（续）|\(续\)|表见上页|上页续|后续略|前表末页|表格不全|省略")

#: Columns that may hold a reason and ask for none.
REMARK_WORDS = frozenset({"备注", "说明"})
HEAD_SCORE_WORDS = frozenset({"自评总分", "自评得分", "自评总得分", "评价总分", "绩效自评总分", "自评分数", "总得分"})

NOT_ALL_ROWS = ("表格未完，其余行不在文中", "the table goes on elsewhere; the rest of its rows is not in the document")


def says_cut(text: str) -> bool:
    """Whether a line beside a table says that it goes on or began elsewhere (表格未完，续表略; 前表见上页)."""
    return len(text) < 60 and bool(_CUT.search(tidy(text)) or _CUT.search(text))
