"""What the field calls its lines: line items, functional and economic classes, with the labels published forms print."""

from __future__ import annotations

from perfeval.ruling import (
    ACTUAL,
    LineItem,
)

LINE_ITEMS = (
    LineItem(
        "total",
        "年度资金总额",
        (
            "年度总金额",
            "总额",
            "年度财政资金总额",
            "资金总额",
            "全年资金总额",
            "项目资金总额",
            "年度资金总额合计",
            "全年支出",
        ),
        free_rows=True,
    ),
    LineItem(
        "total.fiscal",
        "当年财政拨款",
        ("本年财政拨款", "财政拨款", "财政资金", "当年财政资金", "本年财政资金", "本年度财政拨款", "年度财政拨款"),
        parent="total",
    ),
    LineItem(
        "total.carry-over", "上年结转资金", ("上年结转", "上年结转结余资金", "上年结余资金", "结转资金"), parent="total"
    ),
    LineItem("total.fiscal-account", "财政专户管理资金", ("财政专户资金",), parent="total"),
    LineItem("total.unit", "单位资金", ("单位自有资金", "自有资金"), parent="total"),
    LineItem("total.other", "其他资金", ("其它资金",), parent="total"),
    LineItem("total.addition", "本年追加预算", ("追加预算", "年中追加预算", "本年追加")),
    LineItem("total.by-source", "按收入性质分", free_rows=True),
    LineItem("total.by-nature", "按支出性质分", free_rows=True),
    LineItem("basic", "基本支出"),
    LineItem("project", "项目支出", free_rows=True),
    LineItem("personnel", "人员经费", ("人员支出", "人员经费合计")),
    LineItem("operating", "公用经费", ("公用支出", "公用经费合计", "日常公用经费")),
    LineItem(
        "three-public",
        "“三公”经费",
        ("三公经费", "三公经费支出", "“三公”经费支出", "三公经费合计"),
        of_appropriation=True,
    ),
    LineItem(
        "three-public.vehicles",
        "公务用车购置及运行维护费",
        (
            "公务用车购置和维护经费",
            "公务用车购置及运行费",
            "公务用车购置及运行维护",
            "公务用车购置和运行维护费",
            "公务用车费",
            "公务用车购置及运行维护经费",
        ),
        parent="three-public",
    ),
    LineItem(
        "three-public.vehicles.purchase",
        "公务用车购置费",
        ("公车购置", "公务用车购置", "公务用车购置支出"),
        parent="three-public.vehicles",
    ),
    LineItem(
        "three-public.vehicles.running",
        "公务用车运行维护费",
        ("公车运行维护", "公务用车运行费", "公务用车维护费", "公务用车运行维护", "公车运行维护费", "公务用车运行"),
        parent="three-public.vehicles",
    ),
    LineItem(
        "three-public.abroad",
        "因公出国（境）费",
        (
            "出国经费",
            "因公出国（境）费用",
            "因公出国（境）经费",
            "因公出国（境）支出",
            "因公出国境费",
            "因公出国费",
            "因公出国（境）",
        ),
        parent="three-public",
    ),
    LineItem(
        "three-public.hospitality",
        "公务接待费",
        ("公务接待", "公务接待经费", "接待费", "公务接待支出"),
        parent="three-public",
    ),
    LineItem(
        "three-public.hospitality.domestic",
        "国内接待费",
        ("国内公务接待费", "国内公务接待支出"),
        parent="three-public.hospitality",
    ),
    LineItem(
        "three-public.hospitality.foreign",
        "国（境）外接待费",
        ("国（境）外公务接待费", "外事接待费支出"),
        parent="three-public.hospitality",
    ),
    LineItem("running", "机关运行经费", ("机关运行经费支出",), of_appropriation=True),
    LineItem("running.offices", "行政单位", parent="running"),
    LineItem(
        "running.institutions",
        "参照公务员法管理事业单位",
        ("参公事业单位", "参照公务员法管理的事业单位"),
        parent="running",
    ),
    LineItem(
        "procurement",
        "政府采购金额",
        ("政府采购", "政府采购支出", "政府采购总额", "政府采购支出合计", "政府采购支出总额"),
    ),
    LineItem("procurement.goods", "政府采购货物支出", ("政府采购货物",), parent="procurement"),
    LineItem("procurement.works", "政府采购工程支出", ("政府采购工程",), parent="procurement"),
    LineItem("procurement.services", "政府采购服务支出", ("政府采购服务",), parent="procurement"),
    LineItem("staff.posts", "编制数", ("编制人数", "核定编制")),
    LineItem("staff.in-post", "实际在职人数", ("在职人数", "实有人数", "实有在职人数")),
    # final accounts
    LineItem("total:completion-rate", "预算完成率"),
    LineItem("three-public:change-rate", "三公经费变动率", ("“三公”经费变动率",)),
    LineItem("staff.in-post:control-rate", "在职人员控制率", ("财政供养人员控制率",)),
    LineItem("revenue", "本年收入合计", ("收入预算", "本年收入", "收入合计", "收入"), all_funds=True),
    LineItem("revenue.general", "一般公共预算财政拨款收入", parent="revenue"),
    LineItem("revenue.fund", "政府性基金预算财政拨款收入", parent="revenue"),
    LineItem("revenue.state-capital", "国有资本经营预算财政拨款收入", parent="revenue"),
    LineItem("revenue.fiscal-account", "财政专户管理资金收入", parent="revenue"),
    LineItem("revenue.superior", "上级补助收入", parent="revenue"),
    LineItem("revenue.service", "事业收入", parent="revenue"),
    LineItem("revenue.business", "经营收入", parent="revenue"),
    LineItem("revenue.affiliated", "附属单位上缴收入", parent="revenue"),
    LineItem("revenue.other", "其他收入", parent="revenue"),
    LineItem("expenditure", "本年支出合计", ("支出合计", "支出预算", "本年支出", "支出"), all_funds=True),
    LineItem("balance-used", "使用非财政拨款结余（含专用结余）", ("使用非财政拨款结余", "用事业基金弥补收支差额")),
    LineItem("carry-in", "年初结转和结余", ("年初结转结余", "上年结转和结余", "年初结余"), stage=ACTUAL),
    LineItem("carry-in.general", "一般公共预算财政拨款结转", parent="carry-in"),
    LineItem("carry-in.fund", "政府性基金预算财政拨款结转", parent="carry-in"),
    LineItem("carry-in.state-capital", "国有资本经营预算财政拨款结转", parent="carry-in"),
    LineItem("carry-out", "年末结转和结余", ("年末结转结余", "年末结余"), stage=ACTUAL),
    LineItem("balance-distributed", "结余分配"),
    LineItem(
        "revenue-side",
        "收入总计",
        ("收入决算总计", "收入总额", "收支总计", "收入支出总计"),
        all_funds=True,
        stage=ACTUAL,
    ),
    LineItem("expenditure-side", "支出总计", ("支出决算总计", "支出总额"), all_funds=True, stage=ACTUAL),
)

#: Economic classes of the department view, as printed in published accounts; editions differ by year in few lines.
ECONOMY = {
    "301": "工资福利支出", "30101": "基本工资", "30102": "津贴补贴", "30103": "奖金", "30106": "伙食补助费", "30107": "绩效工资",
    "30108": "机关事业单位基本养老保险缴费", "30109": "职业年金缴费", "30110": "职工基本医疗保险缴费", "30111": "公务员医疗补助缴费",
    "30112": "其他社会保障缴费", "30113": "住房公积金", "30114": "医疗费", "30199": "其他工资福利支出",
    "302": "商品和服务支出", "30201": "办公费", "30202": "印刷费", "30203": "咨询费", "30204": "手续费", "30205": "水费", "30206": "电费",
    "30207": "邮电费", "30208": "取暖费", "30209": "物业管理费", "30211": "差旅费", "30212": "因公出国（境）费用", "30213": "维修（护）费",
    "30214": "租赁费", "30215": "会议费", "30216": "培训费", "30217": "公务接待费", "30218": "专用材料费", "30224": "被装购置费",
    "30225": "专用燃料费", "30226": "劳务费", "30227": "委托业务费", "30228": "工会经费", "30229": "福利费", "30231": "公务用车运行维护费",
    "30239": "其他交通费用", "30240": "税金及附加费用", "30299": "其他商品和服务支出",
    "303": "对个人和家庭的补助", "30301": "离休费", "30302": "退休费", "30303": "退职（役）费", "30304": "抚恤金", "30305": "生活补助",
    "30306": "救济费", "30307": "医疗费补助", "30308": "助学金", "30309": "奖励金", "30310": "个人农业生产补贴", "30399": "其他对个人和家庭的补助",
    "307": "债务利息及费用支出", "310": "资本性支出", "31002": "办公设备购置", "31003": "专用设备购置", "31013": "公务用车购置",
    "31022": "无形资产购置", "312": "对企业补助", "399": "其他支出",
}  # fmt: skip

ECONOMY_ITEMS = tuple(LineItem(f"basic@{code}", label, parent="basic") for code, label in ECONOMY.items())

#: Functional classes by the order of the published 总表; labels as printed there.
FUNCTIONS = {
    "201": "一般公共服务支出", "202": "外交支出", "203": "国防支出", "204": "公共安全支出", "205": "教育支出", "206": "科学技术支出",
    "207": "文化旅游体育与传媒支出", "208": "社会保障和就业支出", "209": "社会保险基金支出", "210": "卫生健康支出", "211": "节能环保支出",
    "212": "城乡社区支出", "213": "农林水支出", "214": "交通运输支出", "215": "资源勘探工业信息等支出", "216": "商业服务业等支出",
    "217": "金融支出", "219": "援助其他地区支出", "220": "自然资源海洋气象等支出", "221": "住房保障支出", "222": "粮油物资储备支出",
    "223": "国有资本经营预算支出", "224": "灾害防治及应急管理支出", "229": "其他支出", "231": "债务还本支出", "232": "债务付息支出",
    "233": "债务发行费用支出", "234": "抗疫特别国债安排的支出",
}  # fmt: skip

#: What the same classes were called before 2019.
FORMER_FUNCTIONS = {
    "207": ("文化体育与传媒支出",), "210": ("医疗卫生与计划生育支出", "医疗卫生支出"), "215": ("资源勘探信息等支出",),
    "220": ("国土海洋气象等支出", "国土资源气象等支出"),
}  # fmt: skip

CLASS_ITEMS = tuple(
    LineItem(f"expenditure@{code}", label, FORMER_FUNCTIONS.get(code, ()), parent="expenditure")
    for code, label in FUNCTIONS.items()
)
