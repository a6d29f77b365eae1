"""The words of self-evaluation forms: totals, execution, grades, levels, and what says that a form is cut off."""

from __future__ import annotations

from perfeval.ruling import Word, WordKind

#: Where most of these words stand.
ANNEX = "财预〔2020〕10号附件1及各地同类表式"

FORM_WORDS = (
    Word(
        kind=WordKind.TOTAL_ROW, source=ANNEX,
        forms=("总分", "合计", "总计", "自评总分", "自评得分", "得分合计", "总得分", "合计得分", "总分值", "小计总分"),
    ),
    Word(kind=WordKind.SUBTOTAL_ROW, forms=("小计", "小计分", "小计得分", "小计分值"), source=ANNEX),
    Word(
        kind=WordKind.EXECUTION_ROW, source=ANNEX,
        forms=("预算执行率", "预算执行", "执行率", "预算执行情况", "资金执行率", "预算资金执行率", "部门预算执行率"),
    ),
    Word(kind=WordKind.EXECUTION_RATE, forms=("执行率", "执行率得分", "执行率分"), source="得分（20分*执行率）；合计（含预算执行率得分9.8分）"),
    Word(kind=WordKind.INCLUDES, forms="含", source="合计（含预算执行率得分9.8分）"),
    Word(
        kind=WordKind.REASON_ROW, source=ANNEX,
        forms=(
            "偏差原因", "偏差大原因", "偏差较大原因", "偏差情况", "偏差大情况", "偏差较大情况", "未完成原因", "扣分原因", "改进措施",
        ),
    ),
    Word(
        kind=WordKind.HEAD_SCORE, source="表前一行：自评总分 97.02",
        forms=("自评总分", "自评得分", "自评总得分", "评价总分", "绩效自评总分", "自评分数", "总得分"),
    ),
    Word(kind=WordKind.GRADE, forms=("优", "良", "中", "差"), source="财预〔2020〕10号"),
    Word(kind=WordKind.GRADE, forms=("优秀", "良好", "合格", "不合格", "一般", "较差", "低"), source="各地表式"),
    Word(
        kind=WordKind.LEVEL, source=ANNEX,
        forms=(
            "数量指标", "质量指标", "时效指标", "成本指标", "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标",
            "经济效益", "社会效益", "生态效益", "可持续影响", "服务对象满意度指标", "服务对象满意度", "数量", "质量", "时效",
        ),
    ),
    Word(kind=WordKind.LEVEL, forms=("经济成本指标", "社会成本指标", "生态环境成本指标"), source="财预〔2021〕101号"),
    Word(kind=WordKind.REMARK_COLUMN, forms=("备注", "说明"), source=ANNEX),
    Word(kind=WordKind.CUT, forms="未完", not_before=("成",), source="（表格未完）"),
    Word(
        kind=WordKind.CUT, forms=("续表", "（续）", "表见上页", "上页续", "后续略", "前表末页", "表格不全", "省略"),
        source="（续表略）；前表见上页",
    ),
)  # fmt: skip
