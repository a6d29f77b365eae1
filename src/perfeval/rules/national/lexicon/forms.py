"""The words of self-evaluation forms: totals, execution, grades, levels, and what says that a form is cut off."""

from __future__ import annotations

from perfeval.ruling import Word, WordKind

#: Where most of these words stand.
ANNEX = "财预〔2020〕10号附件1及各地同类表式"

_TOTALS = (
    # 综合得分, 总评分, 自评总得分, 得分合计: words that may stand before a total, then one of its own
    Word(kind=WordKind.TOTAL_ROW, forms=("合计", "总计", "总和", "总评"), source=ANNEX),
    Word(kind=WordKind.TOTAL_ROW, value="behind", forms=("分", "得分", "评分", "分数", "分值", "成绩"), source="总分；综合得分；总评分"),
    Word(
        kind=WordKind.BEFORE_TOTAL, source="部门整体支出绩效自评总分；自评得分合计；最终得分；总计得分",
        forms=(
            "总", "总体", "整体", "综合", "最终", "最后", "累计", "实际", "全部", "各项", "合计", "总计", "分", "得分", "评分", "分值", "自评", "绩效", "评价",
            "部门", "单位", "项目", "本项目", "支出", "预算", "财政", "指标", "年度", "本年", "本年度", "全年", "本次",
        ),
    ),
    Word(kind=WordKind.SUBTOTAL_ROW, forms=("小计", "小计分", "小计得分", "小计分值"), source=ANNEX),
    Word(
        kind=WordKind.HEAD_SCORE, source="表前一行：自评总分 97.02",
        forms=("自评总分", "自评得分", "评价总分", "自评分数", "总得分"),
    ),
    Word(
        kind=WordKind.HEAD_SCORE, source="表前一行：综合得分 97.02",
        forms=("总评分", "综合得分", "综合评分", "最终得分", "最终评分", "评价得分", "绩效得分", "自评总分数", "自评评分"),
    ),
)  # fmt: skip

_EXECUTION = (
    Word(kind=WordKind.EXECUTION_ROW, source=ANNEX, forms=("执行率", "预算执行", "预算执行情况")),
    Word(
        kind=WordKind.EXECUTION_ROW, source="各地表式：资金支出进度；预算执行进度；预算执行率指标",
        forms=(
            "执行率指标", "执行率得分", "执行率情况", "执行比率", "执行比例", "执行进度", "执行进度指标", "预算执行指标", "预算执行得分", "资金执行",
            "资金执行情况", "支出进度", "资金支出率", "预算支出率", "支出执行情况",
        ),
    ),
    Word(
        kind=WordKind.BEFORE_EXECUTION, source="部门整体支出预算执行率；财政资金执行率",
        forms=("预算", "资金", "财政", "部门", "单位", "整体", "年度", "全年", "本年", "本年度", "当年", "拨款", "经费", "总", "总体"),
    ),
    # 项目执行率 may count projects; 项目支出预算执行率 is of a part, where a unit has basic expenditure, too
    Word(kind=WordKind.BEFORE_EXECUTION, forms=("项目", "专项"), not_before=("支出", "执行"), source="项目预算执行率"),
    Word(kind=WordKind.BEFORE_EXECUTION, forms="支出", not_after=("项目", "基本"), source="部门整体支出预算执行率"),
    Word(kind=WordKind.EXECUTION_RATE, forms=("执行率", "执行率得分", "执行率分"), source="得分（20分*执行率）；合计（含预算执行率得分9.8分）"),
    Word(kind=WordKind.INCLUDES, forms=("含", "包括", "其中"), source="合计（含预算执行率得分9.8分）"),
)  # fmt: skip

_GRADES = (
    Word(kind=WordKind.GRADE, forms=("优", "良", "中", "差"), source="财预〔2020〕10号"),
    Word(kind=WordKind.GRADE, forms=("优秀", "良好", "合格", "不合格", "一般", "较差", "低"), source="各地表式"),
)

_LEVELS = (
    Word(
        kind=WordKind.LEVEL, source=ANNEX,
        forms=(
            "数量指标", "质量指标", "时效指标", "成本指标", "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标",
            "经济效益", "社会效益", "生态效益", "可持续影响", "服务对象满意度指标", "服务对象满意度", "数量", "质量", "时效",
        ),
    ),
    Word(kind=WordKind.LEVEL, forms=("经济成本指标", "社会成本指标", "生态环境成本指标"), source="财预〔2021〕101号"),
    Word(
        kind=WordKind.LEVEL, source="各地表式",
        forms=(
            "经济成本", "社会成本", "生态环境成本", "环境效益指标", "环境效益", "可持续影响效益指标", "可持续发展指标", "社会公众满意度指标",
            "社会公众满意度", "社会公众或服务对象满意度指标", "社会公众或服务对象满意度", "受益对象满意度指标", "受益对象满意度",
        ),
    ),
)  # fmt: skip

_BESIDE_ROWS = (
    Word(
        kind=WordKind.REASON_ROW, source=ANNEX,
        forms=(
            "偏差原因", "偏差大原因", "偏差较大原因", "偏差情况", "偏差大情况", "偏差较大情况", "未完成原因", "扣分原因", "改进措施",
        ),
    ),
    Word(
        kind=WordKind.REASON_ROW, source="表末一行：未达标原因分析；扣分说明",
        forms=(
            "未达成原因", "未达标原因", "未实现原因", "未完成情况", "未完成指标", "偏离原因", "失分原因", "减分原因", "扣分说明", "扣分情况",
            "原因分析", "原因说明",
        ),
    ),
    Word(kind=WordKind.REMARK_COLUMN, forms=("备注", "说明"), source=ANNEX),
    Word(kind=WordKind.FORM_NOTE, forms=("注:", "备注:", "填表说明", "填报说明"), source="备注：定量指标按完成比例计分"),
    # 未完工, 未完善 and 前略有下降 say nothing of a table
    Word(kind=WordKind.CUT, forms="未完", not_before=tuple("成工结善整备毕好全"), source="（表格未完）"),
    Word(
        kind=WordKind.CUT, forms=("续表", "（续）", "表见上页", "上页续", "后续略", "前表末页", "表格不全", "省略"),
        source="（续表略）；前表见上页",
    ),
    Word(
        kind=WordKind.CUT, forms=("以下略", "其余略", "部分略", "前略", "后略"), not_before=tuple("有高低微超大小显增减降升"),
        source="（以下略）",
    ),
    Word(
        kind=WordKind.CUT, source="（接上页）；（转下页）；自评表（节选）",
        forms=(
            "接上页", "接上表", "接前页", "接前表", "续上页", "续上表", "续前页", "续前表", "转下页", "接下页", "下页续", "见下页", "从略", "节选",
            "摘录", "表格不完整",
        ),
    ),
)  # fmt: skip

FORM_WORDS = (*_TOTALS, *_EXECUTION, *_GRADES, *_LEVELS, *_BESIDE_ROWS)
