"""The words of indicators: targets that set no standard, what a name is about, and the words that only pad it."""

from __future__ import annotations

from perfeval.ruling import Word, WordKind

#: Words that set no standard by themselves; a target of these alone cannot be measured.
VAGUE = Word(
    kind=WordKind.VAGUE_TARGET, source="各地自评表：指标值“效果明显”“有效提升”",
    forms=(
        "效果明显", "明显", "显著", "效果显著", "良好", "效果良好", "有效", "有效提升", "有所提升", "逐步提升", "不断提升", "明显提升", "显著提升", "提高",
        "有所提高", "明显提高", "好", "较好", "高", "较高", "是", "有效保障", "持续", "长期", "好坏", "有效改善", "明显改善", "不断完善", "进一步提升",
    ),
)  # fmt: skip

_BLOCKS = (
    Word(kind=WordKind.BLOCK, value="output", forms=("产出", "数量指标", "质量指标", "时效指标"), source="一级指标：产出指标"),
    Word(kind=WordKind.BLOCK, value="cost", forms="成本", source="二级指标：成本指标"),
    Word(kind=WordKind.BLOCK, value="benefit", forms=("效益", "效果", "可持续影响"), source="一级指标：效益指标"),
    Word(kind=WordKind.BLOCK, value="opinion", forms="满意", source="一级指标：满意度指标"),
)  # fmt: skip

#: Words whose place is plain. What may stand in either block (受益人数, 达标率) is none of them.
_BELONGS = (
    Word(kind=WordKind.BELONGS, value="opinion", forms=("满意度", "满意率"), not_after=("不",), source="满意度指标：群众满意度"),
    Word(kind=WordKind.BELONGS, value="output", forms=("完成及时率", "按时完成率", "验收合格率", "验收通过率", "任务完成率"), source="产出指标：验收合格率"),
    Word(kind=WordKind.BELONGS, value="benefit", forms=("影响程度", "获得感", "社会影响力"), source="效益指标：对当地发展的影响程度"),
)  # fmt: skip

_PADDING = (
    Word(
        kind=WordKind.NAME_PADDING, source="培训人次完成数；完成培训人次情况",
        forms=("完成情况", "完成数量", "完成数", "完成率", "完成", "数量", "总数", "情况", "指标", "开展", "实施", "达到", "工作", "数"),
    ),
)  # fmt: skip

INDICATOR_WORDS = (VAGUE, *_BLOCKS, *_BELONGS, *_PADDING)
