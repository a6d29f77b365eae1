"""The words that say whom a report is about: labels of units and projects, bodies, titles, and what stands beside them."""

from __future__ import annotations

from perfeval.ruling import Word, WordKind

CONTEXT_WORDS = (
    Word(
        kind=WordKind.TITLE, forms=("自评", "绩效", "决算", "预算", "三公", "评价", "报告"),
        source="某局2023年度部门整体支出绩效自评报告",
    ),
    Word(kind=WordKind.TITLE_STAGE, value="actual", forms="决算", source="某局2023年度部门决算"),
    Word(kind=WordKind.TITLE_STAGE, value="original", forms="预算", source="某局2023年部门预算"),
    # in the order in which they are believed
    Word(
        kind=WordKind.ENTITY_LABEL, value="reporting", source="自评表表头",
        forms=("填报单位", "预算单位名称", "预算单位", "部门名称", "单位名称"),
    ),
    Word(
        kind=WordKind.ENTITY_LABEL, value="reporting", source="各地自评表表头：填报部门、自评单位、被评价单位",
        forms=(
            "填报单位名称", "填报部门", "自评单位", "自评部门", "被评价单位", "报送单位", "申报单位", "编报单位", "预算部门", "预算部门名称",
            "单位全称", "部门全称",
        ),
    ),
    # who carries a project out: the reporting unit where nothing says who reports
    Word(
        kind=WordKind.ENTITY_LABEL, value="carrying-out", source="项目支出绩效自评表",
        forms=(
            "项目单位", "项目单位名称", "实施单位", "项目实施单位", "具体实施单位", "承担单位", "项目承担单位", "执行单位", "项目执行单位", "用款单位",
            "资金使用单位", "项目申报单位", "责任单位", "建设单位",
        ),
    ),
    # who stands over it: never the reporting unit, but its place is where the project is
    Word(
        kind=WordKind.ENTITY_LABEL, value="over", source="项目支出绩效自评表：主管部门 | 某县教育局",
        forms=("主管部门", "主管单位", "主管部门及代码", "主管部门名称", "上级主管部门", "市级主管部门", "县级主管部门", "区级主管部门", "省级主管部门", "业务主管部门"),
    ),
    Word(
        kind=WordKind.ENTITY_LABEL, value="line", source="表前一行：编制部门：某局",
        forms=(
            "编制单位", "编制部门", "预算主管部门", "公开部门", "公开单位", "项目主管部门", "购买主体", "部门", "单位",
        ),
    ),
    Word(
        kind=WordKind.BESIDE_ENTITY, source="填报单位：某局 填报日期：2024年3月5日",
        forms=(
            "金额单位", "单位", "填报日期", "填报时间", "填报人", "编制日期", "编制时间", "填表日期", "填表时间", "日期", "时间",
            "盖章", "（盖章",
        ),
    ),
    Word(kind=WordKind.UNIT_NOUN, forms=("部门", "单位", "主体", "部门名称", "单位名称", "主体名称"), source="预算部门：某局"),
    Word(
        kind=WordKind.PROJECT_LABEL, source="项目支出绩效自评表",
        forms=("项目名称", "专项名称", "转移支付（项目）名称", "专项资金名称", "政策名称", "项目（政策）名称"),
    ),
    Word(
        kind=WordKind.PROJECT_LABEL, source="各地自评表表头：预算项目名称；专项（项目）名称",
        forms=(
            "专项（项目）名称", "项目（专项）名称", "项目（资金）名称", "项目（任务）名称", "专项资金项目名称", "专项资金（项目）名称", "转移支付名称",
            "转移支付项目名称", "预算项目名称", "支出项目名称", "自评项目名称", "评价项目名称", "子项目名称", "一级项目名称", "二级项目名称", "政策（项目）名称",
        ),
    ),
    Word(
        kind=WordKind.CODE_LABEL, value="project", forms=("项目编码", "项目代码", "项目编号"),
        source="预算管理一体化项目支出绩效自评表",
    ),
    Word(
        kind=WordKind.CODE_LABEL, value="unit", source="预算管理一体化部门整体支出绩效自评表",
        forms=("统一社会信用代码", "预算单位编码", "预算单位代码", "单位编码", "单位代码", "部门编码", "部门代码"),
    ),
    Word(kind=WordKind.SUBJECT, value="unit", forms="整体", source="某局2023年度部门整体支出绩效自评报告"),
    Word(kind=WordKind.SUBJECT, value="project", forms=("项目", "专项"), source="2023年度项目支出绩效自评表"),
    Word(
        kind=WordKind.STAMP, source="填报单位（盖章）",
        forms=(
            "单位", "部门", "盖章", "公章", "签章", "加盖公章", "单位盖章", "单位公章", "部门盖章", "加盖单位公章", "签字", "签字盖章", "本级", "公示版",
            "模板", "公开版",
        ),
    ),
    Word(
        kind=WordKind.NO_NAME, source="名单表头：单位名称｜备注",
        forms=(
            "备注", "说明", "序号", "性质", "类型", "级次", "地址", "合计", "总计", "小计", "本年", "上年", "收入", "支出", "预算",
            "决算", "金额", "项目名称", "基本支出", "项目支出", "编码", "代码",
        ),
    ),
    Word(
        kind=WordKind.NO_NAME, source="名单表头：填报部门｜自评得分｜等级",
        forms=(
            "得分", "分值", "自评得分", "自评分", "等级", "联系人", "联系电话", "负责人", "填报", "填表", "日期", "时间", "主管部门", "实施单位", "单位名称",
            "部门名称", "年度", "年初", "全年", "完成", "是否", "数量", "比例", "签字", "盖章",
        ),
    ),
    Word(
        kind=WordKind.BODY, value="anywhere", source="2023年度某市某局部门决算",
        forms=("局", "委员会", "委", "馆", "院", "厅", "中心", "学校", "幼儿园", "镇", "乡", "办", "办公室", "会"),
    ),
    Word(kind=WordKind.BODY, value="anywhere", forms="部", not_before=("门",), source="2023年度某市委宣传部部门决算"),
    Word(
        kind=WordKind.BODY, source="某县公安局交通警察大队",
        forms=(
            "小学", "中学", "街道", "处", "站", "所", "队", "社", "政府", "公司", "大学",
        ),
    ),
    Word(
        kind=WordKind.BODY, source="某县残联2023年度部门整体支出绩效自评报告",
        forms=(
            "党校", "电视台", "农场", "林场", "牧场", "公园", "植物园", "动物园", "产业园", "科技园", "文工团", "歌舞团", "剧团", "艺术团", "银行", "集团",
            "残联", "妇联", "文联", "侨联", "工商联", "社科联", "政协", "科协", "作协", "人大", "署", "开发区", "园区", "保护区", "管理区", "新区", "基地", "村",
        ),
    ),
    Word(kind=WordKind.PLACEHOLDER, value="mark", forms=("X", "x", "×", "○", "〇"), source="上海市普陀区XX局"),
    Word(
        kind=WordKind.PLACEHOLDER, value="behind", source="上海市普陀区XX局；XX年度；XX万元",
        forms=(
            "局", "委", "厅", "办", "中心", "单位", "部门", "学校", "镇", "乡", "街道", "省", "市", "县", "区", "年", "月", "日", "项目", "专项", "工作", "活动", "支出", "经费", "万元", "元", "%", "％",
            "个", "人", "次", "批次", "人次", "辆", "台", "等", "情况", "原因", "方面", "资金", "款", "任务",
        ),
    ),
    Word(kind=WordKind.REASON, forms=("主要原因是", "主要原因为", "原因是", "原因为", "主要原因是由于", "主要是由于", "主要是因为", "主要原因在于"), source="与预算数持平，主要原因是。"),
    Word(kind=WordKind.EMPTY_TABLE, forms=("空表", "此表为空", "本表无数据", "该表无数据", "表内无数据", "无数据"), source="注：本部门2024年无“三公”经费预算，故本表为空表。"),
    Word(kind=WordKind.TABLE_MARK, forms=("公开", "预算", "决算", "预算公开", "决算公开", "部门公开", "部门预算", "部门决算", "财决", "财预"), source="公开01表；预算01表；财决01表"),
)  # fmt: skip
