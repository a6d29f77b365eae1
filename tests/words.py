"""Small documents in which one word decides: for every kind of word, what a document says with it and without it.

The words here were written down from published forms, not from the packs; a word of a pack that no document here rests on
is not known to be read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from perfeval.corpus import OwnWords
from perfeval.document import Cell, Document, Paragraph, Place, Row, Table
from perfeval.indicators import RowQuality, core, quality
from perfeval.model import Form, Report, Statement
from perfeval.recognition import recognise
from perfeval.ruling import WordKind
from perfeval.vocabulary import Vocabulary

#: In the place of a word, none of any kind.
NO_WORD = "甲乙丙"
INDICATORS = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析"
FUNDS = "项目资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分"
TITLE = "示例县档案馆2023年度项目支出绩效自评表"


@frozen
class Words:
    """Words of one kind that mean one thing, and what a document says by each.

    `says` reads a document in which a word stands and gives what it says; `right` is what it says with each of the words; with `other` in
    their place it says something else.
    """

    kind: WordKind
    words: tuple[str, ...]
    says: Callable[[str, Vocabulary], object]
    right: object
    value: str = ""
    other: str = NO_WORD


def read(blocks: Sequence[str | Sequence[str]], words: Vocabulary) -> Report:
    """What a document of paragraphs and tables states; a table is its rows, a bar between cells."""
    made: list[Paragraph | Table] = []
    for line, block in enumerate(blocks, 1):
        if isinstance(block, str):
            made.append(Paragraph(block, Place(file="报告", line=line)))
            continue
        number = 1 + sum(isinstance(b, Table) for b in made)
        rows = (
            Row(
                tuple(
                    Cell(text, Place("报告", table=number, row=r, cell=c), c) for c, text in enumerate(row.split("|"))
                )
            )
            for r, row in enumerate(block, 1)
        )
        made.append(Table(tuple(rows), Place(file="报告", table=number)))
    return recognise(Document("报告", tuple(made)), words)


# --- forms ------------------------------------------------------------------------------------------------------------


def _form(rows: Sequence[str], words: Vocabulary, *, above: Sequence[str] = (), header: str = INDICATORS) -> Form:
    return read((TITLE, (*above, header, *rows)), words).forms[0]


def _row(name: str, level1: str = "产出指标（90分）", score: str = "45", reason: str = "") -> str:
    return f"{level1}|数量指标|{name}|≥10个|12个|45|{score}|{reason}"


def total(word: str, words: Vocabulary) -> object:
    """The rows and the printed total of a form whose total row is called so."""
    form = _form((_row("培训期数"), _row("办理件数"), f"{word}|||||90|88|"), words)
    return len(form.rows), form.total_score.text if form.total_score else None


def before_total(word: str, words: Vocabulary) -> object:
    """The same, behind a word that leaves a total one."""
    return total(f"{word}合计", words)


def total_behind(word: str, words: Vocabulary) -> object:
    """The same of a word that is a total's only behind another."""
    return total(f"总{word}", words)


def subtotal(word: str, words: Vocabulary) -> object:
    """The names of the rows of a form with a row that adds up a block."""
    return [row.name for row in _form((_row("培训期数"), f"产出{word}||||完成|45|45|", _row("办理件数")), words).rows]


def head_score(word: str, words: Vocabulary) -> object:
    """The total score of a form without a total row, with a score above it."""
    form = _form((_row("培训期数"), _row("办理件数")), words, above=(f"{word}|97.02||||||",))
    return form.total_score.text if form.total_score else None


def execution(word: str, words: Vocabulary) -> object:
    """Which of two rows is the rate of execution."""
    return [row.is_execution for row in _form((_row("培训期数"), _row(word)), words).rows]


def before_execution(word: str, words: Vocabulary) -> object:
    """The same, behind a word that leaves the rate of execution one."""
    return execution(f"{word}资金支出率", words)


def included(word: str, words: Vocabulary, includes: str = "含") -> object:
    """The score of execution in the words of a total."""
    form = _form((_row("培训期数"), f"合计（{includes}预算{word}9.8分）|||||90|88|"), words)
    return form.execution_score.text if form.execution_score else None


def includes(word: str, words: Vocabulary) -> object:
    """The same, by the word that says that the total includes it."""
    return included("执行率得分", words, word)


def reason_row(word: str, words: Vocabulary) -> object:
    """Whether a row without a reason was asked for one, where a row below the others gives a reason for all."""
    form = _form((_row("培训期数", score="40"), f"{word}|受天气影响，两期培训推迟到次年|||||||"), words)
    return form.rows[0].reason is not None


def grade(word: str, words: Vocabulary) -> object:
    """The grade beside the total."""
    form = _form((_row("培训期数"), f"总分||{word}|||90|88|"), words)
    return form.grade.text == word if form.grade else None


def level(word: str, words: Vocabulary) -> object:
    """The names of rows that stand in a block, where a head without points is a level-2 word."""
    form = _form((_row("培训期数"), _row("办理件数", word)), words)
    return [row.name for row in form.rows if row.head is not None]


def remark_column(word: str, words: Vocabulary) -> object:
    """Whether a form whose last column is called so asks for reasons."""
    return _form((_row("培训期数"),), words, header=INDICATORS.replace("偏差原因分析", word)).has_reasons


def note_of_a_form(word: str, words: Vocabulary) -> str:
    """What is a report's own of a line that begins so, and of what is numbered below it."""
    return OwnWords(words).of(f"{word}甲乙丙丁\n1.戊己庚辛")


def cut(word: str, words: Vocabulary) -> object:
    """Whether a form with a line of this word below it is whole."""
    return read((TITLE, (INDICATORS, _row("培训期数")), word), words).forms[0].complete


FORMS = (
    Words(
        WordKind.TOTAL_ROW, right=(2, "88"), says=total,
        words=(
            "合计", "总计", "总和", "总评", "总分", "总得分", "总评分", "总分数", "总分值", "总成绩", "得分合计", "合计得分", "综合得分", "综合评分",
            "最终得分", "最后得分", "自评得分", "自评总分", "自评总得分", "自评得分合计", "自评分", "总计得分", "绩效评价总得分", "总分（100分）",
            "部门整体支出绩效自评总分", "总 分", "分值合计", "合计分",
        ),
    ),
    Words(WordKind.TOTAL_ROW, ("分", "得分", "评分", "分数", "分值", "成绩"), total_behind, (2, "88"), "behind"),
    Words(
        WordKind.BEFORE_TOTAL, right=(2, "88"), says=before_total,
        words=(
            "总", "总体", "整体", "综合", "最终", "最后", "累计", "实际", "全部", "各项", "合计", "总计", "分", "得分", "评分", "分值", "自评", "绩效", "评价",
            "部门", "单位", "项目", "本项目", "支出", "预算", "财政", "指标", "年度", "本年", "本年度", "全年", "本次",
        ),
    ),
    Words(WordKind.SUBTOTAL_ROW, ("小计", "小计分", "小计得分", "小计分值"), subtotal, ["培训期数", "办理件数"]),
    Words(
        WordKind.HEAD_SCORE, right="97.02", says=head_score,
        words=(
            "自评总分", "自评得分", "自评总得分", "评价总分", "自评分数", "总得分", "总评分", "综合得分", "综合评分", "最终得分", "最终评分", "评价得分",
            "绩效得分", "自评总评分", "自评总分数", "自评评分", "绩效自评总分", "绩效自评总得分",
        ),
    ),
    Words(
        WordKind.EXECUTION_ROW, right=[False, True], says=execution,
        words=(
            "执行率", "预算执行", "预算执行情况", "执行率指标", "执行率得分", "执行率情况", "执行比率", "执行比例", "执行进度", "执行进度指标", "预算执行指标",
            "预算执行得分", "资金执行", "资金执行情况", "支出进度", "资金支出率", "预算支出率", "支出执行情况",
            # behind words that leave them what they are
            "预算执行率", "资金执行率", "预算资金执行率", "部门预算执行率", "资金支出进度", "预算执行进度", "财政资金执行率", "预算执行率指标",
            "部门整体支出预算执行率", "项目预算执行率", "预算执行率（10分）", "预算执行率（%）",
        ),
    ),
    Words(
        WordKind.BEFORE_EXECUTION, right=[False, True], says=before_execution,
        words=(
            "预算", "资金", "财政", "部门", "单位", "整体", "年度", "全年", "本年", "本年度", "当年", "专项", "拨款", "经费", "总", "总体", "项目", "支出",
        ),
    ),
    Words(WordKind.EXECUTION_RATE, ("执行率", "执行率得分", "执行率分", "执行率得分为"), included, "9.8"),
    Words(WordKind.INCLUDES, ("含", "包含", "包括", "其中", "其中："), includes, "9.8"),
    Words(
        WordKind.REASON_ROW, right=False, says=reason_row,
        words=(
            "偏差原因", "偏差大原因", "偏差较大原因", "偏差情况", "偏差大情况", "偏差较大情况", "未完成原因", "扣分原因", "改进措施", "未达成原因",
            "未达标原因", "未实现原因", "未完成情况", "未完成指标", "偏离原因", "失分原因", "减分原因", "扣分说明", "扣分情况", "原因分析", "原因说明",
            "偏差原因分析及改进措施", "未完成的原因分析",
        ),
    ),
    Words(WordKind.GRADE, ("优", "良", "中", "差", "优秀", "良好", "合格", "不合格", "一般", "较差", "低"), grade, right=True),
    Words(
        WordKind.LEVEL, right=["培训期数"], says=level,
        words=(
            "数量指标", "质量指标", "时效指标", "成本指标", "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标", "经济效益", "社会效益",
            "生态效益", "可持续影响", "服务对象满意度指标", "服务对象满意度", "数量", "质量", "时效", "经济成本指标", "社会成本指标", "生态环境成本指标",
            "经济成本", "社会成本", "生态环境成本", "环境效益指标", "环境效益", "可持续影响效益指标", "可持续发展指标", "社会公众满意度指标",
            "社会公众满意度", "社会公众或服务对象满意度指标", "社会公众或服务对象满意度", "受益对象满意度指标", "受益对象满意度",
        ),
    ),
    Words(WordKind.REMARK_COLUMN, ("备注", "说明"), remark_column, right=False, other="偏差原因"),
    Words(WordKind.FORM_NOTE, ("注:", "备注：", "填表说明", "填报说明"), note_of_a_form, right=""),
    Words(
        WordKind.CUT, right=False, says=cut,
        words=(
            "未完", "续表", "（续）", "前表见上页", "上页续", "后续略", "前表末页", "表格不全", "表见上页", "省略", "以下略", "其余略", "部分略", "前略", "后略",
            "接上页", "接上表", "接前页", "接前表", "续上页", "续上表", "续前页", "续前表", "转下页", "接下页", "下页续", "见下页", "从略", "节选",
            "摘录", "表格不完整", "未完，见下页", "（表格未完，续表略）",
        ),
    ),
)  # fmt: skip


# --- tables of amounts ------------------------------------------------------------------------------------------------


def _figures(report: Report) -> list[tuple[str, str]]:
    """The figures that have a line's name; what a table says of its own cells has none."""
    return [(s.name.item.text, s.printed) for s in report.statements if s.quantity and s.name.item.base != "table"]


def _stated(report: Report, label: str) -> Statement:
    return next(s for s in report.statements if s.label == label)


def sum_row(word: str, words: Vocabulary) -> object:
    """The rate of execution of a form that prints one for each task and one for all."""
    rows = (
        "修缮|100.00|100.00|80.00||80.00%|",
        "采购|100.00|100.00|90.00||90.00%|",
        f"{word}|200.00|200.00|170.00||85.00%|",
    )
    form = read((TITLE, (FUNDS, *rows)), words).forms[0]
    return form.execution_rate.text if form.execution_rate else None


def sum_ending(word: str, words: Vocabulary) -> object:
    """What a row is listed under whose label ends so."""
    rows = ("财政专项|100.00|100.00|80.00|||", f"财政专项{word}|100.00|100.00|80.00|||", "自筹|10.00|10.00|8.00|||")
    report = read((TITLE, (FUNDS, *rows)), words)
    return str(_stated(report, f"财政专项{word}").parent)


def part_row(word: str, words: Vocabulary) -> object:
    """The line of a row whose label is behind a word for a part."""
    rows = ("年度资金总额|100.00|100.00|80.00|||", f"{word}：上年结转|10.00|10.00|8.00|||")
    report = read((TITLE, (FUNDS, *rows)), words)
    return _stated(report, f"{word}：上年结转").name.item.text


def whole_column(word: str, words: Vocabulary) -> object:
    """The lines of the figures of a table in which a column holds all of the head above it."""
    header = ("科目编码|科目名称|本年支出合计|基本支出|||项目支出", f"|||{word}|人员经费|公用经费|")
    report = read(("支出决算表", (*header, "|合计|30.00|20.00|15.00|5.00|10.00")), words)
    return _figures(report)


def numbering_row(word: str, words: Vocabulary) -> object:
    """The figures of a table with a row that numbers its columns."""
    rows = ("科目编码|科目名称|本年支出合计|基本支出|项目支出", f"{word}||3|5|7", "|合计|30.00|20.00|10.00")
    return _figures(read(("支出决算表", rows), words))


def class_depth(word: str, words: Vocabulary) -> object:
    """The figures of a table with a row that numbers its columns behind the depths of its classes."""
    rows = ("科目编码||科目名称|本年支出合计|基本支出|项目支出", f"{word}||1|2|3|4", "||合计|30.00|20.00|10.00")
    return _figures(read(("支出决算表", rows), words))


def dated_head(word: str, words: Vocabulary) -> object:
    """The year of a column that is headed by one of the year before."""
    head = {"执行": "执行数", "实际": "实际支出"}.get(word, word)
    table = (f"项目|预算数|决算数|上年{head}", "公务接待费|3.00|2.00|7.00")
    report = read(("示例县档案馆2023年度部门决算", "“三公”经费支出决算表", table), words)
    return [s.name.year.value for s in report.statements if s.printed == "7.00"]


def rate_base(word: str, words: Vocabulary) -> object:
    """What a rate divides by, in the formula of its head."""
    table = (
        f"项目资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率（执行数/{word}数）|得分",
        "年度资金总额|100.00|90.00|80.00|10|80.00%|8",
    )
    return [s.name.item.text for s in read((TITLE, table), words).statements if s.printed == "80.00%"]


def share(word: str, words: Vocabulary) -> object:
    """Whether a share without its percent sign is noted among others that have one."""
    text = f"基本支出占10.00%，项目支出占20.00%，其他支出{word}70.00。"
    return [note.kind for note in read((TITLE, text), words).notes if note.kind == "text-slip"]


_TABLE = [("expenditure", "30.00"), ("basic", "20.00"), ("project", "10.00")]
_OF = tuple(a + b for a in ("占", "占比", "占总额", "占总支出") for b in ("", "的", "为", "达", "达到"))
AMOUNTS = (
    Words(
        WordKind.SUM_ROW, right="85.00%", says=sum_row,
        words=("合计", "总计", "支出合计", "本年支出合计", "本年收入合计", "金额合计", "金额总计", "资金合计", "资金总计"),
    ),
    Words(WordKind.SUM_ENDING, ("小计", "合计"), sum_ending, "total/财政专项"),
    Words(WordKind.PART_ROW, ("其中",), part_row, "total.carry-over"),
    Words(
        WordKind.WHOLE_COLUMN, ("小计", "合计", "金额"), whole_column,
        [("expenditure", "30.00"), ("basic", "20.00"), ("personnel", "15.00"), ("operating", "5.00"), ("project", "10.00")],
    ),
    Words(WordKind.NUMBERING_ROW, ("栏次", "行次", "栏目"), numbering_row, _TABLE),
    Words(WordKind.CLASS_DEPTH, ("类", "款", "项"), class_depth, _TABLE),
    Words(WordKind.DATED_HEAD, ("预算", "决算", "执行", "实际"), dated_head, [2022]),
    Words(WordKind.RATE_BASE, ("年初",), rate_base, ["total:execution-rate-original"], "original"),
    Words(WordKind.RATE_BASE, ("到位",), rate_base, ["total:execution-rate-arrived"], "arrived"),
    Words(WordKind.SHARE, _OF, share, ["text-slip"]),
)  # fmt: skip


# --- whom a report is about -------------------------------------------------------------------------------------------


def title(word: str, words: Vocabulary) -> object:
    """The title of a document whose second line names what it is."""
    return read(("示例县档案馆", f"2023年度{word}", "第一部分 概况", "全年接待群众10人次。"), words).title


def title_stage(word: str, words: Vocabulary) -> object:
    """The stage of a summary's line in a publication that is called so."""
    report = read((f"示例县档案馆2023年度部门{word}说明", "本年支出合计30.00万元。"), words)
    return next((getattr(s.name.stage.value, "value", "open") for s in report.statements if s.quantity), None)


def entity_label(word: str, words: Vocabulary) -> object:
    """The unit behind a label in a table."""
    return read(("2023年度项目支出绩效自评表", (f"{word}|示例县档案馆", "金额|10.00")), words).entity


def labelled_line(word: str, words: Vocabulary) -> object:
    """The unit behind a label in a line of text."""
    return read(("2023年度项目支出绩效自评表", f"{word}：示例县档案馆", "全年支出10万元。"), words).entity


def beside_entity(word: str, words: Vocabulary) -> object:
    """The unit on a line that goes on."""
    return read(
        ("2023年度项目支出绩效自评表", f"填报单位：示例县档案馆 {word}：某某", "全年支出10万元。"), words
    ).entity


def stamped(word: str, words: Vocabulary) -> object:
    """The unit behind a label that asks for a stamp."""
    return read(("2023年度项目支出绩效自评表", (f"填报单位（{word}）|示例县档案馆", "金额|10.00")), words).entity


def no_name(word: str, words: Vocabulary) -> object:
    """The unit of a document whose list of units has this header beside the units' names."""
    return read(("2023年度项目支出绩效自评表", (f"单位名称|{word}", "甲|10.00")), words).entity


def body(word: str, words: Vocabulary) -> object:
    """The unit a title names before its year."""
    return read((f"示例县某{word}2023年度绩效自评报告", "全年支出10万元。"), words).entity == f"示例县某{word}"


def body_anywhere(word: str, words: Vocabulary) -> object:
    """The unit a title names behind its year."""
    return read((f"2023年度示例县某{word}绩效自评报告", "全年支出10万元。"), words).entity == f"示例县某{word}"


def unit_noun(word: str, words: Vocabulary) -> object:
    """The title of a table with a line below it that names the unit."""
    return _part_of(f"预算{word}：示例县档案馆", words)


def table_mark(word: str, words: Vocabulary) -> object:
    """The title of a table with a line below it that numbers the table."""
    return _part_of(f"{word}01表", words)


def _part_of(line: str, words: Vocabulary) -> str:
    table = ("科目编码|科目名称|本年支出合计|基本支出|项目支出", "|合计|30.00|20.00|10.00")
    report = read(("示例县档案馆2023年度决算公开", "支出决算表", line, table), words)
    return next((s.place.part or "" for s in report.statements), "")


def project_label(word: str, words: Vocabulary) -> object:
    """Whom the funds of a form are of that names its project."""
    table = (f"{word}|古籍修复", "填报单位|示例县档案馆", FUNDS, "年度资金总额|100.00|100.00|80.00|10|80.00%|8")
    return read((TITLE, table), words).statements[0].name.entity.value


def carrying_out(word: str, words: Vocabulary) -> object:
    """The unit that reports by a line of text, where a table names another behind this label."""
    rows = (f"{word}|示例县文化馆", "金额|10.00")
    return read(("2023年度项目支出绩效自评表", "编制单位：示例县档案馆", rows), words).entity


def department_over(word: str, words: Vocabulary) -> object:
    """The place of a report whose unit names none, and the unit, by the department over it."""
    rows = (f"{word}|永德县教育体育局", "实施单位|第一中学", "金额|10.00")
    report = read(("2023年度项目支出绩效自评表", rows), words)
    return report.jurisdiction, report.entity


_CARRY_OUT = (
    "项目单位", "项目单位名称", "实施单位", "项目实施单位", "具体实施单位", "承担单位", "项目承担单位", "执行单位", "项目执行单位", "用款单位", "资金使用单位",
    "项目申报单位", "责任单位", "建设单位",
)  # fmt: skip
CONTEXT = (
    Words(
        WordKind.TITLE, says=lambda word, words: title(word, words) == f"示例县档案馆 2023年度{word}", right=True,
        words=("自评", "绩效", "决算", "预算", "三公", "评价", "报告"),
    ),
    Words(WordKind.TITLE_STAGE, ("决算",), title_stage, "actual", "actual"),
    Words(WordKind.TITLE_STAGE, ("预算",), title_stage, "original", "original"),
    Words(
        WordKind.ENTITY_LABEL, (
            "填报单位", "预算单位名称", "预算单位", "部门名称", "单位名称", "填报单位名称", "填报部门", "自评单位", "自评部门",
            "被评价单位", "报送单位", "申报单位", "编报单位", "预算部门", "预算部门名称", "单位全称", "部门全称", "部门（单位）名称", "填报单位（盖章）",
        ), entity_label, "示例县档案馆", "reporting",
    ),
    Words(WordKind.ENTITY_LABEL, _CARRY_OUT, entity_label, "示例县档案馆", "carrying-out"),
    Words(WordKind.ENTITY_LABEL, _CARRY_OUT, carrying_out, "示例县档案馆", "carrying-out", other="单位名称"),
    Words(
        WordKind.ENTITY_LABEL, says=department_over, right=("530923", "第一中学"), value="over",
        words=(
            "主管部门", "主管单位", "主管部门及代码", "主管部门名称", "上级主管部门", "市级主管部门", "县级主管部门", "区级主管部门", "省级主管部门",
            "业务主管部门",
        ),
    ),
    Words(
        WordKind.ENTITY_LABEL, says=labelled_line, right="示例县档案馆", value="line",
        words=(
            "编制单位", "编制部门", "预算主管部门", "公开部门", "公开单位", "项目主管部门", "购买主体", "部门", "单位",
        ),
    ),
    Words(
        WordKind.BESIDE_ENTITY, says=beside_entity, right="示例县档案馆",
        words=(
            "金额单位", "单位", "填报日期", "填报时间", "填报人", "编制日期", "编制时间", "填表日期", "填表时间", "日期", "时间", "盖章", "（盖章",
        ),
    ),
    Words(WordKind.UNIT_NOUN, ("部门", "单位", "主体", "部门名称", "单位名称", "主体名称"), unit_noun, "支出决算表"),
    Words(
        WordKind.PROJECT_LABEL, says=project_label, right="古籍修复",
        words=("项目名称", "专项名称", "转移支付（项目）名称", "专项资金名称", "政策名称", "项目（政策）名称", "专项（项目）名称",
            "项目（专项）名称", "项目（资金）名称", "项目（任务）名称", "专项资金项目名称", "专项资金（项目）名称", "转移支付名称", "转移支付项目名称", "预算项目名称",
            "支出项目名称", "自评项目名称", "评价项目名称", "子项目名称", "一级项目名称", "二级项目名称", "政策（项目）名称",
        ),
    ),
    Words(WordKind.STAMP, (
            "单位", "部门", "盖章", "公章", "签章", "加盖公章", "单位盖章", "单位公章", "部门盖章", "加盖单位公章", "签字", "签字盖章", "本级",
            "公示版", "模板", "公开版",
        ), stamped, "示例县档案馆"),
    Words(
        WordKind.NO_NAME, says=no_name, right=None,
        words=(
            "备注", "说明", "序号", "性质", "类型", "级次", "地址", "合计", "总计", "小计", "本年", "上年", "收入", "支出", "预算", "决算", "金额",
            "项目名称", "基本支出", "项目支出", "编码", "代码", "上年结转", "得分", "分值", "自评得分", "自评分", "等级", "联系人", "联系电话", "负责人", "填报", "填表",
            "日期", "时间", "主管部门", "实施单位", "单位名称", "部门名称", "年度", "年初", "全年", "完成", "是否", "数量", "比例", "签字", "盖章",
        ),
    ),
    Words(
        WordKind.BODY, says=body, right=True,
        words=(
            "局", "委员会", "委", "馆", "院", "厅", "中心", "学校", "幼儿园", "镇", "乡", "办", "办公室", "会", "部", "小学", "中学", "街道", "处", "站",
            "所", "队", "社", "政府", "公司", "法院", "检察院", "大学", "学院", "工作部", "党校", "电视台", "农场", "林场", "牧场", "公园", "植物园",
            "动物园", "产业园", "科技园", "文工团", "歌舞团", "剧团", "艺术团", "银行", "集团", "残联", "妇联", "文联", "侨联", "工商联", "社科联", "政协",
            "科协", "作协", "人大", "署", "开发区", "园区", "保护区", "管理区", "新区", "基地", "村",
        ),
    ),
    Words(
        WordKind.BODY, says=body_anywhere, right=True, value="anywhere",
        words=("局", "委员会", "委", "馆", "院", "厅", "中心", "学校", "幼儿园", "镇", "乡", "办", "办公室", "会", "部"),
    ),
    Words(WordKind.TABLE_MARK, ("公开", "预算", "决算", "预算公开", "决算公开", "部门公开", "部门预算", "部门决算", "财决", "财预"), table_mark, "支出决算表"),
)  # fmt: skip


# --- what indicators are about --------------------------------------------------------------------------------------


def _looked_over(row: str, words: Vocabulary) -> RowQuality:
    """One row of a form, looked over."""
    report = read(((INDICATORS, f"{row}|10|10|"),), words)
    return quality(report, words.lexicon)[0].rows[0]


def sets_a_standard(word: str, words: Vocabulary) -> object:
    """Whether a target of this word can be measured."""
    return _looked_over(f"效益指标|社会效益指标|档案利用服务|{word}|{word}", words).measurable


def block(word: str, words: Vocabulary) -> object:
    """What is asked of a rate of satisfied people under a level that is called so."""
    return [remark.kind.value for remark in _looked_over(f"{word}||群众满意度|≥90%|95%", words).remarks]


def speaks_of(word: str, words: Vocabulary) -> object:
    """What is asked of an indicator of this name that stands under the cost."""
    return [remark.kind.value for remark in _looked_over(f"成本指标||{word}|≥90%|95%", words).remarks]


def padding(word: str, words: Vocabulary) -> object:
    """What an indicator is about whose name ends so."""
    return core(f"古籍修复{word}", words.lexicon)


INDICATOR = (
    Words(
        WordKind.VAGUE_TARGET, says=sets_a_standard, right=False,
        words=(
            "效果明显", "明显", "显著", "效果显著", "良好", "效果良好", "有效", "有效提升", "有所提升", "逐步提升", "不断提升", "明显提升", "显著提升",
            "提高", "有所提高", "明显提高", "好", "较好", "高", "较高", "是", "有效保障", "持续", "长期", "好坏", "有效改善", "明显改善", "不断完善",
            "进一步提升",
        ),
    ),
    Words(WordKind.BLOCK, ("产出", "数量指标", "质量指标", "时效指标", "成本", "效益", "效果", "可持续影响"), block, ["level"]),
    Words(WordKind.BLOCK, ("满意",), block, [], other="产出"),
    Words(
        WordKind.BELONGS, says=speaks_of, right=["level"],
        words=("满意度", "满意率", "完成及时率", "按时完成率", "验收合格率", "验收通过率", "任务完成率", "影响程度", "获得感", "社会影响力"),
    ),
    Words(
        WordKind.NAME_PADDING, says=padding, right="古籍修复",
        words=("完成情况", "完成数量", "完成数", "完成率", "完成", "数量", "总数", "情况", "指标", "开展", "实施", "达到", "工作", "数"),
    ),
)  # fmt: skip

EXAMPLES = (*FORMS, *AMOUNTS, *CONTEXT, *INDICATOR)
