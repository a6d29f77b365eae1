"""Indicator tables: rows with a target, an actual, points and a score, under level-1 blocks; and the execution rate.

Rule 1: value columns are found by their headers; what stands left of them are the levels, the name nearest.
Rule 2: the execution rate's points count once, however often a form prints them.
Rule 3: a form whose rows are not all there says so, and its totals are not run.
"""

from __future__ import annotations

import re
from itertools import pairwise

from attrs import define, evolve, field

from perfeval.document import Cell, Place, Row
from perfeval.model import Entry, Form, Head, IndicatorRow, Recheck, Statement
from perfeval.quantities import POINT, Nil, Quantity, Unread, Words, read, read_target, tidy, unit_named
from perfeval.recognition.sections import Section
from perfeval.ruling import Role
from perfeval.ruling.layouts import RECHECKED, heading
from perfeval.vocabulary import bare, is_part

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

_SUBTOTAL = re.compile(r"^(?:[^,，]{0,12})?小计(?:分|得分|分值)?$|^小计")
_REASON_ROW = re.compile(r"偏差(?:较?大)?(?:原因|情况)|(?:未完成|扣分)原因|改进措施")
_POINTS_IN_HEAD = re.compile(r"[(\[]?(\d+(?:\.\d+)?)分[)\]]?")
_POINTS_OF_NAME = re.compile(r"[(\[](\d+(?:\.\d+)?)分[)\]]$")
_CUT = re.compile(r"未完(?!成)|续表|（续）|\(续\)|表见上页|上页续|后续略|前表末页|表格不全|省略")

#: Columns that may hold a reason and ask for none.
REMARK_WORDS = frozenset({"备注", "说明"})
HEAD_SCORE_WORDS = frozenset({"自评总分", "自评得分", "自评总得分", "评价总分", "绩效自评总分", "自评分数", "总得分"})

NOT_ALL_ROWS = ("表格未完，其余行不在文中", "the table goes on elsewhere; the rest of its rows is not in the document")


def says_cut(text: str) -> bool:
    """Whether a line beside a table says that it goes on or began elsewhere (表格未完，续表略; 前表见上页)."""
    return len(text) < 60 and bool(_CUT.search(tidy(text)) or _CUT.search(text))


@define
class FormDraft:
    """A form while its tables are being read."""

    id: str
    title: str
    place: Place
    rows: list[IndicatorRow] = field(factory=list)
    heads: list[Head] = field(factory=list)
    total_points: Entry | None = None
    total_score: Entry | None = None
    head_score: Entry | None = None
    grade: Entry | None = None
    execution_points: Entry | None = None
    execution_score: Entry | None = None
    execution_rate: Entry | None = None
    execution_rule: str = ""
    execution_reason: Entry | None = None
    total_recheck: Entry | None = None
    execution_recheck: Entry | None = None
    complete: bool = True
    why: tuple[str, str] = ("", "")
    has_funds: bool = False
    has_reasons: bool = False
    ended: bool = False
    project: str = ""
    common_reason: bool = False
    bound: set[Place] = field(factory=set)
    labels: set[Place] = field(factory=set)
    unmapped: list[Entry] = field(factory=list)
    dates: list[Entry] = field(factory=list)
    _level1: str = ""
    _level2: str = ""

    def cut(self, why: tuple[str, str] = NOT_ALL_ROWS) -> None:
        """Mark that rows are missing."""
        if self.complete:
            self.complete, self.why = False, why

    def _settle_parts(self) -> None:
        """A row and the 其中 rows behind it that carry its points again: they are its parts."""
        for position, parent in enumerate(self.rows):
            if parent.is_part or parent.points is None or parent.points.quantity is None or is_part(parent.name):
                continue
            left = parent.points.quantity.number
            run = 0
            for row in self.rows[position + 1 :]:
                if (
                    row.points is None
                    or row.points.quantity is None
                    or row.is_part
                    or (run == 0 and not is_part(row.name))
                ):
                    break
                left -= row.points.quantity.number
                run += 1
                if left <= 0:
                    break
            if run and left == 0:
                self.rows[position] = evolve(parent, has_parts=True)
                for at in range(position + 1, position + 1 + run):
                    self.rows[at] = evolve(self.rows[at], is_part=True)

    def finish(self) -> Form:
        """The form as it was read."""
        heads = tuple(self.heads)
        points = self.execution_points
        if self.total_score is None and self.head_score is not None and self.rows:
            self.total_score = self.head_score
            self.bound.add(self.head_score.place)
        self._settle_parts()
        if self.common_reason:  # one reason for the whole form, below its rows
            self.rows = [evolve(r, reason=None) if r.reason is not None and r.reason.is_nil else r for r in self.rows]
        execution = [r for r in self.rows if bare(r.name or r.level1) in EXECUTION_WORDS and r.points is not None]
        if (
            points is not None
            and points.quantity
            and any(
                r.points is not None and r.points.quantity and r.points.quantity.number == points.quantity.number
                for r in execution
            )
        ):  # the execution rate is an indicator row, too: it counts there
            points = None
        return Form(
            self.id, self.title, tuple(self.rows), heads, self.total_points, self.total_score, self.grade,
            points, self.execution_score if points is self.execution_points else None, self.execution_rate,
            self.execution_rule, self.complete, self.why, self.place, self.has_reasons, self.execution_reason,
            self.total_recheck, self.execution_recheck if points is self.execution_points else None,
        )  # fmt: skip


def head_score_of(row: Row) -> Entry | None:
    """The score of a whole form that a row above it prints (自评总分 | 97.02)."""
    for label, value in pairwise(row.cells):
        if heading(label.text).words in HEAD_SCORE_WORDS:
            entry = _entry(value, label.text.strip())
            return entry if entry.quantity is not None else None
    return None


def _remark_at(section: Section) -> int | None:
    """Where a reviewer's remarks stand: a column of that name, or one for reasons behind the re-checked scores."""
    scores = section.columns(Role.RECHECK_SCORE)
    if not scores:
        return None
    own = [h.position for h in section.columns(Role.RECHECK_REMARK)]
    behind = [h.position for h in section.columns(Role.REASON) if h.position > scores[0].position]
    return next(iter((*own, *behind)), None)


def _entry(cell: Cell, column: str) -> Entry:
    reading = read(cell.text)
    if isinstance(reading, Quantity):
        reading = reading.within(POINT) if reading.unit is None else reading
    return Entry(cell.text, reading, cell.place, column)


def read_funds(section: Section, statements: list[Statement], draft: FormDraft) -> None:
    """The execution rate's points, rate and score from a funds block: its total row, or the first that prints them."""
    draft.has_funds = True
    for header in section.header:
        in_corner = header.column is None and header.position < section.first_value
        over_scores = (
            header.column is not None and header.column.role is Role.SCORE and not section.columns(Role.POINTS)
        )
        if header.heading.points and (in_corner or over_scores):  # 项目资金（10分）, 得分（10%）
            draft.execution_points = draft.execution_points or Entry(
                header.heading.points, read(header.heading.points + "分"), header.cell.place, header.cell.text
            )
        if header.column is not None and header.column.role is Role.SCORE and "执行率" in header.heading.formula:
            draft.execution_rule = header.heading.formula
    in_head = draft.execution_points
    remark = _remark_at(section)
    for row in section.rows:
        if section.is_short(row):
            continue
        under = section.under(row)
        is_sum = any(_SUM_ROW.search(tidy(c.text)) for c in row.cells)
        for header in section.columns(Role.REASON):
            cell = under.get(header.position) if header.position != remark else None
            if cell is not None and draft.execution_reason is None:  # the total row comes first
                draft.execution_reason = Entry(cell.text, read(cell.text), cell.place, header.heading.words)
        for header in section.columns(Role.POINTS, Role.SCORE, Role.RATE, Role.RECHECK_SCORE):
            cell = under.get(header.position)
            assert header.column is not None
            if cell is None:
                continue
            entry = _entry(cell, header.heading.words)
            if header.column.role is Role.RATE:
                if (draft.execution_rate is None or is_sum) and entry.quantity:
                    rate = read(cell.text)
                    if isinstance(rate, Quantity) and header.heading.unit:
                        rate = rate.within(unit_named(header.heading.unit))
                    draft.execution_rate = Entry(cell.text, rate, cell.place, header.heading.words)
                continue
            if not isinstance(entry.reading, (Quantity, Unread)):
                continue
            draft.bound.add(cell.place)
            if header.column.role is Role.POINTS and draft.execution_points in (None, in_head):
                draft.execution_points = entry
            elif header.column.role is Role.SCORE and draft.execution_score is None:
                draft.execution_score = entry
            elif header.column.role is Role.RECHECK_SCORE and draft.execution_recheck is None:
                draft.execution_recheck = entry


def _levels(section: Section, row: Row) -> tuple[list[Cell], dict[int, Cell]]:
    """The cells left of the value columns, and those under them."""
    values = {
        h.position for h in section.header
        if h.column is not None and h.column.role not in (Role.LEVEL1, Role.LEVEL2, Role.NAME, Role.LABEL)
    }  # fmt: skip
    names = [h.position for h in section.columns(Role.NAME, Role.LEVEL2, Role.LEVEL1)]
    last_name = max(names, default=-1)
    beside = {
        h.position
        for h in section.header
        if h.column is not None and h.column.role is Role.OTHER and h.position < last_name
    }
    first = min(values - beside, default=section.width)
    under = section.under(row)
    under = {p: c for p, c in under.items() if p not in beside}
    return [under[p] for p in sorted(under) if p < first], {p: c for p, c in under.items() if p >= first}


def read_rows(section: Section, draft: FormDraft) -> None:
    """The indicator rows of a section."""
    remark = _remark_at(section)
    draft.has_reasons = draft.has_reasons or any(
        h.position != remark and h.heading.words not in REMARK_WORDS for h in section.columns(Role.REASON)
    )
    level_headers = section.columns(Role.LEVEL1, Role.LEVEL2, Role.NAME)
    for row in section.rows:
        first = next((c for c in row.cells if c.text.strip()), None)
        if first is None:
            continue
        if draft.ended and _is_indicator(section, row):
            draft.ended, draft.total_points, draft.total_score = False, None, None  # what was read was a subtotal
            draft.total_recheck = None
        if any(_SUBTOTAL.search(tidy(c.text)) for c in row.cells[:4]):
            draft.labels |= {c.place for c in row.cells}
            continue
        if _REASON_ROW.search(tidy(first.text)) and any(len(c.text.strip()) > 4 for c in row.cells if c is not first):
            draft.common_reason = True
        if _is_total(first.text):
            _total(section, row, draft)
            draft.labels.add(first.place)
            draft.ended = True
            continue
        if draft.ended:
            continue
        left, right = _levels(section, row)
        if not right or len(row.cells) < 3:
            continue
        _one_row(section, row, left, right, len(level_headers), draft)


def _reason(section: Section, entry: Entry | None) -> Entry | None:
    """The reason cell of a row; a blank cell under 备注 is none, because nobody was asked for a reason there."""
    asked = any(h.heading.words not in REMARK_WORDS for h in section.columns(Role.REASON))
    return entry if entry is not None and (asked or not entry.is_nil) else None


#: The last row of a list of tasks or projects, each with a rate of its own.
_SUM_ROW = re.compile(r"^(?:金额|资金)?(?:合计|总计)$")
_WITH_EXECUTION = re.compile(r"含[^\d]{0,8}执行率(?:得分|分)?[为:]?(?P<score>\d+(?:\.\d+)?)分")


def _is_total(text: str) -> bool:
    return bare(text) in TOTAL_WORDS or bare(heading(text).words) in TOTAL_WORDS  # 总分（100分）


def _is_indicator(section: Section, row: Row) -> bool:
    """Whether a row has points and a target or actual, as no total has."""
    left, right = _levels(section, row)
    roles = {h.column.role: right.get(h.position) for h in section.header if h.column is not None}
    points = roles.get(Role.POINTS)
    filled = [c for r in (Role.TARGET, Role.ACTUAL) if (c := roles.get(r)) is not None and c.text.strip()]
    named = any(c.text.strip() and not _is_total(c.text) for c in left)
    return named and bool(filled) and points is not None and isinstance(read(points.text), Quantity)


def _total(section: Section, row: Row, draft: FormDraft) -> None:
    under = section.under(row)
    for header in section.columns(Role.POINTS, Role.SCORE, Role.RECHECK_SCORE):
        cell = under.get(header.position)
        if cell is None:
            continue
        entry = _entry(cell, header.heading.words)
        if entry.quantity is None and not isinstance(entry.reading, Unread):
            continue
        draft.bound.add(cell.place)
        role = header.column.role if header.column is not None else Role.SCORE
        if role is Role.POINTS:
            draft.total_points = entry
        elif role is Role.RECHECK_SCORE:
            draft.total_recheck = entry
        else:
            draft.total_score = entry
    for cell in row.cells:
        said = _WITH_EXECUTION.search(tidy(cell.text))
        if said is not None and draft.execution_score is None:  # 合计（含预算执行率得分9.8分）
            draft.execution_score = Entry(said["score"], read(f"{said['score']}分"), cell.place, cell.text)
        if tidy(cell.text) in GRADE_WORDS:
            draft.grade = Entry(cell.text, Words(cell.text), cell.place, "等级")
            draft.bound.add(cell.place)


def _one_row(
    section: Section, row: Row, left: list[Cell], right: dict[int, Cell], levels: int, draft: FormDraft
) -> None:
    named = [c for c in left if c.text.strip()]
    draft.labels |= {c.place for c in left}
    name = left[-1].text.strip() if left else ""
    level2 = left[-2].text.strip() if len(left) > 1 else ""
    level1 = (
        left[-3].text.strip() if len(left) > 2 else (left[0].text.strip() if levels == 2 and len(left) == 2 else "")
    )
    if levels == 2 and len(left) == 2:
        level2 = ""
    cells: dict[Role, tuple[Cell, str]] = {}
    remark = _remark_at(section)
    for header in section.header:
        if header.column is not None and header.position in right:
            role = Role.RECHECK_REMARK if header.position == remark else header.column.role
            cells.setdefault(role, (right[header.position], header.heading.words))
    others = {h.position for h in section.header if h.column is not None and h.column.role is Role.OTHER}
    draft.labels |= {c.place for p, c in right.items() if p in others}
    values = [cells[r][0].text for r in (Role.TARGET, Role.ACTUAL, Role.POINTS, Role.SCORE) if r in cells]
    blank = all(isinstance(read(v), Nil) for v in values)
    worth = (
        _POINTS_OF_NAME.search(tidy(name))
        if Role.POINTS not in {h.column.role for h in section.header if h.column}
        else None
    )
    if level1:
        _new_head(level1, left[-3] if len(left) > 2 else left[0], draft)
    if level2:
        draft._level2 = level2
    if not named or blank or (not name and all(isinstance(read(v), Nil) for v in values)):
        return

    def entry(role: Role) -> Entry | None:
        if role not in cells:
            return None
        cell, column = cells[role]
        made = (
            _entry(cell, column)
            if role in (Role.POINTS, Role.SCORE, Role.RECHECK_SCORE, Role.RECHECK_DEDUCTION)
            else Entry(cell.text, read(cell.text), cell.place, column)
        )
        if role not in (Role.REASON, Role.RECHECK_REMARK):
            draft.bound.add(cell.place)
        return made

    sign = cells[Role.SIGN][0].text if Role.SIGN in cells else ""
    unit = cells[Role.UNIT][0].text if Role.UNIT in cells else ""
    target, actual = entry(Role.TARGET), entry(Role.ACTUAL)
    made = IndicatorRow(
        order=len(draft.rows) + 1,
        level1=draft._level1, level2=draft._level2, name=name, place=row.cells[0].place,
        target=read_target(target.text, sign if _is_sign(sign) else "", unit) if target else None,
        actual=read_target(actual.text, "", unit if _is_number(actual.text) else "") if actual else None,
        points=Entry(worth[1], read(worth[1] + "分"), left[-1].place, name) if worth else entry(Role.POINTS), score=entry(Role.SCORE), reason=_reason(section, entry(Role.REASON)),
        head=len(draft.heads) - 1 if draft.heads else None,
        target_entry=target, actual_entry=actual, is_execution=bare(name) in EXECUTION_WORDS or draft._level1 in EXECUTION_WORDS,
        recheck=Recheck(*map(entry, (Role.RECHECK_ACTUAL, Role.RECHECK_SCORE, Role.RECHECK_DEDUCTION, Role.RECHECK_REMARK)))
        if RECHECKED & cells.keys() else None,
    )  # fmt: skip
    nil = [e is None or e.is_nil for e in (made.points, made.score)]
    if all(nil) and draft.rows and (made.points is not None) and not _blank(made.target_entry) and _is_listed(draft):
        made = evolve(made, is_part=True)
        parent = max(i for i, r in enumerate(draft.rows) if not r.is_part)
        draft.rows[parent] = evolve(draft.rows[parent], has_parts=True)
    draft.rows.append(made)


def _is_listed(draft: FormDraft) -> bool:
    """Whether the last full row carries points without a value: its values are in the rows below it."""
    for row in reversed(draft.rows):
        if not row.is_part:
            return row.points is not None and not row.points.is_nil and (_blank(row.target_entry) or row.has_parts)
    return False


def _blank(entry: Entry | None) -> bool:
    return entry is None or entry.is_nil


def _is_sign(text: str) -> bool:
    return bool(re.fullmatch(r"[≥≤=><]{1,2}", tidy(text)))


def _is_number(text: str) -> bool:
    return isinstance(read(text), Quantity)


def _new_head(level1: str, cell: Cell, draft: FormDraft) -> None:
    points = _POINTS_IN_HEAD.search(tidy(level1))
    label = bare(heading(level1).words or tidy(level1)) or tidy(level1)
    if draft.heads and points is None and draft.heads[-1].label == label:
        return
    draft._level1 = label
    draft._level2 = ""
    entry = Entry(points[1], read(points[1] + "分"), cell.place, level1) if points else None
    draft.heads.append(Head(label, entry, cell.place))


def settle_outside(form: Form) -> Form:
    """Rows whose level-1 head is a level-2 word without points, where other heads print points, stand outside."""
    if not any(h.points for h in form.heads):
        return form
    lost = {i for i, h in enumerate(form.heads) if h.points is None and h.label in LEVEL2_WORDS}
    if not lost:
        return form
    return evolve(form, rows=tuple(evolve(r, head=None) if r.head in lost else r for r in form.rows))
