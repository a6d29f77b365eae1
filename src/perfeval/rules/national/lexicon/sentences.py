"""The words of running text: what makes a number an amount, a change, a share or a rate, and what opens and closes a list."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from perfeval.ruling import Word, WordKind


def _joined(*pieces: Iterable[str]) -> tuple[str, ...]:
    """Every way to take one of each."""
    return tuple("".join(parts) for parts in product(*pieces))


_RISE = ("增加", "增长", "增收", "增支", "增多", "增", "上升", "提高", "提升", "攀升", "上涨", "涨", "上浮", "扩大", "新增", "多", "多支", "多支出", "多收", "升高", "上调", "增幅")  # fmt: skip
_FALL = (
    "减少", "减", "减收", "减支", "下降", "降", "降低", "下滑", "回落", "缩减", "压缩", "压减", "节约", "节省", "少", "少支", "少支出", "少收", "下浮", "下调", "缩小",
)  # fmt: skip
_SLIGHTLY = ("", "略", "略有", "略微", "微", "稍", "净", "大幅", "小幅", "各", "均", "分别", "相应", "明显", "有所", "逐年")  # fmt: skip
_MOVES = (
    Word(kind=WordKind.MOVE, value="up", forms=_joined(_SLIGHTLY, _RISE), source="比上年增加38.97万元，增长168.7%"),
    Word(kind=WordKind.MOVE, value="down", forms=_joined(_SLIGHTLY, _FALL), source="比上年减少58.49万元，降低3.71%"),
    Word(
        kind=WordKind.MOVE, value="none", forms=("持平", "基本持平", "无变化", "没有变化", "不变", "一致", "无增减变化", "无增减"), source="与上年持平",
    ),
    # a template's choice that nobody made: the figures still say which way it went
    Word(
        kind=WordKind.MOVE, value="either", source="较上年增加（减少）5万元，增长（下降）5%",
        forms=("增加(减少)", "减少(增加)", "增长(下降)", "下降(增长)", "增(减)", "增减", "减增加", "增减少", "增加/减少", "增长/下降", "增加或减少", "增长或下降", "变动", "变化"),
    ),
    Word(kind=WordKind.REACHES, value="up", forms=_joined(_SLIGHTLY, ("增", "升", "增加", "上升", "提高", "增长", "提升", "上调", "扩大", "上涨"), ("至", "到", "为")), not_before=("位", "账"), source="由21.39万元增至26.65万元"),
    Word(kind=WordKind.REACHES, value="down", forms=_joined(_SLIGHTLY, ("减", "降", "减少", "下降", "降低", "压减", "压缩", "下调", "缩减", "回落"), ("至", "到", "为")), not_before=("位", "账"), source="由40万元减至24.8万元"),
    Word(kind=WordKind.CHANGE_RATE, value="up", forms=("增幅", "增长率", "增长幅度", "升幅", "涨幅", "增长比例", "增加比例", "增速"), source="增幅12.3%"),
    Word(kind=WordKind.CHANGE_RATE, value="down", forms=("降幅", "下降率", "下降幅度", "减幅", "减少比例", "下降比例", "降低率", "跌幅"), source="降幅21.25%"),
    Word(kind=WordKind.CHANGE_RATE, value="either", forms=("变动率", "变化率", "变动幅度", "变化幅度", "增减率", "增减幅度", "增减幅", "增减变动率"), source="三公经费变动率：…变动率为26.99%"),
    Word(
        kind=WordKind.ADJUST, value="up", of=("total.addition",), source="年中追加预算5.00万元",
        forms=_joined(("", "年中", "本年", "当年", "年度", "预算", "中期"), ("追加", "调增", "增加安排", "调整增加", "追加预算", "调增预算", "追加安排", "调剂增加")),
    ),
    Word(
        kind=WordKind.ADJUST, value="down", source="年中压减5.00万元",
        forms=_joined(("", "年中", "年末", "年底", "本年", "当年", "预算", "财政"), ("调减", "追减", "核减", "收回", "压减预算", "调整减少", "调减预算", "调剂减少", "压减")),
    ),
)  # fmt: skip

_YEAR_BEFORE = ("上年", "上年度", "上一年", "上一年度", "去年", "去年度", "前一年", "前一年度")
_BASES = (
    Word(kind=WordKind.THAN, value="always", forms=("比", "较", "相比", "相较", "相对于", "对比", "相较于"), source="比上年"),
    Word(kind=WordKind.THAN, value="from", forms=("由", "从", "自"), source="由上年的21.39万元增至26.65万元"),
    Word(kind=WordKind.THAN, forms=("与", "同", "跟", "和"), source="与2023年度相比"),  # they join names, too
    Word(
        kind=WordKind.BASE, value="last-year", source="比上年增加",
        forms=(*_YEAR_BEFORE, *_joined(_YEAR_BEFORE, ("同期",)), "上年同口径", "以前年度"), not_before=("结转", "结余", "末结"),
    ),
    Word(kind=WordKind.BASE, value="same-period", forms=("同比", "同期", "同期相比"), not_before=("例",), source="同比增长5%"),
)  # fmt: skip

_AMOUNT = ("", "数", "数额", "金额", "总额", "总数", "资金", "指标", "资金总额", "额度", "经费")
_STAGES = (
    Word(
        kind=WordKind.STAGE, value="original", source="年初预算为62.29万元",
        forms=(*_joined(("年初预算", "年初批复预算", "年初安排预算", "年初部门预算", "年初批复", "年初安排", "年初核定", "当年年初预算"), _AMOUNT), "年初", "年初支出预算", "年初收入预算", "年初预算安排", "年初预算批复", "年初计划"),
        not_before=("结转", "结余", "余额"),
    ),
    Word(
        kind=WordKind.STAGE, value="final", source="全年预算321.02万元",
        forms=(*_joined(("全年预算", "调整预算", "调整后预算", "预算调整", "调整后全年预算", "年末预算", "变更后预算", "调整后的预算", "调整后", "全年支出预算", "最终预算", "决算预算"), _AMOUNT), "调整为", "调整到", "预算调整为", "预算调整后"),
        not_before=("率",),
    ),
    Word(
        kind=WordKind.STAGE, value="plan", source="2023年安排预算10441.00万元",
        forms=(
            *_joined(("预算", "安排预算", "批复预算", "计划", "核定预算", "下达预算", "预算安排", "预算批复", "预算下达", "计划安排", "支出预算", "部门预算", "财政预算"), _AMOUNT),
            "安排", "批复", "核定", "计划投入", "计划投资", "申请", "概算", "应到位", "应到位资金", "指标", "预计", "拟投入", "任务", "目标任务", "目标",
        ),
        not_before=("率", "内", "外", "单位", "局", "部门", "部", "项目"),
    ),
    Word(
        kind=WordKind.STAGE, value="arrived", source="实际到位资金25.00万元",
        forms=(*_joined(("到位", "实际到位", "下达", "实际下达", "收到", "已到位", "已下达", "拨入", "资金到位", "累计到位", "共到位", "实到", "筹集", "财政下达"), _AMOUNT), "到账", "实际到账"),
        not_before=("率", "及时", "预算"), not_after=("应", "未", "尚未"),
    ),
    Word(
        kind=WordKind.STAGE, value="actual", source="支出决算为60.99万元",
        forms=(
            *_joined(("", "支出", "收入", "年度", "年终"), ("决算", "决算数", "决算金额", "决算数额", "决算总额")), "决算支出", "决算支出数", "决算收入", "决算支出为",
            *_joined(("执行", "实际支出", "实际执行", "全年执行", "预算执行", "实际使用", "实际完成", "实际拨付", "实际支付", "实际发放", "全年支出", "累计支出", "已支出", "累计使用", "已使用", "支付", "拨付", "使用", "发放", "已拨付", "已支付", "已发放", "实际发生", "共支出", "共使用", "列支", "实支", "实际投入", "支出完成", "累计拨付", "累计支付", "累计执行", "全年实际支出", "实际共支出", "实际用于", "兑付", "报销", "累计完成支出"), ("", "数", "数额", "金额", "总额", "资金", "经费")),
            "支出数", "支出了", "完成支出", "支出额", "支出执行", "支出执行数", "完成", "实际",
        ),
        not_before=("率", "进度", "投资", "任务", "预算", "范围", "方向", "单位", "管理", "情况", "年初", "全年", "中", "对象", "标准", "于", "及"), not_after=("转移", "未", "应", "尚未", "待"),
    ),
    Word(
        kind=WordKind.STAGE, value="left", source="资金结余206.50万元",
        forms=(
            *_joined(("", "年末", "年底", "期末", "资金", "尚", "项目", "收支", "预算", "当年", "年终", "剩余"), ("结余", "结转结余", "结转和结余", "结转", "剩余", "未使用", "未支出", "未支付", "未拨付", "余额", "未执行", "结余结转")),
            *_joined(("结余", "结转", "剩余", "结转结余", "未使用", "未支付", "未支出"), ("资金", "金额", "数", "额", "资金额")), "剩余未支付", "尚有", "结转下年", "结转下年使用", "结转至下年",
        ),
        not_before=("率",), not_after=("年初", "上年", "以前年度", "上年度"),
    ),
    Word(
        kind=WordKind.STAGE, value="opening", source="上年结转20万元",
        forms=_joined(("年初", "上年", "上年度", "以前年度", "上一年度", "期初"), ("结转", "结余", "结转结余", "结转和结余", "结转资金", "结余资金", "结转结余资金", "余额")), not_before=("率",),
    ),
    Word(kind=WordKind.STAGE, value="whole", forms=("总投资", "项目总投资", "投资总额", "总投入", "计划总投资", "投资概算", "概算总投资", "总概算"), source="项目总投资300.00万元"),
    Word(
        kind=WordKind.STAGE, value="posts", of=("staff.posts",), source="核定编制19人",
        forms=_joined(("", "核定", "三定方案", "批准", "人员"), ("编制", "编制人员", "编制人数", "编制数", "编制总数", "编制内")), not_after=("实有", "在职", "在", "非"),
    ),
    Word(
        kind=WordKind.STAGE, value="in-post", of=("staff.in-post",), source="实有17人",
        forms=_joined(
            ("", "年末", "年底", "期末", "现有", "实际", "截至年末"),
            ("实有", "在职", "在编", "在岗", "在职人员", "实有人员", "实有人数", "在职人数", "在编人员", "在编人数", "在岗人员", "在职在编", "在职在编人员", "教职工", "在职职工", "实有在职人员", "实有在编", "实有编制", "实有在职", "实有在编人员", "实际在职人数", "在职教职工"),
        ),
        not_before=("党员",),
    ),
    Word(kind=WordKind.STAGE, value="other", forms=("离退休", "离休", "退休", "遗属", "临聘", "编外", "聘用", "借调", "学生", "幼儿", "党员", "劳务派遣"), source="离退休人员13人"),
)  # fmt: skip

_RATES = (
    Word(
        kind=WordKind.RATE, value="execution", of=("actual",), to=("final", "plan", "original", "arrived"), source="预算执行率80.00%",
        forms=(*_joined(("", "预算", "资金", "支出", "资金预算", "预算支出", "项目", "经费", "全年", "年度", "总体", "整体", "财政", "财政资金", "部门", "项目资金", "部门预算", "累计"), ("执行率", "执行进度", "支出率", "支出进度", "支付率", "支付进度", "使用率", "拨付率", "拨付进度", "执行比例", "兑付率", "使用进度")), "预算完成率", "资金完成率", "支出完成率", "预算资金完成率", "完成预算比例", "发放率", "资金发放率"),
    ),
    Word(kind=WordKind.RATE, value="completion", of=("actual",), to=("final", "plan", "original", "arrived"), forms=("完成率", "完成比例"), source="实际支出90.00万元，完成率90%"),
    Word(
        kind=WordKind.RATE, value="arrival", of=("arrived",), to=("plan", "original", "final", "arrived"), source="资金到位率100%",
        forms=_joined(("", "资金", "项目资金", "预算资金", "预算", "财政资金", "实际"), ("到位率", "下达率")),
    ),
    Word(
        kind=WordKind.RATE, value="left", of=("left",), to=("final", "plan", "original", "arrived"), source="结转结余率5%",
        forms=_joined(("", "资金", "预算", "年末", "项目资金"), ("结转率", "结余率", "结转结余率", "剩余率")),
    ),
    Word(
        kind=WordKind.RATE, value="control", of=("actual",), to=("final", "plan", "original"), source="“三公”经费控制率为77.74%",
        forms=("三公经费控制率", "“三公”经费控制率", "三公经费预算控制率", "公用经费控制率", "预算控制率", "经费控制率"),
    ),
    Word(kind=WordKind.RATE_END, forms=("率", "占比", "比例"), source="发放问卷191份，其中满意164份，满意率85.86%"),
    Word(kind=WordKind.RATE_END, forms=("固定资产利用率", "资产利用率"), of=("在用", "使用中"), to=("固定资产", "资产"), source="固定资产总额271.50万元，其中在用固定资产224.29万元，固定资产利用率82.61%"),
    Word(
        kind=WordKind.RATE, value="staff", of=("in-post",), to=("posts",), source="在职人员控制率89.47%",
        forms=("在职人员控制率", "财政供养人员控制率", "人员控制率", "编制控制率", "在编率", "财政供养人员总体控制率", "财政供养控制率"),
    ),
)  # fmt: skip

_NAMES = (
    Word(kind=WordKind.ACCOUNT, value="received", forms=("收入", "总收入", "年度收入", "全年收入", "拨款收入"), source="收入100.00万元"),
    Word(kind=WordKind.ACCOUNT, value="received-total", forms=("收入总额", "收入合计", "收入总计", "收入决算总计"), source="收入总计100.00万元"),
    Word(kind=WordKind.ACCOUNT, value="spent", forms=("支出", "总支出"), source="支出90.00万元"),
    Word(kind=WordKind.ACCOUNT, value="spent-total", forms=("支出总额", "支出合计", "支出总计", "支出决算总计"), source="支出总计90.00万元"),
    Word(
        kind=WordKind.GENERIC, source="2023年项目资金共计36950万元",
        forms=("项目", "资金", "经费", "财政", "专项", "补助", "款项", "整体", "部门", "投入", "支出", "收入", "总", "累计", "业务", "单位", "该项目", "本项目", "此项目", "项目资金", "专项资金", "补助资金", "专款", "各项", "各类", "共有", "拨款"),
    ),
    Word(kind=WordKind.GENERIC, value="time", forms=("年度", "全年", "当年", "本年", "本年度", "全年度", "今年"), source="本年收入"),
    Word(kind=WordKind.ENDING, value="added", forms=("支出", "费"), source="公务接待支出：公务接待费"),
    Word(kind=WordKind.ENDING, forms=("总计", "合计", "经费"), source="基本支出合计；培训经费"),
    Word(
        kind=WordKind.HEADING, source="1.基本支出情况",
        forms=_joined(("", "使用", "支出", "管理", "使用管理", "管理使用", "支出决算", "决算", "预算", "收支", "总体", "使用和管理", "使用及管理", "执行", "预算执行", "资金使用", "支出预算", "决算总体", "预算总体", "具体", "收支总体", "增减变化", "完成"), ("情况", "情况说明", "总体情况", "情况的说明", "情况总体说明", "总体情况说明")),
    ),
    Word(
        kind=WordKind.OWNER, source="某局2021年度“三公”经费支出预算",
        forms=("局", "委员会", "委", "馆", "院", "厅", "中心", "学校", "幼儿园", "镇", "乡", "办", "办公室", "部", "站", "所", "队", "街道", "县", "市", "区", "省", "旗", "州", "单位", "部门", "本级", "系统"),
    ),
    Word(
        kind=WordKind.NAME, source="对下转移支付0万元",
        forms=("转移支付", "对下转移支付", "预算单位", "预算部门", "计划生育", "计划单列", "完成情况", "执行情况", "任务书", "支付宝", "预算绩效", "预算管理", "决算审计", "预算编制", "使用权", "拨付审批", "预算评审", "决算编制", "执行异议", "执行局", "执行款", "同级", "同步", "合同", "较大", "比赛", "与会", "对比度", "和谐", "和解", "比例", "比选", "目标管理", "安置", "安排工作"),
    ),
    Word(
        kind=WordKind.LEAD, source="全市共安排",
        forms=("我单位", "本单位", "我部门", "本部门", "全区", "全市", "全县", "全省", "我局", "我馆", "我县", "我市", "我区", "本馆", "本局", "用于", "其余", "因此", "以上", "一是", "二是", "三是", "四是", "五是", "另有", "另外", "差额来自", "以及", "和", "及", "编报", "同口径", "截至", "截止", "一共", "目前", "已", "按", "根据", "由", "共有", "其", "区级", "而", "但", "并", "据统计", "今年以来"),
    ),
    Word(
        kind=WordKind.FILLER, source="支出决算数共计为60.99万元",
        forms=("为", "是", "达", "达到", "了", "的", "共", "共计", "合计", "总计", "计", "总额", "金额", "数额", "数", "额", "约合", "也", "仅", "只", "就", "有", "到", "至", "比重", "比例", "比率", "比", "达成", "占比", "即", "幅度", "水平", "均", "各", "都", "分别", "人数", "总数", "共有", "总人数", "资金", "为:", ":", "系", "等于", "亦", "仍", "即为", "约为"),
        not_before=("字",),
    ),
    Word(kind=WordKind.EACH, forms=("各", "均", "分别", "都", "各为", "各是", "分别为", "分别是", "依次为", "分别达"), source="分别为10万元、20万元"),
    Word(kind=WordKind.VAGUE, value="before", forms=("约", "近", "逾", "超", "将近", "不足", "接近", "大约", "大概", "超过", "至少", "不少于", "不低于", "不超过", "最高", "最多", "平均", "共约"), source="约110万元"),
    Word(kind=WordKind.VAGUE, value="after", forms=("左右", "上下", "余", "多", "以上", "以下", "以内", "不等"), source="110万元左右"),
    Word(kind=WordKind.NOT, forms=("未", "没有", "不", "无", "未能", "并未", "尚未", "没"), source="未超过预算"),
    Word(kind=WordKind.PER_UNIT, of=("人", "名", "人次"), forms=("人均", "人均接待费"), source="惠及4,860人，人均1,000元"),
    Word(kind=WordKind.PER_UNIT, of=("户",), forms=("户均",), source="户均增收3,200元"),
    Word(kind=WordKind.PER_UNIT, of=("辆",), forms=("车均", "平均每辆", "每辆", "辆均"), source="保有公务用车4辆，平均每辆3.10万元"),
    Word(kind=WordKind.PER_UNIT, of=("村", "个"), forms=("村均", "每村", "每个村"), source="扶持14个村，每村50万元"),
    Word(kind=WordKind.PER_UNIT, of=("亩",), forms=("亩均", "每亩"), source="亩均1,200元"),
    Word(kind=WordKind.PER_UNIT, forms=("单价", "次均", "均价", "每", "件均", "月均", "年均", "日均"), source="人均80元"),
    Word(kind=WordKind.PER_UNIT, value="end", forms=("标准", "标准为", "标准是", "限额", "平均"), source="补助标准500元"),
    Word(kind=WordKind.PERIOD, forms=("上半年", "下半年", "半年", "季度", "一季度", "月份", "上旬", "中旬", "当月", "本月", "前三季度", "月底", "月末"), source="上半年执行率60%"),
    Word(kind=WordKind.FUND, value="general", forms=("一般公共预算", "公共财政预算", "一般公共预算财政拨款", "公共预算财政拨款", "一般预算", "一般公共预算拨款"), source="一般公共预算财政拨款支出"),
    Word(kind=WordKind.FUND, value="fund", forms=("政府性基金", "政府性基金预算", "政府性基金预算财政拨款", "政府性基金预算拨款", "政府性基金拨款"), source="政府性基金预算财政拨款"),
    Word(kind=WordKind.FUND, value="state-capital", forms=("国有资本", "国有资本经营", "国有资本经营预算", "国有资本经营预算财政拨款", "国有资本经营预算拨款", "国有资本经营拨款"), source="国有资本经营预算"),
    Word(kind=WordKind.FUND, value="appropriation", forms=("财政拨款", "财政拨款预算", "财政补助"), not_after=("非",), source="财政拨款支出"),
    Word(kind=WordKind.FUND, value="other", forms=("非财政拨款", "社会保险基金预算", "社会保险基金"), source="非财政拨款结余"),
    Word(kind=WordKind.STAFF, value="行政", forms=("行政",), source="行政编制16人"),
    Word(kind=WordKind.STAFF, value="事业", forms=("事业",), source="事业编制3人"),
    Word(kind=WordKind.STAFF, value="工勤", forms=("工勤", "后勤", "机关工勤"), source="工勤编制1人"),
    Word(kind=WordKind.STAFF, value="参公", forms=("参公", "参照公务员", "参照公务员法管理"), source="参公编制2人"),
)  # fmt: skip

_COMPARISONS = (
    Word(kind=WordKind.ORDER, value="more", forms=_joined(("", "略", "稍", "小幅", "大幅"), ("大于", "高于", "多于", "超过", "超出", "超", "超支", "大小于")), source="决算数大于预算数"),
    Word(kind=WordKind.ORDER, value="less", forms=_joined(("", "略", "稍", "小幅", "大幅"), ("小于", "低于", "少于")), source="决算数小于预算数"),
    Word(kind=WordKind.ORDER, value="same", forms=("等于", "持平", "相等", "一致", "基本持平", "相同"), source="决算数等于预算数"),
    Word(kind=WordKind.DONE, forms=("完成", "为", "占", "达", "达到", "是", "相当于", "完成了", "执行", "占到"), source="完成年初预算的78.07%"),
    Word(
        kind=WordKind.PORTION, source="占本年支出合计的92.45%",
        forms=("占", "占比", "占比为", "所占比重", "所占比例", "占总额", "约占", "占到", "占比例", "占比重", "所占比重为", "占比达", "比重为", "分别占", "占总"),
    ),
)  # fmt: skip

_LISTS = (
    Word(kind=WordKind.LIST, value="part", forms=("其中", "其中主要", "含", "内含", "其中有", "其中含", "这其中"), not_before=("包含",), not_after=("包", "富", "不", "未"), source="其中：基本支出50.00万元"),
    Word(kind=WordKind.LIST, value="whole", forms=(
        "分别为", "分别是", "具体为", "具体是", "如下", "由以下部分组成", "具体构成为", "具体包括", "分别用于", "全部用于",
        *_joined(("", "具体", "分别", "分项", "组成", "资金", "支出", "使用", "安排", "分配", "收入", "来源"), ("情况", "分配", "安排", "使用", "支出", "构成", "组成", "来源", "明细", ""), ("如下",)),
        *_joined(("", "资金", "经费", "项目资金", "收入"), ("来源", "组成", "构成"), ("为", "是")),
        *_joined(("全部用于", "分别用于", "具体用于"), ("以下", "下列"), ("", "几个", "两个", "三个", "四个", "五个", "六个"), ("方面", "项目", "用途")),
        *_joined(("按", "其中按"), ("功能分类", "支出功能分类", "功能科目", "功能分类科目", "经济分类", "支出经济分类", "性质分", "支出性质分", "收入性质分", "来源分", "资金来源分", "用途分", "支出用途分", "类别分", "级次分", "支出性质", "资金来源"), ("", "类", "看", "为")),
    ), source="分别为：甲项目1000.00万元；…"),
    Word(kind=WordKind.LIST, value="open", forms=("主要用于", "包括", "用于", "主要是", "主要包括", "主要为", "其中主要是", "其中主要用于", "包括用于", "主要有", "包含", "其中主要为", *_joined(("主要用于", "用于", "重点用于"), ("以下", "下列"), ("", "几个", "两个", "三个", "四个", "五个", "六个"), ("方面", "项目", "用途")), "主要安排用于", "其中包括", "含有", "用于支付", "主要支出", "主要分配", "重点用于", "其中主要包括"), source="主要用于甲活动6.00万元"),
    Word(kind=WordKind.LIST, value="total", forms=("共计", "合计", "总计", "以上共计", "以上合计", "总共", "共", "累计", "以上总计", "两项合计", "三项合计", "四项合计", *_joined(("两年", "三年", "四年", "五年", "各项", "各批", "两批", "三批"), ("共计", "合计", "累计", "总计", "共")), "以上各项合计", "上述合计"), source="共计下达资金69.60万元"),
    Word(kind=WordKind.LIST, value="within", forms=("中", "之中", "当中"), not_before=("央", "心", "小", "介", "期", "学", "标", "止", "等", "国", "医"), source="财政拨款支出中，一般公共预算…"),
    Word(kind=WordKind.LIST, value="etc", forms=("等", "等支出", "等方面", "等项目", "等费用"), not_before=("级", "待", "候", "额"), source="办公费1.00万元等"),
    Word(kind=WordKind.LIST, value="composed", forms=("组成", "构成", "共同组成", "等组成"), source="由中央补助300万元、省级配套200万元组成"),
    Word(kind=WordKind.BATCH, forms=_joined(("第一", "第二", "第三", "第四", "第五", "第六", "首"), ("批", "批次", "期", "次", "笔", "轮", "阶段")), source="第一批下达资金320万元，第二批下达资金180万元"),
    Word(kind=WordKind.LIST, value="rest", forms=("其他", "其它", "剩余", "其余"), source="其他支出3.00万元"),
    Word(kind=WordKind.SET, value="three-public", forms=("三公经费", "“三公”经费", "三公"), of=("因公出国(境)费", "公务用车购置及运行维护费", "公务接待费"), source="“三公”经费决算"),
    Word(kind=WordKind.SET, value="three-public-four", forms=("三公经费支出", "“三公”经费支出", "“三公”经费合计", "“三公”"), of=("因公出国(境)费", "公务用车购置费", "公务用车运行维护费", "公务接待费"), source="“三公”经费支出，其中：公务用车购置费0万元"),
    Word(kind=WordKind.SET, value="vehicles", forms=("公务用车购置及运行维护费", "公务用车购置及运行费", "公务用车"), of=("公务用车购置费", "公务用车运行维护费"), source="公务用车购置及运行维护费"),
    Word(kind=WordKind.SET, value="basic", forms=("基本支出",), of=("人员经费", "公用经费"), source="基本支出决算"),
    Word(kind=WordKind.SET, value="expenditure", forms=("支出", "支出合计", "本年支出合计", "总支出", "本年支出"), of=("基本支出", "项目支出"), source="本年支出合计"),
    Word(kind=WordKind.SET, value="books", forms=("财政拨款", "财政拨款支出", "财政拨款收入"), of=("一般公共预算", "政府性基金", "国有资本经营"), source="财政拨款支出中，一般公共预算…；政府性基金…；国有资本经营…"),
    Word(kind=WordKind.SET, value="procurement", forms=("政府采购", "采购"), of=("货物", "工程", "服务"), source="政府采购支出总额"),
    Word(kind=WordKind.SET, value="score", forms=("总分", "得分", "自评得分", "自评总分", "综合得分"), of=("决策", "过程", "产出", "效益"), source="自评总分95分，其中：决策15分…"),
    Word(kind=WordKind.SET, value="score-input", forms=("总得分", "评价总分"), of=("投入", "过程", "产出", "效果"), source="自评总分95分，其中：投入15分…"),
    Word(kind=WordKind.PAIR, value="sides", forms=("收、支总计", "收支总计", "收入、支出总计", "收入和支出总计", "收、支决算总计", "收入支出总计", "收入总计、支出总计", "收入总计和支出总计", "收支决算总计", "收支总额", "收、支预算总计", "收支预算总计", "收支总数"), of=("收入总计", "支出总计"), source="收、支总计各是4125.49,4143.91万元"),
)  # fmt: skip

_UNITS = (
    Word(kind=WordKind.MULTIPLE, forms=("倍",), source="是上年7万元的1.2倍"),
    *(
        Word(kind=WordKind.UNIT, value=unit, forms=forms, not_before=before, source=f"10{forms[0]}")
        for unit, forms, before in (
            ("亿元", ("亿元", "亿"), ()), ("万元", ("万元", "万"), ()), ("千元", ("千元",), ("/",)), ("元", ("元", "元人民币"), ("/", "旦", "素")), ("百万元", ("百万元", "百万"), ()), ("千万元", ("千万元", "千万"), ()),
            ("%", ("%",), ()), ("个百分点", ("个百分点", "百分点"), ()), ("分", ("分",), ("别", "批", "期", "类", "项", "为", "钟", "散", "级", "布", "局", "成", "配", "工", "之", "管")), ("倍", ("倍",), ()),
        )
    ),
    *(
        Word(kind=WordKind.COUNTED, value=unit, forms=forms, not_before=before, source=f"10{forms[0]}")
        for unit, forms, before in (
            ("人", ("人", "名"), ("民", "均", "才", "大", "员", "社", "次", "工", "称", "单", "义", "数", "口", "份", "社局")), ("户", ("户",), ("均", "口", "外")), ("家", ("家",), ("庭",)), ("项", ("项",), ("目",)),
            ("人次", ("人次",), ()), ("批次", ("批次", "批"), ("复", "准", "次")), ("次", ("次",), ("均", "日", "要")), ("辆", ("辆",), ()), ("套", ("套",), ()), ("件", ("件",), ()), ("台", ("台",), ()), ("册", ("册",), ()), ("场", ("场", "场次"), ("馆", "所")),
            ("个", ("个",), ("百分点", "人", "月")), ("公里", ("公里", "千米", "km"), ()), ("米", ("米",), ()), ("公顷", ("公顷", "hm2"), ()), ("亩", ("亩",), ("均",)), ("平方米", ("平方米", "平米", "m2"), ()), ("吨", ("吨",), ()), ("卷", ("卷",), ()), ("万人", ("万人",), ("次",)), ("万人次", ("万人次",), ()), ("万亩", ("万亩",), ()), ("万户", ("万户",), ()), ("万吨", ("万吨",), ()), ("万平方米", ("万平方米", "万平米"), ()), ("万册", ("万册",), ("次",)), ("万册次", ("万册次",), ()), ("册次", ("册次",), ()), ("起", ("起",), ("来", "草", "点", "到", "步", "诉", "初")), ("件次", ("件次",), ()), ("万件", ("万件",), ()), ("万株", ("万株",), ()), ("节", ("节",), ("约", "省", "能")), ("幅", ("幅",), ("度",)), ("天", ("天",), ()), ("例", ("例",), ("如",)), ("盘", ("盘",), ()),
            ("所", ("所",), ("有", "在", "需")), ("座", ("座",), ()), ("处", ("处",), ("理", "置")), ("份", ("份",), ()), ("篇", ("篇",), ()), ("期", ("期",), ("末", "间", "初")), ("只", ("只",), ()), ("头", ("头",), ()), ("株", ("株",), ()), ("盏", ("盏",), ()), ("床", ("床",), ("位",)), ("张", ("张",), ()),
        )
    ),
)  # fmt: skip

SENTENCE_WORDS = (*_MOVES, *_BASES, *_STAGES, *_RATES, *_NAMES, *_COMPARISONS, *_LISTS, *_UNITS)
