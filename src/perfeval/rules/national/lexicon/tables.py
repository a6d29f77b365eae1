"""The words tables are read with: what a line adds up, what it divides, where a second table begins beside the first.

What a word is matched against is said by its kind: totals and counters are whole labels or their ends, all others are
looked for inside a label or head.
"""

from perfeval.ruling import Word, WordKind

K = WordKind

#: What figures have been spent of, the nearest budget first: an adjusted budget beats the one of the year's beginning.
_BUDGETS = ("final", "budget", "original", "arrived")

TOTALS = (
    Word(kind=K.TABLE_TOTAL, value="all", forms=("合计", "总计", "总合计", "合计数", "总计数", "总额", "总数", "共计", "累计"), source="支出合计 | 274.00"),
    Word(kind=K.TABLE_TOTAL, value="some", forms=("小计",), source="购置费、运行费前的小计"),
    Word(kind=K.TABLE_WHOLE, forms=("资金总额", "总额", "合计", "总计", "小计", "总金额", "总投资", "预算数", "执行数", "预算资金"), source="年度资金总额，其中：财政拨款"),
    Word(
        kind=K.TABLE_SOURCE,
        forms=("拨款", "资金", "结转", "结余", "自筹", "贷款", "收入", "补助", "基本支出", "项目支出", "财政", "财政拨款", "债券", "经费", "配套", "投入", "公共预算", "基金预算", "经营预算"),
        source="其中：财政资金、上年结转、自筹；其中：中央财政、省财政、县市区财政",
    ),
    Word(
        kind=K.TABLE_DIVIDED,
        forms=tuple(f"按{by}{verb}" for by in ("收入性质", "支出性质", "收入类别", "支出类别", "收入来源", "资金来源", "来源", "性质", "资金性质", "支出结构", "级次") for verb in ("分", "划分", "分类")),
        source="按收入性质分 | 按支出性质分",
    ),
    Word(kind=K.TABLE_PART, forms=("其中", "其中包括", "#其中"), source="其中：当年财政拨款"),
)  # fmt: skip

HEADS = (
    Word(kind=K.TABLE_COUNTER, forms=("行次", "栏次", "列次", "栏目", "序号", "编号", "行号"), source="部门决算公开表的栏次、行次"),
    Word(
        kind=K.TABLE_HEAD,
        forms=("数", "率", "额", "分", "值", "预算", "决算", "执行", "指标", "名称", "项目", "科目", "金额", "合计", "比例", "比重", "年", "支出", "收入", "内容",
               "单位", "%", "备注", "说明", "原因", "情况", "来源", "类别"),
        source="年初预算数 | 全年预算数 | 全年执行数",
    ),
    Word(
        kind=K.TABLE_SIDE, value="begins",
        forms=("项目", "项目名称", "科目", "科目名称", "名称", "收入", "支出", "来源", "用途", "类别", "性质", "功能分类", "经济分类", "项目(按功能分类)", "项目(按支出性质)",
               "项目(按支出性质和经济分类)", "单位名称", "支出项目", "收入项目"),
        source="收入支出决算总表：项目 | 决算数 | 项目 | 决算数",
    ),
    Word(
        kind=K.TABLE_SIDE, value="never",
        forms=("值", "完成", "原因", "单位", "说明", "目标", "备注", "措施", "情况", "内容", "依据", "标准", "指标", "评分", "时间", "日期", "人"),
        source="指标值 | 实际完成值 | 偏差原因",
    ),
)  # fmt: skip

LINES = (
    Word(
        kind=K.TABLE_LINE, value="rate",
        forms=("率", "%", "百分比", "比重", "占比", "比例", "幅度", "增幅", "降幅", "涨幅", "进度", "指数", "系数", "‰"),
        source="预算执行率、增减幅度、支付进度",
    ),
    Word(kind=K.TABLE_LINE, value="points", forms=("得分", "分值", "权重", "标准分", "自评分", "满分", "扣分", "评分", "分数"), source="分值 | 得分"),
    Word(
        kind=K.TABLE_LINE, value="other",
        forms=("均", "单价", "排名", "名次", "标准", "年龄", "电话", "邮编", "价格", "最高", "最低", "中位"),
        source="人均支出、单价、排名",
    ),
    Word(kind=K.TABLE_LINE, value="code", forms=("编码", "代码", "类", "款", "项", "科目编号"), source="功能分类科目编码：类 | 款 | 项"),
    Word(kind=K.TABLE_LINE, value="count", forms=("人数", "户数", "个数", "件数", "次数", "人次", "批次", "编制数", "职工数", "辆数", "实有数", "实有", "在职", "在岗", "在编", "编制", "退休", "离休", "女性", "男性", "台数", "套数", "批数", "家数"), source="类别 | 户数 | 金额"),
    Word(kind=K.TABLE_LINE, value="amount", forms=("增减额", "金额", "数额", "差额", "比例数", "均衡", "平均数据"), source="增减额（与增减率并列）"),
)  # fmt: skip

ROLES = (
    Word(kind=K.TABLE_ROLE, value="original", forms=("年初预算", "年初", "期初预算", "年初批复", "原预算"), source="年初预算数"),
    Word(kind=K.TABLE_ROLE, value="final", forms=("全年预算", "调整预算", "调整后预算", "预算调整数", "调整", "变更后预算", "全年(调整)预算", "调整数"), source="全年预算数、调整后预算数"),
    Word(kind=K.TABLE_ROLE, value="budget", forms=("预算", "计划", "批复", "下达", "安排", "申请", "核定", "分配", "指标数", "应拨", "应到", "合同", "任务"), source="本年预算数、计划安排资金"),
    Word(kind=K.TABLE_ROLE, value="arrived", forms=("到位", "已拨", "拨入", "收到"), source="实际到位资金"),
    Word(
        kind=K.TABLE_ROLE, value="spent",
        forms=("执行", "决算", "预算执行", "支出数", "实际支出", "实际使用", "支付", "拨付", "已支出", "使用数", "实际完成", "完成数", "发放", "支出决算", "收入决算", "实际支付", "列支", "预算支出数", "全年支出", "累计支出", "支出金额", "支出额"),
        source="全年执行数、实际支出数",
    ),
    Word(kind=K.TABLE_ROLE, value="left", forms=("结余", "结转", "剩余", "余额", "未支出", "未使用", "结存"), source="结余资金"),
    Word(kind=K.TABLE_ROLE, value="posts", forms=("编制", "编制数", "核定编制"), source="编制数 | 实际在职人数 | 控制率"),
    Word(kind=K.TABLE_ROLE, value="inpost", forms=("在职", "实有", "在岗", "在编", "实际在职"), source="实际在职人数"),
    Word(kind=K.TABLE_ROLE, value="score", forms=("得分", "自评分", "实得分"), source="得分"),
    Word(kind=K.TABLE_ROLE, value="points", forms=("分值", "权重", "标准分", "满分"), source="分值"),
    Word(kind=K.TABLE_ROLE, value="target", forms=("目标值", "指标值", "计划值", "预期值"), source="年度指标值"),
    Word(kind=K.TABLE_ROLE, value="reached", forms=("完成值", "实现值", "实际值"), source="实际完成值"),
    Word(kind=K.TABLE_ROLE, value="before", forms=("上年", "去年", "上一年", "上期", "同期", "上年同期", "上年决算", "上年预算", "上年执行", "上年度"), source="上年决算数"),
    Word(kind=K.TABLE_ROLE, value="now", forms=("本年", "今年", "本期", "当年", "本年决算", "本年预算", "本年执行", "本年度"), source="本年预算数"),
)  # fmt: skip

RATES = (
    Word(
        kind=K.TABLE_RATE, value="spent", of=("spent",), to=_BUDGETS,
        forms=("执行率", "支出率", "支付率", "使用率", "执行进度", "支出进度", "支付进度", "拨付率", "拨付进度", "占预算", "占年初预算", "占全年预算", "完成预算", "完成年初预算", "完成全年预算", "预算完成率", "资金使用率", "发放率"),
        source="预算执行率（B/A）",
    ),
    Word(kind=K.TABLE_RATE, value="arrived", of=("arrived",), to=("budget", "final", "original"), forms=("到位率",), source="资金到位率"),
    Word(kind=K.TABLE_RATE, value="posts", of=("inpost",), to=("posts",), forms=("控制率", "在职人员控制率", "在编率"), source="在职人员控制率"),
    Word(kind=K.TABLE_RATE, value="score", of=("score",), to=("points",), forms=("得分率",), source="得分率"),
    Word(kind=K.TABLE_RATE, value="done", of=("reached", "spent"), to=("target", *_BUDGETS), forms=("完成率", "完成比例", "实现率", "进度", "完成程度"), source="完成率"),
    Word(kind=K.TABLE_RATE, value="left", of=("left",), to=(*_BUDGETS,), forms=("结转率", "结余率", "结转结余率"), source="结转结余率"),
)  # fmt: skip

CHANGES = (
    Word(
        kind=K.TABLE_CHANGE, value="rate", of=("now", "spent", *_BUDGETS), to=("before", *_BUDGETS),
        forms=("增减率", "增长率", "增幅", "降幅", "涨幅", "增减幅度", "增减%", "增长%", "变动率", "变化率", "幅度", "增减比例", "增长比例", "增减(%)", "同比", "增长百分比", "下降率", "变动幅度", "变动比例", "增减百分比"),
        source="增减率、增、减幅度",
    ),
    Word(
        kind=K.TABLE_CHANGE, value="amount",
        forms=("增减", "增减额", "增减数", "增减金额", "变动额", "变动数", "变动金额", "变化额", "差额", "差异", "增加额", "增加", "减少", "增长额", "净额", "增量", "相差"),
        source="增减额、结余、差额",
    ),
    Word(kind=K.TABLE_CHANGE, value="left", of=("arrived", *_BUDGETS), to=("spent",), forms=("结余", "结转", "余额", "剩余", "未支出", "未使用"), source="资金到位 | 实际支出 | 结余"),
)  # fmt: skip

SHARES = (
    Word(kind=K.TABLE_SHARE, forms=("占比", "比重", "比例", "占总", "构成", "占全部", "占合计", "结构"), source="占比、比重（%）"),
)  # fmt: skip

TABLE_WORDS: tuple[Word, ...] = (*TOTALS, *HEADS, *LINES, *ROLES, *RATES, *CHANGES, *SHARES)
